# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `webhooks`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from .._runtime.values.decoding import members, string
from .._runtime.values.model import Model
from ..types import MISSING


@define(kw_only=True, repr=False, eq=False)
class WebhookSecret(Model):
    """The secret that Lumenfall uses to sign its webhooks."""

    key: str = field(repr=False)
    """The secret. It begins with `whsec_`, and `repr` does not show it."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _key = take("key", MISSING)
        if type(_key) is not str:
            _key = string(_key, "key")
        return cls(key=_key, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "key": self.key,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["WebhookSecret"]
