# Copied from overlays/lumenfall/fakes.py by `nox -s generate`. Do not edit.
"""What Lumenfall's fake knows beyond its document's examples: a video's life, from its creation to its file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from email.utils import formatdate
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import define, field, frozen

from .._runtime.testing.fake import FakeAnswer, FakeOperation, FakeProvider, FakeRequest
from .._runtime.testing.virtual_clock import VirtualClock
from .._runtime.values.encoding import path_segment
from ..errors import InvalidArgumentError
from .fake_arguments import amount, check_changes, checked_stages
from .fake_media import MEDIA_PATH, FakeMedia
from .fake_orders import WEBHOOK_URL_WANTED, invalid_field, is_webhook_url
from .webhooks import sign

__all__ = ["FakeMedia", "FakeWebhook", "Outcome"]

Outcome: TypeAlias = Literal["completed", "failed", "cancelled", "canceled"]
"""How a life ends. Lumenfall writes `cancelled`; its clients know the other spelling too."""

WEBHOOK_SECRET: Final = "whsec_dGhpcyBpcyBhbiBleGFtcGxl"  # noqa: S105  # it is no secret
"""What the fake signs its webhooks with: the documented example."""

_FINAL: Final = frozenset(get_args(Outcome))
_CANCELLED: Final = ("cancelled", "canceled")

_HOST: Final = "lumenfall.fake"
"""Where a fake is that nobody has asked yet: as its own clients have it."""


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
    outcome: Outcome
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
    host: str = ""
    """Where it was created, or last asked for."""
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
        self._epoch = clock.wall_clock() - clock() if isinstance(clock, VirtualClock) else time.time() - clock()
        self._hosts: list[str] = []
        """Where it is served now."""
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
        path_segment(video_id, "video_id")
        if webhook_url is not None and not is_webhook_url(webhook_url):
            raise InvalidArgumentError(f"webhook_url must be {WEBHOOK_URL_WANTED}, not {webhook_url!r}")
        check_changes(changes, self.add_video)
        plan = _plan(queued_for, duration, outcome, stages, found_after, retry_after, poll_after_ms, changes)
        order: dict[str, Any] = {} if webhook_url is None else {"webhook_url": webhook_url}
        with self._lock:
            self._lives[video_id] = _Life(plan, self.clock(), order)

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
        check_changes(changes, self.plan_video)
        plan = _plan(queued_for, duration, outcome, stages, found_after, retry_after, poll_after_ms, changes)
        with self._lock:
            self._plans.append(plan)

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
                for video_id, life in self._lives.items()
                if "webhook_url" in life.order and not life.is_told and life.status(now) in _FINAL
            ]
            for _, life in ended:
                life.is_told = True
        return [self._webhook(video_id, life, now) for video_id, life in ended]

    def _webhook(self, video_id: str, life: _Life, now: float) -> FakeWebhook:
        video = self._video(video_id, life, now)
        kept: dict[str, Any] = {key: video[key] for key in ("id", "model", "status", "output", "error") if key in video}
        # Source: the page's example: the object's name is another than in the API's answers.
        ending = "cancelled" if video["status"] in _CANCELLED else video["status"]
        event: dict[str, Any] = {"type": f"video.{ending}", "data": {"object": "video.generation", **kept}}
        body = json.dumps(event).encode()
        headers = sign(body, self.webhook_secret, message_id=f"msg_{video_id}", timestamp=self._unix(now))
        return FakeWebhook(life.order["webhook_url"], video_id, body, {"content-type": "application/json", **headers})

    @contextmanager
    def serve(self) -> Generator[str, None, None]:
        """Answer on a real socket of this machine's loopback interface; gives the base URL."""
        with super().serve() as base_url:
            host = base_url.partition("://")[2]
            self._hosts.append(host)
            try:
                yield base_url
            finally:
                self._hosts.remove(host)

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
        life.host = request.headers.get("host", "")
        headers = self._dated(operation.success().headers)
        if life.status(now) not in _FINAL:
            if life.plan.retry_after is not None:
                headers["retry-after"] = _decimal(life.plan.retry_after)
            if life.plan.poll_after_ms is not None:
                headers["openai-poll-after-ms"] = _decimal(life.plan.poll_after_ms)
        return FakeAnswer(200, self._video(ids[0], life, now), headers=headers)

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
            plan = self._plans.pop(0) if self._plans else _plan(2.0, 10.0, "completed", None, 0.0, None, None, {})
            self._lives[video_id] = _Life(plan, now, order)
            if key is not None:
                self._keys[key] = video_id
        life = self._lives[video_id]
        life.host = request.headers.get("host", "")
        return FakeAnswer(status_code, self._video(video_id, life, now), headers=operation.success().headers)

    def _video(self, video_id: str, life: _Life, now: float) -> dict[str, Any]:
        examples = self._operation("videos_get").answers
        status = life.status(now)
        # No page shows a cancelled video; that it has the members of a failed one, and no error, is an assumption.
        shown = {name: name for name in ("queued", "completed", "failed")} | dict.fromkeys(_CANCELLED, "failed")
        video: dict[str, Any] = deepcopy(examples[shown.get(status, "in_progress")].json)
        video |= {"id": video_id, "status": status, "created_at": self._unix(life.born)}
        video |= {key: life.order[key] for key in ("model", "prompt", "size") if key in life.order}
        if "seconds" in life.order:
            seconds = life.order["seconds"]
            video["seconds"] = seconds if isinstance(seconds, str) else f"{seconds:g}"
        if status in _CANCELLED:
            video["error"] = None
        elif status == "completed":
            lapses = self.media.lapses(born=life.ended_at(), now=now)
            host = life.host or (self._hosts[-1] if self._hosts else _HOST)
            url = self.media.link(video_id, host=host, lapses=lapses)
            video["output"] |= {"url": url, "size_bytes": len(self.media.file(video_id).content)}
            video |= {"completed_at": self._unix(life.ended_at()), "expires_at": self._unix(lapses)}
        return {**video, **life.plan.changes}


def _plan(
    queued_for: float,
    duration: float,
    outcome: Outcome,
    stages: Sequence[tuple[str, float]] | None,
    found_after: float,
    retry_after: float | None,
    poll_after_ms: float | None,
    changes: Mapping[str, Any],
) -> _Plan:
    lengths = [("queued", amount("queued_for", queued_for)), ("in_progress", amount("duration", duration))]
    if outcome not in get_args(Outcome):
        known = ", ".join(get_args(Outcome))
        raise InvalidArgumentError(f"outcome must be one of {known}, not {outcome!r}; other states are for `stages`")
    return _Plan(
        lengths if stages is None else checked_stages(stages),
        outcome,
        amount("found_after", found_after),
        None if retry_after is None else amount("retry_after", retry_after, finite=True),
        None if poll_after_ms is None else amount("poll_after_ms", poll_after_ms, finite=True),
        changes,
    )


def _decimal(value: float) -> str:
    """A number as headers have it: without an exponent."""
    return f"{value:f}".rstrip("0").rstrip(".")


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
