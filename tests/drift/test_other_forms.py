"""Fifteen forms of one page, each changed in many ways: each change is one finding, and a restyle is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from attrs import evolve
from support.other_forms import FORMS, RESTYLES, Page, Value, edited, mutations

from tools.contract.differences import differences
from tools.contract.facts import Facts
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.published_document import Call
from tools.drift.pages.text import PageText, decode

EDITS: Final[dict[str, tuple[Callable[[Page], Page], str]]] = {
    "nothing": (lambda page: page, ""),
    "a method": (lambda page: evolve(page, method="POST"), "method method"),
    "a path": (lambda page: evolve(page, path="/v2/planets/{planet_id}"), "path path"),
    "a type": (lambda page: edited(page, "mass", kind="string"), "type response.200.mass"),
    "the type of a parameter": (lambda page: edited(page, "depth", kind="number"), "type parameter.depth"),
    "a value": (
        lambda page: edited(page, "units", values=("si", "imperial", "old", "natural")), "values parameter.units"
    ),
    "a parameter": (
        lambda page: evolve(page, parameters=(*page.parameters, Value("orbit", "boolean"))), "added parameter.orbit"
    ),
    "a field": (lambda page: evolve(page, fields=(*page.fields, Value("color", "string"))), "added response.200.color"),
    "a field less": (lambda page: evolve(page, fields=page.fields[:-1]), "removed response.200.rings"),
}  # fmt: skip


def read(form: str, page: Page, text: str | None = None) -> Facts:
    beside = {"openapi.json": page.document()}

    def find(file: str) -> PageText | None:
        return PageText(file, beside[file]) if file in beside else None

    decoded = decode("page", (FORMS[form](page) if text is None else text).encode())
    assert isinstance(decoded, PageText)
    facts = read_page(replace(decoded, beside=find), wanted=Call(page.method, page.path))
    assert isinstance(facts, Facts), facts
    return facts


def told(after: Facts, before: Facts) -> list[str]:
    found = differences(after, before, against="page")
    return [f"{one.kind} {one.subject}".replace(".success.", ".200.") for one in found]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("form", FORMS)
def test_an_edit_of_another_form(form: str, edit: str) -> None:
    """It is found, and nothing else is."""
    change, expected = EDITS[edit]

    assert told(read(form, change(Page())), read(form, Page())) == ([expected] if expected else [])


@pytest.mark.parametrize("form", FORMS)
def test_a_mutation_of_another_form(form: str) -> None:
    """Every parameter and field, changed in each way that it can: found as what it is, and nothing else is."""
    before = read(form, Page())

    found = [(expected, told(read(form, changed), before)) for changed, expected in mutations(Page())]

    assert [one for one in found if one[1] != [one[0]]] == []
    assert len(found) > 20


@pytest.mark.parametrize("form", FORMS)
def test_a_restyle_of_another_form(form: str) -> None:
    """Other words, blanks and orders change no fact."""
    before = read(form, Page())

    found = {name: told(read(form, Page(), style(FORMS[form], Page())), before) for name, style in RESTYLES.items()}

    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_states_the_same(form: str) -> None:
    """Types, marks and values of everything, whatever the form."""
    facts = read(form, Page())

    assert {key: (set(one.types), one.required) for key, one in facts.parameters.items()} == {
        ("path", "planet_id"): ({"string"}, True),
        ("query", "units"): ({"string"}, False),
        ("query", "depth"): ({"integer"}, False),
    }
    assert set(facts.parameters["query", "units"].values or ()) == {"si", "imperial", "natural"}
    (body,) = facts.answers.values()
    types = {path: set(one.types) for path, one in body.fields.items() if path}
    assert types == {("id",): {"string"}, ("mass",): {"number"}, ("rings",): {"boolean"}}
