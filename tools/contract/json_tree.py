"""JSON of any shape: looking into values whose type nobody has checked, and showing them to people.

Documents come from anywhere, so no rule may rely on finding a mapping where OpenAPI has one. What is asked for here is
empty instead of wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeGuard


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value is a mapping."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a value is a list."""
    return isinstance(value, list)


def is_text(value: object) -> TypeGuard[str]:
    """Whether a value is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def as_mapping(value: object) -> dict[str, Any]:
    """Take a value if it is a mapping, else an empty one."""
    return value if is_mapping(value) else {}


def as_list(value: object) -> list[Any]:
    """Take a value if it is a list, else an empty one."""
    return value if is_list(value) else []


def texts(value: object) -> list[str]:
    """The texts of a list."""
    return [item for item in as_list(value) if isinstance(item, str)]


def is_deeper(value: object, levels: int) -> bool:
    """Whether mappings and lists are nested in each other more often than that; does not recurse."""
    level = [value]
    for _ in range(levels + 1):
        level = [below for here in level for below in (here.values() if is_mapping(here) else as_list(here))]
    return any(is_mapping(here) or is_list(here) for here in level)


def short(text: str) -> str:
    """A text on one line, without control characters, the middle of a long one left out: for terminals and logs."""
    flat = " ".join(text.split())
    flat = "".join(character if character.isprintable() else "\ufffd" for character in flat)
    return flat if len(flat) <= 200 else f"{flat[:140]} ... {flat[-50:]}"


def shown(name: object) -> str:
    """A name or a value as messages have it, in backquotes."""
    return short(f"`{name}`" if isinstance(name, str) and name.isprintable() else f"`{name!r}`")


@lru_cache(maxsize=10_000)
def snake(name: str) -> str:
    """A name in snake case."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name))
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
