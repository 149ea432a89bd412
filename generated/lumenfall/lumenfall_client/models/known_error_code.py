# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The error codes that are known so far."""

from typing import Literal, TypeAlias

KnownErrorCode: TypeAlias = Literal[
    "AUTHENTICATION_FAILED",
    "INSUFFICIENT_BALANCE",
    "INVALID_REQUEST",
    "MODEL_NOT_FOUND",
    "MODEL_DISABLED",
    "RATE_LIMITED",
    "ALL_PROVIDERS_EXHAUSTED",
    "UPSTREAM_ERROR",
]
"""The error codes that are known so far."""

__all__ = ["KnownErrorCode"]
