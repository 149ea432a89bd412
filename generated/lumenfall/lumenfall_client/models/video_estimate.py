# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The cost that a video would have, worked out without making it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    anything,
    array,
    boolean,
    map_of,
    members,
    numeric_integer,
    string,
)
from .._shared.encoding import to_json
from .._shared.model import Model
from ..types import MISSING


@define(kw_only=True, repr=False)
class VideoEstimate(Model):
    """The cost that a video would have, worked out without making it."""

    estimated: bool
    """Whether this is an estimate. Documented to be true always."""
    model: str | None = None
    """The model that was asked for."""
    provider: str | None = None
    """The provider that the job would go to."""
    total_cost_micros: int
    """The cost in micros, millionths of `currency`."""
    currency: str | None = None
    """The currency of the cost, such as `USD`."""
    components: list[dict[str, Any]] | None = None
    """What the cost is made of. The shape of the parts differs from model to model."""
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
        _estimated = take("estimated", MISSING)
        if type(_estimated) is not bool:
            _estimated = boolean(_estimated, "estimated")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _total_cost_micros = take("total_cost_micros", MISSING)
        if type(_total_cost_micros) is not int:
            _total_cost_micros = numeric_integer(_total_cost_micros, "total_cost_micros")
        _currency = take("currency", None)
        if _currency is not None and type(_currency) is not str:
            _currency = string(_currency, "currency")
        _components = take("components", None)
        if _components is not None:
            _components = array(_components, "components", map_of(anything))
        return cls(
            estimated=_estimated,
            model=_model,
            provider=_provider,
            total_cost_micros=_total_cost_micros,
            currency=_currency,
            components=_components,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "estimated": self.estimated,
            "model": self.model,
            "provider": self.provider,
            "total_cost_micros": self.total_cost_micros,
            "currency": self.currency,
            "components": None if self.components is None else to_json(self.components),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["VideoEstimate"]
