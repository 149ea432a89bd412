"""A request as a command, for a bug report: the key's place is taken by the environment's variable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from shlex import quote
from typing import Final
from urllib.parse import urlencode

from .configuration import Provider
from .operation import Call

_SECRET: Final = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"})
"""Headers whose values are not told, even where an operation takes them."""

_PLACEHOLDER: Final = "NOT-SHOWN"


def curl_command(provider: Provider, call: Call, url: str, headers: Mapping[str, str], *, own: Collection[str]) -> str:
    """A command for a POSIX shell that sends the same request.

    Args:
        provider: Where the key comes from, and where it goes.
        call: What was sent.
        url: Where to, without the query.
        headers: All that were sent but the key.
        own: The names of those that are ours or the operation's. Any other may be somebody's secret, whatever its
            name: a placeholder stands for its value.
    """
    parts = ["curl", "-sS", "-X", call.method, quote(url + ("?" + urlencode(call.query) if call.query else ""))]
    told = {name.lower() for name in own} - _SECRET
    for name, value in headers.items():
        if name.lower() not in ("user-agent", provider.scheme.name.lower()):  # which curl sends in its own way
            parts += ["-H", quote(f"{name}: {value if name.lower() in told else _PLACEHOLDER}")]
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
