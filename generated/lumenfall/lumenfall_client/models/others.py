# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models that no operation takes or returns, such as those of errors and of webhooks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from attrs import define, field

from .._runtime.values.decoding import members, nested, string
from .._runtime.values.model import Model
from ..types import MISSING
from .requests import KnownErrorCode
from .videos import KnownVideoStatus, VideoFailure, VideoOutput

KnownWebhookEventType: TypeAlias = Literal["video.completed", "video.failed", "video.cancelled"]
"""The known types of webhook events."""


@define(kw_only=True, repr=False, eq=False)
class WebhookVideo(Model):
    """The video job in a webhook."""

    id: str
    """The id of the job. Its prefix may differ from that of the id that `videos.create` returned."""
    object: str | None = None
    """The kind of object. According to the documentation, `video.generation`."""
    status: KnownVideoStatus | str | None = None
    """The final state of the job."""
    model: str | None = None
    """The requested model."""
    output: VideoOutput | None = None
    """The finished video. Absent or null unless the job completed."""
    error: VideoFailure | None = None
    """Why the job failed. Absent or null unless it did."""
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
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
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
class WebhookEvent(Model):
    """A notification that a video job has ended."""

    type: KnownWebhookEventType | str
    """What happened. New types may appear at any time."""
    data: WebhookVideo
    """The job that has ended."""
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
        _type = take("type", MISSING)
        if type(_type) is not str:
            _type = string(_type, "type")
        _data = take("data", MISSING)
        _data = nested(_data, "data", WebhookVideo.from_dict)
        return cls(type=_type, data=_data, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "type": self.type,
            "data": self.data.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ErrorDetail(Model):
    """The details of an error."""

    message: str | None = None
    """What went wrong, as text."""
    type: str | None = None
    """The category of the error, such as `authentication_error`."""
    code: KnownErrorCode | str | None = None
    """What went wrong, as a code. New codes may appear at any time."""
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
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        _type = take("type", None)
        if _type is not None and type(_type) is not str:
            _type = string(_type, "type")
        _code = take("code", None)
        if _code is not None and type(_code) is not str:
            _code = string(_code, "code")
        return cls(message=_message, type=_type, code=_code, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "message": self.message,
            "type": self.type,
            "code": self.code,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ErrorResponse(Model):
    """The body of every error response."""

    error: ErrorDetail | None = None
    """What went wrong."""
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
        _error = take("error", None)
        if _error is not None:
            _error = nested(_error, "error", ErrorDetail.from_dict)
        return cls(error=_error, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "error": None if self.error is None else self.error.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["ErrorDetail", "ErrorResponse", "KnownWebhookEventType", "WebhookEvent", "WebhookVideo"]
