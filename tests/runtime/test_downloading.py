"""The decisions of a download, without sockets, files or time: whatever a host does, no file is mixed from two."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.media import OLD, etag_of, noise

from runtime.errors import APIConnectionError
from runtime.files import answers
from runtime.files.transfer import DownloadProblem, Link, Terms, Transfer, bare
from runtime.http import clock

SIZES: Final = (1, 900, 1000, 1000, 1100)
VERSIONS: Final = tuple(noise(seed, size) for seed, size in enumerate(SIZES))
URL: Final = "https://media.example.com/a.mp4?signature=x"
DAY: Final = "Wed, 13 Dec 2023 01:47:58 GMT"


@dataclass(frozen=True)
class Move:
    """What the host does with one request."""

    kind: str = "serve"
    version: int | None = None
    """The file is replaced by this one before."""
    cut: int | None = None
    """Bytes after which the body breaks off."""
    piece: int = 100


@dataclass
class World:
    """A host, and a clock that pauses move."""

    moves: list[Move]
    tags: str
    version: int = 2
    now: float = 0.0
    served: set[int] = field(default_factory=set[int])

    def clock(self) -> float:
        """The time."""
        return self.now

    def validators(self) -> dict[str, str]:
        """What tells the present version from others."""
        if self.tags == "etag":
            return {"etag": etag_of(VERSIONS[self.version])}
        day = f"{self.version + 1:02}"
        return {"last-modified": f"{day} Dec 2022 01:47:58 GMT", "date": DAY} if self.tags == "modified" else {}

    def answer(self, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes, Move]:
        """Answer a request."""
        move = self.moves.pop(0) if self.moves else Move()
        if move.version is not None:
            self.version = move.version
        content, validators = VERSIONS[self.version], self.validators()
        start = None
        if "range" in asked:
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
        if move.kind == "ignores if-range, and names no tag" and self.tags == "etag":
            validators = {}
        elif move.kind != "ignores if-range" and asked.get("if-range") not in validators.values():
            start = None
        if move.kind in ("503", "403", "404", "416"):
            return int(move.kind), {}, b"", move
        if move.kind == "redirect":
            return 302, {"location": "https://cdn.example.com/b.mp4?c=d"}, b"", move
        if start is None or move.kind == "ignores ranges":
            framing = {"content-length": str(len(content))}
            if move.kind == "chunked":
                framing = {"transfer-encoding": "chunked"}
            return 200, {**validators, **framing}, content, move
        end = len(content)
        if start >= end:
            return 416, {"content-range": f"bytes */{end}"}, b"", move
        if move.kind == "less":
            end = min(end, start + move.piece)
        if move.kind == "wrong range":
            start = max(0, start - 1)
        headers = {**validators, "content-range": f"bytes {start}-{end - 1}/{len(content)}"}
        return 206, {**headers, "content-length": str(end - start)}, content[start:end], move


def run(world: World, max_retries: int) -> tuple[bytes | None, list[tuple[int, int | None]]]:
    """A download from it; None if it gave up."""
    pace = clock.Pace(clock=world.clock, wall_clock=lambda: 2e9, chance=lambda: 0.5)
    terms = Terms("test", 1.0, 3600.0, max_retries, False, logging.getLogger("test"))
    transfer = Transfer(terms, pace, Link(URL))
    file, progress = bytearray(), list[tuple[int, int | None]]()
    for _ in range(10_000):
        try:
            if transfer.wants_link():
                transfer.take_link(Link(URL))
            outgoing = transfer.next_request()
            asked = {name.lower(): value for name, value in outgoing.headers.items()}
            status_code, headers, body, move = world.answer(asked)
            if move.kind == "no answer":
                transfer.stumbled(APIConnectionError("cut"))
            else:
                head = answers.Head(status_code, httpx.Headers(headers), bool(headers))
                accepted = transfer.answered(head)
                if accepted is not None:
                    del file[accepted.start :]
                    assert len(file) == accepted.start, "a hole"
                    for position in range(0, len(body), move.piece):
                        if move.cut is not None and position >= move.cut:
                            transfer.stumbled(APIConnectionError("cut"))
                            break
                        piece = body[position : position + move.piece]
                        transfer.took(len(piece))
                        file += piece
                        progress += filter(None, [transfer.news()])
                    else:
                        transfer.ended()
                        progress += filter(None, [transfer.news()])
            if transfer.is_whole:
                return bytes(file), progress
            world.now += transfer.pause()
        except DownloadProblem:
            return None, progress
    raise AssertionError("it does not end")


KINDS: Final = (
    "serve",
    "chunked",
    "ignores ranges",
    "ignores if-range",
    "ignores if-range, and names no tag",
    "wrong range",
    "less",
    "no answer",
    "redirect",
    "503",
    "403",
    "404",
    "416",
)
MOVES: Final = st.builds(
    Move,
    kind=st.sampled_from(KINDS),
    version=st.none() | st.integers(0, len(VERSIONS) - 1),
    cut=st.none() | st.integers(0, 1100),
    piece=st.integers(1, 600),
)


@given(st.lists(MOVES, max_size=12), st.sampled_from(["etag", "modified", ""]), st.integers(0, 6))
def test_a_file_is_one_version_or_none(moves: list[Move], tags: str, max_retries: int) -> None:
    """Whatever a host does, what is called whole is the file that was there at the end; otherwise we give up."""
    world = World(list(moves), tags)

    content, progress = run(world, max_retries)

    assert content is None or content == VERSIONS[world.version]
    if content is not None:
        assert progress[-1] == (len(content), len(content))
    counts = [received for received, _ in progress]
    assert counts[:-1] == sorted(set(counts[:-1]))


@given(st.lists(st.builds(Move, cut=st.integers(1, 1000), piece=st.integers(1, 50)), max_size=40))
def test_cuts_alone_never_end_it(moves: list[Move]) -> None:
    """As long as each attempt gets further, there may be as many as it takes."""
    world = World(list(moves), "etag")

    content, _ = run(world, 1)

    assert content == VERSIONS[2]


def test_any_answer_has_a_meaning() -> None:
    """Whatever stands in an answer's headers, it is read without an error, never as bytes that nobody asked for."""
    text = st.text(st.characters(max_codepoint=255), max_size=20)
    numbers = st.integers(-5, 2000).map(str)
    ranges = st.builds("bytes {}-{}/{}".format, numbers, numbers, numbers | st.just("*"))
    headers = st.fixed_dictionaries(
        {},
        optional={
            "content-length": numbers | text | st.just("1" * 5000),
            "content-range": ranges | text,
            "content-encoding": st.sampled_from(["identity", "gzip", ""]) | text,
            "transfer-encoding": st.just("chunked"),
            "etag": st.sampled_from(['"a"', 'W/"a"', '"', ""]) | text,
            "last-modified": st.just(OLD) | text,
            "date": st.just(DAY) | text,
            "location": text,
        },
    )
    sizes = st.none() | st.integers(0, 2000)

    @given(
        st.sampled_from([200, 206, 302, 403, 416, 503]) | st.integers(100, 999),
        headers,
        st.builds(answers.Asked, st.integers(0, 1000), st.none() | st.just('"a"'), sizes, sizes),
        st.booleans(),
    )
    def check(status_code: int, headers: dict[str, str], asked: Any, shows_its_end: bool) -> None:
        fields = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        head = answers.Head(status_code, httpx.Headers(fields), shows_its_end)
        meaning = answers.meaning_of(head, asked, now=2e9)
        if isinstance(meaning, answers.Body):
            assert meaning.start in (0, asked.start)
            assert meaning.start == 0 or status_code == 206
            assert meaning.validator is None or httpx.Headers({"if-range": meaning.validator})
            assert meaning.end is None or meaning.total is None or meaning.start <= meaning.end <= meaning.total

    check()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/b?c=d", "https://a.example/b"),
        ("https://u:p@a.example/b#c?d", "https://a.example/b"),
        ("https://a.example?c=d", "https://a.example"),
        ("https://a.example/@b?x@y", "https://a.example/@b"),
        ("mailto:a?b", "mailto:a"),
    ],
)
def test_what_is_shown_of_a_url(url: str, shown: str) -> None:
    """A URL is shown without what lets one in."""
    assert bare(url) == shown
