"""Edits of hand-written YAML files that leave comments, order, quotes and all other lines unchanged.

ruamel.yaml reads and writes the files. It is configured so that a file in our style (two spaces, indented lists,
double quotes, lines of at most 120 characters) is written back byte for byte; `is_kept` tells whether a file is. The
library stores a comment with the value before it, so a value that is inserted in between must take over the comment.
"""

from __future__ import annotations

import re
from io import StringIO
from textwrap import wrap
from typing import Any, Final, TypeAlias, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import CommentMark, YAMLError
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString
from ruamel.yaml.tokens import CommentToken

from ..contract.json_tree import is_list, is_mapping

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indexes of a value."""

WIDTH: Final = 120
_FOLD: Final = 110
"""The longest line of a wrapped text."""
_BRACKETS: Final = 90
"""The longest list of scalars that is written in brackets."""
_AMBIGUOUS: Final = re.compile(
    r"[-+.]?[0-9].*|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|<<|=|", re.IGNORECASE | re.DOTALL
)
"""Strings that a YAML version would read as another type."""


class _Emitter(RoundTripEmitter):
    def choose_scalar_style(self) -> Any:
        """Choose double quotes instead of single ones."""
        emitter, inherited = cast("Any", self), cast("Any", RoundTripEmitter)
        chosen = inherited.choose_scalar_style(emitter)
        return '"' if chosen == "'" and emitter.event.style != "'" else chosen

    def write_double_quoted(self, text: Any, split: bool = True) -> None:
        """Keep a quoted text on one line; a line break would lose a space."""
        cast("Any", RoundTripEmitter).write_double_quoted(self, text, split=False)

    def write_plain(self, text: Any, split: bool = True) -> None:
        """Keep a text that is one long word beside its key."""
        emitter = cast("Any", self)
        width = emitter.best_width
        if " " not in text:
            emitter.best_width = max(width, emitter.column + len(text) + 2)
        cast("Any", RoundTripEmitter).write_plain(self, text, split=split)
        emitter.best_width = width


class _Representer(RoundTripRepresenter):
    def represent_none(self, data: Any) -> Any:
        """Write `null` instead of nothing."""
        return cast("Any", self).represent_scalar("tag:yaml.org,2002:null", "null")


cast("Any", _Representer).add_representer(type(None), _Representer.represent_none)


def _library() -> Any:
    yaml: Any = YAML()
    yaml.Emitter, yaml.Representer = _Emitter, _Representer
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def parse(text: str) -> Any:
    """Read a text into a tree that can be edited and written back.

    Raises:
        ValueError: ruamel.yaml cannot read the text.
    """
    try:
        return _library().load(text)
    except YAMLError as error:
        raise ValueError(str(error)) from None


def dump(tree: Any) -> str:
    """Write a tree: unchanged parts as they were, new values in our style."""
    stream = StringIO()
    _library().dump(tree if _is_nested(tree) else _styled(tree, 0), stream)
    return stream.getvalue()


def is_kept(text: str) -> bool:
    """Whether a text is written back byte for byte."""
    try:
        return dump(parse(text)) == text
    except ValueError:
        return False


# --- Edits --------------------------------------------------------------------------------------------------------


def insert(tree: Any, path: Path, key: str, value: Any, *, position: int) -> None:
    """Insert a member into a mapping.

    Args:
        tree: The result of `parse`.
        path: The path of the mapping.
        key: The key of the new member.
        value: Plain JSON.
        position: The number of members before it; at least one, whose comment may belong to the mapping.
    """
    mapping = _at(tree, path)
    before = list(mapping)[: max(1, position)]
    tail = _take(mapping, before[-1]) if before else ""
    if before and _is_spaced(mapping, tail):
        _give(mapping, before[-1], "\n")
    mapping.insert(len(before), _text(key, 0), _styled(value, 2 * len(path) + 2))
    _give(mapping, key, tail)


def append(tree: Any, path: Path, values: list[Any]) -> None:
    """Append items to a list."""
    items = _at(tree, path)
    tail = _take(items, len(items) - 1) if items else ""
    items.extend(_styled(value, 2 * len(path) + 2) for value in values)
    _give(items, len(items) - 1, tail)


def replace(tree: Any, path: Path, value: Any, *, key: str | None = None) -> None:
    """Replace a value.

    Args:
        tree: The result of `parse`.
        path: The path of the value.
        value: Plain JSON.
        key: The new key of a mapping's member; by default unchanged.
    """
    holder, old = _at(tree, path[:-1]), path[-1]
    tail = _take(holder, old)
    remark = holder.ca.items.pop(old, None)
    new = old
    if key is not None:
        new, position = key, list(holder).index(old)
        del holder[old]
        holder.insert(position, _text(key, 0), None)
    holder[new] = _styled(value, 2 * len(path))
    if remark is not None:
        holder.ca.items[new] = remark
    _give(holder, new, tail)


def remove(tree: Any, path: Path) -> None:
    """Remove a member from a mapping that has others. Comments above the next member stay above it."""
    mapping, key = _at(tree, path[:-1]), path[-1]
    tail = _take(mapping, key)
    keys = list(mapping)
    number = keys.index(key)
    del mapping[key]
    mapping.ca.items.pop(key, None)
    if number:
        _give(mapping, keys[number - 1], tail)
        return
    # There is no value before it that could have the comments.
    lines = [line.strip() for line in tail.splitlines() if line.strip()]
    own, above = mapping.ca.comment or (None, None)
    column = CommentMark(2 * len(path) - 2)
    mapping.ca.comment = [own, [*(above or ()), *(CommentToken(f"{line}\n", column, None) for line in lines)]]


def _at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def _last(holder: Any, key: Any) -> tuple[Any, Any]:
    """The last value inside a value, which has the comments below it: its parent and its key."""
    value = holder[key]
    while _is_nested(value) and value and not value.fa.flow_style():
        holder, key = value, len(value) - 1 if _is_list(value) else list(value)[-1]
        value = holder[key]
    return holder, key


def _is_nested(node: Any) -> bool:
    return isinstance(node, CommentedMap | CommentedSeq)


def _is_list(node: Any) -> bool:
    return isinstance(node, CommentedSeq)


def _slot(holder: Any) -> int:
    return 0 if _is_list(holder) else 2


def _is_block_text(node: Any) -> bool:
    return isinstance(node, FoldedScalarString | LiteralScalarString)


def _own(text: str, value: Any) -> str:
    """The part of a comment that is on the line of its value."""
    return "" if _is_block_text(value) else text[: text.find("\n") + 1]


def _take(holder: Any, key: Any) -> str:
    """Remove the empty lines and comments below a value, and return them."""
    holder, key = _last(holder, key)
    remark = holder.ca.items.get(key)
    token = remark and remark[_slot(holder)]
    if not token:
        return ""
    own = _own(token.value, holder[key])
    below: str = token.value[len(own) :]
    if own.strip():
        token.value = own
    else:
        remark[_slot(holder)] = None
        if _is_list(holder[key]):
            holder[key].ca.comment = None
    return below


def _give(holder: Any, key: Any, below: str) -> None:
    """Add empty lines and comments below a value."""
    if not below:
        return
    holder, key = _last(holder, key)
    value = holder[key]
    remark = holder.ca.items.setdefault(key, [None, None, None, None])
    token = remark[_slot(holder)]
    if token:
        token.value += below
        return
    end = "" if _is_block_text(value) else "\n"
    token = remark[_slot(holder)] = CommentToken(end + below, CommentMark(0), None)
    if _is_list(value):
        value.ca.comment = [token, None]


def _is_spaced(mapping: Any, tail: str) -> bool:
    """Whether the members of a mapping are separated by empty lines."""
    if len(mapping) < 2:
        return tail.startswith("\n")
    first, second = list(mapping)[:2]
    holder, key = _last(mapping, first)
    token = (holder.ca.items.get(key) or [None] * 4)[_slot(holder)]
    behind = token.value[len(_own(token.value, holder[key])) :] if token else ""
    above: Any = (mapping.ca.items.get(second) or [None] * 4)[1]
    return behind.startswith("\n") or bool(above and above[0].value.startswith("\n"))


# --- Plain values in our style ------------------------------------------------------------------------------------


def _styled(value: Any, column: int) -> Any:
    if is_mapping(value):
        mapping: Any = CommentedMap({_text(key, 0): _styled(item, column + 2) for key, item in value.items()})
        if not value:
            mapping.fa.set_flow_style()
        return mapping
    if is_list(value):
        items: Any = CommentedSeq([_styled(item, column + 2) for item in value])
        if not any(is_mapping(item) or is_list(item) for item in value) and len(str(value)) <= _BRACKETS:
            items.fa.set_flow_style()
        return items
    return _text(value, column) if isinstance(value, str) else value


def _text(text: str, column: int) -> Any:
    if _AMBIGUOUS.fullmatch(text) or not text.isprintable():
        return DoubleQuotedScalarString(text)
    words = text.split(" ")
    if len(text) + column + 20 <= WIDTH or not all(words):
        return text
    folded = FoldedScalarString(text)
    ends = [len(line) for line in wrap(text, _FOLD - column, break_long_words=False, break_on_hyphens=False)]
    folded.fold_pos = [sum(ends[: number + 1]) + number for number in range(len(ends) - 1)]
    return folded
