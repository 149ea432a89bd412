"""The prepared copy: what it says of a document, and that openapi-python-client has nothing to complain about."""

from __future__ import annotations

import compileall
import copy
import json
import subprocess
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pytest
import yaml

from tools.codegen.foreign.adapt import Prepared, prepare
from tools.contract.findings import InputError

Json: TypeAlias = dict[str, Any]

CONFIG: Json = {"literal_enums": True, "post_hooks": [], "use_path_prefixes_for_title_model_names": True}
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
    return prepare("openapi/zoo.yaml", data, rules="foreign", skip=skip)


def findings(data: Json, skip: Collection[str] = (), rules: Literal["ours", "foreign"] = "foreign") -> dict[str, str]:
    with pytest.raises(InputError) as raised:
        prepare("openapi/zoo.yaml", data, rules=rules, skip=skip)
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


@pytest.fixture
def generate(tmp_path: Path) -> Callable[[Prepared], None]:
    """Run openapi-python-client, with its own templates, on a prepared document; what it writes is valid Python."""

    def run(prepared: Prepared) -> None:
        (tmp_path / "prepared.json").write_text(json.dumps(prepared.data), encoding="utf-8")
        (tmp_path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
        command += ["--path", str(tmp_path / "prepared.json"), "--config", str(tmp_path / "config.json")]
        command += ["--output-path", str(tmp_path / "zoo")]
        result = subprocess.run(command, capture_output=True, text=True, check=False)

        assert result.returncode == 0, result.stdout + result.stderr
        assert compileall.compile_dir(tmp_path / "zoo", quiet=1)

    return run


# -- whole documents


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
                "responses": {
                    "200": {"description": "Text.", "content": {"text/event-stream": {"schema": ref("Bag")}}}
                },
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


def test_large_document_is_generated_without_a_warning(generate: Callable[[Prepared], None]) -> None:
    """Of a document with a hundred operations that uses everything there is, each operation is generated."""
    prepared = foreign(large())

    assert len(prepared.methods) == 107
    generate(prepared)


def test_document_stays_as_it_is() -> None:
    """Preparing does not change the document, and does the same each time."""
    data = large()
    before = copy.deepcopy(data)

    first, second = foreign(data), foreign(data)

    assert data == before
    assert json.dumps(first.data) == json.dumps(second.data)
    assert (first.discriminators, first.inputs, first.origins) == (second.discriminators, second.inputs, second.origins)


def test_prepared_document_is_prepared_already() -> None:
    """What a copy says by its own rules, a copy of the copy says as well."""
    schemas = schemas_of(foreign(large()))
    again = schemas_of(prepare("copy", foreign(large()).data, rules="ours"))

    assert {name for name in again if "enum" not in again[name]} >= {
        name for name in schemas if "enum" not in schemas[name] and not name.endswith(("Input", "InputMap"))
    }


@pytest.mark.parametrize("name", ["helicone", "lumenfall", "promptlayer"])
def test_our_documents_change_next_to_nothing(name: str, generate: Callable[[Prepared], None]) -> None:
    """In the copies of our documents, only free maps get a name."""
    file = Path(__file__).parents[2] / "openapi" / name / "document.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))

    prepared = prepare(str(file), data, rules="ours")

    ours, theirs = data["components"]["schemas"], schemas_of(prepared)
    assert [key for key in theirs if not key.endswith("Map")] == list(ours)
    bodies = {"VideoCreateParams", "VideoInputReference"} if name == "lumenfall" else set[str]()
    assert prepared.inputs == bodies
    for key, schema in ours.items():
        for field_name, value in schema.get("properties", {}).items():
            if "additionalProperties" not in {**value, **value.get("items", {})}:
                assert theirs[key]["properties"][field_name] == value
    generate(prepared)


@pytest.mark.parametrize("version", ["2.0", "4.0.0", "", "3.2.0"])
def test_other_versions_are_refused(version: str) -> None:
    """A document that is neither 3.0 nor 3.1 is a finding."""
    assert list(findings(document(version=version))) == ["/openapi"]


# -- dialects


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"$ref": "#/components/schemas/Other", "nullable": True}, {"anyOf": [ref("Other"), NULL]}),
        ({"allOf": [ref("Other")], "nullable": True}, {"anyOf": [ref("Other"), NULL]}),
        ({"oneOf": [NULL, ref("Other")]}, {"anyOf": [ref("Other"), NULL]}),
        ({"allOf": [{"$ref": "#/components/schemas/Other"}], "description": "D"}, {**ref("Other"), "description": "D"}),
        (
            {"type": "array", "items": {"nullable": True, "type": "integer"}},
            {"type": "array", "items": {"type": ["integer", "null"]}},
        ),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 1}),
        ({"type": "number", "maximum": 1, "exclusiveMaximum": False}, {"type": "number", "maximum": 1}),
        ({"type": ["string", "integer", "null"]}, {"anyOf": [TEXT, {"type": "integer"}, NULL]}),
        ({"type": "array"}, {"type": "array", "items": {}}),
        (
            {"type": "array", "prefixItems": [TEXT, {"type": "integer"}]},
            {"type": "array", "items": {"anyOf": [TEXT, {"type": "integer"}]}},
        ),
        ({"not": TEXT, "title": "T"}, {}),
        ({"type": "string", "format": "binary"}, TEXT),
        ({"type": "string", "default": "x"}, TEXT),
        ({"anyOf": [TEXT, {}]}, {}),
        ({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string", "pattern": "a"}]}, TEXT),
        ({"enum": [None]}, NULL),
        (True, {}),
    ],
)
def test_field_is_said_in_one_way(schema: Any, expected: Json) -> None:
    """Whatever the dialect, a field of an answer is written as both generators read it."""
    other = {"Other": {"type": "object", "properties": {"a": TEXT}}}

    assert field(schema, other, version="3.1.0" if schema is True else "3.0.3") == expected


def test_nullable_in_our_documents_means_nothing() -> None:
    """OpenAPI 3.1 has no `nullable`; in a document of others it is an intent, in ours there is none."""
    data = answering(
        ref("Thing"), {"Thing": {"type": "object", "properties": {"a": {**TEXT, "nullable": True}}}}, version="3.1.0"
    )

    assert schemas_of(foreign(data))["Thing"]["properties"]["a"] == {"type": ["string", "null"]}
    assert schemas_of(prepare("f", data, rules="ours"))["Thing"]["properties"]["a"] == TEXT


# -- references


def test_references_to_other_components_are_inlined() -> None:
    """Parameters, bodies, answers, headers and examples stand where they are used, however long the chain."""
    operation = {
        "operationId": "a",
        "parameters": [ref("P", "parameters")],
        "requestBody": ref("B", "requestBodies"),
        "responses": {"200": ref("R", "responses")},
    }
    data = document(
        {"Thing": {"type": "object", "properties": {"a": TEXT}}},
        {"/a": ref("I", "pathItems")},
        version="3.1.0",
        components={
            "pathItems": {"I": {"post": operation}},
            "parameters": {"P": ref("Q", "parameters"), "Q": {"name": "q", "in": "query", "schema": TEXT}},
            "requestBodies": {"B": sent(ref("Thing"))},
            "headers": {"H": {"schema": TEXT, "x-request-id": True}},
            "examples": {"E": {"value": {"a": "b"}}},
            "responses": {
                "R": {
                    "description": "R",
                    "headers": {"X": ref("H", "headers")},
                    "content": {"application/json": {"schema": ref("Thing"), "examples": {"e": ref("E", "examples")}}},
                }
            },
        },
    )

    prepared = foreign(data)

    operation = prepared.data["paths"]["/a"]["post"]
    assert operation["parameters"] == [{"name": "q", "in": "query", "required": False, "schema": TEXT}]
    assert operation["responses"]["200"]["headers"] == {"X": {"x-request-id": True, "schema": TEXT}}
    assert operation["responses"]["200"]["content"]["application/json"]["examples"] == {"e": {"value": {"a": "b"}}}
    assert asked(prepared)[1] == {"schema": ref("ThingInput")}
    assert list(prepared.data["components"]) == ["schemas"]
    assert prepared.origins["/paths/~1a/post"] == "/components/pathItems/I/post"


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("#/components/schemas/Nobody", "leads to nothing"),
        ("other.yaml#/Thing", "leads to another document"),
        ("#/components/schemas/Loop", "leads back to itself"),
    ],
)
def test_reference_to_nothing_is_a_finding(reference: str, reason: str) -> None:
    """A reference that cannot be followed is a finding where it stands."""
    data = answering({"$ref": reference}, {"Loop": {"$ref": "#/components/schemas/Loop"}})

    assert reason in " ".join(findings(data).values())


def test_reference_into_a_schema() -> None:
    """A reference to a place inside of a schema is the same class as that place."""
    thing = {"type": "object", "properties": {"part": {"type": "object", "properties": {"a": TEXT}}}}

    prepared = foreign(answering({"$ref": "#/components/schemas/Thing/properties/part"}, {"Thing": thing}))

    assert answered(prepared) == ref("ThingPart")
    assert list(schemas_of(prepared)) == ["Thing", "ThingPart"]
    assert prepared.origins["/components/schemas/ThingPart"] == "/components/schemas/Thing/properties/part"


# -- names


def test_class_names_are_unique_and_free() -> None:
    """Schemas with names of one class or module get numbers, those that Python or a template has get `Model`."""
    thing = {"type": "object", "properties": {"a": TEXT}}
    names = ["FooBar", "foo_bar", "Response", "Exception", "datetime", "1st", "HTTPError", "файл"]

    schemas = list(schemas_of(foreign(document(dict.fromkeys(names, thing)))))

    assert schemas == [
        "FooBar",
        "FooBar2",
        "ResponseModel",
        "ExceptionModel",
        "Datetime",
        "Model1St",
        "HTTPError",
        "Файл",
    ]


def test_name_in_the_document_wins_over_a_derived_one() -> None:
    """A schema keeps the name that the document has for it, whatever an inner schema before it would be called."""
    inner = {"type": "object", "properties": {"b": TEXT}}
    outer = {"type": "object", "properties": {"part": inner}}

    schemas = schemas_of(foreign(document({"Whole": outer, "WholePart": inner})))

    assert list(schemas) == ["Whole", "WholePart2", "WholePart"]
    assert schemas["Whole"]["properties"]["part"] == ref("WholePart2")


def test_properties_with_one_python_name_are_a_finding() -> None:
    """What openapi-python-client could not tell apart is a finding, before it complains."""
    reactions = {"type": "object", "properties": {"+1": {"type": "integer"}, "-1": {"type": "integer"}}}

    assert list(findings(document({"Reactions": reactions}))) == ["/components/schemas/Reactions"]


# -- compositions


def test_all_of_is_one_object() -> None:
    """The parts of an `allOf`, nested and referenced, are merged into one object; narrower properties win."""
    schemas = {
        "Base": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": TEXT, "kind": TEXT, "n": {"type": "number"}},
        },
        "Middle": {"allOf": [ref("Base"), {"properties": {"kind": {"type": "string", "enum": ["a", "b"]}}}]},
        "Leaf": {
            "description": "A leaf.",
            "allOf": [ref("Middle"), {"allOf": [{"required": ["n"], "properties": {"n": {"type": "integer"}}}]}],
            "properties": {"kind": TEXT, "more": TEXT},
        },
    }

    leaf = schemas_of(foreign(answering(ref("Leaf"), schemas)))["Leaf"]

    assert leaf == {
        "type": "object",
        "description": "A leaf.",
        "required": ["id", "n"],
        "properties": {
            "id": TEXT,
            "kind": {"anyOf": [ref("KnownMiddleKind"), TEXT]},
            "n": {"type": "integer"},
            "more": TEXT,
        },
    }
    assert list(leaf["properties"]) == ["id", "kind", "n", "more"]


def test_contradiction_is_a_finding() -> None:
    """A property that is text in one part and an object in another has no value."""
    schemas = {
        "A": {"type": "object", "properties": {"a": TEXT}},
        "B": {"allOf": [ref("A"), {"properties": {"a": {"type": "object", "properties": {"b": TEXT}}}}]},
    }

    found = findings(document(schemas))

    assert list(found) == ["/components/schemas/B/allOf/1/properties/a"]
    assert "/components/schemas/A/properties/a says string" in found["/components/schemas/B/allOf/1/properties/a"]


def test_composition_that_contains_itself_is_a_finding() -> None:
    """An `allOf` that leads back to its schema is a finding."""
    schemas = {
        "A": {"allOf": [ref("B"), {"properties": {"x": TEXT}}]},
        "B": {"allOf": [ref("A")], "properties": {"y": TEXT}},
    }

    assert all("contains itself" in reason for reason in findings(answering(ref("A"), schemas)).values())


def test_parent_that_lists_its_children() -> None:
    """A parent is the union of its children; a child has the parent's properties, and is no union."""
    schemas = {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": TEXT},
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"meow": ref("Cat")["$ref"], "woof": ref("Dog")["$ref"]},
            },
        },
        "Cat": {"allOf": [ref("Pet"), {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [ref("Pet"), {"properties": {"tricks": {"type": "integer"}}}]},
    }

    prepared = foreign(answering(ref("Pet"), schemas))

    assert answered(prepared) == {"anyOf": [ref("Cat"), ref("Dog")]}
    assert list(schemas_of(prepared)["Dog"]["properties"]) == ["kind", "tricks"]
    assert prepared.discriminators == {"Cat|Dog": ("kind", {"meow": "Cat", "woof": "Dog"})}


def test_what_stands_beside_alternatives_is_in_each_of_them() -> None:
    """Properties beside an `anyOf` belong to each alternative; alternatives that only require something are none."""
    choice = {
        "type": "object",
        "properties": {"id": TEXT},
        "anyOf": [{"properties": {"a": TEXT}}, {"properties": {"b": TEXT}}],
    }
    narrow = {
        "type": "object",
        "properties": {"a": TEXT, "b": TEXT},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
    }

    prepared = foreign(answering(ref("Choice"), {"Choice": choice, "Narrow": narrow}))

    schemas = schemas_of(prepared)
    assert answered(prepared) == {"anyOf": [ref("ChoiceOption1"), ref("ChoiceOption2")]}
    assert list(schemas["ChoiceOption2"]["properties"]) == ["id", "b"]
    assert schemas["Narrow"]["properties"] == {"a": TEXT, "b": TEXT}


def test_alternatives_that_lead_back_add_nothing() -> None:
    """Two schemas that are alternatives of each other are finite, and each alternative has what stands beside it."""
    schemas = {
        "X": {"properties": {"a": TEXT}, "anyOf": [ref("Y")]},
        "Y": {"properties": {"b": TEXT}, "anyOf": [ref("X"), {"properties": {"c": TEXT}}]},
    }

    prepared = foreign(answering(ref("X"), schemas))

    found = [
        list(schemas_of(prepared)[branch["$ref"].split("/")[-1]]["properties"])
        for branch in answered(prepared)["anyOf"]
    ]
    assert found == [["a", "b"], ["a", "b", "c"]]


# -- aliases and maps


def test_aliases_stand_where_they_are_used() -> None:
    """A named schema that is no object and no enum is inline; the class inside of it is named after it, once."""
    schemas = {
        "Id": {"type": "string", "description": "An id."},
        "List": {"type": "array", "items": {"type": "object", "properties": {"id": ref("Id")}}},
        "Thing": {"type": "object", "properties": {"one": ref("List"), "two": ref("List")}},
    }

    found = schemas_of(foreign(answering(ref("Thing"), schemas)))

    items = {"type": "array", "items": ref("ListItem")}
    assert found["Thing"]["properties"] == {"one": items, "two": items}
    assert found["ListItem"]["properties"] == {"id": {"type": "string", "description": "An id."}}
    assert set(found) == {"Thing", "ListItem"}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": ref("Value")},
        {"anyOf": [TEXT, {"type": "array", "items": ref("Value")}]},
        {"type": "object", "additionalProperties": ref("Value")},
        {"anyOf": [TEXT, {"type": "object", "additionalProperties": {"type": "array", "items": ref("Value")}}]},
    ],
    ids=["array", "union", "map", "union of map"],
)
def test_type_without_end_is_a_finding_or_skipped(schema: Json) -> None:
    """A schema that contains itself without an object in between is a finding; skipped, it is any JSON."""
    data = answering(ref("Holder"), {"Value": schema, "Holder": {"type": "object", "properties": {"v": ref("Value")}}})

    found = findings(data)
    prepared = foreign(data, skip=["schemas.Value"])

    assert list(found) == ["/components/schemas/Value"]
    assert "schemas.Value" in found["/components/schemas/Value"]
    assert schemas_of(prepared)["Holder"]["properties"] == {"v": {}}


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"type": "object"}, True),
        ({"type": "object", "additionalProperties": {}}, True),
        ({"type": "object", "additionalProperties": False}, True),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"type": "integer"}),
        ({"additionalProperties": ref("Part")}, ref("Part")),
        ({"type": "object", "patternProperties": {"^x-": TEXT}}, True),
        ({"type": "object", "properties": {}, "additionalProperties": TEXT}, TEXT),
    ],
)
def test_maps_are_named(schema: Json, values: Any) -> None:
    """An object without properties is a component schema whose name ends with `Map`, named or not."""
    schemas = {
        "Labels": schema,
        "Part": {"type": "object", "properties": {"a": TEXT}},
        "Thing": {"type": "object", "properties": {"inner": schema, "named": ref("Labels")}},
    }

    found = schemas_of(foreign(answering(ref("Thing"), schemas)))

    assert found["LabelsMap"] == found["ThingInnerMap"] == {"type": "object", "additionalProperties": values}
    assert found["Thing"]["properties"] == {"inner": ref("ThingInnerMap"), "named": ref("LabelsMap")}


def test_properties_and_further_properties() -> None:
    """An object with both keeps both; in an answer nothing is forbidden."""
    typed = {"type": "object", "properties": {"a": TEXT}, "additionalProperties": {"type": "integer"}}
    shut = {"type": "object", "required": ["a", "nobody"], "properties": {"a": TEXT}, "additionalProperties": False}

    both = {"oneOf": [ref("Typed"), ref("Shut")]}
    schemas = schemas_of(foreign(answering(both, {"Typed": typed, "Shut": shut})))
    inputs = schemas_of(foreign(asking(both, {"Typed": typed, "Shut": shut})))

    assert schemas["Typed"] == inputs["Typed"] == typed
    assert schemas["Shut"] == {"type": "object", "required": ["a"], "properties": {"a": TEXT}}
    assert inputs["Shut"]["additionalProperties"] is False


def test_inline_schemas_are_named_after_what_is_around_them() -> None:
    """Objects and enums at any depth are component schemas, named by the way to them."""
    data = asking(
        {
            "type": "object",
            "properties": {
                "a_b": {"type": "object", "properties": {"c": {"type": "string", "enum": ["x", "y"]}}},
                "list": {"type": "array", "items": {"type": "object", "properties": {"d": TEXT}}},
                "by": {"type": "object", "additionalProperties": {"type": "object", "properties": {"e": TEXT}}},
                "any": {"anyOf": [TEXT, {"type": "object", "title": "T", "properties": {"f": TEXT}}]},
                "some": {"anyOf": [{"title": "Big one", "properties": {"f": TEXT}}, {"properties": {"g": TEXT}}]},
                "mode": {"anyOf": [TEXT, {"const": "fast"}, {"const": "slow"}]},
            },
        }
    )

    assert set(schemas_of(foreign(data))) == {
        "ThingsPutBody",
        "ThingsPutBodyAB",
        "ThingsPutBodyABC",
        "ThingsPutBodyListItem",
        "ThingsPutBodyByMap",
        "ThingsPutBodyByValue",
        "ThingsPutBodyAny",
        "ThingsPutBodySomeBigOne",
        "ThingsPutBodySomeOption2",
        "ThingsPutBodyMode",
    }


# -- roles


def test_schema_in_requests_and_answers_is_two_classes() -> None:
    """The answer keeps the name, the request gets `Input`, down to the last reference; enums and maps are shared."""
    schemas = {
        "Part": {"type": "object", "properties": {"a": TEXT}},
        "Labels": {"type": "object", "additionalProperties": TEXT},
        "Color": {"type": "string", "enum": ["red", "blue"]},
        "Thing": {
            "type": "object",
            "required": ["id", "secret", "color"],
            "properties": {
                "id": {**TEXT, "readOnly": True},
                "secret": {**TEXT, "writeOnly": True},
                "color": ref("Color"),
                "labels": ref("Labels"),
                "parts": {"type": "array", "items": ref("Part")},
            },
        },
        "Only": {"type": "object", "properties": {"thing": ref("Thing")}},
    }
    operation = {"operationId": "putThing", "requestBody": sent(ref("Only")), "responses": answer(ref("Thing"))}

    prepared = foreign(document(schemas, {"/things": {"put": operation}}))

    found = schemas_of(prepared)
    assert set(found) == {"Part", "PartInput", "LabelsMap", "KnownColor", "Thing", "ThingInput", "Only"}
    assert found["Thing"]["required"] == ["id", "color"]
    assert list(found["Thing"]["properties"]) == ["id", "color", "labels", "parts"]
    assert found["Thing"]["properties"]["color"] == {"anyOf": [ref("KnownColor"), TEXT]}
    assert found["ThingInput"]["required"] == ["secret", "color"]
    assert found["ThingInput"]["properties"] == {
        "secret": TEXT,
        "color": ref("KnownColor"),
        "labels": ref("LabelsMap"),
        "parts": {"type": "array", "items": ref("PartInput")},
    }
    assert found["Only"]["properties"] == {"thing": ref("ThingInput")}
    assert prepared.inputs == {"Only", "ThingInput", "PartInput"}


def test_parent_of_inputs_is_an_input() -> None:
    """A schema that nothing uses counts as an answer, but not the parent of requests' schemas."""
    schemas = {
        "Lonely": {"type": "object", "properties": {"a": TEXT}},
        "Base": {"type": "object", "properties": {"b": ref("Used")}},
        "Used": {"type": "object", "properties": {"c": TEXT}},
        "Order": {"allOf": [ref("Base"), {"properties": {"d": TEXT}}]},
    }

    prepared = foreign(asking(ref("Order"), schemas))

    assert list(schemas_of(prepared)) == ["Lonely", "Base", "Used", "Order"]
    assert prepared.inputs == {"Base", "Used", "Order"}


# -- enums and constants


@pytest.mark.parametrize(
    ("schema", "in_answers", "in_requests"),
    [
        ({"type": "string", "enum": ["a", "b"]}, {"anyOf": [ref("KnownThingF"), TEXT]}, ref("ThingF")),
        ({"enum": ["a", "b", None]}, {"anyOf": [ref("KnownThingF"), TEXT, NULL]}, {"anyOf": [ref("ThingF"), NULL]}),
        ({"const": "a"}, TEXT, ref("ThingF")),
        ({"type": "integer", "enum": [1, 2]}, {"type": "integer"}, ref("ThingF")),
        ({"const": 1}, {"type": "integer"}, ref("ThingF")),
        ({"const": True}, {"type": "boolean"}, {"type": "boolean"}),
        ({"enum": ["a", 1]}, {"anyOf": [TEXT, {"type": "integer"}]}, {"anyOf": [TEXT, {"type": "integer"}]}),
        ({"type": "number", "enum": [0.5, 1]}, {"type": "number"}, {"type": "number"}),
        ({"type": "string", "enum": [1, 2]}, TEXT, TEXT),
        (ref("KnownX"), {"anyOf": [ref("KnownX"), TEXT]}, ref("KnownX")),
        ({"anyOf": [ref("KnownX"), TEXT]}, {"anyOf": [ref("KnownX"), TEXT]}, {"anyOf": [ref("KnownX"), TEXT]}),
    ],
)
def test_enums_are_open_in_answers_and_closed_in_requests(schema: Json, in_answers: Json, in_requests: Json) -> None:
    """Providers add values to what they answer; what they take is what they say."""
    schemas = {
        "KnownX": {"type": "string", "enum": ["x", "y"]},
        "Thing": {"type": "object", "properties": {"f": schema}},
    }

    assert schemas_of(foreign(answering(ref("Thing"), schemas)))["Thing"]["properties"]["f"] == in_answers
    assert schemas_of(foreign(asking(ref("Thing"), schemas)))["Thing"]["properties"]["f"] == in_requests


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "integer", "default": 3}, True),
        ({"type": "integer", "default": "3"}, False),
        ({"type": "boolean", "default": "yes"}, False),
        ({"type": "string", "default": "plain"}, True),
        ({"type": "string", "default": 'with "quotes"'}, False),
        ({"type": "string", "format": "date-time", "default": "2020-01-01T00:00:00Z"}, False),
        ({"type": "string", "enum": ["a", "b"], "default": "b"}, True),
        ({"type": "string", "enum": ["a", "b"], "default": "c"}, False),
        ({"type": "array", "items": TEXT, "default": []}, False),
        ({"anyOf": [TEXT, {"type": "integer"}], "default": 1}, False),
    ],
)
def test_default_that_does_not_fit_is_dropped(schema: Json, kept: bool, generate: Callable[[Prepared], None]) -> None:
    """A parameter's default stays only where openapi-python-client writes it as it is."""
    prepared = foreign(taking({"name": "p", "in": "query", "schema": schema}))

    assert ("default" in taken(prepared)[0]["schema"]) is kept
    generate(prepared)


# -- discriminators


def tagged(*values: Any, required: bool = True) -> Json:
    return {
        "type": "object",
        "required": ["type"] if required else [],
        "properties": {"type": {"type": "string", "enum": list(values)}, "x": TEXT},
    }


@pytest.mark.parametrize(
    ("schemas", "union", "expected"),
    [
        ({"A": tagged("a"), "B": tagged("b", "c")}, {}, {"A|B": ("type", {"a": "A", "b": "B", "c": "B"})}),
        ({"A": tagged("a"), "B": tagged("a")}, {}, {}),
        ({"A": tagged("a"), "B": tagged("b", required=False)}, {}, {}),
        (
            {"A": tagged("a"), "B": tagged("b", required=False)},
            {"discriminator": {"propertyName": "type"}},
            {"A|B": ("type", {"a": "A", "b": "B"})},
        ),
        (
            {"A": {"type": "object", "properties": {"x": TEXT}}, "B": {"type": "object", "properties": {"y": TEXT}}},
            {"discriminator": {"propertyName": "x"}},
            {"A|B": ("x", {"A": "A", "B": "B"})},
        ),
        (
            {"A": tagged("a"), "B": tagged("b")},
            {"discriminator": {"propertyName": "type", "mapping": {"1": "A", "2": "#/components/schemas/B", "3": "B"}}},
            {"A|B": ("type", {"1": "A", "2": "B", "3": "B"})},
        ),
    ],
    ids=["constants", "same constant", "not required", "explicit", "implicit names", "mapping"],
)
def test_discriminators(schemas: Json, union: Json, expected: Json) -> None:
    """A union is told apart by what the document says, else by constants that each member must have."""
    prepared = foreign(answering({"oneOf": [ref("B"), ref("A"), NULL], **union}, schemas))

    assert prepared.discriminators == expected


def test_discriminators_of_inline_members() -> None:
    """Inline members are classes like others, named by the constant that marks them."""
    prepared = foreign(asking({"type": "array", "items": {"anyOf": [tagged("text"), tagged("image_url")]}}))

    text, image = "ThingsPutBodyItemText", "ThingsPutBodyItemImageUrl"
    assert prepared.discriminators == {f"{image}|{text}": ("type", {"text": text, "image_url": image})}


# -- operations


def operations(*entries: tuple[str, str, str | None, list[str] | None]) -> list[tuple[str, str]]:
    paths: Json = {}
    for method, path, operation_id, tags in entries:
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        paths.setdefault(path, {})[method] = {
            **({"operationId": operation_id} if operation_id else {}),
            **({"tags": tags} if tags else {}),
            "parameters": [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names],
            "responses": {"204": {"description": ""}},
        }
    prepared = foreign(document(paths=paths))
    for item in prepared.data["paths"].values():
        for operation in item.values():
            tag, method = prepared.methods[operation["operationId"]]
            assert operation["operationId"] == f"{tag}_{method}"
            assert operation["tags"] == [tag]
    return list(prepared.methods.values())


@pytest.mark.parametrize(
    ("method", "path", "operation_id", "tags", "expected"),
    [
        ("get", "/videos", "listVideos", ["Videos"], ("videos", "list")),
        ("post", "/videos", "videos_create", ["Videos"], ("videos", "create")),
        ("get", "/chat", "createChatCompletion", ["Chat"], ("chat", "create_chat_completion")),
        ("get", "/repos", "repos/list-for-org", ["repos"], ("repos", "list_for_org")),
        ("get", "/videos", "videos", ["Videos"], ("videos", "videos")),
        ("get", "/a/{b}", "read_item_a__b__get", ["Items"], ("items", "read")),
        ("get", "/v1/videos", None, None, ("videos", "list")),
        ("get", "/v1/videos/{id}", None, None, ("videos", "get")),
        ("delete", "/videos/{id}", None, ["My Videos!"], ("my_videos", "delete")),
        ("patch", "/videos/{id}/title", None, None, ("videos", "update_title")),
        ("post", "/", None, None, ("default", "create")),
        ("get", "/x", "class", ["x"], ("x", "class_x")),
        ("get", "/x", "2fa", ["x"], ("x", "get_2fa")),
        ("get", "/x", "y", ["import"], ("import", "y")),
    ],
)
def test_names_of_operations(
    method: str, path: str, operation_id: str | None, tags: list[str] | None, expected: tuple[str, str]
) -> None:
    """A method's name says what its resource's name does not."""
    assert operations((method, path, operation_id, tags)) == [expected]


def test_names_of_operations_are_unique() -> None:
    """No method has another's name, nor that of another's twin, nor another's operation id."""
    found = operations(
        ("get", "/users", "getUsers", ["users"]),
        ("get", "/users/{id}", "getUser", ["users"]),
        ("post", "/users", "get_detailed", ["users"]),
        ("post", "/a", "b_c", ["a"]),
        ("put", "/a", "c", ["a_b"]),
        ("get", "/z", "q", ["z"]),
        ("post", "/z", "q", ["z"]),
    )

    assert {("users", "get"), ("users", "get_user"), ("users", "get_detailed_users")} < set(found)
    assert len({f"{tag}_{name}" for tag, name in found}) == len(found)


def test_our_operations_keep_their_names() -> None:
    """In our documents an operation id is `<tag>_<method>` already."""
    data = document(paths={"/v": {"get": {"operationId": "videos_get", "tags": ["videos"], "responses": answer(TEXT)}}})

    assert prepare("f", data, rules="ours").methods == {"videos_get": ("videos", "get")}


def test_operation_states_its_security() -> None:
    """openapi-python-client ignores the document's security, so that each operation has it; none stays none."""
    plain: Json = {"responses": {"204": {"description": ""}}}
    data = document(paths={"/a": {"get": plain}, "/b": {"get": {**plain, "security": []}}}, security=[{"key": []}])

    paths = foreign(data).data["paths"]

    assert paths["/a"]["get"]["security"] == [{"key": []}]
    assert paths["/b"]["get"]["security"] == []


def test_skip_leaves_out_by_name() -> None:
    """Operations are named by id, or by method and path, schemas by name; what matches nothing is a finding."""
    data = document(
        {"Bad": {"type": "array", "items": ref("Bad")}},
        {
            "/a": {"get": {"operationId": "a-1", "responses": answer(ref("Nobody"))}},
            "/b": {"get": {"responses": answer(ref("Nobody"))}, "post": {"responses": answer(ref("Bad"))}},
        },
    )

    prepared = foreign(data, skip=["operations.a-1", "operations.GET /b", "schemas.Bad"])

    assert answered(prepared) == {}
    assert (
        "not there" in findings(data, skip=["operations.a-1", "operations.GET /b", "schemas.Bad", "schemas.Worse"])[""]
    )


def test_server_of_an_operation_is_a_finding() -> None:
    """A client has one server; an operation that is elsewhere cannot be called."""
    operation = {"servers": [{"url": "https://uploads.example.com"}], "responses": {"204": {"description": ""}}}

    assert list(findings(document(paths={"/a": {"put": operation}}))) == ["/paths/~1a/put"]


# -- parameters


def parameter(schema: Json, place: str = "query", **more: Any) -> Json:
    path = "/things/{p}" if place == "path" else "/things"
    whole = {"name": "p", "in": place, "schema": schema, "required": place == "path", **more}
    components = {"schemas": {"Flat": {"properties": {"a": TEXT}}, "E": {"type": "string", "enum": ["a", "b"]}}}
    (result,) = taken(foreign({**taking(whole, path=path), "components": components}))
    schema_of: Json = result["schema"]
    return schema_of


DATE = {"type": "string", "format": "date-time"}
LIST = {"type": "array", "items": TEXT}


@pytest.mark.parametrize(
    ("place", "schema", "expected"),
    [
        ("query", LIST, LIST),
        ("query", DATE, DATE),
        ("query", ref("Flat"), ref("Flat")),
        ("query", {"anyOf": [TEXT, NULL]}, TEXT),
        ("query", {"enum": ["a", None]}, ref("ThingsListP")),
        ("header", LIST, TEXT),
        ("header", DATE, TEXT),
        ("header", {}, TEXT),
        ("header", ref("E"), ref("E")),
        ("header", {"type": "integer"}, {"type": "integer"}),
        ("path", LIST, TEXT),
        ("path", ref("Flat"), TEXT),
        ("path", {"type": "integer", "nullable": True, "default": 1}, {"type": "integer"}),
        ("cookie", LIST, LIST),
        ("cookie", ref("Flat"), TEXT),
    ],
)
def test_parameters_fit_their_place(place: str, schema: Json, expected: Json) -> None:
    """What a place cannot hold as such is text that the caller writes; null is left out rather than sent."""
    assert parameter(schema, place) == expected


def test_delimited_arrays_keep_their_style() -> None:
    """An array that is not repeated stays one if it is all that is sent; the client joins it."""
    (found,) = taken(
        foreign(taking({"name": "p", "in": "query", "explode": False, "style": "pipeDelimited", "schema": LIST}))
    )

    assert found == {
        "name": "p", "in": "query", "required": False, "style": "pipeDelimited", "explode": False, "schema": LIST,
    }  # fmt: skip
    assert parameter({"anyOf": [TEXT, LIST]}, explode=False) == TEXT


@pytest.mark.parametrize(
    ("schema", "more"),
    [
        ({"type": "object", "properties": {"a": TEXT}}, {"style": "deepObject"}),
        ({"anyOf": [TEXT, {"type": "object", "properties": {"gt": TEXT}}]}, {"style": "deepObject", "explode": True}),
        ({"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}, {}),
        ({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": TEXT}}}}, {}),
        ({"type": "object", "additionalProperties": {"type": "object"}}, {}),
    ],
)
def test_nested_query_is_a_finding(schema: Json, more: Json) -> None:
    """A query has names and texts, and no generated code would write brackets."""
    found = findings(taking({"name": "p", "in": "query", "schema": schema, **more}))

    assert list(found) == ["/paths/~1things/get/parameters/0"]


def test_parameter_with_content_is_text() -> None:
    """A parameter that is JSON is a text, and says so."""
    content = {"application/json": {"schema": {"type": "object"}}}

    (found,) = taken(foreign(taking({"name": "p", "in": "query", "description": "A filter.", "content": content})))

    assert found["schema"] == TEXT
    assert found["description"] == "A filter. Text in the format `application/json`."


def test_path_parameters_are_identifiers() -> None:
    """Names in a path become identifiers, in the path and in the parameters; the path item's parameters count."""
    data = document(
        paths={
            "/a/{foo-bar}/{foo.bar}/{ok}": {
                "parameters": [
                    {"name": name, "in": "path", "required": True, "schema": TEXT}
                    for name in ("foo-bar", "foo.bar", "ok")
                ],
                "get": {
                    "parameters": [{"name": "ok", "in": "path", "required": True, "schema": {"type": "integer"}}],
                    "responses": {"204": {"description": ""}},
                },
            }
        }
    )

    prepared = foreign(data)

    assert list(prepared.data["paths"]) == ["/a/{foo_bar}/{foo_bar_}/{ok}"]
    assert [entry["name"] for entry in taken(prepared)] == ["foo_bar", "foo_bar_", "ok"]
    assert taken(prepared)[2]["schema"] == {"type": "integer"}
    assert (
        prepared.origins["/paths/~1a~1{foo_bar}~1{foo_bar_}~1{ok}/get"] == "/paths/~1a~1{foo-bar}~1{foo.bar}~1{ok}/get"
    )


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/a/{id}", []),
        ("/a", [{"name": "id", "in": "path", "required": True, "schema": TEXT}]),
        ("/a?x=1", []),
        ("/a", [{"name": "x", "in": "query", "schema": TEXT}] * 2),
        ("/a", [{"name": "a-b", "in": "query", "schema": TEXT}, {"name": "a.b", "in": "query", "schema": TEXT}]),
        ("/a", [{"name": "x", "in": "body", "schema": TEXT}]),
    ],
    ids=["not declared", "not in the path", "query in the path", "twice", "one Python name", "no place"],
)
def test_parameters_that_cannot_be_sent_are_findings(path: str, parameters: list[Json]) -> None:
    """What openapi-python-client would refuse or send wrongly is a finding of the operation."""
    assert all(pointer.startswith("/paths/") for pointer in findings(taking(*parameters, path=path)))


def test_headers_that_openapi_ignores_are_dropped() -> None:
    """Accept, Content-Type and Authorization are said elsewhere, in any case."""
    names = ["accept", "Content-Type", "AUTHORIZATION", "X-Mine"]

    found = taken(foreign(taking(*[{"name": name, "in": "header", "schema": TEXT} for name in names])))

    assert [entry["name"] for entry in found] == ["X-Mine"]


# -- bodies and answers


@pytest.mark.parametrize(
    ("offered", "content_type", "original"),
    [
        (["multipart/form-data", "application/json"], "application/json", None),
        (["application/xml", "application/merge-patch+json"], "application/json", "application/merge-patch+json"),
        (["application/x-www-form-urlencoded", "multipart/form-data"], "multipart/form-data", None),
        (["text/plain", "application/x-www-form-urlencoded"], "application/x-www-form-urlencoded", None),
        (["image/png"], "application/octet-stream", "image/png"),
        (["application/octet-stream"], "application/octet-stream", "application/octet-stream"),
    ],
)
def test_one_body_is_kept(
    offered: list[str], content_type: str, original: str | None, generate: Callable[[Prepared], None]
) -> None:
    """Of the bodies that a server takes the best expressed one; what is sent as bytes keeps its type's name."""
    data = asking({"type": "object", "properties": {"a": TEXT}})
    body = data["paths"]["/things"]["put"]["requestBody"]
    body["content"] = dict.fromkeys(offered, body["content"]["application/json"])

    prepared = foreign(data)

    assert asked(prepared)[0] == content_type
    assert asked(prepared)[1].get("x-content-type") == original
    generate(prepared)


def test_files_are_in_multipart_bodies_only() -> None:
    """`format: binary` is a file in a multipart body, and text anywhere else; what differs is two classes."""
    upload = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    paths: Json = {
        f"/{name}": {"post": {"requestBody": sent(ref("Upload"), kind), "responses": {"204": {"description": ""}}}}
        for name, kind in (("form", "multipart/form-data"), ("json", "application/json"))
    }

    prepared = foreign(document({"Upload": upload}, paths))

    assert schemas_of(prepared)["UploadForm"]["properties"]["file"] == {"type": "string", "format": "binary"}
    assert schemas_of(prepared)["Upload"]["properties"]["file"] == TEXT
    assert prepared.inputs == {"Upload", "UploadForm"}


def test_form_that_is_no_object_is_a_finding() -> None:
    """A form has fields."""
    found = findings(asking(TEXT, content_type="multipart/form-data"))

    assert list(found) == ["/paths/~1things/put/requestBody/content/multipart~1form-data/schema"]


@pytest.mark.parametrize(
    ("offered", "content_type", "schema"),
    [
        (["text/html", "application/json"], "application/json", ref("Thing")),
        (["application/json; charset=utf-8"], "application/json", ref("Thing")),
        (["application/problem+json"], "application/problem+json", ref("Thing")),
        (["text/csv"], "text/csv", TEXT),
        (["text/event-stream"], "text/event-stream", TEXT),
        (["video/mp4"], "application/octet-stream", {"type": "string", "format": "binary"}),
        (["*/*"], "application/octet-stream", {"type": "string", "format": "binary"}),
    ],
)
def test_one_content_is_kept(
    offered: list[str], content_type: str, schema: Json, generate: Callable[[Prepared], None]
) -> None:
    """Of what a server answers with, JSON if it is offered, else text, else bytes."""
    data = answering(ref("Thing"), {"Thing": {"type": "object", "properties": {"a": TEXT}}})
    response = data["paths"]["/things"]["get"]["responses"]["200"]
    response["content"] = {name: {"schema": ref("Thing")} for name in offered}

    prepared = foreign(data)

    (kept,) = prepared.data["paths"]["/things"]["get"]["responses"]["200"]["content"].items()
    assert kept == (content_type, {"schema": schema})
    generate(prepared)


def test_statuses() -> None:
    """Ranges and `default` stay, numbers are text, an empty answer stays empty; anything else is a finding."""
    response: Json = {"description": "D"}
    data = document(
        paths={"/a": {"get": {"responses": {200: response, "4xx": response, "default": response, "x-a": 1}}}}
    )

    assert foreign(data).data["paths"]["/a"]["get"]["responses"] == {
        "200": response,
        "4XX": response,
        "default": response,
    }
    data["paths"]["/a"]["get"]["responses"]["20?"] = response
    assert list(findings(data)) == ["/paths/~1a/get/responses/20?"]


def test_all_findings_come_at_once() -> None:
    """One run reports everything that is wrong."""
    schemas = {
        "A": {"type": "array", "items": ref("A")},
        "B": {"type": "object", "properties": {"x": {"type": "text"}}},
    }
    data = document(schemas, {"/a/{b}": {"get": {"responses": answer(ref("A"))}}})

    assert set(findings(data)) == {
        "/components/schemas/A",
        "/components/schemas/B/properties/x/type",
        "/paths/~1a~1{b}/get",
    }
