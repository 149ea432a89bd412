"""Models of a generated package that name each other, and arguments that are called like generated functions."""

from __future__ import annotations

import importlib
import inspect
import typing
from typing import Any

from .conftest import Workshop


def test_models_in_a_circle(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """They are read at any depth, and their types can be looked up, those of the constructor too."""
    properties = minimal["components"]["schemas"]["Anvil"]["properties"]
    reference = {"$ref": "#/components/schemas/Anvil"}
    properties["parts"] = {"type": ["array", "null"], "items": reference, "description": "Smaller ones."}
    workshop.add("acme", minimal)

    workshop.generate()

    anvil_class = workshop.load("acme").models.Anvil
    anvil = anvil_class.from_dict({"id": "1", "parts": [{"id": "2", "parts": [{"id": "3"}]}]})
    assert anvil.parts[0].parts[0].id == "3"
    for hints in (typing.get_type_hints(anvil_class), typing.get_type_hints(anvil_class.__init__)):
        assert hints["parts"] == list[anvil_class] | None


def test_an_argument_may_be_called_like_a_function(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """It gets an underscore, and the call is made."""
    path = minimal["paths"].pop("/anvils/{anvil_id}")
    path["get"]["parameters"][0]["name"] = "get_call"
    minimal["paths"]["/anvils/{get_call}"] = path
    workshop.add("acme", minimal, rules="foreign")

    workshop.generate()

    workshop.load("acme")
    with importlib.import_module("acme_client.testing").FakeAcme().client() as client:
        [name] = inspect.signature(client.anvils.get).parameters
        assert client.anvils.get(**{name: "anvil_1"}).id == "anvil_1"
    assert name == "get_call_"
