"""Pages are fetched over real sockets, each within its bounds, and none stands in another's way."""

from __future__ import annotations

import gzip
import json
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.server import Raw, Received, ScriptedServer, dripping, raw_answer, refused_url, text_answer

from tools.drift.pages.page_fetch import Fetched, Limits, Page, Unfetched, fetch, markdown_form

PAGE = "# Get request\n\nGET /v1/requests/{id}\n"
QUICK = Limits(connect_timeout=2, read_timeout=0.3, total_timeout=2, retries=0)

pytestmark = pytest.mark.usefixtures("quiet_environment")


def one(url: str, folder: Path, *, limits: Limits = QUICK, prefer_markdown: bool = False) -> Fetched:
    """What comes of one page."""
    return fetch([url], folder / "cache", limits=limits, prefer_markdown=prefer_markdown)[url]


def page(url: str, folder: Path, *, limits: Limits = QUICK, prefer_markdown: bool = False) -> Page:
    """A page that must come."""
    fetched = one(url, folder, limits=limits, prefer_markdown=prefer_markdown)
    assert isinstance(fetched, Page), fetched
    return fetched


def html(text: str = "<!DOCTYPE html><html><body>Hi</body></html>", **headers: str) -> Raw:
    return text_answer(text, content_type="text/html; charset=utf-8", headers=headers)


def by_path(answers: Mapping[str, Callable[[Received], Raw] | Raw]) -> Callable[[Received], Raw]:
    """Answers by path; 404 for others."""

    def answer(received: Received) -> Raw:
        found = answers.get(received.target, text_answer("Gone", 404))
        return found(received) if callable(found) else found

    return answer


def test_a_page_comes_as_text(server: ScriptedServer, tmp_path: Path) -> None:
    """Its text, its type and where it was found; we say who asks."""
    server.script(text_answer(PAGE, content_type="text/markdown; charset=utf-8"))

    fetched = page(server.url + "/docs/get", tmp_path)

    assert (fetched.text, fetched.final_url, fetched.unchanged) == (PAGE, server.url + "/docs/get", False)
    assert "typed-gateway-clients" in server.requests[0].headers["user-agent"]
    assert server.requests[0].headers["accept-encoding"] == "gzip, deflate"


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": lambda body: zlib.compress(body)[2:-4],
    "identity": bytes,
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_page_is_unpacked(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """Gzip and both things that servers call deflate."""
    headers = {"content-encoding": name.rpartition(" ")[2], "content-type": "text/plain"}
    server.script(raw_answer(PACKED[name](PAGE.encode() * 5000), headers=headers))

    assert page(server.url, tmp_path).text == PAGE * 5000


CHARSETS = {
    "latin-1": ("text/plain; charset=iso-8859-1", "Zürich".encode("latin-1"), "Zürich"),
    "utf-8 with a mark": ("text/plain", "\ufeffZürich".encode(), "Zürich"),
    "no character set": ("text/plain; charset=zlib", "Zürich".encode(), "Zürich"),
    "a wrong one": ("text/plain; charset=us-ascii", "Zürich".encode(), "Zürich"),
    "nonsense": ("text/plain", b"Z\xffrich", "Z\ufffdrich"),
}


@pytest.mark.parametrize("name", CHARSETS)
def test_a_page_is_read_in_its_character_set(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """The one that it states, else UTF-8; bytes that are neither do not stop anything."""
    content_type, body, expected = CHARSETS[name]
    server.script(raw_answer(body, headers={"content-type": content_type}))

    assert page(server.url, tmp_path).text == expected


def test_redirects_are_followed(server: ScriptedServer, tmp_path: Path) -> None:
    """Absolute and relative ones, to where the page was found."""
    server.script(
        raw_answer(status_code=301, headers={"location": "/second#part"}),
        raw_answer(status_code=307, headers={"location": server.url + "/third"}),
        html(),
    )

    assert page(server.url + "/first", tmp_path).final_url == server.url + "/third"
    assert [received.target for received in server.requests] == ["/first", "/second", "/third"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        pytest.param("/again", "more than 5 redirects", id="for ever"),
        pytest.param("file:///etc/passwd", "redirects to something that is not a page", id="to a file"),
        pytest.param("http://[::1", "redirects to something that is not a URL", id="to nonsense"),
        pytest.param("", "more than 5 redirects", id="to itself"),
    ],
)
def test_redirects_end_somewhere(server: ScriptedServer, tmp_path: Path, location: str, words: str) -> None:
    """An endless chain of redirects, or one that leads to no page, is reported."""
    server.script(raw_answer(status_code=302, headers={"location": location}))

    fetched = one(server.url, tmp_path)

    assert isinstance(fetched, Unfetched)
    assert fetched.trouble == "redirect"
    assert words in fetched.message
    assert len(server.requests) <= 6


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        pytest.param({"etag": '"v1"'}, {"if-none-match": '"v1"'}, id="etag"),
        pytest.param(
            {"last-modified": "Sat, 21 Nov 2026 10:00:00 GMT"},
            {"if-modified-since": "Sat, 21 Nov 2026 10:00:00 GMT"},
            id="last-modified",
        ),
        pytest.param(
            {"etag": 'W/"v2"', "last-modified": "Sat, 21 Nov 2026 10:00:00 GMT"},
            {"if-none-match": 'W/"v2"', "if-modified-since": "Sat, 21 Nov 2026 10:00:00 GMT"},
            id="both",
        ),
    ],
)
def test_an_unchanged_page_is_not_sent_again(
    server: ScriptedServer, tmp_path: Path, given: dict[str, str], asked: dict[str, str]
) -> None:
    """The second time we ask whether it is another one, and take what we kept."""
    server.script(html("first", **given), raw_answer(status_code=304))

    first, second = page(server.url, tmp_path), page(server.url, tmp_path)

    assert (first.text, second.text) == ("first", "first")
    assert (first.unchanged, second.unchanged) == (False, True)
    headers = server.requests[1].headers
    assert {name: headers.get(name) for name in ("if-none-match", "if-modified-since") if name in headers} == asked


def test_a_changed_page_takes_the_place_of_the_old_one(server: ScriptedServer, tmp_path: Path) -> None:
    """And is itself asked for with its new validator."""
    server.script(html("one", etag='"1"'), html("two", etag='"2"'), raw_answer(status_code=304))

    texts = [page(server.url, tmp_path).text for _ in range(3)]

    assert texts == ["one", "two", "two"]
    assert [received.headers.get("if-none-match") for received in server.requests] == [None, '"1"', '"2"']


def test_conditions_go_only_where_the_page_was_found(server: ScriptedServer, tmp_path: Path) -> None:
    """A validator belongs to the end of a chain of redirects, not to its steps."""
    moved = raw_answer(status_code=302, headers={"location": "/new"})
    server.script(moved, html("x", etag='"1"'), moved, raw_answer(status_code=304))

    page(server.url + "/old", tmp_path)
    again = page(server.url + "/old", tmp_path)

    assert (again.text, again.unchanged) == ("x", True)
    assert [received.headers.get("if-none-match") for received in server.requests] == [None, None, None, '"1"']


def test_a_page_without_validators_is_sent_again(server: ScriptedServer, tmp_path: Path) -> None:
    """Without a validator there is nothing to ask."""
    server.script(html("x"))

    assert [page(server.url, tmp_path).unchanged for _ in range(2)] == [False, False]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no text": lambda path: path.with_suffix(".txt").unlink(),
    "another text": lambda path: path.with_suffix(".txt").write_text("something else"),
    "no JSON": lambda path: path.with_suffix(".json").write_text("{"),
    "a list": lambda path: path.with_suffix(".json").write_text("[]"),
    "members that we do not know": lambda path: path.with_suffix(".json").write_text(
        json.dumps({**json.loads(path.with_suffix(".json").read_text()), "more": 1})
    ),
    "a header with a line break": lambda path: path.with_suffix(".json").write_text(
        json.dumps({**json.loads(path.with_suffix(".json").read_text()), "etag": '"1"\r\nx: y'})
    ),
    "a number for a header": lambda path: path.with_suffix(".json").write_text(
        json.dumps({**json.loads(path.with_suffix(".json").read_text()), "etag": 1})
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cache_is_as_none(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """The page is fetched whole, and kept anew."""
    server.script(html("good", etag='"1"'))
    page(server.url, tmp_path)
    [kept] = (tmp_path / "cache").glob("*.json")
    DAMAGES[name](kept)

    assert page(server.url, tmp_path).text == "good"
    assert "if-none-match" not in server.requests[1].headers
    assert json.loads(kept.read_text())["etag"] == '"1"'


def test_a_304_that_nobody_asked_for_is_an_error(server: ScriptedServer, tmp_path: Path) -> None:
    """Without a kept page, the result is a failure."""
    server.script(raw_answer(status_code=304))

    fetched = one(server.url, tmp_path)

    assert isinstance(fetched, Unfetched)
    assert (fetched.trouble, fetched.status) == ("status", 304)


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"
BOMB = gzip.compress(b"a" * 50_000_000)

TROUBLES: dict[str, tuple[Raw, str, str]] = {
    "not found": (text_answer("Gone", 404), "status", "status 404"),
    "too many requests": (text_answer("", 429, headers={"retry-after": "7"}), "status", "in 7 s"),
    "an error of the server": (text_answer("Oops", 503), "status", "Try again later"),
    "nothing but an open connection": (Raw(b"", hang=True), "timeout", "No data arrived for 0.3 s"),
    "a head without a body": (
        Raw(HEAD + b"content-length: 9\r\n\r\n", hang=True),
        "timeout",
        "No data arrived for 0.3 s",
    ),
    "a drip without end": (dripping(HEAD + b"\r\n"), "timeout", "not complete after 2 s"),
    "a body without end": (dripping(HEAD + b"\r\n", b"a" * 100_000), "too_large", "larger than 1 MB"),
    "a large body": (raw_answer(b"a" * 2_000_000, headers={"content-type": "text/plain"}), "too_large", "1 MB"),
    "a bomb": (raw_answer(BOMB, headers={"content-encoding": "gzip"}), "too_large", "1 MB"),
    "an image": (raw_answer(b"\x89PNG", headers={"content-type": "image/png"}), "not_text", "`image/png`"),
    "zero bytes": (raw_answer(b"a\0b"), "not_text", "NUL bytes"),
    "a cut body": (raw_answer(b"half", length=8), "connection", "broke"),
    "a cut packed body": (
        raw_answer(gzip.compress(b"x" * 99)[:-9], headers={"content-encoding": "gzip"}),
        "connection",
        "damaged",
    ),
    "no gzip": (raw_answer(b"plain", headers={"content-encoding": "gzip"}), "connection", "damaged"),
    "a packing that was not asked for": (raw_answer(b"x", headers={"content-encoding": "br"}), "connection", "damaged"),
    "no HTTP": (Raw(b"SSH-2.0-OpenSSH\r\n", close=True), "connection", "broke"),
    "a reset": (Raw(b"", reset=True), "connection", "broke"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_troubles_are_told_apart(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """Each has its kind, and says what happened; nothing of it is kept."""
    answer, trouble, words = TROUBLES[name]
    server.script(answer)
    limits = Limits(read_timeout=0.3, total_timeout=2, max_bytes=1_000_000, retries=0)

    started = time.monotonic()
    fetched = one(server.url, tmp_path, limits=limits)

    assert time.monotonic() - started < 3
    assert isinstance(fetched, Unfetched)
    assert fetched.trouble == trouble, fetched
    assert words in fetched.message
    assert not (tmp_path / "cache").exists()


URLS = {
    "nobody listens": (refused_url, "refused"),
    "no such host": (lambda: "http://" + ".".join(["a" * 60] * 5) + "/", "dns"),
    "a host that cannot be": (lambda: "http://" + "a" * 64 + ".test/", "dns"),
    "no URL": (lambda: "docs/get.md", "url"),
    "a file": (lambda: "file:///etc/passwd", "url"),
    "no host": (lambda: "https:///docs", "url"),
    "a strange port": (lambda: "http://localhost:99999/", "url"),
    "control characters": (lambda: "http://localhost/\x00", "url"),
}


@pytest.mark.parametrize("name", URLS)
def test_hosts_and_urls_that_are_none(tmp_path: Path, name: str) -> None:
    """The message says what is wrong with the URL."""
    make, trouble = URLS[name]
    url = make()

    fetched = one(url, tmp_path)

    assert isinstance(fetched, Unfetched)
    assert fetched.trouble == trouble, fetched


def test_a_host_without_tls_is_told_apart(server: ScriptedServer, tmp_path: Path) -> None:
    """Plain HTTP on a port where we speak TLS."""
    server.script(Raw(b"HTTP/1.1 400 Bad Request\r\n\r\n", close=True))

    fetched = one(server.url.replace("http:", "https:"), tmp_path)

    assert isinstance(fetched, Unfetched)
    assert fetched.trouble in ("tls", "connection")


def test_one_page_that_fails_stops_no_other(server: ScriptedServer, tmp_path: Path) -> None:
    """Each URL has its own outcome, in the order in which they were given, each fetched once."""
    server.script(by_path({"/good": html("good"), "/slow": Raw(b"", hang=True), "/bad": text_answer("", 500)}))
    urls = [server.url + path for path in ("/slow", "/good", "/bad", "/good")] + [refused_url()]

    fetched = fetch(urls, tmp_path / "cache", limits=QUICK, prefer_markdown=False)

    assert list(fetched) == list(dict.fromkeys(urls))
    outcomes = [one.text if isinstance(one, Page) else one.trouble for one in fetched.values()]
    assert outcomes == ["timeout", "good", "status", "refused"]
    assert sorted(received.target for received in server.requests) == ["/bad", "/good", "/slow"]


def test_a_host_is_not_crowded(server: ScriptedServer, tmp_path: Path) -> None:
    """No more than two pages of a host at once, and two indeed."""
    lock = threading.Lock()
    now, most, pair = 0, 0, threading.Barrier(2, timeout=5)

    def answer(received: Received) -> Raw:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        pair.wait()
        with lock:
            now -= 1
        return html(received.target)

    server.script(answer)
    urls = [f"{server.url}/{number}" for number in range(6)]

    limits = Limits(at_once=6, at_once_per_host=2)
    fetched = fetch(urls, tmp_path / "cache", limits=limits, prefer_markdown=False)

    assert all(isinstance(one, Page) for one in fetched.values())
    assert most == 2


MARKDOWN_FORMS: dict[str, str | None] = {
    "https://docs.a.test/api/get": "https://docs.a.test/api/get.md",
    "https://docs.a.test/api/get/?x=1#y": "https://docs.a.test/api/get.md",
    "https://docs.a.test/v1.2/get": "https://docs.a.test/v1.2/get.md",
    "https://docs.a.test/": None,
    "https://docs.a.test/api/get.md": None,
    "https://docs.a.test/api/get.html": None,
    "https://docs.a.test/openapi.json": None,
}


@pytest.mark.parametrize("url", MARKDOWN_FORMS)
def test_where_a_markdown_form_may_be(url: str) -> None:
    """Beside a page that has no form in its name."""
    assert markdown_form(url) == MARKDOWN_FORMS[url]


def test_the_markdown_form_is_taken_where_there_is_one(server: ScriptedServer, tmp_path: Path) -> None:
    """One request, for the better form; the page is still called by its URL."""
    server.script(by_path({"/get.md": text_answer(PAGE, content_type="text/markdown"), "/get": html()}))

    fetched = page(server.url + "/get", tmp_path, prefer_markdown=True)

    assert (fetched.url, fetched.final_url) == (server.url + "/get", server.url + "/get.md")
    assert fetched.text == PAGE
    assert [received.target for received in server.requests] == ["/get.md"]


NO_MARKDOWN: dict[str, Raw] = {
    "not found": text_answer("Gone", 404),
    "a page of HTML": html(),
    "HTML by another name": text_answer("<!-- x -->\n<!doctype html>\n<p>", content_type="text/plain"),
    "an image": raw_answer(b"\x89PNG", headers={"content-type": "image/png"}),
    "nothing": text_answer("\n", content_type="text/markdown"),
    "an error": text_answer("", 500),
}


@pytest.mark.parametrize("name", NO_MARKDOWN)
def test_without_a_markdown_form_the_page_is_taken(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """And while it does not change, nobody asks for the other form again."""

    def get(received: Received) -> Raw:
        same = received.headers.get("if-none-match") == '"1"'
        return raw_answer(status_code=304) if same else html("<html>page</html>", etag='"1"')

    server.script(by_path({"/get.md": NO_MARKDOWN[name], "/get": get}))

    pages = [page(server.url + "/get", tmp_path, prefer_markdown=True) for _ in range(3)]

    assert [one.text for one in pages] == ["<html>page</html>"] * 3
    assert [one.unchanged for one in pages] == [False, True, True]
    assert [received.target for received in server.requests] == ["/get.md", "/get", "/get", "/get"]


def test_a_page_that_changes_is_looked_at_for_markdown_again(server: ScriptedServer, tmp_path: Path) -> None:
    """A provider that moved to Mintlify is found out."""
    server.script(by_path({"/get": html("<html>old</html>", etag='"1"')}))
    page(server.url + "/get", tmp_path, prefer_markdown=True)
    server.script(by_path({"/get": html("<html>new</html>", etag='"2"'), "/get.md": text_answer(PAGE)}))

    assert page(server.url + "/get", tmp_path, prefer_markdown=True).text == PAGE


def test_too_many_requests_is_not_answered_with_more(server: ScriptedServer, tmp_path: Path) -> None:
    """A server that is tired of us is not asked for the other form."""
    server.script(text_answer("", 429))

    fetched: Any = one(server.url + "/get", tmp_path, prefer_markdown=True)

    assert fetched.status == 429
    assert len(server.requests) == 1


def waits() -> tuple[list[float], Callable[[float], Any]]:
    """Record how long is waited before a request is sent again, without waiting."""
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    return waited, pause


PASSING: dict[str, tuple[Raw, list[float]]] = {
    "busy, with a time": (text_answer("", 429, headers={"retry-after": "7"}), [7.0]),
    "busy": (text_answer("", 503), [1.0]),
    "a reset": (Raw(b"", reset=True), [1.0]),
    "a date that has passed": (text_answer("", 503, headers={"retry-after": "Sat, 21 Nov 2020 10:00:00 GMT"}), [0.0]),
    "no time": (text_answer("", 503, headers={"retry-after": "soon"}), [1.0]),
}


@pytest.mark.parametrize("name", PASSING)
def test_a_passing_trouble_is_tried_again(server: ScriptedServer, tmp_path: Path, name: str) -> None:
    """After the time that the server names, else after a second."""
    trouble, expected = PASSING[name]
    waited, pause = waits()
    server.script(trouble, html("good"))

    fetched = fetch([server.url], tmp_path / "cache", prefer_markdown=False, pause=pause)[server.url]

    assert isinstance(fetched, Page)
    assert waited == expected


@pytest.mark.parametrize(
    ("answer", "requests"),
    [
        pytest.param(text_answer("", 404), 1, id="gone"),
        pytest.param(text_answer("", 503, headers={"retry-after": "61"}), 1, id="too late"),
        pytest.param(text_answer("", 503), 3, id="again and again"),
    ],
)
def test_trying_again_ends(server: ScriptedServer, tmp_path: Path, answer: Raw, requests: int) -> None:
    """What does not pass is not asked for again, nor what would come after the time of a page."""
    _, pause = waits()
    server.script(answer)

    fetched = fetch([server.url], tmp_path / "cache", prefer_markdown=False, pause=pause)[server.url]

    assert isinstance(fetched, Unfetched)
    assert fetched.is_passing == (requests != 1 or "503" in fetched.message)
    assert len(server.requests) == requests


@pytest.mark.parametrize("markdown", [False, True])
def test_the_kept_page_stands_in(server: ScriptedServer, tmp_path: Path, *, markdown: bool) -> None:
    """For a page that cannot be fetched for now, and it says why; not for one that is gone."""
    kind = "text/markdown" if markdown else "text/html"
    server.script(text_answer(PAGE, content_type=kind))
    page(server.url + "/get", tmp_path, prefer_markdown=markdown)

    server.script(text_answer("", 503))
    late = page(server.url + "/get", tmp_path, prefer_markdown=markdown)
    server.script(text_answer("", 404))
    gone = one(server.url + "/get", tmp_path, prefer_markdown=markdown)

    assert (late.text, "status 503" in late.late) == (PAGE, True)
    assert isinstance(gone, Unfetched)


@pytest.mark.parametrize("tag", ['"v\xfc"', '"\u2603"', '"a\x7f"'])
def test_a_validator_that_cannot_be_sent_is_left_out(server: ScriptedServer, tmp_path: Path, tag: str) -> None:
    """The page is fetched again, whole."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\netag: " + tag.encode() + b"\r\n\r\nhi"
    server.script(Raw(head))

    assert [page(server.url, tmp_path).text for _ in range(2)] == ["hi", "hi"]
    assert "if-none-match" not in server.requests[-1].headers


@pytest.mark.parametrize("bad", ["http://[::1/a", "https://[x]y/", "http://a b/", "//", "\ud800"])
def test_one_bad_url_ends_no_run(server: ScriptedServer, tmp_path: Path, bad: str) -> None:
    """It has its own outcome, and the others have theirs."""
    server.script(html("good"))

    fetched = fetch([bad, server.url], tmp_path / "cache", limits=QUICK)

    outcome = fetched[bad]
    assert isinstance(outcome, Unfetched)
    assert outcome.trouble in ("url", "host")
    assert isinstance(fetched[server.url], Page)
