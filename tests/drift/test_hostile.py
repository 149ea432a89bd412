"""Hostile and huge pages are refused, or read in bounded time and memory, and always told about."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from support.mutations import MAY, REQUEST, page_text

from tools.contract.facts import Facts
from tools.drift.pages.forms.html import blocks
from tools.drift.pages.forms.time_limit import Deadline, UnreadableError
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.text import MAX_BYTES, PageFailure, PageText, decode

SECONDS = 1.0
"""What reading is given; the rest is for a step that has begun, and for a machine that is busy."""
REST = 6.0
MEGABYTES = 300

BOMB = "openapi: 3.1.0\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
SELF = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/A'}\n"
LOOP = (
    SELF + "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n"
)
NODE = "        {0}: {{$ref: '#/components/schemas/A'}}\n"
TREE = (
    SELF
    + "components:\n  schemas:\n    A:\n      type: object\n      properties:\n"
    + "".join(NODE.format(f"n{number}") for number in range(30))
)
WIDE = (
    SELF
    + "components:\n  schemas:\n"
    + "".join(
        f"    {'A' if level == 0 else f'L{level}'}:\n      properties:\n"
        + "".join(f"        p{n}: {{$ref: '#/components/schemas/L{level + 1}'}}\n" for n in range(10))
        for level in range(11)
    )
)


def block(text: str) -> str:
    return f"````yaml GET /a\n{text}\n````\n"


FULL = 1_400_000
PAGES: dict[str, Callable[[], str]] = {
    "a YAML bomb": lambda: block(BOMB),
    "references in a circle": lambda: block(LOOP),
    "a schema within itself": lambda: block(TREE),
    "schemas that multiply": lambda: block(WIDE),
    "deep YAML": lambda: block("openapi: 3.1.0\na: " + "[" * 5_000),
    "a second YAML document": lambda: block("openapi: 3.1.0\n---\nx: 1\n"),
    "a block that does not end": lambda: page_text(MAY).replace("````\n", "", 1)[:-10],
    "deep JSON": lambda: page_text(REQUEST) + "\n" + "[" * 100_000,
    "deep objects": lambda: page_text(REQUEST) + "\n" + '{"a":' * 100_000 + "1" + "}" * 100_000,
    "many braces": lambda: "{\n" * 29_000,
    "many brackets with keys": lambda: '{\n"a"\n' * 14_000,
    "unclosed tags": lambda: "<html><body>" + "<div><p><b><table><tr><td>" * 140_000,
    "an unclosed script": lambda: "<html><script>" + "x = '<';\n" * 400_000,
    "an unclosed comment": lambda: "<html><!--" + "-" * FULL,
    "unclosed comments": lambda: "<html>" + "<!-- x" * 600_000,
    "unclosed declarations": lambda: "<html>" + "<!" * 1_900_000,
    "unclosed instructions": lambda: "<html>" + "<?" * 1_900_000,
    "an unclosed attribute": lambda: '<html><a href="' + "x" * FULL,
    "unclosed attributes": lambda: "<html>" + '<a b="' * 600_000,
    "unclosed ends": lambda: "<html>" + "</" * 1_900_000,
    "entities": lambda: "<html><p>" + "&amp" * 900_000,
    "one line": lambda: "a " * 700_000,
    "one word": lambda: "a" * FULL,
    "blank lines": lambda: "\n" * 29_000 + "x",
    "blanks": lambda: " " * FULL + "x",
    "short lines": lambda: "a\nstring\n" * 14_000,
    "stars": lambda: "*" * FULL,
    "underscores": lambda: "_a" * 700_000,
    "backticks": lambda: "`a" * 700_000,
    "rows of backticks": lambda: "# x\n" + ("`" * 7_000 + "\n") * 200,
    "pipes": lambda: ("|" * 7_000 + "\n") * 200,
    "a table": lambda: "| a | b |\n|---|---|\n" + "| id | string |\n" * 28_000,
    "dashes": lambda: ("-" * 7_000 + "|\n") * 200,
    "unclosed components": lambda: '<ParamField path="a" type="string">\n' * 29_000,
    "unclosed tags of components": lambda: "<ParamField path=\n" * 29_000,
    "brackets": lambda: "[" * FULL,
    "links": lambda: "[a](" * 350_000,
    "commas": lambda: "id\nstring\n" + "a, " * 2_600 + "\n" + ("x_y, " * 1_500 + "\n") * 100,
    "words or words": lambda: "id\nstring\n" + ("one of " * 1_000 + "\n") * 100,
    "numbers": lambda: "id\nstring\n" + ("1 <= x <= " * 700 + "\n") * 100,
    "defaults": lambda: "id\nstring\n" + ("default " * 1_000 + "\n") * 100,
    "calls": lambda: "curl https://a.example/b \\\n" * 29_000,
    "quotes in a call": lambda: "curl " + "'" * 15_000 + " https://a.example/b\n",
    "many calls": lambda: "curl https://a.example/v1/b/c\n\n" * 14_000,
    "nested lists": lambda: "".join(" " * (n % 500) + "- a (object)\n" for n in range(5_000)),
    "headings": lambda: "# Response\n" * 29_000,
    "control characters": lambda: "\x01\x02\x03\x1f" * 350_000,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_page_takes_bounded_time(page: str) -> None:
    """It is refused with a reason, or read, within seconds."""
    text = PAGES[page]()
    assert len(text.encode()) <= MAX_BYTES
    started = time.perf_counter()

    result = read_page(PageText("page", text), SECONDS)

    assert time.perf_counter() - started < SECONDS + REST
    assert isinstance(result, Facts) or result.reason


@pytest.mark.parametrize("page", ["a YAML bomb", "schemas that multiply", "deep JSON", "unclosed tags", "a table"])
def test_a_hostile_page_takes_bounded_memory(page: str) -> None:
    """No more than pages of the largest size need."""
    text = PAGES[page]()
    tracemalloc.start()

    try:
        read_page(PageText("page", text), SECONDS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MEGABYTES * 1_000_000


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"x" * 10_000_000, "larger than 4 MB", id="10 MB"),
        pytest.param(b"\0\1\2", "NUL", id="binary"),
        pytest.param(b"GET /a\n\xff\xfe", "line 2 is not UTF-8", id="not UTF-8"),
        pytest.param(b"  \n ", "is empty", id="empty"),
    ],
)
def test_what_is_no_page_is_refused(raw: bytes, reason: str) -> None:
    """The reason is reported."""
    result = decode("page", raw)

    assert isinstance(result, PageFailure)
    assert reason in result.reason


@pytest.mark.parametrize("text", [BOMB, "openapi: 3.1.0\na: [", "openapi: 3.1.0\nx: !!python/object:os.system a\n"])
def test_a_block_that_cannot_be_read_is_told_with_its_line(text: str) -> None:
    """The line is that of the page."""
    result = read_page(PageText("page", "# A page\n\n" + block(text)))

    assert isinstance(result, PageFailure)
    assert "OpenAPI block cannot be read" in result.reason
    assert int(result.reason.split()[1].rstrip(":")) > 3


def test_scripts_are_not_read() -> None:
    """What a script or a style holds is no fact."""
    page = (
        '<html><script>GET /evil\n{"a": 1}</script><style>id string required</style><body><p>GET /v1/requests/{id}</p>'
        "<h2>Response</h2><p>id</p><p>string</p>"
        "<template><p>POST /other</p></template></body></html>"
    )

    facts = read_page(PageText("page", page))

    assert isinstance(facts, Facts)
    assert [one.value for one in facts.path] == ["/v1/requests/{id}"]
    assert [list(body.fields) for body in facts.answers.values()] == [[("id",)]]


def test_a_slow_page_is_given_up() -> None:
    """The time that reading takes is measured, and a page that takes too much is refused."""
    ticks = iter(range(0, 1_000, 15))

    with pytest.raises(UnreadableError, match="too long"):
        blocks("<html>" + "<p>x</p>" * 100_000, Deadline(10.0, lambda: next(ticks)))


@pytest.mark.parametrize(
    ("addition", "line", "told"),
    [
        ('\n<ParamField path="in">\n\n</ParamField>\n', 2, "no readable type"),
        ('\n<ResponseField type="string">\n</ResponseField>\n', 2, "no readable name"),
        ("\n````json\n{}", 2, "does not end"),
    ],
)
def test_what_is_not_read_is_told(addition: str, line: int, told: str) -> None:
    """A part that cannot be read is a notice with its line."""
    facts = read_page(PageText("page", "GET /v1/a\n" + addition + "\n```json\n{}\n```\n"))

    assert isinstance(facts, Facts)
    first = facts.notices[0]
    assert (first.place.line, told in first.text) == (line + 1, True)
