# Generated from openapi/helicone.yaml by `nox -s generate`. Do not edit.
"""The body of an answer with an error status."""

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
class ErrorResponse(Model):
    """The body of an answer with an error status. Any of its fields may be missing."""

    data: Any = None
    """Always null in an error; any JSON is accepted."""
    error: str | None = None
    """What went wrong. May be null even so."""
    trace: str | None = None
    """The place in the server that refused the call. Sent with some answers of status 401."""
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
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        _trace = take("trace", None)
        if _trace is not None and type(_trace) is not str:
            _trace = string(_trace, "trace")
        return cls(
            data=_data,
            error=_error,
            trace=_trace,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "data": self.data,
            "error": self.error,
            "trace": self.trace,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["ErrorResponse"]
