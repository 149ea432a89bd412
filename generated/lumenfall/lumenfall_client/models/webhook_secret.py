# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The secret that Lumenfall signs its webhooks with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    string,
)
from .._shared.model import Model
from ..types import MISSING


@define(kw_only=True, repr=False)
class WebhookSecret(Model):
    """The secret that Lumenfall signs its webhooks with."""

    key: str = field(repr=False)
    """The secret, beginning with `whsec_`. Not shown by `repr`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _key = take("key", MISSING)
        if type(_key) is not str:
            _key = string(_key, "key")
        return cls(
            key=_key,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "key": self.key,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["WebhookSecret"]
