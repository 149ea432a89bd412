"""Whether the models of a document can read a JSON value, and if not, where and why.

The same rules as those of the generated `from_dict`, worked out from the document: so every problem is found instead
of the first, each has its place, and a document that was changed a moment ago counts as it is. The tests hold both to
the same verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from .documents import UnresolvedReferenceError, resolve
from .facts import ITEMS, FieldPath, Json
from .json_values import as_list, as_mapping, is_list, is_mapping, short, texts

MAX_DEPTH: Final = 60

_TIMESTAMP: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
).fullmatch
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})").fullmatch
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,307})(?:\.[0-9]+)?").fullmatch
_PLACEHOLDER: Final = re.compile(r"<[a-z][\w -]*>").fullmatch

Reason: TypeAlias = Literal["missing", "null", "wrong"]


@dataclass(frozen=True)
class Problem:
    """A value that a model refuses."""

    path: FieldPath
    pointer: str
    """Into the value."""
    reason: Reason
    expected: str
    value: Json = None

    def __str__(self) -> str:
        if self.reason == "missing":
            return "is required and not there"
        return f"must be {self.expected}, and is {short(json.dumps(self.value, ensure_ascii=False))}"


def problems(document: dict[str, Any], schema: Json, value: Json) -> list[Problem]:
    """Read a value with a schema of the document, and tell everything that is refused."""
    return list(_Reader(document).read(schema, value, (), "", 0))


class _Reader:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def _resolved(self, schema: Json) -> dict[str, Any]:
        for _ in range(40):
            ref = as_mapping(schema).get("$ref")
            if not isinstance(ref, str):
                break
            try:
                schema = resolve(self.document, ref)
            except UnresolvedReferenceError:
                return {}
        return as_mapping(schema)

    def read(self, schema: Json, value: Json, path: FieldPath, pointer: str, depth: int) -> Iterator[Problem]:
        own = self._resolved(schema)
        if depth > MAX_DEPTH:
            return
        for part in as_list(own.get("allOf")):
            yield from self.read(part, value, path, pointer, depth + 1)
        branches = [self._resolved(one) for one in (as_list(own.get("anyOf")) or as_list(own.get("oneOf")))]
        if branches:
            yield from self._any(branches, own, value, path, pointer, depth)
            return
        kinds = own.get("type")
        names = [kinds] if isinstance(kinds, str) else texts(kinds)
        if not names and "properties" not in own:
            return
        if value is None:
            if "null" not in names and own.get("nullable") is not True:
                yield Problem(path, pointer, "null", _told(names))
            return
        if names == ["null"]:
            yield Problem(path, pointer, "wrong", "null", value)
            return
        names = [name for name in names if name != "null"] or ["object"]
        if not any(_is(name, own, value) for name in names):
            yield Problem(path, pointer, "wrong", _expected(names, own), value)
        elif is_mapping(value):
            yield from self._members(own, value, path, pointer, depth)
        elif is_list(value) and "items" in own:
            for index, item in enumerate(value):
                yield from self.read(own["items"], item, (*path, ITEMS), f"{pointer}/{index}", depth + 1)

    def _any(
        self,
        branches: list[dict[str, Any]],
        own: dict[str, Any],
        value: Json,
        path: FieldPath,
        pointer: str,
        depth: int,
    ) -> Iterator[Problem]:
        if value is None and own.get("nullable") is True:
            return
        found = [list(self.read(branch, value, path, pointer, depth + 1)) for branch in branches]
        if not all(found):
            return
        inner = [one for one in found if one[0].path != path or one[0].reason == "missing"]
        if len(inner) == 1:
            yield from inner[0]
            return
        expected = " or ".join(dict.fromkeys(one.expected for each in found for one in each if one.path == path))
        yield Problem(path, pointer, "null" if value is None else "wrong", expected, value)

    def _members(
        self, own: dict[str, Any], value: dict[str, Any], path: FieldPath, pointer: str, depth: int
    ) -> Iterator[Problem]:
        required = texts(own.get("required"))
        properties = as_mapping(own.get("properties"))
        for name, schema in properties.items():
            below = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            if name not in value:
                if name in required:
                    yield Problem((*path, name), below, "missing", "a value")
            elif value[name] is not None or name in required:
                # Absent and null are one where nothing is required.
                yield from self.read(schema, value[name], (*path, name), below, depth + 1)
        more = own.get("additionalProperties")
        if is_mapping(more) and not properties:
            for name, item in value.items():
                yield from self.read(more, item, (*path, name), f"{pointer}/{name}", depth + 1)


def _is(name: str, own: dict[str, Any], value: Json) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if name == "boolean":
        return isinstance(value, bool)
    if name in ("integer", "number") and isinstance(value, str):
        pattern = _INTEGER if name == "integer" else _DECIMAL
        return own.get("x-numeric-string") is True and pattern(value) is not None
    if name == "integer":
        return number and (isinstance(value, int) or value.is_integer())
    if name == "number":
        return number and (isinstance(value, int) or isfinite(value))
    if name == "string":
        return isinstance(value, str) and (_PLACEHOLDER(value) is not None or _is_formatted(own.get("format"), value))
    if name == "object":
        return is_mapping(value)
    return name == "array" and is_list(value)


def _is_formatted(form: Json, value: str) -> bool:
    try:
        if form == "date-time":
            return _TIMESTAMP(value) is not None and bool(datetime.fromisoformat(value.upper()))
        if form == "date":
            return len(value) == 10 and value[4] == value[7] == "-" and bool(date.fromisoformat(value))
        if form == "uuid":
            return len(value) == 36 and bool(UUID(value))
    except ValueError:
        return False
    return True


def _told(names: list[str]) -> str:
    return " or ".join(_ARTICLES.get(name, name) for name in names if name != "null") or "an object"


def _expected(names: list[str], own: dict[str, Any]) -> str:
    if "string" in names and own.get("format") == "date-time":
        return "an RFC 3339 timestamp"
    if "string" in names and own.get("format") in ("date", "uuid"):
        return f"a {own['format']}"
    if own.get("x-numeric-string") is True:
        return f"{_told(names)}, or a decimal string of one"
    return _told(names)


_ARTICLES: Final = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "object": "an object",
    "array": "a list",
}
