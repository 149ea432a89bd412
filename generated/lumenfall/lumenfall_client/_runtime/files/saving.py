# Copied from runtime/files/saving.py by `nox -s generate`. Do not edit.
"""Saves a file that a response links to or contains. `jobs.download` saves the files of jobs, whose links it renews."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from ..error_context import forget_frames, part_of
from ..errors import InvalidEnvironmentError, LumenfallError
from ..http.configuration import Timeout
from ..http.engine import AsyncEngine, Engine
from ..types import Unset
from .fetch import fetch
from .part_file import PartFile
from .transfer import DownloadProblem, Link, Reason, Terms, Transfer

DEFAULT_DOWNLOAD_TIMEOUT: Final = 3600.0
"""Seconds. A link is usually valid for about an hour."""

DEFAULT_DOWNLOAD_RETRIES: Final = 5
"""How many attempts in a row may fail without progress: together they take half a minute at most."""


class FailedDownload(NamedTuple):
    """What is known about a file that could not be downloaded."""

    reason: Reason
    message: str
    url: str | None
    """Without its query, which may contain a signature; None if no request was sent."""
    path: Path
    received: int
    expected: int | None
    status_code: int | None


class Saving:
    """A file on its way to the disk.

    Args:
        engine: The source of the default settings.
        content: The file itself, or a link to it.
        path: Where to put it.
        overwrite: Whether to replace an existing file.
        timeout: For each phase of each request.
        total_timeout: Seconds for the whole download.
        max_retries: How many attempts in a row may fail without receiving anything new.
        raised: Makes the public error.

    Raises:
        InvalidArgumentError: An argument cannot be used.
    """

    def __init__(
        self,
        engine: Engine | AsyncEngine,
        content: bytes | Link,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        timeout: Timeout | Unset,
        total_timeout: float | None,
        max_retries: int,
        raised: Callable[[FailedDownload], LumenfallError],
    ) -> None:
        settings = engine.settings.changed(timeout=timeout, total_timeout=total_timeout, max_retries=max_retries)
        self._path = Path(path)
        self._part = PartFile(path, overwrite=overwrite)
        self._pace = engine.pace
        self._key = settings.api_key
        self._raised = raised
        self._content = content
        self._transfer = Transfer(
            Terms.of(engine.provider, settings), engine.pace, content if isinstance(content, Link) else None
        )

    def run(self, engine: Engine) -> Path:
        """Put the file in its place, and return its path."""
        try:
            self._part.check()
            if isinstance(self._content, bytes):
                self._write(self._content)
            else:
                fetch(engine.transport, self._pace, self._transfer, self._part, renew=_no_other_link, on_progress=None)
        except BaseException as error:
            self._fail(error)
        return self._path

    async def run_async(self, engine: AsyncEngine) -> Path:
        """The async twin of `run`."""
        from . import async_fetch  # noqa: PLC0415  # loaded when the resource was made

        async def renew(remaining: float | None) -> Link:
            return _no_other_link(remaining)

        content = self._content
        try:
            await async_fetch.in_thread(self._part.check)
            if isinstance(content, bytes):
                await async_fetch.in_thread(lambda: self._write(content))
            else:
                await async_fetch.fetch(
                    engine.transport, self._pace, self._transfer, self._part, renew=renew, on_progress=None
                )
        except BaseException as error:
            self._fail(error)
        return self._path

    def _write(self, content: bytes) -> None:
        """Write a file that is in memory."""
        try:
            self._part.create()
            self._part.gather(content)
            self._part.settle()
            self._part.publish()
        except BaseException:
            self._part.discard()
            raise

    def _fail(self, error: BaseException) -> NoReturn:
        """Raise the public error of one that ended the download. Its frames hold the link, which may be signed."""
        forget_frames(error)
        if isinstance(error, InvalidEnvironmentError):
            raise part_of(error, f"while downloading {self._path}") from error.__cause__
        if not isinstance(error, DownloadProblem):
            raise error
        transfer = self._transfer
        url = transfer.url
        source = "" if url is None else f" from {url}"
        raise self._raised(
            FailedDownload(
                reason=error.reason,
                message=self._key.masked(f"{self._path} could not be downloaded{source}: {error}"),
                url=None if url is None else self._key.masked(url),
                path=self._path,
                received=transfer.received,
                expected=transfer.total,
                status_code=transfer.status_code,
            )
        ) from error.__cause__


def _no_other_link(remaining: float | None) -> Link:
    """A response is received once, so its links cannot be renewed."""
    raise DownloadProblem("lapsed", "the link has expired, and only a new request would return another")
