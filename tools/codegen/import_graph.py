"""Which modules of a package need which: what a package does not use, it does not ship."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from .python_source import syntax_tree


def reachable(folder: Path, start: Iterable[Path]) -> set[Path]:
    """The modules of a package that some of its modules import, those included, wherever the import stands.

    Args:
        folder: The package's folder, whose name is the package's.
        start: Files to begin from.
    """
    found: set[Path] = set()
    todo = list(start)
    while todo:
        module = todo.pop()
        if module not in found:
            found.add(module)
            todo += _imported(folder, module)
    return found


def _imported(folder: Path, module: Path) -> Iterator[Path]:
    inside = (folder.name, *module.relative_to(folder).parent.parts)
    for node in ast.walk(syntax_tree(module)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield from _files(folder, name.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            parent = [*inside[: len(inside) - node.level + 1]] if node.level else []
            parent += node.module.split(".") if node.module else []
            for name in node.names:
                yield from _files(folder, [*parent, name.name])


def _files(folder: Path, dotted: list[str]) -> Iterator[Path]:
    """The modules that run when a name is imported: each package on the way, and the module itself if it is one."""
    if dotted[0] != folder.name:
        return
    for length in range(1, len(dotted) + 1):
        path = folder.joinpath(*dotted[1:length])
        for file in (path / "__init__.py", path.with_suffix(".py")):
            if file.is_file():
                yield file
