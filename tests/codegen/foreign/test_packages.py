"""Documents that others wrote give packages that import, type-check and work; what cannot be expressed is reported."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from support.type_checks import mypy

from tools.codegen import foreign, template_facts
from tools.contract.documents import Document
from tools.contract.findings import InputError
from tools.contract.providers import Provider

from ..conftest import PROJECT, Workshop


def media(schema: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    return {"content": {kind: {"schema": schema}}}


def answer(schema: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    return {"description": "Good.", **media(schema, kind)}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def shop(version: str) -> dict[str, Any]:
    """A document of 130 operations, in the manner of a framework that writes documents by itself."""
    old = version.startswith("3.0")

    def nullable(schema: dict[str, Any]) -> dict[str, Any]:
        return {**schema, "nullable": True} if old else {**schema, "type": [schema["type"], "null"]}

    schemas: dict[str, Any] = {
        "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}},
        "Product": {
            "allOf": [
                ref("Base"),
                {
                    "type": "object",
                    "title": "A product",
                    "required": ["name", "kind", "made"],
                    "properties": {
                        "name": {"type": "string"},
                        "kind": {"type": "string", "enum": ["tool", "toy"]},
                        "made": {"type": "string", "format": "date"},
                        "price": nullable({"type": "number"}),
                        "tags": {"type": "array", "items": {"type": "string"}},
                        "stock": {"type": "object", "additionalProperties": {"type": "integer"}},
                        "parent": ref("Product"),
                        "parts": {"type": "array", "items": ref("Product")},
                        "notes": {"type": "array", "items": nullable({"type": "string"})},
                        "size": {"type": "object", "properties": {"width": {"type": "number"}}},
                        "from": {"type": "string"},
                        "foo-bar": {"type": "boolean", "default": True},
                        "fooBar": {"type": "boolean"},
                        "additional_properties": {"type": "string"},
                        "$etag": {"type": "string"},
                        "1st": {"type": "integer"},
                        "date": {"type": "string", "format": "date-time"},
                    },
                },
            ]
        },
        "Cat": {
            "type": "object",
            "required": ["petType", "lives"],
            "properties": {"petType": {"type": "string", "enum": ["cat"]}, "lives": {"type": "integer"}},
        },
        "Dog": {
            "type": "object",
            "required": ["petType"],
            "properties": {"petType": {"type": "string", "enum": ["dog"]}, "bark": {"type": "string"}},
        },
        "Pet": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "petType"}},
        "Order": {
            "type": "object",
            "required": ["product"],
            "properties": {
                "product": ref("Product"),
                "pet": ref("Pet"),
                "amount": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
                "note": nullable({"type": "string"}),
                "secret": {"type": "string", "writeOnly": True},
                "state": {"type": "string", "enum": ["open", "done"], "readOnly": True},
            },
        },
        "foo_bar": {"type": "object", "properties": {"a": {"type": "string"}}},
        "FooBar": {"type": "object", "properties": {"b": {"type": "string"}}},
        "List": {
            "type": "object",
            "properties": {"items": {"type": "array", "items": ref("foo_bar")}, "bars": ref("FooBar")},
        },
        "Response": {"type": "object", "properties": {"ok": {"type": "boolean"}}},
    }
    paths: dict[str, Any] = {}
    for number in range(24):
        name = f"thing{number}"
        identifier = {"name": f"{name}Id", "in": "path", "required": True, "schema": {"type": "integer"}}
        paths[f"/{name}"] = {
            "get": {
                "tags": [name],
                "operationId": f"list_{name}",
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 20, "maximum": 100}},
                    {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["up", "down"]}},
                    {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}},
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {"200": answer({"type": "array", "items": ref("Product")})},
            },
            "post": {
                "tags": [name],
                "operationId": f"create_{name}",
                "requestBody": {"required": True, **media(ref("Order"))},
                "responses": {"201": answer(ref("Order")), "default": answer(ref("Response"))},
            },
        }
        paths[f"/{name}/{{{name}Id}}"] = {
            "parameters": [identifier],
            "get": {"tags": [name], "operationId": f"get_{name}", "responses": {"200": answer(ref("Order"))}},
            "put": {
                "tags": [name],
                "operationId": f"update_{name}",
                "requestBody": media(ref("foo_bar")),
                "responses": {"200": answer(ref("Pet"))},
            },
            "delete": {"tags": [name], "operationId": f"delete_{name}", "responses": {"204": {"description": "Gone."}}},
        }
    odd = {
        "/odd/map": {"get": {"responses": {"200": answer({"type": "object", "additionalProperties": ref("Product")})}}},
        "/odd/any": {"get": {"responses": {"200": answer({})}}},
        "/odd/text": {"get": {"responses": {"200": answer({"type": "string"}, "text/plain")}}},
        "/odd/movie": {"get": {"responses": {"200": answer({"type": "string", "format": "binary"}, "video/mp4")}}},
        "/odd/form": {
            "post": {
                "requestBody": media(ref("foo_bar"), "application/x-www-form-urlencoded"),
                "responses": {"200": answer(ref("List"))},
            }
        },
        "/odd/upload": {
            "post": {
                "requestBody": {
                    "required": True,
                    **media(
                        {
                            "type": "object",
                            "required": ["file"],
                            "properties": {
                                "file": {"type": "string", "format": "binary"},
                                "title": {"type": "string"},
                            },
                        },
                        "multipart/form-data",
                    ),
                },
                "responses": {"200": answer(ref("Response"))},
            }
        },
        "/odd/raw": {
            "post": {
                "requestBody": {
                    "required": True,
                    **media({"type": "string", "format": "binary"}, "application/octet-stream"),
                },
                "responses": {"200": answer({"type": "integer"})},
            }
        },
        "/odd/{when}/{class}": {
            "get": {
                "parameters": [
                    {"name": "when", "in": "path", "required": True, "schema": {"type": "string", "format": "date"}},
                    {"name": "class", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "session", "in": "cookie", "schema": {"type": "string"}},
                ],
                "security": [],
                "responses": {"200": answer(ref("List"))},
            }
        },
    }
    return {
        "openapi": version,
        "info": {"title": "Shop", "version": "7"},
        "servers": [{"url": "https://shop.example/api"}],
        "security": [{"token": []}],
        "paths": {**paths, **odd},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "schemas": schemas},
    }


PRODUCT = {
    "id": "6f1ed002-ab5a-11ee-9b6c-0242ac120002",
    "name": "saw",
    "kind": "weapon",
    "made": "2024-02-29",
    "parts": [{"id": "6f1ed002-ab5a-11ee-9b6c-0242ac120002", "name": "blade", "kind": "tool", "made": "2024-01-01"}],
    "stock": {"north": 3},
    "notes": ["a", None],
    "from": "here",
    "foo-bar": True,
    "fooBar": False,
    "additional_properties": "a field",
    "$etag": "x",
    "1st": 1,
    "date": "2024-01-01T00:00:00Z",
    "unheard of": [1],
}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_large_foreign_document_gives_a_package_that_works(
    workshop: Workshop, mypy_cache: Path, version: str
) -> None:
    """Each module imports, `mypy --strict` reports nothing, and calls of each kind do what they should."""
    workshop.add("shop", shop(version), rules="foreign")

    workshop.generate()

    shop_client = workshop.load("shop")
    for module in pkgutil.walk_packages(shop_client.__path__, "shop_client."):
        importlib.import_module(module.name)
    assert mypy(mypy_cache, workshop.folder / "generated" / "shop", "shop_client") == ""
    use(shop_client)


def use(shop_client: Any) -> None:  # noqa: PLR0915  # one call of each kind
    models = shop_client.models
    testing = importlib.import_module("shop_client.testing")
    FakeAnswer, FakeShop = testing.FakeAnswer, testing.FakeShop  # noqa: N806  # classes

    fake = FakeShop()
    operations = {operation.template + operation.method: operation.operation for operation in fake.operations}
    assert len(operations) == 24 * 5 + 8

    def respond(place: str, json: Any = None, status_code: int = 200, content: bytes | None = None) -> None:
        fake.respond(operations[place], FakeAnswer(status_code, json, content))

    with fake.serve() as base_url, shop_client.Shop("k", base_url=base_url) as shop:
        respond("/thing3GET", [PRODUCT])
        (product,) = shop.thing3.list(limit=5, ids=[1, 2], sort="up", x_trace="t")
        assert dict(fake.requests[-1].query) == {"limit": "5", "sort": "up", "ids": "2"}
        assert [value for name, value in fake.requests[-1].query if name == "ids"] == ["1", "2"]
        assert fake.requests[-1].headers["x-trace"] == "t"
        assert product.kind == "weapon"
        assert product.parts[0].name == "blade"
        assert product.notes == ["a", None]
        assert product.from_ == "here"
        assert product.additional_properties_ == "a field"
        assert product.additional_properties == {"unheard of": [1]}
        written = product.to_dict()
        assert {key: value for key, value in written.items() if key in PRODUCT and key != "parts"} == {
            key: value for key, value in PRODUCT.items() if key != "parts"
        }

        respond("/thing3POST", {"product": PRODUCT, "pet": {"petType": "dog", "bark": "w"}, "amount": "7"}, 201)
        body = models.OrderInput(
            product=models.ProductInput(id=product.id, name="saw", kind="tool", made=product.made, foo_bar=True),
            amount=7,
            secret="s",
        )
        order = shop.thing3.create(body=body)
        assert type(order.pet).__name__ == "Dog"
        assert order.amount == "7"
        sent = json.loads(fake.requests[-1].body)
        assert sent == {
            "product": {"id": str(product.id), "name": "saw", "kind": "tool", "made": "2024-02-29", "foo-bar": True},
            "amount": 7,
            "secret": "s",
        }

        respond("/thing3/{thing3Id}DELETE", status_code=204, content=b"")
        assert shop.thing3.delete(3) is None
        respond("/thing3/{thing3Id}PUT", {"petType": "cat", "lives": 9})
        assert shop.thing3.update(3).lives == 9
        respond("/thing3/{thing3Id}PUT", {"petType": "bird"})
        assert shop.thing3.update(3) == models.UnknownVariant(tag="bird", raw={"petType": "bird"})
        respond("/thing3/{thing3Id}PUT", {"petType": "cat", "lives": "nine"})
        with pytest.raises(shop_client.ResponseDecodeError, match=r"\$\.lives: expected an integer"):
            shop.thing3.update(3)

        odd = shop.odd
        names = {name for name in dir(odd) if not name.startswith("_") and not name.endswith("_detailed")}
        assert len(names) == 8, names
        respond("/odd/movieGET", content=b"\x00\x01")
        (movie,) = [name for name in names if "movie" in name]
        assert getattr(odd, movie)().read() == b"\x00\x01"
        respond("/odd/textGET", content="é".encode())
        (text,) = [name for name in names if "text" in name]
        assert getattr(odd, text)() == "é"
        respond("/odd/mapGET", {"a": PRODUCT})
        (mapped,) = [name for name in names if "map" in name]
        assert getattr(odd, mapped)()["a"].name == "saw"
        respond("/odd/uploadPOST", {"ok": True})
        (upload,) = [name for name in names if "upload" in name]
        (form,) = [value for name, value in vars(models).items() if "Upload" in name]
        assert getattr(odd, upload)(body=form(file=shop_client.File(b"bytes", name="a.txt"), title="t")).ok is True
        assert b'filename="a.txt"' in fake.requests[-1].body
        respond("/odd/rawPOST", 5)
        (raw,) = [name for name in names if "raw" in name]
        assert getattr(odd, raw)(body=b"raw") == 5
        assert fake.requests[-1].body == b"raw"
        respond("/odd/{when}/{class}GET", {"items": [{"a": "x"}], "bars": {"b": "y"}})
        (dated,) = [name for name in names if name.startswith("get") and name not in (movie, text, mapped, "get_any")]
        answered = getattr(odd, dated)(product.made, "a b", session="s1")
        assert "authorization" not in fake.requests[-1].headers
        assert fake.requests[-1].headers["cookie"] == "session=s1"
        assert fake.requests[-1].path == "/odd/2024-02-29/a%20b"
        assert answered.items[0].a == "x"


INEXPRESSIBLE: dict[str, tuple[Any, str]] = {
    "a security scheme that has no key": (
        lambda d: d["components"]["securitySchemes"].update(token={"type": "mutualTLS"}),
        "securitySchemes",
    ),
    "no server": (lambda d: d.update(servers=[]), "/servers"),
    "a recursive alias": (
        lambda d: (
            d["components"]["schemas"].update(Loop={"type": "array", "items": ref("Loop")}),
            d["components"]["schemas"]["Order"]["properties"].update(loop=ref("Loop")),
        ),
        "/components/schemas/Loop",
    ),
    "a nested query": (
        lambda d: d["paths"]["/thing0"]["get"]["parameters"].append(
            {"name": "filter", "in": "query", "schema": {"type": "object", "additionalProperties": {"type": "object"}}}
        ),
        "/paths/~1thing0/get",
    ),
}


@pytest.mark.parametrize("name", INEXPRESSIBLE)
def test_what_cannot_be_expressed_is_told_with_its_place(workshop: Workshop, name: str) -> None:
    """Nothing is left out in silence, and nothing is written."""
    mutation, place = INEXPRESSIBLE[name]
    document = shop("3.1.0")
    mutation(document)
    workshop.add("shop", document, rules="foreign")

    with pytest.raises(InputError) as caught:
        workshop.generate()

    assert any(place in finding.pointer for finding in caught.value.findings), str(caught.value)
    assert not (workshop.folder / "generated" / "shop").exists()


def test_what_the_row_names_is_skipped(workshop: Workshop) -> None:
    """`skip` leaves out an operation and a schema by name, and nothing else."""
    document = shop("3.1.0")
    INEXPRESSIBLE["a recursive alias"][0](document)
    INEXPRESSIBLE["a nested query"][0](document)
    workshop.add("shop", document, rules="foreign", skip=["schemas.Loop", "operations.list_thing0"])

    workshop.generate()

    shop_client = workshop.load("shop")
    assert not hasattr(shop_client.Shop("k", base_url="https://x.example").thing0, "list")
    assert hasattr(shop_client.Shop("k", base_url="https://x.example").thing1, "list")


def test_an_entry_of_skip_that_matches_nothing_is_told(workshop: Workshop) -> None:
    """A name that is gone from the document must not linger in the row."""
    workshop.add("shop", shop("3.0.3"), rules="foreign", skip=["operations.gone"])

    with pytest.raises(InputError, match=r"operations\.gone"):
        workshop.generate()


def test_what_no_code_depends_on_is_a_warning(workshop: Workshop) -> None:
    """A document that is not valid gives a package that works, and a warning with file and line for each place."""
    document = shop("3.0.3")
    document["paths"] = {
        path: item for path, item in document["paths"].items() if path.startswith(("/thing0", "/odd/map"))
    }
    item = document["paths"]["/thing0/{thing0Id}"]
    item["get"]["operationId"] = "list_thing0"
    item["get"]["responses"]["200"]["content"]["application/json"]["examples"] = [{"value": {}}]
    item["query"] = {"responses": {"200": answer({})}}
    item.pop("parameters")
    document["components"]["schemas"]["Cat"]["properties"]["petType"] = {"const": "cat"}
    document["components"]["schemas"]["Unused"] = {"type": "object", "required": ["a", "a"], "properties": {"a": {}}}
    workshop.add("shop", json.dumps(document, indent=1), rules="foreign")

    warnings = workshop.generate()

    told = {finding.pointer: finding for finding in warnings}
    assert {finding.file for finding in warnings} == {"openapi/shop/document.yaml"}
    assert all(finding.line for finding in warnings)
    places = ("/paths/~1thing0~1{thing0Id}", "/components/schemas/Cat", "/components/schemas/Unused")
    for place in places:
        assert any(pointer.startswith(place) for pointer in told), told
    shop_client = workshop.load("shop")
    fake = importlib.import_module("shop_client.testing").FakeShop()
    assert len(fake.operations) == 6
    with fake.client() as shop_:
        fake.respond("thing0_delete", importlib.import_module("shop_client.testing").FakeAnswer(204, content=b""))
        shop_.thing0.delete("a b")  # a path parameter that nothing describes is a text
    assert fake.requests[-1].path == "/thing0/a%20b"
    assert shop_client.models.Cat.from_dict({"petType": "cat", "lives": 1}).pet_type == "cat"


def test_what_is_deprecated_says_so() -> None:
    """The descriptions of operations, parameters and fields tell users what the provider may remove."""
    data = shop("3.1.0")
    operation = data["paths"]["/thing0"]["get"]
    operation |= {"deprecated": True, "summary": "List them."}
    operation["parameters"][0] |= {"deprecated": True, "description": "How many."}
    data["components"]["schemas"]["Dog"]["properties"]["bark"] |= {"deprecated": True, "description": "Its voice."}
    row = Provider(name="shop", client="Shop", version="1", rules="foreign")

    prepared = foreign.prepare(Document("openapi/shop/document.yaml", data, {}), ())
    facts = template_facts.build(row, prepared, PROJECT / "overlays" / "shop")

    known = facts["operations"]["thing0_list"]
    assert known["description"] == "List them.\n\nDeprecated: the provider may remove this operation."
    assert known["parameters"]["query:limit"]["text"] == "Deprecated. How many."
    assert facts["models"]["Dog"]["descriptions"]["bark"] == "Deprecated. Its voice."


def test_nothing_is_reported_about_what_is_skipped(workshop: Workshop) -> None:
    """`skip` applies before the check: not even a name that cannot be used is reported."""
    document = shop("3.1.0")
    document["paths"]["/thing0"]["get"] = {"operationId": "bad\u202e", "responses": {}, "parameters": [{"name": 1}]}
    document["components"]["schemas"]["Unused"] = {"type": "strin", "properties": {"a\ue000": 1}}
    workshop.add("shop", document, rules="foreign", skip=["operations.GET /thing0", "schemas.Unused"])

    assert workshop.generate() == []


def test_a_finding_has_file_and_line(workshop: Workshop) -> None:
    """What cannot be expressed is found at its line."""
    document = shop("3.1.0")
    INEXPRESSIBLE["a recursive alias"][0](document)
    text = json.dumps(document, indent=1)
    workshop.add("shop", text, rules="foreign")

    with pytest.raises(InputError) as caught:
        workshop.generate()

    (finding,) = caught.value.findings
    assert finding.line == text.splitlines().index('   "Loop": {') + 1
    assert finding.file == "openapi/shop/document.yaml"
