"""Applying an overlay to a document: the text keeps its comments, its order and every line that is not meant."""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from attrs import frozen

from ...contract import documents
from ...contract.documents import Document
from ...contract.findings import Finding, InputError
from ...contract.rules import Rules, check
from . import overlay_format, yaml_editing
from .overlay_edits import edits, make, same
from .overlay_format import Overlay
from .yaml_editing import NoPlaceError, Vacated


@frozen
class Applied:
    """A document with the changes of an overlay."""

    text: str
    tree: dict[str, Any]


def applied(overlay: Overlay, text: str, tree: dict[str, Any], *, is_json: bool = False) -> Applied:
    """Apply an overlay to a document's text and to what it says, both alike.

    Args:
        overlay: The changes.
        text: The document.
        tree: What the text says, as `codegen.documents` reads it.
        is_json: Whether the text is JSON.

    Raises:
        InputError: A target matches nothing, or cannot be changed as the action says.
    """
    changed = copy.deepcopy(tree)
    vacated: dict[tuple[tuple[str | int, ...], str], Vacated] = {}
    for action in overlay.actions:
        for batch in edits(overlay, action, changed):
            try:
                text = yaml_editing.edit(text, batch, vacated, is_json=is_json)
            except NoPlaceError as error:
                raise InputError([overlay.finding(action, "target", str(error))]) from None
            for one in batch:
                make(changed, one)
    return Applied(text, changed)


def document_of(overlay: Overlay, path: Path) -> Path:
    """The document that an overlay says it is for.

    Args:
        overlay: The overlay.
        path: Where it stands; its reference is relative to that.

    Raises:
        InputError: It names none, or none that is a file here.
    """
    reason = ""
    parts = urlsplit(overlay.extends or "")
    if overlay.extends is None:
        reason = "The overlay names no document. Write `extends`, or say `--document FILE`."
    elif parts.scheme not in ("", "file") or parts.netloc or not parts.path:
        reason = "This is no file of this machine. Say which document is meant with `--document FILE`."
    if reason:
        raise InputError([overlay.source.finding("/extends", reason)])
    return path.parent / unquote(parts.path)


@frozen
class Changed:
    """A file as it will be, proven to say what it should."""

    path: Path
    content: bytes
    before: Document
    after: Document


def changed(overlay: Overlay, target: Path, *, file: str | None = None, rules: Rules | None = None) -> Changed:
    """What a document will be with the changes of an overlay; nothing is written.

    Args:
        overlay: The changes.
        target: The document.
        file: How messages call it; by default its name without folders.
        rules: The rules that the result must keep; None for none beyond being a document.

    Raises:
        InputError: The document cannot be used, a target matches nothing, or the result breaks a rule.
    """
    file = target.name if file is None else file
    before = documents.load(target, file=file)
    is_json = target.suffix.lower() == ".json"
    raw = target.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    result = applied(overlay, raw[len(mark) :].decode("utf-8"), before.data, is_json=is_json)
    content = mark + result.text.encode("utf-8")
    after = _proven(overlay, content, target, file, result)
    if rules is not None and (findings := new_findings(before, after, rules)):
        raise InputError(findings)
    return Changed(target, content, before, after)


def replace_files(files: Sequence[Changed]) -> None:
    """Put files in the place of those before, once all of them are on the disk."""
    made: list[tuple[Path, Path]] = []
    try:
        for one in files:
            # Beside its target, so that replacing it is a rename.
            handle, name = tempfile.mkstemp(prefix=".overlay-", suffix=one.path.suffix, dir=one.path.parent)
            made.append((Path(name), one.path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(one.content)
            Path(name).chmod(one.path.stat().st_mode)
        for new, target in made:
            new.replace(target)
    finally:
        for new, _ in made:
            new.unlink(missing_ok=True)


def apply(path: Path, document: Path | None = None, *, rules: Rules | None = None) -> Sequence[str]:
    """Apply an overlay to a document, which is replaced whole or not at all.

    Args:
        path: The overlay.
        document: The document; by default the one that the overlay extends.
        rules: The rules that the result must keep; None for none beyond being a document.

    Returns:
        What was done: a line an action.

    Raises:
        InputError: The overlay or the document cannot be used, a target matches nothing, or the result breaks a
            rule. Nothing was written.
    """
    overlay = overlay_format.load(path, file=path.name)
    target = document_of(overlay, path) if document is None else document
    replace_files([changed(overlay, target, rules=rules)])
    return told(overlay)


def told(overlay: Overlay) -> Sequence[str]:
    """What an overlay does: a line an action."""
    return [f"{action.target}: {' '.join(action.description.split()) or 'done'}" for action in overlay.actions]


def _proven(overlay: Overlay, content: bytes, target: Path, file: str, result: Applied) -> Document:
    """What will be written, read again: it says what the actions say, or it is not used."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"made{target.suffix}"
            made.write_bytes(content)
            after = documents.load(made, file=file)
    except InputError as error:
        reason = "This cannot be written into the text as it is. Edit the document by hand; the reader says: "
        # Their lines are those of a text that nobody will see.
        told = [Finding(file, one.pointer, reason + one.reason) for one in error.findings]
        raise InputError(told) from None
    if not same(after.data, result.tree):
        reason = "These actions cannot be written into the text as it is. Edit the document by hand."
        raise InputError([overlay.source.finding("/actions", reason)])
    return after


def new_findings(before: Document, after: Document, rules: Rules) -> list[Finding]:
    """What breaks a rule after, and did not before; with the lines of before, as those of after are not written."""
    known = {(finding.pointer, finding.reason) for finding in check(before, rules)}
    return [
        Finding(one.file, one.pointer, f"With the overlay applied: {one.reason}", before.lines.get(one.pointer))
        for one in check(after, rules)
        if (one.pointer, one.reason) not in known
    ]
