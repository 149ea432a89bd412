"""The rules for documents: those of `openapi/README.md`, and those of OpenAPI itself.

`check` reports all errors at once. It fetches nothing, runs nothing from a document, and accepts any JSON tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

from ..documents import MAX_DEPTH, Document
from ..findings import Finding
from ..json_tree import is_deeper
from ..openapi_index import Index
from . import document_rules, specification, validity

__all__ = ["Judgement", "Rules", "check", "judge"]

Rules = Literal["ours", "foreign"]


@frozen
class Judgement:
    """What is wrong with a document."""

    errors: Sequence[Finding]
    warnings: Sequence[Finding]
    """What is not valid, though a package can be made without it. The adaptation of foreign documents reports such
    places itself if it needs them."""


def check(document: Document, rules: Rules) -> list[Finding]:
    """Check a document against the rules, and report all findings, by file and line.

    Args:
        document: The document, which may be any JSON tree.
        rules: `ours` for all rules of `openapi/README.md`, `foreign` for valid OpenAPI only.
    """
    found = judge(document, rules)
    return _in_order([*found.errors, *found.warnings], document)


def judge(document: Document, rules: Rules) -> Judgement:
    """Check a document as `check` does, and tell errors from warnings.

    Args:
        document: The document, which may be any JSON tree.
        rules: As in `check`. Documents of ours have no warnings.
    """
    if is_deeper(document.data, MAX_DEPTH):
        return Judgement(
            [document.finding("", f"Values are nested more than {MAX_DEPTH} deep. Use named schemas.")], []
        )
    if unsupported := list(validity.unsupported_version(document)):
        return Judgement(unsupported, [])
    index = Index(document)
    needed = (*validity.NEEDED, *((*validity.OTHERS, *document_rules.RULES) if rules == "ours" else ()))
    errors = [finding for rule in needed for finding in rule(index)]
    others = validity.OTHERS if rules == "foreign" else ()
    warnings = [finding for rule in others for finding in rule(index)]
    # Last, because it leaves out what the rules above have reported in plainer words.
    invalid = list(specification.errors(index, [*errors, *warnings]))
    if rules == "ours":
        errors += invalid
    else:
        warnings += invalid
    return Judgement(_in_order(errors, document), _in_order(warnings, document))


def _in_order(findings: Iterable[Finding], document: Document) -> list[Finding]:
    own = document.file
    return sorted(set(findings), key=lambda one: (one.file != own, one.file, one.line or 0, one.pointer, one.reason))
