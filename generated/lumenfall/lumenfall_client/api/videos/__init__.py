# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Video generation jobs, which run for seconds to minutes and are polled until they end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._jobs.video import AsyncVideoJobs, VideoJobs
from ..._overlay.videos import AsyncVideosMixin, VideosMixin
from ..._runtime.values.encoding import further_fields
from ...models import Video, VideoCreateParams, VideoInputReference
from ...types import UNSET, Response, Unset
from . import videos_cancel as _videos_cancel
from . import videos_create as _videos_create
from . import videos_get as _videos_get


class VideosResource(VideosMixin, VideoJobs):
    """Video generation jobs, which run for seconds to minutes and are polled until they end."""

    def create(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Video:
        """Create a video job from a prompt.

        Answers at once with a job that is queued, and that costs money once it runs; `videos.wait` follows it. A
        request with an idempotency key that was used before answers with the job that exists. If none is given, the
        client makes one up, so that its own retries cannot pay twice.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/generate

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video shall show. The longest prompt differs from model to model.
            seconds: How long the video shall be, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ.
            aspect_ratio: The aspect ratio, such as `16:9`, where no `size` is given.
            n: How many videos to make, from 1 to 4.
            input_reference: The picture, or the pictures, to begin from. Most models take one at most.
            webhook_url: Where to send a notification when the job has ended: `https`, a host name and no IP
                address, port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: What tells this order from others, up to 256 characters: a second one with the same
                key answers with the job that exists.
            extra_body: Further fields of the body, by the name that the API has for them; none that is given as
                an argument too.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`), or is switched off
                (`MODEL_DISABLED`).
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.create_detailed(
            model=model,
            prompt=prompt,
            seconds=seconds,
            size=size,
            aspect_ratio=aspect_ratio,
            n=n,
            input_reference=input_reference,
            webhook_url=webhook_url,
            idempotency_key=idempotency_key,
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
        input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[Video]:
        """As `create`, with the answer's status, headers and raw body beside the model."""
        body = VideoCreateParams(
            model=model,
            prompt=prompt,
            seconds=seconds,
            size=size,
            aspect_ratio=aspect_ratio,
            n=n,
            input_reference=input_reference,
            webhook_url=webhook_url,
            idempotency_key=idempotency_key,
            additional_properties=further_fields(extra_body),
        )
        return self._engine.send(_videos_create.call(body=body), _videos_create.decode)

    def get(self, video_id: str) -> Video:
        """Get the present state of a video job.

        Answers at once with the job as it stands, and with its output when it has completed. A job that failed is a
        normal answer with HTTP status 200, `status` `failed` and the reason in `error`. For polling, Lumenfall
        advises to begin at 2 seconds and to back off to at most 30.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/get

        Args:
            video_id: The id that creating the video returned. Its prefix is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such video in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.get_detailed(video_id).parsed

    def get_detailed(self, video_id: str) -> Response[Video]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_videos_get.call(video_id), _videos_get.decode)

    def cancel(self, video_id: str) -> None:
        """Cancel a video job.

        Asks the provider to give the job up. That is a best effort: a job that is nearly done may still complete,
        and cost what it costs. Cancelling it again changes nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/delete

        Args:
            video_id: The id that creating the video returned. Its prefix is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such video in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.cancel_detailed(video_id).parsed

    def cancel_detailed(self, video_id: str) -> Response[None]:
        """As `cancel`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_videos_cancel.call(video_id), _videos_cancel.decode)


class AsyncVideosResource(AsyncVideosMixin, AsyncVideoJobs):
    """Video generation jobs, which run for seconds to minutes and are polled until they end."""

    async def create(
        self,
        *,
        model: str,
        prompt: str,
        seconds: str | float | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        n: int | Unset = UNSET,
        input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Video:
        """Create a video job from a prompt.

        Answers at once with a job that is queued, and that costs money once it runs; `videos.wait` follows it. A
        request with an idempotency key that was used before answers with the job that exists. If none is given, the
        client makes one up, so that its own retries cannot pay twice.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/generate

        Args:
            model: The model to use, such as `sora-2`.
            prompt: What the video shall show. The longest prompt differs from model to model.
            seconds: How long the video shall be, in seconds.
            size: Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ.
            aspect_ratio: The aspect ratio, such as `16:9`, where no `size` is given.
            n: How many videos to make, from 1 to 4.
            input_reference: The picture, or the pictures, to begin from. Most models take one at most.
            webhook_url: Where to send a notification when the job has ended: `https`, a host name and no IP
                address, port 443 or 8443. See `webhooks.unwrap`.
            idempotency_key: What tells this order from others, up to 256 characters: a second one with the same
                key answers with the job that exists.
            extra_body: Further fields of the body, by the name that the API has for them; none that is given as
                an argument too.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`), or is switched off
                (`MODEL_DISABLED`).
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
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
                webhook_url=webhook_url,
                idempotency_key=idempotency_key,
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
        input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[Video]:
        """As `create`, with the answer's status, headers and raw body beside the model."""
        body = VideoCreateParams(
            model=model,
            prompt=prompt,
            seconds=seconds,
            size=size,
            aspect_ratio=aspect_ratio,
            n=n,
            input_reference=input_reference,
            webhook_url=webhook_url,
            idempotency_key=idempotency_key,
            additional_properties=further_fields(extra_body),
        )
        return await self._engine.send(_videos_create.call(body=body), _videos_create.decode)

    async def get(self, video_id: str) -> Video:
        """Get the present state of a video job.

        Answers at once with the job as it stands, and with its output when it has completed. A job that failed is a
        normal answer with HTTP status 200, `status` `failed` and the reason in `error`. For polling, Lumenfall
        advises to begin at 2 seconds and to back off to at most 30.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/get

        Args:
            video_id: The id that creating the video returned. Its prefix is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such video in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.get_detailed(video_id)).parsed

    async def get_detailed(self, video_id: str) -> Response[Video]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_videos_get.call(video_id), _videos_get.decode)

    async def cancel(self, video_id: str) -> None:
        """Cancel a video job.

        Asks the provider to give the job up. That is a best effort: a job that is nearly done may still complete,
        and cost what it costs. Cancelling it again changes nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/videos/delete

        Args:
            video_id: The id that creating the video returned. Its prefix is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such video in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.cancel_detailed(video_id)).parsed

    async def cancel_detailed(self, video_id: str) -> Response[None]:
        """As `cancel`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_videos_cancel.call(video_id), _videos_cancel.decode)


__all__ = ["AsyncVideosResource", "VideosResource"]
