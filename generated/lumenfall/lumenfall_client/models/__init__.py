# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Request and response models.

A model is imported on first use, together with the other models of its resource.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .balance import AvailableMoney, Balance, KnownBillingType
    from .chat import (
        ChatChoice,
        ChatCompletion,
        ChatCreateArguments,
        ChatCreateParams,
        ChatEstimateArguments,
        ChatImagePart,
        ChatImagePartType,
        ChatImageURL,
        ChatMessage,
        ChatMessageParams,
        ChatTextPart,
        ChatTextPartType,
        ChatUsage,
        KnownChatRole,
        KnownFinishReason,
    )
    from .images import (
        GeneratedImage,
        GeneratedImages,
        ImageGenerateParams,
        ImageMetadata,
        ImagesEstimateArguments,
        ImagesGenerateArguments,
    )
    from .keys import AsyncKeysListPage, Key, KeyList, KeysListPage, KnownKeyStatus
    from .models import AsyncModelsListPage, ModelInfo, ModelList, ModelsListPage
    from .others import (
        ErrorDetail,
        ErrorResponse,
        KnownWebhookEventType,
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
    from .shared import CostComponent, CostEstimate
    from .videos import (
        KnownVideoStatus,
        Video,
        VideoCreateParams,
        VideoFailure,
        VideoInputReference,
        VideoMetadata,
        VideoOutput,
        VideosCreateArguments,
        VideosEstimateArguments,
    )
    from .webhooks import WebhookSecret
else:
    from .._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".shared": ("CostComponent", "CostEstimate"),
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
            ".images": (
                "GeneratedImage",
                "GeneratedImages",
                "ImageGenerateParams",
                "ImageMetadata",
                "ImagesEstimateArguments",
                "ImagesGenerateArguments",
            ),
            ".chat": (
                "ChatChoice",
                "ChatCompletion",
                "ChatCreateArguments",
                "ChatCreateParams",
                "ChatEstimateArguments",
                "ChatImagePart",
                "ChatImagePartType",
                "ChatImageURL",
                "ChatMessage",
                "ChatMessageParams",
                "ChatTextPart",
                "ChatTextPartType",
                "ChatUsage",
                "KnownChatRole",
                "KnownFinishReason",
            ),
            ".videos": (
                "KnownVideoStatus",
                "Video",
                "VideoCreateParams",
                "VideoFailure",
                "VideoInputReference",
                "VideoMetadata",
                "VideoOutput",
                "VideosCreateArguments",
                "VideosEstimateArguments",
            ),
            ".webhooks": ("WebhookSecret",),
            ".others": ("ErrorDetail", "ErrorResponse", "KnownWebhookEventType", "WebhookEvent", "WebhookVideo"),
        },
    )

__all__ = [
    "AsyncKeysListPage",
    "AsyncModelsListPage",
    "AsyncRequestsListPage",
    "AvailableMoney",
    "Balance",
    "ChatChoice",
    "ChatCompletion",
    "ChatCreateArguments",
    "ChatCreateParams",
    "ChatEstimateArguments",
    "ChatImagePart",
    "ChatImagePartType",
    "ChatImageURL",
    "ChatMessage",
    "ChatMessageParams",
    "ChatTextPart",
    "ChatTextPartType",
    "ChatUsage",
    "CostComponent",
    "CostEstimate",
    "ErrorDetail",
    "ErrorResponse",
    "GeneratedImage",
    "GeneratedImages",
    "ImageGenerateParams",
    "ImageMetadata",
    "ImagesEstimateArguments",
    "ImagesGenerateArguments",
    "Key",
    "KeyList",
    "KeysListPage",
    "KnownBillingType",
    "KnownChatRole",
    "KnownErrorCode",
    "KnownFinishReason",
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
    "VideoCreateParams",
    "VideoFailure",
    "VideoInputReference",
    "VideoMetadata",
    "VideoOutput",
    "VideosCreateArguments",
    "VideosEstimateArguments",
    "WebhookEvent",
    "WebhookSecret",
    "WebhookVideo",
]
