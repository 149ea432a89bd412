"""The clients' contract: constructor, base URL, options, life cycle, `get_detailed`."""

from __future__ import annotations

import asyncio
import gc
import inspect
import re
from functools import cached_property
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import httpx
import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, HELICONE, OPERATIONS, PROVIDERS, Operation, Provider
from support.server import Raw, ScriptedServer, json_answer


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_constructor_is_as_promised(mode: str, provider: Provider) -> None:
    """`Client(api_key=None, *, base_url=None, timeout=60.0, total_timeout=300.0, max_retries=2, http_client=None)`."""
    parameters = inspect.signature(provider.client_class(mode)).parameters
    defaults = {name: parameter.default for name, parameter in parameters.items()}
    region = {"region": None} if provider is HELICONE else {}

    promised = {"api_key": None, "base_url": None, "timeout": 60.0, "total_timeout": 300.0, "max_retries": 2}
    assert defaults.items() >= {**promised, "http_client": None, **region}.items()
    assert inspect.Parameter.empty not in defaults.values()
    assert parameters["api_key"].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert {one.kind for one in list(parameters.values())[1:]} == {inspect.Parameter.KEYWORD_ONLY}


def surface(kind: Any) -> dict[str, str]:
    """The public methods of a class with their signatures, as a sync class would have them."""
    found: dict[str, str] = {}
    for name, member in inspect.getmembers(kind, inspect.isfunction):
        if name.startswith("_") and name != "__init__":
            continue
        signature = inspect.signature(member)
        text = str(signature)
        for twin in ("AsyncClient", "AsyncEngine", "AsyncIterator"):
            text = text.replace(twin, twin.removeprefix("Async"))
        text = re.sub(r"AsyncGenerator\[(\w+), None\]", r"Generator[\1, None, None]", text)
        found["close" if name == "aclose" else name] = text
    return found


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_sync_and_async_have_one_surface(quiet_environment: None, provider: Provider) -> None:
    """Clients and resources have the same public methods with the same parameters, sync and async."""
    sync, asynchronous = (provider.client_class(mode)(KEY) for mode in ("sync", "async"))

    assert surface(type(sync)) == surface(type(asynchronous))
    resources, others = (
        {name for name, member in inspect.getmembers(type(client)) if isinstance(member, cached_property)}
        for client in (sync, asynchronous)
    )
    assert resources == others
    assert resources == {tag["name"] for tag in provider.document["tags"]}
    for name in resources:
        ours, theirs = type(getattr(sync, name)), type(getattr(asynchronous, name))
        assert surface(ours) == surface(theirs)
        assert theirs.__name__ == f"Async{ours.__name__}"
        # Iterators and what sends nothing are no coroutines: their annotations say so.
        plain = {"watch", "wait_all", "unwrap"}
        for method in surface(ours).keys() - {"__init__"}:
            assert inspect.iscoroutinefunction(getattr(theirs, method)) == (method not in plain), method
            assert not inspect.iscoroutinefunction(getattr(ours, method)), method


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_each_operation_is_a_method(quiet_environment: None, provider: Provider) -> None:
    """Each operation of the document is a method of its tag's resource, and has a detailed twin."""
    client = provider.client_class("sync")(KEY)

    for item in provider.document["paths"].values():
        for operation in item.values():
            tag, name = operation["tags"][0], operation["operationId"]
            method = name.removeprefix(f"{tag}_")
            assert {method, f"{method}_detailed"} <= surface(type(getattr(client, tag))).keys()


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_methods_have_the_documented_parameters(provider: Provider) -> None:
    """A method takes the path's parameters by position, others by keyword."""
    signatures = {
        operation: inspect.signature(type(getattr(provider.client_class("sync")(KEY), operation.resource)).get)
        for operation in OPERATIONS
        if operation.provider is provider
    }

    for operation, signature in signatures.items():
        kinds = {name: one.kind for name, one in signature.parameters.items() if name != "self"}
        assert kinds.pop(f"{operation.resource[:-1]}_id") is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert set(kinds) == ({"include_body"} if provider is HELICONE else set())
        assert set(kinds.values()) <= {inspect.Parameter.KEYWORD_ONLY}


DEFAULTS = {
    "lumenfall": "https://api.lumenfall.ai",
    "promptlayer": "https://api.promptlayer.com",
    "helicone": "https://api.helicone.ai",
}


def base_url_of(client: Any) -> str:
    """Where a client sends, as its repr shows it."""
    return repr(client).partition("base_url='")[2].partition("'")[0]


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_where_the_base_url_comes_from(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    """The argument goes before the environment, the environment before the default."""
    make = provider.client_class(mode)

    assert base_url_of(make(KEY)) == DEFAULTS[provider.name]
    monkeypatch.setenv(provider.base_url_variable, "https://environment.example/")
    assert base_url_of(make(KEY)) == "https://environment.example"
    assert base_url_of(make(KEY, base_url="https://argument.example/api/")) == "https://argument.example/api"
    assert base_url_of(make(KEY, base_url=httpx.URL("https://argument.example"))) == "https://argument.example"
    monkeypatch.setenv(provider.base_url_variable, "")
    assert base_url_of(make(KEY)) == DEFAULTS[provider.name]


def test_where_helicones_base_url_comes_from(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The argument goes before the region, the region before the environment."""
    make = HELICONE.client_class(mode)

    assert base_url_of(make(KEY, region="us")) == "https://api.helicone.ai"
    assert base_url_of(make(KEY, region="eu")) == "https://eu.api.helicone.ai"
    monkeypatch.setenv(HELICONE.base_url_variable, "https://environment.example")
    assert base_url_of(make(KEY)) == "https://environment.example"
    assert base_url_of(make(KEY, region="eu")) == "https://eu.api.helicone.ai"
    assert base_url_of(make(KEY, region="eu", base_url="https://argument.example")) == "https://argument.example"
    with pytest.raises(HELICONE.error("InvalidArgumentError"), match="'us', 'eu'"):
        make(KEY, region="mars")


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_base_url_may_have_a_path(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Paths are appended to the base URL's own."""
    server.script(json_answer(operation.wrapped(operation.success())))

    caller.get(operation, f"{server.url}/gate/way/")

    assert server.requests[0].target.partition("?")[0] == f"/gate/way{operation.path}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_get_detailed_has_what_came_along(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """`get_detailed` has an int status, headers in any case, the raw bytes, and the model that `get` returns."""
    answer = json_answer(operation.wrapped(operation.success()), 201, {"X-Trace": "t-1"})
    server.script(answer)
    client = caller.client(operation.provider, server.url)

    response = caller.operation(client, operation, detailed=True)(operation.example_id)

    assert isinstance(response, operation.provider.package.Response)
    assert type(response.status_code) is int
    assert response.status_code == 201
    assert response.headers["x-TRACE"] == "t-1"
    assert response.content == answer.content.partition(b"\r\n\r\n")[2]
    assert response.parsed == caller.operation(client, operation)(operation.example_id)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_get_detailed_raises_as_get_does(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An error is an exception there too."""
    server.script(json_answer({"message": "no"}, 404))
    client = caller.client(operation.provider, server.url)

    with pytest.raises(operation.provider.error("NotFoundError")):
        caller.operation(client, operation, detailed=True)(operation.example_id)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_with_options_leaves_the_original_as_it_was(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """A copy has the new options, adds its headers to those that are there, and the original has neither."""
    server.script(json_answer({}, 500))
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url).with_options(pace=clock.pace, headers={"X-One": "1"})
    copy = client.with_options(max_retries=4, headers={"X-Two": "2"})
    sent: list[tuple[int, Any, Any]] = []

    for one in (client, copy, client):
        before = len(server.requests)
        with pytest.raises(operation.provider.error("InternalServerError")):
            caller.operation(one, operation)(operation.example_id)
        headers = server.requests[-1].headers
        sent.append((len(server.requests) - before, headers.get("x-one"), headers.get("x-two")))

    assert type(copy) is type(client)
    assert sent == [(1, "1", None), (5, "1", "2"), (1, "1", None)]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_headers_do_not_replace_the_key(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The key is put on last: a header of the same name that a hook sets does not take its place."""
    provider = operation.provider
    server.script(json_answer(operation.wrapped(operation.success())))
    hooks = import_module(f"{provider.name}_client._runtime.http.hooks").Hooks(request=lambda event: event.headers.update({provider.key_header: "other"}))
    client = caller.client(provider, server.url, hooks=hooks).with_options(headers={"Accept": "x/y"})

    caller.operation(client, operation)(operation.example_id)

    assert server.requests[0].headers[provider.key_header] == f"{provider.key_prefix}{KEY}"
    assert server.requests[0].headers["accept"] == "x/y"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_client_of_the_caller_is_used_and_left_open(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """The caller's own client sends, its event hooks run and its headers go along; `close` leaves it open."""
    server.script(json_answer(operation.wrapped(operation.success())))
    seen: list[str] = []

    def note(message: Any) -> None:
        seen.append(type(message).__name__)

    async def async_note(message: Any) -> None:
        note(message)

    hook = note if caller.mode == "sync" else async_note
    own = caller.http_client(event_hooks={"request": [hook], "response": [hook]}, headers={"X-Own": "yes"})
    client = caller.client(operation.provider, server.url, http_client=own)

    caller.operation(client, operation)(operation.example_id)
    caller.result(client.close() if caller.mode == "sync" else client.aclose())

    assert seen == ["Request", "Response"]
    assert server.requests[0].headers["x-own"] == "yes"
    assert not own.is_closed
    assert caller.operation(client, operation)(operation.example_id)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_clients_key_goes_before_a_netrc(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Credentials of the caller's own client do not displace the key."""
    provider = operation.provider
    server.script(json_answer(operation.wrapped(operation.success())))
    own = caller.http_client(auth=("user", "password"))

    caller.get(operation, server.url, http_client=own)

    assert server.requests[0].headers[provider.key_header] == f"{provider.key_prefix}{KEY}"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_client_is_a_context_manager(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The block gives the client itself; at its end the connections are closed; closing again does no harm."""
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url)

    async def in_async_block() -> None:
        async with client as inner:
            assert inner is client
            await inner.requests.get(operation.example_id)
        await client.aclose()
        await client.aclose()

    if caller.mode == "sync":
        with client as inner:
            assert inner is client
            inner.requests.get(operation.example_id)
        client.close()
        client.close()
    else:
        caller.result(in_async_block())

    assert len(server.requests) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_closing_a_client_that_was_never_used(caller: Caller, operation: Operation) -> None:
    """A client that never sent can be closed."""
    client = caller.client(operation.provider, "http://127.0.0.1:9")

    caller.result(client.close() if caller.mode == "sync" else client.aclose())


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_closed_client_sends_no_foreign_exception(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """After `close` a call works or raises one of our errors, sync and async."""
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url)
    get = caller.operation(client, operation)
    get(operation.example_id)
    caller.result(client.close() if caller.mode == "sync" else client.aclose())

    try:
        get(operation.example_id)
    except operation.provider.root_error:
        return

    assert len(server.requests) == 2


# What the first loop leaves open is the point of the test; its sockets complain when they are collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_async_client_survives_its_event_loop(
    quiet_environment: None, server: ScriptedServer, operation: Operation
) -> None:
    """One async client serves several `asyncio.run`, though the first left a connection open."""
    server.script(json_answer(operation.wrapped(operation.success())))

    def run() -> tuple[list[Any], int]:
        client = operation.provider.client_class("async")(KEY, base_url=server.url, max_retries=0)
        loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

        async def get() -> Any:
            loops.append(weakref.ref(asyncio.get_running_loop()))
            return await client.requests.get(operation.example_id)

        results = [asyncio.run(get()) for _ in range(4)]
        gc.collect()
        return results, sum(loop() is not None for loop in loops)

    results, kept = run()
    gc.collect()

    assert results == [operation.model.from_dict(operation.success())] * 4
    assert len(server.requests) == 4
    # A loop that is over, and its connections, are not kept until the client is gone.
    assert kept <= 1


# Should a client leave connections open, their sockets complain when they are collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_many_threads_share_a_client(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """A sync client may be used by many threads at once, also for its first call; `close` closes all connections."""
    server.script(json_answer(operation.wrapped(operation.success())))
    client = operation.provider.client_class("sync")(KEY, base_url=server.url, max_retries=0)
    together = threading.Barrier(20)

    def get(_: int) -> Any:
        together.wait()
        return client.requests.get(operation.example_id)

    gc.disable()  # what is collected closes its sockets by itself
    try:
        with ThreadPoolExecutor(20) as pool:
            results = list(pool.map(get, range(20)))
        client.close()
        closed = server.all_closed_within(1.0)
    finally:
        gc.enable()
        gc.collect()

    assert results == [operation.model.from_dict(operation.success())] * 20
    assert closed


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_many_tasks_share_a_client(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """An async client may be used by many tasks at once."""
    server.script(json_answer(operation.wrapped(operation.success())))

    async def run() -> list[Any]:
        async with operation.provider.client_class("async")(KEY, base_url=server.url, max_retries=0) as client:
            return await asyncio.gather(*[client.requests.get(operation.example_id) for _ in range(50)])

    assert asyncio.run(run()) == [operation.model.from_dict(operation.success())] * 50


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_cancelling_is_not_swallowed(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """A cancelled task ends as cancelled: no error of ours, and no further attempt."""
    server.script(Raw(b"", hang=True))

    async def run() -> None:
        async with operation.provider.client_class("async")(KEY, base_url=server.url) as client:
            task = asyncio.create_task(client.requests.get(operation.example_id))
            while not server.requests:
                await asyncio.sleep(0.001)
            task.cancel()
            await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run())

    assert len(server.requests) == 1
