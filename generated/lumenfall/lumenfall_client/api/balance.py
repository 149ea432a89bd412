# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The money that an organization can still spend."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from ..models import Balance
from ..types import Response

get_method: Final = CalledMethod("balance.get", "GET", "/v1/balance")


class BalanceResource(Resource):
    """The money that an organization can still spend.

    `Lumenfall` lists the errors that every call may raise.
    """

    def get(self) -> Balance:
        """Get the balance of your organization.

        Returns how much a prepaid organization can still spend. A postpaid one has no balance.

        Documentation: https://docs.lumenfall.ai/api-reference/balance
        """
        return self.get_detailed().parsed

    def get_detailed(self) -> Response[Balance]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call()
        return self._engine.send(_call, get_answer)


class AsyncBalanceResource(AsyncResource):
    """The money that an organization can still spend.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    async def get(self) -> Balance:
        """Get the balance of your organization.

        Returns how much a prepaid organization can still spend. A postpaid one has no balance.

        Documentation: https://docs.lumenfall.ai/api-reference/balance
        """
        return (await self.get_detailed()).parsed

    async def get_detailed(self) -> Response[Balance]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call()
        return await self._engine.send(_call, get_answer)


def get_call() -> Call:
    """Build the request of `balance.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(operation="balance_get", method="GET", path="/v1/balance")


def get_answer(answer: Answer) -> Balance:
    """Read the response of `balance.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return Balance.from_dict(answer.json())


__all__ = ["AsyncBalanceResource", "BalanceResource"]
