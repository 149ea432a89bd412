"""The async half of `fetch`, in a module of its own as that of `transport` is.

Disks block, and a full one may for seconds: files are written in a thread, a mebibyte at a time. The threads are our
own. Those of asyncio's default executor may all be busy with something of the application's, and a download that waited
for one of them could be neither finished nor cancelled.
"""

from __future__ import annotations

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
    """Download a file, and put it in its place; if that fails or is cancelled, leave nothing behind.

    Cancelled in the very moment in which the file takes its place, the call is cancelled, and the file is there.

    Args:
        transport: What carries the requests.
        pace: What to pause with.
        transfer: What decides.
        part: Where the file goes.
        renew: Asks for a new link, within so many seconds.
        on_progress: Told how many bytes are here, and of how many; awaited if it must be.

    Raises:
        DownloadProblem: The file cannot be had.
        OSError: It cannot be kept.
    """
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
    """Act where it may block, to the end: a file that is being written must not be closed meanwhile.

    Raises:
        InvalidArgumentError: No event loop of asyncio is running.
    """
    check_event_loop()
    await finished(in_own_thread(act, name="download"))
