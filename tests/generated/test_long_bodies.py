"""Answers that are long: what an error keeps of them, and what is never parsed."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from support.calling import KEY, Caller, repaced
from support.providers import FIRST_OPERATIONS, PROMPTLAYER, Operation
from support.server import Raw, Received, ScriptedServer, json_answer, raw_answer

from runtime.errors import ResponseDecodeError
from runtime.values.json_memory import check_memory

MB: Final = 1_000_000
"""Bytes of an answer that an error keeps."""

PER_PROVIDER = pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)

_STATUSES: Final = {404: "NotFoundError", 503: "InternalServerError", 302: "APIStatusError"}


@pytest.mark.parametrize("status_code", _STATUSES)
@pytest.mark.parametrize("limit", [10_000, 100 * MB])
@PER_PROVIDER
def test_of_a_long_error_the_beginning_is_kept(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int, limit: int
) -> None:
    """The status decides what is raised, however long the body; it is retried as ever, and keeps a million bytes."""
    text = "no " * 500_000
    server.script(raw_answer(text.encode(), status_code, {operation.provider.request_id_header: "log-1"}))
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=1, max_response_bytes=limit)

    with pytest.raises(operation.provider.error(_STATUSES[status_code])) as caught:
        caller.operation(client.with_options(pace=clock.pace), operation)()

    error = caught.value
    assert type(error) is operation.provider.error(_STATUSES[status_code])
    assert len(server.requests) == error.attempts == (2 if status_code == 503 else 1)
    assert error.request_id == "log-1"
    assert error.body == text[: min(MB, limit)]


def _ends_with_a_part(text: str) -> bool:
    return any(text.endswith(KEY[:length]) for length in range(4, len(KEY) + 1))


@pytest.mark.parametrize("before", [MB - 5, MB - len(KEY), MB, MB + (1 << 14) - 5])
@pytest.mark.parametrize("status_code", [400, 200])
@PER_PROVIDER
def test_no_part_of_the_key_is_left_where_a_body_is_cut(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int, before: int
) -> None:
    """Wherever the key stands in a long body, all of it is masked, or nothing of it is there."""
    server.script(raw_answer(b"x" * before + KEY.encode() + b"x" * MB, status_code))

    with pytest.raises(operation.provider.root_error) as caught:
        caller.call(operation, server.url)

    body = caught.value.body
    text = body if isinstance(body, str) else body.decode()
    assert len(text) <= MB
    assert KEY not in text + str(caught.value) + repr(vars(caught.value))
    assert not _ends_with_a_part(text)


@pytest.mark.parametrize("status_code", [400, 200])
@PER_PROVIDER
def test_masks_that_make_a_body_shorter(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int
) -> None:
    """A body of nothing but keys, whose masks are shorter, ends with no part of one either."""
    server.script(raw_answer(KEY.encode() * 200_000, status_code))

    with pytest.raises(operation.provider.root_error) as caught:
        caller.call(operation, server.url)

    body = caught.value.body
    assert not _ends_with_a_part(body if isinstance(body, str) else body.decode())


@PER_PROVIDER
def test_a_decode_error_keeps_the_beginning(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Of a long answer that cannot be read, an error has the first million bytes."""
    body = json.dumps(operation.wrapped({"note": "x" * 2 * MB})).encode()
    server.script(raw_answer(body))

    with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
        caller.call(operation, server.url)

    assert caught.value.body == body[:MB]
    assert caught.value.status_code == 200


def test_a_long_refusal_is_a_refusal(caller: Caller, server: ScriptedServer) -> None:
    """PromptLayer's `success: false` at status 200 is an error of a status, however much comes with it."""
    operation = next(operation for operation in FIRST_OPERATIONS if operation.provider is PROMPTLAYER)
    server.script(json_answer({"success": False, "message": f"no {KEY}", "more": "x" * 2 * MB}))

    with pytest.raises(PROMPTLAYER.error("APIStatusError")) as caught:
        caller.call(operation, server.url)

    assert caught.value.status_code == 200
    assert MB - 100 < len(caught.value.body) <= MB
    assert KEY not in str(caught.value) + repr(vars(caught.value))


@PER_PROVIDER
def test_json_that_would_fill_the_memory_is_not_parsed(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """An answer of very many small objects is refused before it takes forty times its size."""
    server.script(raw_answer(b"[" + b"{}," * MB + b"{}]", headers={"Content-Type": "application/json"}))

    with pytest.raises(operation.provider.error("ResponseDecodeError"), match="MB of memory") as caught:
        caller.call(operation, server.url, max_response_bytes=10 * MB)

    assert caught.value.maybe_delivered


@pytest.mark.parametrize(
    ("content", "longest", "passes"),
    [
        (b"[" + b"0.01234567890123456," * 4 * MB + b"1]", 100 * MB, True),
        (b'["' + b"some text, and more; " * 4 * MB + b'"]', 100 * MB, True),
        (b"[" + b'{"id":"a-1","created_at":1700000000,"status":"completed","cost":0.25},' * MB + b"1]", 100 * MB, True),
        (b"[" + b"{}," * MB + b"{}]", 100 * MB, True),
        (b"[" + b"{}," * 6 * MB + b"{}]", 100 * MB, False),
        (b"[" + b"[]," * 6 * MB + b"[]]", 100 * MB, False),
        (b"[" + b"1," * 20 * MB + b"1]", 100 * MB, False),
        (b"[" + b"1," * 20 * MB + b"1]", 200 * MB, True),
        (b"[" + b"{}," * 200_000 + b"{}]", 1, True),
    ],
    ids=["floats", "text", "objects", "1M empty", "6M empty", "lists", "numbers", "a larger limit", "a small body"],
)
def test_what_takes_too_much_memory(content: bytes, longest: int, passes: bool) -> None:
    """Five times the limit, and 64 MB in any case: what people send is below that, whatever its kind."""
    if passes:
        check_memory(content, longest)
    else:
        with pytest.raises(ResponseDecodeError, match="max_response_bytes"):
            check_memory(content, longest)


@pytest.mark.parametrize("size", [100, 2 * MB])
@PER_PROVIDER
def test_a_long_answer_is_not_read_when_time_is_up(
    caller: Caller, server: ScriptedServer, operation: Operation, size: int
) -> None:
    """If `total_timeout` is over when the body has come, a long one is not parsed any more; a short one takes no time."""
    passed = [0.0]
    good = json_answer(operation.wrapped({**(operation.success() or {}), "x_note": "x" * size}))

    def late(received: Received) -> Raw:
        passed[0] = 1000.0
        return good

    server.script(late)
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, total_timeout=100.0)
    pace = repaced(clock.pace, clock=lambda: passed[0])

    def get() -> Any:
        return caller.operation(client.with_options(pace=pace), operation)()

    if size < MB:
        assert get()
    else:
        with pytest.raises(operation.provider.error("APITimeoutError"), match="whole call"):
            get()
