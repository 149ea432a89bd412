"""The facts of a page, from the fields, calls and examples that were collected from its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from .fields import Draft
from .forms.time_limit import Deadline
from .sections import Section
from .shown_calls import Calls

MAX_CALLS: Final = 200
"""The most paths, and the most URLs of calls, that are compared with one another."""
POSITIONS: Final[Mapping[str, Position]] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}
LISTS: Final = frozenset({"path", "query", "header", "cookie", "parameters", "body", "response"})
"""Sections that list fields."""
LOOSE: Final = frozenset({"other", "example", "request_example"})
"""Sections without lists, whose marked items may be fields all the same."""
ENDPOINT_NAMES: Final = frozenset({"method", "url", "path", "base_url", "baseurl", "endpoint", "server"})
_READ: Final = LISTS | {"errors", "authentication"}
"""Sections whose fields are compared."""


@dataclass
class Collected:
    """What a page lists and shows."""

    file: str
    form: str
    deadline: Deadline
    notices: list[Notice]
    calls: Calls = field(default_factory=Calls)
    drafts: list[Draft] = field(default_factory=list[Draft])
    examples: dict[str, list[Example]] = field(default_factory=dict[str, "list[Example]"])
    """Examples of responses, by status."""
    request_examples: list[Example] = field(default_factory=list[Example])
    statuses: dict[str, Place] = field(default_factory=dict[str, Place])
    listed_positions: set[Position] = field(default_factory=set[Position])
    """The kinds of parameters that the page has a list of."""
    located: list[Stated[str]] = field(default_factory=list[Stated[str]])
    """The calls of this operation."""

    def place(self, line: int) -> Place:
        """The place of a line."""
        return Place(self.file, line)

    def note(self, line: int, text: str) -> None:
        """Report what is not read."""
        self.notices.append(Notice(self.place(line), text))

    def facts(self, first: int) -> Facts:
        """Put all facts together.

        Args:
            first: The first line of the page.
        """
        fields = [draft for draft in self.drafts if not self._about_endpoint(draft)]
        authenticating = [draft for draft in fields if self._authenticates(draft)]
        keys = {id(draft) for draft in authenticating}
        fields = [draft for draft in fields if id(draft) not in keys]
        self._place_loose(fields)
        self._place_toggled()
        paths = self._paths()
        methods = _distinct([*self.calls.methods, *self._shown_methods()])
        sent = {id(one) for one in fields if self._is_sent(one, fields, paths, methods)}
        parameters: dict[tuple[Position, str], ValueFacts] = {}
        for key, value in self._parameters([one for one in fields if id(one) not in sent], paths):
            # A page may list a parameter twice.
            parameters.setdefault(key, value)
        return Facts(
            place=paths[0].place if paths else self.place(first),
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
                self.note(
                    next(draft for draft in run if draft.is_unplaced).place.line,
                    f"whether {', '.join(unplaced)} belongs to `{object_.name}` or stands beside it is unclear from "
                    "plain "
                    "text; save the page as Markdown",
                )

    def _place_loose(self, drafts: Sequence[Draft]) -> None:
        """Place fields that stand in no list of parameters, of a body or of a response, or report them."""
        shown = {name for one in self.request_examples for name in as_mapping(one.value)}
        for one in drafts:
            if one.section.kind in LOOSE and one.path and one.path[0] in shown:
                one.section = Section("body")
        unplaced = [one for one in drafts if one.parent is None and one.section.kind not in _READ]
        if unplaced:
            names = ", ".join(f"`{one.name}`" for one in unplaced[:5])
            more = f" and {len(unplaced) - 5} more" if len(unplaced) > 5 else ""
            text = f"what {names}{more} belong to is not said by a heading that is known; they are not compared"
            self.note(unplaced[0].place.line, text)

    def _about_endpoint(self, draft: Draft) -> bool:
        """Whether a field is really a statement about the call, such as its URL or method."""
        if draft.section.kind != "endpoint" or draft.name.lower() not in ENDPOINT_NAMES:
            return False
        # In other lists, this text would be a description.
        line = next((one for one in draft.lines), None)
        value = line.plain.strip(" `") if line else ""
        place = self.place(line.line) if line else draft.place
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
            position = POSITIONS.get(draft.section.kind)
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
