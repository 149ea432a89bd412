"""When to look at a running video: the schedule's properties, what servers ask for, and the simulated aims."""

from __future__ import annotations

import math
import threading
from email.utils import formatdate
from pathlib import Path
from typing import Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import InvalidArgumentError
from runtime.jobs.schedule import (
    HINT_JITTER,
    JITTER,
    LONGEST_HINT,
    LONGEST_PAUSE,
    SHORTEST_PAUSE,
    age_when_answered,
    pause_before_look,
    pause_by_policy,
    poll_hint,
)
from tools.benchmarks import polling_page, polling_study, scatter, waits

PROJECT: Final = Path(__file__).resolve().parents[2]
NOW: Final = 1_700_000_000.0
CHANCES = st.floats(0, 1)
AGES = st.floats(0, 1e6)
ANY_NUMBER = st.floats(allow_nan=True, allow_infinity=True)


@pytest.fixture(scope="module")
def found() -> polling_study.Study:
    """Everything that `python -m tools.benchmarks.polling` simulates."""
    return polling_study.study()


@given(ANY_NUMBER, ANY_NUMBER, st.none() | ANY_NUMBER, CHANCES)
def test_a_pause_is_bounded(elapsed: float, took: float, hint: float | None, chance: float) -> None:
    """Whatever is handed in, a pause is neither shorter than half of the shortest one nor longer than a hinted one."""
    pause = pause_before_look(elapsed, took=took, hint=hint, chance=chance)

    assert SHORTEST_PAUSE * (1 - JITTER) / 2 <= pause <= LONGEST_HINT * (1 + HINT_JITTER)


@given(AGES, CHANCES)
def test_a_pause_without_a_hint(elapsed: float, chance: float) -> None:
    """From the sixth second on, a pause is within the schedule's own bounds."""
    pause = pause_before_look(6 + elapsed, chance=chance)

    assert SHORTEST_PAUSE * (1 - JITTER) <= pause <= LONGEST_PAUSE * (1 + JITTER)


@given(AGES, AGES, CHANCES, st.floats(0, 5))
def test_who_waited_longer_looks_later(one: float, other: float, chance: float, took: float) -> None:
    """The time of the next look grows with the time spent; from the sixth second on, the pause does too."""
    early, late = sorted((one, other))

    pauses = [pause_before_look(elapsed, took=took, chance=chance) for elapsed in (early, late)]
    later_pauses = [pause_before_look(6 + elapsed, took=took, chance=chance) for elapsed in (early, late)]

    assert early + pauses[0] <= late + pauses[1] or math.isclose(early + pauses[0], late + pauses[1])
    assert later_pauses[0] <= later_pauses[1]


@given(AGES, CHANCES, CHANCES)
def test_chance_makes_longer(elapsed: float, one: float, other: float) -> None:
    """A greater chance is a longer pause, and 0.5 the middle of it."""
    low, high = sorted((one, other))

    assert pause_before_look(elapsed, chance=low) <= pause_before_look(elapsed, chance=high)
    assert pause_before_look(100 + elapsed) == pytest.approx(min(LONGEST_PAUSE, 0.09 * (100 + elapsed)))


@given(CHANCES)
def test_the_second_look(chance: float) -> None:
    """The second look comes when a job has been going on for 4 to 6 s, however long the first one took."""
    for took in (0.0, 0.2, 1.5, 2.0):
        assert took + pause_before_look(took, took=took, chance=chance) == pytest.approx(4 + 2 * chance)


@pytest.mark.parametrize(("took", "pause"), [(0, 4.5), (0.5, 4.0), (2.25, 2.25), (4, 2.25), (300, 2.25), (-5, 4.5)])
def test_a_slow_look_is_counted_off(took: float, pause: float) -> None:
    """What the last look took is counted off, up to half of the pause."""
    assert pause_before_look(50, took=took) == pytest.approx(pause)


@given(AGES, st.floats(SHORTEST_PAUSE, LONGEST_HINT), CHANCES, st.floats(0, 100))
def test_a_hint_is_honoured(elapsed: float, hint: float, chance: float, took: float) -> None:
    """A sensible hint is the pause, whatever the schedule says: never sooner, and little later."""
    pause = pause_before_look(elapsed, took=took, hint=hint, chance=chance)

    assert hint <= pause <= hint * (1 + HINT_JITTER)
    assert pause_before_look(elapsed, hint=hint, chance=0) == hint


@pytest.mark.parametrize(
    ("hint", "pause"),
    [
        (0.0, SHORTEST_PAUSE),
        (1e-9, SHORTEST_PAUSE),
        (61.0, LONGEST_HINT),
        (3e7, LONGEST_HINT),
        (math.inf, LONGEST_HINT),
    ],
)
def test_a_hint_that_would_hurt(hint: float, pause: float) -> None:
    """No hint makes us ask faster than by ourselves, nor less than about once a minute."""
    assert pause_before_look(50, hint=hint, chance=0) == pause


@pytest.mark.parametrize("hint", [-1.0, -math.inf, math.nan])
def test_a_hint_that_is_none(hint: float) -> None:
    """What is no pause is no hint."""
    assert pause_before_look(50, hint=hint) == pause_before_look(50)
    assert pause_by_policy(lambda waited: 3.0, 50, hint=hint) == 3.0


@pytest.mark.parametrize(
    ("headers", "hint"),
    [
        ({}, None),
        ({"openai-poll-after-ms": "5000"}, 5.0),
        ({"openai-poll-after-ms": "0"}, 0.0),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "2500"}, 2.5),
        ({"retry-after": formatdate(NOW + 20, usegmt=True)}, 20.0),
        ({"retry-after": formatdate(NOW - 20, usegmt=True)}, 0.0),
        ({"retry-after": "7", "openai-poll-after-ms": "5000"}, 7.0),
        ({"retry-after": "2", "openai-poll-after-ms": "5000"}, 5.0),
        ({"openai-poll-after-ms": "soon"}, None),
        ({"openai-poll-after-ms": "-5000"}, None),
        ({"openai-poll-after-ms": "nan"}, None),
        ({"openai-poll-after-ms": "1e999"}, None),
        ({"openai-poll-after-ms": ""}, None),
        ({"openai-poll-after-ms": "soon", "retry-after": "7"}, 7.0),
        ({"openai-poll-after-ms": "5000", "retry-after": "later"}, 5.0),
        ({"ratelimit-reset": "40"}, None),
        ({"ratelimit-reset": "40", "ratelimit-remaining": "0", "openai-poll-after-ms": "5000"}, 5.0),
    ],
)
def test_what_an_answer_asks_for(headers: dict[str, str], hint: float | None) -> None:
    """The longer of both ways to ask; none where nothing can be read; a success's bookkeeping asks for nothing."""
    assert poll_hint(headers, now=NOW) == hint
    assert poll_hint(httpx.Headers({name.title(): value for name, value in headers.items()}), now=NOW) == hint


@pytest.mark.parametrize("status_code", [429, 503])
def test_what_a_refusal_asks_for(status_code: int) -> None:
    """A refusal also says when its limit ends."""
    assert poll_hint({"ratelimit-reset": "40"}, now=NOW, status_code=status_code) == 40.0
    assert poll_hint({"ratelimit-reset": "40", "retry-after": "3"}, now=NOW, status_code=status_code) == 3.0
    assert poll_hint({}, now=NOW, status_code=status_code) is None


@given(st.text(max_size=40) | st.text("0123456789.-+eE_ :,GMTSunJa", max_size=30), st.sampled_from((200, 429)), CHANCES)
def test_any_hint_can_be_read(text: str, status_code: int, chance: float) -> None:
    """Whatever stands in the headers, there is a hint of at least 0, or none, and a pause of at least ours."""
    for name in ("openai-poll-after-ms", "retry-after", "retry-after-ms", "ratelimit-reset"):
        hint = poll_hint({name: text}, now=NOW, status_code=status_code)

        assert hint is None or 0 <= hint < math.inf
        assert SHORTEST_PAUSE / 2 < pause_before_look(20, hint=hint, chance=chance) <= LONGEST_HINT * (1 + HINT_JITTER)


def test_a_policy_of_the_callers_own() -> None:
    """It is given what was waited, and it decides; a hint can only make its pause longer, up to a minute."""
    asked: list[float] = []

    def policy(waited: float) -> float:
        asked.append(waited)
        return 0.5

    assert pause_by_policy(policy, 12.5) == 0.5
    assert pause_by_policy(policy, 13.0, hint=0.1) == 0.5
    assert pause_by_policy(policy, 14.0, hint=4.0) == 4.0
    assert pause_by_policy(policy, 15.0, hint=1e9) == LONGEST_HINT
    assert asked == [12.5, 13.0, 14.0, 15.0]
    assert pause_by_policy(lambda waited: 600, 0) == 600
    assert pause_by_policy(lambda waited: 1e300, 0) <= threading.TIMEOUT_MAX


@pytest.mark.parametrize("answer", [0, -1, math.nan, math.inf, None, "2"])
def test_a_policy_that_makes_no_sense(answer: object) -> None:
    """What is no pause is refused, with what it was and when."""
    with pytest.raises(InvalidArgumentError, match=r"policy must return.*12\.5 s"):
        pause_by_policy(lambda waited: answer, 12.5)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("date", "age"),
    [
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW, usegmt=True), 0.0),
        (formatdate(NOW - 3600, usegmt=True), 0.0),
        ("Tue, 14 Nov 2023 22:14:50 -0000", 0.0),  # says that its zone is not known
        ("yesterday", 0.0),
        ("", 0.0),
        ("Tue, 99 Nov 2023 22:14:50 GMT", 0.0),
        ("Tue, 14 Nov 99999 22:14:50 GMT", 0.0),
        (None, 0.0),
    ],
)
def test_the_age_of_a_job(date: str | None, age: float) -> None:
    """It is what the server's own clock says, and 0 where that says nothing that makes sense."""
    assert age_when_answered(NOW, {} if date is None else {"date": date}) == age


@given(st.text(max_size=40) | st.text("0123456789-+ :,GMTSunJa", max_size=30), ANY_NUMBER)
def test_any_date_can_be_read(date: str, created_at: float) -> None:
    """Whatever the server writes, the age is at least 0, and a pause follows from it."""
    age = age_when_answered(created_at, {"date": date})

    assert age >= 0
    assert pause_before_look(age) > 0


def test_the_aims(found: polling_study.Study) -> None:
    """On average at most 26 requests, 3 s and 5 percent late, and 95 of 100 at most 10 percent late."""
    outcome = found.outcomes[waits.POPULATIONS[0]][waits.OURS.name]

    assert outcome.requests <= 26
    assert outcome.late <= 3
    assert outcome.relative <= 0.05
    assert outcome.relative_95 <= 0.1
    assert outcome.punctual >= 0.95
    assert not polling_study.missed(outcome)


@pytest.mark.parametrize("latency", polling_study.OTHER_LATENCIES)
def test_the_aims_with_other_latencies(found: polling_study.Study, latency: float) -> None:
    """They are reached with requests that take no time, and with those that take 0.3 s, as well."""
    assert not polling_study.missed(found.by_latency[waits.POPULATIONS[0], latency])


def test_the_aims_with_other_jobs() -> None:
    """They do not hang on one seed."""
    for seed in (1, 2):
        outcome = waits.simulate(waits.OURS, waits.POPULATIONS[0].durations(10_000, seed=seed), seed=seed)

        assert not polling_study.missed(outcome)


def test_no_peer_is_better(found: polling_study.Study) -> None:
    """In neither population is anybody better at both requests and lateness; all seven were looked at."""
    assert [polling_study.better_at_both(outcomes) for outcomes in found.outcomes.values()] == [[], []]
    assert [len(outcomes) for outcomes in found.outcomes.values()] == [7, 7]


def test_who_is_better_would_be_told(found: polling_study.Study) -> None:
    """Somebody with our own numbers counts as better, and all missed aims are listed."""
    ours = found.outcomes[waits.POPULATIONS[0]][waits.OURS.name]
    late = waits.Outcome(requests=27, requests_95=50, late=4, relative=0.06, relative_95=0.11, punctual=0.9)

    assert polling_study.better_at_both({waits.OURS.name: ours, "twin": ours}) == ["twin"]
    assert len(polling_study.missed(late)) == 4


def test_waits_that_began_together_spread_out(found: polling_study.Study) -> None:
    """Of 10,000 waits that begin at once, no tenth of a second sees more than a tenth look again."""
    assert found.bursts[waits.OURS.name] <= 1000


def test_the_simulation_counts_right() -> None:
    """A look each second, of no duration: a job of 3.5 s takes 5 looks, and is seen 0.5 s late."""
    contender = waits.Contender("each second", "1 s", waits.fixed(1.0))

    outcome = waits.simulate(contender, [3.5], seed=1, latency=0.0)
    by_chance = waits.simulate(waits.Contender("", "", waits.fixed(1.0), by_chance=True), [3.5], seed=1, latency=0.0)
    sleepy = waits.simulate(waits.Contender("", "", waits.fixed(1.0), sleeps_first=True), [3.5], seed=1, latency=0.0)
    slow = waits.simulate(contender, [3.5], seed=1, latency=0.5)

    assert (outcome.requests, outcome.late) == (5, 0.5)
    assert outcome.relative == pytest.approx(1 / 7)
    assert outcome == by_chance
    assert (sleepy.requests, sleepy.late) == (4, 0.5)
    # Looks at 0, 1.5, 3 and 4.5 s; the fourth is answered at 5 s, from the state at 4.75 s.
    assert (slow.requests, slow.late) == (4, 1.5)


def test_the_populations() -> None:
    """The durations are within their bounds, have their median, and are the same each time."""
    for population in waits.POPULATIONS:
        durations = population.durations(20_000, seed=5)

        assert min(durations) >= 3
        assert max(durations) <= 1800
        assert sorted(durations)[10_000] == pytest.approx(population.median, rel=0.03)
        assert durations == population.durations(20_000, seed=5)
        assert sum(duration < 18 for duration in durations) / 20_000 == pytest.approx(
            population.share_below(18), abs=0.01
        )


def test_nobody_beats_the_line(found: polling_study.Study) -> None:
    """Nobody, knowing no more than the time, gets by with clearly fewer looks than the least for that lateness."""
    for population, outcomes in found.outcomes.items():
        for outcome in outcomes.values():
            assert outcome.requests >= 0.95 * population.least_looks(outcome.relative)


def test_the_page_says_what_is_simulated_today(found: polling_study.Study) -> None:
    """`docs/polling.md` and its plot are what `python -m tools.benchmarks.polling --write` would write."""
    assert (PROJECT / "docs" / "polling.md").read_text(encoding="utf-8") == polling_page.page(found)
    assert (PROJECT / "docs" / "polling.svg").read_text(encoding="utf-8") == polling_page.plot(found)


def test_a_plot_of_what_does_not_fit() -> None:
    """A point outside of the axes is an error, not a point that nobody sees; text cannot become markup."""
    axes = scatter.Axes(x_title="<x>", y_title="y", x_ticks=(1, 10), y_ticks=(1, 10))

    with pytest.raises(ValueError, match="outside"):
        scatter.svg([scatter.Panel("", [scatter.Point(11, 5, "far")])], axes, description="")
    assert "&lt;x&gt;" in scatter.svg([scatter.Panel("a & b", [])], axes, description='"')
