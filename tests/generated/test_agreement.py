"""Two generators read each document independently. Their models accept the same, refuse the same, and read the same.

The corpus: every documented example and every answer of the fakes that a model reads, and variants of them in which
one node at a time is replaced by each of a list of values, removed, or joined by an unknown member.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from support.agreement import models, outcome_of_attrs, outcome_of_pydantic, parts, variants
from support.providers import PROVIDERS

pytestmark = pytest.mark.pydantic

NAMES = tuple(map(str, PROVIDERS))


def answers(name: str) -> Iterator[Any]:
    """The documented examples, which are the fakes' answers, and what stands inside of them."""
    for operation in json.loads(importlib.import_module(f"{name}_client._operations").OPERATIONS):
        for answer in operation["answers"].values():
            if "json" in answer:
                yield from parts(answer["json"])


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
