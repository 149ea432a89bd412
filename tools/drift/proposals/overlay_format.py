"""The OpenAPI Initiative's Overlay format, 1.0 and 1.1: read, and held to its specification.

The specification: https://spec.openapis.org/overlay/v1.1.0.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathQuery

from ...contract import documents
from ...contract.documents import Document
from ...contract.findings import Finding, InputError, pointer
from ...contract.json_values import is_list, is_mapping, short, shown

_PATHS: Final = JSONPathEnvironment()
NOTHING: Final = object()
"""What an action without `update` updates with; null is a value."""

_OVERLAY_KEYS: Final = ("overlay", "info", "extends", "actions")
_INFO_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "1.0": ("title", "version"),
    "1.1": ("title", "version", "description"),
}
_ACTION_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "1.0": ("target", "description", "update", "remove"),
    "1.1": ("target", "description", "update", "remove", "copy"),
}


@frozen(kw_only=True)
class Action:
    """One change, at every place that its target selects."""

    pointer: str
    """Where it stands in the overlay."""
    target: str
    query: JSONPathQuery = field(eq=False, repr=False)
    description: str = ""
    update: Any = NOTHING
    copy: JSONPathQuery | None = None
    remove: bool = False


@frozen(kw_only=True)
class Overlay:
    """Changes to one document, in order."""

    source: Document
    """The overlay as it was read, with its lines."""
    feature_set: str
    """`1.0` or `1.1`."""
    title: str
    extends: str | None
    """A URI reference of the document that it is for."""
    actions: Sequence[Action]

    def finding(self, action: Action, key: str, reason: str) -> Finding:
        """Tell what is wrong with a member of an action."""
        return self.source.finding(action.pointer + pointer(key), reason)


def load(path: Path, *, file: str | None = None) -> Overlay:
    """Read an overlay, written as YAML or JSON.

    Args:
        path: Where it is.
        file: How messages call it; by default its name without folders.

    Raises:
        InputError: It cannot be read, or is no overlay; everything that is wrong is told at once.
    """
    return parse(documents.load(path, file=file, wanted="An overlay is a mapping with `overlay`, `info` and `actions`"))


def parse(source: Document) -> Overlay:
    """Take a tree for an overlay.

    Raises:
        InputError: It is none; everything that is wrong is told at once.
    """
    version = source.data.get("overlay")
    match = re.fullmatch(r"(1\.[01])\.\d+", version) if isinstance(version, str) else None
    if match is None:
        reason = "An overlay says which version of the format it is in. Write `overlay: 1.0.0` or `overlay: 1.1.0`."
        if version is not None:
            reason = f"{shown(version)} is no version that is understood here. Write `1.0.0` or `1.1.0`."
        raise InputError([source.finding("/overlay", reason)])
    feature_set = match[1]
    findings = [*_head(source, feature_set), *_members(source, feature_set)]
    actions: list[Action] = []
    if not findings:
        for number, members in enumerate(source.data["actions"]):
            action = _action(pointer("actions", number), members)
            if isinstance(action, Action):
                actions.append(action)
            else:
                findings += [source.finding(at, reason) for at, reason in action]
    if findings:
        raise InputError(findings)
    return Overlay(
        source=source,
        feature_set=feature_set,
        title=source.data["info"]["title"],
        extends=source.data.get("extends"),
        actions=actions,
    )


def _head(source: Document, feature_set: str) -> Iterator[Finding]:
    yield from _unknown(source, "", source.data, _OVERLAY_KEYS)
    info = source.data.get("info")
    if not is_mapping(info):
        yield source.finding("/info", "An overlay has an `info` with `title` and `version`. Write one.")
    else:
        yield from _unknown(source, "/info", info, _INFO_KEYS[feature_set])
        for key in _INFO_KEYS[feature_set]:
            if not isinstance(info.get(key, "" if key == "description" else None), str):
                yield source.finding(f"/info/{key}", f"`info` has a `{key}`, which is text. Write it, in quotes.")
    if not isinstance(source.data.get("extends", ""), str):
        yield source.finding("/extends", "`extends` is a URI reference of the document. Write text.")


def _members(source: Document, feature_set: str) -> Iterator[Finding]:
    actions = source.data.get("actions")
    if not is_list(actions) or not actions:
        yield source.finding("/actions", "An overlay has a list of `actions`, one at least. Write one.")
        return
    first: dict[str, int] = {}
    for number, members in enumerate(actions):
        at = pointer("actions", number)
        if not is_mapping(members):
            yield source.finding(at, "An action is a mapping with a `target`. Write one.")
            continue
        same = first.setdefault(json.dumps(members, sort_keys=True), number)
        if same != number:
            yield source.finding(at, f"This action stands here twice, first as number {same}. Remove one.")
        yield from _unknown(source, at, members, _ACTION_KEYS[feature_set])
        yield from _wrong_members(source, at, members, feature_set)


def _wrong_members(source: Document, at: str, members: Mapping[str, Any], feature_set: str) -> Iterator[Finding]:
    if not isinstance(members.get("target"), str):
        yield source.finding(f"{at}/target", "An action has a `target`, a JSONPath such as `$.info`. Write it.")
    if not isinstance(members.get("description", ""), str):
        yield source.finding(f"{at}/description", "A description is text. Put it in quotes.")
    if not isinstance(members.get("remove", False), bool):
        yield source.finding(f"{at}/remove", "`remove` is true or false. Write `remove: true`.")
    if not isinstance(members.get("copy", ""), str):
        yield source.finding(f"{at}/copy", "`copy` is the JSONPath of one value. Write text.")
    ways = [key for key in ("update", "copy", "remove") if key in members]
    if not ways:
        yield source.finding(at, "An action says what to do. Write `update` or `remove`.")
    elif len(ways) > 1 and (feature_set == "1.1" or "copy" in ways):
        yield source.finding(at, f"An action does one thing; this has `{'` and `'.join(ways)}`. Write several actions.")


def _unknown(source: Document, at: str, members: Mapping[str, Any], known: Sequence[str]) -> Iterator[Finding]:
    for key in members:
        if key not in known and not key.startswith("x-"):
            reason = f"{shown(key)} means nothing here. There are `{'`, `'.join(known)}`, and names with `x-`."
            if key in ("copy", "description"):
                reason = f"{shown(key)} came here with version 1.1 of the format. Write `overlay: 1.1.0`."
            yield source.finding(at + pointer(key), reason)


def _action(at: str, members: Mapping[str, Any]) -> Action | list[tuple[str, str]]:
    """The action, or what is wrong with its paths."""
    queries: dict[str, JSONPathQuery] = {}
    wrong: list[tuple[str, str]] = []
    for key in ("target", "copy"):
        if key in members:
            try:
                queries[key] = _PATHS.compile(members[key])
            except (JSONPathError, RecursionError) as error:
                wrong.append((at + pointer(key), f"No JSONPath (RFC 9535): {short(str(error))}. Correct it."))
    if wrong:
        return wrong
    return Action(
        pointer=at,
        target=members["target"],
        query=queries["target"],
        description=members.get("description", ""),
        update=members.get("update", NOTHING),
        copy=queries.get("copy"),
        remove=members.get("remove", False),
    )
