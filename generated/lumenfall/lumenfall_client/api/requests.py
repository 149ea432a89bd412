# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The log of the requests that an organization sent through Lumenfall, with status, cost and timing."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.values.encoding import path_segment
from ..models import Request
from ..types import Response

get_method: Final = CalledMethod("requests.get", "GET", "/v1/requests/{request_id}")


class RequestsResource(Resource):
    """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

    `Lumenfall` lists the errors that every call may raise.
    """

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


class AsyncRequestsResource(AsyncResource):
    """The log of the requests that an organization sent through Lumenfall, with status, cost and timing.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

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


__all__ = ["AsyncRequestsResource", "RequestsResource"]
