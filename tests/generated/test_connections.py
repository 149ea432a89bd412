"""Connections that fail: one error of ours, however httpx names it, and tried again where that is safe."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from support.calling import Caller, repaced
from support.providers import FIRST_OPERATIONS, Operation
from support.server import Raw, ScriptedServer, dripping, json_answer, raw_answer, refused_url

BROKEN = {
    "closed without a word": Raw(b"", close=True),
    "reset": Raw(b"", reset=True),
    "cut within the head": Raw(b"HTTP/1.1 200 OK\r\ncontent-le", close=True),
    "cut within the body": raw_answer(b'{"id": "req', length=500),
    "cut chunks": Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab", close=True),
    "no HTTP": Raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", close=True),
    "damaged gzip": raw_answer(b"this is not gzip", headers={"content-encoding": "gzip"}),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_broken_answer_is_a_connection_error(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """An answer that is cut or damaged is tried three times, then raised with httpx's error as its cause."""
    server.script(BROKEN[name])
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=2).with_options(pace=clock.pace)

    with pytest.raises(operation.provider.error("APIConnectionError")) as caught:
        caller.operation(client, operation)()

    assert type(caught.value) is operation.provider.error("APIConnectionError")
    assert len(server.requests) == 3
    assert caught.value.attempts == 3
    assert caught.value.maybe_delivered is True
    assert f"GET {server.url}{operation.path}" in str(caught.value)
    assert "3 attempts" in str(caught.value)
    assert isinstance(caught.value.__cause__, httpx.HTTPError)


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_broken_answer_may_be_followed_by_a_good_one(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """What broke once is not what the caller gets to see."""
    server.script(BROKEN[name], operation.answer())
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=1).with_options(pace=clock.pace)

    assert caller.operation(client, operation)() == operation.model.from_dict(operation.success())
    assert len(server.requests) == 2


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_refused_connection(caller: Caller, operation: Operation) -> None:
    """A refused connection is an `APIConnectionError` that knows that nothing was delivered."""
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, refused_url(), max_retries=2).with_options(pace=clock.pace)

    with pytest.raises(operation.provider.error("APIConnectionError")) as caught:
        caller.operation(client, operation)()

    assert not isinstance(caught.value, TimeoutError)
    assert caught.value.attempts == 3
    assert caught.value.maybe_delivered is False


@pytest.mark.parametrize("timeout", [0.3, httpx.Timeout(5.0, read=0.05)], ids=["seconds", "httpx"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_phase_that_takes_too_long(
    caller: Caller, server: ScriptedServer, operation: Operation, timeout: Any
) -> None:
    """A server that never answers is an `APITimeoutError`, which is a connection error and a `TimeoutError`."""
    server.script(Raw(b"", hang=True))

    with pytest.raises(TimeoutError) as caught:
        caller.call(operation, server.url, timeout=timeout)

    assert type(caught.value) is operation.provider.error("APITimeoutError")
    assert isinstance(caught.value, operation.provider.error("APIConnectionError"))
    assert caught.value.maybe_delivered is True


OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
GZIP_WITH_A_LONG_NAME = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03"
DRIPS: dict[str, Raw] = {
    "body": dripping(OK + b"content-length: 1000000\r\n\r\n", b" "),
    "body without a length": dripping(OK + b"\r\n", b" "),
    "chunks": dripping(OK + b"transfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "body of an error": dripping(b"HTTP/1.1 500 Oops\r\ncontent-length: 1000000\r\n\r\n", b" "),
    "body that unpacks to nothing": dripping(
        OK + b"content-encoding: gzip\r\ncontent-length: 1000000\r\n\r\n" + GZIP_WITH_A_LONG_NAME, b"n"
    ),
    "head": dripping(b"HTTP/1.1 200 OK\r\nx-long: ", b"a"),
}


@pytest.mark.parametrize("name", DRIPS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_server_that_drips_for_ever(caller: Caller, server: ScriptedServer, operation: Operation, name: str) -> None:
    """`total_timeout` ends a call whose answer never ends, though each read is in time."""
    server.script(DRIPS[name])
    started = time.monotonic()

    # Should the budget not hold, the server hangs up, so that the test fails instead of hanging.
    with pytest.raises(operation.provider.error("APITimeoutError")) as caught, closed_after(server, 15):
        caller.call(operation, server.url, total_timeout=0.2, max_retries=2)

    assert time.monotonic() - started < 10
    assert "whole call" in str(caught.value)
    assert len(server.requests) == 1


class closed_after:  # noqa: N801  # reads as a function
    """Closes a server after some seconds, unless the block ends before."""

    def __init__(self, server: ScriptedServer, seconds: float) -> None:
        self._timer = threading.Timer(seconds, server.close)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *args: object) -> None:
        self._timer.cancel()
        self._timer.join()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_pauses_count_towards_the_total(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A pause that would outlast `total_timeout` is not made: the caller gets the answer that there is."""
    server.script(raw_answer(b"", 503, {"Retry-After": "20"}))
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=9, total_timeout=50).with_options(
        pace=clock.pace
    )

    with pytest.raises(operation.provider.error("InternalServerError")):
        caller.operation(client, operation)()

    assert len(server.requests) == 3
    assert clock() < 50


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_pause_that_took_too_long_is_a_timeout(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """When a pause took longer than asked for, and the budget is gone, the call ends as out of time."""
    server.script(raw_answer(b"", 503))
    clock = operation.provider.testing.VirtualClock()

    def oversleep(seconds: float) -> None:
        clock.sleep(seconds + 1000)

    async def async_oversleep(seconds: float) -> None:
        oversleep(seconds)

    pace = repaced(clock.pace, sleep=oversleep, async_sleep=async_oversleep)
    client = caller.client(operation.provider, server.url, max_retries=2, total_timeout=50).with_options(pace=pace)

    with pytest.raises(operation.provider.error("APITimeoutError"), match="whole call"):
        caller.operation(client, operation)()

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("timeout", "total"),
    [
        (5.0, 5.0),
        (5, 5),
        (None, None),
        (httpx.Timeout(5.0), 10.0),
        (httpx.Timeout(None), None),
        (None, 5.0),
        (1e9, 1e9),
        (1e10, 1e10),
        (5e9, 5e9),
        pytest.param(10**400, 10**400, id="an integer that no float can hold"),
        (1e300, None),
        (httpx.Timeout(1e10), None),
        (httpx.Timeout(1e10), 1e10),
    ],
    ids=str,
)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_timeouts_come_in_three_forms(
    caller: Caller, server: ScriptedServer, operation: Operation, timeout: Any, total: float | None
) -> None:
    """Seconds, an `httpx.Timeout` and `None` are all accepted, and a quick answer is within any of them."""
    server.script(operation.answer())

    assert caller.call(operation, server.url, timeout=timeout, total_timeout=total)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_endless_budget_is_no_budget(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """`float("inf")` seconds are as good as `None`."""
    server.script(operation.answer())

    assert caller.call(operation, server.url, timeout=None, total_timeout=float("inf"))


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_connections_are_used_again(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Calls one after the other share a connection, also through `with_options`."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)

    for one in (client, client, client.with_options(timeout=3.0)):
        caller.operation(one, operation)()

    assert (len(server.requests), server.connections) == (3, 1)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_errors_give_their_connection_back(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An answer that is an error is read to its end, so that its connection serves the next call."""
    server.script(raw_answer(b"oops", 404))
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    for _ in range(3):
        with pytest.raises(operation.provider.error("NotFoundError")):
            get()

    assert server.connections == 1


def raising(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
    """A handler of a transport that fails."""

    def handle(request: httpx.Request) -> httpx.Response:
        raise error

    return handle


HTTPX_ERRORS = [
    *(httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.CloseError, httpx.RemoteProtocolError),
    *(
        httpx.LocalProtocolError,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
        httpx.DecodingError,
        httpx.TooManyRedirects,
    ),
    *(httpx.ConnectTimeout, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout),
]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_no_exception_of_httpx_leaks(caller: Caller, operation: Operation) -> None:
    """Each exception of httpx becomes ours; a timeout becomes a timeout."""
    for error in HTTPX_ERRORS:
        own = caller.http_client(transport=httpx.MockTransport(raising(error("reason"))))
        with pytest.raises(operation.provider.error("APIConnectionError")) as caught:
            caller.call(operation, "http://127.0.0.1:9", http_client=own)

        timeout = issubclass(error, httpx.TimeoutException)
        assert isinstance(caught.value, operation.provider.error("APITimeoutError")) is timeout
        assert isinstance(caught.value.__cause__, error)
