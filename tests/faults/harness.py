"""One call against one fault: what came of it, how often it was sent, and what was left behind."""

from __future__ import annotations

import asyncio
import gc
import os
import time
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

from support.calling import KEY
from support.providers import Operation, Provider
from support.shown import Spy, leaks_of

from faults.kinds import THE_ANSWER, WALL_START, Fault, right_answer, running
from faults.wire import Site

MODES: Final = ("sync", "async")


class Clock:
    """Real time, and behind it a virtual one: pauses pass at once."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.slept = 0.0

    def __call__(self) -> float:
        """Seconds: those that passed, and those that were slept through."""
        return time.monotonic() + self.slept

    def sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        self.pauses.append(round(seconds, 3))
        self.slept += seconds

    async def async_sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        self.sleep(seconds)
        await asyncio.sleep(0)

    def pace(self, provider: Provider) -> Any:
        """For a client: the longest pauses that jitter gives."""
        return runtime(provider, "http.clock").Pace(
            clock=self,
            wall_clock=lambda: WALL_START + self.slept,
            sleep=self.sleep,
            async_sleep=self.async_sleep,
            chance=lambda: 1.0,
        )


def runtime(provider: Provider, module: str) -> Any:
    """A module of a package's runtime."""
    return import_module(f"{provider.name}_client._runtime.{module}")


@dataclass(frozen=True)
class Measured:
    """What came of calls against a fault."""

    gets: str
    attempts: int
    pauses: tuple[float, ...]
    requests: int
    """That the server read."""
    text: str
    """Of the error."""
    seconds: float
    leaks: tuple[str, ...]
    """What was left behind, or told to others: descriptors, tasks, warnings, the key."""


def described(provider: Provider, outcome: Any) -> str:
    """An outcome, as the table has it."""
    if outcome is None:
        return THE_ANSWER
    if not isinstance(outcome, BaseException):
        model = getattr(outcome, "parsed", outcome)  # a `Response`, where the engine was called
        note = model.additional_properties.get("x_note")
        return THE_ANSWER if note == "ü" else f"another answer: {note!r}"
    errors = provider.package
    name = f"`{type(outcome).__name__}`"
    if not isinstance(outcome, provider.root_error):
        return f"foreign: `{type(outcome).__module__}.{type(outcome).__name__}`"
    if isinstance(outcome, errors.APIConnectionError):
        return f"{name}, {'maybe delivered' if outcome.maybe_delivered else 'not sent'}"
    if isinstance(outcome, errors.APIStatusError):
        return f"{name}, {outcome.status_code}"
    return name


def descriptors() -> set[str]:
    """The open descriptors of this process, with what they are."""
    found: set[str] = set()
    for number in os.listdir("/proc/self/fd"):
        try:
            found.add(f"{number} {os.readlink(f'/proc/self/fd/{number}')}")
        except OSError:  # that of the listing itself
            pass
    return found


def call_of(operation: Operation, method: str | None, client: Any) -> Callable[[], Any]:
    """A call of an operation, or a POST that may cost money."""
    if method is None:
        return operation.bound(client)
    encoding, calls = runtime(operation.provider, "values.encoding"), runtime(operation.provider, "http.call")
    body = encoding.json_body({"pay": 1})
    call = calls.Call(operation="orders_create", method=method, path=operation.path, body=body)
    if method == "POST with a key":
        call = calls.Call(
            operation="orders_create", method="POST", path=operation.path, body=body, headers={"Idempotency-Key": "one"}
        )
    return lambda: client._engine.send(
        call, lambda answer: operation.model.from_dict(operation.unwrapped(answer.json()))
    )


def options_of(fault: Fault) -> dict[str, Any]:
    """The options of the client."""
    options = {"api_key": KEY, "timeout": 2.0, "total_timeout": 60.0, **fault.options}
    options.pop("https", None)
    return options


def measure(fault: Fault, operation: Operation, mode: str, method: str | None = None) -> Measured:
    """Make the calls, and look at everything around them; with a `method`, those of a made-up operation."""
    provider = operation.provider
    right = right_answer(operation)
    gc.collect()
    before = descriptors()
    leaks: list[str] = []
    events: list[Any] = []
    clock = Clock()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with running(fault, right) as (url, site, other):
            spy = Spy(KEY)
            hooks = runtime(provider, "http.hooks").Hooks(request=events.append, response=spy, retry=spy)
            started = time.monotonic()
            if mode == "sync":
                outcome = _sync(fault, operation, url, method, hooks, clock, site)
            else:
                with asyncio.Runner() as runner:
                    outcome = runner.run(_async(fault, operation, url, method, hooks, clock, site, leaks))
            seconds = time.monotonic() - started
            requests = len(site.requests) if site else 0
            told = {name for request in other.requests for name, value in request.headers.items() if KEY in value}
            leaks += [f"the key in {name} to another origin" for name in told]
            if (
                site is not None
                and not fault.options.get("follow_redirects")
                and len({one.raw for one in site.requests}) > fault.calls
            ):
                leaks.append("an attempt that differs from the one before")
            if site is not None and not site.await_closed():
                leaks.append("a connection that the server still has")
        text = str(outcome) if isinstance(outcome, BaseException) else ""
        leaks += spy.leaks
        leaks += leaks_of(outcome, KEY) if isinstance(outcome, BaseException) else []
        gets = described(provider, outcome)
        del outcome
        gc.collect()
    leaks += [str(one.message) for one in caught]
    leaks += sorted(descriptors() - before)
    return Measured(gets, len(events), tuple(clock.pauses), requests, text, seconds, tuple(leaks))


def _sync(
    fault: Fault, operation: Operation, url: str, method: str | None, hooks: Any, clock: Clock, site: Site | None
) -> object:
    with operation.provider.client_class("sync")(base_url=url, hooks=hooks, **options_of(fault)) as client:
        call = call_of(operation, method, client.with_options(pace=clock.pace(operation.provider)))
        for number in range(fault.calls):
            if number and site is not None:
                site.over.wait(0.02)  # what the server does behind the first answer arrives
            try:
                outcome = cast(object, call())
            except Exception as error:  # whatever it is, it is looked at
                return error
        return outcome


async def _async(
    fault: Fault,
    operation: Operation,
    url: str,
    method: str | None,
    hooks: Any,
    clock: Clock,
    site: Site | None,
    leaks: list[str],
) -> object:
    async with operation.provider.client_class("async")(base_url=url, hooks=hooks, **options_of(fault)) as client:
        call = call_of(operation, method, client.with_options(pace=clock.pace(operation.provider)))
        try:
            for number in range(fault.calls):
                if number and site is not None:
                    await asyncio.sleep(0.02)  # what the server does behind the first answer arrives
                outcome: object = await cast(Awaitable[object], call())
        except Exception as error:  # whatever it is, it is looked at
            outcome = error
        leaks += [repr(task) for task in asyncio.all_tasks() - {cast(Any, asyncio.current_task())}]
        return outcome
