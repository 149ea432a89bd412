"""Differences that our rules for documents make on purpose: `openapi/policy.yaml`.

One rule covers a difference of every operation of every provider whose row has `rules = "ours"`. What it covers is
counted. When a page changes what it states about something, that is reported until the page is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...contract.differences import Difference, Kind
from ...contract.facts import Json
from ...contract.findings import Finding, InputError
from ...contract.json_tree import as_list, snake
from ..disagreements import KINDS
from .list_file import Entry, Members, entries, unknown
from .subjects import matches, same_fact

FILE: Final = "openapi/policy.yaml"

_KEY: Final = "policy"
_MEMBERS: Final[Members] = {
    "name": str, "kind": str, "subjects": list, "page": object, "document": object, "only_if": str, "reason": str,
}  # fmt: skip
_REQUIRED: Final = ("name", "kind", "subjects", "reason")


@dataclass(frozen=True, kw_only=True)
class PolicyRule:
    """One rule, with the differences that it makes."""

    name: str
    kind: Kind
    subjects: tuple[str, ...]
    """Patterns of subjects; `**` at the end stands for any number of parts."""
    facts: Mapping[str, Json]
    """What the `page` and the `document` state, where the rule is about one statement only."""
    only_if: str | None
    """A condition, one of `CONDITIONS`."""
    reason: str
    entry: Entry = field(compare=False, repr=False)

    def covers(self, one: Difference) -> bool:
        """Whether it makes a difference."""
        stated = {"page": one.after, "document": one.before}
        return (
            one.kind == self.kind
            and any(matches(one.subject, pattern) for pattern in self.subjects)
            and all(same_fact(stated[side], fact) for side, fact in self.facts.items())
            and (self.only_if is None or CONDITIONS[self.only_if](one))
        )


def _is_constant(one: Difference) -> bool:
    return len(as_list(one.after)) == 1


def _is_optional(one: Difference) -> bool:
    return one.before_value is not None and not one.before_value.required


def _is_path_id(one: Difference) -> bool:
    """Whether it is a path parameter that ends in `_id`, for what the page calls an id too."""
    ours, theirs = str(one.before), snake(str(one.after))
    is_id = theirs == "id" or theirs.endswith(("_id", "_uuid")) or ours.endswith(f"{theirs}_id")
    return one.path[:1] == ("path",) and ours.endswith("_id") and (is_id or ours == theirs)


CONDITIONS: Final[Mapping[str, Callable[[Difference], bool]]] = {
    "the page has one value": _is_constant,
    "the document does not require it": _is_optional,
    "it is an id in the path": _is_path_id,
}


def load_policy(project: Path) -> list[PolicyRule]:
    """Read the rules; without the file, there are none.

    Raises:
        InputError: The file is not valid.
    """
    found = entries(project, FILE, _KEY, _MEMBERS, _REQUIRED)
    if wrong := list(_slips(found)):
        raise InputError(wrong)
    return [
        PolicyRule(
            name=one.members["name"],
            kind=one.members["kind"],
            subjects=tuple(map(str, one.members["subjects"])),
            facts={side: one.members[side] for side in ("page", "document") if side in one.members},
            only_if=one.members.get("only_if"),
            reason=one.members["reason"],
            entry=one,
        )
        for one in found
    ]


def _slips(found: Sequence[Entry]) -> Iterator[Finding]:
    names: list[str] = []
    for entry in found:
        name, kind, condition = (entry.members.get(key) for key in ("name", "kind", "only_if"))
        if kind not in KINDS:
            yield unknown(entry, "kind", str(kind), KINDS, "kind")
        if condition is not None and condition not in CONDITIONS:
            yield unknown(entry, "condition", str(condition), list(CONDITIONS), "only_if")
        if name in names:
            yield entry.finding(f"Another rule is called {name!r}. Choose another name.", "name")
        names.append(str(name))


def making(policy: Sequence[PolicyRule], group: Sequence[Difference]) -> PolicyRule | None:
    """Find the rule that makes all of some differences, which have one cause."""
    return next((rule for rule in policy if all(map(rule.covers, group))), None)
