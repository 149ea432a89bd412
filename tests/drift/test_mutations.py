"""Each edit of a page gives exactly the findings that it should, whether the table knows the file's name or not."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from support.mutations import FORMS, MUTATIONS, PAGES, Mutation, page_text

from tools.drift.comparison import ProjectFiles, Report, check_pages
from tools.drift.pages.text import decode

from .conftest import PROJECT, PROVIDERS, Check


def told(report: Report) -> Counter[str]:
    return Counter(f"{one.kind} {one.subject}" for one in report.findings)


@pytest.mark.parametrize("mutation", [one for one in MUTATIONS if one.page not in FORMS], ids=str)
def test_an_edit_of_a_known_page(mutation: Mutation, check: Check) -> None:
    """Nothing missed, nothing invented, on a page whose file name is in the table."""
    report = check(mutation.apply(page_text(mutation.page)), mutation.page)

    assert not report.failures
    assert told(report) == Counter(mutation.findings)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_an_edit_of_an_unknown_page(mutation: Mutation, check: Check) -> None:
    """The same, on one that is matched by what it states."""
    report = check(mutation.apply(page_text(mutation.page)))

    assert not report.failures
    assert told(report) == Counter(mutation.findings)


def test_every_finding_has_its_places(check: Check) -> None:
    """The line of the page is there, and the pointer leads somewhere in the document, on that line or below."""
    documents = {name: (PROJECT / f"openapi/{name}/document.yaml").read_text().split("\n") for name in PROVIDERS}
    for mutation in MUTATIONS:
        text = mutation.apply(page_text(mutation.page))

        for one in check(text).findings:
            assert 1 <= one.page.line <= text.count("\n") + 1, mutation
            lines = documents[one.provider]
            pointer = one.document.pointer
            assert pointer is not None
            assert one.document.file == f"openapi/{one.provider}/document.yaml"
            key = re.sub("~1", "/", pointer.rsplit("/", 1)[-1])
            assert key.isdigit() or key in lines[one.document.line - 1] or one.kind in ("added", "status"), (
                mutation,
                one,
            )


def test_enough_is_edited() -> None:
    """At least 25 edits a page, most of them with findings, and every kind among them."""
    by_page = Counter(one.page for one in MUTATIONS if one.findings)

    assert all(by_page[page] >= 25 for page in (*PAGES, *FORMS[:2])), by_page
    kinds = {finding.split()[0] for one in MUTATIONS for finding in one.findings}
    assert kinds == {
        "added", "removed", "renamed", "type", "nullability", "required", "values", "default", "bounds", "path",
        "method", "server", "authentication", "status", "example",
    }  # fmt: skip


def test_found_missed_invented(ours: ProjectFiles, record_property: pytest.RecordProperty) -> None:
    """All in all: nothing missed, nothing invented; the numbers are printed."""
    found: Counter[str] = Counter()
    table = {file: entry for entry in ours.pages for file in entry.files}
    for mutation in MUTATIONS:
        page = decode(mutation.page, mutation.apply(page_text(mutation.page)).encode())
        got = told(check_pages(ours, PROVIDERS, [(page, table.get(mutation.page))]))
        wanted = Counter(mutation.findings)
        found.update(found=(wanted & got).total(), missed=(wanted - got).total(), invented=(got - wanted).total())

    for name, number in found.items():
        record_property(name, number)
    print(f"\n{len(MUTATIONS)} edits: {found['found']} found, {found['missed']} missed, {found['invented']} invented")
    assert (found["missed"], found["invented"]) == (0, 0)
