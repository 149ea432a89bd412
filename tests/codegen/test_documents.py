"""Documents are read as plain JSON trees, and held to every rule, without ever crashing."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from codegen.documents import (
    MAX_BYTES,
    MAX_DEPTH,
    Document,
    Rules,
    UnresolvedReferenceError,
    check,
    load,
    resolve,
)
from codegen.findings import Finding, InputError, pointer

OPENAPI: Final = Path(__file__).parents[2] / "openapi"

# One operation that reads and one that writes: what every broken variant below is a small change of.
MINIMAL: Final = """\
openapi: 3.1.0
info: {title: Acme, version: "1", description: A log of jobs.}
tags:
  - {name: jobs, description: Jobs that run for a while.}
servers:
  - {url: https://api.acme.test, description: Production.}
paths:
  /v1/jobs/{job_id}:
    get:
      operationId: jobs_get
      tags: [jobs]
      summary: Get one job by its id.
      description: Answers at once.
      externalDocs: {url: https://docs.acme.test/jobs/get, description: The page "Get job".}
      security: [{bearerAuth: []}]
      parameters:
        - name: job_id
          in: path
          required: true
          description: The id of the job.
          schema: {type: string}
          example: job_1
        - name: status
          in: query
          description: Only with this status.
          schema: {$ref: "#/components/schemas/KnownStatus"}
          example: done
      responses:
        "200":
          description: The job.
          headers:
            X-Request-Id: {description: The id of this call., x-request-id: true, schema: {type: string}}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              examples:
                done:
                  summary: A job that is done (documented).
                  value: {id: job_1, status: done, created_at: "2026-03-15T14:32:10Z", tokens: 43, error: null}
        "404": {$ref: "#/components/responses/NotFound"}
  /v1/jobs:
    post:
      operationId: jobs_create
      tags: [jobs]
      summary: Create a job.
      description: The job begins at once.
      externalDocs: {url: https://docs.acme.test/jobs/create, description: The page "Create job".}
      security: [{bearerAuth: []}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/JobOrder"}
            examples:
              order: {summary: A job (documented)., value: {prompt: A capybara}}
      responses:
        "204": {description: The job was created.}
components:
  securitySchemes:
    bearerAuth: {type: http, scheme: bearer}
  responses:
    NotFound:
      description: No such job.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Failure"}
          examples:
            not_found: {summary: No such job (documented)., value: {message: Not found}}
  schemas:
    Job:
      description: One job.
      type: object
      required: [id, status]
      properties:
        id: {type: string, description: The id of the job.}
        status:
          anyOf:
            - $ref: "#/components/schemas/KnownStatus"
            - type: string
          description: How far the job has come.
        created_at: {type: [string, "null"], format: date-time, description: When the job was created.}
        tokens: {type: [integer, "null"], x-numeric-string: true, description: How many tokens it took.}
        error:
          anyOf:
            - $ref: "#/components/schemas/Failure"
            - type: "null"
          description: Why the job failed.
        labels: {type: [object, "null"], additionalProperties: true, description: Free labels.}
        parts: {type: [array, "null"], items: {type: string}, description: The names of the parts.}
        extra: {description: Any JSON.}
    Failure:
      description: What went wrong.
      type: object
      properties:
        message: {type: [string, "null"], description: What went wrong.}
    JobOrder:
      description: What a job is made from.
      type: object
      required: [prompt]
      properties:
        prompt: {type: string, description: The prompt.}
        seconds: {type: integer, minimum: 1, default: 5, description: The length in seconds.}
    KnownStatus:
      description: The states that are known so far.
      type: string
      enum: [queued, done]
"""

GET: Final = "/paths/~1v1~1jobs~1{job_id}/get"
POST: Final = "/paths/~1v1~1jobs/post"
ANSWER: Final = GET + "/responses/200/content/application~1json"
VALUE: Final = ANSWER + "/examples/done/value"
BODY: Final = POST + "/requestBody/content/application~1json"
SCHEMAS: Final = "/components/schemas"
JOB: Final = SCHEMAS + "/Job/properties"
DROP: Final = object()
"""Takes a value out, where a variant would else put one in."""


def write(folder: Path, text: str | bytes, name: str = "acme.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return load(write(tmp_path_factory.mktemp("documents"), MINIMAL), file="openapi/acme.yaml")


def change(document: Document, changes: Mapping[str, Any]) -> Document:
    """Copy a document, and set or drop what stands at some pointers."""
    data = copy.deepcopy(document.data)
    for where, value in changes.items():
        above, _, last = where.rpartition("/")
        parent = resolve(data, f"#{above}") if above else data
        key: Any = int(last) if isinstance(parent, list) else last.replace("~1", "/").replace("~0", "~")
        if value is DROP:
            del parent[key]
        elif isinstance(parent, list) and key == len(parent):  # pyright: ignore[reportUnknownArgumentType]
            parent.append(value)  # pyright: ignore[reportUnknownMemberType]
        else:
            parent[key] = value
    return Document(document.file, data, document.lines)


def told(findings: list[Finding], where: str, fragment: str) -> bool:
    return any(finding.pointer == where and fragment in finding.reason for finding in findings)


# --- load -----------------------------------------------------------------------------------------------------------


def refusal(path: Path, file: str | None = None) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        load(path, file=file)
    assert str(path.parent) not in str(caught.value)
    return list(caught.value.findings)


def test_values_know_their_lines(minimal: Document) -> None:
    """A value stands on the line of its key, an item on its own, and one without a line on its parent's."""
    assert minimal.lines["/openapi"] == 1
    assert minimal.lines["/tags/0"] == 4
    assert minimal.lines[GET] == MINIMAL.splitlines().index("    get:") + 1
    assert minimal.finding(GET + "/nothing/here", "Gone.").line == minimal.lines[GET]
    assert minimal.finding("/nothing", "Gone.").line == 1


def test_a_finding_names_the_file_as_people_know_it(minimal: Document, tmp_path: Path) -> None:
    """The file is what the caller says, or else the name without folders."""
    assert minimal.finding("", "Gone.").file == "openapi/acme.yaml"
    assert load(write(tmp_path, MINIMAL)).file == "acme.yaml"


def test_json_and_yaml_read_alike(minimal: Document, tmp_path: Path) -> None:
    """The same tree has the same data in either notation, and a file of JSON knows its lines too."""
    read = load(write(tmp_path, json.dumps(minimal.data, indent=1), "acme.json"))

    assert read.data == minimal.data
    assert read.lines.keys() == minimal.lines.keys()
    assert read.lines["/openapi"] == 2


def test_json_escapes_are_read(tmp_path: Path) -> None:
    """Escapes of JSON mean what JSON says, surrogate pairs included, and its punctuation inside text is text."""
    read = load(write(tmp_path, r'{"a\/b": "\ud83d\ude00 {[,:]} \"x\"", "c": [1, -2.5e3, true, null]}', "acme.json"))

    assert read.data == {"a/b": '\U0001f600 {[,:]} "x"', "c": [1, -2500.0, True, None]}
    assert read.lines["/a~1b"] == 1


def test_yaml_scalars_are_those_of_json(tmp_path: Path) -> None:
    """Dates, `yes` and `no` stay text, whole-number keys become text, and tags of JSON's own types are allowed."""
    text = "a: 2026-03-15\nb: 2026-03-15T14:32:10Z\nc: [yes, No, on, 1.5, -3, ~, true, .5e1, 1e2, 12:30:45]\n200: x\n"
    read = load(write(tmp_path, text + "e: !!str 5\nf: !!int 5\n"))

    assert read.data == {
        "a": "2026-03-15",
        "b": "2026-03-15T14:32:10Z",
        "c": ["yes", "No", "on", 1.5, -3, None, True, 5.0, 100.0, "12:30:45"],
        "200": "x",
        "e": "5",
        "f": 5,
    }


def test_aliases_are_copies(tmp_path: Path) -> None:
    """An alias reads as what its anchor holds; changing one place leaves the other."""
    read = load(write(tmp_path, "a: &x {b: [1]}\nc: *x\n"))
    read.data["a"]["b"].append(2)

    assert read.data["c"] == {"b": [1]}
    assert read.finding("/c/b/0", "Here.").line == 2


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A byte order mark of UTF-8 is skipped."""
    assert load(write(tmp_path, b"\xef\xbb\xbfopenapi: 3.1.0\n")).data == {"openapi": "3.1.0"}


DEEP: Final = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
BOMB: Final = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]\n" for above, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "name", "line", "where", "fragment"),
    [
        pytest.param(b"a: b\nc: \xff\n", "a.yaml", 2, "", "Byte 8 is not UTF-8", id="not-utf-8"),
        pytest.param("a: b\nc: [d\n", "a.yaml", 3, "/c", "line 3, column 1", id="not-yaml"),
        pytest.param("a: b\nc: \x07\n", "a.yaml", 2, "", "a character that YAML does not allow", id="control"),
        pytest.param('{"a": 1,\n "b": }', "a.json", 2, "", "line 2, column 7", id="not-json"),
        pytest.param("a: b\n---\nc: d\n", "a.yaml", 2, "", "A second YAML document", id="two-documents"),
        pytest.param("", "a.yaml", None, "", "The file is empty", id="empty"),
        pytest.param("- a\n", "a.yaml", 1, "", "A document is a mapping", id="list"),
        pytest.param("[1]", "a.json", 1, "", "A document is a mapping", id="json-list"),
        pytest.param("a: {b: 1,\n c: 2,\n b: 3}\n", "a.yaml", 3, "/a/b", "first on line 1", id="twice"),
        pytest.param('{"a": 1,\n"a": 2}', "a.json", 2, "/a", "first on line 1", id="json-twice"),
        pytest.param("a: 1\n200: 1\n'200': 2\n", "a.yaml", 3, "/200", "first on line 2", id="twice-converted"),
        pytest.param(BOMB, "a.yaml", 6, "/f", "expand to more than 200000 values", id="bomb"),
        pytest.param("a: &x\n  b: *x\n", "a.yaml", 2, "/a", "inside its own anchor", id="endless"),
        pytest.param("a: *x\n", "a.yaml", 1, "", "has no anchor before it", id="no-anchor"),
        pytest.param("a: !!python/object/apply:os.system [x]\n", "a.yaml", 1, "", "is not allowed", id="python"),
        pytest.param("a: !mine x\n", "a.yaml", 1, "", "The tag `!mine` is not allowed", id="tag"),
        pytest.param("a: !!int x\n", "a.yaml", 1, "", "is not allowed", id="tag-that-does-not-fit"),
        pytest.param("a: !!binary eA==\n", "a.yaml", 1, "", "is not allowed", id="binary"),
        pytest.param("true: 1\n", "a.yaml", 1, "/true", "is no text", id="boolean-key"),
        pytest.param("~: 1\n", "a.yaml", 1, "/~0", "is no text", id="null-key"),
        pytest.param("1.5: 1\n", "a.yaml", 1, "/1.5", "is no text", id="float-key"),
        pytest.param("? [a]\n: 1\n", "a.yaml", 1, "", "A mapping or a list is a key", id="list-key"),
        pytest.param("a: &x b\n*x : 1\n", "a.yaml", 2, "", "An alias is a key", id="alias-key"),
        pytest.param("a: {<<: {b: 1}}\n", "a.yaml", 1, "/a", "The merge key `<<`", id="merge"),
        pytest.param("a: .nan\n", "a.yaml", 1, "", "`.nan` is no JSON number", id="nan"),
        pytest.param("a: -.inf\n", "a.yaml", 1, "", "`-.inf` is no JSON number", id="infinity"),
        pytest.param("a: 1e999\n", "a.yaml", 1, "", "too large", id="too-large"),
        pytest.param("a: 0123\n", "a.yaml", 1, "", "begins with 0", id="octal"),
        pytest.param("a: " + "9" * 5000, "a.yaml", 1, "", "too many digits", id="too-many-digits"),
        pytest.param('{"a": NaN}', "a.json", None, "", "NaN is no JSON number", id="json-nan"),
        pytest.param('{"a": -Infinity}', "a.json", None, "", "-Infinity is no JSON number", id="json-infinity"),
        pytest.param('{"a": 1e999}', "a.json", 1, "", "too large", id="json-too-large"),
        pytest.param('{"a": %s}' % ("9" * 5000), "a.json", None, "", "usual size", id="json-too-many-digits"),
        pytest.param(r'{"a": "\ud83d"}', "a.json", 1, "", "surrogate", id="half-a-character"),
        pytest.param("a: " + DEEP, "a.yaml", 1, None, "nested more than", id="deep"),
        pytest.param('{"a": ' + DEEP + "}", "a.json", 1, None, "nested more than", id="json-deep"),
        pytest.param("a: " + "[" * 100_000, "a.yaml", 1, None, "nested more than", id="very-deep"),
        pytest.param('{"a": ' + "[" * 100_000, "a.json", None, None, "nested more than", id="json-very-deep"),
        pytest.param(b"#" * (MAX_BYTES + 1), "a.yaml", None, "", "larger than 20 MB", id="large"),
    ],
)
def test_what_is_no_json_tree_is_refused(
    *, tmp_path: Path, text: str | bytes, name: str, line: int | None, where: str | None, fragment: str
) -> None:
    """A file that is no plain JSON tree is refused with its line, and without a path of this machine."""
    findings = refusal(write(tmp_path, text, name), f"openapi/{name}")

    assert len(findings) == 1
    assert fragment in findings[0].reason
    assert (findings[0].file, findings[0].line) == (f"openapi/{name}", line)
    assert where is None or findings[0].pointer == where


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is a finding too."""
    assert "No such file" in refusal(tmp_path / "acme.yaml")[0].reason
    assert "cannot be read" in refusal(tmp_path)[0].reason


def test_refusals_come_together(tmp_path: Path) -> None:
    """What does not keep the rest from being read is reported with the rest."""
    findings = refusal(write(tmp_path, "a: .nan\nb: !mine x\nb: 2\n"))

    assert [finding.line for finding in findings] == [1, 2, 3]


# --- resolve --------------------------------------------------------------------------------------------------------


def test_references_resolve_locally(minimal: Document) -> None:
    """A local pointer is followed one step, through escapes, percent signs and list indexes."""
    assert resolve(minimal.data, "#/components/schemas/Job")["type"] == "object"
    assert resolve(minimal.data, "#/paths/~1v1~1jobs~1%7Bjob_id%7D/get/tags/0") == "jobs"
    assert resolve(minimal.data, f"#{GET}/responses/404") == {"$ref": "#/components/responses/NotFound"}


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "#",
        "#Job",
        "other.yaml",
        "https://acme.test/#/a",
        "#/nothing",
        "#/tags/1",
        "#/tags/00",
        "#/tags/x",
        "#/openapi/0",
    ],
)
def test_references_to_nothing_are_key_errors(minimal: Document, ref: str) -> None:
    """A reference that leads nowhere, or out of the document, raises a `KeyError` that names it."""
    with pytest.raises(KeyError) as caught:
        resolve(minimal.data, ref)

    assert isinstance(caught.value, UnresolvedReferenceError)
    assert caught.value.ref == ref
    assert not str(caught.value).startswith('"')


# --- check ----------------------------------------------------------------------------------------------------------


def test_the_minimal_document_is_good(minimal: Document) -> None:
    """A document that keeps all rules has no finding."""
    assert check(minimal, "ours") == []
    assert check(minimal, "foreign") == []


@pytest.mark.parametrize("path", sorted(OPENAPI.glob("*.yaml")), ids=lambda path: path.stem)
def test_our_documents_are_good(path: Path) -> None:
    """The documents of this project keep all rules."""
    assert check(load(path, file=f"openapi/{path.name}"), "ours") == []


def job(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Name changes by their place in the properties of a job."""
    return {f"{JOB}/{name}": value for name, value in changes.items()}


# What one or both generators would pass over in silence.
IGNORED_KEYS: Final[dict[str, Any]] = {
    "patternProperties": {},
    "if": {},
    "not": {},
    "dependentSchemas": {},
    "allOf": [{}],
    "prefixItems": [{}],
    "contentEncoding": "base64",
    "unevaluatedProperties": False,
    "title": "A",
    "propertyNames": {},
    "$id": "urn:a",
    "$anchor": "a",
}
INLINE: Final = {"type": "object", "properties": {"a": {"description": "An a."}}}

# What a change breaks in any document: changes, pointer, fragment of the reason.
VALIDITY: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "swagger": ({"/openapi": DROP, "/swagger": "2.0"}, "/swagger", "This is Swagger `2.0`"),
    "no-version": ({"/openapi": DROP}, "", "There is no `openapi`"),
    "version-3.2": ({"/openapi": "3.2.0"}, "/openapi", "`3.2.0` is not supported; 3.1.x"),
    "version-number": ({"/openapi": 3.1}, "/openapi", "The version is no text"),
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
        "`#/components/schemas/Gone`: nothing is there",
    ),
    "dangling-response": (
        {f"{GET}/responses/404/$ref": "#/components/responses/Gone"},
        f"{GET}/responses/404/$ref",
        "nothing is there",
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
    "reference-no-text": ({f"{JOB}/error/anyOf/0/$ref": 7}, f"{JOB}/error/anyOf/0/$ref", "A `$ref` is text"),
    "reference-loop": (
        {f"{SCHEMAS}/Failure": {"$ref": "#/components/schemas/Failure"}},
        f"{SCHEMAS}/Failure/$ref",
        "leads nowhere",
    ),
    "operation-twice": (
        {f"{POST}/operationId": "jobs_get"},
        f"{POST}/operationId",
        f"`jobs_get` stands at both `#{GET}` and `#{POST}`",
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

# What a change breaks in a document of ours only.
OURS: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "version-3.0": ({"/openapi": "3.0.3"}, "/openapi", "Our documents are OpenAPI 3.1"),
    "no-title": ({"/info/title": DROP}, "/info/title", "needs a `title`"),
    "blank-version": ({"/info/version": " "}, "/info/version", "needs a `version`"),
    "no-description": ({"/info/description": DROP}, "/info/description", "needs a `description`"),
    "no-server": ({"/servers": DROP}, "/servers", "No server is listed"),
    "server-http": ({"/servers/0/url": "http://acme.test"}, "/servers/0/url", "absolute, with `https`"),
    "server-relative": ({"/servers/0/url": "/v1"}, "/servers/0/url", "absolute, with `https`"),
    "server-slash": ({"/servers/0/url": "https://acme.test/"}, "/servers/0/url", "no slash at its end"),
    "server-query": ({"/servers/0/url": "https://acme.test?a=b"}, "/servers/0/url", "no user, query"),
    "server-user": ({"/servers/0/url": "https://me@acme.test"}, "/servers/0/url", "no user, query"),
    "server-variable": ({"/servers/0/url": "https://acme.test/{a}"}, "/servers/0/url", "no user, query"),
    "server-no-url": ({"/servers/0/url": "https://[acme"}, "/servers/0/url", "This is no URL"),
    "server-description": ({"/servers/0/description": DROP}, "/servers/0/description", "needs a `description`"),
    "server-region": (
        {"/servers/1": {"url": "https://eu.acme.test", "description": "EU.", "x-region": "eu"}},
        "/servers/0/x-region",
        "each needs an `x-region`",
    ),
    "server-region-twice": (
        {
            "/servers/0/x-region": "eu",
            "/servers/1": {"url": "https://eu.acme.test", "description": "EU.", "x-region": "eu"},
        },
        "/servers/1/x-region",
        "`eu` is that of server 0 too",
    ),
    "server-region-name": ({"/servers/0/x-region": "E U"}, "/servers/0/x-region", "short name in lower case"),
    "server-of-operation": ({f"{GET}/servers": []}, f"{GET}/servers", "ignores servers here"),
    "schemes-none": ({"/components/securitySchemes": DROP}, "/components/securitySchemes", "There are 0"),
    "schemes-two": (
        {"/components/securitySchemes/other": {"type": "http", "scheme": "basic"}},
        "/components/securitySchemes",
        "There are 2",
    ),
    "security-at-the-top": ({"/security": [{"bearerAuth": []}]}, "/security", "Move it to each operation"),
    "webhooks": ({"/webhooks": {}}, "/webhooks", "No code is generated"),
    "callbacks": ({f"{GET}/callbacks": {}}, f"{GET}/callbacks", "No code is generated"),
    "tag-description": ({"/tags/0/description": DROP}, "/tags/0/description", "A tag needs a `description`"),
    "tag-undeclared": ({"/tags": []}, f"{GET}/tags/0", "is not listed in `tags`"),
    "tags-none": ({f"{GET}/tags": DROP}, f"{GET}/tags", "exactly one tag"),
    "tags-two": ({f"{GET}/tags": ["jobs", "more"]}, f"{GET}/tags", "exactly one tag"),
    "tag-name": ({"/tags/0/name": "close", f"{GET}/tags/0": "close"}, f"{GET}/tags/0", "cannot be an attribute"),
    "operation-none": ({f"{GET}/operationId": DROP}, f"{GET}/operationId", "Write such as `jobs_get`"),
    "operation-other-tag": ({f"{GET}/operationId": "get_job"}, f"{GET}/operationId", "`<tag>_<method>`"),
    "operation-camel": ({f"{GET}/operationId": "jobs_getOne"}, f"{GET}/operationId", "snake case"),
    "operation-keyword": ({f"{GET}/operationId": "jobs_import"}, f"{GET}/operationId", "snake case"),
    "operation-detailed": ({f"{POST}/operationId": "jobs_get_detailed"}, f"{POST}/operationId", "beside another"),
    "no-summary": ({f"{GET}/summary": DROP}, f"{GET}/summary", "needs a `summary`"),
    "long-summary": ({f"{GET}/summary": "One.\nTwo."}, f"{GET}/summary", "one line"),
    "operation-description": ({f"{GET}/description": ""}, f"{GET}/description", "needs a `description`"),
    "no-docs": ({f"{GET}/externalDocs": DROP}, f"{GET}/externalDocs/url", "URL of the provider's page"),
    "docs-url": ({f"{GET}/externalDocs/url": "docs"}, f"{GET}/externalDocs/url", "URL of the provider's page"),
    "docs-description": (
        {f"{GET}/externalDocs/description": DROP},
        f"{GET}/externalDocs/description",
        "needs a `description`",
    ),
    "no-security": ({f"{GET}/security": DROP}, f"{GET}/security", "states its own `security`"),
    "empty-security": ({f"{GET}/security": []}, f"{GET}/security", "states its own `security`"),
    "anonymous-security": ({f"{GET}/security/0": {}}, f"{GET}/security/0", "names a security scheme"),
    "unknown-security": ({f"{GET}/security/0": {"x-other": []}}, f"{GET}/security/0/x-other", "is not declared"),
    "parameter-name": (
        {
            "/paths/~1v1~1jobs~1{id}": {"get": {"parameters": [{"name": "id", "in": "path", "required": True}]}},
        },
        "/paths/~1v1~1jobs~1{id}/get/parameters/0/name",
        "`<resource>_id`",
    ),
    "parameter-camel": ({f"{GET}/parameters/0/name": "jobX_id"}, f"{GET}/parameters/0/name", "`<resource>_id`"),
    "parameter-optional": ({f"{GET}/parameters/0/required": False}, f"{GET}/parameters/0/required", "required: true"),
    "parameter-description": (
        {f"{GET}/parameters/1/description": DROP},
        f"{GET}/parameters/1/description",
        "A parameter needs a `description`",
    ),
    "parameter-schema": ({f"{GET}/parameters/1/schema": DROP}, f"{GET}/parameters/1/schema", "needs a `schema`"),
    "parameter-example": ({f"{GET}/parameters/1/example": DROP}, f"{GET}/parameters/1/example", "needs an `example`"),
    "parameter-example-type": ({f"{GET}/parameters/0/example": 7}, f"{GET}/parameters/0/example", "does not fit"),
    "parameter-example-other": (
        {f"{GET}/parameters/0/example": "job_2"},
        f"{GET}/parameters/0/example",
        "does not have this `job_id`",
    ),
    "no-success": ({f"{POST}/responses": {"404": {"description": "No."}}}, f"{POST}/responses", "No answer of success"),
    "answer-without-body": (
        {f"{GET}/responses/404": {"description": "No."}},
        f"{GET}/responses/404/content",
        "The body of answer `404` is not documented",
    ),
    "answer-description": ({f"{GET}/responses/200/description": ""}, f"{GET}/responses/200/description", "A response"),
    "answer-example-name": (
        {"/components/responses/NotFound/content/application~1json/examples/not_found": DROP},
        "/components/responses/NotFound/content",
        "Answer `404` has no example `not_found`",
    ),
    "answer-example-server": (
        {f"{GET}/responses/503": {"$ref": "#/components/responses/NotFound"}},
        "/components/responses/NotFound/content",
        "Answer `503` has no example `server_error`",
    ),
    "media-schema": ({f"{ANSWER}/schema": DROP}, f"{ANSWER}/schema", "A media type needs a `schema`"),
    "media-examples": ({f"{ANSWER}/examples": {}}, f"{ANSWER}/examples", "A media type needs an example"),
    "media-example": ({f"{BODY}/examples": DROP, f"{BODY}/example": {}}, f"{BODY}/examples", "needs an example"),
    "example-summary": ({f"{ANSWER}/examples/done/summary": DROP}, f"{ANSWER}/examples/done/summary", "documented"),
    "example-value": ({VALUE: DROP}, VALUE, "An example needs its `value`"),
    "schema-name": ({f"{SCHEMAS}/job_order": {}}, f"{SCHEMAS}/job_order", "PascalCase"),
    "schema-name-digit": ({f"{SCHEMAS}/2Job": {}}, f"{SCHEMAS}/2Job", "PascalCase"),
    "schema-name-code": ({f"{SCHEMAS}/A):\n import os": {}}, f"{SCHEMAS}/A):\n import os", "PascalCase"),
    **{
        f"schema-name-{name}": ({f"{SCHEMAS}/{name}": {}}, f"{SCHEMAS}/{name}", "means something else")
        for name in ("None", "True", "ValueError", "TimeoutError", "Any", "Mapping", "Self", "Literal", "Response")
    },
    **{
        f"schema-name-{name}": ({f"{SCHEMAS}/{name}": {}}, f"{SCHEMAS}/{name}", "means something else")
        for name in ("Client", "BaseModel", "NotFoundError", "Unset")
    },
    "schema-name-datetime": ({f"{SCHEMAS}/datetime": {}}, f"{SCHEMAS}/datetime", "PascalCase"),
    "schema-names-alike": ({f"{SCHEMAS}/FAILURE": {}}, f"{SCHEMAS}/FAILURE", "become the same module"),
    "schema-description": ({f"{SCHEMAS}/Job/description": DROP}, f"{SCHEMAS}/Job/description", "a docstring"),
    "field-description": (job({"id/description": " "}), f"{JOB}/id/description", "a docstring"),
    "inline-property": (job({"extra": INLINE}), f"{JOB}/extra/properties", "An object with properties is a named"),
    "inline-item": (job({"parts/items": INLINE}), f"{JOB}/parts/items/properties", "is a named schema"),
    "inline-any-of": (job({"error/anyOf/0": INLINE}), f"{JOB}/error/anyOf/0/properties", "is a named schema"),
    "inline-map": (
        job({"labels/additionalProperties": INLINE}),
        f"{JOB}/labels/additionalProperties/properties",
        "is a named schema",
    ),
    "inline-answer": ({f"{ANSWER}/schema": INLINE}, f"{ANSWER}/schema/properties", "is a named schema"),
    "inline-body": ({f"{BODY}/schema": INLINE}, f"{BODY}/schema/properties", "is a named schema"),
    "inline-enum": (job({"id/enum": ["a"]}), f"{JOB}/id/enum", "An enum is a named schema"),
    "inline-enum-parameter": (
        {f"{GET}/parameters/1/schema": {"type": "string", "enum": ["done"]}},
        f"{GET}/parameters/1/schema/enum",
        "An enum is a named schema",
    ),
    "const": (job({"id/const": "job_1"}), f"{JOB}/id/const", "A constant closes an answer"),
    "nullable": (job({"id/nullable": True}), f"{JOB}/id/nullable", "does not know `nullable`"),
    "one-of": (job({"extra/oneOf": [{"type": "string"}]}), f"{JOB}/extra/oneOf", "Write `anyOf`, never `oneOf`"),
    "enum-name": (
        {
            f"{SCHEMAS}/Status": {"type": "string", "enum": ["a"], "description": "Some states."},
            f"{JOB}/status/anyOf/0/$ref": "#/components/schemas/Status",
        },
        f"{SCHEMAS}/Status",
        "Name it `Known...`",
    ),
    "enum-numbers": ({f"{SCHEMAS}/KnownStatus/enum/0": 1}, f"{SCHEMAS}/KnownStatus/type", "An enum is of strings"),
    "enum-closed": (
        job({"status": {"$ref": "#/components/schemas/KnownStatus", "description": "A state."}}),
        f"{JOB}/status/$ref",
        "`anyOf` of this reference and `{type: string}`",
    ),
    "enum-closed-list": (
        job({"parts/items": {"$ref": "#/components/schemas/KnownStatus"}}),
        f"{JOB}/parts/items/$ref",
        "Providers add values",
    ),
    "enum-closed-any-of": (job({"status/anyOf/1/type": "null"}), f"{JOB}/status/anyOf/0/$ref", "Providers add values"),
    "optional": (job({"tokens/type": "integer"}), f"{JOB}/tokens", "What is not required may be null"),
    "optional-reference": (
        job({"error": {"$ref": "#/components/schemas/Failure", "description": "Why."}}),
        f"{JOB}/error",
        "What is not required may be null",
    ),
    "null-first": (job({"error/anyOf": [{"type": "null"}, {"type": "string"}]}), f"{JOB}/error/anyOf/0", "Null is"),
    "required-unknown": ({f"{SCHEMAS}/Job/required/2": "gone"}, f"{SCHEMAS}/Job/required/2", "but no property"),
    "unused": (
        {f"{SCHEMAS}/Spare": {"type": "string", "description": "Spare."}},
        f"{SCHEMAS}/Spare",
        "Nothing uses the schema `Spare`",
    ),
    "unused-chain": (
        {
            f"{SCHEMAS}/Spare": {"$ref": "#/components/schemas/Sparer", "description": "Spare."},
            f"{SCHEMAS}/Sparer": {"type": "string", "description": "Spare."},
        },
        f"{SCHEMAS}/Sparer",
        "Nothing uses the schema `Sparer`",
    ),
    "both-ways": (
        {f"{BODY}/schema/$ref": "#/components/schemas/Failure"},
        f"{SCHEMAS}/Failure",
        "is in a request body and in an answer",
    ),
    "date-time": (job({"tokens/format": "date-time"}), f"{JOB}/tokens/format", "`date-time` is a string"),
    "unix-seconds": (job({"created_at/type": ["integer", "null"]}), f"{JOB}/created_at/description", "Unix seconds"),
    "numeric-string-false": (job({"tokens/x-numeric-string": False}), f"{JOB}/tokens/x-numeric-string", "Only"),
    "numeric-string-text": (job({"id/x-numeric-string": True}), f"{JOB}/id/x-numeric-string", "the type of a number"),
    "numeric-string-any": (job({"extra/x-numeric-string": True}), f"{JOB}/extra/x-numeric-string", "of a number"),
    "extension": ({f"{GET}/x-mine": 1}, f"{GET}/x-mine", "`x-mine` is no extension of ours"),
    "extension-in-schema": (job({"id/x-enum-varnames": []}), f"{JOB}/id/x-enum-varnames", "no extension of ours"),
    "extension-in-paths": ({"/paths/x-mine": {}}, "/paths/x-mine", "no extension of ours"),
    "extension-elsewhere": ({"/info/x-region": "eu"}, "/info/x-region", "beside the `url` of a server only"),
    "extension-false": (
        {f"{GET}/responses/200/headers/X-Request-Id/x-request-id": "yes"},
        f"{GET}/responses/200/headers/X-Request-Id/x-request-id",
        "Only `x-request-id: true` has a meaning",
    ),
    **{
        f"key-{key}": (job({f"extra/{key}": value}), f"{JOB}/extra/{key}", f"`{key}`")
        for key, value in IGNORED_KEYS.items()
    },
    "key-examples": (job({"extra/examples": [1]}), f"{JOB}/extra/examples", "Examples stand with answers"),
    "beside-reference": (
        job({"error/anyOf/0/type": "object"}),
        f"{JOB}/error/anyOf/0/type",
        "`type` beside `$ref` is ignored",
    ),
    "beside-any-of": (job({"error/minLength": 1}), f"{JOB}/error/minLength", "`minLength` beside `anyOf`"),
    "schema-reference": (
        job({"error/anyOf/0/$ref": f"#{JOB}/id"}),
        f"{JOB}/error/anyOf/0/$ref",
        "A schema refers to a named schema",
    ),
    "no-type": (job({"extra/minimum": 1}), f"{JOB}/extra/minimum", "Add a `type`"),
    "free-map": (job({"labels/additionalProperties": DROP}), f"{JOB}/labels/additionalProperties", "A free map"),
    "closed-map": (
        {f"{SCHEMAS}/Job/additionalProperties": False},
        f"{SCHEMAS}/Job/additionalProperties",
        "Unknown fields are always kept",
    ),
    "no-items": (job({"parts/items": DROP}), f"{JOB}/parts/items", "Write `items`"),
    "fields-alike": (job({"createdAt": {"description": "A time."}}), f"{JOB}/createdAt", "become the same field"),
    "example-type": ({f"{VALUE}/id": 7}, f"{VALUE}/id", "7 is not of type 'string'"),
    "example-required": ({f"{VALUE}/status": DROP}, VALUE, "'status' is a required property"),
    "example-nested": ({f"{VALUE}/error": {"message": 7}}, f"{VALUE}/error/message", "does not fit its schema"),
    "example-body": ({f"{BODY}/examples/order/value/seconds": 0}, f"{BODY}/examples/order/value/seconds", "minimum"),
    "example-in-components": (
        {"/components/responses/NotFound/content/application~1json/examples/not_found/value/message": 7},
        "/components/responses/NotFound/content/application~1json/examples/not_found/value/message",
        "does not fit its schema",
    ),
    "example-referenced": (
        {
            "/components/examples": {"Wrong": {"summary": "Wrong.", "value": {"id": 7, "status": "done"}}},
            f"{ANSWER}/examples/wrong": {"$ref": "#/components/examples/Wrong"},
        },
        "/components/examples/Wrong/value/id",
        "does not fit its schema",
    ),
    "example-naive-time": ({f"{VALUE}/created_at": "2026-03-15T14:32:10"}, f"{VALUE}/created_at", "date-time"),
    "example-numeric-string": ({f"{VALUE}/tokens": "43"}, f"{VALUE}/tokens", "does not fit its schema"),
    "placeholder": ({f"{VALUE}/id": "<string>"}, f"{VALUE}/id", "`<string>` is a placeholder"),
    "placeholder-key": ({f"{VALUE}/labels": {"a": ["<x-api-key>"]}}, f"{VALUE}/labels/a/0", "is a placeholder"),
    "placeholder-word": (
        {f"{BODY}/examples/order/value/prompt": "string"},
        f"{BODY}/examples/order/value/prompt",
        "is a",
    ),
    "placeholder-parameter": ({f"{GET}/parameters/0/example": "<id>"}, f"{GET}/parameters/0/example", "is a"),
}


@pytest.mark.parametrize("rules", ["ours", "foreign"])
@pytest.mark.parametrize(("changes", "where", "fragment"), VALIDITY.values(), ids=VALIDITY)
def test_validity_is_checked_in_every_document(
    minimal: Document, rules: Rules, changes: dict[str, Any], where: str, fragment: str
) -> None:
    """What no generator can read is a finding under both sets of rules, at its pointer."""
    findings = check(change(minimal, changes), rules)

    assert told(findings, where, fragment), findings


@pytest.mark.parametrize(("changes", "where", "fragment"), OURS.values(), ids=OURS)
def test_our_rules_are_checked_in_our_documents(
    minimal: Document, changes: dict[str, Any], where: str, fragment: str
) -> None:
    """A broken rule of `openapi/README.md` is a finding, at the pointer of what has to change."""
    findings = check(change(minimal, changes), "ours")

    assert told(findings, where, fragment), findings


FINE: Final[dict[str, dict[str, Any]]] = {
    "lenient-time": {f"{ANSWER}/examples/done/x-lenient": True, f"{VALUE}/created_at": "2026-03-15T14:32:10"},
    "absent-field": {f"{VALUE}/tokens": DROP},
    "unknown-value": {f"{VALUE}/status": "moderating"},
    "unknown-field": {f"{VALUE}/brand_new": {"a": [1]}},
    "markup-in-text": {f"{VALUE}/id": "job_1", f"{VALUE}/error": {"message": "<b>no</b>"}},
    "schema-in-an-example": {f"{VALUE}/extra": {"type": "string"}},
    "field-called-properties": job({"properties": {"type": ["array", "null"], "items": {}, "description": "Some."}}),
    "field-called-like-an-extension": job({"x-mine": {"description": "Any JSON."}}),
    "field-called-reference": job({"$ref": {"description": "Any JSON."}}),
    "recursive": job(
        {"parent": {"anyOf": [{"$ref": "#/components/schemas/Job"}, {"type": "null"}], "description": "A."}}
    ),
    "required-nullable": {f"{SCHEMAS}/Job/required/2": "tokens"},
    "regions": {
        "/servers/0/x-region": "us",
        "/servers/1": {"url": "https://eu.acme.test/base", "description": "EU.", "x-region": "eu"},
    },
    "shared-parameter": {
        "/paths/~1v1~1jobs~1{job_id}/parameters": [
            {
                "name": "job_id",
                "in": "path",
                "required": True,
                "description": "The id.",
                "schema": {"type": "string"},
                "example": "job_1",
            }
        ],
        f"{GET}/parameters/0": DROP,
    },
}


@pytest.mark.parametrize("changes", FINE.values(), ids=FINE)
def test_what_the_rules_allow_is_no_finding(minimal: Document, changes: dict[str, Any]) -> None:
    """Variants that keep the rules have no finding."""
    assert check(change(minimal, changes), "ours") == []


def test_lenient_examples_are_lenient_about_formats_only(minimal: Document) -> None:
    """`x-lenient` leaves types alone: a numeric string is no number there either."""
    broken = change(minimal, {f"{ANSWER}/examples/done/x-lenient": True, f"{VALUE}/id": 7})

    assert told(check(broken, "ours"), f"{VALUE}/id", "does not fit")


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
    """In OpenAPI 3.0, where every branch of a schema complains, the one that was meant is told."""
    plain = {
        "/openapi": "3.0.3",
        f"{SCHEMAS}/Job": {"type": "object"},
        f"{SCHEMAS}/Failure/properties/message/type": "string",
    }
    findings = check(change(minimal, plain | changes), "foreign")

    assert [finding.pointer for finding in findings] == [where]


def test_all_findings_come_at_once(minimal: Document) -> None:
    """Mistakes of all kinds are reported together, each once, in the order of the file."""
    broken = change(
        minimal,
        {
            "/info/title": DROP,
            "/servers/0/url": "https://api.acme.test/",
            f"{GET}/operationId": "fetch",
            f"{VALUE}/id": "<id>",
            f"{JOB}/error/anyOf/0/$ref": "#/components/schemas/Gone",
            f"{SCHEMAS}/JobOrder/properties/seconds/maxLength": -1,
            f"{SCHEMAS}/KnownStatus/description": DROP,
        },
    )
    findings = check(broken, "ours")

    assert [finding.pointer for finding in findings] == [
        "/info/title",
        "/servers/0/url",
        f"{GET}/operationId",
        f"{GET}/parameters/0/example",
        f"{VALUE}/id",
        f"{JOB}/error/anyOf/0/$ref",
        f"{SCHEMAS}/JobOrder/properties/seconds/maxLength",
        f"{SCHEMAS}/KnownStatus/description",
    ]
    assert all(finding.line for finding in findings)


def test_errors_of_one_place_all_come(minimal: Document) -> None:
    """Of a place with several errors, each is reported, beside what the rules of our own say of it."""
    findings = check(change(minimal, {"/info": {}, f"{GET}/surplus": 1, f"{GET}/parameters/0": DROP}), "foreign")

    assert [finding.pointer for finding in findings] == ["/info", "/info", GET, GET]
    assert told(findings, GET, "surplus")


def test_reasons_are_printable(minimal: Document) -> None:
    """What a document says is shown without control characters, and not at any length."""
    findings = check(change(minimal, {f"{GET}/tags/0": "a\x1b[31m" + "b" * 5000, "/info/version": [0] * 5000}), "ours")

    assert findings
    assert all(finding.reason.isprintable() and len(finding.reason) < 500 for finding in findings)


def test_long_chains_of_references_are_read(minimal: Document) -> None:
    """Schemas that refer to each other, hundreds in a row and around, are no reason to give up."""
    changes: dict[str, Any] = {
        f"{SCHEMAS}/Link{number}": {"properties": {"next": {"$ref": f"#/components/schemas/Link{(number + 1) % 300}"}}}
        for number in range(300)
    }
    changes[f"{SCHEMAS}/Tree"] = {
        "allOf": [{"$ref": "#/components/schemas/Link0"}, {"items": {"$ref": "#/components/schemas/Tree"}}],
        "required": ["next"],
    }

    assert check(change(minimal, changes), "foreign") == []


def places(value: Any, at: str = "") -> Iterator[str]:
    """Go through the pointers of all values below a value."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType, reportUnknownVariableType]
    for key, item in items:
        yield at + pointer(key)
        yield from places(item, at + pointer(key))


def of_each_shape(document: Document) -> list[str]:
    """Choose one pointer of those that differ in chosen names and numbers only: checking takes a tenth of a second."""
    chosen_parts = "(/(?:paths|schemas|content|examples|headers|responses|properties))/[^/]+|/[0-9]+|/get|/post"
    chosen = {re.sub(chosen_parts, r"\1/*", place): place for place in places(document.data)}
    return list(chosen.values())


@pytest.mark.parametrize("nasty", [None, [], "x", 7, {"$ref": "#/paths"}], ids=repr)
def test_no_tree_makes_check_raise(minimal: Document, nasty: Any) -> None:
    """Whatever stands where something else was expected, checking answers with findings."""
    for where in of_each_shape(minimal):
        assert all(isinstance(finding, Finding) for finding in check(change(minimal, {where: nasty}), "ours"))


def test_deep_trees_are_refused_or_read(minimal: Document) -> None:
    """A tree that is deeper than what can be read is one finding; one that is just not, is checked."""
    schema: dict[str, Any] = {"type": "string", "description": "A text."}
    for _ in range((MAX_DEPTH - 10) // 2):
        schema = {"type": "object", "properties": {"a": schema}}

    assert check(change(minimal, {f"{SCHEMAS}/Deep": schema}), "foreign") == []

    for _ in range(20_000):
        schema = {"items": schema}
    deep = Document("acme.yaml", {**minimal.data, "components": {"schemas": {"Deep": schema}}}, {})

    assert [finding.reason[:27] for finding in check(deep, "ours")] == ["Values are nested more than"]
