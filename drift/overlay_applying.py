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

from codegen import documents
from codegen.documents import Document, Rules
from codegen.findings import Finding, InputError

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
    before = documents.load(target, file=target.name)
    is_json = target.suffix.lower() == ".json"
    raw = target.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    result = applied(overlay, raw[len(mark) :].decode("utf-8"), before.data, is_json=is_json)
    # Beside its target, so that replacing it is a rename.
    handle, name = tempfile.mkstemp(prefix=".overlay-", suffix=target.suffix, dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(mark + result.text.encode("utf-8"))
        after = _proven(overlay, made, target, result)
        if rules is not None and (findings := new_findings(before, after, rules)):
            raise InputError(findings)
        made.chmod(target.stat().st_mode)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
    return [f"{action.target}: {' '.join(action.description.split()) or 'done'}" for action in overlay.actions]


def _proven(overlay: Overlay, made: Path, target: Path, result: Applied) -> Document:
    """What was written, read again: it says what the actions say, or it is not used."""
    try:
        after = documents.load(made, file=target.name)
    except InputError as error:
        reason = "This cannot be written into the text as it is. Edit the document by hand; the reader says: "
        told = [Finding(target.name, one.pointer, reason + one.reason, one.line) for one in error.findings]
        raise InputError(told) from None
    if not same(after.data, result.tree):
        reason = "These actions cannot be written into the text as it is. Edit the document by hand."
        raise InputError([overlay.source.finding("/actions", reason)])
    return after


def new_findings(before: Document, after: Document, rules: Rules) -> list[Finding]:
    """What breaks a rule after, and did not before."""
    known = {(finding.pointer, finding.reason) for finding in documents.check(before, rules)}
    return [one for one in documents.check(after, rules) if (one.pointer, one.reason) not in known]
