"""The arguments of generated functions: their order, annotations and use in calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .given_types import given, holds_object, shape
from .parsed_document import Body, Member, Operation, Parameter, ParsedDocument
from .python_types import NOTHING, Map, PythonType, annotation, class_names, dict_names, optional, union_of, with_unset
from .source_text import literal

EXTRA_BODY: Final = (
    "Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."
)


@frozen(kw_only=True)
class Argument:
    """One argument of a function."""

    name: str
    type: PythonType | None = None
    """The type of its value; None if `text` is given."""
    text: str = ""
    """The annotation, if there is no schema for it."""
    by_keyword: bool = True
    required: bool = True
    default: str = ""
    """The default value of an optional argument, as Python source."""
    option: str = ""
    """The option of the client that holds if the argument is not passed."""

    def declared(self, list_name: str = "list") -> str:
        """The argument in a signature."""
        text = self.annotation(list_name)
        return f"{self.name}: {text}" if self.required else f"{self.name}: {text} = {self.default}"

    def annotation(self, list_name: str = "list") -> str:
        """The annotation, including the type of the default."""
        if self.type is None:
            return self.text
        if self.option:
            return with_unset(union_of([self.type, NOTHING]), list_name=list_name)
        if self.default == "UNSET":
            return with_unset(self.type, list_name=list_name)
        if self.default == "None":
            return optional(self.type, list_name=list_name)
        return annotation(self.type, list_name=list_name)

    def handed_on(self) -> str:
        """The argument in a call of a function that has the same one."""
        return f"{self.name}={self.name}" if self.by_keyword else self.name

    def handed_to_call(self) -> str:
        """The argument in the call of the function that builds the request."""
        if self.option:
            return f'{self.name}=self._engine.option("{self.option}", {self.name})'
        return self.handed_on()

    def class_names(self) -> Iterable[str]:
        """The models in its annotation."""
        return () if self.type is None else class_names(self.type)

    def dict_names(self) -> Iterable[str]:
        """The `TypedDict`s in its annotation."""
        return () if self.type is None else dict_names(self.type)


def signature(arguments: Sequence[Argument], *, bound: bool, list_name: str = "list") -> str:
    """Write the parameter list of a function."""
    parts = ["self"] if bound else []
    parts += [one.declared(list_name) for one in arguments if not one.by_keyword]
    keywords = [one.declared(list_name) for one in arguments if one.by_keyword]
    return ", ".join([*parts, *(["*", *keywords] if keywords else [])])


def call_arguments(operation: Operation, known: Mapping[str, Any], document: ParsedDocument) -> Sequence[Argument]:
    """The arguments of the function that builds a request: path parameters, body, then the others.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
        document: The parsed document.
    """
    parameters = [parameter_argument(one, known, document) for one in operation.parameters]
    return [
        *(one for one in parameters if not one.by_keyword),
        *([body_argument(operation.bodies, known, document)] if operation.bodies else []),
        *(one for one in parameters if one.by_keyword and one.required),
        *(one for one in parameters if one.by_keyword and not one.required),
    ]


def method_arguments(
    operation: Operation, known: Mapping[str, Any], members: Mapping[str, Member], document: ParsedDocument
) -> Sequence[Argument]:
    """The arguments of a method: those of `call_arguments`, but with the fields of a body as arguments.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
        members: The properties of the body; empty if the body is one argument.
        document: The parsed document.
    """
    if known["unpacked"] is None:
        return call_arguments(operation, known, document)
    parameters = [parameter_argument(one, known, document) for one in operation.parameters]
    fields = [field_argument(field, members[field["name"]], document) for field in known["unpacked"]["fields"]]
    return [
        *(one for one in parameters if not one.by_keyword),
        *(one for one in fields if one.required),
        *(one for one in parameters if one.by_keyword and one.required),
        *(one for one in fields if not one.required),
        *(one for one in parameters if one.by_keyword and not one.required),
        Argument(name="extra_body", text="Mapping[str, Any] | None", required=False, default="None"),
    ]


def parameter_argument(parameter: Parameter, known: Mapping[str, Any], document: ParsedDocument) -> Argument:
    """The argument for a parameter. A path parameter has no default, because it is always needed."""
    fact = known["parameters"][f"{parameter.place}:{parameter.name}"]
    name = fact["attribute"]
    if fact["option"]:
        return Argument(name=name, type=parameter.type, required=False, default="UNSET", option=fact["option"])
    in_path = parameter.place == "path"
    default = "" if in_path else parameter.default or ("" if parameter.required else "None")
    type_ = given(parameter.type, document)
    return Argument(name=name, type=type_, by_keyword=not in_path, required=not default, default=default)


def field_argument(field: Mapping[str, Any], member: Member, document: ParsedDocument) -> Argument:
    """The argument for a field of the body."""
    default = "" if member.required else "UNSET"
    type_ = given(member.type, document)
    return Argument(name=field["attribute"], type=type_, required=member.required, default=default)


def body_argument(bodies: Sequence[Body], known: Mapping[str, Any], document: ParsedDocument) -> Argument:
    """The argument for a whole body, which may have one of several types.

    The type decides what is sent, so that of several bodies only one may be a dict.
    """
    body = bodies[0]
    default = "" if body.required else "UNSET"
    if body.kind == "content":
        text = "str" if known["bodies"][body.media_type]["is_text"] else "FileInput"
        text = text if body.required else f"{text} | Unset"
        return Argument(name="body", text=text, required=body.required, default=default)
    has_map = any(isinstance(one.type, Map) for one in bodies[1:])
    first = body.type if has_map else given(body.type, document)
    first = first if known["unpacked"] is None else body.type
    type_ = union_of([first, *(one.type for one in bodies[1:])])
    return Argument(name="body", type=type_, required=body.required, default=default)


def argument_types(arguments: Sequence[Argument], texts: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
    """The keys of the `TypedDict` of a method's arguments by keyword: name, annotation and description of each.

    Args:
        arguments: The arguments of the method.
        texts: The descriptions by name.
    """
    return [
        (one.name, f"Required[{one.annotation()}]" if one.required else one.annotation(), texts.get(one.name, ""))
        for one in arguments
        if one.by_keyword
    ]


def shape_checks(operation: Operation, known: Mapping[str, Any], members: Mapping[str, Member]) -> Sequence[str]:
    """The lines that check the arguments that hold objects.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
        members: The properties of the body; empty if the body is one argument.
    """
    checked = [
        (known["parameters"][f"{one.place}:{one.name}"]["attribute"], "", one.type) for one in operation.parameters
    ]
    if known["unpacked"] is not None:
        checked += [(one["attribute"], "body.", members[one["name"]].type) for one in known["unpacked"]["fields"]]
    elif operation.bodies:
        checked.append(("body", "", union_of([one.type for one in operation.bodies])))
    return [
        f"check_shape({owner}{name}, {literal(name)}, {shape(type_)})"
        for name, owner, type_ in checked
        if holds_object(type_)
    ]
