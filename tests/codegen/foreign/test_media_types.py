"""The content type of a response decides how it is read, and the type of an argument decides how it is sent."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import pytest
from support.type_checks import mypy

from ..conftest import Workshop

THING: Final = {"$ref": "#/components/schemas/Thing"}
TEXT: Final = {"type": "string"}
BINARY: Final = {"type": "string", "format": "binary"}
FLAG: Final = {"type": "boolean"}


def answering(content: dict[str, Any]) -> dict[str, Any]:
    """An operation with one response, from the schema of each media type."""
    found = {name: {"schema": schema} for name, schema in content.items()}
    return {"tags": ["things"], "responses": {"200": {"description": "Good.", "content": found}}}


def model_with(things: Any, *fields: str) -> Any:
    """The model that has exactly these fields."""
    found = [getattr(things.models, name) for name in things.models.__all__]
    wanted = {*fields, "additional_properties"}
    return next(one for one in found if {*getattr(one, "__annotations__", ())} == wanted)


def taking(content: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {
        "tags": ["things"],
        "requestBody": {"required": required, "content": content},
        "responses": {"204": {"description": "Done.", "content": {"application/json": {"schema": THING}}}},
    }


def parameter(name: str, place: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema, **more}


NESTED: Final = {"type": "object", "properties": {"gt": {"type": "integer"}, "of": THING}}
UPLOAD: Final = {"type": "object", "required": ["file"], "properties": {"file": BINARY, "meta": TEXT, "id": TEXT}}
OPERATIONS: Final[dict[str, dict[str, Any]]] = {
    "chat": answering({"text/event-stream": TEXT, "application/json": THING, "text/csv": TEXT, "video/mp4": BINARY}),
    "anything": answering({"*/*": THING}),
    "any_text": answering({"*/*": TEXT}),
    "any_bytes": answering({"*/*": BINARY}),
    "text": answering({"text/plain": TEXT}),
    "binary_text": answering({"text/plain": BINARY}),
    "picture": answering({"image/*": BINARY, "text/plain": TEXT}),
    "upload": taking({"application/json": {"schema": THING}, "multipart/form-data": {"schema": UPLOAD}}),
    "parts": taking(
        {"multipart/form-data": {"schema": UPLOAD, "encoding": {"meta": {"contentType": "application/json"}}}}
    ),
    "form": taking(
        {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {"id": TEXT, "filter": NESTED, "tags": {"type": "array", "items": TEXT}},
                },
                "encoding": {"filter": {"style": "deepObject"}, "tags": {"style": "deepObject"}},
            }
        }
    ),
    "talk": taking({"application/json": {"schema": {"type": "object", "properties": {"say": TEXT, "stream": FLAG}}}})
    | {"responses": answering({"application/json": THING, "text/event-stream": THING})["responses"]},
    "listen": answering({"text/event-stream": {}}),
    "note": taking({"text/plain": {"schema": TEXT}}),
    "maybe_note": taking({"text/plain; charset=iso-8859-1": {"schema": TEXT}}, required=False),
}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of a document with each of these operations."""
    paths = {
        f"/things/{name}": {("post" if "requestBody" in one else "get"): one | {"operationId": name}}
        for name, one in OPERATIONS.items()
    }
    styled = answering({"application/json": THING}) | {"operationId": "styled"}
    styled["parameters"] = [
        parameter("label", "path", TEXT, style="label"),
        parameter("matrix", "path", {"type": "integer"}, style="matrix"),
        parameter("filter", "query", NESTED, style="deepObject", explode=True),
        parameter("limit", "query", {"type": "integer"}),
    ]
    paths["/things/{label}/{matrix}?beta=true&empty=#stream"] = {"get": styled}
    paths["/fixed?a=b"] = {"get": answering({"application/json": THING}) | {"operationId": "fixed"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example"}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Thing": {"type": "object", "required": ["id"], "properties": {"id": TEXT}}},
        },
    }
    workshop = Workshop(tmp_path_factory.mktemp("things") / "project")
    workshop.add("things", document, rules="foreign")
    workshop.generate()
    yield workshop.load("things")
    for name in [name for name in sys.modules if name.startswith("things_client")]:
        del sys.modules[name]


@pytest.fixture
def read(things: Any) -> Callable[..., Any]:
    """Call an operation, which is answered with a content type and bytes."""
    testing = importlib.import_module("things_client.testing")

    def call(name: str, content_type: str, content: bytes) -> Any:
        fake = testing.FakeThings()
        fake.respond(f"things_{name}", testing.FakeAnswer(200, content=content, headers={"content-type": content_type}))
        with fake.client() as client:
            answered = getattr(client.things, name)()
            return answered.read() if isinstance(answered, things.BinaryResponse) else answered

    return call


@pytest.fixture
def send(things: Any) -> Callable[..., Any]:
    """Call an operation with arguments; the request."""
    testing = importlib.import_module("things_client.testing")

    def call(name: str, *arguments: Any, **named: Any) -> Any:
        fake = testing.FakeThings()
        fake.respond(f"things_{name}", testing.FakeAnswer(204, content=b""))
        with fake.client() as client:
            assert getattr(client.things, name)(*arguments, **named) is None
        return fake.requests[-1]

    return call


JSON: Final = b'{"id": "a"}'


@pytest.mark.parametrize(
    ("name", "content_type", "content", "expected"),
    [
        ("chat", "text/event-stream", b"data: 1\n\n", "data: 1\n\n"),
        ("chat", "text/csv; charset=utf-8", "é,1".encode(), "é,1"),
        ("chat", "Video/MP4", b"\xff\x00", b"\xff\x00"),
        ("any_text", "text/plain", b"a", "a"),
        ("any_bytes", "audio/mpeg", b"\xff", b"\xff"),
        ("text", "text/plain; charset=ISO-8859-1", "é".encode("latin-1"), "é"),
        ("text", 'text/plain;charset="utf-16"', "é".encode("utf-16"), "é"),
        ("text", "text/plain; charset=unheard-of", "é".encode(), "é"),
        ("binary_text", "text/plain", b"\xff", b"\xff"),
        ("picture", "image/png", b"\xff", b"\xff"),
        ("picture", "text/plain", b"none", "none"),
    ],
)
def test_what_came_is_read_as_what_it_is(
    read: Callable[..., Any], name: str, content_type: str, content: bytes, expected: Any
) -> None:
    """JSON beside event streams, CSV and video; texts in their charset; bytes as bytes."""
    assert read(name, content_type, content) == expected


@pytest.mark.parametrize(
    ("name", "content_type", "content"),
    [
        ("chat", "application/json", JSON),
        ("chat", "application/problem+json", JSON),
        ("anything", "application/json", JSON),
        ("anything", "application/json; charset=utf-16", '{"id": "a"}'.encode("utf-16")),
        ("chat", "application/json; charset=iso-8859-1", b'{"id": "a", "name": "\xe9"}'),
    ],
)
def test_json_is_read_by_its_schema(read: Callable[..., Any], name: str, content_type: str, content: bytes) -> None:
    """Beside other types, under the type of anything, and in the charset that the type names."""
    assert read(name, content_type, content).id == "a"


def test_what_is_no_text_is_no_text(things: Any, read: Callable[..., Any]) -> None:
    """Bytes that a charset does not have are an error, not a text with replacements."""
    with pytest.raises(things.ResponseDecodeError, match="not valid utf-8"):
        read("text", "text/plain", b"\xff\xfe\xfd")


def test_a_body_beside_a_form_keeps_the_form(things: Any, send: Callable[..., Any]) -> None:
    """JSON and a form with a file are both taken, and the type of the argument decides."""
    form = things.models.ThingsUploadBody

    sent = send("upload", body=things.models.Thing(id="a"))
    assert (sent.headers["content-type"], json.loads(sent.body)) == ("application/json", {"id": "a"})

    sent = send("upload", body=form(file=things.File(b"\xff", name="a.bin")))
    assert sent.headers["content-type"].startswith("multipart/form-data")
    assert b'name="file"; filename="a.bin"' in sent.body
    assert b"\r\n\xff\r\n" in sent.body


def test_the_encoding_of_a_form_is_read(things: Any, send: Callable[..., Any]) -> None:
    """A nested field with `deepObject` keeps its name, and a part has the type that the document gives it."""
    models = things.models
    form = model_with(things, "id", "filter", "tags")
    nested = model_with(things, "gt", "of")

    sent = send("form", body=form(id="top", filter=nested(gt=1, of=models.Thing(id="b")), tags=["x", "y"]))

    pairs = [("id", "top"), ("filter[gt]", "1"), ("filter[of][id]", "b"), ("tags[0]", "x"), ("tags[1]", "y")]
    assert parse_qsl(sent.body.decode()) == pairs
    parts = things.models.ThingsPartsBody
    sent = send("parts", body=parts(file=things.File(b"f"), meta='{"a": 1}', id="b"))
    assert b'name="meta"\r\nContent-Type: application/json\r\n\r\n{"a": 1}\r\n' in sent.body
    assert b'name="id"\r\n\r\nb\r\n' in sent.body


def test_a_text_is_sent_as_a_text(things: Any, send: Callable[..., Any]) -> None:
    """A body of text takes a string, in the charset of its type."""
    sent = send("note", body="é")
    assert (sent.headers["content-type"], sent.body) == ("text/plain; charset=utf-8", "é".encode())

    sent = send("maybe_note", body="é")
    assert (sent.headers["content-type"], sent.body) == ("text/plain; charset=iso-8859-1", b"\xe9")
    assert send("maybe_note").body == b""
    with pytest.raises(things.InvalidArgumentError, match="does not have"):
        send("maybe_note", body="\u20ac")
    with pytest.raises(things.InvalidArgumentError, match="must be a string"):
        send("note", body=b"a")


def test_paths_and_parameters_keep_their_style(things: Any, send: Callable[..., Any]) -> None:
    """A fixed query is sent, a fragment is not; `label`, `matrix` and `deepObject` are written as OpenAPI says."""
    nested = model_with(things, "gt", "of")
    calls = importlib.import_module("things_client.api.things")

    call = calls.styled_call("a/b", 5, filter=nested(gt=1, of=things.models.Thing(id="b")), limit=3)

    assert call.path == "/things/.a%2Fb/;matrix=5"
    assert call.query == (("beta", "true"), ("empty", ""), ("filter[gt]", "1"), ("filter[of][id]", "b"), ("limit", "3"))
    assert calls.fixed_call().query == (("a", "b"),)


def test_the_types_say_it(things: Any, mypy_cache: Path) -> None:
    """`mypy --strict` reports nothing about the package, and the annotations name each type."""
    assert mypy(mypy_cache, Path(things.__file__).parent.parent, "things_client") == ""
    resource = importlib.import_module("things_client.api.things").ThingsResource
    assert resource.chat.__annotations__["return"] == "Thing | str | bytes"
    assert resource.note.__annotations__["body"] == "str"
    assert resource.anything.__annotations__["return"] == "Thing"


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_json_beside_a_stream_is_two_methods(things: Any, mode: str) -> None:
    """One always asks for the stream; events that nobody describes come as they are."""
    testing = importlib.import_module("things_client.testing")
    fake = testing.FakeThings()
    fake.respond("things_talk_stream", testing.FakeAnswer(events=[{"id": "a"}, {"id": "b"}, b"data: [DONE]\n\n"]))
    fake.respond("things_listen", testing.FakeAnswer(events=["text", {"any": 1}]))

    if mode == "sync":
        with fake.client() as client, client.things.talk_stream(body={"say": "x", "stream": False}) as events:
            found = [list(events), client.things.talk(body={"say": "x"}), list(client.things.listen())]
    else:

        async def gather() -> list[Any]:
            async with fake.async_client() as client:
                async with client.things.talk_stream(body={"say": "x"}) as events:
                    read = [event async for event in events]
                whole = await client.things.talk(body={"say": "x"})
                return [read, whole, [event async for event in client.things.listen()]]

        found = asyncio.run(gather())

    streamed, whole, raw = found
    assert [event.id for event in streamed] == ["a", "b"]
    assert type(whole) is type(streamed[0])
    assert [event.data for event in raw] == ["text", {"any": 1}]
    assert [json.loads(one.body) for one in fake.requests[:2]] == [{"say": "x", "stream": True}, {"say": "x"}]
