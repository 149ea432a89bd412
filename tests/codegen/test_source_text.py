"""Texts of a document as Python source: they stay texts, whatever they hold, in lines of at most 120 columns."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tools.codegen.package_writer import without_unused_imports
from tools.codegen.source_text import WIDTH, docstring, f_string_text, literal, section

HOSTILE = 'x"""\n\nimport os; os.abort()\n"""{{ 7 * 7 }}{% raw %}\\" \\N{BEL} \u2028 \x85'
TEXTS = st.text(st.sampled_from(["a", " ", "\n", '"', "\\", "{", "}", "'", "\u2028", "\t"]), max_size=400)


@given(TEXTS)
@example(HOSTILE)
def test_a_docstring_is_one_string(text: str) -> None:
    """Nothing of a text ends up outside of the docstring, at any depth, with sections and without."""
    for sections in ((), (section("Args", [("name", text)], 4),)):
        source = f"def f():\n    {docstring(text, 4, *sections)}\n"

        [function] = ast.parse(source).body
        assert isinstance(function, ast.FunctionDef)
        [statement] = function.body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Constant)


@given(TEXTS)
@example(HOSTILE)
def test_a_literal_is_one_string(text: str) -> None:
    """So are literals, and the text of f-strings, where braces stay braces."""
    assert isinstance(ast.literal_eval(literal(text)), str)
    assert isinstance(eval(f'f"{f_string_text(text)}"'), str)  # noqa: S307  # it is the code under test
    assert eval(f'f"{f_string_text("{a}")}"') == "{a}"  # noqa: S307  # it is the code under test


def test_lines_are_wrapped_to_the_width_of_the_code() -> None:
    """With the indentation that they will have; entries of a section are indented further."""
    text = docstring("word " * 60, 8, section("Args", [("name", "word " * 60), ("other", "short")], 8))
    lines = f"        {text}".splitlines()

    assert max(map(len, lines)) <= WIDTH
    assert min(len(line) for line in lines[:2]) > WIDTH - 6
    assert [line[:14] for line in lines if "name:" in line or "other:" in line] == ["            na", "            ot"]
    assert lines[-1] == '        """'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Short.", '"""Short."""', id="one line"),
        pytest.param('"Quoted"', '""" "Quoted"\n    """', id="quotes at both ends"),
        pytest.param("One.\n\nTwo.", '"""One.\n\n    Two.\n    """', id="two paragraphs"),
        pytest.param("", '""""""', id="empty"),
    ],
)
def test_docstring(text: str, expected: str) -> None:
    """A short text stands on one line; paragraphs stay apart; a quote never touches the quotes around it."""
    assert docstring(text, 4) == expected


def test_a_section_without_entries_is_left_out() -> None:
    """So that its docstring may be one line."""
    assert docstring("Short.", 4, section("Args", [], 4)) == '"""Short."""'


def test_unused_imports_go() -> None:
    """What `__all__` or an annotation in quotes names is used; an import of which nothing is left goes as a whole."""
    source = (
        "from a import b, c, d as e\n"
        "from f import g, h\n"
        "from i import j as j\n"
        "if True:\n"
        "    from k import m, n\n"
        "class X:\n"
        '    y: "c | None" = e\n'
        '__all__ = ["n"]\n'
    )

    assert without_unused_imports(source).splitlines()[:5] == [
        "from a import c, d as e",
        "from i import j as j",
        "if True:",
        "    from k import n",
        "class X:",
    ]
