# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package as Pydantic v2 models. They need the extra `pydantic`."""

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
    The prompt of a request, independent of the provider. Other fields that the server sends, such as a commit
    message or a report id, are kept as additional properties.
    """

    prompt_template: Annotated[
        dict[str, Any] | None,
        Field(
            description="The messages or the text of the prompt, as free JSON. Its `type` says which, for example `chat`."
        ),
    ] = None
    metadata: Annotated[
        dict[str, Any] | None,
        Field(description="Model settings and the user's own metadata, as free JSON. The model is under `model`."),
    ] = None
    inference_client_name: Annotated[
        StrictStr | None,
        Field(description="The name of the inference client. Null if the request used none."),
    ] = None


class ErrorResponse(AnswerModel):
    """The body of most error responses. It has `message` or `error`, rarely both."""

    success: Annotated[
        StrictBool | None,
        Field(description="Whether the call succeeded. False in errors."),
    ] = None
    message: Annotated[StrictStr | None, Field(description="What went wrong, as text.")] = None
    error: Annotated[
        StrictStr | None,
        Field(
            description="What went wrong, as a code or as text. Older parts of the API send it instead of `message`."
        ),
    ] = None


ValidationErrorDetailLocItem = TypeAliasType(
    "ValidationErrorDetailLocItem",
    Annotated[StrictStr | CheckedInteger, Field(union_mode="left_to_right")],
)


class ValidationErrorDetail(AnswerModel):
    """A finding about one parameter."""

    loc: Annotated[
        list[ValidationErrorDetailLocItem] | None,
        Field(
            description='The path to the invalid value, such as `["path", "request_id"]`. Integers are list indexes.'
        ),
    ] = None
    msg: Annotated[StrictStr | None, Field(description="What is wrong, as text.")] = None
    type: Annotated[
        StrictStr | None,
        Field(description="What is wrong, as a code such as `greater_than_equal`."),
    ] = None


class Request(AnswerModel):
    """
    A logged call to a language model. Counts are in tokens, times in UTC, the latency in milliseconds, the
    price in US dollars. Counts, price and timing may be null.
    """

    success: Annotated[
        StrictBool,
        Field(description="Whether the call succeeded. False means failure, whatever the HTTP status."),
    ]
    prompt_blueprint: Annotated[
        PromptBlueprint,
        Field(description="The prompt of the request, in a form that you can run again with any provider."),
    ]
    request_id: Annotated[
        CheckedInteger,
        Field(description="The numeric id of the request, as in the URL."),
    ]
    provider: Annotated[
        StrictStr | None,
        Field(description="The provider of the model, such as `openai`."),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The name of the model, such as `gpt-4`.")] = None
    input_tokens: Annotated[
        CheckedInteger | None,
        Field(description="The number of input tokens. Null if unknown."),
    ] = None
    output_tokens: Annotated[
        CheckedInteger | None,
        Field(description="The number of output tokens. Null if unknown."),
    ] = None
    tokens: Annotated[
        CheckedInteger | None,
        Field(description="The number of input and output tokens together. Null if unknown."),
    ] = None
    price: Annotated[
        CheckedNumber | None,
        Field(
            description="The cost of the request, in US dollars. Null for the first seconds after logging, and if unknown."
        ),
    ] = None
    request_start_time: Annotated[
        CheckedTimestamp | None,
        Field(description="When the request started. The client reads a time without an offset as UTC."),
    ] = None
    request_end_time: Annotated[
        CheckedTimestamp | None,
        Field(description="When the request ended. The client reads a time without an offset as UTC."),
    ] = None
    latency_ms: Annotated[
        CheckedNumber | None,
        Field(
            description="The time from the start to the end of the request, in milliseconds. It may have a fraction."
        ),
    ] = None
    trace_id: Annotated[
        StrictStr | None,
        Field(description="The id of the trace that the request belongs to. Null if it belongs to none."),
    ] = None


class HTTPValidationError(AnswerModel):
    """FastAPI's response to an invalid parameter."""

    detail: Annotated[
        list[ValidationErrorDetail] | StrictStr | None,
        Field(
            description="What is invalid, as a list of findings or as plain text.",
            union_mode="left_to_right",
        ),
    ] = None
