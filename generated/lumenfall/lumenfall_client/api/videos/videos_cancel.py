# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""`DELETE /openai/v1/videos/{video_id}`: what is sent, and how the answer is read."""

from __future__ import annotations

from ..._runtime.http.call import Answer, Call
from ..._runtime.values.encoding import (
    path_segment,
)


def call(video_id: str) -> Call:
    """The request of `videos.cancel`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="videos_cancel",
        method_name="videos.cancel",
        method="DELETE",
        path=f"/openai/v1/videos/{path_segment(video_id, 'video_id')}",
        idempotent=True,
    )


def decode(answer: Answer) -> None:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return None


__all__ = ["call", "decode"]
