# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""A fake of Lumenfall, for tests without network, key or cost.

    from lumenfall_client.testing import FakeLumenfall

    fake = FakeLumenfall()
    with fake.client() as lumenfall:  # no sockets
        ...
    with fake.serve() as base_url:  # a real socket on loopback
        ...

The fake responds with the examples in Lumenfall's documentation. It finds only the ids that the documentation
shows. `add` adds others, and `respond` sets the next responses, or failures instead.
"""

from __future__ import annotations

from typing import Final, Literal

import httpx

from .._operations import BODY_SCHEMAS, OPERATIONS
from .._overlay.fakes import FakeMedia, FakeWebhook, Outcome, VideoLives
from .._runtime.http.configuration import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_TIMEOUT,
    DEFAULT_TOTAL_TIMEOUT,
    Timeout,
)
from .._runtime.http.hooks import Hooks
from .._runtime.jobs.kind import Condition
from .._runtime.testing.fake import FAKE_KEY, FakeScheme
from .._runtime.testing.forms import FakeForm, FakeUpload
from .._runtime.testing.jobs import FakeFile, FakeJob
from .._runtime.testing.messages import FakeAnswer, FakeFailure, FakeRequest
from .._runtime.testing.operations import FakeOperation, FakeParameter, read_operations
from .._runtime.testing.virtual_clock import VirtualClock, pace_of
from ..client import AsyncLumenfall, Lumenfall
from ..types import AsyncHTTPClient, HTTPClient

BASE_URL: Final = "https://lumenfall.fake"
"""The base URL of the clients that a fake creates."""

_OPERATIONS: Final = read_operations(OPERATIONS, BODY_SCHEMAS)

_JOBS: Final = (
    FakeJob(
        noun="video",
        arguments=("video_id",),
        starts={
            "videos_create": {"video_id": "answer.id"},
        },
        look="videos_get",
        cancel="videos_cancel",
        starts_with_look=frozenset(("videos_create",)),
        completed=Condition(("status",), ("completed",)),
        failed=Condition(("status",), ("failed",)),
        cancelled=Condition(("status",), ("cancelled", "canceled")),
        running=("queued", "in_progress"),
        reason=(("error", "code"), ("error", "message")),
        created_at=("created_at",),
        file=FakeFile(
            url=("output", "url"),
            size=("output", "size_bytes"),
            content_type=("output", "content_type"),
            expires_at=("expires_at",),
        ),
        keys={"videos_create": "idempotency_key"},
        members=frozenset(
            {
                "completed_at",
                "created_at",
                "error",
                "expires_at",
                "id",
                "metadata",
                "model",
                "object",
                "output",
                "prompt",
                "seconds",
                "size",
                "status",
            }
        ),
    ),
)
"""The jobs that the document describes with `x-job`."""


class FakeLumenfall(VideoLives):
    """A fake of Lumenfall that also creates clients for itself."""

    operations = _OPERATIONS
    jobs = _JOBS
    home = BASE_URL.partition("://")[2]
    scheme = FakeScheme(
        place="header",
        name="Authorization",
        prefix="Bearer ",
    )

    def client(
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
    ) -> Lumenfall:
        """Create a client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too.

        It takes the options of `Lumenfall`. Without `api_key`, it has the key of the fake, and without `base_url`
        a made-up address. If you pass your own `http_client`, its transport must be `fake.transport()`.
        """
        client = Lumenfall(
            (self.api_key or FAKE_KEY) if api_key is None else api_key,
            base_url=BASE_URL if base_url is None else base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=hooks,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            http_client=httpx.Client(transport=self.transport()) if http_client is None else http_client,
        )
        pace = pace_of(self.clock)
        return client if pace is None else client.with_options(pace=pace)

    def async_client(
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
    ) -> AsyncLumenfall:
        """Create an async client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too.

        It takes the options of `AsyncLumenfall`. Without `api_key`, it has the key of the fake, and without `base_url`
        a made-up address. If you pass your own `http_client`, its transport must be `fake.transport()`.
        """
        client = AsyncLumenfall(
            (self.api_key or FAKE_KEY) if api_key is None else api_key,
            base_url=BASE_URL if base_url is None else base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=hooks,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            http_client=httpx.AsyncClient(transport=self.transport()) if http_client is None else http_client,
        )
        pace = pace_of(self.clock)
        return client if pace is None else client.with_options(pace=pace)


__all__ = [
    "BASE_URL",
    "FAKE_KEY",
    "FakeAnswer",
    "FakeFailure",
    "FakeForm",
    "FakeLumenfall",
    "FakeMedia",
    "FakeOperation",
    "FakeParameter",
    "FakeRequest",
    "FakeUpload",
    "FakeWebhook",
    "Outcome",
    "VirtualClock",
]


def __dir__() -> list[str]:
    return __all__
