# Copied from runtime/http/environment.py by `nox -s generate`. Do not edit.
"""The proxies of the environment: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in capitals or not.

httpx reads them too. But it knows no networks in `NO_PROXY`, and one entry or one proxy that it cannot read ends each
call, also of those that need none; and it sends what is meant for this machine, unencrypted, to the proxy.
"""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar
from urllib.request import getproxies

import httpx

from ..errors import InvalidEnvironmentError
from .configuration import can_be_host, is_loopback

T = TypeVar("T", bound=httpx.BaseTransport | httpx.AsyncBaseTransport)

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_SCHEMES: Final = ("http", "https", "all")
_PROXY_SCHEMES: Final = frozenset({"http", "https", "socks5", "socks5h"})
_PORTS: Final[Mapping[str, int]] = {"http": 80, "https": 443}
_SYSTEM: Final = "the system's settings"
_LAST_PORT: Final = 65535
_HOST: Final = re.compile(rb"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+").fullmatch
_BRACKETED: Final = re.compile(r"\[(.*)\](/\d+|)").fullmatch
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})").search


class Exemption(NamedTuple):
    """An entry of `NO_PROXY`: requests that go to their server directly."""

    scheme: str = ""
    """Of their URL; empty for any."""
    network: _Network | None = None
    host: str = ""
    """Empty for any."""
    itself: bool = True
    """Whether the host itself is meant."""
    below: bool = False
    """Whether the hosts below it are."""
    port: int | None = None

    def holds(self, url: httpx.URL) -> bool:
        """Whether it holds for a URL."""
        if self.scheme not in ("", url.scheme):
            return False
        if self.port not in (None, url.port or _PORTS.get(url.scheme)):
            return False
        if self.network is not None:
            network = _network(url.host)
            # Networks of different versions cannot be compared.
            return network is not None and network[0] in self.network
        if not self.host:
            return True
        return (self.itself and url.host == self.host) or (self.below and url.host.endswith(f".{self.host}"))


def exemptions(text: str) -> list[Exemption]:
    """The entries of `NO_PROXY`, without those that nobody can read, which curl and Go pass over too."""
    return [found for entry in re.split(r"[\s,]+", text) if entry and (found := _exemption(entry)) is not None]


def _exemption(entry: str) -> Exemption | None:
    if entry == "*":
        return Exemption()
    scheme, stated, rest = entry.rpartition("://")
    if stated and not scheme:
        return None
    scheme = "" if scheme.lower() == "all" else scheme.lower()
    network = _network(rest)
    if network is not None:
        return Exemption(scheme, network)
    bare = rest.lstrip("*")
    name = bare.lstrip(".")
    try:
        url = httpx.URL(f"all://{name}")
        host = url.host
    except (httpx.InvalidURL, ValueError):
        return None
    if url.path.strip("/") or not (host or (stated and not name)):
        return None
    address = _network(host)
    if address is not None:
        return Exemption(scheme, address, port=url.port)
    # `example.com` and `*example.com` mean it and what is below it, `.example.com` and `*.example.com` the latter, and
    # `https://example.com` it alone.
    itself = not bare.startswith(".")
    return Exemption(scheme, None, host, itself, not itself or not stated or bare != rest, url.port)


def _network(text: str) -> _Network | None:
    """Parse an address or a network, of IPv6 in brackets or not; None if the text is neither."""
    bracketed = _BRACKETED(text)
    try:
        return ipaddress.ip_network(text if bracketed is None else "".join(bracketed.groups()), strict=False)
    except ValueError:
        return None


def proxy_of(variable: str, text: str, context: ssl.SSLContext) -> httpx.Proxy:
    """A proxy that an environment variable names.

    Args:
        variable: The variable.
        text: Its value, of which no message shows anything: it may hold a password.
        context: The certificates that are trusted, also those of a proxy.

    Raises:
        InvalidEnvironmentError: It names none that could be used.
    """
    text = text.strip()
    if "://" not in text:
        text = f"http://{text}"
    rest = text.partition("://")[2]
    user, _, address = rest.rpartition("@")
    quoting = "percent-encode special characters of its user name and password, as `urllib.parse.quote` does"
    if re.search(r"[/?#@\s]", user) or _BAD_ESCAPE(user):
        raise unusable(variable, f"is no URL that can be read; {quoting}")
    try:
        url = httpx.URL(text)
        readable = can_be_host(url) and _HOST(url.raw_host) is not None
        port = 1 if url.port is None else url.port
    except (httpx.InvalidURL, ValueError):
        raise unusable(variable, "is no URL that can be read") from None  # httpx's message may show a part of it
    if url.scheme not in _PROXY_SCHEMES:
        raise unusable(variable, "names a kind of proxy that is not supported; use http, https, socks5 or socks5h")
    if not (readable and address and 0 < port <= _LAST_PORT):
        raise unusable(variable, "names no host and port that can be")
    if url.scheme == "socks5h":
        url = url.copy_with(scheme="socks5")  # older versions of httpx know that name alone, and do the same
    return httpx.Proxy(url, ssl_context=context if url.scheme == "https" else None)


def unusable(variable: str, problem: str) -> InvalidEnvironmentError:
    """The error for a variable that names no proxy that can be used."""
    shown = f"the environment variable {variable}" if variable else f"the proxy in {_SYSTEM}"
    return InvalidEnvironmentError(
        f"{shown} {problem}. Correct it or unset it, and create a new client", variable=variable
    )


def _variable(scheme: str) -> str:
    """The variable that names the proxy for a scheme; empty if it is in the settings of the system."""
    names = [name for name in os.environ if name.lower() == f"{scheme}_proxy" and os.environ[name]]
    # As `getproxies` reads them: one in small letters is preferred.
    return min(names, key=lambda name: not name.endswith("_proxy"), default="")


class _Way(NamedTuple, Generic[T]):
    """A proxy, and the variable that names it."""

    variable: str
    transport: T | None
    problem: str = ""
    """Why there is no transport."""


class Routes(Generic[T]):
    """Which transport carries a request: a direct one, or that of a proxy.

    What is wrong with a proxy is said by the calls that need it, and by no others.

    Args:
        make: Makes a transport, for a proxy or a direct one.
        context: The certificates that are trusted.
    """

    def __init__(self, make: Callable[[httpx.Proxy | None], T], context: ssl.SSLContext) -> None:
        self.direct = make(None)
        # The variables of other programs, and on some systems the settings of the system.
        found = getproxies()
        self._exempt = exemptions(found.get("no", ""))
        self._ways = {
            scheme: _way(scheme, found[scheme], make, context)
            for scheme in _SCHEMES
            if found.get(scheme) and Exemption() not in self._exempt
        }

    @property
    def has_proxies(self) -> bool:
        """Whether anything goes through a proxy."""
        return bool(self._ways)

    @property
    def transports(self) -> list[T]:
        """All transports, the direct one first."""
        return [self.direct, *(way.transport for way in self._ways.values() if way.transport is not None)]

    def choose(self, url: httpx.URL) -> tuple[T, str | None]:
        """The transport for a URL, and the variable that names its proxy; None for no proxy.

        What is trusted as this machine never goes to a proxy, which could read the key, and for which `localhost` is
        another machine.

        Raises:
            InvalidEnvironmentError: The proxy cannot be used.
        """
        way = self._ways.get(url.scheme) or self._ways.get("all")
        if way is None or is_loopback(url.host) or any(each.holds(url) for each in self._exempt):
            return self.direct, None
        if way.transport is None:
            raise InvalidEnvironmentError(way.problem, variable=way.variable)
        return way.transport, way.variable


def _way(scheme: str, text: str, make: Callable[[httpx.Proxy | None], T], context: ssl.SSLContext) -> _Way[T]:
    variable = _variable(scheme)
    try:
        return _Way(variable, make(proxy_of(variable, text, context)))
    except InvalidEnvironmentError as error:
        return _Way(variable, None, error.message)
    except ImportError:
        problem = 'names a SOCKS proxy, for which a package is missing; run `pip install "httpx[socks]"`'
        return _Way(variable, None, unusable(variable, problem).message)


class RoutedTransport(httpx.BaseTransport):
    """Sends each request by the route for its URL."""

    def __init__(self, routes: Routes[httpx.BaseTransport]) -> None:
        self.routes = routes

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        transport, variable = self.routes.choose(request.url)
        with _named(variable):
            return transport.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        for transport in self.routes.transports:
            transport.close()


class AsyncRoutedTransport(httpx.AsyncBaseTransport):
    """As `RoutedTransport`, for async clients."""

    def __init__(self, routes: Routes[httpx.AsyncBaseTransport]) -> None:
        self.routes = routes

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        transport, variable = self.routes.choose(request.url)
        with _named(variable):
            return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections."""
        for transport in self.routes.transports:
            await transport.aclose()


@contextmanager
def _named(variable: str | None) -> Generator[None]:
    """Say in an error that it may be the proxy that could not be reached."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        if variable is not None:
            error.add_note(f"through the proxy of {variable or _SYSTEM}")
        raise


def check_route(client: httpx.Client | httpx.AsyncClient, url: str) -> None:
    """Check that a client of our own can send to a URL, as far as that depends on the environment.

    Raises:
        InvalidEnvironmentError: Its proxy cannot be used.
    """
    transport = client._transport  # pyright: ignore[reportPrivateUsage]  # it is what we gave the client
    if isinstance(transport, RoutedTransport | AsyncRoutedTransport):
        transport.routes.choose(httpx.URL(url))


def pools_of(client: httpx.Client | httpx.AsyncClient) -> list[Any]:
    """The pools of connections below a client, those for proxies included.

    No public way leads to them. Where httpx, or a caller's own transport, is built otherwise, there are none.
    """
    outer = (client._transport, *client._mounts.values())  # pyright: ignore[reportPrivateUsage]  # see above
    inner: list[Any] = []
    for transport in outer:
        routed = isinstance(transport, RoutedTransport | AsyncRoutedTransport)
        inner += transport.routes.transports if routed else [transport]
    return [pool for transport in inner if (pool := getattr(transport, "_pool", None)) is not None]
