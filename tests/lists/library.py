"""A made-up provider with a list of each scheme: its document, and a server that gives such lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx
from attrs import define, field, frozen

WHOLE: Final = {"type": "integer", "minimum": 0}
MAYBE_WHOLE: Final = {"type": ["integer", "null"]}
MAYBE_TEXT: Final = {"type": ["string", "null"]}
MAYBE_FLAG: Final = {"type": ["boolean", "null"]}


@frozen
class Kind:
    """A scheme: what its operation takes, what its response holds beside the items, and how the document says so."""

    words: Mapping[str, Any]
    """The `x-pagination`."""
    parameters: Mapping[str, Any]
    """The schemas of what a request says."""
    envelope: Mapping[str, Any] | None
    """The schemas of what stands beside the items; None where the response is the list."""
    in_body: bool = False

    @property
    def method(self) -> str:
        """The HTTP method."""
        return "POST" if self.in_body else "GET"


def _page(**words: Any) -> dict[str, Any]:
    return {"scheme": "page", "items": "books", "parameter": "page", "size": "per_page", **words}


PAGE: Final = {"page": WHOLE, "per_page": {**WHOLE, "default": 10}}
CURSOR: Final = {"cursor": {"type": "string"}, "limit": {**WHOLE, "default": 10}}
OFFSET: Final = {"offset": {**WHOLE, "default": 0}, "limit": {**WHOLE, "default": 10}}

KINDS: Final[Mapping[str, Kind]] = {
    "flags": Kind(
        _page(has_next="has_next", total="total", number="page", item_id="id"),
        PAGE,
        {"page": MAYBE_WHOLE, "total": MAYBE_WHOLE, "has_next": MAYBE_FLAG, "notice": MAYBE_TEXT},
    ),
    "totals": Kind(
        _page(total="total", pages="pages", number="page", item_id="id"),
        PAGE,
        {"page": MAYBE_WHOLE, "total": MAYBE_WHOLE, "pages": MAYBE_WHOLE},
    ),
    "zero": Kind(
        {"scheme": "page", "parameter": "page", "size": "per_page", "first": 0, "item_id": "id"}, PAGE, None, True
    ),
    "opaque": Kind(
        {"scheme": "cursor", "items": "books", "parameter": "cursor", "next": "next_cursor", "has_next": "has_more"},
        CURSOR,
        {"next_cursor": MAYBE_TEXT, "has_more": MAYBE_FLAG},
    ),
    "nested": Kind(
        {"scheme": "cursor", "items": "books", "parameter": "cursor", "next": "pagination.next", "size": "limit"},
        CURSOR,
        {"pagination": {"next": MAYBE_TEXT}},
    ),
    "integer": Kind(
        {"scheme": "cursor", "items": "books", "parameter": "cursor", "next": "next_cursor"},
        {"cursor": WHOLE, "limit": {**WHOLE, "default": 10}},
        {"next_cursor": MAYBE_WHOLE},
    ),
    "url": Kind(
        {"scheme": "cursor", "items": "books", "parameter": "after", "next_url": "next_page_url", "item_id": "id"},
        {"after": {"type": "string"}, "limit": {**WHOLE, "default": 10}},
        {"next_page_url": MAYBE_TEXT, "summary": {"type": ["object", "null"], "additionalProperties": True}},
    ),
    "last_id": Kind(
        {
            "scheme": "cursor",
            "items": "books",
            "parameter": "after",
            "has_next": "has_more",
            "item_id": "id",
            "cursor_is_item_id": True,
        },
        {"after": {"type": "string"}, "limit": {**WHOLE, "default": 10}},
        {"has_more": MAYBE_FLAG},
    ),
    "offset": Kind(
        {
            "scheme": "offset",
            "parameter": "offset",
            "size": "limit",
            "item_id": "id",
            "confirm_empty": True,
        },
        OFFSET,
        None,
        True,
    ),
    "counted": Kind(
        {"scheme": "offset", "items": "books", "parameter": "offset", "size": "limit", "total": "total"},
        OFFSET,
        {"total": MAYBE_WHOLE},
    ),
    "capped": Kind({"scheme": "none", "cap": 25}, {}, None),
}
"""The kinds by the tag of their operation; the operation is `<tag>_list`, and lists books."""

WITH_PAGES: Final = [name for name in KINDS if name != "capped"]


def _described(schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"description": f"The {name.replace('_', ' ')} (made up).", **schema} for name, schema in schemas.items()
    }


def _object(description: str, properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "description": description, "properties": _described(properties)}
    return {**found, "required": list(required)} if required else found


def _get(listing: Mapping[str, Any]) -> dict[str, Any]:
    """An operation that finds a single book, after one that lists them."""
    found = {key: value for key, value in listing.items() if key != "x-pagination"}
    success: dict[str, Any] = {
        "schema": {"$ref": "#/components/schemas/Book"},
        "examples": {"book": {"summary": "A book (made up).", "value": {"id": "b_0", "title": "First"}}},
    }
    identity = {
        "name": "book_id",
        "in": "path",
        "required": True,
        "description": "The id of the book.",
        "schema": {"type": "string"},
        "example": "b_0",
    }
    missing = {
        "description": "There is no such book.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Refusal"},
                "examples": {"not_found": {"summary": "No book (made up).", "value": {"message": "No"}}},
            }
        },
    }
    responses = {
        "200": {"description": "The book.", "content": {"application/json": success}},
        "401": found["responses"]["401"],
        "404": missing,
    }
    return {
        **found,
        "operationId": "flags_get",
        "summary": "Get a book.",
        "parameters": [identity],
        "responses": responses,
    }


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    schemas: dict[str, Any] = {
        "Book": _object("A book.", {"id": {"type": "string"}, "title": MAYBE_TEXT}, "id"),
        "Refusal": _object("A refusal.", {"message": MAYBE_TEXT}),
    }
    paths: dict[str, Any] = {}
    for name, kind in KINDS.items():
        books: dict[str, Any] = {"type": "array", "items": {"$ref": "#/components/schemas/Book"}}
        answer: dict[str, Any] = {**books, "description": "The books."}
        example: Any = [{"id": "b_0", "title": "First"}]
        if kind.envelope is not None:
            class_name = f"{name.replace('_', ' ').title().replace(' ', '')}Answer"
            members = dict(kind.envelope)
            if "pagination" in members:
                schemas["CursorPart"] = _object("The cursors.", members["pagination"])
                members["pagination"] = {"anyOf": [{"$ref": "#/components/schemas/CursorPart"}, {"type": "null"}]}
            schemas[class_name] = _object(
                "A page of books.", {"books": {**books, "type": ["array", "null"]}, **members}
            )
            answer, example = {"$ref": f"#/components/schemas/{class_name}"}, {"books": example}
        operation: dict[str, Any] = {
            "operationId": f"{name}_list",
            "tags": [name],
            "summary": "List the books.",
            "description": "Books of the library, newest last.",
            "externalDocs": {"url": f"https://docs.library.example/{name}", "description": "The page on books."},
            "security": [{"key": []}],
            "x-pagination": dict(kind.words),
            "responses": {
                "200": {
                    "description": "The books.",
                    "content": {
                        "application/json": {
                            "schema": answer,
                            "examples": {"books": {"summary": "A page (made up).", "value": example}},
                        }
                    },
                },
                "401": {
                    "description": "The key is unknown.",
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Refusal"},
                            "examples": {"unauthorized": {"summary": "No key (made up).", "value": {"message": "No"}}},
                        }
                    },
                },
            },
        }
        if kind.in_body:
            body_name = f"{name.title()}Query"
            schemas[body_name] = _object("What to list.", {**kind.parameters, "shelf": {"type": "string"}})
            operation["x-idempotent"] = True
            operation["requestBody"] = {
                "required": True,
                "description": "What to list.",
                "content": {
                    "application/json": {
                        "schema": {"$ref": f"#/components/schemas/{body_name}"},
                        "examples": {"all": {"summary": "All (made up).", "value": {"shelf": "a"}}},
                    }
                },
            }
        else:
            operation["parameters"] = [
                {
                    "name": parameter,
                    "in": "query",
                    "description": f"The {parameter}.",
                    "schema": schema,
                    "example": 1 if schema["type"] == "integer" else "a",
                }
                for parameter, schema in {**kind.parameters, "shelf": {"type": "string"}}.items()
            ]
        paths[f"/{name}"] = {kind.method.lower(): operation}
    paths["/flags/{book_id}"] = {"get": _get(paths["/flags"]["get"])}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Library", "version": "1", "description": "A library that lends books."},
        "tags": [{"name": name, "description": f"Books, listed by the scheme {name}."} for name in KINDS],
        "servers": [{"url": "https://api.library.example", "description": "Production."}],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas,
        },
    }


@define
class Library:
    """A server that lists books by every scheme. Tests can change it between two pages."""

    books: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    requests: list[httpx.Request] = field(factory=list[httpx.Request])
    between: Callable[[Library, int], httpx.Response | None] = lambda _library, _number: None
    """Is called before each request is answered, with its number; what it returns is the response."""
    changes: Callable[[Any, int], Any] = lambda body, _number: body
    """Changes the JSON of a response before it is sent."""

    @classmethod
    def of(cls, number: int) -> Library:
        """A library with so many books."""
        return cls([{"id": f"b_{index}", "title": f"Book {index}"} for index in range(number)])

    @property
    def ids(self) -> list[str]:
        """The ids of all books."""
        return [book["id"] for book in self.books]

    def transport(self) -> httpx.MockTransport:
        """Connects a client to it."""
        return httpx.MockTransport(self.handle)

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.requests.append(request)
        number = len(self.requests)
        told = self.between(self, number)
        if told is not None:
            return told
        name = request.url.path.strip("/")
        asked: dict[str, Any] = json.loads(request.read()) if request.method == "POST" else dict(request.url.params)
        body = getattr(self, f"_{name}")(asked)
        content = json.dumps(self.changes(body, number))  # in ASCII, so that it may hold half of a surrogate pair
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    def _numbered(self, asked: Mapping[str, Any], first: int) -> tuple[int, list[Any], int]:
        page, size = int(asked.get("page", first)), int(asked.get("per_page", 10))
        at = (page - first) * size
        return page, self.books[at : at + size], -(-len(self.books) // size)

    def _flags(self, asked: Mapping[str, Any]) -> Any:
        page, books, pages = self._numbered(asked, 1)
        return {"books": books, "page": page, "total": len(self.books), "has_next": page < pages, "notice": "quiet"}

    def _totals(self, asked: Mapping[str, Any]) -> Any:
        page, books, pages = self._numbered(asked, 1)
        return {"books": books, "page": page, "total": len(self.books), "pages": pages}

    def _zero(self, asked: Mapping[str, Any]) -> Any:
        return self._numbered(asked, 0)[1]

    def _from(self, at: int, asked: Mapping[str, Any]) -> tuple[list[Any], int | None]:
        end = at + int(asked.get("limit", 10))
        return self.books[at:end], end if end < len(self.books) else None

    def _opaque(self, asked: Mapping[str, Any]) -> Any:
        books, end = self._from(int(str(asked.get("cursor", "c0"))[1:]), asked)
        return {"books": books, "next_cursor": None if end is None else f"c{end}", "has_more": end is not None}

    def _nested(self, asked: Mapping[str, Any]) -> Any:
        books, end = self._from(int(str(asked.get("cursor", "c0"))[1:]), asked)
        return {"books": books, "pagination": {"next": None if end is None else f"c{end}"}}

    def _integer(self, asked: Mapping[str, Any]) -> Any:
        books, end = self._from(int(asked.get("cursor", 0)), asked)
        return {"books": books, "next_cursor": end}

    def _after(self, asked: Mapping[str, Any]) -> tuple[list[Any], int | None]:
        ids = self.ids
        return self._from(ids.index(asked["after"]) + 1 if "after" in asked else 0, asked)

    def _url(self, asked: Mapping[str, Any]) -> Any:
        books, end = self._after(asked)
        url = None if end is None else f"/url?after={books[-1]['id']}&limit=10"
        return {"books": books, "next_page_url": url, "summary": {"books": len(self.books)}}

    def _last_id(self, asked: Mapping[str, Any]) -> Any:
        books, end = self._after(asked)
        return {"books": books, "has_more": end is not None}

    def _offset(self, asked: Mapping[str, Any]) -> Any:
        return self._from(int(asked.get("offset", 0)), asked)[0]

    def _counted(self, asked: Mapping[str, Any]) -> Any:
        return {"books": self._from(int(asked.get("offset", 0)), asked)[0], "total": len(self.books)}

    def _capped(self, asked: Mapping[str, Any]) -> Any:
        return self.books[:25]
