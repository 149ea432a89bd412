"""Decisions that a change to a document requires, where the changed document rightly states more than a page.

Only differences that the change causes are decided. A difference that existed before the change stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from ...contract.facts import Json
from ...contract.json_tree import as_list, is_list
from ..disagreements import Disagreement
from ..edits import Append, Edit, Replace
from .decision_table import Decision

_FROM_ELSEWHERE: Final = frozenset({"nullability", "values", "bounds", "default", "removed", "status"})
"""The kinds of difference with another page that a change made for one page can cause."""

Entry = dict[str, Json]
"""A decision as in a decisions file."""


def decisions_for(
    before: Sequence[Disagreement],
    applied: Sequence[Disagreement],
    after: Sequence[Disagreement],
    known: Sequence[Decision],
    page_name: Callable[[Disagreement], str | None],
) -> Iterator[Entry]:
    """Draft decisions about the differences that a change causes.

    Args:
        before: The findings before the change.
        applied: Those of them that the change resolves.
        after: The findings after the change.
        known: The recorded decisions.
        page_name: Returns the name of a finding's page in the page table, or None.
    """
    open_now = set(map(_key, before))
    grouped: dict[tuple[str, ...], Entry] = {}
    for finding in after:
        page = page_name(finding)
        if page is None:
            continue
        causes = [one for one in applied if _is_within(finding, one)]
        if _key(finding) in open_now:
            old = next((one for one in known if _is_about(one, finding, page)), None)
            drafted = _as_before(finding, causes, old, page_name)
        else:
            about = [one for one in before if one.page.file == finding.page.file and _is_within(finding, one)]
            drafted = _caused(finding, causes, about, page_name)
        if drafted is None:
            continue
        reason, evidence = drafted
        key = (finding.operation, finding.kind, page, repr(finding.page_fact), reason)
        entry = {
            "operation": finding.operation,
            "kind": finding.kind,
            "subjects": [],
            "pages": [page],
            "says": finding.page_fact,
            "reason": reason,
            "evidence": evidence,
        }
        grouped.setdefault(key, entry)["subjects"].append(finding.subject)
    yield from grouped.values()


def _key(finding: Disagreement) -> tuple[str, ...]:
    return finding.operation, finding.kind, finding.subject, finding.page.file, repr(finding.page_fact)


def _is_within(finding: Disagreement, other: Disagreement) -> bool:
    """Whether the subject of a finding is that of another one, or a part of it."""
    inside = finding.subject == other.subject or finding.subject.startswith((f"{other.subject}.", f"{other.subject}[]"))
    return finding.operation == other.operation and inside


def _as_before(
    finding: Disagreement,
    causes: Sequence[Disagreement],
    old: Decision | None,
    page_name: Callable[[Disagreement], str | None],
) -> tuple[str, str] | None:
    """The reason for a difference that was decided before and is open again, such as additional values."""
    now = next((one for one in causes if _key(one) == _key(finding)), None)
    if finding.kind != "values" or now is None:
        return None
    more = _besides(finding.document_fact, finding.page_fact)
    if old is not None and more <= _besides(now.document_fact, old.says):
        # The recorded reason still applies: the document has the same additional values as before.
        return old.reason, old.evidence
    elsewhere = [one for one in causes if one.kind == "values" and one.page.file != finding.page.file]
    sources = [one for one in elsewhere if more <= _besides(one.page_fact, finding.page_fact)]
    return _of_another(sources[0], page_name) if more and sources else None


def _of_another(cause: Disagreement, page_name: Callable[[Disagreement], str | None]) -> tuple[str, str]:
    name = page_name(cause) or cause.page.file
    return f"Another page of the operation, {name}, states otherwise.", f"As found on {name}: {cause.statement}."


def _besides(ours: Json, theirs: Json) -> set[str]:
    """The values that only the document has."""
    return set(map(repr, as_list(ours))) - set(map(repr, as_list(theirs)))


def _is_about(decision: Decision, finding: Disagreement, page: str) -> bool:
    return (
        decision.is_of(finding.provider, finding.operation)
        and decision.kind == finding.kind
        and (page in decision.pages or not decision.pages)
        and finding.subject in decision.subjects
    )


def _caused(
    finding: Disagreement,
    causes: Sequence[Disagreement],
    about: Sequence[Disagreement],
    page_name: Callable[[Disagreement], str | None],
) -> tuple[str, str] | None:
    """Reason and evidence for a difference that was not open before.

    Args:
        finding: The difference.
        causes: The findings at the same place that the change resolves.
        about: The findings there before the change, on the finding's own page.
        page_name: Returns the name of a finding's page.
    """
    if not causes:
        return None
    elsewhere = next((one for one in causes if one.page.file != finding.page.file), None)
    if elsewhere is not None and not about:
        # The finding's own page agreed here before, so another page has changed.
        if finding.kind not in _FROM_ELSEWHERE:
            return None
        return _of_another(elsewhere, page_name)
    return None


def edits(entries: Sequence[Mapping[str, Json]], on_record: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """Write decisions as edits of the decisions file; a decision replaces an older one about the same difference."""
    made: list[Edit] = []
    new: list[Mapping[str, Json]] = []
    for entry in entries:
        number = next((place for place, old in enumerate(on_record) if _replaces(entry, old)), None)
        if number is None:
            new.append(entry)
        elif on_record[number] != entry:
            made.append(Replace(("decisions", number, "says"), _in_order(entry["says"], on_record[number].get("says"))))
    if new:
        made.append(Append(("decisions",), new))
    return made


def _in_order(new: Json, old: Json) -> Json:
    """Sort values in their previous order, with new ones at the end."""
    if not (is_list(new) and is_list(old)):
        return new
    return [*(value for value in old if value in new), *(value for value in new if value not in old)]


def _replaces(entry: Mapping[str, Json], old: Mapping[str, Any]) -> bool:
    return all(entry.get(key) == old.get(key) for key in ("operation", "kind", "pages", "subjects", "reason"))
