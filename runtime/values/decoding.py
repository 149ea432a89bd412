"""Checked decoding of JSON: each reader returns a value of its type or raises `ResponseDecodeError`.

A reader takes a value and its key. The path of an error is built only if decoding fails: the error starts with the path
inside the nested value, and each level adds its own key in front. So a path costs nothing if decoding succeeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from math import isfinite
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from ..error_context import within
from ..errors import ResponseDecodeError
from ..types import MISSING
from .json_values import is_array, is_object

T = TypeVar("T")

_LONGEST_GOT: Final = 1_000_000
"""Bytes of a text that is no JSON which its error keeps."""

Key: TypeAlias = str | int | None
"""A member's name, an index, or None at the root."""

Reader: TypeAlias = Callable[[Any, Key], T]

# RFC 3339, but the offset is optional (a timestamp without one is read as UTC), and so is its colon. `fromisoformat`
# alone would also accept week dates, dates without a time, and commas.
_TIMESTAMP: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)?", re.ASCII
).fullmatch
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})").fullmatch
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,307})(?:\.[0-9]+)?").fullmatch


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def _finite_float(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"the number {text[:40]} is too large")
    return value


_JSON: Final = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite_float)


def parse_json(content: bytes) -> Any:
    """Parse strict JSON (RFC 8259): UTF-8, no NaN, no Infinity, nothing after the value.

    Raises:
        ResponseDecodeError: The text is not valid JSON, or is nested too deeply.
    """
    try:
        return _JSON.decode(content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"))
    except UnicodeDecodeError as error:
        problem = f"the text is not valid UTF-8 at byte {error.start}"
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at").removesuffix(" starting")
        problem = f"the syntax is invalid at line {error.lineno}, column {error.colno}: {what[0].lower()}{what[1:]}"
    except ValueError as error:  # from the hooks above, and from Python's limit on the digits of an integer
        problem = str(error)
    except RecursionError:
        problem = "the value is nested too deeply"
    if not content.strip():
        problem = "the body is empty"
    raise ResponseDecodeError("JSON", content[:_LONGEST_GOT], problem=problem)


def members(value: object) -> dict[str, Any]:
    """Return a new dict with an object's members, from which a `from_dict` can remove them."""
    if is_object(value):
        return value.copy()
    if isinstance(value, Mapping):  # never from JSON, but a caller of `from_dict` may pass one
        return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # the readers check the types
    raise ResponseDecodeError("an object", value)


def string(value: object, key: Key) -> str:
    """Read a string."""
    if isinstance(value, str):
        return value
    raise within(ResponseDecodeError("a string", value), key)


def boolean(value: object, key: Key) -> bool:
    """Read `true` or `false`; 0 and 1 are rejected."""
    if isinstance(value, bool):
        return value
    raise within(ResponseDecodeError("a boolean", value), key)


def integer(value: object, key: Key) -> int:
    """Read an integer. As in JSON Schema, 43.0 is accepted and `true` is rejected."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise within(ResponseDecodeError("an integer", value), key)


def number(value: object, key: Key) -> float:
    """Read a finite number as a float; `true` is rejected."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            result = float(value)
        except OverflowError:
            result = float("inf")
        if isfinite(result):
            return result
    raise within(ResponseDecodeError("a number", value), key)


def numeric_integer(value: object, key: Key) -> int:
    """Read an integer or a decimal string of one (`x-numeric-string`): "43", but not " 43", "4_3" or "043"."""
    if isinstance(value, str):
        if _INTEGER(value):
            return int(value)
        raise within(ResponseDecodeError("an integer, or a decimal string of one", value), key)
    return integer(value, key)


def numeric_number(value: object, key: Key) -> float:
    """Read a number or a decimal string of one (`x-numeric-string`): "0.5", but not "nan", "1e3" or " 0.5"."""
    if isinstance(value, str):
        if _DECIMAL(value):
            return float(value)
        raise within(ResponseDecodeError("a number, or a decimal string of one", value), key)
    return number(value, key)


def timestamp(value: object, key: Key) -> datetime:
    """Read an RFC 3339 timestamp as an aware datetime. Without an offset, it is read as UTC."""
    if isinstance(value, str) and _TIMESTAMP(value):
        try:
            result = datetime.fromisoformat(value.upper())
        except ValueError:  # the form is right, but there is no such day or hour
            pass
        else:
            return result if result.tzinfo is not None else result.replace(tzinfo=timezone.utc)
    raise within(ResponseDecodeError("an RFC 3339 timestamp", value), key)


def day(value: object, key: Key) -> date:
    """Read a date such as `2026-03-15`."""
    # `fromisoformat` alone would also accept week dates and dates without dashes.
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:  # the form is right, but there is no such day
            pass
    raise within(ResponseDecodeError("a date (YYYY-MM-DD)", value), key)


def uuid(value: object, key: Key) -> UUID:
    """Read a UUID in its usual form of 36 characters."""
    if isinstance(value, str) and len(value) == 36:
        try:
            return UUID(value)
        except ValueError:
            pass
    raise within(ResponseDecodeError("a UUID", value), key)


def anything(value: object, key: Key) -> Any:
    """Return any JSON value unchanged; only a missing value is rejected."""
    if value is MISSING:
        raise within(ResponseDecodeError("a value", value), key)
    return value


def nothing(value: object, key: Key) -> None:
    """Read null."""
    if value is not None:
        raise within(ResponseDecodeError("null", value), key)


def nested(value: object, key: Key, read: Callable[[Any], T]) -> T:
    """Read an object with a model's `from_dict`."""
    try:
        return read(value)
    except ResponseDecodeError as error:
        within(error, key)
        raise


def model_of(read: Callable[[Any], T]) -> Reader[T]:
    """Return a reader for objects that uses a model's `from_dict`."""

    def reader(value: object, key: Key) -> T:
        return nested(value, key, read)

    return reader


def nullable(read: Reader[T]) -> Reader[T | None]:
    """Return a reader that accepts what `read` accepts, and null."""

    def reader(value: object, key: Key) -> T | None:
        return None if value is None else read(value, key)

    return reader


def array(value: object, key: Key, read: Reader[T]) -> list[T]:
    """Read an array; `read` reads each item."""
    if not is_array(value):
        raise within(ResponseDecodeError("an array", value), key)
    try:
        return [read(item, index) for index, item in enumerate(value)]
    except ResponseDecodeError as error:
        within(error, key)
        raise


def array_of(read: Reader[T]) -> Reader[list[T]]:
    """Return a reader for arrays."""
    return lambda value, key: array(value, key, read)


def mapping(value: object, key: Key, read: Reader[T]) -> dict[str, T]:
    """Read an object whose members all have one type; `read` reads each member."""
    try:
        return {name: read(member, name) for name, member in members(value).items()}
    except ResponseDecodeError as error:
        within(error, key)
        raise


def map_of(read: Reader[T]) -> Reader[dict[str, T]]:
    """Return a reader for objects whose members all have one type."""
    return lambda value, key: mapping(value, key, read)
