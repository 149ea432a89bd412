"""Bodies become arguments; idempotency keys are filled in; what may be repeated is."""

from __future__ import annotations

import importlib
import inspect
import json
from copy import deepcopy
from typing import Any

import pytest

from .conftest import Workshop


def ordering(minimal: dict[str, Any], *, taken: str | None = None) -> dict[str, Any]:
    """The document with an operation that orders an anvil, and one that melts one down."""
    document = deepcopy(minimal)
    get = document["paths"]["/anvils/{anvil_id}"]["get"]
    answers = get["responses"]
    document["components"]["schemas"]["AnvilOrder"] = {
        "type": "object",
        "description": "An order.",
        "required": ["weight", "class"],
        "properties": {
            "weight": {"type": "number", "minimum": 1, "maximum": 500, "description": "In kilograms."},
            "class": {"type": "string", "description": "A class of anvils."},
            "engraving": {"type": ["string", "null"], "description": "A text; null takes it off."},
            "orderKey": {
                "type": "string",
                "maxLength": 36,
                "x-idempotency-key": True,
                "description": "What tells orders apart.",
            },
        },
    }
    if taken is not None:
        document["components"]["schemas"]["AnvilOrder"]["properties"][taken] = {
            "type": "string",
            "description": "A name that means something else.",
        }
    shared = {key: get[key] for key in ("tags", "externalDocs", "security")}
    document["paths"]["/anvils"] = {
        "post": {
            **shared,
            "operationId": "anvils_order",
            "summary": "Order an anvil.",
            "description": "It is cast at once.",
            "parameters": [
                {
                    "name": "rush",
                    "in": "query",
                    "description": "Whether it is urgent.",
                    "schema": {"type": "boolean"},
                    "example": True,
                }
            ],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/AnvilOrder"},
                        "examples": {"order": {"summary": "An order.", "value": {"weight": 5, "class": "London"}}},
                    }
                },
            },
            "responses": answers,
        }
    }
    document["paths"]["/anvils/{anvil_id}"]["delete"] = {
        **shared,
        "operationId": "anvils_melt",
        "summary": "Melt an anvil down.",
        "description": "It is gone then.",
        "x-idempotent": True,
        "parameters": get["parameters"],
        "responses": {"204": {"description": "It is gone."}, "401": answers["401"]},
    }
    return document


def test_fields_of_a_body_are_arguments(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """Required fields first, then the parameters' and the optional ones, all by keyword and with their types."""
    workshop.add("acme", ordering(minimal))

    workshop.generate()

    acme = workshop.load("acme")
    order = importlib.import_module("acme_client.api.anvils").AnvilsResource.order
    signature = inspect.signature(order)
    assert list(signature.parameters) == [
        *("self", "weight", "class_", "engraving", "order_key", "rush", "extra_body"),
    ]
    assert {one.kind for name, one in signature.parameters.items() if name != "self"} == {
        inspect.Parameter.KEYWORD_ONLY
    }
    assert signature.parameters["engraving"].annotation == "str | None | Unset"
    assert "In kilograms." in inspect.getdoc(order)
    arguments = acme.AnvilsOrderArguments
    assert set(arguments.__annotations__) == set(signature.parameters) - {"self"}
    fake = importlib.import_module("acme_client.testing").FakeAcme()
    with fake.client() as client:
        client.anvils.order(weight=5, class_="London", engraving=None, rush=True, extra_body={"gilt": True})
        with pytest.raises(acme.InvalidArgumentError, match="weight must be at most 500"):
            client.anvils.order(weight=501, class_="London")
        with pytest.raises(acme.InvalidArgumentError, match="at most 36 characters"):
            client.anvils.order(weight=5, class_="London", order_key="k" * 37)
    [request] = fake.requests
    body = json.loads(request.body)
    assert len(body.pop("orderKey")) == 36
    assert body == {"weight": 5, "class": "London", "engraving": None, "gilt": True}
    assert dict(request.query) == {"rush": "true"}


def test_secrets_of_a_request_and_of_an_answer(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """What a document marks as secret, at any depth: no repr has it, nor a command, nor an error of the operation."""
    document = ordering(minimal)
    schemas = document["components"]["schemas"]
    secret = {"type": ["string", "null"], "format": "password", "description": "To open the box."}
    schemas["Lock"] = {"type": "object", "description": "A lock.", "properties": {"code": secret}}
    schemas["Anvil"]["properties"]["locks"] = {
        "type": ["array", "null"],
        "description": "Locks of its box.",
        "items": {"$ref": "#/components/schemas/Lock"},
    }
    schemas["AnvilOrder"]["properties"]["engraving"] = secret
    workshop.add("acme", document)

    workshop.generate()

    acme = workshop.load("acme")
    order = acme.models.AnvilOrder(weight=5, class_="London", engraving="OPEN-SESAME")
    assert repr(order).count("=<secret>") == 1
    assert "OPEN-SESAME" not in repr(order)
    fake = importlib.import_module("acme_client.testing").FakeAcme()
    answers = importlib.import_module("acme_client.testing").FakeAnswer
    fake.respond("anvils_order", answers(400, {"message": "no", "engraving": "OPEN-SESAME"}))
    fake.respond("anvils_get", answers(200, {"id": "anvil_1", "locks": [{"code": ["OPEN-SESAME"]}]}))
    with fake.client() as client:
        with pytest.raises(acme.BadRequestError) as ordering_failed:
            client.anvils.order(weight=5, class_="London", engraving="OPEN-SESAME")
        with pytest.raises(acme.ResponseDecodeError) as reading_failed:
            client.anvils.get("anvil_1")
    assert "@BODY" in ordering_failed.value.as_curl()
    assert "OPEN-SESAME" not in ordering_failed.value.as_curl()
    assert reading_failed.value.path == "$.locks[0].code"
    assert "OPEN-SESAME" not in f"{reading_failed.value} {vars(reading_failed.value)!r}"


@pytest.mark.parametrize("operation", ["order", "melt"])
def test_what_may_be_repeated_is(workshop: Workshop, minimal: dict[str, Any], operation: str) -> None:
    """An order with a key, and what is marked as idempotent, is sent again after a 503, with the same bytes."""
    workshop.add("acme", ordering(minimal))
    workshop.generate()
    workshop.load("acme")
    testing = importlib.import_module("acme_client.testing")
    fake = testing.FakeAcme(clock=testing.VirtualClock())
    fake.respond(f"anvils_{operation}", testing.FakeAnswer(503, json={}), testing.FakeAnswer(503, json={}))

    with fake.client() as client:
        if operation == "order":
            client.anvils.order(weight=5, class_="London")
        else:
            client.anvils.melt("anvil_1")

    assert len(fake.requests) == 3
    assert len({request.body for request in fake.requests}) == 1


@pytest.mark.parametrize("taken", ["rush", "extra_body", "body"])
def test_names_that_are_taken(workshop: Workshop, minimal: dict[str, Any], taken: str) -> None:
    """Where a field has the name of another argument, the body stays one argument, and nothing is lost."""
    workshop.add("acme", ordering(minimal, taken=taken))

    workshop.generate()

    workshop.load("acme")
    order = importlib.import_module("acme_client.api.anvils").AnvilsResource.order
    assert "body" in inspect.signature(order).parameters


def test_bodies_of_foreign_documents_stay_whole(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """Others' documents change without us: there the body is one argument, whatever it holds."""
    workshop.add("acme", ordering(minimal), rules="foreign")

    workshop.generate()

    workshop.load("acme")
    order = importlib.import_module("acme_client.api.anvils").AnvilsResource.order
    assert list(inspect.signature(order).parameters) == ["self", "body", "rush"]
