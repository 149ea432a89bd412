# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""Lumenfall's features that OpenAPI cannot describe.

They are `client.videos.estimate` and `client.webhooks.unwrap`. The package's root also has the module `webhooks`, for
services that receive webhooks without a client, and its `WebhookVerificationError`.
"""

from . import webhooks
from .webhooks import WebhookVerificationError

__all__ = ["WebhookVerificationError", "webhooks"]
