"""From a name to a connection: addresses that are silent, names whose look-up takes for ever, and too few descriptors."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from support.calling import KEY
from support.providers import FIRST_OPERATIONS, LUMENFALL

from faults.harness import MODES, descriptors, runtime
from faults.kinds import authority, right_answer
from faults.test_pools import good, server_context
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

OPERATION: Final = FIRST_OPERATIONS[0]
ADDRESSES: Final = runtime(LUMENFALL, "http.addresses")
DEADLINE: Final = runtime(LUMENFALL, "http.deadline")
FEW_DESCRIPTORS: Final = Path(__file__).parents[1] / "support" / "few_descriptors.py"
LONG: Final = 20.0
"""Seconds. What takes that long has waited for an address that does not answer."""


@contextmanager
def within(seconds: float) -> Generator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


@contextmanager
def silent(host: str, port: int = 0) -> Generator[Any]:
    """An address of this machine that answers nobody: the queue of its listener is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server((host, port), backlog=0))
        place = listener.getsockname()
        for _ in range(4):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(place)
        yield address(*place)


def address(host: str, port: int) -> Any:
    return ADDRESSES.Address(socket.AF_INET, (host, port))


def refused() -> Any:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return address(*listener.getsockname())


@contextmanager
def leaving_nothing() -> Generator[None]:
    gc.collect()
    before = descriptors()
    yield
    # The test's own server closes its side in a thread, which may be late on a busy machine.
    ended = time.monotonic() + 5.0
    while descriptors() != before and time.monotonic() < ended:
        time.sleep(0.01)
    assert descriptors() == before


# Connecting


@pytest.mark.parametrize("timeout", [LONG, None])
def test_an_address_that_is_silent_costs_a_fraction_of_a_second(timeout: float | None) -> None:
    """Where the first address answers nobody, the second one is taken soon, and the attempt with the first is ended."""
    with Site(lambda wire: None) as site, silent("127.0.0.2", site.port) as first, leaving_nothing(), within(5.0):
        connected = ADDRESSES.connect([first, address("127.0.0.1", site.port)], timeout)

        assert connected.getpeername() == ("127.0.0.1", site.port)
        assert connected.gettimeout() is None
        connected.close()
        assert site.await_closed()


def test_a_refusal_leads_to_the_next_address_at_once() -> None:
    """No pause is made after an address that refuses: the clock would show it."""
    ticks: list[float] = []

    def clock() -> float:
        ticks.append(0.0)
        return 0.0  # no time passes

    with Site(lambda wire: None) as site, leaving_nothing():
        connected = ADDRESSES.connect([refused(), address("127.0.0.1", site.port)], LONG, clock=clock)

        assert connected.getpeername() == ("127.0.0.1", site.port)
        connected.close()
        assert site.await_closed()


def test_addresses_that_are_all_silent_take_the_timeout_in_all() -> None:
    """All addresses of a host together take no longer than the timeout, each is tried, and nothing stays open."""
    with silent("127.0.0.2") as first, silent("127.0.0.3") as second, leaving_nothing():
        started = time.monotonic()
        with pytest.raises(TimeoutError), within(3.0):
            ADDRESSES.connect([first, second], 0.2)

        assert time.monotonic() - started >= 0.2


def test_each_address_is_tried_while_there_is_time() -> None:
    """With little time, attempts begin faster: the last of five addresses answers within 0.3 s."""
    with ExitStack() as stack:
        site = stack.enter_context(Site(lambda wire: None))
        others = [stack.enter_context(silent(f"127.0.0.{number}", site.port)) for number in range(2, 6)]
        with ADDRESSES.connect([*others, address("127.0.0.1", site.port)], 1.0) as connected:
            assert connected.getpeername() == ("127.0.0.1", site.port)


def test_where_all_refuse_the_error_says_so() -> None:
    """The error is that of the last address."""
    with leaving_nothing(), pytest.raises(ConnectionRefusedError):
        ADDRESSES.connect([refused(), refused()], LONG)


def test_an_interrupt_while_connecting_leaves_nothing_open() -> None:
    """Whatever ends an attempt to connect, its sockets are closed."""
    times = iter([0.0, 0.0, 1.0])

    def clock() -> float:
        try:
            return next(times)
        except StopIteration:
            raise KeyboardInterrupt from None

    with (
        silent("127.0.0.2") as first,
        silent("127.0.0.3") as second,
        leaving_nothing(),
        pytest.raises(KeyboardInterrupt),
    ):
        ADDRESSES.connect([first, second], 0.1, clock=clock)


def test_options_and_the_local_address_are_kept() -> None:
    """What httpcore asks for is done: an address to connect from, options, and no delay for small packets."""
    options = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    with Site(lambda wire: None) as site:
        place = [address("127.0.0.1", site.port)]
        with ADDRESSES.connect(place, LONG, local_address="127.0.0.9", options=options) as connected:
            assert connected.getsockname()[0] == "127.0.0.9"
            assert connected.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_families_take_turns() -> None:
    """As RFC 8305 has it: the first address first, and then the families one after the other."""
    six = [(socket.AF_INET6, (f"2001:db8::{number}", 443, 0, 0)) for number in range(3)]
    four = [(socket.AF_INET, ("192.0.2.1", 443))]

    def find(*args: Any, flags: int = 0, **options: Any) -> list[Any]:
        if flags:
            raise socket.gaierror
        return [(family, socket.SOCK_STREAM, 6, "", place) for family, place in [*six, *four, *four]]

    found = ADDRESSES.look_up("any.example", 443, LONG, find=find)

    assert [(one.family, one.place) for one in found] == [six[0], four[0], *six[1:]]


# Looking up


class Resolver:
    """A resolver of the system that takes a given time."""

    def __init__(self, place: Any = ("127.0.0.1", 443)) -> None:
        self.asked: list[str] = []
        self.answers = threading.Event()
        self.place = place

    def __call__(self, host: str, port: int, *, type: int, flags: int = 0) -> list[Any]:
        if flags:
            return socket.getaddrinfo(host, port, type=type, flags=flags)
        self.asked.append(host)
        self.answers.wait(LONG)
        return [(socket.AF_INET, type, 6, "", self.place)]

    def __enter__(self) -> Resolver:
        return self

    def __exit__(self, *args: object) -> None:
        self.answers.set()
        for thread in threading.enumerate():
            if thread.name.startswith("look-up"):
                thread.join(LONG)


def look_ups() -> int:
    return sum(thread.name.startswith("look-up") for thread in threading.enumerate())


def test_a_look_up_has_a_time_limit_and_one_thread_a_name() -> None:
    """Ten look-ups of one name that gets no answer end in time, and leave one thread, which ends with the resolver."""
    with Resolver() as resolver, within(LONG):
        for _ in range(10):
            with pytest.raises(TimeoutError, match=r"slow\.example"):
                ADDRESSES.look_up("slow.example", 443, 0.01, find=resolver)
        assert look_ups() == 1
        assert resolver.asked == ["slow.example"]

    assert look_ups() == 0
    # What was found too late is not kept.
    with Resolver(("127.0.0.9", 443)) as resolver:
        resolver.answers.set()
        assert [one.host for one in ADDRESSES.look_up("slow.example", 443, LONG, find=resolver)] == ["127.0.0.9"]


def test_where_no_thread_can_be_had_the_look_up_is_made_all_the_same() -> None:
    """In an interpreter without daemon threads, or with too many threads, the caller's own thread does it."""

    def none(**options: Any) -> threading.Thread:
        raise RuntimeError("can't start new thread")

    resolver = Resolver()
    resolver.answers.set()

    for _ in range(2):
        assert ADDRESSES.look_up("any.example", 443, LONG, find=resolver, thread=none)
    assert len(resolver.asked) == 2


def test_an_interrupted_look_up_does_not_stop_the_next_one() -> None:
    """Where the start of the thread is interrupted, the next look-up has a thread of its own."""

    def interrupted(**options: Any) -> threading.Thread:
        raise KeyboardInterrupt

    resolver = Resolver()
    resolver.answers.set()
    with pytest.raises(KeyboardInterrupt):
        ADDRESSES.look_up("any.example", 443, LONG, find=resolver, thread=interrupted)

    assert ADDRESSES.look_up("any.example", 443, LONG, find=resolver)


@pytest.mark.parametrize("timeout", [LONG, None])
@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".com", "nowhere.invalid"])
def test_a_host_that_has_no_address(host: str, timeout: float | None) -> None:
    """What cannot be resolved, or is no name at all, is the system's own error."""
    with pytest.raises((OSError, UnicodeError)):
        ADDRESSES.look_up(host, 443, timeout)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "fe80::1%1"])
def test_an_address_is_itself(host: str) -> None:
    """Addresses are not resolved, and one of a link keeps the scope that it has meaning in."""

    def find(*args: Any, **options: Any) -> Any:
        assert options["flags"] == socket.AI_NUMERICHOST
        return socket.getaddrinfo(*args, **options)

    assert [one.host for one in ADDRESSES.look_up(host, 80, LONG, find=find)] == [host]


# A client's call


def called(mode: str, base_url: str, find: Callable[..., Any], **options: Any) -> Any:
    """Call an operation of a client whose names are looked up by a function."""
    made = LUMENFALL.client_class(mode)(api_key=KEY, base_url=base_url, allow_http=True, max_retries=0, **options)

    def prepare(http_client: Any) -> None:
        for pool in runtime(LUMENFALL, "http.environment").pools_of(http_client):
            pool._network_backend._find = find

    async def call() -> Any:
        async with made:
            prepare(await made._engine.transport.client())
            return await OPERATION.bound(made)()

    if mode == "async":
        return asyncio.run(call())
    with made:
        prepare(made._engine.transport.client())
        return OPERATION.bound(made)()


def to(*addresses: Any) -> Callable[..., Any]:
    return lambda host, port, timeout: list(addresses)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_a_call_goes_on_to_the_next_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: str, tls: bool
) -> None:
    """A call is answered although the first address of its server is silent; TLS checks the name as ever."""
    authority().cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with Site(good, context=server_context("api.example") if tls else None) as site:
        find = to(first := address("127.0.0.2", site.port), address("127.0.0.1", site.port))
        with silent(*first.place), within(LONG / 2):
            assert called(mode, f"http{'s' * tls}://api.example:{site.port}", find).id
            assert site.await_closed()

        assert site.requests[0].headers["host"] == f"api.example:{site.port}"


@pytest.mark.parametrize("mode", MODES)
def test_a_proxy_is_found_in_the_same_way(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """The addresses of a proxy are tried like any."""
    with Site(good) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://proxy.example:{proxy.port}")
        find = to(first := address("127.0.0.2", proxy.port), address("127.0.0.1", proxy.port))
        with silent(*first.place), within(LONG / 2):
            assert called(mode, "http://api.example", find).id

        assert proxy.requests[0].target.startswith("http://api.example/")


@pytest.mark.parametrize("mode", MODES)
def test_where_no_address_answers_the_error_is_the_last_ones(mode: str) -> None:
    """Two addresses that refuse: a connection error that says so, of which nothing is left."""
    with leaving_nothing(), pytest.raises(LUMENFALL.error("APIConnectionError")) as caught:
        called(mode, "http://api.example", to(refused(), refused()))

    assert not caught.value.maybe_delivered


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("options", "says"),
    [({"timeout": 0.1}, "connect"), ({"total_timeout": 0.1}, "whole call")],
    ids=["for a phase", "for the call"],
)
def test_a_look_up_is_within_the_limits_of_a_call(mode: str, options: dict[str, Any], says: str) -> None:
    """A name whose look-up never ends costs no more than `timeout` or `total_timeout` say, and no loop waits for it."""
    with Resolver() as resolver, within(LONG / 2):

        def find(host: str, port: int, timeout: float | None) -> Any:
            return ADDRESSES.look_up(host, port, timeout, find=resolver)

        with pytest.raises(LUMENFALL.error("APITimeoutError"), match=says):
            called(mode, "https://api.example", find, **options)


def test_look_ups_of_one_name_share_a_thread() -> None:
    """Twenty async calls at once look their server's name up once."""
    with Site(good) as site, Resolver(("127.0.0.1", site.port)) as resolver:
        resolver.answers.set()

        def find(host: str, port: int, timeout: float | None) -> Any:
            return ADDRESSES.look_up(host, port, timeout, find=resolver)

        async def run() -> None:
            url = f"http://api.example:{site.port}"
            async with LUMENFALL.client_class("async")(api_key=KEY, base_url=url, allow_http=True) as made:
                (await made._engine.transport.client())._transport._pool._network_backend._find = find
                await asyncio.gather(*[OPERATION.bound(made)() for _ in range(20)])

        asyncio.run(run())

        assert len(site.requests) == 20
        assert resolver.asked == ["api.example"]


# Descriptors


@pytest.mark.parametrize(("mode", "host"), [("sync", "127.0.0.1"), ("async", "localhost")])
def test_calls_wait_for_a_descriptor(mode: str, host: str) -> None:
    """150 calls or 80 downloads at once with 128 descriptors, or fewer than the client knows of, all end well.

    Where all descriptors are taken by others, a call waits as long as connecting may take; nothing was sent then.
    """
    body = right_answer(OPERATION)

    def script(wire: Wire) -> None:
        while True:
            target = wire.read().target
            wire.site.over.wait(0.01)
            wire.send(answer(b"film" if target == "/film" else body))

    with Site(script, host=host) as site:
        command = [sys.executable, str(FEW_DESCRIPTORS), mode, site.url]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    found = json.loads(done.stdout or "{}")
    assert found.get("calls") == found.get("more calls") == {"done": 150}, (found, done.stderr)
    assert found["downloads"] == {"done": 80}
    ((none, count),) = found["none left"].items()
    assert (none.partition("(")[0], none.rpartition(" ")[2], count) == ("APIConnectionError", "False", 1), none
