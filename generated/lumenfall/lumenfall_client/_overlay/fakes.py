# Copied from overlays/lumenfall/fakes.py by `nox -s generate`. Do not edit.
"""What Lumenfall's fake knows beyond its document's examples: a video's life."""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .._shared.fake import FakeAnswer, FakeOperation, FakeProvider, FakeRequest
from .fake_media import MEDIA_PATH, FakeMedia

Outcome: TypeAlias = Literal["completed", "failed", "cancelled"]

_STARTED: Final = 1_702_345_678
"""Unix seconds at which a fake's clock begins to count, so that its videos look like the documented one."""


@frozen
class _Life:
    born: float
    queued_for: float
    duration: float
    outcome: Outcome
    changes: dict[str, Any]

    def status(self, now: float) -> str:
        age = now - self.born
        if age < self.queued_for:
            return "queued"
        return "in_progress" if age < self.queued_for + self.duration else self.outcome


class VideoLives(FakeProvider):
    """Adds videos that are queued, then in progress, then finished, as the fake's clock goes on."""

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self.media = FakeMedia()
        """Where its videos' files are."""
        self._lives: dict[str, _Life] = {}

    def add_video(
        self,
        video_id: str,
        *,
        queued_for: float = 2.0,
        duration: float = 10.0,
        outcome: Outcome = "completed",
        **changes: Any,
    ) -> None:
        """Let a video's life begin now.

        Args:
            video_id: Its id.
            queued_for: Seconds until it is in progress.
            duration: Seconds from then until it is finished.
            outcome: How it ends.
            changes: Members of its answers to replace, such as `prompt`.
        """
        self._lives[video_id] = _Life(self.clock(), queued_for, duration, outcome, changes)

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """A video as it is now; anything else as the document has it."""
        life = self._lives.get(ids[0]) if operation.operation == "videos_get" else None
        if life is None:
            return super().find(operation, ids, request)
        status = life.status(self.clock())
        # No page shows a cancelled video; that it has the members of a failed one, and no error, is an assumption.
        example = operation.answers["failed" if status == "cancelled" else status]
        video: dict[str, Any] = deepcopy(example.json)
        created_at = _STARTED + int(life.born)
        video |= {"id": ids[0], "status": status, "created_at": created_at}
        finished_at = int(_STARTED + life.born + life.queued_for + life.duration)
        if status == "cancelled":
            video["error"] = None
        if status == "completed":
            lapses = self.media.lapses(born=life.born + life.queued_for + life.duration, now=self.clock())
            url = self.media.link(ids[0], host=request.headers.get("host", ""), lapses=lapses)
            output = {**video["output"], "url": url, "size_bytes": len(self.media.file(ids[0]).content)}
            video |= {"completed_at": finished_at, "expires_at": int(_STARTED + lapses), "output": output}
        elif status == "failed" and video.get("completed_at") is not None:
            video["completed_at"] = finished_at
        return FakeAnswer(200, {**video, **life.changes}, headers=example.headers)

    def answer(self, request: FakeRequest) -> FakeAnswer:
        """What the provider would answer, or its media host."""
        if not request.path.startswith(MEDIA_PATH):
            return super().answer(request)
        with self._lock:
            self.requests.append(request)
            return self.media.answer(request, now=self.clock())
