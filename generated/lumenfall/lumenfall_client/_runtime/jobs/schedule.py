# Copied from runtime/jobs/schedule.py by `nox -s generate`. Do not edit.
"""When to poll an unfinished job again, as pure functions.

Each poll costs a request. Each pause delays the moment when the client sees the end, by half of the pause on average.
Three rules place the requests where they help most:

- Few jobs finish within seconds, so the second poll comes after four to six seconds. The exact time is random, which
  spreads out waits that start together.
- After that, each pause is a share of the time waited so far. So the delay is a share of the job's duration, however
  long the job takes.
- A pause has a lower and an upper bound. The lower bound limits the requests for short jobs, the upper bound the delay
  for long ones.

`docs/polling.md` measures this schedule and compares it with others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from math import inf
from typing import Final, TypeAlias

from ..errors import InvalidArgumentError
from ..http.deadline import LONGEST_WAIT
from ..http.retrying import server_wish
from .kind import DEFAULT_LONGEST_PAUSE, DEFAULT_SHORTEST_PAUSE

PollPolicy: TypeAlias = Callable[[float], float]
"""A caller's own schedule: a function from the seconds waited so far to the seconds to pause before the next poll."""

EARLIEST_SECOND_LOOK: Final = 4.0
"""Seconds after the start of the job. Only the first poll, which comes immediately, is earlier."""
LATEST_SECOND_LOOK: Final = 6.0

# The pauses between two polls, unless a document gives others. Providers recommend starting with 2 s and ending with at
# most 30 s. Our second poll comes later, and our pauses stay shorter. With a shortest pause of 2 s, the client would
# see more than 5 of 100 jobs more than 10 percent late; with a longest pause of 30 s, it would see a job 4 s late on
# average.
SHORTEST_PAUSE: Final = DEFAULT_SHORTEST_PAUSE
LONGEST_PAUSE: Final = DEFAULT_LONGEST_PAUSE
SHARE_OF_ELAPSED: Final = 0.09

JITTER: Final = 0.05
"""The share by which a random number makes a pause longer or shorter."""

LONGEST_HINT: Final = 60.0
"""Seconds. If a server asks for a longer pause, the client polls once a minute: that is little load for the server, and
the caller does not wait for hours.
"""
HINT_JITTER: Final = 0.1
"""The share by which a random number makes a hinted pause longer, never shorter: the server has set the minimum."""

_REFUSALS: Final = 400
"""Statuses from here on are errors."""


def pause_before_look(
    elapsed: float,
    *,
    took: float = 0.0,
    hint: float | None = None,
    chance: float = 0.5,
    shortest: float = SHORTEST_PAUSE,
    longest: float = LONGEST_PAUSE,
) -> float:
    """Seconds to pause before the next poll of an unfinished job.

    A hint of the server replaces the schedule's pause, because only the server knows the job's progress and its own
    load. The client limits it to between its own shortest pause and a minute, so that neither 0 nor a huge number does
    harm.

    Args:
        elapsed: Seconds that the job has been running, as far as the client knows: at least the seconds waited so far.
        took: Seconds that the last poll took. They are subtracted from the pause, so that slow requests do not reduce
            the number of polls. At most half of the pause is subtracted, so that a slow server gets a rest.
        hint: The pause that the server asked for in its last response, in seconds.
        chance: A random number from 0 to 1, different for each call.
        shortest: The shortest pause, in seconds.
        longest: The longest pause without a hint, in seconds.
    """
    if hint is not None and hint >= 0:
        return min(LONGEST_HINT, max(shortest, hint)) * (1 + HINT_JITTER * chance)
    spent = max(0.0, elapsed)
    share = min(longest, max(shortest, SHARE_OF_ELAPSED * spent)) * (1 + JITTER * (2 * chance - 1))
    second_look = EARLIEST_SECOND_LOOK + (LATEST_SECOND_LOOK - EARLIEST_SECOND_LOOK) * chance
    return max(share / 2, share - max(0.0, took), second_look - spent)


def pause_by_policy(policy: PollPolicy, waited: float, *, hint: float | None = None) -> float:
    """Seconds to pause before the next poll, by a caller's own schedule. A hint can lengthen the pause, up to a minute.

    Raises:
        InvalidArgumentError: The policy did not return a finite number above 0.
    """
    pause = policy(waited)
    if not _is_pause(pause):
        raise InvalidArgumentError(
            f"policy must return the seconds to pause, above 0; after {waited:g} s of waiting, it returned {pause!r}"
        )
    pause = min(pause, LONGEST_WAIT)
    return max(pause, min(LONGEST_HINT, hint)) if hint is not None and hint >= 0 else pause


def _is_pause(value: object) -> bool:
    return isinstance(value, (int, float)) and 0 < value < inf


def poll_hint(headers: Mapping[str, str], *, now: float, status_code: int = 200) -> float | None:
    """The pause before the next poll that a response asks for, in seconds, never negative; None if it asks for none.

    It is the longer of `openai-poll-after-ms` and `Retry-After` (or `retry-after-ms`), because both give a minimum. An
    error response may instead say with `RateLimit-Reset` when its limit ends. Many servers also send that header with
    each success; there it is ignored, because the limit has not been reached.

    Args:
        headers: The headers of the response, with lower-case names or in a case-insensitive mapping.
        now: Seconds since the epoch, for a `Retry-After` that is a date.
        status_code: The status of the response.
    """
    asked = headers if status_code >= _REFUSALS else _only(headers, "retry-after-ms", "retry-after")
    poll_after = headers.get("openai-poll-after-ms")
    wishes = [server_wish(asked, now=now)]
    if poll_after is not None:
        # It has the same unit and the same syntax.
        wishes.append(server_wish({"retry-after-ms": poll_after}, now=now))
    return max((wish for wish in wishes if wish is not None), default=None)


def _only(headers: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := headers.get(name)) is not None}


def age_when_answered(created_at: float, headers: Mapping[str, str]) -> float:
    """Seconds that a job had been running when the server responded; 0.0 if that is unknown.

    Both times come from the server's clock, because the local clock may be wrong by hours. For a wait that starts after
    the job, this value plus the seconds waited since the first response is the `elapsed` of `pause_before_look`.

    Args:
        created_at: When the job was created, in seconds since the epoch.
        headers: The headers of the response.
    """
    try:
        answered_at = parsedate_to_datetime(headers.get("date", ""))
        # `timestamp` reads a date without an offset as local time.
        age = answered_at.timestamp() - created_at if answered_at.tzinfo is not None else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, age)
