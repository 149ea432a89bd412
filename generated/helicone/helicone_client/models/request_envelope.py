# Generated from openapi/helicone.yaml by `nox -s generate`. Do not edit.
"""The envelope around a request."""

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
from .request import Request


@define(kw_only=True, repr=False)
class RequestEnvelope(Model):
    """The envelope around a request. Either `data` is there, or the call has failed, whatever its HTTP status."""

    data: Request | None = None
    """The logged request. Absent or null if there is none here, or if the call failed."""
    error: str | None = None
    """Why the call failed. Null on success, and also if the request was simply not found."""
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
        _data = take("data", None)
        if _data is not None:
            _data = nested(_data, "data", Request.from_dict)
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        return cls(
            data=_data,
            error=_error,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "data": None if self.data is None else self.data.to_dict(),
            "error": self.error,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["RequestEnvelope"]
