"""The examples of a page, read with the models of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..contract import values
from ..contract.differences import Difference, subject_of, success_status
from ..contract.document_facts import Operation
from ..contract.documents import UnresolvedReferenceError, resolve
from ..contract.facts import SUCCESS, Example, Facts, Json, Place
from ..contract.json_values import as_mapping
from ..contract.values import Problem


def example_differences(page: Facts, operation: Operation, found: Sequence[Difference]) -> list[Difference]:
    """What the models cannot read in the page's examples, but for what was found already.

    Args:
        page: The facts of the page.
        operation: The operation.
        found: What differs otherwise: a field that has another type on the page has it in the example too.
    """
    differences: dict[str, Difference] = {}
    success = success_status(operation.facts)
    schemas = dict(_schemas(operation))
    for status, body in page.answers.items():
        known = success if status == SUCCESS else status
        for example in body.examples:
            for one in _of_example(example, known, schemas, operation, found):
                differences.setdefault(one.subject, one)
    return list(differences.values())


def _schemas(operation: Operation) -> Iterator[tuple[str, Json]]:
    """The schema of each answer that is JSON, by status."""
    for status, node in as_mapping(operation.node.get("responses")).items():
        response = as_mapping(node)
        if isinstance(response.get("$ref"), str):
            try:
                response = as_mapping(resolve(operation.tree.data, response["$ref"]))
            except UnresolvedReferenceError:
                continue
        for media, entry in as_mapping(response.get("content")).items():
            if media.endswith("json") and "schema" in as_mapping(entry):
                yield status, as_mapping(entry)["schema"]


def _of_example(
    example: Example, status: str, schemas: dict[str, Json], operation: Operation, found: Sequence[Difference]
) -> Iterator[Difference]:
    root = f"response.{status}"
    if example.problem is not None:
        yield _difference(root, (), example.place, operation, f"the example is not JSON: {example.problem}", None)
        return
    if status in schemas:
        problems = values.problems(operation.tree.data, schemas[status], example.value)
    else:
        # A status that the document does not have: what an answer of any status may be, this may be.
        tried = [values.problems(operation.tree.data, schema, example.value) for schema in schemas.values()]
        nothing: list[Problem] = []
        problems = min(tried, key=len, default=nothing)
    for problem in problems:
        subject = subject_of(root, problem.path)
        if not _is_known(subject, problem, found):
            line = _line(example, problem)
            place = Place(example.place.file, line)
            fact = {"reason": problem.reason} if problem.value is None else {"value": problem.value}
            told = f"the models cannot read the example: `{subject}` {problem}"
            yield _difference(subject, problem.path, place, operation, told, fact)


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


def _difference(
    subject: str, path: tuple[str, ...], place: Place, operation: Operation, message: str, fact: Json
) -> Difference:
    return Difference(
        kind="example", subject=subject, page=place, reference=_document_place(subject, path, operation),
        page_fact=fact, reference_fact=None, message=message, severity="error", path=path, source="example",
    )  # fmt: skip


def _document_place(subject: str, path: tuple[str, ...], operation: Operation) -> Place:
    status = subject.split(".")[1]
    body = operation.facts.answers.get(status)
    if body is None:
        return operation.facts.place
    while path and path not in body.fields:
        path = path[:-1]
    return body.fields[path].place if path in body.fields else body.place


def without_repetition(found: Sequence[Difference], examples: Sequence[Difference]) -> list[Difference]:
    """Both together; a field that an example calls otherwise is told once, as one that the models miss."""
    missing = {one.subject.rpartition(".")[0] for one in examples if one.page_fact == {"reason": "missing"}}
    kept = [
        one for one in found
        if not (one.kind == "added" and one.source == "example" and one.subject.rpartition(".")[0] in missing)
    ]  # fmt: skip
    return [*kept, *examples]
