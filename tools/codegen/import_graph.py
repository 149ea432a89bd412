"""The import graph of a package, from which unused modules are found and left out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path


def reachable(folder: Path, start: Iterable[Path]) -> set[Path]:
    """Find the modules that some modules of a package import, directly or indirectly, including themselves.

    Args:
        folder: The package's folder, whose name is the package's.
        start: The files to begin with.
    """
    files = {_name(folder, path): path for path in folder.rglob("*.py")}
    names = {path: name for name, path in files.items()}
    found: set[Path] = set()
    todo = {*start}
    while todo:
        module = todo.pop()
        found.add(module)
        todo |= {files[name] for name in _imported(module, names[module]) if name in files} - found
    return found


def _name(folder: Path, module: Path) -> str:
    parts = module.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(module: Path, name: str) -> set[str]:
    """The names of all modules and attributes that a module imports."""
    inside = name.split(".") if module.name == "__init__.py" else name.split(".")[:-1]
    imported: set[str] = set()
    for node in _statements(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = inside[: len(inside) - node.level + 1] if node.level else []
            parent += node.module.split(".") if node.module else []
            imported.update(".".join([*parent, alias.name]) for alias in node.names)
    return {package for dotted in imported for package in _with_packages(dotted)}


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """All statements, however deep. Expressions, which are most of a tree, contain none."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(tree, field, ()):
            if isinstance(child, ast.stmt):
                yield child
            yield from _statements(child)


def _with_packages(dotted: str) -> Iterator[str]:
    """A module's name and those of its parent packages, which are imported with it."""
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]
