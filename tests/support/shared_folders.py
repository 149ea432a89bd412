"""Folders that one of the processes of a test run makes, and all of them use."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made once in a test run; the other workers of pytest-xdist wait for it.

    Args:
        factory: The fixture of pytest.
        name: The name of the folder, which must be unique in the test run.
        make: Fills the folder, which exists and is empty. Nobody may change it afterwards.
    """
    base = factory.getbasetemp()
    # Each worker has a folder of its own in that of the run.
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = root / f"shared-{name}", root / f"shared-{name}.made"
    with (root / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
