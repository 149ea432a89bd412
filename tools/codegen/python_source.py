"""Python files as syntax trees, for threads that read them side by side."""

from __future__ import annotations

import ast
from pathlib import Path
from threading import Lock
from typing import Final

# Before 3.11.8, `ast.parse` raises SystemError now and then if two threads are in it at once (CPython's gh-106905).
_LOCK: Final = Lock()


def syntax_tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    text = path.read_text(encoding="utf-8")
    with _LOCK:
        return ast.parse(text)
