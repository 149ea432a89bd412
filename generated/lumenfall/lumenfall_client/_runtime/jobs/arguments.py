# Copied from runtime/jobs/arguments.py by `nox -s generate`. Do not edit.
"""Checks of what callers pass, before anything is sent or paid for."""

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


def checked_ids(kind: JobKind[M, R], ids: tuple[object, ...], names: tuple[str, ...] | None = None) -> Ids:
    """The ids of a job.

    Args:
        kind: The kind of job.
        ids: What the caller passed: each id, or the job in place of its only one.
        names: The arguments' names; by default those of the look's arguments.

    Raises:
        InvalidArgumentError: One of them is neither an id nor such a job.
    """
    found: list[str | int] = []
    for name, wanted, value in zip(names or kind.arguments, kind.types, ids, strict=True):
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
    """Several jobs, each as the tuple of what the caller passed for its ids.

    Raises:
        InvalidArgumentError: They are not several, or one of them is not as many ids as the job has.
    """
    several = "a list of ids" if len(kind.arguments) == 1 else f"a list of ({', '.join(kind.arguments)})"
    if isinstance(jobs, (str, bytes, kind.model)) or not isinstance(jobs, Iterable):
        raise InvalidArgumentError(f"{name} must be several, such as {several}, not {type(jobs).__name__}")
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
        InvalidArgumentError: One of them cannot be called, or would have to be awaited where nobody does.
    """
    check_function("on_update", on_update, plain=plain)
    check_function("policy", policy, plain=True)


def check_function(name: str, function: object, *, plain: bool) -> None:
    """Check a callback.

    Args:
        name: The argument's.
        function: What the caller passed; None for nothing.
        plain: Whether nobody would await what it returns.

    Raises:
        InvalidArgumentError: It cannot be called, or it is a coroutine function where a plain one is needed.
    """
    if function is None:
        return
    if not callable(function):
        raise InvalidArgumentError(f"{name} must be a function, not {type(function).__name__}")
    if plain and (inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)):
        raise InvalidArgumentError(f"{name} must be a plain function here: a coroutine would not be awaited")


def checked_concurrency(concurrency: int) -> int:
    """How many looks may be under way at once.

    Raises:
        InvalidArgumentError: It is not a whole number above 0.
    """
    if not isinstance(concurrency, int) or isinstance(concurrency, bool) or concurrency < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"concurrency must be a whole number, 1 or more, not {concurrency!r}")
    return concurrency


def check_order(given: Collection[str], body: type[AttrsInstance], noun: str, more: tuple[str, ...] = ()) -> None:
    """Check the names of the arguments that start a job: Python does not, as they come as further keywords.

    Args:
        given: The names that the caller passed.
        body: The class of the request's body, whose fields are arguments.
        noun: What messages call the job.
        more: Further arguments that there are.

    Raises:
        TypeError: One is unknown, or one is missing.
    """
    known = [field for field in fields(body) if field.name != "additional_properties"]
    names = [*(field.name for field in known), *more, "extra_body"]
    for name in given:
        if name not in names:
            alike = get_close_matches(name, names, n=1)
            hint = f"did you mean {alike[0]!r}?" if alike else "what the API takes besides goes into extra_body"
            raise TypeError(f"an order for a {noun} has no argument {name!r}; {hint}")
    for field in known:
        if field.default is NOTHING and field.name not in given:
            raise TypeError(f"an order for a {noun} needs the argument {field.name!r}")
