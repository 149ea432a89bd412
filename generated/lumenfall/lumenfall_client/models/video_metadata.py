# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The routing and the cost of a video job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    members,
    number,
    string,
)
from .._shared.model import Model


@define(kw_only=True, repr=False)
class VideoMetadata(Model):
    """The routing and the cost of a video job."""

    model: str | None = None
    """The model that was asked for."""
    executed_model: str | None = None
    """The model that really ran, with its provider, such as `openai/sora-2`."""
    provider: str | None = None
    """The provider that the job went to, as a short name such as `openai`."""
    provider_name: str | None = None
    """The provider's name as people write it, such as `OpenAI`."""
    upstream_id: str | None = None
    """The id of the job at the provider."""
    cost_estimate: float | None = None
    """What the job is expected to cost, in `cost_currency`. Sent while the job is in progress."""
    cost: float | None = None
    """What the job did cost, in `cost_currency`. Sent once the job is completed."""
    cost_currency: str | None = None
    """The currency of both costs, such as `USD`. Upper case here, lower case in requests."""
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
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _executed_model = take("executed_model", None)
        if _executed_model is not None and type(_executed_model) is not str:
            _executed_model = string(_executed_model, "executed_model")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _provider_name = take("provider_name", None)
        if _provider_name is not None and type(_provider_name) is not str:
            _provider_name = string(_provider_name, "provider_name")
        _upstream_id = take("upstream_id", None)
        if _upstream_id is not None and type(_upstream_id) is not str:
            _upstream_id = string(_upstream_id, "upstream_id")
        _cost_estimate = take("cost_estimate", None)
        if _cost_estimate is not None and type(_cost_estimate) is not float:
            _cost_estimate = number(_cost_estimate, "cost_estimate")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _cost_currency = take("cost_currency", None)
        if _cost_currency is not None and type(_cost_currency) is not str:
            _cost_currency = string(_cost_currency, "cost_currency")
        return cls(
            model=_model,
            executed_model=_executed_model,
            provider=_provider,
            provider_name=_provider_name,
            upstream_id=_upstream_id,
            cost_estimate=_cost_estimate,
            cost=_cost,
            cost_currency=_cost_currency,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "model": self.model,
            "executed_model": self.executed_model,
            "provider": self.provider,
            "provider_name": self.provider_name,
            "upstream_id": self.upstream_id,
            "cost_estimate": self.cost_estimate,
            "cost": self.cost,
            "cost_currency": self.cost_currency,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["VideoMetadata"]
