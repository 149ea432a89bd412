"""What a client is told: the provider's facts from generated code, and the caller's choices."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import httpx
from attrs import evolve, field, frozen

from ..errors import APIStatusError, InvalidArgumentError
from ..types import UNSET, Unset
from .auth import Secret, SecurityScheme
from .encoding import checked_header

Timeout: TypeAlias = float | httpx.Timeout | None
"""Seconds for each phase (connect, write, read, pool), or httpx's own `Timeout`; None waits for ever."""


@frozen
class Refusal:
    """A success status whose body says no."""

    error: type[APIStatusError]
    message: str


@frozen(kw_only=True)
class Provider:
    """What the document and the row say of a provider. Generated code makes the only one."""

    name: str
    user_agent: str
    key_variable: str
    base_url_variable: str
    servers: Mapping[str | None, str]
    """Base URLs by region; the default is under None."""
    scheme: SecurityScheme
    request_id_headers: tuple[str, ...] = ()
    """Names of the answer's headers that may hold the request's id, the best first."""
    refusal: Callable[[Any, str], Refusal | None] | None = None
    """Reads a body that came with a success status, and the base URL: does it say no?"""


@frozen(kw_only=True)
class Settings:
    """One client's settings, resolved and checked."""

    api_key: Secret
    base_url: str
    timeout: Timeout
    total_timeout: float | None
    max_retries: int
    headers: Mapping[str, str] = field(factory=dict[str, str])

    def changed(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
    ) -> Settings:
        """A copy with other choices; `headers` are added to those that are there."""
        settings = self
        if timeout is not UNSET:
            settings = evolve(settings, timeout=timeout)
        if total_timeout is not UNSET:
            settings = evolve(settings, total_timeout=total_timeout)
        if max_retries is not UNSET:
            settings = evolve(settings, max_retries=max_retries)
        if headers is not UNSET:
            settings = evolve(settings, headers={**settings.headers, **headers})
        _check(settings)
        return settings


def resolve(
    provider: Provider,
    api_key: Secret,
    *,
    base_url: str | httpx.URL | None,
    region: str | None,
    timeout: Timeout,
    total_timeout: float | None,
    max_retries: int,
) -> Settings:
    """Settings from arguments and, where those say nothing, from the environment.

    Raises:
        InvalidArgumentError: An argument cannot be used.
    """
    if region is not None and region not in provider.servers:
        known = ", ".join(repr(name) for name in provider.servers if name is not None)
        raise InvalidArgumentError(f"region must be one of {known}, not {region!r}")
    if base_url is None and region is None:
        base_url = os.environ.get(provider.base_url_variable) or None
    settings = Settings(
        api_key=api_key,
        base_url=_checked_base_url(provider.servers[region] if base_url is None else str(base_url)),
        timeout=timeout,
        total_timeout=total_timeout,
        max_retries=max_retries,
    )
    _check(settings)
    return settings


def _checked_base_url(text: str) -> str:
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL as error:
        raise InvalidArgumentError(f"base_url is no URL: {error}") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise InvalidArgumentError(f"base_url must begin with https:// or http:// and name a host, not {text!r}")
    if url.userinfo or url.query or url.fragment:
        raise InvalidArgumentError("base_url must hold no user, password, query or fragment")
    return str(url).rstrip("/")


def _check(settings: Settings) -> None:
    if settings.max_retries < 0:
        raise InvalidArgumentError(f"max_retries must be 0 or more, not {settings.max_retries}")
    if settings.total_timeout is not None and not settings.total_timeout > 0:
        raise InvalidArgumentError(f"total_timeout must be more than 0 seconds, not {settings.total_timeout}")
    for name, value in settings.headers.items():
        checked_header(name, value)
