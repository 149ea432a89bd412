"""Edits of a YAML file change the lines that are meant; comments, order, quotes and all other lines stay."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.contract import documents
from tools.drift import edits, yaml_text
from tools.drift.edits import Append, Edit, Insert, Remove, Replace

PROJECT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).resolve().parent / "project"
FILES = sorted((PROJECT / "openapi").rglob("*.yaml"))


def tree_of(text: str) -> dict[str, Any]:
    return documents.load_text(text, file="document.yaml", as_json=False).data


def diff(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


# --- What comes back byte for byte ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PROJECT / "openapi").as_posix())
def test_our_files_come_back_byte_for_byte(path: Path) -> None:
    """Read and written again without a change, each file is the same; so an edit changes its own lines only."""
    assert yaml_text.dump(yaml_text.parse(path.read_text(encoding="utf-8"))).encode() == path.read_bytes()


NOT_KEPT = {
    "Windows line ends": "a: 1\r\nb: 2\r\n",
    "lists that are not indented": "a:\n- b\n",
    "four columns a level": "a:\n    b: 1\n",
    "JSON over several lines": '{\n  "a": 1\n}\n',
    "no line end": "a: 1",
    "tabs": "a:\t1\n",
    "a key twice": "a: 1\na: 2\n",
    "no YAML": "a: [\n",
}


@pytest.mark.parametrize("name", NOT_KEPT)
def test_another_style_is_recognized(name: str) -> None:
    """A file that would not round-trip is detected before it is written."""
    assert not yaml_text.is_kept(NOT_KEPT[name])


# --- What is written --------------------------------------------------------------------------------------------------

ORDER = """\
# An order, as the shop has it.
Order:
  description: An order.   # short
  type: object
  required: [id]
  properties:
    # Ids begin with `o_`.
    id:
      type: string
      description: "The id: of the order."
    total:
      type: number # in euros
      description: >-
        What it costs
        in all.

# Others.
Other: {type: object, properties: {a: {type: string}}}
responses:
  "200": {description: Good.}

  # Not there.
  "404":
    description: None.
names:
  - first

  # The last one.
  - second
tail: |
  kept as
    it is
"""
WRITTEN: dict[str, tuple[Edit, list[str]]] = {
    "a new property stands at the end, above the next comment": (
        Insert(("Order", "properties"), "note", {"type": ["string", "null"], "description": "A note."}),
        ["+    note:", '+      type: [string, "null"]', "+      description: A note."],
    ),
    "a schema's description stays last": (
        Insert(("Order", "properties", "id"), "format", "uuid"),
        ["+      format: uuid"],
    ),
    "statuses stay in numeric order, apart as the others are": (
        Insert(("responses",), "429", {"description": "Slow."}),
        ["+", '+  "429":', "+    description: Slow."],
    ),
    "a status in the middle leaves the comment below it": (
        Insert(("responses",), "401", {"description": "No."}),
        ['+  "401":', "+    description: No.", "+"],
    ),
    "a text that some reader takes for another type is quoted": (
        Insert(("Order", "properties", "id"), "x", ["yes", "on", "1", "12:30", "~", "2024-01-01", "", "<<"]),
        ['+      x: ["yes", "on", "1", "12:30", "~", "2024-01-01", "", "<<"]'],
    ),
    "a long text is folded": (
        Insert(("Order", "properties"), "note", {"description": "word " * 30 + "end."}),
        ["+    note:", "+      description: >-", f"+        {'word ' * 19}word", f"+        {'word ' * 10}end."],
    ),
    "braces stay braces": (
        Insert(("Other", "properties"), "b", {"type": "null", "x": "a, b"}),
        [
            "-Other: {type: object, properties: {a: {type: string}}}",
            '+Other: {type: object, properties: {a: {type: string}, b: {type: "null", x: "a, b"}}}',
        ],
    ),
    "a list in brackets grows in them": (
        Append(("Order", "required"), ["total"]),
        ["-  required: [id]", "+  required: [id, total]"],
    ),
    "a list of lines grows by lines": (Append(("names",), ["third", "fourth"]), ["+  - third", "+  - fourth"]),
    "a value keeps its comment": (
        Replace(("Order", "properties", "total", "type"), ["number", "null"]),
        ["-      type: number # in euros", '+      type: [number, "null"] # in euros'],
    ),
    "a member keeps its place under another key": (
        Replace(("Order", "properties", "id", "type"), [{"type": "string"}, {"type": "null"}], key="anyOf"),
        ["-      type: string", "+      anyOf:", "+        - type: string", '+        - type: "null"'],
    ),
    "a member goes, the others stay": (Remove(("Order", "required")), ["-  required: [id]"]),
    "a comment below a member that goes stays above the next one": (
        Remove(("Order", "properties", "total")),
        [
            *("-    total:", "-      type: number # in euros", "-      description: >-"),
            *("-        What it costs", "-        in all."),
        ],
    ),
    "the first member goes": (Remove(("responses", "200")), ['-  "200": {description: Good.}']),
    "a literal block stays one": (Insert((), "after", 1), ["+", "+after: 1"]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_only_what_changed_is_written(name: str) -> None:
    """The difference of the texts is what the edit says, in the place and the style of its neighbours."""
    edit, expected = WRITTEN[name]

    assert diff(ORDER, edits.write(ORDER, [edit])) == expected


SCHEMAS = ("components", "schemas")
VIDEO = (*SCHEMAS, "Video", "properties")
GET = ("paths", "/v1/requests/{request_id}", "get")
IN_A_DOCUMENT: dict[str, tuple[Edit, list[str]]] = {
    "a field": (
        Insert(VIDEO, "progress", {"type": ["integer", "null"], "description": "How far it is."}),
        ["+        progress:", '+          type: [integer, "null"]', "+          description: How far it is."],
    ),
    "a known value": (
        Append((*SCHEMAS, "KnownVideoStatus", "enum"), ["paused"]),
        [
            "-      enum: [queued, in_progress, completed, failed, cancelled]",
            "+      enum: [queued, in_progress, completed, failed, cancelled, paused]",
        ],
    ),
    "a known value in a list of lines": (
        Append((*SCHEMAS, "KnownErrorCode", "enum"), ["NEW"]),
        ["+        - NEW"],
    ),
    "null": (
        Replace((*VIDEO, "id", "type"), ["string", "null"]),
        ["-          type: string", '+          type: [string, "null"]'],
    ),
    "null of an open enum": (Append((*VIDEO, "status", "anyOf"), [{"type": "null"}]), ['+            - type: "null"']),
    "a status": (
        Insert((*GET, "responses"), "409", {"$ref": "#/components/responses/Conflict"}),
        ['+        "409":', '+          $ref: "#/components/responses/Conflict"'],
    ),
    "a schema": (
        Insert(SCHEMAS, "KnownTier", {"description": "The tiers.", "type": "string", "enum": ["a", "b"]}),
        ["+", "+    KnownTier:", "+      description: The tiers.", "+      type: string", "+      enum: [a, b]"],
    ),
    "a parameter": (
        Append((*GET, "parameters"), [{"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}}]),
        [
            *("+        - name: limit", "+          in: query", "+          schema:"),
            *("+            type: integer", "+            minimum: 1"),
        ],
    ),
}


@pytest.mark.parametrize("name", IN_A_DOCUMENT)
def test_an_edit_of_a_real_document_has_only_the_expected_lines(name: str) -> None:
    """Lumenfall's document, of about a thousand lines with comments: nothing else of it moves."""
    edit, expected = IN_A_DOCUMENT[name]
    text = (OWN / "openapi" / "lumenfall" / "document.yaml").read_text(encoding="utf-8")

    assert diff(text, edits.write(text, [edit])) == expected


def test_a_wider_bound_is_one_line() -> None:
    """PromptLayer's document has a parameter with a bound."""
    text = (OWN / "openapi" / "promptlayer" / "document.yaml").read_text(encoding="utf-8")
    path = ("paths", "/api/public/v2/requests/{request_id}", "get", "parameters", 0, "schema", "minimum")

    after = edits.write(text, [Replace(path, 0)])

    assert diff(text, after) == ["-            minimum: 1", "+            minimum: 0"]


def test_what_an_alias_repeats_is_recognized() -> None:
    """A change behind an alias changes another place too: the result is not what the edit says."""
    text = "a: &a\n  b: 1\nc: *a\n"
    edit = Insert(("c",), "d", 1)

    after = tree_of(edits.write(text, [edit]))

    assert not edits.same(after, edits.make(tree_of(text), [edit]))


def test_true_is_not_one() -> None:
    """Trees are compared as JSON: by type and value, whatever the order of members."""
    assert edits.same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not edits.same({"a": 1}, {"a": True})


# --- Whatever the text and the edit -----------------------------------------------------------------------------------

TEXTS: Sequence[str] = (
    (OWN / "openapi" / "helicone" / "decisions.yaml").read_text(encoding="utf-8"),
    ORDER,
    "a: |\n  keep\n\nb: >\n  fold\n  ed\n\nc: 'it''s'\n",
    "# top\n\na: {b: [], c: {d: 1}} # x\n\ne: # y\n  # z\n  - 1 # one\n  # two\n  - 2\n# end\n",
    f"long: {'w' * 150}\nshort: 1\n",
    "a:\n  # first\n  b: {}\n\n  # second\n  c: []\n\n  # third\n  d:\n    - x: 1\n\n    # last\n    - y: {z: null}\n",
)
KEYS = st.sampled_from(["new", "description", "type", "404", "true", "a b", "x: y", "#", "~", "é", "-", "[", ""])
SINGLE = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.floats(allow_nan=False, allow_infinity=False), KEYS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["a long text " * 12, "two\nlines\n", " lead", "12:30", "2024-01-01", "0x1F", "1e3", ".5"]),
    st.sampled_from(["\U000e0001", "\x7f", "\x85", "\ufeff", "%x", "a: b", "a #b", "word " * 40, "\u2029 x"]),
)  # fmt: skip
VALUES = st.recursive(
    SINGLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, value)]
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found += places(item, (*path, number))
    return found


@st.composite
def changes(draw: st.DrawFn, tree: dict[str, Any]) -> Edit:
    path, value = draw(st.sampled_from(places(tree)))
    if isinstance(value, dict) and len(value) > 1 and draw(st.integers(0, 3)) == 0:
        return Remove((*path, draw(st.sampled_from(list(value)))))
    if isinstance(value, dict) and (not path or draw(st.booleans())):
        return Insert(path, draw(KEYS.filter(lambda key: key not in value)), draw(VALUES))
    if isinstance(value, list) and draw(st.booleans()):
        return Append(path, draw(st.lists(VALUES, min_size=1, max_size=2)))
    return Replace(path, draw(SINGLE | st.lists(SINGLE, max_size=3)))


def under_comments(text: str) -> dict[str, str]:
    """Each comment that has a line for itself, with the line of code below it."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            waiting.append(line)
        elif line.strip():
            found.update(dict.fromkeys(waiting, line))
            waiting = []
    return found


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_text_and_tree_stay_alike(data: st.DataObject) -> None:
    """After any edits the text says what the tree says, and each comment stands above the line that it stood above."""
    text = data.draw(st.sampled_from(TEXTS))
    assert yaml_text.is_kept(text)
    tree = tree_of(text)
    made = data.draw(st.lists(changes(tree), min_size=1, max_size=1))

    after = edits.write(text, made)

    assert edits.same(tree_of(after), edits.make(tree, made)), after
    lines = diff(text, after)
    gone = {line[1:] for line in lines if line.startswith("-")}
    if not isinstance(made[0], Replace | Remove):
        assert len(gone) <= 1
        kept = {comment: line for comment, line in under_comments(text).items() if line not in gone}
        assert kept.items() <= under_comments(after).items()
