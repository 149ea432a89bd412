"""The policy: differences that the rules for documents make on purpose, and decisions about several operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.mutations import HELICONE, PAGES, REQUEST, page_text

from tools.contract import providers as provider_table
from tools.contract.findings import InputError
from tools.drift.comparison import ProjectFiles, Report, check_pages, load_project_files
from tools.drift.decisions.policy import CONDITIONS, FILE, load_policy
from tools.drift.decisions.subjects import matches
from tools.drift.json_report import report_data
from tools.drift.pages.text import decode
from tools.drift.terminal import report_text, summary

from .conftest import LIVE, PROVIDERS

Run = Callable[..., Report]


@pytest.fixture
def run(ours: ProjectFiles) -> Run:
    """Compare pages with the documents of the tests, under some other files of the project."""
    table = {file: entry for entry in ours.pages for file in entry.files}

    def compare(files: ProjectFiles, *names: str, change: tuple[str, str] = ("", "")) -> Report:
        pages = [(decode(name, page_text(name).replace(*change).encode()), table[name]) for name in names]
        return check_pages(files, PROVIDERS, pages)

    return compare


def test_without_decisions_few_differences_are_open(ours: ProjectFiles, run: Run) -> None:
    """What our rules make is counted under a rule; a decision is needed only for what somebody knows."""
    report = run(replace(ours, decisions=()), *PAGES)

    assert {(one.operation, one.kind, one.subject) for one in report.findings} == {
        ("requests_get", "status", "response.404"),
        ("requests_get", "values", "response.200.modality"),
        ("requests_get", "values", "response.200.status"),
        ("videos_get", "values", "response.200.status"),
        ("requests_get", "type", "response.422.detail"),
    }
    assert len(report.by_design) > 30


def test_what_is_by_design_is_counted_and_listed_on_request(ours: ProjectFiles, run: Run) -> None:
    """The report has one number; with the option, and as JSON, each rule with everything that it covers."""
    report = run(ours, REQUEST)
    listed = report_text(report, by_design=True)

    count = len(report.by_design)
    assert summary(report).endswith(f", {count} by design")
    assert "By design" not in report_text(report)
    assert "By design: fields of responses may be null (3)\n  Only what is certain is never null" in listed
    assert listed.count("response.200.") == count
    data = report_data(report)["by_design"]
    assert [(one["rule"], one["finding"]["subject"]) for one in data] == [
        (rule.name, finding.subject) for finding, rule in report.by_design
    ]


def test_a_change_of_the_page_is_told_even_so(ours: ProjectFiles, run: Run) -> None:
    """Nothing is by design about a mark that the page had when it was accepted and has no more."""
    report = run(ours, REQUEST, change=("key_id\nstring | null", "key_id\nstring"))

    assert [(one.kind, one.subject) for one in report.findings] == [("nullability", "response.200.key_id")]


def test_a_new_field_is_covered_at_once(ours: ProjectFiles, run: Run) -> None:
    """If both have it now, that it may be null in the document needs no decision."""
    unseen = {name: _without(facts, "cost") for name, facts in ours.seen.items()}

    report = run(replace(ours, seen=unseen), REQUEST)

    assert not report.findings


def _without(facts: object, name: str) -> object:
    answers = facts.answers  # type: ignore[attr-defined]  # facts of a page
    body = answers.get("success") or answers.get("200")
    if body is None:
        return facts
    kept = {path: one for path, one in body.fields.items() if path[:1] != (name,)}
    made = type(body).of_fields(body.place, kept, body.listed)
    return replace(facts, answers={**answers, next(iter(answers)): made})  # type: ignore[type-var]  # as above


def test_a_foreign_document_has_no_policy(ours: ProjectFiles, run: Run) -> None:
    """It does not follow our rules, so they excuse nothing."""
    report = run(replace(ours, foreign=frozenset({"helicone"})), HELICONE)

    assert {(one.kind, one.subject) for one in report.findings} == {
        ("renamed", "parameter.request_id"),
        ("nullability", "response.200.data"),
        ("nullability", "response.200.error"),
    }


def test_a_decision_about_several_operations(ours: ProjectFiles) -> None:
    """A pattern and a list name operations; without pages, a decision is about all of theirs."""
    [one] = [decision for decision in ours.decisions if decision.provider == "promptlayer"]

    assert one.is_of("promptlayer", "requests_get")
    assert not one.is_of("helicone", "requests_get")
    assert one.is_about("any-page", "type", "response.422.detail")
    both = replace(one, operations=("a_get", "b_*"))
    assert [both.is_of("promptlayer", name) for name in ("a_get", "a_list", "b_list")] == [True, False, True]


@pytest.mark.parametrize(
    ("pattern", "subject", "is_match"),
    [
        ("response.**", "response.200.data[].id", True),
        ("response.*", "response.200.id", False),
        ("response.[45]*.**", "response.404.message", True),
        ("response.[45]*.**", "response.200.message", False),
        ("response.200.data[].id", "response.200.data[].id", True),
        ("response.200.data[].id", "response.200.data.id", False),
    ],
)
def test_patterns_of_subjects(pattern: str, subject: str, is_match: bool) -> None:
    """One star is one part, two are any number, and brackets of a list are no set of letters."""
    assert matches(subject, pattern) is is_match


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: nullability", "kind: nullable", "There is no kind 'nullable'"),
        ("only_if: the page has one value", "only_if: it rains", "There is no condition 'it rains'"),
        ("name: ids are text", "name: no constants in responses", "Another rule is called 'no constants in responses'"),
        ("    page: false\n", "    pages: false\n", "`pages` is not a member of an entry"),
    ],
)
def test_a_slip_in_the_policy(tmp_path: Path, old: str, new: str, told: str) -> None:
    """It is reported with its place, before anything is compared."""
    text = (LIVE / FILE).read_text(encoding="utf-8")
    (tmp_path / "openapi").mkdir()
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=told):
        load_policy(tmp_path)


def test_the_guide_names_every_condition() -> None:
    """`openapi/README.md` lists what `only_if` may be."""
    guide = (LIVE / "openapi" / "README.md").read_text(encoding="utf-8")

    assert all(f"`{name}`" in guide for name in CONDITIONS)
    assert load_project_files(LIVE, provider_table.load(LIVE)).policy
