"""Access to JSON of unknown shape, and its presentation in messages.

Documents may have any author, so a rule cannot rely on finding a mapping where OpenAPI requires one. The functions here
return an empty value instead of failing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, TypeGuard


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value is a mapping."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a value is a list."""
    return isinstance(value, list)


def is_text(value: object) -> TypeGuard[str]:
    """Whether a value is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def as_mapping(value: object) -> dict[str, Any]:
    """Return a value if it is a mapping, else an empty mapping."""
    return value if is_mapping(value) else {}


def as_list(value: object) -> list[Any]:
    """Return a value if it is a list, else an empty list."""
    return value if is_list(value) else []


def texts(value: object) -> list[str]:
    """The strings in a list."""
    return [item for item in as_list(value) if isinstance(item, str)]


def references(value: object) -> dict[str, None]:
    """The names of the components that a part of a document refers to, at any depth, in the order of the document."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if is_mapping(here):
            if isinstance(reference := here.get("$ref"), str):
                found[reference.rsplit("/", 1)[-1]] = None
            waiting += reversed(here.values())
        else:
            waiting += reversed(as_list(here))
    return found


def is_deeper(value: object, levels: int) -> bool:
    """Whether mappings and lists are nested deeper than a limit; does not recurse."""
    level = [value]
    for _ in range(levels + 1):
        level = [below for here in level for below in (here.values() if is_mapping(here) else as_list(here))]
    return any(is_mapping(here) or is_list(here) for here in level)


def short(text: str) -> str:
    """Shorten a text to one line without control characters, leaving out the middle, for terminals and logs."""
    flat = " ".join(text.split())
    flat = "".join(character if character.isprintable() else "\ufffd" for character in flat)
    return flat if len(flat) <= 200 else f"{flat[:140]} ... {flat[-50:]}"


def shown(name: object) -> str:
    """Write a name or a value in backquotes, for messages."""
    return short(f"`{name}`" if isinstance(name, str) and name.isprintable() else f"`{name!r}`")


@lru_cache(maxsize=10_000)
def snake(name: str) -> str:
    """Convert a name to snake case."""
    plain = unicodedata.normalize("NFKC", name)  # as Python does with identifiers
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", plain))
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
