"""The parts of a page that documents several operations: each begins at the heading before its method and path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...contract.paths import segments
from . import json_examples, shown_calls
from .forms.blocks import Block, Code, Heading, Open, Row, Text

_MOST = 200
"""The most operations of one page."""


@dataclass(frozen=True)
class Part:
    """The blocks of one operation."""

    blocks: Sequence[Block]
    call: str = ""
    line: int = 1


def parts(blocks: Sequence[Block]) -> list[Part]:
    """Divide a page by operations. A page with one operation is one part, and so is a page that only lists calls."""
    marks = list(_calls(blocks))
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


def _head(blocks: Sequence[Block]) -> list[Block]:
    """What stands before the first operation is about all of them; its fields and examples are about none."""
    return [one for one in blocks if isinstance(one, Text)]


def _states(blocks: Sequence[Block]) -> bool:
    return any(isinstance(one, Row | Code | Open) or (isinstance(one, Text) and one.name) for one in blocks)


def _beginning(blocks: Sequence[Block], at: int, first: int) -> int:
    """The heading that the call stands under, after the call before it."""
    for begin in range(at, first - 1, -1):
        if isinstance(blocks[begin], Heading):
            return begin
    return at


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
