"""The facts of an operation: what a page or a document states of it, each with its place.

A fact is stated true, stated false or unstated. An unstated fact is None, or an empty collection. Pages, which tell
little, and documents, which tell everything, are read into the same types, so that one function compares any two.

A value (`ValueFacts`) holds the values inside it: the fields of its objects, the items of a list, the values of a map.
Those of a document are read when they are looked at, because schemas may contain themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

Json: TypeAlias = Any
"""A JSON value of any shape."""

T = TypeVar("T")

SUCCESS: Final = "success"
"""The answer of a page that describes one answer and names no status."""

ITEMS: Final = "[]"
"""The part of a field's path that stands for any item of a list."""

VALUES: Final = "{}"
"""The part of a field's path that stands for any value of a map."""

JSON_MEDIA: Final = "application/json"

MAX_DEPTH: Final = 12
MAX_FIELDS: Final = 5_000

FieldPath: TypeAlias = tuple[str, ...]
"""Where a field is in a body, from the outside in: `("detail", "[]", "loc")`. The body itself is `()`."""

Source: TypeAlias = Literal["schema", "list", "example", "nothing"]
"""What states a field: a schema says all there is to say, a list of fields says what it marks, an example says that
there is such a field, and nothing states what is only known because it contains a field.
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

    def below(self, part: str) -> Place:
        """The place in a document where a member of this value belongs."""
        return self if self.pointer is None else replace(self, pointer=f"{self.pointer}/{part}")

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + ("" if self.pointer is None else f" #{self.pointer}")


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value that is stated somewhere."""

    value: T
    place: Place


@dataclass(frozen=True)
class Server(Stated[str]):
    """A server of a document: its URL, without a slash at the end."""

    region: str | None = None
    """The value of the client's `region` argument that selects it."""
    url_place: Place | None = None
    """Where the URL itself is written."""

    @property
    def is_absolute(self) -> bool:
        """Whether the URL names a host."""
        return self.value.startswith(("http://", "https://"))


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
    multiple_of: float | None = None
    unique_items: bool | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Bounds:
        """The limits that a mapping states by their JSON Schema keywords."""
        return cls(**{name: data[keyword] for name, keyword in _KEYWORDS.items() if keyword in data})

    def as_json(self) -> dict[str, Json]:
        """The limits that are stated, by their JSON Schema keywords."""
        return {keyword: getattr(self, name) for name, keyword in _KEYWORDS.items() if getattr(self, name) is not None}

    def merged(self, other: Bounds) -> Bounds:
        """The limits of both; this one's, where both state one."""
        return Bounds.from_json({**other.as_json(), **self.as_json()})

    def __bool__(self) -> bool:
        return bool(self.as_json())


def _keyword(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


_KEYWORDS: Final = {one.name: _keyword(one.name) for one in fields(Bounds)}


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
class ObjectFacts:
    """One object that a value may be: its fields."""

    place: Place
    name: str = ""
    """The name of its schema; without one, its number among the objects that the value may be."""
    fields: Mapping[str, ValueFacts] = field(default_factory=dict[str, "ValueFacts"])
    listed: bool = False
    """Whether all its fields are listed: what is not among them is stated not to be there."""
    members: Place | None = None
    """In a document, the schema that has `properties`."""
    definition: str = ""
    """In a document, the pointer of its schema."""

    @property
    def required(self) -> frozenset[str]:
        """The names of the fields that are stated to be required."""
        return frozenset(name for name, one in self.fields.items() if one.required)


@dataclass(frozen=True, kw_only=True)
class ValueFacts:
    """What is stated of one value: a parameter, or a field at any depth."""

    place: Place
    source: Source
    types: frozenset[str] = frozenset()
    """JSON types, without null. Empty: unstated, or anything goes."""
    format: str | None = None
    """As in JSON Schema, where it decides how a value is read: `date-time`, `date`, `uuid`, `binary`."""
    kinds: frozenset[str] = frozenset()
    """In a document, what the clients tell apart: `types`, but a text of a format is a `timestamp`, `date`, `uuid` or
    `file`, an object without named fields is a `map`, and a value of any type is `any`.
    """
    nullable: bool | None = None
    required: bool | None = None
    values: tuple[Json, ...] | None = None
    """The values that are named as all that are known, without null."""
    value_places: tuple[Place, ...] = ()
    """In a document, where each of them is written."""
    is_open: bool = True
    """Whether other values may come besides those that are named."""
    takes_decimal_text: bool = False
    """Whether a number may also come as a decimal string."""
    is_idempotency_key: bool = False
    """Whether the provider recognizes a repeated request by it."""
    default: Stated[Json] | None = None
    bounds: Bounds = Bounds()
    style: Mapping[str, Json] = field(default_factory=dict[str, Json])
    """How a parameter is written: `style`, `explode`, `allowReserved`, where they are stated."""
    parts: Mapping[str, Place] = field(default_factory=dict[str, Place])
    """In a document, where the `name` and the `schema` of a parameter are."""
    definition: str = ""
    """In a document, the pointer of the schema, references followed."""
    objects: Sequence[ObjectFacts] = ()
    """The objects that it may be."""
    inside: Mapping[str, ValueFacts] = field(default_factory=dict[str, "ValueFacts"])
    """Under `ITEMS`, the items of a list; under `VALUES`, the values of a map."""
    perhaps_in: FieldPath | None = field(default=None, compare=False)
    """Where a page does not show its nesting: the object that the field may belong to instead."""
    description: str = field(default="", compare=False)
    """The page's words, to be shown; no fact, and never kept."""

    def at(self, part: str) -> Place:
        """Where a part of it is: `name` or `schema`."""
        return self.parts.get(part, self.place)

    @cached_property
    def object(self) -> ObjectFacts | None:
        """The object that it may be; of several, one with the fields of all."""
        if len(self.objects) < 2:
            return next(iter(self.objects), None)
        are_alike = all(one.required == self.objects[0].required for one in self.objects)
        merged: dict[str, ValueFacts] = {}
        for one in self.objects:
            for name, facts in one.fields.items():
                merged.setdefault(name, facts if are_alike else replace(facts, required=None))
        return replace(self.objects[-1], fields=merged)

    @property
    def listed(self) -> bool:
        """Whether all its fields are listed."""
        return self.object is not None and self.object.listed

    @property
    def children(self) -> dict[str, ValueFacts]:
        """The values directly inside: the fields by name, and the items under `ITEMS`."""
        children = dict(self.object.fields) if self.object is not None else {}
        return {**children, ITEMS: self.inside[ITEMS]} if ITEMS in self.inside else children

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

    def as_json_with_children(self) -> dict[str, Json]:
        """The facts of the value and of all that is inside it."""
        children = {name: one.as_json_with_children() for name, one in self.children.items()}
        items = children.pop(ITEMS, None)
        below = {**({"fields": children} if children else {}), **({"items": items} if items is not None else {})}
        return {**self.as_json(), **below}


class ReadLater(Mapping[str, ValueFacts]):
    """Values that are read when they are looked at."""

    def __init__(self, readers: Mapping[str, Callable[[], ValueFacts]]) -> None:
        self._readers = readers
        self._values: dict[str, ValueFacts] = {}

    def __getitem__(self, name: str) -> ValueFacts:
        if name not in self._values:
            self._values[name] = self._readers[name]()
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._readers

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)


@dataclass(frozen=True)
class Notice:
    """Something that could not be read, or was skipped, and where: no difference, but worth knowing."""

    place: Place
    text: str


def nested(fields: Mapping[FieldPath, ValueFacts], listed: frozenset[FieldPath], place: Place) -> ValueFacts:
    """One value of a list of fields with their paths.

    Args:
        fields: The fields; their path tells what is inside what.
        listed: The objects whose fields are all listed.
        place: The place of what nothing states.
    """
    below: dict[FieldPath, dict[str, ValueFacts | None]] = {}
    for path in fields:
        for depth in range(len(path)):
            below.setdefault(path[:depth], {}).setdefault(path[depth], None)
    # What is further inside comes first, so that each value finds its children.
    made: dict[FieldPath, ValueFacts] = {}
    for path in sorted({*fields, *below, ()}, key=len, reverse=True):
        children = {name: made[(*path, name)] for name in below.get(path, ())}
        items = {ITEMS: children.pop(ITEMS)} if ITEMS in children else {}
        facts = fields.get(path) or ValueFacts(
            place=next((one.place for one in children.values()), place) if path else place, source="nothing"
        )
        members = None if facts.object is None else facts.object.members
        objects = [ObjectFacts(place=facts.place, fields=children, listed=path in listed, members=members)]
        made[path] = replace(facts, objects=objects if children or path in listed else (), inside=items)
    return made[()]


def flat(
    value: ValueFacts, note: Callable[[Place, str], None] = lambda _place, _text: None
) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
    """The reverse of `nested`: a value and all that is inside it by path, and the objects whose fields are listed.

    A value inside itself is followed once, depth and number are bounded.

    Args:
        value: The value.
        note: Receives what was left out.
    """
    found: dict[FieldPath, ValueFacts] = {}
    listed: set[FieldPath] = set()
    waiting: list[tuple[FieldPath, ValueFacts, frozenset[str]]] = [((), value, frozenset())]
    while waiting:
        path, one, outer = waiting.pop()
        if one.definition and len(found) >= MAX_FIELDS:
            note(one.place, f"the schemas have more than {MAX_FIELDS} fields; the rest is not read")
            break
        if one.source != "nothing":
            found[path] = one
        own = {each for each in (one.definition, *(each.definition for each in one.objects)) if each}
        if own & outer:
            continue
        if len(path) >= MAX_DEPTH and own:
            note(one.place, f"fields are nested more than {MAX_DEPTH} deep; what is deeper is not read")
            continue
        if one.listed:
            listed.add(path)
        waiting += [((*path, name), child, outer | own) for name, child in reversed(one.children.items())]
    return found, frozenset(listed)


@dataclass(frozen=True)
class Example:
    """A body that is shown."""

    value: Json
    place: Place
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """On a page, the line of each value, by JSON pointer."""
    problem: str | None = None
    """Why it is no JSON, if it is none; then the value is None."""
    name: str = ""
    """In a document, its name, if it has one."""


@dataclass(frozen=True, kw_only=True)
class ContentFacts:
    """What is stated of a body in one media type."""

    place: Place
    value: ValueFacts | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class HeaderFacts:
    """What is stated of a header of an answer."""

    place: Place
    is_request_id: bool = False
    """Whether errors take their `request_id` from it."""


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """What is stated of a body: of an answer, or of a request."""

    place: Place
    component: Place | None = None
    """In a document, the component that describes it, if its place refers to one."""
    required: bool | None = None
    contents: Mapping[str, ContentFacts] = field(default_factory=dict[str, ContentFacts])
    """By media type; pages tell of JSON only."""
    headers: Mapping[str, HeaderFacts] = field(default_factory=dict[str, HeaderFacts])

    @classmethod
    def of_fields(
        cls,
        place: Place,
        fields: Mapping[FieldPath, ValueFacts],
        listed: frozenset[FieldPath] = frozenset(),
        examples: tuple[Example, ...] = (),
    ) -> BodyFacts:
        """A body of JSON, of a list of fields with their paths."""
        value = nested(fields, listed, place) if fields else None
        return cls(place=place, contents={JSON_MEDIA: ContentFacts(place=place, value=value, examples=examples)})

    @property
    def _json(self) -> ContentFacts | None:
        return next((one for media, one in self.contents.items() if is_json(media)), None)

    @property
    def value(self) -> ValueFacts | None:
        """The body as JSON."""
        return None if self._json is None else self._json.value

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of JSON."""
        return () if self._json is None else self._json.examples

    @cached_property
    def _flat(self) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
        return ({}, frozenset()) if self.value is None else flat(self.value)

    @property
    def fields(self) -> Mapping[FieldPath, ValueFacts]:
        """All fields by path; the body itself, if anything is stated of it, is `()`."""
        return self._flat[0]

    @property
    def listed(self) -> frozenset[FieldPath]:
        """The objects whose fields are all listed."""
        return self._flat[1]

    def nearest(self, path: FieldPath) -> Place:
        """The place of a field, or of the nearest one around it."""
        place, value = self.place, self.value
        for part in (None, *path):
            value = value if part is None or value is None else value.children.get(part)
            if value is None:
                break
            place = value.place
        return place


def is_json(media: str) -> bool:
    """Whether a media type is JSON: `application/json`, `application/problem+json`."""
    return media.partition(";")[0].strip().endswith(("/json", "+json"))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that one page, or one operation of a document, states."""

    place: Place
    form: str
    """What was read: `document`, `openapi`, `mdx`, `html`, `text`."""
    id: Stated[str] | None = None
    """In a document, the operationId."""
    deprecated: bool = False
    idempotent: bool = False
    """Whether calling it twice does no more than calling it once."""
    method: tuple[Stated[str], ...] = ()
    """Each place that states the method, the one that counts first."""
    path: tuple[Stated[str], ...] = ()
    """Likewise, with parameters in braces. One that ends in `/` may stand for a path with a parameter behind it."""
    servers: tuple[Stated[str], ...] = ()
    authentication: tuple[Stated[Authentication], ...] = ()
    security: Stated[list[Json]] | None = None
    """In a document, each way to authenticate, with all that the schemes state but their texts."""
    parameters: Mapping[ParameterKey, ValueFacts] = field(default_factory=dict[ParameterKey, ValueFacts])
    parameters_listed: frozenset[Position] = frozenset()
    """The positions whose parameters are all listed."""
    body: BodyFacts | None = None
    answers: Mapping[str, BodyFacts] = field(default_factory=dict[str, BodyFacts])
    """By status, `default` and `SUCCESS` among them."""
    statuses_listed: bool = False
    """Whether all statuses are listed."""
    notices: tuple[Notice, ...] = ()

    @property
    def call(self) -> str:
        """Method and path of an operation."""
        return f"{self.method[0].value} {self.path[0].value}"


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """All that a document states."""

    place: Place
    servers: tuple[Server, ...] = ()
    """Those of all operations that have none of their own."""
    operations: tuple[Facts, ...] = ()
