"""Server-sent events are found in a body however it is cut into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.streams.server_sent_events import EventParser, EventTooLongError, RawEvent

LINE_ENDS = [b"\n", b"\r", b"\r\n"]


def parsed(*pieces: bytes, limit: int = 1000) -> list[RawEvent]:
    """All events of a stream that arrives in these pieces."""
    parser = EventParser(limit)
    return [event for piece in pieces for event in parser.feed(piece)] + parser.end()


def in_pieces(body: bytes, *cuts: int) -> list[bytes]:
    """A body, cut at some places."""
    places = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    return [body[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_each_kind_of_line_end_is_one(end: bytes) -> None:
    """CR, LF and CRLF end lines, and an empty line ends an event."""
    body = end.join([b"data: a", b"", b"event: delta", b"data:b", b"data: c", b"", b": comment", b"data", b"", b""])

    assert parsed(body) == [RawEvent("message", b"a"), RawEvent("delta", b"b\nc"), RawEvent("message", b"")]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_byte_at_a_time_is_the_same(end: bytes) -> None:
    """The pieces in which a body arrives do not matter, in the midst of a character, a line end or a mark either."""
    body = b"\xef\xbb\xbf" + end.join(["data: caf\u00e9 \u2603".encode(), b"", b'data: {"a": 1}', b"", b""])

    whole = parsed(body)

    assert whole == [RawEvent("message", "caf\u00e9 \u2603".encode()), RawEvent("message", b'{"a": 1}')]
    assert parsed(*(body[at : at + 1] for at in range(len(body)))) == whole


@given(
    st.lists(
        st.sampled_from([b"data: x", b"data:", b"event: y", b": z", b"id: 1", b"retry: 5", b"odd", b""]), max_size=12
    ),
    st.lists(st.sampled_from(LINE_ENDS), min_size=12, max_size=12),
    st.lists(st.integers(0, 10_000), max_size=8),
)
def test_any_cuts_give_the_same_events(lines: list[bytes], ends: list[bytes], cuts: list[int]) -> None:
    """Wherever a body is cut, the events are those of the whole body."""
    body = b"".join(line + end for line, end in zip(lines, ends, strict=False))

    assert parsed(*in_pieces(body, *cuts)) == parsed(body)


def test_an_event_comes_with_its_last_byte() -> None:
    """It does not wait for what follows, also if its lines end with CR."""
    parser = EventParser(100)

    assert parser.feed(b"data: a\r") == []
    assert parser.feed(b"\r") == [RawEvent("message", b"a")]
    assert parser.feed(b"\ndata: b\n\n") == [RawEvent("message", b"b")]


def test_what_is_no_event_is_passed_over() -> None:
    """Comments, events without data, and fields that nobody knows."""
    assert parsed(b": ping\n\nevent: empty\n\nid: 5\nretry: 10\n\nunknown: x\n\n") == []


def test_the_last_empty_line_may_be_missing() -> None:
    """Some servers end the stream with the last line of data."""
    assert parsed(b"data: a\n\ndata: b\n") == [RawEvent("message", b"a"), RawEvent("message", b"b")]
    assert parsed(b"data: [DONE]") == [RawEvent("message", b"[DONE]")]


def test_ids_stay_until_the_next_one() -> None:
    """An event without an id has that of the last one before it; an id with a null character is passed over."""
    assert [one.id for one in parsed(b"data: a\n\nid: 5\ndata: b\n\nid: 6\0\ndata: c\n\nid:\ndata: d\n\n")] == [
        None,
        "5",
        "5",
        "",
    ]


@pytest.mark.parametrize(
    "body", [b"data: " + b"x" * 200, b"data: x\n" * 30, b"event: " + b"x" * 200, b":" + b"x" * 200]
)
def test_an_event_without_end_is_noticed(body: bytes) -> None:
    """An event that is longer than the limit ends the stream before it fills the memory."""
    with pytest.raises(EventTooLongError):
        parsed(body, limit=100)


def test_comments_for_ever_fill_nothing() -> None:
    """A stream that only says that it is alive has no end that the limit would bring."""
    assert parsed(*[b": ping\n\n"] * 1000, limit=100) == []
    assert parsed(*[b": ping\n"] * 1000, b"data: a\n\n", limit=100) == [RawEvent("message", b"a")]
