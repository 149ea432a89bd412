"""Documentation pages over HTTP, with limits for time and size.

The result for each URL is a page, or the reason why it could not be fetched; one failure does not affect other pages.
Pages are cached with the validators of their server (`ETag`, `Last-Modified`), so that unchanged pages are not sent
again.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

import httpx
from attrs import evolve, frozen

from .cache import Kept, PageCache
from .text import MAX_BYTES, PageFailure, PageText, decode

Trouble: TypeAlias = Literal[
    "url", "host", "dns", "refused", "connection", "tls", "timeout", "redirect", "status", "too_large", "not_text"
]
"""Why a page could not be fetched. `connection` includes damaged bodies."""

USER_AGENT: Final = "typed-gateway-clients-docs/0 (compares documentation pages with OpenAPI documents)"

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TEXT: Final = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml|yaml|x-yaml|javascript)")
_NO_PAGE_NAME: Final = re.compile(r".*\.(?:md|mdx|html?|txt|json|ya?ml|xml)", re.IGNORECASE)
_HTML: Final = re.compile(
    r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Other codecs of Python are not character sets, or are slow.
_CHARSETS: Final = re.compile(
    r"(?:utf[-_]?(?:8|8-sig|16)|us-ascii|latin-?1|iso[-_]8859[-_]\d+|(?:cp|windows-)125\d|shift_jis|euc-(?:jp|kr)|gbk|big5)",
    re.IGNORECASE,
)
_CHUNK: Final = 65_536


@frozen(kw_only=True)
class Limits:
    """Limits for time, size and concurrency."""

    connect_timeout: float = 10.0
    """Seconds for a connection to be made."""
    read_timeout: float = 20.0
    """Seconds without a byte."""
    total_timeout: float = 60.0
    """Seconds for one page with its redirects, without waiting for other pages."""
    max_bytes: int = 10_000_000
    """The largest size of a page, both as sent and as text."""
    max_redirects: int = 5
    at_once: int = 6
    """The number of pages that are fetched concurrently."""
    at_once_per_host: int = 2
    retries: int = 2
    """How often a request is sent again after a passing trouble, if the time of the page allows it."""


@frozen(kw_only=True)
class Page:
    """A fetched page."""

    url: str
    """The requested URL."""
    final_url: str
    """The final URL, after redirects and possibly of the Markdown form."""
    text: str
    content_type: str = ""
    unchanged: bool = False
    """Whether the server confirmed the cached page."""
    late: str = ""
    """For a cached page that could not be fetched again: why."""


@frozen(kw_only=True)
class Unfetched:
    """A page that could not be fetched."""

    url: str
    trouble: Trouble
    message: str
    """What happened, and what to do."""
    status: int | None = None
    is_passing: bool = False
    """Whether the same request may succeed later."""


Fetched: TypeAlias = Page | Unfetched
Pause: TypeAlias = Callable[[float], Awaitable[object]]

_PASSING: Final = frozenset({"dns", "refused", "connection", "timeout"})
_PASSING_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class _TroubleError(Exception):
    def __init__(self, trouble: Trouble, message: str, status: int | None = None, again: float | None = None) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble
        self.message = message
        self.status = status
        self.again = again
        """Seconds after which the server asks to try again."""

    @property
    def is_passing(self) -> bool:
        return self.trouble in _PASSING or self.status in _PASSING_STATUSES


def fetch(
    urls: Sequence[str],
    cache: Path,
    *,
    limits: Limits | None = None,
    prefer_markdown: bool = True,
    pause: Pause = asyncio.sleep,
) -> dict[str, Fetched]:
    """Fetch several pages concurrently.

    Args:
        urls: The pages; each is fetched once.
        cache: The folder for cached pages, which is created if it is missing.
        limits: Limits for time, size and concurrency.
        prefer_markdown: Whether to request the Markdown form of a page first (`<url>.md`, as on Mintlify). That a page
            has none is remembered until the page changes.
        pause: Waits for some seconds before a request is sent again.

    Returns:
        The page, or the reason for its absence, by URL in the given order.
    """
    run = _fetch(urls, PageCache(cache), limits or Limits(), prefer_markdown=prefer_markdown, pause=pause)
    return asyncio.run(run)


def fetcher(
    cache: Path, *, limits: Limits | None = None
) -> Callable[[Sequence[str]], dict[str, PageText | PageFailure]]:
    """Return a function that fetches pages for `drift.comparison`, with a cache folder."""

    def get(urls: Sequence[str]) -> dict[str, PageText | PageFailure]:
        fetched = fetch(urls, cache, limits=limits or Limits(max_bytes=MAX_BYTES))
        return {url: _as_text(one) for url, one in fetched.items()}

    return get


def _as_text(fetched: Fetched) -> PageText | PageFailure:
    if isinstance(fetched, Unfetched):
        return PageFailure(fetched.url, fetched.message, is_passing=fetched.is_passing)
    page = decode(fetched.final_url, fetched.text.encode("utf-8"))
    return page if isinstance(page, PageFailure) else replace(page, late=fetched.late)


async def _fetch(
    urls: Sequence[str], cache: PageCache, limits: Limits, *, prefer_markdown: bool, pause: Pause
) -> dict[str, Fetched]:
    everywhere = asyncio.Semaphore(limits.at_once)
    hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.at_once_per_host))
    timeout = httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout, pool=None)
    headers = {"user-agent": USER_AGENT, "accept": "text/markdown, text/html;q=0.9, text/plain;q=0.8, */*;q=0.1"}
    # Only encodings that are unpacked here, where the size is limited.
    headers["accept-encoding"] = "gzip, deflate"
    async with httpx.AsyncClient(timeout=timeout, headers=headers) as client:

        async def one(url: str) -> Fetched:
            async with hosts[_host(url)], everywhere:
                return await _Fetcher(client, cache, limits, pause).page(url, prefer_markdown=prefer_markdown)

        wanted = list(dict.fromkeys(urls))
        return dict(zip(wanted, await asyncio.gather(*map(one, wanted)), strict=True))


class _Fetcher:
    """Fetches one page."""

    def __init__(self, client: httpx.AsyncClient, cache: PageCache, limits: Limits, pause: Pause) -> None:
        self.client = client
        self.cache = cache
        self.limits = limits
        self.pause = pause
        self.end = asyncio.get_running_loop().time() + limits.total_timeout

    async def page(self, url: str, *, prefer_markdown: bool) -> Fetched:
        """Fetch a page in its preferred form, and convert every error to a result.

        A page that cannot be fetched for now is taken from the cache, if it is there.
        """
        fetched = await self._page(url, prefer_markdown=prefer_markdown)
        if isinstance(fetched, Page) or not fetched.is_passing:
            return fetched
        kept = self.cache.get(url)
        markdown_url = markdown_form(url) if prefer_markdown else None
        if markdown_url is not None and (kept is None or kept.has_markdown is not False):
            kept = self.cache.get(markdown_url) or kept
        return fetched if kept is None else evolve(_page(url, kept, unchanged=False), late=fetched.message)

    async def _page(self, url: str, *, prefer_markdown: bool) -> Fetched:
        try:
            _check(url)
            async with asyncio.timeout(self.limits.total_timeout):
                markdown_url = markdown_form(url) if prefer_markdown else None
                if markdown_url is None:
                    return await self.form(url)
                return await self.better_form(url, markdown_url)
        except TimeoutError:
            seconds = f"{self.limits.total_timeout:g} s"
            message = f"The page was not complete after {seconds}. Try again."
            return Unfetched(url=url, trouble="timeout", message=message, is_passing=True)
        except _TroubleError as error:
            return Unfetched(
                url=url,
                trouble=error.trouble,
                message=error.message,
                status=error.status,
                is_passing=error.is_passing,
            )

    async def better_form(self, url: str, markdown_url: str) -> Page:
        """Fetch the Markdown form of the page if there is one, else the page itself."""
        kept = self.cache.get(url)
        if kept is not None and kept.has_markdown is False:
            page = await self.form(url)
            if page.unchanged:
                return page
        try:
            markdown = await self.form(markdown_url)
        except _TroubleError as error:
            # Any other error would also occur for the page itself, and is reported for it.
            if error.trouble == "status" and error.status in (401, 403, 429):
                raise
            if error.is_passing and error.trouble != "status" and kept is None:
                raise
        else:
            is_html = _HTML.match(markdown.text) or "html" in markdown.content_type
            if markdown.text.strip() and not is_html:
                return evolve(markdown, url=url)
        page = await self.form(url)
        self.cache.note_markdown(url, has_markdown=False)
        return page

    async def form(self, url: str) -> Page:
        """Fetch a URL, following redirects; an unchanged cached page is not sent again."""
        kept = self.cache.get(url)
        place = url
        for _ in range(self.limits.max_redirects + 1):
            conditions = kept.conditions() if kept is not None and kept.final_url == place else {}
            answer = await self.answered(place, conditions)
            if isinstance(answer, str):
                place = answer
                continue
            if answer is None:
                assert kept is not None  # noqa: S101  # without a cached page, there are no conditions
                return _page(url, kept, unchanged=True)
            new = Kept(
                url=url,
                final_url=place,
                content_type=answer[0].headers.get("content-type", ""),
                etag=answer[0].headers.get("etag"),
                last_modified=answer[0].headers.get("last-modified"),
                text=answer[1],
            )
            with suppress(OSError):  # a cache that cannot be written is only slower
                self.cache.put(new)
            return _page(url, new, unchanged=False)
        reason = f"There are more than {self.limits.max_redirects} redirects, the last to {place}. Correct the URL."
        raise _TroubleError("redirect", reason)

    async def answered(self, url: str, conditions: dict[str, str]) -> tuple[httpx.Response, str] | str | None:
        """Send a request, and again after a passing trouble, as long as the time of the page allows it."""
        for tried in range(self.limits.retries + 1):
            try:
                return await self.answer(url, conditions)
            except _TroubleError as error:
                wait = error.again if error.again is not None else 2.0**tried
                left = self.end - asyncio.get_running_loop().time()
                # A timeout or a name without an address costs the time of all other pages too.
                is_slow = error.trouble in ("timeout", "dns")
                if not error.is_passing or is_slow or tried == self.limits.retries or wait >= left:
                    raise
                await self.pause(wait)
        raise AssertionError("the last attempt returns or raises")

    async def answer(self, url: str, conditions: dict[str, str]) -> tuple[httpx.Response, str] | str | None:
        """Send one request: a response with its text, the URL of a redirect, or None for an unmodified page."""
        try:
            async with self.client.stream("GET", url, headers=conditions) as response:
                if response.status_code in _REDIRECTS:
                    return _redirect(response, url)
                if response.status_code == 304 and conditions:
                    return None
                if response.status_code != 200:
                    raise _of_status(response)
                return response, await self.text(response)
        except httpx.HTTPError as error:
            raise _of_exception(error, self.limits) from None
        except (ValueError, httpx.InvalidURL) as error:
            # A name that cannot be a host fails at the lookup.
            raise _TroubleError("host", f"{_host(url)} is not a valid host ({error}). Correct the URL.") from None

    async def text(self, response: httpx.Response) -> str:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and not _TEXT.fullmatch(kind):
            raise _TroubleError("not_text", f"This is `{kind[:80]}`, not a page of text. Correct the URL.")
        body = bytearray()
        async for part in _unpacked(response, self.limits.max_bytes):
            body += part
            if len(body) > self.limits.max_bytes:
                raise self.too_large()
        if b"\0" in body:
            raise _TroubleError("not_text", "This contains NUL bytes, so it is not text. Correct the URL.")
        return _decoded(bytes(body), response.charset_encoding)

    def too_large(self) -> _TroubleError:
        limit = f"{self.limits.max_bytes / 1_000_000:g} MB"
        return _TroubleError("too_large", f"The page is larger than {limit}. Raise the limit, or correct the URL.")


def markdown_form(url: str) -> str | None:
    """The URL where the Markdown form of a page may be; None if it cannot have one, or is one."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or _NO_PAGE_NAME.fullmatch(path):
        return None
    return urlunsplit((parts.scheme, parts.netloc, path + ".md", "", ""))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_host = bool(parts.hostname) and not any(one.isspace() for one in parts.netloc)
        known = parts.scheme in ("http", "https") and is_host and parts.port != 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        known = False
    if not known:
        raise _TroubleError("url", "This is not the URL of a page. Write one that begins with `https://`.")


def _page(url: str, kept: Kept, *, unchanged: bool) -> Page:
    return Page(url=url, final_url=kept.final_url, text=kept.text, content_type=kept.content_type, unchanged=unchanged)


def _redirect(response: httpx.Response, url: str) -> str:
    location: str = response.headers.get("location", "")
    target = urljoin(url, location)
    try:
        _check(target)
    except _TroubleError:
        raise _TroubleError(
            "redirect", f"{url} redirects to something that is not a page. Correct the URL.", response.status_code
        ) from None
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        reason = f"{url} redirects to {target}, which is not encrypted. Correct the URL."
        raise _TroubleError("redirect", reason, response.status_code)
    return urldefrag(target).url


def _of_status(response: httpx.Response) -> _TroubleError:
    status = response.status_code
    advice = "Try again later." if status == 429 or status >= 500 else "Correct the URL if the page was moved."
    again = _retry_after(response.headers.get("retry-after", ""))
    if again is not None:
        advice = f"Try again in {again:.0f} s."
    return _TroubleError("status", f"The server returned status {status}. {advice}", status, again)


def _retry_after(text: str) -> float | None:
    """Read the seconds of `Retry-After`, a number or a date."""
    if text.isascii() and text.isdecimal():
        return float(text[:6])
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, min(999_999.0, date.timestamp() - time.time()))
    except (ValueError, TypeError, OverflowError):
        return None


def _of_exception(error: httpx.HTTPError, limits: Limits) -> _TroubleError:
    """Classify a transport error of httpx."""
    if isinstance(error, httpx.ConnectTimeout):
        return _TroubleError("timeout", f"No connection after {limits.connect_timeout:g} s. Try again.")
    if isinstance(error, httpx.TimeoutException):
        return _TroubleError("timeout", f"No data arrived for {limits.read_timeout:g} s. Try again.")
    if isinstance(error, httpx.ConnectError):
        for cause in _causes(error):
            if isinstance(cause, socket.gaierror):
                return _TroubleError(
                    "dns", "The host's name cannot be resolved. Correct the URL, or check the network."
                )
            if isinstance(cause, ConnectionRefusedError):
                return _TroubleError("refused", "The host refused the connection. Correct the URL, or try again later.")
            if isinstance(cause, ssl.SSLError):
                return _TroubleError("tls", f"The host's certificate is not valid ({cause.reason}). Correct the URL.")
        return _TroubleError("connection", "No connection could be made. Check the network, or try again.")
    if isinstance(error, httpx.UnsupportedProtocol):
        return _TroubleError("url", "This is not the URL of a page. Write one that begins with `https://`.")
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return _TroubleError("redirect", "The page redirects to something that is not a URL. Correct the URL.")
    if isinstance(error, httpx.DecodingError):
        return _TroubleError("connection", "The page arrived damaged. Try again.")
    return _TroubleError("connection", f"The connection broke ({type(error).__name__}). Try again.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all its causes."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]
        grouped: tuple[BaseException, ...] = getattr(one, "exceptions", ())
        waiting += grouped


async def _unpacked(response: httpx.Response, most: int) -> AsyncIterator[bytes]:
    """Unpack the body in pieces of limited size; httpx would unpack a decompression bomb completely.

    Raises:
        httpx.DecodingError: The body is damaged, or has an encoding that was not requested.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"`{encoding}` was not requested", request=response.request)
    # 47: zlib or gzip, detected automatically. Some servers also send raw deflate under this name.
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(47)
    first, sent = True, 0
    async for raw in response.aiter_raw(_CHUNK):
        sent += len(raw)
        if sent > most or unpacker is None:
            yield raw
            continue
        if first and encoding == "deflate" and (raw[0] & 0x0F) != 8:
            unpacker = zlib.decompressobj(-15)
        first = False
        try:
            part = raw
            while part and not unpacker.eof:
                yield unpacker.decompress(part, _CHUNK)
                part = unpacker.unconsumed_tail
        except zlib.error as error:
            raise httpx.DecodingError(str(error), request=response.request) from None
    if unpacker is not None and not unpacker.eof and not first:
        raise httpx.DecodingError("the compressed body is incomplete", request=response.request)


def _decoded(body: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8-sig"):
        if name is not None and _CHARSETS.fullmatch(name):
            try:
                return body.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
    return body.decode("utf-8", errors="replace")
