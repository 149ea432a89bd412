"""Media types: the one that a client sends or reads, and its form for the generators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from ..contract.json_tree import as_mapping
from ..contract.stream_declarations import is_event_stream

JSON: Final = "application/json"
BYTES: Final = "application/octet-stream"
MULTIPART: Final = "multipart/form-data"
FORM: Final = "application/x-www-form-urlencoded"
NOTES: Final = frozenset({"x-content-type", "x-encoding", "x-others", "x-text"})
"""What a media type of a prepared document says beside its schema. Documents cannot say it."""

_ANYTHING: Final = ("*/*", "application/*")
_BODIES: Final = (JSON, MULTIPART, FORM, BYTES)


def of_bodies(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Choose the media types to send: for each, its name in the document and its name for the generator.

    JSON is preferred to forms, and forms to bytes. Of several JSON types, `application/json` is preferred; of other
    types, the first. Beside JSON, a form of several parts stays, because only that can carry files.
    """
    offered: dict[str, str] = {}
    for given in content:
        kind = _bare(given)
        kind = JSON if _is_json(kind) else kind if kind in _BODIES else BYTES
        if kind not in offered or (_bare(given) == JSON != _bare(offered[kind])):
            offered[kind] = given
    found = [(offered[kind], kind) for kind in _BODIES if kind in offered]
    return [one for one in found if one is found[0] or (found[0][1], one[1]) == (JSON, MULTIPART)]


def of_answer(content: Mapping[str, Any]) -> tuple[str, str] | None:
    """Choose the media type whose schema is read: its name in the document and its name for the generator, or None.

    JSON is preferred to text, text to bytes, and bytes to a stream of events. A text type keeps its name; any other
    type is read as bytes. The type of anything, `*/*`, is read as its schema says.
    """
    given = min(content, key=lambda given: _rank(given, content[given]), default=None)
    if given is None:
        return None
    kind, name = _kind(given, content[given]), _bare(given)
    if kind == "json":
        return given, name if name == JSON or (name.endswith("+json") and "*" not in name) else JSON
    if kind == "text":
        is_plain = not name.startswith("text/") or is_event_stream(name)
        return given, "text/plain" if is_plain else name.replace("*", "plain")
    return given, BYTES


def others_of_answer(content: Mapping[str, Any], chosen: str) -> list[tuple[str, str]]:
    """The media types that are read differently from the chosen one, each with `text` or `bytes`.

    The same schema in another notation, such as XML, is left out: the client asks for JSON.
    """
    kind, schema = _kind(chosen, content[chosen]), as_mapping(content[chosen]).get("schema")
    others = [given for given, media in content.items() if not schema or as_mapping(media).get("schema") != schema]
    found = [(_bare(given), _kind(given, content[given])) for given in others]
    return [one for one in found if one[1] not in (kind, "json") and one[0] not in _ANYTHING]


def is_text_body(given: str, media: object) -> bool:
    """Whether a request body is a text."""
    return _bare(given).startswith("text/") and _kind(given, media) == "text"


def is_text(kind: str) -> bool:
    """Whether the generator reads a media type as text."""
    return kind.startswith("text/")


def _bare(given: str) -> str:
    return given.partition(";")[0].strip().lower()


def _is_json(kind: str) -> bool:
    return kind in (JSON, "text/json") or kind.endswith("+json")


def _kind(given: str, media: object) -> Literal["json", "text", "bytes"]:
    """How the body of a response is read."""
    name = _bare(given)
    schema = as_mapping(as_mapping(media).get("schema"))
    if _is_json(name):
        return "json"
    if schema.get("format") in ("binary", "byte") or (name in _ANYTHING and not schema):
        return "bytes"
    if name in _ANYTHING:
        return "text" if schema.get("type") == "string" else "json"
    return "text" if name.startswith("text/") else "bytes"


def _rank(given: str, media: object) -> int:
    if _bare(given) == JSON:
        return 0
    if is_event_stream(given):
        return 5
    return {"json": 1, "text": 2, "bytes": 3}[_kind(given, media)] + (_bare(given) in _ANYTHING)
