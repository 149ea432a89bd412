"""Where each value of a YAML or JSON text stands, to the character.

The text is one that `codegen.documents` has read, so it is a plain tree of bounded depth; this only finds it again.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

import yaml
from attrs import define, field

_CORE: Final = "tag:yaml.org,2002:"


class NoPlaceError(Exception):
    """A value stands where it cannot be edited by itself."""


@define(eq=False)
class Place:
    """One value, key or item of the text."""

    kind: str
    """`mapping`, `list`, `scalar` or `alias`."""
    start: int
    column: int
    end: int = 0
    """Behind the last character; for mappings and lists in block style, that of the last one in them."""
    style: str = ""
    """`flow` or `block`; of a scalar the sign that it begins with, if any."""
    text: str = ""
    """Of a scalar, what it says."""
    line: int = 0
    last_line: int = 0
    keeps_end: bool = False
    """Whether empty lines at its end belong to its value (`|+`)."""
    keys: list[Place] = field(factory=list["Place"])
    items: list[Place] = field(factory=list["Place"])

    def number(self, key: str) -> int | None:
        """Which member of a mapping has a key; the last, if several have."""
        for number in range(len(self.keys) - 1, -1, -1):
            if _key(self.keys[number]) == key:
                return number
        return None

    def child(self, part: str | int) -> Place | None:
        """A member by its key, or an item by its number."""
        number = part if isinstance(part, int) else self.number(part)
        return None if number is None or number >= len(self.items) else self.items[number]


def _key(place: Place) -> str:
    # As `codegen.documents` reads keys: a number in another notation is the text of its value.
    if place.style == "" and place.text[:2] in ("0x", "0o"):
        return str(int(place.text, 0))
    if place.style == "" and place.text[:1] in ("+", "-") and place.text[1:].isdecimal():
        return str(int(place.text))
    return place.text


def find(text: str, path: Sequence[str | int], root: Place) -> Place:
    """The place of a value.

    Raises:
        NoPlaceError: It stands in what an alias repeats.
    """
    place = root
    for part in path:
        below = place.child(part)
        if below is None or below.kind == "alias":
            raise NoPlaceError("This stands in what a YAML alias repeats. Write it out there first.")
        place = below
    return place


def read(text: str, *, is_json: bool = False) -> Place:
    """Find every value of a text, the outermost holding the others."""
    return _read_json(text) if is_json else _read_yaml(text)


# YAML is no reader for JSON: it refuses characters that JSON allows, and halves of surrogate pairs.
_JSON_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


def _read_json(text: str) -> Place:
    root: Place | None = None
    opened: list[Place] = []
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for token in _JSON_TOKEN.finditer(text):
        line = bisect_right(starts, token.start()) - 1
        word = token[0]
        if word in "}]":
            done = opened.pop()
            done.end, done.last_line = token.end(), line
            continue
        kind = {"{": "mapping", "[": "list"}.get(word, "scalar")
        place = Place(kind, token.start(), token.start() - starts[line], token.end(), line=line, last_line=line)
        place.style = "flow" if kind != "scalar" else word[0] if word[0] == '"' else ""
        place.text = json.loads(word) if place.style == '"' else word
        root = root or place
        _add(opened, place)
    if root is None:
        raise NoPlaceError("The text is empty.")
    return root


def _add(opened: list[Place], place: Place) -> None:
    """Put a place into what is open, and open it if others stand in it."""
    if opened:
        top = opened[-1]
        is_key = top.kind == "mapping" and len(top.keys) == len(top.items)
        (top.keys if is_key else top.items).append(place)
    if place.kind in ("mapping", "list"):
        opened.append(place)


def _read_yaml(text: str) -> Place:
    untyped: Any = yaml
    opened: list[Place] = []
    root: Place | None = None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for event in untyped.parse(text, Loader=loader):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _close(opened.pop(), event)
            continue
        place = _place(event, text)
        if place is None:
            continue
        root = root or place
        _add(opened, place)
    if root is None:
        raise NoPlaceError("The text is empty.")
    return root


def _place(event: yaml.Event, text: str) -> Place | None:
    mark, end = event.start_mark, event.end_mark
    if mark is None or end is None:
        return None
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        place = Place(kind, mark.index, mark.column, end.index, line=mark.line, last_line=end.line)
        place.style = "flow" if event.flow_style else "block"
        return place
    if isinstance(event, yaml.AliasEvent):
        return Place("alias", mark.index, mark.column, end.index, line=mark.line, last_line=end.line)
    if not isinstance(event, yaml.ScalarEvent):
        return None
    style = event.style or ""
    place = Place("scalar", mark.index, mark.column, end.index, style, event.value, mark.line, end.line)
    if style in ("|", ">"):
        header = text[place.start : text.find("\n", place.start)]
        place.keeps_end = "+" in header.partition("#")[0]
        if not place.keeps_end:
            place.end = place.start + len(text[place.start : place.end].rstrip())
    return place


def _close(place: Place, event: yaml.Event) -> None:
    if place.style == "flow" and event.end_mark is not None:
        place.end, place.last_line = event.end_mark.index, event.end_mark.line
    elif place.items:
        # The reader says where the next thing begins, which is behind comments that are not part of this.
        place.end = max(place.end, place.items[-1].end, place.keys[-1].end if place.keys else 0)
        place.keeps_end = place.items[-1].keeps_end
