"""Where the API key comes from, and how it joins a request. What differs a document's security scheme says."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from ..errors import InvalidArgumentError, MissingAPIKeyError

_VISIBLE_ASCII: Final = re.compile(r"[\x21-\x7e]+").fullmatch

_MASK: Final = "**********"

_SHORT: Final = 8
"""Characters. Keys that providers give out have several times as many."""

_QUOTES: Final = "\"'`\u2018\u2019\u201c\u201d"
"""No key begins or ends with one. They come from files of variables, and from documents."""

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
        rf"|\\\\{{0,7}}{'' if character == backslash else '+'}(?:{re.escape(character)}|u00(?i:{code:02x}))"
        rf"|%(?i:{code:02x})"
        rf"|&(?:#0{{0,4}}{code};|#(?i:x)0{{0,4}}(?i:{code:02x});{named}))"
    )


class Secret:
    """A string that prints as asterisks."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The string itself. Use it in an expression; a variable would show it in a traceback with locals."""
        return self._value

    def masked(self, text: str) -> str:
        """`text` with asterisks where the secret stood, in whatever way JSON, a URL or a page may write it.

        A very short one, such as tests have, is masked where it stands alone: as a part of words it is none.
        """
        packed = [b64encode(f"{self._value}{end}".encode()).decode() for end in ("", ":")]
        if len(self._value) < _SHORT:
            ways = ["".join(map(_written, self._value)), *map(re.escape, packed)]
            return re.sub(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", _MASK, text)
        for plain in (self._value, *packed):
            text = text.replace(plain, _MASK)
        if not any(sign in text for sign in "\\%&"):
            return text
        return re.sub("".join(map(_written, self._value)), _MASK, text)

    def masked_bytes(self, content: bytes) -> bytes:
        """`content` with asterisks where the secret stood, as `masked` does."""
        # Each byte is a character here, so that what is no text stays as it was.
        return self.masked(content.decode("latin-1")).encode("latin-1")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret('**********')"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        raise TypeError("a secret is not pickled")

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self


class SecurityScheme(NamedTuple):
    """How a document says that the key is sent."""

    place: Literal["header", "query", "cookie"]
    name: str
    prefix: str = ""
    """What stands before the key, as `Bearer `."""
    basic: bool = False
    """HTTP Basic: the key is `user:password`, or a user name alone."""

    def value(self, key: Secret) -> str:
        """What is sent under the scheme's name."""
        if self.basic:
            return self.prefix + b64encode((key.reveal() + ":" * (":" not in key.reveal())).encode()).decode()
        return self.prefix + key.reveal()


def find_key(api_key: str | None, *, variable: str, scheme: SecurityScheme) -> Secret:
    """The key from the argument, else from the environment.

    Raises:
        MissingAPIKeyError: There is none.
        InvalidArgumentError: It holds a character that no header may hold, is in quotes, or begins with what the
            client writes before it. The message does not show it.
    """
    if not isinstance(api_key, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        kind = type(api_key).__name__
        del api_key
        raise InvalidArgumentError(f"api_key must be a string, not {kind}")
    key = Secret((os.environ.get(variable, "") if api_key is None else api_key).strip())
    del api_key  # a traceback that shows locals must not show it
    if not key.reveal():
        raise MissingAPIKeyError(f"no API key: pass api_key=..., or set the environment variable {variable}")
    if key.reveal()[0] in _QUOTES or key.reveal()[-1] in _QUOTES:
        raise InvalidArgumentError("the API key is in quotes: give it without them, in the environment too")
    word = scheme.prefix.strip()
    if word and re.match(rf"{re.escape(word)}(?:\s|$)", key.reveal(), re.IGNORECASE):
        raise InvalidArgumentError(
            f"the API key begins with {word!r}, which is put before it anyway: give the key alone"
        )
    if not _VISIBLE_ASCII(key.reveal()):
        raise InvalidArgumentError("the API key holds a character other than visible ASCII")
    return key
