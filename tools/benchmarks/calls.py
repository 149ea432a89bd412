"""One `get` against a server on loopback, sync and async."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from functools import partial
from itertools import repeat
from typing import Any, TypeAlias

import httpx
from attrs import frozen
from helicone_client import AsyncHelicone, Helicone
from lumenfall_client import AsyncLumenfall, Lumenfall
from openai import AsyncOpenAI, OpenAI
from promptlayer_client import AsyncPromptLayer, PromptLayer

from . import examples, stock
from .examples import Example
from .race import Contender, Race, Run, repeating

KEY = "a-key-of-usual-length-0123456789"
BEARER = {"Authorization": f"Bearer {KEY}"}

_HTTPX_AIM = 1.15
_OPENAI_AIM = 0.65

_Work: TypeAlias = Callable[[], Any]
"""Something to call or, for an async client, to call and await."""


@frozen(kw_only=True)
class _Clients:
    """The compared clients, either all sync or all async."""

    httpx: Callable[[str, dict[str, str]], Any]
    """Takes a URL and headers, and returns the JSON of the body."""
    lumenfall: Lumenfall | AsyncLumenfall
    promptlayer: PromptLayer | AsyncPromptLayer
    helicone: Helicone | AsyncHelicone
    openai: OpenAI | AsyncOpenAI
    openai_aim: float | None
    stock: Callable[[str, str], Any]
    """Takes the module of an operation and an id, and returns the model."""

    def contests(self, server: str) -> Generator[tuple[str, Sequence[tuple[str, _Work, float | None]]], None, None]:
        """Iterate over the titles, each with its contenders: name, work, aim."""

        def bare(example: Example, headers: dict[str, str] = BEARER) -> tuple[str, _Work, float | None]:
            url = server + example.path + example.query
            return "bare httpx", partial(self.httpx, url, headers), _HTTPX_AIM

        request, video = examples.LUMENFALL_REQUEST, examples.LUMENFALL_VIDEO
        prompt, call = examples.PROMPTLAYER_REQUEST, examples.HELICONE_REQUEST
        yield (
            "a Lumenfall request",
            (
                ("ours", partial(self.lumenfall.requests.get, request.id), None),
                bare(request),
                ("stock output", partial(self.stock, "requests.requests_get", request.id), None),
            ),
        )
        yield (
            "a Lumenfall video",
            (
                ("ours", partial(self.lumenfall.videos.get, video.id), None),
                bare(video),
                # Deprecated because OpenAI ends its own video API; Lumenfall keeps the same endpoint.
                ("openai-python", partial(self.openai.videos.retrieve, video.id), self.openai_aim),  # pyright: ignore[reportDeprecated]
                ("stock output", partial(self.stock, "videos.videos_get", video.id), None),
            ),
        )
        yield (
            "a PromptLayer request",
            (
                ("ours", partial(self.promptlayer.requests.get, int(prompt.id)), None),
                bare(prompt, {"X-API-KEY": KEY}),
            ),
        )
        yield "a Helicone request", (("ours", partial(self.helicone.requests.get, call.id), None), bare(call))

    def races(self, server: str, how: str, times: int, repeated: Callable[[_Work], Run]) -> Sequence[Race]:
        """The contests as races."""
        return [
            Race(f"get {what}, {how}", [Contender(name, repeated(work), aim) for name, work, aim in contenders], times)
            for what, contenders in self.contests(server)
        ]


@contextmanager
def sync_races(server: str, times: int) -> Generator[Sequence[Race], None, None]:
    """Open the races of sync calls; their connections are closed with the context."""
    with ExitStack() as opened:
        bare = opened.enter_context(httpx.Client())
        stock_client = opened.enter_context(stock.module("client").AuthenticatedClient(server, KEY))
        clients = _Clients(
            httpx=lambda url, headers: bare.get(url, headers=headers).json(),
            lumenfall=opened.enter_context(Lumenfall(KEY, base_url=server)),
            promptlayer=opened.enter_context(PromptLayer(KEY, base_url=server)),
            helicone=opened.enter_context(Helicone(KEY, base_url=server)),
            openai=opened.enter_context(OpenAI(api_key=KEY, base_url=f"{server}/openai/v1")),
            openai_aim=_OPENAI_AIM,
            stock=lambda name, example_id: stock.module(f"api.{name}").sync(example_id, client=stock_client),
        )
        yield clients.races(server, "sync", times, repeating)


@contextmanager
def async_races(server: str, times: int) -> Generator[Sequence[Race], None, None]:
    """Open the races of async calls, one call at a time; their connections are closed with the context."""

    async def open_all(opened: AsyncExitStack) -> _Clients:
        bare = await opened.enter_async_context(httpx.AsyncClient())
        stock_client = await opened.enter_async_context(stock.module("client").AuthenticatedClient(server, KEY))

        async def bare_get(url: str, headers: dict[str, str]) -> Any:
            return (await bare.get(url, headers=headers)).json()

        return _Clients(
            httpx=bare_get,
            lumenfall=await opened.enter_async_context(AsyncLumenfall(KEY, base_url=server)),
            promptlayer=await opened.enter_async_context(AsyncPromptLayer(KEY, base_url=server)),
            helicone=await opened.enter_async_context(AsyncHelicone(KEY, base_url=server)),
            openai=await opened.enter_async_context(AsyncOpenAI(api_key=KEY, base_url=f"{server}/openai/v1")),
            openai_aim=None,  # it uses httpx2; bare httpx alone takes 0.63 of its time
            stock=lambda name, example_id: stock.module(f"api.{name}").asyncio(example_id, client=stock_client),
        )

    def awaiting(work: _Work) -> Run:
        async def run(times: int) -> float:
            started = time.perf_counter()
            for _ in repeat(None, times):
                await work()
            return time.perf_counter() - started

        return lambda times: runner.run(run(times))

    with asyncio.Runner() as runner:
        opened = AsyncExitStack()
        clients = runner.run(open_all(opened))
        yield clients.races(server, "async", times, awaiting)
        runner.run(opened.aclose())
