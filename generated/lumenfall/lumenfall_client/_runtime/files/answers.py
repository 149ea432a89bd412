# Copied from runtime/files/answers.py by `nox -s generate`. Do not edit.
"""The meaning of a media host's response to a request for a file or for the rest of one, as pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple, TypeAlias

from ..http.call import REDIRECTS
from ..http.retrying import RETRIED_STATUSES

EXPIRED: Final = frozenset({400, 401, 403, 404, 410})
"""The statuses that media hosts return for an expired link. Google's storage returns 400."""

_SETTLED: Final = 60.0
"""Seconds after which a `Last-Modified` identifies a version. Before that, the file may change again in that second."""

_LENGTH: Final = re.compile(r"\d{1,19}", re.ASCII).fullmatch
_CONTENT_RANGE: Final = re.compile(r"\s*bytes\s+(\d{1,19})-(\d{1,19})/(\d{1,19}|\*)\s*", re.ASCII).fullmatch


class Head(NamedTuple):
    """A response without its body."""

    status_code: int
    headers: Mapping[str, str]
    """Names are case-insensitive."""
    shows_its_end: bool
    """Whether a truncated body can be detected: the response states a length, or its framing marks the end."""


class Asked(NamedTuple):
    """The request, and what was known about the file at that time."""

    start: int = 0
    """The first byte that was requested; 0 means the whole file."""
    validator: str | None = None
    """The value of `If-Range`."""
    total: int | None = None
    """The file's size according to earlier responses."""
    stated: int | None = None
    """The file's size according to the provider."""


class Body(NamedTuple):
    """The body contains the requested bytes, or the whole file instead of the rest."""

    start: int
    end: int | None
    """The position after the last byte; None if unknown."""
    total: int | None
    validator: str | None


class Moved(NamedTuple):
    """The host redirects to another URL."""

    location: str


class Lapsed(NamedTuple):
    """The link has expired."""


class Passing(NamedTuple):
    """The host has a temporary problem."""


class Unfit(NamedTuple):
    """The response does not continue the data received so far. Starting again may help."""

    why: str
    ranges_work: bool
    """Whether range requests to this host may still succeed."""


class Refusal(NamedTuple):
    """The request failed, and repeating it would not help."""

    why: str


Meaning: TypeAlias = Body | Moved | Lapsed | Passing | Unfit | Refusal


def meaning_of(head: Head, asked: Asked, *, now: float) -> Meaning:
    """Return the meaning of a response.

    Args:
        head: The response without its body.
        asked: The request.
        now: Seconds since the epoch, used if the response has no `Date`.
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
        return Unfit("the media host does not have the missing range", ranges_work=True)
    if status_code in RETRIED_STATUSES:
        return Passing()
    return Refusal(f"the media host returned status {status_code}")


def _whole(head: Head, asked: Asked, now: float) -> Body | Refusal:
    if (packed := _packed(head)) is not None:
        return packed
    length = _length(head)
    if length is None and asked.stated is None and not head.shows_its_end:
        return Refusal("the response does not state a length, so a truncated file could not be detected")
    if length is not None and asked.stated is not None and length != asked.stated:
        return Refusal(f"the media host has {length} bytes, but the provider states {asked.stated}")
    total = asked.stated if length is None else length
    return Body(0, total, total, validator_of(head.headers, now=now))


def _rest(head: Head, asked: Asked) -> Body | Unfit | Refusal:
    if not asked.start:
        return Refusal("the media host returned a part, although the whole file was requested")
    if (packed := _packed(head)) is not None:
        return packed
    found = _CONTENT_RANGE(head.headers.get("content-range", ""))
    if found is None:
        return Unfit("the response does not say which part of the file it contains", ranges_work=False)
    start, end = int(found[1]), int(found[2]) + 1
    total = None if found[3] == "*" else int(found[3])
    length = _length(head)
    if start != asked.start or end <= start or (total is not None and end > total):
        return Unfit(
            f"the bytes from {asked.start} were requested, but the host returned {found[0].strip()}", ranges_work=False
        )
    if length is not None and length != end - start:
        return Unfit(f"a part of {end - start} bytes has a content-length of {length}", ranges_work=False)
    if _untagged(head.headers, asked.validator):
        return Unfit("the response does not say which version of the file it contains", ranges_work=False)
    if _changed(head.headers, asked.validator) or (None not in (total, asked.total) and total != asked.total):
        return Unfit("the file has changed in the meantime", ranges_work=True)
    total = asked.total if total is None else total
    if total is None:
        return Unfit("the response does not state the size of the whole file", ranges_work=False)
    return Body(start, end, total, asked.validator)


def _packed(head: Head) -> Refusal | None:
    coding = head.headers.get("content-encoding", "").strip().lower()
    # A decompressed transfer could not be continued, nor its length checked. No honest host compresses a video again.
    if coding in ("", "identity"):
        return None
    return Refusal(f"the media host compressed the file as {coding[:40]}, which was not requested")


def _length(head: Head) -> int | None:
    text = head.headers.get("content-length", "").strip()
    return int(text) if "transfer-encoding" not in head.headers and _LENGTH(text) else None


def _untagged(headers: Mapping[str, str], validator: str | None) -> bool:
    # RFC 9110, 15.3.7: a part has the same tag as the whole file, but may omit the date. A host that omits the tag may
    # ignore `If-Range` too.
    return validator is not None and validator.startswith('"') and "etag" not in headers


def _changed(headers: Mapping[str, str], validator: str | None) -> bool:
    if validator is None:
        return False
    now = headers.get("etag" if validator.startswith('"') else "last-modified")
    return now is not None and now.strip() != validator


def validator_of(headers: Mapping[str, str], *, now: float) -> str | None:
    """The value that identifies this version of a file: a strong `ETag`, or a `Last-Modified` that is old enough.

    According to RFC 9110, 13.1.5, a weak tag does not identify a version, and neither does a date beside a weak tag.
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
