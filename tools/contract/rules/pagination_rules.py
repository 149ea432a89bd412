"""The rules for `x-pagination`: the parameters and fields that it names exist, and show where the list ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ..extensions import PAGINATION
from ..findings import Finding, pointer
from ..job_declarations import Field, answer_schema, field_at, followed, options, path_of
from ..json_tree import as_mapping, is_mapping, shown, snake, texts
from ..openapi_index import Index, Operation, Rule
from ..pagination_declarations import (
    PATHS,
    SCHEMES,
    USED,
    WORDS,
    Pagination,
    pagination_of,
    place_of_parameters,
)
from ..suggestions import suggestion

_OWN_ARGUMENTS: Final = frozenset({"max_items", "resume"})
"""Arguments that a method gets beside those of its operation."""
_USED_BY_LISTS: Final = ("AsyncPage", "AsyncPages", "Page", "Pagination")
"""What the generated modules of lists import, beside models."""
_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "has_next": frozenset({"boolean"}),
    "total": frozenset({"integer"}),
    "pages": frozenset({"integer"}),
    "number": frozenset({"integer"}),
    "next": frozenset({"string", "integer"}),
    "next_url": frozenset({"string"}),
}
_CURSORS: Final = ("next", "next_url", "cursor_is_item_id")

Report = Callable[[str, str], Finding]


def _paginations(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        if PAGINATION in operation.data:
            report = _reporter(index, operation)
            yield from _names_of_pages(index, operation, report)
            found = list(_shape(operation.data[PAGINATION], report))
            yield from found
            pagination = pagination_of(index.data, operation.data)
            if pagination is not None and not found:
                yield from _parameters(index, operation, pagination, report)
                yield from _fields(index, operation, pagination, report)


def _names_of_pages(index: Index, operation: Operation, report: Report) -> Iterator[Finding]:
    """Schemas whose classes would have the names of pages."""
    words = str(operation.data.get("operationId")).split("_")
    page = "".join(map(str.capitalize, words)) + "Page"
    for name in (page, f"Async{page}", *_USED_BY_LISTS):
        if name in index.components("schemas"):
            reason = f"{shown(name)} is the name of a class for the pages of lists. Rename it."
            yield index.finding(pointer("components", "schemas", name), reason)


def _reporter(index: Index, operation: Operation) -> Report:
    at = operation.pointer + pointer(PAGINATION)
    return lambda where, reason: index.finding(at + where, reason)


# --- The form of a declaration ------------------------------------------------------------------------------------


def _shape(words: object, report: Report) -> Iterator[Finding]:
    if not is_mapping(words) or words.get("scheme") not in SCHEMES:
        yield report("", f"A list needs its `scheme`, one of {', '.join(SCHEMES)}. Write one.")
        return
    scheme = str(words["scheme"])
    for word in words:
        if word not in WORDS:
            reason = f"{shown(word)} is not a key of `{PAGINATION}`; the keys are {', '.join(WORDS)}. Correct it."
            yield report(pointer(word), reason + suggestion(word, WORDS))
        elif word not in USED[scheme] | {"scheme", "items", "item_id"}:
            yield report(pointer(word), f"The scheme {scheme} has no {shown(word)}. Remove it, or change the scheme.")
    for word in (*PATHS, "item_id"):
        if word in words and not path_of(words[word]):
            yield report(pointer(word), "Write the path of a field, such as `data` or `page.total`.")
    for word in ("first", "cap"):
        if word in words and (type(words[word]) is not int or words[word] < 0):
            yield report(pointer(word), "Write a number of 0 or more.")
    for word in ("cursor_is_item_id", "confirm_empty"):
        if word in words and words[word] is not True:
            yield report(pointer(word), f"The only allowed value is `{word}: true`. Correct or remove it.")
    for word in ("parameter", "size"):
        if word in words and not isinstance(words[word], str):
            yield report(pointer(word), "Write the name of a parameter.")
    if scheme != "none" and "parameter" not in words:
        yield report("", "A list with pages needs its `parameter`, which says which page is requested. Write it.")
    if scheme == "cursor" and len([word for word in _CURSORS if word in words]) != 1:
        yield report("", f"A cursor comes from one place: write exactly one of {', '.join(_CURSORS)}.")
    if "cursor_is_item_id" in words and "item_id" not in words:
        yield report("/cursor_is_item_id", "This needs `item_id`, the path of an item's id. Write it.")


# --- What it names ------------------------------------------------------------------------------------------------


def _parameters(index: Index, operation: Operation, pagination: Pagination, report: Report) -> Iterator[Finding]:
    if not pagination.parameter:
        return
    known = place_of_parameters(index.data, operation.data, in_body=pagination.in_body)
    place = "body" if pagination.in_body else "query"
    for word in ("parameter", "size"):
        name = str(getattr(pagination, word))
        if name and name not in known:
            reason = f"The {place} of this operation has no {shown(name)}. Correct the name, or add it."
            yield report(pointer(word), reason + suggestion(name, known))
        elif name and (word == "size" or pagination.scheme != "cursor"):
            kinds = _types(index, known[name])
            if not kinds <= {"integer", "null"}:
                yield report(pointer(word), f"{shown(name)} counts, so it must be of type integer. Correct it.")
    for name in known:
        if snake(name) in _OWN_ARGUMENTS:
            yield report("", f"{shown(name)} is also an argument that every list has. Rename the parameter.")


def _fields(index: Index, operation: Operation, pagination: Pagination, report: Report) -> Iterator[Finding]:
    schema = answer_schema(index.data, operation.data)
    items = _at(index, schema, pagination.items)
    arrays = [] if items is None else [one for one in options(index.data, items.schema) if "array" in _names(one)]
    if not arrays:
        at = "/items" if pagination.items else ""
        yield report(at, "The response has no array here. Write `items`, the path of the list's items.")
        return
    for word, path in pagination.paths.items():
        found = field_at(index.data, schema, path)
        if found is None:
            yield report(pointer(word), f"{shown('.'.join(path))} is not a field of the response. Correct the path.")
        elif word in _TYPES and not found.types(index.data) & _TYPES[word]:
            wanted = " or ".join(sorted(_TYPES[word]))
            yield report(pointer(word), f"{shown('.'.join(path))} must be of type {wanted}. Correct it.")
    if pagination.item_id:
        item = followed(index.data, as_mapping(arrays[0].get("items")))
        found = field_at(index.data, item, pagination.item_id)
        if found is None or not found.types(index.data) & {"string", "integer"}:
            reason = f"The items have no string or integer {shown('.'.join(pagination.item_id))}. Correct the path."
            yield report("/item_id", reason)


def _at(index: Index, schema: dict[str, Any], path: tuple[str, ...]) -> Field | None:
    return field_at(index.data, schema, path) if path else Field(schema, is_certain=True)


def _types(index: Index, schema: dict[str, Any]) -> set[str]:
    return {kind for option in options(index.data, schema) for kind in _names(option)}


def _names(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else texts(kind)


RULES: Final[tuple[Rule, ...]] = (_paginations,)
