"""Reading and writing single values, without a model around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import same

from runtime.errors import InvalidArgumentError, ResponseDecodeError
from runtime.types import UNSET
from runtime.values import decoding, encoding

SCALARS: dict[str, tuple[Callable[[object, str], Any], list[tuple[Any, Any]]]] = {
    "string": (decoding.string, [("", ""), ("43", "43")]),
    "boolean": (decoding.boolean, [(True, True), (False, False)]),
    "integer": (decoding.integer, [(43, 43), (43.0, 43), (10**40, 10**40)]),
    "number": (decoding.number, [(43, 43.0), (0.5, 0.5)]),
    "numeric integer": (decoding.numeric_integer, [("43", 43), (43, 43), ("-7", -7), (43.0, 43)]),
    "numeric number": (decoding.numeric_number, [("0.5", 0.5), ("-7", -7.0), (43, 43.0)]),
    "timestamp": (
        decoding.timestamp,
        [
            ("2024-04-03T20:57:25", datetime(2024, 4, 3, 20, 57, 25, tzinfo=timezone.utc)),
            ("2024-04-03t20:57:25z", datetime(2024, 4, 3, 20, 57, 25, tzinfo=timezone.utc)),
        ],
    ),
}
VALUES: list[Any] = [None, True, 1, 43.5, 1e300, 10**400, "x", "", " 43", "4_3", "043", "nan", "1e3", [], {}]
READS = {
    "string": {"x", "", " 43", "4_3", "043", "nan", "1e3"},
    "boolean": {True},
    "integer": {1, 1e300, 10**400},
    "number": {1, 43.5, 1e300},
    "numeric integer": {1, 1e300, 10**400},
    "numeric number": {1, 43.5, 1e300},
    "timestamp": set(),
}
"""Which of these each reader takes."""


@pytest.mark.parametrize("name", SCALARS)
def test_a_scalar_is_read_as_its_type(name: str) -> None:
    """A value of the right type reads as exactly that, and nothing that Python's own conversions forgive does."""
    read, good = SCALARS[name]

    assert all(same(read(value, "key"), expected) for value, expected in good)
    for value in VALUES:
        known = any(same(value, one) for one in READS[name])
        if known:
            read(value, "key")
            continue
        with pytest.raises(ResponseDecodeError) as caught:
            read(value, "key")
        assert caught.value.path == "$.key"


@pytest.mark.parametrize("content", [b"", b" ", b"{", b"NaN", b"[1e999]", b"\xff", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_json_is_one_error(content: bytes) -> None:
    """Whatever is wrong with a body, it is a `ResponseDecodeError` that holds it."""
    with pytest.raises(ResponseDecodeError, match="JSON") as caught:
        decoding.parse_json(content)

    assert caught.value.got == content


@given(st.text(st.characters(), max_size=60))
def test_an_id_stays_in_its_segment(text: str) -> None:
    """Any text is quoted so that it holds no slash and unquotes to itself, or is refused."""
    try:
        segment = encoding.path_segment(text, "thing_id")
    except InvalidArgumentError:
        assert text in ("", ".", "..") or any(0xD800 <= ord(one) <= 0xDFFF for one in text)
        return

    assert not set(segment) & set("/?#\\")
    assert segment not in (".", "..")
    assert unquote(segment) == text


def test_query_pairs_leave_out_what_was_not_set() -> None:
    """None and what was not set are left out; an array repeats its name; booleans are JSON's."""
    pairs = encoding.query_pairs(("a", None), ("b", UNSET), ("c", True), ("d", [1, 2]), ("e", ""))

    assert pairs == (("c", "true"), ("d", "1"), ("d", "2"), ("e", ""))


@pytest.mark.parametrize(("hours", "written"), [(0, "2024-04-03T20:57:25Z"), (2, "2024-04-03T20:57:25+02:00")])
def test_how_a_time_is_written(hours: int, written: str) -> None:
    """RFC 3339, with `Z` for UTC."""
    assert encoding.rfc3339(datetime(2024, 4, 3, 20, 57, 25, tzinfo=timezone(timedelta(hours=hours)))) == written
