"""Every fault against every client over real sockets, and the table in `docs/faults.md`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from support.providers import FIRST_OPERATIONS, OPERATIONS, READS, Operation

from faults.harness import MODES, measure
from faults.kinds import FAULTS, Fault

pytestmark = pytest.mark.usefixtures("trusting")

TABLE: Final = Path(__file__).parents[2] / "docs" / "faults.md"
REWRITE: Final = "WRITE_DOCS=1 python -m pytest tests/faults/test_matrix.py"
BUDGET: Final = 15.0
"""Seconds of real time for a case, even on a busy machine; pauses are virtual."""


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=lambda operation: str(operation.provider))
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault(fault: Fault, operation: Operation, mode: str) -> None:
    """A call ends with the expected response or error, within its time limit, and leaves nothing open."""
    found = measure(fault, operation, mode)

    assert (found.gets, found.attempts) == (fault.gets, fault.all_attempts), found
    assert found.pauses == pytest.approx(fault.expected_pauses), found
    assert found.requests == fault.expected_requests, found
    assert fault.says in found.text, found
    assert found.seconds < BUDGET, found
    assert found.leaks == (), found


def _kinds() -> list[list[Operation]]:
    """The other operations by what the engine does with them: method, repetition, what is read, pages."""
    kinds: dict[object, list[Operation]] = {}
    for one in OPERATIONS:
        if one not in FIRST_OPERATIONS:
            kind = (one.http_method, one.repeatable, one in READS, one.items is not None)
            kinds.setdefault(kind, []).append(one)
    return list(kinds.values())


def _further() -> Iterator[Any]:
    for operations in _kinds():
        for number, fault in enumerate(FAULTS):
            operation = operations[number % len(operations)]
            # An even number of operations would otherwise always meet the same call style.
            mode = MODES[(number + number // len(operations)) % 2]
            # Where a redirect leads, a method other than GET may not follow.
            if operation.http_method == "get" or "redirect" not in fault.name:
                yield pytest.param(fault, operation, mode, id=f"{operation}-{fault}-{mode}")


@pytest.mark.parametrize(("fault", "operation", "mode"), list(_further()))
def test_every_kind_of_operation_meets_every_fault(fault: Fault, operation: Operation, mode: str) -> None:
    """Other operations end in the same way; one that may not be repeated is sent once, and one without a body ignores it.

    The operations of a kind, which the engine treats alike, share the faults, either sync or async.
    """
    found = measure(fault, operation, mode)

    if operation.repeatable and operation in READS:
        assert (found.gets, found.attempts) == (fault.gets, fault.all_attempts), found
    assert operation.repeatable or found.requests <= fault.calls, found
    assert not found.gets.startswith("foreign"), found
    assert found.seconds < BUDGET, found
    assert found.leaks == (), found


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_what_may_cost_money_is_sent_once(fault: Fault, mode: str) -> None:
    """A POST without an idempotency key reaches the server at most once for each call, whatever fails."""
    found = measure(fault, FIRST_OPERATIONS[0], mode, "POST")

    assert found.requests == fault.expected_posts <= fault.calls, found
    assert not found.gets.startswith("foreign"), found
    assert found.seconds < BUDGET, found
    assert found.leaks == (), found


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if "redirect" not in fault.name], ids=str)
def test_a_key_makes_a_post_as_safe_as_a_get(fault: Fault) -> None:
    """A POST with an idempotency key is sent as often as a GET, and ends in the same way."""
    found = measure(fault, FIRST_OPERATIONS[1], "sync", "POST with a key")

    assert (found.gets, found.attempts) == (fault.gets, fault.all_attempts), found


def test_the_table_in_the_docs_is_what_is_measured() -> None:
    """`docs/faults.md` shows what the tests above compare each measurement with."""
    text = _table()
    if os.environ.get("WRITE_DOCS"):
        TABLE.write_text(text, encoding="utf-8")

    assert TABLE.exists(), f"docs/faults.md is missing; write it with `{REWRITE}`"
    committed, expected = TABLE.read_text(encoding="utf-8").splitlines(), text.splitlines()
    differences = [f"- {line}" for line in committed if line not in expected]
    differences += [f"+ {line}" for line in expected if line not in committed]
    assert committed == expected, "\n".join(
        [
            "docs/faults.md differs from what the tests expect (-: in the docs, +: expected).",
            *differences,
            f"If that is intended, rewrite it with `{REWRITE}`.",
        ]
    )


def _table() -> str:
    rows = [_row(fault) for fault in FAULTS]
    return "\n".join(
        [
            f"<!-- Written by `{REWRITE}`, and checked by the same tests. Do not edit. -->",
            "# What a caller gets when a server fails",
            "",
            f"The tests run {len(FAULTS)} server behaviours over real sockets on loopback, each against the three clients, sync and",
            f"async: {len(FAULTS) * len(FIRST_OPERATIONS) * len(MODES)} cases. Each case ended as the table says and within its time",
            "limit, raised only the clients' own exceptions, and left no socket and no task open. `max_retries` is 2.",
            "",
            "- **Result**: the response as a model, or the error. A connection error says whether the request may have",
            "  been delivered in any of the attempts (`error.maybe_delivered`). A status error says the same: it is true if an",
            "  earlier attempt may have been carried out, or if the status leaves that open, as a 502 does.",
            "- **Attempts** for a GET, and the longest **pauses** between them in seconds. The actual pause is random, from 0",
            "  to this value (full jitter); a pause that the server asked for is kept exactly.",
            "- **POSTs read**: the number of requests that the server read for a POST without an idempotency key,",
            "  which may cost money.",
            "",
            "| Server behaviour | Result | Attempts | Pauses | POSTs read |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _row(fault: Fault) -> str:
    name = fault.name + (" (two calls)" if fault.calls > 1 else "")
    pauses = ", ".join(f"{pause:g}" for pause in fault.expected_pauses if pause)
    attempts = fault.attempts if fault.calls == 1 else f"{fault.all_attempts} in all"
    return f"| {name} | {fault.gets} | {attempts} | {pauses or 'none'} | {fault.expected_posts} |"
