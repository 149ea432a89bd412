# Copied from runtime/error_context.py by `nox -s generate`. Do not edit.
"""Where an error happened: what the runtime adds to an error on its way to the caller.

Callers read the attributes and the message. They do not need these functions, so the errors have no methods for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .errors import APIConnectionError, APIStatusError, ResponseDecodeError

E = TypeVar("E", bound=Exception)


def within(error: ResponseDecodeError, key: str | int | None) -> ResponseDecodeError:
    """`error`, with a key put in front of its path; None leaves the path as it is."""
    return error._within(key)  # pyright: ignore[reportPrivateUsage]  # this module is how the runtime gets at it


def hide_answer(error: ResponseDecodeError, masked: Callable[[str], str]) -> None:
    """Forget what the server sent, and replace each name around it by what `masked` makes of it."""
    error._hide(masked)  # pyright: ignore[reportPrivateUsage]  # as above


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
