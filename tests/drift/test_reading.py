"""What is read of a page is what the page states: all of it, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.mutations import PAGES, page_text

from tools.contract.facts import BodyFacts, Facts, Place, ValueFacts
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.text import PageText

EXPECTED = Path(__file__).parent / "expected"


def notation(facts: ValueFacts) -> str:
    """A value's facts as the expectations have them."""
    if facts.source == "example":
        return "(shown) " + (" ".join(sorted(facts.types)) or "null")
    parts = [" ".join(sorted(facts.types)) + ("|null" if facts.nullable else "")]
    parts += [facts.format] if facts.format else []
    parts += [] if facts.required is None else ["required" if facts.required else "optional"]
    parts += [] if facts.values is None else ["values " + " ".join(sorted(map(str, facts.values)))]
    parts += [] if facts.default is None else [f"default {facts.default.value}"]
    parts += [f"{keyword} {value}" for keyword, value in facts.bounds.as_json().items()]
    return ", ".join(parts)


def body_notation(body: BodyFacts) -> dict[str, Any]:
    fields = {".".join(path): notation(one) for path, one in body.fields.items()}
    if fields.get("") == "(shown) object":
        del fields[""]
    return {
        "listed": sorted(".".join(path) for path in body.listed),
        "examples": len(body.examples),
        "fields": fields,
    }


def read(name: str, text: str) -> Facts:
    facts = read_page(PageText(name, text))
    assert isinstance(facts, Facts), facts
    return facts


@pytest.mark.parametrize("page", PAGES)
def test_a_seed_page_is_read_as_it_is(page: str) -> None:
    """Each fact that was written down by hand is found, and none besides."""
    expected = yaml.safe_load((EXPECTED / page).with_suffix(".yaml").read_text())

    facts = read(page, page_text(page))

    assert sorted({one.value for one in facts.method}) == expected["method"]
    assert [one.value for one in facts.path] == expected["path"]
    assert [one.value for one in facts.servers] == expected["servers"]
    keys = [f"{one.value.name} {one.value.scheme or ''}".strip() for one in facts.authentication]
    assert keys == expected["authentication"]
    parameters = {f"{position} {name}": notation(one) for (position, name), one in facts.parameters.items()}
    assert parameters == expected["parameters"]
    assert {status: body_notation(body) for status, body in facts.answers.items()} == expected["answers"]
    assert not facts.notices


@pytest.mark.parametrize("page", PAGES)
def test_places_are_where_things_are(page: str) -> None:
    """The line of each fact has it: the field's name, the path's last segment, the server, the header."""
    lines = page_text(page).split("\n")
    facts = read(page, page_text(page))

    def line(place: Place) -> str:
        assert place.file == page
        return lines[place.line - 1]

    for (_, name), one in facts.parameters.items():
        assert name in line(one.place)
    for body in facts.answers.values():
        for path, one in body.fields.items():
            assert not path or path[-1] == "[]" or path[-1] in line(one.place), (path, line(one.place))
    for server in facts.servers:
        assert server.value in line(server.place)
    for key in facts.authentication:
        assert key.value.name in line(key.place) or "ApiKeyAuth" in line(key.place)
