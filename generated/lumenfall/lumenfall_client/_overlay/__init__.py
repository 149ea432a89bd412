# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""What Lumenfall's document cannot say.

Adds to `client.videos`: `estimate`; to `client.webhooks`: `unwrap`. Adds to the package's root the module `webhooks`,
for services that have no client, and its `WebhookVerificationError`.
"""

from . import webhooks
from .webhooks import WebhookVerificationError

__all__ = ["WebhookVerificationError", "webhooks"]
