"""Streams in foreign documents: which operations stream, what they always send, and what an event is."""

from __future__ import annotations

from typing import Any, Final

import pytest
from support.zoo import TEXT, Json, document, foreign, ref, sent

FLAG: Final = {"type": "boolean"}
THING: Final = {"type": "object", "properties": {"a": TEXT}}
EVENTS: Final = "text/event-stream"


def chat(
    schema: Json, *others: str, body: Json | None = None, media_type: str = "application/json", **more: Any
) -> Json:
    """An operation that answers with a stream, and with other media types."""
    content = {EVENTS: {"schema": schema}, **{name: {"schema": ref("Thing")} for name in others}}
    found: Json = {"operationId": "createChat", "responses": {"200": {"description": "D", "content": content}}, **more}
    return found if body is None else {**found, "requestBody": sent(body, media_type)}


def prepared(operation: Json, **schemas: Json) -> Any:
    """A document with one such operation, in our dialect."""
    return foreign(document(paths={"/chat": {"post": operation}}, schemas={"Thing": THING, **schemas}))


def operations(found: Any) -> dict[str, Json]:
    """The operations by path and id."""
    return {f"{path} {one['operationId']}": one for path, item in found.data["paths"].items() for one in item.values()}


def event(operation: Json) -> Json:
    """The schema that is read of the answer of an operation."""
    (content,) = operation["responses"]["200"]["content"].values()
    schema: Json = content["schema"]
    return schema


ASKED: Final = {"type": "object", "properties": {"stream": FLAG, "b": TEXT}}


def test_json_beside_a_stream_is_two_operations() -> None:
    """The body says which of them is meant: one always sends `stream: true`."""
    found = prepared(chat(ref("Delta"), "application/json", body=ASKED), Delta=THING)

    plain, stream = operations(found).items()
    assert [plain[0], stream[0]] == ["/chat chat_create", "/chat#stream chat_create_stream"]
    assert event(plain[1]) == ref("Thing")
    assert event(stream[1]) == ref("Delta")
    assert "x-fixed-body" not in plain[1]
    assert stream[1]["x-fixed-body"] == {"stream": True}
    assert list(found.streams) == ["chat_create_stream"]


def test_a_server_that_streams_by_default_is_told_not_to() -> None:
    """Otherwise the operation with a JSON answer would get a stream."""
    asked = {"type": "object", "properties": {"stream": {**FLAG, "default": True}, "b": TEXT}}

    plain, stream = operations(prepared(chat(ref("Thing"), "application/json", body=asked))).values()

    assert (plain["x-fixed-body"], stream["x-fixed-body"]) == ({"stream": False}, {"stream": True})


@pytest.mark.parametrize("body", [None, ASKED, {"type": "object", "properties": {"b": TEXT}}])
def test_a_stream_alone_is_one_operation(body: Json | None) -> None:
    """It asks for the stream, if its body has a member for that."""
    found = prepared(chat(ref("Thing"), body=body))

    ((name, operation),) = operations(found).items()
    assert name == "/chat chat_create"
    assert operation.get("x-fixed-body") == ({"stream": True} if body is ASKED else None)
    assert list(found.streams) == ["chat_create"]


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ({"type": "object", "properties": {"b": TEXT}}, "application/json"),
        ({"type": "object", "properties": {"stream": TEXT}}, "application/json"),
        (ASKED, "multipart/form-data"),
    ],
)
def test_what_nobody_can_ask_for_is_no_operation(body: Json, media_type: str) -> None:
    """Without a member that asks for the stream, there is one operation, and a stream is read as text."""
    found = prepared(chat(TEXT, "application/json", body=body, media_type=media_type))

    ((_, operation),) = operations(found).items()
    assert found.streams == {}
    assert operation["responses"]["200"]["content"]["application/json"]["x-others"] == [(EVENTS, "text")]


def test_bytes_beside_a_stream_stay_bytes() -> None:
    """A stream that cannot be asked for does not turn sound into text."""
    found = prepared(chat(ref("Thing"), "audio/mpeg"))

    assert list(operations(found)["/chat chat_create"]["responses"]["200"]["content"]) == ["application/octet-stream"]


ENVELOPE: Final = {"type": "object", "properties": {"data": ref("Thing"), "event": TEXT, "id": TEXT}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (ref("Thing"), ref("Thing")),
        ({"type": "array", "items": ref("Thing")}, ref("Thing")),
        (ENVELOPE, ref("Thing")),
        (ref("Envelope"), ref("Thing")),
        ({"oneOf": [ENVELOPE, ref("Envelope")]}, {}),
        (TEXT, {}),
        ({}, {}),
        ({"oneOf": [{"$ref": "#/$defs/Gone"}]}, {}),
    ],
)
def test_what_an_event_is(schema: Json, expected: Json) -> None:
    """Its JSON, also where a document describes the list of the events, or an event with its name and id.

    Of a text, or of what cannot be read, nothing is known: such events are passed on as they come.
    """
    found = prepared(chat(schema), Envelope=ENVELOPE)

    assert event(operations(found)["/chat chat_create"]) == expected


def test_the_second_operation_takes_no_name_of_another() -> None:
    """A name that the document has itself is left to it."""
    paths = {
        "/chat": {"post": chat(ref("Thing"), "application/json", body=ASKED)},
        "/more": {"post": {"operationId": "createStream", "responses": {"200": {"description": "D"}}}},
    }
    for item in paths.values():
        item["post"]["tags"] = ["chat"]

    found = operations(foreign(document(paths=paths, schemas={"Thing": THING})))

    assert list(found) == ["/chat chat_create", "/more chat_create_stream", "/chat#stream chat_create_chat_stream"]
