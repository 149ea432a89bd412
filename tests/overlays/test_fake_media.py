"""The fake's media host: it serves files as a content delivery network does, with and without sockets."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import LUMENFALL

ID = "video_1"


@pytest.fixture
def fake() -> Any:
    """A fake in virtual time, with a video that is finished."""
    fake = LUMENFALL.fake(clock=LUMENFALL.testing.VirtualClock())
    fake.add_video(ID, queued_for=0, duration=0)
    return fake


@contextmanager
def client_of(caller: Caller, fake: Any, sockets: bool) -> Generator[Any]:
    """A client for a fake, with or without sockets."""
    if sockets:
        with fake.serve() as base_url:
            yield caller.client(LUMENFALL, base_url).with_options(pace=fake.clock.pace)
    else:
        http_client = caller.http_client(transport=fake.transport())
        client = caller.client(LUMENFALL, "https://lumenfall.fake", http_client=http_client)
        yield client.with_options(pace=fake.clock.pace)


def ask(fake: Any, *, sockets: bool, method: str = "GET", **headers: str) -> httpx.Response:
    """The media host's answer to a request at a fresh link."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    key = {"authorization": "Bearer key"}
    path = f"/openai/v1/videos/{ID}"
    if sockets:
        with fake.serve() as base_url, httpx.Client(trust_env=False) as client:
            link = client.get(base_url + path, headers=key).json()["output"]["url"]
            return client.request(method, link, headers=fields)
    with httpx.Client(transport=fake.transport()) as client:
        link = client.get("https://lumenfall.fake" + path, headers=key).json()["output"]["url"]
        return client.request(method, link, headers=fields)


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
@pytest.mark.parametrize("by_id", [False, True])
def test_a_download(caller: Caller, fake: Any, tmp_path: Path, sockets: bool, by_id: bool) -> None:
    """A finished video of the fake can be downloaded; its media host gets no key."""
    with client_of(caller, fake, sockets) as client:
        subject = ID if by_id else caller.plain(client.videos.get)(ID)
        path = caller.plain(client.videos.download)(subject, tmp_path / "video.mp4")

    assert path.read_bytes() == fake.media.file(ID).content
    assert len(fake.requests) == 2
    assert "authorization" not in fake.requests[-1].headers


@pytest.mark.parametrize("ignores_ranges", [False, True])
def test_the_size_is_told(caller: Caller, fake: Any, tmp_path: Path, ignores_ranges: bool) -> None:
    """The video tells the size of the file that was put there."""
    fake.media.put(ID, b"a video")
    fake.media.ignores_ranges = ignores_ranges

    with client_of(caller, fake, False) as client:
        assert caller.plain(client.videos.get)(ID).output.size_bytes == 7
        assert caller.plain(client.videos.download)(ID, tmp_path / "video.mp4").read_bytes() == b"a video"


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
def test_a_transfer_that_is_cut(caller: Caller, fake: Any, tmp_path: Path, sockets: bool) -> None:
    """The media host fails by the name `media`: a download goes on where it was cut, and after a reset and a 503."""
    fake.media.put(ID, bytes(range(256)) * 100)
    failure, answer = LUMENFALL.testing.FakeFailure, LUMENFALL.testing.FakeAnswer
    fake.respond("media", failure.cut(after=1000), failure.reset(), answer(503, content=b"busy"), failure.cut(after=0))

    with client_of(caller, fake, sockets) as client:
        download = caller.plain(client.with_options(max_retries=3).videos.download)
        path = download(ID, tmp_path / "video.mp4")

    assert path.read_bytes() == fake.media.file(ID).content
    transfers = [one for one in fake.requests if one.path.startswith("/media/")]
    assert [one.headers.get("range") for one in transfers] == [None, *["bytes=1000-"] * 4]


def test_a_media_host_that_does_not_answer(caller: Caller, fake: Any, tmp_path: Path) -> None:
    """A download gives up when its time is over, and leaves nothing."""
    fake.respond("media", *[LUMENFALL.testing.FakeFailure.timeout()] * 9)

    with client_of(caller, fake, False) as client, pytest.raises(LUMENFALL.error("VideoDownloadError")):
        caller.plain(client.with_options(max_retries=2).videos.download)(ID, tmp_path / "video.mp4")

    assert list(tmp_path.iterdir()) == []
    assert fake.clock() >= 180


def test_the_repr_of_a_file_is_short(fake: Any) -> None:
    """A failed assertion about a file, a request or an answer shows its size, not all of its bytes."""
    with httpx.Client(transport=fake.transport()) as client:
        answer = client.get(fake.media.link(ID, host="lumenfall.fake", lapses=100))
        client.post("https://lumenfall.fake/", content=answer.content)

    shown = [fake.media.file(ID), LUMENFALL.testing.FakeAnswer(content=answer.content), fake.requests[-1]]

    assert [f"... ({len(answer.content)} bytes)" in repr(one) and len(repr(one)) < 1000 for one in shown] == [True] * 3


def test_links_lapse(caller: Caller, fake: Any, tmp_path: Path) -> None:
    """A link works for an hour on the fake's clock; then the video has another, and `download` asks for it."""
    with client_of(caller, fake, False) as client:
        video = caller.plain(client.videos.get)(ID)
        fake.clock.sleep(3599)
        assert caller.plain(client.videos.get)(ID) == video
        fake.clock.sleep(1)
        with httpx.Client(transport=fake.transport()) as http_client:
            assert http_client.get(video.output.url).status_code == 403

        path = caller.plain(client.videos.download)(video, tmp_path / "video.mp4")

        assert path.read_bytes() == fake.media.file(ID).content
        again = caller.plain(client.videos.get)(ID)
        assert again.output.url != video.output.url
        assert again.expires_at == video.expires_at + 3600


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
@pytest.mark.parametrize("by_id", [False, True])
def test_links_that_have_lapsed_already(caller: Caller, fake: Any, tmp_path: Path, sockets: bool, by_id: bool) -> None:
    """With no life at all, each link has lapsed, also one from before; a download says so, and leaves nothing."""
    fake.clock.sleep(0.0004)  # links are written to the millisecond
    with client_of(caller, fake, sockets) as client:
        video = caller.plain(client.videos.get)(ID)
        fake.media.link_life = 0
        lapsed = caller.plain(client.videos.get)(ID)
        with pytest.raises(LUMENFALL.error("VideoLinkExpiredError")):
            caller.plain(client.videos.download)(ID if by_id else video, tmp_path / "video.mp4")
        assert (lapsed.expires_at, list(tmp_path.iterdir())) == (lapsed.completed_at, [])

        fake.media.link_life = 60
        path = caller.plain(client.videos.download)(ID if by_id else video, tmp_path / "video.mp4")

    assert path.read_bytes() == fake.media.file(ID).content


@pytest.mark.parametrize("life", [-1, float("nan"), float("inf"), None, "60", True, 10**309], ids=repr)
def test_lives_that_no_link_has(fake: Any, life: Any) -> None:
    """The life of links is a finite number of seconds, 0 or more; anything else is refused where it is set."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="link_life must be a finite number of seconds"):
        fake.media.link_life = life

    assert fake.media.link_life == 3600


@pytest.mark.parametrize("change", ["x", "&expires=99999999999", "&signature=0"])
def test_links_cannot_be_made_up(fake: Any, change: str) -> None:
    """A changed link is refused."""
    with httpx.Client(transport=fake.transport()) as client:
        url = fake.media.link(ID, host="lumenfall.fake", lapses=100)
        assert client.get(url).status_code == 200
        assert client.get(url + change).status_code == 403
        assert client.get(url.partition("?")[0]).status_code == 403


@pytest.mark.parametrize("video_id", ["a/b", "../etc", "é ?#&", "x.mp4"])
def test_any_id_has_a_file(fake: Any, video_id: str) -> None:
    """A link leads to its own video's file, whatever its id holds."""
    fake.media.put(video_id, video_id.encode())

    with httpx.Client(transport=fake.transport()) as client:
        assert client.get(fake.media.link(video_id, host="h", lapses=9)).content == video_id.encode()


CONTENT = b"0123456789"
RANGES = [
    ("bytes=0-", 206, CONTENT, "bytes 0-9/10"),
    ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
    ("bytes=4-6", 206, b"456", "bytes 4-6/10"),
    ("bytes=4-99", 206, b"456789", "bytes 4-9/10"),
    ("bytes=-3", 206, b"789", "bytes 7-9/10"),
    ("bytes=-99", 206, CONTENT, "bytes 0-9/10"),
    ("bytes=9-9", 206, b"9", "bytes 9-9/10"),
    ("bytes=10-", 416, b"", "bytes */10"),
    ("bytes=-0", 416, b"", "bytes */10"),
    ("bytes=6-4", 200, CONTENT, None),
    ("bytes=0-1,3-4", 200, CONTENT, None),
    ("bytes=-", 200, CONTENT, None),
    ("items=0-1", 200, CONTENT, None),
]


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
@pytest.mark.parametrize(("asked", "status_code", "content", "content_range"), RANGES)
def test_ranges(
    fake: Any, sockets: bool, asked: str, status_code: int, content: bytes, content_range: str | None
) -> None:
    """A range gets what RFC 9110 says; several, and what cannot be read, get the whole file."""
    fake.media.put(ID, CONTENT)

    answer = ask(fake, sockets=sockets, range=asked)

    assert (answer.status_code, answer.content) == (status_code, content)
    assert answer.headers.get("content-range") == content_range
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("header", ["etag", "last-modified"])
def test_if_range(fake: Any, header: str) -> None:
    """A range is given while the file is as `If-Range` says, and the whole file otherwise."""
    validator = ask(fake, sockets=False).headers[header]

    assert ask(fake, sockets=False, range="bytes=5-", if_range=validator).status_code == 206
    assert ask(fake, sockets=False, range="bytes=5-", if_range='"other"').status_code == 200
    fake.media.put(ID, CONTENT)
    assert ask(fake, sockets=False).headers["etag"] != validator


def test_methods(fake: Any) -> None:
    """HEAD gets a GET's headers; anything else is refused."""
    fake.media.put(ID, CONTENT)

    whole, head = ask(fake, sockets=True), ask(fake, sockets=True, method="HEAD")

    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "10")
    assert head.headers["etag"] == whole.headers["etag"]
    assert ask(fake, sockets=True, method="POST").status_code == 405


def test_a_host_without_ranges(fake: Any) -> None:
    """Its support for ranges can be switched off."""
    fake.media.ignores_ranges = True

    answer = ask(fake, sockets=False, range="bytes=5-")

    assert answer.status_code == 200
    assert "accept-ranges" not in answer.headers
