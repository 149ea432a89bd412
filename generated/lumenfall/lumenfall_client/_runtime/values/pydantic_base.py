# Copied from runtime/values/pydantic_base.py by `nox -s generate`. Do not edit.
"""What the Pydantic models (extra `[pydantic]`) are made of.

They read what the attrs models read: each `Checked...` type hands its value to the reader of that name in
`decoding`, so a rule about scalars is written once. Strings and booleans are Pydantic's own strict types.
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
    """Marks what no repr shows, and stands in its place there."""

    def __repr__(self) -> str:
        return "<secret>"


_HIDDEN: Final = _Hidden()


class AnswerModel(BaseModel):
    """The base of all models: unknown fields are kept, in `model_extra`; arguments go by either name."""

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),  # providers may call a field `model_name`
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What the repr shows: no secrets, which `repr=False` would not hide if they may be null."""
        for name, value in super().__repr_args__():
            field = type(self).model_fields.get(name or "")
            yield name, _HIDDEN if field is not None and value is not None and _is_hidden(field) else value


def _is_hidden(field: FieldInfo) -> bool:
    """Whether a field is a secret, or may be one."""
    branches = (getattr(branch, "__metadata__", ()) for branch in get_args(field.annotation))
    return any(_HIDDEN in metadata for metadata in (field.metadata, *branches))


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

HiddenString: TypeAlias = Annotated[str, Strict(), _HIDDEN]
"""A string that no repr shows."""
