"""Lumenfall's addition to `client.videos`: a check that ids do not come from webhooks."""

from __future__ import annotations

from .._jobs.video import AsyncVideoJobs, VideoJobs
from .._runtime.jobs.kind import Ids
from ..errors import InvalidArgumentError
from ..models import WebhookVideo


class VideosMixin(VideoJobs):
    """Refuses the ids of webhooks in the generated resource."""

    def _ids(self, given: tuple[object, ...]) -> Ids:
        _refuse_notification(given[0])
        return super()._ids(given)


class AsyncVideosMixin(AsyncVideoJobs):
    """Refuses the ids of webhooks in the generated resource."""

    def _ids(self, given: tuple[object, ...]) -> Ids:
        _refuse_notification(given[0])
        return super()._ids(given)


def _refuse_notification(video: object) -> None:
    if isinstance(video, WebhookVideo):
        raise InvalidArgumentError(
            "video_id must be an id or a Video, not a WebhookVideo: the id in a webhook may differ from the API's id. "
            "To know which video a webhook is about, put an identifier of your own into webhook_url"
        )
