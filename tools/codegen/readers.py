"""Expressions of generated code that read and write JSON with the functions in `runtime/values`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import frozen

from .python_types import (
    ANYTHING,
    NOTHING,
    Array,
    KnownValues,
    Map,
    Model,
    ModelDict,
    PythonType,
    Scalar,
    Union,
    is_nullable,
    is_text,
    without_null,
)
from .source_text import literal

CHECKED_BY_TYPE: Final[Mapping[str, str]] = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
"""Scalars that generated code checks inline, by exact class; a reader is called for other values."""

_NUMERIC: Final = {"integer": "numeric_integer", "number": "numeric_number"}


@frozen
class Readers:
    """Writes expressions that read JSON values.

    Args:
        name_of: Returns the name of the constant that reads a union; `Unions` has them.
    """

    name_of: Callable[[Union], str]

    def reader(self, type_: PythonType) -> str:
        """Write a `Reader` of the type: a function of the value and its key."""
        bare = without_null(type_)
        inner = self._reader(bare)
        return f"nullable({inner})" if is_nullable(type_) and bare not in (ANYTHING, NOTHING) else inner

    def reading(self, type_: PythonType, arguments: str) -> str:
        """Write the expression that reads a value that is not null. `arguments` are the value and its key."""
        match without_null(type_):
            case Array(item):
                return f"array({arguments}, {self.reader(item)})"
            case Map(value):
                return f"mapping({arguments}, {self.reader(value)})"
            case Model(name):
                return f"nested({arguments}, {name}.from_dict)"
            case bare:
                return f"{self._reader(bare)}({arguments})"

    def statements(
        self, type_: PythonType, *, local: str, key: str, required: bool, numeric: bool = False
    ) -> Sequence[str]:
        """Write the lines that convert a local variable from JSON to the value of a field.

        Args:
            type_: The field's type.
            local: The variable.
            key: The field's name in JSON.
            required: Whether the field is required; if not, null is the same as absent.
            numeric: Whether a decimal string is read as a number.
        """
        bare = without_null(type_)
        quoted = literal(key)
        if bare == ANYTHING:
            return [f"{local} = anything({local}, {quoted})"] if required else []
        if bare == NOTHING:
            return [f"nothing({local}, {quoted})"]
        may_be_null = not required or is_nullable(type_)
        name = _scalar_name(bare)
        if name in CHECKED_BY_TYPE:
            guard = f"{local} is not None and " if may_be_null else ""
            read = _NUMERIC.get(name, name) if numeric else name
            return [
                f"if {guard}type({local}) is not {CHECKED_BY_TYPE[name]}:",
                f"    {local} = {read}({local}, {quoted})",
            ]
        line = f"{local} = {self.reading(type_, f'{local}, {quoted}')}"
        return [f"if {local} is not None:", f"    {line}"] if may_be_null else [line]

    def _reader(self, bare: PythonType) -> str:
        match bare:
            case Scalar() | KnownValues():
                return _scalar_name(bare)
            case Model(name):
                return f"model_of({name}.from_dict)"
            case Array(item):
                return f"array_of({self.reader(item)})"
            case Map(value):
                return f"map_of({self.reader(value)})"
            case ModelDict(name):
                raise AssertionError(f"{name} is only sent")
            case Union():
                return "string" if is_text(bare) else self.name_of(bare)


def written(type_: PythonType, source: str) -> str:
    """Write the expression that converts a value to JSON; `source` itself if that is not needed."""
    match without_null(type_):
        case Scalar("timestamp"):
            return f"rfc3339({source})"
        case Scalar("day"):
            return f"{source}.isoformat()"
        case Scalar("uuid"):
            return f"str({source})"
        case Model():
            return f"{source}.to_dict()"
        case Array() | Map() | Scalar("file"):
            return f"to_json({source})"
        case Union() as union if not is_text(union):
            return f"to_json({source})"
        case _:
            return source


def _scalar_name(bare: PythonType) -> str:
    """The name of a scalar's reader; empty for other types. A file in a response is a string."""
    if is_text(bare) or bare == Scalar("file"):
        return "string"
    return bare.name if isinstance(bare, Scalar) else ""
