"""A process with few descriptors that makes many calls, or downloads, at once: `python few_descriptors.py MODE URL`.

It prints what came of them, as JSON. The limit falls to 128 before the client is made, and to 96 after that.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

from lumenfall_client import AsyncLumenfall, Lumenfall, models

CALLS: Final = 150
DOWNLOADS: Final = 80


def limit(descriptors: int) -> None:
    """Lower the limit of open files."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


def video(url: str) -> Any:
    """A completed video whose file is at a URL."""
    fields = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed", "output": {"url": url}}
    return models.Video.from_dict(fields)


def told(error: Exception | None) -> str:
    """What came of a call."""
    return "done" if error is None else f"{error!r}, maybe delivered: {getattr(error, 'maybe_delivered', None)}"


def use_up() -> list[int]:
    """Open files until none is left."""
    opened: list[int] = []
    with suppress(OSError):
        while True:
            opened.append(os.open(os.devnull, os.O_RDONLY))
    return opened


def sync(url: str, folder: str) -> dict[str, Counter[str]]:
    """With threads."""
    with Lumenfall(api_key="key-12345678", base_url=url, max_retries=0, timeout=20.0) as client:
        hurried = client.with_options(timeout=0.2)

        def outcome(act: Any, *args: Any) -> str:
            try:
                act(*args)
            except Exception as error:  # each kind is recorded
                return told(error)
            return told(None)

        with ThreadPoolExecutor(CALLS) as threads:
            calls = Counter(threads.map(lambda _: outcome(client.requests.get, "a"), range(CALLS)))
            film = video(f"{url}/film")
            paths = [f"{folder}/{number}" for number in range(DOWNLOADS)]
            downloads = Counter(threads.map(lambda path: outcome(client.videos.download, film, path), paths))
            limit(96)
            more = Counter(threads.map(lambda _: outcome(client.requests.get, "a"), range(CALLS)))
        client.close()
        client.warm_up()  # certificates are in a file too
        taken = use_up()
        none = Counter([outcome(hurried.requests.get, "a")])
        for one in taken:
            os.close(one)
    return {"calls": calls, "downloads": downloads, "more calls": more, "none left": none}


async def asynchronous(url: str, folder: str) -> dict[str, Counter[str]]:
    """With tasks."""
    async with AsyncLumenfall(api_key="key-12345678", base_url=url, max_retries=0, timeout=20.0) as client:
        hurried = client.with_options(timeout=0.2)

        async def outcomes(*calls: Any) -> Counter[str]:
            ended = await asyncio.gather(*calls, return_exceptions=True)
            return Counter(told(one if isinstance(one, Exception) else None) for one in ended)

        calls = await outcomes(*[client.requests.get("a") for _ in range(CALLS)])
        film = video(f"{url}/film")
        downloads = await outcomes(*[client.videos.download(film, f"{folder}/{n}") for n in range(DOWNLOADS)])
        limit(96)
        more = await outcomes(*[client.requests.get("a") for _ in range(CALLS)])
        await client.aclose()
        await client.warm_up()  # certificates are in a file too
        taken = use_up()
        none = await outcomes(hurried.requests.get("a"))
        for one in taken:
            os.close(one)
    return {"calls": calls, "downloads": downloads, "more calls": more, "none left": none}


if __name__ == "__main__":
    limit(128)
    with tempfile.TemporaryDirectory() as place:
        mode, address = sys.argv[1:]
        found = sync(address, place) if mode == "sync" else asyncio.run(asynchronous(address, place))
    print(json.dumps(found))
