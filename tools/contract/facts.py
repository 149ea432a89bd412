"""What a page or a document states of one operation: facts, each with its place.

A fact is stated true, stated false or unstated. What is unstated is None, or an empty collection, and never differs
from anything. Both sides, page and document, are read into the same types, so that one function compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

Json: TypeAlias = Any
"""A JSON value of any shape."""

T = TypeVar("T")

SUCCESS: Final = "success"
"""The answer of a page that describes one answer and names no status."""

ITEMS: Final = "[]"
"""The part of a field's path that stands for any item of a list."""

FieldPath: TypeAlias = tuple[str, ...]
"""Where a field is in a body, from the outside in: `("detail", "[]", "loc")`. The body itself is `()`."""

Source: TypeAlias = Literal["schema", "list", "example"]
"""What states a field: a schema says all there is to say, a list of fields says what it marks, an example says that
there is such a field.
"""

Position: TypeAlias = Literal["path", "query", "header", "cookie"]
"""Where a parameter goes."""

ParameterKey: TypeAlias = tuple[Position, str]
"""A parameter's position and name."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a fact is stated."""

    file: str
    """The file or URL, as shown to people."""
    line: int
    """From 1."""
    pointer: str | None = None
    """In a document, the JSON pointer (RFC 6901)."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + ("" if self.pointer is None else f" #{self.pointer}")


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value that is stated somewhere."""

    value: T
    place: Place


@dataclass(frozen=True)
class Bounds:
    """The limits of a value; None is unstated."""

    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    pattern: str | None = None

    def as_json(self) -> dict[str, Json]:
        """The limits that are stated, by their JSON Schema keyword."""
        keywords = {name: _keyword(name) for name in (one.name for one in fields(self))}
        return {keyword: getattr(self, name) for name, keyword in keywords.items() if getattr(self, name) is not None}

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) is not None for one in fields(self))


def _keyword(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@dataclass(frozen=True)
class Authentication:
    """How a call proves who makes it."""

    name: str
    """The header, the query parameter or the cookie that carries the key."""
    scheme: str | None = None
    """In `Authorization`, the word before the key, in lower case."""
    position: Position = "header"

    def as_json(self) -> dict[str, Json]:
        """The parts that are stated."""
        scheme = {} if self.scheme is None else {"scheme": self.scheme}
        return {"in": self.position, "name": self.name, **scheme}


@dataclass(frozen=True, kw_only=True)
class ValueFacts:
    """What is stated of one value: a parameter, or a field at any depth."""

    place: Place
    source: Source
    types: frozenset[str] = frozenset()
    """JSON types, without null. Empty: unstated, or anything goes."""
    format: str | None = None
    """As in JSON Schema, where it decides how a value is read: `date-time`, `date`, `uuid`, `binary`."""
    nullable: bool | None = None
    required: bool | None = None
    values: tuple[Json, ...] | None = None
    """The values that are named as all that are known, without null."""
    default: Stated[Json] | None = None
    bounds: Bounds = Bounds()
    members: Place | None = None
    """In a document, where the fields of an object are defined: the schema that has `properties`, or would have."""
    perhaps_in: FieldPath | None = field(default=None, compare=False)
    """Where a page does not show its nesting: the object that the field may belong to instead."""
    description: str = field(default="", compare=False)
    """The page's words, to be shown; no fact, and never kept."""

    def as_json(self) -> dict[str, Json]:
        """The facts alone, without places: what a decision or a record of a page holds."""
        known = {
            "type": sorted(self.types) or None,
            "format": self.format,
            "nullable": self.nullable,
            "required": self.required,
            "values": None if self.values is None else sorted(self.values, key=repr),
            **self.bounds.as_json(),
        }
        default = {} if self.default is None else {"default": self.default.value}
        return {**{key: value for key, value in known.items() if value is not None}, **default}


@dataclass(frozen=True)
class Example:
    """A body that is shown."""

    value: Json
    place: Place
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """The line of each value, by JSON pointer."""
    placeholders: bool = False
    """Whether it shows types (`"<string>"`) instead of values."""
    problem: str | None = None
    """Why it is no JSON, if it is none; then the value is None."""


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """What is stated of a body: of an answer, or of a request."""

    place: Place
    fields: Mapping[FieldPath, ValueFacts] = field(default_factory=dict[FieldPath, ValueFacts])
    """In the order of the page; the body itself, if anything is stated of it, is `()`."""
    listed: frozenset[FieldPath] = frozenset()
    """The objects whose fields are all listed: what is not among them is stated not to be there."""
    examples: tuple[Example, ...] = ()

    def children(self, parent: FieldPath) -> dict[FieldPath, ValueFacts]:
        """The fields, or the items, directly under a value."""
        depth = len(parent) + 1
        return {path: one for path, one in self.fields.items() if len(path) == depth and path[:-1] == parent}


@dataclass(frozen=True)
class Notice:
    """What could not be read, or was passed over, and where; no difference, but something to know."""

    place: Place
    text: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that one page, or one operation of a document, states."""

    place: Place
    form: str
    """What was read: `document`, `openapi`, `mdx`, `html`, `text`."""
    method: tuple[Stated[str], ...] = ()
    """Each place that states the method, the one that counts first."""
    path: tuple[Stated[str], ...] = ()
    """Likewise, with parameters in braces. One that ends in `/` may stand for a path with a parameter behind it."""
    servers: tuple[Stated[str], ...] = ()
    authentication: tuple[Stated[Authentication], ...] = ()
    parameters: Mapping[ParameterKey, ValueFacts] = field(default_factory=dict[ParameterKey, ValueFacts])
    parameters_listed: frozenset[Position] = frozenset()
    """The positions whose parameters are all listed."""
    body: BodyFacts | None = None
    answers: Mapping[str, BodyFacts] = field(default_factory=dict[str, BodyFacts])
    """By status, `default` and `SUCCESS` among them."""
    statuses_listed: bool = False
    """Whether all statuses are listed."""
    notices: tuple[Notice, ...] = ()
