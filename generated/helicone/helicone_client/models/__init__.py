# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""Request and response models.

A model is imported on first use, together with the other models of its resource.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .others import ErrorResponse, RequestEnvelope
    from .requests import Request
else:
    from .._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".requests": ("Request",),
            ".others": ("ErrorResponse", "RequestEnvelope"),
        },
    )

__all__ = [
    "ErrorResponse",
    "Request",
    "RequestEnvelope",
]
