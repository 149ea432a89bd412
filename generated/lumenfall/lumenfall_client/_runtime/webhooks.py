# Copied from runtime/webhooks.py by `nox -s generate`. Do not edit.
"""Standard Webhooks: proof that a notification comes from whom it names, and signatures for tests.

The header `webhook-signature` holds one or more `v1,` and the base64 of an HMAC-SHA256 of
`<webhook-id>.<webhook-timestamp>.<body>`, with what stands in base64 after `whsec_` as the key.
Source: https://www.standardwebhooks.com
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from .errors import InvalidArgumentError, LumenfallError, ResponseDecodeError
from .values.decoding import parse_json

T = TypeVar("T")

DEFAULT_TOLERANCE: Final = 300.0
"""Seconds, as the specification's own libraries have it. A notification may be that old, or that far in the future."""

_HEADERS: Final = "webhook-"
_PREFIX: Final = "whsec_"
_TIMESTAMP: Final = re.compile(r"[0-9]{1,15}").fullmatch


class WebhookVerificationError(LumenfallError, ValueError):
    """A notification cannot be trusted: answer it with a 400, and do nothing else."""


def unwrap(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: Callable[[], object],
    *,
    tolerance: float,
    clock: Callable[[], float],
    read: Callable[[Any], T],
    wanted: str,
) -> T:
    """Verify a notification, and read it.

    Args:
        body: The body as it came, byte by byte.
        headers: The headers that came with it, in any case.
        secret: Gives the signing secret, as text: a traceback that shows locals must not show it.
        tolerance: Seconds by which its time may differ from ours.
        clock: Seconds since the epoch.
        read: Makes an event of the parsed body.
        wanted: Where callers get the secret, for the message of an error.

    Raises:
        WebhookVerificationError: The signature is missing or wrong, or the notification is too old or from the future.
        ResponseDecodeError: The signature is right, but the body is not what the documentation says.
        InvalidArgumentError: The secret or another argument cannot be used.
    """
    content = _content(body)
    known = _known(headers)
    _key(secret, wanted)  # a secret that cannot be used is an error, whatever else is wrong
    if not isinstance(tolerance, (int, float)) or isinstance(tolerance, bool) or not tolerance >= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"tolerance must be a number of seconds, 0 or more, not {tolerance!r}")
    missing = [name for name in ("webhook-id", "webhook-timestamp", "webhook-signature") if not known.get(name)]
    if missing:
        raise WebhookVerificationError(f"the notification has no header {', '.join(missing)}")
    timestamp = known["webhook-timestamp"].strip()
    if not _TIMESTAMP(timestamp):
        raise WebhookVerificationError("webhook-timestamp is no number of seconds")
    expected = _signature(content, known["webhook-id"], timestamp, _key(secret, wanted))
    # Each in constant time, and all of them: how long it takes tells nothing.
    matches = [hmac.compare_digest(expected, given) for given in _signatures(known["webhook-signature"])]
    if not any(matches):
        raise WebhookVerificationError("no signature in webhook-signature is right for this body and secret")
    age = clock() - int(timestamp)
    if not abs(age) <= tolerance:
        when = f"{age:.0f} s old" if age > 0 else f"from {-age:.0f} s in the future"
        raise WebhookVerificationError(f"the notification is {when}; {tolerance:g} s are allowed")
    try:
        return read(parse_json(content))
    except ResponseDecodeError as error:
        error.body = content
        raise


def sign(
    body: bytes, secret: Callable[[], object], *, message_id: str, timestamp: float, wanted: str
) -> dict[str, str]:
    """The headers of a notification, for tests of a service that receives it.

    Args:
        body: The raw body.
        secret: As in `unwrap`.
        message_id: The notification's id.
        timestamp: Seconds since the epoch.
        wanted: As in `unwrap`.

    Raises:
        InvalidArgumentError: The secret cannot be used.
    """
    seconds = str(int(timestamp))
    signature = base64.b64encode(_signature(body, message_id, seconds, _key(secret, wanted))).decode()
    return {"webhook-id": message_id, "webhook-timestamp": seconds, "webhook-signature": f"v1,{signature}"}


def _content(body: object) -> bytes:
    if isinstance(body, str):
        try:
            return body.encode()
        except UnicodeEncodeError:
            raise InvalidArgumentError("body holds a character that cannot be encoded as UTF-8") from None
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)  # pyright: ignore[reportUnknownArgumentType]  # a view of whatever
    raise InvalidArgumentError(f"body must be the raw body, bytes or text, not {type(body).__name__}")


def _known(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that count, by their names in lower case."""
    if not isinstance(headers, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"headers must be a mapping from names to values, not {type(headers).__name__}")
    known: dict[str, str] = {}
    for name, value in headers.items():
        key = name.lower() if isinstance(name, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        if not key.startswith(_HEADERS):
            continue
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
            raise InvalidArgumentError(f"the header {key} must be a string, not {type(value).__name__}")
        known[key] = value
    return known


def _signature(body: bytes, message_id: str, timestamp: str, key: bytes) -> bytes:
    try:
        signed = f"{message_id}.{timestamp}.".encode() + body
    except UnicodeEncodeError:
        raise WebhookVerificationError("webhook-id holds a character that cannot be encoded") from None
    return hmac.new(key, signed, hashlib.sha256).digest()


def _signatures(header: str) -> list[bytes]:
    """The signatures of the version that we know; a secret that is being replaced makes for two."""
    found: list[bytes] = []
    for item in header.split():
        version, _, text = item.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except (binascii.Error, ValueError):
                continue
    return found


def _key(secret: Callable[[], object], wanted: str) -> bytes:
    problem = f"secret must be {wanted}: whsec_ and base64"
    text = secret()
    if not isinstance(text, str):
        raise InvalidArgumentError(f"{problem}; not {type(text).__name__}")
    try:
        key = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    finally:
        del text  # as in `unwrap`
    if not key:
        raise InvalidArgumentError(problem)
    return key
