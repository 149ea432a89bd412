# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Methods that start, watch, download and wait for video jobs."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack

from .._runtime.files.saving import DEFAULT_DOWNLOAD_RETRIES, DEFAULT_DOWNLOAD_TIMEOUT
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.configuration import Timeout
from .._runtime.jobs.arguments import check_order
from .._runtime.jobs.file_resource import AsyncFileJobResource, FileJobResource
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
from ..models import Video, VideoCreateParams
from ..types import UNSET, Response, Unset, VideosCreateArguments

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
    look=("GET", "/openai/v1/videos/{video_id}"),
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
    """Adds methods to the generated resource.

    They are `create_and_wait`, `wait`, `watch`, `wait_all`, `download`.
    """

    _kind = _KIND
    _file = _FILE

    if TYPE_CHECKING:  # the generated resource defines these methods

        def create_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Start a video."""
            ...

        def get_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Get a video."""
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
        **arguments: Unpack[VideosCreateArguments],
    ) -> Video:
        """Create a video job, wait until it is finished, and return it.

        Args:
            timeout: As in `wait`, counted from when the job was created.
            on_update: As in `wait`; the first call has the new job, so that you know its id.
            policy: As in `wait`.
            cancel_on_interrupt: As in `wait`.
            arguments: The arguments of `create`.

        Raises:
            VideoError: As in `wait`.
            APIStatusError: The provider rejected the request, or returned a status that ends the wait, such as 401.
            APIConnectionError: It is unknown whether the job was created; use its `idempotency_key` to find out.
            InvalidArgumentError: An argument cannot be used; no job was created.
        """

        def start() -> Response[Video]:
            check_order(
                arguments, VideoCreateParams, "video", ("replay", "replay_match", "replay_fields", "replay_recording")
            )
            values: dict[str, Any] = dict(arguments)
            return self.create_detailed(**values)

        def read(answer: Video) -> tuple[Ids, Video | None]:
            return (answer.id,), answer

        return self._started(
            start,
            read,
            CalledMethod("videos.create_and_wait", "POST", "/openai/v1/videos"),
            timeout=timeout,
            on_update=on_update,
            policy=policy,
            cancel_on_interrupt=cancel_on_interrupt,
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

        The client sends the first request immediately. A failed connection, a 408, a 429, a 5xx or a response that
        cannot be decoded does not end the wait. Nor does a 404 in the first 10 s after the job was created, if this
        client created it or you pass the video instead of its id. Each request may take a minute at most;
        `total_timeout` does not limit the whole wait.

        Args:
            video_id: The id of the video, or the video itself.
            timeout: Seconds to wait in all; None for no limit. When they are over, the job is left running.
            on_update: Called with the video after the first request, and then each time that it has changed.
            policy: A function from the seconds waited so far to the seconds to pause before the next request. It
                replaces the default schedule. If the server asks for a longer pause, the client pauses longer, up to a
                minute.
            cancel_on_interrupt: Whether to cancel an unfinished job at the provider if Ctrl-C, a cancellation or an
                error of `on_update` or `policy` interrupts the wait. By default, the job is left running. A note on the
                exception and a line in the log contain its id.

        Raises:
            VideoFailedError: The job failed at the provider; the video is on the exception.
            VideoCancelledError: The job was cancelled; the video is on the exception.
            VideoWaitTimeoutError: `timeout` is over; the video as last seen is on the exception.
            APIStatusError: The provider returned a status that ends the wait, such as 401 or 404.
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
        """Yield a video in its current state, and again after each change, until the job has ended.

        The last video shows how the job ended. A failed job does not raise an error here.

        Args:
            video_id: The id of the video, or the video itself.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: `timeout` is over; the video as last seen is on the exception.
            APIStatusError: The provider returned a status that ends the wait, such as 401 or 404.
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
        """Wait for many videos, and yield each result as soon as it is known.

        If one job fails, the waits for the others go on. The requests are spread out in time, and a 429 delays all of
        them. If an interrupt ends the waits, the jobs are left running, and a note on the exception lists the jobs
        without a result.

        Args:
            video_ids: The ids, or the videos themselves. A job that is listed twice has one result.
            timeout: Seconds to wait for each job, from now.
            concurrency: The maximum number of requests at the same time; each runs in a thread.
            on_update: Called in your own thread with each video that has changed.
            policy: As in `wait`.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        return self._waited_for_all(
            video_ids, "video_ids", timeout=timeout, concurrency=concurrency, on_update=on_update, policy=policy
        )

    def download(
        self,
        video_id: str | Video,
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

        The file appears under its name only when it is complete. Until then, the data is in a file beside it,
        `.<name>.<random>.part`. This file is removed if the download fails, but not if the process is killed.

        If a transfer is interrupted, the client continues where it stopped, provided that the media host can confirm
        that the file has not changed. Otherwise it starts again. If the link has expired, the client gets the job again
        for a new link.

        The media host receives neither the API key nor your headers. Hooks are not called for its requests, but the log
        shows them. The client does not decompress the file, and does not limit its size beyond the announced size.

        Args:
            video_id: The id of the completed video, or the video itself. With an id, the client gets the video
                first.
            path: Where to put the file. The folder must exist. A relative path starts at the working directory at the
                time of the call; the method returns it unchanged.
            overwrite: Whether to replace an existing file (or the symbolic link itself, not its target). Otherwise an
                existing file is an error: before anything is sent, or at the end if the file has appeared meanwhile.
            on_progress: Called with the number of bytes received and the size of the file (None while it is
                unknown): at the start, after each piece, and at the end. If it raises an error, the download ends.
            timeout: Seconds for each phase of each request (connect, write, read), as in the constructor. By default,
                the client's.
            total_timeout: Seconds for the whole download; None for no limit. With your own `http_client`, it is
                only checked between two reads.
            max_retries: How many attempts in a row may fail without receiving anything new.
            check_size: Whether to check that the file has the size that the video states in `output.size_bytes`.

        Raises:
            VideoNotReadyError: The video is not finished, or has no file.
            VideoFailedError: The job failed at the provider.
            VideoCancelledError: The job was cancelled.
            VideoLinkExpiredError: The media host rejects the link, and new links too.
            VideoDownloadTimeoutError: `total_timeout` is over, during the transfer or while getting the job.
            VideoDownloadError: The complete file could not be downloaded. The base class of the two above.
            APIStatusError: The provider returned an error status for the video, such as 401 or 404.
            APIConnectionError: No complete response arrived when the client tried to get the video.
            InvalidArgumentError: An argument cannot be used.
            OSError: The file cannot be written: `FileExistsError`, `FileNotFoundError` if the folder is missing, and so
                on. The error names the file or its folder.
        """
        return self._downloaded(
            (video_id,),
            path,
            overwrite=overwrite,
            on_progress=on_progress,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
        )


class AsyncVideoJobs(AsyncFileJobResource[Video, VideoResult]):
    """Adds methods to the generated resource.

    They are `create_and_wait`, `wait`, `watch`, `wait_all`, `download`.
    """

    _kind = _KIND
    _file = _FILE

    if TYPE_CHECKING:  # the generated resource defines these methods

        async def create_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Start a video."""
            ...

        async def get_detailed(self, *args: Any, **kwargs: Any) -> Response[Video]:
            """Get a video."""
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
        **arguments: Unpack[VideosCreateArguments],
    ) -> Video:
        """Create a video job, wait until it is finished, and return it.

        Args:
            timeout: As in `wait`, counted from when the job was created.
            on_update: As in `wait`; the first call has the new job, so that you know its id.
            policy: As in `wait`.
            cancel_on_interrupt: As in `wait`.
            arguments: The arguments of `create`.

        Raises:
            VideoError: As in `wait`.
            APIStatusError: The provider rejected the request, or returned a status that ends the wait, such as 401.
            APIConnectionError: It is unknown whether the job was created; use its `idempotency_key` to find out.
            InvalidArgumentError: An argument cannot be used; no job was created.
        """

        async def start() -> Response[Video]:
            check_order(
                arguments, VideoCreateParams, "video", ("replay", "replay_match", "replay_fields", "replay_recording")
            )
            values: dict[str, Any] = dict(arguments)
            return await self.create_detailed(**values)

        def read(answer: Video) -> tuple[Ids, Video | None]:
            return (answer.id,), answer

        return await self._started(
            start,
            read,
            CalledMethod("videos.create_and_wait", "POST", "/openai/v1/videos"),
            timeout=timeout,
            on_update=on_update,
            policy=policy,
            cancel_on_interrupt=cancel_on_interrupt,
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

        The client sends the first request immediately. A failed connection, a 408, a 429, a 5xx or a response that
        cannot be decoded does not end the wait. Nor does a 404 in the first 10 s after the job was created, if this
        client created it or you pass the video instead of its id. Each request may take a minute at most;
        `total_timeout` does not limit the whole wait.

        Args:
            video_id: The id of the video, or the video itself.
            timeout: Seconds to wait in all; None for no limit. When they are over, the job is left running.
            on_update: Called with the video after the first request, and then each time that it has changed. A
                coroutine function is awaited.
            policy: A function from the seconds waited so far to the seconds to pause before the next request. It
                replaces the default schedule. If the server asks for a longer pause, the client pauses longer, up to a
                minute.
            cancel_on_interrupt: Whether to cancel an unfinished job at the provider if a cancellation, Ctrl-C or an
                error of `on_update` or `policy` interrupts the wait. By default, the job is left running. A note on the
                exception and a line in the log contain its id. (`asyncio.run` raises KeyboardInterrupt in place of
                CancelledError: the note is on its `__context__`.)

        Raises:
            VideoFailedError: The job failed at the provider; the video is on the exception.
            VideoCancelledError: The job was cancelled; the video is on the exception.
            VideoWaitTimeoutError: `timeout` is over; the video as last seen is on the exception.
            APIStatusError: The provider returned a status that ends the wait, such as 401 or 404.
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
        """Yield a video in its current state, and again after each change, until the job has ended.

        The last video shows how the job ended. A failed job does not raise an error here.

        Args:
            video_id: The id of the video, or the video itself.
            timeout: As in `wait`.
            policy: As in `wait`.

        Raises:
            VideoWaitTimeoutError: `timeout` is over; the video as last seen is on the exception.
            APIStatusError: The provider returned a status that ends the wait, such as 401 or 404.
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
        """Wait for many videos, and yield each result as soon as it is known.

        If one job fails, the waits for the others go on. The requests are spread out in time, and a 429 delays all of
        them. If an interrupt ends the waits, the jobs are left running, and a note on the exception lists the jobs
        without a result.

        Args:
            video_ids: The ids, or the videos themselves. A job that is listed twice has one result.
            timeout: Seconds to wait for each job, from now.
            concurrency: The maximum number of requests at the same time.
            on_update: Called with each video that has changed. A coroutine function is awaited.
            policy: As in `wait`.

        Raises:
            InvalidArgumentError: An argument cannot be used.
        """
        return self._waited_for_all(
            video_ids, "video_ids", timeout=timeout, concurrency=concurrency, on_update=on_update, policy=policy
        )

    async def download(
        self,
        video_id: str | Video,
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

        The file appears under its name only when it is complete. Until then, the data is in a file beside it,
        `.<name>.<random>.part`. This file is removed if the download fails or is cancelled, but not if the process is
        killed. If the call is cancelled at the very moment when the complete file is moved to its name, the file
        stays.

        If a transfer is interrupted, the client continues where it stopped, provided that the media host can confirm
        that the file has not changed. Otherwise it starts again. If the link has expired, the client gets the job again
        for a new link.

        The media host receives neither the API key nor your headers. Hooks are not called for its requests, but the log
        shows them. The client does not decompress the file, and does not limit its size beyond the announced size.
        Files are written in threads.

        Args:
            video_id: The id of the completed video, or the video itself. With an id, the client gets the video
                first.
            path: Where to put the file. The folder must exist. A relative path starts at the working directory at the
                time of the call; the method returns it unchanged.
            overwrite: Whether to replace an existing file (or the symbolic link itself, not its target). Otherwise an
                existing file is an error: before anything is sent, or at the end if the file has appeared meanwhile.
            on_progress: Called with the number of bytes received and the size of the file (None while it is
                unknown): at the start, after each piece, and at the end. A coroutine function is awaited. If it raises
                an error, the download ends.
            timeout: Seconds for each phase of each request (connect, write, read), as in the constructor. By default,
                the client's.
            total_timeout: Seconds for the whole download; None for no limit.
            max_retries: How many attempts in a row may fail without receiving anything new.
            check_size: Whether to check that the file has the size that the video states in `output.size_bytes`.

        Raises:
            VideoNotReadyError: The video is not finished, or has no file.
            VideoFailedError: The job failed at the provider.
            VideoCancelledError: The job was cancelled.
            VideoLinkExpiredError: The media host rejects the link, and new links too.
            VideoDownloadTimeoutError: `total_timeout` is over, during the transfer or while getting the job.
            VideoDownloadError: The complete file could not be downloaded. The base class of the two above.
            APIStatusError: The provider returned an error status for the video, such as 401 or 404.
            APIConnectionError: No complete response arrived when the client tried to get the video.
            InvalidArgumentError: An argument cannot be used.
            OSError: The file cannot be written: `FileExistsError`, `FileNotFoundError` if the folder is missing, and so
                on. The error names the file or its folder.
        """
        return await self._downloaded(
            (video_id,),
            path,
            overwrite=overwrite,
            on_progress=on_progress,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
        )


__all__ = ["AsyncVideoJobs", "VideoJobs"]
