"""Responses that are files: read, saved or iterated over, and what goes wrong meanwhile."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.responses import JSONResponse, Response
from support.server import Raw, ScriptedServer, raw_answer

from .conftest import Desk
from .lab import Lab, streamed

CONTENT: Final = bytes(range(256)) * 4000
AUDIO: Final = {"content-type": "audio/mpeg"}


def audio(content: bytes = CONTENT, status_code: int = 200, **headers: str) -> Response:
    return Response(content, status_code, headers, "audio/mpeg")


def opened(desk: Desk, client: Any) -> Any:
    """The response of a call."""
    return desk.result(client.tracks.get("t_1"))


def connections(desk: Desk, client: Any) -> list[Any]:
    """The connections that a client holds."""
    transport = client._engine.transport
    if desk.mode == "sync":
        return list(transport.client()._transport._pool.connections)
    ((found, _),) = transport._clients.values()
    return list(found._transport._pool.connections)


@pytest.mark.parametrize("is_streamed", [False, True], ids=["sized", "streamed"])
def test_each_way_of_reading_gives_the_same_bytes(desk: Desk, lab: Lab, tmp_path: Path, *, is_streamed: bool) -> None:
    """`read`, `iter_bytes` and `save`, of a response with or without a size, on one connection."""
    lab.answers = [streamed(CONTENT) if is_streamed else audio() for _ in range(3)]
    client = desk.client(lab.url)

    first, second, third = (opened(desk, client) for _ in range(3))

    assert first.content_type == "audio/mpeg"
    assert first.size == (None if is_streamed else len(CONTENT))
    assert "tracks.get: 200 audio/mpeg" in repr(first)
    assert desk.result(first.read()) == CONTENT
    assert desk.result(first.read()) == CONTENT
    assert desk.pieces(second) == CONTENT
    assert desk.result(third.save(tmp_path / "a.mp3")) == tmp_path / "a.mp3"
    assert (tmp_path / "a.mp3").read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]
    assert all(connection.is_idle() for connection in connections(desk, client))


def test_the_request_asks_for_bytes_as_they_are(desk: Desk, lab: Lab) -> None:
    """It asks for any type, not packed; and a body of JSON is sent as ever."""
    lab.answers = [audio(b"hi")]

    assert desk.result(desk.result(desk.client(lab.url).speech.create(text="Hello")).read()) == b"hi"

    (taken,) = lab.taken
    assert (taken.headers["accept"], taken.headers["accept-encoding"]) == ("*/*", "identity")
    assert taken.body == b'{"text":"Hello"}'


def test_an_existing_file_stays(desk: Desk, lab: Lab, tmp_path: Path) -> None:
    """Without `overwrite` it is an error before anything is read, and the response can be saved elsewhere."""
    lab.answers = [audio(), audio(b"new")]
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old")
    client = desk.client(lab.url)
    response = opened(desk, client)

    with pytest.raises(FileExistsError):
        desk.result(response.save(path))
    assert path.read_bytes() == b"old"

    desk.result(response.save(tmp_path / "b.mp3"))
    assert (tmp_path / "b.mp3").read_bytes() == CONTENT
    desk.result(opened(desk, client).save(path, overwrite=True))
    assert path.read_bytes() == b"new"


CUT: Final = raw_answer(CONTENT[:1000], headers=AUDIO, length=len(CONTENT))


@pytest.mark.parametrize("way", ["read", "iter", "save"])
def test_a_cut_body_is_an_error_and_no_file(desk: Desk, server: ScriptedServer, tmp_path: Path, way: str) -> None:
    """Half a body is an `APIConnectionError` that names the call, and no part of a file stays."""
    server.script(CUT)
    response = opened(desk, desk.client(server.url))

    ways: dict[str, Callable[[], object]] = {
        "read": lambda: desk.result(response.read()),
        "iter": lambda: desk.pieces(response),
        "save": lambda: desk.result(response.save(tmp_path / "a.mp3")),
    }

    with pytest.raises(desk.package.APIConnectionError) as raised:
        ways[way]()

    assert (raised.value.operation, raised.value.maybe_delivered) == ("tracks.get", True)
    assert list(tmp_path.iterdir()) == []
    assert server.all_closed_within(5)


def test_a_failure_before_the_body_is_retried_if_that_is_safe(desk: Desk, lab: Lab) -> None:
    """A GET is repeated after a 503, a call that may cost money is not; the error is that of any other call."""
    client = desk.client(lab.url)
    lab.answers = [JSONResponse({"message": "later"}, 503), audio()]
    assert desk.result(opened(desk, client).read()) == CONTENT

    lab.answers = [JSONResponse({"message": "later"}, 503), audio()]
    with pytest.raises(desk.package.InternalServerError, match="later") as raised:
        desk.result(desk.result(client.speech.create(text="a")).read())
    assert (raised.value.attempts, raised.value.operation) == (1, "speech.create")

    lab.answers = [JSONResponse({"message": "No"}, 401)]
    with pytest.raises(desk.package.AuthenticationError, match="No"):
        opened(desk, client)
    assert all(connection.is_idle() for connection in connections(desk, client))


def test_the_limit_of_bytes_holds_for_what_is_kept_in_memory(desk: Desk, lab: Lab, tmp_path: Path) -> None:
    """`max_response_bytes` bounds `read`, and neither `save` nor `iter_bytes`."""
    client = desk.client(lab.url, max_response_bytes=1000)
    lab.answers = [audio(), audio(), audio()]

    with pytest.raises(desk.package.ResponseDecodeError, match=r"max_response_bytes \(1000\)"):
        desk.result(opened(desk, client).read())

    assert desk.pieces(opened(desk, client)) == CONTENT
    assert desk.result(opened(desk, client).save(tmp_path / "a")).stat().st_size == len(CONTENT)


def test_a_packed_body_is_unpacked_or_refused(desk: Desk, lab: Lab) -> None:
    """A server that packs all the same is understood by `read`; elsewhere, nothing packed passes for the file."""
    packed = gzip.compress(CONTENT)
    lab.answers = [audio(packed, **{"content-encoding": "gzip"}), audio(packed, **{"content-encoding": "gzip"})]
    client = desk.client(lab.url)

    assert desk.result(opened(desk, client).read()) == CONTENT
    with pytest.raises(desk.package.ResponseDecodeError, match="not packed"):
        desk.pieces(opened(desk, client))


def test_a_body_is_read_once(desk: Desk, lab: Lab) -> None:
    """What was iterated over, or closed, cannot be read again."""
    client = desk.client(lab.url)
    lab.answers = [audio(), audio()]
    first, second = opened(desk, client), opened(desk, client)
    desk.pieces(first)
    desk.close(second)

    for response in (first, second):
        with pytest.raises(desk.package.InvalidArgumentError, match=r"the response of tracks\.get was closed"):
            desk.result(response.read())
    assert all(connection.is_idle() for connection in connections(desk, client))


def test_leaving_early_leaves_no_connection(desk: Desk, lab: Lab) -> None:
    """The end of the block closes the connection of a body that was not read to its end."""
    lab.answers = [audio(bytes(50_000_000))]
    client = desk.client(lab.url)

    async def leave() -> int:
        async with client.tracks.get("t_1") as response:
            async for piece in response.iter_bytes():
                return len(piece)
        return 0

    if desk.mode == "sync":
        with client.tracks.get("t_1") as response:
            read = len(next(response.iter_bytes()))
    else:
        read = desk.result(leave())

    assert read > 0
    assert connections(desk, client) == []


def test_the_deadline_holds_while_the_body_arrives(desk: Desk, server: ScriptedServer) -> None:
    """`total_timeout` ends a body that comes a byte at a time."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 100000\r\n\r\n"
    server.script(Raw(head, drip=b"a"))
    response = opened(desk, desk.client(server.url, total_timeout=0.3))

    with pytest.raises(desk.package.APITimeoutError, match="the time for the whole call ran out") as raised:
        desk.result(response.read())

    assert raised.value.elapsed < 5
    assert server.all_closed_within(5)


def test_no_connection_is_an_error_of_the_call(desk: Desk) -> None:
    """A server that is not there, and one that is too slow to answer."""
    with ScriptedServer() as gone:
        url = gone.url
    with pytest.raises(desk.package.APIConnectionError) as raised:
        opened(desk, desk.client(url, max_retries=1))

    assert (raised.value.attempts, raised.value.maybe_delivered) == (2, False)


def test_hooks_see_the_call(desk: Desk, lab: Lab) -> None:
    """Hooks get the request and the response of a binary call as those of any other call."""
    seen: list[Any] = []
    hooks = desk.package.Hooks(request=seen.append, response=seen.append)
    lab.answers = [audio()]

    desk.result(opened(desk, desk.client(lab.url, hooks=hooks)).read())

    assert [(type(event).__name__, event.operation) for event in seen] == [
        ("RequestEvent", "tracks.get"),
        ("ResponseEvent", "tracks.get"),
    ]
    assert seen[1].status_code == 200
