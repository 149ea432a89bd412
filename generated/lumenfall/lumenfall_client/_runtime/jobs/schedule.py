# Copied from runtime/jobs/schedule.py by `nox -s generate`. Do not edit.
"""When to look again at a job that is not finished: pure functions of what was seen.

A look costs a request, a pause costs lateness: on average half of it. Three rules spend the requests where they help.

- Hardly a job is finished within seconds, so the second look waits for the fourth to sixth second. Chance picks the
  moment: that spreads out waits which began together, for good.
- From then on a pause is a share of the time spent so far, which makes the lateness a share of the job's duration,
  however long that turns out to be.
- Bounds hold it: not so short that short jobs cost many looks, and not so long that long ones end in a long wait.

`docs/polling.md` measures the result, beside other schedules.
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
"""A caller's own schedule: from the seconds that were waited so far to those to pause before the next look."""

EARLIEST_SECOND_LOOK: Final = 4.0
"""Seconds of a job's life. The first look, which comes at once, is the only one before."""
LATEST_SECOND_LOOK: Final = 6.0

# From look to look, where a document says nothing else. Providers advise to begin with 2 s, and to end with at most
# 30 s: our second look comes later, and the pauses stay shorter. With 2 s as the shortest, more than 5 of 100 jobs
# would be seen more than 10 percent late; with 30 s as the longest, a job would be seen 4 s late on average.
SHORTEST_PAUSE: Final = DEFAULT_SHORTEST_PAUSE
LONGEST_PAUSE: Final = DEFAULT_LONGEST_PAUSE
SHARE_OF_ELAPSED: Final = 0.09

JITTER: Final = 0.05
"""By how much of itself chance makes a pause longer or shorter."""

LONGEST_HINT: Final = 60.0
"""Seconds. Who wishes for more is asked once a minute: no burden to a server, and no year to a caller."""
HINT_JITTER: Final = 0.1
"""By how much of itself chance makes a hinted pause longer. Never shorter: the server said when."""

_REFUSALS: Final = 400
"""Statuses from here on are no answers to a look."""


def pause_before_look(
    elapsed: float,
    *,
    took: float = 0.0,
    hint: float | None = None,
    chance: float = 0.5,
    shortest: float = SHORTEST_PAUSE,
    longest: float = LONGEST_PAUSE,
) -> float:
    """Seconds to pause before the next look at a job that is not finished.

    A hint replaces the schedule's pause, for the server alone knows how far the job and how busy itself is. It holds
    from our own shortest pause up to a minute, so that neither a 0 nor a year does harm.

    Args:
        elapsed: Seconds that the job has been going on, as far as is known: at least as long as was waited for it.
        took: Seconds that the last look took, which are counted off, so that requests keep their number when they are
            slow. At most half of a pause is, so that a server in trouble is left in peace.
        hint: The pause that the server asked for with its last answer, in seconds.
        chance: A random number from 0 to 1, another one each time.
        shortest: The shortest pause, in seconds.
        longest: The longest pause that nobody asked for, in seconds.
    """
    if hint is not None and hint >= 0:
        return min(LONGEST_HINT, max(shortest, hint)) * (1 + HINT_JITTER * chance)
    spent = max(0.0, elapsed)
    share = min(longest, max(shortest, SHARE_OF_ELAPSED * spent)) * (1 + JITTER * (2 * chance - 1))
    second_look = EARLIEST_SECOND_LOOK + (LATEST_SECOND_LOOK - EARLIEST_SECOND_LOOK) * chance
    return max(share / 2, share - max(0.0, took), second_look - spent)


def pause_by_policy(policy: PollPolicy, waited: float, *, hint: float | None = None) -> float:
    """Seconds to pause before the next look, by a caller's own schedule; a hint can make it longer, up to a minute.

    Raises:
        InvalidArgumentError: The policy's answer is no pause.
    """
    pause = policy(waited)
    if not _is_pause(pause):
        raise InvalidArgumentError(
            f"a poll policy must answer with the seconds to pause, more than 0, and not with {pause!r}: {waited:g} s"
            " were waited so far"
        )
    pause = min(pause, LONGEST_WAIT)
    return max(pause, min(LONGEST_HINT, hint)) if hint is not None and hint >= 0 else pause


def _is_pause(value: object) -> bool:
    return isinstance(value, (int, float)) and 0 < value < inf


def poll_hint(headers: Mapping[str, str], *, now: float, status_code: int = 200) -> float | None:
    """The pause before another look that an answer asks for, in seconds, never negative; None if it asks for none.

    The longer of `openai-poll-after-ms` and `Retry-After` (or `retry-after-ms`), for both say "not before". A refusal
    without them may also say when its limit ends, with `RateLimit-Reset`. On a success that is mere bookkeeping, which
    many servers send with each answer: who may still ask need not wait for it.

    Args:
        headers: The answer's, by lower-case names or in a mapping that knows no case.
        now: Seconds since the epoch, for a `Retry-After` that is a date.
        status_code: The answer's.
    """
    asked = headers if status_code >= _REFUSALS else _only(headers, "retry-after-ms", "retry-after")
    poll_after = headers.get("openai-poll-after-ms")
    wishes = [server_wish(asked, now=now)]
    if poll_after is not None:
        # The same unit and the same grammar.
        wishes.append(server_wish({"retry-after-ms": poll_after}, now=now))
    return max((wish for wish in wishes if wish is not None), default=None)


def _only(headers: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := headers.get(name)) is not None}


def age_when_answered(created_at: float, headers: Mapping[str, str]) -> float:
    """Seconds that a job had been going on when the server answered; 0.0 if that cannot be told.

    By the server's own clock alone, which both times come from: ours may be wrong by hours. Add what was waited since
    the first answer, and it is the `elapsed` of a wait that began late.

    Args:
        created_at: When the job was created, in seconds since the epoch.
        headers: The answer's.
    """
    try:
        answered_at = parsedate_to_datetime(headers.get("date", ""))
        # Without an offset it would be read as a local time.
        age = answered_at.timestamp() - created_at if answered_at.tzinfo is not None else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, age)
