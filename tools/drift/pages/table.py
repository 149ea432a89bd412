"""Which page is about which operation: `openapi/drift/pages.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...contract.document_facts import Operation
from ...contract.findings import Finding, InputError
from ..decisions.data_files import FOLDER, Entry, entries, unknown

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
    row: Entry | None = field(default=None, compare=False, repr=False)
    """Where it stands in the table; None for a page that only a document names."""


def load_pages(project: Path) -> list[PageEntry]:
    """Read the table.

    Raises:
        InputError: The table cannot be used.
    """
    members: dict[str, type | tuple[type, ...]] = {
        "name": str, "provider": str, "operation": str, "url": str, "files": list,
    }  # fmt: skip
    found = entries(project, FILE, "pages", members, ("name", "provider", "operation"))
    repeated: list[Finding] = []
    first: dict[tuple[str, str], str] = {}
    for row in found:
        keys = [("name", row.members["name"]), *(("file", str(file)) for file in row.members.get("files", []))]
        for key in keys:
            if key in first:
                repeated.append(row.finding(f"The {key[0]} {key[1]!r} stands in two rows, first in #{first[key]}."))
            first.setdefault(key, row.pointer)
    if repeated:
        raise InputError(repeated)
    return [
        PageEntry(
            name=row.members["name"],
            provider=row.members["provider"],
            operation=row.members["operation"],
            url=row.members.get("url"),
            files=tuple(str(file) for file in row.members.get("files", [])),
            row=row,
        )
        for row in found
    ]


def misplaced_pages(
    pages: Sequence[PageEntry], providers: Sequence[str], operations: Sequence[Operation]
) -> Iterator[Finding]:
    """What rows name and nobody has: a page under a name that is misspelt would silently not be read."""
    for page in pages:
        if page.row is None:
            continue
        ids = [one.id for one in operations if one.provider == page.provider]
        if page.provider not in providers:
            yield unknown(page.row, "provider", page.provider, providers, "provider")
        elif page.operation not in ids:
            yield unknown(page.row, f"operation of {page.provider}", page.operation, ids, "operation")
