"""The life of a video: created, watched, waited for, cancelled.

`waiting` decides; the sync and the async loops here act, alike but for `await`.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Unpack

from .._runtime.http.call import Answer, Call, Decoder
from .._runtime.http.clock import Pace
from .._runtime.http.engine import AsyncEngine, Engine
from .._runtime.values.encoding import further_fields, json_body
from ..errors import InvalidArgumentError, LumenfallError
from ..models import Video, VideoCreateParams, VideoEstimate
from ..types import UNSET, Response
from .arguments import check_function, check_order, checked_id
from .downloads import AsyncDownloadMixin, DownloadMixin
from .schedule import PollPolicy
from .waiting import DEFAULT_TIMEOUT, Agenda, VideoResult, Wait, after_look, checked_timeout

Update: TypeAlias = Callable[[Video], object]
"""Called with a video whenever something about it has changed. Async methods await what it returns, if need be."""

_LAST_WORD: Final = 10.0
"""Seconds that cancelling an interrupted job may take."""

_NAMED: Final = 20
"""How many ids the note on an interrupted `wait_all` has at most."""

_FORGIVEN: Final = 5.0
"""Seconds by which the provider's clock may differ from ours."""


class VideosMixin(DownloadMixin):
    """Adds to the generated resource: `estimate`, `create_and_wait`, `wait`, `watch`, `wait_all`, and `download`."""

    if TYPE_CHECKING:  # the generated resource has these

        def get_detailed(self, video_id: str) -> Response[Video]:
            """Look at a job."""
            ...

        def cancel(self, video_id: str) -> None:
            """Cancel a job."""
            ...

    def estimate(self, **order: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Work out what a video would cost, without making it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            order: What `create` takes.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider refused; see `create`.
            ResponseDecodeError: The answer is no estimate.
        """
        return self._engine.send(_estimate(order), _read_estimate).parsed

    def create_and_wait(
        self,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
        **order: Unpack[VideosCreateArguments],
    ) -> Video:
        """Create a video job, wait until it is finished, and return it.

        Args:
            timeout: As in `wait`, from the moment when the job was created.
            on_update: As in `wait`; called with the new job first, so that its id is known.
            policy: As in `wait`.
            cancel_on_interrupt: As in `wait`.
            order: What `create` takes.

        Raises:
            VideoError: As in `wait`.
            APIStatusError: The provider refused the order, or to say.
            APIConnectionError: Whether the job was created is not known; its `idempotency_key` helps to find out.
            InvalidArgumentError: An argument cannot be used; nothing was ordered.
        """
        seconds = checked_timeout(timeout)
        _check_functions(on_update, policy, plain=True)
        video = self._engine.send(*_creation(order)).parsed
        wait = Wait(video.id, timeout=seconds, policy=policy, pace=self._engine.pace, age=0.0, seen=video)
        return self._followed(wait, on_update, cancel_on_interrupt=cancel_on_interrupt)

    def wait(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait, nor does a 404 in the first 10 s after the job was created, if that is known: by this client, or from
        the video that is given instead of its id. Each look has a minute at most; `total_timeout` does not bound the
        whole.

        Args:
            video_id: The id that creating the video returned, or the video.
            timeout: Seconds to wait in all; None for no limit. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed.
            policy: The seconds between two looks, by the seconds waited so far, instead of ours. A hint of the server
                makes them more, up to a minute.
            cancel_on_interrupt: Whether Ctrl-C, a cancellation or an error of `on_update` or `policy` cancels the job
                at the provider, if it has not ended. By default it is left running; a note on the exception tells its
                id, and so does the log.

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; so is the video.
            VideoWaitTimeoutError: We gave up; so is the video as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(on_update, policy, plain=True)
        wait = _begin(self._engine, video_id, checked_timeout(timeout), policy)
        return self._followed(wait, on_update, cancel_on_interrupt=cancel_on_interrupt)

    def watch(
        self, video_id: str | Video, *, timeout: float | None = DEFAULT_TIMEOUT, policy: PollPolicy | None = None
    ) -> Generator[Video, None, None]:
        """Go through the changes of a video: as it is now, each change, and last as it ended.

        How it ended is for the caller to see: a job that failed is no error here.

        Args:
            video_id: The id that creating the video returned, or the video.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: We gave up; the video is on the exception as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(None, policy, plain=True)
        return self._changes(_begin(self._engine, video_id, checked_timeout(timeout), policy))

    def wait_all(
        self,
        video_ids: Iterable[str | Video],
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        concurrency: int = 16,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
    ) -> Generator[VideoResult, None, None]:
        """Wait for many videos, and go through the results as they come.

        One that fails does not stop the others. Looks are spread out in time; a 429 holds back all of them. An
        interrupt while it waits leaves the jobs running, and has a note of those that have no result.

        Args:
            video_ids: The ids, or the videos. Each is waited for once.
            timeout: Seconds to wait for each, from now.
            concurrency: How many looks may be under way at once, each in a thread.
            on_update: Called here, in the caller's thread, with each video that has changed.
            policy: As in `wait`.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(on_update, policy, plain=True)
        waits = _begin_all(self._engine, video_ids, checked_timeout(timeout), policy)
        return self._results(waits, _checked_concurrency(concurrency), on_update)

    def _look(self, wait: Wait) -> Response[Video] | LumenfallError:
        try:
            return self._within(wait.begin_look(), max_retries=0).get_detailed(wait.video_id)
        except LumenfallError as error:
            return error

    def _changes(self, wait: Wait) -> Generator[Video, None, None]:
        if wait.video is not None:
            yield wait.video
            if wait.is_over:
                return
            self._engine.pace.sleep(wait.pause())
        while True:
            changed = wait.told(self._look(wait))
            if changed is not None:
                yield changed
            if wait.is_over:
                return
            self._engine.pace.sleep(wait.pause())

    def _followed(self, wait: Wait, on_update: Update | None, *, cancel_on_interrupt: bool) -> Video:
        telling = False
        try:
            with closing(self._changes(wait)) as changes:
                for video in changes:
                    telling = True
                    if on_update is not None:
                        on_update(video)
                    telling = False
        except BaseException as interrupt:
            if not telling and _is_end(interrupt):
                raise
            problem = None
            cancel = cancel_on_interrupt and not wait.is_over
            if cancel:
                try:
                    self._within(_LAST_WORD).cancel(wait.video_id)
                except LumenfallError as error:
                    problem = error
            _note(self._engine, interrupt, _fate(wait, cancelled=cancel, problem=problem))
            raise
        return wait.result()

    def _results(
        self, waits: list[Wait], concurrency: int, on_update: Update | None
    ) -> Generator[VideoResult, None, None]:
        from .looks import Looks  # noqa: PLC0415  # only who waits for many needs threads and a queue

        pace = self._engine.pace
        agenda = Agenda(waits, pace.clock())
        left = {wait.video_id for wait in waits}
        del waits  # a result that is given back need not stay in memory until the last one
        looks = Looks(self._look)
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
                look = looks.next(until_due)
                if look is None:
                    continue
                changed, result = after_look(*look, agenda, pace.clock())
                if changed is not None and on_update is not None:
                    on_update(changed)
                if result is not None:
                    left.discard(result.video_id)
                    yield result
        except GeneratorExit:
            raise
        except BaseException as interrupt:
            _note(self._engine, interrupt, _left_running(left))
            raise


class AsyncVideosMixin(AsyncDownloadMixin):
    """Adds to the generated resource: `estimate`, `create_and_wait`, `wait`, `watch`, `wait_all`, and `download`."""

    if TYPE_CHECKING:  # the generated resource has these

        async def get_detailed(self, video_id: str) -> Response[Video]:
            """Look at a job."""
            ...

        async def cancel(self, video_id: str) -> None:
            """Cancel a job."""
            ...

    async def estimate(self, **order: Unpack[VideosCreateArguments]) -> VideoEstimate:
        """Work out what a video would cost, without making it.

        Documentation: https://docs.lumenfall.ai/api-reference/introduction, "Dry run mode"

        Args:
            order: What `create` takes.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIStatusError: The provider refused; see `create`.
            ResponseDecodeError: The answer is no estimate.
        """
        return (await self._engine.send(_estimate(order), _read_estimate)).parsed

    async def create_and_wait(
        self,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
        **order: Unpack[VideosCreateArguments],
    ) -> Video:
        """Create a video job, wait until it is finished, and return it.

        Args:
            timeout: As in `wait`, from the moment when the job was created.
            on_update: As in `wait`; called with the new job first, so that its id is known.
            policy: As in `wait`.
            cancel_on_interrupt: As in `wait`.
            order: What `create` takes.

        Raises:
            VideoError: As in `wait`.
            APIStatusError: The provider refused the order, or to say.
            APIConnectionError: Whether the job was created is not known; its `idempotency_key` helps to find out.
            InvalidArgumentError: An argument cannot be used; nothing was ordered.
        """
        seconds = checked_timeout(timeout)
        _check_functions(on_update, policy, plain=False)
        video = (await self._engine.send(*_creation(order))).parsed
        wait = Wait(video.id, timeout=seconds, policy=policy, pace=self._engine.pace, age=0.0, seen=video)
        return await self._followed(wait, on_update, cancel_on_interrupt=cancel_on_interrupt)

    async def wait(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait, nor does a 404 in the first 10 s after the job was created, if that is known: by this client, or from
        the video that is given instead of its id. Each look has a minute at most; `total_timeout` does not bound the
        whole.

        Args:
            video_id: The id that creating the video returned, or the video.
            timeout: Seconds to wait in all; None for no limit. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed; awaited,
                if it is a coroutine function.
            policy: The seconds between two looks, by the seconds waited so far, instead of ours. A hint of the server
                makes them more, up to a minute.
            cancel_on_interrupt: Whether a cancellation, Ctrl-C or an error of `on_update` or `policy` cancels the job
                at the provider, if it has not ended. By default it is left running; a note on the exception tells its
                id, and so does the log. (`asyncio.run` makes a KeyboardInterrupt of a CancelledError: the note is on
                its `__context__`.)

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; so is the video.
            VideoWaitTimeoutError: We gave up; so is the video as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(on_update, policy, plain=False)
        wait = _begin(self._engine, video_id, checked_timeout(timeout), policy)
        return await self._followed(wait, on_update, cancel_on_interrupt=cancel_on_interrupt)

    def watch(
        self, video_id: str | Video, *, timeout: float | None = DEFAULT_TIMEOUT, policy: PollPolicy | None = None
    ) -> AsyncGenerator[Video, None]:
        """Go through the changes of a video: as it is now, each change, and last as it ended.

        How it ended is for the caller to see: a job that failed is no error here.

        Args:
            video_id: The id that creating the video returned, or the video.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: We gave up; the video is on the exception as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(None, policy, plain=False)
        return self._changes(_begin(self._engine, video_id, checked_timeout(timeout), policy))

    def wait_all(
        self,
        video_ids: Iterable[str | Video],
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        concurrency: int = 16,
        on_update: Update | None = None,
        policy: PollPolicy | None = None,
    ) -> AsyncGenerator[VideoResult, None]:
        """Wait for many videos, and go through the results as they come.

        One that fails does not stop the others. Looks are spread out in time; a 429 holds back all of them. An
        interrupt while it waits leaves the jobs running, and has a note of those that have no result.

        Args:
            video_ids: The ids, or the videos. Each is waited for once.
            timeout: Seconds to wait for each, from now.
            concurrency: How many looks may be under way at once.
            on_update: Called with each video that has changed; awaited, if it is a coroutine function.
            policy: As in `wait`.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        _check_functions(on_update, policy, plain=False)
        waits = _begin_all(self._engine, video_ids, checked_timeout(timeout), policy)
        return self._results(waits, _checked_concurrency(concurrency), on_update)

    async def _look(self, wait: Wait) -> Response[Video] | LumenfallError:
        try:
            return await self._within(wait.begin_look(), max_retries=0).get_detailed(wait.video_id)
        except LumenfallError as error:
            return error

    async def _changes(self, wait: Wait) -> AsyncGenerator[Video, None]:
        if wait.video is not None:
            yield wait.video
            if wait.is_over:
                return
            await self._engine.pace.async_sleep(wait.pause())
        while True:
            changed = wait.told(await self._look(wait))
            if changed is not None:
                yield changed
            if wait.is_over:
                return
            await self._engine.pace.async_sleep(wait.pause())

    async def _followed(self, wait: Wait, on_update: Update | None, *, cancel_on_interrupt: bool) -> Video:
        telling = False
        try:
            async with aclosing(self._changes(wait)) as changes:
                async for video in changes:
                    telling = True
                    await _call(on_update, video)
                    telling = False
        except BaseException as interrupt:
            if not telling and _is_end(interrupt):
                raise
            problem = None
            cancel = cancel_on_interrupt and not wait.is_over
            if cancel:
                from .async_looks import to_the_end  # noqa: PLC0415  # as below

                try:
                    await to_the_end(self._within(_LAST_WORD).cancel(wait.video_id))
                except LumenfallError as error:
                    problem = error
            _note(self._engine, interrupt, _fate(wait, cancelled=cancel, problem=problem))
            raise
        return wait.result()

    async def _results(
        self, waits: list[Wait], concurrency: int, on_update: Update | None
    ) -> AsyncGenerator[VideoResult, None]:
        from .async_looks import Alarm, AsyncLooks  # noqa: PLC0415  # asyncio is slow to import, and sync programs need none

        pace = self._engine.pace
        agenda = Agenda(waits, pace.clock())
        left = {wait.video_id for wait in waits}
        del waits  # a result that is given back need not stay in memory until the last one
        looks = AsyncLooks(self._look)
        alarm = Alarm(pace.async_sleep, looks.news)
        try:
            while agenda or looks.running:
                while len(looks.running) < concurrency and (wait := agenda.due(pace.clock())) is not None:
                    looks.begin(wait)
                if agenda and len(looks.running) < concurrency:
                    alarm.set(agenda.next_time(), pace.clock())
                await looks.news.wait()
                looks.news.clear()
                while (look := looks.next()) is not None:
                    changed, result = after_look(*look, agenda, pace.clock())
                    if changed is not None:
                        await _call(on_update, changed)
                    if result is not None:
                        left.discard(result.video_id)
                        yield result
        except GeneratorExit:
            raise
        except BaseException as interrupt:
            _note(self._engine, interrupt, _left_running(left))
            raise
        finally:
            alarm.stop()
            await looks.stop()


def _begin(engine: Engine | AsyncEngine, video: str | Video, timeout: float, policy: PollPolicy | None) -> Wait:
    pace = engine.pace
    video_id = checked_id(video)
    age = engine.recent.age(video_id, pace.clock())
    if age is None and isinstance(video, Video):
        age = _age(video, pace)
    return Wait(video_id, timeout=timeout, policy=policy, pace=pace, age=age)


def _age(video: Video, pace: Pace) -> float | None:
    """Seconds since a job was created, by our clock; None if one of the clocks cannot be trusted."""
    try:
        age = pace.wall_clock() - video.created_at
    except OverflowError:
        return None
    return None if age < -_FORGIVEN else age


def _begin_all(
    engine: Engine | AsyncEngine, videos: Iterable[str | Video], timeout: float, policy: PollPolicy | None
) -> list[Wait]:
    if isinstance(videos, (str, bytes, Video)) or not isinstance(videos, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"video_ids must be several, such as a list of ids, not {type(videos).__name__}")
    waits = [_begin(engine, video, timeout, policy) for video in videos]
    return list({wait.video_id: wait for wait in waits}.values())


def _check_functions(on_update: Update | None, policy: PollPolicy | None, *, plain: bool) -> None:
    check_function("on_update", on_update, plain=plain)
    check_function("policy", policy, plain=True)


def _checked_concurrency(concurrency: int) -> int:
    if not isinstance(concurrency, int) or isinstance(concurrency, bool) or concurrency < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"concurrency must be a whole number, 1 or more, not {concurrency!r}")
    return concurrency


def _is_end(error: BaseException) -> bool:
    """Whether an error is how a wait ends by itself, and no interrupt: a schedule of the caller's that fails is one."""
    return isinstance(error, LumenfallError) and not isinstance(error, InvalidArgumentError)


def _fate(wait: Wait, *, cancelled: bool, problem: LumenfallError | None) -> str:
    """What became of a job whose wait was interrupted."""
    video_id = wait.video_id
    if wait.video is not None and wait.is_over:
        return f"video {video_id} is {wait.video.status}"
    if problem is not None:
        return f"video {video_id} could not be cancelled, and may still be running: {problem}"
    if cancelled:
        return f"video {video_id} was cancelled"
    return f"video {video_id} is left running; `videos.wait({video_id!r})` takes the wait up again"


def _note(engine: Engine | AsyncEngine, interrupt: BaseException, fate: str) -> None:
    """Tell what became of interrupted waits: on the exception, and in the log."""
    interrupt.add_note(fate)
    logging.getLogger(engine.provider.logger).info("wait interrupted: %s", fate)


def _left_running(video_ids: set[str]) -> str:
    named = ", ".join(sorted(video_ids)[:_NAMED])
    more = f" and {len(video_ids) - _NAMED:,} more" if len(video_ids) > _NAMED else ""
    return f"{len(video_ids):,} of the videos have no result, and may still be running: {named}{more}"


async def _call(on_update: Update | None, video: Video) -> None:
    if on_update is not None:
        answer = on_update(video)
        if isinstance(answer, Awaitable):
            await answer


def _creation(order: VideosCreateArguments) -> tuple[Call, Decoder[Video]]:
    return call(body=_params(order)), decode


def _estimate(order: VideosCreateArguments) -> Call:
    # An estimate costs nothing, however often it is asked for: it needs no key, and takes none from the order.
    order = {**order, "idempotency_key": UNSET}
    return _creation(order)[0]._replace(
        body=json_body(_params(order)),
        query=(("dryRun", "true"),),
        idempotent=True,
        idempotency_key=None,
        method_name="videos.estimate",
    )


def _params(order: VideosCreateArguments) -> VideoCreateParams:
    check_order(order)
    fields: dict[str, Any] = dict(order)
    extra_body = fields.pop("extra_body", None)
    return VideoCreateParams(**fields, additional_properties=further_fields(extra_body))


def _read_estimate(answer: Answer) -> VideoEstimate:
    return VideoEstimate.from_dict(answer.json())


# Last, as its package needs this module.
from ..api.videos.videos_create import VideosCreateArguments, call, decode  # noqa: E402
