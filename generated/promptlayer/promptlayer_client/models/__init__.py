# Generated from openapi/promptlayer.yaml by `nox -s generate`. Do not edit.
"""What the API answers and takes, as classes."""

from .error_response import ErrorResponse
from .http_validation_error import HTTPValidationError
from .prompt_blueprint import PromptBlueprint
from .request import Request
from .validation_error_detail import ValidationErrorDetail

__all__ = [
    "ErrorResponse",
    "HTTPValidationError",
    "PromptBlueprint",
    "Request",
    "ValidationErrorDetail",
]
