# Copied from overlays/shared/engine.py by `nox -s generate`. Do not edit.
"""The loop around attempts. `retrying` decides; the sync and the async loop differ only in `await`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import httpx

from ..errors import APIConnectionError, ResponseDecodeError
from ..types import UNSET, Response, Unset
from .configuration import Provider, Settings, Timeout
from .failures import refusal_error, status_error
from .operation import Answer, Call, Decoder
from .pacing import Pace
from .retrying import pause_before_retry
from .transport import AsyncTransport, Transport

T = TypeVar("T")


class _Progress:
    """One call's attempts so far: what remains, and what to do after each."""

    def __init__(self, call: Call, settings: Settings, pace: Pace) -> None:
        self._call = call
        self._settings = settings
        self._pace = pace
        self._started = pace.clock()
        self.attempts = 0

    def begin_attempt(self) -> float | None:
        """Count an attempt; the seconds that it may take, None without a limit."""
        self.attempts += 1
        return self._remaining()

    def _remaining(self) -> float | None:
        total = self._settings.total_timeout
        return None if total is None else max(0.0, total - (self._pace.clock() - self._started))

    def pause_after(self, outcome: Answer | APIConnectionError) -> float | None:
        """Seconds to pause before another attempt; None when `outcome` is the last word."""
        if isinstance(outcome, Answer) and outcome.status_code < 400:
            return None
        return pause_before_retry(
            self._call,
            outcome,
            attempt=self.attempts,
            max_retries=self._settings.max_retries,
            remaining=self._remaining(),
            chance=self._pace.chance(),
            now=self._pace.wall_clock(),
        )

    def explained(self, error: APIConnectionError) -> APIConnectionError:
        """`error`, with what the caller wants to know of the attempts."""
        error.attempts = self.attempts
        if self.attempts > 1:
            error.args = (f"{error} (after {self.attempts} attempts)",)
        return error


def _finish(
    provider: Provider, settings: Settings, answer: Answer, decode: Decoder[T], attempts: int
) -> Response[T]:
    """The last step of a call: the model, or the error."""
    if not 200 <= answer.status_code <= 299:
        raise status_error(provider, answer, attempts=attempts)
    try:
        if (
            provider.refusal is not None
            and (refusal := provider.refusal(answer.json(), settings.base_url)) is not None
        ):
            raise refusal_error(provider, answer, refusal, attempts=attempts)
        parsed = decode(answer)
    except ResponseDecodeError as error:
        error.body = settings.api_key.masked_in(answer.content)
        error.status_code = answer.status_code
        error.headers = answer.headers
        raise
    return Response(
        status_code=answer.status_code, headers=answer.headers, content=answer.content, parsed=parsed
    )


class Engine:
    """Sends calls, again where that is safe, and reads the answers."""

    def __init__(self, provider: Provider, settings: Settings, transport: Transport, pace: Pace) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self._transport = transport

    @classmethod
    def open(cls, provider: Provider, settings: Settings, http_client: httpx.Client | None) -> Engine:
        """An engine with connections of its own, or with the caller's."""
        return cls(provider, settings, Transport(provider, http_client), Pace())

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        pace: Pace | Unset = UNSET,
    ) -> Engine:
        """An engine with other settings on the same connections."""
        settings = self.settings.changed(
            timeout=timeout, total_timeout=total_timeout, max_retries=max_retries, headers=headers
        )
        return Engine(self.provider, settings, self._transport, self.pace if pace is UNSET else pace)

    def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        progress = _Progress(call, self.settings, self.pace)
        while True:
            outcome: Answer | APIConnectionError
            try:
                outcome = self._transport.attempt(call, self.settings, progress.begin_attempt(), self.pace)
            except APIConnectionError as error:
                pause = progress.pause_after(error)
                if pause is None:
                    raise progress.explained(error) from error.__cause__
            else:
                pause = progress.pause_after(outcome)
                if pause is None:
                    return _finish(self.provider, self.settings, outcome, decode, progress.attempts)
            self.pace.sleep(pause)

    def close(self) -> None:
        """Close the connections that are our own."""
        self._transport.close()


class AsyncEngine:
    """Sends calls, again where that is safe, and reads the answers."""

    def __init__(self, provider: Provider, settings: Settings, transport: AsyncTransport, pace: Pace) -> None:
        self.provider = provider
        self.settings = settings
        self.pace = pace
        self._transport = transport

    @classmethod
    def open(
        cls, provider: Provider, settings: Settings, http_client: httpx.AsyncClient | None
    ) -> AsyncEngine:
        """An engine with connections of its own, or with the caller's."""
        return cls(provider, settings, AsyncTransport(provider, http_client), Pace())

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        pace: Pace | Unset = UNSET,
    ) -> AsyncEngine:
        """An engine with other settings on the same connections."""
        settings = self.settings.changed(
            timeout=timeout, total_timeout=total_timeout, max_retries=max_retries, headers=headers
        )
        return AsyncEngine(self.provider, settings, self._transport, self.pace if pace is UNSET else pace)

    async def send(self, call: Call, decode: Decoder[T]) -> Response[T]:
        """Send a call until its answer is the last word, and read that."""
        progress = _Progress(call, self.settings, self.pace)
        while True:
            outcome: Answer | APIConnectionError
            try:
                outcome = await self._transport.attempt(
                    call, self.settings, progress.begin_attempt(), self.pace
                )
            except APIConnectionError as error:
                pause = progress.pause_after(error)
                if pause is None:
                    raise progress.explained(error) from error.__cause__
            else:
                pause = progress.pause_after(outcome)
                if pause is None:
                    return _finish(self.provider, self.settings, outcome, decode, progress.attempts)
            await self.pace.async_sleep(pause)

    async def aclose(self) -> None:
        """Close the connections that are our own."""
        await self._transport.aclose()
