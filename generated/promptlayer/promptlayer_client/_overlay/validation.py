# Copied from overlays/promptlayer/validation.py by `nox -s generate`. Do not edit.
"""The shapes of PromptLayer's 422: FastAPI's list of problems, a text, or the usual `{success, message}`."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from .._runtime.values.json_values import is_array, member
from ..errors import APIStatusError


@frozen
class ValidationProblem:
    """One thing that the server did not accept."""

    location: tuple[str | int, ...]
    """Where: `("path", "request_id")`; empty when the server does not say."""
    message: str
    """What is wrong, in the server's words."""
    type: str | None = None
    """The server's name for this kind of problem, such as `int_parsing`."""


def validation_problems(error: APIStatusError) -> list[ValidationProblem]:
    """What a `UnprocessableEntityError` complains about, whichever shape it came in.

    Args:
        error: Any error with a body; usually the 422.

    Returns:
        One entry a problem; a single one with the error's message when the server lists none.
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
