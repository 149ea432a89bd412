# Copied from runtime/http/auth.py by `nox -s generate`. Do not edit.
"""Where the API key comes from, and how it joins a request. What differs a document's security scheme says."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from typing import Final, Literal, NamedTuple

from ..errors import InvalidArgumentError, MissingAPIKeyError
from ..values.secret import Secret

_VISIBLE_ASCII: Final = re.compile(r"[\x21-\x7e]+").fullmatch

_QUOTES: Final = "\"'`\u2018\u2019\u201c\u201d"
"""No key begins or ends with one. They come from files of variables, and from documents."""


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
