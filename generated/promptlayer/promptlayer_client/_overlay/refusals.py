# Copied from overlays/promptlayer/refusals.py by `nox -s generate`. Do not edit.
"""Recognize failures that PromptLayer returns with HTTP status 200: `{"success": false, "message": ...}`."""

from __future__ import annotations

from typing import Any

from .._runtime.http.configuration import Refusal
from .._runtime.http.failures import message_of
from .._runtime.values.json_values import member
from ..errors import APIStatusError


def refusal_of(body: Any, base_url: str) -> Refusal | None:
    """Return the failure in the body of a success response; None if there is none."""
    del base_url  # not needed here, but every overlay's function takes it
    if member(body, "success") is not False:
        return None
    return Refusal(APIStatusError, message_of(body) or "the server returned success: false without a reason")
