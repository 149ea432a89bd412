"""The code of operations that list things: what is known about their pages, and the classes of those pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ..contract.json_tree import is_list
from .parsed_document import Member, ParsedDocument
from .python_types import (
    UNKNOWN,
    Array,
    Model,
    PythonType,
    Union,
    annotation,
    class_names,
    optional,
    without_null,
)
from .signatures import Argument
from .source_text import literal

ARGUMENTS: Final = (
    Argument(name="max_items", text="int | None", required=False, default="None"),
    Argument(name="resume", text="str | None", required=False, default="None"),
)
"""The arguments of every list."""
NOTES: Final = (
    ("max_items", "The most items that iterating gives, over all pages."),
    ("resume", "The `resume_token` of a page: continues after it, with the same other arguments."),
)
_PAGE_MEMBERS: Final = frozenset({"items", "total", "has_next", "resume_token", "next_page", "pages"})


@frozen(kw_only=True)
class PageField:
    """A member of the response that belongs to no page in particular, such as a summary."""

    attribute: str
    annotation: str
    description: str
    source: str
    """The attribute of the response's model."""


@frozen(kw_only=True)
class PageClass:
    """The class of an operation's pages, which has the other members of the response."""

    name: str
    called: str
    item: str
    answer: str
    """The model of the response."""
    fields: Sequence[PageField]
    uses: Sequence[str]
    """The models and aliases in its annotations."""

    @property
    def names(self) -> tuple[str, str]:
        """The names of the class and of its async twin."""
        return self.name, f"Async{self.name}"


@frozen(kw_only=True)
class ListCode:
    """The code of an operation that lists things."""

    constant: str
    """The name of the `Pagination`."""
    arguments: Sequence[str]
    """The arguments that make it, each a line."""
    item: str
    """The annotation of an item."""
    page_class: PageClass | None
    """None if the response is nothing but the list."""
    uses: Sequence[str]
    """The models in its signature."""

    @property
    def page(self) -> str:
        """The annotation of a page, which begins with `Async` for the async call style."""
        return f"Page[{self.item}]" if self.page_class is None else self.page_class.name


def list_code(
    known: Mapping[str, Any],
    called: str,
    answer: PythonType,
    document: ParsedDocument,
    models: Mapping[str, Any],
) -> ListCode | None:
    """Write the code of an operation that lists things; None if it lists nothing.

    Args:
        known: The operation's facts, from `template_facts`.
        called: The method that users call: `requests.list`.
        answer: The type of the response, without the envelope.
        document: The parsed document.
        models: The facts of all models.
    """
    words: Mapping[str, Any] | None = known["pagination"]
    if words is None:
        return None
    reader = _Paths(document, models, answer, known["envelope"])
    paths = {key: reader.attributes(path) for key, path in words["paths"].items()}
    items = without_null(reader.type_at(words["paths"].get("items", ())))
    item = items.item if isinstance(items, Array) else items
    inside = _Paths(document, models, item, None)
    arguments = [f"scheme={literal(words['scheme'])}"]
    arguments += [f"{key}={_tuple(path)}" for key, path in paths.items() if path]
    if path := words["paths"].get("items"):
        arguments.append(f"json_path={_tuple(path)}")
    if words["item_id"]:
        arguments.append(f"item_id={_tuple(inside.attributes(words['item_id']))}")
        if isinstance(item, Union) and item.is_open:
            arguments.append(f"unknown={UNKNOWN}, json_item_id={_tuple(words['item_id'])}")
    for key in ("parameter", "size"):
        if words[key]:
            arguments.append(f"{key}={literal(words[key])}")
    if words["scheme"] == "page" and words["first"] != 1:
        arguments.append(f"first={words['first']}")
    arguments += [f"{key}={words[key]}" for key in ("default_size", "cap") if words[key] is not None]
    arguments += [f"{key}=True" for key in ("in_body", "cursor_is_item_id", "confirm_empty") if words[key]]
    page_class = _page_class(known, called, item, reader, words["paths"])
    return ListCode(
        constant=f"{known['method'].upper()}_PAGES",
        arguments=arguments,
        item=annotation(item, list_name="builtins.list"),
        page_class=page_class,
        uses=[*class_names(item), *(() if page_class is None else page_class.names)],
    )


def _page_class(
    known: Mapping[str, Any], called: str, item: PythonType, reader: _Paths, paths: Mapping[str, Sequence[str]]
) -> PageClass | None:
    model = reader.model
    if model is None:
        return None
    spoken_for = {reader.inside(path)[0] for path in paths.values() if len(reader.inside(path)) == 1}
    facts = reader.facts(model)
    fields: list[PageField] = []
    uses: dict[str, None] = dict.fromkeys([model.name, *class_names(item)])
    for name, member in reader.members(model).items():
        if name not in spoken_for:
            attribute = facts["attributes"][name]
            fields.append(
                PageField(
                    attribute=f"{attribute}_" if attribute in _PAGE_MEMBERS else attribute,
                    annotation=annotation(member.type) if member.required else optional(member.type),
                    description=facts["descriptions"][name] or f"The `{name}` of the response.",
                    source=attribute,
                )
            )
            uses |= dict.fromkeys(class_names(member.type))
    fields.append(
        PageField(
            attribute="additional_properties",
            annotation="dict[str, Any]",
            description="Fields in the response that the documentation does not name, unchanged.",
            source="additional_properties",
        )
    )
    return PageClass(
        name="".join(map(str.capitalize, known["operation_id"].split("_"))) + "Page",
        called=called,
        item=annotation(item),
        answer=model.name,
        fields=fields,
        uses=list(uses),
    )


class _Paths:
    """Follows paths of the JSON in the types of a response."""

    def __init__(
        self, document: ParsedDocument, models: Mapping[str, Any], answer: PythonType, envelope: str | None
    ) -> None:
        self._document = document
        self._models = models
        self._answer = answer
        self._envelope = envelope

    @property
    def model(self) -> Model | None:
        """The model of the response; None if the response is the list."""
        bare = without_null(self._answer)
        return bare if isinstance(bare, Model) else None

    def inside(self, path: Sequence[str]) -> Sequence[str]:
        """A path without the envelope."""
        return path[1:] if self._envelope is not None and path[:1] == [self._envelope] else path

    def members(self, model: Model) -> Mapping[str, Member]:
        """The members of a model."""
        return self._document.objects[model.name]

    def facts(self, model: Model) -> Mapping[str, Any]:
        """The facts of a model."""
        facts: Mapping[str, Any] = self._models[model.name]
        return facts

    def type_at(self, path: Sequence[str]) -> PythonType:
        """The type of the field at a path."""
        here = self._answer
        for name in self.inside(path):
            bare = without_null(here)
            if not isinstance(bare, Model):
                return here
            here = self.members(bare)[name].type
        return here

    def attributes(self, path: Sequence[str]) -> list[str]:
        """The Python attributes that lead to the field at a path."""
        here, names = self._answer, list[str]()
        for name in self.inside(path):
            bare = self._model_with(name, here)
            if bare is None:
                return names
            names.append(self.facts(bare)["attributes"][name])
            here = self.members(bare)[name].type
        return names

    def _model_with(self, name: str, type_: PythonType) -> Model | None:
        """The model of a type that has a member; of a union, the first such variant."""
        bare = without_null(type_)
        options = bare.members if isinstance(bare, Union) else (bare,)
        return next((one for one in options if isinstance(one, Model) and name in self.members(one)), None)


def _tuple(names: object) -> str:
    texts = [literal(str(name)) for name in names] if is_list(names) else []
    return f"({', '.join(texts)},)" if len(texts) == 1 else f"({', '.join(texts)})"
