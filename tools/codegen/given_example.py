"""A call for the README whose request contains an object: the first in the document with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

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
        if any(one["required"] for one in known["parameters"].values()):
            continue
        for schema, value in _examples(prepared.data, known):
            fields = _fields(known, as_mapping(schemas.get(_name(schema))), schema, value)
            for field in fields:
                shown = [one for one in fields if one.required or one is field]
                model = _model(field.schema, schemas)
                if model and is_mapping(field.value) and len(repr([one.value for one in shown])) <= _LONGEST:
                    return {
                        "call": f"{known['tag']}.{known['method']}",
                        "dict": dicts[model],
                        "value": repr(field.value),
                        "argument": field.argument,
                        "others": {one.argument: repr(one.value) for one in shown if one is not field},
                        "arguments_class": known["arguments_class"],
                    }
    return None


@frozen
class _Field:
    """An argument with the value of an example."""

    argument: str
    schema: object
    value: object
    required: bool


def _fields(known: Mapping[str, Any], schema: Mapping[str, Any], whole: object, value: object) -> list[_Field]:
    """The arguments that send an example: its members, or the body as a whole."""
    if known["unpacked"] is None:
        return [_Field("body", whole, value, required=True)]
    attributes: dict[str, str] = {one["name"]: one["attribute"] for one in known["unpacked"]["fields"]}
    types, required = as_mapping(schema.get("properties")), as_list(schema.get("required"))
    members = as_mapping(value)
    return [
        _Field(attribute, types.get(name), members[name], required=name in required)
        for name, attribute in attributes.items()
        if name in members
    ]


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
