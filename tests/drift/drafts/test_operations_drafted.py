"""What is drafted of an operation: names, parameters, bodies, answers and examples by our rules."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import PUBLISHED, Studio, publish

ALL = tuple(
    operation["operationId"]
    for item in PUBLISHED["paths"].values()
    for method, operation in item.items()
    if method != "parameters"
)


def test_only_what_a_person_must_decide_is_left(studio: Studio) -> None:
    """Ten published operations of all kinds keep all of our rules once the marks are resolved."""
    studio.draft(*ALL)

    assert studio.findings() == []
    assert len(studio.marks()) > len(ALL)


def test_the_report_names_every_mark_with_its_line(studio: Studio) -> None:
    """Each mark is a line of the report, and the line number leads to it."""
    report = studio.draft("getProject")

    lines = studio.text.splitlines()
    told = [line for line in report.splitlines() if " to decide: " in line]
    assert len(told) == len(studio.marks()) > 0
    assert all("x-draft" in lines[int(line.split(":")[1].split(" ")[0]) - 1] for line in told)
    assert all("# TODO(draft)" in lines[number - 1] for number, line in enumerate(lines) if "x-draft:" in line)


def test_a_name_that_was_asked_for_needs_no_decision(studio: Studio) -> None:
    """A list gives names and pages; then neither is marked, and the page's row has the URL."""
    studio.draft(listed="# first\nGET /v1/models/{name} models.find https://docs.acme.test/models # a page\n")

    operation = studio.operation("models_find")
    assert operation["externalDocs"]["url"] == "https://docs.acme.test/models"
    assert "x-draft" not in operation["externalDocs"]
    assert not any("good name" in mark for mark in studio.marks())
    assert "  - name: acme-models-find\n    operation: models_find\n    url: https://docs" in studio.pages.read_text()


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("listProjects", "projects_list"),
        ("createProject", "projects_create"),
        ("getProject", "projects_get"),
        ("patchProject", "projects_update"),
        ("deleteProject", "projects_delete"),
        ("listRuns", "projects_list_runs"),
        ("searchProjects", "projects_search"),
        ("downloadExport", "exports_get_file"),
    ],
)
def test_names_follow_from_method_and_path(studio: Studio, published: str, name: str) -> None:
    """Without a wanted name, `<tag>_<method>` is made from the source's tag and the path, and marked."""
    studio.draft(published)

    assert studio.operation(name)["tags"] == [name.partition("_")[0]]
    assert any("good name" in mark for mark in studio.marks())


def test_a_path_parameter_that_takes_an_id_is_named_after_its_resource(studio: Studio) -> None:
    """`projectId` is renamed in the path too, with a comment; the name that the provider has stays for others."""
    studio.draft("getProject", "getModel")

    (parameter,) = studio.operation("projects_get")["parameters"]
    assert parameter["name"] == "project_id"
    assert "/v1/projects/{project_id}" in studio.data["paths"]
    assert "# The published document calls this parameter `projectId`." in studio.text
    assert studio.operation("models_get")["parameters"][0]["name"] == "name"
    assert studio.operation("models_get")["parameters"][0]["example"] == "acme/large"


def test_the_id_that_is_asked_for_is_the_id_that_is_answered(studio: Studio) -> None:
    """The example of the id at the end of a GET's path is that of the published answer."""
    studio.draft("getProject")

    parameter = studio.operation("projects_get")["parameters"][0]
    assert parameter["example"] == "5b0e3c9e-0f4b-4a57-9a3a-0d8a9b1f2c3d"


def test_the_header_that_is_the_key_is_no_parameter(studio: Studio) -> None:
    """The security scheme sends the key; the report says that the header was left out."""
    report = studio.draft("listProjects")

    names = [parameter["name"] for parameter in studio.operation("projects_list")["parameters"]]
    assert names == ["page", "per_page", "status", "sort_order", "created_after"]
    assert "the header `X-Acme-Key` is left out" in report
    assert studio.operation("projects_list")["security"] == [{"keyAuth": []}]


def test_defaults_of_the_server_are_said_and_not_sent(studio: Studio) -> None:
    """A parameter has no `default`, which the client would send; the description tells it."""
    studio.draft("listProjects")

    per_page = studio.operation("projects_list")["parameters"][1]
    assert per_page["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    assert per_page["description"] == "How many items a page has at most. If it is not given, the server takes `20`."


def test_error_answers_are_shared(studio: Studio) -> None:
    """An error answer that the document has is used; one that it lacks is made once, with the document's schema."""
    studio.draft("createProject", "getProject")

    responses = studio.operation("projects_get")["responses"]
    assert responses["404"] == {"$ref": "#/components/responses/NotFound"}
    assert studio.operation("projects_create")["responses"]["409"] == {"$ref": "#/components/responses/Conflict"}
    content = studio.data["components"]["responses"]["Conflict"]["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert content["examples"]["conflict"]["value"] == {"message": "Conflict"}


def test_statuses_of_the_whole_document_are_added(studio: Studio) -> None:
    """A source that declares successes only gets the errors that every operation of the document has, and says so."""
    report = studio.draft("listRuns")

    assert list(studio.operation("projects_list_runs")["responses"]) == ["200", "401", "500"]
    assert "status 401: added" in report


def test_a_status_without_a_body_has_none(studio: Studio) -> None:
    """A body that is published for 204 is left out, and the report says so."""
    report = studio.draft("deleteProject")

    assert "content" not in studio.operation("projects_delete")["responses"]["204"]
    assert "the body of status 204 is left out" in report


def test_published_examples_are_copied(studio: Studio) -> None:
    """Examples are data: they stand in the draft as they were published."""
    studio.draft("createProject")

    operation = studio.operation("projects_create")
    body = operation["requestBody"]["content"]["application/json"]["examples"]["create"]
    answer = operation["responses"]["201"]["content"]["application/json"]["examples"]["created"]
    assert body["value"] == {"name": "Apollo", "owner": {"email": "ada@example.com"}, "visibility": "private"}
    assert answer["summary"] == "A new project (published)."
    assert answer["value"]["id"] == "prj_1"


def test_times_without_an_offset_are_read_leniently(studio: Studio) -> None:
    """A published example that only breaks a format is marked as lenient, not as wrong."""
    studio.draft("getProject")

    media = studio.operation("projects_get")["responses"]["200"]["content"]["application/json"]
    (example,) = media["examples"].values()
    assert example["x-lenient"] is True
    assert "x-draft" not in example


@pytest.mark.parametrize(
    ("example", "fragment"),
    [
        ({"id": 7}, "does not fit the published schema"),
        ({"uid": "a"}, "None of the fields of the published example"),
    ],
)
def test_an_example_that_contradicts_its_schema_is_marked(
    studio: Studio, example: dict[str, Any], fragment: str
) -> None:
    """Which of the two is right, only a person can find out."""
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    content = {"application/json": {"schema": schema, "example": example}}
    studio.draft(source=publish({"responses": {"200": {"description": "OK", "content": content}}}))

    assert any("/examples/" in mark and fragment in mark for mark in studio.marks())


def test_placeholders_are_no_examples(studio: Studio) -> None:
    """`<string>` is left out for a value that could be real, and the report says so."""
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    content = {"application/json": {"schema": schema, "example": {"id": "<string>"}}}
    report = studio.draft(source=publish({"responses": {"200": {"description": "OK", "content": content}}}))

    assert "has placeholders" in report
    assert "<string>" not in studio.text
    assert studio.findings() == []


def test_what_is_not_published_is_said(studio: Studio) -> None:
    """An answer without a body, an undeclared parameter of a path, a `default` answer: each is marked or reported."""
    source = publish({"responses": {"default": {"description": "Any"}}}, path="/v1/things/{thing}")
    report = studio.draft(source=source)

    marks = "\n".join(studio.marks())
    assert "no answer of success" in marks
    assert "does not declare it" in marks
    assert "the answer `default` is left out" in report


def test_sentences_are_not_copied(studio: Studio) -> None:
    """What a published sentence adds to the drafted one stands in a comment above it, and a mark asks to state it."""
    studio.draft("listProjects")

    status = studio.operation("projects_list")["parameters"][2]
    assert "hidden" not in status["description"]
    assert "# Published: Archived projects are hidden unless they are asked for here." in studio.text
    assert any("State anew what the `Published:` comments" in mark for mark in studio.marks())


def test_a_file_is_binary_and_a_form_is_no_json(studio: Studio) -> None:
    """An answer that is a file is binary; of several types of a body, JSON is taken and the others are named."""
    report = studio.draft("downloadExport", "sendEvent")

    content = studio.operation("exports_get_file")["responses"]["200"]["content"]
    assert content["application/zip"]["schema"] == {"type": "string", "format": "binary"}
    assert "a body of `application/x-www-form-urlencoded` is left out beside `application/json`" in report
    assert studio.operation("events_create")["deprecated"] is True


def test_the_path_of_the_source_s_server_stands_in_front(studio: Studio) -> None:
    """Our server has no path, so that the operation's path takes that of the source's server."""
    studio.draft(source=publish({}, path="/things", servers=[{"url": "https://api.acme.test/v1/"}]))

    assert "/v1/things" in studio.data["paths"]


def test_a_page_with_an_openapi_block_is_a_source(studio: Studio) -> None:
    """Pages show their operation as an OpenAPI document in a code block; lines of messages are those of the page."""
    page = studio.folder / "page.mdx"
    block = "openapi: 3.0.1\ninfo: {title: A, version: '1'}\npaths:\n  /v1/ping:\n    get:\n"
    answers = "      responses: {'200': {description: OK, content: {text/plain: {schema: {type: string}}}}}\n"
    page.write_text(f"# Ping\n\n````yaml /openapi.json get /v1/ping\n{block}{answers}````\n")
    studio.draft(source=page)

    assert studio.operation("pings_get")["responses"]["200"]["content"]["text/plain"]
