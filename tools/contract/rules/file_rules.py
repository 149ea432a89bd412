"""The rules for files: where `format: binary` may stand, and what a form of several parts can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..findings import Finding, pointer
from ..json_tree import as_list, as_mapping, is_text, shown
from ..openapi_index import Index, Rule, media
from ..suggestions import suggestion

_FORM: Final = "multipart/form-data"
_OTHERS: Final = ("json", "x-www-form-urlencoded")
"""Parts of the names of media types that no file has."""


def _kind(at: str) -> str:
    """The media type at a pointer."""
    return at.rpartition("/")[2].replace("~1", "/").partition(";")[0].strip().lower()


def _bodies(index: Index) -> Iterator[tuple[str, dict[str, Any]]]:
    """The media types of all request bodies, with their pointers."""
    for operation in index.operations:
        at, body = index.follow(operation.pointer + "/requestBody", operation.data.get("requestBody"))
        yield from media(at, body)


def _answers(index: Index) -> Iterator[tuple[str, dict[str, Any]]]:
    for operation in index.operations:
        for _, at, answer in index.responses(operation):
            yield from media(at, answer)


def _forms(index: Index) -> Iterator[tuple[str, dict[str, Any], str, dict[str, Any]]]:
    """The forms of several parts: pointer and media type, then pointer and schema."""
    for at, found in _bodies(index):
        if _kind(at) == _FORM:
            yield at, found, *index.follow(at + "/schema", found.get("schema"))


def _places(index: Index) -> Iterator[Finding]:
    allowed = {
        at + "/schema"
        for at, _ in (*_bodies(index), *_answers(index))
        if _kind(at) != _FORM and not any(other in _kind(at) for other in _OTHERS)
    }
    for _, _, at, schema in _forms(index):
        for name, field in as_mapping(schema.get("properties")).items():
            allowed |= set(_alternatives(at + pointer("properties", name), as_mapping(field)))
    for node in index.of("schema"):
        if node.data.get("format") == "binary" and node.pointer not in allowed:
            reason = (
                f"A file is a field of a form (`{_FORM}`), an item of an array in one, or a whole body or response "
                "that is no JSON. Remove `format: binary`, or move it there."
            )
            yield index.finding(node.pointer + "/format", reason)


def _alternatives(at: str, field: Mapping[str, Any]) -> Iterator[str]:
    """The pointers below a field at which a file may stand."""
    yield from (at, at + "/items")
    for number, _ in enumerate(as_list(field.get("anyOf"))):
        below = at + pointer("anyOf", number)
        yield from (below, below + "/items")


def _form_fields(index: Index) -> Iterator[Finding]:
    for at, found, where, schema in _forms(index):
        if not as_mapping(schema.get("properties")):
            reason = "A form must be an object with properties, as a named schema. Write one, and use a `$ref`."
            yield index.finding(at + "/schema", reason)
        for name, field in as_mapping(schema.get("properties")).items():
            kinds = as_list(as_mapping(field).get("type"))
            if "null" in kinds or {"type": "null"} in as_list(as_mapping(field).get("anyOf")):
                reason = f"A form cannot hold null. Make {shown(name)} optional instead."
                yield index.finding(where + pointer("properties", name), reason)
        yield from _encodings(index, at, found, as_mapping(schema.get("properties")))


def _encodings(index: Index, at: str, found: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Finding]:
    for name, encoding in as_mapping(found.get("encoding")).items():
        where = at + pointer("encoding", name)
        if name not in fields:
            reason = f"The form has no field {shown(name)}. Correct the name, or add it." + suggestion(name, fields)
            yield index.finding(where, reason)
        for key, value in as_mapping(encoding).items():
            if key != "contentType" or not is_text(value):
                reason = "Only `contentType` is read here: one or several media types. Remove the rest."
                yield index.finding(where + pointer(key), reason)


def _twins(index: Index) -> Iterator[Finding]:
    """Bodies that may be JSON or a form: which of them is sent depends on whether there is a file."""
    for operation in index.operations:
        at, body = index.follow(operation.pointer + "/requestBody", operation.data.get("requestBody"))
        schemas = {
            _kind(where): index.follow(where + "/schema", one.get("schema"))[1] for where, one in media(at, body)
        }
        if len(schemas) == 1 or {*schemas} != {"application/json", _FORM}:
            continue
        plain, form = (as_mapping(schemas[kind].get("properties")) for kind in ("application/json", _FORM))
        for name in sorted(plain.keys() ^ form.keys()):
            reason = (
                f"JSON and the form must have the same fields, but only one has {shown(name)}. Add it to the other."
            )
            yield index.finding(at + pointer("content", _FORM), reason)


RULES: Final[tuple[Rule, ...]] = (_places, _form_fields, _twins)
