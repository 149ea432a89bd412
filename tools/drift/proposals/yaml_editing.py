"""Edits of a YAML or JSON text, in place: what they do not touch stays as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from attrs import define, frozen

from . import yaml_writing
from .overlay_edits import Append, Edit, Insert, Path, Remove, Replace
from .yaml_places import NoPlaceError, Place, find, read
from .yaml_writing import Style

__all__ = ["NoPlaceError", "Vacated", "edit", "style_of"]

_STATUS: Final = re.compile("[1-5](?:[0-9][0-9]|XX)|default")
# In a schema the description stands last; what is said of the values stands before it.
_BEFORE_DESCRIPTION: Final = frozenset(
    {
        "$ref", "type", "format", "anyOf", "enum", "items", "additionalProperties", "default", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems", "maxItems",
        "x-numeric-string",
    }
)  # fmt: skip


@frozen
class Vacated:
    """Where a member stood that was removed: if it comes back, it comes back there."""

    before: str | None
    """The key that it stood behind; None for the first."""
    comment: str
    """The comment on its line, with the blanks before it."""


@define
class _Change:
    """One change of the text, found in the text as it was."""

    start: int
    end: int
    text: str
    depth: int


def style_of(text: str, root: Place, *, is_json: bool) -> Style:
    """How a document is written, as far as it shows."""
    steps: dict[int, int] = {}
    dashes: dict[int, int] = {}
    waiting = [root]
    while waiting:
        place = waiting.pop()
        for inner in place.items:
            if place.kind == "mapping" and place.style == inner.style == "block" and inner.line > place.line - 1:
                counts = steps if inner.kind == "mapping" else dashes
                if inner.kind in ("mapping", "list"):
                    difference = inner.column - place.column
                    counts[difference] = counts.get(difference, 0) + 1
            waiting.append(inner)
    return Style(
        step=max(steps, key=lambda step: steps[step], default=2),
        dash=max(dashes, key=lambda dash: dashes[dash], default=2),
        json=is_json,
    )


def edit(text: str, edits: Sequence[Edit], vacated: dict[tuple[Path, str], Vacated], *, is_json: bool) -> str:
    """Make edits in a text; their places are apart from each other.

    Args:
        text: The document.
        edits: What to change.
        vacated: Where members stood that were removed before; those that are removed now are added.
        is_json: Whether the text is JSON.

    Raises:
        NoPlaceError: A place cannot be edited by itself.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = read(text, is_json=is_json)
    editor = _Editor(text, root, style_of(text, root, is_json=is_json), vacated)
    changes: list[_Change] = []
    inserts: dict[Path, list[Insert]] = {}
    for one in edits:
        if isinstance(one, Insert):
            inserts.setdefault(one.path, []).append(one)
        elif isinstance(one, Append):
            changes += editor.append(one)
        elif isinstance(one, Replace):
            changes.append(editor.replace(one))
        else:
            changes.append(editor.remove(one))
    for path, members in inserts.items():
        changes += editor.insert(path, members)
    return _made(text, changes, newline)


def _made(text: str, changes: list[_Change], newline: str) -> str:
    parts: list[str] = []
    done = 0
    # What is deeper stands before what is less deep, where both begin at the end of one line.
    for change in sorted(changes, key=lambda change: (change.start, -change.depth)):
        if change.start < done:
            raise NoPlaceError("Two changes meet at one place. Make them in actions of their own.")
        parts += [text[done : change.start], change.text.replace("\n", newline)]
        done = change.end
    return "".join([*parts, text[done:]])


class _Editor:
    """Turns edits into changes of the text as it is."""

    def __init__(self, text: str, root: Place, style: Style, vacated: dict[tuple[Path, str], Vacated]) -> None:
        self.text = text
        self.root = root
        self.style = style
        self.vacated = vacated

    # --- Positions ------------------------------------------------------------------------------------------------

    def line_end(self, index: int) -> int:
        """Where the line ends that a character stands on: before its line break."""
        end = self.text.find("\n", index)
        if end == -1:
            return len(self.text)
        return end - 1 if end and self.text[end - 1] == "\r" and end > index else end

    def line_start(self, index: int) -> int:
        """Where the line begins that a character stands on."""
        return self.text.rfind("\n", 0, index) + 1

    def behind(self, place: Place) -> int:
        """The end of the last line of a value, comment included."""
        if place.keeps_end and place.end and self.text[place.end - 1] == "\n":
            return self.line_end(place.end - 1)
        return self.line_end(place.end)

    def opens_line(self, start: int) -> bool:
        """Whether nothing stands before a character on its line."""
        return not self.text[self.line_start(start) : start].strip()

    def blank_between(self, members: Sequence[tuple[int, Place]]) -> str:
        """An empty line, if the members of a mapping are set apart by one."""
        gaps = [self.text[self.behind(one[1]) : other[0]] for one, other in pairwise(members)]
        return "\n" if gaps and all(re.search(r"\n[ \t\r]*\n", gap) for gap in gaps) else ""

    # --- Edits ----------------------------------------------------------------------------------------------------

    def replace(self, one: Replace) -> _Change:
        place = find(self.text, one.path, self.root)
        parent = find(self.text, one.path[:-1], self.root)
        depth = len(one.path)
        flow = parent.style == "flow"
        if place.start == place.end:
            # Nothing at all stood for null.
            return _Change(place.start, place.end, " " + self.single(one.value, flow=flow), depth)
        indent = parent.column
        long_text = isinstance(one.value, str) and not flow and not self.style.json and "\n" not in one.value
        if long_text and place.style in ("|", ">"):
            written = yaml_writing.folded(one.value, indent + self.style.step, self.style)
            if yaml_writing.folds(one.value):
                return _Change(place.start, self.trimmed(place), written, depth)
        if place.style in ("|", ">"):
            return _Change(place.start, self.trimmed(place), self.single(one.value, flow=flow), depth)
        quoted = place.style in ("'", '"')
        written = self.single(one.value, flow=flow, quoted=quoted)
        if long_text and place.column + len(written) > self.style.width and yaml_writing.folds(one.value):
            comment = self.text[place.end : self.line_end(place.end)].strip()
            if not comment:
                written = yaml_writing.folded(one.value, indent + self.style.step, self.style)
        return _Change(place.start, place.end, written, depth)

    def trimmed(self, place: Place) -> int:
        """The end of a block of text, without the empty lines that may belong to it."""
        return place.start + len(self.text[place.start : place.end].rstrip())

    def single(self, value: Any, *, flow: bool, quoted: bool = False) -> str:
        return yaml_writing.scalar(value, flow=flow, json_only=self.style.json, quoted=quoted)

    def append(self, one: Append) -> Iterator[_Change]:
        place = find(self.text, one.path, self.root)
        if not one.values:
            return
        if place.style == "flow":
            yield self.into_flow(one.path, place, [self.flow(value) for value in one.values], list(one.values))
            return
        written = [yaml_writing.item(value, place.column, self.style) for value in one.values]
        behind = self.behind(place)
        yield _Change(behind, behind, "".join("\n" + text for text in written), len(one.path))

    def insert(self, path: Path, members: Sequence[Insert]) -> Iterator[_Change]:
        """Put members into one mapping, each to its place."""
        place = find(self.text, path, self.root)
        if place.style == "flow":
            written = [f"{self.single(one.key, flow=True)}: {self.flow(one.value)}" for one in members]
            yield self.into_flow(path, place, written, {one.key: one.value for one in members})
            return
        keys = [key.text for key in place.keys]
        blank = self.blank_between([(key.start, item) for key, item in zip(place.keys, place.items, strict=True)])
        for number, ones in _by_number(members, keys, self.vacated):
            texts = [self.member(one, place) for one in ones]
            if number > 0:
                last = place.items[number - 1]
                behind = self.behind(last if last.kind != "alias" else place.keys[number - 1])
                yield _Change(behind, behind, "".join(f"\n{blank}{text}" for text in texts), len(path))
            else:
                start = place.keys[0].start
                first = "".join(f"{text}\n{blank}" for text in texts)[place.column :]
                yield _Change(start, start, first + " " * place.column, len(path))

    def member(self, one: Insert, place: Place) -> str:
        text = yaml_writing.member(one.key, one.value, place.column, self.style)
        was = self.vacated.get((one.path, one.key))
        return text + was.comment if was is not None and "\n" not in text else text

    def flow(self, value: Any) -> str:
        return yaml_writing.flow(value, json_only=self.style.json, inside=True)

    def into_flow(self, path: Path, place: Place, written: Sequence[str], value: Any) -> _Change:
        """Put members or items into braces or brackets, at their end."""
        depth = len(path)
        inner = self.text[place.start + 1 : place.end - 1]
        if not place.items:
            parent = find(self.text, path[:-1], self.root) if path else None
            if parent is not None and parent.style == "block" and "#" not in inner:
                # An empty one says nothing of how to fill it: as the house writes.
                used = place.start - self.line_start(place.start) - parent.column
                within = parent.kind == "list"
                text = yaml_writing.behind(value, parent.column, used - 1, self.style, in_list=within)
                start = place.start - 1 if self.text[place.start - 1] == " " else place.start
                return _Change(start, place.end, text, depth)
            return _Change(place.start + 1, place.end - 1, ", ".join(written), depth)
        if place.items[-1].kind == "alias":
            raise NoPlaceError("A YAML alias stands last here. Write it out first.")
        end = max(place.items[-1].end, place.keys[-1].end if place.keys else 0)
        starts = [key.start for key in place.keys] or [one.start for one in place.items]
        if place.last_line > place.line and self.opens_line(starts[-1]):
            indent = self.text[self.line_start(starts[-1]) : starts[-1]]
            closing = self.text[self.line_start(place.end - 1) : place.end - 1]
            step = indent.removeprefix(closing) if not closing.strip() else ""
            texts = [self.spread(text, one, indent, step) for text, one in zip(written, _each(value), strict=True)]
            comma = "" if self.text[end : place.end].lstrip().startswith(",") else ","
            if not comma:
                end = self.text.index(",", end) + 1
            return _Change(end, end, comma + ",".join(f"\n{indent}{text}" for text in texts), depth)
        rest = self.text[end : place.end - 1]
        comma = " " if rest.lstrip().startswith(",") else ", "
        end = self.text.index(",", end) + 1 if comma == " " else end
        return _Change(end, end, comma + ", ".join(written), depth)

    def spread(self, text: str, one: tuple[str | None, Any], indent: str, step: str) -> str:
        """A member or an item of a JSON document, over several lines if its neighbours are."""
        if not self.style.json or not step:
            return text
        key, value = one
        head = "" if key is None else yaml_writing.scalar(key, json_only=True) + ": "
        return head + yaml_writing.spread(value, indent, step)

    def remove(self, one: Remove) -> _Change:
        parent = find(self.text, one.path[:-1], self.root)
        part = one.path[-1]
        number = part if isinstance(part, int) else parent.number(part)
        assert number is not None  # noqa: S101  # it is in the tree
        place = parent.items[number]
        depth = len(one.path)
        start = parent.keys[number].start if parent.keys else place.start
        end = max(place.end, parent.keys[number].end) if parent.keys and place.kind != "alias" else place.end
        if isinstance(part, str):
            line = self.text[end : self.line_end(end)]
            before = parent.keys[number - 1].text if number else None
            single = place.last_line == parent.keys[number].line
            self.vacated[one.path[:-1], part] = Vacated(before, line if single and line.strip()[:1] == "#" else "")
        if parent.style == "flow":
            return self.out_of_flow(parent, number, start, end, depth)
        if len(parent.items) == 1:
            return self.emptied(parent, one.path, place, depth)
        dash = start if parent.kind == "mapping" else self.text.rfind("-", 0, start) if number else parent.start
        if parent.kind == "list" and place.kind == "scalar" and place.start == place.end:
            dash = self.text.rfind("-", 0, start + 1)
        behind = self.behind(place) if end == place.end else self.line_end(end)
        if self.opens_line(dash):
            begin = self.line_start(dash)
            if begin and behind >= len(self.text):
                return _Change(begin - 1, behind, "", depth)
            after = self.text.find("\n", behind) + 1
            return _Change(begin, after or len(self.text), "", depth)
        # The first one shares its line with the dash of a list.
        if number or self.text[:dash].rstrip().endswith("?"):
            raise NoPlaceError("This key is written with `?`. Write it plainly first.")
        following = parent.keys[number + 1].start if parent.keys else self.text.find("-", behind)
        between = self.text[behind:following]
        if between.strip():
            return _Change(dash, behind, "", depth)
        return _Change(dash, following, "", depth)

    def emptied(self, parent: Place, path: Path, last: Place, depth: int) -> _Change:
        """What is left of a block when its only member goes: a block cannot be empty."""
        empty = "{}" if parent.kind == "mapping" else "[]"
        begin = parent.start
        behind = self.behind(last)
        if len(path) == 1:
            return _Change(begin, behind, empty, depth)
        key = self.text[:begin].rstrip()
        if "#" in self.text[self.line_start(len(key)) : begin]:
            # A comment stands behind the key, or between it and the block.
            return _Change(begin, behind, empty, depth)
        return _Change(len(key), behind, " " + empty, depth)

    def out_of_flow(self, parent: Place, number: int, start: int, end: int, depth: int) -> _Change:
        """Take a member or an item, and one comma, out of braces or brackets."""
        starts = [key.start for key in parent.keys] or [one.start for one in parent.items]
        if number + 1 < len(starts):
            return _Change(start, starts[number + 1], "", depth)
        if number:
            before = parent.items[number - 1]
            if before.kind == "alias":
                raise NoPlaceError("A YAML alias stands before this. Write it out first.")
            begin = max(before.end, parent.keys[number - 1].end if parent.keys else 0)
            return _Change(begin, end, "", depth)
        comma = re.match(r"\s*,", self.text[end:])
        return _Change(start, end + (comma.end() if comma else 0), "", depth)


def _each(value: Mapping[str, Any] | Sequence[Any]) -> list[tuple[str | None, Any]]:
    return list(value.items()) if isinstance(value, Mapping) else [(None, one) for one in value]


def _by_number(
    members: Sequence[Insert], keys: Sequence[str], vacated: Mapping[tuple[Path, str], Vacated]
) -> Iterator[tuple[int, list[Insert]]]:
    """The new members, grouped by how many of the old ones stand before them."""
    groups: dict[int, list[Insert]] = {}
    for one in members:
        groups.setdefault(_number(one, keys, vacated.get((one.path, one.key))), []).append(one)
    for number, ones in sorted(groups.items()):
        if all(_STATUS.fullmatch(one.key) for one in ones):
            ones.sort(key=lambda one: one.key)
        yield number, ones


def _number(one: Insert, keys: Sequence[str], was: Vacated | None) -> int:
    if was is not None and (was.before is None or was.before in keys):
        return 0 if was.before is None else keys.index(was.before) + 1
    if _STATUS.fullmatch(one.key) and all(map(_STATUS.fullmatch, keys)):
        return sum(1 for key in keys if key < one.key)
    if one.key in _BEFORE_DESCRIPTION and keys[-1] == "description" and _is_schema(keys):
        # A mapping whose only key is its description gets what is new behind it.
        return len(keys) - 1 if len(keys) > 1 else 1
    return len(keys)


def _is_schema(keys: Sequence[str]) -> bool:
    return any(key in _BEFORE_DESCRIPTION for key in keys)
