# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The states of a video job that are known so far."""

from typing import Literal, TypeAlias

KnownVideoStatus: TypeAlias = Literal[
    "queued",
    "in_progress",
    "completed",
    "failed",
    "cancelled",
]
"""The states of a video job that are known so far. The last three are final."""

__all__ = ["KnownVideoStatus"]
