# Copied from runtime/http/curl.py by `nox -s generate`. Do not edit.
"""A request as a command, for a bug report: the key's place is taken by the environment's variable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from shlex import quote
from typing import Final
from urllib.parse import urlencode

from .auth import FurtherScheme
from .call import Call
from .configuration import Provider

_SECRET: Final = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"})
"""Headers whose values are not told, even where an operation takes them."""

_PLACEHOLDER: Final = "NOT-SHOWN"

_LONGEST_BODY: Final = 50_000
"""Bytes. Linux takes arguments of up to 128 KB, and nobody reads a picture in a command."""


def curl_command(
    provider: Provider,
    call: Call,
    url: str,
    headers: Mapping[str, str],
    *,
    own: Collection[str],
    masked: Callable[[str], str],
) -> str:
    """A command for a POSIX shell that sends the same request.

    Args:
        provider: Where the key comes from, and where it goes.
        call: What was sent. Its body is shown unless it may hold a secret.
        url: Where to, without the query.
        headers: All that were sent but the key.
        own: The names of those that are ours or the operation's. Any other may be somebody's secret, whatever its
            name: a placeholder stands for its value.
        masked: Replaces the key, and what signs a link, in a text.
    """
    parts = ["curl", "-sS", "-X", call.method, quote(masked(f"{url}?{urlencode(call.query)}" if call.query else url))]
    shown = {name.lower() for name in own} - _SECRET
    of_keys = {"user-agent", *(scheme.name.lower() for scheme in provider.schemes)}
    for name, value in headers.items():
        if name.lower() == "accept-encoding":
            parts.append("--compressed")  # what comes packed is unpacked
        elif name.lower() not in of_keys:  # which curl sends in its own way
            parts += ["-H", quote(f"{name}: {masked(value) if name.lower() in shown else _PLACEHOLDER}")]
    for name, _ in call.secret_headers:
        parts += ["-H", quote(f"{name}: {_PLACEHOLDER}")]
    for scheme, variable in _keys(provider, call):
        if scheme.basic:
            parts += ["-u", f'"${variable}:"']
        elif scheme.place == "header":
            parts += ["-H", f'"{scheme.name}: {scheme.prefix}${variable}"']
        elif scheme.place == "query":
            parts += ["--url-query", f'"{scheme.name}=${variable}"']
        else:
            parts += ["-b", f'"{scheme.name}=${variable}"']
    if call.body is not None:
        try:
            shown_whole = len(call.body.content) <= _LONGEST_BODY and not call.has_secret_body
            told = call.body.content.decode() if shown_whole else None
        except UnicodeDecodeError:
            told = None
        parts += ["--data-binary", "@BODY"] if told is None else ["--data-raw", quote(masked(told))]
    return " ".join(parts)


def _keys(provider: Provider, call: Call) -> list[FurtherScheme]:
    """The keys of a call: how each is sent, and the variable that has it."""
    needed = [provider.further_schemes[name] for name in call.further_keys]
    if call.authenticated and provider.scheme is not None:
        needed.insert(0, FurtherScheme(provider.scheme, provider.key_variable))
    return needed
