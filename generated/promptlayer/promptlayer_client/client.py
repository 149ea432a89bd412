# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The clients of PromptLayer: `PromptLayer` and `AsyncPromptLayer`."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import httpx

from ._overlay.refusals import refusal_of
from ._runtime.http.auth import SecurityScheme, find_key
from ._runtime.http.callers_client import chosen_timeout
from ._runtime.http.clock import Pace
from ._runtime.http.configuration import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_TIMEOUT,
    DEFAULT_TOTAL_TIMEOUT,
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
from .types import UNSET, AsyncHTTPClient, HTTPClient, Unset

if not TYPE_CHECKING:
    from ._runtime.http.resource import resource_property as cached_property
else:
    from functools import cached_property

    from .api.requests import AsyncRequestsResource, RequestsResource


_SCHEME: Final = SecurityScheme(place="header", name="X-API-KEY")
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
    scheme=_SCHEME,
    request_id_headers=("X-Request-Id", "Request-Id"),
    refusal=refusal_of,
)

_RESOURCES: Final = ("requests",)
"""The attributes that import their resource on first use."""


class PromptLayer:
    """A client for PromptLayer's API. As a context manager, it closes its connections on exit.

    A log of calls to language models, with prompts that you can run again. Most workspaces delete their data after
    14, 30 or 90 days.

    Args:
        api_key: The API key. By default, the constructor reads it from the environment variable
            `PROMPTLAYER_API_KEY`.
        base_url: The server's URL. By default, the environment variable
            `PROMPTLAYER_BASE_URL`; otherwise https://api.promptlayer.com.
        timeout: Seconds for each phase of an attempt (waiting for a free connection, connecting, writing, each read),
            or an `httpx.Timeout`. None waits forever. By default the timeout of your own `http_client` if that is
            not httpx's default of 5 seconds; otherwise what the operation's documentation says, or 60.
        total_timeout: Seconds for one call with all its attempts and pauses. None for no limit. By default what the
            operation's documentation says, or 300.
        max_retries: How many times to retry an attempt that failed for a temporary reason. A request that may cost
            money is sent again only if it certainly did not reach the server, or if it has an idempotency key.
        max_response_bytes: The maximum size of a response body in bytes, after decompression. JSON that would take more
            than five times that in memory, and more than 64 MB, is refused too. Of an error's body, only the beginning
            is read.
        follow_redirects: Whether a GET follows redirects, at most ten of them. Another origin gets neither the key nor
            your headers. By default, a redirect raises `APIStatusError`.
        allow_http: Whether `base_url` may be plain HTTP to another machine, which sends the key unencrypted.
        pickle_key: Whether a pickle of this client contains the key. By default, unpickling reads the key from the
            environment. Headers that were set with `with_options` are always pickled.
        hooks: Functions to call before and after each attempt, and before each pause. `async def` functions are refused.
        http_client: Your own `httpx.Client`, or one of httpx2, such as Starlette's `TestClient`, for proxies, certificates,
            limits or event hooks. This client never closes it. Its setting for redirects has no effect, and it reads
            the environment's proxies and certificates by itself, as httpx does. With it, `total_timeout` is
            checked only between two reads of a body.

    Raises:
        MissingAPIKeyError: No key was given, and the environment has none.
        InvalidArgumentError: An argument cannot be used.

    Every call may raise:
        APIStatusError: The server returned an error status. Many statuses have a subclass, such as `NotFoundError`.
        APIConnectionError: No complete response arrived. After a timeout, it is an `APITimeoutError`; if an environment
            variable for proxies or certificates cannot be used, an `InvalidEnvironmentError`.
        ResponseDecodeError: The response does not match the documentation.

    Documentation: https://docs.promptlayer.com/reference/get-request
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = DEFAULT_TOTAL_TIMEOUT,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: HTTPClient | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_SCHEME)
        finally:
            del api_key  # a traceback that shows locals must not show it
        settings = Settings(
            api_key=key,
            base_url=base_url_of(_PROVIDER, base_url, None),
            timeout=chosen_timeout(timeout, http_client),
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=Hooks() if hooks is None else hooks,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._engine = Engine.open(_PROVIDER, checked(settings), http_client)

    @cached_property
    def requests(self) -> RequestsResource:
        """Logged calls to language models, with prompt, token usage, timing and price.

        Methods: `get`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `get_detailed`.
        """
        from .api.requests import RequestsResource

        return RequestsResource(self._engine)

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
        """Make a copy that has other options and uses the same connections. This client does not change.

        The connections belong to the client that was constructed. Closing a copy, or leaving its `with` block, leaves
        them open while that client or another copy may use them. An option that is not passed, or is `UNSET`, keeps its
        value. None is a value: `total_timeout=None` means no limit.

        Args:
            timeout: As in the constructor.
            total_timeout: As in the constructor.
            max_retries: As in the constructor.
            max_response_bytes: As in the constructor.
            follow_redirects: As in the constructor.
            headers: Headers to send with each request. They replace headers of the same name, in whatever case it is
                written. Headers that define how a message is sent, such as `Host` and `Content-Length`, are refused.
            hooks: As in the constructor.
            pace: The source of time, pauses and random numbers. Tests pass that of a `testing.VirtualClock`.

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
        vars(copy).update(self._added())
        copy._engine = self._engine.copied(settings, pace)
        return copy

    def __copy__(self) -> Self:
        return self.with_options()

    def __deepcopy__(self, memo: object) -> Self:
        return self.with_options()

    def __getstate__(self) -> dict[str, Any]:
        """Return the settings and a subclass's attributes, without connections. The key needs `pickle_key`."""
        return {"settings": self._engine.settings.dumped(), "added": self._added()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state["added"])
        self._engine = Engine.open(_PROVIDER, loaded(_PROVIDER, state["settings"]), None)

    def _added(self) -> dict[str, Any]:
        """The attributes that a subclass has added."""
        return {name: value for name, value in vars(self).items() if name not in ("_engine", *_RESOURCES)}

    def warm_up(self) -> None:
        """Import all resources and models, and load the certificates.

        Nothing is sent, and no connection is opened. Call it when a service starts, so that its first calls are as fast
        as the later ones. Without it, each resource is loaded when it is first used, with everything that its methods
        and errors need.
        """
        self._engine.warm_up(self._load_resources)

    def _load_resources(self) -> None:
        for name in _RESOURCES:
            getattr(self, name)

    def close(self) -> None:
        """Close the connections, but not your own `http_client`.

        This closes them for the copies too. A copy that was made with `with_options` closes them only if it is the last
        that may use them. Calls that use them at that moment end with an `APIConnectionError`. A later call opens new
        connections, which must be closed again.
        """
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if not hasattr(self, "_engine"):  # a debugger may show a client whose constructor has raised an error
            return f"<{type(self).__name__}, not made>"
        settings = self._engine.settings
        return f"{type(self).__name__}(base_url={settings.base_url!r}, api_key={settings.api_key!r})"


class AsyncPromptLayer:
    """An async client for PromptLayer's API. As a context manager, it closes its connections on exit.

    A log of calls to language models, with prompts that you can run again. Most workspaces delete their data after
    14, 30 or 90 days.

    Args:
        api_key: The API key. By default, the constructor reads it from the environment variable
            `PROMPTLAYER_API_KEY`.
        base_url: The server's URL. By default, the environment variable
            `PROMPTLAYER_BASE_URL`; otherwise https://api.promptlayer.com.
        timeout: Seconds for each phase of an attempt (waiting for a free connection, connecting, writing, each read),
            or an `httpx.Timeout`. None waits forever. By default the timeout of your own `http_client` if that is
            not httpx's default of 5 seconds; otherwise what the operation's documentation says, or 60.
        total_timeout: Seconds for one call with all its attempts and pauses. None for no limit. By default what the
            operation's documentation says, or 300.
        max_retries: How many times to retry an attempt that failed for a temporary reason. A request that may cost
            money is sent again only if it certainly did not reach the server, or if it has an idempotency key.
        max_response_bytes: The maximum size of a response body in bytes, after decompression. JSON that would take more
            than five times that in memory, and more than 64 MB, is refused too. Of an error's body, only the beginning
            is read.
        follow_redirects: Whether a GET follows redirects, at most ten of them. Another origin gets neither the key nor
            your headers. By default, a redirect raises `APIStatusError`.
        allow_http: Whether `base_url` may be plain HTTP to another machine, which sends the key unencrypted.
        pickle_key: Whether a pickle of this client contains the key. By default, unpickling reads the key from the
            environment. Headers that were set with `with_options` are always pickled.
        hooks: Functions to call before and after each attempt, and before each pause. `async def` functions are refused.
        http_client: Your own `httpx.AsyncClient`, or one of httpx2, for proxies, certificates,
            limits or event hooks. This client never closes it. Its setting for redirects has no effect, and it reads
            the environment's proxies and certificates by itself, as httpx does.

    Raises:
        MissingAPIKeyError: No key was given, and the environment has none.
        InvalidArgumentError: An argument cannot be used.

    Every call may raise:
        APIStatusError: The server returned an error status. Many statuses have a subclass, such as `NotFoundError`.
        APIConnectionError: No complete response arrived. After a timeout, it is an `APITimeoutError`; if an environment
            variable for proxies or certificates cannot be used, an `InvalidEnvironmentError`.
        ResponseDecodeError: The response does not match the documentation.

    Documentation: https://docs.promptlayer.com/reference/get-request
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = DEFAULT_TOTAL_TIMEOUT,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: AsyncHTTPClient | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_SCHEME)
        finally:
            del api_key  # a traceback that shows locals must not show it
        settings = Settings(
            api_key=key,
            base_url=base_url_of(_PROVIDER, base_url, None),
            timeout=chosen_timeout(timeout, http_client),
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=Hooks() if hooks is None else hooks,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._engine = AsyncEngine.open(_PROVIDER, checked(settings), http_client)

    @cached_property
    def requests(self) -> AsyncRequestsResource:
        """Logged calls to language models, with prompt, token usage, timing and price.

        Methods: `get`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `get_detailed`.
        """
        from .api.requests import AsyncRequestsResource

        return AsyncRequestsResource(self._engine)

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
        """Make a copy that has other options and uses the same connections. This client does not change.

        The connections belong to the client that was constructed. Closing a copy, or leaving its `with` block, leaves
        them open while that client or another copy may use them. An option that is not passed, or is `UNSET`, keeps its
        value. None is a value: `total_timeout=None` means no limit.

        Args:
            timeout: As in the constructor.
            total_timeout: As in the constructor.
            max_retries: As in the constructor.
            max_response_bytes: As in the constructor.
            follow_redirects: As in the constructor.
            headers: Headers to send with each request. They replace headers of the same name, in whatever case it is
                written. Headers that define how a message is sent, such as `Host` and `Content-Length`, are refused.
            hooks: As in the constructor.
            pace: The source of time, pauses and random numbers. Tests pass that of a `testing.VirtualClock`.

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
        vars(copy).update(self._added())
        copy._engine = self._engine.copied(settings, pace)
        return copy

    def __copy__(self) -> Self:
        return self.with_options()

    def __deepcopy__(self, memo: object) -> Self:
        return self.with_options()

    def __getstate__(self) -> dict[str, Any]:
        """Return the settings and a subclass's attributes, without connections. The key needs `pickle_key`."""
        return {"settings": self._engine.settings.dumped(), "added": self._added()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state["added"])
        self._engine = AsyncEngine.open(_PROVIDER, loaded(_PROVIDER, state["settings"]), None)

    def _added(self) -> dict[str, Any]:
        """The attributes that a subclass has added."""
        return {name: value for name, value in vars(self).items() if name not in ("_engine", *_RESOURCES)}

    async def warm_up(self) -> None:
        """Import all resources and models, and load the certificates.

        Nothing is sent, and no connection is opened. Call it when a service starts, so that its first calls are as fast
        as the later ones. Without it, each resource is loaded when it is first used, with everything that its methods
        and errors need. The work is done in a thread; the event loop goes on.
        """
        await self._engine.warm_up(self._load_resources)

    def _load_resources(self) -> None:
        for name in _RESOURCES:
            getattr(self, name)

    async def aclose(self) -> None:
        """Close the connections of the running event loop, but not your own `http_client`.

        This closes them for the copies too. A copy that was made with `with_options` closes them only if it is the last
        that may use them. Calls that use them at that moment end with an `APIConnectionError`. A later call opens new
        connections, which must be closed again.
        """
        await self._engine.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if not hasattr(self, "_engine"):  # a debugger may show a client whose constructor has raised an error
            return f"<{type(self).__name__}, not made>"
        settings = self._engine.settings
        return f"{type(self).__name__}(base_url={settings.base_url!r}, api_key={settings.api_key!r})"


__all__ = ["AsyncPromptLayer", "PromptLayer"]


def __dir__() -> list[str]:
    return __all__
