"""Schemas as they are meant: references, compositions and nulls of all dialects."""

from __future__ import annotations

from typing import Any

import pytest
from support.zoo import (
    NULL,
    TEXT,
    Json,
    answered,
    answering,
    asked,
    document,
    field,
    findings,
    foreign,
    ref,
    schemas_of,
    sent,
)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"$ref": "#/components/schemas/Other", "nullable": True}, {"anyOf": [ref("Other"), NULL]}),
        ({"allOf": [ref("Other")], "nullable": True}, {"anyOf": [ref("Other"), NULL]}),
        ({"oneOf": [NULL, ref("Other")]}, {"anyOf": [ref("Other"), NULL]}),
        ({"allOf": [{"$ref": "#/components/schemas/Other"}], "description": "D"}, {**ref("Other"), "description": "D"}),
        (
            {"type": "array", "items": {"nullable": True, "type": "integer"}},
            {"type": "array", "items": {"type": ["integer", "null"]}},
        ),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 1}),
        ({"type": "number", "maximum": 1, "exclusiveMaximum": False}, {"type": "number", "maximum": 1}),
        ({"type": ["string", "integer", "null"]}, {"anyOf": [TEXT, {"type": "integer"}, NULL]}),
        ({"type": "array"}, {"type": "array", "items": {}}),
        (
            {"type": "array", "prefixItems": [TEXT, {"type": "integer"}]},
            {"type": "array", "items": {"anyOf": [TEXT, {"type": "integer"}]}},
        ),
        ({"not": TEXT, "title": "T"}, {}),
        ({"type": "string", "format": "binary"}, TEXT),
        ({"type": "string", "default": "x"}, TEXT),
        ({"anyOf": [TEXT, {}]}, {}),
        ({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string", "pattern": "a"}]}, TEXT),
        ({"enum": [None]}, NULL),
        (True, {}),
    ],
)
def test_field_is_said_in_one_way(schema: Any, expected: Json) -> None:
    """Whatever the dialect, a field of an answer is written as both generators read it."""
    other = {"Other": {"type": "object", "properties": {"a": TEXT}}}

    assert field(schema, other, version="3.1.0" if schema is True else "3.0.3") == expected


def test_nullable_means_null_in_either_version() -> None:
    """OpenAPI 3.1 has no `nullable`; whoever writes it there means it all the same."""
    data = answering(
        ref("Thing"), {"Thing": {"type": "object", "properties": {"a": {**TEXT, "nullable": True}}}}, version="3.1.0"
    )

    assert schemas_of(foreign(data))["Thing"]["properties"]["a"] == {"type": ["string", "null"]}


def test_references_to_other_components_are_inlined() -> None:
    """Parameters, bodies, answers, headers and examples stand where they are used, however long the chain."""
    operation = {
        "operationId": "a",
        "parameters": [ref("P", "parameters")],
        "requestBody": ref("B", "requestBodies"),
        "responses": {"200": ref("R", "responses")},
    }
    data = document(
        {"Thing": {"type": "object", "properties": {"a": TEXT}}},
        {"/a": ref("I", "pathItems")},
        version="3.1.0",
        components={
            "pathItems": {"I": {"post": operation}},
            "parameters": {"P": ref("Q", "parameters"), "Q": {"name": "q", "in": "query", "schema": TEXT}},
            "requestBodies": {"B": sent(ref("Thing"))},
            "headers": {"H": {"schema": TEXT, "x-request-id": True}},
            "examples": {"E": {"value": {"a": "b"}}},
            "responses": {
                "R": {
                    "description": "R",
                    "headers": {"X": ref("H", "headers")},
                    "content": {"application/json": {"schema": ref("Thing"), "examples": {"e": ref("E", "examples")}}},
                }
            },
        },
    )

    prepared = foreign(data)

    operation = prepared.data["paths"]["/a"]["post"]
    assert operation["parameters"] == [{"name": "q", "in": "query", "required": False, "schema": TEXT}]
    assert operation["responses"]["200"]["headers"] == {"X": {"x-request-id": True, "schema": TEXT}}
    assert operation["responses"]["200"]["content"]["application/json"]["examples"] == {"e": {"value": {"a": "b"}}}
    assert asked(prepared)[1] == {"schema": ref("ThingInput")}
    assert list(prepared.data["components"]) == ["schemas"]
    assert prepared.origins["/paths/~1a/post"] == "/components/pathItems/I/post"


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("#/components/schemas/Nobody", "has no target"),
        ("other.yaml#/Thing", "leads to another document"),
        ("#/components/schemas/Loop", "leads back to itself"),
    ],
)
def test_reference_to_nothing_is_a_finding(reference: str, reason: str) -> None:
    """A reference that cannot be followed is a finding where it stands."""
    data = answering({"$ref": reference}, {"Loop": {"$ref": "#/components/schemas/Loop"}})

    assert reason in " ".join(findings(data).values())


def test_reference_into_a_schema() -> None:
    """A reference to a place inside of a schema is the same class as that place."""
    thing = {"type": "object", "properties": {"part": {"type": "object", "properties": {"a": TEXT}}}}

    prepared = foreign(answering({"$ref": "#/components/schemas/Thing/properties/part"}, {"Thing": thing}))

    assert answered(prepared) == ref("ThingPart")
    assert list(schemas_of(prepared)) == ["Thing", "ThingPart"]
    assert prepared.origins["/components/schemas/ThingPart"] == "/components/schemas/Thing/properties/part"


def test_all_of_is_one_object() -> None:
    """The parts of an `allOf`, nested and referenced, are merged into one object; narrower properties win."""
    schemas = {
        "Base": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": TEXT, "kind": TEXT, "n": {"type": "number"}},
        },
        "Middle": {"allOf": [ref("Base"), {"properties": {"kind": {"type": "string", "enum": ["a", "b"]}}}]},
        "Leaf": {
            "description": "A leaf.",
            "allOf": [ref("Middle"), {"allOf": [{"required": ["n"], "properties": {"n": {"type": "integer"}}}]}],
            "properties": {"kind": TEXT, "more": TEXT},
        },
    }

    leaf = schemas_of(foreign(answering(ref("Leaf"), schemas)))["Leaf"]

    assert leaf == {
        "type": "object",
        "description": "A leaf.",
        "required": ["id", "n"],
        "properties": {
            "id": TEXT,
            "kind": {"anyOf": [ref("KnownMiddleKind"), TEXT]},
            "n": {"type": "integer"},
            "more": TEXT,
        },
    }
    assert list(leaf["properties"]) == ["id", "kind", "n", "more"]


def test_contradiction_is_a_finding() -> None:
    """A property that is text in one part and an object in another has no value."""
    schemas = {
        "A": {"type": "object", "properties": {"a": TEXT}},
        "B": {"allOf": [ref("A"), {"properties": {"a": {"type": "object", "properties": {"b": TEXT}}}}]},
    }

    found = findings(document(schemas))

    assert list(found) == ["/components/schemas/B/allOf/1/properties/a"]
    assert "/components/schemas/A/properties/a says string" in found["/components/schemas/B/allOf/1/properties/a"]


def test_composition_that_contains_itself_is_a_finding() -> None:
    """An `allOf` that leads back to its schema is a finding."""
    schemas = {
        "A": {"allOf": [ref("B"), {"properties": {"x": TEXT}}]},
        "B": {"allOf": [ref("A")], "properties": {"y": TEXT}},
    }

    assert all("contains itself" in reason for reason in findings(answering(ref("A"), schemas)).values())


def test_parent_that_lists_its_children() -> None:
    """A parent is the union of its children; a child has the parent's properties, and is no union."""
    schemas = {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": TEXT},
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"meow": ref("Cat")["$ref"], "woof": ref("Dog")["$ref"]},
            },
        },
        "Cat": {"allOf": [ref("Pet"), {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [ref("Pet"), {"properties": {"tricks": {"type": "integer"}}}]},
    }

    prepared = foreign(answering(ref("Pet"), schemas))

    assert answered(prepared) == {"anyOf": [ref("Cat"), ref("Dog")]}
    assert list(schemas_of(prepared)["Dog"]["properties"]) == ["kind", "tricks"]
    assert prepared.discriminators == {"Cat|Dog": ("kind", {"meow": "Cat", "woof": "Dog"})}


def test_what_stands_beside_alternatives_is_in_each_of_them() -> None:
    """Properties beside an `anyOf` belong to each alternative; those that only list `required` do not count."""
    choice = {
        "type": "object",
        "properties": {"id": TEXT},
        "anyOf": [{"properties": {"a": TEXT}}, {"properties": {"b": TEXT}}],
    }
    narrow = {
        "type": "object",
        "properties": {"a": TEXT, "b": TEXT},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
    }

    prepared = foreign(answering(ref("Choice"), {"Choice": choice, "Narrow": narrow}))

    schemas = schemas_of(prepared)
    assert answered(prepared) == {"anyOf": [ref("ChoiceOption1"), ref("ChoiceOption2")]}
    assert list(schemas["ChoiceOption2"]["properties"]) == ["id", "b"]
    assert schemas["Narrow"]["properties"] == {"a": TEXT, "b": TEXT}


def test_alternatives_that_lead_back_add_nothing() -> None:
    """Two schemas that are alternatives of each other are finite, and each alternative has what stands beside it."""
    schemas = {
        "X": {"properties": {"a": TEXT}, "anyOf": [ref("Y")]},
        "Y": {"properties": {"b": TEXT}, "anyOf": [ref("X"), {"properties": {"c": TEXT}}]},
    }

    prepared = foreign(answering(ref("X"), schemas))

    found = [
        list(schemas_of(prepared)[branch["$ref"].split("/")[-1]]["properties"])
        for branch in answered(prepared)["anyOf"]
    ]
    assert found == [["a", "b"], ["a", "b", "c"]]
