"""Lumenfall's additions to `client.videos`: cost estimates, and a check that ids do not come from webhooks."""

from __future__ import annotations

from typing import Any, Final, Unpack

from .._jobs.video import AsyncVideoJobs, VideoJobs
from .._runtime.files.multipart import form_if_files, multipart_body
from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.jobs.arguments import check_order
from .._runtime.jobs.kind import Ids
from .._runtime.values.encoding import further_fields, json_body
from ..errors import InvalidArgumentError
from ..models import VideoCreateForm, VideoCreateParams, VideoEstimate, VideosCreateArguments, WebhookVideo
from ..types import UNSET

_ESTIMATE: Final = CalledMethod("videos.estimate", "POST", "/openai/v1/videos")


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
        with self._engine.arguments_of(_ESTIMATE):
            call = _estimate(arguments)
        return self._engine.send(call, _read_estimate).parsed

    def _ids(self, given: tuple[object, ...]) -> Ids:
        _refuse_notification(given[0])
        return super()._ids(given)


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
        with self._engine.arguments_of(_ESTIMATE):
            call = _estimate(arguments)
        return (await self._engine.send(call, _read_estimate)).parsed

    def _ids(self, given: tuple[object, ...]) -> Ids:
        _refuse_notification(given[0])
        return super()._ids(given)


def _refuse_notification(video: object) -> None:
    if isinstance(video, WebhookVideo):
        raise InvalidArgumentError(
            "video_id must be an id or a Video, not a WebhookVideo: the id in a webhook may differ from the API's id. "
            "To know which video a webhook is about, put an identifier of your own into webhook_url"
        )


def _estimate(arguments: VideosCreateArguments) -> Call:
    from ..api.videos import create_call  # noqa: PLC0415  # that module imports this one

    # An estimate costs nothing, however often it is requested. So it needs no idempotency key, and sends none.
    check_order(arguments, VideoCreateParams, "video")
    fields: dict[str, Any] = {**arguments, "idempotency_key": UNSET}
    made = form_if_files(VideoCreateForm, VideoCreateParams, fields.get("input_reference"))
    params = made(additional_properties=further_fields(fields.pop("extra_body", None)), **fields)
    # `create_call` checks the values. It also generates an idempotency key, which is removed again.
    return create_call(body=params)._replace(
        body=multipart_body(params) if isinstance(params, VideoCreateForm) else json_body(params),
        query=(("dryRun", "true"),),
        idempotent=True,
        idempotency_key=None,
        method_name=_ESTIMATE.name,
    )


def _read_estimate(answer: Answer) -> VideoEstimate:
    return VideoEstimate.from_dict(answer.json())
