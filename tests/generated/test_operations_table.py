"""Every operation of every client, and the table in `docs/operations.md`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from support.calling import Caller
from support.providers import OPERATIONS, PROVIDERS, STREAMS, Operation, Provider
from support.statuses import error_of

TABLE: Final = Path(__file__).parents[2] / "docs" / "operations.md"
REWRITE: Final = "WRITE_DOCS=1 python -m pytest tests/generated/test_operations_table.py"


def answered(operation: Operation, mode: str) -> int:
    """How many documented examples a client gets from the fake: a success as its type, a failure as its error."""
    fake = operation.provider.fake()
    caller = Caller(mode)
    http_client = caller.http_client(transport=fake.transport())
    client = caller.client(operation.provider, "https://the.fake", http_client=http_client)
    call = caller.operation(client, operation)
    count = 0
    try:
        for status, name, value in operation.examples():
            fake.respond(operation.name, name)
            if status >= 300:
                with pytest.raises(operation.provider.error(error_of(status))):
                    call()
            elif operation.unwrapped(value) is None:  # an envelope without its object is a refusal
                with pytest.raises(operation.provider.root_error):
                    call()
            else:
                assert call() is not None
            count += 1
        if operation.success() is None:
            assert call() is None
            count += 1
    finally:
        caller.close()
    return count


@pytest.fixture(scope="module")
def table() -> str:
    """The table, as the clients and the fakes are now."""
    return "\n".join(
        [
            f"<!-- Written by `{REWRITE}`, and checked by the same test. Do not edit. -->",
            "# Operations",
            "",
            "Each method, the request that it sends, and the page that documents it. The tests take every documented example",
            "from the provider's fake with a sync and an async client: a success is decoded, and a failure is the error of its",
            "status. The columns **sync** and **async** count them. Beside these methods, clients have those of jobs and of",
            "overlays, such as `wait` and `download`; the README of each package describes them.",
            *(line for provider in PROVIDERS for line in _of(provider)),
            "",
        ]
    )


def _of(provider: Provider) -> list[str]:
    return [
        "",
        f"## {provider.client}",
        "",
        "| method | request | page | sync | async | statuses |",
        "|---|---|---|---|---|---|",
        *map(_row, (*provider.operations, *provider.streams)),
    ]


def _row(operation: Operation) -> str:
    cells = [
        f"`{operation.resource}.{operation.method}`",
        f"`{operation.http_method.upper()} {operation.template}`",
        f"[{operation.node['externalDocs']['url'].partition('://')[2]}]({operation.node['externalDocs']['url']})",
        *(f"{answered(operation, mode)} examples" for mode in ("sync", "async")),
        ", ".join(str(status) for status, _ in operation.responses()),
    ]
    assert all(cells)
    return f"| {' | '.join(cells)} |"


def test_the_table_in_the_docs_is_true(quiet_environment: None, table: str) -> None:
    """`docs/operations.md` lists each operation with the examples that both call styles get from its fake."""
    if os.environ.get("WRITE_DOCS"):
        TABLE.write_text(table, encoding="utf-8")

    assert TABLE.exists(), f"docs/operations.md is missing; write it with `{REWRITE}`"
    assert TABLE.read_text(encoding="utf-8").splitlines() == table.splitlines(), f"rewrite it with `{REWRITE}`"


def test_no_operation_is_missing(table: str) -> None:
    """Each operation of each document has one row, without an empty cell."""
    rows = [line for line in table.splitlines() if line.startswith("| `")]

    assert len(rows) == len(OPERATIONS) + len(STREAMS)
    assert not any("|  |" in row for row in rows)


@pytest.mark.parametrize("operation", (*OPERATIONS, *STREAMS), ids=str)
def test_both_call_styles_get_each_example(quiet_environment: None, operation: Operation) -> None:
    """What one call style gets from the fake, the other gets too."""
    assert answered(operation, "sync") == answered(operation, "async") > 0
