"""The fake of a foreign document answers each GET, with documented examples where they fit, or from the schemas."""

from __future__ import annotations

import importlib
from typing import Any, Final
from uuid import UUID

from ..conftest import Workshop

REF: Final = "#/components/schemas/"
SCHEMAS: Final[dict[str, Any]] = {
    "Node": {
        "type": "object",
        "required": ["id", "kind", "made", "pet", "size"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "kind": {"type": "string", "enum": ["leaf", "branch"]},
            "made": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "size": {"type": "integer", "minimum": 7},
            "ratio": {"type": "number", "exclusiveMinimum": 0, "maximum": 0.5},
            "name": {"type": "string", "example": "oak"},
            "wrong": {"type": "integer", "example": "not a number"},
            "next": {"$ref": f"{REF}Node"},
            "children": {"type": "array", "items": {"$ref": f"{REF}Node"}},
            "tags": {"type": "array", "items": {"type": "string"}, "example": ["a", "b"]},
            "pet": {"$ref": f"{REF}Pet"},
            "either": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "nothing": {"type": "string", "nullable": True},
        },
    },
    "Cat": {
        "type": "object",
        "required": ["sort"],
        "properties": {"sort": {"type": "string"}, "lives": {"type": "integer"}},
    },
    "Dog": {"type": "object", "required": ["sort"], "properties": {"sort": {"type": "string"}}},
    "Pet": {
        "oneOf": [{"$ref": f"{REF}Cat"}, {"$ref": f"{REF}Dog"}],
        "discriminator": {"propertyName": "sort", "mapping": {"a cat": f"{REF}Cat", "a dog": f"{REF}Dog"}},
    },
}


def get(schema: dict[str, Any], kind: str = "application/json", **media: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "Good.", "content": {kind: {"schema": schema, **media}}}}}


def document() -> dict[str, Any]:
    node: dict[str, Any] = {"$ref": f"{REF}Node"}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in {
            "text": {"type": "string"},
            "number": {"type": "integer", "minimum": 3},
            "code": {"type": "string", "format": "uuid"},
            "choice": {"type": "string", "enum": ["x", "y"]},
        }.items()
    ]
    found: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": "Trees", "version": "1"},
        "servers": [{"url": "https://trees.example"}],
        "paths": {
            "/trees/node": {"get": get(node)},
            "/trees/nodes": {"get": get({"type": "array", "items": node})},
            "/trees/misfit": {"get": get(node, example={"id": 5})},
            "/trees/shown": {"get": get({"$ref": f"{REF}Dog"}, examples={"one": {"value": {"sort": "shown"}}})},
            "/trees/map": {"get": get({"type": "object", "additionalProperties": node})},
            "/trees/text": {"get": get({"type": "string"}, "text/csv")},
            "/trees/bytes": {"get": get({"type": "string", "format": "binary"}, "image/png")},
            "/trees/{text}/{number}/{code}/{choice}": {"get": {**get(node), "parameters": parameters}},
        },
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "schemas": SCHEMAS},
    }
    for path, item in found["paths"].items():
        item["get"]["operationId"] = "by_parameters" if "{" in path else path.removeprefix("/trees/")
    return found


def test_each_get_is_answered(workshop: Workshop) -> None:
    """Each answer can be read, documented examples are used where they fit, and path parameters have found values."""
    workshop.add("trees", document(), rules="foreign")

    workshop.generate()

    workshop.load("trees")
    fake = importlib.import_module("trees_client.testing").FakeTrees()
    operations = {one.template: one for one in fake.operations}
    with fake.client() as client:
        trees = client.trees
        node = trees.node()
        assert (node.kind, node.name, node.size, node.tags) == ("leaf", "oak", 7, ["a", "b"])
        assert (node.pet.sort, node.wrong, node.next, node.children) == ("a cat", 1, None, [])
        assert 0 < node.ratio <= 0.5
        assert node.made.tzinfo is not None
        assert trees.nodes()[0].id == node.id
        assert trees.misfit().id == node.id
        assert trees.shown().sort == "shown"
        assert [one.id for one in trees.map().values()] == [node.id]
        assert trees.text() == "text"
        assert trees.bytes_().read() == b"text"
        values = [one.example for one in operations["/trees/{text}/{number}/{code}/{choice}"].parameters]
        assert (values[0], values[1], values[3]) == ("text", "3", "x")
        assert trees.by_parameters(values[0], int(values[1]), UUID(values[2]), values[3]).id == node.id
