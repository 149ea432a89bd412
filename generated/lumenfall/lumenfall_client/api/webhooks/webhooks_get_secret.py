# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""`GET /v1/webhooks/secret`: what is sent, and how the answer is read."""

from __future__ import annotations

from ..._runtime.http.call import Answer, Call
from ...models import WebhookSecret


def call() -> Call:
    """The request of `webhooks.get_secret`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="webhooks_get_secret",
        method_name="webhooks.get_secret",
        method="GET",
        path="/v1/webhooks/secret",
    )


def decode(answer: Answer) -> WebhookSecret:
    """The body of a success.

    Raises:
        ResponseDecodeError: It is not what the documentation says.
    """
    return WebhookSecret.from_dict(answer.json())


__all__ = ["call", "decode"]
