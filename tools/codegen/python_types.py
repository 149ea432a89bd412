"""The types of generated code: the Python type of a schema, and its annotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

from attrs import evolve, frozen

ScalarName: TypeAlias = Literal[
    "string", "integer", "number", "boolean", "timestamp", "day", "uuid", "file", "anything", "nothing"
]
"""Most of these are also names of functions in `runtime/values/decoding.py`."""

_ANNOTATIONS: Final[Mapping[ScalarName, str]] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "timestamp": "datetime",
    "day": "date",
    "uuid": "UUID",
    "file": "FileInput",
    "anything": "Any",
    "nothing": "None",
}


@frozen
class Scalar:
    """A scalar, or any JSON."""

    name: ScalarName


@frozen
class KnownValues:
    """An alias for the known values of an open enum: `KnownVideoStatus`."""

    name: str


@frozen
class Model:
    """A class of the package's models."""

    name: str


@frozen
class ModelDict:
    """A `TypedDict` that a request takes in place of a model."""

    name: str


@frozen
class Array:
    """A JSON array."""

    item: PythonType
    is_given: bool = False
    """Whether any sequence is taken. A `list` of models is no `list` of models and dicts to a type checker."""


@frozen
class Map:
    """A JSON object whose values all have the same type."""

    value: PythonType
    is_given: bool = False
    """Whether any mapping is taken, for the same reason."""


@frozen
class Union:
    """One of several types, or one type that may be null. Use `union_of` to make one."""

    members: tuple[PythonType, ...]
    """At least one type, without duplicates, unions, null and any JSON."""
    nullable: bool
    is_open: bool = False
    """Whether an object of an unknown variant is kept as an `UnknownVariant`."""


PythonType: TypeAlias = Scalar | KnownValues | Model | ModelDict | Array | Map | Union

UNKNOWN: Final = "UnknownVariant"
"""The class of `runtime/values/variants.py` for objects of unknown variants."""
STRING: Final = Scalar("string")
FILE: Final = Scalar("file")
ANYTHING: Final = Scalar("anything")
NOTHING: Final = Scalar("nothing")


def union_of(members: Iterable[PythonType]) -> PythonType:
    """Make the simplest type with all members. Any JSON includes all others; null is not a member."""
    flat: dict[PythonType, None] = {}
    nullable = is_open = False
    for member in members:
        if isinstance(member, Union):
            flat.update(dict.fromkeys(member.members))
            nullable, is_open = nullable or member.nullable, is_open or member.is_open
        elif member == NOTHING:
            nullable = True
        else:
            flat[member] = None
    if ANYTHING in flat:
        return ANYTHING
    if not flat:
        return NOTHING if nullable else ANYTHING
    if len(flat) == 1 and not nullable:
        return next(iter(flat))
    return Union(tuple(flat), nullable, is_open)


def opened(type_: PythonType) -> PythonType:
    """The type of a value in a response: unions of objects have an `UnknownVariant` beside the known ones.

    A union with a map has none, because the map takes every object.
    """
    match type_:
        case Array(item):
            return evolve(type_, item=opened(item))
        case Map(value):
            return evolve(type_, value=opened(value))
        case Union(members):
            models = sum(isinstance(member, Model) for member in members)
            is_open = models > 1 and not any(isinstance(member, Map) for member in members)
            return evolve(type_, members=tuple(map(opened, members)), is_open=is_open)
        case _:
            return type_


def merged(types: Iterable[PythonType]) -> PythonType:
    """Make one type of several, with at most one array, whose items have the types of all items.

    Type checkers infer the type of a list that is written down, and cannot if it might be one of several.
    """
    whole = union_of(types)
    members = whole.members if isinstance(whole, Union) else (whole,)
    items = [member.item for member in members if isinstance(member, Array)]
    if len(items) < 2:
        return whole
    others = [member for member in members if not isinstance(member, Array)]
    return union_of([*others, Array(merged(items)), *([NOTHING] if is_nullable(whole) else [])])


def is_nullable(type_: PythonType) -> bool:
    """Whether the document states that a value may be null. Any JSON may be null without that."""
    return type_ == NOTHING or (isinstance(type_, Union) and type_.nullable)


def without_null(type_: PythonType) -> PythonType:
    """The type without null."""
    if not isinstance(type_, Union):
        return type_
    return union_of(type_.members) if len(type_.members) < 2 else evolve(type_, nullable=False)


def is_text(type_: PythonType) -> bool:
    """Whether the type without null is a string, or an open enum of known values and any string."""
    bare = without_null(type_)
    if isinstance(bare, Union):
        return STRING in bare.members and all(isinstance(one, KnownValues) or one == STRING for one in bare.members)
    return isinstance(bare, KnownValues) or bare == STRING


def has_file(type_: PythonType) -> bool:
    """Whether a value of the type may be a file, or an array of files."""
    match type_:
        case Array(inner):
            return has_file(inner)
        case Union(members, _):
            return any(map(has_file, members))
        case _:
            return type_ == FILE


def is_file(type_: PythonType) -> bool:
    """Whether a value of the type, apart from null, is a file or an array of files, and nothing else."""
    match type_:
        case Array(inner):
            return is_file(inner)
        case Union(members, _):
            return all(map(is_file, members))
        case _:
            return type_ == FILE


def annotation(type_: PythonType, *, list_name: str = "list") -> str:
    """Write the type as an annotation.

    Args:
        type_: The type.
        list_name: What to call the builtin `list`: a class with a method of that name hides it.
    """
    match type_:
        case Scalar(name):
            return _ANNOTATIONS[name]
        case KnownValues(name) | Model(name) | ModelDict(name):
            return name
        case Array(Scalar("file")):
            return "Sequence[FileInput]"  # of paths, for example, which a list of anything else is not
        case Array(item, is_given):
            return f"{'Sequence' if is_given else list_name}[{annotation(item, list_name=list_name)}]"
        case Map(value, is_given):
            return f"{'Mapping' if is_given else 'dict'}[str, {annotation(value, list_name=list_name)}]"
        case Union(members, nullable, is_open):
            names = dict.fromkeys(annotation(member, list_name=list_name) for member in members)
            names |= dict.fromkeys([UNKNOWN] if is_open else [])
            return " | ".join([*names, *(["None"] if nullable else [])])


def optional(type_: PythonType, *, list_name: str = "list") -> str:
    """Write the annotation of a value that may also be `None`."""
    return annotation(type_ if type_ == ANYTHING else union_of([type_, NOTHING]), list_name=list_name)


def with_unset(type_: PythonType, *, list_name: str = "list") -> str:
    """Write the annotation of an optional value. `Any` already includes `Unset`."""
    text = annotation(type_, list_name=list_name)
    return text if type_ == ANYTHING else f"{text} | Unset"


def class_names(type_: PythonType) -> Iterator[str]:
    """The models and aliases in an annotation, including duplicates."""
    match type_:
        case KnownValues(name) | Model(name):
            yield name
        case Array(inner) | Map(inner):
            yield from class_names(inner)
        case Union(members):
            for member in members:
                yield from class_names(member)
        case Scalar() | ModelDict():
            pass


def dict_names(type_: PythonType) -> Iterator[str]:
    """The names of the `TypedDict`s in an annotation, including duplicates."""
    match type_:
        case ModelDict(name):
            yield name
        case Array(inner) | Map(inner):
            yield from dict_names(inner)
        case Union(members, _):
            for member in members:
                yield from dict_names(member)
        case Scalar() | KnownValues() | Model():
            pass


def unions(type_: PythonType) -> Iterator[Union]:
    """The unions in a type whose values need a reader of their own, without null; inner ones first."""
    match type_:
        case Array(inner) | Map(inner):
            yield from unions(inner)
        case Union(members):
            for member in members:
                yield from unions(member)
            bare = without_null(type_)
            if isinstance(bare, Union) and not is_text(bare):
                yield bare
        case _:
            pass
