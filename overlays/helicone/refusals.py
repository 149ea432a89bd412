"""Recognize failures that Helicone returns with HTTP status 200: an envelope `{data, error}` without data.

Source: Helicone's open source server. For an unknown request it returns `{"error": null}`, or, with bodies,
`{"data": null, "error": null}`. Its documentation page shows `"error": "Request not found"`.
"""

from __future__ import annotations

import json
from typing import Any

from .._runtime.http.configuration import Refusal
from .._runtime.http.failures import message_of
from .._runtime.values.json_values import is_object
from ..errors import APIStatusError, AuthenticationError, NotFoundError


def refusal_of(body: Any, base_url: str) -> Refusal | None:
    """Return the failure in the body of a success response; None if the body contains data or is not an envelope."""
    if not is_object(body) or body.get("data") is not None:
        return None
    error = body.get("error")
    if error is None:
        # The server is not known to send an envelope without `error`.
        return _not_found("no such request", base_url) if "error" in body else None
    if not isinstance(error, str):
        # The server is not known to send anything but text.
        return Refusal(APIStatusError, message_of(body) or f"the server returned the error {json.dumps(error)[:200]}")
    if not error.strip():
        return Refusal(APIStatusError, "the server returned an error without a message")
    if "not found" in error.lower():
        return _not_found(error, base_url)
    if error.lower().startswith("unauthorized"):
        return Refusal(AuthenticationError, error)
    return Refusal(APIStatusError, error)


def _not_found(text: str, base_url: str) -> Refusal:
    hint = (
        f"Helicone at {base_url} returns the same response for an unknown id, for an account in the other region "
        "(region='us' or 'eu'), and for a request older than 90 days. A new request takes a while to appear"
    )
    return Refusal(NotFoundError, f"{text}. {hint}")
