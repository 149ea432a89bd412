"""Base classes for resources whose jobs produce files. They load `download` together with the resource."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..http.configuration import Timeout
from ..http.engine import AsyncEngine, Engine
from ..types import Unset
from .arguments import check_function
from .async_loop import AsyncJobResource
from .kind import JobFile
from .loop import JobResource

M = TypeVar("M")
R = TypeVar("R")


class FileJobResource(JobResource[M, R]):
    """Waits for one kind of job that produces a file, and downloads the file."""

    _file: JobFile

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        # Imported now, not at the first download: an upgrade of the package under a running program must not break it.
        from . import download  # noqa: PLC0415  # importing the package must stay fast

        self._download = download

    def _downloaded(
        self,
        given: tuple[object, ...],
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        on_progress: Callable[[int, int | None], object] | None,
        timeout: Timeout | Unset,
        total_timeout: float | None,
        max_retries: int,
        check_size: bool,
    ) -> Path:
        """Download a job's file."""
        with self._arguments_of("download"):
            check_function("on_progress", on_progress, plain=True)
            download = self._download.JobDownload(
                self._kind,
                self._file,
                self._ids(given),
                given[0] if isinstance(given[0], self._kind.model) else None,
                path,
                overwrite=overwrite,
                timeout=timeout,
                total_timeout=total_timeout,
                max_retries=max_retries,
                check_size=check_size,
                engine=self._engine,
            )

        def look(remaining: float | None) -> M:
            resource = self if remaining is None else self._within(remaining)
            return resource._look_once(download.ids).parsed

        return download.run(self._engine.transport, look, on_progress)


class AsyncFileJobResource(AsyncJobResource[M, R]):
    """Waits for one kind of job that produces a file, and downloads the file."""

    _file: JobFile

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        # `download` imports it when it is first used; as in the sync class, that must not come late.
        from ..files import async_fetch  # noqa: F401, PLC0415  # pyright: ignore[reportUnusedImport]
        from . import download  # noqa: PLC0415  # as in the sync class

        self._download = download

    async def _downloaded(
        self,
        given: tuple[object, ...],
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        on_progress: Callable[[int, int | None], object] | None,
        timeout: Timeout | Unset,
        total_timeout: float | None,
        max_retries: int,
        check_size: bool,
    ) -> Path:
        """Download a job's file."""
        with self._arguments_of("download"):
            self._engine.transport.check_event_loop()
            check_function("on_progress", on_progress, plain=False)
            download = self._download.JobDownload(
                self._kind,
                self._file,
                self._ids(given),
                given[0] if isinstance(given[0], self._kind.model) else None,
                path,
                overwrite=overwrite,
                timeout=timeout,
                total_timeout=total_timeout,
                max_retries=max_retries,
                check_size=check_size,
                engine=self._engine,
            )

        async def look(remaining: float | None) -> M:
            resource = self if remaining is None else self._within(remaining)
            return (await resource._look_once(download.ids)).parsed

        return await download.run_async(self._engine.transport, look, on_progress)
