# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""What Lumenfall's document cannot say: waiting for a video, and downloading it.

Adds to the package's root: `VideoError` and the errors below it. Adds to `client.videos`: `wait`, `download`.
"""

from .video_errors import (
    VideoCancelledError,
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoError,
    VideoFailedError,
    VideoLinkExpiredError,
    VideoNotReadyError,
    VideoWaitTimeoutError,
)

__all__ = [
    "VideoCancelledError",
    "VideoDownloadError",
    "VideoDownloadTimeoutError",
    "VideoError",
    "VideoFailedError",
    "VideoLinkExpiredError",
    "VideoNotReadyError",
    "VideoWaitTimeoutError",
]
