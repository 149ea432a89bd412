# Copied from runtime/values/shapes.py by `nox -s generate`. Do not edit.
"""Checks of arguments that hold objects, which callers may give as models or as plain dicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from ..errors import InvalidArgumentError
from ..types import UNSET, File
from .json_values import is_sequence


class ArgumentShape(NamedTuple):
    """What an argument may be, as far as it is checked before it is sent.

    The check distinguishes objects, lists and single values. The members of a dict are not checked: they are sent as
    they are, because the API may know more of them than its documentation.
    """

    models: str = ""
    """The models that it may be, for messages; a dict is accepted too. Empty if it is not such an object."""
    values: ArgumentShape | None = None
    """Of the values, if it may be a mapping of any names to values."""
    items: ArgumentShape | None = None
    """Of the items, if it may be a list."""
    is_single: bool = False
    """Whether it may be a string, a number, a file or another single value."""
    is_file: bool = False
    """Whether it may be a file, but no string or number."""

    def expected(self) -> str:
        """What an argument of this shape must be."""
        found = [f"an instance of {self.models}"] if self.models else []
        found += ["a dict"] if self.models or self.values is not None else []
        found += ["a list"] if self.items is not None else []
        found += ["a single value"] if self.is_single else []
        found += ["a file (for its path, pass a pathlib.Path)"] if self.is_file else []
        return " or ".join(filter(None, (", ".join(found[:-1]), found[-1])))


ANYTHING: Final = ArgumentShape(is_single=True)
"""The shape of what is not checked, such as the items of a list that are strings."""


def check_shape(value: object, name: str, shape: ArgumentShape) -> None:
    """Check that an argument, or a part of it, has its shape. None and what was not set are not checked.

    Args:
        value: The value.
        name: The name of the argument, with the path of the part.
        shape: What it may be.

    Raises:
        InvalidArgumentError: It has another shape.
    """
    if value is None or value is UNSET or shape is ANYTHING:
        return
    found = type(value).__name__
    if isinstance(value, Mapping):
        if shape.values is not None and not shape.models:
            for key, item in cast("Mapping[object, object]", value).items():
                check_shape(item, f"{name}.{key}", shape.values)
        if shape.values is not None or shape.models:
            return
    elif hasattr(value, "to_dict"):
        if shape.models:
            return
    elif is_sequence(value) and not isinstance(value, File):
        if shape.items is not None:
            for index, item in enumerate(value):
                check_shape(item, f"{name}[{index}]", shape.items)
            return
    elif shape.is_single or (shape.is_file and not isinstance(value, (str, int, float))):
        return
    raise InvalidArgumentError(f"{name} must be {shape.expected()}, not {found}")
