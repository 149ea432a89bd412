# Copied from runtime/lists/pagination.py by `nox -s generate`. Do not edit.
"""What is known about the pages of a list: what the document says, and what the pages that were read have shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from ..http.forking import ProcessLock
from ..values.encoding import can_be_encoded
from ..values.json_values import is_object, member

Path: TypeAlias = tuple[str, ...]
"""The attributes that lead to a field of a response."""

Position: TypeAlias = str | int | None
"""What a request asks for: a cursor, the number of a page, or how many items to pass over; None for the first page."""

_LONGEST_CURSOR: Final = 16_000
_LARGEST: Final = 1 << 63
_REMEMBERED_ITEMS: Final = 10_000
"""How many items back a repeated one is noticed: more are never inserted between two requests."""


class Pagination(NamedTuple):
    """The pages of one operation, as the document describes them with `x-pagination`."""

    scheme: Literal["page", "offset", "cursor", "none"]
    items: Path = ()
    """Where the items are; empty if the response is the list."""
    json_path: Path = ()
    """The same in the JSON of the body, for messages."""
    parameter: str = ""
    """The parameter that says which page."""
    in_body: bool = False
    """Whether it is a member of the body rather than of the query."""
    first: int = 1
    """The number of the first page."""
    size: str = ""
    """The parameter that says how many items a page has; it is where `parameter` is."""
    default_size: int | None = None
    """How many it has if the request does not say."""
    cap: int | None = None
    """How many items the provider returns at most, without saying that there are more."""
    has_next: Path = ()
    """Where the provider says whether there is a next page."""
    total: Path = ()
    """Where it says how many items all pages have."""
    pages: Path = ()
    """Where it says how many pages there are."""
    number: Path = ()
    """Where it says which page this is."""
    next: Path = ()
    """Where the cursor of the next page is."""
    next_url: Path = ()
    """Where the URL of the next page is; its query holds the cursor."""
    item_id: Path = ()
    """Where an item's id is. With it, an item that appears twice is noticed."""
    unknown: type[Any] | None = None
    """The class of items whose variant is not documented; None if there are none."""
    json_item_id: Path = ()
    """Where the id is in the JSON of such an item."""
    cursor_is_item_id: bool = False
    """Whether the id of a page's last item is the cursor of the next page."""
    confirm_empty: bool = False
    """Whether an empty page is requested again before it is believed to be the end."""


class Walk(NamedTuple):
    """A page of a list: what is requested, and what came before it."""

    position: Position = None
    read: int = 0
    """How many pages were read before."""
    before: int | None = 0
    """How many items were on all pages before it; None if they were not all read."""
    skip: int = 0
    """How many items at its start the caller already has."""
    left: int | None = None
    """How many items the caller still wants; None for all."""
    empty: int = 0
    """How many pages in a row were empty before it."""
    total: int | None = None
    """How many items the provider announced with the page before."""
    probes: int = 0
    """How many pages in a row should not exist, this included: the page before was full and called itself the last."""

    resumed_before: Walk | None = None
    """Where the page before continues. An empty page at the end continues there too: its items may still come."""

    @property
    def name(self) -> str:
        """Which page it is, for messages."""
        return f"page {self.read + 1} of this list"


class Reading(NamedTuple):
    """What was read from a page."""

    items: list[Any]
    total: int | None
    has_next: bool | None
    next: Walk | None
    """The next page; None at the end."""
    resume: Walk
    """Where a later call continues after these items."""
    is_doubtful: bool
    """Whether the page is empty, and must be requested again before that is believed."""


class Memory:
    """The positions and the ids of what was read, to notice what appears again.

    Each is kept with the page on which it was first seen, so that the same page may be requested again.
    """

    def __init__(self) -> None:
        self._positions: dict[int, int] = {}
        self._items: dict[int, int] = {}
        self._lock = ProcessLock()

    def is_repeated(self, position: Position, index: int) -> bool:
        """Whether an earlier page had this position. It is remembered."""
        return self._positions.setdefault(hash(position), index) < index

    def are_new(self, ids: Sequence[object], index: int) -> list[bool]:
        """Which of a page's items were neither on an earlier page nor before on this one. They are remembered."""
        seen, here = self._items, set[int]()
        found: list[bool] = []
        with self._lock():
            for id_ in ids:
                key = hash(id_)
                found.append(id_ is None or (key not in here and seen.setdefault(key, index) >= index))
                here.add(key)
            while len(seen) > _REMEMBERED_ITEMS:
                del seen[next(iter(seen))]
        return found


def is_position(value: object) -> bool:
    """Whether a request can ask for it. What is too long for a URL cannot be sent, nor half of a surrogate pair."""
    if isinstance(value, str):
        return len(value) <= _LONGEST_CURSOR and can_be_encoded(value)
    return value is None or (type(value) is int and abs(value) < _LARGEST)


def field_at(value: Any, path: Path) -> Any:
    """The field at a path; None if the path is empty, or if the field or an object around it is absent or null."""
    if not path:
        return None
    for name in path:
        if value is None:
            return None
        value = member(value, name) if is_object(value) else getattr(value, name, None)
    return value
