"""A caller's own client of httpx: what it adds goes to its server alone, and its hooks take nothing from our errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from support.calling import KEY, Caller, complaining
from support.providers import FIRST_OPERATIONS, Operation
from support.server import Received, ScriptedServer, json_answer, raw_answer

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
        other.script(operation.answer())
        server.script(raw_answer(b"", 302, {"Location": f"{other.url}/x?token=SIGN"}))
        client = caller.client(operation.provider, server.url, http_client=own, follow_redirects=True)
        caller.operation(client, operation)()

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
        caller.operation(client, operation)()

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
        caller.operation(caller.client(operation.provider, server.url, http_client=own), operation)()
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
        caller.operation(client, operation)()

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
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url, http_client=caller.http_client(event_hooks=hooks))

    with pytest.raises(operation.provider.error("APIConnectionError"), match="500") as caught:
        caller.operation(client, operation)()

    cause: Any = caught.value.__cause__
    assert isinstance(cause, httpx.HTTPStatusError)
    assert KEY not in repr(cause.request.headers.raw) + repr(cause.response.request.headers.raw)


