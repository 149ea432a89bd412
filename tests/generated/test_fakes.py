"""The fakes: they answer as the documents' examples do, with and without sockets, for every operation."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller
from support.documents import python_name
from support.providers import FIRST_OPERATIONS, OPERATIONS, PROVIDERS, READS, Operation, Provider, unpaged

WITH_IDS = [operation for operation in OPERATIONS if operation.path_parameters]


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_documented_call_succeeds(caller: Caller, operation: Operation) -> None:
    """What the document shows is found, and answered with the first documented success."""
    fake = operation.provider.fake()

    with fake.serve() as base_url:
        result = caller.call(operation, base_url)

    # A fake of its own makes up what is created, in the documented form.
    if operation.http_method == "get" or operation.provider.row.fake is None:
        assert result == operation.result()
    assert type(result) is type(operation.result())


@pytest.mark.parametrize("operation", WITH_IDS, ids=str)
def test_any_other_id_is_not_found(caller: Caller, operation: Operation) -> None:
    """Any other id is not found, in the provider's own way."""
    fake = operation.provider.fake()

    with fake.serve() as base_url, pytest.raises(operation.provider.error("NotFoundError")):
        caller.call(operation, base_url, *operation.other_ids)


EVERY_EXAMPLE = [
    pytest.param(operation, status, name, value, id=f"{operation}-{name}")
    for operation in OPERATIONS
    for status, name, value in operation.examples()
]


@pytest.mark.parametrize(("operation", "status", "name", "value"), EVERY_EXAMPLE)
def test_each_documented_example_can_be_asked_for(operation: Operation, status: int, name: str, value: Any) -> None:
    """`respond` with an example's name gives exactly that example, once, with and without a socket alike."""
    provider = operation.provider
    answers: list[tuple[int, str, str]] = []
    fake = provider.fake()
    fake.respond(operation.name, name, name)

    with fake.serve() as base_url:
        for transport, url in ((fake.transport(), "http://fake"), (None, base_url)):
            with httpx.Client(transport=transport, base_url=url, trust_env=False) as client:
                answer = client.request(**operation.request("any-key"))
                answers.append((answer.status_code, answer.text, answer.headers.get("content-type", "")))

    assert answers[0] == answers[1]
    assert answers[0][0] == status
    assert (answers[0][1] if isinstance(value, str) else json.loads(answers[0][1])) == value


ELSEWHERE = {"nowhere": "/nowhere", "root": "/", "deeper": "{path}/deeper/still", "two slashes": "//{path}"}


def both_ways(fake: Any, **request: Any) -> httpx.Response:
    """The answer to a request, which is the same with and without sockets."""
    found: list[httpx.Response] = []
    with fake.serve() as base_url:
        for transport, url in ((fake.transport(), "http://fake"), (None, base_url)):
            with httpx.Client(transport=transport, trust_env=False) as client:
                found.append(client.request(**{**request, "url": url + request["url"]}))
    assert found[0].status_code == found[1].status_code
    assert found[0].content == found[1].content
    assert found[0].headers.get("allow") == found[1].headers.get("allow")
    return found[0]


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_request_with_a_key_succeeds(operation: Operation) -> None:
    """A request as the document has it gets a documented status of success."""
    with httpx.Client(transport=operation.provider.fake().transport(), base_url="http://fake") as client:
        answer = client.request(**operation.request("any-key"))

    assert answer.status_code in {status for status, _ in operation.responses() if status < 300}


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.authenticated], ids=str)
def test_a_request_without_a_key_is_refused(operation: Operation) -> None:
    """Without a key a request gets 401, as does one with a key that is not the fake's."""
    fake = operation.provider.fake(api_key="the-key")

    assert both_ways(fake, **operation.request(None)).status_code == 401
    assert both_ways(fake, **operation.request("another")).status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_method_that_the_path_does_not_have(operation: Operation, method: str) -> None:
    """Another method gets 405 with those that there are, key or no key."""
    if method.lower() in operation.methods:
        return
    answer = both_ways(operation.provider.fake(), **{**operation.request(None), "method": method})

    assert answer.status_code == 405
    assert answer.headers["allow"] == ", ".join(method.upper() for method in operation.methods)
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_path_that_nobody_knows(operation: Operation, name: str) -> None:
    """Another path gets 404, key or no key."""
    path = ELSEWHERE[name].replace("{path}", operation.path)

    for key in (None, "any-key"):
        answer = both_ways(operation.provider.fake(), **{**operation.request(key), "url": path})
        assert answer.status_code == 404
        assert isinstance(answer.json(), dict)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_fakes_key_can_be_told(caller: Caller, operation: Operation) -> None:
    """A fake with a key of its own accepts that only; its clients have it."""
    fake = operation.provider.fake(api_key="the-key")

    with fake.serve() as base_url:
        assert caller.call(operation, base_url, api_key="the-key")
        with pytest.raises(operation.provider.error("AuthenticationError")):
            caller.call(operation, base_url, api_key="another")
    with fake.client() as client:
        assert operation.bound(client)()


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_fakes_own_clients(quiet_environment: None, operation: Operation) -> None:
    """`client()` and `async_client()` talk to the fake without a key, an environment or sockets."""
    fake = operation.provider.fake()

    async def run() -> Any:
        async with fake.async_client() as client:
            return await operation.bound(client)()

    with fake.client() as client:
        assert type(operation.bound(client)()) is type(unpaged(asyncio.run(run())))
    assert [(one.method, one.path) for one in fake.requests] == [
        (operation.http_method.upper(), operation.path)
    ] * 2


ADDED = [operation for operation in READS if operation.path_parameters]


@pytest.mark.parametrize("operation", ADDED, ids=str)
def test_added_records_are_found(caller: Caller, operation: Operation) -> None:
    """`add` lets an id be found, with the example that has it, with changes to that, or with an answer of one's own."""
    fake, others = operation.provider.fake(), operation.other_ids
    success = operation.wrapped(operation.success())
    texts = {old: new for old, new in zip(operation.example_ids, others, strict=True) if isinstance(new, str)}

    with fake.serve() as base_url:
        get = caller.operation(caller.client(operation.provider, base_url), operation)
        fake.add(operation.name, *others)
        numbers = {one.name: new for one, new in zip(operation.path_parameters, others, strict=True) if new not in texts}
        expected = {name: numbers.get(name, member) for name, member in renamed(operation.success(), texts).items()}
        assert get(*others) == operation.model.from_dict(expected)
        fake.add(operation.name, *others, added="new")
        assert get() == operation.result()
        own = operation.wrapped({**operation.success(), "brand_new": 1})
        fake.add(operation.name, *others, json=own)
        assert get(*others).additional_properties["brand_new"] == 1

    assert operation.wrapped(operation.success()) == success


@pytest.mark.parametrize("operation", ADDED, ids=str)
def test_changes_reach_the_object(caller: Caller, operation: Operation) -> None:
    """`add` changes the object that the client returns, whether or not the body has it in an envelope."""
    fake, others = operation.provider.fake(), operation.other_ids
    changed = {**operation.success(), "brand_new": 1}
    kinds = {name: "model" if name == "model" else type(value).__name__ for name, value in operation.success().items()}
    # Texts are last: one may be the id, or a time, which has to stay one. Before them, a flag: `success` is a refusal.
    members = operation.schema["properties"]
    texts = [name for name, kind in kinds.items() if kind == "str" and name != "id" and "format" not in members[name]]
    order = [name for kind in ("float", "model", "int", "bool") for name, found in kinds.items() if found == kind]
    name = [*order, *texts][0]
    before = changed[name]
    value = not before if isinstance(before, bool) else before + 1 if isinstance(before, float | int) else "another"

    with fake.serve() as base_url:
        get = caller.operation(caller.client(operation.provider, base_url), operation)
        fake.add(operation.name, *others, **{name: value}, brand_new=1)
        found = get(*others)

    assert getattr(found, python_name(name)) == value
    assert found.additional_properties["brand_new"] == 1


@pytest.mark.parametrize("operation", [one for one in ADDED if one.provider.row.envelope], ids=str)
def test_changes_of_an_envelope(operation: Operation) -> None:
    """A member that only the envelope has is changed there, and so is the envelope's object as a whole."""
    fake, envelope = operation.provider.fake(), operation.provider.row.envelope
    (other,) = set(operation.wrapped(operation.success())) - {envelope} or {"error"}
    fake.add(operation.name, *operation.example_ids, **{envelope: None, other: "Oh no"})

    with httpx.Client(transport=fake.transport(), base_url="http://fake") as client:
        answer = client.request(**operation.request("any-key")).json()

    assert answer == {**operation.wrapped(operation.success()), envelope: None, other: "Oh no"}


def renamed(value: Any, texts: dict[Any, str]) -> Any:
    """JSON with other texts in place of some."""
    if isinstance(value, dict):
        return {name: renamed(member, texts) for name, member in value.items()}
    if isinstance(value, list):
        return [renamed(item, texts) for item in value]
    return texts.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_scripts_come_in_order_and_end(caller: Caller, operation: Operation) -> None:
    """Scripted answers come in their order, one a request; after them the fake answers as before."""
    fake, answer = operation.provider.fake(), operation.provider.testing.FakeAnswer
    fake.respond(operation.name, answer(500), answer(404, json={}))
    fake.respond(operation.name, answer(409, content=b"text"))
    errors: list[str] = []

    with fake.serve() as base_url:
        call = caller.operation(caller.client(operation.provider, base_url), operation)
        for _ in range(3):
            with pytest.raises(operation.provider.error("APIStatusError")) as caught:
                call()
            errors.append(type(caught.value).__name__)
        assert type(call()) is type(operation.result())

    assert errors == ["InternalServerError", "NotFoundError", "ConflictError"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_name_that_nobody_knows(operation: Operation) -> None:
    """An unknown operation or example is a `LookupError` that lists what there is, and scripts nothing."""
    fake = operation.provider.fake()

    with pytest.raises(LookupError, match=operation.name):
        fake.respond("nonsense_get", "found")
    with pytest.raises(LookupError, match=operation.name):
        fake.add("nonsense_get", "id")
    for _, name, _ in operation.examples():
        with pytest.raises(LookupError, match=name):
            fake.respond(operation.name, name, "nonsense")

    with fake.client() as client:
        assert type(operation.bound(client)()) is type(operation.result())


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_requests_are_recorded(operation: Operation) -> None:
    """The fake keeps every request as it came: method, quoted path, query, headers and body."""
    fake, provider = operation.provider.fake(), operation.provider

    with fake.serve() as base_url, httpx.Client(base_url=base_url, trust_env=False) as client:
        client.request(**operation.request("any-key"))
        client.post("/a%20b?x=1&x=2&empty=", content=b"body")

    first, second = fake.requests
    assert (first.method, first.path) == (operation.http_method.upper(), operation.path)
    assert fake.scheme.key_of(first) == provider.scheme.value("any-key").removeprefix(provider.scheme.prefix)
    if operation.is_form:
        sent = {name.removesuffix("[]") for name in operation.body_example}
        assert {*dict(first.form.fields), *(one.field.removesuffix("[]") for one in first.form.files)} == sent
    else:
        assert json.loads(first.body or b"null") == operation.body_example
    assert (second.method, second.path, second.body) == ("POST", "/a%20b", b"body")
    assert list(second.query) == [("x", "1"), ("x", "2"), ("empty", "")]


@pytest.mark.parametrize("operation", [one for one in FIRST_OPERATIONS if one.example_ids], ids=str)
def test_fifty_threads(quiet_environment: None, operation: Operation) -> None:
    """Fifty threads at once, each with its own id, each get their own answer, over real sockets."""
    provider, fake = operation.provider, operation.provider.fake()
    rest = operation.example_ids[1:]
    ids = [number + 1000 if isinstance(operation.example_ids[0], int) else f"id_{number}" for number in range(50)]
    for one in ids:
        fake.add(operation.name, one, *rest, json=operation.wrapped({**operation.success(), "own_id": one}))
    together = threading.Barrier(50)

    with fake.serve() as base_url, provider.client_class("sync")("key", base_url=base_url, max_retries=0) as client:

        def get(one: Any) -> Any:
            together.wait()
            return operation.bound(client)(one, *rest).additional_properties["own_id"]

        with ThreadPoolExecutor(50) as pool:
            found = list(pool.map(get, ids))

    assert found == ids
    assert len(fake.requests) == 50


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_fakes_clients_take_the_options_of_a_client(provider: Provider, mode: str) -> None:
    """`client()` and `async_client()` have the parameters of the client, with its types and defaults."""
    method = provider.fake.client if mode == "sync" else provider.fake.async_client
    made, own = inspect.signature(method), inspect.signature(provider.client_class(mode))

    assert list(made.parameters.values())[1:] == list(own.parameters.values())


def test_the_options_reach_the_client(quiet_environment: None, caller: Caller) -> None:
    """What is passed to `client()` holds: the key, the region, hooks, limits, an address, a client of httpx."""
    for operation in FIRST_OPERATIONS:
        provider = operation.provider
        fake, seen = provider.fake(api_key="the-key"), list[Any]()
        make = fake.client if caller.mode == "sync" else fake.async_client
        hooks = provider.package.Hooks(request=seen.append)
        regions = [{"region": region} for region in provider.regions]
        for options in (*regions, {"base_url": "https://example.com/v9"}, {"max_response_bytes": 10}):
            client = make(hooks=hooks, max_retries=0, **options)
            with contextlib.suppress(provider.root_error):  # the address is another, the answer too long
                caller.operation(client, operation)()
        with pytest.raises(provider.error("AuthenticationError")):
            caller.operation(make("another", max_retries=0), operation)()
        own = caller.http_client(transport=fake.transport(), headers={"x-own": "1"})
        caller.operation(make(http_client=own), operation)()

        urls = [event.url.partition("?")[0] for event in seen]
        assert urls[:-2] == [url + operation.path for url in provider.regions.values()]
        assert urls[-2] == f"https://example.com/v9{operation.path}"
        assert fake.requests[-1].headers["x-own"] == "1"
        with pytest.raises(provider.error("ResponseDecodeError")):
            caller.operation(make(max_response_bytes=10), operation)()


def test_a_real_key_is_not_shown() -> None:
    """A request's repr hides credentials: a test may send a real key to `serve()`, and its output is often public."""
    for operation in FIRST_OPERATIONS:
        fake = operation.provider.fake()
        with fake.serve() as base_url, httpx.Client(base_url=base_url, trust_env=False) as client:
            client.request(**operation.request("a-real-key"))

        assert "a-real-key" not in repr(fake.requests)
        assert fake.scheme.key_of(fake.requests[0]) == "a-real-key"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_clock_of_another_package(quiet_environment: None, caller: Caller, provider: Provider) -> None:
    """Fakes of several packages share one clock: the pauses of each client take no real time."""
    operation = provider.operations[0]
    clock = next(one for one in PROVIDERS if one != provider).testing.VirtualClock()
    fake = provider.fake(clock=clock)
    fake.respond(operation.name, provider.testing.FakeAnswer(503, headers={"retry-after": "50"}))
    client = fake.client() if caller.mode == "sync" else fake.async_client()

    assert caller.operation(client, operation)() == operation.result()
    assert clock() >= 50


@pytest.mark.parametrize("same_package", [True, False])
def test_two_clocks_on_one_loop(same_package: bool) -> None:
    """Each clock goes on when the loop is idle but for other clocks; none waits for another's wait."""
    first, other = PROVIDERS[0], PROVIDERS[0 if same_package else 1]
    clocks = [first.testing.VirtualClock(), other.testing.VirtualClock()]
    woken: list[tuple[int, float]] = []

    async def sleep(number: int, seconds: float) -> None:
        for _ in range(3):
            await clocks[number].async_sleep(seconds)
            woken.append((number, clocks[number]()))

    async def run() -> None:
        async with asyncio.timeout(20):
            await asyncio.gather(sleep(0, 10), sleep(1, 7), sleep(0, 5))

    asyncio.run(run())

    assert [clock() for clock in clocks] == [30, 21]
    assert [time for number, time in woken if number == 1] == [7, 14, 21]
    assert sorted(time for number, time in woken if number == 0) == [5, 10, 10, 15, 20, 30]


NEVER_LEFT: Final = """
import sys, threading, urllib.request
from {package}.testing import FakeAnswer, FakeFailure, {fake}

fake = {fake}()
served = fake.serve()
base_url = served.__enter__()
def ask():
    try:
        urllib.request.urlopen(base_url + "/nowhere")
    except Exception:
        pass
fake.respond("{operation}", FakeFailure.timeout())
ask()
import socket
idle = socket.create_connection(tuple(base_url.removeprefix("http://").split(":")))
if {hanging}:
    threading.Thread(target=lambda: urllib.request.urlopen(base_url + "{path}"), daemon=True).start()
    while len(fake.requests) < 2:
        pass
print("the end")
"""


@pytest.mark.parametrize("hanging", [False, True], ids=["idle", "a request that is not answered"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS[:1], ids=str)
def test_a_server_that_is_never_left(operation: Operation, hanging: bool) -> None:
    """A program that never leaves `serve()` ends all the same, with open connections and a request without answer."""
    provider = operation.provider
    program = NEVER_LEFT.format(
        package=provider.row.package,
        fake=f"Fake{provider.client}",
        operation=operation.name,
        path=operation.path,
        hanging=hanging,
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)

    assert (done.returncode, done.stdout) == (0, "the end\n"), done.stderr


def test_a_server_leaves_nothing() -> None:
    """After `serve()`, its threads have ended, and so they have after fifty at once."""
    before = threading.active_count()
    fake = PROVIDERS[0].fake()

    with ExitStack() as stack:
        for base_url in [stack.enter_context(fake.serve()) for _ in range(50)]:
            with httpx.Client(trust_env=False) as client:
                assert client.get(base_url).status_code == 404

    assert threading.active_count() <= before
