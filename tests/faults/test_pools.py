"""Pools of connections: what a request is given, when connections are closed, and what a cancelled call leaves."""

from __future__ import annotations

import asyncio
import gc
import ssl
import threading
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calling import KEY
from support.providers import FIRST_OPERATIONS, LUMENFALL

from faults.harness import MODES, descriptors, runtime
from faults.kinds import authority, right_answer
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

OPERATION: Final = FIRST_OPERATIONS[0]
BODY: Final = right_answer(OPERATION)
ASSIGNMENT: Final = runtime(LUMENFALL, "http.connection_pool")
ASYNC_POOL: Final = runtime(LUMENFALL, "http.async_connection_pool")
KNOWN: Final = "1.0.9"


# Decisions


@dataclass(eq=False)
class Connection:
    """As much of a connection as is asked for."""

    origin: str
    state: str
    asked: int = 0
    """How often the kernel would have been asked about it."""

    def is_closed(self) -> bool:
        return self.state == "closed"

    def is_idle(self) -> bool:
        return self.state in {"idle", "stale"}

    def has_expired(self) -> bool:
        self.asked += 1
        return self.state == "stale"

    def can_handle_request(self, origin: str) -> bool:
        return self.origin == origin


@dataclass(eq=False)
class Request:
    """A request to `request.url.origin`, and its connection."""

    origin: str
    connection: Connection | None = None
    extensions: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def request(self) -> Any:
        return self

    @property
    def url(self) -> Any:
        return self


@dataclass
class Pool:
    requests: list[Request]
    connections: list[Connection]
    made: list[Connection] = field(default_factory=list)

    def create(self, origin: str) -> Connection:
        self.made.append(Connection(origin, "new"))
        return self.made[-1]

    def assigned(self, *, most: int = 1000, most_idle: int = 100, sweep: bool = False, now: float = 0.0) -> Any:
        return ASSIGNMENT.assigned(
            self.requests, self.connections, most=most, most_idle=most_idle, create=self.create, sweep=sweep, now=now
        )


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Any pool: connections in each state, held or not, and requests that wait."""
    origins = st.sampled_from("abc")
    states = st.sampled_from(["idle", "idle", "stale", "active", "new", "closed"])
    connections = draw(st.lists(st.builds(Connection, origins, states), max_size=8))
    held = [Request(one.origin, one) for one in connections if draw(st.booleans())]
    waiting = [Request(origin) for origin in draw(st.lists(origins, max_size=6))]
    return Pool(draw(st.permutations(held + waiting)), connections)


@given(pools(), st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_any_pool_is_assigned_soundly(pool: Pool, room: int, most_idle: int, sweep: bool) -> None:
    """For any pool: no connection has two requests, limits hold, who came first is served first, nothing is lost."""
    most = max(1, len(pool.connections) + room)
    held = [one.connection for one in pool.requests if one.connection is not None]
    waiting = [one for one in pool.requests if one.connection is None]

    kept, given_, closing = pool.assigned(most=most, most_idle=most_idle, sweep=sweep)
    taken = [connection for _, connection in given_]
    idle = [one for one in kept if one.is_idle() and one not in held and one not in taken]
    free = [one for one in pool.connections if one not in held and one.is_idle() and one.state != "stale"]

    assert len({*map(id, held + taken)}) == len(held + taken)
    assert all(request.origin == connection.origin for request, connection in given_)
    assert [request for request, _ in given_] == waiting[: len(given_)]
    assert all(connection.state in {"idle", "new"} for connection in taken)
    assert {*map(id, held)} <= {*map(id, kept)}
    assert {*map(id, taken)} <= {*map(id, kept)}
    assert len(kept) <= most
    assert len(idle) <= most_idle
    assert not {*map(id, kept)} & {*map(id, closing)}
    lost = {*map(id, pool.connections)} - {*map(id, kept)} - {*map(id, closing)}
    assert lost == {id(one) for one in pool.connections if one.is_closed() and one not in held}
    assert all(one.state in {"idle", "stale"} for one in idle)
    if sweep:
        assert all(one.state == "idle" for one in idle)
    if len(given_) < len(waiting):
        assert len(kept) >= most
        assert not idle
    # A new one is made only where no idle one would do.
    for origin in "abc":
        made = [one for one in pool.made if one.origin == origin]
        if made:
            assert all(one in taken or one in closing for one in free if one.origin == origin)


def test_a_pool_is_not_changed_by_a_decision_that_fails() -> None:
    """Where no connection can be made, everything is as it was."""
    pool = Pool([Request("a"), Request("b")], [Connection("a", "idle"), Connection("a", "stale")])

    def fail(origin: str) -> Connection:
        raise ImportError(origin)

    with pytest.raises(ImportError):
        ASSIGNMENT.assigned(pool.requests, pool.connections, most=9, most_idle=9, create=fail, sweep=True)

    assert [one.connection for one in pool.requests] == [None, None]
    assert len(pool.connections) == 2


def test_the_kernel_is_asked_about_the_connection_that_is_used() -> None:
    """Between sweeps, a hundred idle connections cost no more than one."""
    pool = Pool([Request("a")], [Connection("a", "idle") for _ in range(100)])
    pool.assigned()
    asked = [one.asked for one in pool.connections]
    pool.assigned(sweep=True)

    assert asked == [0] * 99 + [1]
    assert [one.asked for one in pool.connections] == [1] * 99 + [2]


# Which pools


@contextmanager
def closing(client: Any) -> Generator[Any]:
    """A client that is closed in the end, sync or async."""
    yield client
    asyncio.run(client.aclose()) if isinstance(client, httpx.AsyncClient) else client.close()


def pool_of(client: Any) -> Any:
    return client._transport._pool


@pytest.mark.parametrize("kind", [httpx.Client, httpx.AsyncClient])
@pytest.mark.parametrize("proxy", [None, "http://127.0.0.1:9"])
def test_httpx_has_pools_that_we_know(kind: Any, proxy: str | None) -> None:
    """The pools of the newest httpx, with and without a proxy, are as we know them."""
    with closing(kind(proxy=proxy) if proxy else kind()) as client:
        transports = [one for one in (client._transport, *client._mounts.values()) if one is not None]

        assert all(ASSIGNMENT.is_known(one._pool, KNOWN) for one in transports)
        assert len(transports) == (2 if proxy else 1)


@pytest.mark.parametrize("version", ["", "0.18.0", "1.0.2", "1.1.0", "1.0.3rc1", "1.0.9.dev1", "2.0.0", "1.0"])
def test_other_versions_are_left_alone(version: str) -> None:
    """Of a httpcore whose pool was or may be another one, nothing is touched."""
    with closing(httpx.Client()) as client:
        assert not ASSIGNMENT.is_known(pool_of(client), version)


def _without(name: str) -> Callable[[Any], None]:
    return lambda pool: delattr(pool, name)


def _with(**values: Any) -> Callable[[Any], None]:
    return lambda pool: vars(pool).update(values)


CHANGES: Final = {
    "connections are a dict": _with(_connections={}),
    "no connections": _without("_connections"),
    "no requests": _without("_requests"),
    "no limit": _with(_max_connections=None),
    "no limit of idle ones": _without("_max_keepalive_connections"),
    "several requests a connection": _with(_http2=True),
    "nothing known of HTTP/2": _without("_http2"),
    "nothing to replace": _with(_assign_requests_to_connections=None),
    "nothing to make connections with": _with(create_connection=None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_pools_that_are_otherwise_are_left_alone(change: Callable[[Any], None]) -> None:
    """A pool that lacks something, or has something else in its place, is left as it is."""
    with closing(httpx.Client()) as client:
        pool = pool_of(client)
        before = dict(vars(pool))
        change(pool)
        changed = dict(vars(pool))

        assert not ASSIGNMENT.install(pool)
        assert vars(pool) == changed
        vars(pool).clear()
        vars(pool).update(before)


@pytest.mark.parametrize("stranger", [None, object(), "pool", httpx.Client], ids=["nothing", "object", "text", "class"])
def test_what_is_no_pool_is_left_alone(stranger: object) -> None:
    """Anything else is no pool, whatever the version."""
    assert not ASSIGNMENT.is_known(stranger, KNOWN)
    assert not ASSIGNMENT.install(stranger)


def good(wire: Wire) -> None:
    """Answer every request rightly."""
    while True:
        wire.read()
        wire.send(answer(BODY))


@pytest.fixture
def site() -> Generator[Site]:
    with Site(good) as site:
        yield site


def new(mode: str, url: str, **options: Any) -> Any:
    return LUMENFALL.client_class(mode)(base_url=url, **{"api_key": KEY, "max_retries": 0, **options})


def get(client: Any) -> Any:
    return OPERATION.bound(client)()


@pytest.mark.parametrize("mode", MODES)
def test_a_callers_own_client_is_not_touched(site: Site, mode: str) -> None:
    """Of a client that the caller has brought, the pool is as it was: no function of ours is in it."""

    async def run() -> dict[str, Any]:
        async with httpx.AsyncClient() as own:
            before = dict(vars(pool_of(own)))
            await get(new(mode, site.url, http_client=own))
            return {name: value for name, value in vars(pool_of(own)).items() if before.get(name) is not value}

    if mode == "async":
        changed = asyncio.run(run())
    else:
        with httpx.Client() as own:
            before = dict(vars(pool_of(own)))
            get(new(mode, site.url, http_client=own))
            changed = {name: value for name, value in vars(pool_of(own)).items() if before.get(name) is not value}

    assert changed == {}


@pytest.mark.parametrize("mode", MODES)
def test_our_own_clients_assign_so(site: Site, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """Of our own clients, all pools assign as told here, those for proxies from the environment too."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    most = runtime(LUMENFALL, "http.descriptors").most_connections()

    async def run() -> Any:
        async with new(mode, site.url) as client:
            await get(client)
            return next(iter(client._engine._transport._clients.values()))[0]

    if mode == "async":
        own = asyncio.run(run())
    else:
        with new(mode, site.url) as client:
            get(client)
            own = client._engine._transport._client
    pools = runtime(LUMENFALL, "http.environment").pools_of(own)

    assert len(pools) == 2
    assert {one._max_connections for one in pools} == {most}
    assert all("connection_pool" in one._assign_requests_to_connections.__module__ for one in pools)


# Life of connections. `Client` is a client of httpx whose pool is as in our own clients.


class Client:
    """A client of httpx, sync or async, with our assignment; its methods are plain functions."""

    def __init__(self, mode: str, **options: Any) -> None:
        self.now = 0.0
        self._runner = asyncio.Runner()
        self._runner.get_loop()
        self.async_ = mode == "async"
        self.own: Any = httpx.AsyncClient(**options) if self.async_ else httpx.Client(**options)
        if self.async_:
            ASYNC_POOL.prepare(self.own)
        for transport in (self.own._transport, *self.own._mounts.values()):
            assert ASSIGNMENT.install(transport._pool, clock=lambda: self.now)

    def get(self, *urls: str) -> list[int]:
        """The statuses of requests that are all made at once."""
        if not self.async_:
            with ThreadPoolExecutor(len(urls)) as threads:
                return [response.status_code for response in threads.map(self.own.get, urls)]

        async def all_at_once() -> list[int]:
            return [one.status_code for one in await asyncio.gather(*map(self.own.get, urls))]

        return self._runner.run(all_at_once())

    def close(self) -> None:
        self._runner.run(self.own.aclose()) if self.async_ else self.own.close()
        self._runner.close()


@pytest.fixture
def opened(mode: str) -> Generator[Callable[..., Client]]:
    """Makes such clients, and closes them."""
    clients: list[Client] = []

    def make(**options: Any) -> Client:
        clients.append(Client(mode, **options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@dataclass
class Meeting:
    """Answers when so many requests are there at once, for each of some rounds."""

    size: int

    def __post_init__(self) -> None:
        self._barrier = threading.Barrier(self.size)

    def __call__(self, wire: Wire) -> None:
        while True:
            wire.read()
            self._barrier.wait(5)
            wire.send(answer(BODY))


@dataclass
class Counting:
    """Answers all, and counts how many requests are there at once."""

    now: int = 0
    most: int = 0
    order: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def __call__(self, wire: Wire) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            while True:
                self.order.append(wire.read().target)
                wire.send(answer(BODY))
        finally:
            with self.lock:
                self.now -= 1


def open_connections(site: Site, expected: int) -> int:
    """How many connections the server has, once they are as many as expected, or patience is over."""
    with site._changed:
        site._changed.wait_for(lambda: len(site._open) == expected, 2.0)
        return len(site._open)


def test_connections_are_shared_and_never_twice_at_once(opened: Callable[..., Client]) -> None:
    """Twenty requests at once have twenty connections, and the next twenty have the same ones."""
    with Site(Meeting(20)) as site:
        client = opened()
        for _ in range(4):
            assert client.get(*[site.url] * 20) == [200] * 20

        assert site.connections == 20


def test_the_limit_of_connections_holds(opened: Callable[..., Client]) -> None:
    """Of forty requests at once, three are on their way at any time, and all are answered."""
    counting = Counting()
    with Site(counting) as site:
        client = opened(limits=httpx.Limits(max_connections=3))

        assert client.get(*[site.url] * 40) == [200] * 40
        assert site.connections == 3
        assert counting.most == 3


def test_who_came_first_is_served_first() -> None:
    """With one connection, requests are answered in the order in which they were made."""
    counting = Counting()
    with Site(counting) as site:
        client = Client("async", limits=httpx.Limits(max_connections=1))
        client.get(*[f"{site.url}/{number}" for number in range(30)])
        client.close()

    assert counting.order == [f"/{number}" for number in range(30)]


def test_the_limit_of_idle_connections_holds(opened: Callable[..., Client]) -> None:
    """After ten requests at once, four connections are kept; the next request uses one of them."""
    with Site(Meeting(10)) as site, Site(good) as other:
        client = opened(limits=httpx.Limits(max_keepalive_connections=4))
        client.get(*[site.url] * 10)

        assert open_connections(site, 4) == 4
        assert client.get(other.url) == [200]
        assert open_connections(site, 3) == 3


def test_busy_connections_do_not_count_as_idle(mode: str) -> None:
    """While three requests take long, as many as may be idle and more, a fourth connection is used again and again."""
    entered, over = threading.Barrier(4), threading.Event()

    def script(wire: Wire) -> None:
        while True:
            if wire.read().target == "/slow":
                entered.wait(5)
                over.wait(5)
            wire.send(answer(BODY))

    with Site(script) as site:
        client = Client(mode, limits=httpx.Limits(max_keepalive_connections=2))

        async def run_async() -> None:
            slow = [asyncio.ensure_future(client.own.get(f"{site.url}/slow")) for _ in range(3)]
            await asyncio.to_thread(entered.wait, 5)
            for _ in range(5):
                await client.own.get(site.url)
            over.set()
            await asyncio.gather(*slow)

        if mode == "async":
            client._runner.run(run_async())
        else:
            with ThreadPoolExecutor(3) as threads:
                slow = [threads.submit(client.own.get, f"{site.url}/slow") for _ in range(3)]
                entered.wait(5)
                for _ in range(5):
                    client.own.get(site.url)
                over.set()
                for one in slow:
                    one.result()
        client.close()

        assert site.connections == 4


def test_connections_expire(opened: Callable[..., Client]) -> None:
    """A connection whose time is over is not used again; it is closed."""
    with Site(good) as site:
        client = opened(limits=httpx.Limits(keepalive_expiry=0.0))
        for _ in range(4):
            assert client.get(site.url) == [200]

        assert site.connections == 4
        assert open_connections(site, 1) == 1


def test_expired_connections_that_nobody_wants_are_closed(opened: Callable[..., Client]) -> None:
    """A request to another server closes what has expired, once the time for a sweep has come."""
    with Site(Meeting(5)) as site, Site(good) as other:
        client = opened(limits=httpx.Limits(keepalive_expiry=0.0))
        client.get(*[site.url] * 5)
        client.get(other.url)
        assert open_connections(site, 5) == 5
        client.now += ASSIGNMENT.SWEEP_INTERVAL
        client.get(other.url)

        assert open_connections(site, 0) == 0


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_connections_that_the_server_closed_are_not_used(opened: Callable[..., Client], tls: bool) -> None:
    """Five idle connections end at the server: the next request has a new one, and those are closed."""
    meeting, over = threading.Barrier(5), threading.Event()

    def once(wire: Wire) -> None:
        wire.read()
        if wire.number <= 5:
            meeting.wait(5)
        wire.send(answer(BODY))
        if wire.number <= 5:
            over.wait(5)

    context = server_context() if tls else None
    with Site(once, context=context) as site:
        client = opened(verify=trusted_context())
        gc.collect()
        before = len(descriptors())
        client.get(*[site.url] * 5)
        over.set()
        assert open_connections(site, 0) == 0

        assert client.get(site.url) == [200]
        assert site.connections == 6
        assert open_connections(site, 0) == 0
        gc.collect()
        # The one that is open now; an event loop's own three were there before.
        assert len(descriptors()) - before == 1


def test_a_full_pool_makes_room_for_another_server(opened: Callable[..., Client]) -> None:
    """With two connections at most, idle ones to one server are closed for requests to another."""
    with Site(Meeting(2)) as site, Site(Meeting(2)) as other:
        client = opened(limits=httpx.Limits(max_connections=2))
        for one in (site, other, site):
            assert client.get(one.url, one.url) == [200, 200]

        assert (site.connections, other.connections) == (4, 2)
        assert open_connections(other, 0) == 0


def test_a_proxy_has_a_pool_like_any_other(opened: Callable[..., Client]) -> None:
    """Requests through a proxy share connections to it, each for its own server, within the limit."""
    with Site(good) as proxy:
        client = opened(proxy=proxy.url, limits=httpx.Limits(max_connections=2))
        for host in ("a", "b", "a", "c", "b"):
            assert client.get(f"http://{host}.example/") == [200]

        assert [one.target for one in proxy.requests] == [f"http://{host}.example/" for host in "abacb"]
        assert open_connections(proxy, 2) == 2
        assert proxy.connections == 4


@pytest.mark.parametrize("mode", MODES)
def test_waiting_for_a_connection_has_a_limit(mode: str) -> None:
    """Where all connections are busy, a request waits as long as it may, and the pool goes on."""
    entered, over = threading.Event(), threading.Event()

    def script(wire: Wire) -> None:
        while True:
            if wire.read().target == "/slow":
                entered.set()
                over.wait(5)
            wire.send(answer(BODY))

    with Site(script) as site:
        client = Client(mode, limits=httpx.Limits(max_connections=1), timeout=httpx.Timeout(5, pool=0.02))
        outcomes: list[Any] = []

        async def both() -> None:
            slow = asyncio.ensure_future(client.own.get(f"{site.url}/slow"))
            await asyncio.to_thread(entered.wait, 5)
            with pytest.raises(httpx.PoolTimeout):
                await client.own.get(site.url)
            over.set()
            outcomes.append((await slow).status_code)

        if mode == "async":
            client._runner.run(both())
        else:
            with ThreadPoolExecutor(1) as thread:
                slow = thread.submit(client.own.get, f"{site.url}/slow")
                entered.wait(5)
                with pytest.raises(httpx.PoolTimeout):
                    client.own.get(site.url)
                over.set()
                outcomes.append(slow.result().status_code)
        outcomes += client.get(site.url)
        client.close()

    assert outcomes == [200, 200]
    assert site.connections == 1


# Cancellation


class Steps(asyncio.SelectorEventLoop):
    """An event loop whose clock can be moved."""

    moved = 0.0

    def time(self) -> float:
        """Seconds."""
        return super().time() + self.moved


def server_context(name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(name).configure_cert(context)
    return context


def trusted_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=Steps) as runner:
        return runner.run(coroutine)


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


STEPS: Final = range(60)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # httpcore's own handshakes
@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("used", [False, True], ids=["new connection", "used connection"])
@pytest.mark.parametrize("queued", [False, True], ids=["alone", "with others that wait"])
def test_a_cancelled_request_leaves_its_place(used: bool, tls: bool, queued: bool) -> None:
    """Cancelled after n turns of the loop, for each n, a request leaves nothing: a pool of one serves those behind."""

    async def cancelled_after(steps: int, site: Site, trust: ssl.SSLContext) -> None:
        limits, timeout = httpx.Limits(max_connections=1), httpx.Timeout(3, pool=1)
        async with httpx.AsyncClient(limits=limits, verify=trust) as own:
            ASYNC_POOL.prepare(own)
            client = new("async", site.url, http_client=own, timeout=timeout)
            if used:
                await get(client)
            first = asyncio.ensure_future(get(client))
            others = [asyncio.ensure_future(get(client)) for _ in range(2 * queued)]
            await turns(steps)
            first.cancel()
            await asyncio.wait([first])
            assert len(await asyncio.gather(*others, get(client))) == len(others) + 1
            assert asyncio.all_tasks() == {asyncio.current_task()}
        assert site.await_closed(), f"cancelled after {steps} turns"

    trust = trusted_context()
    with Site(good, context=server_context() if tls else None) as site:
        for steps in STEPS:
            run(cancelled_after(steps, site, trust))
            gc.collect()


@pytest.mark.parametrize("own", [False, True], ids=["our client", "the caller's client"])
@pytest.mark.parametrize("used", [False, True], ids=["new connection", "used connection"])
def test_a_deadline_at_any_moment_leaves_a_pool_of_one_usable(site: Site, own: bool, used: bool) -> None:
    """Where the budget runs out after n turns of the loop, for each n, the connection is given back, or closed."""

    async def late_after(steps: int) -> None:
        limits = httpx.Limits(max_connections=1)
        async with httpx.AsyncClient(limits=limits) as http_client:
            client = new("async", site.url, http_client=http_client, timeout=httpx.Timeout(3, pool=1))
            if not own:
                ASYNC_POOL.prepare(http_client)
            if used:
                await get(client)
            task = asyncio.ensure_future(get(client.with_options(total_timeout=60.0)))
            await turns(steps)
            loop = asyncio.get_running_loop()
            assert isinstance(loop, Steps)
            loop.moved += 61
            with suppress(LUMENFALL.error("APITimeoutError")):
                await task
            assert (await get(client)).id

    for steps in STEPS:
        run(late_after(steps))
    assert site.await_closed()


@dataclass(eq=False)
class Closing(Connection):
    """A connection that takes a moment to close, in which something else happens."""

    meanwhile: Callable[[], None] = lambda: None
    _connection: object = None

    async def aclose(self) -> None:
        self.meanwhile()
        await asyncio.sleep(0)
        self.state = "closed"


def test_orphans_are_chosen_before_any_is_closed() -> None:
    """A connection that is given to a call while another one is closed is not closed."""
    idle = Closing("https://a", "idle", _connection=object())
    requests: list[Request] = []

    def give() -> None:
        idle.state = "busy"
        requests.append(Request("https://a", idle))

    orphan = Closing("https://a", "busy", meanwhile=give, _connection=object())
    pool = SimpleNamespace(_requests=requests, _connections=[orphan, idle])

    run(ASYNC_POOL.close_orphans(SimpleNamespace(_transport=SimpleNamespace(_pool=pool), _mounts={})))

    assert (orphan.state, idle.state) == ("closed", "busy")


def test_expired_connections_are_closed_though_the_call_is_cancelled() -> None:
    """A call that is cancelled while it closes five old connections closes them all."""
    with Site(Meeting(5)) as site, Site(good) as other:

        async def cancelled_after(steps: int) -> None:
            async with httpx.AsyncClient(limits=httpx.Limits(keepalive_expiry=0.0)) as own:
                ASYNC_POOL.prepare(own)
                await asyncio.gather(*[own.get(site.url) for _ in range(5)])
                ASSIGNMENT.install(pool_of(own), clock=iter([0.0, *[9.0] * 99]).__next__)
                task = asyncio.ensure_future(own.get(other.url))
                await turns(steps)
                task.cancel()
                await asyncio.wait([task])
                await turns(3)
                assert await asyncio.to_thread(open_connections, site, 0) == 0, steps

        for steps in range(1, 12):
            run(cancelled_after(steps))
