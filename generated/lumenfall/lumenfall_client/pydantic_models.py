# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of this package as Pydantic v2 models. They need the extra `pydantic`."""

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


class PurgedPayloads(AnswerModel):
    """What became of the payloads of a request."""

    id: Annotated[StrictStr | None, Field(description="The id of the request.")] = None
    purged: Annotated[StrictBool | None, Field(description="Whether the payloads are deleted now.")] = None
    already_purged: Annotated[
        StrictBool | None,
        Field(description="Whether they were deleted before this call."),
    ] = None
    media_deleted: Annotated[
        CheckedInteger | None,
        Field(description="The number of media files that were deleted."),
    ] = None


class AvailableMoney(AnswerModel):
    """The money that an organization can still spend."""

    amount: Annotated[
        CheckedNumber | None,
        Field(
            description="The amount, in `currency`. Null for a postpaid organization, and while it is temporarily unknown."
        ),
    ] = None
    currency: Annotated[StrictStr | None, Field(description="The currency of the amount, `usd`.")] = None


class ModelInfo(AnswerModel):
    """A model that Lumenfall offers."""

    id: Annotated[
        StrictStr | None,
        Field(description="The id of the model, which other calls take as `model`."),
    ] = None
    object: Annotated[StrictStr | None, Field(description="The kind of the object, `model`.")] = None
    created: Annotated[
        CheckedInteger | None,
        Field(description="When the model was published, in Unix seconds."),
    ] = None
    owned_by: Annotated[StrictStr | None, Field(description="Who made the model, such as `google`.")] = None


class ImageGenerateParams(AnswerModel):
    """
    The parameters of generated images. Lumenfall passes any parameter that is not listed here through to the
    provider.
    """

    model: Annotated[
        StrictStr,
        Field(
            description="The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."
        ),
    ]
    prompt: Annotated[
        StrictStr,
        Field(description="What the images should show. The maximum length depends on the model."),
    ]
    n: Annotated[
        CheckedInteger | None,
        Field(description="How many images to generate, from 1 to 10; Lumenfall's default is 1."),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(
            description="Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over `aspect_ratio` and `resolution`."
        ),
    ] = None
    aspect_ratio: Annotated[
        StrictStr | None,
        Field(description="The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."),
    ] = None
    resolution: Annotated[StrictStr | None, Field(description="The size as a tier, such as `1K` or `4K`.")] = None
    quality: Annotated[
        StrictStr | None,
        Field(description="The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`."),
    ] = None
    response_format: Annotated[
        StrictStr | None,
        Field(description="How to return the images, `url` (the default) or `b64_json`."),
    ] = None
    output_format: Annotated[
        StrictStr | None,
        Field(description="The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."),
    ] = None
    output_compression: Annotated[
        CheckedInteger | None,
        Field(description="The quality of formats that lose information, such as `jpeg` and `webp`."),
    ] = None
    style: Annotated[
        StrictStr | None,
        Field(description="The style, `vivid` (the default) or `natural`. Few models support it."),
    ] = None
    user: Annotated[
        StrictStr | None,
        Field(description="An id of your own user. The log of requests has it as `user`."),
    ] = None


class ImageEditParams(AnswerModel):
    """
    The parameters of edited images. Lumenfall passes any parameter that is not listed here through to the
    provider.
    """

    image: Annotated[
        StrictStr | list[StrictStr],
        Field(
            alias="image[]",
            description="One or more pictures, as PNG, WebP or JPEG. Not every model takes several.",
            union_mode="left_to_right",
        ),
    ]
    model: Annotated[
        StrictStr,
        Field(
            description="The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."
        ),
    ]
    prompt: Annotated[
        StrictStr | None,
        Field(description="What to change. Only upscaling does without it."),
    ] = None
    mask: Annotated[
        StrictStr | None,
        Field(description="A PNG of the same size, whose transparent parts show what to change."),
    ] = None
    scale_factor: Annotated[
        CheckedNumber | None,
        Field(description="How many times larger an upscaling model makes the image, such as 2 or 4."),
    ] = None
    n: Annotated[
        CheckedInteger | None,
        Field(description="How many images to generate, from 1 to 10; Lumenfall's default is 1."),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(description="Width and height in pixels, such as `1024x1024`."),
    ] = None
    aspect_ratio: Annotated[
        StrictStr | None,
        Field(description="The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."),
    ] = None
    resolution: Annotated[StrictStr | None, Field(description="The size as a tier, such as `1K` or `4K`.")] = None
    quality: Annotated[
        StrictStr | None,
        Field(description="The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`."),
    ] = None
    response_format: Annotated[
        StrictStr | None,
        Field(description="How to return the images, `url` (the default) or `b64_json`."),
    ] = None
    output_format: Annotated[
        StrictStr | None,
        Field(description="The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."),
    ] = None
    output_compression: Annotated[
        CheckedInteger | None,
        Field(description="The quality of formats that lose information, such as `jpeg` and `webp`."),
    ] = None
    user: Annotated[
        StrictStr | None,
        Field(description="An id of your own user. The log of requests has it as `user`."),
    ] = None


class GeneratedImage(AnswerModel):
    """One image, as a link or as base64 data."""

    url: Annotated[
        StrictStr | None,
        Field(description="The URL of the image, unless base64 data was requested. It usually expires after an hour."),
    ] = None
    b64_json: Annotated[
        StrictStr | None,
        Field(description="The file as base64 data, if `response_format` is `b64_json`."),
    ] = None
    revised_prompt: Annotated[
        StrictStr | None,
        Field(description="The prompt that the model used instead of the given one."),
    ] = None


class ImageMetadata(AnswerModel):
    """Which provider and model generated images, and what they cost."""

    model: Annotated[StrictStr | None, Field(description="The requested model.")] = None
    executed_model: Annotated[
        StrictStr | None,
        Field(description="The model that actually ran, with its provider, such as `vertex/gemini-3-pro-image`."),
    ] = None
    provider: Annotated[
        StrictStr | None,
        Field(description="The short name of that provider, such as `vertex`."),
    ] = None
    provider_name: Annotated[
        StrictStr | None,
        Field(description="The display name of that provider, such as `Google Vertex AI`."),
    ] = None
    cost: Annotated[
        CheckedNumber | None,
        Field(description="The cost of the request, in `cost_currency`."),
    ] = None
    cost_currency: Annotated[
        StrictStr | None,
        Field(description="The currency of the cost, such as `USD`. Logged requests have it in lower case."),
    ] = None
    attempts: Annotated[
        list[dict[str, Any]] | None,
        Field(description="The attempts with several providers."),
    ] = None


class CostComponent(AnswerModel):
    """One part of an estimated cost."""

    type: Annotated[
        StrictStr | None,
        Field(description="What is charged, such as `output` or `input`."),
    ] = None
    metric: Annotated[
        StrictStr | None,
        Field(description="In what it is measured, such as `image` or `token`."),
    ] = None
    quantity: Annotated[CheckedNumber | None, Field(description="The amount, in units of `metric`.")] = None
    billable_quantity: Annotated[
        CheckedNumber | None,
        Field(description="The amount that is charged, in units of `metric`."),
    ] = None
    unit_price: Annotated[
        CheckedNumber | None,
        Field(description="The price of one unit, in the currency of the estimate (not in millionths)."),
    ] = None
    total_cost: Annotated[
        CheckedInteger | None,
        Field(description="The cost of this part, in millionths of the currency of the estimate."),
    ] = None


ChatTextPartType = TypeAliasType(
    "ChatTextPartType",
    Annotated[Literal["text"], Field(description="The kind of the part, `text`.")],
)


ChatImagePartType = TypeAliasType(
    "ChatImagePartType",
    Annotated[Literal["image_url"], Field(description="The kind of the part, `image_url`.")],
)


class ChatImageURL(AnswerModel):
    """The address of a picture."""

    url: Annotated[
        StrictStr,
        Field(description="The `https` URL of the picture, or the picture itself as a base64 data URI."),
    ]
    detail: Annotated[
        StrictStr | None,
        Field(description="How closely the model looks at the picture, such as `low` or `high`."),
    ] = None


class ChatUsage(AnswerModel):
    """How many tokens a chat completion used."""

    prompt_tokens: Annotated[CheckedInteger | None, Field(description="The tokens of the messages.")] = None
    completion_tokens: Annotated[CheckedInteger | None, Field(description="The tokens of the response.")] = None
    total_tokens: Annotated[CheckedInteger | None, Field(description="All tokens.")] = None


class VideoOutput(AnswerModel):
    """The file that a completed video job produced."""

    url: Annotated[
        StrictStr | None,
        Field(
            description="The URL to download the video from. It works until the video's `expires_at`, about an hour by default."
        ),
    ] = None
    content_type: Annotated[
        StrictStr | None,
        Field(description="The media type of the file, such as `video/mp4`."),
    ] = None
    size_bytes: Annotated[CheckedInteger | None, Field(description="The size of the file, in bytes.")] = None


class VideoFailure(AnswerModel):
    """The reason why a video job failed."""

    code: Annotated[StrictStr | None, Field(description="The reason, as a code.")] = None
    message: Annotated[StrictStr | None, Field(description="The reason, as text.")] = None


class VideoMetadata(AnswerModel):
    """Which provider and model ran a video job, and what the job costs."""

    model: Annotated[StrictStr | None, Field(description="The requested model.")] = None
    executed_model: Annotated[
        StrictStr | None,
        Field(description="The model that actually ran, with its provider, such as `openai/sora-2`."),
    ] = None
    provider: Annotated[
        StrictStr | None,
        Field(description="The short name of the provider that ran the job, such as `openai`."),
    ] = None
    provider_name: Annotated[
        StrictStr | None,
        Field(description="The display name of that provider, such as `OpenAI`."),
    ] = None
    upstream_id: Annotated[StrictStr | None, Field(description="The id that this provider gave the job.")] = None
    cost_estimate: Annotated[
        CheckedNumber | None,
        Field(description="The expected cost of the job, in `cost_currency`. Sent while the job is in progress."),
    ] = None
    cost: Annotated[
        CheckedNumber | None,
        Field(description="The actual cost of the job, in `cost_currency`. Sent once the job has completed."),
    ] = None
    cost_currency: Annotated[
        StrictStr | None,
        Field(description="The currency of both costs, such as `USD`. Logged requests have it in lower case."),
    ] = None


class VideoCreateForm(AnswerModel):
    """The prompt and the settings of a video that starts from files."""

    model: Annotated[StrictStr, Field(description="The model to use, such as `sora-2`.")]
    prompt: Annotated[
        StrictStr,
        Field(description="What the video should show. The maximum length depends on the model."),
    ]
    seconds: Annotated[
        StrictStr | CheckedNumber | None,
        Field(
            description="The length of the video, in seconds.",
            union_mode="left_to_right",
        ),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(
            description="Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."
        ),
    ] = None
    aspect_ratio: Annotated[
        StrictStr | None,
        Field(description="The aspect ratio, such as `16:9`. Use it instead of `size`."),
    ] = None
    n: Annotated[
        CheckedInteger | None,
        Field(description="How many videos to make, from 1 to 4."),
    ] = None
    input_reference: Annotated[
        StrictStr | list[StrictStr] | None,
        Field(
            description="One or more pictures to start from. Most models accept at most one.",
            union_mode="left_to_right",
        ),
    ] = None
    resolution: Annotated[
        StrictStr | None,
        Field(description="The size as a tier, such as `720p` or `4K`."),
    ] = None
    negative_prompt: Annotated[StrictStr | None, Field(description="What the video should not show.")] = None
    media_retention: Annotated[StrictStr | None, Field(description="How long Lumenfall keeps the file.")] = None
    metadata: Annotated[
        dict[str, Any] | None,
        Field(description="Data of your own that Lumenfall keeps with the job."),
    ] = None
    user: Annotated[
        StrictStr | None,
        Field(description="An id of your own user. The log of requests has it as `user`."),
    ] = None
    webhook_url: Annotated[
        StrictStr | None,
        Field(
            description="The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address, and port 443 or 8443. See `webhooks.unwrap`."
        ),
    ] = None
    idempotency_key: Annotated[
        StrictStr | None,
        Field(
            description="A unique key for this request, up to 256 characters. If a second request has the same key, Lumenfall returns the existing job instead of creating another."
        ),
    ] = None


class VideoInputReference(AnswerModel):
    """A picture that a video starts from."""

    image_url: Annotated[
        StrictStr,
        Field(description="The `https` URL of the picture, or the picture itself as a base64 data URI."),
    ]


class WebhookSecret(AnswerModel):
    """The secret that Lumenfall uses to sign its webhooks."""

    key: Annotated[
        HiddenString,
        Field(description="The secret. It begins with `whsec_`, and `repr` does not show it."),
    ]


KnownRequestStatus = TypeAliasType(
    "KnownRequestStatus",
    Annotated[
        Literal["completed", "pending", "processing", "upstream_failure", "rejected", "cancelled", "failed"],
        Field(description="The known states of a request."),
    ],
)


KnownModality = TypeAliasType(
    "KnownModality",
    Annotated[
        Literal["image", "video", "speech", "vision", "audio", "other"],
        Field(description="The known kinds of media."),
    ],
)


KnownKeyStatus = TypeAliasType(
    "KnownKeyStatus",
    Annotated[
        Literal["active", "revoked"],
        Field(description="The known states of an API key."),
    ],
)


KnownBillingType = TypeAliasType(
    "KnownBillingType",
    Annotated[
        Literal["prepaid", "postpaid"],
        Field(description="The known ways in which an organization pays."),
    ],
)


KnownChatRole = TypeAliasType(
    "KnownChatRole",
    Annotated[
        Literal["system", "developer", "user", "assistant", "tool"],
        Field(description="The known authors of a message."),
    ],
)


KnownFinishReason = TypeAliasType(
    "KnownFinishReason",
    Annotated[
        Literal["stop", "length", "tool_calls", "content_filter", "error"],
        Field(description="The known reasons for the end of a response."),
    ],
)


KnownReplayMode = TypeAliasType(
    "KnownReplayMode",
    Annotated[
        Literal["off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"],
        Field(description="The known modes of replay. `replay-or-...` says what happens if there is no recording."),
    ],
)


KnownReplayMatch = TypeAliasType(
    "KnownReplayMatch",
    Annotated[
        Literal["standard", "strict", "specific", "pinned"],
        Field(description="The known ways in which a recording fits a call."),
    ],
)


KnownVideoStatus = TypeAliasType(
    "KnownVideoStatus",
    Annotated[
        Literal["queued", "in_progress", "completed", "failed", "cancelled"],
        Field(description="The known states of a video job. Final are `completed`, `failed` and `cancelled`."),
    ],
)


KnownWebhookEventType = TypeAliasType(
    "KnownWebhookEventType",
    Annotated[
        Literal["video.completed", "video.failed", "video.cancelled"],
        Field(description="The known types of webhook events."),
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
        Field(description="The known error codes."),
    ],
)


class Request(AnswerModel):
    """
    A logged request that an organization sent through Lumenfall. Durations are in milliseconds, sizes in bytes,
    costs in US dollars.
    """

    id: Annotated[StrictStr, Field(description="The id of the request, unique across Lumenfall.")]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. According to the documentation, always `request`."),
    ] = None
    created_at: Annotated[
        CheckedTimestamp,
        Field(description="When the request started. The client reads a time without an offset as UTC."),
    ]
    model: Annotated[StrictStr | None, Field(description="The requested model, such as `flux-pro`.")] = None
    modality: Annotated[
        KnownModality | StrictStr | None,
        Field(
            description="The kind of media that the request was for.",
            union_mode="left_to_right",
        ),
    ] = None
    endpoint: Annotated[
        StrictStr | None,
        Field(description="The path of the request, such as `/openai/v1/images/generations`."),
    ] = None
    status: Annotated[
        KnownRequestStatus | StrictStr,
        Field(
            description="The state of the request. New states may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    cost: Annotated[
        CheckedNumber | None,
        Field(description="The cost of the request, in US dollars. It may be null while the request is pending."),
    ] = None
    currency: Annotated[
        StrictStr | None,
        Field(description="The currency of `cost`. According to the documentation, always `usd` in lower case."),
    ] = None
    duration_ms: Annotated[
        CheckedInteger | None,
        Field(description="The total response time, in milliseconds. Null while it is unknown."),
    ] = None
    key_id: Annotated[
        StrictStr | None,
        Field(description="The id of the API key that sent the request. It is not the key itself."),
    ] = None
    error_code: Annotated[
        KnownErrorCode | StrictStr | None,
        Field(
            description="Why the request failed, as a code. Null unless it failed.",
            union_mode="left_to_right",
        ),
    ] = None
    error_message: Annotated[
        StrictStr | None,
        Field(description="Why the request failed, as text. Null unless it failed."),
    ] = None
    session_id: Annotated[
        StrictStr | None,
        Field(description="The session that the caller assigned the request to. Null if the caller named none."),
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


class RequestList(AnswerModel):
    """A page of logged requests."""

    object: Annotated[StrictStr | None, Field(description="The kind of the object, `list`.")] = None
    data: Annotated[list[Request] | None, Field(description="The requests.")] = None
    next_page_url: Annotated[
        StrictStr | None,
        Field(description="The URL of the page with older requests, relative to the server. Null on the last page."),
    ] = None
    previous_page_url: Annotated[
        StrictStr | None,
        Field(description="The URL of the page with newer requests, relative to the server. Null on the first page."),
    ] = None
    summary: Annotated[
        dict[str, Any] | None,
        Field(
            description="The cost and the number of all requests that the filters select, if `summary=True` was given. Its fields are not documented."
        ),
    ] = None


class Balance(AnswerModel):
    """The balance of an organization."""

    object: Annotated[StrictStr | None, Field(description="The kind of the object, `balance`.")] = None
    billing_type: Annotated[
        KnownBillingType | StrictStr | None,
        Field(
            description="How the organization pays. Only a prepaid one has a balance.",
            union_mode="left_to_right",
        ),
    ] = None
    available: Annotated[AvailableMoney | None, Field(description="The money that is left.")] = None


class Key(AnswerModel):
    """An API key, without its secret part."""

    id: Annotated[
        StrictStr | None,
        Field(description="The id of the key, which requests have as `key_id`."),
    ] = None
    object: Annotated[StrictStr | None, Field(description="The kind of the object, `key`.")] = None
    name: Annotated[StrictStr | None, Field(description="The name that people gave it.")] = None
    last_four: Annotated[
        StrictStr | None,
        Field(description="The last four characters of its secret part, to tell keys apart."),
    ] = None
    status: Annotated[
        KnownKeyStatus | StrictStr | None,
        Field(description="Whether it can be used.", union_mode="left_to_right"),
    ] = None


class ModelList(AnswerModel):
    """All models that can be used."""

    object: Annotated[StrictStr | None, Field(description="The kind of the object, `list`.")] = None
    data: Annotated[list[ModelInfo] | None, Field(description="The models.")] = None


class GeneratedImages(AnswerModel):
    """The images of a request. The time is in Unix seconds (UTC)."""

    id: Annotated[StrictStr | None, Field(description="The id of the images.")] = None
    created: Annotated[
        CheckedInteger | None,
        Field(description="When the images were generated, in Unix seconds."),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(description="Width and height in pixels, such as `1024x1024`."),
    ] = None
    output_format: Annotated[StrictStr | None, Field(description="The format of the images, such as `png`.")] = None
    data: Annotated[list[GeneratedImage], Field(description="The images.")]
    metadata: Annotated[
        ImageMetadata | None,
        Field(description="Which provider and model generated the images, and what they cost. May be absent."),
    ] = None


class CostEstimate(AnswerModel):
    """The estimated cost of a request that was not carried out."""

    estimated: Annotated[
        StrictBool,
        Field(description="Whether this is an estimate. According to the documentation, always true."),
    ]
    model: Annotated[StrictStr | None, Field(description="The requested model.")] = None
    provider: Annotated[
        StrictStr | None,
        Field(description="The provider that would serve the request."),
    ] = None
    total_cost_micros: Annotated[
        CheckedNumericInteger,
        Field(description="The cost, in millionths of `currency`."),
    ]
    currency: Annotated[StrictStr | None, Field(description="The currency of the cost, such as `USD`.")] = None
    components: Annotated[list[CostComponent] | None, Field(description="What the cost consists of.")] = None


class ChatTextPart(AnswerModel):
    """A text in a message."""

    type: Annotated[ChatTextPartType, Field(description="The kind of the part, `text`.")]
    text: Annotated[StrictStr, Field(description="The text.")]


class ChatImagePart(AnswerModel):
    """A picture in a message."""

    type: Annotated[ChatImagePartType, Field(description="The kind of the part, `image_url`.")]
    image_url: Annotated[ChatImageURL, Field(description="Where the picture is.")]


class ChatMessage(AnswerModel):
    """A message that a language model has written."""

    role: Annotated[
        KnownChatRole | StrictStr | None,
        Field(
            description="Who wrote the message, `assistant`.",
            union_mode="left_to_right",
        ),
    ] = None
    content: Annotated[
        StrictStr | None,
        Field(description="The text of the message. Null if it only calls tools."),
    ] = None
    tool_calls: Annotated[
        list[dict[str, Any]] | None,
        Field(description="The tools that the model calls."),
    ] = None


class ChatChunkChoice(AnswerModel):
    """What was added to one response."""

    index: Annotated[
        CheckedInteger | None,
        Field(description="The position of the response, from 0."),
    ] = None
    delta: Annotated[ChatMessage | None, Field(description="The next piece of the message.")] = None
    finish_reason: Annotated[
        KnownFinishReason | StrictStr | None,
        Field(
            description="Why the response ended; null until then. New reasons may appear at any time.",
            union_mode="left_to_right",
        ),
    ] = None


class Video(AnswerModel):
    """A video generation job and, once it has completed, its output. Times are in Unix seconds (UTC)."""

    id: Annotated[
        StrictStr,
        Field(description="The id of the video. In webhooks, the id of the same job may have another prefix."),
    ]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. According to the documentation, always `video`."),
    ] = None
    created_at: Annotated[CheckedInteger, Field(description="When the job was created, in Unix seconds.")]
    completed_at: Annotated[
        CheckedInteger | None,
        Field(description="When the job completed, in Unix seconds. Null until then."),
    ] = None
    expires_at: Annotated[
        CheckedInteger | None,
        Field(description="When the output's URL expires, in Unix seconds. Null until the job completes."),
    ] = None
    status: Annotated[
        KnownVideoStatus | StrictStr,
        Field(
            description="The state of the job. New states may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    model: Annotated[StrictStr | None, Field(description="The requested model, such as `sora-2`.")] = None
    prompt: Annotated[StrictStr | None, Field(description="The prompt of the video.")] = None
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
        Field(description="Which provider and model ran the job, and what it costs. May be absent."),
    ] = None


class VideoCreateParams(AnswerModel):
    """
    The parameters of a new video job. Lumenfall passes any parameter that is not listed here through to the
    provider that makes the video.
    """

    model: Annotated[StrictStr, Field(description="The model to use, such as `sora-2`.")]
    prompt: Annotated[
        StrictStr,
        Field(description="What the video should show. The maximum length depends on the model."),
    ]
    seconds: Annotated[
        StrictStr | CheckedNumber | None,
        Field(
            description="The length of the video, in seconds.",
            union_mode="left_to_right",
        ),
    ] = None
    size: Annotated[
        StrictStr | None,
        Field(
            description="Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."
        ),
    ] = None
    aspect_ratio: Annotated[
        StrictStr | None,
        Field(description="The aspect ratio, such as `16:9`. Use it instead of `size`."),
    ] = None
    n: Annotated[
        CheckedInteger | None,
        Field(description="How many videos to make, from 1 to 4."),
    ] = None
    input_reference: Annotated[
        VideoInputReference | list[VideoInputReference] | None,
        Field(
            description="One or more pictures to start from: files, or what refers to them. Most models accept at most one.",
            union_mode="left_to_right",
        ),
    ] = None
    resolution: Annotated[
        StrictStr | None,
        Field(description="The size as a tier, such as `720p` or `4K`."),
    ] = None
    negative_prompt: Annotated[StrictStr | None, Field(description="What the video should not show.")] = None
    media_retention: Annotated[StrictStr | None, Field(description="How long Lumenfall keeps the file.")] = None
    metadata: Annotated[
        dict[str, Any] | None,
        Field(description="Data of your own that Lumenfall keeps with the job."),
    ] = None
    user: Annotated[
        StrictStr | None,
        Field(description="An id of your own user. The log of requests has it as `user`."),
    ] = None
    webhook_url: Annotated[
        StrictStr | None,
        Field(
            description="The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address, and port 443 or 8443. See `webhooks.unwrap`."
        ),
    ] = None
    idempotency_key: Annotated[
        StrictStr | None,
        Field(
            description="A unique key for this request, up to 256 characters. If a second request has the same key, Lumenfall returns the existing job instead of creating another."
        ),
    ] = None


class WebhookVideo(AnswerModel):
    """The video job in a webhook."""

    id: Annotated[
        StrictStr,
        Field(
            description="The id of the job. Its prefix may differ from that of the id that `videos.create` returned."
        ),
    ]
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object. According to the documentation, `video.generation`."),
    ] = None
    status: Annotated[
        KnownVideoStatus | StrictStr | None,
        Field(description="The final state of the job.", union_mode="left_to_right"),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The requested model.")] = None
    output: Annotated[
        VideoOutput | None,
        Field(description="The finished video. Absent or null unless the job completed."),
    ] = None
    error: Annotated[
        VideoFailure | None,
        Field(description="Why the job failed. Absent or null unless it did."),
    ] = None


class ErrorDetail(AnswerModel):
    """The details of an error."""

    message: Annotated[StrictStr | None, Field(description="What went wrong, as text.")] = None
    type: Annotated[
        StrictStr | None,
        Field(description="The category of the error, such as `authentication_error`."),
    ] = None
    code: Annotated[
        KnownErrorCode | StrictStr | None,
        Field(
            description="What went wrong, as a code. New codes may appear at any time.",
            union_mode="left_to_right",
        ),
    ] = None


class KeyList(AnswerModel):
    """A page of API keys."""

    object: Annotated[StrictStr | None, Field(description="The kind of the object, `list`.")] = None
    data: Annotated[list[Key] | None, Field(description="The keys.")] = None
    next_page_url: Annotated[
        StrictStr | None,
        Field(description="The URL of the page with older keys, relative to the server. Null on the last page."),
    ] = None
    previous_page_url: Annotated[
        StrictStr | None,
        Field(description="The URL of the page with newer keys, relative to the server. Null on the first page."),
    ] = None


ChatMessageParamsContentItem = TypeAliasType(
    "ChatMessageParamsContentItem",
    Annotated[ChatTextPart | ChatImagePart, Field(union_mode="left_to_right")],
)


class ChatMessageParams(AnswerModel):
    """A message of a conversation."""

    role: Annotated[
        KnownChatRole | StrictStr,
        Field(description="Who wrote the message.", union_mode="left_to_right"),
    ]
    content: Annotated[
        StrictStr | list[ChatMessageParamsContentItem] | None,
        Field(
            description="The text of the message, or its parts.",
            union_mode="left_to_right",
        ),
    ] = None


class ChatChoice(AnswerModel):
    """One response of a language model."""

    index: Annotated[
        CheckedInteger | None,
        Field(description="The position of the response, from 0."),
    ] = None
    message: Annotated[ChatMessage, Field(description="What the model has written.")]
    finish_reason: Annotated[
        KnownFinishReason | StrictStr | None,
        Field(
            description="Why the response ended. New reasons may appear at any time.",
            union_mode="left_to_right",
        ),
    ] = None


class ChatChunk(AnswerModel):
    """A piece of a chat completion. The time is in Unix seconds (UTC)."""

    id: Annotated[
        StrictStr | None,
        Field(description="The id of the completion, the same in each chunk."),
    ] = None
    object: Annotated[
        StrictStr | None,
        Field(description="The kind of object, `chat.completion.chunk`."),
    ] = None
    created: Annotated[
        CheckedInteger | None,
        Field(description="When the completion was created, in Unix seconds."),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The model that responds.")] = None
    choices: Annotated[
        list[ChatChunkChoice] | None,
        Field(description="What was added to each response. Empty in a chunk that has only `usage`."),
    ] = None
    usage: Annotated[
        ChatUsage | None,
        Field(description="How many tokens were used. Only the last chunk may have it."),
    ] = None


class WebhookEvent(AnswerModel):
    """A notification that a video job has ended."""

    type: Annotated[
        KnownWebhookEventType | StrictStr,
        Field(
            description="What happened. New types may appear at any time.",
            union_mode="left_to_right",
        ),
    ]
    data: Annotated[WebhookVideo, Field(description="The job that has ended.")]


class ErrorResponse(AnswerModel):
    """The body of every error response."""

    error: Annotated[ErrorDetail | None, Field(description="What went wrong.")] = None


class ChatCreateParams(AnswerModel):
    """
    The parameters of a chat completion. Lumenfall passes any parameter that is not listed here through to
    OpenRouter, such as `tools`.
    """

    model: Annotated[
        StrictStr,
        Field(description="The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`."),
    ]
    messages: Annotated[
        list[ChatMessageParams],
        Field(description="The conversation so far, the oldest message first."),
    ]
    temperature: Annotated[
        CheckedNumber | None,
        Field(description="How random the response is, from 0 to 2."),
    ] = None
    max_tokens: Annotated[
        CheckedInteger | None,
        Field(description="The maximum length of the response, in tokens."),
    ] = None
    top_p: Annotated[
        CheckedNumber | None,
        Field(description="The share of the most probable tokens that the model chooses from, from 0 to 1."),
    ] = None
    frequency_penalty: Annotated[
        CheckedNumber | None,
        Field(description="How much frequent tokens become less probable, from -2 to 2."),
    ] = None
    presence_penalty: Annotated[
        CheckedNumber | None,
        Field(description="How much tokens that have already appeared become less probable, from -2 to 2."),
    ] = None
    stop: Annotated[
        StrictStr | list[StrictStr] | None,
        Field(
            description="One text, or up to four, at which the response ends.",
            union_mode="left_to_right",
        ),
    ] = None


class ChatCompletion(AnswerModel):
    """The response of a language model. The time is in Unix seconds (UTC)."""

    id: Annotated[StrictStr | None, Field(description="The id of the completion.")] = None
    object: Annotated[StrictStr | None, Field(description="The kind of object, `chat.completion`.")] = None
    created: Annotated[
        CheckedInteger | None,
        Field(description="When the completion was created, in Unix seconds."),
    ] = None
    model: Annotated[StrictStr | None, Field(description="The model that responded.")] = None
    choices: Annotated[
        list[ChatChoice],
        Field(description="The responses; one, unless more were requested."),
    ]
    usage: Annotated[ChatUsage | None, Field(description="How many tokens were used.")] = None
