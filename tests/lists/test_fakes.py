"""The fake of a provider gives lists by every scheme, of as many items as a test wants."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from support.calling import Caller

from .conftest import LIBRARY
from .library import KINDS, WITH_PAGES

pytestmark = pytest.mark.usefixtures("generated")


def listed(caller: Caller, client: Any, name: str, **arguments: Any) -> list[str]:
    """The ids of all items of a list."""
    found = getattr(client, name).list(**arguments)
    if caller.mode == "sync":
        return [book.id for book in found]

    async def gather() -> list[str]:
        return [book.id async for book in found]

    result: list[str] = caller.result(gather())
    return result


def client_of(caller: Caller, fake: Any) -> Any:
    """A client of a fake, without sockets."""
    return fake.client() if caller.mode == "sync" else fake.async_client()


@pytest.mark.parametrize("name", list(KINDS))
def test_the_documented_items_are_the_list(caller: Caller, name: str) -> None:
    """Without more, a list holds what the documentation shows."""
    assert listed(caller, client_of(caller, LIBRARY.fake()), name) == ["b_0"]


@pytest.mark.parametrize("name", WITH_PAGES)
def test_thousands_of_items_come_page_by_page(caller: Caller, name: str) -> None:
    """What a test adds is given in pages of the requested size; members that it leaves out are the documented ones."""
    fake = LIBRARY.fake()
    fake.add_items(f"{name}_list", items=({"id": f"row_{number}"} for number in range(2_500)))
    size = KINDS[name].words.get("size")
    client = client_of(caller, fake)

    assert listed(caller, client, name, **({size: 500} if size else {})) == [f"row_{number}" for number in range(2_500)]
    assert len(fake.requests) <= (7 if size else 251)
    fake.add_items(f"{name}_list", items=[{"id": "last", "title": "Another"}])
    assert listed(caller, client, name, **({size: 500} if size else {}))[-1] == "last"


@pytest.mark.parametrize("name", WITH_PAGES)
def test_items_without_ids_get_ids_of_their_own(caller: Caller, name: str) -> None:
    """A test that only wants many items gets as many, and adding twice adds."""
    fake = LIBRARY.fake()
    for number in (21, 24):
        fake.add_items(f"{name}_list", items=[{} for _ in range(number)])

    found = listed(caller, client_of(caller, fake), name)

    assert len(found) == 45
    if "item_id" in KINDS[name].words:
        assert len(set(found)) == 45


def test_a_list_with_a_cap_is_cut_off(caller: Caller) -> None:
    """The fake leaves out what the provider would leave out."""
    fake = LIBRARY.fake()
    fake.add_items("capped_list", items=[{"id": f"row_{number}"} for number in range(30)])

    with pytest.warns(LIBRARY.package.PaginationWarning):
        assert len(listed(caller, client_of(caller, fake), "capped")) == 25


def test_no_items_are_an_empty_list(caller: Caller) -> None:
    """`items=[]` empties a list."""
    fake = LIBRARY.fake()
    fake.add_items("flags_list", items=[])

    assert listed(caller, client_of(caller, fake), "flags") == []


@pytest.mark.parametrize("cursor", ["x", "cursor_x", "-1"])
def test_a_cursor_that_nobody_gave_is_refused(caller: Caller, cursor: str) -> None:
    """The fake answers as a provider would: with a 400."""
    with pytest.raises(LIBRARY.package.BadRequestError):
        listed(caller, client_of(caller, LIBRARY.fake()), "opaque", cursor=cursor)


@pytest.mark.parametrize("items", [["x"], [{"id": object()}], [None]])
def test_items_that_cannot_be_sent_are_refused(items: Any) -> None:
    """A test's mistake shows where it is made, and changes nothing."""
    fake = LIBRARY.fake()
    with pytest.raises(TypeError):
        fake.add_items("flags_list", items=items)
    with pytest.raises(LookupError, match="unknown operation"):
        fake.add_items("flag_list", items=[])
    with fake.client() as client:
        assert [book.id for book in client.flags.list()] == ["b_0"]


def test_a_fake_on_a_socket_gives_lists_too() -> None:
    """Over real sockets, sync and async."""
    fake = LIBRARY.fake()
    fake.add_items("url_list", items=[{"id": f"row_{number}"} for number in range(25)])
    with fake.serve() as base_url:
        with LIBRARY.client_class("sync")("k", base_url=base_url) as client:
            assert len(list(client.url.list())) == 25

        async def gather() -> int:
            async with LIBRARY.client_class("async")("k", base_url=base_url) as client:
                page = await client.url.list()
                return len([book async for book in page])

        assert asyncio.run(gather()) == 25


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"offset": 1e400}', b'{"offset": []}', b"[]"])
def test_a_request_that_makes_no_sense_is_refused(body: bytes) -> None:
    """With a 400, as a provider would; the connection stays."""
    fake = LIBRARY.fake()
    with httpx.Client(transport=fake.transport(), base_url="https://fake") as client:
        answer = client.post("/offset", content=body, headers={"authorization": "Bearer k"})
        assert answer.status_code == 400
        many = client.get("/flags", params={"per_page": "9" * 5000}, headers={"authorization": "Bearer k"})
        assert many.status_code == 400
