"""What is refused before anything is sent, and ids that are data."""

from __future__ import annotations

import inspect
import json
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from runtime.testing.forms import FakeForm
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, OPERATIONS, PROVIDERS, Operation, Parameter, Provider
from support.server import ScriptedServer

TEXT_IDS = [
    pytest.param(operation, position, id=f"{operation}-{parameter.argument}")
    for operation in OPERATIONS
    for position, parameter in enumerate(operation.path_parameters)
    if parameter.takes_text
]
"""Each parameter of a path that takes any string: its operation, and where it stands."""
NUMBER_IDS = [
    pytest.param(operation, position, id=f"{operation}-{parameter.argument}")
    for operation in OPERATIONS
    for position, parameter in enumerate(operation.path_parameters)
    if parameter.schema.get("type") == "integer"
]


def with_id(operation: Operation, position: int, value: Any) -> tuple[Any, ...]:
    """The documented ids, but for one."""
    ids = list(operation.example_ids)
    ids[position] = value
    return tuple(ids)


@pytest.mark.parametrize("wrong", ["", ".", "..", None, 5, b"req_1", ["req_1"], "\ud800"], ids=repr)
@pytest.mark.parametrize(("operation", "position"), TEXT_IDS)
def test_a_bad_id_is_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int, wrong: Any
) -> None:
    """An id that would name another path, or is no text, raises an error that names the argument; nothing is sent."""
    with pytest.raises(ValueError, match=operation.path_parameters[position].argument) as caught:
        caller.call(operation, server.url, *with_id(operation, position, wrong))

    assert type(caught.value) is operation.provider.error("InvalidArgumentError")
    assert isinstance(caught.value, operation.provider.root_error)
    assert server.connections == 0


@pytest.mark.parametrize("wrong", [True, False, "12", 1.5, 1.0, None, b"1", "", [1]], ids=repr)
@pytest.mark.parametrize(("operation", "position"), NUMBER_IDS)
def test_a_bad_number_is_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int, wrong: Any
) -> None:
    """An integer in a path must be an `int`; `True` is refused."""
    with pytest.raises(ValueError, match=operation.path_parameters[position].argument) as caught:
        caller.call(operation, server.url, *with_id(operation, position, wrong))

    assert type(caught.value) is operation.provider.error("InvalidArgumentError")
    assert server.connections == 0


@pytest.mark.parametrize("below", [1, 2, 10**30])
@pytest.mark.parametrize(("operation", "position"), NUMBER_IDS)
def test_a_number_below_its_minimum_is_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int, below: int
) -> None:
    """Where the document gives a minimum, smaller numbers are refused; where it gives none, they are sent."""
    server.script(operation.answer())
    minimum = operation.path_parameters[position].schema.get("minimum")
    ids = with_id(operation, position, (minimum or 0) - below)

    if minimum is None:
        caller.call(operation, server.url, *ids)
    else:
        with pytest.raises(operation.provider.error("InvalidArgumentError"), match="must be"):
            caller.call(operation, server.url, *ids)

    assert server.connections == (1 if minimum is None else 0)


@pytest.mark.parametrize("number", [1, 12345, 2**63, 10**40])
@pytest.mark.parametrize(("operation", "position"), NUMBER_IDS)
def test_any_number_from_one_is_sent(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int, number: int
) -> None:
    """An integer from 1 is sent as plain digits, however large."""
    server.script(operation.answer())
    ids = with_id(operation, position, number)

    caller.call(operation, server.url, *ids)

    assert server.requests[0].target.partition("?")[0] == operation.path_of(*ids)


def segment_of(operation: Operation, position: int, target: str) -> str:
    """An id as the server got it: all that the documented path does not have around it."""
    marks = list(operation.example_ids)
    marks[position] = "{}"
    before, after = operation.path_of(*marks).split("{}")
    path = target.partition("?")[0] if operation.keyword_parameters else target
    assert path.startswith(before)
    assert path.endswith(after)
    return path[len(before) : len(path) - len(after)]


ODD_IDS = [
    *("a/b?c#d%e é", "../admin", "a/../b", "...", "%2e%2e", "%2F", "a\r\nX-Evil: 1", "\x00", "日本語"),
    *("a;b=c", "a+b&c", " ", "\\"),
]


@pytest.mark.parametrize("detailed", [False, True], ids=["plain", "detailed"])
@pytest.mark.parametrize(("operation", "position"), TEXT_IDS)
def test_an_id_is_one_segment(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int, detailed: bool
) -> None:
    """Whatever is in an id arrives as one quoted segment, and unquotes to the id."""
    server.script(operation.answer())
    call = caller.operation(caller.client(operation.provider, server.url), operation, detailed=detailed)

    for text in ODD_IDS:
        call(*with_id(operation, position, text))

        request = server.requests[-1]
        assert segment_of(operation, position, request.target) == quote(text, safe="")
        assert "x-evil" not in request.headers
    assert len(server.requests) == len(ODD_IDS)


@pytest.mark.parametrize(("operation", "position"), TEXT_IDS)
def test_any_string_stays_in_its_segment(quiet_environment: None, operation: Operation, position: int) -> None:
    """No string leaves its path segment: it arrives as that, or is refused and nothing arrives."""
    with ScriptedServer() as server, operation.provider.client_class("sync")(KEY, base_url=server.url) as client:
        server.script(operation.answer())
        call = operation.bound(client)

        @settings(max_examples=200)
        @given(st.text(st.characters(), min_size=0, max_size=60) | st.text("./\\%?#&;:@\r\n \t\0", max_size=8))
        @example("..")
        @example("a\ud800")
        def check(text: str) -> None:
            before = len(server.requests)
            try:
                call(*with_id(operation, position, text))
            except operation.provider.error("InvalidArgumentError"):
                assert len(server.requests) == before
                assert text in ("", ".", "..") or any(0xD800 <= ord(one) <= 0xDFFF for one in text)
            else:
                segment = segment_of(operation, position, server.requests[before].target)
                assert "/" not in segment
                assert unquote(segment) == text

        check()


@pytest.mark.parametrize(("operation", "position"), TEXT_IDS)
def test_an_endless_id_is_one_of_our_errors(
    caller: Caller, server: ScriptedServer, operation: Operation, position: int
) -> None:
    """An id that no URL can hold is refused like any other argument: at once, and once."""
    with pytest.raises(operation.provider.error("InvalidArgumentError")):
        caller.call(operation, server.url, *with_id(operation, position, "x" * 100_000), max_retries=2)

    assert server.connections == 0


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_what_is_sent_is_what_the_document_says(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """Method, path, key, every parameter and the body arrive as the documented examples have them, by their own names."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    given = {one.argument: one.example for one in operation.keyword_parameters}

    caller.operation(client, operation)(**given)

    (request,) = server.requests
    assert (request.method, request.target.partition("?")[0]) == (operation.http_method.upper(), operation.path)
    assert operation.provider.key_of(request) == (KEY if operation.authenticated else None)
    for parameter in operation.keyword_parameters:
        sent = dict(request.query) if parameter.place == "query" else request.headers
        name = parameter.name if parameter.place == "query" else parameter.name.lower()
        shown = parameter.example if isinstance(parameter.example, str) else json.dumps(parameter.example)
        assert sent[name] == shown
    if operation.is_form:
        form = FakeForm.of(request.headers, request.body)
        assert form is not None
        sent = {**dict(form.fields), **{one.field: one.name for one in form.files}}
        assert sent.items() >= {name: str(value) for name, value in operation.body_example.items()}.items()
    elif operation.body_schema is not None:
        assert request.headers["content-type"] == "application/json"
        assert json.loads(request.body).items() >= operation.body_example.items()
    else:
        assert request.body == b""


BODIES = [
    pytest.param(operation, example, id=f"{operation}-{number}")
    for operation in OPERATIONS
    if not operation.is_form  # its fields are no objects
    for number, example in enumerate(operation.body_examples)
]


@pytest.mark.parametrize(("operation", "example"), BODIES)
def test_a_body_of_models_is_one_of_dicts(
    caller: Caller, server: ScriptedServer, operation: Operation, example: Any
) -> None:
    """Each documented body is sent as it is in the document, and as the same bytes for models and for plain dicts."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    has_key = operation.key_member is not None and not operation.node.get("x-idempotent")
    body = {operation.key_member: "a-key", **example} if has_key else dict(example)
    if operation.key_member is not None and not has_key:
        body.pop(operation.key_member, None)  # where nothing is created, no key is sent

    method = caller.plain(getattr(getattr(client, operation.resource), operation.method))
    given = {one.argument: one.example for one in operation.keyword_parameters if one.required}

    for as_dicts in (False, True):
        method(*operation.example_ids, **given, **operation.body_arguments(body, as_dicts=as_dicts))

    first, second = server.requests
    assert json.loads(first.body) == body
    assert first.body == second.body


KEYWORDS = [
    pytest.param(operation, parameter, id=f"{operation}-{parameter.argument}")
    for operation in OPERATIONS
    for parameter in operation.keyword_parameters
]


@pytest.mark.parametrize(("operation", "parameter"), KEYWORDS)
def test_a_parameter_that_is_not_given(
    caller: Caller, server: ScriptedServer, operation: Operation, parameter: Parameter
) -> None:
    """One that is not required may be left out, and is not sent then, unless the document gives a default."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    signature = inspect.signature(getattr(getattr(client, operation.resource), operation.method))

    caller.operation(client, operation)()

    assert (signature.parameters[parameter.argument].default is inspect.Parameter.empty) == parameter.required
    query, headers = dict(server.requests[0].query), server.requests[0].headers
    sent = parameter.name in query if parameter.place == "query" else parameter.name.lower() in headers
    assert sent == parameter.required or "default" in parameter.schema


@pytest.mark.parametrize("key", [None, "", " ", "\n"], ids=repr)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_no_key_is_an_error_of_the_constructor(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch, provider: Provider, key: str | None
) -> None:
    """Without a key there is no client, and the error names the environment variable."""
    monkeypatch.setenv(provider.key_variable, " ")

    with pytest.raises(provider.error("MissingAPIKeyError"), match=provider.key_variable) as caught:
        provider.client_class(mode)(key)

    assert isinstance(caught.value, provider.root_error)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_key_of_another_provider_does_not_help(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    """Each provider has a variable of its own."""
    for other in PROVIDERS:
        if other is not provider:
            monkeypatch.setenv(other.key_variable, "key")

    with pytest.raises(provider.error("MissingAPIKeyError")):
        provider.client_class(mode)()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_environments_key_is_read_by_the_constructor(
    caller: Caller, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    """The key of the moment of construction is sent, whatever the environment says later."""
    provider = operation.provider
    server.script(operation.answer())
    monkeypatch.setenv(provider.key_variable, " early-key\n")
    client = caller.client(provider, server.url, api_key=None)
    monkeypatch.setenv(provider.key_variable, "late-key")

    caller.operation(client, operation)()

    assert provider.key_of(server.requests[0]) == "early-key"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_argument_goes_before_the_environment(
    caller: Caller, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    """A key that is passed is the one that is sent."""
    provider = operation.provider
    server.script(operation.answer())
    monkeypatch.setenv(provider.key_variable, "environment-key")

    caller.call(operation, server.url, api_key="argument-key")

    assert provider.key_of(server.requests[0]) == "argument-key"


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "kéy", "nul\0", "\x7f", "日本"], ids=ascii)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_key_that_no_header_may_hold(mode: str, quiet_environment: None, provider: Provider, key: str) -> None:
    """Such a key is refused by the constructor, in words that do not show it."""
    with pytest.raises(provider.error("InvalidArgumentError")) as caught:
        provider.client_class(mode)(key)

    assert key not in str(caught.value)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_header_with_a_line_break_is_refused(caller: Caller, provider: Provider) -> None:
    """A header's value that would begin another header is refused by `with_options`."""
    client = caller.client(provider, "http://127.0.0.1:9")

    for value in ("a\r\nX-Evil: 1", "a\nb", "a\rb", "nul\0", "\x7f", "日本"):
        with pytest.raises(provider.error("InvalidArgumentError"), match="X-Mine"):
            client.with_options(headers={"X-Mine": value})


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_header_with_a_bad_name_is_refused(caller: Caller, provider: Provider) -> None:
    """So is a name that is no name of a header."""
    client = caller.client(provider, "http://127.0.0.1:9")

    for name in ("X-Mine\r\nX-Evil", "X Mine", "", "X-Mine:", "X-Müne", "X\0"):
        with pytest.raises(provider.error("InvalidArgumentError")):
            client.with_options(headers={name: "value"})


@pytest.mark.parametrize("value", ["café", "\x80", "ÿ"], ids=ascii)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_header_of_latin_letters_is_sent_or_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, value: str
) -> None:
    """A header's value beyond ASCII arrives, or is refused by `with_options`: it does not fail in between."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    try:
        client = client.with_options(headers={"X-Mine": value})
    except operation.provider.error("InvalidArgumentError"):
        return

    caller.operation(client, operation)()

    assert server.requests[0].headers["x-mine"] == value


@pytest.mark.parametrize(
    "options",
    [
        *({"max_retries": -1}, {"total_timeout": 0}, {"total_timeout": -1.0}, {"total_timeout": float("nan")}),
        *(
            {"base_url": ""},
            {"base_url": "api.example.com"},
            {"base_url": "ftp://example.com"},
            {"base_url": "http://"},
        ),
        *({"base_url": "https://user:pass@example.com"}, {"base_url": "https://example.com?key=1"}),
        *({"base_url": "https://example.com/#x"}, {"base_url": "http://[::1"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_options_that_cannot_be_used(
    mode: str, quiet_environment: None, provider: Provider, options: dict[str, Any]
) -> None:
    """The constructor refuses what could not work, naming the argument."""
    (name,) = options

    with pytest.raises(provider.error("InvalidArgumentError"), match=name) as caught:
        provider.client_class(mode)("key", **options)

    assert "pass@" not in str(caught.value)
