"""What was found about waiting, as a page and a plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from runtime.jobs import schedule

from .polling_study import (
    BURST_UNTIL,
    BURST_WAITS,
    BURST_WINDOW,
    JOBS,
    MOST_LATE,
    MOST_RELATIVE,
    MOST_RELATIVE_95,
    MOST_REQUESTS,
    OTHER_LATENCIES,
    Outcomes,
    Study,
    better_at_both,
    missed,
)
from .scatter import Axes, Panel, Point, svg
from .waits import LATENCY, LONGEST_JOB, OURS, PEERS, POPULATIONS, SHORTEST_JOB, Outcome, Population


def page(found: Study) -> str:
    """What was found, in Markdown."""
    return "\n".join([*_introduction(), *_comparison(found), *_theory(found), *_robustness(found), ""])


def _introduction() -> Iterator[str]:
    yield "<!-- Written by `python -m tools.benchmarks.polling --write`. Do not edit. -->"
    yield "# When to look at a running video"
    yield ""
    yield from _paragraph(f"""
        A look costs a request; a pause costs lateness, half of it on average. `videos.wait` looks at once, for the
        video may be finished already, and again when it has been going on for {schedule.EARLIEST_SECOND_LOOK:g} to
        {schedule.LATEST_SECOND_LOOK:g} s: hardly one is faster. From then on, the time from look to look is
        {schedule.SHARE_OF_ELAPSED:.0%} of the time spent so far, at least {schedule.SHORTEST_PAUSE:g} s and at most
        {schedule.LONGEST_PAUSE:g} s. Chance makes each up to {schedule.JITTER:.0%} longer or shorter.
    """)
    yield from _item(f"""
        **What the server asks for comes first**: the longer of `openai-poll-after-ms` and `Retry-After`, read from
        every answer. It replaces the pause, between {schedule.SHORTEST_PAUSE:g} s and {schedule.LONGEST_HINT:g} s,
        and chance adds up to {schedule.HINT_JITTER:.0%}. `RateLimit-Reset` counts on a refusal; on a success it is
        bookkeeping.
    """)
    yield from _item("""
        **A slow answer is counted off the pause**, up to half of it: the number of requests does not depend on how
        long they take, and still a server in trouble gets its pauses.
    """)
    yield from _item("""
        **The provider advises** to begin with 2 s between looks and to end with at most 30 s. Our second look comes
        later than that, the next pauses are up to 15% shorter, and the longest is a third as long: the aims
        below ask for it.
    """)
    yield ""


def _comparison(found: Study) -> Iterator[str]:
    yield "## Side by side"
    yield from _paragraph(f"""
        {JOBS:,} jobs, the same for all, with log-normal durations from {SHORTEST_JOB:g} s to {LONGEST_JOB / 60:g} min
        (what is outside is drawn anew). A look takes {LATENCY:g} s, and reads the state in the middle of it. *Late*
        is the time from the end of the job to the answer that says so, in seconds or in percent of the job's
        duration; *95* is what 95 of 100 waits stay within. The others are their schedules, not their code: what they
        do about errors or deadlines is no part of this.
    """)
    yield from _paragraph(f"""
        The aims: on average at most {MOST_REQUESTS:g} requests, {MOST_LATE:g} s and {MOST_RELATIVE:.0%} late, and 95
        of 100 waits at most {MOST_RELATIVE_95:.0%} late; and nobody better at both requests and lateness.
    """)
    yield "![Requests and lateness of seven schedules for two populations](polling.svg)"
    yield ""
    yield from _paragraph("""
        The shaded area is what the aims for the means allow; the dashed line is about the best that is possible for
        who knows the population.
    """)
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
    peers = "Nobody is better at both" if not better else f"Better at both: {', '.join(better)}"
    return f"{aims}. {peers}."


def _theory(found: Study) -> Iterator[str]:
    yield "## What is possible"
    yield from _paragraph("""
        Where S(t) is the share of jobs that are still going on and f(t) the density of those that end, pauses p(t)
        cost about 1 + ∫ S / p looks, and make ∫ f p / 2t of relative lateness. The least of both is a pause in
        proportion to √(t S / f). Where the chance that a running job ends soon falls as 1 / t, that is a share of the
        time spent. Only who knows the population can do exactly that; a share of the time, within bounds, comes close
        to it without:
    """)
    yield "| jobs | late, % | requests | the least for that |"
    yield "|---|--:|--:|--:|"
    for population, outcomes in found.outcomes.items():
        ours = outcomes[OURS.name]
        least = population.least_looks(ours.relative)
        yield f"| {_described(population)} | {ours.relative * 100:.1f} | {ours.requests:.1f} | {least:.1f} |"
    yield ""
    long, short = POPULATIONS
    early = schedule.SHORTEST_PAUSE / MOST_RELATIVE_95
    yield from _paragraph(f"""
        The longest pause is set by the mean in seconds, which the few jobs of many minutes decide; the shortest one
        by the 95 of 100 in the first population. In the second, {short.share_below(early) * 100:.0f} of 100 jobs are
        over before {early:g} s, where a tenth of the time is less than our shortest pause (in the first, it is
        {long.share_below(early) * 100:.0f}), so that the aims in percent are not reached there. A fixed second
        reaches the mean, with twice our requests. For shorter pauses, hand in a policy.
    """)


def _robustness(found: Study) -> Iterator[str]:
    yield "## What if"
    yield "**Requests are faster, or slower.** Ours:"
    yield ""
    yield "| jobs | a look takes | requests | 95 | late, s | late, % | 95, % |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for population, outcomes in found.outcomes.items():
        by_latency = {LATENCY: outcomes[OURS.name]}
        by_latency |= {latency: found.by_latency[population, latency] for latency in OTHER_LATENCIES}
        for latency in sorted(by_latency):
            yield _row(f"{_described(population)} | {latency:g} s", by_latency[latency])
    yield ""
    yield from _paragraph("""
        **A wait begins late**, anywhere in the life of a job (the first population). Without the job's age, the
        schedule takes it for a young one, and asks more often; the second look is then late for some. The age is told
        by the server's own clock, the answer's `Date` less `created_at`; ours may be wrong.
    """)
    yield "| elapsed is | requests | 95 | late, s | late, % | 95, % |"
    yield "|---|--:|--:|--:|--:|--:|"
    yield _row("the time waited", found.late_waits[False])
    yield _row("the job's age", found.late_waits[True])
    yield ""
    yield from _paragraph(f"""
        **{BURST_WAITS:,} waits begin at once**, and all jobs go on for {BURST_UNTIL:g} s. The first looks come
        together, unless something holds them back. The most of the others within {BURST_WINDOW:g} s:
    """)
    yield f"| looks every | looks within {BURST_WINDOW:g} s |"
    yield "|---|--:|"
    for name, burst in found.bursts.items():
        yield f"| {name} | {burst:,} |"


def _paragraph(text: str) -> Iterator[str]:
    yield from _wrapped(text)
    yield ""


def _item(text: str) -> Iterator[str]:
    yield from _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", next_: str = "") -> list[str]:
    return wrap(
        " ".join(text.split()),
        118,
        initial_indent=first,
        subsequent_indent=next_,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _row(name: str, outcome: Outcome) -> str:
    return (
        f"| {name} | {outcome.requests:.1f} | {outcome.requests_95:.0f} | {outcome.late:.2f} "
        f"| {outcome.relative * 100:.1f} | {outcome.relative_95 * 100:.1f} |"
    )


def _described(population: Population) -> str:
    return f"median {population.median:g} s, sigma {population.sigma:.1f}"


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
