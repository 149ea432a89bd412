# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package once more, as Pydantic v2 models (extra `[pydantic]`)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictStr
from typing_extensions import TypeAliasType

from promptlayer_client._runtime.values.pydantic_base import (
    AnswerModel,
    CheckedInteger,
    CheckedNumber,
    CheckedTimestamp,
)


class PromptBlueprint(AnswerModel):
    """
    The prompt of a request, independent of the provider. Whatever else the server sends is kept as additional
    properties, such as a commit message or a report id.
    """

    prompt_template: Annotated[
        dict[str, Any] | None,
        Field(
            description="The messages or the text of the prompt, as free JSON. Its `type` says which, such as `chat`."
        ),
    ] = None
    metadata: Annotated[
        dict[str, Any] | None,
        Field(description="Model settings and the user's own metadata, as free JSON. The model is under `model`."),
    ] = None
    inference_client_name: Annotated[
        StrictStr | None,
        Field(description="The name of the inference client that was used. Null if there was none."),
    ] = None


class ErrorResponse(AnswerModel):
    """The body of most answers that are errors. It has `message` or `error`, seldom both."""

    success: Annotated[
        StrictBool | None,
        Field(description="Whether the call succeeded. False in errors."),
    ] = None
    message: Annotated[StrictStr | None, Field(description="What went wrong, for people.")] = None
    error: Annotated[
        StrictStr | None,
        Field(description="What went wrong, as a code or as text, in older parts of the API."),
    ] = None


ValidationErrorDetailLocItem = TypeAliasType(
    "ValidationErrorDetailLocItem",
    Annotated[StrictStr | CheckedInteger, Field(union_mode="left_to_right")],
)


class ValidationErrorDetail(AnswerModel):
    """One finding about one parameter."""

    loc: Annotated[
        list[ValidationErrorDetailLocItem] | None,
        Field(description='Where it is, from the outside in, such as `["path", "request_id"]`. Integers are indexes.'),
    ] = None
    msg: Annotated[StrictStr | None, Field(description="What is wrong there, for people.")] = None
    type: Annotated[
        StrictStr | None,
        Field(description="What is wrong there, for programs, such as `greater_than_equal`."),
    ] = None


class Request(AnswerModel):
    """
    One logged call to a language model. Counts are tokens, times UTC, latency milliseconds, the price US
    dollars; counts, price and timing may be null.
    """

    success: Annotated[
        StrictBool,
        Field(description="Whether the call succeeded. False is a failure, whatever the HTTP status."),
    ]
    prompt_blueprint: Annotated[
        PromptBlueprint,
        Field(description="The prompt of the request, in a form that can be run again with any provider."),
    ]
    request_id: Annotated[CheckedInteger, Field(description="The number of the request, as in the URL.")]
    provider: Annotated[
        StrictStr | None,
        Field(description="The provider of the model, such as `openai`."),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The name of the model, such as `gpt-4`.")] = None
    input_tokens: Annotated[
        CheckedInteger | None,
        Field(description="How many tokens went in. Null if not known."),
    ] = None
    output_tokens: Annotated[
        CheckedInteger | None,
        Field(description="How many tokens came out. Null if not known."),
    ] = None
    tokens: Annotated[
        CheckedInteger | None,
        Field(description="How many tokens went in and came out together. Null if not known."),
    ] = None
    price: Annotated[
        CheckedNumber | None,
        Field(
            description="What the request cost, in US dollars. Null for some seconds after logging, or if not known."
        ),
    ] = None
    request_start_time: Annotated[
        CheckedTimestamp | None,
        Field(description="When the request began. A time without an offset is read as UTC."),
    ] = None
    request_end_time: Annotated[
        CheckedTimestamp | None,
        Field(description="When the request ended. A time without an offset is read as UTC."),
    ] = None
    latency_ms: Annotated[
        CheckedNumber | None,
        Field(description="How long the request took, in milliseconds, from its start and end. May have a fraction."),
    ] = None
    trace_id: Annotated[
        StrictStr | None,
        Field(description="The trace that the request belongs to. Null unless it was logged as part of one."),
    ] = None


class HTTPValidationError(AnswerModel):
    """The body of an answer to a parameter that is not valid, as FastAPI words it."""

    detail: Annotated[
        list[ValidationErrorDetail] | StrictStr | None,
        Field(
            description="What is not valid, as a list with one entry a finding, or as plain text.",
            union_mode="left_to_right",
        ),
    ] = None
