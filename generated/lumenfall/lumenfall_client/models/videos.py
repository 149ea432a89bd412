# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `videos`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Required, Self, TypeAlias, TypedDict

from attrs import define, field

from .._runtime.values.decoding import integer, members, nested, number, string
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model
from ..types import MISSING, UNSET, FileInput, Unset
from .shared import KnownReplayMatch, KnownReplayMode

KnownVideoStatus: TypeAlias = Literal["queued", "in_progress", "completed", "failed", "cancelled"]
"""The known states of a video job. Final are `completed`, `failed` and `cancelled`."""


class VideoInputReferenceDict(TypedDict, total=False):
    """A dict that may be given in place of `VideoInputReference`.

    A picture that a video starts from.
    """

    image_url: Required[str]
    """The `https` URL of the picture, or the picture itself as a base64 data URI."""


@define(kw_only=True, repr=False, eq=False)
class VideoOutput(Model):
    """The file that a completed video job produced."""

    url: str | None = None
    """The URL to download the video from. It works until the video's `expires_at`, about an hour by default."""
    content_type: str | None = None
    """The media type of the file, such as `video/mp4`."""
    size_bytes: int | None = None
    """The size of the file, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
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
        return cls(url=_url, content_type=_content_type, size_bytes=_size_bytes, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "url": self.url,
            "content_type": self.content_type,
            "size_bytes": self.size_bytes,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoFailure(Model):
    """The reason why a video job failed."""

    code: str | None = None
    """The reason, as a code."""
    message: str | None = None
    """The reason, as text."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _code = take("code", None)
        if _code is not None and type(_code) is not str:
            _code = string(_code, "code")
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        return cls(code=_code, message=_message, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class VideoMetadata(Model):
    """Which provider and model ran a video job, and what the job costs."""

    model: str | None = None
    """The requested model."""
    executed_model: str | None = None
    """The model that actually ran, with its provider, such as `openai/sora-2`."""
    provider: str | None = None
    """The short name of the provider that ran the job, such as `openai`."""
    provider_name: str | None = None
    """The display name of that provider, such as `OpenAI`."""
    upstream_id: str | None = None
    """The id that this provider gave the job."""
    cost_estimate: float | None = None
    """The expected cost of the job, in `cost_currency`. Sent while the job is in progress."""
    cost: float | None = None
    """The actual cost of the job, in `cost_currency`. Sent once the job has completed."""
    cost_currency: str | None = None
    """The currency of both costs, such as `USD`. Logged requests have it in lower case."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
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
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
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
class Video(Model):
    """A video generation job and, once it has completed, its output. Times are in Unix seconds (UTC)."""

    id: str
    """The id of the video. In webhooks, the id of the same job may have another prefix."""
    object: str | None = None
    """The kind of object. According to the documentation, always `video`."""
    created_at: int
    """When the job was created, in Unix seconds."""
    completed_at: int | None = None
    """When the job completed, in Unix seconds. Null until then."""
    expires_at: int | None = None
    """When the output's URL expires, in Unix seconds. Null until the job completes."""
    status: KnownVideoStatus | str
    """The state of the job. New states may appear at any time."""
    model: str | None = None
    """The requested model, such as `sora-2`."""
    prompt: str | None = None
    """The prompt of the video."""
    seconds: str | None = None
    """The length of the video in seconds, as a string, such as `"10"`."""
    size: str | None = None
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`)."""
    output: VideoOutput | None = None
    """The finished video. Absent or null unless `status` is `completed`."""
    error: VideoFailure | None = None
    """Why the job failed. Absent or null unless `status` is `failed`."""
    metadata: VideoMetadata | None = None
    """Which provider and model ran the job, and what it costs. May be absent."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
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
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
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
class VideoInputReference(Model):
    """A picture that a video starts from."""

    image_url: str
    """The `https` URL of the picture, or the picture itself as a base64 data URI."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "image_url": self.image_url,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class VideoCreateParams(Model):
    """The parameters of a new video job. Lumenfall passes any parameter that is not listed here through to the provider
    that makes the video.
    """

    model: str
    """The model to use, such as `sora-2`."""
    prompt: str
    """What the video should show. The maximum length depends on the model."""
    seconds: str | float | Unset = UNSET
    """The length of the video, in seconds."""
    size: str | Unset = UNSET
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."""
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`. Use it instead of `size`."""
    n: int | Unset = UNSET
    """How many videos to make, from 1 to 4."""
    input_reference: (
        VideoInputReference | VideoInputReferenceDict | Sequence[VideoInputReference | VideoInputReferenceDict] | Unset
    ) = UNSET
    """One or more pictures to start from: files, or what refers to them. Most models accept at most one."""
    resolution: str | Unset = UNSET
    """The size as a tier, such as `720p` or `4K`."""
    negative_prompt: str | Unset = UNSET
    """What the video should not show."""
    media_retention: str | Unset = UNSET
    """How long Lumenfall keeps the file."""
    metadata: dict[str, Any] | Unset = UNSET
    """Data of your own that Lumenfall keeps with the job."""
    user: str | Unset = UNSET
    """An id of your own user. The log of requests has it as `user`."""
    webhook_url: str | Unset = UNSET
    """The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address,
    and port 443 or 8443. See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset = UNSET
    """A unique key for this request, up to 256 characters. If a second request has the same key, Lumenfall returns the
    existing job instead of creating another.
    """
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "n": self.n,
            "input_reference": self.input_reference,
            "resolution": self.resolution,
            "negative_prompt": self.negative_prompt,
            "media_retention": self.media_retention,
            "metadata": self.metadata,
            "user": self.user,
            "webhook_url": self.webhook_url,
            "idempotency_key": self.idempotency_key,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class VideoCreateForm(Model):
    """The prompt and the settings of a video that starts from files."""

    model: str
    """The model to use, such as `sora-2`."""
    prompt: str
    """What the video should show. The maximum length depends on the model."""
    seconds: str | float | Unset = UNSET
    """The length of the video, in seconds."""
    size: str | Unset = UNSET
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."""
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`. Use it instead of `size`."""
    n: int | Unset = UNSET
    """How many videos to make, from 1 to 4."""
    input_reference: FileInput | Sequence[FileInput] | Unset = UNSET
    """One or more pictures to start from. Most models accept at most one."""
    resolution: str | Unset = UNSET
    """The size as a tier, such as `720p` or `4K`."""
    negative_prompt: str | Unset = UNSET
    """What the video should not show."""
    media_retention: str | Unset = UNSET
    """How long Lumenfall keeps the file."""
    metadata: dict[str, Any] | Unset = UNSET
    """Data of your own that Lumenfall keeps with the job."""
    user: str | Unset = UNSET
    """An id of your own user. The log of requests has it as `user`."""
    webhook_url: str | Unset = UNSET
    """The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address,
    and port 443 or 8443. See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset = UNSET
    """A unique key for this request, up to 256 characters. If a second request has the same key, Lumenfall returns the
    existing job instead of creating another.
    """
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict with its files as they were given, without unset fields."""
        fields: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "n": self.n,
            "input_reference": self.input_reference,
            "resolution": self.resolution,
            "negative_prompt": self.negative_prompt,
            "media_retention": self.media_retention,
            "metadata": self.metadata,
            "user": self.user,
            "webhook_url": self.webhook_url,
            "idempotency_key": self.idempotency_key,
            **self.additional_properties,
        }
        return {name: value for name, value in fields.items() if value is not UNSET}


class VideosCreateArguments(TypedDict, total=False):
    """The arguments of `videos.create`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, such as `sora-2`."""
    prompt: Required[str]
    """What the video should show. The maximum length depends on the model."""
    seconds: str | float | Unset
    """The length of the video, in seconds."""
    size: str | Unset
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."""
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Use it instead of `size`."""
    n: int | Unset
    """How many videos to make, from 1 to 4."""
    input_reference: (
        VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset
    )
    """One or more pictures to start from: files, or what refers to them. Most models accept at most one."""
    resolution: str | Unset
    """The size as a tier, such as `720p` or `4K`."""
    negative_prompt: str | Unset
    """What the video should not show."""
    media_retention: str | Unset
    """How long Lumenfall keeps the file."""
    metadata: dict[str, Any] | Unset
    """Data of your own that Lumenfall keeps with the job."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    webhook_url: str | Unset
    """The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address,
    and port 443 or 8443. See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset
    """A unique key for this request, up to 256 characters. If a second request has the same key, Lumenfall returns the
    existing job instead of creating another.
    """
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class VideosEstimateArguments(TypedDict, total=False):
    """The arguments of `videos.estimate`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, such as `sora-2`."""
    prompt: Required[str]
    """What the video should show. The maximum length depends on the model."""
    seconds: str | float | Unset
    """The length of the video, in seconds."""
    size: str | Unset
    """Width and height in pixels (`1920x1080`), or an aspect ratio (`16:9`). The model decides what it accepts."""
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Use it instead of `size`."""
    n: int | Unset
    """How many videos to make, from 1 to 4."""
    input_reference: (
        VideoInputReference
        | VideoInputReferenceDict
        | FileInput
        | Sequence[VideoInputReference | VideoInputReferenceDict | FileInput]
        | Unset
    )
    """One or more pictures to start from: files, or what refers to them. Most models accept at most one."""
    resolution: str | Unset
    """The size as a tier, such as `720p` or `4K`."""
    negative_prompt: str | Unset
    """What the video should not show."""
    media_retention: str | Unset
    """How long Lumenfall keeps the file."""
    metadata: dict[str, Any] | Unset
    """Data of your own that Lumenfall keeps with the job."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    webhook_url: str | Unset
    """The URL that Lumenfall calls when the job has ended. It must use `https`, a host name rather than an IP address,
    and port 443 or 8443. See `webhooks.unwrap`.
    """
    idempotency_key: str | Unset
    """Not sent, because this operation creates nothing."""
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class VideosGetArguments(TypedDict, total=False):
    """The arguments of `videos.get`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""


class VideosCancelArguments(TypedDict, total=False):
    """The arguments of `videos.cancel`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = [
    "KnownVideoStatus",
    "Video",
    "VideoCreateForm",
    "VideoCreateParams",
    "VideoFailure",
    "VideoInputReference",
    "VideoInputReferenceDict",
    "VideoMetadata",
    "VideoOutput",
    "VideosCancelArguments",
    "VideosCreateArguments",
    "VideosEstimateArguments",
    "VideosGetArguments",
]
