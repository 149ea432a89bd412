"""The facts of an OpenAPI document: one of ours, a released one, or one that is embedded in a page.

References are followed and compositions merged, so that `anyOf: [KnownStatus, string, "null"]` becomes a nullable
string with known values. `nullable: true` of OpenAPI 3.0 counts in any version. Documents may have any author: a
schema is read once however often it is used, and circular references end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from .documents import Document, resolve
from .example_facts import json_type
from .extensions import IDEMPOTENCY_KEY, IDEMPOTENT, REGION, REQUEST_ID, is_marked, takes_decimal_text
from .facts import (
    ITEMS,
    VALUES,
    Authentication,
    BodyFacts,
    Bounds,
    ContentFacts,
    DocumentFacts,
    Example,
    Facts,
    HeaderFacts,
    Json,
    Notice,
    ObjectFacts,
    Place,
    Position,
    ReadLater,
    Server,
    Stated,
    ValueFacts,
    united,
)
from .findings import pointer as json_pointer
from .json_tree import as_list, as_mapping, is_list, is_mapping, shown, texts
from .openapi_index import Index, Operation
from .paths import fixed_query, sent_path
from .stream_declarations import fixed_body

_POSITIONS: Final[Mapping[str, Position]] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
_KINDS: Final = {"date-time": "timestamp", "date": "date", "uuid": "uuid", "binary": "file"}
"""The formats that decide how a string is read."""
_STYLE: Final = ("style", "explode", "allowReserved")
_TEXTS: Final = ("description", "summary", "example", "examples", "externalDocs", "title", "deprecated")
_SILENT: Final = frozenset({"description", "title", "example", "examples", "deprecated", "readOnly"})
"""A schema with only these keys allows any value."""
_Scheme: TypeAlias = tuple[str, str, dict[str, Any]]
"""A security scheme: its name, its pointer, and its facts."""
_COMPONENT: Final = json_pointer("components", "schemas")


class OpenAPI:
    """A document as facts.

    Args:
        document: The document.
        is_page: Whether it is embedded in a page. Its places are then lines of the page, without pointers.
    """

    def __init__(self, document: Document, *, is_page: bool = False) -> None:
        self.document = document
        self.is_page = is_page
        self.index = Index(document)
        self.notices: list[Notice] = []
        self._shapes: dict[str, _Shape] = {}
        self._places: dict[str, Place] = {}

    @property
    def operations(self) -> list[Operation]:
        """The operations, in the order of the document."""
        return self.index.operations

    def place(self, pointer: str) -> Place:
        """The place of a value, or of its nearest parent with a known place."""
        if pointer not in self._places:
            found = self.document.finding(pointer, "")
            self._places[pointer] = Place(found.file, found.line or 1, None if self.is_page else pointer)
        return self._places[pointer]

    def facts(self) -> DocumentFacts:
        """Read all operations."""
        return DocumentFacts(
            place=self.place(""),
            servers=tuple(self._servers([(self.document.data, "")])),
            operations=tuple(self.operation(one) for one in self.operations),
        )

    def operation(self, operation: Operation, form: str = "document") -> Facts:
        """Read one operation; unreadable parts are added to `notices`."""
        data, at = operation.data, operation.pointer
        identifier = data.get("operationId")
        holders = [(data, at), (operation.item, at.rpartition("/")[0]), (self.document.data, "")]
        alternatives = self._alternatives(data)
        return Facts(
            place=self.place(at),
            form=form,
            id=Stated(identifier, self.place(at + "/operationId")) if isinstance(identifier, str) else None,
            deprecated=data.get("deprecated") is True,
            idempotent=is_marked(data, IDEMPOTENT),
            method=(Stated(operation.method.upper(), self.place(at)),),
            path=(Stated(sent_path(operation.path), self.place(json_pointer("paths", operation.path))),),
            variant=operation.path.removeprefix(sent_path(operation.path)),
            always_sent=Stated({"query": dict(fixed_query(operation.path)), "body": fixed_body(data)}, self.place(at)),
            servers=tuple(self._servers(holders)),
            authentication=tuple(self._authentication(alternatives)),
            security=Stated(_security(alternatives), self.place(at + "/security")),
            parameters=dict(self._parameters(operation)),
            parameters_listed=frozenset(_POSITIONS.values()),
            body=self._body(data["requestBody"], at + "/requestBody") if is_mapping(data.get("requestBody")) else None,
            answers=dict(self._answers(operation)),
            statuses_listed=bool(data.get("responses")),
        )

    def value(self, pointer: str) -> ValueFacts:
        """Read the schema at a JSON pointer.

        Raises:
            UnresolvedReferenceError: There is no such value.
        """
        return self._value(resolve(self.document.data, f"#{quote(pointer)}"), pointer)

    def _note(self, pointer: str, text: str) -> None:
        self.notices.append(Notice(self.place(pointer), text))

    def _followed(self, pointer: str, value: Json) -> tuple[str, dict[str, Any]]:
        at, data = self.index.follow(pointer, value)
        ref = as_mapping(value).get("$ref")
        if (
            isinstance(ref, str)
            and not data
            and (at == pointer or "$ref" in resolve(self.document.data, f"#{quote(at)}"))
        ):
            self._note(pointer, f"the reference {shown(ref)} has no target, or is circular")
        return at, data

    # --- the operation

    def _servers(self, holders: Iterable[tuple[dict[str, Any], str]]) -> Iterator[Server]:
        """The servers of the first object that lists any."""
        for holder, where in holders:
            for index, entry in enumerate(as_list(holder.get("servers"))):
                server, at = as_mapping(entry), f"{where}/servers/{index}"
                if isinstance(url := server.get("url"), str):
                    for name, variable in as_mapping(server.get("variables")).items():
                        url = url.replace(f"{{{name}}}", str(as_mapping(variable).get("default")))
                    region = server.get(REGION)
                    yield Server(
                        url.rstrip("/"),
                        self.place(at),
                        None if region is None else str(region),
                        self.place(at + "/url"),
                    )
            if as_list(holder.get("servers")):
                return

    def _alternatives(self, data: dict[str, Any]) -> list[list[_Scheme]]:
        """The schemes for each way to authenticate."""
        schemes = self.index.components("securitySchemes")
        return [
            [
                (name, *self._followed(json_pointer("components", "securitySchemes", name), schemes.get(name)))
                for name in as_mapping(alternative)
            ]
            for alternative in as_list(data.get("security", self.document.data.get("security")))
        ]

    def _authentication(self, alternatives: list[list[_Scheme]]) -> Iterator[Stated[Authentication]]:
        for name, at, scheme in (one for alternative in alternatives for one in alternative):
            read = _authentication(scheme)
            if read is None:
                self._note(at, f"the security scheme `{name}` cannot be read")
            else:
                yield Stated(read, self.place(at))

    def _parameters(self, operation: Operation) -> Iterator[tuple[tuple[Position, str], ValueFacts]]:
        for parameter in operation.parameters:
            data, at = parameter.data, parameter.pointer
            name, position = data.get("name"), _POSITIONS.get(str(data.get("in")))
            if not isinstance(name, str) or position is None:
                self._note(at, "this parameter has no `name` or no position (`in`)")
                continue
            below = at + "/schema"
            if "schema" in data:
                value = self._value(data["schema"], below)
            else:
                # In Swagger 2, the parameter itself has the keywords of the schema.
                own = {key: one for key, one in data.items() if key not in {"name", "in", "required", *_STYLE}}
                value = self._value(own, at, as_it_is=True)
            yield (
                (position, name),
                replace(
                    value,
                    place=self.place(at),
                    required=data.get("required") is True,
                    deprecated=value.deprecated or _is_deprecated(data),
                    style={key: data[key] for key in _STYLE if key in data},
                    parts={"name": self.place(at + "/name"), "schema": value.place},
                ),
            )

    def _answers(self, operation: Operation) -> Iterator[tuple[str, BodyFacts]]:
        where = operation.pointer + "/responses"
        for status, entry in as_mapping(operation.data.get("responses")).items():
            if not status.startswith("x-"):
                name = status if status == "default" else status.upper()
                yield name, self._body(entry, where + json_pointer(status))

    def _body(self, entry: Json, where: str) -> BodyFacts:
        at, data = self._followed(where, entry)
        headers: dict[str, HeaderFacts] = {}
        for name, header in as_mapping(data.get("headers")).items():
            below, stated = self._followed(at + json_pointer("headers", name), header)
            headers[name] = HeaderFacts(self.place(below), is_marked(stated, REQUEST_ID))
        return BodyFacts(
            place=self.place(where),
            component=self.place(at),
            required=data.get("required") is True,
            contents={
                media: self._content(as_mapping(one), at + json_pointer("content", media))
                for media, one in as_mapping(data.get("content")).items()
            },
            headers=headers,
        )

    def _content(self, data: dict[str, Any], at: str) -> ContentFacts:
        return ContentFacts(
            place=self.place(at),
            value=self._value(data["schema"], at + "/schema") if "schema" in data else None,
            examples=tuple(self._examples(data, at)),
        )

    def _examples(self, data: dict[str, Any], at: str) -> Iterator[Example]:
        if "example" in data:
            yield Example(data["example"], self.place(at + "/example"), self._lines(at + "/example"))
        for name, where, one in self.index.examples(at, data):
            if "value" in one or not self.is_page:
                below = where + "/value"
                place = self.place(below if self.is_page else where)
                yield Example(one.get("value"), place, self._lines(below), name=name)

    def _lines(self, at: str) -> dict[str, int]:
        """The lines of a value on a page, by JSON pointer."""
        if not self.is_page:
            return {}
        return {below[len(at) :]: line for below, line in self.document.lines.items() if below.startswith(at)}

    # --- values

    def _value(self, node: Json, pointer: str, *, required: bool | None = None, as_it_is: bool = False) -> ValueFacts:
        shape = self._own_shape(as_mapping(node), pointer) if as_it_is else self._shape(node, pointer)
        if shape.contents is None:
            # Read once for all values that refer to the schema.
            below = {ITEMS: shape.items, VALUES: shape.map_values}
            inside = ReadLater({name: partial(self._any_of, schemas) for name, schemas in below.items() if schemas})
            shape.contents = [self._object(one, number) for number, one in enumerate(shape.objects)], inside
        objects, inside = shape.contents
        return ValueFacts(
            place=self.place(pointer),
            source="schema",
            types=frozenset() if shape.anything else frozenset(shape.types),
            format=next((one for one in shape.formats if one in _KINDS), None),
            kinds=frozenset(shape.kinds),
            nullable=None if shape.anything or not shape.types else shape.null,
            required=required,
            values=None if shape.values is None else tuple(one for one, _ in shape.values if one is not None),
            value_places=tuple(self.place(at) for one, at in shape.values or () if one is not None),
            is_open=shape.is_open,
            takes_decimal_text=shape.takes_decimal_text,
            is_idempotency_key=shape.is_idempotency_key,
            deprecated=shape.deprecated,
            default=None if shape.default is None else Stated(shape.default[0], self.place(shape.default[1])),
            bounds=shape.bounds,
            definition=shape.definition,
            objects=objects,
            inside=inside,
            description=shape.description,
        )

    def _any_of(self, schemas: list[tuple[Json, str]]) -> ValueFacts:
        return united([self._value(*one) for one in schemas])

    def _object(self, shape: _Object, number: int) -> ObjectFacts:
        parent, _, name = shape.definition.rpartition("/")
        return ObjectFacts(
            place=self.place(shape.definition),
            name=name if parent == _COMPONENT else str(number),
            fields=ReadLater(
                {
                    name: partial(self._value, *member, required=name in shape.required)
                    for name, member in shape.properties.items()
                }
            ),
            listed=True,
            members=self.place(shape.members),
            definition=shape.definition,
        )

    def _shape(self, node: Json, pointer: str, outer: frozenset[str] = frozenset()) -> _Shape:
        """Read a schema with everything that it refers to; `outer` are the schemas that contain it."""
        at, data = self._followed(pointer, node)
        if at in outer:
            self._note(pointer, "the schemas contain each other in a circle")
            return _Shape(at, anything=True, kinds={"any"})
        if at in self._shapes:
            shape = self._shapes[at]
        else:
            shape = self._own_shape(data, at, outer | {at})
            if not outer:
                self._shapes[at] = shape
        siblings = {key: value for key, value in as_mapping(node).items() if key != "$ref"}
        if at == pointer or not siblings:
            return shape
        return shape.with_siblings(self._own_shape(siblings, pointer, outer | {at}))

    def _own_shape(self, own: dict[str, Any], at: str, outer: frozenset[str] = frozenset()) -> _Shape:
        shape = _Shape(at)
        kinds = own.get("type")
        named = [kinds] if isinstance(kinds, str) else texts(kinds)
        shape.null = "null" in named or own.get("nullable") is True
        shape.description = own["description"] if isinstance(own.get("description"), str) else ""
        shape.formats = [own["format"]] if isinstance(own.get("format"), str) else []
        shape.values = _values(own, at)
        shape.null |= any(value is None for value, _ in shape.values or ())
        shape.takes_decimal_text = takes_decimal_text(own)
        shape.is_idempotency_key = is_marked(own, IDEMPOTENCY_KEY)
        # Our documents may not have the keyword, and say it in words.
        shape.deprecated = _is_deprecated(own)
        shape.types = {kind for kind in named if kind != "null"} or _implied(own)
        shape.required = frozenset(texts(own.get("required")))
        if is_mapping(own.get("properties")):
            members = {
                name: (member, at + json_pointer("properties", name)) for name, member in own["properties"].items()
            }
            shape.objects = [_Object(at, at, members)] if members else []
        shape.items = [(own["items"], at + "/items")] if "items" in own else []
        if is_mapping(own.get("additionalProperties")):
            shape.map_values = [(own["additionalProperties"], at + "/additionalProperties")]
        shape.default = (own["default"], at + "/default") if "default" in own else None
        shape.bounds = _bounds(own)
        shape.kinds = {_kind(kind, own.get("format")) for kind in shape.types}
        shape.anything = not own.keys() - _SILENT
        self._add_wrapped(shape, own, at, outer)
        return shape.finished(is_null="null" in named)

    def _add_wrapped(self, shape: _Shape, own: dict[str, Any], at: str, outer: frozenset[str]) -> None:
        parts = [
            self._shape(part, f"{at}/allOf/{number}", outer) for number, part in enumerate(as_list(own.get("allOf")))
        ]
        for part in parts:
            shape.join(part)
        if parts and all(part.anything for part in parts) and not shape.types:
            shape.anything = True
        for key in ("anyOf", "oneOf"):
            branches = [
                self._shape(part, f"{at}/{key}/{number}", outer) for number, part in enumerate(as_list(own.get(key)))
            ]
            shape.add_branches(branches)


@dataclass
class _Object:
    """An object that a schema allows; its fields are not read yet."""

    definition: str
    members: str
    properties: dict[str, tuple[Json, str]]
    required: frozenset[str] = frozenset()

    def merged(self, other: _Object) -> _Object:
        """Merge this object with another that applies too."""
        return replace(
            self,
            members=other.members,
            properties={**other.properties, **self.properties},
            required=self.required | other.required,
        )


@dataclass
class _Shape:
    """A schema with everything that it refers to."""

    definition: str
    types: set[str] = field(default_factory=set[str])
    kinds: set[str] = field(default_factory=set[str])
    anything: bool = False
    null: bool = False
    formats: list[str] = field(default_factory=list[str])
    values: list[tuple[Json, str]] | None = None
    has_open_branch: bool = False
    takes_decimal_text: bool = False
    is_idempotency_key: bool = False
    deprecated: bool = False
    objects: list[_Object] = field(default_factory=list[_Object])
    required: frozenset[str] = frozenset()
    """The names of required fields, from any part of the schema."""
    items: list[tuple[Json, str]] = field(default_factory=list[tuple[Json, str]])
    """The schemas that its items may follow, each with its pointer."""
    map_values: list[tuple[Json, str]] = field(default_factory=list[tuple[Json, str]])
    default: tuple[Json, str] | None = None
    bounds: Bounds = field(default_factory=Bounds)
    description: str = ""
    contents: tuple[list[ObjectFacts], ReadLater] | None = None
    """The values inside, after the first access."""

    @property
    def takes_any_text(self) -> bool:
        """Whether other strings than the known values are allowed."""
        return self.has_open_branch or (self.values is None and bool(self.kinds & {"string", "any"}))

    @property
    def is_open(self) -> bool:
        """Whether other values than the known ones are allowed."""
        return self.values is None or self.has_open_branch

    def finished(self, *, is_null: bool) -> _Shape:
        """Decide what depends on all parts: an object without fields is a map; without a type, any value is allowed."""
        for one in self.objects:
            one.required |= self.required
        if "object" in self.kinds and not self.objects:
            self.kinds = self.kinds - {"object"} | {"map"}
        if not self.kinds and not is_null:
            self.kinds = {"any"}
        return self

    def with_siblings(self, own: _Shape) -> _Shape:
        """Merge a referenced schema with the members beside the reference."""
        both = replace(
            self,
            null=self.null or own.null,
            values=self.values if own.values is None else own.values,
            takes_decimal_text=self.takes_decimal_text or own.takes_decimal_text,
            is_idempotency_key=self.is_idempotency_key or own.is_idempotency_key,
            deprecated=self.deprecated or own.deprecated,
            default=own.default or self.default,
            bounds=own.bounds.merged(self.bounds),
            description=own.description or self.description,
            contents=None,
        )
        if own.types or own.objects:
            both.join(own)
        return both

    def join(self, other: _Shape) -> None:
        """Merge a part of `allOf`."""
        items, map_values = self.items or other.items, self.map_values or other.map_values
        self._add(other)
        self.items, self.map_values = items, map_values
        self.kinds = self.kinds - {"any"}
        self.required |= other.required
        if other.objects:
            first, *more = other.objects
            for one in more:
                first = replace(first.merged(one), required=first.required & one.required)
            self.objects = [one.merged(first) for one in self.objects] or [replace(first, definition=self.definition)]
        if self.objects:
            self.kinds = self.kinds - {"map"} | {"object"}

    def add_branches(self, branches: list[_Shape]) -> None:
        """Merge the alternatives of `anyOf` or `oneOf`."""
        self.null |= any(branch.null for branch in branches)
        real = [branch for branch in branches if branch.types or branch.anything]
        if not real:
            return
        objects = [one for branch in real for one in branch.objects]
        if objects and self.objects:
            objects = [replace(one.merged(self.objects[0]), members=one.members) for one in objects]
        self.objects = [replace(one) for one in objects] or self.objects
        for branch in real:
            self._add(branch)
            self.anything |= branch.anything
        self.has_open_branch |= any(branch.takes_any_text for branch in real)

    def _add(self, other: _Shape) -> None:
        # New sets, because other shapes may share the old ones.
        self.types = self.types | other.types
        self.kinds = self.kinds | other.kinds
        self.null |= other.null
        self.formats = [*self.formats, *other.formats]
        self.values = self.values if other.values is None else [*(self.values or []), *other.values]
        self.takes_decimal_text |= other.takes_decimal_text
        self.is_idempotency_key |= other.is_idempotency_key
        self.items = [*self.items, *(one for one in other.items if one not in self.items)]
        self.map_values = [*self.map_values, *(one for one in other.map_values if one not in self.map_values)]
        self.default = self.default or other.default
        self.bounds = self.bounds.merged(other.bounds)
        self.description = self.description or other.description


def _is_deprecated(data: dict[str, Any]) -> bool:
    said = data.get("description")
    return data.get("deprecated") is True or (isinstance(said, str) and said.lower().startswith("deprecated"))


def _security(alternatives: list[list[_Scheme]]) -> list[Json]:
    """The ways to authenticate, as comparable data without descriptions."""
    stated = [
        [{key: value for key, value in scheme.items() if key not in _TEXTS} or name for name, _, scheme in schemes]
        for schemes in alternatives
    ]
    return sorted(stated, key=lambda one: json.dumps(one, sort_keys=True))


def _values(own: dict[str, Any], at: str) -> list[tuple[Json, str]] | None:
    """The values that a schema lists, each with its pointer."""
    if "const" in own:
        return [(own["const"], at + "/const")]
    return [(value, f"{at}/enum/{n}") for n, value in enumerate(own["enum"])] if is_list(own.get("enum")) else None


def _implied(own: dict[str, Any]) -> set[str]:
    """The types that a schema without `type` implies."""
    objects = {"object"} if is_mapping(own.get("properties")) else set[str]()
    lists = {"array"} if "items" in own else set[str]()
    return objects | lists | {json_type(value) for value, _ in _values(own, "") or () if value is not None}


def _kind(name: str, form: Json) -> str:
    return _KINDS.get(form, name) if name == "string" and isinstance(form, str) else name


def _bounds(own: dict[str, Any]) -> Bounds:
    limits: dict[str, Json] = {}
    for keyword in _NUMBERS:
        value = own.get(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool):
            limits[keyword] = int(value) if isinstance(value, float) and value.is_integer() else value
    for strict, plain in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if own.get(strict) is True and plain in limits:  # OpenAPI 3.0
            limits[strict] = limits.pop(plain)
    if isinstance(own.get("pattern"), str):
        limits["pattern"] = own["pattern"]
    if own.get("uniqueItems") is True:
        limits["uniqueItems"] = True
    return Bounds.from_json(limits)


_NUMBERS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems"),
)


def _authentication(scheme: dict[str, Any]) -> Authentication | None:
    kind = scheme.get("type")
    if kind == "http" and isinstance(scheme.get("scheme"), str):
        return Authentication("Authorization", scheme["scheme"].lower())
    if kind in ("oauth2", "openIdConnect"):
        return Authentication("Authorization", "bearer")
    position = _POSITIONS.get(str(scheme.get("in")))
    if kind == "apiKey" and isinstance(scheme.get("name"), str) and position is not None:
        return Authentication(scheme["name"], None, position)
    return None
