"""A package's public API: the names that its public modules export, and all that is reached through them.

Read by griffe from the source, without running it. What is private by name is no API, but what a public name leads to
is: the methods that a class inherits from `_shared`, the class of an attribute that nobody exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from .annotations import Annotation

PUBLIC_MODULES = ("", "models", "errors", "testing", "types", "pydantic_models")
"""The documented modules, the root first: a name that several export is told by the first."""

HIDDEN = "~"
"""What stands before the name of a class that has no public one."""

ParameterKind = Literal["positional-only", "positional", "keyword", "variadic positional", "variadic keyword"]


@frozen(kw_only=True)
class Parameter:
    """One parameter."""

    name: str
    kind: ParameterKind
    type: Annotation | None = None
    default: str | None = None
    """As code; None for a parameter that must be given."""


@frozen(kw_only=True)
class Function:
    """A function or a method, without `self`."""

    parameters: tuple[Parameter, ...] = ()
    returns: Annotation | None = None
    is_async: bool = False
    form: Literal["function", "classmethod", "staticmethod"] = "function"


@frozen(kw_only=True)
class Attribute:
    """A value: of a module, a class or its objects."""

    type: Annotation | None = None
    has_default: bool = True
    is_writable: bool = True


@frozen(kw_only=True)
class Alias:
    """A name for a type."""

    type: Annotation | None = None


@frozen(kw_only=True)
class Class:
    """A class with all that it inherits within the package."""

    bases: frozenset[str] = frozenset()
    """All classes above it, near and far, that have public names."""
    members: Mapping[str, Function | Attribute | Class] = {}
    fields: tuple[str, ...] = ()
    """The attributes that its constructor takes, where no `__init__` is written out."""
    is_tuple: bool = False


Entity: TypeAlias = Function | Attribute | Alias | Class


@frozen(kw_only=True)
class Api:
    """What a package promises."""

    names: Mapping[str, Entity]
    """By public name, such as `lumenfall_client.models.Video`."""
    also: Mapping[str, str] = {}
    """Further public names of things that are told under another."""
    hidden: Mapping[str, Class] = {}
    """Classes without a public name that public annotations speak of, by their last name."""
