"""The code that reads unions: one constant for each, which recognizes its alternatives.

The kind of a value in JSON selects the alternative. If several alternatives are objects, a tag names the variant;
without a tag, a member that only one variant has selects it; otherwise, the variant that knows most of the object's
members. If several alternatives have the same kind, such as two arrays, the first that accepts a value is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from openapi_python_client.strings import snake_case

from ..contract.union_tags import Tag, UnionTags
from .python_types import (
    Array,
    KnownValues,
    Map,
    Model,
    ModelDict,
    PythonType,
    Scalar,
    Union,
    annotation,
    unions,
)
from .readers import Readers
from .source_text import literal
from .variant_choice import ByFit, ByMember, ByTag, choice_of

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "integer": ("int", "float"),  # JSON Schema: 43.0 is an integer
    "number": ("int", "float"),
    "boolean": ("bool",),
}
"""The Python types as which a JSON parser gives a scalar, if not `str`."""

_WORDS: Final[Mapping[str, str]] = {
    "str": "a string",
    "int": "a number",
    "float": "a number",
    "bool": "a boolean",
    "list": "an array",
    "dict": "an object",
}

_NAMED: Final = 3
"""The most alternatives that are in the name of a constant."""


@frozen(kw_only=True)
class UnionReader:
    """The constant that reads a union."""

    name: str
    annotation: str
    """The type of the values that it returns."""
    expression: str


class Unions:
    """The constants of a package. Equal unions have equal names."""

    def __init__(self, discriminators: UnionTags, schemas: Mapping[str, Any]) -> None:
        """Begin without any.

        Args:
            discriminators: The tags of the document's unions.
            schemas: The component schemas of the prepared document.
        """
        self._discriminators = discriminators
        self._schemas = schemas
        self._names: dict[Union, str] = {}
        self.readers: Final = Readers(self.name)

    def name(self, union: Union) -> str:
        """The name of the constant for a union without null."""
        if union not in self._names:
            words = [_word(member) for member in union.members]
            more = [f"{len(words) - _NAMED + 1}_more"] if len(words) > _NAMED else []
            stem = "_or_".join([*words[: _NAMED - len(more)], *more])
            taken, name, number = {*self._names.values()}, f"ONE_OF_{stem.upper()}", 2
            while name in taken:
                name, number = f"ONE_OF_{stem.upper()}_{number}", number + 1
            self._names[union] = name
        return self._names[union]

    def used(self, types: Iterable[PythonType]) -> Sequence[UnionReader]:
        """The constants that a module needs for some types; each follows those that it uses."""
        found = dict.fromkeys(union for type_ in types for union in unions(type_))
        return [
            UnionReader(name=self.name(union), annotation=annotation(union), expression=self._expression(union))
            for union in found
        ]

    def _expression(self, union: Union) -> str:
        kinds: dict[str, list[str]] = {}
        models = [member for member in union.members if isinstance(member, Model)]
        if models:
            kinds["dict"] = [self._objects_reader(models, is_open=union.is_open)]
        for member in union.members:
            for kind in _kinds(member):
                reader = self.readers.reader(member)
                if reader not in kinds.setdefault(kind, []):
                    kinds[kind].append(reader)
        single = {
            kind: found[0] if len(found) == 1 else f"first_of({', '.join(found)})" for kind, found in kinds.items()
        }
        if len(single) == 1:
            return next(iter(single.values()))
        *words, last = dict.fromkeys("an integer" if one == "integer" else _WORDS[kind] for kind, one in single.items())
        expected = f"{', '.join(words)} or {last}" if words else last
        return f"by_kind({literal(expected)}, {{{', '.join(f'{kind}: {one}' for kind, one in single.items())}}})"

    def _objects_reader(self, models: Sequence[Model], *, is_open: bool) -> str:
        names = [model.name for model in models]
        if len(names) == 1:
            return self.readers.reader(models[0])
        closed = "" if is_open else ", is_open=False"
        match choice_of(names, self._discriminators, self._schemas):
            case ByTag(tag, classes):
                return f"tagged({literal(tag)}, {{{_pairs(classes)}}}{closed})"
            case ByMember(classes):
                return f"by_own_member({{{_pairs(classes)}}}{closed})"
            case ByFit(shapes):
                written = [f"{name}: {shape_text(shape)}" for name, shape in shapes.items()]
                return f"by_fit({{{', '.join(written)}}}{closed})"


def _pairs(classes: Mapping[Tag, str] | Mapping[str, str]) -> str:
    return ", ".join(
        f"{literal(value) if isinstance(value, str) else value}: {name}" for value, name in classes.items()
    )


def shape_text(shape: tuple[Sequence[str], Sequence[str]]) -> str:
    """Write the names of required and of optional members as a tuple."""
    return f"({_texts(shape[0])}, {_texts(shape[1])})"


def _texts(names: Sequence[str]) -> str:
    return f"({', '.join(map(literal, names))}{',' if len(names) == 1 else ''})"


def _kinds(member: PythonType) -> Iterator[str]:
    """The Python types as which a JSON parser gives a value that is no model."""
    match member:
        case Scalar(name):
            yield from _KINDS.get(name, ("str",))
        case KnownValues():
            yield "str"
        case Array():
            yield "list"
        case Map():
            yield "dict"
        case _:
            pass


def _word(member: PythonType) -> str:
    match member:
        case Scalar(name):
            return name
        case KnownValues(name) | Model(name) | ModelDict(name):
            return snake_case(name)
        case Array(item):
            return f"list_of_{_word(item)}"
        case Map(value):
            return f"map_of_{_word(value)}"
        case Union(members):
            return f"one_of_{len(members)}"
