# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The reason why a video job failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    string,
)
from .._shared.model import Model


@define(kw_only=True, repr=False)
class VideoFailure(Model):
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


__all__ = ["VideoFailure"]
