# Copied from runtime/values/variants.py by `nox -s generate`. Do not edit.
"""Unions in responses: which variant an object is, and what an object of an unknown variant is kept as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self, TypeAlias

from attrs import define

from ..error_context import depth, in_variant, within
from ..errors import ResponseDecodeError
from .decoding import Key, Reader, members
from .json_values import is_object
from .model import Model

Tag: TypeAlias = str | int | bool
"""The value of the member that names the variant of an object."""


class _Variant(Protocol):
    """A model that a union consists of."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object."""
        ...


Shape: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The names in JSON of a variant's required members, and of its optional members."""


@define(kw_only=True, repr=False, eq=False)
class UnknownVariant(Model):
    """An object of a variant that the documentation of its union does not have.

    Providers add variants. A response with a new one stays readable, and this is in its place.

    Attributes:
        tag: What names the variant, such as the value of `type`. None if the union has no tag, or if the tag is missing
            or no string.
        raw: The object as it came.
    """

    tag: str | None
    raw: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it came."""
        return dict(self.raw)


def tagged(tag: str, classes: Mapping[Tag, type[_Variant]], *, is_open: bool = True) -> Reader[Any]:
    """Return a reader for objects whose member `tag` names their variant.

    Args:
        tag: The name of the member.
        classes: The class for each of its values.
        is_open: Whether another value makes an `UnknownVariant`; if not, it is an error.
    """
    reads: dict[Tag, Callable[[Any], Any]] = {value: each.from_dict for value, each in classes.items()}

    def read(data: dict[str, Any]) -> Any:
        value = data.get(tag)
        found = reads.get(value) if isinstance(value, (str, int)) else None
        if found is not None:
            return found(data)
        if is_open:
            return UnknownVariant(tag=value if isinstance(value, str) else None, raw=dict(data))
        raise within(ResponseDecodeError(f"one of {', '.join(map(str, reads))}", value), tag)

    return _objects(read)


def by_own_member(classes: Mapping[str, type[_Variant]], *, is_open: bool = True) -> Reader[Any]:
    """Return a reader that recognizes a variant by a member that only this variant has.

    Of several such members, the first in `classes` decides. A member that is null is as if it were missing.

    Args:
        classes: The class for each of these members.
        is_open: Whether an object with none of them is an `UnknownVariant`; if not, it is an error.
    """
    reads = [(member, each.from_dict) for member, each in classes.items()]

    def read(data: dict[str, Any]) -> Any:
        for member, found in reads:
            if data.get(member) is not None:
                return found(data)
        if is_open:
            return UnknownVariant(tag=None, raw=dict(data))
        raise ResponseDecodeError(f"an object with one of {', '.join(classes)}", data)

    return _objects(read)


def in_order_of_fit(shapes: Sequence[Shape], data: Mapping[str, Any]) -> list[int]:
    """Order the variants that an object may be: those first that know most of its members.

    Args:
        shapes: The variants.
        data: The object.

    Returns:
        The positions in `shapes`, without variants that require a member that is missing.
    """
    possible = [number for number, (required, _) in enumerate(shapes) if all(name in data for name in required)]
    known = [len(required) + sum(name in data for name in optional) for required, optional in shapes]
    return sorted(possible, key=known.__getitem__, reverse=True)


def by_fit(shapes: Mapping[type[_Variant], Shape], *, is_open: bool = True) -> Reader[Any]:
    """Return a reader for objects of which nothing names the variant.

    The variants whose required members are all there are tried, those first that know most of the object's members. If
    none accepts the object, the error is that of the first, and names it.

    Args:
        shapes: The shape of each variant.
        is_open: Whether an object that lacks required members of each variant is an `UnknownVariant`; if not, it is an
            error.
    """
    classes, known = list(shapes), list(shapes.values())

    def read(data: dict[str, Any]) -> Any:
        nearest: ResponseDecodeError | None = None
        for number in in_order_of_fit(known, data):
            try:
                return classes[number].from_dict(data)
            except ResponseDecodeError as error:
                nearest = nearest or in_variant(error, classes[number].__name__)
        if nearest is not None:
            raise nearest
        if is_open:
            return UnknownVariant(tag=None, raw=dict(data))
        raise ResponseDecodeError(f"one of {', '.join(each.__name__ for each in classes)}", data)

    return _objects(read)


def _objects(read: Callable[[dict[str, Any]], Any]) -> Reader[Any]:
    def reader(value: object, key: Key) -> Any:
        try:
            return read(value if is_object(value) else members(value))
        except ResponseDecodeError as error:
            within(error, key)
            raise

    return reader


def by_kind(expected: str, reads: Mapping[type, Reader[Any]]) -> Reader[Any]:
    """Return a reader for values of several kinds.

    Args:
        expected: What the value may be, in words.
        reads: The reader for each Python type that JSON is parsed as.
    """

    def reader(value: object, key: Key) -> Any:
        read = reads.get(type(value))
        if read is not None:
            return read(value, key)
        # Never from JSON, but a caller of `from_dict` may pass a subclass.
        for kind, each in reads.items():
            if isinstance(value, Mapping if kind is dict else kind) and (kind is bool or not isinstance(value, bool)):
                return each(value, key)
        raise within(ResponseDecodeError(expected, value), key)

    return reader


def first_of(*reads: Reader[Any]) -> Reader[Any]:
    """Return a reader that uses the first of several readers that accepts the value.

    If none does, the error is that of the reader that got furthest into the value.
    """

    def reader(value: object, key: Key) -> Any:
        errors: list[ResponseDecodeError] = []
        for read in reads:
            try:
                return read(value, key)
            except ResponseDecodeError as error:
                errors.append(error)
        raise max(errors, key=depth)

    return reader
