"""A tour of the clients, written as users would. Keys and servers come from the environment, as in production."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import ExitStack

from helicone_client import AsyncHelicone, Helicone
from helicone_client import NotFoundError as HeliconeNotFoundError
from helicone_client.testing import FakeHelicone
from lumenfall_client import AsyncLumenfall, Lumenfall, VideoFailedError
from lumenfall_client.models import Video
from lumenfall_client.testing import FakeLumenfall
from promptlayer_client import AsyncPromptLayer, AuthenticationError, PromptLayer
from promptlayer_client.testing import FakePromptLayer

BOLD, DIM, PLAIN = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")


def heading(text: str) -> None:
    """Print a heading."""
    print(f"{BOLD}{text}{PLAIN}")


def shown(code: str, *lines: str) -> None:
    """Print a piece of code and its result."""
    print(f"  {DIM}>>> {code}{PLAIN}")
    for line in lines:
        print(f"      {line}")


def progress(video: Video) -> None:
    """Print the progress of a video."""
    print(f"      {video.id} is {video.status}")


def lumenfall_sync() -> None:
    """Get a request, and wait for a video."""
    with Lumenfall() as lumenfall:
        request = lumenfall.requests.get("req_2m4jLFHhkN1i4VrVHpjJqCOKlPw")
        shown(
            'lumenfall.requests.get("req_2m4j...")',
            f"{request.model}: {request.status}, {request.cost} {request.currency}, "
            f"{request.created_at:%d %B %Y %H:%M %Z}",
        )
        shown('lumenfall.videos.wait("video_capybara", timeout=60, on_update=progress)')
        video = lumenfall.videos.wait("video_capybara", timeout=60, on_update=progress)
        print(f"      {video.output and video.output.url}")


async def lumenfall_async() -> None:
    """Wait for a video that fails."""
    async with AsyncLumenfall() as lumenfall:
        try:
            await lumenfall.videos.wait("video_doomed", timeout=60)
        except VideoFailedError as error:
            shown('await lumenfall.videos.wait("video_doomed")', f"VideoFailedError: {error}")


def promptlayer_sync() -> None:
    """One request."""
    with PromptLayer() as promptlayer:
        request = promptlayer.requests.get(12345)
        shown("promptlayer.requests.get(12345)", f"{request.model}: {request.tokens} tokens, {request.price} USD")


async def promptlayer_async() -> None:
    """Use a wrong key."""
    async with AsyncPromptLayer(api_key="pl_wrong") as promptlayer:
        try:
            await promptlayer.requests.get(12345)
        except AuthenticationError as error:
            shown('await AsyncPromptLayer(api_key="pl_wrong").requests.get(12345)', f"AuthenticationError: {error}")


def helicone_sync() -> None:
    """Get a request with its bodies."""
    with Helicone() as helicone:
        request = helicone.requests.get("req_123abc", include_body=True)
        answer = request.response_body["choices"][0]["message"]["content"]
        shown(
            'helicone.requests.get("req_123abc", include_body=True)',
            f"{request.model}: {request.total_tokens} tokens in {request.delay_ms} ms: {answer!r}",
        )


async def helicone_async() -> None:
    """Get a request that does not exist, for which Helicone returns status 200."""
    async with AsyncHelicone() as helicone:
        try:
            await helicone.requests.get("req_unknown")
        except HeliconeNotFoundError as error:
            first, _, rest = error.message.partition(". ")
            shown('await helicone.requests.get("req_unknown")', f"NotFoundError: {first}.", rest)


def main() -> None:
    """Start the fakes, and run the tour."""
    with ExitStack() as stack:
        fake = FakeLumenfall()
        for name, server in (
            ("LUMENFALL", fake),
            ("PROMPTLAYER", FakePromptLayer(api_key="pl_right")),
            ("HELICONE", FakeHelicone()),
        ):
            os.environ[f"{name}_API_KEY"] = "pl_right"
            os.environ[f"{name}_BASE_URL"] = stack.enter_context(server.serve())
        fake.add_video("video_capybara", queued_for=1, duration=3)
        fake.add_video("video_doomed", queued_for=0, duration=0, outcome="failed")
        heading("Lumenfall")
        lumenfall_sync()
        asyncio.run(lumenfall_async())
        heading("PromptLayer")
        promptlayer_sync()
        asyncio.run(promptlayer_async())
        heading("Helicone")
        helicone_sync()
        asyncio.run(helicone_async())
    print("\nAll calls were typed and checked, sync and async, without an API key or a network.\n")


if __name__ == "__main__":
    main()
