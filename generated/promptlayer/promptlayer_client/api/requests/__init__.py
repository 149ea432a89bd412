# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""Logged calls to language models, with prompt, token usage, timing and price."""

from __future__ import annotations

from ..._runtime.http.resource import AsyncResource, Resource
from ...models import Request
from ...types import Response
from . import requests_get as _requests_get


class RequestsResource(Resource):
    """Logged calls to language models, with prompt, token usage, timing and price."""

    def get(self, request_id: int) -> Request:
        """Get one logged request with its prompt.

        Answers with everything that is known of a logged request: the prompt blueprint, which can be run again,
        token counts, timing, price and the trace it belongs to. A request that the workspace has already deleted by
        age looks like one that never was.

        Documentation: https://docs.promptlayer.com/reference/get-request

        Args:
            request_id: The number of the logged request, from 1.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            AuthenticationError: 401: The API key is missing or not valid.
            PermissionDeniedError: 403: The API key may not read this request.
            NotFoundError: 404: No such request, or none that this key may see, or one that was deleted by age.
            UnprocessableEntityError: 422: A parameter is not valid.
            RateLimitError: 429: Too many calls in too short a time.
            InternalServerError: 500: PromptLayer failed to answer.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.get_detailed(request_id).parsed

    def get_detailed(self, request_id: int) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_requests_get.call(request_id), _requests_get.decode)


class AsyncRequestsResource(AsyncResource):
    """Logged calls to language models, with prompt, token usage, timing and price."""

    async def get(self, request_id: int) -> Request:
        """Get one logged request with its prompt.

        Answers with everything that is known of a logged request: the prompt blueprint, which can be run again,
        token counts, timing, price and the trace it belongs to. A request that the workspace has already deleted by
        age looks like one that never was.

        Documentation: https://docs.promptlayer.com/reference/get-request

        Args:
            request_id: The number of the logged request, from 1.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            AuthenticationError: 401: The API key is missing or not valid.
            PermissionDeniedError: 403: The API key may not read this request.
            NotFoundError: 404: No such request, or none that this key may see, or one that was deleted by age.
            UnprocessableEntityError: 422: A parameter is not valid.
            RateLimitError: 429: Too many calls in too short a time.
            InternalServerError: 500: PromptLayer failed to answer.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.get_detailed(request_id)).parsed

    async def get_detailed(self, request_id: int) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_requests_get.call(request_id), _requests_get.decode)


__all__ = ["AsyncRequestsResource", "RequestsResource"]
