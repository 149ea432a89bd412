"""Renames: pairs of an added and a removed name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

from .facts import ValueFacts
from .json_tree import snake

K = TypeVar("K", bound=Sequence[str])

MAX_CANDIDATES: Final = 40
"""The most names on either side; with more, the change is not a rename."""
ALIKE: Final = 0.6
"""The similarity that two names need: `created_at` and `started_at` have 0.7, `trace_id` and `region` 0.3."""


def pairs(
    added: Mapping[K, ValueFacts],
    removed: Mapping[K, ValueFacts],
    *,
    alike: Callable[[K, K], bool] = lambda _new, _old: True,
) -> list[tuple[K, K]]:
    """Pair added and removed names of the same type, the most similar names first."""
    if len(added) > MAX_CANDIDATES or len(removed) > MAX_CANDIDATES:
        return []
    candidates = [
        (-SequenceMatcher(None, new[-1].casefold(), old[-1].casefold()).ratio(), place, new, old)
        for place, (new, facts) in enumerate(added.items())
        for old, known in removed.items()
        if alike(new, old) and _same_type(facts, known)
    ]
    found: list[tuple[K, K]] = []
    for _, _, new, old in sorted(candidates, key=lambda one: one[:2]):
        if all(new != one and old != other for one, other in found):
            found.append((new, old))
    return found


def are_alike(new: str, old: str) -> bool:
    """Whether two names are so similar that a rename is more than a guess."""
    one, other = snake(new).split("_"), snake(old).split("_")
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return SequenceMatcher(None, new.casefold(), old.casefold()).ratio() >= ALIKE


def _same_type(page: ValueFacts, known: ValueFacts) -> bool:
    if not page.types or not known.types:
        return True
    if page.source == "example":
        # An integer is also a number.
        return page.types <= known.types or (page.types == frozenset({"integer"}) and "number" in known.types)
    return page.types == known.types
