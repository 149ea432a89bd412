# Generated from openapi/promptlayer.yaml by `nox -s generate`. Do not edit.
"""The body of an answer to a parameter that is not valid, as FastAPI words it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    array_of,
    members,
    model_of,
    one_of,
    string,
)
from .._shared.encoding import to_json
from .._shared.model import Model
from .validation_error_detail import ValidationErrorDetail


@define(kw_only=True, repr=False)
class HTTPValidationError(Model):
    """The body of an answer to a parameter that is not valid, as FastAPI words it."""

    detail: list[ValidationErrorDetail] | str | None = None
    """What is not valid, as a list with one entry a finding, or as plain text."""
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
        _detail = take("detail", None)
        if _detail is not None:
            _detail = one_of(
                array_of(model_of(lambda value: ValidationErrorDetail.from_dict(value))),
                string,
                expected="one of list[ValidationErrorDetail], str",
            )(_detail, "detail")
        return cls(
            detail=_detail,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "detail": None if self.detail is None else to_json(self.detail),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["HTTPValidationError"]
