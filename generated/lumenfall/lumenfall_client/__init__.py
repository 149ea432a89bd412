# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""A typed Python client for Lumenfall's API, sync and async.

    from lumenfall_client import Lumenfall

    with Lumenfall() as lumenfall:  # the key comes from LUMENFALL_API_KEY
        ...

This module has the clients and the errors, `lumenfall_client.models` has the models, and
`lumenfall_client.testing` has a fake of the provider for tests. `lumenfall_client.pydantic_models` has the models
as Pydantic classes and needs the extra `pydantic`.
"""

from typing import TYPE_CHECKING

from ._runtime.http.hooks import Hooks, RequestEvent, ResponseEvent, RetryEvent
from ._version import __version__
from .client import AsyncLumenfall, Lumenfall
from .errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    InvalidArgumentError,
    InvalidEnvironmentError,
    LumenfallError,
    MissingAPIKeyError,
    NotFoundError,
    PaginationError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    UnprocessableEntityError,
)
from .types import UNSET, File, Response, Unset

if TYPE_CHECKING:
    from . import models, webhooks
    from ._overlay import (
        ImageDownloadError,
        ImageDownloadTimeoutError,
        ImageLinkExpiredError,
        WebhookVerificationError,
    )
    from ._runtime.jobs.schedule import PollPolicy
    from ._runtime.lists.pages import AsyncPage, AsyncPages, Page
    from ._runtime.lists.reader import PaginationWarning
    from ._runtime.streams.async_event_stream import AsyncEventStream
    from ._runtime.streams.event_stream import EventStream
    from .jobs import (
        VideoCancelledError,
        VideoDownloadError,
        VideoDownloadTimeoutError,
        VideoError,
        VideoFailedError,
        VideoLinkExpiredError,
        VideoNotReadyError,
        VideoResult,
        VideoWaitTimeoutError,
    )
    from .models import (
        ChatCreateArguments,
        ChatEstimateArguments,
        ChatStreamArguments,
        ImagesEditArguments,
        ImagesEstimateArguments,
        ImagesEstimateEditArguments,
        ImagesGenerateArguments,
        VideosCreateArguments,
        VideosEstimateArguments,
    )
else:
    from ._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".models": (
                "models",
                "ChatCreateArguments",
                "ChatEstimateArguments",
                "ChatStreamArguments",
                "ImagesEditArguments",
                "ImagesEstimateArguments",
                "ImagesEstimateEditArguments",
                "ImagesGenerateArguments",
                "VideosCreateArguments",
                "VideosEstimateArguments",
            ),
            ".webhooks": ("webhooks",),
            "._overlay": (
                "ImageDownloadError",
                "ImageDownloadTimeoutError",
                "ImageLinkExpiredError",
                "WebhookVerificationError",
            ),
            "._runtime.lists.pages": ("AsyncPage", "AsyncPages", "Page"),
            "._runtime.lists.reader": ("PaginationWarning",),
            "._runtime.streams.async_event_stream": ("AsyncEventStream",),
            "._runtime.streams.event_stream": ("EventStream",),
            "._runtime.jobs.schedule": ("PollPolicy",),
            ".jobs": (
                "VideoCancelledError",
                "VideoDownloadError",
                "VideoDownloadTimeoutError",
                "VideoError",
                "VideoFailedError",
                "VideoLinkExpiredError",
                "VideoNotReadyError",
                "VideoResult",
                "VideoWaitTimeoutError",
            ),
        },
    )

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncEventStream",
    "AsyncLumenfall",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "ChatCreateArguments",
    "ChatEstimateArguments",
    "ChatStreamArguments",
    "ConflictError",
    "EventStream",
    "File",
    "Hooks",
    "ImageDownloadError",
    "ImageDownloadTimeoutError",
    "ImageLinkExpiredError",
    "ImagesEditArguments",
    "ImagesEstimateArguments",
    "ImagesEstimateEditArguments",
    "ImagesGenerateArguments",
    "InternalServerError",
    "InvalidArgumentError",
    "InvalidEnvironmentError",
    "Lumenfall",
    "LumenfallError",
    "MissingAPIKeyError",
    "NotFoundError",
    "Page",
    "PaginationError",
    "PaginationWarning",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "PollPolicy",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "UnprocessableEntityError",
    "Unset",
    "VideoCancelledError",
    "VideoDownloadError",
    "VideoDownloadTimeoutError",
    "VideoError",
    "VideoFailedError",
    "VideoLinkExpiredError",
    "VideoNotReadyError",
    "VideoResult",
    "VideoWaitTimeoutError",
    "VideosCreateArguments",
    "VideosEstimateArguments",
    "WebhookVerificationError",
    "__version__",
    "models",
    "webhooks",
]
