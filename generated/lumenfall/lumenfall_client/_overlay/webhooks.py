# Copied from overlays/lumenfall/webhooks.py by `nox -s generate`. Do not edit.
"""Webhooks: notifications that a video job has ended, and the proof that Lumenfall sent them.

Lumenfall signs as the Standard Webhooks specification says: the header `webhook-signature` holds one or more `v1,` and
the base64 of an HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`, with what stands in base64 after `whsec_` as
the key. Source: https://docs.lumenfall.ai/webhooks, https://www.standardwebhooks.com

    from lumenfall_client import webhooks

    event = webhooks.unwrap(body, headers, secret)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from .._runtime import webhooks as standard
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.webhooks import DEFAULT_TOLERANCE, WebhookVerificationError
from ..models import WebhookEvent, WebhookSecret

__all__ = ["DEFAULT_TOLERANCE", "WebhookVerificationError", "sign", "unwrap"]

_WANTED: Final = "what `client.webhooks.get_secret()` answers"


def unwrap(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: str | WebhookSecret,
    *,
    tolerance: float = DEFAULT_TOLERANCE,
    clock: Callable[[], float] = time.time,
) -> WebhookEvent:
    """Verify a notification, and read it.

    The same one may come more than once: its `webhook-id` stays the same.

    Args:
        body: The body as it came, byte by byte; JSON that was parsed and written again has another signature.
        headers: The headers that came with it, in any case.
        secret: What `client.webhooks.get_secret()` answers, or its `key`.
        tolerance: Seconds by which its time may differ from ours.
        clock: Seconds since the epoch.

    Raises:
        WebhookVerificationError: The signature is missing or wrong, or the notification is too old or from the future.
        ResponseDecodeError: The signature is right, but the body is not what the documentation says.
        InvalidArgumentError: The secret is none, the body is not the raw one, or another argument cannot be used.
    """
    return standard.unwrap(
        body,
        headers,
        lambda: _text(secret),
        tolerance=tolerance,
        clock=clock,
        read=WebhookEvent.from_dict,
        wanted=_WANTED,
    )


def sign(body: bytes, secret: str | WebhookSecret, *, message_id: str, timestamp: float) -> dict[str, str]:
    """The headers of a notification, as Lumenfall would send them; for tests of your own service.

    Args:
        body: The raw body.
        secret: As in `unwrap`.
        message_id: The notification's id.
        timestamp: Seconds since the epoch.

    Raises:
        InvalidArgumentError: The secret is none.
    """
    return standard.sign(body, lambda: _text(secret), message_id=message_id, timestamp=timestamp, wanted=_WANTED)


def _text(secret: str | WebhookSecret) -> str:
    return secret.key if isinstance(secret, WebhookSecret) else secret


class WebhooksMixin(Resource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: Mapping[str, str],
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify a notification, and read it, without asking the provider; as `lumenfall_client.webhooks.unwrap`.

        Args:
            body: The body as it came, byte by byte.
            headers: The headers that came with it, in any case.
            secret: What `get_secret` answers, or its `key`. Fetch it once, and keep it as you keep an API key.
            tolerance: Seconds by which its time may differ from ours.

        Raises:
            WebhookVerificationError: The notification cannot be trusted.
            ResponseDecodeError: It can, but its body is not what the documentation says.
            InvalidArgumentError: The secret is none, or the body is not the raw one.
        """
        return unwrap(body, headers, secret, tolerance=tolerance, clock=self._engine.pace.wall_clock)


class AsyncWebhooksMixin(AsyncResource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: Mapping[str, str],
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify a notification, and read it, without asking the provider; as `lumenfall_client.webhooks.unwrap`.

        Nothing is awaited: this is no coroutine.

        Args:
            body: The body as it came, byte by byte.
            headers: The headers that came with it, in any case.
            secret: What `get_secret` answers, or its `key`. Fetch it once, and keep it as you keep an API key.
            tolerance: Seconds by which its time may differ from ours.

        Raises:
            WebhookVerificationError: The notification cannot be trusted.
            ResponseDecodeError: It can, but its body is not what the documentation says.
            InvalidArgumentError: The secret is none, or the body is not the raw one.
        """
        return unwrap(body, headers, secret, tolerance=tolerance, clock=self._engine.pace.wall_clock)
