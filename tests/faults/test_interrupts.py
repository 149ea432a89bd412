"""Ctrl-C at every line of the package in a sync call, and a cancellation at every step of an async one.

Each point has a call of its own. By default, the tests visit every fifth point, from a start that changes each day;
`SWEEP=1 pytest tests/faults/test_interrupts.py` visits all of them.
"""

from __future__ import annotations

import asyncio
import dis
import json
import os
import re
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import pytest
from support.providers import FIRST_OPERATIONS, LUMENFALL, Operation, Provider

pytestmark = pytest.mark.usefixtures("quiet_environment")

STRIDE: Final = int(os.environ.get("SWEEP", "5"))
FIRST: Final = date.today().toordinal() % STRIDE + 1
SERVERS: Final = ("testing", "_runtime/testing", "_overlay/fake")
"""The parts of a package that play the provider."""


@dataclass
class Site:
    """A fake on loopback, a client for it, and what is known about each point."""

    provider: Provider
    folder: Path
    client: Any = None
    told: dict[str, str] = field(default_factory=dict[str, str])
    """By the prompt of each point, what the exception said."""

    def __post_init__(self) -> None:
        self.clock = self.provider.testing.VirtualClock()
        self.fake = self.provider.fake(clock=self.clock)
        if self.provider is LUMENFALL:
            self.fake.add_video("done", queued_for=0, duration=0)
            self.fake.media.put("done", b"0123456789" * 1000)

    def call(self, what: str | Operation, prompt: str) -> Any:
        """One call, as a coroutine if the client is async."""
        if isinstance(what, Operation):
            return what.bound(self.client)()
        videos = self.client.videos
        if what == "create_and_wait":
            self.fake.plan_video(queued_for=0, duration=1)
            return videos.create_and_wait(model="m", prompt=prompt)
        if what == "wait":
            self.fake.add_video("waited", queued_for=0, duration=1)
            return videos.wait("waited")
        return videos.download("done", self.folder / "film.mp4", overwrite=True)

    def problems(self, prompt: str, pool: Any, ended_by: BaseException, wanted: type[BaseException]) -> Iterator[str]:
        """What an interrupt has left behind."""
        self.told[prompt] = " ".join([str(ended_by), *getattr(ended_by, "__notes__", ())])
        if not isinstance(ended_by, wanted):
            yield f"it became {ended_by!r}"
        if pool._requests:
            yield "a request holds a connection"
        if any(not (one.is_idle() or one.is_closed()) for one in pool._connections):
            yield "a connection is busy with nothing"
        for part in self.folder.glob(".*.part"):
            part.unlink()
            yield "a part of the file is left"

    def payments(self) -> Iterator[str]:
        """What is wrong with the orders that the server has received completely."""
        orders: dict[str, set[str]] = {}
        for request in self.fake.requests:
            if request.method == "POST" and request.body.endswith(b"}"):
                order = json.loads(request.body)
                orders.setdefault(order["prompt"], set()).add(order["idempotency_key"])
        for prompt, keys in orders.items():
            if len(keys) > 1:
                yield f"{prompt}: paid {len(keys)} times"
            if prompt in self.told and not any(key in self.told[prompt] for key in keys):
                known = re.search(r"\bvideo (\w+)", self.told[prompt])
                with self.fake.client() as client:
                    if known is None or client.videos.get(known[1]).prompt != prompt:
                        yield f"{prompt}: neither the key nor the id is reported: {self.told[prompt]!r}"


# Sync: Ctrl-C at every line


@dataclass
class Stopper:
    """Raises `KeyboardInterrupt` at the n-th line of the package in this thread.

    Two kinds of line events are no points, because Python runs no signal handler there: a NOP, such as that of a `try`,
    and the end of a `with`, before it calls `__exit__`. An exception there would leave a lock locked, as no signal can.
    """

    package: Path
    point: int
    count: int = 0
    place: str = ""

    def run(self, act: Callable[[], object]) -> BaseException | None:
        """What a call ends with."""
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            act()
        except BaseException as error:
            return error
        finally:
            sys.settrace(before)
        return None

    def _enter(self, frame: FrameType, event: str, arg: object) -> Any:
        return self._step if self._is_ours(frame.f_code.co_filename) else None

    def _is_ours(self, file: str, known: dict[str, bool] = {}) -> bool:  # noqa: B006  # remembered on purpose
        if file not in known:
            name = file.removeprefix(f"{self.package}/")
            known[file] = name != file and not name.startswith(SERVERS)
        return known[file]

    def _step(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "line" and frame.f_lasti not in unreachable(frame.f_code):
            self.count += 1
            if self.count == self.point:
                self.place = f"{Path(frame.f_code.co_filename).relative_to(self.package)}:{frame.f_lineno}"
                raise KeyboardInterrupt
        return self._step


def unreachable(code: CodeType, known: dict[CodeType, frozenset[int]] = {}) -> frozenset[int]:  # noqa: B006  # as above
    """The instructions at which Python runs no signal handler."""
    if code not in known:
        all_of = list(dis.get_instructions(code))
        ends = zip(all_of, all_of[1:], all_of[2:], strict=False)
        known[code] = frozenset(
            {one.offset for one in all_of if one.opname == "NOP"}
            | {three[0].offset for three in ends if all(one.argval is None and "CONST" in one.opname for one in three)}
        )
    return known[code]


CALLS: Final[list[Any]] = ["create_and_wait", "wait", "download", *FIRST_OPERATIONS]


@pytest.mark.parametrize("what", CALLS, ids=str)
def test_ctrl_c_at_every_line(what: str | Operation, tmp_path: Path) -> None:
    """Wherever Ctrl-C comes, nothing is paid twice, the exception names a job that exists, and the client stays usable."""
    provider = what.provider if isinstance(what, Operation) else LUMENFALL
    site, package = Site(provider, tmp_path), Path(provider.package.__file__).parent
    found: list[str] = []

    with site.fake.serve() as url, provider.client_class("sync")("key", base_url=url) as client:
        site.client = client.with_options(pace=site.clock.pace)
        pool = client._engine.transport.client()._transport._pool
        site.call(what, "beforehand")  # what is imported and connected once
        whole = Stopper(package, 0)
        assert whole.run(lambda: site.call(what, "whole")) is None
        for point in range(FIRST, whole.count + 1, STRIDE):
            stopper, prompt = Stopper(package, point), f"point {point}"
            error = stopper.run(lambda prompt=prompt: site.call(what, prompt))
            if stopper.place:
                assert error is not None, f"{stopper.place}: the interrupt was swallowed"
                found += [f"{stopper.place}: {one}" for one in site.problems(prompt, pool, error, KeyboardInterrupt)]
            site.call(FIRST_OPERATIONS_OF[provider.name], prompt)
        found += site.payments()

    assert whole.count > 200
    assert found == []


FIRST_OPERATIONS_OF: Final = {operation.provider.name: operation for operation in FIRST_OPERATIONS}


# Async: a cancellation at every step


class Stepping:
    """A coroutine that cancels its task in the n-th step, so that whatever it awaits next is cancelled."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], point: int) -> None:
        self._coroutine = coroutine
        self._point = point
        self.count = 0

    def __await__(self) -> Iterator[Any]:
        result: Any = None
        error: BaseException | None = None
        while True:
            self.count += 1
            if self.count == self._point:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            try:
                waited = self._coroutine.send(result) if error is None else self._coroutine.throw(error)
            except StopIteration as ended:
                return ended.value
            result = error = None
            try:
                result = yield waited
            except BaseException as thrown:
                error = thrown


async def _stepped(stepping: Stepping) -> Any:
    return await stepping


@pytest.mark.parametrize("what", CALLS, ids=str)
def test_a_cancellation_at_every_step(what: str | Operation, tmp_path: Path) -> None:
    """Wherever a task is cancelled, nothing is paid twice, the exception names a job that exists, and the client stays usable."""
    provider = what.provider if isinstance(what, Operation) else LUMENFALL
    site = Site(provider, tmp_path)
    found: list[str] = []

    async def sweep(url: str) -> int:
        async with provider.client_class("async")("key", base_url=url) as client:
            site.client = client.with_options(pace=site.clock.pace)
            await site.call(what, "beforehand")
            pool = (await client._engine.transport.client())._transport._pool
            whole = Stepping(site.call(what, "whole"), 0)
            await asyncio.create_task(_stepped(whole))
            for point in range(1, whole.count):  # in the last step, nothing is awaited any more
                prompt = f"point {point}"
                stepping = Stepping(site.call(what, prompt), point)
                try:
                    await asyncio.create_task(_stepped(stepping))
                except BaseException as error:
                    problems = site.problems(prompt, pool, error, asyncio.CancelledError)
                    found.extend(f"step {point}: {one}" for one in problems)
                await site.call(FIRST_OPERATIONS_OF[provider.name], prompt)
            return whole.count

    with site.fake.serve() as url:
        steps = asyncio.run(sweep(url))
        found += site.payments()

    assert steps > 3
    assert found == []


# Behind a proxy


@pytest.mark.parametrize("variable", ["", "HTTPS_PROXY", "ALL_PROXY"])
def test_an_interrupt_gives_the_connection_back_whatever_the_route(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Ctrl-C just as the answer is there leaves no connection busy, also where a variable names a proxy."""
    if variable:
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    runtime = import_module("lumenfall_client._runtime.http.environment")
    call = FIRST_OPERATIONS_OF[LUMENFALL.name]

    with LUMENFALL.fake().serve() as url, LUMENFALL.client_class("sync")("key", base_url=url, max_retries=0) as client:
        call.bound(client)()
        opened = client._engine.transport.client()
        opened.event_hooks = {"response": [*opened.event_hooks["response"], interrupted]}
        with pytest.raises(KeyboardInterrupt):
            call.bound(client)()
        pools = runtime.pools_of(opened)
        left = [(len(pool._requests), len(pool._connections)) for pool in pools]

    assert left == [(0, 0)] * (2 if variable else 1)


def interrupted(response: Any) -> None:
    """A hook of httpx during which the user presses Ctrl-C, and the answer is not closed."""
    response.close = lambda: None
    raise KeyboardInterrupt
