"""A document: read with the line of each value, and held to the rules of `openapi/README.md`.

`load` refuses what is not a plain JSON tree, written as YAML or JSON. `check` reports everything that is wrong
with a tree, at once. Neither fetches anything, runs anything of a document, or gives up on a strange one.
"""

from __future__ import annotations

import builtins
import copy
import json
import keyword
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, TypeGuard
from urllib.parse import quote, unquote, urlsplit

import yaml
from attrs import define, frozen
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema_path.paths import SchemaPath
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    OpenAPIValidationError,
    UnresolvableParameterError,
)
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from .findings import Finding, InputError, pointer

__all__ = ["Document", "Rules", "UnresolvedReferenceError", "check", "load", "resolve"]

Rules = Literal["ours", "foreign"]

MAX_BYTES: Final = 20_000_000
MAX_ALIASED_VALUES: Final = 200_000
# The validators spend up to ten Python frames a level; the interpreter stops at 1000.
MAX_DEPTH: Final = 80


@frozen
class Document:
    """One OpenAPI document, as a plain JSON tree."""

    file: str
    """The file, as shown to people; never a path of this machine."""
    data: dict[str, Any]
    lines: Mapping[str, int]
    """The line of each value, by JSON pointer, from 1. A member of a mapping stands where its key does."""

    def finding(self, pointer: str, reason: str) -> Finding:
        """Tell what is wrong at a pointer, with its line, or that of the nearest parent that has one."""
        known = pointer
        while known not in self.lines and known:
            known = known.rpartition("/")[0]
        return Finding(self.file, pointer, reason, self.lines.get(known))


class UnresolvedReferenceError(KeyError):
    """A `$ref` leads nowhere, or out of the document."""

    def __init__(self, ref: str, reason: str) -> None:
        self.ref = ref
        self.reason = reason
        super().__init__(f"{_shown(ref)}: {reason}")

    def __str__(self) -> str:
        # A KeyError would show the repr.
        return str(self.args[0])


# --- Reading ------------------------------------------------------------------------------------------------------


def load(path: Path, *, file: str | None = None) -> Document:
    """Read a document: JSON if the name ends in `.json`, else YAML 1.2 without what JSON cannot say.

    Args:
        path: Where the document is.
        file: How messages call it; by default its name without folders.

    Raises:
        InputError: The file cannot be read, or is no JSON tree. Holds every finding up to the first that
            makes the rest unreadable.
    """
    builder = _Builder(path.name if file is None else file)
    text = _text(path, builder)
    if path.suffix.lower() == ".json":
        _read_json(text, builder)
    else:
        _read_yaml(text, builder)
    return builder.document()


@define
class _Open:
    """A mapping or a list that is being read."""

    value: dict[str, Any] | list[Any]
    pointer: str
    line: int
    anchor: str | None
    count: int
    """How many values there were before this one."""
    key: str | None = None
    key_line: int = 0
    height: int = 1


@frozen
class _Anchored:
    value: Any
    size: int
    height: int


class _Builder:
    """Puts a tree together from its parts in order, iteratively, and notes where each stood."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}
        self.root: Any = None
        self.opened: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.count = 0
        self.aliased = 0

    def document(self) -> Document:
        if not _is_mapping(self.root):
            self.note("", 1, "A document is a mapping with `openapi`, `info` and `paths`; this is none. Write one.")
        if self.findings:
            raise InputError(self.findings)
        return Document(self.file, self.root, self.lines)

    def note(self, where: str, line: int | None, reason: str) -> None:
        self.findings.append(Finding(self.file, where, reason, line))

    def stop(self, line: int | None, reason: str) -> NoReturn:
        where = self.opened[-1].pointer if self.opened else ""
        raise InputError([*self.findings, Finding(self.file, where, reason, line)])

    @property
    def wants_key(self) -> bool:
        return bool(self.opened) and isinstance(self.opened[-1].value, dict) and self.opened[-1].key is None

    def key(self, key: str, line: int) -> None:
        top = self.opened[-1]
        where = top.pointer + pointer(key)
        first = self.lines.get(where)
        if first is not None:
            self.note(where, line, f"The key {_shown(key)} stands here twice, first on line {first}. Remove one.")
        top.key, top.key_line = key, line

    def add(self, value: Any, line: int, *, height: int = 1) -> str:
        self.count += 1
        if not self.opened:
            self.root = value
            self.lines[""] = line
            return ""
        top = self.opened[-1]
        if len(self.opened) + height > MAX_DEPTH:
            self.stop(line, f"Values are nested more than {MAX_DEPTH} deep. Use named schemas, or flatten this.")
        top.height = max(top.height, height + 1)
        if isinstance(top.value, dict):
            where = top.pointer + pointer(str(top.key))
            top.value[str(top.key)] = value
            self.lines.setdefault(where, top.key_line)
            top.key = None
        else:
            where = f"{top.pointer}/{len(top.value)}"
            top.value.append(value)
            self.lines[where] = line
        return where

    def open(self, value: dict[str, Any] | list[Any], line: int, anchor: str | None = None) -> None:
        before = self.count
        where = self.add(value, line)
        self.opened.append(_Open(value, where, line, anchor, before))

    def close(self) -> None:
        done = self.opened.pop()
        if self.opened:
            self.opened[-1].height = max(self.opened[-1].height, done.height + 1)
        if done.anchor is not None:
            self.anchors[done.anchor] = _Anchored(done.value, self.count - done.count, done.height)

    def alias(self, name: str, line: int) -> None:
        if any(level.anchor == name for level in self.opened):
            self.stop(line, f"The alias {_shown('*' + name)} stands inside its own anchor, without end. Use a `$ref`.")
        # Events do not tell whether there is such an anchor; only composing would.
        anchored = self.anchors.get(name)
        if anchored is None:
            self.stop(
                line, f"The alias {_shown('*' + name)} has no anchor before it. Correct its name, or use a `$ref`."
            )
        self.aliased += anchored.size
        if self.aliased > MAX_ALIASED_VALUES:
            self.stop(line, f"Aliases expand to more than {MAX_ALIASED_VALUES} values. Use `$ref` instead.")
        self.count += anchored.size - 1
        # A copy, so that nobody who changes one place changes another; its depth was bounded when it was read.
        self.add(copy.deepcopy(anchored.value), line, height=anchored.height)


def _text(path: Path, builder: _Builder) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        builder.stop(None, f"The file cannot be read ({error.strerror}). Correct its place or its permissions.")
    if len(raw) > MAX_BYTES:
        builder.stop(None, f"The file is larger than {MAX_BYTES // 1_000_000} MB. Leave out what is not needed.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        builder.stop(line, f"Byte {error.start} is not UTF-8. Save the file as UTF-8.")


_JSON_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


def _read_json(text: str, builder: _Builder) -> None:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no JSON number")

    # The grammar is left to `json`; after it, tokens alone tell the tree and its lines.
    try:
        json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        builder.stop(error.lineno, f"Not JSON: {error.msg} at line {error.lineno}, column {error.colno}. Correct it.")
    except ValueError as error:
        builder.stop(None, f"Not JSON: {_short(str(error))}. Write a finite number of usual size.")
    except RecursionError:
        builder.stop(None, f"Values are nested more than {MAX_DEPTH} deep. Use named schemas, or flatten this.")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for token in _JSON_TOKEN.finditer(text):
        word = token[0]
        line = bisect_right(starts, token.start())
        if word == "{":
            builder.open({}, line)
        elif word == "[":
            builder.open([], line)
        elif word in "}]":
            builder.close()
        else:
            value = word[1:-1] if word[0] == '"' and "\\" not in word else json.loads(word)
            if builder.wants_key:
                builder.key(_checked_text(value, line, builder), line)
            else:
                builder.add(_checked(value, line, builder), line)


def _read_yaml(text: str, builder: _Builder) -> None:
    # Events, not nodes: composing recurses, and expands aliases before anybody has counted them.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            mark = event.start_mark
            line = 1 if mark is None else mark.line + 1
            if isinstance(event, yaml.ScalarEvent):
                _yaml_scalar(event, line, builder)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                if builder.wants_key:
                    builder.stop(line, "A mapping or a list is a key here, which JSON cannot say. Use plain text.")
                mapping = isinstance(event, yaml.MappingStartEvent)
                own = "tag:yaml.org,2002:" + ("map" if mapping else "seq")
                if event.tag not in (None, "!", own):
                    _note_tag(event.tag, line, builder)
                builder.open({} if mapping else [], line, event.anchor)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                builder.close()
            elif isinstance(event, yaml.AliasEvent):
                if builder.wants_key:
                    builder.stop(line, "An alias is a key here. Write the key itself.")
                builder.alias(str(event.anchor), line)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    builder.stop(line, "A second YAML document begins here. Keep one document a file.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = _short(str(error.problem or error.context))
        if mark is None:
            builder.stop(None, f"Not YAML: {what}. Correct it.")
        place = f"line {mark.line + 1}, column {mark.column + 1}"
        builder.stop(mark.line + 1, f"Not YAML: {what} at {place}. Correct it.")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        builder.stop(line, f"Not YAML: a character that YAML does not allow, on line {line}. Remove or escape it.")
    except yaml.YAMLError:
        builder.stop(None, "Not YAML. Correct it.")
    if documents == 0:
        builder.stop(None, "The file is empty. Write a document, beginning with `openapi: 3.1.0`.")


def _note_tag(tag: str | None, line: int, builder: _Builder) -> None:
    where = builder.opened[-1].pointer if builder.opened else ""
    builder.note(where, line, f"The tag {_shown(str(tag))} is not allowed: a document is plain JSON. Remove it.")


_YAML_CORE: Final = "tag:yaml.org,2002:"
_YAML_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_YAML_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_YAML_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_YAML_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def _yaml_scalar(event: yaml.ScalarEvent, line: int, builder: _Builder) -> None:
    tag: str | None = event.tag
    text: str = event.value
    if tag is None:
        value = _yaml_plain(text, line, builder) if event.implicit[0] else text
    elif tag in ("!", _YAML_CORE + "str"):
        value = text
    else:
        value = _yaml_plain(text, line, builder)
        if tag != _YAML_CORE + ("null" if value is None else type(value).__name__):
            _note_tag(tag, line, builder)
    if not builder.wants_key:
        builder.add(_checked(value, line, builder), line)
        if event.anchor is not None:
            builder.anchors[event.anchor] = _Anchored(value, 1, 1)
        return
    if event.anchor is not None:
        builder.anchors[event.anchor] = _Anchored(value, 1, 1)
    if tag is None and event.implicit[0] and text == "<<":
        where = builder.opened[-1].pointer
        builder.note(where, line, "The merge key `<<` is not JSON. Write the members out, or use a `$ref`.")
    if not isinstance(value, str):
        # Status codes are the one key that everybody writes as a number.
        if type(value) is not int:
            where = builder.opened[-1].pointer + pointer(text)
            builder.note(where, line, f"The key `{_short(text)}` is no text. Put it in quotes.")
        value = text if type(value) is not int else str(value)
    builder.key(_checked_text(value, line, builder), line)


def _yaml_plain(text: str, line: int, builder: _Builder) -> Any:
    """Read an unquoted scalar as YAML 1.2 does: no dates, no `yes`, no octal that looks decimal."""
    if text in _YAML_WORDS:
        return _YAML_WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    where = builder.opened[-1].pointer if builder.opened else ""
    if _YAML_NOT_FINITE.fullmatch(text):
        builder.note(where, line, f"`{text}` is no JSON number. Write a finite number, or put it in quotes.")
        return text
    if re.fullmatch(r"[-+]?0[0-9]+", text):
        builder.note(where, line, f"`{_short(text)}` begins with 0, which YAML's versions read differently. Quote it.")
        return text
    if _YAML_INTEGER.fullmatch(text):
        try:
            return int(text, 0)
        except ValueError:
            builder.note(where, line, "This number has too many digits. Put it in quotes, or correct it.")
            return text
    return float(text) if _YAML_FLOAT.fullmatch(text) else text


def _checked(value: Any, line: int, builder: _Builder) -> Any:
    if isinstance(value, str):
        return _checked_text(value, line, builder)
    if isinstance(value, float) and not math.isfinite(value):
        where = builder.opened[-1].pointer if builder.opened else ""
        builder.note(where, line, "This number is too large for JSON readers. Write a finite number.")
    return value


def _checked_text(text: str, line: int, builder: _Builder) -> str:
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        where = builder.opened[-1].pointer if builder.opened else ""
        builder.note(where, line, "Half of a surrogate pair is no character. Write the whole character.")
    return text


# --- Looking at JSON of any shape ----------------------------------------------------------------------------------


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _mapping(value: object) -> dict[str, Any]:
    return value if _is_mapping(value) else {}


def _list(value: object) -> list[Any]:
    return value if _is_list(value) else []


def _strings(value: object) -> list[str]:
    return [item for item in _list(value) if isinstance(item, str)]


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    # Messages go to terminals and logs.
    flat = "".join(character if character.isprintable() else "\ufffd" for character in flat)
    return flat if len(flat) <= 200 else f"{flat[:140]} ... {flat[-50:]}"


def _shown(name: object) -> str:
    return _short(f"`{name!r}`" if not isinstance(name, str) or not name.isprintable() else f"`{name}`")


def _snake(name: str) -> str:
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name))
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def resolve(document_data: dict[str, Any], ref: str) -> Any:
    """Find what a `$ref` of a document points to. One step: the answer may be another reference.

    Raises:
        UnresolvedReferenceError: A `KeyError`. The reference leaves the document, is no JSON pointer, or
            leads to nothing.
    """
    if not ref.startswith("#"):
        raise UnresolvedReferenceError(ref, "another file or URL is not supported. Copy what is needed here.")
    if not ref.startswith("#/"):
        raise UnresolvedReferenceError(ref, "not a JSON pointer. Write `#/components/...`.")
    found: Any = document_data
    for part in unquote(ref[2:]).split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if _is_mapping(found) and key in found:
            found = found[key]
        elif _is_list(found) and re.fullmatch("0|[1-9][0-9]{0,8}", key) and int(key) < len(found):
            found = found[int(key)]
        else:
            raise UnresolvedReferenceError(ref, "nothing is there. Correct the reference, or define what it names.")
    return found


# --- The shape of OpenAPI -----------------------------------------------------------------------------------------

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# What stands under which key of which object. `{}` a mapping of them, `[]` a list, `*` any key but extensions.
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


@frozen
class _Node:
    """An object of OpenAPI that stands in the document."""

    kind: str
    pointer: str
    data: dict[str, Any]
    parent: str
    """The kind of object that it stands in."""
    under: str
    """The key of that object under which it stands, directly or in a mapping or a list."""


def _children(kind: str, at: str, data: dict[str, Any]) -> Iterator[_Node]:
    """Go through the objects that stand in an object."""
    for key, child in _SHAPE.get(kind, {}).items():
        if key == "*":
            below = [(key, at + pointer(key), value) for key, value in data.items() if not key.startswith("x-")]
        elif child.startswith("{}"):
            where = at + pointer(key)
            below = [(key, where + pointer(name), item) for name, item in _mapping(data.get(key)).items()]
        elif child.startswith("[]"):
            where = at + pointer(key)
            below = [(key, where + pointer(number), item) for number, item in enumerate(_list(data.get(key)))]
        else:
            below = [(key, at + pointer(key), data.get(key))]
        for under, where, value in below:
            if _is_mapping(value):
                yield _Node(child.removeprefix("{}").removeprefix("[]"), where, value, kind, under)


@frozen
class _Parameter:
    pointer: str
    data: dict[str, Any]


@frozen
class _Operation:
    """An operation under `paths`, its references followed."""

    pointer: str
    path: str
    method: str
    data: dict[str, Any]
    parameters: list[_Parameter]

    @property
    def place(self) -> str:
        return _shown(f"{self.method.upper()} {self.path}")


class _Index:
    """Everything that stands in a document, and what is used for what."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = document.data
        self.finding: Callable[[str, str], Finding] = document.finding

    @cached_property
    def nodes(self) -> list[_Node]:
        found: list[_Node] = []
        waiting = [_Node("root", "", self.data, "", "")]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += _children(node.kind, node.pointer, node.data)
        return found

    def of(self, *kinds: str) -> Iterator[_Node]:
        return (node for node in self.nodes if node.kind in kinds)

    def follow(self, at: str, value: object) -> tuple[str, dict[str, Any]]:
        """Go to where a reference leads, through others; an empty mapping if it leads nowhere."""
        data = _mapping(value)
        seen: set[str] = set()
        while isinstance(ref := data.get("$ref"), str):
            if ref in seen:
                return at, {}
            seen.add(ref)
            try:
                data = _mapping(resolve(self.data, ref))
            except UnresolvedReferenceError:
                return at, {}
            at = unquote(ref[1:])
        return at, data

    @cached_property
    def operations(self) -> list[_Operation]:
        found: list[_Operation] = []
        for path, written in _mapping(self.data.get("paths")).items():
            at, item = self.follow(pointer("paths", path), written)
            shared = self._parameters(at, item)
            for method in _METHODS:
                if _is_mapping(operation := item.get(method)):
                    own = self._parameters(at + pointer(method), operation)
                    keys = {_key(parameter) for parameter in own}
                    own += [parameter for parameter in shared if _key(parameter) not in keys]
                    found.append(_Operation(at + pointer(method), path, method, operation, own))
        return found

    def _parameters(self, at: str, data: dict[str, Any]) -> list[_Parameter]:
        listed = enumerate(_list(data.get("parameters")))
        return [_Parameter(*self.follow(at + pointer("parameters", number), item)) for number, item in listed]

    def responses(self, operation: _Operation) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Go through the answers of an operation: status, pointer, response."""
        for status, response in _mapping(operation.data.get("responses")).items():
            if not status.startswith("x-"):
                at = operation.pointer + pointer("responses", status)
                yield status, *self.follow(at, response)

    def media(self, at: str, data: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Go through the media types of a response or a request body: type, pointer, media type."""
        for name, media in _mapping(data.get("content")).items():
            yield name, at + pointer("content", name), _mapping(media)

    def examples(self, at: str, data: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Go through the named examples of a media type or a parameter: name, pointer, example."""
        for name, example in _mapping(data.get("examples")).items():
            yield name, *self.follow(at + pointer("examples", name), example)

    @cached_property
    def in_answers(self) -> set[str]:
        """The schemas that describe an answer, at any depth, by pointer."""
        roots: list[tuple[str, Any]] = []
        for operation in self.operations:
            for _, at, response in self.responses(operation):
                roots += [(where + "/schema", media.get("schema")) for _, where, media in self.media(at, response)]
                for name, written in _mapping(response.get("headers")).items():
                    where, header = self.follow(at + pointer("headers", name), written)
                    roots.append((where + "/schema", header.get("schema")))
        return self._reached(roots)

    @cached_property
    def in_bodies(self) -> set[str]:
        """The schemas that describe a request body, at any depth, by pointer."""
        roots: list[tuple[str, Any]] = []
        for operation in self.operations:
            at, body = self.follow(operation.pointer + "/requestBody", operation.data.get("requestBody"))
            roots += [(where + "/schema", media.get("schema")) for _, where, media in self.media(at, body)]
        return self._reached(roots)

    @cached_property
    def in_parameters(self) -> set[str]:
        """The schemas that describe a parameter, at any depth, by pointer."""
        every = [parameter for operation in self.operations for parameter in operation.parameters]
        return self._reached([(parameter.pointer + "/schema", parameter.data.get("schema")) for parameter in every])

    def _reached(self, waiting: list[tuple[str, Any]]) -> set[str]:
        seen: set[str] = set()
        while waiting:
            at, value = waiting.pop()
            if at in seen or not _is_mapping(value):
                continue
            seen.add(at)
            if isinstance(ref := value.get("$ref"), str):
                with suppress(UnresolvedReferenceError):
                    waiting.append((unquote(ref[1:]), resolve(self.data, ref)))
            nodes = _children("schema", at, value)
            waiting += [(node.pointer, node.data) for node in nodes if node.kind == "schema"]
        return seen


def _key(parameter: _Parameter) -> tuple[str, str]:
    return str(parameter.data.get("name")), str(parameter.data.get("in"))


# --- Checking -----------------------------------------------------------------------------------------------------


def check(document: Document, rules: Rules) -> list[Finding]:
    """Hold a document to the rules, and report all that is wrong, in the order of the file.

    Args:
        document: The document; any JSON tree will do.
        rules: `ours` for all of `openapi/README.md`, `foreign` for validity only.
    """
    if _too_deep(document.data):
        return [document.finding("", f"Values are nested more than {MAX_DEPTH} deep. Use named schemas.")]
    unsupported = list(_unsupported_version(document))
    if unsupported:
        return unsupported
    index = _Index(document)
    findings: list[Finding] = []
    for rule in (*_VALIDITY, *(_OURS if rules == "ours" else ())):
        findings += rule(index)
    # Last, so that what is said above in plainer words is not said again.
    findings += _openapi_validity(index, findings)
    return sorted(set(findings), key=lambda one: (one.line or 0, one.pointer, one.reason))


def _too_deep(data: Any) -> bool:
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH + 1):
        below: list[Any] = []
        for value in level:
            if _is_mapping(value):
                below += value.values()
            elif _is_list(value):
                below += value
        if not below:
            return False
        level = [value for value in below if isinstance(value, dict | list)]
    return bool(level)


def _unsupported_version(document: Document) -> Iterator[Finding]:
    supported = "3.1.x (or 3.0.x for a foreign document) is"
    version = document.data.get("openapi")
    if "swagger" in document.data and version is None:
        shown = _shown(document.data["swagger"])
        yield document.finding("/swagger", f"This is Swagger {shown}; OpenAPI {supported} supported. Convert it.")
    elif version is None:
        yield document.finding("", f"There is no `openapi`; OpenAPI {supported} supported. Write `openapi: 3.1.0`.")
    elif not isinstance(version, str):
        yield document.finding("/openapi", "The version is no text. Write `openapi: 3.1.0`.")
    elif not re.fullmatch(r"3\.[01]\.[0-9]+", version):
        reason = f"OpenAPI {_shown(version)} is not supported; {supported}. Convert the document."
        yield document.finding("/openapi", reason)


# Validity: these hold for every document.


def _references(index: _Index) -> Iterator[Finding]:
    for node in index.nodes:
        if "$ref" not in node.data:
            continue
        ref, at = node.data["$ref"], node.pointer + "/$ref"
        if not isinstance(ref, str):
            yield index.finding(at, f"A `$ref` is text, not {_shown(ref)}. Write `#/components/...`.")
            continue
        try:
            target = resolve(index.data, ref)
        except UnresolvedReferenceError as error:
            yield index.finding(at, f"The reference {error}")
            continue
        if "$ref" in _mapping(target) and not index.follow(node.pointer, node.data)[1]:
            reason = f"The reference {_shown(ref)} leads to another that leads nowhere. Define what it names."
            yield index.finding(at, reason)


def _names(index: _Index) -> Iterator[Finding]:
    for at, name in _all_names(index):
        bad = [character for character in name if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        if bad:
            shown = ", ".join(sorted({f"U+{ord(character):04X}" for character in bad}))
            yield index.finding(at, f"This name has the control character {shown}. Remove it.")


def _all_names(index: _Index) -> Iterator[tuple[str, str]]:
    for node in index.nodes:
        shape = _SHAPE.get(node.kind, {})
        for key, child in shape.items():
            if key == "*":
                yield from ((node.pointer + pointer(name), name) for name in node.data)
            elif child.startswith("{}"):
                where = node.pointer + pointer(key)
                yield from ((where + pointer(name), name) for name in _mapping(node.data.get(key)))
        key = {"operation": "operationId", "parameter": "name", "scheme": "name", "tag": "name"}.get(node.kind, "")
        if isinstance(name := node.data.get(key), str):
            yield node.pointer + pointer(key), name
        key = {"operation": "tags", "schema": "required"}.get(node.kind, "")
        for number, name in enumerate(_list(node.data.get(key))):
            if isinstance(name, str):
                yield node.pointer + pointer(key, number), name


def _operation_ids(index: _Index) -> Iterator[Finding]:
    first: dict[str, _Node] = {}
    for node in sorted(index.of("operation"), key=lambda one: (index.document.lines.get(one.pointer, 0), one.pointer)):
        name = node.data.get("operationId")
        if not isinstance(name, str):
            continue
        other = first.setdefault(name, node)
        if other is not node:
            places = f"{_shown('#' + other.pointer)} and {_shown('#' + node.pointer)}"
            reason = f"The operationId {_shown(name)} stands at both {places}. Give one of them another name."
            yield index.finding(node.pointer + "/operationId", reason)


def _path_templates(index: _Index) -> Iterator[Finding]:
    for path in _mapping(index.data.get("paths")):
        names = re.findall(r"\{([^{}]*)\}", path)
        at = pointer("paths", path)
        if re.search(r"[{}]", re.sub(r"\{[^{}]+\}", "", path)):
            yield index.finding(at, f"The braces of {_shown(path)} do not match. Write `{{name}}`.")
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield index.finding(at, f"The path has {_shown(name)} twice. Name each parameter once.")
    for operation in index.operations:
        names = re.findall(r"\{([^{}]+)\}", operation.path)
        declared = [
            (name, one.pointer)
            for one in operation.parameters
            if one.data.get("in") == "path" and isinstance(name := one.data.get("name"), str)
        ]
        for name in names:
            if name not in dict(declared):
                reason = f"The path has {_shown(name)}, but no parameter `in: path` of that name. Declare it."
                yield index.finding(operation.pointer, reason)
        for name, at in declared:
            if name not in names:
                reason = f"The parameter {_shown(name)} is not in the path of {operation.place}. Correct either."
                yield index.finding(at + "/name", reason)


class _LocatedError(OpenAPIValidationError):
    """An error of the validator's own rules, and which way it came there."""

    parts: tuple[str | int, ...] = ()


def _located(errors: Iterable[ValidationError], path: SchemaPath, *below: str) -> Iterator[ValidationError]:
    for error in errors:
        if isinstance(error, _LocatedError):
            yield error
        else:
            located: Any = _LocatedError.create_from(error)
            located.parts = (*path.parts, *below)
            yield located


def _is_reference(schema: SchemaPath) -> bool:
    # What it leads to is looked at where it stands. Following it takes a Python frame or more for each reference,
    # and a large document has chains of hundreds.
    above: Any = schema.parent.read_value()
    value = above[schema.parts[-1]]
    return _is_mapping(value) and "$ref" in value


def _declared(schema: SchemaPath) -> set[str]:
    """Collect the properties of a schema; the validator's own way does not end if schemas are recursive."""
    found: set[str] = set()
    waiting, seen = [schema], set[int]()
    while waiting:
        path = waiting.pop()
        value: Any = path.read_value()
        if id(value) in seen or not _is_mapping(value):
            continue
        seen.add(id(value))
        found.update(_mapping(value.get("properties")))
        waiting += [option for key in ("allOf", "anyOf", "oneOf") if _is_list(value.get(key)) for option in path / key]
        waiting += [path / key for key in ("items", "not") if key in value]
    return found


class _Schema30(keywords.OpenAPIV30SchemaValidator):
    def __call__(
        self, schema: SchemaPath, require_properties: bool = True, meta_checked: bool = False
    ) -> Iterator[ValidationError]:
        if not _is_reference(schema):
            yield from _located(super().__call__(schema, require_properties, meta_checked), schema)

    def _collect_properties(self, schema: SchemaPath) -> set[str]:
        return _declared(schema)


class _Schema31(keywords.OpenAPIV31SchemaValidator):
    def __call__(
        self, schema: SchemaPath, require_properties: bool = True, meta_checked: bool = False
    ) -> Iterator[ValidationError]:
        if not _is_reference(schema):
            yield from _located(super().__call__(schema, require_properties, meta_checked), schema)

    def _collect_properties(self, schema: SchemaPath) -> set[str]:
        return _declared(schema)


class _Default30(keywords.OpenAPIV30ValueValidator):
    def __call__(self, schema: SchemaPath, value: Any) -> Iterator[ValidationError]:
        yield from _located(super().__call__(schema, value), schema, "default")


class _Default31(keywords.OpenAPIV31ValueValidator):
    def __call__(self, schema: SchemaPath, value: Any) -> Iterator[ValidationError]:
        yield from _located(super().__call__(schema, value), schema, "default")


class _Parameters(keywords.ParametersValidator):
    def __call__(self, parameters: SchemaPath) -> Iterator[ValidationError]:
        yield from _located(super().__call__(parameters), parameters)


class _Tags(keywords.TagsValidator):
    def __call__(self, tags: SchemaPath) -> Iterator[ValidationError]:
        yield from _located(super().__call__(tags), tags)


class _NothingIsFetched(dict[str, Any]):
    """Handlers for each URL scheme, all of which refuse. Without them, the validator would open the URL."""

    def __contains__(self, _: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> NoReturn:
        raise LookupError(f"references to {scheme} are not followed")


_VALIDATORS: Final[Mapping[str, Mapping[str, type[keywords.KeywordValidator]]]] = {
    "3.0": {**OpenAPIV30SpecValidator.keyword_validators, "schema": _Schema30, "default": _Default30},
    "3.1": {**OpenAPIV31SpecValidator.keyword_validators, "schema": _Schema31, "default": _Default31},
}


def _openapi_validity(index: _Index, known: Collection[Finding]) -> Iterator[Finding]:
    """Ask openapi-spec-validator, for what has not been said of the same place."""
    version = str(index.data.get("openapi"))[:3]
    said = {finding.pointer for finding in known}
    broken: list[str] = []
    for stage in (_structure_errors, _schema_errors, _keyword_errors):
        told: list[str] = []
        try:
            for start, error in stage(index, version):
                meant = _meant(error)
                at = start + pointer(*meant.absolute_path)
                if not _was_said(at, meant, said):
                    told.append(at)
                    what = _short(meant.message).rstrip(".")
                    reason = f"Not valid OpenAPI {version}: {what}. Correct it as the specification says."
                    yield index.finding(at, reason)
        except Exception as error:
            broken.append(type(error).__name__)
        # Stages repeat each other; one stage has several errors of one place.
        said.update(told)
    # A validator that stumbled over what was just reported has nothing to add.
    if broken and not said:
        reason = f"The validator cannot read this document ({broken[0]}). Simplify its schemas and references."
        yield index.finding("", reason)


def _was_said(at: str, error: ValidationError, said: Collection[str]) -> bool:
    if error.validator == "required":
        # Said of the place where the missing member should be.
        return any(at + pointer(name) in said for name in error.message.split("'")[1:2])
    return at in said and error.validator not in ("additionalProperties", "unevaluatedProperties")


def _meant(error: ValidationError) -> ValidationError:
    """Of many branches that do not fit, find the one that was meant: that which fits deepest."""
    while error.context:
        # Whatever may be a reference has a branch that complains of being none.
        inner = [one for one in error.context if not (one.validator == "required" and "$ref" in one.message)]
        if not inner:
            break
        deepest = max(inner, key=lambda one: len(one.absolute_path))
        branches = {one.schema_path[0] for one in inner}
        if len(branches) > 1 and len(deepest.absolute_path) == len(error.absolute_path):
            break
        error = deepest
    return error


_Error = tuple[str, ValidationError]
"""Where to begin, and what is wrong on its path from there."""


def _structure_errors(index: _Index, version: str) -> Iterator[_Error]:
    validator = OpenAPIV31SpecValidator if version == "3.1" else OpenAPIV30SpecValidator
    yield from (("", error) for error in validator.schema_validator.iter_errors(index.data))


def _schema_errors(index: _Index, version: str) -> Iterator[_Error]:
    # The structure of 3.1 does not look into schemas, and the keywords stop at the first error of each.
    if version == "3.1":
        meta: Any = Draft202012Validator(Draft202012Validator.META_SCHEMA)
        for node in index.of("schema"):
            if node.parent != "schema":
                yield from ((node.pointer, error) for error in meta.iter_errors(node.data))


def _keyword_errors(index: _Index, version: str) -> Iterator[_Error]:
    registry = KeywordValidatorRegistry({**_VALIDATORS[version], "parameters": _Parameters, "tags": _Tags})
    root = keywords.RootValidator(registry)
    path = SchemaPath.from_dict(index.data, handlers=_NothingIsFetched(), resolved_cache_maxsize=128)
    for error in root(path):
        if not isinstance(error, DuplicateOperationIDError | UnresolvableParameterError):
            yield _address(index, error.parts if isinstance(error, _LocatedError) else ()), error


def _address(index: _Index, parts: Iterable[str | int]) -> str:
    """Turn a way that goes through references into the pointer of what is there."""
    at, here = "", index.data
    value: Any = here
    for part in parts:
        at, here = index.follow(at, value) if _is_mapping(value) else (at, {})
        if _is_list(value):
            value = value[int(part)] if isinstance(part, int) and part < len(value) else None
        else:
            value = here.get(str(part))
        at += pointer(part)
    return index.follow(at, value)[0]


# Ours: all of `openapi/README.md`.


def _head(index: _Index) -> Iterator[Finding]:
    data = index.data
    if not str(data.get("openapi")).startswith("3.1."):
        yield index.finding("/openapi", "Our documents are OpenAPI 3.1. Write `openapi: 3.1.0`.")
    for key in ("title", "version", "description"):
        if not _is_text(_mapping(data.get("info")).get(key)):
            yield index.finding(f"/info/{key}", f"`info` needs a `{key}`, as text that is not empty. Write it.")
    if "security" in data:
        yield index.finding("/security", "The generator ignores `security` here. Move it to each operation.")
    if "webhooks" in data:
        yield index.finding("/webhooks", "No code is generated for webhooks. Leave them out.")
    schemes = _mapping(_mapping(data.get("components")).get("securitySchemes"))
    if len(schemes) != 1:
        reason = f"There are {len(schemes)} security schemes; exactly one is needed. Declare the one that is used."
        yield index.finding("/components/securitySchemes", reason)
    for number, tag in enumerate(_list(data.get("tags"))):
        if not _is_text(_mapping(tag).get("description")):
            at = pointer("tags", number, "description")
            yield index.finding(at, "A tag needs a `description`: it becomes a docstring. Write one.")


def _servers(index: _Index) -> Iterator[Finding]:
    servers = _list(index.data.get("servers"))
    if not servers:
        yield index.finding("/servers", "No server is listed. List each one; the first is the default.")
    regions: dict[str, int] = {}
    for number, item in enumerate(servers):
        at, server = pointer("servers", number), _mapping(item)
        if reason := _wrong_server(server.get("url")):
            yield index.finding(at + "/url", f"{reason} Write such as `https://api.example.com`.")
        if not _is_text(server.get("description")):
            yield index.finding(at + "/description", "A server needs a `description`. Write one.")
        region = server.get("x-region")
        if region is None and len(servers) > 1:
            yield index.finding(at + "/x-region", "There are several servers, so each needs an `x-region`. Add it.")
        if region is None:
            continue
        if not isinstance(region, str) or not re.fullmatch("[a-z][a-z0-9-]*", region):
            yield index.finding(at + "/x-region", "A region is a short name in lower case. Write such as `eu`.")
        elif regions.setdefault(region, number) != number:
            reason = f"The region {_shown(region)} is that of server {regions[region]} too. Name each once."
            yield index.finding(at + "/x-region", reason)
    for node in index.of("path", "operation"):
        if "servers" in node.data:
            yield index.finding(node.pointer + "/servers", "The generator ignores servers here. List them at the top.")


def _wrong_server(url: object) -> str | None:
    if not isinstance(url, str):
        return "A server needs a `url`."
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is no URL."
    if parts.scheme != "https" or not host:
        return "A server's URL is absolute, with `https`."
    if url.endswith("/"):
        return "A server's URL has no slash at its end."
    if "@" in parts.netloc or "?" in url or "#" in url or re.search(r"[\s{}\\]", url):
        return "A server's URL has no user, query, fragment or variables."
    return None


# What the client has besides its resources.
_CLIENT_NAMES: Final = frozenset({"close", "aclose", "with_options"})


def _operations(index: _Index) -> Iterator[Finding]:
    declared = {
        tag["name"] for tag in _list(index.data.get("tags")) if _is_mapping(tag) and isinstance(tag.get("name"), str)
    }
    schemes = _mapping(_mapping(index.data.get("components")).get("securitySchemes"))
    names = {
        operation.data.get("operationId")
        for operation in index.operations
        if isinstance(operation.data.get("operationId"), str)
    }
    for operation in index.operations:
        at, data = operation.pointer, operation.data
        yield from _operation_name(index, operation, declared)
        if isinstance(name := data.get("operationId"), str) and name.removesuffix("_detailed") in names - {name}:
            reason = f"{_shown(name)} is the name of what is generated beside another operation. Choose another."
            yield index.finding(at + "/operationId", reason)
        for key in ("summary", "description"):
            if not _is_text(data.get(key)):
                yield index.finding(f"{at}/{key}", f"An operation needs a `{key}`: it becomes the docstring. Write it.")
        if isinstance(summary := data.get("summary"), str) and "\n" in summary.strip():
            yield index.finding(at + "/summary", "A summary is one line. Shorten it; `description` takes the rest.")
        docs = _mapping(data.get("externalDocs"))
        if not isinstance(docs.get("url"), str) or not re.fullmatch(r"https?://[^\s/]+\S*", docs["url"]):
            reason = "An operation needs the URL of the provider's page. Write `externalDocs: {url: https://...}`."
            yield index.finding(at + "/externalDocs/url", reason)
        if not _is_text(docs.get("description")):
            reason = "`externalDocs` needs a `description`. Say which page of what it is."
            yield index.finding(at + "/externalDocs/description", reason)
        yield from _security(index, operation, schemes)
        if "callbacks" in data:
            yield index.finding(at + "/callbacks", "No code is generated for callbacks. Leave them out.")
        if not any(re.fullmatch("2[0-9X][0-9X]", status) for status, _, _ in index.responses(operation)):
            yield index.finding(at + "/responses", "No answer of success is documented. Add a response such as `200`.")
        yield from _answered_id(index, operation)


def _operation_name(index: _Index, operation: _Operation, declared: Collection[str]) -> Iterator[Finding]:
    at, data = operation.pointer, operation.data
    tags = data.get("tags")
    if not _is_list(tags) or len(tags) != 1 or not isinstance(tags[0], str):
        yield index.finding(at + "/tags", "An operation has exactly one tag: the resource it belongs to. Name one.")
        return
    tag, name = tags[0], data.get("operationId")
    if tag not in declared:
        reason = f"The tag {_shown(tag)} is not listed in `tags` at the top. Add it there, with a description."
        yield index.finding(at + "/tags/0", reason)
    resource = _snake(tag)
    if not resource.isidentifier() or keyword.iskeyword(resource) or resource in _CLIENT_NAMES:
        reason = f"The tag {_shown(tag)} cannot be an attribute of the client. Choose another name."
        yield index.finding(at + "/tags/0", reason)
    method = name.removeprefix(resource + "_") if isinstance(name, str) else name
    if not isinstance(method, str) or method == name or not _is_snake(method) or keyword.iskeyword(method):
        reason = f"The operationId is `<tag>_<method>` in snake case. Write such as `{_short(resource)}_get`."
        yield index.finding(at + "/operationId", reason)


def _is_snake(name: str) -> bool:
    return re.fullmatch("[a-z][a-z0-9]*(?:_[a-z0-9]+)*", name) is not None


def _security(index: _Index, operation: _Operation, schemes: Collection[str]) -> Iterator[Finding]:
    at = operation.pointer + "/security"
    security = operation.data.get("security")
    if not _is_list(security) or not security:
        reason = "An operation states its own `security`. Write `security: [{<scheme>: []}]`."
        yield index.finding(at, reason)
        return
    for number, requirement in enumerate(security):
        if not _is_mapping(requirement) or not requirement:
            yield index.finding(at + pointer(number), "A requirement names a security scheme. Name the declared one.")
            continue
        for name in requirement:
            if name not in schemes:
                reason = f"The security scheme {_shown(name)} is not declared. Name the one in `securitySchemes`."
                yield index.finding(at + pointer(number, name), reason)


def _answered_id(index: _Index, operation: _Operation) -> Iterator[Finding]:
    """The example of the id at the end of a path answers with that id: the fake looks it up by it."""
    if operation.method != "get":
        return
    for parameter in operation.parameters:
        name = parameter.data.get("name")
        if not isinstance(name, str) or not operation.path.endswith(f"{{{name}}}") or "example" not in parameter.data:
            continue
        for status, at, response in index.responses(operation):
            if status != "200":
                continue
            examples = [
                example
                for _, where, media in index.media(at, response)
                for _, _, example in index.examples(where, media)
            ]
            wanted = parameter.data["example"]
            if examples and not any(
                key in ("id", name) and type(value) is type(wanted) and value == wanted
                for key, value in _members(examples[0].get("value"))
            ):
                reason = f"The first 200 example does not have this {_shown(name)}. Use the id of that example."
                yield index.finding(parameter.pointer + "/example", reason)


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if _is_mapping(here):
            yield from here.items()
            waiting += here.values()
        elif _is_list(here):
            waiting += here


def _parameters(index: _Index) -> Iterator[Finding]:
    for node in index.of("parameter"):
        at, data = node.pointer, node.data
        if "$ref" in data:
            continue
        if not _is_text(data.get("description")):
            yield index.finding(at + "/description", "A parameter needs a `description`. Write one.")
        if not isinstance(data.get("schema"), dict):
            yield index.finding(at + "/schema", "A parameter needs a `schema`. Write one.")
        if "example" not in data:
            yield index.finding(at + "/example", "A parameter needs an `example`: tests call with it. Write one.")
        if data.get("in") != "path":
            continue
        name = data.get("name")
        if not isinstance(name, str) or not _is_snake(name) or not re.fullmatch("[a-z].*_id", name):
            reason = "A path parameter is named `<resource>_id` in snake case. Rename it, here and in the path."
            yield index.finding(at + "/name", reason)
        if data.get("required") is not True:
            yield index.finding(at + "/required", "A path parameter is always there. Write `required: true`.")


_EXAMPLE_NAMES: Final[Mapping[str, str]] = {
    "400": "invalid",
    "401": "unauthorized",
    "404": "not_found",
    "422": "invalid",
    "429": "rate_limited",
}


def _answers(index: _Index) -> Iterator[Finding]:
    for operation in index.operations:
        for status, at, response in index.responses(operation):
            media = list(index.media(at, response))
            if not media and not re.fullmatch("1..|204|205|304", status) and operation.method != "head":
                reason = f"The body of answer {_shown(status)} is not documented. Add `content` with an example."
                yield index.finding(at + "/content", reason)
            wanted = "server_error" if status.startswith("5") else _EXAMPLE_NAMES.get(status)
            found = {name for _, where, one in media for name, _, _ in index.examples(where, one)}
            if media and wanted and wanted not in found:
                reason = f"Answer {_shown(status)} has no example `{wanted}`, which tests ask for. Name one so."
                yield index.finding(at + "/content", reason)
    for node in index.of("response"):
        if "$ref" not in node.data and not _is_text(node.data.get("description")):
            yield index.finding(node.pointer + "/description", "A response needs a `description`. Write one.")
    for node in index.of("media"):
        if not isinstance(node.data.get("schema"), dict):
            yield index.finding(node.pointer + "/schema", "A media type needs a `schema`. Write one, or a `$ref`.")
        if not _mapping(node.data.get("examples")):
            yield index.finding(node.pointer + "/examples", "A media type needs an example in `examples`. Add one.")


# Names that generated modules import, or that would hide something else.
_RESERVED: Final = frozenset(
    {name for name in (*dir(builtins), *keyword.kwlist, *keyword.softkwlist) if name[:1].isupper()}
    | {
        "Annotated",
        "Any",
        "AsyncIterator",
        "Awaitable",
        "BinaryIO",
        "Callable",
        "ClassVar",
        "Collection",
        "Final",
    }
    | {"Generic", "IO", "Iterable", "Iterator", "Literal", "Mapping", "MutableMapping", "NamedTuple", "Never"}
    | {"NoReturn", "Optional", "Protocol", "Self", "Sequence", "TextIO", "Type", "TypeAlias", "TypeGuard"}
    | {
        "TypeVar",
        "TypedDict",
        "Union",
        "BytesIO",
        "Date",
        "DateTime",
        "Datetime",
        "Decimal",
        "Enum",
        "HTTPStatus",
    }
    | {"IntEnum", "Path", "StrEnum", "UUID", "AsyncClient", "AuthenticatedClient", "BaseModel", "Client"}
    | {
        "ConfigDict",
        "Field",
        "File",
        "Headers",
        "Response",
        "RootModel",
        "Timeout",
        "Transport",
        "URL",
        "Unset",
    }
    | {"APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "AuthenticationError"}
    | {"BadRequestError", "ConflictError", "InternalServerError", "MissingAPIKeyError", "NotFoundError"}
    | {"PaymentRequiredError", "PermissionDeniedError", "RateLimitError", "ResponseDecodeError"}
    | {"UnprocessableEntityError"}
)


def _schema_names(index: _Index) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name in _mapping(_mapping(index.data.get("components")).get("schemas")):
        at = pointer("components", "schemas", name)
        if not re.fullmatch("[A-Z][A-Za-z0-9]*", name):
            yield index.finding(at, f"{_shown(name)} becomes a class. Write it in PascalCase, letters and digits.")
        elif name in _RESERVED:
            yield index.finding(at, f"{_shown(name)} means something else in Python or in the clients. Rename it.")
        other = seen.setdefault(_snake(name), name)
        if other != name:
            reason = f"{_shown(name)} and {_shown(other)} become the same module. Rename one of them."
            yield index.finding(at, reason)


def _is_named(node: _Node) -> bool:
    return node.parent == "components"


def _is_property(node: _Node) -> bool:
    return node.parent == "schema" and node.under == "properties"


# What the generators read. Whatever else stands in a schema is ignored, or understood by one of them only.
_SCHEMA_KEYS: Final = frozenset(
    {"$ref", "type", "format", "description", "properties", "required", "items", "additionalProperties", "anyOf"}
    | {"enum", "const", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
    | {"minLength", "maxLength", "pattern", "minItems", "maxItems"}
)
_SCHEMA_ADVICE: Final[Mapping[str, str]] = {
    "nullable": 'OpenAPI 3.1 does not know `nullable`. Write `type: [<type>, "null"]`.',
    "oneOf": "A value that fits two branches is still good. Write `anyOf`, never `oneOf`.",
    "allOf": "`allOf` is not supported. Write the properties out, or use a `$ref`.",
    "title": "A schema has its name from `components/schemas`. Remove `title`.",
    "example": "Examples stand with answers, bodies and parameters. Move it there.",
    "examples": "Examples stand with answers, bodies and parameters. Move them there.",
}
_BESIDE_REFERENCE: Final = frozenset({"$ref", "description"})
_BESIDE_ANY_OF: Final = frozenset({"anyOf", "description", "default"})


def _schema_keys(index: _Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        at, data = node.pointer, node.data
        keys = [key for key in data if not key.startswith("x-")]
        for key in keys:
            if key not in _SCHEMA_KEYS:
                reason = f"The generator ignores {_shown(key)}. Remove it, or say it in the description."
                yield index.finding(at + pointer(key), _SCHEMA_ADVICE.get(key, reason))
        known = _SCHEMA_KEYS.intersection(keys)
        for main, beside in (("$ref", _BESIDE_REFERENCE), ("anyOf", _BESIDE_ANY_OF)):
            if main in data:
                for key in sorted(known - beside):
                    reason = f"{_shown(key)} beside `{main}` is ignored. Move it into what is meant."
                    yield index.finding(at + pointer(key), reason)
        ref = data.get("$ref")
        if isinstance(ref, str) and ref.startswith("#/") and not re.fullmatch("#/components/schemas/[^/]+", ref):
            yield index.finding(at + "/$ref", "A schema refers to a named schema. Name it in `components/schemas`.")
        if not known & {"$ref", "anyOf", "type", "enum", "const"} and (more := sorted(known - {"description"})):
            reason = f"A schema without a `type` is any JSON, so {_shown(more[0])} has no meaning. Add a `type`."
            yield index.finding(at + pointer(more[0]), reason)


def _types(data: dict[str, Any]) -> list[str]:
    kind = data.get("type")
    return [kind] if isinstance(kind, str) else _strings(kind)


def _schema_shapes(index: _Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        at, data = node.pointer, node.data
        if not _is_named(node):
            for key, what in (("properties", "An object with properties"), ("enum", "An enum")):
                if key in data:
                    reason = f"{what} is a named schema. Move it to `components/schemas`, and use a `$ref`."
                    yield index.finding(at + pointer(key), reason)
        if (_is_named(node) or _is_property(node)) and not _is_text(data.get("description")):
            yield index.finding(at + "/description", "This needs a `description`: it becomes a docstring. Write one.")
        kinds = _types(data)
        if "object" in kinds and "properties" not in data and "additionalProperties" not in data:
            reason = "A free map says so. Write `additionalProperties: true`, or list the `properties`."
            yield index.finding(at + "/additionalProperties", reason)
        if "properties" in data and "additionalProperties" in data:
            reason = "Unknown fields are always kept. Remove `additionalProperties`, or the `properties`."
            yield index.finding(at + "/additionalProperties", reason)
        if "array" in kinds and not isinstance(data.get("items"), dict):
            yield index.finding(at + "/items", "A list says what it holds. Write `items`.")
        if data.get("format") == "date-time" and set(kinds) - {"null"} != {"string"}:
            reason = '`date-time` is a string. Write `type: string`, or say "Unix seconds" of an integer.'
            yield index.finding(at + "/format", reason)
        if "x-numeric-string" in data:
            if data["x-numeric-string"] is not True:
                yield index.finding(at + "/x-numeric-string", "Only `x-numeric-string: true` has a meaning. Remove it.")
            elif len(kinds) == 0 or set(kinds) - {"null"} not in ({"integer"}, {"number"}):
                reason = "`x-numeric-string` stands beside the type of a number. Write `integer` or `number`."
                yield index.finding(at + "/x-numeric-string", reason)
        options = _list(data.get("anyOf"))
        for number, option in enumerate(options[:-1]):
            if _types(_mapping(option)) == ["null"]:
                yield index.finding(at + pointer("anyOf", number), "Null is the last of an `anyOf`. Move it.")
        yield from _property_names(index, node)


def _property_names(index: _Index, node: _Node) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    properties = _mapping(node.data.get("properties"))
    for name, value in properties.items():
        at = node.pointer + pointer("properties", name)
        other = seen.setdefault(_snake(name), name)
        if other != name:
            yield index.finding(at, f"{_shown(name)} and {_shown(other)} become the same field. Leave one out.")
        said = " ".join(str(_mapping(value).get("description")).lower().split())
        if name.endswith("_at") and "integer" in _types(_mapping(value)) and "unix seconds" not in said:
            reason = 'A time that is an integer is described with "Unix seconds". Say so.'
            yield index.finding(at + "/description", reason)
    for number, name in enumerate(_list(node.data.get("required"))):
        if isinstance(name, str) and name not in properties:
            at = node.pointer + pointer("required", number)
            yield index.finding(at, f"{_shown(name)} is required, but no property. Add it, or correct its name.")


def _enums(index: _Index) -> Iterator[Finding]:
    schemas = _mapping(_mapping(index.data.get("components")).get("schemas"))
    enums = {pointer("components", "schemas", name) for name, schema in schemas.items() if "enum" in _mapping(schema)}
    for at in sorted(enums):
        name, data = at.rpartition("/")[2], resolve(index.data, "#" + quote(at))
        if not name.startswith("Known") or name == "Known":
            yield index.finding(at, "An enum holds the values known so far. Name it `Known...`.")
        if data.get("type") != "string" or len(_strings(data["enum"])) != len(_list(data["enum"])):
            yield index.finding(at + "/type", "An enum is of strings. Write `type: string`, and only strings.")
    for node in index.of("schema"):
        if node.pointer not in index.in_answers:
            continue
        if "const" in node.data:
            yield index.finding(node.pointer + "/const", "A constant closes an answer. Use a `type` instead.")
        ref = node.data.get("$ref")
        if not isinstance(ref, str) or unquote(ref[1:]) not in enums:
            continue
        above, _, number = node.pointer.rpartition("/")
        options = (
            _list(resolve(index.data, "#" + quote(above))) if number.isdigit() and above.endswith("/anyOf") else []
        )
        if not any(_types(_mapping(option)) == ["string"] and "enum" not in option for option in options):
            reason = "Providers add values. Write `anyOf` of this reference and `{type: string}`."
            yield index.finding(node.pointer + "/$ref", reason)


def _required(index: _Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if node.pointer not in index.in_answers:
            continue
        certain = _strings(node.data.get("required"))
        for name, value in _mapping(node.data.get("properties")).items():
            at = node.pointer + pointer("properties", name)
            if name not in certain and not _allows_null(index, at, value):
                reason = "What is not required may be null. Add null to its type, or list it in `required`."
                yield index.finding(at, reason)


def _allows_null(index: _Index, at: str, value: object) -> bool:
    waiting, seen = [(at, value)], set[str]()
    while waiting:
        where, data = index.follow(*waiting.pop())
        if where in seen:
            continue
        seen.add(where)
        if _is_list(options := data.get("anyOf", data.get("oneOf"))):
            waiting += [(f"{where}/anyOf/{number}", option) for number, option in enumerate(_list(options))]
        elif "enum" in data or "const" in data:
            if None in [*_list(data.get("enum")), data.get("const", 0)]:
                return True
        elif "type" not in data or "null" in _types(data):
            return True
    return False


def _uses(index: _Index) -> Iterator[Finding]:
    for name, schema in _mapping(_mapping(index.data.get("components")).get("schemas")).items():
        at = pointer("components", "schemas", name)
        if at not in index.in_answers | index.in_bodies | index.in_parameters:
            yield index.finding(at, f"Nothing uses the schema {_shown(name)}. Remove it, or use it.")
        if at in index.in_answers & index.in_bodies and "enum" not in _mapping(schema):
            reason = f"{_shown(name)} is in a request body and in an answer, which differ in null. Name it apart."
            yield index.finding(at, reason)


_EXTENSIONS: Final[Mapping[str, tuple[str, str]]] = {
    "x-numeric-string": ("schema", "the type of a number"),
    "x-region": ("server", "the `url` of a server"),
    "x-request-id": ("header", "the `schema` of a response header"),
    "x-lenient": ("example", "the `value` of an example"),
}


def _extensions(index: _Index) -> Iterator[Finding]:
    for node in index.nodes:
        for key, value in node.data.items():
            if not key.startswith("x-") or node.kind == "requirement":
                continue
            at = node.pointer + pointer(key)
            kind, beside = _EXTENSIONS.get(key, ("", ""))
            if not kind:
                reason = f"{_shown(key)} is no extension of ours, and ignored. Remove it, or correct its name."
                yield index.finding(at, reason)
            elif kind != node.kind:
                yield index.finding(at, f"{_shown(key)} stands beside {beside} only. Move or remove it.")
            elif kind in ("header", "example") and value is not True:
                yield index.finding(at, f"Only `{key}: true` has a meaning. Correct or remove it.")


@frozen
class _Example:
    pointer: str
    value: Any
    schema: str | None
    """Where its schema stands, if it has one."""
    lenient: bool


def _examples(index: _Index) -> Iterator[Finding]:
    resource = DRAFT202012.create_resource(index.data)
    registry: Registry[Any] = Registry[Any]().with_resource("urn:document", resource)
    strict = FormatChecker()
    for node in index.of("example"):
        if "$ref" not in node.data:
            if "value" not in node.data:
                yield index.finding(node.pointer + "/value", "An example needs its `value` here. Write it.")
            if not _is_text(node.data.get("summary")) and node.parent in ("media", "components"):
                reason = "An example needs a `summary` that says whether it is documented. Write one."
                yield index.finding(node.pointer + "/summary", reason)
    # An example may be used by several, and is then held to the schema of each.
    for example in _all_examples(index):
        for at, value in _leaves(example.pointer, example.value):
            # `type: string` is what JSON that tells of a schema says in earnest.
            word = "string" if not at.endswith("/type") else ""
            if isinstance(value, str) and (re.fullmatch(r"\s*<[^<>]+>\s*", value) or value == word != ""):
                yield index.finding(at, f"{_shown(value)} is a placeholder. Write a value that could be real.")
        if example.schema is None:
            continue
        schema = {"$ref": f"urn:document#{quote(example.schema)}"}
        checker = None if example.lenient else strict
        validator: Any = Draft202012Validator(schema, registry=registry, format_checker=checker)
        try:
            for error in validator.iter_errors(example.value):
                told = _meant(error)
                reason = f"The example does not fit its schema: {_short(told.message).rstrip('.')}. Correct either."
                yield index.finding(example.pointer + pointer(*told.absolute_path), reason)
        except Unresolvable:
            # Said of the reference already.
            pass
        except Exception as error:
            reason = f"This cannot be held to its schema ({_short(type(error).__name__)}). Correct the schema."
            yield index.finding(example.pointer, reason)


def _all_examples(index: _Index) -> Iterator[_Example]:
    for node in index.of("media", "parameter", "header"):
        if "$ref" in node.data:
            continue
        schema = node.pointer + "/schema" if isinstance(node.data.get("schema"), dict) else None
        if "example" in node.data:
            yield _Example(node.pointer + "/example", node.data["example"], schema, lenient=False)
        for _, at, example in index.examples(node.pointer, node.data):
            if "value" in example:
                yield _Example(at + "/value", example["value"], schema, lenient=example.get("x-lenient") is True)


def _leaves(at: str, value: Any) -> Iterator[tuple[str, Any]]:
    waiting = [(at, value)]
    while waiting:
        where, here = waiting.pop()
        if _is_mapping(here):
            waiting += [(where + pointer(key), item) for key, item in here.items()]
        elif _is_list(here):
            waiting += [(where + pointer(number), item) for number, item in enumerate(here)]
        else:
            yield where, here


_Rule = Callable[[_Index], Iterator[Finding]]
_VALIDITY: Final[tuple[_Rule, ...]] = (_references, _names, _operation_ids, _path_templates)
_OURS: Final[tuple[_Rule, ...]] = (
    _head,
    _servers,
    _operations,
    _parameters,
    _answers,
    _schema_names,
    _schema_keys,
    _schema_shapes,
    _enums,
    _required,
    _uses,
    _extensions,
    _examples,
)
