"""The time: it is looked up when it is needed, so that what replaces it in tests takes effect."""

from __future__ import annotations

import ast
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from support.providers import LUMENFALL, PROVIDERS, Provider

from runtime.http.clock import Pace

PROJECT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = sorted([*(PROJECT / "runtime").rglob("*.py"), *(PROJECT / "overlays").rglob("*.py")])
FUNCTIONS: Final = {"time": ("time", "monotonic", "sleep", "perf_counter", "time_ns"), "random": ("random", "uniform")}


def captures(tree: ast.Module) -> Iterator[str]:
    """Where a function of `time` or `random` is kept, instead of being called."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in FUNCTIONS:
            yield f"line {node.lineno}"
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name) or id(node) in called:
            continue
        if node.attr in FUNCTIONS.get(node.value.id, ()):
            yield f"line {node.lineno}"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_module_keeps_a_function_of_time(source: Path) -> None:
    """A default argument such as `clock=time.time` is fixed at import; freezegun and others replace it too late."""
    assert list(captures(ast.parse(source.read_text(encoding="utf-8")))) == []


def test_a_clients_pace_follows_the_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clock, wall clock, pause and chance of a client are those of `time` and `random` at the moment of the call."""
    pace, slept = Pace(), list[float]()
    with monkeypatch.context() as replaced:
        replaced.setattr(time, "time", lambda: 5.0)
        replaced.setattr(time, "monotonic", lambda: 6.0)
        replaced.setattr(time, "sleep", slept.append)
        replaced.setattr(random, "random", lambda: 0.25)
        pace.sleep(7.0)
        found = (pace.clock(), pace.wall_clock(), pace.chance())

    assert found == (6.0, 5.0, 0.25)
    assert slept == [7.0]


def test_a_webhook_is_as_old_as_the_replaced_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """`unwrap` accepts a webhook at the time of the test, with a client and without.

    The test replaces `time.time` itself, which is what freezegun does, and so needs no further package.
    """
    webhooks, fake = LUMENFALL.package.webhooks, LUMENFALL.fake()
    body = b'{"type": "video.completed", "data": {"id": "req_1"}}'
    headers = webhooks.sign(body, fake.webhook_secret, message_id="msg_1", timestamp=2_000_000_000.0)
    with pytest.raises(webhooks.WebhookVerificationError, match="in the future"):
        webhooks.unwrap(body, headers, fake.webhook_secret)

    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert webhooks.unwrap(body, headers, fake.webhook_secret).data.id == "req_1"
    with fake.client() as client:
        assert client.webhooks.unwrap(body, headers, fake.webhook_secret).data.id == "req_1"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_fake_follows_the_replaced_clock(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake shows the time of the test, whether it was made before the clock was replaced or after."""
    before = provider.fake()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert before.clock() == provider.fake().clock() == 2_000_000_000.0
