"""Facts: what a page or a document states about an operation, each with its place.

A fact is stated true, stated false or unstated. An unstated fact is None or an empty collection. Pages state little and
documents state everything, but both are read into the same types, so that one function can compare any two.

A value (`ValueFacts`) contains the values inside it: the fields of its objects, the items of a list, the values of a
map. The values of a document are read on first access, because schemas may contain themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from .stream_declarations import is_event_stream

Json: TypeAlias = Any
"""A JSON value of any shape."""

T = TypeVar("T")

SUCCESS: Final = "success"
"""The key of a response that a page describes without naming a status."""

ITEMS: Final = "[]"
"""The part of a field's path that stands for any item of a list."""

VALUES: Final = "{}"
"""The part of a field's path that stands for any value of a map."""

JSON_MEDIA: Final = "application/json"

MAX_DEPTH: Final = 12
MAX_FIELDS: Final = 5_000

FieldPath: TypeAlias = tuple[str, ...]
"""The path of a field in a body: `("detail", "[]", "loc")`. The body itself is `()`."""

Source: TypeAlias = Literal["schema", "list", "example", "nothing"]
"""The source of a field: a `schema` states everything, a `list` of fields states what it marks, and an `example` states
only that the field exists. It is `nothing` for an object that is only known because it contains a field.
"""

Position: TypeAlias = Literal["path", "query", "header", "cookie"]
"""The position of a parameter."""

ParameterKey: TypeAlias = tuple[Position, str]
"""A parameter's position and name."""


@dataclass(frozen=True, order=True)
class Place:
    """The place where a fact is stated."""

    file: str
    """The file or URL, for messages."""
    line: int
    """From 1."""
    pointer: str | None = None
    """For a document, the JSON pointer (RFC 6901)."""

    def below(self, part: str) -> Place:
        """The place in a document for a member of this value."""
        return self if self.pointer is None else replace(self, pointer=f"{self.pointer}/{part}")

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + ("" if self.pointer is None else f" #{self.pointer}")


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value, and the place where it is stated."""

    value: T
    place: Place


@dataclass(frozen=True)
class Server(Stated[str]):
    """A server of a document: its URL, without a trailing slash."""

    region: str | None = None
    """The value of the client's `region` argument that selects it."""
    url_place: Place | None = None
    """The place of the URL."""

    @property
    def is_absolute(self) -> bool:
        """Whether the URL names a host."""
        return self.value.startswith(("http://", "https://"))


@dataclass(frozen=True)
class Bounds:
    """The limits of a value; None for an unstated limit."""

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
        """Read the limits from a mapping with JSON Schema keywords."""
        return cls(**{name: data[keyword] for name, keyword in _KEYWORDS.items() if keyword in data})

    def as_json(self) -> dict[str, Json]:
        """The stated limits, by their JSON Schema keywords."""
        return {keyword: getattr(self, name) for name, keyword in _KEYWORDS.items() if getattr(self, name) is not None}

    def merged(self, other: Bounds) -> Bounds:
        """The limits of both; if both state a limit, this one's."""
        return Bounds.from_json({**other.as_json(), **self.as_json()})

    def __bool__(self) -> bool:
        return bool(self.as_json())


def _keyword(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


_KEYWORDS: Final = {one.name: _keyword(one.name) for one in fields(Bounds)}


@dataclass(frozen=True)
class Authentication:
    """How a request is authenticated."""

    name: str
    """The header, query parameter or cookie with the key."""
    scheme: str | None = None
    """For `Authorization`, the word before the key, in lower case."""
    position: Position = "header"

    def as_json(self) -> dict[str, Json]:
        """The stated parts, as JSON."""
        scheme = {} if self.scheme is None else {"scheme": self.scheme}
        return {"in": self.position, "name": self.name, **scheme}


@dataclass(frozen=True, kw_only=True)
class ObjectFacts:
    """An object that a value may be."""

    place: Place
    name: str = ""
    """The name of its schema, or its number among the alternatives of the value."""
    fields: Mapping[str, ValueFacts] = field(default_factory=dict[str, "ValueFacts"])
    listed: bool = False
    """Whether all its fields are listed, so that it has no others."""
    members: Place | None = None
    """In a document, the schema that has `properties`."""
    definition: str = ""
    """In a document, the pointer of its schema."""

    @property
    def required(self) -> frozenset[str]:
        """The names of the required fields."""
        return frozenset(name for name, one in self.fields.items() if one.required)


@dataclass(frozen=True, kw_only=True)
class ValueFacts:
    """The facts of one value: a parameter, or a field at any depth."""

    place: Place
    source: Source
    types: frozenset[str] = frozenset()
    """JSON types, without null. Empty if unstated, or if any type is allowed."""
    format: str | None = None
    """The JSON Schema format, if it decides how a value is read: `date-time`, `date`, `uuid`, `binary`."""
    kinds: frozenset[str] = frozenset()
    """For a document, the types as clients distinguish them: a string with a format is a `timestamp`, `date`, `uuid` or
    `file`, an object without named fields is a `map`, and a value of any type is `any`.
    """
    nullable: bool | None = None
    required: bool | None = None
    values: tuple[Json, ...] | None = None
    """All known values, without null."""
    value_places: tuple[Place, ...] = ()
    """For a document, the place of each of them."""
    is_open: bool = True
    """Whether other values than the known ones are possible."""
    takes_decimal_text: bool = False
    """Whether a number may also be sent as a decimal string."""
    is_idempotency_key: bool = False
    """Whether the provider recognizes a repeated request by it."""
    deprecated: bool = False
    """Whether it is said to be deprecated."""
    default: Stated[Json] | None = None
    bounds: Bounds = Bounds()
    style: Mapping[str, Json] = field(default_factory=dict[str, Json])
    """The serialization of a parameter: `style`, `explode` and `allowReserved`, if stated."""
    parts: Mapping[str, Place] = field(default_factory=dict[str, Place])
    """For a document, the places of a parameter's `name` and `schema`."""
    definition: str = ""
    """For a document, the pointer of the schema, with references followed."""
    objects: Sequence[ObjectFacts] = ()
    """The objects that it may be."""
    inside: Mapping[str, ValueFacts] = field(default_factory=dict[str, "ValueFacts"])
    """The items of a list, under `ITEMS`, and the values of a map, under `VALUES`."""
    is_cut: bool = field(default=False, compare=False)
    """For a flat list, whether the value contains itself here, so that what is inside is not repeated."""
    perhaps_in: FieldPath | None = field(default=None, compare=False)
    """If a page does not show the nesting: the object that the field may belong to instead."""
    description: str = field(default="", compare=False)
    """The text of the page, for display only. It is not a fact, and is not recorded."""

    def at(self, part: str) -> Place:
        """The place of a part: `name` or `schema`."""
        return self.parts.get(part, self.place)

    @cached_property
    def object(self) -> ObjectFacts | None:
        """The object that it may be; several are merged into one with all their fields."""
        if len(self.objects) < 2:
            return next(iter(self.objects), None)
        named: dict[str, list[ValueFacts]] = {}
        for one in self.objects:
            for name, facts in one.fields.items():
                named.setdefault(name, []).append(facts)
        always = frozenset[str].intersection(*(one.required for one in self.objects))
        ever = frozenset[str].union(*(one.required for one in self.objects))
        merged = {
            name: replace(united(found), required=name in always if name in always or always == ever else None)
            for name, found in named.items()
        }
        return replace(self.objects[-1], fields=merged, listed=all(one.listed for one in self.objects))

    @property
    def is_only_null(self) -> bool:
        """Whether null is all that it may be, whatever type it names."""
        return bool(self.nullable) and self.values is not None and all(one in (None, "null") for one in self.values)

    @property
    def listed(self) -> bool:
        """Whether all its fields are listed."""
        return self.object is not None and self.object.listed

    @property
    def children(self) -> dict[str, ValueFacts]:
        """The values directly inside: fields by name, items under `ITEMS`, the values of a map under `VALUES`."""
        return {**self.named, **{part: self.inside[part] for part in (ITEMS, VALUES) if part in self.inside}}

    @property
    def named(self) -> Mapping[str, ValueFacts]:
        """The named fields of the object that it may be."""
        return {} if self.object is None else self.object.fields

    def as_json(self) -> dict[str, Json]:
        """The facts without places, as decisions and records of pages store them."""
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
        """The facts of the value and of everything inside it."""
        children = {name: one.as_json_with_children() for name, one in self.children.items()}
        inside = {key: children.pop(part) for part, key in _INSIDE_KEYS.items() if part in children}
        return {**self.as_json(), **({"fields": children} if children else {}), **inside}


_INSIDE_KEYS: Final = {ITEMS: "items", VALUES: "map_values"}


def united(values: Sequence[ValueFacts]) -> ValueFacts:
    """Unite the facts of a value that may follow any of several schemas."""
    first, *more = values
    if all(one.definition == first.definition and one.definition for one in more):
        return first
    real = [one for one in values if not one.is_only_null]
    if real and len(real) < len(values):
        return replace(united(real), nullable=True)
    readers = {
        part: partial(united, [one.inside[part] for one in values if part in one.inside])
        for part in (ITEMS, VALUES)
        if any(part in one.inside for one in values)
    }
    bounds = first.bounds
    for one in more:
        bounds = bounds.merged(one.bounds)
    known = [one for one in values if one.values is not None]
    marks = [one.nullable for one in values if one.nullable is not None]
    return replace(
        first,
        types=frozenset[str]().union(*(one.types for one in values))
        if all(one.types for one in values)
        else frozenset(),
        format=next((one.format for one in values if one.format), None),
        kinds=frozenset[str]().union(*(one.kinds for one in values)),
        nullable=any(marks) if marks else None,
        values=tuple({repr(value): value for one in known for value in one.values or ()}.values()) if known else None,
        value_places=tuple(
            {
                repr(value): place
                for one in known
                for value, place in zip(one.values or (), one.value_places, strict=False)
            }.values()
        ),
        is_open=any(one.is_open for one in values),
        takes_decimal_text=any(one.takes_decimal_text for one in values),
        is_idempotency_key=any(one.is_idempotency_key for one in values),
        deprecated=all(one.deprecated for one in values),
        default=next((one.default for one in values if one.default is not None), None),
        bounds=bounds,
        definition="|".join(one.definition for one in values) if all(one.definition for one in values) else "",
        objects=[each for one in values for each in one.objects],
        inside=ReadLater(readers),
        description=next((one.description for one in values if one.description), ""),
    )


class ReadLater(Mapping[str, ValueFacts]):
    """A mapping whose values are read on first access."""

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
    """A part of a page or document that could not be read or was skipped."""

    place: Place
    text: str


def nested(fields: Mapping[FieldPath, ValueFacts], listed: frozenset[FieldPath], place: Place) -> ValueFacts:
    """Nest a flat list of fields into one value.

    Args:
        fields: The fields by their paths.
        listed: The objects whose fields are all listed.
        place: The place of objects that nothing states.
    """
    below: dict[FieldPath, dict[str, ValueFacts | None]] = {}
    for path in fields:
        for depth in range(len(path)):
            below.setdefault(path[:depth], {}).setdefault(path[depth], None)
    # The innermost come first, so that each value finds its children.
    made: dict[FieldPath, ValueFacts] = {}
    for path in sorted({*fields, *below, ()}, key=len, reverse=True):
        children = {name: made[(*path, name)] for name in below.get(path, ())}
        inside: dict[str, ValueFacts] = {part: children.pop(part) for part in (ITEMS, VALUES) if part in children}
        facts = fields.get(path) or ValueFacts(
            place=next((one.place for one in children.values()), place) if path else place, source="nothing"
        )
        members = None if facts.object is None else facts.object.members
        objects = [ObjectFacts(place=facts.place, fields=children, listed=path in listed, members=members)]
        made[path] = replace(facts, objects=objects if children or path in listed else (), inside=inside)
    return made[()]


def flat(
    value: ValueFacts, note: Callable[[Place, str], None] = lambda _place, _text: None
) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
    """Flatten a value, the reverse of `nested`: all values by path, and the objects whose fields are all listed.

    A value inside itself is followed once. Depth and number are limited.

    Args:
        value: The value.
        note: Called for each part that is left out.
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
        if one.definition and one.definition in outer:
            found[path] = replace(one, is_cut=True)
            continue
        own = {each for each in (one.definition, *(each.definition for each in one.objects)) if each}
        others = [each for each in one.objects if each.definition not in outer]
        is_cut = bool(own & outer)
        # Of an object inside itself, the fields are named if there are alternatives; only the latter are followed.
        named: Mapping[str, ValueFacts] = one.named if is_cut and others else {}
        is_listed = one.listed and (not is_cut or bool(others))
        if is_cut:
            one = replace(one, objects=others)
            found[path] = replace(one, is_cut=True)
        if len(path) >= MAX_DEPTH and own:
            note(one.place, f"fields are nested more than {MAX_DEPTH} deep; what is deeper is not read")
            found[path] = replace(one, is_cut=True)
            continue
        found |= {(*path, name): replace(each, is_cut=True) for name, each in named.items() if name not in one.named}
        if is_listed:
            listed.add(path)
        waiting += [((*path, name), child, outer | own) for name, child in reversed(one.children.items())]
    return found, frozenset(listed)


@dataclass(frozen=True)
class Example:
    """An example of a body."""

    value: Json
    place: Place
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """For a page, the line of each value, by JSON pointer."""
    problem: str | None = None
    """Why it is not JSON. The value is then None, or what it would be without a comma too many."""
    name: str = ""
    """For a document, its name, if it has one."""


@dataclass(frozen=True, kw_only=True)
class ContentFacts:
    """The facts of a body in one media type."""

    place: Place
    value: ValueFacts | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class HeaderFacts:
    """The facts of a response header."""

    place: Place
    is_request_id: bool = False
    """Whether errors have its value as `request_id`."""


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """The facts of a request or response body."""

    place: Place
    component: Place | None = None
    """For a document, the component that describes it, if it is a reference."""
    required: bool | None = None
    contents: Mapping[str, ContentFacts] = field(default_factory=dict[str, ContentFacts])
    """By media type. Pages describe only JSON."""
    headers: Mapping[str, HeaderFacts] = field(default_factory=dict[str, HeaderFacts])

    @classmethod
    def of_fields(
        cls,
        place: Place,
        fields: Mapping[FieldPath, ValueFacts],
        listed: frozenset[FieldPath] = frozenset(),
        examples: tuple[Example, ...] = (),
    ) -> BodyFacts:
        """Make a JSON body from a flat list of fields."""
        value = nested(fields, listed, place) if fields else None
        return cls(place=place, contents={JSON_MEDIA: ContentFacts(place=place, value=value, examples=examples)})

    @property
    def _listed(self) -> ContentFacts | None:
        for has_fields in (is_json, is_form, is_event_stream):
            if (found := next((one for media, one in self.contents.items() if has_fields(media)), None)) is not None:
                return found
        return None

    @property
    def value(self) -> ValueFacts | None:
        """The body as JSON, else as a form, else one event of a stream: these have fields."""
        return None if self._listed is None else self._listed.value

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of that body."""
        return () if self._listed is None else self._listed.examples

    @cached_property
    def _flat(self) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
        return ({}, frozenset()) if self.value is None else flat(self.value)

    @property
    def fields(self) -> Mapping[FieldPath, ValueFacts]:
        """All fields by path; the body itself, if anything is stated about it, is `()`."""
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


def is_form(media: str) -> bool:
    """Whether a media type is a form with named fields."""
    return media.partition(";")[0].strip().lower() in ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All facts of one page, or of one operation of a document."""

    place: Place
    form: str
    """The form of the source: `document`, `openapi`, `mdx`, `html`, `text`."""
    id: Stated[str] | None = None
    """For a document, the operationId."""
    deprecated: bool = False
    idempotent: bool = False
    """Whether calling it twice has the same effect as calling it once."""
    method: tuple[Stated[str], ...] = ()
    """All statements of the method, the most reliable first."""
    path: tuple[Stated[str], ...] = ()
    """All statements of the path, with parameters in braces. After a trailing `/`, a parameter may be missing."""
    variant: str = ""
    """For a document, what tells it from other operations with this method and path: a fixed query, a fragment."""
    always_sent: Stated[Mapping[str, Json]] | None = None
    """For a document, what each request has in its query and its body, whatever the arguments are."""
    servers: tuple[Stated[str], ...] = ()
    authentication: tuple[Stated[Authentication], ...] = ()
    security: Stated[list[Json]] | None = None
    """For a document, each way to authenticate, with everything that the schemes state except descriptions."""
    parameters: Mapping[ParameterKey, ValueFacts] = field(default_factory=dict[ParameterKey, ValueFacts])
    parameters_listed: frozenset[Position] = frozenset()
    """The positions whose parameters are all listed."""
    body: BodyFacts | None = None
    answers: Mapping[str, BodyFacts] = field(default_factory=dict[str, BodyFacts])
    """By status, including `default` and `SUCCESS`."""
    statuses_listed: bool = False
    """Whether all statuses are listed."""
    notices: tuple[Notice, ...] = ()

    @property
    def call(self) -> str:
        """Method and path of an operation."""
        return f"{self.method[0].value} {self.path[0].value}{self.variant}"


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """All facts of a document."""

    place: Place
    servers: tuple[Server, ...] = ()
    """The servers of operations without their own."""
    operations: tuple[Facts, ...] = ()
