"""Lumenfall's additions to `client.videos`: cost estimates, and a check that ids do not come from webhooks."""

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

    def estimate(self, **arguments: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Estimate the cost of a video without creating it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            arguments: The arguments of `create`.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider returned an error status; see `create`.
            ResponseDecodeError: The response does not contain an estimate.
        """
        return self._engine.send(_estimate(arguments), _read_estimate).parsed

    def _ids(self, given: tuple[object, ...], names: tuple[str, ...] | None = None) -> Ids:
        _refuse_notification(given[0], (names or ("video_id",))[0])
        return super()._ids(given, names)


class AsyncVideosMixin(AsyncVideoJobs):
    """Adds `estimate` to the generated resource."""

    async def estimate(self, **arguments: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Estimate the cost of a video without creating it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            arguments: The arguments of `create`.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider returned an error status; see `create`.
            ResponseDecodeError: The response does not contain an estimate.
        """
        return (await self._engine.send(_estimate(arguments), _read_estimate)).parsed

    def _ids(self, given: tuple[object, ...], names: tuple[str, ...] | None = None) -> Ids:
        _refuse_notification(given[0], (names or ("video_id",))[0])
        return super()._ids(given, names)


def _refuse_notification(video: object, name: str) -> None:
    if isinstance(video, WebhookVideo):
        raise InvalidArgumentError(
            f"{name} must be an id or a Video, not a WebhookVideo: the id in a webhook may differ from the API's id. "
            "To know which video a webhook is about, put an identifier of your own into webhook_url"
        )


def _estimate(arguments: VideosCreateArguments) -> Call:
    from ..api.videos import create_call  # noqa: PLC0415  # that module imports this one

    # An estimate costs nothing, however often it is requested. So it needs no idempotency key, and sends none.
    check_order(arguments, VideoCreateParams, "video")
    fields: dict[str, Any] = {**arguments, "idempotency_key": UNSET}
    params = VideoCreateParams(additional_properties=further_fields(fields.pop("extra_body", None)), **fields)
    # `create_call` checks the values. It also generates an idempotency key, which is removed again.
    return create_call(body=params)._replace(
        body=json_body(params),
        query=(("dryRun", "true"),),
        idempotent=True,
        idempotency_key=None,
        method_name="videos.estimate",
    )


def _read_estimate(answer: Answer) -> VideoEstimate:
    return VideoEstimate.from_dict(answer.json())
