"""What a maintainer does after a page has changed: write, decide, and compare again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.mutations import FOLDER, HELICONE, MARCH, MAY, REQUEST, VIDEO

from tools.contract.findings import InputError
from tools.drift.__main__ import main
from tools.drift.pages.text import PageFailure, PageText
from tools.drift.proposals import working_tree
from tools.drift.proposals.working_tree import Original, Revision

from .conftest import PROJECT


class Workspace:
    """A copy of what the command reads, with the pages beside it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        shutil.copytree(PROJECT / "openapi", folder / "openapi")
        shutil.copyfile(PROJECT / "pyproject.toml", folder / "pyproject.toml")
        shutil.copytree(FOLDER / "pages", folder / "pages")

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a page, everywhere, or of another file."""
        path = self.folder / (f"pages/{file}" if file.endswith(".txt") else file)
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def docs(self, *arguments: str) -> tuple[int, str, str]:
        """What `nox -s docs` ends with and prints."""
        status = main([*arguments, "--project", str(self.folder)])
        return status, *self.capsys.readouterr()

    def hold(self, *arguments: str) -> tuple[int, str, str]:
        return self.docs("--from", str(self.folder / "pages"), *arguments)

    def found(self, *providers: str) -> set[str]:
        """`kind subject` of everything that is open."""
        _, out, _ = self.hold(*providers, "--json")
        return {f"{one['kind']} {one['subject']}" for one in json.loads(out)["findings"]}

    def document(self, provider: str) -> Path:
        return self.folder / "openapi" / provider / "document.yaml"

    def decisions(self, provider: str) -> Path:
        return self.folder / "openapi" / provider / "decisions.yaml"

    def entries(self, provider: str) -> list[Mapping[str, Any]]:
        """The decisions on record."""
        found: Mapping[str, Any] = yaml.safe_load(self.decisions(provider).read_text(encoding="utf-8"))
        return list(found["decisions"])

    def write(self, provider: str) -> list[Mapping[str, Any]]:
        """Write what is safe, and answer the decisions that came with it."""
        before = self.entries(provider)
        assert self.hold(provider, "--write")[0] == 1
        return [one for one in self.entries(provider) if one not in before]


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Workspace:
    return Workspace(tmp_path, capsys)


IN_BOTH_EXAMPLES = ('  "cost": 0.045,', '  "team": "x",\n  "cost": 0.045,')

# --- Decisions that a change brings -------------------------------------------------------------------------------


def test_what_is_open_and_not_written_stays_open(workspace: Workspace) -> None:
    """A change for one finding decides nothing about another one."""
    workspace.edit(REQUEST, ("model\nstring | null", "model\nstring"), IN_BOTH_EXAMPLES)
    assert workspace.found("lumenfall") == {"added response.200.team", "nullability response.200.model"}

    workspace.write("lumenfall")

    assert workspace.found("lumenfall") == {"nullability response.200.model"}


def test_what_only_the_document_knows_is_decided_as_before(workspace: Workspace) -> None:
    """A known reason goes on for the value that it was about, and for no other one that leaves the page."""
    workspace.edit(VIDEO, ("queued, in_progress, completed, or failed", "queued, in_progress, paused, or completed"))

    workspace.write("lumenfall")

    assert workspace.found("lumenfall") == {"values response.200.status"}


def test_reasons_are_true(workspace: Workspace) -> None:
    """What another page states is put down to that page, by its name; what the policy covers needs no decision."""
    nullable = "        {}:\n          type: {}\n          nullable: true\n"
    workspace.edit(
        MAY,
        ("        request_id:\n          type: integer\n", nullable.format("request_id", "integer")),
        ("        trace_id:\n", "        cached_tokens:\n          type: integer\n        trace_id:\n"),
    )

    drafted = {(one["kind"], *one["pages"], *one["subjects"]): one for one in workspace.write("promptlayer")}

    assert {key: one["reason"].split(",")[0] for key, one in drafted.items()} == {
        ("removed", "promptlayer-requests-get-march", "response.200.cached_tokens"): "Another page of the operation",
    }
    for one in drafted.values():
        assert "promptlayer-requests-get, states otherwise" in one["reason"]
        assert one["evidence"].startswith("As found on promptlayer-requests-get: ")


NEW_MEMBER = (
    "        trace_id:\n",
    "        retries:\n          type: integer\n          minimum: 1\n          default: 1\n        trace_id:\n",
)
ACROSS_PAGES: dict[str, tuple[str, Sequence[tuple[str, str]]]] = {
    "bounds": (MAY, [("            minimum: 1\n", "            minimum: 0\n")]),
    "a field": (MAY, [("        trace_id:\n", "        cached_tokens:\n          type: integer\n        trace_id:\n")]),
    "a field with bounds and a default": (MAY, [NEW_MEMBER]),
    "a status": (MAY, [("        '403':\n", "        '409':\n          description: No.\n        '403':\n")]),
    "a status of the older page": (MARCH, [("\n\nHeaders\n", "\n\nErrors\n\n409 Conflict\n\nHeaders\n")]),
    "a default": (MARCH, [("The ID of the request.", "The ID of the request. Defaults to 5.")]),
}


@pytest.mark.parametrize("name", ACROSS_PAGES)
def test_the_other_page_does_not_complain(workspace: Workspace, name: str) -> None:
    """Whatever is written for one page is decided for the other, which states what it stated before."""
    page, changes = ACROSS_PAGES[name]
    workspace.edit(page, *changes)
    assert workspace.found("promptlayer")

    workspace.write("promptlayer")

    assert workspace.found("promptlayer") == set()


def test_values_that_two_pages_know_between_them(workspace: Workspace) -> None:
    """Each lists some: the document gets all, and for what one page lacks the decision names the other."""
    workspace.edit(
        MAY,
        ("        model:\n          type: string\n", "        model:\n          type: string\n          enum: [a]\n"),
    )
    workspace.edit(MARCH, ("The model name (e.g. gpt-4, claude-3-sonnet).", "One of `a` or `b`."))
    assert workspace.found("promptlayer") == {"values response.200.model"}

    (decision,) = workspace.write("promptlayer")

    assert decision["pages"] == ["promptlayer-requests-get"]
    assert "promptlayer-requests-get-march, states otherwise" in decision["reason"]
    assert workspace.found("promptlayer") == set()


def test_two_pages_that_contradict_each_other_are_left_to_people(workspace: Workspace) -> None:
    """Both state a new field, of different types: one of them is written, the other is not decided away."""
    workspace.edit(MAY, ("        trace_id:\n", "        queue:\n          type: integer\n        trace_id:\n"))
    workspace.edit(MARCH, ("\nprice\nnumber | null\n", "\nqueue\nstring\n\nIts queue.\n\nprice\nnumber | null\n"))

    workspace.write("promptlayer")

    assert workspace.found("promptlayer") == {"type response.200.queue"}


# --- What examples show -------------------------------------------------------------------------------------------


def test_a_field_that_only_examples_show_is_on_the_page(workspace: Workspace) -> None:
    """As long as the document lacks it, and once the document has it; recorded as seen or not."""
    workspace.edit(REQUEST, IN_BOTH_EXAMPLES)

    assert workspace.write("lumenfall") == []

    assert workspace.found("lumenfall") == set()
    workspace.hold("lumenfall", "--accept")
    assert workspace.found("lumenfall") == set()


def test_a_schema_that_lists_some_of_what_its_example_shows(workspace: Workspace) -> None:
    """Only what is new is new; what the example shows is neither gone nor renamed."""
    workspace.edit(
        MAY,
        (
            "          additionalProperties: true\n          description: Provider-agnostic",
            (
                "          additionalProperties: true\n          properties:\n            commit_message:\n"
                "              type: string\n              nullable: true\n          description: Provider-agnostic"
            ),
        ),
    )

    assert workspace.found("promptlayer") == {"added response.200.prompt_blueprint.commit_message"}


# --- Nothing passes in silence ------------------------------------------------------------------------------------


def test_an_empty_folder_is_not_in_step(workspace: Workspace) -> None:
    """Nothing was compared, and that is said, in JSON too; likewise if there is no page of who was asked for."""
    (workspace.folder / "none").mkdir()

    status, out, _ = workspace.docs("--from", str(workspace.folder / "none"))
    as_json = workspace.docs("--from", str(workspace.folder / "none"), "--json")

    assert status == as_json[0] == 2
    assert "nothing was compared, because there is no page for " in out.splitlines()[-1]
    data = json.loads(as_json[1])
    assert data["findings"] == []
    assert "nothing was compared" in data["summary"]
    for page in (MAY, MARCH):
        (workspace.folder / "pages" / page).unlink()
    status, out, _ = workspace.hold("promptlayer")
    assert (status, out.splitlines()[-1]) == (
        2,
        "0 pages read: nothing was compared, because there is no page for promptlayer",
    )


def test_without_a_network_nothing_is_in_step(workspace: Workspace) -> None:
    """Pages that did not come are counted in the last line too."""
    asked: list[str] = []

    def fetch(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        asked.extend(urls)
        return {url: PageFailure(url, "no network") for url in urls}

    status = main(["--project", str(workspace.folder)], fetch=fetch)

    out = workspace.capsys.readouterr().out
    assert status == 2
    assert len(asked) > 1
    assert out.splitlines()[-1] == f"0 pages read: nothing was compared, because {len(asked)} pages could not be read"


def test_some_pages_that_cannot_be_read_are_counted(workspace: Workspace) -> None:
    """Nothing being open in the others is not being in step."""
    (workspace.folder / "pages" / HELICONE).write_text("Enable JavaScript.\n")

    status, out, _ = workspace.hold()

    assert status == 2
    assert f"{HELICONE}: has no path" in out
    assert out.splitlines()[-1].startswith("4 pages read: no findings in them, ")
    assert out.splitlines()[-1].endswith("; 1 page could not be read")


def test_a_file_that_is_no_page_is_passed_over(workspace: Workspace) -> None:
    """And told; one that states a call may be a page whose path has changed, so it is not."""
    (workspace.folder / "pages" / "README.md").write_text("# Pages\n\nSaved by hand, in May.\n")

    status, out, _ = workspace.hold("helicone")

    assert status == 0
    assert "Skipped: not in the page table, and without a call:\n" in out
    assert "/README.md\n" in out
    (workspace.folder / "pages" / "README.md").write_text("# Planets\n\n```\nGET /v9/planets/{id}\n```\n")
    assert workspace.hold("helicone")[0] == 2


PAGES_FILE = "openapi/lumenfall/pages.yaml"
DECISIONS_FILE = "openapi/lumenfall/decisions.yaml"
HELICONE_DECISIONS = "openapi/helicone/decisions.yaml"
SLIPS: dict[str, tuple[str, str, str, Sequence[str]]] = {
    "a page's operation": (
        *(PAGES_FILE, "operation: videos_get", "operation: video_get"),
        ["There is no operation of lumenfall 'video_get'", "Did you mean `videos_get`?", "#/pages/1/operation"],
    ),
    "a page's provider, which its folder names": (
        *(PAGES_FILE, "operation: videos_get", "operation: videos_get\n    provider: lumenfall"),
        ["`provider` is not a member of an entry", "#/pages/1/provider"],
    ),
    "a page twice": (
        *(PAGES_FILE, "name: lumenfall-videos-get", "name: lumenfall-requests-get"),
        ["The name 'lumenfall-requests-get' is in two rows", "first in openapi/lumenfall/pages.yaml #/pages/0"],
    ),
    "a page of two providers": (
        *(PAGES_FILE, "name: lumenfall-videos-get", "name: helicone-requests-get"),
        ["The name 'helicone-requests-get' is in two rows"],
    ),
    "a decision's page": (
        *(HELICONE_DECISIONS, "pages: [helicone-requests-get]", "pages: [helicone-request-get]"),
        ["There is no page of helicone requests_get 'helicone-request-get'", "/pages/0"],
    ),
    "a page of another operation": (
        *(HELICONE_DECISIONS, "pages: [helicone-requests-get]", "pages: [lumenfall-videos-get]"),
        ["There is no page of helicone requests_get 'lumenfall-videos-get'"],
    ),
    "a decision's operation": (
        *(DECISIONS_FILE, "operation: videos_get", "operation: videos_fetch"),
        ["There is no operation of lumenfall 'videos_fetch'", "/operation"],
    ),
    "a kind": (DECISIONS_FILE, "kind: values", "kind: value", ["There is no kind 'value'", "/kind"]),
    "a kind of subject": (
        *(DECISIONS_FILE, "[response.200.modality]", "[responses.200.modality]"),
        ["There is no kind of subject 'responses'", "/subjects/0"],
    ),
    "what a status says": (HELICONE_DECISIONS, "says: true", 'says: "true"', ["For status, `says` must be true or"]),
    "what values say": (
        *(DECISIONS_FILE, "says: [image, video, speech, vision]", "says: image"),
        ["For values, `says` must be a list"],
    ),
    "no reason": (
        *(DECISIONS_FILE, "reason: Two more values are known, `audio` and `other`.", 'reason: ""'),
        ["`reason` is empty"],
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_our_own_files_is_told(workspace: Workspace, name: str) -> None:
    """With file, line and pointer, before any page is read."""
    file, old, new, told = SLIPS[name]
    workspace.edit(file, (old, new))
    lines = (workspace.folder / file).read_text().split("\n")

    status, _, err = workspace.hold()

    assert status == 2
    for text in told:
        assert text in err
    line = int(err.split(f"{file}:")[1].split()[0]) if f"{file}:" in err else 0
    assert new.split(": ")[-1].strip("[]") in lines[line - 1] or name in ("a page twice", "a page of two providers")


@pytest.mark.parametrize(("file", "told"), [(PAGES_FILE, "one key, `pages`"), (DECISIONS_FILE, "one key, `decisions`")])
def test_an_empty_file_of_ours(workspace: Workspace, file: str, told: str) -> None:
    """The message names the file and says what it should contain."""
    (workspace.folder / file).write_text("# nothing yet\n")

    status, _, err = workspace.hold()

    assert status == 2
    assert told in err
    assert "openapi: 3.1" not in err


# --- What is written ----------------------------------------------------------------------------------------------

PAUSED = ("queued, in_progress, completed", "queued, in_progress, paused, completed")


@pytest.mark.parametrize("change", [PAUSED, IN_BOTH_EXAMPLES], ids=["a value", "a field"])
def test_a_second_run_changes_nothing(workspace: Workspace, change: tuple[str, str]) -> None:
    """What was written is in step, decisions included, and stays as it is."""
    workspace.edit(VIDEO if change is PAUSED else REQUEST, change)
    workspace.write("lumenfall")
    files = {path: path.read_bytes() for path in workspace.folder.rglob("openapi/**/*") if path.is_file()}

    status, out, _ = workspace.hold("lumenfall", "--write")

    assert status == 0
    assert "lumenfall: nothing to write\n" in out
    assert {path: path.read_bytes() for path in workspace.folder.rglob("openapi/**/*") if path.is_file()} == files


def test_what_is_written_is_reported(workspace: Workspace) -> None:
    """The files, how many findings and decisions, and the commands that come next."""
    workspace.edit(VIDEO, PAUSED)

    _, out, _ = workspace.hold("lumenfall", "--write")

    texts = "".join(line + "\n" for line in out.split("\n") if line.startswith("    openapi/lumenfall/document.yaml:"))
    assert "Final are `completed`, `failed` and `cancelled`." in texts
    assert "/post/x-job: the outcomes of the job list states" in texts
    assert out.endswith(
        "openapi/lumenfall/document.yaml: 1 of 1 findings written\n"
        "openapi/lumenfall/decisions.yaml: 1 decision(s) written\n"
        "read these again, they may no longer be true:\n"
        f"{texts}"
        "review them with `git diff openapi/lumenfall`, then run `nox -s generate -- lumenfall`\n"
    )


def test_a_provider_without_decisions_gets_its_first(workspace: Workspace) -> None:
    """The file is made where a change needs a decision and there is none yet."""
    workspace.edit(MAY, ("        trace_id:\n", "        cached_tokens:\n          type: integer\n        trace_id:\n"))
    workspace.hold("promptlayer", "--write")
    decisions = workspace.decisions("promptlayer")
    shutil.copyfile(PROJECT / "openapi/promptlayer/document.yaml", workspace.document("promptlayer"))
    decisions.unlink()

    workspace.hold("promptlayer", "--write")

    subjects = [subject for one in workspace.entries("promptlayer") for subject in one["subjects"]]
    assert "response.200.cached_tokens" in subjects
    members = {"operation", "kind", "subjects", "pages", "says", "reason", "evidence"}
    assert all(set(one) == members for one in workspace.entries("promptlayer"))


OTHERWISE_LAID_OUT: dict[str, tuple[str, tuple[str, str]]] = {
    "a document with Windows line ends": ("document.yaml", ("\n", "\r\n")),
    "a document with a byte order mark": (
        "document.yaml",
        ("# Sources: Lumenfall", "\ufeff# Sources: Lumenfall"),
    ),
    "a document with other spaces": ("document.yaml", ("openapi: ", "openapi:   ")),
    "decisions with other spaces": ("decisions.yaml", ("    says: ", "    says:  ")),
}


@pytest.mark.parametrize("name", OTHERWISE_LAID_OUT)
def test_a_file_in_another_style_is_left_to_people(workspace: Workspace, name: str) -> None:
    """Writing it would change other lines too: it is named, and nothing is written."""
    file, (old, new) = OTHERWISE_LAID_OUT[name]
    path = workspace.folder / "openapi" / "lumenfall" / file
    path.write_bytes(path.read_text(encoding="utf-8").replace(old, new).encode())
    files = [workspace.document("lumenfall"), workspace.decisions("lumenfall")]
    before = [one.read_bytes() for one in files]
    workspace.edit(VIDEO, PAUSED)

    _, out, _ = workspace.hold("lumenfall", "--write")

    assert "nothing safe to write" in out
    assert f"openapi/lumenfall/{file} has another YAML style than this command writes; edit it by hand." in out
    assert [one.read_bytes() for one in files] == before


def test_what_an_alias_repeats_is_left_to_people(workspace: Workspace) -> None:
    """A change there would change another place too."""
    document = workspace.document("lumenfall")
    text = document.read_text(encoding="utf-8")
    values = "[queued, in_progress, completed, failed, cancelled]"
    text = text.replace(f"enum: {values}", f"enum: &states {values}")
    copy = "    KnownState:\n      description: The states.\n      type: string\n      enum: *states\n\n"
    document.write_text(
        text.replace("    KnownWebhookEventType:\n", f"{copy}    KnownWebhookEventType:\n"), encoding="utf-8"
    )
    before = document.read_bytes()
    workspace.edit(VIDEO, PAUSED)

    _, out, _ = workspace.hold("lumenfall", "--write")

    assert "this change would affect other parts of openapi/lumenfall/document.yaml too; edit it by hand." in out
    assert document.read_bytes() == before


def test_what_would_break_a_rule_is_not_written(workspace: Workspace) -> None:
    """Two fields that would become one attribute: the finding stays open, with the rule as the reason."""
    workspace.edit(MAY, ("        trace_id:\n", "        traceId:\n          type: integer\n        trace_id:\n"))
    before = workspace.document("promptlayer").read_bytes()

    _, out, _ = workspace.hold("promptlayer", "--write")

    assert "a person must decide: the document would break a rule: #/components/schemas/Request/properties" in out
    assert workspace.document("promptlayer").read_bytes() == before


def test_a_document_that_was_changed_meanwhile_is_not_overwritten(workspace: Workspace) -> None:
    """Nor is any other file of the run: a person saved one while the pages were fetched."""
    workspace.edit(VIDEO, PAUSED)
    workspace.edit(HELICONE, ('"cache_enabled": false,', '"cache_enabled": false,\n    "retries": 2,'))
    saved = workspace.document("lumenfall").read_text(encoding="utf-8") + "# Mine.\n"
    files = {"videos/get": VIDEO, "requests/get": REQUEST, "get-v1request": HELICONE, "get-request": MAY}

    def fetch(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        workspace.document("lumenfall").write_text(saved, encoding="utf-8")
        named = {url: next((file for end, file in files.items() if url.endswith(end)), None) for url in urls}
        return {
            url: PageText(url, (workspace.folder / "pages" / file).read_text(encoding="utf-8"))
            for url, file in named.items()
            if file is not None
        }

    status = main(["--project", str(workspace.folder), "--write"], fetch=fetch)

    assert status == 2
    assert "openapi/lumenfall/document.yaml" in (err := workspace.capsys.readouterr().err)
    assert "was changed while the pages were read, so nothing was written" in err
    assert workspace.document("lumenfall").read_text(encoding="utf-8") == saved
    unchanged = (
        "openapi/lumenfall/decisions.yaml",
        "openapi/helicone/document.yaml",
        "openapi/helicone/decisions.yaml",
    )
    assert all((workspace.folder / file).read_bytes() == (PROJECT / file).read_bytes() for file in unchanged)
    assert list(workspace.folder.rglob(".docs-*")) == []


def test_files_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    """All or none: the one that could be written is not, and nothing is left beside it."""
    (tmp_path / "document.yaml").write_bytes(b"a: 1\n")
    good = Original(tmp_path / "document.yaml", "openapi/a/document.yaml", b"a: 1\n")
    gone = Original(tmp_path / "gone" / "document.yaml", "openapi/b/document.yaml", b"b: 1\n")

    with pytest.raises(InputError, match=r"openapi/b/document\.yaml.*\n.*cannot be written"):
        working_tree.write([Revision("a", [], files=[(good, b"a: 2\n"), (gone, b"b: 2\n")])])

    assert [path.name for path in tmp_path.iterdir()] == ["document.yaml"]
    assert (tmp_path / "document.yaml").read_bytes() == b"a: 1\n"


# --- What a page may mean -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["Request not found", "Unauthorized: Invalid API key"])
def test_a_new_field_of_an_error_body(workspace: Workspace, error: str) -> None:
    """Found in either, though by our decision the first is an answer of status 200; written, it is in step."""
    workspace.edit(HELICONE, (f'"error": "{error}"', f'"error": "{error}",\n  "code": "not_found"'))
    status = 200 if "not found" in error else 401
    assert workspace.found("helicone") == {f"added response.{status}.code"}

    workspace.write("helicone")

    assert workspace.found("helicone") == set()


def test_a_field_that_every_body_has(workspace: Workspace) -> None:
    """It is reported once for each response, and not again for the same response under another status."""
    workspace.edit(HELICONE, ('  "error": ', '  "code": "x",\n  "error": '))

    assert workspace.found("helicone") == {"added response.200.code", "added response.401.code"}


SHOWN_IN_ERROR = ('  "error": null', '  "error": {"code": "x", "retryable": true}')


def toggled(*names: str) -> tuple[str, str]:
    """The edit that puts fields behind an object, with the line that plain text keeps of a component."""
    fields = "".join(f"{name}\nboolean\nWhether so.\n" for name in names)
    said = "Error details. Only present when status is failed.\n"
    return said, f"{said}Show child attributes\n{fields}"


def test_where_plain_text_hides_the_nesting(workspace: Workspace) -> None:
    """A change whose effect is unclear is reported as such, and not written."""
    workspace.edit(VIDEO, toggled("retryable"))

    status, out, _ = workspace.hold("lumenfall", "--write")

    assert status == 1
    assert "whether `retryable` belongs to `error` or stands beside it is unclear from plain text" in out
    assert "the document does not; this form of the page does not show whether it belongs to `error`" in out
    file = "openapi/lumenfall/document.yaml"
    assert (workspace.folder / file).read_bytes() == (PROJECT / file).read_bytes()


LESS = "removed response.200.error.message"  # which neither lists then
NESTINGS: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, str]], set[str]]] = {
    "by the example": (("retryable",), [SHOWN_IN_ERROR], {"added response.200.error.retryable", LESS}),
    "before one that is known": (
        ("fatal", "retryable"),
        [SHOWN_IN_ERROR],
        {"added response.200.error.fatal", "added response.200.error.retryable", LESS},
    ),
    "beside, by the example": (
        ("hidden", "retryable"),
        [('  "error": null', '  "hidden": true,\n  "error": null')],
        {"added response.200.hidden", "added response.200.retryable"},
    ),
    "by the document": (("code",), [("code\nboolean", "code\nstring")], {"nullability response.200.error.code"}),
}


@pytest.mark.parametrize("name", NESTINGS)
def test_where_the_nesting_can_be_told(workspace: Workspace, name: str) -> None:
    """By what the examples show, by what stands around it, or by what the document has; then nothing is noted."""
    names, changes, found = NESTINGS[name]
    workspace.edit(VIDEO, toggled(*names), *changes)

    assert workspace.found("lumenfall") == found
    assert "cannot be told" not in workspace.hold("lumenfall")[1] or name == "by the document"


def test_a_rename_that_is_a_guess(workspace: Workspace) -> None:
    """One removed and one added, of one type, and names that have nothing in common: the new one may be added."""
    workspace.edit(
        REQUEST,
        ("trace_id\nstring | null\nTrace ID extracted from the W3C traceparent header.\n", ""),
        ('  "trace_id": null,\n', ""),
        ("\nid\nstring\nUnique", "\nregion\nstring | null\nWhere it ran.\nid\nstring\nUnique"),
    )

    _, out, _ = workspace.hold("lumenfall", "--write")

    assert "error   renamed response.200.trace_id" in out
    assert "(a guess: perhaps `trace_id` was removed, and `region` added)" in out
    assert "0 of 1 findings written, and 1 partly" in out
    properties = yaml.safe_load(workspace.document("lumenfall").read_text())["components"]["schemas"]
    assert {"region", "trace_id"} <= set(properties["Request"]["properties"])
    assert workspace.found("lumenfall") == {"removed response.200.trace_id"}


def test_a_rename_that_is_none(workspace: Workspace) -> None:
    """A rename to a similar name is not called a guess, and nothing is written."""
    workspace.edit(REQUEST, ("duration_ms", "duration_millis"))

    _, out, _ = workspace.hold("lumenfall", "--write")

    assert "renamed response.200.duration_ms" in out
    assert "a guess" not in out
    assert "nothing safe to write" in out


# --- Words --------------------------------------------------------------------------------------------------------


def test_values_are_told_by_what_is_new(workspace: Workspace) -> None:
    """And by what only the document has; the decision that was about them is outdated, and not unneeded."""
    workspace.edit(VIDEO, PAUSED)

    _, out, _ = workspace.hold("lumenfall")

    assert "the page has `paused`, the document does not; only the document has `cancelled` (changed" in out
    assert "Decisions whose page now states something else; renew or remove them:\n  values of response.200" in out
    assert "no longer needed" not in out


def test_values_are_spelt_as_in_json(workspace: Workspace) -> None:
    """A `true` of a page is none of Python's."""
    workspace.edit(
        HELICONE, ('"request_model": "gpt-4"', '"request_model": true'), ('"error": "Un', '"error": 1, "x": "Un')
    )
    workspace.edit(MAY, ("            - true\n", "            - false\n"))

    _, out, _ = workspace.hold()

    assert "must be a string, but is true" in out
    assert "the page says `false`, the document no values" in out
    assert "True" not in out
    assert "False" not in out


def test_the_entry_that_decides_a_finding(workspace: Workspace) -> None:
    """Printed under it; pasted and given its reasons, the page is in step. Without reasons it is refused."""
    workspace.edit(REQUEST, IN_BOTH_EXAMPLES, ("model\nstring | null", "model\nstring"))
    workspace.edit(MAY, ("        msg:\n", "        ctx:\n          type: object\n        msg:\n"))
    _, out, _ = workspace.hold("--entries")
    entries = re.findall(r"(?m)^  - operation: .*\n(?:    .*\n)+", out)
    assert len(entries) == 3
    files = [workspace.decisions("promptlayer" if "promptlayer" in entry else "lumenfall") for entry in entries]
    for file, entry in zip(files, entries, strict=True):
        file.write_text(file.read_text() + entry)

    assert workspace.hold()[0] == 2
    for file in files:
        text = file.read_text().replace('reason: ""', "reason: So.").replace('evidence: ""', "evidence: Seen.")
        file.write_text(text)
    status, out, _ = workspace.hold()

    assert (status, out.count("nothing needs any more")) == (0, 0)


def test_a_new_parameter_is_no_additional_property(workspace: Workspace) -> None:
    """The advice fits the kind of the finding."""
    workspace.edit(HELICONE, ("includeBody\nboolean", "useCache\nboolean\nWhether.\nincludeBody\nboolean"))

    _, out, _ = workspace.hold("helicone")

    assert "  added: Add it to the document, or decide to leave it out.\n" in out
