"""What a document says of one kind of job, as data.

The package's generated code states it; everything else in this folder asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from ..errors import ProviderError

M = TypeVar("M")
R = TypeVar("R")

Outcome: TypeAlias = Literal["completed", "failed", "cancelled"]
"""How a job can end."""

Path: TypeAlias = tuple[str, ...]
"""A field's name, after those of the objects around it."""

Ids: TypeAlias = tuple[str | int, ...]
"""The values of a look's arguments, in the document's order: together they identify a job."""

ErrorClass: TypeAlias = Callable[..., ProviderError]
"""A job's error. It takes a message, each id and the job under the names that the document gives them."""

DEFAULT_TIMEOUT: Final = 900.0
"""Seconds that a wait takes at most, where neither the document nor the caller says more."""

DEFAULT_SHORTEST_PAUSE: Final = 1.8
DEFAULT_LONGEST_PAUSE: Final = 9.0
"""Seconds from look to look. `schedule` says why."""


class Condition(NamedTuple):
    """When a look shows an outcome: by the value of a field, or by the look's HTTP status."""

    field: Path = ()
    values: tuple[str | int | bool, ...] | None = None
    """The values that the field then has; None for any value but null."""
    statuses: tuple[int, ...] = ()

    def holds(self, answer: object, status_code: int | None) -> bool:
        """Whether an answer shows the outcome.

        Args:
            answer: A model, or parsed JSON.
            status_code: Its HTTP status; None if nobody knows it.
        """
        if not self.field:
            return status_code in self.statuses
        value = value_at(answer, self.field)
        if self.values is None:
            return value is not None
        # For Python, true is 1 and false is 0.
        return any(isinstance(value, bool) == isinstance(known, bool) and value == known for known in self.values)


class JobFile(NamedTuple):
    """Where an answer describes a job's file, and the errors of its download."""

    url: Path
    not_ready_error: ErrorClass
    download_error: ErrorClass
    link_expired_error: ErrorClass
    download_timeout_error: ErrorClass
    size: Path | None = None
    """In bytes."""
    expires_at: Path | None = None
    """When the URL stops working."""


class JobKind(NamedTuple, Generic[M, R]):
    """One kind of job: `M` is what a look answers with, and `R` how one of several waits ends."""

    noun: str
    """What messages call the job."""
    attribute: str
    """The name under which errors and results carry the job."""
    resource: str
    """The client's attribute that has the methods."""
    arguments: tuple[str, ...]
    """The names of the ids."""
    types: tuple[type[str] | type[int], ...]
    """The types of the ids."""
    model: type[M]
    completed: Condition
    error: ErrorClass
    failed_error: ErrorClass
    cancelled_error: ErrorClass
    timeout_error: ErrorClass
    result: Callable[..., R]
    """The class that says how one of several waits ended."""
    id_of: Callable[[M], str | int] | None = None
    """Reads the id from a job; None if a job does not hold all of its ids, so that it cannot stand for them."""
    failed: Condition | None = None
    cancelled: Condition | None = None
    state_at: Path | None = None
    """Where an answer names the state that the job is in."""
    running: frozenset[str] = frozenset()
    """The states known to come before the end."""
    reason: tuple[Path, ...] = ()
    """Where an answer says why the job failed."""
    created_at: Path | None = None
    noted: int | None = None
    """Which of the ids is the `id` of the answer that created the job, if one is."""
    file: JobFile | None = None
    shortest_pause: float = DEFAULT_SHORTEST_PAUSE
    longest_pause: float = DEFAULT_LONGEST_PAUSE

    def outcome(self, job: M, status_code: int | None = None) -> Outcome | None:
        """How a job has ended; None while it goes on, as it does in a state that nobody knows."""
        if self.cancelled is not None and self.cancelled.holds(job, status_code):
            return "cancelled"
        if self.failed is not None and self.failed.holds(job, status_code):
            return "failed"
        return "completed" if self.completed.holds(job, status_code) else None

    def state(self, job: M) -> str | None:
        """The state that a job is in; None if its answers do not name one."""
        value = None if self.state_at is None else value_at(job, self.state_at)
        return value if isinstance(value, str) else None

    def why_failed(self, job: M) -> str:
        """Why a job failed, in the provider's words."""
        told = [value_at(job, path) for path in self.reason]
        return ": ".join(str(part) for part in told if part not in (None, "")) or "no reason given"

    def created(self, job: M) -> float | None:
        """When a job was created, in seconds since the epoch; None if its answers do not say."""
        return None if self.created_at is None else seconds_at(job, self.created_at)

    def shown(self, ids: Ids) -> str:
        """A job in messages: `video video_1`."""
        return f"{self.noun} {'/'.join(map(str, ids))}"

    def named(self, ids: Ids, job: M | None) -> dict[str, object]:
        """The ids and the job, as keyword arguments of an error or a result."""
        return {**dict(zip(self.arguments, ids, strict=True)), self.attribute: job}

    def raised(self, error: ErrorClass, message: str, ids: Ids, job: M | None, **more: object) -> ProviderError:
        """An error of this kind of job."""
        return error(message, **self.named(ids, job), **more)


def value_at(answer: object, path: Path) -> object:
    """What stands at a path in a model or in parsed JSON; None if it, or an object around it, is missing or null."""
    value: object = answer
    for name in path:
        value = _member(value, name)
        if value is None:
            return None
    return value


def _member(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        members: Mapping[object, object] = value  # pyright: ignore[reportUnknownVariableType]  # of whatever types
        return members.get(name)
    return getattr(value, name, None)


def seconds_at(answer: object, path: Path) -> float | None:
    """The time that stands at a path, in seconds since the epoch."""
    value = value_at(answer, path)
    if isinstance(value, datetime):
        return value.timestamp()
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
