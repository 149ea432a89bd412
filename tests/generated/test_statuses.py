"""Answers that are no success: the typed error, and how often the request was sent."""

from __future__ import annotations

from email.utils import formatdate
from http import HTTPStatus
from typing import Any

import pytest
from support.calling import Caller, repaced
from support.providers import FIRST_OPERATIONS, OPERATIONS, Operation
from support.server import Raw, ScriptedServer, html_answer, json_answer, raw_answer, text_answer
from support.statuses import RETRIED, STATUSES, error_of

PHRASE = None
"""The message is the status's reason phrase: the body has no words for a person."""

# Shapes of an error, with the message and the code that they hold: each client reads those of every provider.
SHAPES: list[tuple[Any, str | None, str | None]] = [
    ({"error": {"message": "Bad key", "type": "t", "code": "NO_KEY"}}, "Bad key", "NO_KEY"),
    ({"error": {"message": "New", "code": "BRAND_NEW"}}, "New", "BRAND_NEW"),
    ({"error": {"message": "first", "code": None}, "message": "second"}, "first", None),
    ({"error": {"code": "RATE_LIMITED"}, "message": "second"}, "second", "RATE_LIMITED"),
    ({"success": False, "message": "Invalid API key"}, "Invalid API key", None),
    ({"success": False, "error": "No access"}, "No access", None),
    ({"success": False, "message": "first", "error": "second"}, "first", None),
    ({"detail": "Invalid request id"}, "Invalid request id", None),
    (
        {"detail": [{"loc": ["path", "id"], "msg": "too small", "type": "t"}, {"loc": ["a", 0], "msg": "bad"}]},
        "path.id: too small; a.0: bad",
        None,
    ),
    ({"detail": []}, PHRASE, None),
    ({"success": False}, PHRASE, None),
    ({"data": None, "error": "Internal server error"}, "Internal server error", None),
    ({"error": "Rate limit exceeded"}, "Rate limit exceeded", None),
    ({"error": None, "trace": "isAuthenticated.error"}, PHRASE, None),
]
ODD_SHAPES: list[tuple[Any, str | None, str | None]] = [
    (None, PHRASE, None),
    ([], PHRASE, None),
    (["text"], PHRASE, None),
    ({}, PHRASE, None),
    (42, PHRASE, None),
    ({"error": {}, "message": "", "detail": None}, PHRASE, None),
    ({"error": 7, "message": ["x"], "detail": {"a": 1}}, PHRASE, None),
    ({"detail": [1, None, {"msg": 5}, {"loc": "x"}]}, PHRASE, None),
    ({"message": "<html><body>Bad gateway</body></html>"}, PHRASE, None),
    ({"message": "Wrong", "code": 1234}, "Wrong", "1234"),
    ({"error": {"message": " padded \n"}}, "padded", None),
]


def phrase(status_code: int) -> str:
    """The reason phrase of a status that has one."""
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return ""


def assert_message(error: Any, message: str | None) -> None:
    """The message is the server's, else the reason phrase, and never markup."""
    expected = phrase(error.status_code) if message is PHRASE else message
    assert error.message == expected if expected else error.message.strip()
    assert "<" not in str(error)
    assert str(error).startswith(f"{error.status_code}: {error.message}")


@pytest.mark.parametrize("status_code", STATUSES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_status_is_its_error(caller: Caller, server: ScriptedServer, operation: Operation, status_code: int) -> None:
    """Whatever the body, a status raises its class, with status, headers, body, message, code and request id."""
    provider = operation.provider
    headers = {provider.request_id_header: "id-77", "X-Other": "here"}
    shapes = [*SHAPES, *(ODD_SHAPES if status_code in (400, 502) else ())] if status_code != 304 else []
    server.script(
        *[json_answer(body, status_code, headers) for body, _, _ in shapes], raw_answer(b"", status_code, headers)
    )
    get = caller.operation(caller.client(provider, server.url), operation)

    for body, message, code in [*shapes, ("", PHRASE, None)]:
        with pytest.raises(provider.root_error) as caught:
            get()

        error = caught.value
        assert type(error) is provider.error(error_of(status_code))
        assert isinstance(error, provider.error("APIStatusError"))
        assert error.status_code == status_code
        assert type(error.status_code) is int
        assert error.request_id == "id-77"
        assert error.headers["x-other"] == error.headers["X-OTHER"] == "here"
        assert error.body == body
        assert error.code == code
        assert error.attempts == 1
        assert "id-77" in str(error)
        assert_message(error, message)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_operation_raises_the_error_of_a_status(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """Each status raises its class from every operation, plain and detailed."""
    client = caller.client(operation.provider, server.url)
    server.script(*[raw_answer(b"", status_code) for status_code in STATUSES for _ in range(2)])

    for status_code in STATUSES:
        for detailed in (False, True):
            with pytest.raises(operation.provider.error("APIStatusError")) as caught:
                caller.operation(client, operation, detailed=detailed)()

            assert type(caught.value) is operation.provider.error(error_of(status_code))
            assert caught.value.status_code == status_code
            assert f"{server.url}{operation.path}" in caught.value.as_curl()


TEXTS = {
    "plain": ("Invalid token.", "Invalid token."),
    "two lines": ("Invalid token.\n", "Invalid token."),
    "long": ("A stack trace. " * 100, PHRASE),
    "blank": (" \n ", PHRASE),
    "html": ("<!DOCTYPE html><html><head><title>Oops</title></head></html>", PHRASE),
    "html without doctype": ("\n<HTML ><body>Oops", PHRASE),
    "fragment": ("<h1>Oops</h1>", PHRASE),
    "comment first": ("<!-- cached --><html>Oops", PHRASE),
    "xml": ('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', PHRASE),
    "html in json": ('"<html>Oops</html>"', PHRASE),
    "cut json": ('{"error": {"message": "Inval', '{"error": {"message": "Inval'),
    "controls": ("\x00\x01\x02", PHRASE),
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_message_is_for_people(caller: Caller, server: ScriptedServer, operation: Operation, text: str) -> None:
    """Short plain text is the message; a page, a long text or noise is not, but stays in `body`."""
    content, message = TEXTS[text]
    statuses = (400, 429, 502, 524, 599)
    server.script(*[text_answer(content, status_code, "text/html") for status_code in statuses])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    for status_code in statuses:
        with pytest.raises(operation.provider.error("APIStatusError")) as caught:
            get()

        assert caught.value.status_code == status_code
        assert caught.value.body == (content if text != "html in json" else content.strip('"'))
        assert_message(caught.value, message)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00bad", b"[" * 100_000, b"9" * 5000, b'{"message": NaN}'],
    ids=lambda content: repr(content[:8]),
)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_body_that_cannot_be_read_hides_no_status(
    caller: Caller, server: ScriptedServer, operation: Operation, content: bytes
) -> None:
    """An error's body that is no JSON and no text does not turn the error into another one."""
    server.script(raw_answer(content, 502))

    with pytest.raises(operation.provider.error("InternalServerError")) as caught:
        caller.call(operation, server.url)

    assert isinstance(caught.value.body, str)


@pytest.mark.parametrize("header", ["X-Request-Id", "Request-Id", "x-request-id"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_usual_header_holds_the_request_id(
    caller: Caller, server: ScriptedServer, operation: Operation, header: str
) -> None:
    """The usual headers are read too; without any of them there is no request id."""
    server.script(raw_answer(b"", 404, {header: "id-1"}), raw_answer(b"", 404))
    get = caller.operation(caller.client(operation.provider, server.url), operation)
    found: list[str | None] = []

    for _ in range(2):
        with pytest.raises(operation.provider.error("NotFoundError")) as caught:
            get()
        found.append(caught.value.request_id)

    assert found == ["id-1", None]


@pytest.mark.parametrize("status_code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("own", [False, True], ids=["our client", "the caller's client"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_redirect_is_not_followed(
    caller: Caller, server: ScriptedServer, operation: Operation, own: bool, status_code: int
) -> None:
    """A redirect is an error, and the server at its location hears nothing: neither of the call nor of the key."""
    with ScriptedServer() as other:
        other.script(operation.answer())
        server.script(raw_answer(b"", status_code, {"Location": f"{other.url}/elsewhere"}))
        options = {"http_client": caller.http_client(follow_redirects=True)} if own else {}

        with pytest.raises(operation.provider.error("APIStatusError")) as caught:
            caller.call(operation, server.url, max_retries=2, **options)

        assert type(caught.value) is operation.provider.error("APIStatusError")
        assert caught.value.status_code == status_code
        assert other.connections == 0
        assert len(server.requests) == 1


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_which_statuses_are_tried_again(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A status that may pass is tried three times in all, any other once; what may not be repeated is sent once."""
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=2).with_options(pace=clock.pace)
    get = caller.operation(client, operation)

    for status_code in STATUSES:
        server.script(raw_answer(b"", status_code))
        received, started = len(server.requests), clock()
        with pytest.raises(operation.provider.error("APIStatusError")) as caught:
            get()

        attempts = 3 if status_code in RETRIED and operation.repeatable else 1
        assert (status_code, len(server.requests) - received) == (status_code, attempts)
        assert caught.value.attempts == attempts
        assert clock() - started <= 0.5 + 1.0


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.repeatable], ids=str)
def test_two_retries_are_the_default(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Without a word about it, a call is sent three times, and a third answer that is good is the result."""
    clock = operation.provider.testing.VirtualClock()
    server.script(raw_answer(b"", 503), html_answer(502), operation.answer())
    client = operation.provider.client_class(caller.mode)("key", base_url=server.url).with_options(pace=clock.pace)

    result = caller.operation(client, operation)()

    assert result == operation.result()
    assert len(server.requests) == 3
    caller.result(client.close() if caller.mode == "sync" else client.aclose())


def paused(
    caller: Caller, server: ScriptedServer, operation: Operation, *answers: Raw, chance: float, now: float = 0.0
) -> tuple[float, int]:
    """Seconds that a call paused for in all, and how often it was sent."""
    clock = operation.provider.testing.VirtualClock(started_at=now)
    server.script(*answers, operation.answer())
    client = caller.client(operation.provider, server.url, max_retries=2, total_timeout=None)
    client = client.with_options(pace=repaced(clock.pace, chance=lambda: chance))
    before = len(server.requests)
    try:
        caller.operation(client, operation)()
    except operation.provider.error("APIStatusError"):
        pass
    return clock(), len(server.requests) - before


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "0"}, 0.0),
        ({"retry-after-ms": "2500"}, 2.5),
        ({"retry-after-ms": "2500", "Retry-After": "7"}, 2.5),
        ({"Retry-After": formatdate(1_700_000_007, usegmt=True)}, 7.0),
        ({"Retry-After": formatdate(1_600_000_000, usegmt=True)}, 0.0),
        ({"Retry-After": "soon"}, 0.0),
        ({"Retry-After": "-5"}, 0.0),
        ({"Retry-After": "nan"}, 0.0),
        ({"Retry-After": ""}, 0.0),
        ({"Retry-After": "Wed, 99 Foo 2026 99:99:99 GMT"}, 0.0),
    ],
    ids=str,
)
@pytest.mark.parametrize("status_code", [429, 503])
def test_retry_after_is_honoured(
    caller: Caller, server: ScriptedServer, status_code: int, headers: dict[str, str], pause: float
) -> None:
    """The server's wish, in seconds, milliseconds or as a date, is the least pause; what makes no sense is no wish."""
    answer = raw_answer(b"", status_code, headers)

    assert paused(caller, server, FIRST_OPERATIONS[0], answer, chance=0.0, now=1_700_000_000.0) == (pytest.approx(pause), 2)


@pytest.mark.parametrize(
    "wish", ["31536000", "1e300", formatdate(1_731_536_000, usegmt=True)], ids=["seconds", "huge", "date"]
)
def test_nobody_waits_a_year(caller: Caller, server: ScriptedServer, wish: str) -> None:
    """A wish for a year gives the caller the answer at once."""
    answer = raw_answer(b"", 429, {"Retry-After": wish})

    assert paused(caller, server, FIRST_OPERATIONS[0], answer, chance=0.0, now=1_700_000_000.0) == (0.0, 1)


@pytest.mark.parametrize(("chance", "pause"), [(0.0, 0.0), (0.5, 0.75), (1.0, 1.5)])
def test_backoff_has_full_jitter(caller: Caller, server: ScriptedServer, chance: float, pause: float) -> None:
    """Pauses are anything up to a cap that doubles: 0.5 s, then 1 s."""
    answers = [raw_answer(b"", 500)] * 2

    assert paused(caller, server, FIRST_OPERATIONS[0], *answers, chance=chance) == (pytest.approx(pause), 3)


