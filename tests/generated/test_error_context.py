"""Each error of a call says what was called, and what the answer said about a further call."""

from __future__ import annotations

import copy
import pickle
import re
from email.utils import formatdate
from importlib import import_module
from typing import Any, Final

import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, OPERATIONS, PROVIDERS, READS, Operation, Provider
from support.server import Raw, ScriptedServer, json_answer, raw_answer, refused_url, text_answer

ENDINGS: Final[dict[str, Raw | None]] = {
    "refused": None,
    "cut": Raw(b"", close=True),
    "404": json_answer({"message": "no such thing"}, 404),
    "302": raw_answer(b"", 302, {"Location": "/elsewhere"}),
    "no JSON": raw_answer(b"no JSON"),
    "too large": raw_answer(b" " * 20_000),
    "missing": json_answer({}),
}

WITH_IDS: Final = [operation for operation in OPERATIONS if operation.path_parameters]


def ending(caller: Caller, server: ScriptedServer, operation: Operation, name: str, **options: Any) -> Any:
    """The error of a call."""
    answer = ENDINGS[name]
    if answer is not None:
        server.script(answer)
    url = f"{refused_url() if answer is None else server.url}/behind/a gateway"
    with pytest.raises(operation.provider.root_error) as caught:
        caller.call(operation, url, max_response_bytes=10_000, **options)
    return caught.value


@pytest.mark.parametrize(
    ("operation", "name"),
    # Nothing is wrong with the body of an answer that is not read.
    [
        (one, name)
        for one in OPERATIONS
        for name in ENDINGS
        if (name not in ("no JSON", "missing") or one in READS) and (name != "missing" or one.refuses_empty)
    ],
    ids=str,
)
def test_an_error_says_what_was_called(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """Client, method, HTTP method and path are attributes, and stand in the message and the repr; copies have them."""
    first = ending(caller, server, operation, name)
    path = server.requests[0].target.partition("?")[0] if server.requests else f"/behind/a%20gateway{operation.path}"

    for error in (first, copy.copy(first), pickle.loads(pickle.dumps(first))):
        assert error.provider == operation.provider.client
        assert error.operation == f"{operation.resource}.{operation.method}"
        assert error.method == operation.http_method.upper()
        assert error.url_path == path
        assert error.url_path.endswith(operation.path)
        for text in (str(error), repr(error)):
            assert f"{operation.provider.client} {operation.resource}.{operation.method}" in text
            assert operation.http_method.upper() in text
            assert operation.path in text
        assert str(error) == str(first)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_batch_can_be_told_apart(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """The errors of two ids differ in path and message, as it was sent: quoted."""
    server.script(raw_answer(b"", 404))
    ids = [1, 2] if operation.provider.name == "promptlayer" else ["a/b", "c d"]
    get = caller.operation(caller.client(operation.provider, server.url), operation)
    paths: list[str] = []

    for one in ids:
        with pytest.raises(operation.provider.error("NotFoundError")) as caught:
            get(one)
        paths.append(caught.value.url_path)
        assert caught.value.url_path in str(caught.value)

    assert paths == [request.target.partition("?")[0] for request in server.requests]
    assert len(set(paths)) == 2


@pytest.mark.parametrize("status_code", [400, 404, 429, 503, 599])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_repr_of_a_status_error_has_the_status(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int
) -> None:
    """`repr` shows class and status: it is what lists of results and logs print."""
    server.script(json_answer({"message": "no"}, status_code))

    with pytest.raises(operation.provider.error("APIStatusError")) as caught:
        caller.call(operation, server.url)

    assert repr(caught.value).startswith(f"{type(caught.value).__name__}(")
    assert f"{status_code}: no" in repr(caught.value)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS[::2], ids=str)
def test_a_key_in_a_path_is_masked(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Who gives the key in the place of an id finds asterisks in the error."""
    server.script(raw_answer(b"", 404))

    with pytest.raises(operation.provider.error("NotFoundError")) as caught:
        caller.call(operation, server.url, KEY)

    assert KEY in server.requests[0].target
    assert KEY not in f"{caught.value}{caught.value!r}{caught.value.url_path}"


@pytest.mark.parametrize("operation", WITH_IDS, ids=str)
@pytest.mark.parametrize("bad", ["", "..", None, 1.5], ids=repr)
def test_an_argument_that_cannot_be_sent_says_for_which_call(caller: Caller, operation: Operation, bad: Any) -> None:
    """An error about an argument is raised before there is a request, and says what was called all the same."""
    client = caller.client(operation.provider, "https://api.example/behind/a gateway")
    ids = [bad] * len(operation.path_parameters)

    with pytest.raises(operation.provider.error("InvalidArgumentError")) as caught:
        caller.operation(client, operation)(*ids)

    error = caught.value
    path = re.sub(r"\{[^}]*\}", "{}", f"/behind/a%20gateway{operation.sent_template}")
    assert error.provider == operation.provider.client
    assert error.operation == f"{operation.resource}.{operation.method}"
    assert error.method == operation.http_method.upper()
    assert re.sub(r"\{[^}]*\}", "{}", error.url_path) == path
    assert error.attempts == 0
    assert f"({error.provider} {error.operation}: {error.method} {error.url_path})" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(copy.copy(error)) == str(error)


WRONG_CALLS: Final[dict[str, Any]] = {
    "create": lambda videos: videos.create(model="m", prompt="p", n=9),
    "estimate": lambda videos: videos.estimate(model="m", prompt="p", n=9),
    "create_and_wait": lambda videos: videos.create_and_wait(model="m", prompt="p", timeout=-1),
    "wait": lambda videos: videos.wait(""),
    "watch": lambda videos: videos.watch(".."),
    "wait_all": lambda videos: videos.wait_all(["a", ""]),
    "download": lambda videos: videos.download("", "file.mp4"),
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_an_argument_of_a_method_over_several_requests(caller: Caller, name: str) -> None:
    """The same holds where a method sends several requests: the path is that of the first one."""
    client = caller.client(LUMENFALL, "https://api.example")

    with pytest.raises(LUMENFALL.error("InvalidArgumentError")) as caught:
        caller.plain(WRONG_CALLS[name])(client.videos)

    creates = name in ("create", "estimate", "create_and_wait")
    path = "/openai/v1/videos" if creates else "/openai/v1/videos/{video_id}"
    assert (caught.value.provider, caught.value.operation) == ("Lumenfall", f"videos.{name}")
    assert (caught.value.method, caught.value.url_path) == ("POST" if creates else "GET", path)


def test_a_schedule_of_the_callers_own_that_is_wrong(caller: Caller) -> None:
    """The same holds for a `policy` that returns no pause, in the middle of a wait."""
    fake = LUMENFALL.fake(clock=LUMENFALL.testing.VirtualClock())
    fake.add_video("video_1")
    client = caller.client(LUMENFALL, "https://api.example", http_client=caller.http_client(transport=fake.transport()))

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="while waiting for video video_1") as caught:
        caller.plain(client.videos.wait)("video_1", policy=lambda _: -1.0)

    assert caught.value.operation == "videos.wait"


def test_an_error_within_a_call_keeps_its_own(caller: Caller) -> None:
    """The job is created by `videos.create`: an error of its arguments names that, also inside of another method."""
    client = caller.client(LUMENFALL, "https://api.example")

    with pytest.raises(LUMENFALL.error("InvalidArgumentError")) as caught:
        caller.plain(client.videos.create_and_wait)(model="m", prompt="p", n=9)

    assert caught.value.operation == "videos.create"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_an_error_by_hand_says_what_it_was_given(provider: Provider) -> None:
    """An error that a test makes itself has no call to name, and no plumbing among its public names."""
    made = [
        (provider.error("NotFoundError")("gone", status_code=404, code="x", retry_after=2.0), "404: gone (code x)"),
        (provider.error("APIConnectionError")("cut"), "cut"),
        (provider.error("ResponseDecodeError")("a string", 5), "$: expected a string, got the number 5"),
        (provider.error("InvalidArgumentError")("no"), "no"),
    ]

    for error, text in made:
        assert str(error) == text
        assert (error.provider, error.operation, error.method, error.url_path) == ("", "", "", "")
        assert error.as_curl() == ""
        assert not {"context", "curl", "hide", "within"} & set(dir(error))
    assert made[0][0].retry_after == 2.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0"}, 0.0),
        ({"retry-after-ms": "2500", "Retry-After": "7"}, 2.5),
        ({"Retry-After": formatdate(1_700_000_007, usegmt=True)}, 7.0),
        ({"RateLimit-Reset": "4"}, 4.0),
        ({"RateLimit-Reset": "1700000009"}, 9.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
    ],
    ids=str,
)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_retry_after_in_seconds(
    caller: Caller, server: ScriptedServer, operation: Operation, headers: dict[str, str], seconds: float | None
) -> None:
    """`retry_after` is the pause that the engine itself would make, in whatever form the server asks for it."""
    server.script(raw_answer(b"", 429, headers))
    clock = operation.provider.testing.VirtualClock(started_at=1_700_000_000.0)
    client = caller.client(operation.provider, server.url).with_options(pace=clock.pace)

    with pytest.raises(operation.provider.error("RateLimitError")) as caught:
        caller.operation(client, operation)(operation.example_id)

    assert caught.value.retry_after == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize("name", ["no JSON", "too large", "missing"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_decode_error_has_the_request_id(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str
) -> None:
    """An answer that cannot be read names the id under which the server logged it, without the key."""
    answer = ENDINGS[name]
    assert answer is not None
    content = answer.content.replace(b"\r\n", f"\r\n{operation.provider.request_id_header}: log-{KEY}\r\n".encode(), 1)
    server.script(Raw(content))

    with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
        caller.call(operation, server.url, max_response_bytes=10_000)

    assert caught.value.request_id == "log-**********"
    assert "request id log-**********" in str(caught.value)
    assert f"status {caught.value.status_code}" in str(caught.value)


@pytest.mark.parametrize(
    ("status_code", "title", "message"),
    [
        (524, "api.example | 524: A timeout occurred", "api.example | 524: A timeout occurred"),
        (520, " Web server\n is\treturning &amp; failing ", "Web server is returning & failing"),
        (530, "", "Server error"),
        (520, "\x1b[2J", "Server error"),
        (520, "&lt;script&gt;", "Server error"),
        (520, "a" * 900, "Server error"),
        (502, "Oops", "Bad Gateway"),
        (419, "Page Expired", "Page Expired"),
        (419, "", "Unexpected status"),
    ],
)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_pages_title(
    caller: Caller, server: ScriptedServer, operation: Operation, status_code: int, title: str, message: str
) -> None:
    """Where a status has no words of its own, the title of the page says more than "Server error"."""
    page = f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><TITLE lang=en>{title}</TITLE></head><body>x</body></html>"
    server.script(text_answer(page, status_code, "text/html"))

    with pytest.raises(operation.provider.error("APIStatusError")) as caught:
        caller.call(operation, server.url)

    assert caught.value.message == message


STRANGE: Final = {
    "path": ("/elsewhere", "/elsewhere"),
    "signed": ("https://user:pass@other.example/x?token=SIGNED#SIGNED", "https://other.example/x"),
    "data": ("data:,x", "data:,x"),
    "no slashes": ("http:x", "x"),
    "mail": ("mailto:somebody", "mailto:somebody"),
    "no host": ("https://", "https:"),
    "empty A-label": ("https://xn--/x", "https://xn--/x"),
    "invalid A-label": ("https://xn--a.example/x", "https://xn--a.example/x"),
    "long label": (f"https://{'a' * 64}.example/", "a" * 64),
    "empty label": ("https://a..example/", "a..example"),
    "open bracket": ("http://[oops", "http://[oops"),
    "port": ("http://127.0.0.1:99999/", ":99999"),
    "file": ("file:///etc/passwd", "file:///etc/passwd"),
    "script": ("javascript:alert(1)", "javascript:alert(1)"),
    "long": ("/" + "a" * 70_000, "/" + "a" * 50),
    "space": ("/a b", "/a b"),
    "bytes": ("/\xff\xfe", "/"),
    "key": (f"https://other.example/{KEY}", "https://other.example/**********"),
}


@pytest.mark.parametrize("follow", [False, True], ids=["not asked to follow", "asked to follow"])
@pytest.mark.parametrize("own", [False, True], ids=["our connections", "a caller's client"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_redirect_says_where_it_points(
    caller: Caller, server: ScriptedServer, operation: Operation, method: str, name: str, own: bool, follow: bool
) -> None:
    """Whatever a `Location` holds, the error is that of the status, and names it without what lets somebody in."""
    location, shown = STRANGE[name]
    provider = operation.provider
    server.script(raw_answer(b"", 302, {"Location": location}))
    options = {"http_client": caller.http_client()} if own else {}
    # Here and now, nothing that can be connected to is followed.
    follow = follow and name not in ("path", "signed", "no slashes", "key", "space", "bytes", "long")
    client = caller.client(provider, server.url, follow_redirects=follow, **options)
    calls = import_module(f"{provider.name}_client._runtime.http.call")
    call = calls.Call(operation="orders_create", method=method, path="/orders")

    with pytest.raises(provider.error("APIStatusError")) as caught:
        caller.plain(client._engine.send)(call, lambda answer: answer.json())

    error = caught.value
    assert type(error) is provider.error("APIStatusError")
    assert error.status_code == 302
    assert shown in error.message
    assert "points to" in str(error)
    assert not {"SIGNED", "pass@", KEY} & {word for word in ("SIGNED", "pass@", KEY) if word in str(error)}
    assert len(str(error)) < 500
    assert len(server.requests) == 1
    assert error.headers["location"]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_redirect_says_how_to_follow_it(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """A redirect that could be followed names the option; one that was followed too often names the number."""
    server.script(raw_answer(b"", 302, {"Location": "/again"}))

    with pytest.raises(operation.provider.error("APIStatusError"), match="follow_redirects=True"):
        caller.call(operation, server.url)
    with pytest.raises(operation.provider.error("APIStatusError"), match="after 10 redirects") as caught:
        caller.call(operation, server.url, follow_redirects=True)

    assert f"redirected to {server.url}/again" in str(caught.value) or "/again" in caught.value.message
    assert caught.value.url_path == operation.path


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_error_behind_a_redirect_says_where_it_is_from(
    caller: Caller, server: ScriptedServer, operation: Operation
) -> None:
    """The path stays that of the call, and the message names where the redirect had led."""
    server.script(raw_answer(b"", 302, {"Location": "/moved?token=SIGNED"}), raw_answer(b"", 404))

    with pytest.raises(operation.provider.error("NotFoundError")) as caught:
        caller.call(operation, server.url, follow_redirects=True)

    assert caught.value.url_path == operation.path
    assert f"redirected to {server.url}/moved" in str(caught.value)
    assert "SIGNED" not in str(caught.value)


@pytest.mark.parametrize("host", ["xn--", "xn--a.example", f"{'a' * 64}.example", "a..example"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_base_url_whose_host_cannot_be(mode: str, quiet_environment: None, provider: Provider, host: str) -> None:
    """It is refused where it is given, with an error of ours."""
    with pytest.raises(provider.error("InvalidArgumentError"), match="host"):
        provider.client_class(mode)("key", base_url=f"https://{host}/")


@pytest.mark.parametrize("name", ["data", "no host", "mail", "empty A-label", "invalid A-label", "open bracket"])
@pytest.mark.parametrize("own", [False, True], ids=["our connections", "a caller's client"])
def test_a_media_host_that_points_nowhere(
    caller: Caller, server: ScriptedServer, tmp_path: Any, name: str, own: bool
) -> None:
    """A download whose media host redirects to what is no URL ends in the error of a download."""
    server.script(raw_answer(b"", 302, {"Location": STRANGE[name][0]}))
    options = {"http_client": caller.http_client()} if own else {}
    client = caller.client(LUMENFALL, server.url, **options)
    video = LUMENFALL.models.Video.from_dict(
        {
            "id": "video_1",
            "object": "video",
            "created_at": 1,
            "status": "completed",
            "output": {"url": f"{server.url}/file.mp4"},
        }
    )

    with pytest.raises(LUMENFALL.error("VideoDownloadError"), match="redirected"):
        caller.plain(client.videos.download)(video, tmp_path / "file.mp4")


@pytest.mark.parametrize("host", ["xn--", "xn--a.example"])
def test_a_link_whose_host_cannot_be(caller: Caller, tmp_path: Any, host: str) -> None:
    """So does a link of the provider's whose host cannot be."""
    client = caller.client(LUMENFALL, "http://127.0.0.1:9")
    video = LUMENFALL.models.Video.from_dict(
        {
            "id": "video_1",
            "object": "video",
            "created_at": 1,
            "status": "completed",
            "output": {"url": f"https://{host}/file.mp4"},
        }
    )

    with pytest.raises(LUMENFALL.error("VideoDownloadError"), match="host"):
        caller.plain(client.videos.download)(video, tmp_path / "file.mp4")
