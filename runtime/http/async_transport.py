"""The async half of `transport`, in a module of its own: importing asyncio is a large part of a package's import."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any, Final, cast
from weakref import WeakKeyDictionary

import httpx

from ..errors import APIConnectionError, InvalidArgumentError
from ..values.sent_files import UnreadableFileError
from .async_connection_pool import close, close_orphans, finished, prepare
from .body import BodyReader, has_more
from .call import Answer
from .callers_client import (
    async_hide_location,
    async_patient,
    complained_of,
    errors_named,
    headers_of,
    sending_errors,
    with_location,
)
from .certificates import trusted
from .descriptors import most_downloads
from .environment import AsyncRoutedTransport, Routes, check_route
from .forking import ProcessLock, unforked
from .leases import Leases
from .own_thread import in_own_thread
from .transport import CLOSED, NoCookies, Outgoing, limits, load_late_imports

_IMPORTED_LATE: Final = ("anyio", "anyio._backends._asyncio", "concurrent.futures.thread")
"""What httpcore imports with the first connection, and asyncio with the first host name that it looks up."""


def check_event_loop() -> None:
    """Check that asyncio runs the caller.

    Raises:
        InvalidArgumentError: It does not.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise InvalidArgumentError(
            "async clients need asyncio, and no event loop of asyncio is running here; with another library, such as "
            "trio, call the sync client in a thread (`trio.to_thread.run_sync`)"
        ) from None


class AsyncTransport:
    """Sends single attempts through an `httpx.AsyncClient`: the caller's own, or one for each running event loop.

    Connections belong to the loop that opened them, and one client may live through several `asyncio.run`.
    """

    def __init__(self, client: httpx.AsyncClient | None) -> None:
        load_late_imports(_IMPORTED_LATE)
        self.leases = Leases()
        self._downloads: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
        self._given = client
        self._clients: WeakKeyDictionary[
            asyncio.AbstractEventLoop, tuple[httpx.AsyncClient, AsyncGenerator[None, None]]
        ] = WeakKeyDictionary()
        self._lock = ProcessLock()

    def check_event_loop(self) -> None:
        """Check that asyncio runs the caller.

        Raises:
            InvalidArgumentError: It does not.
        """
        check_event_loop()

    @property
    def is_own(self) -> bool:
        """Whether the connections are ours, and not the caller's."""
        return self._given is None

    def downloads(self) -> asyncio.Semaphore:
        """Lets so many downloads run at once on the running event loop."""
        return self._downloads.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(most_downloads()))

    async def client(self) -> httpx.AsyncClient:
        """What to send through.

        Raises:
            InvalidArgumentError: No event loop of asyncio is running.
        """
        check_event_loop()
        return await self._open_client() if self._given is None else async_patient(self._given)

    async def attempt(self, outgoing: Outgoing) -> Answer:
        """Send once, and read the whole answer.

        Raises:
            APIConnectionError: No whole answer came.
            ResponseDecodeError: The answer is too large.
            InvalidArgumentError: The request cannot be sent.
        """
        client = None
        try:
            async with asyncio.timeout(outgoing.remaining):
                client = await self.client()
                try:
                    return await self._received(client, outgoing)
                except asyncio.CancelledError:
                    await finished(close_orphans(client))
                    raise
                except errors_named("PoolTimeout"):
                    await finished(close_orphans(client))
                    raise
        except TimeoutError as error:
            raise outgoing.out_of_time() from error
        except UnreadableFileError as error:
            raise outgoing.unreadable(error) from error
        except sending_errors() as error:
            failed = self.failure(client, outgoing, error)
            raise failed from failed.__cause__

    async def _received(self, client: httpx.AsyncClient, outgoing: Outgoing) -> Answer:
        response = await self.send(client, outgoing)
        body = response.aiter_bytes() if response.is_stream_consumed else cast(Any, response.stream).__aiter__()
        try:
            reader = BodyReader(response, outgoing.max_response_bytes)
            async for chunk in body:
                if not reader.add(chunk):
                    if reader.wants_beginning:
                        break
                    raise outgoing.too_large(response)
            if has_more(response):
                await response.extensions["network_stream"].aclose()
            content = reader.whole()
            return Answer(response.status_code, headers_of(response), content, longest=outgoing.max_response_bytes)
        finally:
            await finished(close_response(response, body))

    async def send(self, client: httpx.AsyncClient, outgoing: Outgoing, *, bare: bool = False) -> httpx.Response:
        """Send once, and return the answer's head.

        Args:
            client: What `client` gave.
            outgoing: The request.
            bare: Whether it goes without the headers and cookies that the caller's own client adds.
        """
        request = outgoing.build(client, own=self._given is None, bare=bare, upload=await _pieces(outgoing))
        try:
            return with_location(await client.send(request, stream=True, auth=outgoing.auth, follow_redirects=False))
        except errors_named("HTTPStatusError") as error:
            return complained_of(error, request)
        except errors_named(*CLOSED):
            anew = outgoing.sent_anew(request)
            if anew is None or self._was_closed(client):
                raise
        finally:
            outgoing.let_go()
        return await self.send(client, anew, bare=bare)

    async def warm_up(self, load: Callable[[], object], base_url: str) -> None:
        """Call `load`, and make the running loop's client, both in a thread: reading certificates takes a while.

        Raises:
            APIConnectionError: The environment does not allow it.
            InvalidArgumentError: No event loop of asyncio is running, or the caller's own client is closed.
        """
        check_event_loop()
        await in_own_thread(load, name="warm-up")
        if self._given is None and asyncio.get_running_loop() not in self._clients:
            await self._open_client(await in_own_thread(_new_client, name="warm-up"))
        client = await self.client()
        if self.is_own:
            check_route(client, base_url)

    async def _open_client(self, made: httpx.AsyncClient | None = None) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        with self._lock():
            found = self._clients.get(loop)
            if found is not None:
                return found[0]
            # Of a loop that was closed without ending its generators, as `asyncio.run` does, nothing else lets go: what
            # stands here refers to it.
            for ended in [known for known in self._clients if known.is_closed()]:
                del self._clients[ended]
            client = made or _new_client()
            prepare(client)
            closing = self._closed_with_the_loop(client)
            self._clients[loop] = client, closing
        # From here on the loop knows the generator, and ends it before it closes itself, as `asyncio.run` does.
        await anext(closing)
        return client

    async def _closed_with_the_loop(self, client: httpx.AsyncClient) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            with self._lock():
                self._clients.pop(asyncio.get_running_loop(), None)
            await close(client)

    def failure(self, client: httpx.AsyncClient | None, outgoing: Outgoing, error: Exception) -> APIConnectionError:
        """The error for what a client raised, with its cause.

        Args:
            client: What `client` gave; None if it gave nothing.
            outgoing: What was sent.
            error: What httpx raised.
        """
        return outgoing.failed(error, closed=client is not None and self._was_closed(client))

    def _was_closed(self, client: httpx.AsyncClient) -> bool:
        found = self._clients.get(asyncio.get_running_loop())
        return self.is_own and (found is None or found[0] is not client)

    async def aclose(self) -> None:
        """Close this event loop's connections, which ends the calls that use them; a later call opens others.

        A caller's own client is left open.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # without asyncio nothing was sent, so there is nothing to close
            return
        with self._lock():
            found = self._clients.get(loop)
        if found is not None:
            await found[1].aclose()


def _new_client() -> httpx.AsyncClient:
    with unforked():
        context, most = trusted(), limits()
        routes = Routes[httpx.AsyncBaseTransport](
            lambda proxy: httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=most, proxy=proxy), context
        )
        return httpx.AsyncClient(
            transport=AsyncRoutedTransport(routes) if routes.has_proxies else routes.direct,
            trust_env=False,  # what it says is read above
            cookies=NoCookies(),
            event_hooks={"response": [async_hide_location]},
        )


async def _pieces(outgoing: Outgoing) -> AsyncIterator[bytes] | None:
    """The pieces of an upload, whose files a thread checks and reads.

    Raises:
        InvalidArgumentError: One of the files cannot be read.
    """
    upload = outgoing.upload
    if upload is None:
        return None
    if upload.is_in_memory:
        upload.measure()
    else:
        await in_own_thread(upload.measure, name="upload")
    return upload.async_pieces(lambda act: in_own_thread(act, name="upload"))


async def close_response(response: httpx.Response, body: Any) -> None:
    """Close an answer, and what its body comes from."""
    if hasattr(body, "aclose"):  # a generator that was left half read would be ended some time later, in a task
        await body.aclose()
    await response.aclose()
