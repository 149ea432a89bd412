# Copied from runtime/files/transfer.py by `nox -s generate`. Do not edit.
"""One download: what is here so far, and what follows from each answer, cut and pause.

`media_answers` says what an answer means. `fetch` and `async_fetch` act, alike but for `await`.
"""

from __future__ import annotations

import logging
from typing import Final, Literal, NamedTuple, TypeAlias

import httpx

from ..errors import APIConnectionError, APITimeoutError
from ..http.call import Answer, Call
from ..http.clock import Pace
from ..http.configuration import Timeout, can_be_host, is_loopback
from ..http.retrying import pause_before_retry
from ..http.transport import NoAuth, Outgoing
from .answers import Asked, Body, Head, Lapsed, Moved, Passing, Refusal, Unfit, meaning_of

_MOST_REDIRECTS: Final = 10
_MOST_RENEWALS: Final = 2
"""New links in a row that bring nothing."""

_SLACK: Final = 30.0
"""Seconds before the end of its time in which a link is renewed before it is used."""

_TICK: Final = 0.001
"""Seconds by which a wait may end early."""

_LAST_PORT: Final = 65535

_CALL: Final = Call("download", "GET", "")

Reason: TypeAlias = Literal["refused", "lapsed", "broken", "late"]


class Link(NamedTuple):
    """Where a file can be had, for a time."""

    url: str
    expires_at: float | None = None
    """Seconds since the epoch."""
    size: int | None = None
    """The file's size as the provider states it, if that is to be checked."""


class Terms(NamedTuple):
    """What the caller allows."""

    user_agent: str
    timeout: Timeout
    """For each phase of each request."""
    total_timeout: float | None
    """Seconds for all of it."""
    max_retries: int
    """Attempts in a row that get no further."""
    allow_http: bool
    logger: logging.Logger


class DownloadProblem(Exception):  # noqa: N818  # not seen by callers: each provider's overlay makes an error of it
    """A download ended without the file."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class Transfer:
    """One download, whatever carries it.

    Ask `wants_link`; send `next_request`; tell `answered`, `took` and `ended`, or `stumbled`; `pause`; and so on until
    `is_whole`.
    """

    def __init__(self, terms: Terms, pace: Pace, link: Link | None) -> None:
        self._terms = terms
        self._pace = pace
        self._started = pace.clock()
        self._link = link
        self._renewed_at: float | None = None
        self._lapsed = False
        self._renewals = 0
        self._url = None if link is None else link.url
        self._hop: str | None = None
        self._redirects = 0
        self._asked = Asked()
        self._ranges_work = True
        self._resource: str | None = None
        self._validator: str | None = None
        self._end: int | None = None
        self._furthest = 0
        self._told: tuple[int, int | None] = (-1, None)
        self._failures = 0
        self._outcome: Answer | APIConnectionError | None = None
        self._status_code: int | None = None
        self.received = 0
        """Bytes of the file that are here."""
        self.total: int | None = None
        """The file's size, as far as it is known."""
        self.is_whole = False
        """Whether all of it is here."""

    @property
    def url(self) -> str | None:
        """Where the file is asked for now, without what lets one in: user, password, query."""
        return self._url and bare(self._url)

    @property
    def status_code(self) -> int | None:
        """The last answer's."""
        return self._status_code

    def remaining(self) -> float | None:
        """Seconds that are left; None without a limit.

        Raises:
            DownloadProblem: None are.
        """
        total = self._terms.total_timeout
        if total is None:
            return None
        remaining = total - (self._pace.clock() - self._started)
        if remaining <= 0:
            raise self.out_of_time()
        return remaining

    def late_look(self, error: APITimeoutError) -> DownloadProblem | None:
        """What the look for a link that took too long means: the problem, if it is the download's time that is over."""
        total = self._terms.total_timeout
        if total is None or self._pace.clock() - self._started < total - _TICK:
            return None
        problem = self.out_of_time()
        problem.__cause__ = error
        return problem

    def out_of_time(self) -> DownloadProblem:
        """The problem of a download that takes too long."""
        total = self._terms.total_timeout
        problem = DownloadProblem("late", self._so_far() + ("" if total is None else f" after {total:g} s"))
        problem.__cause__ = self._outcome if isinstance(self._outcome, APIConnectionError) else None
        return problem

    def _so_far(self) -> str:
        return f"{self.received} of {'?' if self.total is None else self.total} bytes had come"

    def wants_link(self) -> bool:
        """Whether a new link is needed before the next request."""
        if self._link is None or self._lapsed:
            return True
        expires_at = self._link.expires_at
        # The sum is on our side: what is stated may be an integer that no float can hold.
        if self._hop is not None or expires_at is None or self._pace.wall_clock() + _SLACK < expires_at:
            return False
        # One that was had just now is tried, whatever our clock thinks of it.
        return self._renewed_at is None or self._pace.clock() - self._renewed_at > _SLACK

    def take_link(self, link: Link) -> None:
        """Go on with a new link."""
        self._link, self._lapsed, self._renewed_at = link, False, self._pace.clock()
        if None not in (link.size, self.total) and link.size != self.total:
            self._validator = None

    def next_request(self) -> Outgoing:
        """What to send now. It carries neither key nor any header of the caller's.

        Raises:
            DownloadProblem: There is no time left, or the link must not be followed.
        """
        assert self._link is not None  # noqa: S101  # `wants_link` has said so
        self._url = url = self._hop or self._link.url
        if self._hop is None and (objection := objection_to(url, None, allow_http=self._terms.allow_http)):
            raise DownloadProblem("refused", objection)
        headers = {"User-Agent": self._terms.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        start = 0
        # A validator tells versions of one file apart, and says nothing of another file's.
        if self.received and self._ranges_work and self._validator is not None and bare(url) == self._resource:
            start = self.received
            headers |= {"Range": f"bytes={start}-", "If-Range": self._validator}
        self._asked = Asked(start, self._validator, self.total, self._link.size)
        self._outcome = self._status_code = None
        return Outgoing("GET", url, (), None, headers, NoAuth(), self._terms.timeout, self.remaining(), 0)

    def answered(self, head: Head) -> Body | None:
        """Take note of an answer; what its body is, if that is wanted.

        Raises:
            DownloadProblem: The file cannot be had.
        """
        self._status_code = head.status_code
        self._log(head.status_code)
        meaning = meaning_of(head, self._asked, now=self._pace.wall_clock())
        self._hop = None
        if isinstance(meaning, Moved):
            self._follow(meaning.location)
            return None
        self._redirects = 0
        match meaning:
            case Body():
                self._resource = self.url
                self.received, self._end, self.total = meaning.start, meaning.end, meaning.total
                self._validator = meaning.validator
                return meaning
            case Lapsed():
                self._lapse(head)
            case Passing():
                self._fail(Answer(head.status_code, head.headers, b""))
            case Unfit():
                self._ranges_work = self._ranges_work and meaning.ranges_work
                self._validator = None
                self._fail(APIConnectionError(f"GET {self.url}: {meaning.why}"))
            case Refusal():
                raise DownloadProblem("refused", meaning.why)
        return None

    def _follow(self, location: str) -> None:
        assert self._url is not None  # noqa: S101  # there was a request
        self._redirects += 1
        if self._redirects > _MOST_REDIRECTS:
            raise DownloadProblem("refused", f"the media host redirected more than {_MOST_REDIRECTS} times")
        try:
            url = str(httpx.URL(self._url).join(location))
        except (httpx.InvalidURL, ValueError):
            raise DownloadProblem("refused", "the media host redirected to what is no URL") from None
        if objection := objection_to(url, self._url, allow_http=self._terms.allow_http):
            raise DownloadProblem("refused", f"redirected, but {objection}")
        self._hop = url

    def _lapse(self, head: Head) -> None:
        self._lapsed = True
        self._renewals += 1
        if self._renewals > _MOST_RENEWALS:
            raise DownloadProblem("lapsed", f"the media host answers {head.status_code} to a new link too")
        if self._renewals > 1:
            # As a host that is overloaded: a file that was made just now may not be everywhere yet.
            self._fail(Answer(503, head.headers, b""))

    def took(self, size: int) -> None:
        """Take note of a piece of the body.

        Raises:
            DownloadProblem: There is no end of it.
        """
        self.received += size
        if self._end is not None and self.received > self._end:
            raise DownloadProblem("refused", f"more than the {self._end} bytes came that were announced")
        if self.received > self._furthest:
            self._furthest = self.received
            self._failures = self._renewals = 0

    def ended(self) -> None:
        """Take note that the body came to its end."""
        if self._end is not None and self.received < self._end:
            self.stumbled(APIConnectionError(f"GET {self.url}: the body ended {self._end - self.received} bytes early"))
        elif self.total is None or self.received == self.total:
            self.total = self.received
            self.is_whole = True
        # Otherwise the host has sent less than was asked for, as it may. The next request goes on from there.

    def stumbled(self, error: APIConnectionError) -> None:
        """Take note that no answer came, or not all of one."""
        self._hop, self._redirects = None, 0
        self._log(type(error).__name__)
        if self.received and self.received == self.total:
            self.is_whole = True  # only the end of its framing is missing
        else:
            self._fail(error)

    def _fail(self, outcome: Answer | APIConnectionError) -> None:
        self._failures += 1
        self._outcome = outcome

    def _log(self, came: object) -> None:
        self._terms.logger.debug(
            "GET %s -> %s (from byte %d, %d bytes so far)", self.url, came, self._asked.start, self.received
        )

    def pause(self) -> float:
        """Seconds to pause before the next request; 0 if nothing went wrong.

        Raises:
            DownloadProblem: No other is worth it.
        """
        outcome = self._outcome
        if outcome is None:
            return 0.0
        pause = pause_before_retry(
            _CALL,
            outcome,
            attempt=self._failures,
            max_retries=self._terms.max_retries,
            remaining=self.remaining(),
            chance=self._pace.chance(),
            now=self._pace.wall_clock(),
        )
        if pause is None:
            if self._lapsed:
                raise DownloadProblem("lapsed", f"the media host answers {self._status_code} to a new link too")
            if isinstance(outcome, Answer):
                raise DownloadProblem("broken", f"the media host answers {self._status_code}; {self._so_far()}")
            raise DownloadProblem("broken", f"{self._so_far()}: {outcome}") from outcome
        return pause

    def news(self) -> tuple[int, int | None] | None:
        """How far it has come, and the size, if that is more than was told before.

        What is fetched anew is not told again, so that what is told never goes back, but to the end of a file that has
        become shorter.
        """
        now = (self.received, self.total)
        if now[0] <= self._told[0] and (not self.is_whole or now == self._told):
            return None
        self._told = now
        return now


def bare(url: str) -> str:
    """A URL without what lets one in: user, password, query."""
    url = url.partition("?")[0].partition("#")[0]
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}" if separator else url


def objection_to(url: str, before: str | None, *, allow_http: bool) -> str | None:
    """Why a URL must not be followed; None if it may.

    Args:
        url: The URL.
        before: The one that redirects to it, if one does.
        allow_http: Whether plain http is fine.
    """
    try:
        parts = httpx.URL(url)  # as the one that sends reads it
    except httpx.InvalidURL:
        return "the link is no URL"
    if parts.scheme not in ("http", "https") or not parts.raw_host or (parts.port or 0) > _LAST_PORT:
        return "the link is no https URL"
    if not can_be_host(parts):
        return "the link names no host that can be"
    host = parts.host
    if parts.userinfo:
        return f"the link to {host} holds a user or password, which are not sent"
    if parts.scheme == "https" or allow_http:
        return None
    # This machine's own services are for links of this machine, and not for who redirects from outside.
    if is_loopback(host) and (before is None or is_loopback(httpx.URL(before).host)):
        return None
    return f"the link to {host} is plain http, which anybody on the way could change; allow_http=True would follow it"
