"""The tables that other tests derive from documents know unions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from support.documents import assert_reads_as, full_value, normalized
from support.typing_module import field_type

from .conftest import Mailroom
from .mailroom import LETTER, PARCEL, document, ref


def test_a_full_value_has_variants_that_are_known(mailroom: Mailroom) -> None:
    """It is read without an unknown variant; each field is what the JSON says."""
    data = document()
    for name, operation in (("Letter", "letters_get"), ("Parcel", "parcels_get")):
        value = full_value(data, ref(name))
        found = mailroom.call(operation, value)

        assert "UnknownVariant" not in repr(found)
        assert_reads_as(data, ref(name), found, value)
        assert normalized(data, ref(name), found.to_dict(), written=True) == normalized(data, ref(name), value)
    for name, value in (("Letter", LETTER), ("Parcel", PARCEL)):
        assert_reads_as(data, ref(name), mailroom.model(name).from_dict(value), value)


def test_the_typing_modules_know_unknown_variants() -> None:
    """What a field is annotated with follows from the document."""
    data = document()
    provider: Any = SimpleNamespace(document=data, schemas=data["components"]["schemas"])
    fields = provider.schemas["Parcel"]["properties"]

    source = field_type(provider, fields["source"], required=True)
    label = field_type(provider, fields["label"], required=False)
    assert source == "models.UrlSource | models.TextSource | models.UnknownVariant"
    assert label == "models.UrlSource | dict[str, Any] | None"
