# Generated from openapi/promptlayer.yaml by `nox -s generate`. Do not edit.
"""One finding about one parameter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    array,
    integer,
    members,
    one_of,
    string,
)
from .._shared.encoding import to_json
from .._shared.model import Model


@define(kw_only=True, repr=False)
class ValidationErrorDetail(Model):
    """One finding about one parameter."""

    loc: list[str | int] | None = None
    """Where it is, from the outside in, such as `["path", "request_id"]`. Integers are indexes."""
    msg: str | None = None
    """What is wrong there, for people."""
    type: str | None = None
    """What is wrong there, for programs, such as `greater_than_equal`."""
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
        _loc = take("loc", None)
        if _loc is not None:
            _loc = array(_loc, "loc", one_of(string, integer, expected="one of str, int"))
        _msg = take("msg", None)
        if _msg is not None and type(_msg) is not str:
            _msg = string(_msg, "msg")
        _type = take("type", None)
        if _type is not None and type(_type) is not str:
            _type = string(_type, "type")
        return cls(
            loc=_loc,
            msg=_msg,
            type=_type,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "loc": None if self.loc is None else to_json(self.loc),
            "msg": self.msg,
            "type": self.type,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["ValidationErrorDetail"]
