# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""A video job, as a webhook has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    nested,
    string,
)
from .._shared.model import Model
from ..types import MISSING
from .known_video_status import KnownVideoStatus
from .video_failure import VideoFailure
from .video_output import VideoOutput


@define(kw_only=True, repr=False)
class WebhookVideo(Model):
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


__all__ = ["WebhookVideo"]
