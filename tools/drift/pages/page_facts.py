"""All facts of a page in any form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...contract.facts import BodyFacts, Facts, Notice, Place, Stated, ValueFacts
from ...contract.paths import fits, located, same_path, same_template, segments
from . import published_document
from .forms import html, markdown, restructured_text
from .forms.blocks import Block, Code, Open
from .forms.code import with_code
from .forms.time_limit import SECONDS, Deadline, UnreadableError
from .page_parts import Part, parts
from .page_reader import ListReader
from .published_document import Call
from .text import PageFailure, PageText

_NOTHING: Final = "has no path, no field and no example. It may need JavaScript; save its Markdown form."


def read_page(page: PageText, seconds: float = SECONDS, *, wanted: Call | None = None) -> Facts | PageFailure:
    """Read all facts of a page.

    Args:
        page: The page.
        seconds: The time limit.
        wanted: The operation to read, if the page documents several; else the first is read.

    Returns:
        The facts, or a failure if the page states nothing that could be compared.
    """
    found = read_operations(page, seconds)
    if isinstance(found, PageFailure):
        return found
    if wanted is not None and len(found) > 1:
        fitting = [one for one in found if _is(one, wanted)]
        exact = [one for one in fitting if any(segments(path.value) == segments(wanted.path) for path in one.path)]
        return [*exact, *fitting, found[0]][0]
    return found[0]


def _is(facts: Facts, wanted: Call) -> bool:
    paths = [one.value for one in facts.path]
    fitting = [one for one in paths if same_template(one, wanted.path) or same_path(one, wanted.path)]
    return bool(fitting) and wanted.method in [one.value for one in facts.method]


def read_operations(page: PageText, seconds: float = SECONDS) -> list[Facts] | PageFailure:
    """Read the facts of each operation that a page documents; most pages document one."""
    try:
        return _read(page, Deadline(seconds))
    except UnreadableError as error:
        return PageFailure(page.name, str(error))
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as error:
        # No page may end a run, whatever it holds.
        reason = f"cannot be read ({type(error).__name__}: {str(error)[:100]}). This is a fault of the reader."
        return PageFailure(page.name, reason)


def _read(page: PageText, deadline: Deadline) -> list[Facts] | PageFailure:
    is_html = html.looks_like_html(page.text)
    is_rst = not is_html and restructured_text.looks_like_restructured_text(page.text)
    found = (html if is_html else restructured_text if is_rst else markdown).blocks(page.text, deadline)
    blocks = with_code(found.blocks, deadline)
    embedded = [one for one in blocks if isinstance(one, Code) and published_document.is_document(one)]
    front = blocks[0] if blocks and isinstance(blocks[0], Open) and blocks[0].name == "FrontMatter" else None
    published: Facts | PageFailure | None = None
    if embedded:
        published = published_document.in_blocks(page, embedded, found)
    elif front is not None:
        published = published_document.in_front_matter(page, front.attributes, front.line)
    if isinstance(published, PageFailure):
        return published
    form = "html" if is_html else "restructured text" if is_rst else _form(blocks)
    if published is not None:
        beside = [one for one in blocks if one not in embedded and not isinstance(one, Code)]
        told = ListReader(page.name, beside, (), form=form, deadline=deadline).facts()
        return [_with_prose(published, told)]
    several = parts(blocks)
    read = [
        ListReader(page.name, part.blocks, found.problems if not number else (), form=form, deadline=deadline).facts()
        for number, part in enumerate(several)
    ]
    read = [_told(facts, part, several) for facts, part in zip(read, several, strict=True)]
    if all(_is_empty(one) for one in read):
        first = read[0]
        if first.path and first.method:
            call = f"{first.method[0].value} {first.path[0].value}"
            reason = f"states only {call}, so that nothing of it can be compared. {_ADVICE}"
            unread = [f"line {one.place.line}: {one.text}" for one in first.notices[:5]]
            reason += f" Not read: {'; '.join(unread)}." if unread else ""
            return PageFailure(page.name, f"line {first.path[0].place.line}: {reason}")
        if not first.path:
            return PageFailure(page.name, _NOTHING, is_no_reference=True)
    return read


_ADVICE: Final = "Save the page as it is published, or put its OpenAPI document beside it."


def _is_empty(facts: Facts) -> bool:
    fields = [one for body in (facts.body, *facts.answers.values()) if body for one in (*body.fields, *body.examples)]
    return not (fields or facts.parameters or facts.answers)


def _told(facts: Facts, part: Part, several: Sequence[Part]) -> Facts:
    if len(several) == 1:
        return facts
    others = ", ".join(f"{one.call} (line {one.line})" for one in several if one is not part)
    text = f"the page documents several operations; this one is {part.call}, and the others are {others}"
    return replace(facts, notices=(*facts.notices, Notice(Place(facts.place.file, part.line), text)))


def _form(blocks: Sequence[Block]) -> str:
    names = {type(one).__name__ for one in blocks}
    if "Open" in names:
        return "mdx"
    marked = any(isinstance(one, Code) and not one.unmarked for one in blocks)
    return "markdown" if marked or names & {"Heading", "Row"} else "text"


# --- Prose beside a document --------------------------------------------------------------------------------------


def _with_prose(published: Facts, told: Facts) -> Facts:
    """Add what only the text beside a document states: parameters, fields, statuses, and marks of fields."""
    parameters = dict(published.parameters)
    for key, one in told.parameters.items():
        parameters[key] = _filled(parameters[key], one) if key in parameters else one
    answers = dict(published.answers)
    good = next((status for status in answers if status.startswith("2")), None)
    for status, answer in told.answers.items():
        known = good if status == "success" else status
        if known is None or known not in answers:
            answers[status] = answer
        else:
            answers[known] = _filled_body(answers[known], answer)
    body = published.body
    if told.body is not None:
        body = told.body if body is None else _filled_body(body, told.body)
    notices = (*published.notices, *told.notices)
    servers = published.servers or _servers(published, told)
    return replace(published, servers=servers, parameters=parameters, answers=answers, body=body, notices=notices)


def _servers(published: Facts, told: Facts) -> tuple[Stated[str], ...]:
    """The server of a URL in the text, such as `GET https://api.example.com/v1/requests`, if the document has none."""
    urls = [one.value + path.value for one in told.servers for path in told.path]
    for url in urls:
        found = located(url, [path.value for path in published.path])
        if found is not None and fits(found[1], published.path[0].value):
            return (Stated(found[0], told.path[0].place),)
    return ()


def _filled_body(known: BodyFacts, told: BodyFacts) -> BodyFacts:
    fields = dict(known.fields)
    for path, one in told.fields.items():
        if one.source == "list":
            fields[path] = _filled(fields[path], one) if path in fields else one
    made = BodyFacts.of_fields(known.place, fields, known.listed, known.examples)
    return replace(made, required=known.required, headers=known.headers)


def _filled(known: ValueFacts, told: ValueFacts) -> ValueFacts:
    return replace(
        known,
        values=told.values if known.values is None else known.values,
        default=told.default if known.default is None else known.default,
        bounds=known.bounds.merged(told.bounds),
    )
