# Generated from openapi/helicone.yaml by `nox -s generate`. Do not edit.
"""What the API answers and takes, as classes."""

from .error_response import ErrorResponse
from .request import Request
from .request_envelope import RequestEnvelope

__all__ = [
    "ErrorResponse",
    "Request",
    "RequestEnvelope",
]
