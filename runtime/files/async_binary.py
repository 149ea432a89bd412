"""The async twin of `binary`."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import ResponseDecodeError
from ..http.call import Answer, Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import AsyncEngine, Run
from ..http.transport import Outgoing
from .async_fetch import in_thread
from .async_opened import open_response
from .async_streaming import AsyncIncomingBody
from .part_file import PartFile
from .received import Received, asked, is_success, nothing
from .streaming import StreamBrokenError


class AsyncBinaryResponse(Received):
    """The response of a call that returns a file. Its body is read when it is asked for.

        async with client.speech.create(...) as speech:
            await speech.save("speech.mp3")

    It is read once, by one of `save`, `iter_bytes` and `read`, which close the connection in the end; so does the end
    of the `async with` block, or `aclose`. `total_timeout` limits the call together with the reading.
    """

    def __init__(self, call: Call, run: Run, outgoing: Outgoing, head: Answer, incoming: AsyncIncomingBody) -> None:
        super().__init__(call, run, outgoing, head)
        self._incoming = incoming

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def read(self) -> bytes:
        """Read the whole body, which is kept: a second call returns the same bytes.

        Raises:
            APIConnectionError: The body did not arrive completely.
            ResponseDecodeError: It is longer than `max_response_bytes`.
        """
        if self._content is None:
            self._use()
            async with aclosing(self), self._explained():
                self._content = (await self._incoming.whole(self._run.remaining)).content
        return self._content

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        """Iterate over the body, in pieces of any size as they arrive.

        Raises:
            APIConnectionError: The body did not arrive completely.
        """
        self._use()
        async with aclosing(self):
            self._check_coding()
            async with aclosing(self._pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    async def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Write the body to a file, which gets its name only when it is complete.

        Args:
            path: The path of the file. Its folder must exist.
            overwrite: Whether to replace an existing file.

        Returns:
            The path.

        Raises:
            APIConnectionError: The body did not arrive completely.
            OSError: The file cannot be written; `FileExistsError` if it exists.
        """
        part = PartFile(path, overwrite=overwrite)
        await in_thread(part.check)
        self._use()
        async with aclosing(self):
            try:
                self._check_coding()
                await in_thread(part.create)
                async with aclosing(self._pieces()) as pieces:
                    async for piece in pieces:
                        if part.gather(piece):
                            await in_thread(part.flush)
                await in_thread(part.settle)
                await in_thread(part.publish)
            except BaseException:
                part.discard()
                raise
        return Path(path)

    async def aclose(self) -> None:
        """Close the connection, or give it back if the body was read to its end."""
        self._state = "closed"
        await self._incoming.aclose()

    async def _pieces(self) -> AsyncGenerator[bytes]:
        async with self._explained():
            while piece := await self._incoming.read(self._run.remaining()):
                yield piece

    @asynccontextmanager
    async def _explained(self) -> AsyncGenerator[None]:
        try:
            yield
        except StreamBrokenError as broken:
            raise self._run.explained(broken.error) from broken.error.__cause__
        except ResponseDecodeError as error:  # it is too large
            error.headers = self.headers  # without secrets
            raise self._run.explained(error) from None
        except DeadlineExceededError as error:
            raise self._late() from error


class AsyncBinaryRequest:
    """A call that returns a file: `async with` sends it and closes the response; `await` sends it."""

    def __init__(self, engine: AsyncEngine, call: Call) -> None:
        self._engine = engine
        self._call = asked(call)
        self._response: AsyncBinaryResponse | None = None

    def __await__(self) -> Generator[Any, None, AsyncBinaryResponse]:
        return _open(self._engine, self._call).__await__()

    async def __aenter__(self) -> AsyncBinaryResponse:
        self._response = response = await self
        return response

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        response, self._response = self._response, None
        if response is not None:
            await response.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call.called}>"


async def _open(engine: AsyncEngine, call: Call) -> AsyncBinaryResponse:
    """Send a call until its response is the last word, and return that, with the body unread."""
    opened = await open_response(engine, call, is_success, nothing)
    return AsyncBinaryResponse(call, opened.run, opened.outgoing, opened.head, opened.body)
