"""What a document says of a job, as data: which looks show which end, and where a wait goes from there."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime, timezone
from typing import Any

import pytest
from attrs import define, field, frozen

from runtime.errors import APIConnectionError, AuthenticationError, NotFoundError, ProviderError
from runtime.http.clock import Pace
from runtime.http.recent_creations import Recent
from runtime.jobs.kind import Condition, JobKind, seconds_at, value_at
from runtime.jobs.wait import Agenda, Wait, begin
from runtime.testing.virtual_clock import VirtualClock
from runtime.types import Response


@frozen
class Loading:
    """A made-up job: rows that are loaded into a table."""

    rows_left: float | None = None
    problem: str | None = None
    about: Any = None


class LoadingError(ProviderError):
    """The made-up job's error."""

    def __init__(self, message: str = "", *, table: str = "", loading: Loading | None = None) -> None:
        super().__init__(message)
        self.table = table
        self.loading = loading


class LoadingTimeoutError(LoadingError, TimeoutError):
    """The made-up job's timeout."""


@define
class LoadingResult:
    """How one of several made-up waits ended."""

    table: str
    loading: Loading | None = None
    error: ProviderError | None = field(default=None)


KIND = JobKind[Loading, LoadingResult](
    noun="loading",
    attribute="loading",
    resource="loadings",
    arguments=("table",),
    types=(str,),
    model=Loading,
    look=("GET", "/loadings/{table}"),
    completed=Condition(("rows_left",), (0,)),
    failed=Condition(("problem",)),
    cancelled=Condition(("about", "stopped"), (True,)),
    reason=(("problem",), ("about", "code")),
    created_at=("about", "since"),
    noted=0,
    error=LoadingError,
    failed_error=LoadingError,
    cancelled_error=LoadingError,
    timeout_error=LoadingTimeoutError,
    result=LoadingResult,
)


@pytest.mark.parametrize(
    ("job", "outcome"),
    [
        (Loading(5), None),
        (Loading(0), "completed"),
        (Loading(0.0), "completed"),
        (Loading(None), None),
        (Loading(0, "disk full"), "failed"),
        (Loading(5, "disk full", {"stopped": True}), "cancelled"),
        (Loading(5, None, {"stopped": 1}), None),
        (Loading(5, None, {"stopped": "true"}), None),
    ],
)
def test_a_counter_that_reaches_zero(job: Loading, outcome: str | None) -> None:
    """A counter at zero ends a job; a problem that is not null comes before, and a cancellation before that."""
    assert KIND.outcome(job) == outcome


def test_false_is_not_zero() -> None:
    """True and 1, and false and 0, are different values of a field."""
    assert not Condition(("done",), (True,)).holds({"done": 1}, None)
    assert not Condition(("left",), (0,)).holds({"left": False}, None)
    assert Condition(("done",), (True,)).holds({"done": True}, None)


def test_an_end_by_status() -> None:
    """A condition without a field asks for the look's status alone; one that nobody knows ends nothing."""
    condition = Condition(statuses=(200, 203))

    assert [condition.holds({}, status) for status in (200, 202, 203, None)] == [True, False, True, False]


@pytest.mark.parametrize(
    ("path", "value"),
    [(("rows_left",), 5), (("about", "code"), "E1"), (("about", "code", "more"), None), (("nothing", "there"), None)],
)
def test_paths_lead_through_models_and_maps(path: tuple[str, ...], value: object) -> None:
    """A path goes through attributes and members alike, and leads to None where something on the way is missing."""
    assert value_at(Loading(5, about={"code": "E1"}), path) == value


@pytest.mark.parametrize(
    ("since", "seconds"),
    [(5, 5.0), (5.5, 5.5), (datetime(1970, 1, 1, 0, 1, tzinfo=timezone.utc), 60.0), ("5", None), (True, None)],
)
def test_times_are_seconds(since: object, seconds: float | None) -> None:
    """A time is Unix seconds or a `datetime`; anything else reads as None."""
    assert seconds_at({"since": since}, ("since",)) == seconds


def look(job: Loading, status_code: int = 200) -> Response[Loading]:
    """A look."""
    return Response(status_code=status_code, headers={}, content=b"", parsed=job)


def wait(clock: VirtualClock, **options: Any) -> Wait[Loading, LoadingResult]:
    """A wait of 30 s."""
    options = {"timeout": 30.0, "policy": lambda waited: 10.0, "age": None, **options}
    return Wait(KIND, ("t1",), arguments=nullcontext(), pace=clock.pace, **options)


def test_a_wait_to_its_end() -> None:
    """Looks that change nothing are not told; the end is, and gives the job."""
    clock = VirtualClock()
    one = wait(clock)

    told = [one.told(look(job)) for job in (Loading(5), Loading(5), Loading(0))]

    assert told == [Loading(5), None, Loading(0)]
    assert one.is_over
    assert one.result() == Loading(0)
    assert one.report(None) == LoadingResult("t1", Loading(0))


def test_hiccups_and_refusals() -> None:
    """A lost connection passes, and is the cause of a timeout; a 401 ends the wait, and says what it was part of."""
    clock = VirtualClock()
    one = wait(clock)
    lost = APIConnectionError("lost")

    assert one.told(lost) is None
    assert one.pause() == 10
    clock.sleep(31)
    with pytest.raises(LoadingTimeoutError, match="loading t1 was never received after 30 s") as caught:
        one.pause()
    with pytest.raises(AuthenticationError, match="while waiting for loading t1, which may still be running"):
        one.told(AuthenticationError("no"))

    assert caught.value.__cause__ is lost
    assert (caught.value.table, caught.value.loading) == ("t1", None)


@pytest.mark.parametrize(("age", "passes"), [(None, False), (0.0, True), (9.0, True), (11.0, False)])
def test_a_job_that_is_not_found_yet(age: float | None, passes: bool) -> None:
    """A 404 passes in the first 10 s after a job's creation, if that is known, and ends a wait otherwise."""
    one = wait(VirtualClock(), age=age)

    if passes:
        assert one.told(NotFoundError("nothing")) is None
    else:
        with pytest.raises(NotFoundError):
            one.told(NotFoundError("nothing"))


def test_the_age_of_a_job() -> None:
    """What this client created a moment ago is as old as that; another job as old as it says, if the clocks agree."""
    clock = VirtualClock(100)
    now = clock.wall_clock()
    recent = Recent()

    class Created:
        id = "t1"

    recent.note(Created(), 95.0)
    options: dict[str, Any] = {"timeout": 30.0, "policy": None, "pace": clock.pace, "recent": recent}
    options["arguments"] = nullcontext()

    def passes(name: str, since: float | None) -> bool:
        one = begin(KIND, (name,), None if since is None else Loading(about={"since": since}), **options)
        try:
            one.told(NotFoundError("nothing"))
        except NotFoundError:
            return False
        return True

    assert passes("t1", None)
    assert not passes("t2", None)
    assert passes("t2", now - 5)
    assert not passes("t2", now - 15)
    assert not passes("t2", now + 60)


def test_many_waits_and_a_full_provider() -> None:
    """A 429 holds back all looks; a wait that is over has a result, and one that goes on is on the agenda again."""
    from runtime.errors import RateLimitError

    clock = VirtualClock()
    waits = [wait(clock) for _ in range(2)]
    agenda = Agenda(waits, 0.0)
    first, second = agenda.due(0.0), agenda.due(0.0)
    assert first is waits[0]
    assert second is waits[1]

    held = agenda.after_look(first, RateLimitError("full", status_code=429, headers={"retry-after": "20"}), 0.0)
    ended = agenda.after_look(second, look(Loading(0)), 0.0)

    assert held == (None, None)
    assert ended == (Loading(0), LoadingResult("t1", Loading(0)))
    assert (len(agenda), agenda.next_time()) == (1, 20.0)


def test_pace_is_a_parameter() -> None:
    """A wait asks the pace that it was given for the time, and no other."""
    times = iter([0.0, 7.0])

    one = Wait(
        KIND, ("t1",), timeout=5.0, policy=None, arguments=nullcontext(), pace=Pace(clock=lambda: next(times)), age=None
    )

    assert one.elapsed() == 7.0
