"""Connections between two calls: kept for longer than the pause of a wait, and of no harm if their server closes them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import Any, Final

import pytest
from support.calling import KEY
from support.providers import LUMENFALL

from faults.harness import MODES, call_of, runtime
from faults.test_pools import BODY, OPERATION, Connection, Pool, Request, good
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

POOL: Final = runtime(LUMENFALL, "http.connection_pool")
SCHEDULE: Final = runtime(LUMENFALL, "jobs.schedule")


class Calls:
    """Calls of one client, sync or async, in a time that tests move."""

    def __init__(self, mode: str, url: str) -> None:
        self.now = 0.0
        self._runner = asyncio.Runner()
        self._is_async = mode == "async"
        self._client = LUMENFALL.client_class(mode)(api_key=KEY, base_url=url, max_retries=0)
        opened = self._result(self._client._engine.transport.client())
        POOL.install(opened._transport._pool, clock=lambda: self.now)

    def _result(self, value: Any) -> Any:
        async def awaited() -> Any:
            return await value

        return self._runner.run(awaited()) if self._is_async else value

    def get(self) -> Any:
        """A request that may be sent twice."""
        return self._result(OPERATION.bound(self._client)())

    def pay(self, method: str = "POST") -> Any:
        """A request that may not be sent twice; `POST with a key` may."""
        return self._result(call_of(OPERATION, method, self._client)())

    def close(self) -> None:
        """Close the client."""
        self._result(self._client.aclose() if self._is_async else self._client.close())
        self._runner.close()


@pytest.fixture
def calls(mode: str) -> Generator[Callable[[str], Calls]]:
    made: list[Calls] = []

    def make(url: str) -> Calls:
        made.append(Calls(mode, url))
        return made[-1]

    yield make
    for one in made:
        one.close()


def closing_second(wire: Wire) -> None:
    """Answer, and close the connection when the next request has come; but the second connection stays open."""
    wire.read()
    wire.send(answer(BODY))
    if wire.number == 1:
        wire.read()
    else:
        wire.stall()


def test_a_connection_outlives_the_pauses_of_a_wait() -> None:
    """The longest pause between two looks, asked for by a server or not, is shorter than connections are kept."""
    assert POOL.LONGEST_IDLE > SCHEDULE.LONGEST_HINT * (1 + SCHEDULE.HINT_JITTER)
    assert POOL.LONGEST_IDLE > SCHEDULE.LONGEST_PAUSE * (1 + SCHEDULE.JITTER)


@pytest.mark.parametrize("mode", MODES)
def test_a_client_keeps_its_connections_for_so_long(mode: str) -> None:
    """It is what a client of ours tells httpx."""
    client = LUMENFALL.client_class(mode)(api_key=KEY)

    async def opened() -> Any:
        async with client:
            return await client._engine.transport.client()

    with_pool = asyncio.run(opened()) if mode == "async" else client._engine.transport.client()
    if mode == "sync":
        client.close()
    assert with_pool._transport._pool._keepalive_expiry == POOL.LONGEST_IDLE


def test_a_connection_that_its_server_closes_is_no_failure(calls: Callable[[str], Calls]) -> None:
    """Where an idle connection is closed just as a request comes, it is sent again, without any retry being allowed."""
    with Site(closing_second) as site:
        client = calls(site.url)

        assert client.get().id == client.get().id
        assert (len(site.requests), site.connections) == (3, 2)


def test_a_post_with_a_key_is_sent_again(calls: Callable[[str], Calls]) -> None:
    """So is one that carries an idempotency key: the server knows it again."""
    with Site(closing_second) as site:
        client = calls(site.url)
        client.get()

        assert client.pay("POST with a key").parsed.id
        assert [one.method for one in site.requests] == ["GET", "POST", "POST"]


def test_what_may_cost_money_is_not_sent_again(calls: Callable[[str], Calls]) -> None:
    """A POST without a key is sent once, and its error says that it may have been carried out."""
    with Site(closing_second) as site:
        client = calls(site.url)
        client.get()

        with pytest.raises(LUMENFALL.error("APIConnectionError")) as caught:
            client.pay()

        assert caught.value.maybe_delivered
        assert [one.method for one in site.requests] == ["GET", "POST"]


def test_a_connection_that_breaks_twice_is_a_failure(calls: Callable[[str], Calls]) -> None:
    """A request is sent again once: what breaks a new connection too is an error."""

    def always(wire: Wire) -> None:
        wire.read()
        if wire.number == 1:
            wire.send(answer(BODY))
            wire.read()

    with Site(always) as site:
        client = calls(site.url)
        client.get()

        with pytest.raises(LUMENFALL.error("APIConnectionError")):
            client.get()

        assert (len(site.requests), site.connections) == (3, 2)


def test_what_may_cost_money_takes_no_connection_that_was_long_idle(calls: Callable[[str], Calls]) -> None:
    """A POST without a key uses a connection of a moment ago, and else a new one; a GET uses an older one too."""
    with Site(good) as site:
        client = calls(site.url)
        client.get()
        client.now += POOL.FRESH - 1
        client.pay()
        assert site.connections == 1

        client.now += POOL.FRESH + 1
        client.get()
        assert site.connections == 1

        client.now += POOL.FRESH + 1
        client.pay()
        assert site.connections == 2


def test_a_connection_is_idle_since_its_last_answer() -> None:
    """How long a request took does not count; and a pool that is full closes an old connection for a new one."""
    busy = Connection("a", "active")
    pool = Pool([Request("a", busy)], [busy])
    pool.assigned(now=0.0)
    pool.requests, busy.state = [Request("a", None, {POOL.MOST_IDLE_SECONDS: 3.0})], "idle"

    assert pool.assigned(now=50.0).given[0][1] is busy

    pool.connections = [idle := Connection("a", "idle")]
    pool.requests = []
    pool.assigned(now=0.0)
    pool.requests = [Request("a", None, {POOL.MOST_IDLE_SECONDS: 3.0})]
    kept, given, closing = pool.assigned(now=4.0, most=1)

    assert (kept, closing) == (pool.made, [idle])
    assert given[0][1] is pool.made[0]
