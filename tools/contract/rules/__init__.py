"""The rules for documents: those of `openapi/README.md`, and those of OpenAPI itself.

`check` reports all errors at once. It fetches nothing, runs nothing from a document, and accepts any JSON tree.
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
    """Check a document against the rules, and report all findings, by file and line.

    Args:
        document: The document, which may be any JSON tree.
        rules: `ours` for all rules of `openapi/README.md`, `foreign` for valid OpenAPI only.
    """
    if is_deeper(document.data, MAX_DEPTH):
        return [document.finding("", f"Values are nested more than {MAX_DEPTH} deep. Use named schemas.")]
    if unsupported := list(validity.unsupported_version(document)):
        return unsupported
    index = Index(document)
    all_rules = (*validity.RULES, *(document_rules.RULES if rules == "ours" else ()))
    findings = [finding for rule in all_rules for finding in rule(index)]
    # Last, because it leaves out what the rules above have reported in plainer words.
    findings += specification.errors(index, findings)
    own = document.file
    return sorted(set(findings), key=lambda one: (one.file != own, one.file, one.line or 0, one.pointer, one.reason))
