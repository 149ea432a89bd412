# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""The models that no operation takes or returns, such as those of errors and of webhooks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from .._runtime.values.decoding import members, nested, string
from .._runtime.values.model import Model
from .requests import Request


@define(kw_only=True, repr=False, eq=False)
class RequestEnvelope(Model):
    """The envelope around a request. If `data` is missing, the call has failed, whatever its HTTP status."""

    data: Request | None = None
    """The logged request. Absent or null if there is no such request, or if the call failed."""
    error: str | None = None
    """Why the call failed. Null on success, and also if the request was simply not found."""
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
        _data = take("data", None)
        if _data is not None:
            _data = nested(_data, "data", Request.from_dict)
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        return cls(data=_data, error=_error, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "data": None if self.data is None else self.data.to_dict(),
            "error": self.error,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ErrorResponse(Model):
    """The body of an error response. Any of its fields may be missing."""

    data: Any = None
    """Always null in an error. The client accepts any JSON."""
    error: str | None = None
    """What went wrong. May be null even in an error."""
    trace: str | None = None
    """The place in the server that rejected the request. Sent in some responses with status 401."""
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
        _data = take("data", None)
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        _trace = take("trace", None)
        if _trace is not None and type(_trace) is not str:
            _trace = string(_trace, "trace")
        return cls(data=_data, error=_error, trace=_trace, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "data": self.data,
            "error": self.error,
            "trace": self.trace,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["ErrorResponse", "RequestEnvelope"]
