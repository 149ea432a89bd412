"""Differences in the examples of a page, decoded with the models of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..contract import values
from ..contract.differences import Difference, subject_of, success_status
from ..contract.document_facts import Operation
from ..contract.facts import SUCCESS, Example, Facts, FieldPath, Json, Place
from ..contract.values import Problem


def example_differences(page: Facts, operation: Operation, found: Sequence[Difference]) -> list[Difference]:
    """Find what the models cannot decode in the page's examples, except for known differences.

    Args:
        page: The facts of the page.
        operation: The operation.
        found: The known differences: a field with another type on the page also has it in the example.
    """
    differences: dict[str, Difference] = {}
    success = success_status(operation.facts)
    for example in page.body.examples if page.body is not None and operation.facts.body is not None else ():
        for one in _of_request(example, operation.facts, found):
            differences.setdefault(one.subject, one)
    for status, body in page.answers.items():
        known = success if status == SUCCESS else status
        for example in body.examples:
            for one in _of_example(example, known, operation.facts, found):
                differences.setdefault(one.subject, one)
    return list(differences.values())


def _of_request(example: Example, facts: Facts, found: Sequence[Difference]) -> Iterator[Difference]:
    if example.problem is not None:
        reason = f"the example is not JSON: {example.problem}"
        yield _difference("request", (), example.place, facts, reason, None)
    elif facts.body is not None and facts.body.value is not None:
        yield from _problems("request", example, values.problems(facts.body.value, example.value), facts, found)


def _of_example(example: Example, status: str, facts: Facts, found: Sequence[Difference]) -> Iterator[Difference]:
    root = f"response.{status}"
    if example.problem is not None:
        yield _difference(root, (), example.place, facts, f"the example is not JSON: {example.problem}", None)
        return
    answers = {status: body.value for status, body in facts.answers.items() if body.value is not None}
    # The document does not have this status, so the body may be that of any other status.
    tried = [answers[status]] if status in answers else list(answers.values())
    nothing: list[Problem] = []
    problems = min((values.problems(one, example.value) for one in tried), key=len, default=nothing)
    yield from _problems(root, example, problems, facts, found)


def _problems(
    root: str, example: Example, problems: Sequence[Problem], facts: Facts, found: Sequence[Difference]
) -> Iterator[Difference]:
    for problem in problems:
        subject = subject_of(root, problem.path)
        if not _is_known(subject, problem, found):
            place = Place(example.place.file, _line(example, problem))
            fact = {"reason": problem.reason} if problem.value is None else {"value": problem.value}
            verb = "the document does not allow" if root == "request" else "the models cannot decode"
            told = f"{verb} the example: `{subject}` {problem}"
            yield _difference(subject, problem.path, place, facts, told, fact)


def _line(example: Example, problem: Problem) -> int:
    at = problem.pointer
    while at and at not in example.lines:
        at = at.rpartition("/")[0]
    return example.lines.get(at, example.place.line)


def _is_known(subject: str, problem: Problem, found: Sequence[Difference]) -> bool:
    kinds = {"type", "renamed", "removed"} | {"missing": {"required"}, "null": {"nullability"}}.get(
        problem.reason, set()
    )
    return any(
        one.kind in kinds and (subject == one.subject or subject.startswith((one.subject + ".", one.subject + "[]")))
        for one in found
    )


def _difference(subject: str, path: FieldPath, place: Place, facts: Facts, message: str, fact: Json) -> Difference:
    body = facts.body if subject.startswith("request") else facts.answers.get(subject.split(".")[1])
    return Difference(
        kind="example", what="example", subject=subject, before=None, after=fact, path=path, detail=message,
        before_place=facts.place if body is None else body.nearest(path), after_place=place,
    )  # fmt: skip


def without_repetition(found: Sequence[Difference], examples: Sequence[Difference]) -> list[Difference]:
    """Combine both; a field with another name in an example is reported once, as missing in the models."""
    missing = {one.subject.rpartition(".")[0] for one in examples if one.after == {"reason": "missing"}}
    kept = [
        one for one in found
        if not (one.kind == "added" and one.source == "example" and one.subject.rpartition(".")[0] in missing)
    ]  # fmt: skip
    return [*kept, *examples]
