"""The exact types of Helicone's public calls. Nothing here runs; the type checkers read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_type

from helicone_client import AsyncHelicone, Helicone, HeliconeError, Hooks, NotFoundError, Response
from helicone_client.models import Request
from helicone_client.testing import FakeHelicone


def construct() -> None:
    """The region is one of two, or None."""
    Helicone(region="eu")
    AsyncHelicone(region="us")
    Helicone(region=None)
    Helicone(region="asia")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # there is none


def sync(helicone: Helicone) -> None:
    """A call answers its model: never None, never a union with an error."""
    assert_type(helicone.requests.get("req_1"), Request)
    assert_type(helicone.requests.get("req_1", include_body=True), Request)
    assert_type(helicone.requests.get_detailed("req_1", include_body=True), Response[Request])
    helicone.requests.get("req_1", True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # keyword-only


async def asynchronous(helicone: AsyncHelicone) -> None:
    """So does an awaited one."""
    assert_type(await helicone.requests.get("req_1", include_body=True), Request)
    assert_type(await helicone.requests.get_detailed("req_1"), Response[Request])


def request(request: Request) -> None:
    """Only the id is certain; numbers that come as strings are numbers."""
    assert_type(request.request_id, str)
    assert_type(request.request_created_at, datetime | None)
    assert_type(request.response_status, int | None)
    assert_type(request.total_tokens, int | None)
    assert_type(request.delay_ms, int | None)
    assert_type(request.cost, float | None)
    assert_type(request.cost_usd, float | None)
    assert_type(request.request_body, Any)
    assert_type(request.properties, dict[str, Any] | None)
    assert_type(request.scores, dict[str, Any] | None)
    assert_type(request.asset_ids, list[str] | None)
    assert_type(request.asset_urls, dict[str, str] | None)
    assert_type(request.feedback_rating, bool | None)


def errors() -> None:
    """Each package has its own root."""
    root: list[type[HeliconeError]] = [NotFoundError]
    del root


def fake() -> None:
    """The fake makes clients of the right type."""
    assert_type(FakeHelicone().client(), Helicone)
    assert_type(FakeHelicone().client("key", region="eu", timeout=5, hooks=Hooks()), Helicone)
    assert_type(FakeHelicone().async_client(region="us", total_timeout=None), AsyncHelicone)
    FakeHelicone().client(region="asia")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    FakeHelicone().client(time_out=5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(FakeHelicone().async_client(), AsyncHelicone)
