# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The API keys of an organization, without their secret parts."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lists.pages import AsyncPages, AsyncSource, Source
from .._runtime.lists.pagination import Pagination
from .._runtime.values.encoding import check_bounds, query_pairs
from ..models import AsyncKeysListPage, Key, KeyList, KeysListPage, KnownKeyStatus
from ..types import Response

list_method: Final = CalledMethod("keys.list", "GET", "/v1/keys")


class KeysResource(Resource):
    """The API keys of an organization, without their secret parts.

    `Lumenfall` lists the errors that every call may raise.
    """

    def list(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        status: KnownKeyStatus | str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> KeysListPage:
        """List the API keys of your organization, newest first.

        Returns keys without their secret part. A key's id selects its requests in `requests.list`.

        Documentation: https://docs.lumenfall.ai/api-reference/keys/list

        Args:
            limit: The number of keys on a page, 1 to 100; Lumenfall's default is 20.
            starting_after: The id of a key. Only older keys are returned.
            status: Only keys in this state are returned, `active` or `revoked`; by default both.
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            PaginationError: The pages contradict each other.
        """
        return self.list_detailed(
            limit=limit, starting_after=starting_after, status=status, max_items=max_items, resume=resume
        ).parsed

    def list_detailed(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        status: KnownKeyStatus | str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> Response[KeysListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call(limit=limit, starting_after=starting_after, status=status)
            _source: Source[KeysListPage] = Source(self._engine, _call, list_answer, LIST_PAGES, KeysListPage)
            _first = _source.first(max_items, resume)
        return _source.fetch(_first)


class AsyncKeysResource(AsyncResource):
    """The API keys of an organization, without their secret parts.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    def list(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        status: KnownKeyStatus | str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> AsyncPages[AsyncKeysListPage, Key]:
        """List the API keys of your organization, newest first.

        Returns keys without their secret part. A key's id selects its requests in `requests.list`.

        Documentation: https://docs.lumenfall.ai/api-reference/keys/list

        Args:
            limit: The number of keys on a page, 1 to 100; Lumenfall's default is 20.
            starting_after: The id of a key. Only older keys are returned.
            status: Only keys in this state are returned, `active` or `revoked`; by default both.
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            PaginationError: The pages contradict each other.
        """
        return AsyncPages(
            lambda: self.list_detailed(
                limit=limit, starting_after=starting_after, status=status, max_items=max_items, resume=resume
            )
        )

    async def list_detailed(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        status: KnownKeyStatus | str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> Response[AsyncKeysListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call(limit=limit, starting_after=starting_after, status=status)
            _source: AsyncSource[AsyncKeysListPage] = AsyncSource(
                self._engine, _call, list_answer, LIST_PAGES, AsyncKeysListPage
            )
            _first = _source.first(max_items, resume)
        return await _source.fetch(_first)


def list_call(
    *, limit: int | None = None, starting_after: str | None = None, status: KnownKeyStatus | str | None = None
) -> Call:
    """Build the request of `keys.list`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(limit, "limit", minimum=1, maximum=100)
    return Call(
        operation="keys_list",
        method="GET",
        path="/v1/keys",
        query=query_pairs(("limit", limit), ("starting_after", starting_after), ("status", status)),
    )


def list_answer(answer: Answer) -> KeyList:
    """Read the response of `keys.list`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return KeyList.from_dict(answer.json())


LIST_PAGES: Final = Pagination(
    scheme="cursor",
    items=("data",),
    next_url=("next_page_url",),
    json_path=("data",),
    item_id=("id",),
    parameter="starting_after",
    size="limit",
)
"""How `keys.list` gives its items page by page."""


__all__ = ["AsyncKeysResource", "KeysResource"]
