"""Translation of a foreign document into our dialect.

The dialect:

- It is OpenAPI 3.1. Each operation has one tag, the operationId `<tag>_<method>` and its own security. Parameters,
  bodies, responses, headers and examples are inline. Webhooks, callbacks and links are left out.
- Every object with properties, every enum and every map is a component schema whose name is its class name. All other
  schemas are inline, without `title`, `allOf`, `oneOf`, `const`, `not` and `discriminator`. A map has no properties,
  and its name ends with `Map`. A schema that requests and responses share becomes two classes, `Name` and `NameInput`.
- Responses are open: a closed enum of strings becomes `anyOf` of `Known...` and string, other constants become their
  type, and `additionalProperties: false` and defaults are removed.
- A name in `required` without a property is removed, because nothing is known about such a field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen
from openapi_python_client.strings import PythonIdentifier

from ...contract.documents import Document
from ...contract.extensions import FIXED_BODY
from ...contract.findings import InputError, pointer
from ...contract.stream_declarations import EVENT_STREAM, is_event_stream
from ...contract.union_tags import UnionTags
from .. import media_types
from ..class_names import joined
from ..parameter_values import ClassKind, fitting, unsendable, without_null
from .classes import Classes, Discriminators, settled
from .event_streams import EventStreams, successes
from .named_schemas import Kind, Role, Writer
from .operation_names import OperationNames
from .source import Json, Place, Source, elements, is_identifier, is_object, members

__all__ = ["Adapted", "adapt", "skip_names"]

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_TEXT: Final[Json] = {"type": "string"}
_FILE: Final[Json] = {"type": "string", "format": "binary"}
_DROPPED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""OpenAPI ignores header parameters with these names."""
_STATUS: Final = re.compile(r"[1-5](\d\d|XX)|default").fullmatch
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@frozen
class Adapted:
    """A document in our dialect, with further data."""

    data: Json
    origins: Mapping[str, str]
    """The pointer in the original of each operation and component schema, by its pointer in the translation."""
    inputs: frozenset[str]
    """The classes that only requests use."""
    discriminators: UnionTags
    """The tags of unions, with class names."""


def adapt(document: Document, skip: Collection[str]) -> Adapted:
    """Translate a document into our dialect. The document itself is not changed.

    Args:
        document: The document, OpenAPI 3.0 or 3.1.
        skip: The parts to leave out.

    Raises:
        InputError: The document has something that cannot be expressed. Contains all findings.
    """
    source = Source(document, skip=skip)
    if not re.match(r"3\.[01](\.|$)", str(source.data.get("openapi", ""))):
        source.find("/openapi", "only OpenAPI 3.0 and 3.1 can be read; convert the document")
        raise InputError(source.findings)
    adapted = _Adaptation(source, skip).adapted()
    if source.findings:
        raise InputError(source.findings)
    return adapted


class _Adaptation:
    """One run."""

    def __init__(self, source: Source, skip: Collection[str]) -> None:
        self._source = source
        self._writer = Writer(source)
        self._streams = EventStreams(source)
        self._names = OperationNames()
        self._origins: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._parameters: list[tuple[str, Json, Place]] = []
        self._skip = skip

    def adapted(self) -> Adapted:
        """Translate everything."""
        source = self._source
        data = source.data
        everything = list(self._operations())
        names = [skip_names(path, method, operation.value) for path, method, operation, _ in everything]
        self._report_unmatched(names)
        operations = [item for item, own in zip(everything, names, strict=True) if own.isdisjoint(self._skip)]
        paths: Json = {}
        for path, method, operation, item in operations:
            new_path, prepared = self._operation(path, method, operation, item)
            if method in members(paths.get(new_path)):
                reason = f"another path becomes {new_path!r} too, where parameters have Python names"
                source.find(operation.pointer, reason)
            paths.setdefault(new_path, {})[method] = prepared
            self._origins[pointer("paths", new_path, method)] = operation.pointer
        for path, method, operation, item in operations:
            if self._streams.is_choice(operation):
                new_path, prepared = self._operation(path, method, operation, item, as_stream=True)
                new_path += "-stream" if "#" in new_path else "#stream"
                paths.setdefault(new_path, {}).setdefault(method, prepared)
                self._origins.setdefault(pointer("paths", new_path, method), operation.pointer)
        self._writer.write_rest()
        for style, taken, place in self._parameters:
            if unsent := unsendable(taken, style, self._class_of):
                source.find(place.pointer, unsent)
        entries = self._writer.entries
        named = [(one["tags"][0], one["operationId"]) for item in paths.values() for one in item.values()]
        classes = Classes.of(entries, source, named)
        schemas = classes.schemas
        for name, schema in schemas.items():
            self._origins[pointer("components", "schemas", name)] = classes.origins[name]
            self._check_names(schema, classes.origins[name])
        components: Json = {"schemas": schemas}
        schemes = {
            name: target.value
            for name in members(members(data.get("components")).get("securitySchemes"))
            if (target := source.target(self._component("securitySchemes", name))) is not None
        }
        if schemes:
            components["securitySchemes"] = schemes
        info = members(data.get("info"))
        about = {key: str(info.get(key, "")) for key in ("title", "version", "summary", "description") if info.get(key)}
        copy: Json = {
            "openapi": "3.1.0",
            "info": {"title": "", "version": "", **about, **_extensions(info)},
            **{key: data[key] for key in ("externalDocs", "security") if key in data},
            **_extensions(data),
            "servers": [_server(server) for server in elements(data.get("servers"))],
            "tags": self._tag_list(),
            "paths": settled(paths, classes.names),
            "components": components,
        }
        for key in ("servers", "tags"):
            if not copy[key]:
                del copy[key]
        told_apart = Discriminators(source, entries, self._writer.unions).named(classes.names)
        return Adapted(copy, self._origins, classes.inputs, told_apart)

    def _component(self, section: str, name: str) -> Place:
        return Place(pointer("components", section, name), self._source.data["components"][section][name])

    # -- contents

    def _operations(self) -> Iterator[tuple[str, str, Place, Place]]:
        """Iterate over path, method, operation and path item, in the document's order, with references followed."""
        paths = Place("/paths", members(self._source.data.get("paths")))
        for path, value in paths.value.items():
            if path.startswith("x-"):
                continue
            item = paths.child(path)
            target = self._source.target(item)
            for method in _METHODS:
                for place in (item, target):
                    if place is not None and isinstance(members(place.value).get(method), dict):
                        # Members beside the reference to a path item count too.
                        extra = elements(members(value).get("parameters")) if place is target is not item else []
                        shared = elements(members(place.value).get("parameters"))
                        whole = {**members(place.value), "parameters": [*shared, *extra]}
                        yield path, method, place.child(method), Place(place.pointer, whole)
                        break

    def _report_unmatched(self, operations: Iterable[set[str]]) -> None:
        known = {f"schemas.{name}" for name in members(members(self._source.data.get("components")).get("schemas"))}
        known = known.union(*operations)
        for entry in self._skip:
            if entry not in known:
                self._source.find(
                    "", f"`skip` names {entry!r}, which does not exist; remove it from the provider's row"
                )

    def _tag_list(self) -> list[Json]:
        described: dict[str, Json] = {}
        for entry in map(members, elements(self._source.data.get("tags"))):
            name = self._tags.get(str(entry.get("name")))
            if name is not None:
                described.setdefault(name, {**entry, "name": name})
        return list(described.values())

    # -- operations

    def _operation(
        self, path: str, method: str, operation: Place, item: Place, *, as_stream: bool = False
    ) -> tuple[str, Json]:
        """The path and an operation; `as_stream` is for one that streams beside one that does not."""
        value = members(operation.value)
        tag, operation_id = self._named(value, method, path, as_stream=as_stream)
        hint = joined("", operation_id)
        new_path, parameters = self._path_and_parameters(path, operation, item, hint)
        servers = value.get("servers") or members(item.value).get("servers")
        known = [members(server).get("url") for server in elements(self._source.data.get("servers"))]
        if any(members(server).get("url") not in known for server in elements(servers)):
            self._source.find(operation.pointer, "has its own server, which clients do not support; skip it")
        prepared: Json = {"operationId": operation_id, "tags": [tag]}
        for key in ("summary", "description"):
            if isinstance(value.get(key), str):
                prepared[key] = value[key]
        if isinstance(members(value.get("externalDocs")).get("url"), str):
            prepared["externalDocs"] = value["externalDocs"]
        if value.get("deprecated") is True:
            prepared["deprecated"] = True
        security = value.get("security", self._source.data.get("security"))
        if isinstance(security, list):
            prepared["security"] = security
        if parameters:
            prepared["parameters"] = parameters
        if isinstance(value.get("requestBody"), dict):
            body = self._body(operation.child("requestBody"), hint, only_json=as_stream)
            if body is not None:
                prepared["requestBody"] = body
        prepared["responses"] = self._answers(operation, hint, as_stream=as_stream)
        if fixed := self._streams.fixed_body(operation, as_stream=as_stream):
            prepared[FIXED_BODY] = fixed
        return new_path, {**prepared, **_extensions(value)}

    def _named(self, value: Json, method: str, path: str, *, as_stream: bool) -> tuple[str, str]:
        """The tag and the operation id."""
        given = value.get("operationId") if isinstance(value.get("operationId"), str) else None
        tags = [tag for tag in elements(value.get("tags")) if isinstance(tag, str)]
        tag = self._names.tag(tags, path)
        if tags:
            self._tags.setdefault(tags[0], tag)
        name = self._names.method(tag, given, method, path, further="stream" if as_stream else "")
        return tag, f"{tag}_{name}"

    # -- parameters

    def _path_and_parameters(self, path: str, operation: Place, item: Place, hint: str) -> tuple[str, list[Json]]:
        found: dict[tuple[str, str], Place] = {}
        for owner in (item, operation):
            own: set[tuple[str, str]] = set()
            for index in range(len(elements(members(owner.value).get("parameters")))):
                target = self._source.target(owner.child("parameters", index))
                if target is None:
                    continue
                place, name = members(target.value).get("in"), members(target.value).get("name")
                if not isinstance(name, str) or place not in ("path", "query", "header", "cookie"):
                    self._source.find(target.pointer, "a parameter needs a `name`, and an `in` that OpenAPI has")
                elif (place, name) in own:
                    self._source.find(target.pointer, f"the parameter {name!r} appears twice; remove one")
                elif place != "header" or name.lower() not in _DROPPED_HEADERS:
                    own.add((place, name))
                    found[place, name] = target
        for name in dict.fromkeys(_PLACEHOLDER.findall(path)):
            # A parameter that the document does not describe is a text.
            described = Place(operation.pointer, {"name": name, "in": "path", "schema": dict(_TEXT)})
            found.setdefault(("path", name), described)
        new_path, renamed = self._path(path, operation)
        result: list[Json] = []
        for (place, name), target in found.items():
            if place != "path" or name in renamed:
                new_name = renamed[name] if place == "path" else name
                result.append(self._parameter(target, place, new_name, joined(hint, name)))
        self._check_parameters(result, operation)
        return new_path, result

    def _path(self, path: str, operation: Place) -> tuple[str, dict[str, str]]:
        """The path with identifiers as parameters, and their new names by the old ones."""
        renamed: dict[str, str] = {}
        names = _PLACEHOLDER.findall(path)
        for name in names:
            if names.count(name) > 1:
                self._source.find(operation.pointer, f"the path has {{{name}}} more than once")
            new = name
            if not is_identifier(name):
                new = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")
                new = new if is_identifier(new) else f"parameter_{new}".rstrip("_")
                while new in names or new in renamed.values():
                    new += "_"
            renamed[name] = new
        if _PLACEHOLDER.search(path.partition("?")[2]):
            self._source.find(operation.pointer, "the query in a path cannot have parameters; write parameters instead")
        return _PLACEHOLDER.sub(lambda match: f"{{{renamed[match[1]]}}}", path), renamed

    def _parameter(self, parameter: Place, place: str, name: str, hint: str) -> Json:
        value = members(parameter.value)
        required = place == "path" or value.get("required") is True
        style = value.get("style", "form" if place in ("query", "cookie") else "simple")
        explode = value.get("explode", style == "form")
        prepared: Json = {"name": name, "in": place, "required": required}
        if isinstance(value.get("description"), str):
            prepared["description"] = value["description"]
        if value.get("deprecated") is True:
            prepared["deprecated"] = True
        if "schema" in value:
            schema = self._writer.convert((parameter.child("schema"),), Role.INPUT, hint)
            schema = fitting(without_null(schema), place, style, explode=explode, class_of=self._class_of)
            if place == "path":
                schema.pop("default", None)
            if schema.get("type") == "array" or style in ("deepObject", "matrix", "label"):
                prepared |= {key: value[key] for key in ("style", "explode") if key in value}
        else:
            # `content`: the value is a text of that media type, which the caller must write.
            schema = dict(_TEXT)
            kind = next(iter(members(value.get("content"))), None)
            text = prepared.get("description", "")
            if kind is not None:
                prepared["description"] = f"{text} Text in the format `{kind}`.".strip()
        prepared["schema"] = schema
        examples = self._examples(parameter)
        first = next((entry["value"] for entry in examples.values() if "value" in members(entry)), None)
        example = value.get("example", first)
        if example is not None:
            prepared["example"] = example
        if place == "query":
            self._parameters.append((style, schema, parameter))
        return {**prepared, **_extensions(value)}

    def _class_of(self, schema: Mapping[str, Any]) -> tuple[ClassKind, Json] | None:
        entry = self._writer.entry(schema)
        return None if entry is None else (_KINDS[entry.kind], entry.schema)

    # -- bodies and answers

    def _body(self, body: Place, hint: str, *, only_json: bool) -> Json | None:
        via = members(body.value).get("$ref")
        target = self._source.target(body)
        if target is None:
            return None
        if isinstance(via, str):
            hint = joined("", via.rsplit("/", 1)[-1])
        content = Place(target.pointer + "/content", members(members(target.value).get("content")))
        chosen = media_types.of_bodies(content.value)
        if not chosen:
            return None
        prepared: Json = {"content": {}}
        if isinstance(members(target.value).get("description"), str):
            prepared["description"] = target.value["description"]
        prepared["required"] = members(target.value).get("required") is True
        named = hint if isinstance(via, str) else joined(hint, "Body")
        for given, kind in chosen:
            if prepared["content"] and (only_json or not self._has_files(content.child(given))):
                continue  # the first body can carry the same
            prepared["content"][kind] = self._media(content.child(given), given, kind, named)
        return prepared

    def _has_files(self, media: Place) -> bool:
        """Whether a form has a field with a file."""
        source = self._source
        for field in source.view(source.core((media.child("schema"),)).places).properties.values():
            view = source.view(source.core(field).places)
            items = [source.view(source.core(item).places) for item in view.items or ()]
            if any(one.format == "binary" for one in (view, *items)):
                return True
        return False

    def _media(self, place: Place, given: str, kind: str, hint: str) -> Json:
        """One of the bodies that an operation takes."""
        media: Json = {}
        if encoding := members(members(place.value).get("encoding")):
            media["x-encoding"] = encoding
        if kind == media_types.BYTES:
            text = {"x-text": True} if media_types.is_text_body(given, place.value) else {}
            media |= {"schema": dict(_FILE), "x-content-type": given, **text}
        else:
            if kind == media_types.JSON and given != kind:
                media["x-content-type"] = given
            inner = self._schema(place, Role.FORM if kind == media_types.MULTIPART else Role.INPUT, hint)
            media["schema"] = inner if kind == media_types.JSON else self._form(inner, place)
        return {**media, **self._media_notes(place)}

    def _schema(self, media: Place, role: Role, hint: str) -> Json:
        if "schema" not in members(media.value):
            return {}
        return self._writer.convert((media.child("schema"),), role, hint)

    def _form(self, schema: Json, media: Place) -> Json:
        """Check that the schema of a form is an object."""
        schema = without_null(schema)
        entry = self._writer.entry(schema)
        if entry is None or entry.kind is Kind.ENUM:
            where = media.pointer + ("/schema" if "schema" in members(media.value) else "")
            self._source.find(where, "a form must be an object; list its fields, or skip the operation")
        return schema

    def _answers(self, operation: Place, hint: str, *, as_stream: bool) -> Json:
        answers: Json = {}
        is_choice = self._streams.is_choice(operation)
        as_stream = as_stream or self._streams.is_alone(operation)
        chosen = successes(members(members(operation.value).get("responses")))
        for status in members(members(operation.value).get("responses")):
            place = operation.child("responses", status)
            if status.startswith("x-"):
                continue
            code = status if status == "default" else status.upper()
            if not _STATUS(code):
                self._source.find(place.pointer, f"{status!r} is not a status; write 200, 2XX or default")
                continue
            via = members(place.value).get("$ref")
            target = self._source.target(place)
            if target is not None:
                named = joined("", via.rsplit("/", 1)[-1]) if isinstance(via, str) else ""
                if named and not named.endswith("Response"):
                    named = joined(named, "Response")
                name = named or joined(hint, "Response", status)
                content = members(members(target.value).get("content"))
                if status in chosen and (is_choice or as_stream):
                    content = {given: one for given, one in content.items() if is_event_stream(given) == as_stream}
                is_stream = as_stream and status in chosen
                answers[code] = self._answer(
                    target, content, name, is_empty=code in ("204", "205"), is_stream=is_stream
                )
        return answers

    def _answer(self, answer: Place, offered: Json, hint: str, *, is_empty: bool, is_stream: bool) -> Json:
        value = members(answer.value)
        text = value.get("description")
        prepared: Json = {"description": text if isinstance(text, str) else ""}
        headers: Json = {}
        for name in members(value.get("headers")):
            header = self._source.target(answer.child("headers", name))
            if header is not None:
                known = {key: header.value[key] for key in ("description", "example") if key in members(header.value)}
                headers[name] = {**known, **_extensions(members(header.value)), "schema": dict(_TEXT)}
        if headers:
            prepared["headers"] = headers
        content = Place(answer.pointer + "/content", offered)
        chosen = None if is_empty else media_types.of_answer(content.value)
        if is_stream and chosen is not None:
            place = content.child(chosen[0])
            event = self._streams.event(place)
            schema = {} if event is None else self._writer.convert(event, Role.ANSWER, joined(hint, "Event"))
            prepared["content"] = {EVENT_STREAM: {"schema": schema, **self._media_notes(place)}}
        elif chosen is not None:
            given, kind = chosen
            place = content.child(given)
            others = media_types.others_of_answer(content.value, given)
            if kind == media_types.BYTES:
                schema = dict(_FILE)
            elif media_types.is_text(kind):
                schema = dict(_TEXT)
            else:
                schema = self._schema(place, Role.ANSWER, hint)
            further: Json = {"x-others": others} if others else {}
            if kind == media_types.BYTES:
                further["x-content-type"] = given
            prepared["content"] = {kind: {"schema": schema, **further, **self._media_notes(place)}}
        return {**prepared, **_extensions(value)}

    def _media_notes(self, media: Place) -> Json:
        value = members(media.value)
        notes: Json = {"example": value["example"]} if "example" in value else {}
        if examples := self._examples(media):
            notes["examples"] = examples
        return notes | {key: one for key, one in _extensions(value).items() if key not in media_types.NOTES}

    def _examples(self, owner: Place) -> Json:
        examples: Json = {}
        for name in members(members(owner.value).get("examples")):
            target = self._source.target(owner.child("examples", name))
            if target is not None and is_object(target.value):
                examples[name] = target.value
        return examples

    # -- names that openapi-python-client does not distinguish

    def _check_names(self, schema: Json, origin: str) -> None:
        names: dict[str, str] = {}
        for name in members(schema.get("properties")):
            python = _python(name)
            for other in list(names):
                if names[other] == python:
                    names[other], python = _python(other, as_is=True), _python(name, as_is=True)
                    if names[other] == python:
                        self._source.find(origin, _TWINS.format(other, name))
            names[name] = python

    def _check_parameters(self, parameters: list[Json], operation: Place) -> None:
        names: dict[tuple[str, str], str] = {}
        for place in ("path", "query", "header", "cookie"):
            for name in [parameter["name"] for parameter in parameters if parameter["in"] == place]:
                rivals = [key for key in names if _python(key[1]) == _python(name)]
                if any(key[0] == place and _python(key[1], as_is=True) == _python(name, as_is=True) for key in rivals):
                    self._source.find(operation.pointer, _TWINS.format(rivals[0][1], name))
                names[place, name] = _python(name)


_TWINS: Final = "openapi-python-client has the same name for {!r} and {!r}; remove one from the document, or skip this"


def skip_names(path: str, method: str, operation: Json) -> set[str]:
    """The names of an operation in a provider's `skip`."""
    return {f"operations.{operation.get('operationId')}", f"operations.{method.upper()} {path}"}


def _python(name: str, *, as_is: bool = False) -> str:
    return str(PythonIdentifier(name, "field_", skip_snake_case=as_is))


def _extensions(value: Json) -> Json:
    return {key: item for key, item in value.items() if key.startswith("x-")}


def _server(server: Any) -> Json:
    value = dict(members(server))
    variables: Json = {}
    for name, variable in members(value.get("variables")).items():
        said = dict(members(variable))
        said["default"] = str(said.get("default", ""))
        said["enum"] = [str(item) for item in elements(said.get("enum"))]
        variables[name] = {key: item for key, item in said.items() if item != []}
    return {**value, **({"variables": variables} if variables else {})}


_KINDS: Final[Mapping[Kind, ClassKind]] = {Kind.MODEL: "model", Kind.MAP: "map", Kind.ENUM: "enum"}
