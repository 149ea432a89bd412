"""Videos and secrets: whatever ends a wait, a watch or a download, neither the key nor a signature is shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller
from support.downloads import Downloading
from support.media import FILE, answer, status, video_json
from support.providers import LUMENFALL
from support.server import Raw, ScriptedServer, json_answer, refused_url
from support.shown import SIGNATURE, SIGNED_LINK, Spy, found_in, leaks_of, quoting

KEY: Final = "sk-Distinctive_7f3a9b2c4d5e"
ID: Final = "video_42"
SIGNED: Final = f"?x=1&X-Amz-Signature={SIGNATURE}"


def job(status: str, **more: Any) -> Raw:
    """A video whose server quotes all it knows, in known and in unknown fields."""
    told = quoting(KEY)
    failure = {"code": "oops", "message": f"not with {told}"}
    return json_answer(video_json(SIGNED_LINK, status=status, error=failure, new={"told": [told]}, **more))


def interrupted(seen: Any) -> None:
    """What a caller does with a video may fail."""
    raise KeyboardInterrupt


WAITS: Final[dict[str, tuple[list[Raw], dict[str, Any], str]]] = {
    "failed": ([job("failed")], {}, "VideoFailedError"),
    "cancelled": ([job("queued"), job("cancelled")], {}, "VideoCancelledError"),
    "out of time": ([job("queued")], {}, "VideoWaitTimeoutError"),
    "forbidden": ([job("queued"), json_answer({"message": quoting(KEY)}, 403)], {}, "PermissionDeniedError"),
    "unreadable for ever": ([job("queued"), json_answer({"id": [quoting(KEY)]})], {}, "VideoWaitTimeoutError"),
    "interrupted": ([job("queued")], {"on_update": interrupted}, "KeyboardInterrupt"),
    "a bad schedule": ([job("queued")], {"policy": lambda *_: "soon"}, "InvalidArgumentError"),
}


def waiting(client: Any, way: str, options: dict[str, Any]) -> Any:
    """Wait in one of three ways: the exception, or the result of `wait_all`."""
    if way == "wait":
        return client.videos.wait(ID, timeout=60, **options)
    if way == "watch":
        return client.videos.watch(ID, timeout=60, **{name: options[name] for name in options.keys() - {"on_update"}})
    return client.videos.wait_all([ID], timeout=60, **options)


async def _drained(found: Any) -> list[Any]:
    return [one async for one in found]


WAYS: Final = [
    (name, way)
    for name, (_, options, kind) in WAITS.items()
    for way in ("wait", "watch", "wait_all")
    # `watch` yields a job that failed, and calls nothing; an error of the caller's ends all waits of `wait_all`.
    if way != "watch" or not (options.keys() & {"on_update"} or kind in ("VideoFailedError", "VideoCancelledError"))
]


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_a_wait_shows_no_secret(
    caller: Caller, server: ScriptedServer, caplog: pytest.LogCaptureFixture, name: str, way: str
) -> None:
    """Its error has the key nowhere, though each answer of 200 quotes it; links are whole where they are data."""
    caplog.set_level(logging.DEBUG)
    answers, options, kind = WAITS[name]
    server.script(*answers)
    spy = Spy(KEY)
    hooks = import_module("lumenfall_client._runtime.http.hooks").Hooks(request=spy, response=spy, retry=spy)
    clock = LUMENFALL.testing.VirtualClock()
    client = caller.client(LUMENFALL, server.url, api_key=KEY, hooks=hooks).with_options(pace=clock.pace)

    def wait() -> Any:
        found = waiting(client, way, options)
        if way == "wait":
            return caller.result(found)
        results = list(found) if caller.mode == "sync" else caller.result(_drained(found))
        assert way == "wait_all"
        raise results[0].error

    with pytest.raises(BaseException, check=lambda error: type(error).__name__ == kind) as caught:
        wait()

    assert leaks_of(caught.value, KEY) == []
    assert spy.leaks == []
    assert found_in(caplog.text, KEY) == []
    seen = getattr(caught.value, "video", None)
    assert seen is None or seen.output.url == SIGNED_LINK
    assert seen is None or "oops" in seen.error.code


def refuse(received: int, total: int | None) -> None:
    """A callback of the caller's that fails."""
    raise RuntimeError("no")


def _instead(*answers: Raw) -> Callable[[Downloading], None]:
    def prepare(download: Downloading) -> None:
        download.host.instead = [*answers] * 20

    return prepare


def _cut(download: Downloading) -> None:
    download.host.cuts = [1000] + [0] * 20


def _occupied(download: Downloading) -> None:
    (download.folder / "video.mp4").mkdir()


def _gone(download: Downloading) -> None:
    download.host.instead = [lambda _: _vanish(download)]


def _vanish(download: Downloading) -> Raw:
    for part in download.folder.glob(".*.part"):
        part.unlink()
    download.folder.rename(download.folder.with_name("renamed"))
    return Raw(answer(b"x", 200, {"content-length": "1"}))


MOVED: Final = "https://media.example:99999/v.mp4" + SIGNED

SILENCE: Final = Raw(b"", hang=True)

DOWNLOADS: Final[dict[str, tuple[Callable[[Downloading], None], dict[str, Any], str]]] = {
    "lapsed": (_instead(status(403)), {}, "VideoLinkExpiredError"),
    "a status": (_instead(status(418)), {}, "VideoDownloadError"),
    "cut": (_cut, {}, "VideoDownloadError"),
    "no HTTP": (_instead(Raw(b"SSH-2.0 " + SIGNED.encode() + b"\r\n\r\n", close=True)), {}, "VideoDownloadError"),
    "moved to nowhere": (_instead(status(302, location=MOVED)), {}, "VideoDownloadError"),
    "moved in circles": (_instead(status(302, location=FILE + SIGNED)), {}, "VideoDownloadError"),
    "late": (_instead(SILENCE), {"total_timeout": 0.2}, "VideoDownloadTimeoutError"),
    "a folder in the way": (_occupied, {}, "IsADirectoryError"),
    "no folder any more": (_gone, {}, "FileNotFoundError"),
    "a callback that fails": (lambda _: None, {"on_progress": refuse}, "RuntimeError"),
}


@pytest.fixture
def download(caller: Caller, tmp_path: Path) -> Generator[Downloading]:
    """Downloads by links that are signed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with ScriptedServer() as api, ScriptedServer() as media:
        found = Downloading(caller, api, media, folder)
        signed = json_answer(video_json(media.url + FILE + SIGNED))
        found.on_looks = [lambda _: signed] * 20
        yield found


@pytest.mark.parametrize("own", [True, False], ids=["ours", "a caller's client"])
@pytest.mark.parametrize("by_id", [True, False], ids=["by id", "by video"])
@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_shows_no_signature(
    download: Downloading, caplog: pytest.LogCaptureFixture, name: str, by_id: bool, own: bool
) -> None:
    """Whatever ends it, with our connections or the caller's: no text, variable, cause or record of ours has it."""
    caplog.set_level(logging.DEBUG, "lumenfall_client")
    if own:
        caplog.set_level(logging.DEBUG, "httpx")
    prepare, options, kind = DOWNLOADS[name]
    prepare(download)
    http_client = {} if own else {"http_client": download.caller.http_client()}
    client = download.client(api_key=KEY, **http_client)
    subject = "video_42" if by_id else LUMENFALL.models.Video.from_dict(video_json(download.url + SIGNED))

    with pytest.raises(Exception, check=lambda error: type(error).__name__ == kind) as caught:
        download(subject, client=client, **options)

    assert leaks_of(caught.value, KEY) == []
    assert found_in(caplog.text, KEY) == []


def test_a_media_host_that_cannot_be_reached(download: Downloading) -> None:
    """Nor when nobody listens."""
    subject = LUMENFALL.models.Video.from_dict(video_json(refused_url() + FILE + SIGNED))

    with pytest.raises(LUMENFALL.error("VideoDownloadError")) as caught:
        download(subject, client=download.client(api_key=KEY))

    assert caught.value.video.output.url.endswith(SIGNED)
    assert leaks_of(caught.value, KEY) == []


def test_a_cancelled_download_shows_no_signature(download: Downloading) -> None:
    """Nor when the caller's time is over, while the media host says nothing."""
    if download.caller.mode == "sync":
        client = download.client(api_key=KEY, timeout=httpx.Timeout(5.0, read=0.1), max_retries=0)
    else:
        client = download.client(api_key=KEY)
    download.host.instead = [Raw(b"", hang=True)]

    def call() -> Any:
        if download.caller.mode == "sync":
            return download("video_42", client=client, max_retries=0)

        async def within() -> None:
            async with asyncio.timeout(0.2):
                await client.videos.download("video_42", download.path)

        return download.caller.result(within())

    with pytest.raises((LUMENFALL.error("VideoDownloadError"), TimeoutError)) as caught:
        call()

    assert leaks_of(caught.value, KEY) == []
