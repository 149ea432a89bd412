"""Which added name is which removed one, under another name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

from .facts import ValueFacts
from .json_tree import snake

K = TypeVar("K", bound=Sequence[str])

MAX_CANDIDATES: Final = 40
"""Of either side; with more, it is not a rename that happened."""
ALIKE: Final = 0.6
"""How much of two names has to be the same; `created_at` and `started_at` have 0.7, `trace_id` and `region` 0.3."""


def pairs(
    added: Mapping[K, ValueFacts],
    removed: Mapping[K, ValueFacts],
    *,
    alike: Callable[[K, K], bool] = lambda _new, _old: True,
) -> list[tuple[K, K]]:
    """Pair what was added with what was removed, if both are of one type; the names that are most alike go together."""
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
    """Whether one name may well be a new spelling of the other; if not, that it was renamed is a guess."""
    one, other = snake(new).split("_"), snake(old).split("_")
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return SequenceMatcher(None, new.casefold(), old.casefold()).ratio() >= ALIKE


def _same_type(page: ValueFacts, known: ValueFacts) -> bool:
    if not page.types or not known.types:
        return True
    if page.source == "example":
        # 1 is a number as well.
        return page.types <= known.types or (page.types == frozenset({"integer"}) and "number" in known.types)
    return page.types == known.types
