# Copied from runtime/http/call_arguments.py by `nox -s generate`. Do not edit.
"""Errors about the arguments of a call, which are raised before there is a request."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from ..errors import InvalidArgumentError
from .configuration import Settings


class CalledMethod(NamedTuple):
    """A method of a client, and the request that it sends first."""

    name: str
    """The method as users call it, such as `videos.get`."""
    http_method: str
    path: str
    """The path of the URL, with the names of its arguments in braces."""


class CallArguments:
    """A context in which a call's arguments are checked. It adds to an error which call they were for.

    Args:
        client: The name of the client class.
        settings: The client's settings, for the base URL.
        method: What the user called.
    """

    __slots__ = ("_client", "_method", "_settings")

    def __init__(self, client: str, settings: Settings, method: CalledMethod) -> None:
        self._client = client
        self._settings = settings
        self._method = method

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Describe the call in the error, unless the error comes from a call that was made inside of this one."""
        if not isinstance(error, InvalidArgumentError) or error.operation:
            return
        settings, method = self._settings, self._method
        error.provider = self._client
        error.operation = method.name
        error.method = method.http_method
        error.url_path = settings.api_key.masked(urlsplit(settings.base_url + method.path).path)
