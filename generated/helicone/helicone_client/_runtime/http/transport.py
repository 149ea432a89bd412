# Copied from runtime/http/transport.py by `nox -s generate`. Do not edit.
"""Where httpx is met: one attempt at a call, its exceptions translated. Nothing else sends.

This module holds what both transports share, and the sync one; `async_transport` the other. They differ only in
`await`, and in how a deadline cuts in: the async one is cancelled, the sync one keeps it on its sockets (`deadline`).
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from http.cookiejar import CookieJar
from importlib import import_module
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urlencode

import httpx

from ..errors import APIConnectionError, APITimeoutError, InvalidArgumentError, ResponseDecodeError
from ..values.secret import Secret, masked_in, masked_links
from ..values.sent_files import SentFiles, UnreadableFileError
from .auth import SecurityScheme
from .body import BodyReader, has_more
from .call import Answer
from .callers_client import (
    complained_of,
    errors_named,
    headers_of,
    hide_location,
    library_of,
    patient,
    sending_errors,
    with_location,
)
from .certificates import trusted
from .configuration import Timeout
from .connection_pool import LONGEST_IDLE, MOST_IDLE_SECONDS, WAS_USED, install, release, retire
from .deadline import LONGEST_WAIT, Deadline, DeadlineExceededError
from .descriptors import MOST_IDLE, Turns, most_connections
from .environment import RoutedTransport, Routes, check_route, pools_of
from .forking import ProcessLock, unforked
from .leases import ClientClosedError, Leases
from .urls import DiscreetURL, shown_url

_NOT_SENT: Final = (
    "ConnectError",
    "ConnectTimeout",
    "PoolTimeout",
    "ProxyError",
    "UnsupportedProtocol",
    "LocalProtocolError",
)
"""With these exceptions of httpx, nothing of the request had reached the server."""

REMAINING: Final = "remaining"
"""The extension of a request that says how many seconds the whole call may still take, for fakes with a clock."""

CLOSED: Final = ("ReadError", "WriteError", "RemoteProtocolError")
"""The exceptions of httpx that a connection ends with that its server has closed."""

_IMPORTED_LATE: Final = (
    "certifi",
    "encodings.cp1252",
    "encodings.idna",
    "encodings.iso8859_15",
    "encodings.latin_1",
    "encodings.punycode",
    "encodings.utf_16",
    "encodings.utf_8_sig",
    "httpcore",
    "resource",
)
"""What httpx, sockets and codecs import with the first call, or with the first answer of its kind."""


def load_late_imports(names: Iterable[str] = ()) -> None:
    """Import what the first calls would import otherwise.

    A service may run for weeks, while its packages are replaced on disk or its descriptors run out: then an import in
    the middle of a call would fail, and hide the error of the call.
    """
    with unforked():
        for name in (*_IMPORTED_LATE, *names):
            with suppress(ImportError):  # another httpx may be built on something else
                import_module(name)


def limits() -> httpx.Limits:
    """Those of a new client of ours."""
    most = most_connections()
    return httpx.Limits(
        max_connections=most, max_keepalive_connections=min(MOST_IDLE, most), keepalive_expiry=LONGEST_IDLE
    )


class NoCookies(CookieJar):
    """Keeps nothing: no call of ours depends on what an earlier one was answered."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Leave an answer's cookies where they are."""


class KeyAuth:
    """Puts keys on a request at the last step, so that no frame of ours holds them.

    Clients of any library take a function for this, and theirs alone take their class for it.
    """

    def __init__(self, keys: Sequence[tuple[SecurityScheme, Secret]]) -> None:
        self._keys = keys

    def __call__(self, request: httpx.Request) -> httpx.Request:
        """Put each key where its scheme says."""
        for scheme, key in self._keys:
            if scheme.place == "header":
                request.headers[scheme.name] = scheme.value(key)
            elif scheme.place == "query":
                request.url = request.url.copy_set_param(scheme.name, scheme.value(key))
            else:
                request.headers["Cookie"] = "; ".join(
                    part for part in (request.headers.get("Cookie"), f"{scheme.name}={scheme.value(key)}") if part
                )
        return request


def no_auth(request: httpx.Request) -> httpx.Request:
    """Leave a request without our key: it gets none from a netrc file or a caller's client either."""
    return request


class Outgoing(NamedTuple):
    """Everything needed to send one HTTP request."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    content: bytes | SentFiles | None
    headers: Mapping[str, str]
    auth: Callable[[httpx.Request], httpx.Request]
    timeout: Timeout
    remaining: float | None
    """Seconds for the whole attempt; None without a limit."""
    max_response_bytes: int
    key: Secret | None = None
    """What no error may show."""
    foreign: bool = False
    """Whether it goes to another server than the caller's client was configured for."""
    key_parameters: frozenset[str] = frozenset()
    """The query's parameters for keys, if that is where they go."""
    is_link: bool = False
    """Whether the URL comes from an answer, and may be signed."""
    longest_idle: float | None = None
    """Seconds for which the connection may have been idle; None for any time."""

    def build(
        self,
        client: httpx.Client | httpx.AsyncClient,
        *,
        own: bool,
        bare: bool = False,
        upload: Iterator[bytes] | AsyncIterator[bytes] | None = None,
    ) -> httpx.Request:
        """The request, not yet with a key.

        Args:
            client: What will send it. A caller's adds what it is configured to add.
            own: Whether the client is ours, which has nothing to add.
            bare: Whether a caller's client, too, shall add nothing.
            upload: The pieces of the content, if that is an upload.

        Raises:
            InvalidArgumentError: httpx cannot send to such a URL, as when it is too long.
        """
        try:
            return self._built(client, own=own, bare=bare, upload=upload)
        except errors_named("InvalidURL") as error:
            raise InvalidArgumentError(f"{self.method} {self.shown_url[:80]}...: {error}") from None

    def _built(
        self,
        client: httpx.Client | httpx.AsyncClient,
        *,
        own: bool,
        bare: bool,
        upload: Iterator[bytes] | AsyncIterator[bytes] | None,
    ) -> httpx.Request:
        content, headers = self.content if isinstance(self.content, bytes) else upload, self.headers
        if self.upload is not None and self.upload.size is not None:
            headers = {**headers, "Content-Length": str(self.upload.size)}
        url = f"{self.url}?{urlencode(self.query)}" if self.query else self.url
        extensions: dict[str, Any] = {"timeout": httpx.Timeout(_phase_timeout(self.timeout, self.remaining)).as_dict()}
        if self.remaining is not None:
            extensions[REMAINING] = self.remaining
        if not (own or bare or self.foreign):
            # A client with parameters of its own would put them in the place of the whole query.
            params = url.partition("#")[0].partition("?")[2] if client.params else None
            return client.build_request(
                self.method, url, content=content, params=params, headers=headers, extensions=extensions
            )
        request: httpx.Request = library_of(client).Request(
            self.method, url, content=content, headers=headers, extensions=extensions
        )
        if own:
            if self.longest_idle is not None:
                request.extensions[MOST_IDLE_SECONDS] = self.longest_idle
            request.url = DiscreetURL(request.url, key_parameters=self.key_parameters, is_link=self.is_link or bare)
        return request

    def __repr__(self) -> str:
        # The URL may be signed, and the body may hold what the document calls a secret.
        return f"{type(self).__name__}({self.method} {self.shown_url})"

    @property
    def upload(self) -> SentFiles | None:
        """What is read while it is sent; None if the content is there already."""
        return None if isinstance(self.content, bytes) else self.content

    def pieces(self) -> Iterator[bytes] | None:
        """The pieces of an upload, whose files are checked first.

        Raises:
            InvalidArgumentError: One of them cannot be read.
        """
        if self.upload is None:
            return None
        self.upload.measure()
        return self.upload.pieces()

    def let_go(self) -> None:
        """Close the files that were opened for an upload."""
        if self.upload is not None:
            self.upload.close()

    def sent_anew(self, request: httpx.Request) -> Outgoing | None:
        """This for a new connection, if the one that broke may have been closed while it was idle; otherwise None.

        That is no failure of the server's: it closes connections that nobody uses, and so it counts as no attempt. What
        may not be sent twice is not sent again, but its connection was hardly idle (`FRESH`).
        """
        if self.longest_idle is not None or not request.extensions.get(WAS_USED):
            return None
        if self.upload is not None and self.upload.spent is not None:
            return None
        return self._replace(longest_idle=-1.0)

    @property
    def shown_url(self) -> str:
        """The URL for messages."""
        return shown_url(self.url)

    def masked(self, text: str) -> str:
        """A text that is not ours, such as one that quotes the server, without the key and signatures."""
        return masked_links(text) if self.key is None else self.key.masked(text)

    def failed(self, error: Exception, *, closed: bool = False) -> APIConnectionError:
        """The error for what httpx raised, with its cause.

        Args:
            error: What httpx raised.
            closed: Whether the client was closed meanwhile.
        """
        failed: Any = error
        request = httpx.Request(self.method, self.shown_url)  # the one that failed carries the key
        if isinstance(error, errors_named("RequestError", "HTTPStatusError")):
            failed.request = request
        if isinstance(error, errors_named("HTTPStatusError")):
            failed.response = httpx.Response(failed.response.status_code, request=request)
        self._mask(error)
        sent = not isinstance(error, errors_named(*_NOT_SENT))
        where = "".join(f", {note}" for note in getattr(error, "__notes__", ()))
        about = f"{self.method} {self.shown_url}"
        if closed:
            found = APIConnectionError(f"{about}: the client was closed during the call", maybe_delivered=sent)
            found.__cause__ = ClientClosedError()
        elif isinstance(error, errors_named("TimeoutException")):
            phase = type(error).__name__.removesuffix("Timeout").lower()
            what = f"{about}: the time for one phase ran out ({phase}){where}"
            found = APITimeoutError(what, maybe_delivered=sent)
            found.__cause__ = error
        else:
            what = f"{about}: {self.masked(str(error)) or type(error).__name__}{where}"
            found = APIConnectionError(what, maybe_delivered=sent)
            found.__cause__ = error
        return found

    def _mask(self, error: BaseException) -> None:
        """Mask the key in an exception and in what caused it: h11 quotes what a server sent instead of HTTP."""
        cause: BaseException | None = error
        while cause is not None:
            texts = tuple(masked_in(text, self.masked) for text in cause.args)
            if texts != cause.args:
                cause.args = texts
            cause = cause.__cause__ or cause.__context__

    def unreadable(self, error: UnreadableFileError) -> APIConnectionError:
        """The error for a file of the request that could not be read to its end."""
        found = APIConnectionError(f"{self.method} {self.shown_url}: {error}", maybe_delivered=True)
        found.__cause__ = error
        return found

    def out_of_time(self) -> APITimeoutError:
        """The error for a whole call that took too long."""
        return APITimeoutError(f"{self.method} {self.shown_url}: the time for the whole call ran out")

    def too_large(self, response: httpx.Response) -> ResponseDecodeError:
        """The error for a body that is longer than the caller allows."""
        problem = f"it is longer than max_response_bytes ({self.max_response_bytes})"
        error = ResponseDecodeError("a body of a sensible size", None, problem=problem)
        error.status_code, error.headers = response.status_code, headers_of(response)
        return error


def _phase_timeout(timeout: Timeout, remaining: float | None) -> Timeout:
    """`timeout`, no phase of it longer than what remains of the whole call, nor than sockets can count."""
    if timeout is None or isinstance(timeout, (int, float)):
        return _shortest(timeout, remaining)
    phases = (timeout.connect, timeout.read, timeout.write, timeout.pool)
    connect, read, write, pool = (_shortest(phase, remaining) for phase in phases)
    return httpx.Timeout(connect=connect, read=read, write=write, pool=pool)


def _shortest(*seconds: float | None) -> float | None:
    limits = [each for each in seconds if each is not None]
    return min(*limits, LONGEST_WAIT) if limits else None


class Transport:
    """Sends single attempts through an `httpx.Client`: the caller's own, or one that is made at the first call.

    Safe to share between threads, and after a fork: the child makes connections of its own.
    """

    def __init__(self, client: httpx.Client | None) -> None:
        load_late_imports()
        self.leases = Leases()
        self.downloads = Turns()
        self._given = client
        self._client: httpx.Client | None = None
        self._inherited: list[httpx.Client] = []
        self._process = 0
        self._lock = ProcessLock()
        self._deadline = Deadline()

    @property
    def deadline(self) -> Deadline:
        """What keeps a thread's deadline on the sockets."""
        return self._deadline

    @property
    def is_own(self) -> bool:
        """Whether the connections are ours, and not the caller's."""
        return self._given is None

    def client(self) -> httpx.Client:
        """What to send through."""
        return self._open_client() if self._given is None else patient(self._given)

    def warm_up(self, base_url: str) -> None:
        """Make ready what sends the first call.

        Raises:
            APIConnectionError: The environment does not allow it.
            InvalidArgumentError: The caller's own client is closed.
        """
        client = self.client()
        if self.is_own:
            check_route(client, base_url)

    def attempt(self, outgoing: Outgoing) -> Answer:
        """Send once, and read the whole answer.

        Raises:
            APIConnectionError: No whole answer came.
            ResponseDecodeError: The answer is too large.
            InvalidArgumentError: The request cannot be sent.
        """
        client = request = None
        try:
            client = self.client()
            self._deadline.begin(outgoing.remaining)
            request = outgoing.build(client, own=self._given is None, upload=outgoing.pieces())
            try:
                response = send(client, outgoing, request)
            except errors_named(*CLOSED):
                anew = outgoing.sent_anew(request)
                if anew is None or self.was_closed(client):
                    raise
                request = anew.build(client, own=True, upload=anew.pieces())
                response = send(client, anew, request)
            try:
                reader = BodyReader(response, outgoing.max_response_bytes)
                for chunk in response.iter_bytes() if response.is_stream_consumed else cast(Any, response.stream):
                    if not reader.add(chunk):
                        if reader.wants_beginning:
                            break
                        raise outgoing.too_large(response)
                    self._deadline.cut(None)
                if has_more(response):
                    response.extensions["network_stream"].close()
                content = reader.whole()
            finally:
                response.close()
        except DeadlineExceededError as error:
            raise outgoing.out_of_time() from error
        except UnreadableFileError as error:
            raise outgoing.unreadable(error) from error
        except sending_errors() as error:
            failed = self.failure(client, outgoing, error)
            # A wait that was cut to the deadline looks like one that took too long by itself.
            late = isinstance(failed, APITimeoutError) and self._deadline.is_near()
            if late:
                raise outgoing.out_of_time() from error
            raise failed from failed.__cause__
        except BaseException:
            if client is not None and request is not None:
                release(client, request)
            raise
        finally:
            self._deadline.begin(None)
        return Answer(response.status_code, headers_of(response), content, longest=outgoing.max_response_bytes)

    def _open_client(self) -> httpx.Client:
        client = self._client
        if client is None or self._process != os.getpid():
            with self._lock():
                client = self._client
                if client is None or self._process != os.getpid():
                    if client is not None:
                        # The parent's. Closing it might wait for a lock that a thread of the parent holds for ever.
                        self._inherited.append(client)
                    with unforked():
                        client = _new_client()
                    self._deadline.keep(client)
                    for pool in pools_of(client):
                        install(pool)
                    self._client, self._process = client, os.getpid()
        return client

    def close(self) -> None:
        """Close the connections, which ends the calls that use them; a later call opens others.

        A caller's own client is left open.
        """
        with self._lock():
            client, self._client = self._client, None
        if client is not None and self._process == os.getpid():
            retire(client)

    def failure(self, client: httpx.Client | None, outgoing: Outgoing, error: Exception) -> APIConnectionError:
        """The error for what a client raised, with its cause.

        Args:
            client: What `client` gave; None if it gave nothing.
            outgoing: What was sent.
            error: What httpx raised.
        """
        return outgoing.failed(error, closed=client is not None and self.was_closed(client))

    def was_closed(self, client: httpx.Client) -> bool:
        """Whether the client was closed after `client` had given it."""
        return self.is_own and client is not self._client


def send(client: httpx.Client, outgoing: Outgoing, request: httpx.Request) -> httpx.Response:
    """Send once, and return the answer's head."""
    try:
        return with_location(client.send(request, stream=True, auth=outgoing.auth, follow_redirects=False))
    except errors_named("HTTPStatusError") as error:
        return complained_of(error, request)
    finally:
        outgoing.let_go()


def _new_client() -> httpx.Client:
    context, most = trusted(), limits()
    routes = Routes[httpx.BaseTransport](
        lambda proxy: httpx.HTTPTransport(verify=context, trust_env=False, limits=most, proxy=proxy), context
    )
    return httpx.Client(
        transport=RoutedTransport(routes) if routes.has_proxies else routes.direct,
        trust_env=False,  # what it says is read above
        cookies=NoCookies(),
        event_hooks={"response": [hide_location]},
    )
