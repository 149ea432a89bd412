# Copied from runtime/webhooks.py by `nox -s generate`. Do not edit.
"""Standard Webhooks: verify the signature of a webhook, and sign webhooks for tests.

The header `webhook-signature` contains one or more signatures. Each is `v1,` followed by the base64 of an HMAC-SHA256
of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the base64-decoded part of the secret after `whsec_`.
Source: https://www.standardwebhooks.com
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from .error_context import forget_frames, hide_answer
from .errors import InvalidArgumentError, LumenfallError, ResponseDecodeError
from .values.decoding import parse_json
from .values.secret import Hidden, masked_in, masked_links
from .webhook_headers import AmbiguousHeaderError, WebhookHeaders, webhook_headers

T = TypeVar("T")

DEFAULT_TOLERANCE: Final = 300.0
"""Seconds that a webhook may be old or in the future. The specification's own libraries use the same value."""

_PREFIX: Final = "whsec_"
_TIMESTAMP: Final = re.compile(r"[0-9]{1,15}").fullmatch


class WebhookVerificationError(LumenfallError, ValueError):
    """The signature or the timestamp of a webhook is invalid: respond with status 400, and ignore the webhook."""


def unwrap(
    body: bytes | str | Hidden[bytes | str],
    headers: WebhookHeaders,
    secret: Callable[[], object],
    *,
    tolerance: float,
    clock: Callable[[], float],
    read: Callable[[Any], T],
    wanted: str,
) -> T:
    """Verify the signature of a webhook, and return its event.

    Args:
        body: The raw body, exactly as received. It may be hidden, because links in it may be signed.
        headers: The headers of the request, as the web framework has them.
        secret: Returns the signing secret. It is a function so that a traceback with local variables does not show the
            secret.
        tolerance: Seconds by which the webhook's timestamp may differ from the local clock.
        clock: Returns the seconds since the epoch.
        read: Creates the event from the parsed body.
        wanted: What the secret should be, for error messages.

    Raises:
        WebhookVerificationError: The signature is missing or wrong, or the timestamp is too old or in the future.
        ResponseDecodeError: The signature is right, but the body does not match the documentation.
        InvalidArgumentError: The secret or another argument cannot be used.
    """
    content = Hidden(_content(body))
    del body
    try:
        known = webhook_headers(headers)
    except AmbiguousHeaderError as error:
        raise WebhookVerificationError(str(error)) from None
    _check_secret(secret, wanted)  # first: an invalid secret is an error of the caller, not of the webhook
    if not isinstance(tolerance, (int, float)) or isinstance(tolerance, bool) or not tolerance >= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"tolerance must be a number of seconds, 0 or more, not {tolerance!r}")
    missing = [name for name in ("webhook-id", "webhook-timestamp", "webhook-signature") if not known.get(name)]
    if missing:
        raise WebhookVerificationError(f"the webhook has no header {', '.join(missing)}")
    timestamp = known["webhook-timestamp"].strip()
    if not _TIMESTAMP(timestamp):
        raise WebhookVerificationError("webhook-timestamp is not a number of seconds")
    expected = Hidden(_signature(_signed(content, known["webhook-id"], timestamp), secret))
    # Every signature is compared, each in constant time, so that the duration reveals nothing about the right one.
    matches = [hmac.compare_digest(expected.reveal(), given) for given in _signatures(known["webhook-signature"])]
    if not any(matches):
        raise WebhookVerificationError("no signature in webhook-signature matches this body and secret")
    age = clock() - int(timestamp)
    if not abs(age) <= tolerance:
        when = f"{age:.0f} s old" if age > 0 else f"{-age:.0f} s in the future"
        raise WebhookVerificationError(f"the webhook is {when}; at most {tolerance:g} s are allowed")
    try:
        return read(parse_json(content.reveal()))
    except ResponseDecodeError as error:
        hide_answer(error, masked_links)
        error.body = masked_in(content.reveal(), masked_links)
        forget_frames(error)
        raise


def sign(
    body: bytes, secret: Callable[[], object], *, message_id: str, timestamp: float, wanted: str
) -> dict[str, str]:
    """Return the headers of a signed webhook, for tests of a service that receives webhooks.

    Args:
        body: The raw body.
        secret: As in `unwrap`.
        message_id: The webhook's id.
        timestamp: Seconds since the epoch.
        wanted: As in `unwrap`.

    Raises:
        InvalidArgumentError: The secret cannot be used.
    """
    _check_secret(secret, wanted)
    seconds = str(int(timestamp))
    signature = base64.b64encode(_signature(_signed(Hidden(body), message_id, seconds), secret)).decode()
    return {"webhook-id": message_id, "webhook-timestamp": seconds, "webhook-signature": f"v1,{signature}"}


def _content(body: object) -> bytes:
    if isinstance(body, Hidden):
        body = cast("object", body.reveal())  # pyright: ignore[reportUnknownMemberType]  # it may hide anything
    if isinstance(body, str):
        try:
            return body.encode()
        except UnicodeEncodeError:
            pass
        del body  # as below; and outside of the handler, because the error that it handles holds the body
        raise InvalidArgumentError("body contains a character that cannot be encoded as UTF-8")
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)  # pyright: ignore[reportUnknownArgumentType]  # a memoryview of any type
    kind = type(body).__name__
    del body  # a traceback that shows local variables must not show the links in it
    raise InvalidArgumentError(f"body must be the raw body as bytes or text, not {kind}")


def _signed(body: Hidden[bytes], message_id: str, timestamp: str) -> Hidden[bytes]:
    """What is signed."""
    try:
        return Hidden(f"{message_id}.{timestamp}.".encode() + body.reveal())
    except UnicodeEncodeError:
        raise WebhookVerificationError("webhook-id contains a character that cannot be encoded") from None


# The next two hold the secret in expressions only: variables would show it, and it could be used to forge a webhook.


def _signature(signed: Hidden[bytes], secret: Callable[[], object]) -> bytes:
    return hmac.new(_key(secret), signed.reveal(), hashlib.sha256).digest()


def _key(secret: Callable[[], object]) -> bytes:
    return base64.b64decode(cast("str", secret()).strip().removeprefix(_PREFIX), validate=True)


def _signatures(header: str) -> list[bytes]:
    """The signatures of version `v1`. While a secret is being replaced, there are two."""
    found: list[bytes] = []
    for item in header.split():
        version, _, text = item.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except (binascii.Error, ValueError):
                continue
    return found


def _check_secret(secret: Callable[[], object], wanted: str) -> None:
    problem = f"secret must be {wanted}: whsec_ followed by base64"
    if not isinstance(secret(), str):
        raise InvalidArgumentError(f"{problem}, not {type(secret()).__name__}")
    try:
        is_usable = bool(_key(secret))
    except ValueError:
        is_usable = False
    if not is_usable:
        raise InvalidArgumentError(problem)
