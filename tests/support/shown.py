"""Everything that an exception, a hook or a log shows to people and to tools that print local variables."""

from __future__ import annotations

import base64
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import httpx

TESTS: Final = Path(__file__).parents[1]

SIGNATURE: Final = "5f4dcc3b5aa765d61d8327deb882cf99"
SIGNED_LINK: Final = f"https://media.example/v.mp4?x=1&X-Amz-Signature={SIGNATURE}&y=2"


def planted(key: str) -> dict[str, str]:
    """What a server quotes, and what of it must be nowhere."""
    packed = base64.b64encode(f"Bearer {key}".encode()).decode()
    return {f"{key} {packed} {SIGNED_LINK}": "", key: "the key", packed: "the key in base64", SIGNATURE: "a signature"}


def quoting(key: str) -> str:
    """A text of a server that tells all it knows."""
    return next(iter(planted(key)))


def found_in(text: str, key: str) -> list[str]:
    """What is in a text that should not be there."""
    return [name for secret, name in planted(key).items() if name and secret in text]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception with all its causes and contexts."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        waiting += list(getattr(one, "exceptions", ()))


def texts_of(error: BaseException) -> Iterator[str]:
    """Everything that an exception shows."""
    for one in chain(error):
        yield str(one)
        yield repr(one)
        yield repr(one.args)
        yield from (repr(value) for value in vars(one).values())
        yield from (repr(dict(value)) for value in vars(one).values() if isinstance(value, httpx.Headers))
        yield from getattr(one, "__notes__", ())
        yield getattr(one, "as_curl", str)()
        request = vars(one).get("_request")
        if isinstance(request, httpx.Request):
            yield repr(request.headers.raw)
            yield str(request.url)
    yield "".join(traceback.format_exception(error))


def locals_of(error: BaseException) -> Iterator[tuple[str, str]]:
    """Every local variable of all frames but the tests' own, as a traceback with locals shows it."""
    for one in chain(error):
        report = traceback.TracebackException(type(one), one, one.__traceback__, capture_locals=True, compact=True)
        for frame in report.stack:
            if not frame.filename.startswith(str(TESTS)):
                for name, value in (frame.locals or {}).items():
                    yield f"{Path(frame.filename).name}:{frame.name}:{name}", value


def leaks_of(error: BaseException, key: str) -> list[str]:
    """Where an exception shows a secret."""
    return [
        *(f"{what} in {text[:200]!r}" for text in texts_of(error) for what in found_in(text, key)),
        *(f"{what} in the variable {place}" for place, value in locals_of(error) for what in found_in(value, key)),
    ]


class Spy:
    """A hook that looks at its event, at what is being handled, and at the variables of all frames that are running.

    Args:
        key: The key that it must not see.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self.events: list[Any] = []
        self.leaks: list[str] = []

    def __call__(self, event: Any) -> None:
        """Look around."""
        self.events.append(event)
        name = type(event).__name__
        self.leaks += [f"{what} in a {name}" for what in found_in(repr(event), self._key)]
        for error in (getattr(event, "error", None), sys.exc_info()[1]):
            if error is not None:
                self.leaks += [f"{leak}, of the error of a {name}" for leak in leaks_of(error, self._key)]
        frame: FrameType | None = sys._getframe()  # as tools do that look at frames
        while frame is not None:
            if not frame.f_code.co_filename.startswith(str(TESTS)) and "_client" in frame.f_code.co_filename:
                for variable, value in frame.f_locals.items():
                    place = f"{frame.f_code.co_name}:{variable}"
                    self.leaks += [f"{what} in {place} above a hook" for what in found_in(repr(value), self._key)]
            frame = frame.f_back
