# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""Logged calls to language models, with their bodies, token usage, cost, timing and scores."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.decoding import members, nested
from .._runtime.values.encoding import path_segment, query_pairs
from ..models import Request
from ..types import MISSING, Response

get_method: Final = CalledMethod("requests.get", "GET", "/v1/request/{request_id}")


class RequestsResource(Resource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores.

    `Helicone` lists the errors that every call may raise.
    """

    def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Returns a logged request with its response. If the id is unknown or malformed, if the request is older than 90
        days, or if the account is in the other region, Helicone returns HTTP status 200 without `data`. Helicone caches
        the result for each id for a day, so a score that was added later may be missing. A new request takes a while to
        appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. The client does not check its format.
            include_body: Whether to return the full request and response bodies. Without them, the response is smaller
                and faster, and the two fields contain a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: With status 200: No such request (according to the server's source).
            BadRequestError: 400: The token is malformed. The body is plain text.
            AuthenticationError: 401: The API key is missing or invalid.
            RateLimitError: 429: Too many requests: an organization may send 200 a minute. `RateLimit-*` headers say how
                many are left.
            InternalServerError: 500: Helicone failed to handle the request, or rejected it for a reason that has no
                status of its own.
        """
        return self.get_detailed(request_id, include_body=include_body).parsed

    def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id, include_body=include_body)
        return self._engine.send(_call, get_answer)


class AsyncRequestsResource(AsyncResource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores.

    `AsyncHelicone` lists the errors that every call may raise.
    """

    async def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Returns a logged request with its response. If the id is unknown or malformed, if the request is older than 90
        days, or if the account is in the other region, Helicone returns HTTP status 200 without `data`. Helicone caches
        the result for each id for a day, so a score that was added later may be missing. A new request takes a while to
        appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. The client does not check its format.
            include_body: Whether to return the full request and response bodies. Without them, the response is smaller
                and faster, and the two fields contain a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: With status 200: No such request (according to the server's source).
            BadRequestError: 400: The token is malformed. The body is plain text.
            AuthenticationError: 401: The API key is missing or invalid.
            RateLimitError: 429: Too many requests: an organization may send 200 a minute. `RateLimit-*` headers say how
                many are left.
            InternalServerError: 500: Helicone failed to handle the request, or rejected it for a reason that has no
                status of its own.
        """
        return (await self.get_detailed(request_id, include_body=include_body)).parsed

    async def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id, include_body=include_body)
        return await self._engine.send(_call, get_answer)


def get_call(request_id: str, *, include_body: bool = False) -> Call:
    """Build the request of `requests.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="requests_get",
        method="GET",
        path=f"/v1/request/{path_segment(request_id, 'request_id')}",
        query=query_pairs(("includeBody", include_body)),
    )


def get_answer(answer: Answer) -> Request:
    """Read the response of `requests.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return nested(members(answer.json()).get("data", MISSING), "data", Request.from_dict)


__all__ = ["AsyncRequestsResource", "RequestsResource"]
