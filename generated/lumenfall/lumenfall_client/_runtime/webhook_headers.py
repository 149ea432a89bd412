# Copied from runtime/webhook_headers.py by `nox -s generate`. Do not edit.
"""The headers of a webhook, in the forms in which web frameworks pass headers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol, TypeAlias, cast

from .errors import InvalidArgumentError

_PREFIX: Final = "webhook-"
_WSGI_PREFIX: Final = "HTTP_WEBHOOK_"
"""How WSGI's `environ` and Django's `request.META` write the names."""


class HeaderItems(Protocol):
    """A mapping from names to values, or another object with `items()`, such as Flask's `request.headers`."""

    def items(self) -> Iterable[tuple[str | bytes, str | bytes]]:
        """The headers as pairs of name and value."""
        ...


WebhookHeaders: TypeAlias = HeaderItems | Iterable[tuple[str | bytes, str | bytes]]
"""The headers of a request: a mapping, another object with `items()`, or pairs of name and value.

Names are case-insensitive, and names and values may be bytes. The headers of a request in Django, FastAPI, Flask,
Starlette and `http.server` are accepted as they are, and so are ASGI's `scope["headers"]`, WSGI's `environ` and
Django's `request.META`.
"""


class AmbiguousHeaderError(Exception):
    """A header occurs more than once, with different values."""


def webhook_headers(headers: object) -> dict[str, str]:
    """The headers whose names begin with `webhook-`, by their names in lower case.

    Raises:
        AmbiguousHeaderError: One of them occurs twice with different values. The service might read the other one than
            the signature covers, and so take a repeated webhook for a new one.
        InvalidArgumentError: The headers, or the value of one of them, have the wrong type.
    """
    known: dict[str, str] = {}
    for name, value in _pairs(headers):
        key = _text(name) or ""
        key = key[len("HTTP_") :].replace("_", "-").lower() if key.startswith(_WSGI_PREFIX) else key.lower()
        if not key.startswith(_PREFIX):
            continue
        text = _text(value)
        if text is None:
            raise InvalidArgumentError(f"the header {key} must be a string, not {type(value).__name__}")
        if known.setdefault(key, text) != text:
            raise AmbiguousHeaderError(f"the webhook has the header {key} more than once, with different values")
    return known


def _pairs(headers: object) -> list[tuple[object, ...]]:
    """The headers as pairs of name and value."""
    items = getattr(headers, "items", None)
    found = cast("Iterable[Iterable[object]]", items() if callable(items) else headers)
    try:
        pairs = [tuple(pair) for pair in found]
    except TypeError:  # something is not iterable
        pairs = [()]
    if isinstance(headers, (str, bytes)) or any(len(pair) != 2 for pair in pairs):
        raise InvalidArgumentError(
            f"headers must be a mapping, or pairs of name and value, not {type(headers).__name__}"
        )
    return pairs


def _text(value: object) -> str | None:
    """A name or a value as text; None if it is neither text nor bytes. Header bytes are read as Latin-1."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else None
