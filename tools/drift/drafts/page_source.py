"""An OpenAPI document from the facts of a page that lists fields, so that it can be drafted like a published one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from ...contract.documents import Document
from ...contract.facts import ITEMS, SUCCESS, VALUES, BodyFacts, Facts, Place, ValueFacts
from ...contract.findings import pointer
from ..pages.page_facts import read_operations
from ..pages.shown_calls import template
from ..pages.text import PageFailure, PageText

_TITLE: Final = re.compile(
    r"^(?:title:\s*[\"']?(?P<matter>[^\"'\n]+)[\"']?|#\s+(?P<heading>[^\n{]+?))\s*$", re.MULTILINE
)
_MARKS: Final = re.compile(r"^(?:(?:Required|Optional)\.\s*)+")


def read_page(name: str, text: str) -> tuple[Document, list[str]] | PageFailure:
    """Read a page as an OpenAPI document.

    Returns:
        The document and what of the page was not read, or a failure if nothing was.
    """
    found = read_operations(PageText(name, text))
    if isinstance(found, PageFailure):
        return found
    reader = _Reader(name)
    for facts in found:
        reader.add(facts, _title(text) if len(found) == 1 else None)
    if not reader.paths:
        return PageFailure(name, "states no method and path, so that there is no operation to draft.")
    notices = {f"line {one.place.line}: {one.text}": None for facts in found for one in facts.notices}
    servers = {one.value: {"url": one.value} for facts in found for one in facts.servers[:1]}
    data = {
        "openapi": "3.1.0",
        "info": {"title": name, "version": "1"},
        "servers": list(servers.values()),
        "paths": reader.paths,
    }
    return Document(name, data, reader.lines), [*notices] if len(found) == 1 else []


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.paths: dict[str, Any] = {}
        self.lines: dict[str, int] = {"": 1}

    def add(self, facts: Facts, title: str | None) -> None:
        """Add an operation, unless the page does not say its method and path."""
        if not facts.method or not facts.path:
            return
        method = facts.method[0].value.lower()
        path = re.sub(r":([A-Za-z_]\w*)", r"{\1}", template(facts.path[0].value))
        at = pointer("paths", path, method)
        operation: dict[str, Any] = {"summary": title} if title else {}
        keys = {one.value.name.lower() for one in facts.authentication}
        parameters = [
            self._parameter(place, name, value, at + pointer("parameters", number))
            for number, ((place, name), value) in enumerate(facts.parameters.items())
            if name.lower() not in keys
        ]
        stated = {one["name"] for one in parameters if one["in"] == "path"}
        for name in re.findall(r"\{(\w+)\}", path):
            if name not in stated:
                parameters.append({"name": name, "in": "path", "required": True, "schema": {"type": "string"}})
        if parameters:
            operation["parameters"] = parameters
        if facts.body is not None:
            operation["requestBody"] = self._body(facts.body, at + "/requestBody")
        operation["responses"] = {
            "200" if status == SUCCESS else status: self._response(status, body, at + pointer("responses", status))
            for status, body in facts.answers.items()
        }
        self._place(at, facts.place)
        self.paths.setdefault(path, {}).setdefault(method, operation)

    def _place(self, at: str, place: Place) -> None:
        self.lines[at] = place.line

    def _parameter(self, place: str, name: str, value: ValueFacts, at: str) -> dict[str, Any]:
        self._place(at, value.place)
        schema = self._schema(value, at + "/schema")
        told = schema.pop("description", None)
        described = {"description": told} if told else {}
        required = place == "path" or value.required is True
        return {"name": name, "in": place, "required": required, **described, "schema": schema}

    def _body(self, body: BodyFacts, at: str) -> dict[str, Any]:
        is_form = any(one.format == "binary" for one in body.fields.values())
        return {"required": True, "content": self._content(body, at, "multipart/form-data" if is_form else None)}

    def _response(self, status: str, body: BodyFacts, at: str) -> dict[str, Any]:
        self._place(at, body.place)
        known = {str(one.value): one.phrase for one in HTTPStatus}
        found: dict[str, Any] = {"description": known.get(status, "Ok")}
        if body.value is not None or body.examples:
            found["content"] = self._content(body, at)
        return found

    def _content(self, body: BodyFacts, at: str, media_type: str | None = None) -> dict[str, Any]:
        media_type = media_type or "application/json"
        media: dict[str, Any] = {}
        if body.value is not None:
            media["schema"] = self._schema(body.value, at + pointer("content", media_type, "schema"))
        examples = [one.value for one in body.examples if one.problem is None]
        if len(examples) == 1:
            media["example"] = examples[0]
        elif examples:
            media["examples"] = {f"example_{number}": {"value": one} for number, one in enumerate(examples, 1)}
        return {media_type: media}

    def _schema(self, value: ValueFacts, at: str) -> dict[str, Any]:
        self._place(at, value.place)
        children = value.children
        types = set(value.types)
        types |= {"array"} if ITEMS in children else set[str]()
        types |= {"object"} if children.keys() - {ITEMS} else set[str]()
        kinds: list[str] = [*sorted(types), *(["null"] if value.nullable and types else [])]
        schema: dict[str, Any] = {}
        if kinds:
            schema["type"] = kinds[0] if len(kinds) == 1 else kinds
        if value.format is not None:
            schema["format"] = value.format
        if value.values is not None:
            schema["enum"] = list(value.values)
        if value.default is not None:
            schema["default"] = value.default.value
        schema |= value.bounds.as_json()
        if text := _MARKS.sub("", value.description):
            schema["description"] = text
        if ITEMS in children:
            schema["items"] = self._schema(children[ITEMS], at + "/items")
        if VALUES in children:
            schema["additionalProperties"] = self._schema(children[VALUES], at + "/additionalProperties")
        schema |= self._properties(children, at)
        return schema

    def _properties(self, children: Mapping[str, ValueFacts], at: str) -> dict[str, Any]:
        named = {name: one for name, one in children.items() if name not in (ITEMS, VALUES)}
        if not named:
            return {}
        required = [name for name, one in named.items() if one.required is True]
        properties = {name: self._schema(one, at + pointer("properties", name)) for name, one in named.items()}
        return {"properties": properties, **({"required": required} if required else {})}


def _title(text: str) -> str | None:
    found = _TITLE.search(text[:5_000])
    return None if found is None else (found["matter"] or found["heading"]).strip()
