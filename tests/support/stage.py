"""Videos on a fake, in virtual time, sync and async alike."""

from __future__ import annotations

import inspect
from typing import Any

from support.calling import Caller, repaced
from support.providers import LUMENFALL


class Stage:
    """A fake with a virtual clock, and clients for it."""

    def __init__(self, caller: Caller) -> None:
        self.clock = LUMENFALL.testing.VirtualClock()
        self.fake = LUMENFALL.fake(clock=self.clock)
        self.mode = caller.mode
        self._caller = caller

    def client(self, **changes: Any) -> Any:
        """A client whose pauses are the clock's; `changes` are to its pace."""
        http_client = self._caller.http_client(transport=self.fake.transport())
        client = self._caller.client(LUMENFALL, "https://lumenfall.fake", http_client=http_client)
        return client.with_options(pace=repaced(self.clock.pace, **changes))

    def call(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        """What a method gives; an iterator as the list of what it goes through."""
        found = method(*args, **kwargs)
        if inspect.isasyncgen(found):
            return self._caller.result(_listed(found))
        return list(found) if inspect.isgenerator(found) else self._caller.result(found)

    def bodies(self) -> list[bytes]:
        """The bodies of the orders that came."""
        return [request.body for request in self.fake.requests if request.method == "POST"]

    def sent(self, method: str) -> int:
        """How many requests of a method came."""
        return sum(request.method == method for request in self.fake.requests)


async def _listed(found: Any) -> list[Any]:
    return [item async for item in found]
