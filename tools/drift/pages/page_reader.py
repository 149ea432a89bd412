"""Reader for pages that list fields and show calls and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from ...contract import paths as url_paths
from ...contract.example_facts import shown_fields
from ...contract.facts import (
    ITEMS,
    SUCCESS,
    Authentication,
    BodyFacts,
    Example,
    Facts,
    FieldPath,
    Notice,
    Place,
    Position,
    Stated,
    ValueFacts,
)
from ...contract.json_tree import as_mapping
from . import fields, json_examples, prose, shown_calls
from .fields import Draft, Head
from .forms.blocks import Block, Close, Code, Heading, Open, Row, Text
from .forms.time_limit import Deadline
from .prose import Words
from .sections import Section, section_of, status_by_name, status_of
from .shown_calls import Calls

MAX_FIELDS: Final = 5_000
MAX_CALLS: Final = 200
"""The most paths, and the most URLs of calls, that are compared with one another."""
MAX_TEXT: Final = 4_000
"""The most characters of a paragraph."""

_POSITIONS: Final[Mapping[str, Position]] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
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
_LISTS: Final = frozenset({"path", "query", "header", "cookie", "parameters", "body", "response"})
"""Sections that list fields."""
_LOOSE: Final = frozenset({"other", "example", "request_example"})
"""Sections without lists, whose marked items may be fields all the same."""
_READ: Final = _LISTS | {"errors", "authentication"}
"""Sections whose fields are compared."""
_ENDPOINT_NAMES: Final = frozenset({"method", "url", "path", "base_url", "baseurl", "endpoint", "server"})


class ListReader:
    """Reads the blocks of a page once, and collects its facts."""

    def __init__(
        self, file: str, blocks: Sequence[Block], problems: Sequence[tuple[int, str]], *, form: str, deadline: Deadline
    ) -> None:
        self.file = file
        self.form = form
        self.deadline = deadline
        self.blocks = blocks
        self.at = 0
        self.notices = [Notice(Place(file, line), problem) for line, problem in problems]
        self.section = Section("other")
        self.calls = Calls()
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.open: list[tuple[str, Draft | None]] = []
        self.columns: tuple[str | None, ...] = ()
        self.last_row: Draft | None = None
        self.examples: dict[str, list[Example]] = {}
        self.request_examples: list[Example] = []
        self.unknown: set[str] = set()
        self.statuses: dict[str, Place] = {}
        self.last_text: Text | None = None
        self.listed_positions: set[Position] = set()
        self.nested = _balanced(blocks)
        self.toggled: Draft | None = None
        self.located: list[Stated[str]] = []
        """The calls of this operation."""

    def facts(self) -> Facts:
        """Read all facts of the page."""
        while self.at < len(self.blocks):
            self.deadline.check()
            before = self.at
            self._block(self.blocks[self.at])
            self.at = max(self.at, before + 1)
        return self._facts()

    def _place(self, line: int) -> Place:
        return Place(self.file, line)

    def _note(self, line: int, text: str) -> None:
        self.notices.append(Notice(self._place(line), text))

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
        if self.section.kind in _LISTS and not is_below:
            head = fields.untyped_head(block)
            if head is not None:
                self._begin(head, block, head.words)
                self._describe_with(head.description, block)
                return
            if block.defines:
                self._note(block.line, "this definition cannot be read as a field")
        elif self.section.kind in _LOOSE and not is_below and block.depth:
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
        last = self.drafts[-1] if self.drafts else None
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
            self.statuses.setdefault(section.status, self._place(block.line))
        position = _POSITIONS.get(section.kind)
        if position is not None:
            self.listed_positions.add(position)
        self.section = section

    def _unknown_heading(self, block: Text, level: int) -> None:
        self._end_field()
        self.toggled = None
        if self.section.kind == "errors" and level >= self.section.level:
            status = status_by_name(block.plain)
            if status is not None:
                self.statuses.setdefault(status, self._place(block.line))
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
            self._note(block.line, f"the text is longer than {MAX_TEXT} characters; the rest is not read")
            block = replace(block, text=block.text[:MAX_TEXT], codes=block.codes[:20])
        place = self._place(block.line)
        if self.section.kind == "errors":
            named = status_by_name(block.plain)
            if named is not None and self._titles_example(block):
                self.statuses.setdefault(named, place)
                self.section = replace(self.section, status=named)
        if status := status_of(block.plain, strict=True):
            self.statuses.setdefault(status, place)
        for match in _PROSE_STATUS.finditer(block.plain):
            self.statuses.setdefault(match[1], place)
        if method := _METHOD.search(block.plain):
            self.calls.methods.append(Stated(method[1].upper(), place))
        if server := _BASE_URL.search(block.plain):
            self.calls.servers.append(Stated(server[1].rstrip("/.,"), place))
        for text in (block.plain, *block.codes):
            shown_calls.read_key_line(text, place, self.calls)
        shown_calls.read_key_prose(block.plain, place, self.calls)
        shown_calls.read_program(block.plain, self.file, block.line, self.calls)

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
        place = self._place(line)
        if re.match("https?://", target):
            try:
                origin, target = url_paths.split_url(target)
            except ValueError:
                self._note(line, "this URL cannot be read")
                return
            self.calls.servers.append(Stated(origin, place))
        path = target.partition("?")[0]
        self.calls.methods.append(Stated(method, place))
        if not (is_example and any(url_paths.fits(path, one.value) for one in self.calls.paths)):
            self.calls.paths.append(Stated(path, place))

    # --- fields

    def _more_attributes(self, words: Words) -> Words:
        """Read further marks on the lines after the type."""
        while self.at < len(self.blocks) and isinstance(block := self.blocks[self.at], Text):
            if isinstance(block, Heading) or block.depth:
                break
            more = prose.attributes(block.text)
            if more is None or more.typed or self._head_on_lines(block) is not None:
                break
            words = fields.joined(words, more)
            self.at += 1
        return words

    def _begin(self, head: Head, block: Text | Row, words: Words) -> None:
        self._end_field()
        if len(self.drafts) >= MAX_FIELDS:
            return
        depth = block.depth if isinstance(block, Text) else 0
        draft = Draft(head.name, self._place(block.line), self.section, words, depth=depth)
        draft.parent = self._parent(draft)
        if draft.parent is not None:
            draft.parent.children += 1
        elif not depth and isinstance(block, Text):
            draft.behind = self.toggled
        draft.defined = isinstance(block, Text) and block.defines
        self.drafts.append(draft)
        self.current = draft

    def _parent(self, draft: Draft) -> Draft | None:
        enclosing = next((one for _, one in reversed(self.open) if one is not None), None)
        if enclosing is not None:
            return enclosing
        if not draft.depth:
            return None
        for other in reversed(self.drafts):
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
            self._note(tag.line, f"the component `{tag.name}` is not known; its attributes are not read")
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
            self._note(tag.line, "components are nested too deeply; deeper ones are not distinguished")
        self.current = draft or next((one for _, one in reversed(self.open) if one is not None), None)

    def _component(self, tag: Open) -> Draft | None:
        found = fields.component_head(tag)
        if found is None:
            self._note(tag.line, f"this `{tag.name}` has no readable name")
            return None
        head, position = found
        section = self.section
        if self.section.kind == "endpoint" and head.name.lower() in _ENDPOINT_NAMES:
            pass
        elif position in _POSITIONS:
            section = Section(_POSITIONS[position], level=section.level)
            self.listed_positions.add(_POSITIONS[position])
        elif position == "body":
            section = Section("body", level=section.level)
        elif position:
            section = Section("parameters", level=section.level)
        elif tag.name not in _FIELDS and section.kind in _LISTS:
            pass
        elif section.kind not in ("response", "errors"):
            section = Section("response", level=section.level)
        draft = Draft(head.name, self._place(tag.line), section, head.words, structured=True)
        draft.parent = next((one for _, one in reversed(self.open) if one is not None), None)
        if draft.parent is not None:
            draft.section = draft.parent.section
            draft.parent.children += 1
        if not head.words.typed:
            self._note(tag.line, f"`{head.name}` has no readable type")
        self.drafts.append(draft)
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
            if section == Section("other") and self.calls.methods:
                # The page has no headings.
                section = Section("parameters")
            if position := _POSITIONS.get(found.position.casefold()):
                section = Section(position, level=section.level)
                self.listed_positions.add(position)
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
            self._note(row.line, "this table row cannot be read")
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
        self.statuses.setdefault(status, self._place(row.line))
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
            shown_calls.read_key_line(one[:MAX_TEXT], self._place(code.line + offset), self.calls)
        inner = Code(body, code.line + start, "json")
        if body and json_examples.is_json(replace(inner, language="")):
            if call is not None:
                self._request_example(inner)
            elif status is not None:
                self.statuses.setdefault(status[1], self._place(code.line))
                self.examples.setdefault(status[1], []).append(json_examples.read_example(inner, self.file))
        elif body:
            self._note(inner.line, "a body that is not JSON, which is not read")
        elif status is not None:
            self.statuses.setdefault(status[1], self._place(code.line))
        return True

    def _request_example(self, code: Code) -> None:
        self.request_examples.append(json_examples.read_example(code, self.file))

    def _code(self, code: Code) -> None:
        self._end_field()
        if self._message(code):
            return
        if shown_calls.read_call(code.text, self.file, code.line, self.calls):
            return
        if not json_examples.is_json(code):
            lines = code.text.strip().split("\n")
            found = shown_calls.method_line(lines[0]) if len(lines) < 4 else None
            if found is not None and found[1]:
                self._method_lines(Text(lines[0], code.line))
                return
            if self.section.kind in ("body", "response", "errors", "example") and code.language in _BODIES:
                self._note(code.line, "a body that is not JSON, which is not read")
            for offset, one in enumerate(lines):
                shown_calls.read_key_line(one[:MAX_TEXT], self._place(code.line + offset), self.calls)
            shown_calls.read_program(code.text, self.file, code.line, self.calls)
            return
        if self.section.kind in ("body", "request_example") and not self._after_call():
            self._request_example(code)
            return
        example = json_examples.read_example(code, self.file)
        status = self.section.status if self.section.kind in ("response", "errors") else SUCCESS
        named = code.info.strip("[] ") or (self.last_text.plain if self._is_label() and self.last_text else "")
        if told := re.search(r"\b([1-5]\d\d)\b", code.info):
            status = told[1]
        else:
            status = status_of(named, strict=True) or status
        if status == SUCCESS and self.section.kind == "errors":
            self._note(code.line, "an error body without a status, which is not read")
            return
        if status != SUCCESS:
            self.statuses.setdefault(status, self._place(code.line))
        self.examples.setdefault(status, []).append(example)

    def _is_label(self) -> bool:
        before = self.blocks[self.at - 1] if self.at else None
        return isinstance(before, Text) and before is self.last_text

    def _after_call(self) -> bool:
        """Whether the preceding block is a call, so that this is its response."""
        at = self.at - 1
        while at >= 0 and isinstance(self.blocks[at], Close | Open):
            at -= 1
        return at >= 0 and isinstance(self.blocks[at], Code)

    # --- the whole

    def _facts(self) -> Facts:
        fields = [draft for draft in self.drafts if not self._about_endpoint(draft)]
        authenticating = [draft for draft in fields if self._authenticates(draft)]
        keys = {id(draft) for draft in authenticating}
        fields = [draft for draft in fields if id(draft) not in keys]
        self._place_loose(fields)
        self._place_toggled()
        paths = self._paths()
        first = self.blocks[0].line if self.blocks else 1
        methods = _distinct([*self.calls.methods, *self._shown_methods()])
        sent = {id(one) for one in fields if self._is_sent(one, fields, paths, methods)}
        parameters: dict[tuple[Position, str], ValueFacts] = {}
        for key, value in self._parameters([one for one in fields if id(one) not in sent], paths):
            # A page may list a parameter twice.
            parameters.setdefault(key, value)
        return Facts(
            place=paths[0].place if paths else self._place(first),
            form=self.form,
            method=tuple(methods),
            path=tuple(paths),
            servers=tuple(_distinct(self.calls.servers)),
            authentication=tuple(_distinct(self.calls.authentication)),
            parameters=parameters,
            parameters_listed=self._positions_listed(parameters),
            body=self._body([one for one in fields if id(one) in sent], methods),
            answers=self._answers([one for one in fields if one.section.kind in ("response", "errors")]),
            notices=tuple(self.notices),
        )

    def _place_toggled(self) -> None:
        """Decide from the examples which fields belong to an object with a toggle."""
        behind = [draft for draft in self.drafts if draft.behind is not None]
        if not behind:
            return
        shown = {
            path for listed in self.examples.values() for one in listed if one.problem is None
            for path in shown_fields(one)
        }  # fmt: skip
        for object_ in {id(one.behind): one.behind for one in behind if one.behind is not None}.values():
            run = [draft for draft in behind if draft.behind is object_]
            inside = [_path_in(object_, draft) in shown for draft in run]
            outside = [not known and draft.path in shown for known, draft in zip(inside, run, strict=True)]
            # The fields of the object come first, then its siblings.
            last = max((number for number, known in enumerate(inside) if known), default=-1)
            end = next((number for number, known in enumerate(outside) if known and number > last), len(run))
            for number, draft in enumerate(run):
                if number <= last and not outside[number]:
                    draft.parent = object_
                elif last < number < end:
                    draft.is_unplaced = True
            if unplaced := [f"`{draft.name}`" for draft in run if draft.is_unplaced]:
                self._note(
                    next(draft for draft in run if draft.is_unplaced).place.line,
                    f"whether {', '.join(unplaced)} belongs to `{object_.name}` or stands beside it is unclear from "
                    "plain "
                    "text; save the page as Markdown",
                )

    def _place_loose(self, drafts: Sequence[Draft]) -> None:
        """Place fields that stand in no list of parameters, of a body or of a response, or report them."""
        shown = {name for one in self.request_examples for name in as_mapping(one.value)}
        for one in drafts:
            if one.section.kind in _LOOSE and one.path and one.path[0] in shown:
                one.section = Section("body")
        unplaced = [one for one in drafts if one.parent is None and one.section.kind not in _READ]
        if unplaced:
            names = ", ".join(f"`{one.name}`" for one in unplaced[:5])
            more = f" and {len(unplaced) - 5} more" if len(unplaced) > 5 else ""
            text = f"what {names}{more} belong to is not said by a heading that is known; they are not compared"
            self._note(unplaced[0].place.line, text)

    def _about_endpoint(self, draft: Draft) -> bool:
        """Whether a field is really a statement about the call, such as its URL or method."""
        if draft.section.kind != "endpoint" or draft.name.lower() not in _ENDPOINT_NAMES:
            return False
        # In other lists, this text would be a description.
        line = next((one for one in draft.lines), None)
        value = line.plain.strip(" `") if line else ""
        place = self._place(line.line) if line else draft.place
        if draft.name.lower() == "method":
            self.calls.methods.append(Stated(value.upper(), place))
        elif re.match("https?://", value):
            try:
                origin, path = url_paths.split_url(value)
            except ValueError:
                return True
            self.calls.servers.append(Stated(origin, place))
            if path.strip("/"):
                self.calls.paths.append(Stated(path, place))
        elif value.startswith("/"):
            self.calls.paths.append(Stated(value, place))
        return True

    def _authenticates(self, draft: Draft) -> bool:
        """Whether a header carries the API key, so that it is not a parameter."""
        if draft.section.kind not in ("header", "authentication") or draft.parent is not None:
            return False
        text = " ".join(line.plain for line in draft.lines)
        known = {one.value.name.lower() for one in self.calls.authentication}
        telling = re.search(
            r"api[\s-]?key|\bauth|\btoken\b|\bbearer\b|\bcredential", f"{draft.name} {text}", re.IGNORECASE
        )
        if draft.section.kind == "header" and draft.name.lower() not in known and not telling:
            return False
        scheme = "bearer" if re.search(r"\bbearer\b", text, re.IGNORECASE) else None
        self.calls.authentication.append(Stated(Authentication(draft.name, scheme), draft.place))
        return True

    def _paths(self) -> list[Stated[str]]:
        stated = _distinct(self.calls.paths)
        names = [one.value for one in stated]
        if stated and stated[0].value.endswith("/"):
            names = [stated[0].value + "{}", *names]
        called: list[Stated[str]] = []
        self.located = []
        for url in _distinct(self.calls.urls)[:MAX_CALLS]:
            try:
                found = url_paths.located(url.value, names[:MAX_CALLS])
            except ValueError:  # no URL after all
                continue
            if found is None:
                continue
            server, path = found
            self.located.append(url)
            self.calls.servers.append(Stated(server, url.place))
            if not any(url_paths.fits(path, name) for name in names):
                called.append(Stated(path, url.place))
        return [*stated, *_distinct(called)]

    def _shown_methods(self) -> list[Stated[str]]:
        """The methods of this operation's calls; a call without a method counts only if there is no other."""
        located = set(self.located)
        named = [method for url, method in self.calls.shown_methods if url in located]
        if named or self.calls.methods or not self.located:
            return named
        return [Stated("GET", self.located[0].place)]

    def _parameters(
        self, fields: Sequence[Draft], paths: Sequence[Stated[str]]
    ) -> Iterator[tuple[tuple[Position, str], ValueFacts]]:
        in_path = _names_in(paths)
        marks = any(draft.words.required is not None for draft in fields)
        for draft in fields:
            self.deadline.check()
            if draft.parent is not None:
                continue
            position = _POSITIONS.get(draft.section.kind)
            if draft.section.kind == "parameters":
                position = "path" if draft.name in in_path else "query"
            if position is not None:
                yield (position, draft.name), draft.facts(marks=marks or draft.words.typed)

    def _is_sent(
        self, draft: Draft, fields: Sequence[Draft], paths: Sequence[Stated[str]], methods: Sequence[Stated[str]]
    ) -> bool:
        """Whether a field is one of the body. "Parameters" of a POST are, unless the page lists a body besides."""
        if draft.section.kind == "body":
            return True
        top = draft
        while top.parent is not None:
            top = top.parent
        if draft.section.kind != "parameters" or not methods or methods[0].value not in ("POST", "PUT", "PATCH"):
            return False
        if any(one.section.kind == "body" for one in fields) or top.name in _names_in(paths):
            return False
        return not any(re.search(rf"[?&]{re.escape(top.name)}=", url.value) for url in self.calls.urls)

    def _positions_listed(self, parameters: Mapping[tuple[Position, str], ValueFacts]) -> frozenset[Position]:
        """A page that lists path or query parameters lists all of them."""
        positions = {position for position, _ in parameters} | self.listed_positions
        return frozenset[Position]({"path", "query"}) if positions & {"path", "query"} else frozenset[Position]()

    def _body(self, drafts: Sequence[Draft], methods: Sequence[Stated[str]]) -> BodyFacts | None:
        examples = tuple(self.request_examples)
        if not drafts and (not examples or (methods and methods[0].value in ("GET", "HEAD", "DELETE"))):
            return None
        fields, listed = _tree(drafts, marks=True)
        _show(examples, fields)
        place = drafts[0].place if drafts else examples[0].place
        return BodyFacts.of_fields(place, fields, listed, examples)

    def _with_status(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """Give a response without a status the status of its example."""
        good = [status for status in (*self.examples, *self.statuses) if status.startswith("2")]
        if len(set(good)) != 1:
            return drafts
        if loose := self.examples.pop(SUCCESS, None):
            self.examples.setdefault(good[0], []).extend(loose)
        for draft in drafts:
            if draft.section.kind == "response" and draft.section.status == SUCCESS:
                draft.section = replace(draft.section, status=good[0])
        return drafts

    def _answers(self, drafts: Sequence[Draft]) -> dict[str, BodyFacts]:
        drafts = self._with_status(drafts)
        statuses = list(dict.fromkeys([*(one.section.status for one in drafts), *self.examples, *self.statuses]))
        answers: dict[str, BodyFacts] = {}
        for status in statuses:
            own = [one for one in drafts if one.section.status == status]
            if status == SUCCESS and any(one.section.kind == "errors" for one in own):
                # Fields of all errors, without a status.
                own = [one for one in own if one.section.kind != "errors"]
            fields, listed = _tree(own, marks=False)
            self.deadline.check()
            examples = tuple(self.examples.get(status, ()))
            fields, listed = _in_items(fields, listed, examples)
            _show(examples, fields)
            if not fields and not examples and status not in self.statuses:
                continue
            places = [*(one.place for one in own), *(one.place for one in examples)]
            place = self.statuses.get(status) or places[0]
            answers[status] = BodyFacts.of_fields(place, fields, listed, examples)
        return answers


def _tree(drafts: Sequence[Draft], *, marks: bool) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
    fields: dict[FieldPath, ValueFacts] = {}
    listed: set[FieldPath] = set()
    for draft in drafts:
        path = draft.path
        facts = draft.facts(marks=marks)
        if draft.is_unplaced and draft.behind is not None:
            facts = replace(facts, perhaps_in=_path_in(draft.behind, draft)[:-1])
        known = fields.get(path)
        # A page may show its list twice; a repeated field adds nothing.
        if known is None:
            fields[path] = facts
        if draft.words.items and "array" in draft.words.types:
            item = ValueFacts(place=draft.place, source="list", types=draft.words.items)
            fields.setdefault((*path, "[]"), item)
        listed.add(path[:-1])
    return fields, frozenset(listed)


def _show(examples: Sequence[Example], fields: dict[FieldPath, ValueFacts]) -> None:
    """Add what only examples show."""
    for example in examples:
        if example.problem is None or example.value is not None:
            for path, shown in shown_fields(example).items():
                fields.setdefault(path, shown)


def _in_items(
    fields: dict[FieldPath, ValueFacts], listed: frozenset[FieldPath], examples: Sequence[Example]
) -> tuple[dict[FieldPath, ValueFacts], frozenset[FieldPath]]:
    """Place the fields of a list below an array: those of its items, if all examples are arrays of objects."""
    read = [one.value for one in examples if one.problem is None or one.value is not None]
    if not read or not all(isinstance(one, list) for one in read):
        return fields, listed
    return {(ITEMS, *path): one for path, one in fields.items()}, frozenset((ITEMS, *path) for path in listed)


def _path_in(parent: Draft, draft: Draft) -> FieldPath:
    return replace(draft, parent=parent).path


def _names_in(paths: Sequence[Stated[str]]) -> set[str]:
    found = (pair for one in paths for pair in re.findall(r"\{(\w+)\}|:(\w+)", one.value))
    return {name for pair in found for name in pair if name}


T = TypeVar("T")


def _distinct(stated: Sequence[Stated[T]]) -> list[Stated[T]]:
    found: dict[T, Stated[T]] = {}
    for one in stated:
        found.setdefault(one.value, one)
    return list(found.values())


def _balanced(blocks: Sequence[Block]) -> bool:
    """Whether all components are closed, so that their nesting is intended."""
    for name in _FIELDS:
        opened = sum(isinstance(one, Open) and one.name == name for one in blocks)
        closed = sum(isinstance(one, Close) and one.name == name for one in blocks)
        if opened != closed:
            return False
    return True
