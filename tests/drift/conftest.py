"""What the tests of drift share: our documents and all that stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.drift.checking import House, Report, check_pages, load_house
from tools.drift.pages.text import decode

PROJECT = Path(__file__).resolve().parents[2]
PROVIDERS = ("lumenfall", "promptlayer", "helicone")
Check = Callable[..., Report]


@pytest.fixture(scope="session")
def house() -> House:
    """Our documents, page table, decisions and records."""
    return load_house(PROJECT, PROVIDERS)


@pytest.fixture
def check(house: House) -> Check:
    """Hold one page against our documents, under a file name that the table knows or does not."""
    table = {file: entry for entry in house.pages for file in entry.files}

    def run(text: str, name: str = "a-page.txt", providers: tuple[str, ...] = PROVIDERS) -> Report:
        return check_pages(house, providers, [(decode(name, text.encode()), table.get(name))])

    return run
