"""What is safe is drafted, keeps the rules for documents, and says what the page says; the rest is left to people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tools.contract import documents
from tools.contract.differences import Kind
from tools.contract.documents import Document
from tools.contract.facts import Json, Place
from tools.drift import edits
from tools.drift.disagreements import Disagreement
from tools.drift.edits import Insert, Replace
from tools.drift.proposals.drafts import Proposal, propose
from tools.drift.proposals.places import path_of, value_at

PROJECT = Path(__file__).resolve().parent / "project"
REQUEST = "/components/schemas/Request"
VIDEO = "/components/schemas/Video"
GET = "/paths/~1v1~1requests~1{request_id}/get"


@pytest.fixture
def document() -> Document:
    """Lumenfall's."""
    return documents.load(PROJECT / "openapi" / "lumenfall" / "document.yaml", file="openapi/lumenfall/document.yaml")


def finding(kind: Kind, subject: str, pointer: str, page: Json, *path: str, ours: Json = None) -> Disagreement:
    return Disagreement(
        provider="lumenfall",
        operation="requests_get",
        kind=kind,
        subject=subject,
        page=Place("page.md", 3),
        document=Place("openapi/lumenfall/document.yaml", 1, pointer),
        severity="warning",
        message=f"the page has {subject}",
        page_fact=page,
        document_fact=ours,
        path=path,
    )


def field(name: str, facts: Json, *, pointer: str = f"{REQUEST}/properties") -> Disagreement:
    return finding("added", f"response.200.{name}", pointer, facts, name)


def changed(document: Document, proposal: Proposal) -> dict[str, Any]:
    """The document with a proposal."""
    return edits.make(document.data, proposal.edits)


def at(tree: Any, pointer: str) -> Any:
    path = path_of(pointer, tree)
    return None if path is None else value_at(tree, path)


NULLABLE = [{"type": "string"}, {"type": "null"}]
FIELDS: dict[str, tuple[Json, Json]] = {
    "a number": ({"type": ["integer"]}, {"type": ["integer", "null"]}),
    "what is never null on the page": ({"type": ["string"], "nullable": False}, {"type": ["string", "null"]}),
    "what is required on the page": ({"type": ["string"], "required": True}, {"type": ["string", "null"]}),
    "a time": ({"type": ["string"], "format": "date-time"}, {"type": ["string", "null"], "format": "date-time"}),
    "a strange format": ({"type": ["string"], "format": "hologram"}, {"type": ["string", "null"]}),
    "no readable type": ({}, {}),
    "two types": (
        {"type": ["boolean", "string"]},
        {"anyOf": [{"type": "boolean"}, {"type": "string"}, {"type": "null"}]},
    ),
    "integers and numbers": ({"type": ["integer", "number"]}, {"type": ["number", "null"]}),
    "free JSON": ({"type": ["object"]}, {"type": ["object", "null"], "additionalProperties": True}),
    "a list of anything": ({"type": ["array"]}, {"type": ["array", "null"], "items": {}}),
    "a list of texts": (
        {"type": ["array"], "items": {"type": ["string"]}},
        {"type": ["array", "null"], "items": {"type": "string"}},
    ),
    "numbers with values": ({"type": ["integer"], "values": [1, 2]}, {"type": ["integer", "null"]}),
    "bounds, which nobody checks in answers": ({"type": ["integer"], "minimum": 1}, {"type": ["integer", "null"]}),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_new_field_is_optional_and_nullable(document: Document, name: str) -> None:
    """Typed as the page says, and null besides; without a word of the page."""
    facts, expected = FIELDS[name]

    [proposal] = propose(document, [field("speed", facts)])

    assert proposal.is_safe, proposal.reason
    schema = at(changed(document, proposal), f"{REQUEST}/properties/speed")
    assert schema.pop("description") == "The speed. Absent or null if there is none."
    assert schema == expected
    assert "speed" not in at(changed(document, proposal), f"{REQUEST}/required")


DESCRIPTIONS: dict[str, tuple[Json, str]] = {
    "queue_ms": ({"type": ["integer"]}, "The queue, in milliseconds. Absent or null if there is none."),
    "ms": ({"type": ["integer"]}, "The ms. Absent or null if there is none."),
    "started_at": ({"type": ["integer"]}, "When it was started, in Unix seconds. Absent or null if there is none."),
    "startedAt": ({"type": ["string"]}, "When it was started. Absent or null if there is none."),
    "cached": ({"type": ["boolean"]}, "Whether `cached` holds. Absent or null if there is none."),
    "日本": ({"type": ["string"]}, "The 日本. Absent or null if there is none."),
}


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_the_words_of_a_new_field_follow_from_its_name(document: Document, name: str) -> None:
    """Descriptions state units and times, as the rules for documents require."""
    facts, expected = DESCRIPTIONS[name]

    [proposal] = propose(document, [field(name, facts)])

    assert at(changed(document, proposal), f"{REQUEST}/properties/{name}/description") == expected


def test_known_values_get_a_schema(document: Document) -> None:
    """An open enum, as everywhere."""
    [proposal] = propose(document, [field("tier", {"type": ["string"], "values": ["a", "b"]})])

    assert proposal.is_safe
    after = changed(document, proposal)
    assert at(after, f"{REQUEST}/properties/tier/anyOf") == [
        {"$ref": "#/components/schemas/KnownRequestTier"},
        *NULLABLE,
    ]
    assert at(after, "/components/schemas/KnownRequestTier/enum") == ["a", "b"]


def test_a_nested_object_gets_schemas(document: Document) -> None:
    """With its fields, at any depth, and names that are free."""
    facts = {
        "type": ["object"],
        "fields": {"steps": {"type": ["array"], "items": {"type": ["object"], "fields": {"id": {"type": ["string"]}}}}},
    }

    [proposal] = propose(document, [field("plan", facts)])

    assert proposal.is_safe, proposal.reason
    after = changed(document, proposal)
    assert at(after, f"{REQUEST}/properties/plan/anyOf/0") == {"$ref": "#/components/schemas/RequestPlan"}
    assert at(after, "/components/schemas/RequestPlan/properties/steps/items") == {
        "$ref": "#/components/schemas/RequestPlanStep"
    }
    assert at(after, "/components/schemas/RequestPlanStep/properties/id/type") == ["string", "null"]


def test_names_that_are_taken_are_avoided(document: Document) -> None:
    """Two schemas never become one module."""
    one = field("output", {"type": ["object"], "fields": {"a": {}}}, pointer=f"{VIDEO}/properties")
    document.data["components"]["schemas"]["Video"]["properties"].pop("output")
    document.data["components"]["schemas"]["RequestUnused"] = {}

    [proposal] = propose(document, [one])

    output = at(changed(document, proposal), f"{VIDEO}/properties/output")
    assert output["anyOf"][0] == {"$ref": "#/components/schemas/VideoOutput2"}


LIMIT = finding("added", "parameter.limit", f"{GET}/parameters", {"in": "query", "type": ["integer"]}, "query", "limit")
ON_TWO_PAGES: dict[str, Disagreement] = {
    "a field": field("speed", {"type": ["integer"]}),
    "a parameter": LIMIT,
    "a status": finding("status", "response.409", f"{GET}/responses", True),
    "null in a type": finding(
        "nullability", "response.200.created_at", f"{VIDEO}/properties/created_at", True, "created_at"
    ),
    "null in a union": finding("nullability", "response.200.status", f"{VIDEO}/properties/status", True, "status"),
    "a default of an answer": finding("default", "response.200.size", f"{VIDEO}/properties/size", "1x1", "size"),
    "a bound of an answer": finding("bounds", "response.200.id", f"{VIDEO}/properties/id", {"minLength": 1}, "id"),
}


@pytest.mark.parametrize("name", ON_TWO_PAGES)
def test_what_two_pages_state_is_written_once(document: Document, name: str) -> None:
    """The second finding has nothing left to do."""
    first, second = propose(document, [ON_TWO_PAGES[name], ON_TWO_PAGES[name]])

    assert first.edits
    assert (second.is_safe, second.edits) == (True, ())


def test_a_new_query_parameter_is_proposed(document: Document) -> None:
    """With what a call of the tests needs; one that is required is not applied."""
    facts = {"in": "query", "type": ["integer"], "minimum": 1, "default": 20, "description": "The page's words."}
    optional = finding("added", "parameter.limit", f"{GET}/parameters", facts, "query", "limit")
    required = finding("added", "parameter.limit", f"{GET}/parameters", {**facts, "required": True}, "query", "limit")
    cookie = finding("added", "parameter.x_a", f"{GET}/parameters", {"in": "cookie"}, "cookie", "X-A")

    [proposal] = propose(document, [optional])

    assert proposal.is_safe, proposal.reason
    assert at(changed(document, proposal), f"{GET}/parameters")[-1] == {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": "The limit. By default, the server uses `20`.",
        "schema": {"type": "integer", "minimum": 1},
        "example": 20,
    }
    assert [one.reason for one in propose(document, [required, cookie])] == [
        "every call would need it.",
        "a parameter in the cookie changes every call.",
    ]


def test_a_body_that_is_json_or_a_form_gets_a_field_in_both(document: Document) -> None:
    """The two schemas of such a body have the same fields."""
    content = document.data["paths"]["/openai/v1/videos"]["post"]["requestBody"]["content"]
    schemas = document.data["components"]["schemas"]
    schemas["VideoForm"] = {
        **schemas["VideoCreateParams"],
        "properties": {**schemas["VideoCreateParams"]["properties"]},
    }
    content["multipart/form-data"] = {
        **content["application/json"],
        "schema": {"$ref": "#/components/schemas/VideoForm"},
    }
    pointer = "/components/schemas/VideoCreateParams/properties"
    asked = finding("added", "request.audience", pointer, {"type": ["string"]}, "audience")

    [proposal] = propose(document, [replace(asked, operation="videos_create")])

    assert proposal.is_safe, proposal.reason
    after = changed(document, proposal)
    both = [at(after, f"/components/schemas/{name}/properties/audience") for name in ("VideoCreateParams", "VideoForm")]
    assert both == [{"type": "string", "description": "The audience."}] * 2


def test_a_new_status_follows_the_other_errors(document: Document) -> None:
    """Schema and headers as they have them, in an answer of its own; a second operation shares it."""
    first = finding("status", "response.409", f"{GET}/responses", True)
    second = Disagreement(**{**vars(first), "operation": "videos_get"})

    one, two = propose(document, [first, second])

    assert one.is_safe, one.reason
    answer = at(changed(document, one), "/components/responses/Conflict")
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorResponse"}
    assert answer["content"]["application/json"]["examples"]["conflict"]["value"] == {"error": {"message": "Conflict"}}
    assert "X-Lumenfall-Request-Id" in answer["headers"]
    path = ("paths", "/openai/v1/videos/{video_id}", "get", "responses")
    assert two.edits == (Insert(path, "409", {"$ref": "#/components/responses/Conflict"}),)


def test_a_status_that_another_operation_has_is_shared(document: Document) -> None:
    """The same reference, no second answer."""
    del document.data["paths"]["/v1/requests/{request_id}"]["get"]["responses"]["429"]

    [proposal] = propose(document, [finding("status", "response.429", f"{GET}/responses", True)])

    path = ("paths", "/v1/requests/{request_id}", "get", "responses")
    assert proposal.edits == (Insert(path, "429", {"$ref": "#/components/responses/RateLimited"}),)


@pytest.mark.parametrize("status", ["201", "304", "5xx", "default", "4XX"])
def test_other_statuses_are_left_to_people(document: Document, status: str) -> None:
    """A success has a body that nobody has described, a range says less than a document does."""
    [proposal] = propose(document, [finding("status", f"response.{status}", f"{GET}/responses", True)])

    assert not proposal.is_safe


def test_known_values_are_added_where_they_stand(document: Document) -> None:
    """And none is taken away."""
    values = ["queued", "moderating"]
    [proposal] = propose(
        document, [finding("values", "response.200.status", f"{VIDEO}/properties/status", values, "status")]
    )

    assert proposal.is_safe
    assert at(changed(document, proposal), "/components/schemas/KnownVideoStatus/enum") == [
        "queued",
        "in_progress",
        "completed",
        "failed",
        "cancelled",
        "moderating",
    ]


def test_a_plain_text_may_get_known_values(document: Document) -> None:
    """It stays open, and nullable."""
    [proposal] = propose(
        document, [finding("values", "response.200.model", f"{VIDEO}/properties/model", ["sora-2"], "model")]
    )

    assert proposal.is_safe, proposal.reason
    model = at(changed(document, proposal), f"{VIDEO}/properties/model")
    assert model["anyOf"] == [{"$ref": "#/components/schemas/KnownVideoModel"}, *NULLABLE]
    assert "type" not in model


NULLS: dict[str, tuple[str, Json]] = {
    "a type": ("created_at", {"type": ["integer", "null"]}),
    "an open enum": (
        "status",
        {"anyOf": [{"$ref": "#/components/schemas/KnownVideoStatus"}, *NULLABLE]},
    ),
}


@pytest.mark.parametrize("name", NULLS)
def test_newly_stated_null_is_allowed(document: Document, name: str) -> None:
    """Wherever it has to stand; what the page denies is not."""
    key, expected = NULLS[name]
    pointer = f"{VIDEO}/properties/{key}"
    subject = f"response.200.{key}"

    [proposal, denial] = propose(
        document,
        [finding("nullability", subject, pointer, True, key), finding("nullability", subject, pointer, False, key)],
    )

    assert proposal.is_safe, proposal.reason
    schema = at(changed(document, proposal), pointer)
    assert {key: value for key, value in schema.items() if key != "description"} == expected
    assert not denial.is_safe


def test_bounds_are_widened_and_not_narrowed() -> None:
    """A call that is made today is not refused tomorrow."""
    document = documents.load(
        PROJECT / "openapi" / "promptlayer" / "document.yaml", file="openapi/promptlayer/document.yaml"
    )
    pointer = "/paths/~1api~1public~1v2~1requests~1{request_id}/get/parameters/0"
    parts = ("path", "request_id")

    wider, narrower, more = propose(
        document,
        [finding("bounds", "parameter.request_id", pointer, fact, *parts)
         for fact in ({"minimum": 0}, {"minimum": 10}, {"minimum": 1, "maximum": 9})],
    )  # fmt: skip

    assert [one.is_safe for one in (wider, narrower, more)] == [True, False, False]
    assert [one.path[-1] for one in wider.edits if isinstance(one, Replace)] == ["minimum"]
    assert at(changed(document, wider), f"{pointer}/schema/minimum") == 0


UNSAFE: dict[str, Disagreement] = {
    "removed": finding("removed", "response.200.id", f"{VIDEO}/properties/id", None, "id"),
    "renamed": finding("renamed", "response.200.prompt", f"{VIDEO}/properties/prompt", "text", "prompt"),
    "type": finding("type", "response.200.seconds", f"{VIDEO}/properties/seconds", "number", "seconds"),
    "required": finding("required", "response.200.size", f"{VIDEO}/properties/size", True, "size"),
    "never null": finding("nullability", "response.200.size", f"{VIDEO}/properties/size", False, "size"),
    "fewer values": finding("values", "response.200.status", f"{VIDEO}/properties/status", ["queued"], "status"),
    "path": finding("path", "path", "/paths/~1v1~1requests~1{request_id}", "/v2/requests/{id}"),
    "method": finding("method", "method", GET, "POST"),
    "server": finding("server", "server", "/servers/0", "https://b.test"),
    "authentication": finding("authentication", "authentication", "/x", {}),
    "status": finding("status", "response.404", f"{GET}/responses/404", False),
    "example": finding("example", "response.200", GET, {}),
    "added": field("a", {}, pointer="/components/schemas/Gone"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_breaks_callers_is_left_to_people(document: Document, name: str) -> None:
    """It is not written, and has a reason."""
    [proposal] = propose(document, [UNSAFE[name]])

    assert not proposal.is_safe
    assert proposal.reason
    assert proposal.edits == ()


def test_what_breaks_a_rule_is_not_safe(document: Document) -> None:
    """Two fields that become one attribute: the document would be refused."""
    [proposal] = propose(document, [field("keyId", {"type": ["string"]})])

    assert not proposal.is_safe
    assert "become the same attribute" in str(proposal.reason)


HOSTILE = "x'] | $..*\n\u2028\"; import os"


def test_hostile_names_stay_names(document: Document) -> None:
    """What a page calls a field or a value never becomes part of YAML's syntax."""
    facts = {"type": ["string"], "values": [HOSTILE, "yes", "", "# no"]}
    [added] = propose(document, [field("speed", facts)])
    text = (PROJECT / document.file).read_text(encoding="utf-8")

    made = edits.write(text, [*added.edits, Insert(("components", "schemas", "Video", "properties"), HOSTILE, {})])

    after = documents.load_text(made, file="document.yaml", as_json=False).data
    assert at(after, "/components/schemas/KnownRequestSpeed/enum") == facts["values"]
    assert HOSTILE in at(after, f"{VIDEO}/properties")
