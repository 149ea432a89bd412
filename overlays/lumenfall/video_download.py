"""One download of a video: its links, and the errors that its callers know.

`link_of` and the shared `downloading` decide; the sync and the async method act, alike but for `await`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from .._runtime.files.fetching import fetch
from .._runtime.files.part_file import PartFile
from .._runtime.files.transfer import DownloadProblem, Link, Terms, Transfer
from .._runtime.http.configuration import Timeout
from .._runtime.http.engine import AsyncEngine, Engine
from ..errors import APITimeoutError
from ..models import Video
from ..types import Unset
from .arguments import checked_id
from .video_errors import (
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoLinkExpiredError,
    VideoNotReadyError,
)
from .waiting import completed, is_final

if TYPE_CHECKING:
    from .._runtime.http.async_transport import AsyncTransport
    from .._runtime.http.transport import Transport

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


class VideoDownload:
    """One download: the video as last seen, and how it goes.

    Args:
        engine: Whose settings hold where nothing else is said.
    """

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
        engine: Engine | AsyncEngine,
    ) -> None:
        self.video_id = checked_id(video, "video")
        settings = engine.settings.changed(timeout=timeout, total_timeout=total_timeout, max_retries=max_retries)
        self._path = Path(path)
        self._part = PartFile(path, overwrite=overwrite)
        self._video = None if isinstance(video, str) else video
        self._check_size = check_size
        self._pace = engine.pace
        link = None if self._video is None else link_of(self._video, check_size=check_size)
        terms = Terms(
            user_agent=engine.provider.user_agent,
            timeout=settings.timeout,
            total_timeout=settings.total_timeout,
            max_retries=settings.max_retries,
            allow_http=settings.allow_http,
            logger=logging.getLogger(engine.provider.logger),
        )
        self._transfer = Transfer(terms, engine.pace, link)

    def run(
        self,
        transport: Transport,
        look: Callable[[float | None], Video],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> Path:
        """Download the file, and return its path.

        Args:
            transport: What carries the requests to the media host.
            look: Asks for the video, within so many seconds.
            on_progress: As `videos.download` takes it.
        """

        def renew(remaining: float | None) -> Link:
            with self._looking():
                return self._saw(look(remaining))

        self._part.check()
        try:
            if self._video is None:
                self._transfer.take_link(renew(self._transfer.remaining()))
            fetch(transport, self._pace, self._transfer, self._part, renew=renew, on_progress=on_progress)
        except DownloadProblem as problem:
            self._fail(problem)
        return self._path

    async def run_async(
        self,
        transport: AsyncTransport,
        look: Callable[[float | None], Awaitable[Video]],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> Path:
        """As `run`, with what is awaited."""
        from .._runtime.files import async_fetching  # noqa: PLC0415  # asyncio is slow to import, and sync programs need none

        async def renew(remaining: float | None) -> Link:
            with self._looking():
                return self._saw(await look(remaining))

        await async_fetching.in_thread(self._part.check)
        try:
            if self._video is None:
                self._transfer.take_link(await renew(self._transfer.remaining()))
            await async_fetching.fetch(
                transport, self._pace, self._transfer, self._part, renew=renew, on_progress=on_progress
            )
        except DownloadProblem as problem:
            self._fail(problem)
        return self._path

    def _saw(self, video: Video) -> Link:
        """Take note of the video as it is now; its link."""
        self._video = video
        return link_of(video, check_size=self._check_size)

    @contextmanager
    def _looking(self) -> Generator[None]:
        """Have a look for a link that takes too long be what a download that takes too long is."""
        try:
            yield
        except APITimeoutError as error:
            problem = self._transfer.late_look(error)
            if problem is None:
                raise
            raise problem from error

    def _fail(self, problem: DownloadProblem) -> NoReturn:
        """Raise the error that callers know."""
        transfer = self._transfer
        stated = None if self._video is None or self._video.output is None else self._video.output.size_bytes
        url = transfer.url
        raise _ERRORS.get(problem.reason, VideoDownloadError)(
            f"video {self.video_id} was not downloaded{'' if url is None else f' from {url}'}: {problem}",
            video_id=self.video_id,
            video=self._video,
            url=url,
            path=self._path,
            received=transfer.received,
            expected=stated if transfer.total is None else transfer.total,
            status_code=transfer.status_code,
        ) from problem.__cause__
