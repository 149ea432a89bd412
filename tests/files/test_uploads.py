"""Forms with files, read back by Starlette; what is sent when a file is read again, or cannot be."""

from __future__ import annotations

import asyncio
import io
import json
import os
import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
import httpx2
import pytest
from starlette.responses import JSONResponse

from .conftest import Desk
from .lab import Cutting, Lab, open_paths

CONTENT: Final = bytes(range(256)) * 4000
"""A megabyte with every byte, line breaks and hyphens among them."""

BUSY: Final = 503


def busy() -> JSONResponse:
    return JSONResponse({"message": "later"}, BUSY)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A file with an unpleasant name."""
    path = tmp_path / 'a "b"; é.png'
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def keep() -> Iterator[ExitStack]:
    """Closes what a test has opened."""
    with ExitStack() as stack:
        yield stack


class Pipe(io.RawIOBase):
    """A file that cannot be rewound."""

    name = "<stdin>"

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


GIVEN: Final[dict[str, Callable[[Path, ExitStack], Any]]] = {
    "path": lambda path, _: path,
    "open file": lambda path, keep: keep.enter_context(path.open("rb")),
    "unbuffered": lambda path, keep: keep.enter_context(path.open("rb", buffering=0)),
    "memory": lambda path, _: io.BytesIO(path.read_bytes()),
    "bytes": lambda path, _: path.read_bytes(),
    "pipe": lambda path, keep: keep.enter_context(Pipe(path.read_bytes())),
}
NAMES: Final = {"path": 'a "b"; é.png', "open file": 'a "b"; é.png', "unbuffered": 'a "b"; é.png'}


@pytest.mark.parametrize("kind", GIVEN)
def test_a_file_is_read_back(desk: Desk, lab: Lab, picture: Path, keep: ExitStack, kind: str) -> None:
    """Whatever a file is given as, its bytes arrive, with the name and type that can be known."""
    given = GIVEN[kind](picture, keep)

    receipt = desk.result(desk.client(lab.url).pictures.upload(picture=given, title="A title"))

    assert receipt.id == "p_1"
    (taken,) = lab.taken
    (part,) = taken.of("picture")
    assert part.content == CONTENT
    name = NAMES.get(kind, "file")
    kinds = {name: "image/png"} if name != "file" else {}
    # Starlette leaves the escape of a quotation mark as it is.
    assert (part.file_name, part.content_type) == (
        name.replace('"', "%22"),
        kinds.get(name, "application/octet-stream"),
    )
    assert [one.content for one in taken.of("title")] == [b"A title"]
    sized = kind != "pipe"
    assert taken.headers.get("content-length") == (str(len(taken.body)) if sized else None)
    assert taken.headers.get("transfer-encoding") == (None if sized else "chunked")
    if kind in ("open file", "unbuffered", "memory"):
        assert not given.closed
    assert str(picture) not in open_paths() or kind in ("open file", "unbuffered")


def test_each_kind_of_field_is_read_back(desk: Desk, lab: Lab, picture: Path) -> None:
    """Files repeat their name, scalars are texts, objects and arrays of them JSON, and the document's types hold."""
    style, file = desk.package.models.Style, desk.package.File
    images = [picture, file(b"w", name="w.webp"), file(io.BytesIO(b"j"), name="x", content_type="image/jpeg")]

    desk.result(
        desk.client(lab.url).pictures.edit(
            image=images,
            prompt="Brighter\r\n--é",
            mask=b"m",
            count=2,
            is_transparent=True,
            labels=["a", "b"],
            style=style(name="oil", strength=0.5),
            layers=[style(name="a"), style(name="b")],
            palette=["red"],
            taken_at=datetime(2024, 2, 29, tzinfo=UTC),
            idempotency_key="k",
            extra_body={"more": b"x", "note": 1.5},
        )
    )

    (taken,) = lab.taken
    texts = {part.name: part.content.decode() for part in taken.parts if part.file_name is None}
    assert [(part.content, part.content_type) for part in taken.of("image[]")] == [
        (CONTENT, "image/png"),
        (b"w", "image/webp"),
        (b"j", "image/jpeg"),
    ]
    assert [(part.content, part.content_type) for part in taken.of("mask")] == [(b"m", "image/png")]
    assert [part.content for part in taken.of("labels")] == [b"a", b"b"]
    assert {name: texts[name] for name in ("prompt", "count", "is_transparent", "idempotency_key", "note")} == {
        "prompt": "Brighter\r\n--é",
        "count": "2",
        "is_transparent": "true",
        "idempotency_key": "k",
        "note": "1.5",
    }
    assert texts["taken_at"] == "2024-02-29T00:00:00Z"
    assert json.loads(texts["style"]) == {"name": "oil", "strength": 0.5}
    assert json.loads(texts["layers"]) == [{"name": "a"}, {"name": "b"}]
    assert json.loads(texts["palette"]) == ["red"]
    assert [part.content for part in taken.of("more")] == [b"x"]


@pytest.mark.parametrize("kind", ["path", "open file", "memory", "bytes"])
def test_a_retry_sends_the_same_bytes(desk: Desk, lab: Lab, picture: Path, keep: ExitStack, kind: str) -> None:
    """After a 503 the whole request is sent again: the same boundary, and files from where they stood."""
    lab.answers = [busy(), busy()]
    given = GIVEN[kind](picture, keep)
    if kind in ("open file", "memory"):
        given.seek(1000)

    desk.result(desk.client(lab.url).pictures.upload(picture=given))

    first, second, third = lab.taken
    assert first.body == second.body == third.body
    assert first.of("picture")[0].content == (CONTENT[1000:] if kind in ("open file", "memory") else CONTENT)
    assert str(picture) not in open_paths() or kind == "open file"


@pytest.mark.parametrize("kind", ["path", "open file"])
def test_a_cut_connection_is_followed_by_the_same_bytes(
    desk: Desk, lab: Lab, picture: Path, keep: ExitStack, kind: str
) -> None:
    """A connection that breaks in the middle of a file is followed by the whole request on another one."""
    with Cutting(lab.port, after=300_000) as cutting:
        desk.result(desk.client(cutting.url).pictures.upload(picture=GIVEN[kind](picture, keep)))

    assert cutting.cut >= 300_000
    (taken,) = lab.taken
    assert taken.of("picture")[0].content == CONTENT


def test_what_cannot_be_rewound_is_sent_once(desk: Desk, lab: Lab) -> None:
    """A pipe that was read is not sent again, and the error says why."""
    lab.answers = [busy()]

    with pytest.raises(desk.package.InternalServerError) as raised:
        desk.result(desk.client(lab.url).pictures.upload(picture=Pipe(b"abc")))

    assert raised.value.attempts == 1
    assert raised.value.__notes__ == ["pictures.upload was not sent again: picture cannot be rewound"]
    assert [one.of("picture")[0].content for one in lab.taken] == [b"abc"]


def test_a_pipe_that_was_not_read_is_sent_again(desk: Desk, lab: Lab) -> None:
    """As long as no connection could be made, nothing of a pipe is gone."""
    with Cutting(lab.port, after=0) as closed:
        url = closed.url
    client = desk.client(url, total_timeout=5.0)

    with pytest.raises(desk.package.APIConnectionError) as raised:
        desk.result(client.pictures.upload(picture=Pipe(b"abc")))

    assert raised.value.attempts == 3
    assert not raised.value.maybe_delivered


def test_a_body_that_is_one_file(desk: Desk, lab: Lab, picture: Path, keep: ExitStack) -> None:
    """It is sent as it is, with the document's type or that of a `File`."""
    tracks = desk.client(lab.url).tracks

    for given in (
        picture,
        CONTENT,
        GIVEN["open file"](picture, keep),
        desk.package.File(picture, content_type="audio/wav"),
    ):
        desk.result(tracks.put("t_1", body=given))

    assert [one.body for one in lab.taken] == [CONTENT] * 4
    assert [one.headers["content-type"] for one in lab.taken] == ["audio/mpeg"] * 3 + ["audio/wav"]


def text_of(folder: Path) -> Path:
    path = folder / "text.txt"
    path.write_text("text", encoding="utf-8")
    return path


def closed(folder: Path) -> Any:
    with text_of(folder).open("rb") as file:
        return file


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "fifo")
    return folder / "fifo"


WRONG: Final[dict[str, tuple[Callable[[Path, ExitStack], Any], str]]] = {
    "missing": (lambda folder, _: folder / "missing.png", "picture cannot be read: No such file .*: '.*missing.png'"),
    "folder": (lambda folder, _: folder, "picture cannot be read: Is a directory"),
    "pipe": (lambda folder, _: fifo(folder), "picture must be the path of a regular file"),
    "text": (lambda folder, _: str(text_of(folder)), r"picture must be bytes, .* not str: for a path, pass pathlib"),
    "text mode": (
        lambda folder, keep: keep.enter_context(text_of(folder).open(encoding="utf-8")),
        "picture is a file in text mode",
    ),
    "closed": (lambda folder, _: closed(folder), "picture is a closed file"),
    "number": (lambda _folder, _: 1, "picture must be bytes, a path .*, not int"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_file_is_refused(desk: Desk, lab: Lab, tmp_path: Path, keep: ExitStack, kind: str) -> None:
    """The error names the argument and the operation, and nothing was sent."""
    make, problem = WRONG[kind]

    with pytest.raises(desk.package.InvalidArgumentError, match=problem) as raised:
        desk.result(desk.client(lab.url).pictures.upload(picture=make(tmp_path, keep)))

    assert raised.value.operation == "pictures.upload"
    assert lab.taken == []


def test_a_content_type_cannot_add_a_header(desk: Desk, lab: Lab) -> None:
    """A type with a line break is refused."""
    given = desk.package.File(b"x", content_type="image/png\r\nX-A: b")

    with pytest.raises(desk.package.InvalidArgumentError, match="Content-Type holds a line break"):
        desk.result(desk.client(lab.url).pictures.upload(picture=given))

    assert lab.taken == []


def test_an_item_that_is_no_file_is_named(desk: Desk, lab: Lab) -> None:
    """Of an array, the error says which item it is."""
    with pytest.raises(desk.package.InvalidArgumentError, match=r"image\[1\] must be bytes"):
        desk.result(desk.client(lab.url).pictures.edit(image=[b"", "x"], prompt="p"))


def test_a_file_that_shrinks_breaks_the_call(desk: Desk, lab: Lab, tmp_path: Path) -> None:
    """A file that becomes shorter while it is sent ends the call at once, and it is not repeated."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64_000_000)
    lab.at_first_piece = lambda: os.truncate(path, 1000)

    with pytest.raises(desk.package.APIConnectionError, match="body has become shorter while it was sent") as raised:
        desk.result(desk.client(f"{lab.url}/discard", total_timeout=20.0).tracks.put("t_1", body=path))

    assert (raised.value.attempts, raised.value.maybe_delivered) == (1, True)
    assert str(path) not in open_paths()


def test_a_file_that_changes_is_not_sent_again(desk: Desk, lab: Lab, picture: Path) -> None:
    """A retry sends the same bytes or nothing."""
    lab.answers = [busy()]
    lab.at_first_piece = lambda: os.utime(picture, ns=(1, 1))

    with pytest.raises(desk.package.APIConnectionError, match="body has changed since the call began"):
        desk.result(desk.client(f"{lab.url}/discard").tracks.put("t_1", body=picture))

    assert lab.discarded == [len(CONTENT)]


def test_the_deadline_holds_while_the_server_reads_nothing(desk: Desk, tmp_path: Path) -> None:
    """A server that stops reading is left when the time for the call is over, and the file is closed."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64_000_000)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        client = desk.client(url, total_timeout=0.3)
        with pytest.raises(desk.package.APITimeoutError, match="the time for the whole call ran out") as raised:
            desk.result(client.pictures.upload(picture=path))

    assert raised.value.elapsed < 5
    assert str(path) not in open_paths()


@pytest.mark.parametrize("kind", ["path", "open file"])
def test_memory_does_not_grow_with_the_file(desk: Desk, lab: Lab, tmp_path: Path, keep: ExitStack, kind: str) -> None:
    """64 MB are sent in a few hundred kilobytes of memory, the server's included."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64_000_000)
    client = desk.client(f"{lab.url}/discard")
    desk.result(client.tracks.put("t_1", body=b"warm"))

    tracemalloc.start()
    desk.result(client.pictures.upload(picture=GIVEN[kind](path, keep)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert lab.discarded[-1] > 64_000_000
    assert peak < 6_000_000


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
def test_the_callers_own_client_sends_the_same(desk: Desk, lab: Lab, picture: Path, library: Any) -> None:
    """With a client of httpx or httpx2, files are streamed too, also after a 503."""
    lab.answers = [busy()]
    client = desk.client(lab.url, http_client=desk.caller.http_client(library))

    desk.result(client.pictures.upload(picture=picture))

    first, second = lab.taken
    assert first.body == second.body
    assert first.headers["content-length"] == str(len(first.body))
    assert str(picture) not in open_paths()


def test_a_command_names_files_and_holds_nothing_of_them(desk: Desk, lab: Lab, picture: Path) -> None:
    """`as_curl` shows the fields, and the names and types of the files."""
    lab.answers = [JSONResponse({}, 400)]

    with pytest.raises(desk.package.BadRequestError) as raised:
        desk.result(desk.client(lab.url).pictures.edit(image=[picture], prompt="@it's", style=None))

    command = raised.value.as_curl()
    assert """-F 'image[]=@"a \\"b\\"; é.png";type=image/png'""" in command
    assert """--form-string 'prompt=@it'"'"'s'""" in command
    assert "Content-Type" not in command
    assert len(command) < 1000


def test_reprs_hold_nothing_of_a_file(desk: Desk) -> None:
    """Neither a `File` nor the model of a form prints bytes."""
    form = desk.package.models.PictureForm(picture=b"secret bytes")

    assert repr(form) == "PictureForm(picture=<12 bytes>, title=UNSET)"
    shown = repr(desk.package.File(b"secret bytes", name="a"))
    assert shown == "File(<12 bytes>, name='a', content_type=None)"


async def _cancelled(call: Any, begun: threading.Event) -> None:
    task = asyncio.ensure_future(call)
    while not begun.is_set():
        await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("mode", ["async"])
def test_a_cancelled_upload_leaves_nothing_open(desk: Desk, tmp_path: Path) -> None:
    """Neither the file nor the connection stays open when the task is cancelled."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64_000_000)
    begun, ended = threading.Event(), threading.Event()

    def read_a_little(listener: Any) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            begun.set()
            ended.wait(10)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=read_a_little, args=(listener,), daemon=True)
        thread.start()
        client = desk.client(f"http://127.0.0.1:{listener.getsockname()[1]}")
        desk.result(_cancelled(client.pictures.upload(picture=path), begun))
        ended.set()
        thread.join(5)

    assert str(path) not in open_paths()
    (opened,) = client._engine.transport._clients.values()
    assert opened[0]._transport._pool.connections == []


class Waiting(io.RawIOBase):
    """A file whose reader waits until somebody writes."""

    def __init__(self) -> None:
        self.written = threading.Event()
        self._is_read = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        assert self.written.wait(10), "nobody wrote"
        if self._is_read:
            return 0
        self._is_read = True
        buffer[:3] = b"abc"
        return 3


@pytest.mark.parametrize("mode", ["async"])
def test_a_file_that_waits_does_not_block_the_loop(desk: Desk, lab: Lab) -> None:
    """While a file has nothing to read, other tasks go on, and one of them may write it."""
    file = Waiting()

    async def both() -> None:
        upload = asyncio.ensure_future(desk.client(lab.url).pictures.upload(picture=file))
        await asyncio.sleep(0.05)
        file.written.set()
        await upload

    desk.result(both())

    assert lab.taken[0].of("picture")[0].content == b"abc"


def test_a_body_is_a_form_if_there_is_a_file(desk: Desk, lab: Lab) -> None:
    """Where a call takes JSON or a form, the arguments decide; both carry the idempotency key."""
    pictures = desk.client(lab.url).pictures
    style = desk.package.models.Style(name="s")

    for picture in (style, b"a", [b"a", io.BytesIO(b"b")]):
        desk.result(pictures.describe(picture=picture, words=3, key="k"))

    plain, single, several = lab.taken
    assert json.loads(plain.body) == {"picture": {"name": "s"}, "words": 3, "key": "k"}
    assert [(part.name, part.content) for part in single.parts] == [("picture", b"a"), ("words", b"3"), ("key", b"k")]
    assert [part.content for part in several.of("picture")] == [b"a", b"b"]
    with pytest.raises(desk.package.InvalidArgumentError, match="words must be at least 1"):
        desk.result(pictures.describe(picture=b"a", words=0))
