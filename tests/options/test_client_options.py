"""Headers that are options of the client: which requests carry them, and what hides the secret ones."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from typing import Any

import httpx
import pytest

from .conftest import Smithy

SEAL = "seal-secret-9f3b"


def test_the_client_sends_an_option_where_the_operation_takes_it(smithy: Smithy) -> None:
    """Each operation that lists the header sends the client's value; no other operation does."""
    client = smithy.client(replay="mock", guild="farriers")

    smithy.call(client.pieces.get, "piece_1")
    assert smithy.sent["X-Forge-Replay"] == "mock"
    assert smithy.sent["X-Forge-Strikes"] == "3"
    assert "X-Forge-Guild" not in smithy.sent
    smithy.call(client.fires.look)
    assert not [name for name in smithy.sent if name.startswith("x-forge")]
    smithy.call(client.pieces.create, steel="soft")
    assert smithy.sent["X-Forge-Guild"] == "farriers"


def test_the_call_wins_over_the_client(smithy: Smithy) -> None:
    """An argument replaces the client's value for one call; None sends nothing; `UNSET` keeps that of the client."""
    client = smithy.client(replay="mock")

    smithy.call(client.pieces.get, "piece_1", replay="off", strikes=9)
    assert smithy.sent["X-Forge-Replay"] == "off"
    assert smithy.sent["X-Forge-Strikes"] == "9"
    smithy.call(client.pieces.get, "piece_1", replay=None)
    assert "X-Forge-Replay" not in smithy.sent
    smithy.call(client.pieces.get, "piece_1", replay=smithy.package.UNSET)
    assert smithy.sent["X-Forge-Replay"] == "mock"


def test_a_copy_has_options_of_its_own(smithy: Smithy) -> None:
    """`with_options` changes a copy alone; an option that is not passed stays, and None removes it."""
    client = smithy.client(replay="mock", seal=SEAL)
    copies = {"off": client.with_options(replay="off"), None: client.with_options(replay=None)}
    copies["mock"] = copy.copy(client).with_options(max_retries=1)

    for value, one in copies.items():
        smithy.call(one.pieces.get, "piece_1")
        assert smithy.sent.get("X-Forge-Replay") == value
        assert smithy.sent["X-Forge-Seal"] == SEAL
    smithy.call(client.pieces.get, "piece_1")
    assert smithy.sent["X-Forge-Replay"] == "mock"


def test_all_pages_of_a_list_carry_it(smithy: Smithy, recwarn: pytest.WarningsRecorder) -> None:
    """What a list was called with is sent for its further pages too."""
    del recwarn  # the list is deprecated
    pages = iter([{"pieces": [{"id": "a"}], "next": "2"}, {"pieces": [{"id": "b"}], "next": None}])
    smithy.answer = lambda _: httpx.Response(200, json=next(pages))
    page = smithy.call(smithy.client().pieces.list, replay="off")

    assert smithy.call(page.next_page).items[0].id == "b"
    assert [request.headers["X-Forge-Replay"] for request in smithy.requests] == ["off", "off"]


def test_a_wait_sends_it(smithy: Smithy) -> None:
    """A job is started with the call's value, or the client's, and its state is requested with the client's."""
    smithy.answer = lambda _: httpx.Response(200, json={"id": "piece_1", "steel": "hard"})

    client = smithy.client(replay="mock")
    smithy.call(client.pieces.create_and_wait, steel="soft", replay="off", timeout=20)
    smithy.call(client.with_options(replay=None).pieces.create_and_wait, steel="soft")

    sent = [(request.method, request.headers.get("X-Forge-Replay")) for request in smithy.requests]
    assert [one for one in sent if one[0] == "POST"] == [("POST", "off"), ("POST", None)]
    assert {one for one in sent if one[0] == "GET"} <= {("GET", "mock"), ("GET", None)}


def test_an_option_that_is_needed_comes_from_either(smithy: Smithy) -> None:
    """A header that the document requires is an argument or an option; without both, nothing is sent."""
    client = smithy.client(guild=None)

    with pytest.raises(smithy.package.InvalidArgumentError, match="guild is missing") as caught:
        smithy.call(client.pieces.create, steel="soft")
    assert caught.value.operation == "pieces.create"
    assert smithy.requests == []
    smithy.call(client.pieces.create, steel="soft", guild="smiths")
    assert smithy.sent["X-Forge-Guild"] == "smiths"


@pytest.mark.parametrize("options", [{"replay": "a\r\nb"}, {"seal": "a\nb"}, {"seal": 5}], ids=str)
def test_a_value_that_no_header_has_is_refused_at_once(smithy: Smithy, options: dict[str, Any]) -> None:
    """By the constructor and by `with_options`, with the header's name."""
    refused = smithy.package.InvalidArgumentError

    with pytest.raises(refused, match="X-Forge-"):
        smithy.client(**options)
    with pytest.raises(refused, match="X-Forge-"):
        smithy.client().with_options(**options)


def test_bounds_hold_for_the_clients_value_too(smithy: Smithy) -> None:
    """A number out of the documented bounds is not sent, wherever it comes from."""
    with pytest.raises(smithy.package.InvalidArgumentError, match="strikes must be at most 9, not 10"):
        smithy.call(smithy.client(strikes=10).pieces.get, "piece_1")
    assert smithy.requests == []


@pytest.mark.parametrize("given", ["client", "call"])
def test_a_secret_is_hidden(smithy: Smithy, caplog: pytest.LogCaptureFixture, given: str) -> None:
    """A secret header reaches the server, and no hook, log record, error, command or repr shows it."""
    caplog.set_level(logging.DEBUG)
    seen: list[Any] = []
    hooks = smithy.package.Hooks(request=seen.append, response=seen.append)
    smithy.answer = lambda request: httpx.Response(
        400, json={"message": f"bad {request.headers['X-Forge-Seal']}"}, headers={"X-Echo": SEAL}
    )
    client = smithy.client(hooks=hooks, **({"seal": SEAL} if given == "client" else {}))

    with pytest.raises(smithy.package.BadRequestError) as caught:
        smithy.call(client.pieces.get, "piece_1", **({"seal": SEAL} if given == "call" else {}))

    error = caught.value
    assert smithy.sent["X-Forge-Seal"] == SEAL
    assert "X-Forge-Seal: NOT-SHOWN" in error.as_curl()
    shown = [repr(client), repr(client._engine.settings), error.as_curl(), str(error), repr(error.body)]
    shown += [repr(dict(error.headers)), *map(repr, seen), caplog.text, "".join(traceback.format_exception(error))]
    assert not [text for text in shown if SEAL in text]
    assert "bad **********" in str(error)


def test_a_secret_argument_of_a_call_alone_is_hidden(smithy: Smithy) -> None:
    """So is a secret header that is no option."""
    smithy.answer = lambda _: httpx.Response(400, json={"message": "bad token-123456"})

    with pytest.raises(smithy.package.BadRequestError) as caught:
        smithy.call(smithy.client().pieces.create, steel="soft", x_forge_trace="trace", x_forge_token="token-123456")

    assert smithy.sent["X-Forge-Token"] == "token-123456"
    assert "X-Forge-Trace: trace" in caught.value.as_curl()
    assert "token-123456" not in caught.value.as_curl() + str(caught.value)


def test_another_origin_gets_no_option(smithy: Smithy) -> None:
    """After a redirect to another origin, neither keys nor options are sent."""
    smithy.answer = lambda request: (
        httpx.Response(307, headers={"location": "https://elsewhere.example/x"})
        if request.url.host == "forge.example"
        else httpx.Response(200, json={"id": "piece_1"})
    )
    smithy.call(smithy.client(follow_redirects=True, replay="mock", seal=SEAL).pieces.get, "piece_1")

    assert [request.url.host for request in smithy.requests] == ["forge.example", "elsewhere.example"]
    assert not {"x-forge-replay", "x-forge-seal", "authorization"} & {*smithy.sent}


@pytest.mark.parametrize("pickle_key", [False, True], ids=["without keys", "with keys"])
def test_options_are_pickled(smithy: Smithy, monkeypatch: pytest.MonkeyPatch, pickle_key: bool) -> None:
    """A pickle has the options, and with `pickle_key` the secret ones and all keys; otherwise it has no secret."""
    monkeypatch.setenv("FORGE_API_KEY", "env-key-123")
    monkeypatch.setenv("FORGE_MASTER_KEY", "env-master-123")
    client = smithy.client(replay="mock", seal=SEAL, http_client=None, pickle_key=pickle_key)

    dumped = pickle.dumps(client)
    settings = pickle.loads(dumped)._engine.settings

    assert (SEAL.encode() in dumped) == pickle_key
    assert (b"master-key-5678" in dumped) == pickle_key
    assert settings.options["replay"] == "mock"
    assert ("seal" in settings.options) == pickle_key
    expected = "master-key-5678" if pickle_key else "env-master-123"
    assert settings.further_keys["master_key"].reveal() == expected
    assert expected not in settings.api_key.masked(f"it is {expected}")


def test_the_fakes_clients_take_options(smithy: Smithy) -> None:
    """`fake.client` has the client's options, and its requests show what was sent."""
    testing = __import__("forge_client.testing", fromlist=["FakeForge"])
    fake = testing.FakeForge()
    make = fake.client if smithy.caller.mode == "sync" else fake.async_client
    client = make(replay="mock")

    assert smithy.call(client.pieces.get, "piece_1").id == "piece_1"
    assert fake.requests[0].headers["x-forge-replay"] == "mock"
