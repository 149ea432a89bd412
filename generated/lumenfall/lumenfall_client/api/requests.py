# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The log of the requests that an organization sent through Lumenfall, with status, cost and timing."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lists.pages import AsyncPages, AsyncSource, Source
from .._runtime.lists.pagination import Pagination
from .._runtime.values.encoding import check_bounds, path_segment, query_pairs
from ..models import (
    AsyncRequestsListPage,
    KnownRequestStatus,
    PurgedPayloads,
    Request,
    RequestList,
    RequestsListPage,
)
from ..types import Response

list_method: Final = CalledMethod("requests.list", "GET", "/v1/requests")
get_method: Final = CalledMethod("requests.get", "GET", "/v1/requests/{request_id}")
purge_payloads_method: Final = CalledMethod("requests.purge_payloads", "DELETE", "/v1/requests/{request_id}/payloads")


class RequestsResource(Resource):
    """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

    `Lumenfall` lists the errors that every call may raise.
    """

    def list(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        key_id: str | None = None,
        status: KnownRequestStatus | str | None = None,
        summary: bool | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> RequestsListPage:
        """List the logged requests, newest first.

        Returns the requests of your own organization. Without filters, these are all that are kept.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/list

        Args:
            limit: The number of requests on a page, 1 to 100; Lumenfall's default is 20.
            starting_after: The id of a request. Only older requests are returned.
            created_after: Only requests that were created at or after this time are returned.
            created_before: Only requests that were created at or before this time are returned.
            key_id: The id of an API key, from `keys.list`. Only requests that were sent with it are returned.
            status: Only requests in this state are returned. Unverified: Lumenfall's command-line tool sends it, but
                the documentation does not name it.
            summary: Whether the response has a `summary` of all requests that the filters select.
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            PaginationError: The pages contradict each other.
        """
        return self.list_detailed(
            limit=limit,
            starting_after=starting_after,
            created_after=created_after,
            created_before=created_before,
            key_id=key_id,
            status=status,
            summary=summary,
            max_items=max_items,
            resume=resume,
        ).parsed

    def list_detailed(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        key_id: str | None = None,
        status: KnownRequestStatus | str | None = None,
        summary: bool | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> Response[RequestsListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call(
                limit=limit,
                starting_after=starting_after,
                created_after=created_after,
                created_before=created_before,
                key_id=key_id,
                status=status,
                summary=summary,
            )
            _source: Source[RequestsListPage] = Source(self._engine, _call, list_answer, LIST_PAGES, RequestsListPage)
            _first = _source.first(max_items, resume)
        return _source.fetch(_first)

    def get(self, request_id: str) -> Request:
        """Get one logged request by its id.

        Returns a request of your own organization, as the same object that the list of requests contains.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/get

        Args:
            request_id: The id of the logged request. It usually begins with `req_`; the client does not check that.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such request. Lumenfall does not document this response.
        """
        return self.get_detailed(request_id).parsed

    def get_detailed(self, request_id: str) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id)
        return self._engine.send(_call, get_answer)

    def purge_payloads(self, request_id: str) -> PurgedPayloads:
        """Delete what was sent and returned with a request.

        Deletes the bodies of a logged request and its media for good. What the log says about it, such as cost, timing,
        model and status, remains. You can safely purge a request twice.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/purge-payloads

        Args:
            request_id: The id of the logged request. It usually begins with `req_`; the client does not check that.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such request. Lumenfall does not document this response.
        """
        return self.purge_payloads_detailed(request_id).parsed

    def purge_payloads_detailed(self, request_id: str) -> Response[PurgedPayloads]:
        """Do the same as `purge_payloads`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(purge_payloads_method):
            _call = purge_payloads_call(request_id)
        return self._engine.send(_call, purge_payloads_answer)


class AsyncRequestsResource(AsyncResource):
    """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    def list(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        key_id: str | None = None,
        status: KnownRequestStatus | str | None = None,
        summary: bool | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> AsyncPages[AsyncRequestsListPage, Request]:
        """List the logged requests, newest first.

        Returns the requests of your own organization. Without filters, these are all that are kept.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/list

        Args:
            limit: The number of requests on a page, 1 to 100; Lumenfall's default is 20.
            starting_after: The id of a request. Only older requests are returned.
            created_after: Only requests that were created at or after this time are returned.
            created_before: Only requests that were created at or before this time are returned.
            key_id: The id of an API key, from `keys.list`. Only requests that were sent with it are returned.
            status: Only requests in this state are returned. Unverified: Lumenfall's command-line tool sends it, but
                the documentation does not name it.
            summary: Whether the response has a `summary` of all requests that the filters select.
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            PaginationError: The pages contradict each other.
        """
        return AsyncPages(
            lambda: self.list_detailed(
                limit=limit,
                starting_after=starting_after,
                created_after=created_after,
                created_before=created_before,
                key_id=key_id,
                status=status,
                summary=summary,
                max_items=max_items,
                resume=resume,
            )
        )

    async def list_detailed(
        self,
        *,
        limit: int | None = None,
        starting_after: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        key_id: str | None = None,
        status: KnownRequestStatus | str | None = None,
        summary: bool | None = None,
        max_items: int | None = None,
        resume: str | None = None,
    ) -> Response[AsyncRequestsListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call(
                limit=limit,
                starting_after=starting_after,
                created_after=created_after,
                created_before=created_before,
                key_id=key_id,
                status=status,
                summary=summary,
            )
            _source: AsyncSource[AsyncRequestsListPage] = AsyncSource(
                self._engine, _call, list_answer, LIST_PAGES, AsyncRequestsListPage
            )
            _first = _source.first(max_items, resume)
        return await _source.fetch(_first)

    async def get(self, request_id: str) -> Request:
        """Get one logged request by its id.

        Returns a request of your own organization, as the same object that the list of requests contains.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/get

        Args:
            request_id: The id of the logged request. It usually begins with `req_`; the client does not check that.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such request. Lumenfall does not document this response.
        """
        return (await self.get_detailed(request_id)).parsed

    async def get_detailed(self, request_id: str) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id)
        return await self._engine.send(_call, get_answer)

    async def purge_payloads(self, request_id: str) -> PurgedPayloads:
        """Delete what was sent and returned with a request.

        Deletes the bodies of a logged request and its media for good. What the log says about it, such as cost, timing,
        model and status, remains. You can safely purge a request twice.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/purge-payloads

        Args:
            request_id: The id of the logged request. It usually begins with `req_`; the client does not check that.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: This organization has no such request. Lumenfall does not document this response.
        """
        return (await self.purge_payloads_detailed(request_id)).parsed

    async def purge_payloads_detailed(self, request_id: str) -> Response[PurgedPayloads]:
        """Do the same as `purge_payloads`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(purge_payloads_method):
            _call = purge_payloads_call(request_id)
        return await self._engine.send(_call, purge_payloads_answer)


def list_call(
    *,
    limit: int | None = None,
    starting_after: str | None = None,
    created_after: datetime | None = None,
    created_before: datetime | None = None,
    key_id: str | None = None,
    status: KnownRequestStatus | str | None = None,
    summary: bool | None = None,
) -> Call:
    """Build the request of `requests.list`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(limit, "limit", minimum=1, maximum=100)
    return Call(
        operation="requests_list",
        method="GET",
        path="/v1/requests",
        query=query_pairs(
            ("limit", limit),
            ("starting_after", starting_after),
            ("created_after", created_after),
            ("created_before", created_before),
            ("key_id", key_id),
            ("status", status),
            ("summary", summary),
        ),
    )


def list_answer(answer: Answer) -> RequestList:
    """Read the response of `requests.list`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return RequestList.from_dict(answer.json())


LIST_PAGES: Final = Pagination(
    scheme="cursor",
    items=("data",),
    next_url=("next_page_url",),
    json_path=("data",),
    item_id=("id",),
    parameter="starting_after",
    size="limit",
)
"""How `requests.list` gives its items page by page."""


def get_call(request_id: str) -> Call:
    """Build the request of `requests.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(operation="requests_get", method="GET", path=f"/v1/requests/{path_segment(request_id, 'request_id')}")


def get_answer(answer: Answer) -> Request:
    """Read the response of `requests.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return Request.from_dict(answer.json())


def purge_payloads_call(request_id: str) -> Call:
    """Build the request of `requests.purge_payloads`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="requests_purge_payloads",
        method="DELETE",
        path=f"/v1/requests/{path_segment(request_id, 'request_id')}/payloads",
        idempotent=True,
    )


def purge_payloads_answer(answer: Answer) -> PurgedPayloads:
    """Read the response of `requests.purge_payloads`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return PurgedPayloads.from_dict(answer.json())


__all__ = ["AsyncRequestsResource", "RequestsResource"]
