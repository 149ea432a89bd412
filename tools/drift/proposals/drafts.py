"""From findings to changes of a document: what is safe to write, and what a person has to decide.

Safe is what no caller notices who does not look for it: a new field, value, status or optional parameter; null where
there was none; wider bounds. Everything else stays open, with the reason why a person has to decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ...contract.differences import Kind
from ...contract.documents import Document
from ...contract.facts import ITEMS, Json
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, texts
from ...contract.rules import Rules, check
from ..decisions.decision_table import Decision
from ..disagreements import Disagreement
from ..edits import Append, Edit, Insert, Replace, make
from ..yaml_text import Path
from . import wording
from .places import branches, followed, path_of, value_at
from .wording import Schemas


@frozen
class Proposal:
    """What to do about one finding, or about a part of it."""

    finding: Disagreement
    edits: tuple[Edit, ...] = ()
    """In order; empty if a person has to decide, or if another proposal does it already."""
    reason: str | None = None
    """Why a person has to decide; None if it is safe."""

    @property
    def is_safe(self) -> bool:
        """Whether it is written."""
        return self.reason is None


@frozen
class _Draft:
    edits: tuple[Edit, ...] = ()
    reason: str | None = None


def propose(
    document: Document,
    findings: Sequence[Disagreement],
    *,
    rules: Rules = "ours",
    decided: Sequence[tuple[Disagreement, Decision]] = (),
) -> Sequence[Proposal]:
    """Draft the changes that findings ask for, in the order of the findings; what two of them need is made once.

    A change that would break a rule for documents is not safe, whatever it is. Where a field may have been renamed, or
    removed and another one added, the new name is added: it does no harm beside the old one.

    Args:
        document: The document.
        findings: The findings.
        rules: The rules that the document follows.
        decided: The differences that decisions cover. What one says about a shared schema holds for all operations.
    """
    proposals: list[Proposal] = []
    tree = document.data
    # Outermost first: what one proposal adds, the next one finds there.
    outermost_first = sorted(findings, key=lambda finding: len(finding.path))
    for finding, part in [(one, part) for one in outermost_first for part in _parts(one)]:
        draft = _draft(part, tree)
        reason = f"{finding.doubt}." if finding.doubt else _against(part, decided) or draft.reason
        if reason is None and draft.edits:
            after = make(tree, draft.edits)
            if broken := _newly_broken(document, tree, after, rules):
                reason = f"the document would break a rule: {broken}"
            else:
                tree = after
        proposals.append(Proposal(finding, draft.edits if reason is None else (), reason))
    order = {id(finding): number for number, finding in enumerate(findings)}
    return sorted(proposals, key=lambda proposal: order[id(proposal.finding)])


def _against(finding: Disagreement, decided: Sequence[tuple[Disagreement, Decision]]) -> str | None:
    """The decision about another operation that keeps a shared part of the document as it is."""
    pointer = finding.document.pointer or ""
    for other, decision in decided if pointer.startswith("/components/") else ():
        is_same = (other.kind, other.document.pointer, other.path[-1:]) == (finding.kind, pointer, finding.path[-1:])
        if is_same and other.operation != finding.operation:
            return f"{other.operation} uses this too, and a decision says: {decision.reason}"
    return None


def _parts(finding: Disagreement) -> Iterator[Disagreement]:
    """What is drafted by itself for a finding."""
    if finding.kind != "renamed" or finding.guessed is None or finding.document.pointer is None:
        yield finding
        return
    above = finding.document.pointer.rpartition("/")[0]
    place, path = replace(finding.document, pointer=above), (*finding.path[:-1], str(finding.page_fact))
    yield replace(finding, kind="added", document=place, page_fact=finding.guessed, path=path)
    yield replace(finding, kind="removed", page_fact=None)


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
    "default": "callers who leave it out would get another behaviour.",
    "bounds": "calls that are made today would be refused before they are sent.",
    "path": "all calls go there; try it against the server first.",
    "method": "all calls use it; try it against the server first.",
    "server": "all calls go there; try it against the server first.",
    "authentication": "every call needs it; try it against the server first.",
    "status": "what it means is not known.",
    "deprecated": "callers are warned; say in the description what to use instead.",
    "example": "either the example or the models are wrong; somebody has to look.",
}


def _facts(value: Json) -> dict[str, Json]:
    """The facts of a value, in one form: types as a list."""
    facts = dict(as_mapping(value))
    kinds = facts.get("type")
    if isinstance(kinds, str):
        facts["type"] = [kinds]
    return facts


def _inserted(tree: dict[str, Any], path: Path, members: Mapping[str, Any]) -> Iterator[Insert]:
    """The edits that give a mapping new members; where there is no such mapping, it comes with them."""
    length = next(length for length in range(len(path), -1, -1) if is_mapping(value_at(tree, path[:length])))
    for part in reversed(path[length:]):
        members = {str(part): members}
    yield from (Insert(path[:length], key, value) for key, value in members.items())


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
    return _Draft((Insert((*holder, "properties"), name, drafted), *_named(tree, schemas)))


def _new_sent_field(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    """A new field of a request, if calls may leave it out."""
    name, facts = (finding.path or ("",))[-1], _facts(finding.page_fact)
    if not finding.path:
        return _Draft(reason="the operation takes no body in the document; its schema has to be written.")
    if facts.get("required") is True:
        return _Draft(reason="every call would need it.")
    holder = _holder(finding, tree)
    if holder is None or not name or name == ITEMS:
        return _Draft(reason="what it would belong to is free JSON in the document; a schema has to be written.")
    if name in as_mapping(as_mapping(value_at(tree, holder)).get("properties")):
        return _Draft()
    schemas = _schemas(tree)
    drafted = schemas.sent(str(holder[-1]), name, facts, wording.description(name, facts, answer=False))
    return _Draft((Insert((*holder, "properties"), name, drafted), *_named(tree, schemas)))


def _schemas(tree: dict[str, Any]) -> Schemas:
    return Schemas(as_mapping(value_at(tree, ("components", "schemas"))))


def _named(tree: dict[str, Any], schemas: Schemas) -> Iterator[Edit]:
    """The named schemas that a change needs."""
    if schemas.new:
        yield from _inserted(tree, ("components", "schemas"), schemas.new)


def _new_parameter(finding: Disagreement, tree: dict[str, Any]) -> _Draft:
    facts = _facts(finding.page_fact)
    position, name = (*finding.path, "", "")[:2]
    operation = _operation(finding, tree)
    if operation is None or not name:
        return _Draft(reason=_REASONS["added"])
    if position != "query":
        return _Draft(reason=f"a parameter in the {position or 'call'} changes every call.")
    if facts.get("required") is True:
        return _Draft(reason="every call would need it.")
    known = as_list(as_mapping(value_at(tree, operation)).get("parameters"))
    if any(as_mapping(one).get("name") == name and as_mapping(one).get("in") == "query" for one in known):
        return _Draft()
    schemas = _schemas(tree)
    parameter = {
        "name": name,
        "in": "query",
        "required": False,
        "description": wording.description(name, facts, answer=False),
        "schema": schemas.parameter(name, facts),
        "example": wording.example(name, facts),
    }
    here = (*operation, "parameters")
    added = Append(here, [parameter]) if known else Insert(operation, "parameters", [parameter])
    return _Draft((added, *_named(tree, schemas)))


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
    here = (*operation, "responses")
    if (shared := wording.shared_answer(status, tree)) is not None:
        return _Draft(tuple(_inserted(tree, here, {status: {"$ref": shared}})))
    drafted = wording.error_answer(status, tree)
    if drafted is None:
        return _Draft(reason="the document has no error with a JSON body whose shape this could follow.")
    name, answer = drafted
    reference = {status: {"$ref": f"#/components/responses/{name}"}}
    answers = _inserted(tree, ("components", "responses"), {name: answer})
    return _Draft((*_inserted(tree, here, reference), *answers))


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
            edits = (Append((*branch, "enum"), new),) if new else ()
            return _Draft(edits, _REASONS["values"] if gone and not new else None)
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
    return _Draft((Replace((*here, "type"), options, key="anyOf"), *_named(tree, schemas)))


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
    kinds, options, null = schema.get("type"), schema.get("anyOf"), {"type": "null"}
    if is_list(options):
        return _Draft(() if null in options else (Append((*here, "anyOf"), [null]),))
    if is_list(kinds):
        return _Draft(() if "null" in kinds else (Append((*here, "type"), ["null"]),))
    if isinstance(kinds, str):
        return _Draft((Replace((*here, "type"), [kinds, "null"]),))
    if "$ref" in schema:
        return _Draft((Replace((*here, "$ref"), [{"$ref": schema["$ref"]}, null], key="anyOf"),))
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
    if not stated or stated.items() < {key: schema[key] for key in _BOUND_KEYS if key in schema}.items():
        return _Draft(reason="the page may only have forgotten a bound.")
    edits: list[Edit] = []
    tighter = False
    for key, value in stated.items():
        if key not in schema:
            tighter = True
            edits.append(Insert(here, key, value))
        elif schema[key] != value:
            tighter |= not _is_wider(key, schema[key], value)
            edits.append(Replace((*here, key), value))
    is_answer = finding.subject.startswith("response.")
    # Bounds of answers are not checked, so they are words only.
    return _Draft(tuple(edits), _REASONS["bounds"] if tighter and not is_answer else None)


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
        return _Draft(reason=None if schema["default"] == stated else _REASONS["default"])
    is_answer = finding.subject.startswith("response.")
    reason = None if is_answer else "callers who leave it out would send it: another call than today."
    return _Draft((Insert(here, "default", stated),), reason)


_Drafter: TypeAlias = Callable[[Disagreement, dict[str, Any]], _Draft]
_DRAFTS: Final[Mapping[tuple[Kind, str], _Drafter]] = {
    ("added", "response"): _new_field,
    ("added", "parameter"): _new_parameter,
    ("added", "request"): _new_sent_field,
    ("status", ""): _status,
    ("values", ""): _values,
    ("nullability", ""): _nullability,
    ("bounds", ""): _bounds,
    ("default", ""): _default,
}
