# Copied from runtime/testing/body_schema.py by `nox -s generate`. Do not edit.
"""Checks the JSON of a request against the document's schema, so that a fake refuses what the provider would refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ..values.json_values import is_array, is_object
from .forms import FakeForm


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "string": (lambda value: isinstance(value, str), "a string"),
    "integer": (lambda value: _is_number(value) and value == value // 1, "an integer"),
    "number": (_is_number, "a number"),
    "boolean": (lambda value: isinstance(value, bool), "a boolean"),
    "object": (is_object, "an object"),
    "array": (is_array, "an array"),
    "null": (lambda value: value is None, "null"),
}


def body_problem(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], place: str = "") -> str | None:
    """Describe the first thing in a JSON value that a schema does not allow; None if there is nothing.

    Args:
        value: The value.
        schema: A schema with the keywords that the rules for documents allow. Others are ignored.
        schemas: The named schemas, to which `$ref` refers.
        place: Where the value is, such as `messages[0].role`; empty for the body itself.
    """
    if "$ref" in schema:
        return body_problem(value, schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas, place)
    if "anyOf" in schema:
        return _of_options(value, schema["anyOf"], schemas, place)
    shown = place or "the body"
    if (wanted := _wanted(value, schema)) is not None:
        return f"{shown} must be {wanted}"
    if is_object(value):
        return _in_object(value, schema, schemas, place)
    if is_array(value):
        items: Mapping[str, Any] = schema.get("items", {})
        problems = (body_problem(item, items, schemas, f"{shown}[{index}]") for index, item in enumerate(value))
        return next((problem for problem in problems if problem is not None), None)
    return None


def form_problem(form: FakeForm, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str | None:
    """Describe the first thing in a form that a schema does not allow; None if there is nothing.

    A file is its name. As on many servers, `image` and `image[]` are the same field.
    """
    if "$ref" in schema:
        return form_problem(form, schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    properties: Mapping[str, Any] = schema.get("properties", {})
    sent: dict[str, list[str]] = {}
    for given, text in (*form.fields, *((one.field, one.name) for one in form.files)):
        bare = given.removesuffix("[]")
        name = next((one for one in (given, bare, f"{bare}[]") if one in properties), given)
        sent.setdefault(name, []).append(text)
    members: dict[str, Any] = {}
    for name, texts in sent.items():
        allowed = properties.get(name, {})
        readings = [value for text in texts[:1] for value in _readings(text) if len(texts) == 1]
        readings.append([_read(text, allowed.get("items", {}), schemas) for text in texts])
        members[name] = next((one for one in readings if body_problem(one, allowed, schemas) is None), readings[0])
    return body_problem(members, schema, schemas)


def _read(text: str, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    return next((one for one in _readings(text) if body_problem(one, schema, schemas) is None), text)


def _readings(text: str) -> list[Any]:
    """What the text of a field may mean: itself, or a number, a boolean or JSON."""
    try:
        return [text, json.loads(text)]
    except ValueError:
        return [text]


def _of_options(value: Any, options: Sequence[Mapping[str, Any]], schemas: Mapping[str, Any], place: str) -> str | None:
    """The problem of the option that fits best: the last that is about something inside of the value."""
    fitting = [option for option in options if not _has_another_tag(value, option, schemas)]
    found = [body_problem(value, option, schemas, place) for option in fitting or options]
    if None in found:
        return None
    inside = [problem for problem in found if problem is not None and not problem.startswith(f"{place or 'the body'} ")]
    if inside:
        return inside[-1]
    start = f"{place or 'the body'} must be "
    return start + " or ".join(dict.fromkeys((problem or "").removeprefix(start) for problem in found))


def _has_another_tag(value: Any, option: Mapping[str, Any], schemas: Mapping[str, Any]) -> bool:
    """Whether a constant member, such as `type`, says that a value is of another kind."""
    if "$ref" in option:
        option = schemas[option["$ref"].rsplit("/", 1)[-1]]
    properties: Mapping[str, Any] = option.get("properties", {})
    return is_object(value) and any(
        "const" in member and name in value and value[name] != member["const"] for name, member in properties.items()
    )


def _wanted(value: Any, schema: Mapping[str, Any]) -> str | None:
    """What a value must be, if it is something else."""
    if "const" in schema and (
        value != schema["const"] or isinstance(value, bool) is not isinstance(schema["const"], bool)
    ):
        return repr(schema["const"])
    if "enum" in schema and value not in schema["enum"]:
        return "one of " + ", ".join(map(repr, schema["enum"]))
    given = schema.get("type", [])
    types = [given] if isinstance(given, str) else given
    if types and not any(_TYPES[name][0](value) for name in types):
        return " or ".join(_TYPES[name][1] for name in types)
    if _is_number(value):
        return _out_of_bounds(value, schema)
    return _wrong_length(value, schema)


def _out_of_bounds(value: float, schema: Mapping[str, Any]) -> str | None:
    if value < schema.get("minimum", value):
        return f"at least {schema['minimum']}"
    if value > schema.get("maximum", value):
        return f"at most {schema['maximum']}"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        return f"more than {schema['exclusiveMinimum']}"
    if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
        return f"less than {schema['exclusiveMaximum']}"
    return None


def _wrong_length(value: Any, schema: Mapping[str, Any]) -> str | None:
    if isinstance(value, str) or is_array(value):
        least, most, of = (
            ("minItems", "maxItems", "items") if is_array(value) else ("minLength", "maxLength", "characters")
        )
        if len(value) < schema.get(least, 0):
            return f"of at least {schema[least]} {of}"
        if len(value) > schema.get(most, len(value)):
            return f"of at most {schema[most]} {of}"
    if isinstance(value, str) and "pattern" in schema and not _matches(schema["pattern"], value):
        return f"text that matches {schema['pattern']}"
    return None


def _matches(pattern: str, text: str) -> bool:
    # In JSON Schema, `$` is the very end; in Python, also the place before a line break there.
    return re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), text) is not None


def _in_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], schemas: Mapping[str, Any], place: str
) -> str | None:
    inner = f"{place}." if place else ""
    for name in schema.get("required", ()):
        if name not in value:
            return f"{inner}{name} is required"
    properties: Mapping[str, Any] = schema.get("properties", {})
    others: Any = schema.get("additionalProperties", {})
    for name, member in value.items():
        allowed = properties.get(name, others)
        if allowed is False:
            return f"{inner}{name} is not allowed"
        if is_object(allowed) and (problem := body_problem(member, allowed, schemas, f"{inner}{name}")) is not None:
            return problem
    return None
