# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""`GET /v1/requests/{request_id}`: what is sent, and how the answer is read."""

from __future__ import annotations

from ..._runtime.http.call import Answer, Call
from ..._runtime.values.encoding import (
    path_segment,
)
from ...models import Request


def call(request_id: str) -> Call:
    """The request of `requests.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="requests_get",
        method_name="requests.get",
        method="GET",
        path=f"/v1/requests/{path_segment(request_id, 'request_id')}",
    )


def decode(answer: Answer) -> Request:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return Request.from_dict(answer.json())


__all__ = ["call", "decode"]
