"""From findings to changes of a document: what is safe to write, and what a person has to decide.

Safe is what no caller notices who does not look for it: a new field, value, status or optional parameter; null where
there was none; wider bounds. Everything else stays open, with the reason why a person has to decide it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ...contract.differences import Kind
from ...contract.documents import Document
from ...contract.rules import Rules, check
from ..decisions.decision_table import Decision
from ..disagreements import Disagreement
from ..edits import Edit, make_in
from . import new_parts, value_drafts
from .draft_reasons import REASONS, Draft


@frozen
class Proposal:
    """What to do about one finding, or about a part of it."""

    finding: Disagreement
    edits: tuple[Edit, ...] = ()
    """In order; empty if a person has to decide, or if another proposal does it already."""
    reason: str | None = None
    """Why a person has to decide; None if it is safe."""

    @property
    def is_safe(self) -> bool:
        """Whether it is written."""
        return self.reason is None


def propose(
    document: Document,
    findings: Sequence[Disagreement],
    *,
    rules: Rules = "ours",
    decided: Sequence[tuple[Disagreement, Decision]] = (),
) -> Sequence[Proposal]:
    """Draft the changes that findings ask for, in the order of the findings; what two of them need is made once.

    A change that would break a rule for documents is not safe, whatever it is. Where a field may have been renamed, or
    removed and another one added, the new name is added: it does no harm beside the old one.

    Args:
        document: The document.
        findings: The findings.
        rules: The rules that the document follows.
        decided: The differences that decisions cover. What one says about a shared schema holds for all operations.
    """
    # Outermost first: what one proposal adds, the next one finds there.
    outermost_first = sorted(enumerate(findings), key=lambda one: len(one[1].path))
    asked = [(number, part) for number, one in outermost_first for each in one.each for part in _parts(each)]
    drafts = _Drafting(document, rules, decided).drafts([part for _, part in asked])
    found: list[tuple[int, Draft]] = []
    for (number, _), draft in zip(asked, drafts, strict=True):
        # In each operation that a finding reaches the same is to be done, or is not, for the same reason.
        if draft.edits or (number, draft) not in found:
            found.append((number, draft))
    found.sort(key=lambda one: one[0])
    return [Proposal(findings[number], draft.edits, draft.reason) for number, draft in found]


class _Drafting:
    """One run: the tree with all that was drafted so far."""

    def __init__(self, document: Document, rules: Rules, decided: Sequence[tuple[Disagreement, Decision]]) -> None:
        self.document = document
        self.rules: Rules = rules
        self.decided = decided
        self.tree = document.data
        self.broken: list[tuple[str, str]] | None = None
        """The rules that the tree breaks; None if that is not known yet."""

    def drafts(self, asked: Sequence[Disagreement]) -> list[Draft]:
        """Draft what findings ask for. The rules are checked for all of them at once, and in halves if one breaks."""
        after = copy.deepcopy(self.tree)
        drafts: list[Draft] = []
        for finding in asked:
            draft = _draft(finding, after)
            reason = f"{finding.doubt}." if finding.doubt else _against(finding, self.decided) or draft.reason
            if reason is None:
                make_in(after, draft.edits)
            drafts.append(Draft(draft.edits if reason is None else (), reason))
        if any(one.edits for one in drafts) and (rule := self._newly_broken(after)):
            if len(asked) > 1:
                half = len(asked) // 2
                return [*self.drafts(asked[:half]), *self.drafts(asked[half:])]
            return [Draft(reason=f"the document would break a rule: {rule}")]
        self.tree = after
        return drafts

    def _newly_broken(self, after: dict[str, Any]) -> str:
        """The first rule that a tree breaks, and the one before it did not; empty if there is none."""
        broken = self._broken(after)
        if broken and self.broken is None:
            self.broken = self._broken(self.document.data)
        return next((f"#{at}: {reason}" for at, reason in broken if (at, reason) not in (self.broken or ())), "")

    def _broken(self, tree: dict[str, Any]) -> list[tuple[str, str]]:
        """The rules that a tree breaks: pointer, reason."""
        return [(one.pointer, one.reason) for one in check(evolve(self.document, data=tree), self.rules)]


def _against(finding: Disagreement, decided: Sequence[tuple[Disagreement, Decision]]) -> str | None:
    """The decision about another operation that keeps a shared part of the document as it is."""
    pointer = finding.document.pointer or ""
    for other, decision in decided if pointer.startswith("/components/") else ():
        is_same = (other.kind, other.document.pointer, other.path[-1:]) == (finding.kind, pointer, finding.path[-1:])
        if is_same and other.operation != finding.operation:
            return f"{other.operation} uses this too, and a decision says: {decision.reason}"
    return None


def _parts(finding: Disagreement) -> Iterator[Disagreement]:
    """What is drafted by itself for a finding."""
    if finding.kind != "renamed" or finding.guessed is None or finding.document.pointer is None:
        yield finding
        return
    above = finding.document.pointer.rpartition("/")[0]
    place, path = replace(finding.document, pointer=above), (*finding.path[:-1], str(finding.page_fact))
    yield replace(finding, kind="added", document=place, page_fact=finding.guessed, path=path)
    yield replace(finding, kind="removed", page_fact=None)


def _draft(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    where = finding.subject.partition(".")[0]
    known = _DRAFTS.get((finding.kind, where)) or _DRAFTS.get((finding.kind, ""))
    return known(finding, tree) if known is not None else Draft(reason=REASONS[finding.kind])


_Drafter: TypeAlias = Callable[[Disagreement, dict[str, Any]], Draft]
_DRAFTS: Final[Mapping[tuple[Kind, str], _Drafter]] = {
    ("added", "response"): new_parts.field,
    ("added", "parameter"): new_parts.parameter,
    ("added", "request"): new_parts.sent_field,
    ("status", ""): new_parts.status,
    ("values", ""): value_drafts.values,
    ("nullability", ""): value_drafts.nullability,
    ("type", ""): value_drafts.type_,
    ("required", ""): value_drafts.required,
    ("bounds", ""): value_drafts.bounds,
    ("default", ""): value_drafts.default,
}
