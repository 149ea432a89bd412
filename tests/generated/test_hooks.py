"""Hooks: each attempt that was announced gets its end, and functions that nobody would await are refused."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Generator
from functools import partial
from importlib import import_module
from typing import Any, Final

import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider
from support.server import Answer, Raw, Received, ScriptedServer, json_answer, raw_answer


def hooks_of(provider: Provider, **functions: Any) -> Any:
    """Hooks of a package."""
    return import_module(f"{provider.name}_client._runtime.http.hooks").Hooks(**functions)


@pytest.fixture
def interrupting() -> Generator[Callable[[Received], Raw]]:
    """An answer that interrupts the main thread, as Ctrl-C does, and then does not come."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, interrupt)

    def answer(request: Received) -> Raw:
        os.kill(os.getpid(), signal.SIGUSR1)
        return Raw(b"", hang=True)

    yield answer
    signal.signal(signal.SIGUSR1, before)


def ended(caller: Caller, call: Callable[[], Any], server: ScriptedServer, interrupting: Answer) -> BaseException:
    """How a call ends that is interrupted, or whose task is cancelled, while the server has its request."""
    if caller.mode == "sync":
        server.script(interrupting)
        with pytest.raises(KeyboardInterrupt) as interrupted:
            call()
        return interrupted.value

    async def cancelled() -> BaseException:
        loop = asyncio.get_running_loop()
        arrived = asyncio.Event()

        def answer(request: Received) -> Raw:
            loop.call_soon_threadsafe(arrived.set)
            return Raw(b"", hang=True)

        server.script(answer)
        task = asyncio.ensure_future(call())
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as found:
            await task
        return found.value

    return caller.result(cancelled())


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_attempt_that_is_cut_off_gets_its_end(
    caller: Caller, server: ScriptedServer, operation: Operation, interrupting: Answer
) -> None:
    """An interrupt or a cancellation gives the response hook an event without a status, and with what ended it."""
    begun: list[Any] = []
    events: list[Any] = []
    hooks = hooks_of(operation.provider, request=begun.append, response=events.append)
    client = caller.client(operation.provider, server.url, hooks=hooks)
    get = getattr(getattr(client, operation.resource), operation.method)

    error = ended(caller, lambda: get(operation.example_id), server, interrupting)

    assert [(event.attempt, event.url) for event in events] == [(event.attempt, event.url) for event in begun]
    (event,) = events
    assert (event.status_code, event.request_id) == (None, None)
    assert type(event.error) is type(error)
    assert event.duration > 0


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_that_fails_meanwhile_changes_no_interrupt(
    caller: Caller, server: ScriptedServer, operation: Operation, interrupting: Answer
) -> None:
    """What the hook raises then stands in a note: a cancellation stays a cancellation."""

    def fail(event: Any) -> None:
        raise ValueError("oops")

    client = caller.client(operation.provider, server.url, hooks=hooks_of(operation.provider, response=fail))
    get = getattr(getattr(client, operation.resource), operation.method)

    error = ended(caller, lambda: get(operation.example_id), server, interrupting)

    assert isinstance(error, KeyboardInterrupt if caller.mode == "sync" else asyncio.CancelledError)
    assert "ValueError('oops')" in "".join(error.__notes__)


def test_a_creation_that_is_cut_off_still_tells_its_key(
    caller: Caller, server: ScriptedServer, interrupting: Answer
) -> None:
    """The note with the idempotency key is there beside the event."""
    events: list[Any] = []
    client = caller.client(LUMENFALL, server.url, hooks=hooks_of(LUMENFALL, response=events.append))

    error = ended(
        caller,
        lambda: client.videos.create(model="veo", prompt="a cat", idempotency_key="once"),
        server,
        interrupting,
    )

    assert "idempotency_key='once'" in "".join(error.__notes__)
    assert len(events) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_interrupted_pause_has_no_attempt_to_end(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """Between two attempts, nothing was announced that had no end yet."""
    server.script(raw_answer(b"", 503))
    begun: list[Any] = []
    events: list[Any] = []

    def interrupt(event: Any) -> None:
        raise KeyboardInterrupt

    hooks = hooks_of(operation.provider, request=begun.append, response=events.append, retry=interrupt)
    client = caller.client(operation.provider, server.url, hooks=hooks, max_retries=2)

    if caller.mode == "sync":
        with pytest.raises(KeyboardInterrupt):
            getattr(getattr(client, operation.resource), operation.method)(operation.example_id)
    else:

        async def called() -> bool:
            try:
                await getattr(getattr(client, operation.resource), operation.method)(operation.example_id)
            except KeyboardInterrupt:
                return True
            return False

        assert caller.result(called())

    assert [event.status_code for event in events] == [503]
    assert len(begun) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_request_hook_that_fails_has_announced_nothing(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """An attempt whose request hook raises is not sent, and has no end to report."""
    events: list[Any] = []

    def fail(event: Any) -> None:
        raise ValueError("oops")

    hooks = hooks_of(operation.provider, request=fail, response=events.append)

    with pytest.raises(ValueError, match="oops"):
        caller.call(operation, server.url, hooks=hooks)

    assert (events, server.connections) == ([], 0)


async def _coroutine_function(event: object) -> None:
    """An async hook."""


class _AsyncObject:
    async def __call__(self, event: object) -> None:
        """An async hook."""

    async def method(self, event: object) -> None:
        """An async hook."""


ASYNC: Final = {
    "async def": _coroutine_function,
    "partial": partial(_coroutine_function),
    "method": _AsyncObject().method,
    "object": _AsyncObject(),
}


@pytest.mark.parametrize("kind", ["request", "response", "retry"])
@pytest.mark.parametrize("way", ASYNC)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_an_async_hook_is_refused(mode: str, provider: Provider, way: str, kind: str) -> None:
    """Sync and async clients refuse a hook that nobody would await, where it is given, and say what to do."""
    hooks = hooks_of(provider, **{kind: ASYNC[way]})
    client_class = provider.client_class(mode)

    for make in (lambda: client_class("key", hooks=hooks), lambda: client_class("key").with_options(hooks=hooks)):
        with pytest.raises(provider.error("InvalidArgumentError"), match=rf"^hooks must be .*{kind}.*use `def`"):
            make()


@pytest.mark.parametrize("kind", ["request", "response", "retry"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_that_returns_a_coroutine_is_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, kind: str
) -> None:
    """Where only the call shows it, the call ends: a coroutine is not dropped in silence."""
    server.script(raw_answer(b"", 503))
    hooks = hooks_of(operation.provider, **{kind: lambda event: _coroutine_function(event)})

    with pytest.raises(
        operation.provider.error("InvalidArgumentError"), match=f"{kind} returned a coroutine"
    ) as caught:
        caller.call(operation, server.url, hooks=hooks, max_retries=1)

    assert caught.value.attempts == len(server.requests) == (kind != "request")


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_may_start_a_task(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """What must be awaited runs in a task of the hook's own, which it may return."""
    caller = Caller("async")
    server.script(json_answer(operation.wrapped(operation.success())))
    done: list[str] = []

    async def note(event: Any) -> None:
        done.append(event.operation)

    async def run() -> None:
        hooks = hooks_of(operation.provider, request=lambda event: asyncio.create_task(note(event)))
        client = caller.client(operation.provider, server.url, hooks=hooks)
        await getattr(getattr(client, operation.resource), operation.method)(operation.example_id)

    caller.result(run())
    caller.close()

    assert done == [f"{operation.resource}.{operation.method}"]
