"""The fake of a provider with files: what tests can see of an upload, and files of any size in answers."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from .conftest import PHOTOLAB, Desk


@pytest.fixture
def fake(desk: Desk) -> Any:
    """A fake that has received nothing."""
    del desk
    return PHOTOLAB.fake()


class Unsized(io.BytesIO):
    """A file whose size cannot be known."""

    def seek(self, *_: Any) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("over_socket", [False, True], ids=["transport", "socket"])
def test_a_form_can_be_read(desk: Desk, fake: Any, tmp_path: Path, *, over_socket: bool) -> None:
    """Fields and files, with their names, types and bytes; over a socket too, with or without a size."""
    path = tmp_path / 'a "b".png'
    path.write_bytes(b"\r\n--\x00\xff")
    arguments: dict[str, Any] = {"image": [path, Unsized(b"z")], "prompt": "é\r\n", "labels": ["a", "b"]}

    if over_socket:
        with fake.serve() as url:
            receipt = desk.result(desk.client(url).pictures.edit(**arguments))
    else:
        http_client = desk.caller.http_client(transport=fake.transport())
        client = desk.client("https://photolab.fake", http_client=http_client)
        receipt = desk.result(client.pictures.edit(**arguments))

    assert receipt.id == "p_1"
    form = fake.requests[-1].form
    assert [(one.field, one.name, one.content_type, one.content) for one in form.files] == [
        ("image[]", 'a "b".png', "image/png", b"\r\n--\x00\xff"),
        ("image[]", "file", "application/octet-stream", b"z"),
    ]
    assert form.texts("prompt") == ["é\r\n"]
    assert form.texts("labels") == ["a", "b"]


def test_what_is_no_form_is_said(desk: Desk, fake: Any) -> None:
    """A request with another body has no form."""
    http_client = desk.caller.http_client(transport=fake.transport())
    desk.result(desk.client("https://photolab.fake", http_client=http_client).speech.create(text="a"))

    with pytest.raises(TypeError, match="its body has application/json"):
        _ = fake.requests[-1].form


def test_an_answer_that_is_a_file_has_any_size(desk: Desk, fake: Any) -> None:
    """The documented example, or what a test gives; with the document's media type."""
    http_client = desk.caller.http_client(transport=fake.transport())
    speech = desk.client("https://photolab.fake", http_client=http_client).speech
    fake.respond("speech_create", "one", PHOTOLAB.testing.FakeAnswer(content=bytes(1_000_000)))

    first, second = desk.result(speech.create(text="a")), desk.result(speech.create(text="a"))

    assert (first.content_type, desk.result(first.read())) == ("audio/mpeg", b"made-up speech")
    assert len(desk.result(second.read())) == 1_000_000


def test_a_file_can_be_cut(desk: Desk, fake: Any) -> None:
    """A failure in the middle of a body arrives as one."""
    http_client = desk.caller.http_client(transport=fake.transport())
    speech = desk.client("https://photolab.fake", http_client=http_client).speech
    fake.respond("speech_create", PHOTOLAB.testing.FakeFailure.cut(after=3))
    response = desk.result(speech.create(text="a"))

    with pytest.raises(desk.package.APIConnectionError):
        desk.result(response.read())
