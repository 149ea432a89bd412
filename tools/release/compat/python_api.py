"""The public API of a package: the names that its public modules export, and everything reachable through them.

griffe reads it from the source code without running it. Private names are not part of the API, but objects that users
reach through a public name are: methods inherited from a private base class, or the unexported class of an attribute.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from .annotations import Annotation

PUBLIC_MODULES = ("", "models", "errors", "testing", "types", "pydantic_models")
"""The documented modules, root first. An object that several export is reported under the first name."""

HIDDEN = "~"
"""The prefix for classes without a public name."""

ParameterKind = Literal["positional-only", "positional", "keyword", "variadic positional", "variadic keyword"]


@frozen(kw_only=True)
class Parameter:
    """One parameter."""

    name: str
    kind: ParameterKind
    type: Annotation | None = None
    default: str | None = None
    """As source code; None for a required parameter."""


@frozen(kw_only=True)
class Function:
    """A function or a method, without `self`."""

    parameters: tuple[Parameter, ...] = ()
    returns: Annotation | None = None
    is_async: bool = False
    form: Literal["function", "classmethod", "staticmethod"] = "function"


@frozen(kw_only=True)
class Attribute:
    """An attribute of a module, a class or its instances."""

    type: Annotation | None = None
    has_default: bool = True
    is_writable: bool = True


@frozen(kw_only=True)
class Alias:
    """A name for a type."""

    type: Annotation | None = None


@frozen(kw_only=True)
class Class:
    """A class with all members that it inherits within the package."""

    bases: frozenset[str] = frozenset()
    """All its base classes, direct and indirect, that have public names."""
    members: Mapping[str, Function | Attribute | Class] = {}
    fields: tuple[str, ...] = ()
    """The attributes that the constructor takes if there is no explicit `__init__`."""
    is_tuple: bool = False


Entity: TypeAlias = Function | Attribute | Alias | Class


@frozen(kw_only=True)
class Api:
    """The public API of one package."""

    names: Mapping[str, Entity]
    """By public name, such as `lumenfall_client.models.Video`."""
    also: Mapping[str, str] = {}
    """Further public names of objects that are reported under another name."""
    hidden: Mapping[str, Class] = {}
    """Classes without a public name that public annotations mention, by unqualified name."""
