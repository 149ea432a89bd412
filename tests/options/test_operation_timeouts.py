"""The timeouts of an operation: they hold until the caller chooses others."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import Any

import httpx
import pytest

from .conftest import Smithy


def phase(smithy: Smithy) -> float:
    """The timeout of the last request's phases."""
    (seconds,) = set(smithy.timeouts.values())
    return float(seconds)


def total(smithy: Smithy) -> float | None:
    """What remained for the last call when it was sent, nearly all; None without a limit."""
    found: float | None = smithy.requests[-1].extensions.get("remaining")
    return None if found is None else round(found, 1)


def test_the_documents_timeouts_hold_by_default(smithy: Smithy) -> None:
    """An operation without timeouts of its own has 60 and 300 seconds; one with a total alone has 60 for a phase."""
    client = smithy.client()

    smithy.call(client.pieces.create, steel="soft")
    assert (phase(smithy), total(smithy)) == (600, 900)
    smithy.call(client.fires.look)
    assert (phase(smithy), total(smithy)) == (60, 300)


def test_each_page_has_the_time_of_its_operation(smithy: Smithy, recwarn: pytest.WarningsRecorder) -> None:
    """A phase cannot take longer than the whole call, and each page of a list is a call."""
    del recwarn  # the list is deprecated
    cursors = iter(["2", "3", None])
    smithy.answer = lambda _: httpx.Response(200, json={"pieces": [{"id": "a"}], "next": next(cursors)})
    page = smithy.call(smithy.client().pieces.list)

    for _ in range(2):
        assert total(smithy) == 7.5
        assert 7 < phase(smithy) <= 7.5
        page = smithy.call(page.next_page)


CHOICES: dict[str, tuple[dict[str, Any], float, float | None]] = {
    "a timeout": ({"timeout": 5}, 5, 900),
    "a total": ({"total_timeout": 30}, 30, 30),
    "both": ({"timeout": 5.0, "total_timeout": 50.0}, 5, 50),
    "the defaults": ({"timeout": 60.0, "total_timeout": 300.0}, 60, 300),
    "no total": ({"total_timeout": None}, 600, None),
}


@pytest.mark.parametrize("given", ["constructor", "with_options"])
@pytest.mark.parametrize("choice", list(CHOICES))
def test_the_callers_choice_wins(smithy: Smithy, given: str, choice: str) -> None:
    """Also where it is the number that holds by default; what was not chosen is the document's."""
    options, seconds, whole = CHOICES[choice]
    client = smithy.client(**options) if given == "constructor" else smithy.client().with_options(**options)

    for one in (client, copy.copy(client), client.with_options(max_retries=1)):
        smithy.call(one.pieces.create, steel="soft")
        assert round(phase(smithy)) == seconds
        assert total(smithy) == whole


@pytest.mark.parametrize(("own", "seconds"), [(7.0, 7), (5.0, 600)], ids=["chosen", "httpx's default"])
def test_the_timeout_of_the_callers_client_is_a_choice(smithy: Smithy, own: float, seconds: float) -> None:
    """Unless it is httpx's own default, which nobody has chosen for these calls."""
    http_client = smithy.caller.http_client(transport=smithy.transport(), timeout=own)

    smithy.call(smithy.client(http_client=http_client).pieces.create, steel="soft")

    assert phase(smithy) == seconds


def test_a_pickle_knows_what_was_chosen(smithy: Smithy) -> None:
    """After unpickling, the document's timeouts still replace defaults, and no choices."""
    client = smithy.client(http_client=None, pickle_key=True, timeout=60.0)

    settings = pickle.loads(pickle.dumps(client))._engine.settings.with_own_timeouts(600, 900)

    assert (settings.timeout, settings.total_timeout) == (60, 900)


def test_a_wait_bounds_each_request(smithy: Smithy) -> None:
    """A request for a job's state takes no longer than the wait, whatever the document allows for it alone."""
    smithy.answer = lambda _: httpx.Response(200, json={"id": "piece_1", "steel": "hard"})

    smithy.call(smithy.client().pieces.wait, "piece_1", timeout=20)
    remaining = total(smithy)
    assert remaining is not None
    assert remaining <= 20
    smithy.call(smithy.client().pieces.get, "piece_1")
    assert total(smithy) == 900


def test_a_bound_of_the_runtime_holds_for_them(smithy: Smithy) -> None:
    """What a wait allows for a request bounds the document's timeouts, and does not extend them."""
    settings = smithy.client()._engine.settings

    assert settings.within(20).with_own_timeouts(600, 900).total_timeout == 20
    assert settings.within(20).with_own_timeouts(None, 10).total_timeout == 10
    assert settings.within(20).within(30).with_own_timeouts(None, 900).total_timeout == 20
    assert settings.changed(total_timeout=None).within(20).with_own_timeouts(600, 900).total_timeout == 20
    assert settings.changed(total_timeout=5).within(20).with_own_timeouts(600, 900).total_timeout == 5


def test_the_documentation_of_a_method_says_them(smithy: Smithy) -> None:
    """`help` of the method has its timeouts, and the constructor's signature the usual ones."""
    client_class: Any = smithy.package.Forge
    said = " ".join((inspect.getdoc(smithy.resource("pieces").create) or "").split())

    assert "600 seconds for each phase of an attempt (`timeout`) and 900 seconds in all (`total_timeout`)" in said
    shown = str(inspect.signature(client_class)).replace("'", "")
    assert "timeout: Timeout = 60.0, total_timeout: float | None = 300.0" in shown
