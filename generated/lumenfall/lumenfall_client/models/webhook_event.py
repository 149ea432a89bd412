# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""A notification that a video job has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    nested,
    string,
)
from .._shared.model import Model
from ..types import MISSING
from .known_webhook_event_type import KnownWebhookEventType
from .webhook_video import WebhookVideo


@define(kw_only=True, repr=False)
class WebhookEvent(Model):
    """A notification that a video job has ended."""

    type: KnownWebhookEventType | str
    """What has happened. New types may appear at any time."""
    data: WebhookVideo
    """The job that it happened to."""
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
        _type = take("type", MISSING)
        if type(_type) is not str:
            _type = string(_type, "type")
        _data = take("data", MISSING)
        _data = nested(_data, "data", WebhookVideo.from_dict)
        return cls(
            type=_type,
            data=_data,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "type": self.type,
            "data": self.data.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["WebhookEvent"]
