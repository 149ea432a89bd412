"""Texts of a document as Python source: safely escaped literals and docstrings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from openapi_python_client.strings import in_double_quote_literal, in_f_string_literal, safe_for_docstring

WIDTH: Final = 120
"""The line length of generated code."""


def literal(text: str) -> str:
    """Write a string literal in double quotes."""
    return f'"{in_double_quote_literal(text)}"'


def f_string_text(text: str) -> str:
    """Escape text between the placeholders of an f-string in double quotes."""
    return in_f_string_literal(text)


def docstring(text: str, depth: int = 4, *sections: str) -> str:
    """Write a docstring with wrapped lines, indented except for the first.

    Args:
        text: The text. Its line breaks are kept.
        depth: The indentation in spaces.
        sections: Further paragraphs, made by `section`. Empty ones are left out.
    """
    first, *others = safe_for_docstring(text).strip().splitlines() or [""]
    # Four quotes in a row would end the docstring at its beginning.
    lines = _wrapped(first, depth, begin='""" ' if first.startswith('"') else '"""')
    for paragraph in others:
        lines += _wrapped(paragraph, depth)
    for one in filter(None, sections):
        lines += ["", *one.splitlines()]
    fits = len(lines) == 1 and len(lines[0]) + len('"""') <= WIDTH - depth
    if fits and not first.endswith(('"', "\\")):
        return f'{lines[0]}"""'
    return textwrap.indent("\n".join([*lines, '"""']), " " * depth).lstrip(" ")


def section(title: str, entries: Iterable[tuple[str, str]], depth: int) -> str:
    """Write a section of a docstring, such as `Args`, with one paragraph for each entry.

    Args:
        title: The section's name.
        entries: Names and texts; the section is empty if there are none.
        depth: The indentation of the docstring in spaces.
    """
    lines: list[str] = []
    for name, text in entries:
        said = safe_for_docstring(f"{name}: {' '.join(text.split())}")
        lines += _wrapped(" ".join(said.split()), depth, begin="    ", further="        ")
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _wrapped(text: str, depth: int, *, begin: str = "", further: str = "") -> list[str]:
    lines = textwrap.wrap(
        text,
        WIDTH - depth,
        initial_indent=begin,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [begin]
