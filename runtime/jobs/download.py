"""The download of a job's file: its links, and its public errors.

`link_of` and `files.transfer` decide. The sync and the async method act; they differ only in `await`.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from ..error_context import part_of
from ..errors import APITimeoutError, InvalidEnvironmentError
from ..files.fetch import fetch
from ..files.part_file import PartFile
from ..files.transfer import DownloadProblem, Link, Terms, Transfer
from ..http.configuration import Timeout
from ..http.engine import AsyncEngine, Engine
from ..types import Unset
from .kind import Ids, JobFile, JobKind, seconds_at, value_at
from .masked_error import mask_error
from .wait import completed

if TYPE_CHECKING:
    from ..http.async_transport import AsyncTransport
    from ..http.transport import Transport

M = TypeVar("M")
R = TypeVar("R")


def link_of(kind: JobKind[M, R], file: JobFile, ids: Ids, job: M, *, check_size: bool) -> Link:
    """Return the link to a job's file.

    Raises:
        ProviderError: The job failed, was cancelled, is not finished, or has no file. The class is the job's own.
    """
    state = kind.state(job)
    outcome = kind.outcome(job)
    if outcome is not None:
        completed(kind, ids, job, outcome)
    elif state in kind.running:
        message = f"{kind.shown(ids)} is {state}; wait until it is finished before you download it"
        raise kind.raised(file.not_ready_error, message, ids, job)
    url = value_at(job, file.url)
    if not isinstance(url, str) or not url:
        message = f"{kind.shown(ids)} is {state or 'not finished'}, and has no link to a file"
        raise kind.raised(file.not_ready_error, message, ids, job)
    expires_at = None if file.expires_at is None else seconds_at(job, file.expires_at)
    return Link(url, expires_at, stated_size(file, job) if check_size else None)


def stated_size(file: JobFile, job: object) -> int | None:
    """The size of a job's file in bytes, as the provider states it."""
    size = None if file.size is None else value_at(job, file.size)
    return size if isinstance(size, int) else None


class JobDownload(Generic[M, R]):
    """A download and its job as last seen.

    Args:
        kind: The kind of job.
        file: Where a response describes the file.
        ids: The job's ids.
        job: The job, if the caller passed it.
        engine: The source of the default settings.
    """

    def __init__(
        self,
        kind: JobKind[M, R],
        file: JobFile,
        ids: Ids,
        job: M | None,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        timeout: Timeout | Unset,
        total_timeout: float | None,
        max_retries: int,
        check_size: bool,
        engine: Engine | AsyncEngine,
    ) -> None:
        self.ids = ids
        self._kind = kind
        self._file = file
        settings = engine.settings.changed(timeout=timeout, total_timeout=total_timeout, max_retries=max_retries)
        self._key = settings.api_key
        self._path = Path(path)
        self._part = PartFile(path, overwrite=overwrite)
        self._job = job
        self._check_size = check_size
        self._pace = engine.pace
        link = None if job is None else link_of(kind, file, ids, job, check_size=check_size)
        self._transfer = Transfer(Terms.of(engine.provider, settings), engine.pace, link)

    def run(
        self,
        transport: Transport,
        look: Callable[[float | None], M],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> Path:
        """Download the file, and return its path.

        Args:
            transport: Sends the requests to the media host.
            look: Gets the job. It takes the remaining seconds.
            on_progress: As in `download`.
        """
        try:
            self._run(transport, look, on_progress)
        except BaseException as error:
            mask_error(error, self._kind, self._key)
            raise
        return self._path

    def _run(
        self,
        transport: Transport,
        look: Callable[[float | None], M],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> None:
        def renew(remaining: float | None) -> Link:
            with self._looking():
                return self._saw(look(remaining))

        self._part.check()
        try:
            if self._job is None:
                self._transfer.take_link(renew(self._transfer.remaining()))
            fetch(transport, self._pace, self._transfer, self._part, renew=renew, on_progress=on_progress)
        except DownloadProblem as problem:
            self._fail(problem)
        except InvalidEnvironmentError as error:
            raise part_of(error, f"while downloading {self._kind.shown(self.ids)}") from error.__cause__

    async def run_async(
        self,
        transport: AsyncTransport,
        look: Callable[[float | None], Awaitable[M]],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> Path:
        """The async twin of `run`."""
        try:
            await self._run_async(transport, look, on_progress)
        except BaseException as error:
            mask_error(error, self._kind, self._key)
            raise
        return self._path

    async def _run_async(
        self,
        transport: AsyncTransport,
        look: Callable[[float | None], Awaitable[M]],
        on_progress: Callable[[int, int | None], object] | None,
    ) -> None:
        from ..files import async_fetch  # noqa: PLC0415  # loaded when the resource was made

        async def renew(remaining: float | None) -> Link:
            with self._looking():
                return self._saw(await look(remaining))

        await async_fetch.in_thread(self._part.check)
        try:
            if self._job is None:
                self._transfer.take_link(await renew(self._transfer.remaining()))
            await async_fetch.fetch(
                transport, self._pace, self._transfer, self._part, renew=renew, on_progress=on_progress
            )
        except DownloadProblem as problem:
            self._fail(problem)
        except InvalidEnvironmentError as error:
            raise part_of(error, f"while downloading {self._kind.shown(self.ids)}") from error.__cause__

    def _saw(self, job: M) -> Link:
        """Remember the job's current state, and return its link."""
        self._job = job
        return link_of(self._kind, self._file, self.ids, job, check_size=self._check_size)

    @contextmanager
    def _looking(self) -> Generator[None]:
        """Report a request for a new link that takes too long as a download that takes too long."""
        try:
            yield
        except APITimeoutError as error:
            problem = self._transfer.late_look(error)
            if problem is None:
                raise
            raise problem from error

    def _fail(self, problem: DownloadProblem) -> NoReturn:
        """Raise the job's public error for a problem."""
        transfer, file = self._transfer, self._file
        errors = {"lapsed": file.link_expired_error, "late": file.download_timeout_error}
        stated = None if self._job is None else stated_size(file, self._job)
        url = transfer.url
        raise self._kind.raised(
            errors.get(problem.reason, file.download_error),
            f"{self._kind.shown(self.ids)} could not be downloaded{'' if url is None else f' from {url}'}: {problem}",
            self.ids,
            self._job,
            url=url,
            path=self._path,
            received=transfer.received,
            expected=stated if transfer.total is None else transfer.total,
            status_code=transfer.status_code,
        ) from problem.__cause__
