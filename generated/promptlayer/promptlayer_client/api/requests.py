# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""Logged calls to language models, with prompt, token usage, timing and price."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.encoding import integer_segment
from ..models import Request
from ..types import Response

get_method: Final = CalledMethod("requests.get", "GET", "/api/public/v2/requests/{request_id}")


class RequestsResource(Resource):
    """Logged calls to language models, with prompt, token usage, timing and price.

    `PromptLayer` lists the errors that every call may raise.
    """

    def get(self, request_id: int) -> Request:
        """Get one logged request with its prompt.

        Returns everything that PromptLayer knows about a logged request: the prompt blueprint, which you can run again,
        the token counts, the timing, the price and the trace. If the workspace has deleted the request because of its
        age, the response is the same as for an unknown id.

        Documentation: https://docs.promptlayer.com/reference/get-request

        Args:
            request_id: The numeric id of the logged request, 1 or greater.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            AuthenticationError: 401: The API key is missing or invalid.
            PermissionDeniedError: 403: The API key has no access to this request.
            NotFoundError: 404: The request does not exist, this key has no access to it, or it was deleted because of
                its age.
            UnprocessableEntityError: 422: A parameter is invalid.
            RateLimitError: 429: Too many requests in too short a time.
            InternalServerError: 500: PromptLayer failed to handle the request.
        """
        return self.get_detailed(request_id).parsed

    def get_detailed(self, request_id: int) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id)
        return self._engine.send(_call, get_answer)


class AsyncRequestsResource(AsyncResource):
    """Logged calls to language models, with prompt, token usage, timing and price.

    `AsyncPromptLayer` lists the errors that every call may raise.
    """

    async def get(self, request_id: int) -> Request:
        """Get one logged request with its prompt.

        Returns everything that PromptLayer knows about a logged request: the prompt blueprint, which you can run again,
        the token counts, the timing, the price and the trace. If the workspace has deleted the request because of its
        age, the response is the same as for an unknown id.

        Documentation: https://docs.promptlayer.com/reference/get-request

        Args:
            request_id: The numeric id of the logged request, 1 or greater.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            AuthenticationError: 401: The API key is missing or invalid.
            PermissionDeniedError: 403: The API key has no access to this request.
            NotFoundError: 404: The request does not exist, this key has no access to it, or it was deleted because of
                its age.
            UnprocessableEntityError: 422: A parameter is invalid.
            RateLimitError: 429: Too many requests in too short a time.
            InternalServerError: 500: PromptLayer failed to handle the request.
        """
        return (await self.get_detailed(request_id)).parsed

    async def get_detailed(self, request_id: int) -> Response[Request]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(request_id)
        return await self._engine.send(_call, get_answer)


def get_call(request_id: int) -> Call:
    """Build the request of `requests.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(
        operation="requests_get",
        method="GET",
        path=f"/api/public/v2/requests/{integer_segment(request_id, 'request_id', minimum=1)}",
    )


def get_answer(answer: Answer) -> Request:
    """Read the response of `requests.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return Request.from_dict(answer.json())


__all__ = ["AsyncRequestsResource", "RequestsResource"]
