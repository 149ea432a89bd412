"""`--write` makes what calls may send wider, and never what they have to send."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from .conftest import Shop

Change = Callable[[Shop], object]


def properties(shop: Shop, schema: str) -> Any:
    return shop.schemas[schema]["properties"]


def parameter(shop: Shop, operation: str, number: int) -> Any:
    return shop.call(operation)["parameters"][number]


def added_parameter(position: str, **more: Any) -> Change:
    schema = {"type": "integer", "minimum": 1, "default": 20}
    one = {"name": "depth", "in": position, "schema": schema, **more}
    return lambda shop: shop.call("orders_list")["parameters"].append(one)


WIDER: dict[str, tuple[Change, Sequence[str]]] = {
    "a field of a JSON body": (
        lambda shop: properties(shop, "OrderRequest").update(note={"type": "string", "maxLength": 80, "default": "-"}),
        [
            *("+        note:", "+          type: string", "+          maxLength: 80"),
            "+          description: The note. By default, the server uses `-`.",
        ],
    ),
    "a field of an object in a body": (
        lambda shop: properties(shop, "AddressRequest").update(street={"type": "string"}),
        ["+        street:", "+          type: string", "+          description: The street."],
    ),
    "an object in a body": (
        lambda shop: properties(shop, "OrderRequest").update(
            gift={"type": "object", "required": ["to"], "properties": {"to": {"type": "string"}}}
        ),
        [
            *("+        gift:", '+          $ref: "#/components/schemas/OrderRequestGift"'),
            "+          description: The gift.",
            *("+", "+    OrderRequestGift:", "+      description: The gift, with what belongs to it."),
            *("+      type: object", "+      required: [to]", "+      properties:", "+        to:"),
            *("+          type: string", "+          description: The to."),
        ],
    ),
    "a field of a form": (
        lambda shop: properties(shop, "FileUpload").update(preview={"type": "string", "format": "binary"}),
        [
            *("+        preview:", "+          type: string", "+          format: binary"),
            "+          description: The preview.",
        ],
    ),
    "a field that may be left out": (
        lambda shop: shop.schemas["OrderRequest"].update(required=["item"]),
        ["-      required: [item, address]", "+      required: [item]"],
    ),
    "the last field that may be left out": (
        lambda shop: shop.schemas["AddressRequest"].pop("required"),
        ["-      required: [city]"],
    ),
    "a field that may be null": (
        lambda shop: properties(shop, "AddressRequest")["zip"].update(type=["string", "null"]),
        ["-          type: string", '+          type: [string, "null"]'],
    ),
    "a field with one more type": (
        lambda shop: properties(shop, "AddressRequest")["zip"].update(type=["integer", "string"]),
        ["-          type: string", "+          anyOf:", "+            - type: string", "+            - type: integer"],
    ),
    "an integer that may be any number": (
        lambda shop: properties(shop, "OrderRequest")["count"].update(type="number"),
        ["-          type: integer", "+          type: number"],
    ),
    "a wider bound": (
        lambda shop: properties(shop, "OrderRequest")["count"].update(maximum=12),
        ["-          maximum: 9", "+          maximum: 12"],
    ),
    "known values": (
        lambda shop: properties(shop, "AddressRequest")["zip"].update(enum=["3000", "3001"]),
        [
            *("-          type: string", "+          anyOf:"),
            '+            - $ref: "#/components/schemas/KnownAddressRequestZip"',
            *("+            - type: string", "+", "+    KnownAddressRequestZip:"),
            "+      description: The values of zip that are known so far.",
            *("+      type: string", '+      enum: ["3000", "3001"]'),
        ],
    ),
    "a body that may be left out": (
        lambda shop: shop.call("orders_create")["requestBody"].pop("required"),
        ["-        required: true", "+        required: false"],
    ),
    "a wider bound of a path parameter": (
        lambda shop: parameter(shop, "orders_get", 0)["schema"].update(minLength=3),
        ["-            minLength: 5", "+            minLength: 3"],
    ),
    "one more type of a path parameter": (
        lambda shop: parameter(shop, "orders_list", 1).update(schema={"type": "number", "minimum": 1, "maximum": 50}),
        ["-            type: integer", "+            type: number"],
    ),
    "a parameter that may be left out": (
        lambda shop: parameter(shop, "orders_list", 0).pop("required"),
        ["-          required: true", "+          required: false"],
    ),
    **{
        f"a parameter of the {position}": (
            added_parameter(position),
            [
                *("+        - name: depth", f"+          in: {position}", "+          required: false"),
                "+          description: The depth. By default, the server uses `20`.",
                *("+          schema:", "+            type: integer", "+            minimum: 1"),
                "+          example: 20",
            ],
        )
        for position in ("query", "header")
    },
}


@pytest.mark.parametrize("name", WIDER)
def test_what_calls_may_send_besides_is_written(shop: Shop, name: str) -> None:
    """These lines change, and then page and document agree. No default is written, so no client sends one."""
    change, lines = WIDER[name]
    shop.change(lambda _: change(shop))

    status, out = shop.docs("--write")

    assert (status, "a person must decide" in out) == (1, False)
    assert difference(shop) == lines
    assert shop.docs()[0] == 0


def difference(shop: Shop) -> list[str]:
    """The lines of the document that went and came."""
    lines = difflib.unified_diff(shop.before.splitlines(), shop.text.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


REFUSED: dict[str, tuple[Change, str]] = {
    "a required field": (
        lambda shop: (
            properties(shop, "OrderRequest").update(note={"type": "string"}),
            shop.schemas["OrderRequest"]["required"].append("note"),
        ),
        "every call would need it.",
    ),
    "a field that is required now": (
        lambda shop: shop.schemas["AddressRequest"]["required"].append("zip"),
        "every call would need it.",
    ),
    "a required parameter": (added_parameter("query", required=True), "every call would need it."),
    "a cookie": (added_parameter("cookie"), "a parameter in the cookie changes every call."),
    "another type": (
        lambda shop: properties(shop, "OrderRequest")["item"].update(type="integer"),
        "values that callers send today would be refused.",
    ),
    "a format": (
        lambda shop: properties(shop, "OrderRequest")["item"].update(format="date"),
        "values that callers send today would be refused.",
    ),
    "a list beside a text": (
        lambda shop: properties(shop, "OrderRequest")["item"].update(type=["string", "array"]),
        "a schema has to be written for it.",
    ),
    "a narrower bound": (
        lambda shop: properties(shop, "OrderRequest")["count"].update(maximum=5),
        "calls that are made today would be refused before they are sent.",
    ),
    "a narrower bound of a path parameter": (
        lambda shop: parameter(shop, "orders_get", 0)["schema"].update(minLength=9),
        "calls that are made today would be refused before they are sent.",
    ),
    "a type of a response": (
        lambda shop: properties(shop, "StoredFile")["id"].update(type=["string", "integer"]),
        "values that are read today may be refused, and the types of callers change.",
    ),
    "a field of a response that may be missing": (
        lambda shop: shop.schemas["StoredFile"].update(required=[]),
        "required means certain: an answer without it would be refused.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_break_calls_is_left_to_people(shop: Shop, name: str) -> None:
    """It stays open with its reason, and nothing is written."""
    change, reason = REFUSED[name]
    shop.change(lambda _: change(shop))

    _, out = shop.docs("--write")

    assert f"a person must decide: {reason}\n" in out
    assert shop.text == shop.before


PROSE: dict[str, tuple[Change, Sequence[str]]] = {
    "a bound": (
        lambda shop: properties(shop, "OrderRequest")["count"].update(maximum=12),
        ["How many. At most 9."],
    ),
    "a bound of a parameter": (
        lambda shop: parameter(shop, "orders_list", 1)["schema"].update(maximum=80),
        ["The number of orders, at most 50."],
    ),
    "a bound of a path parameter": (
        lambda shop: parameter(shop, "orders_get", 0)["schema"].update(minLength=3),
        ["The id of the order, of at least 5 characters."],
    ),
    "what is required": (
        lambda shop: shop.schemas["OrderRequest"].update(required=["item"]),
        ["A new order. Required is what is delivered, and where."],
    ),
    "a parameter that was required": (
        lambda shop: parameter(shop, "orders_list", 0).pop("required"),
        ["The state, which is required."],
    ),
    "the only filter": (added_parameter("query"), ["Returns the newest orders. The only filter is the state."]),
    "a type": (
        lambda shop: properties(shop, "OrderRequest")["item"].update(type=["string", "integer"]),
        ["The item, as text."],
    ),
    "both errors": (
        lambda shop: shop.call("orders_get")["responses"].update({"409": {"description": "Conflict"}}),
        ["Returns an order. Both errors have a message."],
    ),
    "all fields": (
        lambda shop: properties(shop, "Order").update(gift={"type": "string"}),
        ["An order. All its fields but the id are optional."],
    ),
    "nothing": (lambda shop: properties(shop, "AddressRequest").update(street={"type": "string"}), []),
}


@pytest.mark.parametrize("name", PROSE)
def test_sentences_that_may_be_untrue_are_named(shop: Shop, name: str) -> None:
    """Each with the place that it has after the change; other sentences are not listed."""
    change, texts = PROSE[name]
    shop.change(lambda _: change(shop))

    _, out = shop.docs("--write")

    listed = [line for line in out.splitlines() if line.startswith("    openapi/shop/document.yaml:")]
    assert [line.partition("/description: ")[2] for line in listed] == texts
    for line, text in zip(listed, texts, strict=True):
        number = int(line.split(":")[1].split()[0])
        assert text in shop.text.splitlines()[number - 1]
