"""Types that are compared: what they are read as, and which is within which."""

from __future__ import annotations

import pytest

from tools.release.compat.annotations import Annotation, Named, is_within, read, shown

ALIASES = {"Known": 'Literal["a", "b"]', "Timeout": "float | None"}
NAMES = {
    **{name: f"typing.{name}" for name in ("Any", "Literal", "Optional", "Union", "Annotated", "Final", "List")},
    "Mapping": "collections.abc.Mapping",
    "Sequence": "collections.abc.Sequence",
    "Callable": "collections.abc.Callable",
    "TMapping": "typing.Mapping",
}


def look_up(name: str) -> str | Annotation | None:
    return read(ALIASES[name], look_up) if name in ALIASES else NAMES.get(name)


def type_of(code: str) -> Annotation:
    found = read(code, look_up)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("int | None", "None | int"),
        ("Optional[int]", "int | None"),
        ("Union[int, str]", "str | int"),
        ("'int | None'", "int | None"),
        ("Known", "Literal['b', 'a']"),
        ("Known | str", "str"),
        ("str | Known | None", "Optional[str]"),
        ("Annotated[int, 'unit']", "int"),
        ("Final[int]", "int"),
        ("List[int]", "list[int]"),
        ("TMapping[str, Any]", "Mapping[str, Any]"),
        ("dict[str, Timeout]", "dict[str, None | float]"),
        ("Literal[Known, 'c']", "Literal['a', 'b', 'c']"),
        ("Literal['a', None]", "Literal['a'] | None"),
    ],
)
def test_the_same_type_written_twice(one: str, other: str) -> None:
    """Order, aliases, old names and texts that `str` swallows make no difference."""
    assert type_of(one) == type_of(other)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("int", "int | None"),
        ("int", "float"),
        ("bool", "int"),
        ("Literal['a']", "Known"),
        ("Known", "str"),
        ("list[int]", "Sequence[int | str]"),
        ("dict[str, int]", "Mapping[str, float]"),
        ("list[int]", "list[int] | None"),
        ("list[int]", "list[int | None]"),
        ("int", "object"),
        ("Callable[[int | None], int]", "Callable[[int], int | None]"),
    ],
)
def test_a_narrower_type_is_within_a_wider_one(narrow: str, wide: str) -> None:
    """And not the other way round."""
    assert is_within(type_of(narrow), type_of(wide))
    assert not is_within(type_of(wide), type_of(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("int", "str"),
        ("Any", "int"),
        ("Literal[1]", "str"),
        ("list[int]", "dict[str, int]"),
        ("Callable[[int], int]", "Callable[[int, int], int]"),
        ("Literal['a']", "Literal['b']"),
    ],
)
def test_types_apart(one: str, other: str) -> None:
    """Neither is within the other: what is not known to fit does not."""
    assert not is_within(type_of(one), type_of(other))
    assert not is_within(type_of(other), type_of(one))


def test_what_says_nothing_is_no_type() -> None:
    """No annotation, and a bare `Final`."""
    assert read(None, look_up) is None
    assert read("Final", look_up) is None


@pytest.mark.parametrize("code", ["int |", "x[", "\x00"])
def test_what_is_no_code_is_kept_as_it_stands(code: str) -> None:
    """A strange annotation equals itself, and nothing else."""
    assert type_of(code) == frozenset({Named(code)})


def test_types_are_shown_as_people_write_them() -> None:
    """Values first, None last."""
    assert shown(type_of("None | dict[str, int] | Literal['b', 'a'] | bytes")) == (
        "Literal['a', 'b'] | bytes | dict[str, int] | None"
    )
