"""Invalid parts are reported in every document, ours and foreign, at their pointers."""

from __future__ import annotations

from typing import Any, Final

import pytest
from support.jobs import ANSWER, BODY, DROP, GET, JOB, POST, SCHEMAS, change, read_minimal, told

from tools.contract.documents import Document
from tools.contract.rules import check


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_minimal(tmp_path_factory.mktemp("documents"))


# What a change breaks in any document: changes, pointer, fragment of the reason.
VALIDITY: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "swagger": ({"/openapi": DROP, "/swagger": "2.0"}, "/swagger", "This is Swagger `2.0`"),
    "no-version": ({"/openapi": DROP}, "", "There is no `openapi`"),
    "version-3.2": ({"/openapi": "3.2.0"}, "/openapi", "`3.2.0` is not supported; 3.1.x"),
    "version-number": ({"/openapi": 3.1}, "/openapi", "The version is not a string"),
    "structure": ({"/info/summary": 1}, "/info/summary", "1 is not of type 'string'"),
    "no-paths": ({"/paths": []}, "/paths", "[] is not of type 'object'"),
    "schema-type": ({f"{JOB}/id/type": "strin"}, f"{JOB}/id/type", "'strin' is not valid"),
    "schema-keyword": ({f"{JOB}/id/maxLength": -1}, f"{JOB}/id/maxLength", "-1 is less than the minimum"),
    "default": (
        {f"{SCHEMAS}/JobOrder/properties/seconds/default": "x"},
        f"{SCHEMAS}/JobOrder/properties/seconds/default",
        "'x' is not of type 'integer'",
    ),
    "parameter-twice": (
        {f"{GET}/parameters/0/name": "status", f"{GET}/parameters/0/in": "query"},
        f"{GET}/parameters",
        "Duplicate parameter 'status'",
    ),
    "tag-twice": ({"/tags/1": {"name": "jobs", "description": "Again."}}, "/tags", "Duplicate tag name 'jobs'"),
    "dangling": (
        {f"{JOB}/error/anyOf/0/$ref": "#/components/schemas/Gone"},
        f"{JOB}/error/anyOf/0/$ref",
        "The reference `#/components/schemas/Gone`: there is no such target",
    ),
    "dangling-response": (
        {f"{GET}/responses/404/$ref": "#/components/responses/Gone"},
        f"{GET}/responses/404/$ref",
        "Correct the reference, or define its target",
    ),
    "other-file": (
        {f"{JOB}/error/anyOf/0/$ref": "other.yaml#/Failure"},
        f"{JOB}/error/anyOf/0/$ref",
        "another file or URL is not supported",
    ),
    "url": (
        {f"{GET}/responses/404/$ref": "https://acme.test/a.yaml"},
        f"{GET}/responses/404/$ref",
        "another file or URL is not supported",
    ),
    "reference-no-text": (
        {f"{JOB}/error/anyOf/0/$ref": 7},
        f"{JOB}/error/anyOf/0/$ref",
        "A `$ref` must be a string, not `7`",
    ),
    "reference-loop": (
        {f"{SCHEMAS}/Failure": {"$ref": "#/components/schemas/Failure"}},
        f"{SCHEMAS}/Failure/$ref",
        "Define the target",
    ),
    "operation-twice": (
        {f"{POST}/operationId": "jobs_get"},
        f"{POST}/operationId",
        f"`jobs_get` is used at both `#{GET}` and `#{POST}`",
    ),
    "path-parameter-missing": ({f"{GET}/parameters/0": DROP}, GET, "but no parameter `in: path`"),
    "path-parameter-unknown": (
        {f"{POST}/parameters": [{"name": "job_id", "in": "path", "required": True, "schema": {"type": "string"}}]},
        f"{POST}/parameters/0/name",
        "is not in the path of `POST /v1/jobs`",
    ),
    "path-braces": ({"/paths/~1v1~1jobs{": {}}, "/paths/~1v1~1jobs{", "braces"),
    "path-name-twice": ({"/paths/~1{a}~1{a}": {}}, "/paths/~1{a}~1{a}", "twice"),
    "control-schema": ({f"{SCHEMAS}/A\nB": {}}, f"{SCHEMAS}/A\nB", "control character U+000A"),
    "control-property": ({f"{JOB}/a\x1b": True}, f"{JOB}/a\x1b", "control character U+001B"),
    "control-direction": ({f"{JOB}/a\u202e": {}}, f"{JOB}/a\u202e", "control character U+202E"),
    "control-parameter": ({f"{GET}/parameters/1/name": "a\x00"}, f"{GET}/parameters/1/name", "U+0000"),
    "control-operation": ({f"{GET}/operationId": "a\n"}, f"{GET}/operationId", "U+000A"),
    "control-tag": ({f"{GET}/tags/0": "a\r"}, f"{GET}/tags/0", "U+000D"),
    "control-tag-list": ({"/tags/0/name": "a\r"}, "/tags/0/name", "U+000D"),
    "control-required": ({f"{SCHEMAS}/Job/required/0": "a\u2028"}, f"{SCHEMAS}/Job/required/0", "U+2028"),
}


@pytest.mark.parametrize(("changes", "where", "fragment"), VALIDITY.values(), ids=VALIDITY)
def test_what_is_not_valid_is_told(minimal: Document, changes: dict[str, Any], where: str, fragment: str) -> None:
    """What no generator can read is a finding, at its pointer."""
    findings = check(change(minimal, changes), "foreign")

    assert told(findings, where, fragment), findings


def test_foreign_documents_keep_their_own_style(minimal: Document) -> None:
    """Rules of ours do not hold for a foreign document, OpenAPI 3.0 included."""
    foreign = change(
        minimal,
        {
            "/openapi": "3.0.3",
            "/security": [{"bearerAuth": []}],
            SCHEMAS: {"Job": {"type": "object", "properties": {"a": {"type": "string", "nullable": True}}}},
            f"{ANSWER}/examples": DROP,
            f"{GET}/operationId": "getJob",
            f"{GET}/parameters/1/schema": {"type": "string", "enum": ["a"]},
            f"{BODY}/schema": {"$ref": "#/components/schemas/Job"},
            "/components/responses/NotFound": {"description": "No."},
        },
    )

    assert check(foreign, "foreign") == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"/components/responses/NotFound/description": DROP}, "/components/responses/NotFound"),
        ({f"{SCHEMAS}/Failure/properties/message/type": "strin"}, f"{SCHEMAS}/Failure/properties/message/type"),
        ({f"{SCHEMAS}/JobOrder/properties/seconds/default": "x"}, f"{SCHEMAS}/JobOrder/properties/seconds/default"),
    ],
)
def test_errors_of_3_0_have_the_pointer_of_what_is_wrong(
    minimal: Document, changes: dict[str, Any], where: str
) -> None:
    """In OpenAPI 3.0, where every branch of a schema fails, the error of the intended branch is reported."""
    plain = {
        "/openapi": "3.0.3",
        f"{SCHEMAS}/Job": {"type": "object"},
        f"{SCHEMAS}/Failure/properties/message/type": "string",
    }
    findings = check(change(minimal, plain | changes), "foreign")

    assert [finding.pointer for finding in findings] == [where]


def test_errors_of_one_place_all_come(minimal: Document) -> None:
    """Of a place with several errors, each is reported, beside what the rules of our own say of it."""
    findings = check(change(minimal, {"/info": {}, f"{GET}/surplus": 1, f"{GET}/parameters/0": DROP}), "foreign")

    assert [finding.pointer for finding in findings] == ["/info", "/info", GET, GET]
    assert told(findings, GET, "surplus")


@pytest.mark.parametrize("version", ["3.1.0", "3.0.3"])
@pytest.mark.parametrize(
    ("where", "key", "meant"),
    [
        ("", "server", "servers"),
        ("/info", "licence", "license"),
        (GET, "sumary", "summary"),
        (GET, "operationID", "operationId"),
        (f"{GET}/parameters/0", "requird", "required"),
        (f"{GET}/parameters/0", "descripton", "description"),
        (f"{GET}/responses/200", "contents", "content"),
        ("/components", "schema", "schemas"),
    ],
)
def test_a_misspelt_key_is_asked_about(minimal: Document, where: str, key: str, meant: str, version: str) -> None:
    """A key that OpenAPI does not know, but nearly, comes with the one that it knows."""
    plain: dict[str, Any] = {"/openapi": version}
    if version == "3.0.3":
        plain[SCHEMAS] = {name: {"type": "object"} for name in minimal.data["components"]["schemas"]}
    findings = check(change(minimal, {**plain, f"{where}/{key}": "x"}), "foreign")

    assert told(findings, where, f"Did you mean `{meant}`?"), findings


def test_a_key_that_is_like_no_other_is_not_asked_about(minimal: Document) -> None:
    """Where nothing is near, nothing is suggested."""
    (finding,) = check(change(minimal, {f"{GET}/surplus": 1}), "foreign")

    assert "surplus" in finding.reason
    assert "Did you mean" not in finding.reason


def test_long_chains_of_references_are_read(minimal: Document) -> None:
    """Schemas that refer to each other, hundreds in a row and around, are no reason to give up."""
    changes: dict[str, Any] = {
        f"{SCHEMAS}/Link{number}": {"properties": {"next": {"$ref": f"#/components/schemas/Link{(number + 1) % 450}"}}}
        for number in range(450)
    }
    changes[f"{SCHEMAS}/Tree"] = {
        "allOf": [{"$ref": "#/components/schemas/Link0"}, {"items": {"$ref": "#/components/schemas/Tree"}}],
        "required": ["next"],
    }

    assert check(change(minimal, changes), "foreign") == []
