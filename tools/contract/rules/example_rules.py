"""The rules for examples: they match their schemas, have realistic values, and use the same ids. Tests decode them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from attrs import frozen
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from ..extensions import LENIENT, is_marked
from ..findings import Finding, pointer
from ..json_tree import as_list, is_list, is_mapping, is_text, short, shown
from ..openapi_index import Index, Operation, Parameter, Rule, media
from ..stream_declarations import is_event_stream
from .specification import meant


@frozen
class _Example:
    pointer: str
    value: Any
    schema: str | None
    """The pointer of its schema, if it has one."""
    lenient: bool


def _all_examples(index: Index) -> Iterator[_Example]:
    """Iterate over the uses of examples: one that is used several times comes with the schema of each use."""
    for node in index.of("media", "parameter", "header"):
        if "$ref" in node.data:
            continue
        schema = node.pointer + "/schema" if is_mapping(node.data.get("schema")) else None
        if "example" in node.data:
            yield _Example(node.pointer + "/example", node.data["example"], schema, lenient=False)
        is_stream = node.kind == "media" and is_event_stream(node.pointer.rpartition("/")[2].replace("~1", "/"))
        for _, at, example in index.examples(node.pointer, node.data):
            if "value" in example:
                lenient, value = is_marked(example, LENIENT), example["value"]
                # The schema of a stream is that of one event.
                uses = (
                    [(pointer(number), one) for number, one in enumerate(as_list(value))]
                    if is_stream
                    else [("", value)]
                )
                for below, one in uses:
                    yield _Example(at + "/value" + below, one, schema, lenient=lenient)


def _members(at: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Iterate over a value and everything inside it: pointer, value."""
    waiting = [(at, value)]
    while waiting:
        where, here = waiting.pop()
        yield where, here
        if is_mapping(here):
            waiting += [(where + pointer(key), item) for key, item in here.items()]
        elif is_list(here):
            waiting += [(where + pointer(number), item) for number, item in enumerate(here)]


def _named_examples(index: Index) -> Iterator[Finding]:
    for node in index.of("example"):
        if "$ref" in node.data:
            continue
        if "value" not in node.data:
            yield index.finding(node.pointer + "/value", "An example needs a `value`. Write it.")
        if not is_text(node.data.get("summary")) and node.parent in ("media", "components"):
            reason = "An example needs a `summary` that says whether it is documented. Write one."
            yield index.finding(node.pointer + "/summary", reason)


def _placeholders(index: Index) -> Iterator[Finding]:
    for example in _all_examples(index):
        for at, value in _members(example.pointer, example.value):
            # In JSON that describes a schema, `type: string` is a real value.
            is_word = value == "string" and not at.endswith("/type")
            if isinstance(value, str) and (is_word or re.fullmatch(r"\s*<[^<>]+>\s*", value)):
                yield index.finding(at, f"{shown(value)} is a placeholder. Write a realistic value.")


def _fitting(index: Index) -> Iterator[Finding]:
    resource = DRAFT202012.create_resource(index.data)
    registry: Registry[Any] = Registry[Any]().with_resource("urn:document", resource)
    strict = FormatChecker()
    for example in _all_examples(index):
        if example.schema is None:
            continue
        schema = {"$ref": f"urn:document#{quote(example.schema)}"}
        checker = None if example.lenient else strict
        validator: Any = Draft202012Validator(schema, registry=registry, format_checker=checker)
        try:
            for error in validator.iter_errors(example.value):
                inner = meant(error)
                reason = (
                    f"The example does not match its schema: {short(inner.message).rstrip('.')}. Correct one of them."
                )
                yield index.finding(example.pointer + pointer(*inner.absolute_path), reason)
        except Unresolvable:
            # The reference has a finding already.
            pass
        except Exception as error:
            reason = f"This cannot be checked against its schema ({short(type(error).__name__)}). Correct the schema."
            yield index.finding(example.pointer, reason)


def _answered_ids(index: Index) -> Iterator[Finding]:
    """The answer of an operation that finds something by an id does not show another id.

    The fake finds it by the examples of the path's parameters, and answers with the first example of success. An answer
    that has no id, or that is found by a name, may show anything.
    """
    for operation in index.operations:
        for parameter in operation.parameters:
            name = parameter.data.get("name")
            asked = operation.method == "get" and "example" in parameter.data
            if asked and isinstance(name, str) and operation.path.endswith(f"{{{name}}}"):
                yield from _answered_id(index, operation, parameter, name)


def _answered_id(index: Index, operation: Operation, parameter: Parameter, name: str) -> Iterator[Finding]:
    wanted = parameter.data["example"]
    for status, at, response in index.responses(operation):
        bodies = media(at, response) if status == "200" else ()
        examples = [example for body in bodies for _, _, example in index.examples(*body)]
        said = _ids(examples[0].get("value"), name) if examples else []
        alike = [value for value in said if type(value) is type(wanted)]
        if alike and wanted not in alike:
            reason = f"The first example of status 200 has another {shown(name)}. Use the same id in both."
            yield index.finding(parameter.pointer + "/example", reason)


_WRAPPERS: Final = ("data", "result", "item")


def _ids(answer: object, name: str) -> list[Any]:
    """What an answer says of itself under a parameter's name, or as its id; also if it wraps the thing asked for."""
    members = answer if is_mapping(answer) else {}
    holders = [members, *(members.get(key) for key in (name.removesuffix("_id"), *_WRAPPERS))]
    names = {name, "id"} if name.endswith("_id") else {name}
    return [value for holder in holders if is_mapping(holder) for key, value in holder.items() if key in names]


RULES: Final[tuple[Rule, ...]] = (_named_examples, _placeholders, _fitting, _answered_ids)
