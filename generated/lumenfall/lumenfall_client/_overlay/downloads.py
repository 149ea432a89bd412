# Copied from overlays/lumenfall/downloads.py by `nox -s generate`. Do not edit.
"""Downloading a video.

`link_of` and the shared `downloading` decide; the sync and the async method act, alike but for `await`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from .._shared.configuration import Provider, Settings, Timeout
from .._shared.downloading import DownloadProblem, Link, Terms, Transfer
from .._shared.fetching import fetch
from .._shared.pacing import Pace
from .._shared.part_file import PartFile
from .._shared.resource import AsyncResource, Resource
from ..errors import APITimeoutError
from ..models import Video
from ..types import UNSET, Unset
from .arguments import check_function, checked_id
from .video_errors import (
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoLinkExpiredError,
    VideoNotReadyError,
)
from .waiting import completed, is_final

DEFAULT_DOWNLOAD_TIMEOUT: Final = 3600.0
"""Seconds. A link lives about as long."""

DEFAULT_DOWNLOAD_RETRIES: Final = 5
"""Attempts in a row that get no further: half a minute of trouble at most."""

_ERRORS: Final = {"lapsed": VideoLinkExpiredError, "late": VideoDownloadTimeoutError}


def link_of(video: Video, *, check_size: bool) -> Link:
    """Where a video can be downloaded.

    Raises:
        VideoFailedError: It failed.
        VideoCancelledError: It was cancelled.
        VideoNotReadyError: It is not finished, or has no file.
    """
    if is_final(video):
        completed(video, video.id)
    elif video.status in ("queued", "in_progress"):
        message = f"video {video.id} is {video.status}; wait for it before downloading it"
        raise VideoNotReadyError(message, video_id=video.id, video=video)
    if video.output is None or not video.output.url:
        message = f"video {video.id} is {video.status}, and has no link to a file"
        raise VideoNotReadyError(message, video_id=video.id, video=video)
    return Link(video.output.url, video.expires_at, video.output.size_bytes if check_size else None)


class _Download:
    """One download: the video as last seen, and how it goes."""

    def __init__(
        self,
        video: Video | str,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        timeout: Timeout | Unset,
        total_timeout: float | None,
        max_retries: int,
        check_size: bool,
        provider: Provider,
        settings: Settings,
        pace: Pace,
    ) -> None:
        self.video_id = checked_id(video, "video")
        settings = settings.changed(timeout=timeout, total_timeout=total_timeout, max_retries=max_retries)
        self.path = Path(path)
        self.part = PartFile(path, overwrite=overwrite)
        self._video = None if isinstance(video, str) else video
        self._check_size = check_size
        link = None if self._video is None else link_of(self._video, check_size=check_size)
        terms = Terms(
            user_agent=provider.user_agent,
            timeout=settings.timeout,
            total_timeout=settings.total_timeout,
            max_retries=settings.max_retries,
            allow_http=settings.allow_http,
            logger=logging.getLogger(provider.logger),
        )
        self.transfer = Transfer(terms, pace, link)

    def saw(self, video: Video) -> Link:
        """Take note of the video as it is now; its link."""
        self._video = video
        return link_of(video, check_size=self._check_size)

    @contextmanager
    def looking(self) -> Generator[None]:
        """Have a look for a link that takes too long be what a download that takes too long is."""
        try:
            yield
        except APITimeoutError as error:
            problem = self.transfer.late_look(error)
            if problem is None:
                raise
            raise problem from error

    def fail(self, problem: DownloadProblem) -> NoReturn:
        """Raise the error that callers know."""
        transfer = self.transfer
        stated = None if self._video is None or self._video.output is None else self._video.output.size_bytes
        url = transfer.url
        raise _ERRORS.get(problem.reason, VideoDownloadError)(
            f"video {self.video_id} was not downloaded{'' if url is None else f' from {url}'}: {problem}",
            video_id=self.video_id,
            video=self._video,
            url=url,
            path=self.path,
            received=transfer.received,
            expected=stated if transfer.total is None else transfer.total,
            status_code=transfer.status_code,
        ) from problem.__cause__


class DownloadMixin(Resource):
    """Adds `download` to the generated resource."""

    if TYPE_CHECKING:

        def get(self, video_id: str) -> Video:
            """The generated resource has it."""
            ...

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
        """Download a completed video to a file, and return the file's path.

        The file appears under its name when it is whole, and never before: until then it stands beside, as
        `.<name>.<random>.part`, which is removed if the download fails. (A process that is killed outright leaves it
        there.) A transfer that was cut goes on where it stopped, if the media host has a way to tell that the file is
        still the same, and begins anew otherwise. A link that no longer works is renewed by asking for the video again.
        The media host gets neither the API key nor any header of yours, and hooks are not told of its requests; the
        log is. What comes is not unpacked, nor is there a limit to its size but the one that was announced.

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
            VideoDownloadTimeoutError: `total_timeout` is over, be it while the video is looked up.
            VideoDownloadError: The file could not be had whole; the root of the two above.
            APIStatusError: The video could not be looked up, as with a 401 or a 404.
            APIConnectionError: No whole answer came when it was looked up.
            InvalidArgumentError: An option cannot be used.
            OSError: The file cannot be put there: `FileExistsError`, `FileNotFoundError` for its folder, and so on. It
                names the file, or its folder.
        """
        check_function("on_progress", on_progress, plain=True)
        engine = self._engine
        download = _Download(
            video,
            path,
            overwrite=overwrite,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
            provider=engine.provider,
            settings=engine.settings,
            pace=engine.pace,
        )

        def look(remaining: float | None) -> Link:
            resource = self if remaining is None else self._within(remaining)
            with download.looking():
                return download.saw(resource.get(download.video_id))

        download.part.check()
        try:
            if isinstance(video, str):
                download.transfer.take_link(look(download.transfer.remaining()))
            fetch(
                engine.transport,
                engine.pace,
                download.transfer,
                download.part,
                renew=look,
                on_progress=on_progress,
            )
        except DownloadProblem as problem:
            download.fail(problem)
        return download.path


class AsyncDownloadMixin(AsyncResource):
    """Adds `download` to the generated resource."""

    if TYPE_CHECKING:

        async def get(self, video_id: str) -> Video:
            """The generated resource has it."""
            ...

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
        """Download a completed video to a file, and return the file's path.

        The file appears under its name when it is whole, and never before: until then it stands beside, as
        `.<name>.<random>.part`, which is removed if the download fails or is cancelled. (A process that is killed
        outright leaves it there. Cancelled in the very moment in which the file takes its place, the call is cancelled,
        and the file is there.) A transfer that was cut goes on where it stopped, if the media host has a way to
        tell that the file is still the same, and begins anew otherwise. A link that no longer works is renewed by
        asking for the video again. The media host gets neither the API key nor any header of yours, and hooks are not
        told of its requests; the log is. What comes is not unpacked, nor is there a limit to its size but the one that
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
            VideoDownloadTimeoutError: `total_timeout` is over, be it while the video is looked up.
            VideoDownloadError: The file could not be had whole; the root of the two above.
            APIStatusError: The video could not be looked up, as with a 401 or a 404.
            APIConnectionError: No whole answer came when it was looked up.
            InvalidArgumentError: An option cannot be used.
            OSError: The file cannot be put there: `FileExistsError`, `FileNotFoundError` for its folder, and so on. It
                names the file, or its folder.
        """
        from .._shared.async_fetching import fetch, in_thread  # noqa: PLC0415  # sync programs need no asyncio

        check_function("on_progress", on_progress, plain=False)
        engine = self._engine
        download = _Download(
            video,
            path,
            overwrite=overwrite,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
            provider=engine.provider,
            settings=engine.settings,
            pace=engine.pace,
        )

        async def look(remaining: float | None) -> Link:
            resource = self if remaining is None else self._within(remaining)
            with download.looking():
                return download.saw(await resource.get(download.video_id))

        await in_thread(download.part.check)
        try:
            if isinstance(video, str):
                download.transfer.take_link(await look(download.transfer.remaining()))
            await fetch(
                engine.transport,
                engine.pace,
                download.transfer,
                download.part,
                renew=look,
                on_progress=on_progress,
            )
        except DownloadProblem as problem:
            download.fail(problem)
        return download.path
