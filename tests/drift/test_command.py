"""The command: exit statuses, JSON, decisions, records of what was seen, and two pages compared."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.mutations import FOLDER, MARCH, MAY, PAGES, REQUEST, VIDEO, page_text

from tools.contract import providers as provider_table
from tools.contract.document_facts import operations
from tools.contract.facts import Facts
from tools.drift.__main__ import main
from tools.drift.comparison import ProjectFiles, load_project_files
from tools.drift.decisions.seen import from_data, load_seen, to_data
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.text import PageFailure, PageText

from .conftest import LIVE, PROJECT

KEYS = [
    "provider",
    "operation",
    "kind",
    "subject",
    "page",
    "document",
    "severity",
    "message",
    "since",
    "page_fact",
    "document_fact",
    "places",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the command reads."""
    for name in ("openapi", "pyproject.toml"):
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def run(folder: Path, *arguments: str, project: Path = PROJECT) -> int:
    return main([*arguments, "--from", str(folder), "--project", str(project)])


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_seed_pages_are_in_step(capsys: pytest.CaptureFixture[str]) -> None:
    """But for decisions on record; nothing on record is unneeded, and the JSON list is empty."""
    assert run(FOLDER / "pages") == 0
    said = capsys.readouterr().out
    assert run(FOLDER / "pages", "--json") == 0

    assert said.splitlines()[-1].startswith("5 pages read: in agreement with the documents")
    assert "Decisions that are no longer needed" not in said
    data = json.loads(capsys.readouterr().out)
    assert (data["status"], data["findings"], data["failures"], data["notices"]) == (0, [], [], [])


def test_a_finding_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report has the documented keys and the places of the findings, and the exit status is 1."""
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("seconds\nstring", "seconds\ninteger"))

    status = run(pages, "--json")

    data = json.loads(capsys.readouterr().out)
    (finding,) = data["findings"]
    assert status == data["status"] == 1
    assert list(finding) == KEYS
    assert (finding["since"], finding["page_fact"], finding["document_fact"]) == ("new", "integer", "string")
    assert finding["page"] == f"{pages}/{VIDEO}:77"
    assert finding["document"].startswith("openapi/lumenfall/document.yaml:")
    assert finding["document"].endswith(" #/components/schemas/Video/properties/seconds")
    assert (finding["operation"], finding["severity"]) == ("videos_get", "error")
    assert "changed since the page was last accepted" in finding["message"]


def test_a_finding_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It stands under its operation, with both places and what to do."""
    run(written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("seconds\nstring", "seconds\ninteger")))

    said = capsys.readouterr().out
    assert "lumenfall videos_get: 1 finding\n  error   type response.200.seconds\n" in said
    assert f"{VIDEO}:77\n" in said
    assert "  type: Check what the server sends" in said
    assert "Operations without a page in this run:\n  lumenfall requests_get" in said


def test_a_page_that_cannot_be_read_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its exit status is 2, whatever else is open; standard output stays JSON."""
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("seconds\nstring", "seconds\ninteger"))
    written(pages, REQUEST, "")

    assert run(pages, "--json") == 2
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert len(data["findings"]) == 1
    assert [REQUEST in one["page"] for one in data["failures"]] == [True]


def test_a_page_about_nothing_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, with what it states and where to add it."""
    pages = written(tmp_path / "pages", "other.md", "GET /v9/planets/{id}\n\n## Response\n\n- `mass` (number): Mass.\n")

    assert run(pages) == 2
    assert "/v9/planets/{id}, which is not an operation of our documents" in capsys.readouterr().out


def test_a_provider_is_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of the others are passed over, whether the table knows them or not."""
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("seconds\nstring", "seconds\ninteger"))
    written(pages, "unknown.txt", page_text(REQUEST).replace("cost\nnumber", "cost\nstring"))
    written(pages, MAY, page_text(MAY))

    assert run(pages, "promptlayer") == 0
    assert "1 page read" in capsys.readouterr().out


def test_pages_are_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    """Each URL of the table and of `externalDocs` is asked for once; one that fails hides no other."""
    asked: list[str] = []

    def fetch(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        asked.extend(urls)
        return {
            url: PageText(url, page_text(MAY)) if "promptlayer" in url else PageFailure(url, "timed out")
            for url in asked
        }

    status = main(["--project", str(PROJECT)], fetch=fetch)

    assert status == 2
    assert len(asked) == len(set(asked)) >= 4
    said = capsys.readouterr().out
    assert "https://docs.helicone.ai/rest/request/get-v1request: timed out" in said
    assert "1 page read" in said


def test_a_decision_lapses_with_the_fact(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the difference is reported as standing; when the page states something else, as changed."""
    file = project / "openapi/lumenfall/decisions.yaml"
    says = "says: [queued, in_progress, completed, failed]"
    file.write_text(file.read_text().replace(says, "says: [queued]"))
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO))

    assert run(pages, "--json", project=project) == 3
    data = json.loads(capsys.readouterr().out)
    (finding,) = data["findings"]
    assert (finding["kind"], finding["subject"]) == ("values", "response.200.status")
    assert "unchanged since the page was last accepted" in finding["message"]
    assert [one["finding"] for one in data["lapsed_decisions"]] == [finding]
    assert run(pages, project=project) == 3
    assert (
        "Decisions whose page now states something else; renew or remove them:\n  values of response.200.status"
        in capsys.readouterr().out
    )


def test_a_decision_about_what_is_gone(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It holds as long as the field is not on the page, and is needed for as long."""
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("\nseconds\nstring\n", "\n", 1))
    assert run(pages, "--json", project=project) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["kind"], finding["subject"]) == ("removed", "response.200.seconds")
    decision = {
        "operation": "videos_get", "kind": "removed", "subjects": ["response.200.seconds"],
        "pages": ["lumenfall-videos-get"], "says": None, "reason": "Still sent.", "evidence": "Seen.",
    }  # fmt: skip
    with (project / "openapi/lumenfall/decisions.yaml").open("a") as file:
        file.write(f"  - {json.dumps(decision)}\n")

    assert run(pages, project=project) == 0
    assert "Decisions that are no longer needed" not in capsys.readouterr().out
    assert run(written(tmp_path / "old", VIDEO, page_text(VIDEO)), project=project) == 0
    assert (
        "Decisions that are no longer needed; remove them:\n  removed of response.200.seconds"
        in capsys.readouterr().out
    )


def test_a_decision_outlives_other_words(tmp_path: Path) -> None:
    """The page may say the same in another order and in other words."""
    text = page_text(VIDEO).replace(
        "One of queued, in_progress, completed, or failed.", "Either failed, completed, in_progress or queued."
    )

    assert run(written(tmp_path / "pages", VIDEO, text)) == 0


def test_accepting_records_facts_and_no_sentences(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Afterwards the same difference is as when last seen; a second time nothing is written."""
    pages = written(tmp_path / "pages", VIDEO, page_text(VIDEO).replace("seconds\nstring", "seconds\ninteger"))

    assert run(pages, "--accept", project=project) == 1
    record = project / "openapi/lumenfall/seen/lumenfall-videos-get.yaml"
    assert "integer" in record.read_text()
    assert "capybara" not in record.read_text()
    assert "recorded" in capsys.readouterr().err
    assert run(pages, "--accept", project=project) == 3
    said = capsys.readouterr()
    assert "unchanged since the page was last accepted" in said.out
    assert "recorded" not in said.err


@pytest.mark.parametrize("page", PAGES)
def test_the_records_are_what_the_pages_state(page: str, ours: ProjectFiles) -> None:
    """Each record equals the facts of its page, and reads as what was written."""
    entry = next(one for one in ours.pages if page in one.files)
    facts = read_page(PageText(page, page_text(page)))
    assert isinstance(facts, Facts)

    seen = load_seen(PROJECT, entry.provider, entry.name)

    assert seen is not None
    assert to_data(seen) == to_data(facts)
    assert to_data(from_data(to_data(facts), "x")) == to_data(facts)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("pages.yaml", "pages:\n  - name: a\n", "`operation` is missing"),
        (
            "pages.yaml",
            "pages:\n  - name: a\n    operation: c\n    wrong: d\n",
            "`wrong` is not a member of an entry",
        ),
        ("pages.yaml", "tables: []\n", "one key, `pages`"),
        ("decisions.yaml", "decisions:\n  - kind: 1\n", "wrong type"),
        ("decisions.yaml", "decisions: [\n", "Not YAML"),
    ],
)
def test_our_own_files_are_read_strictly(
    file: str, text: str, told: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake is reported with its place; the exit status is 2."""
    (project / "openapi/lumenfall" / file).write_text(text)

    assert run(tmp_path, project=project) == 2
    assert told in capsys.readouterr().err


def test_decisions_give_their_reasons_and_are_about_something() -> None:
    """Each of the live ones has a reason and evidence, an operation and pages that there are."""
    names = list(provider_table.load(LIVE))
    ours = load_project_files(LIVE, names)
    pages = [(page.provider, page.operation, page.name) for page in ours.pages]
    known = [one for provider in names for one in operations(LIVE, provider)]
    for one in ours.decisions:
        assert one.reason.endswith(".")
        assert one.evidence
        assert any(one.is_of(operation.provider, operation.id) for operation in known)
        assert set(one.pages) <= {name for provider, operation, name in pages if one.is_of(provider, operation)}


def test_the_two_pages_of_promptlayer(capsys: pytest.CaptureFixture[str]) -> None:
    """From March to May: seven marks of null lost, three fields required, and what else the pages state otherwise."""
    status = main(["compare", str(FOLDER / "pages" / MARCH), str(FOLDER / "pages" / MAY), "--json"])

    changes = json.loads(capsys.readouterr().out)
    nulls = ("input_tokens", "output_tokens", "tokens", "price", "request_start_time", "request_end_time", "latency_ms")
    assert status == 1
    assert {(one["kind"], one["subject"]) for one in changes} == {
        *(("nullability", f"response.200.{name}") for name in nulls),
        *(("required", f"response.200.{name}") for name in ("success", "prompt_blueprint", "request_id")),
        ("values", "response.200.success"),
        *(("status", f"response.{code}") for code in (401, 403, 404, 422, 500)),
        ("server", "server"),
    }
    assert len(changes) == 17


@pytest.mark.parametrize("page", PAGES)
def test_a_page_compared_with_itself(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no change."""
    path = str(FOLDER / "pages" / page)

    assert main(["compare", path, path]) == 0
    assert capsys.readouterr().out == "no facts have changed\n"


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--entries",), ("--accept",), ("--by-design",)])
def test_no_control_characters_reach_the_terminal(
    arguments: tuple[str, ...], project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither of a page's values and names, nor of its failures, in either stream."""
    text = page_text(VIDEO).replace("queued, in_progress", f"`queued{HOSTILE}`, in_progress")
    text = text.replace('Always "video".', f'Always "video{HOSTILE}".')
    pages = written(tmp_path / "pages", VIDEO, text + f"\n\n<Odd{HOSTILE} a='1'>\n\n<Odd a='{HOSTILE}'/>\n")
    written(pages, "other.md", f"GET /v9/{HOSTILE}/{{id}}\n\n## Response\n\n- `mass` (number): Mass.\n")

    # Nothing of a page is by design after it was accepted otherwise.
    (project / "openapi/lumenfall/seen/lumenfall-videos-get.yaml").unlink()

    run(pages, *arguments, project=project)

    said = capsys.readouterr()
    assert ("By design: no constants" in said.out) == ("--by-design" in arguments)
    assert r"video\x1b" in said.out or "--by-design" not in arguments
    assert not [one for one in said.out + said.err if one != "\n" and not one.isprintable()]


def fetched(**pages: PageText | PageFailure) -> Callable[[Sequence[str]], dict[str, PageText | PageFailure]]:
    """All pages: those of a provider as given, others as in step."""

    def fetch(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        return {
            url: next((page for name, page in pages.items() if name in url), PageFailure(url, "no")) for url in urls
        }

    return fetch


def test_the_exit_status_tells_what_a_night_brought(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New, open since last time, not fetched for now, gone: each has its own, and the gravest is given."""
    page = PageText("https://docs.promptlayer.com/reference/get-request", page_text(MAY))
    changed = PageText(page.name, page_text(MAY).replace("trace_id:", "span_id:"))
    late = PageText(page.name, page_text(MAY), late="status 503")

    def status(one: PageText | PageFailure, *more: str) -> int:
        return main(["promptlayer", "--project", str(project), *more], fetch=fetched(promptlayer=one))

    assert status(page) == 0
    assert status(late) == 4
    assert "Compared as they were when they were last fetched:" in capsys.readouterr().out
    assert status(PageFailure(page.name, "status 503", is_passing=True)) == 4
    assert "Pages that could not be fetched for now:" in capsys.readouterr().out
    assert status(PageFailure(page.name, "status 404")) == 2
    assert "Pages that are gone or cannot be read:" in capsys.readouterr().out
    assert status(changed) == 1
    assert status(changed, "--accept") == 1
    assert status(changed) == 3
