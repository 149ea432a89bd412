"""Plain text, Markdown and MDX, read as blocks.

One reader serves all three, because saved pages mix them. It works line by line rather than with CommonMark's grammar,
in which the indented content of a component would be code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from . import readme_blocks
from .blocks import Block, Blocks, Close, Code, Heading, Open, Row, Text, clean
from .inline_marks import inline
from .time_limit import Deadline, UnreadableError

MAX_CHARACTERS: Final = 1_500_000
MAX_LINES: Final = 30_000
MAX_LINE: Final = 8_000
MAX_TAG_LINES: Final = 50
MAX_FRONT_MATTER: Final = 500_000
"""The most characters of one value in front matter; Docusaurus packs a whole operation into one."""

_FENCE: Final = re.compile(r"(\s*)(`{3,}|~{3,})\s*([^\s`{]*)(.*)")
_HEADING: Final = re.compile(r"\s{0,3}+(#{1,6})\s++(.*)")
_ITEM: Final = re.compile(r"(\s*)(?:[-*+\u2022\u25e6\u25aa\u2023\u00b7]|\d{1,3}[.)])\s+(\S.*)")
_LITERAL: Final = re.compile(r"\s*[\"'`]")
_DELIMITER: Final = re.compile(r"\s*+\|?+(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?\s*+)?+|\s*+\|\s*+:?-++:?\s*+")
_HTML_HEADING: Final = re.compile(r"\s*+<h([1-6])\b[^<>]*+>(.*)</h[1-6]>\s*", re.IGNORECASE)
_ANCHOR: Final = re.compile(r"<a\b[^<>]*+>\s*[¶#§]?\s*</a>", re.IGNORECASE)
_MARK_TAG: Final = re.compile(r"<(Required|Optional)\s*+/>")
"""A mark of a field as a component, which some sites define."""
_DEFINITION: Final = re.compile(r"\s{0,3}+:\s++(\S.*)")
_UNDERLINE: Final = re.compile(r"\s{0,3}(={3,}|-{3,})\s*")
_TAG: Final = re.compile(r"</?[A-Z](?=[A-Z]*+[a-z])[A-Za-z]*+(?=[\s/>]|$)")
_ATTRIBUTE: Final = re.compile(
    r"""([A-Za-z_][\w-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|\{((?:[^{}]|\{[^{}]*+\})*+)\}|([^\s"'>{}]++)))?"""
)
_TAG_END: Final = re.compile(r""""[^"]*+"|'[^']*+'|\{(?:[^{}]|\{[^{}]*+\})*+\}|(>)""")


def blocks(text: str, deadline: Deadline) -> Blocks:
    """Read a page of text, Markdown or MDX.

    Raises:
        UnreadableError: The page is too large, or would keep the reader busy for too long.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        most = f"{MAX_CHARACTERS} characters or {MAX_LINES} lines"
        raise UnreadableError(f"has more than {most}. No reference page is that long; check the file.")
    return _Reader(text, deadline).read()


class _Reader:
    def __init__(self, text: str, deadline: Deadline) -> None:
        self.found = Blocks()
        self.deadline = deadline
        self.lines = text.replace("\t", "    ").split("\n")
        self.at = 0
        self.gap = True

    def read(self) -> Blocks:
        self._front_matter()
        while self.at < len(self.lines):
            self._block()
            self.deadline.check()
        return self.found

    def _add(self, block: Block) -> None:
        self.found.blocks.append(block)
        self.gap = False

    def _front_matter(self) -> None:
        if self.lines[0].strip() != "---":
            return
        end = next((at for at in range(1, min(len(self.lines), 200)) if self.lines[at].strip() == "---"), None)
        if end is None:
            return
        attributes = dict(_front_matter_entries(self.lines[1:end]))
        self._add(Open("FrontMatter", attributes, 1))
        self._add(Close("FrontMatter", end + 1))
        self.at = end + 1

    def _block(self) -> None:
        line = self.lines[self.at]
        number = self.at + 1
        if len(line) > MAX_LINE:
            self.found.problems.append((number, f"the line is longer than {MAX_LINE} characters; the rest is not read"))
            line = line[:MAX_LINE]
        if "<" in line:
            line = _MARK_TAG.sub(r" (\1)", line)
        stripped = line.strip()
        if not stripped:
            self.gap = True
            self.at += 1
        elif fence := _FENCE.fullmatch(line):
            self._code(fence, number)
        elif begin := readme_blocks.BEGIN.fullmatch(line):
            self._readme_block(begin, number)
        elif heading := _HEADING.fullmatch(line):
            self.at += 1
            self._text(heading[2].rstrip().rstrip("#").rstrip(), number, level=len(heading[1]))
        elif heading := _HTML_HEADING.fullmatch(line):
            self.at += 1
            self._text(_ANCHOR.sub("", heading[2]), number, level=int(heading[1]))
        elif _TAG.search(line):
            self._tags(line, number)
        elif (
            "|" in line
            and self.at + 1 < len(self.lines)
            and _DELIMITER.fullmatch(self.lines[self.at + 1][:MAX_LINE].rstrip())
        ):
            self._table()
        elif item := _ITEM.fullmatch(line):
            self.at += 1
            text = item[2]
            if text.endswith(",") and self.at < len(self.lines) and _LITERAL.match(self.lines[self.at]):
                # A list of values that continues on the next line.
                text += " " + self.lines[self.at][:MAX_LINE].strip()
                self.at += 1
            self._text(text, number, depth=1 + len(item[1]) // 2)
        elif (definition := _DEFINITION.fullmatch(line)) and self._define(definition[1]):
            self.at += 1
        else:
            self.at += 1
            self._paragraph(line, number)

    def _define(self, definition: str) -> bool:
        """Join a definition with the term above it, as `term: definition`."""
        term = self.found.blocks[-1] if self.found.blocks else None
        if not isinstance(term, Text) or isinstance(term, Heading) or term.depth:
            return False
        if not term.defines and " " in term.plain:
            return False
        text, codes, _ = inline(definition)
        joined = f"{term.text} {text}" if term.defines else f"{term.text}: {text}"
        name = term.name if term.defines else term.text
        self.found.blocks[-1] = replace(term, text=joined, codes=(*term.codes, *codes), name=name, defines=True)
        self.gap = False
        return True

    def _paragraph(self, line: str, number: int) -> None:
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        if (underline := _UNDERLINE.fullmatch(below[:MAX_LINE])) and not _UNDERLINE.fullmatch(line):
            self.at += 1
            self._text(line, number, level=1 if "=" in underline[1] else 2)
        elif not _UNDERLINE.fullmatch(line):
            # Kept with its indentation, because it may be code.
            self._text(line.lstrip(">") if line.startswith(">") else line, number)

    def _text(self, marked: str, number: int, *, depth: int = 0, level: int = 0) -> None:
        text, codes, name = inline(marked)
        if not text:
            return
        if level:
            self._add(Heading(clean(text), number, codes, name, depth, self.gap, marked, level=level))
        else:
            self._add(Text(clean(text), number, codes, name, depth, self.gap, marked))

    def _code(self, fence: re.Match[str], number: int) -> None:
        close = re.compile(rf"\s*{fence[2][0]}{{{len(fence[2])},}}\s*")
        content: list[str] = []
        self.at += 1
        ends = True
        while self.at < len(self.lines) and not close.fullmatch(self.lines[self.at][:MAX_LINE]):
            another = _FENCE.fullmatch(self.lines[self.at][:MAX_LINE])
            if another is not None and another[2] == fence[2] and another[3] and another[1] == fence[1]:
                ends = False
                break
            content.append(self.lines[self.at])
            self.at += 1
        if not ends or self.at >= len(self.lines):
            self.found.problems.append((number, "the block of code that begins here does not end"))
        self.at += ends
        indent = min((len(one) - len(one.lstrip()) for one in content if one.strip()), default=0)
        text = "\n".join(one[indent:] for one in content)
        self._add(Code(text, number + 1, fence[3].lower(), fence[4].strip()))

    def _readme_block(self, begin: re.Match[str], number: int) -> None:
        """Read a block of ReadMe, up to `[/block]`."""
        content: list[str] = []
        line = begin[2]
        while (end := readme_blocks.END.fullmatch(line[:MAX_LINE])) is None and self.at + 1 < len(self.lines):
            content.append(line)
            self.at += 1
            line = self.lines[self.at]
        content.append(end[1] if end is not None else line)
        self.at += 1
        if end is None:
            self.found.problems.append((number, "the block that begins here does not end"))
        found = readme_blocks.read(begin[1], content, number)
        if isinstance(found, str):
            self.found.problems.append((number, found))
        else:
            for block in found:
                self._add(block)
        self.gap = True

    def _table(self) -> None:
        header = self.at
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            self.deadline.check()
            if self.at != header + 1:
                self._row(self.lines[self.at][:MAX_LINE], self.at + 1, first=self.at == header)
            self.at += 1

    def _row(self, line: str, number: int, *, first: bool) -> None:
        cells = [Text(text, number, codes, name) for text, codes, name in map(inline, _split_cells(line))]
        self._add(Row(tuple(cells), number, first))

    def _tags(self, line: str, number: int) -> None:
        """Read a line with component tags. A tag may continue on further lines."""
        self.at += 1
        while tag := _TAG.search(line):
            self.deadline.check()
            before = line[: tag.start()]
            if before.strip():
                self._loose(before, number)
            rest = line[tag.end() :]
            begun = number
            end = _tag_end(rest)
            while end is None and self.at < len(self.lines) and self.at - begun < MAX_TAG_LINES:
                rest += "\n" + self.lines[self.at][:MAX_LINE]
                self.at += 1
                number = self.at
                end = _tag_end(rest)
            if end is None:
                self.found.problems.append((begun, f"the tag `{tag[0]}` that begins here does not end"))
                return
            name = tag[0].strip("</")
            inside = rest[:end]
            if tag[0].startswith("</"):
                self._add(Close(name, begun))
            else:
                self._add(Open(name, dict(_attributes(inside.rstrip("/ \n"))), begun))
                if inside.endswith("/"):
                    self._add(Close(name, number))
            line = rest[end + 1 :]
        if line.strip():
            self._loose(line, number)

    def _loose(self, text: str, number: int) -> None:
        if item := _ITEM.fullmatch(text):
            self._text(item[2], number, depth=1)
        else:
            self._text(text, number)


def _tag_end(text: str) -> int | None:
    for match in _TAG_END.finditer(text):
        if match[1]:
            return match.start()
    return None


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "true")
        yield match[1], html.unescape(value.strip())


def _front_matter_entries(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key, colon, value = line[:MAX_FRONT_MATTER].partition(":")
        if colon and re.fullmatch(r"[A-Za-z_][\w-]*", key):
            value = value.strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield key, value[1:-1] if quoted else value


def _split_cells(line: str) -> list[str]:
    cells: list[str] = [""]
    in_code = escaped = False
    for character in line.strip():
        if escaped:
            cells[-1] += character if character == "|" else "\\" + character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "|" and not in_code:
            cells.append("")
        else:
            in_code ^= character == "`"
            cells[-1] += character
    if cells and not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip() and len(cells) > 1:
        del cells[-1]
    return cells
