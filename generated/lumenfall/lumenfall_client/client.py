# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The clients of Lumenfall: `Lumenfall` and `AsyncLumenfall`."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Literal, Self

import httpx

from ._runtime.http.auth import SecurityScheme, find_key
from ._runtime.http.callers_client import chosen_timeout
from ._runtime.http.client_options import ClientOption, chosen_options
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

    from .api.balance import AsyncBalanceResource, BalanceResource
    from .api.chat import AsyncChatResource, ChatResource
    from .api.images import AsyncImagesResource, ImagesResource
    from .api.keys import AsyncKeysResource, KeysResource
    from .api.models import AsyncModelsResource, ModelsResource
    from .api.requests import AsyncRequestsResource, RequestsResource
    from .api.videos import AsyncVideosResource, VideosResource
    from .api.webhooks import AsyncWebhooksResource, WebhooksResource


_SCHEME: Final = SecurityScheme(place="header", name="Authorization", prefix="Bearer ")
_PROVIDER: Final = Provider(
    name="Lumenfall",
    logger="lumenfall_client",
    user_agent=f"lumenfall-client/{__version__} httpx/{httpx.__version__} python/{platform.python_version()}",
    key_variable="LUMENFALL_API_KEY",
    base_url_variable="LUMENFALL_BASE_URL",
    log_variable="LUMENFALL_LOG",
    servers={
        None: "https://api.lumenfall.ai",
    },
    scheme=_SCHEME,
    request_id_headers=("X-Lumenfall-Request-Id", "X-Request-Id", "Request-Id"),
)

_OPTIONS: Final = {
    "replay": ClientOption("X-Lumenfall-Replay"),
    "replay_match": ClientOption("X-Lumenfall-Replay-Match"),
    "replay_fields": ClientOption("X-Lumenfall-Replay-Fields"),
    "replay_recording": ClientOption("X-Lumenfall-Replay-Recording"),
}

_RESOURCES: Final = ("requests", "balance", "keys", "models", "images", "chat", "videos", "webhooks")
"""The attributes that import their resource on first use."""


class Lumenfall:
    """A client for Lumenfall's API. As a context manager, it closes its connections on exit.

    A gateway to the image, video and speech models of many providers. The request log is under `/v1`, the
    OpenAI-compatible endpoints are under `/openai/v1`. Both return the object itself, without an envelope.

    Args:
        api_key: The API key. By default, the constructor reads it from the environment variable
            `LUMENFALL_API_KEY`.
        base_url: The server's URL. By default, the environment variable
            `LUMENFALL_BASE_URL`; otherwise https://api.lumenfall.ai.
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
        replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
            placeholders. Sent as `X-Lumenfall-Replay` by the operations that have an argument of this name, which takes
            precedence.
        replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
            the whole body. Sent as `X-Lumenfall-Replay-Match` by the operations that have an argument of this name,
            which takes precedence.
        replay_fields: The fields that `replay_match="specific"` compares, separated by commas. Sent as
            `X-Lumenfall-Replay-Fields` by the operations that have an argument of this name, which takes precedence.
        replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`. Sent
            as `X-Lumenfall-Replay-Recording` by the operations that have an argument of this name, which takes
            precedence.
        http_client: Your own `httpx.Client`, or one of httpx2, such as Starlette's `TestClient`, for proxies, certificates,
            limits or event hooks. This client never closes it. Its setting for redirects has no effect, and it reads
            the environment's proxies and certificates by itself, as httpx does. With it, `total_timeout` is
            checked only between two reads of a body.

    Raises:
        MissingAPIKeyError: No key was given, and the environment has none.
        InvalidArgumentError: An argument cannot be used.

    Every call may raise:
        BadRequestError: 400: The request is malformed, or a parameter is invalid (code `INVALID_REQUEST`).
        AuthenticationError: 401: The API key is missing, malformed or revoked (code `AUTHENTICATION_FAILED`).
        PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Lumenfall documents
            this for the API as a whole, not for single operations.
        RateLimitError: 429: Too many requests in too short a time (code `RATE_LIMITED`).
        InternalServerError: 502: Every provider that Lumenfall tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
            Usually temporary.
        APIStatusError: The server returned an error status. Many statuses have a subclass, such as `NotFoundError`.
        APIConnectionError: No complete response arrived. After a timeout, it is an `APITimeoutError`; if an environment
            variable for proxies or certificates cannot be used, an `InvalidEnvironmentError`.
        ResponseDecodeError: The response does not match the documentation.

    Documentation: https://docs.lumenfall.ai/api-reference/requests/list
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
        replay: Literal[
            "off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"
        ]
        | str
        | None = None,
        replay_match: Literal["standard", "strict", "specific", "pinned"] | str | None = None,
        replay_fields: str | None = None,
        replay_recording: str | None = None,
        http_client: HTTPClient | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_SCHEME)
            options = chosen_options(
                _OPTIONS,
                {
                    "replay": replay,
                    "replay_match": replay_match,
                    "replay_fields": replay_fields,
                    "replay_recording": replay_recording,
                },
            )
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
            options=options,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._engine = Engine.open(_PROVIDER, checked(settings), http_client)

    @cached_property
    def requests(self) -> RequestsResource:
        """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

        Methods: `list`, `get`, `purge_payloads`. Each request of the API also has a method that returns the status, the
        headers and the raw body too, such as `list_detailed`.
        """
        from .api.requests import RequestsResource

        return RequestsResource(self._engine)

    @cached_property
    def balance(self) -> BalanceResource:
        """The money that an organization can still spend.

        Methods: `get`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `get_detailed`.
        """
        from .api.balance import BalanceResource

        return BalanceResource(self._engine)

    @cached_property
    def keys(self) -> KeysResource:
        """The API keys of an organization, without their secret parts.

        Methods: `list`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `list_detailed`.
        """
        from .api.keys import KeysResource

        return KeysResource(self._engine)

    @cached_property
    def models(self) -> ModelsResource:
        """The models that Lumenfall offers.

        Methods: `list`, `get`. Each request of the API also has a method that returns the status, the headers and the
        raw body too, such as `list_detailed`.
        """
        from .api.models import ModelsResource

        return ModelsResource(self._engine)

    @cached_property
    def images(self) -> ImagesResource:
        """Image generation, editing and upscaling. A call waits until the images are finished.

        Methods: `generate`, `estimate`, `edit`, `estimate_edit`, `save`. Each request of the API also has a method that
        returns the status, the headers and the raw body too, such as `generate_detailed`.
        """
        from .api.images import ImagesResource

        return ImagesResource(self._engine)

    @cached_property
    def chat(self) -> ChatResource:
        """Chat completions of language models, which may also look at pictures.

        Methods: `create`, `stream`, `estimate`. Each request of the API also has a method that returns the status, the
        headers and the raw body too, such as `create_detailed`.
        """
        from .api.chat import ChatResource

        return ChatResource(self._engine)

    @cached_property
    def videos(self) -> VideosResource:
        """Video generation jobs. A job runs for seconds to minutes; poll it until it ends.

        Methods: `create`, `estimate`, `get`, `cancel`, `create_and_wait`, `wait`, `watch`, `wait_all`, `download`. Each
        request of the API also has a method that returns the status, the headers and the raw body too, such as
        `create_detailed`.
        """
        from .api.videos import VideosResource

        return VideosResource(self._engine)

    @cached_property
    def webhooks(self) -> WebhooksResource:
        """Notifications that a video job has ended, and the secret that signs them.

        Methods: `get_secret`, `unwrap`. Each request of the API also has a method that returns the status, the headers
        and the raw body too, such as `get_secret_detailed`.
        """
        from .api.webhooks import WebhooksResource

        return WebhooksResource(self._engine)

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
        replay: Literal[
            "off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"
        ]
        | str
        | None
        | Unset = UNSET,
        replay_match: Literal["standard", "strict", "specific", "pinned"] | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
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
            replay: As in the constructor. None no longer sends it.
            replay_match: As in the constructor. None no longer sends it.
            replay_fields: As in the constructor. None no longer sends it.
            replay_recording: As in the constructor. None no longer sends it.
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
            options=chosen_options(
                _OPTIONS,
                {
                    "replay": replay,
                    "replay_match": replay_match,
                    "replay_fields": replay_fields,
                    "replay_recording": replay_recording,
                },
                self._engine.settings.options,
            ),
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


class AsyncLumenfall:
    """An async client for Lumenfall's API. As a context manager, it closes its connections on exit.

    A gateway to the image, video and speech models of many providers. The request log is under `/v1`, the
    OpenAI-compatible endpoints are under `/openai/v1`. Both return the object itself, without an envelope.

    Args:
        api_key: The API key. By default, the constructor reads it from the environment variable
            `LUMENFALL_API_KEY`.
        base_url: The server's URL. By default, the environment variable
            `LUMENFALL_BASE_URL`; otherwise https://api.lumenfall.ai.
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
        replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
            placeholders. Sent as `X-Lumenfall-Replay` by the operations that have an argument of this name, which takes
            precedence.
        replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
            the whole body. Sent as `X-Lumenfall-Replay-Match` by the operations that have an argument of this name,
            which takes precedence.
        replay_fields: The fields that `replay_match="specific"` compares, separated by commas. Sent as
            `X-Lumenfall-Replay-Fields` by the operations that have an argument of this name, which takes precedence.
        replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`. Sent
            as `X-Lumenfall-Replay-Recording` by the operations that have an argument of this name, which takes
            precedence.
        http_client: Your own `httpx.AsyncClient`, or one of httpx2, for proxies, certificates,
            limits or event hooks. This client never closes it. Its setting for redirects has no effect, and it reads
            the environment's proxies and certificates by itself, as httpx does.

    Raises:
        MissingAPIKeyError: No key was given, and the environment has none.
        InvalidArgumentError: An argument cannot be used.

    Every call may raise:
        BadRequestError: 400: The request is malformed, or a parameter is invalid (code `INVALID_REQUEST`).
        AuthenticationError: 401: The API key is missing, malformed or revoked (code `AUTHENTICATION_FAILED`).
        PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Lumenfall documents
            this for the API as a whole, not for single operations.
        RateLimitError: 429: Too many requests in too short a time (code `RATE_LIMITED`).
        InternalServerError: 502: Every provider that Lumenfall tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
            Usually temporary.
        APIStatusError: The server returned an error status. Many statuses have a subclass, such as `NotFoundError`.
        APIConnectionError: No complete response arrived. After a timeout, it is an `APITimeoutError`; if an environment
            variable for proxies or certificates cannot be used, an `InvalidEnvironmentError`.
        ResponseDecodeError: The response does not match the documentation.

    Documentation: https://docs.lumenfall.ai/api-reference/requests/list
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
        replay: Literal[
            "off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"
        ]
        | str
        | None = None,
        replay_match: Literal["standard", "strict", "specific", "pinned"] | str | None = None,
        replay_fields: str | None = None,
        replay_recording: str | None = None,
        http_client: AsyncHTTPClient | None = None,
    ) -> None:
        try:
            key = find_key(api_key, variable=_PROVIDER.key_variable, scheme=_SCHEME)
            options = chosen_options(
                _OPTIONS,
                {
                    "replay": replay,
                    "replay_match": replay_match,
                    "replay_fields": replay_fields,
                    "replay_recording": replay_recording,
                },
            )
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
            options=options,
        )
        switch_on_logging(_PROVIDER.logger, _PROVIDER.log_variable)
        self._engine = AsyncEngine.open(_PROVIDER, checked(settings), http_client)

    @cached_property
    def requests(self) -> AsyncRequestsResource:
        """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

        Methods: `list`, `get`, `purge_payloads`. Each request of the API also has a method that returns the status, the
        headers and the raw body too, such as `list_detailed`.
        """
        from .api.requests import AsyncRequestsResource

        return AsyncRequestsResource(self._engine)

    @cached_property
    def balance(self) -> AsyncBalanceResource:
        """The money that an organization can still spend.

        Methods: `get`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `get_detailed`.
        """
        from .api.balance import AsyncBalanceResource

        return AsyncBalanceResource(self._engine)

    @cached_property
    def keys(self) -> AsyncKeysResource:
        """The API keys of an organization, without their secret parts.

        Methods: `list`. Each request of the API also has a method that returns the status, the headers and the raw body
        too, such as `list_detailed`.
        """
        from .api.keys import AsyncKeysResource

        return AsyncKeysResource(self._engine)

    @cached_property
    def models(self) -> AsyncModelsResource:
        """The models that Lumenfall offers.

        Methods: `list`, `get`. Each request of the API also has a method that returns the status, the headers and the
        raw body too, such as `list_detailed`.
        """
        from .api.models import AsyncModelsResource

        return AsyncModelsResource(self._engine)

    @cached_property
    def images(self) -> AsyncImagesResource:
        """Image generation, editing and upscaling. A call waits until the images are finished.

        Methods: `generate`, `estimate`, `edit`, `estimate_edit`, `save`. Each request of the API also has a method that
        returns the status, the headers and the raw body too, such as `generate_detailed`.
        """
        from .api.images import AsyncImagesResource

        return AsyncImagesResource(self._engine)

    @cached_property
    def chat(self) -> AsyncChatResource:
        """Chat completions of language models, which may also look at pictures.

        Methods: `create`, `stream`, `estimate`. Each request of the API also has a method that returns the status, the
        headers and the raw body too, such as `create_detailed`.
        """
        from .api.chat import AsyncChatResource

        return AsyncChatResource(self._engine)

    @cached_property
    def videos(self) -> AsyncVideosResource:
        """Video generation jobs. A job runs for seconds to minutes; poll it until it ends.

        Methods: `create`, `estimate`, `get`, `cancel`, `create_and_wait`, `wait`, `watch`, `wait_all`, `download`. Each
        request of the API also has a method that returns the status, the headers and the raw body too, such as
        `create_detailed`.
        """
        from .api.videos import AsyncVideosResource

        return AsyncVideosResource(self._engine)

    @cached_property
    def webhooks(self) -> AsyncWebhooksResource:
        """Notifications that a video job has ended, and the secret that signs them.

        Methods: `get_secret`, `unwrap`. Each request of the API also has a method that returns the status, the headers
        and the raw body too, such as `get_secret_detailed`.
        """
        from .api.webhooks import AsyncWebhooksResource

        return AsyncWebhooksResource(self._engine)

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
        replay: Literal[
            "off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"
        ]
        | str
        | None
        | Unset = UNSET,
        replay_match: Literal["standard", "strict", "specific", "pinned"] | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
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
            replay: As in the constructor. None no longer sends it.
            replay_match: As in the constructor. None no longer sends it.
            replay_fields: As in the constructor. None no longer sends it.
            replay_recording: As in the constructor. None no longer sends it.
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
            options=chosen_options(
                _OPTIONS,
                {
                    "replay": replay,
                    "replay_match": replay_match,
                    "replay_fields": replay_fields,
                    "replay_recording": replay_recording,
                },
                self._engine.settings.options,
            ),
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


__all__ = ["AsyncLumenfall", "Lumenfall"]


def __dir__() -> list[str]:
    return __all__
