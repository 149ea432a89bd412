"""Decisions that a patch needs: where the document, as it will be, rightly says more than a page.

Only what the patch itself causes is drafted. A difference that is open, and that the patch does not touch, stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from ...contract.differences import Kind
from ...contract.facts import Json
from ...contract.json_values import as_list
from ..disagreements import Disagreement
from .table import Decision

_RULES: Final = "The rules for documents (openapi/README.md)."
_ANSWERS: Final[Mapping[Kind, tuple[Json, str]]] = {
    "nullability": (False, "Only what is certain is never null; everything else in an answer may be absent or null."),
    "required": (True, "Only what is certain is required; everything else in an answer may be absent or null."),
}
"""What the rules want otherwise of a new field than its own page may state: the page's fact, and why."""
_NO_PROMISE: Final[Mapping[Kind, str]] = {
    "default": "A default in an answer promises nothing; what is absent reads as None.",
    "bounds": "The bounds of an answer are not checked.",
}
_FROM_ELSEWHERE: Final = frozenset({"nullability", "values", "bounds", "default", "removed", "status"})
"""What a patch that follows one page can set another page at odds with."""

Entry = dict[str, Json]
"""As in `openapi/drift/decisions.yaml`."""


def decisions_for(
    before: Sequence[Disagreement],
    applied: Sequence[Disagreement],
    after: Sequence[Disagreement],
    known: Sequence[Decision],
    page_name: Callable[[Disagreement], str | None],
) -> Iterator[Entry]:
    """Draft decisions about what would be open with a patch applied, and is open for its sake alone.

    Args:
        before: What is open now.
        applied: Those of them that the patch answers.
        after: What would be open then.
        known: The decisions on record.
        page_name: What the table calls the page of a finding; None if it does not name it.
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
            "provider": finding.provider,
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
    """Whether a finding is about what another one is about, or about a part of it."""
    inside = finding.subject == other.subject or finding.subject.startswith((f"{other.subject}.", f"{other.subject}[]"))
    return finding.operation == other.operation and inside


def _as_before(
    finding: Disagreement,
    causes: Sequence[Disagreement],
    old: Decision | None,
    page_name: Callable[[Disagreement], str | None],
) -> tuple[str, str] | None:
    """Of what is answered and yet stays open, as values do that only the document has: the reason why it knows more."""
    now = next((one for one in causes if _key(one) == _key(finding)), None)
    if finding.kind != "values" or now is None:
        return None
    more = _besides(finding.document_fact, finding.page_fact)
    if old is not None and more <= _besides(now.document_fact, old.says):
        # The reason on record holds as before, now that the document knows the new value too.
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
        (decision.provider, decision.operation, decision.kind) == (finding.provider, finding.operation, finding.kind)
        and page in decision.pages
        and finding.subject in decision.subjects
    )


def _caused(
    finding: Disagreement,
    causes: Sequence[Disagreement],
    about: Sequence[Disagreement],
    page_name: Callable[[Disagreement], str | None],
) -> tuple[str, str] | None:
    """Reason and evidence for what was not open before.

    Args:
        finding: What the patch opens.
        causes: What it answers there.
        about: What was open there before, of the finding's own page.
        page_name: What a page is called.
    """
    if not causes:
        return None
    elsewhere = next((one for one in causes if one.page.file != finding.page.file), None)
    if elsewhere is not None and not about:
        # Of the finding's own page nothing was open here: it has not changed, and the other page has.
        if finding.kind not in _FROM_ELSEWHERE:
            return None
        return _of_another(elsewhere, page_name)
    if any(one not in causes for one in about) or not finding.subject.startswith("response."):
        return None
    stated, reason = _ANSWERS.get(finding.kind, (None, ""))
    if reason and finding.page_fact is stated:
        return reason, _RULES
    if finding.kind in _NO_PROMISE and any(one.kind == "added" for one in causes):
        return _NO_PROMISE[finding.kind], _RULES
    return None


def actions(entries: Sequence[Mapping[str, Json]], on_record: Sequence[Mapping[str, Any]]) -> list[dict[str, Json]]:
    """The actions that put decisions on record; one about the same as an older one takes its place."""
    made: list[dict[str, Json]] = []
    new: list[Mapping[str, Json]] = []
    for entry in entries:
        number = next((place for place, old in enumerate(on_record) if _replaces(entry, old)), None)
        if number is None:
            new.append(entry)
        elif on_record[number] != entry:
            made.append({"target": f"$.decisions[{number}].says", "remove": True})
            made.append({"target": f"$.decisions[{number}]", "update": {"says": entry["says"]}})
    if new:
        made.append({"target": "$.decisions", "update": new})
    return made


def _replaces(entry: Mapping[str, Json], old: Mapping[str, Any]) -> bool:
    return all(
        entry.get(key) == old.get(key) for key in ("provider", "operation", "kind", "pages", "subjects", "reason")
    )
