# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Request and response models.

A model is imported on first use, together with the other models of its resource.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .balance import AvailableMoney, Balance, KnownBillingType
    from .keys import AsyncKeysListPage, Key, KeyList, KeysListPage, KnownKeyStatus
    from .models import AsyncModelsListPage, ModelInfo, ModelList, ModelsListPage
    from .others import (
        ErrorDetail,
        ErrorResponse,
        KnownWebhookEventType,
        VideoEstimate,
        WebhookEvent,
        WebhookVideo,
    )
    from .requests import (
        AsyncRequestsListPage,
        KnownErrorCode,
        KnownModality,
        KnownRequestStatus,
        PurgedPayloads,
        Request,
        RequestList,
        RequestsListPage,
    )
    from .videos import (
        KnownVideoStatus,
        Video,
        VideoCreateForm,
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
            ".requests": (
                "AsyncRequestsListPage",
                "KnownErrorCode",
                "KnownModality",
                "KnownRequestStatus",
                "PurgedPayloads",
                "Request",
                "RequestList",
                "RequestsListPage",
            ),
            ".balance": ("AvailableMoney", "Balance", "KnownBillingType"),
            ".keys": ("AsyncKeysListPage", "Key", "KeyList", "KeysListPage", "KnownKeyStatus"),
            ".models": ("AsyncModelsListPage", "ModelInfo", "ModelList", "ModelsListPage"),
            ".videos": (
                "KnownVideoStatus",
                "Video",
                "VideoCreateForm",
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
    "AsyncKeysListPage",
    "AsyncModelsListPage",
    "AsyncRequestsListPage",
    "AvailableMoney",
    "Balance",
    "ErrorDetail",
    "ErrorResponse",
    "Key",
    "KeyList",
    "KeysListPage",
    "KnownBillingType",
    "KnownErrorCode",
    "KnownKeyStatus",
    "KnownModality",
    "KnownRequestStatus",
    "KnownVideoStatus",
    "KnownWebhookEventType",
    "ModelInfo",
    "ModelList",
    "ModelsListPage",
    "PurgedPayloads",
    "Request",
    "RequestList",
    "RequestsListPage",
    "Video",
    "VideoCreateForm",
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
