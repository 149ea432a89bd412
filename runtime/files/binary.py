"""Binary responses, which are read in constant memory. `async_binary` is the async twin."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import ResponseDecodeError
from ..http.call import Answer, Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import Engine, Run
from ..http.transport import Outgoing
from .opened import open_response
from .part_file import PartFile
from .received import Received, asked, is_success, nothing
from .streaming import IncomingBody, StreamBrokenError


class BinaryResponse(Received):
    """The response of a call that returns a file. Its body is read when it is asked for.

        with client.speech.create(...) as speech:
            speech.save("speech.mp3")

    It is read once, by one of `save`, `iter_bytes` and `read`, which close the connection in the end; so does the end
    of the `with` block, or `close`. `total_timeout` limits the call together with the reading.
    """

    def __init__(self, call: Call, run: Run, outgoing: Outgoing, head: Answer, incoming: IncomingBody) -> None:
        super().__init__(call, run, outgoing, head)
        self._incoming = incoming

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def read(self) -> bytes:
        """Read the whole body, which is kept: a second call returns the same bytes.

        Raises:
            APIConnectionError: The body did not arrive completely.
            ResponseDecodeError: It is longer than `max_response_bytes`.
        """
        if self._content is None:
            self._use()
            with closing(self), self._explained():
                self._content = self._incoming.whole(self._run.remaining).content
        return self._content

    def iter_bytes(self) -> Iterator[bytes]:
        """Iterate over the body, in pieces of any size as they arrive.

        Raises:
            APIConnectionError: The body did not arrive completely.
        """
        self._use()
        with closing(self):
            self._check_coding()
            yield from self._pieces()

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
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
        part.check()
        self._use()
        with closing(self):
            try:
                self._check_coding()
                part.create()
                for piece in self._pieces():
                    if part.gather(piece):
                        part.flush()
                part.settle()
                part.publish()
            except BaseException:
                part.discard()
                raise
        return Path(path)

    def close(self) -> None:
        """Close the connection, or give it back if the body was read to its end."""
        self._state = "closed"
        self._incoming.close()

    def _pieces(self) -> Iterator[bytes]:
        with self._explained():
            while piece := self._incoming.read(self._run.remaining()):
                yield piece

    @contextmanager
    def _explained(self) -> Generator[None]:
        try:
            yield
        except StreamBrokenError as broken:
            raise self._run.explained(broken.error) from broken.error.__cause__
        except ResponseDecodeError as error:  # it is too large
            error.headers = self.headers  # without secrets
            raise self._run.explained(error) from None
        except DeadlineExceededError as error:
            raise self._late() from error
        except GeneratorExit:  # the caller stopped
            raise
        except BaseException:
            self._incoming.close()
            self._incoming.abandon()
            raise


def open_binary(engine: Engine, call: Call) -> BinaryResponse:
    """Send a call until its response is the last word, and return that, with the body unread.

    Raises:
        ProviderError: The call failed. The class is the root of the package's errors.
    """
    call = asked(call)
    opened = open_response(engine, call, is_success, nothing)
    return BinaryResponse(call, opened.run, opened.outgoing, opened.head, opened.body)
