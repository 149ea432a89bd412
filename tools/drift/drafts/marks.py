"""Marks where a person must decide, and what a draft has to report."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from ...contract.extensions import DRAFT
from .yaml_blocks import Items, Members

TODO: Final = "TODO(draft)"


def mark(holder: Members, question: str) -> None:
    """Mark a place where a person must decide. `generate` refuses the document until the mark is gone."""
    before = holder.get(DRAFT)
    if before is None:
        holder[DRAFT] = question
        holder.comment(DRAFT, f"{TODO}: decide, then remove `{DRAFT}` and this comment.")
    elif question not in (before if isinstance(before, list) else [before]):
        holder[DRAFT] = Items([*(before if isinstance(before, list) else [before]), question])


@define
class Report:
    """What a draft has to say besides what it writes, a line each, without repeats."""

    lines: list[str] = field(factory=list[str])

    def add(self, line: str) -> None:
        """Say something once."""
        if line not in self.lines:
            self.lines.append(line)
