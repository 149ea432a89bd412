"""Finding one's way in our documents: from a pointer to the schema that it means, and to a JSONPath of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import unquote

from ...contract.documents import UnresolvedReferenceError, resolve
from ...contract.json_values import as_list, as_mapping, is_list, is_mapping

Path: TypeAlias = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""

_LONGEST_CHAIN = 40


def path_of(pointer: str, tree: dict[str, Any]) -> Path | None:
    """The path of a JSON pointer; None if it leads to nothing."""
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
    """The value at a path; None if there is none."""
    for part in path:
        if is_mapping(tree) and part in tree:
            tree = tree[str(part)]
        elif is_list(tree) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def followed(tree: dict[str, Any], path: Path) -> Path:
    """The path behind all references at a path; the path itself if they lead nowhere."""
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
    """The schemas that a schema may mean: itself, or those of its `anyOf`, behind references."""
    path = followed(tree, path)
    options = as_list(as_mapping(value_at(tree, path)).get("anyOf"))
    if not options:
        yield path
    for number in range(len(options)):
        yield followed(tree, (*path, "anyOf", number))


def jsonpath(tree: dict[str, Any], path: Path) -> str:
    """A JSONPath (RFC 9535) that selects one value, in the words that people would use."""
    text = "$"
    found: Any = tree
    for part in path:
        text += _segment(found, part)
        found = value_at(found, (part,))
    return text


def _segment(parent: Any, part: str | int) -> str:
    if isinstance(part, str):
        return f".{part}" if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", part) else f"[{_quoted(part)}]"
    item = as_mapping(as_list(parent)[part])
    name, position = item.get("name"), item.get("in")
    alike = [one for one in as_list(parent) if as_mapping(one).get("name") == name]
    # A number would mean another parameter as soon as one is put before it.
    if isinstance(name, str) and isinstance(position, str) and len(alike) == 1:
        return f"[?@.name == {_quoted(name)}]"
    return f"[{part}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + "'"
