"""Checks of the caller's arguments, before the client sends a request that may cost money."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TypeVar, cast

from attrs import NOTHING, AttrsInstance, fields

from ..errors import InvalidArgumentError
from ..values.encoding import path_segment
from .kind import Ids, JobKind
from .wait import checked_timeout

M = TypeVar("M")
R = TypeVar("R")

__all__ = [
    "check_function",
    "check_functions",
    "check_order",
    "checked_concurrency",
    "checked_ids",
    "checked_jobs",
    "checked_timeout",
]


def checked_ids(kind: JobKind[M, R], ids: tuple[object, ...]) -> Ids:
    """Check the ids of a job, and return them.

    Args:
        kind: The kind of job.
        ids: What the caller passed: each id, or the job itself if it has only one id.

    Raises:
        InvalidArgumentError: One of them is neither an id nor a job of this kind.
    """
    found: list[str | int] = []
    for name, wanted, value in zip(kind.arguments, kind.types, ids, strict=True):
        taken = value
        if kind.id_of is not None and isinstance(value, kind.model):
            taken = kind.id_of(value)
        if not isinstance(taken, wanted) or isinstance(taken, bool):
            type_name = "a whole number" if wanted is int else "an id"
            or_job = "" if kind.id_of is None else f" or a {kind.model.__name__}"
            raise InvalidArgumentError(f"{name} must be {type_name}{or_job}, not {type(value).__name__}")
        if isinstance(taken, str):
            path_segment(taken, name)
        found.append(taken)
    return tuple(found)


def checked_jobs(kind: JobKind[M, R], jobs: object, name: str) -> list[tuple[object, ...]]:
    """Check a list of jobs, and return the ids of each as a tuple.

    Raises:
        InvalidArgumentError: It is not a list, or one of its items has the wrong number of ids.
    """
    several = "a list of ids" if len(kind.arguments) == 1 else f"a list of ({', '.join(kind.arguments)})"
    if isinstance(jobs, (str, bytes, kind.model)) or not isinstance(jobs, Iterable):
        raise InvalidArgumentError(f"{name} must be an iterable, such as {several}, not {type(jobs).__name__}")
    listed = list(cast("Iterable[object]", jobs))
    if len(kind.arguments) == 1:
        return [(job,) for job in listed]
    for job in listed:
        if not isinstance(job, (tuple, list)) or len(cast("Collection[object]", job)) != len(kind.arguments):
            raise InvalidArgumentError(f"{name} must be {several}; one of them is {job!r}")
    return [tuple(cast("Iterable[object]", job)) for job in listed]


def check_functions(on_update: object, policy: object, *, plain: bool) -> None:
    """Check the callbacks of a wait.

    Raises:
        InvalidArgumentError: One of them cannot be called, or is a coroutine function where nothing awaits it.
    """
    check_function("on_update", on_update, plain=plain)
    check_function("policy", policy, plain=True)


def check_function(name: str, function: object, *, plain: bool) -> None:
    """Check a callback.

    Args:
        name: The argument's name.
        function: The function that the caller passed; None if the caller passed none.
        plain: Whether it must be a plain function, because nothing awaits a coroutine there.

    Raises:
        InvalidArgumentError: It cannot be called, or it is a coroutine function where a plain function is needed.
    """
    if function is None:
        return
    if not callable(function):
        raise InvalidArgumentError(f"{name} must be a function, not {type(function).__name__}")
    if plain and (inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)):
        raise InvalidArgumentError(f"{name} must be a plain function: a coroutine function is not awaited here")


def checked_concurrency(concurrency: int) -> int:
    """Check the maximum number of requests at the same time, and return it.

    Raises:
        InvalidArgumentError: It is not a whole number above 0.
    """
    if not isinstance(concurrency, int) or isinstance(concurrency, bool) or concurrency < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"concurrency must be a whole number, 1 or more, not {concurrency!r}")
    return concurrency


def check_order(given: Collection[str], body: type[AttrsInstance], noun: str, more: tuple[str, ...] = ()) -> None:
    """Check the names of the arguments that start a job. Python does not check them, because they come as `**kwargs`.

    Args:
        given: The names that the caller passed.
        body: The class of the request's body. Its fields are the arguments.
        noun: The name of the job in messages.
        more: Further arguments that the method takes.

    Raises:
        TypeError: An argument is unknown or missing.
    """
    known = [field for field in fields(body) if field.name != "additional_properties"]
    names = [*(field.name for field in known), *more, "extra_body"]
    for name in given:
        if name not in names:
            alike = get_close_matches(name, names, n=1)
            hint = f"did you mean {alike[0]!r}?" if alike else "pass undocumented parameters in extra_body"
            raise TypeError(f"unexpected argument {name!r} for a new {noun}: {hint}")
    for field in known:
        if field.default is NOTHING and field.name not in given:
            raise TypeError(f"missing argument {field.name!r} for a new {noun}")
