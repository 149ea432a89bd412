"""Simulated jobs of a fake: a job starts, passes through its states, and ends as the fake's clock advances.

`x-job` in the document says which operations start, get and cancel a job. The document's examples are the responses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timezone
from email.utils import formatdate
from typing import Any, Final, cast

from attrs import define, field, frozen

from ..errors import InvalidArgumentError
from ..http.clock import unix_time
from ..jobs.kind import Condition, Outcome, Path, value_at
from ..values.encoding import integer_segment, path_segment
from ..values.json_values import is_object
from .fake import FakeProvider
from .forms import sent_object
from .life_arguments import amount, check_changes, checked_stages
from .media import MEDIA_PATH, FakeMedia
from .messages import FakeAnswer, FakeRequest
from .operations import FakeOperation, renamed
from .virtual_clock import pace_of

_MEDIA: Final = "media"
"""The name of the media host in `respond`."""

_QUEUED_FOR: Final = 2.0
"""Seconds that a job spends in each running state except the last one, by default."""


@frozen(kw_only=True)
class FakeFile:
    """The fields of a job's responses that describe its file."""

    url: Path
    size: Path | None = None
    content_type: Path | None = None
    expires_at: Path | None = None


@frozen(kw_only=True)
class FakeJob:
    """A kind of job, according to the document's `x-job`. Paths and values are those of the JSON."""

    noun: str
    arguments: Sequence[str]
    """The ids: the parameters of the operation that gets a job."""
    integers: frozenset[str] = frozenset()
    """The ids that are integers."""
    starts: Mapping[str, Mapping[str, str]]
    """For each operation that starts a job, the source of each id: `answer.` or `argument.`, and a path."""
    look: str
    cancel: str | None = None
    starts_with_look: frozenset[str] = frozenset()
    """The operations that start a job and return it in the same form as the operation that gets it."""
    completed: Condition
    failed: Condition | None = None
    cancelled: Condition | None = None
    running: Sequence[str] = ()
    """The known states of an unfinished job."""
    reason: Sequence[Path] = ()
    created_at: Path | None = None
    is_unix: bool = True
    """Whether times are in Unix seconds."""
    file: FakeFile | None = None
    keys: Mapping[str, str] = field(factory=dict[str, str])
    """The member of the request body that contains the idempotency key, by operation."""
    envelope: str | None = None
    """The member of a response that contains the job."""
    members: frozenset[str] = frozenset()
    """The members of a response that the document names."""

    def outcome(self, answer: object, status_code: int) -> Outcome | None:
        """The outcome that a response shows; None if the job is running."""
        if self.cancelled is not None and self.cancelled.holds(answer, status_code):
            return "cancelled"
        if self.failed is not None and self.failed.holds(answer, status_code):
            return "failed"
        return "completed" if self.completed.holds(answer, status_code) else None

    @property
    def conditions(self) -> dict[str, Condition | None]:
        """The condition for each outcome."""
        return {"completed": self.completed, "failed": self.failed, "cancelled": self.cancelled}

    @property
    def has_states(self) -> bool:
        """Whether responses contain the state of a job."""
        return bool(self.completed.field) and all(isinstance(one, str) for one in self.completed.values or (None,))

    def ending(self, outcome: str) -> tuple[Outcome, str | None]:
        """Return the outcome that a test names, by itself or by a state, and the final state in responses."""
        for name, condition in self.conditions.items():
            states = [one for one in (condition and condition.values) or () if isinstance(one, str)]
            if condition is not None and outcome in (name, *states):
                state = outcome if outcome in states else next(iter(states), None)
                return cast(Outcome, name), state if condition.field == self.completed.field else None
        known = [name for name, condition in self.conditions.items() if condition is not None]
        known += [
            str(state)
            for condition in self.conditions.values()
            for state in (condition and condition.values) or ()
            if isinstance(state, str) and state not in known
        ]
        raise InvalidArgumentError(
            f"outcome must be one of {', '.join(known)}, not {outcome!r}; pass other states in `stages`"
        )


@define
class Plan:
    """The course of a simulated job."""

    stages: Sequence[tuple[str, float]]
    """The states before the end, with the seconds that each takes."""
    outcome: str
    found_after: float = 0.0
    retry_after: float | None = None
    poll_after_ms: float | None = None
    changes: Mapping[str, Any] = field(factory=dict[str, Any])

    def duration(self) -> float:
        """Seconds from start to end."""
        return sum(seconds for _, seconds in self.stages)


@define
class Life:
    """A simulated job."""

    plan: Plan
    born: float
    order: Mapping[str, Any] = field(factory=dict[str, Any])
    """The body of the request that started it."""
    host: str = ""
    """The `Host` header of the last request about it."""
    cancelled_at: float | None = None

    def ended_at(self) -> float:
        """When the job ends, on the fake's clock."""
        return self.born + self.plan.duration() if self.cancelled_at is None else self.cancelled_at

    def has_ended(self, now: float) -> bool:
        """Whether the job has ended."""
        return now >= self.ended_at()

    def stage(self, now: float) -> str:
        """The current state of the running job."""
        age = now - self.born
        for state, seconds in self.plan.stages:
            if age < seconds:
                return state
            age -= seconds
        return ""

    def outcome(self) -> str:
        """How the job ends."""
        return self.plan.outcome if self.cancelled_at is None else "cancelled"


class JobLives(FakeProvider):
    """A fake with jobs that run as the fake's clock advances.

    A request that starts a job creates one. `media` has the files of completed jobs.
    """

    jobs: Sequence[FakeJob] = ()
    home: str = "provider.fake"
    """The host in links to files, until a request has come. It is that of the fake's own clients."""

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = unix_time) -> None:
        super().__init__(api_key=api_key, clock=clock)
        self._media = self._make_media()
        pace = pace_of(clock)
        wall_clock = unix_time if pace is None else pace.wall_clock
        self._epoch = 0.0 if clock is unix_time else wall_clock() - clock()
        self._lives: dict[tuple[str, tuple[str, ...]], Life] = {}
        self._plans: dict[str, list[Plan]] = {}
        self._keys: dict[tuple[str, str], tuple[str, ...]] = {}
        self._created = 0

    @property
    def media(self) -> FakeMedia:
        """The media host with the jobs' files."""
        return self._media

    def _make_media(self) -> FakeMedia:
        """Create the media host. Its files have the media type of the document's example."""
        for job in self.jobs:
            if job.file is None:
                continue
            example = self._example(job, "completed", None).json
            content_type = None if job.file.content_type is None else value_at(example, job.file.content_type)
            found = re.search(r"\.\w{1,8}$", str(value_at(example, job.file.url)).partition("?")[0])
            return FakeMedia(
                id_name="/".join(job.arguments),
                content_type=content_type if isinstance(content_type, str) else "application/octet-stream",
                suffix=found[0] if found else "",
            )
        return FakeMedia()

    def _job(self, noun: str) -> FakeJob:
        return next(job for job in self.jobs if job.noun == noun)

    def add_job(
        self,
        noun: str,
        ids: Sequence[str | int],
        method: Callable[..., None],
        *,
        stages: Sequence[tuple[str, float]] | None,
        outcome: str,
        duration: float,
        found_after: float,
        retry_after: float | None,
        poll_after_ms: float | None,
        changes: Mapping[str, Any],
        order: Mapping[str, Any] | None = None,
    ) -> None:
        """Start a simulated job now. The generated `add_...` methods call it and document the arguments.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        job = self._job(noun)
        for name, value in zip(job.arguments, ids, strict=True):
            if name in job.integers:
                integer_segment(cast(int, value), name)
            else:
                path_segment(cast(str, value), name)
        check_changes(changes, method, noun=noun, members=job.members)
        plan = self._plan(job, stages, outcome, duration, found_after, retry_after, poll_after_ms, changes)
        with self._lock:
            self._lives[noun, tuple(map(str, ids))] = Life(plan, self.clock(), order or {})

    def plan_job(
        self,
        noun: str,
        method: Callable[..., None],
        *,
        stages: Sequence[tuple[str, float]] | None,
        outcome: str,
        duration: float,
        found_after: float,
        retry_after: float | None,
        poll_after_ms: float | None,
        changes: Mapping[str, Any],
    ) -> None:
        """Set the course of the next job that a client starts. The generated `plan_...` methods call it.

        Plans are used in order, one for each job.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        job = self._job(noun)
        check_changes(changes, method, noun=noun, members=job.members)
        plan = self._plan(job, stages, outcome, duration, found_after, retry_after, poll_after_ms, changes)
        with self._lock:
            self._plans.setdefault(noun, []).append(plan)

    def _plan(
        self,
        job: FakeJob,
        stages: Sequence[tuple[str, float]] | None,
        outcome: str,
        duration: float,
        found_after: float,
        retry_after: float | None,
        poll_after_ms: float | None,
        changes: Mapping[str, Any],
    ) -> Plan:
        seconds = amount("duration", duration)
        states = [*job.running] or ["running"]
        default = [*((state, _QUEUED_FOR) for state in states[:-1]), (states[-1], seconds)]
        job.ending(outcome)
        return Plan(
            default if stages is None else checked_stages(stages),
            outcome,
            amount("found_after", found_after),
            None if retry_after is None else amount("retry_after", retry_after, finite=True),
            None if poll_after_ms is None else amount("poll_after_ms", poll_after_ms, finite=True),
            changes,
        )

    def _names(self) -> list[str]:
        return [*super()._names(), *([_MEDIA] if self._has_media() else [])]

    def _examples(self, name: str) -> Mapping[str, FakeAnswer]:
        return {} if name == _MEDIA and self._has_media() else super()._examples(name)

    def _has_media(self) -> bool:
        return any(job.file is not None for job in self.jobs)

    def _receive(self, request: FakeRequest) -> FakeAnswer:
        """Add to the base class: the media host."""
        if not request.path.startswith(MEDIA_PATH):
            return super()._receive(request)
        return self._scripted(_MEDIA, request, lambda: self.media.answer(request, now=self.clock()))

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """Start, get or cancel a job; handle all other operations with the document's examples."""
        for job in self.jobs:
            if operation.operation in job.starts:
                return self._start(job, operation, ids, request)
            if operation.operation in (job.look, job.cancel):
                given = {**dict(request.query), **_path_ids(operation, ids)}
                key = tuple(given.get(name, "") for name in job.arguments)
                life, now = self._lives.get((job.noun, key)), self.clock()
                if life is None:
                    continue
                if now - life.born < life.plan.found_after:
                    return None
                if operation.operation == job.cancel:
                    if not life.has_ended(now):
                        life.cancelled_at = now
                    return operation.success()
                return self._look(job, operation, key, life, request)
        return super().find(operation, ids, request)

    def _look(
        self, job: FakeJob, operation: FakeOperation, key: tuple[str, ...], life: Life, request: FakeRequest
    ) -> FakeAnswer:
        now = self.clock()
        life.host = request.headers.get("host", "")
        # Clients compute the age of a job from the server's own clock.
        headers = {"date": formatdate(self._unix(now), usegmt=True), **operation.success().headers}
        if not life.has_ended(now):
            if life.plan.retry_after is not None:
                headers["retry-after"] = _decimal(life.plan.retry_after)
            if life.plan.poll_after_ms is not None:
                headers["openai-poll-after-ms"] = _decimal(life.plan.poll_after_ms)
        status_code, body = self._shown(job, key, life, now)
        return FakeAnswer(status_code, body, headers=headers)

    def _start(self, job: FakeJob, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer:
        """Create a job, or return the one that an earlier request with the same idempotency key created."""
        now, order = self.clock(), sent_object(request.headers, request.body) or {}
        name = order.get(job.keys.get(operation.operation, ""))
        key = self._keys.get((job.noun, name)) if isinstance(name, str) else None
        successes = [answer for answer in operation.answers.values() if answer.status_code < 300]
        others = [answer for answer in successes if answer.status_code != successes[0].status_code]
        answer = others[0] if key is not None and others else operation.success()
        if key is None:
            self._created += 1
            given = {**order, **dict(request.query), **_path_ids(operation, ids)}
            key = tuple(self._new_id(job, name, job.starts[operation.operation][name], given) for name in job.arguments)
            plans = self._plans.get(job.noun)
            plan = plans.pop(0) if plans else self._plan(job, None, "completed", 10.0, 0.0, None, None, {})
            self._lives[job.noun, key] = Life(plan, now, order)
            if isinstance(name, str):
                self._keys[job.noun, name] = key
        life = self._lives[job.noun, key]
        life.host = request.headers.get("host", "")
        if operation.operation in job.starts_with_look:
            body: Any = self._shown(job, key, life, now)[1]
        else:
            body = deepcopy(answer.json)
            for argument, value in zip(job.arguments, key, strict=True):
                source, *path = job.starts[operation.operation][argument].split(".")
                if source == "answer":
                    _put(body, tuple(path), int(value) if argument in job.integers else value)
        return FakeAnswer(answer.status_code, body, headers=answer.headers)

    def _new_id(self, job: FakeJob, argument: str, source: str, given: Mapping[str, Any]) -> str:
        where, *path = source.split(".")
        if where == "argument":
            return str(value_at(given, tuple(path)))
        number = str(self._created)
        return number if argument in job.integers else f"{argument.removesuffix('_id')}_fake{number}"

    def _example(self, job: FakeJob, outcome: Outcome | None, state: str | None) -> FakeAnswer:
        """The document's example of a job that fits an outcome and a state best."""
        answers = [one for one in self._operation(job.look).answers.values() if one.status_code < 300]
        if state is not None and job.has_states:
            for answer in answers:
                if value_at(answer.json, job.completed.field) == state:
                    return answer
        for answer in answers:
            if job.outcome(answer.json, answer.status_code) == outcome:
                return answer
        if outcome == "cancelled":
            return self._example(job, "failed", None)
        return answers[0]

    def _shown(self, job: FakeJob, key: tuple[str, ...], life: Life, now: float) -> tuple[int, dict[str, Any]]:
        """The status and the body of a response that shows a job."""
        outcome, state = job.ending(life.outcome()) if life.has_ended(now) else (None, life.stage(now))
        example = self._example(job, outcome, state)
        path_ids = [one.example for one in self._operation(job.look).parameters if one.name in job.arguments]
        body: dict[str, Any] = renamed(example.json, dict(zip(path_ids, key, strict=True)))
        for argument, value in zip(job.arguments, key, strict=True):
            inner = body if job.envelope is None else body[job.envelope]
            if argument in job.integers and (name := argument if argument in inner else "id") in inner:
                inner[name] = int(value)
        if job.has_states and state is not None:
            _put(body, job.completed.field, state)
        if job.created_at is not None:
            _put(body, job.created_at, self._time(job, life.born))
        if outcome == "cancelled" and job.outcome(example.json, example.status_code) != "cancelled":
            # The example is a failed job, so the reason of the failure is removed.
            for path in job.reason:
                _put(body, path[:1], None)
        if outcome == "completed" and job.file is not None:
            self._describe_file(job, job.file, body, "/".join(key), life, now)
        self._complete(job, body, life, outcome)
        inner = body if job.envelope is None else body[job.envelope]
        inner.update(life.plan.changes)
        return example.status_code, body

    def _complete(self, job: FakeJob, body: dict[str, Any], life: Life, outcome: Outcome | None) -> None:
        """Add provider-specific members to a job's response. Subclasses override this method."""

    def _describe_file(
        self, job: FakeJob, file: FakeFile, body: dict[str, Any], name: str, life: Life, now: float
    ) -> None:
        lapses = self.media.lapses(born=life.ended_at(), now=now)
        host = life.host or (self._hosts[-1] if self._hosts else self.home)
        made = self.media.file(name)
        _put(body, file.url, self.media.link(name, host=host, lapses=lapses))
        if file.size is not None:
            _put(body, file.size, len(made.content))
        if file.content_type is not None:
            _put(body, file.content_type, made.content_type)
        if file.expires_at is not None:
            _put(body, file.expires_at, self._time(job, lapses))

    def _time(self, job: FakeJob, now: float) -> int | str:
        unix = self._unix(now)
        return unix if job.is_unix else datetime.fromtimestamp(unix, timezone.utc).isoformat().replace("+00:00", "Z")

    def _unix(self, now: float) -> int:
        return int(self._epoch + now)


def _path_ids(operation: FakeOperation, ids: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(re.findall(r"\{([^}]+)\}", operation.template), ids, strict=True))


def _put(body: object, path: Path, value: object) -> None:
    """Set the value at a path in JSON. Missing or null objects on the path are created."""
    node = body
    for name in path[:-1]:
        if not is_object(node):
            return
        if not is_object(node.get(name)):
            node[name] = {}
        node = node[name]
    if is_object(node):
        node[path[-1]] = value


def _decimal(value: float) -> str:
    """Format a number for a header, without an exponent."""
    return f"{value:f}".rstrip("0").rstrip(".")
