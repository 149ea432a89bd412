"""Documents are read as plain JSON trees, with the line of each value; anything else is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from support.jobs import GET, MINIMAL, read_minimal, write

from tools.contract.documents import MAX_BYTES, MAX_DEPTH, Document, UnresolvedReferenceError, load, resolve
from tools.contract.findings import Finding, InputError


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_minimal(tmp_path_factory.mktemp("documents"))


def refusal(path: Path, file: str | None = None) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        load(path, file=file)
    assert str(path.parent) not in str(caught.value)
    return list(caught.value.findings)


def test_values_know_their_lines(minimal: Document) -> None:
    """A value stands on the line of its key, an item on its own, and one without a line on its parent's."""
    assert minimal.lines["/openapi"] == 1
    assert minimal.lines["/tags/0"] == 4
    assert minimal.lines[GET] == MINIMAL.splitlines().index("    get:") + 1
    assert minimal.finding(GET + "/nothing/here", "Gone.").line == minimal.lines[GET]
    assert minimal.finding("/nothing", "Gone.").line == 1


def test_a_finding_names_the_file_as_people_know_it(minimal: Document, tmp_path: Path) -> None:
    """The file is what the caller says, or else the name without folders."""
    assert minimal.finding("", "Gone.").file == "openapi/acme/document.yaml"
    assert load(write(tmp_path, MINIMAL)).file == "acme.yaml"


def test_json_and_yaml_read_alike(minimal: Document, tmp_path: Path) -> None:
    """The same tree has the same data in either notation, and a file of JSON knows its lines too."""
    read = load(write(tmp_path, json.dumps(minimal.data, indent=1), "acme.json"))

    assert read.data == minimal.data
    assert read.lines.keys() == minimal.lines.keys()
    assert read.lines["/openapi"] == 2


@pytest.mark.parametrize("name", ["acme.json", "acme.yaml"])
def test_json_escapes_are_read(tmp_path: Path, name: str) -> None:
    """Escapes mean what JSON says, surrogate pairs included, punctuation inside text is text, and keys have any length.

    That also holds for JSON in a file that is called `.yaml`.
    """
    text = r'{"a\/b": "\ud83d\ude00 {[,:]} \"x\"", "c": [1, -2.5e3, true, null], "LONG": 1}'.replace("LONG", "d" * 2000)
    read = load(write(tmp_path, text, name))

    assert read.data == {"a/b": '\U0001f600 {[,:]} "x"', "c": [1, -2500.0, True, None], "d" * 2000: 1}
    assert read.lines["/a~1b"] == 1


def test_yaml_scalars_are_those_of_json(tmp_path: Path) -> None:
    """Dates, `yes` and `no` stay text, whole-number keys become text, and tags of JSON's own types are allowed."""
    text = "a: 2026-03-15\nb: 2026-03-15T14:32:10Z\nc: [yes, No, on, 1.5, -3, ~, true, .5e1, 1e2, 12:30:45]\n200: x\n"
    read = load(write(tmp_path, text + "e: !!str 5\nf: !!int 5\n"))

    assert read.data == {
        "a": "2026-03-15",
        "b": "2026-03-15T14:32:10Z",
        "c": ["yes", "No", "on", 1.5, -3, None, True, 5.0, 100.0, "12:30:45"],
        "200": "x",
        "e": "5",
        "f": 5,
    }


def test_aliases_are_copies(tmp_path: Path) -> None:
    """An alias reads as what its anchor holds; changing one place leaves the other."""
    read = load(write(tmp_path, "a: &x {b: [1]}\nc: *x\n"))
    read.data["a"]["b"].append(2)

    assert read.data["c"] == {"b": [1]}
    assert read.finding("/c/b/0", "Here.").line == 2


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A byte order mark of UTF-8 is skipped."""
    assert load(write(tmp_path, b"\xef\xbb\xbfopenapi: 3.1.0\n")).data == {"openapi": "3.1.0"}


DEEP: Final = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
BOMB: Final = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]\n" for above, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "name", "line", "where", "fragment"),
    [
        pytest.param(b"a: b\nc: \xff\n", "a.yaml", 2, "", "Byte 8 is not UTF-8", id="not-utf-8"),
        pytest.param("a: b\nc: [d\n", "a.yaml", 3, "/c", "line 3, column 1", id="not-yaml"),
        pytest.param("a: b\nc: \x07\n", "a.yaml", 2, "", "a character that YAML does not allow", id="control"),
        pytest.param('{"a": 1,\n "b": }', "a.json", 2, "", "line 2, column 7", id="not-json"),
        pytest.param("a: b\n---\nc: d\n", "a.yaml", 2, "", "A second YAML document", id="two-documents"),
        pytest.param("", "a.yaml", None, "", "The file is empty", id="empty"),
        pytest.param("- a\n", "a.yaml", 1, "", "A document is a mapping", id="list"),
        pytest.param("[1]", "a.json", 1, "", "A document is a mapping", id="json-list"),
        pytest.param("a: {b: 1,\n c: 2,\n b: 3}\n", "a.yaml", 3, "/a/b", "first on line 1", id="twice"),
        pytest.param('{"a": 1,\n"a": 2}', "a.json", 2, "/a", "first on line 1", id="json-twice"),
        pytest.param("a: 1\n200: 1\n'200': 2\n", "a.yaml", 3, "/200", "first on line 2", id="twice-converted"),
        pytest.param(BOMB, "a.yaml", 6, "/f", "expand to more than 200000 values", id="bomb"),
        pytest.param("a: &x\n  b: *x\n", "a.yaml", 2, "/a", "inside its own anchor", id="endless"),
        pytest.param("a: *x\n", "a.yaml", 1, "", "has no anchor before it", id="no-anchor"),
        pytest.param("a: !!python/object/apply:os.system [x]\n", "a.yaml", 1, "", "is not allowed", id="python"),
        pytest.param("a: !mine x\n", "a.yaml", 1, "", "The tag `!mine` is not allowed", id="tag"),
        pytest.param("a: !!int x\n", "a.yaml", 1, "", "is not allowed", id="tag-that-does-not-fit"),
        pytest.param("a: !!binary eA==\n", "a.yaml", 1, "", "is not allowed", id="binary"),
        pytest.param("true: 1\n", "a.yaml", 1, "/true", "is not a string. Put it in", id="boolean-key"),
        pytest.param("~: 1\n", "a.yaml", 1, "/~0", "is not a string. Put it in", id="null-key"),
        pytest.param("1.5: 1\n", "a.yaml", 1, "/1.5", "is not a string. Put it in", id="float-key"),
        pytest.param(
            "? [a]\n: 1\n",
            "a.yaml",
            1,
            "",
            "A mapping or a list is used as a key, which JSON does not allow",
            id="list-key",
        ),
        pytest.param("a: &x b\n*x : 1\n", "a.yaml", 2, "", "An alias is used as a key", id="alias-key"),
        pytest.param("a: {<<: {b: 1}}\n", "a.yaml", 1, "/a", "The merge key `<<`", id="merge"),
        pytest.param("a: .nan\n", "a.yaml", 1, "", "`.nan` is not a JSON number", id="nan"),
        pytest.param("a: -.inf\n", "a.yaml", 1, "", "`-.inf` is not a JSON number", id="infinity"),
        pytest.param("a: 1e999\n", "a.yaml", 1, "", "too large", id="too-large"),
        pytest.param("a: 0123\n", "a.yaml", 1, "", "begins with 0", id="octal"),
        pytest.param("a: " + "9" * 5000, "a.yaml", 1, "", "too many digits", id="too-many-digits"),
        pytest.param('{"a": NaN}', "a.json", None, "", "Not JSON: NaN is not a JSON number", id="json-nan"),
        pytest.param(
            '{"a": -Infinity}', "a.json", None, "", "Not JSON: -Infinity is not a JSON number", id="json-infinity"
        ),
        pytest.param('{"a": 1e999}', "a.json", 1, "", "too large", id="json-too-large"),
        pytest.param(
            '{"a": %s}' % ("9" * 5000),
            "a.json",
            None,
            "",
            "Write a finite number of ordinary size",
            id="json-too-many-digits",
        ),
        pytest.param(r'{"a": "\ud83d"}', "a.json", 1, "", "surrogate", id="half-a-character"),
        pytest.param("a: " + DEEP, "a.yaml", 1, None, "nested more than", id="deep"),
        pytest.param('{"a": ' + DEEP + "}", "a.json", 1, None, "nested more than", id="json-deep"),
        pytest.param("a: " + "[" * 100_000, "a.yaml", 1, None, "nested more than", id="very-deep"),
        pytest.param('{"a": ' + "[" * 100_000, "a.json", None, None, "nested more than", id="json-very-deep"),
        pytest.param(b"#" * (MAX_BYTES + 1), "a.yaml", None, "", "larger than 20 MB", id="large"),
    ],
)
def test_what_is_no_json_tree_is_refused(
    *, tmp_path: Path, text: str | bytes, name: str, line: int | None, where: str | None, fragment: str
) -> None:
    """A file that is no plain JSON tree is refused with its line, and without a path of this machine."""
    findings = refusal(write(tmp_path, text, name), f"openapi/{name}")

    assert len(findings) == 1
    assert fragment in findings[0].reason
    assert (findings[0].file, findings[0].line) == (f"openapi/{name}", line)
    assert where is None or findings[0].pointer == where


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is a finding too."""
    assert "No such file" in refusal(tmp_path / "acme.yaml")[0].reason
    assert "cannot be read" in refusal(tmp_path)[0].reason


def test_refusals_come_together(tmp_path: Path) -> None:
    """What does not keep the rest from being read is reported with the rest."""
    findings = refusal(write(tmp_path, "a: .nan\nb: !mine x\nb: 2\n"))

    assert [finding.line for finding in findings] == [1, 2, 3]


def test_references_resolve_locally(minimal: Document) -> None:
    """A local pointer is followed one step, through escapes, percent signs and list indexes."""
    assert resolve(minimal.data, "#/components/schemas/Job")["type"] == "object"
    assert resolve(minimal.data, "#/paths/~1v1~1jobs~1%7Bjob_id%7D/get/tags/0") == "jobs"
    assert resolve(minimal.data, f"#{GET}/responses/404") == {"$ref": "#/components/responses/NotFound"}


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "#",
        "#Job",
        "other.yaml",
        "https://acme.test/#/a",
        "#/nothing",
        "#/tags/1",
        "#/tags/00",
        "#/tags/x",
        "#/openapi/0",
    ],
)
def test_references_to_nothing_are_key_errors(minimal: Document, ref: str) -> None:
    """A reference that leads nowhere, or out of the document, raises a `KeyError` that names it."""
    with pytest.raises(KeyError) as caught:
        resolve(minimal.data, ref)

    assert isinstance(caught.value, UnresolvedReferenceError)
    assert caught.value.ref == ref
    assert not str(caught.value).startswith('"')
