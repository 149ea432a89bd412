"""The state of a download, and the decisions after each response, interruption and pause.

`answers` says what a response means. `fetch` and `async_fetch` act; they differ only in `await`.
"""

from __future__ import annotations

import logging
from typing import Final, Literal, NamedTuple, TypeAlias

import httpx

from ..errors import APIConnectionError, APITimeoutError
from ..http.call import MOST_REDIRECTS, Answer, Call
from ..http.clock import Pace
from ..http.configuration import Provider, Settings, Timeout, can_be_host, is_loopback
from ..http.retrying import pause_before_retry
from ..http.transport import Outgoing, no_auth
from .answers import Asked, Body, Head, Lapsed, Moved, Passing, Refusal, Unfit, meaning_of

_MOST_RENEWALS: Final = 2
"""How many new links in a row may bring no data."""

_SLACK: Final = 30.0
"""A link that expires within these seconds is renewed before it is used."""

_LEAST_PART: Final = 1 << 16
"""Bytes. If a host sends less at a time, it gets a pause between two requests."""

_SHORT_PAUSE: Final = 0.2
"""Seconds of such a pause."""

_TICK: Final = 0.001
"""Seconds by which a timer may fire early."""

_LAST_PORT: Final = 65535

_CALL: Final = Call("download", "GET", "")

Reason: TypeAlias = Literal["refused", "lapsed", "broken", "late"]


class Link(NamedTuple):
    """A link to a file, which may expire."""

    url: str
    expires_at: float | None = None
    """Seconds since the epoch."""
    size: int | None = None
    """The file's size according to the provider; None if it must not be checked."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({bare(self.url)})"


class Terms(NamedTuple):
    """The settings of a download."""

    user_agent: str
    timeout: Timeout
    """For each phase of each request."""
    total_timeout: float | None
    """Seconds for the whole download."""
    max_retries: int
    """How many attempts in a row may make no progress."""
    allow_http: bool
    logger: logging.Logger

    @classmethod
    def of(cls, provider: Provider, settings: Settings) -> Terms:
        """The terms of a client with some settings."""
        return cls(
            user_agent=provider.user_agent,
            timeout=settings.timeout,
            total_timeout=settings.total_timeout,
            max_retries=settings.max_retries,
            allow_http=settings.allow_http,
            logger=logging.getLogger(provider.logger),
        )


class DownloadProblem(Exception):  # noqa: N818  # internal: `jobs.download` turns it into a public error
    """The download failed."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class Transfer:
    """The state of a download. It sends nothing itself.

    Repeat until `is_whole`: check `wants_link`, send `next_request`, call `answered`, `took` and `ended` (or
    `stumbled` after an error), and sleep for `pause`.
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
        self._begun_at = 0
        self._is_small_part = False
        self._furthest = 0
        self._told: tuple[int, int | None] = (-1, None)
        self._failures = 0
        self._outcome: Answer | APIConnectionError | None = None
        self._status_code: int | None = None
        self.received = 0
        """The number of bytes received."""
        self.total: int | None = None
        """The file's size; None while it is unknown."""
        self.is_whole = False
        """Whether the file is complete."""

    @property
    def url(self) -> str | None:
        """The URL of the last request, without user, password and query, which may contain secrets."""
        return self._url and bare(self._url)

    @property
    def status_code(self) -> int | None:
        """The status of the last response."""
        return self._status_code

    def remaining(self) -> float | None:
        """The remaining seconds; None without a limit.

        Raises:
            DownloadProblem: No time is left.
        """
        total = self._terms.total_timeout
        if total is None:
            return None
        remaining = total - (self._pace.clock() - self._started)
        if remaining <= 0:
            raise self.out_of_time()
        return remaining

    def late_look(self, error: APITimeoutError) -> DownloadProblem | None:
        """The problem if a request for a new link timed out because the whole download did; otherwise None."""
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
        return f"received {self.received} of {'?' if self.total is None else self.total} bytes"

    def wants_link(self) -> bool:
        """Whether a new link is needed before the next request."""
        if self._link is None or self._lapsed:
            return True
        expires_at = self._link.expires_at
        # Nothing is added to `expires_at`: it may be an integer that is too large for a float.
        if self._hop is not None or expires_at is None or self._pace.wall_clock() + _SLACK < expires_at:
            return False
        # A link that is new is tried even if it seems to have expired: the local clock may be wrong.
        return self._renewed_at is None or self._pace.clock() - self._renewed_at > _SLACK

    def take_link(self, link: Link) -> None:
        """Continue with a new link."""
        self._link, self._lapsed, self._renewed_at = link, False, self._pace.clock()
        if None not in (link.size, self.total) and link.size != self.total:
            self._validator = None

    def next_request(self) -> Outgoing:
        """The next request. It contains neither the key nor the caller's headers.

        Raises:
            DownloadProblem: No time is left, or the link must not be followed.
        """
        assert self._link is not None  # noqa: S101  # `wants_link` has returned False
        self._url = url = self._hop or self._link.url
        if self._hop is None and (objection := objection_to(url, None, allow_http=self._terms.allow_http)):
            raise DownloadProblem("refused", objection)
        headers = {"User-Agent": self._terms.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        start = 0
        # A validator identifies a version of one file. It says nothing about the file at another URL.
        if self.received and self._ranges_work and self._validator is not None and bare(url) == self._resource:
            start = self.received
            headers |= {"Range": f"bytes={start}-", "If-Range": self._validator}
        self._asked = Asked(start, self._validator, self.total, self._link.size)
        self._outcome = self._status_code = None
        self._is_small_part = False
        return Outgoing("GET", url, (), None, headers, no_auth, self._terms.timeout, self.remaining(), 0)

    def answered(self, head: Head) -> Body | None:
        """Process the head of a response. Return the description of its body, or None if the body is not needed.

        Raises:
            DownloadProblem: The file cannot be downloaded.
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
                self._begun_at = meaning.start
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
        assert self._url is not None  # noqa: S101  # `next_request` has set it
        self._redirects += 1
        if self._redirects > MOST_REDIRECTS:
            raise DownloadProblem("refused", f"the media host redirected more than {MOST_REDIRECTS} times")
        try:
            url = str(httpx.URL(self._url).join(location))
        except (httpx.InvalidURL, ValueError):
            raise DownloadProblem("refused", "the media host redirected to an invalid URL") from None
        if objection := objection_to(url, self._url, allow_http=self._terms.allow_http):
            raise DownloadProblem("refused", f"the media host redirected, but {objection}")
        self._hop = url

    def _lapse(self, head: Head) -> None:
        self._lapsed = True
        self._renewals += 1
        if self._renewals > _MOST_RENEWALS:
            raise DownloadProblem("lapsed", f"the media host returned status {head.status_code} for a new link too")
        if self._renewals > 1:
            # Treated like a 503: a new file may not be available on all servers yet.
            self._fail(Answer(503, head.headers, b""))

    def took(self, size: int) -> None:
        """Count a piece of the body.

        Raises:
            DownloadProblem: The body is longer than announced.
        """
        self.received += size
        if self._end is not None and self.received > self._end:
            raise DownloadProblem("refused", f"the media host sent more than the announced {self._end} bytes")
        if self.received > self._furthest:
            self._furthest = self.received
            self._failures = self._renewals = 0

    def ended(self) -> None:
        """Process the end of a body."""
        if self._end is not None and self.received < self._end:
            self.stumbled(APIConnectionError(f"GET {self.url}: the body ended {self._end - self.received} bytes early"))
        elif self.total is None or self.received == self.total:
            self.total = self.received
            self.is_whole = True
        elif self.received > self.total:
            raise DownloadProblem("refused", f"the media host sent {self.received} bytes, but the size is {self.total}")
        elif self.received == self._begun_at:
            self._fail(APIConnectionError(f"GET {self.url}: the media host sent none of the missing bytes"))
        else:
            # HTTP allows a host to send less than requested. The next request continues from there.
            self._is_small_part = self.received - self._begun_at < _LEAST_PART

    def stumbled(self, error: APIConnectionError) -> None:
        """Process a missing or incomplete response."""
        self._hop, self._redirects = None, 0
        self._log(type(error).__name__)
        if self.received and self.received == self.total:
            self.is_whole = True  # all bytes are here; only the end marker of the body is missing
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
        """Seconds to pause before the next request; 0 if nothing went wrong, and the last one brought enough.

        Raises:
            DownloadProblem: There are no retries left, or no time.
        """
        outcome = self._outcome
        if outcome is None:
            return _SHORT_PAUSE if self._is_small_part else 0.0
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
                problem = f"the media host returned status {self._status_code} for a new link too"
                raise DownloadProblem("lapsed", problem)
            if isinstance(outcome, Answer):
                raise DownloadProblem("broken", f"the media host returned status {self._status_code}; {self._so_far()}")
            raise DownloadProblem("broken", f"{self._so_far()}: {outcome}") from outcome
        return pause

    def news(self) -> tuple[int, int | None] | None:
        """The bytes received and the size, if that is more than was reported before; otherwise None.

        Bytes that are received again are not reported again, so the reported number does not decrease. The only
        exception is the end of a file that has become shorter.
        """
        now = (self.received, self.total)
        if now[0] <= self._told[0] and (not self.is_whole or now == self._told):
            return None
        self._told = now
        return now


def bare(url: str) -> str:
    """A URL without user, password, query and fragment, which may contain secrets."""
    url = url.partition("?")[0].partition("#")[0]
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}" if separator else url


def objection_to(url: str, before: str | None, *, allow_http: bool) -> str | None:
    """The reason why a URL must not be followed; None if it may be followed.

    Args:
        url: The URL.
        before: The URL that redirects to it, if any.
        allow_http: Whether plain HTTP is allowed.
    """
    try:
        parts = httpx.URL(url)  # httpx also sends the request, so both read the URL in the same way
    except httpx.InvalidURL:
        return "the link is not a valid URL"
    if parts.scheme not in ("http", "https") or not parts.raw_host or (parts.port or 0) > _LAST_PORT:
        return "the link is not a valid https URL"
    if not can_be_host(parts):
        return "the host of the link is invalid"
    host = parts.host
    if parts.userinfo:
        return f"the link to {host} contains a user or password, which the client never sends"
    if parts.scheme == "https" or allow_http:
        return None
    # Only a link of this machine may lead to a service of this machine. A redirect from outside may not.
    if is_loopback(host) and (before is None or is_loopback(httpx.URL(before).host)):
        return None
    return f"the link to {host} is plain http, so the file could be modified on the way; allow_http=True permits it"
