"""The types that each document promises: what its calls take and return, and every field of every model.

`tests/typing` holds what people wrote about single providers; this is written from the document, for all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.documents import ROOT
from support.providers import PROVIDERS, Provider
from support.type_checks import mypy
from support.typing_module import typing_module

pytestmark = pytest.mark.slow


def problems(module: str, folder: Path, cache: Path) -> str:
    """What mypy's strict mode says of a module; empty if nothing."""
    path = folder / "derived.py"
    path.write_text(module, encoding="utf-8")
    # A package that is not installed is found on PYTHONPATH, where mypy does not look for itself.
    return mypy(cache, folder, path, packages=os.environ.get("PYTHONPATH", ""))


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_types_are_the_documents(provider: Provider, tmp_path: Path, mypy_cache: Path) -> None:
    """Every call returns its model, refuses other arguments, and every field has the documented type."""
    assert problems(typing_module(provider), tmp_path, mypy_cache) == ""


@pytest.mark.parametrize("provider", PROVIDERS[:1], ids=str)
def test_a_wrong_type_would_be_seen(provider: Provider, tmp_path: Path, mypy_cache: Path) -> None:
    """The checker reads the package: a module that expects something else is refused."""
    module = typing_module(provider).replace("assert_type(client.", "assert_type('', bytes), assert_type(client.", 1)

    assert "assert-type" in problems(module, tmp_path, mypy_cache)
