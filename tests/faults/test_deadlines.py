"""`total_timeout` where a call writes and connects: the time for all of it, and not for each step."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller
from support.providers import LUMENFALL

from faults.harness import MODES, runtime
from faults.wire import Site, Wire

pytestmark = pytest.mark.usefixtures("quiet_environment")

DEADLINE: Final = runtime(LUMENFALL, "http.deadline")


@contextmanager
def within(seconds: float) -> Generator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def reading_slowly(wire: Wire) -> None:
    """Take what comes, a little at a time, for some seconds."""
    wire._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 400_000)
    for _ in range(250):
        if not wire._connection.recv(100_000):
            return
        time.sleep(0.02)


@pytest.mark.parametrize("mode", MODES)
def test_a_body_that_is_read_slowly(mode: str) -> None:
    """A server that goes on reading, though slowly, does not hold a call for longer than `total_timeout`."""
    prompt = "x" * 20_000_000
    caller = Caller(mode)
    with Site(reading_slowly) as site, within(4.5):
        client = caller.client(LUMENFALL, site.url, timeout=5.0, total_timeout=0.6)
        with pytest.raises(LUMENFALL.error("APITimeoutError"), match="whole call"):
            caller.plain(client.videos.create)(model="any", prompt=prompt)
        caller.close()


class Connecting:
    """A network backend whose hosts are silent, but for one. It notes what it is asked for."""

    def __init__(self, answering: str | None = None) -> None:
        self.answering = answering
        self.asked: list[tuple[str, float]] = []

    def connect_tcp(self, host: str, port: int, timeout: float, *options: Any) -> str:
        self.asked.append((host, timeout))
        if host == self.answering:
            return "connected"
        time.sleep(timeout)
        raise httpx.ConnectTimeout("silence")


def connecting(backend: Connecting, seconds: float | None, timeout: float | None) -> Any:
    deadline = DEADLINE.Deadline()
    deadline.begin(seconds)
    resolve = ["first", "second", "third"].copy
    return DEADLINE.Backend(backend, deadline, lambda host, port: resolve()).connect_tcp("example.com", 443, timeout)


def test_addresses_that_are_silent() -> None:
    """All the addresses of a host together take no longer than the deadline, and each is tried."""
    backend = Connecting()

    with within(5.0), pytest.raises(httpx.ConnectTimeout):
        connecting(backend, 0.3, 5.0)

    assert [host for host, _ in backend.asked] == ["first", "second", "third"]
    assert sum(timeout for _, timeout in backend.asked) <= 0.3


def test_one_address_that_answers() -> None:
    """A silent address leaves time for one that answers, which is the last to be asked."""
    backend = Connecting("second")

    assert connecting(backend, 0.2, 5.0)._stream == "connected"
    assert [host for host, _ in backend.asked] == ["first", "second"]


def test_without_a_deadline_each_address_has_the_time_for_a_phase() -> None:
    """As in httpx."""
    backend = Connecting("third")

    connecting(backend, None, 0.05)

    assert backend.asked == [("first", 0.05), ("second", 0.05), ("third", 0.05)]


def test_a_host_of_several_addresses_is_reached() -> None:
    """Where nobody listens at the first address, the next one is taken: over real sockets."""
    with Site(lambda wire: None) as site:
        with httpx.Client() as client:
            backend = client._transport._pool._network_backend  # type: ignore[attr-defined]
        deadline = DEADLINE.Deadline()
        resolve = ["127.0.0.2", "127.0.0.1"].copy
        stream = DEADLINE.Backend(backend, deadline, lambda host, port: resolve()).connect_tcp("any", site.port, 1.0)

        assert stream.get_extra_info("server_addr") == ("127.0.0.1", site.port)
        stream.close()


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".com", "nowhere.invalid"])
def test_a_host_that_has_no_address(host: str) -> None:
    """What cannot be resolved, or is no name at all, is httpx's own error."""
    with pytest.raises(httpx.ConnectError):
        DEADLINE.addresses_of(host, 443)


def test_an_address_is_itself() -> None:
    """Addresses are not resolved, and one of a link keeps the scope that it has meaning in."""
    assert DEADLINE.addresses_of("127.0.0.1", 80) == ["127.0.0.1"]
    assert DEADLINE.addresses_of("::1", 80) == ["::1"]
    assert DEADLINE.addresses_of("fe80::1%1", 80) == ["fe80::1%1"]
