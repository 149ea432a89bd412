"""Reader for pages that list fields and show calls and examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...contract import paths as url_paths
from ...contract.facts import SUCCESS, Facts, Notice, Place, Stated
from . import field_words, fields, json_examples, shown_calls
from .collected_facts import ENDPOINT_NAMES, LISTS, LOOSE, POSITIONS, Collected
from .field_words import Words
from .fields import Draft, Head
from .forms.blocks import Block, Close, Code, Heading, Open, Row, Text
from .forms.time_limit import Deadline
from .sections import Section, section_of, status_by_name, status_of

MAX_FIELDS: Final = 5_000
MAX_TEXT: Final = 4_000
"""The most characters of a paragraph."""

_FIELDS: Final = frozenset({"ParamField", "ResponseField", "Param", "Property"})
_BASE_URL: Final = re.compile(r"(?:base|server)\s*url\s*:?\s*`?(https?://[^\s`]+)`?", re.IGNORECASE)
_METHOD: Final = re.compile(
    rf"^(?:(?:HTTP|request)\s+)?method\s*:\s*`?({'|'.join(shown_calls.HTTP_METHODS)})`?\s*$", re.IGNORECASE
)
_PROSE_STATUS: Final = re.compile(
    r"\b(?:status(?:\s+code)?|HTTP(?:\s+status)?|returns?(?:\s+an?)?|responds?\s+with(?:\s+an?)?|answers?(?:\s+with)?(?:\s+an?)?)"
    r"\s+(?:HTTP\s+|status\s+|code\s+)*`?([1-5]\d\d)`?(?![\d.%])"
)
_TOGGLE: Final = re.compile(
    r"(?:show|hide|expand|collapse)\s+(?:[\w`]+\s+)?(?:attributes|properties|fields|children|parameters)", re.IGNORECASE
)
"""The line that remains in plain text from a toggle for an object's fields. Their end is lost."""
_STATUS_LINE: Final = re.compile(r"HTTP/\d(?:\.\d)?\s+([1-5]\d\d)\b.*")
_BODIES: Final = frozenset({"xml", "yaml", "yml", "csv", "html", "toml", "graphql", "protobuf", "form"})
"""Languages of bodies that are not JSON."""
_LAYOUT: Final = frozenset({
    "Accordion", "AccordionGroup", "Admonition", "Alert", "Aside", "Badge", "Banner", "Button", "CH", "Callout", "Card",
    "CardGroup", "Cards", "Check", "CodeBlock", "CodeBlocks", "CodeGroup", "Column", "Columns", "Danger", "Details",
    "Error", "Expandable", "Frame", "FrontMatter", "Head", "Icon", "Image", "Info", "Link", "Note", "Panel", "Snippet",
    "Step", "Steps", "Tab", "TabItem", "Table", "Tabs", "Tip", "Tooltip", "Update", "Video", "Warning",
    "RequestExample", "ResponseExample", "Heading", "Intro", "Indent", "Success", "Anchor", "Div", "Markdown",
})  # fmt: skip
"""Components that only arrange what is inside them, and have nothing to say about an operation."""


class ListReader:
    """Reads the blocks of a page once, and collects its facts."""

    def __init__(
        self, file: str, blocks: Sequence[Block], problems: Sequence[tuple[int, str]], *, form: str, deadline: Deadline
    ) -> None:
        notices = [Notice(Place(file, line), problem) for line, problem in problems]
        self.found = Collected(file, form, deadline, notices)
        self.blocks = blocks
        self.at = 0
        self.section = Section("other")
        self.current: Draft | None = None
        self.open: list[tuple[str, Draft | None]] = []
        self.columns: tuple[str | None, ...] = ()
        self.last_row: Draft | None = None
        self.unknown: set[str] = set()
        self.last_text: Text | None = None
        self.nested = _balanced(blocks)
        self.toggled: Draft | None = None

    def facts(self) -> Facts:
        """Read all facts of the page."""
        while self.at < len(self.blocks):
            self.found.deadline.check()
            before = self.at
            self._block(self.blocks[self.at])
            self.at = max(self.at, before + 1)
        return self.found.facts(self.blocks[0].line if self.blocks else 1)

    # --- blocks

    def _block(self, block: Block) -> None:
        if isinstance(block, Open):
            self._open(block)
        elif isinstance(block, Close):
            self._close(block)
        elif isinstance(block, Code):
            self._code(block)
        elif isinstance(block, Row):
            self._row(block)
        else:
            self._text(block)

    def _next_text(self, skipped: int = 0) -> Text | None:
        at = self.at + 1 + skipped
        following = self.blocks[at] if at < len(self.blocks) else None
        return following if isinstance(following, Text) else None

    def _head_on_lines(self, block: Text) -> Head | None:
        return fields.head_on_lines(block, self._next_text(), self._next_text(1))

    def _text(self, block: Text) -> None:
        level = block.level if isinstance(block, Heading) else 0
        if self._method_lines(block) or (not level and self._toggles(block)):
            return
        if not level and self._is_definition(block):
            if self.current is not None and len(self.current.lines) < fields.MAX_DESCRIPTION:
                self.current.lines.append(block)
            return
        head = self._head_on_lines(block)
        if head is not None and not (level == 0 and block.plain[:1].isupper() and section_of(block.plain, level=0)):
            self.at += 2
            self._begin(head, block, self._more_attributes(head.words))
            return
        section = section_of(block.plain, level=level) if level or not self._in_component() else None
        if section is not None and (level or block.depth == 0):
            self._enter(section, block)
            self.last_text = block
            return
        if level:
            self._unknown_heading(block, level)
            return
        head = fields.head_in_line(block)
        if head is not None:
            self._begin(head, block, head.words)
            self._describe_with(head.description, block)
            return
        is_below = self.current is not None and (self.current.structured or block.depth > self.current.depth)
        if self.section.kind in LISTS and not is_below:
            head = fields.untyped_head(block)
            if head is not None:
                self._begin(head, block, head.words)
                self._describe_with(head.description, block)
                return
            if block.defines:
                self.found.note(block.line, "this definition cannot be read as a field")
        elif self.section.kind in LOOSE and not is_below and block.depth:
            # What an item belongs to is decided in the end, if it is marked as a field.
            head = fields.untyped_head(block)
            if head is not None and head.words.required is not None:
                self._begin(head, block, head.words)
                self._describe_with(head.description, block)
                return
        self._words(block)

    def _is_definition(self, block: Text) -> bool:
        """Whether an indented paragraph goes on with the definition before it."""
        draft = self.current
        return draft is not None and draft.defined and block.raw.startswith("  ") and not block.defines

    def _toggles(self, block: Text) -> bool:
        """Whether a line is a toggle for the fields of the object before it."""
        if self._in_component() or block.depth or _TOGGLE.fullmatch(block.plain.strip()) is None:
            return False
        last = self.found.drafts[-1] if self.found.drafts else None
        if last is not None and last.section == self.section and last.words.types & {"object", "array"}:
            self.toggled = last
        self._end_field()
        return True

    def _in_component(self) -> bool:
        return any(draft is not None for _, draft in self.open)

    def _enter(self, section: Section, block: Text) -> None:
        self._end_field()
        self.toggled = None
        if (section.kind == "errors" and section.status != SUCCESS) or (
            section.kind == "response" and section.status != SUCCESS
        ):
            self.found.statuses.setdefault(section.status, self.found.place(block.line))
        position = POSITIONS.get(section.kind)
        if position is not None:
            self.found.listed_positions.add(position)
        self.section = section

    def _unknown_heading(self, block: Text, level: int) -> None:
        self._end_field()
        self.toggled = None
        if self.section.kind == "errors" and level >= self.section.level:
            status = status_by_name(block.plain)
            if status is not None:
                self.found.statuses.setdefault(status, self.found.place(block.line))
                self.section = Section("errors", status, self.section.level)
        elif level <= self.section.level or self.section.kind in ("request_example", "example"):
            self.section = Section("other", level=level)
        self.last_text = block

    def _words(self, block: Text) -> None:
        """Read text that does not begin a field or a section."""
        self.last_text = block
        draft = self.current
        if draft is not None and self._describes(draft, block):
            value = fields.bullet_value(block)
            if value is not None:
                draft.bullets.append(value)
                if draft.words.types == frozenset({"string"}):
                    return
            draft.lines.append(block)
            return
        self._end_field()
        if len(block.text) > MAX_TEXT:
            self.found.note(block.line, f"the text is longer than {MAX_TEXT} characters; the rest is not read")
            block = replace(block, text=block.text[:MAX_TEXT], codes=block.codes[:20])
        place = self.found.place(block.line)
        if self.section.kind == "errors":
            named = status_by_name(block.plain)
            if named is not None and self._titles_example(block):
                self.found.statuses.setdefault(named, place)
                self.section = replace(self.section, status=named)
        if status := status_of(block.plain, strict=True):
            self.found.statuses.setdefault(status, place)
        for match in _PROSE_STATUS.finditer(block.plain):
            self.found.statuses.setdefault(match[1], place)
        if method := _METHOD.search(block.plain):
            self.found.calls.methods.append(Stated(method[1].upper(), place))
        if server := _BASE_URL.search(block.plain):
            self.found.calls.servers.append(Stated(server[1].rstrip("/.,"), place))
        for text in (block.plain, *block.codes):
            shown_calls.read_key_line(text, place, self.found.calls)
        shown_calls.read_key_prose(block.plain, place, self.found.calls)
        shown_calls.read_program(block.plain, self.found.file, block.line, self.found.calls)

    def _titles_example(self, block: Text) -> bool:
        following = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        return isinstance(following, Code) and len(block.plain.split()) <= 6

    def _method_lines(self, block: Text) -> bool:
        """Read `GET /v1/requests/{id}`, on one line or with each part on its own line."""
        found = shown_calls.method_line(block.text)
        if found is None:
            return False
        method, target = found
        count = 1
        if not target:
            pieces: list[str] = []
            while self.at + count < len(self.blocks):
                piece = self.blocks[self.at + count]
                text = piece.plain.strip() if isinstance(piece, Text) else ""
                if len(pieces) % 2 == 0 and text.startswith("/") and len(text) > 1 and not pieces:
                    pieces.append(text)
                    count += 1
                    break
                if text != "/" if len(pieces) % 2 == 0 else not re.fullmatch(r"[\w{}.:~%-]+", text):
                    break
                pieces.append(text)
                count += 1
            target = "".join(pieces)
            if not target.startswith("/"):
                return False
        self._call((method, target), block.line)
        self._end_field()
        self.at += count
        return True

    def _call(self, stated: tuple[str, str], line: int, *, is_example: bool = False) -> None:
        """Keep a method with its path or URL; an example of a path that the page has stated says nothing new."""
        method, target = stated
        place = self.found.place(line)
        if re.match("https?://", target):
            try:
                origin, target = url_paths.split_url(target)
            except ValueError:
                self.found.note(line, "this URL cannot be read")
                return
            self.found.calls.servers.append(Stated(origin, place))
        path = target.partition("?")[0]
        self.found.calls.methods.append(Stated(method, place))
        if not (is_example and any(url_paths.fits(path, one.value) for one in self.found.calls.paths)):
            self.found.calls.paths.append(Stated(path, place))

    # --- fields

    def _more_attributes(self, words: Words) -> Words:
        """Read further marks on the lines after the type."""
        while self.at < len(self.blocks) and isinstance(block := self.blocks[self.at], Text):
            if isinstance(block, Heading) or block.depth:
                break
            more = field_words.attributes(block.text)
            if more is None or more.typed or self._head_on_lines(block) is not None:
                break
            words = fields.joined(words, more)
            self.at += 1
        return words

    def _begin(self, head: Head, block: Text | Row, words: Words) -> None:
        self._end_field()
        if len(self.found.drafts) >= MAX_FIELDS:
            return
        depth = block.depth if isinstance(block, Text) else 0
        draft = Draft(head.name, self.found.place(block.line), self.section, words, depth=depth)
        draft.parent = self._parent(draft)
        if draft.parent is not None:
            draft.parent.children += 1
        elif not depth and isinstance(block, Text):
            draft.behind = self.toggled
        draft.defined = isinstance(block, Text) and block.defines
        self.found.drafts.append(draft)
        self.current = draft

    def _parent(self, draft: Draft) -> Draft | None:
        enclosing = next((one for _, one in reversed(self.open) if one is not None), None)
        if enclosing is not None:
            return enclosing
        if not draft.depth:
            return None
        for other in reversed(self.found.drafts):
            if other.section != draft.section or other.structured:
                break
            if other.depth < draft.depth:
                return other if other.depth or other.words.types & {"object", "array"} else None
        return None

    def _describes(self, draft: Draft, block: Text) -> bool:
        if draft.structured:
            return True
        if draft.closed:
            return False
        if not draft.lines and not draft.bullets:
            return True
        if block.gap and not fields.is_constraint(block):
            draft.closed = True
            return False
        return len(draft.lines) < fields.MAX_DESCRIPTION or bool(block.depth)

    def _describe_with(self, text: str, block: Text | Row) -> None:
        if text and self.current is not None:
            codes = (
                block.codes if isinstance(block, Text) else tuple(code for cell in block.cells for code in cell.codes)
            )
            codes = tuple(code for code in codes if code in text)
            self.current.lines.append(Text(text, block.line, codes))

    def _end_field(self) -> None:
        structured = next((one for _, one in reversed(self.open) if one is not None), None)
        self.current = structured

    # --- components, tables, code

    def _open(self, tag: Open) -> None:
        if tag.name == "FrontMatter":
            self._front_matter(tag)
        draft = None
        is_field = tag.name in _FIELDS or fields.is_other_field(tag)
        if not is_field and tag.name not in _LAYOUT and tag.name not in self.unknown:
            self.unknown.add(tag.name)
            self.found.note(tag.line, f"the component `{tag.name}` is not known; its attributes are not read")
        if is_field:
            if not self.nested:
                while self.open and self.open[-1][0] in _FIELDS:
                    self.open.pop()
            draft = self._component(tag)
        elif tag.name in ("ResponseExample", "RequestExample"):
            self._end_field()
            self.section = Section("example" if tag.name == "ResponseExample" else "request_example")
        elif re.fullmatch("[1-5][0-9][0-9]", status := tag.attributes.get("status", "")) and not self._in_component():
            self._enter(Section("response" if status[0] in "123" else "errors", status), Text(status, tag.line))
        elif (title := tag.attributes.get("title")) and tag.name not in ("Expandable",):
            section = section_of(title, level=6)
            if section is not None and not self._in_component():
                self._enter(section, Text(title, tag.line))
        if len(self.open) < 200:
            self.open.append((tag.name, draft))
        else:
            self.found.note(tag.line, "components are nested too deeply; deeper ones are not distinguished")
        self.current = draft or next((one for _, one in reversed(self.open) if one is not None), None)

    def _component(self, tag: Open) -> Draft | None:
        found = fields.component_head(tag)
        if found is None:
            self.found.note(tag.line, f"this `{tag.name}` has no readable name")
            return None
        head, position = found
        section = self.section
        if self.section.kind == "endpoint" and head.name.lower() in ENDPOINT_NAMES:
            pass
        elif position in POSITIONS:
            section = Section(POSITIONS[position], level=section.level)
            self.found.listed_positions.add(POSITIONS[position])
        elif position == "body":
            section = Section("body", level=section.level)
        elif position:
            section = Section("parameters", level=section.level)
        elif tag.name not in _FIELDS and section.kind in LISTS:
            pass
        elif section.kind not in ("response", "errors"):
            section = Section("response", level=section.level)
        draft = Draft(head.name, self.found.place(tag.line), section, head.words, structured=True)
        draft.parent = next((one for _, one in reversed(self.open) if one is not None), None)
        if draft.parent is not None:
            draft.section = draft.parent.section
            draft.parent.children += 1
        if not head.words.typed:
            self.found.note(tag.line, f"`{head.name}` has no readable type")
        self.found.drafts.append(draft)
        return draft

    def _close(self, tag: Close) -> None:
        names = [name for name, _ in self.open]
        if tag.name in names:
            while self.open:
                name, _ = self.open.pop()
                if name == tag.name:
                    break
        if tag.name in ("ResponseExample", "RequestExample"):
            self.section = Section("other")
        self._end_field()

    def _front_matter(self, tag: Open) -> None:
        for key in ("api", "openapi"):
            # `openapi: specs/api.json GET /v1/requests` also names the document.
            words = tag.attributes.get(key, "")[:MAX_TEXT].split()[-2:]
            found = shown_calls.method_line(" ".join(words))
            if found is None or not found[1]:
                continue
            self._call(found, tag.line)

    def _row(self, row: Row) -> None:
        if row.first:
            self.columns = fields.columns(row)
            self.last_row = None
            return
        found = fields.row_field(row, self.columns)
        if found is not None:
            inside = self.last_row if found.inside else None
            section = self.section
            if section == Section("other") and self.found.calls.methods:
                # The page has no headings.
                section = Section("parameters")
            if position := POSITIONS.get(found.position.casefold()):
                section = Section(position, level=section.level)
                self.found.listed_positions.add(position)
            elif found.position.casefold() == "body":
                section = Section("body", level=section.level)
            self._begin(found.head, row, found.head.words)
            if self.current is not None:
                draft = self.current
                draft.section = section
                if inside is not None and draft.parent is None:
                    draft.parent = inside
                    inside.children += 1
                self._describe_with(found.head.description, row)
                draft.closed = True
                if not found.inside:
                    self.last_row = draft
            return
        if self._status_row(row):
            return
        if "name" in self.columns and {"type", "description"} & set(self.columns):
            self.found.note(row.line, "this table row cannot be read")
        for cell in row.cells:
            self._words(replace(cell, line=row.line))

    def _status_row(self, row: Row) -> bool:
        first = row.cells[0].plain if row.cells else ""
        for kind, cell in zip(self.columns, row.cells, strict=False):
            if kind == "status":
                first = cell.plain
        status = status_of(first, strict=False)
        if status is None:
            return False
        self.found.statuses.setdefault(status, self.found.place(row.line))
        return True

    def _message(self, code: Code) -> bool:
        """Read a block with an HTTP message: `GET /path HTTP/1.1` or `HTTP/1.1 200`, headers, and perhaps JSON."""
        lines = code.text.rstrip().split("\n")
        # Some pages leave out the blank line.
        end = next((at for at, one in enumerate(lines) if not one.strip() or one.strip()[0] in "[{"), len(lines))
        first, *headers = lines[:end][:100] or [""]
        start = next((at for at in range(end, len(lines)) if lines[at].strip()), len(lines))
        body = "\n".join(lines[start:])
        status = _STATUS_LINE.fullmatch(first.strip())
        call = shown_calls.method_line(first[:MAX_TEXT]) if code.language == "http" or "HTTP/" in first else None
        if status is None and (call is None or not call[1]):
            return False
        if call is not None:
            self._call(call, code.line, is_example=True)
        for offset, one in enumerate(headers, 1):
            shown_calls.read_key_line(one[:MAX_TEXT], self.found.place(code.line + offset), self.found.calls)
        inner = Code(body, code.line + start, "json")
        if body and json_examples.is_json(replace(inner, language="")):
            if call is not None:
                self._request_example(inner)
            elif status is not None:
                self.found.statuses.setdefault(status[1], self.found.place(code.line))
                self.found.examples.setdefault(status[1], []).append(json_examples.read_example(inner, self.found.file))
        elif body:
            self.found.note(inner.line, "a body that is not JSON, which is not read")
        elif status is not None:
            self.found.statuses.setdefault(status[1], self.found.place(code.line))
        return True

    def _request_example(self, code: Code) -> None:
        self.found.request_examples.append(json_examples.read_example(code, self.found.file))

    def _code(self, code: Code) -> None:
        self._end_field()
        if self._message(code):
            return
        if shown_calls.read_call(code.text, self.found.file, code.line, self.found.calls):
            return
        if not json_examples.is_json(code):
            lines = code.text.strip().split("\n")
            found = shown_calls.method_line(lines[0]) if len(lines) < 4 else None
            if found is not None and found[1]:
                self._method_lines(Text(lines[0], code.line))
                return
            if self.section.kind in ("body", "response", "errors", "example") and code.language in _BODIES:
                self.found.note(code.line, "a body that is not JSON, which is not read")
            for offset, one in enumerate(lines):
                shown_calls.read_key_line(one[:MAX_TEXT], self.found.place(code.line + offset), self.found.calls)
            shown_calls.read_program(code.text, self.found.file, code.line, self.found.calls)
            return
        if self.section.kind in ("body", "request_example") and not self._after_call():
            self._request_example(code)
            return
        example = json_examples.read_example(code, self.found.file)
        status = self.section.status if self.section.kind in ("response", "errors") else SUCCESS
        named = code.info.strip("[] ") or (self.last_text.plain if self._is_label() and self.last_text else "")
        if told := re.search(r"\b([1-5]\d\d)\b", code.info):
            status = told[1]
        else:
            status = status_of(named, strict=True) or status
        if status == SUCCESS and self.section.kind == "errors":
            self.found.note(code.line, "an error body without a status, which is not read")
            return
        if status != SUCCESS:
            self.found.statuses.setdefault(status, self.found.place(code.line))
        self.found.examples.setdefault(status, []).append(example)

    def _is_label(self) -> bool:
        before = self.blocks[self.at - 1] if self.at else None
        return isinstance(before, Text) and before is self.last_text

    def _after_call(self) -> bool:
        """Whether the preceding block is a call, so that this is its response."""
        at = self.at - 1
        while at >= 0 and isinstance(self.blocks[at], Close | Open):
            at -= 1
        return at >= 0 and isinstance(self.blocks[at], Code)


def _balanced(blocks: Sequence[Block]) -> bool:
    """Whether all components are closed, so that their nesting is intended."""
    for name in _FIELDS:
        opened = sum(isinstance(one, Open) and one.name == name for one in blocks)
        closed = sum(isinstance(one, Close) and one.name == name for one in blocks)
        if opened != closed:
            return False
    return True
