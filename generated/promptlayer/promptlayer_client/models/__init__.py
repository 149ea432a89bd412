# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The models of the API: what it takes and what it returns, as classes.

They are loaded when they are first used, with all others of their resource.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .others import ErrorResponse, HTTPValidationError, ValidationErrorDetail
    from .requests import PromptBlueprint, Request
else:
    from .._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".requests": ("PromptBlueprint", "Request"),
            ".others": ("ErrorResponse", "HTTPValidationError", "ValidationErrorDetail"),
        },
    )

__all__ = [
    "ErrorResponse",
    "HTTPValidationError",
    "PromptBlueprint",
    "Request",
    "ValidationErrorDetail",
]
