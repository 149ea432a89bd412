"""Values that match schemas: for the answers of fakes, and for the examples of drafted operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .json_tree import as_list, as_mapping, is_mapping, snake, texts
from .union_tags import UnionTags

_REFERENCE: Final = "#/components/schemas/"
_DEEPEST: Final = 8
_MOST_VALUES: Final = 150
# Null in the answer of a call that went well.
_ERRORS: Final = ("error", "errors", "error_message", "error_code", "warning")
_TIME: Final = "2026-01-15T10:30:00Z"
UUID: Final = "3f2b8c1e-5d47-4a96-9c0d-7e1a2b3c4d5e"
"""The example of an id that is a UUID."""
_FORMATTED: Final[Mapping[str, str]] = {"date-time": _TIME, "date": _TIME[:10], "uuid": UUID}


def sample(
    schema: Mapping[str, Any],
    name: str,
    schemas: Callable[[str], Mapping[str, Any]],
    documented: Mapping[tuple[str, str], Any],
    *,
    discriminators: UnionTags | None = None,
    item_name: Callable[[str], str] = str,
    is_body: bool = False,
) -> Any:
    """Make a value that matches a schema; it is finite, and None if no finite value matches.

    Args:
        schema: The schema, with references to named ones.
        name: What the value is called; a text is made from it.
        schemas: Looks up a named schema.
        documented: Values to use, by the name of a schema and of its property; for the schema itself, the property is
            empty.
        discriminators: The tags of the unions.
        item_name: Makes the name of an item from that of its list.
        is_body: Whether the value is sent, so that it has only required members below its top.
    """
    return _Sampler(schemas, documented, discriminators or {}, item_name, is_body).value(schema, name, ())


class _Sampler:
    """One run. `above` are the named schemas around a value."""

    def __init__(
        self,
        schemas: Callable[[str], Mapping[str, Any]],
        documented: Mapping[tuple[str, str], Any],
        discriminators: UnionTags,
        item_name: Callable[[str], str],
        is_body: bool,
    ) -> None:
        self.schemas = schemas
        self.documented = documented
        self.discriminators = discriminators
        self.item_name = item_name
        self.is_body = is_body
        self.count = 0

    def value(self, schema: Mapping[str, Any], name: str, above: tuple[str, ...]) -> Any:
        target = _target(schema)
        if target is not None:
            return None if target in above or len(above) > _DEEPEST else self._named(target, name, above)
        if options := [one for one in as_list(schema.get("anyOf")) if is_mapping(one)]:
            return self._of_union(options, name, above)
        if "const" in schema:
            return schema["const"]
        if as_list(schema.get("enum")):
            return next((value for value in schema["enum"] if value is not None), None)
        kind = next((one for one in _types(schema) if one != "null"), "string")
        if kind == "array":
            item = self.value(as_mapping(schema.get("items")), self.item_name(name), above)
            return [] if item is None else [item] * max(1, _least_items(schema))
        if kind == "object":
            return self._of_object(schema, name, above, None)
        return _bounded(_scalar(kind, name, schema.get("format")), schema)

    def _named(self, target: str, name: str, above: tuple[str, ...]) -> Any:
        if (target, "") in self.documented:
            return self.documented[target, ""]
        schema = self.schemas(target)
        if "properties" in schema:
            return self._of_object(schema, name, (*above, target), target)
        return self.value(schema, name, (*above, target))

    def _of_union(self, options: list[dict[str, Any]], name: str, above: tuple[str, ...]) -> Any:
        """A value of the first member that has a finite one."""
        targets = [target for one in options if (target := _target(one)) is not None]
        members = sorted(target for target in targets if "properties" in self.schemas(target))
        tag, values = self.discriminators.get("|".join(members), ("", {}))
        tags = {target: value for value, target in values.items()}
        for option in options:
            value = None if option.get("type") == "null" else self.value(option, name, above)
            if value is not None:
                target = _target(option)
                return {**value, tag: tags[target]} if is_mapping(value) and target in tags else value
        return None

    def _of_object(self, schema: Mapping[str, Any], name: str, above: tuple[str, ...], owner: str | None) -> Any:
        found: dict[str, Any] = {}
        for key, value in self._shown(schema, above).items():
            self.count += 1
            is_required = key in as_list(schema.get("required"))
            if owner is not None and (owner, key) in self.documented:
                found[key] = self.documented[owner, key]
            elif key in _ERRORS and self._allows_null(value):
                found[key] = None
            else:
                one = self.value(as_mapping(value), key, above)
                if one is None and is_required and len(above) > 1 and not self._allows_null(value):
                    return None
                if one is not None or is_required:
                    found[key] = one
        more = schema.get("additionalProperties")
        if is_mapping(more) and not found:
            item = self.value(more, self.item_name(name), above)
            return {} if item is None else {"key": item}
        return found

    def _shown(self, schema: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
        """The properties that a value has: all of an answer, and what a body would usually have."""
        properties = as_mapping(schema.get("properties"))
        required = {key: value for key, value in properties.items() if key in as_list(schema.get("required"))}
        if self.count > _MOST_VALUES or (self.is_body and len(above) > 1):
            return required or dict(list(properties.items())[:1])
        return properties

    def _allows_null(self, schema: object) -> bool:
        options = [as_mapping(one) for one in (schema, *as_list(as_mapping(schema).get("anyOf")))]
        named = [self.schemas(target) for one in options if (target := _target(one)) is not None]
        return any("null" in _types(one) for one in (*options, *named))


def _scalar(kind: str, name: str, format: object) -> Any:
    """A value of a type that could be real, by its name."""
    parts = [word for word in snake(name).split("_") if word] or ["value"]
    last = parts[-1]
    if kind == "integer":
        return 123 if last == "id" else 1
    if kind == "number":
        return 0.5
    if kind == "boolean":
        return True
    if format in _FORMATTED:
        return _FORMATTED[str(format)]
    if last == "uuid":
        return UUID
    if last == "id":
        return f"{'_'.join(parts[:-1]) or 'id'}_123"
    if last in ("url", "uri", "link") or format == "uri":
        return f"https://example.com/{'-'.join(parts[:-1]) or 'page'}"
    if last == "email" or format == "email":
        return "ada@example.com"
    if last in ("after", "before"):
        # `created_after` is a time, and `starting_after` where a page begins.
        return _TIME if len(parts) > 1 and parts[-2].endswith("ed") else "id_123"
    if last in ("at", "date", "time"):
        return _TIME
    if last in ("name", "title", "label"):
        return f"my-{'-'.join(parts[:-1]) or 'name'}"
    return " ".join(parts)


def _target(schema: Mapping[str, Any]) -> str | None:
    ref = schema.get("$ref")
    return ref.removeprefix(_REFERENCE) if isinstance(ref, str) else None


def _types(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else texts(kind)


def _least_items(schema: Mapping[str, Any]) -> int:
    value = schema.get("minItems")
    return value if type(value) is int and 0 < value < 20 else 0


def _bound(schema: Mapping[str, Any], key: str) -> float | None:
    bound: Any = schema.get(key)
    return bound if type(bound) in (int, float) else None


def _bounded(value: Any, schema: Mapping[str, Any]) -> Any:
    if type(value) in (int, float):
        low, high = _bound(schema, "minimum"), _bound(schema, "maximum")
        above, below = _bound(schema, "exclusiveMinimum"), _bound(schema, "exclusiveMaximum")
        value = value if low is None else max(value, low)
        value = value if above is None or value > above else above + 1
        value = value if high is None else min(value, high)
        return value if below is None or value < below else below - 1
    if isinstance(value, str):
        longest, shortest = schema.get("maxLength"), schema.get("minLength")
        if type(shortest) is int and len(value) < shortest < 1000:
            value = value + "x" * (shortest - len(value))
        if type(longest) is int and len(value) > longest > 0:
            value = value[:longest]
    return value
