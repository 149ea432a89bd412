"""Videos that start from files: what is sent, and that the fake takes JSON and forms alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from support.providers import LUMENFALL
from support.stage import Stage

ORDER: Final = {"model": "sora-2", "prompt": "A boat"}


@pytest.fixture
def stage(caller: Any) -> Stage:
    """A fake, and clients of both call styles."""
    return Stage(caller)


def test_a_picture_is_sent_as_a_form(stage: Stage, tmp_path: Path) -> None:
    """A path, and a list of files, make the request a form with the other fields; the video is there afterwards."""
    path = tmp_path / "boat.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    client = stage.client()

    video = stage.call(client.videos.create, **ORDER, seconds=8, n=2, input_reference=path, idempotency_key="k")
    stage.call(client.videos.create, **ORDER, input_reference=[path, b"bytes"])

    first, second = (request.form for request in stage.fake.requests)
    assert video.seconds == "8"
    assert dict(first.fields) == {**ORDER, "seconds": "8", "n": "2", "idempotency_key": "k"}
    assert [(one.field, one.name, one.content_type, one.content) for one in first.files] == [
        ("input_reference", "boat.jpg", "image/jpeg", b"\xff\xd8\xff")
    ]
    assert [one.content for one in second.files] == [b"\xff\xd8\xff", b"bytes"]
    assert stage.call(client.videos.get, video.id).id == video.id


def test_a_repeated_form_finds_the_same_video(stage: Stage) -> None:
    """The idempotency key of a form is one."""
    client = stage.client()

    first = stage.call(client.videos.create, **ORDER, input_reference=b"a", idempotency_key="k")
    second = stage.call(client.videos.create, **ORDER, input_reference=b"a", idempotency_key="k")

    assert first.id == second.id


def test_without_a_file_it_is_json(stage: Stage) -> None:
    """A reference by its URL, and no picture at all, are sent as JSON."""
    reference = LUMENFALL.package.models.VideoInputReference(image_url="https://example.com/a.jpg")
    client = stage.client()

    stage.call(client.videos.create, **ORDER, input_reference=reference)
    stage.call(client.videos.create, **ORDER)

    assert [json.loads(body).get("input_reference") for body in stage.bodies()] == [
        {"image_url": "https://example.com/a.jpg"},
        None,
    ]


@pytest.mark.parametrize("given", ["boat.jpg", "https://example.com/boat.jpg", 5, [b"a", "boat.jpg"]], ids=str)
def test_a_text_is_no_picture(stage: Stage, given: Any) -> None:
    """It is refused before anything is sent, with what to pass for a path or a URL."""
    told = r"input_reference(\[1\])? must be an instance of VideoInputReference, .*pathlib\.Path"

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=told):
        stage.call(stage.client().videos.create, **ORDER, input_reference=given)

    assert stage.fake.requests == []


def test_an_estimate_takes_files_too(stage: Stage) -> None:
    """It is sent as a form as well, without a key."""
    estimate = stage.call(stage.client().videos.estimate, **ORDER, n=2, input_reference=b"a")

    assert estimate.total_cost_micros == 800_000
    assert stage.fake.requests[-1].form.texts("idempotency_key") == []


@pytest.mark.parametrize(
    ("fields", "status_code"),
    [
        ({"model": "sora-2", "prompt": "p"}, 202),
        ({"model": "sora-2", "prompt": "p", "n": "4", "input_reference[]": "https://example.com/a"}, 202),
        ({"model": "sora-2"}, 400),
        ({"model": "sora-2", "prompt": "p", "n": "5"}, 400),
    ],
)
def test_the_fake_takes_forms_of_other_clients(fields: dict[str, str], status_code: int) -> None:
    """A form without a file is one too, as the `openai` package sends it, and its fields are checked."""
    fake = LUMENFALL.fake()
    parts: Any = {name: (None, text) for name, text in fields.items()}

    with httpx.Client(transport=fake.transport()) as client:
        answer = client.post(
            "https://lumenfall.fake/openai/v1/videos", files=parts, headers={"Authorization": "Bearer k"}
        )

    assert answer.status_code == status_code
