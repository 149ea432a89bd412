"""The filters of lists that fakes understand."""

from __future__ import annotations

from typing import Any, Final

import pytest

from runtime.testing.list_filters import selected

ITEMS: Final[list[Any]] = [
    {"id": "a", "status": "failed", "is_new": True, "size": 1, "created_at": "2026-03-15T00:00:00Z"},
    {"id": "b", "status": None, "is_new": False, "size": 2, "created_at": "2026-03-16T00:00:00+00:00"},
    {"id": "c", "size": 3, "created_at": 1_773_705_600},
    {"id": "d", "created_at": None},
    "no object",
]

CASES: Final[list[tuple[list[tuple[str, str]], str]]] = [
    ([], "abcdn"),
    ([("status", "failed")], "a"),
    ([("status", "None")], ""),
    ([("is_new", "true")], "a"),
    ([("is_new", "false")], "b"),
    ([("size", "1"), ("size", "3")], "ac"),
    ([("size", "1"), ("status", "other")], ""),
    ([("created_after", "2026-03-16T00:00:00Z")], "bc"),
    ([("created_before", "2026-03-16T01:00:00+01:00")], "ab"),
    ([("created_after", "1773705600")], "c"),
    ([("created_after", "2026-03-15T12:00:00"), ("created_before", "2026-03-16T12:00:00")], "b"),
    ([("created_after", "yesterday")], ""),
    ([("changed_after", "2026-03-16T00:00:00Z")], "abcdn"),
    ([("summary", "true")], "abcdn"),
    ([("limit", "1")], "abcdn"),
]


@pytest.mark.parametrize(("query", "ids"), CASES, ids=str)
def test_a_filter_selects_items_by_their_members(query: list[tuple[str, str]], ids: str) -> None:
    """A parameter that is named after a member compares it; others, and those of pages, select nothing."""
    found = selected(ITEMS, query, others=("limit",))

    assert "".join(item["id"] if isinstance(item, dict) else "n" for item in found) == ids
