"""Many calls at once on one client: `python -m tools.benchmarks.load [--calls 100000] [--only threads|tasks] [--json]`.

One `Lumenfall` that 8 threads share, then one `AsyncLumenfall` with 200 tasks, against a server on loopback that meets
every twentieth call with a fault. What each call must end with follows from its number alone, so that every call and
every request has its entry in the accounts. Memory is looked at after each tenth; the first one warms up.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import platform
import socket
import struct
import subprocess
import sys
import threading
import time
import warnings
from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from attrs import asdict, frozen
from lumenfall_client import AsyncLumenfall, Lumenfall
from lumenfall_client._runtime.http.clock import Pace
from lumenfall_client._runtime.http.hooks import Hooks, RequestEvent
from lumenfall_client.errors import (
    APIConnectionError,
    InternalServerError,
    LumenfallError,
    RateLimitError,
    ResponseDecodeError,
)
from lumenfall_client.models import Request
from lumenfall_client.testing import FakeLumenfall

THREADS: Final = 8
TASKS: Final = 200
MAX_RETRIES: Final = 2
MOST_GROWTH: Final = 2_000_000
"""Bytes that memory may grow by after the warm-up. A hundred bytes lost a call would be nine million."""

_EVERY: Final = 20
"""Of so many calls, one meets a fault: 5 percent."""
_PHASES: Final = 10
_SHORTER: Final = 100
"""By how much a pause is divided: else the jitter would be most of what is measured."""
_PATIENCE: Final = 5.0
"""Seconds for the server to learn that its connections were closed."""
_PATH: Final = b"/v1/requests/req_"
_ANSWERED: Final = "answered"


def request_id(number: int) -> str:
    """The id that a call asks for: its number."""
    return f"req_{number:08d}"


def _right_body(number: int) -> bytes:
    """The documented example, with the id that was asked for."""
    return _EXAMPLE_BODY.replace(_EXAMPLE_ID, request_id(number).encode())


def _example() -> tuple[bytes, bytes]:
    operation = next(each for each in FakeLumenfall.operations if each.operation == "requests_get")
    example: dict[str, Any] = operation.answers["completed"].json
    return json.dumps(example, separators=(",", ":")).encode(), str(example["id"]).encode()


_EXAMPLE_BODY, _EXAMPLE_ID = _example()


def _answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        "content-type: application/json",
        f"content-length: {len(body) if length is None else length}",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


@frozen
class Fault:
    """What goes wrong with a request, and what a call ends with when it always does."""

    name: str
    sent: bytes
    """What the server sends, possibly nothing."""
    then: Literal["keep", "close", "reset"]
    """What becomes of the connection."""
    error: type[LumenfallError]
    retried: bool = True
    """Whether a client that may is to try again."""


FAULTS: Final = (
    Fault(
        "503", _answer(b'{"error":{"message":"Down"}}', status="503 Service Unavailable"), "keep", InternalServerError
    ),
    Fault(
        "429",
        _answer(b'{"error":{"message":"Slower"}}', "retry-after: 0", status="429 Too Many Requests"),
        "keep",
        RateLimitError,
    ),
    Fault("closed", b"", "close", APIConnectionError),
    Fault("cut", _answer(_EXAMPLE_BODY[:100], length=len(_EXAMPLE_BODY)), "close", APIConnectionError),
    Fault("reset", b"", "reset", APIConnectionError),
    Fault("garbage", _answer(b'{"id": "req_'), "keep", ResponseDecodeError, retried=False),
)


def fault_of(number: int) -> Fault | None:
    """The fault that a call meets; None for most."""
    turn, rest = divmod(number, _EVERY)
    return None if rest else FAULTS[turn % len(FAULTS)]


def lasts(number: int) -> bool:
    """Whether a call meets its fault at each attempt, and not at the first alone."""
    return number // (_EVERY * len(FAULTS)) % 2 == 1


def expected_error(number: int) -> type[LumenfallError] | None:
    """What a call must raise; None when it must be answered."""
    fault = fault_of(number)
    return fault.error if fault is not None and (lasts(number) or not fault.retried) else None


def expected_requests(calls: int) -> Counter[str]:
    """What the server must have done, by fault, when each of so many calls was made once."""
    requests: Counter[str] = Counter()
    for number in range(calls):
        fault = fault_of(number)
        if fault is None:
            requests[_ANSWERED] += 1
        elif not fault.retried:
            requests[fault.name] += 1
        elif lasts(number):
            requests[fault.name] += 1 + MAX_RETRIES
        else:
            requests[fault.name] += 1
            requests[_ANSWERED] += 1
    return requests


class _Site:
    """What all connections of the server share."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.opened = self.open = 0
        self._met: set[int] = set()

    def fault(self, number: int) -> Fault | None:
        """The fault for a request that came, now in the books."""
        fault = fault_of(number)
        if fault is not None and number in self._met and not lasts(number):
            fault = None
        elif fault is not None:
            self._met.add(number)
        self.requests[_ANSWERED if fault is None else fault.name] += 1
        return fault


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, for requests without a body."""

    def __init__(self, site: _Site) -> None:
        self._site = site
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection, to write on."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # what asyncio gives for TCP
        self._transport = transport
        self._site.opened += 1
        self._site.open += 1

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it off."""
        self._site.open -= 1

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole, or fail to."""
        *requests, self._unread = (self._unread + data).split(b"\r\n\r\n")
        for request in requests:
            number = int(request.split(b" ", 2)[1].removeprefix(_PATH))
            fault = self._site.fault(number)
            self._transport.write(_answer(_right_body(number)) if fault is None else fault.sent)
            if fault is not None and fault.then == "close":
                self._transport.close()
            elif fault is not None and fault.then == "reset":
                # Closed with a linger of no time at all, a socket sends RST.
                linger = struct.pack("ii", 1, 0)
                self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self._transport.abort()


async def _serve() -> None:
    """Tell the port, then the books for each line that comes, until none does."""
    site = _Site()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(site), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        books = {"requests": site.requests, "opened": site.opened, "open": site.open}
        print(json.dumps(books), flush=True)


@frozen(kw_only=True)
class Books:
    """What the server counted."""

    requests: Mapping[str, int]
    """By fault."""
    opened: int
    """Connections, in all."""
    open: int
    """Connections, now."""


class _Server:
    """The server's process, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # both are pipes
        self._stdin, self._stdout = process.stdin, process.stdout
        self.base_url = f"http://127.0.0.1:{int(self._stdout.readline())}"

    def books(self) -> Books:
        """The books, when all connections have ended or patience has."""
        end = time.monotonic() + _PATIENCE
        while True:
            print(file=self._stdin, flush=True)
            books = Books(**json.loads(self._stdout.readline()))
            if not books.open or time.monotonic() > end:
                return books
            time.sleep(0.05)

    def close(self) -> None:
        """Let the process end."""
        self._stdin.close()


@contextmanager
def _serving() -> Generator[_Server, None, None]:
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server = _Server(process)
        try:
            yield server
        finally:
            server.close()


@frozen(kw_only=True)
class Sample:
    """What this process holds."""

    resident: int
    """Bytes of memory."""
    blocks: int
    """Blocks that Python's allocator has given out."""


def _sample() -> Sample:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Sample(resident=pages * os.sysconf("SC_PAGE_SIZE"), blocks=sys.getallocatedblocks())


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd")) - 1  # the listing's own


class _Ledger:
    """What became of each call. It takes all its memory at once, so as not to grow in what it measures."""

    def __init__(self, calls: int) -> None:
        self.seconds = array("d", bytes(8 * calls))
        self.outcomes: Counter[str] = Counter()
        self.untyped: Counter[str] = Counter()
        self.surprises: Counter[str] = Counter()
        self.attempts = 0
        self._lock = threading.Lock()

    def attempt(self, event: RequestEvent) -> None:
        """Count a request that is about to be sent."""
        del event
        with self._lock:
            self.attempts += 1

    def answered(self, number: int, started: float, answer: Request) -> None:
        """Enter an answer."""
        expected = expected_error(number)
        surprise = None
        if answer.id != request_id(number):
            surprise = "another call's answer"
        elif expected is not None:
            surprise = f"an answer, not {expected.__name__}"
        self._enter(number, started, _ANSWERED, surprise)

    def failed(self, number: int, started: float, error: Exception) -> None:
        """Enter an error."""
        fault, expected, name = fault_of(number), expected_error(number), type(error).__name__
        surprise = None
        if type(error) is not expected:
            surprise = f"{name}, not {_ANSWERED if expected is None else expected.__name__}"
        else:
            attempts = 1 + MAX_RETRIES if fault is not None and fault.retried else 1
            if getattr(error, "attempts", 0) != attempts:
                surprise = f"{name} that does not tell of {attempts} attempts"
        self._enter(number, started, name, surprise)
        if not isinstance(error, LumenfallError):
            with self._lock:
                self.untyped[name] += 1

    def _enter(self, number: int, started: float, outcome: str, surprise: str | None) -> None:
        seconds = time.perf_counter() - started
        with self._lock:
            if self.seconds[number]:
                surprise = "a call that was entered twice"
            self.seconds[number] = seconds
            self.outcomes[outcome] += 1
            if surprise is not None:
                self.surprises[surprise] += 1


class _Complaints:
    """What Python says of the things that nobody closed, awaited or caught."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        """Note what was raised where nobody could catch it."""
        self.texts.append(f"{unraisable.err_msg}: {unraisable.exc_value!r}")

    def of_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Note what an event loop has to say."""
        del loop
        self.texts.append(f"{context.get('message')}: {context.get('exception')!r}")

    @contextmanager
    def noted(self) -> Generator[None, None, None]:
        """Note all but what event loops say, until the context ends."""
        hook, sys.unraisablehook = sys.unraisablehook, self.unraisable
        try:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always", ResourceWarning)
                warnings.simplefilter("always", RuntimeWarning)  # a coroutine that was never awaited
                try:
                    yield
                finally:
                    gc.collect()
                    self.texts += [str(each.message) for each in caught]
        finally:
            sys.unraisablehook = hook


@frozen(kw_only=True)
class Left:
    """What a closed client leaves behind, in numbers."""

    descriptors_before: int
    """Before the client was made."""
    descriptors_open: int
    """Before it was closed."""
    descriptors_after: int
    """After it was closed."""
    threads: int
    tasks: int


@frozen(kw_only=True)
class _Measured:
    """What a run knows when it is over, beside its ledger."""

    seconds: float
    samples: Sequence[Sample]
    left: Left


def _phases(calls: int) -> Iterator[Iterator[int]]:
    """The numbers of the calls, in tenths. Workers share a tenth's iterator: its `next` is atomic in CPython."""
    bounds = [calls * phase // _PHASES for phase in range(_PHASES + 1)]
    for start, stop in pairwise(bounds):
        yield iter(range(start, stop))


def _tell(calls: int, seconds: float, samples: Sequence[Sample]) -> None:
    """Say how far a run has come: the longer ones take minutes."""
    done = calls * len(samples) // _PHASES
    resident = samples[-1].resident / 1e6
    print(f"{done:,} calls, {done / seconds:,.0f} a second, {resident:.2f} MB", file=sys.stderr, flush=True)


def _short_sleep(seconds: float) -> None:
    time.sleep(seconds / _SHORTER)


async def _short_async_sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / _SHORTER)


_PACE: Final = Pace(sleep=_short_sleep, async_sleep=_short_async_sleep)


def _run_threads(base_url: str, calls: int, ledger: _Ledger, complaints: _Complaints) -> _Measured:
    del complaints  # there is no loop to complain
    threads, before = threading.active_count(), _descriptors()
    seconds, samples = 0.0, list[Sample]()
    with Lumenfall("a-key", base_url=base_url, max_retries=MAX_RETRIES) as opened:
        client = opened.with_options(pace=_PACE, hooks=Hooks(request=ledger.attempt))

        def work(numbers: Iterator[int]) -> None:
            for number in numbers:
                started = time.perf_counter()
                try:
                    answer = client.requests.get(request_id(number))
                except Exception as error:  # of whatever kind: the ledger tells them apart
                    ledger.failed(number, started, error)
                else:
                    ledger.answered(number, started, answer)

        with ThreadPoolExecutor(THREADS) as workers:
            for numbers in _phases(calls):
                started = time.perf_counter()
                for worker in [workers.submit(work, numbers) for _ in range(THREADS)]:
                    worker.result()
                seconds += time.perf_counter() - started
                samples.append(_sample())
                _tell(calls, seconds, samples)
        while_open = _descriptors()
    left = Left(
        descriptors_before=before,
        descriptors_open=while_open,
        descriptors_after=_descriptors(),
        threads=threading.active_count() - threads,
        tasks=0,
    )
    return _Measured(seconds=seconds, samples=samples, left=left)


async def _run_tasks(base_url: str, calls: int, ledger: _Ledger, complaints: _Complaints) -> _Measured:
    asyncio.get_running_loop().set_exception_handler(complaints.of_loop)
    threads, before = threading.active_count(), _descriptors()
    seconds, samples = 0.0, list[Sample]()
    async with AsyncLumenfall("a-key", base_url=base_url, max_retries=MAX_RETRIES) as opened:
        client = opened.with_options(pace=_PACE, hooks=Hooks(request=ledger.attempt))

        async def work(numbers: Iterator[int]) -> None:
            for number in numbers:
                started = time.perf_counter()
                try:
                    answer = await client.requests.get(request_id(number))
                except Exception as error:  # of whatever kind: the ledger tells them apart
                    ledger.failed(number, started, error)
                else:
                    ledger.answered(number, started, answer)

        for numbers in _phases(calls):
            started = time.perf_counter()
            async with asyncio.TaskGroup() as group:
                for _ in range(TASKS):
                    group.create_task(work(numbers))
            seconds += time.perf_counter() - started
            samples.append(_sample())
            _tell(calls, seconds, samples)
        while_open = _descriptors()
    await asyncio.sleep(0)  # asyncio closes a socket in the turn after the one that closed its transport
    left = Left(
        descriptors_before=before,
        descriptors_open=while_open,
        descriptors_after=_descriptors(),
        threads=threading.active_count() - threads,
        tasks=len(asyncio.all_tasks()) - 1,
    )
    return _Measured(seconds=seconds, samples=samples, left=left)


@frozen(kw_only=True)
class Outcome:
    """The accounts of one run. Times are seconds, sizes bytes."""

    title: str
    calls: int
    outcomes: Mapping[str, int]
    """Answers, and errors by class."""
    untyped: Mapping[str, int]
    """Errors that are none of ours, by class."""
    surprises: Mapping[str, int]
    """Calls that did not end as they had to, by how."""
    attempts: int
    """Requests, as the client counts them."""
    books: Books
    """Requests, as the server counts them."""
    expected: Mapping[str, int]
    """Requests, as they follow from the calls' numbers."""
    seconds: float
    latencies: Mapping[str, float]
    """Percentiles, pauses included."""
    samples: Sequence[Sample]
    """After each tenth of the calls."""
    left: Left
    complaints: Sequence[str]

    @property
    def wrong(self) -> Sequence[str]:
        """What does not agree or was left open, in words; empty when all is well."""
        left = self.left
        ended = sum(self.outcomes.values())
        requests = sum(self.books.requests.values())
        checks = {
            f"{ended} of {self.calls} calls ended": ended == self.calls,
            f"errors of another kind: {dict(self.untyped)}": not self.untyped,
            f"calls ended otherwise than they had to: {dict(self.surprises)}": not self.surprises,
            f"{self.attempts} requests sent, {requests} received": self.attempts == requests,
            f"the server had {dict(self.books.requests)} to do, not {dict(self.expected)}": dict(self.books.requests)
            == dict(self.expected),
            f"{self.books.open} connections open at the server": not self.books.open,
            f"memory grew by {self.growth} bytes": self.growth < MOST_GROWTH,
            f"{left.descriptors_after - left.descriptors_before} descriptors left": left.descriptors_after
            == left.descriptors_before,
            f"{left.threads} threads left": not left.threads,
            f"{left.tasks} tasks left": not left.tasks,
            f"Python complained of {len(self.complaints)} things": not self.complaints,
        }
        return [text for text, holds in checks.items() if not holds]

    @property
    def growth(self) -> int:
        """Bytes of memory that came after the warm-up."""
        return self.samples[-1].resident - self.samples[0].resident

    @property
    def rate(self) -> float:
        """Calls per second."""
        return self.calls / self.seconds


def _percentiles(seconds: Sequence[float]) -> Mapping[str, float]:
    ordered = sorted(seconds)
    shares = {"50 %": 0.5, "90 %": 0.9, "99 %": 0.99, "99.9 %": 0.999, "100 %": 1.0}
    return {name: ordered[min(int(len(ordered) * share), len(ordered) - 1)] for name, share in shares.items()}


def _run(how: Literal["threads", "tasks"], calls: int) -> Outcome:
    ledger, complaints = _Ledger(calls), _Complaints()
    with _serving() as server:
        with complaints.noted():
            if how == "threads":
                measured = _run_threads(server.base_url, calls, ledger, complaints)
            else:
                measured = asyncio.run(_run_tasks(server.base_url, calls, ledger, complaints))
        books = server.books()
    return Outcome(
        title=f"{THREADS} threads" if how == "threads" else f"{TASKS} tasks",
        calls=calls,
        outcomes=ledger.outcomes,
        untyped=ledger.untyped,
        surprises=ledger.surprises,
        attempts=ledger.attempts,
        books=books,
        expected=expected_requests(calls),
        seconds=measured.seconds,
        latencies=_percentiles(ledger.seconds),
        samples=measured.samples,
        left=measured.left,
        complaints=complaints.texts,
    )


def _document(outcome: Outcome) -> dict[str, Any]:
    return {**asdict(outcome), "rate": outcome.rate, "growth": outcome.growth, "wrong": outcome.wrong}


def _rows(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """The table's left column, and one run's."""
    left, first, last = outcome.left, outcome.samples[0], outcome.samples[-1]
    yield "calls", f"{outcome.calls:,}"
    for name in (_ANSWERED, *sorted({fault.error.__name__ for fault in FAULTS})):
        yield f"  {name}", f"{outcome.outcomes.get(name, 0):,}"
    yield "  errors of another kind", f"{sum(outcome.untyped.values()):,}"
    yield "  not as they had to end", f"{sum(outcome.surprises.values()):,}"
    yield "requests sent", f"{outcome.attempts:,}"
    yield "requests received", f"{sum(outcome.books.requests.values()):,}"
    for name in (_ANSWERED, *(fault.name for fault in FAULTS)):
        yield f"  {name}", f"{outcome.books.requests.get(name, 0):,}"
    yield "connections", f"{outcome.books.opened:,}"
    yield "calls a second", f"{outcome.rate:,.0f}"
    for name, seconds in outcome.latencies.items():
        yield f"  {name} of calls within", f"{seconds * 1000:,.1f} ms"
    yield "memory after a tenth", f"{first.resident / 1e6:.2f} MB"
    yield "memory at the end", f"{last.resident / 1e6:.2f} MB"
    yield "  growth", f"{outcome.growth / 1e6:+.2f} MB"
    yield "  growth in blocks", f"{last.blocks - first.blocks:+,}"
    yield "descriptors before", str(left.descriptors_before)
    yield "  before closing", str(left.descriptors_open)
    yield "  after closing", str(left.descriptors_after)
    yield "connections left at the server", str(outcome.books.open)
    yield "threads left", str(left.threads)
    yield "tasks left", str(left.tasks)
    yield "complaints of Python", str(len(outcome.complaints))


def _lines(outcomes: Sequence[Outcome], notes: Mapping[str, str]) -> Iterator[str]:
    """Everything as a table."""
    for name, note in notes.items():
        yield f"{name:8}{note}"
    yield ""
    yield f"{'':32}" + "".join(f"{outcome.title:>14}" for outcome in outcomes)
    for cells in zip(*map(_rows, outcomes), strict=True):
        yield f"{cells[0][0]:32}" + "".join(f"{text:>14}" for _, text in cells)
    yield ""
    for outcome in outcomes:
        yield f"{outcome.title}: {'; '.join(outcome.wrong) or 'all accounts agree'}"


def main(arguments: list[str]) -> int:
    """Run both; 1 when an account does not agree or something was left open."""
    if arguments == ["--serve"]:
        asyncio.run(_serve())
        return 0
    parser = argparse.ArgumentParser(prog="tools.benchmarks.load", description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000, help="calls of each client (default: 100000)")
    parser.add_argument("--only", choices=("threads", "tasks"), help="one of the two clients (default: both)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    calls: int = options.calls
    if calls < _PHASES:
        parser.error(f"it takes at least {_PHASES} calls")
    notes = {
        "with": ", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in ("httpx", "httpcore"))]
        ),
        "faults": f"1 of {_EVERY} calls meets one, half of them at each attempt; max_retries={MAX_RETRIES}, "
        f"pauses divided by {_SHORTER}",
    }
    outcomes: list[Outcome] = []
    if options.only != "tasks":
        outcomes.append(_run("threads", calls))
    if options.only != "threads":
        outcomes.append(_run("tasks", calls))
    if options.json:
        print(json.dumps({"notes": notes, "runs": [_document(outcome) for outcome in outcomes]}, indent=1))
    else:
        print(*_lines(outcomes, notes), sep="\n")
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
