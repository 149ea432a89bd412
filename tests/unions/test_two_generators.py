"""Both kinds of models read unions alike: they accept and refuse the same, and the values are equal."""

from __future__ import annotations

import importlib
from typing import Any, Final

import pytest
from support.agreement import VALUES, models, outcome_of_attrs, outcome_of_pydantic, variants
from support.providers import Provider

from .mailroom import FINISHED, FOLDER, IMAGE_BLOCK, LETTER, PARCEL, RUNNING, TEXT_BLOCK, TREE

pytestmark = pytest.mark.pydantic

CORPUS: Final[dict[str, list[Any]]] = {
    "Letter": [LETTER, {**LETTER, "content": "Dear", "mark": ["a"]}],
    "Parcel": [
        PARCEL,
        {**PARCEL, "outcome": {"at": "noon", "signature": "me"}, "outcomes": {"at": 5}, "label": {"a": {"b": 1}}},
        {**PARCEL, "source": {"id": "s", "url": "u", "text": "t"}, "verdict": {"ok": True, "value": "v"}},
    ],
    "Folder": [FOLDER],
    "Sheet": [{"title": "t", "folder": FOLDER}],
    "Branch": [TREE],
    "Counts": [{"name": "n", "a": 1}],
    "Shelves": [{"a": TEXT_BLOCK, "b": {"type": "video"}}],
    "Times": [{"a": "2026-03-15T14:32:10+0000", "b": None}],
    "TripRunning": [RUNNING],
    "TripFinished": [FINISHED],
}
"""Examples by class."""
MORE: Final = (
    "text", "image", "picture", "branch", "leaf", "left", "noon", TEXT_BLOCK, IMAGE_BLOCK, {"type": "image"},
    {"ok": True}, {"type": "text", "text": "a", "url": "u"}, {"kind": "branch", "nodes": []},
    {"id": "s", "text": None, "url": "u"}, {"id": "s", "url": "u", "text": 5}, {"at": None, "fee": 1},
    {"at": 5, "reason": "a"}, {"at": "noon", "signature": 5},
)  # fmt: skip
"""Values that are right for some variant, or nearly."""


def test_both_kinds_of_models_agree(provider: Provider) -> None:
    """Over the whole corpus, and copies of it that differ in one place, both read the same or both refuse."""
    pydantic_models = importlib.import_module(f"{provider.row.package}.pydantic_models")
    compared = accepted = 0
    for name, examples in CORPUS.items():
        for example in examples:
            for value in variants({**example, "new": 3} if name == "Counts" else example, (*VALUES, *MORE)):
                ours = outcome_of_attrs(getattr(provider.models, name), value)
                theirs = outcome_of_pydantic(getattr(pydantic_models, name), value)
                assert ours == theirs, (name, value)
                compared += 1
                accepted += ours is not ValueError

    assert compared > 3000
    assert 0.1 < accepted / compared < 0.9


def test_both_kinds_of_models_keep_the_same_unknown_variant(provider: Provider) -> None:
    """An unknown variant is of one class in both, with its tag and its JSON, and models can be made with it."""
    pydantic_models = importlib.import_module(f"{provider.row.package}.pydantic_models")
    unknown = provider.models.UnknownVariant(tag="video", raw={"type": "video", "a": [1]})
    for read in (
        pydantic_models.Letter.model_validate({**LETTER, "stamp": unknown.raw}),
        pydantic_models.Letter(id="l", content="Dear", stamp=unknown),
    ):
        assert read.stamp == unknown
        assert read.model_dump(mode="json")["stamp"] == unknown.raw
        assert read.model_dump_json().count('"video"') == 1
    block = pydantic_models.TextBlock(type="text", text="a")
    assert pydantic_models.Letter(id="l", content=[block, unknown]).content == [block, unknown]


def test_unions_have_a_json_schema(provider: Provider) -> None:
    """Tools such as FastAPI can describe each model, for reading and for writing."""
    for name, _, model in models(provider.name):
        for mode in ("validation", "serialization"):
            schema = model.model_json_schema(mode=mode)
            assert name in schema.get("$ref", "") or schema["type"] == "object"
