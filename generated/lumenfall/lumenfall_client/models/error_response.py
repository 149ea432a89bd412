# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The body of every answer that is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    nested,
)
from .._shared.model import Model
from .error_detail import ErrorDetail


@define(kw_only=True, repr=False)
class ErrorResponse(Model):
    """The body of every answer that is an error."""

    error: ErrorDetail | None = None
    """What went wrong."""
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
        _error = take("error", None)
        if _error is not None:
            _error = nested(_error, "error", ErrorDetail.from_dict)
        return cls(
            error=_error,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "error": None if self.error is None else self.error.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["ErrorResponse"]
