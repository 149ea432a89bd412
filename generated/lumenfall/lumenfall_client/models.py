# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""What the API answers and takes, as classes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Self, TypeAlias

from attrs import define, field

from ._runtime.values.decoding import (
    anything,
    array,
    boolean,
    integer,
    map_of,
    members,
    nested,
    number,
    numeric_integer,
    string,
    timestamp,
)
from ._runtime.values.encoding import rfc3339, to_json
from ._runtime.values.model import Model as _Model
from .types import MISSING, UNSET, Unset

KnownRequestStatus: TypeAlias = Literal[
    "completed",
    "pending",
    "processing",
    "upstream_failure",
    "rejected",
    "cancelled",
    "failed",
]
"""The states of a request that are known so far."""

KnownModality: TypeAlias = Literal[
    "image",
    "video",
    "speech",
    "vision",
    "audio",
    "other",
]
"""The kinds of media that are known so far."""

KnownVideoStatus: TypeAlias = Literal[
    "queued",
    "in_progress",
    "completed",
    "failed",
    "cancelled",
]
"""The states of a video job that are known so far. The last three are final."""

KnownWebhookEventType: TypeAlias = Literal[
    "video.completed",
    "video.failed",
    "video.cancelled",
]
"""The types of webhook events that are known so far."""

KnownErrorCode: TypeAlias = Literal[
    "AUTHENTICATION_FAILED",
    "INSUFFICIENT_BALANCE",
    "INVALID_REQUEST",
    "MODEL_NOT_FOUND",
    "MODEL_DISABLED",
    "RATE_LIMITED",
    "ALL_PROVIDERS_EXHAUSTED",
    "UPSTREAM_ERROR",
]
"""The error codes that are known so far."""


@define(kw_only=True, repr=False, eq=False)
class Request(_Model):
    """One request that an organization sent through Lumenfall, as the log keeps it. Timings are milliseconds, sizes
    bytes, costs US dollars.
    """

    id: str
    """The id of the request, unique across Lumenfall."""
    object: str | None = None
    """The kind of object. Documented to be `request` always."""
    created_at: datetime
    """When the request began. A time without an offset is read as UTC."""
    model: str | None = None
    """The model that was asked for, such as `flux-pro`."""
    modality: KnownModality | str | None = None
    """What kind of media the request was about."""
    endpoint: str | None = None
    """The path that was called, such as `/openai/v1/images/generations`."""
    status: KnownRequestStatus | str
    """How far the request has come. New states may appear at any time."""
    cost: float | None = None
    """What the request cost, in US dollars. Possibly null while the request is pending."""
    currency: str | None = None
    """The currency of `cost`. Documented to be `usd` always, in lower case."""
    duration_ms: int | None = None
    """The total response time, in milliseconds. Null while it is not known."""
    key_id: str | None = None
    """The id of the API key that was used, not the key itself."""
    error_code: KnownErrorCode | str | None = None
    """Why the request failed, for programs. Null unless it failed."""
    error_message: str | None = None
    """Why the request failed, for people. Null unless it failed."""
    session_id: str | None = None
    """The session that the caller grouped the request under. Null if the caller gave none."""
    trace_id: str | None = None
    """The trace id from the caller's W3C `traceparent` header. Null if there was none."""
    user: str | None = None
    """The end user that the request body named. Null if it named none."""
    request_size_bytes: int | None = None
    """The size of the request body, in bytes."""
    response_size_bytes: int | None = None
    """The size of the response body, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", MISSING)
        if type(_id) is not str:
            _id = string(_id, "id")
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created_at = take("created_at", MISSING)
        _created_at = timestamp(_created_at, "created_at")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _modality = take("modality", None)
        if _modality is not None and type(_modality) is not str:
            _modality = string(_modality, "modality")
        _endpoint = take("endpoint", None)
        if _endpoint is not None and type(_endpoint) is not str:
            _endpoint = string(_endpoint, "endpoint")
        _status = take("status", MISSING)
        if type(_status) is not str:
            _status = string(_status, "status")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _currency = take("currency", None)
        if _currency is not None and type(_currency) is not str:
            _currency = string(_currency, "currency")
        _duration_ms = take("duration_ms", None)
        if _duration_ms is not None and type(_duration_ms) is not int:
            _duration_ms = integer(_duration_ms, "duration_ms")
        _key_id = take("key_id", None)
        if _key_id is not None and type(_key_id) is not str:
            _key_id = string(_key_id, "key_id")
        _error_code = take("error_code", None)
        if _error_code is not None and type(_error_code) is not str:
            _error_code = string(_error_code, "error_code")
        _error_message = take("error_message", None)
        if _error_message is not None and type(_error_message) is not str:
            _error_message = string(_error_message, "error_message")
        _session_id = take("session_id", None)
        if _session_id is not None and type(_session_id) is not str:
            _session_id = string(_session_id, "session_id")
        _trace_id = take("trace_id", None)
        if _trace_id is not None and type(_trace_id) is not str:
            _trace_id = string(_trace_id, "trace_id")
        _user = take("user", None)
        if _user is not None and type(_user) is not str:
            _user = string(_user, "user")
        _request_size_bytes = take("request_size_bytes", None)
        if _request_size_bytes is not None and type(_request_size_bytes) is not int:
            _request_size_bytes = integer(_request_size_bytes, "request_size_bytes")
        _response_size_bytes = take("response_size_bytes", None)
        if _response_size_bytes is not None and type(_response_size_bytes) is not int:
            _response_size_bytes = integer(_response_size_bytes, "response_size_bytes")
        return cls(
            id=_id,
            object=_object,
            created_at=_created_at,
            model=_model,
            modality=_modality,
            endpoint=_endpoint,
            status=_status,
            cost=_cost,
            currency=_currency,
            duration_ms=_duration_ms,
            key_id=_key_id,
            error_code=_error_code,
            error_message=_error_message,
            session_id=_session_id,
            trace_id=_trace_id,
            user=_user,
            request_size_bytes=_request_size_bytes,
            response_size_bytes=_response_size_bytes,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created_at": rfc3339(self.created_at),
            "model": self.model,
            "modality": self.modality,
            "endpoint": self.endpoint,
            "status": self.status,
            "cost": self.cost,
            "currency": self.currency,
            "duration_ms": self.duration_ms,
            "key_id": self.key_id,
            "error_code": self.error_code,
            "error_message": self.error_message,
            "session_id": self.session_id,
            "trace_id": self.trace_id,
            "user": self.user,
            "request_size_bytes": self.request_size_bytes,
            "response_size_bytes": self.response_size_bytes,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class Video(_Model):
    """One video generation job and, once it has completed, its output. Times are Unix seconds, in UTC."""

    id: str
    """The id of the video. Webhooks may name the same job by an id with another prefix."""
    object: str | None = None
    """The kind of object. Documented to be `video` always."""
    created_at: int
    """When the job was created, in Unix seconds."""
    completed_at: int | None = None
    """When the job was completed, in Unix seconds. Null until then."""
    expires_at: int | None = None
    """When the output's URL stops working, in Unix seconds. Null until the job is completed."""
    status: KnownVideoStatus | str
    """How far the job has come. New states may appear at any time."""
    model: str | None = None
    """The model that was asked for, such as `sora-2`."""
    prompt: str | None = None
    """The prompt that the video is made from."""
    seconds: str | None = None
    """The length of the video in seconds, as a string, such as `"10"`."""
    size: str | None = None
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`)."""
    output: VideoOutput | None = None
    """The finished video. Absent or null unless `status` is `completed`."""
    error: VideoFailure | None = None
    """Why the job failed. Absent or null unless `status` is `failed`."""
    metadata: VideoMetadata | None = None
    """How the job was routed and what it costs. May be absent."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", MISSING)
        if type(_id) is not str:
            _id = string(_id, "id")
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created_at = take("created_at", MISSING)
        if type(_created_at) is not int:
            _created_at = integer(_created_at, "created_at")
        _completed_at = take("completed_at", None)
        if _completed_at is not None and type(_completed_at) is not int:
            _completed_at = integer(_completed_at, "completed_at")
        _expires_at = take("expires_at", None)
        if _expires_at is not None and type(_expires_at) is not int:
            _expires_at = integer(_expires_at, "expires_at")
        _status = take("status", MISSING)
        if type(_status) is not str:
            _status = string(_status, "status")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _prompt = take("prompt", None)
        if _prompt is not None and type(_prompt) is not str:
            _prompt = string(_prompt, "prompt")
        _seconds = take("seconds", None)
        if _seconds is not None and type(_seconds) is not str:
            _seconds = string(_seconds, "seconds")
        _size = take("size", None)
        if _size is not None and type(_size) is not str:
            _size = string(_size, "size")
        _output = take("output", None)
        if _output is not None:
            _output = nested(_output, "output", VideoOutput.from_dict)
        _error = take("error", None)
        if _error is not None:
            _error = nested(_error, "error", VideoFailure.from_dict)
        _metadata = take("metadata", None)
        if _metadata is not None:
            _metadata = nested(_metadata, "metadata", VideoMetadata.from_dict)
        return cls(
            id=_id,
            object=_object,
            created_at=_created_at,
            completed_at=_completed_at,
            expires_at=_expires_at,
            status=_status,
            model=_model,
            prompt=_prompt,
            seconds=_seconds,
            size=_size,
            output=_output,
            error=_error,
            metadata=_metadata,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created_at": self.created_at,
            "completed_at": self.completed_at,
            "expires_at": self.expires_at,
            "status": self.status,
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
            "output": None if self.output is None else self.output.to_dict(),
            "error": None if self.error is None else self.error.to_dict(),
            "metadata": None if self.metadata is None else self.metadata.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoOutput(_Model):
    """The file that a completed video job produced."""

    url: str | None = None
    """Where to download the video. Works until the video's `expires_at`, about an hour by default."""
    content_type: str | None = None
    """The media type of the file, such as `video/mp4`."""
    size_bytes: int | None = None
    """The size of the file, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _url = take("url", None)
        if _url is not None and type(_url) is not str:
            _url = string(_url, "url")
        _content_type = take("content_type", None)
        if _content_type is not None and type(_content_type) is not str:
            _content_type = string(_content_type, "content_type")
        _size_bytes = take("size_bytes", None)
        if _size_bytes is not None and type(_size_bytes) is not int:
            _size_bytes = integer(_size_bytes, "size_bytes")
        return cls(
            url=_url,
            content_type=_content_type,
            size_bytes=_size_bytes,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "url": self.url,
            "content_type": self.content_type,
            "size_bytes": self.size_bytes,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoFailure(_Model):
    """The reason why a video job failed."""

    code: str | None = None
    """The reason, for programs."""
    message: str | None = None
    """The reason, for people."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _code = take("code", None)
        if _code is not None and type(_code) is not str:
            _code = string(_code, "code")
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        return cls(
            code=_code,
            message=_message,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoMetadata(_Model):
    """The routing and the cost of a video job."""

    model: str | None = None
    """The model that was asked for."""
    executed_model: str | None = None
    """The model that really ran, with its provider, such as `openai/sora-2`."""
    provider: str | None = None
    """The provider that the job went to, as a short name such as `openai`."""
    provider_name: str | None = None
    """The provider's name as people write it, such as `OpenAI`."""
    upstream_id: str | None = None
    """The id of the job at the provider."""
    cost_estimate: float | None = None
    """What the job is expected to cost, in `cost_currency`. Sent while the job is in progress."""
    cost: float | None = None
    """What the job did cost, in `cost_currency`. Sent once the job is completed."""
    cost_currency: str | None = None
    """The currency of both costs, such as `USD`. Upper case here, lower case in requests."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _executed_model = take("executed_model", None)
        if _executed_model is not None and type(_executed_model) is not str:
            _executed_model = string(_executed_model, "executed_model")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _provider_name = take("provider_name", None)
        if _provider_name is not None and type(_provider_name) is not str:
            _provider_name = string(_provider_name, "provider_name")
        _upstream_id = take("upstream_id", None)
        if _upstream_id is not None and type(_upstream_id) is not str:
            _upstream_id = string(_upstream_id, "upstream_id")
        _cost_estimate = take("cost_estimate", None)
        if _cost_estimate is not None and type(_cost_estimate) is not float:
            _cost_estimate = number(_cost_estimate, "cost_estimate")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _cost_currency = take("cost_currency", None)
        if _cost_currency is not None and type(_cost_currency) is not str:
            _cost_currency = string(_cost_currency, "cost_currency")
        return cls(
            model=_model,
            executed_model=_executed_model,
            provider=_provider,
            provider_name=_provider_name,
            upstream_id=_upstream_id,
            cost_estimate=_cost_estimate,
            cost=_cost,
            cost_currency=_cost_currency,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "model": self.model,
            "executed_model": self.executed_model,
            "provider": self.provider,
            "provider_name": self.provider_name,
            "upstream_id": self.upstream_id,
            "cost_estimate": self.cost_estimate,
            "cost": self.cost,
            "cost_currency": self.cost_currency,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoCreateParams(_Model):
    """The order for a video. What is not named here is passed through to the provider that makes it."""

    model: str
    """The model to use, such as `sora-2`."""
    prompt: str
    """What the video shall show. The longest prompt differs from model to model."""
    seconds: str | float | Unset = UNSET
    """How long the video shall be, in seconds."""
    size: str | Unset = UNSET
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). Models differ."""
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`, where no `size` is given."""
    n: int | Unset = UNSET
    """How many videos to make, from 1 to 4."""
    input_reference: VideoInputReference | list[VideoInputReference] | Unset = UNSET
    """The picture, or the pictures, to begin from. Most models take one at most."""
    webhook_url: str | Unset = UNSET
    """Where to send a notification when the job has ended: `https`, a host name and no IP address, port 443 or 8443.
    See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset = UNSET
    """What tells this order from others, up to 256 characters: a second one with the same key answers with the job
    that exists.
    """
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by the name that the API has for them."""

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it, without what was not set."""
        fields: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "n": self.n,
            "input_reference": self.input_reference,
            "webhook_url": self.webhook_url,
            "idempotency_key": self.idempotency_key,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class VideoInputReference(_Model):
    """A picture that a video begins from."""

    image_url: str
    """An `https` URL of the picture, or the picture itself as a base64 data URI."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by the name that the API has for them."""

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it, without what was not set."""
        fields: dict[str, Any] = {
            "image_url": self.image_url,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class VideoEstimate(_Model):
    """The cost that a video would have, worked out without making it."""

    estimated: bool
    """Whether this is an estimate. Documented to be true always."""
    model: str | None = None
    """The model that was asked for."""
    provider: str | None = None
    """The provider that the job would go to."""
    total_cost_micros: int
    """The cost in micros, millionths of `currency`."""
    currency: str | None = None
    """The currency of the cost, such as `USD`."""
    components: list[dict[str, Any]] | None = None
    """What the cost is made of. The shape of the parts differs from model to model."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _estimated = take("estimated", MISSING)
        if type(_estimated) is not bool:
            _estimated = boolean(_estimated, "estimated")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _total_cost_micros = take("total_cost_micros", MISSING)
        if type(_total_cost_micros) is not int:
            _total_cost_micros = numeric_integer(_total_cost_micros, "total_cost_micros")
        _currency = take("currency", None)
        if _currency is not None and type(_currency) is not str:
            _currency = string(_currency, "currency")
        _components = take("components", None)
        if _components is not None:
            _components = array(_components, "components", map_of(anything))
        return cls(
            estimated=_estimated,
            model=_model,
            provider=_provider,
            total_cost_micros=_total_cost_micros,
            currency=_currency,
            components=_components,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "estimated": self.estimated,
            "model": self.model,
            "provider": self.provider,
            "total_cost_micros": self.total_cost_micros,
            "currency": self.currency,
            "components": None if self.components is None else to_json(self.components),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class WebhookSecret(_Model):
    """The secret that Lumenfall signs its webhooks with."""

    key: str = field(repr=False)
    """The secret, beginning with `whsec_`. Not shown by `repr`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _key = take("key", MISSING)
        if type(_key) is not str:
            _key = string(_key, "key")
        return cls(
            key=_key,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "key": self.key,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class WebhookEvent(_Model):
    """A notification that a video job has ended."""

    type: KnownWebhookEventType | str
    """What has happened. New types may appear at any time."""
    data: WebhookVideo
    """The job that it happened to."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _type = take("type", MISSING)
        if type(_type) is not str:
            _type = string(_type, "type")
        _data = take("data", MISSING)
        _data = nested(_data, "data", WebhookVideo.from_dict)
        return cls(
            type=_type,
            data=_data,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "type": self.type,
            "data": self.data.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class WebhookVideo(_Model):
    """A video job, as a webhook has it."""

    id: str
    """The id of the job. Its prefix may differ from the one that creating it returned."""
    object: str | None = None
    """The kind of object. Documented to be `video.generation`."""
    status: KnownVideoStatus | str | None = None
    """How the job has ended."""
    model: str | None = None
    """The model that was asked for."""
    output: VideoOutput | None = None
    """The finished video. Absent or null unless the job was completed."""
    error: VideoFailure | None = None
    """Why the job failed. Absent or null unless it did."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", MISSING)
        if type(_id) is not str:
            _id = string(_id, "id")
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _status = take("status", None)
        if _status is not None and type(_status) is not str:
            _status = string(_status, "status")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _output = take("output", None)
        if _output is not None:
            _output = nested(_output, "output", VideoOutput.from_dict)
        _error = take("error", None)
        if _error is not None:
            _error = nested(_error, "error", VideoFailure.from_dict)
        return cls(
            id=_id,
            object=_object,
            status=_status,
            model=_model,
            output=_output,
            error=_error,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "status": self.status,
            "model": self.model,
            "output": None if self.output is None else self.output.to_dict(),
            "error": None if self.error is None else self.error.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ErrorResponse(_Model):
    """The body of every answer that is an error."""

    error: ErrorDetail | None = None
    """What went wrong."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _error = take("error", None)
        if _error is not None:
            _error = nested(_error, "error", ErrorDetail.from_dict)
        return cls(
            error=_error,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "error": None if self.error is None else self.error.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ErrorDetail(_Model):
    """The description of one error, for people and for programs."""

    message: str | None = None
    """What went wrong, for people."""
    type: str | None = None
    """The category of the error, such as `authentication_error`."""
    code: KnownErrorCode | str | None = None
    """What went wrong, for programs. New codes may appear at any time."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        _type = take("type", None)
        if _type is not None and type(_type) is not str:
            _type = string(_type, "type")
        _code = take("code", None)
        if _code is not None and type(_code) is not str:
            _code = string(_code, "code")
        return cls(
            message=_message,
            type=_type,
            code=_code,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "message": self.message,
            "type": self.type,
            "code": self.code,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = [
    "ErrorDetail",
    "ErrorResponse",
    "KnownErrorCode",
    "KnownModality",
    "KnownRequestStatus",
    "KnownVideoStatus",
    "KnownWebhookEventType",
    "Request",
    "Video",
    "VideoCreateParams",
    "VideoEstimate",
    "VideoFailure",
    "VideoInputReference",
    "VideoMetadata",
    "VideoOutput",
    "WebhookEvent",
    "WebhookSecret",
    "WebhookVideo",
]
