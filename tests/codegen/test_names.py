"""Names that mean something to Python or to the generated code give packages that work, or findings."""

from __future__ import annotations

import importlib
import keyword
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
from support.type_checks import mypy

from tools.codegen import foreign, template_facts
from tools.codegen.class_names import names_of_dicts
from tools.contract.documents import Document
from tools.contract.findings import InputError
from tools.contract.providers import Provider
from tools.contract.rules import check

from .conftest import MINIMAL, PROJECT, Workshop

# Each is the same as a word of Python or as another of these names after NFKC, in which Python compares identifiers.
WIDE: Final = (
    "\uff43\uff4c\uff41\uff53\uff53",
    "class",
    "\U0001d41d\U0001d41e\U0001d41f",
    "\u017felf",
    "\ufb01eld",
    "field",
    "\u00b2",
    "2",
    "\u2167",
    "\u0131\u0130",
    "\u65e5\u672c",
    "\ufdfd",
)
# Keywords, builtins, and names that the generated modules use.
WORDS: Final = (
    "import", "None", "credits", "Map", "list", "dict", "bool", "type", "object", "str", "print", "httpx", "date",
    "self", "body", "key", "further", "evolve", "answer", "close", "shared", "others", "builtins", "properties",
    "from_dict", "to_dict", "1st", "$", "a b", "-", "__init__", "copy", "json", "model_config", "x" * 5000,
)  # fmt: skip
NAMES: Final = (*WIDE, *WORDS)
FIELDS: Final = tuple(
    name for name in NAMES if name not in ("-", "\u00b2", "\ufdfd")
)  # nothing remains of them, as of "$"
CLASSES: Final = (
    "Page", "AsyncPage", "Filter", "Model", "Acme", "AsyncAcme", "Response", "Error", "AcmeError", "ValueError",
    "AnvilsResource", "AsyncAnvilsResource", "TypedDict", "Required", "Literal", "Call", "File", "BaseModel", "Field",
    "RootModel", "Self", "map", "credits", "import", "class", "anvils", "shared",
)  # fmt: skip
GET: Final = "/anvils/{anvil_id}"


def schemas_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"]
    return found


def with_operations(names: tuple[str, ...], member: str) -> dict[str, Any]:
    """The document with a further operation for each name."""
    document = deepcopy(MINIMAL)
    for number, name in enumerate(names):
        operation = deepcopy(MINIMAL["paths"][GET]["get"])
        operation |= {"operationId": f"anvils_get_{number}", member: [name] if member == "tags" else name}
        document["paths"][f"/anvils{number}/{{anvil_id}}"] = {"get": operation}
    return document


def with_parameters(names: tuple[str, ...]) -> dict[str, Any]:
    """The document with a further parameter for each name, in the query, the header or a cookie."""
    document = deepcopy(MINIMAL)
    for number, name in enumerate(names):
        operation = deepcopy(MINIMAL["paths"][GET]["get"])
        places = ["query", "cookie", *(["header"] if name.isascii() and name.isalpha() else [])]
        operation["operationId"] = f"anvils_get_{number}"
        operation["parameters"] += [{"name": name, "in": place, "schema": {"type": "string"}} for place in places]
        path = "path" + "".join(character for character in name if character not in "{}/?#")
        operation["parameters"][0]["name"] = path
        document["paths"][f"/anvils{number}/{{{path}}}"] = {"get": operation}
    return document


def with_fields(names: tuple[str, ...]) -> dict[str, Any]:
    """The document with a field for each name in a response and in a request, and with a known value for each."""
    document = deepcopy(MINIMAL)
    schemas = schemas_of(document)
    schemas["Order"] = {"type": "object", "required": list(names), "properties": {}}
    for schema in (schemas["Anvil"], schemas["Order"]):
        schema["properties"] |= {name: {"type": "string"} for name in names}
    schemas["KnownFinish"]["enum"] += names
    order = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}
    operation = deepcopy(MINIMAL["paths"][GET]["get"]) | {"operationId": "anvils_make", "requestBody": order}
    document["paths"]["/anvils"] = {"post": operation | {"parameters": []}}
    return document


def with_classes(names: tuple[str, ...]) -> dict[str, Any]:
    """The document with a schema for each name, which a response uses."""
    document = deepcopy(MINIMAL)
    schemas = schemas_of(document)
    for number, name in enumerate(names):
        schemas[name] = {"type": "object", "properties": {"id": {"type": "string"}}}
        schemas["Anvil"]["properties"][f"f{number}"] = {"$ref": f"#/components/schemas/{name}"}
    return document


DOCUMENTS: Final = {
    "tags": with_operations(NAMES, "tags"),
    "operations": with_operations(NAMES, "operationId"),
    "parameters": with_parameters(NAMES),
    "fields": with_fields(FIELDS),
    "classes": with_classes(CLASSES),
}


@pytest.mark.parametrize("place", DOCUMENTS)
def test_any_name_gives_a_package_that_works(workshop: Workshop, mypy_cache: Path, place: str) -> None:
    """Every module can be imported, `mypy --strict` reports nothing, and a call is answered."""
    workshop.add("acme", DOCUMENTS[place], rules="foreign")

    workshop.generate()

    acme = workshop.load("acme")
    with importlib.import_module("acme_client.testing").FakeAcme().client() as client:
        assert client.anvils.get("anvil_1").id == "anvil_1"
    assert acme.models.Anvil.from_dict({"id": "a"}).id == "a"
    assert mypy(mypy_cache, workshop.folder / "generated" / "acme", "acme_client") == ""


def test_fields_keep_their_names_in_json(workshop: Workshop) -> None:
    """Whatever a field is called in Python, it is read from and written to the name in the document."""
    workshop.add("acme", DOCUMENTS["fields"], rules="foreign")
    data = {"id": "a", **{name: f"value {number}" for number, name in enumerate(FIELDS)}}

    workshop.generate()

    models = workshop.load("acme").models
    assert {name: value for name, value in models.Anvil.from_dict(data).to_dict().items() if name in data} == data
    pydantic = importlib.import_module("acme_client.pydantic_models").Anvil
    assert pydantic.model_validate(data).model_dump(by_alias=True, exclude_unset=True) == data


def test_attributes_differ_as_python_compares_them() -> None:
    """No two names become one identifier, none is a keyword, and each is written as Python writes it."""
    names = template_facts.attribute_names(NAMES, frozenset({"self"})).values()

    assert len(set(names)) == len(NAMES)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
    assert all(name == unicodedata.normalize("NFKC", name) and name != "self" for name in names)


@pytest.mark.parametrize("character", ["\ue000", "\U0010fffd", "\u202e", "\u2066", "\u200b", "\u0000"])
@pytest.mark.parametrize("place", ["tag", "operationId", "property", "parameter", "required"])
@pytest.mark.parametrize("rules", ["ours", "foreign"])
def test_characters_that_nobody_sees_are_findings(character: str, place: str, rules: Any) -> None:
    """Private-use and bidirectional characters in a name are a finding, which names the character."""
    document = deepcopy(MINIMAL)
    operation, anvil = document["paths"][GET]["get"], schemas_of(document)["Anvil"]
    name = f"a{character}b"
    match place:
        case "tag":
            operation["tags"] = [name]
        case "operationId":
            operation["operationId"] = name
        case "property":
            anvil["properties"][name] = {"type": "string"}
        case "parameter":
            operation["parameters"].append({"name": name, "in": "query", "schema": {"type": "string"}})
        case _:
            anvil["required"].append(name)

    found = check(Document("acme.yaml", document, {}), rules)

    assert any(f"U+{ord(character):04X}" in finding.reason for finding in found)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("class", "cannot be an attribute of the client", id="keyword"),
        pytest.param("\uff43\uff4c\uff41\uff53\uff53", "cannot be an attribute of the client", id="keyword-after-nfkc"),
        pytest.param("import", "cannot be an attribute of the client", id="import"),
        pytest.param("x" * 5000, "at most 80 are allowed", id="long"),
    ],
)
def test_a_tag_of_ours_that_cannot_be_an_attribute_is_a_finding(name: str, reason: str) -> None:
    """Our own documents choose their names, so such a tag is a finding that says what to do."""
    document = deepcopy(MINIMAL)
    document["tags"][0]["name"] = name
    document["paths"][GET]["get"] |= {"tags": [name], "operationId": f"{name}_get"}

    assert any(reason in finding.reason for finding in check(Document("acme.yaml", document, {}), "ours"))


def test_a_schema_of_ours_may_have_the_name_of_a_generated_class(workshop: Workshop) -> None:
    """The package works, under our own rules too."""
    document = deepcopy(MINIMAL)
    schemas, operation = schemas_of(document), document["paths"][GET]["get"]
    names = ["Page", "AsyncPage", "Model", "Filter", "Acme", "AnvilsResource", "AnvilsGetArguments", "Call"]
    described = {"type": "string", "description": "The id."}
    for name in names:
        schemas[name] = {
            "type": "object",
            "description": "A thing.",
            "required": ["id"],
            "properties": {"id": described},
        }
        schemas["Anvil"]["properties"][f"of_{name.lower()}"] = {
            "anyOf": [{"$ref": f"#/components/schemas/{name}"}, {"type": "null"}],
            "description": "A thing.",
        }
    examples = operation["responses"]["200"]["content"]["application/json"]["examples"]
    examples["found"]["value"] |= {f"of_{name.lower()}": {"id": "a"} for name in names}
    workshop.add("acme", document)

    workshop.generate()

    workshop.load("acme")
    with importlib.import_module("acme_client.testing").FakeAcme().client() as client:
        anvil = client.anvils.get("anvil_1")
    assert all(getattr(anvil, f"of_{name.lower()}").id == "a" for name in names)


def test_a_document_without_models_gives_a_package_that_works(workshop: Workshop) -> None:
    """Responses may be texts, lists and free JSON only."""
    document = deepcopy(MINIMAL)
    document["components"].pop("schemas")
    responses = document["paths"][GET]["get"]["responses"]
    responses.pop("401")
    responses["200"]["content"]["application/json"] = {"schema": {"type": "array", "items": {"type": "string"}}}
    workshop.add("acme", document, rules="foreign")

    workshop.generate()

    acme = workshop.load("acme")
    fake = importlib.import_module("acme_client.testing").FakeAcme()
    fake.respond("anvils_get", importlib.import_module("acme_client.testing").FakeAnswer(200, ["a"]))
    with fake.client() as client:
        assert client.anvils.get("anvil_1") == ["a"]
    assert acme.models.__all__ == []


@pytest.mark.parametrize(
    "url", ["https://me@acme.test", "https://a:b@acme.test/v1", "https://acme.test?a=b", "https://acme.test/#c"]
)
@pytest.mark.parametrize("place", ["document", "row"])
def test_a_server_with_more_than_a_path_is_a_finding(url: str, place: str) -> None:
    """Paths are appended to a server's URL, so a user, a query and a fragment in it are findings."""
    data = deepcopy(MINIMAL)
    if place == "document":
        data["servers"][0]["url"] = url
    row = Provider(name="acme", client="Acme", version="1", rules="foreign", server=url if place == "row" else None)
    prepared = foreign.prepare(Document("openapi/acme/document.yaml", data, {}), ())

    with pytest.raises(InputError, match="must not have a user, a query or a fragment") as caught:
        template_facts.build(row, prepared, PROJECT / "overlays" / "acme")

    assert caught.value.findings[0].pointer.endswith("/servers/0/url" if place == "document" else "/acme/server")


def test_dicts_get_names_without_another_meaning() -> None:
    """`<class>Dict`, unless a class of the document or something that generated code uses has that name."""
    found = names_of_dicts(["Crop", "CropDict", "Typed"])

    assert found == {"Crop": "CropDict2", "CropDict": "CropDictDict", "Typed": "TypedDict2"}
