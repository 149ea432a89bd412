"""What an action of an overlay changes in a tree: single edits, each at one place, found before any is made."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from ...contract.findings import InputError, pointer
from ...contract.json_values import is_list, is_mapping, shown
from .overlay_format import NOTHING, Action, Overlay

Path: TypeAlias = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""


@frozen
class Insert:
    """A mapping gains a member."""

    path: Path
    """The mapping."""
    key: str
    value: Any


@frozen
class Append:
    """A list gains items at its end."""

    path: Path
    """The list."""
    values: Sequence[Any]


@frozen
class Replace:
    """A value that is no mapping and no list becomes another one."""

    path: Path
    value: Any


@frozen
class Remove:
    """A member or an item goes."""

    path: Path


_SETS: Final = frozenset({"enum", "required", "type", "anyOf", "oneOf", "allOf", "parameters"})
"""Lists in which nothing stands twice, by their keyword."""

Edit: TypeAlias = Insert | Append | Replace | Remove


def edits(overlay: Overlay, action: Action, tree: dict[str, Any]) -> Iterator[Sequence[Edit]]:
    """What an action does to a tree, in batches; each is made before the next is looked at.

    The places of one batch are apart from each other: none holds another, and no two are removed from one place.

    Raises:
        InputError: The target matches nothing, or what it matches cannot be changed so.
    """
    places = _targets(overlay, action, tree)
    if action.remove:
        # Innermost and last first, so that no place moves before its turn.
        yield from _batches([Remove(path)] for path in sorted(places, key=_removing_order, reverse=True))
        return
    value = action.update
    if action.copy is not None:
        value = _copied(overlay, action, tree)
    if value is NOTHING:
        return
    if len({_kind(value_at(tree, path)) for path in places}) > 1:
        reason = f"`{action.target}` selects values of several kinds; an update wants one. Split the action."
        raise InputError([overlay.finding(action, "target", reason)])
    known = set(places)
    if any(path[:length] in known for path in places for length in range(len(path))):
        # What a later place holds may come from an earlier one.
        for path in places:
            yield _merged(overlay, action, path, value_at(tree, path), value)
    else:
        yield [edit for path in places for edit in _merged(overlay, action, path, value_at(tree, path), value)]


def _targets(overlay: Overlay, action: Action, tree: dict[str, Any]) -> list[Path]:
    try:
        places = list(dict.fromkeys(tuple(node.location) for node in action.query.find(tree)))
    except RecursionError:
        raise InputError(
            [overlay.finding(action, "target", "This JSONPath goes too deep. Write it plainer.")]
        ) from None
    if not places:
        reason = f"`{action.target}` matches nothing in the document. Correct the path, or drop the action."
        raise InputError([overlay.finding(action, "target", reason)])
    if action.remove and () in places:
        raise InputError([overlay.finding(action, "target", "The whole document cannot be removed. Say what can.")])
    return places


def _copied(overlay: Overlay, action: Action, tree: dict[str, Any]) -> Any:
    assert action.copy is not None  # noqa: S101  # asked by the caller
    found = [node.value for node in action.copy.find(tree)]
    if len(found) != 1:
        reason = f"`copy` selects one value; this selects {len(found)}. Correct the path."
        raise InputError([overlay.finding(action, "copy", reason)])
    return copy.deepcopy(found[0])


def _removing_order(path: Path) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(part, int), part) for part in path)


def _batches(groups: Iterator[list[Remove]]) -> Iterator[Sequence[Edit]]:
    """Removals that touch different places, together; what is taken from one place, one after the other."""
    batch: list[Edit] = []
    touched: list[Path] = []
    for group in groups:
        for edit in group:
            place = edit.path[:-1]
            if any(place[: len(other)] == other or other[: len(place)] == place for other in touched):
                yield batch
                batch, touched = [], []
            batch.append(edit)
            touched.append(place)
    if batch:
        yield batch


def _kind(value: Any) -> str:
    return "mapping" if is_mapping(value) else "list" if is_list(value) else "single value"


def _merged(overlay: Overlay, action: Action, path: Path, old: Any, new: Any) -> list[Edit]:
    if overlay.feature_set == "1.0":
        _check_1_0(overlay, action, old, new)
    if is_list(old):
        return [_appended(overlay, action, path, old, new if is_list(new) else [new])]
    return list(_merge(overlay, action, path, old, new))


def _appended(overlay: Overlay, action: Action, path: Path, old: Sequence[Any], new: Sequence[Any]) -> Append:
    if path[-1:] and path[-1] in _SETS:
        there = next((one for one in new if any(same(one, other) for other in old)), NOTHING)
        if there is not NOTHING:
            reason = (
                f"{shown(json.dumps(there, ensure_ascii=False))} stands in the list at #{pointer(*path)} already. "
                "Either this overlay is already applied, and nothing is left to do, or the action has to go."
            )
            key = "copy" if action.copy is not None else "update"
            raise InputError([overlay.finding(action, key, reason)])
    return Append(path, new)


def _check_1_0(overlay: Overlay, action: Action, old: Any, new: Any) -> None:
    reason = ""
    if _kind(old) == "single value":
        reason = "Version 1.0 updates mappings and lists. Aim at the parent, or write `overlay: 1.1.0`."
    elif is_list(old) and is_list(new):
        reason = (
            "Version 1.0 appends this list as one item, though most tools append its items. Write "
            "`overlay: 1.1.0`, which appends the items."
        )
    if reason:
        raise InputError([overlay.finding(action, "update", reason)])


def _merge(overlay: Overlay, action: Action, path: Path, old: Any, new: Any) -> Iterator[Edit]:
    if is_mapping(old) and is_mapping(new):
        for key, value in new.items():
            if key not in old:
                yield Insert(path, key, value)
            elif is_list(old[key]) and is_list(value):
                yield _appended(overlay, action, (*path, key), old[key], value)
            else:
                yield from _merge(overlay, action, (*path, key), old[key], value)
    elif _kind(old) == _kind(new) == "single value":
        if not same(old, new):
            yield Replace(path, new)
    else:
        reason = (
            f"A {_kind(new)} cannot be merged into the {_kind(old)} at #{pointer(*path)}. Remove that first, in an "
            "action of its own."
        )
        key = "copy" if action.copy is not None else "update"
        raise InputError([overlay.finding(action, key, reason)])


def same(one: Any, other: Any) -> bool:
    """Whether two trees are one in JSON: true is not 1, and the order of members says nothing."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def value_at(tree: Any, path: Path) -> Any:
    """The value that a path leads to."""
    for part in path:
        tree = tree[part]
    return tree


def make(tree: dict[str, Any], edit: Edit) -> None:
    """Make an edit in a tree, in place."""
    if isinstance(edit, Insert):
        value_at(tree, edit.path)[edit.key] = copy.deepcopy(edit.value)
    elif isinstance(edit, Append):
        value_at(tree, edit.path).extend(copy.deepcopy(list(edit.values)))
    elif isinstance(edit, Replace):
        value_at(tree, edit.path[:-1])[edit.path[-1]] = edit.value
    else:
        del value_at(tree, edit.path[:-1])[edit.path[-1]]
