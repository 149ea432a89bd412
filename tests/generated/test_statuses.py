"""Answers that are no success: the typed error, and how often the request was sent."""

from __future__ import annotations

from email.utils import formatdate
from http import HTTPStatus
from typing import Any

import pytest
from support.calling import Caller, repaced
from support.providers import FIRST_OPERATIONS, HELICONE, LUMENFALL, OPERATIONS, PROMPTLAYER, Operation
from support.server import Raw, ScriptedServer, html_answer, json_answer, raw_answer, text_answer

CLASSES = {
    301: "APIStatusError",
    302: "APIStatusError",
    303: "APIStatusError",
    304: "APIStatusError",
    307: "APIStatusError",
    308: "APIStatusError",
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    405: "APIStatusError",
    408: "APIStatusError",
    409: "ConflictError",
    410: "APIStatusError",
    418: "APIStatusError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    499: "APIStatusError",
    500: "InternalServerError",
    501: "InternalServerError",
    502: "InternalServerError",
    503: "InternalServerError",
    504: "InternalServerError",
    505: "InternalServerError",
    520: "InternalServerError",
    521: "InternalServerError",
    522: "InternalServerError",
    523: "InternalServerError",
    524: "InternalServerError",
    525: "InternalServerError",
    529: "InternalServerError",
    599: "InternalServerError",
}
# DESIGN.md, section 4.
RETRIED = {408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}

PHRASE = None
"""The message is the status's reason phrase: the body has no words for a person."""

# Each provider's shapes of an error, with the message and the code that they hold.
SHAPES: dict[str, list[tuple[Any, str | None, str | None]]] = {
    "lumenfall": [
        (
            {"error": {"message": "Invalid API key", "type": "t", "code": "AUTHENTICATION_FAILED"}},
            "Invalid API key",
            "AUTHENTICATION_FAILED",
        ),
        ({"error": {"message": "New", "code": "BRAND_NEW"}}, "New", "BRAND_NEW"),
        ({"error": {"message": "first", "code": None}, "message": "second"}, "first", None),
        ({"error": {"code": "RATE_LIMITED"}, "message": "second"}, "second", "RATE_LIMITED"),
    ],
    "promptlayer": [
        ({"success": False, "message": "Invalid API key"}, "Invalid API key", None),
        ({"success": False, "error": "No access"}, "No access", None),
        ({"success": False, "message": "first", "error": "second"}, "first", None),
        ({"detail": "Invalid request id"}, "Invalid request id", None),
        (
            {
                "detail": [
                    {"loc": ["path", "request_id"], "msg": "too small", "type": "t"},
                    {"loc": ["a", 0], "msg": "bad"},
                ]
            },
            "path.request_id: too small; a.0: bad",
            None,
        ),
        ({"detail": []}, PHRASE, None),
        ({"success": False}, PHRASE, None),
    ],
    "helicone": [
        ({"data": None, "error": "Internal server error"}, "Internal server error", None),
        ({"error": "Rate limit exceeded"}, "Rate limit exceeded", None),
        ({"error": None, "trace": "isAuthenticated.error"}, PHRASE, None),
    ],
}
ANY_SHAPES: list[tuple[Any, str | None, str | None]] = [
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


@pytest.mark.parametrize("status_code", CLASSES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_status_is_its_error(caller: Caller, server: ScriptedServer, operation: Operation, status_code: int) -> None:
    """Whatever the body, a status raises its class, with status, headers, body, message, code and request id."""
    provider = operation.provider
    headers = {provider.request_id_header: "id-77", "X-Other": "here"}
    shapes = [*SHAPES[provider.name], *(ANY_SHAPES if status_code in (400, 502) else ())] if status_code != 304 else []
    server.script(
        *[json_answer(body, status_code, headers) for body, _, _ in shapes], raw_answer(b"", status_code, headers)
    )
    get = caller.operation(caller.client(provider, server.url), operation)

    for body, message, code in [*shapes, ("", PHRASE, None)]:
        with pytest.raises(provider.root_error) as caught:
            get(operation.example_id)

        error = caught.value
        assert type(error) is provider.error(CLASSES[status_code])
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
            get(operation.example_id)

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
        caller.get(operation, server.url)

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
            get(operation.example_id)
        found.append(caught.value.request_id)

    assert found == ["id-1", None]


def test_lumenfalls_own_request_id_goes_first(caller: Caller, server: ScriptedServer) -> None:
    """A provider's documented header goes before one that a proxy may have set."""
    server.script(raw_answer(b"", 404, {"X-Request-Id": "proxy", "X-Lumenfall-Request-Id": "own"}))

    with pytest.raises(LUMENFALL.error("NotFoundError")) as caught:
        caller.get(OPERATIONS[0], server.url)

    assert caught.value.request_id == "own"


@pytest.mark.parametrize("status_code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("own", [False, True], ids=["our client", "the caller's client"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_redirect_is_not_followed(
    caller: Caller, server: ScriptedServer, operation: Operation, own: bool, status_code: int
) -> None:
    """A redirect is an error, and the server at its location hears nothing: neither of the call nor of the key."""
    with ScriptedServer() as other:
        other.script(json_answer(operation.wrapped(operation.success())))
        server.script(raw_answer(b"", status_code, {"Location": f"{other.url}/elsewhere"}))
        options = {"http_client": caller.http_client(follow_redirects=True)} if own else {}

        with pytest.raises(operation.provider.error("APIStatusError")) as caught:
            caller.get(operation, server.url, max_retries=2, **options)

        assert type(caught.value) is operation.provider.error("APIStatusError")
        assert caught.value.status_code == status_code
        assert other.connections == 0
        assert len(server.requests) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_which_statuses_are_tried_again(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A status that may pass is tried three times in all, any other once; the error tells how often."""
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, max_retries=2).with_options(pace=clock.pace)
    get = caller.operation(client, operation)

    for status_code in CLASSES:
        server.script(raw_answer(b"", status_code))
        received, started = len(server.requests), clock()
        with pytest.raises(operation.provider.error("APIStatusError")) as caught:
            get(operation.example_id)

        attempts = 3 if status_code in RETRIED else 1
        assert (status_code, len(server.requests) - received) == (status_code, attempts)
        assert caught.value.attempts == attempts
        assert clock() - started <= 0.5 + 1.0


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_two_retries_are_the_default(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Without a word about it, a call is sent three times, and a third answer that is good is the result."""
    clock = operation.provider.testing.VirtualClock()
    server.script(raw_answer(b"", 503), html_answer(502), json_answer(operation.wrapped(operation.success())))
    client = operation.provider.client_class(caller.mode)("key", base_url=server.url).with_options(pace=clock.pace)

    result = caller.operation(client, operation)(operation.example_id)

    assert result == operation.model.from_dict(operation.success())
    assert len(server.requests) == 3
    caller.result(client.close() if caller.mode == "sync" else client.aclose())


def paused(
    caller: Caller, server: ScriptedServer, operation: Operation, *answers: Raw, chance: float, now: float = 0.0
) -> tuple[float, int]:
    """Seconds that a call paused for in all, and how often it was sent."""
    clock = operation.provider.testing.VirtualClock(started_at=now)
    server.script(*answers, json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url, max_retries=2, total_timeout=None)
    client = client.with_options(pace=repaced(clock.pace, chance=lambda: chance))
    before = len(server.requests)
    try:
        caller.operation(client, operation)(operation.example_id)
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

    assert paused(caller, server, OPERATIONS[0], answer, chance=0.0, now=1_700_000_000.0) == (pytest.approx(pause), 2)


@pytest.mark.parametrize(
    "wish", ["31536000", "1e300", formatdate(1_731_536_000, usegmt=True)], ids=["seconds", "huge", "date"]
)
def test_nobody_waits_a_year(caller: Caller, server: ScriptedServer, wish: str) -> None:
    """A wish for a year gives the caller the answer at once."""
    answer = raw_answer(b"", 429, {"Retry-After": wish})

    assert paused(caller, server, OPERATIONS[0], answer, chance=0.0, now=1_700_000_000.0) == (0.0, 1)


@pytest.mark.parametrize(("chance", "pause"), [(0.0, 0.0), (0.5, 0.75), (1.0, 1.5)])
def test_backoff_has_full_jitter(caller: Caller, server: ScriptedServer, chance: float, pause: float) -> None:
    """Pauses are anything up to a cap that doubles: 0.5 s, then 1 s."""
    answers = [raw_answer(b"", 500)] * 2

    assert paused(caller, server, OPERATIONS[0], *answers, chance=chance) == (pytest.approx(pause), 3)


NOT_FOUND = {
    "without data": {"error": None},
    "with data": {"data": None, "error": None},
    "in words": {"data": None, "error": "Request not found"},
    "words only": {"error": "Request not found"},
}


@pytest.mark.parametrize("body", NOT_FOUND)
def test_helicone_does_not_find(caller: Caller, server: ScriptedServer, body: str) -> None:
    """Each body with which Helicone means not found is a `NotFoundError` of status 200 that tells the usual causes."""
    server.script(json_answer(NOT_FOUND[body], headers={"x-request-id": "id-5"}))

    with pytest.raises(HELICONE.error("NotFoundError"), match=r"region.*90 days") as caught:
        caller.get(OPERATIONS[3], server.url, max_retries=2)

    error = caught.value
    assert (error.status_code, error.body, error.request_id) == (200, NOT_FOUND[body], "id-5")
    assert server.url in error.message
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Error: clickhouse said no", "APIStatusError"),
        ("Unauthorized: Invalid API key", "AuthenticationError"),
        ("Unauthorized", "AuthenticationError"),
        ("unauthorized", "AuthenticationError"),
        ("You are unauthorized", "APIStatusError"),
    ],
)
@pytest.mark.parametrize("base", [{}, {"data": None}], ids=["no data", "null data"])
def test_helicone_says_no_with_a_200(
    caller: Caller, server: ScriptedServer, base: dict[str, Any], text: str, name: str
) -> None:
    """Another text is the error of that text, with the status as it was sent."""
    server.script(json_answer({**base, "error": text}))

    with pytest.raises(HELICONE.error("APIStatusError")) as caught:
        caller.get(OPERATIONS[3], server.url)

    assert type(caught.value) is HELICONE.error(name)
    assert (caught.value.status_code, caught.value.message) == (200, text)


@pytest.mark.parametrize("error", [{"message": "boom"}, ["boom"], 7, "", "  "], ids=repr)
def test_helicones_error_in_another_shape_is_a_failure(caller: Caller, server: ScriptedServer, error: Any) -> None:
    """A non-null `error` without data is a failure that says something, whatever its shape."""
    server.script(json_answer({"data": None, "error": error}))

    with pytest.raises(HELICONE.error("APIStatusError")) as caught:
        caller.get(OPERATIONS[3], server.url)

    assert caught.value.status_code == 200
    assert caught.value.message not in ("", "OK")


def test_helicones_data_goes_before_its_error(caller: Caller, server: ScriptedServer) -> None:
    """With data there is a request, whatever stands in `error`."""
    server.script(json_answer({"data": {"request_id": "r"}, "error": "partial"}))

    assert caller.get(OPERATIONS[3], server.url).request_id == "r"


@pytest.mark.parametrize("body", [{}, {"other": 1}], ids=repr)
def test_an_object_without_an_envelope_is_no_not_found(caller: Caller, server: ScriptedServer, body: Any) -> None:
    """What Helicone is not known to send is not taken for an answer about the request."""
    server.script(json_answer(body))

    with pytest.raises(HELICONE.error("ResponseDecodeError"), match="missing") as caught:
        caller.get(OPERATIONS[3], server.url)

    assert caught.value.path == "$.data"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"success": False, "message": "No such thing"}, "No such thing"),
        ({"success": False, "error": "No such thing"}, "No such thing"),
        ({"success": False}, "success: false"),
        (
            {"success": False, "message": "Still being logged", "request_id": 1, "prompt_blueprint": {}},
            "Still being logged",
        ),
    ],
    ids=repr,
)
def test_promptlayer_says_no_with_a_200(caller: Caller, server: ScriptedServer, body: Any, message: str) -> None:
    """`success: false` at status 200 is an `APIStatusError` with the server's words."""
    server.script(json_answer(body))

    with pytest.raises(PROMPTLAYER.error("APIStatusError"), match=message) as caught:
        caller.get(OPERATIONS[2], server.url)

    assert type(caught.value) is PROMPTLAYER.error("APIStatusError")
    assert (caught.value.status_code, caught.value.body) == (200, body)
