# Copied from runtime/jobs/async_loop.py by `nox -s generate`. Do not edit.
"""The async loops that start, watch and wait for jobs. `wait` decides; `loop` is the sync twin."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import aclosing
from typing import Generic, TypeVar

from ..errors import LumenfallError
from ..http.call_arguments import CallArguments, CalledMethod
from ..http.engine import AsyncEngine
from ..http.resource import AsyncResource
from ..types import Response
from .arguments import check_functions, checked_concurrency, checked_ids, checked_jobs, checked_timeout
from .interrupts import CANCEL_TIMEOUT, fate_of, is_end, left_running, note
from .kind import Ids, JobKind
from .masked_error import mask_error, mask_result
from .schedule import PollPolicy
from .wait import Agenda, Wait, begin

M = TypeVar("M")
R = TypeVar("R")
A = TypeVar("A")
T = TypeVar("T")


class AsyncJobResource(AsyncResource, Generic[M, R]):
    """Waits for one kind of job. A generated subclass adds the public methods."""

    _kind: JobKind[M, R]

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        # Imported now, not at the first wait: an upgrade of the package under a running program must not break waits.
        from . import tasks  # noqa: PLC0415  # it imports asyncio, which is slow and which sync programs do not need

        self._tasks = tasks

    async def _look_once(self, ids: Ids) -> Response[M]:
        """Get a job once. The generated subclass implements it."""
        raise NotImplementedError

    async def _give_up(self, ids: Ids) -> object:
        """Cancel a job. The generated subclass implements it if the provider has such an operation."""
        raise NotImplementedError

    def _ids(self, given: tuple[object, ...]) -> Ids:
        """Check the ids that the caller passed."""
        return checked_ids(self._kind, given)

    async def _started(
        self,
        start: Callable[[], Awaitable[Response[A]]],
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
            check_functions(on_update, policy, plain=False)
        answers: list[A] = []

        async def begin() -> Wait[M, R]:
            # One line: an interrupt comes before the job exists, or when its response is already in the list.
            answers.append((await start()).parsed)
            ids, seen = read(answers[0])
            engine, kind = self._engine, self._kind
            return Wait(
                kind, ids, timeout=seconds, policy=policy, arguments=arguments, pace=engine.pace, age=0.0, seen=seen
            )

        def created() -> Ids | None:
            return read(answers[0])[0] if answers else None

        return await self._followed(begin, on_update, created=created, cancel_on_interrupt=cancel_on_interrupt)

    async def _waited(
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
            check_functions(on_update, policy, plain=False)
            wait = self._begun(given, checked_timeout(timeout), policy, arguments)

        async def begin() -> Wait[M, R]:
            return wait

        return await self._followed(begin, on_update, created=lambda: wait.ids, cancel_on_interrupt=cancel_on_interrupt)

    def _watched(
        self, given: tuple[object, ...], *, timeout: float | None, policy: PollPolicy | None
    ) -> AsyncGenerator[M, None]:
        """Yield each change of a job."""
        arguments = self._arguments_of("watch")
        with arguments:
            check_functions(None, policy, plain=False)
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
    ) -> AsyncGenerator[R, None]:
        """Wait for many jobs, and yield each result when it is known."""
        arguments = self._arguments_of("wait_all")
        with arguments:
            check_functions(on_update, policy, plain=False)
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

    async def _look(self, wait: Wait[M, R]) -> Response[M] | LumenfallError:
        try:
            return await self._within(wait.begin_look(), max_retries=0)._look_once(wait.ids)
        except LumenfallError as error:
            return error

    async def _masked(self, found: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
        """Yield what is found; an error that ends it does not show the key."""
        try:
            async with aclosing(found):
                async for one in found:
                    yield one
                    del one  # a traceback that shows local variables must not show it
        except BaseException as error:
            mask_error(error, self._kind, self._engine.settings.api_key)
            raise

    async def _changes(self, wait: Wait[M, R]) -> AsyncGenerator[M, None]:
        if wait.job is not None:
            yield wait.job
            if wait.is_over:
                return
            await self._engine.pace.async_sleep(wait.pause())
        while True:
            changed = wait.told(await self._look(wait))
            if changed is not None:
                yield changed
            del changed  # a hook that looks at frames must not see what a server told
            if wait.is_over:
                return
            await self._engine.pace.async_sleep(wait.pause())

    async def _followed(
        self,
        begin: Callable[[], Awaitable[Wait[M, R]]],
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
            return await self._follow(begin, on_update, created=created, cancel_on_interrupt=cancel_on_interrupt)
        except BaseException as error:
            mask_error(error, self._kind, self._engine.settings.api_key)
            raise

    async def _follow(
        self,
        begin: Callable[[], Awaitable[Wait[M, R]]],
        on_update: Callable[[M], object] | None,
        *,
        created: Callable[[], Ids | None],
        cancel_on_interrupt: bool,
    ) -> M:
        wait: Wait[M, R] | None = None
        telling = False
        try:
            wait = await begin()
            async with aclosing(self._changes(wait)) as changes:
                async for job in changes:
                    telling = True
                    await _call(on_update, job)
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
                    await self._tasks.to_the_end(self._within(CANCEL_TIMEOUT)._give_up(ids))
                except LumenfallError as error:
                    problem = error
            note(self._engine, interrupt, fate_of(self._kind, ids, wait, cancelled=cancel, problem=problem))
            raise

    async def _results(
        self, waits: list[Wait[M, R]], concurrency: int, on_update: Callable[[M], object] | None
    ) -> AsyncGenerator[R, None]:
        pace = self._engine.pace
        agenda = Agenda(waits, pace.clock())
        left = {wait.ids for wait in waits}
        del waits  # a wait that is over must not stay in memory until the last one is over
        looks = self._tasks.AsyncLooks(self._look)
        alarm = self._tasks.Alarm(pace.async_sleep, looks.news)
        try:
            while agenda or looks.running:
                while len(looks.running) < concurrency and (wait := agenda.due(pace.clock())) is not None:
                    looks.begin(wait)
                if agenda and len(looks.running) < concurrency:
                    alarm.set(agenda.next_time(), pace.clock())
                await looks.news.wait()
                looks.news.clear()
                while (done := looks.next()) is not None:
                    wait, look = done
                    changed, result = agenda.after_look(wait, look, pace.clock())
                    if changed is not None:
                        await _call(on_update, changed)
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
        finally:
            alarm.stop()
            await looks.stop()


async def _call(on_update: Callable[[M], object] | None, job: M) -> None:
    if on_update is not None:
        told = on_update(job)
        if isinstance(told, Awaitable):
            await told
