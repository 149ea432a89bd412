"""The operation that a page documents, if the page is not in the page table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ...contract.differences import differences
from ...contract.document_facts import Operation
from ...contract.facts import Facts
from ...contract.paths import fits, same_template, split_url
from .page_table import PageEntry

ALIKE: Final = 0.7
"""The share of common response fields from which two pages likely document the same operation."""
SURE: Final = 0.9


def operation_of(
    facts: Facts, operations: Sequence[Operation], pages: Sequence[PageEntry], seen: Mapping[str, Facts]
) -> Operation | None:
    """Find the operation of a page: by method and path, by path, or by its fields when it was last accepted."""
    fitting = [one for one in operations if _fits(facts, one)]
    # `/requests/suggestions` is a path of its own before it is `/requests/{request_id}`.
    fitting.sort(key=lambda one: not any(same_template(path.value, one.path) for path in facts.path))
    exact = [one for one in fitting if one.method in {method.value for method in facts.method}]
    if len(exact) > 1:
        hosts = {split_url(server.value)[0] for server in facts.servers}
        exact = [one for one in exact if {split_url(server.value)[0] for server in one.facts.servers} & hosts] or exact
    known = {(one.provider, one.operation): one.name for one in pages}
    likely = _likely(facts, operations, pages, seen)
    if likely is not None and likely[1] >= SURE and likely[0] not in exact and likely[0] in fitting:
        # The method has changed to that of another operation.
        return likely[0]
    if exact:
        return exact[0]
    if len(fitting) == 1:
        return fitting[0]
    listed = [one for one in fitting if (one.provider, one.id) in known]
    if len(listed) == 1:
        return listed[0]
    return None if likely is None else likely[0]


def _fits(facts: Facts, operation: Operation) -> bool:
    for path in facts.path:
        if same_template(path.value, operation.path) or (
            "{" not in path.value and not path.value.endswith("/") and fits(path.value, operation.path)
        ):
            return True
    return False


def _likely(
    facts: Facts, operations: Sequence[Operation], pages: Sequence[PageEntry], seen: Mapping[str, Facts]
) -> tuple[Operation, float] | None:
    best: tuple[Operation, float] | None = None
    for page in pages:
        operation = next((one for one in operations if (one.provider, one.id) == (page.provider, page.operation)), None)
        if operation is None or page.name not in seen:
            continue
        share = _share(_field_names(facts), _field_names(seen[page.name]))
        if share >= ALIKE and (best is None or share > best[1]):
            best = operation, share
    return best


def _field_names(facts: Facts) -> set[tuple[str, ...]]:
    return {path for status, body in facts.answers.items() if status[0] in "s2" for path in body.fields if path}


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def page_of(facts: Facts, pages: Sequence[PageEntry], seen: Mapping[str, Facts]) -> PageEntry | None:
    """Find the known page of an operation that is most similar to an unknown page."""
    known = [one for one in pages if one.name in seen]
    if not known:
        return pages[0] if pages else None

    def distance(page: PageEntry) -> tuple[int, bool]:
        before = seen[page.name]
        return len(differences(facts, before, against="page")), facts.form != before.form

    return min(known, key=distance)
