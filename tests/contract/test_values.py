"""The models as worked out from a document read what the generated ones read, and refuse what they refuse."""

from __future__ import annotations

from typing import Any

import pytest
from support.documents import SAMPLES, json_path, places, replaced, without
from support.providers import READS, Operation

from tools.contract.documents import Document
from tools.contract.facts import ValueFacts
from tools.contract.from_openapi import OpenAPI
from tools.contract.json_tree import is_mapping
from tools.contract.values import problems


def facts_of(operation: Operation) -> ValueFacts:
    """The facts of what the caller gets."""
    reader = OpenAPI(Document("document.yaml", operation.document, {}))
    read = next(reader.operation(one) for one in reader.operations if one.path == operation.template)
    value = read.answers["200"].value
    for key in operation.wrapping:
        assert value is not None
        value = value.children[str(key)]
    assert value is not None
    return value


def generated_accepts(operation: Operation, value: Any) -> str | None:
    """The path of the first thing that the generated model refuses; None if it refuses nothing."""
    error = operation.provider.error("ResponseDecodeError")
    try:
        operation.model.from_dict(value)
    except error as refused:
        return str(refused.path)
    return None


@pytest.mark.parametrize("operation", READS, ids=str)
def test_both_give_the_same_verdict(operation: Operation) -> None:
    """On every example, with each place taken away or replaced by a value of each type."""
    answers = [value for status, _, value in operation.examples() if status < 300]
    bodies: list[Any] = [operation.unwrapped(value) for value in answers]
    facts = facts_of(operation)
    checked = refused = 0
    for body in (one for one in bodies if is_mapping(one)):
        values: list[Any] = [body]
        for place in places(operation.document, operation.schema):
            try:
                values += [without(body, place.keys), *(replaced(body, place.keys, sample) for sample in SAMPLES)]
            except (KeyError, IndexError, TypeError):
                continue
        for value in values:
            path = generated_accepts(operation, value)
            found = problems(facts, value)

            assert (path is None) == (not found), (path, found)
            keys = [
                tuple(int(part) if part.isdigit() else part for part in one.pointer.split("/")[1:]) for one in found
            ]
            assert path is None or path in {json_path(one) for one in keys}
            checked += 1
            refused += path is not None
    assert checked > len(SAMPLES)
    assert 0 < refused < checked
