"""The report in plain text, by provider and operation, with places and advice; the most severe findings come first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import fill
from typing import Final

from ..contract.differences import Kind
from ..contract.document_facts import Operation
from ..contract.facts import Json, Notice
from .comparison import Report
from .decisions.decision_table import file_of
from .disagreements import Disagreement, Severity
from .yaml_text import dump

_ORDER: Final[Mapping[Severity, int]] = {"error": 0, "warning": 1, "info": 2}

_NEXT: Final[Mapping[Kind, str]] = {
    "added": "Add it to the document, or decide to leave it out; a field then becomes an additional property.",
    "removed": "Check whether the server still has it; remove it from the document, or decide to keep it.",
    "renamed": "Check which name the server sends; rename it in the document, or record a decision.",
    "type": "Check what the server sends; correct the type in the document, or record a decision.",
    "nullability": "Allow null in the document if the server may send it; record a decision if the document is right.",
    "required": "Mark only what is certain as required; record a decision if the document is right.",
    "values": "Add new values to the `Known...` schema; values that are gone may stay there.",
    "default": "Correct the default in the document, or record a decision.",
    "bounds": "Correct the bounds in the document, or record a decision.",
    "path": "Check which path the server uses; correct the document.",
    "method": "Check which method the server accepts; correct the document.",
    "server": "Check which server is right; correct `servers`, or record a decision.",
    "authentication": "Check how the server expects the key; correct the security scheme.",
    "status": "Add the status to the document, or record a decision.",
    "deprecated": 'Mark it in the document (a field: begin its description with "Deprecated"), or record a decision.',
    "example": "Check what the server sends: correct the document if the page is right, else record a decision.",
}


_SHARED: Final = ", in several operations"
_OPERATIONS: Final = 12
"""The most operations that a finding names."""
_OTHERS: Final = 10
"""The most pages without a row that are named one by one."""
_WIDTH: Final = 120
_LATER: Final = "Pages that could not be fetched for now:"
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_NEW_PARAMETER: Final = "Add it to the document, or decide to leave it out."


def report_text(report: Report, *, entries: bool = False, by_design: bool = False) -> str:
    """Write the report.

    Args:
        report: The result of comparing the pages.
        entries: Whether to add to each finding the decision that would settle it.
        by_design: Whether to list what the policy covers.
    """
    lines = [*_lines(report, entries=entries), *(_by_design(report) if by_design else ()), summary(report)]
    return "\n".join(printable(line) for line in lines) + "\n"


def _by_design(report: Report) -> Iterator[str]:
    """List the differences that the policy covers, by rule."""
    for rule in dict.fromkeys(one.name for _, one in report.by_design):
        covered = [(finding, made) for finding, made in report.by_design if made.name == rule]
        yield f"By design: {rule} ({len(covered)})"
        yield f"  {covered[0][1].reason}"
        yield from (f"  {one.provider} {one.operation}: {one.subject}: {one.message}" for one, _ in covered)
        yield ""


def printable(text: str) -> str:
    """Write control characters as escapes: those of a page could move the cursor, or hide what stands before them."""
    return "".join(
        one if one in "\n\t" or not _CONTROLS.match(one) else one.encode("unicode_escape").decode() for one in text
    )


def _next(kind: Kind, findings: Sequence[Disagreement]) -> str:
    fields = any(one.kind == kind and not one.subject.startswith("parameter.") for one in findings)
    return _NEXT[kind] if fields or kind != "added" else _NEW_PARAMETER


def _lines(report: Report, *, entries: bool) -> Iterator[str]:
    names = {one.file: one.entry.name for one in report.read if one.entry is not None and one.in_table}
    ordered = sorted(
        report.findings, key=lambda one: (one.provider, _of(one), _ORDER[one.severity], one.page, one.subject)
    )
    for (provider, operation), group in groupby(ordered, key=lambda one: (one.provider, _of(one))):
        findings = list(group)
        yield f"{provider}{f' {operation}' if operation else _SHARED}: {_counted(len(findings), 'finding')}"
        for finding in findings:
            yield from _finding_lines(finding)
            if entries and any(each.page.file in names for each in finding.each):
                yield dump([_entry(finding, names, report)]).rstrip("\n")
        yield ""
    kinds: list[Kind] = list(dict.fromkeys([one.kind for one in ordered]))
    if kinds:
        yield "What to do:"
        yield from (f"  {kind}: {_next(kind, ordered)}" for kind in kinds)
        how = "" if entries else " `--entries` prints such an entry."
        owner = ordered[0].provider if len({one.provider for one in ordered}) == 1 else "<provider>"
        yield f"  Record decisions in {file_of(owner)}, with reason and evidence.{how}"
        yield "  Then run `nox -s docs -- --accept` to record the current facts of the pages."
        yield ""
    for title, passing in (("Pages that are gone or cannot be read:", False), (_LATER, True)):
        failures = [f"{one.name}: {one.reason}" for one in report.failures if one.is_passing == passing]
        yield from _aside(title, failures)
    yield from _aside("Compared as they were when they were last fetched:", report.late)
    yield from _aside("Skipped: not in the page table, and without a call:", report.passed_over)
    yield from _aside("Partly read:", list(_notices(report.notices)))
    outdated = [f"{decision}: {finding.statement}" for decision, finding in report.outdated]
    yield from _aside("Decisions whose page now states something else; renew or remove them:", outdated)
    yield from _aside("Decisions that are no longer needed; remove them:", [str(one) for one in report.unused])
    yield from _aside("Operations without a page in this run:", list(_without_page(report.without_page)))
    others = [one for one in report.read if not one.in_table]
    if len(others) > _OTHERS:
        yield f"{len(others)} pages are not in the page table; `--json` lists their operations."
        return
    for one in others:
        yield f"{one.file} is not in the page table; compared with {one.operation.provider} {one.operation.id}."


def summary(report: Report) -> str:
    """Summarize the result in one line. An unread page never counts as in agreement."""
    failed = len(report.failures)
    unread = f"{_counted(failed, 'page')} could not be read"
    if not report.read:
        why = unread if failed else f"there is no page for {' or '.join(report.providers)}"
        return f"0 pages read: nothing was compared, because {why}"
    step = "no findings in them" if failed else "in agreement with the documents"
    open_ = _counted(len(report.findings), "finding") if report.findings else step
    decided = f", {_counted(len(report.decided), 'difference')} decided" if report.decided else ""
    decided += f", {len(report.by_design)} by design" if report.by_design else ""
    return f"{_counted(len(report.read), 'page')} read: {open_}{decided}" + (f"; {unread}" if failed else "")


def _finding_lines(finding: Disagreement) -> Iterator[str]:
    yield f"  {finding.severity:<7} {finding.kind} {finding.subject}"
    yield f"          {finding.message}"
    documents = dict.fromkeys(str(one.document) for one in finding.each)
    yield f"          page      {_first(list(map(str, finding.pages)))}"
    yield f"          document  {_first(list(documents))}"
    if len(finding.operations) > 1:
        named = f"{len(finding.operations)} operations: {_first(finding.operations, _OPERATIONS)}"
        yield fill(named, _WIDTH, initial_indent="          reaches   ", subsequent_indent=" " * 20)


def _of(finding: Disagreement) -> str:
    """The operation of a finding; empty if it reaches several."""
    return finding.operation if len(finding.operations) == 1 else ""


def _first(texts: Sequence[str], most: int = 1) -> str:
    more = len(texts) - most
    return ", ".join(texts[:most]) + (f", and {more} more" if more > 0 else "")


def _notices(notices: Sequence[Notice]) -> Iterator[str]:
    """List notices; what is the same on several pages has one line."""
    places: dict[str, list[str]] = {}
    for one in notices:
        places.setdefault(one.text, []).append(str(one.place))
    yield from (f"{_first(at)}: {text}" for text, at in places.items())


def _without_page(operations: Sequence[Operation]) -> Iterator[str]:
    for provider, found in groupby(operations, key=lambda one: one.provider):
        yield fill(f"{provider} {', '.join(one.id for one in found)}", _WIDTH - 2, subsequent_indent="    ")


def _entry(finding: Disagreement, names: Mapping[str, str], report: Report) -> dict[str, Json]:
    """Write the decision that would settle a finding, with empty reason and evidence for a person to fill in."""
    reached = [one for one in finding.each if one.page.file in names]
    operations = list(dict.fromkeys(one.operation for one in reached))
    compared = {one.operation.id for one in report.read if one.operation.provider == finding.provider}
    pages = list(dict.fromkeys(names[one.page.file] for one in reached))
    about = {"operation": operations[0], "pages": pages}
    if len(operations) > 1:
        # The pages of so many operations are all of them, or nearly so.
        about = {"operation": "*" if compared == set(operations) else operations}
    return {
        "operation": about.pop("operation"),
        "kind": finding.kind,
        "subjects": list(dict.fromkeys(one.subject for one in reached)),
        **about,
        "says": finding.page_fact,
        "reason": "",
        "evidence": "",
    }


def _aside(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
        yield ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
