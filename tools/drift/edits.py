"""Edits of a document, each at one place, applied to its tree or written into its text."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from . import yaml_text
from .yaml_text import Path

_STATUS: Final = re.compile(r"[1-5][0-9][0-9]")
_BEFORE_DESCRIPTION: Final = frozenset({
    "$ref", "type", "format", "anyOf", "enum", "const", "default", "items", "properties", "required", "minimum",
    "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "pattern",
    "additionalProperties",
})  # fmt: skip
"""The members of a schema that precede its description, if the description is last."""


@frozen
class Insert:
    """Insertion of a member into a mapping."""

    path: Path
    """The mapping."""
    key: str
    value: Any


@frozen
class Append:
    """Addition of items at the end of a list."""

    path: Path
    """The list."""
    values: Sequence[Any]


@frozen
class Replace:
    """Replacement of a value."""

    path: Path
    value: Any
    key: str | None = None
    """The new key of a member; None to keep it."""


@frozen
class Remove:
    """Removal of a member from a mapping."""

    path: Path


Edit: TypeAlias = Insert | Append | Replace | Remove


def make(tree: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Apply edits to a copy of a tree."""
    changed = copy.deepcopy(tree)
    make_in(changed, edits)
    return changed


def make_in(changed: dict[str, Any], edits: Iterable[Edit]) -> None:
    """Apply edits to a tree in place."""
    for edit in edits:
        if isinstance(edit, Insert):
            _at(changed, edit.path)[edit.key] = copy.deepcopy(edit.value)
        elif isinstance(edit, Append):
            _at(changed, edit.path).extend(copy.deepcopy(list(edit.values)))
        elif isinstance(edit, Remove):
            del _at(changed, edit.path[:-1])[edit.path[-1]]
        else:
            holder, last = _at(changed, edit.path[:-1]), edit.path[-1]
            if edit.key is not None:
                del holder[last]
            holder[last if edit.key is None else edit.key] = copy.deepcopy(edit.value)


def write(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to a YAML text, leaving everything else unchanged.

    Raises:
        ValueError: ruamel.yaml cannot read the text.
    """
    tree = yaml_text.parse(text)
    return _written(tree, edits)


def write_kept(text: str, edits: Iterable[Edit]) -> str | None:
    """Apply edits as `write` does; None if other lines of the text would change too."""
    try:
        tree = yaml_text.parse(text)
    except ValueError:
        return None
    return _written(tree, edits) if yaml_text.dump(tree) == text else None


def _written(tree: Any, edits: Iterable[Edit]) -> str:
    for edit in edits:
        if isinstance(edit, Insert):
            position = _position(edit.key, list(_at(tree, edit.path)))
            yaml_text.insert(tree, edit.path, edit.key, edit.value, position=position)
        elif isinstance(edit, Append):
            yaml_text.append(tree, edit.path, list(edit.values))
        elif isinstance(edit, Remove):
            yaml_text.remove(tree, edit.path)
        else:
            yaml_text.replace(tree, edit.path, edit.value, key=edit.key)
    return yaml_text.dump(tree)


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal as JSON: true is not 1, and the order of members is ignored."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def _position(key: str, keys: Sequence[str]) -> int:
    """The position of a new member: statuses are in numeric order, and a description is last."""
    if _STATUS.fullmatch(key) and all(map(_STATUS.fullmatch, keys)):
        return sum(1 for other in keys if other < key)
    if key in _BEFORE_DESCRIPTION and keys[-1:] == ["description"] and _BEFORE_DESCRIPTION.intersection(keys):
        return len(keys) - 1
    return len(keys)
