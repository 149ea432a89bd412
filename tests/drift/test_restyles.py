"""Pages in other words, other orders and other forms, without a change of facts, give no finding."""

from __future__ import annotations

import pytest
from support.mutations import FORMS, MAY, page_text
from support.restyles import EDITS, MAY_STYLES, PLAIN, STYLES, page_of

from .conftest import Check

NAMES = pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])


def in_step(check: Check, page: str, text: str, *, known: bool) -> None:
    report = check(text, page if known else "a-page.md")
    assert [f"{one.kind} {one.subject}" for one in report.findings] == []
    assert not report.failures
    assert not report.notices


@NAMES
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("page", PLAIN)
def test_another_form(page: str, style: str, check: Check, *, known: bool) -> None:
    """The same facts, written as lists, tables, headings, components, or HTML."""
    in_step(check, page, STYLES[style](page_of(page)), known=known)


@NAMES
@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("page", PLAIN)
def test_other_words(page: str, edit: str, check: Check, *, known: bool) -> None:
    """The same page, with other words or blanks."""
    in_step(check, page, EDITS[edit](page_text(page)), known=known)


@NAMES
@pytest.mark.parametrize("style", MAY_STYLES)
def test_another_block(style: str, check: Check, *, known: bool) -> None:
    """The same OpenAPI block, written otherwise."""
    in_step(check, MAY, MAY_STYLES[style](page_text(MAY)), known=known)


@pytest.mark.parametrize("page", FORMS)
def test_the_other_fixtures(page: str, check: Check) -> None:
    """Pages as MDX, as HTML and as tables are in step."""
    in_step(check, page, page_text(page), known=False)
