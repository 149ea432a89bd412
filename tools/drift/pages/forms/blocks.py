"""Blocks of a page: paragraphs, headings, code, table rows and components, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

BOUNDARY: Final = "\x1f"
"""A boundary between inline elements that touch in the source but not on the screen."""

BULLET: Final = "\u2022"
"""The beginning of an item of a list within a cell of a table."""

CALL_LEVEL: Final = 8
"""The level of the heading for an operation in Sphinx's HTTP domain; that of titles is at most 6."""
GROUP_LEVEL: Final = 9
"""The level of the heading for a group of its fields, such as its query parameters."""


@dataclass(frozen=True)
class Text:
    """A line, a paragraph or an item of a list, without its markup."""

    text: str
    line: int
    codes: tuple[str, ...] = ()
    """Its parts that are marked as code, in order."""
    name: str | None = None
    """Its beginning, if that is marked as code or bold."""
    depth: int = 0
    """The number of lists that contain it."""
    gap: bool = False
    """Whether there is a gap before it."""
    raw: str = ""
    """The line in the source, in case it is code."""
    defines: bool = False
    """Whether it is an entry of a definition list: the term, a colon, and the definition."""

    @property
    def plain(self) -> str:
        """The text with spaces for boundaries."""
        return self.text.replace(BOUNDARY, " ")


@dataclass(frozen=True)
class Heading(Text):
    """A heading."""

    level: int = 1


@dataclass(frozen=True)
class Code:
    """A block of code."""

    text: str
    line: int
    """The line number of its first line."""
    language: str = ""
    info: str = ""
    """The text after the language."""
    unmarked: bool = False
    """Whether it was recognized by its content rather than by markup."""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Text, ...]
    line: int
    first: bool
    """Whether it is the table's first, usually its header."""


@dataclass(frozen=True)
class Open:
    """The beginning of a component, such as `<ParamField path="id">`."""

    name: str
    attributes: Mapping[str, str]
    """The attributes as text; one without a value is `true`."""
    line: int


@dataclass(frozen=True)
class Close:
    """The end of a component."""

    name: str
    line: int


Block: TypeAlias = Text | Heading | Code | Row | Open | Close


@dataclass
class Blocks:
    """The blocks of a page, while they are being collected."""

    blocks: list[Block] = field(default_factory=list[Block])
    problems: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Line number and description of each part that could not be read."""


_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANKS: Final = re.compile(r"[^\S\n\x1f]+")


def clean(text: str) -> str:
    """Write a text on one line, without invisible characters."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip(" \t\n\x1f")
