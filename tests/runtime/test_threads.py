"""The threads that a client starts: what they see, and what they need of the interpreter."""

from __future__ import annotations

import asyncio
import importlib.util
import subprocess
import sys
from contextvars import ContextVar, copy_context
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final

import pytest
from support.providers import LUMENFALL

from runtime.http.background_thread import start_thread
from runtime.http.own_thread import in_own_thread

REQUEST: Final[ContextVar[str]] = ContextVar("REQUEST", default="lost")


def test_a_thread_sees_the_callers_context() -> None:
    """A context variable has the caller's value in a new thread, and setting it there does not reach the caller."""
    seen: SimpleQueue[str] = SimpleQueue()

    def act() -> None:
        seen.put(REQUEST.get())
        REQUEST.set("changed")

    def call() -> tuple[str, str]:
        REQUEST.set("one")
        start_thread(act, name="test")
        return seen.get(timeout=10), REQUEST.get()

    assert copy_context().run(call) == ("one", "one")


def test_blocking_work_of_a_task_sees_its_context() -> None:
    """The work that an async client does in a thread sees the task's context variables."""

    async def call() -> str:
        REQUEST.set("one")
        return await in_own_thread(REQUEST.get, name="test")

    assert asyncio.run(call()) == "one"


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_hooks_of_many_waits_see_the_callers_context(mode: str) -> None:
    """Tracing reads the current span from a context variable, so hooks see the caller's in each poll of `wait_all`."""
    fake = LUMENFALL.fake(clock=LUMENFALL.testing.VirtualClock())
    seen: list[str] = []

    def hook(event: object) -> None:
        seen.append(REQUEST.get())

    hooks = LUMENFALL.package.Hooks(request=hook, response=hook)
    ids = ["a", "b", "c"]
    for one in ids:
        fake.add_video(one, queued_for=0, duration=1)

    def sync_call() -> list[str]:
        REQUEST.set("one")
        with fake.client() as client:
            waits = client.with_options(hooks=hooks).videos.wait_all(ids, concurrency=1)
            return [result.video.status for result in waits]

    async def async_call() -> list[str]:
        REQUEST.set("one")
        async with fake.async_client() as client:
            waits = client.with_options(hooks=hooks).videos.wait_all(ids)
            return [result.video.status async for result in waits]

    states = copy_context().run(sync_call) if mode == "sync" else asyncio.run(async_call())

    assert states == ["completed"] * 3
    assert set(seen) == {"one"}


def test_an_interpreter_without_daemon_threads() -> None:
    """Where Python refuses a daemon thread, as in subinterpreters, a regular thread does the work."""
    made: list[bool] = []
    done: SimpleQueue[str] = SimpleQueue()

    def new(*, daemon: bool, **options: Any) -> Thread:
        made.append(daemon)
        if daemon:
            raise RuntimeError("daemon threads are disabled in this (sub)interpreter")
        return Thread(daemon=daemon, **options)

    start_thread(lambda: done.put("done"), name="test", new=new)

    assert done.get(timeout=10) == "done"
    assert made == [True, False]


IN_A_SUBINTERPRETER: Final = """
import asyncio, tempfile, threading
from lumenfall_client.testing import FakeLumenfall, VirtualClock
fake = FakeLumenfall(clock=VirtualClock())
for name in ("a", "b"):
    fake.add_video(name, queued_for=0, duration=1)
with fake.client() as client:
    client.warm_up()
    assert [one.video.status for one in client.videos.wait_all(["a", "b"], concurrency=1)] == ["completed"] * 2
    client.videos.download("a", tempfile.mkdtemp() + "/a.mp4")
async def main():
    async with fake.async_client() as client:
        await client.warm_up()
        await client.videos.download("a", tempfile.mkdtemp() + "/a.mp4")
asyncio.run(main())
# Where these are daemons, as in Python 3.11, an interpreter that ends before them is a fatal error.
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join(10)
print("all done", flush=True)
"""


def test_a_subinterpreter() -> None:
    """Waits, downloads and `warm_up` work in a subinterpreter: from Python 3.12 on, in one that is isolated.

    Before, Python starts no thread at all in an isolated one, so the test takes one that is not.
    """
    if importlib.util.find_spec("_interpreters") is not None:  # from Python 3.13 on
        program = "import _interpreters as made\nfailed = made.exec(made.create(), CODE)\nassert failed is None, failed"
    else:
        isolated = sys.version_info >= (3, 12)
        program = f"import _xxsubinterpreters as made\nmade.run_string(made.create(isolated={isolated}), CODE)"
    command = [sys.executable, "-c", f"CODE = {IN_A_SUBINTERPRETER!r}\n{program}"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "all done\n"
