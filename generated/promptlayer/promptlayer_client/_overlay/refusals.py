# Copied from overlays/promptlayer/refusals.py by `nox -s generate`. Do not edit.
"""PromptLayer may say no with status 200: `{"success": false, "message": ...}`."""

from __future__ import annotations

from typing import Any

from .._runtime.http.configuration import Refusal
from .._runtime.http.failures import message_of
from .._runtime.values.json_values import member
from ..errors import APIStatusError


def refusal_of(body: Any, base_url: str) -> Refusal | None:
    """The refusal in a body that came with a success status; None if it says nothing of the kind."""
    del base_url  # the same for every server
    if member(body, "success") is not False:
        return None
    return Refusal(APIStatusError, message_of(body) or "the server answered success: false, and no reason")
