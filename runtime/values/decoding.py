"""Checked reading of JSON: each reader returns a value of its type or raises `ResponseDecodeError`.

A reader takes a value and the key under which it stood, and builds a path only when it fails: a nested reader
raises a path relative to itself, and each level puts its own key in front. On success a path costs nothing.
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

Key: TypeAlias = str | int | None
"""A member's name, an index, or None at the root."""

Reader: TypeAlias = Callable[[Any, Key], T]

# RFC 3339, with the offset optional: a naive timestamp is read as UTC. `fromisoformat` alone takes week dates,
# bare dates and commas as well.
_TIMESTAMP: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
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
    """Read a JSON text of strict RFC 8259: UTF-8, no NaN, no Infinity, nothing behind the value.

    Raises:
        ResponseDecodeError: It is none, or it nests too deeply to be read.
    """
    try:
        return _JSON.decode(content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"))
    except UnicodeDecodeError as error:
        problem = f"it is not UTF-8 at byte {error.start}"
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at").removesuffix(" starting")
        problem = f"it does not parse at line {error.lineno}, column {error.colno}: {what[0].lower()}{what[1:]}"
    except ValueError as error:  # from the hooks above, and from Python's limit on the digits of an integer
        problem = str(error)
    except RecursionError:
        problem = "it nests too deeply"
    if not content.strip():
        problem = "the body is empty"
    raise ResponseDecodeError("JSON", content, problem=problem)


def members(value: object) -> dict[str, Any]:
    """A fresh dict of an object's members, for a `from_dict` to take them out of."""
    if is_object(value):
        return value.copy()
    if isinstance(value, Mapping):  # JSON never holds one, but a caller of `from_dict` may
        return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # of what types, the readers will say
    raise ResponseDecodeError("an object", value)


def string(value: object, key: Key) -> str:
    """A string."""
    if isinstance(value, str):
        return value
    raise within(ResponseDecodeError("a string", value), key)


def boolean(value: object, key: Key) -> bool:
    """`true` or `false`; never 0 or 1."""
    if isinstance(value, bool):
        return value
    raise within(ResponseDecodeError("a boolean", value), key)


def integer(value: object, key: Key) -> int:
    """An integer; 43.0 is one (as in JSON Schema), `true` is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise within(ResponseDecodeError("an integer", value), key)


def number(value: object, key: Key) -> float:
    """A finite number as a float; `true` is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            result = float(value)
        except OverflowError:
            result = float("inf")
        if isfinite(result):
            return result
    raise within(ResponseDecodeError("a number", value), key)


def numeric_integer(value: object, key: Key) -> int:
    """An integer, or a plain decimal string of one (`x-numeric-string`): "43", but not " 43", "4_3" or "043"."""
    if isinstance(value, str):
        if _INTEGER(value):
            return int(value)
        raise within(ResponseDecodeError("an integer, or a decimal string of one", value), key)
    return integer(value, key)


def numeric_number(value: object, key: Key) -> float:
    """A number, or a plain decimal string of one (`x-numeric-string`): "0.5", but not "nan", "1e3" or " 0.5"."""
    if isinstance(value, str):
        if _DECIMAL(value):
            return float(value)
        raise within(ResponseDecodeError("a number, or a decimal string of one", value), key)
    return number(value, key)


def timestamp(value: object, key: Key) -> datetime:
    """An RFC 3339 timestamp as an aware datetime; without an offset it is read as UTC."""
    if isinstance(value, str) and _TIMESTAMP(value):
        try:
            result = datetime.fromisoformat(value.upper())
        except ValueError:  # the digits are in place, but there is no such day or hour
            pass
        else:
            return result if result.tzinfo is not None else result.replace(tzinfo=timezone.utc)
    raise within(ResponseDecodeError("an RFC 3339 timestamp", value), key)


def day(value: object, key: Key) -> date:
    """A date, as `2026-03-15`."""
    # By itself, `fromisoformat` takes week dates and dates without dashes as well.
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:  # the digits are in place, but there is no such day
            pass
    raise within(ResponseDecodeError("a date (YYYY-MM-DD)", value), key)


def uuid(value: object, key: Key) -> UUID:
    """A UUID in its usual form of 36 characters."""
    if isinstance(value, str) and len(value) == 36:
        try:
            return UUID(value)
        except ValueError:
            pass
    raise within(ResponseDecodeError("a UUID", value), key)


def anything(value: object, key: Key) -> Any:
    """Any JSON value as it came; only a missing one is refused."""
    if value is MISSING:
        raise within(ResponseDecodeError("a value", value), key)
    return value


def nothing(value: object, key: Key) -> None:
    """Null."""
    if value is not None:
        raise within(ResponseDecodeError("null", value), key)


def nested(value: object, key: Key, read: Callable[[Any], T]) -> T:
    """An object, read by a model's `from_dict`."""
    try:
        return read(value)
    except ResponseDecodeError as error:
        within(error, key)
        raise


def model_of(read: Callable[[Any], T]) -> Reader[T]:
    """A reader of objects from a model's `from_dict`."""

    def reader(value: object, key: Key) -> T:
        return nested(value, key, read)

    return reader


def nullable(read: Reader[T]) -> Reader[T | None]:
    """A reader of what `read` reads, or null."""

    def reader(value: object, key: Key) -> T | None:
        return None if value is None else read(value, key)

    return reader


def array(value: object, key: Key, read: Reader[T]) -> list[T]:
    """An array, each item of it read by `read`."""
    if not is_array(value):
        raise within(ResponseDecodeError("an array", value), key)
    try:
        return [read(item, index) for index, item in enumerate(value)]
    except ResponseDecodeError as error:
        within(error, key)
        raise


def array_of(read: Reader[T]) -> Reader[list[T]]:
    """A reader of arrays."""
    return lambda value, key: array(value, key, read)


def mapping(value: object, key: Key, read: Reader[T]) -> dict[str, T]:
    """An object whose members are all of one type, each of them read by `read`."""
    try:
        return {name: read(member, name) for name, member in members(value).items()}
    except ResponseDecodeError as error:
        within(error, key)
        raise


def map_of(read: Reader[T]) -> Reader[dict[str, T]]:
    """A reader of objects whose members are all of one type."""
    return lambda value, key: mapping(value, key, read)


def one_of(*reads: Reader[Any], expected: str) -> Reader[Any]:
    """A reader of a union without a discriminator: the first reader that fits wins."""

    def reader(value: object, key: Key) -> Any:
        for read in reads:
            try:
                return read(value, None)
            except ResponseDecodeError:
                continue
        raise within(ResponseDecodeError(expected, value), key)

    return reader


def tagged(tag: str, reads: Mapping[str, Reader[Any]]) -> Reader[Any]:
    """A reader of a union of objects, told apart by the string in their member `tag`."""

    def reader(value: object, key: Key) -> Any:
        try:
            found = members(value).get(tag, MISSING)
            read = reads.get(found) if isinstance(found, str) else None
            if read is None:
                raise within(ResponseDecodeError(f"one of {', '.join(sorted(reads))}", found), tag)
            return read(value, None)
        except ResponseDecodeError as error:
            within(error, key)
            raise

    return reader
