"""The rules for two shapes of one schema: what is read (an answer) and what is sent (a request) differ.

Of an answer, whatever makes the client refuse more than before, or gives a reader another type, is a break: a field
that is newly required, one that may newly be missing where it never was. Of a request, whatever was allowed must stay
allowed. Descriptions and examples are no part of a shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import frozen

from .changes import Change, Step
from .wire_reading import Field, Node, Shape, fields_of, shape_of


class Way(Enum):
    """Which way a value goes."""

    ANSWER = "answer"
    REQUEST = "request"


@frozen
class Walk:
    """One comparison of two schemas, and what it has been to already: schemas may go round in circles."""

    way: Way
    operation: str
    seen: set[tuple[str, str, Way]]

    def change(self, step: Step, kind: str, node: Node, reason: str, *, before: bool = False) -> Change:
        """A change at a place of either document."""
        return change_at(node, step, kind, reason, before=before, operations=(self.operation,))

    def schemas(self, old: Node, new: Node, subject: str) -> Iterator[Change]:
        """What changed between two schemas and all that is below them.

        Args:
            old: The schema in the released document.
            new: The schema in the present one.
            subject: What people call it.
        """
        before, after = shape_of(old), shape_of(new)
        key = (before.node.pointer, after.node.pointer, self.way)
        if key in self.seen:
            return
        self.seen.add(key)
        yield from self._types(before, after, new, subject)
        yield from self._values(before, after, subject)
        if self.way is Way.REQUEST:
            yield from self._bounds(before, after, new, subject)
            yield from self._default(before, after, new, subject)
        yield from self._below(before, after, subject)

    def nullability(self, old: Shape, new: Shape, node: Node, subject: str) -> Iterator[Change]:
        """What changed about null, where absence does not read as null anyway."""
        if old.nullable == new.nullable or "any" in old.kinds | new.kinds:
            return
        if self.way is Way.REQUEST:
            step = Step.MINOR if new.nullable else Step.MAJOR
            reason = f"{subject} may {'now' if new.nullable else 'no longer'} be null"
        elif new.nullable:
            step, reason = Step.MAJOR, f"{subject} may now be null: its Python type gains `| None`"
        else:
            step, reason = Step.MAJOR, f"{subject} may no longer be null: answers with null are now refused"
        yield self.change(step, "nullability", node, reason)

    def _types(self, old: Shape, new: Shape, node: Node, subject: str) -> Iterator[Change]:
        if old.kinds == new.kinds:
            if old.numeric != new.numeric:
                step = Step.MINOR if new.numeric else Step.MAJOR
                now = "is now" if new.numeric else "is no longer"
                yield self.change(step, "type", node, f"{subject}: a numeric string {now} read as a number")
            return
        told = f"{subject} was {_told(old.kinds)} and is {_told(new.kinds)}"
        if self.way is Way.REQUEST and _holds(new.kinds, old.kinds):
            yield self.change(Step.MINOR, "type", node, f"{told}: more is accepted")
        else:
            yield self.change(Step.MAJOR, "type", node, f"{told}: another Python type")

    def _values(self, old: Shape, new: Shape, subject: str) -> Iterator[Change]:
        if old.values is None and new.values is None:
            return
        closed = self.way is Way.REQUEST and not new.is_open
        if old.values is None:
            step = Step.MAJOR if closed else Step.MINOR
            effect = "other values are now refused" if closed else "other values still pass"
            yield self.change(step, "values", new.node, f"{subject} now names its known values; {effect}")
            return
        if new.values is None:
            step = Step.MINOR if self.way is Way.REQUEST and not old.is_open else Step.MAJOR
            yield self.change(step, "values", new.node, f"{subject} no longer names its known values")
            return
        for value in sorted(old.values - new.values):
            reason = f"{subject}: the known value {value!r} is gone, and with it from the type"
            yield self.change(Step.MAJOR, "values", _value_place(old, value), reason, before=True)
        for value in sorted(new.values - old.values):
            yield self.change(
                Step.MINOR, "values", _value_place(new, value), f"{subject}: {value!r} is a new known value"
            )
        if self.way is Way.REQUEST and old.is_open != new.is_open:
            step = Step.MINOR if new.is_open else Step.MAJOR
            now = "now pass" if new.is_open else "are now refused"
            yield self.change(step, "values", new.node, f"{subject}: values that are not listed {now}")

    def _bounds(self, old: Shape, new: Shape, node: Node, subject: str) -> Iterator[Change]:
        for key in sorted({*old.bounds, *new.bounds}):
            before, after = old.bounds.get(key), new.bounds.get(key)
            if before == after:
                continue
            told = f"{subject}: `{key}` was {_shown(before)} and is {_shown(after)}"
            if _is_wider(key, before, after):
                yield self.change(Step.MINOR, "bounds", node, f"{told}: more is accepted")
            else:
                yield self.change(Step.MAJOR, "bounds", node, f"{told}: what was accepted may be refused")

    def _default(self, old: Shape, new: Shape, node: Node, subject: str) -> Iterator[Change]:
        if old.default == new.default:
            return
        told = f"{subject}: the default was {_shown(old.default)} and is {_shown(new.default)}"
        if old.default is None:
            yield self.change(Step.MINOR, "default", node, told)
        else:
            yield self.change(Step.MAJOR, "default", node, f"{told}: calls that leave it out do something else")

    def _below(self, old: Shape, new: Shape, subject: str) -> Iterator[Change]:
        yield from self._objects(old, new, subject)
        for before, after, name in ((old.items, new.items, "items"), (old.members, new.members, "values")):
            if before is not None and after is not None:
                below = f"{subject}, {name}"
                yield from self.schemas(before, after, below)
                yield from self.nullability(shape_of(before), shape_of(after), after, below)

    def _objects(self, old: Shape, new: Shape, subject: str) -> Iterator[Change]:
        pairs = [(name, name) for name in old.objects if name in new.objects]
        gone = [name for name in old.objects if name not in new.objects]
        come = [name for name in new.objects if name not in old.objects]
        # A schema may be named anew; of several, none can be told to be another.
        if len(gone) == len(come) == 1:
            pairs.append((gone.pop(), come.pop()))
        for before, after in pairs:
            yield from self._fields(old.objects[before], new.objects[after], subject)
        # Where the kinds tell already, as of an object that is now a text, nothing is added.
        if old.kinds <= new.kinds:
            for name in gone:
                reason = f"{subject} is no longer a `{name}` in some cases"
                yield self.change(Step.MAJOR, "removed", old.objects[name], reason, before=True)
        if old.kinds == new.kinds:
            for name in come:
                step = Step.MINOR if self.way is Way.REQUEST else Step.MAJOR
                yield self.change(step, "added", new.objects[name], f"{subject} may now be a `{name}` too")

    def _fields(self, old: Node, new: Node, subject: str) -> Iterator[Change]:
        before, after = fields_of(old), fields_of(new)
        for name in [one for one in before if one not in after]:
            reason = f"{subject}: the field `{name}` is gone"
            yield self.change(Step.MAJOR, "removed", before[name].node, reason, before=True)
        for name in [one for one in after if one not in before]:
            yield self._added(after[name], f"{subject}: the field `{name}`")
        for name in [one for one in after if one in before]:
            yield from self._field(before[name], after[name], f"`{name}`")

    def _added(self, field: Field, subject: str) -> Change:
        if not field.required:
            return self.change(Step.MINOR, "added", field.node, f"{subject} is new")
        if self.way is Way.REQUEST:
            return self.change(Step.MAJOR, "required", field.node, f"{subject} is new, and must be sent")
        reason = f"{subject} is new and required: answers without it are refused"
        return self.change(Step.MAJOR, "required", field.node, reason)

    def _field(self, old: Field, new: Field, subject: str) -> Iterator[Change]:
        before, after = shape_of(old.node), shape_of(new.node)
        if new.required and not old.required:
            if self.way is Way.REQUEST:
                yield self.change(Step.MAJOR, "required", new.node, f"{subject} must now be sent")
            else:
                reason = f"{subject} is newly required: answers without it are now refused"
                yield self.change(Step.MAJOR, "required", new.node, reason)
        elif old.required and not new.required:
            if self.way is Way.REQUEST:
                yield self.change(Step.MINOR, "required", new.node, f"{subject} need no longer be sent")
            elif before.nullable:
                reason = f"{subject} may now be missing, which reads as the null that it could be before"
                yield self.change(Step.MINOR, "required", new.node, reason)
            else:
                reason = f"{subject} may now be missing: its Python type gains `| None`"
                yield self.change(Step.MAJOR, "required", new.node, reason)
        # An optional field of an answer reads absence and null as None, whatever it says of null.
        elif self.way is Way.REQUEST or old.required:
            yield from self.nullability(before, after, new.node, subject)
        yield from self.schemas(old.node, new.node, subject)


def change_at(
    node: Node, step: Step, kind: str, reason: str, *, before: bool = False, operations: tuple[str, ...] = ()
) -> Change:
    """A change of the document at a place of its old or its new version."""
    line = node.line
    place = f"{node.document.file}{'' if line is None else f':{line}'} #{node.pointer}"
    return Change(
        step=step,
        area="wire",
        kind=kind,
        place=f"{place} (as released)" if before else place,
        reason=reason,
        pointer=node.pointer,
        file=node.document.file,
        line=line,
        before=before,
        operations=operations,
    )


def _value_place(shape: Shape, value: str) -> Node:
    """Where a known value stands: in the enum of whichever branch names it."""
    for branch in (shape.node, *shape.node.items("anyOf"), *shape.node.items("oneOf")):
        for number, known in enumerate(branch.get("enum").data or []):
            if str(known) == value:
                return Node(branch.document, known, f"{branch.pointer}/enum/{number}")
    return shape.node


def _holds(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return "any" in wide or all(kind in wide or (kind == "integer" and "number" in wide) for kind in narrow)


def _is_wider(key: str, old: Any, new: Any) -> bool:
    if new is None or (key == "uniqueItems" and not new):
        return True
    if old is None or not isinstance(old, int | float) or not isinstance(new, int | float):
        return False
    if key == "multipleOf":
        return bool(new) and old % new == 0
    if key == "uniqueItems":
        return False
    return new <= old if "min" in key.lower() else new >= old


def _told(kinds: frozenset[str]) -> str:
    return " or ".join(sorted(kinds)) or "null"


def _shown(value: Any) -> str:
    return "none" if value is None else repr(value)
