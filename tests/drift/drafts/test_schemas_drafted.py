"""What is drafted of a schema: what it means, in the dialect of our documents."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Studio, answering, sending

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
NULL = {"type": "null"}


def answered(studio: Studio, schema: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    """The drafted property `a` of an answer."""
    studio.draft(source=answering({"type": "object", "properties": {"a": schema}}, **schemas))
    (found,) = [one for one in studio.schemas.values() if "a" in one.get("properties", {})]
    return {key: value for key, value in found["properties"]["a"].items() if key not in ("description", "x-draft")}


def sent(studio: Studio, schema: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    """The drafted property `a` of a body."""
    studio.draft(source=sending({"type": "object", "properties": {"a": schema}}, **schemas))
    (found,) = [one for one in studio.schemas.values() if "a" in one.get("properties", {})]
    return {key: value for key, value in found["properties"]["a"].items() if key not in ("description", "x-draft")}


ANSWERED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "text": (TEXT, {"type": ["string", "null"]}),
    "nullable": ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    "null-in-types": ({"type": ["null", "integer"]}, {"type": ["integer", "null"]}),
    "null-in-any-of": ({"anyOf": [NULL, TEXT]}, {"type": ["string", "null"]}),
    "one-of": ({"oneOf": [TEXT, NUMBER]}, {"anyOf": [TEXT, NUMBER, NULL]}),
    "one-of-one": ({"oneOf": [TEXT]}, {"type": ["string", "null"]}),
    "types": ({"type": ["string", "integer"]}, {"anyOf": [TEXT, NUMBER, NULL]}),
    "whole-and-any-number": ({"anyOf": [NUMBER, {"type": "number"}]}, {"type": ["number", "null"]}),
    "constant": ({"const": "x"}, {"type": ["string", "null"]}),
    "one-value": ({"enum": ["x"]}, {"type": ["string", "null"]}),
    "only-null": ({"enum": [None], "nullable": True}, {}),
    "numbers": ({"type": "integer", "enum": [1, 2]}, {"type": ["integer", "null"]}),
    "flags": ({"enum": [True]}, {"type": ["boolean", "null"]}),
    "default": ({"type": "string", "default": "x", "title": "A"}, {"type": ["string", "null"]}),
    "bounds": ({"type": "integer", "minimum": 1, "format": "int64"}, {"type": ["integer", "null"]}),
    "uuid": ({"type": "string", "format": "uuid"}, {"type": ["string", "null"]}),
    "time": ({"type": "string", "format": "date-time"}, {"type": ["string", "null"], "format": "date-time"}),
    "any": ({}, {}),
    "true": (True, {}),  # type: ignore[dict-item]  # 3.1 allows it
    "list": ({"type": "array", "items": TEXT}, {"type": ["array", "null"], "items": TEXT}),
    "list-of-anything": ({"type": "array"}, {"type": ["array", "null"], "items": {}}),
    "free-map": ({"type": "object"}, {"type": ["object", "null"], "additionalProperties": True}),
    "closed-map": (
        {"type": "object", "additionalProperties": False},
        {"type": ["object", "null"], "additionalProperties": True},
    ),
    "map": (
        {"type": "object", "additionalProperties": NUMBER},
        {"type": ["object", "null"], "additionalProperties": NUMBER},
    ),
    "two-lists": (
        {"anyOf": [{"type": "array", "items": TEXT}, {"type": "array", "items": NUMBER}]},
        {"anyOf": [{"type": "array", "items": {"anyOf": [TEXT, NUMBER]}}, NULL]},
    ),
    "union-with-anything": ({"anyOf": [TEXT, {}]}, {}),
    "all-of-one": ({"allOf": [TEXT], "nullable": True}, {"type": ["string", "null"]}),
}


@pytest.mark.parametrize(("published", "drafted"), ANSWERED.values(), ids=ANSWERED)
def test_answers_promise_nothing_that_is_not_certain(
    studio: Studio, published: dict[str, Any], drafted: dict[str, Any]
) -> None:
    """An answer's field may be null, has no closed values, no `oneOf`, no default, and no bound."""
    assert answered(studio, published) == drafted
    assert studio.findings() == []


SENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "text": (TEXT, TEXT),
    "nullable": ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    "bounds": ({**NUMBER, "minimum": 1, "maximum": 5, "multipleOf": 2}, {**NUMBER, "minimum": 1, "maximum": 5}),
    "bounds-3.0": ({**NUMBER, "minimum": 0, "exclusiveMinimum": True}, {**NUMBER, "exclusiveMinimum": 0}),
    "bounds-3.0-inclusive": ({**NUMBER, "minimum": 0, "exclusiveMinimum": False}, {**NUMBER, "minimum": 0}),
    "bounds-of-nonsense": ({**NUMBER, "minimum": "none"}, NUMBER),
    "pattern": ({**TEXT, "pattern": "^a+$"}, {**TEXT, "pattern": "^a+$"}),
    "broken-pattern": ({**TEXT, "pattern": "("}, TEXT),
    "default": ({**TEXT, "default": "x"}, TEXT),
    "constant": ({"const": "x"}, {"type": "string", "const": "x"}),
    "one-of": ({"oneOf": [TEXT, NUMBER, NULL]}, {"anyOf": [TEXT, NUMBER, NULL]}),
}


@pytest.mark.parametrize(("published", "drafted"), SENT.values(), ids=SENT)
def test_bodies_say_what_the_source_says(studio: Studio, published: dict[str, Any], drafted: dict[str, Any]) -> None:
    """A body's field has the bounds and values that the server checks; the server's defaults are not sent."""
    assert sent(studio, published) == drafted
    assert studio.findings() == []


def test_known_values_are_open_in_answers(studio: Studio) -> None:
    """Values that are listed become a schema `Known...`, beside any other string in an answer."""
    values = {"type": "string", "enum": ["on", "off", None]}

    field = answered(studio, values)

    (name,) = [one for one in studio.schemas if one.startswith("Known")]
    assert field == {"anyOf": [{"$ref": f"#/components/schemas/{name}"}, TEXT, NULL]}
    assert studio.schemas[name]["enum"] == ["on", "off"]


def test_nothing_is_required_in_an_answer(studio: Studio) -> None:
    """What the source requires stands in a comment, for a person who knows that it is certain."""
    studio.draft("getProject")

    assert "required" not in studio.schemas["Project"]
    assert "# Published as required, which is not taken over: name, id, status." in studio.text


def test_bodies_and_answers_share_no_object(studio: Studio) -> None:
    """One published schema becomes two, as what is sent and what is answered differ in null."""
    studio.draft("patchProject")

    body, answer = studio.schemas["ProjectInput"], studio.schemas["Project"]
    assert body["required"] == ["name", "status"]
    assert body["properties"]["parent"]["$ref"] == "#/components/schemas/ProjectInput"
    assert answer["properties"]["name"]["type"] == ["string", "null"]
    assert ("id" in body["properties"], "id" in answer["properties"]) == (False, True)
    assert ("secret_note" in body["properties"], "secret_note" in answer["properties"]) == (True, False)


def test_parts_of_all_of_are_one_object(studio: Studio) -> None:
    """`allOf` is merged; where its parts disagree, a mark asks which is right."""
    parts = [
        {"type": "object", "properties": {"a": TEXT, "b": TEXT}},
        {"type": "object", "properties": {"a": NUMBER, "c": TEXT}},
    ]
    studio.draft(source=answering({"$ref": "#/components/schemas/Whole"}, Whole={"allOf": parts}))

    assert list(studio.schemas["Whole"]["properties"]) == ["a", "b", "c"]
    assert any("disagree about `a`" in mark for mark in studio.marks())


def test_a_union_of_objects_in_an_answer_is_one_object_with_a_mark(studio: Studio) -> None:
    """As nothing is required, the first branch would accept everything: all fields are put together instead."""
    studio.draft("searchProjects")

    found = studio.schemas["ProjectSearchResult"]
    assert list(found["properties"]) == ["state", "hits", "retry_seconds"]
    assert studio.schemas["KnownProjectSearchState"]["enum"] == ["found", "pending"]
    assert any("a union of 2 objects (Found, NotFinished)" in mark for mark in studio.marks())


def test_two_sides_of_an_envelope_need_no_decision(studio: Studio) -> None:
    """Objects with the same fields, as data or an error, are put together without a question."""
    good = {"type": "object", "properties": {"data": TEXT, "error": {"enum": [None], "nullable": True}}}
    bad = {"type": "object", "properties": {"data": {"enum": [None]}, "error": TEXT}}
    studio.draft(source=answering({"anyOf": [good, bad]}))

    (found,) = [one for one in studio.schemas.values() if "data" in one.get("properties", {})]
    assert found["properties"]["data"]["type"] == ["string", "null"]
    assert not any("union" in mark for mark in studio.marks())


def test_a_union_in_a_body_stays_a_union(studio: Studio) -> None:
    """What is sent is one branch or the other, and a constant says which."""
    studio.draft("sendEvent")

    schema = studio.operation("events_create")["requestBody"]["content"]["application/json"]["schema"]
    names = ["#/components/schemas/ClickEvent", "#/components/schemas/TimerEvent"]
    assert schema == {"anyOf": [{"$ref": name} for name in names]}
    assert studio.schemas["TimerEvent"]["properties"]["type"]["const"] == "timer"


def test_recursive_schemas_stay_recursive(studio: Studio) -> None:
    """A filter that holds filters is one schema that refers to itself."""
    studio.draft("searchProjects")

    assert studio.schemas["Filter"]["properties"]["inner"]["items"] == {"$ref": "#/components/schemas/Filter"}


def test_inline_objects_get_names(studio: Studio) -> None:
    """An object inside an object, or in a list, is a schema of its own, named after where it stands."""
    studio.draft("getModel", "listRuns")

    assert studio.schemas["Model"]["properties"]["pricing"]["anyOf"][0] == {"$ref": "#/components/schemas/ModelPricing"}
    assert studio.schemas["Run"]["properties"]["steps"]["items"] == {"$ref": "#/components/schemas/RunStep"}


def test_a_secret_is_left_out_of_repr(studio: Studio) -> None:
    """A string that is called a key or a secret is a password in an answer, and the report says so."""
    report = studio.draft("getModel")

    assert studio.schemas["Model"]["properties"]["api_key"]["format"] == "password"
    assert "taken for a secret" in report


def test_a_time_that_is_a_number_is_a_question(studio: Studio) -> None:
    """Nobody can tell seconds from milliseconds by the name alone."""
    studio.draft("getModel")

    assert any("Is `finished_at` in Unix seconds?" in mark for mark in studio.marks())


def test_names_that_would_be_one_field_are_said(studio: Studio) -> None:
    """Of `projectId` and `project_id` one is left out, and the report says which."""
    report = studio.draft("listRuns")

    assert list(studio.schemas["Run"]["properties"]) == ["run_id", "projectId", "duration_ms", "steps"]
    assert "properties/project_id: left out" in report


@pytest.mark.parametrize("name", ["Any", "ValueError", "Optional", "Client", "class", "None", "Response"])
def test_names_that_mean_something_else_are_avoided(studio: Studio, name: str) -> None:
    """A published schema whose name a client cannot have gets another."""
    thing = {"type": "object", "properties": {"a": TEXT}}
    studio.draft(source=answering({"$ref": f"#/components/schemas/{name}"}, **{name: thing}))

    assert studio.findings() == []


def test_an_equal_schema_of_the_document_is_used(studio: Studio) -> None:
    """A schema that stands in the document is used if it accepts the same, whatever its descriptions and order."""
    studio.draft("getProject")

    assert studio.schemas["Project"]["properties"]["owner"]["anyOf"][0] == {"$ref": "#/components/schemas/Person"}
    assert not any(name.startswith("Person") and name != "Person" for name in studio.schemas)


def test_another_schema_of_that_name_is_never_changed(studio: Studio) -> None:
    """One that differs gets another name, and a mark that asks whether both are one."""
    person = {"type": "object", "properties": {"id": NUMBER, "age": NUMBER}}
    before = studio.schemas["Person"]
    studio.draft(source=answering({"$ref": "#/components/schemas/Person"}, Person=person))

    assert studio.schemas["Person"] == before
    assert list(studio.schemas["Person2"]["properties"]) == ["id", "age"]
    assert any("/Person2/" in mark and "another schema `Person`" in mark for mark in studio.marks())


def test_schemas_that_refer_to_each_other_are_equal_together(studio: Studio) -> None:
    """A circle of schemas that was drafted before is used again as a whole."""
    circle = {
        "Even": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Odd"}}},
        "Odd": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Even"}}},
    }
    first = answering({"$ref": "#/components/schemas/Even"}, **circle)
    studio.draft(source=first)
    names = list(studio.schemas)
    second = {**first, "paths": {"/v1/others": first["paths"]["/v1/things"]}}
    studio.draft(source=second)

    assert list(studio.schemas) == names
    assert "/v1/others" in studio.data["paths"]


def test_what_our_documents_cannot_say_is_reported(studio: Studio) -> None:
    """A keyword that is passed over is a line of the report, with its place."""
    report = studio.draft(source=sending({"type": "object", "properties": {"a": {**TEXT, "not": {"const": "x"}}}}))

    assert "properties/a: `not` is passed over" in report
    assert studio.findings() == []
