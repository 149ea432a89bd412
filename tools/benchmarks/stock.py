"""openapi-python-client's stock output for Lumenfall's document, generated for each run with its default templates."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

_PACKAGE = "stock_lumenfall"


def generate(document: Path, folder: Path) -> None:
    """Generate the package into `folder`, and make it importable.

    Raises:
        RuntimeError: The generator failed.
    """
    config = folder / "config.yml"
    config.write_text("post_hooks: []\n", encoding="utf-8")  # formatting does not affect the measurement
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--config", str(config)]
    command += ["--path", str(document), "--output-path", str(folder / _PACKAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openapi-python-client failed:\n{done.stdout}{done.stderr}")
    sys.path.append(str(folder))


def module(name: str) -> Any:
    """Import a module of the package. Type checkers cannot see it."""
    return import_module(f"{_PACKAGE}.{name}")
