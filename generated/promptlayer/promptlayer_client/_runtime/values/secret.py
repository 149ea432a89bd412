# Copied from runtime/values/secret.py by `nox -s generate`. Do not edit.
"""Secrets, and texts without them.

Two kinds of values are hidden in all that people and tools read: the API key, and what makes a link a signed one. The
values themselves stay where the program needs them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, cast

from .json_values import is_array, is_object

V = TypeVar("V")

MASK: Final = "**********"

_SHORT: Final = 8
"""Characters. Keys that providers give out have several times as many."""

SECRET_PARAMETERS: Final = frozenset(
    {
        *("__token__", "access_token", "api-key", "api_key", "apikey", "auth", "auth_key", "authorization"),
        *("awsaccesskeyid", "client_secret", "googleaccessid", "hdnea", "hdntl", "hdnts", "hmac", "id_token", "jwt"),
        *("key-pair-id", "md5", "ossaccesskeyid", "passwd", "password", "policy", "q-signature", "refresh_token"),
        *("secret", "sig", "sign", "signature", "token", "verify", "x-amz-credential", "x-amz-security-token"),
        *("x-amz-signature", "x-cos-security-token", "x-goog-credential", "x-goog-signature", "x-oss-credential"),
        *("x-oss-security-token", "x-oss-signature"),
    }
)
"""Parameters of a query, in lower case, whose values are secret wherever they stand: those by which storages and media
hosts recognize a signed link, and the common names of keys."""

# A parameter in a text: as it is, or as JSON, HTML or another URL's query writes it. The repetition is possessive and
# bounded in how far it looks ahead, so that no text takes longer than its length.
_SECRET_PARAMETER: Final = re.compile(
    r"((?:[?&#]|\\u00(?:26|3f|23)|%(?:25){0,3}(?:26|3f|23))"
    r"(?:amp;|#38;)?"
    rf"(?:{'|'.join(map(re.escape, sorted(SECRET_PARAMETERS)))})"
    r"(?:=|\\u003d|%(?:25){0,3}3d))"
    r"(?:[^\s&\"'<>\\#%`]|%(?!(?:25){0,3}(?:26|23))|\\(?!\\{0,7}[\"']|u00(?:26|3c|3e|22|27|23)))++",
    re.IGNORECASE,
)


def masked_links(text: str) -> str:
    """`text` with asterisks for what signs the links in it."""
    return _SECRET_PARAMETER.sub(rf"\1{MASK}", text) if "=" in text or "3d" in text or "3D" in text else text


def masked_in(value: Any, masked: Callable[[str], str]) -> Any:
    """What `masked` makes of the texts in a JSON value, the names of members included; bytes are read as Latin-1."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, bytes):
        # Each byte is a character here, so that what is no text stays as it was.
        return masked(value.decode("latin-1")).encode("latin-1")
    try:
        if is_array(value):
            return [masked_in(item, masked) for item in value]
        if is_object(value):
            return {masked(name): masked_in(item, masked) for name, item in value.items()}
    except RecursionError:
        return MASK
    return value


class Hidden(Generic[V]):
    """A value that prints as asterisks."""

    __slots__ = ("_value",)

    def __init__(self, value: V) -> None:
        self._value = value

    def reveal(self) -> V:
        """The value itself. Use it in an expression; a variable would show it in a traceback with locals."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hidden) and bool(self._value == cast("Hidden[object]", other)._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}('{MASK}')"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        raise TypeError("a secret is not pickled")

    def __copy__(self) -> Hidden[V]:
        return self

    def __deepcopy__(self, memo: object) -> Hidden[V]:
        return self


class Secret(Hidden[str]):
    """An API key, or another secret text that may come back in what a server sends."""

    __slots__ = ("_others",)

    def __init__(self, value: str, *others: Secret) -> None:
        super().__init__(value)
        self._others = others

    def masking_too(self, *others: Secret) -> Secret:
        """The same secret, which masks others in a text too."""
        return Secret(self._value, *dict.fromkeys((*self._others, *others)))

    def masked(self, text: str) -> str:
        """`text` with asterisks where the secret stood, in whatever way it is written, and where a link is signed."""
        return masked_links(self.masked_itself(text))

    def masked_bytes(self, content: bytes) -> bytes:
        """`content` with asterisks where `masked` has them."""
        masked: bytes = masked_in(content, self.masked)
        return masked

    def masked_itself(self, text: str) -> str:
        """`text` with asterisks where the secret stood, in whatever way JSON, a URL, a page or base64 may write it.

        A very short one, such as tests use, is masked only where it stands alone, not as a part of other words.
        """
        for other in self._others:
            text = other.masked_itself(text)
        if not self._value:
            return text
        escaped = any(sign in text for sign in "\\%&")
        if len(self._value) < _SHORT:
            packed = [b64encode(f"{start}{self._value}{end}".encode()).decode() for start, end in _AROUND]
            ways = ["".join(map(_written, self._value)), *map(re.escape, packed)]
            return re.sub(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", MASK, text)
        text = text.replace(self._value, MASK)
        for part in _packed(self._value):
            text = _without_run(text, part)
            if escaped and ("/" in part or "+" in part):
                text = re.sub("".join(_written(one) if one in "+/" else one for one in part), MASK, text)
        return re.sub("".join(map(_written, self._value)), MASK, text) if escaped else text


_AROUND: Final = (("", ""), ("", ":"), ("Bearer ", ""))
"""What headers that are packed in base64 have around a key."""

_BASE64: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_REST_OF_RUN: Final = re.compile(r"[A-Za-z0-9+/_-]*+=*").match
_URL_SAFE: Final = str.maketrans("+/", "-_")

_NAMED: Final = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


def _written(character: str) -> str:
    """A pattern for a visible character as it is, or as JSON (also within JSON), URLs and HTML may write it.

    Each way begins with one character, by which `re` finds quickly where to look; and backslashes are bounded in
    number, so that a page of nothing else takes no longer than it must.
    """
    code = ord(character)
    backslash = "\\"
    named = f"|{_NAMED[character]};" if character in _NAMED else ""
    return (
        rf"(?:{re.escape(character)}"
        rf"|\\{{0,7}}{'' if character == backslash else '+'}(?:{re.escape(character)}|u00(?i:{code:02x}))"
        rf"|%(?i:{code:02x})"
        rf"|&(?:#0{{0,4}}{code};|#(?i:x)0{{0,4}}(?i:{code:02x});{named}))"
    )


def _packed(text: str) -> set[str]:
    """What base64 makes of a text, wherever it stands in what is packed, without the characters at its ends.

    Three bytes become four characters, so there are three ways, each in the two alphabets of base64. The characters at
    the ends also depend on what stands around the text.
    """
    ways: set[str] = set()
    for before in range(3):
        packed = b64encode(bytes(before) + text.encode()).decode()
        way = packed[before + bool(before) : (before + len(text.encode())) * 8 // 6]
        ways |= {way, way.translate(_URL_SAFE)}
    return ways


def _without_run(text: str, part: str) -> str:
    """`text` with asterisks for each run of base64 that holds `part`."""
    kept: list[str] = []
    end = 0
    while (start := text.find(part, end)) >= 0:
        rest = _REST_OF_RUN(text, start + len(part))
        kept += [text[end:start].rstrip(_BASE64), MASK]
        end = start + len(part) if rest is None else rest.end()
    return "".join([*kept, text[end:]]) if kept else text
