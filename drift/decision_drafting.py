"""Decisions that a patch needs: where the document, as it will be, rightly says more than a page.

The rules for documents want null allowed wherever a value is not certain, and a value that was known once stays known;
a page says neither. What differs for that alone is proposed as decided, with the patch and not before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.json_values import as_list

from .decisions import Decision
from .facts import Json
from .findings import Finding

_CERTAIN: Final = "Only what is certain is never null; everything else in an answer may be absent or null."
_RULES: Final = "The rules for documents."
_ELSEWHERE: Final = "Another page of the provider states it."

Entry = dict[str, Json]
"""As in `openapi/drift/decisions.yaml`."""


def decisions_for(
    before: Sequence[Finding],
    after: Sequence[Finding],
    known: Sequence[Decision],
    page_name: Callable[[Finding], str | None],
) -> Iterator[Entry]:
    """Draft decisions about what would be open with a patch applied.

    Args:
        before: What is open now.
        after: What would be open then.
        known: The decisions on record.
        page_name: What the table calls the page of a finding; None if it does not name it.
    """
    stated = {finding.subject for finding in before}
    grouped: dict[tuple[str, ...], Entry] = {}
    for finding in after:
        page = page_name(finding)
        drafted = None if page is None else _drafted(finding, page, known, stated)
        if drafted is None or page is None:
            continue
        reason, evidence = drafted
        key = (finding.operation, finding.kind, page, repr(finding.page_fact), reason)
        entry = {
            "provider": finding.provider,
            "operation": finding.operation,
            "kind": finding.kind,
            "subjects": [],
            "pages": [page],
            "says": finding.page_fact,
            "reason": reason,
            "evidence": evidence,
        }
        grouped.setdefault(key, entry)["subjects"].append(finding.subject)
    yield from grouped.values()


def _drafted(finding: Finding, page: str, known: Sequence[Decision], stated: set[str]) -> tuple[str, str] | None:
    """Reason and evidence, if a program may draft them."""
    one_of_them = any(finding.subject == other or finding.subject.startswith(f"{other}.") for other in stated)
    if finding.kind == "values":
        gone = [value for value in as_list(finding.page_fact) if value not in as_list(finding.document_fact)]
        old = next((one for one in known if _is_about(one, finding, page)), None)
        # The reason why the document knows more holds as before, now that it knows the new value too.
        return (old.reason, old.evidence) if old is not None and not gone else None
    if not one_of_them or not finding.subject.startswith("response."):
        return None
    if finding.kind == "nullability" and finding.page_fact is False:
        same = finding.subject in stated and finding.change != "new"
        return (_ELSEWHERE, "That page.") if same else (_CERTAIN, _RULES)
    if finding.kind in ("removed", "status") and not finding.page_fact:
        return _ELSEWHERE, "That page."
    return None


def _is_about(decision: Decision, finding: Finding, page: str) -> bool:
    return (
        (decision.provider, decision.operation, decision.kind) == (finding.provider, finding.operation, finding.kind)
        and page in decision.pages
        and finding.subject in decision.subjects
    )


def actions(entries: Sequence[Mapping[str, Json]], on_record: Sequence[Mapping[str, Any]]) -> list[dict[str, Json]]:
    """The actions that put decisions on record; one about the same as an older one takes its place."""
    made: list[dict[str, Json]] = []
    new: list[Mapping[str, Json]] = []
    for entry in entries:
        number = next((place for place, old in enumerate(on_record) if _replaces(entry, old)), None)
        if number is None:
            new.append(entry)
        elif on_record[number] != entry:
            made.append({"target": f"$.decisions[{number}].says", "remove": True})
            made.append({"target": f"$.decisions[{number}]", "update": {"says": entry["says"]}})
    if new:
        made.append({"target": "$.decisions", "update": new})
    return made


def _replaces(entry: Mapping[str, Json], old: Mapping[str, Any]) -> bool:
    return all(
        entry.get(key) == old.get(key) for key in ("provider", "operation", "kind", "pages", "subjects", "reason")
    )
