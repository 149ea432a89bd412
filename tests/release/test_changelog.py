"""Changelog entries: drafted from a report, and inserted into the right section."""

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

#### Added
- Written by hand.

## other-client

### 0.1.0

#### Added
- Of another.

## All
- Common.
"""
LINES = ["#### Added", "- First.", "#### Removed", "- Second."]
THIRD = ["#### Changed", "- Third."]


def report(*changes: Change) -> Report:
    provider = Provider(name="acme", client="Acme", version="0.1.0")
    baseline = Baseline(revision="acme-client-v0.1.0", commit="c", version=Version("0.1.0"))
    calls = {"things_get": "things.get", "things_find": "things.find", "things_drop": "things.drop"}
    return Report(provider=provider, baseline=baseline, changes=changes, calls=calls)


def change(step: Step, area: Area, place: str, reason: str, *, kind: str = "added", **more: Any) -> Change:
    return Change(step=step, area=area, kind=kind, place=place, reason=reason, **more)


def wire(step: Step, kind: str, reason: str, pointer: str, *operations: str, before: bool = False) -> Change:
    return change(step, "wire", "x", reason, kind=kind, pointer=pointer, operations=operations, before=before)


def python(step: Step, kind: str, place: str, reason: str = "") -> Change:
    return change(step, "python", f"acme_client.{place}", reason, kind=kind)


def test_a_draft_has_groups_with_breaking_changes_first() -> None:
    """Groups come in the order of Keep a Changelog, and only those with items."""
    draft = changelog.draft(
        report(
            python(Step.MINOR, "added", "Acme.things.peek"),
            python(Step.MINOR, "type", "errors.AcmeError", "now also a `ValueError`"),
            python(Step.MAJOR, "removed", "Acme.close"),
            python(Step.MAJOR, "type", "Acme.base_url", "the type was `str` and is `str | None`"),
        )
    )

    assert draft == [
        "#### Added",
        "- `things.peek`.",
        "#### Changed",
        "- **Breaking:** `Acme.base_url`: the type was `str` and is `str | None`.",
        "- `errors.AcmeError`: now also a `ValueError`.",
        "#### Removed",
        "- **Breaking:** `Acme.close`.",
    ]


def test_a_draft_names_what_people_call() -> None:
    """Operations appear as methods of the client, fields as attributes of the model that has them."""
    schemas, get = "/components/schemas", "/paths/~1things/get"
    known = f"{schemas}/KnownState/enum/2"
    draft = changelog.draft(
        report(
            wire(Step.MINOR, "added", "the operation `things_find` (GET /things) is new", get, "things_find"),
            wire(Step.MAJOR, "removed", "the operation `things_drop` (DELETE /x) is gone", "/paths/~1x", "things_drop"),
            wire(Step.MINOR, "status", "the status 429 is newly documented", get, "things_get"),
            wire(Step.MINOR, "values", "`state`: 'odd' is a new known value", known, "things_get"),
            wire(Step.MAJOR, "nullability", "`more` may now be null", f"{schemas}/Thing/properties/more", "things_get"),
            wire(Step.MINOR, "added", "the answer: the field `less` is new", f"{schemas}/Thing/properties/less"),
            wire(Step.MAJOR, "server", "the default server was `a` and is `b`", "/servers/0"),
        )
    )

    assert draft == [
        "#### Added",
        "- `things.find` (`GET /things`).",
        "- `things.get`: the status 429 is newly documented.",
        "- `KnownState`: 'odd' is a new known value.",
        "- `Thing.less`.",
        "#### Changed",
        "- **Breaking:** `Thing.more` may now be null.",
        "- **Breaking:** the default server was `a` and is `b`.",
        "#### Removed",
        "- **Breaking:** `things.drop` (`DELETE /x`).",
    ]


def test_a_draft_says_each_thing_once() -> None:
    """A change of the document stands for the names that follow from it; one name stands for its twins."""
    field = "/components/schemas/Thing/properties/more"
    path = "/paths/~1things/get"
    renamed = "the operation `things_get` is now called `things_find`, and so is the method"
    draft = changelog.draft(
        report(
            wire(Step.MAJOR, "renamed", renamed, f"{path}/operationId", "things_find"),
            *(
                python(step, kind, f"{client}.things.{method}{more}")
                for client in ("Acme", "AsyncAcme")
                for step, kind, method in ((Step.MAJOR, "removed", "get"), (Step.MINOR, "added", "find"))
                for more in ("", "_detailed")
            ),
            wire(Step.MINOR, "added", "the field `more` is new", field, "things_find"),
            python(Step.MINOR, "added", "models.Thing.more"),
            python(Step.MINOR, "added", "pydantic_models.Thing.more"),
            python(Step.MINOR, "added", "models.Other.more"),
            wire(Step.MINOR, "added", "the query parameter `deep` is new", f"{path}/parameters/1", "things_find"),
            python(Step.MINOR, "added", "Acme.things.find(deep)", "the parameter is new"),
            python(Step.MINOR, "added", "Acme.things.find_detailed(raw)", "the parameter is new"),
            change(Step.MINOR, "typing", "tests/typing/acme.py:1", "a test"),
            change(Step.PATCH, "code", "generated/acme", "the code differs"),
        )
    )

    assert draft == [
        "#### Added",
        "- `Thing.more`.",
        "- `Other.more`.",
        "- `things.find`: the query parameter `deep` is new.",
        "- `things.find_detailed(raw)`: the parameter is new.",
        "#### Changed",
        "- **Breaking:** `things.get` is now called `things.find`.",
    ]


@pytest.mark.parametrize(
    ("step", "group"), [pytest.param(Step.MINOR, "Added", id="new"), pytest.param(Step.MAJOR, "Removed", id="gone")]
)
def test_known_values_are_added_or_removed(step: Step, group: str) -> None:
    """In the document and in Python; that a field lists its values at all is a change of the field."""
    pointer = "/components/schemas/KnownState/enum/2"
    gone = step is Step.MAJOR

    of_document = changelog.draft(report(wire(step, "values", "`a`: a value", pointer, "things_get", before=gone)))
    of_python = changelog.draft(report(python(step, "values", "models.KnownState", "a value")))
    of_field = changelog.draft(report(wire(step, "values", "`a` now names its known values", "/paths/~1x/get")))

    assert (of_document[0], of_python[0], of_field[0]) == (f"#### {group}", f"#### {group}", "#### Changed")


@pytest.mark.parametrize(
    ("kinds", "expected"), [(["code", "text"], "- Internal changes only."), (["text"], "- Documentation only.")]
)
def test_a_patch_has_one_item(kinds: list[str], expected: str) -> None:
    """It does not list files."""
    changes = [Change(step=Step.PATCH, area="code", kind=kind, place="x", reason="y") for kind in kinds]

    assert changelog.draft(report(*changes)) == ["#### Changed", expected]


def test_nothing_is_drafted_for_nothing() -> None:
    """A report without changes has an empty draft."""
    assert changelog.draft(report()) == []


def test_a_first_release_has_an_entry() -> None:
    """Its draft has one item, which people can replace."""
    provider = Provider(name="acme", client="Acme", version="0.1.0")

    assert changelog.draft(Report(provider=provider, baseline=None)) == ["#### Added", "- The first release."]


def test_an_entry_goes_to_the_top_of_its_section_and_stays_there() -> None:
    """The rest of the changelog is unchanged. Inserting the same entry again changes nothing."""
    first = changelog.insert(LOG, "acme-client", "0.1.1", LINES)
    second = changelog.insert(first.text, "acme-client", "0.1.1", LINES)

    assert first.outcome == "written"
    entry = changelog.entry("0.1.1", LINES)
    assert first.text == LOG.replace(
        "### 0.1.0\n\n#### Added\n- Written", f"{entry}\n### 0.1.0\n\n#### Added\n- Written"
    )
    assert (second.outcome, second.text) == ("unchanged", first.text)


def test_a_draft_that_nobody_edited_is_replaced() -> None:
    """The next draft takes its place."""
    first = changelog.insert(LOG, "acme-client", "0.1.1", LINES)

    second = changelog.insert(first.text, "acme-client", "0.1.1", THIRD)

    assert second.outcome == "written"
    assert second.text == changelog.insert(LOG, "acme-client", "0.1.1", THIRD).text


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: text.replace("- First.", "- First, and better."), id="edited"),
        pytest.param(lambda text: text.replace("- First.\n", ""), id="shortened"),
        pytest.param(lambda text: re.sub("<!--.*-->\n", "", text), id="mark removed"),
    ],
)
def test_what_somebody_edited_is_left(edit: Any) -> None:
    """An edited draft is kept, byte by byte."""
    edited = edit(changelog.insert(LOG, "acme-client", "0.1.1", LINES).text)

    done = changelog.insert(edited, "acme-client", "0.1.1", THIRD)

    assert (done.outcome, done.text) == ("kept", edited)


def test_what_somebody_wrote_is_left() -> None:
    """An entry without a mark was written by a person, and is kept."""
    assert changelog.insert(LOG, "acme-client", "0.1.0", LINES) == changelog.Insertion(LOG, "kept")


@pytest.mark.parametrize("log", ["", "# Changelog\n", LOG])
def test_a_section_is_made_if_there_is_none(log: str) -> None:
    """The new section goes to the end, and is found there the next time."""
    first = changelog.insert(log, "new-client", "1.0.0", LINES)
    second = changelog.insert(first.text, "new-client", "1.0.0", LINES)

    assert first.text.startswith(log)
    assert "## new-client\n\n### 1.0.0\n" in first.text
    assert second.outcome == "unchanged"


def test_an_entry_counts_in_its_own_section_only() -> None:
    """An entry needs its own distribution's section, and an item in a group of Keep a Changelog."""
    assert changelog.has_entry(LOG, "acme-client", "0.1.0")
    assert not changelog.has_entry(LOG, "acme-client", "0.1.1")
    assert not changelog.has_entry(LOG, "gone-client", "0.1.0")
    assert not changelog.has_entry(LOG.replace("- Written by hand.\n", ""), "acme-client", "0.1.0")
    assert not changelog.has_entry(LOG.replace("#### Added\n- Written", "- Written"), "acme-client", "0.1.0")


def test_the_last_section_takes_an_entry_too() -> None:
    """The section at the end of the file has no heading after it."""
    log = "# Changelog\n\n## acme-client\n"

    done = changelog.insert(log, "acme-client", "0.1.0", LINES)

    assert done.text == f"# Changelog\n\n## acme-client\n\n{changelog.entry('0.1.0', LINES)}"
    assert changelog.insert(done.text, "acme-client", "0.1.0", LINES).outcome == "unchanged"
