"""Sentences of a document that an edit may make untrue, such as "the last three are final" after a fourth value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ...contract.extensions import JOB
from ...contract.findings import pointer
from ...contract.json_tree import is_list, is_mapping
from ..edits import Append, Edit, Insert
from .places import path_of, value_at

_COUNTS: Final = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|both|either|first|last|latter|former|only|all|none"
    r"|others?|rest|final|every|always|never|\d+)\b",
    re.IGNORECASE,
)
"""Words that say how many values or fields there are, or which."""


def to_reread(tree: dict[str, Any], edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Find the texts to read again after some edits: the pointer of each, and the text.

    They are the descriptions of the schema that got a value or a field, those beside references to it, and
    declarations of jobs that list states.
    """
    for edit in edits:
        if isinstance(edit, Append) and edit.path[-1:] == ("enum",):
            changed, known = edit.path[:-1], [str(one) for one in value_at(tree, edit.path) or ()]
        elif isinstance(edit, Insert) and edit.path[-1:] == ("properties",):
            changed, known = edit.path[:-1], []
        else:
            continue
        reference = "#" + pointer(*changed)
        for at, node in _nodes(tree, ""):
            text = node.get("description")
            is_about = path_of(at, tree) == changed or reference in _references(node)
            if isinstance(text, str) and (_names(text, known) or (is_about and _COUNTS.search(text))):
                yield f"{at}/description", " ".join(text.split())
            if known and is_mapping(job := node.get(JOB)) and any(value in _strings(job) for value in known):
                yield f"{at}/{JOB}", "the outcomes of the job list states"


def _names(text: str, known: Sequence[str]) -> bool:
    """Whether a text names several of the values."""
    return sum(1 for value in known if re.search(rf"`{re.escape(value)}`", text)) > 1


def _references(node: dict[str, Any]) -> set[str]:
    options = node.get("anyOf")
    holders = [node, *(one for one in options if is_mapping(one))] if is_list(options) else [node]
    return {one["$ref"] for one in holders if isinstance(one.get("$ref"), str)}


def _nodes(value: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if is_mapping(value):
        yield at, value
    members = value.items() if is_mapping(value) else enumerate(value) if is_list(value) else ()
    for key, one in members:
        yield from _nodes(one, at + pointer(key))


def _strings(value: Any) -> set[str]:
    if is_mapping(value) or is_list(value):
        return {text for one in (value.values() if is_mapping(value) else value) for text in _strings(one)}
    return {value} if isinstance(value, str) else set()
