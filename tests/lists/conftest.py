"""A made-up provider with a list of each scheme, generated from its document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.made_up import MadeUp, packages_of
from support.providers import Provider

from tools.contract import providers

from .library import Library, document

PROJECT: Final = Path(__file__).resolve().parents[2]
LIBRARY: Final = Provider(providers.Provider(name="library", client="Library", version="0.1.0"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distribution, which can be imported."""
    with packages_of(tmp_path_factory, "lists", MadeUp("library", document())) as folder:
        yield folder / "library"


class Reading:
    """A client of a library's server, whose lists are read in the same way in both call styles."""

    def __init__(self, caller: Caller, library: Library, **options: Any) -> None:
        self.library = library
        self.mode = caller.mode
        self._caller = caller
        http_client = caller.http_client(transport=library.transport())
        self.client = caller.client(LIBRARY, "https://library.fake", http_client=http_client, **options)
        self.package = LIBRARY.package

    def first(self, name: str, **arguments: Any) -> Any:
        """The first page of a list."""
        return self._caller.result(getattr(self.client, name).list(**arguments))

    def detailed(self, name: str, **arguments: Any) -> Any:
        """The first page with its response."""
        return self._caller.result(getattr(self.client, name).list_detailed(**arguments))

    def following(self, page: Any) -> Any:
        """The page after another."""
        return self._caller.result(page.next_page())

    def all(self, name: str, **arguments: Any) -> list[Any]:
        """All items of a list."""
        return self.items(getattr(self.client, name).list(**arguments))

    def items(self, listed: Any) -> list[Any]:
        """All items from a page on."""
        return list(listed) if self._caller.mode == "sync" else self._caller.result(_gathered(listed))

    def ids(self, name: str, **arguments: Any) -> list[str]:
        """The ids of all items of a list."""
        return [book.id for book in self.all(name, **arguments)]

    def pages(self, listed: Any) -> list[Any]:
        """All pages from a page on."""
        found = listed.pages()
        return list(found) if self._caller.mode == "sync" else self._caller.result(_gathered(found))


async def _gathered(found: Any) -> list[Any]:
    return [one async for one in found]
