"""Suggestions for unknown names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_ALIKE: Final = 0.75
"""The similarity that two names need: `descripton` and `description` have 0.95, `note` and `not` 0.86."""


def suggestion(name: object, known: Iterable[str]) -> str:
    """Write " Did you mean ...?", to append to a sentence; empty if no known name is similar."""
    alike = get_close_matches(str(name).casefold(), {each.casefold(): each for each in known}, n=1, cutoff=_ALIKE)
    meant = next((each for each in known if alike and each.casefold() == alike[0]), None)
    return "" if meant is None or meant == name else f" Did you mean `{meant}`?"
