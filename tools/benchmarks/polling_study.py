"""The polling study: its simulations and its aims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from attrs import frozen

from .waits import (
    OURS,
    PEERS,
    POPULATIONS,
    Contender,
    Outcome,
    Population,
    largest_burst,
    simulate,
    simulate_late_waits,
)

JOBS: Final = 20_000
SEED: Final = 20_261_121

MOST_REQUESTS: Final = 26.0
MOST_LATE: Final = 3.0
MOST_RELATIVE: Final = 0.05
MOST_RELATIVE_95: Final = 0.1

OTHER_LATENCIES: Final = (0.0, 0.3)
BURST_WAITS: Final = 10_000
BURST_WINDOW: Final = 0.1
BURST_UNTIL: Final = 60.0

Outcomes: TypeAlias = Mapping[str, Outcome]
"""The outcomes by contender; ours is the first."""


@frozen(kw_only=True)
class Study:
    """The results of all simulations."""

    outcomes: Mapping[Population, Outcomes]
    by_latency: Mapping[tuple[Population, float], Outcome]
    late_waits: Mapping[bool, Outcome]
    """The outcomes of waits that begin at any age of a job, by whether the age is known."""
    bursts: Mapping[str, int]


def study(jobs: int = JOBS, *, seed: int = SEED) -> Study:
    """Run all simulations, with the same jobs for all contenders."""
    durations = {population: population.durations(jobs, seed=seed) for population in POPULATIONS}
    return Study(
        outcomes={
            population: {contender.name: simulate(contender, sample, seed=seed) for contender in (OURS, *PEERS)}
            for population, sample in durations.items()
        },
        by_latency={
            (population, latency): simulate(OURS, sample, seed=seed, latency=latency)
            for population, sample in durations.items()
            for latency in OTHER_LATENCIES
        },
        late_waits={
            known: simulate_late_waits(durations[POPULATIONS[0]], knows_age=known, seed=seed) for known in (False, True)
        },
        bursts={contender.name: _burst(contender, seed) for contender in (OURS, *PEERS)},
    )


def _burst(contender: Contender, seed: int) -> int:
    return largest_burst(contender, waits=BURST_WAITS, window=BURST_WINDOW, after=1, until=BURST_UNTIL, seed=seed)


def missed(outcome: Outcome) -> list[str]:
    """The aims that an outcome misses."""
    aims = (
        (outcome.requests <= MOST_REQUESTS, f"at most {MOST_REQUESTS:g} requests"),
        (outcome.late <= MOST_LATE, f"at most {MOST_LATE:g} s late"),
        (outcome.relative <= MOST_RELATIVE, f"at most {MOST_RELATIVE:.0%} late"),
        (outcome.relative_95 <= MOST_RELATIVE_95, f"95 of 100 at most {MOST_RELATIVE_95:.0%} late"),
    )
    return [aim for reached, aim in aims if not reached]


def better_at_both(outcomes: Outcomes) -> list[str]:
    """The contenders with no more requests and no more lateness than ours."""
    ours = outcomes[OURS.name]
    return [
        name
        for name, other in outcomes.items()
        if name != OURS.name
        and other.requests <= ours.requests
        and (other.late <= ours.late or other.relative <= ours.relative)
    ]
