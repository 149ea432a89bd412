"""The text from which a list can be continued later, by another process too."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any, Final

from ..errors import InvalidArgumentError
from ..http.call import Call
from ..values.json_values import is_array
from .pagination import Pagination, Walk, is_position

_VERSION: Final = 1
_UNFIT: Final = "resume must be the resume_token of a page, unchanged"


def resume_token(walk: Walk, digest: str) -> str:
    """Write where a list continues.

    The token holds the provider's cursor, and no argument of the call: of those it has only a digest.
    """
    parts = [_VERSION, digest, walk.position, walk.skip, walk.before]
    return urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def resumed_walk(token: object, digest: str, call: Call, scheme: str, max_items: int | None) -> Walk:
    """Read where a list continues.

    Raises:
        InvalidArgumentError: It is not such a token, or it comes from a call with other arguments.
    """
    parts = _parts(token)
    if parts is None:
        raise InvalidArgumentError(_UNFIT)
    _, of_token, position, skip, before = parts
    if of_token != digest:
        raise InvalidArgumentError(
            f"resume is the token of another list: it continues a call of {call.called} with the same arguments"
        )
    if position is not None and scheme != "cursor" and type(position) is not int:
        raise InvalidArgumentError(_UNFIT)
    return Walk(position, before=before, skip=skip, left=max_items)


def digest_of(call: Call, pagination: Pagination) -> str:
    """A digest of what a call asks for, apart from the page."""
    if pagination.parameter:
        call = call.with_argument(pagination.parameter, None, in_body=pagination.in_body)
    body = b"" if call.body is None else call.body.content
    parts = [call.operation, call.path, *map("=".join, call.query)]
    return sha256("\n".join(parts).encode() + b"\n" + body).hexdigest()[:16]


def _parts(token: object) -> list[Any] | None:
    if not isinstance(token, str):
        return None
    try:
        parts: object = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, RecursionError):
        return None
    if not is_array(parts) or len(parts) != 5 or type(parts[0]) is not int or parts[0] != _VERSION:
        return None
    _, digest, position, skip, before = parts
    known = isinstance(digest, str) and is_position(position) and _is_count(skip)
    return parts if known and (before is None or _is_count(before)) else None


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 63
