"""Forms of pages beyond those of the seeds: each fact is read, and what is not read is said with its line."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest

from tools.contract.document_facts import Operation
from tools.contract.facts import VALUES, Facts
from tools.drift.__main__ import main
from tools.drift.comparison import ProjectFiles, check_pages, in_folder
from tools.drift.pages.page_facts import read_operations, read_page
from tools.drift.pages.page_operation import operation_of
from tools.drift.pages.published_document import Call
from tools.drift.pages.text import PageFailure, PageText

from .conftest import PROVIDERS

OPERATION = {
    "method": "get",
    "path": "/v1/planets/{planet_id}",
    "servers": [{"url": "https://api.example.test"}],
    "parameters": [
        {"name": "planet_id", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "units", "in": "query", "schema": {"type": "string", "enum": ["si", "imperial"]}},
    ],
    "responses": {
        "200": {
            "description": "A planet.",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["mass"],
                        "properties": {"mass": {"type": "number"}, "rings": {"type": "boolean", "nullable": True}},
                    }
                }
            },
        }
    },
}
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Planets", "version": "1"},
    "paths": {"/v1/planets/{planet_id}": {"get": {key: OPERATION[key] for key in ("parameters", "responses")}}},
}


def facts_of(text: str) -> Facts:
    read = read_page(PageText("page.md", text))
    assert isinstance(read, Facts), read
    return read


def parameters(facts: Facts) -> dict[str, tuple[str, bool | None]]:
    return {
        f"{position} {name}": ("|".join(sorted(one.types)), one.required)
        for (position, name), one in facts.parameters.items()
    }


def fields(facts: Facts) -> dict[str, str]:
    (body,) = facts.answers.values()
    return {".".join(path): "|".join(sorted(one.types)) for path, one in body.fields.items() if path}


@pytest.mark.parametrize(
    "line",
    ["get /v1/planets", "`GET /v1/planets HTTP/1.1`", "### PATCH /v1/planets", "Post: https://a.test/v1/planets"],
)
def test_a_call_in_any_letters(line: str) -> None:
    """Lower case, the version of HTTP, a heading, a whole URL."""
    facts = facts_of(f"{line}\n\n## Response\n\n- `id` (string): The id.\n")

    assert [one.value for one in facts.method] == [line.strip("#` ").partition(" ")[0].strip(":").upper()]
    assert [one.value for one in facts.path] == ["/v1/planets"]


def test_messages_of_http() -> None:
    """Requests and responses as HTTP has them: call, key, status and both bodies."""
    facts = facts_of(
        "## Create\n\n```http\nPOST /v1/planets?dry=1 HTTP/1.1\nAuthorization: Bearer KEY\n\n"
        '{"name": "Mars"}\n```\n\n'
        "```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n[{\"id\": 4}]\n```\n"
    )  # fmt: skip

    assert (facts.method[0].value, facts.path[0].value) == ("POST", "/v1/planets")
    assert [one.value.name for one in facts.authentication] == ["Authorization"]
    assert facts.body is not None
    assert set(facts.body.fields) == {(), ("name",)}
    assert fields(facts) == {"[]": "object", "[].id": "integer"}
    assert list(facts.answers) == ["201"]


def test_items_without_types() -> None:
    """A list that only names its fields states that they exist, and what its sentences say."""
    facts = facts_of(
        "`GET /v1/planets`\n\nQuery Parameters:\n\n- **query** - What to search for. Required.\n"
        "- `limit`: At most 100 (optional).\n- `page` - The page.\n"
    )

    assert parameters(facts) == {"query query": ("", True), "query limit": ("", False), "query page": ("", None)}


@pytest.mark.parametrize(
    "text",
    [
        "mass\n: number. The mass.\n\nrings\n: boolean, may be null.\n",
        "<dl><dt>mass</dt><dd>number. The mass.</dd><dt>rings<dd>boolean, may be null.</dl>",
    ],
    ids=["Markdown", "HTML"],
)  # fmt: skip
def test_definition_lists(text: str) -> None:
    """A term and its definition are a field."""
    head = (
        "<h2>Get</h2><p>GET /v1/planets</p><h2>Response</h2>"
        if "<dl>" in text
        else "GET /v1/planets\n\n## Response\n\n"
    )

    assert fields(facts_of(head + text)) == {"mass": "number", "rings": "boolean"}


def test_a_definition_that_is_no_field_is_said() -> None:
    """With its line."""
    facts = facts_of("GET /v1/planets\n\n## Response\n\nmass/rings\n: whatever they are\n\nrings\n: boolean\n")

    (notice,) = facts.notices
    assert (notice.place.line, "definition cannot be read" in notice.text) == (5, True)
    assert fields(facts) == {"rings": "boolean"}


def test_url_parameters_are_those_of_the_query_unless_the_path_has_them() -> None:
    """The heading says only that they are in the URL."""
    facts = facts_of(
        "GET /v1/planets/{id}\n\n## URL Parameters\n\n| Name | Type |\n|---|---|\n| id | string |\n| units | string |\n"
    )

    assert set(parameters(facts)) == {"path id", "query units"}


def test_a_list_whose_example_is_an_array_is_about_its_items() -> None:
    """The fields are those of each item."""
    facts = facts_of(
        'GET /v1/planets\n\n## Response\n\n- `id` (integer): The id.\n\n```json\n[{"id": 1, "name": "a"}]\n```\n'
    )

    assert fields(facts) == {"[]": "object", "[].id": "integer", "[].name": "string"}


def test_docusaurus_packs_the_operation() -> None:
    """`api:` is the operation as JSON, compressed, in base64."""
    packed = base64.b64encode(zlib.compress(json.dumps(OPERATION).encode())).decode()

    facts = facts_of(
        f"---\nid: get-planet\napi: {packed}\n---\n\n# Get a planet\n\n<ParamsDetails />\n\n<StatusCodes />\n"
    )

    assert parameters(facts) == {"path planet_id": ("string", True), "query units": ("string", False)}
    assert fields(facts) == {"mass": "number", "rings": "boolean"}


@pytest.mark.parametrize("packed", ["eJx", "eJ" + "A" * 50, base64.b64encode(zlib.compress(b"[1]")).decode()])
def test_what_cannot_be_unpacked_is_a_failure(packed: str) -> None:
    """With the line of the front matter."""
    read = read_page(PageText("page.md", f"---\napi: {packed}\n---\n"))

    assert isinstance(read, PageFailure)
    assert read.reason.startswith("line 1: the operation in `api:`")


@pytest.mark.parametrize(
    "named",
    [
        "GET /v1/planets/{planet_id}",
        "specs/planets.json GET /v1/planets/{planet_id}",
        "/specs/planets.json get /v1/planets/{id}",
    ],
)
def test_front_matter_names_a_document(named: str, tmp_path: Path, ours: ProjectFiles) -> None:
    """It is read from beside the page, from the file that it names or that the site's configuration does."""
    pages = tmp_path / "pages"
    (pages / "specs").mkdir(parents=True)
    (pages / "reference").mkdir()
    (pages / "specs/planets.json").write_text(json.dumps(DOCUMENT))
    (pages / "docs.json").write_text(json.dumps({"api": {"openapi": "specs/planets.json"}}))
    (pages / "reference/get.mdx").write_text(f'---\ntitle: Get\nopenapi: "{named}"\n---\n\nA planet.\n')

    ((page, _),) = in_folder(ours, pages, "pages", lambda path, name: PageText(name, path.read_text()))

    assert isinstance(page, PageText)
    facts = read_page(page)
    assert isinstance(facts, Facts)
    assert fields(facts) == {"mass": "number", "rings": "boolean"}
    assert next(iter(facts.answers.values())).place.file == "specs/planets.json"


def test_no_document_from_outside_the_folder_is_read(tmp_path: Path, ours: ProjectFiles) -> None:
    """Whatever path the front matter names; and a page that is only a stub is not in step."""
    (tmp_path / "secret.json").write_text(json.dumps(DOCUMENT))
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "get.mdx").write_text("---\nopenapi: ../secret.json GET /v1/planets/{planet_id}\n---\n\nA planet.\n")

    found = in_folder(ours, pages, "pages", lambda path, name: PageText(name, path.read_text()))

    report = check_pages(ours, PROVIDERS, found)
    assert report.exit_status == 2
    assert (
        "line 1: states only GET /v1/planets/{planet_id}, so that nothing of it can be compared"
        in report.failures[0].reason
    )


SEVERAL = """# Planets

Authorization: Bearer KEY

## List planets

`GET /v1/planets`

### Response

- `items` (array): The planets.

## Delete a planet

`DELETE /v1/planets/:id`

### Path Parameters

- `id` (string, required): The id.

### Response

- `deleted` (boolean): Whether it is gone.
"""


def test_several_operations_on_one_page() -> None:
    """Each has its own facts, and says that there are others, with their lines."""
    read = read_operations(PageText("page.md", SEVERAL))

    assert not isinstance(read, PageFailure)
    first, second = read
    assert (fields(first), fields(second)) == ({"items": "array"}, {"deleted": "boolean"})
    assert [one.value.name for one in second.authentication] == ["Authorization"]
    assert "DELETE /v1/planets/:id (line 15)" in first.notices[-1].text
    assert read_page(PageText("page.md", SEVERAL), wanted=Call("DELETE", "/v1/planets/{planet_id}")) == second


@pytest.mark.parametrize(
    ("addition", "line", "told"),
    [
        ("<PriceCard amount=\"3\" />\n", 6, "`PriceCard` is not known"),
        ("```xml\n<planet/>\n```\n", 7, "not JSON"),
        ("```http\nHTTP/1.1 200 OK\n\n<planet/>\n```\n", 9, "not JSON"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(addition: str, line: int, told: str) -> None:
    """A component, and bodies in another language."""
    facts = facts_of("GET /v1/planets\n\n## Response\n\n- `id` (string): The id.\n" + addition)

    (notice,) = facts.notices
    assert told in notice.text
    assert notice.place.line == line


def test_text_beside_a_document_is_read() -> None:
    """What only the text states is added; what the document states stays."""
    facts = facts_of(
        f'# Get a planet\n\n<ParamField query="orbit" type="boolean">Whether to add the orbit.</ParamField>\n\n'
        f'<ParamField query="units" type="integer" default="si">The units.</ParamField>\n\n'
        f"```json\n{json.dumps(DOCUMENT)}\n```\n"
    )

    assert parameters(facts)["query orbit"] == ("boolean", False)
    assert parameters(facts)["query units"] == ("string", False)
    default = facts.parameters["query", "units"].default
    assert default is not None
    assert default.value == "si"


def schema_page(schema: object) -> Facts:
    reference = {"$ref": "#/components/schemas/A"}
    document = {
        "openapi": "3.0.3",
        "paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": reference}}}}}}},
        "components": {"schemas": {"A": schema}},
    }
    return facts_of(f"```json\n{json.dumps(document)}\n```\n")


def test_one_name_in_several_branches_of_a_union() -> None:
    """It may be what any branch says."""
    one, two = ({"type": "object", "properties": {"value": {"type": kind}}} for kind in ("string", "integer"))

    assert fields(schema_page({"oneOf": [one, two]}))["value"] == "integer|string"


def test_a_leaf_beside_a_recursive_branch() -> None:
    """The branch that contains the schema is followed once, and the other one as deep as it goes."""
    leaf = {"type": "object", "properties": {"leaf": {"type": "string"}}}
    branch = {"type": "object", "properties": {"child": {"oneOf": [{"$ref": "#/components/schemas/A"}, leaf]}}}

    assert fields(schema_page(branch)) == {"child": "object", "child.leaf": "string", "child.child": "object"}


def test_pages_without_a_call_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that has no method and no path, compared with one that has, either way."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# Get\n\n## Response\n\n- `id` (string): The id.\n")
    new.write_text("# Get\n\nGET /v1/a\n\n## Response\n\n- `id` (string): The id.\n")

    assert main(["compare", str(old), str(new)]) == 1
    assert "the page has `GET`, the earlier page none" in capsys.readouterr().out
    assert main(["compare", str(new), str(old)]) == 1
    assert "the page has none, the earlier page `GET`" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "GET https://[::1/a\n",
        "curl https://[a\n",
        "GET /a\n\n- `id` (string): max 9" + "9" * 400,
        "<html><p>&#" + "9" * 5_000,
    ],
)
def test_no_page_ends_in_an_exception(text: str) -> None:
    """Invalid URLs, numbers that are too large, and character references to nothing."""
    read = read_page(PageText("page", text + "\n## Response\n\n- `a` (string): b\n"))

    assert isinstance(read, Facts) or read.reason


def test_the_fields_of_a_form_are_read() -> None:
    """A multipart body has fields as a JSON body has."""
    schema = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    operation = {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}, "responses": {}}

    facts = facts_of(f"```json\n{json.dumps({'openapi': '3.0.3', 'paths': {'/files': {'post': operation}}})}\n```\n")

    assert facts.body is not None
    assert [(path, one.format, one.required) for path, one in facts.body.fields.items() if path] == [
        (("file",), "binary", True)
    ]


def test_a_body_without_fields_is_said_and_the_values_of_a_map_are_read() -> None:
    """A binary body is not compared, and the page says where it is; what a map holds is a fact."""
    tags = {"type": "object", "additionalProperties": {"type": "string"}}
    answers = {
        "200": {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
        "201": {"content": {"application/json": {"schema": {"type": "object", "properties": {"tags": tags}}}}},
    }
    page = json.dumps({"openapi": "3.0.3", "paths": {"/files": {"get": {"responses": answers}}}}, indent=1)

    facts = facts_of(f"```json\n{page}\n```\n")

    (notice,) = facts.notices
    assert notice.text == "a body of `application/pdf`, whose content is not compared"
    assert notice.place.line > 2
    assert facts.answers["201"].fields["tags", VALUES].types == {"string"}


def test_a_path_without_parameters_is_matched_before_one_with() -> None:
    """`/planets/largest` is an operation of its own beside `/planets/{planet_id}`."""
    paths = ("/planets/{planet_id}", "/planets/largest")
    operations = [document_operation(path, number) for number, path in enumerate(paths)]

    found = operation_of(
        facts_of("GET /planets/largest\n\n## Response\n\n- `id` (string): The id.\n"), operations, [], {}
    )

    assert found is operations[1]


def document_operation(path: str, number: int) -> Operation:
    document = {"openapi": "3.1.0", "paths": {path: {"get": {"operationId": f"planets_{number}", "responses": {}}}}}
    facts = facts_of(f"```json\n{json.dumps(document)}\n```\n")
    return Operation("planets", f"planets_{number}", facts, None)
