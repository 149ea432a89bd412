"""`total_timeout` where a call writes and connects: the time for all of it, and not for each step."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

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
