"""The translation of a document: operations, parameters, bodies and answers."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from support.zoo import (
    NULL,
    TEXT,
    Json,
    answer,
    answered,
    answering,
    asked,
    asking,
    document,
    findings,
    foreign,
    large,
    ref,
    schemas_of,
    sent,
    taken,
    taking,
)

from tools.codegen import preparation
from tools.codegen.foreign.adaptation import adapt
from tools.codegen.preparation import Prepared
from tools.contract.documents import Document


def test_large_document_is_generated_without_a_warning(generate: Callable[[Prepared], None]) -> None:
    """Of a document with a hundred operations that uses everything there is, each operation is generated."""
    prepared = foreign(large())

    assert len(prepared.methods) == 107
    generate(prepared)


def test_document_stays_as_it_is() -> None:
    """Preparing does not change the document, and does the same each time."""
    data = large()
    before = copy.deepcopy(data)

    first, second = foreign(data), foreign(data)

    assert data == before
    assert json.dumps(first.data) == json.dumps(second.data)
    assert (first.discriminators, first.inputs, first.origins) == (second.discriminators, second.inputs, second.origins)


def test_what_is_translated_keeps_as_it_is() -> None:
    """A translation is in our dialect: making the copy of it for the generators, and again of that, changes nothing."""
    adapted = adapt(Document("openapi/zoo.yaml", large(), {}), ()).data

    once = preparation.prepare(Document("adapted", adapted, {})).data
    twice = preparation.prepare(Document("once", once, {})).data

    assert json.loads(json.dumps(once)) == json.loads(json.dumps(adapted))
    assert json.dumps(twice) == json.dumps(once)


@pytest.mark.parametrize("version", ["2.0", "4.0.0", "", "3.2.0"])
def test_other_versions_are_refused(version: str) -> None:
    """A document that is neither 3.0 nor 3.1 is a finding."""
    assert list(findings(document(version=version))) == ["/openapi"]


def test_operation_states_its_security() -> None:
    """openapi-python-client ignores the document's security, so that each operation has it; none stays none."""
    plain: Json = {"responses": {"204": {"description": ""}}}
    data = document(paths={"/a": {"get": plain}, "/b": {"get": {**plain, "security": []}}}, security=[{"key": []}])

    paths = foreign(data).data["paths"]

    assert paths["/a"]["get"]["security"] == [{"key": []}]
    assert paths["/b"]["get"]["security"] == []


def test_skip_leaves_out_by_name() -> None:
    """Operations are named by id, or by method and path, schemas by name; what matches nothing is a finding."""
    data = document(
        {"Bad": {"type": "array", "items": ref("Bad")}},
        {
            "/a": {"get": {"operationId": "a-1", "responses": answer(ref("Nobody"))}},
            "/b": {"get": {"responses": answer(ref("Nobody"))}, "post": {"responses": answer(ref("Bad"))}},
        },
    )

    named = ["operations.a-1", "operations.GET /b", "schemas.Bad"]

    prepared = foreign(data, skip=named)

    assert answered(prepared) == {}
    assert "does not exist" in findings(data, skip=[*named, "schemas.Worse"])[""]


def test_server_of_an_operation_is_a_finding() -> None:
    """A client has one server; an operation that is elsewhere cannot be called."""
    operation = {"servers": [{"url": "https://uploads.example.com"}], "responses": {"204": {"description": ""}}}

    assert list(findings(document(paths={"/a": {"put": operation}}))) == ["/paths/~1a/put"]


def parameter(schema: Json, place: str = "query", **more: Any) -> Json:
    path = "/things/{p}" if place == "path" else "/things"
    whole = {"name": "p", "in": place, "schema": schema, "required": place == "path", **more}
    components = {"schemas": {"Flat": {"properties": {"a": TEXT}}, "E": {"type": "string", "enum": ["a", "b"]}}}
    (result,) = taken(foreign({**taking(whole, path=path), "components": components}))
    schema_of: Json = result["schema"]
    return schema_of


DATE = {"type": "string", "format": "date-time"}
LIST = {"type": "array", "items": TEXT}


@pytest.mark.parametrize(
    ("place", "schema", "expected"),
    [
        ("query", LIST, LIST),
        ("query", DATE, DATE),
        ("query", ref("Flat"), ref("Flat")),
        ("query", {"anyOf": [TEXT, NULL]}, TEXT),
        ("query", {"enum": ["a", None]}, ref("ThingsListP")),
        ("header", LIST, TEXT),
        ("header", DATE, TEXT),
        ("header", {}, TEXT),
        ("header", ref("E"), ref("E")),
        ("header", {"type": "integer"}, {"type": "integer"}),
        ("path", LIST, TEXT),
        ("path", ref("Flat"), TEXT),
        ("path", {"type": "integer", "nullable": True, "default": 1}, {"type": "integer"}),
        ("cookie", LIST, LIST),
        ("cookie", ref("Flat"), TEXT),
    ],
)
def test_parameters_fit_their_place(place: str, schema: Json, expected: Json) -> None:
    """What a place cannot hold as such is text that the caller writes; null is left out rather than sent."""
    assert parameter(schema, place) == expected


def test_delimited_arrays_keep_their_style() -> None:
    """An array that is not repeated stays one if it is all that is sent; the client joins it."""
    (found,) = taken(
        foreign(taking({"name": "p", "in": "query", "explode": False, "style": "pipeDelimited", "schema": LIST}))
    )

    assert found == {
        "name": "p", "in": "query", "required": False, "style": "pipeDelimited", "explode": False, "schema": LIST,
    }  # fmt: skip
    assert parameter({"anyOf": [TEXT, LIST]}, explode=False) == TEXT


@pytest.mark.parametrize(
    ("schema", "more"),
    [
        ({"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}, {}),
        ({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": TEXT}}}}, {}),
        ({"type": "object", "additionalProperties": {"type": "object"}}, {}),
    ],
)
def test_nested_query_is_a_finding(schema: Json, more: Json) -> None:
    """A query has names and texts, and no generated code would write brackets."""
    found = findings(taking({"name": "p", "in": "query", "schema": schema, **more}))

    assert list(found) == ["/paths/~1things/get/parameters/0"]


def test_parameter_with_content_is_text() -> None:
    """A parameter that is JSON is a text, and says so."""
    content = {"application/json": {"schema": {"type": "object"}}}

    (found,) = taken(foreign(taking({"name": "p", "in": "query", "description": "A filter.", "content": content})))

    assert found["schema"] == TEXT
    assert found["description"] == "A filter. Text in the format `application/json`."


def test_path_parameters_are_identifiers() -> None:
    """Names in a path become identifiers, in the path and in the parameters; the path item's parameters count."""
    data = document(
        paths={
            "/a/{foo-bar}/{foo.bar}/{ok}": {
                "parameters": [
                    {"name": name, "in": "path", "required": True, "schema": TEXT}
                    for name in ("foo-bar", "foo.bar", "ok")
                ],
                "get": {
                    "parameters": [{"name": "ok", "in": "path", "required": True, "schema": {"type": "integer"}}],
                    "responses": {"204": {"description": ""}},
                },
            }
        }
    )

    prepared = foreign(data)

    assert list(prepared.data["paths"]) == ["/a/{foo_bar}/{foo_bar_}/{ok}"]
    assert [entry["name"] for entry in taken(prepared)] == ["foo_bar", "foo_bar_", "ok"]
    assert taken(prepared)[2]["schema"] == {"type": "integer"}
    assert (
        prepared.origins["/paths/~1a~1{foo_bar}~1{foo_bar_}~1{ok}/get"] == "/paths/~1a~1{foo-bar}~1{foo.bar}~1{ok}/get"
    )


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/a?x={y}", [{"name": "y", "in": "path", "required": True, "schema": TEXT}]),
        ("/a", [{"name": "x", "in": "query", "schema": TEXT}] * 2),
        ("/a", [{"name": "a-b", "in": "query", "schema": TEXT}, {"name": "a.b", "in": "query", "schema": TEXT}]),
        ("/a", [{"name": "x", "in": "body", "schema": TEXT}]),
    ],
    ids=["parameter in a fixed query", "twice", "one Python name", "no place"],
)
def test_parameters_that_cannot_be_sent_are_findings(path: str, parameters: list[Json]) -> None:
    """What openapi-python-client would refuse or send wrongly is a finding of the operation."""
    found = findings(taking(*parameters, path=path))

    assert found
    assert all(pointer.startswith("/paths/") for pointer in found)


def test_headers_that_openapi_ignores_are_dropped() -> None:
    """Accept, Content-Type and Authorization are said elsewhere, in any case."""
    names = ["accept", "Content-Type", "AUTHORIZATION", "X-Mine"]

    found = taken(foreign(taking(*[{"name": name, "in": "header", "schema": TEXT} for name in names])))

    assert [entry["name"] for entry in found] == ["X-Mine"]


@pytest.mark.parametrize(
    ("offered", "content_type", "original"),
    [
        (["multipart/form-data", "application/json"], "application/json", None),
        (["application/xml", "application/merge-patch+json"], "application/json", "application/merge-patch+json"),
        (["application/x-www-form-urlencoded", "multipart/form-data"], "multipart/form-data", None),
        (["text/plain", "application/x-www-form-urlencoded"], "application/x-www-form-urlencoded", None),
        (["image/png"], "application/octet-stream", "image/png"),
        (["application/octet-stream"], "application/octet-stream", "application/octet-stream"),
    ],
)
def test_one_body_is_kept(
    offered: list[str], content_type: str, original: str | None, generate: Callable[[Prepared], None]
) -> None:
    """Of the bodies that a server takes the best expressed one; what is sent as bytes keeps its type's name."""
    data = asking({"type": "object", "properties": {"a": TEXT}})
    body = data["paths"]["/things"]["put"]["requestBody"]
    body["content"] = dict.fromkeys(offered, body["content"]["application/json"])

    prepared = foreign(data)

    assert asked(prepared)[0] == content_type
    assert asked(prepared)[1].get("x-content-type") == original
    generate(prepared)


def test_files_are_in_multipart_bodies_only() -> None:
    """`format: binary` is a file in a multipart body, and text anywhere else; what differs is two classes."""
    upload = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    paths: Json = {
        f"/{name}": {"post": {"requestBody": sent(ref("Upload"), kind), "responses": {"204": {"description": ""}}}}
        for name, kind in (("form", "multipart/form-data"), ("json", "application/json"))
    }

    prepared = foreign(document({"Upload": upload}, paths))

    assert schemas_of(prepared)["UploadForm"]["properties"]["file"] == {"type": "string", "format": "binary"}
    assert schemas_of(prepared)["Upload"]["properties"]["file"] == TEXT
    assert prepared.inputs == {"Upload", "UploadForm"}


def test_form_that_is_no_object_is_a_finding() -> None:
    """A form has fields."""
    found = findings(asking(TEXT, content_type="multipart/form-data"))

    assert list(found) == ["/paths/~1things/put/requestBody/content/multipart~1form-data/schema"]


@pytest.mark.parametrize(
    ("offered", "content_type", "schema"),
    [
        (["text/html", "application/json"], "application/json", ref("Thing")),
        (["application/json; charset=utf-8"], "application/json", ref("Thing")),
        (["application/problem+json"], "application/problem+json", ref("Thing")),
        (["text/csv"], "text/csv", TEXT),
        (["text/event-stream"], "application/json", ref("Thing")),
        (["video/mp4"], "application/octet-stream", {"type": "string", "format": "binary"}),
        (["*/*"], "application/json", ref("Thing")),
    ],
)
def test_one_content_is_kept(
    offered: list[str], content_type: str, schema: Json, generate: Callable[[Prepared], None]
) -> None:
    """Of what a server answers with, JSON if it is offered, else text, else bytes."""
    data = answering(ref("Thing"), {"Thing": {"type": "object", "properties": {"a": TEXT}}})
    response = data["paths"]["/things"]["get"]["responses"]["200"]
    response["content"] = {name: {"schema": ref("Thing")} for name in offered}

    prepared = foreign(data)

    (kept,) = prepared.data["paths"]["/things"]["get"]["responses"]["200"]["content"].items()
    named = {"x-content-type": offered[0]} if content_type == "application/octet-stream" else {}
    assert kept == (content_type, {"schema": schema, **named})
    generate(prepared)


def test_statuses() -> None:
    """Ranges and `default` stay, numbers are text, an empty answer stays empty; anything else is a finding."""
    response: Json = {"description": "D"}
    data = document(
        paths={"/a": {"get": {"responses": {200: response, "4xx": response, "default": response, "x-a": 1}}}}
    )

    assert foreign(data).data["paths"]["/a"]["get"]["responses"] == {
        "200": response,
        "4XX": response,
        "default": response,
    }
    data["paths"]["/a"]["get"]["responses"]["20?"] = response
    assert list(findings(data)) == ["/paths/~1a/get/responses/20?"]


def test_all_findings_come_at_once() -> None:
    """One run reports everything that is wrong."""
    schemas = {
        "A": {"type": "array", "items": ref("A")},
        "B": {"type": "object", "properties": {"x": {"type": "text"}}},
    }
    data = document(schemas, {"/a?b={b}": {"get": {"responses": answer(ref("A"))}}})

    assert set(findings(data)) == {
        "/components/schemas/A",
        "/components/schemas/B/properties/x/type",
        "/paths/~1a?b={b}/get",
    }
