"""Headers: one value a name is sent, whoever writes it in whatever case; and any byte may come back."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider
from support.server import Raw, ScriptedServer, json_answer, raw_answer


def hooks_of(provider: Provider, **functions: Any) -> Any:
    """Hooks of a package."""
    return import_module(f"{provider.name}_client._runtime.http.hooks").Hooks(**functions)


def raw_lines(caller: Caller, operation: Operation, **options: Any) -> list[str]:
    """The header lines of a request as they came over the wire, names in lower case."""
    import socket
    import threading

    listener = socket.create_server(("127.0.0.1", 0))
    seen = bytearray()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, listener:
            while b"\r\n\r\n" not in seen:
                seen.extend(connection.recv(65536))
            connection.sendall(raw_answer(b"", 404).content)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    headers, hooks, body = options.get("headers"), options.get("hooks"), options.get("body")
    client = caller.client(operation.provider, f"http://127.0.0.1:{listener.getsockname()[1]}")
    if headers is not None:
        for one in headers:
            client = client.with_options(headers=one)
    if hooks is not None:
        client = client.with_options(hooks=hooks)
    calls = import_module(f"{operation.provider.name}_client._runtime.http.call")
    encoding = import_module(f"{operation.provider.name}_client._runtime.values.encoding")
    call = calls.Call(
        operation="orders_create",
        method="POST" if body else "GET",
        path="/orders",
        headers=options.get("call_headers", {}),
        body=encoding.json_body(body) if body else None,
    )
    with pytest.raises(operation.provider.error("NotFoundError")):
        caller.plain(client._engine.send)(call, lambda answer: answer.json())
    thread.join(5)
    return [line.lower() for line in seen.decode("latin-1").split("\r\n")[1:] if line]


@pytest.mark.parametrize("name", ["user-agent", "USER-AGENT", "accept", "ACCEPT-encoding", "x-Mine"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_one_value_a_name_is_sent(caller: Caller, operation: Operation, name: str) -> None:
    """A header of an option, an operation or a hook takes the place of an equal one, in whatever case it is written."""
    lower = name.lower()

    def write(event: Any) -> None:
        assert event.headers[name.upper()] == event.headers.get(lower)
        assert name.swapcase() in event.headers
        event.headers[name.swapcase()] = "hook"

    ways = [
        raw_lines(caller, operation, headers=[{name: "first"}, {name.swapcase(): "option"}]),
        raw_lines(caller, operation, headers=[{name: "option"}], call_headers={name.upper(): "operation"}),
        raw_lines(caller, operation, headers=[{name: "option"}], hooks=hooks_of(operation.provider, request=write)),
    ]

    sent = [[line for line in lines if line.startswith(f"{lower}:")] for lines in ways]
    assert sent == [[f"{lower}: option"], [f"{lower}: operation"], [f"{lower}: hook"]]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_content_type_is_that_of_the_body(caller: Caller, operation: Operation) -> None:
    """An option's `content-type` does not stand beside that of a body; without a body it is sent."""
    headers = [{"content-type": "text/x-mine"}]

    with_body = raw_lines(caller, operation, headers=headers, body={"a": 1})
    without = raw_lines(caller, operation, headers=headers)

    assert [line for line in with_body if line.startswith("content-type")] == ["content-type: application/json"]
    assert [line for line in without if line.startswith("content-type")] == ["content-type: text/x-mine"]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_hook_changes_headers_in_every_way_of_a_dict(caller: Caller, operation: Operation) -> None:
    """`update`, `setdefault`, `pop`, `del` and `|=` look names up in any case; two spellings never come out."""

    def write(event: Any) -> None:
        headers = event.headers
        headers.update({"user-AGENT": "a"}, aCCept="b")
        assert headers.setdefault("USER-agent", "no") == "a"
        assert headers.pop("x-GONE") == "1"
        assert headers.pop("x-gone", None) is None
        del headers["X-ALSO-gone"]
        headers |= {"x-both": "2"}
        assert len({name.lower() for name in headers.copy()}) == len(headers.copy())

    lines = raw_lines(
        caller,
        operation,
        headers=[{"X-Gone": "1", "x-also-gone": "1", "X-Both": "1"}],
        hooks=hooks_of(operation.provider, request=write),
    )

    assert {"user-agent: a", "accept: b", "x-both: 2"} <= set(lines)
    assert not [line for line in lines if "gone" in line]
    assert len({line.partition(":")[0] for line in lines}) == len(lines)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_two_spellings_in_one_mapping_are_refused(mode: str, provider: Provider) -> None:
    """Which of two values is meant, nobody can know."""
    with pytest.raises(provider.error("InvalidArgumentError"), match="given twice"):
        provider.client_class(mode)("key").with_options(headers={"X-One": "1", "x-one": "2"})


BAD: Final[dict[str, tuple[Any, Any]]] = {
    "a number": ("X-Bad", 5),
    "bytes": ("X-Bad", b"SECRET"),
    "none": ("X-Bad", None),
    "a list": ("X-Bad", ["SECRET"]),
    "a line break": ("X-Bad", "SECRET\r\nX-Other: 1"),
    "no ASCII": ("X-Bad", "SECRET\u00e9"),
    "a NUL": ("X-Bad", "SECRET\0"),
    "a leading space": ("X-Bad", " SECRET"),
    "a trailing tab": ("X-Bad", "SECRET\t"),
    "a name with a space": ("X Bad", "SECRET"),
    "an empty name": ("", "SECRET"),
    "a name of bytes": (b"X-Bad", "SECRET"),
    "a name that is a number": (7, "SECRET"),
    "content-length": ("Content-Length", "5"),
    "content-length, in lower case": ("content-length", "0"),
    "transfer-encoding": ("TRANSFER-encoding", "chunked"),
    "host": ("host", "other.example"),
    "te": ("TE", "trailers"),
    "trailer": ("Trailer", "X-Bad"),
    "upgrade": ("Upgrade", "websocket"),
    "expect": ("Expect", "100-continue"),
    "keep-alive": ("Keep-Alive", "timeout=5"),
    "proxy-connection": ("Proxy-Connection", "close"),
    "connection": ("Connection", "authorization"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_an_option_that_cannot_be_sent_is_refused(mode: str, provider: Provider, name: str) -> None:
    """`with_options` refuses it where it is given, and does not show the value."""
    key, value = BAD[name]

    with pytest.raises(provider.error("InvalidArgumentError"), match="header") as caught:
        provider.client_class(mode)("key").with_options(headers={key: value})

    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("own", [False, True], ids=["our connections", "a caller's client"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_what_a_hook_writes_is_checked(
    caller: Caller, server: ScriptedServer, operation: Operation, own: bool, name: str
) -> None:
    """A header of a hook that cannot be sent ends the call with an error of ours before anything is sent."""
    key, value = BAD[name]
    events: list[Any] = []

    def write(event: Any) -> None:
        event.headers[key] = value

    hooks = hooks_of(operation.provider, request=write, response=events.append)
    options = {"http_client": caller.http_client()} if own else {}
    client = caller.client(operation.provider, server.url, hooks=hooks, max_retries=2, **options)

    with pytest.raises(operation.provider.error("InvalidArgumentError"), match="header") as caught:
        caller.operation(client, operation)(operation.example_id)

    assert "SECRET" not in str(caught.value)
    assert caught.value.operation == f"{operation.resource}.{operation.method}"
    assert caught.value.attempts == 0
    assert server.connections == 0
    assert [event.error for event in events] == [caught.value]


@pytest.mark.parametrize("value", ["close", "Close", "keep-alive"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_connection_may_be_closed(mode: str, provider: Provider, value: str) -> None:
    """`Connection: close` asks for nothing that the client would contradict."""
    assert provider.client_class(mode)("key").with_options(headers={"Connection": value})


ODD: Final = {
    "latin-1": b"caf\xe9",
    "UTF-8": "café".encode(),
    "neither": b"\xff\xfe\x80",
    "both": "é".encode() + b"\xe9",
}


def odd_answer(status_code: int, value: bytes, body: bytes = b"") -> Raw:
    """An answer with bytes in its headers that are no ASCII."""
    lines = [b"x-odd: " + value, b"content-type: text/" + value, b"retry-after: " + value, b"set-cookie: a=" + value]
    lines += [b"x-echo: Bearer " + KEY.encode() + value, b"x-request-id: id-" + value]
    head = b"HTTP/1.1 %d Odd\r\n" % status_code + b"".join(line + b"\r\n" for line in lines)
    return Raw(head + b"content-length: %d\r\n\r\n" % len(body) + body)


@pytest.mark.parametrize("own", [False, True], ids=["our connections", "a caller's client"])
@pytest.mark.parametrize("status_code", [200, 302, 404, 503])
@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_any_byte_in_a_header_of_an_answer(
    caller: Caller, server: ScriptedServer, operation: Operation, value: str, status_code: int, own: bool
) -> None:
    """Bytes that are no ASCII cost no answer its error: headers keep them, and the key is masked between them."""
    server.script(odd_answer(status_code, ODD[value], b"no JSON"))
    name = "ResponseDecodeError" if status_code == 200 else "APIStatusError"
    events: list[Any] = []
    options = {"http_client": caller.http_client()} if own else {}
    hooks = hooks_of(operation.provider, response=events.append)

    with pytest.raises(operation.provider.error(name)) as caught:
        caller.call(operation, server.url, hooks=hooks, **options)

    headers = dict(caught.value.headers.raw)
    assert headers[b"x-odd"] == ODD[value]
    assert headers[b"x-echo"] == b"Bearer **********" + ODD[value]
    assert caught.value.status_code == status_code
    assert caught.value.request_id.startswith("id-")
    assert KEY not in str(caught.value)
    assert len(events) == 1


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_any_byte_in_a_header_that_a_hook_complains_of(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """Nor does a caller's event hook that raises for the status change that."""

    def complain(response: Any) -> None:
        response.raise_for_status()

    async def async_complain(response: Any) -> None:
        response.raise_for_status()

    server.script(odd_answer(404, b"\xe9"))
    own = caller.http_client(event_hooks={"response": [complain if caller.mode == "sync" else async_complain]})

    with pytest.raises(operation.provider.error("NotFoundError")) as caught:
        caller.call(operation, server.url, http_client=own)

    assert dict(caught.value.headers.raw)[b"x-odd"] == b"\xe9"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_any_byte_in_a_header_of_a_success(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A good answer is good whatever its headers hold."""
    body = json_answer(operation.wrapped(operation.success())).content.partition(b"\r\n\r\n")[2]
    server.script(odd_answer(200, b"\xe9\xff", body))
    client = caller.client(operation.provider, server.url)

    response = caller.operation(client, operation, detailed=True)(operation.example_id)

    assert dict(response.headers.raw)[b"x-odd"] == b"\xe9\xff"


def test_a_wait_survives_odd_headers(caller: Caller, server: ScriptedServer) -> None:
    """A 503 with such a header is a hiccup of a wait, as any 503."""
    video = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed"}
    server.script(odd_answer(503, b"\xe9"), json_answer(video))
    client = caller.client(LUMENFALL, server.url).with_options(pace=LUMENFALL.testing.VirtualClock().pace)

    assert caller.plain(client.videos.wait)("video_1").status == "completed"


@pytest.mark.parametrize("served", [False, True], ids=["in process", "over a socket"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_fake_plays_any_character_in_a_header(caller: Caller, operation: Operation, served: bool) -> None:
    """A test that scripts such a header sees what a client makes of it."""
    fake = operation.provider.fake()
    odd = operation.provider.testing.FakeAnswer(404, {"message": "no"}, headers={"X-Odd": "caf\u00e9 \u2615"})
    fake.respond(operation.name, odd)

    with fake.serve() as url:
        options = {} if served else {"http_client": caller.http_client(transport=fake.transport())}
        with pytest.raises(operation.provider.error("NotFoundError")) as caught:
            caller.call(operation, url, **options)

    assert caught.value.headers["x-odd"] == "caf\u00e9 \u2615"
