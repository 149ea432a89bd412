# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""A fake of Lumenfall, for tests without network, key or cost.

    from lumenfall_client.testing import FakeLumenfall

    fake = FakeLumenfall()
    with fake.client() as lumenfall:  # no sockets
        ...
    with fake.serve() as base_url:  # a real socket on loopback
        ...

The fake responds with the examples in Lumenfall's documentation. It finds only the ids that the documentation
shows. `add` adds others, and `respond` sets the next responses.
"""

from __future__ import annotations

from typing import Final

import httpx

from .._operations import OPERATIONS
from .._overlay.fakes import FakeMedia, FakeWebhook, Outcome, VideoLives
from .._runtime.jobs.kind import Condition
from .._runtime.testing.fake import (
    FAKE_KEY,
    FakeAnswer,
    FakeOperation,
    FakeParameter,
    FakeRequest,
    FakeScheme,
    read_operations,
)
from .._runtime.testing.jobs import FakeFile, FakeJob
from .._runtime.testing.virtual_clock import VirtualClock
from ..client import AsyncLumenfall, Lumenfall

BASE_URL: Final = "https://lumenfall.fake"
"""The base URL of the clients that a fake creates."""

_OPERATIONS: Final = read_operations(OPERATIONS)

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

    def client(self, *, max_retries: int = 2) -> Lumenfall:
        """Create a client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too."""
        http_client = httpx.Client(transport=self.transport())
        client = Lumenfall(
            self.api_key or FAKE_KEY, base_url=BASE_URL, max_retries=max_retries, http_client=http_client
        )
        return client.with_options(pace=self.clock.pace) if isinstance(self.clock, VirtualClock) else client

    def async_client(self, *, max_retries: int = 2) -> AsyncLumenfall:
        """Create an async client that uses this fake without sockets, and the fake's clock if that is virtual."""
        http_client = httpx.AsyncClient(transport=self.transport())
        client = AsyncLumenfall(
            self.api_key or FAKE_KEY, base_url=BASE_URL, max_retries=max_retries, http_client=http_client
        )
        return client.with_options(pace=self.clock.pace) if isinstance(self.clock, VirtualClock) else client


__all__ = [
    "BASE_URL",
    "FAKE_KEY",
    "FakeAnswer",
    "FakeLumenfall",
    "FakeMedia",
    "FakeOperation",
    "FakeParameter",
    "FakeRequest",
    "FakeWebhook",
    "Outcome",
    "VirtualClock",
]


def __dir__() -> list[str]:
    return __all__
