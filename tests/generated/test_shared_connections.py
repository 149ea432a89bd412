"""Whose the connections are: a client's, and its copies' that use them too."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, Operation
from support.server import Raw, Received, ScriptedServer

PER_PROVIDER = pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)


def leave(caller: Caller, client: Any) -> None:
    """Enter a client's block, and leave it."""

    async def enter_and_leave() -> None:
        async with client:
            pass

    if caller.mode == "async":
        caller.result(enter_and_leave())
    else:
        with client:
            pass


def close(caller: Caller, client: Any) -> None:
    """Close a client."""
    caller.result(client.close() if caller.mode == "sync" else client.aclose())


@PER_PROVIDER
def test_a_copy_leaves_the_connections_open(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Leaving a copy's block, or closing it, closes no connection of the client that it was made of."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    get = caller.operation(client, operation)
    get()

    leave(caller, client.with_options(timeout=3.0))
    close(caller, client.with_options(timeout=3.0).with_options(timeout=4.0))

    get()
    assert (len(server.requests), server.connections) == (2, 1)


@PER_PROVIDER
def test_the_client_closes_them_for_its_copies(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """When the client is closed, so are the connections of its copies; a copy that is used later opens another."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    copy = client.with_options(timeout=3.0)
    caller.operation(copy, operation)()

    leave(caller, client)
    assert server.all_closed_within(5)

    caller.operation(copy, operation)()
    assert server.connections == 2
    # The client is closed, so that the copy is the last that may use it.
    leave(caller, copy)
    assert server.all_closed_within(5)


@PER_PROVIDER
def test_the_last_copy_closes_them(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Of copies whose client nobody has any more, the last one to be closed closes the connections."""
    server.script(operation.answer())
    first = operation.provider.client_class(caller.mode)(api_key="key-12345678", base_url=server.url).with_options()
    second = first.with_options(max_retries=0)
    get = caller.operation(second, operation)
    caller.operation(first, operation)()

    leave(caller, first)
    get()
    assert (len(server.requests), server.connections) == (2, 1)

    leave(caller, second)
    assert server.all_closed_within(5)


@PER_PROVIDER
def test_a_client_that_is_used_again_is_not_closed(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """A client that was closed and is used again keeps its connections when a copy is closed."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    get = caller.operation(client, operation)
    leave(caller, client)
    get()

    leave(caller, client.with_options(timeout=3.0))

    get()
    assert (len(server.requests), server.connections) == (2, 1)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_call_goes_on_while_a_copy_is_closed(server: ScriptedServer, operation: Operation) -> None:
    """In one thread a call is under way, in another one a copy's block ends: the call is answered."""
    entered, over = threading.Event(), threading.Event()
    good = operation.answer()

    def slow(received: Received) -> Raw:
        entered.set()
        over.wait(10)
        return good

    server.script(slow)
    with (
        operation.provider.client_class("sync")(api_key="key-12345678", base_url=server.url, max_retries=0) as client,
        ThreadPoolExecutor(1) as thread,
    ):
        answer = thread.submit(operation.bound(client))
        entered.wait(10)
        with client.with_options(timeout=3.0):
            pass
        over.set()

        assert answer.result(10) == operation.model.from_dict(operation.success())
