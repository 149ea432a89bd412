# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The states of a request that are known so far."""

from typing import Literal, TypeAlias

KnownRequestStatus: TypeAlias = Literal[
    "completed",
    "pending",
    "processing",
    "upstream_failure",
    "rejected",
    "cancelled",
    "failed",
]
"""The states of a request that are known so far."""

__all__ = ["KnownRequestStatus"]
