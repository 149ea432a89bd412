"""The async twin of `streaming`. It is a separate module so that sync programs do not import asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx

from ..errors import APIConnectionError, InvalidEnvironmentError
from ..http.async_connection_pool import close_orphans, finished
from ..http.async_transport import AsyncTransport, close_response
from ..http.body import BodyReader, has_more
from ..http.call import Answer
from ..http.callers_client import headers_of, sending_errors
from ..http.deadline import DeadlineExceededError
from ..http.transport import Outgoing
from ..values.sent_files import UnreadableFileError
from .streaming import StreamBrokenError, head_of


class AsyncIncomingBody:
    """A response whose body is still arriving. Always close it."""

    def __init__(
        self, transport: AsyncTransport, client: httpx.AsyncClient, response: httpx.Response, outgoing: Outgoing
    ) -> None:
        self.head = head_of(response)
        self._transport = transport
        self._client = client
        self._response = response
        self._outgoing = outgoing
        # An event hook of the caller's own `http_client` may have read the body.
        read = response.is_stream_consumed
        self._chunks: AsyncIterator[bytes] = response.aiter_bytes() if read else cast(Any, response.stream).__aiter__()

    async def read(self, remaining: float | None) -> bytes:
        """Read the next piece; empty at the end of the body.

        Raises:
            StreamBrokenError: The connection broke before the end of the body.
            DeadlineExceededError: `remaining` seconds are over.
        """
        async with _translated(self._transport, self._client, self._outgoing, remaining):
            async for chunk in self._chunks:
                if chunk:
                    return chunk
            if has_more(self._response):
                await self._response.extensions["network_stream"].aclose()
        return b""

    async def whole(self, remaining: Callable[[], float | None]) -> Answer:
        """Read and decompress the whole body, as that of any other call.

        Raises:
            StreamBrokenError: The body is incomplete or damaged.
            DeadlineExceededError: The remaining seconds are over.
            ResponseDecodeError: The body of a success is too large.
        """
        response, outgoing = self._response, self._outgoing
        reader = BodyReader(response, outgoing.max_response_bytes)
        while piece := await self.read(remaining()):
            async with _translated(self._transport, self._client, outgoing, None):
                is_within = reader.add(piece)
            if not is_within:
                if reader.wants_beginning:
                    break
                raise outgoing.too_large(response)
        async with _translated(self._transport, self._client, outgoing, None):
            content = reader.whole()
        return Answer(response.status_code, headers_of(response), content, longest=outgoing.max_response_bytes)

    async def end(self) -> None:
        """End the connection under a task that waits for it, which then closes it."""
        stream: Any = self._response.extensions.get("network_stream")
        if stream is not None:
            await stream.aclose()

    async def aclose(self) -> None:
        """Return the connection to the pool, or close it if some of the body is unread, even while being cancelled."""
        await finished(close_response(self._response, self._chunks))


async def open_stream(transport: AsyncTransport, outgoing: Outgoing, *, bare: bool = True) -> AsyncIncomingBody:
    """Send a request once.

    Args:
        transport: What sends it.
        outgoing: The request.
        bare: Whether it carries none of the headers and cookies that the caller's own `http_client` adds.

    Raises:
        StreamBrokenError: No response arrived.
        DeadlineExceededError: The time for the request is over.
        InvalidEnvironmentError: The environment does not allow to send it.
    """
    async with _translated(transport, None, outgoing, outgoing.remaining):
        client = await transport.client()
    try:
        async with _translated(transport, client, outgoing, outgoing.remaining):
            response = await transport.send(client, outgoing, bare=bare)
    except (asyncio.CancelledError, DeadlineExceededError, StreamBrokenError):
        await finished(close_orphans(client))
        raise
    return AsyncIncomingBody(transport, client, response, outgoing)


@asynccontextmanager
async def _translated(
    transport: AsyncTransport, client: httpx.AsyncClient | None, outgoing: Outgoing, remaining: float | None
) -> AsyncGenerator[None]:
    try:
        async with asyncio.timeout(remaining):
            yield
    except InvalidEnvironmentError:
        raise
    except APIConnectionError as error:  # no client could be made
        raise StreamBrokenError(error) from error
    except TimeoutError as error:
        raise DeadlineExceededError from error
    except UnreadableFileError as error:
        raise StreamBrokenError(outgoing.unreadable(error)) from error
    except sending_errors() as error:
        raise StreamBrokenError(transport.failure(client, outgoing, error)) from error
