"""Streams of events over real sockets: the right events or a typed error, and no connection that is left."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from support.server import Raw, ScriptedServer, json_answer, raw_answer

from runtime.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    InvalidArgumentError,
    ResponseDecodeError,
)
from runtime.http.auth import Secret, SecurityScheme
from runtime.http.call import Call
from runtime.http.clock import Pace
from runtime.http.configuration import Provider, Settings
from runtime.http.engine import AsyncEngine, Engine
from runtime.http.hooks import Hooks
from runtime.streams.async_event_stream import AsyncStreamResource
from runtime.streams.event_reader import EventAnswer, EventFormat, any_event
from runtime.streams.event_stream import EventStream
from runtime.streams.server_sent_events import ServerSentEvent
from runtime.values.decoding import members

KEY = "sk-a-key-that-nobody-may-see"
SCHEME = SecurityScheme("header", "Authorization", "Bearer ")
PROVIDER = Provider(
    name="Talker",
    logger="talker",
    user_agent="talker/1",
    key_variable="TALKER_API_KEY",
    base_url_variable="TALKER_BASE_URL",
    log_variable="TALKER_LOG",
    servers={None: "https://talker.example"},
    scheme=SCHEME,
    request_id_headers=("X-Request-Id",),
)
CALL = Call(operation="chat_stream", method="POST", path="/chat")
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nx-request-id: r_1\r\n"


def text_of(answer: EventAnswer) -> str:
    """The model of an event: its text."""
    text: Any = members(answer.json()).get("text")
    if not isinstance(text, str):
        raise ResponseDecodeError("a string", text)
    return text


EVENTS = EventFormat(text_of, done="[DONE]")


def chunked(*pieces: bytes, end: bool = True) -> bytes:
    """A body in chunks."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return body + (b"0\r\n\r\n" if end else b"")


def stream_of(*pieces: bytes, end: bool = True, **after: Any) -> Raw:
    """A response that is a stream."""
    return Raw(HEAD + b"transfer-encoding: chunked\r\n\r\n" + chunked(*pieces, end=end), **after)


def event(text: str) -> bytes:
    """An event on the wire."""
    return f"data: {json.dumps({'text': text})}\n\n".encode()


DONE = b"data: [DONE]\n\n"


class Talk:
    """Streams in one call style, on an engine of its own."""

    def __init__(self, mode: str, base_url: str, *, http_client: Any = None, **settings: Any) -> None:
        self.mode = mode
        self._runner = asyncio.Runner()
        chosen: dict[str, Any] = {"timeout": 5.0, "total_timeout": 30.0, "max_retries": 2, **settings}
        self.settings = Settings(api_key=Secret(KEY), base_url=base_url, **chosen)
        engine: Any = Engine if mode == "sync" else AsyncEngine
        self.engine = engine.open(PROVIDER, self.settings, http_client)
        pace = Pace()

        async def async_sleep(_seconds: float) -> None:
            pass

        parts = {name: getattr(pace, name) for name in ("clock", "wall_clock", "chance")}
        self.engine = self.engine.copied(
            self.settings, type(pace)(**parts, sleep=lambda _seconds: None, async_sleep=async_sleep)
        )

    def stream(self, events: EventFormat[str] = EVENTS, call: Call = CALL) -> Any:
        """A stream that nothing has opened."""
        if self.mode == "sync":
            return EventStream(self.engine, call, events)
        return AsyncStreamResource(self.engine)._event_stream(call, events)

    def read(self, stream: Any, *, most: int | None = None, within: bool = True) -> list[str]:
        """The events of a stream, in a `with` block or without; no more than so many."""
        found: list[str] = []
        if self.mode == "sync":

            def take() -> None:
                for text in stream:
                    found.append(text)
                    if len(found) == most:
                        break

            if within:
                with stream:
                    take()
            else:
                take()
            return found

        async def take_async() -> None:
            async for text in stream:
                found.append(text)
                if len(found) == most:
                    break

        async def run() -> None:
            if within:
                async with stream:
                    await take_async()
            else:
                await take_async()

        self._runner.run(run())
        return found

    def result(self, value: Any) -> Any:
        """What an async function returns."""
        return self._runner.run(value)

    def close(self) -> None:
        """Close the connections and the loop."""
        if self.mode == "sync":
            self.engine.close()
        else:
            self._runner.run(self.engine.aclose())
        self._runner.close()


@contextmanager
def talk(mode: str, server: ScriptedServer, **settings: Any) -> Iterator[Talk]:
    """A talk with a server, which leaves no connection in use."""
    talking = Talk(mode, server.url, **settings)
    try:
        yield talking
        assert in_use(talking) == 0
    finally:
        talking.close()


def in_use(talking: Talk) -> int:
    """How many connections the pool has lent."""
    transport = talking.engine.transport
    sync = talking.mode == "sync"
    clients = [transport.client()] if sync else [client for client, _ in transport._clients.values()]
    pools = [client._transport._pool for client in clients]
    return sum(
        not (connection.is_idle() or connection.is_closed()) for pool in pools for connection in pool.connections
    )


@pytest.mark.parametrize("within", [True, False])
def test_events_come_in_order_and_to_the_end(mode: str, server: ScriptedServer, within: bool) -> None:
    """Each event is the model of its JSON; comments and `[DONE]` are none; the request says what it wants."""
    server.script(stream_of(event("a"), b": ping\n\n" + event("b") + DONE))
    with talk(mode, server) as talking:
        assert talking.read(talking.stream(), within=within) == ["a", "b"]

    (request,) = server.requests
    assert request.headers["accept"] == "text/event-stream"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["authorization"] == f"Bearer {KEY}"


def test_a_byte_at_a_time_gives_the_same(mode: str, server: ScriptedServer) -> None:
    """However the body is cut, the events are the same."""
    body = event("caf\u00e9") + event("b").replace(b"\n", b"\r\n") + DONE
    server.script(stream_of(*(body[at : at + 1] for at in range(len(body)))))
    with talk(mode, server) as talking:
        assert talking.read(talking.stream()) == ["caf\u00e9", "b"]


def test_the_first_event_does_not_wait_for_the_second(mode: str) -> None:
    """It is given as soon as it has come, while the server still holds the rest back."""
    given = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(HEAD + b"transfer-encoding: chunked\r\n\r\n" + chunked(event("a"), end=False))
                assert given.wait(20)
                connection.sendall(chunked(event("b"), DONE))

        thread = threading.Thread(target=serve)
        thread.start()
        talking = Talk(mode, f"http://127.0.0.1:{listening.getsockname()[1]}")
        if mode == "sync":
            found = []
            for text in talking.stream():
                found.append(text)
                given.set()
        else:

            async def read() -> list[str]:
                found = []
                async for text in talking.stream():
                    found.append(text)
                    given.set()
                return found

            found = talking.result(read())
        thread.join()
        talking.close()
    assert found == ["a", "b"]


def test_leaving_early_closes_the_connection(mode: str, server: ScriptedServer) -> None:
    """What is not read to its end leaves no connection in use, and gives no more events."""
    server.script(*[stream_of(event("a"), event("b"), end=False, hang=True)] * 2)
    with talk(mode, server) as talking:
        stream = talking.stream()
        assert talking.read(stream, most=1) == ["a"]
        with pytest.raises(InvalidArgumentError, match="is over: call the method again"):
            talking.read(stream)
        assert talking.read(talking.stream(), most=1, within=mode == "async") == ["a"]
        gc.collect()


def test_a_loop_in_a_block_can_be_continued(mode: str, server: ScriptedServer) -> None:
    """What a loop has not read is there for the next one, up to the end of the block."""
    server.script(stream_of(event("a") + event("b"), event("c"), DONE))
    with talk(mode, server) as talking:
        stream = talking.stream()
        found: list[str] = []
        if mode == "sync":
            with stream:
                for _ in range(3):
                    found.append(next(iter(stream)))
                assert list(stream) == list(stream) == []
        else:

            async def run() -> None:
                async with stream:
                    for _ in range(3):
                        found.append(await anext(aiter(stream)))
                    assert [text async for text in stream] == []

            talking.result(run())
        assert (found, stream.is_complete) == (["a", "b", "c"], True)


def test_a_connection_is_used_again_after_a_whole_stream(mode: str, server: ScriptedServer) -> None:
    """The end of the body is read too, if it comes with the last event or at once behind it."""
    server.script(*[stream_of(event("a"), DONE)] * 3)
    with talk(mode, server) as talking:
        for within in (True, False, True):
            assert talking.read(talking.stream(), within=within) == ["a"]
    assert server.connections == 1


def test_a_callers_own_client_streams_too(mode: str, server: ScriptedServer) -> None:
    """Its headers go along, it is not closed, and a stream that was left early is in nobody's way."""
    server.script(stream_of(event("a"), event("b"), DONE), stream_of(event("a"), end=False, hang=True))
    own: Any = (httpx.Client if mode == "sync" else httpx.AsyncClient)(headers={"x-own": "1"}, trust_env=False)
    talking = Talk(mode, server.url, http_client=own)
    assert talking.read(talking.stream()) == ["a", "b"]
    assert talking.read(talking.stream(), most=1) == ["a"]
    assert [one.headers.get("x-own") for one in server.requests] == ["1", "1"]
    assert [one for one in own._transport._pool.connections if not (one.is_idle() or one.is_closed())] == []
    talking.close()
    assert not own.is_closed
    if mode == "sync":
        own.close()
    else:
        asyncio.run(own.aclose())


def test_a_body_without_end_does_not_hold_the_last_event_back(mode: str, server: ScriptedServer) -> None:
    """After the last event, the end of the body is waited for only briefly."""
    server.script(stream_of(event("a"), DONE, end=False, hang=True))
    with talk(mode, server) as talking:
        started = time.monotonic()
        assert talking.read(talking.stream()) == ["a"]
        assert time.monotonic() - started < 3


def test_a_stream_is_closed_from_elsewhere(mode: str, server: ScriptedServer) -> None:
    """A loop that waits for an event ends at once when another thread or task closes the stream."""
    server.script(stream_of(event("a"), end=False, hang=True))
    with talk(mode, server) as talking:
        stream, found = talking.stream(), list[str]()
        started = time.monotonic()
        if mode == "sync":
            waiting = threading.Event()

            def take() -> None:
                for text in stream:
                    found.append(text)
                    waiting.set()

            thread = threading.Thread(target=take)
            thread.start()
            assert waiting.wait(20)
            while not stream._is_waiting:
                time.sleep(0.001)
            stream.close()
            thread.join(20)
            assert not thread.is_alive()
        else:

            async def run() -> None:
                async def take() -> None:
                    async with stream:
                        async for text in stream:
                            found.append(text)

                task = asyncio.create_task(take())
                while not (found and stream._is_waiting):
                    await asyncio.sleep(0)
                await stream.aclose()
                await asyncio.wait_for(task, 20)

            talking.result(run())
        assert (found, stream.is_complete) == (["a"], False)
        assert time.monotonic() - started < 4


def test_a_client_that_is_closed_ends_its_streams(mode: str, server: ScriptedServer) -> None:
    """A stream that is cut by that is no whole stream, so its reader gets an error."""
    server.script(stream_of(event("a"), end=False, hang=True))
    talking = Talk(mode, server.url)
    stream = talking.stream()
    if mode == "sync":

        def end() -> None:
            while not stream._is_waiting:
                time.sleep(0.001)
            talking.engine.close()

        thread = threading.Thread(target=end)
        thread.start()
        with pytest.raises(APIConnectionError, match="the client was closed during the call"):
            talking.read(stream)
        thread.join()
    else:

        async def run() -> None:
            async def take() -> None:
                async for _ in stream:
                    pass

            task = asyncio.create_task(take())
            while not stream._is_waiting:
                await asyncio.sleep(0.001)
            await talking.engine.aclose()
            await task

        with pytest.raises(APIConnectionError, match="the client was closed during the call"):
            talking.result(run())
    talking.close()


def test_the_response_is_known_when_the_stream_has_begun(mode: str, server: ScriptedServer) -> None:
    """Status, headers and request id; before that, there is no response."""
    server.script(stream_of(event("a"), DONE))
    with talk(mode, server) as talking:
        stream = talking.stream()
        with pytest.raises(InvalidArgumentError, match=r"this stream of chat\.stream has not begun"):
            _ = stream.status_code
        talking.read(stream)
        assert (stream.status_code, stream.request_id) == (200, "r_1")
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert repr(stream) in ("<EventStream of chat.stream>", "<AsyncEventStream of chat.stream>")


def test_events_that_nobody_describes_keep_type_and_id(mode: str, server: ScriptedServer) -> None:
    """Their data is JSON where it is, or else a text; `[DONE]` is the end, which may be missing."""
    body = b'id: 7\nevent: tick\ndata: {"a": 1}\n\ndata: plain\ndata: text\n\n'
    found = [ServerSentEvent("tick", {"a": 1}, "7"), ServerSentEvent("message", "plain\ntext", "7")]
    server.script(stream_of(body, DONE), stream_of(body))
    with talk(mode, server) as talking:
        for _ in range(2):
            assert talking.read(talking.stream(EventFormat(any_event))) == found


def test_a_failed_request_is_sent_again_only_if_it_never_left(mode: str, server: ScriptedServer) -> None:
    """A stream may cost money: what may have been carried out is not repeated, whatever the status."""
    server.script(json_answer({"error": "busy"}, 503), Raw(b"", reset=True))
    with talk(mode, server) as talking:
        for _ in range(2):
            with pytest.raises((APIConnectionError, APIStatusError)) as raised:
                talking.read(talking.stream())
            assert raised.value.attempts == 1
    assert len(server.requests) == 2


def test_an_error_in_a_block_leaves_no_connection(mode: str, server: ScriptedServer) -> None:
    """What the caller raises while reading goes through, and the connection is closed."""
    server.script(stream_of(event("a"), end=False, hang=True))

    class MineError(Exception):
        pass

    with talk(mode, server) as talking:
        stream = talking.stream()

        def work() -> None:
            with stream:
                for _ in stream:
                    raise MineError

        async def work_async() -> None:
            async with stream:
                async for _ in stream:
                    raise MineError

        with pytest.raises(MineError):
            work() if mode == "sync" else talking.result(work_async())


def test_nothing_is_sent_before_it_is_read(mode: str, server: ScriptedServer) -> None:
    """A stream that nobody reads sends nothing."""
    with talk(mode, server) as talking:
        stream = talking.stream()
        if mode == "sync":
            stream.close()
        else:
            talking.result(stream.aclose())
        assert server.requests == []


# --- Failures -----------------------------------------------------------------------------------------------------


def failed(talking: Talk, error: type[Exception], events: EventFormat[str] = EVENTS) -> Any:
    """The error with which a stream ends, with what it says about the call."""
    with pytest.raises(error) as raised:
        talking.read(talking.stream(events))
    found: Any = raised.value
    assert type(found) is error
    assert (found.provider, found.operation, found.method, found.url_path) == ("Talker", "chat.stream", "POST", "/chat")
    assert KEY not in repr(found) + str(found) + str(vars(found)) + found.as_curl()
    return found


@pytest.mark.parametrize("after", [{"close": True}, {"reset": True}])
def test_a_stream_that_is_cut_is_an_error(mode: str, server: ScriptedServer, after: dict[str, bool]) -> None:
    """A connection that breaks in the middle is not the end, and the call may have been carried out."""
    server.script(stream_of(event("a"), end=False, **after))
    with talk(mode, server) as talking:
        assert failed(talking, APIConnectionError).maybe_delivered
    assert len(server.requests) == 1


def test_an_end_without_the_last_event_is_an_error(mode: str, server: ScriptedServer) -> None:
    """Where every stream ends with `[DONE]`, one that ends without it was cut by somebody."""
    server.script(stream_of(event("a")))
    with talk(mode, server) as talking:
        assert "the stream ended before [DONE]" in str(failed(talking, APIConnectionError))


def test_without_a_last_event_the_end_is_the_end(mode: str, server: ScriptedServer) -> None:
    """Where the document names no last event, the end of the body is the end."""
    server.script(stream_of(event("a"), event("b")[:-1]))
    with talk(mode, server) as talking:
        assert talking.read(talking.stream(EventFormat(text_of))) == ["a", "b"]


@pytest.mark.parametrize("settings", [{"timeout": 0.2}, {"total_timeout": 0.2}])
def test_a_stalled_stream_ends_in_time(mode: str, server: ScriptedServer, settings: dict[str, float]) -> None:
    """Both timeouts hold while a stream is read."""
    server.script(stream_of(event("a"), end=False, hang=True))
    with talk(mode, server, **settings) as talking:
        started = time.monotonic()
        assert failed(talking, APITimeoutError).maybe_delivered
        assert time.monotonic() - started < 5


def test_a_dripping_stream_ends_in_time(mode: str, server: ScriptedServer) -> None:
    """The total holds although something comes all the time."""
    server.script(stream_of(end=False, drip=chunked(b": ping\n\n", end=False)))
    with talk(mode, server, total_timeout=0.3) as talking:
        failed(talking, APITimeoutError)


def test_a_status_is_the_error_of_any_call(mode: str, server: ScriptedServer) -> None:
    """A response that is no success has its error, and is retried before the stream begins, if that is safe."""
    server.script(
        json_answer({"error": {"message": f"No {KEY}"}}, 401),
        json_answer({"error": {"message": "Later"}}, 429, {"retry-after": "0"}),
        stream_of(event("a"), DONE),
    )
    with talk(mode, server) as talking:
        error = failed(talking, AuthenticationError)
        assert error.message == "No **********"
        assert talking.read(talking.stream(call=CALL._replace(idempotent=True))) == ["a"]
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "body",
    [
        b'data: {"error": {"message": "Out of tokens %s", "code": "length"}}\n\n',
        b'event: error\ndata: {"message": "Out of tokens %s", "code": "length"}\n\n',
    ],
)
def test_an_event_that_reports_an_error_is_one(mode: str, server: ScriptedServer, body: bytes) -> None:
    """The server's words and code are in the error, whose status is that of the response."""
    server.script(stream_of(event("a"), body.replace(b"%s", KEY.encode()), DONE))
    with talk(mode, server) as talking:
        error = failed(talking, APIStatusError)
    assert (error.status_code, error.code, error.request_id) == (200, "length", "r_1")
    assert error.message == "Out of tokens **********"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b'data: {"text": 5}\n\n', "$"),
        (b"data: sk\n\n", "$"),
        (b"data: []\n\n", "$"),
        (b"data: " + KEY.encode() + b"\n\n", "$"),
    ],
)
def test_an_event_of_another_shape_is_noticed(mode: str, server: ScriptedServer, body: bytes, path: str) -> None:
    """Types never lie in streams either; the error has what came, without the key."""
    server.script(stream_of(event("a"), body, DONE))
    with talk(mode, server) as talking:
        error = failed(talking, ResponseDecodeError)
    assert (error.path, error.status_code, error.request_id) == (path, 200, "r_1")
    assert error.body is not None


def test_an_event_without_end_is_noticed(mode: str, server: ScriptedServer) -> None:
    """`max_response_bytes` bounds each event and not the stream."""
    fine = [event("x" * 500)] * 20
    server.script(stream_of(*fine, DONE), stream_of(b"data: " + b"x" * 2000))
    with talk(mode, server, max_response_bytes=1000) as talking:
        assert len(talking.read(talking.stream())) == 20
        assert "longer than max_response_bytes (1000)" in str(failed(talking, ResponseDecodeError))


@pytest.mark.parametrize(
    "answer",
    [json_answer({"text": "a"}), raw_answer(b"<html>", 200, {"content-type": "text/html"}), raw_answer(b"", 204)],
)
def test_a_response_that_is_no_stream_is_noticed(mode: str, server: ScriptedServer, answer: Raw) -> None:
    """It says what came instead."""
    server.script(answer)
    with talk(mode, server) as talking:
        assert "expected a stream of events" in str(failed(talking, ResponseDecodeError))


def test_a_cancelled_task_leaves_nothing(server: ScriptedServer) -> None:
    """A task that is cancelled while it waits for an event closes its connection."""
    server.script(*[stream_of(event("a"), end=False, hang=True)] * 3)
    with talk("async", server) as talking:

        async def run() -> None:
            seen = asyncio.Event()

            async def read() -> None:
                async for _ in talking.stream():
                    seen.set()

            tasks = [asyncio.create_task(read()) for _ in range(3)]
            await seen.wait()
            await asyncio.sleep(0.05)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        talking.result(run())


def test_hooks_and_retries_see_a_stream(mode: str, server: ScriptedServer) -> None:
    """A response event tells that the stream has begun."""
    seen: list[Any] = []
    server.script(stream_of(event("a"), DONE))
    with talk(mode, server, hooks=Hooks(request=seen.append, response=seen.append)) as talking:
        talking.read(talking.stream())
    assert [type(one).__name__ for one in seen] == ["RequestEvent", "ResponseEvent"]
    assert seen[1].status_code == 200
