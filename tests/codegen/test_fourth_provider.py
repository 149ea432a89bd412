"""A fourth provider takes one document and one row."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import pytest

from .conftest import Workshop


def test_a_document_and_a_row_make_a_client_that_authenticates(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an overlay, the key comes from the environment and goes where the security scheme says."""
    monkeypatch.setenv("ACME_API_KEY", "acme-key")
    workshop.begin(minimal, minimal_generated)

    acme = workshop.load("acme")
    testing = importlib.import_module("acme_client.testing")

    fake = testing.FakeAcme(api_key="acme-key")
    with fake.serve() as base_url:
        with acme.Acme(base_url=base_url) as client:
            anvil = client.anvils.get("anvil_1")
        assert (anvil.id, anvil.weight, anvil.finish) == ("anvil_1", 1.5, None)
        assert fake.requests[0].headers["x-acme-key"] == "acme-key"

        async def get() -> Any:
            async with acme.AsyncAcme(base_url=base_url) as client:
                return await client.anvils.get_detailed("anvil_1")

        assert asyncio.run(get()).parsed == anvil
        with (
            acme.Acme("another", base_url=base_url) as client,
            pytest.raises(acme.AuthenticationError, match="401: wrong key"),
        ):
            client.anvils.get("anvil_1")
        assert acme.AcmeError in acme.AuthenticationError.__mro__


@pytest.mark.parametrize(
    ("scheme", "sent"),
    [
        pytest.param({"type": "http", "scheme": "bearer"}, ("authorization", "Bearer k"), id="bearer"),
        pytest.param({"type": "http", "scheme": "Key"}, ("authorization", "Key k"), id="key"),
        pytest.param({"type": "http", "scheme": "basic"}, ("authorization", "Basic azo="), id="basic"),
        pytest.param({"type": "apiKey", "in": "cookie", "name": "sid"}, ("cookie", "sid=k"), id="cookie"),
        pytest.param({"type": "apiKey", "in": "query", "name": "key"}, ("key", "k"), id="query"),
    ],
)
def test_each_kind_of_security_scheme_is_followed(
    workshop: Workshop, minimal: dict[str, Any], scheme: dict[str, Any], sent: tuple[str, str]
) -> None:
    """Bearer, basic, header, cookie and query: the key goes where the document says."""
    minimal["components"]["securitySchemes"]["apiKeyAuth"] = scheme
    workshop.add("acme", minimal)

    workshop.generate()

    acme = workshop.load("acme")
    testing = importlib.import_module("acme_client.testing")

    fake = testing.FakeAcme()
    with fake.serve() as base_url, acme.Acme("k", base_url=base_url) as client:
        client.anvils.get("anvil_1")
    (request,) = fake.requests
    assert {**request.headers, **dict(request.query)}[sent[0]] == sent[1]


def test_regions_come_from_the_document(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """Several servers with `x-region` become the `region` argument."""
    minimal["servers"] = [
        {"url": "https://north.acme.example", "description": "North.", "x-region": "north"},
        {"url": "https://south.acme.example", "description": "South.", "x-region": "south"},
    ]
    workshop.add("acme", minimal)

    workshop.generate()

    acme = workshop.load("acme")
    assert "north.acme" in repr(acme.Acme("k"))
    assert "south.acme" in repr(acme.Acme("k", region="south"))
    with pytest.raises(acme.InvalidArgumentError, match="'north', 'south'"):
        acme.Acme("k", region="west")
