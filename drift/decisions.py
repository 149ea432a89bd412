"""Where we know better than a page: `openapi/drift/decisions.yaml`.

A decision is bound to what the page states, not to its words: when the page states something else, it does not hold
any more, and the difference is open again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from codegen.findings import Finding as InputFinding
from codegen.findings import InputError
from codegen.json_values import is_list

from .data_files import FOLDER, entries
from .facts import Json
from .findings import KINDS, Kind

FILE: Final = f"{FOLDER}/decisions.yaml"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about one difference, or about several of one kind for one reason."""

    provider: str
    operation: str
    kind: Kind
    subjects: tuple[str, ...]
    """Subjects; `*` stands for one part, as in `response.*.message`."""
    pages: tuple[str, ...]
    """The pages that it is about, by name."""
    says: Json
    """What the page states: the fact that the decision is bound to."""
    reason: str
    evidence: str

    def covers(self, page: str, kind: Kind, subject: str, says: Json) -> bool:
        """Whether a difference was decided upon."""
        return (
            page in self.pages
            and kind == self.kind
            and _canonical(says) == _canonical(self.says)
            and any(_matches(subject, pattern) for pattern in self.subjects)
        )

    def __str__(self) -> str:
        return f"{self.kind} of {', '.join(self.subjects)} ({', '.join(self.pages)})"


def _matches(subject: str, pattern: str) -> bool:
    parts, patterns = subject.split("."), pattern.split(".")
    return len(parts) == len(patterns) and all(
        fnmatchcase(part.replace("[]", "()"), one.replace("[]", "()"))
        for part, one in zip(parts, patterns, strict=True)
    )


def _canonical(value: Json) -> str:
    if is_list(value):
        # Values and types are sets.
        return json.dumps(sorted(json.dumps(one, sort_keys=True) for one in value))
    return json.dumps(value, sort_keys=True)


def load_decisions(project: Path) -> list[Decision]:
    """Read all decisions.

    Raises:
        InputError: The file cannot be used.
    """
    members: dict[str, type | tuple[type, ...]] = {
        "provider": str, "operation": str, "kind": str, "subjects": list, "pages": list, "says": object, "reason": str,
        "evidence": str,
    }  # fmt: skip
    found = entries(project, FILE, "decisions", members, tuple(members))
    unknown = [one["kind"] for one in found if one["kind"] not in KINDS]
    if unknown:
        raise InputError([InputFinding(FILE, "", f"There is no kind {unknown[0]!r}; there are {', '.join(KINDS)}.")])
    return [
        Decision(
            provider=one["provider"],
            operation=one["operation"],
            kind=one["kind"],
            subjects=tuple(map(str, one["subjects"])),
            pages=tuple(map(str, one["pages"])),
            says=one["says"],
            reason=one["reason"],
            evidence=one["evidence"],
        )
        for one in found
    ]


def covering(
    decisions: Iterable[Decision], page: str, kind: Kind, subjects: Iterable[str], says: Json
) -> Decision | None:
    """The decision that covers a difference under any of its subjects."""
    listed = tuple(subjects)
    return next((one for one in decisions for subject in listed if one.covers(page, kind, subject, says)), None)
