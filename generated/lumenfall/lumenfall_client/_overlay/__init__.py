# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""What Lumenfall's document cannot say: the life of a video.

Adds to `client.videos`: `estimate`, `create_and_wait`, `wait`, `watch`, `wait_all`, `download`; to `client.webhooks`:
`unwrap`. Adds to the package's root: `VideoError` and the errors below it; `VideoResult`, which `wait_all` gives;
`PollPolicy`, the type of a schedule of the caller's own; the module `webhooks`, for services that have no client, and
its `WebhookVerificationError`.
"""

from . import webhooks
from .schedule import PollPolicy
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
from .waiting import VideoResult
from .webhooks import WebhookVerificationError

__all__ = [
    "PollPolicy",
    "VideoCancelledError",
    "VideoDownloadError",
    "VideoDownloadTimeoutError",
    "VideoError",
    "VideoFailedError",
    "VideoLinkExpiredError",
    "VideoNotReadyError",
    "VideoResult",
    "VideoWaitTimeoutError",
    "WebhookVerificationError",
    "webhooks",
]
