"""What differs between the facts of a page and those of a document, or of an earlier page.

A fact that the page leaves unstated differs from nothing. One change of the page is one difference: a field that was
renamed is not also added and removed, and one that the list and the example both show changed is not reported for
each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ..drift.pages import calls
from .disagreements import Kind, Severity
from .facts import (
    ITEMS,
    SUCCESS,
    Authentication,
    BodyFacts,
    Facts,
    FieldPath,
    Json,
    ParameterKey,
    Place,
    Stated,
    ValueFacts,
)
from .json_values import is_list, is_mapping, snake
from .pairing import are_alike, pairs

Against = Literal["document", "page"]
"""What the facts of a page are held against. Of two pages, what one states and the other does not is a change too."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One difference, not yet of any operation."""

    kind: Kind
    subject: str
    page: Place
    reference: Place
    page_fact: Json
    reference_fact: Json
    message: str
    severity: Severity
    path: FieldPath = ()
    source: str = "list"
    """What on the page states it."""
    doubt: str = ""
    """Why the page may mean something else, if it may."""
    guessed: Json = None
    """Of what may as well be removed, and another one added: the facts of the added one."""


Settled = Callable[[Kind, str, Json], bool]
"""Whether a difference of this kind, subject and page's fact was decided upon."""


def _nothing_settled(kind: Kind, subject: str, page_fact: Json) -> bool:
    del kind, subject, page_fact
    return False


def differences(
    page: Facts,
    reference: Facts,
    *,
    seen: Facts | None = None,
    settled: Settled = _nothing_settled,
    against: Against = "document",
) -> list[Difference]:
    """Everything that differs, but for examples.

    Args:
        page: What the page states.
        reference: What the document states.
        seen: What the page stated when it was last looked at: what has gone since is removed, where a page shows
            fields without listing them all.
        settled: What was decided; what a decision says the page lacks is not taken for renamed.
        against: What the reference is.
    """
    return list(_Comparison(page, reference, seen, settled, against).run())


def success_status(reference: Facts) -> str:
    """The status of the answer that a page describes without naming it."""
    good = [status for status in reference.answers if status.startswith("2")]
    with_body = [status for status in good if reference.answers[status].fields]
    return (with_body or good or [SUCCESS])[0]


def subject_of(root: str, path: FieldPath) -> str:
    """A field's subject: the clients' names, `[]` for the items of a list."""
    text = root
    for part in path:
        text += ITEMS if part == ITEMS else "." + (snake(part) or part)
    return text


class _Comparison:
    def __init__(self, page: Facts, reference: Facts, seen: Facts | None, settled: Settled, against: Against) -> None:
        self.page = page
        self.reference = reference
        self.seen = seen
        self.settled = settled
        self.between_pages = against == "page"
        self.the_reference = "the earlier page" if self.between_pages else "the document"

    def run(self) -> Iterator[Difference]:
        yield from self._call()
        yield from self._parameters()
        yield from self._request()
        yield from self._answers()

    # --- method, path, server, key

    def _call(self) -> Iterator[Difference]:
        method, path = self.reference.method[0], self.reference.path[0]
        whole = {_whole(server.value, path.value) for server in self.reference.servers}
        for one in self.page.method:
            if one.value.upper() != method.value.upper():
                yield self._stated("method", one, method, one.value.upper(), method.value)
                break
        for one in self.page.path:
            # A page may count to the server what the document counts to the path.
            elsewhere = any(_whole(server.value, one.value) in whole for server in self.page.servers)
            if not _same_path(one.value, path.value) and not elsewhere:
                yield self._stated("path", one, path, one.value, path.value)
                break
        servers = {server.value for server in self.reference.servers}
        for one in self.page.servers:
            elsewhere = any(_whole(one.value, stated.value) in whole for stated in self.page.path)
            if one.value.rstrip("/") not in servers and not elsewhere and (servers or self.between_pages):
                at = self.reference.servers[0] if self.reference.servers else path
                yield self._stated("server", one, at, one.value, sorted(servers))
                break
        if self.between_pages and servers and not self.page.servers:
            lost = self.reference.servers[0]
            yield self._stated("server", Stated(None, self.page.place), lost, None, sorted(servers))
        yield from self._authentication()

    def _authentication(self) -> Iterator[Difference]:
        known = self.reference.authentication
        for one in self.page.authentication:
            if not any(_same_authentication(one.value, other.value) for other in known):
                at = known[0] if known else self.reference.path[0]
                facts = [other.value.as_json() for other in known]
                yield self._stated("authentication", one, at, one.value.as_json(), facts)
                return

    def _stated(self, kind: Kind, page: Stated[Any], reference: Stated[Any], fact: Json, other: Json) -> Difference:
        message = f"the page has {told(fact)}, {self.the_reference} {told(other)}"
        return Difference(
            kind=kind, subject=kind, page=page.place, reference=reference.place, page_fact=fact, reference_fact=other,
            message=message, severity="error",
        )  # fmt: skip

    # --- parameters

    def _parameters(self) -> Iterator[Difference]:
        page, reference = dict(self.page.parameters), dict(self.reference.parameters)
        names = self._path_names(page)
        renamed: dict[ParameterKey, ParameterKey] = {}
        own = [name for position, name in reference if position == "path"]
        if len(names) == len(own):
            for theirs, ours in zip(names, own, strict=True):
                renamed[("path", theirs)] = ("path", ours)
        for key, other in renamed.items():
            facts = page.pop(key, None)
            known = reference.pop(other)
            subject = f"parameter.{snake(other[1])}"
            called = [key[1], *self._other_names(other[1], key[1], own, names)]
            different = next((name for name in called if name != other[1]), None)
            if different is not None:
                place = facts.place if facts is not None else self.page.path[0].place
                if facts is not None and different != key[1] and self.page.path:
                    place = self.page.path[0].place
                yield self._renamed(subject, place, known.place, different, other[1], other)
            if facts is not None:
                yield from self._value(subject, facts, known, other)
            elif self._gone_parameter(("path", other[1]), key):
                # Elsewhere under its name: moved, which is one difference.
                for moved in [one for one in page if one[1] == key[1]]:
                    del page[moved]
                yield self._removed(subject, self.page.place, known, other)
        yield from self._other_parameters(page, reference)

    def _path_names(self, page: dict[ParameterKey, ValueFacts]) -> list[str]:
        """The page's parameters of the path, in their order; the list counts, else the path itself."""
        listed = [name for position, name in page if position == "path"]
        return listed or _template_names(self.page)

    def _other_names(self, ours: str, theirs: str, own: Sequence[str], names: Sequence[str]) -> list[str]:
        """What the path itself calls the parameter that a list calls otherwise."""
        in_path = _template_names(self.page)
        if len(in_path) != len(own):
            return []
        name = in_path[own.index(ours)]
        return [] if name == theirs or name in names else [name]

    def _gone_parameter(self, ours: ParameterKey, theirs: ParameterKey) -> bool:
        if ours[0] in self.page.parameters_listed and self.page.parameters:
            return True
        before: Mapping[ParameterKey, ValueFacts] = {} if self.seen is None else self.seen.parameters
        return any(key in before for key in (ours, theirs))

    def _other_parameters(
        self, page: dict[ParameterKey, ValueFacts], reference: dict[ParameterKey, ValueFacts]
    ) -> Iterator[Difference]:
        new: dict[ParameterKey, ValueFacts] = {}
        for key, facts in page.items():
            if key in reference:
                yield from self._value(f"parameter.{snake(key[1])}", facts, reference.pop(key), key)
            else:
                new[key] = facts
        seen: dict[ParameterKey, ValueFacts] = {} if self.seen is None else dict(self.seen.parameters)
        gone = {
            key: facts for key, facts in reference.items()
            if key[0] in self.page.parameters_listed or key in seen
        }  # fmt: skip
        open_ones = {key: one for key, one in gone.items() if not self._is_settled(f"parameter.{snake(key[1])}")}
        for theirs, ours in pairs(new, open_ones, alike=lambda a, b: a[0] == b[0]):
            subject = f"parameter.{snake(ours[1])}"
            fact = {"in": theirs[0], **new[theirs].as_json()}
            yield self._renamed(subject, new[theirs].place, gone[ours].place, theirs[1], ours[1], ours, guessed=fact)
            yield from self._value(subject, new.pop(theirs), gone.pop(ours), ours)
        for key, facts in gone.items():
            moved = next((other for other in new if other[1] == key[1]), None)
            yield self._removed(f"parameter.{snake(key[1])}", self.page.place, facts, key)
            if moved is not None:
                del new[moved]
        for key, facts in new.items():
            place = self._where_parameters_belong()
            yield self._added(f"parameter.{snake(key[1])}", facts, {"in": key[0], **facts.as_json()}, place, key)

    def _where_parameters_belong(self) -> Place:
        place = self.reference.method[0].place
        return place if place.pointer is None else replace(place, pointer=place.pointer + "/parameters")

    # --- bodies

    def _request(self) -> Iterator[Difference]:
        page, reference = self.page.body, self.reference.body
        if page is None:
            return
        if reference is None:
            place = self.reference.method[0].place
            fact = {".".join(path): one.as_json() for path, one in page.fields.items()}
            yield Difference(
                kind="added", subject="request", page=page.place, reference=place, page_fact=fact, reference_fact=None,
                message="the page describes a body of the request, the document none", severity="error",
            )  # fmt: skip
            return
        seen = None if self.seen is None else self.seen.body
        yield from self._fields("request", page, reference, seen, (), ())

    def _answers(self) -> Iterator[Difference]:
        success = success_status(self.reference)
        if self.between_pages and success == SUCCESS:
            success = success_status(self.page)
        ours = {(success if status == SUCCESS else status): body for status, body in self.reference.answers.items()}
        theirs = {(success if status == SUCCESS else status): body for status, body in self.page.answers.items()}
        seen = {} if self.seen is None else {
            (success if status == SUCCESS else status): body for status, body in self.seen.answers.items()
        }  # fmt: skip
        theirs = self._with_decided(theirs, ours, success)
        seen = self._with_decided(seen, ours, success)
        for status, body in theirs.items():
            if status in ours:
                known = ours[status]
                yield from self._fields(f"response.{status}", _placed(body, known), known, seen.get(status), (), ())
            elif not _in_range(status, ours):
                yield self._status(status, body.place, self._where_answers_belong(), stated=True)
        for status, body in ours.items():
            gone = status not in theirs and not _in_range(status, theirs)
            if gone and (self.page.statuses_listed or status in seen or (self.between_pages and status != success)):
                yield self._status(status, self.page.place, body.place, stated=False)

    def _with_decided(
        self, answers: Mapping[str, BodyFacts], ours: dict[str, BodyFacts], success: str
    ) -> dict[str, BodyFacts]:
        """The answers of a page, with what it shows under statuses of which it was decided that there are none.

        Such a body comes under a status of the document. It is taken for the one with which it has most fields in
        common; among equals, for the success.
        """
        known = dict(answers)
        candidates = sorted(ours, key=lambda status: status != success)
        for status, body in answers.items():
            decided = status not in ours and self.settled("status", f"response.{status.lower()}", True)
            if not decided or _in_range(status, ours) or not candidates:
                continue
            names = set(body.children(()))
            meant = max(candidates, key=lambda one: len(names & set(ours[one].fields)))
            like = known.get(meant, BodyFacts(place=body.place))
            known[meant] = replace(like, fields={**body.fields, **like.fields})
        return known

    def _status(self, status: str, page: Place, reference: Place, *, stated: bool) -> Difference:
        has, lacks = ("the page", self.the_reference) if stated else (self.the_reference, "the page")
        return Difference(
            kind="status", subject=f"response.{status.lower()}", page=page, reference=reference, page_fact=stated,
            reference_fact=not stated, message=f"{has} has status {status}, {lacks} has not",
            severity="warning" if stated else "info",
        )  # fmt: skip

    def _where_answers_belong(self) -> Place:
        place = self.reference.method[0].place
        return place if place.pointer is None else replace(place, pointer=place.pointer + "/responses")

    def _fields(
        self, root: str, page: BodyFacts, reference: BodyFacts, seen: BodyFacts | None, path: FieldPath, ours: FieldPath
    ) -> Iterator[Difference]:
        """Compare a value and what is in it; `path` is the page's, `ours` the reference's, which differ if renamed."""
        facts, known = page.fields.get(path), reference.fields.get(ours)
        if facts is not None and known is not None:
            yield from self._value(subject_of(root, ours), facts, known, ours)
        new = page.children(path)
        gone = reference.children(ours)
        free = not gone and ours not in reference.listed
        if not new or (free and (not self.between_pages or path not in page.listed)):
            # The page tells nothing of what is inside, or the document lets anything in.
            return
        both: list[tuple[FieldPath, FieldPath]] = [(one, (*ours, one[-1])) for one in new if (*ours, one[-1]) in gone]
        listed = path in page.listed
        before = {} if seen is None else seen.children(path)
        missing = {
            one: value for one, value in gone.items()
            if one[-1] != ITEMS and self._is_missing(one, path, new, before, listed=listed, reference=reference)
        }  # fmt: skip
        open_ones = {one: value for one, value in missing.items() if not self._is_settled(subject_of(root, one))}
        added = {one: value for one, value in new.items() if one[-1] != ITEMS and (*ours, one[-1]) not in gone}
        place = self._where_fields_belong(reference, ours)
        for theirs, other in pairs({one: value for one, value in added.items() if not value.perhaps_in}, open_ones):
            yield self._renamed(
                subject_of(root, other), added[theirs].place, missing[other].place, theirs[-1], other[-1], other,
                guessed=_with_members(page, theirs),
            )  # fmt: skip
            both.append((theirs, other))
            del added[theirs], missing[other]
        for one, value in missing.items():
            if one[-1] in {path[-1] for path in new} and (*path, one[-1]) in new:
                both.remove(((*path, one[-1]), one))
            yield self._removed(subject_of(root, one), _nearest(page, path), value, one)
        for one, value in added.items():
            fact = _with_members(page, one)
            yield self._added(subject_of(root, (*ours, one[-1])), value, fact, place, (*ours, one[-1]))
        for theirs, other in both:
            yield from self._fields(root, page, reference, seen, theirs, other)

    def _is_settled(self, subject: str) -> bool:
        """Whether it was decided that the page lacks this: then it has no other name there."""
        return self.settled("removed", subject, None)

    def _is_missing(
        self,
        one: FieldPath,
        path: FieldPath,
        new: dict[FieldPath, ValueFacts],
        before: dict[FieldPath, ValueFacts],
        *,
        listed: bool,
        reference: BodyFacts,
    ) -> bool:
        """Whether the page does not have a field that it would have.

        What an example shows is on the page; but what was listed once, and is not any more, is gone from the list.
        """
        here = new.get((*path, one[-1]))
        if listed and here is not None and here.source == "example":
            once = reference.fields.get(one) if self.between_pages else before.get((*path, one[-1]))
            return once is not None and once.source != "example"
        if listed:
            return here is None
        if self.between_pages:
            return here is None and reference.fields[one].source == "example"
        return here is None and (*path, one[-1]) in before

    def _where_fields_belong(self, reference: BodyFacts, path: FieldPath) -> Place:
        facts = reference.fields.get(path)
        if facts is None:
            return reference.place
        if facts.members is None or facts.members.pointer is None:
            return facts.place
        return replace(facts.members, pointer=facts.members.pointer + "/properties")

    # --- one value

    def _value(self, subject: str, page: ValueFacts, known: ValueFacts, path: tuple[str, ...]) -> Iterator[Difference]:
        if page.source == "example" or known.source == "example":
            return

        def differs(kind: Kind, fact: Json, other: Json, severity: Severity) -> Difference:
            place = page.default.place if kind == "default" and page.default is not None else page.place
            at = known.default.place if kind == "default" and known.default is not None else known.place
            message = f"the page says {_words(kind, fact)}, {self.the_reference} {_words(kind, other)}"
            if kind == "values" and fact is not None and other is not None:
                message = self._values_that_differ(fact, other)
            return Difference(
                kind=kind, subject=subject, page=place, reference=at, page_fact=fact, reference_fact=other,
                message=message, severity=severity, path=path, source=page.source,
            )  # fmt: skip

        if (page.types and known.types and page.types != known.types) or (
            page.format and known.format and page.format != known.format
        ):
            yield differs("type", _type(page), _type(known), "error")
        answer = subject.startswith("response.")
        if self._marks_differ(page.nullable, known.nullable):
            broken = bool(page.nullable) == answer
            yield differs("nullability", bool(page.nullable), bool(known.nullable), "error" if broken else "info")
        if self._marks_differ(page.required, known.required):
            broken = bool(page.required) != answer
            yield differs("required", bool(page.required), bool(known.required), "error" if broken else "info")
        yield from self._limits(page, known, differs)

    def _limits(
        self, page: ValueFacts, known: ValueFacts, differs: Callable[[Kind, Json, Json, Severity], Difference]
    ) -> Iterator[Difference]:
        if _values(page) != _values(known) and (page.values is not None or self.between_pages):
            yield differs("values", _values(page), _values(known), "warning")
        states_all = page.source == "schema" or self.between_pages
        default = None if page.default is None else page.default.value
        other = None if known.default is None else known.default.value
        if (page.default is not None or states_all) and (
            not _same_json(default, other) or (page.default is None) != (known.default is None)
        ):
            yield differs("default", default, other, "warning")
        limits, others = page.bounds.as_json(), known.bounds.as_json()
        if not states_all:
            others = {key: value for key, value in others.items() if key in limits}
        if limits != others:
            yield differs("bounds", limits or None, known.bounds.as_json() or None, "warning")

    def _values_that_differ(self, page: Sequence[Json], known: Sequence[Json]) -> str:
        new = [one for one in page if not any(_same_json(one, other) for other in known)]
        gone = [one for one in known if not any(_same_json(one, other) for other in page)]
        said = [f"the page has {told(new)}, {self.the_reference} has not"] if new else []
        said += [f"only {self.the_reference} has {told(gone)}"] if gone else []
        return "; ".join(said)

    def _marks_differ(self, page: bool | None, known: bool | None) -> bool:
        if self.between_pages:
            return bool(page) != bool(known)
        return page is not None and known is not None and page != known

    # --- there or not

    def _added(self, subject: str, facts: ValueFacts, fact: Json, place: Place, path: tuple[str, ...]) -> Difference:
        kinds = f" ({_type_words(facts)})" if facts.types else ""
        within = ".".join(facts.perhaps_in or ())
        doubt = (
            f"whether it stands in `{within}` or beside it cannot be told from this form of the page" if within else ""
        )
        return Difference(
            kind="added", subject=subject, page=facts.place, reference=place, page_fact=fact, reference_fact=None,
            message=f"the page has `{path[-1]}`{kinds}, {self.the_reference} has not" + (f"; {doubt}" if doubt else ""),
            doubt=doubt, severity="error" if facts.required and not subject.startswith("response.") else "warning",
            path=path, source=facts.source,
        )  # fmt: skip

    def _removed(self, subject: str, page: Place, facts: ValueFacts, path: tuple[str, ...]) -> Difference:
        return Difference(
            kind="removed", subject=subject, page=page, reference=facts.place, page_fact=None,
            reference_fact=facts.as_json(), message=f"{self.the_reference} has `{path[-1]}`, the page has not",
            severity="error" if facts.required or subject.startswith("parameter.") else "warning", path=path,
        )  # fmt: skip

    def _renamed(
        self,
        subject: str,
        page: Place,
        reference: Place,
        new: str,
        old: str,
        path: tuple[str, ...],
        *,
        guessed: Json = None,
    ) -> Difference:
        # Where only types tell that it is a rename, what the page states of the new name is kept.
        if guessed is not None and are_alike(new, old):
            guessed = None
        guess = "" if guessed is None else f" (a guess: perhaps `{old}` was removed, and `{new}` added)"
        return Difference(
            kind="renamed", subject=subject, page=page, reference=reference, page_fact=new, reference_fact=old,
            message=f"the page calls it `{new}`, {self.the_reference} `{old}`{guess}", severity="error", path=path,
            guessed=guessed,
        )  # fmt: skip


# --- What is the same, and how it is told -------------------------------------------------------------------------


def _template_names(facts: Facts) -> list[str]:
    return [name for one in facts.path[:1] for name in re.findall(r"\{([^{}]+)\}", one.value)]


def _whole(server: str, path: str) -> tuple[str, ...]:
    origin, base = calls.split_url(server)
    return (origin.casefold(), *calls.segments(base), *calls.segments(path))


def _same_path(stated: str, ours: str) -> bool:
    if "{" in stated or stated.endswith("/") or "{" not in ours:
        return calls.same_template(stated, ours)
    return calls.fits(stated, ours)


def _same_authentication(page: Authentication, ours: Authentication) -> bool:
    same = page.name.casefold() == ours.name.casefold() and page.position == ours.position
    return same and (page.scheme is None or page.scheme == ours.scheme)


def _in_range(status: str, others: dict[str, BodyFacts]) -> bool:
    """Whether `4XX` or `404` is among statuses of which some are ranges."""
    if "default" in others and status not in others and not status.startswith("2"):
        return True
    if status.endswith("XX"):
        return any(other.startswith(status[0]) for other in others)
    return f"{status[:1]}XX" in others or (status == "default" and any(other[0] in "45" for other in others))


def _placed(body: BodyFacts, reference: BodyFacts) -> BodyFacts:
    """A body whose fields of unknown place stand where the reference has them, if it has them in one of two."""
    moved = {
        path: (*facts.perhaps_in, path[-1])
        for path, facts in body.fields.items()
        if facts.perhaps_in is not None and path not in reference.fields
        and (*facts.perhaps_in, path[-1]) in reference.fields
    }  # fmt: skip
    if not moved:
        return body
    fields: dict[FieldPath, ValueFacts] = {}
    for path, facts in body.fields.items():
        above = next((one for one in moved if path[: len(one)] == one), ())
        fields[(*moved[above], *path[len(above) :]) if above else path] = facts
    return replace(body, fields=fields)


def _nearest(body: BodyFacts, path: FieldPath) -> Place:
    while path and path not in body.fields:
        path = path[:-1]
    facts = body.fields.get(path)
    if facts is None or facts.source == "example":
        children = body.children(path)
        return next(iter(children.values())).place if children else body.place
    return facts.place if facts.members is None else facts.members


def _with_members(body: BodyFacts, path: FieldPath) -> Json:
    fact = body.fields[path].as_json()
    children = {one[-1]: _with_members(body, one) for one in body.children(path)}
    items = children.pop(ITEMS, None)
    return {**fact, **({"fields": children} if children else {}), **({"items": items} if items is not None else {})}


def _values(facts: ValueFacts) -> list[Json] | None:
    return None if facts.values is None else sorted({repr(one): one for one in facts.values}.values(), key=repr)


def _same_json(one: Json, other: Json) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _type(facts: ValueFacts) -> Json:
    kinds = sorted(facts.types)
    fact: Json = kinds[0] if len(kinds) == 1 else kinds
    return {"type": fact, "format": facts.format} if facts.format else fact


def _type_words(facts: ValueFacts) -> str:
    words = " or ".join(sorted(facts.types)) + (f", {facts.format}" if facts.format else "")
    return words + (", may be null" if facts.nullable else "") + (", required" if facts.required else "")


def told(fact: Json) -> str:
    """A fact in words."""
    if fact is None or fact == []:
        return "none"
    if is_list(fact):
        return ", ".join(told(one) for one in fact)
    if is_mapping(fact) and "name" in fact:
        scheme = f" with {fact['scheme']}" if fact.get("scheme") else ""
        return f"`{fact['name']}` ({fact.get('in', 'header')}){scheme}"
    return f"`{fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False)}`"


_PHRASES: Final[dict[str, tuple[str, str]]] = {
    "nullability": ("may be null", "is never null"),
    "required": ("required", "optional"),
}


def _words(kind: Kind, fact: Json) -> str:
    if kind in _PHRASES:
        return _PHRASES[kind][0 if fact else 1]
    if fact is None:
        return {"values": "nothing of its values", "default": "no default", "bounds": "no bounds"}.get(kind, "nothing")
    if is_mapping(fact):
        return ", ".join(f"{key} {value}" for key, value in fact.items())
    return told(fact)
