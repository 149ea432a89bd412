"""The lists beside a document, such as its decisions: read strictly, so that a slip is reported and not ignored."""

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
"""What an entry may have, and of which types."""


@dataclass(frozen=True)
class Entry:
    """One entry, and where it stands."""

    document: Document
    pointer: str
    members: Mapping[str, Any]

    def finding(self, reason: str, *below: str | int) -> Finding:
        """Say what is wrong with it, or with a member of it."""
        return self.document.finding(self.pointer + pointer(*below), reason)


def entries(project: Path, file: str, key: str, members: Members, required: Sequence[str]) -> list[Entry]:
    """The entries of a list of mappings under one key; none, if there is no such file.

    Args:
        project: The project's folder.
        file: The file, relative to the project.
        key: The only key of the file.
        members: What an entry may have, and of which types.
        required: What it must have; a text or a list among them must not be empty.

    Raises:
        InputError: Something else stands there. It has all findings.
    """
    if not (project / file).exists():
        return []
    wanted = f"This file is a mapping with one key, `{key}`, and a list"
    return entries_of(load(project / file, file=file, wanted=wanted), key, members, required)


def entries_of(document: Document, key: str, members: Members, required: Sequence[str]) -> list[Entry]:
    """The entries of such a file when it has been read."""
    if set(document.data) != {key} or not is_list(document.data.get(key)):
        raise InputError([document.finding("", f"This file has one key, `{key}`, with a list. Write that.")])
    found: list[Entry] = []
    findings: list[Finding] = []
    for index, node in enumerate(as_list(document.data.get(key))):
        at = pointer(key, index)
        if not is_mapping(node):
            findings.append(document.finding(at, f"An entry is a mapping with {', '.join(required)}. Write one."))
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
                findings.append(entry.finding(f"No entry has `{name}`; there are {known}.", name))
            elif not isinstance(value, members[name]):
                findings.append(entry.finding(f"`{name}` has a value of the wrong type.", name))
    if findings:
        raise InputError(findings)
    return found


def unknown(entry: Entry, noun: str, value: str, known: Sequence[str], *below: str | int) -> Finding:
    """Say that a member names something that does not exist, and what does."""
    listing = ", ".join(known) or "none"
    return entry.finding(f"There is no {noun} {value!r}; there are: {listing}.{suggestion(value, known)}", *below)
