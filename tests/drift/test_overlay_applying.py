"""Overlays are applied to the text of a document, and change nothing else of it."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.contract import documents
from tools.contract.findings import InputError
from tools.drift.proposals import overlay_applying, overlay_format, yaml_editing
from tools.drift.proposals.overlay_edits import Append, Edit, Insert, Remove, Replace, make, same
from tools.drift.proposals.yaml_places import NoPlaceError

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((PROJECT / "openapi").glob("*/document.yaml"))


def overlay(folder: Path, actions: str, *, version: str = "1.1.0") -> Path:
    """An overlay of some actions, as a file."""
    path = folder / "overlay.yaml"
    text = f"overlay: {version}\ninfo: {{title: A change, version: '1'}}\nextends: ./document.yaml\nactions:\n"
    path.write_text(text + textwrap.indent(textwrap.dedent(actions).strip("\n"), "  ") + "\n")
    return path


def document(folder: Path, text: str, name: str = "document.yaml") -> Path:
    """A document, as a file."""
    path = folder / name
    path.write_bytes(textwrap.dedent(text).encode())
    return path


def change(folder: Path, text: str, actions: str, *, version: str = "1.1.0", name: str = "document.yaml") -> str:
    """A document's text after an overlay."""
    target = document(folder, text, name)
    overlay_applying.apply(overlay(folder, actions, version=version), target)
    return target.read_bytes().decode()


def diff(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


# --- What is written ----------------------------------------------------------------------------------------------

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
    tail: |
      kept as
        it is
"""

WRITTEN: dict[str, tuple[str, list[str]]] = {
    "a new property stands at the end": (
        "- target: $.Order.properties\n  update: {note: {type: [string, 'null'], description: A note.}}",
        ["+    note:", '+      type: [string, "null"]', "+      description: A note."],
    ),
    "a schema's description stays last": (
        "- target: $.Order.properties.id\n  update: {format: uuid}",
        ["+      format: uuid"],
    ),
    "statuses stay in numeric order": (
        "- target: $.responses\n  update: {'429': {description: Slow.}, '201': {description: Made.}, '100': {}}",
        [
            '+  "100": {}',
            "+",
            "+",
            '+  "201":',
            "+    description: Made.",
            "+",
            '+  "429":',
            "+    description: Slow.",
        ],
    ),
    "a quoted text stays quoted": (
        "- target: $.Order.properties.id.description\n  update: The id.",
        ['-      description: "The id: of the order."', '+      description: "The id."'],
    ),
    "a plain text is quoted where it must be": (
        "- target: $.Order.description\n  update: 'yes'",
        ["-  description: An order.   # short", '+  description: "yes"   # short'],
    ),
    "a folded text stays folded": (
        f"- target: $.Order.properties.total.description\n  update: {'word ' * 30}",
        [
            "-        What it costs",
            "-        in all.",
            f"+        {' '.join(['word'] * 20)}",
            f"+        {' '.join(['word'] * 10)}",
        ],
    ),
    "braces stay braces": (
        "- target: $.Other.properties\n  update: {b: {type: 'null', x: 'a, b'}}",
        [
            "-Other: {type: object, properties: {a: {type: string}}}",
            '+Other: {type: object, properties: {a: {type: string}, b: {type: "null", x: "a, b"}}}',
        ],
    ),
    "a list in brackets grows in them": (
        "- target: $.Order.required\n  update: total",
        ["-  required: [id]", "+  required: [id, total]"],
    ),
    "what comes back comes back to its place, with its comment": (
        "- {target: $.Order.properties.total.type, remove: true}\n"  # noqa: ISC004  # two actions
        "- {target: $.Order.properties.total, update: {type: [number, 'null']}}",
        ["-      type: number # in euros", '+      type: [number, "null"] # in euros'],
    ),
    "a member goes with its lines, and nothing else": (
        "- target: $.Order.properties.total\n  remove: true",
        [
            "-    total:",
            "-      type: number # in euros",
            "-      description: >-",
            "-        What it costs",
            "-        in all.",
        ],
    ),
    "a member goes out of braces": (
        "- target: $.Other.type\n  remove: true",
        [
            "-Other: {type: object, properties: {a: {type: string}}}",
            "+Other: {properties: {a: {type: string}}}",
        ],
    ),
    "what is empty says so": (
        "- target: $.Order.properties.*\n  remove: true",
        [
            "-    id:",
            "-      type: string",
            '-      description: "The id: of the order."',
            "-    total:",
            "-      type: number # in euros",
            "-      description: >-",
            "-        What it costs",
            "-        in all.",
            "+    {}",
        ],
    ),
    "what was there may be copied": (
        "- target: $.Other.properties\n  copy: $.Order.properties.total",
        [
            "-Other: {type: object, properties: {a: {type: string}}}",
            "+Other: {type: object, properties: {a: {type: string}, type: number, description: What it costs in all.}}",
        ],
    ),
    "a literal block is kept": (
        "- target: $\n  update: {after: 1}",
        ["+after: 1"],
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_only_what_changed_is_written(tmp_path: Path, name: str) -> None:
    """The difference of the texts is what the action says, in the place and the style of its neighbours."""
    actions, expected = WRITTEN[name]
    before = textwrap.dedent(ORDER)

    after = change(tmp_path, ORDER, actions)

    assert diff(before, after) == expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_our_documents_keep_every_other_line(tmp_path: Path, path: Path) -> None:
    """Without a change, a document is the same to the byte; with one, but for its lines."""
    text = path.read_text()
    same_again = "- target: $.info.title\n  update: " + documents.load(path).data["info"]["title"]

    assert change(tmp_path, text, same_again) == text
    assert diff(text, change(tmp_path, text, "- target: $.info\n  update: {license: {name: MIT}}")) == [
        "+  license:",
        "+    name: MIT",
    ]


def test_line_breaks_marks_and_missing_ends_are_kept(tmp_path: Path) -> None:
    """Windows line breaks, a byte order mark and a last line without an end stay as they are."""
    text = "\ufeffa: 1\r\nb:\r\n  c: 2  # two\r\n  d: 3"

    after = change(tmp_path, text, "- target: $.b\n  update: {e: {f: 4}}\n- target: $.a\n  update: 5")

    assert after == "\ufeffa: 5\r\nb:\r\n  c: 2  # two\r\n  d: 3\r\n  e:\r\n    f: 4"


def test_json_stays_json(tmp_path: Path) -> None:
    """A document that is JSON is one afterwards, spread over lines as it was."""
    text = '{\n    "a": {\n        "b": [1]\n    },\n    "c": {}\n}\n'
    actions = "- target: $.a\n  update: {d: {e: [true, null]}}\n- target: $.c\n  update: {f: 'x'}"

    after = change(tmp_path, text, actions, name="document.json")

    expected = (
        '{\n    "a": {\n        "b": [1],\n        "d": {\n            "e": [\n                true,\n'
        '                null\n            ]\n        }\n    },\n    "c": {"f": "x"}\n}\n'
    )
    assert after == expected


# --- What is refused ----------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, str, str, str]] = {
    "a target that matches nothing": (
        "1.1.0",
        "- target: $.Other.type\n  remove: true\n- target: $.Gone\n  remove: true",
        "/actions/1/target",
        "matches nothing",
    ),
    "the whole document": ("1.1.0", "- target: $\n  remove: true", "/actions/0/target", "cannot be removed"),
    "a mapping for a text": (
        "1.1.0",
        "- target: $.Order\n  update: {type: {a: 1}}",
        "/actions/0/update",
        "cannot be merged into the single value at #/Order/type",
    ),
    "a text for a mapping": ("1.1.0", "- target: $.Order\n  update: x", "/actions/0/update", "into the mapping"),
    "a list for a text": (
        "1.1.0",
        "- target: $.Order.type\n  update: [string]",
        "/actions/0/update",
        "A list cannot be merged",
    ),
    "targets of several kinds": (
        "1.1.0",
        "- target: $.Order.*\n  update: {a: 1}",
        "/actions/0/target",
        "several kinds",
    ),
    "a copy of several": ("1.1.0", "- target: $.Order\n  copy: $.Order.*", "/actions/0/copy", "selects 4"),
    "a single value in 1.0": ("1.0.0", "- target: $.Order.type\n  update: x", "/actions/0/update", "1.1.0"),
    "a list for a list in 1.0": ("1.0.0", "- target: $.Order.required\n  update: [a]", "/actions/0/update", "one item"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_change_that_cannot_be_made_makes_none(tmp_path: Path, name: str) -> None:
    """File, pointer and reason; the document is as it was, and nothing stands beside it."""
    version, actions, pointer, reason = REFUSED[name]
    target = document(tmp_path, ORDER)
    before = target.read_bytes()

    with pytest.raises(InputError) as caught:
        overlay_applying.apply(overlay(tmp_path, actions, version=version), target)

    [finding] = caught.value.findings
    assert (finding.file, finding.pointer) == ("overlay.yaml", pointer)
    assert reason in finding.reason
    assert finding.line is not None
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["document.yaml", "overlay.yaml"]


def test_what_an_alias_repeats_is_not_changed(tmp_path: Path) -> None:
    """A change behind an alias would change another place too: it is refused."""
    target = document(tmp_path, "a: &a\n  b: 1\nc: *a\n")

    with pytest.raises(InputError, match="alias"):
        overlay_applying.apply(overlay(tmp_path, "- target: $.c\n  update: {d: 1}"), target)
    with pytest.raises(InputError, match=r"cannot be written|no anchor"):
        overlay_applying.apply(overlay(tmp_path, "- target: $.a\n  remove: true"), target)

    assert target.read_text() == "a: &a\n  b: 1\nc: *a\n"


def test_a_key_with_a_question_mark_is_left_to_people(tmp_path: Path) -> None:
    """What YAML allows and nobody writes is refused, not damaged."""
    target = document(tmp_path, "? a\n: 1\nb: 2\n? c\n: 3\n")

    for key in "ac":
        with pytest.raises(InputError, match=r"`\?`"):
            overlay_applying.apply(overlay(tmp_path, f"- target: $.{key}\n  remove: true"), target)

    assert target.read_text() == "? a\n: 1\nb: 2\n? c\n: 3\n"


def test_a_result_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    """The document's own rules hold after a change, and name what breaks them."""
    text = (PROJECT / "openapi" / "lumenfall" / "document.yaml").read_text()
    target = document(tmp_path, text)
    path = overlay(tmp_path, "- target: $.components.schemas.Video.properties\n  update: {note: {type: string}}")

    with pytest.raises(InputError) as caught:
        overlay_applying.apply(path, target, rules="ours")

    assert {finding.pointer for finding in caught.value.findings} == {
        "/components/schemas/Video/properties/note",
        "/components/schemas/Video/properties/note/description",
    }
    assert target.read_text() == text


def test_the_document_is_the_one_that_the_overlay_extends(tmp_path: Path) -> None:
    """`extends` is relative to the overlay; without it the document must be said."""
    target = document(tmp_path, "a: 1\n")
    path = overlay(tmp_path, "- target: $.a\n  update: 2")

    assert overlay_applying.apply(path) == ["$.a: done"]
    assert target.read_text() == "a: 2\n"

    path.write_text(path.read_text().replace("extends: ./document.yaml\n", ""))
    with pytest.raises(InputError, match="--document FILE"):
        overlay_applying.apply(path)


# --- Whatever the text and the change -----------------------------------------------------------------------------

TEXTS: Sequence[tuple[str, bool]] = (
    *((path.read_text(), False) for path in DOCUMENTS),
    (textwrap.dedent(ORDER), False),
    (textwrap.dedent(ORDER).replace("\n", "\r\n"), False),
    ("a:\n- b: 1\n  c: [1, 2,\n    3]\n- - x\n  - y\n-\n  # first\n  d: ''\n- {}\n- []\ne:\nf: {}\n", False),
    ("a: |\n  keep\n\n\nb: >\n  fold\n  ed\n\nc: 'it''s'\nd: ~\n200: x", False),
    ("# top\n\na: {b: [], c: {d: 1,},}  # x\n\ne:  # y\n  # z\n  - 1  # one\n  # two\n  - 2\n# end\n", False),
    ('{"a": [1, {"b": null}, []], "c": {"d": "e"}, "f": true}', True),
    ('{\n\t"a": [\n\t\t1,\n\t\t{"b": null}\n\t],\n\t"c": {\n\t\t"d": "e"\n\t}\n}\n', True),
)
KEYS = st.sampled_from(
    ["new", "description", "type", "404", "true", "a b", "x: y", "#", "~", "é", "-", "[", "\u2028", ""]
)
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
    if path and draw(st.booleans()) and draw(st.booleans()):
        return Remove(path)
    if isinstance(value, dict):
        key = draw(KEYS.filter(lambda key: key not in value))
        return Insert(path, key, draw(VALUES))
    if isinstance(value, list):
        return Append(path, draw(st.lists(VALUES, min_size=1, max_size=2)))
    return Replace(path, draw(SINGLE))


@given(st.data())
def test_text_and_tree_stay_alike(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """After any changes, the text says what the tree says; lines of other values are as they were."""
    text, is_json = data.draw(st.sampled_from(TEXTS))
    folder = tmp_path_factory.mktemp("texts")
    path = folder / ("document.json" if is_json else "document.yaml")
    path.write_bytes(text.encode())
    tree = documents.load(path).data
    vacated: dict[Any, Any] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        one = data.draw(changes(tree))
        before = text
        text = yaml_editing.edit(text, [one], vacated, is_json=is_json)
        make(tree, one)
        path.write_bytes(text.encode())
        assert same(documents.load(path).data, tree), (one, text)
        if isinstance(one, Insert | Append):
            gone = [line for line in diff(before, text) if line.startswith("-")]
            assert len(gone) <= 1, (one, gone)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_several_changes_at_once_are_those_one_after_the_other(path: Path) -> None:
    """A batch of changes at places apart gives what each alone gives."""
    text = path.read_text()
    schemas = sorted(documents.load(path).data["components"]["schemas"])
    edits: list[Edit] = [Insert(("components", "schemas", name), "x-new", {"a": [1]}) for name in schemas]
    edits.append(Insert(("components", "schemas"), "New", {"description": "x"}))

    together = yaml_editing.edit(text, edits, {}, is_json=False)
    for one in edits:
        text = yaml_editing.edit(text, [one], {}, is_json=False)

    assert together == text


def test_an_overlay_with_nothing_to_edit_is_none() -> None:
    """An empty text has no places."""
    with pytest.raises(NoPlaceError):
        yaml_editing.edit("# nothing\n", [Insert((), "a", 1)], {}, is_json=False)


def test_a_wildcard_changes_every_place(tmp_path: Path) -> None:
    """An action changes all that its target selects, nested ones too."""
    text = "a:\n  b: {n: 1}\n  c:\n    n: 2\n    d: {n: 3}\n"

    after = change(tmp_path, text, "- target: $..[?@.n]\n  update: {m: 0}")

    assert after == "a:\n  b: {n: 1, m: 0}\n  c:\n    n: 2\n    d: {n: 3, m: 0}\n    m: 0\n"
    assert overlay_format.load(tmp_path / "overlay.yaml").feature_set == "1.1"


def test_removing_items_of_a_list_leaves_the_others(tmp_path: Path) -> None:
    """Items are removed by what they are, however many; comments between others stay."""
    text = "a:\n  - x: 1\n    y: 1\n  # of the second\n  - x: 2\n  - x: 1\n"

    assert change(tmp_path, text, "- target: $.a[?@.x == 1]\n  remove: true") == "a:\n  # of the second\n  - x: 2\n"
