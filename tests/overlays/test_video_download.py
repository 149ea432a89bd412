"""Downloading a video: what is asked of the media host, and what becomes of its answers. On sockets."""

from __future__ import annotations

import copy
import pickle
import random
import traceback
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calling import KEY, Caller
from support.downloads import ID, Downloading
from support.media import CONTENT, FILE, OLD, SIGNATURE, answer, chunked, etag_of, noise, status, video, video_json
from support.providers import LUMENFALL
from support.server import Raw, Received, ScriptedServer, json_answer, refused_url

DOWNLOAD_ERROR = LUMENFALL.error("VideoDownloadError")


@pytest.fixture
def download(caller: Caller, tmp_path: Path) -> Generator[Downloading]:
    """Downloads into an empty folder."""
    with ScriptedServer() as api, ScriptedServer() as media:
        yield Downloading(caller, api, media, tmp_path)


@pytest.fixture
def elsewhere() -> Generator[ScriptedServer]:
    """Another host."""
    with ScriptedServer() as server:
        yield server


def test_a_video(download: Downloading) -> None:
    """A completed video's file is put where it should be, in one request, and nothing is asked of the API."""
    assert download() == download.path

    assert download.is_whole()
    assert len(download.media.requests) == 1
    assert download.api.requests == []


def test_an_id(download: Downloading) -> None:
    """An id is looked up first."""
    assert download(ID) == download.path

    assert download.is_whole()
    assert [received.target for received in download.api.requests] == [f"/openai/v1/videos/{ID}"]


NOT_READY: list[tuple[dict[str, Any], str]] = [
    ({"status": "queued"}, "VideoNotReadyError"),
    ({"status": "in_progress"}, "VideoNotReadyError"),
    ({"status": "moderating", "output": None}, "VideoNotReadyError"),
    ({"output": None}, "VideoNotReadyError"),
    ({"output": {}}, "VideoNotReadyError"),
    ({"output": {"url": ""}}, "VideoNotReadyError"),
    ({"status": "failed"}, "VideoFailedError"),
    ({"status": "cancelled"}, "VideoCancelledError"),
    ({"status": "canceled"}, "VideoCancelledError"),
]


@pytest.mark.parametrize("by_id", [False, True])
@pytest.mark.parametrize(("changes", "name"), NOT_READY, ids=str)
def test_a_video_without_a_file(download: Downloading, changes: dict[str, Any], name: str, by_id: bool) -> None:
    """A video that is not there, or not yet, is an error that carries it; the media host is not asked."""
    download.on_looks = [lambda _: json_answer(video_json(download.url, **changes))]

    with pytest.raises(LUMENFALL.error(name), match=ID) as caught:
        download(ID if by_id else download.video(**changes))

    assert type(caught.value) is LUMENFALL.error(name)
    assert caught.value.video_id == caught.value.video.id == ID
    assert download.names == []
    assert download.media.requests == []


def test_a_failed_video_says_why(download: Downloading) -> None:
    """The reason that the provider gives is in the message."""
    failed = download.video(status="failed", error={"code": "moderation", "message": "not this"})

    with pytest.raises(LUMENFALL.error("VideoFailedError"), match="moderation: not this"):
        download(failed)


@pytest.mark.parametrize("subject", [5, b"video_42", {"id": "video_42"}, "", ".."], ids=repr)
def test_what_is_no_video(download: Downloading, subject: Any) -> None:
    """What is neither a video nor an id is refused, and nothing is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video"):
        download(subject)

    assert download.names == []
    assert download.api.requests == []


def test_no_video_at_all(download: Downloading) -> None:
    """So are None, and a video as notifications have it, whose id may be another."""
    method = download.caller.plain(download.client().videos.download)
    webhook_video = import_module("lumenfall_client.models").WebhookVideo.from_dict(
        {"id": "video_42", "object": "video", "status": "completed", "created_at": 1, "model": "m"}
    )

    for subject in (None, webhook_video):
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video_id must be an id or a Video"):
            method(subject, download.path)


def test_what_is_no_function(download: Downloading) -> None:
    """A progress that cannot be called is refused before anything is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="on_progress"):
        download(on_progress="print")

    assert download.media.requests == []


@pytest.mark.parametrize("host", ["a" * 64 + ".com", "a..b", ".a"])
def test_a_host_that_cannot_be(download: Downloading, host: str) -> None:
    """A link, or a redirect, to what can be no host's name is an error of ours, and not of the name's encoding."""
    with pytest.raises(LUMENFALL.error("VideoDownloadError"), match="host of the link is invalid"):
        download(video(f"https://{host}/v.mp4"))
    download.media.script(status(302, location=f"https://{host}/v.mp4"))
    with pytest.raises(LUMENFALL.error("VideoDownloadError"), match="host of the link is invalid"):
        download()


def test_a_time_that_no_clock_shows(download: Downloading) -> None:
    """Times are integers of any length; one that is far away is no reason to renew a link."""
    far = 10**400
    download(download.video(expires_at=far, created_at=far))

    assert download.is_whole()
    assert download.api.requests == []


@pytest.mark.parametrize("status_code", [403, 404])
def test_a_link_that_never_works_without_retries(download: Downloading, status_code: int) -> None:
    """With no retries too, a link and its renewal that are refused are a link that has expired."""
    download.media.script(status(status_code))

    with pytest.raises(LUMENFALL.error("VideoLinkExpiredError")) as caught:
        download(max_retries=0)

    assert caught.value.status_code == status_code
    assert len(download.media.requests) == 2


@pytest.mark.parametrize("lapsed", [False, True], ids=["first look", "renewal"])
def test_time_that_is_over_while_the_video_is_looked_up(download: Downloading, lapsed: bool) -> None:
    """The look for the link is part of the download's time."""
    download.on_looks = [lambda _: Raw(b"", hang=True)]
    if lapsed:
        download.media.script(status(403))

    with pytest.raises(LUMENFALL.error("VideoDownloadTimeoutError")) as caught:
        download.caller.plain(download.caller.client(LUMENFALL, download.api.url).videos.download)(
            download.video() if lapsed else ID, download.path, total_timeout=0.2
        )

    assert caught.value.video_id == ID
    assert isinstance(caught.value.__cause__, LUMENFALL.error("APITimeoutError"))
    assert download.names == []


def test_a_look_that_takes_too_long_by_itself(download: Downloading) -> None:
    """While there is time left for the download, a look that took too long is what it is elsewhere."""
    download.on_looks = [lambda _: Raw(b"", hang=True)]

    with pytest.raises(LUMENFALL.error("APITimeoutError")):
        download(ID, client=download.client(timeout=0.1, max_retries=0))


def test_an_unknown_id(download: Downloading) -> None:
    """A video that cannot be looked up is the API's error."""
    download.on_looks = [lambda _: json_answer({"error": {"message": "no such video"}}, 404)]

    with pytest.raises(LUMENFALL.error("NotFoundError"), match="no such video"):
        download(ID)

    assert download.names == []


# Cuts


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("tags", ["etag", "modified", "undated", "both"])
def test_cut_at_twenty_random_places(download: Downloading, tags: str, reset: bool) -> None:
    """A transfer that is cut again and again goes on where it stopped, and no byte that is here is sent again."""
    places = sorted(random.Random(42).sample(range(1, len(CONTENT)), 20))  # noqa: S311  # not for secrets
    download.host.tags, download.host.reset = tags, reset
    download.host.cuts = [end - start for start, end in zip([0, *places], places, strict=False)]

    download()

    assert download.is_whole()
    assert len(download.media.requests) == 21
    expected = etag_of(CONTENT) if tags in ("etag", "both") else OLD
    assert download.asked("if-range") == [None, *[expected] * 20]
    if not reset:  # what was on its way is lost then
        assert download.asked() == [None, *[f"bytes={place}-" for place in places]]
        assert download.host.sent == len(CONTENT)


@pytest.mark.parametrize("tags", ["", "weak", "fresh"])
def test_cut_without_a_validator(download: Downloading, tags: str) -> None:
    """Where nothing tells whether the file is still the same, a cut transfer begins anew."""
    download.host.tags = tags
    download.host.cuts = [300_000, 5, 100_000, 390_000]

    download()

    assert download.is_whole()
    assert download.asked() == [None] * 5


def test_cut_before_the_first_byte(download: Downloading) -> None:
    """An answer that breaks off before its body is asked for again, from the beginning."""
    download.host.cuts = [0, 0]
    download.host.instead = [Raw(b"", close=True), Raw(b"HTTP/1.1 200 OK\r\ncontent-", close=True), None]

    download()

    assert download.is_whole()
    assert download.asked() == [None] * 5


def test_cuts_that_get_no_further_end_it(download: Downloading) -> None:
    """After `max_retries` attempts in a row that bring nothing new, we give up, and say how far it came."""
    download.host.cuts = [1000, *[0] * 50]

    with pytest.raises(DOWNLOAD_ERROR, match="1000 of 400000 bytes") as caught:
        download(max_retries=3)

    error = caught.value
    assert (error.received, error.expected, error.status_code) == (1000, len(CONTENT), 206)
    assert (error.path, error.video_id) == (download.path, ID)
    assert isinstance(error.__cause__, LUMENFALL.error("APIConnectionError"))
    assert len(download.media.requests) == 1 + 3
    assert download.names == []


def test_a_host_that_always_lies_about_the_length(download: Downloading) -> None:
    """A body that is always shorter than its length is no file, however often it is sent."""
    download.media.script(Raw(answer(CONTENT, headers={"content-length": str(len(CONTENT) + 1)}), close=True))

    with pytest.raises(DOWNLOAD_ERROR):
        download()

    assert download.names == []
    assert len(download.media.requests) == 6


# Ranges


def test_a_host_without_ranges(download: Downloading) -> None:
    """A 200 in place of the rest is the whole file, from its first byte."""
    download.host.ranges = False
    download.host.cuts = [150_000, 20_000]

    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=150000-", "bytes=20000-"]


@pytest.mark.parametrize("heeds", [True, False], ids=["200", "206"])
@pytest.mark.parametrize("size", [250_000, 400_000, 500_000])
def test_a_file_that_changes_meanwhile(download: Downloading, size: int, heeds: bool) -> None:
    """When the file was replaced, what came of the old one is thrown away, also if the host ignores `If-Range`."""
    other = noise(8, size)
    download.host.cuts = [200_000]
    download.host.heeds_if_range = heeds

    def replaced(received: Received) -> Raw:
        download.host.content = other
        return download.host(received)

    download.host.instead = [None, replaced]
    download()

    assert download.is_whole(other)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_part_without_the_tag(download: Downloading, replaced: bool) -> None:
    """A part whose version nobody can tell is thrown away, and no other is asked for, whether or not it would fit."""
    first = CONTENT
    download.host.cuts = [200_000, 100_000]
    if replaced:
        download.host.content = other = noise(8, len(first))
        first_answer = Raw(
            answer(first[:200_000], 200, {"etag": etag_of(first), "content-length": "400000"}), close=True
        )
        download.host.cuts = [100_000]
    else:
        other, first_answer = first, None
    rest = {"content-length": "200000", "content-range": "bytes 200000-399999/400000"}
    download.host.instead = [first_answer, Raw(answer(other[200_000:], 206, rest))]
    download()

    assert download.is_whole(other)
    assert download.asked() == [None, "bytes=200000-", None, None]


WRONG_RANGES = [
    "bytes 0-399999/400000",
    "bytes 150001-399999/400000",
    "bytes 149999-399999/400000",
    "bytes 150000-399999/400001",
    "bytes 150000-400000/400000",
    "bytes 150000-149999/400000",
    "bytes 150000-399998/400000",
    "bytes 150000-/400000",
    "bytes */400000",
    "items 150000-399999/400000",
    "bytes 150000-399999",
    "",
    "bytes \u0661-399999/400000".encode().decode("latin-1"),
]


@pytest.mark.parametrize("wrong", WRONG_RANGES)
def test_a_wrong_content_range(download: Downloading, wrong: str) -> None:
    """A part that is not the one that was asked for is thrown away; the whole file is asked for."""
    rest = CONTENT[150_000:]
    fields = {"etag": etag_of(CONTENT), "content-length": str(len(rest))} | ({"content-range": wrong} if wrong else {})
    download.host.cuts = [150_000]
    download.host.instead = [None, Raw(answer(b"x" * len(rest), 206, fields))]

    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=150000-", None]


def test_a_host_whose_ranges_are_wrong_is_asked_for_none(download: Downloading) -> None:
    """After one wrong part, no range is asked for again; after a change of the file, ranges are as good as before."""
    rest = {"etag": etag_of(CONTENT), "content-length": "250000"}
    for content_range, asked in (
        ("bytes 0-249999/400000", None),
        ("bytes 150000-399999/400001", "bytes=100000-"),
    ):
        download.host.cuts = [150_000, 100_000]
        download.host.instead = [None, Raw(answer(CONTENT[150_000:], 206, {**rest, "content-range": content_range}))]
        before = len(download.media.requests)

        download(overwrite=True)

        assert download.is_whole()
        assert download.asked()[before:] == [None, "bytes=150000-", None, asked]


def test_a_part_that_nobody_asked_for(download: Downloading) -> None:
    """A 206 to a request without a range is no file."""
    fields = {"content-range": "bytes 0-9/10", "content-length": "10"}
    download.host.instead = [Raw(answer(b"0123456789", 206, fields))]

    with pytest.raises(DOWNLOAD_ERROR, match="part"):
        download()

    assert download.names == []


def test_several_parts(download: Downloading) -> None:
    """`multipart/byteranges`, which was not asked for, is thrown away."""
    fields = {"content-type": "multipart/byteranges; boundary=x", "content-length": "5"}
    download.host.cuts = [150_000]
    download.host.instead = [None, Raw(answer(b"--x--", 206, fields))]

    download()

    assert download.is_whole()


def test_a_range_that_is_not_there(download: Downloading) -> None:
    """After a 416 the file is asked for anew."""
    download.host.cuts = [150_000]
    download.host.instead = [None, status(416, content_range="bytes */100")]

    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=150000-", None]


def test_less_than_the_rest(download: Downloading) -> None:
    """A host may send less than was asked for; the next request goes on from there, and without a pause."""
    download.host.cuts = [100_000]

    def part(received: Received) -> Raw:
        start = int((received.headers["range"]).removeprefix("bytes=").removesuffix("-"))
        piece = CONTENT[start : start + 100_000]
        content_range = f"bytes {start}-{start + len(piece) - 1}/{len(CONTENT)}"
        fields = {"etag": etag_of(CONTENT), "content-range": content_range, "content-length": str(len(piece))}
        return Raw(answer(piece, 206, fields))

    download.host.instead = [None, part, part, part]
    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=100000-", "bytes=200000-", "bytes=300000-"]
    assert len(download.pauses) == 1


def test_a_little_of_the_rest_at_a_time(download: Downloading) -> None:
    """A host that sends a hundred bytes for each request gets pauses, so that nothing spins."""
    download.host.content = CONTENT[:1000]
    download.host.cuts = [100]

    def part(received: Received) -> Raw:
        start = int((received.headers["range"]).removeprefix("bytes=").removesuffix("-"))
        piece = CONTENT[start : start + 100]
        content_range = f"bytes {start}-{start + len(piece) - 1}/1000"
        fields = {"etag": etag_of(CONTENT[:1000]), "content-range": content_range, "content-length": str(len(piece))}
        return Raw(answer(piece, 206, fields))

    download.host.instead = [None, *[part] * 9]
    download()

    assert download.is_whole(CONTENT[:1000])
    assert len(download.media.requests) == 10
    assert len(download.pauses) == 9


# Lengths


def test_longer_than_its_length(download: Downloading) -> None:
    """What comes behind the announced length is not of the file, nor is it taken for the next answer."""
    download.host.instead = [Raw(answer(b"abc" + b"HTTP/1.1 200 OK\r\n\r\n", 200, {"content-length": "3"}))]
    client = download.client()

    download(client=client)
    download(client=client, overwrite=True)

    assert download.is_whole(CONTENT)
    assert download.media.connections == 2


@pytest.mark.parametrize("size", [len(CONTENT) - 1, len(CONTENT) + 1, 0])
def test_another_size_than_the_video_states(download: Downloading, size: int) -> None:
    """A file that has not the stated size is refused before any of it is read; `check_size=False` takes it."""
    with pytest.raises(DOWNLOAD_ERROR, match=f"400000 bytes, but the provider states {size}") as caught:
        download(download.video(size_bytes=size))
    assert caught.value.received == 0
    assert download.names == []

    download(download.video(size_bytes=size), check_size=False)
    assert download.is_whole()


@pytest.mark.parametrize("pieces", [[CONTENT], [CONTENT[:1], CONTENT[1:200_000], CONTENT[200_000:]]])
@pytest.mark.parametrize("stated", [{}, {"size_bytes": len(CONTENT)}], ids=["unknown", "stated"])
def test_a_body_in_chunks(download: Downloading, pieces: list[bytes], stated: dict[str, int]) -> None:
    """A body without a length is whole when its chunks end, or when it has the stated size."""
    download.host.instead = [chunked(*pieces)]

    download(download.video(**stated))

    assert download.is_whole()
    assert download.progress[0] == (0, stated.get("size_bytes"))
    assert download.progress[-1] == (len(CONTENT), len(CONTENT))


def test_chunks_that_do_not_end(download: Downloading) -> None:
    """Chunks without the last one are a cut."""
    download.host.instead = [chunked(CONTENT[:1000], ended=False)]

    download()

    assert download.is_whole()
    assert len(download.media.requests) == 2


def test_chunks_that_end_where_the_size_says(download: Downloading) -> None:
    """When all bytes of the stated size are here, a missing last chunk is no cut."""
    download.host.instead = [chunked(CONTENT, ended=False)]

    download(download.video(size_bytes=len(CONTENT)))

    assert download.is_whole()
    assert len(download.media.requests) == 1
    assert download.progress[-1] == (len(CONTENT), len(CONTENT))


def test_more_chunks_than_the_stated_size(download: Downloading) -> None:
    """A body that goes beyond the stated size is not read to its end."""
    download.media.script(Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", drip=b"3\r\nabc\r\n"))

    with pytest.raises(DOWNLOAD_ERROR, match="more than the announced 10 bytes"):
        download(download.video(size_bytes=10))

    assert download.names == []


def test_fewer_chunks_than_the_stated_size(download: Downloading) -> None:
    """A body that ends before the stated size is a cut."""
    download.host.instead = [chunked(CONTENT[:1000], headers={"etag": etag_of(CONTENT)})]

    download(download.video(size_bytes=len(CONTENT)))

    assert download.is_whole()
    assert download.asked() == [None, "bytes=1000-"]


def test_fewer_chunks_for_ever(download: Downloading) -> None:
    """If it always ends there, we give up in the end, though each attempt brings something."""
    download.media.script(chunked(CONTENT[:1000], headers={"etag": etag_of(CONTENT)}))

    with pytest.raises(DOWNLOAD_ERROR):
        download(download.video(size_bytes=len(CONTENT)))

    assert download.names == []
    assert len(download.media.requests) < 10


@pytest.mark.parametrize("size", [-5, -1, 5])
@pytest.mark.parametrize("tags", ["etag", ""])
def test_nothing_of_the_stated_size(download: Downloading, size: int, tags: str) -> None:
    """Where nothing comes of a file whose size is stated, be it a size that cannot be, it ends after a few requests."""
    headers = {"etag": etag_of(b"")} if tags else {}
    download.media.script(chunked(headers=headers))

    with pytest.raises(DOWNLOAD_ERROR):
        download(download.video(size_bytes=size))

    assert download.names == []
    assert len(download.media.requests) < 10


@pytest.mark.parametrize("stated", [{}, {"size_bytes": len(CONTENT)}], ids=["unknown", "stated"])
def test_a_body_that_ends_with_the_connection(download: Downloading, stated: dict[str, int]) -> None:
    """Where a cut looks like the end, a file is refused, unless its size is stated."""
    download.media.script(Raw(answer(CONTENT), close=True))

    if stated:
        download(download.video(**stated))
        assert download.is_whole()
    else:
        with pytest.raises(DOWNLOAD_ERROR, match="not state a length"):
            download()
        assert download.names == []


def test_an_empty_file(download: Downloading) -> None:
    """A file of no bytes is a file."""
    download.host.content = b""

    download()

    assert download.path.read_bytes() == b""
    assert download.progress == [(0, 0)]


@pytest.mark.parametrize("coding", ["gzip", "br", "x-secret"])
def test_a_packed_answer(download: Downloading, coding: str) -> None:
    """We ask for the file as it is; what comes packed all the same is not written to it."""
    download.host.headers = {"content-encoding": coding}

    with pytest.raises(DOWNLOAD_ERROR, match=coding):
        download()

    assert download.asked("accept-encoding") == ["identity"]
    assert download.names == []


def test_a_coding_that_is_none(download: Downloading) -> None:
    """`identity` is no packing."""
    download.host.headers = {"content-encoding": "identity"}

    download()

    assert download.is_whole()


# Links


@pytest.mark.parametrize("status_code", [400, 401, 403, 404, 410])
def test_a_link_that_has_lapsed(download: Downloading, status_code: int) -> None:
    """When the media host refuses the link, the video is asked for again, at once."""
    download.host.instead = [status(status_code)]

    download()

    assert download.is_whole()
    assert len(download.api.requests) == 1
    assert download.pauses == []


def test_a_link_that_lapses_on_the_way(download: Downloading) -> None:
    """A cut transfer goes on with the new link where it stopped with the old one, if only its query is new."""
    download.host.cuts = [123_456]
    download.host.instead = [None, status(403)]
    new = download.media.url + FILE.replace("expires=1", "expires=2")
    download.on_looks = [lambda _: json_answer(video_json(new))]

    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=123456-", "bytes=123456-"]
    assert download.media.requests[-1].target == FILE.replace("expires=1", "expires=2")


def test_a_new_link_to_another_place(download: Downloading) -> None:
    """At another place, a tag says nothing of the file that was begun: it is fetched anew."""
    download.host.cuts = [123_456]
    download.host.instead = [None, status(403)]
    download.on_looks = [lambda _: json_answer(video_json(download.media.url + "/elsewhere/video_42.mp4"))]

    download()

    assert download.is_whole()
    assert download.asked() == [None, "bytes=123456-", None]


def test_links_that_never_work(download: Downloading) -> None:
    """New links that are refused too end the download; the API is asked a few times, not for ever."""
    download.media.script(status(403))

    with pytest.raises(LUMENFALL.error("VideoLinkExpiredError"), match="403") as caught:
        download()

    assert isinstance(caught.value, DOWNLOAD_ERROR)
    assert caught.value.status_code == 403
    assert len(download.api.requests) == 2
    assert len(download.media.requests) == 3
    assert download.names == []


@pytest.mark.parametrize(("expires_in", "looks"), [(-10, 1), (29, 1), (31, 0), (None, 0)])
def test_a_link_that_is_about_to_lapse(download: Downloading, expires_in: int | None, looks: int) -> None:
    """A link whose time is over, or almost, is renewed before it is used."""
    expires_at = None if expires_in is None else int(download.now + expires_in)

    download(download.video(expires_at=expires_at))

    assert download.is_whole()
    assert len(download.api.requests) == looks


def test_a_clock_that_is_wrong(download: Downloading) -> None:
    """A link that was had just now is tried, even if it looks lapsed."""
    download.on_looks = [lambda _: json_answer(video_json(download.url, expires_at=1))]

    download(ID)

    assert download.is_whole()
    assert len(download.api.requests) == 1


def test_a_video_that_is_gone_when_the_link_is_renewed(download: Downloading) -> None:
    """What the API says of the video then is what is raised; nothing is left behind."""
    download.host.cuts = [1000]
    download.host.instead = [None, status(403)]
    download.on_looks = [lambda _: json_answer(video_json(None))]

    with pytest.raises(LUMENFALL.error("VideoNotReadyError")):
        download()

    assert download.names == []


REFUSED_LINKS = [
    "http://media.example.com/a.mp4",
    "ftp://127.0.0.1/a.mp4",
    "file:///etc/passwd",
    "data:video/mp4;base64,AAAA",
    "/a.mp4",
    "a.mp4",
    "https://",
    "https://user:password@127.0.0.1/a.mp4",
    "http://127.0.0.1.example.com/a.mp4",
    "http://127.0.0.1:99999/a.mp4",
    "http://[::1/a.mp4",
    "https://exa\x00mple.com/",
]


@pytest.mark.parametrize("url", REFUSED_LINKS)
def test_links_that_are_not_followed(download: Downloading, url: str) -> None:
    """Only https is followed, and plain http on this machine; nothing is sent otherwise, nor is a password shown."""
    with pytest.raises(DOWNLOAD_ERROR) as caught:
        download(video(url))

    assert "password@" not in str(caught.value)
    assert download.names == []


def test_plain_http_when_allowed(download: Downloading, caller: Caller) -> None:
    """`allow_http` allows it for media too."""
    seen: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(200, content=CONTENT)

    http_client = caller.http_client(transport=httpx.MockTransport(handle))
    client = caller.client(LUMENFALL, "http://gateway.example.com", http_client=http_client, allow_http=True)

    download(video("http://media.example.com/a.mp4"), client=client)

    assert download.is_whole()
    assert seen == ["http://media.example.com/a.mp4"]


# Redirects


@pytest.mark.parametrize("status_code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host(download: Downloading, elsewhere: ScriptedServer, status_code: int) -> None:
    """A redirect is followed, and a cut transfer goes on behind it."""
    download.media.script(status(status_code, location=f"{elsewhere.url}/there.mp4?{SIGNATURE}"))
    elsewhere.script(download.host)
    download.host.cuts = [50_000]

    download()

    assert download.is_whole()
    assert [received.headers.get("range") for received in elsewhere.requests] == [None, "bytes=50000-"]
    assert {received.headers.get("range") for received in download.media.requests} == {None}
    for received in (*elsewhere.requests, *download.media.requests):
        assert set(received.headers) <= {"host", "user-agent", "accept", "accept-encoding", "range", "if-range"}


def test_a_relative_redirect(download: Downloading) -> None:
    """A redirect may be relative."""
    download.host.instead = [status(302, location="../other/b.mp4")]

    download()

    assert download.is_whole()
    assert download.media.requests[-1].target == "/other/b.mp4"


@pytest.mark.parametrize(
    "location",
    ["http://media.example.com/a.mp4", "file:///etc/passwd", "https://", "https://u:p@127.0.0.1/", "http://[::1/a"],
)
def test_redirects_that_are_not_followed(download: Downloading, location: str) -> None:
    """A redirect is followed no further than a link is."""
    download.host.instead = [status(302, location=location)] * 10

    with pytest.raises(DOWNLOAD_ERROR):
        download()

    assert download.names == []


def test_a_redirect_from_outside_to_this_machine(download: Downloading, caller: Caller) -> None:
    """Who redirects from outside does not reach this machine's own services."""
    seen: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(302, headers={"location": "http://127.0.0.1:8080/admin"})

    http_client = caller.http_client(transport=httpx.MockTransport(handle))

    with pytest.raises(DOWNLOAD_ERROR, match="plain http"):
        download(video("https://media.example.com/a.mp4"), client=download.client(http_client=http_client))

    assert seen == ["media.example.com"]


def test_redirects_in_a_circle(download: Downloading) -> None:
    """Redirects end at some time."""
    download.media.script(status(302, location="/again"))

    with pytest.raises(DOWNLOAD_ERROR, match="more than 10"):
        download()

    assert len(download.media.requests) == 11


# Troubles that pass, and time


@pytest.mark.parametrize("status_code", [408, 429, 500, 502, 503, 504, 524])
def test_a_trouble_that_passes(download: Downloading, status_code: int) -> None:
    """The host is asked again after a pause; the pause that it asks for is kept."""
    download.host.instead = [status(status_code), status(status_code, retry_after="7")]

    download()

    assert download.is_whole()
    assert download.pauses == [0.25, 7.0]


def test_a_trouble_that_stays(download: Downloading) -> None:
    """After `max_retries` of them, we give up."""
    download.media.script(status(503))

    with pytest.raises(DOWNLOAD_ERROR, match="503") as caught:
        download(max_retries=2)

    assert caught.value.status_code == 503
    assert len(download.media.requests) == 3
    assert download.names == []


@pytest.mark.parametrize("status_code", [204, 304, 418, 451, 501])
def test_other_answers(download: Downloading, status_code: int) -> None:
    """Any other answer ends it at once."""
    download.media.script(status(status_code))

    with pytest.raises(DOWNLOAD_ERROR, match=str(status_code)) as caught:
        download()

    assert caught.value.status_code == status_code
    assert len(download.media.requests) == 1


def test_nobody_there(download: Downloading) -> None:
    """A host that cannot be reached is tried again, then told of."""
    with pytest.raises(DOWNLOAD_ERROR) as caught:
        download(video(refused_url() + FILE), max_retries=2)

    assert len(download.pauses) == 2
    assert caught.value.status_code is None
    assert isinstance(caught.value.__cause__, LUMENFALL.error("APIConnectionError"))
    assert download.names == []


def test_a_drip(download: Downloading) -> None:
    """A host that sends a byte now and then holds a download no longer than `total_timeout`."""

    def drip(received: Received) -> Raw:
        return Raw(answer(b"", 200, {"content-length": "1000000"}), drip=b"a", drip_interval=0.01)

    def on_progress(received: int, total: int | None) -> None:
        download.clock.sleep(10)

    download.media.script(drip)

    with pytest.raises(LUMENFALL.error("VideoDownloadTimeoutError"), match="after 100 s") as caught:
        download(total_timeout=100, on_progress=on_progress)

    error: Any = caught.value
    assert isinstance(error, TimeoutError)
    assert isinstance(error, DOWNLOAD_ERROR)
    assert 0 < getattr(error, "received", 0) < 12
    assert download.names == []


@pytest.mark.parametrize("hang", [Raw(b"", hang=True), Raw(answer(b"ab", 200, {"content-length": "9"}), hang=True)])
def test_a_host_that_falls_silent(download: Downloading, hang: Raw) -> None:
    """The deadline cuts in while a socket is waited for."""
    download.media.script(hang)

    with pytest.raises(LUMENFALL.error("VideoDownloadTimeoutError")):
        download(total_timeout=0.15)

    assert download.names == []


def test_a_phase_that_takes_too_long(download: Downloading) -> None:
    """A silence longer than `timeout` is a cut."""
    head = {"content-length": str(len(CONTENT)), "etag": etag_of(CONTENT)}
    download.host.instead = [Raw(answer(CONTENT[:1000], 200, head), hang=True)]

    download(timeout=0.15)

    assert download.is_whole()
    assert download.asked() == [None, "bytes=1000-"]


def test_pauses_end_with_the_deadline(download: Downloading) -> None:
    """No pause goes beyond the deadline."""
    download.media.script(status(503, retry_after="500"))

    with pytest.raises(DOWNLOAD_ERROR):
        download(total_timeout=400)

    assert download.pauses == []


def test_no_deadline(download: Downloading) -> None:
    """Without a limit, a cut transfer is still continued."""
    download.host.cuts = [100]

    download(total_timeout=None)

    assert download.is_whole()


@pytest.mark.parametrize(
    "option",
    [{"timeout": 0}, {"total_timeout": -1}, {"max_retries": -1}, {"max_retries": True}, {"path": "a\0b"}],
    ids=str,
)
def test_options_that_cannot_be_used(download: Downloading, option: dict[str, Any]) -> None:
    """A wrong option is refused before anything is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError")):
        download(ID, **option)

    assert download.api.requests == []


# Secrets


def test_nothing_of_the_client_goes_to_the_media_host(download: Downloading, caller: Caller) -> None:
    """Neither the key nor the headers, cookies, parameters or auth of a client, ours or the caller's own, go along."""
    http_client = caller.http_client(
        headers={"Authorization": "Bearer own-s3cret", "X-API-Key": "own-s3cret", "X-Tenant": "own-s3cret"},
        cookies={"session": "own-s3cret"},
        params={"token": "own-s3cret"},
        auth=("user", "own-s3cret"),
        base_url="http://own-s3cret.example.com",
    )
    download.host.cuts = [1000]

    def trace(event: Any) -> None:
        event.headers["Trace"] = "own-s3cret"

    hooks = LUMENFALL.package.Hooks(request=trace)
    for own in ({}, {"http_client": http_client}):
        client = download.client(hooks=hooks, **own).with_options(headers={"X-Ours": "own-s3cret"})

        download(ID, client=client, overwrite=True)

    assert len(download.media.requests) == 3
    for received in download.media.requests:
        text = f"{received.target} {received.headers}"
        assert KEY not in text
        assert "own-s3cret" not in text
        assert received.target == FILE
        assert set(received.headers) <= {"host", "user-agent", "accept", "accept-encoding", "range", "if-range"}
    assert all(KEY in received.headers["authorization"] for received in download.api.requests)


@pytest.mark.parametrize(
    "raw",
    [status(403), status(418), Raw(b"", close=True), Raw(answer(b"a", 200, {"content-length": "2"}), close=True)],
)
def test_errors_do_not_show_the_signature(download: Downloading, raw: Raw) -> None:
    """What lets one in at the media host stands in no message of an error or its causes."""
    download.media.script(raw)

    with pytest.raises(DOWNLOAD_ERROR) as caught:
        download()

    error = caught.value
    assert error.url == download.media.url + "/files/video_42.mp4"
    told = "".join(traceback.format_exception(error))
    assert SIGNATURE not in told
    assert "/files/video_42.mp4" in told
    cause: BaseException | None = error
    while cause is not None:
        request = getattr(cause, "_request", None)
        assert request is None or SIGNATURE not in str(request.url)
        cause = cause.__cause__ or cause.__context__


def test_logs_do_not_show_the_signature(download: Downloading, caplog: pytest.LogCaptureFixture) -> None:
    """Nor does it stand in any log, httpx's own included, unless the connections are the caller's."""
    caplog.set_level(1)
    download.host.cuts = [1000]

    download()

    ours = [record.getMessage() for record in caplog.records if record.name == "lumenfall_client"]
    url = f"{download.media.url}/files/video_42.mp4"
    assert [message.partition(" (")[0] for message in ours] == [
        f"GET {url} -> 200",
        f"GET {url} -> APIConnectionError",
        f"GET {url} -> 206",
    ]
    assert SIGNATURE not in caplog.text
    assert {received.target for received in download.media.requests} == {FILE}


def test_errors_can_be_copied_and_pickled(download: Downloading) -> None:
    """An error says the same after a trip to another process."""
    download.media.script(status(418))
    with pytest.raises(DOWNLOAD_ERROR) as caught:
        download()

    for again in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert str(again) == str(caught.value)
        assert vars(again) == vars(caught.value)


# Progress


def test_progress(download: Downloading) -> None:
    """Progress goes from 0 to the size, and never back, whatever happens on the way."""
    download.host.tags = ""
    download.host.cuts = [300_000, 100_000, 350_000]

    download()

    counts = [received for received, _ in download.progress]
    assert counts == sorted(set(counts))
    assert download.progress[0] == (0, len(CONTENT))
    assert download.progress[-1] == (len(CONTENT), len(CONTENT))
    assert {total for _, total in download.progress} == {len(CONTENT)}


def test_progress_of_a_file_that_becomes_shorter(download: Downloading) -> None:
    """The last word is the size, also of a file that was replaced by a shorter one."""
    download.host.cuts = [300_000]

    def replaced(received: Received) -> Raw:
        download.host.content = CONTENT[:1000]
        return download.host(received)

    download.host.instead = [None, replaced]
    download()

    assert download.progress[-1] == (1000, 1000)


@pytest.mark.parametrize("error", [RuntimeError("mine"), LUMENFALL.error("APIConnectionError")("mine"), TimeoutError()])
def test_what_progress_raises_ends_it(download: Downloading, error: Exception) -> None:
    """What `on_progress` raises comes out as it is, and nothing is left behind."""

    def on_progress(received: int, total: int | None) -> None:
        if received:
            raise error

    with pytest.raises(type(error)) as caught:
        download(on_progress=on_progress)

    assert caught.value is error
    assert len(download.media.requests) == 1
    assert download.names == []


def test_progress_may_call_the_client(download: Downloading) -> None:
    """`on_progress` may use the same client, in the same thread."""
    client = download.client()

    async def look(received: int, total: int | None) -> None:
        await client.videos.get(ID)

    def look_at_once(received: int, total: int | None) -> None:
        client.videos.get(ID)

    download(client=client, on_progress=look if download.caller.mode == "async" else look_at_once)

    assert download.is_whole()
    assert len(download.api.requests) > 2


def test_a_coroutine_for_progress(download: Downloading) -> None:
    """The async client awaits it; the sync one refuses it."""
    seen: list[int] = []

    async def on_progress(received: int, total: int | None) -> None:
        seen.append(received)

    if download.caller.mode == "async":
        download(on_progress=on_progress)
        assert seen[-1] == len(CONTENT)
    else:
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="plain function"):
            download(on_progress=on_progress)


# A client of the caller's own


def test_hooks_that_read_the_body(download: Downloading, caller: Caller) -> None:
    """A caller's own event hook may have read the answer."""

    def read(response: httpx.Response) -> None:
        response.read()

    async def aread(response: httpx.Response) -> None:
        await response.aread()

    http_client = caller.http_client(event_hooks={"response": [read if caller.mode == "sync" else aread]})

    download(client=download.client(http_client=http_client))

    assert download.is_whole()


def test_connections_are_given_back(download: Downloading) -> None:
    """A whole body leaves its connection to the next download."""
    client = download.client()

    for _ in range(3):
        download(client=client, overwrite=True)

    assert download.media.connections == 1
