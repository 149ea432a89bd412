# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""`POST /openai/v1/videos`: what is sent, and how the answer is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Required, TypedDict

from attrs import evolve

from ..._runtime.http.call import Answer, Call
from ..._runtime.values.encoding import (
    check_bounds,
    check_given_once,
    idempotency_key,
    json_body,
)
from ...models import Video, VideoCreateParams, VideoInputReference
from ...types import Unset


class VideosCreateArguments(TypedDict, total=False):
    """What `videos.create` takes, for functions that hand it on."""

    model: Required[str]
    """The model to use, such as `sora-2`."""
    prompt: Required[str]
    """What the video shall show. The longest prompt differs from model to model."""
    seconds: str | float | Unset
    """How long the video shall be, in seconds."""
    size: str | Unset
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ."""
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`, where no `size` is given."""
    n: int | Unset
    """How many videos to make, from 1 to 4."""
    input_reference: VideoInputReference | list[VideoInputReference] | Unset
    """The picture, or the pictures, to begin from. Most models take one at most."""
    webhook_url: str | Unset
    """Where to send a notification when the job has ended: `https`, a host name and no IP address, port 443 or 8443.
    See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset
    """What tells this order from others, up to 256 characters: a second one with the same key answers with the job
    that exists.
    """
    extra_body: Mapping[str, Any] | None
    """Further fields of the body, by the name that the API has for them; none that is given as an argument too."""


def call(*, body: VideoCreateParams) -> Call:
    """The request of `videos.create`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(body.n, "n", minimum=1, maximum=4)
    further = dict(body.additional_properties)
    key = idempotency_key(body.idempotency_key, further.pop("idempotency_key", None), longest=256)
    body = evolve(body, idempotency_key=key, additional_properties=further)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "prompt": body.prompt,
            "seconds": body.seconds,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "n": body.n,
            "input_reference": body.input_reference,
            "webhook_url": body.webhook_url,
            "idempotency_key": body.idempotency_key,
        },
    )
    return Call(
        operation="videos_create",
        method_name="videos.create",
        method="POST",
        path="/openai/v1/videos",
        body=json_body(body),
        idempotency_key=key,
    )


def decode(answer: Answer) -> Video:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return Video.from_dict(answer.json())


__all__ = ["VideosCreateArguments", "call", "decode"]
