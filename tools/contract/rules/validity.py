"""The rules for every document, foreign ones included: valid OpenAPI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ..documents import Document, UnresolvedReferenceError, resolve
from ..findings import Finding, pointer
from ..json_tree import as_mapping, shown
from ..openapi_index import Index, Node, Operation, Rule


def unsupported_version(document: Document) -> Iterator[Finding]:
    """Report why a document cannot be checked further."""
    supported = "3.1.x (or 3.0.x for a foreign document) is"
    version = document.data.get("openapi")
    if "swagger" in document.data and version is None:
        found = f"This is Swagger {shown(document.data['swagger'])}"
        yield document.finding("/swagger", f"{found}; OpenAPI {supported} supported. Convert it.")
    elif version is None:
        yield document.finding("", f"There is no `openapi`; OpenAPI {supported} supported. Write `openapi: 3.1.0`.")
    elif not isinstance(version, str):
        yield document.finding("/openapi", "The version is not a string. Write `openapi: 3.1.0`.")
    elif not re.fullmatch(r"3\.[01]\.[0-9]+", version):
        reason = f"OpenAPI {shown(version)} is not supported; {supported}. Convert the document."
        yield document.finding("/openapi", reason)


def _references(index: Index) -> Iterator[Finding]:
    for node in index.nodes:
        if "$ref" not in node.data:
            continue
        ref, at = node.data["$ref"], node.pointer + "/$ref"
        if not isinstance(ref, str):
            yield index.finding(at, f"A `$ref` must be a string, not {shown(ref)}. Write `#/components/...`.")
            continue
        try:
            target = resolve(index.data, ref)
        except UnresolvedReferenceError as error:
            yield index.finding(at, f"The reference {error}")
            continue
        if "$ref" in as_mapping(target) and not index.follow(node.pointer, node.data)[1]:
            reason = f"The reference {shown(ref)} leads to another reference, which has no target. Define the target."
            yield index.finding(at, reason)


_INVISIBLE: Final = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
"""The categories of control characters, of private-use characters, and of line separators."""


def _names(index: Index) -> Iterator[Finding]:
    for at, name in index.names():
        bad = [character for character in name if unicodedata.category(character) in _INVISIBLE]
        if bad:
            codes = ", ".join(sorted({f"U+{ord(character):04X}" for character in bad}))
            kind = "control" if any(unicodedata.category(character) != "Co" for character in bad) else "private-use"
            yield index.finding(at, f"This name has the {kind} character {codes}. Remove it.")


def _operation_ids(index: Index) -> Iterator[Finding]:
    first: dict[str, Node] = {}
    for node in sorted(index.of("operation"), key=lambda one: (index.lines.get(one.pointer, 0), one.pointer)):
        name = node.data.get("operationId")
        if not isinstance(name, str):
            continue
        other = first.setdefault(name, node)
        if other is not node:
            places = f"{shown('#' + other.pointer)} and {shown('#' + node.pointer)}"
            reason = f"The operationId {shown(name)} is used at both {places}. Rename one of them."
            yield index.finding(node.pointer + "/operationId", reason)


def _path_braces(index: Index) -> Iterator[Finding]:
    for path in as_mapping(index.data.get("paths")):
        names = re.findall(r"\{([^{}]*)\}", path)
        at = pointer("paths", path)
        if re.search(r"[{}]", re.sub(r"\{[^{}]+\}", "", path)):
            yield index.finding(at, f"The braces of {shown(path)} do not match. Write `{{name}}`.")
        for name in {name for name in names if names.count(name) > 1}:
            yield index.finding(at, f"The path has {shown(name)} twice. Name each parameter once.")


def _path_parameters(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        names = re.findall(r"\{([^{}]+)\}", operation.path)
        declared = _declared(operation)
        for name in names:
            if name not in declared.values():
                reason = f"The path has {shown(name)}, but no parameter `in: path` of that name. Declare it."
                yield index.finding(operation.pointer, reason)
        for at, name in declared.items():
            if name not in names:
                reason = f"The parameter {shown(name)} is not in the path of {operation.place}. Correct one of them."
                yield index.finding(at + "/name", reason)


def _declared(operation: Operation) -> dict[str, str]:
    """The names of an operation's path parameters, by pointer."""
    declared = {one.pointer: one.data.get("name") for one in operation.parameters if one.data.get("in") == "path"}
    return {at: name for at, name in declared.items() if isinstance(name, str)}


NEEDED: Final[tuple[Rule, ...]] = (_names, _path_braces)
"""What a package cannot be made without."""

OTHERS: Final[tuple[Rule, ...]] = (_references, _operation_ids, _path_parameters)
