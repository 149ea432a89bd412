# Copied from runtime/files/async_fetch.py by `nox -s generate`. Do not edit.
"""The async twin of `fetch`. It is a separate module so that sync programs do not import asyncio.

Writing to a disk blocks, sometimes for seconds. So files are written in a thread, one mebibyte at a time. The thread is
our own: all threads of asyncio's default executor may be busy with work of the application, and a download that waited
for one of them could neither continue nor be cancelled.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from contextlib import aclosing

from ..http.async_connection_pool import finished
from ..http.async_transport import AsyncTransport, check_event_loop
from ..http.clock import Pace
from ..http.deadline import DeadlineExceededError
from ..http.own_thread import in_own_thread
from .async_streaming import open_stream
from .part_file import PartFile
from .streaming import StreamBrokenError
from .transfer import Link, Transfer


async def fetch(
    transport: AsyncTransport,
    pace: Pace,
    transfer: Transfer,
    part: PartFile,
    *,
    renew: Callable[[float | None], Awaitable[Link]],
    on_progress: Callable[[int, int | None], object] | None,
) -> None:
    """Download a file, and move it to its final name. If that fails or is cancelled, remove the part file.

    If the call is cancelled at the very moment when the file is moved, the file stays.

    Args:
        transport: Sends the requests.
        pace: The source of pauses.
        transfer: Decides what to do next.
        part: The file on disk.
        renew: Gets a new link. It takes the remaining seconds.
        on_progress: Called with the bytes received and the size of the file. An awaitable result is awaited.

    Raises:
        DownloadProblem: The file cannot be downloaded.
        OSError: The file cannot be written.
    """
    turns = transport.downloads()
    try:
        async with asyncio.timeout(transfer.remaining()):
            await turns.acquire()
    except TimeoutError:
        raise transfer.out_of_time() from None
    try:
        await in_thread(part.create)
        while not transfer.is_whole:
            if transfer.wants_link():
                transfer.take_link(await renew(transfer.remaining()))
            try:
                await _attempt(transport, transfer, part, on_progress)
            except StreamBrokenError as broken:
                transfer.stumbled(broken.error)
            except DeadlineExceededError as error:
                raise transfer.out_of_time() from error.__cause__
            if pause := transfer.pause():
                await pace.async_sleep(pause)
        await in_thread(part.settle)
        await in_thread(part.publish)
    except BaseException:
        part.discard()
        raise
    finally:
        turns.release()


async def _attempt(
    transport: AsyncTransport,
    transfer: Transfer,
    part: PartFile,
    on_progress: Callable[[int, int | None], object] | None,
) -> None:
    async with aclosing(await open_stream(transport, transfer.next_request())) as incoming:
        body = transfer.answered(incoming.head)
        if body is None:
            return
        if body.start == 0:
            await in_thread(part.begin_anew)
        chunk = b""
        while True:
            await _tell(transfer, on_progress)
            chunk = await incoming.read(transfer.remaining())
            if not chunk:
                break
            transfer.took(len(chunk))
            if part.gather(chunk):
                await in_thread(part.flush)
        transfer.ended()
    await _tell(transfer, on_progress)


async def _tell(transfer: Transfer, on_progress: Callable[[int, int | None], object] | None) -> None:
    if on_progress is None or (news := transfer.news()) is None:
        return
    told = on_progress(*news)
    if inspect.isawaitable(told):
        await told


async def in_thread(act: Callable[[], None]) -> None:
    """Run a blocking function in a thread. Wait for its end even if cancelled: the file must not be closed early.

    Raises:
        InvalidArgumentError: No event loop of asyncio is running.
    """
    check_event_loop()
    await finished(in_own_thread(act, name="download"))
