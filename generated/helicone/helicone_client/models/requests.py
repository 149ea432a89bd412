# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""The models of `requests`."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, TypedDict

from attrs import define, field

from .._runtime.values.decoding import (
    anything,
    array,
    boolean,
    integer,
    mapping,
    members,
    number,
    numeric_integer,
    string,
    timestamp,
)
from .._runtime.values.encoding import rfc3339, to_json
from .._runtime.values.model import Model
from ..types import MISSING


@define(kw_only=True, repr=False, eq=False)
class Request(Model):
    """A call to a language model, with its response, as Helicone logged it. Durations are in milliseconds, costs in US
    dollars. The client reads times without an offset as UTC.
    """

    request_id: str
    """The id of the request."""
    request_created_at: datetime | None = None
    """When Helicone received the request."""
    request_path: str | None = None
    """The path of the request at the provider. The server does not send it today; see `target_url`."""
    request_model: str | None = None
    """The requested model."""
    request_user_id: str | None = None
    """The end user that the caller named. Null or empty if the caller named none."""
    request_properties: dict[str, Any] | None = None
    """The custom properties that the caller set. Equal to `properties`."""
    request_body: Any = None
    """The body that was sent to the model, as any JSON. Without `include_body`, it is a placeholder object with
    `helicone_message`, or that object as a JSON string.
    """
    response_id: str | None = None
    """The id of the response."""
    response_created_at: datetime | None = None
    """When the response was completed."""
    response_status: int | None = None
    """The HTTP status of the model's response, not of this call."""
    response_model: str | None = None
    """The model that the response names. The server does not send it today; see `model`."""
    response_body: Any = None
    """The body that the model returned, as any JSON. Without `include_body`, it is a placeholder object with
    `helicone_message`, or that object as a JSON string.
    """
    provider: str | None = None
    """The provider of the model, in upper or lower case, such as `OPENAI`."""
    model: str | None = None
    """The model that Helicone counts the request under."""
    target_url: str | None = None
    """The URL that the request was forwarded to."""
    delay_ms: int | None = None
    """The time until the whole response had arrived, in milliseconds."""
    time_to_first_token: int | None = None
    """The time until the first token arrived, in milliseconds. Null if it was not measured."""
    total_tokens: int | None = None
    """The number of tokens of the prompt and the completion together."""
    prompt_tokens: int | None = None
    """The number of tokens in the prompt."""
    completion_tokens: int | None = None
    """The number of tokens in the completion."""
    prompt_cache_read_tokens: int | None = None
    """The number of prompt tokens that were read from the provider's cache."""
    prompt_cache_write_tokens: int | None = None
    """The number of prompt tokens that were written to the provider's cache."""
    cost: float | None = None
    """The cost of the request, in US dollars, as calculated by Helicone."""
    cost_usd: float | None = None
    """The cost of the request, in US dollars. Equal to `cost`; either may be missing."""
    feedback_rating: bool | None = None
    """The user feedback, true for positive. Absent or null if there was none."""
    feedback_created_at: datetime | None = None
    """When the feedback was given. Absent or null if there was none."""
    feedback_id: str | None = None
    """The id of the feedback. Absent or null if there was none."""
    scores: dict[str, Any] | None = None
    """The scores by name. Each is a number, a numeric string, or an object with `value` and `valueType`, as the server
    sent it.
    """
    properties: dict[str, Any] | None = None
    """The custom properties that the caller set. Their values are usually strings."""
    cache_enabled: bool | None = None
    """Whether Helicone's cache was enabled for the request."""
    cache_reference_id: str | None = None
    """The id of the earlier request whose response Helicone's cache returned. It contains only zeros if the response
    did not come from the cache.
    """
    updated_at: datetime | None = None
    """When the log entry last changed."""
    country_code: str | None = None
    """The country that the request came from, as a two-letter code. Empty or null if unknown."""
    asset_ids: list[str] | None = None
    """The ids of the images and files that belong to the request."""
    asset_urls: dict[str, str] | None = None
    """A signed, short-lived URL for each id in `asset_ids`. Empty if signing failed."""
    prompt_id: str | None = None
    """The id of the managed prompt. Empty or null if the request used none."""
    prompt_version: str | None = None
    """The version of the managed prompt. Empty or null if the request used none."""
    request_referrer: str | None = None
    """The referrer of the request. Empty or null if there was none."""
    storage_location: str | None = None
    """Where Helicone stores the bodies, such as `s3` or `clickhouse`."""
    signed_body_url: str | None = None
    """A signed, short-lived URL of the bodies. Absent or null if they are stored elsewhere or not at all."""
    ai_gateway_body_mapping: str | None = None
    """How Helicone's gateway translated the bodies. Empty or null if it did not translate them."""
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
        _request_id = take("request_id", MISSING)
        if type(_request_id) is not str:
            _request_id = string(_request_id, "request_id")
        _request_created_at = take("request_created_at", None)
        if _request_created_at is not None:
            _request_created_at = timestamp(_request_created_at, "request_created_at")
        _request_path = take("request_path", None)
        if _request_path is not None and type(_request_path) is not str:
            _request_path = string(_request_path, "request_path")
        _request_model = take("request_model", None)
        if _request_model is not None and type(_request_model) is not str:
            _request_model = string(_request_model, "request_model")
        _request_user_id = take("request_user_id", None)
        if _request_user_id is not None and type(_request_user_id) is not str:
            _request_user_id = string(_request_user_id, "request_user_id")
        _request_properties = take("request_properties", None)
        if _request_properties is not None:
            _request_properties = mapping(_request_properties, "request_properties", anything)
        _request_body = take("request_body", None)
        _response_id = take("response_id", None)
        if _response_id is not None and type(_response_id) is not str:
            _response_id = string(_response_id, "response_id")
        _response_created_at = take("response_created_at", None)
        if _response_created_at is not None:
            _response_created_at = timestamp(_response_created_at, "response_created_at")
        _response_status = take("response_status", None)
        if _response_status is not None and type(_response_status) is not int:
            _response_status = integer(_response_status, "response_status")
        _response_model = take("response_model", None)
        if _response_model is not None and type(_response_model) is not str:
            _response_model = string(_response_model, "response_model")
        _response_body = take("response_body", None)
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _target_url = take("target_url", None)
        if _target_url is not None and type(_target_url) is not str:
            _target_url = string(_target_url, "target_url")
        _delay_ms = take("delay_ms", None)
        if _delay_ms is not None and type(_delay_ms) is not int:
            _delay_ms = numeric_integer(_delay_ms, "delay_ms")
        _time_to_first_token = take("time_to_first_token", None)
        if _time_to_first_token is not None and type(_time_to_first_token) is not int:
            _time_to_first_token = numeric_integer(_time_to_first_token, "time_to_first_token")
        _total_tokens = take("total_tokens", None)
        if _total_tokens is not None and type(_total_tokens) is not int:
            _total_tokens = numeric_integer(_total_tokens, "total_tokens")
        _prompt_tokens = take("prompt_tokens", None)
        if _prompt_tokens is not None and type(_prompt_tokens) is not int:
            _prompt_tokens = numeric_integer(_prompt_tokens, "prompt_tokens")
        _completion_tokens = take("completion_tokens", None)
        if _completion_tokens is not None and type(_completion_tokens) is not int:
            _completion_tokens = numeric_integer(_completion_tokens, "completion_tokens")
        _prompt_cache_read_tokens = take("prompt_cache_read_tokens", None)
        if _prompt_cache_read_tokens is not None and type(_prompt_cache_read_tokens) is not int:
            _prompt_cache_read_tokens = numeric_integer(_prompt_cache_read_tokens, "prompt_cache_read_tokens")
        _prompt_cache_write_tokens = take("prompt_cache_write_tokens", None)
        if _prompt_cache_write_tokens is not None and type(_prompt_cache_write_tokens) is not int:
            _prompt_cache_write_tokens = numeric_integer(_prompt_cache_write_tokens, "prompt_cache_write_tokens")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _cost_usd = take("costUSD", None)
        if _cost_usd is not None and type(_cost_usd) is not float:
            _cost_usd = number(_cost_usd, "costUSD")
        _feedback_rating = take("feedback_rating", None)
        if _feedback_rating is not None and type(_feedback_rating) is not bool:
            _feedback_rating = boolean(_feedback_rating, "feedback_rating")
        _feedback_created_at = take("feedback_created_at", None)
        if _feedback_created_at is not None:
            _feedback_created_at = timestamp(_feedback_created_at, "feedback_created_at")
        _feedback_id = take("feedback_id", None)
        if _feedback_id is not None and type(_feedback_id) is not str:
            _feedback_id = string(_feedback_id, "feedback_id")
        _scores = take("scores", None)
        if _scores is not None:
            _scores = mapping(_scores, "scores", anything)
        _properties = take("properties", None)
        if _properties is not None:
            _properties = mapping(_properties, "properties", anything)
        _cache_enabled = take("cache_enabled", None)
        if _cache_enabled is not None and type(_cache_enabled) is not bool:
            _cache_enabled = boolean(_cache_enabled, "cache_enabled")
        _cache_reference_id = take("cache_reference_id", None)
        if _cache_reference_id is not None and type(_cache_reference_id) is not str:
            _cache_reference_id = string(_cache_reference_id, "cache_reference_id")
        _updated_at = take("updated_at", None)
        if _updated_at is not None:
            _updated_at = timestamp(_updated_at, "updated_at")
        _country_code = take("country_code", None)
        if _country_code is not None and type(_country_code) is not str:
            _country_code = string(_country_code, "country_code")
        _asset_ids = take("asset_ids", None)
        if _asset_ids is not None:
            _asset_ids = array(_asset_ids, "asset_ids", string)
        _asset_urls = take("asset_urls", None)
        if _asset_urls is not None:
            _asset_urls = mapping(_asset_urls, "asset_urls", string)
        _prompt_id = take("prompt_id", None)
        if _prompt_id is not None and type(_prompt_id) is not str:
            _prompt_id = string(_prompt_id, "prompt_id")
        _prompt_version = take("prompt_version", None)
        if _prompt_version is not None and type(_prompt_version) is not str:
            _prompt_version = string(_prompt_version, "prompt_version")
        _request_referrer = take("request_referrer", None)
        if _request_referrer is not None and type(_request_referrer) is not str:
            _request_referrer = string(_request_referrer, "request_referrer")
        _storage_location = take("storage_location", None)
        if _storage_location is not None and type(_storage_location) is not str:
            _storage_location = string(_storage_location, "storage_location")
        _signed_body_url = take("signed_body_url", None)
        if _signed_body_url is not None and type(_signed_body_url) is not str:
            _signed_body_url = string(_signed_body_url, "signed_body_url")
        _ai_gateway_body_mapping = take("ai_gateway_body_mapping", None)
        if _ai_gateway_body_mapping is not None and type(_ai_gateway_body_mapping) is not str:
            _ai_gateway_body_mapping = string(_ai_gateway_body_mapping, "ai_gateway_body_mapping")
        return cls(
            request_id=_request_id,
            request_created_at=_request_created_at,
            request_path=_request_path,
            request_model=_request_model,
            request_user_id=_request_user_id,
            request_properties=_request_properties,
            request_body=_request_body,
            response_id=_response_id,
            response_created_at=_response_created_at,
            response_status=_response_status,
            response_model=_response_model,
            response_body=_response_body,
            provider=_provider,
            model=_model,
            target_url=_target_url,
            delay_ms=_delay_ms,
            time_to_first_token=_time_to_first_token,
            total_tokens=_total_tokens,
            prompt_tokens=_prompt_tokens,
            completion_tokens=_completion_tokens,
            prompt_cache_read_tokens=_prompt_cache_read_tokens,
            prompt_cache_write_tokens=_prompt_cache_write_tokens,
            cost=_cost,
            cost_usd=_cost_usd,
            feedback_rating=_feedback_rating,
            feedback_created_at=_feedback_created_at,
            feedback_id=_feedback_id,
            scores=_scores,
            properties=_properties,
            cache_enabled=_cache_enabled,
            cache_reference_id=_cache_reference_id,
            updated_at=_updated_at,
            country_code=_country_code,
            asset_ids=_asset_ids,
            asset_urls=_asset_urls,
            prompt_id=_prompt_id,
            prompt_version=_prompt_version,
            request_referrer=_request_referrer,
            storage_location=_storage_location,
            signed_body_url=_signed_body_url,
            ai_gateway_body_mapping=_ai_gateway_body_mapping,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "request_id": self.request_id,
            "request_created_at": None if self.request_created_at is None else rfc3339(self.request_created_at),
            "request_path": self.request_path,
            "request_model": self.request_model,
            "request_user_id": self.request_user_id,
            "request_properties": None if self.request_properties is None else to_json(self.request_properties),
            "request_body": self.request_body,
            "response_id": self.response_id,
            "response_created_at": None if self.response_created_at is None else rfc3339(self.response_created_at),
            "response_status": self.response_status,
            "response_model": self.response_model,
            "response_body": self.response_body,
            "provider": self.provider,
            "model": self.model,
            "target_url": self.target_url,
            "delay_ms": self.delay_ms,
            "time_to_first_token": self.time_to_first_token,
            "total_tokens": self.total_tokens,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "prompt_cache_read_tokens": self.prompt_cache_read_tokens,
            "prompt_cache_write_tokens": self.prompt_cache_write_tokens,
            "cost": self.cost,
            "costUSD": self.cost_usd,
            "feedback_rating": self.feedback_rating,
            "feedback_created_at": None if self.feedback_created_at is None else rfc3339(self.feedback_created_at),
            "feedback_id": self.feedback_id,
            "scores": None if self.scores is None else to_json(self.scores),
            "properties": None if self.properties is None else to_json(self.properties),
            "cache_enabled": self.cache_enabled,
            "cache_reference_id": self.cache_reference_id,
            "updated_at": None if self.updated_at is None else rfc3339(self.updated_at),
            "country_code": self.country_code,
            "asset_ids": None if self.asset_ids is None else to_json(self.asset_ids),
            "asset_urls": None if self.asset_urls is None else to_json(self.asset_urls),
            "prompt_id": self.prompt_id,
            "prompt_version": self.prompt_version,
            "request_referrer": self.request_referrer,
            "storage_location": self.storage_location,
            "signed_body_url": self.signed_body_url,
            "ai_gateway_body_mapping": self.ai_gateway_body_mapping,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class RequestsGetArguments(TypedDict, total=False):
    """The arguments of `requests.get`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    include_body: bool
    """Whether to return the full request and response bodies. Without them, the response is smaller and faster, and the
    two fields contain a placeholder.
    """


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["Request", "RequestsGetArguments"]
