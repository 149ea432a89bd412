"""The time of an import, in a fresh interpreter each: that of the processor, which other work disturbs least."""

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

# httpx imports its command line, and rich with it, if click is there: a matter of the environment, not of a
# client. Without it the denominator is smaller, and the aim harder.
_PROGRAM = """
import sys, time
sys.modules["click"] = None
started = time.process_time()
import {names}
print(time.process_time() - started)
"""


class ImportRatio(NamedTuple):
    """The time of an import in multiples of that of httpx and attrs, from rounds in turns."""

    fastest: float
    """Of the fastest rounds."""
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
        names: What to import.
        folder: Where the package is found.
        rounds: How often, after one round that writes the bytecode.
    """
    with TemporaryDirectory(prefix="bytecode-") as bytecode:
        run = partial(_import, times=1, bytecode=bytecode, folder=folder)
        pairs = [(run(names), run(_BASE)) for _ in range(rounds + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    return ImportRatio(min(ours) / min(theirs), median(ours) / median(theirs))


@contextmanager
def races() -> Generator[list[Race], None, None]:
    """The race of imports, all of them from bytecode, which the round to warm up writes."""
    with TemporaryDirectory(prefix="bytecode-") as bytecode:
        contenders = (
            Contender("import lumenfall_client", partial(_import, "lumenfall_client", bytecode=bytecode)),
            Contender(f"import {_BASE}", partial(_import, _BASE, bytecode=bytecode), _AIM),
            Contender("import openai", partial(_import, "openai", bytecode=bytecode)),
        )
        yield [Race("import", contenders, times=1)]


def environment() -> str:
    """What is installed here that httpx would import as well."""
    there = [f"{name} {'is' if find_spec(name) else 'is not'} installed" for name in ("click", "rich")]
    return f"{' and '.join(there)}; click is hidden while imports are measured"


if __name__ == "__main__":
    print(f"import lumenfall_client: {import_ratio('lumenfall_client')}")
