"""A call for the README whose request contains an object: the first in the document with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..contract.json_tree import as_list, as_mapping, is_mapping
from .class_names import names_of_dicts
from .preparation import Prepared

_LONGEST: Final = 400
"""Characters of an example that is shown."""


def given_example(prepared: Prepared, operations: Mapping[str, Any]) -> dict[str, Any] | None:
    """A call that takes an object, and the object; None if no example has one.

    Args:
        prepared: The document for the generators.
        operations: The facts of all operations, from `template_facts`.
    """
    schemas: dict[str, Any] = prepared.data["components"].get("schemas", {})
    dicts = names_of_dicts(schemas)
    for known in operations.values():
        needed = any(one["required"] for one in known["parameters"].values())
        for schema, value in _examples(prepared.data, known):
            members = value if known["unpacked"] is not None and is_mapping(value) else {"body": value}
            names = {one["name"]: one["attribute"] for one in (known["unpacked"] or {}).get("fields", ())}
            types = as_mapping(as_mapping(schemas.get(_name(schema))).get("properties")) if names else {"body": schema}
            required = as_list(as_mapping(schemas.get(_name(schema))).get("required")) if names else ["body"]
            for key, member in members.items():
                model = _model(types.get(key), schemas)
                shown = {one: given for one, given in members.items() if one == key or one in required}
                if model and is_mapping(member) and not needed and len(repr(shown)) <= _LONGEST:
                    return {
                        "call": f"{known['tag']}.{known['method']}",
                        "model": model,
                        "dict": dicts[model],
                        "value": repr(member),
                        "argument": names.get(key, key),
                        "others": {names.get(one, one): repr(given) for one, given in shown.items() if one != key},
                        "arguments_class": known["arguments_class"],
                    }
    return None


def _examples(data: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The documented bodies of an operation in JSON, each with its schema."""
    operation = data["paths"][known["template"]][known["http_method"].lower()]
    media = as_mapping(as_mapping(operation.get("requestBody")).get("content")).get("application/json")
    for example in as_mapping(as_mapping(media).get("examples")).values():
        yield as_mapping(media).get("schema"), as_mapping(example).get("value")


def _name(schema: object) -> str:
    return str(as_mapping(schema).get("$ref", "")).rpartition("/")[2]


def _model(schema: object, schemas: Mapping[str, Any]) -> str:
    """The model of a schema; empty if it has none, or several."""
    options = [schema, *as_list(as_mapping(schema).get("anyOf"))]
    found = [name for name in map(_name, options) if as_mapping(schemas.get(name)).get("properties")]
    return found[0] if len(found) == 1 else ""
