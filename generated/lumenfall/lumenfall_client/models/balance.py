# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `balance`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from attrs import define, field

from .._runtime.values.decoding import members, nested, number, string
from .._runtime.values.model import Model

KnownBillingType: TypeAlias = Literal["prepaid", "postpaid"]
"""The known ways in which an organization pays."""


@define(kw_only=True, repr=False, eq=False)
class AvailableMoney(Model):
    """The money that an organization can still spend."""

    amount: float | None = None
    """The amount, in `currency`. Null for a postpaid organization, and while it is temporarily unknown."""
    currency: str | None = None
    """The currency of the amount, `usd`."""
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
        _amount = take("amount", None)
        if _amount is not None and type(_amount) is not float:
            _amount = number(_amount, "amount")
        _currency = take("currency", None)
        if _currency is not None and type(_currency) is not str:
            _currency = string(_currency, "currency")
        return cls(amount=_amount, currency=_currency, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "amount": self.amount,
            "currency": self.currency,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class Balance(Model):
    """The balance of an organization."""

    object: str | None = None
    """The kind of the object, `balance`."""
    billing_type: KnownBillingType | str | None = None
    """How the organization pays. Only a prepaid one has a balance."""
    available: AvailableMoney | None = None
    """The money that is left."""
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
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _billing_type = take("billing_type", None)
        if _billing_type is not None and type(_billing_type) is not str:
            _billing_type = string(_billing_type, "billing_type")
        _available = take("available", None)
        if _available is not None:
            _available = nested(_available, "available", AvailableMoney.from_dict)
        return cls(object=_object, billing_type=_billing_type, available=_available, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "object": self.object,
            "billing_type": self.billing_type,
            "available": None if self.available is None else self.available.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["AvailableMoney", "Balance", "KnownBillingType"]
