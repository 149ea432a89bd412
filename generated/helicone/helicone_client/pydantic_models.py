# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package as Pydantic v2 models. They need the extra `pydantic`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictStr

from helicone_client._runtime.values.pydantic_base import (
    AnswerModel,
    CheckedInteger,
    CheckedNumber,
    CheckedNumericInteger,
    CheckedTimestamp,
)


class Request(AnswerModel):
    """
    A call to a language model, with its response, as Helicone logged it. Durations are in milliseconds, costs
    in US dollars. The client reads times without an offset as UTC.
    """

    request_id: Annotated[StrictStr, Field(description="The id of the request.")]
    request_created_at: Annotated[
        CheckedTimestamp | None,
        Field(description="When Helicone received the request."),
    ] = None
    request_path: Annotated[
        StrictStr | None,
        Field(
            description="The path of the request at the provider. The server does not send it today; see `target_url`."
        ),
    ] = None
    request_model: Annotated[StrictStr | None, Field(description="The requested model.")] = None
    request_user_id: Annotated[
        StrictStr | None,
        Field(description="The end user that the caller named. Null or empty if the caller named none."),
    ] = None
    request_properties: Annotated[
        dict[str, Any] | None,
        Field(description="The custom properties that the caller set. Equal to `properties`."),
    ] = None
    request_body: Annotated[
        Any | None,
        Field(
            description="The body that was sent to the model, as any JSON. Without `include_body`, it is a placeholder object with `helicone_message`, or that object as a JSON string."
        ),
    ] = None
    response_id: Annotated[StrictStr | None, Field(description="The id of the response.")] = None
    response_created_at: Annotated[CheckedTimestamp | None, Field(description="When the response was completed.")] = (
        None
    )
    response_status: Annotated[
        CheckedInteger | None,
        Field(description="The HTTP status of the model's response, not of this call."),
    ] = None
    response_model: Annotated[
        StrictStr | None,
        Field(description="The model that the response names. The server does not send it today; see `model`."),
    ] = None
    response_body: Annotated[
        Any | None,
        Field(
            description="The body that the model returned, as any JSON. Without `include_body`, it is a placeholder object with `helicone_message`, or that object as a JSON string."
        ),
    ] = None
    provider: Annotated[
        StrictStr | None,
        Field(description="The provider of the model, in upper or lower case, such as `OPENAI`."),
    ] = None
    model: Annotated[
        StrictStr | None,
        Field(description="The model that Helicone counts the request under."),
    ] = None
    target_url: Annotated[
        StrictStr | None,
        Field(description="The URL that the request was forwarded to."),
    ] = None
    delay_ms: Annotated[
        CheckedNumericInteger | None,
        Field(description="The time until the whole response had arrived, in milliseconds."),
    ] = None
    time_to_first_token: Annotated[
        CheckedNumericInteger | None,
        Field(description="The time until the first token arrived, in milliseconds. Null if it was not measured."),
    ] = None
    total_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="The number of tokens of the prompt and the completion together."),
    ] = None
    prompt_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="The number of tokens in the prompt."),
    ] = None
    completion_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="The number of tokens in the completion."),
    ] = None
    prompt_cache_read_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="The number of prompt tokens that were read from the provider's cache."),
    ] = None
    prompt_cache_write_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="The number of prompt tokens that were written to the provider's cache."),
    ] = None
    cost: Annotated[
        CheckedNumber | None,
        Field(description="The cost of the request, in US dollars, as calculated by Helicone."),
    ] = None
    cost_usd: Annotated[
        CheckedNumber | None,
        Field(
            alias="costUSD",
            description="The cost of the request, in US dollars. Equal to `cost`; either may be missing.",
        ),
    ] = None
    feedback_rating: Annotated[
        StrictBool | None,
        Field(description="The user feedback, true for positive. Absent or null if there was none."),
    ] = None
    feedback_created_at: Annotated[
        CheckedTimestamp | None,
        Field(description="When the feedback was given. Absent or null if there was none."),
    ] = None
    feedback_id: Annotated[
        StrictStr | None,
        Field(description="The id of the feedback. Absent or null if there was none."),
    ] = None
    scores: Annotated[
        dict[str, Any] | None,
        Field(
            description="The scores by name. Each is a number, a numeric string, or an object with `value` and `valueType`, as the server sent it."
        ),
    ] = None
    properties: Annotated[
        dict[str, Any] | None,
        Field(description="The custom properties that the caller set. Their values are usually strings."),
    ] = None
    cache_enabled: Annotated[
        StrictBool | None,
        Field(description="Whether Helicone's cache was enabled for the request."),
    ] = None
    cache_reference_id: Annotated[
        StrictStr | None,
        Field(
            description="The id of the earlier request whose response Helicone's cache returned. It contains only zeros if the response did not come from the cache."
        ),
    ] = None
    updated_at: Annotated[CheckedTimestamp | None, Field(description="When the log entry last changed.")] = None
    country_code: Annotated[
        StrictStr | None,
        Field(description="The country that the request came from, as a two-letter code. Empty or null if unknown."),
    ] = None
    asset_ids: Annotated[
        list[StrictStr] | None,
        Field(description="The ids of the images and files that belong to the request."),
    ] = None
    asset_urls: Annotated[
        dict[str, StrictStr] | None,
        Field(description="A signed, short-lived URL for each id in `asset_ids`. Empty if signing failed."),
    ] = None
    prompt_id: Annotated[
        StrictStr | None,
        Field(description="The id of the managed prompt. Empty or null if the request used none."),
    ] = None
    prompt_version: Annotated[
        StrictStr | None,
        Field(description="The version of the managed prompt. Empty or null if the request used none."),
    ] = None
    request_referrer: Annotated[
        StrictStr | None,
        Field(description="The referrer of the request. Empty or null if there was none."),
    ] = None
    storage_location: Annotated[
        StrictStr | None,
        Field(description="Where Helicone stores the bodies, such as `s3` or `clickhouse`."),
    ] = None
    signed_body_url: Annotated[
        StrictStr | None,
        Field(
            description="A signed, short-lived URL of the bodies. Absent or null if they are stored elsewhere or not at all."
        ),
    ] = None
    ai_gateway_body_mapping: Annotated[
        StrictStr | None,
        Field(description="How Helicone's gateway translated the bodies. Empty or null if it did not translate them."),
    ] = None


class ErrorResponse(AnswerModel):
    """The body of an error response. Any of its fields may be missing."""

    data: Annotated[
        Any | None,
        Field(description="Always null in an error. The client accepts any JSON."),
    ] = None
    error: Annotated[
        StrictStr | None,
        Field(description="What went wrong. May be null even in an error."),
    ] = None
    trace: Annotated[
        StrictStr | None,
        Field(description="The place in the server that rejected the request. Sent in some responses with status 401."),
    ] = None


class RequestEnvelope(AnswerModel):
    """The envelope around a request. If `data` is missing, the call has failed, whatever its HTTP status."""

    data: Annotated[
        Request | None,
        Field(description="The logged request. Absent or null if there is no such request, or if the call failed."),
    ] = None
    error: Annotated[
        StrictStr | None,
        Field(description="Why the call failed. Null on success, and also if the request was simply not found."),
    ] = None
