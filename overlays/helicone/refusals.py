"""Helicone answers failures with status 200 as well: `{data, error}` without data.

Source: the provider's open source server. A request that it does not find is `{"error": null}`, or
`{"data": null, "error": null}` when bodies were asked for; its page shows `"error": "Request not found"`.
"""

from __future__ import annotations

import json
from typing import Any

from .._runtime.http.configuration import Refusal
from .._runtime.http.failures import message_of
from .._runtime.values.json_values import is_object
from ..errors import APIStatusError, AuthenticationError, NotFoundError


def refusal_of(body: Any, base_url: str) -> Refusal | None:
    """The refusal in a body that came with a success status; None if it holds data, or is no envelope."""
    if not is_object(body) or body.get("data") is not None:
        return None
    error = body.get("error")
    if error is None:
        # An object without `error` is no envelope that the server is known to send.
        return _not_found("no such request", base_url) if "error" in body else None
    if not isinstance(error, str):
        # The server is not known to send anything but a text.
        return Refusal(APIStatusError, message_of(body) or f"the server answered the error {json.dumps(error)[:200]}")
    if not error.strip():
        return Refusal(APIStatusError, "the server answered an error without a text")
    if "not found" in error.lower():
        return _not_found(error, base_url)
    if error.lower().startswith("unauthorized"):
        return Refusal(AuthenticationError, error)
    return Refusal(APIStatusError, error)


def _not_found(text: str, base_url: str) -> Refusal:
    hint = (
        f"Helicone at {base_url} answers alike for an id that it does not know, an account of the other region "
        "(region='us' or 'eu'), and a request older than 90 days; a new request takes a while to appear"
    )
    return Refusal(NotFoundError, f"{text}. {hint}")
