"""What only Lumenfall's videos have: an estimate of the cost, and notifications whose ids are not the API's."""

from __future__ import annotations

from typing import Any, Unpack

from .._jobs.video import AsyncVideoJobs, VideoJobs
from .._runtime.http.call import Answer, Call
from .._runtime.jobs.arguments import check_order
from .._runtime.jobs.kind import Ids
from .._runtime.values.encoding import further_fields, json_body
from ..errors import InvalidArgumentError
from ..models import VideoCreateParams, VideoEstimate, VideosCreateArguments, WebhookVideo
from ..types import UNSET


class VideosMixin(VideoJobs):
    """Adds `estimate` to the generated resource."""

    def estimate(self, **order: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Work out what a video would cost, without making it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            order: What `create` takes.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider refused; see `create`.
            ResponseDecodeError: The answer is no estimate.
        """
        return self._engine.send(_estimate(order), _read_estimate).parsed

    def _ids(self, given: tuple[object, ...], names: tuple[str, ...] | None = None) -> Ids:
        _refuse_notification(given[0], (names or ("video_id",))[0])
        return super()._ids(given, names)


class AsyncVideosMixin(AsyncVideoJobs):
    """Adds `estimate` to the generated resource."""

    async def estimate(self, **order: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Work out what a video would cost, without making it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            order: What `create` takes.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider refused; see `create`.
            ResponseDecodeError: The answer is no estimate.
        """
        return (await self._engine.send(_estimate(order), _read_estimate)).parsed

    def _ids(self, given: tuple[object, ...], names: tuple[str, ...] | None = None) -> Ids:
        _refuse_notification(given[0], (names or ("video_id",))[0])
        return super()._ids(given, names)


def _refuse_notification(video: object, name: str) -> None:
    if isinstance(video, WebhookVideo):
        raise InvalidArgumentError(
            f"{name} must be an id or a Video, not the WebhookVideo of a notification: its id may be another than the "
            "API's, so put your own into the webhook_url"
        )


def _estimate(order: VideosCreateArguments) -> Call:
    from ..api.videos import create_call  # noqa: PLC0415  # that module imports this one

    # An estimate costs nothing, however often it is requested. So it needs no idempotency key, and sends none.
    check_order(order, VideoCreateParams, "video")
    fields: dict[str, Any] = {**order, "idempotency_key": UNSET}
    params = VideoCreateParams(additional_properties=further_fields(fields.pop("extra_body", None)), **fields)
    # `create_call` checks the values of the order, and invents the key that is not sent.
    return create_call(body=params)._replace(
        body=json_body(params),
        query=(("dryRun", "true"),),
        idempotent=True,
        idempotency_key=None,
        method_name="videos.estimate",
    )


def _read_estimate(answer: Answer) -> VideoEstimate:
    return VideoEstimate.from_dict(answer.json())
