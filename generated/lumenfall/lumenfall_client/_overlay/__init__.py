# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""What Lumenfall's document cannot say: waiting for a video.

Adds to the package's root: `VideoError` and the three errors below it. Adds to `client.videos`: `wait`.
"""

from .video_errors import (
    VideoCancelledError,
    VideoError,
    VideoFailedError,
    VideoWaitTimeoutError,
)

__all__ = ["VideoCancelledError", "VideoError", "VideoFailedError", "VideoWaitTimeoutError"]
