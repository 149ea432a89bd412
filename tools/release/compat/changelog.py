"""The changelog entry of a provider: drafted from a report, and put into its place.

A draft carries a mark with a digest of its own lines. A new draft takes the place of one that nobody has edited; an
entry that somebody has written or edited is left as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from attrs import frozen

from .changes import Change, Step
from .compatibility import Report

FILE: Final = "CHANGELOG.md"
_MARK: Final = re.compile(r"<!-- drafted ([0-9a-f]{12}); edit at will -->")
_FIELD: Final = re.compile(r"/components/schemas/([^/]+)/properties/([^/]+)")
# Twins that say the same once more.
_TWINS: Final = (("pydantic_models.", "models."), (".Async", "."))

Outcome = Literal["written", "unchanged", "kept"]


@frozen
class Insertion:
    """What became of a changelog."""

    text: str
    outcome: Outcome
    """`kept` if there is an entry that somebody wrote or edited."""


def draft(report: Report) -> list[str]:
    """The lines of an entry, each an item: breaks first. Empty if there is nothing to tell."""
    if report.baseline is None:
        return ["- The first release."]
    if report.step in (None, Step.NONE):
        return []
    told = [change for change in report.changes if change.step >= Step.MINOR and change.area != "typing"]
    items = list(dict.fromkeys(_item(change) for change in told if not _is_told_by_another(change, told)))
    if not items:
        texts_only = all(change.kind == "text" for change in report.changes)
        items = [
            "- Better texts; the code is the same." if texts_only else "- Changes inside; what users see is the same."
        ]
    return items


def entry(version: str, items: Sequence[str]) -> str:
    """An entry with its heading and its mark."""
    return "\n".join([f"### {version}", f"<!-- drafted {_digest(items)}; edit at will -->", *items]) + "\n"


def insert(text: str, distribution: str, version: str, items: Sequence[str]) -> Insertion:
    """Put an entry at the top of a distribution's section, which is made if there is none.

    Args:
        text: The changelog.
        distribution: Whose section.
        version: The heading of the entry.
        items: Its lines.
    """
    lines = text.splitlines()
    start = _find(lines, f"## {distribution}", 0, len(lines))
    if start is None:
        gap = [] if not lines or not lines[-1] else [""]
        whole = [*lines, *gap, f"## {distribution}", "", *entry(version, items).splitlines()]
        return Insertion("\n".join(whole) + "\n", "written")
    end = _end(lines, start, 2)
    here = _find(lines, f"### {version}", start, end)
    if here is None:
        top = start + 1
        while top < end and not lines[top]:
            top += 1
        before = [*lines[: start + 1], ""]
        whole = [*before, *entry(version, items).splitlines(), "", *lines[top:]]
        return Insertion("\n".join(whole).rstrip("\n") + "\n", "written")
    below = _end(lines, here, 3)
    body = [line for line in lines[here + 1 : below] if line]
    mark = _MARK.fullmatch(body[0]) if body else None
    if mark is None or mark[1] != _digest(body[1:]):
        return Insertion(text, "kept")
    if body[1:] == list(items):
        return Insertion(text, "unchanged")
    gap = [""] if below < len(lines) else []
    whole = [*lines[:here], *entry(version, items).splitlines(), *gap, *lines[below:]]
    return Insertion("\n".join(whole) + "\n", "written")


def has_entry(text: str, distribution: str, version: str) -> bool:
    """Whether a changelog tells of a version of a distribution."""
    lines = text.splitlines()
    start = _find(lines, f"## {distribution}", 0, len(lines))
    if start is None:
        return False
    here = _find(lines, f"### {version}", start, _end(lines, start, 2))
    return here is not None and any(line.startswith("- ") for line in lines[here + 1 : _end(lines, here, 3)])


def _item(change: Change) -> str:
    breaking = "Breaking: " if change.step is Step.MAJOR else ""
    if change.area == "python":
        return f"- {breaking}`{change.place.partition('.')[2]}`: {change.reason}."
    field = _FIELD.fullmatch(change.pointer or "")
    reached = f" ({', '.join(f'`{name}`' for name in change.operations)})" if change.operations and not field else ""
    return f"- {breaking}{f'`{field[1]}`: ' if field else ''}{change.reason}{reached}."


def _is_told_by_another(change: Change, told: Sequence[Change]) -> bool:
    """Whether another change says the same: the document's for a field, the first twin's for the second."""
    if change.area != "python":
        return False
    others = {one.place for one in told if one.area == "python"}
    if any(twin in change.place and change.place.replace(twin, first, 1) in others for twin, first in _TWINS):
        return True
    name = re.sub(r"\(.*", "", change.place).rpartition(".")[2]
    return any(name in segments for segments in _segments(told))


def _segments(told: Sequence[Change]) -> Iterator[list[str]]:
    for change in told:
        if change.area == "wire" and change.pointer:
            yield change.pointer.split("/")


def _find(lines: Sequence[str], heading: str, start: int, end: int) -> int | None:
    return next((number for number in range(start, end) if lines[number].strip() == heading), None)


def _end(lines: Sequence[str], start: int, level: int) -> int:
    """The line after a section: that of the next heading of its level or above."""
    heading = re.compile(rf"#{{1,{level}}} ")
    return next((number for number in range(start + 1, len(lines)) if heading.match(lines[number])), len(lines))


def _digest(items: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(items).encode()).hexdigest()[:12]
