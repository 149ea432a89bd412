# Copied from runtime/files/multipart.py by `nox -s generate`. Do not edit.
"""Encodes forms of several parts (RFC 7578), and bodies that are one file. Files are not read here."""

from __future__ import annotations

import json
import mimetypes
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar, cast
from uuid import uuid4

from ..errors import InvalidArgumentError
from ..types import UNSET, File
from ..values.encoding import Body, checked_header, query_pairs, to_json
from ..values.json_values import is_array, is_object
from ..values.sent_files import ShownPart
from .sources import Source, path_text, source_of
from .uploads import Upload

F = TypeVar("F")
P = TypeVar("P")

_ANY: Final = "application/octet-stream"
_JSON: Final = "application/json"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})

# As browsers write names (HTML, "multipart form data"), and as httpx does.
_ESCAPED: Final = {chr(code): f"%{code:02X}" for code in range(0x20)} | {'"': "%22", "\\": "\\\\", "\x7f": "%7F"}
_TO_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')


class _Part(NamedTuple):
    shown: ShownPart
    content: bytes | Source

    def head(self, boundary: str) -> bytes:
        lines = [f"--{boundary}", f'Content-Disposition: form-data; name="{_quoted(self.shown.name)}"']
        if self.shown.file_name is not None:
            lines[-1] += f'; filename="{_quoted(self.shown.file_name)}"'
        if self.shown.content_type is not None:
            lines.append(f"Content-Type: {checked_header('Content-Type', self.shown.content_type)}")
        # The name of a file on a disk may be no valid text.
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


def multipart_body(
    value: Any,
    boundary: str | None = None,
    *,
    files: Mapping[str, str] = _NONE,
    types: Mapping[str, str] = _NONE,
) -> Body | None:
    """A form of several parts; None when it was not set.

    An array of files or of scalars is one part for each item, all with the same name. An object, and an array of
    objects, is one part with JSON.

    Args:
        value: A model, or an object, with the fields of the form.
        boundary: What separates the parts; by default a text that nobody can guess.
        files: The fields that take nothing but files, each with the name of its argument, for messages.
        types: The media types of fields, where the document gives them; several are separated by commas.

    Raises:
        InvalidArgumentError: A field cannot be sent, or is no file where there must be one.
    """
    if value is UNSET:
        return None
    fields: Mapping[str, Any] = value if isinstance(value, Mapping) else value.to_dict()  # pyright: ignore[reportUnknownVariableType]  # of whatever
    boundary = boundary or uuid4().hex
    known: dict[int, Source] = {}
    parts: list[bytes | Source] = []
    shown: list[ShownPart] = []
    for name, field in fields.items():
        if field is UNSET or field is None:
            continue
        for part in _parts_of(name, field, files.get(name), types.get(name, ""), known):
            parts += [part.head(boundary), part.content, b"\r\n"]
            shown.append(part.shown)
    parts.append(f"--{boundary}--\r\n".encode())
    return Body(b"", f"multipart/form-data; boundary={boundary}", Upload(_joined(parts), shown))


def form_if_files(form: Callable[..., F], plain: Callable[..., P], *given: object) -> Callable[..., F | P]:
    """What makes the body of a call that takes a form or JSON: the form if one of some arguments holds a file."""
    found: list[object] = []
    for one in given:
        found += cast("Sequence[object]", one) if _is_several(one) else [one]
    return form if any(map(_is_file, found)) else plain


def bytes_body(value: Any, content_type: str = _ANY) -> Body | None:
    """A body that is one file; None when it was not set. A `File` may name another type than the document does.

    Raises:
        InvalidArgumentError: It is no file.
    """
    if value is UNSET:
        return None
    if isinstance(value, bytes):
        return Body(value, content_type)
    payload: object = value.payload if isinstance(value, File) else value
    if isinstance(value, File) and value.content_type is not None:
        content_type = checked_header("Content-Type", value.content_type)
    if isinstance(payload, bytes):
        return Body(payload, content_type)
    return Body(b"", content_type, Upload([source_of(payload, "body")]))


def _parts_of(name: str, field: Any, argument: str | None, types: str, known: dict[int, Source]) -> Iterator[_Part]:
    several = _is_several(field)
    items: list[Any] = list(field) if several else [field]
    if argument is not None or any(_is_file(item) for item in items):
        for number, item in enumerate(items):
            where = argument or name
            yield _file_part(name, item, f"{where}[{number}]" if several else where, types, known)
        return
    plain = to_json(items if several else field, name)
    if is_object(plain) or _JSON in types or (is_array(plain) and any(isinstance(one, (dict, list)) for one in plain)):
        text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
        yield _text_part(name, text, _first(types) or _JSON)
    else:
        for _, text in query_pairs((name, plain)):
            yield _text_part(name, text, _first(types))


def _is_several(field: object) -> bool:
    return isinstance(field, Sequence) and not isinstance(field, (str, bytes, bytearray, memoryview, File))


def _is_file(item: object) -> bool:
    is_file = isinstance(item, (bytes, bytearray, memoryview, os.PathLike, File))
    return is_file or callable(getattr(item, "read", None))


def _text_part(name: str, text: str, content_type: str | None) -> _Part:
    query_pairs((name, text))  # which refuses what cannot be encoded
    return _Part(ShownPart(name, text, None, content_type), text.encode())


def _file_part(name: str, given: object, argument: str, types: str, known: dict[int, Source]) -> _Part:
    file = given if isinstance(given, File) else File(given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # it is checked below
    payload: object = file.payload
    # An open file that is given twice is one: a pipe has nothing left for the second part.
    source = known.setdefault(id(payload), source_of(payload, argument))
    for what in (file.name, file.content_type):
        if what is not None and not isinstance(what, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise InvalidArgumentError(f"{argument} has a name or a content type that is no string")
    file_name = _name_of(payload) if file.name is None else file.name
    content_type = _chosen(types, file_name) if file.content_type is None else file.content_type
    return _Part(ShownPart(name, None, file_name, content_type), source)


def _name_of(payload: object) -> str:
    """The file name that a path or an open file has; that of a descriptor, or of `<stdin>`, is none."""
    path = path_text(payload)
    if path is None:
        path = path_text(getattr(payload, "name", None), or_text=True)
    name = "" if path is None else os.path.basename(path)
    return "file" if not name or name.startswith("<") else name


def _chosen(types: str, file_name: str) -> str:
    """The media type of a file: what its name suggests, if the document allows that, else the document's first."""
    guessed, packed = mimetypes.guess_type(file_name, strict=False)
    if packed is not None:
        guessed = f"application/{packed}" if packed == "gzip" else None
    allowed = [one.strip() for one in types.split(",") if one.strip()]
    if guessed is not None and (not allowed or any(_fits(guessed, one) for one in allowed)):
        return guessed
    return _first(types) or _ANY


def _fits(kind: str, allowed: str) -> bool:
    return kind == allowed.lower() or (allowed.endswith("/*") and (allowed == "*/*" or kind.startswith(allowed[:-1])))


def _first(types: str) -> str | None:
    """The first of some media types that is one, and no pattern."""
    return next((one.strip() for one in types.split(",") if one.strip() and "*" not in one), None)


def _joined(parts: list[bytes | Source]) -> list[bytes | Source]:
    """The parts, with bytes that follow each other as one."""
    joined: list[bytes | Source] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, bytes) and isinstance(last, bytes):
            joined[-1] = last + part
        else:
            joined.append(part)
    return joined


def _quoted(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)
