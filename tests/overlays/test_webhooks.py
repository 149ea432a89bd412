"""Webhooks: what is signed right is read, anything else is refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from email.message import Message
from types import MappingProxyType
from typing import Any, Final

import httpx
import pytest
import starlette.datastructures
from hypothesis import given
from hypothesis import strategies as st
from lumenfall_client import webhooks
from support.calling import Caller, repaced
from support.providers import LUMENFALL
from support.shown import SIGNATURE, SIGNED_LINK, locals_of, texts_of
from support.stage import Stage

NOW: Final = 1_700_000_000.0
SECRET: Final = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # of the specification's own example
EVENT: Final = {
    "type": "video.completed",
    "data": {
        "object": "video.generation",
        "id": "req_abc123",
        "model": "veo-3.1-fast",
        "status": "completed",
        "output": {"url": "https://media.example.com/abc123.mp4"},
    },
}
BODY: Final = json.dumps(EVENT).encode()


def signed(body: bytes = BODY, *, secret: str = SECRET, age: float = 0.0) -> dict[str, str]:
    """The headers of a notification."""
    return webhooks.sign(body, secret, message_id="msg_1", timestamp=NOW - age)


def unwrap(body: Any = BODY, headers: Any = None, secret: Any = SECRET, **options: Any) -> Any:
    """Unwrap at `NOW`."""
    return webhooks.unwrap(body, signed() if headers is None else headers, secret, clock=lambda: NOW, **options)


def test_the_specifications_own_example() -> None:
    """The signature that the Standard Webhooks specification shows is the one that we make."""
    body = b'{"test": 2432232314}'

    headers = webhooks.sign(body, SECRET, message_id="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330)

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "body", [BODY, BODY.decode(), bytearray(BODY), memoryview(BODY)], ids=lambda b: type(b).__name__
)
def test_a_notification_is_read(body: Any) -> None:
    """The event is typed."""
    event = unwrap(body)

    assert isinstance(event, LUMENFALL.models.WebhookEvent)
    assert (event.type, event.data.id, event.data.status) == ("video.completed", "req_abc123", "completed")
    assert event.data.output.url == "https://media.example.com/abc123.mp4"


def test_names_of_headers_know_no_case() -> None:
    """Frameworks write header names as they like; others than ours do no harm."""
    headers = {name.title(): value for name, value in signed().items()}

    assert unwrap(headers={"Host": "x", **headers}).type == "video.completed"


def message(headers: Mapping[str, str]) -> Message:
    """The headers as `http.server` has them."""
    made = Message()
    for name, value in headers.items():
        made[name] = value
    return made


class Multi:
    """Headers that are no mapping, as in Flask: several values a name, and `items()`."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._pairs = [("Host", "x"), *headers.items()]

    def items(self, lower: bool = False) -> list[tuple[str, str]]:
        return self._pairs


FORMS: Final[dict[str, Callable[[dict[str, str]], Any]]] = {
    "dict": dict,
    "title case": lambda headers: {name.title(): value for name, value in headers.items()},
    "upper case": lambda headers: {name.upper(): value for name, value in headers.items()},
    "read-only": MappingProxyType,
    "httpx": httpx.Headers,
    "Starlette": starlette.datastructures.Headers,
    "Flask": Multi,
    "http.server": message,
    "pairs": lambda headers: list(headers.items()),
    "generated pairs": lambda headers: (pair for pair in headers.items()),
    "pairs as lists": lambda headers: [list(pair) for pair in headers.items()],
    "ASGI": lambda headers: [(name.encode(), value.encode()) for name, value in headers.items()],
    "dict of ASGI": lambda headers: {name.encode(): value.encode() for name, value in headers.items()},
    "WSGI, request.META": lambda headers: {
        "wsgi.version": (1, 0),
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    },
}


@pytest.mark.parametrize("form", FORMS)
def test_headers_in_every_form(form: str) -> None:
    """Frameworks have headers as mappings, as pairs, as bytes; all of them are read, and a forgery in none."""
    forged = {**signed(), "webhook-signature": "v1,AAAA"}

    assert unwrap(headers=FORMS[form](signed())).type == "video.completed"
    with pytest.raises(webhooks.WebhookVerificationError, match="no signature"):
        unwrap(headers=FORMS[form](forged))


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("form", ["pairs", "names that differ in case", "ASGI", "joined by a comma"])
def test_a_header_that_comes_twice(form: str, name: str, first: bool) -> None:
    """A second value of a header is refused, before the right one or after it.

    The service might read the other one: with another id, a webhook that is repeated would look like a new one.
    """
    right = signed()
    other = {"webhook-id": "msg_2", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}[name]
    pairs = [(name, other), *right.items()] if first else [*right.items(), (name, other)]
    both = f"{other},{right[name]}" if first else f"{right[name]},{other}"
    headers: Any = {
        "pairs": pairs,
        "names that differ in case": {**({name.title(): other} if first else {}), **right, name.title(): other},
        "ASGI": [(one.encode(), value.encode()) for one, value in pairs],
        "joined by a comma": {**right, name: both},
    }[form]

    with pytest.raises(webhooks.WebhookVerificationError):
        unwrap(headers=headers)


def test_a_header_that_is_repeated_as_it_is() -> None:
    """The same value twice does no harm."""
    assert unwrap(headers=[*signed().items(), *signed().items()]).type == "video.completed"


def test_a_secret_that_is_being_replaced() -> None:
    """One right signature among several is enough, also beside versions that nobody knows."""
    headers = signed()
    headers["webhook-signature"] = f"v1,AAAA v1a,xx v1,!! v2,{'A' * 44} {headers['webhook-signature']}"

    assert unwrap(headers=headers).type == "video.completed"


def test_a_secret_as_the_client_has_it() -> None:
    """The secret may be the object that the client answers with; it is not shown."""
    secret = LUMENFALL.models.WebhookSecret(key=SECRET)

    assert unwrap(secret=secret).type == "video.completed"
    assert SECRET not in repr(secret)


@pytest.mark.parametrize("age", [-300, -299, 0, 299, 300])
def test_notifications_that_are_new_enough(age: float) -> None:
    """Five minutes are allowed, either way."""
    assert unwrap(headers=signed(age=age)).type == "video.completed"


@pytest.mark.parametrize("age", [-301, 301, 86_400, NOW])
def test_notifications_that_are_too_old(age: float) -> None:
    """What is older, or from the future, is refused, though its signature is right."""
    with pytest.raises(webhooks.WebhookVerificationError, match=r"s old|future"):
        unwrap(headers=signed(age=age))


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, ""])
def test_missing_headers(missing: str, value: str | None) -> None:
    """Each of the three headers is needed."""
    headers = signed()
    del headers[missing]
    if value is not None:
        headers[missing] = value

    with pytest.raises(webhooks.WebhookVerificationError, match=missing):
        unwrap(headers=headers)


FORGERIES: Final[dict[str, Any]] = {
    "another id": {"webhook-id": "msg_2"},
    "another time": {"webhook-timestamp": str(int(NOW) - 1)},
    "no time": {"webhook-timestamp": "now"},
    "a time in another script": {"webhook-timestamp": "\u0661\u0667" + "\u0660" * 8},
    "a negative time": {"webhook-timestamp": "-1"},
    "a huge time": {"webhook-timestamp": "9" * 5000},
    "no signature": {"webhook-signature": "v1,"},
    "a cut signature": {"webhook-signature": signed()["webhook-signature"][:-8]},
    "no version": {"webhook-signature": signed()["webhook-signature"].partition(",")[2]},
    "another version": {"webhook-signature": signed()["webhook-signature"].replace("v1", "v2")},
    "of another secret": signed(secret="whsec_" + base64.b64encode(b"other").decode()),
    "an id that cannot be encoded": {"webhook-id": "\ud800"},
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgeries(name: str) -> None:
    """What was not signed with the secret, exactly as it came, is refused."""
    with pytest.raises(webhooks.WebhookVerificationError):
        unwrap(headers={**signed(), **FORGERIES[name]})


@given(st.binary(max_size=200))
def test_no_other_body(body: bytes) -> None:
    """A signature is good for one body."""
    if body == BODY:
        return
    with pytest.raises(webhooks.WebhookVerificationError):
        unwrap(body, signed())


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_é", "no base64", None, b"whsec_AAAA"])
def test_secrets_that_are_none(secret: Any) -> None:
    """An invalid secret is reported as such, and not as a forged webhook. The message does not show the value."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="get_secret") as caught:
        unwrap(secret=secret)
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="get_secret"):
        unwrap(b"", {}, secret)

    assert "no base64" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"headers": None}, {"headers": [("webhook-id",)]}, {"headers": "webhook-id"}, {"headers": [1]}, {"headers": 5},
        {"headers": {"Webhook-Timestamp": 5}}, {"headers": {"webhook-signature": ["v1,"]}}, {"body": "\ud800"},
        {"tolerance": None}, {"tolerance": "5"}, {"tolerance": float("nan")}, {"tolerance": -1}, {"tolerance": True},
    ],
    ids=str,
)  # fmt: skip
def test_arguments_that_make_no_sense(wrong: dict[str, Any]) -> None:
    """They are the caller's mistake, and no forgery."""
    arguments = {"body": BODY, "headers": signed(), "secret": SECRET, **wrong}
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=next(iter(wrong)).rstrip("s")):
        webhooks.unwrap(**arguments)


def test_a_parsed_body() -> None:
    """A body that a framework has parsed cannot be verified."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="raw"):
        unwrap(EVENT)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"type": 1}', b'{"type": "video.failed", "data": {}}'])
def test_signed_nonsense(body: bytes) -> None:
    """A right signature on a body that is no event is an error with the place and the body."""
    with pytest.raises(LUMENFALL.error("ResponseDecodeError")) as caught:
        unwrap(body, signed(body))

    assert caught.value.body == body


LINKED: Final = json.dumps({"type": [SIGNED_LINK], "data": {"id": "req_1", "url": SIGNED_LINK}}).encode()
"""A body with links that are signed, and which is no event."""

REFUSED: Final[dict[str, tuple[bytes | str, dict[str, str], Any]]] = {
    **{name: (LINKED, {**signed(LINKED), **forged}, SECRET) for name, forged in FORGERIES.items()},
    "too old": (LINKED, signed(LINKED, age=301), SECRET),
    "another body": (LINKED + b" ", signed(LINKED), SECRET),
    "no headers": (LINKED, {}, SECRET),
    "signed, but no event": (LINKED, signed(LINKED), SECRET),
    "signed, but no JSON": (LINKED[:-1], signed(LINKED[:-1]), SECRET),
    "a body that cannot be encoded": (LINKED.decode() + "\ud800", signed(LINKED), SECRET),
    "a secret of bytes": (LINKED, signed(LINKED), SECRET.encode()),
    "a secret that is damaged": (LINKED, signed(LINKED), SECRET + "!"),
}


@pytest.mark.parametrize("way", ["function", "sync", "async"])
@pytest.mark.parametrize("name", REFUSED)
def test_no_frame_shows_what_signs(caller: Caller, way: str, name: str) -> None:
    """A bad notification shows neither the secret nor its key, the right signature, or a link of the body's."""
    body, headers, secret = REFUSED[name]
    client = caller.client(LUMENFALL, api_key="key")
    client = client.with_options(pace=repaced(client._engine.pace, wall_clock=lambda: NOW))
    functions = {"function": lambda: webhooks.unwrap(body, headers, secret, clock=lambda: NOW)}
    method = functions.get(way, lambda: client.webhooks.unwrap(body, headers, secret))

    with pytest.raises(LUMENFALL.root_error) as caught:
        method()

    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    known = [SECRET, repr(key)[2:-1], SIGNATURE]
    # Headers that a sender has signed rightly are the sender's own.
    expected = [value for value in signed(LINKED).values() if value not in headers.values() and value.startswith("v1,")]
    places = [*locals_of(caught.value), *(("text", text) for text in texts_of(caught.value))]
    assert places
    assert [place for place, text in places if any(one in text for one in known)] == []
    if name != "no version":
        assert [place for place, text in places if any(one.removeprefix("v1,") in text for one in expected)] == []


def test_events_that_nobody_knows() -> None:
    """New types and new members pass."""
    body = json.dumps({"type": "video.moderated", "data": {"id": "req_1", "score": 3}, "more": 1}).encode()

    event = unwrap(body, signed(body))

    assert (event.type, event.data.additional_properties) == ("video.moderated", {"score": 3})


@pytest.mark.parametrize("outcome", ["completed", "failed", "cancelled"])
def test_from_order_to_notification(stage: Stage, outcome: str) -> None:
    """The fake sends what a client that fetched the secret can unwrap, once for each video that has ended."""
    client = stage.client()
    stage.fake.plan_video(outcome=outcome, duration=30)
    order = {"model": "sora-2", "prompt": "A capybara", "webhook_url": "https://yourapp.com/hooks"}
    video = stage.call(client.videos.create, **order)
    early = stage.fake.due_webhooks()
    stage.clock.sleep(60)

    [hook] = stage.fake.due_webhooks()
    secret = stage.call(client.webhooks.get_secret)
    event = client.webhooks.unwrap(hook.body, hook.headers, secret)

    assert (early, stage.fake.due_webhooks()) == ([], [])
    assert (hook.url, hook.video_id) == ("https://yourapp.com/hooks", video.id)
    assert (event.type, event.data.id, event.data.status) == (f"video.{outcome}", video.id, outcome)
    assert (event.data.output is not None) == (outcome == "completed")


@pytest.mark.parametrize("sockets", [False, True], ids=["mock", "sockets"])
@pytest.mark.parametrize("known", ["created", "asked for", "added"])
def test_the_link_in_a_notification(caller: Caller, sockets: bool, known: str) -> None:
    """The link leads to the fake, by the way that it was asked, or is served; else as its own clients ask."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    order = {"model": "sora-2", "prompt": "A capybara", "webhook_url": "https://yourapp.com/hooks"}

    with ExitStack() as stack:
        base_url = stack.enter_context(fake.serve()) if sockets else "https://gateway.example"
        transport = None if sockets else fake.transport()
        own = caller.http_client(trust_env=False, **({} if transport is None else {"transport": transport}))
        client = caller.client(LUMENFALL, base_url, http_client=own)
        if known == "created":
            caller.result(client.videos.create(**order))
        else:
            fake.add_video("video_1", webhook_url=order["webhook_url"])
        if known == "asked for":
            caller.result(client.videos.get("video_1"))
        clock.sleep(20)
        [hook] = fake.due_webhooks()
        url = json.loads(hook.body)["data"]["output"]["url"]
        answer = caller.result(own.get(url))

    assert answer.content == fake.media.file(hook.video_id).content
    mocked = "https://media.lumenfall.fake/" if known == "added" else "https://media.gateway.example/"
    assert url.startswith(base_url if sockets else mocked)
    assert LUMENFALL.testing.BASE_URL == "https://lumenfall.fake"


def test_the_link_after_the_fake_was_served() -> None:
    """A fake that is served no more gives links that its own clients can follow."""
    fake = LUMENFALL.fake()
    fake.add_video("video_1", queued_for=0, duration=0, webhook_url="https://yourapp.com/hooks")
    with fake.serve():
        pass

    [hook] = fake.due_webhooks()

    assert json.loads(hook.body)["data"]["output"]["url"].startswith("https://media.lumenfall.fake/")
