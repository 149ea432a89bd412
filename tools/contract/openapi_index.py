"""An index of an OpenAPI document: its objects by kind, and what they are used for.

Rules use the `Index` instead of walking the tree. It has the objects of each kind, the operations with references
followed, and the schemas of responses, request bodies and parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from attrs import frozen

from . import extensions
from .documents import Document, Origin, UnresolvedReferenceError, resolve
from .findings import Finding, pointer
from .json_tree import as_list, as_mapping, is_mapping, shown

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# The kind of object under each key of each object. `{}`: a mapping, `[]`: a list, `*`: any key except extensions.
_SHAPE: Final[Mapping[str, Mapping[str, str]]] = {
    "root": {
        "info": "info",
        "servers": "[]server",
        "paths": "paths",
        "webhooks": "{}path",
        "components": "components",
        "security": "[]requirement",
        "tags": "[]tag",
        "externalDocs": "docs",
    },
    "info": {"contact": "contact", "license": "license"},
    "server": {"variables": "{}variable"},
    "components": {
        "schemas": "{}schema",
        "responses": "{}response",
        "parameters": "{}parameter",
        "examples": "{}example",
        "requestBodies": "{}body",
        "headers": "{}header",
        "securitySchemes": "{}scheme",
        "links": "{}link",
        "callbacks": "{}callback",
        "pathItems": "{}path",
    },
    "paths": {"*": "path"},
    "callback": {"*": "path"},
    "path": {**dict.fromkeys(_METHODS, "operation"), "parameters": "[]parameter", "servers": "[]server"},
    "operation": {
        "parameters": "[]parameter",
        "requestBody": "body",
        "responses": "responses",
        "callbacks": "{}callback",
        "security": "[]requirement",
        "servers": "[]server",
        "externalDocs": "docs",
    },
    "responses": {"*": "response"},
    "response": {"headers": "{}header", "content": "{}media", "links": "{}link"},
    "parameter": {"schema": "schema", "examples": "{}example", "content": "{}media"},
    "header": {"schema": "schema", "examples": "{}example", "content": "{}media"},
    "body": {"content": "{}media"},
    "media": {"schema": "schema", "examples": "{}example", "encoding": "{}encoding"},
    "encoding": {"headers": "{}header"},
    "link": {"server": "server"},
    "scheme": {"flows": "flows"},
    "flows": {"*": "flow"},
    "tag": {"externalDocs": "docs"},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), "{}schema"),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "[]schema"),
        **dict.fromkeys(("items", "contains", "additionalProperties", "propertyNames"), "schema"),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), "schema"),
        **dict.fromkeys(("not", "if", "then", "else"), "schema"),
        "discriminator": "discriminator",
        "xml": "xml",
        "externalDocs": "docs",
    },
}

# Objects with a name, and keys that list names, besides the keys of mappings.
_NAME_KEYS: Final[Mapping[str, str]] = {
    "operation": "operationId",
    "parameter": "name",
    "scheme": "name",
    "tag": "name",
}
_NAME_LISTS: Final[Mapping[str, str]] = {"operation": "tags", "schema": "required"}


@frozen
class Node:
    """An OpenAPI object in the document."""

    kind: str
    pointer: str
    data: dict[str, Any]
    parent: str
    """The kind of the object that contains it."""
    under: str
    """Its key in that object, or the key of the mapping or list that contains it."""

    @property
    def is_component(self) -> bool:
        """Whether it has a name that references can use."""
        return self.parent == "components"

    @property
    def is_property(self) -> bool:
        """Whether it is the schema of a property."""
        return self.parent == "schema" and self.under == "properties"


@frozen
class Parameter:
    """A parameter, with its reference followed."""

    pointer: str
    data: dict[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """Its identity: its position and its name."""
        return str(self.data.get("name")), str(self.data.get("in"))


@frozen
class Operation:
    """An operation under `paths`, with references followed."""

    pointer: str
    path: str
    method: str
    data: dict[str, Any]
    parameters: list[Parameter]
    item: dict[str, Any]
    """The path item that contains it."""

    @property
    def place(self) -> str:
        """The operation, for messages."""
        return shown(f"{self.method.upper()} {self.path}")


class Index:
    """The objects of a document, and what they are used for."""

    def __init__(self, document: Document) -> None:
        self.data = document.data
        self.lines = document.lines
        self.finding: Callable[[str, str], Finding] = document.finding
        self.origin: Callable[[str], Origin] = document.origin

    @cached_property
    def nodes(self) -> list[Node]:
        """All objects."""
        found: list[Node] = []
        waiting = [Node("root", "", self.data, "", "")]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += children(node.kind, node.pointer, node.data)
        return found

    def of(self, *kinds: str) -> Iterator[Node]:
        """Iterate over the objects of some kinds."""
        return (node for node in self.nodes if node.kind in kinds)

    def components(self, kind: str) -> dict[str, Any]:
        """The components of a kind, by name."""
        return as_mapping(as_mapping(self.data.get("components")).get(kind))

    def names(self) -> Iterator[tuple[str, str]]:
        """Iterate over the names that the document defines or uses: pointer, name."""
        for node in self.nodes:
            for key, child in _SHAPE.get(node.kind, {}).items():
                if key == "*":
                    yield from ((node.pointer + pointer(name), name) for name in node.data)
                elif child.startswith("{}"):
                    where = node.pointer + pointer(key)
                    yield from ((where + pointer(name), name) for name in as_mapping(node.data.get(key)))
            key = _NAME_KEYS.get(node.kind, "")
            if isinstance(name := node.data.get(key), str):
                yield node.pointer + pointer(key), name
            key = _NAME_LISTS.get(node.kind, "")
            for number, name in enumerate(as_list(node.data.get(key))):
                if isinstance(name, str):
                    yield node.pointer + pointer(key, number), name

    def follow(self, at: str, value: object) -> tuple[str, dict[str, Any]]:
        """Follow a reference to its final target; an empty mapping if there is none."""
        data = as_mapping(value)
        seen: set[str] = set()
        while isinstance(ref := data.get("$ref"), str):
            if ref in seen:
                return at, {}
            seen.add(ref)
            try:
                data = as_mapping(resolve(self.data, ref))
            except UnresolvedReferenceError:
                return at, {}
            at = unquote(ref[1:])
        return at, data

    @cached_property
    def operations(self) -> list[Operation]:
        """The operations of all paths."""
        found: list[Operation] = []
        for path, written in as_mapping(self.data.get("paths")).items():
            at, item = self.follow(pointer("paths", path), written)
            shared = self._parameters(at, item)
            for method in _METHODS:
                if is_mapping(operation := item.get(method)):
                    own = self._parameters(at + pointer(method), operation)
                    keys = {parameter.key for parameter in own}
                    parameters = [*(parameter for parameter in shared if parameter.key not in keys), *own]
                    found.append(Operation(at + pointer(method), path, method, operation, parameters, item))
        return found

    def _parameters(self, at: str, data: dict[str, Any]) -> list[Parameter]:
        listed = enumerate(as_list(data.get("parameters")))
        return [Parameter(*self.follow(at + pointer("parameters", number), item)) for number, item in listed]

    def responses(self, operation: Operation) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Iterate over the responses of an operation: status, pointer, response."""
        found = self._followed(operation.pointer, operation.data, "responses")
        return (one for one in found if not one[0].startswith("x-"))

    def headers(self, at: str, response: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Iterate over the headers of a response: name, pointer, header."""
        return self._followed(at, response, "headers")

    def examples(self, at: str, data: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Iterate over the named examples of a media type or a parameter: name, pointer, example."""
        return self._followed(at, data, "examples")

    def _followed(self, at: str, data: dict[str, Any], key: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for name, value in as_mapping(data.get(key)).items():
            yield name, *self.follow(at + pointer(key, name), value)

    @cached_property
    def in_answers(self) -> set[str]:
        """The schemas in responses, at any depth, by pointer; also those that an overlay uses (`x-overlay`)."""
        answers = [(at, data) for operation in self.operations for _, at, data in self.responses(operation)]
        headers = [(at, data) for where, answer in answers for _, at, data in self.headers(where, answer)]
        read_by_overlays = [
            (pointer("components", "schemas", name), {"schema": {"$ref": "#" + pointer("components", "schemas", name)}})
            for name, schema in self.components("schemas").items()
            if extensions.is_marked(as_mapping(schema), extensions.OVERLAY)
        ]
        return self._reached([*(one for answer in answers for one in media(*answer)), *headers, *read_by_overlays])

    @cached_property
    def in_bodies(self) -> set[str]:
        """The schemas in request bodies, at any depth, by pointer."""
        written = [(one.pointer + "/requestBody", one.data.get("requestBody")) for one in self.operations]
        return self._reached([one for at, body in written for one in media(*self.follow(at, body))])

    @cached_property
    def in_parameters(self) -> set[str]:
        """The schemas in parameters, at any depth, by pointer."""
        return self._reached([(one.pointer, one.data) for operation in self.operations for one in operation.parameters])

    def _reached(self, holders: list[tuple[str, dict[str, Any]]]) -> set[str]:
        """The schemas of objects with a `schema`, and all schemas inside them."""
        waiting = [(at + "/schema", data.get("schema")) for at, data in holders]
        seen: set[str] = set()
        while waiting:
            at, value = waiting.pop()
            if at in seen or not is_mapping(value):
                continue
            seen.add(at)
            if isinstance(ref := value.get("$ref"), str):
                with suppress(UnresolvedReferenceError):
                    waiting.append((unquote(ref[1:]), resolve(self.data, ref)))
            nodes = children("schema", at, value)
            waiting += [(node.pointer, node.data) for node in nodes if node.kind == "schema"]
        return seen


Rule = Callable[[Index], Iterator[Finding]]


def media(at: str, data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Iterate over the media types of a response or a request body: pointer, media type."""
    for name, value in as_mapping(data.get("content")).items():
        yield at + pointer("content", name), as_mapping(value)


def children(kind: str, at: str, data: dict[str, Any]) -> Iterator[Node]:
    """Iterate over the objects directly inside an object."""
    for key, child in _SHAPE.get(kind, {}).items():
        if key == "*":
            below = [(key, at + pointer(key), value) for key, value in data.items() if not key.startswith("x-")]
        elif child.startswith("{}"):
            where = at + pointer(key)
            below = [(key, where + pointer(name), item) for name, item in as_mapping(data.get(key)).items()]
        elif child.startswith("[]"):
            where = at + pointer(key)
            below = [(key, where + pointer(number), item) for number, item in enumerate(as_list(data.get(key)))]
        else:
            below = [(key, at + pointer(key), data.get(key))]
        for under, where, value in below:
            if is_mapping(value):
                yield Node(child.removeprefix("{}").removeprefix("[]"), where, value, kind, under)
