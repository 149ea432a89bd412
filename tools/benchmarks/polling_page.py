"""The results of the polling study, as a page and a plot."""

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
    """Write the results in Markdown."""
    return "\n".join([*_introduction(), *_comparison(found), *_theory(found), *_robustness(found), ""])


def _introduction() -> Iterator[str]:
    yield "<!-- Written by `python -m tools.benchmarks.polling --write`. Do not edit. -->"
    yield "# How a wait spaces its requests"
    yield ""
    yield from _paragraph(f"""
        While a video is made, `videos.wait` polls: it requests the video again and again until it is finished.
        Polling often costs requests. Polling rarely costs time, as the caller learns of the end late: by half a pause
        on average. `videos.wait` sends the first request at once, because the video may be finished already, and the
        second one when the job is {schedule.EARLIEST_SECOND_LOOK:g} to {schedule.LATEST_SECOND_LOOK:g} s old, as hardly
        any video is made faster. After that, the interval is {schedule.SHARE_OF_ELAPSED:.0%} of the time elapsed, at
        least {schedule.SHORTEST_PAUSE:g} s and at most {schedule.LONGEST_PAUSE:g} s, with a random deviation of up to
        {schedule.JITTER:.0%}.
    """)
    yield from _item(f"""
        **The server's wish comes first.** If an answer has `openai-poll-after-ms` or `Retry-After`, the longer of them
        replaces the interval, within {schedule.SHORTEST_PAUSE:g} s and {schedule.LONGEST_HINT:g} s; a random addition
        of up to {schedule.HINT_JITTER:.0%} spreads the requests of many clients. `RateLimit-Reset` counts only on an
        error answer; on a success it merely reports the state of the limit.
    """)
    yield from _item("""
        **The duration of a request is subtracted from the pause**, up to half of the pause. So the number of requests
        does not depend on their duration, and a slow server still gets pauses.
    """)
    yield from _item("""
        **The provider recommends** intervals from 2 s to at most 30 s. Our second request comes later, the next
        intervals are up to 15% shorter, and our longest interval is a third as long, because of the aims below.
    """)
    yield ""


def _comparison(found: Study) -> Iterator[str]:
    yield "## Comparison"
    yield from _paragraph(f"""
        This is a simulation of {JOBS:,} jobs, the same for all clients. Their durations are log-normal, between
        {SHORTEST_JOB:g} s and {LONGEST_JOB / 60:g} min (values outside are drawn again). A request takes {LATENCY:g} s;
        the server reads the state in the middle of it. *Late* is the time from the end of the job to the answer that
        reports it, in seconds or in percent of the job's duration. *95* is the value that 95 of 100 waits do not
        exceed. The simulation contains the other clients' schedules, not their handling of errors or deadlines.
    """)
    yield from _paragraph(f"""
        Our aims are, on average, at most {MOST_REQUESTS:g} requests, {MOST_LATE:g} s and {MOST_RELATIVE:.0%} late; for
        95 of 100 waits, at most {MOST_RELATIVE_95:.0%} late; and no other schedule with both fewer requests and less
        lateness.
    """)
    yield "![Requests and lateness of seven schedules for two populations](polling.svg)"
    yield ""
    yield from _paragraph("""
        The shaded area is within the aims for the averages. The dashed line is approximately the best possible
        schedule if the distribution of the durations is known.
    """)
    for population, outcomes in found.outcomes.items():
        yield f"**{_described(population)}**"
        yield ""
        yield "| interval | requests | 95 | late, s | late, % | 95, % |"
        yield "|---|--:|--:|--:|--:|--:|"
        for name, outcome in outcomes.items():
            yield _row(f"**{name}**" if name == OURS.name else name, outcome)
        yield ""
        yield _verdict(outcomes)
        yield ""


def _verdict(outcomes: Outcomes) -> str:
    not_reached = missed(outcomes[OURS.name])
    better = better_at_both(outcomes)
    aims = "Our schedule meets all aims" if not not_reached else f"Our schedule misses: {'; '.join(not_reached)}"
    peers = "No other is better in both" if not better else f"Better in both: {', '.join(better)}"
    return f"{aims}. {peers}."


def _theory(found: Study) -> Iterator[str]:
    yield "## The theoretical limit"
    yield from _paragraph("""
        Let S(t) be the share of jobs that are still running, and f(t) the density of the durations. Intervals p(t)
        then cost about 1 + ∫ S / p requests, and a relative lateness of ∫ f p / 2t. The best trade-off between the two
        is an interval proportional to √(t S / f). If the probability that a running job ends soon falls as 1 / t, that
        is a fixed share of the elapsed time. The exact optimum requires the distribution of the durations; a share of
        the elapsed time, within bounds, comes close without it:
    """)
    yield "| jobs | late, % | requests | minimum for this lateness |"
    yield "|---|--:|--:|--:|"
    for population, outcomes in found.outcomes.items():
        ours = outcomes[OURS.name]
        least = population.least_looks(ours.relative)
        yield f"| {_described(population)} | {ours.relative * 100:.1f} | {ours.requests:.1f} | {least:.1f} |"
    yield ""
    long, short = POPULATIONS
    early = schedule.SHORTEST_PAUSE / MOST_RELATIVE_95
    yield from _paragraph(f"""
        The longest interval follows from the aim for the average in seconds, which the few long jobs dominate; the
        shortest one from the aim for 95 of 100 waits in the first population. In the second population,
        {short.share_below(early) * 100:.0f} of 100 jobs end before {early:g} s, when a tenth of the elapsed time is
        less than our shortest interval (in the first, {long.share_below(early) * 100:.0f} do). Therefore our schedule
        misses the aims in percent there. A fixed interval of one second meets the aim for the average, with twice as
        many requests. For shorter intervals, pass a `policy`.
    """)


def _robustness(found: Study) -> Iterator[str]:
    yield "## Other conditions"
    yield "**Faster or slower requests**, with our schedule:"
    yield ""
    yield "| jobs | duration of a request | requests | 95 | late, s | late, % | 95, % |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for population, outcomes in found.outcomes.items():
        by_latency = {LATENCY: outcomes[OURS.name]}
        by_latency |= {latency: found.by_latency[population, latency] for latency in OTHER_LATENCIES}
        for latency in sorted(by_latency):
            yield _row(f"{_described(population)} | {latency:g} s", by_latency[latency])
    yield ""
    yield from _paragraph("""
        **A wait that starts late**, at any time in the course of a job (first population). If the schedule did not
        know the age of the job, it would treat it as a new one and send more requests, and the second request would
        come too late for some jobs. The age is computed from the server's clock, as the answer's `Date` minus
        `created_at`, because our own clock may be wrong.
    """)
    yield "| the schedule counts from | requests | 95 | late, s | late, % | 95, % |"
    yield "|---|--:|--:|--:|--:|--:|"
    yield _row("the start of the wait", found.late_waits[False])
    yield _row("the creation of the job", found.late_waits[True])
    yield ""
    yield from _paragraph(f"""
        **{BURST_WAITS:,} waits that start at the same moment**, for jobs that all run for {BURST_UNTIL:g} s. The first
        requests arrive together, unless something limits them. The largest number of later requests within
        {BURST_WINDOW:g} s:
    """)
    yield f"| interval | requests within {BURST_WINDOW:g} s |"
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
