"""A caller's own client of httpx2 or of Starlette, a closed one, and one with a timeout of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import httpx
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from support.calling import KEY, Caller, complaining
from support.entry_points import entry_points, outcome
from support.providers import FIRST_OPERATIONS, LUMENFALL, OPERATIONS, PROVIDERS, Operation, Provider
from support.server import Raw, Received, ScriptedServer, json_answer, raw_answer


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_client_of_httpx2(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Each operation sends the same as with httpx, the key included, and answers the same."""
    requests: list[Received] = []
    for library in (httpx, httpx2):
        server.script(operation.answer(headers={"X-Odd": "caf\u00e9"}))
        own = caller.http_client(library, headers={"X-Own": "1"}, params={"own": "2"})
        client = caller.client(operation.provider, server.url, http_client=own)

        answer = caller.operation(client, operation, detailed=True)()

        assert answer.parsed == operation.result()
        assert answer.headers["x-odd"] == "caf\u00e9"
        assert type(answer.headers) is httpx.Headers
        requests.append(server.requests[-1])
    before, now = requests
    assert (now.method, sorted(now.query), len(now.body)) == (before.method, sorted(before.query), len(before.body))
    chosen = {"content-type"} if operation.is_form else set[str]()  # what separates the parts of a form is random
    assert {**now.headers, **dict.fromkeys(chosen)} == {**before.headers, **dict.fromkeys(chosen)}
    assert "own=2" in now.target


FAILURES: Final = {
    "404": (json_answer({"message": "no such"}, 404, {"X-Odd": "caf\u00e9"}), "NotFoundError"),
    "redirect": (raw_answer(b"", 302, {"Location": "data:,x"}), "APIStatusError"),
    "cut": (raw_answer(b"{", length=9), "APIConnectionError"),
    "no gzip": (raw_answer(b"none", 200, {"Content-Encoding": "gzip"}), "APIConnectionError"),
    "no HTTP": (Raw(b"SSH-2.0\r\n\r\n", close=True), "APIConnectionError"),
    "too long": (raw_answer(b"[" + b"1," * 9999 + b"1]"), "ResponseDecodeError"),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_failures_are_the_same(caller: Caller, server: ScriptedServer, operation: Operation, failure: str) -> None:
    """What goes wrong is the same error of ours with either library, retried alike, and without the key."""
    answer, name = FAILURES[failure]
    server.script(answer)
    seen: list[tuple[object, ...]] = []
    for library in (httpx, httpx2):
        for hooks in ({}, complaining(caller)):
            own = caller.http_client(library, event_hooks=hooks)
            client = caller.client(operation.provider, server.url, http_client=own, max_response_bytes=9999)
            with pytest.raises(operation.provider.root_error) as caught:
                caller.operation(client, operation)()

            error: Any = caught.value
            assert type(error) is operation.provider.error(name)
            assert KEY not in str(vars(error.__cause__) if error.__cause__ else "")
            seen.append((str(error), error.maybe_delivered, error.attempts, getattr(error, "body", None)))
    assert len(set(map(repr, seen))) == 1
    assert len(server.requests) == 4


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_nobody_answers(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A refused connection was not delivered and is retried; a read that takes too long is a timeout."""
    own = caller.http_client(httpx2)
    with pytest.raises(operation.provider.error("APIConnectionError")) as caught:
        caller.call(operation, "http://127.0.0.1:9", http_client=own)
    server.script(Raw(b"", hang=True))
    with pytest.raises(operation.provider.error("APITimeoutError"), match="read"):
        caller.call(operation, server.url, http_client=own, timeout=0.05)

    assert not caught.value.maybe_delivered
    assert type(caught.value.__cause__) is httpx2.ConnectError
    assert KEY not in str(caught.value.__cause__.request.headers.raw)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_another_origin_gets_nothing_of_it(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A redirect of httpx2's to another origin is asked without the key, and without what the client adds."""
    own = caller.http_client(httpx2, headers={"X-Own": "1"}, cookies={"own": "2"}, auth=("user", "password"))
    with ScriptedServer() as other:
        other.script(operation.answer())
        server.script(raw_answer(b"", 302, {"Location": f"{other.url}/x"}))
        caller.call(operation, server.url, http_client=own, follow_redirects=True)

        assert set(other.requests[0].headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_a_download_with_httpx2(caller: Caller, server: ScriptedServer, tmp_path: Path) -> None:
    """A file comes through the caller's client, and is resumed when its body is cut."""
    server.script(
        raw_answer(b"fi", 200, {"Content-Type": "video/mp4", "ETag": '"1"'}, length=4),
        raw_answer(b"lm", 206, {"Content-Type": "video/mp4", "ETag": '"1"', "Content-Range": "bytes 2-3/4"}),
    )
    client = caller.client(LUMENFALL, server.url, http_client=caller.http_client(httpx2))
    client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)
    video = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed"}
    video = LUMENFALL.models.Video.from_dict({**video, "output": {"url": f"{server.url}/film"}})

    caller.plain(client.videos.download)(video, tmp_path / "film")

    assert (tmp_path / "film").read_bytes() == b"film"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_test_client_of_starlette(quiet_environment: None, operation: Operation) -> None:
    """An application that plays the provider is called in process; its errors are those of a server."""
    asked: list[str] = []

    def play(request: Request) -> JSONResponse:
        asked.append(f"{request.headers} {request.url}")
        known = request.url.path == operation.path
        return JSONResponse(
            operation.wrapped(operation.success()) if known else {"message": "no such"}, 200 if known else 404
        )

    caller = Caller("sync")
    with TestClient(Starlette(routes=[Route("/{path:path}", play)])) as own:
        client = caller.client(operation.provider, "http://testserver", http_client=own, allow_http=True)

        assert caller.operation(client, operation)() == operation.result()
        with pytest.raises(operation.provider.error("NotFoundError"), match="no such"):
            caller.operation(client, operation)(*operation.other_ids)
    assert all(KEY in one for one in asked)
    caller.close()


@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_closed_client(
    caller: Caller, server: ScriptedServer, provider: Provider, tmp_path: Path, library: Any
) -> None:
    """Each public entry point that sends says that the caller's client is closed; nothing was sent."""
    own = caller.http_client(library)
    client = caller.client(provider, server.url, http_client=own)
    caller.result(own.close() if caller.mode == "sync" else own.aclose())

    for one in entry_points(provider, caller.mode):
        if one.sends:
            error = outcome(caller, one, client, tmp_path)
            assert type(error) is provider.error("InvalidArgumentError"), (one, error)
            assert str(error).startswith("http_client is closed")
            assert (error.attempts, error.maybe_delivered) == (0, False)
            assert not any("may have been" in note for note in getattr(error, "__notes__", []))
    assert server.connections == 0


@pytest.mark.parametrize(
    ("own", "given", "expected"),
    [
        ({}, {}, 60.0),
        ({"timeout": 5.0}, {}, 60.0),
        ({"timeout": 7.5}, {}, 7.5),
        ({"timeout": None}, {}, None),
        ({"timeout": 7.5}, {"timeout": 60.0 + 0}, 60.0),
        ({"timeout": 7.5}, {"timeout": 3}, 3),
        ({"timeout": 7.5}, {"timeout": httpx.Timeout(4.0)}, 4.0),
    ],
    ids=str,
)
@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_timeout_of_the_callers_client(
    caller: Caller, operation: Operation, library: Any, own: Any, given: Any, expected: float | None
) -> None:
    """It holds unless `timeout` is given; httpx's default counts as none. Copies keep it, or have one of their own."""
    seen: list[Any] = []

    def play(request: Any) -> Any:
        seen.append(request.extensions["timeout"])
        return library.Response(404)

    http_client = caller.http_client(library, transport=library.MockTransport(play), **own)
    client = caller.client(
        operation.provider, "https://api.example", http_client=http_client, total_timeout=None, **given
    )
    for each in (client, client.with_options(max_retries=0), client.with_options(timeout=9)):
        with pytest.raises(operation.provider.error("NotFoundError")):
            caller.operation(each, operation)()

    phases = [set(each.values()) for each in seen]
    shortened = {2_000_000.0} if expected is None else {expected}
    assert phases == [phases[0], phases[0], {9}]
    assert phases[0] in ({expected}, shortened)


@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_other_kind_is_refused(mode: str, provider: Provider, library: Any) -> None:
    """A sync client takes no async one of either library, nor the other way round, and both are named."""
    wrong = library.AsyncClient if mode == "sync" else library.Client

    with pytest.raises(
        provider.error("InvalidArgumentError"), match=r"^http_client must be an httpx\..*; an httpx\..* is for"
    ):
        provider.client_class(mode)("key", http_client=wrong())


def test_httpx2_is_not_needed(server: ScriptedServer) -> None:
    """Where it is not installed, everything is as before, a caller's client of httpx included."""
    server.script(json_answer({"message": "no such"}, 404))
    script = f"""
import sys
sys.modules["httpx2"] = None
import httpx
from lumenfall_client import Lumenfall, NotFoundError
for own in (None, httpx.Client()):
    try:
        Lumenfall("key", base_url={server.url!r}, http_client=own).requests.get("a")
    except NotFoundError as error:
        print(error.message)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split("\n") == ["no such", "no such", ""]
