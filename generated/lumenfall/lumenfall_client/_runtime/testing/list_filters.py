# Copied from runtime/testing/list_filters.py by `nox -s generate`. Do not edit.
"""The filters of a list that a fake understands: those whose parameters are named after the members of the items."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timezone
from operator import ge, le
from typing import Any, Final

from ..values.json_values import is_object

_BOUND: Final = re.compile(r"(.+)_(after|before)").fullmatch
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {"after": ge, "before": le}


def selected(items: Sequence[Any], query: Iterable[tuple[str, str]], *, others: Collection[str]) -> list[Any]:
    """The items that a query selects.

    `status=failed` selects the items with that `status`. `created_after` and `created_before` compare `created_at`, and
    select an item with that very time too. If a name is repeated, one of its values is enough. A parameter that is not
    named after a member of an item selects nothing.

    Args:
        items: All items.
        query: The parameters of the request.
        others: The parameters that say which page is requested.
    """
    wanted: dict[str, list[str]] = {}
    for name, value in query:
        if name not in others:
            wanted.setdefault(name, []).append(value)
    for name, values in wanted.items():
        test = _test_of(name, items)
        if test is not None:
            items = [item for item in items if is_object(item) and any(test(item, value) for value in values)]
    return list(items)


def _test_of(name: str, items: Sequence[Any]) -> Callable[[Mapping[str, Any], str], bool] | None:
    """What a parameter asks of an item; None if it is not a filter that the fake understands."""
    if _is_member(name, items):
        return lambda item, value: _text(item.get(name)) == value
    bound = _BOUND(name)
    if bound is None or not _is_member(f"{bound[1]}_at", items):
        return None
    member, is_within = f"{bound[1]}_at", _COMPARISONS[bound[2]]

    def test(item: Mapping[str, Any], value: str) -> bool:
        time, limit = _instant(item.get(member)), _instant(value)
        return time is not None and limit is not None and is_within(time, limit)

    return test


def _is_member(name: str, items: Sequence[Any]) -> bool:
    return any(is_object(item) and name in item for item in items)


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _instant(value: Any) -> float | None:
    """A time, as text or in Unix seconds; None if it is neither."""
    try:
        if isinstance(value, (int, float)):
            return float(value)
        time = datetime.fromisoformat(str(value))
        return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).timestamp()
    except (ValueError, OverflowError):
        pass
    try:
        return float(value)
    except (ValueError, TypeError):
        return None
