"""Changelog entries: drafted from a report, and inserted into the section of a distribution.

Entries follow Keep a Changelog: items are grouped under headings such as `#### Added`. A draft carries a digest of its
own lines. A new draft replaces one that nobody has edited; an entry that a person has written or edited is never
changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from attrs import frozen

from .changes import Change, Step
from .compatibility import Report

FILE: Final = "CHANGELOG.md"
_MARK: Final = re.compile(r"<!-- drafted ([0-9a-f]{12}); edit freely -->")
_SCHEMA: Final = re.compile(r"/components/schemas/([^/]+)(?:/properties/([^/]+))?")
# Several names for one thing: the second says nothing that the first does not.
_TWINS: Final = (
    (re.compile(r"\.pydantic_models\."), ".models."),
    (re.compile(r"\.Async"), "."),
    (re.compile(r"_detailed(?=\(|$)"), ""),
)

Group = Literal["Added", "Changed", "Removed"]
_DRAFTED: Final[tuple[Group, ...]] = ("Added", "Changed", "Removed")
GROUPS: Final = (*_DRAFTED, "Deprecated", "Fixed", "Security")
"""The groups of Keep a Changelog. No program can tell that a change fixes something: that is for people to write."""

Outcome = Literal["written", "unchanged", "kept"]


@frozen
class Insertion:
    """The changelog after an insertion."""

    text: str
    outcome: Outcome
    """`kept` if a person has written or edited the entry."""


def draft(report: Report) -> list[str]:
    """Draft the lines of an entry: group headings and items, breaking changes first in each group.

    Returns:
        The lines; none if nothing has changed.
    """
    if report.baseline is None:
        return ["#### Added", "- The first release."]
    if report.step in (None, Step.NONE):
        return []
    relevant = [change for change in report.changes if change.step >= Step.MINOR and change.area != "typing"]
    groups: dict[Group, list[str]] = {group: [] for group in _DRAFTED}
    for change in sorted(relevant, key=lambda change: -change.step):
        if not _is_repeated(change, relevant, report.calls):
            groups[_group(change)].append(_item(change, report))
    if not relevant:
        texts_only = all(change.kind == "text" for change in report.changes)
        groups["Changed"] = ["- Documentation only." if texts_only else "- Internal changes only."]
    return [line for group, items in groups.items() if items for line in (f"#### {group}", *dict.fromkeys(items))]


def entry(version: str, lines: Sequence[str]) -> str:
    """Write an entry with its heading, its mark and an empty line before each group."""
    spaced = [part for line in lines for part in (("", line) if line.startswith("#### ") else (line,))]
    return "\n".join([f"### {version}", f"<!-- drafted {_digest(lines)}; edit freely -->", *spaced]) + "\n"


def insert(text: str, distribution: str, version: str, items: Sequence[str]) -> Insertion:
    """Insert an entry at the top of a distribution's section; add the section if it is missing.

    Args:
        text: The changelog.
        distribution: The distribution that the section belongs to.
        version: The heading of the entry.
        items: The lines of the entry, as `draft` returns them.
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
    """Whether a changelog has an entry for a version of a distribution, with at least one item in a group."""
    lines = text.splitlines()
    start = _find(lines, f"## {distribution}", 0, len(lines))
    if start is None:
        return False
    here = _find(lines, f"### {version}", start, _end(lines, start, 2))
    if here is None:
        return False
    below = lines[here + 1 : _end(lines, here, 3)]
    groups = [number for number, line in enumerate(below) if line.strip() in {f"#### {group}" for group in GROUPS}]
    return bool(groups) and any(line.startswith("- ") for line in below[groups[0] :])


def _group(change: Change) -> Group:
    if change.kind in ("status", "example", "values"):
        is_one_value = change.area == "python" or change.kind != "values" or "/enum/" in (change.pointer or "")
        has_gone = change.before or (change.area == "python" and change.step is Step.MAJOR)
        return "Changed" if not is_one_value else "Removed" if has_gone else "Added"
    return "Added" if change.kind == "added" else "Removed" if change.kind == "removed" else "Changed"


def _item(change: Change, report: Report) -> str:
    return f"- {'**Breaking:** ' if change.step is Step.MAJOR else ''}{_statement(change, report)}."


def _statement(change: Change, report: Report) -> str:
    """Say what has changed, with the name by which people call or read it first."""
    is_name_only = change.kind in ("added", "removed")
    if change.area == "python":
        name = _public_name(change.place, report.provider.client)
        return f"`{name}`" if is_name_only and "(" not in name else f"`{name}`: {change.reason}"
    reason = change.reason
    for operation, call in report.calls.items():
        reason = reason.replace(f"`{operation}`", f"`{call}`")
    calls = ", ".join(f"`{report.calls.get(operation, operation)}`" for operation in change.operations)
    if existence := re.fullmatch(r"the operation (`.*`) \((.*)\) is (?:new|gone)", reason):
        return f"{existence[1]} (`{existence[2]}`)"
    if renaming := re.fullmatch(r"the operation (`.*` is now called `.*`), and so is the method", reason):
        return renaming[1]
    place = _SCHEMA.match(change.pointer or "")
    if place is None:
        return f"{calls}: {reason}" if calls else reason
    name = f"{place[1]}.{place[2]}" if place[2] else place[1]
    if is_name_only and place[2]:
        return f"`{name}`"
    subject = f"`{place[2]}`" if place[2] else reason.partition(": ")[0]
    rest = reason.removeprefix(subject)
    return f"`{name}`{rest}" if rest != reason else f"`{name}`: {reason}"


def _public_name(place: str, client: str) -> str:
    """The name that people write, such as `videos.get` for `acme_client.Acme.videos.get`."""
    name = place.partition(".")[2].removeprefix("models.")
    method = re.fullmatch(rf"(?:Async)?{client}\.(\w+\.\w.*)", name)
    return method[1] if method else name


def _is_repeated(change: Change, others: Sequence[Change], calls: Mapping[str, str]) -> bool:
    """Whether another change says the same: one of the document, or one of a name that stands for this one too."""
    if change.area != "python":
        return False
    names = {one.place for one in others if one.area == "python"}
    if any(twin.sub(first, change.place) in names - {change.place} for twin, first in _TWINS):
        return True
    path, _, parameter = change.place.removesuffix(")").partition("(")
    method = ".".join(path.removesuffix("_detailed").split(".")[-2:])
    for one in others:
        if one.area != "wire":
            continue
        quoted = set(re.findall(r"`([^`]+)`", one.reason))
        methods = {calls.get(name, name) for name in (*one.operations, *quoted)}
        if method in methods and (parameter in quoted if parameter else one.kind in ("added", "removed", "renamed")):
            return True
    model = re.search(r"\.(?:pydantic_)?models\.(.+)", path)
    pointers = [one.pointer.split("/") for one in others if one.area == "wire" and one.pointer]
    return model is not None and any(set(model[1].split(".")) <= set(segments) for segments in pointers)


def _find(lines: Sequence[str], heading: str, start: int, end: int) -> int | None:
    return next((number for number in range(start, end) if lines[number].strip() == heading), None)


def _end(lines: Sequence[str], start: int, level: int) -> int:
    """The number of the first line after a section: the next heading of the same or a higher level."""
    heading = re.compile(rf"#{{1,{level}}} ")
    return next((number for number in range(start + 1, len(lines)) if heading.match(lines[number])), len(lines))


def _digest(items: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(items).encode()).hexdigest()[:12]
