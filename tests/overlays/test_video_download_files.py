"""Downloading a video: the file, and what is left when things go wrong with it, with the process, or with the task."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import pytest
from faults.harness import descriptors
from support import downloading_process
from support.calling import Caller
from support.downloads import ID, Downloading
from support.media import CONTENT, answer, noise, video
from support.providers import LUMENFALL
from support.server import Raw, Received, ScriptedServer

MEBIBYTE = 1 << 20
MODULES = ("files.async_fetch", "http.async_transport", "files.transfer", "http.clock", "files.part_file")
BLOCK = noise(1, MEBIBYTE)


@pytest.fixture
def download(caller: Caller, tmp_path: Path) -> Generator[Downloading]:
    """Downloads into an empty folder."""
    with ScriptedServer() as api, ScriptedServer() as media:
        yield Downloading(caller, api, media, tmp_path)


class Blocks:
    """A host on loopback whose `/large` is one block again and again, made as it is sent.

    Args:
        count: How many blocks it has.
        pause_at: The byte behind which it sends no more, and does not hang up.
        cuts: The bytes behind which it hangs up, one for each answer.
    """

    def __init__(self, count: int, *, pause_at: int | None = None, cuts: Sequence[int] = ()) -> None:
        self._size = count * len(BLOCK)
        self._pause_at = pause_at
        self._cuts = list(cuts)
        self.asked: list[int] = []
        """The first byte that each request asked for."""
        self.paused = threading.Event()
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self._answer(connection)
                except OSError:  # the client was killed
                    pass

    def _answer(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            data = connection.recv(65536)
            if not data:
                return
            request += data
        if b"/small " in request.partition(b"\r\n")[0]:
            connection.sendall(answer(b"small", 200, {"content-length": "5", "connection": "close"}))
            return
        found = re.search(rb"\r\nrange: bytes=(\d+)-\r\n", request, re.IGNORECASE)
        start = 0 if found is None else int(found[1])
        self.asked.append(start)
        headers = {"content-length": str(self._size - start), "connection": "close", "etag": '"blocks"'}
        if found is not None:
            headers["content-range"] = f"bytes {start}-{self._size - 1}/{self._size}"
        connection.sendall(answer(b"", 200 if found is None else 206, headers))
        end = self._cuts.pop(0) if self._cuts else self._pause_at or self._size
        while start < end:
            offset = start % len(BLOCK)
            piece = BLOCK[offset : offset + end - start]
            connection.sendall(piece)
            start += len(piece)
        if end == self._pause_at:
            self.paused.set()
            self._over.wait(20)

    def close(self) -> None:
        """Send no more."""
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@contextmanager
def blocks(count: int, *, pause_at: int | None = None, cuts: Sequence[int] = ()) -> Generator[Blocks]:
    """Such a host."""
    host = Blocks(count, pause_at=pause_at, cuts=cuts)
    try:
        yield host
    finally:
        host.close()


@contextmanager
def process(mode: str, url: str, path: Path) -> Generator[subprocess.Popen[str]]:
    """A process that downloads `/large` from a host."""
    command = [sys.executable, downloading_process.__file__, mode, url, str(path)]
    folders = os.pathsep.join(sys.path)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": folders}
    ) as child:
        try:
            assert line(child) == "ready"
            yield child
        finally:
            child.kill()


def line(child: subprocess.Popen[str]) -> str:
    """The next line that a process says."""
    output: IO[str] | None = child.stdout
    assert output is not None
    return output.readline().strip()


# The file


def test_permissions_are_those_of_a_new_file(download: Downloading) -> None:
    """The file has the permissions that any new file has under the umask."""
    before = os.umask(0o027)
    try:
        download()
    finally:
        os.umask(before)

    assert download.path.stat().st_mode & 0o7777 == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
@pytest.mark.parametrize("linked", [False, True])
def test_permissions_of_a_replaced_file_are_kept(download: Downloading, mode: int, linked: bool) -> None:
    """A new version of a private file stays private, while it is written too; so does one behind a symbolic link."""
    old = download.folder / "other" if linked else download.path
    old.write_bytes(b"mine")
    old.chmod(mode)
    if linked:
        download.path.symlink_to(old)
    seen: set[int] = set()

    def look(received: int, total: int | None) -> None:
        seen.update(part.stat().st_mode & 0o7777 for part in download.folder.glob(".*.part"))

    download(overwrite=True, on_progress=look)

    assert download.path.read_bytes() == CONTENT
    assert download.path.stat().st_mode & 0o7777 == mode
    assert [found for found in seen if found & ~mode] == []


def test_permissions_that_change_meanwhile_are_kept(download: Downloading) -> None:
    """What counts are the permissions of the old file when it is replaced."""
    download.path.write_bytes(b"mine")
    download.path.chmod(0o644)

    download(overwrite=True, on_progress=lambda *_: download.path.chmod(0o600))

    assert download.is_whole()
    assert download.path.stat().st_mode & 0o7777 == 0o600


def test_a_file_that_nobody_may_write_is_not_replaced(download: Downloading) -> None:
    """A read-only file is refused before anything is sent, with `overwrite` too."""
    download.path.write_bytes(b"mine")
    download.path.chmod(0o444)

    with pytest.raises(PermissionError) as caught:
        download(ID, overwrite=True)

    assert caught.value.filename == str(download.path)
    assert download.is_whole(b"mine")
    assert download.api.requests == download.media.requests == []


def test_another_name_of_a_replaced_file_keeps_the_old_content(download: Downloading) -> None:
    """Of a file with several hard links, only the target gets the new content."""
    download.path.write_bytes(b"mine")
    (download.folder / "other").hardlink_to(download.path)

    download(overwrite=True)

    assert (download.folder / "other").read_bytes() == b"mine"
    assert download.path.read_bytes() == CONTENT


@pytest.mark.parametrize("relative", [False, True])
def test_a_folder_above_a_symbolic_link(download: Downloading, monkeypatch: pytest.MonkeyPatch, relative: bool) -> None:
    """`link/..` is the folder above the one that the link leads to, as for every other program."""
    (download.folder / "far" / "away").mkdir(parents=True)
    (download.folder / "link").symlink_to(download.folder / "far" / "away")
    download.path.write_bytes(b"mine")
    monkeypatch.chdir(download.folder)
    path = Path("link", "..", "video.mp4")

    download(path=path if relative else download.folder / path, overwrite=True)

    assert download.path.read_bytes() == b"mine"
    assert (download.folder / "far" / "video.mp4").read_bytes() == path.read_bytes() == CONTENT


def test_a_missing_folder_is_not_left_out(download: Downloading) -> None:
    """`missing/..` is an error, as for every other program."""
    with pytest.raises(FileNotFoundError):
        download(ID, path=download.folder / "missing" / ".." / "video.mp4")

    assert download.names == []
    assert download.api.requests == []


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_that_is_renamed(download: Downloading, overwrite: bool, replaced: bool) -> None:
    """The part file is removed wherever its folder is now, and no other folder gets the file."""
    folder = download.folder / "folder"
    folder.mkdir()

    def rename(received: int, total: int | None) -> None:
        if received == 0:
            folder.rename(download.folder / "renamed")
            if replaced:
                folder.mkdir()

    with pytest.raises(FileNotFoundError) as caught:
        download(path=folder / "video.mp4", overwrite=overwrite, on_progress=rename)

    assert caught.value.filename == str(folder / "video.mp4")
    assert sorted(path.name for path in download.folder.rglob("*")) == ["folder"] * replaced + ["renamed"]


def test_a_folder_that_may_not_be_listed(download: Downloading) -> None:
    """A folder that a program may only put files into is enough, and no descriptor stays open."""
    folder = download.folder / "folder"
    folder.mkdir()
    folder.chmod(0o300)

    download(path=folder / "video.mp4")

    folder.chmod(0o700)
    assert (folder / "video.mp4").read_bytes() == CONTENT
    assert [name for name in descriptors() if str(folder) in name] == []


@pytest.mark.parametrize("subject", [ID, None])
def test_a_file_that_is_there(download: Downloading, subject: str | None) -> None:
    """A file that is there is not touched, and nothing is sent, not even to look the video up."""
    download.path.write_bytes(b"mine")

    with pytest.raises(FileExistsError) as caught:
        download(subject)

    assert caught.value.filename == str(download.path)
    assert download.path.read_bytes() == b"mine"
    assert download.api.requests == download.media.requests == []


def test_overwriting(download: Downloading) -> None:
    """`overwrite` replaces it, and only when the new one is whole."""
    download.path.write_bytes(b"mine")
    seen: list[bytes] = []

    def look(received: int, total: int | None) -> None:
        seen.append(download.path.read_bytes())

    download(overwrite=True, on_progress=look)

    assert set(seen) == {b"mine"}
    assert download.is_whole()


def test_overwriting_a_symbolic_link(download: Downloading) -> None:
    """A symbolic link is replaced itself; what it leads to stays."""
    (download.folder / "other").write_bytes(b"mine")
    download.path.symlink_to(download.folder / "other")

    download(overwrite=True)

    assert (download.folder / "other").read_bytes() == b"mine"
    assert not download.path.is_symlink()
    assert download.path.read_bytes() == CONTENT


def test_an_overwriting_that_fails(download: Downloading) -> None:
    """The old file stays when the new one does not come."""
    download.path.write_bytes(b"mine")
    download.host.cuts = [1000] + [0] * 20

    with pytest.raises(LUMENFALL.error("VideoDownloadError")):
        download(overwrite=True)

    assert download.is_whole(b"mine")


def test_a_file_that_appears_meanwhile(download: Downloading) -> None:
    """A file that somebody else puts there during the download is not overwritten."""

    def appear(received: int, total: int | None) -> None:
        download.path.write_bytes(b"theirs")

    with pytest.raises(FileExistsError) as caught:
        download(on_progress=appear)

    assert caught.value.filename == str(download.path)
    assert download.is_whole(b"theirs")


def test_while_it_comes(download: Downloading) -> None:
    """Until it is whole, there is nothing but a hidden part beside the target."""
    seen: list[list[str]] = []

    def look(received: int, total: int | None) -> None:
        seen.append(download.names)

    download(on_progress=look)

    assert all(len(names) == 1 for names in seen)
    assert all(names[0].startswith(".video.mp4.") and names[0].endswith(".part") for names in seen)
    assert download.is_whole()


def file_in_the_way(folder: Path) -> Path:
    (folder / "file").write_bytes(b"")
    return folder / "file" / "video.mp4"


def dangling(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nowhere")
    return folder / "link"


def device(folder: Path) -> Path:
    return Path(os.devnull)


PLACES: list[tuple[Callable[[Path], Any], bool, type[OSError]]] = [
    (lambda folder: folder / "missing" / "video.mp4", False, FileNotFoundError),
    (lambda folder: folder, False, IsADirectoryError),
    (lambda folder: folder, True, IsADirectoryError),
    (lambda folder: f"{folder}/", True, IsADirectoryError),
    (lambda folder: f"{folder}/new/", False, IsADirectoryError),
    (lambda folder: "", False, IsADirectoryError),
    (file_in_the_way, False, NotADirectoryError),
    (dangling, False, FileExistsError),
    (device, False, FileExistsError),
    (device, True, FileExistsError),
    (lambda folder: folder / ("x" * 256), False, OSError),
]


@pytest.mark.parametrize(("place", "overwrite", "error"), PLACES)
def test_places_where_no_file_can_be(
    download: Downloading, place: Callable[[Path], Any], overwrite: bool, error: type[OSError]
) -> None:
    """If the file cannot be created, the system's own error is raised before anything is sent."""
    path = place(download.folder)
    before = download.names

    with pytest.raises(error) as caught:
        download(ID, path=path, overwrite=overwrite)

    assert type(caught.value) is error
    assert download.names == before
    assert download.api.requests == download.media.requests == []


def test_a_long_name(download: Downloading) -> None:
    """A name may be as long as the file system allows, in whatever script."""
    for name in ("x" * 255, "é" * 127):
        download(path=download.folder / name)

        assert (download.folder / name).read_bytes() == CONTENT


def test_a_relative_path(download: Downloading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path means what it meant when the download began, and comes back as it was."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)

    def leave(received: int, total: int | None) -> None:
        os.chdir(tmp_path / "elsewhere")

    path = download(path="video.mp4", on_progress=leave)

    assert path == Path("video.mp4")
    assert (tmp_path / "video.mp4").read_bytes() == CONTENT


def test_a_full_disk(download: Downloading) -> None:
    """When the disk takes no more, the system's error comes, and nothing stays behind."""
    download.host.content = BLOCK * 5
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3 * MEBIBYTE, hard))
    try:
        with pytest.raises(OSError, match="large") as caught:
            download()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert caught.value.errno == errno.EFBIG
    assert caught.value.filename == str(download.path)
    assert download.names == []
    assert len(download.media.requests) == 1


def test_a_folder_that_disappears(download: Downloading) -> None:
    """When the folder goes, the system's error comes."""
    folder = download.folder / "folder"
    folder.mkdir()

    def remove(received: int, total: int | None) -> None:
        if received == 0:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()

    with pytest.raises(FileNotFoundError) as caught:
        download(path=folder / "video.mp4", on_progress=remove)

    assert (caught.value.filename, caught.value.filename2) == (str(folder / "video.mp4"), None)

    assert download.names == []


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
@pytest.mark.parametrize("appears", [False, True])
def test_a_file_system_without_links(tmp_path: Path, number: int, appears: bool) -> None:
    """Where a file can have no second name, a target is still not overwritten."""

    def link(source: str, target: str, **folders: int | None) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "video.mp4"
    part = import_module("lumenfall_client._runtime.files.part_file").PartFile(target, overwrite=False, link=link)
    part.create()
    part.gather(CONTENT)
    if appears:
        target.write_bytes(b"theirs")
        with pytest.raises(FileExistsError):
            part.publish()
    else:
        part.publish()
    part.discard()

    assert [path.name for path in tmp_path.iterdir()] == ["video.mp4"]
    assert target.read_bytes() == (b"theirs" if appears else CONTENT)


def test_a_place_that_was_reserved_in_vain(tmp_path: Path) -> None:
    """Where links do not work and the last step fails too, no empty target stays."""
    target = tmp_path / "video.mp4"
    part = import_module("lumenfall_client._runtime.files.part_file").PartFile(target, overwrite=False, link=no_link)
    part.create()
    part.gather(CONTENT)
    part.settle()
    next(tmp_path.iterdir()).unlink()

    with pytest.raises(FileNotFoundError) as caught:
        part.publish()
    part.discard()

    assert caught.value.filename == str(target)
    assert list(tmp_path.iterdir()) == []


def no_link(source: str, target: str, **folders: int | None) -> None:
    """Do as a file system without links does."""
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_many_at_once_to_one_place(caller: Caller, download: Downloading) -> None:
    """Of many downloads to one place exactly one puts its file there; the others raise an error."""
    outcomes: list[Any] = []
    client = download.client()
    if caller.mode == "async":

        async def all_of_them() -> list[Any]:
            return await asyncio.gather(
                *[client.videos.download(download.video(), download.path) for _ in range(8)], return_exceptions=True
            )

        outcomes = caller.result(all_of_them())
    else:

        def one() -> None:
            try:
                outcomes.append(client.videos.download(download.video(), download.path))
            except OSError as error:
                outcomes.append(error)

        threads = [threading.Thread(target=one) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert download.is_whole()
    assert outcomes.count(download.path) == 1
    assert sum(isinstance(outcome, FileExistsError) for outcome in outcomes) == 7


# The process and the task


def test_a_killed_process(mode: str, tmp_path: Path) -> None:
    """A process that is killed outright leaves no target; what it does leave is in nobody's way."""
    path = tmp_path / "video.mp4"
    with blocks(10, pause_at=5 * MEBIBYTE) as host, process(mode, host.url, path) as child:
        assert host.paused.wait(20)
        child.kill()
        child.wait()
    left = [name.name for name in tmp_path.iterdir()]

    with blocks(2) as host, process(mode, host.url, path) as child:
        assert line(child).startswith("done")

    assert all(name.endswith(".part") for name in left)
    assert len(left) == 1
    assert sorted(name.name for name in tmp_path.iterdir()) == [*left, "video.mp4"]
    assert path.read_bytes() == BLOCK * 2


def test_an_interrupted_process(mode: str, tmp_path: Path) -> None:
    """Ctrl-C ends a download, sync or async, and leaves nothing behind."""
    with blocks(10, pause_at=5 * MEBIBYTE) as host, process(mode, host.url, tmp_path / "video.mp4") as child:
        assert host.paused.wait(20)
        child.send_signal(signal.SIGINT)

        assert line(child) == "KeyboardInterrupt"

    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_in_between(download: Downloading) -> None:
    """So does one that comes in our own code."""

    def interrupt(received: int, total: int | None) -> None:
        if received:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(on_progress=interrupt)

    assert download.names == []


@pytest.mark.parametrize("mode", ["async"])
@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize("ticks", range(0, 90, 3))
def test_cancelling(download: Downloading, ticks: int, times: int) -> None:
    """Wherever a task is cancelled, and however often, nothing half-written is left, and no connection."""
    download.host.content = BLOCK * 4

    async def cancelled() -> None:
        async with download.client() as client:
            task = asyncio.ensure_future(client.videos.download(download.video(), download.path))
            for _ in range(ticks):
                await asyncio.sleep(0)
            for _ in range(times):
                task.cancel()
                await asyncio.sleep(0)
            try:
                await task
            except asyncio.CancelledError:
                pass

    download.caller.result(cancelled())

    assert download.names == [] or download.is_whole()
    assert download.media.all_closed_within(15)


@pytest.mark.parametrize("mode", ["async"])
def test_cancelling_while_nothing_comes(download: Downloading) -> None:
    """A task that waits for the media host can be cancelled."""
    waiting = threading.Event()

    def hang(received: Received) -> Raw:
        waiting.set()
        return Raw(answer(CONTENT[:1000], 200, {"content-length": str(len(CONTENT))}), hang=True)

    download.media.script(hang)

    async def cancelled() -> None:
        async with download.client() as client:
            task = asyncio.ensure_future(client.videos.download(download.video(), download.path))
            await asyncio.to_thread(waiting.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    download.caller.result(cancelled())

    assert download.names == []


@pytest.mark.parametrize("mode", ["async"])
def test_a_timeout_of_the_callers(download: Downloading) -> None:
    """`asyncio.timeout` around a download works, and its error stays the caller's."""
    download.media.script(Raw(b"", hang=True))

    async def timed_out() -> None:
        async with download.client() as client:
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.05):
                    await client.videos.download(download.video(), download.path)
            assert type(caught.value) is TimeoutError

    download.caller.result(timed_out())

    assert download.names == []


@pytest.mark.parametrize("size", [len(BLOCK) // 2, len(BLOCK) * 3 // 2, len(BLOCK) * 4])
@pytest.mark.parametrize("tags", ["", "etag"])
def test_what_was_written_of_another_file(download: Downloading, tags: str, size: int) -> None:
    """When a download begins anew, nothing stays of what is on the disk already."""
    download.host.content, download.host.tags = BLOCK * 3, tags
    download.host.cuts = [len(BLOCK) * 5 // 2]
    other = noise(2, size)

    def replaced(received: Received) -> Raw:
        download.host.content = other
        return download.host(received)

    download.host.instead = [None, replaced]
    download()

    assert download.is_whole(other)


@pytest.mark.parametrize("mode", ["async"])
@pytest.mark.parametrize("cancelled", [False, True])
@pytest.mark.parametrize("step", ["create", "begin_anew", "flush", "settle", "publish"])
def test_a_slow_disk(download: Downloading, step: str, cancelled: bool) -> None:
    """While the disk blocks, the event loop goes on; a task that is cancelled then ends when the disk has."""
    runtime = {name: import_module(f"lumenfall_client._runtime.{name}") for name in MODULES}
    blocked, freed = threading.Event(), threading.Event()
    part = runtime["files.part_file"].PartFile(download.path, overwrite=False)
    whole = getattr(part, step)

    def slow() -> None:
        blocked.set()
        assert freed.wait(5), "the loop does not go on"
        whole()

    setattr(part, step, slow)
    terms = runtime["files.transfer"].Terms("test", 5.0, None, 0, False, logging.getLogger("test"))
    pace = runtime["http.clock"].Pace()
    transfer = runtime["files.transfer"].Transfer(terms, pace, runtime["files.transfer"].Link(download.url))
    download.host.content = BLOCK * 2

    async def run() -> None:
        transport = runtime["http.async_transport"].AsyncTransport(None)
        fetching = asyncio.ensure_future(
            runtime["files.async_fetch"].fetch(transport, pace, transfer, part, renew=None, on_progress=None)
        )
        while not blocked.is_set():
            await asyncio.sleep(0)
        if cancelled:
            fetching.cancel()
            for _ in range(20):
                await asyncio.sleep(0)
            assert not fetching.done()
        freed.set()
        await fetching

    if not cancelled:
        download.caller.result(run())
        assert download.is_whole()
    else:
        with pytest.raises(asyncio.CancelledError):
            download.caller.result(run())
        assert download.is_whole() if step == "publish" else download.names == []


# A large file


def test_memory(mode: str, tmp_path: Path) -> None:
    """A body of 256 MiB, cut at twenty random places, takes at most 32 megabytes of memory, and is right."""
    path = tmp_path / "video.mp4"
    cuts = sorted(random.Random(3).sample(range(1, 1 << 28), 20))  # noqa: S311  # not for secrets
    with blocks(256, cuts=cuts) as host, process(mode, host.url, path) as child:
        word, peak, before, seconds = line(child).split()

    assert word == "done"
    extra = int(peak) - int(before)
    print(f"{mode}: 256 MiB in {seconds} s, at most {extra / MEBIBYTE:.1f} MiB of extra memory")  # -s shows it
    assert extra <= 32_000_000
    assert host.asked == [0, *cuts]
    with path.open("rb") as file:
        assert all(file.read(MEBIBYTE) == BLOCK for _ in range(256))
        assert file.read(1) == b""
    path.unlink()


def test_the_video_is_not_needed_whole(download: Downloading) -> None:
    """A link is enough of a video's output."""
    download(video(download.url))

    assert download.is_whole()
