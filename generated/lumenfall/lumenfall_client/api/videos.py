# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Video generation jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from .._jobs.video import AsyncVideoJobs, VideoJobs
from .._overlay.videos import AsyncVideosMixin, VideosMixin
from .._runtime.files.multipart import form_if_files, multipart_body
from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.values.encoding import (
    check_bounds,
    check_given_once,
    further_fields,
    header_fields,
    idempotency_key,
    json_body,
    path_segment,
)
from .._runtime.values.shapes import ANYTHING, ArgumentShape, check_shape
from ..models import (
    CostEstimate,
    KnownReplayMatch,
    KnownReplayMode,
    Video,
    VideoCreateForm,
    VideoCreateParams,
    VideoInputReference,
)
from ..types import UNSET, FileInput, Response, Unset, VideoInputReferenceDict

create_method: Final = CalledMethod("videos.create", "POST", "/openai/v1/videos")
estimate_method: Final = CalledMethod("videos.estimate", "POST", "/openai/v1/videos")
get_method: Final = CalledMethod("videos.get", "GET", "/openai/v1/videos/{video_id}")
cancel_method: Final = CalledMethod("videos.cancel", "DELETE", "/openai/v1/videos/{video_id}")


class VideosResource(VideosMixin, VideoJobs):
    """Video generation jobs. A job runs for seconds to minutes; poll it until it ends.

    `Lumenfall` lists the errors that every call may raise.
    """

    def create(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Video:
        """Create a video job from a prompt.

        Returns a queued job immediately. The job costs money once it runs. `videos.wait` polls it until it ends. If the
        idempotency key was used before, Lumenfall returns the existing job. If you pass no key, the client generates
        one, so that its own retries cannot create a second job.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/generate

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video should show. The maximum length depends on the model.
            seconds: The length of the video, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it
                accepts.
            aspect_ratio: The aspect ratio, such as `16:9`. Use it instead of `size`.
            n: How many videos to make, from 1 to 4.
            input_reference: One or more pictures to start from: files, or what refers to them. Most models accept at
                most one.
            resolution: The size as a tier, such as `720p` or `4K`.
            negative_prompt: What the video should not show.
            media_retention: How long Lumenfall keeps the file.
            metadata: Data of your own that Lumenfall keeps with the job.
            user: An id of your own user. The log of requests has it as `user`.
            webhook_url: The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather
                than an IP address, and port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: A unique key for this request, up to 256 characters. If a second request has the same key,
                Lumenfall returns the existing job instead of creating another.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.create_detailed(
            model=model,
            prompt=prompt,
            seconds=seconds,
            size=size,
            aspect_ratio=aspect_ratio,
            n=n,
            input_reference=input_reference,
            resolution=resolution,
            negative_prompt=negative_prompt,
            media_retention=media_retention,
            metadata=metadata,
            user=user,
            webhook_url=webhook_url,
            idempotency_key=idempotency_key,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def create_detailed(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[Video]:
        """Do the same as `create`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(create_method):
            body = form_if_files(VideoCreateForm, VideoCreateParams, input_reference)(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                additional_properties=further_fields(extra_body),
            )
            _call = create_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, create_answer)

    def estimate(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of a video without creating it.

        Takes the arguments of `videos.create`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video should show. The maximum length depends on the model.
            seconds: The length of the video, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it
                accepts.
            aspect_ratio: The aspect ratio, such as `16:9`. Use it instead of `size`.
            n: How many videos to make, from 1 to 4.
            input_reference: One or more pictures to start from: files, or what refers to them. Most models accept at
                most one.
            resolution: The size as a tier, such as `720p` or `4K`.
            negative_prompt: What the video should not show.
            media_retention: How long Lumenfall keeps the file.
            metadata: Data of your own that Lumenfall keeps with the job.
            user: An id of your own user. The log of requests has it as `user`.
            webhook_url: The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather
                than an IP address, and port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: Not sent, because this operation creates nothing.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.estimate_detailed(
            model=model,
            prompt=prompt,
            seconds=seconds,
            size=size,
            aspect_ratio=aspect_ratio,
            n=n,
            input_reference=input_reference,
            resolution=resolution,
            negative_prompt=negative_prompt,
            media_retention=media_retention,
            metadata=metadata,
            user=user,
            webhook_url=webhook_url,
            idempotency_key=idempotency_key,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def estimate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = form_if_files(VideoCreateForm, VideoCreateParams, input_reference)(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, estimate_answer)

    def get(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Video:
        """Get the current state of a video job.

        Returns the job immediately, with its output if the job has completed. For a failed job, the HTTP status is 200,
        `status` is `failed`, and `error` contains the reason. For polling, Lumenfall recommends starting with pauses of
        2 seconds and increasing them to at most 30.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/get

        Args:
            video_id: The id of the video, as returned when it was created. The client does not check its prefix.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such video. Lumenfall does not document this response.
        """
        return self.get_detailed(
            video_id,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
        ).parsed

    def get_detailed(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Response[Video]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(
                video_id,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, get_answer)

    def cancel(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> None:
        """Cancel a video job.

        Asks the provider to stop the job, without a guarantee: a job that is nearly done may still complete and cost
        its full price. You can safely cancel a job twice.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/delete

        Args:
            video_id: The id of the video, as returned when it was created. The client does not check its prefix.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such video. Lumenfall does not document this response.
        """
        return self.cancel_detailed(
            video_id,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
        ).parsed

    def cancel_detailed(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Response[None]:
        """Do the same as `cancel`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(cancel_method):
            _call = cancel_call(
                video_id,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, cancel_answer)


class AsyncVideosResource(AsyncVideosMixin, AsyncVideoJobs):
    """Video generation jobs. A job runs for seconds to minutes; poll it until it ends.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    async def create(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Video:
        """Create a video job from a prompt.

        Returns a queued job immediately. The job costs money once it runs. `videos.wait` polls it until it ends. If the
        idempotency key was used before, Lumenfall returns the existing job. If you pass no key, the client generates
        one, so that its own retries cannot create a second job.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/generate

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video should show. The maximum length depends on the model.
            seconds: The length of the video, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it
                accepts.
            aspect_ratio: The aspect ratio, such as `16:9`. Use it instead of `size`.
            n: How many videos to make, from 1 to 4.
            input_reference: One or more pictures to start from: files, or what refers to them. Most models accept at
                most one.
            resolution: The size as a tier, such as `720p` or `4K`.
            negative_prompt: What the video should not show.
            media_retention: How long Lumenfall keeps the file.
            metadata: Data of your own that Lumenfall keeps with the job.
            user: An id of your own user. The log of requests has it as `user`.
            webhook_url: The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather
                than an IP address, and port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: A unique key for this request, up to 256 characters. If a second request has the same key,
                Lumenfall returns the existing job instead of creating another.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.create_detailed(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def create_detailed(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[Video]:
        """Do the same as `create`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(create_method):
            body = form_if_files(VideoCreateForm, VideoCreateParams, input_reference)(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                additional_properties=further_fields(extra_body),
            )
            _call = create_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, create_answer)

    async def estimate(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of a video without creating it.

        Takes the arguments of `videos.create`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video should show. The maximum length depends on the model.
            seconds: The length of the video, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it
                accepts.
            aspect_ratio: The aspect ratio, such as `16:9`. Use it instead of `size`.
            n: How many videos to make, from 1 to 4.
            input_reference: One or more pictures to start from: files, or what refers to them. Most models accept at
                most one.
            resolution: The size as a tier, such as `720p` or `4K`.
            negative_prompt: What the video should not show.
            media_retention: How long Lumenfall keeps the file.
            metadata: Data of your own that Lumenfall keeps with the job.
            user: An id of your own user. The log of requests has it as `user`.
            webhook_url: The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather
                than an IP address, and port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: Not sent, because this operation creates nothing.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.estimate_detailed(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def estimate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset = UNSET,
        resolution: str | Unset = UNSET,
        negative_prompt: str | Unset = UNSET,
        media_retention: str | Unset = UNSET,
        metadata: dict[str, Any] | Unset = UNSET,
        user: str | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = form_if_files(VideoCreateForm, VideoCreateParams, input_reference)(
                model=model,
                prompt=prompt,
                seconds=seconds,
                size=size,
                aspect_ratio=aspect_ratio,
                n=n,
                input_reference=input_reference,
                resolution=resolution,
                negative_prompt=negative_prompt,
                media_retention=media_retention,
                metadata=metadata,
                user=user,
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, estimate_answer)

    async def get(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Video:
        """Get the current state of a video job.

        Returns the job immediately, with its output if the job has completed. For a failed job, the HTTP status is 200,
        `status` is `failed`, and `error` contains the reason. For polling, Lumenfall recommends starting with pauses of
        2 seconds and increasing them to at most 30.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/get

        Args:
            video_id: The id of the video, as returned when it was created. The client does not check its prefix.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such video. Lumenfall does not document this response.
        """
        return (
            await self.get_detailed(
                video_id,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
            )
        ).parsed

    async def get_detailed(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Response[Video]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(
                video_id,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, get_answer)

    async def cancel(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> None:
        """Cancel a video job.

        Asks the provider to stop the job, without a guarantee: a job that is nearly done may still complete and cost
        its full price. You can safely cancel a job twice.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/delete

        Args:
            video_id: The id of the video, as returned when it was created. The client does not check its prefix.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such video. Lumenfall does not document this response.
        """
        return (
            await self.cancel_detailed(
                video_id,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
            )
        ).parsed

    async def cancel_detailed(
        self,
        video_id: str,
        *,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
    ) -> Response[None]:
        """Do the same as `cancel`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(cancel_method):
            _call = cancel_call(
                video_id,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, cancel_answer)


def create_call(
    *,
    body: VideoCreateParams | VideoCreateForm,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `videos.create`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_shape(
        body.input_reference,
        "input_reference",
        ArgumentShape(
            models="VideoInputReference", items=ArgumentShape(models="VideoInputReference", is_file=True), is_file=True
        ),
    )
    check_shape(body.metadata, "metadata", ArgumentShape(values=ANYTHING))
    check_bounds(body.n, "n", minimum=1, maximum=4)
    further = dict(body.additional_properties)
    key = idempotency_key(body.idempotency_key, further.pop("idempotency_key", None), longest=256)
    body = evolve(body, idempotency_key=key, additional_properties=further)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "prompt": body.prompt,
            "seconds": body.seconds,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "n": body.n,
            "input_reference": body.input_reference,
            "resolution": body.resolution,
            "negative_prompt": body.negative_prompt,
            "media_retention": body.media_retention,
            "metadata": body.metadata,
            "user": body.user,
            "webhook_url": body.webhook_url,
            "idempotency_key": body.idempotency_key,
        },
    )
    return Call(
        operation="videos_create",
        method="POST",
        path="/openai/v1/videos",
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=multipart_body(body, files={"input_reference": "input_reference"})
        if isinstance(body, VideoCreateForm)
        else json_body(body),
        idempotency_key=key,
    )


def create_answer(answer: Answer) -> Video:
    """Read the response of `videos.create`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return Video.from_dict(answer.json())


def estimate_call(
    *,
    body: VideoCreateParams | VideoCreateForm,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `videos.estimate`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_shape(
        body.input_reference,
        "input_reference",
        ArgumentShape(
            models="VideoInputReference", items=ArgumentShape(models="VideoInputReference", is_file=True), is_file=True
        ),
    )
    check_shape(body.metadata, "metadata", ArgumentShape(values=ANYTHING))
    check_bounds(body.n, "n", minimum=1, maximum=4)
    further = dict(body.additional_properties)
    further.pop("idempotency_key", None)
    body = evolve(body, idempotency_key=UNSET, additional_properties=further)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "prompt": body.prompt,
            "seconds": body.seconds,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "n": body.n,
            "input_reference": body.input_reference,
            "resolution": body.resolution,
            "negative_prompt": body.negative_prompt,
            "media_retention": body.media_retention,
            "metadata": body.metadata,
            "user": body.user,
            "webhook_url": body.webhook_url,
            "idempotency_key": body.idempotency_key,
        },
    )
    return Call(
        operation="videos_estimate",
        method="POST",
        path="/openai/v1/videos",
        query=(("dryRun", "true"),),
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=multipart_body(body, files={"input_reference": "input_reference"})
        if isinstance(body, VideoCreateForm)
        else json_body(body),
        idempotent=True,
    )


def estimate_answer(answer: Answer) -> CostEstimate:
    """Read the response of `videos.estimate`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return CostEstimate.from_dict(answer.json())


def get_call(
    video_id: str,
    *,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `videos.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="videos_get",
        method="GET",
        path=f"/openai/v1/videos/{path_segment(video_id, 'video_id')}",
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
    )


def get_answer(answer: Answer) -> Video:
    """Read the response of `videos.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return Video.from_dict(answer.json())


def cancel_call(
    video_id: str,
    *,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `videos.cancel`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="videos_cancel",
        method="DELETE",
        path=f"/openai/v1/videos/{path_segment(video_id, 'video_id')}",
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        idempotent=True,
    )


def cancel_answer(_answer: Answer) -> None:
    """Ignore the body of the response of `videos.cancel`."""
    return None


__all__ = ["AsyncVideosResource", "VideosResource"]
