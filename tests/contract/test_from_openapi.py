"""What a document is read into: one value as facts, whichever way its schema is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tools.contract.documents import Document
from tools.contract.facts import MAX_DEPTH, Facts, ValueFacts, flat
from tools.contract.from_openapi import OpenAPI

LEAF: Mapping[str, Any] = {"type": "object", "properties": {"leaf": {"type": "string"}}}
SCHEMAS: Mapping[str, Any] = {
    "Known": {"type": "string", "enum": ["new", "old"]},
    "Part": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    "Bit": {"type": "object", "properties": {"name": {"type": "string"}, "lit": {"type": "boolean"}}},
    "Tree": {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Tree"}}},
    "Branch": {"type": "object", "properties": {"inner": {"anyOf": [{"$ref": "#/components/schemas/Branch"}, LEAF]}}},
    "Self": {"$ref": "#/components/schemas/Self"},
    "Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
}


def document(schema: Any, **more: Any) -> Document:
    """A document with one operation whose answer has a schema."""
    content = {"application/json": {"schema": schema}}
    operation = {"responses": {"200": {"description": "x", "content": content}}, **more}
    return Document("api.yaml", {"paths": {"/a": {"get": operation}}, "components": {"schemas": dict(SCHEMAS)}}, {})


def operation(schema: Any, **more: Any) -> Facts:
    (facts,) = OpenAPI(document(schema, **more)).facts().operations
    return facts


def value(schema: Any) -> ValueFacts:
    """The facts of an answer with a schema."""
    found = operation(schema).answers["200"].value
    assert found is not None
    return found


def part(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("schema", "kinds", "nullable"),
    [
        pytest.param({"type": "string"}, {"string"}, False, id="text"),
        pytest.param({"type": ["string", "null"]}, {"string"}, True, id="nullable text"),
        pytest.param({"type": "string", "nullable": True}, {"string"}, True, id="OpenAPI 3.0"),
        pytest.param({"type": "string", "format": "date-time"}, {"timestamp"}, False, id="timestamp"),
        pytest.param({"type": "string", "format": "email"}, {"string"}, False, id="format that changes nothing"),
        pytest.param(
            {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string"}]},
            {"timestamp", "string"},
            False,
            id="timestamp or text",
        ),
        pytest.param(part("Known"), {"string"}, False, id="reference"),
        pytest.param({"anyOf": [part("Known"), {"type": "null"}]}, {"string"}, True, id="reference or null"),
        pytest.param({"enum": [1, 2]}, {"integer"}, False, id="values without a type"),
        pytest.param(part("Part"), {"object"}, False, id="object"),
        pytest.param({"type": "object", "additionalProperties": {"type": "string"}}, {"map"}, False, id="map"),
        pytest.param({"type": "object", "allOf": [part("Part")]}, {"object"}, False, id="object of parts"),
        pytest.param({"allOf": [part("Part"), {"description": "More."}]}, {"object"}, False, id="described part"),
        pytest.param({"items": {"type": "string"}}, {"array"}, False, id="list"),
        pytest.param({"description": "Any JSON."}, {"any"}, None, id="anything"),
        pytest.param(True, {"any"}, None, id="true"),
        pytest.param({"default": 1}, {"any"}, None, id="no readable type"),
        pytest.param({"type": "null"}, set[str](), None, id="null"),
        pytest.param(part("Self"), {"any"}, None, id="a reference to itself"),
        pytest.param(part("Loop"), {"any"}, None, id="a part of itself"),
        pytest.param(part("Nowhere"), {"any"}, None, id="a reference to nothing"),
    ],
)
def test_the_kinds_of_a_value(schema: Any, kinds: set[str], nullable: bool | None) -> None:
    """What the clients tell apart, whichever way the schema says it."""
    facts = value(schema)

    assert (facts.kinds, facts.nullable) == (kinds, nullable)


def test_named_values_know_whether_others_may_come() -> None:
    """Values that stand beside a free text are open, and each has its place."""
    closed, opened = value(part("Known")), value({"anyOf": [part("Known"), {"type": "string"}]})

    assert (closed.values, closed.is_open) == (("new", "old"), False)
    assert (opened.values, opened.is_open) == (("new", "old"), True)
    assert [place.pointer for place in opened.value_places] == [
        "/components/schemas/Known/enum/0",
        "/components/schemas/Known/enum/1",
    ]


def test_the_objects_of_a_union_are_apart_and_together() -> None:
    """Each is found under its schema's name; as one, they have all fields, of which none is certainly required."""
    facts = value({"anyOf": [part("Part"), part("Bit"), {"type": "null"}]})

    assert {one.name: set(one.fields) for one in facts.objects} == {"Part": {"name"}, "Bit": {"name", "lit"}}
    assert facts.objects[0].fields["name"].required
    assert {name: one.required for name, one in facts.children.items()} == {"name": None, "lit": None}


def test_all_of_is_one_object() -> None:
    """It has the fields of all parts, and what any part requires."""
    facts = value({"allOf": [part("Part"), {"properties": {"size": {"type": "integer"}}, "required": ["size"]}]})

    assert {name: one.required for name, one in facts.children.items()} == {"name": True, "size": True}


def test_what_stands_beside_a_reference_counts() -> None:
    """A default and a description beside `$ref` hold for that place alone."""
    facts = value({"type": "object", "properties": {"a": {**part("Known"), "default": "new"}, "b": part("Known")}})

    first, second = facts.children["a"], facts.children["b"]
    assert first.default is not None
    assert (first.default.value, second.default) == ("new", None)
    assert first.kinds == second.kinds == {"string"}


def test_a_schema_within_itself_is_read_as_far_as_one_looks() -> None:
    """A document is read when it is looked at; made flat, a schema within itself ends."""
    facts = value(part("Tree"))

    inner = facts
    for _ in range(2 * MAX_DEPTH):
        inner = inner.children["inner"]
    assert inner.kinds == {"object"}
    assert set(flat(facts)[0]) == {(), ("inner",)}


def test_a_recursive_alternative_is_named_and_the_others_are_followed() -> None:
    """Where a schema within itself stands beside another, all names are there, and what was not followed is marked."""
    fields, listed = flat(value(part("Branch")))

    assert set(fields) == {(), ("inner",), ("inner", "leaf"), ("inner", "inner")}
    assert ("inner",) in listed
    assert [path for path, one in fields.items() if one.is_cut] == [("inner",), ("inner", "inner")]


def test_an_alternative_that_is_only_null_adds_null() -> None:
    """Whatever type it names: generated schemas say `object` with null as the only value."""
    only_null = {"type": "object", "nullable": True, "enum": [None]}
    one, two = ({"type": "object", "properties": {"error": each}} for each in (only_null, {"type": "string"}))

    error = value({"oneOf": [one, two]}).children["error"]

    assert (error.types, error.nullable, error.values) == ({"string"}, True, None)


def test_extensions_are_facts() -> None:
    """What our extensions mean is read once, for all who compare or check."""
    body = {"type": "object", "properties": {"key": {"type": "string", "x-idempotency-key": True}}}
    facts = operation(
        {"type": "object", "properties": {"n": {"type": "number", "x-numeric-string": True}}},
        **{
            "x-idempotent": True,
            "servers": [{"url": "https://eu.example.com/", "x-region": "eu"}],
            "requestBody": {"content": {"application/json": {"schema": body}}},
        },
    )

    answer, request = facts.answers["200"].value, facts.body and facts.body.value
    assert facts.idempotent
    assert [server.value for server in facts.servers] == ["https://eu.example.com"]
    assert answer is not None
    assert answer.children["n"].takes_decimal_text
    assert request is not None
    assert request.children["key"].is_idempotency_key


def test_a_reference_that_leads_nowhere_is_noticed() -> None:
    """It reads as anything, and the reader says so."""
    reader = OpenAPI(document(part("Nowhere")))

    reader.facts()

    assert [notice.text for notice in reader.notices] == [
        "the reference `#/components/schemas/Nowhere` has no target, or is circular"
    ]


@pytest.mark.parametrize("odd", [[], {"/a": []}, {"/a": {"get": {"parameters": {}, "responses": [1], "security": 1}}}])
def test_what_is_no_openapi_is_read_without_a_crash(odd: Any) -> None:
    """Lists where mappings belong, numbers where names belong: nothing is found there."""
    facts = OpenAPI(Document("api.yaml", {"paths": odd, "servers": {}}, {})).facts()

    assert all(not one.answers and not one.parameters for one in facts.operations)
