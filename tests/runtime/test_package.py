"""The runtime is a package of its own: each module imports by itself, and none knows a provider."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest
from support.documents import ROOT
from support.providers import PROVIDERS

import runtime

MODULES = ["runtime", *(found.name for found in pkgutil.walk_packages(runtime.__path__, "runtime."))]
NEEDS_AN_EXTRA = {"runtime.values.pydantic_base"}


def run(script: str) -> tuple[int, str]:
    """Exit status and errors of a script, with warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def importing(modules: list[str]) -> str:
    """A script that imports each module in a process of its own, with only the dependencies there before."""
    return f"""
import attrs, httpx, importlib, os
for name in {modules!r}:
    if (child := os.fork()) == 0:
        importlib.import_module(name)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, name
"""


def test_each_module_imports_by_itself() -> None:
    """Whichever module is the first, it imports without a warning, and without a package that was generated."""
    modules = [name for name in MODULES if name not in NEEDS_AN_EXTRA]

    assert len(modules) > 20
    assert run(importing(modules)) == (0, "")


@pytest.mark.pydantic
def test_those_of_an_extra_import_too() -> None:
    """So do the modules that need an extra, with it."""
    assert set(MODULES) >= NEEDS_AN_EXTRA
    assert run(importing(sorted(NEEDS_AN_EXTRA))) == (0, "")


def test_no_module_imports_what_is_above_it() -> None:
    """Not the tools, nor an overlay, nor a package that was generated from it."""
    loaded = (
        f"import importlib, sys\nfor name in {[name for name in MODULES if name not in NEEDS_AN_EXTRA]!r}:\n"
        "    importlib.import_module(name)\n"
        "roots = {name.split('.')[0] for name in sys.modules}\n"
        "assert not [name for name in roots if name in ('tools', 'overlays') or name.endswith('_client')], roots\n"
    )

    assert run(loaded) == (0, "")


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_no_word_of_a_provider(provider: object) -> None:
    """No file of the runtime names a provider of the table."""
    name = str(provider)
    files = [path for path in (ROOT / "runtime").rglob("*") if path.suffix in {".py", ".md"}]

    assert [str(path.relative_to(ROOT)) for path in files if name in path.read_text(encoding="utf-8").lower()] == []
