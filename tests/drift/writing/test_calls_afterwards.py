"""After `--write` and `generate`, a call that names nothing new sends what it sent before."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.codegen import pipeline
from tools.contract import providers

from .conftest import Shop

PROJECT = Path(__file__).resolve().parents[3]
CALLS = """
import asyncio, json, sys
from shop_client.testing import FakeShop

ADDRESS = {"city": "Bern"}
NEW = json.loads(sys.argv[1])


def told(request):
    headers = {name.lower(): value for name, value in request.headers.items() if name.lower().startswith("x-")}
    return [request.method, request.path, list(map(list, request.query)), headers, request.body.decode()]


def sync(fake, new):
    with fake.client() as shop:
        shop.orders.list(state="open", **new["orders_list"])
        shop.orders.create(item="lamp", address=ADDRESS, **new["orders_create"])
        shop.files.upload(file=b"%PDF", purpose="invoice", **new["files_upload"])


async def asynchronous(fake, new):
    async with fake.async_client() as shop:
        await shop.orders.list(state="open", **new["orders_list"])
        await shop.orders.create(item="lamp", address=ADDRESS, **new["orders_create"])
        await shop.files.upload(file=b"%PDF", purpose="invoice", **new["files_upload"])


found = []
for new in ({name: {} for name in NEW}, NEW):
    fakes = FakeShop(), FakeShop()
    sync(fakes[0], new)
    asyncio.run(asynchronous(fakes[1], new))
    found.append([[told(request) for request in fake.requests] for fake in fakes])
print(json.dumps(found))
"""
NEW = {
    "orders_list": {"depth": 3, "x_trace": "on"},
    "orders_create": {"note": "fragile"},
    "files_upload": {"label": "paid"},
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[list[Any]]]]:
    """The requests of calls that name nothing new, and of calls that name it; each sync and async."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    query = {"name": "depth", "in": "query", "schema": {"type": "integer", "default": 20}}
    header = {"name": "X-Trace", "in": "header", "schema": {"type": "string", "default": "off"}}
    shop.call("orders_list")["parameters"] += [query, header]
    shop.schemas["OrderRequest"]["properties"]["note"] = {"type": "string", "default": "none"}
    shop.schemas["FileUpload"]["properties"]["label"] = {"type": "string", "default": "none"}
    shop.publish()
    assert shop.docs("--write")[0] == 1
    assert shop.docs()[0] == 0
    for name in ("runtime", "overlays"):
        shutil.copytree(PROJECT / name, shop.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", shop.folder / "LICENSE")
    pipeline.generate(shop.folder, list(providers.load(shop.folder).values()))
    done = subprocess.run(
        [sys.executable, "-c", CALLS, json.dumps(NEW)],
        env={"PYTHONPATH": str(shop.folder / "generated" / "shop")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_nothing_new_is_sent(sent: list[list[list[list[Any]]]]) -> None:
    """No default of the server is sent: neither in the query, nor as a header, in JSON or in a form."""
    for listing, creation, upload in sent[0]:
        assert listing[2] == [["state", "open"]]
        assert "x-trace" not in listing[3]
        assert json.loads(creation[4]) == {"item": "lamp", "address": {"city": "Bern"}}
        assert 'name="purpose"' in upload[4]
        assert 'name="label"' not in upload[4]


def test_what_a_call_names_is_sent(sent: list[list[list[list[Any]]]]) -> None:
    """The new arguments exist, sync and async alike, and arrive."""
    for listing, creation, upload in sent[1]:
        assert ["depth", "3"] in listing[2]
        assert listing[3]["x-trace"] == "on"
        assert json.loads(creation[4])["note"] == "fragile"
        assert 'name="label"' in upload[4]
