"""The package of a made-up provider that takes and returns files, and a server that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller, repaced
from support.made_up import MadeUp, packages_of
from support.providers import Provider

from tools.contract import providers

from .lab import Lab
from .photolab import document

PHOTOLAB: Final = Provider(providers.Provider(name="photolab", client="Photolab", version="0.1.0"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distribution, which can be imported."""
    with packages_of(tmp_path_factory, "files", MadeUp("photolab", document())) as folder:
        yield folder / "photolab"


@pytest.fixture(scope="session")
def running_lab() -> Iterator[Lab]:
    """A server that reads forms and files with Starlette."""
    with Lab() as lab:
        yield lab


@pytest.fixture
def lab(running_lab: Lab) -> Lab:
    """The server, which has received nothing yet and answers with a receipt."""
    running_lab.begin()
    return running_lab


class Desk:
    """Clients of the made-up provider, used in the same way in both call styles."""

    def __init__(self, caller: Caller) -> None:
        self.package: Any = PHOTOLAB.package
        self.mode = caller.mode
        self.caller = caller

    def client(self, url: str, *, max_retries: int = 2, **options: Any) -> Any:
        """A client that does not pause."""
        client = self.caller.client(PHOTOLAB, url, max_retries=max_retries, **options)
        return client.with_options(pace=repaced(client._engine.pace, sleep=_rest, async_sleep=_async_rest))

    def result(self, value: Any) -> Any:
        """A value, awaited if it must be."""
        return self.caller.result(value)

    def pieces(self, response: Any) -> bytes:
        """What iterating over a binary response gives."""
        if self.mode == "sync":
            return b"".join(response.iter_bytes())
        return b"".join(self.result(_gathered(response.iter_bytes())))

    def close(self, response: Any) -> None:
        """Close a binary response."""
        self.result(response.close() if self.mode == "sync" else response.aclose())


def _rest(_seconds: float) -> None:
    pass


async def _async_rest(_seconds: float) -> None:
    pass


async def _gathered(found: Any) -> list[bytes]:
    return [one async for one in found]


@pytest.fixture
def desk(generated: Path, caller: Caller) -> Desk:
    """Clients in both call styles."""
    return Desk(caller)
