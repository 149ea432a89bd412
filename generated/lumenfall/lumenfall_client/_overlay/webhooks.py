# Copied from overlays/lumenfall/webhooks.py by `nox -s generate`. Do not edit.
"""Webhooks: verify that Lumenfall sent a notification about the end of a video job.

Lumenfall follows the Standard Webhooks specification. The header `webhook-signature` contains one or more signatures.
Each is `v1,` followed by the base64 of an HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the
base64-decoded part of the secret after `whsec_`.

Source: https://docs.lumenfall.ai/webhooks, https://www.standardwebhooks.com

    from lumenfall_client import webhooks

    event = webhooks.unwrap(body, headers, secret)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .._runtime import webhooks as standard
from .._runtime.http.clock import unix_time
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.secret import Hidden
from .._runtime.webhook_headers import WebhookHeaders
from .._runtime.webhooks import DEFAULT_TOLERANCE, WebhookVerificationError
from ..models import WebhookEvent, WebhookSecret

__all__ = ["DEFAULT_TOLERANCE", "WebhookVerificationError", "sign", "unwrap"]

_WANTED: Final = "the result of `client.webhooks.get_secret()`"


def unwrap(
    body: bytes | str,
    headers: WebhookHeaders,
    secret: str | WebhookSecret,
    *,
    tolerance: float = DEFAULT_TOLERANCE,
    clock: Callable[[], float] = unix_time,
) -> WebhookEvent:
    """Verify the signature of a webhook, and return its event.

    Lumenfall may send a webhook more than once. The header `webhook-id` identifies it.

    Args:
        body: The raw body, exactly as received. JSON that was parsed and encoded again has another signature.
        headers: The request's headers as the web framework has them: a mapping or another object with `items()`, or
            pairs of name and value. Names are case-insensitive, and names and values may be bytes. WSGI's `environ` and
            Django's `request.META` work too.
        secret: The result of `client.webhooks.get_secret()`, or its `key`.
        tolerance: Seconds by which the webhook's timestamp may differ from the local clock.
        clock: Returns the seconds since the epoch.

    Raises:
        WebhookVerificationError: The signature is missing or wrong, or the timestamp is too old or in the future.
        ResponseDecodeError: The signature is right, but the body does not match the documentation.
        InvalidArgumentError: The secret is invalid, the body is not the raw body, or another argument cannot be used.
    """
    content, held = Hidden(body), _held(secret)
    del body, secret  # a traceback that shows local variables must not show them
    return _unwrap(content, headers, held, tolerance=tolerance, clock=clock)


def sign(body: bytes, secret: str | WebhookSecret, *, message_id: str, timestamp: float) -> dict[str, str]:
    """Return the headers of a webhook as Lumenfall would send them, for tests of your own service.

    Args:
        body: The raw body.
        secret: As in `unwrap`.
        message_id: The webhook's id.
        timestamp: Seconds since the epoch.

    Raises:
        InvalidArgumentError: The secret is invalid.
    """
    held = _held(secret)
    del secret
    return standard.sign(body, held.reveal, message_id=message_id, timestamp=timestamp, wanted=_WANTED)


def _unwrap(
    body: Hidden[bytes | str],
    headers: WebhookHeaders,
    secret: Hidden[str],
    *,
    tolerance: float,
    clock: Callable[[], float],
) -> WebhookEvent:
    return standard.unwrap(
        body,
        headers,
        secret.reveal,
        tolerance=tolerance,
        clock=clock,
        read=WebhookEvent.from_dict,
        wanted=_WANTED,
    )


def _held(secret: str | WebhookSecret) -> Hidden[str]:
    return Hidden(secret.key if isinstance(secret, WebhookSecret) else secret)


class WebhooksMixin(Resource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: WebhookHeaders,
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify the signature of a webhook, and return its event. The client sends no request.

        The function `lumenfall_client.webhooks.unwrap` does the same without a client.

        Args:
            body: The raw body, exactly as received.
            headers: As in `lumenfall_client.webhooks.unwrap`.
            secret: The result of `get_secret`, or its `key`. Fetch it once, and keep it as safe as an API key.
            tolerance: Seconds by which the webhook's timestamp may differ from the local clock.

        Raises:
            WebhookVerificationError: The signature is missing or wrong, or the timestamp is too old or in the future.
            ResponseDecodeError: The signature is right, but the body does not match the documentation.
            InvalidArgumentError: The secret is invalid, or the body is not the raw body.
        """
        content, held = Hidden(body), _held(secret)
        del body, secret  # as in the function
        return _unwrap(content, headers, held, tolerance=tolerance, clock=self._engine.pace.wall_clock)


class AsyncWebhooksMixin(AsyncResource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: WebhookHeaders,
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify the signature of a webhook, and return its event. The client sends no request.

        The function `lumenfall_client.webhooks.unwrap` does the same without a client.

        This method is not a coroutine: do not await it.

        Args:
            body: The raw body, exactly as received.
            headers: As in `lumenfall_client.webhooks.unwrap`.
            secret: The result of `get_secret`, or its `key`. Fetch it once, and keep it as safe as an API key.
            tolerance: Seconds by which the webhook's timestamp may differ from the local clock.

        Raises:
            WebhookVerificationError: The signature is missing or wrong, or the timestamp is too old or in the future.
            ResponseDecodeError: The signature is right, but the body does not match the documentation.
            InvalidArgumentError: The secret is invalid, or the body is not the raw body.
        """
        content, held = Hidden(body), _held(secret)
        del body, secret  # as in the function
        return _unwrap(content, headers, held, tolerance=tolerance, clock=self._engine.pace.wall_clock)
