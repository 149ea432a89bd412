"""What a provider's OpenAPI document promises, read here once more and independently of `tools`.

The extensions' names are spelled here for the same reason: a test that asked the generator's own reader what a term
means could not find a mistake in it.
"""

from __future__ import annotations

import keyword
import os
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
"""The checkout that these tests stand in."""

PROJECT: Final = Path(os.environ.get("TESTED_PROJECT", ROOT)).resolve()
"""The project whose providers are tested: another one than the checkout if `TESTED_PROJECT` names its folder."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C is ten times as fast, and not on every machine."""

Keys: TypeAlias = tuple[str | int, ...]
"""Where in a JSON value."""


@cache
def read_document(provider: str) -> Any:
    """A provider's document as plain data; not to be changed."""
    text = (PROJECT / "openapi" / provider / "document.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # both loaders are safe ones


def resolved(document: Any, node: Any) -> Any:
    """A node, or what it refers to."""
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


@dataclass(frozen=True)
class Shape:
    """What a schema allows, in one flat form."""

    kinds: frozenset[str]
    """Of null, boolean, integer, number, string, timestamp, array, object, any."""
    numeric_string: bool = False
    properties: Any = None
    required: frozenset[str] = frozenset()
    items: Any = None
    values: Any = None
    """The schema of a map's members."""
    ambiguous: bool = False
    """Whether it is a union of more than scalars, whose errors are not told deeper than itself."""
    name: str | None = None
    """Of the named schema, for an object."""


def shape_of(document: Any, schema: Any) -> Shape:
    """The shape of a schema."""
    if schema is True or not set(schema) & {"type", "$ref", "anyOf", "properties"}:
        return Shape(frozenset({"any"}))
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        found = shape_of(document, document["components"]["schemas"][name])
        return Shape(**{**vars(found), "name": name if "object" in found.kinds else None})
    if "anyOf" in schema:
        return _union([shape_of(document, branch) for branch in schema["anyOf"]])
    kinds = {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    if schema.get("format") == "date-time":
        kinds = {"timestamp" if kind == "string" else kind for kind in kinds}
    return Shape(
        frozenset(kinds),
        numeric_string=schema.get("x-numeric-string", False),
        properties=schema.get("properties"),
        required=frozenset(schema.get("required", ())),
        items=schema.get("items"),
        values=schema.get("additionalProperties", True) if "properties" not in schema else None,
    )


def _union(branches: list[Shape]) -> Shape:
    kinds = frozenset[str]().union(*(branch.kinds for branch in branches))
    whole = [branch for branch in branches if branch.kinds & {"object", "array"}]
    others = [branch for branch in branches if branch not in whole and branch.kinds != {"null"}]
    if len(whole) == 1 and not others:
        return Shape(**{**vars(whole[0]), "kinds": kinds})
    return Shape(kinds, ambiguous=bool(whole))


def chosen(document: Any, schema: Any, value: Any) -> Any:
    """The alternative of a union that a value is; the schema itself if it is no union of more than scalars."""
    if "$ref" in schema:
        named = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return chosen(document, named, value) if "anyOf" in named else schema
    if "anyOf" not in schema or not shape_of(document, schema).ambiguous:
        return schema
    options = [chosen(document, branch, value) for branch in schema["anyOf"]]
    tags = schema.get("discriminator", {})
    named = tags.get("mapping", {}).get(value.get(tags["propertyName"])) if tags and isinstance(value, dict) else None
    if named:
        return next(option for option in options if option.get("$ref") == named)
    fitting = [option for option in options if _fits(document, option, value)]
    members = value.keys() if isinstance(value, dict) else ()
    known = [len({*(shape_of(document, option).properties or ())}.intersection(members)) for option in fitting]
    return fitting[known.index(max(known))] if fitting else schema


def _fits(document: Any, option: Any, value: Any) -> bool:
    """Whether a value is an alternative of a union, as far as its own members show."""
    shape = shape_of(document, option)
    if not accepts(shape, value) or not isinstance(value, dict) or shape.properties is None:
        return accepts(shape, value)
    members = {name: one for name, one in shape.properties.items() if name in value}
    return shape.required <= value.keys() and all(
        one.get("const", value[name]) == value[name]
        and (accepts(shape_of(document, one), value[name]) or (value[name] is None and name not in shape.required))
        for name, one in members.items()
    )


def accepts(shape: Shape, value: Any) -> bool:
    """Whether a value's JSON type is one that the shape allows, whatever is inside of it."""
    if "any" in shape.kinds:
        return True
    if value is None:
        return "null" in shape.kinds
    if isinstance(value, bool):
        return "boolean" in shape.kinds
    if isinstance(value, int | float):
        return "number" in shape.kinds or ("integer" in shape.kinds and float(value).is_integer())
    if isinstance(value, str):
        plain = shape.numeric_string and re.fullmatch(r"-?\d+", value) is not None
        return "string" in shape.kinds or plain or ("timestamp" in shape.kinds and value == TIME)
    return ("array" if isinstance(value, list) else "object") in shape.kinds


TIME: Final = "2024-04-03T20:57:25Z"
"""The timestamp of full values."""

SAMPLES: Final[tuple[Any, ...]] = (None, True, False, 7, -1.5, "text", "", "7", [], [None], {}, {"key": 1})
"""A value of each JSON type, and some that are mistaken for others."""


def full_value(document: Any, schema: Any) -> Any:
    """A value with every property of the schema, at any depth."""
    if schema is not True and "const" in schema:
        return schema["const"]
    shape = shape_of(document, schema)
    if shape.properties is not None:
        return {name: full_value(document, member) for name, member in shape.properties.items()}
    if shape.ambiguous:
        return _full_variant(document, resolved(document, schema))
    if "any" in shape.kinds:
        return {"free": ["json", 1, None]}
    if "array" in shape.kinds:
        return [full_value(document, shape.items or schema["anyOf"][0]["items"])] if shape.items else []
    if "object" in shape.kinds:
        return {"free": full_value(document, shape.values)}
    values = {"timestamp": TIME, "string": "text", "integer": 7, "number": 1.5, "boolean": True}
    return next(value for kind, value in values.items() if kind in shape.kinds)


def _full_variant(document: Any, union: Any) -> Any:
    """A value of the first alternative that is no scalar."""
    branch = next(one for one in union["anyOf"] if shape_of(document, one).kinds & {"object", "array"})
    value = full_value(document, branch)
    tags = union.get("discriminator", {})
    named = [tag for tag, ref in tags.get("mapping", {}).items() if ref == branch.get("$ref")]
    return {**value, tags["propertyName"]: named[0]} if named else value


@dataclass(frozen=True)
class Place:
    """Where a value stands, and what may stand there."""

    keys: Keys
    shape: Shape
    required: bool
    """Whether it must be there; what is optional may be null as well."""

    @property
    def path(self) -> str:
        """The path as errors tell it."""
        return json_path(self.keys)

    def wrong_values(self) -> list[Any]:
        """Values of each type that must not stand here."""
        optional = not self.required
        return [value for value in SAMPLES if not (accepts(self.shape, value) or (optional and value is None))]


def json_path(keys: Keys) -> str:
    """Keys as a JSONPath."""
    return "$" + "".join(f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{key!r}]" for key in keys)


def places(document: Any, schema: Any, keys: Keys = ()) -> Iterator[Place]:
    """Every place within a full value of the schema, from the outside in."""
    shape = shape_of(document, schema)
    if shape.ambiguous:
        return
    inside: list[tuple[str | int, Any, bool]] = []
    if shape.properties is not None:
        inside = [(name, member, name in shape.required) for name, member in shape.properties.items()]
    elif shape.items is not None:
        inside = [(0, shape.items, True)]
    elif "object" in shape.kinds:
        inside = [("free", shape.values, True)]
    for key, member, required in inside:
        yield Place((*keys, key), shape_of(document, member), required)
        yield from places(document, member, (*keys, key))


def objects(document: Any, schema: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Where in a full value of the schema there are objects with named properties."""
    if shape_of(document, schema).properties is not None:
        yield keys
    for place in places(document, schema, keys):
        if place.shape.properties is not None:
            yield place.keys


def at(value: Any, keys: Keys) -> Any:
    """What stands at a place of a JSON value."""
    for key in keys:
        value = value[key]
    return value


def replaced(value: Any, keys: Keys, new: Any) -> Any:
    """A copy of a value with something else at a place."""
    copy = deepcopy(value)
    at(copy, keys[:-1])[keys[-1]] = new
    return copy


def without(value: Any, keys: Keys) -> Any:
    """A copy of a value without what stands at a place."""
    copy = deepcopy(value)
    del at(copy, keys[:-1])[keys[-1]]
    return copy


def python_name(name: str) -> str:
    """The name of a property or a parameter as Python has it."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\W+", "_", name).strip("_").lower()
    reserved = keyword.iskeyword(snake) or snake in {"from_dict", "to_dict", "additional_properties"}
    return f"{snake}_" if reserved else snake


_OFFSET: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def read_instant(text: str) -> datetime:
    """A timestamp as an instant; a naive one is UTC."""
    moment = datetime.fromisoformat(text.replace(" ", "T"))
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment


def read_written_instant(text: str) -> datetime:
    """A timestamp that we wrote: RFC 3339, with `Z` for UTC."""
    assert _OFFSET.fullmatch(text), text
    assert not text.endswith("+00:00"), text
    return datetime.fromisoformat(text)


def normalized(document: Any, schema: Any, value: Any, *, written: bool = False) -> Any:
    """A value as `to_dict` promises it: instants, numbers for numeric strings, null for what is absent.

    With `written`, the value is what we wrote: nothing is forgiven in it.
    """
    schema = chosen(document, schema, value)
    shape = shape_of(document, schema)
    if isinstance(value, dict) and shape.properties is not None:
        known = {
            name: normalized(document, member, value[name] if written else value.get(name), written=written)
            for name, member in shape.properties.items()
        }
        return {**value, **known}
    if isinstance(value, list) and shape.items is not None:
        return [normalized(document, shape.items, item, written=written) for item in value]
    if isinstance(value, dict) and isinstance(shape.values, dict):
        return {name: normalized(document, shape.values, one, written=written) for name, one in value.items()}
    if isinstance(value, str) and "timestamp" in shape.kinds:
        return read_written_instant(value) if written else read_instant(value)
    if isinstance(value, str) and shape.numeric_string and not written:
        return int(value)
    return value


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal, `true` being no 1."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def assert_reads_as(document: Any, schema: Any, model: Any, value: Any) -> None:
    """Every field of a model equals the JSON that it was read from, and nothing is lost."""
    schema = chosen(document, schema, value)
    shape = shape_of(document, schema)
    if shape.properties is not None and value is not None:
        for name, member in shape.properties.items():
            assert_reads_as(document, member, getattr(model, python_name(name)), value.get(name))
        rest = {name: item for name, item in value.items() if name not in shape.properties}
        assert same(model.additional_properties, rest)
    elif shape.items is not None and value is not None:
        assert len(model) == len(value)
        for item, one in zip(model, value, strict=True):
            assert_reads_as(document, shape.items, item, one)
    elif isinstance(shape.values, dict) and isinstance(value, dict):
        assert model.keys() == value.keys()
        for name, one in value.items():
            assert_reads_as(document, shape.values, model[name], one)
    else:
        expected = normalized(document, schema, value)
        assert same(model, expected), (model, expected)
        if isinstance(model, datetime):
            assert model.tzinfo is not None
