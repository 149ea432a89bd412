"""The copy of our documents that both generators read: it says each thing in one way."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from support.jobs import ANSWER, BODY, DROP, GET, JOB, MINIMAL, POST, SCHEMAS, change, read_minimal

from tools.codegen.preparation import Prepared, prepare
from tools.contract import providers
from tools.contract.documents import Document, load
from tools.contract.findings import InputError

PROJECT: Final = Path(__file__).parents[2]
ROWS: Final = {row.name: row for row in providers.load(PROJECT).values() if row.rules == "ours"}
ORDER: Final = SCHEMAS + "/JobOrder/properties"
FAILURE: Final = {"$ref": "#/components/schemas/Failure"}
NULL: Final = {"type": "null"}
TEXT: Final = {"type": "string"}


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_minimal(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def prepared(minimal: Document) -> Callable[[Mapping[str, Any]], Prepared]:
    """Prepare a variant of the document of jobs."""
    return lambda changes: prepare(change(minimal, changes))


def schemas(prepared: Prepared) -> dict[str, Any]:
    found: dict[str, Any] = prepared.data["components"]["schemas"]
    return found


@pytest.mark.parametrize("name", ROWS)
def test_our_documents_change_next_to_nothing(name: str) -> None:
    """Of the schemas of our documents, only maps and constants get a name; the document itself stays as it is."""
    document = load(PROJECT / ROWS[name].document)
    before = copy.deepcopy(document.data)

    prepared = prepare(document)

    assert document.data == before
    ours, theirs = before["components"]["schemas"], schemas(prepared)
    assert [key for key in theirs if key in ours] == list(ours)
    assert all(key.endswith("Map") or len(theirs[key]["enum"]) == 1 for key in theirs if key not in ours)
    for key, schema in ours.items():
        for field_name, value in schema.get("properties", {}).items():
            if not {"additionalProperties", "const"} & {*value, *value.get("items", {})}:
                assert theirs[key]["properties"][field_name] == value


def test_what_stands_elsewhere_is_written_where_it_is_used(minimal: Document) -> None:
    """A path item, a parameter, a header, a body and an example that are referred to stand in their place."""
    data = copy.deepcopy(minimal.data)
    get, jobs = data["paths"]["/v1/jobs/{job_id}"]["get"], data["paths"]["/v1/jobs"]
    answer = get["responses"]["200"]
    moved = {
        "/components/parameters": {"Status": get["parameters"][1]},
        "/components/headers": {"Id": answer["headers"]["X-Request-Id"]},
        "/components/examples": {"Done": answer["content"]["application/json"]["examples"]["done"]},
        "/components/requestBodies": {"Order": copy.deepcopy(jobs["post"]["requestBody"])},
        "/components/pathItems": {"Jobs": jobs},
        f"{GET}/parameters/1": {"$ref": "#/components/parameters/Status"},
        f"{GET}/responses/200/headers/X-Request-Id": {"$ref": "#/components/headers/Id"},
        f"{ANSWER}/examples/done": {"$ref": "#/components/examples/Done"},
        "/components/pathItems/Jobs/post/requestBody": {"$ref": "#/components/requestBodies/Order"},
        "/paths/~1v1~1jobs": {"$ref": "#/components/pathItems/Jobs"},
    }
    whole, referring = prepare(minimal), prepare(change(minimal, moved))

    assert referring.data["paths"] == whole.data["paths"]
    assert referring.origins["/paths/~1v1~1jobs/post"] == "/components/pathItems/Jobs/post"


def test_parameters_of_a_path_stand_with_each_operation(minimal: Document) -> None:
    """They come first, unless the operation has one of that name and place itself."""
    get = minimal.data["paths"]["/v1/jobs/{job_id}"]["get"]
    limit = {**get["parameters"][1], "name": "limit", "schema": {"type": "integer"}, "example": 1}
    shared = [{**get["parameters"][0], "description": "Another text."}, limit]

    prepared = prepare(change(minimal, {"/paths/~1v1~1jobs~1{job_id}/parameters": shared}))

    found = prepared.data["paths"]["/v1/jobs/{job_id}"]
    assert [parameter["name"] for parameter in found["get"]["parameters"]] == ["limit", "job_id", "status"]
    assert found["get"]["parameters"][1]["description"] == "The id of the job."
    assert list(found) == ["get"]


def test_operations_know_their_resource_and_method(minimal: Document) -> None:
    """The operation id is `<tag>_<method>`; a tag in other letters is written as the ids begin."""
    prepared = prepare(change(minimal, {"/tags/0/name": "Jobs", f"{GET}/tags/0": "Jobs", f"{POST}/tags/0": "Jobs"}))

    assert prepared.methods == {"jobs_get": ("jobs", "get"), "jobs_create": ("jobs", "create")}
    assert prepared.data["paths"]["/v1/jobs"]["post"]["tags"] == ["jobs"]
    assert [tag["name"] for tag in prepared.data["tags"]] == ["jobs"]
    assert prepared.inputs == {"JobOrder"}


ALIASES: Final = {
    f"{SCHEMAS}/Price": {"type": ["number", "null"], "description": "A price.", "default": 1},
    f"{SCHEMAS}/Choice": {"anyOf": [{"type": "integer"}, {"$ref": "#/components/schemas/Price"}], "description": "C."},
    f"{SCHEMAS}/Names": {"type": "array", "items": TEXT, "description": "Some names."},
}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"$ref": "#/components/schemas/Names"}, {"type": "array", "items": TEXT}, id="alias of a list"),
        pytest.param(
            {"$ref": "#/components/schemas/Choice"},
            {"anyOf": [{"type": "integer"}, {"type": "number", "description": "A price."}, NULL]},
            id="alias of a union of an alias",
        ),
        pytest.param({"anyOf": [NULL, FAILURE, FAILURE]}, {"anyOf": [FAILURE, NULL]}, id="null last, nothing twice"),
        pytest.param({"anyOf": [TEXT, NULL]}, {"type": ["string", "null"]}, id="null beside one type"),
        pytest.param({"anyOf": [TEXT, {}]}, {}, id="anything swallows the rest"),
        pytest.param({"anyOf": [NULL]}, NULL, id="nothing but null"),
        pytest.param(
            {"type": ["integer", "string", "null"]},
            {"anyOf": [{"type": "integer"}, TEXT, NULL]},
            id="several types are alternatives",
        ),
        pytest.param({"const": 5, "type": "integer"}, {"type": "integer"}, id="constant of an answer"),
        pytest.param({"const": True}, {"type": "boolean"}, id="constant without a type"),
        pytest.param({"type": "integer", "default": 5}, {"type": "integer"}, id="default of an answer"),
        pytest.param({"type": ["array", "null"], "items": {}}, {"type": ["array", "null"], "items": {}}, id="list"),
    ],
)
def test_a_field_of_an_answer_is_said_in_one_way(
    prepared: Callable[[Mapping[str, Any]], Prepared], schema: dict[str, Any], expected: dict[str, Any]
) -> None:
    """References to what is no class, unions in unions and null among alternatives are gone, and so are defaults."""
    found = schemas(prepared({**ALIASES, f"{JOB}/extra": {**schema, "description": "It."}}))

    assert found["Job"]["properties"]["extra"] == {**expected, "description": "It."}
    assert found.keys() & {"Price", "Choice", "Names"} == set()


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"type": "integer", "default": 5}, {"type": "integer", "default": 5}, id="default"),
        pytest.param({"type": "string", "default": 'a"b'}, TEXT, id="default that would be escaped twice"),
        pytest.param(
            {"type": "string", "format": "date", "default": "2026-01-01"}, {**TEXT, "format": "date"}, id="day"
        ),
        pytest.param({"type": "array", "items": TEXT, "default": []}, {"type": "array", "items": TEXT}, id="list"),
        pytest.param(
            {"anyOf": [TEXT, {"type": "integer"}], "default": 1}, {"anyOf": [TEXT, {"type": "integer"}]}, id="union"
        ),
        pytest.param({"const": 5}, {"type": "integer"}, id="constant number"),
    ],
)
def test_a_field_of_a_body_keeps_what_can_be_sent(
    prepared: Callable[[Mapping[str, Any]], Prepared], schema: dict[str, Any], expected: dict[str, Any]
) -> None:
    """A default stays where the generator writes it as it is."""
    found = schemas(prepared({f"{ORDER}/seconds": schema}))

    assert found["JobOrder"]["properties"]["seconds"] == expected


def test_a_constant_of_a_body_is_an_enum_of_one(prepared: Callable[[Mapping[str, Any]], Prepared]) -> None:
    """So that its type is the text itself, and not any text."""
    found = schemas(prepared({f"{ORDER}/kind": {"const": "film", "description": "The kind."}}))

    assert found["JobOrder"]["properties"]["kind"] == {
        "$ref": "#/components/schemas/JobOrderKind",
        "description": "The kind.",
    }
    assert found["JobOrderKind"] == {"type": "string", "enum": ["film"], "description": "The kind."}


def test_maps_have_names(prepared: Callable[[Mapping[str, Any]], Prepared]) -> None:
    """A map is called after where it stands, or as the document calls it; each name ends with `Map`, and is unique."""
    numbers = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": "number"}}}
    found = prepared(
        {
            f"{SCHEMAS}/Labels": {"type": "object", "additionalProperties": TEXT, "description": "Labels."},
            f"{JOB}/first": {"$ref": "#/components/schemas/Labels"},
            f"{JOB}/second": {"type": ["array", "null"], "items": numbers},
            f"{SCHEMAS}/JobLabelsMap": {"type": "object", "additionalProperties": True, "description": "Others."},
            f"{JOB}/third": {"anyOf": [{"$ref": "#/components/schemas/JobLabelsMap"}, NULL]},
        }
    )

    job = schemas(found)["Job"]["properties"]
    assert job["labels"]["anyOf"][0] == {"$ref": "#/components/schemas/JobLabels2Map"}
    assert job["first"] == {"$ref": "#/components/schemas/LabelsMap"}
    assert job["second"]["items"] == {"$ref": "#/components/schemas/JobSecondItemMap"}
    inner = schemas(found)["JobSecondItemMap"]["additionalProperties"]
    assert inner == {"$ref": "#/components/schemas/JobSecondItemValueMap"}
    assert schemas(found)["JobSecondItemValueMap"]["additionalProperties"] == {"type": "number"}
    assert found.origins[f"{SCHEMAS}/JobLabels2Map"] == f"{JOB}/labels"
    assert found.origins[f"{SCHEMAS}/LabelsMap"] == f"{SCHEMAS}/Labels"
    told = found.finding(f"{SCHEMAS}/JobLabels2Map", "Wrong.")
    assert (told.file, told.pointer, told.line) == (
        "openapi/acme/document.yaml",
        f"{JOB}/labels",
        MINIMAL.splitlines().index(next(line for line in MINIMAL.splitlines() if "  labels:" in line)) + 1,
    )


def test_classes_that_generated_modules_need_give_way(prepared: Callable[[Mapping[str, Any]], Prepared]) -> None:
    """A schema called as something that the generated code defines gets another class name, one that is free."""
    model = {"type": "object", "properties": {"a": {"description": "Any."}}, "description": "One."}
    found = prepared(
        {
            f"{SCHEMAS}/Answer": model,
            f"{SCHEMAS}/AnswerModel": model,
            f"{JOB}/extra": {"anyOf": [{"$ref": f"#{SCHEMAS}/Answer"}, {"$ref": f"#{SCHEMAS}/AnswerModel"}, NULL]},
        }
    )

    names = [
        option.get("$ref", "").rpartition("/")[2] for option in schemas(found)["Job"]["properties"]["extra"]["anyOf"]
    ]
    assert names == ["Answer2", "AnswerModel", ""]
    assert found.origins[f"{SCHEMAS}/Answer2"] == f"{SCHEMAS}/Answer"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["application/json"], "application/json"),
        (["text/plain", "application/problem+json"], "application/problem+json"),
        (["video/mp4", "text/csv"], "text/csv"),
        (["video/mp4"], "application/octet-stream"),
        (["application/*+json"], "application/json"),
    ],
)
def test_an_answer_has_one_media_type(
    minimal: Document, prepared: Callable[[Mapping[str, Any]], Prepared], kinds: list[str], expected: str
) -> None:
    """JSON before text, and text before bytes."""
    media = minimal.data["paths"]["/v1/jobs/{job_id}"]["get"]["responses"]["200"]["content"]["application/json"]
    found = prepared({f"{GET}/responses/200/content": dict.fromkeys(kinds, media)})

    ((kind, content),) = found.data["paths"]["/v1/jobs/{job_id}"]["get"]["responses"]["200"]["content"].items()
    schema = {"text/csv": TEXT, "application/octet-stream": {"type": "string", "format": "binary"}}
    assert (kind, content["schema"]) == (expected, schema.get(expected, {"$ref": f"#{SCHEMAS}/Job"}))
    assert content["examples"] == media["examples"]


@pytest.mark.parametrize(
    ("given", "kind", "noted"),
    [
        ("application/json", "application/json", None),
        ("application/merge-patch+json", "application/json", "application/merge-patch+json"),
        ("multipart/form-data", "multipart/form-data", None),
        ("image/png", "application/octet-stream", "image/png"),
        ("application/octet-stream", "application/octet-stream", "application/octet-stream"),
    ],
)
def test_a_body_is_sent_as_the_type_that_the_document_names(
    minimal: Document, prepared: Callable[[Mapping[str, Any]], Prepared], given: str, kind: str, noted: str | None
) -> None:
    """What the generator reads is one of four types; the name to send stands beside it where it is another."""
    media = minimal.data["paths"]["/v1/jobs"]["post"]["requestBody"]["content"]["application/json"]
    found = prepared({f"{POST}/requestBody/content": {given: media}})

    ((key, content),) = found.data["paths"]["/v1/jobs"]["post"]["requestBody"]["content"].items()
    assert (key, content.get("x-content-type")) == (kind, noted)


NESTED: Final = {"type": "array", "items": {"type": "array", "items": TEXT}}
REFUSED: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "nested query": ({f"{GET}/parameters/1/schema": NESTED}, f"{GET}/parameters/1", "cannot be sent in a query"),
    "form without fields": (
        {f"{POST}/requestBody/content/multipart~1form-data": {"schema": TEXT}, BODY: DROP},
        f"{POST}/requestBody/content/multipart~1form-data/schema",
        "a form must be an object",
    ),
    "list of itself": (
        {
            f"{SCHEMAS}/Tree": {"type": "array", "items": {"$ref": f"#{SCHEMAS}/Tree"}, "description": "A."},
            f"{JOB}/extra": {"$ref": f"#{SCHEMAS}/Tree"},
        },
        f"{SCHEMAS}/Tree",
        "contains itself",
    ),
    "map of a list of itself": (
        {
            f"{SCHEMAS}/Tree": {"type": "object", "additionalProperties": {"$ref": f"#{SCHEMAS}/Trees"}},
            f"{SCHEMAS}/Trees": {"type": "array", "items": {"$ref": f"#{SCHEMAS}/Tree"}},
            f"{JOB}/extra": {"$ref": f"#{SCHEMAS}/Trees"},
        },
        f"{SCHEMAS}/Tree",
        "contains itself",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_expressed_is_a_finding(minimal: Document, name: str) -> None:
    """With its place in the document, and its line."""
    changes, where, reason = REFUSED[name]

    with pytest.raises(InputError) as caught:
        prepare(change(minimal, changes))

    found = next(finding for finding in caught.value.findings if finding.pointer == where)
    assert reason in found.reason
    assert found.line


def test_a_parameter_is_text_where_its_place_has_nothing_else(
    prepared: Callable[[Mapping[str, Any]], Prepared],
) -> None:
    """A path has one plain value, a header has no times; what allows null is left out instead."""
    found = prepared(
        {
            f"{GET}/parameters/0/schema": {"type": "array", "items": TEXT},
            f"{GET}/parameters/1": {
                "name": "X-Since",
                "in": "header",
                "description": "Since when.",
                "schema": {"type": "string", "format": "date-time"},
                "examples": {"one": {"value": "2026-01-01T00:00:00Z"}},
            },
            f"{GET}/parameters/2": {
                "name": "limit",
                "in": "query",
                "description": "How many.",
                "schema": {"type": ["integer", "null"], "default": 5},
                "example": 5,
            },
        }
    )

    path, header, limit = found.data["paths"]["/v1/jobs/{job_id}"]["get"]["parameters"]
    assert (path["schema"], path["required"]) == (TEXT, True)
    assert (header["schema"], header["example"]) == (TEXT, "2026-01-01T00:00:00Z")
    assert limit["schema"] == {"type": "integer", "default": 5}
