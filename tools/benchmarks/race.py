"""Races: the same work by several contenders, in turns, so that what disturbs the machine disturbs them all."""

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
"""Does the work so many times; gives the seconds that it took in all."""


@frozen
class Contender:
    """One way to do the work."""

    name: str
    run: Run
    aim: float | None = None
    """What ours may take at most, in multiples of this one's time."""


@frozen
class Race:
    """The contenders for one piece of work; ours is the first."""

    title: str
    contenders: Sequence[Contender]
    times: int
    """How often the work is done in a round."""


@frozen(kw_only=True)
class Spread:
    """The middle of a sample, and its middle half."""

    median: float
    lower: float
    upper: float

    @classmethod
    def of(cls, sample: Sequence[float]) -> Spread:
        """Median and quartiles of at least two numbers."""
        lower, _, upper = quantiles(sample, n=4, method="inclusive")
        return cls(median=median(sample), lower=lower, upper=upper)


@frozen(kw_only=True)
class Result:
    """How one contender did."""

    name: str
    seconds: Spread
    ratio: Spread | None
    """Our time in multiples of this one's, compared within each round; None for ours."""
    aim: float | None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without one."""
        return None if self.aim is None or self.ratio is None else self.ratio.median <= self.aim


@frozen
class Outcome:
    """A race that was run."""

    title: str
    results: Sequence[Result]


def repeating(work: Callable[[], object]) -> Run:
    """A run that does `work` again and again."""

    def run(times: int) -> float:
        started = time.perf_counter()
        for _ in repeat(None, times):
            work()
        return time.perf_counter() - started

    return run


@contextmanager
def _without_collector() -> Generator[None, None, None]:
    gc.collect()
    gc.freeze()  # so that collecting between rounds looks at nothing but what the rounds left
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def run(race: Race, *, rounds: int) -> Outcome:
    """Run a race: one round to warm up, then `rounds`, each of them begun by another contender."""
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
