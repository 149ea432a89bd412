# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""Logged calls to language models, with their bodies, token usage, cost, timing and scores."""

from __future__ import annotations

from .._runtime.http.call import Answer, Call
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.decoding import members, nested
from .._runtime.values.encoding import path_segment, query_pairs
from ..models import Request
from ..types import MISSING, Response


class RequestsResource(Resource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores.

    The errors that every call may raise are named by `Helicone`.
    """

    def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Answers with what was logged of a request and its response. An id that is unknown or malformed, a request older
        than 90 days and an account of the other region all look alike: HTTP status 200 without `data`. Answers are
        cached for a day by id, so a score that was added later may be missing, and a new request takes a while to
        appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. Its form is not checked.
            include_body: Whether the full request and response bodies are wanted. Without them the answer is smaller
                and faster, and the two fields hold a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was made.
            NotFoundError: With status 200: No such request, asked without bodies (as the server's source has it).
            BadRequestError: 400: Helicone could not make sense of the token. The body is plain text.
            AuthenticationError: 401: The API key is missing or not valid.
            RateLimitError: 429: Too many calls: an organization has 200 a minute. `RateLimit-*` headers say how many
                are left.
            InternalServerError: 500: Helicone failed to answer, or refused for a reason that it has no status for.
        """
        return self.get_detailed(request_id, include_body=include_body).parsed

    def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """Do what `get` does, and return status, headers and raw body beside the result."""
        return self._engine.send(get_call(request_id, include_body=include_body), get_answer)


class AsyncRequestsResource(AsyncResource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores.

    The errors that every call may raise are named by `AsyncHelicone`.
    """

    async def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Answers with what was logged of a request and its response. An id that is unknown or malformed, a request older
        than 90 days and an account of the other region all look alike: HTTP status 200 without `data`. Answers are
        cached for a day by id, so a score that was added later may be missing, and a new request takes a while to
        appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. Its form is not checked.
            include_body: Whether the full request and response bodies are wanted. Without them the answer is smaller
                and faster, and the two fields hold a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was made.
            NotFoundError: With status 200: No such request, asked without bodies (as the server's source has it).
            BadRequestError: 400: Helicone could not make sense of the token. The body is plain text.
            AuthenticationError: 401: The API key is missing or not valid.
            RateLimitError: 429: Too many calls: an organization has 200 a minute. `RateLimit-*` headers say how many
                are left.
            InternalServerError: 500: Helicone failed to answer, or refused for a reason that it has no status for.
        """
        return (await self.get_detailed(request_id, include_body=include_body)).parsed

    async def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """Do what `get` does, and return status, headers and raw body beside the result."""
        return await self._engine.send(get_call(request_id, include_body=include_body), get_answer)


def get_call(request_id: str, *, include_body: bool = False) -> Call:
    """Make the request of `requests.get`.

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
        ResponseDecodeError: It is not what the documentation says.
    """
    return nested(members(answer.json()).get("data", MISSING), "data", Request.from_dict)


__all__ = ["AsyncRequestsResource", "RequestsResource"]
