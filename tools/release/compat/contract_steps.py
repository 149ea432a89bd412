"""Differences between a document and its released version, each with the version step that it requires.

In a response, a change is breaking if the client would reject responses that it accepted before, or if a value gets
another Python type: for example a field that becomes required, or one that may now be missing. In a request, everything
that was allowed must stay allowed. Descriptions are not part of the contract.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ...contract.differences import (
    Difference,
    Kind,
    OperationPair,
    What,
    operation_differences,
    server_differences,
)
from ...contract.documents import Document
from ...contract.facts import ITEMS, VALUES, Facts, FieldPath, Json, Place, ValueFacts
from ...contract.findings import pointer
from ...contract.from_openapi import OpenAPI
from ...contract.json_tree import as_list, is_list, is_mapping
from ...contract.openapi_index import Index
from .changes import Change, Step


def compare(old: Document, new: Document) -> list[Change]:
    """Compare two documents; the changes with the largest step come first."""
    before, reader = OpenAPI(old).facts(), OpenAPI(new)
    after = reader.facts()
    changes = [_change(one, _of_server(one)) for one in server_differences(before, after)]
    for pair in operation_differences(before, after):
        changes += _of_operation(pair)
    changes = _together(changes)
    if old.data != new.data and not changes:
        place = reader.place(_first_difference(old.data, new.data))
        changes = [_change_at(place, Step.PATCH, "text", "only texts, examples or unused parts differ")]
    return sorted(changes, key=lambda change: (-change.step, change.line or 0, change.pointer or "", change.reason))


def calls(document: Document) -> dict[str, str]:
    """What people call, by operationId: `videos.get` for `videos_get`. An operationId without its tag is left out."""
    found: dict[str, str] = {}
    for operation in Index(document).operations:
        name, tags = operation.data.get("operationId"), as_list(operation.data.get("tags"))
        if isinstance(name, str) and tags and name.startswith(f"{tags[0]}_"):
            found[name] = f"{tags[0]}.{name.removeprefix(f'{tags[0]}_')}"
    return found


@frozen
class _Verdict:
    """The meaning of a difference for users."""

    step: Step
    reason: str
    kind: str = ""
    """If it differs from the kind of the difference."""
    place: Place | None = None
    """If it differs from the location of the difference."""
    is_before: bool = False
    """Whether that place is in the released document."""


Judge: TypeAlias = Callable[[Difference, Facts, Facts], Iterable[_Verdict]]


def _of_server(one: Difference) -> _Verdict:
    if one.what == "region" and None in (one.before, one.after):
        is_new = one.before is None
        return _Verdict(
            Step.MINOR if is_new else Step.MAJOR, f"the region {one.detail!r} is {'new' if is_new else 'gone'}"
        )
    name = "the default server" if one.what == "server" else f"the server of the region {one.detail!r}"
    return _Verdict(Step.MAJOR, f"{name} was {one.before} and is {one.after}: requests go elsewhere")


def _of_operation(pair: OperationPair) -> Iterator[Change]:
    before, after = pair.before, pair.after
    if before is not None and after is None:
        reason = f"the operation `{_id(before)}` ({before.call}) is gone"
        yield _change_at(before.place, Step.MAJOR, "removed", reason, _id(before), is_before=True)
    elif before is None and after is not None:
        reason = f"the operation `{_id(after)}` ({after.call}) is new"
        yield _change_at(after.place, Step.MINOR, "added", reason, _id(after))
    elif before is not None and after is not None:
        for one in pair.differences:
            for verdict in _JUDGES[one.what, one.kind](one, before, after):
                yield _change(one, verdict, _id(after))


# --- The call -----------------------------------------------------------------------------------------------------


def _address(_one: Difference, before: Facts, after: Facts) -> Iterator[_Verdict]:
    reason = f"the call was `{before.call}` and is `{after.call}`: requests go to another address"
    yield _Verdict(Step.MAJOR, reason, place=after.place)


def _operation_renamed(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"the operation `{one.before}` is now called `{one.after}`, and so is the method")


def _deprecated(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    if one.after:
        yield _Verdict(Step.MINOR, "the operation is now deprecated")


def _idempotent(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    if one.after:
        yield _Verdict(Step.MINOR, "the operation is now idempotent: failed calls are retried")
    else:
        yield _Verdict(Step.MAJOR, "the operation is no longer idempotent: failed calls are not retried")


def _always_sent(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"each request had {_fixed(one.before)} and has {_fixed(one.after)} now")


def _fixed(sent: Json) -> str:
    parts = [f"`{name}`: {json.dumps(value)} in the {place}" for place in sent for name, value in sent[place].items()]
    return ", ".join(parts) or "nothing fixed"


def _authentication(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    if not one.after:
        yield _Verdict(Step.MINOR, "the operation no longer takes a key")
    elif not one.before:
        yield _Verdict(Step.MAJOR, "the operation now takes a key")
    else:
        yield _Verdict(Step.MAJOR, "the key is sent in another way")


def _own_server(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    told = f"{', '.join(one.before)} and are {', '.join(one.after)}"
    yield _Verdict(Step.MAJOR, f"the servers of the operation were {told}: requests go elsewhere")


# --- Parameters ---------------------------------------------------------------------------------------------------


def _parameter_removed(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"the {one.path[0]} parameter `{one.path[1]}` is gone")


def _parameter_added(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    told = f"the {one.path[0]} parameter `{one.path[1]}` is new"
    if one.after_value is not None and one.after_value.required:
        yield _Verdict(Step.MAJOR, f"{told} and required", "required")
    else:
        yield _Verdict(Step.MINOR, f"{told} and optional")


def _parameter_renamed(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"the parameter `{one.before}` is now called `{one.after}`, and so is the argument")


def _style(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    reason = f"the parameter `{one.path[1]}` is serialized differently (`{one.detail}`)"
    yield _Verdict(Step.MAJOR, reason, place=one.after_place)


# --- Bodies and answers -------------------------------------------------------------------------------------------


def _body_added(_one: Difference, _before: Facts, after: Facts) -> Iterator[_Verdict]:
    is_required = after.body is not None and bool(after.body.required)
    yield _Verdict(Step.MAJOR if is_required else Step.MINOR, "the operation now takes a body")


def _body_removed(_one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, "the operation no longer takes a body")


def _body_required(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    told = "is now required" if one.after else "is now optional"
    yield _Verdict(Step.MAJOR if one.after else Step.MINOR, f"the body {told}")


def _status(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    if one.after:
        yield _Verdict(Step.MINOR, f"the status {one.detail} is newly documented")
    else:
        step = Step.MAJOR if one.detail.startswith("2") else Step.MINOR
        yield _Verdict(step, f"the status {one.detail} is no longer documented")


def _header(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    told = f"the header {one.detail} of status {one.subject.partition('.')[2]}"
    if one.kind == "request id":
        now = "now" if one.after else "no longer"
        reason = f"{told} is {now} the source of an error's request id"
        yield _Verdict(Step.MINOR if one.after else Step.MAJOR, reason)
    elif one.kind == "added":
        yield _Verdict(Step.MINOR, f"{told} is newly documented")
    else:
        yield _Verdict(Step.MAJOR, f"{told} is no longer documented")


def _content(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    subject = _root_name(one.subject)
    if one.kind == "type":
        yield _Verdict(Step.MAJOR, f"{subject} now has content")
    elif one.kind == "added":
        yield _Verdict(Step.MINOR, f"{subject} may now be {one.detail}")
    else:
        yield _Verdict(Step.MAJOR, f"{subject} is no longer {one.detail}")


def _example(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    """Judge a named example; `testing` can be asked to respond with it."""
    status = one.subject.partition(".")[2]
    if one.after is None:
        reason = f"the example `{one.before}` of status {status} is gone: the fake can no longer respond with it"
        yield _Verdict(Step.MAJOR, reason)
    else:
        reason = f"the example `{one.after}` of status {status} is new: the fake can respond with it"
        yield _Verdict(Step.MINOR, reason)


# --- Fields -------------------------------------------------------------------------------------------------------


def _field_removed(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"{_name(one, one.path[:-1])}: the field `{one.path[-1]}` is gone")


def _field_added(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    told = f"{_name(one, one.path[:-1])}: the field `{one.path[-1]}` is new"
    if one.after_value is None or not one.after_value.required:
        yield _Verdict(Step.MINOR, told)
    elif one.is_answer:
        yield _Verdict(Step.MAJOR, f"{told} and required: responses without it are rejected", "required")
    else:
        yield _Verdict(Step.MAJOR, f"{told} and must be sent", "required")


def _alternative_removed(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    yield _Verdict(Step.MAJOR, f"{_name(one, one.path)} is no longer a `{one.before}` in some cases")


def _alternative_added(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    reason = f"{_name(one, one.path)} may now also be a `{one.after}`"
    yield _Verdict(Step.MAJOR if one.is_answer else Step.MINOR, reason)


# --- Values -------------------------------------------------------------------------------------------------------


def _value(one: Difference, _before: Facts, _after: Facts) -> Iterator[_Verdict]:
    """Judge one value: a parameter, a field or a whole body."""
    before, after = one.before_value, one.after_value
    if before is not None and after is not None:
        subject, place = _name(one, one.path), after.at("schema")
        for verdict in _OF_VALUES[one.kind](one, before, after, subject):
            yield verdict if verdict.place is not None else evolve(verdict, place=place)


def _required(one: Difference, before: ValueFacts, after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    place = after.place
    if one.subject.startswith("parameter.") and "name" in after.parts:
        told = "is now required" if one.after else "is now optional"
        yield _Verdict(Step.MAJOR if one.after else Step.MINOR, f"{subject} {told}", place=place)
    elif not one.is_answer:
        told = "must now be sent" if one.after else "need no longer be sent"
        yield _Verdict(Step.MAJOR if one.after else Step.MINOR, f"{subject} {told}")
    elif one.after:
        yield _Verdict(Step.MAJOR, f"{subject} is now required: responses without it are rejected")
    elif before.nullable or "any" in before.kinds:
        reason = f"{subject} may now be missing, which is read as None, as null was before"
        yield _Verdict(Step.MINOR, reason)
    else:
        yield _Verdict(Step.MAJOR, f"{subject} may now be missing: its Python type gains `| None`")


def _nullability(one: Difference, before: ValueFacts, after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    is_field = one.path[-1:] not in ((), (ITEMS,), (VALUES,))
    if "any" in before.kinds | after.kinds:
        return
    if not one.is_answer:
        told = "may now be null" if one.after else "may no longer be null"
        yield _Verdict(Step.MINOR if one.after else Step.MAJOR, f"{subject} {told}")
    # An optional field of a response is None if it is missing or null.
    elif not is_field or (before.required and after.required):
        told = "now be null: its Python type gains `| None`"
        told = told if one.after else "no longer be null: responses with null are now rejected"
        yield _Verdict(Step.MAJOR, f"{subject} may {told}")


def _type(one: Difference, before: ValueFacts, after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    told = f"{subject} was {_told(before.kinds)} and is {_told(after.kinds)}"
    if not one.is_answer and _holds(after.kinds, before.kinds):
        yield _Verdict(Step.MINOR, f"{told}: more is accepted")
    else:
        yield _Verdict(Step.MAJOR, f"{told}: the Python type changes")


def _decimal_text(one: Difference, _before: ValueFacts, _after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    now = "is now" if one.after else "is no longer"
    reason = f"{subject}: a decimal string {now} read as a number"
    yield _Verdict(Step.MINOR if one.after else Step.MAJOR, reason, "type")


def _idempotency_key(one: Difference, _before: ValueFacts, _after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    now = "now makes" if one.after else "no longer makes"
    yield _Verdict(Step.MINOR if one.after else Step.MAJOR, f"{subject} {now} a call safe to retry")


def _values(one: Difference, before: ValueFacts, after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    is_closed = not one.is_answer and not after.is_open
    if before.values is None:
        effect = "other values are now rejected" if is_closed else "other values are still accepted"
        reason = f"{subject} now names its known values; {effect}"
        yield _Verdict(Step.MAJOR if is_closed else Step.MINOR, reason)
        return
    if after.values is None:
        step = Step.MAJOR if one.is_answer or before.is_open else Step.MINOR
        yield _Verdict(step, f"{subject} no longer names its known values")
        return
    known, named = _value_places(before), _value_places(after)
    for value in sorted(known.keys() - named.keys()):
        reason = f"{subject}: the known value {value!r} is gone, also from the type"
        yield _Verdict(Step.MAJOR, reason, place=known[value], is_before=True)
    for value in sorted(named.keys() - known.keys()):
        yield _Verdict(Step.MINOR, f"{subject}: {value!r} is a new known value", place=named[value])
    if not one.is_answer and before.is_open != after.is_open:
        now = "are now accepted" if after.is_open else "are now rejected"
        step = Step.MINOR if after.is_open else Step.MAJOR
        yield _Verdict(step, f"{subject}: values that are not listed {now}")


def _bounds(one: Difference, before: ValueFacts, after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    old, new = before.bounds.as_json(), after.bounds.as_json()
    for key in sorted(key for key in {*old, *new} if not one.is_answer and old.get(key) != new.get(key)):
        told = f"{subject}: `{key}` was {_shown(old.get(key))} and is {_shown(new.get(key))}"
        if _is_wider(key, old.get(key), new.get(key)) or _is_moved(key, old, new):
            yield _Verdict(Step.MINOR, f"{told}: more is accepted")
        else:
            yield _Verdict(Step.MAJOR, f"{told}: accepted values may now be rejected")


def _default(one: Difference, _before: ValueFacts, _after: ValueFacts, subject: str) -> Iterator[_Verdict]:
    told = f"{subject}: the default was {_shown(one.before)} and is {_shown(one.after)}"
    if one.is_answer or one.before == one.after:
        return
    if one.before is None:
        yield _Verdict(Step.MINOR, f"{told}: calls that omit it now send {_shown(one.after)}")
    elif one.after is None:
        yield _Verdict(Step.MAJOR, f"{told}: calls that omit it no longer send {_shown(one.before)}")
    else:
        sent = f"now send {_shown(one.after)} instead of {_shown(one.before)}"
        yield _Verdict(Step.MAJOR, f"{told}: calls that omit it {sent}")


_OF_VALUES: Final[Mapping[Kind, Callable[[Difference, ValueFacts, ValueFacts, str], Iterable[_Verdict]]]] = {
    "required": _required,
    "nullability": _nullability,
    "type": _type,
    "decimal text": _decimal_text,
    "idempotency key": _idempotency_key,
    "values": _values,
    "bounds": _bounds,
    "default": _default,
}

_JUDGES: Final[Mapping[tuple[What, Kind], Judge]] = {
    ("operation", "method"): _address,
    ("operation", "path"): _address,
    ("operation", "renamed"): _operation_renamed,
    ("operation", "deprecated"): _deprecated,
    ("operation", "idempotent"): _idempotent,
    ("operation", "always sent"): _always_sent,
    ("operation", "authentication"): _authentication,
    ("server", "server"): _own_server,
    ("parameter", "removed"): _parameter_removed,
    ("parameter", "added"): _parameter_added,
    ("parameter", "renamed"): _parameter_renamed,
    ("parameter", "style"): _style,
    ("body", "added"): _body_added,
    ("body", "removed"): _body_removed,
    ("body", "required"): _body_required,
    ("answer", "status"): _status,
    ("header", "added"): _header,
    ("header", "removed"): _header,
    ("header", "request id"): _header,
    ("content", "type"): _content,
    ("content", "added"): _content,
    ("content", "removed"): _content,
    ("example", "example"): _example,
    ("field", "removed"): _field_removed,
    ("field", "added"): _field_added,
    ("alternative", "removed"): _alternative_removed,
    ("alternative", "added"): _alternative_added,
    **{("value", kind): _value for kind in _OF_VALUES},
}

# --- Words --------------------------------------------------------------------------------------------------------


def _id(facts: Facts) -> str:
    return facts.call if facts.id is None else facts.id.value


def _root_name(subject: str) -> str:
    """Name a body, a response or a parameter as a whole."""
    root, _, name = subject.partition(".")
    if root == "response":
        return f"the response with status {name.partition('.')[0].rstrip('[]{}')}"
    return "the body" if root == "request" else f"the parameter `{name.partition('.')[0].rstrip('[]{}')}`"


def _name(one: Difference, path: FieldPath) -> str:
    """Name a value: its field, or the whole body, and whether the items are meant."""
    if one.after_value is not None and "name" in one.after_value.parts:
        return f"the parameter `{path[1]}`"
    inside = ""
    while path and path[-1] in _INSIDE:
        inside, path = _INSIDE[path[-1]] + inside, path[:-1]
    return (f"`{path[-1]}`" if path else _root_name(one.subject)) + inside


_INSIDE: Final = {ITEMS: ", items", VALUES: ", values"}


def _value_places(facts: ValueFacts) -> dict[str, Place]:
    return {str(value): place for value, place in zip(facts.values or (), facts.value_places, strict=True)}


def _holds(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return "any" in wide or all(kind in wide or (kind == "integer" and "number" in wide) for kind in narrow)


def _is_wider(key: str, old: Json, new: Json) -> bool:
    if new is None:
        return True
    if old is None or isinstance(old, str) or isinstance(new, str):
        return False
    if key == "multipleOf":
        return bool(new) and old % new == 0
    return bool(new <= old if "min" in key.lower() else new >= old)


_STRICT: Final = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}


def _is_moved(key: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    """Whether an inclusive limit replaces a strict one that refused at least as much: `> 0` became `>= 0`."""
    strict = _STRICT.get(key)
    if strict is None or key in old or key not in new or strict in new or strict not in old:
        return False
    return bool(new[key] <= old[strict] if key == "minimum" else new[key] >= old[strict])


def _told(kinds: frozenset[str]) -> str:
    return " or ".join(sorted(kinds)) or "null"


def _shown(value: Json) -> str:
    return "none" if value is None else repr(value)


# --- Changes ------------------------------------------------------------------------------------------------------


def _change(one: Difference, verdict: _Verdict, operation: str | None = None) -> Change:
    has_gone = one.after is None or (one.kind == "status" and not one.after)
    place, is_before = one.before_place if has_gone else one.after_place, has_gone
    if verdict.place is not None:
        place, is_before = verdict.place, verdict.is_before
    return _change_at(place, verdict.step, verdict.kind or one.kind, verdict.reason, operation, is_before=is_before)


def _change_at(
    place: Place, step: Step, kind: str, reason: str, operation: str | None = None, *, is_before: bool = False
) -> Change:
    """Make a change at a location in the released or in the current document."""
    return Change(
        step=step,
        area="wire",
        kind=kind,
        place=f"{place} (as released)" if is_before else str(place),
        reason=reason,
        pointer=place.pointer,
        file=place.file,
        line=place.line,
        before=is_before,
        operations=() if operation is None else (operation,),
    )


def _together(changes: list[Change]) -> list[Change]:
    """Merge changes with the same location and reason; the result has all their operations."""
    merged: dict[tuple[Any, ...], Change] = {}
    for change in changes:
        key = (change.pointer, change.before, change.kind, change.reason)
        known = merged.get(key)
        operations = change.operations if known is None else (*known.operations, *change.operations)
        merged[key] = evolve(change, operations=tuple(sorted(set(operations))))
    return list(merged.values())


def _first_difference(old: Any, new: Any, place: str = "") -> str:
    """The JSON pointer of the first value that differs."""
    if is_mapping(old) and is_mapping(new):
        for key in (*new, *old):
            if key not in old or key not in new:
                return place
            if old[key] != new[key]:
                return _first_difference(old[key], new[key], place + pointer(key))
    if is_list(old) and is_list(new):
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            if one != other:
                return _first_difference(one, other, f"{place}/{number}")
    return place
