"""Putting drafted parts into the text of a YAML file: what stands there stays as it is, to the character."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import yaml
from attrs import field, frozen

from ...contract.documents import Document, load_text
from ...contract.findings import InputError
from ...contract.json_tree import as_mapping, is_list, is_mapping
from .yaml_blocks import Items, Members, commented_member_text, item_text, member_text


@frozen
class Additions:
    """What is to be put into a document."""

    tags: Sequence[Members] = ()
    operations: Sequence[tuple[str, str, Members]] = ()
    """Path, method, operation; in their order."""
    responses: Members = field(factory=Members)
    schemas: Members = field(factory=Members)


@frozen
class _Edit:
    start: int
    end: int
    text: str


class _Text:
    """The text of a YAML file, with the place of each value."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.document = load_text(text, file=file, as_json=False)
        untyped: Any = yaml
        self.root: Any = untyped.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def error(self, at: str, reason: str) -> InputError:
        return InputError([self.document.finding(at, reason)])

    def node(self, *path: str) -> Any:
        """The node at a path; None if there is none."""
        here = self.root
        for part in path:
            here = _member(here, part)
            if here is None:
                return None
        return here

    def append(self, node: Any, parts: Sequence[str], at: str, *, blank: bool) -> _Edit:
        """Put parts behind the last member or item of a block, or in the place of an empty one.

        Args:
            node: The mapping or list.
            parts: Texts, each made for the column that `column` says.
            at: The pointer of the node, for messages.
            blank: Whether an empty line stands between members where the block has fewer than two.
        """
        if not node.value:
            return _Edit(
                node.start_mark.index, node.end_mark.index, "\n" + ("\n" if blank else "").join(parts).rstrip("\n")
            )
        if node.flow_style:
            raise self.error(at, "This is written in braces or brackets. Write it as a block, with a line each.")
        end = self._end(node)
        between = "\n" if self._has_blank_lines(node, blank=blank) else ""
        before = "" if end == 0 or self.text[end - 1] == "\n" else "\n"
        return _Edit(end, end, before + between + between.join(parts))

    def column(self, node: Any, default: int) -> int:
        """The column of the keys or dashes of a block."""
        if not node.value or node.flow_style:
            return default
        if isinstance(node, yaml.SequenceNode):
            return int(node.start_mark.column)
        return int(node.value[0][0].start_mark.column)

    def _end(self, node: Any) -> int:
        """Where the line behind a block begins, in front of the comments and empty lines that follow it."""
        column = self.column(node, 0)
        end = min(node.end_mark.index, len(self.text))
        start = self.text.rfind("\n", 0, end) + 1
        if self.text[start:end].strip():
            line_end = self.text.find("\n", end)
            return len(self.text) if line_end < 0 else line_end + 1
        end = start
        while end > 0:
            before = self.text.rfind("\n", 0, end - 1) + 1
            line = self.text[before:end].rstrip("\r\n")
            is_outside = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < column
            if line.strip() and not is_outside:
                break
            end = before
        return end

    def _has_blank_lines(self, node: Any, *, blank: bool) -> bool:
        is_mapping_node = isinstance(node, yaml.MappingNode)
        keys: list[Any] = [one[0] if is_mapping_node else one for one in node.value]
        if len(keys) < 2:
            return blank
        above = self.text[: self.text.rfind("\n", 0, keys[1].start_mark.index) + 1].splitlines()
        while above and above[-1].lstrip().startswith("#"):
            above.pop()
        return bool(above) and not above[-1].strip()

    def edited(self, edits: Iterable[_Edit]) -> str:
        """The text with edits, those of one place in their order."""
        text, moved = self.text, 0
        for edit in sorted(edits, key=lambda one: one.start):
            start, end = edit.start + moved, edit.end + moved
            text = text[:start] + edit.text + text[end:]
            moved += len(edit.text) - (edit.end - edit.start)
        return text


def _member(node: Any, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        for known, value in node.value:
            if known.value == key:
                return value
    return None


def with_additions(text: str, file: str, additions: Additions) -> tuple[str, Document]:
    """Put drafted parts into a document.

    Args:
        text: The document.
        file: How messages call it.
        additions: What is to be put in; nothing of it may stand there already.

    Returns:
        The new text, and the document that it is.

    Raises:
        InputError: The document has no place for them, such as `paths` in braces.
    """
    bare = text.removeprefix("\ufeff").replace("\r\n", "\n")
    old = _Text(bare, file)
    new = old.edited(_edits(old, additions))
    document = load_text(new, file=file, as_json=False)
    if document.data != _expected(old.document.data, additions):
        raise old.error("", "The draft cannot be put into this document without changing it. Draft into a copy.")
    if "\r\n" in text:
        new = new.replace("\n", "\r\n")
    return ("\ufeff" if text.startswith("\ufeff") else "") + new, document


_METHOD_STEP: Final = 2


def _edits(old: _Text, additions: Additions) -> list[_Edit]:
    edits: list[_Edit] = []
    if additions.tags:
        node = old.node("tags")
        if not isinstance(node, yaml.SequenceNode):
            raise old.error("/tags", "The document has no list of `tags`. Write `tags: []`.")
        parts = [item_text(tag, old.column(node, 2)) for tag in additions.tags]
        edits.append(old.append(node, parts, "/tags", blank=False))
    paths = old.node("paths")
    if not isinstance(paths, yaml.MappingNode):
        raise old.error("/paths", "The document has no mapping `paths`. Write `paths: {}`.")
    new_paths: dict[str, Members] = {}
    for path, method, operation in additions.operations:
        item = _member(paths, path)
        if item is None:
            new_paths.setdefault(path, Members())[method] = operation
        elif isinstance(item, yaml.MappingNode):
            column = old.column(item, old.column(paths, 2) + _METHOD_STEP)
            edits.append(old.append(item, [member_text(method, operation, column)], f"/paths/{path}", blank=False))
        else:
            raise old.error("/paths", f"What stands under the path `{path}` is no mapping. Correct it.")
    if new_paths:
        column = old.column(paths, 2)
        parts = [member_text(path, item, column) for path, item in new_paths.items()]
        edits.append(old.append(paths, parts, "/paths", blank=True))
    edits += _component_edits(old, additions)
    return edits


def _component_edits(old: _Text, additions: Additions) -> list[_Edit]:
    edits: list[_Edit] = []
    wanted = {"responses": additions.responses, "schemas": additions.schemas}
    components = old.node("components")
    if not any(wanted.values()):
        return []
    if not isinstance(components, yaml.MappingNode) or not components.value or components.flow_style:
        raise old.error("/components", "The document has no `components` as a block. Write its security scheme there.")
    missing: list[str] = []
    outer = old.column(components, 2)
    for kind, members in wanted.items():
        if not members:
            continue
        node = _member(components, kind)
        if node is None:
            missing.append(member_text(kind, members, outer))
        elif isinstance(node, yaml.MappingNode):
            column = old.column(node, outer + 2)
            parts = [commented_member_text(members, name, column) for name in members]
            edits.append(old.append(node, parts, f"/components/{kind}", blank=kind == "schemas"))
        else:
            raise old.error(f"/components/{kind}", "This is no mapping. Correct it.")
    if missing:
        edits.append(old.append(components, missing, "/components", blank=True))
    return edits


def _expected(data: Mapping[str, Any], additions: Additions) -> dict[str, Any]:
    found = copy.deepcopy(dict(data))
    if additions.tags:
        found["tags"] = [*found.get("tags", []), *(_plain(tag) for tag in additions.tags)]
    for path, method, operation in additions.operations:
        found["paths"].setdefault(path, {})[method] = _plain(operation)
    for kind, members in (("responses", additions.responses), ("schemas", additions.schemas)):
        if members:
            found["components"][kind] = {**as_mapping(found["components"].get(kind)), **_plain(members)}
    return found


def _plain(value: Any) -> Any:
    if is_mapping(value):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_list(value):
        return [_plain(item) for item in value]
    return value


_PAGES_HEAD: Final = "# Which page is about which operation, and where it is published.\npages: []\n"


def with_rows(text: str | None, file: str, rows: Sequence[Members]) -> str:
    """Put rows into a table of pages, but for those whose operation has one; a table that is not there is made.

    Args:
        text: The table, if there is one.
        file: How messages call it.
        rows: The rows, each with `name` and `operation`.

    Raises:
        InputError: The file is no table of pages.
    """
    newline = "\r\n" if text is not None and "\r\n" in text else "\n"
    old = _Text((_PAGES_HEAD if text is None else text).replace("\r\n", "\n"), file)
    known = old.document.data.get("pages")
    node = old.node("pages")
    if not is_list(known) or not isinstance(node, yaml.SequenceNode):
        raise old.error("/pages", "This file has one key, `pages`, with a list. Correct it.")
    taken = {as_mapping(row).get("operation") for row in known}
    names = {as_mapping(row).get("name") for row in known}
    new = [row for row in rows if row["operation"] not in taken and row["name"] not in names]
    if not new:
        return text if text is not None else ""
    parts = [item_text(row, old.column(node, 2)) for row in new]
    result = old.edited([old.append(node, parts, "/pages", blank=False)])
    expected = {**old.document.data, "pages": [*known, *(_plain(Items(new)))]}
    if load_text(result, file=file, as_json=False).data != expected:
        raise old.error("/pages", "The rows cannot be put into this file. Write it as a block, with a row a line.")
    return re.sub("\r?\n", newline, result)
