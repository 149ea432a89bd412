"""Sentences of a document that an edit may make untrue, such as "the last three are final" after a fourth value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ...contract.extensions import JOB
from ...contract.findings import pointer
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping
from ..edits import Append, Edit, Insert, Remove, Replace
from ..yaml_text import Path
from .places import path_of, value_at

_COUNTS: Final = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|both|either|first|last|latter|former|only|all|none"
    r"|others?|rest|final|every|always|never|\d+)\b",
    re.IGNORECASE,
)
"""Words that say how many values or fields there are, or which."""


_OF_PARAMETERS: Final = re.compile(r"\b(?:parameters?|arguments?|filters?|options?|headers?)\b", re.IGNORECASE)
_OF_STATUSES: Final = re.compile(r"\b(?:status(?:es)?|errors?|fails?)\b", re.IGNORECASE)
_NEEDED: Final = re.compile(r"\b(?:required|mandatory|must|needs?|always)\b", re.IGNORECASE)
_BOUNDS: Final = re.compile(r"\d|\b(?:at most|at least|up to|between|maximum|minimum)\b", re.IGNORECASE)
_KINDS: Final = re.compile(
    r"\b(?:null|never|always|strings?|texts?|numbers?|integers?|booleans?|lists?)\b", re.IGNORECASE
)
_BOUND_KEYS: Final = frozenset({
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
})  # fmt: skip


def to_reread(tree: dict[str, Any], edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Find the texts to read again after some edits: the pointer of each, and the text.

    They are the descriptions of the schema that got a value or a field, those beside references to it, declarations of
    jobs that list states, and the descriptions of an operation, a parameter or a field whose facts have changed.

    Args:
        tree: The document with the edits.
        edits: The edits.
    """
    for edit in edits:
        for path, words in _about(tree, edit):
            text = as_mapping(value_at(tree, path)).get("description")
            if isinstance(text, str) and all(one.search(text) for one in words):
                yield f"{pointer(*path)}/description", _line(text)
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
                yield f"{at}/description", _line(text)
            if known and is_mapping(job := node.get(JOB)) and any(value in _strings(job) for value in known):
                yield f"{at}/{JOB}", "the outcomes of the job list states"


def _about(tree: dict[str, Any], edit: Edit) -> Iterator[tuple[Path, Sequence[re.Pattern[str]]]]:
    """The objects whose descriptions an edit may make untrue, each with what such a description says."""
    last = edit.path[-1:]
    if isinstance(edit, Append) and last == ("parameters",):
        yield edit.path[:-1], (_COUNTS, _OF_PARAMETERS)
    elif isinstance(edit, Insert) and edit.key == "parameters":
        yield edit.path, (re.compile(r"\bno\b", re.IGNORECASE), _OF_PARAMETERS)
    elif isinstance(edit, Insert) and last == ("responses",):
        yield edit.path[:-1], (_COUNTS, _OF_STATUSES)
    elif isinstance(edit, Replace | Remove) and last == ("required",):
        yield edit.path[:-1], (_NEEDED,)
        schema = as_mapping(value_at(tree, edit.path[:-1]))
        for name in as_mapping(schema.get("properties")):
            if name not in as_list(schema.get("required")):
                yield (*edit.path[:-1], "properties", name), (_NEEDED,)
    elif isinstance(edit, Replace) and last and last[0] in _BOUND_KEYS:
        yield from _of_value(edit.path[:-1], (_BOUNDS,))
    elif isinstance(edit, Replace | Append) and last in (("type",), ("anyOf",), ("$ref",)):
        yield from _of_value(edit.path[:-1], (_KINDS,))


def _of_value(schema: Path, words: Sequence[re.Pattern[str]]) -> Iterator[tuple[Path, Sequence[re.Pattern[str]]]]:
    yield schema, words
    if schema[-1:] == ("schema",):
        yield schema[:-1], words


def _line(text: str) -> str:
    return " ".join(text.split())


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
