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


REQUESTS = """
    from collections.abc import Mapping, Sequence
    from typing import Required, TypedDict, Unpack

    from attrs import define

    __all__ = ["Order", "OrderArguments", "OrderDict", "Thing"]

    class OrderDict(TypedDict, total=False):
        size: Required[int]
        parts: list[int]

    @define(kw_only=True)
    class Order:
        parts: list[int]
        names: dict[str, int]

        def to_dict(self) -> dict[str, int]: ...

    class OrderArguments(TypedDict, total=False):
        order: OrderDict

    class Thing:
        size: int
    """
CALLS = """
    from typing import Unpack

    from .models import Order, OrderArguments, OrderDict, Thing

    __all__ = ["Client", "Order", "OrderArguments", "OrderDict", "Thing"]

    class Client:
        def make(self, **arguments: Unpack[OrderArguments]) -> Thing: ...
    """


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("size: Required[int]", "size: Required[int | str]", Step.MINOR),
        ("size: Required[int]", "size: int", Step.MINOR),
        ("size: Required[int]", "size: Required[str]", Step.MAJOR),
        ("size: Required[int]", "size: Required[int]\n        name: str", Step.MINOR),
        ("size: Required[int]", "size: Required[int]\n        name: Required[str]", Step.MAJOR),
        ("        parts: list[int]\n\n", "        parts: Required[list[int]]\n\n", Step.MAJOR),
        ("        parts: list[int]\n\n", "\n", Step.MAJOR),
        ("parts: list[int]", "parts: Sequence[int | str]", Step.MINOR),
        ("names: dict[str, int]", "names: Mapping[str, int | str]", Step.MINOR),
        ("names: dict[str, int]", "names: Mapping[str, str]", Step.MAJOR),
        ("order: OrderDict", "order: OrderDict | Order", Step.MINOR),
    ],
)
def test_what_requests_take(tmp_path: Path, old: str, new: str, step: Step) -> None:
    """Dicts, the arguments of a call and models that are only written may accept more, but not less."""
    assert old in REQUESTS
    apis = []
    for name, text in (("old", REQUESTS), ("new", REQUESTS.replace(old, new))):
        written(tmp_path / name, text)
        (tmp_path / name / "pkg" / "__init__.py").write_text(textwrap.dedent(CALLS), encoding="utf-8")
        apis.append(read_api("pkg", tmp_path / name))

    changes = python_rules.compare(*apis)

    assert max(one.step for one in changes) == step, changes
