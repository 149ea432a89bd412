"""The time of an import, in a fresh interpreter each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from tempfile import TemporaryDirectory

from .measuring import Contender, Race

_AIM = 1.2

# httpx imports its command line, and rich with it, if click is there: a matter of the environment, not of a
# client. Without it the denominator is smaller, and the aim harder.
_PROGRAM = """
import sys, time
sys.modules["click"] = None
started = time.perf_counter()
import {names}
print(time.perf_counter() - started)
"""


def _import(names: str, times: int, *, bytecode: str) -> float:
    command = [sys.executable, "-X", f"pycache_prefix={bytecode}", "-c", _PROGRAM.format(names=names)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return sum(
        float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
        for _ in range(times)
    )


@contextmanager
def races() -> Generator[list[Race], None, None]:
    """The race of imports, all of them from bytecode, which the round to warm up writes."""
    with TemporaryDirectory(prefix="bytecode-") as bytecode:
        contenders = (
            Contender("import lumenfall_client", partial(_import, "lumenfall_client", bytecode=bytecode)),
            Contender("import httpx, attrs", partial(_import, "httpx, attrs", bytecode=bytecode), _AIM),
            Contender("import openai", partial(_import, "openai", bytecode=bytecode)),
        )
        yield [Race("import", contenders, times=1)]


def environment() -> str:
    """What is installed here that httpx would import as well."""
    there = [f"{name} {'is' if find_spec(name) else 'is not'} installed" for name in ("click", "rich")]
    return f"{' and '.join(there)}; click is hidden while imports are measured"
