"""The facts of one OpenAPI operation: of our documents, and of the blocks that pages embed.

Every reference is followed, every wrapping undone, so that `anyOf: [KnownStatus, string, "null"]` is a nullable
string with known values. A page's `nullable: true` counts in any version. Documents may come from anywhere: depth and
size are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ..drift.pages import json_examples, prose
from .documents import UnresolvedReferenceError, resolve
from .facts import (
    ITEMS,
    Authentication,
    BodyFacts,
    Bounds,
    Example,
    Facts,
    FieldPath,
    Json,
    Notice,
    Place,
    Position,
    Stated,
    ValueFacts,
)
from .findings import pointer as json_pointer
from .json_values import as_list, as_mapping, is_list, is_mapping, texts

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
MAX_DEPTH: Final = 12
MAX_FIELDS: Final = 5_000
MAX_REFERENCES: Final = 40

_POSITIONS: Final[Mapping[str, Position]] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
_FORMATS: Final = frozenset({"date-time", "date", "uuid", "binary"})


@dataclass(frozen=True)
class Tree:
    """An OpenAPI document as a JSON tree, with the line of each value."""

    file: str
    data: dict[str, Any]
    lines: Mapping[str, int]
    ours: bool
    """Whether it is our document: its places are pointers, and its descriptions are not looked at."""

    def place(self, pointer: str) -> Place:
        """Where a value is, or where its nearest parent is."""
        known = pointer
        while known not in self.lines and known:
            known = known.rpartition("/")[0]
        return Place(self.file, self.lines.get(known, 1), pointer if self.ours else None)

    def operations(self) -> Iterator[tuple[str, str]]:
        """Path and method of each operation."""
        for path, item in as_mapping(self.data.get("paths")).items():
            for method in METHODS:
                if is_mapping(as_mapping(item).get(method)):
                    yield path, method


@dataclass
class _Shape:
    """A schema with all that it refers to and wraps."""

    types: set[str] = field(default_factory=set[str])
    anything: bool = False
    null: bool = False
    format: str | None = None
    values: list[Json] | None = None
    properties: dict[str, tuple[Json, str]] = field(default_factory=dict[str, "tuple[Json, str]"])
    required: set[str] | None = None
    items: tuple[Json, str] | None = None
    default: tuple[Json, str] | None = None
    bounds: Bounds = field(default_factory=Bounds)
    members: str = ""
    description: str = ""
    visited: frozenset[str] = frozenset()


def operation_facts(tree: Tree, path: str, method: str, form: str) -> Facts:
    """Read one operation."""
    return _Reader(tree, path, method, form).facts()


class _Reader:
    def __init__(self, tree: Tree, path: str, method: str, form: str) -> None:
        self.tree = tree
        self.path = path
        self.method = method
        self.form = form
        self.item = as_mapping(as_mapping(tree.data.get("paths")).get(path))
        self.item_pointer = json_pointer("paths", path)
        self.operation = as_mapping(self.item.get(method))
        self.pointer = self.item_pointer + json_pointer(method)
        self.notices: list[Notice] = []
        self.count = 0

    def facts(self) -> Facts:
        place = self.tree.place
        return Facts(
            place=place(self.pointer),
            form=self.form,
            method=(Stated(self.method.upper(), place(self.pointer)),),
            path=(Stated(self.path, place(self.item_pointer)),),
            servers=tuple(self._servers()),
            authentication=tuple(self._authentication()),
            parameters=dict(self._parameters()),
            parameters_listed=frozenset(_POSITIONS.values()),
            body=self._request(),
            answers=dict(self._answers()),
            statuses_listed=bool(self.operation.get("responses")),
            notices=tuple(self.notices),
        )

    def _note(self, pointer: str, text: str) -> None:
        self.notices.append(Notice(self.tree.place(pointer), text))

    # --- the operation

    def _servers(self) -> Iterator[Stated[str]]:
        for holder, where in ((self.operation, self.pointer), (self.item, self.item_pointer), (self.tree.data, "")):
            servers = as_list(holder.get("servers"))
            for index, server in enumerate(servers):
                url = as_mapping(server).get("url")
                if isinstance(url, str) and re.match("https?://", url):
                    variables = as_mapping(as_mapping(server).get("variables"))
                    for name, variable in variables.items():
                        url = url.replace(f"{{{name}}}", str(as_mapping(variable).get("default")))
                    yield Stated(url.rstrip("/"), self.tree.place(f"{where}/servers/{index}"))
            if servers:
                return

    def _authentication(self) -> Iterator[Stated[Authentication]]:
        security = self.operation.get("security", self.tree.data.get("security"))
        schemes = as_mapping(as_mapping(self.tree.data.get("components")).get("securitySchemes"))
        for alternative in as_list(security):
            for name in as_mapping(alternative):
                where = json_pointer("components", "securitySchemes", name)
                scheme, where = self._resolved(schemes.get(name), where)
                read = _scheme(as_mapping(scheme))
                if read is None:
                    self._note(where, f"the security scheme `{name}` cannot be read")
                else:
                    yield Stated(read, self.tree.place(where))

    def _parameters(self) -> Iterator[tuple[tuple[Position, str], ValueFacts]]:
        for holder, where in ((self.item, self.item_pointer), (self.operation, self.pointer)):
            for index, entry in enumerate(as_list(holder.get("parameters"))):
                node, pointer = self._resolved(entry, f"{where}/parameters/{index}")
                parameter = as_mapping(node)
                name, position = parameter.get("name"), _POSITIONS.get(str(parameter.get("in")))
                if not isinstance(name, str) or position is None:
                    self._note(pointer, "this parameter has no `name`, or is nowhere (`in`)")
                    continue
                schema = parameter.get("schema")
                below = pointer + "/schema"
                if schema is None:
                    # Swagger 2 has no `schema` here.
                    schema, below = parameter, pointer
                shape = self._shape(schema, below)
                facts = self._value(shape, pointer, required=parameter.get("required") is True)
                yield (position, name), facts

    def _request(self) -> BodyFacts | None:
        node, pointer = self._resolved(self.operation.get("requestBody"), self.pointer + "/requestBody")
        return self._body(as_mapping(node), pointer) if is_mapping(node) else None

    def _answers(self) -> Iterator[tuple[str, BodyFacts]]:
        for status, entry in as_mapping(self.operation.get("responses")).items():
            where = self.pointer + json_pointer("responses", status)
            node, pointer = self._resolved(entry, where)
            yield status.upper() if status != "default" else status, self._body(as_mapping(node), pointer, place=where)

    def _body(self, node: dict[str, Any], pointer: str, *, place: str = "") -> BodyFacts:
        at = self.tree.place(place or pointer)
        content = as_mapping(node.get("content"))
        media = next((one for one in content if re.search(r"[/+]json\b", one)), None)
        if media is None:
            return BodyFacts(place=at)
        entry, below = as_mapping(content[media]), pointer + json_pointer("content", media)
        fields: dict[FieldPath, ValueFacts] = {}
        listed: set[FieldPath] = set()
        if "schema" in entry:
            self._collect(entry["schema"], below + "/schema", (), None, fields, listed)
        examples = tuple(self._examples(entry, below))
        for example in examples:
            for path, shown in json_examples.shown_fields(example).items():
                fields.setdefault(path, shown)
        return BodyFacts(place=at, fields=fields, listed=frozenset(listed), examples=examples)

    def _examples(self, entry: dict[str, Any], pointer: str) -> Iterator[Example]:
        if self.tree.ours:
            return
        if "example" in entry:
            yield self._example(entry["example"], pointer + "/example")
        for name, one in as_mapping(entry.get("examples")).items():
            node, where = self._resolved(one, pointer + json_pointer("examples", name))
            if "value" in as_mapping(node):
                yield self._example(as_mapping(node)["value"], where + "/value")

    def _example(self, value: Json, pointer: str) -> Example:
        lines = {at[len(pointer) :]: line for at, line in self.tree.lines.items() if at.startswith(pointer)}
        return Example(value, self.tree.place(pointer), lines)

    # --- schemas

    def _resolved(self, node: Json, pointer: str) -> tuple[Json, str]:
        for _ in range(MAX_REFERENCES):
            ref = as_mapping(node).get("$ref")
            if not isinstance(ref, str):
                return node, pointer
            try:
                node = resolve(self.tree.data, ref)
            except UnresolvedReferenceError as error:
                self._note(pointer, str(error))
                return {}, pointer
            pointer = ref.removeprefix("#")
        self._note(pointer, "references lead in a circle")
        return {}, pointer

    def _collect(
        self,
        node: Json,
        pointer: str,
        path: FieldPath,
        required: bool | None,
        fields: dict[FieldPath, ValueFacts],
        listed: set[FieldPath],
        outer: frozenset[str] = frozenset(),
    ) -> None:
        """Read a value and what is in it; `outer` are the schemas that it is in."""
        shape = self._shape(node, pointer)
        self.count += 1
        if self.count > MAX_FIELDS:
            if self.count == MAX_FIELDS + 1:
                self._note(pointer, f"the schemas have more than {MAX_FIELDS} fields; the rest is not read")
            return
        fields[path] = self._value(shape, pointer, required=required)
        if shape.visited & outer:
            return  # a schema within itself: read once
        if len(path) >= MAX_DEPTH:
            self._note(pointer, f"fields are nested more than {MAX_DEPTH} deep; what is deeper is not read")
            return
        outer |= shape.visited
        if shape.properties:
            listed.add(path)
        for name, (member, where) in shape.properties.items():
            mark = None if shape.required is None else name in shape.required
            self._collect(member, where, (*path, name), mark, fields, listed, outer)
        if shape.items is not None:
            self._collect(*shape.items, (*path, ITEMS), None, fields, listed, outer)

    def _value(self, shape: _Shape, pointer: str, *, required: bool | None) -> ValueFacts:
        place = self.tree.place
        types = frozenset(shape.types)
        nullable = None if shape.anything or not types else shape.null
        values = None if shape.values is None else tuple(one for one in shape.values if one is not None)
        if not self.tree.ours and shape.description:
            # A generated schema may leave to the words what its author knew.
            told = prose.description(shape.description, _code_spans(shape.description), types=types)
            values = told.values if values is None else values
            nullable = True if told.nullable and nullable is not None else nullable
        return ValueFacts(
            place=place(pointer),
            source="schema",
            types=frozenset() if shape.anything else types,
            format=shape.format if shape.format in _FORMATS else None,
            nullable=nullable,
            required=required,
            values=values,
            default=None if shape.default is None else Stated(shape.default[0], place(shape.default[1])),
            bounds=shape.bounds,
            members=place(shape.members) if shape.members else None,
            description=shape.description,
        )

    def _shape(self, node: Json, pointer: str, depth: int = 0) -> _Shape:
        own = as_mapping(node)
        shape = _Shape(members=pointer)
        if depth > MAX_DEPTH:
            self._note(pointer, "schemas wrap each other too deeply")
            shape.anything = True
            return shape
        if isinstance(own.get("$ref"), str):
            target, where = self._resolved(node, pointer)
            shape = self._shape(target, where, depth + 1)
            shape.visited |= {where}
            siblings = {key: value for key, value in own.items() if key != "$ref"}
            if not siblings:
                return shape
            self._own(shape, siblings, pointer)
            return shape
        self._own(shape, own, pointer)
        self._wrapped(shape, own, pointer, depth)
        if not own.keys() - {"description", "title", "example", "examples", "deprecated", "readOnly"}:
            shape.anything = True
        return shape

    def _own(self, shape: _Shape, own: dict[str, Any], pointer: str) -> None:
        kinds = own.get("type")
        named = [kinds] if isinstance(kinds, str) else texts(kinds)
        shape.types |= {kind for kind in named if kind != "null"}
        shape.null |= "null" in named or own.get("nullable") is True
        if isinstance(own.get("description"), str):
            shape.description = own["description"]
        if isinstance(own.get("format"), str):
            shape.format = own["format"]
        values = as_list(own.get("enum")) if is_list(own.get("enum")) else None
        if "const" in own:
            values = [own["const"]]
        if values is not None:
            shape.values = [*(shape.values or []), *values]
            shape.null |= None in values
            shape.types |= set() if named else {_type_of(value) for value in values if value is not None}
        if is_mapping(own.get("properties")):
            where = pointer + "/properties"
            shape.properties |= {
                name: (member, where + json_pointer(name)) for name, member in own["properties"].items()
            }
            shape.types |= set() if named else {"object"}
            shape.members = pointer
            shape.required = (shape.required or set()) | set(texts(own.get("required")))
        elif is_list(own.get("required")):
            shape.required = (shape.required or set()) | set(texts(own["required"]))
        if "items" in own:
            shape.items = (own["items"], pointer + "/items")
            shape.types |= set() if named else {"array"}
        if "default" in own:
            shape.default = (own["default"], pointer + "/default")
        shape.bounds = prose.merged(_bounds(own), shape.bounds)

    def _wrapped(self, shape: _Shape, own: dict[str, Any], pointer: str, depth: int) -> None:
        for index, part in enumerate(as_list(own.get("allOf"))):
            other = self._shape(part, f"{pointer}/allOf/{index}", depth + 1)
            _join(shape, other)
            shape.required = (shape.required or set()) | (other.required or set())
        for key in ("anyOf", "oneOf"):
            parts = as_list(own.get(key))
            if not parts:
                continue
            others = [self._shape(part, f"{pointer}/{key}/{index}", depth + 1) for index, part in enumerate(parts)]
            shape.null |= any(other.null for other in others)
            real = [other for other in others if other.types or other.anything]
            if any(other.anything for other in real):
                shape.anything = True
            objects = [other for other in real if other.properties]
            for other in real:
                _join(shape, other)
            if objects:
                same = all(other.required == objects[0].required for other in objects)
                shape.required = objects[0].required if same else None
                if len(objects) == 1 and objects[0].members:
                    shape.members = objects[0].members


def _join(shape: _Shape, other: _Shape) -> None:
    shape.types |= other.types
    shape.anything |= other.anything
    shape.null |= other.null
    shape.format = shape.format or other.format
    shape.visited |= other.visited
    if other.values is not None:
        shape.values = [*(shape.values or []), *other.values]
    for name, member in other.properties.items():
        shape.properties.setdefault(name, member)
    if other.properties and other.members:
        shape.members = other.members
    shape.items = shape.items or other.items
    shape.default = shape.default or other.default
    shape.bounds = prose.merged(shape.bounds, other.bounds)
    shape.description = shape.description or other.description


def _type_of(value: Json) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _bounds(own: dict[str, Any]) -> Bounds:
    numbers: dict[str, Any] = {}
    for keyword, name in _KEYWORDS.items():
        value = own.get(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool):
            numbers[name] = int(value) if isinstance(value, float) and value.is_integer() else value
    for keyword, plain, strict in (
        ("exclusiveMinimum", "minimum", "exclusive_minimum"),
        ("exclusiveMaximum", "maximum", "exclusive_maximum"),
    ):
        if own.get(keyword) is True and plain in numbers:  # OpenAPI 3.0
            numbers[strict] = numbers.pop(plain)
    pattern = own.get("pattern")
    return replace(Bounds(**numbers), pattern=pattern if isinstance(pattern, str) else None)


_KEYWORDS: Final = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_items",
    "maxItems": "max_items",
}


def _scheme(scheme: dict[str, Any]) -> Authentication | None:
    kind = scheme.get("type")
    if kind == "http" and isinstance(scheme.get("scheme"), str):
        return Authentication("Authorization", scheme["scheme"].lower())
    if kind in ("oauth2", "openIdConnect"):
        return Authentication("Authorization", "bearer")
    position = _POSITIONS.get(str(scheme.get("in")))
    if kind == "apiKey" and isinstance(scheme.get("name"), str) and position is not None:
        return Authentication(scheme["name"], None, position)
    return None


def _code_spans(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", text))
