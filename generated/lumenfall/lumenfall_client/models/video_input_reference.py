# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""A picture that a video begins from."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from .._shared.encoding import to_json
from .._shared.model import Model
from ..types import UNSET


@define(kw_only=True, repr=False)
class VideoInputReference(Model):
    """A picture that a video begins from."""

    image_url: str
    """An `https` URL of the picture, or the picture itself as a base64 data URI."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by the name that the API has for them."""

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it, without what was not set."""
        fields: dict[str, Any] = {
            "image_url": self.image_url,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


__all__ = ["VideoInputReference"]
