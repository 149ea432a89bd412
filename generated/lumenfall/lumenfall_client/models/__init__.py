# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""What the API answers and takes, as classes."""

from .error_detail import ErrorDetail
from .error_response import ErrorResponse
from .known_error_code import KnownErrorCode
from .known_modality import KnownModality
from .known_request_status import KnownRequestStatus
from .known_video_status import KnownVideoStatus
from .known_webhook_event_type import KnownWebhookEventType
from .request import Request
from .video import Video
from .video_create_params import VideoCreateParams
from .video_estimate import VideoEstimate
from .video_failure import VideoFailure
from .video_input_reference import VideoInputReference
from .video_metadata import VideoMetadata
from .video_output import VideoOutput
from .webhook_event import WebhookEvent
from .webhook_secret import WebhookSecret
from .webhook_video import WebhookVideo

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
    "WebhookEvent",
    "WebhookSecret",
    "WebhookVideo",
]
