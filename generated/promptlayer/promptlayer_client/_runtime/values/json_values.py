# Copied from runtime/values/json_values.py by `nox -s generate`. Do not edit.
"""Type guards for JSON values."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object, whose keys are always strings."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def is_sequence(value: object) -> TypeGuard[Collection[Any]]:
    """Whether a Python value may be written as an array: a list, a tuple, a set and the like, but no text or bytes."""
    return isinstance(value, (Sequence, Set)) and not isinstance(value, (str, bytes, bytearray, memoryview))


def member(value: object, name: str) -> Any:
    """Return a member of an object; None if there is no such member, or if the value is not an object."""
    return value.get(name) if is_object(value) else None
