"""Documents: plain JSON trees, read from YAML or JSON, with the line of each value.

The reader runs and fetches nothing, does not recurse, and bounds its memory. It rejects what JSON cannot express: tags,
merge keys, keys that are not strings, numbers that are not finite, and duplicate keys.
"""

from __future__ import annotations

import copy
import json
import math
import re
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import unquote

import yaml
from attrs import Factory, define, frozen

from .findings import Finding, InputError, pointer
from .json_tree import is_list, is_mapping, short, shown

MAX_BYTES: Final = 20_000_000
MAX_ALIASED_VALUES: Final = 200_000
# The validators need up to ten Python frames for each level, and the interpreter allows 1000.
MAX_DEPTH: Final = 80
_WANTED: Final = "A document is a mapping with `openapi`, `info` and `paths`"


@frozen
class Origin:
    """A place: a file and a pointer in it."""

    file: str
    """The file's name in messages."""
    pointer: str


@frozen
class Document:
    """One OpenAPI document, as a plain JSON tree."""

    file: str
    """The file's name in messages, relative to the project."""
    data: dict[str, Any]
    lines: Mapping[str, int]
    """The line of each value in its file, by JSON pointer, counted from 1. For a member of a mapping it is the line of
    its key."""
    origins: Mapping[str, Origin] = Factory(dict[str, Origin])
    """The origin of values from other files (see `bundle`), by JSON pointer."""

    def finding(self, pointer: str, reason: str) -> Finding:
        """Tell what is wrong at a pointer, with its line, or that of the nearest parent that has one."""
        origin = self.origin(pointer)
        known = pointer
        while known not in self.lines and known:
            known = known.rpartition("/")[0]
        return Finding(origin.file, origin.pointer, reason, self.lines.get(known))

    def origin(self, pointer: str) -> Origin:
        """The file of the value at a pointer, and its pointer in that file."""
        known = pointer
        while known not in self.origins and known:
            known = known.rpartition("/")[0]
        origin = self.origins.get(known, Origin(self.file, ""))
        return Origin(origin.file, origin.pointer + pointer.removeprefix(known))


class UnresolvedReferenceError(KeyError):
    """A `$ref` has no target, or leaves the document."""

    def __init__(self, ref: str, reason: str) -> None:
        self.ref = ref
        self.reason = reason
        super().__init__(f"{shown(ref)}: {reason}")

    def __str__(self) -> str:
        # `KeyError` would print the repr.
        return str(self.args[0])


def resolve(document_data: dict[str, Any], ref: str) -> Any:
    """Find the target of a `$ref`. The target may itself be a reference, which is not followed.

    Raises:
        UnresolvedReferenceError: The reference leaves the document, is not a JSON pointer, or has no target. The error
            is a `KeyError`.
    """
    if not ref.startswith("#"):
        raise UnresolvedReferenceError(ref, "another file or URL is not supported. Copy the target into this document.")
    if not ref.startswith("#/"):
        raise UnresolvedReferenceError(ref, "not a JSON pointer. Write `#/components/...`.")
    found: Any = document_data
    for part in unquote(ref[2:]).split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if is_mapping(found) and key in found:
            found = found[key]
        elif is_list(found) and re.fullmatch("0|[1-9][0-9]{0,8}", key) and int(key) < len(found):
            found = found[int(key)]
        else:
            raise UnresolvedReferenceError(ref, "there is no such target. Correct the reference, or define its target.")
    return found


def load(path: Path, *, file: str | None = None, wanted: str = _WANTED) -> Document:
    """Read a document: JSON if the name ends in `.json` or the text is JSON, else YAML 1.2 that JSON can express.

    Args:
        path: The path of the document.
        file: Its name in messages; by default the file's name without folders.
        wanted: What the file should be, for the message about a file that is not a mapping; without a full stop.

    Raises:
        InputError: The file cannot be read or is not a JSON tree. Contains all findings up to the first that makes the
            rest unreadable.
    """
    builder = _Builder(path.name if file is None else file, wanted)
    text = _text(path, builder)
    return _read(text, builder, as_json=path.suffix.lower() == ".json" or _is_json(text))


def _is_json(text: str) -> bool:
    """Whether a text is a JSON object, in which escapes mean what JSON says and keys have any length."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def load_text(text: str, *, file: str, as_json: bool) -> Document:
    """Read a document from a text, as `load` does from a file.

    Args:
        text: The document.
        file: Its name in messages.
        as_json: Whether it is JSON instead of YAML.

    Raises:
        InputError: It is not a JSON tree. Line numbers refer to the text.
    """
    return _read(text, _Builder(file), as_json=as_json)


def _read(text: str, builder: _Builder, *, as_json: bool) -> Document:
    if as_json:
        _read_json(text, builder)
    else:
        _read_yaml(text, builder)
    return builder.document()


def _text(path: Path, builder: _Builder) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        builder.stop(None, f"The file cannot be read ({error.strerror}). Correct its path or its permissions.")
    if len(raw) > MAX_BYTES:
        builder.stop(None, f"The file is larger than {MAX_BYTES // 1_000_000} MB. Shorten it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        builder.stop(line, f"Byte {error.start} is not UTF-8. Save the file as UTF-8.")


# --- The tree, from its parts -------------------------------------------------------------------------------------


@define
class _Open:
    """A mapping or a list that is being read."""

    value: dict[str, Any] | list[Any]
    pointer: str
    line: int
    anchor: str | None
    count: int
    """The number of values before this one."""
    key: str | None = None
    key_line: int = 0
    height: int = 1


@frozen
class _Anchored:
    value: Any
    size: int
    height: int


class _Builder:
    """Builds a tree iteratively from its parts in order, and records the line of each."""

    def __init__(self, file: str, wanted: str = _WANTED) -> None:
        self.file = file
        self.wanted = wanted
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}
        self.root: Any = None
        self.opened: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.count = 0
        self.aliased = 0

    def document(self) -> Document:
        if not is_mapping(self.root):
            self.note(1, f"{self.wanted}, but this is not. Write such a mapping.")
        if self.findings:
            raise InputError(self.findings)
        return Document(self.file, self.root, self.lines)

    @property
    def here(self) -> str:
        """The innermost open mapping or list."""
        return self.opened[-1].pointer if self.opened else ""

    def note(self, line: int | None, reason: str, *below: str) -> None:
        self.findings.append(Finding(self.file, self.here + pointer(*below), reason, line))

    def stop(self, line: int | None, reason: str) -> NoReturn:
        self.note(line, reason)
        raise InputError(self.findings)

    @property
    def wants_key(self) -> bool:
        return bool(self.opened) and isinstance(self.opened[-1].value, dict) and self.opened[-1].key is None

    def key(self, key: str, line: int) -> None:
        first = self.lines.get(self.here + pointer(key))
        if first is not None:
            self.note(line, f"The key {shown(key)} appears twice, first on line {first}. Remove one.", key)
        top = self.opened[-1]
        top.key, top.key_line = self._readable(key, line), line

    def scalar(self, value: Any, line: int, anchor: str | None = None) -> None:
        if isinstance(value, str):
            self._readable(value, line)
        elif isinstance(value, float) and not math.isfinite(value):
            self.note(line, "This number is too large for JSON. Write a smaller number.")
        self._add(value, line)
        if anchor is not None:
            self.anchors[anchor] = _Anchored(value, 1, 1)

    def open(self, value: dict[str, Any] | list[Any], line: int, anchor: str | None = None) -> None:
        before = self.count
        where = self._add(value, line)
        self.opened.append(_Open(value, where, line, anchor, before))

    def close(self) -> None:
        done = self.opened.pop()
        if self.opened:
            self.opened[-1].height = max(self.opened[-1].height, done.height + 1)
        if done.anchor is not None:
            self.anchors[done.anchor] = _Anchored(done.value, self.count - done.count, done.height)

    def alias(self, name: str, line: int) -> None:
        called = shown("*" + name)
        if any(level.anchor == name for level in self.opened):
            self.stop(line, f"The alias {called} is inside its own anchor, so it would never end. Use a `$ref`.")
        # Events do not say whether the anchor exists.
        anchored = self.anchors.get(name)
        if anchored is None:
            self.stop(line, f"The alias {called} has no anchor before it. Correct its name, or use a `$ref`.")
        self.aliased += anchored.size
        if self.aliased > MAX_ALIASED_VALUES:
            self.stop(line, f"Aliases expand to more than {MAX_ALIASED_VALUES} values. Use `$ref` instead.")
        self.count += anchored.size - 1
        # A copy, so that changing one place does not change the other. Its depth was checked when it was read.
        self._add(copy.deepcopy(anchored.value), line, height=anchored.height)

    def _add(self, value: Any, line: int, *, height: int = 1) -> str:
        self.count += 1
        if not self.opened:
            self.root = value
            self.lines[""] = line
            return ""
        top = self.opened[-1]
        if len(self.opened) + height > MAX_DEPTH:
            self.stop(line, _TOO_DEEP)
        top.height = max(top.height, height + 1)
        if isinstance(top.value, dict):
            where = top.pointer + pointer(str(top.key))
            top.value[str(top.key)] = value
            self.lines.setdefault(where, top.key_line)
            top.key = None
        else:
            where = f"{top.pointer}/{len(top.value)}"
            top.value.append(value)
            self.lines[where] = line
        return where

    def _readable(self, text: str, line: int) -> str:
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            self.note(line, "Half of a surrogate pair is not a character. Write the whole character.")
        return text


_TOO_DEEP: Final = f"Values are nested more than {MAX_DEPTH} deep. Use named schemas, or flatten this."

# --- JSON ---------------------------------------------------------------------------------------------------------

_JSON_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


def _read_json(text: str, builder: _Builder) -> None:
    # `json` checks the grammar first; then the tokens alone give the tree and its lines.
    _check_grammar(text, builder)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for token in _JSON_TOKEN.finditer(text):
        word = token[0]
        line = bisect_right(starts, token.start())
        if word in "{[":
            builder.open({} if word == "{" else [], line)
        elif word in "}]":
            builder.close()
        else:
            value = word[1:-1] if word[0] == '"' and "\\" not in word else json.loads(word)
            if builder.wants_key:
                builder.key(value, line)
            else:
                builder.scalar(value, line)


def _check_grammar(text: str, builder: _Builder) -> None:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not a JSON number")

    try:
        json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        builder.stop(error.lineno, f"Not JSON: {error.msg} at line {error.lineno}, column {error.colno}. Correct it.")
    except ValueError as error:
        builder.stop(None, f"Not JSON: {short(str(error))}. Write a finite number of ordinary size.")
    except RecursionError:
        builder.stop(None, _TOO_DEEP)


# --- YAML ---------------------------------------------------------------------------------------------------------

_CORE: Final = "tag:yaml.org,2002:"
_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def _read_yaml(text: str, builder: _Builder) -> None:
    # Events, not nodes: composing nodes recurses, and expands aliases before they are counted.
    untyped: Any = yaml
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents = 0
    try:
        for event in untyped.parse(text, Loader=loader):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            _read_event(event, line, builder)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                builder.stop(line, "A second YAML document begins here. Write one document per file.")
    except yaml.YAMLError as error:
        builder.stop(*_told(error, text))
    if documents == 0:
        builder.stop(None, f"The file is empty. {builder.wanted}. Write such a mapping.")


def _told(error: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    """The line and the message for an error of the YAML reader."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, f"Not YAML: a character that YAML does not allow, on line {line}. Remove or escape it."
    if not isinstance(error, yaml.MarkedYAMLError):
        return None, "Not YAML. Correct it."
    what = short(str(error.problem or error.context))
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None, f"Not YAML: {what}. Correct it."
    return mark.line + 1, f"Not YAML: {what} at line {mark.line + 1}, column {mark.column + 1}. Correct it."


def _read_event(event: yaml.Event, line: int, builder: _Builder) -> None:
    if isinstance(event, yaml.ScalarEvent):
        _read_scalar(event, line, builder)
    elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        if builder.wants_key:
            builder.stop(line, "A mapping or a list is used as a key, which JSON does not allow. Use a string.")
        mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if mapping else "seq")):
            _note_tag(event.tag, line, builder)
        builder.open({} if mapping else [], line, event.anchor)
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        builder.close()
    elif isinstance(event, yaml.AliasEvent):
        if builder.wants_key:
            builder.stop(line, "An alias is used as a key. Write the key itself.")
        builder.alias(str(event.anchor), line)


def _note_tag(tag: str | None, line: int, builder: _Builder) -> None:
    builder.note(line, f"The tag {shown(str(tag))} is not allowed: a document is plain JSON. Remove it.")


def _read_scalar(event: yaml.ScalarEvent, line: int, builder: _Builder) -> None:
    value = _scalar(event, line, builder)
    if not builder.wants_key:
        builder.scalar(value, line, event.anchor)
        return
    if event.anchor is not None:
        builder.anchors[event.anchor] = _Anchored(value, 1, 1)
    if event.tag is None and event.implicit[0] and event.value == "<<":
        builder.note(line, "The merge key `<<` is not JSON. Write out the members, or use a `$ref`.")
    if type(value) is int:
        # Status codes are the only keys that are commonly written as numbers.
        value = str(value)
    elif not isinstance(value, str):
        builder.note(line, f"The key `{short(event.value)}` is not a string. Put it in quotes.", event.value)
        value = event.value
    builder.key(value, line)


def _scalar(event: yaml.ScalarEvent, line: int, builder: _Builder) -> Any:
    tag: str | None = event.tag
    if tag in ("!", _CORE + "str") or (tag is None and not event.implicit[0]):
        return event.value
    value = _plain(event.value, line, builder)
    if tag not in (None, _CORE + ("null" if value is None else type(value).__name__)):
        _note_tag(tag, line, builder)
    return value


def _plain(text: str, line: int, builder: _Builder) -> Any:
    """Read an unquoted scalar by YAML 1.2, which has no dates, no `yes`, and no octal numbers such as 010."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _NOT_FINITE.fullmatch(text):
        builder.note(line, f"`{text}` is not a JSON number. Write a finite number, or put it in quotes.")
        return text
    if re.fullmatch(r"[-+]?0[0-9]+", text):
        builder.note(line, f"`{short(text)}` begins with 0, which YAML versions read differently. Put it in quotes.")
        return text
    if _INTEGER.fullmatch(text):
        try:
            return int(text, 0)
        except ValueError:
            builder.note(line, "This number has too many digits. Put it in quotes, or correct it.")
            return text
    return float(text) if _FLOAT.fullmatch(text) else text
