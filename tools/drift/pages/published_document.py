"""OpenAPI documents that a page holds or names: a code block, Docusaurus' packed `api:`, or the file in `openapi:`."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from ...contract.documents import Document, load_text
from ...contract.example_facts import shown_fields
from ...contract.facts import (
    VALUES,
    Authentication,
    BodyFacts,
    Facts,
    Notice,
    Place,
    Position,
    Stated,
    ValueFacts,
    flat,
)
from ...contract.findings import InputError
from ...contract.from_openapi import OpenAPI
from ...contract.json_tree import as_mapping, is_list, is_mapping, texts
from ...contract.paths import same_template, segments
from . import field_words, shown_calls
from .forms.blocks import Blocks, Code
from .shown_calls import HTTP_METHODS
from .text import MAX_BYTES, PageFailure, PageText

_OPENAPI: Final = re.compile(r"""(?:^|[{,])[ \t]*+["']?+(?:openapi|swagger)["']?+\s*+:\s*+["']?+\d""", re.MULTILINE)
_OPERATION: Final = re.compile(rf"\b({'|'.join(HTTP_METHODS)})\s+(\S+)", re.IGNORECASE)
_NAMED: Final = re.compile(
    rf"(?:(?P<file>\S+)\s+)?(?P<method>{'|'.join(HTTP_METHODS)})\s+(?P<path>/\S*|https?://\S+)", re.IGNORECASE
)
_CONFIGURATIONS: Final = ("docs.json", "mint.json")
_USUAL: Final = ("openapi.json", "openapi.yaml", "openapi.yml", "api-reference/openapi.json", "swagger.json")
"""Where Mintlify finds the document of a page that names only its operation."""


@dataclass(frozen=True)
class Call:
    """Method and path of an operation."""

    method: str
    path: str


def is_document(code: Code) -> bool:
    """Whether a code block is an OpenAPI document."""
    return code.language in ("yaml", "yml", "json", "") and _OPENAPI.search(code.text) is not None


# --- A block of the page ------------------------------------------------------------------------------------------


def in_blocks(page: PageText, blocks: Sequence[Code], found: Blocks) -> Facts | PageFailure:
    """Read the operation that an OpenAPI block states."""
    code = blocks[0]
    notices = [Notice(Place(page.name, line), problem) for line, problem in found.problems]
    if len(blocks) > 1:
        notices.append(Notice(Place(page.name, blocks[1].line), "a second OpenAPI block, which is not read"))
    as_json = code.language not in ("yaml", "yml") and code.text.lstrip().startswith("{")
    try:
        document = load_text(code.text, file=page.name, as_json=as_json)
    except InputError as error:
        first = error.findings[0]
        line = code.line - 1 + (first.line or 1)
        return PageFailure(page.name, f"line {line}: the OpenAPI block cannot be read. {first.reason}")
    _unwrap_values(document.data)
    lines = {pointer: line + code.line - 1 for pointer, line in document.lines.items()}
    reader = OpenAPI(Document(page.name, document.data, lines), is_page=True)
    operations = reader.operations
    if not operations:
        return PageFailure(page.name, f"line {code.line}: the OpenAPI block has no operation.")
    named = _OPERATION.search(code.info)
    chosen = operations[0]
    if named:
        method, path = named[1].lower(), named[2]
        exact = [one for one in operations if (one.path, one.method) == (path, method)]
        chosen = (exact or [one for one in operations if one.path == path] or operations)[0]
    elif len(operations) > 1:
        others = ", ".join(f"{one.method.upper()} {one.path}" for one in operations[1:6])
        text = f"the OpenAPI block has several operations; the first is read, and not {others}"
        notices.append(Notice(Place(page.name, code.line), text))
    facts = _of_page(reader.operation(chosen, "openapi"), reader)
    place = Place(page.name, code.line - 1)
    call = None if named is None else Call(named[1].upper(), named[2])
    return _with_call(replace(facts, notices=(*notices, *reader.notices)), call, place)


def _unwrap_values(tree: Any) -> None:
    """Write `enum: [{value: a}]`, as Fern once did, as `enum: [a]`."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if is_mapping(here):
            listed = here.get("enum")
            if is_list(listed) and all(is_mapping(one) and "value" in one for one in listed):
                here["enum"] = [one["value"] for one in listed]
            waiting += here.values()
        elif is_list(here):
            waiting += here


def _with_call(facts: Facts, call: Call | None, place: Place) -> Facts:
    if call is None:
        return facts
    method, path = Stated(call.method, place), Stated(call.path, place)
    methods = facts.method if method.value == facts.method[0].value else (*facts.method, method)
    paths = facts.path if segments(path.value) == segments(facts.path[0].value) else (*facts.path, path)
    return replace(facts, method=methods, path=paths)


# --- Front matter -------------------------------------------------------------------------------------------------


def in_front_matter(page: PageText, attributes: Mapping[str, str], line: int) -> Facts | PageFailure | None:
    """Read the operation that front matter packs (`api:`) or names (`openapi:`); None if it does neither.

    Returns:
        The facts, or a failure that says what is missing. A page that only names its operation, and whose document is
        not at hand, has nothing that could be compared.
    """
    packed = attributes.get("api", "")
    if packed.startswith(("eJ", "{")):
        return _packed(page, packed, line)
    named = _NAMED.fullmatch(" ".join(attributes.get("openapi", "").split()))
    if named is None:
        return None
    call = Call(named["method"].upper(), named["path"])
    if page.beside is None:
        return None
    for file in _candidates(page, named["file"]):
        got = page.beside(file)
        if isinstance(got, PageText):
            return _from_file(page, got, file, call, line)
        if got is not None and named["file"]:
            return PageFailure(page.name, f"line {line}: its document {file} cannot be read: {got.reason}")
    return None


def _candidates(page: PageText, named: str | None) -> list[str]:
    if named:
        return [named]
    found: list[str] = []
    for file in _CONFIGURATIONS:
        got = page.beside(file) if page.beside is not None else None
        if isinstance(got, PageText):
            try:
                found += _strings_of("openapi", json.loads(got.text))
            except (ValueError, RecursionError):
                continue
    return [*found, *_USUAL]


def _strings_of(key: str, tree: Any) -> list[str]:
    found: list[str] = []
    waiting = [tree]
    while waiting and len(found) < 20:
        one = waiting.pop(0)
        if is_mapping(one):
            value = one.get(key)
            found += texts(value) if is_list(value) else texts([value])
            waiting += one.values()
        elif is_list(one):
            waiting += one
    return found


def _from_file(page: PageText, got: PageText, file: str, call: Call, line: int) -> Facts | PageFailure:
    loaded = _loaded(got.name, got.text)
    if isinstance(loaded, str):
        return PageFailure(page.name, f"line {line}: its document {file} cannot be read: {loaded}")
    reader = OpenAPI(loaded, is_page=True)
    fitting = [one for one in reader.operations if one.method == call.method.lower()]
    chosen = next((one for one in fitting if one.path == call.path), None) or next(
        (one for one in fitting if same_template(one.path, call.path)), None
    )
    if chosen is None:
        return PageFailure(page.name, f"line {line}: its document {file} has no {call.method} {call.path}.")
    facts = _of_page(reader.operation(chosen, "openapi"), reader)
    return replace(facts, notices=tuple(reader.notices))


@lru_cache(maxsize=4)
def _loaded(name: str, text: str) -> Document | str:
    """A document that many pages name is read once."""
    try:
        return load_text(text, file=name, as_json=text.lstrip().startswith("{"))
    except InputError as error:
        return error.findings[0].reason


def _packed(page: PageText, packed: str, line: int) -> Facts | PageFailure:
    try:
        data = as_mapping(json.loads(packed if packed.startswith("{") else _unpacked(packed)))
    except (ValueError, RecursionError, binascii.Error, zlib.error):
        return PageFailure(page.name, f"line {line}: the operation in `api:` cannot be unpacked.")
    method, path = data.get("method"), data.get("path")
    if not isinstance(method, str) or not isinstance(path, str) or method.upper() not in HTTP_METHODS:
        return PageFailure(page.name, f"line {line}: the operation in `api:` has no method and path.")
    tree: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "", "version": ""},
        "servers": data.get("servers") or [],
        "paths": {path: {method.lower(): data}},
        "components": {"securitySchemes": as_mapping(data.get("securitySchemes"))},
    }
    reader = OpenAPI(Document(page.name, tree, {"": line}), is_page=True)
    facts = _of_page(reader.operation(reader.operations[0], "openapi"), reader)
    return replace(facts, notices=tuple(reader.notices))


def _unpacked(packed: str) -> str:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("too large, or cut")
    return text.decode("utf-8")


# --- Facts in examples and descriptions ---------------------------------------------------------------------------


def _of_page(facts: Facts, reader: OpenAPI) -> Facts:
    """Complete the facts of a published document with those in examples and descriptions."""
    keys = {} if facts.authentication else _keys(facts, reader)
    authentication = [Stated(one, facts.parameters[key].place) for key, one in keys.items()]
    return replace(
        facts,
        authentication=(*facts.authentication, *authentication),
        parameters={
            key: replace(_described(one), objects=(), inside={})
            for key, one in facts.parameters.items()
            if key not in keys
        },
        body=None if facts.body is None else _with_examples(facts.body, reader),
        answers={status: _with_examples(body, reader) for status, body in facts.answers.items()},
    )


def _keys(facts: Facts, reader: OpenAPI) -> dict[tuple[Position, str], Authentication]:
    """The headers with the API key, which Fern lists as parameters."""
    told = {
        str(one.data.get("name")): str(one.data.get("description")).lower()
        for operation in reader.operations
        for one in operation.parameters
        if one.data.get("in") == "header"
    }
    return {
        (place, name): Authentication(name, "bearer" if "bearer" in told[name] else None)
        for place, name in facts.parameters
        if place == "header" and shown_calls.is_key(name) and "authentication" in told.get(name, "")
    }


def _with_examples(body: BodyFacts, reader: OpenAPI) -> BodyFacts:
    def note(place: Place, text: str) -> None:
        reader.notices.append(Notice(place, text))

    if body.contents and body.value is None and not body.examples:
        kinds = ", ".join(f"`{one}`" for one in body.contents)
        note(body.place, f"a body of {kinds}, whose content is not compared")
    value = body.value or ValueFacts(place=body.place, source="nothing")
    read, listed = flat(value, note)
    fields = {path: _described(one) for path, one in read.items()}
    for example in body.examples:
        for path, shown in shown_fields(example).items():
            # The keys of a map are data, not fields.
            if not any((*path[:depth], VALUES) in read for depth in range(len(path))):
                fields.setdefault(path, shown)
    made = BodyFacts.of_fields(body.place, fields, listed, body.examples)
    return replace(made, required=body.required, headers=body.headers)


def _described(facts: ValueFacts) -> ValueFacts:
    """Add the facts in a value's description, which a generated schema may lack."""
    if not facts.description:
        return facts
    codes = tuple(re.findall(r"`([^`]+)`", facts.description))
    told = field_words.description(facts.description, codes, types=facts.types)
    return replace(
        facts,
        values=told.values if facts.values is None else facts.values,
        nullable=True if told.nullable and facts.nullable is not None else facts.nullable,
    )
