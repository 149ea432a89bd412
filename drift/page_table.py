"""Which page is about which operation: `openapi/drift/pages.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .data_files import FOLDER, entries

FILE: Final = f"{FOLDER}/pages.yaml"


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """A page."""

    name: str
    """What the record of its facts is called, and what decisions call it."""
    provider: str
    operation: str
    """The operationId."""
    url: str | None = None
    """Where it is published; None for one that is not any more."""
    files: tuple[str, ...] = ()
    """What it is called in a folder that is read instead."""


def load_pages(project: Path) -> list[PageEntry]:
    """Read the table.

    Raises:
        InputError: The table cannot be used.
    """
    members: dict[str, type | tuple[type, ...]] = {
        "name": str, "provider": str, "operation": str, "url": str, "files": list,
    }  # fmt: skip
    found = entries(project, FILE, "pages", members, ("name", "provider", "operation"))
    return [
        PageEntry(
            name=one["name"],
            provider=one["provider"],
            operation=one["operation"],
            url=one.get("url"),
            files=tuple(str(file) for file in one.get("files", [])),
        )
        for one in found
    ]
