"""Comparison of facts: the differences between a page and a document, two pages, or two documents.

A difference is neutral: it says what differs, both statements, and where they are. Callers decide whether it is an
error, a breaking change or an improvement.

A fact that a page does not state never differs. Each change of a page is one difference: a renamed field is not also
added and removed. A document states everything, so whatever only one of two documents has is a difference. For two
documents, operations, media types, headers, the alternatives of a union and the names of examples are compared too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, TypeVar

from .facts import (
    ITEMS,
    SUCCESS,
    VALUES,
    Authentication,
    BodyFacts,
    ContentFacts,
    DocumentFacts,
    Example,
    Facts,
    FieldPath,
    Json,
    ObjectFacts,
    ParameterKey,
    Place,
    Server,
    Source,
    Stated,
    ValueFacts,
)
from .json_tree import snake
from .pairing import are_alike, pairs
from .paths import parameter_names, same_path, whole, without_names

Kind: TypeAlias = Literal[
    "added", "removed", "renamed", "type", "nullability", "required", "values", "default", "bounds",
    "path", "method", "server", "authentication", "status", "example",
    "decimal text", "style", "deprecated", "idempotent", "idempotency key", "request id", "always sent",
]  # fmt: skip

What: TypeAlias = Literal[
    "operation", "server", "region", "parameter", "body", "answer", "content", "header", "example", "alternative",
    "field", "value",
]  # fmt: skip
"""The kind of object that differs. A `field` is part of a body; a `value` is anything else with a type."""

Against: TypeAlias = Literal["document", "page"]
"""The reference that a page is compared with. Between two pages, a fact that only one of them states is a change."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One difference between two sets of facts."""

    kind: Kind
    what: What
    subject: str
    """The subject, with the clients' names: `parameter.include_body`, `response.200.detail[].loc`, `server`."""
    before: Json
    """The statement of the document or the earlier side, as data; None if it has none."""
    after: Json
    """The statement of the page or the later side."""
    before_place: Place
    """The place of the statement; for a missing one, where it belongs, such as `.../properties`."""
    after_place: Place
    path: tuple[str, ...] = ()
    """For a field, the names in JSON from the outermost to its own; for a parameter, its position and name."""
    before_value: ValueFacts | None = None
    """All facts of the value that the difference is about."""
    after_value: ValueFacts | None = None
    guessed: Json = None
    """For a rename that is only a guess (one may be removed, another added): the facts of the added value."""
    detail: str = ""
    """A detail: a name, or why an example cannot be read."""

    @property
    def is_answer(self) -> bool:
        """Whether it concerns a response rather than a request."""
        return self.subject.startswith("response.")

    @property
    def source(self) -> Source:
        """The kind of source on the later side."""
        return "list" if self.after_value is None else self.after_value.source


Settled: TypeAlias = Callable[[Kind, str, Json], bool]
"""Whether a recorded decision covers this kind and subject with this statement of the page."""


def _nothing_settled(kind: Kind, subject: str, after: Json) -> bool:
    del kind, subject, after
    return False


def differences(
    page: Facts,
    reference: Facts,
    *,
    seen: Facts | None = None,
    settled: Settled = _nothing_settled,
    against: Against = "document",
) -> list[Difference]:
    """Compare a page with a document or an earlier page; examples are left out.

    Args:
        page: The facts of the page.
        reference: The facts of the document, or of the earlier page.
        seen: The facts of the page when it was last accepted. They tell which fields were removed since, if the page
            shows fields without listing all of them.
        settled: Tells what was decided. A field whose absence was decided is not considered renamed.
        against: The kind of the reference.
    """
    return list(_Comparison(page, reference, seen=seen, settled=settled, sides=against).run())


@dataclass(frozen=True)
class OperationPair:
    """One operation of two documents; None where a document lacks it."""

    before: Facts | None
    after: Facts | None
    differences: Sequence[Difference] = ()


def server_differences(before: DocumentFacts, after: DocumentFacts) -> list[Difference]:
    """Compare the servers of two documents: the default, which is the first, and those of regions."""
    found: list[Difference] = []
    first, now = (next(iter(one.servers), None) for one in (before, after))
    if _url(first) != _url(now):
        found.append(_server_difference("server", first, now, before.place, after.place, "default"))
    regions, present = ({one.region: one for one in side.servers if one.region is not None} for side in (before, after))
    for region in [*regions, *(one for one in present if one not in regions)]:
        old, new = regions.get(region), present.get(region)
        if _url(old) != _url(new) and (_url(old), _url(new)) != (_url(first), _url(now)):
            found.append(_server_difference("region", old, new, before.place, after.place, region))
    return found


def operation_differences(before: DocumentFacts, after: DocumentFacts) -> Iterator[OperationPair]:
    """Compare two documents, operation by operation.

    Operations are matched by method and path, ignoring the names of path parameters; the others by operationId.
    """
    gone, come = list(before.operations), list(after.operations)
    matched: list[tuple[Facts, Facts]] = []
    for key in (_address, _identifier):
        known = {key(one): one for one in come}
        found = [(one, known.pop(key(one), None)) for one in gone]
        matched += [(one, other) for one, other in found if other is not None]
        gone = [one for one, other in found if other is None]
        taken = {id(other) for _, other in matched}
        come = [one for one in come if id(one) not in taken]
    yield from (OperationPair(one, None) for one in gone)
    yield from (OperationPair(None, one) for one in come)
    for one, other in matched:
        shared = one.servers == before.servers and other.servers == after.servers
        comparison = _Comparison(other, one, sides="documents", compares_servers=not shared)
        yield OperationPair(one, other, list(comparison.run()))


def _address(facts: Facts) -> str:
    return without_names(facts.call)


def _identifier(facts: Facts) -> str:
    return facts.call if facts.id is None else facts.id.value


def _url(server: Stated[str] | None) -> str | None:
    return None if server is None else server.value


def _server_difference(
    what: What, old: Server | None, new: Server | None, before: Place, after: Place, detail: str
) -> Difference:
    before_place = before.below("servers") if old is None else old.place
    after_place = after.below("servers") if new is None else new.place
    if old is not None and new is not None:
        after_place = new.url_place or new.place
    return Difference(
        kind="server", what=what, subject="server", before=_url(old), after=_url(new), before_place=before_place,
        after_place=after_place, detail=detail,
    )  # fmt: skip


def success_status(reference: Facts) -> str:
    """The status of a response that a page describes without naming its status."""
    good = [status for status in reference.answers if status.startswith("2")]
    with_body = [status for status in good if reference.answers[status].value is not None]
    return (with_body or good or [SUCCESS])[0]


def subject_of(root: str, path: FieldPath) -> str:
    """Write a field as a subject: the clients' names, with `[]` for the items of a list."""
    text = root
    for part in path:
        text += part if part in (ITEMS, VALUES) else "." + (snake(part) or part)
    return text


T = TypeVar("T")
_NO_FIELDS: Final[Mapping[str, ValueFacts]] = {}


class _Comparison:
    """Compares one operation: `after` is the page or the later side, `before` the document or the earlier side."""

    def __init__(
        self,
        after: Facts,
        before: Facts,
        *,
        sides: Literal["document", "page", "documents"],
        seen: Facts | None = None,
        settled: Settled = _nothing_settled,
        compares_servers: bool = True,
    ) -> None:
        self.after = after
        self.before = before
        self.seen = seen
        self.settled = settled
        self.between_pages = sides == "page"
        self.between_documents = sides == "documents"
        self.compares_servers = compares_servers
        self.entered: set[tuple[str, str, bool]] = set()
        """The pairs of schemas that were compared before, because schemas may contain themselves."""
        self.waiting: deque[tuple[str, ValueFacts, ValueFacts, FieldPath]] = deque()
        """The pairs of values that remain to be compared."""

    def run(self) -> Iterator[Difference]:
        if self.between_documents:
            yield from self._operation()
            yield from self._security()
        else:
            yield from self._deprecation()
            yield from self._authentication()
        yield from self._call()
        yield from self._parameters()
        yield from self._request()
        yield from self._answers()

    def _difference(
        self, kind: Kind, what: What, subject: str, before: Stated[Any], after: Stated[Any], **more: Any
    ) -> Difference:
        return Difference(
            kind=kind, what=what, subject=subject, before=before.value, after=after.value, before_place=before.place,
            after_place=after.place, **more,
        )  # fmt: skip

    # --- the operation

    def _operation(self) -> Iterator[Difference]:
        before, after = self.before, self.after
        if before.id is not None and after.id is not None and before.id.value != after.id.value:
            yield self._difference("renamed", "operation", "operation", before.id, after.id)
        flags: dict[Kind, tuple[bool, bool]] = {
            "deprecated": (before.deprecated, after.deprecated),
            "idempotent": (before.idempotent, after.idempotent),
        }
        for kind, (was, is_now) in flags.items():
            if was != is_now:
                was_stated, now_stated = Stated(was, before.place), Stated(is_now, after.place)
                yield self._difference(kind, "operation", "operation", was_stated, now_stated)
        old, new = before.always_sent, after.always_sent
        if old is not None and new is not None and old.value != new.value:
            yield self._difference("always sent", "operation", "operation", old, new)

    def _deprecation(self) -> Iterator[Difference]:
        """Compare the mark of an operation. Only an embedded document states that there is none."""
        was, is_now = self.before.deprecated, self.after.deprecated
        if is_now > was or (was > is_now and (self.between_pages or self._states_all)):
            before, after = Stated(was, self.before.place), Stated(is_now, self.after.place)
            yield self._difference("deprecated", "operation", "operation", before, after)

    @property
    def _states_all(self) -> bool:
        return self.after.form in ("openapi", "document")

    def _security(self) -> Iterator[Difference]:
        before, after = self.before.security, self.after.security
        if before is not None and after is not None and before.value != after.value:
            yield self._difference("authentication", "operation", "authentication", before, after)

    def _call(self) -> Iterator[Difference]:
        # A page may state no method and no path.
        nothing: Stated[str | None] = Stated(None, self.before.place)
        method: Stated[Any] = next(iter(self.before.method), nothing)
        path: Stated[Any] = next(iter(self.before.path), nothing)
        known = {whole(server.value, path.value) for server in self.before.servers if path.value is not None}
        for one in self.after.method:
            if one.value.upper() != (method.value or "").upper():
                yield self._difference("method", "operation", "method", method, replace(one, value=one.value.upper()))
                break
        call: list[tuple[Kind, Stated[Any], Sequence[Stated[str]]]] = [
            ("method", method, self.after.method),
            ("path", path, self.after.path),
        ]
        for kind, stated_before, stated in call:
            if self.between_pages and stated_before.value is not None and not stated:
                lost: Stated[str | None] = Stated(None, self.after.place)
                yield self._difference(kind, "operation", kind, stated_before, lost)
        for one in self.after.path:
            # A page may write a part of the path as part of the server.
            elsewhere = any(whole(server.value, one.value) in known for server in self.after.servers)
            is_same = path.value is not None and (same_path(one.value, path.value) or elsewhere)
            if self.between_documents:
                is_same = path.value is not None and without_names(one.value) == without_names(path.value)
            if not is_same:
                yield self._difference("path", "operation", "path", path, one)
                break
        if self.compares_servers:
            yield from self._servers(known)

    def _servers(self, known: set[tuple[str, ...]]) -> Iterator[Difference]:
        before, after = self.before.servers, self.after.servers
        if self.between_documents:
            old, new = ([one.value for one in side] for side in (before, after))
            if old != new:
                places = [side.servers[0].place if side.servers else side.place for side in (self.before, self.after)]
                yield self._difference("server", "server", "server", Stated(old, places[0]), Stated(new, places[1]))
            return
        before = tuple(one for one in before if not isinstance(one, Server) or one.is_absolute)
        servers = {server.value for server in before}
        first = Stated(sorted(servers), before[0].place if before else _first_place(self.before.path, self.before))
        for one in after:
            elsewhere = any(whole(one.value, stated.value) in known for stated in self.after.path)
            if one.value.rstrip("/") not in servers and not elsewhere and (servers or self.between_pages):
                yield self._difference("server", "server", "server", first, one)
                return
        if self.between_pages and servers and not after:
            yield self._difference("server", "server", "server", first, Stated(None, self.after.place))

    def _authentication(self) -> Iterator[Difference]:
        """Compare the ways to authenticate: one that only the page states, else one that it no longer states."""
        known, stated = self._ways(self.before), self._ways(self.after)
        place = known[0].place if known else _first_place(self.before.path, self.before)
        for one in stated:
            if not any(_same_authentication(one.value, other.value) for other in known):
                facts = Stated([other.value.as_json() for other in known], place)
                yield self._difference(
                    "authentication", "operation", "authentication", facts, Stated(one.value.as_json(), one.place)
                )
                return
        if not (self.between_pages or (self._states_all and stated)):
            return
        for one in known:
            if not any(_same_authentication(other.value, one.value) for other in stated):
                gone = Stated(None, stated[0].place if stated else self.after.place)
                yield self._difference(
                    "authentication", "operation", "authentication", Stated([one.value.as_json()], one.place), gone
                )
                return

    def _ways(self, facts: Facts) -> list[Stated[Authentication]]:
        """The ways to authenticate; a page may list the header with the key among the parameters instead."""
        named = {(one.position, one.name.casefold()) for one in (stated.value for stated in facts.authentication)}
        listed = [
            Stated(Authentication(name, None, position), one.place)
            for (position, name), one in facts.parameters.items()
            if (position, name.casefold()) in self._keys - named
        ]
        return [*facts.authentication, *listed]

    @cached_property
    def _keys(self) -> frozenset[tuple[str, str]]:
        """The position and name of each parameter that holds the key."""
        stated = (*self.before.authentication, *self.after.authentication)
        return frozenset((one.value.position, one.value.name.casefold()) for one in stated)

    # --- parameters

    def _parameters(self) -> Iterator[Difference]:
        after, before = self._sent_parameters(self.after), self._sent_parameters(self.before)
        for theirs, ours in self._same_parameters(after, before):
            facts = after.pop(theirs, None)
            known = before.pop(ours)
            subject = f"parameter.{snake(ours[1])}"
            is_header = ours[0] == "header" and not self.between_documents  # Letters do not differ in requests.
            called = [ours[1] if is_header else theirs[1], *self._other_names(ours, theirs[1])]
            different = next((name for name in called if name != ours[1]), None)
            if different is not None:
                place = facts.at("name") if facts is not None else _first_place(self.after.path, self.after)
                if facts is not None and different != theirs[1] and self.after.path:
                    place = self.after.path[0].place
                yield self._renamed(subject, Stated(ours[1], known.place), Stated(different, place), ours, "parameter")
            if facts is not None:
                yield from self._parameter(subject, facts, known, ours)
            elif self._is_gone(ours, theirs):
                # The same name elsewhere: the parameter has moved, which is one difference.
                for moved in [one for one in after if one[1] == theirs[1]]:
                    del after[moved]
                yield self._removed(subject, self.after.place, known, ours, "parameter")
        yield from self._other_parameters(after, before)

    def _sent_parameters(self, facts: Facts) -> dict[ParameterKey, ValueFacts]:
        """The parameters without the key, which a page may list as a header."""
        keys = frozenset[tuple[str, str]]() if self.between_documents else self._keys
        return {key: one for key, one in facts.parameters.items() if (key[0], key[1].casefold()) not in keys}

    def _same_parameters(
        self, after: Mapping[ParameterKey, ValueFacts], before: Mapping[ParameterKey, ValueFacts]
    ) -> Iterator[tuple[ParameterKey, ParameterKey]]:
        """Match the path parameters, by their order rather than their names."""
        theirs, ours = self._names_in_path(after, self.after), self._names_in_path(before, self.before)
        listed = [name for position, name in before if position == "path"]
        ours = [name for name in ours if name in listed]
        if len(theirs) == len(ours) or self.between_documents:
            for one, other in zip(theirs, ours, strict=False):
                yield ("path", one), ("path", other)
        headers = {name.lower(): name for position, name in after if position == "header"}
        for name in [name for position, name in before if position == "header" and name.lower() in headers]:
            yield ("header", headers[name.lower()]), ("header", name)

    def _names_in_path(self, parameters: Mapping[ParameterKey, ValueFacts], facts: Facts) -> list[str]:
        """The path parameters in order: the listed ones, else the ones in the path itself."""
        in_path = _template_names(facts)
        listed = [name for position, name in parameters if position == "path"]
        if self.between_documents:
            listed.sort(key=lambda name: in_path.index(name) if name in in_path else len(in_path))
        return listed or in_path

    def _other_names(self, ours: ParameterKey, theirs: str) -> list[str]:
        """The name in the path for a parameter that is listed under another name."""
        if ours[0] != "path" or self.between_documents:
            return []
        own = [name for position, name in self.before.parameters if position == "path"]
        in_path = _template_names(self.after)
        if len(in_path) != len(own):
            return []
        name = in_path[own.index(ours[1])]
        return [] if name == theirs or name in self._names_in_path(self.after.parameters, self.after) else [name]

    def _is_gone(self, ours: ParameterKey, theirs: ParameterKey) -> bool:
        if ours[0] == "path" and theirs[1] in _template_names(self.after):
            return False  # The path names it, whether it is listed or not.
        if ours[0] in self.after.parameters_listed and self.after.parameters:
            return True
        seen: Mapping[ParameterKey, ValueFacts] = {} if self.seen is None else self.seen.parameters
        return any(key in seen for key in (ours, theirs))

    def _other_parameters(
        self, after: dict[ParameterKey, ValueFacts], before: dict[ParameterKey, ValueFacts]
    ) -> Iterator[Difference]:
        new: dict[ParameterKey, ValueFacts] = {}
        for key, facts in after.items():
            if key in before:
                yield from self._parameter(f"parameter.{snake(key[1])}", facts, before.pop(key), key)
            else:
                new[key] = facts
        seen: Mapping[ParameterKey, ValueFacts] = {} if self.seen is None else self.seen.parameters
        gone = {
            key: facts for key, facts in before.items() if key[0] in self.after.parameters_listed or key in seen
        }  # fmt: skip
        open_ones = {key: one for key, one in gone.items() if not self._is_settled(f"parameter.{snake(key[1])}")}
        for theirs, ours in self._renames(new, open_ones, lambda one, other: one[0] == other[0]):
            subject = f"parameter.{snake(ours[1])}"
            fact = {"in": theirs[0], **new[theirs].as_json()}
            old, now = Stated(ours[1], gone[ours].place), Stated(theirs[1], new[theirs].place)
            yield self._renamed(subject, old, now, ours, "parameter", guessed=fact)
            yield from self._parameter(subject, new.pop(theirs), gone.pop(ours), ours)
        for key, facts in gone.items():
            moved = next((other for other in new if other[1] == key[1]), None)
            yield self._removed(f"parameter.{snake(key[1])}", self.after.place, facts, key, "parameter")
            if moved is not None and not self.between_documents:
                del new[moved]
        place = _first_place(self.before.method, self.before).below("parameters")
        for key, facts in new.items():
            fact = {"in": key[0], **facts.as_json()}
            yield self._added(f"parameter.{snake(key[1])}", facts, fact, place, key, "parameter")

    def _parameter(
        self, subject: str, after: ValueFacts, before: ValueFacts, key: ParameterKey
    ) -> Iterator[Difference]:
        if not self.between_documents:
            yield from self._value(subject, after, before, key)
            return
        for name in sorted({*after.style, *before.style}):
            if after.style.get(name) != before.style.get(name):
                old, new = (Stated(one.style.get(name), one.place) for one in (before, after))
                yield self._difference("style", "parameter", subject, old, new, path=key, detail=name)
        yield from self._whole(subject, after, before, path=key)

    # --- bodies

    def _request(self) -> Iterator[Difference]:
        after, before = self.after.body, self.before.body
        if after is None or before is None:
            if after is not None:
                place = _first_place(self.before.method, self.before)
                fact = {".".join(path): one.as_json() for path, one in after.fields.items()}
                stated = Stated(fact, self._place(after))
                yield self._difference("added", "body", "request", Stated(None, place), stated)
            elif before is not None and (self._states_all or self.between_pages or self._body_was_seen):
                gone = Stated(True, self._place(before))
                yield self._difference("removed", "body", "request", gone, Stated(None, self.after.place))
            return
        if before.required != after.required and None not in (before.required, after.required):
            was, is_now = (Stated(one.required, self._place(one)) for one in (before, after))
            yield self._difference("required", "body", "request", was, is_now)
        yield from self._body("request", after, before, None if self.seen is None else self.seen.body)

    @property
    def _body_was_seen(self) -> bool:
        return self.seen is not None and self.seen.body is not None

    def _answers(self) -> Iterator[Difference]:
        success = success_status(self.before)
        if self.between_pages and success == SUCCESS:
            success = success_status(self.after)
        ours = _named(self.before.answers, success)
        theirs = self._with_decided(_named(self.after.answers, success), ours, success)
        seen = self._with_decided(_named({} if self.seen is None else self.seen.answers, success), ours, success)
        place = _first_place(self.before.method, self.before).below("responses")
        for status, body in theirs.items():
            if status in ours:
                placed = body if self.between_documents else _moved(body, ours[status])
                yield from self._body(f"response.{status}", placed, ours[status], seen.get(status))
            elif self.between_documents or not _in_range(status, ours):
                yield self._status(status, Stated(False, place), Stated(True, self._place(body)))
        for status, body in ours.items():
            is_gone = status not in theirs and (self.between_documents or not _in_range(status, theirs))
            listed = self.after.statuses_listed or self.between_documents
            if is_gone and (listed or status in seen or (self.between_pages and status != success)):
                yield self._status(status, Stated(True, self._place(body)), Stated(False, self.after.place))
                if self.between_documents:
                    yield from self._examples(status, {}, _examples(body))

    def _place(self, body: BodyFacts) -> Place:
        return body.place if self.between_pages else _place(body)

    def _with_decided(
        self, answers: Mapping[str, BodyFacts], ours: Mapping[str, BodyFacts], success: str
    ) -> dict[str, BodyFacts]:
        """The responses of a page, including those under statuses that a decision says do not exist.

        Such a body belongs to a status of the document: the one with the most fields in common, or the success.
        """
        known = dict(answers)
        if self.between_documents:
            return known
        candidates = sorted(ours, key=lambda status: status != success)
        for status, body in answers.items():
            decided = status not in ours and self.settled("status", f"response.{status.lower()}", True)
            if not decided or _in_range(status, ours) or not candidates:
                continue
            names = set(_children(body))
            meant = max(candidates, key=lambda one: len(names & set(_children(ours[one]))))
            like = known.get(meant, BodyFacts(place=body.place))
            fields = {**body.fields, **like.fields}
            known[meant] = BodyFacts.of_fields(like.place, fields, like.listed, like.examples)
        return known

    def _status(self, status: str, before: Stated[bool], after: Stated[bool]) -> Difference:
        return self._difference("status", "answer", f"response.{status.lower()}", before, after, detail=status)

    def _body(self, root: str, after: BodyFacts, before: BodyFacts, seen: BodyFacts | None) -> Iterator[Difference]:
        if self.between_documents:
            yield from self._headers(root, after, before)
            yield from self._contents(root, after, before)
            if root.startswith("response."):
                yield from self._examples(root.removeprefix("response."), _examples(after), _examples(before))
            return
        yield from self._shown_headers(root, after, before)
        if after.value is not None:
            known = before.value or ValueFacts(place=before.place, source="nothing")
            yield from self._walk(root, after.value, known, None if seen is None else seen.value, ())

    def _shown_headers(self, root: str, after: BodyFacts, before: BodyFacts) -> Iterator[Difference]:
        """Compare the headers of a response. A page that names none says nothing about them."""
        status = root.partition(".")[2]
        had, has = ({name.lower(): (name, one) for name, one in side.headers.items()} for side in (before, after))
        place = _place(before).below("headers")
        for key in [key for key in has if key not in had]:
            name, new = has[key]
            stated = Stated({"name": name}, new.place)
            yield self._difference(
                "added", "header", f"header.{status}.{key}", Stated(None, place), stated, detail=name
            )
        for key in [key for key in had if key not in has and (self.between_pages or has)]:
            name, old = had[key]
            stated = Stated({"name": name}, old.place)
            yield self._difference(
                "removed", "header", f"header.{status}.{key}", stated, Stated(None, after.place), detail=name
            )

    def _headers(self, root: str, after: BodyFacts, before: BodyFacts) -> Iterator[Difference]:
        for name, old, new in _both(before.headers, after.headers):
            was = Stated(old and old.is_request_id, old.place if old else _place(before).below("headers"))
            is_now = Stated(new and new.is_request_id, new.place if new else _place(after))
            kind: Kind = "added" if old is None else "removed" if new is None else "request id"
            if was.value != is_now.value:
                yield self._difference(kind, "header", root, was, is_now, detail=name)

    def _contents(self, root: str, after: BodyFacts, before: BodyFacts) -> Iterator[Difference]:
        if root.startswith("response.") and after.contents and not before.contents:
            none, some = (Stated(sorted(one.contents), _place(one)) for one in (before, after))
            yield self._difference("type", "content", root, none, some)
            return
        for name, old, new in _both(before.contents, after.contents):
            if old is None or new is None:
                was = Stated(old and name, old.place if old else _place(before).below("content"))
                is_now = Stated(new and name, new.place if new else _place(after))
                yield self._difference("added" if old is None else "removed", "content", root, was, is_now, detail=name)
            else:
                yield from self._whole(root, _value_of(new), _value_of(old))

    def _examples(
        self, status: str, after: Mapping[str, Example], before: Mapping[str, Example]
    ) -> Iterator[Difference]:
        """Compare named examples by name. One that moved to another status is not lost."""
        kept = {name for body in self.after.answers.values() for name in _examples(body)}
        for name, old, new in _both(before, after):
            if old is not None and new is None and name not in kept:
                gone = Stated(None, self.after.place)
                yield self._difference("example", "example", f"response.{status}", Stated(name, old.place), gone)
            elif old is None and new is not None:
                lacking = Stated(None, self.before.place)
                yield self._difference("example", "example", f"response.{status}", lacking, Stated(name, new.place))

    # --- a value and what is inside it

    def _whole(
        self, root: str, after: ValueFacts, before: ValueFacts, *, path: tuple[str, ...] | None = None
    ) -> Iterator[Difference]:
        """Compare a body or a parameter of two documents."""
        yield from self._walk(root, after, before, None, (), path=path)
        # Not recursively: schemas refer to each other in chains of any length.
        while self.waiting:
            root, after, before, inside = self.waiting.popleft()
            yield from self._walk(root, after, before, None, inside)

    def _below(
        self, root: str, after: ValueFacts, before: ValueFacts, seen: ValueFacts | None, inside: FieldPath
    ) -> Iterator[Difference]:
        if self.between_documents:
            self.waiting.append((root, after, before, inside))
        else:
            yield from self._walk(root, after, before, seen, inside)

    def _walk(
        self,
        root: str,
        after: ValueFacts,
        before: ValueFacts,
        seen: ValueFacts | None,
        inside: FieldPath,
        *,
        path: tuple[str, ...] | None = None,
    ) -> Iterator[Difference]:
        """Compare a value and everything inside it.

        Args:
            root: The subject of the body or the parameter.
            after: The value on the later side.
            before: The value on the earlier side, or in the reference.
            seen: The value when the page was last accepted.
            inside: The path of the value, with the names of the reference.
            path: The path to report, if the value is not a field.
        """
        subject, is_answer = subject_of(root, inside), root.startswith("response.")
        key = (before.definition, after.definition, is_answer)
        is_known = self.between_documents and bool(before.definition and after.definition) and key in self.entered
        yield from self._value(subject, after, before, inside if path is None else path, is_known=is_known)
        if is_known:
            return
        self.entered.add(key)
        if self.between_documents:
            yield from self._alternatives(root, after, before, inside)
        elif self._tells_fields(after, before):
            old, new = before.object or _no_object(before), after.object or _no_object(after)
            if self.between_pages and after.source == "schema" and before.listed:
                # A schema lists all its fields; one that names none allows any, whatever its examples show.
                new = replace(new, listed=True)
            yield from self._fields(root, new, old, seen, inside, after, before)
        elif self._tells_loss(after, before, seen):
            old, new = before.object or _no_object(before), _no_object(after, listed=after.source == "schema")
            if self.between_pages:
                new = replace(new, listed=True)
            yield from self._fields(root, new, old, seen, inside, after, before)
        for part in (ITEMS, VALUES):
            if part in after.inside and part in before.inside:
                was_seen = None if seen is None else seen.inside.get(part)
                yield from self._below(root, after.inside[part], before.inside[part], was_seen, (*inside, part))
            elif part in after.inside or part in before.inside:
                yield from self._inside(root, part, after, before, inside)

    def _inside(
        self, root: str, part: str, after: ValueFacts, before: ValueFacts, inside: FieldPath
    ) -> Iterator[Difference]:
        """Compare items, or values of a map, that only one side has a schema for: the other allows any."""
        if self.between_pages and after.source == before.source == "schema" and after.types == before.types:
            other = ValueFacts(place=after.place if part in before.inside else before.place, source="schema")
            new, old = after.inside.get(part, other), before.inside.get(part, other)
            yield from self._value(subject_of(root, (*inside, part)), new, old, (*inside, part))

    def _tells_fields(self, after: ValueFacts, before: ValueFacts) -> bool:
        """Whether the page names fields, and not only of an object that is free in the document."""
        is_free = not before.named and not before.listed
        return bool(after.named) and (not is_free or (self.between_pages and after.listed))

    def _tells_loss(self, after: ValueFacts, before: ValueFacts, seen: ValueFacts | None) -> bool:
        """Whether the page names none of the fields any more; an object that became a string differs in its type."""
        if after.named or not before.named or (after.types and "object" not in after.types):
            return False
        if after.source in ("example", "nothing") or after.is_cut:
            return False
        told_before = before.listed if self.between_pages else seen is not None and seen.listed
        return told_before or (after.source == "schema" and before.source == "schema")

    def _alternatives(
        self, root: str, after: ValueFacts, before: ValueFacts, inside: FieldPath
    ) -> Iterator[Difference]:
        """Compare the alternatives of a value that is one of several objects, matched by name."""
        old, new = ({one.name: one for one in side.objects} for side in (before, after))
        gone, come = [name for name in old if name not in new], [name for name in new if name not in old]
        same = [(old[name], new[name]) for name in old if name in new]
        # A single schema may be renamed; several cannot be matched without their names.
        if len(gone) == len(come) == 1:
            same.append((old[gone.pop()], new[come.pop()]))
        for one, other in same:
            yield from self._fields(root, other, one, None, inside, after, before)
        more: dict[str, Any] = {"path": inside, "before_value": before, "after_value": after}
        subject = subject_of(root, inside)
        # If the types differ, as when an object becomes a string, its fields are not reported too.
        for name in gone if before.kinds <= after.kinds else ():
            stated = Stated(name, old[name].place)
            yield self._difference("removed", "alternative", subject, stated, Stated(None, after.place), **more)
        for name in come if before.kinds == after.kinds else ():
            stated = Stated(name, new[name].place)
            yield self._difference("added", "alternative", subject, Stated(None, before.place), stated, **more)

    def _fields(
        self,
        root: str,
        after: ObjectFacts,
        before: ObjectFacts,
        seen: ValueFacts | None,
        inside: FieldPath,
        after_value: ValueFacts,
        before_value: ValueFacts,
    ) -> Iterator[Difference]:
        """Compare the fields of two objects."""
        was_seen = _NO_FIELDS if seen is None or seen.object is None else seen.object.fields
        both = [(name, name) for name in after.fields if name in before.fields]
        missing = {
            name: one for name, one in before.fields.items()
            if self._is_missing(one, after.fields.get(name), was_seen.get(name), listed=after.listed)
        }  # fmt: skip
        known = {*before.fields, *(self._always_sent if root == "request" and not inside else ())}
        added = {name: one for name, one in after.fields.items() if name not in known}
        open_ones = {
            (name,): one for name, one in missing.items() if not self._is_settled(subject_of(root, (*inside, name)))
        }
        certain = {(name,): one for name, one in added.items() if not one.perhaps_in}
        for (theirs,), (ours,) in self._renames(certain, open_ones, lambda _one, _other: True):
            path = (*inside, ours)
            facts = added.pop(theirs)
            old, new = Stated(ours, missing.pop(ours).place), Stated(theirs, facts.place)
            fact = facts.as_json_with_children()
            yield self._renamed(subject_of(root, path), old, new, path, "field", guessed=fact)
            both.append((theirs, ours))
        for name, one in missing.items():
            if (name, name) in both:
                both.remove((name, name))
            path = (*inside, name)
            yield self._removed(subject_of(root, path), _nearest(after_value, after), one, path, "field")
        place = (before.members or before_value.at("schema")).below("properties")
        for name, one in added.items():
            path = (*inside, name)
            fact = one.as_json() if self.between_documents else one.as_json_with_children()
            yield self._added(subject_of(root, path), one, fact, place, path, "field")
        for theirs, ours in both:
            yield from self._below(
                root, after.fields[theirs], before.fields[ours], was_seen.get(theirs), (*inside, ours)
            )

    @property
    def _always_sent(self) -> Collection[str]:
        """The fields of the body that the document's operation always sends, and that need no schema."""
        stated = self.before.always_sent
        return () if stated is None or self.between_documents else stated.value["body"]

    def _renames(
        self, added: Mapping[Any, ValueFacts], removed: Mapping[Any, ValueFacts], alike: Callable[[Any, Any], bool]
    ) -> list[tuple[Any, Any]]:
        # In documents, a new name is a new name for every caller.
        return [] if self.between_documents else pairs(added, removed, alike=alike)

    def _is_settled(self, subject: str) -> bool:
        """Whether a decision says that the page lacks this; then it was not renamed."""
        return self.settled("removed", subject, None)

    def _is_missing(
        self, before: ValueFacts, after: ValueFacts | None, seen: ValueFacts | None, *, listed: bool
    ) -> bool:
        """Whether the page lacks a field that it should have.

        A field in an example counts as present, unless the page listed it before and no longer does.
        """
        if listed and after is not None and after.source == "example":
            once = before if self.between_pages else seen
            return once is not None and once.source != "example"
        if listed or after is not None:
            return after is None
        return before.source == "example" if self.between_pages else seen is not None

    # --- one value

    def _value(
        self, subject: str, after: ValueFacts, before: ValueFacts, path: tuple[str, ...], *, is_known: bool = False
    ) -> Iterator[Difference]:
        if {"example", "nothing"} & {after.source, before.source}:
            return

        def differs(kind: Kind, old: Json, new: Json, before_place: Place | None = None,
                    after_place: Place | None = None) -> Difference:  # fmt: skip
            return Difference(
                kind=kind, what="value", subject=subject, before=old, after=new, path=path, before_value=before,
                after_value=after, before_place=before_place or before.place, after_place=after_place or after.place,
            )  # fmt: skip

        if not is_known:
            yield from self._types(after, before, differs)
        if self._marks_differ(after.nullable, before.nullable):
            yield differs("nullability", bool(before.nullable), bool(after.nullable))
        if self._marks_differ(after.required, before.required):
            yield differs("required", bool(before.required), bool(after.required))
        if not is_known:
            yield from self._limits(after, before, differs)
        is_stated = after.deprecated or self.between_pages or after.source == "schema"
        if after.deprecated != before.deprecated and is_stated and not self.between_documents:
            yield differs("deprecated", before.deprecated, after.deprecated)

    def _types(self, after: ValueFacts, before: ValueFacts, differs: Callable[..., Difference]) -> Iterator[Difference]:
        if self.between_documents:
            if after.kinds != before.kinds:
                yield differs("type", sorted(before.kinds), sorted(after.kinds))
            elif after.takes_decimal_text != before.takes_decimal_text:
                yield differs("decimal text", before.takes_decimal_text, after.takes_decimal_text)
            if after.is_idempotency_key != before.is_idempotency_key:
                yield differs("idempotency key", before.is_idempotency_key, after.is_idempotency_key)
        elif self._types_differ(after, before):
            yield differs("type", _type(before), _type(after))

    def _types_differ(self, after: ValueFacts, before: ValueFacts) -> bool:
        if after.types and before.types:
            # Pages often leave the format out, but do not make one up.
            is_silent = not after.format and not self.between_pages
            return after.types != before.types or (after.format != before.format and not is_silent)
        # A schema that allows any value says so; a list that has no type does not.
        is_said = after.source == before.source == "schema"
        return is_said and after.types != before.types and (self.between_pages or not before.types)

    def _limits(
        self, after: ValueFacts, before: ValueFacts, differs: Callable[..., Difference]
    ) -> Iterator[Difference]:
        states_all = after.source == "schema" or self.between_pages
        values, known = _values(after), _values(before)
        is_opened = self.between_documents and after.is_open != before.is_open
        if (values != known or is_opened) and (
            after.values is not None or self.between_pages or self.between_documents
        ):
            yield differs("values", known, values)
        default = None if after.default is None else after.default.value
        other = None if before.default is None else before.default.value
        if (after.default is not None or states_all) and (
            not same_json(default, other) or (after.default is None) != (before.default is None)
        ):
            places = (one.default.place if one.default is not None else None for one in (before, after))
            yield differs("default", other, default, *places)
        limits, others = after.bounds.as_json(), before.bounds.as_json()
        if limits != (others if states_all else {key: value for key, value in others.items() if key in limits}):
            yield differs("bounds", others or None, limits or None)

    def _marks_differ(self, after: bool | None, before: bool | None) -> bool:
        if self.between_pages:
            return bool(after) != bool(before)
        return after is not None and before is not None and after != before

    # --- added, removed and renamed

    def _added(
        self, subject: str, facts: ValueFacts, fact: Json, place: Place, path: tuple[str, ...], what: What
    ) -> Difference:
        stated = Stated(fact, facts.place)
        return self._difference("added", what, subject, Stated(None, place), stated, path=path, after_value=facts)

    def _removed(self, subject: str, place: Place, facts: ValueFacts, path: tuple[str, ...], what: What) -> Difference:
        stated = Stated(facts.as_json(), facts.place)
        return self._difference("removed", what, subject, stated, Stated(None, place), path=path, before_value=facts)

    def _renamed(
        self,
        subject: str,
        before: Stated[str],
        after: Stated[str],
        path: tuple[str, ...],
        what: What,
        *,
        guessed: Json = None,
    ) -> Difference:
        # If only the types suggest a rename, the facts of the new name are kept.
        if guessed is not None and are_alike(after.value, before.value):
            guessed = None
        return self._difference("renamed", what, subject, before, after, path=path, guessed=guessed)


# --- Equality -----------------------------------------------------------------------------------------------------


def _template_names(facts: Facts) -> list[str]:
    return [name for one in facts.path[:1] for name in parameter_names(one.value)]


def _same_authentication(page: Authentication, ours: Authentication) -> bool:
    same = page.name.casefold() == ours.name.casefold() and page.position == ours.position
    return same and (page.scheme is None or page.scheme == ours.scheme)


def _in_range(status: str, others: Mapping[str, BodyFacts]) -> bool:
    """Whether a status such as `404` or `4XX` is among others, some of which are ranges."""
    if "default" in others and status not in others and not status.startswith("2"):
        return True
    if status.endswith("XX"):
        return any(other.startswith(status[0]) for other in others)
    return f"{status[:1]}XX" in others or (status == "default" and any(other[0] in "45" for other in others))


def _named(answers: Mapping[str, BodyFacts], success: str) -> dict[str, BodyFacts]:
    return {(success if status == SUCCESS else status): body for status, body in answers.items()}


def _moved(body: BodyFacts, reference: BodyFacts) -> BodyFacts:
    """Move fields of uncertain place to where the reference has them, if it has them in one of the two places."""
    moved = {
        path: (*facts.perhaps_in, path[-1])
        for path, facts in body.fields.items()
        if facts.perhaps_in is not None and not _has(reference, path) and _has(reference, (*facts.perhaps_in, path[-1]))
    }
    if not moved:
        return body
    fields: dict[FieldPath, ValueFacts] = {}
    for path, facts in body.fields.items():
        above = next((one for one in moved if path[: len(one)] == one), ())
        fields[(*moved[above], *path[len(above) :]) if above else path] = facts
    return BodyFacts.of_fields(body.place, fields, body.listed, body.examples)


def _has(body: BodyFacts, path: FieldPath) -> bool:
    value = body.value
    for part in path:
        value = None if value is None else value.children.get(part)
    return value is not None


def _children(body: BodyFacts) -> Mapping[str, ValueFacts]:
    return {} if body.value is None else body.value.children


def _examples(body: BodyFacts) -> dict[str, Example]:
    return {one.name: one for content in body.contents.values() for one in content.examples if one.name}


def _place(body: BodyFacts) -> Place:
    return body.component or body.place


def _value_of(content: ContentFacts) -> ValueFacts:
    """The value of a media type; without a schema, any value."""
    return content.value or ValueFacts(place=content.place, source="schema", kinds=frozenset({"any"}))


def _both(old: Mapping[str, T], new: Mapping[str, T]) -> list[tuple[str, T | None, T | None]]:
    names = [*old, *(name for name in new if name not in old)]
    return [(name, old.get(name), new.get(name)) for name in names]


def _no_object(value: ValueFacts, *, listed: bool = False) -> ObjectFacts:
    return ObjectFacts(place=value.place, listed=listed)


def _nearest(value: ValueFacts, object_: ObjectFacts) -> Place:
    """The place of an object on a page: its own, or that of its first field if only fields are stated."""
    if value.source in ("example", "nothing"):
        return next((one.place for one in value.children.values()), value.place)
    return object_.members or value.place


def _values(facts: ValueFacts) -> list[Json] | None:
    return None if facts.values is None else sorted({repr(one): one for one in facts.values}.values(), key=repr)


def _type(facts: ValueFacts) -> Json:
    kinds = sorted(facts.types)
    fact: Json = kinds[0] if len(kinds) == 1 else kinds
    return {"type": fact, "format": facts.format} if facts.format else fact


def _first_place(stated: Sequence[Stated[str]], facts: Facts) -> Place:
    return stated[0].place if stated else facts.place


def same_json(one: Json, other: Json) -> bool:
    """Whether two JSON values are equal; unlike in Python, true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other
