# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The order for a video."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from .._shared.encoding import to_json
from .._shared.model import Model
from ..types import UNSET, Unset
from .video_input_reference import VideoInputReference


@define(kw_only=True, repr=False)
class VideoCreateParams(Model):
    """The order for a video. What is not named here is passed through to the provider that makes it."""

    model: str
    """The model to use, such as `sora-2`."""
    prompt: str
    """What the video shall show. The longest prompt differs from model to model."""
    seconds: str | float | Unset = UNSET
    """How long the video shall be, in seconds."""
    size: str | Unset = UNSET
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ."""
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`, where no `size` is given."""
    n: int | Unset = UNSET
    """How many videos to make, from 1 to 4."""
    input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET
    """The picture, or the pictures, to begin from. Most models take one at most."""
    webhook_url: str | Unset = UNSET
    """Where to send a notification when the job has ended: `https`, a host name and no IP address, port 443 or 8443.
    See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset = UNSET
    """What tells this order from others, up to 256 characters: a second one with the same key answers with the job
    that exists.
    """
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by the name that the API has for them."""

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it, without what was not set."""
        fields: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "n": self.n,
            "input_reference": self.input_reference,
            "webhook_url": self.webhook_url,
            "idempotency_key": self.idempotency_key,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


__all__ = ["VideoCreateParams"]
