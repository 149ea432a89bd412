"""What generators of documentation write: each fact of a small page is read, and what is not read is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import yaml

from tools.contract.facts import Facts, ValueFacts
from tools.drift.pages.page_facts import read_operations
from tools.drift.pages.text import PageText

FOLDER: Final = Path(__file__).parent / "generators"
EXPECTED: Final[dict[str, list[list[str]]]] = yaml.safe_load((FOLDER / "expected.yaml").read_text())
"""The facts of the first operations of each page."""


def notation(facts: ValueFacts) -> str:
    """A value's facts on one line."""
    parts = [" ".join(sorted(facts.types)) + ("|null" if facts.nullable else "")]
    parts += [facts.format] if facts.format else []
    parts += ["required"] if facts.required else []
    parts += [f"default {facts.default.value}"] if facts.default else []
    parts += [f"values {' '.join(map(str, facts.values))}"] if facts.values else []
    parts += [f"{keyword} {value}" for keyword, value in facts.bounds.as_json().items()]
    return ", ".join(one for one in parts if one)


def stated(facts: Facts) -> list[str]:
    """The facts of an operation, one on each line; those that only an example shows have no type."""
    found = [f"{' '.join(one.value for one in facts.method)} {' '.join(one.value for one in facts.path)}".strip()]
    found += [f"server {one.value}" for one in facts.servers]
    found += [f"key {one.value.name} {one.value.scheme or ''}".strip() for one in facts.authentication]
    found += [f"{place} {name}: {notation(one)}" for (place, name), one in facts.parameters.items()]
    bodies = {"body": facts.body, **facts.answers}
    for title, body in bodies.items():
        fields = {} if body is None else {path: one for path, one in body.fields.items() if path}
        if not fields and body is not None:
            found.append(title)
        for path, one in fields.items():
            found.append(f"{title} {'.'.join(path)}: {'shown' if one.source == 'example' else notation(one)}")
    return [line.rstrip(": ") for line in found]


def read(text: str) -> list[Facts]:
    found = read_operations(PageText("page.md", text))
    assert isinstance(found, list), found
    return found


@pytest.mark.parametrize("page", EXPECTED)
def test_a_page_of_a_generator(page: str) -> None:
    """Each fact that was written down by hand is found, and none besides."""
    expected = EXPECTED[page]

    found = read((FOLDER / page).read_text())

    assert [stated(one) for one in found[: len(expected)]] == expected


@pytest.mark.parametrize("page", [one for one in EXPECTED if one.endswith(".md")])
def test_all_of_it_is_read(page: str) -> None:
    """The only notice is that a page has several operations."""
    first, *others = read((FOLDER / page).read_text())

    assert len(first.notices) == bool(others)


def test_what_sphinx_has_from_elsewhere_is_reported() -> None:
    """Each with its line: directives that are not read, grid tables, and fields under no known heading."""
    first, second = read((FOLDER / "sphinx.rst").read_text())

    told = [f"{one.place.line} {one.text}" for one in (*first.notices, *second.notices)]
    assert told[:2] == ["14 the directive `automodule` is not read", "66 a grid table, which is not read"]
    assert [one for one in told if "`orbit`, `tides` belong to is not said" in one]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("GET /a\n\n[block:parameters]\n{\n[/block]\n\n## Response\n\n- `id` (string)\n", 3, "is not JSON"),
        ("GET /a\n\n[block:wonder]\n{}\n[/block]\n\n## Response\n\n- `id` (string)\n", 3, "`wonder` is not known"),
        ("GET /a\n\n## Response\n\n- `id` (string)\n\n[block:html]\n{}\n", 7, "does not end"),
        ("GET /a\n\n## Response\n\n- `id` (string)\n\n```sh\nls\n```json\n{}\n```\n", 7, "does not end"),
        ("GET /a\n\n## Notes\n\n| Name | Type |\n|---|---|\n| mass | number |\n\n## Response\n\n- `id` (string)\n", 7,
         "what `mass` belong to"),
        ("GET /a\n\n## Response\n\n| Name | Description |\n|---|---|\n| a b c | What |\n| id | Its id |\n", 7,
         "table row cannot be read"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_reported(text: str, line: int, words: str) -> None:
    """With its line, and the rest of the page is read."""
    (facts,) = read(text)

    assert [(one.place.line, words in one.text) for one in facts.notices][:1] == [(line, True)]
    assert any("id" in one for one in stated(facts))
