"""The arguments of generated functions: their order, annotations and use in calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .parsed_document import Body, Member, Operation, Parameter
from .python_types import NOTHING, PythonType, annotation, class_names, optional, union_of, with_unset

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


def signature(arguments: Sequence[Argument], *, bound: bool, list_name: str = "list") -> str:
    """Write the parameter list of a function."""
    parts = ["self"] if bound else []
    parts += [one.declared(list_name) for one in arguments if not one.by_keyword]
    keywords = [one.declared(list_name) for one in arguments if one.by_keyword]
    return ", ".join([*parts, *(["*", *keywords] if keywords else [])])


def call_arguments(operation: Operation, known: Mapping[str, Any]) -> Sequence[Argument]:
    """The arguments of the function that builds a request: path parameters, body, then the others.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
    """
    parameters = [parameter_argument(one, known) for one in operation.parameters]
    return [
        *(one for one in parameters if not one.by_keyword),
        *([body_argument(operation.bodies, known)] if operation.bodies else []),
        *(one for one in parameters if one.by_keyword and one.required),
        *(one for one in parameters if one.by_keyword and not one.required),
    ]


def method_arguments(
    operation: Operation, known: Mapping[str, Any], members: Mapping[str, Member]
) -> Sequence[Argument]:
    """The arguments of a method: those of `call_arguments`, but with the fields of a body as arguments.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
        members: The properties of the body; empty if the body is one argument.
    """
    if known["unpacked"] is None:
        return call_arguments(operation, known)
    parameters = [parameter_argument(one, known) for one in operation.parameters]
    fields = [field_argument(field, members[field["name"]]) for field in known["unpacked"]["fields"]]
    return [
        *(one for one in parameters if not one.by_keyword),
        *(one for one in fields if one.required),
        *(one for one in parameters if one.by_keyword and one.required),
        *(one for one in fields if not one.required),
        *(one for one in parameters if one.by_keyword and not one.required),
        Argument(name="extra_body", text="Mapping[str, Any] | None", required=False, default="None"),
    ]


def parameter_argument(parameter: Parameter, known: Mapping[str, Any]) -> Argument:
    """The argument for a parameter. A path parameter has no default, because it is always needed."""
    fact = known["parameters"][f"{parameter.place}:{parameter.name}"]
    name = fact["attribute"]
    if fact["option"]:
        return Argument(name=name, type=parameter.type, required=False, default="UNSET", option=fact["option"])
    in_path = parameter.place == "path"
    default = "" if in_path else parameter.default or ("" if parameter.required else "None")
    return Argument(name=name, type=parameter.type, by_keyword=not in_path, required=not default, default=default)


def field_argument(field: Mapping[str, Any], member: Member) -> Argument:
    """The argument for a field of the body."""
    default = "" if member.required else "UNSET"
    return Argument(name=field["attribute"], type=member.type, required=member.required, default=default)


def body_argument(bodies: Sequence[Body], known: Mapping[str, Any]) -> Argument:
    """The argument for a whole body, which may have one of several types."""
    body = bodies[0]
    default = "" if body.required else "UNSET"
    if body.kind == "content":
        text = "str" if known["bodies"][body.media_type]["is_text"] else "FileInput"
        text = text if body.required else f"{text} | Unset"
        return Argument(name="body", text=text, required=body.required, default=default)
    type_ = union_of([one.type for one in bodies])
    return Argument(name="body", type=type_, required=body.required, default=default)


def argument_types(known: Mapping[str, Any], members: Mapping[str, Member]) -> Sequence[tuple[str, str, str]]:
    """The keys of the `TypedDict` of a body's fields: name, annotation and description of each."""
    keys: list[tuple[str, str, str]] = []
    for field in known["unpacked"]["fields"]:
        argument = field_argument(field, members[field["name"]])
        text = argument.annotation()
        keys.append((argument.name, f"Required[{text}]" if argument.required else text, field["text"]))
    return [*keys, ("extra_body", "Mapping[str, Any] | None", EXTRA_BODY)]
