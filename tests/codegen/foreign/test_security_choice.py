"""Which keys a client has, and which an operation sends, for documents that others wrote."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tools.codegen import foreign
from tools.codegen.security_schemes import Security, security_of
from tools.contract.documents import Document
from tools.contract.findings import InputError
from tools.contract.providers import Provider

BEARER: Final = {"type": "http", "scheme": "bearer"}
HEADER: Final = {"type": "apiKey", "in": "header", "name": "X-Key"}
SCHEMES: Final = {
    "digest": {"type": "http", "scheme": "digest"},
    "bearer": BEARER,
    "apiKey": HEADER,
    "oauth": {"type": "openIdConnect", "openIdConnectUrl": "https://acme.example/.well-known"},
    "appId": {"type": "apiKey", "in": "query", "name": "app"},
}
KEY: Final = (True, ())


def found(*securities: Any, schemes: Any = SCHEMES, row: str | None = None, top: Any = None) -> Security:
    """The keys for a document with an operation for each `security`; None for one that states nothing."""
    paths = {
        f"/{number}": {
            "get": {
                "operationId": f"op{number}",
                "responses": {"200": {"description": ""}},
                **({} if security is None else {"security": security}),
            }
        }
        for number, security in enumerate(securities)
    }
    data = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example"}],
        "paths": paths,
        "components": {"securitySchemes": schemes},
        **({} if top is None else {"security": top}),
    }
    provider = Provider(name="acme", client="Acme", version="0.1.0", rules="foreign", security=row)
    return security_of(provider, foreign.prepare(Document("acme.json", data, {}), ()), ())


def sent(security: Security) -> list[tuple[bool, tuple[str, ...]]]:
    """Of each operation, whether it sends the key of `api_key`, and which further ones."""
    return [(needs_key, tuple(further)) for needs_key, further in security.operations.values()]


ONE: Final[dict[str, tuple[list[Any], list[Any]]]] = {
    "of two, the one of the client": ([[{"bearer": []}], [{"apiKey": []}, {"bearer": []}]], [KEY, KEY]),
    "of two, the one with that of the client": (
        [[{"bearer": []}], [{"apiKey": []}, {"bearer": [], "appId": []}]],
        [KEY, (True, ("app_id",))],
    ),
    "of two, the first": ([[{"bearer": []}], [{"apiKey": []}, {"appId": []}]], [KEY, (False, ("api_key_2",))]),
    "of two, the one that can be generated": (
        [[{"bearer": []}], [{"digest": []}, {"appId": []}]],
        [KEY, (False, ("app_id",))],
    ),
    "of two, the one whose keys do not stand in one place": (
        [[{"bearer": []}], [{"bearer": [], "oauth": []}, {"appId": []}]],
        [KEY, (False, ("app_id",))],
    ),
    "a key that is not needed": ([[{"bearer": []}], [{}, {"bearer": []}]], [KEY, KEY]),
    "a scheme that is not described": ([[{"bearer": []}], [{"other": []}]], [KEY, KEY]),
    "nothing stated": ([[{"bearer": []}], None], [KEY, KEY]),
    "none": ([[{"bearer": []}], []], [KEY, (False, ())]),
}


@pytest.mark.parametrize("name", list(ONE))
def test_an_operation_uses_one_of_its_alternatives(name: str) -> None:
    """The one with the client's key if there is one, else the first that can be generated."""
    securities, expected = ONE[name]

    assert sent(found(*securities)) == expected


def test_the_key_is_that_of_the_first_scheme_in_use() -> None:
    """A scheme that no operation names, or that signs requests, is not the client's; the row may name another."""
    securities: list[Any] = [[{"apiKey": []}], [{"digest": []}, {"apiKey": []}]]

    assert (found(*securities).scheme or {})["name"] == "X-Key"
    assert sent(found(*securities)) == [KEY, KEY]
    by_row = found([{"apiKey": []}], [{"bearer": []}], row="apiKey")
    assert (by_row.scheme or {})["name"] == "X-Key"
    assert [(key["name"], key["variable"]) for key in by_row.further] == [("bearer", "ACME_BEARER")]
    assert sent(found(None, None, top=[{"apiKey": []}])) == [KEY, KEY]


WITHOUT_KEY: Final[list[tuple[Any, list[Any]]]] = [({}, [None, [{"bearer": []}]]), (SCHEMES, [[], []])]


@pytest.mark.parametrize(("schemes", "securities"), WITHOUT_KEY, ids=["none described", "none needed"])
def test_there_is_no_key_where_none_is_described_or_needed(schemes: Any, securities: list[Any]) -> None:
    """No `Bearer` is made up."""
    security = found(*securities, schemes=schemes)

    assert security.scheme is None
    assert sent(security) == [(False, ()), (False, ())]


def test_what_cannot_be_sent_is_a_finding() -> None:
    """An operation with nothing but such a scheme has to be left out."""
    with pytest.raises(InputError) as caught:
        found([{"bearer": []}], [{"digest": []}])
    (finding,) = caught.value.findings
    assert (finding.pointer, finding.reason) == (
        "/paths/~11/get",
        "its security schemes cannot be generated; skip it, or declare another scheme",
    )
