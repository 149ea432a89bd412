"""Media types: the one that a client sends or reads, and its form for the generators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

JSON: Final = "application/json"
BYTES: Final = "application/octet-stream"
MULTIPART: Final = "multipart/form-data"
FORM: Final = "application/x-www-form-urlencoded"
_BODIES: Final = (JSON, MULTIPART, FORM, BYTES)


def of_body(content: Iterable[str]) -> tuple[str, str] | None:
    """Choose the media type to send: its name in the document and its name for the generator, or None.

    JSON is preferred to forms, and forms to bytes. Of several JSON types, `application/json` is preferred; of other
    types, the first.
    """
    offered: dict[str, str] = {}
    for given in content:
        kind = _bare(given)
        kind = JSON if _is_json(kind) else kind if kind in _BODIES else BYTES
        if kind not in offered or (_bare(given) == JSON != _bare(offered[kind])):
            offered[kind] = given
    return next(((offered[kind], kind) for kind in _BODIES if kind in offered), None)


def of_answer(content: Iterable[str]) -> tuple[str, str] | None:
    """Choose the media type to read: its name in the document and its name for the generator, or None.

    JSON is preferred to text, and text to bytes. A text type keeps its name; any other type is read as bytes.
    """
    kinds = {given: _bare(given) for given in content}
    given = min(kinds, key=lambda given: _rank(kinds[given]), default=None)
    if given is None:
        return None
    kind = kinds[given]
    if _is_json(kind):
        return given, JSON if "*" in kind or kind == "text/json" else kind
    return given, kind.replace("*", "plain") if kind.startswith("text/") else BYTES


def is_text(kind: str) -> bool:
    """Whether the generator reads a media type as text."""
    return kind.startswith("text/")


def _bare(given: str) -> str:
    return given.partition(";")[0].strip().lower()


def _is_json(kind: str) -> bool:
    return kind in (JSON, "text/json") or kind.endswith("+json")


def _rank(kind: str) -> int:
    if kind == JSON:
        return 0
    return 1 if _is_json(kind) else 2 if is_text(kind) else 3
