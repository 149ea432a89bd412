# Copied from runtime/http/configuration.py by `nox -s generate`. Do not edit.
"""The configuration of a client: the provider's facts from generated code, and the caller's options."""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

import httpx

from ..errors import APIStatusError, InvalidArgumentError
from ..types import UNSET, Unset
from ..values.secret import Hidden, Secret
from .auth import NO_KEY, FurtherScheme, SecurityScheme, find_further_keys, find_key
from .headers import with_headers
from .hooks import Hooks, check_hooks

Timeout: TypeAlias = float | httpx.Timeout | None
"""Seconds for each phase (connect, write, read, pool), or httpx's own `Timeout`; None waits for ever."""

_FOR_EVER: Final = 9e9
"""Seconds, some three hundred years: more cannot be slept, nor waited for."""

_LONGEST_LABEL: Final = 63
"""Characters of a part of a host's name, after RFC 1035, 2.3.4."""


class DefaultSeconds(float):
    """Seconds that hold unless the caller, or the document for an operation, has chosen others.

    A class of its own keeps the difference from an equal number of the caller's in copies and pickles too.
    """

    __slots__ = ()


DEFAULT_TIMEOUT: Final = DefaultSeconds(60.0)
"""Seconds for each phase."""

DEFAULT_TOTAL_TIMEOUT: Final = DefaultSeconds(300.0)
"""Seconds for a whole call."""

DEFAULT_MAX_RESPONSE_BYTES: Final = 100_000_000
"""Far more than any documented answer, and far less than what brings a machine down."""


class Refusal(NamedTuple):
    """A success status whose body says no."""

    error: type[APIStatusError]
    message: str


class Provider(NamedTuple):
    """What the document and the row say of a provider. Generated code makes the only one."""

    name: str
    logger: str
    """The name of the package's logger."""
    user_agent: str
    key_variable: str
    base_url_variable: str
    log_variable: str
    servers: Mapping[str | None, str]
    """Base URLs by region; the default is under None."""
    scheme: SecurityScheme | None
    """How the API key is sent; None if there is no key."""
    request_id_headers: tuple[str, ...] = ()
    """Names of the answer's headers that may hold the request's id, the best first."""
    refusal: Callable[[Any, str], Refusal | None] | None = None
    """Reads a body that came with a success status, and the base URL: does it say no?"""
    further_schemes: Mapping[str, FurtherScheme] = MappingProxyType({})
    """How further keys are sent, by the name of the client's argument. Only some operations need them."""

    @property
    def schemes(self) -> tuple[SecurityScheme, ...]:
        """All ways in which a key is sent."""
        further = [one.scheme for one in self.further_schemes.values()]
        return (*(() if self.scheme is None else (self.scheme,)), *further)


class Settings(NamedTuple):
    """One client's settings, resolved and checked."""

    api_key: Secret
    base_url: str
    timeout: Timeout
    total_timeout: float | None
    max_retries: int
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    follow_redirects: bool = False
    allow_http: bool = False
    pickle_key: bool = False
    headers: Mapping[str, str] = MappingProxyType({})
    hooks: Hooks = Hooks()
    further_keys: Mapping[str, Secret] = MappingProxyType({})
    """By the name of the client's argument. `api_key` masks them too."""
    options: Mapping[str, Any] = MappingProxyType({})
    """What the caller has chosen for headers that are options of the client; a secret is a `Secret`."""
    longest: float | None = None
    """Seconds that no call may exceed, whatever its operation's documentation says; None without such a limit."""

    def with_own_timeouts(self, timeout: float | None, total_timeout: float | None) -> Settings:
        """The settings for an operation whose documentation names timeouts. Those that the caller has chosen hold.

        Args:
            timeout: That of the documentation; None if it names none.
            total_timeout: That of the documentation; None if it names none.
        """
        settings = self
        if timeout is not None and isinstance(self.timeout, DefaultSeconds):
            settings = settings._replace(timeout=timeout)
        if total_timeout is not None and isinstance(self.total_timeout, DefaultSeconds):
            longest = total_timeout if self.longest is None else min(total_timeout, self.longest)
            settings = settings._replace(total_timeout=longest)
        return settings

    def within(self, seconds: float) -> Settings:
        """The settings for calls none of which may take longer than `seconds` in all."""
        total = seconds if self.total_timeout is None else min(self.total_timeout, seconds)
        return self._replace(
            total_timeout=DefaultSeconds(total) if isinstance(self.total_timeout, DefaultSeconds) else total,
            longest=seconds if self.longest is None else min(self.longest, seconds),
        )

    def changed(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | Unset | None = UNSET,
        max_retries: int | Unset = UNSET,
        max_response_bytes: int | Unset = UNSET,
        follow_redirects: bool | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        hooks: Hooks | Unset = UNSET,
        options: Mapping[str, Any] | Unset = UNSET,
    ) -> Settings:
        """A copy with other choices; `headers` are added to those that are there.

        Raises:
            InvalidArgumentError: A value cannot be used.
        """
        if headers is not UNSET and not isinstance(headers, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise InvalidArgumentError(f"headers must be a mapping of strings, not {type(headers).__name__}")
        choices: dict[str, Any] = {
            "timeout": timeout,
            "total_timeout": total_timeout,
            "max_retries": max_retries,
            "max_response_bytes": max_response_bytes,
            "follow_redirects": follow_redirects,
            "headers": UNSET if headers is UNSET else with_headers(self.headers, headers),
            "hooks": hooks,
            "options": options,
        }
        return checked(self._replace(**{name: value for name, value in choices.items() if value is not UNSET}))

    def dumped(self) -> dict[str, Any]:
        """The settings for `loaded`; without keys and secret options, unless `pickle_key` says otherwise."""
        return {
            **self._asdict(),
            "api_key": self.api_key.reveal() if self.pickle_key else None,
            "further_keys": {name: key.reveal() for name, key in self.further_keys.items() if self.pickle_key},
            "headers": dict(self.headers),
            "options": {name: one for name, one in self.options.items() if not isinstance(one, Secret)},
            "secret_options": {
                name: one.reveal() for name, one in self.options.items() if isinstance(one, Secret) and self.pickle_key
            },
        }


def loaded(provider: Provider, dumped: Mapping[str, Any]) -> Settings:
    """The settings that were dumped; a key that was left out comes from the environment.

    Raises:
        MissingAPIKeyError: The environment holds none.
    """
    choices = dict(dumped)
    secret = {name: Secret(one) for name, one in choices.pop("secret_options", {}).items()}
    choices["options"] = {**choices.get("options", {}), **secret}
    further = {name: Hidden[str | None](one) for name, one in choices.get("further_keys", {}).items()}
    choices["further_keys"] = find_further_keys(provider.further_schemes, further)
    key = choices.pop("api_key")
    if provider.scheme is not None:
        key = find_key(key, variable=provider.key_variable, scheme=provider.scheme)
    return masking(Settings(api_key=NO_KEY if provider.scheme is None else key, **choices))


def base_url_of(provider: Provider, base_url: str | httpx.URL | None, region: str | None) -> str:
    """The base URL: the argument, else the region's, else the environment's, else the default.

    A region that wins over another server in the environment is logged as a warning: tests that set the variable to
    the address of a fake would reach the real server.

    Raises:
        InvalidArgumentError: There is no such region, or the environment's is no URL that can be used.
    """
    if region is not None and region not in provider.servers:
        known = ", ".join(repr(name) for name in provider.servers if name is not None)
        raise InvalidArgumentError(f"region must be one of {known}, not {region!r}")
    if base_url is not None:
        return str(base_url)
    url, set_url = provider.servers[region], os.environ.get(provider.base_url_variable) or None
    if set_url is None:
        return url
    if region is None:
        _checked_base_url(set_url, allow_http=True, name=provider.base_url_variable)
        return set_url
    if set_url.rstrip("/") != url.rstrip("/"):
        # Not the value, which may hold a password.
        logging.getLogger(provider.logger).warning(
            "%s is ignored, because region=%r was passed: requests go to %s", provider.base_url_variable, region, url
        )
    return url


def checked(settings: Settings) -> Settings:
    """The settings, their base URL without a slash at the end.

    Raises:
        InvalidArgumentError: A value cannot be used.
    """
    _check_count("max_retries", settings.max_retries, at_least=0)
    _check_count("max_response_bytes", settings.max_response_bytes, at_least=1)
    _check_seconds("total_timeout", settings.total_timeout)
    check_hooks(settings.hooks)
    if not isinstance(settings.timeout, httpx.Timeout):
        _check_seconds("timeout", settings.timeout)
    if settings.total_timeout is not None and settings.total_timeout > _FOR_EVER:
        settings = settings._replace(total_timeout=None)
    if isinstance(settings.timeout, (int, float)) and settings.timeout > _FOR_EVER:
        settings = settings._replace(timeout=None)
    return masking(settings._replace(base_url=_checked_base_url(settings.base_url, allow_http=settings.allow_http)))


def masking(settings: Settings) -> Settings:
    """The settings, with a key that also masks all other secrets that they hold."""
    options = [one for one in settings.options.values() if isinstance(one, Secret)]
    others = (*settings.further_keys.values(), *options)
    return settings._replace(api_key=settings.api_key.masking_too(*others)) if others else settings


def check_headers(settings: Settings, schemes: Iterable[SecurityScheme]) -> None:
    """Hold the caller's headers to those that the caller may choose.

    Raises:
        InvalidArgumentError: One of them is where the key goes, which would replace it. The message does not show it.
    """
    for scheme in schemes:
        if scheme.place == "header" and any(name.lower() == scheme.name.lower() for name in settings.headers):
            raise InvalidArgumentError(
                f"the header {scheme.name} carries the API key, and cannot be another: "
                "for another key, make another client, with api_key=..."
            )


def _check_count(name: str, value: object, *, at_least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
        raise InvalidArgumentError(f"{name} must be a whole number, {at_least} or more, not {value!r}")


def _check_seconds(name: str, value: object) -> None:
    if value is None:
        return
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not value > 0:
        raise InvalidArgumentError(f"{name} must be a number of seconds, more than 0, or None, not {value!r}")


def _checked_base_url(text: str, *, allow_http: bool, name: str = "base_url") -> str:
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        # What is taken for a wrong port, for instance, may be a part of a password.
        raise InvalidArgumentError(f"{name} is no URL" + ("" if "@" in text else f": {error}")) from None
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise InvalidArgumentError(f"{name} must begin with https:// (or http://) and name a host")
    if not can_be_host(url):
        raise InvalidArgumentError(f"{name} names no host that can be: each part has 1 to 63 characters")
    if url.userinfo or url.query or url.fragment:
        raise InvalidArgumentError(f"{name} must hold no user, password, query or fragment")
    if url.scheme == "http" and not allow_http and not is_loopback(url.host):
        raise InvalidArgumentError(
            f"{name} is plain http, which would show the API key to everyone between here and {url.host}; "
            "use https, or say allow_http=True"
        )
    return str(url).rstrip("/")


def can_be_host(url: httpx.URL) -> bool:
    """Whether a URL's host can be looked up at all; httpx or the system would raise a `UnicodeError`."""
    try:
        url.host  # noqa: B018  # it decodes what begins with `xn--`
    except UnicodeError:
        return False
    return all(0 < len(label) <= _LONGEST_LABEL for label in url.raw_host.removesuffix(b".").split(b"."))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, whatever the network says."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
