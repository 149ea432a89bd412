"""Places in a document: the schema at a JSON pointer, behind references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from ...contract.documents import UnresolvedReferenceError, resolve
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping
from ..yaml_text import Path

_LONGEST_CHAIN = 40


def path_of(pointer: str, tree: dict[str, Any]) -> Path | None:
    """The path of a JSON pointer; None if it has no target."""
    found: Any = tree
    path: Path = ()
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if is_mapping(found) and key in found:
            path, found = (*path, key), found[key]
        elif is_list(found) and key.isdecimal() and int(key) < len(found):
            path, found = (*path, int(key)), found[int(key)]
        else:
            return None
    return path


def value_at(tree: Any, path: Path) -> Any:
    """The value at a path, or None."""
    for part in path:
        if is_mapping(tree) and part in tree:
            tree = tree[str(part)]
        elif is_list(tree) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def followed(tree: dict[str, Any], path: Path) -> Path:
    """Follow the references at a path; the path itself if they have no target."""
    for _ in range(_LONGEST_CHAIN):
        ref = as_mapping(value_at(tree, path)).get("$ref")
        if not isinstance(ref, str):
            return path
        try:
            resolve(tree, ref)
        except UnresolvedReferenceError:
            return path
        target = path_of(unquote(ref[1:]), tree)
        if target is None:
            return path
        path = target
    return path


def branches(tree: dict[str, Any], path: Path) -> Iterator[Path]:
    """The alternatives of a schema: itself, or those of its `anyOf`, with references followed."""
    path = followed(tree, path)
    options = as_list(as_mapping(value_at(tree, path)).get("anyOf"))
    if not options:
        yield path
    for number in range(len(options)):
        yield followed(tree, (*path, "anyOf", number))
