# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""Public types that requests, responses and models share."""

from ._runtime.types import (
    MISSING,
    UNSET,
    AsyncHTTPClient,
    File,
    FileInput,
    HTTPClient,
    Response,
    Unset,
)

__all__ = [
    "MISSING",
    "UNSET",
    "AsyncHTTPClient",
    "File",
    "FileInput",
    "HTTPClient",
    "Response",
    "Unset",
]


def __dir__() -> list[str]:
    return __all__
