"""What a maintainer does after a page has changed: decide, apply, decide again, and be told the truth all the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.mutations import FOLDER, MARCH, MAY, REQUEST, VIDEO

from drift.__main__ import main

from .conftest import PROJECT


class House:
    """A copy of what the command reads, with the pages beside it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        shutil.copytree(PROJECT / "openapi", folder / "openapi")
        shutil.copyfile(PROJECT / "pyproject.toml", folder / "pyproject.toml")
        shutil.copytree(FOLDER / "pages", folder / "pages")

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a page, everywhere, or of another file."""
        path = self.folder / (f"pages/{file}" if file.endswith(".txt") else file)
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def docs(self, *arguments: str) -> tuple[int, str, str]:
        """What `nox -s docs` ends with and prints."""
        status = main([*arguments, "--project", str(self.folder)])
        return status, *self.capsys.readouterr()

    def hold(self, *arguments: str) -> tuple[int, str, str]:
        return self.docs("--from", str(self.folder / "pages"), *arguments)

    def found(self, *providers: str) -> set[str]:
        """`kind subject` of everything that is open."""
        _, out, _ = self.hold(*providers, "--json")
        return {f"{one['kind']} {one['subject']}" for one in json.loads(out)}

    def overlay(self, provider: str) -> Path:
        return self.folder / "openapi" / f"{provider}.overlay.yaml"

    def drafted(self, provider: str) -> Sequence[Mapping[str, Any]]:
        """The decisions that the overlay of a provider brings."""
        found: list[Mapping[str, Any]] = yaml.safe_load(self.overlay(provider).read_text()).get("x-decisions", [])
        return found

    def write_and_apply(self, provider: str) -> None:
        assert self.hold(provider, "--write")[0] == 1
        assert self.docs("apply", str(self.overlay(provider)))[0] == 0


@pytest.fixture
def house(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> House:
    return House(tmp_path, capsys)


IN_BOTH_EXAMPLES = ('  "cost": 0.045,', '  "team": "x",\n  "cost": 0.045,')

# --- Decisions that a patch brings --------------------------------------------------------------------------------


def test_what_is_open_and_not_applied_stays_open(house: House) -> None:
    """A patch for one finding decides nothing about another one."""
    house.edit(REQUEST, ("model\nstring | null", "model\nstring"), IN_BOTH_EXAMPLES)
    assert house.found("lumenfall") == {"added response.200.team", "nullability response.200.model"}

    house.write_and_apply("lumenfall")

    assert house.found("lumenfall") == {"nullability response.200.model"}


def test_what_only_the_document_knows_is_decided_as_before(house: House) -> None:
    """A known reason goes on for the value that it was about, and for no other one that leaves the page."""
    house.edit(VIDEO, ("queued, in_progress, completed, or failed", "queued, in_progress, paused, or completed"))

    house.write_and_apply("lumenfall")

    assert house.found("lumenfall") == {"values response.200.status"}


def test_reasons_are_true(house: House) -> None:
    """What the rules want is put down to the rules, what another page states to that page; its name is there."""
    nullable = "        {}:\n          type: {}\n          nullable: true\n"
    house.edit(
        MAY,
        ("        request_id:\n          type: integer\n", nullable.format("request_id", "integer")),
        ("        trace_id:\n", "        cached_tokens:\n          type: integer\n        trace_id:\n"),
    )
    house.hold("promptlayer", "--write")

    drafted = {(one["kind"], *one["pages"], *one["subjects"]): one for one in house.drafted("promptlayer")}

    assert {key: one["reason"].split(",")[0] for key, one in drafted.items()} == {
        ("nullability", "promptlayer-requests-get", "response.200.cached_tokens"): (
            "Only what is certain is never null; everything else in an answer may be absent or null."
        ),
        ("nullability", "promptlayer-requests-get-march", "response.200.request_id"): "Another page of the operation",
        ("removed", "promptlayer-requests-get-march", "response.200.cached_tokens"): "Another page of the operation",
    }
    for (_, page, _), one in drafted.items():
        assert page.endswith("march") == ("promptlayer-requests-get, states otherwise" in one["reason"])
        assert page.endswith("march") == (one["evidence"].startswith("As found on promptlayer-requests-get: "))


NEW_MEMBER = (
    "        trace_id:\n",
    "        retries:\n          type: integer\n          minimum: 1\n          default: 1\n        trace_id:\n",
)
ACROSS_PAGES: dict[str, tuple[str, Sequence[tuple[str, str]]]] = {
    "bounds": (MAY, [("            minimum: 1\n", "            minimum: 0\n")]),
    "a field": (MAY, [("        trace_id:\n", "        cached_tokens:\n          type: integer\n        trace_id:\n")]),
    "a field with bounds and a default": (MAY, [NEW_MEMBER]),
    "a status": (MAY, [("        '403':\n", "        '409':\n          description: No.\n        '403':\n")]),
    "a status of the older page": (MARCH, [("\n\nHeaders\n", "\n\nErrors\n\n409 Conflict\n\nHeaders\n")]),
    "a default": (MARCH, [("The ID of the request.", "The ID of the request. Defaults to 5.")]),
    "values": (MARCH, [("The model name (e.g. gpt-4, claude-3-sonnet).", "One of `gpt-4` or `gpt-5`.")]),
}


@pytest.mark.parametrize("name", ACROSS_PAGES)
def test_the_other_page_does_not_complain(house: House, name: str) -> None:
    """Whatever is applied for one page is decided for the other, which states what it stated before."""
    page, changes = ACROSS_PAGES[name]
    house.edit(page, *changes)
    assert house.found("promptlayer")

    house.write_and_apply("promptlayer")

    assert house.found("promptlayer") == set()


def test_two_pages_that_contradict_each_other_are_left_to_people(house: House) -> None:
    """Both state a new field, of different types: one of them is applied, the other is not decided away."""
    house.edit(MAY, ("        trace_id:\n", "        queue:\n          type: integer\n        trace_id:\n"))
    house.edit(MARCH, ("\nprice\nnumber | null\n", "\nqueue\nstring\n\nIts queue.\n\nprice\nnumber | null\n"))

    house.write_and_apply("promptlayer")

    assert house.found("promptlayer") == {"type response.200.queue"}


# --- What examples show -------------------------------------------------------------------------------------------


def test_a_field_that_only_examples_show_is_on_the_page(house: House) -> None:
    """As long as the document lacks it, and once the document has it; recorded as seen or not."""
    house.edit(REQUEST, IN_BOTH_EXAMPLES)

    house.write_and_apply("lumenfall")

    assert house.found("lumenfall") == set()
    house.hold("lumenfall", "--accept")
    assert house.found("lumenfall") == set()


def test_a_schema_that_lists_some_of_what_its_example_shows(house: House) -> None:
    """Only what is new is new; what the example shows is neither gone nor renamed."""
    house.edit(
        MAY,
        (
            "          additionalProperties: true\n          description: Provider-agnostic",
            (
                "          additionalProperties: true\n          properties:\n            commit_message:\n"
                "              type: string\n              nullable: true\n          description: Provider-agnostic"
            ),
        ),
    )

    assert house.found("promptlayer") == {"added response.200.prompt_blueprint.commit_message"}
