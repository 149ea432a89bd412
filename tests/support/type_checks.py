"""mypy, as a user of a package runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def mypy(cache: Path, folder: Path, *paths: str | Path, packages: str = "") -> str:
    """What mypy in strict mode reports about files or packages; nothing if all is well.

    Args:
        cache: The cache, from the fixture `mypy_cache`: what the packages depend on is checked once.
        folder: The folder to run in.
        paths: What is checked.
        packages: Folders with further packages, as in `MYPYPATH`.
    """
    options = ("--strict", "--no-error-summary", "--config-file=", f"--cache-dir={cache}")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *map(str, paths)],
        cwd=folder,
        env={**os.environ, "MYPYPATH": packages},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
