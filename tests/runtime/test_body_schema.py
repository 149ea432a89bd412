"""The check of a fake that a request's JSON fits the document."""

from __future__ import annotations

from typing import Any, Final

import pytest

from runtime.testing.body_schema import body_problem

TEXT: Final = {"type": "string"}
SCHEMAS: Final[dict[str, Any]] = {
    "Text": {
        "type": "object",
        "required": ["type", "text"],
        "properties": {"type": {"const": "text"}, "text": TEXT},
    },
    "Picture": {
        "type": "object",
        "required": ["type", "url"],
        "properties": {"type": {"const": "picture"}, "url": {**TEXT, "pattern": "^https://[a-z.]+$"}},
    },
    "Group": {
        "type": "object",
        "properties": {"groups": {"type": "array", "items": {"$ref": "#/components/schemas/Group"}}},
    },
}
PART: Final = {"anyOf": [{"$ref": "#/components/schemas/Text"}, {"$ref": "#/components/schemas/Picture"}]}
ORDER: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["model"],
    "properties": {
        "model": TEXT,
        "n": {"type": "integer", "minimum": 1, "maximum": 4},
        "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "key": {**TEXT, "minLength": 1, "maxLength": 3},
        "kind": {"type": ["string", "null"], "enum": ["a", "b", None]},
        "is_new": {"const": True},
        "content": {"anyOf": [TEXT, {"type": "array", "items": PART, "minItems": 1, "maxItems": 2}]},
        "labels": {"type": "object", "additionalProperties": TEXT},
        "empty": {"type": "object", "properties": {}, "additionalProperties": False},
        "group": {"$ref": "#/components/schemas/Group"},
        "anything": {},
    },
}

FINE: Final[list[dict[str, Any]]] = [
    {"model": "m"},
    {"model": "m", "other": object},
    {"model": "m", "n": 1, "share": 0.5, "key": "abc", "kind": None, "is_new": True},
    {"model": "m", "n": 4.0},
    {"model": "m", "content": "text"},
    {"model": "m", "content": [{"type": "text", "text": ""}, {"type": "picture", "url": "https://a.b"}]},
    {"model": "m", "labels": {"a": "b"}, "empty": {}, "group": {"groups": [{"groups": []}]}},
    {"model": "m", "anything": [None, {"a": 1}]},
]

PROBLEMS: Final[list[tuple[Any, str]]] = [
    ([], "the body must be an object"),
    (None, "the body must be an object"),
    ({}, "model is required"),
    ({"model": None}, "model must be a string"),
    ({"model": "m", "n": 0}, "n must be at least 1"),
    ({"model": "m", "n": 5}, "n must be at most 4"),
    ({"model": "m", "n": 1.5}, "n must be an integer"),
    ({"model": "m", "n": True}, "n must be an integer"),
    ({"model": "m", "share": 0}, "share must be more than 0"),
    ({"model": "m", "share": 1}, "share must be less than 1"),
    ({"model": "m", "key": ""}, "key must be of at least 1 characters"),
    ({"model": "m", "key": "four"}, "key must be of at most 3 characters"),
    ({"model": "m", "kind": "c"}, "kind must be one of 'a', 'b', None"),
    ({"model": "m", "is_new": 1}, "is_new must be True"),
    ({"model": "m", "content": 1}, "content must be a string or an array"),
    ({"model": "m", "content": []}, "content must be a string or of at least 1 items"),
    ({"model": "m", "content": [{"type": "text"}]}, "content[0].text is required"),
    ({"model": "m", "content": [{"type": "picture", "url": "https://a.b\n"}]}, "content[0].url must be text that"),
    ({"model": "m", "content": ["x"]}, "content[0] must be an object"),
    ({"model": "m", "labels": {"a": 1}}, "labels.a must be a string"),
    ({"model": "m", "empty": {"a": 1}}, "empty.a is not allowed"),
    ({"model": "m", "group": {"groups": [{"groups": 1}]}}, "group.groups[0].groups must be an array"),
]


@pytest.mark.parametrize("value", FINE, ids=str)
def test_what_the_schema_allows(value: Any) -> None:
    """A value that the document allows has no problem, whatever else it holds."""
    assert body_problem(value, ORDER, SCHEMAS) is None


@pytest.mark.parametrize(("value", "problem"), PROBLEMS, ids=str)
def test_what_it_does_not_allow(value: Any, problem: str) -> None:
    """The first problem is described with its place."""
    assert str(body_problem(value, ORDER, SCHEMAS)).startswith(problem)
