# Copied from runtime/values/json_values.py by `nox -s generate`. Do not edit.
"""What a JSON value is, in words that type checkers understand."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object; its keys are strings then."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def member(value: object, name: str) -> Any:
    """A member of an object; None if it has none of that name, or is no object."""
    return value.get(name) if is_object(value) else None
