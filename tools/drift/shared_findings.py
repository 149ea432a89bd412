"""One finding for one change, however many operations and pages it reaches."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from .disagreements import Change, Disagreement

SINCE: dict[Change, str] = {
    "new": " (changed since the page was last accepted)",
    "standing": " (unchanged since the page was last accepted)",
    "unknown": "",
}


def message(one: Disagreement) -> str:
    """The statement of a difference, the other places that it applies to, and whether it is new."""
    subjects = [subject for each in one.each for subject in each.subjects]
    others = [subject for subject in dict.fromkeys(subjects) if subject != one.subject]
    also = f"; also in {_listed(others)}" if others else ""
    count = len(one.operations) - 1
    more = f"; the same in {count} other operation{'s' if count > 1 else ''}" if count else ""
    return f"{one.statement}{also}{more}{SINCE[one.change]}"


def _listed(subjects: list[str], most: int = 6) -> str:
    more = f" and {len(subjects) - most} more" if len(subjects) > most else ""
    return ", ".join(subjects[:most]) + more


def merged(findings: Iterable[Disagreement]) -> list[Disagreement]:
    """Merge the findings that one change of a document settles, in the order of the first of each.

    That is a change of a part that operations share, such as a schema; and a server, a way to authenticate or a status
    that the pages of several operations state alike.
    """
    groups: dict[object, list[Disagreement]] = {}
    for one in findings:
        groups.setdefault(_change(one), []).append(one)
    found: list[Disagreement] = []
    for first, *others in groups.values():
        whole = replace(first, also=tuple(others))
        found.append(replace(whole, message=message(whole)))
    return found


def _change(one: Disagreement) -> object:
    """What identifies the change that settles a finding."""
    fact = json.dumps(one.page_fact, sort_keys=True)
    whole = (one.provider, one.kind, fact, one.change, one.doubt)
    if one.kind == "status":
        return (*whole, one.subject)
    if one.kind in ("server", "authentication"):
        return whole
    pointer = one.document.pointer or ""
    if not pointer.startswith("/components/"):
        return id(one)
    return (*whole, pointer, one.path[-1:])
