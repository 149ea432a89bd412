"""Calls that a page shows, and lines that state the method, the path, the server or the API key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...contract.facts import Authentication, Place, Stated

HTTP_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_URL: Final = re.compile(r"https?://[^\s\"'`<>\\)]+")
_QUOTED_URL: Final = re.compile(r"[\"'`](https?://[^\s\"'`<>\\]+)[\"'`]")
_METHOD: Final = re.compile(r"(?:-X|--request)[\s=]*[\"']?([A-Za-z]+)")
_HEADER: Final = re.compile(r"(?:-H|--header)[\s=]*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_NAME: Final = re.compile(r"[\w-]{1,100}+")
_KEY_WORDS: Final = re.compile(r"api-?_?key|auth|token|access-?key|secret", re.IGNORECASE)
_SENT_KEY_WORDS: Final = re.compile(r"key|auth|token|secret", re.IGNORECASE)
"""Words in the names of key headers in a call; in prose, fewer words mean a header."""
_KEY_LINE: Final = re.compile(
    r"""["'`]?+(?<![\w-])(?P<name>[\w-]++)["'`]?+\s*+:\s*+f?["'`]?+(?P<value>(?:[A-Z][A-Za-z]++\s++)?[^\s"'`]++)"""
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z-]*)\s+\S+")
_VIA: Final = re.compile(r"(?<![\w-])([A-Za-z][\w-]*+)[\"'`]?+\s++header\b")
_SHELL_WORD: Final = re.compile(r"""(?:[^\s"'\\]|\\.|\\\Z|"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|'[^']*+(?:'|\Z))++""", re.DOTALL)
_WITH_OTHER_URLS: Final = frozenset({"-H", "--header", "-d", "--data", "--data-raw", "--json", "-e", "--referer"})
_LINE: Final = re.compile(rf"({'|'.join(HTTP_METHODS)}):?(?: ?:)? ?(\S+)(?: HTTP/\d(?:\.\d)?)?", re.IGNORECASE)


@dataclass
class Calls:
    """Everything that a page shows about calls."""

    methods: list[Stated[str]] = field(default_factory=list[Stated[str]])
    shown_methods: list[tuple[Stated[str], Stated[str]]] = field(
        default_factory=list["tuple[Stated[str], Stated[str]]"]
    )
    """The URL and method of each call with a method."""
    paths: list[Stated[str]] = field(default_factory=list[Stated[str]])
    urls: list[Stated[str]] = field(default_factory=list[Stated[str]])
    """The URLs of shown calls."""
    servers: list[Stated[str]] = field(default_factory=list[Stated[str]])
    authentication: list[Stated[Authentication]] = field(default_factory=list[Stated[Authentication]])


def method_line(text: str) -> tuple[str, str] | None:
    """Read a line such as `GET /v1/requests/{id}`: method and target. A method alone has an empty target."""
    bare = re.sub(r"[\x1f]+", "", text).strip()
    if bare in HTTP_METHODS:
        return bare, ""
    one_line = " ".join(text.replace("\x1f", " ").split())
    match = _LINE.fullmatch(re.sub(r" ?/ ?", "/", one_line))
    bare_target = match[2] if match else ""
    if match is None or not (bare_target.startswith("/") or re.match("https?://", bare_target)):
        return None
    return match[1].upper(), bare_target


def read_call(text: str, file: str, line: int, found: Calls) -> bool:
    """Read a code block with a curl command.

    Returns:
        Whether it has one.
    """
    if not re.search(r"\bcurl\b", text):
        return False
    for start, command in _commands(text):
        urls = list(_URL.finditer(command))
        if not urls:
            continue
        at = line + start

        def place(match: re.Match[str], command: str = command, at: int = at) -> Place:
            return Place(file, at + command.count("\n", 0, match.start()))

        called = _called_url(command, urls)
        url = Stated(called[0].rstrip(",;"), place(called))
        found.urls.append(url)
        method = _METHOD.search(command)
        if method:
            found.shown_methods.append((url, Stated(method[1].upper(), place(method))))
        elif re.search(r"\s(?:-d|--data\S*|--json|-F|--form)\b", command):
            found.shown_methods.append((url, Stated("POST", Place(file, at))))
        for header in _HEADER.finditer(command):
            name, _, value = next(group for group in header.groups() if group is not None).partition(":")
            if _is_key(name.strip(), _SENT_KEY_WORDS) and not name.strip().lower().startswith("idempotency"):
                found.authentication.append(Stated(_authentication(name, value), place(header)))
    return True


def _commands(text: str) -> Iterator[tuple[int, str]]:
    """Iterate over curl commands, each with the number of lines before it."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if not re.match(r"\s*(?:\$\s*)?curl\b", lines[at]):
            at += 1
            continue
        start = at
        while at < len(lines) - 1 and lines[at].rstrip().endswith("\\"):
            at += 1
        at += 1
        yield start, "\n".join(lines[start:at])


def _called_url(command: str, urls: Sequence[re.Match[str]]) -> re.Match[str]:
    """The URL of a call. A URL in a header or in the data is another one."""
    waiting = list(reversed(urls))
    before = ""
    for word in _SHELL_WORD.finditer(command.replace("\\\n", "  ")):
        while waiting and waiting[-1].start() < word.end():
            if before not in _WITH_OTHER_URLS:
                return waiting[-1]
            waiting.pop()
        before = word[0]
    return urls[0]


def read_program(text: str, file: str, line: int, found: Calls) -> None:
    """Read quoted URLs and headers in a block of code."""
    for offset, one in enumerate(text.split("\n")[:2_000]):
        place = Place(file, line + offset)
        for url in _QUOTED_URL.finditer(one[:2_000]):
            found.urls.append(Stated(url[1], place))
        read_key_line(one[:2_000], place, found, quoted=True)


def read_key_line(text: str, place: Place, found: Calls, *, quoted: bool = False) -> None:
    """Read a line such as `Authorization: Bearer YOUR_API_KEY`."""
    whole = None if quoted else _KEY_LINE.fullmatch(text.strip().strip("`"))
    named = _KEY_LINE.finditer(text) if quoted else iter([whole] if whole else [])
    match = next((one for one in named if _is_key(one["name"], _KEY_WORDS)), None)
    if match and (not quoted or match[0][0] in "\"'`"):
        found.authentication.append(Stated(_authentication(match["name"], match["value"]), place))


def read_key_prose(text: str, place: Place, found: Calls) -> None:
    """Read a sentence such as "requires API key authentication via the X-API-KEY header"."""
    if not re.search(r"\b(?:auth\w*|api[\s-]keys?|tokens?|credentials?|bearer)\b", text, re.IGNORECASE):
        return
    for match in _VIA.finditer(text):
        if _is_key(match[1], _KEY_WORDS) or re.match(r"X-|x-", match[1]):
            bearer = re.search(r"\bbearer\b", text, re.IGNORECASE)
            found.authentication.append(Stated(Authentication(match[1], "bearer" if bearer else None), place))


def _is_key(name: str, words: re.Pattern[str]) -> bool:
    return _NAME.fullmatch(name) is not None and words.search(name) is not None


def _authentication(name: str, value: str) -> Authentication:
    match = _SCHEME.fullmatch(value.strip())
    return Authentication(name.strip(), match[1].lower() if match else None)
