"""The classes of a translated document, and what tells the members of a union apart."""

from __future__ import annotations

from typing import Any

import pytest
from support.zoo import NULL, TEXT, Json, answering, asking, document, findings, foreign, ref, schemas_of


def test_class_names_are_unique_and_free() -> None:
    """Schemas with names of one class or module get numbers, those that Python or a template has get `Model`."""
    thing = {"type": "object", "properties": {"a": TEXT}}
    names = ["FooBar", "foo_bar", "Response", "Exception", "datetime", "1st", "HTTPError", "файл"]

    schemas = list(schemas_of(foreign(document(dict.fromkeys(names, thing)))))

    assert schemas == [
        "FooBar",
        "FooBar2",
        "ResponseModel",
        "ExceptionModel",
        "Datetime",
        "Model1St",
        "HTTPError",
        "Файл",
    ]


def test_name_in_the_document_wins_over_a_derived_one() -> None:
    """A schema keeps the name that the document has for it, whatever an inner schema before it would be called."""
    inner = {"type": "object", "properties": {"b": TEXT}}
    outer = {"type": "object", "properties": {"part": inner}}

    schemas = schemas_of(foreign(document({"Whole": outer, "WholePart": inner})))

    assert list(schemas) == ["Whole", "WholePart2", "WholePart"]
    assert schemas["Whole"]["properties"]["part"] == ref("WholePart2")


def test_properties_with_one_python_name_are_a_finding() -> None:
    """What openapi-python-client could not tell apart is a finding, before it complains."""
    reactions = {"type": "object", "properties": {"+1": {"type": "integer"}, "-1": {"type": "integer"}}}

    assert list(findings(document({"Reactions": reactions}))) == ["/components/schemas/Reactions"]


def tagged(*values: Any, required: bool = True) -> Json:
    return {
        "type": "object",
        "required": ["type"] if required else [],
        "properties": {"type": {"type": "string", "enum": list(values)}, "x": TEXT},
    }


@pytest.mark.parametrize(
    ("schemas", "union", "expected"),
    [
        ({"A": tagged("a"), "B": tagged("b", "c")}, {}, {"A|B": ("type", {"a": "A", "b": "B", "c": "B"})}),
        ({"A": tagged("a"), "B": tagged("a")}, {}, {}),
        ({"A": tagged("a"), "B": tagged("b", required=False)}, {}, {}),
        (
            {"A": tagged("a"), "B": tagged("b", required=False)},
            {"discriminator": {"propertyName": "type"}},
            {"A|B": ("type", {"a": "A", "b": "B"})},
        ),
        (
            {"A": {"type": "object", "properties": {"x": TEXT}}, "B": {"type": "object", "properties": {"y": TEXT}}},
            {"discriminator": {"propertyName": "x"}},
            {"A|B": ("x", {"A": "A", "B": "B"})},
        ),
        (
            {"A": tagged("a"), "B": tagged("b")},
            {"discriminator": {"propertyName": "type", "mapping": {"1": "A", "2": "#/components/schemas/B", "3": "B"}}},
            {"A|B": ("type", {"1": "A", "2": "B", "3": "B"})},
        ),
    ],
    ids=["constants", "same constant", "not required", "explicit", "implicit names", "mapping"],
)
def test_discriminators(schemas: Json, union: Json, expected: Json) -> None:
    """The members of a union are distinguished by the discriminator, else by constants that each must have."""
    prepared = foreign(answering({"oneOf": [ref("B"), ref("A"), NULL], **union}, schemas))

    assert prepared.discriminators == expected


def test_discriminators_of_inline_members() -> None:
    """Inline members are classes like others, named by the constant that marks them."""
    prepared = foreign(asking({"type": "array", "items": {"anyOf": [tagged("text"), tagged("image_url")]}}))

    text, image = "ThingsPutBodyItemText", "ThingsPutBodyItemImageUrl"
    assert prepared.discriminators == {f"{image}|{text}": ("type", {"text": text, "image_url": image})}
