# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The clients of PromptLayer: `PromptLayer` and `AsyncPromptLayer`."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx

from ._overlay.refusals import refusal_of
from ._runtime.http.auth import SecurityScheme, find_key
from ._runtime.http.clock import Pace
from ._runtime.http.configuration import (
    DEFAULT_MAX_RESPONSE_BYTES,
    Provider,
    Settings,
    Timeout,
    base_url_of,
    checked,
    loaded,
)
from ._runtime.http.engine import AsyncEngine, Engine
from ._runtime.http.hooks import Hooks, switch_on_logging
from ._version import __version__
from .api.requests import AsyncRequestsResource, RequestsResource
from .types import UNSET, Unset

_PROVIDER: Final = Provider(
    name="PromptLayer",
    logger="promptlayer_client",
    user_agent=f"promptlayer-client/{__version__} httpx/{httpx.__version__} python/{platform.python_version()}",
    key_variable="PROMPTLAYER_API_KEY",
    base_url_variable="PROMPTLAYER_BASE_URL",
    log_variable="PROMPTLAYER_LOG",
    servers={
        None: "https://api.promptlayer.com",
    },
    scheme=SecurityScheme(place="header", name="X-API-KEY"),
    request_id_headers=(
        "X-Request-Id",
        "Request-Id",
    ),
    refusal=refusal_of,
)

_BOUND: Final = frozenset({"_engine", "requests"})
"""What each client makes for itself."""


class PromptLayer:
    """A client for PromptLayer; a context manager that closes its connections at the end.

    A log of calls to language models, with prompts that can be replayed. Most workspaces delete their data after
    14, 30 or 90 days.

    Args:
        api_key: The key; by default the environment's `PROMPTLAYER_API_KEY`, read now.
        base_url: Another server; by default the environment's `PROMPTLAYER_BASE_URL`, else
            https://api.promptlayer.com.
        timeout: Seconds that each phase of an attempt may take (connecting, writing, each read, waiting for the
            pool), or an `httpx.Timeout`; None waits for ever.
        total_timeout: Seconds that one call may take with all its attempts and pauses; None for no limit.
        max_retries: Further attempts after one that failed in a way that may pass. A request that may cost money is
            sent again only when it provably never left, or carries an idempotency key.
        max_response_bytes: The longest body that is read, decompressed.
        follow_redirects: Whether a GET follows where the server points, up to ten times. Another origin gets neither
            the key nor your headers. By default a redirect is an `APIStatusError`.
        allow_http: Whether `base_url` may be plain http to another machine, which shows everyone the key.
        pickle_key: Whether pickling this client takes the key along. By default unpickling reads the environment.
            Headers of `with_options` are taken along either way: who unpickles it shall send the same requests.
        hooks: Functions to call before and after each attempt, and before each pause; plain ones, no `async def`.
        http_client: Your own `httpx.Client`, for proxies, certificates, limits or event hooks. It is never closed
            here, and redirects are not followed whatever it says. `total_timeout` is then looked at between two reads
            of the body.

    Raises:
        MissingAPIKeyError: No key was given and the environment holds none.
        InvalidArgumentError: An argument cannot be used.

    Documentation: https://docs.promptlayer.com/reference/get-request
    """

    requests: RequestsResource
    """Logged calls to language models, with prompt, token usage, timing and price."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = 60.0,
        total_timeout: float | None = 300.0,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_PROVIDER.scheme)
        finally:
            del api_key  # a traceback that shows locals must not show it
        settings = Settings(
            api_key=key,
            base_url=base_url_of(_PROVIDER, base_url, None),
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=Hooks() if hooks is None else hooks,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._bind(Engine.open(_PROVIDER, checked(settings), http_client))

    def _bind(self, engine: Engine) -> None:
        self._engine = engine
        self.requests = RequestsResource(engine)

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        max_response_bytes: int | Unset = UNSET,
        follow_redirects: bool | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        hooks: Hooks | Unset = UNSET,
        pace: Pace | None = None,
    ) -> Self:
        """A light copy with other options, on the same connections; this client stays as it is.

        Args:
            timeout: As in the constructor.
            total_timeout: As in the constructor.
            max_retries: As in the constructor.
            max_response_bytes: As in the constructor.
            follow_redirects: As in the constructor.
            headers: Headers to send with each request, in the place of equal ones that are sent anyway; names are
                equal in whatever case they are written. Those that say how a message is sent, such as `Host` and
                `Content-Length`, are refused.
            hooks: As in the constructor.
            pace: What the client asks for the time, for pauses and for chance. Tests hand in that of a virtual clock
                (`testing.VirtualClock`).

        Raises:
            InvalidArgumentError: A value cannot be used.
        """
        settings = self._engine.settings.changed(
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            headers=headers,
            hooks=hooks,
        )
        copy = type(self).__new__(type(self))
        vars(copy).update(vars(self))  # what a subclass has added
        copy._bind(self._engine.changed(settings, pace))
        return copy

    def __copy__(self) -> Self:
        return self.with_options()

    def __deepcopy__(self, memo: object) -> Self:
        return self.with_options()

    def __getstate__(self) -> dict[str, Any]:
        """The settings, and what a subclass has added: no connections, nor the key unless `pickle_key` was said."""
        added = {name: value for name, value in vars(self).items() if name not in _BOUND}
        return {"settings": self._engine.settings.dumped(), "added": added}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state["added"])
        self._bind(Engine.open(_PROVIDER, loaded(_PROVIDER, state["settings"]), None))

    def close(self) -> None:
        """Close the connections, except those of your own `http_client`.

        A later call opens others, which are to be closed again.
        """
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if not hasattr(self, "_engine"):  # a debugger looks at a client whose constructor has just refused something
            return f"<{type(self).__name__}, not made>"
        settings = self._engine.settings
        return f"{type(self).__name__}(base_url={settings.base_url!r}, api_key={settings.api_key!r})"


class AsyncPromptLayer:
    """An async client for PromptLayer; a context manager that closes its connections at the end.

    A log of calls to language models, with prompts that can be replayed. Most workspaces delete their data after
    14, 30 or 90 days.

    Args:
        api_key: The key; by default the environment's `PROMPTLAYER_API_KEY`, read now.
        base_url: Another server; by default the environment's `PROMPTLAYER_BASE_URL`, else
            https://api.promptlayer.com.
        timeout: Seconds that each phase of an attempt may take (connecting, writing, each read, waiting for the
            pool), or an `httpx.Timeout`; None waits for ever.
        total_timeout: Seconds that one call may take with all its attempts and pauses; None for no limit.
        max_retries: Further attempts after one that failed in a way that may pass. A request that may cost money is
            sent again only when it provably never left, or carries an idempotency key.
        max_response_bytes: The longest body that is read, decompressed.
        follow_redirects: Whether a GET follows where the server points, up to ten times. Another origin gets neither
            the key nor your headers. By default a redirect is an `APIStatusError`.
        allow_http: Whether `base_url` may be plain http to another machine, which shows everyone the key.
        pickle_key: Whether pickling this client takes the key along. By default unpickling reads the environment.
            Headers of `with_options` are taken along either way: who unpickles it shall send the same requests.
        hooks: Functions to call before and after each attempt, and before each pause; plain ones, no `async def`.
        http_client: Your own `httpx.AsyncClient`, for proxies, certificates, limits or event hooks. It is never closed
            here, and redirects are not followed whatever it says.

    Raises:
        MissingAPIKeyError: No key was given and the environment holds none.
        InvalidArgumentError: An argument cannot be used.

    Documentation: https://docs.promptlayer.com/reference/get-request
    """

    requests: AsyncRequestsResource
    """Logged calls to language models, with prompt, token usage, timing and price."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = 60.0,
        total_timeout: float | None = 300.0,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_PROVIDER.scheme)
        finally:
            del api_key  # a traceback that shows locals must not show it
        settings = Settings(
            api_key=key,
            base_url=base_url_of(_PROVIDER, base_url, None),
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=Hooks() if hooks is None else hooks,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._bind(AsyncEngine.open(_PROVIDER, checked(settings), http_client))

    def _bind(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.requests = AsyncRequestsResource(engine)

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        max_response_bytes: int | Unset = UNSET,
        follow_redirects: bool | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        hooks: Hooks | Unset = UNSET,
        pace: Pace | None = None,
    ) -> Self:
        """A light copy with other options, on the same connections; this client stays as it is.

        Args:
            timeout: As in the constructor.
            total_timeout: As in the constructor.
            max_retries: As in the constructor.
            max_response_bytes: As in the constructor.
            follow_redirects: As in the constructor.
            headers: Headers to send with each request, in the place of equal ones that are sent anyway; names are
                equal in whatever case they are written. Those that say how a message is sent, such as `Host` and
                `Content-Length`, are refused.
            hooks: As in the constructor.
            pace: What the client asks for the time, for pauses and for chance. Tests hand in that of a virtual clock
                (`testing.VirtualClock`).

        Raises:
            InvalidArgumentError: A value cannot be used.
        """
        settings = self._engine.settings.changed(
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            headers=headers,
            hooks=hooks,
        )
        copy = type(self).__new__(type(self))
        vars(copy).update(vars(self))  # what a subclass has added
        copy._bind(self._engine.changed(settings, pace))
        return copy

    def __copy__(self) -> Self:
        return self.with_options()

    def __deepcopy__(self, memo: object) -> Self:
        return self.with_options()

    def __getstate__(self) -> dict[str, Any]:
        """The settings, and what a subclass has added: no connections, nor the key unless `pickle_key` was said."""
        added = {name: value for name, value in vars(self).items() if name not in _BOUND}
        return {"settings": self._engine.settings.dumped(), "added": added}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state["added"])
        self._bind(AsyncEngine.open(_PROVIDER, loaded(_PROVIDER, state["settings"]), None))

    async def aclose(self) -> None:
        """Close the connections of the running event loop, except those of your own `http_client`.

        A later call opens others, which are to be closed again.
        """
        await self._engine.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if not hasattr(self, "_engine"):  # a debugger looks at a client whose constructor has just refused something
            return f"<{type(self).__name__}, not made>"
        settings = self._engine.settings
        return f"{type(self).__name__}(base_url={settings.base_url!r}, api_key={settings.api_key!r})"


__all__ = ["AsyncPromptLayer", "PromptLayer"]
