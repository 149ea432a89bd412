"""Which modules of a package need which: what a package does not use, it does not ship."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path


def reachable(folder: Path, start: Iterable[Path]) -> set[Path]:
    """The modules of a package that some of its modules import, those included, wherever the import stands.

    Args:
        folder: The package's folder, whose name is the package's.
        start: Files to begin from.
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
    """The names of the modules that a module's imports run, and of what they import from them."""
    inside = name.split(".") if module.name == "__init__.py" else name.split(".")[:-1]
    imported: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = inside[: len(inside) - node.level + 1] if node.level else []
            parent += node.module.split(".") if node.module else []
            imported.update(".".join([*parent, alias.name]) for alias in node.names)
    return {package for dotted in imported for package in _with_packages(dotted)}


def _with_packages(dotted: str) -> Iterator[str]:
    """A module's name, and those of the packages around it, which run when it is imported."""
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]
