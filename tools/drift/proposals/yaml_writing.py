"""Values as YAML text in the house's style: blocks, short lists of words in brackets, long text folded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, Final

import yaml
from attrs import frozen

from ...contract.json_values import is_list, is_mapping

_PLAIN: Final = re.compile(r"[A-Za-z0-9_/.$(+<][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")
_RESOLVER: Final[Any] = yaml.SafeLoader("")
# What YAML 1.1, 1.2 or `codegen.documents` takes for something else than text.
_NO_TEXT: Final = re.compile(
    r"[-+.]?[0-9][-+0-9_,.:etz ]*|0[xo].*|[-+]?\.(?:inf|nan)|null|true|false|yes|no|on|off|y|n|<<", re.IGNORECASE
)


@frozen
class Style:
    """How a document is written."""

    step: int = 2
    """Columns from a mapping to what is in it."""
    dash: int = 2
    """Columns from a key to the dashes of its list."""
    width: int = 110
    """The longest line, where text can be broken."""
    json: bool = False
    """Whether the document is JSON."""


def block(value: Any, indent: int, style: Style) -> str:
    """A mapping or list as a block whose lines begin at a column; no line break at either end."""
    if is_mapping(value):
        return "\n".join(member(key, item, indent, style) for key, item in value.items())
    return "\n".join(item(one, indent, style) for one in value)


def member(key: str, value: Any, indent: int, style: Style) -> str:
    """A member of a mapping, beginning at a column."""
    return " " * indent + scalar(key) + ":" + behind(value, indent, len(scalar(key)) + 1, style)


def item(value: Any, indent: int, style: Style) -> str:
    """An item of a list, its dash at a column."""
    if is_mapping(value) and value:
        inner = indent + 2
        return " " * indent + "- " + block(value, inner, style)[inner:]
    return " " * indent + "-" + behind(value, indent, 1, style, in_list=True)


def behind(value: Any, indent: int, used: int, style: Style, *, in_list: bool = False) -> str:
    """What stands behind a key and its colon, or behind a dash: on its line, or in the lines below.

    Args:
        value: The value.
        indent: The column of the key or the dash.
        used: How many characters of the line are used from there.
        style: The document's.
        in_list: Whether a dash stands before it.
    """
    if (is_mapping(value) or is_list(value)) and value:
        if is_list(value) and _fits_brackets(value, indent + used, style):
            return " " + flow(value)
        return "\n" + block(value, indent + (style.step if in_list or is_mapping(value) else style.dash), style)
    if isinstance(value, str) and indent + used + 1 + len(scalar(value)) > style.width and folds(value):
        return " " + folded(value, indent + style.step, style)
    return " " + flow(value)


def _fits_brackets(values: list[Any], column: int, style: Style) -> bool:
    single = not any(is_mapping(value) or is_list(value) for value in values)
    return single and column + 1 + len(flow(values)) <= style.width


def folds(text: str) -> bool:
    """Whether a text comes back as it was from a folded block."""
    return text.isprintable() and text == " ".join(text.split(" ")) and "  " not in text and text == text.strip()


def folded(text: str, indent: int, style: Style) -> str:
    """A text as a folded block, its lines beginning at a column."""
    return ">-" + "".join(f"\n{' ' * indent}{line}" for line in wrapped(text, style.width - indent))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines, words left whole."""
    return wrap(text, max(40, width), break_long_words=False, break_on_hyphens=False)


def flow(value: Any, *, json_only: bool = False, inside: bool = False) -> str:
    """A value on one line.

    Args:
        value: The value.
        json_only: Whether it must be JSON.
        inside: Whether it stands in brackets or braces.
    """
    if is_mapping(value):
        members = (
            f"{scalar(key, flow=True, json_only=json_only)}: {flow(item, json_only=json_only, inside=True)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if is_list(value):
        return "[" + ", ".join(flow(one, json_only=json_only, inside=True) for one in value) + "]"
    return scalar(value, flow=inside, json_only=json_only)


def spread(value: Any, indent: str, step: str) -> str:
    """A value as JSON over several lines, those after the first with the indentation of the first."""
    return json.dumps(value, indent=step, ensure_ascii=False).replace("\n", "\n" + indent)


def scalar(value: Any, *, flow: bool = False, json_only: bool = False, quoted: bool = False) -> str:
    """A value that is no mapping and no list, on one line.

    Args:
        value: The value.
        flow: Whether it stands in brackets or braces.
        json_only: Whether it must be JSON.
        quoted: Whether text is quoted in any case.
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if not json_only and not quoted and _is_plain(value, flow=flow):
        return value
    return "".join(_escaped(json.dumps(value, ensure_ascii=False), json_only=json_only))


def _is_plain(text: str, *, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _NO_TEXT.fullmatch(text) or text != text.strip():
        return False
    if ": " in text or " #" in text or text.endswith(":") or not text.isprintable():
        return False
    if flow and re.search(r"[\[\]{},]|:$|^[$/].*:", text):
        return False
    resolved: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return resolved == "tag:yaml.org,2002:str"


def _escaped(text: str, *, json_only: bool) -> Iterator[str]:
    # JSON leaves in what YAML does not allow.
    for character in text:
        if character.isprintable() and character != "\ufeff":
            yield character
        elif ord(character) <= 0xFFFF:
            yield f"\\u{ord(character):04x}"
        else:
            yield json.dumps(character)[1:-1] if json_only else f"\\U{ord(character):08x}"
