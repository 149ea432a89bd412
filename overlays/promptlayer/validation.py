"""Read the forms of PromptLayer's 422: FastAPI's list of problems, plain text, or `{success, message}`."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from .._runtime.values.json_values import is_array, member
from ..errors import APIStatusError


@frozen
class ValidationProblem:
    """A problem that the server found in a request."""

    location: tuple[str | int, ...]
    """The path to the invalid value, such as `("path", "request_id")`; empty if the server does not give one."""
    message: str
    """The server's description of the problem."""
    type: str | None = None
    """The server's name for this kind of problem, such as `int_parsing`."""


def validation_problems(error: APIStatusError) -> list[ValidationProblem]:
    """Return the problems that an `UnprocessableEntityError` reports.

    Args:
        error: Usually an `UnprocessableEntityError` (422); any `APIStatusError` is accepted.

    Returns:
        One entry for each problem. If the server lists none, a single entry with the error's message.
    """
    detail = member(error.body, "detail")
    entries = detail if is_array(detail) else []
    problems = [problem for problem in map(_problem, entries) if problem is not None]
    return problems or [ValidationProblem((), error.message)]


def _problem(entry: Any) -> ValidationProblem | None:
    message, location, kind = member(entry, "msg"), member(entry, "loc"), member(entry, "type")
    if not isinstance(message, str):
        return None
    parts = location if is_array(location) else []
    return ValidationProblem(
        tuple(part for part in parts if isinstance(part, (str, int))), message, kind if isinstance(kind, str) else None
    )
