# Copied from runtime/http/failures.py by `nox -s generate`. Do not edit.
"""Make the error for an answer that reports a failure."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

from ..errors import APIStatusError, ResponseDecodeError, status_error_class
from ..values.json_values import is_array, is_object, member
from ..values.secret import MASK
from .call import Answer
from .configuration import Provider, Refusal

_LONGEST_MESSAGE: Final = 500
_LONGEST_TEXT: Final = 200
_LONGEST_HEAD: Final = 20_000
"""Characters of a page in which its title is looked for."""

_TITLE: Final = re.compile(r"<title[^<>]{0,200}>([^<>]{0,500})</title", re.IGNORECASE).search
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_MARKUP: Final = r"<\s*(?:!doctype|html|head|body|\?xml|[a-z][a-z0-9]*[\s>/])"


def status_error(
    provider: Provider, answer: Answer, *, redirect: str | None = None, is_secret: bool = False
) -> APIStatusError:
    """The error of an answer whose status is no success.

    Args:
        provider: Where the answer comes from.
        answer: The answer, without secrets.
        redirect: What to say about a redirect that was not followed.
        is_secret: Whether the body may be a secret: then only what it says to people is kept.
    """
    body = _body(answer)
    told = None if is_secret and not is_object(body) else message_of(body)
    message = told or _standard_phrase(answer.status_code) or _title(body) or _phrase(answer.status_code)
    return status_error_class(answer.status_code)(
        message if redirect is None else f"{message}, {redirect}",
        status_code=answer.status_code,
        headers=answer.headers,
        body=MASK if is_secret else body,
        code=_code(body),
        request_id=request_id(provider, answer),
    )


def refusal_error(provider: Provider, answer: Answer, refusal: Refusal, *, is_secret: bool = False) -> APIStatusError:
    """The error of an answer that says no with a success status."""
    body = _body(answer)
    return refusal.error(
        refusal.message or _standard_phrase(answer.status_code) or _phrase(answer.status_code),
        status_code=answer.status_code,
        headers=answer.headers,
        body=MASK if is_secret else body,
        code=_code(body),
        request_id=request_id(provider, answer),
    )


def message_of(body: Any) -> str | None:
    """What went wrong, in the server's words; None when it has none that a person would read.

    The first of `error.message`, `message`, `error`, `detail` (flattened), and short plain text.
    """
    if is_object(body):
        error = body.get("error")
        for candidate in (member(error, "message"), body.get("message"), error, _flattened(body.get("detail"))):
            if isinstance(candidate, str) and candidate.strip() and not _is_markup(candidate):
                return _shortened(candidate)
        return None
    if isinstance(body, str) and 0 < len(body.strip()) <= _LONGEST_TEXT and not _is_markup(body):
        return _shortened(body) if body.strip().replace("\n", " ").isprintable() else None
    return None


def _flattened(detail: Any) -> str | None:
    """FastAPI's `detail`: a text, or a list of `{loc, msg, type}`."""
    if not is_array(detail):
        return detail if isinstance(detail, str) else None
    lines: list[str] = []
    for item in detail:
        location, what = member(item, "loc"), member(item, "msg")
        where = ".".join(str(part) for part in location) if is_array(location) else ""
        if isinstance(what, str):
            lines.append(f"{where}: {what}" if where else what)
        elif isinstance(item, str):
            lines.append(item)
    return "; ".join(lines) or None


def _body(answer: Answer) -> Any:
    try:
        return answer.json()
    except ResponseDecodeError:
        return answer.content.decode("utf-8", "replace")


def _code(body: Any) -> str | None:
    code = member(member(body, "error"), "code")
    code = member(body, "code") if code is None else code
    if isinstance(code, bool) or not isinstance(code, (str, int)):
        return None
    return str(code)


def request_id(provider: Provider, answer: Answer) -> str | None:
    """The id under which the server logged the request, if it says so."""
    for name in provider.request_id_headers:
        value = answer.headers.get(name)
        if value:
            return value
    return None


def _is_markup(text: str) -> bool:
    return re.search(_MARKUP, text, re.IGNORECASE) is not None


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"


def _standard_phrase(status_code: int) -> str | None:
    """A status in the words of its standard; None for one that no standard knows, such as Cloudflare's 524."""
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return None


def _phrase(status_code: int) -> str:
    return "Server error" if 500 <= status_code <= 599 else "Unexpected status"


def _title(body: Any) -> str | None:
    """The title of a page, such as `api.example | 524: A timeout occurred`."""
    found = _TITLE(body[:_LONGEST_HEAD]) if isinstance(body, str) else None
    title = "" if found is None else re.sub(r"&[a-z#0-9]{2,5};", lambda entity: _ENTITIES.get(entity[0], ""), found[1])
    title = " ".join(title.split())
    return _shortened(title) if title.isprintable() and not _is_markup(title) and title else None
