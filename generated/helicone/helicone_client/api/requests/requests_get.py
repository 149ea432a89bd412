# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""`GET /v1/request/{request_id}`: what is sent, and how the answer is read."""

from __future__ import annotations

from ..._runtime.http.call import Answer, Call
from ..._runtime.values.decoding import (
    members,
    nested,
)
from ..._runtime.values.encoding import (
    path_segment,
    query_pairs,
)
from ...models import Request
from ...types import MISSING


def call(request_id: str, *, include_body: bool = False) -> Call:
    """The request of `requests.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="requests_get",
        method_name="requests.get",
        method="GET",
        path=f"/v1/request/{path_segment(request_id, 'request_id')}",
        query=query_pairs(("includeBody", include_body)),
    )


def decode(answer: Answer) -> Request:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return nested(members(answer.json()).get("data", MISSING), "data", Request.from_dict)


__all__ = ["call", "decode"]
