"""Where drafts are written: what stands in the document stays, to the character."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
import yaml

from .conftest import DOCUMENT, PUBLISHED, Studio, answering, publish

PROJECT = Path(__file__).resolve().parents[3]


def removed(before: str, after: str) -> list[str]:
    """The lines that are gone or changed."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith("- ")]


def test_nothing_that_stands_is_changed(studio: Studio) -> None:
    """Drafting only adds lines: comments, order, quotes and folds stay."""
    studio.draft("listProjects", "getProject", "createProject")

    assert removed(DOCUMENT, studio.text) == []
    assert studio.text.startswith("# The document of a made-up provider")
    assert studio.text.endswith("# The end.\n")


@pytest.mark.parametrize("provider", [path.parent.name for path in sorted(PROJECT.glob("openapi/*/document.yaml"))])
def test_documents_of_ours_stay_as_they_are(studio: Studio, provider: str) -> None:
    """Into each document that we have, a draft only adds lines."""
    before = (PROJECT / "openapi" / provider / "document.yaml").read_text(encoding="utf-8")
    studio.file.write_text(before, encoding="utf-8")
    studio.draft("getModel", "searchProjects")

    assert removed(before, studio.text) == []


def test_comments_stay_with_what_they_are_about(studio: Studio) -> None:
    """A comment behind the last path stays there, one in front of the next section stays in front of it."""
    studio.draft("listProjects")

    lines = studio.text.splitlines()
    end, shared = lines.index("  # End of the paths."), lines.index("# What operations share.")
    assert end < lines.index("  /v1/projects:") < shared
    assert lines[shared + 1] == "components:"
    assert lines[shared - 1] == ""


def test_a_method_joins_its_path(studio: Studio) -> None:
    """A second operation of a path is put under it, with the parameter's name that stands there."""
    studio.draft("getProject")
    studio.draft("deleteProject")
    source = publish({"parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]},
                     path="/v1/workspaces/{id}", method="delete")  # fmt: skip
    studio.draft(source=source, listed="DELETE /v1/workspaces/{id} workspaces.delete")

    assert list(studio.data["paths"]["/v1/projects/{project_id}"]) == ["get", "delete"]
    assert list(studio.data["paths"]["/v1/workspaces/{workspace_id}"]) == ["get", "delete"]
    assert studio.operation("workspaces_delete")["parameters"][0]["name"] == "workspace_id"
    assert removed(DOCUMENT, studio.text) == []


def test_an_operation_that_stands_is_left_alone(studio: Studio) -> None:
    """Drafting it again writes nothing, and says why."""
    studio.draft("getProject")
    before = studio.text, studio.pages.read_text()
    report = studio.draft("getProject")

    assert (studio.text, studio.pages.read_text()) == before
    assert "stands in the document already, as `projects_get`; left as it is" in report


def test_drafts_can_follow_one_another(studio: Studio) -> None:
    """Operations drafted one by one use what the ones before brought."""
    for name in ("getProject", "listProjects", "listRuns"):
        studio.draft(name)

    assert "Project2" not in studio.schemas
    assert studio.text.count("  - name: projects\n") == 1
    assert studio.findings() == []


def test_an_empty_document_gets_its_first_operations(studio: Studio) -> None:
    """A new provider's document needs no more than its head and its security scheme."""
    head = DOCUMENT[: DOCUMENT.index("tags:")]
    scheme = "components:\n  securitySchemes:\n    keyAuth: {type: apiKey, in: header, name: X-Acme-Key}\n"
    servers = "tags: []\nservers:\n  - {url: https://api.acme.test, description: Production.}\npaths: {}\n"
    studio.file.write_text(head + servers + scheme, encoding="utf-8")
    studio.draft("getProject", "listProjects")

    assert studio.findings() == []
    assert list(studio.data["components"]) == ["securitySchemes", "responses", "schemas"]


def test_the_row_of_a_page_is_put_into_the_table(studio: Studio) -> None:
    """The provider's table of pages is made if there is none, and else only gets rows."""
    studio.draft("getProject")
    table = studio.pages.read_text() + "  # By hand.\n  - {name: other, operation: workspaces_get}\n"
    studio.pages.write_text(table)
    studio.draft(listed="listRuns projects.runs https://docs.acme.test/runs")

    rows = yaml.safe_load(studio.pages.read_text())["pages"]
    assert studio.pages.read_text().startswith(table)
    assert [row["operation"] for row in rows] == ["projects_get", "workspaces_get", "projects_runs"]
    assert rows[2] == {"name": "acme-projects-runs", "operation": "projects_runs", "url": "https://docs.acme.test/runs"}


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_are_those_of_the_file(studio: Studio, ending: str) -> None:
    """A file with Windows line ends keeps them, and so do drafted lines."""
    studio.file.write_bytes(DOCUMENT.replace("\n", ending).encode())
    studio.draft("getProject")

    written = studio.file.read_bytes().decode()
    assert written.count("\n") == written.count(ending)


def test_a_file_without_a_last_line_end_is_continued(studio: Studio) -> None:
    """Drafted lines begin on lines of their own."""
    studio.file.write_text(DOCUMENT[: DOCUMENT.index("# The end.")].rstrip("\n"), encoding="utf-8")
    studio.draft("getProject")

    assert studio.findings() == []
    assert removed(DOCUMENT.replace("# The end.\n", ""), studio.text) == []


TAGS = DOCUMENT[DOCUMENT.index("tags:") : DOCUMENT.index("\n# The only one.")]


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        (TAGS, "tags: [{name: workspaces, description: Workspaces.}]\n", "Write it as a block"),
        (TAGS, "", "Write `tags: []`"),
        ("paths:\n", "routes:\n", "no mapping `paths`"),
        ("components:\n", "parts:\n", "no `components`"),
    ],
)
def test_a_document_without_a_place_is_refused(studio: Studio, old: str, new: str, fragment: str) -> None:
    """What has to be there first is said, and nothing is written."""
    changed = DOCUMENT.replace(old, new, 1)
    studio.file.write_text(changed, encoding="utf-8")
    outcome = studio.run("getProject")

    assert outcome.status == 2
    assert fragment in outcome.err
    assert studio.text == changed
    assert not studio.pages.exists()


def test_a_foreign_document_is_not_written(studio: Studio) -> None:
    """A document that others wrote is left to them."""
    studio.row(rules="foreign")

    assert "not ours to write" in studio.run("getProject").err


def test_strange_text_comes_back_as_it_was(studio: Studio) -> None:
    """Whatever stands in names, values and examples, the document reads as what was drafted."""
    strange = [
        "a: b", "# no", "- x", "null", "1e3", "0x1", "yes", " lead", "tail ", "a\nb", "\u2028", "\ufeff", "'\"", "{x}",
        "@a", "%", "é", "\U0001f600", "\x00", "", "2026-01-01", "~", "[", "*a", "&a", "!t", "|", ">", "?", "- ",
    ]  # fmt: skip
    example = {f"k{number}": value for number, value in enumerate(strange)} | {"Ключ": 1, "a b: c": 2}
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    source = answering({**schema, "example": {"id": "x", **example}})
    studio.draft(source=source)

    media = studio.operation("things_list")["responses"]["200"]["content"]["application/json"]
    assert next(iter(media["examples"].values()))["value"] == {"id": "x", **example}


def test_a_file_that_cannot_be_written_leaves_both_as_they_were(studio: Studio) -> None:
    """Document and table of pages are written together, or not at all."""
    studio.pages.mkdir()
    outcome = studio.run("getProject")

    assert outcome.status == 2
    assert studio.text == DOCUMENT
    assert sorted(path.name for path in studio.file.parent.iterdir()) == ["document.yaml", "pages.yaml"]


def test_the_source_may_be_yaml_or_json(studio: Studio) -> None:
    """Both are read, and give the same draft."""
    studio.draft("getProject")
    from_json = studio.text
    studio.file.write_text(DOCUMENT, encoding="utf-8")
    path = studio.folder / "published.yml"
    path.write_text(json.dumps(PUBLISHED))
    studio.draft("getProject", source=path)

    assert studio.text == from_json
