"""A success whose body is no answer at all."""

from __future__ import annotations

import gzip
import time
import zlib
from importlib import import_module
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, READS, Operation
from support.server import ScriptedServer, raw_answer

JSON = "application/json"
BODIES = {
    "html": (b"<!DOCTYPE html><html><body>Welcome</body></html>", "text/html"),
    "cut": (b'{"id": "req_1", "status": "comp', JSON),
    "empty": (b"", JSON),
    "blank": (b" \n", JSON),
    "text": (b"OK", "text/plain"),
    "null": (b"null", JSON),
    "list": (b'[{"id": "req_1"}]', JSON),
    "string": (b'"text"', JSON),
    "number": (b"42", JSON),
    "true": (b"true", JSON),
    "nan": (b'{"new": NaN}', JSON),
    "infinity": (b'{"new": Infinity}', JSON),
    "minus infinity": (b'{"new": -Infinity}', JSON),
    "too large": (b'{"new": 1e999}', JSON),
    "not utf-8": (b'{"new": "\xff\xfe"}', JSON),
    "utf-16": ('{"new": 1}'.encode("utf-16"), JSON),
    "latin-1": ('{"new": "é"}'.encode("latin-1"), JSON),
    "two values": (b"{} {}", JSON),
    "single quotes": (b"{'id': 1}", JSON),
    "control character": (b'{"id": "a\nb"}', JSON),
    "too deep": (b"[" * 100_000 + b"]" * 100_000, JSON),
    "too deep in an object": (b'{"new": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, JSON),
    "too many digits": (b'{"new": ' + b"9" * 5000 + b"}", JSON),
}
# Where the body is whole JSON, and the error says more than that it is not JSON.
READABLE = {"null", "list", "string", "number", "true"}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_what_is_no_answer_is_a_decode_error(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """A 200 with anything but the documented JSON is a `ResponseDecodeError` that holds what came."""
    body, content_type = BODIES[name]
    server.script(raw_answer(body, headers={"Content-Type": content_type, "X-New": "here"}))

    with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
        caller.call(operation, server.url)

    error = caught.value
    assert error.body == body
    assert error.status_code == 200
    assert error.headers["x-new"] == "here"
    assert error.path == "$"
    assert error.expected == ("an object" if name in READABLE else "JSON")
    assert len(str(error)) < 300


@pytest.mark.parametrize("operation", READS, ids=str)
def test_an_answer_that_is_no_json_is_asked_for_once(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """A whole answer that cannot be read is not a fault of the connection: nothing is sent again."""
    server.script(raw_answer(b"<html>", headers={"Content-Type": "text/html"}))

    with pytest.raises(operation.provider.error("ResponseDecodeError"), match="text/html"):
        caller.call(operation, server.url, max_retries=2)

    assert len(server.requests) == 1


@pytest.mark.parametrize("content_type", ["text/plain", "application/problem+json", "", "nonsense"])
@pytest.mark.parametrize("operation", READS, ids=str)
def test_the_content_type_does_not_matter(
    caller: Caller, server: ScriptedServer, operation: Operation, content_type: str
) -> None:
    """A body that is good is read, whatever it calls itself."""
    server.script(operation.answer(headers={"content-type": content_type}))

    assert caller.call(operation, server.url) == operation.result()


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_compressed_answer_is_read(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A gzipped answer is read, and `content` is what was compressed."""
    plain = operation.answer().content.partition(b"\r\n\r\n")[2]
    server.script(raw_answer(gzip.compress(plain), headers={"content-encoding": "gzip"}))
    client = caller.client(operation.provider, server.url)

    response = caller.operation(client, operation, detailed=True)()

    assert response.content == plain
    assert response.parsed == operation.result()


def in_members(plain: bytes, count: int) -> bytes:
    """Several gzips, one behind the other, which together are one."""
    size = len(plain) // count + 1
    return b"".join(gzip.compress(plain[start : start + size]) for start in range(0, size * count, size))


@pytest.mark.parametrize("count", [2, 7, 2000])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_gzip_of_several_members_is_read(
    caller: Caller, server: ScriptedServer, operation: Operation, count: int
) -> None:
    """A gzip file may be several, one behind the other (RFC 1952, 2.2), some of them empty: all are read."""
    plain = operation.answer().content.partition(b"\r\n\r\n")[2]
    server.script(raw_answer(in_members(plain, count), headers={"content-encoding": "gzip"}))
    client = caller.client(operation.provider, server.url)

    assert caller.operation(client, operation, detailed=True)().content == plain


@pytest.mark.parametrize("size", [1, 2, 19, 8192])
@pytest.mark.parametrize("packed", [in_members(b"abc" * 5000, 3), zlib.compress(b"abc" * 5000)], ids=["gzip", "deflate"])
def test_packets_end_anywhere(packed: bytes, size: int) -> None:
    """How a packed body is cut into packets does not matter."""
    coding = "gzip" if packed[0] == 0x1F else "deflate"
    reader: Any = import_module("runtime.http.body").BodyReader(
        httpx.Response(200, headers={"content-encoding": coding}, stream=httpx.ByteStream(b"")), 15_000
    )

    assert all(reader.add(packed[start : start + size]) for start in range(0, len(packed), size))
    assert reader.whole() == b"abc" * 5000


TAILS = {
    "garbage": b"garbage",
    "zeros": bytes(512),
    "one byte": b"\n",
    "the beginning of a member": gzip.compress(b" ")[:12],
}


@pytest.mark.parametrize("name", TAILS)
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_what_stands_behind_a_packed_body_is_damage(
    caller: Caller, server: ScriptedServer, operation: Operation, coding: str, name: str
) -> None:
    """A packed body with anything else behind its end is damaged, as one without its end is."""
    plain = operation.answer().content.partition(b"\r\n\r\n")[2]
    packed = gzip.compress(plain) if coding == "gzip" else zlib.compress(plain)
    server.script(raw_answer(packed + TAILS[name], headers={"content-encoding": coding}))

    with pytest.raises(operation.provider.error("APIConnectionError"), match=coding):
        caller.call(operation, server.url)


BEHIND_THE_END = {
    "zeros": bytes(30_000_000),
    "empty members": gzip.compress(b"") * 200_000,
    "a long member": gzip.compress(b" " * 30_000_000),
    "empty blocks": zlib.compressobj(wbits=31).flush(zlib.Z_FULL_FLUSH) + b"\0\0\0\xff\xff" * 400_000,
}


@pytest.mark.parametrize("name", BEHIND_THE_END)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_limit_holds_behind_the_end_of_a_packed_body(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """`max_response_bytes` ends what comes behind a packed body, and neither time nor memory is spent on it."""
    plain = operation.answer().content.partition(b"\r\n\r\n")[2]
    server.script(raw_answer(gzip.compress(plain) + BEHIND_THE_END[name], headers={"content-encoding": "gzip"}))
    errors = (operation.provider.error("ResponseDecodeError"), operation.provider.error("APIConnectionError"))
    started = time.monotonic()

    with pytest.raises(errors, match=r"max_response_bytes|the body is no gzip"):
        caller.call(operation, server.url, max_response_bytes=100_000)

    assert time.monotonic() - started < 15, "time was spent on what is refused"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"OK", "the syntax is invalid at line 1, column 1: expecting value"),
        (b'{"a": 1', "the syntax is invalid at line 1, column 8: expecting ',' delimiter"),
        (b'{"a": "b', "the syntax is invalid at line 1, column 7: unterminated string"),
        (b'{"a": "\n"}', "the syntax is invalid at line 1, column 8: invalid control character"),
        (b"", "the body is empty"),
    ],
    ids=str,
)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_problem_is_told_in_a_sentence(
    caller: Caller, server: ScriptedServer, operation: Operation, body: bytes, problem: str
) -> None:
    """The error tells where a body is no JSON, and why."""
    server.script(raw_answer(body, headers={"Content-Type": JSON}))

    with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
        caller.call(operation, server.url)

    assert str(caught.value).startswith(f"$: expected JSON, but {problem} (")
