# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""Video generation jobs, which run for seconds to minutes and are polled until they end."""

from __future__ import annotations

from ..._overlay.videos import AsyncVideosMixin, VideosMixin
from ...models.video import Video
from ...types import Response
from . import videos_get as _videos_get


class VideosResource(VideosMixin):
    """Video generation jobs, which run for seconds to minutes and are polled until they end."""

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


class AsyncVideosResource(AsyncVideosMixin):
    """Video generation jobs, which run for seconds to minutes and are polled until they end."""

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


__all__ = ["AsyncVideosResource", "VideosResource"]
