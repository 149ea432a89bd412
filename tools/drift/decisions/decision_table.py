"""Recorded decisions that the document is right and a page is not: `openapi/<provider>/decisions.yaml`.

A decision applies as long as the page states the same fact, whatever its words. When the page states another fact, the
difference is reported again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from ...contract.differences import Kind
from ...contract.document_facts import Operation
from ...contract.documents import Document
from ...contract.facts import Json
from ...contract.findings import Finding, InputError
from ...contract.json_tree import is_list
from ..disagreements import KINDS
from ..pages.page_table import PageEntry
from .list_file import Entry, Members, entries, entries_of, unknown
from .subjects import matches, same_fact

_KEY: Final = "decisions"
_TRUTHS: Final = frozenset({"nullability", "required", "status", "deprecated"})
"""The kinds for which a page states true or false."""
_ROOTS: Final = (
    "response",
    "request",
    "parameter",
    "method",
    "path",
    "server",
    "authentication",
    "operation",
    "header",
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision about one difference, or about several of the same kind with the same reason."""

    provider: str
    operations: tuple[str, ...]
    """The operationIds; `*` stands for any letters, as in `videos_*`."""
    kind: Kind
    subjects: tuple[str, ...]
    """The subjects; `*` stands for one part, as in `response.*.message`, and `**` at the end for any number."""
    pages: tuple[str, ...]
    """The names of the pages; empty for all pages of the operations."""
    says: Json
    """The fact that the page states. The decision applies only as long as it does."""
    reason: str
    evidence: str
    entry: Entry = field(compare=False, repr=False)
    """The entry in the decisions file."""

    def covers(self, page: str, kind: Kind, subject: str, says: Json) -> bool:
        """Whether the decision covers a difference."""
        return self.is_about(page, kind, subject) and same_fact(says, self.says)

    def is_about(self, page: str, kind: Kind, subject: str) -> bool:
        """Whether the decision would cover a difference if the page still stated the same fact."""
        is_on_page = page in self.pages or not self.pages
        return is_on_page and kind == self.kind and any(matches(subject, one) for one in self.subjects)

    def is_of(self, provider: str, operation: str) -> bool:
        """Whether the decision is about an operation."""
        return provider == self.provider and any(fnmatchcase(operation, one) for one in self.operations)

    def __str__(self) -> str:
        return f"{self.kind} of {', '.join(self.subjects)} ({', '.join(self.pages or self.operations)})"


_MEMBERS: Final[Members] = {
    "operation": (str, list), "kind": str, "subjects": list, "pages": list, "says": object, "reason": str,
    "evidence": str,
}  # fmt: skip
_REQUIRED: Final = tuple(name for name in _MEMBERS if name != "pages")


def file_of(provider: str) -> str:
    """The path of a provider's decisions, relative to the project."""
    return f"openapi/{provider}/decisions.yaml"


def load_decisions(project: Path, providers: Iterable[str]) -> list[Decision]:
    """Read the decisions of some providers.

    Raises:
        InputError: A file is not valid.
    """
    found: list[Decision] = []
    for provider in providers:
        found += _decisions(provider, entries(project, file_of(provider), _KEY, _MEMBERS, _REQUIRED))
    return found


def decisions_in(document: Document, provider: str) -> list[Decision]:
    """Read the decisions from a provider's file that was parsed before.

    Raises:
        InputError: The file is not valid.
    """
    return _decisions(provider, entries_of(document, _KEY, _MEMBERS, _REQUIRED))


def _decisions(provider: str, found: Sequence[Entry]) -> list[Decision]:
    if findings := [finding for entry in found for finding in _slips(entry)]:
        raise InputError(findings)
    return [
        Decision(
            provider=provider,
            operations=_operations(entry),
            kind=entry.members["kind"],
            subjects=tuple(map(str, entry.members["subjects"])),
            pages=tuple(map(str, entry.members.get("pages", ()))),
            says=entry.members["says"],
            reason=entry.members["reason"],
            evidence=entry.members["evidence"],
            entry=entry,
        )
        for entry in found
    ]


def _operations(entry: Entry) -> tuple[str, ...]:
    stated = entry.members["operation"]
    return (stated,) if isinstance(stated, str) else tuple(map(str, stated))


def _slips(entry: Entry) -> Iterator[Finding]:
    kind, says = entry.members["kind"], entry.members["says"]
    if kind not in KINDS:
        yield unknown(entry, "kind", kind, KINDS, "kind")
    elif kind in _TRUTHS and not isinstance(says, bool):
        yield entry.finding(f"For {kind}, `says` must be true or false. Write one of them.", "says")
    elif kind == "values" and not (is_list(says) or says is None):
        yield entry.finding("For values, `says` must be a list, or null for none. Write that.", "says")
    elif kind == "removed" and says is not None:
        yield entry.finding("If the page does not have the subject, `says` must be null. Write that.", "says")
    for number, subject in enumerate(entry.members["subjects"]):
        root = str(subject).partition(".")[0]
        if root not in _ROOTS:
            yield unknown(entry, "kind of subject", root, _ROOTS, "subjects", number)


def misplaced_decisions(
    decisions: Sequence[Decision], pages: Sequence[PageEntry], operations: Sequence[Operation]
) -> Iterator[Finding]:
    """Find decisions about an operation or a page that does not exist."""
    for decision in decisions:
        ids = [one.id for one in operations if one.provider == decision.provider]
        noun = f"operation of {decision.provider}"
        below = () if isinstance(decision.entry.members["operation"], str) else (0,)
        wrong = [one for one in enumerate(decision.operations) if not any(fnmatchcase(each, one[1]) for each in ids)]
        for number, operation in wrong:
            yield unknown(decision.entry, noun, operation, ids, "operation", *(number for _ in below))
        names = [page.name for page in pages if decision.is_of(page.provider, page.operation)]
        about = f"{decision.provider} {', '.join(decision.operations)}"
        for number, page in enumerate(decision.pages if not wrong else ()):
            if page not in names:
                yield unknown(decision.entry, f"page of {about}", page, names, "pages", number)


def covering(
    decisions: Iterable[Decision], page: str, kind: Kind, subjects: Iterable[str], says: Json
) -> Decision | None:
    """Find the decision that covers a difference under any of its subjects."""
    listed = tuple(subjects)
    return next((one for one in decisions for subject in listed if one.covers(page, kind, subject, says)), None)
