"""Classes that users make, and that no call returns: the bodies of requests and their parts, as models and as dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .annotations import Annotation, names_of
from .python_api import Api, Attribute, Class, Entity, Function


def only_given(api: Api) -> frozenset[str]:
    """The public names of the classes that annotations mention only where users pass something.

    A model that can be written and not read is one too: its fields are arguments, so that no annotation mentions it.
    """
    classes = {name: one for name, one in api.names.items() if isinstance(one, Class)}
    # Annotations have the name of the module that defines a class, or the one under which it is exported.
    by_last = {name.rpartition(".")[2]: name for name in classes}
    passed = {name for name, one in classes.items() if "to_dict" in one.members and "from_dict" not in one.members}
    read: set[str] = set()
    for name, entity in (*api.names.items(), *((f"~{name}", one) for name, one in api.hidden.items())):
        for function in _functions(entity):
            own = {name} if isinstance(entity, Class) and entity.fields else set[str]()
            passed |= {one for parameter in function.parameters for one in _known(parameter.type, by_last)} - own
            read |= set(_known(function.returns, by_last)) - own
        if isinstance(entity, Attribute):
            read |= set(_known(entity.type, by_last))
        elif isinstance(entity, Class) and not entity.fields:
            read |= {one for each in entity.members.values() if isinstance(each, Attribute)
                     for one in _known(each.type, by_last)}  # fmt: skip
    passed, read = _with_parts(passed, classes, by_last), _with_parts(read, classes, by_last)
    return frozenset(passed - read)


def _functions(entity: Entity) -> Iterator[Function]:
    if isinstance(entity, Function):
        yield entity
    elif isinstance(entity, Class):
        for one in entity.members.values():
            yield from _functions(one)


def _known(annotation: Annotation | None, by_last: Mapping[str, str]) -> Iterator[str]:
    for name in names_of(annotation):
        if (public := by_last.get(name.removeprefix("~").rpartition(".")[2])) is not None:
            yield public


def _with_parts(names: set[str], classes: Mapping[str, Class], by_last: Mapping[str, str]) -> set[str]:
    """Some classes, with the classes that their attributes mention."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            members = classes[name].members.values()
            waiting += [part for one in members if isinstance(one, Attribute) for part in _known(one.type, by_last)]
    return found
