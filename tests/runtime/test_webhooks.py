"""Standard Webhooks, whoever sends them: what was signed with the secret is read, and nothing else."""

from __future__ import annotations

import base64
import traceback
from typing import Any

import pytest

from runtime.errors import InvalidArgumentError, ResponseDecodeError
from runtime.webhooks import WebhookVerificationError, sign, unwrap

KEY = "whsec_" + base64.b64encode(b"the secret of a test").decode()
BODY = b'{"kind": "done"}'
NOW = 1_700_000_000.0


def headers(body: bytes = BODY, key: str = KEY) -> dict[str, str]:
    """The headers of a notification."""
    return sign(body, lambda: key, message_id="msg_1", timestamp=NOW, wanted="the secret")


def read(body: bytes, given: dict[str, str], key: object = KEY, **options: Any) -> Any:
    """Unwrap a notification, reading its kind."""
    options = {"tolerance": 300.0, "clock": lambda: NOW, "read": lambda event: event["kind"], **options}
    return unwrap(body, given, lambda: key, wanted="the secret", **options)


def test_the_published_example() -> None:
    """The signature is the one that the specification's own library makes of the same message."""
    made = sign(
        b'{"test": 2432232314}',
        lambda: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1_614_265_330,
        wanted="the secret",
    )

    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_was_signed_is_read() -> None:
    """A notification is read by the function that is given; header names may be in any case."""
    assert read(BODY, headers()) == "done"
    assert read(BODY, {name.title(): value for name, value in headers().items()}) == "done"


@pytest.mark.parametrize("age", [-301, 301])
def test_what_is_too_old_is_refused(age: float) -> None:
    """So is what comes from the future."""
    with pytest.raises(WebhookVerificationError, match="300 s are allowed"):
        read(BODY, headers(), clock=lambda: NOW + age)


def test_another_body_is_refused() -> None:
    """The signature is of the body as it came, byte by byte."""
    with pytest.raises(WebhookVerificationError, match="no signature"):
        read(BODY + b" ", headers())


@pytest.mark.parametrize("key", ["", "no base64", None, b"whsec_AAAA"])
def test_a_secret_that_cannot_be_used(key: Any) -> None:
    """It is an error of the caller's, with the words for where to get one, and it is not shown."""
    with pytest.raises(InvalidArgumentError, match="secret must be the secret: whsec_ followed by base64") as caught:
        read(BODY, {}, key)

    assert not isinstance(key, str) or not key or key not in str(caught.value)


def test_the_secret_is_in_no_frame() -> None:
    """A traceback that shows local variables shows neither the secret nor the key."""
    try:
        read(BODY + b" ", headers())
    except WebhookVerificationError as error:
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    shown = [repr(value) for frame in frames[2:] for value in frame.f_locals.values()]

    assert shown
    assert not any("the secret of a test" in text or KEY in text for text in shown)


def test_a_body_that_is_not_what_it_should_be() -> None:
    """The signature is right, but not the body: the error has it."""
    with pytest.raises(ResponseDecodeError) as caught:
        read(b"no json", headers(b"no json"))

    assert caught.value.body == b"no json"
