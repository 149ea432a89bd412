# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `requests`."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, TypedDict

from attrs import define, field

from .._runtime.lists.pages import AsyncPage, Page
from .._runtime.values.decoding import (
    anything,
    array,
    boolean,
    integer,
    mapping,
    members,
    model_of,
    number,
    string,
    timestamp,
)
from .._runtime.values.encoding import rfc3339, to_json
from .._runtime.values.model import Model
from ..types import MISSING

KnownRequestStatus: TypeAlias = Literal[
    "completed", "pending", "processing", "upstream_failure", "rejected", "cancelled", "failed"
]
"""The known states of a request."""

KnownModality: TypeAlias = Literal["image", "video", "speech", "vision", "audio", "other"]
"""The known kinds of media."""

KnownErrorCode: TypeAlias = Literal[
    "AUTHENTICATION_FAILED",
    "INSUFFICIENT_BALANCE",
    "INVALID_REQUEST",
    "MODEL_NOT_FOUND",
    "MODEL_DISABLED",
    "RATE_LIMITED",
    "ALL_PROVIDERS_EXHAUSTED",
    "UPSTREAM_ERROR",
]
"""The known error codes."""


@define(kw_only=True, repr=False, eq=False)
class Request(Model):
    """A logged request that an organization sent through Lumenfall. Durations are in milliseconds, sizes in bytes,
    costs in US dollars.
    """

    id: str
    """The id of the request, unique across Lumenfall."""
    object: str | None = None
    """The kind of object. According to the documentation, always `request`."""
    created_at: datetime
    """When the request started. The client reads a time without an offset as UTC."""
    model: str | None = None
    """The requested model, such as `flux-pro`."""
    modality: KnownModality | str | None = None
    """The kind of media that the request was for."""
    endpoint: str | None = None
    """The path of the request, such as `/openai/v1/images/generations`."""
    status: KnownRequestStatus | str
    """The state of the request. New states may appear at any time."""
    cost: float | None = None
    """The cost of the request, in US dollars. It may be null while the request is pending."""
    currency: str | None = None
    """The currency of `cost`. According to the documentation, always `usd` in lower case."""
    duration_ms: int | None = None
    """The total response time, in milliseconds. Null while it is unknown."""
    key_id: str | None = None
    """The id of the API key that sent the request. It is not the key itself."""
    error_code: KnownErrorCode | str | None = None
    """Why the request failed, as a code. Null unless it failed."""
    error_message: str | None = None
    """Why the request failed, as text. Null unless it failed."""
    session_id: str | None = None
    """The session that the caller assigned the request to. Null if the caller named none."""
    trace_id: str | None = None
    """The trace id from the caller's W3C `traceparent` header. Null if there was none."""
    user: str | None = None
    """The end user that the request body named. Null if it named none."""
    request_size_bytes: int | None = None
    """The size of the request body, in bytes."""
    response_size_bytes: int | None = None
    """The size of the response body, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", MISSING)
        if type(_id) is not str:
            _id = string(_id, "id")
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created_at = take("created_at", MISSING)
        _created_at = timestamp(_created_at, "created_at")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _modality = take("modality", None)
        if _modality is not None and type(_modality) is not str:
            _modality = string(_modality, "modality")
        _endpoint = take("endpoint", None)
        if _endpoint is not None and type(_endpoint) is not str:
            _endpoint = string(_endpoint, "endpoint")
        _status = take("status", MISSING)
        if type(_status) is not str:
            _status = string(_status, "status")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _currency = take("currency", None)
        if _currency is not None and type(_currency) is not str:
            _currency = string(_currency, "currency")
        _duration_ms = take("duration_ms", None)
        if _duration_ms is not None and type(_duration_ms) is not int:
            _duration_ms = integer(_duration_ms, "duration_ms")
        _key_id = take("key_id", None)
        if _key_id is not None and type(_key_id) is not str:
            _key_id = string(_key_id, "key_id")
        _error_code = take("error_code", None)
        if _error_code is not None and type(_error_code) is not str:
            _error_code = string(_error_code, "error_code")
        _error_message = take("error_message", None)
        if _error_message is not None and type(_error_message) is not str:
            _error_message = string(_error_message, "error_message")
        _session_id = take("session_id", None)
        if _session_id is not None and type(_session_id) is not str:
            _session_id = string(_session_id, "session_id")
        _trace_id = take("trace_id", None)
        if _trace_id is not None and type(_trace_id) is not str:
            _trace_id = string(_trace_id, "trace_id")
        _user = take("user", None)
        if _user is not None and type(_user) is not str:
            _user = string(_user, "user")
        _request_size_bytes = take("request_size_bytes", None)
        if _request_size_bytes is not None and type(_request_size_bytes) is not int:
            _request_size_bytes = integer(_request_size_bytes, "request_size_bytes")
        _response_size_bytes = take("response_size_bytes", None)
        if _response_size_bytes is not None and type(_response_size_bytes) is not int:
            _response_size_bytes = integer(_response_size_bytes, "response_size_bytes")
        return cls(
            id=_id,
            object=_object,
            created_at=_created_at,
            model=_model,
            modality=_modality,
            endpoint=_endpoint,
            status=_status,
            cost=_cost,
            currency=_currency,
            duration_ms=_duration_ms,
            key_id=_key_id,
            error_code=_error_code,
            error_message=_error_message,
            session_id=_session_id,
            trace_id=_trace_id,
            user=_user,
            request_size_bytes=_request_size_bytes,
            response_size_bytes=_response_size_bytes,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created_at": rfc3339(self.created_at),
            "model": self.model,
            "modality": self.modality,
            "endpoint": self.endpoint,
            "status": self.status,
            "cost": self.cost,
            "currency": self.currency,
            "duration_ms": self.duration_ms,
            "key_id": self.key_id,
            "error_code": self.error_code,
            "error_message": self.error_message,
            "session_id": self.session_id,
            "trace_id": self.trace_id,
            "user": self.user,
            "request_size_bytes": self.request_size_bytes,
            "response_size_bytes": self.response_size_bytes,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class RequestList(Model):
    """A page of logged requests."""

    object: str | None = None
    """The kind of the object, `list`."""
    data: list[Request] | None = None
    """The requests."""
    next_page_url: str | None = None
    """The URL of the page with older requests, relative to the server. Null on the last page."""
    previous_page_url: str | None = None
    """The URL of the page with newer requests, relative to the server. Null on the first page."""
    summary: dict[str, Any] | None = None
    """The cost and the number of all requests that the filters select, if `summary=True` was given. Its fields are not
    documented.
    """
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _data = take("data", None)
        if _data is not None:
            _data = array(_data, "data", model_of(Request.from_dict))
        _next_page_url = take("next_page_url", None)
        if _next_page_url is not None and type(_next_page_url) is not str:
            _next_page_url = string(_next_page_url, "next_page_url")
        _previous_page_url = take("previous_page_url", None)
        if _previous_page_url is not None and type(_previous_page_url) is not str:
            _previous_page_url = string(_previous_page_url, "previous_page_url")
        _summary = take("summary", None)
        if _summary is not None:
            _summary = mapping(_summary, "summary", anything)
        return cls(
            object=_object,
            data=_data,
            next_page_url=_next_page_url,
            previous_page_url=_previous_page_url,
            summary=_summary,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "object": self.object,
            "data": None if self.data is None else to_json(self.data),
            "next_page_url": self.next_page_url,
            "previous_page_url": self.previous_page_url,
            "summary": None if self.summary is None else to_json(self.summary),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class PurgedPayloads(Model):
    """What became of the payloads of a request."""

    id: str | None = None
    """The id of the request."""
    purged: bool | None = None
    """Whether the payloads are deleted now."""
    already_purged: bool | None = None
    """Whether they were deleted before this call."""
    media_deleted: int | None = None
    """The number of media files that were deleted."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", None)
        if _id is not None and type(_id) is not str:
            _id = string(_id, "id")
        _purged = take("purged", None)
        if _purged is not None and type(_purged) is not bool:
            _purged = boolean(_purged, "purged")
        _already_purged = take("already_purged", None)
        if _already_purged is not None and type(_already_purged) is not bool:
            _already_purged = boolean(_already_purged, "already_purged")
        _media_deleted = take("media_deleted", None)
        if _media_deleted is not None and type(_media_deleted) is not int:
            _media_deleted = integer(_media_deleted, "media_deleted")
        return cls(
            id=_id,
            purged=_purged,
            already_purged=_already_purged,
            media_deleted=_media_deleted,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "purged": self.purged,
            "already_purged": self.already_purged,
            "media_deleted": self.media_deleted,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class RequestsListPage(Page[Request]):
    """A page of `requests.list`, with what its response says beside the items."""

    _answer: RequestList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def previous_page_url(self) -> str | None:
        """The URL of the page with newer requests, relative to the server. Null on the first page."""
        return self._answer.previous_page_url

    @property
    def summary(self) -> dict[str, Any] | None:
        """The cost and the number of all requests that the filters select, if `summary=True` was given. Its fields are
        not documented.
        """
        return self._answer.summary

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class AsyncRequestsListPage(AsyncPage[Request]):
    """A page of `requests.list`, with what its response says beside the items."""

    _answer: RequestList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def previous_page_url(self) -> str | None:
        """The URL of the page with newer requests, relative to the server. Null on the first page."""
        return self._answer.previous_page_url

    @property
    def summary(self) -> dict[str, Any] | None:
        """The cost and the number of all requests that the filters select, if `summary=True` was given. Its fields are
        not documented.
        """
        return self._answer.summary

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class RequestsListArguments(TypedDict, total=False):
    """The arguments of `requests.list`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    limit: int | None
    """The number of requests on a page, 1 to 100; Lumenfall's default is 20."""
    starting_after: str | None
    """The id of a request. Only older requests are returned."""
    created_after: datetime | None
    """Only requests that were created at or after this time are returned."""
    created_before: datetime | None
    """Only requests that were created at or before this time are returned."""
    key_id: str | None
    """The id of an API key, from `keys.list`. Only requests that were sent with it are returned."""
    status: KnownRequestStatus | str | None
    """Only requests in this state are returned. Unverified: Lumenfall's command-line tool sends it, but the
    documentation does not name it.
    """
    summary: bool | None
    """Whether the response has a `summary` of all requests that the filters select."""
    max_items: int | None
    """The most items that iterating gives, over all pages."""
    resume: str | None
    """The `resume_token` of a page: continues after it, with the same other arguments."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = [
    "AsyncRequestsListPage",
    "KnownErrorCode",
    "KnownModality",
    "KnownRequestStatus",
    "PurgedPayloads",
    "Request",
    "RequestList",
    "RequestsListArguments",
    "RequestsListPage",
]
