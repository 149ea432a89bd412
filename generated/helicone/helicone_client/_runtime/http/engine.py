# Copied from runtime/http/engine.py by `nox -s generate`. Do not edit.
"""The loop around attempts. `retrying` decides; the sync and the async loop differ only in `await`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from ..errors import APIConnectionError, APIStatusError, InvalidArgumentError, ResponseDecodeError
from ..types import Response
from .call import Answer, Call, Decoder
from .clock import Pace
from .configuration import Provider, Settings, can_be_host, check_headers
from .curl import curl_command
from .failures import refusal_error, request_id, status_error
from .hooks import RequestEvent, ResponseEvent, RetryEvent
from .recent_creations import Recent
from .retrying import pause_before_retry
from .transport import KeyAuth, NoAuth, Outgoing, Transport
from .urls import shown_url

if TYPE_CHECKING:
    from .async_transport import AsyncTransport

T = TypeVar("T")
E = TypeVar("E", APIConnectionError, APIStatusError, ResponseDecodeError)

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 10
_NO_AUTH: Final = NoAuth()

# What every Python can decompress a piece at a time; others come with packages that may be installed or not.
_ENCODING: Final = {"Accept-Encoding": "gzip, deflate"}


class _Plan:
    """What an engine sends with each call: worked out once for its settings."""

    def __init__(self, provider: Provider, settings: Settings) -> None:
        check_headers(settings, provider.scheme)
        self.provider = provider
        self.settings = settings
        self.auth = KeyAuth(provider.scheme, settings.api_key)
        self.own_headers = {"User-Agent": provider.user_agent, "Accept": "application/json, */*;q=0.5", **_ENCODING}
        self.headers = {**self.own_headers, **settings.headers}
        self.logger = logging.getLogger(provider.logger)


class _Run:
    """One call: its attempts so far, what remains, and what to do after each."""

    def __init__(self, plan: _Plan, call: Call, pace: Pace, recent: Recent) -> None:
        self._plan = plan
        self._recent = recent
        self._settings = plan.settings
        self._call = call
        self._pace = pace
        self._url = plan.settings.base_url + call.path
        self._shown_url = self._url
        self._query = call.query
        self._auth: httpx.Auth = plan.auth if call.authenticated else _NO_AUTH
        self._own_origin = True
        self._redirects = 0
        self._headers = plan.headers
        self._sent = False
        self._started = self._attempt_started = pace.clock()
        self._attempts = 0

    def next_attempt(self) -> Outgoing:
        """What to send now."""
        self._attempts += 1
        self._attempt_started = self._pace.clock()
        call, settings = self._call, self._settings
        headers = dict(self._plan.headers if self._own_origin else self._plan.own_headers)
        if self._own_origin:
            headers.update(call.headers)
        content = None
        if call.body is not None:
            headers["Content-Type"] = call.body.content_type
            content = call.body.content
        if settings.hooks.request is not None:
            settings.hooks.request(
                RequestEvent(
                    operation=call.operation,
                    method=call.method,
                    url=self._shown_url,
                    attempt=self._attempts,
                    headers=headers,
                )
            )
        self._headers = headers
        self._sent = True
        return Outgoing(
            call.method,
            self._url,
            self._query,
            content,
            headers,
            self._auth,
            settings.timeout,
            self._remaining(),
            settings.max_response_bytes,
            settings.api_key,
            not self._own_origin,
        )

    def _remaining(self) -> float | None:
        total = self._settings.total_timeout
        return None if total is None else max(0.0, total - (self._pace.clock() - self._started))

    def pause_after(self, outcome: Answer | APIConnectionError) -> float | None:
        """Seconds to pause before another attempt; None when `outcome` is the last word."""
        self._tell(outcome)
        if isinstance(outcome, Answer):
            if outcome.status_code < 300:
                return None
            if outcome.status_code < 400:
                return 0.0 if self._follow(outcome) else None
        pause = pause_before_retry(
            self._call,
            outcome,
            attempt=self._attempts - self._redirects,
            max_retries=self._settings.max_retries,
            remaining=self._remaining(),
            chance=self._pace.chance(),
            now=self._pace.wall_clock(),
        )
        if pause is not None and self._settings.hooks.retry is not None:
            call = self._call
            self._settings.hooks.retry(
                RetryEvent(
                    operation=call.operation,
                    method=call.method,
                    url=self._shown_url,
                    attempt=self._attempts,
                    pause=pause,
                )
            )
        return pause

    def _tell(self, outcome: Answer | APIConnectionError | ResponseDecodeError) -> None:
        hook, logger = self._settings.hooks.response, self._plan.logger
        if hook is None and not logger.isEnabledFor(logging.DEBUG):
            return
        call, duration = self._call, self._pace.clock() - self._attempt_started
        status_code, logged_as, error = None, None, None
        if isinstance(outcome, Answer):
            status_code, logged_as = outcome.status_code, request_id(self._plan.provider, outcome)
            logged_as = logged_as and self._settings.api_key.masked(logged_as)
        else:
            error = outcome
        logger.debug(
            "%s %s -> %s in %.0f ms (attempt %d, request id %s)",
            call.method,
            urlsplit(self._shown_url).path,
            type(error).__name__ if status_code is None else status_code,
            duration * 1000,
            self._attempts,
            logged_as,
        )
        if hook is not None:
            hook(
                ResponseEvent(
                    operation=call.operation,
                    method=call.method,
                    url=self._shown_url,
                    attempt=self._attempts,
                    status_code=status_code,
                    request_id=logged_as,
                    duration=duration,
                    error=error,
                )
            )

    def _follow(self, answer: Answer) -> bool:
        """Turn to where an answer points, if that was asked for. Another origin gets neither key nor headers."""
        location = answer.headers.get("location")
        asked = (
            self._settings.follow_redirects
            and answer.status_code in _REDIRECTS
            and self._call.method in ("GET", "HEAD")
        )
        if not asked or not location or self._redirects == _MOST_REDIRECTS:
            return False
        try:
            url = urljoin(self._url, location)
            origin = _origin(url)
            has_host = can_be_host(httpx.URL(url))
        except (ValueError, httpx.InvalidURL):  # it is no URL
            return False
        if origin[0] not in ("http", "https") or not has_host:
            return False
        self._redirects += 1
        self._url, self._query = url, ()
        self._shown_url = self._settings.api_key.masked(shown_url(url))
        self._own_origin = self._own_origin and origin == _origin(self._settings.base_url)
        if not self._own_origin:
            self._auth = _NO_AUTH
        return True

    def finish(self, answer: Answer, decode: Decoder[T]) -> Response[T]:
        """The last step of a call: the model, or the error."""
        provider, settings = self._plan.provider, self._settings
        if not 200 <= answer.status_code <= 299:
            raise self.explained(status_error(provider, self._masked(answer)))
        try:
            if provider.refusal is not None and provider.refusal(answer.json(), settings.base_url) is not None:
                raise self.explained(self._refused(self._masked(answer)))
            parsed = decode(answer)
        except ResponseDecodeError as error:
            masked = self._masked(answer)
            if masked.content != answer.content:
                # What came may hold the key, and so may the names around it.
                error.hide(settings.api_key.masked)
            error.body, error.status_code, error.headers = masked.content, masked.status_code, masked.headers
            raise self.explained(error) from None
        if self._call.idempotency_key is not None:
            self._recent.note(parsed, self._pace.clock())
        return Response(status_code=answer.status_code, headers=answer.headers, content=answer.content, parsed=parsed)

    def _refused(self, masked: Answer) -> APIStatusError:
        provider = self._plan.provider
        refusal = provider.refusal and provider.refusal(masked.json(), self._settings.base_url)
        return refusal_error(provider, masked, refusal) if refusal else status_error(provider, masked)

    def too_large(self, error: ResponseDecodeError) -> ResponseDecodeError:
        """The error for an answer that was not read to its end."""
        error.headers = self._masked(Answer(error.status_code or 0, error.headers, b"")).headers
        self._tell(error)
        return self.explained(error)

    def _masked(self, answer: Answer) -> Answer:
        """An answer for an error to hold: some servers quote the key that they refuse."""
        key = self._settings.api_key
        headers = httpx.Headers(
            [(name, key.masked(value)) for name, value in httpx.Headers(answer.headers).multi_items()]
        )
        return Answer(answer.status_code, headers, key.masked_bytes(answer.content))

    def interrupted(self, error: BaseException) -> None:
        """Tell whom a creation ends with anything but an error that has its key how to find out whether it was made."""
        key = self._call.idempotency_key
        if key is None or not self._sent or getattr(error, "idempotency_key", None) == key:
            return
        error.add_note(
            f"{self._call.operation} may have been carried out: calling it again with idempotency_key={key!r} "
            "answers with what exists"
        )

    def explained(self, error: E) -> E:
        """`error`, with what the caller wants to know of the call."""
        error.attempts = self._attempts
        error.elapsed = self._pace.clock() - self._started
        error.idempotency_key = self._call.idempotency_key
        sent = self._call._replace(query=self._query, authenticated=self._auth is not _NO_AUTH)
        own = {*self._plan.own_headers, *self._call.headers, "Content-Type"}
        url = self._shown_url + ("?NOT-SHOWN" if "?" in self._url else "")
        error.curl = curl_command(self._plan.provider, sent, url, self._headers, own=own)
        # The frames below hold the answer in their variables, which some tools print; and httpx's tell nothing more.
        cause: BaseException | None = error
        while cause is not None:
            cause.__traceback__ = None
            cause = cause.__cause__ or cause.__context__
        return error


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)


class Engine:
    """Sends calls, again where that is safe, and reads the answers."""

    def __init__(
        self,
        provider: Provider,
        settings: Settings,
        transport: Transport,
        pace: Pace,
        recent: Recent | None = None,
    ) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self.recent = recent or Recent()
        self._transport = transport
        self._plan = _Plan(provider, settings)

    @classmethod
    def open(cls, provider: Provider, settings: Settings, http_client: httpx.Client | None) -> Engine:
        """An engine with connections of its own, or with the caller's."""
        if isinstance(http_client, httpx.AsyncClient):
            raise InvalidArgumentError(
                "http_client must be an httpx.Client here; an httpx.AsyncClient is for the async one"
            )
        if not isinstance(http_client, httpx.Client | None):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise InvalidArgumentError(f"http_client must be an httpx.Client, not {type(http_client).__name__}")
        return cls(provider, settings, Transport(http_client), Pace())

    def changed(self, settings: Settings, pace: Pace | None = None) -> Engine:
        """An engine with other settings on the same connections."""
        return Engine(self.provider, settings, self._transport, pace or self.pace, self.recent)

    @property
    def transport(self) -> Transport:
        """What carries single attempts."""
        return self._transport

    def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        run = _Run(self._plan, call, self.pace, self.recent)
        try:
            while True:
                try:
                    answer = self._transport.attempt(run.next_attempt())
                except APIConnectionError as error:
                    pause = run.pause_after(error)
                    if pause is None:
                        raise run.explained(error) from error.__cause__
                except ResponseDecodeError as error:
                    raise run.too_large(error) from None
                else:
                    pause = run.pause_after(answer)
                    if pause is None:
                        return run.finish(answer, decode)
                self.pace.sleep(pause)
        except BaseException as error:
            run.interrupted(error)
            raise

    def warm_up(self, load: Callable[[], object]) -> None:
        """Call `load`, and make ready what sends the first call. Nothing is sent."""
        load()
        self._transport.client()

    def close(self) -> None:
        """Close the connections that are our own."""
        self._transport.close()


class AsyncEngine:
    """Sends calls, again where that is safe, and reads the answers."""

    def __init__(
        self,
        provider: Provider,
        settings: Settings,
        transport: AsyncTransport,
        pace: Pace,
        recent: Recent | None = None,
    ) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self.recent = recent or Recent()
        self._transport = transport
        self._plan = _Plan(provider, settings)

    @classmethod
    def open(cls, provider: Provider, settings: Settings, http_client: httpx.AsyncClient | None) -> AsyncEngine:
        """An engine with connections of its own, or with the caller's."""
        if isinstance(http_client, httpx.Client):
            raise InvalidArgumentError(
                "http_client must be an httpx.AsyncClient here; an httpx.Client is for the sync one"
            )
        if not isinstance(http_client, httpx.AsyncClient | None):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
            raise InvalidArgumentError(f"http_client must be an httpx.AsyncClient, not {type(http_client).__name__}")
        from .async_transport import AsyncTransport  # noqa: PLC0415  # sync programs need no asyncio

        return cls(provider, settings, AsyncTransport(http_client), Pace())

    def changed(self, settings: Settings, pace: Pace | None = None) -> AsyncEngine:
        """An engine with other settings on the same connections."""
        return AsyncEngine(self.provider, settings, self._transport, pace or self.pace, self.recent)

    @property
    def transport(self) -> AsyncTransport:
        """What carries single attempts."""
        return self._transport

    async def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        run = _Run(self._plan, call, self.pace, self.recent)
        try:
            while True:
                try:
                    answer = await self._transport.attempt(run.next_attempt())
                except APIConnectionError as error:
                    pause = run.pause_after(error)
                    if pause is None:
                        raise run.explained(error) from error.__cause__
                except ResponseDecodeError as error:
                    raise run.too_large(error) from None
                else:
                    pause = run.pause_after(answer)
                    if pause is None:
                        return run.finish(answer, decode)
                await self.pace.async_sleep(pause)
        except BaseException as error:
            run.interrupted(error)
            raise

    async def warm_up(self, load: Callable[[], object]) -> None:
        """Call `load` in a thread, and make ready what sends the first call. Nothing is sent."""
        await self._transport.warm_up(load)

    async def aclose(self) -> None:
        """Close the connections that are our own."""
        await self._transport.aclose()
