# Copied from runtime/jobs/loop.py by `nox -s generate`. Do not edit.
"""The sync loops that start, watch and wait for jobs. `wait` decides; `async_loop` is the async twin."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Generic, TypeVar

from ..errors import LumenfallError
from ..http.call_arguments import CallArguments, CalledMethod
from ..http.resource import Resource
from ..types import Response
from .arguments import check_functions, checked_concurrency, checked_ids, checked_jobs, checked_timeout
from .interrupts import CANCEL_TIMEOUT, fate_of, is_end, left_running, note
from .kind import Ids, JobKind
from .masked_error import mask_error, mask_result
from .schedule import PollPolicy
from .threads import Looks
from .wait import Agenda, Wait, begin

M = TypeVar("M")
R = TypeVar("R")
A = TypeVar("A")
T = TypeVar("T")


class JobResource(Resource, Generic[M, R]):
    """Waits for one kind of job. A generated subclass adds the public methods."""

    _kind: JobKind[M, R]

    def _look_once(self, ids: Ids) -> Response[M]:
        """Get a job once. The generated subclass implements it."""
        raise NotImplementedError

    def _give_up(self, ids: Ids) -> object:
        """Cancel a job. The generated subclass implements it if the provider has such an operation."""
        raise NotImplementedError

    def _ids(self, given: tuple[object, ...]) -> Ids:
        """Check the ids that the caller passed."""
        return checked_ids(self._kind, given)

    def _started(
        self,
        start: Callable[[], Response[A]],
        read: Callable[[A], tuple[Ids, M | None]],
        method: CalledMethod,
        *,
        timeout: float | None,
        on_update: Callable[[M], object] | None,
        policy: PollPolicy | None,
        cancel_on_interrupt: bool = False,
    ) -> M:
        """Start a job, and wait until it is finished.

        Args:
            start: Sends the request that starts the job.
            read: Returns the ids from the response, and the job if the response contains it.
            method: What the user called.
            timeout: As in the public method.
            on_update: As in the public method.
            policy: As in the public method.
            cancel_on_interrupt: As in the public method.
        """
        arguments = self._engine.arguments_of(method)
        with arguments:
            seconds = checked_timeout(timeout)
            check_functions(on_update, policy, plain=True)
        answers: list[A] = []

        def begin() -> Wait[M, R]:
            # One line: an interrupt comes before the job exists, or when its response is already in the list.
            answers.append(start().parsed)
            ids, seen = read(answers[0])
            engine, kind = self._engine, self._kind
            return Wait(
                kind, ids, timeout=seconds, policy=policy, arguments=arguments, pace=engine.pace, age=0.0, seen=seen
            )

        def created() -> Ids | None:
            return read(answers[0])[0] if answers else None

        return self._followed(begin, on_update, created=created, cancel_on_interrupt=cancel_on_interrupt)

    def _waited(
        self,
        given: tuple[object, ...],
        *,
        timeout: float | None,
        on_update: Callable[[M], object] | None,
        policy: PollPolicy | None,
        cancel_on_interrupt: bool = False,
    ) -> M:
        """Wait until a job is finished."""
        arguments = self._arguments_of("wait")
        with arguments:
            check_functions(on_update, policy, plain=True)
            wait = self._begun(given, checked_timeout(timeout), policy, arguments)

        def begin() -> Wait[M, R]:
            return wait

        return self._followed(begin, on_update, created=lambda: wait.ids, cancel_on_interrupt=cancel_on_interrupt)

    def _watched(
        self, given: tuple[object, ...], *, timeout: float | None, policy: PollPolicy | None
    ) -> Generator[M, None, None]:
        """Yield each change of a job."""
        arguments = self._arguments_of("watch")
        with arguments:
            check_functions(None, policy, plain=True)
            wait = self._begun(given, checked_timeout(timeout), policy, arguments)
        return self._masked(self._changes(wait))

    def _waited_for_all(
        self,
        given: Iterable[object],
        name: str,
        *,
        timeout: float | None,
        concurrency: int,
        on_update: Callable[[M], object] | None,
        policy: PollPolicy | None,
    ) -> Generator[R, None, None]:
        """Wait for many jobs, and yield each result when it is known."""
        arguments = self._arguments_of("wait_all")
        with arguments:
            check_functions(on_update, policy, plain=True)
            seconds = checked_timeout(timeout)
            waits = [self._begun(ids, seconds, policy, arguments) for ids in checked_jobs(self._kind, given, name)]
            most = checked_concurrency(concurrency)
        waits = list({wait.ids: wait for wait in waits}.values())
        return self._masked(self._results(waits, most, on_update))

    def _arguments_of(self, method: str) -> CallArguments:
        return self._engine.arguments_of(self._kind.called(method))

    def _begun(
        self, given: tuple[object, ...], timeout: float, policy: PollPolicy | None, arguments: CallArguments
    ) -> Wait[M, R]:
        engine, kind = self._engine, self._kind
        job = given[0] if isinstance(given[0], kind.model) else None
        return begin(
            kind,
            self._ids(given),
            job,
            timeout=timeout,
            policy=policy,
            arguments=arguments,
            pace=engine.pace,
            recent=engine.recent,
        )

    def _look(self, wait: Wait[M, R]) -> Response[M] | LumenfallError:
        try:
            return self._within(wait.begin_look(), max_retries=0)._look_once(wait.ids)
        except LumenfallError as error:
            return error

    def _masked(self, found: Generator[T, None, None]) -> Generator[T, None, None]:
        """Yield what is found; an error that ends it does not show the key."""
        try:
            yield from found
        except BaseException as error:
            mask_error(error, self._kind, self._engine.settings.api_key)
            raise

    def _changes(self, wait: Wait[M, R]) -> Generator[M, None, None]:
        if wait.job is not None:
            yield wait.job
            if wait.is_over:
                return
            self._engine.pace.sleep(wait.pause())
        while True:
            changed = wait.told(self._look(wait))
            if changed is not None:
                yield changed
            del changed  # a hook that looks at frames must not see what a server told
            if wait.is_over:
                return
            self._engine.pace.sleep(wait.pause())

    def _followed(
        self,
        begin: Callable[[], Wait[M, R]],
        on_update: Callable[[M], object] | None,
        *,
        created: Callable[[], Ids | None],
        cancel_on_interrupt: bool,
    ) -> M:
        """Begin a wait, and poll until the job is finished.

        Args:
            begin: Returns the wait, and starts the job if necessary.
            on_update: As in the public methods.
            created: Returns the ids of the job; None if no job was started.
            cancel_on_interrupt: As in the public methods.
        """
        try:
            return self._follow(begin, on_update, created=created, cancel_on_interrupt=cancel_on_interrupt)
        except BaseException as error:
            mask_error(error, self._kind, self._engine.settings.api_key)
            raise

    def _follow(
        self,
        begin: Callable[[], Wait[M, R]],
        on_update: Callable[[M], object] | None,
        *,
        created: Callable[[], Ids | None],
        cancel_on_interrupt: bool,
    ) -> M:
        wait: Wait[M, R] | None = None
        telling = False
        try:
            wait = begin()
            with closing(self._changes(wait)) as changes:
                for job in changes:
                    telling = True
                    if on_update is not None:
                        on_update(job)
                    telling = False
                    del job  # as in `_changes`
            return wait.result()
        except BaseException as interrupt:
            ids = created()
            if ids is None or (not telling and is_end(interrupt)):
                raise
            problem = None
            cancel = cancel_on_interrupt and not (wait is not None and wait.is_over)
            if cancel:
                try:
                    self._within(CANCEL_TIMEOUT)._give_up(ids)
                except LumenfallError as error:
                    problem = error
            note(self._engine, interrupt, fate_of(self._kind, ids, wait, cancelled=cancel, problem=problem))
            raise

    def _results(
        self, waits: list[Wait[M, R]], concurrency: int, on_update: Callable[[M], object] | None
    ) -> Generator[R, None, None]:
        pace = self._engine.pace
        agenda = Agenda(waits, pace.clock())
        left = {wait.ids for wait in waits}
        del waits  # a wait that is over must not stay in memory until the last one is over
        looks = Looks(self._look, f"{self._engine.provider.name.lower()}-wait")
        try:
            while agenda or looks.running:
                while looks.running < concurrency and (wait := agenda.due(pace.clock())) is not None:
                    looks.begin(wait)
                if not looks.running:
                    pace.sleep(max(0.0, agenda.next_time() - pace.clock()))
                    continue
                until_due = None
                if agenda and looks.running < concurrency:
                    until_due = max(0.0, agenda.next_time() - pace.clock())
                done = looks.next(until_due)
                if done is None:
                    continue
                wait, look = done
                changed, result = agenda.after_look(wait, look, pace.clock())
                if changed is not None and on_update is not None:
                    on_update(changed)
                if result is not None:
                    mask_result(result, self._kind, self._engine.settings.api_key)
                    left.discard(wait.ids)
                    del wait, look, done  # free their memory before the caller takes over
                    yield result
        except GeneratorExit:
            raise
        except BaseException as interrupt:
            note(self._engine, interrupt, left_running(self._kind, left))
            raise
