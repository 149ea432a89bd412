"""Waits for jobs, simulated: who looks when, how often, and how late the end is seen."""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from itertools import islice
from statistics import NormalDist, fmean
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from runtime.jobs.schedule import pause_before_look

SHORTEST_JOB: Final = 3.0
"""Seconds; what is shorter or longer is drawn anew."""
LONGEST_JOB: Final = 1800.0
LATENCY: Final = 0.15
"""Seconds that a look takes. The server reads the job's state when half of them are over."""


class State(NamedTuple):
    """What a contender knows when a look found the job still going on."""

    looks: int
    """So far."""
    elapsed: float
    """Seconds since the wait began."""
    took: float
    """Seconds that the last look took."""
    chance: float
    """A random number from 0 to 1."""


Pause: TypeAlias = Callable[[State], float]
"""Decides how many seconds to pause before the next look."""


@frozen
class Population:
    """Jobs whose durations are log-normal, cut at both ends."""

    median: float
    sigma: float

    def durations(self, count: int, *, seed: int) -> list[float]:
        """The durations of some jobs, in seconds."""
        chance = random.Random(seed)  # noqa: S311  # a simulation
        found: list[float] = []
        while len(found) < count:
            duration = chance.lognormvariate(math.log(self.median), self.sigma)
            if SHORTEST_JOB <= duration <= LONGEST_JOB:
                found.append(duration)
        return found

    def share_below(self, seconds: float) -> float:
        """The share of jobs that are shorter."""
        normal = NormalDist(math.log(self.median), self.sigma)
        lower, upper = normal.cdf(math.log(SHORTEST_JOB)), normal.cdf(math.log(LONGEST_JOB))
        return (normal.cdf(math.log(seconds)) - lower) / (upper - lower)

    def least_looks(self, relative: float, *, latency: float = LATENCY) -> float:
        """About the least looks a wait, on average, with which one can be this late, as a share of the duration.

        For a schedule that knows the population, though not the job. With p(t) from one look to the next, the looks are
        1 + the integral of S(t) / p(t), where S is the share of jobs still going on; the lateness is half of p(t),
        weighed with the density f(t) / t. By Cauchy and Schwarz their product is at least half the square of the
        integral of sqrt(S f / t), and p can be chosen so that it is no more.
        """
        normal = NormalDist(math.log(self.median), self.sigma)
        lower, upper = normal.cdf(math.log(SHORTEST_JOB)), normal.cdf(math.log(LONGEST_JOB))
        step = math.log(LONGEST_JOB / SHORTEST_JOB) / 2000
        root = inverse = 0.0
        for number in range(2000):
            # In logarithms of t: f(t) dt is the normal density times the step, and dt is t times the step.
            logarithm = math.log(SHORTEST_JOB) + (number + 0.5) * step
            density = normal.pdf(logarithm) / (upper - lower)
            going_on = (upper - normal.cdf(logarithm)) / (upper - lower)
            root += math.sqrt(going_on * density) * step
            inverse += density / math.exp(logarithm) * step
        room = relative - latency / 2 * inverse
        return 1 + root**2 / (2 * room) if room > 0 else math.inf


POPULATIONS: Final = (Population(60.0, 1.0), Population(20.0, 0.6))


@frozen
class Contender:
    """One way to wait."""

    name: str
    label: str
    """Short, for a plot."""
    pause: Pause
    by_chance: bool = False
    sleeps_first: bool = False


def _ours(state: State) -> float:
    return pause_before_look(state.elapsed, took=state.took, chance=state.chance)


def fixed(seconds: float) -> Pause:
    """The same pause each time."""
    return lambda state: seconds


def growing(first: float, factor: float, longest: float) -> Pause:
    """Pauses that grow by a factor, up to a limit."""
    return lambda state: min(longest, first * factor ** min(state.looks - 1, 64))


OURS: Final = Contender("ours", "ours", _ours, by_chance=True)
PEERS: Final = (
    Contender("1 s (openai-python)", "1 s", fixed(1.0)),
    Contender("0.5 s, the first one too (replicate)", "0.5 s", fixed(0.5), sleeps_first=True),
    Contender("0.1 s (fal)", "0.1 s", fixed(0.1)),
    Contender(
        "4.5 to 7.5 s, the first one too (runwayml)",
        "6 s",
        lambda state: 4.5 + 3.0 * state.chance,
        by_chance=True,
        sleeps_first=True,
    ),
    Contender("2 s doubling to 30 s (the provider's advice)", "2 to 30 s", growing(2.0, 2.0, 30.0)),
    Contender("1 s by 1.5 to 20 s (google-api-core)", "1 to 20 s", growing(1.0, 1.5, 20.0)),
)


@frozen(kw_only=True)
class Outcome:
    """The outcome of many waits; lateness in seconds, or as a share of the job's duration."""

    requests: float
    requests_95: float
    late: float
    relative: float
    relative_95: float
    punctual: float
    """The share of waits that were at most 10 percent late."""


def looks(contender: Contender, chance: random.Random, *, latency: float, age: float = 0.0) -> Generator[float]:
    """Iterate over the times of a wait's polls, in seconds since it began.

    Args:
        contender: The contender.
        chance: The source of random numbers.
        latency: Seconds for a poll.
        age: The age of the job when the wait begins, as far as the contender knows it.
    """
    now, count = 0.0, 0
    if contender.sleeps_first:
        now = contender.pause(State(0, 0.0, 0.0, chance.random()))
    while True:
        yield now
        now += latency
        count += 1
        now += contender.pause(State(count, age + now, latency, chance.random()))


def simulate(contender: Contender, durations: Sequence[float], *, seed: int, latency: float = LATENCY) -> Outcome:
    """Simulate waits that begin with the job."""
    chance = random.Random(seed)  # noqa: S311
    shared: list[float] = []
    if not contender.by_chance:  # then all waits are identical
        for look in looks(contender, chance, latency=latency):
            shared.append(look)
            if look > LONGEST_JOB:
                break
    seen = [_seen(contender, duration, shared, chance, latency) for duration in durations]
    return _outcome(seen, durations)


def simulate_late_waits(durations: Sequence[float], *, knows_age: bool, seed: int, latency: float = LATENCY) -> Outcome:
    """Simulate our waits that begin at any age of the job; lateness is a share of the job's duration."""
    chance = random.Random(seed)  # noqa: S311
    seen: list[tuple[int, float]] = []
    for duration in durations:
        age = duration * chance.random()
        wait = looks(OURS, chance, latency=latency, age=age if knows_age else 0.0)
        seen.append(_first_seen(wait, duration - age, latency))
    return _outcome(seen, durations)


def _seen(
    contender: Contender, duration: float, shared: list[float], chance: random.Random, latency: float
) -> tuple[int, float]:
    if shared:
        number = bisect_left(shared, duration - latency / 2)
        return number + 1, shared[number] + latency - duration
    return _first_seen(looks(contender, chance, latency=latency), duration, latency)


def _first_seen(wait: Generator[float], duration: float, latency: float) -> tuple[int, float]:
    """The number of the poll that finds the job finished, and its lateness."""
    for number, look in enumerate(wait, 1):
        if look >= duration - latency / 2:
            return number, look + latency - duration
    raise AssertionError("a wait never ends by itself")


def _outcome(seen: Sequence[tuple[int, float]], durations: Sequence[float]) -> Outcome:
    requests = sorted(count for count, _ in seen)
    relative = sorted(late / duration for (_, late), duration in zip(seen, durations, strict=True))
    rank = math.ceil(0.95 * len(seen)) - 1
    return Outcome(
        requests=fmean(requests),
        requests_95=requests[rank],
        late=fmean(late for _, late in seen),
        relative=fmean(relative),
        relative_95=relative[rank],
        punctual=bisect_left(relative, 0.1) / len(relative),
    )


def largest_burst(
    contender: Contender, *, waits: int, window: float, after: int, until: float, seed: int, latency: float = LATENCY
) -> int:
    """The most polls in any window of time, for waits that begin at the same moment.

    Args:
        contender: The contender.
        waits: The number of waits.
        window: The length of the window in seconds.
        after: The first polls of each wait that are not counted, because they coincide with any schedule.
        until: The duration of the jobs in seconds.
        seed: The seed for random numbers.
        latency: Seconds for a poll.
    """
    chance = random.Random(seed)  # noqa: S311
    windows: Counter[int] = Counter()
    for _ in range(waits if contender.by_chance else 1):
        for look in islice(looks(contender, chance, latency=latency), after, None):
            if look > until:
                break
            windows[int(look / window)] += 1
    most = max(windows.values())
    return most if contender.by_chance else most * waits  # then all waits are identical
