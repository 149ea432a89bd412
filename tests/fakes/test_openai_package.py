"""The official `openai` package works against Lumenfall's fake, as it does against Lumenfall."""

from __future__ import annotations

import asyncio
import warnings
from base64 import b64decode
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Final

import openai
import pytest
from support.providers import LUMENFALL

KEY: Final = "the-key"
PNG: Final = b"\x89PNG\r\n\x1a\n"
MESSAGES: Final[list[Any]] = [{"role": "user", "content": "What is a capybara?"}]


@pytest.fixture
def fake(quiet_environment: None) -> Any:
    """A fake that accepts one key."""
    return LUMENFALL.fake(api_key=KEY)


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, fake: Any) -> Generator[Callable[[Callable[[Any], Any]], Any]]:
    """Does something with a client of the package; in async code, what it gives is awaited."""
    with fake.serve() as base_url:
        options: Any = {"api_key": KEY, "base_url": f"{base_url}/openai/v1", "max_retries": 0}

        def call(use: Callable[[Any], Any]) -> Any:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # the package has deprecated its video methods
                if request.param == "sync":
                    with openai.OpenAI(**options) as client:
                        found = use(client)
                        return list(found) if isinstance(found, openai.Stream) else found
                return asyncio.run(_used(options, use))

        yield call


async def _used(options: Any, use: Callable[[Any], Awaitable[Any]]) -> Any:
    async with openai.AsyncOpenAI(**options) as client:
        found = await use(client)
        return [one async for one in found] if isinstance(found, openai.AsyncStream) else found


def test_models(call: Any) -> None:
    """The list and one of its models, whose id has a dot."""
    models = call(lambda client: client.models.list())

    assert [model.id for model in models.data] == ["gemini-3-pro-image"]
    assert call(lambda client: client.models.retrieve("gemini-3-pro-image")).owned_by == "google"


def test_an_unknown_model(call: Any) -> None:
    """The package raises the error of the status, with Lumenfall's code."""
    with pytest.raises(openai.NotFoundError) as caught:
        call(lambda client: client.models.retrieve("nobody/knows"))

    assert caught.value.code == "MODEL_NOT_FOUND"


def test_images(call: Any) -> None:
    """An image as a link, which leads to a picture, and as data."""
    order = {"model": "gpt-image-1.5", "prompt": "A capybara"}

    linked = call(lambda client: client.images.generate(**order))
    as_data = call(lambda client: client.images.generate(**order, n=2, response_format="b64_json"))

    assert linked.data[0].url.startswith("http://127.0.0.1")
    assert [b64decode(one.b64_json)[:8] for one in as_data.data] == [PNG, PNG]


def test_an_image_is_edited(call: Any, fake: Any) -> None:
    """The package sends the image as a part of a form."""
    order = {"model": "gpt-image-1.5", "prompt": "With a hat", "response_format": "b64_json"}

    edited = call(lambda client: client.images.edit(image=("boat.png", PNG, "image/png"), **order))

    assert b64decode(edited.data[0].b64_json).startswith(PNG)
    assert PNG in fake.requests[-1].body


def test_chat(call: Any) -> None:
    """A completion with its usage."""
    completion = call(lambda client: client.chat.completions.create(model="m", messages=MESSAGES))

    assert completion.model == "m"
    assert completion.choices[0].message.content
    assert completion.usage.total_tokens > 0


def test_chat_streamed(call: Any) -> None:
    """The pieces of a completion, up to the end of the stream."""
    chunks = call(lambda client: client.chat.completions.create(model="m", messages=MESSAGES, stream=True))

    assert len(chunks) > 1
    assert "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)


def test_videos(call: Any, fake: Any) -> None:
    """A video is created, which the package sends as a form, polled to its end, and cancelled."""
    fake.plan_video(queued_for=0, duration=0)

    created = call(lambda client: client.videos.create(model="sora-2", prompt="A capybara", seconds="8"))
    polled = call(lambda client: client.videos.poll(created.id, poll_interval_ms=1))
    shown = call(lambda client: client.videos.retrieve(created.id))
    call(lambda client: client.videos.delete(created.id))

    assert (created.status, polled.status, shown.status) == ("completed", "completed", "completed")
    assert (created.seconds, created.model) == ("8", "sora-2")
    assert [request.method for request in fake.requests] == ["POST", "GET", "GET", "DELETE"]


def test_another_key(fake: Any) -> None:
    """The package's error for a key that the fake refuses."""
    with fake.serve() as base_url:
        options: Any = {"api_key": "another", "base_url": f"{base_url}/openai/v1", "max_retries": 0}
        with openai.OpenAI(**options) as client, pytest.raises(openai.AuthenticationError):
            client.models.list()
