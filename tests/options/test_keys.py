"""The keys of a client: an operation's own scheme, two at once, a choice of two, and none."""

from __future__ import annotations

import importlib
import inspect
import pickle
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from support.calling import Caller

from .conftest import KEYS, PIECE, Smithy

ANVIL = f"Anvil {KEYS['api_key']}"
MASTER = KEYS["master_key"]


@pytest.mark.parametrize(
    ("method", "key", "master"),
    [("put_out", None, MASTER), ("light", ANVIL, MASTER), ("look", ANVIL, None), ("smell", None, None)],
)
def test_an_operation_sends_the_keys_that_it_needs(
    smithy: Smithy, method: str, key: str | None, master: str | None
) -> None:
    """One of its own, both, the one of the client where there is a choice, or none."""
    smithy.call(getattr(smithy.client().fires, method))

    assert smithy.sent.get("Authorization") == key
    assert smithy.sent.get("X-Forge-Master") == master


def test_a_further_key_comes_from_the_environment_too(smithy: Smithy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its variable is named after the provider and the scheme, and read when the client is made."""
    monkeypatch.setenv("FORGE_MASTER_KEY", "from-the-environment")
    client = smithy.client(master_key=None)
    monkeypatch.delenv("FORGE_MASTER_KEY")

    smithy.call(client.fires.put_out)

    assert smithy.sent["X-Forge-Master"] == "from-the-environment"


def test_only_calls_that_need_a_key_miss_it(smithy: Smithy) -> None:
    """Without the further key, other operations work, and one that needs it says what to pass."""
    client = smithy.client(master_key=None)

    smithy.call(client.fires.look)
    with pytest.raises(smithy.package.MissingAPIKeyError, match=r"no master_key.*FORGE_MASTER_KEY"):
        smithy.call(client.fires.light)
    assert len(smithy.requests) == 1


@pytest.mark.parametrize("key", [b"secret", "se cret", "'secret'"], ids=str)
def test_a_further_key_is_checked(smithy: Smithy, key: Any) -> None:
    """As the first is, without showing it."""
    with pytest.raises(smithy.package.InvalidArgumentError) as caught:
        smithy.client(master_key=key)
    assert "cret" not in str(caught.value)


def test_a_further_key_is_hidden(smithy: Smithy) -> None:
    """A server that quotes it does not put it into an error; a command has its variable instead."""
    smithy.answer = lambda request: httpx.Response(403, json={"message": request.headers["X-Forge-Master"]})
    client = smithy.client()

    with pytest.raises(smithy.package.PermissionDeniedError) as caught:
        smithy.call(client.fires.light)

    command = caught.value.as_curl()
    assert '-H "Authorization: Anvil $FORGE_API_KEY"' in command
    assert '-H "X-Forge-Master: $FORGE_MASTER_KEY"' in command
    for text in (command, str(caught.value), repr(caught.value.body), repr(client), repr(client._engine.settings)):
        assert MASTER not in text
        assert KEYS["api_key"] not in text


def test_another_origin_gets_neither_key(smithy: Smithy) -> None:
    """After a redirect to another origin, the further key is left out too, also in the command of an error."""
    smithy.answer = lambda request: (
        httpx.Response(307, headers={"location": "https://elsewhere.example/x"})
        if request.url.host == "forge.example"
        else httpx.Response(404, json={})
    )

    with pytest.raises(smithy.package.NotFoundError) as caught:
        smithy.call(smithy.client(follow_redirects=True).fires.light)

    assert not {"authorization", "x-forge-master"} & {*smithy.sent}
    assert "X-Forge-Master" not in caught.value.as_curl()


@pytest.mark.parametrize("header", ["authorization", "X-FORGE-MASTER"])
def test_a_header_of_a_key_is_not_the_callers(smithy: Smithy, header: str) -> None:
    """`with_options(headers=...)` refuses each header that carries a key."""
    with pytest.raises(smithy.package.InvalidArgumentError, match="carries the API key"):
        smithy.client().with_options(headers={header: "other"})


def test_the_fake_checks_the_keys(smithy: Smithy) -> None:
    """The fake's clients have all keys; a request without one that is needed is unauthorized."""
    testing = importlib.import_module("forge_client.testing")
    fake = testing.FakeForge()
    make = fake.client if smithy.caller.mode == "sync" else fake.async_client

    for method in ("put_out", "light", "look", "smell"):
        assert smithy.call(getattr(make().fires, method)).id == "piece_1"
    with fake.serve() as url:
        headers = {"authorization": "Anvil key"}
        assert httpx.post(f"{url}/fires/out", headers=headers).status_code == 401
        assert httpx.get(f"{url}/fires/both", headers=headers).status_code == 401
        assert httpx.get(f"{url}/fires/open").status_code == 200


@pytest.fixture
def commons(generated: Path) -> ModuleType:
    """The package of the provider without keys."""
    del generated
    return importlib.import_module("commons_client")


def test_an_api_without_keys_needs_none(caller: Caller, commons: ModuleType) -> None:
    """Its client has no `api_key`, reads none, sends none, and can be copied and pickled."""
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200 if len(requests) == 1 else 404, json=PIECE)

    made = commons.Commons if caller.mode == "sync" else commons.AsyncCommons
    client = made(http_client=caller.http_client(transport=httpx.MockTransport(handle)))

    assert caller.result(client.pieces.get("piece_1")).id == "piece_1"
    with pytest.raises(commons.NotFoundError) as caught:
        caller.result(client.fires.light())
    assert "authorization" not in requests[0].headers
    assert "Authorization" not in caught.value.as_curl()
    assert "*" not in str(caught.value)
    assert not {"api_key", "master_key"} & {*inspect.signature(made).parameters}
    assert repr(pickle.loads(pickle.dumps(client.with_options(replay="off")))) == repr(client)
    assert repr(client) == f"{made.__name__}(base_url='https://api.forge.example')"
    with pytest.raises(TypeError):
        made("a-key")


def test_the_fake_of_an_api_without_keys_asks_for_none(caller: Caller, commons: ModuleType) -> None:
    """Its clients call it without a key."""
    del commons
    fake = importlib.import_module("commons_client.testing").FakeCommons()
    client = fake.client() if caller.mode == "sync" else fake.async_client()

    assert caller.result(client.fires.light()).id == "piece_1"
    assert "authorization" not in fake.requests[0].headers
