"""Which values a parameter can carry where it is sent, as schemas of the copy that the generators read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from ..contract.json_tree import as_list, as_mapping, is_list

ClassKind = Literal["model", "map", "enum"]
ClassOf = Callable[[Mapping[str, Any]], tuple[ClassKind, Mapping[str, Any]] | None]
"""What a schema refers to, and its schema; None if it is no reference."""

TEXT: Final[Mapping[str, Any]] = {"type": "string"}


def without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema for what is left out rather than null."""
    notes = {key: value for key, value in schema.items() if key != "anyOf"}
    rest = [item for item in as_list(schema.get("anyOf")) if item != {"type": "null"}]
    if rest:
        return {**rest[0], **notes} if len(rest) == 1 else {**notes, "anyOf": rest}
    kinds = schema.get("type")
    if is_list(kinds):
        return {**schema, "type": next(kind for kind in kinds if kind != "null")}
    return {**schema, "type": "string"} if kinds == "null" else dict(schema)


def fitting(schema: dict[str, Any], place: str, style: str, *, explode: bool, class_of: ClassOf) -> dict[str, Any]:
    """A parameter's schema where it may stand; what needs an encoding of its own is text, which the caller encodes.

    Args:
        schema: The schema.
        place: `path`, `query`, `header` or `cookie`.
        style: How the value is written.
        explode: Whether each item of a list has a name of its own.
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
    # An array alone is joined by the client.
    mixed = "object" in kinds or ("array" in kinds and len(kinds) > 1)
    if place == "query" and not explode and style != "deepObject" and mixed:
        return text
    return schema


def unsendable(schema: Mapping[str, Any], style: str, class_of: ClassOf) -> str | None:
    """Why a query cannot carry a value, which has pairs of names and texts: no objects in arrays or in objects."""
    for item in _alternatives(schema):
        if _kind(item, class_of) in ("array", "object") and style == "deepObject":
            return "`deepObject` cannot be expressed; make each `name[key]` a parameter, or skip the operation"
        if not _is_flat(item, class_of):
            return "what is nested has no place in a query; make it a text, or skip the operation"
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
