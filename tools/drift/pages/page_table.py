"""The page table, which maps pages to operations: `openapi/<provider>/pages.yaml`, one row for each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...contract.document_facts import Operation
from ...contract.findings import Finding, InputError
from ..decisions.list_file import Entry, Members, entries, unknown

FILE: Final = "openapi/<provider>/pages.yaml"
"""The file's name in messages that concern no single provider."""
_MEMBERS: Final[Members] = {"name": str, "operation": str, "url": str, "files": list}


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """A page."""

    name: str
    """The name of the page in decisions and of the record of its facts; unique among all providers."""
    provider: str
    operation: str
    """The operationId."""
    url: str | None = None
    """Its URL; None if it is no longer published."""
    files: tuple[str, ...] = ()
    """Its file names in a folder of saved pages."""
    row: Entry | None = field(default=None, compare=False, repr=False)
    """Its row in the table; None for a page that is only named in a document."""


def load_pages(project: Path, providers: Iterable[str]) -> list[PageEntry]:
    """Read the page tables of some providers.

    Raises:
        InputError: A table is not valid.
    """
    found = [
        (provider, row)
        for provider in providers
        for row in entries(project, f"openapi/{provider}/pages.yaml", "pages", _MEMBERS, ("name", "operation"))
    ]
    repeated: list[Finding] = []
    first: dict[tuple[str, str], str] = {}
    for _, row in found:
        keys = [("name", row.members["name"]), *(("file", str(file)) for file in row.members.get("files", []))]
        for key in keys:
            if key in first:
                repeated.append(
                    row.finding(f"The {key[0]} {key[1]!r} is in two rows, first in {first[key]}. Remove one.")
                )
            first.setdefault(key, f"{row.document.file} #{row.pointer}")
    if repeated:
        raise InputError(repeated)
    return [
        PageEntry(
            name=row.members["name"],
            provider=provider,
            operation=row.members["operation"],
            url=row.members.get("url"),
            files=tuple(str(file) for file in row.members.get("files", [])),
            row=row,
        )
        for provider, row in found
    ]


def misplaced_pages(pages: Sequence[PageEntry], operations: Sequence[Operation]) -> Iterator[Finding]:
    """Find rows with an operation that the document does not have."""
    for page in pages:
        if page.row is None:
            continue
        ids = [one.id for one in operations if one.provider == page.provider]
        if page.operation not in ids:
            yield unknown(page.row, f"operation of {page.provider}", page.operation, ids, "operation")
