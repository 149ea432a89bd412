# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package once more, as Pydantic v2 models (extra `[pydantic]`)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictStr
from typing_extensions import TypeAliasType

from lumenfall_client._runtime.values.pydantic_base import (
    AnswerModel,
    CheckedInteger,
    CheckedNumber,
    CheckedNumericInteger,
    CheckedTimestamp,
    HiddenString,
)


class VideoOutput(AnswerModel):
    """The file that a completed video job produced."""

    url: Annotated[
        StrictStr | None,
        Field(
            description="Where to download the video. Works until the video's `expires_at`, about an hour by default."
        ),
    ] = None
    content_type: Annotated[
        StrictStr | None,
        Field(description="The media type of the file, such as `video/mp4`."),
    ] = None
    size_bytes: Annotated[CheckedInteger | None, Field(description="The size of the file, in bytes.")] = None


class VideoFailure(AnswerModel):
    """The reason why a video job failed."""

    code: Annotated[StrictStr | None, Field(description="The reason, for programs.")] = None
    message: Annotated[StrictStr | None, Field(description="The reason, for people.")] = None


class VideoMetadata(AnswerModel):
    """The routing and the cost of a video job."""

    model: Annotated[StrictStr | None, Field(description="The model that was asked for.")] = None
    executed_model: Annotated[
        StrictStr | None,
        Field(description="The model that really ran, with its provider, such as `openai/sora-2`."),
    ] = None
    provider: Annotated[
        StrictStr | None,
        Field(description="The provider that the job went to, as a short name such as `openai`."),
    ] = None
    provider_name: Annotated[
        StrictStr | None,
        Field(description="The provider's name as people write it, such as `OpenAI`."),
    ] = None
    upstream_id: Annotated[StrictStr | None, Field(description="The id of the job at the provider.")] = None
    cost_estimate: Annotated[
        CheckedNumber | None,
        Field(description="What the job is expected to cost, in `cost_currency`. Sent while the job is in progress."),
    ] = None
    cost: Annotated[
        CheckedNumber | None,
        Field(description="What the job did cost, in `cost_currency`. Sent once the job is completed."),
    ] = None
    cost_currency: Annotated[
        StrictStr | None,
        Field(description="The currency of both costs, such as `USD`. Upper case here, lower case in requests."),
    ] = None


class VideoInputReference(AnswerModel):
    """A picture that a video begins from."""

    image_url: Annotated[
        StrictStr,
        Field(description="An `https` URL of the picture, or the picture itself as a base64 data URI."),
    ]


class VideoEstimate(AnswerModel):
    """The cost that a video would have, worked out without making it."""

    estimated: Annotated[
        StrictBool,
        Field(description="Whether this is an estimate. Documented to be true always."),
    ]
    model: Annotated[StrictStr | None, Field(description="The model that was asked for.")] = None
    provider: Annotated[StrictStr | None, Field(description="The provider that the job would go to.")] = None
    total_cost_micros: Annotated[
        CheckedNumericInteger,
        Field(description="The cost in micros, millionths of `currency`."),
    ]
    currency: Annotated[StrictStr | None, Field(description="The currency of the cost, such as `USD`.")] = None
    components: Annotated[
        list[dict[str, Any]] | None,
        Field(description="What the cost is made of. The shape of the parts differs from model to model."),
    ] = None


class WebhookSecret(AnswerModel):
    """The secret that Lumenfall signs its webhooks with."""

    key: Annotated[
        HiddenString,
        Field(description="The secret, beginning with `whsec_`. Not shown by `repr`."),
    ]


KnownRequestStatus = TypeAliasType(
    "KnownRequestStatus",
    Annotated[
        Literal["completed", "pending", "processing", "upstream_failure", "rejected", "cancelled", "failed"],
        Field(description="The states of a request that are known so far."),
    ],
)


KnownModality = TypeAliasType(
    "KnownModality",
    Annotated[
        Literal["image", "video", "speech", "vision", "audio", "other"],
        Field(description="The kinds of media that are known so far."),
    ],
)


KnownVideoStatus = TypeAliasType(
    "KnownVideoStatus",
    Annotated[
        Literal["queued", "in_progress", "completed", "failed", "cancelled"],
        Field(description="The states of a video job that are known so far. The last three are final."),
    ],
)


KnownWebhookEventType = TypeAliasType(
    "KnownWebhookEventType",
    Annotated[
        Literal["video.completed", "video.failed", "video.cancelled"],
        Field(description="The types of webhook events that are known so far."),
    ],
)


KnownErrorCode = TypeAliasType(
    "KnownErrorCode",
    Annotated[
        Literal[
            "AUTHENTICATION_FAILED",
            "INSUFFICIENT_BALANCE",
            "INVALID_REQUEST",
            "MODEL_NOT_FOUND",
            "MODEL_DISABLED",
            "RATE_LIMITED",
            "ALL_PROVIDERS_EXHAUSTED",
            "UPSTREAM_ERROR",
        ],
        Field(description="The error codes that are known so far."),
    ],
)


class Request(AnswerModel):
    """
    One request that an organization sent through Lumenfall, as the log keeps it. Timings are milliseconds,
    sizes bytes, costs US dollars.
    """

    id: Annotated[StrictStr, Field(description="The id of the request, unique across Lumenfall.")]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. Documented to be `request` always."),
    ] = None
    created_at: Annotated[
        CheckedTimestamp,
        Field(description="When the request began. A time without an offset is read as UTC."),
    ]
    model: Annotated[
        StrictStr | None,
        Field(description="The model that was asked for, such as `flux-pro`."),
    ] = None
    modality: Annotated[
        KnownModality | StrictStr | None,
        Field(
            description="What kind of media the request was about.",
            union_mode="left_to_right",
        ),
    ] = None
    endpoint: Annotated[
        StrictStr | None,
        Field(description="The path that was called, such as `/openai/v1/images/generations`."),
    ] = None
    status: Annotated[
        KnownRequestStatus | StrictStr,
        Field(
            description="How far the request has come. New states may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    cost: Annotated[
        CheckedNumber | None,
        Field(description="What the request cost, in US dollars. Possibly null while the request is pending."),
    ] = None
    currency: Annotated[
        StrictStr | None,
        Field(description="The currency of `cost`. Documented to be `usd` always, in lower case."),
    ] = None
    duration_ms: Annotated[
        CheckedInteger | None,
        Field(description="The total response time, in milliseconds. Null while it is not known."),
    ] = None
    key_id: Annotated[
        StrictStr | None,
        Field(description="The id of the API key that was used, not the key itself."),
    ] = None
    error_code: Annotated[
        KnownErrorCode | StrictStr | None,
        Field(
            description="Why the request failed, for programs. Null unless it failed.",
            union_mode="left_to_right",
        ),
    ] = None
    error_message: Annotated[
        StrictStr | None,
        Field(description="Why the request failed, for people. Null unless it failed."),
    ] = None
    session_id: Annotated[
        StrictStr | None,
        Field(description="The session that the caller grouped the request under. Null if the caller gave none."),
    ] = None
    trace_id: Annotated[
        StrictStr | None,
        Field(description="The trace id from the caller's W3C `traceparent` header. Null if there was none."),
    ] = None
    user: Annotated[
        StrictStr | None,
        Field(description="The end user that the request body named. Null if it named none."),
    ] = None
    request_size_bytes: Annotated[
        CheckedInteger | None,
        Field(description="The size of the request body, in bytes."),
    ] = None
    response_size_bytes: Annotated[
        CheckedInteger | None,
        Field(description="The size of the response body, in bytes."),
    ] = None


class Video(AnswerModel):
    """One video generation job and, once it has completed, its output. Times are Unix seconds, in UTC."""

    id: Annotated[
        StrictStr,
        Field(description="The id of the video. Webhooks may name the same job by an id with another prefix."),
    ]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. Documented to be `video` always."),
    ] = None
    created_at: Annotated[CheckedInteger, Field(description="When the job was created, in Unix seconds.")]
    completed_at: Annotated[
        CheckedInteger | None,
        Field(description="When the job was completed, in Unix seconds. Null until then."),
    ] = None
    expires_at: Annotated[
        CheckedInteger | None,
        Field(description="When the output's URL stops working, in Unix seconds. Null until the job is completed."),
    ] = None
    status: Annotated[
        KnownVideoStatus | StrictStr,
        Field(
            description="How far the job has come. New states may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    model: Annotated[
        StrictStr | None,
        Field(description="The model that was asked for, such as `sora-2`."),
    ] = None
    prompt: Annotated[StrictStr | None, Field(description="The prompt that the video is made from.")] = None
    seconds: Annotated[
        StrictStr | None,
        Field(description='The length of the video in seconds, as a string, such as `"10"`.'),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(description="Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`)."),
    ] = None
    output: Annotated[
        VideoOutput | None,
        Field(description="The finished video. Absent or null unless `status` is `completed`."),
    ] = None
    error: Annotated[
        VideoFailure | None,
        Field(description="Why the job failed. Absent or null unless `status` is `failed`."),
    ] = None
    metadata: Annotated[
        VideoMetadata | None,
        Field(description="How the job was routed and what it costs. May be absent."),
    ] = None


class VideoCreateParams(AnswerModel):
    """The order for a video. What is not named here is passed through to the provider that makes it."""

    model: Annotated[StrictStr, Field(description="The model to use, such as `sora-2`.")]
    prompt: Annotated[
        StrictStr,
        Field(description="What the video shall show. The longest prompt differs from model to model."),
    ]
    seconds: Annotated[
        StrictStr | CheckedNumber | None,
        Field(
            description="How long the video shall be, in seconds.",
            union_mode="left_to_right",
        ),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(description="Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ."),
    ] = None
    aspect_ratio: Annotated[
        StrictStr | None,
        Field(description="The aspect ratio, such as `16:9`, where no `size` is given."),
    ] = None
    n: Annotated[
        CheckedInteger | None,
        Field(description="How many videos to make, from 1 to 4."),
    ] = None
    input_reference: Annotated[
        VideoInputReference | list[VideoInputReference] | None,
        Field(
            description="The picture, or the pictures, to begin from. Most models take one at most.",
            union_mode="left_to_right",
        ),
    ] = None
    webhook_url: Annotated[
        StrictStr | None,
        Field(
            description="Where to send a notification when the job has ended: `https`, a host name and no IP address, port 443 or 8443. See `webhooks.unwrap`."
        ),
    ] = None
    idempotency_key: Annotated[
        StrictStr | None,
        Field(
            description="What tells this order from others, up to 256 characters: a second one with the same key answers with the job that exists."
        ),
    ] = None


class WebhookVideo(AnswerModel):
    """A video job, as a webhook has it."""

    id: Annotated[
        StrictStr,
        Field(description="The id of the job. Its prefix may differ from the one that creating it returned."),
    ]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. Documented to be `video.generation`."),
    ] = None
    status: Annotated[
        KnownVideoStatus | StrictStr | None,
        Field(description="How the job has ended.", union_mode="left_to_right"),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The model that was asked for.")] = None
    output: Annotated[
        VideoOutput | None,
        Field(description="The finished video. Absent or null unless the job was completed."),
    ] = None
    error: Annotated[
        VideoFailure | None,
        Field(description="Why the job failed. Absent or null unless it did."),
    ] = None


class ErrorDetail(AnswerModel):
    """The description of one error, for people and for programs."""

    message: Annotated[StrictStr | None, Field(description="What went wrong, for people.")] = None
    type: Annotated[
        StrictStr | None,
        Field(description="The category of the error, such as `authentication_error`."),
    ] = None
    code: Annotated[
        KnownErrorCode | StrictStr | None,
        Field(
            description="What went wrong, for programs. New codes may appear at any time.",
            union_mode="left_to_right",
        ),
    ] = None


class WebhookEvent(AnswerModel):
    """A notification that a video job has ended."""

    type: Annotated[
        KnownWebhookEventType | StrictStr,
        Field(
            description="What has happened. New types may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    data: Annotated[WebhookVideo, Field(description="The job that it happened to.")]


class ErrorResponse(AnswerModel):
    """The body of every answer that is an error."""

    error: Annotated[ErrorDetail | None, Field(description="What went wrong.")] = None
