"""A caller's own client of httpx: what it adds goes to its server alone, and its hooks take nothing from our errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, HELICONE, LUMENFALL, Operation
from support.server import Received, ScriptedServer, json_answer, raw_answer

ORDER = {"model": "sora-2", "prompt": "a capybara"}


def query_of(request: Received) -> list[tuple[str, str]]:
    """The query of a request."""
    return parse_qsl(request.target.partition("?")[2])


def complaining(caller: Caller, *, reads: bool = False) -> dict[str, Any]:
    """Event hooks that call `raise_for_status`, as many write them."""

    def hook(response: httpx.Response) -> None:
        if reads:
            response.read()
        response.raise_for_status()

    async def async_hook(response: httpx.Response) -> None:
        if reads:
            await response.aread()
        response.raise_for_status()

    return {"response": [hook if caller.mode == "sync" else async_hook]}


def test_an_estimate_stays_one(caller: Caller, server: ScriptedServer) -> None:
    """Parameters of the caller's client are added to the query, and do not make an order of an estimate."""
    server.script(json_answer({"estimated": True, "model": "sora-2", "total_cost_micros": 1, "currency": "USD"}))
    own = caller.http_client(params={"tenant": "x", "dryRun": "false"})
    client = caller.client(LUMENFALL, server.url, http_client=own)

    caller.plain(client.videos.estimate)(**ORDER)

    assert sorted(query_of(server.requests[0])) == [("dryRun", "true"), ("tenant", "x")]


def test_a_query_stays_with_the_callers_parameters(caller: Caller, server: ScriptedServer) -> None:
    """So do other queries, also that of a redirect within the server."""
    operation = next(one for one in FIRST_OPERATIONS if one.provider is HELICONE)
    moved = raw_answer(b"", 302, {"Location": f"{operation.path}?include_body=true&page=a%20b"})
    server.script(moved, json_answer(operation.wrapped(operation.success())))
    own = caller.http_client(params={"tenant": "x"})
    client = caller.client(HELICONE, server.url, http_client=own, follow_redirects=True)

    caller.plain(client.requests.get)(operation.example_id, include_body=True)

    first, second = map(query_of, server.requests)
    assert sorted(first) == [("includeBody", "true"), ("tenant", "x")]
    assert sorted(second) == [("include_body", "true"), ("page", "a b"), ("tenant", "x")]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_another_origin_gets_nothing_of_the_callers_client(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """A redirect to another origin is asked as it stands, without headers, cookies, parameters or password."""
    own = caller.http_client(
        headers={"Authorization": "Bearer GATEWAY", "X-Secret": "abc"},
        cookies={"session": "cook"},
        params={"api": "param"},
        auth=("user", "password"),
    )
    with ScriptedServer() as other:
        other.script(json_answer(operation.wrapped(operation.success())))
        server.script(raw_answer(b"", 302, {"Location": f"{other.url}/x?token=SIGN"}))
        client = caller.client(operation.provider, server.url, http_client=own, follow_redirects=True)
        caller.operation(client, operation)(operation.example_id)

        (request,) = other.requests
        assert request.target == "/x?token=SIGN"
        assert set(request.headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert server.requests[0].headers["x-secret"] == "abc"


@pytest.mark.parametrize("reads", [False, True], ids=["unread", "read"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
@pytest.mark.parametrize(
    ("status_code", "name"), [(404, "NotFoundError"), (401, "AuthenticationError"), (500, "InternalServerError")]
)
def test_a_hook_that_raises_for_a_status(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int, name: str, reads: bool
) -> None:
    """Errors are as without the hook: typed, with the server's words, tried as often, and without the key."""
    server.script(json_answer({"error": {"message": "no such", "code": "C"}}, status_code))
    own = caller.http_client(event_hooks=complaining(caller, reads=reads))
    client = caller.client(operation.provider, server.url, http_client=own)

    with pytest.raises(operation.provider.error(name)) as caught:
        caller.operation(client, operation)(operation.example_id)

    assert (caught.value.message, caught.value.code) == ("no such", "C")
    assert len(server.requests) == 1
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_callers_client_keeps_its_hooks(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The client itself complains as before, and each hook sees each answer up to the first that complains."""
    seen: list[str] = []
    hooks = complaining(caller)["response"]

    def note(response: httpx.Response) -> None:
        seen.append(str(response.status_code))

    async def async_note(response: httpx.Response) -> None:
        note(response)

    one = note if caller.mode == "sync" else async_note
    own = caller.http_client(event_hooks={"response": [one, *hooks, one]})
    server.script(json_answer({}, 404))

    with pytest.raises(operation.provider.error("NotFoundError")):
        caller.operation(caller.client(operation.provider, server.url, http_client=own), operation)(operation.example_id)
    with pytest.raises(httpx.HTTPStatusError):
        caller.plain(own.get)(server.url)

    assert seen == ["404", "404"]
    assert own.event_hooks["response"] == [one, *hooks, one]


class Complaining(httpx.Client):
    """A client that complains by itself."""

    def send(self, *args: Any, **kwargs: Any) -> httpx.Response:
        """Send, and complain."""
        return super().send(*args, **kwargs).raise_for_status()


class AsyncComplaining(httpx.AsyncClient):
    """An async one."""

    async def send(self, *args: Any, **kwargs: Any) -> httpx.Response:
        """Send, and complain."""
        return (await super().send(*args, **kwargs)).raise_for_status()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_client_that_raises_for_a_status(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A subclass whose `send` raises makes no other errors either."""
    server.script(json_answer({"message": "no such"}, 404))
    own = Complaining() if caller.mode == "sync" else AsyncComplaining()
    client = caller.client(operation.provider, server.url, http_client=own, max_retries=1)

    with pytest.raises(operation.provider.error("NotFoundError"), match="no such"):
        caller.operation(client, operation)(operation.example_id)

    assert len(server.requests) == 1
    caller.result(own.close() if caller.mode == "sync" else own.aclose())


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_that_raises_for_another_status(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A request that a hook makes and that fails is no answer of ours; its error holds no key."""
    other = httpx.Response(500, request=httpx.Request("GET", "https://audit.example", headers={"x": KEY}))

    def hook(response: httpx.Response) -> None:
        other.raise_for_status()

    async def async_hook(response: httpx.Response) -> None:
        hook(response)

    hooks = {"response": [hook if caller.mode == "sync" else async_hook]}
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url, http_client=caller.http_client(event_hooks=hooks))

    with pytest.raises(operation.provider.error("APIConnectionError"), match="500") as caught:
        caller.operation(client, operation)(operation.example_id)

    cause: Any = caught.value.__cause__
    assert isinstance(cause, httpx.HTTPStatusError)
    assert KEY not in repr(cause.request.headers.raw) + repr(cause.response.request.headers.raw)


def test_a_wait_with_such_a_hook_ends_with_a_401(caller: Caller, server: ScriptedServer) -> None:
    """A wait does not go on until its deadline when the key is refused."""
    server.script(json_answer({"error": {"message": "key revoked"}}, 401))
    own = caller.http_client(event_hooks=complaining(caller))

    with pytest.raises(LUMENFALL.error("AuthenticationError"), match="key revoked"):
        caller.plain(caller.client(LUMENFALL, server.url, http_client=own).videos.wait)("video_1", timeout=60)

    assert len(server.requests) == 1


def test_a_download_with_such_a_hook_renews_its_link(caller: Caller, server: ScriptedServer, tmp_path: Path) -> None:
    """A link that has lapsed is asked for anew."""

    def answer(request: Received) -> Any:
        if request.target.startswith("/openai"):
            link = f"{server.url}/{'new' if any(one.target == '/old' for one in server.requests) else 'old'}"
            return json_answer({"id": "video_1", "created_at": 1, "status": "completed", "output": {"url": link}})
        return raw_answer(b"no", 403) if request.target == "/old" else raw_answer(b"DATA")

    server.script(answer)
    own = caller.http_client(event_hooks=complaining(caller))
    client = caller.client(LUMENFALL, server.url, http_client=own)

    caller.plain(client.videos.download)("video_1", tmp_path / "video.mp4")

    assert (tmp_path / "video.mp4").read_bytes() == b"DATA"
