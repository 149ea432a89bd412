"""Values that match the schemas of a prepared document, for responses of the fake without a documented example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from attrs import field, frozen

from ..contract.json_tree import as_list, as_mapping, is_list, is_mapping

_REFERENCE: Final = "#/components/schemas/"
_TEXTS: Final[Mapping[str, str]] = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "uuid": "6f1ed002-ab5a-41ee-9b6c-0242ac120002",
    "uri": "https://example.com",
    "email": "someone@example.com",
}
_CHECKED: Final[Mapping[str, Any]] = {"date-time": datetime.fromisoformat, "date": date.fromisoformat, "uuid": UUID}
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


@frozen
class Samples:
    """Makes values from documented examples in schemas, and otherwise from the schemas alone.

    Args:
        schemas: The component schemas of a prepared document.
        discriminators: The discriminators of unions, as in `Prepared`.
    """

    schemas: Mapping[str, Any]
    discriminators: Mapping[str, tuple[str, Mapping[str, str]]] = field(
        factory=dict[str, tuple[str, Mapping[str, str]]]
    )

    def of(self, schema: Mapping[str, Any], text: str = "text") -> Any:
        """Make a value.

        Args:
            schema: The schema.
            text: The value of a string that the schema does not restrict.
        """
        return self._of(schema, text, frozenset())

    def fits(self, value: Any, schema: Mapping[str, Any]) -> bool:
        """Whether a model would accept a value."""
        name = _name(schema)
        if name is not None:
            return self.fits(value, self.schemas[name])
        if options := as_list(schema.get("anyOf")):
            return any(self.fits(value, option) for option in options)
        kinds = as_list(schema.get("type")) or [schema["type"]] if "type" in schema else []
        matching = [kind for kind in kinds if _is(value, kind)]
        if kinds and not matching:
            return False
        if "enum" in schema:
            return value in schema["enum"]
        if isinstance(value, str):
            return _reads(value, schema.get("format"))
        if is_list(value):
            return all(self.fits(item, as_mapping(schema.get("items"))) for item in value)
        if is_mapping(value):
            return self._has_members(value, schema)
        return True

    def _has_members(self, value: dict[str, Any], schema: Mapping[str, Any]) -> bool:
        properties, rest = as_mapping(schema.get("properties")), schema.get("additionalProperties")
        required = as_list(schema.get("required"))
        return all(name in value for name in required) and all(
            (item is None and name not in required) or self.fits(item, properties.get(name, as_mapping(rest)))
            for name, item in value.items()
        )

    def _of(self, schema: Mapping[str, Any], text: str, open_: frozenset[str]) -> Any:
        for example in (*([schema["example"]] if "example" in schema else []), *as_list(schema.get("examples"))):
            if example is not None and self.fits(example, schema):
                return example
        name = _name(schema)
        if name is not None:
            return None if name in open_ else self._of(self.schemas[name], text, open_ | {name})
        if options := as_list(schema.get("anyOf")):
            return self._of_union(options, text, open_)
        if "enum" in schema:
            return next((value for value in schema["enum"] if value is not None), None)
        kinds = as_list(schema.get("type")) or [schema.get("type")]
        kind = next((kind for kind in kinds if kind != "null"), None)
        if kind == "object":
            return self._of_object(schema, text, open_)
        if kind == "array":
            item = self._of(as_mapping(schema.get("items")), text, open_)
            return [] if item is None or not self.fits(item, as_mapping(schema.get("items"))) else [item]
        if kind in ("integer", "number"):
            return _number(schema, kind)
        return {"boolean": True, "string": _TEXTS.get(str(schema.get("format")), text)}.get(str(kind))

    def _of_object(self, schema: Mapping[str, Any], text: str, open_: frozenset[str]) -> dict[str, Any]:
        required = as_list(schema.get("required"))
        found = {name: self._of(value, text, open_) for name, value in as_mapping(schema.get("properties")).items()}
        return {name: value for name, value in found.items() if value is not None or name in required}

    def _of_union(self, options: list[Any], text: str, open_: frozenset[str]) -> Any:
        names = sorted(name for option in options if (name := _name(option)) is not None)
        tag, classes = self.discriminators.get("|".join(names), ("", {}))
        tags = {name: value for value, name in classes.items()}
        for option in options:
            value = self._of(option, text, open_)
            if is_mapping(value) and _name(option) in tags:
                value = {**value, tag: tags[str(_name(option))]}
            if value is not None and self.fits(value, option):
                return value
        return None


def _name(schema: Mapping[str, Any]) -> str | None:
    return str(schema["$ref"]).removeprefix(_REFERENCE) if "$ref" in schema else None


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind in ("boolean",) or not isinstance(value, bool))


def _reads(value: str, format_: Any) -> bool:
    try:
        _CHECKED.get(format_, str)(value)
    except ValueError:
        return False
    return True


def _number(schema: Mapping[str, Any], kind: str) -> int | float:
    least, most = schema.get("minimum"), schema.get("maximum")
    least = schema.get("exclusiveMinimum", least)
    value: int | float = 1
    if isinstance(least, (int, float)):
        value = max(value, int(least) + 1 if "exclusiveMinimum" in schema else least)
    if isinstance(most, (int, float)):
        value = min(value, most)
    return int(value) if kind == "integer" else value
