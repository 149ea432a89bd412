# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Request and response models.

A model is imported on first use, together with the other models of its resource.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .others import (
        ErrorDetail,
        ErrorResponse,
        KnownWebhookEventType,
        VideoEstimate,
        WebhookEvent,
        WebhookVideo,
    )
    from .requests import KnownErrorCode, KnownModality, KnownRequestStatus, Request
    from .videos import (
        KnownVideoStatus,
        Video,
        VideoCreateParams,
        VideoFailure,
        VideoInputReference,
        VideoMetadata,
        VideoOutput,
        VideosCreateArguments,
    )
    from .webhooks import WebhookSecret
else:
    from .._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".requests": ("KnownErrorCode", "KnownModality", "KnownRequestStatus", "Request"),
            ".videos": (
                "KnownVideoStatus",
                "Video",
                "VideoCreateParams",
                "VideoFailure",
                "VideoInputReference",
                "VideoMetadata",
                "VideoOutput",
                "VideosCreateArguments",
            ),
            ".webhooks": ("WebhookSecret",),
            ".others": (
                "ErrorDetail",
                "ErrorResponse",
                "KnownWebhookEventType",
                "VideoEstimate",
                "WebhookEvent",
                "WebhookVideo",
            ),
        },
    )

__all__ = [
    "ErrorDetail",
    "ErrorResponse",
    "KnownErrorCode",
    "KnownModality",
    "KnownRequestStatus",
    "KnownVideoStatus",
    "KnownWebhookEventType",
    "Request",
    "Video",
    "VideoCreateParams",
    "VideoEstimate",
    "VideoFailure",
    "VideoInputReference",
    "VideoMetadata",
    "VideoOutput",
    "VideosCreateArguments",
    "WebhookEvent",
    "WebhookSecret",
    "WebhookVideo",
]
