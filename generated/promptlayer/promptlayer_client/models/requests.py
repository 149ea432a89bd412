# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The models of `requests`."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from .._runtime.values.decoding import (
    anything,
    boolean,
    integer,
    mapping,
    members,
    nested,
    number,
    string,
    timestamp,
)
from .._runtime.values.encoding import rfc3339, to_json
from .._runtime.values.model import Model
from ..types import MISSING


@define(kw_only=True, repr=False, eq=False)
class PromptBlueprint(Model):
    """The prompt of a request, independent of the provider. Other fields that the server sends, such as a commit
    message or a report id, are kept as additional properties.
    """

    prompt_template: dict[str, Any] | None = None
    """The messages or the text of the prompt, as free JSON. Its `type` says which, for example `chat`."""
    metadata: dict[str, Any] | None = None
    """Model settings and the user's own metadata, as free JSON. The model is under `model`."""
    inference_client_name: str | None = None
    """The name of the inference client. Null if the request used none."""
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
        _prompt_template = take("prompt_template", None)
        if _prompt_template is not None:
            _prompt_template = mapping(_prompt_template, "prompt_template", anything)
        _metadata = take("metadata", None)
        if _metadata is not None:
            _metadata = mapping(_metadata, "metadata", anything)
        _inference_client_name = take("inference_client_name", None)
        if _inference_client_name is not None and type(_inference_client_name) is not str:
            _inference_client_name = string(_inference_client_name, "inference_client_name")
        return cls(
            prompt_template=_prompt_template,
            metadata=_metadata,
            inference_client_name=_inference_client_name,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "prompt_template": None if self.prompt_template is None else to_json(self.prompt_template),
            "metadata": None if self.metadata is None else to_json(self.metadata),
            "inference_client_name": self.inference_client_name,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class Request(Model):
    """A logged call to a language model. Counts are in tokens, times in UTC, the latency in milliseconds, the price in
    US dollars. Counts, price and timing may be null.
    """

    success: bool
    """Whether the call succeeded. False means failure, whatever the HTTP status."""
    prompt_blueprint: PromptBlueprint
    """The prompt of the request, in a form that you can run again with any provider."""
    request_id: int
    """The numeric id of the request, as in the URL."""
    provider: str | None = None
    """The provider of the model, such as `openai`."""
    model: str | None = None
    """The name of the model, such as `gpt-4`."""
    input_tokens: int | None = None
    """The number of input tokens. Null if unknown."""
    output_tokens: int | None = None
    """The number of output tokens. Null if unknown."""
    tokens: int | None = None
    """The number of input and output tokens together. Null if unknown."""
    price: float | None = None
    """The cost of the request, in US dollars. Null for the first seconds after logging, and if unknown."""
    request_start_time: datetime | None = None
    """When the request started. The client reads a time without an offset as UTC."""
    request_end_time: datetime | None = None
    """When the request ended. The client reads a time without an offset as UTC."""
    latency_ms: float | None = None
    """The time from the start to the end of the request, in milliseconds. It may have a fraction."""
    trace_id: str | None = None
    """The id of the trace that the request belongs to. Null if it belongs to none."""
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
        _success = take("success", MISSING)
        if type(_success) is not bool:
            _success = boolean(_success, "success")
        _prompt_blueprint = take("prompt_blueprint", MISSING)
        _prompt_blueprint = nested(_prompt_blueprint, "prompt_blueprint", PromptBlueprint.from_dict)
        _request_id = take("request_id", MISSING)
        if type(_request_id) is not int:
            _request_id = integer(_request_id, "request_id")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _input_tokens = take("input_tokens", None)
        if _input_tokens is not None and type(_input_tokens) is not int:
            _input_tokens = integer(_input_tokens, "input_tokens")
        _output_tokens = take("output_tokens", None)
        if _output_tokens is not None and type(_output_tokens) is not int:
            _output_tokens = integer(_output_tokens, "output_tokens")
        _tokens = take("tokens", None)
        if _tokens is not None and type(_tokens) is not int:
            _tokens = integer(_tokens, "tokens")
        _price = take("price", None)
        if _price is not None and type(_price) is not float:
            _price = number(_price, "price")
        _request_start_time = take("request_start_time", None)
        if _request_start_time is not None:
            _request_start_time = timestamp(_request_start_time, "request_start_time")
        _request_end_time = take("request_end_time", None)
        if _request_end_time is not None:
            _request_end_time = timestamp(_request_end_time, "request_end_time")
        _latency_ms = take("latency_ms", None)
        if _latency_ms is not None and type(_latency_ms) is not float:
            _latency_ms = number(_latency_ms, "latency_ms")
        _trace_id = take("trace_id", None)
        if _trace_id is not None and type(_trace_id) is not str:
            _trace_id = string(_trace_id, "trace_id")
        return cls(
            success=_success,
            prompt_blueprint=_prompt_blueprint,
            request_id=_request_id,
            provider=_provider,
            model=_model,
            input_tokens=_input_tokens,
            output_tokens=_output_tokens,
            tokens=_tokens,
            price=_price,
            request_start_time=_request_start_time,
            request_end_time=_request_end_time,
            latency_ms=_latency_ms,
            trace_id=_trace_id,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "success": self.success,
            "prompt_blueprint": self.prompt_blueprint.to_dict(),
            "request_id": self.request_id,
            "provider": self.provider,
            "model": self.model,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "tokens": self.tokens,
            "price": self.price,
            "request_start_time": None if self.request_start_time is None else rfc3339(self.request_start_time),
            "request_end_time": None if self.request_end_time is None else rfc3339(self.request_end_time),
            "latency_ms": self.latency_ms,
            "trace_id": self.trace_id,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["PromptBlueprint", "Request"]
