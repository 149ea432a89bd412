# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The models that no operation takes or returns, such as those of errors and of webhooks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Self

from attrs import define, field

from .._runtime.values.decoding import Reader as ValueReader
from .._runtime.values.decoding import (
    array,
    array_of,
    boolean,
    integer,
    members,
    model_of,
    string,
)
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model
from .._runtime.values.variants import by_kind


@define(kw_only=True, repr=False, eq=False)
class ErrorResponse(Model):
    """The body of most error responses. It has `message` or `error`, rarely both."""

    success: bool | None = None
    """Whether the call succeeded. False in errors."""
    message: str | None = None
    """What went wrong, as text."""
    error: str | None = None
    """What went wrong, as a code or as text. Older parts of the API send it instead of `message`."""
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
        _success = take("success", None)
        if _success is not None and type(_success) is not bool:
            _success = boolean(_success, "success")
        _message = take("message", None)
        if _message is not None and type(_message) is not str:
            _message = string(_message, "message")
        _error = take("error", None)
        if _error is not None and type(_error) is not str:
            _error = string(_error, "error")
        return cls(success=_success, message=_message, error=_error, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "success": self.success,
            "message": self.message,
            "error": self.error,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ValidationErrorDetail(Model):
    """A finding about one parameter."""

    loc: list[str | int] | None = None
    """The path to the invalid value, such as `["path", "request_id"]`. Integers are list indexes."""
    msg: str | None = None
    """What is wrong, as text."""
    type: str | None = None
    """What is wrong, as a code such as `greater_than_equal`."""
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
        _loc = take("loc", None)
        if _loc is not None:
            _loc = array(_loc, "loc", ONE_OF_STRING_OR_INTEGER)
        _msg = take("msg", None)
        if _msg is not None and type(_msg) is not str:
            _msg = string(_msg, "msg")
        _type = take("type", None)
        if _type is not None and type(_type) is not str:
            _type = string(_type, "type")
        return cls(loc=_loc, msg=_msg, type=_type, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "loc": None if self.loc is None else to_json(self.loc),
            "msg": self.msg,
            "type": self.type,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class HTTPValidationError(Model):
    """FastAPI's response to an invalid parameter."""

    detail: list[ValidationErrorDetail] | str | None = None
    """What is invalid, as a list of findings or as plain text."""
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
        _detail = take("detail", None)
        if _detail is not None:
            _detail = ONE_OF_LIST_OF_VALIDATION_ERROR_DETAIL_OR_STRING(_detail, "detail")
        return cls(detail=_detail, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "detail": None if self.detail is None else to_json(self.detail),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


ONE_OF_STRING_OR_INTEGER: Final[ValueReader[str | int]] = by_kind(
    "a string or an integer", {str: string, int: integer, float: integer}
)
ONE_OF_LIST_OF_VALIDATION_ERROR_DETAIL_OR_STRING: Final[ValueReader[list[ValidationErrorDetail] | str]] = by_kind(
    "an array or a string", {list: array_of(model_of(ValidationErrorDetail.from_dict)), str: string}
)

if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["ErrorResponse", "HTTPValidationError", "ValidationErrorDetail"]
