"""A copy of a document that both generators can read.

openapi-python-client and datamodel-code-generator support different forms of OpenAPI. The copy uses only forms that
both support, so that every warning of a generator is a real problem:

- Parameters, bodies, responses, headers and examples are inline, each with one media type. Parameters of a path are
  copied to each of its operations.
- A named schema is a class: an object with properties, an enum, or a map, whose name ends with `Map`. Other schemas are
  inline. A map without a name gets one.
- A union does not contain unions, and null is its last alternative.
- Responses have no defaults and no constants, and a union has no discriminator: `Prepared` has it.

Foreign documents are first translated into our dialect by `foreign`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from ..contract.documents import Document
from ..contract.findings import Finding, InputError, pointer
from ..contract.json_tree import as_list, as_mapping, is_mapping, references, snake
from ..contract.openapi_index import Index, Operation, Parameter
from ..contract.stream_declarations import Stream, stream_of
from ..contract.union_tags import Tag, UnionTags, union_of
from . import media_types
from .class_names import ClassNames, generated_classes, joined
from .parameter_values import TEXT, ClassKind, fitting, unsendable, without_null

__all__ = ["Prepared", "prepare"]

Json = dict[str, Any]
_NULL: Final[Json] = {"type": "null"}
_FILE: Final[Json] = {"type": "string", "format": "binary"}
_EMPTY: Final = ("204", "205")
"""The statuses of responses without a body, whatever a document says."""
_REFERENCE: Final = "#/components/schemas/"


@frozen(kw_only=True)
class Prepared:
    """A document for the generators, with the data that they cannot read from it."""

    data: Json
    document: Document
    """The original document."""
    inputs: frozenset[str]
    """The classes that only requests use."""
    methods: Mapping[str, tuple[str, str]]
    """Tag and method name, by operation id."""
    origins: Mapping[str, str]
    """The pointer in the document of each operation and component schema, by its pointer in the copy."""
    discriminators: UnionTags
    """The tags of unions, with class names."""
    streams: Mapping[str, Stream]
    """How operations stream events, by operation id. In the copy, such a response is the JSON of one event."""
    unpacks_bodies: bool
    """Whether the fields of a body become arguments of the method, as in our own documents."""

    def finding(self, where: str, reason: str) -> Finding:
        """Report an error in an operation or a component schema of the copy, at its place in the document."""
        return self.document.finding(self.origins.get(where, where), reason)


def prepare(document: Document) -> Prepared:
    """Make the copy of a document that follows our rules. The document itself is not changed.

    Raises:
        InputError: The document has something that cannot be expressed. Contains all findings.
    """
    return _Preparation(document).prepared()


class _Preparation:
    """One run."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._index = Index(document)
        self._findings: list[Finding] = []
        self._schemas: Json = {}
        self._origins: dict[str, str] = {}
        self._methods: dict[str, tuple[str, str]] = {}
        self._resources: dict[str, str] = {}
        self._maps: dict[str, str] = {}
        self._streams: dict[str, Stream] = {}
        found = [
            (self._resource(one.data["tags"][0], one.data["operationId"]), one.data["operationId"])
            for one in self._index.operations
        ]
        self._taken = ClassNames(generated_classes(found))
        self._named = self._index.components("schemas")
        kinds = {name: _class_kind(schema) for name, schema in self._named.items()}
        self._kinds = {name: kind for name, kind in kinds.items() if kind is not None}
        self._names = self._class_names()

    def _class_names(self) -> dict[str, str]:
        """Choose the class name of each named schema; it keeps its own name if possible."""
        wishes = {
            name: (name.removesuffix("Map") or name, "Map") if kind == "map" else (name, "")
            for name, kind in self._kinds.items()
        }
        first = sorted(wishes, key=lambda name: "".join(wishes[name]) != name or not self._taken.is_free(name))
        taken = {name: self._taken.take(*wishes[name]) for name in first}
        return {name: taken[name] for name in wishes}

    def prepared(self) -> Prepared:
        index = self._index
        self._check_recursion()
        if self._findings:
            raise InputError(self._findings)
        for name in self._names:
            self._define(name)
        paths: Json = {}
        for operation in index.operations:
            paths.setdefault(operation.path, {})[operation.method] = self._operation(operation)
            self._origins[pointer("paths", operation.path, operation.method)] = operation.pointer
        if self._findings:
            raise InputError(self._findings)
        components: Json = {"schemas": self._schemas}
        schemes = index.components("securitySchemes")
        if schemes:
            at = pointer("components", "securitySchemes")
            components["securitySchemes"] = {
                name: index.follow(at + pointer(name), scheme)[1] for name, scheme in schemes.items()
            }
        data = {key: value for key, value in index.data.items() if key not in ("paths", "components")}
        if "tags" in data:
            data["tags"] = [
                {**tag, "name": self._resources[tag["name"]]} for tag in data["tags"] if tag["name"] in self._resources
            ]
        used = {name for name in self._names if _at(name) in index.in_bodies | index.in_parameters}
        answered = {name for name in self._names if _at(name) in index.in_answers}
        return Prepared(
            data={**data, "paths": paths, "components": components},
            document=self._document,
            inputs=frozenset(self._names[name] for name in used - answered),
            methods=self._methods,
            origins=self._origins,
            discriminators=self._discriminators(),
            streams=self._streams,
            unpacks_bodies=True,
        )

    # -- operations

    def _operation(self, operation: Operation) -> Json:
        at, value = operation.pointer, operation.data
        name, tag = str(value["operationId"]), self._resource(value["tags"][0], value["operationId"])
        self._methods[name] = (tag, name.removeprefix(f"{tag}_"))
        prepared = {key: one for key, one in value.items() if key not in ("parameters", "requestBody", "responses")}
        prepared["tags"] = [tag]
        if operation.parameters:
            prepared["parameters"] = [self._parameter(parameter, name) for parameter in operation.parameters]
        if "requestBody" in value:
            prepared["requestBody"] = self._body(at + "/requestBody", value["requestBody"], name)
        responses = list(self._index.responses(operation))
        successes = [status for status, _, _ in responses if status.startswith("2")] or ["default"]
        contents = [as_mapping(answer.get("content")) for status, _, answer in responses if status in successes]
        stream = stream_of(value, contents)
        if stream is not None:
            self._streams[name] = stream
        prepared["responses"] = {
            status: self._answer(
                where,
                answer,
                joined("", name, "Response", status),
                is_empty=status in _EMPTY,
                is_stream=stream is not None and status in successes,
            )
            for status, where, answer in responses
        }
        return prepared

    def _resource(self, tag: str, operation_id: str) -> str:
        """The tag in the form with which operation ids begin."""
        self._resources[tag] = tag if operation_id.startswith(f"{tag}_") else snake(tag)
        return self._resources[tag]

    def _parameter(self, parameter: Parameter, operation_id: str) -> Json:
        value, (name, place) = parameter.data, parameter.key
        style = value.get("style", "form" if place in ("query", "cookie") else "simple")
        explode = value.get("explode", style == "form")
        at = parameter.pointer + "/schema"
        schema = self._schema(at, value.get("schema", TEXT), joined("", operation_id, name), is_answer=False)
        schema = fitting(without_null(schema), place, style, explode=explode, class_of=self._class_of)
        if reason := unsendable(schema, style, self._class_of) if place == "query" else None:
            self._findings.append(self._index.finding(parameter.pointer, reason))
        if place == "path":
            schema.pop("default", None)
        is_styled = schema.get("type") == "array" or style in ("deepObject", "matrix", "label")
        dropped = {"content", "examples", *(() if is_styled else ("style", "explode"))}
        prepared = {key: one for key, one in value.items() if key not in dropped}
        examples = [example for _, _, example in self._index.examples(parameter.pointer, value)]
        example = value.get("example", next((one["value"] for one in examples if "value" in one), None))
        shown = {} if example is None else {"example": example}
        return {**prepared, "required": place == "path" or value.get("required") is True, "schema": schema, **shown}

    def _body(self, at: str, written: object, operation_id: str) -> Json:
        at, value = self._index.follow(at, written)
        content = as_mapping(value.get("content"))
        prepared: Json = {}
        for given, kind in media_types.of_bodies(content):
            where = at + pointer("content", given)
            media = self._notes(where, content[given])
            if kind == media_types.BYTES:
                schema = dict(_FILE)
            else:
                hint = joined("", operation_id, "Body")
                schema = self._schema(where + "/schema", content[given].get("schema"), hint, is_answer=False)
                schema = schema if kind == media_types.JSON else self._form(schema, where)
            # A translated document already has these.
            if kind == media_types.BYTES or (kind == media_types.JSON and given != kind):
                media.setdefault("x-content-type", given)
            if encoding := as_mapping(content[given].get("encoding")):
                media.setdefault("x-encoding", encoding)
            if media_types.is_text_body(given, content[given]):
                media.setdefault("x-text", True)
            if schema not in [one["schema"] for one in prepared.values()]:
                prepared[kind] = {**media, "schema": schema}
        return {**value, "content": prepared}

    def _form(self, schema: Json, where: str) -> Json:
        schema = without_null(schema)
        found = self._class_of(schema)
        if found is None or found[0] == "enum":
            reason = "a form must be an object; list its fields, or skip the operation"
            self._findings.append(self._index.finding(where + "/schema", reason))
        return schema

    def _answer(self, at: str, value: Json, hint: str, *, is_empty: bool, is_stream: bool) -> Json:
        prepared = {key: one for key, one in value.items() if key not in ("headers", "content", "links")}
        headers = {name: header for name, _, header in self._index.headers(at, value)}
        if headers:
            dropped = ("schema", "content", "examples", "required")
            prepared["headers"] = {
                name: {**{key: one for key, one in header.items() if key not in dropped}, "schema": dict(TEXT)}
                for name, header in headers.items()
            }
        content = as_mapping(value.get("content"))
        chosen = None if is_empty else media_types.of_answer(content)
        if chosen is not None:
            given, kind = chosen
            where = at + pointer("content", given)
            media = self._notes(where, content[given])
            if others := media_types.others_of_answer(content, given):
                media.setdefault("x-others", others)
            if is_stream:
                kind = media_types.JSON
                schema = self._event(where + "/schema", content[given].get("schema"), hint)
            elif kind == media_types.BYTES:
                schema = dict(_FILE)
                media.setdefault("x-content-type", given)
            elif media_types.is_text(kind):
                schema = dict(TEXT)
            else:
                schema = self._schema(where + "/schema", content[given].get("schema"), hint, is_answer=True)
            prepared["content"] = {kind: {**media, "schema": schema}}
        return prepared

    def _event(self, at: str, schema: object, hint: str) -> Json:
        """The schema of the JSON of one event. A text is the whole stream, and says nothing about its events."""
        found = self._schema(at, schema, hint, is_answer=True)
        return {} if found.get("type") == "string" else found

    def _notes(self, at: str, media: Json) -> Json:
        examples = {name: example for name, _, example in self._index.examples(at, media)}
        notes = {key: value for key, value in media.items() if key not in ("schema", "examples", "encoding")}
        return notes | ({"examples": examples} if examples else {})

    # -- schemas

    def _define(self, name: str) -> None:
        """Define the class of a named schema, followed by the maps that it uses first."""
        at, schema, new = _at(name), self._named[name], self._names[name]
        self._origins[_at(new)] = at
        self._schemas[new] = prepared = dict(schema)
        is_answer = at in self._index.in_answers
        if self._kinds[name] == "model":
            prepared["properties"] = {
                key: self._schema(at + pointer("properties", key), value, joined(name, key), is_answer=is_answer)
                for key, value in schema["properties"].items()
            }
        elif self._kinds[name] == "map":
            prepared["additionalProperties"] = self._values(at, schema, name, is_answer=is_answer)

    def _schema(self, at: str, schema: object, hint: str, *, is_answer: bool) -> Json:
        """Convert a schema to a form that both generators read, with references to all classes inside it.

        Args:
            at: The pointer of the schema.
            schema: The schema.
            hint: The class name to use, if it needs one.
            is_answer: Whether it is part of a response.
        """
        value = dict(as_mapping(schema))
        if is_answer or not _is_default(value.get("default"), value.get("format")):
            value.pop("default", None)
        if "$ref" in value:
            return self._reference(value, is_answer=is_answer)
        if "anyOf" in value:
            options = value.pop("anyOf")
            value.pop("discriminator", None)
            parts = [(at + pointer("anyOf", number), option) for number, option in enumerate(options)]
            return self._union(value, parts, hint, is_answer=is_answer)
        kinds = as_list(value.get("type")) or [value.get("type")]
        if len([kind for kind in kinds if kind != "null"]) > 1:
            notes: Json = {key: value.pop(key) for key in ("description", "default") if key in value}
            return self._union(notes, [(at, {**value, "type": kind}) for kind in kinds], hint, is_answer=is_answer)
        if "object" in kinds:
            reference = {"$ref": _REFERENCE + self._map(at, value, hint, is_answer=is_answer)}
            described = {"description": value["description"]} if "description" in value else {}
            return {**(_nullable(reference) if "null" in kinds else reference), **described}
        if "array" in kinds:
            value["items"] = self._schema(at + "/items", value.get("items"), joined(hint, "Item"), is_answer=is_answer)
        if "const" in value:
            return self._constant(at, value, hint, is_answer=is_answer)
        return value

    def _reference(self, value: Json, *, is_answer: bool) -> Json:
        name = value["$ref"].removeprefix(_REFERENCE)
        if name in self._names:
            return {**value, "$ref": _REFERENCE + self._names[name]}
        inner = self._schema(_at(name), self._named[name], joined("", name), is_answer=is_answer)
        return {**inner, **{key: one for key, one in value.items() if key != "$ref"}}

    def _union(self, notes: Json, parts: list[tuple[str, Json]], hint: str, *, is_answer: bool) -> Json:
        """Make a union without nested unions, duplicates, and alternatives to any value."""
        options: list[Json] = []
        null = False
        for at, part in parts:
            schema = self._schema(at, part, hint, is_answer=is_answer)
            for option in schema.get("anyOf", [schema]):
                kinds = as_list(option.get("type"))
                null = null or "null" in kinds or option == _NULL
                bare = {**option, "type": next(kind for kind in kinds if kind != "null")} if kinds else option
                if not {"$ref", "type"} & bare.keys():
                    return {key: one for key, one in notes.items() if key != "default"}
                if bare != _NULL and _said(bare) not in map(_said, options):
                    options.append(bare)
        if not options:
            return {**notes, **_NULL}
        if len(options) > 1:
            notes = {key: one for key, one in notes.items() if key != "default"}
            return {"anyOf": [*options, _NULL] if null else options, **notes}
        return {**(_nullable(options[0]) if null else options[0]), **notes}

    def _map(self, at: str, value: Json, hint: str, *, is_answer: bool) -> str:
        """The class name of a map without a name in the document; the same for all uses of one place."""
        if at not in self._maps:
            name = self._maps[at] = self._taken.take(hint, "Map")
            self._origins[_at(name)] = at
            self._schemas[name] = schema = {**value, "type": "object"}
            schema["additionalProperties"] = self._values(at, value, hint, is_answer=is_answer)
        return self._maps[at]

    def _values(self, at: str, value: Json, hint: str, *, is_answer: bool) -> Json | bool:
        values = value.get("additionalProperties")
        if not is_mapping(values):
            return True
        hint = joined(hint.removesuffix("Map") or hint, "Value")
        return self._schema(at + "/additionalProperties", values, hint, is_answer=is_answer) or True

    def _constant(self, at: str, value: Json, hint: str, *, is_answer: bool) -> Json:
        """Convert a string constant of a request to an enum of one value, and any other constant to its type."""
        constant = value.pop("const")
        kind = next(name for types, name in _KINDS if isinstance(constant, types))
        if is_answer or kind != "string":
            return {**value, "type": kind}
        if at not in self._maps:
            name = self._maps[at] = self._taken.take(hint)
            self._origins[_at(name)] = at
            self._schemas[name] = {**value, "type": "string", "enum": [constant]}
        described = {"description": value["description"]} if "description" in value else {}
        return {"$ref": _REFERENCE + self._maps[at], **described}

    def _discriminators(self) -> dict[str, tuple[str, Mapping[Tag, str]]]:
        """The tags of unions, in the form for `Prepared`."""
        found: dict[str, tuple[str, Mapping[Tag, str]]] = {}
        classes = {_at(name): new for name, new in self._names.items()}
        for node in self._index.of("schema"):
            union = union_of(self._index, node.pointer, node.data) if "anyOf" in node.data else None
            tags = None if union is None else union.tags(self._index)
            if tags is not None:
                named = {tag: classes[at] for tag, at in tags[1].items()}
                found.setdefault("|".join(sorted({*named.values()})), (tags[0], named))
        return found

    def _class_of(self, schema: Mapping[str, Any]) -> tuple[ClassKind, Json] | None:
        name = str(schema.get("$ref", "")).removeprefix(_REFERENCE)
        return (_class_kind(self._schemas[name]) or "map", self._schemas[name]) if name in self._schemas else None

    def _check_recursion(self) -> None:
        """Report schemas that contain themselves without an object in between: inline, they would be infinite."""
        inner = {
            name: {other for other in references(schema) if self._kinds.get(other) not in ("model", "enum")}
            for name, schema in self._named.items()
            if self._kinds.get(name) not in ("model", "enum")
        }
        for name in inner:
            if name in _reached(name, inner):
                reason = "contains itself without an object with properties in between, which no type can express"
                self._findings.append(self._index.finding(_at(name), reason))


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    """Everything that is reachable from a place."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _at(name: str) -> str:
    return pointer("components", "schemas", name)


def _class_kind(schema: Any) -> ClassKind | None:
    """The kind of class for a named schema; None if it becomes inline."""
    if as_mapping(schema).get("properties"):
        return "model"
    if "enum" in schema:
        return "enum"
    return "map" if schema.get("type") == "object" else None


def _is_default(value: Any, format_: object) -> bool:
    """Whether openapi-python-client writes a default unchanged."""
    if isinstance(value, str):
        escaped = any(character in '"\\' or not character.isprintable() for character in value)
        return not escaped and format_ not in ("date", "date-time", "binary")
    return isinstance(value, (bool, int, float))


def _said(schema: Json) -> Json:
    """The types of a schema; alternatives with the same types are duplicates."""
    return {key: schema[key] for key in ("$ref", "type", "format", "items") if key in schema}


def _nullable(schema: Json) -> Json:
    if "$ref" in schema:
        return {"anyOf": [schema, _NULL]}
    return {**schema, "type": [schema["type"], "null"]}


_KINDS: Final[tuple[tuple[Any, str], ...]] = (
    (str, "string"),
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (list, "array"),
    (object, "object"),
)
