# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The kinds of media that are known so far."""

from typing import Literal, TypeAlias

KnownModality: TypeAlias = Literal[
    "image",
    "video",
    "speech",
    "vision",
    "audio",
    "other",
]
"""The kinds of media that are known so far."""

__all__ = ["KnownModality"]
