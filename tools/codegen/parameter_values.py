"""Schemas for parameters, restricted to the values that can be sent at their position."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from ..contract.json_tree import as_list, as_mapping, is_list

ClassKind = Literal["model", "map", "enum"]
ClassOf = Callable[[Mapping[str, Any]], tuple[ClassKind, Mapping[str, Any]] | None]
"""The name and schema that a schema refers to; None if it is not a reference."""

TEXT: Final[Mapping[str, Any]] = {"type": "string"}


def without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Remove null from a schema, for a value that is omitted instead."""
    notes = {key: value for key, value in schema.items() if key != "anyOf"}
    rest = [item for item in as_list(schema.get("anyOf")) if item != {"type": "null"}]
    if rest:
        return {**rest[0], **notes} if len(rest) == 1 else {**notes, "anyOf": rest}
    kinds = schema.get("type")
    if is_list(kinds):
        return {**schema, "type": next(kind for kind in kinds if kind != "null")}
    return {**schema, "type": "string"} if kinds == "null" else dict(schema)


def fitting(schema: dict[str, Any], place: str, style: str, *, explode: bool, class_of: ClassOf) -> dict[str, Any]:
    """Adapt a parameter's schema to its position; a value without a standard encoding becomes text from the caller.

    Args:
        schema: The schema.
        place: `path`, `query`, `header` or `cookie`.
        style: The serialization style.
        explode: Whether each item of a list is a separate parameter.
        class_of: Looks up references.
    """
    text = {**TEXT, **{key: schema[key] for key in schema if key in ("description", "example", "examples")}}
    text |= {key: value for key, value in schema.items() if key.startswith("x-")}
    kinds = [_kind(item, class_of) for item in _alternatives(schema)]
    if place in ("path", "header") and not all(kind in ("scalar", "time") for kind in kinds):
        return text
    if place == "header" and "time" in kinds:
        return text
    if place == "cookie" and ("object" in kinds or ("array" in kinds and not explode)):
        return text
    # The client joins the items of an array.
    mixed = "object" in kinds or ("array" in kinds and len(kinds) > 1)
    if place == "query" and not explode and style != "deepObject" and mixed:
        return text
    return schema


def unsendable(schema: Mapping[str, Any], style: str, class_of: ClassOf) -> str | None:
    """Explain why a value cannot be sent in a query, which has no nested objects without `deepObject`."""
    for item in _alternatives(schema) if style != "deepObject" else ():
        if not _is_flat(item, class_of):
            return "nested values cannot be sent in a query; write a string, or skip the operation"
    return None


def _alternatives(schema: Mapping[str, Any]) -> list[Any]:
    return as_list(schema.get("anyOf")) or [schema]


def _kind(schema: Mapping[str, Any], class_of: ClassOf) -> str:
    if found := class_of(schema):
        return "scalar" if found[0] == "enum" else "object"
    if schema.get("type") in ("array", None):
        return str(schema.get("type", "any"))
    return "time" if schema.get("format") in ("date", "date-time") else "scalar"


def _is_flat(schema: Mapping[str, Any], class_of: ClassOf) -> bool:
    found = class_of(schema)
    if found is None:
        return _is_shallow(schema, class_of)
    values = list(as_mapping(found[1].get("properties")).values())
    if isinstance(found[1].get("additionalProperties"), dict):
        values.append(found[1]["additionalProperties"])
    return found[0] == "enum" or all(_is_shallow(value, class_of) for value in values)


def _is_shallow(schema: Mapping[str, Any], class_of: ClassOf) -> bool:
    inner = [item.get("items", {}) if item.get("type") == "array" else item for item in _alternatives(schema)]
    kinds = [_kind(leaf, class_of) for item in inner for leaf in _alternatives(item)]
    return "array" not in kinds and "object" not in kinds
