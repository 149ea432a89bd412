"""What the tests of drift share: our documents and all that stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.drift.comparison import ProjectFiles, Report, check_pages, load_project_files
from tools.drift.pages.text import decode

PROJECT = Path(__file__).resolve().parent / "project"
"""Documents of the tests' own, with all that stands beside them; the live ones change with their providers."""
LIVE = Path(__file__).resolve().parents[2]
PROVIDERS = ("lumenfall", "promptlayer", "helicone")
Check = Callable[..., Report]


@pytest.fixture(scope="session")
def ours() -> ProjectFiles:
    """Our documents, page table, decisions and records."""
    return load_project_files(PROJECT, PROVIDERS)


@pytest.fixture
def check(ours: ProjectFiles) -> Check:
    """Hold one page against our documents, under a file name that the table knows or does not."""
    table = {file: entry for entry in ours.pages for file in entry.files}

    def run(text: str, name: str = "a-page.txt", providers: tuple[str, ...] = PROVIDERS) -> Report:
        return check_pages(ours, providers, [(decode(name, text.encode()), table.get(name))])

    return run
