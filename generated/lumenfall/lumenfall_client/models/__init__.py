# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""What the API answers and takes, as classes."""

from .error_detail import ErrorDetail
from .error_response import ErrorResponse
from .known_error_code import KnownErrorCode
from .known_modality import KnownModality
from .known_request_status import KnownRequestStatus
from .known_video_status import KnownVideoStatus
from .request import Request
from .video import Video
from .video_failure import VideoFailure
from .video_metadata import VideoMetadata
from .video_output import VideoOutput

__all__ = [
    "ErrorDetail",
    "ErrorResponse",
    "KnownErrorCode",
    "KnownModality",
    "KnownRequestStatus",
    "KnownVideoStatus",
    "Request",
    "Video",
    "VideoFailure",
    "VideoMetadata",
    "VideoOutput",
]
