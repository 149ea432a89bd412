"""A document: read with the line of each value, and held to the rules of `openapi/README.md`.

`load` refuses what is not a plain JSON tree, written as YAML or JSON. `check` reports everything that is wrong
with a tree, at once. Neither fetches anything, runs anything of a document, or gives up on a strange one.
"""

from __future__ import annotations

from typing import Literal

from . import house_rules, openapi_validity, spec_validator
from .document_reading import MAX_DEPTH, Document, UnresolvedReferenceError, load, resolve
from .document_shape import Index
from .findings import Finding
from .json_values import is_deeper

__all__ = ["Document", "Rules", "UnresolvedReferenceError", "check", "load", "resolve"]

Rules = Literal["ours", "foreign"]


def check(document: Document, rules: Rules) -> list[Finding]:
    """Hold a document to the rules, and report all that is wrong, in the order of the file.

    Args:
        document: The document; any JSON tree will do.
        rules: `ours` for all of `openapi/README.md`, `foreign` for validity only.
    """
    if is_deeper(document.data, MAX_DEPTH):
        return [document.finding("", f"Values are nested more than {MAX_DEPTH} deep. Use named schemas.")]
    if unsupported := list(openapi_validity.unsupported_version(document)):
        return unsupported
    index = Index(document)
    all_rules = (*openapi_validity.RULES, *(house_rules.RULES if rules == "ours" else ()))
    findings = [finding for rule in all_rules for finding in rule(index)]
    # Last, so that what is said above in plainer words is not said again.
    findings += spec_validator.errors(index, findings)
    return sorted(set(findings), key=lambda one: (one.line or 0, one.pointer, one.reason))
