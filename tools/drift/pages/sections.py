"""Sections of a page, recognized by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Literal, TypeAlias

from ...contract.facts import SUCCESS

SectionKind: TypeAlias = Literal[
    "path", "query", "header", "cookie", "parameters", "body", "response", "errors", "authentication", "endpoint",
    "example", "request_example", "other",
]  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A part of a page."""

    kind: SectionKind
    status: str = SUCCESS
    """The status of a response or an error."""
    level: int = 0
    """The level of its heading; 0 in plain text."""
    required: bool | None = None
    """Whether its heading says that the fields are required, or optional."""


_EXACT: Final[dict[str, SectionKind]] = {
    **dict.fromkeys(
        ("path parameters", "path parameter", "path params", "path variables", "route parameters", "path"), "path",
    ),
    **dict.fromkeys(
        ("query parameters", "query parameter", "query params", "query string parameters", "query string", "query",
         "filters", "available filters"),
        "query",
    ),
    **dict.fromkeys(("headers", "header parameters", "request headers", "header"), "header"),
    **dict.fromkeys(("cookies", "cookie parameters"), "cookie"),
    **dict.fromkeys(
        ("parameters", "request parameters", "arguments", "params", "url parameters", "url params", "uri parameters",
         "url parameter", "uri parameter", "available fields"), "parameters",
    ),
    **dict.fromkeys(
        ("body", "request body", "body parameters", "body params", "request body parameters", "json body",
         "json body schema", "body schema", "json body fields", "required json body fields",
         "optional json body fields", "required fields", "optional fields", "request fields", "post body parameters",
         "json parameters", "json params", "form parameters", "form data", "request json object",
         "request json array of objects"), "body",
    ),
    **dict.fromkeys(
        ("response", "responses", "response body", "response fields", "returns", "response parameters",
         "response schema", "response object", "response attributes", "success response", "attributes",
         "response json object", "response json array of objects"), "response",
    ),
    **dict.fromkeys(("error responses", "errors", "error codes", "error response", "error handling"), "errors"),
    **dict.fromkeys(("authentication", "authorization", "authorizations", "auth"), "authentication"),
    **dict.fromkeys(("endpoint", "http request", "api endpoint"), "endpoint"),
    **dict.fromkeys(("response example", "example response", "response examples", "sample response"), "example"),
    **dict.fromkeys(
        ("request", "request example", "example request", "examples", "example", "basic request", "using in code",
         "usage"),
        "request_example",
    ),
    **dict.fromkeys(
        ("overview", "use cases", "notes", "related", "see also", "next steps", "response headers",
         "documentation index", "status codes", "response codes", "http status codes", "response status codes"),
        "other",
    ),
}  # fmt: skip

_MARKED: Final[tuple[tuple[str, SectionKind], ...]] = (
    (r"\berrors?\b", "errors"),
    (r"\bresponses?\b.*\bheaders?\b", "other"),
    (r"\b(?:sample|example)s?\b.*\b(?:response|answer|output)\b|\b(?:response|answer|output)s?.*(?:example|sample)s?\b",
     "example"),
    (r"\bresponse\b.*\b(?:arguments?|param\w*|attributes?|fields?|propert\w+|values?|keys)\b", "response"),
    (r"\b(?:path|route)\b.*(?:param|variable|argument)", "path"),
    (r"\b(?:url|uri)\b.*(?:param|variable|argument)", "parameters"),
    (r"\bquery\b", "query"),
    (r"\bheaders?\b", "header"),
    (r"\bcookies?\b", "cookie"),
    (r"\bresponse\b.*\bbody\b|\bresponse payload\b", "response"),
    (r"\b(?:body|payload)\b", "body"),
    (r"\bauth\w*\b|\bapi keys?\b", "authentication"),
    (r"\bendpoints?\b|\bhttp request\b", "endpoint"),
    (r"\b(?:sample|example)s?\b|\bcode\b|\bcurl\b", "request_example"),
    (r"\b(?:param\w*|arguments?|inputs?)\b", "parameters"),
    ((r"\b(?:responses?|returns?|answers?|outputs?|results?|fields?|attributes?|properties|object|reply|"
      r"what (?:you get|comes) back)\b"), "response"),
)  # fmt: skip

_REQUIRED: Final = re.compile(
    r"(?P<mark>required|optional)\s+(?!.*\bresponse\b)(?:(?P<body>(?:json|request)?\s*(?:body|json|form))\s+)?"
    r"(?:[a-z]+\s+)?(?:attributes|fields|param\w*|arguments|properties)"
)
_STATUS: Final = re.compile(
    r"(?:http\s*)?(?:status\s*)?(?:code\s*)?:?\s*`?(?P<status>[1-5]\d\d)`?(?![\d.])(?:\s*[-–—:·(,]\s*.*|\s+\D.*)?\s*",
    re.IGNORECASE,
)
_PHRASES: Final = sorted(
    ((one.phrase.lower(), str(one.value)) for one in HTTPStatus if one.value >= 400), key=lambda entry: -len(entry[0])
)


def section_of(text: str, *, level: int) -> Section | None:
    """Read a heading as the beginning of a section; None if its meaning is unknown. Level 0 is a line of plain text."""
    bare = re.sub(r"^[\d.]+\s+(?=\D)", "", text.strip().strip("#:*").strip()).casefold()
    marked = _REQUIRED.fullmatch(bare)
    required = marked["mark"] == "required" if marked else None
    if bare in _EXACT:
        return Section(_EXACT[bare], level=level, required=required)
    if marked and level:
        return Section("body" if marked["body"] else "parameters", level=level, required=required)
    if status := status_of(text, strict=level == 0):
        return Section("response" if status[0] in "123" else "errors", status, level)
    if level and len(bare) < 80:
        for pattern, kind in _MARKED:
            if re.search(pattern, bare):
                return Section(kind, level=level)
    return None


def status_of(text: str, *, strict: bool) -> str | None:
    """Read a status: `404`, `404 Not Found`, `HTTP 404: no such request`.

    Args:
        text: The line.
        strict: Whether a number must be followed by its phrase, a dash or nothing.
    """
    match = _STATUS.fullmatch(text.strip())
    if match is None or match["status"] not in _KNOWN:
        return None
    rest = text.strip()[match.end("status") :].strip("` ")
    if strict and rest and rest[0] not in "-–—:(" and not rest.lower().startswith(_KNOWN[match["status"]][:4]):
        return None
    return match["status"]


_KNOWN: Final = {str(one.value): one.phrase.lower() for one in HTTPStatus} | {"529": "overloaded", "524": "a timeout"}


def status_by_name(title: str) -> str | None:
    """Read a status from its phrase: `Request Not Found` is 404."""
    bare = " ".join(re.findall(r"[a-z]+", title.casefold()))
    if "rate limit" in bare:
        return "429"
    return next((status for phrase, status in _PHRASES if re.search(rf"\b{phrase}\b", bare)), None)
