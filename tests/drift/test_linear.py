"""The time that reading takes grows in a straight line with the page, whatever the page repeats."""

from __future__ import annotations

import time

import pytest

from tools.drift.pages.page_facts import read_page
from tools.drift.pages.text import PageText

SMALL = 0.05
"""Seconds of the processor; a page that takes less is not measured any closer."""
SIZE = 1_500
TIMES = 4
RATIO = 9.0
"""Four times the text may take nine times as long; what grows with the square takes sixteen times."""

CONTEXTS = {
    "text": "GET /a\n{}",
    "a description": "GET /a\n## Response\nid\nstring\nMin {}\n",
    "a heading": "GET /a\n# a {} b",
    "a list": "GET /a\n## Response\n- `a` (string{}",
    "JSON": 'GET /a\n```json\n{{"a": {}',
    "a string of JSON": 'GET /a\n```json\n{{"a": "{}',
    "JSON in text": 'GET /a\n{{\n"a": {}',
    "a program": "GET /a\n```js\n{}",
    "a call": "GET /a\n```bash\ncurl -X GET {}",
    "a component": 'GET /a\n<ParamField path="a" type="string" {}',
    "an attribute": 'GET /a\n<ParamField path="a" type="{}',
    "front matter": "---\nopenapi: {}\n---\nGET /a\n",
    "a cell": "GET /a\n| Name | Type |\n|---|---|\n| a | {}",
    "a definition": "GET /a\n## Response\nid\n: {}",
    "the head": "{}",
    "HTML": "<html><p>GET /a</p><p>{}",
    "code in HTML": "<html><p>GET /a</p><pre>{}",
    "a tag in HTML": "<html><p>GET /a</p><p {}",
}  # fmt: skip

FRAGMENTS = [
    "a", "1", "1,111,", " ", "_a", "-", ".", "a.", ".[]", "[]", ",", "a, ", "a or ", "a_b / ", "| ", "|-", ":", "=",
    "a=", '"', '\\"', 'a="', "'", "`a", "```", "(", "(a", "[a](", "{", "{}", "a={", "[{", "<", "<a ", "<Aa ", "</b>",
    "<b>", "<!-- --> ", "<!--", "*", "**a", "* ", "/*", "//", "/a", "\\", "#", " #", "- ", "> ", "\x1f", "&#1",
    "&amp", "...", ", ... ", "1 <= x ", "default ", "max 1 ", "between 1 and ", "pattern: ", "one of ", "e.g. ",
    "auth", "auth-", "X-a ", "https://a ", "-H https://a ", '-H "a: b ', "status code ", "base url ", "show ",
    "$ref ", "\n", "\n\n", "\n- ", "\n#", "\n|", "\n{", "\n:", "\na\n: b\n", "\n<Aa>", "\nid\nstring\n", "\nGET /a",
    "\ncurl https://a \\", "\n```\n", "\n404", "\n--",
]  # fmt: skip


def seconds(text: str) -> float:
    """The processor's time for reading, the shorter of two."""
    taken: list[float] = []
    for _ in range(2):
        started = time.thread_time()
        read_page(PageText("page", text), 600.0)
        taken.append(time.thread_time() - started)
        if taken[0] < SMALL:
            break
    return min(taken)


@pytest.mark.parametrize("context", CONTEXTS)
def test_time_grows_in_a_straight_line(context: str) -> None:
    """A page with four times as many hostile fragments does not take much more than four times as long."""
    curved: list[str] = []
    for fragment in FRAGMENTS:
        count = SIZE // len(fragment)
        pages = [CONTEXTS[context].format(fragment * many) for many in (count, count * TIMES)]
        long = seconds(pages[1])
        if long > SMALL and long > RATIO * (short := seconds(pages[0])):
            curved.append(f"{fragment!r}: {short:.3f} s, then {long:.3f} s")

    assert not curved
