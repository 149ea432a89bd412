# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Notifications that a video job has ended, and the secret that they are signed with."""

from __future__ import annotations

from ..._overlay.webhooks import AsyncWebhooksMixin, WebhooksMixin
from ...models import WebhookSecret
from ...types import Response
from . import webhooks_get_secret as _webhooks_get_secret


class WebhooksResource(WebhooksMixin):
    """Notifications that a video job has ended, and the secret that they are signed with."""

    def get_secret(self) -> WebhookSecret:
        """Get the secret that webhooks are signed with.

        Answers with the signing secret of your organization, which is made at the first call, or at the first use
        of a `webhook_url`. Keep it as you keep an API key.

        Documentation: https://docs.lumenfall.ai/api-reference/webhooks/secret

        Raises:
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.get_secret_detailed().parsed

    def get_secret_detailed(self) -> Response[WebhookSecret]:
        """As `get_secret`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_webhooks_get_secret.call(), _webhooks_get_secret.decode)


class AsyncWebhooksResource(AsyncWebhooksMixin):
    """Notifications that a video job has ended, and the secret that they are signed with."""

    async def get_secret(self) -> WebhookSecret:
        """Get the secret that webhooks are signed with.

        Answers with the signing secret of your organization, which is made at the first call, or at the first use
        of a `webhook_url`. Keep it as you keep an API key.

        Documentation: https://docs.lumenfall.ai/api-reference/webhooks/secret

        Raises:
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.get_secret_detailed()).parsed

    async def get_secret_detailed(self) -> Response[WebhookSecret]:
        """As `get_secret`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_webhooks_get_secret.call(), _webhooks_get_secret.decode)


__all__ = ["AsyncWebhooksResource", "WebhooksResource"]
