"""Problems of a JSON value that the models of a document cannot read.

The rules are those of the generated `from_dict`, applied to the facts of a value. Unlike `from_dict`, this finds every
problem rather than the first, reports its place, and works for a document without generated code. The tests check that
both accept the same values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Final, Literal, TypeAlias
from uuid import UUID

from .facts import ITEMS, VALUES, FieldPath, Json, ObjectFacts, ValueFacts
from .findings import pointer as json_pointer
from .json_tree import is_list, is_mapping, short

_TIMESTAMP: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
).fullmatch
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})").fullmatch
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,307})(?:\.[0-9]+)?").fullmatch
_PLACEHOLDER: Final = re.compile(r"<[a-z][\w -]*>").fullmatch

Reason: TypeAlias = Literal["missing", "null", "wrong"]


@dataclass(frozen=True)
class Problem:
    """A value that a model rejects."""

    path: FieldPath
    pointer: str
    """The JSON pointer into the value."""
    reason: Reason
    expected: str
    value: Json = None

    def __str__(self) -> str:
        if self.reason == "missing":
            return "is required but missing"
        return f"must be {self.expected}, but is {short(json.dumps(self.value, ensure_ascii=False))}"


def problems(facts: ValueFacts, value: Json) -> list[Problem]:
    """Find everything in a value that its model rejects."""
    return list(_value(facts, value, (), ""))


def _value(facts: ValueFacts, value: Json, path: FieldPath, pointer: str) -> Iterator[Problem]:
    if "any" in facts.kinds:
        return
    if value is None and facts.kinds:
        if not facts.nullable:
            yield Problem(path, pointer, "null", _expected(facts))
    elif value is not None and not any(_is(kind, facts, value) for kind in facts.kinds):
        yield Problem(path, pointer, "wrong", _expected(facts), value)
    elif is_mapping(value) and facts.objects and "map" not in facts.kinds:
        found = [list(_members(one, value, path, pointer)) for one in facts.objects]
        if all(found) and len(found) == 1:
            yield from found[0]
        elif all(found):
            yield Problem(path, pointer, "wrong", _expected(facts), value)
    elif is_mapping(value) and VALUES in facts.inside:
        for name, item in value.items():
            yield from _value(facts.inside[VALUES], item, (*path, name), pointer + json_pointer(name))
    elif is_list(value) and ITEMS in facts.inside:
        for index, item in enumerate(value):
            yield from _value(facts.inside[ITEMS], item, (*path, ITEMS), f"{pointer}/{index}")


def _members(facts: ObjectFacts, value: dict[str, Json], path: FieldPath, pointer: str) -> Iterator[Problem]:
    for name, member in facts.fields.items():
        below = pointer + json_pointer(name)
        if name not in value:
            if member.required:
                yield Problem((*path, name), below, "missing", "a value")
        elif value[name] is not None or member.required:
            # For an optional field, null is the same as absent.
            yield from _value(member, value[name], (*path, name), below)


def _is(kind: str, facts: ValueFacts, value: Json) -> bool:
    if kind in ("integer", "number"):
        if isinstance(value, str):
            return facts.takes_decimal_text and (_INTEGER if kind == "integer" else _DECIMAL)(value) is not None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return isinstance(value, int) or (value.is_integer() if kind == "integer" else isfinite(value))
    if kind in ("object", "map"):
        return is_mapping(value)
    if kind == "array":
        return is_list(value)
    if kind == "boolean":
        return isinstance(value, bool)
    return isinstance(value, str) and (_PLACEHOLDER(value) is not None or _is_formatted(kind, value))


def _is_formatted(kind: str, value: str) -> bool:
    try:
        if kind == "timestamp":
            return _TIMESTAMP(value) is not None and bool(datetime.fromisoformat(value.upper()))
        if kind == "date":
            return len(value) == 10 and value[4] == value[7] == "-" and bool(date.fromisoformat(value))
        if kind == "uuid":
            return len(value) == 36 and bool(UUID(value))
    except ValueError:
        return False
    return True


def _expected(facts: ValueFacts) -> str:
    told = " or ".join(dict.fromkeys(_ARTICLES.get(kind, kind) for kind in sorted(facts.kinds))) or "null"
    return f"{told}, or one as a decimal string" if facts.takes_decimal_text else told


_ARTICLES: Final = {
    "string": "a string",
    "file": "a string",
    "timestamp": "an RFC 3339 timestamp",
    "date": "a date",
    "uuid": "a uuid",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "object": "an object",
    "map": "an object",
    "array": "a list",
}
