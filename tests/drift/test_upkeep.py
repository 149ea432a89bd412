"""What a maintainer does after a page has changed: decide, apply, decide again, and be told the truth all the way."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.mutations import FOLDER, HELICONE, MARCH, MAY, REQUEST, VIDEO

from tools.drift.__main__ import main
from tools.drift.pages.text import PageFailure, PageText

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
}


@pytest.mark.parametrize("name", ACROSS_PAGES)
def test_the_other_page_does_not_complain(house: House, name: str) -> None:
    """Whatever is applied for one page is decided for the other, which states what it stated before."""
    page, changes = ACROSS_PAGES[name]
    house.edit(page, *changes)
    assert house.found("promptlayer")

    house.write_and_apply("promptlayer")

    assert house.found("promptlayer") == set()


def test_values_that_two_pages_know_between_them(house: House) -> None:
    """Each lists some: the document gets all, and for what one page lacks the decision names the other."""
    house.edit(
        MAY,
        ("        model:\n          type: string\n", "        model:\n          type: string\n          enum: [a]\n"),
    )
    house.edit(MARCH, ("The model name (e.g. gpt-4, claude-3-sonnet).", "One of `a` or `b`."))
    assert house.found("promptlayer") == {"values response.200.model"}
    house.hold("promptlayer", "--write")

    (decision,) = house.drafted("promptlayer")
    house.write_and_apply("promptlayer")

    assert decision["pages"] == ["promptlayer-requests-get"]
    assert "promptlayer-requests-get-march, states otherwise" in decision["reason"]
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
    house.hold("lumenfall", "--write")
    assert house.drafted("lumenfall") == []

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


# --- Nothing passes in silence ------------------------------------------------------------------------------------


def test_an_empty_folder_is_not_in_step(house: House) -> None:
    """Nothing was compared, and that is said, in JSON too; likewise if there is no page of who was asked for."""
    (house.folder / "none").mkdir()

    status, out, _ = house.docs("--from", str(house.folder / "none"))
    as_json = house.docs("--from", str(house.folder / "none"), "--json")

    assert status == as_json[0] == 2
    assert "nothing was compared, as there is no page of " in out.splitlines()[-1]
    assert json.loads(as_json[1]) == []
    assert "nothing was compared" in as_json[2]
    for page in (MAY, MARCH):
        (house.folder / "pages" / page).unlink()
    status, out, _ = house.hold("promptlayer")
    assert (status, out.splitlines()[-1]) == (
        2,
        "0 pages read: nothing was compared, as there is no page of promptlayer",
    )


def test_without_a_network_nothing_is_in_step(house: House) -> None:
    """Pages that did not come are counted in the last line too."""

    def fetch(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        return {url: PageFailure(url, "no network") for url in urls}

    status = main(["--project", str(house.folder)], fetch=fetch)

    out = house.capsys.readouterr().out
    assert status == 2
    assert out.splitlines()[-1] == "0 pages read: nothing was compared, as 7 pages could not be read"


def test_some_pages_that_cannot_be_read_are_counted(house: House) -> None:
    """Nothing being open in the others is not being in step."""
    (house.folder / "pages" / HELICONE).write_text("Enable JavaScript.\n")

    status, out, _ = house.hold()

    assert status == 2
    assert f"{HELICONE}: states no path" in out
    assert out.splitlines()[-1].startswith("4 pages read: nothing is open in what was read, ")
    assert out.splitlines()[-1].endswith("; 1 page could not be read")


def test_a_file_that_is_no_page_is_passed_over(house: House) -> None:
    """And told; one that states a call may be a page whose path has changed, so it is not."""
    (house.folder / "pages" / "README.md").write_text("# Pages\n\nSaved by hand, in May.\n")

    status, out, _ = house.hold("helicone")

    assert status == 0
    assert "Passed over, as no row names them and they state no call:\n" in out
    assert "/README.md\n" in out
    (house.folder / "pages" / "README.md").write_text("# Planets\n\n```\nGET /v9/planets/{id}\n```\n")
    assert house.hold("helicone")[0] == 2


PAGES_FILE = "openapi/drift/pages.yaml"
DECISIONS_FILE = "openapi/drift/decisions.yaml"
SLIPS: dict[str, tuple[str, str, str, Sequence[str]]] = {
    "a page's provider": (
        *(PAGES_FILE, "provider: helicone", "provider: helicon"),
        ["There is no provider 'helicon'", "Is helicone meant?", "#/pages/4/provider"],
    ),
    "a page's operation": (
        *(PAGES_FILE, "operation: videos_get", "operation: video_get"),
        ["There is no operation of lumenfall 'video_get'", "Is videos_get meant?", "#/pages/1/operation"],
    ),
    "a page twice": (
        *(PAGES_FILE, "name: lumenfall-videos-get", "name: lumenfall-requests-get"),
        ["The name 'lumenfall-requests-get' stands in two rows", "#/pages/1"],
    ),
    "a decision's page": (
        *(DECISIONS_FILE, "pages: [helicone-requests-get]", "pages: [helicone-request-get]"),
        ["There is no page of helicone requests_get 'helicone-request-get'", "/pages/0"],
    ),
    "a page of another operation": (
        *(DECISIONS_FILE, "pages: [helicone-requests-get]", "pages: [lumenfall-videos-get]"),
        ["There is no page of helicone requests_get 'lumenfall-videos-get'"],
    ),
    "a decision's provider": (
        *(DECISIONS_FILE, "provider: helicone", "provider: helicon"),
        ["There is no provider 'helicon'", "/provider"],
    ),
    "a decision's operation": (
        *(DECISIONS_FILE, "operation: videos_get", "operation: videos_fetch"),
        ["There is no operation of lumenfall 'videos_fetch'", "/operation"],
    ),
    "a kind": (DECISIONS_FILE, "kind: default", "kind: defaults", ["There is no kind 'defaults'", "/kind"]),
    "a kind of subject": (
        *(DECISIONS_FILE, "[response.200.modality]", "[responses.200.modality]"),
        ["There is no kind of subject 'responses'", "/subjects/0"],
    ),
    "what null says": (DECISIONS_FILE, "says: false", 'says: "false"', ["What a page says of nullability is true or"]),
    "what values say": (DECISIONS_FILE, "says: [usd]", "says: usd", ["What a page says of values is the list"]),
    "no reason": (
        *(DECISIONS_FILE, "reason: Two more values are known, audio and other.", 'reason: ""'),
        ["`reason` is empty"],
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_our_own_files_is_told(house: House, name: str) -> None:
    """With file, line and pointer, before any page is read."""
    file, old, new, told = SLIPS[name]
    house.edit(file, (old, new))
    lines = (house.folder / file).read_text().split("\n")

    status, _, err = house.hold()

    assert status == 2
    for text in told:
        assert text in err
    line = int(err.split(f"{file}:")[1].split()[0])
    assert new.split(": ")[-1].strip("[]") in lines[line - 1] or name == "a page twice"


@pytest.mark.parametrize(("file", "told"), [(PAGES_FILE, "one key, `pages`"), (DECISIONS_FILE, "one key, `decisions`")])
def test_an_empty_file_of_ours(house: House, file: str, told: str) -> None:
    """What it should be is told of the file that it is."""
    (house.folder / file).write_text("# nothing yet\n")

    status, _, err = house.hold()

    assert status == 2
    assert told in err
    assert "openapi: 3.1" not in err


# --- Overlays -----------------------------------------------------------------------------------------------------

PAUSED = ("queued, in_progress, completed", "queued, in_progress, paused, completed")


@pytest.mark.parametrize("change", [PAUSED, IN_BOTH_EXAMPLES], ids=["a value", "a field"])
def test_an_overlay_is_applied_once(house: House, change: tuple[str, str]) -> None:
    """A second time it is refused as already applied, and nothing is written."""
    house.edit(VIDEO if change is PAUSED else REQUEST, change)
    house.hold("lumenfall", "--write")
    overlay = house.overlay("lumenfall")
    text = overlay.read_text()
    assert house.docs("apply", str(overlay))[0] == 0
    files = [house.folder / "openapi/lumenfall/document.yaml", house.folder / DECISIONS_FILE]
    once = [file.read_bytes() for file in files]
    overlay.write_text(text)

    status, _, err = house.docs("apply", str(overlay))

    assert status == 2
    assert "already applied" in err
    assert [file.read_bytes() for file in files] == once


def test_an_overlay_without_effect(house: House) -> None:
    """What changes nothing was applied before."""
    overlay = house.overlay("lumenfall")
    overlay.write_text(
        "overlay: 1.1.0\ninfo: {title: A, version: '1'}\nextends: lumenfall.yaml\nactions:\n"
        "  - target: $.info\n    update: {title: Lumenfall}\n"
    )

    status, _, err = house.docs("apply", str(overlay))

    assert status == 2
    assert "this overlay is already applied" in err


def test_a_draft_goes_when_it_is_applied(house: House) -> None:
    """As it was drafted, it is removed; one that somebody has edited stays, and that is said."""
    house.edit(VIDEO, PAUSED)
    house.hold("lumenfall", "--write")

    _, out, _ = house.docs("apply", str(house.overlay("lumenfall")))

    assert "removed, as it was a draft and is applied" in out
    assert not house.overlay("lumenfall").exists()
    house.edit(REQUEST, IN_BOTH_EXAMPLES)
    house.hold("lumenfall", "--write")
    overlay = house.overlay("lumenfall")
    overlay.write_text(overlay.read_text().replace("The team.", "Who pays."))
    status, out, _ = house.docs("apply", str(overlay))
    assert status == 0
    assert "applied; remove it, as it cannot be applied again" in out
    assert overlay.exists()


def test_a_draft_that_somebody_has_edited_is_not_overwritten(house: House) -> None:
    """Its words are somebody's work; an untouched one is drafted anew."""
    house.edit(REQUEST, IN_BOTH_EXAMPLES)
    assert house.hold("lumenfall", "--write")[0] == house.hold("lumenfall", "--write")[0] == 1
    overlay = house.overlay("lumenfall")
    edited = overlay.read_text().replace("The team.", "Who pays.")
    overlay.write_text(edited)

    status, _, err = house.hold("lumenfall", "--write")

    assert status == 2
    assert "Somebody has edited this draft, so it is not overwritten." in err
    assert overlay.read_text() == edited


@pytest.mark.parametrize("edited", [False, True], ids=["as drafted", "edited"])
def test_a_draft_that_nothing_asks_for_any_more(house: House, edited: bool) -> None:
    """The page took it back: a draft goes, an edited one stays, and both is said."""
    house.edit(VIDEO, PAUSED)
    house.hold("lumenfall", "--write")
    overlay = house.overlay("lumenfall")
    overlay.write_text(overlay.read_text() + "# mine\n" * edited)
    house.edit(VIDEO, PAUSED[::-1])

    status, out, _ = house.hold("lumenfall", "--write")

    assert status == 0
    assert "lumenfall: nothing to propose\n" in out
    assert overlay.exists() == edited
    assert ("left as somebody has edited it" if edited else "removed, as it was an earlier draft") in out


def test_a_decision_of_an_overlay_is_held_to_the_same_rules(house: House) -> None:
    """A slip in one is told at its place in the overlay, and nothing is written."""
    house.edit(VIDEO, PAUSED)
    house.hold("lumenfall", "--write")
    overlay = house.overlay("lumenfall")
    overlay.write_text(overlay.read_text().replace("pages: [lumenfall-videos-get]", "pages: [lumenfall-video-get]"))
    before = (house.folder / "openapi/lumenfall/document.yaml").read_bytes()

    status, _, err = house.docs("apply", str(overlay))

    assert status == 2
    assert "There is no page of lumenfall videos_get 'lumenfall-video-get'" in err
    assert "#/x-decisions/0/pages/0" in err
    assert (house.folder / "openapi/lumenfall/document.yaml").read_bytes() == before


def test_messages_name_files_as_they_were_given(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An overlay that is not there, a document that is not there, and an overlay that is empty."""
    monkeypatch.chdir(house.folder)
    (house.folder / "empty.yaml").write_text("")
    (house.folder / "openapi/astray.yaml").write_text(
        "overlay: 1.1.0\ninfo: {title: A, version: '1'}\nextends: gone/away.yaml\nactions:\n"
        "  - target: $.info\n    update: {title: B}\n"
    )

    _, _, nowhere = house.docs("apply", "/nonexistent")
    _, _, astray = house.docs("apply", "openapi/astray.yaml")
    _, _, empty = house.docs("apply", "empty.yaml")

    assert "\n/nonexistent #\n" in nowhere
    assert "\nopenapi/gone/away.yaml #\n" in astray
    assert "The file is empty. An overlay is a mapping with `overlay`, `info` and `actions`" in empty


def test_what_would_break_a_rule_has_no_line_of_a_text_that_nobody_sees(house: House) -> None:
    """It has its pointer, and the line only if it stands there already."""
    overlay = house.overlay("lumenfall")
    overlay.write_text(
        "overlay: 1.1.0\ninfo: {title: A, version: '1'}\nextends: lumenfall.yaml\nactions:\n"
        "  - target: $.components.schemas.Request.properties\n    update: {a: {type: string, wrong: 1}}\n"
    )

    status, _, err = house.docs("apply", str(overlay))

    assert status == 2
    assert "lumenfall.yaml #/components/schemas/Request/properties/a" in err
    assert "With the overlay applied: " in err


# --- What a page may mean -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["Request not found", "Unauthorized: Invalid API key"])
def test_a_new_field_of_an_error_body(house: House, error: str) -> None:
    """Found in either, though by our decision the first is an answer of status 200; applied, it is in step."""
    house.edit(HELICONE, (f'"error": "{error}"', f'"error": "{error}",\n  "code": "not_found"'))
    status = 200 if "not found" in error else 401
    assert house.found("helicone") == {f"added response.{status}.code"}

    house.write_and_apply("helicone")

    assert house.found("helicone") == set()


def test_a_field_that_every_body_has(house: House) -> None:
    """It is told once an answer, not once more for the answer that comes under another status."""
    house.edit(HELICONE, ('  "error": ', '  "code": "x",\n  "error": '))

    assert house.found("helicone") == {"added response.200.code", "added response.401.code"}


SHOWN_IN_ERROR = ('  "error": null', '  "error": {"code": "x", "retryable": true}')


def toggled(*names: str) -> tuple[str, str]:
    """The edit that puts fields behind an object, with the line that plain text keeps of a component."""
    fields = "".join(f"{name}\nboolean\nWhether so.\n" for name in names)
    said = "Error details. Only present when status is failed.\n"
    return said, f"{said}Show child attributes\n{fields}"


def test_where_plain_text_hides_the_nesting(house: House) -> None:
    """What cannot be told is told to be so, and not proposed."""
    house.edit(VIDEO, toggled("retryable"))

    status, out, _ = house.hold("lumenfall", "--write")

    assert status == 1
    assert "whether `retryable` stands in `error` or beside it cannot be told from plain text" in out
    assert "the document has not; whether it stands in `error` or beside it cannot be told" in out
    assert not house.overlay("lumenfall").exists()


LESS = "removed response.200.error.message"  # which neither lists then
NESTINGS: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, str]], set[str]]] = {
    "by the example": (("retryable",), [SHOWN_IN_ERROR], {"added response.200.error.retryable", LESS}),
    "before one that is known": (
        ("fatal", "retryable"),
        [SHOWN_IN_ERROR],
        {"added response.200.error.fatal", "added response.200.error.retryable", LESS},
    ),
    "beside, by the example": (
        ("hidden", "retryable"),
        [('  "error": null', '  "hidden": true,\n  "error": null')],
        {"added response.200.hidden", "added response.200.retryable"},
    ),
    "by the document": (("code",), [("code\nboolean", "code\nstring")], {"nullability response.200.error.code"}),
}


@pytest.mark.parametrize("name", NESTINGS)
def test_where_the_nesting_can_be_told(house: House, name: str) -> None:
    """By what the examples show, by what stands around it, or by what the document has; then nothing is noted."""
    names, changes, found = NESTINGS[name]
    house.edit(VIDEO, toggled(*names), *changes)

    assert house.found("lumenfall") == found
    assert "cannot be told" not in house.hold("lumenfall")[1] or name == "by the document"


def test_a_rename_that_is_a_guess(house: House) -> None:
    """One removed and one added, of one type, and names that have nothing in common: the new one may be added."""
    house.edit(
        REQUEST,
        ("trace_id\nstring | null\nTrace ID extracted from the W3C traceparent header.\n", ""),
        ('  "trace_id": null,\n', ""),
        ("\nid\nstring\nUnique", "\nregion\nstring | null\nWhere it ran.\nid\nstring\nUnique"),
    )

    _, out, _ = house.hold("lumenfall", "--write")

    assert "error   renamed response.200.trace_id" in out
    assert "(a guess: perhaps `trace_id` was removed, and `region` added)" in out
    assert "0 of 1 findings are safe to apply, and of 1 more a part" in out.replace("openapi/", "")
    assert house.docs("apply", str(house.overlay("lumenfall")))[0] == 0
    properties = yaml.safe_load((house.folder / "openapi/lumenfall/document.yaml").read_text())["components"]["schemas"]
    assert {"region", "trace_id"} <= set(properties["Request"]["properties"])
    assert house.found("lumenfall") == {"removed response.200.trace_id"}


def test_a_rename_that_is_none(house: House) -> None:
    """Names that are alike are not told to be a guess, and nothing is applied."""
    house.edit(REQUEST, ("duration_ms", "duration_millis"))

    _, out, _ = house.hold("lumenfall", "--write")

    assert "renamed response.200.duration_ms" in out
    assert "a guess" not in out
    assert "nothing that is safe to apply" in out


# --- Words --------------------------------------------------------------------------------------------------------


def test_values_are_told_by_what_is_new(house: House) -> None:
    """And by what only the document has; the decision that was about them is outdated, and not unneeded."""
    house.edit(VIDEO, PAUSED)

    _, out, _ = house.hold("lumenfall")

    assert "the page has `paused`, the document has not; only the document has `cancelled` (changed" in out
    assert "Decisions whose page says something else now; decide anew, or remove them:\n  values of response.200" in out
    assert "nothing needs any more" not in out


def test_values_are_spelt_as_in_json(house: House) -> None:
    """A `true` of a page is none of Python's."""
    house.edit(
        HELICONE, ('"request_model": "gpt-4"', '"request_model": true'), ('"error": "Un', '"error": 1, "x": "Un')
    )
    house.edit(MAY, ("            - true\n", "            - false\n"))

    _, out, _ = house.hold()

    assert "must be a string, and is true" in out
    assert "the page says `false`, the document nothing of its values" in out
    assert "True" not in out
    assert "False" not in out


def test_the_entry_that_decides_a_finding(house: House) -> None:
    """Printed under it; pasted and given its reasons, the page is in step. Without reasons it is refused."""
    house.edit(REQUEST, IN_BOTH_EXAMPLES, ("model\nstring | null", "model\nstring"))
    house.edit(MAY, ("        msg:\n", "        ctx:\n          type: object\n        msg:\n"))
    _, out, _ = house.hold("--entries")
    entries = re.findall(r"(?m)^  - provider: .*\n(?:    .*\n)+", out)
    assert len(entries) == 3
    decisions = house.folder / DECISIONS_FILE
    decisions.write_text(decisions.read_text() + "".join(entries))

    assert house.hold()[0] == 2
    text = decisions.read_text().replace('reason: ""', "reason: So.").replace('evidence: ""', "evidence: Seen.")
    decisions.write_text(text)
    status, out, _ = house.hold()

    assert (status, out.count("nothing needs any more")) == (0, 0)


def test_a_new_parameter_is_no_additional_property(house: House) -> None:
    """What to do about one is told in words that fit it."""
    house.edit(HELICONE, ("includeBody\nboolean", "useCache\nboolean\nWhether.\nincludeBody\nboolean"))

    _, out, _ = house.hold("helicone")

    assert "  added: Add it to the document, or decide to leave it out.\n" in out
