"""What Lumenfall's fake knows beyond its document: what a video repeats of its order, estimates and notifications."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast

from attrs import frozen

from .._runtime.jobs.kind import Outcome as _Ending
from .._runtime.testing import media
from .._runtime.testing.fake import FakeAnswer, FakeOperation, FakeRequest
from .._runtime.testing.jobs import FakeJob, JobLives, Life, json_object
from .._runtime.testing.life_arguments import amount
from ..errors import InvalidArgumentError
from .fake_orders import WEBHOOK_URL_WANTED, invalid_field, is_webhook_url
from .webhooks import sign

__all__ = ["FakeMedia", "FakeWebhook", "Outcome"]

Outcome: TypeAlias = Literal["completed", "failed", "cancelled", "canceled"]
"""How a life ends. Lumenfall writes `cancelled`; its clients know the other spelling too."""

WEBHOOK_SECRET: Final = "whsec_dGhpcyBpcyBhbiBleGFtcGxl"  # noqa: S105  # it is no secret
"""What the fake signs its webhooks with: the documented example."""


@frozen
class FakeWebhook:
    """A notification that the fake would send: what to post to your own service in a test."""

    url: str
    video_id: str
    body: bytes
    headers: Mapping[str, str]


class FakeMedia(media.FakeMedia):
    """The media host of a fake: files by their videos' ids, behind links that expire.

    Attributes:
        ignores_ranges: Whether the host knows nothing of ranges, and serves whole files alone.
    """

    def __init__(self) -> None:
        super().__init__(id_name="video_id", content_type="video/mp4", suffix=".mp4")

    def put(self, video_id: str, content: bytes, *, content_type: str | None = "video/mp4") -> None:
        """Give a video's file another content; from now on it has another tag too.

        Raises:
            InvalidArgumentError: The id can never be asked for, the content is no bytes, or its type no string.
        """
        if content_type is None:
            raise InvalidArgumentError("content_type must be a string, not NoneType")
        super().put(video_id, content, content_type=content_type)


class VideoLives(JobLives):
    """Adds videos that are queued, then in progress, then finished, as the fake's clock goes on.

    `videos.create` creates one; `add_video` lets one be there already; `plan_video` says how the next that is created
    goes. Their files are at `media`, their notifications in `due_webhooks`.
    """

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self.webhook_secret = WEBHOOK_SECRET
        """What its webhooks are signed with, and what `webhooks.get_secret` answers."""
        self._told: set[str] = set()

    @property
    def media(self) -> FakeMedia:
        """Where its videos' files are."""
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
        """Let a video's life begin now.

        Args:
            video_id: Its id.
            queued_for: Seconds until it is in progress.
            duration: Seconds from then until it is finished; `math.inf` for a job that never is.
            outcome: How it ends; a last state that nobody knows is one of `stages` that takes `math.inf` seconds.
            stages: Instead of `queued_for` and `duration`: the states before the last, also such as nobody knows, and
                the seconds that each takes.
            found_after: Seconds in which it is not found yet.
            retry_after: The `Retry-After` of each answer until it is finished, in seconds.
            poll_after_ms: The `openai-poll-after-ms` of each answer until it is finished.
            webhook_url: Where a notification goes when it is finished; see `due_webhooks`.
            changes: Members of its answers to replace, such as `prompt`, and new ones that are not near to one of the
                parameters.

        Raises:
            InvalidArgumentError: The provider could never answer so.
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
        """Say how the life of the next video that is created goes; the plans are used in order.

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
            InvalidArgumentError: The provider could never answer so.
        """
        if "webhook_url" in changes:
            raise InvalidArgumentError("webhook_url is said by who orders: hand it to `videos.create`")
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
        """The notifications of videos that have ended by now, each once, signed as of now, on the fake's clock.

        A virtual clock begins in 2023 unless told otherwise. A service that looks at the real time takes the
        notifications of `VirtualClock(started_at=time.time())`, as long as the clock has not run ahead by more than the
        five minutes that are allowed.
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
        # Source: the page's example: the object's name is another than in the API's answers.
        event: dict[str, Any] = {
            "type": f"video.{job.ending(life.outcome())[0]}",
            "data": {"object": "video.generation", **kept},
        }
        body = json.dumps(event).encode()
        headers = sign(body, self.webhook_secret, message_id=f"msg_{video_id}", timestamp=self._unix(now))
        return FakeWebhook(life.order["webhook_url"], video_id, body, {"content-type": "application/json", **headers})

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """A video as it is now, a new one, a cancelled one; anything else as the document has it."""
        if operation.operation == "webhooks_get_secret":
            example = operation.success()
            return FakeAnswer(example.status_code, {"key": self.webhook_secret}, headers=example.headers)
        if operation.operation == "videos_create":
            order = json_object(request.body)
            problem = "the body is no JSON object" if order is None else invalid_field(order)
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
    """An estimate in the documented shape; its amounts are made up."""
    count = order.get("n", 1)
    return {
        "estimated": True,
        "model": order["model"],
        "provider": "openai",
        "total_cost_micros": 200_000 * count,
        "currency": "USD",
        "components": [{"type": "video", "quantity": count, "unit_cost_micros": 200_000}],
    }
