# Copied from runtime/files/fetch.py by `nox -s generate`. Do not edit.
"""The sync loop of a download. `transfer` decides; `async_fetch` is the async twin."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from ..http.clock import Pace
from ..http.deadline import DeadlineExceededError
from ..http.transport import Transport
from .part_file import PartFile
from .streaming import IncomingBody, StreamBrokenError
from .transfer import Link, Transfer


def fetch(
    transport: Transport,
    pace: Pace,
    transfer: Transfer,
    part: PartFile,
    *,
    renew: Callable[[float | None], Link],
    on_progress: Callable[[int, int | None], object] | None,
) -> None:
    """Download a file, and move it to its final name. If that fails, remove the part file.

    Args:
        transport: Sends the requests.
        pace: The source of pauses.
        transfer: Decides what to do next.
        part: The file on disk.
        renew: Gets a new link. It takes the remaining seconds.
        on_progress: Called with the bytes received and the size of the file.

    Raises:
        DownloadProblem: The file cannot be downloaded.
        OSError: The file cannot be written.
    """
    turns = transport.downloads()
    if not turns.acquire(timeout=transfer.remaining()):
        raise transfer.out_of_time()
    try:
        part.create()
        while not transfer.is_whole:
            if transfer.wants_link():
                transfer.take_link(renew(transfer.remaining()))
            try:
                _attempt(transport, transfer, part, on_progress)
            except StreamBrokenError as broken:
                transfer.stumbled(broken.error)
            except DeadlineExceededError as error:
                raise transfer.out_of_time() from error.__cause__
            if pause := transfer.pause():
                pace.sleep(pause)
        part.settle()
        part.publish()
    except BaseException:
        part.discard()
        raise
    finally:
        turns.release()


def _attempt(
    transport: Transport,
    transfer: Transfer,
    part: PartFile,
    on_progress: Callable[[int, int | None], object] | None,
) -> None:
    incoming = IncomingBody(transport, transfer.next_request())
    try:
        with closing(incoming):
            if not _receive(incoming, transfer, part, on_progress):
                return
    except BaseException:
        incoming.abandon()
        raise
    if on_progress is not None and (news := transfer.news()) is not None:
        on_progress(*news)


def _receive(
    incoming: IncomingBody,
    transfer: Transfer,
    part: PartFile,
    on_progress: Callable[[int, int | None], object] | None,
) -> bool:
    """Read a response to its end. Return False if its body is not needed."""
    body = transfer.answered(incoming.open())
    if body is None:
        return False
    if body.start == 0:
        part.begin_anew()
    chunk = b""
    while True:
        if on_progress is not None and (news := transfer.news()) is not None:
            on_progress(*news)
        chunk = incoming.read(transfer.remaining())
        if not chunk:
            break
        transfer.took(len(chunk))
        if part.gather(chunk):
            part.flush()
    transfer.ended()
    return True
