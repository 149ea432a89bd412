"""Documents that others might have written, of a zoo, and what becomes of them."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any, TypeAlias

import pytest

from tools.codegen.foreign import prepare
from tools.codegen.preparation import Prepared
from tools.contract.documents import Document
from tools.contract.findings import InputError

Json: TypeAlias = dict[str, Any]

TEXT: Json = {"type": "string"}
NULL: Json = {"type": "null"}


def ref(name: str, section: str = "schemas") -> Json:
    return {"$ref": f"#/components/{section}/{name}"}


def answer(schema: Json, content_type: str = "application/json") -> Json:
    return {"200": {"description": "Fine.", "content": {content_type: {"schema": schema}}}}


def sent(schema: Json, content_type: str = "application/json") -> Json:
    return {"required": True, "content": {content_type: {"schema": schema}}}


def document(schemas: Json | None = None, paths: Json | None = None, *, version: str = "3.0.3", **more: Any) -> Json:
    components = {"schemas": schemas or {}, **more.pop("components", {})}
    return {
        "openapi": version,
        "info": {"title": "Zoo", "version": "1"},
        "paths": paths or {},
        "components": components,
        **more,
    }


def answering(schema: Json, schemas: Json | None = None, **more: Any) -> Json:
    """A document with one operation, which answers with a schema."""
    operation = {"operationId": "getThing", "tags": ["things"], "responses": answer(schema)}
    return document(schemas, {"/things": {"get": operation}}, **more)


def asking(schema: Json, schemas: Json | None = None, content_type: str = "application/json") -> Json:
    """A document with one operation, which takes a schema."""
    operation = {
        "operationId": "putThing",
        "tags": ["things"],
        "requestBody": sent(schema, content_type),
        "responses": {"204": {"description": "Done."}},
    }
    return document(schemas, {"/things": {"put": operation}})


def taking(*parameters: Json, path: str = "/things", **more: Any) -> Json:
    """A document with one operation, which takes parameters."""
    operation = {
        "operationId": "listThings",
        "tags": ["things"],
        "parameters": list(parameters),
        "responses": {"204": {"description": "Done."}},
    }
    return document(paths={path: {"get": operation}}, **more)


def foreign(data: Json, skip: Collection[str] = ()) -> Prepared:
    return prepare(Document("openapi/zoo.yaml", data, {}), skip)


def findings(data: Json, skip: Collection[str] = ()) -> dict[str, str]:
    with pytest.raises(InputError) as raised:
        foreign(data, skip)
    assert all(finding.file == "openapi/zoo.yaml" for finding in raised.value.findings)
    return {finding.pointer: finding.reason for finding in raised.value.findings}


def schemas_of(prepared: Prepared) -> Json:
    schemas: Json = prepared.data["components"]["schemas"]
    return schemas


def answered(prepared: Prepared, status: str = "200") -> Json:
    (item,) = prepared.data["paths"].values()
    (operation,) = item.values()
    (media,) = operation["responses"][status]["content"].values()
    schema: Json = media["schema"]
    return schema


def asked(prepared: Prepared) -> tuple[str, Json]:
    (item,) = prepared.data["paths"].values()
    (operation,) = item.values()
    ((content_type, media),) = operation["requestBody"]["content"].items()
    return content_type, media


def taken(prepared: Prepared) -> list[Json]:
    (item,) = prepared.data["paths"].values()
    (operation,) = item.values()
    parameters: list[Json] = operation.get("parameters", [])
    return parameters


def field(schema: Json, schemas: Json | None = None, *, version: str = "3.0.3") -> Json:
    """What becomes of a field of an answer."""
    whole = {"Thing": {"type": "object", "properties": {"field": schema}}, **(schemas or {})}
    prepared = foreign(answering(ref("Thing"), whole, version=version))
    result: Json = schemas_of(prepared)["Thing"]["properties"]["field"]
    return result


def large() -> Json:
    """A 3.0 document with a hundred operations and more, as a careless generator would write it."""
    schemas: Json = {
        "foo_bar": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/FooBar"}}},
        "FooBar": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["x", "y"]}}},
        "FooBarKind": {"type": "string", "enum": ["p", "q"]},
        "foo.bar": {"type": "object", "properties": {"b": TEXT}},
        "datetime": {"type": "object", "properties": {"now": {"type": "string", "format": "date-time"}}},
        "Response": {"type": "object", "title": "Any", "properties": {"ok": {"type": "boolean"}}},
        "Exception": {"type": "object", "properties": {"message": {**TEXT, "nullable": True}}},
        "1st": {"type": "object", "properties": {"$id": TEXT, "foo-bar": TEXT, "class": TEXT, "1st": TEXT, "": TEXT}},
        "Tree": {
            "type": "object",
            "required": ["children"],
            "properties": {
                "children": {"type": "array", "items": ref("Tree")},
                "parent": {"allOf": [ref("Tree")], "nullable": True, "description": "Above."},
                "by_name": {"type": "object", "additionalProperties": ref("Tree")},
            },
        },
        "Animal": {
            "type": "object",
            "required": ["kind"],
            "discriminator": {"propertyName": "kind"},
            "properties": {"kind": TEXT, "name": {**TEXT, "readOnly": True}, "secret": {**TEXT, "writeOnly": True}},
        },
        "Cat": {"allOf": [ref("Animal"), {"type": "object", "properties": {"lives": {"type": "integer"}}}]},
        "Dog": {
            "allOf": [ref("Animal")],
            "properties": {"tricks": {"type": "array", "items": {"type": "object", "properties": {"t": TEXT}}}},
        },
        "Pet": {
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": ref("Cat")["$ref"], "dog": "Dog"}},
        },
        "Anything": {},
        "Id": {"oneOf": [TEXT, {"type": "integer"}], "nullable": True},
        "Names": {"type": "array", "items": ref("Id")},
        "Status": {"type": "string", "enum": ["on", "off", None], "nullable": True},
        "Level": {"type": "integer", "enum": [1, 2, 3]},
        "Flag": {"type": "boolean", "enum": [True]},
        "Mixed": {"enum": ["a", 1, 2.5, None]},
        "Free": {"type": "object"},
        "Open": {"type": "object", "properties": {"a": TEXT}, "additionalProperties": {"type": "integer"}},
        "Shut": {"type": "object", "properties": {"a": TEXT}, "additionalProperties": False},
        "Empty": {"type": "object", "additionalProperties": False},
        "Patterned": {"type": "object", "patternProperties": {"^x": TEXT}},
        "MapOfEnums": {"type": "object", "additionalProperties": {"type": "string", "enum": ["u", "v"]}},
        "MapOfMaps": {"additionalProperties": {"additionalProperties": {"properties": {"deep": TEXT}}}},
        "Bag": {
            "type": "object",
            "title": "Bag of things",
            "required": ["pet", "nothing", "status"],
            "properties": {
                "pet": ref("Pet"),
                "status": ref("Status"),
                "level": {"allOf": [ref("Level")], "default": 2},
                "flag": ref("Flag"),
                "mixed": ref("Mixed"),
                "names": ref("Names"),
                "id": ref("Id"),
                "free": ref("Free"),
                "empty": ref("Empty"),
                "pattern": ref("Patterned"),
                "enums": ref("MapOfEnums"),
                "maps": ref("MapOfMaps"),
                "anything": ref("Anything"),
                "tuple": {"type": "array", "items": {}},
                "bare": {"type": "array"},
                "inline": {
                    "type": "object",
                    "title": "Inline",
                    "properties": {"inline": {"type": "object", "properties": {"inline": {"enum": ["e"]}}}},
                },
                "matrix": {"type": "array", "items": {"type": "array", "items": {"properties": {"v": TEXT}}}},
                "choice": {"anyOf": [{"properties": {"x": TEXT}}, {"properties": {"y": TEXT}}, TEXT]},
                "price": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "default": "free"},
                "when": {"type": "string", "format": "date-time", "nullable": True, "default": "never"},
                "not": {"not": TEXT},
            },
        },
    }
    paths: Json = {
        "/v1/bags/{bag-id}/{1st.name}": {
            "parameters": [
                {"name": "bag-id", "in": "path", "required": True, "schema": ref("Id")},
                ref("Name", "parameters"),
                ref("Name", "parameters"),
            ][:2],
            "get": {"tags": ["Bags & more"], "responses": answer(ref("Bag"))},
            "put": {
                "tags": ["Bags & more"],
                "requestBody": ref("Bag", "requestBodies"),
                "responses": answer(ref("Bag")),
            },
            "delete": {
                "tags": ["Bags & more"],
                "responses": {"204": {"description": "Gone."}, "4XX": ref("No", "responses")},
            },
        },
        "/videos/{id}/content": {
            "get": {
                "operationId": "import",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "array", "items": TEXT}},
                    {"name": "id", "in": "query", "schema": {"type": "string", "nullable": True}},
                    {"name": "X-Since", "in": "header", "schema": {"type": "string", "format": "date-time"}},
                    {"name": "Authorization", "in": "header", "schema": TEXT},
                    {"name": "session", "in": "cookie", "schema": {"type": "string"}},
                    {"name": "sort", "in": "query", "schema": {"type": "array", "items": {"enum": ["a", "b"]}}},
                    {"name": "filter", "in": "query", "content": {"application/json": {"schema": ref("Open")}}},
                    {"name": "page", "in": "query", "schema": {"properties": {"size": {"type": "integer"}}}},
                    {"name": "client", "in": "query", "schema": TEXT},
                ],
                "responses": {
                    "200": {"description": "The file.", "content": {"video/mp4": {}}},
                    "default": ref("No", "responses"),
                },
            },
        },
        "/raw": {
            "post": {
                "requestBody": {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
                "responses": {"200": {"description": "Text.", "content": {"text/csv": {"schema": ref("Bag")}}}},
            },
        },
        "/form": {
            "post": {
                "requestBody": sent(
                    {"properties": {"file": {"type": "string", "format": "binary"}, "bag": ref("Bag")}},
                    "multipart/form-data",
                ),
                "responses": answer({"type": "array", "items": ref("Animal")}),
            },
            "put": {
                "requestBody": sent({"properties": {"a": TEXT}, "type": "object"}, "application/x-www-form-urlencoded"),
                "responses": {
                    "200": {"description": "", "content": {"application/hal+json": {"schema": ref("Names")}}}
                },
            },
        },
    }
    for number in range(25):
        model = {
            "type": "object",
            "required": ["id"],
            "properties": {"id": ref("Id"), "bag": ref("Bag"), "state": ref("Status")},
        }
        schemas[f"resource-{number}"] = copy.deepcopy(model)
        item = ref(f"resource-{number}")
        tags = {"tags": [f"Resource {number}"]}
        paths[f"/resources{number}"] = {
            "get": {
                "operationId": f"listResource{number}s",
                **tags,
                "responses": answer({"type": "array", "items": item}),
            },
            "post": {
                "operationId": f"createResource{number}",
                **tags,
                "requestBody": sent(item),
                "responses": answer(item),
            },
        }
        path_parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        paths[f"/resources{number}/{{id}}"] = {
            "parameters": [path_parameter],
            "get": {"operationId": f"getResource{number}", **tags, "responses": answer(item)},
            "patch": {
                **tags,
                "requestBody": sent({"allOf": [item], "nullable": True}),
                "responses": answer({"oneOf": [item, NULL]}),
            },
        }
    return document(
        schemas,
        paths,
        security=[{"key": []}],
        components={
            "parameters": {"Name": {"name": "1st.name", "in": "path", "required": True, "schema": TEXT}},
            "requestBodies": {"Bag": sent(ref("Bag"))},
            "responses": {
                "No": {"description": "No.", "content": {"application/json": {"schema": {"properties": {"no": TEXT}}}}}
            },
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    )
