"""Methods that the provider may remove."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def deprecated(message: str) -> Callable[[F], F]:
    """Warn when a function is called, at the line of the caller.

    Type checkers see the decorator of that name in `typing_extensions`, which this package does not need otherwise.
    """

    def decorate(function: F) -> F:
        @wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return function(*arguments, **named)

        call.__deprecated__ = message  # type: ignore[attr-defined]  # where PEP 702 has it
        if sys.version_info >= (3, 12) and inspect.iscoroutinefunction(function):
            inspect.markcoroutinefunction(call)
        return cast("F", call)

    return decorate
