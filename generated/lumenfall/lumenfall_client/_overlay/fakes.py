# Copied from overlays/lumenfall/fakes.py by `nox -s generate`. Do not edit.
"""What Lumenfall's fake knows beyond its document's examples: a video's life, from its creation to its file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from email.utils import formatdate
from typing import Any, Final, Literal, TypeAlias

from attrs import define, field, frozen

from .._shared.fake import FakeAnswer, FakeOperation, FakeProvider, FakeRequest
from .._shared.virtual_clock import VirtualClock
from .fake_media import MEDIA_PATH, FakeMedia
from .fake_orders import invalid_field
from .webhooks import sign

Outcome: TypeAlias = Literal["completed", "failed", "cancelled"]

WEBHOOK_SECRET: Final = "whsec_dGhpcyBpcyBhbiBleGFtcGxl"  # noqa: S105  # it is no secret
"""What the fake signs its webhooks with: the documented example."""

_FINAL: Final = frozenset({"completed", "failed", "cancelled"})


@frozen
class FakeWebhook:
    """A notification that the fake would send: what to post to your own service in a test."""

    url: str
    video_id: str
    body: bytes
    headers: Mapping[str, str]


@define
class _Plan:
    """How a video's life goes."""

    stages: Sequence[tuple[str, float]]
    """States before the last, and the seconds that each takes."""
    outcome: str
    found_after: float = 0.0
    retry_after: float | None = None
    poll_after_ms: float | None = None
    changes: Mapping[str, Any] = field(factory=dict[str, Any])

    def duration(self) -> float:
        return sum(seconds for _, seconds in self.stages)


@define
class _Life:
    """A video, from when it was created."""

    plan: _Plan
    born: float
    order: Mapping[str, Any] = field(factory=dict[str, Any])
    cancelled_at: float | None = None
    is_told: bool = False
    """Whether the webhook of its end was sent."""

    def ended_at(self) -> float:
        return self.born + self.plan.duration() if self.cancelled_at is None else self.cancelled_at

    def status(self, now: float) -> str:
        if self.cancelled_at is not None:
            return "cancelled"
        age = now - self.born
        for state, seconds in self.plan.stages:
            if age < seconds:
                return state
            age -= seconds
        return self.plan.outcome


class VideoLives(FakeProvider):
    """Adds videos that are queued, then in progress, then finished, as the fake's clock goes on.

    `videos.create` creates one; `add_video` lets one be there already; `plan_video` says how the next that is created
    goes. Their files are at `media`, their notifications in `due_webhooks`.
    """

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self.media = FakeMedia()
        """Where its videos' files are."""
        self.webhook_secret = WEBHOOK_SECRET
        """What its webhooks are signed with, and what `webhooks.get_secret` answers."""
        self._epoch = (
            clock.wall_clock() - clock() if isinstance(clock, VirtualClock) else time.time() - clock()
        )
        self._lives: dict[str, _Life] = {}
        self._plans: list[_Plan] = []
        self._keys: dict[str, str] = {}
        self._created = 0

    def add_video(
        self,
        video_id: str,
        *,
        queued_for: float = 2.0,
        duration: float = 10.0,
        outcome: Outcome | str = "completed",
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
            duration: Seconds from then until it is finished.
            outcome: How it ends.
            stages: Instead of `queued_for` and `duration`: the states before the last, also such as nobody knows, and
                the seconds that each takes.
            found_after: Seconds in which it is not found yet.
            retry_after: The `Retry-After` of each answer until it is finished, in seconds.
            poll_after_ms: The `openai-poll-after-ms` of each answer until it is finished.
            webhook_url: Where a notification goes when it is finished; see `due_webhooks`.
            changes: Members of its answers to replace, such as `prompt`.
        """
        plan = _plan(queued_for, duration, outcome, stages, found_after, retry_after, poll_after_ms, changes)
        order: dict[str, Any] = {} if webhook_url is None else {"webhook_url": webhook_url}
        with self._lock:
            self._lives[video_id] = _Life(plan, self.clock(), order)

    def plan_video(
        self,
        *,
        queued_for: float = 2.0,
        duration: float = 10.0,
        outcome: Outcome | str = "completed",
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
        """
        plan = _plan(queued_for, duration, outcome, stages, found_after, retry_after, poll_after_ms, changes)
        with self._lock:
            self._plans.append(plan)

    def due_webhooks(self) -> list[FakeWebhook]:
        """The notifications of videos that have ended by now, each once, signed as of now."""
        now = self.clock()
        with self._lock:
            ended = [
                (video_id, life)
                for video_id, life in self._lives.items()
                if "webhook_url" in life.order and not life.is_told and life.status(now) in _FINAL
            ]
            for _, life in ended:
                life.is_told = True
        return [self._webhook(video_id, life, now) for video_id, life in ended]

    def _webhook(self, video_id: str, life: _Life, now: float) -> FakeWebhook:
        video = self._video(video_id, life, now, host="")
        kept: dict[str, Any] = {
            key: video[key] for key in ("id", "model", "status", "output", "error") if key in video
        }
        # Source: the page's example: the object's name is another than in the API's answers.
        event: dict[str, Any] = {
            "type": f"video.{video['status']}",
            "data": {"object": "video.generation", **kept},
        }
        body = json.dumps(event).encode()
        headers = sign(body, self.webhook_secret, message_id=f"msg_{video_id}", timestamp=self._unix(now))
        return FakeWebhook(
            life.order["webhook_url"], video_id, body, {"content-type": "application/json", **headers}
        )

    def _unix(self, now: float) -> int:
        return int(self._epoch + now)

    def answer(self, request: FakeRequest) -> FakeAnswer:
        """What the provider would answer, or its media host."""
        if not request.path.startswith(MEDIA_PATH):
            return super().answer(request)
        with self._lock:
            self.requests.append(request)
            return self.media.answer(request, now=self.clock())

    def _dated(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers with the fake's own time: the age of a video is told by the server's clock."""
        return {"date": formatdate(self._unix(self.clock()), usegmt=True), **headers}

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """A video as it is now, a new one, a cancelled one; anything else as the document has it."""
        if operation.operation == "videos_create":
            return self._create(operation, request)
        if operation.operation == "webhooks_get_secret":
            example = operation.success()
            return FakeAnswer(example.status_code, {"key": self.webhook_secret}, headers=example.headers)
        life = self._lives.get(ids[0]) if operation.operation in ("videos_get", "videos_cancel") else None
        now = self.clock()
        if life is None or now - life.born < life.plan.found_after:
            return super().find(operation, ids, request) if life is None else None
        if operation.operation == "videos_cancel":
            if life.status(now) not in _FINAL:
                life.cancelled_at = now
            return operation.success()
        headers = self._dated(operation.success().headers)
        if life.status(now) not in _FINAL:
            if life.plan.retry_after is not None:
                headers["retry-after"] = f"{life.plan.retry_after:g}"
            if life.plan.poll_after_ms is not None:
                headers["openai-poll-after-ms"] = f"{life.plan.poll_after_ms:g}"
        return FakeAnswer(
            200, self._video(ids[0], life, now, host=request.headers.get("host", "")), headers=headers
        )

    def _create(self, operation: FakeOperation, request: FakeRequest) -> FakeAnswer:
        order = _object(request.body)
        problem = "the body is no JSON object" if order is None else invalid_field(order)
        if order is None or problem is not None:
            refusal = operation.refusal("invalid", status_code=400)
            said = {**refusal.json["error"], "message": problem}
            return FakeAnswer(400, {"error": said}, headers=refusal.headers)
        if dict(request.query).get("dryRun") == "true":
            return FakeAnswer(200, _estimate(order), headers=operation.success().headers)
        now, key = self.clock(), order.get("idempotency_key")
        video_id = self._keys.get(key) if key is not None else None
        status_code = 200
        if video_id is None:
            status_code = 202
            self._created += 1
            video_id = f"video_fake{self._created}"
            plan = (
                self._plans.pop(0)
                if self._plans
                else _plan(2.0, 10.0, "completed", None, 0.0, None, None, {})
            )
            self._lives[video_id] = _Life(plan, now, order)
            if key is not None:
                self._keys[key] = video_id
        video = self._video(video_id, self._lives[video_id], now, host=request.headers.get("host", ""))
        return FakeAnswer(status_code, video, headers=operation.success().headers)

    def _video(self, video_id: str, life: _Life, now: float, *, host: str) -> dict[str, Any]:
        examples = self._operation("videos_get").answers
        status = life.status(now)
        # No page shows a cancelled video; that it has the members of a failed one, and no error, is an assumption.
        shown = {"queued": "queued", "completed": "completed", "failed": "failed", "cancelled": "failed"}
        video: dict[str, Any] = deepcopy(examples[shown.get(status, "in_progress")].json)
        video |= {"id": video_id, "status": status, "created_at": self._unix(life.born)}
        video |= {key: life.order[key] for key in ("model", "prompt", "size") if key in life.order}
        if "seconds" in life.order:
            seconds = life.order["seconds"]
            video["seconds"] = seconds if isinstance(seconds, str) else f"{seconds:g}"
        if status == "cancelled":
            video["error"] = None
        elif status == "completed":
            lapses = self.media.lapses(born=life.ended_at(), now=now)
            url = self.media.link(video_id, host=host, lapses=lapses)
            video["output"] |= {"url": url, "size_bytes": len(self.media.file(video_id).content)}
            video |= {"completed_at": self._unix(life.ended_at()), "expires_at": self._unix(lapses)}
        return {**video, **life.plan.changes}


def _plan(
    queued_for: float,
    duration: float,
    outcome: str,
    stages: Sequence[tuple[str, float]] | None,
    found_after: float,
    retry_after: float | None,
    poll_after_ms: float | None,
    changes: Mapping[str, Any],
) -> _Plan:
    if stages is None:
        stages = [("queued", queued_for), ("in_progress", duration)]
    return _Plan(stages, outcome, found_after, retry_after, poll_after_ms, changes)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        value: Any = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType]


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
