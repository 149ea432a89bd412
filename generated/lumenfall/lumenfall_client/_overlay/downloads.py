# Copied from overlays/lumenfall/downloads.py by `nox -s generate`. Do not edit.
"""`videos.download`, sync and async: what callers see of it. `video_download` does it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .._runtime.http.configuration import Timeout
from .._runtime.http.resource import AsyncResource, Resource
from ..models import Video
from ..types import UNSET, Unset
from .arguments import check_function

DEFAULT_DOWNLOAD_TIMEOUT: Final = 3600.0
"""Seconds. A link lives about as long."""

DEFAULT_DOWNLOAD_RETRIES: Final = 5
"""Attempts in a row that get no further: half a minute of trouble at most."""


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
        from .video_download import VideoDownload  # noqa: PLC0415  # who downloads nothing has none of it to import

        check_function("on_progress", on_progress, plain=True)
        download = VideoDownload(
            video,
            path,
            overwrite=overwrite,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
            engine=self._engine,
        )

        def look(remaining: float | None) -> Video:
            resource = self if remaining is None else self._within(remaining)
            return resource.get(download.video_id)

        return download.run(self._engine.transport, look, on_progress)


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
        from .video_download import VideoDownload  # noqa: PLC0415  # who downloads nothing has none of it to import

        check_function("on_progress", on_progress, plain=False)
        download = VideoDownload(
            video,
            path,
            overwrite=overwrite,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            check_size=check_size,
            engine=self._engine,
        )

        async def look(remaining: float | None) -> Video:
            resource = self if remaining is None else self._within(remaining)
            return await resource.get(download.video_id)

        return await download.run_async(self._engine.transport, look, on_progress)
