"""A document's values with their places, `$ref`s followed, and the flat shape of a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from ...contract.documents import Document, UnresolvedReferenceError, resolve
from ...contract.findings import pointer
from ...contract.json_values import as_list, as_mapping, is_mapping, texts

_FORMATS: Final = {"date-time": "timestamp", "date": "date", "uuid": "uuid", "binary": "file"}
"""The formats that change a Python type."""

BOUNDS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"),
    *("minItems", "maxItems", "multipleOf", "pattern", "uniqueItems"),
)

_MOST_REFERENCES: Final = 50
"""Longer chains of `$ref`s to `$ref`s go round in a circle."""


@frozen
class Node:
    """A value of a document, and where it stands."""

    document: Document
    data: Any
    pointer: str

    @classmethod
    def root(cls, document: Document) -> Node:
        """The whole document."""
        return cls(document, document.data, "")

    def followed(self) -> Node:
        """What a `$ref` leads to, at the place that it leads to; the node itself if it is none."""
        node = self
        for _ in range(_MOST_REFERENCES):
            ref = as_mapping(node.data).get("$ref")
            if not isinstance(ref, str):
                break
            try:
                node = Node(self.document, resolve(self.document.data, ref), ref.removeprefix("#"))
            except UnresolvedReferenceError:
                break
        return node

    def get(self, *keys: str) -> Node:
        """A member below, references followed; one without data if there is none."""
        node = self
        for key in keys:
            node = node.followed()
            node = Node(self.document, as_mapping(node.data).get(key), node.pointer + pointer(key))
        return node.followed()

    def members(self, key: str) -> dict[str, Node]:
        """The members of a mapping below, references followed."""
        below = self.get(key)
        return {str(name): below.get(name) for name in as_mapping(below.data)}

    def items(self, key: str) -> list[Node]:
        """The items of a list below, references followed."""
        below = self.get(key)
        return [
            Node(self.document, item, f"{below.pointer}/{number}").followed()
            for number, item in enumerate(as_list(below.data))
        ]

    @property
    def line(self) -> int | None:
        """The line on which it stands, or on which the nearest parent does that has one."""
        return self.document.finding(self.pointer, "").line


@frozen(kw_only=True)
class Field:
    """A property of an object."""

    node: Node
    required: bool


@frozen(kw_only=True)
class Shape:
    """What a schema allows, in one flat form: unions are opened, `allOf` is merged."""

    node: Node
    kinds: frozenset[str]
    """Of boolean, integer, number, string, timestamp, date, uuid, file, array, object, map, any; without null."""
    nullable: bool = False
    values: frozenset[str] | None = None
    """The values that are named."""
    is_open: bool = True
    """Whether other values may stand there too."""
    numeric: bool = False
    """Whether a numeric string is read as the number."""
    bounds: Mapping[str, Any] = {}
    default: Any = None
    objects: Mapping[str, Node] = {}
    """The objects with named fields, by the name of their schema or, without one, by their number."""
    items: Node | None = None
    members: Node | None = None
    """What the values of a map are."""


def shape_of(node: Node) -> Shape:
    """The shape of a schema."""
    node = node.followed()
    kinds: set[str] = set()
    values: set[str] = set()
    objects: dict[str, Node] = {}
    items: Node | None = None
    members: Node | None = None
    is_open = closed = False
    bounds: dict[str, Any] = {}
    default: Any = as_mapping(node.data).get("default")
    for branch in _branches(node, 0):
        data = as_mapping(branch.data)
        found = _kinds(branch)
        kinds |= found
        bounds |= {key: data[key] for key in BOUNDS if key in data}
        named = [*as_list(data.get("enum")), *([data["const"]] if "const" in data else [])]
        if named:
            values |= {str(value) for value in named if value is not None}
            closed = True
        elif found & {"string", "any"}:
            is_open = True
        if "object" in found:
            objects[_name(branch, len(objects))] = branch
        if "array" in found:
            items = branch.get("items")
        if "map" in found and is_mapping(data.get("additionalProperties")):
            members = branch.get("additionalProperties")
    return Shape(
        node=node,
        kinds=frozenset(kinds - {"null"}),
        nullable="null" in kinds or "any" in kinds,
        values=frozenset(values) if values else None,
        is_open=is_open or not closed,
        numeric=bool(as_mapping(node.data).get("x-numeric-string")),
        bounds=bounds,
        default=default,
        objects=objects,
        items=items,
        members=members,
    )


def fields_of(node: Node) -> dict[str, Field]:
    """The properties of an object, those of its `allOf` with them."""
    found: dict[str, Field] = {}
    parts = _parts(node)
    required = {name for part in parts for name in texts(as_mapping(part.data).get("required"))}
    for part in parts:
        # The place of a field is its own, not that of the schema which it refers to.
        properties = part.get("properties")
        for name, value in as_mapping(properties.data).items():
            place = properties.pointer + pointer(str(name))
            found[str(name)] = Field(node=Node(node.document, value, place), required=name in required)
    return found


def _parts(node: Node) -> list[Node]:
    """A schema and all that its `allOf` merges into it."""
    parts: dict[str, Node] = {}
    waiting = [node]
    while waiting:
        part = waiting.pop(0)
        if part.pointer not in parts:
            parts[part.pointer] = part
            waiting += part.items("allOf")
    return list(parts.values())


def _branches(node: Node, depth: int) -> Iterator[Node]:
    """The alternatives of a schema, unions in unions opened."""
    unions = [*node.items("anyOf"), *node.items("oneOf")]
    if not unions or depth > _MOST_REFERENCES:
        yield node
    else:
        for branch in unions:
            yield from _branches(branch, depth + 1)


def _kinds(node: Node) -> set[str]:
    data = as_mapping(node.data)
    stated = data.get("type")
    types = {stated} if isinstance(stated, str) else set(texts(stated))
    if not types and data.get("properties") is not None:
        types = {"object"}
    if not types and data.get("allOf"):
        return {kind for part in _parts(node)[1:] for kind in _kinds(_without_parts(part))} - {"any"} or {"any"}
    if not types and ("enum" in data or "const" in data):
        types = {"string"}
    kinds: set[str] = set()
    for kind in types or {"any"}:
        if kind == "string":
            kinds.add(_FORMATS.get(str(data.get("format")), "string"))
        elif kind == "object":
            kinds.add("object" if fields_of(node) else "map")
        else:
            kinds.add(kind)
    # OpenAPI 3.0's way, in documents that others wrote.
    return kinds | ({"null"} if data.get("nullable") is True else set())


def _without_parts(node: Node) -> Node:
    data = {key: value for key, value in as_mapping(node.data).items() if key != "allOf"}
    return Node(node.document, data, node.pointer)


def _name(node: Node, number: int) -> str:
    prefix, _, name = node.pointer.rpartition("/")
    return name if prefix == "/components/schemas" else str(number)
