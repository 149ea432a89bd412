"""Recursive objects, maps, any JSON, several responses of an operation, and unions in bodies."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import httpx
import pytest

from .conftest import OURS, Mailroom
from .mailroom import BODIES, FINISHED, FOLDER, LETTER, RUNNING, TEXT_BLOCK


def test_recursive_objects_are_read_at_any_depth(mailroom: Mailroom) -> None:
    """An object in an object of its own kind, and two kinds that contain each other."""
    tree: Any = {"kind": "leaf"}
    for _ in range(50):
        tree = {"kind": "branch", "nodes": [tree, {"kind": "twig"}]}

    assert mailroom.call("folders_tree", tree).to_dict() == tree
    found = mailroom.call("folders_get", FOLDER)
    assert type(found.folders[0]) is type(found) is mailroom.model("Folder")
    assert found.folders[0].first.title == "t"


def test_maps_and_any_json_are_read(mailroom: Mailroom) -> None:
    """Members without documented names have the type that the document says, beside documented ones too."""
    assert mailroom.call("maps_free", {"a": 1, "b": 2}) == {"a": 1, "b": 2}
    for value in ([1, {"a": None}], {"a": 1}, "a", 1.5, True, None):
        assert mailroom.call("maps_anything", value) == value
    counts = mailroom.call("maps_counts", {"name": "n", "a": 1, "b": 2})
    assert (counts.name, counts.additional_properties) == ("n", {"a": 1, "b": 2})
    assert counts.to_dict() == {"name": "n", "a": 1, "b": 2}
    shelves = mailroom.call("maps_shelves", {"a": TEXT_BLOCK, "b": {"type": "video"}})
    assert [type(one).__name__ for one in shelves.additional_properties.values()] == ["TextBlock", "UnknownVariant"]
    assert shelves.to_dict() == {"name": None, "a": TEXT_BLOCK, "b": {"type": "video"}}
    times = mailroom.call("maps_times", {"a": "2026-03-15T14:32:10+0000", "b": None})
    assert times.additional_properties == {"a": datetime(2026, 3, 15, 14, 32, 10, tzinfo=timezone.utc), "b": None}
    assert times.to_dict() == {"name": None, "a": "2026-03-15T14:32:10Z", "b": None}


def test_an_offset_needs_no_colon(mailroom: Mailroom) -> None:
    """Some providers write `+0000`."""
    for text, hour in (("2026-03-15T14:32:10+0000", 14), ("2026-03-15T14:32:10.5-0230", 17)):
        found = mailroom.call("letters_get", {**LETTER, "sent_at": text}).sent_at

        assert found.astimezone(timezone.utc).hour == hour


def test_the_status_says_which_response_it_is(mailroom: Mailroom) -> None:
    """Two responses of an operation are two classes, and 204 is None."""
    finished = mailroom.call("trips_start", FINISHED)
    running = mailroom.call("trips_start", RUNNING, status=202)

    assert type(finished) is mailroom.model("TripFinished")
    assert type(running) is mailroom.model("TripRunning")
    assert mailroom.call("trips_stop", status=204) is None
    assert type(mailroom.call("trips_stop", FINISHED)) is mailroom.model("TripFinished")
    detailed = mailroom.call("trips_start_detailed", RUNNING, status=202)
    assert (detailed.status_code, type(detailed.parsed)) == (202, mailroom.model("TripRunning"))
    with pytest.raises(mailroom.provider.package.ResponseDecodeError) as caught:
        mailroom.call("trips_start", FINISHED, status=202)
    assert caught.value.path == "$.progress"


def test_unions_in_bodies_are_sent(mailroom: Mailroom) -> None:
    """Models of each variant, nested ones too, are written as the document says; a tag need not be given."""
    model = mailroom.model
    ours = mailroom.provider is OURS
    content = [model("TextPart")(text="Dear"), model("ImagePart")(url="https://mail.example/1.png")]
    rules = [
        model("FilterRule")(field_="a", value=[1]),
        model("FilterGroup")(operator="or", filters=[]),
    ]
    fields = {
        "content": content,
        "filter": model("FilterGroup")(operator="and", filters=rules),
        "notes": {"a": "b"},
    }
    if ours:
        mailroom.call("letters_create", LETTER, status=201, **fields)
    else:
        mailroom.call("letters_create", LETTER, status=201, body=model("LetterOrder")(**fields))
    assert mailroom.sent() == BODIES["letters_create"][1]

    mailroom.call("letters_check", TEXT_BLOCK, body=content[0])
    assert mailroom.sent() == BODIES["letters_check"][1]
    for value in ([1, {"a": None}], {"a": 1}, "a", None):
        assert mailroom.call("maps_replace", body=value, status=204) is None
        assert mailroom.sent() == value


def test_lists_hold_variants_that_nobody_knows(mailroom: Mailroom) -> None:
    """Items of a new kind are given as they came, with those that are known."""
    events = [{"kind": "arrived", "id": "e_1"}, {"kind": "lost", "id": "e_2"}, {"kind": "left", "id": "e_3"}]

    found = mailroom.call("events_all", events)

    items = found.items if mailroom.provider is OURS else found
    assert [type(one).__name__ for one in items] == ["Arrived", "UnknownVariant", "Left"]


async def gathered(found: Any) -> list[Any]:
    return [one async for one in found]


@pytest.mark.parametrize("provider", [OURS], ids=["ours"], indirect=True)
@pytest.mark.parametrize("unknown", [{"kind": "lost", "id": "e_2"}, {"id": "e_2"}])
def test_an_item_of_an_unknown_variant_is_given_once(mailroom: Mailroom, unknown: dict[str, Any]) -> None:
    """A list tells items apart by their ids, also if nobody documented their variant, or if they have none."""
    left, odd = {"kind": "left", "id": "e_3"}, {"kind": "lost", "id": [1]}
    for page in ([{"kind": "arrived", "id": "e_1"}, unknown, odd], [unknown, odd, left], []):
        mailroom.answers.append(httpx.Response(200, json=page))

    listed = mailroom.client.events.all()
    items = list(listed) if mailroom.caller.mode == "sync" else mailroom.caller.result(gathered(listed))

    assert [one.to_dict()["id"] for one in items] == ["e_1", "e_2", [1], [1], "e_3"]
