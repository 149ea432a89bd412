"""Drafted values as YAML text in the style of our documents, with comments."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from ...contract.json_tree import is_list, is_mapping

WIDTH: Final = 120
_PLAIN: Final = re.compile(r"[A-Za-z/(][A-Za-z0-9 _./()+;:,$'\"`=@%*&?!<>|~\[\]{}-]*")
_PLAIN_KEY: Final = re.compile(r"[A-Za-z/$][A-Za-z0-9_./{}$-]*")
_NO_TEXT: Final = re.compile("null|true|false|yes|no|on|off|y|n", re.IGNORECASE)


class Members(dict[str, Any]):
    """A mapping that is to be written, with the comments in front of its keys."""

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.comments: dict[str, list[str]] = {}

    def comment(self, key: str, *lines: str) -> None:
        """Put comments in front of a key."""
        self.comments.setdefault(key, []).extend(lines)


class Items(list[Any]):
    """A list that is to be written, with the comments in front of its items."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        super().__init__(values)
        self.comments: dict[int, list[str]] = {}

    def comment(self, *lines: str) -> None:
        """Put comments in front of the last item."""
        self.comments.setdefault(len(self) - 1, []).extend(lines)


def member_text(key: str, value: Any, column: int) -> str:
    """A member of a mapping as lines that begin at a column, with a line break at the end."""
    return _text(Members({key: value}), column)


def item_text(value: Any, column: int) -> str:
    """An item of a list as lines whose dash stands at a column, with a line break at the end."""
    return _text(Items([value]), column)


def commented_member_text(holder: Members, key: str, column: int) -> str:
    """A member with the comments that its holder has for it."""
    one = Members({key: holder[key]})
    one.comments = {key: holder.comments[key]} if key in holder.comments else {}
    return _text(one, column)


def _text(value: Members | Items, column: int) -> str:
    yaml: Any = YAML()
    yaml.width = 10_000  # long text is folded here, and nothing else is to be broken
    # A list's dash stands two columns in, but for the outermost, which has no parent.
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), _null)
    stream = io.StringIO()
    if isinstance(value, Items):
        # ruamel indents the outermost list like any other: written below a key that is then left out.
        yaml.dump(_converted(Members({"items": value}), 0, column - 2), stream)
        text = stream.getvalue().partition("\n")[2]
        indent = " " * (column - 2)
    else:
        yaml.dump(_converted(value, 0, column), stream)
        text, indent = stream.getvalue(), " " * column
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.splitlines())


def _null(representer: Any, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _converted(value: Any, column: int, shift: int) -> Any:
    """A value as ruamel writes it, given the column of its keys or dashes, and by how much all is moved later."""
    if is_mapping(value):
        mapping: Any = CommentedMap()
        for key, item in value.items():
            mapping[_key(key)] = _behind(key, item, column, shift)
        for key, lines in getattr(value, "comments", {}).items():
            mapping.yaml_set_comment_before_after_key(key, before=_comment(lines, column + shift), indent=column)
        return mapping
    if is_list(value):
        sequence: Any = CommentedSeq()
        for item in value:
            inner = column + 2
            room = WIDTH - inner - shift
            sequence.append(_converted(item, inner, shift) if _is_nested(item) else _scalar(item, room, room))
        for number, lines in getattr(value, "comments", {}).items():
            sequence.yaml_set_comment_before_after_key(number, before=_comment(lines, column + shift), indent=column)
        return sequence
    return _scalar(value, None)


def _is_nested(value: Any) -> bool:
    return is_mapping(value) or is_list(value)


def _behind(key: str, value: Any, column: int, shift: int) -> Any:
    if is_mapping(value):
        if not value:
            return _flow(CommentedMap())
        return _converted(value, column + 2, shift)
    if is_list(value):
        short = not any(_is_nested(item) for item in value)
        length = column + shift + len(key) + 4 + sum(len(str(item)) + 4 for item in value)
        if short and length <= WIDTH and not getattr(value, "comments", None):
            return _flow(CommentedSeq([_flow_scalar(item) for item in value]))
        return _converted(value, column + 2, shift)
    return _scalar(value, WIDTH - column - shift - len(key) - 2, WIDTH - column - shift - 2)


def _flow(value: Any) -> Any:
    value.fa.set_flow_style()
    return value


def _scalar(value: Any, room: int | None, folded_room: int = WIDTH) -> Any:
    if not isinstance(value, str):
        return value
    if room is not None and len(value) > room and _folds(value):
        return _folded(value, folded_room)
    plain = _PLAIN.fullmatch(value) and not _NO_TEXT.fullmatch(value) and value == value.strip()
    return value if plain and ": " not in value and not value.endswith(":") else DoubleQuotedScalarString(value)


def _key(name: str) -> str:
    plain = _PLAIN_KEY.fullmatch(name) and not _NO_TEXT.fullmatch(name)
    return name if plain else DoubleQuotedScalarString(name)


def _flow_scalar(value: Any) -> Any:
    is_word = isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9 _./-]*", value)
    return _scalar(value, None) if is_word or not isinstance(value, str) else DoubleQuotedScalarString(value)


def _folds(text: str) -> bool:
    return text.isprintable() and text == " ".join(text.split()) and " " in text


def _folded(text: str, width: int) -> FoldedScalarString:
    lines = wrap(text, max(40, width), break_long_words=False, break_on_hyphens=False)
    folded: Any = FoldedScalarString(text)
    # ruamel breaks a folded text at the positions that it is given.
    position, breaks = 0, list[int]()
    for line in lines[:-1]:
        position += len(line)
        breaks.append(position)
        position += 1
    folded.fold_pos = breaks
    return folded  # type: ignore[no-any-return]  # ruamel sets `fold_pos` without declaring it


def _comment(lines: Iterable[str], column: int) -> str:
    width = max(40, WIDTH - column - 2)
    return "\n".join(
        part
        for line in lines
        for part in wrap(_printable(line), width, break_long_words=False, break_on_hyphens=False) or [""]
    )


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
