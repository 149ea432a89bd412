"""Decisions that a change to a document requires, where the changed document rightly states more than a page.

Only differences that the change causes are decided. A difference that existed before the change stays open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import Any, Final

from ...contract.facts import Json
from ...contract.findings import pointer
from ...contract.json_tree import as_list, is_list, texts
from ..disagreements import Disagreement
from ..edits import Append, Edit, Replace
from .decision_table import Decision
from .subjects import matches

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
    before, applied, after = ([each for one in found for each in one.each] for found in (before, applied, after))
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
            drafted = _caused(finding, causes, about, page_name) or _shared(finding, applied, page_name)
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


def joined(entries: Iterable[Entry], pages_of: Callable[[str], set[str]]) -> Iterator[Entry]:
    """Join the decisions about several operations that have one fact and one reason.

    Args:
        entries: Decisions about one operation each.
        pages_of: Returns the names of an operation's pages.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        key = json.dumps([entry[name] for name in ("kind", "says", "reason", "evidence")], sort_keys=True)
        groups.setdefault(key, []).append(entry)
    for found in groups.values():
        operations = list(dict.fromkeys(str(one["operation"]) for one in found))
        if len(operations) == 1:
            yield from found
            continue
        pages = list(dict.fromkeys(str(page) for one in found for page in as_list(one["pages"])))
        is_whole = set(pages) == set[str]().union(*map(pages_of, operations))
        yield {
            "operation": operations,
            "kind": found[0]["kind"],
            "subjects": list(dict.fromkeys(str(subject) for one in found for subject in as_list(one["subjects"]))),
            **({} if is_whole else {"pages": pages}),
            **{name: found[0][name] for name in ("says", "reason", "evidence")},
        }


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
        and any(matches(finding.subject, one) for one in decision.subjects)
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


def _shared(
    finding: Disagreement, applied: Sequence[Disagreement], page_name: Callable[[Disagreement], str | None]
) -> tuple[str, str] | None:
    """Reason and evidence for a difference in one operation after a change for another: they share a schema."""
    cause = next((one for one in applied if one.operation != finding.operation and _is_shared(finding, one)), None)
    if cause is None or finding.kind not in _FROM_ELSEWHERE:
        return None
    reason = f"The schema is shared with {cause.operation}, whose page states otherwise."
    return reason, f"As found on {page_name(cause) or cause.page.file}: {cause.statement}."


def _is_shared(finding: Disagreement, cause: Disagreement) -> bool:
    """Whether a difference is at the place in the document that a change for another operation has changed."""
    changed, here = cause.document.pointer or "", finding.document.pointer or ""
    if cause.kind == "added":
        changed += pointer(*cause.path[-1:])
    if changed.startswith("/components/") and (here == changed or here.startswith(f"{changed}/")):
        return True
    # A schema of known values may be used in several places.
    if not finding.kind == cause.kind == "values":
        return False
    values = _besides(finding.document_fact, finding.page_fact)
    return bool(values) and values <= _besides(cause.page_fact, finding.page_fact)


def edits(
    entries: Sequence[Mapping[str, Json]], on_record: Sequence[Mapping[str, Any]], in_use: Collection[int] = ()
) -> list[Edit]:
    """Write decisions as edits of the decisions file; a decision replaces an older one about the same difference.

    Args:
        entries: The decisions.
        on_record: The entries of the file.
        in_use: The numbers of those that still apply to something.
    """
    made: list[Edit] = []
    new: list[Mapping[str, Json]] = []
    for entry in entries:
        same = (number for number, old in enumerate(on_record) if _replaces(entry, old))
        wider = (number for number, old in enumerate(on_record) if number not in in_use and _follows(entry, old))
        number = next(chain(same, wider), None)
        if number is None:
            new.append(entry)
        elif on_record[number].get("says") != entry["says"]:
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


def _follows(entry: Mapping[str, Json], old: Mapping[str, Any]) -> bool:
    """Whether a decision is an older one, about patterns of operations and subjects, with another fact."""
    if any(entry.get(key) != old.get(key) for key in ("kind", "reason", "evidence")):
        return False
    operations, patterns = _texts_of(entry["operation"]), _texts_of(old.get("operation"))
    subjects, known = _texts_of(entry["subjects"]), _texts_of(old.get("subjects"))
    is_on_page = "pages" not in old or set(_texts_of(entry.get("pages"))) <= set(_texts_of(old["pages"]))
    return (
        is_on_page
        and all(any(fnmatchcase(one, pattern) for pattern in patterns) for one in operations)
        and all(any(matches(one, pattern) for pattern in known) for one in subjects)
    )


def _texts_of(value: Json) -> list[str]:
    """A text, or the texts of a list."""
    return [value] if isinstance(value, str) else texts(value)
