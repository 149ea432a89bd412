"""The data beside the documents: read strictly, so that a slip of the pen is told and not passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from codegen.document_reading import load
from codegen.findings import Finding as InputFinding
from codegen.findings import InputError, pointer
from codegen.json_values import as_list, is_list, is_mapping

FOLDER: Final = "openapi/drift"


def entries(
    project: Path, file: str, key: str, members: Mapping[str, type | tuple[type, ...]], required: Sequence[str]
) -> list[dict[str, Any]]:
    """The entries of a list of mappings under one key; none, if there is no such file.

    Args:
        project: The project's folder.
        file: The file, relative to the project.
        key: The only key of the file.
        members: What an entry may have, and of which types.
        required: What it must have.

    Raises:
        InputError: Something else stands there; every slip is told.
    """
    if not (project / file).exists():
        return []
    document = load(project / file, file=file)
    findings: list[InputFinding] = []
    if set(document.data) != {key} or not is_list(document.data.get(key)):
        raise InputError([document.finding("", f"This file has one key, `{key}`, with a list. Write that.")])
    for index, entry in enumerate(as_list(document.data[key])):
        at = pointer(key, index)
        if not is_mapping(entry):
            findings.append(document.finding(at, f"An entry is a mapping with {', '.join(required)}. Write one."))
            continue
        for name in required:
            if name not in entry:
                findings.append(document.finding(at, f"`{name}` is missing. Add it."))
        for name, value in entry.items():
            if name not in members:
                known = ", ".join(members)
                findings.append(document.finding(at + pointer(name), f"No entry has `{name}`; there are {known}."))
            elif not isinstance(value, members[name]):
                findings.append(document.finding(at + pointer(name), f"`{name}` has a value of the wrong type."))
    if findings:
        raise InputError(findings)
    return as_list(document.data[key])
