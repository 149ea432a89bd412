# Copied from runtime/jobs/kind.py by `nox -s generate`. Do not edit.
"""The description of a kind of job, as data.

Generated code fills it from the document's `x-job`. All other modules of this folder use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from ..errors import LumenfallError
from ..http.call_arguments import CalledMethod

M = TypeVar("M")
R = TypeVar("R")

Outcome: TypeAlias = Literal["completed", "failed", "cancelled"]
"""How a job can end."""

Path: TypeAlias = tuple[str, ...]
"""The names that lead to a field, from the outermost object to the field itself."""

Ids: TypeAlias = tuple[str | int, ...]
"""The ids that identify a job: the arguments of the operation that gets it, in the document's order."""

ErrorClass: TypeAlias = Callable[..., LumenfallError]
"""The class of a job's error. It takes a message, and each id and the job as keyword arguments."""

DEFAULT_TIMEOUT: Final = 900.0
"""Seconds that a wait takes at most, unless the document or the caller gives a timeout."""

DEFAULT_SHORTEST_PAUSE: Final = 1.8
DEFAULT_LONGEST_PAUSE: Final = 9.0
"""Seconds between two polls. `schedule` explains the values."""


class Condition(NamedTuple):
    """The condition under which a response shows an outcome: the value of a field, or the HTTP status."""

    field: Path = ()
    values: tuple[str | int | bool, ...] | None = None
    """The values of the field that show the outcome; None for any value but null."""
    statuses: tuple[int, ...] = ()

    def holds(self, answer: object, status_code: int | None) -> bool:
        """Whether a response shows the outcome.

        Args:
            answer: A model, or parsed JSON.
            status_code: Its HTTP status; None if it is unknown.
        """
        if not self.field:
            return status_code in self.statuses
        value = value_at(answer, self.field)
        if self.values is None:
            return value is not None
        # In Python, True equals 1 and False equals 0.
        return any(isinstance(value, bool) == isinstance(known, bool) and value == known for known in self.values)


class JobFile(NamedTuple):
    """The fields of a response that describe a job's file, and the errors of its download."""

    url: Path
    not_ready_error: ErrorClass
    download_error: ErrorClass
    link_expired_error: ErrorClass
    download_timeout_error: ErrorClass
    size: Path | None = None
    """The size in bytes."""
    expires_at: Path | None = None
    """When the URL expires."""


class JobKind(NamedTuple, Generic[M, R]):
    """A kind of job. `M` is the model of the job, `R` the class of a result of `wait_all`."""

    noun: str
    """The name of the job in messages."""
    attribute: str
    """The attribute of errors and results that holds the job."""
    resource: str
    """The attribute of the client that has the methods."""
    arguments: tuple[str, ...]
    """The names of the ids."""
    types: tuple[type[str] | type[int], ...]
    """The types of the ids."""
    model: type[M]
    look: tuple[str, str]
    """The HTTP method and the path of the request that gets a job, with the names of the ids in braces."""
    completed: Condition
    error: ErrorClass
    failed_error: ErrorClass
    cancelled_error: ErrorClass
    timeout_error: ErrorClass
    result: Callable[..., R]
    """The class of a result of `wait_all`."""
    id_of: Callable[[M], str | int] | None = None
    """Returns the id of a job. None if the model lacks some ids, so that callers cannot pass it instead of its ids."""
    failed: Condition | None = None
    cancelled: Condition | None = None
    state_at: Path | None = None
    """The field of a response that contains the state of the job."""
    running: frozenset[str] = frozenset()
    """The known states of an unfinished job."""
    reason: tuple[Path, ...] = ()
    """The fields of a response that say why the job failed."""
    created_at: Path | None = None
    noted: int | None = None
    """The index of the id that is the `id` in the response to the create request; None if there is none."""
    file: JobFile | None = None
    shortest_pause: float = DEFAULT_SHORTEST_PAUSE
    longest_pause: float = DEFAULT_LONGEST_PAUSE

    def outcome(self, job: M, status_code: int | None = None) -> Outcome | None:
        """How a job has ended; None while it runs. A job in an unknown state counts as running."""
        if self.cancelled is not None and self.cancelled.holds(job, status_code):
            return "cancelled"
        if self.failed is not None and self.failed.holds(job, status_code):
            return "failed"
        return "completed" if self.completed.holds(job, status_code) else None

    def state(self, job: M) -> str | None:
        """The state of a job; None if the responses do not contain one."""
        value = None if self.state_at is None else value_at(job, self.state_at)
        return value if isinstance(value, str) else None

    def why_failed(self, job: M) -> str:
        """The provider's reason for the failure of a job."""
        told = [value_at(job, path) for path in self.reason]
        return ": ".join(str(part) for part in told if part not in (None, "")) or "no reason given"

    def created(self, job: M) -> float | None:
        """When a job was created, in seconds since the epoch; None if the responses do not say."""
        return None if self.created_at is None else seconds_at(job, self.created_at)

    def shown(self, ids: Ids) -> str:
        """The job as messages show it, such as `video video_1`."""
        return f"{self.noun} {'/'.join(map(str, ids))}"

    def called(self, method: str) -> CalledMethod:
        """One of the methods whose first request gets a job, such as `wait`."""
        return CalledMethod(f"{self.resource}.{method}", *self.look)

    def wait_call(self, ids: Ids) -> str:
        """The call that continues waiting, as messages show it, such as `videos.wait('video_1')`."""
        return f"{self.resource}.wait({', '.join(map(repr, ids))})"

    def named(self, ids: Ids, job: M | None) -> dict[str, object]:
        """The ids and the job as keyword arguments of an error or a result."""
        return {**dict(zip(self.arguments, ids, strict=True)), self.attribute: job}

    def raised(self, error: ErrorClass, message: str, ids: Ids, job: M | None, **more: object) -> LumenfallError:
        """Create an error of this kind of job."""
        return error(message, **self.named(ids, job), **more)


def value_at(answer: object, path: Path) -> object:
    """The value at a path in a model or in parsed JSON. None if it, or an object around it, is missing or null."""
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
    """The time at a path, in seconds since the epoch."""
    value = value_at(answer, path)
    if isinstance(value, datetime):
        return value.timestamp()
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
