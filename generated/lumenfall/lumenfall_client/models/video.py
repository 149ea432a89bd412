# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""One video generation job and, once it has completed, its output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    integer,
    members,
    nested,
    string,
)
from .._shared.model import Model
from ..types import MISSING
from .known_video_status import KnownVideoStatus
from .video_failure import VideoFailure
from .video_metadata import VideoMetadata
from .video_output import VideoOutput


@define(kw_only=True, repr=False)
class Video(Model):
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


__all__ = ["Video"]
