# Copied from overlays/lumenfall/fake_orders.py by `nox -s generate`. Do not edit.
"""Checks of the body of `videos.create`, with which the fake rejects the same invalid fields as Lumenfall documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from .._runtime.testing.forms import FakeUpload, sent_object
from .._runtime.testing.messages import FakeRequest

# The document's pattern.
_WEBHOOK_URL: Final = re.compile(
    r"https://([A-Za-z0-9_-]+\.)*[A-Za-z_][A-Za-z0-9_-]*(:443|:8443)?([/?#][^\x00-\x20]*)?"
).fullmatch

WEBHOOK_URL_WANTED: Final = "an https URL with a host name, not an IP address, and port 443 or 8443"


def is_webhook_url(value: object) -> bool:
    """Whether Lumenfall accepts the URL for webhooks."""
    return isinstance(value, str) and _WEBHOOK_URL(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return _is_number(value) and value in (1, 2, 3, 4)


def _is_reference(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, dict) and _is_reference(item) for item in value)  # pyright: ignore[reportUnknownVariableType]
    return isinstance(value, dict) and _is_text(value.get("image_url"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


_FIELDS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "model": (_is_text, "a string"),
    "prompt": (_is_text, "a string"),
    "seconds": (lambda value: _is_text(value) or _is_number(value), "a string or a number"),
    "size": (_is_text, "a string"),
    "aspect_ratio": (_is_text, "a string"),
    "n": (_is_count, "a whole number from 1 to 4"),
    "input_reference": (_is_reference, "an object with an image_url, or an array of such objects"),
    "webhook_url": (is_webhook_url, WEBHOOK_URL_WANTED),
    "idempotency_key": (lambda value: _is_text(value) and len(value) <= 256, "a string of at most 256 characters"),
}


def order_of(request: FakeRequest) -> dict[str, Any] | None:
    """The fields of a new video, sent as JSON or as a form, in the types of JSON; None if the body has none."""
    order = sent_object(request.headers, request.body)
    if order is None or not request.headers.get("content-type", "").startswith("multipart/"):
        return order
    if str(order.get("n", "")).isdecimal():
        order["n"] = int(order["n"])
    if "input_reference" in order:
        given: Any = order["input_reference"]
        order["input_reference"] = [_reference(one) for one in (given if isinstance(given, list) else [given])]  # pyright: ignore[reportUnknownVariableType]
    return order


def _reference(given: object) -> object:
    """A picture in a form: a file, or a URL."""
    return {"image_url": given.name if isinstance(given, FakeUpload) else given}


def invalid_field(order: Mapping[str, Any]) -> str | None:
    """Describe the first invalid field of a request body; None if all are valid."""
    for name in ("model", "prompt"):
        if name not in order:
            return f"{name} is required"
    for name, (accepts, wanted) in _FIELDS.items():
        if name in order and not accepts(order[name]):
            return f"{name} must be {wanted}"
    return None
