"""What an answer to a request for a file, or for the rest of one, means: pure functions of what was asked and came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple, TypeAlias

from ..http.retrying import RETRIED_STATUSES

EXPIRED: Final = frozenset({400, 401, 403, 404, 410})
"""What media hosts answer to a link that has lapsed; Google's storage says 400."""

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

_SETTLED: Final = 60.0
"""Seconds after which a `Last-Modified` tells versions apart; nearer to now, the file may change within its second."""

_LENGTH: Final = re.compile(r"\d{1,19}", re.ASCII).fullmatch
_CONTENT_RANGE: Final = re.compile(r"\s*bytes\s+(\d{1,19})-(\d{1,19})/(\d{1,19}|\*)\s*", re.ASCII).fullmatch


class Head(NamedTuple):
    """An answer before its body."""

    status_code: int
    headers: Mapping[str, str]
    """Names are looked up in any case."""
    shows_its_end: bool
    """Whether its body's end can be told from a cut: it has a length, or its framing has an end."""


class Asked(NamedTuple):
    """What was asked for, and what was known of the file by then."""

    start: int = 0
    """The first byte; 0 asks for the whole file."""
    validator: str | None = None
    """What `If-Range` said."""
    total: int | None = None
    """The file's size as the answers before told it."""
    stated: int | None = None
    """Its size as the provider states it."""


class Body(NamedTuple):
    """The bytes that were asked for follow, or the whole file instead of its rest."""

    start: int
    end: int | None
    """Where they must end, exclusive; None if nobody tells."""
    total: int | None
    validator: str | None


class Moved(NamedTuple):
    """The file is elsewhere."""

    location: str


class Lapsed(NamedTuple):
    """The link works no longer."""


class Passing(NamedTuple):
    """The host has a trouble that passes."""


class Unfit(NamedTuple):
    """Nothing that continues what is here; to begin anew may help."""

    why: str
    ranges_work: bool
    """Whether ranges are still worth asking for."""


class Refusal(NamedTuple):
    """Nothing that asking again would change."""

    why: str


Meaning: TypeAlias = Body | Moved | Lapsed | Passing | Unfit | Refusal


def meaning_of(head: Head, asked: Asked, *, now: float) -> Meaning:
    """What an answer means.

    Args:
        head: The answer.
        asked: What it answers.
        now: Seconds since the epoch, in place of a missing `Date`.
    """
    status_code = head.status_code
    if status_code == 200:
        return _whole(head, asked, now)
    if status_code == 206:
        return _rest(head, asked)
    if status_code in REDIRECTS and head.headers.get("location"):
        return Moved(head.headers["location"])
    if status_code in EXPIRED:
        return Lapsed()
    if status_code == 416 and asked.start:
        return Unfit("the host does not have the range that is missing", ranges_work=True)
    if status_code in RETRIED_STATUSES:
        return Passing()
    return Refusal(f"the media host answered {status_code}")


def _whole(head: Head, asked: Asked, now: float) -> Body | Refusal:
    if (packed := _packed(head)) is not None:
        return packed
    length = _length(head)
    if length is None and asked.stated is None and not head.shows_its_end:
        return Refusal("the answer has no length, so that a cut could not be told from its end")
    if length is not None and asked.stated is not None and length != asked.stated:
        return Refusal(f"the media host has {length} bytes, and the provider states {asked.stated}")
    total = asked.stated if length is None else length
    return Body(0, total, total, validator_of(head.headers, now=now))


def _rest(head: Head, asked: Asked) -> Body | Unfit | Refusal:
    if not asked.start:
        return Refusal("the media host answered with a part, and the whole was asked for")
    if (packed := _packed(head)) is not None:
        return packed
    found = _CONTENT_RANGE(head.headers.get("content-range", ""))
    if found is None:
        return Unfit("the answer does not say which part it is", ranges_work=False)
    start, end = int(found[1]), int(found[2]) + 1
    total = None if found[3] == "*" else int(found[3])
    length = _length(head)
    if start != asked.start or end <= start or (total is not None and end > total):
        return Unfit(f"asked from byte {asked.start}, the host answered with {found[0].strip()}", ranges_work=False)
    if length is not None and length != end - start:
        return Unfit(f"a part of {end - start} bytes has a length of {length}", ranges_work=False)
    if _untagged(head.headers, asked.validator):
        return Unfit("the answer does not say which version of the file it is from", ranges_work=False)
    if _changed(head.headers, asked.validator) or (None not in (total, asked.total) and total != asked.total):
        return Unfit("the file has changed meanwhile", ranges_work=True)
    total = asked.total if total is None else total
    if total is None:
        return Unfit("the answer does not say how long the whole file is", ranges_work=False)
    return Body(start, end, total, asked.validator)


def _packed(head: Head) -> Refusal | None:
    coding = head.headers.get("content-encoding", "").strip().lower()
    # Unpacked, a cut file could not be continued, nor its length be checked; and who packs a video is up to something.
    return None if coding in ("", "identity") else Refusal(f"the file came packed as {coding[:40]}, though unasked")


def _length(head: Head) -> int | None:
    text = head.headers.get("content-length", "").strip()
    return int(text) if "transfer-encoding" not in head.headers and _LENGTH(text) else None


def _untagged(headers: Mapping[str, str], validator: str | None) -> bool:
    # RFC 9110, 15.3.7: a part has the tag that the whole has, but it need not have the date. A host that leaves the tag
    # out may not heed `If-Range` either.
    return validator is not None and validator.startswith('"') and "etag" not in headers


def _changed(headers: Mapping[str, str], validator: str | None) -> bool:
    if validator is None:
        return False
    now = headers.get("etag" if validator.startswith('"') else "last-modified")
    return now is not None and now.strip() != validator


def validator_of(headers: Mapping[str, str], *, now: float) -> str | None:
    """What tells this version of a file from any other: a strong `ETag`, or a `Last-Modified` that has settled.

    After RFC 9110, 13.1.5: a weak tag is none, and neither is a date beside one.
    """
    tag = headers.get("etag")
    if tag is not None:
        tag = tag.strip()
        return tag if len(tag) >= 2 and tag[0] == tag[-1] == '"' and _can_be_sent(tag) else None
    modified = headers.get("last-modified", "").strip()
    changed_at, answered_at = _seconds(modified), _seconds(headers.get("date", ""))
    if changed_at is None or not _can_be_sent(modified):
        return None
    return modified if (now if answered_at is None else answered_at) - changed_at >= _SETTLED else None


def _can_be_sent(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
