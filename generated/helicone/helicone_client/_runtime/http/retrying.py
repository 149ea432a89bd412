# Copied from runtime/http/retrying.py by `nox -s generate`. Do not edit.
"""Whether to send again, and after how long: pure functions of what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Final

from ..errors import (
    APIConnectionError,
    APIStatusError,
    InvalidEnvironmentError,
    HeliconeError,
    ResponseDecodeError,
)
from ..values.sent_files import UnreadableFileError
from .call import Answer, Call
from .leases import ClientClosedError

RETRIED_STATUSES: Final = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""Statuses that pass: timeouts, rate limits, and what Cloudflare answers for an origin that it cannot reach."""

FIRST_BACKOFF: Final = 0.5
"""Seconds; the longest first pause."""

LONGEST_BACKOFF: Final = 8.0
"""Seconds; backoff grows no further."""

LONGEST_WISH: Final = 60.0
"""Seconds; where the caller sets no limit, who wishes for a longer pause gets none, and the caller the answer."""

_SERVER_ERRORS: Final = 500

_NOT_DONE: Final = frozenset({501, 503, 505, 511, 521, 522, 523, 525, 526, 529})
"""Server errors that say that nobody has begun with the request: unavailable, overloaded, or out of reach."""

_FINAL: Final = (ClientClosedError, UnreadableFileError)
"""What is the same for a later attempt."""

_EPOCHS: Final = 1e9
"""Above this many seconds, a reset is a time and no duration."""


def pause_before_retry(
    call: Call,
    outcome: Answer | APIConnectionError,
    *,
    attempt: int,
    max_retries: int,
    remaining: float | None,
    chance: float,
    now: float,
) -> float | None:
    """Seconds to pause before the next attempt; None to make no other.

    Args:
        call: What was sent.
        outcome: What came of it.
        attempt: The number of attempts so far, from 1.
        max_retries: Attempts that the caller allows beyond the first.
        remaining: Seconds left for the whole call; None without a limit.
        chance: A random number from 0 to 1, for the jitter.
        now: Seconds since the epoch, for a `Retry-After` that is a date.
    """
    if attempt > max_retries or not _may_repeat(call, outcome):
        return None
    wish = server_wish(outcome.headers, now=now) if isinstance(outcome, Answer) else None
    # Full jitter: anything up to the cap, so that clients that failed together do not return together.
    pause = chance * min(LONGEST_BACKOFF, FIRST_BACKOFF * 2.0 ** min(attempt - 1, 16))
    if wish is not None:
        if wish > (LONGEST_WISH if remaining is None else remaining):
            return None
        pause = max(pause, wish)
    return pause if remaining is None or pause < remaining else None


def is_temporary(error: HeliconeError) -> bool:
    """Whether a later request for the same thing may succeed: what a wait survives.

    That is everything after which a call is repeated, every other server error, and an answer that cannot be read: the
    server may be failing for longer than one call lasts, but a wait has minutes.
    """
    if isinstance(error, InvalidEnvironmentError):
        return False
    if isinstance(error, APIStatusError):
        return error.status_code in RETRIED_STATUSES or error.status_code >= _SERVER_ERRORS
    return isinstance(error, (APIConnectionError, ResponseDecodeError))


def _may_repeat(call: Call, outcome: Answer | APIConnectionError) -> bool:
    if isinstance(outcome, Answer):
        return outcome.status_code in RETRIED_STATUSES and call.repeatable
    if isinstance(outcome, InvalidEnvironmentError) or isinstance(outcome.__cause__, _FINAL):
        return False
    return call.repeatable or not outcome.maybe_delivered


def maybe_delivered(outcome: Answer | APIConnectionError) -> bool:
    """Whether the server may have carried out the request although this attempt failed.

    It may have if no whole answer came, and also if the status leaves it open: a gateway that answers 502 or 504 does
    not know what the server behind it has done.
    """
    if isinstance(outcome, Answer):
        return outcome.status_code >= _SERVER_ERRORS and outcome.status_code not in _NOT_DONE
    return outcome.maybe_delivered


def server_wish(headers: Mapping[str, str], *, now: float) -> float | None:
    """The pause that the server asks for, in seconds; None if it asks for none, or in no way that can be read.

    The first of `retry-after-ms`, `Retry-After` as seconds or a date, and `RateLimit-Reset` as seconds (or, as some
    send it, seconds since the epoch).
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    if text is not None:
        seconds = _number(text)
        return _seconds_until(text, now) if seconds is None else seconds
    reset = _number(headers.get("ratelimit-reset"))
    return max(0.0, reset - now) if reset is not None and reset > _EPOCHS else reset


def _seconds_until(date: str, now: float) -> float | None:
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None and text.isascii() else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) and value >= 0 else None
