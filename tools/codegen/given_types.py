"""What requests take in place of models: the types of arguments, and the `TypedDict`s of `<package>.types`.

Wherever a request contains an object, its model or a plain dict may be given. The dict has the names of the API, and
its values may again be dicts or models.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .parsed_document import Member, ParsedDocument
from .python_types import (
    FILE,
    NOTHING,
    STRING,
    Array,
    Map,
    Model,
    ModelDict,
    PythonType,
    Scalar,
    Union,
    annotation,
    class_names,
    dict_names,
    union_of,
    without_null,
)
from .source_text import literal, section

_TEXTS: Final = (Scalar("timestamp"), Scalar("day"), Scalar("uuid"))
"""What JSON has as text. In a dict, it may be the text too."""


@frozen(kw_only=True)
class DictKey:
    """A key of a `TypedDict`."""

    name: str
    """Its name in JSON."""
    annotation: str
    description: str


@frozen(kw_only=True)
class DictCode:
    """A `TypedDict`."""

    name: str
    model: str
    """The model in whose place it may be given."""
    description: str
    keys: Sequence[DictKey]
    uses: Sequence[str]
    """The models, aliases and other `TypedDict`s in its annotations."""

    @property
    def is_class(self) -> bool:
        """Whether it can be written as a class: its keys are identifiers, and hide no name in its annotations."""
        hidden = {name for key in self.keys for name in re.findall(r"\w+", key.annotation)}
        return all(
            key.name.isidentifier()
            and not keyword.iskeyword(key.name)
            and not key.name.startswith("__")  # Python would change the name
            and key.name not in hidden
            for key in self.keys
        )

    @property
    def keys_section(self) -> str:
        """The descriptions of its keys, for a `TypedDict` that is not written as a class."""
        return section("Keys", [(key.name, key.description) for key in self.keys if key.description], 0)


def given(type_: PythonType, document: ParsedDocument) -> PythonType:
    """The type of an argument that holds a value of a type."""
    return _given(type_, document, in_dict=False)


def _given(type_: PythonType, document: ParsedDocument, *, in_dict: bool) -> PythonType:
    match type_:
        case Model(name):
            return union_of([type_, ModelDict(document.dicts[name])])
        case Array(item):
            taken = _given(item, document, in_dict=in_dict)
            return type_ if taken == item else Array(taken, is_given=True)
        case Map(value):
            taken = _given(value, document, in_dict=in_dict)
            return type_ if taken == value else Map(taken, is_given=True)
        case Union(members, nullable):
            taken_members = [_given(member, document, in_dict=in_dict) for member in members]
            return union_of([*taken_members, *([NOTHING] if nullable else [])])
        case _:
            return union_of([type_, STRING]) if in_dict and type_ in _TEXTS else type_


def holds_object(type_: PythonType) -> bool:
    """Whether a value of the type is an object, or contains one."""
    match type_:
        case Model() | Map():
            return True
        case Array(item):
            return holds_object(item)
        case Union(members, _):
            return any(map(holds_object, members))
        case _:
            return False


def shape(type_: PythonType) -> str:
    """Write the `ArgumentShape` of an argument: what is checked of it before it is sent."""
    if not holds_object(type_):
        return "ANYTHING"
    bare = without_null(type_)
    members = bare.members if isinstance(bare, Union) else (bare,)
    models = [member.name for member in members if isinstance(member, Model)]
    parts = [f"models={literal(' or '.join(models))}"] if models else []
    parts += [f"values={shape(member.value)}" for member in members if isinstance(member, Map)][:1]
    lists = [member.item for member in members if isinstance(member, Array)]
    parts += [f"items={shape(union_of(lists))}"] if lists else []
    single = [member for member in members if not isinstance(member, (Model, Map, Array))]
    if single:
        parts.append("is_file=True" if all(member == FILE for member in single) else "is_single=True")
    return f"ArgumentShape({', '.join(parts)})"


# --- Dicts --------------------------------------------------------------------------------------------------------


def reached_models(types: Iterable[PythonType], document: ParsedDocument) -> set[str]:
    """The models in whose place the given types take dicts, and the models inside of those."""
    models = {name: model for model, name in document.dicts.items()}
    waiting = [models[name] for type_ in types for name in dict_names(type_)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [
                models[inner]
                for member in document.objects[name].values()
                for inner in dict_names(given(member.type, document))
            ]
    return found


def dict_code(name: str, known: Mapping[str, Any], document: ParsedDocument, here: Collection[str]) -> DictCode:
    """Write the `TypedDict` of a model.

    Args:
        name: The model.
        known: Its facts, from `template_facts`.
        document: The parsed document.
        here: The models of the module. They and their dicts are defined later than this one, so that an annotation
            with one of them is quoted.
    """
    members = document.objects[name]
    types = {key: _given(members[key].type, document, in_dict=True) for key in known["order"]}
    later = {*here, *(document.dicts[one] for one in here)}
    return DictCode(
        name=document.dicts[name],
        model=name,
        description=known["description"],
        keys=[
            DictKey(
                name=key,
                annotation=_key_annotation(type_, members[key], later),
                description=known["descriptions"][key],
            )
            for key, type_ in types.items()
        ],
        uses=list(dict.fromkeys(used for type_ in types.values() for used in _names(type_))),
    )


def _names(type_: PythonType) -> Iterator[str]:
    yield from class_names(type_)
    yield from dict_names(type_)


def _key_annotation(type_: PythonType, member: Member, later: Collection[str]) -> str:
    text = annotation(type_)
    if any(name in later for name in _names(type_)):
        text = literal(text)
    return f"Required[{text}]" if member.required else text
