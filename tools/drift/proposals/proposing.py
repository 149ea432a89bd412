"""From findings to changes of a document: what is safe to apply, and what a person has to decide.

Safe is what no caller notices who does not look for it: a field, a value, a status, a parameter more; null where there
was none; wider bounds. Everything else is drafted where a program can draft it, and not applied.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ...contract.differences import Kind
from ...contract.documents import Document
from ...contract.facts import ITEMS, Json
from ...contract.findings import InputError
from ...contract.json_values import as_list, as_mapping, is_list, is_mapping, texts
from ...contract.rules import Rules, check
from ..disagreements import Disagreement
from . import wording
from .overlay_edits import edits, make
from .overlay_format import NOTHING, parse
from .places import Path, branches, followed, jsonpath, path_of, value_at
from .wording import Schemas

OVERLAY_VERSION: Final = "1.1.0"


@frozen
class Change:
    """One action of an overlay."""

    target: str
    update: Any = NOTHING
    remove: bool = False

    def as_json(self, description: str) -> dict[str, Any]:
        """The action as the format has it."""
        does = {"remove": True} if self.remove else {"update": self.update}
        return {"target": self.target, "description": description, **does}


@frozen
class Proposal:
    """What to do about one finding."""

    finding: Disagreement
    changes: tuple[Change, ...] = ()
    """In order; empty if there is nothing that a program can draft."""
    reason: str | None = None
    """Why a person has to decide; None if it is safe."""

    @property
    def is_safe(self) -> bool:
        """Whether it is applied by default."""
        return self.reason is None


@frozen
class _Draft:
    changes: tuple[Change, ...] = ()
    reason: str | None = None


def propose(document: Document, findings: Sequence[Disagreement], *, rules: Rules = "ours") -> Sequence[Proposal]:
    """Draft a change of the document for each finding, in their order; a change that two need is proposed once.

    Of what may be renamed, or removed and another one added, both are drafted: the new name, which does no harm beside
    the old one, and that the old one goes.

    What breaks a rule for documents is not safe, whatever it is.
    """
    proposals: list[Proposal] = []
    tree = document.data
    seen: set[str] = set()
    # What one proposal adds, the next one finds there.
    parts = [(finding, part) for finding in _outermost_first(findings) for part in _parts(finding)]
    for finding, part in parts:
        draft = _draft(part, tree)
        if finding.doubt:
            draft = evolve(draft, reason=f"{finding.doubt}.")
        new = [change for change in draft.changes if _key(change) not in seen]
        proposal = Proposal(finding, tuple(new), draft.reason)
        if proposal.is_safe and new:
            try:
                after = _after(tree, new)
                reason = _newly_broken(document, tree, after, rules)
            except InputError as error:
                after, reason = tree, error.findings[0].reason
            if reason:
                proposal = evolve(proposal, reason=f"the document would break a rule: {reason}")
            else:
                seen |= set(map(_key, new))
                tree = after
        proposals.append(proposal)
    order = {id(finding): number for number, finding in enumerate(findings)}
    return sorted(proposals, key=lambda proposal: order[id(proposal.finding)])


def _parts(finding: Disagreement) -> Iterator[Disagreement]:
    """What is drafted for a finding, each as one."""
    if finding.kind != "renamed" or finding.guessed is None or finding.document.pointer is None:
        yield finding
        return
    above = finding.document.pointer.rpartition("/")[0]
    place, path = replace(finding.document, pointer=above), (*finding.path[:-1], str(finding.page_fact))
    yield replace(finding, kind="added", document=place, page_fact=finding.guessed, path=path)
    yield replace(finding, kind="removed", page_fact=None)


def _outermost_first(findings: Sequence[Disagreement]) -> list[Disagreement]:
    return sorted(findings, key=lambda finding: len(finding.path))


def _key(change: Change) -> str:
    update = "" if change.update is NOTHING else json.dumps(change.update, sort_keys=True)
    return f"{change.target} {change.remove} {update}"


def _after(tree: dict[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """A document's tree with some changes."""
    members = {"overlay": OVERLAY_VERSION, "info": {"title": "A proposal", "version": "1"}}
    overlay = parse(Document("proposal", {**members, "actions": [change.as_json("") for change in changes]}, {}))
    changed: dict[str, Any] = copy.deepcopy(tree)
    for action in overlay.actions:
        for batch in edits(overlay, action, changed):
            for one in batch:
                make(changed, one)
    return changed


def _newly_broken(document: Document, before: dict[str, Any], after: dict[str, Any], rules: Rules) -> str:
    """The first rule that a tree breaks and the one before it did not; empty if there is none."""
    broken = _broken(document, after, rules)
    known = _broken(document, before, rules) if broken else []
    return next((f"#{at}: {reason}" for at, reason in broken if (at, reason) not in known), "")


def _broken(document: Document, tree: dict[str, Any], rules: Rules) -> list[tuple[str, str]]:
    """The rules that a tree breaks: pointer, reason."""
    return [(one.pointer, one.reason) for one in check(evolve(document, data=tree), rules)]


# --- One finding --------------------------------------------------------------------------------------------------


def _draft(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    where = finding.subject.partition(".")[0]
    known = _DRAFTS.get((finding.kind, where)) or _DRAFTS.get((finding.kind, ""))
    return known(finding, tree) if known is not None else _Draft(reason=_REASONS[finding.kind])


_REASONS: Final[Mapping[Kind, str]] = {
    "added": "it is not clear where this belongs.",
    "removed": "the page may only have forgotten it, and callers who use it would break.",
    "renamed": "callers who use the old name would break, and the server may send both for a while.",
    "type": "values that are read today may be refused, and the types of callers change.",
    "nullability": "types would promise more than they do now; one null, and an answer is refused.",
    "required": "required means certain: an answer without it would be refused.",
    "values": "values that callers use today would be taken from the types.",
    "default": "who leaves it out would get another behaviour.",
    "bounds": "calls that are made today would be refused before they are sent.",
    "path": "all calls go there; try it against the server first.",
    "method": "all calls use it; try it against the server first.",
    "server": "all calls go there; try it against the server first.",
    "authentication": "every call needs it; try it against the server first.",
    "status": "what it means is not known.",
    "example": "either the example or the models are wrong; somebody has to look.",
}


def _facts(value: Json) -> dict[str, Json]:
    """The facts of a value, in one form: types as a list."""
    facts = dict(as_mapping(value))
    kinds = facts.get("type")
    if isinstance(kinds, str):
        facts["type"] = [kinds]
    return facts


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


def _new_field(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    name, facts = (finding.path or ("",))[-1], _facts(finding.page_fact)
    holder = _holder(finding, tree)
    if holder is None or not name or name == ITEMS:
        return _Draft(reason="what it would belong to is free JSON in the document; a schema has to be written.")
    if name in as_mapping(as_mapping(value_at(tree, holder)).get("properties")):
        return _Draft()
    schemas = _schemas(tree)
    drafted = schemas.field(str(holder[-1]), name, facts)
    return _Draft((Change(jsonpath(tree, (*holder, "properties")), {name: drafted}), *_named(schemas)))


def _schemas(tree: dict[str, Any]) -> Schemas:
    return Schemas(as_mapping(value_at(tree, ("components", "schemas"))))


def _named(schemas: Schemas) -> Iterator[Change]:
    """The schemas that a change needs: neither is a good document without the other."""
    if schemas.new:
        yield Change("$.components.schemas", schemas.new)


def _new_parameter(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    facts = _facts(finding.page_fact)
    position, name = (*finding.path, "", "")[:2]
    operation = _operation(finding, tree)
    if operation is None or not name:
        return _Draft(reason=_REASONS["added"])
    if position != "query":
        return _Draft(reason=f"a parameter in the {position or 'call'} changes every call.")
    schemas = _schemas(tree)
    parameter = {
        "name": name,
        "in": "query",
        "required": facts.get("required") is True,
        "description": wording.description(name, facts, answer=False),
        "schema": schemas.parameter(name, facts),
        "example": wording.example(name, facts),
    }
    change = Change(jsonpath(tree, operation), {"parameters": [parameter]})
    if is_list(as_mapping(value_at(tree, operation)).get("parameters")):
        change = Change(jsonpath(tree, (*operation, "parameters")), [parameter])
    reason = "every call would need it." if parameter["required"] else None
    return _Draft((change, *_named(schemas)), reason)


def _operation(finding: Disagreement, tree: dict[str, Any]) -> Path | None:
    for path, item in as_mapping(tree.get("paths")).items():
        for method, operation in as_mapping(item).items():
            if as_mapping(operation).get("operationId") == finding.operation:
                return ("paths", path, method)
    return None


def _status(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    status = finding.subject.rpartition(".")[2]
    operation = _operation(finding, tree)
    if finding.page_fact in (None, False) or operation is None:
        return _Draft(reason="the page may only have forgotten it.")
    if not (len(status) == 3 and status.isdecimal() and status[0] in "45"):
        return _Draft(reason=_REASONS["status"])
    if status in as_mapping(value_at(tree, (*operation, "responses"))):
        return _Draft()
    target = jsonpath(tree, (*operation, "responses"))
    if (shared := wording.shared_answer(status, tree)) is not None:
        return _Draft((Change(target, {status: {"$ref": shared}}),))
    drafted = wording.error_answer(status, tree)
    if drafted is None:
        return _Draft(reason="the document has no error with a JSON body whose shape this could follow.")
    name, answer = drafted
    change = Change(target, {status: {"$ref": f"#/components/responses/{name}"}})
    if is_mapping(value_at(tree, ("components", "responses"))):
        return _Draft((change, Change("$.components.responses", {name: answer})))
    return _Draft((change, Change("$.components", {"responses": {name: answer}})))


def _values(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    here = _value_place(finding, tree)
    stated = as_list(finding.page_fact) or as_list(as_mapping(finding.page_fact).get("values"))
    if here is None or not stated or len(texts(stated)) != len(stated):
        return _Draft(reason=_REASONS["values"])
    for branch in branches(tree, here):
        enum = as_mapping(value_at(tree, branch)).get("enum")
        if is_list(enum):
            new = [value for value in stated if value not in enum]
            gone = [value for value in enum if value not in stated]
            # What is gone from the page may still be sent; it stays, and stays to be decided.
            changes = (Change(jsonpath(tree, (*branch, "enum")), new),) if new else ()
            return _Draft(changes, _REASONS["values"] if gone and not new else None)
    return _opened(finding, tree, here, texts(stated))


def _opened(finding: Disagreement, tree: dict[str, Any], here: Path, values: list[str]) -> _Draft:
    """A plain text becomes one with known values."""
    schema = as_mapping(value_at(tree, here))
    kinds = schema.get("type")
    named = [kinds] if isinstance(kinds, str) else texts(kinds)
    if "string" not in named or set(named) - {"string", "null"} or set(schema) - {"type", "description"}:
        return _Draft(reason="its type would have to change.")
    name = next((part for part in reversed(finding.path) if part != ITEMS), str(here[-1]))
    schemas = _schemas(tree)
    known = schemas.known_values(str(here[-3]) if "properties" in here[-2:-1] else "", name, values)
    options: list[dict[str, Any]] = [{"$ref": known}, {"type": "string"}]
    options += [{"type": "null"}] if "null" in named else []
    return _Draft(
        (
            Change(jsonpath(tree, (*here, "type")), remove=True),
            Change(jsonpath(tree, here), {"anyOf": options}),
            *_named(schemas),
        )
    )


def _value_place(finding: Disagreement, tree: dict[str, Any]) -> Path | None:
    """The schema of the value that a finding is about, references at the place itself not followed."""
    path = None if finding.document.pointer is None else path_of(finding.document.pointer, tree)
    if path is None:
        return None
    # A field may be called so too.
    while (
        len(path) > 1 and path[-1] in ("default", "enum", "type", "format", *_BOUND_KEYS) and path[-2] != "properties"
    ):
        path = path[:-1]
    return (*path, "schema") if is_mapping(as_mapping(value_at(tree, path)).get("schema")) else path


def _nullability(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    stated = finding.page_fact
    nullable = as_mapping(stated).get("nullable") if is_mapping(stated) else stated
    here = _value_place(finding, tree)
    if nullable is not True or here is None:
        return _Draft(reason=_REASONS["nullability"])
    schema = as_mapping(value_at(tree, here))
    target = jsonpath(tree, here)
    null = {"type": "null"}
    if is_list(schema.get("anyOf")):
        return _Draft((Change(f"{target}.anyOf", [null]),))
    if isinstance(schema.get("type"), str):
        kinds = [schema["type"], "null"]
        return _Draft((Change(f"{target}.type", remove=True), Change(target, {"type": kinds})))
    if is_list(schema.get("type")):
        return _Draft((Change(f"{target}.type", "null"),))
    if "$ref" in schema:
        refs = [{"$ref": schema["$ref"]}, null]
        return _Draft((Change(f"{target}['$ref']", remove=True), Change(target, {"anyOf": refs})))
    return _Draft(reason="how null could be said here is not clear.")


_BOUND_KEYS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
    "pattern",
)  # fmt: skip
_LOWER: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})


def _bounds(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    here = _value_place(finding, tree)
    if here is None:
        return _Draft(reason=_REASONS["bounds"])
    here = followed(tree, here)
    schema = as_mapping(value_at(tree, here))
    stated = {key: value for key, value in as_mapping(finding.page_fact).items() if key in _BOUND_KEYS}
    changes: list[Change] = []
    tighter = not stated
    for key, value in stated.items():
        if key not in schema:
            tighter = True
            changes.append(Change(jsonpath(tree, here), {key: value}))
        elif schema[key] != value:
            tighter |= not _is_wider(key, schema[key], value)
            changes.append(Change(jsonpath(tree, (*here, key)), value))
    if not changes:
        return _Draft(reason="the page may only have forgotten a bound.")
    is_answer = finding.subject.startswith("response.")
    # Bounds of answers are not checked, so they are words only.
    return _Draft(tuple(changes), _REASONS["bounds"] if tighter and not is_answer else None)


def _is_wider(key: str, old: Any, new: Any) -> bool:
    if key == "pattern":
        return False
    return bool(new < old if key in _LOWER else new > old)


def _default(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    here = _value_place(finding, tree)
    stated = finding.page_fact
    if here is None or is_mapping(stated) or is_list(stated):
        return _Draft(reason=_REASONS["default"])
    schema = as_mapping(value_at(tree, here))
    if "default" in schema:
        if stated is None:
            return _Draft((Change(jsonpath(tree, (*here, "default")), remove=True),), _REASONS["default"])
        return _Draft((Change(jsonpath(tree, (*here, "default")), stated),), _REASONS["default"])
    is_answer = finding.subject.startswith("response.")
    reason = None if is_answer else "who leaves it out would send it: another call than today."
    return _Draft((Change(jsonpath(tree, here), {"default": stated}),), reason)


def _removed(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    path = None if finding.document.pointer is None else path_of(finding.document.pointer, tree)
    changes: list[Change] = []
    if path is not None and len(path) > 1 and path[-2] in ("properties", "parameters", "responses"):
        changes.append(Change(jsonpath(tree, path), remove=True))
        required = texts(as_mapping(value_at(tree, path[:-2])).get("required"))
        if path[-2] == "properties" and path[-1] in required:
            target = jsonpath(tree, (*path[:-2], "required"))
            changes.append(Change(f"{target}[?@ == '{path[-1]}']", remove=True))
    return _Draft(tuple(changes), _REASONS["removed"])


def _type(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    here = _value_place(finding, tree)
    facts = _facts(finding.page_fact if is_mapping(finding.page_fact) else {"type": finding.page_fact})
    if here is None or not facts.get("type"):
        return _Draft(reason=_REASONS["type"])
    schema = as_mapping(value_at(tree, here))
    answer = finding.subject.startswith("response.")
    schemas = _schemas(tree)
    drafted = schemas.field("", "", facts) if answer else schemas.parameter("", facts)
    drafted.pop("description", None)
    target = jsonpath(tree, here)
    gone = [key for key in schema if key in ("type", "format", "anyOf", "$ref", "items", "additionalProperties")]
    removals = [Change(f"{target}['{key}']", remove=True) for key in gone]
    return _Draft((*removals, Change(target, drafted)), _REASONS["type"])


def _renamed(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    path = None if finding.document.pointer is None else path_of(finding.document.pointer, tree)
    new = _new_name(finding)
    if path is None or new is None or len(path) < 2 or path[-2] != "properties":
        return _Draft(reason=_REASONS["renamed"])
    moved = value_at(tree, path)
    changes = (Change(jsonpath(tree, path[:-1]), {new: moved}), Change(jsonpath(tree, path), remove=True))
    return _Draft(changes, _REASONS["renamed"])


def _new_name(finding: Disagreement) -> str | None:
    stated = finding.page_fact
    name = as_mapping(stated).get("name") if is_mapping(stated) else stated
    return name if isinstance(name, str) else None


Drafter: TypeAlias = Callable[[Disagreement, dict[str, Any]], _Draft]
_DRAFTS: Final[Mapping[tuple[Kind, str], Drafter]] = {
    ("added", "response"): _new_field,
    ("added", "parameter"): _new_parameter,
    ("status", ""): _status,
    ("values", ""): _values,
    ("nullability", ""): _nullability,
    ("bounds", ""): _bounds,
    ("default", ""): _default,
    ("removed", ""): _removed,
    ("type", ""): _type,
    ("renamed", ""): _renamed,
}


def safe(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Those that are applied by default, and change something."""
    return (proposal for proposal in proposals if proposal.is_safe and proposal.changes)
