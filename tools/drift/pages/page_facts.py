"""All facts of a page in any form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...contract.documents import Document, load_text
from ...contract.example_facts import shown_fields
from ...contract.facts import VALUES, BodyFacts, Facts, Notice, Place, Stated, ValueFacts, flat
from ...contract.findings import InputError
from ...contract.from_openapi import OpenAPI
from ...contract.paths import segments
from . import prose
from .forms import html, markdown
from .forms.blocks import Block, Blocks, Code
from .forms.code import with_code
from .forms.time_limit import SECONDS, Deadline, UnreadableError
from .page_reader import ListReader
from .text import PageFailure, PageText

_OPENAPI: Final = re.compile(r"""(?:^|[{,])[ \t]*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d""", re.MULTILINE)
_OPERATION: Final = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\S+)", re.IGNORECASE)


def read_page(page: PageText, seconds: float = SECONDS) -> Facts | PageFailure:
    """Read all facts of a page.

    Args:
        page: The page.
        seconds: The time limit.

    Returns:
        The facts, or a failure if the page has no readable method, path, field or example.
    """
    try:
        return _read(page, Deadline(seconds))
    except UnreadableError as error:
        return PageFailure(page.name, str(error))


def _read(page: PageText, deadline: Deadline) -> Facts | PageFailure:
    is_html = html.looks_like_html(page.text)
    found = html.blocks(page.text, deadline) if is_html else markdown.blocks(page.text, deadline)
    blocks = with_code(found.blocks, deadline)
    embedded = [one for one in blocks if isinstance(one, Code) and _is_openapi(one)]
    if embedded:
        return _embedded(page, embedded, found)
    form = "html" if is_html else _form(blocks)
    facts = ListReader(page.name, blocks, found.problems, form=form, deadline=deadline).facts()
    if not (facts.path or facts.answers or facts.parameters):
        return PageFailure(
            page.name,
            "has no path, no field and no example. It may need JavaScript; save its Markdown form.",
            is_no_reference=True,
        )
    return facts


def _form(blocks: Sequence[Block]) -> str:
    names = {type(one).__name__ for one in blocks}
    if "Open" in names:
        return "mdx"
    marked = any(isinstance(one, Code) and not one.unmarked for one in blocks)
    return "markdown" if marked or names & {"Heading", "Row"} else "text"


# --- An embedded OpenAPI document ---------------------------------------------------------------------------------


def _is_openapi(code: Code) -> bool:
    return code.language in ("yaml", "yml", "json", "") and _OPENAPI.search(code.text) is not None


def _embedded(page: PageText, blocks: Sequence[Code], found: Blocks) -> Facts | PageFailure:
    code = blocks[0]
    notices = [Notice(Place(page.name, line), problem) for line, problem in found.problems]
    if len(blocks) > 1:
        notices.append(Notice(Place(page.name, blocks[1].line), "a second OpenAPI block, which is not read"))
    as_json = code.language not in ("yaml", "yml") and code.text.lstrip().startswith("{")
    try:
        document = load_text(code.text, file=page.name, as_json=as_json)
    except InputError as error:
        first = error.findings[0]
        line = code.line - 1 + (first.line or 1)
        return PageFailure(page.name, f"line {line}: the OpenAPI block cannot be read. {first.reason}")
    lines = {pointer: line + code.line - 1 for pointer, line in document.lines.items()}
    reader = OpenAPI(Document(page.name, document.data, lines), is_page=True)
    operations = reader.operations
    if not operations:
        return PageFailure(page.name, f"line {code.line}: the OpenAPI block has no operation.")
    named = _OPERATION.search(code.info)
    chosen = operations[0]
    if named:
        method, path = named[1].lower(), named[2]
        exact = [one for one in operations if (one.path, one.method) == (path, method)]
        chosen = (exact or [one for one in operations if one.path == path] or operations)[0]
    if len(operations) > 1 and not named:
        notices.append(
            Notice(Place(page.name, code.line), "the OpenAPI block has several operations; the first is read")
        )
    facts = _of_page(reader.operation(chosen, "openapi"), reader)
    return _with_info(facts, named, Place(page.name, code.line - 1), (*notices, *reader.notices))


def _of_page(facts: Facts, reader: OpenAPI) -> Facts:
    """Complete the facts of an embedded document with those in examples and descriptions."""
    return replace(
        facts,
        parameters={key: replace(_described(one), objects=(), inside={}) for key, one in facts.parameters.items()},
        body=None if facts.body is None else _with_examples(facts.body, reader),
        answers={status: _with_examples(body, reader) for status, body in facts.answers.items()},
    )


def _with_examples(body: BodyFacts, reader: OpenAPI) -> BodyFacts:
    def note(place: Place, text: str) -> None:
        reader.notices.append(Notice(place, text))

    value = body.value or ValueFacts(place=body.place, source="nothing")
    read, listed = flat(value, note)
    fields = {path: _described(one) for path, one in read.items()}
    for example in body.examples:
        for path, shown in shown_fields(example).items():
            # The keys of a map are data, not fields.
            if not any((*path[:depth], VALUES) in read for depth in range(len(path))):
                fields.setdefault(path, shown)
    made = BodyFacts.of_fields(body.place, fields, listed, body.examples)
    return replace(made, required=body.required, headers=body.headers)


def _described(facts: ValueFacts) -> ValueFacts:
    """Add the facts in a value's description, which a generated schema may lack."""
    if not facts.description:
        return facts
    codes = tuple(re.findall(r"`([^`]+)`", facts.description))
    told = prose.description(facts.description, codes, types=facts.types)
    return replace(
        facts,
        values=told.values if facts.values is None else facts.values,
        nullable=True if told.nullable and facts.nullable is not None else facts.nullable,
    )


def _with_info(facts: Facts, named: re.Match[str] | None, place: Place, notices: tuple[Notice, ...]) -> Facts:
    if named is None:
        return replace(facts, notices=notices)
    method, path = Stated(named[1].upper(), place), Stated(named[2], place)
    methods = facts.method if method.value == facts.method[0].value else (*facts.method, method)
    paths = facts.path if segments(path.value) == segments(facts.path[0].value) else (*facts.path, path)
    return replace(facts, method=methods, path=paths, notices=notices)
