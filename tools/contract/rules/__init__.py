"""The rules that a document must keep: those of `openapi/README.md`, and those of OpenAPI itself.

`check` reports everything that is wrong with a tree, at once. It fetches nothing, runs nothing of a document, and does
not give up on a strange one.
"""

from __future__ import annotations

from typing import Literal

from ..documents import MAX_DEPTH, Document
from ..findings import Finding
from ..json_tree import is_deeper
from ..openapi_index import Index
from . import document_rules, specification, validity

__all__ = ["Rules", "check"]

Rules = Literal["ours", "foreign"]


def check(document: Document, rules: Rules) -> list[Finding]:
    """Hold a document to the rules, and report all that is wrong, file by file and in the order of each.

    Args:
        document: The document; any JSON tree will do.
        rules: `ours` for all of `openapi/README.md`, `foreign` for validity only.
    """
    if is_deeper(document.data, MAX_DEPTH):
        return [document.finding("", f"Values are nested more than {MAX_DEPTH} deep. Use named schemas.")]
    if unsupported := list(validity.unsupported_version(document)):
        return unsupported
    index = Index(document)
    all_rules = (*validity.RULES, *(document_rules.RULES if rules == "ours" else ()))
    findings = [finding for rule in all_rules for finding in rule(index)]
    # Last, so that what is said above in plainer words is not said again.
    findings += specification.errors(index, findings)
    own = document.file
    return sorted(set(findings), key=lambda one: (one.file != own, one.file, one.line or 0, one.pointer, one.reason))
