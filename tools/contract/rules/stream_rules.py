"""The rules for streams, for members that are always sent, and for operations that share a path and a method."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..extensions import FIXED_BODY, IDEMPOTENCY_KEY, JOB, PAGINATION, STREAM
from ..findings import Finding, pointer
from ..job_declarations import body_schema, followed, options
from ..json_tree import as_mapping, is_list, is_mapping, is_text, shown, texts
from ..openapi_index import Index, Operation, Rule, media
from ..paths import fixed_query, sent_path, without_names
from ..stream_declarations import EVENT_STREAM, WORDS, fixed_body, is_event_stream
from ..suggestions import suggestion

_JSON_TYPES: Final[Mapping[type, frozenset[str]]] = {
    bool: frozenset({"boolean"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    str: frozenset({"string"}),
}


# --- Streams ------------------------------------------------------------------------------------------------------


def _streams(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        contents = list(_success_contents(index, operation))
        streams = [at for at, kinds in contents if any(map(is_event_stream, kinds))]
        if not streams:
            if STREAM in operation.data:
                reason = f"No success of this operation has the media type `{EVENT_STREAM}`. Add it, or remove this."
                yield index.finding(operation.pointer + pointer(STREAM), reason)
            continue
        yield from _words(index, operation)
        if any(len(kinds) != 1 for _, kinds in contents) or len(streams) < len(contents):
            reason = (
                "A stream and another response need two operations: give the one that streams a path of its own, such "
                f"as `{operation.path}#stream`."
            )
            yield index.finding(streams[0], reason)
        for other in (JOB, PAGINATION):
            if other in operation.data:
                yield index.finding(operation.pointer + pointer(other), "A stream cannot have this. Remove it.")
        yield from _examples(index, operation)


def _success_contents(index: Index, operation: Operation) -> Iterator[tuple[str, list[str]]]:
    """The media types of each success that has a body: the pointer of its content, names."""
    for status, at, response in index.responses(operation):
        content = as_mapping(response.get("content"))
        if status.startswith("2") and content:
            yield at + "/content", list(content)


def _words(index: Index, operation: Operation) -> Iterator[Finding]:
    if STREAM not in operation.data:
        return
    at, words = operation.pointer + pointer(STREAM), operation.data[STREAM]
    if not is_mapping(words) or not words:
        yield index.finding(at, 'Write what the last event is, such as `{done: "[DONE]"}`.')
        return
    for word in words:
        if word not in WORDS:
            reason = f"{shown(word)} is not a key of `{STREAM}`; the only one is {', '.join(WORDS)}. Correct it."
            yield index.finding(at + pointer(word), reason + suggestion(word, WORDS))
    if "done" in words and (not is_text(words["done"]) or "\n" in words["done"]):
        yield index.finding(at + "/done", "Write the data of the last event: a text on one line.")


def _examples(index: Index, operation: Operation) -> Iterator[Finding]:
    for status, at, response in index.responses(operation):
        for where, one in media(at, response) if status.startswith("2") else ():
            for _, named, example in index.examples(where, one):
                if "value" in example and not is_list(example["value"]):
                    reason = "The example of a stream is the list of its events, without the last one. Write a list."
                    yield index.finding(named + "/value", reason)


# --- What is always sent ------------------------------------------------------------------------------------------


def _fixed_bodies(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        if FIXED_BODY not in operation.data:
            continue
        at, members = operation.pointer + pointer(FIXED_BODY), operation.data[FIXED_BODY]
        if not is_mapping(members) or not members:
            yield index.finding(at, "Write the members that are always sent, such as `{stream: true}`.")
            continue
        body = followed(index.data, operation.data.get("requestBody"))
        properties = as_mapping(body_schema(index.data, operation.data).get("properties"))
        if list(as_mapping(body.get("content"))) != ["application/json"] or not properties:
            reason = "This needs a body that is only JSON, and an object. Correct the body, or remove this."
            yield index.finding(at, reason)
            continue
        for name, value in members.items():
            if reason := _unfit(index, as_mapping(properties.get(name)), value):
                yield index.finding(at + pointer(name), reason)


def _unfit(index: Index, schema: dict[str, Any], value: object) -> str:
    """Why a value cannot always be sent; empty if it can."""
    if type(value) not in _JSON_TYPES:
        return "Write a text, a number, true or false."
    if schema.get(IDEMPOTENCY_KEY) is True:
        return "An idempotency key differs in each request. Remove this."
    kinds: set[str] = set()
    values: list[Any] = []
    for option in options(index.data, schema):
        kinds |= {option["type"]} if isinstance(option.get("type"), str) else {*texts(option.get("type"))}
        values += option.get("enum", [])
    if kinds and not kinds & _JSON_TYPES[type(value)]:
        return "The body's field has another type. Correct one of them."
    if values and value not in values and kinds == {"string"}:
        return f"The body's field does not have this value; it has {', '.join(map(shown, values))}. Correct one."
    return ""


# --- Operations with one path and one method ----------------------------------------------------------------------


def _told_apart(index: Index) -> Iterator[Finding]:
    known: dict[tuple[str, str, str], Operation] = {}
    for operation in index.operations:
        sent = json.dumps(
            [sorted(fixed_query(operation.path)), fixed_body(operation.data)], sort_keys=True, default=str
        )
        key = (operation.method, without_names(sent_path(operation.path)), sent)
        other = known.setdefault(key, operation)
        if other is not operation and without_names(other.path) != without_names(operation.path):
            reason = (
                f"Its requests look like those of {other.place}. Tell them apart by a fixed query in the path, or by "
                f"`{FIXED_BODY}`."
            )
            yield index.finding(operation.pointer, reason)


RULES: Final[tuple[Rule, ...]] = (_streams, _fixed_bodies, _told_apart)
