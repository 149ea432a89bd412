"""Clients in real programs: threads, loops, cancellation, forks, pickles, proxies, hooks and logs."""

from __future__ import annotations

import asyncio
import builtins
import copy
import gc
import gzip
import json
import logging
import multiprocessing
import os
import pickle
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import warnings
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL

from faults.harness import MODES, descriptors, runtime
from faults.kinds import FAULTS, THE_ANSWER, Fault, authority, right_answer, running, write_authority
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

OPERATION: Final = FIRST_OPERATIONS[0]
BODY: Final = right_answer(OPERATION)
PACKAGES: Final = os.pathsep.join(str(Path(one.provider.package.__file__).parents[1]) for one in FIRST_OPERATIONS)


PLAIN: Final = [one for one in FAULTS if one.tls is None and one.calls == 1 and not one.options.get("https")]
"""Faults of plain HTTP."""


def good(wire: Wire) -> None:
    """Answer every request rightly."""
    while True:
        wire.read()
        wire.send(answer(BODY))


def failing(wire: Wire) -> None:
    """Answer every request with 500."""
    while True:
        wire.read()
        wire.send(answer(b'{"error": {"message": "no"}}', "500 Oops", "x-lumenfall-request-id: log_1"))


@pytest.fixture
def site() -> Generator[Site]:
    with Site(good) as site:
        yield site


def new(mode: str, url: str, **options: Any) -> Any:
    return LUMENFALL.client_class(mode)(base_url=url, **{"api_key": KEY, **options})


def get(client: Any) -> Any:
    return OPERATION.bound(client)()


# Threads, loops, cancellation


def test_one_client_serves_many_threads(site: Site) -> None:
    """16 threads make 200 calls each with one client: each gets its answer, and connections are shared."""
    with new("sync", site.url) as client, ThreadPoolExecutor(16) as pool:

        def work(_: int) -> int:
            return sum(get(client).id == OPERATION.success()["id"] for _ in range(200))

        counts = list(pool.map(work, range(16)))

    assert counts == [200] * 16
    assert len(site.requests) == 3200
    assert site.connections <= 16 + 4


def test_a_client_lives_through_several_loops(site: Site) -> None:
    """Three `asyncio.run` without closing in between: each works, and nothing is left behind."""
    gc.collect()
    before = descriptors()
    client = new("async", site.url)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")

        for _ in range(3):

            async def several(client: Any) -> list[Any]:
                return await asyncio.gather(*(get(client) for _ in range(4)))

            assert len(asyncio.run(several(client))) == 4
        del client
        gc.collect()

    assert site.await_closed()
    assert [str(one.message) for one in caught] == []
    assert descriptors() - before == set()


def test_a_client_works_in_two_loops_at_once(site: Site) -> None:
    """Two threads, each with a loop of its own, share one client."""
    client = new("async", site.url)

    async def several() -> int:
        return len([await get(client) for _ in range(50)])

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: asyncio.run(several()), range(2))) == [50, 50]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # httpcore's own handshakes, see the next
@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("used", [False, True], ids=["new connection", "used connection"])
def test_cancelling_at_any_await_leaves_a_pool_of_one_usable(trusting: None, used: bool, tls: bool) -> None:
    """Cancelled after n steps of the loop, for each n, a call gives its connection back: a pool of one goes on."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority().issue_cert("127.0.0.1").configure_cert(context)

    async def cancelled_after(steps: int, url: str) -> bool:
        limits = httpx.Limits(max_connections=1)
        async with httpx.AsyncClient(limits=limits, timeout=httpx.Timeout(3, pool=1)) as own:
            client = new("async", url, http_client=own, max_retries=0, timeout=httpx.Timeout(3, pool=1))
            if used:
                await get(client)
            task = asyncio.ensure_future(get(client))
            for _ in range(steps):
                await asyncio.sleep(0)
            finished = task.done()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await get(client)
            assert asyncio.all_tasks() == {asyncio.current_task()}, steps
            return finished

    with Site(good, context=context) as site:
        for steps in range(61):
            asyncio.run(cancelled_after(steps, site.url))
            gc.collect()
        assert site.await_closed()


@pytest.mark.parametrize("begun", [False, True], ids=["before the headers", "within the body"])
@pytest.mark.parametrize("mode", MODES)
def test_a_damaged_record(trusting: None, mode: str, begun: bool) -> None:
    """A TLS record that was damaged on its way is a connection error, tried again; an order's error has its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("127.0.0.1").configure_cert(context)

    def script(wire: Wire) -> None:
        wire.read()
        if begun:
            wire.send(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{")
        wire.damage()
        wire.stall()

    caller = Caller(mode)
    with Site(script, context=context) as site:
        client = caller.client(LUMENFALL, site.url, max_retries=1)
        client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)
        calls = [
            (client.requests.get, ("req_1",), {}),
            (client.videos.create, (), {"model": "sora-2", "prompt": "a capybara"}),
        ]
        for method, args, kwargs in calls:
            with pytest.raises(LUMENFALL.error("APIConnectionError")) as caught:
                caller.plain(method)(*args, **kwargs)
            assert type(caught.value) is LUMENFALL.error("APIConnectionError")
            assert (caught.value.attempts, caught.value.maybe_delivered) == (2, True)
            assert (caught.value.idempotency_key is None) == (method.__name__ == "get")
        caller.close()

        assert site.await_closed()


@pytest.mark.parametrize("mode", MODES)
def test_a_download_with_a_damaged_record(trusting: None, mode: str, tmp_path: Path) -> None:
    """A download goes on after a damaged record."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("127.0.0.1").configure_cert(context)

    def script(wire: Wire) -> None:
        while True:
            if wire.read().target == "/file":
                if wire.number == 1:
                    wire.damage()
                wire.send(answer(b"DATA"))
            else:
                video = {"id": "video_1", "created_at": 1, "status": "completed"}
                wire.send(answer(json.dumps({**video, "output": {"url": f"{wire.site.url}/file"}}).encode()))

    caller = Caller(mode)
    with Site(script, context=context) as site:
        client = caller.client(LUMENFALL, site.url)
        client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)
        caller.plain(client.videos.download)("video_1", tmp_path / "video.mp4", max_retries=3)
        caller.close()

    assert (tmp_path / "video.mp4").read_bytes() == b"DATA"


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("used", [False, True], ids=["new connections", "used connection"])
def test_cancelling_our_own_pool_leaves_nothing(trusting: None, used: bool, tls: bool) -> None:
    """The same with connections of our own: no call holds one after it was cancelled, and none is left in the end."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority().issue_cert("127.0.0.1").configure_cert(context)

    async def run(site: Site) -> None:
        for steps in range(61):
            async with new("async", site.url, timeout=3.0) as client:
                if used:
                    await get(client)
                task = asyncio.ensure_future(get(client))
                for _ in range(steps):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait([task])
                await get(client)
                assert asyncio.all_tasks() == {asyncio.current_task()}
            gc.collect()
            assert site.await_closed(), f"cancelled after {steps} steps, a connection is left open"

    gc.collect()
    before = descriptors()
    with Site(good, context=context) as site:
        asyncio.run(run(site))
    gc.collect()

    assert descriptors() - before == set()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "fault", [one for one in PLAIN if one.options.get("timeout") != 5.0], ids=str
)  # a caller's own client keeps no budget
def test_a_pool_of_one_survives(trusting: None, fault: Fault, mode: str) -> None:
    """After any fault the connection is given back: a caller's pool of one connection serves another server."""
    limits, timeout = httpx.Limits(max_connections=1), httpx.Timeout(0.15, pool=0.5)
    options = {name: value for name, value in fault.options.items() if name != "timeout"}
    with running(fault, BODY) as (url, _, other):
        if mode == "sync":
            with httpx.Client(limits=limits) as own:
                client = new(mode, url, http_client=own, max_retries=0, timeout=timeout, **options)
                with suppress(LUMENFALL.root_error):
                    get(client)
                assert get(new(mode, other.url, http_client=own, max_retries=0)).id
            return

        async def run() -> None:
            async with httpx.AsyncClient(limits=limits) as own:
                client = new(mode, url, http_client=own, max_retries=0, timeout=timeout, **options)
                with suppress(LUMENFALL.root_error):
                    await get(client)
                assert (await get(new(mode, other.url, http_client=own, max_retries=0))).id

        asyncio.run(run())


@pytest.mark.parametrize("mode", MODES)
def test_closing_twice(site: Site, mode: str) -> None:
    """A client may be closed before a call, after it, and again."""

    async def run() -> None:
        client = new(mode, site.url)
        await client.aclose()
        client = new(mode, site.url)
        await get(client)
        await client.aclose()
        await client.aclose()

    if mode == "async":
        asyncio.run(run())
        return
    client = new(mode, site.url)
    client.close()
    client = new(mode, site.url)
    get(client)
    client.close()
    client.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_call_after_closing_is_no_foreign_error(site: Site, mode: str) -> None:
    """Sync and async are alike: a closed client opens new connections, or says in our own words that it is closed."""

    async def run() -> None:
        client = new(mode, site.url)
        await get(client)
        await client.aclose()
        with suppress(LUMENFALL.root_error):
            await get(client)
        await client.aclose()

    if mode == "async":
        asyncio.run(run())
        return
    client = new(mode, site.url)
    get(client)
    client.close()
    with suppress(LUMENFALL.root_error):
        get(client)
    client.close()


def test_an_interrupt_leaves_a_client_usable() -> None:
    """Ctrl-C in the midst of a sync call: the connection is given back, and the next call works."""

    def script(wire: Wire) -> None:
        if wire.number == 1:
            wire.read()

            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            wire.stall()
        good(wire)

    with Site(script) as site, httpx.Client(limits=httpx.Limits(max_connections=1)) as own:
        client = new("sync", site.url, http_client=own, timeout=httpx.Timeout(3, pool=0.5))

        with pytest.raises(KeyboardInterrupt):
            get(client)
        assert get(client).id
        assert len(site.requests) == 2


# Processes


def run_script(
    text: str, url: str, *, arguments: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script with the packages, a key and a server."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", text, *arguments],
        env={
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "PYTHONPATH": PACKAGES,
            "LUMENFALL_API_KEY": KEY,
            "LUMENFALL_BASE_URL": url,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


UNTIDY: Final = """
import asyncio, gc, os, warnings, weakref
from lumenfall_client import AsyncLumenfall
warnings.simplefilter("ignore")  # asyncio tells of each connection that nobody closed
client = AsyncLumenfall()
loops, files = [], []
for _ in range(4):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(client.requests.get("any"))
    loop.close()
    loops.append(weakref.ref(loop))
    del loop
    gc.collect()
    files.append(len(os.listdir("/proc/self/fd")))
print([loop() is None for loop in loops], len(set(files)))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no other way to count a process's files")
def test_loops_that_are_closed_untidily_are_not_kept(site: Site) -> None:
    """A loop that was closed without ending its generators goes, with its connections, when the next one calls."""
    done = run_script(UNTIDY, site.url)

    assert (done.stdout.strip(), done.stderr) == ("[True, True, True, False] 1", "")


FORK: Final = """
import os
from lumenfall_client import Lumenfall
client = Lumenfall()
client.requests.get("before")
child = os.fork()
if child == 0:
    try:
        client.requests.get("child")
        client.close()
    except BaseException as error:
        print(repr(error), flush=True)
        os._exit(1)
    os._exit(0)
_, status = os.waitpid(child, 0)
client.requests.get("after")
client.close()
print(os.waitstatus_to_exitcode(status))
"""


def test_a_fork_has_connections_of_its_own(site: Site) -> None:
    """The child's call works, on a connection of its own, and the parent's is as it was."""
    by_connection: dict[str, int] = {}

    def script(wire: Wire) -> None:
        while True:
            by_connection[wire.read().target.rsplit("/", 1)[1]] = wire.number
            wire.send(answer(BODY))

    with Site(script) as site:
        done = run_script(FORK, site.url)

    assert (done.stdout.strip(), done.stderr) == ("0", "")
    assert by_connection["child"] != by_connection["before"]
    assert by_connection["after"] == by_connection["before"]


FORK_WHILE_OPENING: Final = """
import asyncio, contextlib, os, signal, sys, threading, time, warnings
from lumenfall_client import AsyncLumenfall, Lumenfall

def get(client):
    async def call():
        return await client.requests.get("any")
    return asyncio.run(call()) if mode == "async" else client.requests.get("any")

def quiet(client):
    with contextlib.suppress(Exception):
        get(client)

mode, certificates = sys.argv[1:]
os.mkfifo(certificates)
os.environ["SSL_CERT_FILE"] = certificates
client = {"sync": Lumenfall, "async": AsyncLumenfall}[mode](timeout=5)
thread = threading.Thread(target=lambda: quiet(client), daemon=True)
thread.start()
pipe = None
while pipe is None and thread.is_alive():  # until the thread reads certificates, which do not come
    time.sleep(0.01)
    with contextlib.suppress(OSError):
        pipe = os.open(certificates, os.O_WRONLY | os.O_NONBLOCK)
if pipe is not None:
    threading.Timer(0.2, os.close, (pipe,)).start()  # then there are none, and the thread's call fails
warnings.simplefilter("ignore")  # newer Pythons warn of forks in programs with threads
child = os.fork()
if child == 0:
    signal.alarm(5)
    del os.environ["SSL_CERT_FILE"]
    get(client)
    os._exit(0)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("mode", MODES)
def test_a_fork_while_another_thread_opens_connections(site: Site, mode: str, tmp_path: Path) -> None:
    """A thread that loads certificates for its first call holds locks; the child's call does not wait for them."""
    done = run_script(FORK_WHILE_OPENING, site.url, arguments=(mode, str(tmp_path / "certificates.pem")))

    assert (done.stdout.strip(), done.stderr) == ("0", "")


@pytest.mark.parametrize("pickle_key", [False, True], ids=["key from the environment", "key taken along"])
def test_a_pickled_client_works_elsewhere(site: Site, pickle_key: bool) -> None:
    """A client pickles as its configuration; its key goes along only if that was asked for."""
    client = new("sync", site.url, pickle_key=pickle_key, max_retries=1, timeout=7.0)
    get(client)
    pickled = pickle.dumps(client)

    assert (KEY.encode() in pickled) is pickle_key
    environment = {} if pickle_key else {"LUMENFALL_API_KEY": "another-key"}
    text = f"import pickle\nclient = pickle.loads({pickled!r})\nclient.requests.get('one')\nclient.close()\nprint(client._engine.settings.timeout)"
    done = run_script(text, "http://127.0.0.1:1", **environment)
    assert (done.stdout.strip(), done.stderr) == ("7.0", "")
    sent = site.requests[-1].headers["authorization"]
    assert sent == f"Bearer {KEY if pickle_key else 'another-key'}"
    client.close()


def test_a_pool_of_processes_takes_clients(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """`multiprocessing` with its start method `spawn` carries a client to another process."""
    monkeypatch.setenv("LUMENFALL_API_KEY", KEY)
    with new("sync", site.url) as client, multiprocessing.get_context("spawn").Pool(1) as pool:
        # A builtin, so that the child need not import this test: `repr` of an unpickled client tells that it is whole.
        shown = pool.apply(builtins.repr, (client,))
        pool.close()
        pool.join()

    assert site.url in shown
    assert KEY not in shown


def test_a_pickled_client_without_a_key_says_so(site: Site) -> None:
    """Unpickling where there is no key raises the error that names the variable."""
    with new("sync", site.url) as client:
        pickled = pickle.dumps(client)

    with pytest.raises(LUMENFALL.error("MissingAPIKeyError"), match="LUMENFALL_API_KEY"):
        pickle.loads(pickled)


class Tenant(LUMENFALL.package.Lumenfall):
    """A client that somebody has made of ours, where pickle finds it."""

    def __init__(self, tenant: str) -> None:
        super().__init__(KEY, pickle_key=True)
        self.tenant = tenant


class AsyncTenant(LUMENFALL.package.AsyncLumenfall):
    """Its twin."""

    def __init__(self, tenant: str) -> None:
        super().__init__(KEY, pickle_key=True)
        self.tenant = tenant


COPIES: Final[dict[str, Callable[[Any], Any]]] = {
    "with_options": lambda client: client.with_options(max_retries=1),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda client: pickle.loads(pickle.dumps(client)),
}


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("kind", [Tenant, AsyncTenant])
def test_a_subclass_keeps_what_it_has_added(kind: type[Any], way: str) -> None:
    """Copies of a client of somebody's own have its attributes, and resources of their own."""
    client = kind("acme")

    again = COPIES[way](client)

    assert (type(again), again.tenant) == (kind, "acme")
    assert again._engine is not client._engine
    assert again.videos._engine is again._engine


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy], ids=["copy", "deepcopy"])
def test_copies_share_the_pool(site: Site, duplicate: Callable[[Any], Any]) -> None:
    """A copy has the same key and uses the same connection."""
    with new("sync", site.url) as client:
        get(client)
        get(duplicate(client))

    assert site.connections == 1
    assert [one.headers["authorization"] for one in site.requests] == [f"Bearer {KEY}"] * 2


# Hooks, logs, commands


def _events(mode: str, url: str, **options: Any) -> tuple[list[Any], Any]:
    events: list[Any] = []
    hooks = runtime(LUMENFALL, "http.hooks").Hooks(request=events.append, response=events.append, retry=events.append)
    clock = LUMENFALL.testing.VirtualClock()
    caller = Caller(mode)
    client = caller.client(LUMENFALL, url, hooks=hooks, **options).with_options(pace=clock.pace)
    try:
        outcome = caller.operation(client, OPERATION)()
    except Exception as error:  # it is what is looked at
        outcome = error
    caller.close()
    return events, outcome


@pytest.mark.parametrize("mode", MODES)
def test_hooks_see_what_happens(mode: str) -> None:
    """Request, response and retry hooks receive each attempt, in order, and never the key."""
    with Site(failing) as site:
        events, outcome = _events(mode, site.url, max_retries=1)

    assert [type(event).__name__ for event in events] == [
        "RequestEvent", "ResponseEvent", "RetryEvent", "RequestEvent", "ResponseEvent",
    ]  # fmt: skip
    assert [event.attempt for event in events] == [1, 1, 1, 2, 2]
    assert {event.status_code for event in events if type(event).__name__ == "ResponseEvent"} == {500}
    assert {event.request_id for event in events if type(event).__name__ == "ResponseEvent"} == {"log_1"}
    assert {event.operation for event in events} == {"requests.get"}
    assert KEY not in repr(events)
    assert outcome.attempts == 2


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fault", PLAIN, ids=str)
def test_each_attempt_has_one_end(fault: Fault, mode: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong, each request event is followed by one response event and one log record."""
    caplog.set_level(logging.DEBUG, "lumenfall_client")
    options = {name: value for name, value in fault.options.items() if name != "https"}
    with running(fault, BODY) as (url, _, _other):
        events, _ = _events(mode, url, max_retries=1, **{"timeout": 1.0, **options})

    names = [type(event).__name__ for event in events]
    assert names.count("RequestEvent") == names.count("ResponseEvent"), names
    records = [record for record in caplog.records if record.name == "lumenfall_client"]
    assert len(records) == names.count("RequestEvent")
    assert {record.levelno for record in records} == {logging.DEBUG}
    assert KEY not in caplog.text


@pytest.mark.parametrize("mode", MODES)
def test_a_hook_adds_a_header(site: Site, mode: str) -> None:
    """What a request hook puts into the headers arrives."""
    hooks = runtime(LUMENFALL, "http.hooks").Hooks(
        request=lambda event: event.headers.update(traceparent="00-aa-bb-01")
    )
    caller = Caller(mode)
    caller.plain(caller.client(LUMENFALL, site.url, hooks=hooks).requests.get)("one")
    caller.close()

    assert site.requests[0].headers["traceparent"] == "00-aa-bb-01"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ["request", "response", "retry"])
def test_a_hook_that_raises_ends_the_call(mode: str, kind: str) -> None:
    """What a hook raises comes out as it is, and the connection is given back."""

    class HookError(Exception):
        pass

    def fail(event: object) -> None:
        raise HookError(kind)

    hooks = runtime(LUMENFALL, "http.hooks").Hooks(**{kind: fail})
    with Site(failing) as site:
        caller = Caller(mode)
        client = caller.client(LUMENFALL, site.url, hooks=hooks, max_retries=1)
        with pytest.raises(HookError, match=kind):
            caller.plain(client.requests.get)("one")
        caller.close()

        assert len(site.requests) == (0 if kind == "request" else 1)
        assert site.await_closed()


def test_the_environment_switches_logging_on(site: Site) -> None:
    """`LUMENFALL_LOG=debug` prints a line an attempt, without key and body; without it nothing is printed."""
    text = "from lumenfall_client import Lumenfall\nwith Lumenfall() as client:\n    client.requests.get('req_1')"
    loud, quiet = run_script(text, site.url, LUMENFALL_LOG="debug"), run_script(text, site.url)

    (line,) = loud.stderr.strip().splitlines()
    assert "lumenfall_client DEBUG GET /v1/requests/req_1 -> 200 in" in line
    assert KEY not in line
    assert (quiet.stdout, quiet.stderr) == ("", "")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "fault", list({one.gets: one for one in PLAIN if one.gets != THE_ANSWER}.values()), ids=lambda one: one.gets
)
def test_commands_of_errors_run(fault: Fault, mode: str) -> None:
    """`as_curl()` of any error is a command for `sh` that sends the same request, and holds no key."""
    options = {name: value for name, value in fault.options.items() if name != "https"}
    with running(fault, BODY) as (url, _, _other):
        _, error = _events(mode, url, **{"timeout": 1.0, **options})
    if not isinstance(error, LUMENFALL.root_error):
        assert not isinstance(error, Exception), error
        return
    with Site(good) as site:
        command = error.as_curl().replace(url, site.url)

        assert KEY not in command
        assert shlex.split(command)[0] == "curl"
        if shutil.which("curl") is None:
            return
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            env={"LUMENFALL_API_KEY": KEY, "PATH": os.environ["PATH"]},
            capture_output=True,
            timeout=10,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["id"] == OPERATION.success()["id"]
        (sent,) = site.requests
        assert (sent.method, sent.headers["authorization"]) == ("GET", f"Bearer {KEY}")
        assert sent.target == OPERATION.path


@pytest.mark.parametrize("size", [40_000, 60_000])
def test_a_command_can_be_pasted_whatever_was_sent_and_comes(size: int) -> None:
    """A packed answer is unpacked as the client does, and a body that is too long for a shell is left out."""
    with Site(failing) as site, new("sync", site.url, max_retries=0) as client:
        reference = LUMENFALL.models.VideoInputReference(image_url="data:," + "a" * size)
        with pytest.raises(LUMENFALL.error("InternalServerError")) as caught:
            client.videos.create(model="m", prompt="p", input_reference=reference)
        command = shlex.split(caught.value.as_curl())

        assert len(site.requests[0].body) > size
    assert "--compressed" in command
    assert not [part for part in command if part.lower().startswith("accept-encoding")]
    if size == 40_000:
        assert json.loads(command[command.index("--data-raw") + 1])["input_reference"] == reference.to_dict()
    else:
        assert command[command.index("--data-binary") + 1] == "@BODY"


def _redirecting_to(url: str) -> Callable[[Wire], None]:
    def script(wire: Wire) -> None:
        while True:
            wire.read()
            wire.send(answer(b"", "302 Found", f"location: {url}/elsewhere"))

    return script


@pytest.mark.parametrize("mode", MODES)
def test_a_command_sends_no_key_to_another_origin(mode: str) -> None:
    """After a redirect to another origin, the command for that origin has neither the key nor the caller's headers."""
    with Site(failing) as other, Site(_redirecting_to(other.url)) as site:
        _, error = _events(mode, site.url, follow_redirects=True)

    assert error.status_code == 500
    assert other.url in error.as_curl()
    assert "LUMENFALL_API_KEY" not in error.as_curl()


@pytest.mark.parametrize("mode", MODES)
def test_a_key_that_comes_back_is_masked(mode: str) -> None:
    """A server that quotes the key in headers and body: no error shows it, also where the body is too large."""

    def script(wire: Wire) -> None:
        while True:
            key = wire.read().headers["authorization"]
            wire.send(answer(f'{{"note": "{key}"}}'.encode() * 50_000, "200 OK", f"x-quoted: {key}"))

    with Site(script) as site:
        for limit in (1_000_000, 100_000_000):
            _, error = _events(mode, site.url, max_response_bytes=limit)
            assert isinstance(error, LUMENFALL.error("ResponseDecodeError"))
            assert KEY not in repr(vars(error)) + str(error) + repr(dict(error.headers))


# Ways to the server


def test_plain_http_to_another_machine_is_refused() -> None:
    """The key goes over plain http to loopback alone, unless that is asked for."""
    for url in ("http://api.example", "http://10.0.0.1:8000", "http://127.0.0.1.example", "HTTP://api.example"):
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="allow_http"):
            new("sync", url)
    for url in ("http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "https://api.example"):
        new("sync", url).close()
    new("sync", "http://api.example", allow_http=True).close()


@pytest.mark.parametrize("mode", MODES)
def test_a_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """`HTTP_PROXY` is used, as people expect of httpx."""
    with Site(good) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        caller = Caller(mode)
        client = caller.client(LUMENFALL, "http://api.example", allow_http=True)
        assert caller.plain(client.requests.get)("one").id
        caller.close()

    assert proxy.requests[0].target == "http://api.example/v1/requests/one"


@pytest.mark.parametrize("mode", MODES)
def test_a_tunnel_through_a_proxy(trusting: None, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """`HTTPS_PROXY` makes a tunnel: the proxy never sees the key, and a deadline holds inside of it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("api.example").configure_cert(context)

    def dripping(wire: Wire) -> None:
        while True:
            if wire.read().target.endswith("/slow"):
                wire.send(b"HTTP/1.1 200 OK\r\nx: ")
                wire.drip(b"a")
            wire.send(answer(BODY))

    with Site(dripping, context=context) as site:

        def tunnel(wire: Wire) -> None:
            wire.read()
            with socket.create_connection(("127.0.0.1", site.port)) as far:
                wire.send(b"HTTP/1.1 200 Connected\r\n\r\n")
                back = threading.Thread(target=_pump, args=(far, wire._connection), daemon=True)
                back.start()
                _pump(wire._connection, far)
                back.join(5)

        with Site(tunnel) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            caller = Caller(mode)
            client = caller.client(LUMENFALL, f"https://api.example:{site.port}", timeout=5.0, total_timeout=0.6)
            assert caller.plain(client.requests.get)("one").id
            started = time.monotonic()
            with pytest.raises(LUMENFALL.error("APITimeoutError")):
                caller.plain(client.requests.get)("slow")
            assert time.monotonic() - started < 4.5
            caller.close()
            assert {one.method for one in proxy.requests} == {"CONNECT"}
            assert KEY.encode() not in b"".join(one.raw for one in proxy.requests)


def _pump(source: Any, target: Any) -> None:

    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for one in (source, target):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


@pytest.mark.parametrize("mode", MODES)
def test_a_callers_own_certificates(tmp_path: Path, mode: str) -> None:
    """A caller's own client brings its own trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("127.0.0.1").configure_cert(context)
    write_authority(tmp_path / "authority.pem")
    trusted = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))
    with Site(good, context=context) as site:
        caller = Caller(mode)
        own = caller.http_client(verify=trusted)
        assert caller.plain(caller.client(LUMENFALL, site.url, http_client=own).requests.get)("one").id
        with pytest.raises(LUMENFALL.error("APIConnectionError")):
            caller.plain(caller.client(LUMENFALL, site.url).requests.get)("one")
        caller._clients.reverse()
        caller.close()


# Memory


@pytest.mark.parametrize("mode", MODES)
def test_a_bomb_does_not_unfold_in_memory(mode: str) -> None:
    """100 MB of zeros in 100 KB: with a limit of 1 MB, little more than that is ever held."""
    bomb = answer(gzip.compress(bytes(100_000_000)), "200 OK", "content-encoding: gzip")

    def script(wire: Wire) -> None:
        wire.read()
        wire.send(bomb)

    with Site(script) as site:
        tracemalloc.start()
        _, error = _events(mode, site.url, max_response_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert isinstance(error, LUMENFALL.error("ResponseDecodeError"))
    assert peak < 8_000_000, f"{peak:,} bytes"
