"""The URL of a request, as hooks and tools that look at httpx's requests see it."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any, Final

import httpx
import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, HELICONE, LUMENFALL, Operation
from support.server import ScriptedServer, json_answer, raw_answer

QUERY: Final = (("page", "2"), ("filter", "a b&c"), ("empty", ""), ("page_token", "next"))
ENCODED: Final = "page=2&filter=a+b%26c&empty=&page_token=next"


def send(caller: Caller, operation: Operation, url: str, query: Any, **options: Any) -> None:
    """Send a request with a query."""
    provider = operation.provider
    call = import_module(f"{provider.name}_client._runtime.http.call").Call(
        operation="orders_list", method="GET", path="/orders", query=tuple(query)
    )
    client = caller.client(provider, url, **options)
    with pytest.raises(provider.error("NotFoundError")):
        caller.plain(client._engine.send)(call, lambda answer: answer.json())


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_tools_see_the_query(
    caller: Caller, server: ScriptedServer, operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    """httpx's own log and the events have the URL with its query, as it was sent."""
    caplog.set_level(logging.INFO, "httpx")
    events: list[Any] = []
    hooks = import_module(f"{operation.provider.name}_client._runtime.http.hooks").Hooks(
        request=events.append, response=events.append, retry=events.append
    )
    server.script(raw_answer(b"", 503, {"Retry-After": "0"}), raw_answer(b"", 404))

    send(caller, operation, server.url, QUERY, hooks=hooks, max_retries=1)

    url = f"{server.url}/orders?{ENCODED}"
    assert {request.target for request in server.requests} == {f"/orders?{ENCODED}"}
    assert {event.url for event in events} == {url}
    assert len(events) == 5
    assert caplog.text.count(url) == 2


def test_two_queries_are_two_urls(caller: Caller, server: ScriptedServer, caplog: pytest.LogCaptureFixture) -> None:
    """Calls that differ only in an argument of the query differ in the URL by which a recorder finds the answer."""
    caplog.set_level(logging.INFO, "httpx")
    operation = next(operation for operation in FIRST_OPERATIONS if operation.provider is HELICONE)
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(HELICONE, server.url)

    for include_body in (True, False):
        caller.plain(client.requests.get)("one", include_body=include_body)

    assert [request.target for request in server.requests] == [
        f"/v1/request/one?includeBody={value}" for value in ("true", "false")
    ]
    assert [request.target in caplog.text for request in server.requests] == [True, True]


def logged_by_httpx(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What httpx logs about requests; older versions also log how they read certificates."""
    texts = [record.getMessage() for record in caplog.records if record.name == "httpx"]
    return [text for text in texts if text.startswith("HTTP Request")]


SECRETS: Final = ("signature", "Sig", "X-Amz-Signature", "x-goog-signature", "api_key", "access_token", "password")


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_signature_is_not_seen(
    caller: Caller, server: ScriptedServer, operation: Operation, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is a signature or a key by its name is sent, and asterisks stand for it everywhere else."""
    caplog.set_level(logging.DEBUG)
    events: list[Any] = []
    hooks = import_module(f"{operation.provider.name}_client._runtime.http.hooks").Hooks(request=events.append)
    server.script(raw_answer(b"", 404))

    send(caller, operation, server.url, [("page", "2"), (name, "SIGNED/+="), ("key_of", KEY)], hooks=hooks)

    assert f"{name}=SIGNED%2F%2B%3D" in server.requests[0].target
    assert events[0].url == f"{server.url}/orders?page=2&{name}=**********&key_of=**********"
    shown = logged_by_httpx(caplog)
    assert len(shown) == 1
    assert "SIGNED" not in shown[0]
    assert f"page=2&{name}=**********" in shown[0]


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_key_in_a_query_is_not_seen(quiet_environment: None, operation: Operation) -> None:
    """A scheme that puts the key into the query hides that parameter alone, also in URLs that are made of this one."""
    urls = import_module(f"{operation.provider.name}_client._runtime.http.urls")

    url = urls.DiscreetURL(httpx.URL("https://api.example/x?page=2"), key_parameters={"k"})
    url = url.copy_set_param("k", KEY).copy_set_param("more", "yes")

    assert str(url) == "https://api.example/x?page=2&k=**********&more=yes"
    assert KEY not in repr(url)
    assert url.params["k"] == KEY


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_link_shows_names_without_values(
    caller: Caller, server: ScriptedServer, operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a redirect leads may be signed in any way: no value of its query is seen."""
    caplog.set_level(logging.INFO, "httpx")
    events: list[Any] = []
    hooks = import_module(f"{operation.provider.name}_client._runtime.http.hooks").Hooks(request=events.append)
    location = "//user:SIGN@HOST/x?md5=SIGN&expires=SIGN#SIGN".replace("HOST", server.url.removeprefix("http://"))
    server.script(raw_answer(b"", 302, {"Location": location}), raw_answer(b"", 404))

    send(caller, operation, server.url, (), hooks=hooks, follow_redirects=True)

    assert server.requests[1].target == "/x?md5=SIGN&expires=SIGN"
    assert events[1].url == f"{server.url}/x?md5=**********&expires=**********"
    assert "SIGN" not in caplog.text


def test_a_download_shows_names_without_values(
    caller: Caller, server: ScriptedServer, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does the link of a video's file."""
    caplog.set_level(logging.DEBUG)
    server.script(raw_answer(b"film"))
    client = caller.client(LUMENFALL, server.url)
    video = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed"}
    video = LUMENFALL.models.Video.from_dict({**video, "output": {"url": f"{server.url}/f?st=SIGN&e=SIGN"}})

    caller.plain(client.videos.download)(video, tmp_path / "film")

    assert server.requests[0].target == "/f?st=SIGN&e=SIGN"
    shown = logged_by_httpx(caplog)
    assert [f"{server.url}/f?st=**********&e=**********" in text for text in shown] == [True]
