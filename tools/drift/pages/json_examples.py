"""JSON examples on a page, read with the line of each value."""

from __future__ import annotations

import json
import re
from typing import Final, NoReturn

from ...contract.example_facts import escaped
from ...contract.facts import Example, Json, Place
from .forms.blocks import Code

MAX_VALUES: Final = 20_000
MAX_DEPTH: Final = 60
MAX_POINTER: Final = 2_000
"""The most characters of a value's JSON pointer."""

# No pattern here looks at a character more than a few times, whatever the page holds: what may repeat is possessive,
# and a string or comment that does not end is taken whole, so that the search does not begin again inside it.
_STRING: Final = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_ELLIPSIS: Final = re.compile(r"(?:,|(?<!\s))\s*+(?:\.\.\.|…)\s*+(?=[}\]])|(?:\.\.\.|…)\s*+,?")
_COMMENT: Final = re.compile(rf"({_STRING})|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?", re.DOTALL)
_TRAILING: Final = re.compile(rf"({_STRING})|,(\s*+[}}\]])", re.DOTALL)
_STRINGS: Final = re.compile(rf"({_STRING})", re.DOTALL)


def is_json(code: Code) -> bool:
    """Whether a code block is meant to be JSON."""
    if code.language in ("json", "jsonc", "json5"):
        return True
    if code.language in ("shell", "bash", "sh", "http"):
        # A block may have the language of the call above it.
        return re.match(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])', code.text) is not None
    return code.language in ("", "text", "txt", "plaintext", "response") and code.text.lstrip()[:1] in ("{", "[")


def read_example(code: Code, file: str) -> Example:
    """Read a code block with JSON; the result says what is wrong if it is not JSON."""
    place = Place(file, code.line)
    try:
        value = _parsed(code.text)
    except json.JSONDecodeError as error:
        relaxed = _relaxed(code.text)
        if relaxed is None:
            at = Place(file, code.line + error.lineno - 1)
            told = f"{error.msg} (line {at.line}, column {error.colno})"
            # An extra comma is an error of the page. The fields around it are still read.
            shown = _without_trailing_commas(code.text)
            lines = None if shown is None else _lines(code)
            return Example(None if lines is None else shown, at, lines or {}, problem=told)
        value = relaxed
    except (ValueError, RecursionError) as error:
        told = "it nests too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        return Example(None, place, problem=told)
    lines = _lines(code)
    if lines is None:
        return Example(None, place, problem="it is too large or nests too deeply")
    return Example(value, place, lines)


def _parsed(text: str) -> Json:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not a JSON number")

    return json.loads(text, parse_constant=refuse)


def _relaxed(text: str) -> Json | None:
    """Read abridged JSON, with comments, ellipses or trailing commas; None if it is still not JSON."""
    bare = _COMMENT.sub(lambda match: match[1] or "", text)
    if "..." not in text and "…" not in text and bare == text:
        return None
    pieces = _STRINGS.split(bare)
    bare = "".join(piece if index % 2 else _ELLIPSIS.sub("", piece) for index, piece in enumerate(pieces))
    return _without_trailing_commas(bare)


def _without_trailing_commas(text: str) -> Json | None:
    try:
        return _parsed(_TRAILING.sub(lambda match: match[1] or match[2], text))
    except (ValueError, RecursionError):
        return None


_TOKEN: Final = re.compile(rf'{_STRING}|[{{}}\[\]:,]|[^\s{{}}\[\],:"]++', re.DOTALL)


def _lines(code: Code) -> dict[str, int] | None:
    """The line of each value, by JSON pointer; None if there are too many values."""
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
            found[f"{above}/{escaped(str(waiting))}"] = key_line
            continue
        pointer = ""
        if stack:
            above, index = stack[-1]
            if index is None:
                pointer = f"{above}/{escaped(key or '')}"
            else:
                pointer = f"{above}/{index}"
                stack[-1] = (above, index + 1)
        key = None
        found.setdefault(pointer, line)
        if len(found) > MAX_VALUES or len(stack) > MAX_DEPTH or len(pointer) > MAX_POINTER:
            return None
        if word in "{[":
            stack.append((pointer, 0 if word == "[" else None))
    return found
