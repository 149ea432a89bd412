"""The rules for `x-client-option` and `x-timeout`: one option is one header everywhere, and timeouts are seconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..extensions import (
    CLIENT_OPTION,
    CONSTRUCTOR_ARGUMENTS,
    TIMEOUT,
    TIMEOUTS,
    client_option_of,
    is_option_name,
    is_timeout,
)
from ..findings import Finding, pointer
from ..job_declarations import options
from ..json_tree import as_mapping, is_mapping, shown, snake, texts
from ..openapi_index import Index, Parameter, Rule
from ..suggestions import suggestion

_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})


def _client_options(index: Index) -> Iterator[Finding]:
    for node in index.of("parameter"):
        if CLIENT_OPTION not in node.data:
            continue
        at, name = node.pointer + pointer(CLIENT_OPTION), node.data[CLIENT_OPTION]
        if node.data.get("in") != "header":
            yield index.finding(at, "Only a header can be an option of the client. Remove this, or correct `in`.")
        elif not is_option_name(name):
            yield index.finding(at, "Write the name of the option in snake case, such as `replay`.")
        elif name in CONSTRUCTOR_ARGUMENTS:
            yield index.finding(at, f"Every client has another argument {shown(name)}. Choose another name.")
        elif name in _key_arguments(index):
            yield index.finding(at, f"{shown(name)} is the argument for a key. Choose another name.")
        elif not _is_scalar(index, node.data.get("schema")):
            reason = "An option is a string, a number or a boolean; a string has no format but `password`. Correct it."
            yield index.finding(node.pointer + "/schema", reason)


def _key_arguments(index: Index) -> set[str]:
    """The arguments for all schemes but the first, which is that of `api_key`."""
    return {snake(name) for name in list(index.components("securitySchemes"))[1:]}


def _is_scalar(index: Index, schema: object) -> bool:
    parts: list[Any] = [one for one in options(index.data, as_mapping(schema)) if one.get("type") != "null"]
    for part in parts:
        kinds = {part["type"]} if isinstance(part.get("type"), str) else set(texts(part.get("type")))
        if not kinds or not kinds <= _SCALARS | {"null"} or part.get("format", "password") != "password":
            return False
    return bool(parts)


def _uses_of_options(index: Index) -> Iterator[Finding]:
    """Check that all operations mean the same header by one option, and that no other operation has it apart."""
    first: dict[str, Parameter] = {}
    headers: dict[str, str] = {}
    parameters = [one for operation in index.operations for one in operation.parameters]
    for parameter in parameters:
        name = client_option_of(parameter.data)
        if name is None:
            continue
        header = str(parameter.data.get("name")).lower()
        other = first.setdefault(name, parameter)
        at = parameter.pointer + pointer(CLIENT_OPTION)
        if any(other.data.get(key) != parameter.data.get(key) for key in ("name", "schema", "description")):
            reason = (
                f"{shown(name)} has another name, schema or description elsewhere. "
                "Declare it once, in `components/parameters`, and refer to it."
            )
            yield index.finding(at, reason)
        elif headers.setdefault(header, name) != name:
            yield index.finding(at, f"This header is also the option {shown(headers[header])}. Use one name.")
    for parameter in parameters:
        header = str(parameter.data.get("name")).lower()
        is_plain = parameter.data.get("in") == "header" and CLIENT_OPTION not in parameter.data
        if is_plain and header in headers:
            reason = f"This header is the option {shown(headers[header])} of other operations. Refer to it here too."
            yield index.finding(parameter.pointer, reason)


def _timeouts(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        if TIMEOUT not in operation.data:
            continue
        at, said = operation.pointer + pointer(TIMEOUT), operation.data[TIMEOUT]
        if not is_mapping(said) or not said:
            yield index.finding(at, "Write seconds, such as `{timeout: 600, total_timeout: 900}`, or one of the two.")
            continue
        for key, seconds in said.items():
            if key not in TIMEOUTS:
                reason = f"{shown(key)} is not a key of `{TIMEOUT}`; the keys are {', '.join(TIMEOUTS)}. Correct it."
                yield index.finding(at + pointer(key), reason + suggestion(key, TIMEOUTS))
            elif not is_timeout(seconds):
                yield index.finding(at + pointer(key), "Write a number of seconds, more than 0.")


RULES: Final[tuple[Rule, ...]] = (_client_options, _uses_of_options, _timeouts)
