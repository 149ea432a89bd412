"""A process that downloads one video, for tests that kill, interrupt, limit or weigh it.

    python downloading_process.py {sync|async} URL PATH

Its pauses take no time. It says `ready` before, and after `done <peak> <before> <seconds>` (bytes of memory), or the
error's name.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import Any

from lumenfall_client import AsyncLumenfall, Lumenfall
from lumenfall_client.models import Video
from lumenfall_client.testing import VirtualClock


def reset_peak() -> None:
    """Let the peak of this process's memory begin anew, at what it has now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def memory(field: str) -> int:
    """Bytes: `VmRSS` now, `VmHWM` at its peak."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(field)


def say(*words: object) -> None:
    """Tell the test."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def video_at(url: str) -> Video:
    """A completed video."""
    return Video.from_dict({"id": "video_42", "created_at": 1, "status": "completed", "output": {"url": url}})


async def download_async(url: str, path: str, **options: Any) -> None:
    """Download with the async client."""
    async with AsyncLumenfall("key").with_options(pace=VirtualClock().pace) as lumenfall:
        await lumenfall.videos.download(video_at(url), path, **options)


def download(url: str, path: str, **options: Any) -> None:
    """Download with the sync client."""
    with Lumenfall("key").with_options(pace=VirtualClock().pace) as lumenfall:
        lumenfall.videos.download(video_at(url), path, **options)


def main(mode: str, url: str, path: str) -> None:
    """Download twice: something small, so that all is loaded, and then the file."""

    def run(url: str, path: str) -> None:
        if mode == "sync":
            download(url, path)
        else:
            asyncio.run(download_async(url, path))

    run(f"{url}/small", f"{path}.small")
    Path(f"{path}.small").unlink()
    reset_peak()
    before = memory("VmRSS")
    say("ready")
    began = time.perf_counter()
    try:
        run(f"{url}/large", path)
    except BaseException as error:
        say(type(error).__name__)
        raise SystemExit(3) from None
    say("done", memory("VmHWM"), before, round(time.perf_counter() - began, 2))


if __name__ == "__main__":
    main(*sys.argv[1:])
