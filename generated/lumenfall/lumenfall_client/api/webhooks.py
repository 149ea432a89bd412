# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Notifications that a video job has ended, and the secret that signs them."""

from __future__ import annotations

from typing import Final

from .._overlay.webhooks import AsyncWebhooksMixin, WebhooksMixin
from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from ..models import WebhookSecret
from ..types import Response

get_secret_method: Final = CalledMethod("webhooks.get_secret", "GET", "/v1/webhooks/secret")


class WebhooksResource(WebhooksMixin):
    """Notifications that a video job has ended, and the secret that signs them.

    `Lumenfall` lists the errors that every call may raise.
    """

    def get_secret(self) -> WebhookSecret:
        """Get the secret that signs your webhooks.

        Returns the signing secret of your organization. Lumenfall creates the secret when you first call this method,
        or when you first pass a `webhook_url`. Keep it as safe as an API key.

        Documentation: https://docs.lumenfall.ai/api-reference/webhooks/secret
        """
        return self.get_secret_detailed().parsed

    def get_secret_detailed(self) -> Response[WebhookSecret]:
        """Do the same as `get_secret`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_secret_method):
            _call = get_secret_call()
        return self._engine.send(_call, get_secret_answer)


class AsyncWebhooksResource(AsyncWebhooksMixin):
    """Notifications that a video job has ended, and the secret that signs them.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    async def get_secret(self) -> WebhookSecret:
        """Get the secret that signs your webhooks.

        Returns the signing secret of your organization. Lumenfall creates the secret when you first call this method,
        or when you first pass a `webhook_url`. Keep it as safe as an API key.

        Documentation: https://docs.lumenfall.ai/api-reference/webhooks/secret
        """
        return (await self.get_secret_detailed()).parsed

    async def get_secret_detailed(self) -> Response[WebhookSecret]:
        """Do the same as `get_secret`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_secret_method):
            _call = get_secret_call()
        return await self._engine.send(_call, get_secret_answer)


def get_secret_call() -> Call:
    """Build the request of `webhooks.get_secret`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(operation="webhooks_get_secret", method="GET", path="/v1/webhooks/secret", has_secret_answer=True)


def get_secret_answer(answer: Answer) -> WebhookSecret:
    """Read the response of `webhooks.get_secret`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return WebhookSecret.from_dict(answer.json())


__all__ = ["AsyncWebhooksResource", "WebhooksResource"]
