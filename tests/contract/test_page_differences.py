"""What differs between a page with an OpenAPI block and an earlier one, or a document."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tools.contract.differences import Against, differences
from tools.contract.documents import load_text
from tools.contract.facts import Facts
from tools.contract.from_openapi import OpenAPI
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.text import PageFailure, PageText

Edit = Callable[[dict[str, Any]], object]

KEY = {"name": "X-API-KEY", "in": "header", "required": True, "schema": {"type": "string"}}
API: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Api", "version": "1"},
    "servers": [{"url": "https://api.example.com"}],
    "security": [{"key": []}, {"bearer": []}],
    "paths": {
        "/things/{thing_id}": {
            "post": {
                "parameters": [{"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                "responses": {
                    "200": {
                        "description": "Done.",
                        "headers": {"X-Trace": {"schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    }
                },
            }
        }
    },
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
            "bearer": {"type": "http", "scheme": "bearer"},
        },
        "schemas": {
            "Order": {"type": "object", "properties": {"size": {"type": "integer"}}},
            "Thing": {
                "type": "object",
                "properties": {
                    "made": {"type": "string"},
                    "parts": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
                    "tags": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Tag"}},
                    "filter": {"$ref": "#/components/schemas/Filter"},
                    "tree": {"$ref": "#/components/schemas/Tree"},
                },
            },
            "Tag": {"type": "object", "properties": {"text": {"type": "string"}}},
            "Leaf": {"type": "object", "properties": {"text": {"type": "string"}}},
            "Tree": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "below": {"oneOf": [{"$ref": "#/components/schemas/Tree"}, {"$ref": "#/components/schemas/Leaf"}]},
                },
            },
            "Filter": {
                "anyOf": [
                    {"type": "object", "properties": {"by": {"const": "name"}}},
                    {
                        "type": "object",
                        "properties": {"by": {"const": "size"}, "or": {"$ref": "#/components/schemas/Filter"}},
                    },
                ]
            },
        },
    },
}
POST = ("paths", "/things/{thing_id}", "post")
THING = ("components", "schemas", "Thing", "properties")


def put(*path: Any, value: Any) -> Edit:
    """An edit that sets a value."""

    def edit(api: dict[str, Any]) -> None:
        for part in path[:-1]:
            api = api[part]
        api[path[-1]] = value

    return edit


def drop(*path: Any) -> Edit:
    """An edit that removes a value."""

    def edit(api: dict[str, Any]) -> None:
        for part in path[:-1]:
            api = api[part]
        del api[path[-1]]

    return edit


def page(api: dict[str, Any]) -> Facts:
    """The facts of a page that holds an operation."""
    read = read_page(PageText("page.md", f"# Post\n\n```json\n{json.dumps(api, indent=1)}\n```\n"))
    assert not isinstance(read, PageFailure), read
    return read


def document(api: dict[str, Any]) -> Facts:
    """The facts of a document."""
    reader = OpenAPI(load_text(json.dumps(api), file="api.json", as_json=True))
    return reader.operation(reader.operations[0])


EDITS: dict[str, tuple[Edit, set[str]]] = {
    "nothing": (lambda api: api, set()),
    "a string becomes a date-time": (put(*THING, "made", "format", value="date-time"), {"type response.200.made"}),
    "all fields are gone": (
        put(*THING, "parts", value={"type": "object", "additionalProperties": True}),
        {"removed response.200.parts.a", "removed response.200.parts.b"},
    ),
    "no body": (drop(*POST, "requestBody"), {"removed request"}),
    "the body is required": (put(*POST, "requestBody", "required", value=True), {"required request"}),
    "no bearer": (drop("security", 1), {"authentication authentication"}),
    "deprecated": (put(*POST, "deprecated", value=True), {"deprecated operation"}),
    "a deprecated field": (put(*THING, "made", "deprecated", value=True), {"deprecated response.200.made"}),
    "a header more": (
        put(*POST, "responses", "200", "headers", "Retry-After", value={"schema": {"type": "integer"}}),
        {"added header.200.retry-after"},
    ),
    "a field of the values of a map": (
        put("components", "schemas", "Tag", "properties", "size", value={"type": "integer"}),
        {"added response.200.tags{}.size"},
    ),
    "a value in a later alternative": (
        put("components", "schemas", "Filter", "anyOf", 1, "properties", "by", "const", value="date"),
        {"values response.200.filter.by"},
    ),
    "the recursive alternative is gone": (
        drop("components", "schemas", "Tree", "properties", "below", "oneOf", 0),
        {"removed response.200.tree.below.name", "removed response.200.tree.below.below"},
    ),
    "a field of an alternative beside a recursive one": (
        put("components", "schemas", "Leaf", "properties", "size", value={"type": "integer"}),
        {"added response.200.tree.below.size"},
    ),
    "the key as a parameter": (lambda api: api["paths"]["/things/{thing_id}"]["post"]["parameters"].append(KEY), set()),
    "the path parameter only in the path": (put(*POST, "parameters", value=[]), set()),
}


@pytest.mark.parametrize("against", ["page", "document"])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_and_nothing_else(name: str, against: Against) -> None:
    """Between two versions of a page, and between a page and a document; none is missed, none invented."""
    edit, expected = EDITS[name]
    changed = copy.deepcopy(API)
    edit(changed)
    before = page(API) if against == "page" else document(API)

    found = {f"{one.kind} {one.subject}" for one in differences(page(changed), before, against=against)}

    assert found == expected
