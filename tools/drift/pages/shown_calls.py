"""Calls that a page shows, and lines that state the method, the path, the server or the API key."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ...contract.facts import Authentication, Place, Stated

HTTP_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_URL: Final = re.compile(r"https?://[^\s\"'`<>\\)]+")
_QUOTED_URL: Final = re.compile(r"[\"'`](https?://[^\s\"'`<>\\]+)[\"'`]")
_METHOD: Final = re.compile(r"(?:-X|--request)[\s=]*[\"']?([A-Za-z]+)")
_HEADER: Final = re.compile(r"(?:-H|--header)[\s=]*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_KEY_HEADER: Final = re.compile(r"(?i:authorization|[\w-]*(?:api-?_?key|auth|token|access-?key|secret)[\w-]*)")
_SENT_KEY: Final = re.compile(r"(?i:authorization|(?!idempotency)[\w-]*(?:key|auth|token|secret)[\w-]*)")
"""Words in the names of key headers in a call; in prose, fewer words mean a header."""
_KEY_LINE: Final = re.compile(
    rf"""[\"'`]?(?P<name>{_KEY_HEADER.pattern})[\"'`]?\s*:\s*[f]?[\"'`]?(?P<value>(?:[A-Z][A-Za-z]+\s+)?[^\s\"'`]+)"""
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z-]*)\s+\S+")
_VIA: Final = re.compile(r"[\"'`]?([A-Za-z][\w-]*)[\"'`]?\s+header\b")
_LINE: Final = re.compile(rf"({'|'.join(HTTP_METHODS)})\s*:?\s*(\S+)")


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
    match = _LINE.fullmatch(re.sub(r"\s*/\s*", "/", re.sub(r"\x1f+", " ", text).strip()))
    bare_target = match[2] if match else ""
    if match is None or not (bare_target.startswith("/") or re.match("https?://", bare_target)):
        return None
    return match[1], bare_target


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

        # A URL in a header or in the data is not the URL of the call.
        called = next((url for url in urls if not _in_option(command, url.start())), urls[0])
        url = Stated(called[0].rstrip(",;"), place(called))
        found.urls.append(url)
        method = _METHOD.search(command)
        if method:
            found.shown_methods.append((url, Stated(method[1].upper(), place(method))))
        elif re.search(r"\s(?:-d|--data\S*|--json|-F|--form)\b", command):
            found.shown_methods.append((url, Stated("POST", Place(file, at))))
        for header in _HEADER.finditer(command):
            name, _, value = next(group for group in header.groups() if group is not None).partition(":")
            if _SENT_KEY.fullmatch(name.strip()):
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


def _in_option(command: str, position: int) -> bool:
    before = command[:position].replace("\\\n", " ")
    try:
        words = shlex.split(before)
    except ValueError:  # inside quotes
        words = shlex.split(before + '"') if before.count('"') % 2 else shlex.split(before + "'", posix=False)
    previous = words[-2:] if before and not before[-1].isspace() else words[-1:]
    return any(
        word in ("-H", "--header", "-d", "--data", "--data-raw", "--json", "-e", "--referer") for word in previous
    )


def read_program(text: str, file: str, line: int, found: Calls) -> None:
    """Read quoted URLs and headers in a block of code."""
    for offset, one in enumerate(text.split("\n")[:2_000]):
        place = Place(file, line + offset)
        for url in _QUOTED_URL.finditer(one[:2_000]):
            found.urls.append(Stated(url[1], place))
        read_key_line(one[:2_000], place, found, quoted=True)


def read_key_line(text: str, place: Place, found: Calls, *, quoted: bool = False) -> None:
    """Read a line such as `Authorization: Bearer YOUR_API_KEY`."""
    match = _KEY_LINE.search(text) if quoted else _KEY_LINE.fullmatch(text.strip().strip("`"))
    if match and (not quoted or match[0][0] in "\"'`"):
        found.authentication.append(Stated(_authentication(match["name"], match["value"]), place))


def read_key_prose(text: str, place: Place, found: Calls) -> None:
    """Read a sentence such as "requires API key authentication via the X-API-KEY header"."""
    if not re.search(r"\b(?:auth\w*|api[\s-]keys?|tokens?|credentials?|bearer)\b", text, re.IGNORECASE):
        return
    for match in _VIA.finditer(text):
        if _KEY_HEADER.fullmatch(match[1]) or re.match(r"X-|x-", match[1]):
            bearer = re.search(r"\bbearer\b", text, re.IGNORECASE)
            found.authentication.append(Stated(Authentication(match[1], "bearer" if bearer else None), place))


def _authentication(name: str, value: str) -> Authentication:
    match = _SCHEME.fullmatch(value.strip())
    return Authentication(name.strip(), match[1].lower() if match else None)
