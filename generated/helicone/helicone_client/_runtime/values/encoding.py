# Copied from runtime/values/encoding.py by `nox -s generate`. Do not edit.
"""What goes into a request: path segments, query, headers and bodies, checked before anything is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4

from ..errors import InvalidArgumentError
from ..types import UNSET
from .json_values import is_array, is_object, is_sequence
from .secret import Secret
from .sent_files import SentFiles

# RFC 9110: a token; and visible ASCII with spaces and tabs within. A line break would end the header and begin another.
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_HEADER_VALUE: Final = re.compile(r"(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?").fullmatch


class Body(NamedTuple):
    """A request's body, encoded once so that each attempt sends the same bytes."""

    content: bytes
    """Empty if there is an `upload`."""
    content_type: str
    upload: SentFiles | None = None
    """What is sent instead, if it has files: their bytes are read while they are sent."""

    def __repr__(self) -> str:
        shown = f"{len(self.content)} bytes" if self.upload is None else "an upload"
        return f"{type(self).__name__}({shown} of {self.content_type})"


def path_segment(value: str, name: str) -> str:
    """Quote an id so that it stays within its path segment.

    Raises:
        InvalidArgumentError: It is empty, `.` or `..`, which would name another path; or no string.
    """
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"{name} must be a string, not {type(value).__name__}")
    if value in ("", ".", ".."):
        raise InvalidArgumentError(f"{name} must not be {value!r}: it would ask for another path")
    if not can_be_encoded(value):
        raise InvalidArgumentError(f"{name} holds a character that cannot be encoded as UTF-8")
    return quote(value, safe="")


def integer_segment(value: int, name: str, *, minimum: float | None = None, maximum: float | None = None) -> str:
    """An integer as a path segment.

    Raises:
        InvalidArgumentError: It is no integer, or outside of its bounds.
    """
    if not isinstance(value, int) or isinstance(value, bool):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        raise InvalidArgumentError(f"{name} must be an integer, not {type(value).__name__}")
    check_bounds(value, name, minimum=minimum, maximum=maximum)
    return str(int(value))


def segment_of(value: object, name: str) -> str:
    """A path segment of any scalar."""
    return path_segment(_scalar(value), name)


def check_bounds(value: object, name: str, *, minimum: float | None = None, maximum: float | None = None) -> None:
    """Hold a number to the bounds of the provider's documentation.

    Raises:
        InvalidArgumentError: It is outside of them.
    """
    if not isinstance(value, (int, float)):
        return
    if minimum is not None and value < minimum:
        raise InvalidArgumentError(f"{name} must be at least {minimum}, not {value}")
    if maximum is not None and value > maximum:
        raise InvalidArgumentError(f"{name} must be at most {maximum}, not {value}")


def query_pairs(*parameters: tuple[str, Any]) -> tuple[tuple[str, str], ...]:
    """Query parameters as pairs; what is None or was not set is left out, an array repeats its name."""
    pairs: list[tuple[str, str]] = []
    for name, value in parameters:
        if value is None or value is UNSET:
            continue
        plain = to_json(value, name)
        if is_object(plain):
            pairs += query_pairs(*plain.items())
        elif is_array(plain):
            pairs += [(name, _query_text(name, item)) for item in plain]
        else:
            pairs.append((name, _query_text(name, plain)))
    return tuple(pairs)


def _query_text(name: str, value: object) -> str:
    text = _scalar(value)
    if not can_be_encoded(text):
        raise InvalidArgumentError(f"{name} holds a character that cannot be encoded as UTF-8")
    return text


def can_be_encoded(text: str) -> bool:
    """Whether a text can be sent: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def delimited(value: Any, delimiter: str) -> Any:
    """An array as one query value (`explode: false`)."""
    plain = to_json(value) if value is not UNSET else UNSET
    return delimiter.join(_scalar(item) for item in plain) if is_array(plain) else plain


def header_fields(*fields: tuple[str, Any]) -> dict[str, str]:
    """Header fields; what is None or was not set is left out.

    Raises:
        InvalidArgumentError: A value holds a line break or another control character.
    """
    headers: dict[str, str] = {}
    for name, value in fields:
        if value is None or value is UNSET:
            continue
        headers[name] = checked_header(name, _scalar(value))
    return headers


def secret_fields(*fields: tuple[str, Any]) -> tuple[tuple[str, Secret], ...]:
    """Header fields whose values the document calls secret; what is None or was not set is left out.

    Raises:
        InvalidArgumentError: A value cannot be sent. The message does not show it.
    """
    secrets: list[tuple[str, Secret]] = []
    for name, value in fields:
        if value is None or value is UNSET:
            continue
        secret = value if isinstance(value, Secret) else Secret(checked_header(name, value))
        secrets.append((name, secret))
    return tuple(secrets)


def check_option(value: object, name: str) -> None:
    """Check that a call, or its client, has a value for an option that the operation needs.

    Raises:
        InvalidArgumentError: It has none.
    """
    if value is None or value is UNSET:
        raise InvalidArgumentError(f"{name} is missing: pass it to this call, or to the client")


def checked_header(name: str, value: str) -> str:
    """The header's value as it is.

    Raises:
        InvalidArgumentError: It is no string, or no name or value that a header may have. The message does not show the
            value.
    """
    if not isinstance(name, str) or not _HEADER_NAME(name):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"a header's name must be a word of letters, digits and hyphens, not {name!r:.80}")
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        raise InvalidArgumentError(f"the value of the header {name} must be a string, not {type(value).__name__}")
    if not _HEADER_VALUE(value):
        raise InvalidArgumentError(
            f"the header {name} holds a line break or another character that no header may hold, "
            "or begins or ends with a space"
        )
    return value


def further_fields(extra_body: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the caller gives for a body beside its named arguments, without what was not set.

    Raises:
        InvalidArgumentError: It is no mapping of names.
    """
    given = cast("object", extra_body)  # callers may not check types
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in cast("Mapping[object, Any]", given)):
        raise InvalidArgumentError("extra_body must be a mapping of names to what is sent under them")
    return {name: value for name, value in cast("Mapping[str, Any]", given).items() if value is not UNSET}


def check_given_once(further: Mapping[str, Any], named: Mapping[str, object]) -> None:
    """Hold further fields to names that no argument has given: which of two values is meant, nobody can know.

    Raises:
        InvalidArgumentError: A name is given both ways.
    """
    for name, value in named.items():
        if name in further and value is not UNSET:
            raise InvalidArgumentError(f"extra_body must not hold {name!r}, which is given as an argument too")


def idempotency_key(value: object, further: object = None, *, longest: int | None = None) -> str:
    """The caller's idempotency key, from an argument or from further fields, or one that nobody has used.

    Raises:
        InvalidArgumentError: It is empty, too long, no string, or given both ways.
    """
    if further is not None and further is not UNSET:
        if value is not None and value is not UNSET:
            raise InvalidArgumentError(
                "extra_body must not hold the idempotency key, which is given as an argument too"
            )
        value = further
    if value is None or value is UNSET:
        return str(uuid4())
    if not isinstance(value, str) or not value:
        raise InvalidArgumentError(f"idempotency_key must be a string that is not empty, not {value!r}")
    if longest is not None and len(value) > longest:
        raise InvalidArgumentError(f"idempotency_key must have at most {longest} characters, not {len(value)}")
    return value


def cookie_header(*cookies: tuple[str, Any]) -> dict[str, str]:
    """Cookie parameters as one header."""
    pairs = query_pairs(*cookies)
    return {"Cookie": "; ".join(f"{quote(name)}={quote(value)}" for name, value in pairs)} if pairs else {}


def json_body(
    value: Any,
    content_type: str = "application/json",
    *,
    name: str = "",
    fixed: Mapping[str, Any] = MappingProxyType({}),
) -> Body | None:
    """A body of JSON; None when it was not set.

    Args:
        value: The body.
        content_type: Its media type.
        name: The name of the argument that is the whole body.
        fixed: Members that the body has whatever else it holds.
    """
    if value is UNSET and not fixed:
        return None
    try:
        plain: Any = {} if value is UNSET else to_json(value, name) if name else to_json(value)
        if fixed and is_object(plain):
            plain.update(fixed)
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return Body(text.encode(), content_type)
    except InvalidArgumentError:
        raise
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(f"the body cannot be written as JSON: {error}") from None


def form_body(value: Any, *, deep: Collection[str] = ()) -> Body | None:
    """A body of form fields; None when it was not set. What is in the fields `deep` is named as in `deep_pairs`."""
    if value is UNSET:
        return None
    pairs: list[tuple[str, str]] = []
    for name, item in to_json(value).items():
        pairs += deep_pairs(name, item) if name in deep else query_pairs((name, item))
    return Body(urlencode(pairs).encode(), "application/x-www-form-urlencoded")


def deep_pairs(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    """An object as pairs that are named `name[key]`, and an array as pairs that are named `name[0]` (`deepObject`)."""
    if value is None or value is UNSET:
        return ()
    plain = to_json(value, name)
    if is_object(plain):
        return tuple(pair for key, item in plain.items() for pair in deep_pairs(f"{name}[{key}]", item))
    if is_array(plain):
        return tuple(pair for index, item in enumerate(plain) for pair in deep_pairs(f"{name}[{index}]", item))
    return ((name, _scalar(plain)),)


def text_body(value: Any, content_type: str = "text/plain") -> Body | None:
    """A body of text; None when it was not set.

    Raises:
        InvalidArgumentError: It is no string, or holds a character that its charset does not have.
    """
    if value is UNSET:
        return None
    if not isinstance(value, str):
        raise InvalidArgumentError(f"the body must be a string, not {type(value).__name__}")
    given = re.search(r";\s*charset\s*=\s*\"?([A-Za-z0-9._:-]+)", content_type, re.IGNORECASE)
    try:
        content = value.encode(given[1] if given else "utf-8")
    except (LookupError, UnicodeEncodeError):
        raise InvalidArgumentError("the body holds a character that its charset does not have") from None
    return Body(content, content_type if given else f"{content_type}; charset=utf-8")


def to_json(value: Any, *place: str | int) -> Any:
    """A value as JSON has it: models become objects, times RFC 3339 texts.

    Args:
        value: What shall be sent.
        place: Names and indices under which it stands, for the message.

    Raises:
        InvalidArgumentError: It is nothing that JSON has.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if is_object(value):
        return {str(key): to_json(item, *place, str(key)) for key, item in value.items() if item is not UNSET}
    if is_sequence(value):
        return [to_json(item, *place, index) for index, item in enumerate(value)]
    if isinstance(value, Mapping):  # what callers may have instead of a dict
        return to_json(dict(cast("Mapping[object, Any]", value)), *place)
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
    to_dict = getattr(value, "to_dict", None)
    if to_dict is None:
        raise InvalidArgumentError(f"{where or 'the value'} is of type {type(value).__name__}, which cannot be sent")
    try:
        members = to_dict()
    except InvalidArgumentError as error:  # its text begins with the path inside of the model
        raise InvalidArgumentError(f"{where}.{error}" if where else str(error)) from None
    return to_json(members, *place)


def rfc3339(value: datetime) -> str:
    """A timestamp as RFC 3339 writes it, with `Z` for UTC. A naive one is taken as UTC."""
    text = value.isoformat()
    if value.tzinfo is None:
        return text + "Z"
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    plain = to_json(value)
    return json.dumps(plain) if isinstance(plain, (dict, list)) else str(plain)
