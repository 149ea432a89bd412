# Copied from runtime/http/urls.py by `nox -s generate`. Do not edit.
"""URLs as people may see them: without what lets somebody in."""

from __future__ import annotations

from typing import Any

import httpx


def shown_url(url: str) -> str:
    """A URL without its query and fragment, which may hold a signature or a token, and without a password."""
    url = url.partition("#")[0].partition("?")[0]
    if "@" not in url:
        return url
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


class DiscreetURL(httpx.URL):
    """A URL that prints as `shown_url` says: httpx logs the URL of each request, and a signature lets anybody in.

    A caller's own transport may send what a URL prints as, so it is for our own connections alone.
    """

    def __str__(self) -> str:
        return shown_url(super().__str__())

    def copy_with(self, **changes: Any) -> httpx.URL:
        """Another URL, as discreet as this one."""
        return DiscreetURL(super().copy_with(**changes))
