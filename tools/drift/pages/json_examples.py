"""JSON that a page shows: read with the line of each value, or told why it is none."""

from __future__ import annotations

import json
import re
from typing import Final, NoReturn

from ...contract.facts import ITEMS, Example, FieldPath, Json, Place, ValueFacts
from ...contract.json_values import is_list, is_mapping
from .forms.blocks import Code

MAX_VALUES: Final = 20_000
MAX_DEPTH: Final = 60

_PLACEHOLDER: Final = re.compile(r"<[a-z][\w -]*>")
_ELLIPSIS: Final = re.compile(r",?\s*(?:\.\.\.|…)\s*(?=[}\]])|(?:\.\.\.|…)\s*,?")
_COMMENT: Final = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING: Final = re.compile(r'("(?:[^"\\]|\\.)*")|,(\s*[}\]])')


def is_json(code: Code) -> bool:
    """Whether a block of code is meant to be JSON."""
    if code.language in ("json", "jsonc", "json5"):
        return True
    return code.language in ("", "text", "txt", "plaintext", "response") and code.text.lstrip()[:1] in ("{", "[")


def read_example(code: Code, file: str) -> Example:
    """Read a block of JSON."""
    place = Place(file, code.line)
    try:
        value = _parsed(code.text)
    except json.JSONDecodeError as error:
        relaxed = _relaxed(code.text)
        if relaxed is None:
            at = Place(file, code.line + error.lineno - 1)
            return Example(None, at, problem=f"{error.msg} (line {at.line}, column {error.colno})")
        value = relaxed
    except (ValueError, RecursionError) as error:
        told = "it nests too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        return Example(None, place, problem=told)
    lines = _lines(code)
    if lines is None:
        return Example(None, place, problem="it is too large or nests too deeply")
    return Example(value, place, lines, placeholders=_has_placeholders(value))


def _parsed(text: str) -> Json:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no JSON number")

    return json.loads(text, parse_constant=refuse)


def _relaxed(text: str) -> Json | None:
    """Read JSON as people abridge it: with comments, with an ellipsis, with a comma too many."""
    bare = _COMMENT.sub(lambda match: match[1] or "", text)
    if "..." not in text and "…" not in text and bare == text:
        return None
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', bare)
    bare = "".join(piece if index % 2 else _ELLIPSIS.sub("", piece) for index, piece in enumerate(pieces))
    try:
        return _parsed(_TRAILING.sub(lambda match: match[1] or match[2], bare))
    except (ValueError, RecursionError):
        return None


_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\],:"]+')


def _lines(code: Code) -> dict[str, int] | None:
    """The line of each value, by JSON pointer; None if there are too many."""
    found: dict[str, int] = {}
    stack: list[tuple[str, int | None]] = []  # pointer, and the index in a list
    key: str | None = None
    waiting: str | None = None
    line, at = code.line, 0
    text = _COMMENT.sub(lambda match: match[1] or "\n" * match[0].count("\n"), code.text)
    for token in _TOKEN.finditer(text):
        line += text.count("\n", at, token.start())
        at = token.start()
        word = token[0]
        if word in ",:":
            if word == ":" and waiting is not None:
                key, waiting = waiting, None
            continue
        if word in "}]":
            if stack:
                stack.pop()
            continue
        if word[0] == '"' and stack and stack[-1][1] is None and key is None:
            waiting = json.loads(word) if "\\" in word else word[1:-1]
            key_line = line
            above = stack[-1][0]
            found[f"{above}/{_escaped(str(waiting))}"] = key_line
            continue
        pointer = ""
        if stack:
            above, index = stack[-1]
            if index is None:
                pointer = f"{above}/{_escaped(key or '')}"
            else:
                pointer = f"{above}/{index}"
                stack[-1] = (above, index + 1)
        key = None
        found.setdefault(pointer, line)
        if len(found) > MAX_VALUES or len(stack) > MAX_DEPTH:
            return None
        if word in "{[":
            stack.append((pointer, 0 if word == "[" else None))
    return found


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _has_placeholders(value: Json) -> bool:
    """Whether a value anywhere is `<string>` or the like, which shows a type only."""
    level = [value]
    while level:
        if any(isinstance(one, str) and _PLACEHOLDER.fullmatch(one) for one in level):
            return True
        level = [below for one in level for below in (one.values() if is_mapping(one) else one if is_list(one) else ())]
    return False


def shown_fields(example: Example) -> dict[FieldPath, ValueFacts]:
    """The fields that an example shows: that there are such, and which can be null."""
    found: dict[FieldPath, ValueFacts] = {}
    _show(example, example.value, (), "", found)
    return found


def _show(example: Example, value: Json, path: FieldPath, pointer: str, found: dict[FieldPath, ValueFacts]) -> None:
    place = Place(example.place.file, example.lines.get(pointer, example.place.line))
    before = found.get(path)
    null = value is None or (before is not None and before.nullable is True)
    types = before.types if before is not None else frozenset[str]()
    if value is not None:
        types |= {json_type(value)}
    found[path] = ValueFacts(
        place=before.place if before is not None else place,
        source="example",
        types=types,
        nullable=True if null else None,
    )
    if is_mapping(value):
        for name, member in value.items():
            _show(example, member, (*path, name), f"{pointer}/{_escaped(name)}", found)
    elif is_list(value):
        for index, item in enumerate(value):
            _show(example, item, (*path, ITEMS), f"{pointer}/{index}", found)


def json_type(value: Json) -> str:
    """The JSON Schema type of a value that is not null."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if is_list(value) else "object"
