"""The rules for `x-pagination`: a document that says what is not so gets a finding at the word that is wrong."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from support.jobs import DROP, change

from tools.contract import documents, rules
from tools.contract.documents import Document

from .library import document

OPAQUE: Final = "/paths/~1opaque/get"
FLAGS: Final = "/paths/~1flags/get"
OFFSET: Final = "/paths/~1offset/post"
CAPPED: Final = "/paths/~1capped/get"
WORDS: Final = "x-pagination"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    path = tmp_path_factory.mktemp("library") / "document.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return documents.load(path)


def test_every_scheme_keeps_the_rules(original: Document) -> None:
    """The made-up provider has no finding."""
    assert rules.check(original, "ours") == []


BROKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "no mapping": ({f"{OPAQUE}/{WORDS}": True}, f"{OPAQUE}/{WORDS}", "needs its `scheme`"),
    "no scheme": ({f"{OPAQUE}/{WORDS}/scheme": DROP}, f"{OPAQUE}/{WORDS}", "one of page, offset, cursor, none"),
    "an unknown scheme": ({f"{OPAQUE}/{WORDS}/scheme": "pages"}, f"{OPAQUE}/{WORDS}", "needs its `scheme`"),
    "an unknown word": ({f"{OPAQUE}/{WORDS}/nxt": "a"}, f"{OPAQUE}/{WORDS}/nxt", "did you mean `next`"),
    "a word of another scheme": ({f"{OPAQUE}/{WORDS}/cap": 5}, f"{OPAQUE}/{WORDS}/cap", "has no `cap`"),
    "no path": ({f"{OPAQUE}/{WORDS}/next": "a..b"}, f"{OPAQUE}/{WORDS}/next", "Write the path"),
    "a number in words": ({f"{FLAGS}/{WORDS}/first": "one"}, f"{FLAGS}/{WORDS}/first", "Write a number"),
    "a cap below zero": ({f"{CAPPED}/{WORDS}/cap": -1}, f"{CAPPED}/{WORDS}/cap", "Write a number"),
    "no parameter": ({f"{OPAQUE}/{WORDS}/parameter": DROP}, f"{OPAQUE}/{WORDS}", "needs its `parameter`"),
    "a parameter that is no name": ({f"{FLAGS}/{WORDS}/size": 5}, f"{FLAGS}/{WORDS}/size", "Write the name"),
    "no cursor": ({f"{OPAQUE}/{WORDS}/next": DROP}, f"{OPAQUE}/{WORDS}", "exactly one of next, next_url"),
    "two cursors": ({f"{OPAQUE}/{WORDS}/next_url": "next_cursor"}, f"{OPAQUE}/{WORDS}", "exactly one of"),
    "a switch that is off": (
        {f"{OFFSET}/{WORDS}/confirm_empty": False},
        f"{OFFSET}/{WORDS}/confirm_empty",
        "only allowed value",
    ),
    "an item's cursor without its id": (
        {f"{OPAQUE}/{WORDS}/next": DROP, f"{OPAQUE}/{WORDS}/cursor_is_item_id": True},
        f"{OPAQUE}/{WORDS}/cursor_is_item_id",
        "needs `item_id`",
    ),
    "an unknown parameter": (
        {f"{FLAGS}/{WORDS}/size": "perpage"},
        f"{FLAGS}/{WORDS}/size",
        "has no `perpage`. Correct the name, or add it. Did you mean `per_page`?",
    ),
    "an unknown member": ({f"{OFFSET}/{WORDS}/size": "limits"}, f"{OFFSET}/{WORDS}/size", "The body of this"),
    "a size that is text": (
        {f"{OPAQUE}/{WORDS}/size": "cursor"},
        f"{OPAQUE}/{WORDS}/size",
        "must be of type integer",
    ),
    "a field that is not there": (
        {f"{OPAQUE}/{WORDS}/next": "next"},
        f"{OPAQUE}/{WORDS}/next",
        "`next` is not a field of the response",
    ),
    "a field of another type": (
        {f"{OPAQUE}/{WORDS}/has_next": "next_cursor"},
        f"{OPAQUE}/{WORDS}/has_next",
        "must be of type boolean",
    ),
    "items that are no array": (
        {f"{OPAQUE}/{WORDS}/items": "next_cursor"},
        f"{OPAQUE}/{WORDS}/items",
        "has no array here",
    ),
    "no items": ({f"{OPAQUE}/{WORDS}/items": DROP}, f"{OPAQUE}/{WORDS}", "has no array here"),
    "an id that items have not": ({f"{FLAGS}/{WORDS}/item_id": "key"}, f"{FLAGS}/{WORDS}/item_id", "have no string"),
    "an argument of every list": (
        {f"{FLAGS}/parameters/2/name": "resume"},
        f"{FLAGS}/{WORDS}",
        "is also an argument that every list has",
    ),
    "a schema called like a page": (
        {"/components/schemas/FlagsListPage": {"type": "string", "description": "Text."}},
        "/components/schemas/FlagsListPage",
        "is the name of a class for the pages",
    ),
    "a schema called like what lists need": (
        {"/components/schemas/Page": {"type": "string", "description": "Text."}},
        "/components/schemas/Page",
        "is the name of a class for the pages",
    ),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_what_is_wrong_is_a_finding(original: Document, name: str) -> None:
    """At the word that is wrong, with what to write instead."""
    changes, place, reason = BROKEN[name]

    found = rules.check(change(original, changes), "ours")

    assert [one for one in found if one.pointer == place and reason.lower() in one.reason.lower()], found
