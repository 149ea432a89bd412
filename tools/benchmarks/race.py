"""Races: several contenders do the same work in turns, so that disturbances affect all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from itertools import repeat
from statistics import median, quantiles
from typing import TypeAlias

from attrs import frozen

Run: TypeAlias = Callable[[int], float]
"""Does the work a number of times, and returns the total seconds."""


@frozen
class Contender:
    """One way to do the work."""

    name: str
    run: Run
    aim: float | None = None
    """The most time that ours may take, in multiples of this contender's time."""


@frozen
class Race:
    """The contenders for one piece of work; ours is the first."""

    title: str
    contenders: Sequence[Contender]
    times: int
    """The repetitions of the work in each round."""


@frozen(kw_only=True)
class Spread:
    """The median and the quartiles of a sample."""

    median: float
    lower: float
    upper: float

    @classmethod
    def of(cls, sample: Sequence[float]) -> Spread:
        """Compute median and quartiles of at least two numbers."""
        lower, _, upper = quantiles(sample, n=4, method="inclusive")
        return cls(median=median(sample), lower=lower, upper=upper)


@frozen(kw_only=True)
class Result:
    """The result of one contender."""

    name: str
    seconds: Spread
    ratio: Spread | None
    """Our time in multiples of this contender's, compared within each round; None for ours."""
    aim: float | None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        return None if self.aim is None or self.ratio is None else self.ratio.median <= self.aim


@frozen
class Outcome:
    """The outcome of a race."""

    title: str
    results: Sequence[Result]


def repeating(work: Callable[[], object]) -> Run:
    """Return a function that repeats `work`."""

    def run(times: int) -> float:
        started = time.perf_counter()
        for _ in repeat(None, times):
            work()
        return time.perf_counter() - started

    return run


@contextmanager
def _without_collector() -> Generator[None, None, None]:
    gc.collect()
    gc.freeze()  # so that collections between rounds only see objects of the rounds
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def run(race: Race, *, rounds: int) -> Outcome:
    """Run a race: one warm-up round, then `rounds` rounds, each started by another contender."""
    samples: list[list[float]] = [[] for _ in race.contenders]
    with _without_collector():
        for number in range(-1, rounds):
            for position in range(len(samples)):
                lane = (number + position) % len(samples)
                seconds = race.contenders[lane].run(race.times) / race.times
                gc.collect()
                if number >= 0:
                    samples[lane].append(seconds)
    ours = samples[0]
    results = [
        Result(
            name=contender.name,
            seconds=Spread.of(sample),
            ratio=None
            if sample is ours
            else Spread.of([mine / other for mine, other in zip(ours, sample, strict=True)]),
            aim=contender.aim,
        )
        for contender, sample in zip(race.contenders, samples, strict=True)
    ]
    return Outcome(race.title, results)
