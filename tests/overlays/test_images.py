"""Images of Lumenfall: generated, saved from links and from data, and priced; on the fake, with and without sockets."""

from __future__ import annotations

import copy
import pickle
from base64 import b64encode
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from support.calling import KEY, Caller
from support.media import CONTENT, FILE, SIGNATURE, MediaHost, status
from support.providers import LUMENFALL
from support.server import ScriptedServer
from support.stage import Stage

ORDER: Final = {"model": "gemini-3-pro-image", "prompt": "A capybara"}
PNG: Final = b"\x89PNG\r\n\x1a\n"
IMAGE = LUMENFALL.models.GeneratedImage


@contextmanager
def client_of(caller: Caller, fake: Any, *, sockets: bool) -> Generator[Any]:
    """A client for a fake."""
    if sockets:
        with fake.serve() as base_url:
            yield caller.client(LUMENFALL, base_url)
    else:
        yield caller.client(LUMENFALL, http_client=caller.http_client(transport=fake.transport()))


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
@pytest.mark.parametrize("response_format", ["url", "b64_json"])
def test_images_are_generated_and_saved(caller: Caller, tmp_path: Path, response_format: str, sockets: bool) -> None:
    """Each image of a response becomes a file, whether the response has a link or the data."""
    fake = LUMENFALL.fake()

    with client_of(caller, fake, sockets=sockets) as client:
        made = caller.plain(client.images.generate)(**ORDER, n=2, size="1x1", response_format=response_format)
        paths = [
            caller.plain(client.images.save)(image, tmp_path / f"{number}.png")
            for number, image in enumerate(made.data)
        ]

    assert [path.read_bytes()[:8] for path in paths] == [PNG, PNG]
    assert paths[0].read_bytes() != paths[1].read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.png", "1.png"]
    assert (made.size, made.metadata.model, made.metadata.cost) == ("1x1", ORDER["model"], 0.08)
    assert [request.method for request in fake.requests] == ["POST", *(["GET"] * 2 if response_format == "url" else [])]
    assert all("authorization" not in request.headers for request in fake.requests[1:])


@pytest.fixture
def media() -> Generator[ScriptedServer]:
    """A media host."""
    with ScriptedServer() as server:
        yield server


def save(caller: Caller, image: Any, path: Path, **options: Any) -> Path:
    """Save an image with a new client."""
    client = caller.client(LUMENFALL, "https://lumenfall.fake")
    client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)
    saved: Path = caller.plain(client.images.save)(image, path, **{"max_retries": 0, **options})
    return saved


def test_data_needs_no_network(caller: Caller, tmp_path: Path) -> None:
    """Base64 data is written as it is, and an existing file is replaced only on request."""
    path = tmp_path / "image.png"
    image = IMAGE(b64_json=b64encode(CONTENT).decode(), url="https://media.invalid/image.png")

    assert save(caller, image, path) == path
    assert path.read_bytes() == CONTENT
    with pytest.raises(FileExistsError):
        save(caller, IMAGE(b64_json=""), path)
    assert path.read_bytes() == CONTENT
    save(caller, IMAGE(b64_json=""), path, overwrite=True)
    assert path.read_bytes() == b""
    assert [one.name for one in tmp_path.iterdir()] == ["image.png"]


WRONG_IMAGES: Final[list[tuple[Any, str]]] = [
    ("https://example.com/a.png", "image must be a GeneratedImage, not str"),
    (None, "image must be a GeneratedImage, not NoneType"),
    (IMAGE(), "neither a url nor b64_json"),
    (IMAGE(url=""), "neither a url nor b64_json"),
    (IMAGE(b64_json="not base64!"), "b64_json is no base64 data"),
    (IMAGE(b64_json="YWJj\nYWJj"), "b64_json is no base64 data"),
    (IMAGE(b64_json="YWJjYWJ"), "b64_json is no base64 data"),
]


@pytest.mark.parametrize(("image", "message"), WRONG_IMAGES, ids=str)
def test_what_is_no_image_is_refused(caller: Caller, tmp_path: Path, image: Any, message: str) -> None:
    """The error names the operation, and nothing is written."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=message) as caught:
        save(caller, image, tmp_path / "image.png")

    assert caught.value.operation == "images.save"
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_has_expired(caller: Caller, media: ScriptedServer, tmp_path: Path) -> None:
    """Only a new request would give another link, so the error says so; no part of a file stays."""
    media.script(status(403))
    error = LUMENFALL.package.ImageLinkExpiredError

    with pytest.raises(error, match="the link has expired, and only a new request would return another") as caught:
        save(caller, IMAGE(url=f"{media.url}{FILE}"), tmp_path / "image.png")

    assert (caught.value.status_code, caught.value.received) == (403, 0)
    assert caught.value.path == tmp_path / "image.png"
    assert list(tmp_path.iterdir()) == []
    for twin in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert (str(twin), twin.url, twin.status_code) == (str(caught.value), caught.value.url, 403)


def test_a_media_host_that_fails(caller: Caller, media: ScriptedServer, tmp_path: Path) -> None:
    """What the host says is in the error, but neither the key nor what signs the link."""
    media.script(status(405))

    with pytest.raises(LUMENFALL.package.ImageDownloadError, match="returned status 405") as caught:
        save(caller, IMAGE(url=f"{media.url}{FILE}"), tmp_path / "image.png")

    assert SIGNATURE not in str(caught.value)
    assert SIGNATURE not in str(caught.value.url)
    assert KEY not in repr(media.requests[0].headers)
    assert list(tmp_path.iterdir()) == []


def test_a_transfer_goes_on_where_it_stopped(caller: Caller, media: ScriptedServer, tmp_path: Path) -> None:
    """A cut transfer is continued, as a download of a video is."""
    host = MediaHost()
    host.cuts = [1000]
    media.script(host)

    path = save(caller, IMAGE(url=f"{media.url}{FILE}"), tmp_path / "image.png", max_retries=1)

    assert path.read_bytes() == CONTENT
    assert [request.headers.get("range") for request in media.requests] == [None, "bytes=1000-"]


def test_an_estimate_costs_nothing(stage: Stage) -> None:
    """An estimate is marked as a dry run, and has the documented prices for what is asked for."""
    client = stage.client()

    estimate = stage.call(client.images.estimate, **ORDER, n=3)
    words = stage.call(client.chat.estimate, model="m", messages=[LUMENFALL.models.ChatMessageParams(role="user")])

    assert (estimate.estimated, estimate.total_cost_micros, estimate.model) == (True, 120_000, ORDER["model"])
    assert (words.estimated, words.model) == (True, "m")
    assert [dict(request.query) for request in stage.fake.requests] == [{"dryRun": "true"}] * 2


def test_an_image_request_is_not_repeated(caller: Caller) -> None:
    """After a failure that may have cost money, images are not requested again; an estimate is."""
    fake = LUMENFALL.fake()
    for operation in ("images_generate", "images_estimate"):
        fake.respond(operation, "server_error", "server_error")

    with client_of(caller, fake, sockets=False) as client:
        images = client.with_options(max_retries=1, pace=LUMENFALL.testing.VirtualClock().pace).images
        for method in (images.generate, images.estimate):
            with pytest.raises(LUMENFALL.error("InternalServerError")):
                caller.plain(method)(**ORDER)

    assert [dict(request.query) for request in fake.requests] == [{}, {"dryRun": "true"}, {"dryRun": "true"}]


REFUSED: Final[list[dict[str, Any]]] = [{"size": 5}, {"response_format": ["url"]}, {"output_compression": "high"}]


@pytest.mark.parametrize("changes", REFUSED, ids=str)
def test_the_fake_refuses_what_the_document_does(stage: Stage, changes: dict[str, Any]) -> None:
    """A body that the document does not allow gets a 400 that says where it is wrong."""
    [name] = changes

    with pytest.raises(LUMENFALL.error("BadRequestError"), match=f"{name} must be") as caught:
        stage.call(stage.client().images.generate, **ORDER, **changes)

    assert caught.value.code == "INVALID_REQUEST"


def test_payloads_are_purged_once(stage: Stage) -> None:
    """The second time, the fake says that there was nothing left."""
    client = stage.client()
    stage.fake.add("requests_purge_payloads", "req_1", id="req_1")

    first, second = (stage.call(client.requests.purge_payloads, "req_1") for _ in range(2))

    assert (first.already_purged, first.media_deleted) == (False, 2)
    assert (second.already_purged, second.media_deleted) == (True, 0)
