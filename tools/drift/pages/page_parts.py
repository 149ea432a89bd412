"""The parts of a page that documents several operations: each begins at the heading before its method and path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...contract.paths import segments, split_url
from . import json_examples, shown_calls
from .forms.blocks import CALL_LEVEL, Block, Code, Heading, Open, Row, Text
from .sections import section_of, status_of

_MOST: Final = 200
"""The most operations of one page."""
_WITHIN: Final = frozenset({"endpoint", "example", "request_example", "parameters"})
"""Sections of an operation that hold its call."""


@dataclass(frozen=True)
class Part:
    """The blocks of one operation."""

    blocks: Sequence[Block]
    call: str = ""
    line: int = 1


def parts(blocks: Sequence[Block]) -> list[Part]:
    """Divide a page by operations. A page with one operation is one part, and so is a page that only lists calls."""
    marks = list(_calls(blocks)) or list(_commands(blocks))
    # A directive that documents an operation tells more than calls in the text.
    marks = [one for one in marks if _is_directive(blocks[one[0]])] or marks
    starts: list[tuple[int, str, int]] = []
    known: set[tuple[str, tuple[str, ...]]] = set()
    level = 0
    for at, method, path, line in marks:
        key = (method, segments(path.partition("?")[0]))
        if key in known or len(starts) >= _MOST:
            continue
        begin = _beginning(blocks, at, starts[-1][0] + 1 if starts else 0)
        heading = blocks[begin]
        deep = heading.level if isinstance(heading, Heading) else 0
        if starts and (deep == 0 or deep > level):
            # A call within the part of another operation, such as an example.
            continue
        known.add(key)
        level = level or deep
        starts.append((begin, f"{method} {path}", line))
    if len(starts) < 2:
        return [Part(blocks)]
    ends = [begin for begin, _, _ in starts[1:]] + [len(blocks)]
    found = [
        Part([*_head(blocks[: starts[0][0]]), *blocks[begin:end]], call, line)
        for (begin, call, line), end in zip(starts, ends, strict=True)
    ]
    full = [one for one, (begin, _, _), end in zip(found, starts, ends, strict=True) if _states(blocks[begin:end])]
    return full if len(full) > 1 else [Part(blocks)]


def _is_directive(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == CALL_LEVEL


def _head(blocks: Sequence[Block]) -> list[Block]:
    """What stands before the first operation is about all of them; its fields and examples are about none."""
    return [one for one in blocks if isinstance(one, Text) and not _is_status(one)]


def _is_status(text: Text) -> bool:
    """Whether an item explains a status in general."""
    return bool(text.depth) and status_of(text.plain, strict=True) is not None


def _states(blocks: Sequence[Block]) -> bool:
    return any(isinstance(one, Row | Code | Open) or (isinstance(one, Text) and one.name) for one in blocks)


def _beginning(blocks: Sequence[Block], at: int, first: int) -> int:
    """The heading that the call stands under, after the call before it; not one such as "HTTP request"."""
    found: int | None = None
    below = 0
    for begin in range(at, first - 1, -1):
        heading = blocks[begin]
        if not isinstance(heading, Heading) or (found is not None and heading.level >= below):
            continue
        found, below = begin, heading.level
        section = section_of(heading.plain, level=heading.level)
        if section is None or section.kind not in _WITHIN:
            break
    return at if found is None else found


def _calls(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str, int]]:
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) or (isinstance(block, Text) and not block.depth):
            found = shown_calls.method_line(block.text)
        elif isinstance(block, Code) and not json_examples.is_json(block):
            found = shown_calls.method_line(block.text.lstrip().partition("\n")[0][:1_000])
        else:
            continue
        if found is not None and found[1]:
            yield at, found[0], found[1], block.line


def _commands(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str, int]]:
    """The calls of a page that shows only commands."""
    for at, block in enumerate(blocks):
        if isinstance(block, Code) and (found := shown_calls.first_call(block.text)) is not None:
            try:
                path = split_url(found[1])[1]
            except ValueError:
                continue
            yield at, found[0], path, block.line
