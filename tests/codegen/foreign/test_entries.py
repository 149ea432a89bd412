"""Schemas as our dialect has them: maps, aliases, roles and enums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.zoo import (
    NULL,
    TEXT,
    Json,
    answer,
    answering,
    asking,
    document,
    findings,
    foreign,
    ref,
    schemas_of,
    sent,
    taken,
    taking,
)

from tools.codegen.preparation import Prepared


def test_aliases_stand_where_they_are_used() -> None:
    """A named schema that is no object and no enum is inline; the class inside of it is named after it, once."""
    schemas = {
        "Id": {"type": "string", "description": "An id."},
        "List": {"type": "array", "items": {"type": "object", "properties": {"id": ref("Id")}}},
        "Thing": {"type": "object", "properties": {"one": ref("List"), "two": ref("List")}},
    }

    found = schemas_of(foreign(answering(ref("Thing"), schemas)))

    items = {"type": "array", "items": ref("ListItem")}
    assert found["Thing"]["properties"] == {"one": items, "two": items}
    assert found["ListItem"]["properties"] == {"id": {"type": "string", "description": "An id."}}
    assert set(found) == {"Thing", "ListItem"}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": ref("Value")},
        {"anyOf": [TEXT, {"type": "array", "items": ref("Value")}]},
        {"type": "object", "additionalProperties": ref("Value")},
        {"anyOf": [TEXT, {"type": "object", "additionalProperties": {"type": "array", "items": ref("Value")}}]},
    ],
    ids=["array", "union", "map", "union of map"],
)
def test_type_without_end_is_a_finding_or_skipped(schema: Json) -> None:
    """A schema that contains itself without an object in between is a finding; skipped, it is any JSON."""
    data = answering(ref("Holder"), {"Value": schema, "Holder": {"type": "object", "properties": {"v": ref("Value")}}})

    found = findings(data)
    prepared = foreign(data, skip=["schemas.Value"])

    assert list(found) == ["/components/schemas/Value"]
    assert "schemas.Value" in found["/components/schemas/Value"]
    assert schemas_of(prepared)["Holder"]["properties"] == {"v": {}}


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"type": "object"}, True),
        ({"type": "object", "additionalProperties": {}}, True),
        ({"type": "object", "additionalProperties": False}, True),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"type": "integer"}),
        ({"additionalProperties": ref("Part")}, ref("Part")),
        ({"type": "object", "patternProperties": {"^x-": TEXT}}, True),
        ({"type": "object", "properties": {}, "additionalProperties": TEXT}, TEXT),
    ],
)
def test_maps_are_named(schema: Json, values: Any) -> None:
    """An object without properties is a component schema whose name ends with `Map`, named or not."""
    schemas = {
        "Labels": schema,
        "Part": {"type": "object", "properties": {"a": TEXT}},
        "Thing": {"type": "object", "properties": {"inner": schema, "named": ref("Labels")}},
    }

    found = schemas_of(foreign(answering(ref("Thing"), schemas)))

    assert found["LabelsMap"] == found["ThingInnerMap"] == {"type": "object", "additionalProperties": values}
    assert found["Thing"]["properties"] == {"inner": ref("ThingInnerMap"), "named": ref("LabelsMap")}


def test_properties_and_further_properties() -> None:
    """An object with both keeps both; in an answer nothing is forbidden."""
    typed = {"type": "object", "properties": {"a": TEXT}, "additionalProperties": {"type": "integer"}}
    shut = {"type": "object", "required": ["a", "nobody"], "properties": {"a": TEXT}, "additionalProperties": False}

    both = {"oneOf": [ref("Typed"), ref("Shut")]}
    schemas = schemas_of(foreign(answering(both, {"Typed": typed, "Shut": shut})))
    inputs = schemas_of(foreign(asking(both, {"Typed": typed, "Shut": shut})))

    assert schemas["Typed"] == inputs["Typed"] == typed
    assert schemas["Shut"] == {"type": "object", "required": ["a"], "properties": {"a": TEXT}}
    assert inputs["Shut"]["additionalProperties"] is False


def test_inline_schemas_are_named_after_what_is_around_them() -> None:
    """Objects and enums at any depth are component schemas, named by the way to them."""
    data = asking(
        {
            "type": "object",
            "properties": {
                "a_b": {"type": "object", "properties": {"c": {"type": "string", "enum": ["x", "y"]}}},
                "list": {"type": "array", "items": {"type": "object", "properties": {"d": TEXT}}},
                "by": {"type": "object", "additionalProperties": {"type": "object", "properties": {"e": TEXT}}},
                "any": {"anyOf": [TEXT, {"type": "object", "title": "T", "properties": {"f": TEXT}}]},
                "some": {"anyOf": [{"title": "Big one", "properties": {"f": TEXT}}, {"properties": {"g": TEXT}}]},
                "mode": {"anyOf": [TEXT, {"const": "fast"}, {"const": "slow"}]},
            },
        }
    )

    assert set(schemas_of(foreign(data))) == {
        "ThingsPutBody",
        "ThingsPutBodyAB",
        "ThingsPutBodyABC",
        "ThingsPutBodyListItem",
        "ThingsPutBodyByMap",
        "ThingsPutBodyByValue",
        "ThingsPutBodyAny",
        "ThingsPutBodySomeBigOne",
        "ThingsPutBodySomeOption2",
        "ThingsPutBodyMode",
    }


def test_schema_in_requests_and_answers_is_two_classes() -> None:
    """The answer keeps the name, the request gets `Input`, down to the last reference; enums and maps are shared."""
    schemas = {
        "Part": {"type": "object", "properties": {"a": TEXT}},
        "Labels": {"type": "object", "additionalProperties": TEXT},
        "Color": {"type": "string", "enum": ["red", "blue"]},
        "Thing": {
            "type": "object",
            "required": ["id", "secret", "color"],
            "properties": {
                "id": {**TEXT, "readOnly": True},
                "secret": {**TEXT, "writeOnly": True},
                "color": ref("Color"),
                "labels": ref("Labels"),
                "parts": {"type": "array", "items": ref("Part")},
            },
        },
        "Only": {"type": "object", "properties": {"thing": ref("Thing")}},
    }
    operation = {"operationId": "putThing", "requestBody": sent(ref("Only")), "responses": answer(ref("Thing"))}

    prepared = foreign(document(schemas, {"/things": {"put": operation}}))

    found = schemas_of(prepared)
    assert set(found) == {"Part", "PartInput", "LabelsMap", "KnownColor", "Thing", "ThingInput", "Only"}
    assert found["Thing"]["required"] == ["id", "color"]
    assert list(found["Thing"]["properties"]) == ["id", "color", "labels", "parts"]
    assert found["Thing"]["properties"]["color"] == {"anyOf": [ref("KnownColor"), TEXT]}
    assert found["ThingInput"]["required"] == ["secret", "color"]
    assert found["ThingInput"]["properties"] == {
        "secret": TEXT,
        "color": ref("KnownColor"),
        "labels": ref("LabelsMap"),
        "parts": {"type": "array", "items": ref("PartInput")},
    }
    assert found["Only"]["properties"] == {"thing": ref("ThingInput")}
    assert prepared.inputs == {"Only", "ThingInput", "PartInput"}


def test_parent_of_inputs_is_an_input() -> None:
    """A schema that nothing uses counts as an answer, but not the parent of requests' schemas."""
    schemas = {
        "Lonely": {"type": "object", "properties": {"a": TEXT}},
        "Base": {"type": "object", "properties": {"b": ref("Used")}},
        "Used": {"type": "object", "properties": {"c": TEXT}},
        "Order": {"allOf": [ref("Base"), {"properties": {"d": TEXT}}]},
    }

    prepared = foreign(asking(ref("Order"), schemas))

    assert list(schemas_of(prepared)) == ["Lonely", "Base", "Used", "Order"]
    assert prepared.inputs == {"Base", "Used", "Order"}


@pytest.mark.parametrize(
    ("schema", "in_answers", "in_requests"),
    [
        ({"type": "string", "enum": ["a", "b"]}, {"anyOf": [ref("KnownThingF"), TEXT]}, ref("ThingF")),
        ({"enum": ["a", "b", None]}, {"anyOf": [ref("KnownThingF"), TEXT, NULL]}, {"anyOf": [ref("ThingF"), NULL]}),
        ({"const": "a"}, TEXT, ref("ThingF")),
        ({"type": "integer", "enum": [1, 2]}, {"type": "integer"}, ref("ThingF")),
        ({"const": 1}, {"type": "integer"}, ref("ThingF")),
        ({"const": True}, {"type": "boolean"}, {"type": "boolean"}),
        ({"enum": ["a", 1]}, {"anyOf": [TEXT, {"type": "integer"}]}, {"anyOf": [TEXT, {"type": "integer"}]}),
        ({"type": "number", "enum": [0.5, 1]}, {"type": "number"}, {"type": "number"}),
        ({"type": "string", "enum": [1, 2]}, TEXT, TEXT),
        (ref("KnownX"), {"anyOf": [ref("KnownX"), TEXT]}, ref("KnownX")),
        ({"anyOf": [ref("KnownX"), TEXT]}, {"anyOf": [ref("KnownX"), TEXT]}, {"anyOf": [ref("KnownX"), TEXT]}),
    ],
)
def test_enums_are_open_in_answers_and_closed_in_requests(schema: Json, in_answers: Json, in_requests: Json) -> None:
    """Providers add values to what they answer; what they take is what they say."""
    schemas = {
        "KnownX": {"type": "string", "enum": ["x", "y"]},
        "Thing": {"type": "object", "properties": {"f": schema}},
    }

    assert schemas_of(foreign(answering(ref("Thing"), schemas)))["Thing"]["properties"]["f"] == in_answers
    assert schemas_of(foreign(asking(ref("Thing"), schemas)))["Thing"]["properties"]["f"] == in_requests


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "integer", "default": 3}, True),
        ({"type": "integer", "default": "3"}, False),
        ({"type": "boolean", "default": "yes"}, False),
        ({"type": "string", "default": "plain"}, True),
        ({"type": "string", "default": 'with "quotes"'}, False),
        ({"type": "string", "format": "date-time", "default": "2020-01-01T00:00:00Z"}, False),
        ({"type": "string", "enum": ["a", "b"], "default": "b"}, True),
        ({"type": "string", "enum": ["a", "b"], "default": "c"}, False),
        ({"type": "array", "items": TEXT, "default": []}, False),
        ({"anyOf": [TEXT, {"type": "integer"}], "default": 1}, False),
    ],
)
def test_default_that_does_not_fit_is_dropped(schema: Json, kept: bool, generate: Callable[[Prepared], None]) -> None:
    """A parameter's default stays only where openapi-python-client writes it as it is."""
    prepared = foreign(taking({"name": "p", "in": "query", "schema": schema}))

    assert ("default" in taken(prepared)[0]["schema"]) is kept
    generate(prepared)
