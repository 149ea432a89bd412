"""Waits for videos side by side, simulated: `python -m benchmarks.polling [--write]`.

Prints a page with what our schedule and six others cost and how late they are; `--write` puts it into `docs/`, with its
plot. Everything is drawn from one seed, so that each run says the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import frozen
from lumenfall_client._overlay import schedule

from .scatter import Axes, Panel, Point, svg
from .waits import (
    LATENCY,
    LONGEST_JOB,
    OURS,
    PEERS,
    POPULATIONS,
    SHORTEST_JOB,
    Contender,
    Outcome,
    Population,
    largest_burst,
    simulate,
    simulate_late_waits,
)

JOBS: Final = 20_000
SEED: Final = 20_261_121
DOCS: Final = Path(__file__).resolve().parent.parent / "docs"

MOST_REQUESTS: Final = 26.0
MOST_LATE: Final = 3.0
MOST_RELATIVE: Final = 0.05
MOST_RELATIVE_95: Final = 0.1

_OTHER_LATENCIES: Final = (0.0, 0.3)
_BURST_WAITS: Final = 10_000
_BURST_WINDOW: Final = 0.1
_BURST_UNTIL: Final = 60.0

Outcomes: TypeAlias = Mapping[str, Outcome]
"""By the contender's name; ours is the first."""


@frozen(kw_only=True)
class Study:
    """Everything that was simulated."""

    outcomes: Mapping[Population, Outcomes]
    by_latency: Mapping[tuple[Population, float], Outcome]
    late_waits: Mapping[bool, Outcome]
    """Of waits that begin anywhere in a job's life, by whether the age is known."""
    bursts: Mapping[str, int]


def study(jobs: int = JOBS, *, seed: int = SEED) -> Study:
    """Simulate everything: the same jobs for all contenders."""
    durations = {population: population.durations(jobs, seed=seed) for population in POPULATIONS}
    return Study(
        outcomes={
            population: {contender.name: simulate(contender, sample, seed=seed) for contender in (OURS, *PEERS)}
            for population, sample in durations.items()
        },
        by_latency={
            (population, latency): simulate(OURS, sample, seed=seed, latency=latency)
            for population, sample in durations.items()
            for latency in _OTHER_LATENCIES
        },
        late_waits={
            known: simulate_late_waits(durations[POPULATIONS[0]], knows_age=known, seed=seed) for known in (False, True)
        },
        bursts={contender.name: _burst(contender, seed) for contender in (OURS, *PEERS)},
    )


def _burst(contender: Contender, seed: int) -> int:
    return largest_burst(contender, waits=_BURST_WAITS, window=_BURST_WINDOW, after=1, until=_BURST_UNTIL, seed=seed)


def missed(outcome: Outcome) -> list[str]:
    """What we aim at and an outcome does not reach."""
    aims = (
        (outcome.requests <= MOST_REQUESTS, f"at most {MOST_REQUESTS:g} requests"),
        (outcome.late <= MOST_LATE, f"at most {MOST_LATE:g} s late"),
        (outcome.relative <= MOST_RELATIVE, f"at most {MOST_RELATIVE:.0%} late"),
        (outcome.relative_95 <= MOST_RELATIVE_95, f"95 of 100 at most {MOST_RELATIVE_95:.0%} late"),
    )
    return [aim for reached, aim in aims if not reached]


def better_at_both(outcomes: Outcomes) -> list[str]:
    """Who asks no more often than we do and is no later."""
    ours = outcomes[OURS.name]
    return [
        name
        for name, other in outcomes.items()
        if name != OURS.name
        and other.requests <= ours.requests
        and (other.late <= ours.late or other.relative <= ours.relative)
    ]


def page(found: Study) -> str:
    """What was found, in Markdown."""
    return "\n".join([*_introduction(), *_comparison(found), *_theory(found), *_robustness(found), ""])


def _introduction() -> Iterator[str]:
    yield "<!-- Written by `python -m benchmarks.polling --write`. Do not edit. -->"
    yield f"""# When to look at a running video

A look costs a request; a pause costs lateness, half of it on average. `videos.wait` looks at once, for the video may be
finished already, and again when it has been going on for {schedule.EARLIEST_SECOND_LOOK:g} to\
 {schedule.LATEST_SECOND_LOOK:g} s: hardly one is faster. From then on, the time from look to look
is {schedule.SHARE_OF_ELAPSED:.0%} of the time spent so far, at least {schedule.SHORTEST_PAUSE:g} s and at most\
 {schedule.LONGEST_PAUSE:g} s. Chance makes each {schedule.JITTER:.0%} longer or shorter.

- **What the server asks for comes first**: the longer of `openai-poll-after-ms` and `Retry-After`, read from every answer.
  It replaces the pause, between {schedule.SHORTEST_PAUSE:g} s and {schedule.LONGEST_HINT:g} s, and chance adds up to\
 {schedule.HINT_JITTER:.0%}: nobody looks before the time that the
  server named. `RateLimit-Reset` counts on a refusal; on a success it is bookkeeping.
- **A slow answer is counted off the pause**, up to half of it: the number of requests does not depend on how long they
  take, and still a server in trouble gets its pauses.
- **The provider advises** to begin with 2 s between looks and to end with at most 30 s. The second look comes later than
  that, the next ones up to a tenth sooner, and the longest pause is a third as long: what follows says why.
"""


def _comparison(found: Study) -> Iterator[str]:
    yield f"""## Side by side
{JOBS:,} jobs, the same for all, with log-normal durations from {SHORTEST_JOB:g} s to {LONGEST_JOB / 60:g} min (what is\
 outside is drawn anew). A look takes {LATENCY:g} s,
and reads the state in the middle of it. *Late* is the time from the end of the job to the answer that says so, in seconds or
in percent of the job's duration; *95* is what 95 of 100 waits stay within. The others are their schedules, not
their code: what they do about errors or deadlines is no part of this.

![Requests and lateness of seven schedules for two populations](polling.svg)
"""
    for population, outcomes in found.outcomes.items():
        yield f"**{_described(population)}**"
        yield ""
        yield "| looks every | requests | 95 | late, s | late, % | 95, % |"
        yield "|---|--:|--:|--:|--:|--:|"
        for name, outcome in outcomes.items():
            yield _row(f"**{name}**" if name == OURS.name else name, outcome)
        yield ""
        yield _verdict(outcomes)
        yield ""


def _verdict(outcomes: Outcomes) -> str:
    not_reached = missed(outcomes[OURS.name])
    better = better_at_both(outcomes)
    aims = "All aims are reached" if not not_reached else f"Not reached by ours: {'; '.join(not_reached)}"
    peers = "nobody is better at both requests and lateness" if not better else f"better at both: {', '.join(better)}"
    return f"{aims}; {peers}."


def _theory(found: Study) -> Iterator[str]:
    yield f"""## What is possible
The aims: on average at most {MOST_REQUESTS:g} requests, {MOST_LATE:g} s and {MOST_RELATIVE:.0%} late, and 95 of 100 waits\
 at most {MOST_RELATIVE_95:.0%} late.

Where S(t) is the share of jobs that are still going on and f(t) the density of those that end, pauses p(t) cost about
1 + ∫ S / p looks and make ∫ f p / 2t of relative lateness. The least of both is a pause in proportion to √(t S / f): as much
as the time spent, while as many jobs end in each doubling of it as in the one before. Only who knows the population can do
that; the dashed line of the plot is what it would get. A share of the time spent, within bounds, comes close to it
without knowing:

| | late, % | requests | the least for that |
|---|--:|--:|--:|"""
    for population, outcomes in found.outcomes.items():
        ours = outcomes[OURS.name]
        least = population.least_looks(ours.relative)
        yield f"| {_described(population)} | {ours.relative:.1%} | {ours.requests:.1f} | {least:.1f} |".replace("%", "")
    long, short = POPULATIONS
    yield f"""
The bounds are bought with the aims. Long pauses are cut for the sake of the mean in seconds, which the few jobs of many minutes
decide. The shortest one is set by the 95 of 100 of the first population. The second has {_share_below(short, 18):.0f} of 100\
 jobs below 18 s, where a tenth is less
than our shortest pause (in the first they are {_share_below(long, 18):.0f}), and for the mean of {MOST_RELATIVE:.0%} alone it\
 would take {short.least_looks(MOST_RELATIVE):.1f} looks
there instead of {found.outcomes[short][OURS.name].requests:.1f}. Who wants that hands in a policy of their own.
"""


def _robustness(found: Study) -> Iterator[str]:
    yield """## What if
**Requests are faster, or slower.** Ours:

| jobs | a look takes | requests | 95 | late, s | late, % | 95, % |
|---|--:|--:|--:|--:|--:|--:|"""
    for population, outcomes in found.outcomes.items():
        by_latency = {LATENCY: outcomes[OURS.name]}
        by_latency |= {latency: found.by_latency[population, latency] for latency in _OTHER_LATENCIES}
        for latency in sorted(by_latency):
            yield _row(f"{_described(population)} | {latency:g} s", by_latency[latency])
    yield f"""
**A wait begins late**, anywhere in the life of a job (the first population). Without the job's age, the schedule takes it
for a young one: it is no later, and asks more often. The age is taken from the server's own clock, its `Date` less
`created_at`; ours may be wrong.

| elapsed is | requests | 95 | late, s | late, % | 95, % |
|---|--:|--:|--:|--:|--:|
{_row("the time waited", found.late_waits[False])}
{_row("the job's age", found.late_waits[True])}

**{_BURST_WAITS:,} waits begin at once**, and all jobs go on for {_BURST_UNTIL:g} s. The first looks come together, unless\
 something holds them back.
The most of the others within {_BURST_WINDOW:g} s:

| looks every | looks within {_BURST_WINDOW:g} s |
|---|--:|"""
    for name, burst in found.bursts.items():
        yield f"| {name} | {burst:,} |"


def _row(name: str, outcome: Outcome) -> str:
    return (
        f"| {name} | {outcome.requests:.1f} | {outcome.requests_95:.0f} | {outcome.late:.2f} "
        f"| {outcome.relative * 100:.1f} | {outcome.relative_95 * 100:.1f} |"
    )


def _described(population: Population) -> str:
    return f"median {population.median:g} s, sigma {population.sigma:.1f}"


def _share_below(population: Population, seconds: float) -> float:
    return 100 * population.share_below(seconds)


def plot(found: Study) -> str:
    """Requests against lateness, in SVG."""
    axes = Axes(
        x_title="requests per wait, mean",
        y_title="late, % of the duration, mean",
        x_ticks=(3, 10, 30, 100, 500),
        y_ticks=(0.3, 1, 3, 10, 30, 100),
    )
    panels = [
        Panel(
            _described(population),
            [
                Point(outcomes[one.name].requests, outcomes[one.name].relative * 100, one.label, one is OURS)
                for one in (OURS, *PEERS)
            ],
            line=_least(population),
            marks=(MOST_REQUESTS, MOST_RELATIVE * 100),
        )
        for population, outcomes in found.outcomes.items()
    ]
    return svg(panels, axes, description="Requests and lateness of seven schedules for two populations of jobs")


def _least(population: Population) -> Sequence[tuple[float, float]]:
    relatives = [10 ** (number / 20 - 3) for number in range(60)]
    return [(population.least_looks(relative), relative * 100) for relative in relatives]


def main(arguments: list[str]) -> int:
    """Simulate and print; 1 if ours misses an aim in the first population, or a peer is better at both in any."""
    parser = argparse.ArgumentParser(prog="benchmarks.polling", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/polling.md and docs/polling.svg as well")
    options = parser.parse_args(arguments)
    found = study()
    text = page(found)
    print(text)
    if options.write:
        (DOCS / "polling.md").write_text(text, encoding="utf-8")
        (DOCS / "polling.svg").write_text(plot(found), encoding="utf-8")
    failing = missed(found.outcomes[POPULATIONS[0]][OURS.name])
    failing += [name for outcomes in found.outcomes.values() for name in better_at_both(outcomes)]
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
