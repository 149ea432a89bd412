"""Benchmark of waiting for thousands of videos at once, in one process, with the fake on a loopback socket.

    python -m tools.benchmarks.many_waits [--videos 10000] [--concurrency 32] [--median 60]

The fake runs in a separate process, so that only waiting is measured. The report has the number of results, memory per
wait, requests per second, the largest burst, and the lateness of the results.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import resource
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

from lumenfall_client import AsyncLumenfall
from lumenfall_client.testing import FakeAnswer, FakeLumenfall, FakeOperation, FakeRequest

SEED: Final = 20_261_121
SHORTEST, LONGEST = 3.0, 1800.0
"""Seconds, as in `benchmarks.polling`."""


class Waited(NamedTuple):
    """The results of one run."""

    videos: int
    completed: int
    seconds: float
    memory_per_wait: float
    """Bytes."""
    lateness: list[float]
    """Seconds from the end of each job to its result."""


class Asked(NamedTuple):
    """The counts of the fake."""

    requests: int
    busiest_second: int
    busiest_tenth: int


def durations(count: int, median: float, sigma: float = 1.0) -> list[float]:
    """Draw the durations of jobs from a log-normal distribution within bounds."""
    chance = random.Random(SEED)  # noqa: S311  # a simulation
    found: list[float] = []
    while len(found) < count:
        seconds = median * 2.718281828459045 ** chance.gauss(0.0, sigma)
        if SHORTEST <= seconds <= LONGEST:
            found.append(seconds)
    return found


def _serve(pipe: Connection, lives: list[float]) -> None:
    fake = _CountingFake()
    with fake.serve() as base_url:
        for number, seconds in enumerate(lives):
            fake.add_video(f"video_{number}", queued_for=0, duration=seconds)
        pipe.send(base_url)
        pipe.recv()
        pipe.send(fake.asked())


class _CountingFake(FakeLumenfall):
    """A fake that counts requests by time, and does not store them."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: Counter[int] = Counter()
        self.tenths: Counter[int] = Counter()
        self.requests = _Nothing()

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """Count a request, and respond."""
        now = time.monotonic()
        self.seconds[int(now)] += 1
        self.tenths[int(now * 10)] += 1
        return super().find(operation, ids, request)

    def asked(self) -> Asked:
        """The counts so far."""
        return Asked(sum(self.seconds.values()), max(self.seconds.values()), max(self.tenths.values()))


class _Nothing(list[FakeRequest]):
    """A list that stays empty."""

    def append(self, item: FakeRequest, /) -> None:
        """Forget it."""


def _memory() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


async def _wait(base_url: str, lives: list[float], concurrency: int) -> Waited:
    async with AsyncLumenfall("key", base_url=base_url) as lumenfall:
        # Connections and first imports are not part of the cost of a wait.
        async for _ in lumenfall.videos.wait_all(["video_nobody_knows"]):
            pass
        before, peak = _memory(), 0
        began = time.monotonic()
        completed, lateness = 0, list[float]()
        ids = [f"video_{number}" for number in range(len(lives))]
        async for result in lumenfall.videos.wait_all(ids, timeout=None, concurrency=concurrency):
            completed += result.error is None
            lateness.append(time.monotonic() - began - lives[int(result.video_id.removeprefix("video_"))])
            if len(lateness) % 500 == 1:
                peak = max(peak, _memory())
    return Waited(len(lives), completed, time.monotonic() - began, (peak - before) / len(lives), lateness)


def main() -> None:
    """Run the benchmark, and print the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--videos", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument("--median", type=float, default=60.0)
    options = parser.parse_args()
    lives = durations(options.videos, options.median)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, lives), daemon=True)
    server.start()
    waited = asyncio.run(_wait(ours.recv(), lives, options.concurrency))
    ours.send("done")
    asked: Asked = ours.recv()
    server.join(10)
    late = sorted(waited.lateness)
    print(f"{waited.videos:,} videos at once: {len(late):,} results, {waited.completed:,} completed")
    print(f"{waited.seconds:.0f} s, {asked.requests:,} requests, {asked.requests / waited.seconds:.0f} a second")
    print(f"largest burst: {asked.busiest_second:,} in a second, {asked.busiest_tenth:,} in a tenth")
    print(f"memory: {waited.memory_per_wait:,.0f} bytes a wait")
    print(f"late: mean {sum(late) / len(late):.1f} s, 95 of 100 within {late[int(len(late) * 0.95)]:.1f} s")


if __name__ == "__main__":
    main()
