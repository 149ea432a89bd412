"""The API key shows nowhere, whatever a server does with it and whatever goes wrong."""

from __future__ import annotations

import base64
import copy
import html
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final
from urllib.parse import quote

import attrs
import httpx
import pytest
from support.calling import Caller
from support.providers import FIRST_OPERATIONS, OPERATIONS, PROVIDERS, READS, Operation, Provider
from support.shown import SIGNATURE, SIGNED_LINK, Spy, chain, found_in, leaks_of, locals_of, quoting, texts_of
from support.server import Answer, Raw, Received, ScriptedServer, json_answer, raw_answer, refused_url, text_answer

# Distinctive, and with characters that JSON, URLs and pages would write in another way.
KEY = "sk-Distinctive_7f3a9b2c4d5e"


def key_of(request: Received) -> str:
    """The key that a request carried."""
    return next(key for provider in PROVIDERS if (key := provider.key_of(request)))


@dataclass(frozen=True)
class Failure:
    """A way in which a call fails, with a server that quotes the key wherever it can."""

    name: str
    answer: Callable[[Received, Operation], Raw] | None
    options: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.name


def _wrong_type(request: Received, operation: Operation) -> Raw:
    name = operation.text_refused or next(iter(operation.schema["properties"]))
    quoted = f"key {quoting(key_of(request))}"
    return json_answer(operation.wrapped({**operation.success(), name: quoted if operation.text_refused else [quoted]}))


def _wrong_container(request: Received, operation: Operation) -> Raw:
    return json_answer(operation.wrapped([{"key": quoting(key_of(request))}]))


def _missing_field(request: Received, operation: Operation) -> Raw:
    return json_answer(operation.wrapped({"new": quoting(key_of(request))}))


def _drip(request: Received, _: Operation) -> Raw:
    return Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n", drip=key_of(request).encode())


def _refusal(request: Received, _: Operation) -> Raw:
    key = quoting(key_of(request))
    return json_answer({"success": False, "data": None, "error": f"Unauthorized: {key}", "message": key})


def _quoting(body: str, status_code: int, content_type: str = "application/json") -> Callable[..., Raw]:
    """A server that quotes the key and a signed link in a body."""
    return lambda request, _: text_answer(body.replace("KEY", quoting(key_of(request))), status_code, content_type)


def _quoting_header(name: str, value: str, status_code: int) -> Callable[..., Raw]:
    """A server that quotes the key in a header."""
    return lambda request, _: raw_answer(b"no JSON", status_code, {name: value.replace("KEY", key_of(request))})


def _always(raw: Raw) -> Callable[..., Raw]:
    return lambda *_: raw


FAILURES = [
    Failure("401 JSON", _quoting('{"error": {"message": "bad key KEY", "code": "KEY"}}', 401)),
    Failure("401 detail", _quoting('{"detail": [{"loc": ["header", "KEY"], "msg": "KEY"}]}', 401)),
    Failure("400 text", _quoting("Invalid token KEY.", 400, "text/plain")),
    Failure("502 HTML", _quoting("<html><body>authorization: Bearer KEY</body></html>", 502, "text/html")),
    Failure("500 then 500", _quoting('{"message": "KEY"}', 500), (("max_retries", 1),)),
    Failure("302", _quoting("KEY", 302)),
    Failure("closed", _always(Raw(b"", close=True))),
    Failure("reset", _always(Raw(b"", reset=True))),
    Failure("cut body", lambda request, _: raw_answer(key_of(request).encode(), length=500)),
    Failure("no HTTP", _always(Raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", close=True))),
    Failure("silence", _always(Raw(b"", hang=True)), (("timeout", httpx.Timeout(5.0, read=0.05)),)),
    Failure("drip", _drip, (("total_timeout", 0.15),)),
    Failure("refused", None),
    Failure("refused twice", None, (("max_retries", 1),)),
    # A success status whose body is none, and quotes the key.
    Failure("200 text", _quoting("Invalid token KEY.", 200, "text/plain")),
    Failure("200 wrong type", _wrong_type),
    Failure("200 wrong container", _wrong_container),
    Failure("200 missing field", _missing_field),
    Failure("200 refusal", _refusal),
]

HEADER_FAILURES = [
    Failure("404 signed header", _quoting_header("X-Echo", quoting("KEY"), 404)),
    Failure("302 to a signed link", _quoting_header("Location", SIGNED_LINK, 302)),
    Failure("401 header", _quoting_header("X-Echo", "Bearer KEY", 401)),
    Failure("302 location", _quoting_header("Location", "https://login.example/?key=KEY", 302)),
    Failure("404 request id", _quoting_header("X-Request-Id", "KEY", 404)),
    Failure("200 header", _quoting_header("Content-Type", "text/KEY", 200)),
]


def fail(
    caller: Caller, server: ScriptedServer, operation: Operation, failure: Failure, spy: Spy, **options: Any
) -> BaseException:
    """The exception of a call that fails while all its hooks are watched."""
    respond = failure.answer
    if respond is not None:
        answer: Answer = lambda request: respond(request, operation)  # noqa: E731  # reads better than a function
        server.script(answer)
    clock = operation.provider.testing.VirtualClock()
    url = server.url if failure.answer is not None else refused_url()
    hooks = import_module(f"{operation.provider.row.package}._runtime.http.hooks").Hooks(request=spy, response=spy, retry=spy)
    options = {"hooks": hooks, **dict(failure.options), **options}
    client = caller.client(operation.provider, url, api_key=KEY, **options)
    if "max_retries" in options:
        client = client.with_options(pace=clock.pace)
    try:
        caller.operation(client, operation)()
    except operation.provider.root_error as error:
        return error
    pytest.fail("it did not fail")


EVERY_FAILURE = [
    pytest.param(operation, failure, id=f"{operation}-{failure}")
    for operation in OPERATIONS
    for failure in FAILURES
    # What has no body in its answer reads none, and one of which nothing is certain is read whatever it has.
    if not failure.name.startswith("200")
    or (operation in READS and (operation.refuses_empty or failure.name not in ("200 missing field", "200 refusal")))
]


@pytest.mark.parametrize(("operation", "failure"), EVERY_FAILURE)
def test_no_exception_no_hook_and_no_log_shows_a_secret(
    caller: Caller,
    server: ScriptedServer,
    operation: Operation,
    failure: Failure,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The key and what signs a link are nowhere in an exception and its causes, nor in what hooks see, nor in a log.

    Texts, arguments, attributes, notes and the local variables of all frames are looked at.
    """
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    spy = Spy(KEY)

    error = fail(caller, server, operation, failure, spy)

    assert leaks_of(error, KEY) == []
    assert list(locals_of(error))
    assert spy.events
    assert spy.leaks == []
    assert server.requests == [] or key_of(server.requests[0]) == KEY
    assert failure.answer is None or caplog.records
    assert found_in(caplog.text, KEY) == []
    assert not any(found_in(repr(record.args), KEY) for record in caplog.records)


@pytest.mark.parametrize("failure", HEADER_FAILURES, ids=str)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_no_exception_shows_what_a_header_quotes(
    caller: Caller, server: ScriptedServer, operation: Operation, failure: Failure
) -> None:
    """Nor when the server quotes the key, or sends a signed link, in a header of its answer."""
    spy = Spy(KEY)

    error = fail(caller, server, operation, failure, spy)

    assert leaks_of(error, KEY) == []
    assert spy.leaks == []


@pytest.mark.parametrize("failure", FAILURES, ids=str)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_no_exception_through_a_callers_client_shows_a_secret(
    caller: Caller, server: ScriptedServer, operation: Operation, failure: Failure
) -> None:
    """Nor with connections of the caller's own."""
    spy = Spy(KEY)

    error = fail(caller, server, operation, failure, spy, http_client=caller.http_client())

    assert leaks_of(error, KEY) == []
    assert spy.leaks == []


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_success_logs_no_key(
    caller: Caller, server: ScriptedServer, operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does a call that succeeds."""
    caplog.set_level(logging.DEBUG)
    server.script(operation.answer())

    caller.call(operation, server.url, api_key=KEY)

    assert key_of(server.requests[0]) == KEY
    assert KEY not in caplog.text


def everything(value: object, depth: int = 6) -> Iterator[object]:
    """An object and what it holds, as far as a debugger would show it."""
    yield value
    if depth == 0 or isinstance(value, str | bytes | int | float | type | None):
        return
    inside: list[object] = []
    if isinstance(value, dict):
        inside += list(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        inside += list(value)
    elif type(value).__module__.partition(".")[0].endswith("_client"):
        inside += list(getattr(value, "__dict__", {}).values())
        inside += [getattr(value, name, None) for name in getattr(type(value), "__slots__", ()) if name != "_value"]
    for one in inside:
        yield from everything(one, depth - 1)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_clients_repr_masks_the_key(mode: str, quiet_environment: None, provider: Provider) -> None:
    """`repr` of a client, of its copies, and of whatever it holds shows asterisks and the server."""
    client = provider.client_class(mode)(KEY, base_url="https://server.example")

    for one in (client, client.with_options(timeout=1.0), copy.copy(client)):
        assert "https://server.example" in repr(one)
        assert "***" in repr(one)
        assert [repr(inner) for inner in everything(one) if KEY in repr(inner) or KEY in str(inner)] == []
        assert f"{one}{one!r}".count(KEY) == 0


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_bad_key_is_in_no_traceback(mode: str, quiet_environment: None, provider: Provider) -> None:
    """A key that is refused for its characters shows neither in the error nor in a frame of the package."""
    with pytest.raises(provider.error("InvalidArgumentError")) as caught:
        provider.client_class(mode)(f"{KEY}\n{KEY}")

    assert [text for text in texts_of(caught.value) if KEY in text] == []
    assert [place for place, value in locals_of(caught.value) if KEY in value] == []


@pytest.mark.parametrize(
    "options",
    [{"base_url": "nonsense"}, {"max_retries": -1}, {"base_url": f"https://user:{KEY}@server.example"}],
    ids=["base_url", "max_retries", "password"],
)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_bad_option_shows_no_key(
    mode: str, quiet_environment: None, provider: Provider, options: dict[str, Any]
) -> None:
    """Nor does the key, or a password in a URL, when another argument is refused."""
    with pytest.raises(provider.error("InvalidArgumentError")) as caught:
        provider.client_class(mode)(KEY, **options)

    assert [text for text in (str(caught.value), repr(caught.value)) if KEY in text] == []
    if "user" not in str(options):
        assert [place for place, value in locals_of(caught.value) if KEY in value] == []


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_refused_option_can_be_shown(caller: Caller, provider: Provider) -> None:
    """What `with_options` refuses has a traceback with locals too, which shows no key."""
    client = caller.client(provider, "http://127.0.0.1:9", api_key=KEY)

    with pytest.raises(provider.error("InvalidArgumentError")) as caught:
        client.with_options(max_retries=-1)

    assert [place for place, value in locals_of(caught.value) if KEY in value] == []


@pytest.mark.parametrize("status_code", [301, 302, 307, 308])
@pytest.mark.parametrize("own", [False, True], ids=["our client", "the caller's client"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_key_does_not_follow_a_redirect(
    caller: Caller, server: ScriptedServer, operation: Operation, own: bool, status_code: int
) -> None:
    """A redirect to another origin, or the same one, is not followed: nothing is sent anywhere else."""
    with ScriptedServer() as other:
        targets = [f"{other.url}/steal", "/elsewhere"]
        server.script(*[raw_answer(b"", status_code, {"Location": target}) for target in targets])
        options = {"http_client": caller.http_client(follow_redirects=True)} if own else {}
        client = caller.client(operation.provider, server.url, api_key=KEY, **options)

        for _ in targets:
            with pytest.raises(operation.provider.error("APIStatusError")):
                caller.operation(client, operation)()

        assert other.connections == 0
        assert {request.target.partition("?")[0] for request in server.requests} == {operation.path}


# How a key with such characters may come back: as JSON writes it, or JSON within JSON, a URL, a page.
AWKWARD = 'sk-a/b+c"d\\e&f<g%h'
WRITTEN = {
    "as it is": lambda key: json.dumps(key),
    "with a slash escaped": lambda key: json.dumps(key).replace("/", "\\/"),
    "in numbers": lambda key: '"' + "".join(f"\\u{ord(one):04X}" for one in key) + '"',
    "partly in numbers": lambda key: '"\\u0073' + json.dumps(key)[2:],
    "within JSON": lambda key: json.dumps(json.dumps({"key": key})),
    "within that": lambda key: json.dumps(json.dumps(json.dumps(key))),
    "in a URL": lambda key: json.dumps(f"/?key={quote(key, safe='')}"),
    "in a page": lambda key: json.dumps(html.escape(key)),
}


def plain(text: str) -> str:
    """A text with every way of writing a character undone."""
    for _ in range(4):
        text = re.sub(r"\\u00([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), text)
    return html.unescape(re.sub(r"\\+(.)", r"\1", text))


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_key_that_comes_back_escaped(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """In whatever way a server writes the key, it is masked: in messages, bodies, and where a value is of another type."""
    quoted = WRITTEN[name](AWKWARD)
    field = operation.text_refused
    assert field is not None
    wrong = json.dumps(operation.wrapped({**operation.success(), field: "QUOTED"})).replace('"QUOTED"', quoted)
    refused = f'{{"error": {{"message": {quoted}, "code": {quoted}}}}}'
    server.script(text_answer(refused, 401), text_answer(wrong, 200))
    client = caller.client(operation.provider, server.url, api_key=AWKWARD)

    for kind in ("AuthenticationError", "ResponseDecodeError"):
        with pytest.raises(operation.provider.error(kind)) as caught:
            caller.operation(client, operation)()
        shown = [str(caught.value), *(str(value) for value in vars(caught.value).values())]
        bare = plain(AWKWARD)
        assert [text for text in shown if bare in plain(text) or quote(AWKWARD, safe="") in text] == []
        assert any("**********" in text for text in shown)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_very_short_key_is_masked_where_it_stands_alone(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """A test's key leaves words alone that have its letters, and is masked where it is quoted, escaped or packed."""
    packed = base64.b64encode(b'te"t').decode()
    text = f'the late"ter has no te"t, {packed}, but &#116;e&quot;t'
    server.script(text_answer(json.dumps({"message": text}), 401), text_answer(json.dumps({"message": "latest"}), 401))

    with pytest.raises(operation.provider.error("AuthenticationError")) as quoting:
        caller.call(operation, server.url, api_key='te"t')
    with pytest.raises(operation.provider.error("AuthenticationError")) as other:
        caller.call(operation, server.url, api_key="test")

    assert quoting.value.message == 'the late"ter has no **********, **********, but **********'
    assert (other.value.message, other.value.body) == ("latest", {"message": "latest"})


ECHOES = {
    "a header": b"HTTP/1.1 200 OK\r\nX-Echo: 1\r\nBearer KEY\r\n\r\n",
    "a status line": b"echo of your request: Bearer KEY\r\n\r\n",
}


@pytest.mark.parametrize("name", ECHOES)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_key_in_what_is_no_http(caller: Caller, server: ScriptedServer, operation: Operation, name: str) -> None:
    """What h11 quotes of a server that speaks no HTTP is masked, in the error and in its causes."""
    server.script(lambda request: Raw(ECHOES[name].replace(b"KEY", key_of(request).encode()), close=True))

    with pytest.raises(operation.provider.error("APIConnectionError"), match=r"\*{10}") as caught:
        caller.call(operation, server.url, api_key=KEY)

    assert len(list(chain(caught.value))) > 1
    assert [text for text in texts_of(caught.value) if KEY in text] == []


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_key_in_a_request_id_is_not_logged(
    caller: Caller, server: ScriptedServer, operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that answers the key as the request's id puts it neither into a log nor before a hook."""
    caplog.set_level(logging.DEBUG, f"{operation.provider.name}_client")
    server.script(lambda request: raw_answer(b"{}", 404, {"X-Request-Id": key_of(request)}))

    with pytest.raises(operation.provider.error("NotFoundError")):
        caller.call(operation, server.url, api_key=KEY)

    assert "**********" in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_redirects_query_is_not_shown(
    caller: Caller, server: ScriptedServer, operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    """A signature in the URL of a redirect is sent, and is in no event, error or command, nor in httpx's log."""
    caplog.set_level(logging.DEBUG, f"{operation.provider.name}_client")
    caplog.set_level(logging.INFO, "httpx")
    events: list[Any] = []
    hooks_class = type(caller.client(operation.provider, server.url)._engine.settings.hooks)
    hooks = hooks_class(request=events.append, response=events.append, retry=events.append)
    moved = raw_answer(b"", 302, {"Location": "//user:SIGN@HOST/x?token=SIGN#SIGN".replace("HOST", server.url[7:])})
    server.script(moved, raw_answer(b"{}", 503))
    clock = operation.provider.testing.VirtualClock()
    client = caller.client(operation.provider, server.url, follow_redirects=True, hooks=hooks, max_retries=1)

    with pytest.raises(operation.provider.error("InternalServerError")) as caught:
        caller.operation(client.with_options(pace=clock.pace), operation)()

    assert server.requests[-1].target == "/x?token=SIGN"
    assert {type(event).__name__ for event in events} == {"RequestEvent", "ResponseEvent", "RetryEvent"}
    assert "SIGN" not in repr(events)
    assert "SIGN" not in caplog.text
    assert f"{server.url}/x?NOT-SHOWN" in caught.value.as_curl()
    assert "SIGN" not in caught.value.as_curl()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_command_shows_no_header_of_the_callers(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """Whatever a caller's header is called, its value may be a secret; ours are shown."""
    server.script(raw_answer(b"{}", 401))
    names = ("CF-Access-Client-Secret", "X-Auth-Token", "X-Anything", "Cookie")
    client = caller.client(operation.provider, server.url).with_options(headers=dict.fromkeys(names, "s3cret"))

    with pytest.raises(operation.provider.error("AuthenticationError")) as caught:
        caller.operation(client, operation)()

    command = caught.value.as_curl()
    assert "s3cret" not in command
    assert all(f"{name}: NOT-SHOWN" in command for name in names)
    assert "Accept: application/json" in command


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_response_prints_the_model_alone(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """`repr` of a detailed answer shows status and model: the raw body and a cookie may be secrets."""
    body = operation.wrapped(operation.success()) | {"secret": "whsec_RAW"}
    server.script(json_answer(body, headers={"Set-Cookie": "session=RAW"}))
    client = caller.client(operation.provider, server.url)

    response = caller.operation(client, operation, detailed=True)()

    assert b"whsec_RAW" in response.content
    assert repr(response) == f"Response(status_code=200, parsed={response.parsed!r})"


SECRET: Final = "whsec_UExBTlRFRC1TRUNSRVQtdGhhdC1ub2JvZHktc2VlcwAA"

SECRET_READS: Final = [
    (operation, name)
    for operation in READS
    for name, node in operation.schema["properties"].items()
    if node.get("format") == "password"
]
"""The operations whose answers have a secret, by the documents."""

TELLING: Final[dict[str, Callable[[Operation, str], Raw]]] = {
    "of another type": lambda operation, name: json_answer(operation.wrapped({name: [SECRET]})),
    "in an object": lambda operation, name: json_answer(operation.wrapped({name: {SECRET: SECRET}})),
    "under another name": lambda operation, name: json_answer(operation.wrapped({"other": SECRET})),
    "cut": lambda operation, name: text_answer(json.dumps({name: SECRET})[:-1], 200),
    "as text": lambda operation, name: text_answer(SECRET, 200, "text/plain"),
    "alone": lambda operation, name: json_answer(SECRET),
    "with an error": lambda operation, name: json_answer({name: SECRET, "message": "no"}, 500),
    "as the text of an error": lambda operation, name: text_answer(SECRET, 500, "text/plain"),
    "with a redirect": lambda operation, name: raw_answer(json.dumps({name: SECRET}).encode(), 302, {"Location": "/"}),
}


@pytest.mark.parametrize("name", TELLING)
@pytest.mark.parametrize(("operation", "member"), SECRET_READS, ids=str)
def test_an_answer_with_a_secret_is_in_no_error(
    caller: Caller, server: ScriptedServer, operation: Operation, member: str, name: str
) -> None:
    """What an operation answers that the document marks as secret is never quoted, however it comes."""
    server.script(TELLING[name](operation, member))
    spy = Spy(SECRET)
    hooks = import_module(f"{operation.provider.row.package}._runtime.http.hooks").Hooks(response=spy)
    client = caller.client(operation.provider, server.url, hooks=hooks)

    with pytest.raises(operation.provider.root_error) as caught:
        caller.operation(client, operation)()

    assert leaks_of(caught.value, SECRET) == []
    assert spy.leaks == []
    assert name != "with an error" or caught.value.message == "no"


def test_a_document_marks_a_secret() -> None:
    """There is an operation to which the tests above apply."""
    assert SECRET_READS


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_models_repr_hides_what_signs_a_link(operation: Operation) -> None:
    """Wherever the link stands, and in whatever field, its signature alone is not shown; the value is whole."""
    text = {**operation.success(), "new": {"links": [SIGNED_LINK, f"{{\"url\": \"{SIGNED_LINK}\"}}"]}}
    model = operation.model.from_dict(text)
    fields = [name for name in vars_of(model) if isinstance(getattr(model, name), str)]
    for name in fields:
        setattr(model, name, SIGNED_LINK)

    assert SIGNATURE not in repr(model) + str(model) + repr([model])
    assert all(getattr(model, name) == SIGNED_LINK for name in fields)
    assert model.additional_properties["new"]["links"][0] == SIGNED_LINK
    is_secret = any(node.get("format") == "password" for node in operation.schema["properties"].values())
    assert is_secret or "https://media.example/v.mp4?x=1&X-Amz-Signature=**********&y=2" in repr(model)


def vars_of(model: Any) -> list[str]:
    """The names of a model's fields."""
    return [each.name for each in attrs.fields(type(model))]


@pytest.mark.pydantic
@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_pydantic_models_repr_hides_it_too(operation: Operation) -> None:
    """Its repr and its text."""
    models = import_module(f"{operation.provider.row.package}.pydantic_models")
    model = getattr(models, str(operation.schema_name)).model_validate({**operation.success(), "new": [SIGNED_LINK]})

    assert model.model_extra["new"] == [SIGNED_LINK]
    assert SIGNATURE not in repr(model) + str(model)
