"""Two generators read each document independently. Their models accept the same, refuse the same, and read the same.

The corpus: every documented example and every answer of the fakes that a model reads, and variants of them in which
one node at a time is replaced by each of a list of values, removed, or joined by an unknown member.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from support.documents import PROJECT
from support.providers import PROVIDERS

pytestmark = pytest.mark.pydantic

NAMES = tuple(map(str, PROVIDERS))

# Each is a wrong type somewhere, or a value on the edge of a right one.
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 43, 43.0, 43.5, 1e300, 10**40, "", "43", "4x", "4_3", " 43", "43 ", "043", "-7", "+7", "0.5",
    "nan", "1e3", "٤٣", "true", "2024-04-03T20:57:25", "2024-04-03T20:57:25Z", "2024-04-03t20:57:25.123456789z",
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


def answers(name: str) -> Iterator[Any]:
    """The documented examples, which are the fakes' answers, and what stands inside of them."""
    for operation in json.loads(importlib.import_module(f"{name}_client._operations").OPERATIONS):
        for answer in operation["answers"].values():
            if "json" in answer:
                yield from parts(answer["json"])


def parts(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for member in node.values():
            yield from parts(member)
    elif isinstance(node, list):
        for item in node:
            yield from parts(item)


def variants(root: Any) -> Iterator[Any]:
    """`root`, and copies of it that differ in one place."""
    yield root
    for path in paths(root):
        for value in VALUES:
            yield replaced(root, path, value)
        if path:
            yield removed(root, path)


def paths(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if len(path) < 4:
        for key, member in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
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


@pytest.mark.parametrize("name", NAMES)
def test_both_generators_agree(name: str) -> None:
    """Over the whole corpus, both accept or both refuse, and the values are equal."""
    compared = accepted = 0
    for class_name, attrs_class, pydantic_class in models(name):
        required = {key for key, field in pydantic_class.model_fields.items() if field.is_required()}
        for answer in answers(name):
            if not required <= answer.keys() or not answer.keys() & pydantic_class.model_fields.keys():
                continue
            for variant in variants({**answer, "nobody documented": {"this": [1]}}):
                ours, theirs = outcome_of_attrs(attrs_class, variant), outcome_of_pydantic(pydantic_class, variant)
                assert ours == theirs, (class_name, variant)
                compared += 1
                accepted += ours is not ValueError

    assert compared > 1000
    assert 0.1 < accepted / compared < 0.9


@pytest.mark.parametrize("name", NAMES)
def test_both_generators_know_the_same_classes_and_fields(name: str) -> None:
    """Each class and each field, by its Python name, is in both."""
    for class_name, attrs_class, pydantic_class in models(name):
        ours = {attribute.name for attribute in attrs_class.__attrs_attrs__} - {"additional_properties"}
        assert ours == set(pydantic_class.model_fields), class_name


@pytest.mark.parametrize("name", NAMES)
def test_pydantic_models_keep_what_nobody_documented(name: str) -> None:
    """Unknown fields are kept, as in `additional_properties`."""
    for _class_name, _attrs_class, pydantic_class in models(name):
        for answer in answers(name):
            try:
                model = pydantic_class.model_validate({**answer, "new": [{"deep": 1}]})
            except ValueError:
                continue
            assert model.model_extra["new"] == [{"deep": 1}]


