"""The code of a resource: requests, reading of responses, and methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from .list_code import ARGUMENTS, NOTES, ListCode, list_code
from .parsed_document import Answer, Body, Member, Operation, Parameter, ParsedDocument
from .python_types import (
    ANYTHING,
    NOTHING,
    STRING,
    Model,
    PythonType,
    Scalar,
    annotation,
    class_names,
    has_file,
    is_file,
    is_nullable,
    merged,
    union_of,
    without_null,
)
from .readers import Readers
from .signatures import (
    EXTRA_BODY,
    Argument,
    argument_types,
    call_arguments,
    method_arguments,
    shape_checks,
    signature,
)
from .source_text import f_string_text, literal, section
from .stream_code import StreamCode, stream_code

_BODIES: Final = {"json": "json_body", "data": "form_body", "files": "multipart_body", "content": "bytes_body"}


@frozen(kw_only=True)
class OperationCode:
    """The code of one operation, for the template."""

    called: str
    """The method that users call: `videos.create`."""
    method: str
    call_name: str
    """The function that makes the request."""
    answer_name: str
    """The function that reads the response."""
    http_method: str
    shown_path: str
    """The path of the URL, with the names of its arguments in braces."""
    description: str
    arguments: str
    """The section `Args` of the method's docstring; empty without arguments."""
    raises: str
    deprecation: str
    """The message of the warning when a deprecated operation is called; empty for others."""
    signature: str
    """Of the method, and of its detailed twin."""
    handed_to_twin: str
    answer: str
    """The return annotation of the method, for use inside a class."""
    answer_outside: str
    """The same, for use outside of a class."""
    packed: str
    """The expression that builds the body from arguments; empty if there is none."""
    handed_to_call: str
    call_signature: str
    checks: Sequence[str]
    """The lines that check arguments and prepare the request."""
    call_members: str
    """The arguments of the `Call`."""
    reading: Sequence[str]
    """The lines that read the response."""
    reads_answer: bool
    """Whether those lines use it."""
    arguments_class: str
    """The name of the `TypedDict` of its arguments by keyword; empty without such arguments."""
    argument_types: Sequence[tuple[str, str, str]]
    """The keys of that `TypedDict`: name, annotation and description of each."""
    exports_arguments: bool
    """Whether the package's root exports it: one of its arguments is a field of the body."""
    taken: Sequence[Argument]
    """The arguments of the method."""
    pages: ListCode | None
    """None if it lists nothing."""
    events: StreamCode | None
    """None if it streams nothing."""
    is_binary: bool
    """Whether it returns a file."""
    uses: Sequence[str]
    """The models and aliases in its signature."""
    read: Sequence[PythonType]
    """The types that are read from responses."""

    def dict_names(self) -> list[str]:
        """The `TypedDict`s in its signature, each once."""
        return list(dict.fromkeys(name for one in self.taken for name in one.dict_names()))

    def names_of_arguments(self) -> list[str]:
        """The models, aliases and `TypedDict`s in the annotations of its arguments."""
        return [*(name for one in self.taken for name in one.class_names()), *self.dict_names()]


def operation_code(
    operation: Operation,
    known: Mapping[str, Any],
    resource: Mapping[str, Any],
    models: Mapping[str, Any],
    document: ParsedDocument,
    readers: Readers,
) -> OperationCode:
    """Write the code of one operation.

    Args:
        operation: The operation.
        known: Its facts, from `template_facts`.
        resource: The facts of its resource.
        models: The facts of all models.
        document: The parsed document.
        readers: Writes the code that reads responses.
    """
    unpacked: Mapping[str, Any] | None = known["unpacked"]
    members = dict[str, Member]() if unpacked is None else _members(unpacked, document)
    list_name = "builtins.list" if "list" in resource["methods"] else "list"
    taken = method_arguments(operation, known, members, document)
    sent = call_arguments(operation, known, document)
    answers = _Answers(operation.successes, known, document, readers)
    called = f"{resource['attribute']}.{known['method']}"
    types = answers.types()
    pages = list_code(known, called, types[0], document, models) if types else None
    errors = [(note["name"], note["text"]) for note in known["notes"]["errors"]]
    taken_by_method = taken if pages is None else [*taken, *ARGUMENTS]
    notes = [*_argument_notes(taken, known), *(NOTES if pages else ())]
    types_of_arguments = argument_types(taken_by_method, dict(notes))
    if pages is not None:
        errors.append(("PaginationError", "The pages contradict each other."))
    return OperationCode(
        called=called,
        method=known["method"],
        call_name=f"{known['method']}_call",
        answer_name=f"{known['method']}_answer",
        http_method=known["http_method"],
        shown_path=known["shown_path"],
        description=known["description"],
        arguments=section("Args", notes, 8),
        raises=section("Raises", errors, 8),
        deprecation=f"{called} is deprecated: the provider may remove it." if known["is_deprecated"] else "",
        signature=signature(taken_by_method, bound=True, list_name=list_name),
        handed_to_twin=", ".join(one.handed_on() for one in taken_by_method),
        answer=answers.annotation(list_name),
        answer_outside=answers.annotation("list"),
        packed="" if unpacked is None else _packed(unpacked, document),
        handed_to_call=", ".join(one.handed_to_call() for one in sent),
        call_signature=signature(sent, bound=False),
        checks=_checks(operation, known, members),
        call_members=", ".join(
            f"{name}={value}" for name, value in _call(operation, known, called, document, models).items()
        ),
        reading=answers.lines(),
        reads_answer=any("answer." in line for line in answers.lines()),
        arguments_class=known["arguments_class"] if types_of_arguments else "",
        argument_types=types_of_arguments,
        exports_arguments=unpacked is not None,
        taken=taken_by_method,
        read=answers.types(),
        pages=pages,
        events=stream_code(known, types[0], list_name) if types else None,
        is_binary=known["is_binary"],
        uses=list(
            dict.fromkeys(
                [
                    *(() if pages is None else pages.uses),
                    *(name for one in [*taken, *sent] for name in one.class_names()),
                    *(name for type_ in answers.types() for name in class_names(type_)),
                ]
            )
        ),
    )


def _argument_notes(taken: Sequence[Argument], known: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The descriptions of the arguments, in the order of the signature."""
    texts = {one["name"]: one["text"] for one in known["notes"]["arguments"]}
    if known["unpacked"] is not None:
        texts |= {field["attribute"]: field["text"] for field in known["unpacked"]["fields"]}
        if known["idempotent"] and (key := known["unpacked"]["key"]):
            texts[key["attribute"]] = "Not sent, because this operation creates nothing."
        texts["extra_body"] = EXTRA_BODY
    else:
        texts["body"] = known["notes"]["body"]
    return [(one.name, texts[one.name]) for one in taken if texts.get(one.name)]


# --- Requests -----------------------------------------------------------------------------------------------------


def _members(unpacked: Mapping[str, Any], document: ParsedDocument) -> Mapping[str, Member]:
    """The fields of a body; where it is sent as JSON or as a form, each with the types of both."""
    members = document.objects[unpacked["class_name"]]
    if unpacked["form"] is None:
        return members
    in_form = document.objects[unpacked["form"]]
    return {name: evolve(one, type=merged([one.type, in_form[name].type])) for name, one in members.items()}


def _packed(unpacked: Mapping[str, Any], document: ParsedDocument) -> str:
    parts = [f"{field['attribute']}={field['attribute']}" for field in unpacked["fields"]]
    parts += [f"{name}={_value(value)}" for name, value in unpacked["fixed"].items()]
    made = unpacked["class_name"]
    if unpacked["form"] is not None:
        in_form = document.objects[unpacked["form"]]
        files = [field["attribute"] for field in unpacked["fields"] if has_file(in_form[field["name"]].type)]
        made = f"form_if_files({unpacked['form']}, {made}, {', '.join(files)})"
    return f"{made}({', '.join([*parts, 'additional_properties=further_fields(extra_body)'])})"


def _bounds(known: Mapping[str, Any]) -> str:
    """The limits of a number as arguments, each after a comma."""
    return "".join(f", {name}={known[name]}" for name in ("minimum", "maximum") if known[name] is not None)


def _checks(operation: Operation, known: Mapping[str, Any], members: Mapping[str, Member]) -> list[str]:
    lines = list(shape_checks(operation, known, members))
    for parameter in operation.parameters:
        fact = _fact(parameter, known)
        if parameter.place != "path" and (bounds := _bounds(fact)):
            lines.append(f"check_bounds({fact['attribute']}, {literal(fact['attribute'])}{bounds})")
        if fact["option"] and fact["required"]:
            lines.append(f"check_option({fact['attribute']}, {literal(fact['attribute'])})")
    unpacked: Mapping[str, Any] | None = known["unpacked"]
    if unpacked is None:
        return lines
    for field in unpacked["fields"]:
        if bounds := _bounds(field):
            lines.append(f"check_bounds(body.{field['attribute']}, {literal(field['attribute'])}{bounds})")
    if (key := unpacked["key"]) and known["idempotent"]:
        # Nothing is created, so a key would only be taken for that of a later creation.
        lines += [
            "further = dict(body.additional_properties)",
            f"further.pop({literal(key['name'])}, None)",
            f"body = evolve(body, {key['attribute']}=UNSET, additional_properties=further)",
        ]
    elif key:
        longest = "" if key["longest"] is None else f", longest={key['longest']}"
        further = f"further.pop({literal(key['name'])}, None)"
        lines += [
            "further = dict(body.additional_properties)",
            f"key = idempotency_key(body.{key['attribute']}, {further}{longest})",
            f"body = evolve(body, {key['attribute']}=key, additional_properties=further)",
        ]
    given = [f"{literal(field['name'])}: body.{field['attribute']}" for field in unpacked["fields"]]
    given += [f"{literal(name)}: {_value(value)}" for name, value in known["fixed_body"].items()]
    return [*lines, f"check_given_once(body.additional_properties, {{{', '.join(given)}}})"]


def _value(value: object) -> str:
    """A scalar of a document as Python source."""
    return literal(value) if isinstance(value, str) else repr(value)


def _fact(parameter: Parameter, known: Mapping[str, Any]) -> Mapping[str, Any]:
    fact: Mapping[str, Any] = known["parameters"][f"{parameter.place}:{parameter.name}"]
    return fact


def _call(
    operation: Operation,
    known: Mapping[str, Any],
    called: str,
    document: ParsedDocument,
    models: Mapping[str, Any],
) -> dict[str, str]:
    pairs = {
        place: ", ".join(_pair(one, known) for one in operation.parameters if one.place == place)
        for place in ("query", "header", "cookie")
    }
    secret = [one for one in operation.parameters if _fact(one, known)["is_secret"]]
    if secret:
        open_ones = [one for one in operation.parameters if one.place == "header" and one not in secret]
        pairs["header"] = ", ".join(_pair(one, known) for one in open_ones)
    call = {
        "operation": literal(known["operation_id"]),
        "method": literal(known["http_method"]),
        "path": _path(operation, known),
    }
    if known["operation_id"].replace("_", ".", 1) != called:  # what the runtime reads from the id
        call["method_name"] = literal(called)
    call |= {fact: "True" for fact in ("has_secret_body", "has_secret_answer") if known[fact]}
    fixed = ", ".join(f"({literal(name)}, {literal(value)})" for name, value in known["fixed_query"])
    if fixed and not pairs["query"]:
        call["query"] = f"({fixed},)"
    elif fixed:
        call["query"] = f"query_pairs({fixed}, {pairs['query']})"
    elif pairs["query"]:
        call["query"] = f"query_pairs({pairs['query']})"
    headers = [
        f"{function}({pairs[place]})"
        for place, function in (("header", "header_fields"), ("cookie", "cookie_header"))
        if pairs[place]
    ]
    if headers:
        call["headers"] = headers[0] if len(headers) == 1 else f"{{{', '.join(f'**{one}' for one in headers)}}}"
    if secret:
        call["secret_headers"] = f"secret_fields({', '.join(_pair(one, known) for one in secret)})"
    if operation.bodies:
        call["body"] = _sent_body(operation.bodies, known, document, models)
    if known["idempotent"]:
        call["idempotent"] = "True"
    elif known["unpacked"] is not None and known["unpacked"]["key"]:
        call["idempotency_key"] = "key"
    if not known["authenticated"]:
        call["authenticated"] = "False"
    if known["further_keys"]:
        call["further_keys"] = f"({', '.join(map(literal, known['further_keys']))},)"
    call |= {name: repr(float(seconds)) for name, seconds in known["timeouts"].items()}
    return call


def _sent_body(
    bodies: Sequence[Body], known: Mapping[str, Any], document: ParsedDocument, models: Mapping[str, Any]
) -> str:
    """The expression that encodes the body; of several bodies, the type of the argument decides."""
    first, *others = [_encoded(body, known, document, models) for body in bodies]
    tests = [f"isinstance(body, {one.type.name if isinstance(one.type, Model) else 'dict'})" for one in bodies[1:]]
    return "".join(f"{other} if {test} else " for other, test in zip(others, tests, strict=True)) + first


def _encoded(body: Body, known: Mapping[str, Any], document: ParsedDocument, models: Mapping[str, Any]) -> str:
    fact = known["bodies"][body.media_type]
    encoding: Mapping[str, Any] = fact["encoding"]
    if body.kind in ("json", "content"):
        function = "text_body" if fact["is_text"] else _BODIES[body.kind]
        content_type = "" if fact["content_type"] is None else f", {literal(fact['content_type'])}"
        members = ", ".join(f"{literal(name)}: {_value(value)}" for name, value in known["fixed_body"].items())
        fixed = f", fixed={{{members}}}" if members and body.kind == "json" else ""
        is_whole = body.kind == "json" and known["unpacked"] is None
        name = f", name={literal('body')}" if is_whole else ""
        return f"{function}(body{content_type}{name}{fixed})"
    if body.kind == "data":
        deep = [literal(name) for name, one in encoding.items() if one.get("style") == "deepObject"]
        return f"form_body(body, deep=[{', '.join(deep)}])" if deep else "form_body(body)"
    arguments = {
        "files": _file_arguments(body, document, models),
        "types": {name: kind for name, one in encoding.items() if (kind := str(one.get("contentType", "")).strip())},
    }
    written = [
        f"{key}={{{', '.join(f'{literal(name)}: {literal(one)}' for name, one in pairs.items())}}}"
        for key, pairs in arguments.items()
        if pairs
    ]
    return f"multipart_body({', '.join(['body', *written])})"


def _file_arguments(body: Body, document: ParsedDocument, models: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a form that take nothing but files, each with the name of its argument."""
    if not isinstance(body.type, Model):
        return {}
    attributes: Mapping[str, str] = models[body.type.name]["attributes"]
    members = document.objects[body.type.name]
    return {name: attributes[name] for name, member in members.items() if is_file(member.type)}


def _pair(parameter: Parameter, known: Mapping[str, Any]) -> str:
    fact = _fact(parameter, known)
    value = fact["attribute"]
    if fact["is_deep"]:
        return f"*deep_pairs({literal(parameter.name)}, {value})"
    if fact["delimiter"]:
        value = f"delimited({value}, {literal(fact['delimiter'])})"
    return f"({literal(parameter.name)}, {value})"


def _path(operation: Operation, known: Mapping[str, Any]) -> str:
    in_path = {one.name: one for one in operation.parameters if one.place == "path"}
    if not in_path:
        return literal(known["path"])
    parts = [
        f"{{{_segment(in_path[part['parameter']], known)}}}" if part["parameter"] else f_string_text(part["text"])
        for part in known["path_parts"]
    ]
    return f'f"{"".join(parts)}"'


def _segment(parameter: Parameter, known: Mapping[str, Any]) -> str:
    fact = _fact(parameter, known)
    arguments = f"{fact['attribute']}, '{fact['attribute']}'"
    if parameter.type == Scalar("integer"):
        return f"integer_segment({arguments}{_bounds(fact)})"
    return f"{'path_segment' if parameter.type == STRING else 'segment_of'}({arguments})"


# --- Responses ----------------------------------------------------------------------------------------------------


class _Answers:
    """The success responses: their types, and the lines that read them."""

    def __init__(
        self, answers: Sequence[Answer], known: Mapping[str, Any], document: ParsedDocument, readers: Readers
    ) -> None:
        self._answers = answers
        self._envelope: str | None = known["envelope"]
        self._document = document
        self._readers = readers
        self._others = {_statuses(status): others for status, others in known["others"].items()}

    def _wrapped(self, answer: Answer) -> Member | None:
        """The member of the envelope that callers receive, if the response has one."""
        if self._envelope is None or answer.content != "json" or not isinstance(answer.type, Model):
            return None
        return self._document.objects[answer.type.name].get(self._envelope)

    def types(self) -> list[PythonType]:
        """The types that callers receive."""
        return [self._type(one) for one in self._answers]

    def _type(self, answer: Answer) -> PythonType:
        if (wrapped := self._wrapped(answer)) is not None:
            return without_null(wrapped.type)
        if answer.content == "json":
            return answer.type
        return Scalar("nothing") if answer.content == "nothing" else STRING

    def annotation(self, list_name: str) -> str:
        """The annotation of the type that callers receive."""
        is_bytes = [one.content == "bytes" for one in self._answers]
        types = [self._type(one) for one, raw in zip(self._answers, is_bytes, strict=True) if not raw]
        kinds = [kind for one in self._answers for _, kind in self._others.get(one.statuses, ())]
        whole = union_of([*types, *([STRING] if "text" in kinds else [])])
        if types and whole == ANYTHING:
            return "Any"
        names = (
            [] if without_null(whole) in (NOTHING, ANYTHING) else [annotation(without_null(whole), list_name=list_name)]
        )
        names += ["bytes"] if any(is_bytes) or "bytes" in kinds else []
        names += ["None"] if is_nullable(whole) or not names else []
        return " | ".join(names)

    def lines(self) -> list[str]:
        """The lines that read the body, depending on the status."""
        found = [[*self._other_lines(answer), f"return {self._expression(answer)}"] for answer in self._answers]
        if not found:
            return ["return None"]
        expressions = {(self._expression(one), str(self._others.get(one.statuses))) for one in self._answers}
        if len(expressions) == 1:
            return found[0]
        lines: list[str] = []
        for number, (answer, returned) in enumerate(zip(self._answers, found, strict=True), 1):
            if number < len(found):
                first, last = answer.statuses
                test = f"== {first}" if first == last else f"in range({first}, {last + 1})"
                lines += [f"if answer.status_code {test}:", *(f"    {line}" for line in returned)]
            else:
                lines += returned
        return lines

    def _other_lines(self, answer: Answer) -> list[str]:
        """The lines that read the media types without a schema."""
        lines: list[str] = []
        others = self._others.get(answer.statuses, ())
        for kind, expression in (("text", "answer.text()"), ("bytes", "answer.content")):
            if names := [literal(name) for name, one in others if one == kind]:
                lines += [f"if answer.is_a({', '.join(names)}):", f"    return {expression}"]
        return lines

    def _expression(self, answer: Answer) -> str:
        if answer.content == "json":
            if (wrapped := self._wrapped(answer)) is not None:
                envelope = literal(wrapped.name)
                arguments = f"members(answer.json()).get({envelope}, MISSING), {envelope}"
                bare = without_null(wrapped.type)
                if isinstance(bare, Model):
                    return f"nested({arguments}, {bare.name}.from_dict)"
                return f"{self._readers.reader(bare)}({arguments})"
            if isinstance(answer.type, Model):
                return f"{answer.type.name}.from_dict(answer.json())"
            return f"{self._readers.reader(answer.type)}(answer.json(), None)"
        return {"bytes": "answer.content", "text": "answer.text()", "nothing": "None"}[answer.content]


def _statuses(status: str) -> tuple[int, int]:
    """The first and the last status of a response."""
    if status.isdecimal():
        return int(status), int(status)
    return (200, 299) if status == "default" else (int(status[0]) * 100, int(status[0]) * 100 + 99)
