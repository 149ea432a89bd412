"""Code without markup: curl commands and JSON in plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Block, Code, Heading, Text
from .time_limit import Deadline

MAX_RUN: Final = 5_000
MAX_ATTEMPTS: Final = 200
"""The most attempts to read JSON on one page."""

_CALL: Final = re.compile(r"\s*(?:\$\s+)?curl(?:\.exe)?\s")
_JSON_START: Final = re.compile(r'\s*(?:[{\[]\s*|[{\[]\s*["{\[\]}].*)')
_JSON_NEXT: Final = re.compile(r'\s*(?:["{}\[\]]|//|-?\d|true|false|null)')
_CODE_BEFORE: Final = re.compile(r".*(?:[,(=:\[{+|&]|=>)\s*")


def with_code(blocks: Sequence[Block], deadline: Deadline) -> list[Block]:
    """Convert runs of text that are code to code blocks."""
    return list(_Runs(blocks, deadline).blocks())


class _Runs:
    def __init__(self, blocks: Sequence[Block], deadline: Deadline) -> None:
        self.source = blocks
        self.deadline = deadline
        self.at = 0
        self.attempts = 0

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.source):
            self.deadline.check()
            block = self.source[self.at]
            code = None
            if isinstance(block, Text) and not isinstance(block, Heading):
                code = self._call(block) or self._json(block)
            if code is None:
                yield block
                self.at += 1
            else:
                yield code

    def _lines(self, start: int) -> list[Text]:
        """The text from a block on, up to the next block that is not text."""
        lines: list[Text] = []
        for block in self.source[start : start + MAX_RUN]:
            if not isinstance(block, Text) or isinstance(block, Heading):
                break
            lines.append(block)
        return lines

    def _call(self, first: Text) -> Code | None:
        if not _CALL.match(first.raw):
            return None
        taken = [first.raw]
        while taken[-1].rstrip().endswith("\\") and self.at + len(taken) < len(self.source):
            line = self.source[self.at + len(taken)]
            if not isinstance(line, Text) or isinstance(line, Heading) or len(taken) > MAX_RUN:
                break
            taken.append(line.raw)
        self.at += len(taken)
        return Code("\n".join(taken), first.line, "bash", unmarked=True)

    def _json(self, first: Text) -> Code | None:
        if not _JSON_START.fullmatch(first.raw) or self.attempts >= MAX_ATTEMPTS:
            return None
        before = self.source[self.at - 1] if self.at else None
        if isinstance(before, Text) and not before.gap and not first.gap and _is_argument(before.raw, first.raw):
            return None
        lines = self._lines(self.at)
        following = lines[1].raw if len(lines) > 1 else ""
        if first.raw.strip() in ("{", "[") and not _JSON_NEXT.match(following):
            return None
        self.attempts += 1
        # The line breaks stay, so that line numbers are those of the page.
        text = "\n".join(_spaced(lines))
        try:
            _, end = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            count = _extent(lines)
        else:
            end += len(text) - len(text.lstrip())
            rest = text[end:].partition("\n")[0].strip()
            if rest:
                return None
            spaced = text[:end].count("\n")
            count = next(n for n in range(1, len(lines) + 1) if n == len(lines) or lines[n].line - first.line > spaced)
        taken = lines[:count]
        self.at += count
        return Code("\n".join(_spaced(taken)), first.line, "json", unmarked=True)


def _is_argument(before: str, first: str) -> bool:
    """Whether an object is part of a program. A sentence with a colon is not, if the object is not indented."""
    if _CODE_BEFORE.fullmatch(before) is None:
        return False
    return first.startswith(" ") or not before.rstrip().endswith(":")


def _spaced(lines: Sequence[Text]) -> Iterator[str]:
    number = lines[0].line
    for line in lines:
        # Empty lines are kept; other gaps (a paragraph in HTML) are at most a few lines.
        yield from [""] * max(0, line.line - number)
        yield line.raw
        number = max(number, line.line) + 1


def _extent(lines: Sequence[Text]) -> int:
    """The number of lines of invalid JSON: up to its closing bracket, or else up to a gap."""
    depth = 0
    for count, line in enumerate(lines, 1):
        outside = re.sub(r'"(?:[^"\\]|\\.)*"?', "", line.raw)
        depth += sum(outside.count(one) for one in "{[") - sum(outside.count(one) for one in "}]")
        if depth <= 0 and count > 1:
            # More JSON may follow the closing line, if there is one bracket too many.
            return count
    for count, line in enumerate(lines[1:], 1):
        if line.gap or re.fullmatch(r"[}\]]", lines[count - 1].raw):
            return count
    return len(lines)
