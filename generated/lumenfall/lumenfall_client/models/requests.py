# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `requests`."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from attrs import define, field

from .._runtime.values.decoding import integer, members, number, string, timestamp
from .._runtime.values.encoding import rfc3339
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


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["KnownErrorCode", "KnownModality", "KnownRequestStatus", "Request"]
