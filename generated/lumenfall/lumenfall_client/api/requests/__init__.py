# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The log of what an organization sent through Lumenfall, with status, cost and timing."""

from __future__ import annotations

from ..._runtime.http.resource import AsyncResource, Resource
from ...models import Request
from ...types import Response
from . import requests_get as _requests_get


class RequestsResource(Resource):
    """The log of what an organization sent through Lumenfall, with status, cost and timing."""

    def get(self, request_id: str) -> Request:
        """Get one logged request by its id.

        Looks up a request of your own organization. The answer is the same object that a listing of requests holds.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/get

        Args:
            request_id: The id of the logged request. Usually begins with `req_`, which is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such request in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return self.get_detailed(request_id).parsed

    def get_detailed(self, request_id: str) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return self._engine.send(_requests_get.call(request_id), _requests_get.decode)


class AsyncRequestsResource(AsyncResource):
    """The log of what an organization sent through Lumenfall, with status, cost and timing."""

    async def get(self, request_id: str) -> Request:
        """Get one logged request by its id.

        Looks up a request of your own organization. The answer is the same object that a listing of requests holds.

        Documentation: https://docs.lumenfall.ai/api-reference/requests/get

        Args:
            request_id: The id of the logged request. Usually begins with `req_`, which is not checked.

        Raises:
            InvalidArgumentError: An argument cannot be sent; nothing was.
            BadRequestError: 400: The call is malformed, or a parameter is not valid (code `INVALID_REQUEST`).
            AuthenticationError: 401: The API key is missing, malformed or revoked (code
                `AUTHENTICATION_FAILED`).
            PaymentRequiredError: 402: The prepaid balance is too low (code `INSUFFICIENT_BALANCE`). Documented
                for the API as a whole, not for this operation.
            NotFoundError: 404: No such request in this organization. Lumenfall does not document this answer.
            RateLimitError: 429: Too many calls in too short a time (code `RATE_LIMITED`).
            InternalServerError: 502: Every provider that was tried has failed (code `ALL_PROVIDERS_EXHAUSTED`).
                Usually temporary.
            APIStatusError: Any other status that is not a success; the root of the above.
            APIConnectionError: No whole answer came; `APITimeoutError` when time ran out.
            ResponseDecodeError: The answer is not what the documentation says.
        """
        return (await self.get_detailed(request_id)).parsed

    async def get_detailed(self, request_id: str) -> Response[Request]:
        """As `get`, with the answer's status, headers and raw body beside the model."""
        return await self._engine.send(_requests_get.call(request_id), _requests_get.decode)


__all__ = ["AsyncRequestsResource", "RequestsResource"]
