"""Reads a page of a list, and finds out where the next one begins. Nothing here sends a request."""

from __future__ import annotations

import sys
import warnings
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from ..error_context import within
from ..errors import InvalidArgumentError, PaginationError, ResponseDecodeError
from ..http.call import Call
from ..types import MISSING
from .pagination import Memory, Pagination, Position, Reading, Walk, field_at, is_position

_MOST_DOUBTFUL_PAGES: Final = 100
"""Empty pages, or pages after the last, in a row after which a provider is not believed."""


class PaginationWarning(UserWarning):
    """A list may be incomplete: it is as long as the provider makes it at most."""


class _Next(NamedTuple):
    """What a page says about the next one."""

    position: Position
    """None if it is the last."""
    has_next: bool | None
    is_probe: bool = False


_END: Final = _Next(None, has_next=False)


class Reader:
    """Reads the pages of one call.

    Args:
        pagination: What the document says about the operation's pages.
        call: The request of the first page.
    """

    def __init__(self, pagination: Pagination, call: Call) -> None:
        self.pagination = pagination
        self.call = call
        self._size = self._requested_size()
        self._memory = Memory()

    def _requested_size(self) -> int | None:
        pagination = self.pagination
        given = self.call.argument(pagination.size, in_body=pagination.in_body) if pagination.size else None
        return pagination.default_size if given is None else int(given)

    def start(self, max_items: int | None) -> Walk:
        """The page that the call asks for."""
        pagination = self.pagination
        if not pagination.parameter:
            return Walk(left=max_items)
        given = self.call.argument(pagination.parameter, in_body=pagination.in_body)
        if given is None:
            return Walk(left=max_items)
        position = given if pagination.scheme == "cursor" else int(given)
        is_first = position == (pagination.first if pagination.scheme == "page" else 0)
        return Walk(position, before=0 if is_first else None, left=max_items)

    def request(self, walk: Walk) -> Call:
        """The request of a page."""
        if walk.position is None:
            return self.call
        return self.call.with_argument(self.pagination.parameter, walk.position, in_body=self.pagination.in_body)

    def read(self, answer: Any, walk: Walk) -> Reading:
        """Read a page.

        Args:
            answer: The decoded response.
            walk: The page that was requested.

        Raises:
            PaginationError: The page contradicts itself, or an earlier one.
            ResponseDecodeError: The response has no list.
        """
        pagination = self.pagination
        items: list[Any] | None = field_at(answer, pagination.items) if pagination.items else answer
        if items is None:
            raise self._no_list()
        total: int | None = field_at(answer, pagination.total)
        self._memory.is_repeated(walk.position, walk.read)
        are_new = self._are_new(items, walk)
        following = self._next(answer, items, walk, total, has_new=any(are_new))
        if following.position is not None and walk.read and not any(are_new) and self._is_full(items):
            raise PaginationError(f"{walk.name} has only items that were on earlier pages")
        wanted = [at for at in range(walk.skip, len(items)) if are_new[at]]
        is_cut = walk.left is not None and len(wanted) >= walk.left
        wanted = wanted[: walk.left]
        used = wanted[-1] + 1 if is_cut else max(walk.skip, len(items))
        next_page = self._next_page(following, items, walk, total, len(wanted))
        resume = next_page
        if next_page is None or used < len(items) or self._may_fill(following, items):
            resume = walk._replace(skip=used, resumed_before=None)
        if not items and next_page is None and walk.resumed_before is not None:
            resume = walk.resumed_before
        return Reading(
            [items[at] for at in wanted],
            total,
            following.has_next,
            next=None if is_cut or next_page is None else next_page._replace(resumed_before=resume),
            resume=resume or walk,
            is_doubtful=pagination.confirm_empty and not items and next_page is None,
        )

    def _next_page(self, following: _Next, items: list[Any], walk: Walk, total: int | None, given: int) -> Walk | None:
        if following.position is None:
            return None
        if self._memory.is_repeated(following.position, walk.read + 1):
            raise PaginationError(f"after {walk.name} comes a page that was already read")
        page = Walk(
            following.position,
            walk.read + 1,
            before=None if walk.before is None else walk.before + len(items),
            left=None if walk.left is None else walk.left - given,
            empty=0 if items else walk.empty + 1,
            total=total,
            probes=walk.probes + 1 if following.is_probe else 0,
        )
        if page.empty >= _MOST_DOUBTFUL_PAGES:
            raise PaginationError(f"{page.empty} pages in a row are empty, and the last promises more items")
        if page.probes >= _MOST_DOUBTFUL_PAGES:
            raise PaginationError(
                f"{page.probes} pages in a row have called themselves the last, and had one after them"
            )
        return page

    def _is_full(self, items: list[Any]) -> bool:
        return bool(items) and (self._size is None or len(items) >= self._size)

    def _may_fill(self, following: _Next, items: list[Any]) -> bool:
        """Whether items that are added later may stand on this page, as it is not full."""
        is_numbered = self.pagination.scheme in ("page", "offset")
        return is_numbered and following.has_next is not True and len(items) < (self._size or len(items))

    def _no_list(self) -> ResponseDecodeError:
        error = ResponseDecodeError("an array", MISSING)
        for key in reversed(self.pagination.json_path):
            within(error, key)
        return error

    def _are_new(self, items: list[Any], walk: Walk) -> list[bool]:
        """Which items were neither on an earlier page nor earlier on this one."""
        if not self.pagination.item_id:
            return [True] * len(items)
        return self._memory.are_new(list(map(self._id, items)), walk.read)

    def _id(self, item: Any) -> Any:
        pagination = self.pagination
        if pagination.unknown is not None and isinstance(item, pagination.unknown):
            found = field_at(item.raw, pagination.json_item_id)
            return found if isinstance(found, (str, int)) else None
        return field_at(item, pagination.item_id)

    # -- the next page --

    def _next(self, answer: Any, items: list[Any], walk: Walk, total: int | None, *, has_new: bool) -> _Next:
        pagination = self.pagination
        if pagination.scheme == "none":
            return self._without_pages(items)
        flag: bool | None = field_at(answer, pagination.has_next)
        if pagination.scheme == "cursor":
            return self._by_cursor(answer, items, walk, flag)
        position = self._number(walk)
        shown: int | None = field_at(answer, pagination.number)
        if shown is not None and shown != position:
            raise PaginationError(f"number {position} was requested, and the response is number {shown}")
        if total is not None and walk.total is not None and total < walk.total:
            raise PaginationError(
                f"the list has shrunk from {walk.total} to {total} items while it was read, so that some may be missing"
            )
        if pagination.scheme == "page":
            following = position + 1
        else:
            size = self._size or len(items)
            if len(items) > size:
                raise PaginationError(f"{walk.name} has {len(items)} items, and {size} were requested")
            # A short page may come from a provider that gives fewer than requested: nothing is passed over then.
            following = position + (len(items) if has_new else size)
        if flag is not None:
            return _Next(following, has_next=True) if flag else _END
        pages: int | None = field_at(answer, pagination.pages)
        if pages is None and total is None:  # only an empty page shows the end
            return _Next(following, has_next=None) if items else _END
        if pages is not None:
            is_last = following - pagination.first >= pages
        else:
            reach = self._reach(following, items, walk)
            is_last = not items if reach is None or total is None else total <= reach
        if not is_last and items:
            return _Next(following, has_next=True)
        if items and self._size is not None and len(items) >= self._size:  # the number may be too small
            return _Next(following, has_next=None, is_probe=True)
        received = None if walk.before is None else walk.before + len(items)
        if total is not None and received is not None and received < total:
            raise PaginationError(f"the provider announces {total} items, and all pages together have {received}")
        return _END if is_last else _Next(following, has_next=True)

    def _reach(self, following: int, items: list[Any], walk: Walk) -> int | None:
        """How many items are on the pages up to this one; None if that is unknown."""
        if self.pagination.scheme == "offset":
            return following
        if self._size is not None:  # as if each page were full
            return (following - self.pagination.first) * self._size
        return None if walk.before is None else walk.before + len(items)

    def _by_cursor(self, answer: Any, items: list[Any], walk: Walk, flag: bool | None) -> _Next:
        pagination = self.pagination
        if flag is False:
            return _END
        cursor: Position
        if pagination.cursor_is_item_id:
            cursor = self._id(items[-1]) if items else None
        elif pagination.next_url:
            cursor = self._in_url(field_at(answer, pagination.next_url), walk)
        else:
            cursor = field_at(answer, pagination.next)
        if not is_position(cursor):
            raise PaginationError(f"the cursor after {walk.name} cannot be sent")
        if cursor is None or cursor == "":
            if flag:
                raise PaginationError(f"{walk.name} promises more items, and names no cursor")
            return _END
        return _Next(cursor, has_next=None if flag is None and pagination.cursor_is_item_id else True)

    def _in_url(self, url: str | None, walk: Walk) -> str | None:
        """The cursor in the URL of the next page. That URL is never requested."""
        if not url:
            return None
        try:
            values = parse_qs(urlsplit(url).query, errors="strict").get(self.pagination.parameter, [])
        except ValueError:
            values = []
        if len(values) != 1:
            raise PaginationError(f"the URL of the page after {walk.name} has no {self.pagination.parameter}")
        return values[0]

    def _number(self, walk: Walk) -> int:
        if isinstance(walk.position, int):
            return walk.position
        return self.pagination.first if self.pagination.scheme == "page" else 0

    def _without_pages(self, items: list[Any]) -> _Next:
        cap = self.pagination.cap
        if cap is None or len(items) < cap:
            return _END
        warnings.warn(
            f"{self.call.called} has returned {len(items)} items, the most that it returns: there may be more",
            PaginationWarning,
            stacklevel=_level_of_caller(),
        )
        return _Next(None, has_next=None)


def _level_of_caller() -> int:
    """The `stacklevel` of a warning that shows the line of the caller's code."""
    package = __name__.partition(".")[0]
    level, frame = 1, sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  # the only way to it that is quick
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == package:
        level, frame = level + 1, frame.f_back
    return level


def checked_max_items(value: object) -> int | None:
    """The bound of a list.

    Raises:
        InvalidArgumentError: It is not an integer of 1 or more.
    """
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidArgumentError(f"max_items must be an integer of 1 or more, not {value!r}")
    return value
