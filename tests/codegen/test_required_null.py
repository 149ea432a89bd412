"""A required field that may be null: both kinds of models take null and a value, and refuse a missing field."""

from __future__ import annotations

import importlib
from typing import Any, Final

import pytest

from .conftest import Workshop

NULL: Final = {"type": "null"}

# The schema of a field without null, and a value for it.
KINDS: Final[dict[str, tuple[dict[str, Any], Any]]] = {
    "text": ({"type": "string"}, "a"),
    "secret": ({"type": "string", "format": "password"}, "a"),
    "integer": ({"type": "integer"}, 1),
    "number": ({"type": "number"}, 1.5),
    "flag": ({"type": "boolean"}, True),
    "moment": ({"type": "string", "format": "date-time"}, "2026-03-15T14:32:10Z"),
    "day": ({"type": "string", "format": "date"}, "2026-03-15"),
    "code": ({"type": "string", "format": "uuid"}, "6f1ed002-ab5a-11ee-9b6c-0242ac120002"),
    "open": ({"anyOf": [{"$ref": "#/components/schemas/KnownFinish"}, {"type": "string"}]}, "matte"),
    "either": ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, "a"),
    "other": ({"$ref": "#/components/schemas/Owner"}, {"name": None}),
    "list": ({"type": "array", "items": {"type": ["string", "null"]}}, ["a", None]),
    "map": ({"type": "object", "additionalProperties": {"type": ["integer", "null"]}}, {"a": 1, "b": None}),
    "free": ({"type": "object", "additionalProperties": True}, {"a": [1]}),
}


def with_null(schema: dict[str, Any]) -> dict[str, Any]:
    described = {"description": "A field."}
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"], **described}
    return {"anyOf": [*schema.get("anyOf", [schema]), NULL], **described}


def test_both_kinds_of_models_read_a_required_field_that_may_be_null(
    workshop: Workshop, minimal: dict[str, Any]
) -> None:
    """Null and a value are accepted and kept, and a missing field is refused, whatever the type of the field."""
    schemas = minimal["components"]["schemas"]
    schemas["Owner"] = {
        "type": "object",
        "description": "An owner.",
        "required": ["name"],
        "properties": {"name": {"type": ["string", "null"], "description": "The name."}},
    }
    schemas["Anvil"]["required"] += KINDS
    schemas["Anvil"]["properties"] |= {name: with_null(schema) for name, (schema, _) in KINDS.items()}
    full = {"id": "anvil_1", **{name: value for name, (_, value) in KINDS.items()}}
    answer = minimal["paths"]["/anvils/{anvil_id}"]["get"]["responses"]["200"]
    answer["content"]["application/json"]["examples"]["found"]["value"] = full
    workshop.add("acme", minimal)

    workshop.generate()

    acme = workshop.load("acme")
    model = importlib.import_module("acme_client.pydantic_models").Anvil
    empty = {"id": "anvil_1", **dict.fromkeys(KINDS)}
    for data in (full, empty):
        assert acme.models.Anvil.from_dict(data).to_dict() == {**data, "weight": None, "finish": None}
        assert model.model_validate(data).model_dump(mode="json", exclude_unset=True, by_alias=True) == data
    for name in KINDS:
        data = {key: value for key, value in full.items() if key != name}
        with pytest.raises(acme.ResponseDecodeError, match=name):
            acme.models.Anvil.from_dict(data)
        with pytest.raises(ValueError, match=name):
            model.model_validate(data)
