"""The exact types of PromptLayer's public calls. Nothing here runs; the type checkers read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_type

from promptlayer_client import (
    AsyncPromptLayer,
    PromptLayer,
    PromptLayerError,
    Response,
    UnprocessableEntityError,
    ValidationProblem,
    validation_problems,
)
from promptlayer_client.models import PromptBlueprint, Request
from promptlayer_client.testing import FakePromptLayer


def sync(promptlayer: PromptLayer) -> None:
    """A call answers its model: never None, never a union with an error."""
    assert_type(promptlayer.requests.get(12345), Request)
    assert_type(promptlayer.requests.get(request_id=12345), Request)
    assert_type(promptlayer.requests.get_detailed(12345), Response[Request])
    assert_type(promptlayer.with_options(max_retries=0), PromptLayer)


async def asynchronous(promptlayer: AsyncPromptLayer) -> None:
    """So does an awaited one."""
    assert_type(await promptlayer.requests.get(12345), Request)
    assert_type(await promptlayer.requests.get_detailed(12345), Response[Request])


def request(request: Request) -> None:
    """What is certain is never None; all else may be."""
    assert_type(request.success, bool)
    assert_type(request.request_id, int)
    assert_type(request.prompt_blueprint, PromptBlueprint)
    assert_type(request.prompt_blueprint.prompt_template, dict[str, Any] | None)
    assert_type(request.prompt_blueprint.metadata, dict[str, Any] | None)
    assert_type(request.prompt_blueprint.inference_client_name, str | None)
    assert_type(request.provider, str | None)
    assert_type(request.model, str | None)
    assert_type(request.input_tokens, int | None)
    assert_type(request.output_tokens, int | None)
    assert_type(request.tokens, int | None)
    assert_type(request.price, float | None)
    assert_type(request.request_start_time, datetime | None)
    assert_type(request.request_end_time, datetime | None)
    assert_type(request.latency_ms, float | None)
    assert_type(request.trace_id, str | None)


def errors(error: UnprocessableEntityError) -> None:
    """A 422 is read whatever its shape."""
    assert_type(validation_problems(error), list[ValidationProblem])
    assert_type(validation_problems(error)[0].location, tuple[str | int, ...])
    root: list[type[PromptLayerError]] = [UnprocessableEntityError]
    del root


def fake() -> None:
    """The fake makes clients of the right type."""
    assert_type(FakePromptLayer().client(), PromptLayer)
    assert_type(FakePromptLayer().async_client(), AsyncPromptLayer)
