"""PromptLayer's 422 in its shapes."""

from __future__ import annotations

from typing import Any

import pytest
from support.calling import Caller
from support.providers import PROMPTLAYER
from support.server import ScriptedServer, html_answer, json_answer

OPERATION = PROMPTLAYER.operation("requests_get")
LISTED = [
    {"loc": ["path", "request_id"], "msg": "too small", "type": "greater_than_equal"},
    {"loc": ["body", "items", 0], "msg": "missing"},
]


def raised(caller: Caller, server: ScriptedServer, body: Any) -> Any:
    """The error of a 422 with this body."""
    server.script(json_answer(body, 422))
    with pytest.raises(PROMPTLAYER.error("UnprocessableEntityError")) as caught:
        caller.call(OPERATION, server.url)
    return caught.value


def test_a_list_is_a_list_of_problems(caller: Caller, server: ScriptedServer) -> None:
    """FastAPI's list gives one problem an entry, with place, words and kind, and a message of all of them."""
    error = raised(caller, server, {"detail": LISTED})
    problem = PROMPTLAYER.package.ValidationProblem

    assert PROMPTLAYER.package.validation_problems(error) == [
        problem(("path", "request_id"), "too small", "greater_than_equal"),
        problem(("body", "items", 0), "missing", None),
    ]
    assert error.message == "path.request_id: too small; body.items.0: missing"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"detail": "Invalid request id"}, "Invalid request id"),
        ({"success": False, "message": "Invalid request id"}, "Invalid request id"),
        ({"success": False, "error": "Invalid request id"}, "Invalid request id"),
        ({"success": False, "message": "first", "detail": "second"}, "first"),
        ({"detail": []}, "Unprocessable Entity"),
        ({"detail": [None, 1, {"loc": ["x"]}, {"msg": 5}]}, "Unprocessable Entity"),
        ({}, "Unprocessable Entity"),
        ([], "Unprocessable Entity"),
    ],
    ids=repr,
)
def test_any_other_shape_is_one_problem(caller: Caller, server: ScriptedServer, body: Any, message: str) -> None:
    """Without a list there is one problem with the error's message."""
    error = raised(caller, server, body)

    (problem,) = PROMPTLAYER.package.validation_problems(error)

    assert error.message == problem.message == message
    assert (problem.location, problem.type) == ((), None)


def test_odd_parts_are_left_out(caller: Caller, server: ScriptedServer) -> None:
    """A place that is no list, and a kind that is no text, do not hide the words."""
    error = raised(
        caller,
        server,
        {"detail": [{"loc": "path", "msg": "a", "type": 5}, {"loc": [None, "x"], "msg": "b"}, {"msg": "c"}]},
    )

    problems = PROMPTLAYER.package.validation_problems(error)

    assert [(one.location, one.message, one.type) for one in problems] == [
        ((), "a", None),
        (("x",), "b", None),
        ((), "c", None),
    ]


def test_a_page_is_one_problem(caller: Caller, server: ScriptedServer) -> None:
    """An HTML page with status 422 has problems too."""
    server.script(html_answer(422))

    with pytest.raises(PROMPTLAYER.error("UnprocessableEntityError")) as caught:
        caller.call(OPERATION, server.url)

    assert [one.message for one in PROMPTLAYER.package.validation_problems(caught.value)] == [caught.value.message]
