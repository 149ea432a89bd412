"""Many calls at once on one client: `python -m tools.benchmarks.load [--calls 100000] [--only threads|tasks] [--json]`.

First 8 threads share one `Lumenfall`, then 200 tasks share one `AsyncLumenfall`. The server on loopback fails for every
twentieth call. The expected result of a call follows from its number, so that every call and every request can be
checked. Memory is measured after each tenth of the calls; the first tenth is the warm-up.
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
"""The most bytes by which memory may grow after the warm-up. A leak of 100 bytes per call would be 9 million."""

_EVERY: Final = 20
"""One of this many calls has a fault (5 percent)."""
_PHASES: Final = 10
_SHORTER: Final = 100
"""The divisor for pauses, which would otherwise take most of the time."""
_PATIENCE: Final = 5.0
"""Seconds for the server to notice that its connections were closed."""
_PATH: Final = b"/v1/requests/req_"
_ANSWERED: Final = "answered"
_SENT_ANEW: Final = ("closed", "reset")
"""Faults that look as if the server had closed an idle connection, so that the request is sent once more at once."""


def request_id(number: int) -> str:
    """The id in a call: its number."""
    return f"req_{number:08d}"


def _right_body(number: int) -> bytes:
    """The documented example with the requested id."""
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
    """A fault of a request, and the error of a call if every attempt has it."""

    name: str
    sent: bytes
    """The bytes that the server sends, possibly none."""
    then: Literal["keep", "close", "reset"]
    """What the server does with the connection."""
    error: type[LumenfallError]
    retried: bool = True
    """Whether the client should retry."""


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
    """The fault of a call; None for most calls."""
    turn, rest = divmod(number, _EVERY)
    return None if rest else FAULTS[turn % len(FAULTS)]


def lasts(number: int) -> bool:
    """Whether a call has its fault at every attempt rather than only at the first."""
    return number // (_EVERY * len(FAULTS)) % 2 == 1


def expected_error(number: int) -> type[LumenfallError] | None:
    """The error that a call must raise; None if it must succeed."""
    fault = fault_of(number)
    return fault.error if fault is not None and (lasts(number) or not fault.retried) else None


def expected_requests(calls: int) -> Counter[str]:
    """The expected number of requests by fault, after a number of calls."""
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
    """The shared state of the server's connections."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.opened = self.open = 0
        self._met: set[int] = set()

    def fault(self, number: int) -> Fault | None:
        """Count a request, and return its fault."""
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
        """Store the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # what asyncio gives for TCP
        self._transport = transport
        self._site.opened += 1
        self._site.open += 1

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection as closed."""
        self._site.open -= 1

    def data_received(self, data: bytes) -> None:
        """Respond to each complete request, possibly with a fault."""
        *requests, self._unread = (self._unread + data).split(b"\r\n\r\n")
        for request in requests:
            number = int(request.split(b" ", 2)[1].removeprefix(_PATH))
            fault = self._site.fault(number)
            self._transport.write(_answer(_right_body(number)) if fault is None else fault.sent)
            if fault is not None and fault.then == "close":
                self._transport.close()
            elif fault is not None and fault.then == "reset":
                # With a linger time of zero, closing a socket sends RST.
                linger = struct.pack("ii", 1, 0)
                self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self._transport.abort()


async def _serve() -> None:
    """Print the port, then the counts for each line of input, until the input ends."""
    site = _Site()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(site), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        books = {"requests": site.requests, "opened": site.opened, "open": site.open}
        print(json.dumps(books), flush=True)


@frozen(kw_only=True)
class Books:
    """The counts of the server."""

    requests: Mapping[str, int]
    """By fault."""
    opened: int
    """All connections so far."""
    open: int
    """Connections, now."""


class _Server:
    """The server's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # both are pipes
        self._stdin, self._stdout = process.stdin, process.stdout
        self.base_url = f"http://127.0.0.1:{int(self._stdout.readline())}"

    def books(self) -> Books:
        """The counts, after all connections are closed or the time limit is over."""
        end = time.monotonic() + _PATIENCE
        while True:
            print(file=self._stdin, flush=True)
            books = Books(**json.loads(self._stdout.readline()))
            if not books.open or time.monotonic() > end:
                return books
            time.sleep(0.05)

    def close(self) -> None:
        """End the process."""
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
    """The memory of this process."""

    resident: int
    """Bytes of memory."""
    blocks: int
    """Allocated blocks of Python's allocator."""


def _sample() -> Sample:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Sample(resident=pages * os.sysconf("SC_PAGE_SIZE"), blocks=sys.getallocatedblocks())


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd")) - 1  # without the one for the listing itself


class _Ledger:
    """The result of each call. All its memory is allocated at once, so that it does not affect the measurement."""

    def __init__(self, calls: int) -> None:
        self.seconds = array("d", bytes(8 * calls))
        self.outcomes: Counter[str] = Counter()
        self.untyped: Counter[str] = Counter()
        self.surprises: Counter[str] = Counter()
        self.attempts = 0
        self._lock = threading.Lock()

    def attempt(self, event: RequestEvent) -> None:
        """Count a request before it is sent."""
        del event
        with self._lock:
            self.attempts += 1

    def answered(self, number: int, started: float, answer: Request) -> None:
        """Record a success."""
        expected = expected_error(number)
        surprise = None
        if answer.id != request_id(number):
            surprise = "the response of another call"
        elif expected is not None:
            surprise = f"a response instead of {expected.__name__}"
        self._enter(number, started, _ANSWERED, surprise)

    def failed(self, number: int, started: float, error: Exception) -> None:
        """Record an error."""
        fault, expected, name = fault_of(number), expected_error(number), type(error).__name__
        surprise = None
        if type(error) is not expected:
            surprise = f"{name} instead of {_ANSWERED if expected is None else expected.__name__}"
        else:
            attempts = 1 + MAX_RETRIES if fault is not None and fault.retried else 1
            if getattr(error, "attempts", 0) != attempts:
                surprise = f"{name} without {attempts} attempts"
        self._enter(number, started, name, surprise)
        if not isinstance(error, LumenfallError):
            with self._lock:
                self.untyped[name] += 1

    def _enter(self, number: int, started: float, outcome: str, surprise: str | None) -> None:
        seconds = time.perf_counter() - started
        with self._lock:
            if self.seconds[number]:
                surprise = "a call with two results"
            self.seconds[number] = seconds
            self.outcomes[outcome] += 1
            if surprise is not None:
                self.surprises[surprise] += 1


class _Complaints:
    """Warnings of Python about objects that were not closed, awaited or caught."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        """Record an exception that could not be raised."""
        self.texts.append(f"{unraisable.err_msg}: {unraisable.exc_value!r}")

    def of_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Record a message of an event loop."""
        del loop
        self.texts.append(f"{context.get('message')}: {context.get('exception')!r}")

    @contextmanager
    def noted(self) -> Generator[None, None, None]:
        """Record everything except messages of event loops, until the context ends."""
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
    """Counts of objects that a closed client leaves behind."""

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
    """The measurements of a run, besides its ledger."""

    seconds: float
    samples: Sequence[Sample]
    left: Left


def _phases(calls: int) -> Iterator[Iterator[int]]:
    """The numbers of the calls, in tenths. Workers share an iterator, whose `next` is atomic in CPython."""
    bounds = [calls * phase // _PHASES for phase in range(_PHASES + 1)]
    for start, stop in pairwise(bounds):
        yield iter(range(start, stop))


def _tell(calls: int, seconds: float, samples: Sequence[Sample]) -> None:
    """Print the progress of a run, which may take minutes."""
    done = calls * len(samples) // _PHASES
    resident = samples[-1].resident / 1e6
    print(f"{done:,} calls, {done / seconds:,.0f} a second, {resident:.2f} MB", file=sys.stderr, flush=True)


def _short_sleep(seconds: float) -> None:
    time.sleep(seconds / _SHORTER)


async def _short_async_sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / _SHORTER)


_PACE: Final = Pace(sleep=_short_sleep, async_sleep=_short_async_sleep)


def _run_threads(base_url: str, calls: int, ledger: _Ledger, complaints: _Complaints) -> _Measured:
    del complaints  # threads have no event loop
    threads, before = threading.active_count(), _descriptors()
    seconds, samples = 0.0, list[Sample]()
    with Lumenfall("a-key", base_url=base_url, max_retries=MAX_RETRIES) as opened:
        client = opened.with_options(pace=_PACE, hooks=Hooks(request=ledger.attempt))

        def work(numbers: Iterator[int]) -> None:
            for number in numbers:
                started = time.perf_counter()
                try:
                    answer = client.requests.get(request_id(number))
                except Exception as error:  # any error; the ledger classifies it
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
                except Exception as error:  # any error; the ledger classifies it
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
    await asyncio.sleep(0)  # asyncio closes a socket one iteration after its transport
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
    """The results of one run. Times are in seconds, sizes in bytes."""

    title: str
    calls: int
    outcomes: Mapping[str, int]
    """Successes, and errors by class."""
    untyped: Mapping[str, int]
    """Errors that are not from the client's own classes, by class."""
    surprises: Mapping[str, int]
    """Calls with an unexpected result, by result."""
    attempts: int
    """Requests counted by the client."""
    books: Books
    """Requests counted by the server."""
    expected: Mapping[str, int]
    """Requests expected from the numbers of the calls."""
    seconds: float
    latencies: Mapping[str, float]
    """Percentiles of the duration, including pauses."""
    samples: Sequence[Sample]
    """After each tenth of the calls."""
    left: Left
    complaints: Sequence[str]

    @property
    def wrong(self) -> Sequence[str]:
        """Describe every mismatch and everything that was left open; empty if there is nothing."""
        left = self.left
        ended = sum(self.outcomes.values())
        requests = sum(self.books.requests.values())
        checks = {
            f"{ended} of {self.calls} calls ended": ended == self.calls,
            f"errors of another kind: {dict(self.untyped)}": not self.untyped,
            f"calls had unexpected results: {dict(self.surprises)}": not self.surprises,
            f"{self.attempts} requests sent, {requests} received": 0 <= requests - self.attempts <= self._most_anew,
            f"the server received {dict(self.books.requests)} instead of {dict(self.expected)}": all(
                self.expected.get(name, 0) <= count <= self.expected.get(name, 0) * (2 if name in _SENT_ANEW else 1)
                for name, count in self.books.requests.items()
            ),
            f"{self.books.open} connections open at the server": not self.books.open,
            f"memory grew by {self.growth} bytes": self.growth < MOST_GROWTH,
            f"{left.descriptors_after - left.descriptors_before} descriptors left": left.descriptors_after
            == left.descriptors_before,
            f"{left.threads} threads left": not left.threads,
            f"{left.tasks} tasks left": not left.tasks,
            f"Python printed {len(self.complaints)} warnings": not self.complaints,
        }
        return [text for text, holds in checks.items() if not holds]

    @property
    def _most_anew(self) -> int:
        """How many requests may have been sent once more on a new connection, which counts as no attempt."""
        return sum(2 * self.expected.get(name, 0) for name in _SENT_ANEW)

    @property
    def growth(self) -> int:
        """The growth of memory after the warm-up, in bytes."""
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
    """The rows of the table for one run: label and value."""
    left, first, last = outcome.left, outcome.samples[0], outcome.samples[-1]
    yield "calls", f"{outcome.calls:,}"
    for name in (_ANSWERED, *sorted({fault.error.__name__ for fault in FAULTS})):
        yield f"  {name}", f"{outcome.outcomes.get(name, 0):,}"
    yield "  errors of another kind", f"{sum(outcome.untyped.values()):,}"
    yield "  unexpected results", f"{sum(outcome.surprises.values()):,}"
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
    yield "warnings of Python", str(len(outcome.complaints))


def _lines(outcomes: Sequence[Outcome], notes: Mapping[str, str]) -> Iterator[str]:
    """Write all results as a table."""
    for name, note in notes.items():
        yield f"{name:8}{note}"
    yield ""
    yield f"{'':32}" + "".join(f"{outcome.title:>14}" for outcome in outcomes)
    for cells in zip(*map(_rows, outcomes), strict=True):
        yield f"{cells[0][0]:32}" + "".join(f"{text:>14}" for _, text in cells)
    yield ""
    for outcome in outcomes:
        yield f"{outcome.title}: {'; '.join(outcome.wrong) or 'everything matches'}"


def main(arguments: list[str]) -> int:
    """Run both clients.

    Returns:
        The exit status: 1 if a count does not match or something was left open.
    """
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
