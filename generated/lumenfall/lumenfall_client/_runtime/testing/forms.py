# Copied from runtime/testing/forms.py by `nox -s generate`. Do not edit.
"""The forms of several parts (RFC 7578) that a fake receives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import field as attribute
from attrs import frozen

from ..values.json_values import is_object

_LONGEST_SHOWN: Final = 100
_BOUNDARY: Final = re.compile(r'multipart/form-data\s*;.*\bboundary="?([^";]+)"?', re.IGNORECASE).match
_PARAMETER: Final = re.compile(r';\s*(name|filename)="((?:[^"\\]|\\.)*)"', re.IGNORECASE).findall
_ESCAPE: Final = re.compile(r"%0D|%0A|%22|\\(.)", re.IGNORECASE)
_PLAIN: Final = {"%0D": "\r", "%0A": "\n", "%22": '"'}


def _short(content: bytes) -> str:
    return repr(content) if len(content) <= _LONGEST_SHOWN else f"<{len(content)} bytes>"


@frozen
class FakeUpload:
    """A file in a form, as the fake received it."""

    field: str
    """The name of the field."""
    name: str
    """The file name."""
    content_type: str | None
    content: bytes = attribute(repr=_short)


@frozen
class FakeForm:
    """A form with files, as the fake received it."""

    fields: Sequence[tuple[str, str]]
    """The names and texts of its other fields, in order. A name may appear several times."""
    files: Sequence[FakeUpload]

    def texts(self, name: str) -> list[str]:
        """The texts of a field."""
        return [text for key, text in self.fields if key == name]

    @classmethod
    def of(cls, headers: Mapping[str, str], body: bytes) -> FakeForm | None:
        """Read the form in a request; None if it is another kind of request, or no valid form.

        Args:
            headers: The headers, with lower-case names.
            body: The body.
        """
        boundary = _BOUNDARY(headers.get("content-type", ""))
        if boundary is None:
            return None
        try:
            parts = list(_parts(body, boundary[1].encode()))
            names = [(dict(_PARAMETER(head.get("content-disposition", ""))), head, content) for head, content in parts]
            fields = [(_name(one["name"]), content.decode()) for one, _, content in names if _is_text(one, content)]
            files = [
                FakeUpload(_name(one["name"]), _name(one.get("filename", "")), head.get("content-type"), content)
                for one, head, content in names
                if not _is_text(one, content)
            ]
        except (KeyError, ValueError):
            return None
        return cls(fields, files)


def sent_object(headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
    """The fields of a body, whether it is JSON or a form; None if it has none.

    Of a form, texts are strings, files are `FakeUpload`, and a name that appears several times, or as `name[]` or
    `name[0]`, has a list.

    Args:
        headers: The headers, with lower-case names.
        body: The body.
    """
    form = FakeForm.of(headers, body)
    if form is None:
        try:
            value: Any = json.loads(body)
        except ValueError:
            return None
        return value if is_object(value) else None
    given: dict[str, list[Any]] = {}
    lists: set[str] = set()
    for key, value in (*form.fields, *((file.field, file) for file in form.files)):
        name, bracket, _ = key.partition("[")
        given.setdefault(name, []).append(value)
        lists |= {name} if bracket else set()
    return {name: values if name in lists or len(values) > 1 else values[0] for name, values in given.items()}


def _is_text(parameters: Mapping[str, str], content: bytes) -> bool:
    """Whether a part is a text: it has no file name, and can be decoded."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return "filename" not in parameters


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Mapping[str, str], bytes]]:
    """The headers and the content of each part.

    Raises:
        ValueError: It is no form.
    """
    first, *parts, last = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if first or not last.startswith(b"--"):
        raise ValueError("a form begins and ends with its boundary")
    for part in parts:
        head, found, content = part.partition(b"\r\n\r\n")
        if not found:
            raise ValueError("a part has no end of its headers")
        lines = (line.partition(":") for line in head.decode().split("\r\n") if line.strip())
        yield {name.strip().lower(): value.strip() for name, _, value in lines}, content


def _name(quoted: str) -> str:
    return _ESCAPE.sub(lambda found: _PLAIN.get(found[0].upper(), found[1] or ""), quoted)
