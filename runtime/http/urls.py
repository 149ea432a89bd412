"""URLs as people and tools may see them: without what lets somebody in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import unquote_plus

import httpx

from ..values.secret import MASK, SECRET_PARAMETERS


def shown_url(url: str) -> str:
    """A URL without its query and fragment, which may hold a signature or a token, and without a password."""
    url = url.partition("#")[0].partition("?")[0]
    if "@" not in url:
        return url
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


def discreet_url(url: str, *, key_parameters: Collection[str] = (), is_link: bool = False) -> str:
    """A URL with its query, the values of which are masked where they are secret.

    Args:
        url: The URL.
        key_parameters: The parameters that hold keys.
        is_link: Whether it comes from an answer. Such a link may be signed in any way, so all values are masked.
    """
    shown, (_, mark, query) = shown_url(url), url.partition("#")[0].partition("?")
    return shown + mark + "&".join(_discreet(pair, key_parameters, is_link=is_link) for pair in query.split("&"))


def _discreet(pair: str, key_parameters: Collection[str], *, is_link: bool) -> str:
    name, equals, value = pair.partition("=")
    if not equals:
        return MASK if is_link and pair else pair  # the whole of it may be a token
    plain = unquote_plus(name)
    secret = is_link or plain in key_parameters or plain.lower() in SECRET_PARAMETERS
    return f"{name}={MASK if secret and value else value}"


class DiscreetURL(httpx.URL):
    """A URL that prints as `discreet_url` says.

    httpx logs the URL of each request, and tracers and recorders keep it: they need the query, but no signature and no
    key. A caller's own transport may send what a URL prints as, so it is for our own connections alone.
    """

    def __init__(self, url: httpx.URL, *, key_parameters: Collection[str] = (), is_link: bool = False) -> None:
        super().__init__(url)
        self._key_parameters = key_parameters
        self._is_link = is_link

    def __str__(self) -> str:
        return discreet_url(super().__str__(), key_parameters=self._key_parameters, is_link=self._is_link)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def copy_with(self, **changes: Any) -> httpx.URL:
        """Another URL, as discreet as this one."""
        return DiscreetURL(super().copy_with(**changes), key_parameters=self._key_parameters, is_link=self._is_link)
