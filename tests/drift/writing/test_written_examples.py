"""`--write` completes the examples of the document with the new fields that the same examples of a page show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Shop


def field(shop: Shop, schema: str, **fields: Any) -> None:
    shop.schemas[schema]["properties"].update(fields)


def examples(operation: dict[str, Any], status: str | None) -> dict[str, Any]:
    """The examples of a response, or of the request."""
    body = operation["requestBody"] if status is None else operation["responses"][status]
    (media,) = body["content"].values()
    return {name: one["value"] for name, one in media["examples"].items()}


TEXT = {"type": "string"}
SHOWN: dict[str, tuple[str, str | None, str, Callable[[Any], object], Callable[[Shop], object]]] = {
    "a field of a response": (
        *("orders_get", "200", "order"),
        lambda value: value.update(gift="card"),
        lambda shop: field(shop, "Order", gift=TEXT),
    ),
    "a field in an object": (
        *("orders_create", "201", "order"),
        lambda value: value["payment"].update(last_digits="4242"),
        lambda shop: field(shop, "Payment", last_digits=TEXT),
    ),
    "an object": (
        *("orders_get", "200", "order"),
        lambda value: value.update(parcel={"code": "A1", "weight": 3}),
        lambda shop: field(
            shop, "Order", parcel={"type": "object", "properties": {"code": TEXT, "weight": {"type": "integer"}}}
        ),
    ),
    "a field of each item": (
        *("orders_list", "200", "orders"),
        lambda value: [one.update(gift=name) for one, name in zip(value["data"], ("card", None), strict=True)],
        lambda shop: field(shop, "Order", gift={"type": ["string", "null"]}),
    ),
    "a field of a request": (
        *("orders_create", None, "lamp"),
        lambda value: value.update(note="fragile"),
        lambda shop: field(shop, "OrderRequest", note=TEXT),
    ),
    "a field of a form": (
        *("files_upload", None, "invoice"),
        lambda value: value.update(note="paid"),
        lambda shop: field(shop, "FileUpload", note=TEXT),
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_new_field_is_shown_as_the_page_shows_it(shop: Shop, name: str) -> None:
    """The value is copied, and the example of the document is then that of the page."""
    operation, status, example, show, change = SHOWN[name]
    change(shop)
    show(examples(shop.call(operation), status)[example])
    shop.publish()

    _, out = shop.docs("--write")

    assert "openapi/shop/document.yaml: 1 example(s) completed with what the page shows\n" in out
    assert examples(shop.operation(operation), status) == examples(shop.call(operation), status)
    assert shop.docs()[0] == 0


def test_other_examples_stay(shop: Shop) -> None:
    """An example that the page shows otherwise is not the same, and what is not new is not copied."""
    field(shop, "Order", gift=TEXT)
    shown = examples(shop.call("orders_create"), "201")
    shown["order"].update(gift="card", id="ord_9")
    shown["other"].update(gift="book", payment=None)
    shop.publish()

    shop.docs("--write")

    written = examples(shop.operation("orders_create"), "201")
    assert "gift" not in written["order"]
    assert written["other"] == {"id": "ord_4", "state": "closed", "gift": "book"}


def test_a_value_that_contradicts_its_page_is_not_copied(shop: Shop) -> None:
    """The example would not fit the field that the page describes; the field is written without it."""
    field(shop, "Order", gift={"type": "integer"})
    examples(shop.call("orders_get"), "200")["order"].update(gift="card")
    examples(shop.call("orders_create"), "201")["order"].update(gift=3)
    shop.publish()

    shop.docs("--write")

    assert examples(shop.operation("orders_get"), "200")["order"] == {"id": "ord_1", "state": "open"}
    assert examples(shop.operation("orders_create"), "201")["order"]["gift"] == 3
    assert "gift" in shop.schema("Order")["properties"]
