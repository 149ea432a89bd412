"""Calls that a page shows, and lines that state the method, the path, the server or the API key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...contract.facts import Authentication, Place, Stated

HTTP_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_URL: Final = re.compile(r"https?://(?:[^\s\"'`<>\\)]|<\w+>)+")
_QUOTED_URL: Final = re.compile(r"[\"'`](https?://(?:[^\s\"'`<>\\]|<\w+>)+)[\"'`]")
_METHOD: Final = re.compile(r"(?:-X|--request)[\s=]*[\"']?([A-Za-z]+)")
_HEADER: Final = re.compile(r"(?:-H|--header)[\s=]*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_NAME: Final = re.compile(r"[\w-]{1,100}+")
_KEY_WORDS: Final = re.compile(r"api-?_?key|auth(?!ors?\b)|token|access-?key|secret", re.IGNORECASE)
_SENT_KEY_WORDS: Final = re.compile(r"key|auth(?!ors?\b)|token|secret", re.IGNORECASE)
"""Words in the names of key headers in a call; in prose, fewer words mean a header."""
_KEY_LINE: Final = re.compile(
    r"""["'`]?+(?<![\w-])(?P<name>[\w-]++)["'`]?+\s*+:\s*+f?["'`]?+(?P<value>(?:[A-Z][A-Za-z]++\s++)?[^\s"'`]++)"""
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z-]*)\s+\S+")
_VIA: Final = (
    re.compile(r"(?<![\w-])([A-Za-z][\w-]*+)[\"'`]?+\s++header\b"),
    re.compile(r"\bheader\s++[\"'`]?+([A-Za-z]\w*+(?:-\w++)++)"),
)
"""A header in a sentence: "the X-API-KEY header", "the header X-API-KEY"."""
_SHELL_WORD: Final = re.compile(r"""(?:[^\s"'\\]|\\.|\\\Z|"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|'[^']*+(?:'|\Z))++""", re.DOTALL)
_WITH_OTHER_URLS: Final = frozenset({"-H", "--header", "-d", "--data", "--data-raw", "--json", "-e", "--referer"})
_HTTPIE: Final = re.compile(
    rf"\s*(?:\$\s+)?https?\s+(?:-\S+\s+){{0,9}}(?:({'|'.join(HTTP_METHODS)})\s+)?[\"']?(?=https?://)"
)
"""The beginning of a call with HTTPie."""
_BEFORE_PATH: Final = re.compile(
    r"^(?:<%=?[^<>%]*%>|<[\w.-]+>|\{{1,2}\s*[\w.-]+\s*\}{1,2}|\$\{?\w+\}?|\[[\w.-]+\]|[A-Z][A-Z0-9_]+)(?=/)"
)
"""A placeholder for the server before a path: `<%= url %>/v1`, `{{host}}/v1`, `SITE_ROOT/v1`."""
_PLACEHOLDER: Final = re.compile(r"<([\w.-]+)>|\{\{\s*([\w.-]+)\s*\}\}|\$\{?(\w+)\}?|\((?:\w+:)?(\w+)\)")
"""A parameter of a path: `<id>`, `{{id}}`, `$id`, `(string:id)`."""
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
    one_line = re.sub(r"<%=?\s*([\w.]+)\s*%>", r"<\1>", " ".join(text.replace("\x1f", " ").split()))
    match = _LINE.fullmatch(re.sub(r" ?/ ?", "/", one_line))
    target = _BEFORE_PATH.sub("", match[2], count=1) if match else ""
    if match is None or not (target.startswith("/") or re.match("https?://", target)):
        return None
    return match[1].upper(), template(target)


def template(target: str) -> str:
    """Write the parameters of a path or a URL in braces, however the page writes them."""
    return _PLACEHOLDER.sub(lambda match: "{" + next(one for one in match.groups() if one is not None) + "}", target)


def read_call(text: str, file: str, line: int, found: Calls) -> bool:
    """Read a code block with commands of curl or HTTPie.

    Returns:
        Whether it has one.
    """
    if not re.search(r"\bcurl\b", text) and _HTTPIE.match(text) is None:
        return False
    for start, command in _commands(text):
        urls = list(_URL.finditer(command))
        at = line + start

        def place(match: re.Match[str], command: str = command, at: int = at) -> Place:
            return Place(file, at + command.count("\n", 0, match.start()))

        if urls:
            called = _called_url(command, urls)
            url = Stated(template(called[0].rstrip(",;")), place(called))
            found.urls.append(url)
            if (method := method_of(command)) is not None:
                found.shown_methods.append((url, Stated(method, place(_METHOD.search(command) or called))))
        if _HTTPIE.match(command):
            for offset, one in enumerate(command.split("\n")):
                read_key_line(one, Place(file, at + offset), found, quoted=True)
        for header in _HEADER.finditer(command):
            name, _, value = next(group for group in header.groups() if group is not None).partition(":")
            if _is_key(name.strip(), _SENT_KEY_WORDS) and not name.strip().lower().startswith("idempotency"):
                found.authentication.append(Stated(_authentication(name, value), place(header)))
    return True


def method_of(command: str) -> str | None:
    """The method of a command; None if it names none and sends nothing."""
    if (httpie := _HTTPIE.match(command)) is not None:
        sends = re.search(r"\s[\"']?[\w.-]+:?=[^=]", command[httpie.end() :]) is not None
        return httpie[1] or ("POST" if sends else None)
    if (named := _METHOD.search(command)) is not None:
        return named[1].upper()
    return "POST" if re.search(r"\s(?:-d|--data\S*|--json|-F|--form)\b", command) else None


def first_call(text: str) -> tuple[str, str] | None:
    """The method and the URL of the first command of curl or HTTPie in a block of code."""
    for _, command in _commands(text):
        if urls := list(_URL.finditer(command)):
            return method_of(command) or "GET", template(_called_url(command, urls)[0].rstrip(",;"))
    return None


def _commands(text: str) -> Iterator[tuple[int, str]]:
    """Iterate over curl commands, each with the number of lines before it."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if not re.match(r"\s*(?:\$\s*)?curl\b", lines[at]) and _HTTPIE.match(lines[at]) is None:
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
    for match in (match for pattern in _VIA for match in pattern.finditer(text)):
        if _is_key(match[1], _KEY_WORDS) or re.match(r"X-|x-", match[1]):
            bearer = re.search(r"\bbearer\b", text, re.IGNORECASE)
            found.authentication.append(Stated(Authentication(match[1], "bearer" if bearer else None), place))


def is_key(name: str) -> bool:
    """Whether a header carries an API key, by its name."""
    return _is_key(name, _KEY_WORDS)


def _is_key(name: str, words: re.Pattern[str]) -> bool:
    return _NAME.fullmatch(name) is not None and words.search(name) is not None


def _authentication(name: str, value: str) -> Authentication:
    match = _SCHEME.fullmatch(re.sub(r"<[^<>]*>|\{\{[^{}]*\}\}", "value", value.strip()))
    return Authentication(name.strip(), match[1].lower() if match else None)
