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
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

import httpx
from attrs import evolve, frozen

from .cache import Kept, PageCache
from .text import MAX_BYTES, PageFailure, PageText, decode

Trouble: TypeAlias = Literal[
    "url", "dns", "refused", "connection", "tls", "timeout", "redirect", "status", "too_large", "not_text"
]
"""Why a page could not be fetched. `connection` includes damaged bodies."""

USER_AGENT: Final = "typed-gateway-clients-docs/0 (compares documentation pages with OpenAPI documents)"

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TEXT: Final = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml|yaml|x-yaml|javascript)")
_NO_PAGE_NAME: Final = re.compile(r".*\.(?:md|mdx|html?|txt|json|ya?ml|xml)", re.IGNORECASE)
_HTML: Final = re.compile(r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
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


@frozen(kw_only=True)
class Unfetched:
    """A page that could not be fetched."""

    url: str
    trouble: Trouble
    message: str
    """What happened, and what to do."""
    status: int | None = None


Fetched: TypeAlias = Page | Unfetched


class _TroubleError(Exception):
    def __init__(self, trouble: Trouble, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble
        self.message = message
        self.status = status


def fetch(
    urls: Sequence[str], cache: Path, *, limits: Limits | None = None, prefer_markdown: bool = True
) -> dict[str, Fetched]:
    """Fetch several pages concurrently.

    Args:
        urls: The pages; each is fetched once.
        cache: The folder for cached pages, which is created if it is missing.
        limits: Limits for time, size and concurrency.
        prefer_markdown: Whether to request the Markdown form of a page first (`<url>.md`, as on Mintlify). That a page
            has none is remembered until the page changes.

    Returns:
        The page, or the reason for its absence, by URL in the given order.
    """
    return asyncio.run(_fetch(urls, PageCache(cache), limits or Limits(), prefer_markdown=prefer_markdown))


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
        return PageFailure(fetched.url, fetched.message)
    return decode(fetched.final_url, fetched.text.encode("utf-8"))


async def _fetch(urls: Sequence[str], cache: PageCache, limits: Limits, *, prefer_markdown: bool) -> dict[str, Fetched]:
    everywhere = asyncio.Semaphore(limits.at_once)
    hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.at_once_per_host))
    timeout = httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout, pool=None)
    headers = {"user-agent": USER_AGENT, "accept": "text/markdown, text/html;q=0.9, text/plain;q=0.8, */*;q=0.1"}
    # Only encodings that are unpacked here, where the size is limited.
    headers["accept-encoding"] = "gzip, deflate"
    async with httpx.AsyncClient(timeout=timeout, headers=headers) as client:

        async def one(url: str) -> Fetched:
            async with hosts[urlsplit(url).netloc], everywhere:
                return await _Fetcher(client, cache, limits).page(url, prefer_markdown=prefer_markdown)

        wanted = list(dict.fromkeys(urls))
        return dict(zip(wanted, await asyncio.gather(*map(one, wanted)), strict=True))


class _Fetcher:
    """Fetches one page."""

    def __init__(self, client: httpx.AsyncClient, cache: PageCache, limits: Limits) -> None:
        self.client = client
        self.cache = cache
        self.limits = limits

    async def page(self, url: str, *, prefer_markdown: bool) -> Fetched:
        """Fetch a page in its preferred form, and convert every error to a result."""
        try:
            _check(url)
            async with asyncio.timeout(self.limits.total_timeout):
                markdown_url = markdown_form(url) if prefer_markdown else None
                if markdown_url is None:
                    return await self.form(url)
                return await self.better_form(url, markdown_url)
        except TimeoutError:
            seconds = f"{self.limits.total_timeout:g} s"
            return Unfetched(
                url=url, trouble="timeout", message=f"The page was not complete after {seconds}. Try again."
            )
        except _TroubleError as error:
            return Unfetched(url=url, trouble=error.trouble, message=error.message, status=error.status)

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
            answer = await self.answer(place, conditions)
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
            self.cache.put(new)
            return _page(url, new, unchanged=False)
        reason = f"There are more than {self.limits.max_redirects} redirects, the last to {place}. Correct the URL."
        raise _TroubleError("redirect", reason)

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
            raise _TroubleError(
                "dns", f"{urlsplit(url).hostname} is not a valid host ({error}). Correct the URL."
            ) from None

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


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
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
    again = response.headers.get("retry-after", "")
    if again.isdecimal():
        advice = f"Try again in {again[:6]} s."
    return _TroubleError("status", f"The server returned status {status}. {advice}", status)


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
