# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""`GET /openai/v1/videos/{video_id}`: what is sent, and how the answer is read."""

from __future__ import annotations

from ..._runtime.http.call import Answer, Call
from ..._runtime.values.encoding import (
    path_segment,
)
from ...models import Video


def call(video_id: str) -> Call:
    """The request of `videos.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="videos_get",
        method_name="videos.get",
        method="GET",
        path=f"/openai/v1/videos/{path_segment(video_id, 'video_id')}",
    )


def decode(answer: Answer) -> Video:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return Video.from_dict(answer.json())


__all__ = ["call", "decode"]
