"""Documents that are split into several files: `load_openapi` reads them as one document with local references.

A reference such as `schemas/video.yaml#/Video` names another file in the document's own folder. Files outside of that
folder and URLs are not read. The referenced object becomes a component, named after the last part of the reference; a
path item is copied to where it is used. A finding names the file with the error, and the line and pointer in that file.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote, unquote

from attrs import frozen

from .documents import Document, Origin, UnresolvedReferenceError, load, resolve
from .findings import Finding, InputError, pointer
from .json_tree import as_mapping, is_mapping, shown
from .openapi_index import Node, children

_SECTIONS: Final[Mapping[str, str]] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "body": "requestBodies",
    "header": "headers",
    "scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
}
"""The section of `components` for each kind of object."""

_WANTED: Final = "A part of a document is a mapping"


def load_openapi(path: Path, *, file: str) -> Document:
    """Read an OpenAPI document with all its parts in other files of the same folder.

    Args:
        path: The path of the document.
        file: The document's name in messages, with its folders. The names of other files follow from it.

    Raises:
        InputError: A file cannot be read or is not a JSON tree; or a reference leaves the folder, has no target, or
            has a target whose component name is taken. Contains every finding.
    """
    return _Bundle(path, load(path, file=file)).document()


@frozen
class _Target:
    """The target of a reference."""

    part: str
    """The file, relative to the document's folder."""
    pointer: str
    ref: str
    """The pointer as written in the reference, with percent-encoding."""
    value: Any


@frozen
class _Place:
    """An object of the bundle, with its place in its own file."""

    node: Node
    part: str
    pointer: str


class _Bundle:
    """One run."""

    def __init__(self, path: Path, root: Document) -> None:
        self._folder = path.parent
        self._root = path.name
        self._shown = PurePosixPath(root.file).parent
        self._files = {path.name: root}
        self._data: dict[str, Any] = copy.deepcopy(root.data)
        self._lines = dict(root.lines)
        self._origins: dict[str, Origin] = {}
        self._sorted: dict[str, list[str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        """The pointer in the bundle of each copied object, by its file and pointer."""
        self._findings: list[Finding] = []

    def document(self) -> Document:
        """Copy all referenced objects into the document."""
        waiting = [_Place(Node("root", "", self._data, "", ""), self._root, "")]
        waiting += self._listed()
        while waiting:
            place = waiting.pop()
            if isinstance(place.node.data.get("$ref"), str):
                place, more = self._followed(place)
                waiting += more
            waiting += self._below(place)
        if self._findings:
            raise InputError(self._findings)
        return Document(self._files[self._root].file, self._data, self._lines, self._origins)

    def _below(self, place: _Place) -> Iterator[_Place]:
        node = place.node
        for child in children(node.kind, node.pointer, node.data):
            # A copied object has its own place in its own file.
            if child.pointer not in self._origins:
                yield _Place(child, place.part, place.pointer + child.pointer.removeprefix(node.pointer))

    def _listed(self) -> list[_Place]:
        """Copy the components that the document lists as references, under the names that they have there."""
        found: list[_Place] = []
        for kind, section in _SECTIONS.items():
            for name, value in as_mapping(as_mapping(self._data.get("components")).get(section)).items():
                at = pointer("components", section, name)
                ref = as_mapping(value).get("$ref")
                if not isinstance(ref, str) or ref.startswith("#") or len(value) > 1:
                    continue
                target = self._target(ref, _Place(Node(kind, at, value, "components", section), self._root, at))
                if target is not None and target.part != self._root:
                    self._names.setdefault((target.part, target.pointer), at)
                    found.append(self._brought(kind, at, target))
        return found

    def _followed(self, place: _Place) -> tuple[_Place, list[_Place]]:
        """Make a reference local, and copy its target if that was not done before."""
        node = place.node
        ref = node.data["$ref"]
        if ref.startswith("#") and place.part == self._root:
            return place, []
        if node.kind == "path":
            return self._path_item(place), []
        section = _SECTIONS.get(node.kind)
        components = self._data.setdefault("components", {})
        if section is None or not is_mapping(components) or not is_mapping(components.setdefault(section, {})):
            return place, []  # the rules report it
        target = self._target(ref, place)
        if target is None:
            return place, []
        if target.part == self._root:
            node.data["$ref"] = target.ref
            return place, []
        more: list[_Place] = []
        key = (target.part, target.pointer)
        if key not in self._names:
            name = _name(target)
            at = pointer("components", section, name)
            if name in components[section]:
                other = self._origins.get(at)
                whose = self._file(self._root) if other is None else f"{other.file}#{other.pointer}"
                reason = f"{shown(name)} would name both this object and the one in {shown(whose)}. Rename one of them."
                self._find(place, reason)
                return place, []
            self._names[key] = at
            more.append(self._brought(node.kind, at, target))
        node.data["$ref"] = "#" + quote(self._names[key], safe="/~")
        return place, more

    def _path_item(self, place: _Place) -> _Place:
        """Copy a path item to where it is used, following any number of references."""
        node = place.node
        seen: set[tuple[str, str]] = set()
        here = place
        while isinstance(ref := here.node.data.get("$ref"), str):
            if len(here.node.data) > 1:
                self._find(here, "A reference to a path item cannot have other members. Move them to the item.")
                return place
            target = self._target(ref, here)
            if target is None:
                return place
            if not is_mapping(target.value) or (target.part, target.pointer) in seen:
                reason = "leads back to itself" if is_mapping(target.value) else "does not lead to a path item"
                self._find(here, f"The reference {shown(ref)} {reason}. Correct it.")
                return place
            seen.add((target.part, target.pointer))
            here = _Place(Node("path", node.pointer, target.value, "", ""), target.part, target.pointer)
        node.data.clear()
        node.data.update(copy.deepcopy(here.node.data))
        self._note(node.pointer, here.part, here.pointer)
        return _Place(node, here.part, here.pointer)

    def _brought(self, kind: str, at: str, target: _Target) -> _Place:
        """Copy the target of a reference to the components."""
        _, _, section, name = at.split("/")
        value = copy.deepcopy(target.value)
        self._data["components"][section][name.replace("~1", "/").replace("~0", "~")] = value
        self._note(at, target.part, target.pointer)
        return _Place(Node(kind, at, as_mapping(value), "components", section), target.part, target.pointer)

    def _note(self, at: str, part: str, where: str) -> None:
        """Record the origin of a copied value, and the lines of everything in it."""
        document = self._files[part]
        self._origins[at] = Origin(document.file, where)
        known = self._sorted.setdefault(part, sorted(document.lines))
        if where in document.lines:
            self._lines[at] = document.lines[where]
        first, last = bisect_left(known, where + "/"), bisect_left(known, where + "0")
        for below in known[first:last] if where else known[1:]:
            self._lines[at + below.removeprefix(where)] = document.lines[below]

    # -- targets of references

    def _target(self, ref: str, place: _Place) -> _Target | None:
        """Read the target of a reference; None, with a finding, if it cannot be read."""
        path, _, fragment = ref.partition("#")
        part = self._part(unquote(path), place) if path else place.part
        if part is None or not self._is_read(part, place):
            return None
        try:
            value = resolve(self._files[part].data, f"#{fragment}") if fragment else self._files[part].data
        except UnresolvedReferenceError as error:
            self._find(place, f"The reference {shown(ref)} has no target in that file: {error.reason}")
            return None
        if part == self._root and not fragment:
            self._find(place, f"The reference {shown(ref)} names the whole document. Name a part of it.")
            return None
        return _Target(part, unquote(fragment), f"#{fragment}", value)

    def _part(self, path: str, place: _Place) -> str | None:
        """The file of a reference, relative to the document's folder; None, with a finding, if it is elsewhere."""
        outside = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", path) is not None or re.search(r"[\\\x00]", path) is not None
        parts: list[str] = [] if outside else [*PurePosixPath(place.part).parent.parts]
        for step in PurePosixPath(path).parts:
            if step == ".." and not parts:
                outside = True
            parts = parts[:-1] if step == ".." else [*parts, step]
        if outside or not self._is_inside(self._folder.joinpath(*parts)):
            reason = f"{shown(path)} is not a file in the folder of the document. Move it there."
            self._find(place, reason)
            return None
        return "/".join(parts)

    def _is_inside(self, path: Path) -> bool:
        """Whether a path stays in the folder, wherever links in it lead."""
        try:
            return path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError):  # a link to itself, for example
            return False

    def _is_read(self, part: str, place: _Place) -> bool:
        """Read a file once. An unreadable file is a finding about the file; a missing one, about the reference."""
        if part in self._files:
            return True
        path = self._folder / part
        if not _is_file(path):
            self._find(place, f"There is no file {shown(self._file(part))}. Correct the reference.")
            return False
        try:
            self._files[part] = load(path, file=self._file(part), wanted=_WANTED)
        except InputError as error:
            self._findings += error.findings
            return False
        return True

    def _file(self, part: str) -> str:
        return (self._shown / part).as_posix()

    def _find(self, place: _Place, reason: str) -> None:
        self._findings.append(self._files[place.part].finding(place.pointer + "/$ref", reason))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is too long, for example
        return False


def _name(target: _Target) -> str:
    """The name of the component: the last part of the pointer, or the file's name if there is no pointer."""
    last = target.pointer.rpartition("/")[2]
    return last.replace("~1", "/").replace("~0", "~") if last else PurePosixPath(target.part).stem
