"""Overlays are held to the format, 1.0 and 1.1, and everything that is wrong with one is told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.contract.findings import InputError
from tools.drift.proposals import overlay_format
from tools.drift.proposals.overlay_format import NOTHING

GOOD = """\
overlay: 1.1.0
info:
  title: A change
  version: "1"
  description: More of it.
  x-info: 1
extends: ./document.yaml
x-top: [1]
actions:
  - target: $.info
    description: Another title.
    update: {title: Another}
    x-action: true
  - {target: "$.paths[?@.get]['x y']", remove: true}
  - {target: $.a, copy: $.b}
  - {target: $.c, update: null}
  - {target: $.c, remove: false}
"""


def load(folder: Path, text: str, name: str = "change.yaml") -> overlay_format.Overlay:
    path = folder / name
    path.write_text(text)
    return overlay_format.load(path)


def test_an_overlay_is_its_actions_in_order(tmp_path: Path) -> None:
    """Targets, descriptions and what to do; null is something to update with."""
    overlay = load(tmp_path, GOOD)

    assert (overlay.feature_set, overlay.title, overlay.extends) == ("1.1", "A change", "./document.yaml")
    assert [action.target for action in overlay.actions][:2] == ["$.info", "$.paths[?@.get]['x y']"]
    assert [action.remove for action in overlay.actions] == [False, True, False, False, False]
    assert [action.update is NOTHING for action in overlay.actions] == [False, True, True, False, True]
    assert overlay.actions[3].update is None
    assert overlay.actions[0].description == "Another title."


def test_an_overlay_may_be_json(tmp_path: Path) -> None:
    """As the format allows."""
    text = '{"overlay": "1.0.3", "info": {"title": "a", "version": "1"}, "actions": [{"target": "$", "update": {}}]}'

    assert load(tmp_path, text, "change.json").feature_set == "1.0"


def test_in_1_0_remove_wins_over_update(tmp_path: Path) -> None:
    """Version 1.0 allows both in one action, and says that the update then means nothing."""
    text = "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions:\n- {target: $.a, update: {}, remove: true}\n"

    assert load(tmp_path, text).actions[0].remove


HEAD = "overlay: 1.1.0\ninfo: {title: a, version: '1'}\n"
ONE = "actions:\n- {target: $, update: {}}\n"

BAD: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "no version": ("info: {}", [("/overlay", "says which version")]),
    "a version to come": ("overlay: 1.2.0", [("/overlay", "`1.2.0` is no version")]),
    "a number for a version": ("overlay: 1.1", [("/overlay", "no version")]),
    "a list": ("- a", [("", "An overlay is a mapping")]),
    "nothing else": ("overlay: 1.1.0", [("/info", "has an `info`"), ("/actions", "one at least")]),
    "no title": ("overlay: 1.0.0\ninfo: {version: 1}\n" + ONE, [("/info/title", "text"), ("/info/version", "text")]),
    "a description in 1.0": (
        "overlay: 1.0.0\ninfo: {title: a, version: '1', description: b}\n" + ONE,
        [("/info/description", "came here with version 1.1")],
    ),
    "an unknown key": (HEAD + ONE + "servers: []\n", [("/servers", "`servers` means nothing here")]),
    "extends no text": (HEAD + ONE + "extends: 1\n", [("/extends", "URI reference")]),
    "no actions": (HEAD + "actions: []\n", [("/actions", "one at least")]),
    "actions as a mapping": (HEAD + "actions: {target: $}\n", [("/actions", "one at least")]),
    "an action that is none": (HEAD + "actions: [$.info]\n", [("/actions/0", "is a mapping")]),
    "no target": (HEAD + "actions: [{remove: true}]\n", [("/actions/0/target", "has a `target`")]),
    "a target that is no text": (
        HEAD + "actions: [{target: [$], remove: true}]\n",
        [("/actions/0/target", "JSONPath")],
    ),
    "nothing to do": (HEAD + "actions: [{target: $.a}]\n", [("/actions/0", "says what to do")]),
    "two things to do": (
        HEAD + "actions: [{target: $.a, update: 1, remove: true}]\n",
        [("/actions/0", "has `update` and `remove`")],
    ),
    "remove as text": (HEAD + "actions: [{target: $.a, remove: 'true'}]\n", [("/actions/0/remove", "true or false")]),
    "copy in 1.0": (
        "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $.a, copy: $.b}]\n",
        [("/actions/0/copy", "came here with version 1.1")],
    ),
    "the same twice": (
        HEAD + "actions:\n- {target: $.a, update: 1}\n- {update: 1, target: $.a}\n",
        [("/actions/1", "stands here twice, first as number 0")],
    ),
    "no JSONPath": (
        HEAD + "actions:\n- {target: 'paths', update: 1}\n- {target: '$.a[', copy: '$['}\n",
        [
            ("/actions/0/target", "No JSONPath (RFC 9535)"),
            ("/actions/1/target", "No JSONPath (RFC 9535)"),
            ("/actions/1/copy", "No JSONPath (RFC 9535)"),
        ],
    ),
    "a JSONPath of brackets": (
        HEAD + f"actions:\n- {{target: '${'[?@' * 400}', remove: true}}\n",
        [("/actions/0/target", "No JSONPath (RFC 9535)")],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_overlay_is_refused(tmp_path: Path, name: str) -> None:
    """File, line, pointer and reason of all that is wrong."""
    text, expected = BAD[name]

    with pytest.raises(InputError) as caught:
        load(tmp_path, text)

    told = sorted((finding.pointer, finding.reason) for finding in caught.value.findings)
    assert [pointer for pointer, _ in told] == sorted(pointer for pointer, _ in expected)
    for (_, reason), (_, words) in zip(told, sorted(expected), strict=True):
        assert words in reason
    assert all(finding.file == "change.yaml" and finding.line for finding in caught.value.findings)


@pytest.mark.parametrize("text", ["", "{", "a: *b", "a: &a [*a]", "\x00"])
def test_what_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    """As for documents."""
    with pytest.raises(InputError):
        load(tmp_path, text)


def test_a_missing_overlay_is_told(tmp_path: Path) -> None:
    """As for documents."""
    with pytest.raises(InputError, match="cannot be read"):
        overlay_format.load(tmp_path / "none.yaml")


def test_a_path_that_searches_for_ever_is_bounded(tmp_path: Path) -> None:
    """A target that looks everywhere, many times over, ends: documents are bounded in depth."""
    deep: Any = {"a": 1}
    for _ in range(60):
        deep = {"a": deep}
    overlay = load(tmp_path, HEAD + "actions: [{target: '$..a..a', remove: true}]\n")

    assert len(overlay.actions[0].query.find(deep)) > 1000
