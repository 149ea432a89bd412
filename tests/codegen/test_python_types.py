"""The algebra of types: unions, null, any JSON, and the annotations that come of them."""

from __future__ import annotations

import pytest

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
    annotation,
    class_names,
    is_nullable,
    is_text,
    optional,
    union_of,
    with_unset,
    without_null,
)

INTEGER = Scalar("integer")
KNOWN = KnownValues("KnownState")
VIDEO = Model("Video")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param([INTEGER], "int", id="one"),
        pytest.param([INTEGER, STRING], "int | str", id="two"),
        pytest.param([STRING, STRING], "str", id="the same twice"),
        pytest.param([INTEGER, NOTHING], "int | None", id="null"),
        pytest.param([NOTHING], "None", id="null alone"),
        pytest.param([], "Any", id="nothing is known"),
        pytest.param([INTEGER, ANYTHING, NOTHING], "Any", id="any JSON takes in all"),
        pytest.param([KNOWN, STRING, NOTHING], "KnownState | str | None", id="an open enum"),
        pytest.param([union_of([INTEGER, NOTHING]), VIDEO], "int | Video | None", id="a union in a union"),
        pytest.param([Array(VIDEO), Map(INTEGER)], "list[Video] | dict[str, int]", id="containers"),
        pytest.param([Array(union_of([VIDEO, NOTHING]))], "list[Video | None]", id="null inside"),
    ],
)
def test_union(members: list[PythonType], expected: str) -> None:
    """Members are joined once each, null comes last, and any JSON swallows the rest."""
    assert annotation(union_of(members)) == expected


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (STRING, "str"),
        (INTEGER, "int"),
        (Scalar("number"), "float"),
        (Scalar("boolean"), "bool"),
        (Scalar("timestamp"), "datetime"),
        (Scalar("day"), "date"),
        (Scalar("uuid"), "UUID"),
        (Scalar("file"), "FileInput"),
        (Array(Scalar("file")), "Sequence[FileInput]"),
        (ANYTHING, "Any"),
        (NOTHING, "None"),
    ],
    ids=str,
)
def test_scalars(type_: PythonType, text: str) -> None:
    """Each scalar is a class of Python."""
    assert annotation(type_) == text


def test_a_class_with_a_method_called_list() -> None:
    """The builtin is named in full there, at any depth."""
    nested = Map(Array(union_of([Array(STRING), NOTHING])))

    assert annotation(nested, list_name="builtins.list") == "dict[str, builtins.list[builtins.list[str] | None]]"


def test_null_is_taken_away_and_added() -> None:
    """`optional` adds it once, `without_null` takes it away; any JSON needs neither."""
    nullable = union_of([INTEGER, NOTHING])

    assert is_nullable(nullable)
    assert is_nullable(NOTHING)
    assert not is_nullable(INTEGER)
    assert without_null(nullable) == INTEGER
    assert [optional(each) for each in (INTEGER, nullable, ANYTHING, NOTHING)] == [
        *("int | None", "int | None", "Any", "None")
    ]
    assert [with_unset(each) for each in (nullable, ANYTHING)] == ["int | None | Unset", "Any"]


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        pytest.param(STRING, True, id="string"),
        pytest.param(KNOWN, True, id="known values"),
        pytest.param(union_of([KNOWN, STRING, NOTHING]), True, id="open enum"),
        pytest.param(union_of([KNOWN, KnownValues("Other")]), False, id="two closed enums"),
        pytest.param(union_of([STRING, INTEGER]), False, id="string or number"),
        pytest.param(Array(STRING), False, id="array"),
    ],
)
def test_text(type_: PythonType, expected: bool) -> None:
    """An open enum is read as the plain string that it is."""
    assert is_text(type_) is expected


def test_names_at_any_depth() -> None:
    """All models and aliases that an annotation names are found."""
    type_ = union_of([Array(VIDEO), Map(union_of([KNOWN, STRING])), Model("Other"), NOTHING])

    assert list(class_names(type_)) == ["Video", "KnownState", "Other"]
