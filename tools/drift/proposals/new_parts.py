"""What a document gains: fields of responses and requests, parameters, and error statuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ...contract.facts import ITEMS, Json
from ...contract.json_tree import as_list, as_mapping, is_mapping
from ..disagreements import Disagreement
from ..edits import Append, Edit, Insert
from ..yaml_text import Path
from . import wording
from .draft_reasons import EVERY_CALL, REASONS, Draft, facts_of
from .places import branches, followed, path_of, value_at
from .wording import Schemas

_OWN_HEADERS: Final = frozenset({"accept", "authorization", "content-type"})


def field(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """A new field of a response, which may be absent or null."""
    name, facts = (finding.path or ("",))[-1], facts_of(finding.page_fact)
    return _member(finding, tree, lambda schemas, owner: schemas.field(owner, name, facts))


def sent_field(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """A new field of a request, if calls may leave it out. The server has its default, and no client sends it."""
    name, facts = (finding.path or ("",))[-1], facts_of(finding.page_fact)
    if not finding.path:
        return Draft(reason="the operation takes no body in the document; its schema has to be written.")
    if facts.get("required") is True:
        return Draft(reason=EVERY_CALL)
    text = wording.description(name, facts, answer=False)
    drafted = _member(finding, tree, lambda schemas, owner: schemas.sent(owner, name, facts, text))
    return Draft((*drafted.edits, *_in_other_media(finding, tree, drafted)), drafted.reason)


def _in_other_media(finding: Disagreement, tree: dict[str, Any], drafted: Draft) -> Iterator[Edit]:
    """Where a body is JSON or a form, a new field of one is a field of the other too."""
    operation = operation_path(finding.operation, tree)
    if operation is None or len(finding.path) != 1 or not drafted.edits:
        return
    first = drafted.edits[0]
    body = followed(tree, (*operation, "requestBody"))
    for media in as_mapping(value_at(tree, (*body, "content"))):
        here = (*followed(tree, (*body, "content", media, "schema")), "properties")
        members = value_at(tree, here)
        if isinstance(first, Insert) and here != first.path and is_mapping(members) and first.key not in members:
            yield Insert(here, first.key, first.value)


def _member(finding: Disagreement, tree: dict[str, Any], draft: Callable[[Schemas, str], Json]) -> Draft:
    name = (finding.path or ("",))[-1]
    holder = _holder(finding, tree)
    if holder is None or not name or name == ITEMS:
        return Draft(reason="what it would belong to is free JSON in the document; a schema has to be written.")
    if name in as_mapping(as_mapping(value_at(tree, holder)).get("properties")):
        return Draft()
    schemas = schemas_of(tree)
    drafted = draft(schemas, str(holder[-1]))
    return Draft((Insert((*holder, "properties"), name, drafted), *named(tree, schemas)))


def _holder(finding: Disagreement, tree: dict[str, Any]) -> Path | None:
    """The object schema that a new field belongs to."""
    pointer = finding.document.pointer
    path = None if pointer is None else path_of(pointer.removesuffix("/properties"), tree)
    if path is None:
        return None
    for one in branches(tree, path):
        if is_mapping(as_mapping(value_at(tree, one)).get("properties")):
            return one
    return None


def schemas_of(tree: dict[str, Any]) -> Schemas:
    """A drafter of schemas with names that are free in a document."""
    return Schemas(as_mapping(value_at(tree, ("components", "schemas"))))


def named(tree: dict[str, Any], schemas: Schemas) -> Iterator[Edit]:
    """The named schemas that a change needs."""
    if schemas.new:
        yield from _inserted(tree, ("components", "schemas"), schemas.new)


def _inserted(tree: dict[str, Any], path: Path, members: Mapping[str, Any]) -> Iterator[Insert]:
    """The edits that give a mapping new members; where there is no such mapping, it comes with them."""
    length = next(length for length in range(len(path), -1, -1) if is_mapping(value_at(tree, path[:length])))
    for part in reversed(path[length:]):
        members = {str(part): members}
    yield from (Insert(path[:length], key, value) for key, value in members.items())


def parameter(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """A new parameter that calls may leave out. The server has its default, and no client sends it."""
    facts = facts_of(finding.page_fact)
    position, name = (*finding.path, "", "")[:2]
    operation = operation_path(finding.operation, tree)
    if operation is None or not name:
        return Draft(reason=REASONS["added"])
    if position not in ("query", "header"):
        return Draft(reason=f"a parameter in the {position or 'call'} changes every call.")
    if facts.get("required") is True:
        return Draft(reason=EVERY_CALL)
    if position == "header" and name.lower() in _OWN_HEADERS:
        return Draft(reason="this header says how a body is written or who calls, so it is no parameter.")
    here = (*operation, "parameters")
    known = as_list(value_at(tree, here))
    stated = [as_mapping(value_at(tree, followed(tree, (*here, number)))) for number in range(len(known))]
    if any((one.get("in"), one.get("name")) == (position, name) for one in stated):
        return Draft()
    schemas = schemas_of(tree)
    drafted = {
        "name": name,
        "in": position,
        "required": False,
        "description": wording.description(name, facts, answer=False),
        "schema": schemas.parameter(name, facts),
        "example": wording.example(name, facts),
    }
    added = Append(here, [drafted]) if known else Insert(operation, "parameters", [drafted])
    return Draft((added, *named(tree, schemas)))


def operation_path(name: str, tree: dict[str, Any]) -> Path | None:
    """The path of an operation, by its operationId."""
    for path, item in as_mapping(tree.get("paths")).items():
        for method, operation in as_mapping(item).items():
            if as_mapping(operation).get("operationId") == name:
                return ("paths", path, method)
    return None


def status(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """A new error status, with the body that most errors of the document have."""
    stated = finding.subject.rpartition(".")[2]
    operation = operation_path(finding.operation, tree)
    if finding.page_fact in (None, False) or operation is None:
        return Draft(reason="the page may only have forgotten it.")
    if not (len(stated) == 3 and stated.isdecimal() and stated[0] in "45"):
        return Draft(reason=REASONS["status"])
    if stated in as_mapping(value_at(tree, (*operation, "responses"))):
        return Draft()
    here = (*operation, "responses")
    if (shared := wording.shared_answer(stated, tree)) is not None:
        return Draft(tuple(_inserted(tree, here, {stated: {"$ref": shared}})))
    drafted = wording.error_answer(stated, tree)
    if drafted is None:
        return Draft(reason="the document has no error with a JSON body whose shape this could follow.")
    name, answer = drafted
    reference = {stated: {"$ref": f"#/components/responses/{name}"}}
    answers = _inserted(tree, ("components", "responses"), {name: answer})
    return Draft((*_inserted(tree, here, reference), *answers))
