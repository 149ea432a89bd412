"""Headers that are options of the client, and timeouts of operations, as the templates need them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from ..contract.extensions import client_option_of, is_secret
from ..contract.json_tree import as_list, as_mapping
from .source_text import literal

_TYPES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def options_of(data: Mapping[str, Any], taken: Collection[str]) -> list[dict[str, Any]]:
    """The options of the client that a prepared document declares, in its order.

    Args:
        data: The document.
        taken: The names of the client's other arguments, which an option does not get.
    """
    options: dict[str, dict[str, Any]] = {}
    for parameter in _parameters(data):
        name = client_option_of(parameter)
        if name is None or name in taken or name in options:
            continue
        schema = as_mapping(parameter.get("schema"))
        names = list(dict.fromkeys(_type_names(schema, data)))
        options[name] = {
            "name": name,
            "header": parameter["name"],
            "type": " | ".join(names),
            "default": _python(schema.get("default")),
            "example": _python(parameter.get("example", "...")),
            "is_secret": is_secret(schema),
            "text": " ".join(str(parameter.get("description", "")).split()),
        }
    return list(options.values())


def _parameters(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in data["paths"].values():
        for operation in item.values():
            yield from map(as_mapping, as_list(as_mapping(operation).get("parameters")))


def _type_names(schema: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    """The types of a header's value. Known values are written out, because the client imports no models for them."""
    if "$ref" in schema:
        named = as_mapping(data["components"]["schemas"][str(schema["$ref"]).rpartition("/")[2]])
        yield f"Literal[{', '.join(map(_python, as_list(named.get('enum'))))}]"
    for option in as_list(schema.get("anyOf")):
        yield from _type_names(as_mapping(option), data)
    if "$ref" not in schema and "anyOf" not in schema:
        yield _TYPES.get(str(schema.get("type")), "str")


def _python(value: object) -> str:
    return literal(value) if isinstance(value, str) else repr(value)


def timeouts_text(timeouts: Mapping[str, float]) -> str:
    """A sentence for the docstring of an operation that has timeouts of its own."""
    parts: Sequence[tuple[str, str]] = (("timeout", "for each phase of an attempt"), ("total_timeout", "in all"))
    said = [f"{timeouts[key]:g} seconds {where} (`{key}`)" for key, where in parts if key in timeouts]
    return f"Unless you choose others, a call may take {' and '.join(said)}."
