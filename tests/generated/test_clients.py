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
from support.calling import KEY, Caller, base_url_of
from support.providers import FIRST_OPERATIONS, OPERATIONS, PROVIDERS, Operation, Provider
from support.server import Raw, ScriptedServer, json_answer


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_constructor_is_as_promised(mode: str, provider: Provider) -> None:
    """`Client(api_key=None, *, base_url=None, timeout=60.0, total_timeout=300.0, max_retries=2, http_client=None)`."""
    parameters = inspect.signature(provider.client_class(mode)).parameters
    defaults = {name: parameter.default for name, parameter in parameters.items()}
    region = {"region": None} if provider.regions else {}

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
        for twin in ("AsyncHTTPClient", "AsyncEngine", "AsyncIterator", "AsyncEventStream"):
            text = text.replace(twin, twin.removeprefix("Async"))
        text = re.sub(r"AsyncPages\[Async(\w+|Page\[.+\]), .+\]", r"\1", text)
        text = re.sub(r"\bAsync(\w*Page\b)", r"\1", text)
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
        # Iterators, lists and what sends nothing are no coroutines: their annotations say so.
        lists = {one.method for one in provider.operations if one.items is not None and one.resource == name}
        streams = {one.method for one in provider.streams if one.resource == name}
        plain = {"watch", "wait_all", "unwrap", *lists, *streams}
        for method in surface(ours).keys() - {"__init__"}:
            assert inspect.iscoroutinefunction(getattr(theirs, method)) == (method not in plain), method
            assert not inspect.iscoroutinefunction(getattr(ours, method)), method


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_each_operation_is_a_method(quiet_environment: None, provider: Provider) -> None:
    """Each operation of the document is a method of its tag's resource, and has a detailed twin."""
    client = provider.client_class("sync")(KEY)

    for operation in provider.operations:
        methods = surface(type(getattr(client, operation.resource))).keys()
        assert {operation.method, f"{operation.method}_detailed"} <= methods


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_methods_have_the_documented_parameters(quiet_environment: None, operation: Operation) -> None:
    """A method takes the path's parameters by position, others and the body's fields by keyword."""
    client = operation.provider.client_class("sync")(KEY)
    signature = inspect.signature(getattr(getattr(client, operation.resource), operation.method))
    kinds = {name: one.kind for name, one in signature.parameters.items()}
    in_path = [parameter.argument for parameter in operation.path_parameters]

    assert list(kinds)[: len(in_path)] == in_path
    assert {kinds.pop(name) for name in in_path} <= {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    assert set(kinds.values()) <= {inspect.Parameter.KEYWORD_ONLY}
    of_lists = set() if operation.items is None else {"max_items", "resume"}
    assert of_lists <= set(kinds)
    assert set(kinds) - {"extra_body"} - of_lists == {one.argument for one in operation.keyword_parameters} | set(
        operation.body_fields
    )


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_where_the_base_url_comes_from(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    """The argument goes before the environment, the environment before the default; a region before both of these."""
    make = provider.client_class(mode)

    assert base_url_of(make(KEY)) == provider.default_url
    monkeypatch.setenv(provider.base_url_variable, "https://environment.example/")
    assert base_url_of(make(KEY)) == "https://environment.example"
    assert base_url_of(make(KEY, base_url="https://argument.example/api/")) == "https://argument.example/api"
    assert base_url_of(make(KEY, base_url=httpx.URL("https://argument.example"))) == "https://argument.example"
    for region, url in provider.regions.items():
        assert base_url_of(make(KEY, region=region)) == url
        assert base_url_of(make(KEY, region=region, base_url="https://argument.example")) == "https://argument.example"
    monkeypatch.setenv(provider.base_url_variable, "")
    assert base_url_of(make(KEY)) == provider.default_url


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_region_that_hides_the_environments_url_is_logged(
    mode: str,
    quiet_environment: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    provider: Provider,
) -> None:
    """A region that wins over another server in the environment is a warning in the log, without that server's URL."""
    make = provider.client_class(mode)
    monkeypatch.setenv(provider.base_url_variable, "https://user:password@environment.example/")

    for region, url in provider.regions.items():
        caplog.clear()
        make(KEY, region=region)
        [record] = caplog.records
        assert (record.name, record.levelname) == (provider.row.package, "WARNING")
        assert record.getMessage() == (
            f"{provider.base_url_variable} is ignored, because region={region!r} was passed: requests go to {url}"
        )
        caplog.clear()
        make(KEY, region=region, base_url="https://argument.example")
        monkeypatch.setenv(provider.base_url_variable, f"{url}/")
        make(KEY, region=region)
        monkeypatch.setenv(provider.base_url_variable, "https://user:password@environment.example/")
    assert caplog.records == []


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_base_url_may_have_a_path(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Paths are appended to the base URL's own."""
    server.script(operation.answer())

    caller.call(operation, f"{server.url}/gate/way/")

    assert server.requests[0].target.partition("?")[0] == f"/gate/way{operation.path}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_detailed_twin_has_what_came_along(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """`..._detailed` has an int status, headers in any case, the raw bytes, and what the plain method returns."""
    answer = operation.answer(headers={"X-Trace": "t-1"})
    server.script(answer)
    client = caller.client(operation.provider, server.url)

    response = caller.operation(client, operation, detailed=True)()

    assert isinstance(response, operation.provider.package.Response)
    assert type(response.status_code) is int
    assert response.status_code == operation.success_status
    assert response.headers["x-TRACE"] == "t-1"
    assert response.content == answer.content.partition(b"\r\n\r\n")[2]
    assert response.parsed == caller.operation(client, operation)()


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_detailed_twin_raises_as_well(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An error is an exception there too."""
    server.script(json_answer({"message": "no"}, 404))
    client = caller.client(operation.provider, server.url)

    with pytest.raises(operation.provider.error("NotFoundError")):
        caller.operation(client, operation, detailed=True)()


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
            caller.operation(one, operation)()
        headers = server.requests[-1].headers
        sent.append((len(server.requests) - before, headers.get("x-one"), headers.get("x-two")))

    assert type(copy) is type(client)
    assert sent == [(1, "1", None), (5, "1", "2"), (1, "1", None)]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_headers_do_not_replace_the_key(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The key is put on last: a header of the same name that a hook sets does not take its place."""
    provider = operation.provider
    server.script(operation.answer())
    hooks = provider.package.Hooks(request=lambda event: event.headers.update({provider.scheme.name: "other"}))
    client = caller.client(provider, server.url, hooks=hooks).with_options(headers={"Accept": "x/y"})

    caller.operation(client, operation)()

    assert provider.key_of(server.requests[0]) == KEY
    assert server.requests[0].headers["accept"] == "x/y"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_client_of_the_caller_is_used_and_left_open(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """The caller's own client sends, its event hooks run and its headers go along; `close` leaves it open."""
    server.script(operation.answer())
    seen: list[str] = []

    def note(message: Any) -> None:
        seen.append(type(message).__name__)

    async def async_note(message: Any) -> None:
        note(message)

    hook = note if caller.mode == "sync" else async_note
    own = caller.http_client(event_hooks={"request": [hook], "response": [hook]}, headers={"X-Own": "yes"})
    client = caller.client(operation.provider, server.url, http_client=own)

    caller.operation(client, operation)()
    caller.result(client.close() if caller.mode == "sync" else client.aclose())

    assert seen == ["Request", "Response"]
    assert server.requests[0].headers["x-own"] == "yes"
    assert not own.is_closed
    assert caller.operation(client, operation)()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_clients_key_goes_before_a_netrc(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Credentials of the caller's own client do not displace the key."""
    provider = operation.provider
    server.script(operation.answer())
    own = caller.http_client(auth=("user", "password"))

    caller.call(operation, server.url, http_client=own)

    assert provider.key_of(server.requests[0]) == KEY


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_client_is_a_context_manager(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The block gives the client itself; at its end the connections are closed; closing again does no harm."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)

    async def in_async_block() -> None:
        async with client as inner:
            assert inner is client
            await operation.bound(inner)()
        await client.aclose()
        await client.aclose()

    if caller.mode == "sync":
        with client as inner:
            assert inner is client
            operation.bound(inner)()
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
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    get = caller.operation(client, operation)
    get()
    caller.result(client.close() if caller.mode == "sync" else client.aclose())

    try:
        get()
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
    server.script(operation.answer())

    def run() -> tuple[list[Any], int]:
        client = operation.provider.client_class("async")(KEY, base_url=server.url, max_retries=0)
        loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

        async def get() -> Any:
            loops.append(weakref.ref(asyncio.get_running_loop()))
            return await operation.bound(client)()

        results = [asyncio.run(get()) for _ in range(4)]
        gc.collect()
        return results, sum(loop() is not None for loop in loops)

    results, kept = run()
    gc.collect()

    assert results == [operation.result()] * 4
    assert len(server.requests) == 4
    # A loop that is over, and its connections, are not kept until the client is gone.
    assert kept <= 1


# Should a client leave connections open, their sockets complain when they are collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_many_threads_share_a_client(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """A sync client may be used by many threads at once, also for its first call; `close` closes all connections."""
    server.script(operation.answer())
    client = operation.provider.client_class("sync")(KEY, base_url=server.url, max_retries=0)
    together = threading.Barrier(20)

    def get(_: int) -> Any:
        together.wait()
        return operation.bound(client)()

    gc.disable()  # what is collected closes its sockets by itself
    try:
        with ThreadPoolExecutor(20) as pool:
            results = list(pool.map(get, range(20)))
        client.close()
        closed = server.all_closed_within(15)
    finally:
        gc.enable()
        gc.collect()

    assert results == [operation.result()] * 20
    assert closed


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_many_tasks_share_a_client(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """An async client may be used by many tasks at once."""
    server.script(operation.answer())

    async def run() -> list[Any]:
        async with operation.provider.client_class("async")(KEY, base_url=server.url, max_retries=0) as client:
            return await asyncio.gather(*[operation.bound(client)() for _ in range(50)])

    assert asyncio.run(run()) == [operation.result()] * 50


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_cancelling_is_not_swallowed(quiet_environment: None, server: ScriptedServer, operation: Operation) -> None:
    """A cancelled task ends as cancelled: no error of ours, and no further attempt."""
    server.script(Raw(b"", hang=True))

    async def run() -> None:
        async with operation.provider.client_class("async")(KEY, base_url=server.url) as client:
            task = asyncio.create_task(operation.bound(client)())
            while not server.requests:
                await asyncio.sleep(0.001)
            task.cancel()
            await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run())

    assert len(server.requests) == 1
