# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The description of one error, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    string,
)
from .._shared.model import Model
from .known_error_code import KnownErrorCode


@define(kw_only=True, repr=False)
class ErrorDetail(Model):
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


__all__ = ["ErrorDetail"]
