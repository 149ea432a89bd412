# Copied from runtime/http/auth.py by `nox -s generate`. Do not edit.
"""Where the API key comes from, and how it joins a request. What differs a document's security scheme says."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from ..errors import InvalidArgumentError, MissingAPIKeyError
from ..values.secret import Hidden, Secret

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


class FurtherScheme(NamedTuple):
    """How a further key is sent, which only some operations need."""

    scheme: SecurityScheme
    variable: str
    """The environment variable for the key."""


NO_KEY: Final = Secret("")
"""In the place of the key, for an API that has none."""

_NOTHING: Final = Hidden[str | None](None)


def find_further_keys(
    schemes: Mapping[str, FurtherScheme], given: Mapping[str, Hidden[str | None]]
) -> dict[str, Secret]:
    """The further keys that the caller or the environment has. Calls that need a missing one raise an error.

    Args:
        schemes: The schemes by the name of the client's argument.
        given: The arguments.

    Raises:
        InvalidArgumentError: As in `find_key`.
    """
    keys: dict[str, Secret] = {}
    for name, (scheme, variable) in schemes.items():
        argument = given.get(name, _NOTHING)
        if argument.reveal() is not None or os.environ.get(variable):
            keys[name] = find_key(argument.reveal(), variable=variable, scheme=scheme, name=name)
    return keys


def missing_key(name: str, variable: str) -> MissingAPIKeyError:
    """The error for a key that is needed."""
    what = "no API key" if name == "api_key" else f"no {name}, which this operation needs"
    return MissingAPIKeyError(f"{what}: pass {name}=..., or set the environment variable {variable}")


def find_key(api_key: str | None, *, variable: str, scheme: SecurityScheme, name: str = "api_key") -> Secret:
    """The key from the argument `name`, else from the environment.

    Raises:
        MissingAPIKeyError: There is none.
        InvalidArgumentError: It holds a character that no header may hold, is in quotes, or begins with what the
            client writes before it. The message does not show it.
    """
    if not isinstance(api_key, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        kind = type(api_key).__name__
        del api_key
        raise InvalidArgumentError(f"{name} must be a string, not {kind}")
    key = Secret((os.environ.get(variable, "") if api_key is None else api_key).strip())
    del api_key  # a traceback that shows locals must not show it
    if not key.reveal():
        raise missing_key(name, variable)
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
