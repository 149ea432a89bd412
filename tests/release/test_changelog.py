"""The changelog: drafted from what changed, and put where it belongs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from packaging.version import Version

from tools.contract.providers import Provider
from tools.release.compat import changelog
from tools.release.compat.changes import Area, Change, Step
from tools.release.compat.compatibility import Baseline, Report

LOG = """# Changelog

Newest first.

## acme-client

### 0.1.0
- Written by hand.

## other-client

### 0.1.0
- Of another.

## All
- Common.
"""
ITEMS = ["- First.", "- Second."]


def report(*changes: Change) -> Report:
    provider = Provider(name="acme", client="Acme", version="0.1.0")
    baseline = Baseline(revision="acme-client-v0.1.0", commit="c", version=Version("0.1.0"))
    return Report(provider=provider, baseline=baseline, changes=changes)


def change(step: Step, area: Area, place: str, reason: str, **more: Any) -> Change:
    return Change(step=step, area=area, kind="added", place=place, reason=reason, **more)


def test_a_draft_tells_breaks_first_and_each_thing_once() -> None:
    """The document's words stand for those of the attribute, of its Pydantic twin and of the async twin."""
    field = "/components/schemas/Thing/properties/more"
    path = "/paths/~1things/get"
    draft = changelog.draft(
        report(
            change(Step.MAJOR, "python", "acme_client.Acme.close", "the method is gone"),
            change(Step.MAJOR, "python", "acme_client.AsyncAcme.close", "the method is gone"),
            change(Step.MINOR, "wire", "x", "the field `more` is new", pointer=field, operations=("things_get",)),
            change(Step.MINOR, "wire", "x", "the status 429 is new", pointer=path, operations=("things_get",)),
            change(Step.MINOR, "python", "acme_client.models.Thing.more", "the attribute is new"),
            change(Step.MINOR, "python", "acme_client.pydantic_models.Thing.more", "the attribute is new"),
            change(Step.MINOR, "typing", "tests/typing/acme.py:1", "a test"),
            change(Step.PATCH, "code", "generated/acme", "the code differs"),
        )
    )

    assert draft == [
        "- Breaking: `Acme.close`: the method is gone.",
        "- `Thing`: the field `more` is new.",
        "- the status 429 is new (`things_get`).",
    ]


@pytest.mark.parametrize(
    ("kinds", "expected"), [(["code", "text"], "what users see is the same"), (["text"], "the code is the same")]
)
def test_a_patch_is_told_in_short(kinds: list[str], expected: str) -> None:
    """Nobody needs a list of files."""
    changes = [Change(step=Step.PATCH, area="code", kind=kind, place="x", reason="y") for kind in kinds]

    (item,) = changelog.draft(report(*changes))

    assert expected in item


def test_nothing_is_drafted_for_nothing() -> None:
    """Without a change there is nothing to tell."""
    assert changelog.draft(report()) == []


def test_a_first_release_is_told() -> None:
    """Whoever releases needs an entry, and may say more in it."""
    provider = Provider(name="acme", client="Acme", version="0.1.0")

    assert changelog.draft(Report(provider=provider, baseline=None)) == ["- The first release."]


def test_an_entry_goes_to_the_top_of_its_section_and_stays_there() -> None:
    """Nothing else of the changelog changes; a second time changes nothing at all."""
    first = changelog.insert(LOG, "acme-client", "0.1.1", ITEMS)
    second = changelog.insert(first.text, "acme-client", "0.1.1", ITEMS)

    assert first.outcome == "written"
    entry = changelog.entry("0.1.1", ITEMS)
    assert first.text == LOG.replace("### 0.1.0\n- Written", f"{entry}\n### 0.1.0\n- Written")
    assert (second.outcome, second.text) == ("unchanged", first.text)


def test_a_draft_that_nobody_edited_is_replaced() -> None:
    """By the next one, in its place."""
    first = changelog.insert(LOG, "acme-client", "0.1.1", ITEMS)

    second = changelog.insert(first.text, "acme-client", "0.1.1", ["- Third."])

    assert second.outcome == "written"
    assert second.text == changelog.insert(LOG, "acme-client", "0.1.1", ["- Third."]).text


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: text.replace("- First.", "- First, and better."), id="edited"),
        pytest.param(lambda text: text.replace("- First.\n", ""), id="shortened"),
        pytest.param(lambda text: re.sub("<!--.*-->\n", "", text), id="mark removed"),
    ],
)
def test_what_somebody_edited_is_left(edit: Any) -> None:
    """Byte by byte."""
    edited = edit(changelog.insert(LOG, "acme-client", "0.1.1", ITEMS).text)

    done = changelog.insert(edited, "acme-client", "0.1.1", ["- Third."])

    assert (done.outcome, done.text) == ("kept", edited)


def test_what_somebody_wrote_is_left() -> None:
    """An entry without a mark is nobody's draft."""
    assert changelog.insert(LOG, "acme-client", "0.1.0", ITEMS) == changelog.Insertion(LOG, "kept")


@pytest.mark.parametrize("log", ["", "# Changelog\n", LOG])
def test_a_section_is_made_if_there_is_none(log: str) -> None:
    """At the end, and found there the next time."""
    first = changelog.insert(log, "new-client", "1.0.0", ITEMS)
    second = changelog.insert(first.text, "new-client", "1.0.0", ITEMS)

    assert first.text.startswith(log)
    assert "## new-client\n\n### 1.0.0\n" in first.text
    assert second.outcome == "unchanged"


def test_an_entry_counts_in_its_own_section_only() -> None:
    """A heading of another distribution, and one without a word, are no entries."""
    assert changelog.has_entry(LOG, "acme-client", "0.1.0")
    assert not changelog.has_entry(LOG, "acme-client", "0.1.1")
    assert not changelog.has_entry(LOG, "gone-client", "0.1.0")
    assert not changelog.has_entry(LOG.replace("- Written by hand.\n", ""), "acme-client", "0.1.0")


def test_the_last_section_takes_an_entry_too() -> None:
    """Where no other heading follows."""
    log = "# Changelog\n\n## acme-client\n"

    done = changelog.insert(log, "acme-client", "0.1.0", ITEMS)

    assert done.text == f"# Changelog\n\n## acme-client\n\n{changelog.entry('0.1.0', ITEMS)}"
    assert changelog.insert(done.text, "acme-client", "0.1.0", ITEMS).outcome == "unchanged"
