"""Changes of a value that the document has: wider types and bounds, null, known values, what calls may leave out."""

from __future__ import annotations

from typing import Any, Final

from ...contract.facts import ITEMS
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, texts
from ..disagreements import Disagreement
from ..edits import Append, Edit, Insert, Remove, Replace
from ..yaml_text import Path
from .draft_reasons import EVERY_CALL, REASONS, Draft
from .new_parts import named, schemas_of
from .places import branches, followed, path_of, value_at

_BOUND_KEYS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
    "pattern",
)  # fmt: skip
_LOWER: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})
_NULL: Final = {"type": "null"}
_RESTRUCTURED: Final = "its type would have to change."


def values(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """Add known values; none is taken away."""
    here = _value_place(finding, tree)
    stated = as_list(finding.page_fact) or as_list(as_mapping(finding.page_fact).get("values"))
    if here is None or not stated or len(texts(stated)) != len(stated):
        return Draft(reason=REASONS["values"])
    for branch in branches(tree, here):
        enum = as_mapping(value_at(tree, branch)).get("enum")
        if is_list(enum):
            new = [value for value in stated if value not in enum]
            gone = [value for value in enum if value not in stated]
            # What is gone from the page may still be sent; it stays, and stays to be decided.
            edits = (Append((*branch, "enum"), new),) if new else ()
            return Draft(edits, REASONS["values"] if gone and not new else None)
    return _opened(finding, tree, here, texts(stated))


def _opened(finding: Disagreement, tree: dict[str, Any], here: Path, known: list[str]) -> Draft:
    """A plain text becomes one with known values."""
    schema = as_mapping(value_at(tree, here))
    kinds = schema.get("type")
    stated = [kinds] if isinstance(kinds, str) else texts(kinds)
    if "string" not in stated or set(stated) - {"string", "null"} or set(schema) - {"type", "description"}:
        return Draft(reason=_RESTRUCTURED)
    name = next((part for part in reversed(finding.path) if part != ITEMS), str(here[-1]))
    schemas = schemas_of(tree)
    reference = schemas.known_values(str(here[-3]) if "properties" in here[-2:-1] else "", name, known)
    options: list[dict[str, Any]] = [{"$ref": reference}, {"type": "string"}]
    options += [_NULL] if "null" in stated else []
    return Draft((Replace((*here, "type"), options, key="anyOf"), *named(tree, schemas)))


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


def nullability(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """Allow null."""
    stated = finding.page_fact
    nullable = as_mapping(stated).get("nullable") if is_mapping(stated) else stated
    here = _value_place(finding, tree)
    if nullable is not True or here is None:
        return Draft(reason=REASONS["nullability"])
    schema = as_mapping(value_at(tree, here))
    kinds, options = schema.get("type"), schema.get("anyOf")
    if is_list(options):
        return Draft(() if _NULL in options else (Append((*here, "anyOf"), [_NULL]),))
    if is_list(kinds):
        return Draft(() if "null" in kinds else (Append((*here, "type"), ["null"]),))
    if isinstance(kinds, str):
        return Draft((Replace((*here, "type"), [kinds, "null"]),))
    if "$ref" in schema:
        return Draft((Replace((*here, "$ref"), [{"$ref": schema["$ref"]}, _NULL], key="anyOf"),))
    return Draft(reason="how null could be said here is not clear.")


def type_(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """Allow more types in a request. In a response, the types of callers would change."""
    here = _value_place(finding, tree)
    if here is None or finding.subject.startswith("response"):
        return Draft(reason=REASONS["type"])
    new, old = _types(finding.page_fact), _types(finding.document_fact)
    # An integer is also a number.
    taken = {*new, *(["integer"] if "number" in new else [])}
    if not new or not old or not set(old) <= taken or is_mapping(finding.page_fact):
        return Draft(reason="values that callers send today would be refused.")
    schema = as_mapping(value_at(tree, here))
    kinds, options = schema.get("type"), schema.get("anyOf")
    more = [kind for kind in new if kind not in old and not (kind == "integer" and "number" in new)]
    if not more or {"object", "array"} & set(more):
        return Draft(reason="a schema has to be written for it." if more else None)
    added = [{"type": kind} for kind in more]
    if more == ["number"] and old == ["integer"] and kinds in ("integer", ["integer", "null"]):
        return Draft((Replace((*here, "type"), "number" if kinds == "integer" else ["number", "null"]),))
    if is_list(options):
        known = [one for one in options if one != _NULL]
        added = [one for one in added if one not in known]
        null = [_NULL] if _NULL in options else []
        return Draft((Replace((*here, "anyOf"), [*known, *added, *null]),) if added else ())
    if "$ref" in schema:
        return Draft((Replace((*here, "$ref"), [{"$ref": schema["$ref"]}, *added], key="anyOf"),))
    stated = [kinds] if isinstance(kinds, str) else texts(kinds)
    if set(schema) - {"type", "description"} or not stated:
        return Draft(reason=_RESTRUCTURED)
    if not [one for one in added if one["type"] not in stated]:
        return Draft()
    known = [{"type": kind} for kind in stated if kind != "null"]
    null = [_NULL] if "null" in stated else []
    return Draft((Replace((*here, "type"), [*known, *added, *null], key="anyOf"),))


def _types(fact: Any) -> list[str]:
    stated = as_mapping(fact).get("type") if is_mapping(fact) else fact
    return [stated] if isinstance(stated, str) else texts(stated)


def required(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """Let calls leave out what the page calls optional."""
    pointer = finding.document.pointer
    here = None if pointer is None else path_of(pointer, tree)
    if finding.subject.startswith("response") or here is None:
        return Draft(reason=REASONS["required"])
    if finding.page_fact is not False:
        return Draft(reason=EVERY_CALL)
    if finding.path[:1] == ("path",) and finding.subject.startswith("parameter."):
        return Draft(reason="a path needs all its parameters.")
    if "properties" not in here[-2:-1]:
        # A parameter, or a request body.
        here = followed(tree, here)
        is_needed = as_mapping(value_at(tree, here)).get("required")
        return Draft((Replace((*here, "required"), False),) if is_needed is True else ())
    listed = (*here[:-2], "required")
    names = texts(value_at(tree, listed))
    kept = [name for name in names if name != here[-1]]
    if len(kept) == len(names):
        return Draft()
    return Draft((Replace(listed, kept) if kept else Remove(listed),))


def bounds(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """Widen bounds. Those of a response are not checked, so they are only words."""
    here = _value_place(finding, tree)
    if here is None:
        return Draft(reason=REASONS["bounds"])
    here = followed(tree, here)
    schema = as_mapping(value_at(tree, here))
    stated = {key: value for key, value in as_mapping(finding.page_fact).items() if key in _BOUND_KEYS}
    if not stated or stated.items() < {key: schema[key] for key in _BOUND_KEYS if key in schema}.items():
        return Draft(reason="the page may only have forgotten a bound.")
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
    return Draft(tuple(edits), REASONS["bounds"] if tighter and not is_answer else None)


def _is_wider(key: str, old: Any, new: Any) -> bool:
    if key == "pattern":
        return False
    return bool(new < old if key in _LOWER else new > old)


def default(finding: Disagreement, tree: dict[str, Any]) -> Draft:
    """State a default of a response. A client that sent one would make another call than today."""
    here = _value_place(finding, tree)
    stated = finding.page_fact
    if here is None or is_mapping(stated) or is_list(stated):
        return Draft(reason=REASONS["default"])
    schema = as_mapping(value_at(tree, here))
    if "default" in schema:
        return Draft(reason=None if schema["default"] == stated else REASONS["default"])
    if not finding.subject.startswith("response."):
        return Draft(reason="the server has the default, and clients do not send it; say it in the description.")
    return Draft((Insert(here, "default", stated),))
