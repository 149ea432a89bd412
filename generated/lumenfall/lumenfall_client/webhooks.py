# Generated from overlays/lumenfall/webhooks.py by `nox -s generate`. Do not edit.
"""Webhooks: verify that Lumenfall sent a notification about the end of a video job.

Lumenfall follows the Standard Webhooks specification. The header `webhook-signature` contains one or more signatures.
Each is `v1,` followed by the base64 of an HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the
base64-decoded part of the secret after `whsec_`.

Source: https://docs.lumenfall.ai/webhooks, https://www.standardwebhooks.com

    from lumenfall_client import webhooks

    event = webhooks.unwrap(body, headers, secret)
"""

from ._overlay.webhooks import DEFAULT_TOLERANCE, WebhookVerificationError, sign, unwrap

__all__ = ["DEFAULT_TOLERANCE", "WebhookVerificationError", "sign", "unwrap"]


def __dir__() -> list[str]:
    return __all__
