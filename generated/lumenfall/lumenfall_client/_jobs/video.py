# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The life of a video: started, watched, waited for, cancelled, downloaded."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack

from .._runtime.http.configuration import Timeout
from .._runtime.jobs.arguments import check_order
from .._runtime.jobs.file_resource import (
    DEFAULT_DOWNLOAD_RETRIES,
    DEFAULT_DOWNLOAD_TIMEOUT,
    AsyncFileJobResource,
    FileJobResource,
)
from .._runtime.jobs.kind import DEFAULT_TIMEOUT, Condition, Ids, JobFile, JobKind
from .._runtime.jobs.schedule import PollPolicy
from ..jobs import (
    VideoCancelledError,
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoError,
    VideoFailedError,
    VideoLinkExpiredError,
    VideoNotReadyError,
    VideoResult,
    VideoWaitTimeoutError,
)
from ..models import Video, VideoCreateParams, VideosCreateArguments
from ..types import UNSET, Response, Unset

_FILE: Final = JobFile(
    url=("output", "url"),
    size=("output", "size_bytes"),
    expires_at=("expires_at",),
    not_ready_error=VideoNotReadyError,
    download_error=VideoDownloadError,
    link_expired_error=VideoLinkExpiredError,
    download_timeout_error=VideoDownloadTimeoutError,
)


def _id_of(video: Video) -> str:
    return video.id


_KIND: Final = JobKind[Video, VideoResult](
    noun="video",
    attribute="video",
    resource="videos",
    arguments=("video_id",),
    types=(str,),
    model=Video,
    id_of=_id_of,
    completed=Condition(("status",), ("completed",)),
    failed=Condition(("status",), ("failed",)),
    cancelled=Condition(("status",), ("cancelled", "canceled")),
    state_at=("status",),
    running=frozenset({"queued", "in_progress"}),
    reason=(("error", "code"), ("error", "message")),
    created_at=("created_at",),
    noted=0,
    file=_FILE,
    error=VideoError,
    failed_error=VideoFailedError,
    cancelled_error=VideoCancelledError,
    timeout_error=VideoWaitTimeoutError,
    result=VideoResult,
)


class VideoJobs(FileJobResource[Video, VideoResult]):
    """Adds to the generated resource: `create_and_wait`, `wait`, `watch`, `wait_all`, `download`."""

    _kind = _KIND
    _file = _FILE

    if TYPE_CHECKING:  # the generated resource has these

        def create_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Start a video."""
            ...

        def get_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Look at a video."""
            ...

        def cancel_detailed(self, *args: Any, **kwargs: Any) -> Response[Any]:
            """Cancel a video."""
            ...

    def _look_once(self, ids: Ids) -> Response[Video]:
        return self.get_detailed(video_id=ids[0])

    def _give_up(self, ids: Ids) -> object:
        return self.cancel_detailed(video_id=ids[0])

    def create_and_wait(
        self,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
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

        def start() -> tuple[Ids, Video | None]:
            check_order(order, VideoCreateParams, "video")
            arguments: dict[str, Any] = dict(order)
            answer = self.create_detailed(**arguments).parsed
            return (answer.id,), answer

        return self._started(
            start, timeout=timeout, on_update=on_update, policy=policy, cancel_on_interrupt=cancel_on_interrupt
        )

    def wait(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait, nor does a 404 in the first 10 s after the job was created, if that is known: by this client, or
        from the video that is given instead of its id. Each look has a minute at most; `total_timeout` does not bound
        the whole.

        Args:
            video_id: The id that starting the video returned, or the video.
            timeout: Seconds to wait in all; None for no limit. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed.
            policy: The seconds between two looks, by the seconds waited so far, instead of ours. A hint of the
                server makes them more, up to a minute.
            cancel_on_interrupt: Whether Ctrl-C, a cancellation or an error of `on_update` or `policy` cancels the
                job at the provider, if it has not ended. By default it is left running; a note on the exception tells
                its id, and so does the log.

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; the video is on the exception.
            VideoWaitTimeoutError: The client gave up; the video as last seen is on the exception.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        return self._waited(
            (video_id,), timeout=timeout, on_update=on_update, policy=policy, cancel_on_interrupt=cancel_on_interrupt
        )

    def watch(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        policy: PollPolicy | None = None,
    ) -> Generator[Video, None, None]:
        """Go through the changes of a video: as it is now, each change, and last as it ended.

        How it ended is for the caller to see: a job that failed is no error here.

        Args:
            video_id: The id that starting the video returned, or the video.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: The client gave up; the video as last seen is on the exception.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        return self._watched((video_id,), timeout=timeout, policy=policy)

    def wait_all(
        self,
        video_ids: Iterable[str | Video],
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        concurrency: int = 16,
        on_update: Callable[[Video], object] | None = None,
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
        return self._waited_for_all(
            video_ids, "video_ids", timeout=timeout, concurrency=concurrency, on_update=on_update, policy=policy
        )

    def download(
        self,
        video: Video | str,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        on_progress: Callable[[int, int | None], object] | None = None,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None = DEFAULT_DOWNLOAD_TIMEOUT,
        max_retries: int = DEFAULT_DOWNLOAD_RETRIES,
        check_size: bool = True,
    ) -> Path:
        """Download the file of a completed video, and return the file's path.

        The file appears under its name when it is whole, and never before: until then it stands beside, as
        `.<name>.<random>.part`, which is removed if the download fails. (A process that is killed outright leaves it
        there.) A transfer that was cut goes on where it stopped, if the media host has a way to tell that the file is
        still the same, and begins anew otherwise. A link that no longer works is renewed by looking at the job again.
        The media host gets neither the API key nor any header of yours, and hooks do not see its requests; the log
        does. What comes is not unpacked, nor is there a limit to its size but the one that was announced.

        Args:
            video: The completed video, or its id, which is looked up first.
            path: Where to put the file. The folder must exist. A relative one is taken from the working directory as
                it is now, and comes back as it is.
            overwrite: Whether to replace a file that is there (a symbolic link itself, not what it leads to). Otherwise
                that is an error: before anything is sent, or at the end if the file appears meanwhile.
            on_progress: Called with the bytes that are here and the size of the file (None as long as it is not
                known), at the beginning, after each piece, and at the end. What it raises ends the download.
            timeout: Seconds for each phase of each request (connect, write, read), as in the constructor; by default
                the client's.
            total_timeout: Seconds for the whole download; None for no limit. With an `http_client` of your own it is
                kept between two reads.
            max_retries: Attempts in a row that may get no further than those before.
            check_size: Whether a file must have the size that the video states in `output.size_bytes`.

        Raises:
            VideoNotReadyError: The video is not finished, or has no file.
            VideoFailedError: The provider gave up on the video.
            VideoCancelledError: The video was cancelled.
            VideoLinkExpiredError: The media host refuses the link, and new ones too.
            VideoDownloadTimeoutError: `total_timeout` is over, be it while the job is looked up.
            VideoDownloadError: The file could not be had whole; the root of the two above.
            APIStatusError: The video could not be looked up, as with a 401 or a 404.
            APIConnectionError: No whole answer came when it was looked up.
            InvalidArgumentError: An option cannot be used.
            OSError: The file cannot be put there: `FileExistsError`, `FileNotFoundError` for its folder, and so on. It
                names the file, or its folder.
        """
        return self._downloaded(
            (video,),
            ("video",),
            path,
            overwrite=overwrite,
            on_progress=on_progress,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
        )


class AsyncVideoJobs(AsyncFileJobResource[Video, VideoResult]):
    """Adds to the generated resource: `create_and_wait`, `wait`, `watch`, `wait_all`, `download`."""

    _kind = _KIND
    _file = _FILE

    if TYPE_CHECKING:  # the generated resource has these

        async def create_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Start a video."""
            ...

        async def get_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Look at a video."""
            ...

        async def cancel_detailed(self, *args: Any, **kwargs: Any) -> Response[Any]:
            """Cancel a video."""
            ...

    async def _look_once(self, ids: Ids) -> Response[Video]:
        return await self.get_detailed(video_id=ids[0])

    async def _give_up(self, ids: Ids) -> object:
        return await self.cancel_detailed(video_id=ids[0])

    async def create_and_wait(
        self,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
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

        async def start() -> tuple[Ids, Video | None]:
            check_order(order, VideoCreateParams, "video")
            arguments: dict[str, Any] = dict(order)
            answer = (await self.create_detailed(**arguments)).parsed
            return (answer.id,), answer

        return await self._started(
            start, timeout=timeout, on_update=on_update, policy=policy, cancel_on_interrupt=cancel_on_interrupt
        )

    async def wait(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
        policy: PollPolicy | None = None,
        cancel_on_interrupt: bool = False,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait, nor does a 404 in the first 10 s after the job was created, if that is known: by this client, or
        from the video that is given instead of its id. Each look has a minute at most; `total_timeout` does not bound
        the whole.

        Args:
            video_id: The id that starting the video returned, or the video.
            timeout: Seconds to wait in all; None for no limit. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed;
                awaited, if it is a coroutine function.
            policy: The seconds between two looks, by the seconds waited so far, instead of ours. A hint of the
                server makes them more, up to a minute.
            cancel_on_interrupt: Whether a cancellation, Ctrl-C or an error of `on_update` or `policy` cancels the
                job at the provider, if it has not ended. By default it is left running; a note on the exception tells
                its id, and so does the log. (`asyncio.run` makes a KeyboardInterrupt of a CancelledError: the note is
                on its `__context__`.)

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; the video is on the exception.
            VideoWaitTimeoutError: The client gave up; the video as last seen is on the exception.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        return await self._waited(
            (video_id,), timeout=timeout, on_update=on_update, policy=policy, cancel_on_interrupt=cancel_on_interrupt
        )

    def watch(
        self,
        video_id: str | Video,
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        policy: PollPolicy | None = None,
    ) -> AsyncGenerator[Video, None]:
        """Go through the changes of a video: as it is now, each change, and last as it ended.

        How it ended is for the caller to see: a job that failed is no error here.

        Args:
            video_id: The id that starting the video returned, or the video.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: The client gave up; the video as last seen is on the exception.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
            InvalidArgumentError: An argument cannot be used.
        """
        return self._watched((video_id,), timeout=timeout, policy=policy)

    def wait_all(
        self,
        video_ids: Iterable[str | Video],
        *,
        timeout: float | None = DEFAULT_TIMEOUT,
        concurrency: int = 16,
        on_update: Callable[[Video], object] | None = None,
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
        return self._waited_for_all(
            video_ids, "video_ids", timeout=timeout, concurrency=concurrency, on_update=on_update, policy=policy
        )

    async def download(
        self,
        video: Video | str,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        on_progress: Callable[[int, int | None], object] | None = None,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None = DEFAULT_DOWNLOAD_TIMEOUT,
        max_retries: int = DEFAULT_DOWNLOAD_RETRIES,
        check_size: bool = True,
    ) -> Path:
        """Download the file of a completed video, and return the file's path.

        The file appears under its name when it is whole, and never before: until then it stands beside, as
        `.<name>.<random>.part`, which is removed if the download fails or is cancelled. (A process that is killed
        outright leaves it there. Cancelled in the very moment in which the file takes its place, the call is cancelled,
        and the file is there.) A transfer that was cut goes on where it stopped, if the media host has a way to
        tell that the file is still the same, and begins anew otherwise. A link that no longer works is renewed by
        looking at the job again. The media host gets neither the API key nor any header of yours, and hooks do not
        see its requests; the log does. What comes is not unpacked, nor is there a limit to its size but the one that
        was announced. The disk is written to in threads.

        Args:
            video: The completed video, or its id, which is looked up first.
            path: Where to put the file. The folder must exist. A relative one is taken from the working directory as
                it is now, and comes back as it is.
            overwrite: Whether to replace a file that is there (a symbolic link itself, not what it leads to). Otherwise
                that is an error: before anything is sent, or at the end if the file appears meanwhile.
            on_progress: Called with the bytes that are here and the size of the file (None as long as it is not
                known), at the beginning, after each piece, and at the end; awaited if it must be. What it raises ends
                the download.
            timeout: Seconds for each phase of each request (connect, write, read), as in the constructor; by default
                the client's.
            total_timeout: Seconds for the whole download; None for no limit.
            max_retries: Attempts in a row that may get no further than those before.
            check_size: Whether a file must have the size that the video states in `output.size_bytes`.

        Raises:
            VideoNotReadyError: The video is not finished, or has no file.
            VideoFailedError: The provider gave up on the video.
            VideoCancelledError: The video was cancelled.
            VideoLinkExpiredError: The media host refuses the link, and new ones too.
            VideoDownloadTimeoutError: `total_timeout` is over, be it while the job is looked up.
            VideoDownloadError: The file could not be had whole; the root of the two above.
            APIStatusError: The video could not be looked up, as with a 401 or a 404.
            APIConnectionError: No whole answer came when it was looked up.
            InvalidArgumentError: An option cannot be used.
            OSError: The file cannot be put there: `FileExistsError`, `FileNotFoundError` for its folder, and so on. It
                names the file, or its folder.
        """
        return await self._downloaded(
            (video,),
            ("video",),
            path,
            overwrite=overwrite,
            on_progress=on_progress,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
        )


__all__ = ["AsyncVideoJobs", "VideoJobs"]
