"""What is refused before anything is sent, and ids that are data."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.calling import KEY, Caller
from support.providers import OPERATIONS, PROMPTLAYER, PROVIDERS, Operation, Provider
from support.server import ScriptedServer, json_answer

TEXT_OPERATIONS = tuple(operation for operation in OPERATIONS if isinstance(operation.example_id, str))
PROMPTLAYER_GET = OPERATIONS[2]


@pytest.mark.parametrize("wrong", ["", ".", "..", None, 5, b"req_1", ["req_1"], "\ud800"], ids=repr)
@pytest.mark.parametrize("operation", TEXT_OPERATIONS, ids=str)
def test_a_bad_id_is_refused(caller: Caller, server: ScriptedServer, operation: Operation, wrong: Any) -> None:
    """An id that would name another path, or is no text, raises an error that names the argument; nothing is sent."""
    with pytest.raises(ValueError, match=f"{operation.resource[:-1]}_id") as caught:
        caller.get(operation, server.url, wrong)

    assert type(caught.value) is operation.provider.error("InvalidArgumentError")
    assert isinstance(caught.value, operation.provider.root_error)
    assert server.connections == 0


@pytest.mark.parametrize("wrong", [0, -1, -(10**30), True, False, "12", 1.5, 1.0, None, b"1", "", [1]], ids=repr)
def test_a_bad_number_is_refused(caller: Caller, server: ScriptedServer, wrong: Any) -> None:
    """PromptLayer's ids are integers from 1; `True` is none."""
    with pytest.raises(ValueError, match="request_id") as caught:
        caller.get(PROMPTLAYER_GET, server.url, wrong)

    assert type(caught.value) is PROMPTLAYER.error("InvalidArgumentError")
    assert server.connections == 0


@pytest.mark.parametrize("number", [1, 12345, 2**63, 10**40])
def test_any_number_from_one_is_sent(caller: Caller, server: ScriptedServer, number: int) -> None:
    """An integer from 1 is sent as plain digits, however large."""
    server.script(json_answer(PROMPTLAYER_GET.success()))

    caller.get(PROMPTLAYER_GET, server.url, number)

    assert server.requests[0].target == f"/api/public/v2/requests/{number}"


def last_segment(operation: Operation, target: str) -> str:
    """The id as the server got it, which must be the whole rest of the path."""
    path = target.partition("?")[0] if operation.provider.name == "helicone" else target
    prefix = operation.template.partition("{")[0]
    assert path.startswith(prefix)
    return path.removeprefix(prefix)


ODD_IDS = [
    *("a/b?c#d%e é", "../admin", "a/../b", "...", "%2e%2e", "%2F", "a\r\nX-Evil: 1", "\x00", "日本語"),
    *("a;b=c", "a+b&c", " ", "\\"),
]


@pytest.mark.parametrize("detailed", [False, True], ids=["get", "get_detailed"])
@pytest.mark.parametrize("operation", TEXT_OPERATIONS, ids=str)
def test_an_id_is_one_segment(caller: Caller, server: ScriptedServer, operation: Operation, detailed: bool) -> None:
    """Whatever is in an id arrives as one quoted segment, and unquotes to the id."""
    server.script(json_answer(operation.wrapped(operation.success())))
    get = caller.operation(caller.client(operation.provider, server.url), operation, detailed=detailed)

    for text in ODD_IDS:
        get(text)

        request = server.requests[-1]
        assert last_segment(operation, request.target) == quote(text, safe="")
        assert "x-evil" not in request.headers
    assert len(server.requests) == len(ODD_IDS)


@pytest.mark.parametrize("operation", TEXT_OPERATIONS, ids=str)
def test_any_string_stays_in_its_segment(quiet_environment: None, operation: Operation) -> None:
    """No string leaves its path segment: it arrives as that, or is refused and nothing arrives."""
    with ScriptedServer() as server, operation.provider.client_class("sync")(KEY, base_url=server.url) as client:
        server.script(json_answer(operation.wrapped(operation.success())))
        get = getattr(client, operation.resource).get

        @settings(max_examples=200)
        @given(st.text(st.characters(), min_size=0, max_size=60) | st.text("./\\%?#&;:@\r\n \t\0", max_size=8))
        @example("..")
        @example("a\ud800")
        def check(text: str) -> None:
            before = len(server.requests)
            try:
                get(text)
            except operation.provider.error("InvalidArgumentError"):
                assert len(server.requests) == before
                assert text in ("", ".", "..") or any(0xD800 <= ord(one) <= 0xDFFF for one in text)
            else:
                segment = last_segment(operation, server.requests[before].target)
                assert "/" not in segment
                assert unquote(segment) == text

        check()


@pytest.mark.parametrize("operation", TEXT_OPERATIONS, ids=str)
def test_an_endless_id_is_one_of_our_errors(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An id that no URL can hold is refused like any other argument: at once, and once."""
    with pytest.raises(operation.provider.error("InvalidArgumentError")):
        caller.get(operation, server.url, "x" * 100_000, max_retries=2)

    assert server.connections == 0


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


@pytest.mark.parametrize("operation", [OPERATIONS[0], OPERATIONS[2], OPERATIONS[3]], ids=str)
def test_the_environments_key_is_read_by_the_constructor(
    caller: Caller, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    """The key of the moment of construction is sent, whatever the environment says later."""
    provider = operation.provider
    server.script(json_answer(operation.wrapped(operation.success())))
    monkeypatch.setenv(provider.key_variable, " early-key\n")
    client = caller.client(provider, server.url, api_key=None)
    monkeypatch.setenv(provider.key_variable, "late-key")

    caller.operation(client, operation)(operation.example_id)

    assert server.requests[0].headers[provider.key_header] == f"{provider.key_prefix}early-key"


@pytest.mark.parametrize("operation", [OPERATIONS[0], OPERATIONS[2], OPERATIONS[3]], ids=str)
def test_the_argument_goes_before_the_environment(
    caller: Caller, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    """A key that is passed is the one that is sent."""
    provider = operation.provider
    server.script(json_answer(operation.wrapped(operation.success())))
    monkeypatch.setenv(provider.key_variable, "environment-key")

    caller.get(operation, server.url, api_key="argument-key")

    assert server.requests[0].headers[provider.key_header] == f"{provider.key_prefix}argument-key"


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
@pytest.mark.parametrize("operation", [OPERATIONS[0], OPERATIONS[2], OPERATIONS[3]], ids=str)
def test_a_header_of_latin_letters_is_sent_or_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, value: str
) -> None:
    """A header's value beyond ASCII arrives, or is refused by `with_options`: it does not fail in between."""
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url)
    try:
        client = client.with_options(headers={"X-Mine": value})
    except operation.provider.error("InvalidArgumentError"):
        return

    caller.operation(client, operation)(operation.example_id)

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
