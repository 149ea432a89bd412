# Copied from runtime/error_context.py by `nox -s generate`. Do not edit.
"""Where an error happened: what the runtime adds to an error on its way to the caller.

Callers read the attributes and the message. They do not need these functions, so the errors have no methods for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Final, TypeVar

from .errors import APIConnectionError, APIStatusError, ResponseDecodeError
from .values.secret import MASK, masked_in

E = TypeVar("E", bound=Exception)

_NOT_SHOWN: Final = frozenset(
    {
        *("anyio", "asyncio", "concurrent", "contextlib", "h11", "h2", "hpack", "httpcore", "httpx", "json"),
        *("selectors", "sniffio", "socket", "socksio", "ssl", "threading", __name__.partition(".")[0]),
    }
)
"""Packages whose frames hold requests and answers in their variables: ours, and those that carry them."""


def within(error: ResponseDecodeError, key: str | int | None) -> ResponseDecodeError:
    """`error`, with a key put in front of its path; None leaves the path as it is."""
    return error._within(key)  # pyright: ignore[reportPrivateUsage]  # this module is how the runtime gets at it


def depth(error: ResponseDecodeError) -> int:
    """The length of the path of `error`."""
    return len(error._keys)  # pyright: ignore[reportPrivateUsage]  # as above


def in_variant(error: ResponseDecodeError, name: str) -> ResponseDecodeError:
    """`error`, which says too as which variant of a union the value was read."""
    error.expected = f"{error.expected} (read as {name})"
    error.args = (error.expected, error.got)
    return error


def causes(error: BaseException) -> Iterator[BaseException]:
    """An exception, and all that led to it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions  # pyright: ignore[reportUnknownMemberType]  # a group of whatever


def forget_frames(error: BaseException) -> None:
    """Remove the frames from an exception and its causes whose variables may hold the key, a request or an answer.

    Some tools print the variables. The frames of a caller's hooks and callbacks stay. A frame that is still running is
    added again when the exception passes through it.
    """
    for one in causes(error):
        kept: list[TracebackType] = []
        trace = one.__traceback__
        while trace is not None:
            if str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0] not in _NOT_SHOWN:
                kept.append(trace)
            trace = trace.tb_next
        linked: TracebackType | None = None
        for trace in reversed(kept):
            linked = TracebackType(linked, trace.tb_frame, trace.tb_lasti, trace.tb_lineno)
        one.__traceback__ = linked


def hide_answer(error: ResponseDecodeError, masked: Callable[[str], str], *, is_secret: bool = False) -> None:
    """Replace what the server sent, and each name around it, by what `masked` makes of it; or all, if it is secret."""
    if is_secret:
        error.got = MASK
    error._hide(lambda value: masked_in(value, masked))  # pyright: ignore[reportPrivateUsage]  # as above


def part_of(error: E, context: str) -> E:
    """`error`, its message ending with what the call was a part of, such as `while waiting for video v_1`."""
    vars(error)["_context"] = context  # the class that declares it has another name in each package
    return error


def describe_call(
    error: APIConnectionError | APIStatusError | ResponseDecodeError, *, curl: str, redirected_to: str
) -> None:
    """Say in an error how its request can be sent again, and where a redirect had led, if one had."""
    error._curl = curl  # pyright: ignore[reportPrivateUsage]  # as above
    error._redirected_to = redirected_to  # pyright: ignore[reportPrivateUsage]  # as above
