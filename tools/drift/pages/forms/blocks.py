"""A page in any form, as the blocks that a reader sees, one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

BOUNDARY: Final = "\x1f"
"""Between inline elements that touch in the source and stand apart on the screen."""


@dataclass(frozen=True)
class Text:
    """A line, a paragraph or an item of a list, without its markup."""

    text: str
    line: int
    codes: tuple[str, ...] = ()
    """What of it is marked as code, in its order."""
    name: str | None = None
    """What it begins with, if that is marked as code or bold."""
    depth: int = 0
    """How many lists it is in."""
    gap: bool = False
    """Whether it stands apart from what is before it."""
    raw: str = ""
    """The line as it is in the source, where it may turn out to be one of code."""

    @property
    def plain(self) -> str:
        """The text with blanks for boundaries."""
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
    """Of its first line."""
    language: str = ""
    info: str = ""
    """What stands behind the language."""
    unmarked: bool = False
    """Whether it was recognized by what it is, not by markup."""


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
    """The values as text; one without a value is `true`."""
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
    """By line, what could not be read."""


_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANKS: Final = re.compile(r"[^\S\n\x1f]+")


def clean(text: str) -> str:
    """A text without what nobody sees, on one line."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip(" \t\n\x1f")
