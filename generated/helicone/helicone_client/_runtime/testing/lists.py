# Copied from runtime/testing/lists.py by `nox -s generate`. Do not edit.
"""How a fake gives its items page by page, in each scheme of `x-pagination`."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from attrs import frozen

from ..values.json_values import is_array, is_object
from .life_arguments import misspelling
from .list_filters import selected
from .messages import FakeRequest

_USUAL_SIZE: Final = 20


@frozen(kw_only=True)
class FakePages:
    """The pages of an operation, as its document describes them."""

    scheme: str
    parameter: str
    in_body: bool
    size: str
    default_size: int | None
    first: int
    cap: int | None
    item_id: Sequence[str]
    is_integer: bool
    """Whether a cursor is an integer."""
    paths: Mapping[str, Sequence[str]]
    """Where the response says what, by the keys of `x-pagination`."""

    def _example_items(self, example: Any) -> list[Any]:
        items = _at(example, self.paths.get("items", ()))
        return items if is_array(items) else []

    def new_items(self, example: Any, items: Iterable[Mapping[str, Any]], *, before: int) -> list[dict[str, Any]]:
        """Items that a test adds, completed with the members of the first documented one, each with an id of its own.

        Args:
            example: The documented example.
            items: What the test says of each item.
            before: How many items there are already.

        Raises:
            TypeError: One is no mapping, or has a member that looks misspelt.
        """
        documented = [item for item in self._example_items(example) if is_object(item)]
        usual = documented[0] if documented else {}
        known = {name for item in documented for name in item}
        added: list[dict[str, Any]] = []
        for item in items:
            if not isinstance(item, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
                raise TypeError(f"an item must be a mapping of its members, not {type(item).__name__}")
            for name in item.keys() - known:
                if (meant := misspelling(name, known, known)) is not None:
                    raise TypeError(f"an item has no member {name!r}; did you mean {meant!r}?")
            whole: dict[str, Any] = {**copy.deepcopy(usual), **item}
            if self.item_id and self.item_id[0] not in item:
                number = before + len(added) + 1
                old = _at(whole, self.item_id)
                whole = _with(whole, self.item_id, number if isinstance(old, int) else f"{old}_{number}")
            added.append(whole)
        return added

    def page(self, example: Any, items: Sequence[Any] | None, request: FakeRequest) -> Any | None:
        """The JSON of a response.

        Args:
            example: The documented example, from which the response takes what the scheme does not say.
            items: All items; None for those of the example.
            request: The request.

        Returns:
            None if what the request says about the page makes no sense.
        """
        items = self._example_items(example) if items is None else items
        items = selected(items, request.query, others=(self.parameter, self.size))
        try:
            given = self._given(request)
            size = int(given.get(self.size) or self.default_size or _USUAL_SIZE)
            at = self._start(given.get(self.parameter), items, size)
        except (ValueError, TypeError, OverflowError):
            return None
        if at < 0 or size < 1:
            return None
        if self.scheme == "none":
            at, size = 0, self.cap or len(items)
        shown = list(items[at : at + size])
        body = _with(copy.deepcopy(example), self.paths.get("items", ()), shown)
        for path, value in self._said(items, at, size, request):
            body = _with(body, path, value)
        return body

    def _given(self, request: FakeRequest) -> dict[str, Any]:
        if not self.in_body:
            return dict(request.query)
        body = json.loads(request.body or b"{}")
        return body if is_object(body) else {}

    def _start(self, given: Any, items: Sequence[Any], size: int) -> int:
        """The index of the first item that a request asks for."""
        if given is None or given == "" or self.scheme == "none":
            return 0
        if self.scheme == "page":
            return (int(given) - self.first) * size
        if self.scheme == "offset" or self.is_integer:
            return int(given)
        if self._cursor_is_id:
            ids = [str(_at(item, self.item_id)) for item in items]
            return ids.index(str(given)) + 1 if str(given) in ids else len(ids)  # nothing follows what is not there
        return int(str(given).removeprefix("cursor_"))

    @property
    def _cursor_is_id(self) -> bool:
        return bool(self.item_id) and "next" not in self.paths

    def _said(self, items: Sequence[Any], at: int, size: int, request: FakeRequest) -> list[tuple[Sequence[str], Any]]:
        """What the response says beside the items: paths and values."""
        end = at + size
        has_next = end < len(items)
        cursor: Any = end if self.is_integer else f"cursor_{end}"
        if self._cursor_is_id and has_next:
            cursor = _at(items[end - 1], self.item_id)
        pages = -(-len(items) // size)
        values = {
            "has_next": has_next,
            "total": len(items),
            "pages": pages,
            "number": self.first + at // size,
            "next": cursor if has_next else None,
            "next_url": self._url(request, cursor) if has_next else None,
        }
        return [(path, values[key]) for key, path in self.paths.items() if key in values]

    def _url(self, request: FakeRequest, cursor: Any) -> str:
        others = [(name, value) for name, value in request.query if name != self.parameter]
        return f"{request.path}?{urlencode([(self.parameter, cursor), *others])}"


def _at(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        value = value.get(name) if is_object(value) else None
    return value


def _with(value: Any, path: Sequence[str], new: Any) -> Any:
    """A value with another one at a path; objects on the way are made."""
    if not path:
        return new
    members = value if is_object(value) else {}
    return {**members, path[0]: _with(members.get(path[0]), path[1:], new)}
