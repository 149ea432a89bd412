"""The code of a package's models, and the modules that contain them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from .given_types import DictCode, given
from .list_code import PageClass
from .parsed_document import Member, ParsedDocument
from .python_types import (
    PythonType,
    annotation,
    class_names,
    dict_names,
    has_file,
    is_nullable,
    optional,
    with_unset,
)
from .readers import Readers, written
from .source_text import literal
from .union_code import UnionReader

SHARED: Final = "shared"
"""The module of models that several resources use."""

OTHERS: Final = "others"
"""The module of models that no operation takes or returns."""


@frozen(kw_only=True)
class Field:
    """A field of a class."""

    key: str
    """Its name in JSON, as a literal."""
    attribute: str
    declaration: str
    """The attribute with its annotation and its default."""
    description: str
    reading: Sequence[str]
    """The lines of `from_dict` that read it."""
    writing: str
    """The expression of `to_dict`."""
    required: bool
    """Whether it is required in JSON."""


@frozen(kw_only=True)
class ModelCode:
    """A class."""

    name: str
    description: str
    is_input: bool
    """Whether only requests use it, so that it is never decoded."""
    fields: Sequence[Field]
    has_files: bool
    """Whether it is the form of an upload."""
    uses: Sequence[str]
    """The models and aliases in its annotations, each once."""
    dicts: Sequence[str]
    """The `TypedDict`s in its annotations, each once. They are defined before all models."""
    recursive: bool
    """Whether it is defined before a class in its annotations, which are quoted then."""
    rest: RestOfModel | None
    """The members that the documentation does not name; None if they are any JSON."""
    read: Sequence[PythonType]
    """The types that `from_dict` reads."""


@frozen(kw_only=True)
class RestOfModel:
    """The members of an object that have one type, but no documented names."""

    annotation: str
    reader: str
    writing: str
    """The expression that writes the value of the variable `value`."""


@frozen(kw_only=True)
class ModelModule:
    """A module of models."""

    name: str
    summary: str
    aliases: Sequence[str]
    models: Sequence[ModelCode]
    dicts: Sequence[DictCode]
    """The `TypedDict`s that requests take in place of models."""
    arguments: Sequence[str]
    """The `TypedDict`s of the arguments of operations."""
    pages: Sequence[PageClass]
    """The pages of its operations that list things."""
    unions: Sequence[UnionReader]
    """The constants that read unions."""
    imports: Mapping[str, Sequence[str]]
    """The names that it imports from other modules of models, by module."""
    public_models: Sequence[str]
    """The names that it defines for `<package>.models`, sorted."""

    @property
    def types(self) -> list[str]:
        """The names that it defines for `<package>.types`, sorted."""
        return sorted([*(one.name for one in self.dicts), *self.arguments])

    @property
    def names(self) -> list[str]:
        """All names that it defines, sorted."""
        return sorted({*self.public_models, *self.types})


def model_code(name: str, known: Mapping[str, Any], document: ParsedDocument, readers: Readers) -> ModelCode:
    """Write the class of one object; its annotations are not quoted yet.

    Args:
        name: The object's name.
        known: Its facts, from `template_facts`.
        document: The parsed document.
        readers: Writes the code that reads the fields.
    """
    members = document.objects[name]
    fields = [_field(members[key], known, document, readers) for key in known["order"]]
    dicts = dict.fromkeys(
        used for key in known["order"] if known["is_input"] for used in dict_names(given(members[key].type, document))
    )
    rest = document.rest.get(name)
    types = [members[key].type for key in known["order"]] + ([] if rest is None else [rest])
    uses = dict.fromkeys(used for type_ in types for used in class_names(type_))
    return ModelCode(
        name=name,
        description=known["description"],
        is_input=known["is_input"],
        fields=fields,
        has_files=any(has_file(member.type) for member in members.values()),
        uses=list(uses),
        dicts=list(dicts),
        recursive=False,
        rest=None
        if rest is None
        else RestOfModel(
            annotation=annotation(rest), reader=readers.reader(rest), writing=_may_be_none(rest, written(rest, "value"))
        ),
        read=[] if known["is_input"] else types,
    )


def _may_be_none(type_: PythonType, text: str) -> str:
    return f"None if value is None else {text}" if is_nullable(type_) and text != "value" else text


def _field(member: Member, known: Mapping[str, Any], document: ParsedDocument, readers: Readers) -> Field:
    attribute = known["attributes"][member.name]
    source = f"self.{attribute}"
    text = written(member.type, source)
    may_be_none = not member.required or is_nullable(member.type)
    return Field(
        key=literal(member.name),
        attribute=attribute,
        declaration=_declaration(attribute, member, known, document),
        description=known["descriptions"][member.name],
        reading=readers.statements(
            member.type,
            local=f"_{attribute}",
            key=member.name,
            required=member.required,
            numeric=member.name in known["numeric"],
        ),
        writing=f"None if {source} is None else {text}" if may_be_none and text != source else text,
        required=member.required,
    )


def _declaration(attribute: str, member: Member, known: Mapping[str, Any], document: ParsedDocument) -> str:
    secret, is_input = member.name in known["secret"], known["is_input"]
    type_ = given(member.type, document) if is_input else member.type
    constant = known["constants"].get(member.name)
    if member.required and constant is not None:
        value = literal(constant) if isinstance(constant, str) else constant
        return f"{attribute}: {annotation(type_)} = {value}"
    if member.required:
        return f"{attribute}: {annotation(type_)}" + (" = field(repr=False)" if secret else "")
    absent, text = ("UNSET", with_unset(type_)) if is_input else ("None", optional(type_))
    return f"{attribute}: {text} = " + (f"field(default={absent}, repr=False)" if secret else absent)


# --- Modules ------------------------------------------------------------------------------------------------------


def homes(uses: Mapping[str, Iterable[str]], reached_first: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Choose the module of each model and alias: that of the only resource that uses it.

    Everything that a shared model uses is shared too. So modules never import each other in a circle: resources'
    modules import `shared`, and `others` may import all of them.

    Args:
        uses: The names that each model or alias uses.
        reached_first: By resource, the names that its operations use directly.
    """
    found: dict[str, str] = {}
    for tag, names in reached_first.items():
        todo = list(names)
        seen: set[str] = set()
        while todo:
            name = todo.pop()
            if name not in seen and name in uses:
                seen.add(name)
                todo += uses[name]
        for name in seen:
            found[name] = SHARED if name in found else tag
    return {name: found.get(name, OTHERS) for name in uses}


def in_order(models: Sequence[ModelCode]) -> list[ModelCode]:
    """Sort models so that each follows those in its annotations, close to the given order.

    Annotations are evaluated at the definition. In a circle of models, the first quotes its annotations.
    """
    by_name = {model.name: model for model in models}
    done: dict[str, ModelCode] = {}
    open_: set[str] = set()

    def visit(model: ModelCode) -> None:
        if model.name in done or model.name in open_:
            return
        open_.add(model.name)
        for used in model.uses:
            if used in by_name:
                visit(by_name[used])
        later = {used for used in model.uses if used in by_name and used not in done}
        done[model.name] = _quoted(model) if later else model

    for model in models:
        visit(model)
    return list(done.values())


def _quoted(model: ModelCode) -> ModelCode:
    """The model with the annotations of its fields in quotes."""
    fields: list[Field] = []
    for field in model.fields:
        name, _, rest = field.declaration.partition(": ")
        text, equals, default = rest.partition(" = ")
        fields.append(evolve(field, declaration=f'{name}: "{text}"{equals}{default}'))
    return evolve(model, fields=fields, recursive=True)
