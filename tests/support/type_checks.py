"""mypy and pyright, as a user of a package runs them."""

from __future__ import annotations

import json
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


def pyright(folder: Path, *paths: str | Path, packages: str = "") -> str:
    """What pyright in strict mode reports about files or folders; nothing if all is well.

    Args:
        folder: A folder for the settings, to which relative paths refer.
        paths: What is checked.
        packages: Folders with further packages, as in `PYTHONPATH`.
    """
    settings = folder / "pyrightconfig.json"
    included = [os.path.relpath(folder / path, folder) for path in paths]
    settings.write_text(json.dumps({"typeCheckingMode": "strict", "include": included}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "-p", str(settings)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": packages},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""
