"""Examples for drafted schemas, from the values that the source shows, and made up where it shows none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema import exceptions as jsonschema_exceptions
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, short
from .names import singular, words

_REF: Final = "#/components/schemas/"
_DEEPEST: Final = 8
_MOST_VALUES: Final = 150
# Null in the answer of a call that went well.
_ERRORS: Final = ("error", "errors", "error_message", "error_code", "warning")
_TIME: Final = "2026-01-15T10:30:00Z"
UUID: Final = "3f2b8c1e-5d47-4a96-9c0d-7e1a2b3c4d5e"
"""The example of an id that is a UUID."""


def sample(
    schema: Mapping[str, Any],
    name: str,
    schemas: Callable[[str], Mapping[str, Any]],
    samples: Mapping[tuple[str, str], Any],
    *,
    is_body: bool = False,
) -> Any:
    """A value that fits a schema.

    Args:
        schema: A drafted schema, or one of the document.
        name: What the value is called.
        schemas: The named schemas.
        samples: Published values, by schema and property.
        is_body: Whether it is sent, so that below its top only what is required is shown.
    """
    return _Sampler(schemas, samples, is_body).value(schema, name, ())


def scalar(kind: str, name: str, format: str | None = None) -> Any:
    """A value of a type that could be real, by its name."""
    parts = words(name) or ["value"]
    if kind == "integer":
        return 123 if parts[-1] == "id" else 1
    if kind == "number":
        return 0.5
    if kind == "boolean":
        return True
    if format == "date-time":
        return _TIME
    last = parts[-1]
    if last == "uuid":
        return UUID
    if last == "id":
        return f"{'_'.join(parts[:-1]) or 'id'}_123"
    if last in ("url", "uri", "link"):
        return f"https://example.com/{'-'.join(parts[:-1]) or 'page'}"
    if last == "email":
        return "ada@example.com"
    if last in ("at", "date", "time", "after", "before"):
        return _TIME
    if last in ("name", "title", "label"):
        return f"my-{'-'.join(parts[:-1]) or 'name'}"
    return " ".join(parts)


class _Sampler:
    def __init__(
        self, schemas: Callable[[str], Mapping[str, Any]], samples: Mapping[tuple[str, str], Any], is_body: bool
    ) -> None:
        self.is_body = is_body
        self.schemas = schemas
        self.samples = samples
        self.count = 0

    def value(self, schema: Mapping[str, Any], name: str, above: tuple[str, ...]) -> Any:
        ref = schema.get("$ref")
        if isinstance(ref, str):
            target = ref.removeprefix(_REF)
            if target in above or len(above) > _DEEPEST:
                return None
            return self._named(target, name, above)
        options = [one for one in as_list(schema.get("anyOf")) if is_mapping(one)]
        if options:
            real = [one for one in options if one.get("type") != "null"]
            fitting = [one for one in real if str(one.get("$ref", "")).removeprefix(_REF) not in above]
            return self.value(fitting[0], name, above) if fitting else None
        if "const" in schema:
            return schema["const"]
        if as_list(schema.get("enum")):
            return schema["enum"][0]
        types = [one for one in _types(schema) if one != "null"]
        kind = types[0] if types else "any"
        if kind == "any":
            return scalar("string", name)
        if kind == "array":
            item = self.value(as_mapping(schema.get("items")), singular(name), above)
            return [] if item is None else [item] * max(1, _integer(schema.get("minItems")))
        if kind == "object":
            return self._object(schema, name, above, None)
        return _bounded(scalar(kind, name, schema.get("format")), schema)

    def _named(self, target: str, name: str, above: tuple[str, ...]) -> Any:
        schema = self.schemas(target)
        if (target, "") in self.samples and is_mapping(self.samples[target, ""]):
            return self.samples[target, ""]
        if "properties" in schema:
            return self._object(schema, name, (*above, target), target)
        return self.value(schema, name, (*above, target))

    def _object(self, schema: Mapping[str, Any], name: str, above: tuple[str, ...], owner: str | None) -> Any:
        found: dict[str, Any] = {}
        for key, value in self._shown(schema, above).items():
            self.count += 1
            if owner is not None and (owner, key) in self.samples:
                found[key] = self.samples[owner, key]
            elif key in _ERRORS and _allows_null(value):
                found[key] = None
            else:
                one = self.value(as_mapping(value), key, above)
                if one is not None or key in as_list(schema.get("required")):
                    found[key] = one
        more = schema.get("additionalProperties")
        if is_mapping(more) and not found:
            return {"key": self.value(more, singular(name), above)}
        return found

    def _shown(self, schema: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
        """The properties that an example shows: all of an answer, and what a body would usually have."""
        properties = as_mapping(schema.get("properties"))
        required = {key: value for key, value in properties.items() if key in as_list(schema.get("required"))}
        if self.count > _MOST_VALUES or (self.is_body and len(above) > 1):
            return required or dict(list(properties.items())[:1])
        return properties


def _allows_null(schema: object) -> bool:
    options = [schema, *as_list(as_mapping(schema).get("anyOf"))]
    return any("null" in _types(as_mapping(one)) for one in options)


def _types(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else [one for one in as_list(kind) if isinstance(one, str)]


def _integer(value: object) -> int:
    return value if type(value) is int and 0 < value < 20 else 0


def _number(schema: Mapping[str, Any], key: str) -> float | None:
    bound: Any = schema.get(key)
    return bound if type(bound) in (int, float) else None


def _bounded(value: Any, schema: Mapping[str, Any]) -> Any:
    if type(value) in (int, float):
        low, high = _number(schema, "minimum"), _number(schema, "maximum")
        above, below = _number(schema, "exclusiveMinimum"), _number(schema, "exclusiveMaximum")
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


def misfit(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], *, formats: bool = True) -> str | None:
    """Why a published value does not fit a drafted schema, as a sentence; None if it does.

    Args:
        value: The published value.
        schema: The drafted schema.
        schemas: The named schemas.
        formats: Whether formats count.
    """
    document = {"schema": schema, "components": {"schemas": schemas}}
    registry: Registry[Any] = Registry[Any]().with_resource("urn:draft", DRAFT202012.create_resource(document))
    root = {"$ref": "urn:draft#/schema"}
    untyped: Any = jsonschema_exceptions
    validator: Any = Draft202012Validator(root, registry=registry, format_checker=FormatChecker() if formats else None)
    try:
        error: Any = untyped.best_match(validator.iter_errors(value))
    except RecursionError:
        return "It is nested too deep to be checked."
    if error is None:
        return None
    where = "".join(f"/{part}" for part in error.absolute_path)
    return f"`{where or '/'}`: {short(error.message).rstrip('.')}."


def fits(value: object, schema: Mapping[str, Any]) -> bool:
    """Whether a value is of the type of a drafted parameter, whose schema is flat."""
    types = _types(schema)
    if not types:
        return True
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, int | float):
        return "number" in types or ("integer" in types and isinstance(value, int))
    return (isinstance(value, str) and "string" in types) or (is_list(value) and "array" in types)
