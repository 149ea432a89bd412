"""Facts that an example shows: fields, their types, and which of them can be null."""

from __future__ import annotations

from .facts import ITEMS, Example, FieldPath, Json, Place, ValueFacts
from .json_tree import is_list, is_mapping


def shown_fields(example: Example) -> dict[FieldPath, ValueFacts]:
    """The fields that an example shows, by path."""
    found: dict[FieldPath, ValueFacts] = {}
    _show(example, example.value, (), "", found)
    return found


def _show(example: Example, value: Json, path: FieldPath, pointer: str, found: dict[FieldPath, ValueFacts]) -> None:
    place = Place(example.place.file, example.lines.get(pointer, example.place.line))
    before = found.get(path)
    null = value is None or (before is not None and before.nullable is True)
    types = before.types if before is not None else frozenset[str]()
    if value is not None:
        types |= {json_type(value)}
    found[path] = ValueFacts(
        place=before.place if before is not None else place,
        source="example",
        types=types,
        nullable=True if null else None,
    )
    if is_mapping(value):
        for name, member in value.items():
            _show(example, member, (*path, name), f"{pointer}/{escaped(name)}", found)
    elif is_list(value):
        for index, item in enumerate(value):
            _show(example, item, (*path, ITEMS), f"{pointer}/{index}", found)


def escaped(key: str) -> str:
    """Escape a key as a part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def json_type(value: Json) -> str:
    """The JSON Schema type of a value that is not null."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if is_list(value) else "object"
