"""Examples of a document, completed with the new fields that the same examples of a page show."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from ...contract.differences import same_json, subject_of, success_status
from ...contract.facts import ITEMS, SUCCESS, BodyFacts, FieldPath, Json
from ...contract.json_tree import as_mapping, is_list, is_mapping
from ..comparison import ReadPage
from ..disagreements import Disagreement
from ..edits import Insert
from ..yaml_text import Path
from .new_parts import operation_path
from .places import followed, value_at


@frozen
class ShownValue:
    """New members of one example."""

    example: Path
    """The example in the document."""
    edits: tuple[Insert, ...]


def shown_values(
    tree: dict[str, Any], written: Iterable[Disagreement], read: Sequence[ReadPage]
) -> Iterator[ShownValue]:
    """Find the values that examples of a document lack.

    An example of the document gets a new field if an example of the page shows it, and both agree otherwise.

    Args:
        tree: The document, with the new fields.
        written: The findings whose new fields were added.
        read: The pages.
    """
    subjects: dict[tuple[str, str], set[str]] = {}
    for finding in written:
        for one in finding.each:
            # A field that was perhaps renamed has the page's name.
            new = [_renamed(subject, one) for subject in one.subjects or (one.subject,)]
            subjects.setdefault((one.provider, one.operation), set()).update(new)
    done: dict[Path, Json] = {}
    for page in read:
        new_ones = subjects.get((page.operation.provider, page.operation.id))
        operation = operation_path(page.operation.id, tree) if new_ones else None
        if not new_ones or operation is None:
            continue
        for root, body, content in _bodies(page, operation, tree):
            for example in _examples(content, tree):
                ours = done.get(example, value_at(tree, example))
                for shown in body.examples:
                    if shown.problem is None and _agree(shown.value, ours):
                        found = tuple(_lacking(root, shown.value, ours, (), example, new_ones))
                        if found:
                            yield ShownValue(example, found)
                            ours = done[example] = _completed(ours, found, example)


def _renamed(subject: str, finding: Disagreement) -> str:
    if finding.kind != "renamed" or not isinstance(finding.page_fact, str):
        return subject
    return subject_of(subject.rpartition(".")[0], (finding.page_fact,))


def _bodies(page: ReadPage, operation: Path, tree: dict[str, Any]) -> Iterator[tuple[str, BodyFacts, Path]]:
    """The bodies of a page, each with its subject, and with its place in the document."""
    facts = page.facts
    if facts.body is not None:
        yield "request", facts.body, followed(tree, (*operation, "requestBody"))
    for status, body in facts.answers.items():
        known = success_status(page.operation.facts) if status == SUCCESS else status
        yield f"response.{known}", body, followed(tree, (*operation, "responses", known))


def _examples(body: Path, tree: dict[str, Any]) -> Iterator[Path]:
    for media in as_mapping(value_at(tree, (*body, "content"))):
        here = (*body, "content", media, "examples")
        for name in as_mapping(value_at(tree, here)):
            example = (*followed(tree, (*here, name)), "value")
            if value_at(tree, example) is not None:
                yield example


def _agree(shown: Json, ours: Json) -> bool:
    """Whether an example of a page is that of the document, which may lack some members."""
    if is_mapping(shown) and is_mapping(ours):
        common = [name for name in ours if name in shown]
        return len(common) == len(ours) > 0 and all(_agree(shown[name], ours[name]) for name in common)
    if is_list(shown) and is_list(ours):
        return len(shown) == len(ours) and all(map(_agree, shown, ours))
    return same_json(shown, ours) or (shown == ours == {})


def _lacking(root: str, shown: Json, ours: Json, path: FieldPath, at: Path, new: set[str]) -> Iterator[Insert]:
    if is_mapping(shown) and is_mapping(ours):
        for name, value in shown.items():
            if name in ours:
                yield from _lacking(root, value, ours[name], (*path, name), (*at, name), new)
            elif subject_of(root, (*path, name)) in new:
                yield Insert(at, name, value)
    elif is_list(shown) and is_list(ours):
        for number, (one, other) in enumerate(zip(shown, ours, strict=True)):
            yield from _lacking(root, one, other, (*path, ITEMS), (*at, number), new)


def _completed(ours: Json, edits: Iterable[Insert], example: Path) -> Json:
    changed = copy.deepcopy(ours)
    for edit in edits:
        holder = changed
        for part in edit.path[len(example) :]:
            holder = holder[part]
        holder[edit.key] = edit.value
    return changed
