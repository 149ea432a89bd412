# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""Logged calls to language models, with their bodies, token usage, cost, timing and scores."""

from __future__ import annotations

from ..._runtime.http.resource import AsyncResource, Resource
from ...models import Request
from ...types import Response
from . import requests_get as _requests_get


class RequestsResource(Resource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores."""

    def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Answers with what was logged of a request and its response. An id that is unknown or malformed, a request
        older than 90 days and an account of the other region all look alike: HTTP status 200 without `data`.
        Answers are cached for a day by id, so a score that was added later may be missing, and a new request takes
        a while to appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. Its form is not checked.
            include_body: Whether the full request and response bodies are wanted. Without them the answer is
                smaller and faster, and the two fields hold a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            NotFoundError: With status 200: No such request, asked without bodies (as the server's source has
                it).
            BadRequestError: 400: Helicone could not make sense of the token. The body is plain text.
            AuthenticationError: 401: The API key is missing or not valid.
            RateLimitError: 429: Too many calls: an organization has 200 a minute. `RateLimit-*` headers say how
                many are left.
            InternalServerError: 500: Helicone failed to answer, or refused for a reason that it has no status
                for.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.get_detailed(request_id, include_body=include_body).parsed

    def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_requests_get.call(request_id, include_body=include_body), _requests_get.decode)


class AsyncRequestsResource(AsyncResource):
    """Logged calls to language models, with their bodies, token usage, cost, timing and scores."""

    async def get(self, request_id: str, *, include_body: bool = False) -> Request:
        """Get one logged request by its id.

        Answers with what was logged of a request and its response. An id that is unknown or malformed, a request
        older than 90 days and an account of the other region all look alike: HTTP status 200 without `data`.
        Answers are cached for a day by id, so a score that was added later may be missing, and a new request takes
        a while to appear.

        Documentation: https://docs.helicone.ai/rest/request/get-v1request

        Args:
            request_id: The id of the logged request. Its form is not checked.
            include_body: Whether the full request and response bodies are wanted. Without them the answer is
                smaller and faster, and the two fields hold a placeholder.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            NotFoundError: With status 200: No such request, asked without bodies (as the server's source has
                it).
            BadRequestError: 400: Helicone could not make sense of the token. The body is plain text.
            AuthenticationError: 401: The API key is missing or not valid.
            RateLimitError: 429: Too many calls: an organization has 200 a minute. `RateLimit-*` headers say how
                many are left.
            InternalServerError: 500: Helicone failed to answer, or refused for a reason that it has no status
                for.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.get_detailed(request_id, include_body=include_body)).parsed

    async def get_detailed(self, request_id: str, *, include_body: bool = False) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_requests_get.call(request_id, include_body=include_body), _requests_get.decode)


__all__ = ["AsyncRequestsResource", "RequestsResource"]
