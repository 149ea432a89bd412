"""The fakes: they answer as the documents' examples do, with and without sockets."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, OPERATIONS, PROMPTLAYER, PROVIDERS, Operation, Provider

OTHER_IDS = {"lumenfall": "req_other", "promptlayer": 99, "helicone": "req_other"}


def key_headers(provider: Provider, key: str = "any-key") -> dict[str, str]:
    """What a request needs to be let in."""
    return {provider.key_header: f"{provider.key_prefix}{key}"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_documented_id_is_found(caller: Caller, operation: Operation) -> None:
    """The id that the document shows is found, and answered with the first documented success."""
    fake = operation.provider.fake()

    with fake.serve() as base_url:
        assert caller.get(operation, base_url) == operation.model.from_dict(operation.success())


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_any_other_id_is_not_found(caller: Caller, operation: Operation) -> None:
    """Any other id is not found, in the provider's own way."""
    fake = operation.provider.fake()

    with fake.serve() as base_url, pytest.raises(operation.provider.error("NotFoundError")):
        caller.get(operation, base_url, OTHER_IDS[operation.provider.name])


def test_an_unknown_video_is_not_found(caller: Caller) -> None:
    """So is a video that was not added."""
    fake = LUMENFALL.fake()

    with fake.serve() as base_url, pytest.raises(LUMENFALL.error("NotFoundError")):
        caller.get(OPERATIONS[1], base_url, "video_other")


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
                answer = client.get(operation.path, headers=key_headers(provider))
                answers.append((answer.status_code, answer.text, answer.headers.get("content-type", "")))

    assert answers[0] == answers[1]
    assert answers[0][0] == status
    assert (answers[0][1] if isinstance(value, str) else json.loads(answers[0][1])) == value


REQUESTS = [
    ("GET", "{path}", True, None),
    ("GET", "{path}", False, 401),
    ("POST", "{path}", True, 405),
    ("DELETE", "{path}", False, 405),
    ("TRACE", "{path}", True, 405),
    ("GET", "/nowhere", True, 404),
    ("GET", "/", False, 404),
    ("GET", "{path}/deeper", True, 404),
    ("GET", "//{path}", True, 404),
]


@pytest.mark.parametrize(("method", "path", "with_key", "status"), REQUESTS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_plain_requests(operation: Operation, method: str, path: str, with_key: bool, status: int | None) -> None:
    """Without a key a request gets 401, by another method 405, on another path 404; with and without sockets."""
    if path == "{path}" and method.lower() in operation.methods:
        status = 401 if not with_key else 204 if method == "DELETE" else status
    provider, fake = operation.provider, operation.provider.fake()
    target = path.replace("{path}", operation.path)
    found: list[httpx.Response] = []

    with fake.serve() as base_url:
        for transport, url in ((fake.transport(), "http://fake"), (None, base_url)):
            with httpx.Client(transport=transport, trust_env=False) as client:
                headers = key_headers(provider) if with_key else {}
                found.append(client.request(method, url + target, headers=headers))

    assert [answer.status_code for answer in found] == [status or 200] * 2
    assert found[0].content == found[1].content
    allowed = ", ".join(method.upper() for method in operation.methods) if status == 405 else None
    assert found[0].headers.get("allow") == found[1].headers.get("allow") == allowed
    assert status == 204 or isinstance(found[0].json(), dict)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_fakes_key_can_be_told(caller: Caller, operation: Operation) -> None:
    """A fake with a key of its own accepts that only; its clients have it."""
    fake = operation.provider.fake(api_key="the-key")
    argument = operation.example_id

    with fake.serve() as base_url:
        assert caller.get(operation, base_url, api_key="the-key")
        with pytest.raises(operation.provider.error("AuthenticationError")):
            caller.get(operation, base_url, api_key="another")
    with fake.client() as client:
        assert client.requests.get(argument)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_fakes_own_clients(quiet_environment: None, operation: Operation) -> None:
    """`client()` and `async_client()` talk to the fake without a key, an environment or sockets."""
    fake = operation.provider.fake()

    async def run() -> Any:
        async with fake.async_client() as client:
            return await getattr(client, operation.resource).get(operation.example_id)

    with fake.client() as client:
        assert getattr(client, operation.resource).get(operation.example_id) == asyncio.run(run())
    assert len(fake.requests) == 2


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_added_records_are_found(caller: Caller, operation: Operation) -> None:
    """`add` lets an id be found, with the example that has it, with changes to that, or with an answer of one's own."""
    fake, other = operation.provider.fake(), OTHER_IDS[operation.provider.name]
    success = operation.wrapped(operation.success())
    ids = (other, operation.example_id) if isinstance(other, str) else (None, None)
    named = {name: ids[0] if value == ids[1] else value for name, value in operation.success().items()}

    with fake.serve() as base_url:
        get = caller.operation(caller.client(operation.provider, base_url), operation)
        fake.add(operation.name, other)
        assert get(other) == operation.model.from_dict(named)
        fake.add(operation.name, other, added="new")
        assert get(operation.example_id) == operation.model.from_dict(operation.success())
        own = operation.wrapped({**operation.success(), "brand_new": 1})
        fake.add(operation.name, other, json=own)
        assert get(other).additional_properties["brand_new"] == 1

    assert operation.wrapped(operation.success()) == success


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_scripts_come_in_order_and_end(caller: Caller, operation: Operation) -> None:
    """Scripted answers come in their order, one a request; after them the fake answers as before."""
    fake, answer = operation.provider.fake(), operation.provider.testing.FakeAnswer
    fake.respond(operation.name, answer(500), answer(404, json={}))
    fake.respond(operation.name, answer(409, content=b"text"))
    errors: list[str] = []

    with fake.serve() as base_url:
        get = caller.operation(caller.client(operation.provider, base_url), operation)
        for _ in range(3):
            with pytest.raises(operation.provider.error("APIStatusError")) as caught:
                get(operation.example_id)
            errors.append(type(caught.value).__name__)
        assert get(operation.example_id)

    assert errors == ["InternalServerError", "NotFoundError", "ConflictError"]


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_name_that_nobody_knows(provider: Provider) -> None:
    """An unknown operation or example is a `LookupError` that lists what there is, and scripts nothing."""
    fake = provider.fake()

    with pytest.raises(LookupError, match="requests_get"):
        fake.respond("nonsense_get", "found")
    with pytest.raises(LookupError, match="requests_get"):
        fake.add("nonsense_get", "id")
    with pytest.raises(LookupError, match="not_found"):
        fake.respond("requests_get", "not_found", "nonsense")

    with fake.client() as client:
        assert client.requests.get(FIRST_OPERATIONS[PROVIDERS.index(provider)].example_id)


Answer = LUMENFALL.testing.FakeAnswer
WRONG_ANSWERS: dict[str, tuple[list[Any], str]] = {
    "none": ([], "give one at least"),
    "a dict": ([{"id": "one"}], r"not a dict: write FakeAnswer\(json=...\)"),
    "a number": ([500], "not a int"),
    "nothing": ([None], "not a NoneType"),
    "a list behind a good one": (["completed", ["completed"]], "not a list"),
    "a name as status": ([Answer("not_found")], "status_code must be an integer from 200 to 999, not 'not_found'"),
    "no status": ([Answer(True)], "status_code must be"),
    "an early status": ([Answer(100)], "status_code must be"),
    "text": ([Answer(200, content="text")], "content must be bytes, not str"),
    "headers": ([Answer(200, headers=[("a", "b")])], "headers must be a mapping of strings"),
    "a header that is a number": ([Answer(200, headers={"retry-after": 1})], "headers must be a mapping of strings"),
    "no JSON": ([Answer(200, json={"id": {1, 2}})], "json cannot be written as JSON: .*set"),
}


@pytest.mark.parametrize(("answers", "message"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_answers_that_cannot_be_given_are_refused(answers: list[Any], message: str) -> None:
    """`respond` says at once what is wrong with an answer, and scripts none of them."""
    fake = LUMENFALL.fake()

    with pytest.raises(TypeError, match=message):
        fake.respond("requests_get", *answers)

    with fake.client() as client:
        assert client.requests.get(FIRST_OPERATIONS[0].example_id)


WRONG_RECORDS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any], type[Exception], str]] = {
    "no id": ("lumenfall", (), {}, TypeError, r"requests_get takes 1 id \(request_id\), not 0"),
    "two ids": ("lumenfall", ("a", "b"), {}, TypeError, r"takes 1 id \(request_id\), not 2"),
    "a list": ("lumenfall", (["a"],), {}, TypeError, "request_id must be a string or an integer, not list"),
    "none": ("lumenfall", (None,), {}, TypeError, "request_id must be a string or an integer, not NoneType"),
    "a flag": ("lumenfall", (True,), {}, TypeError, "not bool"),
    "an empty id": ("lumenfall", ("",), {}, ValueError, "request_id must not be ''"),
    "a step up": ("helicone", ("..",), {}, ValueError, "must not be '..'"),
    "no integer": ("promptlayer", ("req_1",), {}, ValueError, "of type integer, 1 or more; 'req_1' is never found"),
    "too small": ("promptlayer", (0,), {}, ValueError, "of type integer, 1 or more; 0 is never found"),
    "no JSON": ("lumenfall", ("a",), {"json": {"id": object()}}, TypeError, "cannot be written as JSON"),
    "changes to a list": (
        "lumenfall",
        ("a",),
        {"json": [], "status": "x"},
        TypeError,
        "no JSON object, so status cannot",
    ),
}


@pytest.mark.parametrize(("name", "ids", "options", "error", "message"), WRONG_RECORDS.values(), ids=WRONG_RECORDS)
def test_records_that_cannot_be_found_are_refused(
    name: str, ids: tuple[Any, ...], options: dict[str, Any], error: type[Exception], message: str
) -> None:
    """`add` says at once what is wrong with ids and answer."""
    (provider,) = [one for one in PROVIDERS if one.name == name]
    fake = provider.fake()

    with pytest.raises(error, match=message):
        fake.add("requests_get", *ids, **options)


def test_a_path_may_have_several_ids_or_none() -> None:
    """Ids are counted against the path, whatever the provider."""
    operation = LUMENFALL.testing.FakeOperation
    two = operation(operation="parts_get", method="GET", template="/jobs/{job_id}/parts/{part_id}")
    two.check_ids(("a", 1))

    with pytest.raises(TypeError, match=r"parts_get takes 2 ids \(job_id, part_id\), not 1"):
        two.check_ids(("a",))
    with pytest.raises(TypeError, match=r"list takes 0 ids \(its path has none\), not 1"):
        operation(operation="list", method="GET", template="/jobs").check_ids(("a",))


def test_json_replaces_documented_bytes() -> None:
    """Where a document has an answer that is no JSON, `add` with `json` gives JSON all the same."""
    testing = PROMPTLAYER.testing

    class FakeMedia(PROMPTLAYER.fake):  # type: ignore[name-defined, misc]
        operations = [  # noqa: RUF012  # as generated code has it
            testing.FakeOperation(
                operation="media_get",
                method="GET",
                template="/media/{media_id}",
                parameters=[testing.FakeParameter(name="media_id", place="path")],
                answers={"film": testing.FakeAnswer(200, content=b"film", headers={"content-type": "video/mp4"})},
            )
        ]

    fake = FakeMedia()
    fake.add("media_get", "one")
    fake.add("media_get", "two", json={"id": "two"})

    with pytest.raises(TypeError, match="no JSON object, so id cannot"):
        fake.add("media_get", "three", id="three")
    with httpx.Client(transport=fake.transport(), headers=key_headers(PROMPTLAYER)) as client:
        film, two = client.get("http://fake/media/one"), client.get("http://fake/media/two")
    assert (film.content, film.headers["content-type"]) == (b"film", "video/mp4")
    assert (two.json(), two.headers["content-type"]) == ({"id": "two"}, "application/json")


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_requests_are_recorded(caller: Caller, operation: Operation) -> None:
    """The fake keeps every request as it came: method, quoted path, query, headers and body."""
    fake = operation.provider.fake()

    with fake.serve() as base_url, httpx.Client(base_url=base_url, trust_env=False) as client:
        client.get(operation.path, headers=key_headers(operation.provider))
        client.post("/a%20b?x=1&x=2&empty=", content=b"body")

    first, second = fake.requests
    assert (first.method, first.path) == ("GET", operation.path)
    assert first.headers[operation.provider.key_header] == f"{operation.provider.key_prefix}any-key"
    assert (second.method, second.path, second.body) == ("POST", "/a%20b", b"body")
    assert list(second.query) == [("x", "1"), ("x", "2"), ("empty", "")]


def test_bad_parameters_are_refused() -> None:
    """A parameter that the document does not allow gets the documented refusal."""
    for operation, target, status in (
        (OPERATIONS[2], "/api/public/v2/requests/0", 422),
        (OPERATIONS[2], "/api/public/v2/requests/abc", 422),
        (OPERATIONS[3], f"{OPERATIONS[3].path}?includeBody=maybe", 400),
        (OPERATIONS[3], f"{OPERATIONS[3].path}?includeBody=true", 200),
    ):
        fake = operation.provider.fake()
        with httpx.Client(transport=fake.transport()) as client:
            answer = client.get(f"http://fake{target}", headers=key_headers(operation.provider))

        assert answer.status_code == status, target


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_fifty_threads(quiet_environment: None, operation: Operation) -> None:
    """Fifty threads at once, each with its own id, each get their own answer, over real sockets."""
    provider, fake = operation.provider, operation.provider.fake()
    name = next(iter(operation.schema["required"])) if provider.name != "promptlayer" else "request_id"
    ids = [number + 1000 if provider.name == "promptlayer" else f"id_{number}" for number in range(50)]
    for one in ids:
        fake.add(operation.name, one, json=operation.wrapped({**operation.success(), name: one}))
    together = threading.Barrier(50)

    with fake.serve() as base_url, provider.client_class("sync")("key", base_url=base_url, max_retries=0) as client:

        def get(one: Any) -> Any:
            together.wait()
            return getattr(client.requests.get(one), name)

        with ThreadPoolExecutor(50) as pool:
            found = list(pool.map(get, ids))

    assert found == ids
    assert len(fake.requests) == 50


def test_a_videos_life(quiet_environment: None) -> None:
    """A video is queued, then in progress, then finished, as the clock goes on, and fits its document in each state."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    fake.add_video("video_1", queued_for=2, duration=10)
    fake.add_video("video_2", queued_for=2, duration=10, outcome="failed", prompt="mine")
    seen: list[tuple[float, str, str]] = []

    with fake.client() as client:
        for seconds in (0, 1.9, 0.2, 9.8, 0.2):
            clock.sleep(seconds)
            first, second = client.videos.get("video_1"), client.videos.get("video_2")
            seen.append((round(clock(), 1), first.status, second.status))

    assert seen == [
        (0.0, "queued", "queued"),
        (1.9, "queued", "queued"),
        (2.1, "in_progress", "in_progress"),
        (11.9, "in_progress", "in_progress"),
        (12.1, "completed", "failed"),
    ]
    assert first.output is not None
    assert first.completed_at - first.created_at == 12
    assert first.expires_at > first.completed_at
    assert (second.error is not None, second.output, second.prompt) == (True, None, "mine")


def test_a_virtual_clock_stands_still(quiet_environment: None) -> None:
    """Time passes only for those who sleep, and never backwards."""
    clock = LUMENFALL.testing.VirtualClock(100.0)

    clock.sleep(5)
    clock.sleep(-5)
    asyncio.run(clock.async_sleep(2.5))

    assert clock() == clock.pace.clock() == 107.5
    assert clock.pace.wall_clock() == 1_702_345_678 + 107.5


def test_tasks_sleep_on_a_virtual_clock_side_by_side(quiet_environment: None) -> None:
    """Time passes once for all who sleep: they wake in order, each at its time, and a cancelled one holds up nobody."""
    clock = LUMENFALL.testing.VirtualClock()
    woken: list[tuple[int, float]] = []

    async def sleep(seconds: int) -> None:
        await clock.async_sleep(seconds)
        woken.append((seconds, clock()))
        await clock.async_sleep(100)

    async def run() -> None:
        tasks = [asyncio.create_task(sleep(seconds)) for seconds in (30, 10, 20, 10)]
        given_up = asyncio.create_task(clock.async_sleep(1))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(*tasks)

    asyncio.run(run())

    assert woken == [(10, 10.0), (10, 10.0), (20, 20.0), (30, 30.0)]
    assert clock() == 130.0


def test_threads_push_a_virtual_clock_one_by_one() -> None:
    """The clock is not for several threads: each that sleeps makes its own seconds pass, though side by side."""
    clock = LUMENFALL.testing.VirtualClock()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(clock.sleep, [10.0] * 4))

    assert clock() == 40.0
