"""A process that makes a client, takes one of its resources, and then makes calls while nothing can be imported.

`late_imports` starts it and says what to call: a line of JSON a call, to which a line with its outcome is the answer.
It imports next to nothing itself, so that what the package needs is not there by chance.
"""

from __future__ import annotations

import base64
import json
import pickle
import sys
from importlib import import_module
from importlib.machinery import PathFinder
from time import monotonic
from typing import Any


class Finder:
    """Notes every import of an installed module that is not loaded yet, and refuses all imports if that is asked.

    A library may look for another one that it can do without, as httpcore does for sniffio; that may not be installed.
    """

    def __init__(self, *, refuses: bool) -> None:
        self.late: list[str] = []
        self._refuses = refuses

    def find_spec(self, name: str, path: Any = None, target: object = None) -> None:
        """Refuse a module, or leave it to the other finders."""
        del target
        if PathFinder.find_spec(name, path) is not None:
            self.late.append(name)
        if self._refuses:
            raise ImportError(f"{name} is imported too late")


class Clock:
    """Real time, and behind it a virtual one: pauses pass at once."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return monotonic() + self.slept

    def wall(self) -> float:
        """Seconds since the epoch, of those that are slept through."""
        return 1_800_000_000.0 + self.slept

    def sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        self.slept += seconds

    async def async_sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        import asyncio  # a sync client must do without it

        self.sleep(seconds)
        await asyncio.sleep(0)


def interrupt(mode: str) -> Any:
    """A callback that interrupts what calls it: as Ctrl-C does, or a cancellation."""

    def ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    def cancel(*_: object) -> None:
        import asyncio  # a sync client must do without it

        task = asyncio.current_task()
        assert task is not None
        task.cancel()

    return ctrl_c if mode == "sync" else cancel


def said(outcome: object, root: type[Exception]) -> list[str]:
    """What came of a call, in words that can be compared."""
    if not isinstance(outcome, BaseException):
        return ["answer", repr(outcome)]
    if isinstance(outcome, root):
        copied = pickle.loads(pickle.dumps(outcome))
        assert (type(copied), str(copied)) == (type(outcome), str(outcome))
        if hasattr(outcome, "as_curl"):
            outcome.as_curl()
    return [f"{type(outcome).__module__}.{type(outcome).__name__}", str(outcome), *getattr(outcome, "__notes__", ())]


async def awaited(value: Any) -> Any:
    """A value, awaited or gone through if it must be."""
    if hasattr(value, "__aiter__"):
        return [item async for item in value]
    return await value if hasattr(value, "__await__") else value


def main(package_name: str, client_name: str, mode: str, resource: str, refuses: str) -> None:
    """Make the calls that come from the standard input."""
    package = import_module(package_name)
    client: Any = getattr(package, client_name if mode == "sync" else f"Async{client_name}")("key")
    runner: Any = None
    if mode == "async":
        from asyncio import Runner  # a sync client must do without it

        runner = Runner()
    getattr(client, resource)
    finder = Finder(refuses=refuses == "refuses")
    sys.meta_path.insert(0, finder)  # type: ignore[arg-type]  # it is asked for specs alone

    def result(value: Any) -> Any:
        if runner is not None:
            return runner.run(awaited(value))
        is_read_through = hasattr(value, "__next__") or hasattr(value, "is_complete")  # a generator, or a stream
        return list(value) if is_read_through else value

    root: type[Exception] = package.APIConnectionError.__mro__[1]
    clients: dict[str, Any] = {}
    for line in sys.stdin:
        url, options, method, pickled = json.loads(line)
        finder.late.clear()
        try:
            clock = Clock()
            if url not in clients:
                clients[url] = type(client)("key", base_url=url, **options)
            pace = type(client._engine.pace)(clock, clock.wall, clock.sleep, clock.async_sleep, lambda: 1.0)
            called = getattr(clients[url].with_options(pace=pace), resource)
            args, keywords = pickle.loads(base64.b64decode(pickled))
            keywords = {name: interrupt(mode) if value == "interrupt" else value for name, value in keywords.items()}
            outcome: Any = result(getattr(called, method)(*args, **keywords))
        except BaseException as error:  # whatever it is, it is looked at
            outcome = error
        print(json.dumps([said(outcome, root), finder.late]), flush=True)
    for used in clients.values():
        result(used.close() if mode == "sync" else used.aclose())


if __name__ == "__main__":
    main(*sys.argv[1:])
