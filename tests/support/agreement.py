"""Values that two readers of a document must read alike: examples, and copies of them that differ in one place."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

# Each is a wrong type somewhere, or a value on the edge of a right one.
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 43, 43.0, 43.5, 1e300, 10**40, "", "43", "4x", "4_3", " 43", "43 ", "043", "-7", "+7",
    "0.5", "nan", "1e3", "٤٣", "true", "2024-04-03T20:57:25", "2024-04-03T20:57:25Z", "2024-04-03t20:57:25.123456789z",
    "2024-04-03 20:57:25+02:00", "2024-02-30T00:00:00Z", "2024-W14-3", "2024-04-03", "20240403T205725Z", "1712177845",
    [], [1], ["a"], [None], {}, {"a": 1}, {"a": None}, {"a": "b"},
)  # fmt: skip


def models(name: str) -> Iterator[tuple[str, Any, Any]]:
    """The classes that both generators wrote, by name."""
    attrs_models = importlib.import_module(f"{name}_client.models")
    pydantic_models = importlib.import_module(f"{name}_client.pydantic_models")
    for class_name in attrs_models.__all__:
        attrs_class = getattr(attrs_models, class_name)
        if hasattr(attrs_class, "from_dict"):
            yield class_name, attrs_class, getattr(pydantic_models, class_name)


def parts(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for member in node.values():
            yield from parts(member)
    elif isinstance(node, list):
        for item in node:
            yield from parts(item)


def variants(root: Any, values: tuple[Any, ...] = VALUES) -> Iterator[Any]:
    """`root`, and copies of it that differ in one place: another value, or none."""
    yield root
    for path in paths(root):
        for value in values:
            yield replaced(root, path, value)
        if path:
            yield removed(root, path)


def paths(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if len(path) < 4:
        for key, member in (
            node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        ):
            yield from paths(member, (*path, key))


def replaced(root: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    copy = deepcopy(root)
    parent = copy
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    return copy


def removed(root: Any, path: tuple[str | int, ...]) -> Any:
    copy = deepcopy(root)
    parent = copy
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    return copy


def outcome_of_attrs(model: Any, value: Any) -> Any:
    """What the attrs model reads, as JSON; `ValueError` if it refuses."""
    try:
        return model.from_dict(value).to_dict()
    except ValueError:
        return ValueError


def outcome_of_pydantic(model: Any, value: Any) -> Any:
    """What the Pydantic model reads, as JSON; `ValueError` if it refuses. JSON knows fields by their own names."""
    try:
        return model.model_validate(value, by_name=False, by_alias=True).model_dump(mode="json", by_alias=True)
    except ValueError:
        return ValueError
