"""Webhooks: notifications that a video job has ended, and the proof that Lumenfall sent them.

Lumenfall signs as the Standard Webhooks specification says: the header `webhook-signature` holds one or more `v1,` and
the base64 of an HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`, with what stands in base64 after `whsec_` as
the key. Source: https://docs.lumenfall.ai/webhooks, https://www.standardwebhooks.com

    from lumenfall_client import webhooks

    event = webhooks.unwrap(body, headers, secret)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import time
from collections.abc import Callable, Mapping
from typing import Final

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.decoding import parse_json
from ..errors import InvalidArgumentError, LumenfallError, ResponseDecodeError
from ..models import WebhookEvent, WebhookSecret

__all__ = ["DEFAULT_TOLERANCE", "WebhookVerificationError", "sign", "unwrap"]

DEFAULT_TOLERANCE: Final = 300.0
"""Seconds. The provider advises to refuse what is older; what is from as far in the future is refused too."""

_HEADERS: Final = "webhook-"
_PREFIX: Final = "whsec_"
_TIMESTAMP: Final = re.compile(r"[0-9]{1,15}").fullmatch


class WebhookVerificationError(LumenfallError, ValueError):
    """A notification cannot be trusted: answer it with a 400, and do nothing else."""


def unwrap(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: str | WebhookSecret,
    *,
    tolerance: float = DEFAULT_TOLERANCE,
    clock: Callable[[], float] = time.time,
) -> WebhookEvent:
    """Verify a notification, and read it.

    The same one may come more than once: its `webhook-id` stays the same.

    Args:
        body: The body as it came, byte by byte; JSON that was parsed and written again has another signature.
        headers: The headers that came with it, in any case.
        secret: What `client.webhooks.get_secret()` answers, or its `key`.
        tolerance: Seconds by which its time may differ from ours.
        clock: Seconds since the epoch.

    Raises:
        WebhookVerificationError: The signature is missing or wrong, or the notification is too old or from the future.
        ResponseDecodeError: The signature is right, but the body is not what the documentation says.
        InvalidArgumentError: The secret is none, the body is not the raw one, or another argument cannot be used.
    """
    content = _content(body)
    known = _known(headers)
    _key(secret)  # one that is none is told, whatever else is wrong
    if not isinstance(tolerance, (int, float)) or isinstance(tolerance, bool) or not tolerance >= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"tolerance must be a number of seconds, 0 or more, not {tolerance!r}")
    missing = [name for name in ("webhook-id", "webhook-timestamp", "webhook-signature") if not known.get(name)]
    if missing:
        raise WebhookVerificationError(f"the notification has no header {', '.join(missing)}")
    timestamp = known["webhook-timestamp"].strip()
    if not _TIMESTAMP(timestamp):
        raise WebhookVerificationError("webhook-timestamp is no number of seconds")
    expected = _signature(content, known["webhook-id"], timestamp, _key(secret))
    # Each in constant time, and all of them: how long it takes tells nothing.
    matches = [hmac.compare_digest(expected, given) for given in _signatures(known["webhook-signature"])]
    if not any(matches):
        raise WebhookVerificationError("no signature in webhook-signature is right for this body and secret")
    age = clock() - int(timestamp)
    if not abs(age) <= tolerance:
        when = f"{age:.0f} s old" if age > 0 else f"from {-age:.0f} s in the future"
        raise WebhookVerificationError(f"the notification is {when}; {tolerance:g} s are allowed")
    try:
        return WebhookEvent.from_dict(parse_json(content))
    except ResponseDecodeError as error:
        error.body = content
        raise


def sign(body: bytes, secret: str | WebhookSecret, *, message_id: str, timestamp: float) -> dict[str, str]:
    """The headers of a notification, as Lumenfall would send them; for tests of your own service.

    Args:
        body: The raw body.
        secret: As in `unwrap`.
        message_id: The notification's id.
        timestamp: Seconds since the epoch.

    Raises:
        InvalidArgumentError: The secret is none.
    """
    seconds = str(int(timestamp))
    signature = base64.b64encode(_signature(body, message_id, seconds, _key(secret))).decode()
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


def _key(secret: str | WebhookSecret) -> bytes:
    text = secret.key if isinstance(secret, WebhookSecret) else secret
    problem = "secret must be what `client.webhooks.get_secret()` answers: whsec_ and base64"
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        raise InvalidArgumentError(f"{problem}; not {type(text).__name__}")
    try:
        key = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    finally:
        del secret, text  # a traceback that shows locals must not show it
    if not key:
        raise InvalidArgumentError(problem)
    return key


class WebhooksMixin(Resource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: Mapping[str, str],
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify a notification, and read it, without asking the provider; as `lumenfall_client.webhooks.unwrap`.

        Args:
            body: The body as it came, byte by byte.
            headers: The headers that came with it, in any case.
            secret: What `get_secret` answers, or its `key`. Fetch it once, and keep it as you keep an API key.
            tolerance: Seconds by which its time may differ from ours.

        Raises:
            WebhookVerificationError: The notification cannot be trusted.
            ResponseDecodeError: It can, but its body is not what the documentation says.
            InvalidArgumentError: The secret is none, or the body is not the raw one.
        """
        return unwrap(body, headers, secret, tolerance=tolerance, clock=self._engine.pace.wall_clock)


class AsyncWebhooksMixin(AsyncResource):
    """Adds `unwrap` to the generated resource."""

    def unwrap(
        self,
        body: bytes | str,
        headers: Mapping[str, str],
        secret: str | WebhookSecret,
        *,
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> WebhookEvent:
        """Verify a notification, and read it, without asking the provider; as `lumenfall_client.webhooks.unwrap`.

        Nothing is awaited: this is no coroutine.

        Args:
            body: The body as it came, byte by byte.
            headers: The headers that came with it, in any case.
            secret: What `get_secret` answers, or its `key`. Fetch it once, and keep it as you keep an API key.
            tolerance: Seconds by which its time may differ from ours.

        Raises:
            WebhookVerificationError: The notification cannot be trusted.
            ResponseDecodeError: It can, but its body is not what the documentation says.
            InvalidArgumentError: The secret is none, or the body is not the raw one.
        """
        return unwrap(body, headers, secret, tolerance=tolerance, clock=self._engine.pace.wall_clock)
