"""The expressions that read and write JSON, and what they do when they are run."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

import pytest

from runtime.error_context import within
from runtime.errors import ResponseDecodeError
from runtime.values import decoding, encoding, variants
from tools.codegen.python_types import (
    ANYTHING,
    NOTHING,
    STRING,
    Array,
    KnownValues,
    Map,
    Model,
    PythonType,
    Scalar,
    opened,
    union_of,
)
from tools.codegen.readers import written
from tools.codegen.union_code import Unions

INTEGER = Scalar("integer")
UNIONS = Unions({"Cat|Dog": ("kind", {"cat": "Cat", "dog": "Dog"})}, {})
READERS = UNIONS.readers


class Cat:
    """A model, as far as readers know."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Cat:
        """Read it."""
        if "kind" not in data:
            raise within(ResponseDecodeError("a kind", data), "kind")
        return cls(data)

    def to_dict(self) -> dict[str, Any]:
        """Write it."""
        return self.data


class Dog(Cat):
    """Another one."""


NAMES: dict[str, Any] = {**vars(decoding), **vars(encoding), **vars(variants), "Cat": Cat, "Dog": Dog}


def names(type_: PythonType) -> dict[str, Any]:
    """What the code of a type uses: the runtime's functions, and the constants for unions."""
    space = dict(NAMES)
    for one in UNIONS.used([type_]):
        space[one.name] = eval(one.expression, space)  # noqa: S307  # it is the code under test
    return space


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        pytest.param(STRING, "string", id="string"),
        pytest.param(Scalar("file"), "string", id="file"),
        pytest.param(KnownValues("KnownState"), "string", id="known values"),
        pytest.param(union_of([KnownValues("KnownState"), STRING, NOTHING]), "nullable(string)", id="open enum"),
        pytest.param(union_of([INTEGER, NOTHING]), "nullable(integer)", id="nullable"),
        pytest.param(ANYTHING, "anything", id="any JSON"),
        pytest.param(NOTHING, "nothing", id="null"),
        pytest.param(Model("Cat"), "model_of(Cat.from_dict)", id="model"),
        pytest.param(Array(Map(INTEGER)), "array_of(map_of(integer))", id="containers"),
        pytest.param(Array(union_of([STRING, INTEGER])), "array_of(ONE_OF_STRING_OR_INTEGER)", id="union"),
    ],
)
def test_reader(type_: PythonType, expected: str) -> None:
    """The reader of each type, and it is a function of the runtime's."""
    assert READERS.reader(type_) == expected
    assert callable(eval(expected, names(type_)))  # noqa: S307  # it is the code under test


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        pytest.param(
            union_of([STRING, INTEGER]),
            'by_kind("a string or an integer", {str: string, int: integer, float: integer})',
            id="kinds",
        ),
        pytest.param(
            union_of([INTEGER, Scalar("number")]),
            'by_kind("a number", {int: first_of(integer, number), float: first_of(integer, number)})',
            id="one kind in two forms",
        ),
        pytest.param(
            opened(union_of([Model("Dog"), Model("Cat")])), 'tagged("kind", {"cat": Cat, "dog": Dog})', id="objects"
        ),
        pytest.param(
            opened(union_of([Model("Dog"), Model("Cat"), STRING])),
            'by_kind("an object or a string", {dict: tagged("kind", {"cat": Cat, "dog": Dog}), str: string})',
            id="objects and another kind",
        ),
        pytest.param(
            opened(union_of([Map(ANYTHING), Model("Dog"), Model("Cat")])),
            'first_of(tagged("kind", {"cat": Cat, "dog": Dog}, is_open=False), map_of(anything))',
            id="objects and a map",
        ),
    ],
)
def test_the_constant_of_a_union(type_: PythonType, expected: str) -> None:
    """It tells the alternatives apart by their kind, and objects by their tag."""
    (constant,) = UNIONS.used([type_])

    assert constant.expression == expected
    assert callable(eval(expected, NAMES))  # noqa: S307  # it is the code under test


def test_constants_of_different_unions_have_different_names() -> None:
    """A long union has the number of its alternatives in its name; inner unions come first."""
    long = [union_of([STRING, INTEGER, Scalar("boolean"), last]) for last in (Scalar("number"), Array(STRING))]
    inner = union_of([STRING, INTEGER])

    found = [one.name for one in Unions({}, {}).used([*long, union_of([Array(inner), STRING]), long[0], inner])]

    assert found == [
        "ONE_OF_STRING_OR_INTEGER_OR_2_MORE",
        "ONE_OF_STRING_OR_INTEGER_OR_2_MORE_2",
        "ONE_OF_STRING_OR_INTEGER",
        "ONE_OF_LIST_OF_ONE_OF_2_OR_STRING",
    ]


def run(type_: PythonType, value: Any, *, required: bool, numeric: bool = False) -> Any:
    """What the statements make of a value of the field `x-y`."""
    lines = READERS.statements(type_, local="_x_y", key="x-y", required=required, numeric=numeric)
    space = {**names(type_), "_x_y": value}
    exec("\n".join(lines), space)  # noqa: S102  # it is the code under test
    return space["_x_y"]


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        pytest.param(STRING, "a", "a", id="string"),
        pytest.param(INTEGER, 4.0, 4, id="integer"),
        pytest.param(Scalar("number"), 4, 4.0, id="number"),
        pytest.param(Scalar("boolean"), True, True, id="boolean"),
        pytest.param(Scalar("day"), "2026-01-31", date(2026, 1, 31), id="day"),
        pytest.param(
            Scalar("timestamp"), "2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12, tzinfo=timezone.utc), id="timestamp"
        ),
        pytest.param(Scalar("uuid"), str(UUID(int=7)), UUID(int=7), id="uuid"),
        pytest.param(Array(INTEGER), [1, 2.0], [1, 2], id="array"),
        pytest.param(Map(Array(INTEGER)), {"a": [1.0]}, {"a": [1]}, id="map"),
        pytest.param(ANYTHING, {"a": None}, {"a": None}, id="any JSON"),
        pytest.param(union_of([INTEGER, STRING]), "a", "a", id="union"),
    ],
)
def test_statements(type_: PythonType, value: Any, expected: Any) -> None:
    """They read a value; where it may be missing, None stays None; where it is required, the error has the path."""
    assert run(type_, value, required=True) == expected
    assert run(type_, value, required=False) == expected
    assert run(type_, None, required=False) is None
    with pytest.raises(ResponseDecodeError, match=r"^\$\['x-y'\]: expected .*, got nothing: it is missing"):
        run(type_, decoding.MISSING, required=True)


def test_what_is_required_and_nullable_may_be_null_and_not_missing() -> None:
    """The two cases are distinguished."""
    nullable = union_of([INTEGER, NOTHING])

    assert run(nullable, None, required=True) is None
    with pytest.raises(ResponseDecodeError):
        run(nullable, decoding.MISSING, required=True)
    with pytest.raises(ResponseDecodeError, match="expected null"):
        run(NOTHING, 1, required=True)


def test_numeric_strings_are_numbers_where_the_document_says_so() -> None:
    """Elsewhere a string is refused."""
    assert run(INTEGER, "43", required=True, numeric=True) == 43
    assert run(Scalar("number"), "0.5", required=False, numeric=True) == 0.5
    with pytest.raises(ResponseDecodeError):
        run(INTEGER, "43", required=True)


def test_models_are_read_with_their_path() -> None:
    """An error within a model has the field in front of its path."""
    assert isinstance(run(union_of([Model("Cat"), Model("Dog")]), {"kind": "dog"}, required=True), Dog)
    with pytest.raises(ResponseDecodeError, match=r"^\$\['x-y'\]\.kind"):
        run(Model("Cat"), {}, required=True)


@pytest.mark.parametrize(
    ("type_", "value", "plain"),
    [
        pytest.param(STRING, "a", "a", id="string"),
        pytest.param(Scalar("day"), date(2026, 1, 31), "2026-01-31", id="day"),
        pytest.param(
            Scalar("timestamp"), datetime(2026, 1, 31, tzinfo=timezone.utc), "2026-01-31T00:00:00Z", id="timestamp"
        ),
        pytest.param(Scalar("uuid"), UUID(int=7), str(UUID(int=7)), id="uuid"),
        pytest.param(Model("Cat"), Cat({"kind": "cat"}), {"kind": "cat"}, id="model"),
        pytest.param(Array(Model("Cat")), [Cat({"kind": "cat"})], [{"kind": "cat"}], id="array"),
        pytest.param(union_of([Model("Cat"), STRING]), Cat({"kind": "cat"}), {"kind": "cat"}, id="union"),
    ],
)
def test_written(type_: PythonType, value: Any, plain: Any) -> None:
    """A value is written as the JSON that it was read from."""
    assert eval(written(type_, "value"), {**NAMES, "value": value}) == plain  # noqa: S307  # it is the code under test
