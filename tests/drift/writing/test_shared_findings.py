"""A change of a schema that operations share is one finding, one edit and one decision."""

from __future__ import annotations

import re
from typing import Any

from tools.drift import yaml_text

from .conftest import OPERATIONS, Shop


def gift(published: dict[str, Any]) -> None:
    """Give every order a field."""
    published["components"]["schemas"]["Order"]["properties"]["gift"] = {"type": "string"}


def test_pages_and_document_agree(shop: Shop) -> None:
    """Whatever the other tests find comes from the change that they make."""
    assert shop.docs()[0] == 0


def test_a_shared_field_is_one_finding(shop: Shop) -> None:
    """It names the operations that it reaches, and as data the subject and the page in each of them."""
    shop.change(gift)

    status, out = shop.docs()
    (finding,) = shop.findings()

    assert status == 1
    assert out.startswith("shop, in several operations: 1 finding\n  warning added response.")
    assert "; the same in 2 other operations\n" in out
    assert re.search(r"reaches   3 operations: orders_\w+, orders_\w+, orders_\w+\n", out)
    assert out.endswith("4 pages read: 1 finding\n")
    places = {(one["operation"], one["subject"], one["page"].rpartition("/")[2].split(":")[0])
              for one in finding["places"]}  # fmt: skip
    assert places == {
        ("orders_create", "response.201.gift", "orders_create.md"),
        ("orders_get", "response.200.gift", "orders_get.md"),
        ("orders_list", "response.200.data[].gift", "orders_list.md"),
    }


def test_a_shared_field_is_written_once(shop: Shop) -> None:
    """One edit of the schema brings all pages into agreement."""
    shop.change(gift)

    _, out = shop.docs("--write")

    assert "openapi/shop/document.yaml: 1 of 1 findings written\n" in out
    assert shop.text.count("gift:") == 1
    assert shop.docs()[0] == 0


def test_what_a_shared_schema_refuses_is_told_once(shop: Shop) -> None:
    """A person has to decide it once, whatever number of operations it concerns."""
    shop.change(
        lambda published: published["components"]["schemas"]["Order"]["properties"]["id"].update(type="integer")
    )

    _, out = shop.docs("--write")

    assert out.count("a person must decide: ") == 1
    assert shop.text == shop.before


def test_one_entry_decides_a_shared_field(shop: Shop) -> None:
    """It lists the operations and all subjects; with reasons, nothing is open any more."""
    shop.change(gift)
    _, out = shop.docs("--entries")
    (entry,) = re.findall(r"(?m)^  - operation: .*\n(?:    .*\n)+", out)

    written = entry.replace('reason: ""', "reason: So.").replace('evidence: ""', "evidence: Seen.")
    (shop.home / "decisions.yaml").write_text(f"decisions:\n{written}", encoding="utf-8")

    assert shop.docs()[0] == 0
    (decision,) = shop.decisions
    assert sorted(decision["operation"]) == ["orders_create", "orders_get", "orders_list"]
    assert sorted(decision["subjects"]) == ["response.200.data[].gift", "response.200.gift", "response.201.gift"]


def test_one_entry_for_all_operations(shop: Shop) -> None:
    """What every page of the run states needs no list of operations."""
    shop.change(lambda published: published["servers"].__setitem__(0, {"url": "https://eu.shop.test"}))

    (finding,) = shop.findings()
    _, out = shop.docs("--entries")

    assert (finding["kind"], len(finding["places"])) == ("server", len(OPERATIONS))
    assert '  - operation: "*"\n' in out
    assert "    pages:" not in out


def test_a_status_of_several_operations(shop: Shop) -> None:
    """One finding, and each of the operations gets it."""

    def conflict(published: dict[str, Any]) -> None:
        for name in ("orders_create", "files_upload"):
            path, method = OPERATIONS[name]
            published["paths"][path][method]["responses"]["409"] = {"description": "Conflict"}

    shop.change(conflict)
    assert shop.found() == ["status response.409"]

    _, out = shop.docs("--write")

    assert "1 of 1 findings written\n" in out
    assert all("409" in shop.operation(name)["responses"] for name in ("orders_create", "files_upload"))
    assert "409" not in shop.operation("orders_get")["responses"]
    assert shop.docs()[0] == 0


def test_the_pages_of_the_other_operations_are_decided(shop: Shop) -> None:
    """One page shows a new field of a shared schema. For the others one decision says where it comes from."""
    shop.change(gift, "orders_get")

    shop.docs("--write")

    (decision,) = shop.decisions
    assert decision["kind"] == "removed"
    assert sorted(decision["operation"]) == ["orders_create", "orders_list"]
    assert sorted(decision["subjects"]) == ["response.200.data[].gift", "response.201.gift"]
    assert decision["reason"] == "The schema is shared with orders_get, whose page states otherwise."
    assert decision["evidence"].startswith("As found on shop-orders_get: the page has `gift`")
    assert shop.docs()[0] == 0


def test_a_state_of_a_shared_schema(shop: Shop) -> None:
    """A known value that one page gains is decided for the other pages, which list the values as before."""

    def paused(published: dict[str, Any]) -> None:
        published["components"]["schemas"]["KnownOrderState"]["enum"].append("paused")

    shop.change(paused, "orders_list")

    shop.docs("--write")

    assert shop.schema("KnownOrderState")["enum"] == ["open", "closed", "paused"]
    assert [one["says"] for one in shop.decisions] == [["closed", "open"]]
    assert shop.docs()[0] == 0


def test_many_pages_without_a_row_are_counted(shop: Shop) -> None:
    """A few are named, each with its operation; a long list would hide the findings."""
    page = (shop.folder / "pages" / "orders_get.md").read_text(encoding="utf-8")
    for number in range(11):
        (shop.folder / "pages" / f"copy-{number}.md").write_text(page, encoding="utf-8")
    _, many = shop.docs()
    (shop.folder / "pages" / "copy-0.md").unlink()
    _, few = shop.docs()

    assert "11 pages are not in the page table; " in many
    assert few.count(" is not in the page table; compared with shop orders_get.\n") == 10


def decision(**changes: Any) -> str:
    """A decisions file with one entry."""
    entry = {
        "operation": "orders_*",
        "kind": "added",
        "subjects": ["response.*.gift", "response.*.data[].gift"],
        "says": {"type": ["string"], "nullable": False, "required": False},
        "reason": "Support says that it will go.",
        "evidence": "A ticket.",
        **changes,
    }
    return yaml_text.dump({"decisions": [entry]})


def test_a_decision_of_another_operation_keeps_a_shared_schema(shop: Shop) -> None:
    """What was decided for one operation is not written for another one: the schema is the same."""
    shop.change(gift)
    file = shop.home / "decisions.yaml"
    file.write_text(decision(operation="orders_get", subjects=["response.200.gift"]), encoding="utf-8")

    _, out = shop.docs("--write")

    told = "a person must decide: orders_get uses this too, and a decision says: Support says that it will go.\n"
    assert out.count("a person must decide: ") == out.count(told) == 1
    assert shop.text == shop.before


def test_a_decision_about_several_operations_goes_on(shop: Shop) -> None:
    """When the pages state more values, it states them too; no second decision about the same is written."""

    def values(*more: str) -> Any:
        schemas = shop.published["components"]["schemas"]
        return lambda _: schemas["KnownOrderState"].update(enum=["open", *more])

    shop.change(values())
    file = shop.home / "decisions.yaml"
    subjects = ["response.*.state", "response.*.data[].state"]
    file.write_text(decision(kind="values", subjects=subjects, says=["open"]), encoding="utf-8")
    assert shop.docs()[0] == 0
    shop.change(values("paused"))

    shop.docs("--write")

    (one,) = shop.decisions
    assert one["says"] == ["open", "paused"]
    assert shop.schema("KnownOrderState")["enum"] == ["open", "closed", "paused"]
    assert shop.docs()[0] == 0
