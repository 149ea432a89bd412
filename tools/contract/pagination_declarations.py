"""The extension `x-pagination`: how an operation that lists things gives them page by page.

Rules check it and the generators read it. Paths refer to the JSON of a response body.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .extensions import PAGINATION
from .job_declarations import Path, body_schema, followed, path_of
from .json_tree import as_list, as_mapping

Scheme: TypeAlias = Literal["page", "offset", "cursor", "none"]

SCHEMES: Final[tuple[Scheme, ...]] = ("page", "offset", "cursor", "none")

PATHS: Final = ("items", "has_next", "total", "pages", "number", "next", "next_url")
"""The keys that name a field of the response."""
WORDS: Final = ("scheme", "parameter", "first", "size", "cap", "item_id", "cursor_is_item_id", "confirm_empty", *PATHS)

USED: Final[Mapping[str, frozenset[str]]] = {
    "page": frozenset({"parameter", "first", "size", "has_next", "total", "pages", "number", "confirm_empty"}),
    "offset": frozenset({"parameter", "size", "has_next", "total", "confirm_empty"}),
    "cursor": frozenset({"parameter", "size", "has_next", "total", "next", "next_url", "cursor_is_item_id"}),
    "none": frozenset({"cap"}),
}
"""The keys that each scheme has, beside `scheme`, `items` and `item_id`."""


@frozen(kw_only=True)
class Pagination:
    """The `x-pagination` of an operation."""

    scheme: Scheme
    parameter: str
    """The parameter of the query, or the member of the JSON body, that says which page; empty for `none`."""
    in_body: bool
    size: str
    first: int
    cap: int | None
    item_id: Path
    """A path in each item."""
    cursor_is_item_id: bool
    confirm_empty: bool
    paths: Mapping[str, Path]
    """The fields of the response, by key; without those that are not given."""

    @property
    def items(self) -> Path:
        """Where the items are; empty if the response is the list."""
        return self.paths.get("items", ())


def pagination_of(data: dict[str, Any], operation: Mapping[str, Any]) -> Pagination | None:
    """Read how an operation gives a list; None if it does not, or if `x-pagination` is not valid."""
    words = as_mapping(operation.get(PAGINATION))
    scheme: Scheme | None = next((one for one in SCHEMES if one == words.get("scheme")), None)
    if scheme is None:
        return None
    parameter = str(words.get("parameter", ""))
    first, cap = words.get("first", 1), words.get("cap")
    return Pagination(
        scheme=scheme,
        parameter=parameter,
        in_body=parameter not in query_parameters(data, operation),
        size=str(words.get("size", "")),
        first=first if type(first) is int else 1,
        cap=cap if type(cap) is int else None,
        item_id=path_of(words.get("item_id")),
        cursor_is_item_id=words.get("cursor_is_item_id") is True,
        confirm_empty=words.get("confirm_empty") is True,
        paths={key: path for key in PATHS if (path := path_of(words.get(key)))},
    )


def query_parameters(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The schemas of an operation's query parameters, by name."""
    parameters = [followed(data, one) for one in as_list(operation.get("parameters"))]
    return {str(one.get("name")): followed(data, one.get("schema")) for one in parameters if one.get("in") == "query"}


def place_of_parameters(data: dict[str, Any], operation: Mapping[str, Any], *, in_body: bool) -> dict[str, Any]:
    """The schemas of what a request can say about pages: its query parameters, or the members of its JSON body."""
    if not in_body:
        return query_parameters(data, operation)
    members = as_mapping(body_schema(data, operation).get("properties"))
    return {name: followed(data, schema) for name, schema in members.items()}
