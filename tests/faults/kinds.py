"""The faults: what the server does, and what the caller must get."""

from __future__ import annotations

import gzip
import json
import ssl
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import httpx
import trustme
from support.providers import Operation

from faults.wire import Script, Site, Wire, answer, refused_url

WALL_START: Final = 1_800_000_000.0
"""Seconds since the epoch at which each call begins."""

THE_ANSWER: Final = "the answer"
NOT_SENT: Final = "`APIConnectionError`, not sent"
CUT: Final = "`APIConnectionError`, maybe delivered"
LATE: Final = "`APITimeoutError`, maybe delivered"
UNREADABLE: Final = "`ResponseDecodeError`"


@dataclass(frozen=True)
class Offer:
    """What a script has to work with."""

    body: bytes
    """A right answer."""
    other: str
    """Another origin's URL, which gives the right answer too."""


Behaviour: TypeAlias = Callable[[Offer], Script]


@dataclass(frozen=True, eq=False)
class Fault:
    """A kind of fault, and what must come of it."""

    name: str
    behaviour: Behaviour | None
    """None: nobody listens."""
    gets: str
    attempts: int = 1
    pauses: tuple[float, ...] | None = None
    """Seconds, with the jitter at its most; by default those of the backoff."""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Of the client."""
    tls: str | None = None
    """`right`, `wrong name` or `self-signed`."""
    calls: int = 1
    says: str = ""
    """What the error's text must hold."""
    requests: int | None = None
    """How many requests the server reads; by default one an attempt."""

    @property
    def expected_pauses(self) -> tuple[float, ...]:
        """Seconds."""
        return (0.5, 1.0, 2.0)[: max(0, self.attempts - 1)] if self.pauses is None else self.pauses

    @property
    def all_attempts(self) -> int:
        """The attempts of all calls."""
        return self.attempts + self.calls - 1

    @property
    def expected_requests(self) -> int:
        """How many requests the server reads."""
        return self.all_attempts if self.requests is None else self.requests

    @property
    def expected_posts(self) -> int:
        """How many requests the server reads of calls that must not be sent again."""
        return min(self.expected_requests, self.calls)

    def __str__(self) -> str:
        return self.name


@cache
def authority() -> trustme.CA:
    """Who signs the certificates that are to be trusted."""
    return trustme.CA()


@cache
def _certificate(kind: str) -> ssl.SSLContext:
    issuer = trustme.CA() if kind == "self-signed" else authority()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert("elsewhere.example" if kind == "wrong name" else "127.0.0.1").configure_cert(context)
    return context


def write_authority(path: Path) -> None:
    """Write the certificate to trust into a file."""
    authority().cert_pem.write_to_path(str(path))


@contextmanager
def running(fault: Fault, body: bytes) -> Generator[tuple[str, Site | None, Site]]:
    """The URL, the server, and the server of the other origin."""
    with ExitStack() as stack:
        other = stack.enter_context(Site(_each(answer(body))))
        if fault.behaviour is None:
            yield refused_url(), None, other
            return
        context = _certificate(fault.tls) if fault.tls else None
        site = stack.enter_context(Site(fault.behaviour(Offer(body, other.url)), context=context))
        yield (site.url.replace("http:", "https:") if fault.options.get("https") else site.url), site, other


def _each(*answers: bytes) -> Script:
    """Give these answers to the requests that the server reads, the last of them again and again."""

    def script(wire: Wire) -> None:
        while True:
            wire.read()
            wire.send(answers[min(len(wire.site.requests), len(answers)) - 1])

    return script


def _always(make: Callable[[bytes], bytes]) -> Behaviour:
    return lambda offer: _each(make(offer.body))


def _text(status: str, *headers: str, body: bytes = b'{"error": {"message": "no"}}') -> Behaviour:
    return lambda offer: _each(answer(body, status, *headers))


def _then(make: Callable[[bytes], bytes], end: Callable[[Wire], None]) -> Behaviour:
    """Read a request, send something, and end the connection in some way."""

    def behaviour(offer: Offer) -> Script:
        def script(wire: Wire) -> None:
            wire.read()
            wire.send(make(offer.body))
            end(wire)

        return script

    return behaviour


def _close(wire: Wire) -> None:
    """Nothing more."""


def _head(length: int | str, *more: str) -> bytes:
    return answer(b"", "200 OK", *more, length=length)


def _reset_before_reading(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.await_bytes()
        wire.reset()

    return script


def _stalls_unread(offer: Offer) -> Script:
    return Wire.stall


def _drip_headers(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.send(b"HTTP/1.1 200 OK\r\nx-slow: ")
        wire.drip(b"a")

    return script


def _drip_body(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.send(_head(1_000_000) + b'{"id": "')
        wire.drip(b"a")

    return script


def _drip_hints(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.drip(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n")

    return script


def _closes_when_idle(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.send(answer(offer.body))

    return script


def _closes_on_second_use(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.send(answer(offer.body))
        if wire.number == 1:
            wire.read()
        else:
            wire.stall()

    return script


def _two_packets(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        while True:
            wire.read()
            whole = answer(offer.body)
            cut = whole.index("ü".encode()) + 1
            wire.send(whole[:cut])
            wire.site.over.wait(0.05)
            wire.send(whole[cut:])

    return script


def _redirects(status: str, to_other: bool = False, location: str = "") -> Behaviour:
    def behaviour(offer: Offer) -> Script:
        def script(wire: Wire) -> None:
            while True:
                request = wire.read()
                if request.target == "/moved":
                    wire.send(answer(offer.body))
                    continue
                where = location or (offer.other + "/moved" if to_other else "/moved")
                wire.send(answer(b"", status, f"location: {where}"))

        return script

    return behaviour


def _loops(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        while True:
            wire.send(answer(b"", "302 Found", f"location: {wire.read().target}"))

    return script


def _plain_on_tls_port(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.await_bytes()
        wire.send(answer(b"you speak plain HTTP to a port of TLS", "400 Bad Request", content_type="text/plain"))

    return script


def _vanishes(offer: Offer) -> Script:
    def script(wire: Wire) -> None:
        wire.read()
        wire.site.stop_listening()

    return script


def _cut_then(status: str) -> Behaviour:
    def behaviour(offer: Offer) -> Script:
        def script(wire: Wire) -> None:
            wire.read()
            if wire.number > 1:
                wire.send(answer(b"{}", status))

        return script

    return behaviour


def _odd_headers(status: str) -> Behaviour:
    return lambda offer: _each(answer(offer.body, status, "x-odd: caf\xe9", "x-request-id: \xff\xfe"))


def _nowhere(name: str, location: str) -> tuple[Fault, Fault]:
    gets = "`APIStatusError`, 302"
    return (
        Fault(f"redirect to {name}", _redirects("302 Found", location=location), gets, says="points to"),
        Fault(
            f"redirect to {name}, asked to follow",
            _redirects("302 Found", location=location),
            gets,
            options=_FOLLOW,
            says="points to",
        ),
    )


def _date(seconds: float) -> str:
    moment = datetime.fromtimestamp(WALL_START + seconds, timezone.utc)
    return format_datetime(moment, usegmt=True)


def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


_BOMB: Final = gzip.compress(bytes(10_000_000), mtime=0)
_DENSE: Final = gzip.compress(b"[%b{}]" % (b"{}," * 1_000_000), mtime=0)
_PAGE: Final = b"<!DOCTYPE html>\n<html><head><title>Oops</title></head><body><h1>Oops</h1></body></html>"
_SLOW: Final = {"timeout": httpx.Timeout(2.0, read=0.1)}
"""Only what the server holds back is short: a busy machine may take its time to connect."""
_BUDGET: Final = {"timeout": 5.0, "total_timeout": 0.4}
_FOLLOW: Final = {"follow_redirects": True}
_RATE: Final = "`RateLimitError`, 429"
_MISSING: Final = "`NotFoundError`, 404"
_MB: Final = 1_000_000
_SMALL: Final = {"max_response_bytes": _MB}


def _html(status: str) -> Behaviour:
    return lambda offer: _each(answer(_PAGE, status, content_type="text/html; charset=utf-8"))


def _server_error(status: int) -> Fault:
    return Fault(f"HTML with {status}", _html(f"{status} Oops"), f"`InternalServerError`, {status}", 3)


def _evil(body: bytes) -> bytes:
    """The answer, and behind it another that nobody asked for."""
    return answer(body) + answer(body.replace("ü".encode(), b"somebody else's"))


FAULTS: Final = (
    Fault("no fault", _always(answer), THE_ANSWER),
    # Connecting
    Fault("connection refused", None, NOT_SENT, 3, requests=0),
    Fault("TLS, no fault", _always(answer), THE_ANSWER, tls="right"),
    Fault("TLS with a wrong name", _always(answer), NOT_SENT, 3, tls="wrong name", requests=0),
    Fault("TLS with an unknown issuer", _always(answer), NOT_SENT, 3, tls="self-signed", requests=0),
    Fault("plain text on a port of TLS", _plain_on_tls_port, NOT_SENT, 3, options={"https": True}, requests=0),
    Fault(
        "TLS handshake stalled",
        _stalls_unread,
        "`APITimeoutError`, not sent",
        3,
        options={"https": True, "timeout": 0.2},
        requests=0,
    ),
    Fault(
        "TLS handshake stalled, beyond the budget", _stalls_unread, LATE, options={"https": True, **_BUDGET}, requests=0
    ),
    # Connections that end
    Fault("reset before the request is read", _reset_before_reading, CUT, 3, requests=0),
    Fault("reset after the request is read", _then(lambda _: b"", Wire.reset), CUT, 3),
    Fault("reset within the status line", _then(lambda _: b"HTTP/1.1 20", Wire.reset), CUT, 3),
    Fault("reset within the headers", _then(lambda _: b"HTTP/1.1 200 OK\r\ncontent-t", Wire.reset), CUT, 3),
    Fault("reset within the body", _then(lambda body: answer(body)[:-5], Wire.reset), CUT, 3),
    Fault("closed without an answer", _then(lambda _: b"", _close), CUT, 3),
    Fault("closed within the status line", _then(lambda _: b"HTTP/1.1 20", _close), CUT, 3),
    Fault("closed within the headers", _then(lambda _: b"HTTP/1.1 200 OK\r\ncontent-t", _close), CUT, 3),
    Fault("body with a length, cut", _then(lambda body: answer(body)[:-5], _close), CUT, 3),
    Fault(
        "body in chunks, cut",
        _then(lambda body: _head("", "transfer-encoding: chunked") + b"ff\r\n" + body[:20], _close),
        CUT,
        3,
    ),
    Fault(
        "body in chunks, without the last",
        _then(lambda body: _head("", "transfer-encoding: chunked") + b"%x\r\n%b\r\n" % (len(body), body), _close),
        CUT,
        3,
    ),
    Fault("body without a length, closed", _then(lambda body: _head("") + body, _close), THE_ANSWER),
    Fault("body without a length, cut", _then(lambda body: _head("") + body[:-5], _close), UNREADABLE),
    Fault("idle connection, closed between two calls", _closes_when_idle, THE_ANSWER, calls=2),
    # The request is sent again on another connection, which is no attempt of its own.
    Fault("idle connection, closed as the second call comes", _closes_on_second_use, THE_ANSWER, calls=2, requests=3),
    Fault("read whole and cut, then connections refused", _vanishes, CUT, 3, requests=1),
    Fault("read whole and cut, then 402", _cut_then("402 Oops"), "`PaymentRequiredError`, 402", 2),
    Fault("read whole and cut, then 404", _cut_then("404 Oops"), "`NotFoundError`, 404", 2),
    # Servers that are slow
    Fault("stalled before the headers", _then(lambda _: b"", Wire.stall), LATE, 3, options=_SLOW),
    Fault("stalled within the headers", _then(lambda _: b"HTTP/1.1 200 OK\r\nx", Wire.stall), LATE, 3, options=_SLOW),
    Fault("stalled within the body", _then(lambda body: answer(body)[:-5], Wire.stall), LATE, 3, options=_SLOW),
    Fault("a byte every 0.05 s, in a header", _drip_headers, LATE, options=_BUDGET),
    Fault("a byte every 0.05 s, in the body", _drip_body, LATE, options=_BUDGET),
    Fault("early hints for ever", _drip_hints, LATE, options=_BUDGET),
    Fault("in two packets, cut within a character", _two_packets, THE_ANSWER),
    # Answers that are not HTTP as it should be
    Fault("content-length too short", _always(lambda body: answer(body, length=len(body) - 5)), UNREADABLE),
    Fault(
        "content-length too long, connection kept",
        _then(lambda body: answer(body, length=len(body) + 5), Wire.stall),
        LATE,
        3,
        options=_SLOW,
    ),
    Fault(
        "content-length twice, equal",
        _always(lambda body: answer(body, "200 OK", f"content-length: {len(body)}")),
        THE_ANSWER,
    ),
    Fault(
        "content-length twice, different",
        _always(lambda body: answer(body, "200 OK", f"content-length: {len(body) - 5}")),
        CUT,
        3,
    ),
    Fault("content-length is no number", _always(lambda body: answer(body, length="many")), CUT, 3),
    Fault(
        "malformed chunks",
        _always(lambda body: _head("", "transfer-encoding: chunked") + b"zz\r\nthis is no chunk\r\n"),
        CUT,
        3,
    ),
    Fault("malformed status line", _always(lambda _: b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), CUT, 3),
    Fault("HTTP/0.9", _then(lambda body: body, _close), CUT, 3),
    Fault("status 1000", _always(lambda body: answer(body, "1000 Oops")), CUT, 3),
    Fault("status 999", _always(lambda body: answer(body, "999 Oops")), "`APIStatusError`, 999"),
    Fault("200, header with bytes that are no ASCII", _odd_headers("200 OK"), THE_ANSWER),
    Fault("404, header with bytes that are no ASCII", _odd_headers("404 Oops"), "`NotFoundError`, 404"),
    Fault("503, header with bytes that are no ASCII", _odd_headers("503 Oops"), "`InternalServerError`, 503", 3),
    Fault("header with NUL", _always(lambda body: answer(body, "200 OK", "x-nul: a\0b")), CUT, 3),
    Fault(
        "headers of 100 KB", _always(lambda body: answer(body, "200 OK", *["x-long: " + "a" * 9_990] * 10)), THE_ANSWER
    ),
    Fault("headers of 1 MB", _always(lambda body: answer(body, "200 OK", "x-long: " + "a" * _MB)), CUT, 3),
    Fault(
        "1000 headers", _always(lambda body: answer(body, "200 OK", *[f"x-{n}: {n}" for n in range(1000)])), THE_ANSWER
    ),
    Fault(
        "100 Continue before the answer",
        _always(lambda body: b"HTTP/1.1 100 Continue\r\n\r\n" + answer(body)),
        THE_ANSWER,
    ),
    Fault(
        "103 Early Hints before the answer",
        _always(lambda body: b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" + answer(body)),
        THE_ANSWER,
    ),
    Fault("101 Switching Protocols", _text("101 Switching Protocols", "upgrade: x"), CUT, 3),
    Fault("another answer behind the answer", _always(_evil), THE_ANSWER, calls=2),
    # Bodies that are not what they say
    Fault(
        "gzip, no fault", _always(lambda body: answer(_zipped(body), "200 OK", "content-encoding: gzip")), THE_ANSWER
    ),
    Fault("invalid gzip", _always(lambda _: answer(b"this is no gzip", "200 OK", "content-encoding: gzip")), CUT, 3),
    Fault("gzip, cut", _always(lambda body: answer(_zipped(body)[:-20], "200 OK", "content-encoding: gzip")), CUT, 3),
    Fault(
        "gzip bomb, 10 MB",
        _always(lambda _: answer(_BOMB, "200 OK", "content-encoding: gzip")),
        UNREADABLE,
        options=_SMALL,
        says="max_response_bytes",
    ),
    Fault(
        "body beyond max_response_bytes",
        _always(lambda _: answer(b" " * 2 * _MB)),
        UNREADABLE,
        options=_SMALL,
        says="max_response_bytes",
    ),
    Fault(
        "gzip bomb of 10 MB with 503",
        _always(lambda _: answer(_BOMB, "503 Oops", "content-encoding: gzip")),
        "`InternalServerError`, 503",
        3,
    ),
    Fault(
        "404 with a body beyond max_response_bytes", _text("404 Oops", body=b" " * 2 * _MB), _MISSING, options=_SMALL
    ),
    Fault("404 with 5 MB of backslashes", _text("404 Oops", body=b'"%b"' % (b"\\" * 5 * _MB)), _MISSING),
    Fault(
        "3 MB of JSON that take 240 MB, as gzip",
        _always(lambda _: answer(_DENSE, "200 OK", "content-encoding: gzip")),
        UNREADABLE,
        options={"max_response_bytes": 4 * _MB},
        says="memory",
    ),
    Fault(
        "unknown content-encoding",
        _always(lambda _: answer(b"\x01\x02\x03", "200 OK", "content-encoding: zz")),
        UNREADABLE,
    ),
    Fault(
        "unknown content-encoding over plain JSON",
        _always(lambda body: answer(body, "200 OK", "content-encoding: zz")),
        THE_ANSWER,
    ),
    Fault("HTML with 200", _html("200 OK"), UNREADABLE, says="text/html"),
    Fault("another content type over JSON", _always(lambda body: answer(body, content_type="text/plain")), THE_ANSWER),
    Fault("no content type over JSON", _always(lambda body: answer(body, content_type=None)), THE_ANSWER),
    Fault(
        "another content type over what is no JSON",
        _always(lambda body: answer(body[:-5], content_type="text/x-oops")),
        UNREADABLE,
        says="text/x-oops",
    ),
    Fault("204 where a body is due", _always(lambda _: b"HTTP/1.1 204 No Content\r\n\r\n"), UNREADABLE, says="empty"),
    Fault("empty body with 200", _always(lambda _: answer(b"")), UNREADABLE, says="empty"),
    Fault(
        "body that is no UTF-8",
        _always(lambda body: answer(body.replace("ü".encode(), b"\xff"))),
        UNREADABLE,
        says="UTF-8",
    ),
    Fault(
        "JSON nested 100,000 deep", _always(lambda _: answer(b"[" * 100_000 + b"]" * 100_000)), UNREADABLE, says="deep"
    ),
    Fault(
        "NaN in the JSON",
        _always(lambda body: answer(body.replace(b'"x_note"', b'"x_nan": NaN, "x_note"'))),
        UNREADABLE,
        says="NaN",
    ),
    Fault(
        "a number of 10,000 digits",
        _always(lambda body: answer(body.replace(b'"x_note"', b'"x_big": ' + b"9" * 10_000 + b', "x_note"'))),
        UNREADABLE,
    ),
    # Statuses
    Fault("408", _text("408 Request Timeout"), "`APIStatusError`, 408", 3),
    Fault("429", _text("429 Too Many Requests"), _RATE, 3),
    Fault("429, Retry-After: 2", _text("429 Oops", "retry-after: 2"), _RATE, 3, (2.0, 2.0)),
    Fault("429, Retry-After: a date in 3 s", _text("429 Oops", f"retry-after: {_date(3)}"), _RATE, 3, (3.0, 1.0)),
    Fault("429, Retry-After: a date that is over", _text("429 Oops", f"retry-after: {_date(-900)}"), _RATE, 3),
    Fault("429, Retry-After: -5", _text("429 Oops", "retry-after: -5"), _RATE, 3),
    Fault("429, Retry-After: soon", _text("429 Oops", "retry-after: soon"), _RATE, 3),
    Fault("429, Retry-After: a year", _text("429 Oops", "retry-after: 31536000"), _RATE),
    Fault("429, Retry-After: a date in a year", _text("429 Oops", f"retry-after: {_date(31536000)}"), _RATE),
    Fault("429, retry-after-ms: 1500", _text("429 Oops", "retry-after-ms: 1500"), _RATE, 3, (1.5, 1.5)),
    Fault("429, RateLimit-Reset: 4", _text("429 Oops", "ratelimit-reset: 4"), _RATE, 3, (4.0, 4.0)),
    Fault(
        "503, then the answer",
        lambda offer: _each(answer(b"", "503 Oops"), answer(offer.body)),
        THE_ANSWER,
        2,
    ),
    Fault(
        "503 that sets a cookie, then the answer",
        lambda offer: _each(answer(b"", "503 Oops", "set-cookie: a=b; path=/"), answer(offer.body)),
        THE_ANSWER,
        2,
    ),
    *(_server_error(status) for status in (502, 520, 521, 522, 523, 524)),
    Fault("599", _html("599 Oops"), "`InternalServerError`, 599"),
    # Redirects
    Fault("redirect", _redirects("302 Found"), "`APIStatusError`, 302"),
    Fault("redirect, asked to follow", _redirects("307 Temporary Redirect"), THE_ANSWER, 2, (0.0,), _FOLLOW),
    Fault("redirect to another origin", _redirects("302 Found", to_other=True), "`APIStatusError`, 302"),
    Fault(
        "redirect to another origin, asked to follow: no key goes there",
        _redirects("308 Permanent Redirect", to_other=True),
        THE_ANSWER,
        2,
        (0.0,),
        _FOLLOW,
        requests=1,
    ),
    Fault("redirect loop, asked to follow", _loops, "`APIStatusError`, 302", 11, (0.0,) * 10, _FOLLOW),
    Fault(
        "redirect to no URL, asked to follow",
        _redirects("302 Found", location="http://[oops"),
        "`APIStatusError`, 302",
        options=_FOLLOW,
    ),
    Fault(
        "redirect to port 99999, asked to follow",
        _redirects("302 Found", location="http://127.0.0.1:99999/"),
        "`APIStatusError`, 302",
        options=_FOLLOW,
    ),
    Fault(
        "redirect to a file, asked to follow",
        _redirects("302 Found", location="file:///etc/passwd"),
        "`APIStatusError`, 302",
        options=_FOLLOW,
    ),
    *_nowhere("a `data:` URL", "data:,x"),
    *_nowhere("a mail address", "mailto:somebody"),
    *_nowhere("a URL without a host", "https://"),
    *_nowhere("the host `xn--`", "https://xn--/x"),
    *_nowhere("a host with a label that is no punycode", "https://xn--a.example/x"),
)


def right_answer(operation: Operation) -> bytes:
    """A right answer, with an unknown field that has a character of two bytes."""
    noted = {**(operation.success() or {}), "x_note": "ü"}
    return json.dumps(operation.wrapped(noted), ensure_ascii=False).encode()
