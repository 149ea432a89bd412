"""Decisions about another attempt: pure functions of what was seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.statuses import RETRIED, STATUSES

from runtime.errors import APIConnectionError, ResponseDecodeError, status_error_class
from runtime.http.call import Answer, Call
from runtime.http.retrying import (
    LONGEST_BACKOFF,
    LONGEST_WISH,
    RETRIED_STATUSES,
    is_temporary,
    pause_before_retry,
    server_wish,
)

NOW = 1_800_000_000.0
CALLS = {
    "GET": Call(operation="things_get", method="GET", path="/"),
    "POST": Call(operation="things_create", method="POST", path="/"),
    "marked POST": Call(operation="things_create", method="POST", path="/", idempotent=True),
    "POST with a key in its body": Call(operation="things_create", method="POST", path="/", idempotency_key="one"),
    "POST with a key": Call(operation="things_create", method="POST", path="/", headers={"Idempotency-Key": "one"}),
}


def decide(
    call: Call, outcome: Answer | APIConnectionError, *, attempt: int = 1, remaining: float | None = None
) -> float | None:
    """The pause after an attempt, with the jitter at its most."""
    return pause_before_retry(call, outcome, attempt=attempt, max_retries=2, remaining=remaining, chance=1.0, now=NOW)


@pytest.mark.parametrize("name", CALLS)
def test_what_may_be_repeated(name: str) -> None:
    """A safe method, one that is marked, and one with a key are sent again; any other only if it never left."""
    call, repeatable = CALLS[name], name != "POST"

    assert (decide(call, Answer(503, {}, b"")) is not None) == repeatable
    assert (decide(call, APIConnectionError("cut", maybe_delivered=True)) is not None) == repeatable
    assert decide(call, APIConnectionError("refused", maybe_delivered=False)) == 0.5


@pytest.mark.parametrize("status_code", [200, 204, *STATUSES])
def test_which_statuses_pass(status_code: int) -> None:
    """A status that may pass is tried again; no other is."""
    assert RETRIED_STATUSES == RETRIED
    assert (decide(CALLS["GET"], Answer(status_code, {}, b"")) is not None) == (status_code in RETRIED)


@pytest.mark.parametrize("status_code", [200, *STATUSES])
def test_what_a_call_repeats_does_not_end_a_wait(status_code: int) -> None:
    """A wait survives every status after which a call is repeated, every other server error, and nothing else."""
    error = status_error_class(status_code)("no", status_code=status_code)

    assert is_temporary(error) == (status_code in RETRIED or status_code >= 500)
    assert is_temporary(APIConnectionError("cut"))
    assert is_temporary(ResponseDecodeError("a string", 5))


def test_backoff_doubles_up_to_a_cap_and_ends() -> None:
    """Pauses double to at most 8 seconds; after the last retry there is none."""
    answer = Answer(503, {}, b"")

    assert [decide(CALLS["GET"], answer, attempt=number) for number in (1, 2, 3)] == [0.5, 1.0, None]
    longest = pause_before_retry(CALLS["GET"], answer, attempt=40, max_retries=40, remaining=None, chance=1.0, now=NOW)
    assert longest == LONGEST_BACKOFF


@pytest.mark.parametrize(("remaining", "pause"), [(0.5, None), (0.4, None), (0.6, 0.5), (None, 0.5)])
def test_a_pause_that_outlasts_the_call_is_not_made(remaining: float | None, pause: float | None) -> None:
    """A pause must be shorter than what is left of the whole call."""
    assert decide(CALLS["GET"], Answer(503, {}, b""), remaining=remaining) == pause


@pytest.mark.parametrize(
    ("headers", "wish"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "2500", "retry-after": "7"}, 2.5),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:07 GMT"}, 7.0),
        ({"ratelimit-reset": "9"}, 9.0),
        ({"ratelimit-reset": "1800000005"}, 5.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "\u0667"}, None),
    ],
    ids=str,
)
def test_what_a_server_asks_for(headers: dict[str, str], wish: float | None) -> None:
    """Seconds, milliseconds, a date or a reset; what makes no sense is no wish."""
    assert server_wish(headers, now=NOW) == wish


def test_nobody_waits_for_longer_than_a_minute_unasked() -> None:
    """A wish beyond a minute ends the call, unless the caller's own limit leaves the time."""
    answer = Answer(429, {"retry-after": "61"}, b"")

    assert decide(CALLS["GET"], answer) is None
    assert decide(CALLS["GET"], answer, remaining=60.5) is None
    assert decide(CALLS["GET"], answer, remaining=300.0) == 61.0


@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "retry-after-ms", "ratelimit-reset"]),
        st.text(max_size=40) | st.text("0123456789.-+eE_ :,GMTSunJa", max_size=30) | st.floats().map(str),
        max_size=3,
    ),
    st.integers(1, 10_000),
    st.floats(0, 1),
    st.none() | st.floats(0, 1e9),
    st.floats(0, 4e9),
)
def test_no_header_breaks_the_decision(
    headers: dict[str, str], attempt: int, chance: float, remaining: float | None, now: float
) -> None:
    """Whatever a server puts into its headers, the pause is a number of seconds within the bounds, or none."""
    wish = server_wish(headers, now=now)
    pause = pause_before_retry(
        CALLS["GET"],
        Answer(429, headers, b""),
        attempt=attempt,
        max_retries=attempt,
        remaining=remaining,
        chance=chance,
        now=now,
    )

    assert wish is None or wish >= 0
    assert pause is None or 0 <= pause <= (LONGEST_WISH if remaining is None else remaining)
