"""What an error says about a call is what all attempts came to, not only the last one."""

from __future__ import annotations

import copy
import pickle
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROMPTLAYER, Operation
from support.server import Answer, Raw, Received, ScriptedServer, json_answer, raw_answer

from faults.harness import runtime

SENTENCE: Final = "an earlier attempt may have been carried out"

CUT: Final = Raw(b"", close=True)


def sender(caller: Caller, operation: Operation, url: str, method: str, **options: Any) -> Any:
    """A function that sends a request with an idempotency key, up to three times, on a virtual clock."""
    provider = operation.provider
    calls, encoding = runtime(provider, "http.call"), runtime(provider, "values.encoding")
    call = calls.Call(
        operation="orders_change",
        method=method,
        path="/orders/one",
        body=None if method == "GET" else encoding.json_body({"pay": 1}),
        idempotent=True,
    )
    client = caller.client(provider, url, max_retries=2, **options)
    client = client.with_options(pace=provider.testing.VirtualClock().pace)
    return caller.plain(lambda: client._engine.send(call, lambda answer: answer.json()["right"]))


@contextmanager
def vanishing_server() -> Generator[str]:
    """A server that reads one request whole, and is gone without an answer."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        listener.close()
        with connection:
            data = b""
            while not data.endswith(b'{"pay":1}'):
                data += connection.recv(65536)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread.join(5)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_refused_retries_do_not_undo_the_first_attempt(caller: Caller, operation: Operation) -> None:
    """A request that was read whole may have been carried out, although nobody listened to its retries."""
    with vanishing_server() as url, pytest.raises(operation.provider.error("APIConnectionError")) as caught:
        sender(caller, operation, url, "POST")()

    assert (caught.value.attempts, caught.value.maybe_delivered) == (3, True)


IN_DOUBT: Final[dict[str, Answer]] = {
    "cut": CUT,
    "reset": Raw(b"", reset=True),
    "cut within the answer": raw_answer(b"{", length=50),
    "500": raw_answer(b"", 500),
    "502 of a gateway": raw_answer(b"", 502),
    "504 of a gateway": raw_answer(b"", 504),
    "524 of Cloudflare": raw_answer(b"", 524),
}
NOT_DONE: Final[dict[str, Answer]] = {
    "429": raw_answer(b"", 429),
    "503": raw_answer(b"", 503),
    "521": raw_answer(b"", 521),
    "529": raw_answer(b"", 529),
}


@pytest.mark.parametrize("first", IN_DOUBT)
@pytest.mark.parametrize(("method", "status_code"), [("DELETE", 404), ("POST", 402), ("POST", 409), ("POST", 503)])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_refusal_after_an_attempt_in_doubt(
    caller: Caller, server: ScriptedServer, operation: Operation, method: str, status_code: int, first: str
) -> None:
    """A status error says that an earlier attempt may have been carried out; so do its copies."""
    server.script(IN_DOUBT[first], raw_answer(b"", status_code))

    with pytest.raises(operation.provider.error("APIStatusError")) as caught:
        sender(caller, operation, server.url, method)()

    for error in (caught.value, copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert error.status_code == status_code
        assert error.maybe_delivered
        assert SENTENCE in str(error)
        assert SENTENCE in repr(error)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_read_has_nothing_to_look_for(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A GET that was lost and then answered 404 has changed nothing: the message has no sentence about it."""
    server.script(CUT, raw_answer(b"", 404))

    with pytest.raises(operation.provider.error("NotFoundError")) as caught:
        sender(caller, operation, server.url, "GET")()

    assert caught.value.maybe_delivered
    assert SENTENCE not in str(caught.value)


@pytest.mark.parametrize("first", [None, *NOT_DONE])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_refusal_of_all_attempts(
    caller: Caller, server: ScriptedServer, operation: Operation, first: str | None
) -> None:
    """Where each attempt was refused, or nobody had begun with it, nothing was carried out."""
    server.script(*([] if first is None else [NOT_DONE[first]]), raw_answer(b"", 402))

    with pytest.raises(operation.provider.error("PaymentRequiredError")) as caught:
        sender(caller, operation, server.url, "POST")()

    assert not caught.value.maybe_delivered
    assert SENTENCE not in str(caught.value)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_success_that_cannot_be_read(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A request that was answered with a success was carried out, whether its answer can be read or not."""
    for answer in (raw_answer(b"no JSON"), raw_answer(b" " * 2000)):
        server.script(answer)

        with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
            sender(caller, operation, server.url, "POST", max_response_bytes=1000)()

        assert caught.value.maybe_delivered


def test_a_no_with_a_200_is_a_refusal(caller: Caller, server: ScriptedServer) -> None:
    """PromptLayer's `success: false` at status 200 refuses the request, but for the attempt before it."""
    no = json_answer({"success": False, "message": "no"})
    operation = next(operation for operation in FIRST_OPERATIONS if operation.provider is PROMPTLAYER)
    found: list[bool] = []

    for answers in ([no], [CUT, no]):
        server.script(*answers)
        with pytest.raises(PROMPTLAYER.error("APIStatusError")) as caught:
            sender(caller, operation, server.url, "POST")()
        found.append(caught.value.maybe_delivered)

    assert found == [False, True]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_that_spoils_the_second_attempt(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An argument error after a first attempt does not claim that nothing was sent."""
    server.script(CUT)

    def spoil(event: Any) -> None:
        if event.attempt == 2:
            event.headers["X-Bad"] = "a\nb"

    hooks = runtime(operation.provider, "http.hooks").Hooks(request=spoil)

    with pytest.raises(operation.provider.error("InvalidArgumentError")) as caught:
        sender(caller, operation, server.url, "POST", hooks=hooks)()

    assert (caught.value.attempts, caught.value.maybe_delivered) == (1, True)
    assert SENTENCE in str(caught.value)
    assert len(server.requests) == 1


def test_a_video_that_may_have_been_made(caller: Caller, server: ScriptedServer) -> None:
    """`videos.create` that was lost and then answered 402 says so, with the key by which to find out."""
    server.script(CUT, raw_answer(b"", 402))
    client = caller.client(LUMENFALL, server.url, max_retries=2)
    client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)

    with pytest.raises(LUMENFALL.error("PaymentRequiredError"), match=SENTENCE) as caught:
        caller.plain(client.videos.create)(model="veo", prompt="a cat", idempotency_key="once")

    assert caught.value.maybe_delivered
    assert caught.value.idempotency_key == "once"


def test_a_video_that_was_cancelled_by_a_lost_attempt(caller: Caller, server: ScriptedServer) -> None:
    """`videos.cancel` that was carried out, cut, and then answered 404 says that it may have been carried out."""
    alive = {"video_1"}

    def cancel(request: Received) -> Raw:
        if not alive:
            return raw_answer(b"", 404)
        alive.clear()
        return CUT

    server.script(cancel)
    client = caller.client(LUMENFALL, server.url, max_retries=2)
    client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)

    with pytest.raises(LUMENFALL.error("NotFoundError"), match=SENTENCE):
        caller.plain(client.videos.cancel)("video_1")
