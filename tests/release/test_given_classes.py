"""Classes that users only pass to calls may accept more; those that calls return may not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tools.release.compat import python_rules
from tools.release.compat.changes import Step
from tools.release.compat.package_source import read_api

MODELS = """
    from attrs import define

    __all__ = ["Order", "Thing"]

    @define(kw_only=True)
    class Order:
        size: int

    @define(kw_only=True)
    class Thing:
        size: int
    """
CLIENT = """
    from .models import Order, Thing

    __all__ = ["Client", "Order", "Thing"]

    class Client:
        def make(self, order: Order) -> Thing: ...
    """


def written(folder: Path, models: str) -> Path:
    package = folder / "pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(textwrap.dedent(CLIENT), encoding="utf-8")
    (package / "models.py").write_text(textwrap.dedent(models), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("owner", "new", "step"),
    [
        ("Order", "int | str", Step.MINOR),
        ("Order", "int | None = None", Step.MINOR),
        ("Order", "str", Step.MAJOR),
        ("Thing", "int | str", Step.MAJOR),
    ],
)
def test_an_attribute_with_another_type(tmp_path: Path, owner: str, new: str, step: Step) -> None:
    """What a request accepts may become more; what an answer holds may not."""
    head, found, tail = MODELS.partition(f"class {owner}:")
    changed = head + found + tail.replace("size: int", f"size: {new}", 1)
    before = read_api("pkg", written(tmp_path / "old", MODELS))

    changes = python_rules.compare(before, read_api("pkg", written(tmp_path / "new", changed)))

    assert max(one.step for one in changes) == step, changes
