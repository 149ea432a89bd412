"""Benchmark of imports: the CPU time in a new interpreter, which other processes disturb least."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .race import Contender, Race

_AIM = 1.15
_BASE = "httpx, attrs"

# If click is installed, httpx also imports its command line and rich, which depends on the environment. Without
# click, the denominator is smaller and the aim harder.
_PROGRAM = """
import sys, time
sys.modules["click"] = None
started = time.process_time()
import {names}
print(time.process_time() - started)
"""


class ImportRatio(NamedTuple):
    """The time of an import divided by that of httpx and attrs, measured in turns."""

    fastest: float
    """The ratio of the fastest rounds."""
    median: float


def _import(names: str, times: int, *, bytecode: str, folder: Path | None = None) -> float:
    command = [sys.executable, "-X", f"pycache_prefix={bytecode}", "-c", _PROGRAM.format(names=names)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if folder is not None:
        environment["PYTHONPATH"] = str(folder)
    return sum(
        float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
        for _ in range(times)
    )


def import_ratio(names: str, *, folder: Path | None = None, rounds: int = 15) -> ImportRatio:
    """Measure the import of a package that need not be installed.

    Args:
        names: The names to import.
        folder: The folder that contains the package.
        rounds: The number of rounds, after a first one that writes the bytecode.
    """
    with TemporaryDirectory(prefix="bytecode-") as bytecode:
        run = partial(_import, times=1, bytecode=bytecode, folder=folder)
        pairs = [(run(names), run(_BASE)) for _ in range(rounds + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    return ImportRatio(min(ours) / min(theirs), median(ours) / median(theirs))


@contextmanager
def races() -> Generator[list[Race], None, None]:
    """Open the race of imports from bytecode, which the warm-up round writes."""
    with TemporaryDirectory(prefix="bytecode-") as bytecode:
        contenders = (
            Contender("import lumenfall_client", partial(_import, "lumenfall_client", bytecode=bytecode)),
            Contender(f"import {_BASE}", partial(_import, _BASE, bytecode=bytecode), _AIM),
            Contender("import openai", partial(_import, "openai", bytecode=bytecode)),
        )
        yield [Race("import", contenders, times=1)]


def environment() -> str:
    """Describe which packages are installed that httpx would also import."""
    there = [f"{name} {'is' if find_spec(name) else 'is not'} installed" for name in ("click", "rich")]
    return f"{' and '.join(there)}; click is hidden while imports are measured"


if __name__ == "__main__":
    print(f"import lumenfall_client: {import_ratio('lumenfall_client')}")
