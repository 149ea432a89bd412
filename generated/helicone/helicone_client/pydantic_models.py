# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package once more, as Pydantic v2 models (extra `[pydantic]`)."""

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
    One call to a language model, with its response, as Helicone logged it. Timings are milliseconds, costs US
    dollars; times without an offset are read as UTC.
    """

    request_id: Annotated[StrictStr, Field(description="The id of the request.")]
    request_created_at: Annotated[CheckedTimestamp | None, Field(description="When the request was received.")] = None
    request_path: Annotated[
        StrictStr | None,
        Field(
            description="The path that was called at the provider. Never sent by the server today; see `target_url`."
        ),
    ] = None
    request_model: Annotated[StrictStr | None, Field(description="The model that was asked for.")] = None
    request_user_id: Annotated[
        StrictStr | None,
        Field(description="The end user that the caller named. Null or empty if none was named."),
    ] = None
    request_properties: Annotated[
        dict[str, Any] | None,
        Field(description="The custom properties that the caller set. The same as `properties`."),
    ] = None
    request_body: Annotated[
        Any | None,
        Field(
            description="The body that was sent to the model, any JSON. Unless bodies were asked for, a placeholder object with `helicone_message`, or that object as a JSON string."
        ),
    ] = None
    response_id: Annotated[StrictStr | None, Field(description="The id of the response.")] = None
    response_created_at: Annotated[CheckedTimestamp | None, Field(description="When the response was complete.")] = None
    response_status: Annotated[
        CheckedInteger | None,
        Field(description="The HTTP status of the model's response, not of this call."),
    ] = None
    response_model: Annotated[
        StrictStr | None,
        Field(description="The model that the response names. Never sent by the server today; see `model`."),
    ] = None
    response_body: Annotated[
        Any | None,
        Field(
            description="The body that the model answered with, any JSON. Unless bodies were asked for, a placeholder object with `helicone_message`, or that object as a JSON string."
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
        Field(description="How long the whole response took, in milliseconds."),
    ] = None
    time_to_first_token: Annotated[
        CheckedNumericInteger | None,
        Field(description="How long the first token took, in milliseconds. Null if it was not measured."),
    ] = None
    total_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="How many tokens the request used in all."),
    ] = None
    prompt_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="How many tokens the prompt had."),
    ] = None
    completion_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="How many tokens the completion had."),
    ] = None
    prompt_cache_read_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="How many tokens of the prompt were read from the provider's cache."),
    ] = None
    prompt_cache_write_tokens: Annotated[
        CheckedNumericInteger | None,
        Field(description="How many tokens of the prompt were written to the provider's cache."),
    ] = None
    cost: Annotated[
        CheckedNumber | None,
        Field(description="What the request cost, in US dollars, by Helicone's own reckoning."),
    ] = None
    cost_usd: Annotated[
        CheckedNumber | None,
        Field(
            alias="costUSD",
            description="What the request cost, in US dollars. The same as `cost`; either may be missing.",
        ),
    ] = None
    feedback_rating: Annotated[
        StrictBool | None,
        Field(description="The feedback that was given, true for good. Absent or null if there was none."),
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
            description="The scores by name, as sent: a number, a numeric string, or an object with `value` and `valueType`. Nothing is converted here."
        ),
    ] = None
    properties: Annotated[
        dict[str, Any] | None,
        Field(description="The custom properties that the caller set, usually strings."),
    ] = None
    cache_enabled: Annotated[
        StrictBool | None,
        Field(description="Whether Helicone's cache was switched on for the request."),
    ] = None
    cache_reference_id: Annotated[
        StrictStr | None,
        Field(
            description="The id of the request whose response was served from Helicone's cache. An id of only zeros if it was not."
        ),
    ] = None
    updated_at: Annotated[CheckedTimestamp | None, Field(description="When the log entry last changed.")] = None
    country_code: Annotated[
        StrictStr | None,
        Field(description="The country that the request came from, as a two-letter code. Empty or null if not known."),
    ] = None
    asset_ids: Annotated[
        list[StrictStr] | None,
        Field(description="The ids of the images and files that belong to the request."),
    ] = None
    asset_urls: Annotated[
        dict[str, StrictStr] | None,
        Field(description="A signed, short-lived URL for each id in `asset_ids`. Empty if it could not be signed."),
    ] = None
    prompt_id: Annotated[
        StrictStr | None,
        Field(description="The id of the managed prompt that was used. Empty or null if there was none."),
    ] = None
    prompt_version: Annotated[
        StrictStr | None,
        Field(description="The version of the managed prompt that was used. Empty or null if there was none."),
    ] = None
    request_referrer: Annotated[
        StrictStr | None,
        Field(description="The referrer that the request was sent with. Empty or null if there was none."),
    ] = None
    storage_location: Annotated[
        StrictStr | None,
        Field(description="Where Helicone keeps the bodies, such as `s3` or `clickhouse`."),
    ] = None
    signed_body_url: Annotated[
        StrictStr | None,
        Field(
            description="A signed, short-lived URL of the bodies. Absent or null if they are kept elsewhere or not at all."
        ),
    ] = None
    ai_gateway_body_mapping: Annotated[
        StrictStr | None,
        Field(description="How Helicone's gateway translated the bodies. Empty or null if it did not."),
    ] = None


class ErrorResponse(AnswerModel):
    """The body of an answer with an error status. Any of its fields may be missing."""

    data: Annotated[Any | None, Field(description="Always null in an error; any JSON is accepted.")] = None
    error: Annotated[StrictStr | None, Field(description="What went wrong. May be null even so.")] = None
    trace: Annotated[
        StrictStr | None,
        Field(description="The place in the server that refused the call. Sent with some answers of status 401."),
    ] = None


class RequestEnvelope(AnswerModel):
    """The envelope around a request. Either `data` is there, or the call has failed, whatever its HTTP status."""

    data: Annotated[
        Request | None,
        Field(description="The logged request. Absent or null if there is none here, or if the call failed."),
    ] = None
    error: Annotated[
        StrictStr | None,
        Field(description="Why the call failed. Null on success, and also if the request was simply not found."),
    ] = None
