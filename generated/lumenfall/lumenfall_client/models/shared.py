# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models that several resources use."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from attrs import define, field

from .._runtime.values.decoding import (
    array,
    boolean,
    integer,
    members,
    model_of,
    number,
    numeric_integer,
    string,
)
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model
from ..types import MISSING

KnownReplayMode: TypeAlias = Literal[
    "off", "record", "replay-or-mock", "replay-or-error", "replay-or-live", "replay-or-record", "mock"
]
"""The known modes of replay. `replay-or-...` says what happens if there is no recording."""

KnownReplayMatch: TypeAlias = Literal["standard", "strict", "specific", "pinned"]
"""The known ways in which a recording fits a call."""


@define(kw_only=True, repr=False, eq=False)
class CostComponent(Model):
    """One part of an estimated cost."""

    type: str | None = None
    """What is charged, such as `output` or `input`."""
    metric: str | None = None
    """In what it is measured, such as `image` or `token`."""
    quantity: float | None = None
    """The amount, in units of `metric`."""
    billable_quantity: float | None = None
    """The amount that is charged, in units of `metric`."""
    unit_price: float | None = None
    """The price of one unit, in the currency of the estimate (not in millionths)."""
    total_cost: int | None = None
    """The cost of this part, in millionths of the currency of the estimate."""
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
        _type = take("type", None)
        if _type is not None and type(_type) is not str:
            _type = string(_type, "type")
        _metric = take("metric", None)
        if _metric is not None and type(_metric) is not str:
            _metric = string(_metric, "metric")
        _quantity = take("quantity", None)
        if _quantity is not None and type(_quantity) is not float:
            _quantity = number(_quantity, "quantity")
        _billable_quantity = take("billable_quantity", None)
        if _billable_quantity is not None and type(_billable_quantity) is not float:
            _billable_quantity = number(_billable_quantity, "billable_quantity")
        _unit_price = take("unit_price", None)
        if _unit_price is not None and type(_unit_price) is not float:
            _unit_price = number(_unit_price, "unit_price")
        _total_cost = take("total_cost", None)
        if _total_cost is not None and type(_total_cost) is not int:
            _total_cost = integer(_total_cost, "total_cost")
        return cls(
            type=_type,
            metric=_metric,
            quantity=_quantity,
            billable_quantity=_billable_quantity,
            unit_price=_unit_price,
            total_cost=_total_cost,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "type": self.type,
            "metric": self.metric,
            "quantity": self.quantity,
            "billable_quantity": self.billable_quantity,
            "unit_price": self.unit_price,
            "total_cost": self.total_cost,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class CostEstimate(Model):
    """The estimated cost of a request that was not carried out."""

    estimated: bool
    """Whether this is an estimate. According to the documentation, always true."""
    model: str | None = None
    """The requested model."""
    provider: str | None = None
    """The provider that would serve the request."""
    total_cost_micros: int
    """The cost, in millionths of `currency`."""
    currency: str | None = None
    """The currency of the cost, such as `USD`."""
    components: list[CostComponent] | None = None
    """What the cost consists of."""
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
            _components = array(_components, "components", model_of(CostComponent.from_dict))
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
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "estimated": self.estimated,
            "model": self.model,
            "provider": self.provider,
            "total_cost_micros": self.total_cost_micros,
            "currency": self.currency,
            "components": None if self.components is None else to_json(self.components),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["CostComponent", "CostEstimate", "KnownReplayMatch", "KnownReplayMode"]
