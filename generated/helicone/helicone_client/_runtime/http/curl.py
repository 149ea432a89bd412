# Copied from runtime/http/curl.py by `nox -s generate`. Do not edit.
"""A request as a command, for a bug report: the key's place is taken by the environment's variable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from shlex import quote
from typing import Final
from urllib.parse import urlencode

from ..values.sent_files import ShownPart
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
    own_way = {"user-agent", *(scheme.name.lower() for scheme in provider.schemes)}  # what curl sends in its own way
    if call.upload is not None and call.upload.shown is not None:
        own_way.add("content-type")  # curl chooses what separates the parts
    for name, value in headers.items():
        if name.lower() == "accept-encoding":
            parts.append("--compressed")  # what comes packed is unpacked
        elif name.lower() not in own_way:
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
    if call.upload is not None:
        parts += _upload_arguments(call.upload.shown, is_secret=call.has_secret_body, masked=masked)
    elif call.body is not None:
        try:
            shown_whole = len(call.body.content) <= _LONGEST_BODY and not call.has_secret_body
            told = call.body.content.decode() if shown_whole else None
        except UnicodeDecodeError:
            told = None
        parts += ["--data-binary", "@BODY"] if told is None else ["--data-raw", quote(masked(told))]
    return " ".join(parts)


def _upload_arguments(
    shown: Sequence[ShownPart] | None, *, is_secret: bool, masked: Callable[[str], str]
) -> Iterator[str]:
    """The arguments that send a body with files, which are read from the current folder."""
    if shown is None:
        yield from ("--data-binary", "@BODY")
        return
    for part in shown:
        kind = f";type={part.content_type}" if part.content_type is not None else ""
        if part.text is None:
            yield from ("-F", quote(f"{part.name}=@{_form_text(part.file_name or '')}{kind}"))
        elif is_secret or len(part.text) > _LONGEST_BODY:
            yield from ("--form-string", quote(f"{part.name}={_PLACEHOLDER}"))
        elif kind:
            yield from ("-F", quote(masked(f"{part.name}={_form_text(part.text)}{kind}")))
        else:
            yield from ("--form-string", quote(masked(f"{part.name}={part.text}")))


def _form_text(text: str) -> str:
    """A text in the quotes of curl's `-F`, where it would otherwise end at a semicolon."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _keys(provider: Provider, call: Call) -> list[FurtherScheme]:
    """The keys of a call: how each is sent, and the variable that has it."""
    needed = [provider.further_schemes[name] for name in call.further_keys]
    if call.authenticated and provider.scheme is not None:
        needed.insert(0, FurtherScheme(provider.scheme, provider.key_variable))
    return needed
