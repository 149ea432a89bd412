# Copied from overlays/shared/curl.py by `nox -s generate`. Do not edit.
"""A request as a command, for a bug report: the key's place is taken by the environment's variable."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote
from typing import Final
from urllib.parse import urlencode

from .configuration import Provider
from .operation import Call

_NOT_TOLD: Final = frozenset(
    {"user-agent", "authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"}
)
"""Headers that curl sends in its own way, or that may be somebody's secret."""


def curl_command(provider: Provider, call: Call, url: str, headers: Mapping[str, str]) -> str:
    """A command for a POSIX shell that sends the same request."""
    parts = [
        "curl",
        "-sS",
        "-X",
        call.method,
        quote(url + ("?" + urlencode(call.query) if call.query else "")),
    ]
    for name, value in headers.items():
        if name.lower() not in _NOT_TOLD and name.lower() != provider.scheme.name.lower():
            parts += ["-H", quote(f"{name}: {value}")]
    if call.authenticated:
        scheme, variable = provider.scheme, f"${provider.key_variable}"
        if scheme.basic:
            parts += ["-u", f'"{variable}:"']
        elif scheme.place == "header":
            parts += ["-H", f'"{scheme.name}: {scheme.prefix}{variable}"']
        elif scheme.place == "query":
            parts += ["--url-query", f'"{scheme.name}={variable}"']
        else:
            parts += ["-b", f'"{scheme.name}={variable}"']
    if call.body is not None:
        try:
            parts += ["--data-raw", quote(call.body.content.decode())]
        except UnicodeDecodeError:
            parts += ["--data-binary", "@BODY"]
    return " ".join(parts)
