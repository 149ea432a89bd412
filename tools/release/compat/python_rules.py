"""Compatibility rules for two versions of a public API.

Types that users read (attributes, return values) may become narrower but not wider: code that reads `T` breaks if it
becomes `T | None`. Types that users pass (parameters, and the attributes of classes that are only passed) may become
wider but not narrower. A `Literal` of known values may grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .annotations import Annotation, has_none, is_within, names_of, shown, values_of
from .changes import Change, Step
from .given_classes import only_given
from .python_api import HIDDEN, Alias, Api, Attribute, Class, Entity, Function, Parameter

_GIVEN_BY_POSITION = ("positional-only", "positional")
_VARIADIC = ("variadic positional", "variadic keyword")


def compare(old: Api, new: Api) -> list[Change]:
    """Compare two APIs; the changes are sorted by step and name."""
    comparison = _Comparison(old, new)
    changes = [*comparison.names(), *comparison.hidden()]
    return sorted(set(changes), key=lambda change: (-change.step, change.place, change.reason))


class _Comparison:
    def __init__(self, old: Api, new: Api) -> None:
        self.old = old
        self.new = new
        self.reached: dict[str, str] = {}
        """The place where users meet each class without a public name."""
        self.given = only_given(old) & only_given(new)
        """The classes of requests: users write their attributes and do not read them."""

    def names(self) -> Iterator[Change]:
        """Compare the public names and the objects behind them."""
        before, after = {*self.old.names, *self.old.also}, {*self.new.names, *self.new.also}
        for name in sorted(before - after):
            yield _change(Step.MAJOR, "removed", name, "the name is gone")
        for name in sorted(after - before):
            yield _change(Step.MINOR, "added", name, "the name is new")
        for name in sorted(before & after):
            old, new = _named(self.old, name), _named(self.new, name)
            # An object with several public names is compared under one of them.
            if name in self.old.names or name in self.new.names:
                yield from self.entities(name, old, new)

    def hidden(self) -> Iterator[Change]:
        """Compare the classes that only public annotations mention."""
        done: set[str] = set()
        while waiting := sorted(self.reached.keys() - done):
            for name in waiting:
                done.add(name)
                old, new = self.old.hidden.get(name), self.new.hidden.get(name)
                if old is not None and new is not None:
                    yield from self.classes(self.reached[name], old, new)

    def entities(self, place: str, old: Entity, new: Entity) -> Iterator[Change]:
        """Compare an object that both versions have."""
        if isinstance(old, Class) and isinstance(new, Class):
            yield from self.classes(place, old, new)
        elif isinstance(old, Function) and isinstance(new, Function):
            yield from self.functions(place, old, new)
        elif isinstance(old, Attribute) and isinstance(new, Attribute):
            yield from self.attributes(place, old, new, in_constructor=False)
        elif isinstance(old, Alias) and isinstance(new, Alias):
            yield from self.aliases(place, old, new)
        else:
            told = f"was a {_kind(old)} and is a {_kind(new)}"
            yield _change(Step.MAJOR, "kind", place, told)

    def aliases(self, place: str, old: Alias, new: Alias) -> Iterator[Change]:
        """Compare a type alias."""
        if old.type == new.type or old.type is None or new.type is None:
            return
        before, after = values_of(old.type), values_of(new.type)
        if before is None or after is None:
            told = f"the type was `{shown(old.type)}` and is `{shown(new.type)}`"
            yield _change(Step.MAJOR, "type", place, told)
            return
        for value in sorted(before - after):
            yield _change(Step.MAJOR, "values", place, f"the known value {value} is gone")
        for value in sorted(after - before):
            yield _change(Step.MINOR, "values", place, f"the known value {value} is new")

    def classes(self, place: str, old: Class, new: Class) -> Iterator[Change]:
        """Compare a class and its members."""
        for base in sorted(old.bases - new.bases):
            reason = f"no longer a `{_last(base)}`: `except` and `isinstance` no longer match it as one"
            yield _change(Step.MAJOR, "bases", place, reason)
        for base in sorted(new.bases - old.bases):
            yield _change(Step.MINOR, "bases", place, f"now also a `{_last(base)}`")
        for name in sorted(old.members.keys() - new.members.keys()):
            yield _change(Step.MAJOR, "removed", f"{place}.{name}", f"the {_kind(old.members[name])} is gone")
        for name in sorted(new.members.keys() - old.members.keys()):
            yield self._added(f"{place}.{name}", name, new)
        for name in sorted(old.members.keys() & new.members.keys()):
            one, other, below = old.members[name], new.members[name], f"{place}.{name}"
            if isinstance(one, Attribute) and isinstance(other, Attribute):
                in_constructor = name in old.fields and name in new.fields
                if in_constructor and place in self.given:
                    yield from self.given_attributes(below, one, other)
                else:
                    yield from self.attributes(below, one, other, in_constructor=in_constructor)
            else:
                yield from self.entities(below, one, other)
        if old.is_tuple and new.is_tuple and old.fields != new.fields[: len(old.fields)]:
            yield _change(Step.MAJOR, "order", place, "the fields of the tuple have other positions")
        elif old.is_tuple and len(new.fields) > len(old.fields):
            yield _change(Step.MAJOR, "order", place, "the tuple has more fields: code that unpacks it fails")

    def given_attributes(self, place: str, old: Attribute, new: Attribute) -> Iterator[Change]:
        """Compare an attribute of a request, which may accept more but not less."""
        if old.has_default and not new.has_default:
            yield _change(Step.MAJOR, "default", place, "the constructor now requires it")
        elif new.has_default and not old.has_default:
            yield _change(Step.MINOR, "default", place, "the constructor no longer requires it")
        self._reach(place, old.type)
        yield from _given(place, old.type, new.type, "the attribute")

    def attributes(self, place: str, old: Attribute, new: Attribute, *, in_constructor: bool) -> Iterator[Change]:
        """Compare an attribute, and the constructor argument that sets it."""
        self._reach(place, old.type)
        yield from _read(place, old.type, new.type, "")
        if in_constructor and _is_narrower(old.type, new.type):
            told = f"`{shown(old.type)}` to `{shown(new.type)}`"
            yield _change(Step.MAJOR, "type", place, f"the constructor accepts less: from {told}")
        if in_constructor and old.has_default != new.has_default:
            if new.has_default:
                yield _change(Step.MINOR, "default", place, "the constructor no longer requires it")
            else:
                yield _change(Step.MAJOR, "default", place, "the constructor now requires it")
        if old.is_writable and not new.is_writable:
            yield _change(Step.MAJOR, "writable", place, "it can no longer be assigned")

    def functions(self, place: str, old: Function, new: Function) -> Iterator[Change]:
        """Compare a signature."""
        if old.is_async != new.is_async:
            told = "must now be awaited" if new.is_async else "is no longer awaited"
            yield _change(Step.MAJOR, "async", place, f"the call {told}")
        if old.form != new.form:
            yield _change(Step.MAJOR, "kind", place, f"was a {old.form} and is a {new.form}")
        self._reach(f"{place}()", old.returns)
        yield from _read(place, old.returns, new.returns, "the return value: ")
        before = {parameter.name: parameter for parameter in old.parameters}
        after = {parameter.name: parameter for parameter in new.parameters}
        for name in [one for one in before if one not in after]:
            yield _gone(place, before[name], after)
        for name in [one for one in after if one not in before]:
            yield _new_parameter(place, after[name], list(after.values()))
        for name in [one for one in after if one in before]:
            self._reach(f"{place}({name})", before[name].type)
            yield from _parameter(f"{place}({name})", before[name], after[name])
        if _order(old, after) != _order(new, before):
            yield _change(Step.MAJOR, "order", place, "the positional parameters have another order")

    def _added(self, place: str, name: str, new: Class) -> Change:
        member = new.members[name]
        if isinstance(member, Attribute) and name in new.fields and not member.has_default:
            return _change(Step.MAJOR, "required", place, "the attribute is new, and the constructor requires it")
        return _change(Step.MINOR, "added", place, f"the {_kind(member)} is new")

    def _reach(self, place: str, annotation: Annotation | None) -> None:
        for name in names_of(annotation):
            if name.startswith(HIDDEN):
                self.reached.setdefault(name.removeprefix(HIDDEN), place)


def _read(place: str, old: Annotation | None, new: Annotation | None, subject: str) -> Iterator[Change]:
    """Compare a type that users read."""
    if old == new or old is None or new is None:
        return
    told = f"{subject}the type was `{shown(old)}` and is `{shown(new)}`"
    if has_none(new) and not has_none(old):
        yield _change(Step.MAJOR, "nullability", place, f"{told}: readers must now expect None")
    elif is_within(new, old):
        yield _change(Step.MINOR, "type", place, f"{told}: narrower")
    else:
        yield _change(Step.MAJOR, "type", place, told)


def _parameter(place: str, old: Parameter, new: Parameter) -> Iterator[Change]:
    if old.kind != new.kind and not (old.kind in ("keyword", "positional-only") and new.kind == "positional"):
        yield _change(Step.MAJOR, "kind", place, f"the parameter was {old.kind} and is {new.kind}")
    elif old.kind != new.kind:
        yield _change(Step.MINOR, "kind", place, "the parameter may now be passed by position or by name")
    if old.default is not None and new.default is None and new.kind not in _VARIADIC:
        yield _change(Step.MAJOR, "required", place, "the parameter is now required")
    elif old.default is None and new.default is not None and new.kind not in _VARIADIC:
        yield _change(Step.MINOR, "default", place, "the parameter is now optional")
    elif old.default != new.default:
        reason = f"the default was `{old.default}` and is `{new.default}`: calls that omit it behave differently"
        yield _change(Step.MAJOR, "default", place, reason)
    yield from _given(place, old.type, new.type, "the parameter")


def _given(place: str, old: Annotation | None, new: Annotation | None, subject: str) -> Iterator[Change]:
    """Compare a type that users pass."""
    if old == new or old is None or new is None:
        return
    told = f"{subject} was `{shown(old)}` and is `{shown(new)}`"
    if is_within(old, new):
        yield _change(Step.MINOR, "type", place, f"{told}: more is accepted")
    else:
        yield _change(Step.MAJOR, "type", place, f"{told}: some accepted values are now rejected")


def _gone(place: str, parameter: Parameter, after: Mapping[str, Parameter]) -> Change:
    swallowed = parameter.kind == "keyword" and any(one.kind == "variadic keyword" for one in after.values())
    step = Step.MINOR if swallowed else Step.MAJOR
    return _change(step, "removed", f"{place}({parameter.name})", "the parameter is gone")


def _new_parameter(place: str, parameter: Parameter, all_of_them: list[Parameter]) -> Change:
    below = f"{place}({parameter.name})"
    if parameter.default is None and parameter.kind not in _VARIADIC:
        return _change(Step.MAJOR, "required", below, "the parameter is new and required")
    return _change(Step.MINOR, "added", below, "the parameter is new and optional")


def _order(function: Function, others: Mapping[str, Parameter]) -> list[str]:
    """The positional parameters, up to the last that the other signature also has."""
    names = [parameter.name for parameter in function.parameters if parameter.kind in _GIVEN_BY_POSITION]
    shared = [name for name in names if name in others and others[name].kind in _GIVEN_BY_POSITION]
    return names[: names.index(shared[-1]) + 1] if shared else []


def _is_narrower(old: Annotation | None, new: Annotation | None) -> bool:
    return old is not None and new is not None and is_within(new, old) and not is_within(old, new)


def _named(api: Api, name: str) -> Entity:
    return api.names[api.also.get(name, name)]


def _kind(entity: Entity) -> str:
    kinds = {Class: "class", Function: "method", Attribute: "attribute", Alias: "type alias"}
    return kinds[type(entity)]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _change(step: Step, kind: str, place: str, reason: str) -> Change:
    return Change(step=step, area="python", kind=kind, place=place, reason=reason)
