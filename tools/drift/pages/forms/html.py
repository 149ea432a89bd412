"""HTML, read as blocks.

The standard library's parser is used because it reports line numbers, does not recurse and accepts any input. A tree is
not needed here, only the ends of lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from .blocks import BOUNDARY, CALL_LEVEL, GROUP_LEVEL, Blocks, Code, Heading, Row, Text, clean
from .time_limit import Deadline, UnreadableError

CHUNK: Final = 16_384
MAX_OPEN: Final = 262_144
"""The most characters of one tag or comment; the parser keeps scripts completely."""
MAX_REST: Final = 1_000
"""The most characters of markup that the page's end cuts; the parser reads them again for each tag in them."""
MAX_TEXT: Final = 20_000
"""The most characters in one block of text."""

_LOOKS: Final = re.compile(
    r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|main|article|section|div|header|h[1-6]|table|ul|ol|dl|p|pre|span|nav)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN: Final = frozenset(
    {"script", "style", "template", "svg", "nav", "footer", "title", "noscript", "iframe", "select"}
)
_BREAKING: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "label",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_CODE: Final = frozenset({"code", "kbd", "samp", "tt", "var"})
_NAMING: Final = frozenset({"b", "strong"})


def looks_like_html(text: str) -> bool:
    """Whether a page begins like HTML."""
    return _LOOKS.match(text[:5000]) is not None


def blocks(text: str, deadline: Deadline) -> Blocks:
    """Read a page of HTML.

    Raises:
        UnreadableError: The page would keep a parser busy for too long.
    """
    reader = _Reader()
    for start in range(0, len(text), CHUNK):
        reader.feed(text[start : start + CHUNK])
        deadline.check()
        # The parser reads an unfinished part again with each chunk, and at the end again for each character.
        if len(reader.rawdata) > MAX_OPEN and reader.cdata_elem is None:
            raise UnreadableError(f"has markup that does not end, near line {reader.getpos()[0]}. Check the file.")
    if len(reader.rawdata) > MAX_REST and reader.cdata_elem is None:
        raise UnreadableError(f"has markup that does not end, near line {reader.getpos()[0]}. Check the file.")
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Blocks()
        self.parts: list[str] = []
        self.size = 0
        self.line = 1
        self.codes: list[str] = []
        self.code: list[str] | None = None
        self.name: str | None = None
        self.naming: list[str] | None = None
        self.unseen: str | None = None
        self.unseen_depth = 0
        self.heading = 0
        self.lists = 0
        self.pre: list[str] | None = None
        self.pre_line = 1
        self.pre_language = ""
        self.cells: list[Text] | None = None
        self.cell_lines = 0
        self.in_cell = False
        self.rows = 0
        self.term: Text | None = None
        self.part = ""
        self.anchors: list[bool] = []
        """The open links, and whether each leads to the heading that it stands in."""
        self.field_lists: list[bool] = []
        """The open definition lists, and whether each is a field list of Sphinx, whose terms are headings."""

    # --- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen is not None:
            self.unseen_depth += tag == self.unseen
            return
        if tag in _UNSEEN:
            self._flush()
            self.unseen, self.unseen_depth = tag, 1
            return
        if self.pre is not None:
            if tag == "code":
                self.pre_language = self.pre_language or _language(attrs)
            elif tag == "br":
                self.pre.append("\n")
            return
        if tag in _BREAKING:
            self._flush()
        elif tag not in ("em", "i", "u", "small", "sup", "sub", "wbr", "mark", *_NAMING, *_CODE):
            self._touch()
        self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self.pre, self.pre_line, self.pre_language = [], self.getpos()[0], _language(attrs)
        elif re.fullmatch("h[1-6]", tag):
            self.heading = int(tag[1])
        elif tag in ("ul", "ol"):
            self.lists += 1
        elif tag == "dl":
            self.field_lists.append("field-list" in _classes(attrs))
        elif tag in ("dt", "dd"):
            self._begin_part(tag, attrs)
        elif tag == "a":
            self.anchors.append("headerlink" in _classes(attrs))
        elif tag == "table":
            self.rows, self.cells = 0, None
        elif tag in ("td", "th") and self.cells is not None:
            self._end_cell()
            self.in_cell = True
        elif tag == "tr":
            self._end_row()
            self.cells, self.cell_lines = [], self.getpos()[0]
        elif tag in _CODE:
            self._touch()
            self.code = []
        elif tag in _NAMING:
            self._touch()
            self.naming = []

    def _begin_part(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_call = {"sig-object", "http"} <= _classes(attrs)
        is_field = bool(self.field_lists) and self.field_lists[-1]
        self.part = "" if is_call or is_field else tag
        self.heading = (CALL_LEVEL if is_call else GROUP_LEVEL) if tag == "dt" and (is_call or is_field) else 0

    def handle_endtag(self, tag: str) -> None:
        if self.unseen is not None:
            self.unseen_depth -= tag == self.unseen
            if self.unseen_depth == 0:
                self.unseen = None
            return
        if self.pre is not None:
            if tag == "pre":
                self._end_pre()
            return
        if tag == "a" and self.anchors:
            self.anchors.pop()
        if tag in _CODE:
            self._end_code()
        elif tag in _NAMING:
            if self.naming is not None and self.name is None and not clean("".join(self.parts[: -len(self.naming)])):
                self.name = clean("".join(self.naming))
            self.naming = None
        elif tag in ("td", "th") and self.cells is not None:
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _BREAKING:
            self._flush()
            if tag in ("ul", "ol"):
                self.lists = max(0, self.lists - 1)
            if re.fullmatch("h[1-6]|dt", tag):
                self.heading = 0
            if tag == "dl" and self.field_lists and self.field_lists.pop():
                self.found.blocks.append(Heading("", self.getpos()[0], level=GROUP_LEVEL))
        elif tag not in ("em", "i", "u", "small", "sup", "sub", "wbr", "mark"):
            self._touch()

    def handle_data(self, data: str) -> None:
        if self.unseen is not None:
            return
        if self.pre is not None:
            self.pre.append(data)
            return
        if self.anchors and self.anchors[-1]:
            return
        if not self.parts:
            if not data.strip():
                return
            self.line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self.size > MAX_TEXT:
            return
        self.size += len(data)
        # A line break in the source is not one on the screen.
        self.parts.append(data.replace("\n", " "))
        for marked in (self.code, self.naming):
            if marked is not None:
                marked.append(data)

    # --- blocks

    def _touch(self) -> None:
        """Separate inline elements that touch in the source but not on the screen."""
        if self.parts and not self.parts[-1].endswith((" ", BOUNDARY)):
            self.parts.append(BOUNDARY)

    def _end_code(self) -> None:
        if self.code is not None:
            text = clean("".join(self.code))
            self.codes.append(text)
            if self.name is None and clean("".join(self.parts)).replace(BOUNDARY, "") == text:
                self.name = text
        self.code = None

    def _take(self) -> Text | None:
        text = clean("".join(self.parts))
        taken = Text(text, self.line, tuple(self.codes), self.name, self.lists, False, text) if text else None
        if self.size > MAX_TEXT:
            self.found.problems.append(
                (self.line, f"the text is longer than {MAX_TEXT} characters; the rest is not read")
            )
        self.parts, self.size, self.codes, self.code, self.name, self.naming = [], 0, [], None, None, None
        return taken

    def _flush(self) -> None:
        if self.cells is not None:
            self._touch()
            return
        taken = self._take()
        if taken is None:
            return
        taken = self._defined(taken)
        if self.heading == CALL_LEVEL:
            method, _, path = taken.plain.partition(" ")
            taken = replace(taken, text=f"{method} {path.replace(' ', '')}")
        if self.heading:
            taken = Heading(taken.text, taken.line, taken.codes, taken.name, 0, True, taken.text, level=self.heading)
        self.found.blocks.append(taken)

    def _defined(self, taken: Text) -> Text:
        """Join a definition (`dd`) with its term (`dt`), as `term: definition`."""
        part, self.part = self.part, ""
        term, self.term = self.term, taken if part == "dt" else None
        if (
            part != "dd"
            or term is None
            or " " in term.plain
            or not self.found.blocks
            or self.found.blocks[-1] is not term
        ):
            return taken
        del self.found.blocks[-1]
        text = f"{term.text}: {taken.text}"
        return replace(term, text=text, codes=(*term.codes, *taken.codes), name=term.text, raw=text, defines=True)

    def _end_cell(self) -> None:
        """End the open cell; end tags are often missing."""
        taken = self._take()
        if self.cells is not None and (self.in_cell or taken is not None):
            self.cells.append(taken or Text("", self.getpos()[0]))
        self.in_cell = False

    def _end_row(self) -> None:
        if self.cells is None:
            self._flush()
            return
        self._end_cell()
        if self.cells:
            self.found.blocks.append(Row(tuple(self.cells), self.cell_lines, self.rows == 0))
            self.rows += 1
        self.cells = None

    def _end_pre(self) -> None:
        text = "".join(self.pre or ())
        start = len(text) - len(text.lstrip("\n"))
        if text.strip():
            self.found.blocks.append(Code(text.strip("\n"), self.pre_line + start, self.pre_language))
        self.pre = None

    def finish(self) -> Blocks:
        """Return all blocks, including unclosed ones."""
        if self.pre is not None:
            self.found.problems.append((self.pre_line, "the block of code that begins here does not end"))
            self._end_pre()
        if self.unseen is not None:
            self.found.problems.append((self.getpos()[0], f"a `<{self.unseen}>` does not end; its content is not read"))
        self._end_row()
        self._flush()
        return self.found


def _classes(attrs: list[tuple[str, str | None]]) -> set[str]:
    return set((dict(attrs).get("class") or "").split())


def _language(attrs: list[tuple[str, str | None]]) -> str:
    attributes = dict(attrs)
    if language := attributes.get("language") or attributes.get("data-language") or attributes.get("data-lang"):
        return language.lower()
    match = re.search(r"(?:language|lang)-(\w+)", attributes.get("class") or "")
    return match[1].lower() if match else ""
