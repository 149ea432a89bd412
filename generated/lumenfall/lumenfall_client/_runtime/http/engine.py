# Copied from runtime/http/engine.py by `nox -s generate`. Do not edit.
"""The loop around attempts. `retrying` decides; the sync and the async loop differ only in `await`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

from ..error_context import describe_call, forget_frames, hide_answer
from ..errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    InvalidArgumentError,
    PaginationError,
    ResponseDecodeError,
)
from ..types import UNSET, AsyncHTTPClient, HTTPClient, Response
from ..values.secret import MASK
from .auth import SecurityScheme, missing_key
from .body import CUT_KEY, LONGEST_ERROR_BODY
from .call import MOST_REDIRECTS, REDIRECTS, Answer, Call, Decoder
from .call_arguments import CallArguments, CalledMethod
from .callers_client import check_kind
from .clock import Pace
from .configuration import Provider, Settings, can_be_host, check_headers
from .connection_pool import FRESH
from .curl import curl_command
from .failures import refusal_error, request_id, status_error
from .headers import HeaderFields, with_headers, written_by_hook
from .hooks import RequestEvent, ResponseEvent, RetryEvent, call_hook
from .leases import Lease
from .recent_creations import Recent
from .retrying import maybe_delivered, pause_before_retry, server_wish
from .transport import KeyAuth, Outgoing, Transport, no_auth
from .urls import discreet_url, shown_url

if TYPE_CHECKING:
    from .async_transport import AsyncTransport

T = TypeVar("T")
E = TypeVar("E", bound=APIConnectionError | APIStatusError | ResponseDecodeError)

_LONGEST_LOCATION: Final = 200
"""Characters of where a redirect points that a message shows."""

# What every Python can decompress a piece at a time; others come with packages that may be installed or not.
_ENCODING: Final = {"Accept-Encoding": "gzip, deflate"}


class _Plan:
    """What an engine sends with each call: worked out once for its settings."""

    def __init__(self, provider: Provider, settings: Settings) -> None:
        check_headers(settings, provider.schemes)
        self.provider = provider
        self.settings = settings
        self._key = () if provider.scheme is None else ((provider.scheme, settings.api_key),)
        self._auth = KeyAuth(self._key)
        self.key_parameters = frozenset(scheme.name for scheme in provider.schemes if scheme.place == "query")
        self.own_headers = HeaderFields(
            {"User-Agent": provider.user_agent, "Accept": "application/json, */*;q=0.5", **_ENCODING}
        )
        self.headers = with_headers(self.own_headers, settings.headers)
        self.logger = logging.getLogger(provider.logger)

    def auth(self, call: Call) -> Callable[[httpx.Request], httpx.Request]:
        """What puts the secrets of a call on its requests.

        Raises:
            MissingAPIKeyError: It needs a key that the client does not have.
        """
        if not (call.further_keys or call.secret_headers):
            return self._auth if call.authenticated and self._key else no_auth
        parts = [*self._key] if call.authenticated else []
        for name in call.further_keys:
            scheme, variable = self.provider.further_schemes[name]
            key = self.settings.further_keys.get(name)
            if key is None:
                raise missing_key(name, variable)
            parts.append((scheme, key))
        parts += [(SecurityScheme("header", name), value) for name, value in call.secret_headers]
        return KeyAuth(parts)

    def settings_for(self, call: Call) -> Settings:
        """The settings for a call: with the timeouts of its operation, and masking its secrets."""
        settings = self.settings
        if call.timeout is not None or call.total_timeout is not None:
            settings = settings.with_own_timeouts(call.timeout, call.total_timeout)
        if call.secret_headers:
            secrets = [value for _, value in call.secret_headers]
            settings = settings._replace(api_key=settings.api_key.masking_too(*secrets))
        return settings


class Run:
    """One call: its attempts so far, what remains, and what to do after each."""

    def __init__(self, plan: _Plan, call: Call, pace: Pace, recent: Recent) -> None:
        self._plan = plan
        self._recent = recent
        self._settings = plan.settings_for(call)
        self._call = call
        self._pace = pace
        self._url = plan.settings.base_url + call.path
        self._shown_url = self._url
        self._query = call.query
        self._auth = plan.auth(call)
        self._own_origin = True
        self._redirects = 0
        self._headers: Mapping[str, str] = plan.headers
        self._sent = False
        self._under_way = False
        """Whether an attempt has begun of which the caller does not know yet how it ended."""
        self._maybe_delivered = False
        """Whether an attempt that failed may have been carried out all the same."""
        self._succeeded = False
        self._kept_back: str | None = None
        """Why the call was not repeated, although its failure was one to repeat it after."""
        self._outcomes = 0
        """How many attempts have come to something."""
        self._started = self._attempt_started = pace.clock()
        self._attempts = 0

    def next_attempt(self) -> Outgoing:
        """What to send now."""
        self._attempts += 1
        self._attempt_started = self._pace.clock()
        call, settings = self._call, self._settings
        headers = HeaderFields(self._plan.headers if self._own_origin else self._plan.own_headers)
        if self._own_origin and call.headers:
            headers.update(call.headers)
        content = None
        if call.body is not None:
            headers["Content-Type"] = call.body.content_type
            content = call.body.upload or call.body.content
        if settings.hooks.request is not None:
            event = RequestEvent(
                operation=call.called,
                method=call.method,
                url=self._event_url(),
                attempt=self._attempts,
                headers=headers,
            )
            call_hook("request", settings.hooks.request, event)
            self._under_way = True  # the hook may have begun something that a `ResponseEvent` ends
            headers = written_by_hook(headers)
        self._headers = headers
        self._sent = self._under_way = True
        return Outgoing(
            call.method,
            self._url,
            self._query,
            content,
            headers,
            self._auth,
            settings.timeout,
            self.remaining(),
            settings.max_response_bytes,
            settings.api_key,
            not self._own_origin,
            self._plan.key_parameters,
            self._redirects > 0,
            None if call.repeatable and not call.is_sent_once else FRESH,
        )

    def _event_url(self) -> str:
        """The URL for hooks, which need the query to tell requests apart."""
        url = f"{self._url}?{urlencode(self._query)}" if self._query else self._url
        shown = discreet_url(url, key_parameters=self._plan.key_parameters, is_link=self._redirects > 0)
        return self._settings.api_key.masked(shown)

    def remaining(self) -> float | None:
        """The seconds that remain of the whole call; None without a limit."""
        total = self._settings.total_timeout
        return None if total is None else max(0.0, total - (self._pace.clock() - self._started))

    def pause_after(self, outcome: Answer | APIConnectionError) -> float | None:
        """Seconds to pause before another attempt; None when `outcome` is the last word."""
        if isinstance(outcome, BaseException):
            forget_frames(outcome)  # before a hook sees it
        self._outcomes += 1
        if isinstance(outcome, Answer) and outcome.status_code < 300:
            self._succeeded = True
        else:
            self._maybe_delivered = self._maybe_delivered or maybe_delivered(outcome)
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
            remaining=self.remaining(),
            chance=self._pace.chance(),
            now=self._pace.wall_clock(),
        )
        if pause is not None and (spent := self._call.spent) is not None:
            self._kept_back, pause = spent, None
        if pause is not None and self._settings.hooks.retry is not None:
            call = self._call
            event = RetryEvent(
                operation=call.called,
                method=call.method,
                url=self._event_url(),
                attempt=self._attempts,
                pause=pause,
            )
            call_hook("retry", self._settings.hooks.retry, event)
        return pause

    def _tell(self, outcome: Answer | BaseException) -> None:
        """Log what came of an attempt, and call the hook."""
        self._under_way = False
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
            event = ResponseEvent(
                operation=call.called,
                method=call.method,
                url=self._event_url(),
                attempt=self._attempts,
                status_code=status_code,
                request_id=logged_as,
                duration=duration,
                error=error,
            )
            call_hook("response", hook, event)

    def _follow(self, answer: Answer) -> bool:
        """Turn to where an answer points, if that was asked for. Another origin gets neither key nor headers."""
        url = self._target(answer) if self._settings.follow_redirects else None
        if url is None or self._redirects == MOST_REDIRECTS:
            return False
        origin = _origin(url)
        self._redirects += 1
        self._url, self._query = url, ()
        self._shown_url = self._settings.api_key.masked(shown_url(url))
        self._own_origin = self._own_origin and origin == _origin(self._settings.base_url)
        if not self._own_origin:
            self._auth = no_auth
        return True

    def _target(self, answer: Answer) -> str | None:
        """The URL to which a redirect points; None if it is not one that can be followed."""
        location = answer.headers.get("location")
        if not location or answer.status_code not in REDIRECTS or self._call.method not in ("GET", "HEAD"):
            return None
        try:
            url = urljoin(self._url, location)
            scheme, _, _ = _origin(url)
            has_host = can_be_host(httpx.URL(url))
        except (ValueError, httpx.InvalidURL):  # it is no URL
            return None
        return url if scheme in ("http", "https") and has_host else None

    def _redirect(self, answer: Answer) -> str | None:
        """What to say about a redirect that was not followed; None if the response is no redirect."""
        location = answer.headers.get("location")
        if not location or not 300 <= answer.status_code <= 399:
            return None
        try:
            url = urljoin(self._url, location)
        except ValueError:
            url = location
        shown = self._settings.api_key.masked(shown_url(url))[:_LONGEST_LOCATION]
        text = f"and points to {shown if shown.isprintable() else repr(shown)}"
        if self._target(answer) is None:
            return text
        if self._settings.follow_redirects:
            return f"{text}, after {MOST_REDIRECTS} redirects"
        return f"{text}; a client with follow_redirects=True follows it"

    def finish(self, answer: Answer, decode: Decoder[T]) -> Response[T]:
        """The last step of a call: the model, or the error."""
        provider, settings = self._plan.provider, self._settings
        if not 200 <= answer.status_code <= 299:
            raise self.failure(answer)
        try:
            if (refused := self._refused(answer)) is not None:
                raise self.explained(refused)
            if len(answer.content) > LONGEST_ERROR_BODY and self.remaining() == 0.0:
                # To read a long one takes a while, in which nothing could end the call.
                late = f"{self._call.method} {self._shown_url}: the time for the whole call ran out"
                raise self.explained(APITimeoutError(late))
            parsed = decode(answer)
        except ResponseDecodeError as error:
            masked = self.masked(answer)
            hide_answer(error, settings.api_key.masked, is_secret=self._call.has_secret_answer)
            error.body = MASK.encode() if self._call.has_secret_answer else masked.content
            error.status_code, error.headers = masked.status_code, masked.headers
            error.request_id = request_id(provider, masked)
            raise self.explained(error) from None
        if self._call.idempotency_key is not None:
            self._recent.note(parsed, self._pace.clock())
        return Response(status_code=answer.status_code, headers=answer.headers, content=answer.content, parsed=parsed)

    def failure(self, answer: Answer) -> APIStatusError:
        """The error of an answer that reports a failure."""
        is_secret, redirect = self._call.has_secret_answer, self._redirect(answer)
        provider = self._plan.provider
        return self.explained(status_error(provider, self.masked(answer), redirect=redirect, is_secret=is_secret))

    def _refused(self, answer: Answer) -> APIStatusError | None:
        """The error of a success status whose body says no; None if it says yes."""
        provider, base_url = self._plan.provider, self._settings.base_url
        found = provider.refusal and provider.refusal(answer.json(), base_url)
        if provider.refusal is None or found is None:
            return None
        masked = self.masked(answer)
        try:
            refusal = provider.refusal(masked.json(), base_url)
        except ResponseDecodeError:  # only the beginning of a long one is here
            refusal = None
        refusal = refusal or found._replace(message="")
        return refusal_error(provider, masked, refusal, is_secret=self._call.has_secret_answer)

    def too_large(self, error: ResponseDecodeError) -> ResponseDecodeError:
        """The error for an answer that was not read to its end."""
        forget_frames(error)
        masked = self.masked(Answer(error.status_code or 0, error.headers, b""))
        error.headers, error.request_id = masked.headers, request_id(self._plan.provider, masked)
        self._outcomes += 1
        self._succeeded = masked.status_code < 300
        self._maybe_delivered = self._maybe_delivered or maybe_delivered(masked)
        self._tell(error)
        return self.explained(error)

    def masked(self, answer: Answer) -> Answer:
        """An answer for an error to hold, of a long one the beginning.

        Some servers quote the key that they refuse, and links may be signed.
        """
        key = self._settings.api_key
        most = min(LONGEST_ERROR_BODY, self._settings.max_response_bytes)
        content = key.masked_bytes(answer.content[: most + CUT_KEY])
        if len(answer.content) > most:
            content = content[: max(0, len(content) - CUT_KEY)][:most]
        # As bytes: a header may hold any, and reading them as text and writing them again could fail.
        headers = httpx.Headers([(name, key.masked_bytes(value)) for name, value in httpx.Headers(answer.headers).raw])
        return Answer(answer.status_code, headers, content)

    def interrupted(self, error: BaseException) -> None:
        """Complete what is said about a call that ends with an error, an interrupt or a cancellation.

        A hook gets the event of an attempt that was under way. If a creation may have been carried out, a note with the
        idempotency key says how to find out.
        """
        forget_frames(error)
        if self._under_way:
            try:
                self._tell(error)
            except Exception as problem:  # the call ends with what ended it
                error.add_note(self._settings.api_key.masked(f"the response hook failed: {problem!r}"))
        if isinstance(error, (InvalidArgumentError, PaginationError)) and not error.operation:
            self._describe(error, attempts=self._outcomes)
        key = self._call.idempotency_key
        if key is None or not self._sent or getattr(error, "idempotency_key", None) == key:
            return
        error.add_note(
            f"{self._call.operation} may have been carried out: calling it again with idempotency_key={key!r} "
            "answers with what exists"
        )

    def explained(self, error: E) -> E:
        """`error`, with what the caller wants to know about the call."""
        self._describe(error, attempts=self._attempts)
        if self._kept_back is not None:
            error.add_note(f"{self._call.called} was not sent again: {self._kept_back}")
        if isinstance(error, APIStatusError):
            error.retry_after = server_wish(error.headers, now=self._pace.wall_clock())
        sent = self._call._replace(query=self._query)
        if not self._own_origin:
            sent = sent._replace(authenticated=False, further_keys=(), secret_headers=())
        own = {*self._plan.own_headers, *self._call.headers, "Content-Type"}
        url = self._shown_url + ("?NOT-SHOWN" if "?" in self._url else "")
        describe_call(
            error,
            curl=curl_command(
                self._plan.provider, sent, url, self._headers, own=own, masked=self._settings.api_key.masked
            ),
            redirected_to=self._shown_url if self._redirects else "",
        )
        forget_frames(error)
        return error

    def _describe(
        self,
        error: APIConnectionError | APIStatusError | InvalidArgumentError | PaginationError | ResponseDecodeError,
        *,
        attempts: int,
    ) -> None:
        """Say in an error what was called, and what the attempts came to."""
        call, settings = self._call, self._settings
        error.provider = self._plan.provider.name
        error.operation = call.called
        error.method = call.method
        error.url_path = settings.api_key.masked(urlsplit(settings.base_url + call.path).path)
        error.attempts = attempts
        error.elapsed = self._pace.clock() - self._started
        error.idempotency_key = call.idempotency_key
        error.maybe_delivered = self._maybe_delivered or self._succeeded_in_vain(error)

    def _succeeded_in_vain(self, error: BaseException) -> bool:
        """Whether the server reported a success that cannot be used."""
        return self._succeeded and not isinstance(error, APIStatusError)


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
        lease: Lease | None = None,
    ) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self.recent = recent or Recent()
        self._transport = transport
        self._lease = lease or transport.leases.new(is_owner=True)
        self._plan = _Plan(provider, settings)

    @classmethod
    def open(cls, provider: Provider, settings: Settings, http_client: HTTPClient | None) -> Engine:
        """An engine with connections of its own, or with the caller's."""
        check_kind(http_client, "Client")
        return cls(provider, settings, Transport(cast(httpx.Client | None, http_client)), Pace())

    def changed(self, settings: Settings) -> Engine:
        """An engine with other settings, for the same client."""
        return Engine(self.provider, settings, self._transport, self.pace, self.recent, self._lease)

    def copied(self, settings: Settings, pace: Pace | None) -> Engine:
        """An engine for a copy of the client, on the same connections."""
        lease = self._transport.leases.new(is_owner=False)
        return Engine(self.provider, settings, self._transport, pace or self.pace, self.recent, lease)

    def arguments_of(self, method: CalledMethod) -> CallArguments:
        """A context for checking the arguments of a call."""
        return CallArguments(self.provider.name, self.settings, method)

    def begin(self, call: Call) -> Run:
        """Begin a call whose response is read piece by piece, and so not by `send`."""
        self._lease.in_use = True
        return Run(self._plan, call, self.pace, self.recent)

    def option(self, name: str, given: Any) -> Any:
        """What a call sends for an option of the client: its own argument, unless that is `UNSET`."""
        return self.settings.options.get(name) if given is UNSET else given

    @property
    def transport(self) -> Transport:
        """What carries single attempts."""
        return self._transport

    def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        run = self.begin(call)
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
        self._transport.warm_up(self.settings.base_url)

    def close(self) -> None:
        """Close the connections that are our own, unless they belong to a client that still uses them."""
        if self._transport.leases.end(self._lease):
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
        lease: Lease | None = None,
    ) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self.recent = recent or Recent()
        self._transport = transport
        self._lease = lease or transport.leases.new(is_owner=True)
        self._plan = _Plan(provider, settings)

    @classmethod
    def open(cls, provider: Provider, settings: Settings, http_client: AsyncHTTPClient | None) -> AsyncEngine:
        """An engine with connections of its own, or with the caller's."""
        check_kind(http_client, "AsyncClient")
        from .async_transport import AsyncTransport  # noqa: PLC0415  # sync programs need no asyncio

        return cls(provider, settings, AsyncTransport(cast(httpx.AsyncClient | None, http_client)), Pace())

    def changed(self, settings: Settings) -> AsyncEngine:
        """An engine with other settings, for the same client."""
        return AsyncEngine(self.provider, settings, self._transport, self.pace, self.recent, self._lease)

    def copied(self, settings: Settings, pace: Pace | None) -> AsyncEngine:
        """An engine for a copy of the client, on the same connections."""
        lease = self._transport.leases.new(is_owner=False)
        return AsyncEngine(self.provider, settings, self._transport, pace or self.pace, self.recent, lease)

    def arguments_of(self, method: CalledMethod) -> CallArguments:
        """A context for checking the arguments of a call."""
        return CallArguments(self.provider.name, self.settings, method)

    def begin(self, call: Call) -> Run:
        """Begin a call whose response is read piece by piece, and so not by `send`."""
        self._lease.in_use = True
        return Run(self._plan, call, self.pace, self.recent)

    def option(self, name: str, given: Any) -> Any:
        """What a call sends for an option of the client: its own argument, unless that is `UNSET`."""
        return self.settings.options.get(name) if given is UNSET else given

    @property
    def transport(self) -> AsyncTransport:
        """What carries single attempts."""
        return self._transport

    async def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        run = self.begin(call)
        try:
            self._transport.check_event_loop()
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
        await self._transport.warm_up(load, self.settings.base_url)

    async def aclose(self) -> None:
        """Close the connections that are our own, unless they belong to a client that still uses them."""
        if self._transport.leases.end(self._lease):
            await self._transport.aclose()
