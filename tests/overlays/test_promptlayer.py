"""What PromptLayer alone does: failures at status 200, and a key in a header of its own."""

from __future__ import annotations

from typing import Any

import pytest
from support.calling import Caller
from support.providers import PROMPTLAYER
from support.server import ScriptedServer, json_answer, raw_answer


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
        caller.call(PROMPTLAYER.operation("requests_get"), server.url)

    assert type(caught.value) is PROMPTLAYER.error("APIStatusError")
    assert (caught.value.status_code, caught.value.body) == (200, body)


def test_a_header_that_carries_no_key_is_the_callers(mode: str, server: ScriptedServer) -> None:
    """Where the key goes in another header, `Authorization` is the caller's: it is sent."""
    server.script(raw_answer(b"{}", 404))
    caller = Caller(mode)
    client = caller.client(PROMPTLAYER, server.url).with_options(headers={"Authorization": "Basic abc"})

    with pytest.raises(PROMPTLAYER.error("NotFoundError")):
        caller.plain(client.requests.get)(1)

    caller.close()
    assert server.requests[0].headers["authorization"] == "Basic abc"
