"""Calls that are the same in sync and async tests."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Final

import httpx

from support.providers import Operation, Provider, unpaged

KEY: Final = "test-key-3f9c"


class Caller:
    """Makes clients of one kind, sync or async, calls them, and closes them in the end."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self._runner = asyncio.Runner()
        self._clients: list[Any] = []

    def client(self, provider: Provider, base_url: str | None = None, **options: Any) -> Any:
        """A client that sends once, unless told otherwise."""
        options = {"api_key": KEY, "max_retries": 0, **options}
        client = provider.client_class(self.mode)(base_url=base_url, **options)
        self._clients.append(client)
        return client

    def http_client(self, library: Any = httpx, **options: Any) -> Any:
        """A caller's own client of httpx or httpx2, which is closed in the end too."""
        own = library.Client(**options) if self.mode == "sync" else library.AsyncClient(**options)
        self._clients.append(own)
        return own

    def operation(self, client: Any, operation: Operation, *, detailed: bool = False) -> Callable[..., Any]:
        """A client's method for an operation; arguments that are not given are the documented examples."""
        method = self.plain(operation.bound(client, detailed=detailed))
        return lambda *args, **kwargs: unpaged(method(*args, **kwargs))

    def call(self, operation: Operation, base_url: str, *ids: Any, **options: Any) -> Any:
        """Call an operation of a new client, with the documented arguments but for ids that are given."""
        client = self.client(operation.provider, base_url, **options)
        return self.operation(client, operation)(*ids)

    def plain(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """A method as a plain function: what it returns is awaited if it must be."""
        return lambda *args, **kwargs: self.result(method(*args, **kwargs))

    def result(self, value: Any) -> Any:
        """A value, awaited if it must be."""
        return self._runner.run(_awaited(value)) if inspect.isawaitable(value) else value

    def close(self) -> None:
        """Close the clients and the loop."""
        for client in self._clients:
            self.result(client.close() if self.mode == "sync" else client.aclose())
        self._runner.close()


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value


def repaced(pace: Any, **changes: Any) -> Any:
    """A pace with other parts."""
    parts = {name: getattr(pace, name) for name in ("clock", "wall_clock", "sleep", "async_sleep", "chance")}
    return type(pace)(**{**parts, **changes})


def complaining(caller: Caller, *, reads: bool = False) -> dict[str, Any]:
    """Event hooks that call `raise_for_status`, as many write them."""

    def hook(response: httpx.Response) -> None:
        if reads:
            response.read()
        response.raise_for_status()

    async def async_hook(response: httpx.Response) -> None:
        if reads:
            await response.aread()
        response.raise_for_status()

    return {"response": [hook if caller.mode == "sync" else async_hook]}


def base_url_of(client: Any) -> str:
    """Where a client sends, as its repr shows it."""
    return repr(client).partition("base_url='")[2].partition("'")[0]
