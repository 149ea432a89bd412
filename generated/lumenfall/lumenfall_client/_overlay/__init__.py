# Copied from overlays/lumenfall/__init__.py by `nox -s generate`. Do not edit.
"""Lumenfall's features that OpenAPI cannot describe.

They are `client.images.save` with its errors, and `client.webhooks.unwrap`. The package's root also has the module
`webhooks`, for services that receive webhooks without a client, and its `WebhookVerificationError`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import webhooks
    from .images import ImageDownloadError, ImageDownloadTimeoutError, ImageLinkExpiredError
    from .webhooks import WebhookVerificationError
else:
    # A package that imports its own modules, and is itself loaded late, may deadlock where threads load it at once.
    from .._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".images": ("ImageDownloadError", "ImageDownloadTimeoutError", "ImageLinkExpiredError"),
            ".webhooks": ("webhooks", "WebhookVerificationError"),
        },
    )

__all__ = [
    "ImageDownloadError",
    "ImageDownloadTimeoutError",
    "ImageLinkExpiredError",
    "WebhookVerificationError",
    "webhooks",
]
