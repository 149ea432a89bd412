"""Annotations as types that can be compared.

An annotation is a set of members: `int | None` has two. A member is a class with its arguments, or one value of a
`Literal`. Aliases are replaced by what they stand for, and names are fully qualified.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from attrs import frozen


@frozen
class Named:
    """A class with its type arguments."""

    name: str
    arguments: tuple[Annotation, ...] = ()

    def __str__(self) -> str:
        short = self.name.rpartition(".")[2] or self.name
        if self.name == "[]":
            return f"[{', '.join(map(shown, self.arguments))}]"
        return f"{short}[{', '.join(map(shown, self.arguments))}]" if self.arguments else short


@frozen
class Value:
    """One value of a `Literal`, as source code."""

    code: str

    def __str__(self) -> str:
        return f"Literal[{self.code}]"


Annotation: TypeAlias = frozenset[Named | Value]

Lookup: TypeAlias = Callable[[str], "str | Annotation | None"]
"""Returns the full name, or the type that an alias stands for; None for an unknown name."""

ANY: Final = Named("typing.Any")
_NONE: Final = Named("None")
_WRAPPERS: Final = ("typing.Annotated", "typing.Final", "typing.ClassVar", "typing.Required", "typing.NotRequired")
_NARROWER: Final = {"bool": ("int", "float"), "int": ("float",)}
"""The types as which PEP 484 also accepts a value of a built-in class."""
_WIDER: Final = {"list": "collections.abc.Sequence", "dict": "collections.abc.Mapping"}
"""The abstract type that accepts each collection, with items of more types too."""
_SAME: Final = {
    "typing.List": "list",
    "typing.Dict": "dict",
    "typing.Tuple": "tuple",
    "typing.Type": "type",
    # Type checkers treat these as the same.
    "pydantic.StrictStr": "str",
    "pydantic.StrictBool": "bool",
    "pydantic.StrictInt": "int",
}
_ABSTRACT: Final = ("Mapping", "Sequence", "Callable", "Iterable", "Iterator", "Generator", "Awaitable", "Collection")


def read(code: str | None, lookup: Lookup) -> Annotation | None:
    """Read an annotation as a type; None if it is missing or has no type (a bare `Final`)."""
    if code is None:
        return None
    try:
        expression = ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return frozenset({Named(code)})
    found = frozenset(_members(expression, lookup))
    return found or None


def is_within(narrow: Annotation, wide: Annotation) -> bool:
    """Whether every value of one type is a value of the other. `Any` is only within itself."""
    return all(any(_passes(member, other) for other in wide) for member in narrow)


def has_none(annotation: Annotation) -> bool:
    """Whether None is among the values."""
    return _NONE in annotation


def values_of(annotation: Annotation) -> frozenset[str] | None:
    """The values of a type that is a `Literal` and nothing else; None for any other type."""
    values = [member.code for member in annotation if isinstance(member, Value)]
    return frozenset(values) if len(values) == len(annotation) else None


def names_of(annotation: Annotation | None) -> Iterator[str]:
    """All names in a type, at any depth."""
    for member in annotation or ():
        if isinstance(member, Named):
            yield member.name
            for argument in member.arguments:
                yield from names_of(argument)


def shown(annotation: Annotation | None) -> str:
    """Write a type as in source code."""
    if annotation is None:
        return "?"
    values = sorted(member.code for member in annotation if isinstance(member, Value))
    names = sorted(str(member) for member in annotation if isinstance(member, Named) and member != _NONE)
    parts = [*([f"Literal[{', '.join(values)}]"] if values else []), *names]
    return " | ".join([*parts, *(["None"] if _NONE in annotation else [])])


def _passes(narrow: Named | Value, wide: Named | Value) -> bool:
    if narrow == wide or wide == Named("object"):
        return True
    if isinstance(wide, Value):
        return False
    if isinstance(narrow, Value):
        return wide == Named("str") and narrow.code[:1] in "'\""
    if narrow.name != wide.name and _WIDER.get(narrow.name) != wide.name:
        return not wide.arguments and wide.name in _NARROWER.get(narrow.name, ())
    if len(narrow.arguments) != len(wide.arguments):
        return False
    if narrow.name == "collections.abc.Callable":
        taken, given = narrow.arguments[:-1], narrow.arguments[-1:]
        return all(map(_takes, taken, wide.arguments)) and all(map(is_within, given, wide.arguments[-1:]))
    return all(map(is_within, narrow.arguments, wide.arguments))


def _takes(narrow: Annotation, wide: Annotation) -> bool:
    """Whether one parameter list accepts everything that another accepts."""
    (one, *_), (other, *_) = narrow, wide
    if isinstance(one, Named) and isinstance(other, Named) and one.name == other.name == "[]":
        return len(one.arguments) == len(other.arguments) and all(map(is_within, other.arguments, one.arguments))
    return narrow == wide


def _members(node: ast.expr, lookup: Lookup) -> Iterator[Named | Value]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from _simple([*_members(node.left, lookup), *_members(node.right, lookup)])
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield from read(node.value, lookup) or ()
        else:
            yield Named("None" if node.value is None else repr(node.value))
    elif isinstance(node, ast.List | ast.Tuple):
        yield Named("[]", tuple(frozenset(_members(item, lookup)) for item in node.elts))
    elif isinstance(node, ast.Subscript):
        yield from _subscript(node, lookup)
    else:
        found = lookup(ast.unparse(node))
        if isinstance(found, frozenset):
            yield from found
        elif found not in _WRAPPERS:
            yield Named(_full(found or ast.unparse(node)))


def _subscript(node: ast.Subscript, lookup: Lookup) -> Iterator[Named | Value]:
    found = lookup(ast.unparse(node.value))
    name = _full(found) if isinstance(found, str) else _full(ast.unparse(node.value))
    arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name.endswith(".Literal"):
        for argument in arguments:
            if isinstance(argument, ast.Constant):
                yield Named("None") if argument.value is None else Value(repr(argument.value))
            else:
                yield from _value(argument, lookup)
    elif name in _WRAPPERS:
        yield from _members(arguments[0], lookup)
    elif name == "typing.Optional":
        yield from _simple([*_members(arguments[0], lookup), _NONE])
    elif name == "typing.Union":
        yield from _simple([member for argument in arguments for member in _members(argument, lookup)])
    else:
        yield Named(name, tuple(frozenset(_members(argument, lookup)) for argument in arguments))


def _value(node: ast.expr, lookup: Lookup) -> Iterator[Named | Value]:
    """A member of an enum, or another alias, within a `Literal`."""
    found = lookup(ast.unparse(node))
    if isinstance(found, frozenset):
        yield from found
    else:
        yield Value(ast.unparse(node))


def _simple(members: list[Named | Value]) -> Iterator[Named | Value]:
    """The members of a union. Beside `str`, literal strings add nothing."""
    for member in members:
        if not (isinstance(member, Value) and Named("str") in members and member.code[:1] in "'\""):
            yield member


def _full(name: str) -> str:
    name = name.removeprefix("builtins.")
    name = _SAME.get(name, name)
    module, _, last = name.rpartition(".")
    if module in ("typing", "typing_extensions"):
        return f"collections.abc.{last}" if last in _ABSTRACT else f"typing.{last}"
    return name
