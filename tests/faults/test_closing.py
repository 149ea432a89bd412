"""A client that is closed while calls are under way: they end at once, in our own words, and nothing is left open."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from support.calling import Caller
from support.providers import LUMENFALL

from faults.harness import MODES, runtime
from faults.test_pools import BODY, get, good, new, server_context, turns
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("trusting")

TRANSPORT: Final = runtime(LUMENFALL, "http.transport")
SOON: Final = 3.0
"""Seconds; a call of these tests that nobody ends takes longer."""

HALF: Final = answer(b'{"id": ', length="") + b" " * 2000


class Waiting:
    """A script that waits at a point, and tells when a client has come there.

    Args:
        begin: What it does before.
    """

    def __init__(self, begin: Callable[[Wire], object]) -> None:
        self.reached = threading.Event()
        self._begin = begin

    def __call__(self, wire: Wire) -> None:
        self._begin(wire)
        self.reached.set()
        wire.stall()


def used(wire: Wire) -> None:
    """Answer a request, and read another one."""
    wire.read()
    wire.send(answer(BODY))
    wire.read()


def half(wire: Wire) -> None:
    """Send half of an answer that has no length."""
    wire.read()
    wire.send(HALF)


def silent(wire: Wire) -> None:
    """Do nothing: if the client wants TLS, it gets none."""
    wire.await_bytes()


POINTS: Final[dict[str, tuple[Callable[[Wire], object], bool, int]]] = {
    "new connection": (Wire.read, False, 1),
    "new connection, TLS": (Wire.read, True, 1),
    "used connection": (used, False, 2),
    "used connection, TLS": (used, True, 2),
    "half a body without a length": (half, False, 1),
    "half a body without a length, TLS": (half, True, 1),
}
"""What a server does before it waits, whether with TLS, and how many requests it has then read."""


def closed_meanwhile(mode: str, url: str, reached: threading.Event, *, before: bool = False) -> BaseException | None:
    """What a call ends with whose client is closed as soon as its server has come to a point.

    Args:
        mode: Of the client.
        url: The server's.
        reached: Whether it has come there.
        before: Whether the client makes another call first.
    """
    if mode == "async":
        return asyncio.run(_closed_meanwhile(url, reached, before=before))
    client = new(mode, url, timeout=9.0)
    if before:
        get(client)
    with ThreadPoolExecutor() as threads:
        call: Future[Any] = threads.submit(get, client)
        assert reached.wait(SOON)
        client.close()
        return call.exception(SOON)


async def _closed_meanwhile(url: str, reached: threading.Event, *, before: bool) -> BaseException | None:
    client = new("async", url, timeout=9.0)
    if before:
        await get(client)
    call = asyncio.ensure_future(get(client))
    assert await asyncio.to_thread(reached.wait, SOON)
    await client.aclose()
    await asyncio.wait([call], timeout=SOON)
    return call.exception()


def expect_ended(error: BaseException | None, *, maybe_delivered: bool) -> None:
    """Check that a call ended because its client was closed."""
    assert type(error) is LUMENFALL.error("APIConnectionError"), repr(error)
    assert isinstance(error, Exception)
    assert "the client was closed during the call" in str(error)
    assert getattr(error, "maybe_delivered", None) is maybe_delivered


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("point", POINTS)
def test_closing_ends_a_call(mode: str, point: str) -> None:
    """Wherever a call waits, closing the client ends it; it is not sent again, and its connection is closed."""
    begin, tls, requests = POINTS[point]
    script = Waiting(begin)

    with Site(script, context=server_context() if tls else None) as site:
        error = closed_meanwhile(mode, site.url, script.reached, before=requests > 1)
        assert site.await_closed()
        seen = len(site.requests), site.connections

    expect_ended(error, maybe_delivered=True)
    assert seen == (requests, 1)


@pytest.mark.parametrize("mode", MODES)
def test_closing_ends_a_handshake(mode: str) -> None:
    """So it does while a server is silent that was asked for TLS: nothing of the request has reached it."""
    script = Waiting(silent)

    with Site(script) as site:
        error = closed_meanwhile(mode, site.url.replace("http:", "https:"), script.reached)
        assert site.await_closed()
        connections = site.connections

    expect_ended(error, maybe_delivered=False)
    assert connections == 1


@pytest.mark.parametrize("mode", MODES)
def test_closing_ends_a_download(mode: str, tmp_path: Path) -> None:
    """A download ends too. It neither goes on over another connection nor takes half of a file for the whole."""
    reached = threading.Event()

    def script(wire: Wire) -> None:
        while wire.read().target != "/file":
            video = {"id": "video_1", "created_at": 1, "status": "completed"}
            wire.send(answer(json.dumps({**video, "output": {"url": f"{wire.site.url}/file"}}).encode()))
        wire.send(answer(b"half", length=8))
        reached.set()
        wire.stall()

    caller = Caller(mode)
    path = tmp_path / "video.mp4"
    with Site(script) as site:
        client = caller.client(LUMENFALL, site.url)
        if mode == "sync":
            with ThreadPoolExecutor() as threads:
                call: Future[Any] = threads.submit(client.videos.download, "video_1", path)
                assert reached.wait(SOON)
                client.close()
                error = call.exception(SOON)
        else:

            async def run() -> BaseException | None:
                call = asyncio.ensure_future(client.videos.download("video_1", path))
                assert await asyncio.to_thread(reached.wait, SOON)
                await client.aclose()
                await asyncio.wait([call], timeout=SOON)
                return call.exception()

            error = asyncio.run(run())
        caller.close()
        assert site.await_closed()
        files = [request.target for request in site.requests].count("/file")

    assert isinstance(error, LUMENFALL.root_error)
    assert "the client was closed during the call" in str(error)
    assert files == 1
    assert list(tmp_path.glob("*.mp4*")) == []


def test_closing_ends_a_call_in_a_pool_that_is_otherwise() -> None:
    """Also where the pool is not as we know it, the call ends at once, and in our own words."""
    script = Waiting(used)

    with Site(script) as site, ThreadPoolExecutor() as threads:
        client = new("sync", site.url, timeout=9.0)
        get(client)
        client._engine.transport.client()._transport._pool._max_connections = 9.0  # known ones have whole numbers
        call = threads.submit(get, client)
        assert script.reached.wait(SOON)
        client.close()
        expect_ended(call.exception(SOON), maybe_delivered=True)
        assert site.await_closed()


def test_a_thread_takes_nothing_from_other_sockets() -> None:
    """The number of a closed connection goes to the next socket of the program; no call reads from that one."""
    script = Waiting(Wire.read)

    with Site(script, context=server_context()) as site, ThreadPoolExecutor() as threads:
        client = new("sync", site.url, timeout=9.0)
        call = threads.submit(get, client)
        assert script.reached.wait(SOON)
        client.close()
        one, other = socket.socketpair()
        with one, other:
            for end in (one, other):
                end.settimeout(SOON)
            one.sendall(b"to the other")
            other.sendall(b"to the one")
            expect_ended(call.exception(SOON), maybe_delivered=True)
            assert (one.recv(99), other.recv(99)) == (b"to the one", b"to the other")


def test_a_client_that_is_closed_just_before_it_sends() -> None:
    """Where another thread closes the client between a call's last two steps, the call ends before it has sent."""

    class Late(TRANSPORT.Outgoing):  # type: ignore[misc]  # the class is found at run time
        def build(self, *args: Any, **options: Any) -> Any:
            transport.close()
            return TRANSPORT.Outgoing.build(self, *args, **options)

    transport = TRANSPORT.Transport(None)
    with Site(good) as site:
        late = Late("GET", site.url, (), None, {}, TRANSPORT.no_auth, 3.0, None, 1000)
        for _ in range(2):
            with pytest.raises(LUMENFALL.error("APIConnectionError"), match="the client was closed") as caught:
                transport.attempt(late)
            expect_ended(caught.value, maybe_delivered=False)
            answered = transport.attempt(TRANSPORT.Outgoing(*late))
            assert answered.status_code == 200
        transport.close()
        assert site.await_closed()


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_closing_at_any_step_leaves_nothing_open(tls: bool) -> None:
    """Closed after n turns of the loop, for each n, an async client leaves no connection that opens after that."""

    async def closed_after(steps: int, url: str) -> list[Any]:
        client = new("async", url, timeout=9.0)
        calls = [asyncio.ensure_future(get(client)) for _ in range(3)]
        await turns(steps)
        await client.aclose()
        ended = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), SOON)
        assert site.await_closed(), f"closed after {steps} turns"
        return ended

    with Site(good, context=server_context() if tls else None) as site:
        for steps in range(1, 40, 2):
            for one in asyncio.run(closed_after(steps, site.url)):
                if isinstance(one, BaseException):
                    assert isinstance(one, LUMENFALL.error("APIConnectionError")), (steps, repr(one))
