"""reStructuredText, read as blocks, with the directives of Sphinx's HTTP domain.

`.. http:get:: /path` becomes a heading, and its field list (`:query integer page: The page.`) a section for each kind
of field. Like the reader of Markdown, this one works line by line; what it cannot read is reported.
"""

from __future__ import annotations

import re
from typing import Final

from .blocks import CALL_LEVEL, GROUP_LEVEL, Blocks, Code, Heading, Row, Text, clean
from .inline_marks import inline
from .time_limit import Deadline, UnreadableError

MAX_LINES: Final = 30_000
MAX_LINE: Final = 8_000

_IS: Final = re.compile(r"^[ \t]*\.\. +(?:http:[a-z]+|code-block|sourcecode|code)::(?:\s|$)", re.MULTILINE)
_IS_MARKDOWN: Final = re.compile(r"^ {0,3}(?:```|#{2,6} )", re.MULTILINE)
_DIRECTIVE: Final = re.compile(r"(\s*)\.\. +([\w:+-]+)::(?:\s+(.*))?")
_COMMENT: Final = re.compile(r"(\s*)\.\.(?:\s.*)?")
_FIELD: Final = re.compile(r"(\s*):((?:[^:`\\]|\\.|:(?=\S))+):(?:\s+(.*))?")
_ITEM: Final = re.compile(r"(\s*)(?:[-*+•]|\d{1,3}[.)]|#\.)\s+(\S.*)")
_LINE: Final = re.compile(r"([^\w\s])\1{2,}")
_BORDER: Final = re.compile(r"\s*=+(?:\s+=+)+\s*")
_ROLE: Final = re.compile(r":[a-z][\w.+-]*(?::[a-z][\w.+-]*)*:`([^`<]*?)\s*(?:<[^`>]*>)?`")
_REFERENCE: Final = re.compile(r"(?<!`)`([^`<]+?)\s*(?:<[^`>]*>)?`__?(?!`)")
_CODE: Final = re.compile(r"``([^`]+)``")
_CODES: Final = frozenset({"code", "code-block", "sourcecode", "code-tab", "prompt", "parsed-literal"})
_TABLES: Final = frozenset({"list-table", "table"})
_PASSED_OVER: Final = frozenset({
    "image", "figure", "toctree", "contents", "raw", "include", "literalinclude", "meta", "index", "highlight",
    "default-domain", "rubric", "math", "graphviz", "mermaid", "tags", "comment",
})  # fmt: skip
"""Directives that say nothing about an operation."""
_UNREAD: Final = ("auto", "openapi", "csv-table", "swagger", "httpexample", "jsonschema")
"""The beginnings of directives whose content comes from elsewhere, or that are not read."""
_GROUPS: Final = {
    "Parameters": ("param", "parameter", "arg", "argument", "key", "keyword"),
    "Query parameters": ("query", "queryparameter", "queryparam", "qparam"),
    "Body parameters": ("form", "formparameter", "formparam", "fparam", "jsonparameter", "jsonparam", "json", "<json",
                        "<jsonobj", "<jsonarr", "reqjson", "reqjsonobj", "reqjsonarr"),
    "Response": (">json", ">jsonobj", ">jsonarr", "resjson", "resjsonobj", "resjsonarr"),
    "Headers": ("<header", "reqheader", "requestheader"),
    "Response headers": (">header", "resheader", "responseheader"),
    "Status codes": ("status", "statuscode", "code"),
}  # fmt: skip
_GROUP_OF: Final = {name: group for group, names in _GROUPS.items() for name in names}
_OF_ITEMS: Final = ("<jsonarr", "reqjsonarr", ">jsonarr", "resjsonarr")


def looks_like_restructured_text(text: str) -> bool:
    """Whether a page has directives, and nothing of Markdown."""
    return _IS.search(text[:200_000]) is not None and _IS_MARKDOWN.search(text[:200_000]) is None


def blocks(text: str, deadline: Deadline) -> Blocks:
    """Read a page of reStructuredText.

    Raises:
        UnreadableError: The page is too large, or would keep the reader busy for too long.
    """
    if text.count("\n") > MAX_LINES:
        raise UnreadableError(f"has more than {MAX_LINES} lines. No reference page is that long; check the file.")
    return _Reader(text, deadline).read()


class _Reader:
    def __init__(self, text: str, deadline: Deadline) -> None:
        self.found = Blocks()
        self.deadline = deadline
        self.lines = [line[:MAX_LINE].expandtabs(4).rstrip() for line in text.split("\n")]
        self.at = 0
        self.gap = True
        self.adornments: list[str] = []
        self.lists: list[int] = []
        """The indentation of each list that is open."""

    def read(self) -> Blocks:
        while self.at < len(self.lines):
            self.deadline.check()
            line = self.lines[self.at]
            if not line:
                self.gap = True
                self.at += 1
            elif not (self._title() or self._directive() or self._field_list() or self._simple_table()):
                self._text()
        return self.found

    def _add(self, text: str, number: int, *, level: int = 0, depth: int = 0, name: str | None = None) -> None:
        plain, codes, marked = inline(_marked(text))
        if level:
            self.found.blocks.append(Heading(clean(plain), number, codes, marked, 0, self.gap, text, level=level))
        elif plain:
            defines = name is not None
            self.found.blocks.append(Text(clean(plain), number, codes, name or marked, depth, self.gap, text, defines))
        self.gap = False

    def _indent(self, at: int) -> int:
        return len(self.lines[at]) - len(self.lines[at].lstrip())

    def _end_of_inside(self, at: int, indent: int) -> int:
        """The end of the lines from `at` that are indented more than a line."""
        end = at
        while end < len(self.lines) and (not self.lines[end] or self._indent(end) > indent):
            end += 1
        return end

    # --- titles and paragraphs

    def _title(self) -> bool:
        line, below = self.lines[self.at], self._below(1)
        over = _LINE.fullmatch(line) is not None and self._below(2) == line and bool(below)
        title, under = (below, line) if over else (line, below)
        if _LINE.fullmatch(under) is None or line[:1] == " " or (not over and len(under) < len(title)):
            return False
        if _LINE.fullmatch(title) is not None:
            return False
        adornment = under[0] + ("o" if over else "")
        if adornment not in self.adornments:
            self.adornments.append(adornment)
        self._add(title.strip(), self.at + 1 + over, level=min(6, self.adornments.index(adornment) + 1))
        self.at += 3 if over else 2
        return True

    def _below(self, count: int) -> str:
        return self.lines[self.at + count] if self.at + count < len(self.lines) else ""

    def _text(self) -> None:
        number, line = self.at + 1, self.lines[self.at]
        indent = self._indent(self.at)
        self.at += 1
        if _LINE.fullmatch(line.strip()) is not None:
            return
        if item := _ITEM.fullmatch(line):
            inside = len(line) - len(item[2])
            self.lists = [*(one for one in self.lists if one < indent), indent]
            self._add(" ".join([item[2], *self._continued(inside - 1)]), number, depth=len(self.lists))
            return
        self.lists = [one for one in self.lists if one < indent]
        if self._is_term(line, indent):
            term = line.strip().strip("`*")
            self._add(f"{term}: {' '.join(self._continued(indent))}", number, name=term)
            return
        text = line.strip()
        self._add(text.removesuffix("::") + (":" if text.endswith("::") and text != "::" else ""), number)
        if text.endswith("::"):
            self._code(self.at, indent, "")

    def _is_term(self, line: str, indent: int) -> bool:
        """Whether a line is the term of a definition list, whose definition stands indented below it."""
        following = self.lines[self.at] if self.at < len(self.lines) else ""
        is_term = re.fullmatch(r"\s*(?:``[^`\s]+``|\*\*[^*\s]+\*\*|[A-Za-z_][\w.]*)", line) is not None
        return is_term and bool(following) and self._indent(self.at) > indent and _FIELD.fullmatch(following) is None

    def _continued(self, indent: int) -> list[str]:
        """Take the lines of a paragraph that are indented more than a column."""
        taken: list[str] = []
        while self.at < len(self.lines) and self.lines[self.at] and self._indent(self.at) > indent:
            if _ITEM.fullmatch(self.lines[self.at]) or _DIRECTIVE.fullmatch(self.lines[self.at]):
                break
            taken.append(self.lines[self.at].strip())
            self.at += 1
        return taken

    # --- directives

    def _directive(self) -> bool:
        line, number = self.lines[self.at], self.at + 1
        if found := _DIRECTIVE.fullmatch(line):
            name, argument = found[2].lower(), (found[3] or "").strip()
            indent = len(found[1])
            self.at += 1
            if name.startswith("http:"):
                self._call(name, argument, indent, number)
            elif name in _CODES:
                self._code(self.at, indent, argument.split()[0] if argument else "")
            elif name in _TABLES:
                self._list_table(indent, name, number)
            elif name in _PASSED_OVER:
                self.at = self._end_of_inside(self.at, indent)
            elif name.split(":")[-1].startswith(_UNREAD):
                self.found.problems.append((number, f"the directive `{name}` is not read"))
                self.at = self._end_of_inside(self.at, indent)
            return True
        if comment := _COMMENT.fullmatch(line):
            self.at = self._end_of_inside(self.at + 1, len(comment[1]))
            return True
        return False

    def _call(self, name: str, argument: str, indent: int, number: int) -> None:
        method = name.removeprefix("http:").upper()
        self._add(f"{method} {argument}", number, level=CALL_LEVEL)
        while self.at < len(self.lines) and self.lines[self.at] and self._indent(self.at) > indent:
            option = _FIELD.fullmatch(self.lines[self.at])
            if option is None or option[2].split()[0] in _GROUP_OF:
                break
            self.at += 1

    def _code(self, at: int, indent: int, language: str) -> None:
        end = self._end_of_inside(at, indent)
        while at < end and (not self.lines[at] or re.match(r"\s*:[\w-]+:", self.lines[at])):
            at += 1
        content = self.lines[at:end]
        inner = min((len(one) - len(one.lstrip()) for one in content if one), default=0)
        text = "\n".join(one[inner:] for one in content).rstrip()
        if text:
            self.found.blocks.append(Code(text, at + 1, language.lower()))
        self.at = max(self.at, end)
        self.gap = True

    # --- field lists

    def _field_list(self) -> bool:
        first = _FIELD.fullmatch(self.lines[self.at])
        if first is None:
            return False
        self.lists = []
        fields = self._fields(len(first[1]))
        types = {words[1]: text for _, words, text in fields if words[0] == "type" and len(words) > 1}
        before = ""
        for number, words, text in fields:
            group = _GROUP_OF.get(words[0])
            if group is None or len(words) < 2:
                if words[0] not in ("type", "synopsis", "deprecated", "noindex"):
                    before = ""
                    self._add(" ".join(words), number, level=GROUP_LEVEL)
                    self._add(text, number)
                continue
            if group != before:
                self._add(group, number, level=GROUP_LEVEL)
                before = group
            self._field(group, words, text, types, number)
        if before:
            self.found.blocks.append(Heading("", self.at, level=GROUP_LEVEL))
        return True

    def _field(self, group: str, words: list[str], text: str, types: dict[str, str], number: int) -> None:
        name = words[-1]
        if group == "Status codes":
            self._add(f"{name}: {text}", number, depth=1)
            return
        kind = " ".join(words[1:-1]) or types.get(name, "")
        name = f"[].{name}" if words[0] in _OF_ITEMS else name
        self._add(f"{name} ({kind}): {text}" if kind else f"{name}: {text}", number, depth=1, name=name)

    def _fields(self, indent: int) -> list[tuple[int, list[str], str]]:
        """Take a field list: the line, the words of the name and the text of each field."""
        found: list[tuple[int, list[str], str]] = []
        while self.at < len(self.lines):
            field = _FIELD.fullmatch(self.lines[self.at])
            if field is None or len(field[1]) != indent:
                break
            number = self.at + 1
            self.at += 1
            text = [field[3] or "", *self._continued(indent)] if field[3] or self._is_text(indent) else []
            found.append((number, field[2].split() or [""], " ".join(text).strip()))
            following = self.at
            while following < len(self.lines) and not self.lines[following]:
                following += 1
            again = _FIELD.fullmatch(self.lines[following]) if following < len(self.lines) else None
            if again is not None and len(again[1]) == indent:
                self.at = following
        return found

    def _is_text(self, indent: int) -> bool:
        """Whether the text of a field begins on the line below its name, and is no list."""
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        return bool(below) and self._indent(self.at) > indent and _ITEM.fullmatch(below) is None

    # --- tables

    def _simple_table(self) -> bool:
        if _BORDER.fullmatch(self.lines[self.at]) is None:
            if re.fullmatch(r"\s*\+(?:[-=]+\+)+", self.lines[self.at]):
                self.found.problems.append((self.at + 1, "a grid table, which is not read"))
                self.at += 1
                while self.at < len(self.lines) and self.lines[self.at].lstrip()[:1] in ("+", "|"):
                    self.at += 1
                return True
            return False
        border = self.lines[self.at]
        starts = [match.start() for match in re.finditer("=+", border)]
        self.at += 1
        rows: list[tuple[int, list[str]]] = []
        borders = 1
        while self.at < len(self.lines) and borders < 3 and (self.lines[self.at] or borders < 2):
            line = self.lines[self.at]
            if _BORDER.fullmatch(line):
                borders += 1
            elif line:
                cells = [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
                if cells[0] or not rows:
                    rows.append((self.at + 1, cells))
                else:
                    # A row may continue on the next lines, with an empty first cell.
                    for number, cell in enumerate(cells):
                        rows[-1][1][number] = f"{rows[-1][1][number]} {cell}".strip()
            self.at += 1
        self._rows(rows)
        return True

    def _list_table(self, indent: int, name: str, number: int) -> None:
        end = self._end_of_inside(self.at, indent)
        rows: list[tuple[int, list[str]]] = []
        for at in range(self.at, end):
            line = self.lines[at].strip()
            if match := re.match(r"[*-] +[-*](?: +(.*))?$", line):
                rows.append((at + 1, [match[1] or ""]))
            elif rows and (match := re.match(r"[-*](?: +(.*))?$", line)):
                rows[-1][1].append(match[1] or "")
            elif rows and line:
                rows[-1][1][-1] = f"{rows[-1][1][-1]} {line}".strip()
        if name == "table":
            return
        if not rows:
            self.found.problems.append((number, f"the directive `{name}` is not read"))
        self.at = end
        self._rows(rows)

    def _rows(self, rows: list[tuple[int, list[str]]]) -> None:
        for index, (number, cells) in enumerate(rows):
            read = [Text(clean(text), number, codes, name) for text, codes, name in (inline(_marked(c)) for c in cells)]
            self.found.blocks.append(Row(tuple(read), number, index == 0))
        self.gap = True


def _marked(text: str) -> str:
    """Write inline markup as Markdown has it."""
    text = _ROLE.sub(r"`\1`", text)
    text = _CODE.sub(r"`\1`", text).replace(" -- ", " – ")
    return _REFERENCE.sub(r"\1", text)
