"""YAML files that hold one list, such as the decisions of a provider, read strictly so that mistakes are reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ...contract.documents import Document, load
from ...contract.findings import Finding, InputError, pointer
from ...contract.json_tree import as_list, is_list, is_mapping
from ...contract.suggestions import suggestion

Members: TypeAlias = Mapping[str, type | tuple[type, ...]]
"""The allowed members of an entry, with their types."""


@dataclass(frozen=True)
class Entry:
    """An entry of the list, with its place."""

    document: Document
    pointer: str
    members: Mapping[str, Any]

    def finding(self, reason: str, *below: str | int) -> Finding:
        """Report an error in the entry, or in one of its members."""
        return self.document.finding(self.pointer + pointer(*below), reason)


def entries(project: Path, file: str, key: str, members: Members, required: Sequence[str]) -> list[Entry]:
    """Read the entries of a list under the only key of a file; a missing file has no entries.

    Args:
        project: The project's folder.
        file: The file, relative to the project.
        key: The only key of the file.
        members: The allowed members of an entry, with their types.
        required: The required members. Strings and lists among them must not be empty.

    Raises:
        InputError: The file has another form. Contains all findings.
    """
    if not (project / file).exists():
        return []
    wanted = f"This file must be a mapping with one key, `{key}`, and a list"
    return entries_of(load(project / file, file=file, wanted=wanted), key, members, required)


def entries_of(document: Document, key: str, members: Members, required: Sequence[str]) -> list[Entry]:
    """Read the entries of a file that was parsed before."""
    if set(document.data) != {key} or not is_list(document.data.get(key)):
        raise InputError([document.finding("", f"This file must have one key, `{key}`, with a list. Write that.")])
    found: list[Entry] = []
    findings: list[Finding] = []
    for index, node in enumerate(as_list(document.data.get(key))):
        at = pointer(key, index)
        if not is_mapping(node):
            findings.append(document.finding(at, f"An entry must be a mapping with {', '.join(required)}. Write one."))
            continue
        entry = Entry(document, at, node)
        found.append(entry)
        for name in required:
            if name not in node:
                findings.append(entry.finding(f"`{name}` is missing. Add it."))
            elif members[name] is not object and not node[name] and isinstance(node[name], members[name]):
                findings.append(entry.finding(f"`{name}` is empty. Fill it.", name))
        for name, value in node.items():
            if name not in members:
                known = ", ".join(members)
                findings.append(
                    entry.finding(
                        f"`{name}` is not a member of an entry; the members are {known}. Correct or remove it.", name
                    )
                )
            elif not isinstance(value, members[name]):
                findings.append(entry.finding(f"`{name}` has a value of the wrong type. Correct it.", name))
    if findings:
        raise InputError(findings)
    return found


def unknown(entry: Entry, noun: str, value: str, known: Sequence[str], *below: str | int) -> Finding:
    """Report that a member names something that does not exist, and list what does."""
    listing = ", ".join(known) or "none"
    return entry.finding(f"There is no {noun} {value!r}; choose from: {listing}.{suggestion(value, known)}", *below)
