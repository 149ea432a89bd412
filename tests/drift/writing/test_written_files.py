"""`--write` changes all files of a document that it has to, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tools.contract.findings import InputError
from tools.drift.proposals import working_tree
from tools.drift.proposals.working_tree import Original, Revision

from .conftest import OPERATIONS, Shop
from .test_shared_findings import gift


def split(shop: Shop) -> None:
    """Put the schemas of orders, and the path of one order, into files of their own."""
    text = shop.text
    paths, rest = text.split("  /v1/orders/{order_id}:\n")
    one, rest = rest.split("  /v1/files:\n")
    rest, schemas = rest.split("    OrderList:\n")
    (shop.home / "schemas").mkdir()
    item = "\n".join(line[4:] for line in one.splitlines()) + "\n"
    item = item.replace('"#/components/schemas/Order"', '"../schemas/orders.yaml#/Order"')
    item = item.replace('"#/components/', '"../document.yaml#/components/')
    (shop.home / "paths").mkdir()
    (shop.home / "paths" / "order.yaml").write_text(item, encoding="utf-8")
    schemas = "\n".join(line[4:] for line in f"    OrderList:\n{schemas}".splitlines()) + "\n"
    schemas = schemas.replace("#/components/schemas/", "#/")
    (shop.home / "schemas" / "orders.yaml").write_text(schemas, encoding="utf-8")
    names = list(yaml.safe_load(schemas))
    text = f'{paths}  /v1/orders/{{order_id}}:\n    $ref: "paths/order.yaml"\n  /v1/files:\n{rest}'
    for name in names:
        text = text.replace(f'"#/components/schemas/{name}"', f'"schemas/orders.yaml#/{name}"')
    shop.file.write_text(text.rstrip() + "\n", encoding="utf-8")


def parts(shop: Shop) -> dict[str, str]:
    """All files beside the page table."""
    files = [one for one in shop.home.rglob("*.yaml") if one.name != "pages.yaml"]
    return {one.relative_to(shop.home).as_posix(): one.read_text(encoding="utf-8") for one in files}


def test_parts_in_other_files_are_written(shop: Shop) -> None:
    """Each edit is made in the file that has its place, with references as that file writes them."""
    whole = shop.data
    split(shop)
    assert shop.data == whole
    assert shop.docs()[0] == 0
    gift(shop.published)
    properties = shop.schemas["Order"]["properties"]
    properties["parcel"] = {"type": "object", "properties": {"code": {"type": "string"}}}
    shop.schemas["KnownOrderState"]["enum"].append("paused")
    get = shop.call("orders_get")
    get["responses"]["409"] = {"description": "Conflict"}
    get["responses"]["200"]["content"]["application/json"]["examples"]["order"]["value"]["gift"] = "card"
    shop.publish()
    before = parts(shop)

    _, out = shop.docs("--write")

    names = ("paths/order.yaml", "schemas/orders.yaml", "document.yaml")
    assert "4 of 4 findings written\n" in out
    assert {name for name, text in parts(shop).items() if before.get(name) != text} == set(names)
    after = {name: yaml.safe_load(text) for name, text in parts(shop).items()}
    orders = after["schemas/orders.yaml"]
    assert orders["Order"]["properties"]["parcel"]["anyOf"] == [
        {"$ref": "../document.yaml#/components/schemas/OrderParcel"},
        {"type": "null"},
    ]
    assert orders["KnownOrderState"]["enum"] == ["open", "closed", "paused"]
    answers = after["paths/order.yaml"]["get"]["responses"]
    assert answers["409"] == {"$ref": "../document.yaml#/components/responses/Conflict"}
    assert answers["200"]["content"]["application/json"]["examples"]["order"]["value"]["gift"] == "card"
    assert {"Problem", "OrderParcel"} <= set(after["document.yaml"]["components"]["schemas"])
    assert shop.docs()[0] == 0


def test_a_part_in_another_style_stops_all(shop: Shop) -> None:
    """One file that would not keep its lines is named, and the others are not written either."""
    split(shop)
    path = shop.home / "paths" / "order.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    gift(shop.published)
    shop.call("orders_get")["responses"]["409"] = {"description": "Conflict"}
    shop.publish(*OPERATIONS)
    before = parts(shop)

    _, out = shop.docs("--write")

    assert "openapi/shop/paths/order.yaml has another YAML style than this command writes; edit it by hand." in out
    assert parts(shop) == before


def test_what_was_written_is_taken_back(tmp_path: Path) -> None:
    """If the last file cannot be replaced, the first ones have their content again, and new ones are gone."""
    (tmp_path / "document.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    files = [
        (Original(tmp_path / "document.yaml", "openapi/a/document.yaml", b"a: 1\n"), b"a: 2\n"),
        (Original(tmp_path / "decisions.yaml", "openapi/a/decisions.yaml", None), b"decisions: []\n"),
        # A folder of that name cannot be replaced by a file.
        (Original(tmp_path / "folder", "openapi/b/document.yaml", None), b"b: 2\n"),
    ]

    with pytest.raises(InputError, match="cannot be written"):
        working_tree.write([Revision("a", [], files=files)])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["document.yaml", "folder"]
    assert (tmp_path / "document.yaml").read_bytes() == b"a: 1\n"
