# Copied from runtime/lists/pages.py by `nox -s generate`. Do not edit.
"""The pages of a list, as callers use them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, Generic, Self, TypeVar

from ..errors import BadRequestError, InvalidArgumentError, NotFoundError, LumenfallError, UnprocessableEntityError
from ..http.call import Answer, Call
from ..http.engine import AsyncEngine, Engine
from ..types import Response
from .pagination import Pagination, Reading, Walk
from .reader import Reader, checked_max_items
from .resume import digest_of, resume_token, resumed_walk

T = TypeVar("T")
E = TypeVar("E")
P = TypeVar("P", bound="Page[Any]")
Q = TypeVar("Q", bound="AsyncPage[Any]")

_BEYOND = (BadRequestError, NotFoundError, UnprocessableEntityError)
"""How a provider refuses a page that it does not have."""


class _AnySource(Generic[E]):
    """The requests of one list, and how their responses are read.

    Args:
        engine: Sends them.
        call: The request of the first page.
        decode: Reads a response.
        pagination: What the document says about the pages.
        page_class: The class of the pages.
    """

    def __init__(
        self,
        engine: E,
        call: Call,
        decode: Callable[[Answer], Any],
        pagination: Pagination,
        page_class: type[Any],
    ) -> None:
        self._engine = engine
        self._reader = Reader(pagination, call)
        self._decode = decode
        self._page_class = page_class
        self._digest = digest_of(call, pagination)

    def first(self, max_items: int | None, resume: str | None) -> Walk:
        """The page to begin with.

        Raises:
            InvalidArgumentError: `max_items` or `resume` cannot be used.
        """
        reader, most = self._reader, checked_max_items(max_items)
        walk = reader.start(most)
        if resume is None:
            return walk
        if walk.before is None:
            name = reader.pagination.parameter
            raise InvalidArgumentError(f"resume says where to begin, and so does {name}: give one of them")
        return resumed_walk(resume, self._digest, reader.call, reader.pagination.scheme, most)

    def page(self, walk: Walk, answer: Answer) -> Any:
        """Read a page from a response."""
        decoded = self._decode(answer)
        reading = self._reader.read(decoded, walk)
        return self._page_class(decoded, reading, resume_token(reading.resume, self._digest), self)

    def refused(self, error: LumenfallError, token: str) -> None:
        """Say in an error how the list can be continued."""
        vars(error)["resume_token"] = token
        error.add_note(f"{self._reader.call.called} continues where it ended with resume={token!r}")


class Source(_AnySource[Engine], Generic[P]):
    """The requests of one list of a sync client."""

    def fetch(self, walk: Walk) -> Response[P]:
        """Request a page, once more if it is empty and that may be a failure."""
        call = self._reader.request(walk)
        response = self._engine.send(call, lambda answer: self.page(walk, answer))
        if response.parsed._reading.is_doubtful:
            response = self._engine.send(call, lambda answer: self.page(walk, answer))
        return response


class AsyncSource(_AnySource[AsyncEngine], Generic[Q]):
    """The requests of one list of an async client."""

    async def fetch(self, walk: Walk) -> Response[Q]:
        """Request a page, once more if it is empty and that may be a failure."""
        call = self._reader.request(walk)
        response = await self._engine.send(call, lambda answer: self.page(walk, answer))
        if response.parsed._reading.is_doubtful:
            response = await self._engine.send(call, lambda answer: self.page(walk, answer))
        return response


class _AnyPage(Generic[T]):
    """What pages of both call styles have in common."""

    items: list[T]
    """The items of this page. With `max_items`, no more than that in all."""
    total: int | None
    """How many items all pages have, if the provider says so."""
    has_next: bool | None
    """Whether the provider has a next page; None if it does not say, and only a request can show it."""
    resume_token: str
    """Continues the list after this page: hand it to the same call as `resume`, in another process too. It has the
    provider's cursor in it. After the last page it gives what has been added since."""

    def __init__(self, answer: Any, reading: Reading, token: str, source: Any) -> None:
        self.items = reading.items
        self.total = reading.total
        self.has_next = reading.has_next
        self.resume_token = token
        self._answer = answer
        self._next = reading.next
        self._reading = reading
        self._source = source

    def __repr__(self) -> str:
        shown = f"{len(self.items)} items, total={self.total}, has_next={self.has_next}"
        return f"<{type(self).__name__}: {shown}>"


class Page(_AnyPage[T]):
    """A page of a list. Iterating over it gives its items, and then those of all later pages.

        for request in client.requests.list():
            ...

    Later pages are requested when they are needed, each with the timeouts and retries of a call of its own.

    Attributes:
        items: The items of this page. With `max_items`, no more than that in all.
        total: How many items all pages have; None if the provider does not say.
        has_next: Whether the provider has a next page; None if it does not say. With `max_items` there may be one that
            is not requested any more: `next_page` tells.
        resume_token: Continues the list after this page: hand it to the same call as `resume`.
    """

    _source: Source[Self]

    def next_page(self) -> Self | None:
        """Request the next page; None at the end.

        Raises:
            PaginationError: The pages contradict each other.
        """
        if self._next is None:
            return None
        try:
            page = self._source.fetch(self._next).parsed
        except _BEYOND:
            if self._next.probes:
                return None
            raise
        return None if self._next.probes and not page.items else page

    def pages(self) -> Generator[Self, None, None]:
        """Iterate over this page and all later ones."""
        page: Self | None = self
        while page is not None:
            yield page
            try:
                following = page.next_page()
            except LumenfallError as error:
                self._source.refused(error, page.resume_token)
                raise
            page = following

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_AnyPage[T]):
    """A page of a list. Iterating over it with `async for` gives its items, and then those of all later pages.

    Later pages are requested when they are needed, each with the timeouts and retries of a call of its own.

    Attributes:
        items: The items of this page. With `max_items`, no more than that in all.
        total: How many items all pages have; None if the provider does not say.
        has_next: Whether the provider has a next page; None if it does not say. With `max_items` there may be one that
            is not requested any more: `next_page` tells.
        resume_token: Continues the list after this page: hand it to the same call as `resume`.
    """

    _source: AsyncSource[Self]

    async def next_page(self) -> Self | None:
        """Request the next page; None at the end.

        Raises:
            PaginationError: The pages contradict each other.
        """
        if self._next is None:
            return None
        try:
            page = (await self._source.fetch(self._next)).parsed
        except _BEYOND:
            if self._next.probes:
                return None
            raise
        return None if self._next.probes and not page.items else page

    async def pages(self) -> AsyncGenerator[Self, None]:
        """Iterate over this page and all later ones."""
        page: Self | None = self
        while page is not None:
            yield page
            try:
                following = await page.next_page()
            except LumenfallError as error:
                self._source.refused(error, page.resume_token)
                raise
            page = following

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncPages(Generic[Q, T]):
    """A list that was asked for: `await` gives its first page, and `async for` all its items.

        page = await client.requests.list()
        async for request in client.requests.list():
            ...

    Nothing is sent before either.
    """

    def __init__(self, first: Callable[[], Awaitable[Response[Q]]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, Any, Q]:
        response = yield from self._first().__await__()
        return response.parsed

    async def pages(self) -> AsyncGenerator[Q, None]:
        """Iterate over the pages."""
        async for page in (await self).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item
