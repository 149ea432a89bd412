"""The fake of a provider with streams, and the requests that the client sends to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from support.calling import Caller

from .conftest import TALKER
from .talker import DELTAS

pytestmark = pytest.mark.usefixtures("generated")

TEXTS = [one["text"] for one in DELTAS]


def read(caller: Caller, stream: Any) -> list[Any]:
    """All events of a stream; those before an error are on it, as `read`."""
    found: list[Any] = []

    async def gather() -> None:
        async for event in stream:
            found.append(event)

    try:
        if caller.mode == "sync":
            for event in stream:
                found.append(event)
        else:
            caller.result(gather())
    except TALKER.error("TalkerError") as error:
        error.read = found
        raise
    return found


@contextmanager
def clients(caller: Caller, fake: Any, way: str) -> Iterator[Any]:
    """A client of a fake, with sockets or without."""
    if way == "socket":
        with fake.serve() as base_url:
            yield caller.client(TALKER, base_url, timeout=0.5, max_retries=0)
    else:
        options = {"max_retries": 0}
        yield fake.client(**options) if caller.mode == "sync" else fake.async_client(**options)


WAYS = pytest.mark.parametrize("way", ["plain", "socket"])


@WAYS
def test_the_documented_events_are_the_stream(caller: Caller, way: str) -> None:
    """Without more, a stream has the events that the documentation shows, and then its end."""
    with clients(caller, TALKER.fake(), way) as client:
        assert [one.text for one in read(caller, client.chat.stream(model="m"))] == TEXTS
        assert [one.line for one in read(caller, client.logs.follow("l_1"))] == ["first"]
        event = TALKER.package.ServerSentEvent
        assert read(caller, client.news.watch()) == [event("message", {"headline": "Rain"}), event("message", "plain")]


def test_operations_with_one_path_are_told_apart(caller: Caller) -> None:
    """By what each always sends; a request without any of it is that of the operation that sends nothing special."""
    fake = TALKER.fake()
    with clients(caller, fake, "plain") as client:
        assert read(caller, client.tasks.watch(model="m"))[0].text == "Once"
        assert caller.result(client.tasks.run(model="m")).text == "Done"
        assert caller.result(client.chat.create(model="m")).text == "Once upon a time"
        read(caller, client.news.watch())
    bodies = [json.loads(one.body) for one in fake.requests[:3]]
    assert bodies == [{"model": "m", "stream": True}, {"model": "m", "stream": False}, {"model": "m"}]
    assert list(fake.requests[3].query) == [("kind", "all")]
    assert fake.requests[0].headers["accept"] == "text/event-stream"


def test_what_is_always_sent_cannot_be_replaced(caller: Caller) -> None:
    """Further fields of the body do not change what tells the operations apart."""
    with clients(caller, TALKER.fake(), "plain") as client:
        with pytest.raises(TALKER.error("InvalidArgumentError"), match="must not hold 'stream'"):
            client.chat.stream(model="m", extra_body={"stream": False})
        assert read(caller, client.chat.stream(model="m", extra_body={"seed": 5}))


@WAYS
def test_a_test_sets_the_events(caller: Caller, way: str) -> None:
    """Each is sent as JSON, and bytes as they are; the last event follows."""
    fake, messages = TALKER.fake(), TALKER.testing
    fake.respond("chat_stream", messages.FakeAnswer(events=[{"text": "a"}, b": ping\r\n\r\n", {"text": "b"}]))
    fake.add("logs_follow", "l_2", json=[{"line": "second"}])
    with clients(caller, fake, way) as client:
        assert [one.text for one in read(caller, client.chat.stream(model="m"))] == ["a", "b"]
        assert [one.line for one in read(caller, client.logs.follow("l_2"))] == ["second"]
        with pytest.raises(TALKER.error("NotFoundError")):
            read(caller, client.logs.follow("l_3"))


FAILURES = {
    "cut": ("APIConnectionError", lambda failure, n: failure.cut(events=n)),
    "cut in an event": ("APIConnectionError", lambda failure, n: failure.cut(events=n, after=7)),
    "reset": ("APIConnectionError", lambda failure, n: failure.reset(events=n)),
    "silent": ("APITimeoutError", lambda failure, n: failure.timeout(events=n)),
}


@WAYS
@pytest.mark.parametrize("name", list(FAILURES))
@pytest.mark.parametrize("number", [0, 2])
def test_a_stream_fails_after_some_events(caller: Caller, way: str, name: str, number: int) -> None:
    """The client has the events before the failure, and knows that the request may have been carried out."""
    kind, failure = FAILURES[name]
    fake = TALKER.fake()
    fake.respond("chat_stream", failure(TALKER.testing.FakeFailure, number))
    with clients(caller, fake, way) as client, pytest.raises(TALKER.error(kind)) as failed:
        read(caller, client.chat.stream(model="m"))
    assert failed.value.maybe_delivered
    assert [one.text for one in failed.value.read] == TEXTS[:number]
    assert len(fake.requests) == 1


@WAYS
def test_an_event_may_report_an_error(caller: Caller, way: str) -> None:
    """A test sets it like any other event."""
    fake = TALKER.fake()
    error = {"error": {"message": "Out of tokens", "code": "length"}}
    fake.respond(
        "chat_stream", TALKER.testing.FakeAnswer(events=[{"text": "a"}, error], headers={"X-Request-Id": "r_2"})
    )
    with clients(caller, fake, way) as client, pytest.raises(TALKER.error("APIStatusError")) as failed:
        read(caller, client.chat.stream(model="m"))
    assert (failed.value.status_code, failed.value.code, failed.value.message) == (200, "length", "Out of tokens")
    assert (failed.value.request_id, len(failed.value.read)) == ("r_2", 1)


def test_events_come_one_by_one_in_virtual_time(caller: Caller) -> None:
    """A slow stream takes no real time without sockets, and each event comes after its share."""
    clock = TALKER.testing.VirtualClock()
    fake = TALKER.fake(clock=clock)
    fake.respond("chat_stream", TALKER.testing.FakeFailure.slow(40))
    times: list[float] = []
    with clients(caller, fake, "plain") as client:
        stream = client.chat.stream(model="m")
        if caller.mode == "sync":
            times += [clock() for _ in stream]
        else:

            async def gather() -> None:
                times.extend([clock() async for _ in stream])

            caller.result(gather())
    assert times == [10, 20, 30]  # and the last event after 40


@pytest.mark.parametrize("events", ["a", 5, [object()]])
def test_events_that_cannot_be_sent_are_refused(events: Any) -> None:
    """A test's mistake shows where it is made."""
    with pytest.raises(TypeError):
        TALKER.fake().respond("chat_stream", TALKER.testing.FakeAnswer(events=events))
    with pytest.raises(TypeError, match="is a stream; pass its events as `json`"):
        TALKER.fake().add("logs_follow", "l_2", line="x")


def test_another_client_can_read_the_stream() -> None:
    """On the wire, it is as the standard has it."""
    with TALKER.fake().serve() as base_url:
        answer = httpx.post(
            f"{base_url}/v1/chat", json={"model": "m", "stream": True}, headers={"authorization": "Bearer k"}
        )
    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.text.startswith('data: {"text": "Once", "index": 0}\n\ndata: ')
    assert answer.text.endswith("data: [DONE]\n\n")
