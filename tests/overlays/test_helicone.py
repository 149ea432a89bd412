"""What Helicone alone does: failures at status 200, two regions, and bodies that are asked for."""

from __future__ import annotations

from typing import Any

import pytest
from support.calling import KEY, Caller, base_url_of
from support.documents import same
from support.providers import HELICONE
from support.server import ScriptedServer, json_answer, raw_answer, text_answer

GET = HELICONE.operation("requests_get")

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
        caller.call(GET, server.url, max_retries=2)

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
        caller.call(GET, server.url)

    assert type(caught.value) is HELICONE.error(name)
    assert (caught.value.status_code, caught.value.message) == (200, text)


@pytest.mark.parametrize("error", [{"message": "boom"}, ["boom"], 7, "", "  "], ids=repr)
def test_helicones_error_in_another_shape_is_a_failure(caller: Caller, server: ScriptedServer, error: Any) -> None:
    """A non-null `error` without data is a failure that says something, whatever its shape."""
    server.script(json_answer({"data": None, "error": error}))

    with pytest.raises(HELICONE.error("APIStatusError")) as caught:
        caller.call(GET, server.url)

    assert caught.value.status_code == 200
    assert caught.value.message not in ("", "OK")


def test_helicones_data_goes_before_its_error(caller: Caller, server: ScriptedServer) -> None:
    """With data there is a request, whatever stands in `error`."""
    server.script(json_answer({"data": {"request_id": "r"}, "error": "partial"}))

    assert caller.call(GET, server.url).request_id == "r"


@pytest.mark.parametrize("body", [{}, {"other": 1}], ids=repr)
def test_an_object_without_an_envelope_is_no_not_found(caller: Caller, server: ScriptedServer, body: Any) -> None:
    """What Helicone is not known to send is not taken for an answer about the request."""
    server.script(json_answer(body))

    with pytest.raises(HELICONE.error("ResponseDecodeError"), match="missing") as caught:
        caller.call(GET, server.url)

    assert caught.value.path == "$.data"


def test_scores_are_not_converted(caller: Caller, server: ScriptedServer) -> None:
    """A score is what was sent: a number, a numeric string, or an object."""
    scores = {"a": 0.95, "b": "0.95", "c": {"value": "1", "valueType": "number"}, "d": None}
    server.script(json_answer({"data": {"request_id": "r", "scores": scores}}))

    request = caller.call(GET, server.url)

    assert same(request.scores, scores)


@pytest.mark.parametrize("body", [None, 1, "text", [1], {"a": {}}, '{"helicone_message": "..."}'], ids=repr)
def test_a_logged_body_is_any_json(caller: Caller, server: ScriptedServer, body: Any) -> None:
    """Logged bodies are free JSON, and come as they are."""
    server.script(json_answer({"data": {"request_id": "r", "request_body": body, "response_body": body}}))

    request = caller.call(GET, server.url)

    assert same(request.request_body, body)
    assert same(request.response_body, body)


@pytest.mark.parametrize(("include", "sent"), [(True, "true"), (False, "false")])
def test_bodies_are_asked_for(caller: Caller, server: ScriptedServer, include: bool, sent: str) -> None:
    """`include_body` is Helicone's `includeBody`, written as JSON writes it."""
    server.script(json_answer(GET.wrapped(GET.success())))
    client = caller.client(GET.provider, server.url)

    caller.operation(client, GET)("req_1", include_body=include)

    assert server.requests[0].target == f"/v1/request/req_1?includeBody={sent}"


def test_a_400_that_quotes_the_key_stays_readable(caller: Caller, server: ScriptedServer) -> None:
    """Masking leaves the rest of the message as it is."""
    server.script(lambda request: text_answer(f"Invalid token {HELICONE.key_of(request)}.", 400))

    with pytest.raises(HELICONE.error("BadRequestError")) as caught:
        caller.call(GET, server.url, api_key=KEY)

    assert caught.value.message == "Invalid token **********."


def test_a_query_stays_with_the_callers_parameters(caller: Caller, server: ScriptedServer) -> None:
    """So do other queries, also that of a redirect within the server."""
    moved = raw_answer(b"", 302, {"Location": f"{GET.path}?include_body=true&page=a%20b"})
    server.script(moved, json_answer(GET.wrapped(GET.success())))
    own = caller.http_client(params={"tenant": "x"})
    client = caller.client(HELICONE, server.url, http_client=own, follow_redirects=True)

    caller.operation(client, GET)(include_body=True)

    first, second = (request.query for request in server.requests)
    assert sorted(first) == [("includeBody", "true"), ("tenant", "x")]
    assert sorted(second) == [("include_body", "true"), ("page", "a b"), ("tenant", "x")]


def test_where_helicones_base_url_comes_from(
    mode: str, quiet_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The argument goes before the region, the region before the environment."""
    make = HELICONE.client_class(mode)

    assert base_url_of(make(KEY, region="us")) == "https://api.helicone.ai"
    assert base_url_of(make(KEY, region="eu")) == "https://eu.api.helicone.ai"
    monkeypatch.setenv(HELICONE.base_url_variable, "https://environment.example")
    assert base_url_of(make(KEY)) == "https://environment.example"
    assert base_url_of(make(KEY, region="eu")) == "https://eu.api.helicone.ai"
    assert base_url_of(make(KEY, region="eu", base_url="https://argument.example")) == "https://argument.example"
    with pytest.raises(HELICONE.error("InvalidArgumentError"), match="'us', 'eu'"):
        make(KEY, region="mars")
