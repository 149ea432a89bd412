"""What the Pydantic models (extra `[pydantic]`) are made of.

They read what the attrs models read: each `Checked...` type hands its value to the reader of that name in
`decoding`, so a rule about scalars is written once. Strings and booleans are Pydantic's own strict types.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Annotated, TypeAlias
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from ..errors import ResponseDecodeError
from . import decoding

__all__ = [
    "AnswerModel",
    "CheckedDay",
    "CheckedInteger",
    "CheckedNumber",
    "CheckedNumericInteger",
    "CheckedNumericNumber",
    "CheckedTimestamp",
    "CheckedUUID",
]


class AnswerModel(BaseModel):
    """The base of all models: unknown fields are kept, in `model_extra`; arguments go by either name."""

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),  # providers may call a field `model_name`
    )


def _checked(read: decoding.Reader[object]) -> BeforeValidator:
    def validate(value: object) -> object:
        try:
            return read(value, None)
        except ResponseDecodeError as error:
            raise PydanticCustomError("decoding", "Input should be {expected}", {"expected": error.expected}) from None

    return BeforeValidator(validate)


# Python code that builds a model has the values themselves. JSON never holds any of these.


def _timestamp(value: object, key: decoding.Key) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
    return decoding.timestamp(value, key)


def _day(value: object, key: decoding.Key) -> date:
    return value if type(value) is date else decoding.day(value, key)


def _uuid(value: object, key: decoding.Key) -> UUID:
    return value if isinstance(value, UUID) else decoding.uuid(value, key)


CheckedInteger: TypeAlias = Annotated[int, _checked(decoding.integer)]
"""An integer; 43.0 is one, `true` and "43" are none."""

CheckedNumber: TypeAlias = Annotated[float, _checked(decoding.number)]
"""A finite number; `true` and "0.5" are none."""

CheckedNumericInteger: TypeAlias = Annotated[int, _checked(decoding.numeric_integer)]
"""An integer, or a plain decimal string of one."""

CheckedNumericNumber: TypeAlias = Annotated[float, _checked(decoding.numeric_number)]
"""A finite number, or a plain decimal string of one."""

CheckedTimestamp: TypeAlias = Annotated[datetime, _checked(_timestamp)]
"""An RFC 3339 timestamp, always aware: without an offset it is read as UTC."""

CheckedDay: TypeAlias = Annotated[date, _checked(_day)]
"""A date, as `2026-03-15`."""

CheckedUUID: TypeAlias = Annotated[UUID, _checked(_uuid)]
"""A UUID in its usual form of 36 characters."""
