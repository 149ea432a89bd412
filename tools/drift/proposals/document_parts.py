"""Edits of a document that is split into several files: each edit in the file that has its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from attrs import evolve

from ...contract.documents import Document
from ...contract.findings import pointer
from ...contract.json_tree import is_list, is_mapping
from ..edits import Append, Edit, Insert, Remove, Replace, make_in
from ..yaml_text import Path
from .places import path_of, value_at


def by_file(document: Document, edits: Iterable[Edit], trees: Mapping[str, dict[str, Any]]) -> dict[str, list[Edit]]:
    """Sort edits by the file that each of them changes, with paths and references as that file has them.

    Args:
        document: The whole document, as `bundle.load_openapi` reads it.
        edits: Edits of the whole document, in order.
        trees: The content of each file, by its name; edited in place.
    """
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        # The members of a mapping may come from other files; the mapping itself has one place.
        path = edit.path if isinstance(edit, Insert | Append) else edit.path[:-1]
        file, start = _place(document, path, trees)
        here = (*start, *edit.path[len(path) :])
        if isinstance(edit, Remove):
            own: Edit = Remove(here)
        elif isinstance(edit, Replace):
            own = evolve(edit, path=here, value=_own(document, file, edit.value))
        elif isinstance(edit, Append):
            own = Append(here, [_own(document, file, value) for value in edit.values])
        else:
            own = _at_home(Insert(here, edit.key, _own(document, file, edit.value)), trees[file])
        make_in(trees[file], [own])
        found.setdefault(file, []).append(own)
    return found


def _place(document: Document, path: Path, trees: Mapping[str, dict[str, Any]]) -> tuple[str, Path]:
    """The file of a value, and its path there."""
    known = pointer(*path)
    while known and known not in document.origins:
        known = known.rpartition("/")[0]
    if not known:
        return document.file, path
    origin = document.origins[known]
    return origin.file, (*(path_of(origin.pointer, trees[origin.file]) or ()), *path[known.count("/") :])


def _at_home(edit: Insert, tree: dict[str, Any]) -> Insert:
    """The insertion, with the mappings around it that the file does not have yet."""
    path, key, value = edit.path, edit.key, edit.value
    while path and value_at(tree, path) is None:
        value, key, path = {key: value}, str(path[-1]), path[:-1]
    return Insert(path, key, value)


def _own(document: Document, file: str, value: Any) -> Any:
    """A value with its references as the file writes them."""
    if is_mapping(value):
        return {
            key: _reference(document, file, one)
            if key == "$ref" and isinstance(one, str)
            else _own(document, file, one)
            for key, one in value.items()
        }
    return [_own(document, file, one) for one in value] if is_list(value) else value


def _reference(document: Document, file: str, ref: str) -> str:
    origin = document.origin(unquote(ref.removeprefix("#")))
    start = "" if origin.file == file else posixpath.relpath(origin.file, posixpath.dirname(file))
    return f"{start}#{quote(origin.pointer, safe='/~')}" if origin.pointer else start
