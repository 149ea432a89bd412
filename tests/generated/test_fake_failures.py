"""The fakes' failures: what a client meets instead of an answer, with and without sockets, in every package."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import httpx
import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider

WAYS: Final = ("in process", "socket")
Way = Literal["in process", "socket"]

pytestmark = pytest.mark.usefixtures("quiet_environment")


@contextmanager
def client_of(caller: Caller, provider: Provider, fake: Any, way: Way, **options: Any) -> Iterator[Any]:
    """A client that sends once, with or without sockets."""
    options = {"max_retries": 0, **options}
    if way == "in process":
        yield fake.client(**options) if caller.mode == "sync" else fake.async_client(**options)
    else:
        with fake.serve() as base_url:
            yield caller.client(provider, base_url, **options)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_reset(caller: Caller, operation: Operation, way: Way) -> None:
    """A reset is a connection error; the fake has the request, and the next one is answered."""
    fake, failure = operation.provider.fake(), operation.provider.testing.FakeFailure
    fake.respond(operation.name, failure.reset())

    with client_of(caller, operation.provider, fake, way) as client:
        call = caller.operation(client, operation)
        with pytest.raises(operation.provider.error("APIConnectionError")) as caught:
            call()
        assert call() == operation.result()

    assert caught.value.maybe_delivered
    assert not isinstance(caught.value, TimeoutError)
    assert isinstance(caught.value.__cause__, httpx.ReadError)
    assert len(fake.requests) == 2


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_no_answer(caller: Caller, operation: Operation, way: Way) -> None:
    """Without an answer, the client's time-out runs out."""
    fake, failure = operation.provider.fake(), operation.provider.testing.FakeFailure
    fake.respond(operation.name, failure.timeout())

    with client_of(caller, operation.provider, fake, way, timeout=0.05) as client:
        call = caller.operation(client, operation)
        with pytest.raises(operation.provider.error("APITimeoutError")) as caught:
            call()
        assert call() == operation.result()

    assert caught.value.maybe_delivered
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert len(fake.requests) == 2


@pytest.mark.parametrize("after", [0, 5, 10_000])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_cut_body(caller: Caller, operation: Operation, way: Way, after: int) -> None:
    """A body that ends too early is a connection error, however many bytes should arrive."""
    fake, failure = operation.provider.fake(), operation.provider.testing.FakeFailure
    fake.respond(operation.name, failure.cut(after=after))

    with client_of(caller, operation.provider, fake, way) as client:
        call = caller.operation(client, operation)
        with pytest.raises(operation.provider.error("APIConnectionError"), match="without sending complete") as caught:
            call()
        assert call() == operation.result()

    if after < 10:
        assert f"received {after} bytes" in str(caught.value)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status_code", [200, 204])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_cut_of_nothing(operation: Operation, way: Way, status_code: int) -> None:
    """An answer without a body that is cut does not arrive at all."""
    fake, testing = operation.provider.fake(), operation.provider.testing
    fake.respond(
        operation.name, testing.FakeAnswer(status_code, content=b"", failure=testing.FakeFailure.cut(after=9))
    )
    transport = fake.transport() if way == "in process" else None

    with fake.serve() as base_url, httpx.Client(transport=transport, base_url=base_url, trust_env=False) as client:
        with pytest.raises(httpx.ReadError):
            client.request(**operation.request("any-key"))


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_refused_connection(caller: Caller, operation: Operation) -> None:
    """A refused request has not reached the fake. In process `refused` says so; over a socket, an address does."""
    fake, failure = operation.provider.fake(), operation.provider.testing.FakeFailure
    error = operation.provider.error("APIConnectionError")
    fake.respond(operation.name, failure.refused())

    with client_of(caller, operation.provider, fake, "in process") as client:
        with pytest.raises(error) as caught:
            caller.operation(client, operation)()
        assert fake.requests == []
        assert caller.operation(client, operation)() == operation.result()
    with fake.serve(refuse=True) as base_url, pytest.raises(error) as again:
        caller.call(operation, base_url)

    assert [caught.value.maybe_delivered, again.value.maybe_delivered] == [False, False]
    assert isinstance(again.value.__cause__, httpx.ConnectError)
    assert len(fake.requests) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_refused_over_a_socket(caller: Caller, operation: Operation) -> None:
    """A connection that stands cannot be refused: the error says what to write instead."""
    fake = operation.provider.fake()
    fake.respond(operation.name, operation.provider.testing.FakeFailure.refused())

    with fake.serve() as base_url, pytest.raises(operation.provider.error("APIStatusError"), match="refuse=True"):
        caller.call(operation, base_url)


@pytest.mark.parametrize("pieces", [1, 3])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_slow_answer_in_virtual_time(caller: Caller, operation: Operation, pieces: int) -> None:
    """A slow answer takes its time on the fake's clock, and arrives whole; a client that waits for less gives up."""
    provider, testing = operation.provider, operation.provider.testing
    clock = testing.VirtualClock()
    fake = provider.fake(clock=clock)
    fake.respond(operation.name, testing.FakeFailure.slow(30, pieces=pieces), testing.FakeFailure.slow(600))

    with client_of(caller, provider, fake, "in process", timeout=40) as client:
        call = caller.operation(client, operation)
        assert call() == operation.result()
        assert clock() == pytest.approx(30)
        with pytest.raises(provider.error("APITimeoutError")):
            call()

    assert clock() == pytest.approx(70)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_no_answer_in_virtual_time(caller: Caller, operation: Operation) -> None:
    """A virtual clock goes on by the client's time-out: three attempts take three of them."""
    provider, testing = operation.provider, operation.provider.testing
    clock = testing.VirtualClock()
    fake = provider.fake(clock=clock)
    fake.respond(operation.name, *[testing.FakeFailure.timeout()] * 3)

    with client_of(caller, provider, fake, "in process", timeout=20, max_retries=2) as client:
        with pytest.raises(provider.error("APITimeoutError")) as caught:
            caller.operation(client, operation)()

    assert caught.value.attempts == 3
    assert 60 <= caught.value.elapsed == clock() < 70


@pytest.mark.parametrize("pieces", [1, 3])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_slow_answer_in_real_time(caller: Caller, operation: Operation, way: Way, pieces: int) -> None:
    """Over sockets, and with a real clock, a slow answer really takes its time, and a client gives up as ever."""
    fake, failure = operation.provider.fake(), operation.provider.testing.FakeFailure
    fake.respond(operation.name, failure.slow(0.06, pieces=pieces), failure.slow(600, pieces=pieces))
    before = time.monotonic()

    with client_of(caller, operation.provider, fake, way) as client:
        call = caller.operation(client, operation)
        assert call() == operation.result()
        assert time.monotonic() - before >= 0.05
        with pytest.raises(operation.provider.error("APITimeoutError")):
            caller.operation(client.with_options(timeout=0.05), operation)()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_failure_of_an_answer_of_ones_own(caller: Caller, operation: Operation, way: Way) -> None:
    """An answer may have a failure of its own: here a 503 that is cut, and then a slow 409."""
    testing = operation.provider.testing
    fake = operation.provider.fake()
    fake.respond(
        operation.name,
        testing.FakeAnswer(503, content=b"oh no", failure=testing.FakeFailure.cut(after=2)),
        testing.FakeAnswer(409, failure=testing.FakeFailure.slow(0.01)),
    )

    with client_of(caller, operation.provider, fake, way) as client:
        call = caller.operation(client, operation)
        with pytest.raises(operation.provider.error("APIConnectionError"), match="received 2 bytes, expected 5"):
            call()
        with pytest.raises(operation.provider.error("ConflictError")):
            call()


LENGTHS: Final[dict[str, tuple[dict[str, str], bytes | None]]] = {
    "the right one": ({"Content-Length": "4"}, b'"ok"'),
    "too long": ({"content-length": "9"}, None),
    "too short": ({"content-length": "2"}, b'"o'),
    "no number": ({"content-length": "x"}, None),
    "chunks": ({"transfer-encoding": "chunked"}, b'"ok"'),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("headers", "body"), LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_length_of_ones_own(operation: Operation, way: Way, headers: dict[str, str], body: bytes | None) -> None:
    """An answer's own length is sent once and as it is, and the client meets what it comes to."""
    fake = operation.provider.fake()
    fake.respond(operation.name, operation.provider.testing.FakeAnswer(200, content=b'"ok"', headers=headers))
    transport = fake.transport() if way == "in process" else None

    with fake.serve() as base_url, httpx.Client(transport=transport, base_url=base_url, trust_env=False) as client:
        if body is None:
            with pytest.raises(httpx.RemoteProtocolError):
                client.request(**operation.request("any-key"))
            return
        answer = client.request(**operation.request("any-key"))

    assert answer.content == body
    assert len(answer.headers.get_list("content-length")) + len(answer.headers.get_list("transfer-encoding")) == 1


WRONG_FAILURES: Final = {
    "less than nothing": (lambda failure: failure.cut(after=-1), "after must be a whole number, 0 or more, not -1"),
    "half a byte": (lambda failure: failure.cut(after=0.5), "not 0.5"),
    "a text": (lambda failure: failure.slow("3"), "seconds must be a finite number of seconds, 0 or more, not '3'"),
    "for ever": (lambda failure: failure.slow(float("inf")), "not inf"),
    "no piece": (lambda failure: failure.slow(3, pieces=0), "pieces must be a whole number, 1 or more, not 0"),
}


@pytest.mark.parametrize(("make", "message"), WRONG_FAILURES.values(), ids=WRONG_FAILURES)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_failures_that_cannot_be(provider: Provider, make: Any, message: str) -> None:
    """A failure that cannot be played is refused where it is written."""
    with pytest.raises(provider.error("InvalidArgumentError"), match=message):
        make(provider.testing.FakeFailure)


def test_reprs_are_calls() -> None:
    """A failed assertion shows a failure as it was written."""
    failure = LUMENFALL.testing.FakeFailure

    for text in ("reset()", "timeout()", "refused()", "cut(after=3)", "slow(2.5, pieces=4)"):
        assert repr(eval(f"failure.{text}")) == f"FakeFailure.{text}"  # noqa: S307  # our own texts


@pytest.mark.parametrize("kind", ["FakeAnswer", "FakeFailure"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_another_packages_class(provider: Provider, kind: str) -> None:
    """A class of the same name from another package is refused, and the message tells the two apart."""
    other = next(one for one in PROVIDERS if one != provider)
    foreign = {"FakeAnswer": lambda: other.testing.FakeAnswer(503), "FakeFailure": other.testing.FakeFailure.reset}
    here, there = provider.row.package, other.row.package

    with pytest.raises(TypeError, match=rf"{here}\.testing\.FakeAnswer.*, not {there}\.testing\.{kind}"):
        provider.fake().respond(provider.operations[0].name, foreign[kind]())


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_media_where_there_is_none(provider: Provider) -> None:
    """`media` stands for the media host of a fake that has one; elsewhere there is no such operation."""
    fake, failure = provider.fake(), provider.testing.FakeFailure

    if hasattr(fake, "media"):
        fake.respond("media", failure.reset())
        with pytest.raises(LookupError, match="media has no example 'completed'; it has none"):
            fake.respond("media", "completed")
    else:
        known = provider.operations[0].name
        with pytest.raises(LookupError, match=f"unknown operation 'media'; the operations are {known}"):
            fake.respond("media", failure.reset())
