# Generated from openapi/promptlayer.yaml by `nox -s generate`. Do not edit.
"""The body of most answers that are errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    boolean,
    members,
    string,
)
from .._shared.model import Model


@define(kw_only=True, repr=False)
class ErrorResponse(Model):
    """The body of most answers that are errors. It has `message` or `error`, seldom both."""

    success: bool | None = None
    """Whether the call succeeded. False in errors."""
    message: str | None = None
    """What went wrong, for people."""
    error: str | None = None
    """What went wrong, as a code or as text, in older parts of the API."""
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
        _success = take("success", None)
        if _success is not None and type(_success) is not bool:
            _success = boolean(_success, "success")
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        return cls(
            success=_success,
            message=_message,
            error=_error,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "success": self.success,
            "message": self.message,
            "error": self.error,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["ErrorResponse"]
