"""A sample is finite, matches its schema, and shows documented values where there are any."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tools.contract.documents import Document
from tools.contract.from_openapi import OpenAPI
from tools.contract.sample_values import sample
from tools.contract.values import problems

REF: Final = "#/components/schemas/"
SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": f"{REF}B"}}},
    "B": {"type": "array", "items": {"anyOf": [{"$ref": f"{REF}A"}, {"type": "null"}]}},
    "Node": {
        "type": "object",
        "required": ["id", "edges"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "edges": {"type": "array", "items": {"$ref": f"{REF}Edge"}},
            "first": {"$ref": f"{REF}Edge"},
            "parent": {"anyOf": [{"$ref": f"{REF}Node"}, {"type": "null"}]},
        },
    },
    "Edge": {"type": "object", "required": ["to"], "properties": {"to": {"$ref": f"{REF}Node"}}},
    "Cat": {"type": "object", "required": ["sort"], "properties": {"sort": {"type": "string"}}},
    "Dog": {"type": "object", "required": ["sort"], "properties": {"sort": {"type": "string"}}},
}


def made(schema: dict[str, Any], documented: dict[tuple[str, str], Any] | None = None, **options: Any) -> Any:
    return sample(schema, "tags", SCHEMAS.__getitem__, documented or {}, **options)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": f"{REF}A"},
        {"$ref": f"{REF}Node"},
        {"$ref": f"{REF}Edge"},
        {"anyOf": [{"$ref": f"{REF}B"}, {"type": "string"}]},
        {"type": ["integer", "null"], "maximum": 0},
        {"type": "number", "exclusiveMinimum": 0, "maximum": 0.25},
        {"type": "boolean"},
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        {"type": "string", "format": "uuid"},
        {"enum": [None, "a"]},
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "additionalProperties": {"$ref": f"{REF}Node"}},
    ],
    ids=str,
)
def test_a_sample_fits_its_schema(schema: dict[str, Any]) -> None:
    """What is made from a schema is what the schema says, at any depth, and recursion ends."""
    data = {"components": {"schemas": {**SCHEMAS, "Top": schema}}}

    found = made(schema)

    assert found is not None
    assert problems(OpenAPI(Document("a.yaml", data, {})).value("/components/schemas/Top"), found) == []


def test_a_documented_value_is_shown() -> None:
    """A documented value stands in for a schema, or for one property of it."""
    edge = made({"$ref": f"{REF}Edge"}, {("Node", "id"): "shown"})
    whole = made({"type": "array", "items": {"$ref": f"{REF}Cat"}}, {("Cat", ""): {"sort": "tabby"}})

    assert edge["to"]["id"] == "shown"
    assert whole == [{"sort": "tabby"}]


def test_a_member_of_a_union_has_its_tag() -> None:
    """The first member of a union is shown, with the value that tells it from the others."""
    tagged = {"Cat|Dog": ("sort", {"a cat": "Cat", "a dog": "Dog"})}

    found = made({"anyOf": [{"$ref": f"{REF}Dog"}, {"$ref": f"{REF}Cat"}]}, discriminators=tagged)

    assert found == {"sort": "a dog"}


def test_an_item_has_a_name_of_its_own() -> None:
    """The text of an item is made from the name that the caller gives it."""
    found = made({"type": "array", "items": {"type": "string"}}, item_name=lambda name: name.removesuffix("s"))

    assert found == ["tag"]
