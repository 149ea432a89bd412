# Copied from overlays/lumenfall/fakes.py by `nox -s generate`. Do not edit.
"""Lumenfall's additions to the fake: videos and images that repeat the request's parameters, and webhooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast

from attrs import evolve, field, frozen

from .._runtime.http.clock import unix_time
from .._runtime.jobs.kind import Outcome as _Ending
from .._runtime.testing import media
from .._runtime.testing.forms import sent_object
from .._runtime.testing.jobs import FakeJob, JobLives, Life
from .._runtime.testing.life_arguments import amount
from .._runtime.testing.messages import FakeAnswer, FakeRequest, short
from .._runtime.testing.operations import FakeOperation
from ..errors import InvalidArgumentError
from .fake_images import estimate, images, picture
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
    a request. `media` has the files of videos and images, and `due_webhooks` returns the webhooks.
    """

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = unix_time) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self.webhook_secret = WEBHOOK_SECRET
        """The secret that signs the fake's webhooks, and that `webhooks.get_secret` returns."""
        self._told: set[str] = set()
        self._image_requests = 0
        self._without_payloads: set[tuple[str, ...]] = set()

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
        if webhook_url is not None and (problem := self._webhook_problem(webhook_url)) is not None:
            raise InvalidArgumentError(f"{problem}, not {webhook_url!r}")
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

    def _webhook_problem(self, url: object) -> str | None:
        """Describe why Lumenfall would refuse the URL for webhooks; None if it would not."""
        body = self._operation("videos_create").body
        return None if body is None else body.problem_of({"model": "", "prompt": "", "webhook_url": url})

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
        """Add to the base class: the webhook secret, purged payloads, images, and estimates."""
        example = operation.success()
        order = sent_object(request.headers, request.body) or {}
        match operation.operation:
            case "webhooks_get_secret":
                return evolve(example, json={"key": self.webhook_secret})
            case "requests_get":
                return super().find(operation, ids, request) or self._listed_request(example, ids)
            case "requests_purge_payloads":
                known = super().find(operation, ids, request)
                if known is None and self._listed_request(example, ids) is not None:
                    known = evolve(example, json={**example.json, "id": ids[0]})
                return known and self._purged(known, ids)
            case "images_generate" | "images_edit":
                return evolve(example, json=self._images(example.json, order, request))
            case "images_estimate" | "images_estimate_edit" | "videos_estimate":
                return evolve(example, json=estimate(example.json, order))
            case "chat_create" | "chat_estimate":
                return evolve(example, json={**example.json, "model": order["model"]})
            case "chat_stream":
                return evolve(example, events=[{**event, "model": order["model"]} for event in example.events or ()])
            case _:
                return super().find(operation, ids, request)

    def _listed_request(self, example: FakeAnswer, ids: tuple[str, ...]) -> FakeAnswer | None:
        """A request that `add_items` has added to the list, or that `add` has added for `requests.get`."""
        if (known := self._records.get(("requests_get", ids))) is not None:
            return known
        items = self._items.get(("requests_list", ()), [])
        return next((evolve(example, json=item) for item in items if item.get("id") == ids[0]), None)

    def _purged(self, answer: FakeAnswer, ids: tuple[str, ...]) -> FakeAnswer:
        """Delete the payloads of a request. A second time, there is nothing to delete."""
        was_purged = ids in self._without_payloads
        self._without_payloads.add(ids)
        return (
            evolve(answer, json={**answer.json, "already_purged": True, "media_deleted": 0}) if was_purged else answer
        )

    def _images(self, example: Any, order: Mapping[str, Any], request: FakeRequest) -> Any:
        self._image_requests += 1
        now = self.clock()

        def link(name: str) -> str:
            self.media.put(name, picture(name), content_type="image/png")
            host, lapses = request.headers.get("host", ""), self.media.lapses(born=now, now=now)
            return self.media.link(name, host=host, lapses=lapses, suffix="")

        return images(example, order, number=self._image_requests, created=self._unix(now), link=link)

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
