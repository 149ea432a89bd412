"""Patterns of subjects, as decisions and the policy write them."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase

from ...contract.facts import Json
from ...contract.json_tree import is_list


def matches(subject: str, pattern: str) -> bool:
    """Whether a subject matches a pattern: `*` stands for one part, `**` at the end for any number of them."""
    parts, patterns = _parts(subject), _parts(pattern)
    if patterns[-1:] == ["**"]:
        patterns = patterns[:-1]
        parts = parts[: len(patterns)]
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))


def _parts(text: str) -> list[str]:
    # Brackets of a list are no set of letters.
    return text.replace("[]", "()").split(".")


def same_fact(one: Json, other: Json) -> bool:
    """Whether two facts are the same: values and types have no order."""
    return _canonical(one) == _canonical(other)


def _canonical(value: Json) -> str:
    if is_list(value):
        return json.dumps(sorted(json.dumps(one, sort_keys=True) for one in value))
    return json.dumps(value, sort_keys=True)
