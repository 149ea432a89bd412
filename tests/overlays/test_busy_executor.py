"""A download needs none of the application's threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from support.calling import Caller
from support.providers import LUMENFALL
from support.server import ScriptedServer, dripping, raw_answer


@asynccontextmanager
async def busy_executor() -> AsyncGenerator[None]:
    """A loop whose default executor has a job for each of its threads, and more that wait."""
    over = threading.Event()
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, over.wait) for _ in range(80)]
    try:
        yield
    finally:
        over.set()
        await asyncio.gather(*jobs)


def video(url: str) -> Any:
    """A completed video whose file is at a URL."""
    fields = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed", "output": {"url": url}}
    return LUMENFALL.models.Video.from_dict(fields)


@pytest.fixture
def caller(quiet_environment: None) -> Any:
    """Async only: a sync download uses no executor."""
    caller = Caller("async")
    yield caller
    caller.close()


def test_a_download_is_done(caller: Caller, server: ScriptedServer, tmp_path: Path) -> None:
    """It comes to its end while the default executor is busy."""
    server.script(raw_answer(b"film" * 600_000))

    async def run() -> Any:
        client = caller.client(LUMENFALL, server.url)
        async with busy_executor(), asyncio.timeout(10):
            return await client.videos.download(video(f"{server.url}/film"), tmp_path / "film")

    assert caller.result(run()).read_bytes() == b"film" * 600_000


@pytest.mark.parametrize("way", ["cancelled", "timed out"])
def test_a_download_ends_early(caller: Caller, server: ScriptedServer, tmp_path: Path, way: str) -> None:
    """A cancellation and its own timeout end it at once, and nothing is left behind."""
    server.script(dripping(b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n"))

    async def run() -> None:
        client = caller.client(LUMENFALL, server.url)
        async with busy_executor(), asyncio.timeout(10):
            total = 0.3 if way == "timed out" else 60.0
            coroutine = client.videos.download(video(f"{server.url}/film"), tmp_path / "film", total_timeout=total)
            if way == "timed out":
                with pytest.raises(LUMENFALL.error("VideoDownloadTimeoutError")):
                    await coroutine
            else:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(coroutine, 0.3)

    caller.result(run())

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_an_error_of_the_call(caller: Caller, server: ScriptedServer, tmp_path: Path) -> None:
    """What goes wrong in the thread is raised in the task."""
    server.script(raw_answer(b"film"))
    client = caller.client(LUMENFALL, server.url)

    with pytest.raises(FileNotFoundError):
        caller.plain(client.videos.download)(video(f"{server.url}/film"), tmp_path / "no" / "film")
