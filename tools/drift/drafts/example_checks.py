"""Checks whether published examples fit the drafted schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema import exceptions as jsonschema_exceptions
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from ...contract.json_tree import is_list, short, texts


def misfit(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], *, formats: bool = True) -> str | None:
    """Why a published value does not fit a drafted schema, as a sentence; None if it does.

    Args:
        value: The published value.
        schema: The drafted schema.
        schemas: The named schemas.
        formats: Whether formats count.
    """
    document = {"schema": schema, "components": {"schemas": schemas}}
    registry: Registry[Any] = Registry[Any]().with_resource("urn:draft", DRAFT202012.create_resource(document))
    root = {"$ref": "urn:draft#/schema"}
    untyped: Any = jsonschema_exceptions
    validator: Any = Draft202012Validator(root, registry=registry, format_checker=FormatChecker() if formats else None)
    try:
        error: Any = untyped.best_match(validator.iter_errors(value))
    except RecursionError:
        return "It is nested too deep to be checked."
    if error is None:
        return None
    where = "".join(f"/{part}" for part in error.absolute_path)
    return f"`{where or '/'}`: {short(error.message).rstrip('.')}."


def fits(value: object, schema: Mapping[str, Any]) -> bool:
    """Whether a value is of the type of a drafted parameter, whose schema is flat."""
    kind = schema.get("type")
    types = [kind] if isinstance(kind, str) else texts(kind)
    if not types:
        return True
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, int | float):
        return "number" in types or ("integer" in types and isinstance(value, int))
    return (isinstance(value, str) and "string" in types) or (is_list(value) and "array" in types)
