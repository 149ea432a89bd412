# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The types of webhook events that are known so far."""

from typing import Literal, TypeAlias

KnownWebhookEventType: TypeAlias = Literal[
    "video.completed",
    "video.failed",
    "video.cancelled",
]
"""The types of webhook events that are known so far."""

__all__ = ["KnownWebhookEventType"]
