# Copied from runtime/values/pydantic_base.py by `nox -s generate`. Do not edit.
"""The base class and the scalar types of the Pydantic models (extra `[pydantic]`).

They accept the same values as the attrs models: each `Checked...` type uses the reader of that name in `decoding`, so
each rule about scalars is written once. Strings and booleans are Pydantic's own strict types.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timezone
from typing import Annotated, Any, Final, TypeAlias, get_args
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ..errors import ResponseDecodeError
from . import decoding
from .secret import masked_links

__all__ = [
    "AnswerModel",
    "CheckedDay",
    "CheckedInteger",
    "CheckedNumber",
    "CheckedNumericInteger",
    "CheckedNumericNumber",
    "CheckedTimestamp",
    "CheckedUUID",
    "HiddenString",
]


class _Hidden:
    """Marks a secret, and is shown in its place by a repr."""

    def __repr__(self) -> str:
        return "<secret>"


_HIDDEN: Final = _Hidden()


class AnswerModel(BaseModel):
    """The base class of all Pydantic models.

    Unknown fields are kept in `model_extra`. Arguments are accepted by the Python name and by the JSON name.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),  # providers may call a field `model_name`
    )

    def __repr__(self) -> str:
        """Hide what signs a link."""
        return masked_links(super().__repr__())

    def __str__(self) -> str:
        """Hide what signs a link."""
        return masked_links(super().__str__())

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Hide secrets in the repr. `repr=False` would not hide a secret that may be null."""
        for name, value in super().__repr_args__():
            field = type(self).model_fields.get(name or "")
            yield name, _HIDDEN if field is not None and value is not None and _is_hidden(field) else value


def _is_hidden(field: FieldInfo) -> bool:
    """Whether a field is a secret, or a union with a secret."""
    branches = (getattr(branch, "__metadata__", ()) for branch in get_args(field.annotation))
    return any(_HIDDEN in metadata for metadata in (field.metadata, *branches))


def _checked(read: decoding.Reader[object]) -> BeforeValidator:
    def validate(value: object) -> object:
        try:
            return read(value, None)
        except ResponseDecodeError as error:
            raise PydanticCustomError("decoding", "Input should be {expected}", {"expected": error.expected}) from None

    return BeforeValidator(validate)


# Python code that creates a model passes these objects directly. JSON never contains them.


def _timestamp(value: object, key: decoding.Key) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
    return decoding.timestamp(value, key)


def _day(value: object, key: decoding.Key) -> date:
    return value if type(value) is date else decoding.day(value, key)


def _uuid(value: object, key: decoding.Key) -> UUID:
    return value if isinstance(value, UUID) else decoding.uuid(value, key)


CheckedInteger: TypeAlias = Annotated[int, _checked(decoding.integer)]
"""An integer. 43.0 is accepted; `true` and "43" are rejected."""

CheckedNumber: TypeAlias = Annotated[float, _checked(decoding.number)]
"""A finite number. `true` and "0.5" are rejected."""

CheckedNumericInteger: TypeAlias = Annotated[int, _checked(decoding.numeric_integer)]
"""An integer, or a decimal string of one."""

CheckedNumericNumber: TypeAlias = Annotated[float, _checked(decoding.numeric_number)]
"""A finite number, or a decimal string of one."""

CheckedTimestamp: TypeAlias = Annotated[datetime, _checked(_timestamp)]
"""An RFC 3339 timestamp as an aware datetime. Without an offset, it is read as UTC."""

CheckedDay: TypeAlias = Annotated[date, _checked(_day)]
"""A date such as `2026-03-15`."""

CheckedUUID: TypeAlias = Annotated[UUID, _checked(_uuid)]
"""A UUID in its usual form of 36 characters."""

HiddenString: TypeAlias = Annotated[str, Strict(), _HIDDEN]
"""A string that is hidden in a repr."""
