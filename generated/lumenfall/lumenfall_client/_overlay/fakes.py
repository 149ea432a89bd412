# Copied from overlays/lumenfall/fakes.py by `nox -s generate`. Do not edit.
"""Lumenfall's additions to the fake: videos that repeat the request's parameters, estimates, and webhooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast

from attrs import field, frozen

from .._runtime.http.clock import unix_time
from .._runtime.jobs.kind import Outcome as _Ending
from .._runtime.testing import media
from .._runtime.testing.jobs import FakeJob, JobLives, Life
from .._runtime.testing.life_arguments import amount
from .._runtime.testing.messages import FakeAnswer, FakeRequest, short
from .._runtime.testing.operations import FakeOperation
from ..errors import InvalidArgumentError
from .fake_orders import WEBHOOK_URL_WANTED, invalid_field, is_webhook_url, order_of
from .webhooks import sign

__all__ = ["FakeMedia", "FakeWebhook", "Outcome"]

Outcome: TypeAlias = Literal["completed", "failed", "cancelled", "canceled"]
"""How a video job ends. Lumenfall writes `cancelled`; the client accepts both spellings."""

WEBHOOK_SECRET: Final = "whsec_dGhpcyBpcyBhbiBleGFtcGxl"  # noqa: S105  # the documented example
"""The secret that signs the fake's webhooks."""


@frozen
class FakeWebhook:
    """A webhook of the fake. In a test, send it to your own service as a POST request."""

    url: str
    video_id: str
    body: bytes = field(repr=short)
    headers: Mapping[str, str]


class FakeMedia(media.FakeMedia):
    """The media host of a fake. It stores a file for each video id, and its links expire.

    Attributes:
        ignores_ranges: Whether the host ignores range requests and always serves the whole file.
    """

    def __init__(self) -> None:
        super().__init__(id_name="video_id", content_type="video/mp4", suffix=".mp4")

    def put(self, video_id: str, content: bytes, *, content_type: str | None = "video/mp4") -> None:
        """Replace a video's file. Its ETag changes with the content.

        Raises:
            InvalidArgumentError: The id cannot be part of a path, or an argument has the wrong type.
        """
        if content_type is None:
            raise InvalidArgumentError("content_type must be a string, not NoneType")
        super().put(video_id, content, content_type=content_type)


class VideoLives(JobLives):
    """A fake with videos that are queued, then in progress, then finished, as the fake's clock advances.

    `videos.create` creates a video, and `plan_video` sets the course of the next one. `add_video` adds a video without
    a request. `media` has the files, and `due_webhooks` returns the webhooks.
    """

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = unix_time) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self.webhook_secret = WEBHOOK_SECRET
        """The secret that signs the fake's webhooks, and that `webhooks.get_secret` returns."""
        self._told: set[str] = set()

    @property
    def media(self) -> FakeMedia:
        """The media host with the videos' files."""
        return cast(FakeMedia, self._media)

    def _make_media(self) -> FakeMedia:
        return FakeMedia()

    def add_video(
        self,
        video_id: str,
        *,
        queued_for: float = 2.0,
        duration: float = 10.0,
        outcome: Outcome = "completed",
        stages: Sequence[tuple[str, float]] | None = None,
        found_after: float = 0.0,
        retry_after: float | None = None,
        poll_after_ms: float | None = None,
        webhook_url: str | None = None,
        **changes: Any,
    ) -> None:
        """Add a video job that starts now.

        Args:
            video_id: The id of the video.
            queued_for: Seconds until the job is in progress.
            duration: Seconds from then until it is finished; `math.inf` for a job that never ends.
            outcome: How the job ends.
            stages: The states before the end, and the seconds that each takes, instead of `queued_for` and `duration`.
                Unknown states are allowed. To stay in one for ever, give it `math.inf` seconds.
            found_after: Seconds during which the fake returns 404 for the video.
            retry_after: The `Retry-After` header of each response until the job ends, in seconds.
            poll_after_ms: The `openai-poll-after-ms` header of each response until the job ends.
            webhook_url: The URL for the webhook at the end of the job; see `due_webhooks`.
            changes: Members of the responses to replace, such as `prompt`, or to add. A new name must not resemble one
                of the parameters.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        if webhook_url is not None and not is_webhook_url(webhook_url):
            raise InvalidArgumentError(f"webhook_url must be {WEBHOOK_URL_WANTED}, not {webhook_url!r}")
        self.add_job(
            "video",
            (video_id,),
            self.add_video,
            stages=_stages(queued_for, duration, stages),
            outcome=outcome,
            duration=duration,
            found_after=found_after,
            retry_after=retry_after,
            poll_after_ms=poll_after_ms,
            changes=changes,
            order={} if webhook_url is None else {"webhook_url": webhook_url},
        )
        self._told.discard(video_id)

    def plan_video(
        self,
        *,
        queued_for: float = 2.0,
        duration: float = 10.0,
        outcome: Outcome = "completed",
        stages: Sequence[tuple[str, float]] | None = None,
        found_after: float = 0.0,
        retry_after: float | None = None,
        poll_after_ms: float | None = None,
        **changes: Any,
    ) -> None:
        """Set the course of the next video that a client creates. Plans are used in order, one for each video.

        Args:
            queued_for: As in `add_video`.
            duration: As in `add_video`.
            outcome: As in `add_video`.
            stages: As in `add_video`.
            found_after: As in `add_video`.
            retry_after: As in `add_video`.
            poll_after_ms: As in `add_video`.
            changes: As in `add_video`.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        if "webhook_url" in changes:
            raise InvalidArgumentError("plan_video takes no webhook_url: pass it to `videos.create`")
        self.plan_job(
            "video",
            self.plan_video,
            stages=_stages(queued_for, duration, stages),
            outcome=outcome,
            duration=duration,
            found_after=found_after,
            retry_after=retry_after,
            poll_after_ms=poll_after_ms,
            changes=changes,
        )

    def due_webhooks(self) -> list[FakeWebhook]:
        """Return the webhooks of videos that have ended, each once, with the current time of the fake's clock.

        By default, a virtual clock starts in 2023. If your service checks the timestamp against the real time, use
        `VirtualClock(started_at=time.time())`, and do not advance the clock by more than the tolerance of five minutes.
        """
        now = self.clock()
        with self._lock:
            ended = [
                (video_id, life)
                for (_, (video_id,)), life in self._lives.items()
                if "webhook_url" in life.order and video_id not in self._told and life.has_ended(now)
            ]
            self._told.update(video_id for video_id, _ in ended)
        return [self._webhook(video_id, life, now) for video_id, life in ended]

    def _webhook(self, video_id: str, life: Life, now: float) -> FakeWebhook:
        job = self.jobs[0]
        _, video = self._shown(job, (video_id,), life, now)
        kept: dict[str, Any] = {key: video[key] for key in ("id", "model", "status", "output", "error") if key in video}
        # Source: the page's example. `object` differs from that of the API's responses.
        event: dict[str, Any] = {
            "type": f"video.{job.ending(life.outcome())[0]}",
            "data": {"object": "video.generation", **kept},
        }
        body = json.dumps(event).encode()
        headers = sign(body, self.webhook_secret, message_id=f"msg_{video_id}", timestamp=self._unix(now))
        return FakeWebhook(life.order["webhook_url"], video_id, body, {"content-type": "application/json", **headers})

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """Add to the base class: the webhook secret, checks of a new video's parameters, and estimates."""
        if operation.operation == "webhooks_get_secret":
            example = operation.success()
            return FakeAnswer(example.status_code, {"key": self.webhook_secret}, headers=example.headers)
        if operation.operation == "videos_create":
            order = order_of(request)
            problem = "the body is neither a JSON object nor a form" if order is None else invalid_field(order)
            if order is None or problem is not None:
                refusal = operation.refusal("invalid", status_code=400)
                said = {**refusal.json["error"], "message": problem}
                return FakeAnswer(400, {"error": said}, headers=refusal.headers)
            if dict(request.query).get("dryRun") == "true":
                return FakeAnswer(200, _estimate(order), headers=operation.success().headers)
        return super().find(operation, ids, request)

    def _complete(self, job: FakeJob, body: dict[str, Any], life: Life, outcome: _Ending | None) -> None:
        body |= {key: life.order[key] for key in ("model", "prompt", "size") if key in life.order}
        if "seconds" in life.order:
            seconds = life.order["seconds"]
            body["seconds"] = seconds if isinstance(seconds, str) else f"{seconds:g}"
        if outcome == "completed":
            body["completed_at"] = self._unix(life.ended_at())


def _stages(
    queued_for: float, duration: float, stages: Sequence[tuple[str, float]] | None
) -> Sequence[tuple[str, float]]:
    lengths = [("queued", amount("queued_for", queued_for)), ("in_progress", amount("duration", duration))]
    return lengths if stages is None else stages


def _estimate(order: Mapping[str, Any]) -> dict[str, Any]:
    """Return an estimate in the documented shape, with made-up amounts."""
    count = order.get("n", 1)
    return {
        "estimated": True,
        "model": order["model"],
        "provider": "openai",
        "total_cost_micros": 200_000 * count,
        "currency": "USD",
        "components": [{"type": "video", "quantity": count, "unit_cost_micros": 200_000}],
    }
