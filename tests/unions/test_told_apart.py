"""What a call returns for each variant of a union: known, unknown, and broken."""

from __future__ import annotations

import copy
import pickle
from typing import Any, Final

import pytest

from .conftest import Mailroom, changed
from .mailroom import FOLDER, IMAGE_BLOCK, LETTER, PARCEL, TEXT_BLOCK, TREE

VIDEO: Final = {"type": "video", "url": "https://mail.example/v", "nested": {"a": [1, None]}}
MISSING: Final = object()

KNOWN: Final[tuple[tuple[str, Any, str, str], ...]] = (
    ("letters_block", TEXT_BLOCK, "TextBlock", "by its constant"),
    ("letters_block", {**TEXT_BLOCK, "new": 1}, "TextBlock", "with an unknown field"),
    ("letters_block", IMAGE_BLOCK, "ImageBlock", "by the mapping"),
    ("letters_block", {**IMAGE_BLOCK, "type": "picture"}, "ImageBlock", "by another tag of the same variant"),
    ("letters_block", {**IMAGE_BLOCK, "width": None}, "ImageBlock", "with null"),
    ("events_latest", {"kind": "arrived", "id": "e"}, "Arrived", "by constants alone"),
    ("events_latest", {"kind": "left", "id": "e", "to": None}, "Left", "by constants alone"),
)


@pytest.mark.parametrize(
    ("operation", "answer", "name", "why"), KNOWN, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_known_variant_is_its_class(mailroom: Mailroom, operation: str, answer: Any, name: str, why: str) -> None:
    """The tag says which class an object is read as, and nothing of it is lost."""
    del why
    found = mailroom.call(operation, answer)

    assert type(found) is mailroom.model(name)
    assert {key: value for key, value in found.to_dict().items() if value is not None or key in answer} == answer


@pytest.mark.parametrize("tag", ["video", "TEXT", "", None, 7, True, ["text"], {"type": "text"}, MISSING])
def test_an_unknown_variant_is_kept(mailroom: Mailroom, tag: Any) -> None:
    """An object whose tag is unknown, missing or no string is kept as it came, and its neighbours are read."""
    unknown = {**VIDEO, "type": tag} if tag is not MISSING else {"url": "u"}
    found = mailroom.call("letters_get", {**LETTER, "content": [TEXT_BLOCK, unknown, IMAGE_BLOCK], "stamp": unknown})

    variants = found.content
    assert [type(one).__name__ for one in variants] == ["TextBlock", "UnknownVariant", "ImageBlock"]
    assert type(variants[1]) is mailroom.model("UnknownVariant")
    assert variants[1].tag == (tag if isinstance(tag, str) else None)
    assert variants[1].raw == variants[1].to_dict() == unknown
    assert found.stamp == variants[1]
    assert found.to_dict()["content"][1] == unknown
    assert pickle.loads(pickle.dumps(variants[1])) == copy.deepcopy(variants[1]) == variants[1]
    assert repr(variants[1]).startswith("UnknownVariant(")


BROKEN: Final[tuple[tuple[str, Any, tuple[str | int, ...], Any, str], ...]] = (
    ("letters_get", LETTER, ("content", 0, "text"), 5, "$.content[0].text"),
    ("letters_get", LETTER, ("content", 1, "width"), "3", "$.content[1].width"),
    ("letters_get", LETTER, ("content", 1), {"type": "image"}, "$.content[1].url"),
    ("letters_get", LETTER, ("content", 1), "image", "$.content[1]"),
    ("letters_get", LETTER, ("content", 1), None, "$.content[1]"),
    ("letters_get", LETTER, ("content",), {"type": "text", "text": "a"}, "$.content"),
    ("letters_get", LETTER, ("content",), None, "$.content"),
    ("letters_get", LETTER, ("content",), True, "$.content"),
    ("letters_get", LETTER, ("stamp", "url"), None, "$.stamp.url"),
    ("letters_get", LETTER, ("by_page", "1", 0, "text"), [], "$.by_page['1'][0].text"),
    ("letters_get", LETTER, ("mark",), [1], "$.mark[0]"),
    ("letters_get", LETTER, ("mark",), 1.5, "$.mark"),
    ("letters_get", LETTER, ("mark",), {}, "$.mark"),
    ("letters_block", TEXT_BLOCK, ("text",), 5, "$.text"),
    ("letters_block", TEXT_BLOCK, (), [TEXT_BLOCK], "$"),
    ("events_latest", {"kind": "left", "id": "e"}, ("id",), 5, "$.id"),
    ("parcels_get", PARCEL, ("source",), {"url": "u"}, "$.source.id"),
    ("parcels_get", PARCEL, ("source",), {"id": "s", "text": 5}, "$.source.text"),
    ("parcels_get", PARCEL, ("verdict", "reason"), 5, "$.verdict.reason"),
    ("parcels_get", PARCEL, ("outcome", "at"), None, "$.outcome.at"),
    ("parcels_get", PARCEL, ("outcomes", 0, "fee"), "two", "$.outcomes[0].fee"),
    ("folders_get", FOLDER, ("folders", 0, "first", "title"), None, "$.folders[0].first.title"),
    ("folders_tree", TREE, ("nodes", 1, "nodes"), [{"kind": "branch"}], "$.nodes[1].nodes[0].nodes"),
    ("maps_counts", {"name": "n", "a": 1}, ("a",), "1", "$.a"),
    ("maps_shelves", {"a": TEXT_BLOCK}, ("a", "text"), 1, "$.a.text"),
    ("maps_times", {"a": "2026-03-15T14:32:10Z"}, ("a",), "noon", "$.a"),
    ("maps_free", {"a": 1}, ("a",), None, "$.a"),
)  # fmt: skip


@pytest.mark.parametrize(("operation", "answer", "place", "new", "path"), BROKEN)
def test_what_is_wrong_has_its_path(
    mailroom: Mailroom, operation: str, answer: Any, place: tuple[str | int, ...], new: Any, path: str
) -> None:
    """A wrong type, a missing field or null inside a known variant is an error with the whole path to it."""
    with pytest.raises(mailroom.provider.package.ResponseDecodeError) as caught:
        mailroom.call(operation, changed(answer, place, new))

    assert caught.value.path == path


def test_the_kind_says_which_alternative_a_value_is(mailroom: Mailroom) -> None:
    """A text, a number, a flag and an array are read as what they are in JSON."""
    for mark in ("a", 7, True, ["a", "b"], None):
        found = mailroom.call("letters_get", {**LETTER, "content": "Dear", "mark": mark})

        assert found.content == "Dear"
        assert (found.mark, type(found.mark)) == (mark, type(mark))
    assert type(mailroom.call("letters_get", {**LETTER, "mark": 7.0}).mark) is int


def test_a_member_of_its_own_tells_a_variant(mailroom: Mailroom) -> None:
    """The member that only one variant has decides; null counts as missing; an object without one is unknown."""
    for source, name in (
        ({"id": "s", "url": "u"}, "UrlSource"),
        ({"id": "s", "text": "t", "url": None}, "TextSource"),
        ({"id": "s", "text": "t", "url": "u"}, "UrlSource"),
        ({"id": "s"}, "UnknownVariant"),
        ({"id": "s", "url": None, "page": 1}, "UnknownVariant"),
    ):
        found = mailroom.call("parcels_get", {**PARCEL, "source": source}).source

        assert type(found) is mailroom.model(name)
        assert {key: value for key, value in found.to_dict().items() if value is not None or key in source} == source


def test_flags_tell_variants_too(mailroom: Mailroom) -> None:
    """A constant need not be a text."""
    for flag, name in ((True, "Accepted"), (False, "Declined"), (None, "UnknownVariant"), ("yes", "UnknownVariant")):
        found = mailroom.call("parcels_get", {**PARCEL, "verdict": {"ok": flag}}).verdict

        assert type(found) is mailroom.model(name)


def test_what_fits_best_is_tried_first(mailroom: Mailroom) -> None:
    """Without anything that names the variant, the one that knows most of an object's members is tried first."""
    for outcome, name in (
        ({"at": 5}, "Delivered"),
        ({"at": "noon"}, "Returned"),  # the first does not accept it
        ({"at": "noon", "signature": "me"}, "Returned"),  # nor does it here, though it knows more members
        ({"at": "noon", "fee": 2, "signature": "me"}, "Returned"),
        ({"until": 5}, "UnknownVariant"),
        ({}, "UnknownVariant"),
    ):
        found = mailroom.call("parcels_get", {**PARCEL, "outcome": outcome, "outcomes": outcome})

        assert type(found.outcome) is mailroom.model(name)
        assert type(found.outcomes) is mailroom.model(name)


def test_the_nearest_variant_is_named(mailroom: Mailroom) -> None:
    """If no variant accepts an object, the error is that of the one that knows most of its members, and names it."""
    for outcome, message in (
        ({"at": None}, r"\$\.outcome\.at: expected an integer \(read as Delivered\), got null"),
        ({"at": "noon", "fee": "2"}, r"\$\.outcome\.fee: expected an integer \(read as Returned\), got"),
    ):
        with pytest.raises(mailroom.provider.package.ResponseDecodeError, match=message):
            mailroom.call("parcels_get", {**PARCEL, "outcome": outcome})


def test_a_map_takes_what_no_variant_is(mailroom: Mailroom) -> None:
    """Beside a map of anything there is no unknown variant: the map takes every object that the variants refuse."""
    for label in ({"id": "s", "url": 5}, {"a": 1}, {}):
        assert mailroom.call("parcels_get", {**PARCEL, "label": label}).label == label
    found = mailroom.call("parcels_get", {**PARCEL, "label": {"id": "s", "url": "u", "more": 1}}).label
    assert type(found) is mailroom.model("UrlSource")
