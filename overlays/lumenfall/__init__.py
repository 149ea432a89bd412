"""What Lumenfall's document cannot say: the life of a video.

Adds to `client.videos`: `estimate`, `create_and_wait`, `wait`, `watch`, `wait_all`. Adds to the package's root:
`VideoError` and the errors below it, and `VideoResult`, which `wait_all` gives.
"""

from .video_errors import VideoCancelledError, VideoError, VideoFailedError, VideoWaitTimeoutError
from .waiting import VideoResult

__all__ = ["VideoCancelledError", "VideoError", "VideoFailedError", "VideoResult", "VideoWaitTimeoutError"]
