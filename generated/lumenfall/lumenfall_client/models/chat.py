# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `chat`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Required, Self, TypeAlias, TypedDict

from attrs import define, field

from .._runtime.values.decoding import (
    anything,
    array,
    integer,
    map_of,
    members,
    model_of,
    nested,
    string,
)
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model
from ..types import MISSING, UNSET, Unset

ChatTextPartType: TypeAlias = Literal["text"]
"""The kind of the part, `text`."""

ChatImagePartType: TypeAlias = Literal["image_url"]
"""The kind of the part, `image_url`."""

KnownChatRole: TypeAlias = Literal["system", "developer", "user", "assistant", "tool"]
"""The known authors of a message."""

KnownFinishReason: TypeAlias = Literal["stop", "length", "tool_calls", "content_filter", "error"]
"""The known reasons for the end of a response."""


class ChatMessageParamsDict(TypedDict, total=False):
    """A dict that may be given in place of `ChatMessageParams`.

    A message of a conversation.
    """

    role: Required[KnownChatRole | str]
    """Who wrote the message."""
    content: "str | Sequence[ChatTextPart | ChatTextPartDict | ChatImagePart | ChatImagePartDict] | None"
    """The text of the message, or its parts."""


class ChatTextPartDict(TypedDict, total=False):
    """A dict that may be given in place of `ChatTextPart`.

    A text in a message.
    """

    type: Required[ChatTextPartType]
    """The kind of the part, `text`."""
    text: Required[str]
    """The text."""


class ChatImagePartDict(TypedDict, total=False):
    """A dict that may be given in place of `ChatImagePart`.

    A picture in a message.
    """

    type: Required[ChatImagePartType]
    """The kind of the part, `image_url`."""
    image_url: Required["ChatImageURL | ChatImageURLDict"]
    """Where the picture is."""


class ChatImageURLDict(TypedDict, total=False):
    """A dict that may be given in place of `ChatImageURL`.

    The address of a picture.
    """

    url: Required[str]
    """The `https` URL of the picture, or the picture itself as a base64 data URI."""
    detail: str
    """How closely the model looks at the picture, such as `low` or `high`."""


@define(kw_only=True, repr=False, eq=False)
class ChatTextPart(Model):
    """A text in a message."""

    type: ChatTextPartType = "text"
    """The kind of the part, `text`."""
    text: str
    """The text."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "type": self.type,
            "text": self.text,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ChatImageURL(Model):
    """The address of a picture."""

    url: str
    """The `https` URL of the picture, or the picture itself as a base64 data URI."""
    detail: str | Unset = UNSET
    """How closely the model looks at the picture, such as `low` or `high`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "url": self.url,
            "detail": self.detail,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ChatImagePart(Model):
    """A picture in a message."""

    type: ChatImagePartType = "image_url"
    """The kind of the part, `image_url`."""
    image_url: ChatImageURL | ChatImageURLDict
    """Where the picture is."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "type": self.type,
            "image_url": self.image_url,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ChatMessageParams(Model):
    """A message of a conversation."""

    role: KnownChatRole | str
    """Who wrote the message."""
    content: str | Sequence[ChatTextPart | ChatTextPartDict | ChatImagePart | ChatImagePartDict] | None | Unset = UNSET
    """The text of the message, or its parts."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "role": self.role,
            "content": self.content,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ChatCreateParams(Model):
    """The parameters of a chat completion. Lumenfall passes any parameter that is not listed here through to
    OpenRouter, such as `tools`.
    """

    model: str
    """The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`."""
    messages: Sequence[ChatMessageParams | ChatMessageParamsDict]
    """The conversation so far, the oldest message first."""
    temperature: float | Unset = UNSET
    """How random the response is, from 0 to 2."""
    max_tokens: int | Unset = UNSET
    """The maximum length of the response, in tokens."""
    top_p: float | Unset = UNSET
    """The share of the most probable tokens that the model chooses from, from 0 to 1."""
    frequency_penalty: float | Unset = UNSET
    """How much frequent tokens become less probable, from -2 to 2."""
    presence_penalty: float | Unset = UNSET
    """How much tokens that have already appeared become less probable, from -2 to 2."""
    stop: str | list[str] | Unset = UNSET
    """One text, or up to four, at which the response ends."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "model": self.model,
            "messages": self.messages,
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
            "top_p": self.top_p,
            "frequency_penalty": self.frequency_penalty,
            "presence_penalty": self.presence_penalty,
            "stop": self.stop,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ChatMessage(Model):
    """A message that a language model has written."""

    role: KnownChatRole | str | None = None
    """Who wrote the message, `assistant`."""
    content: str | None = None
    """The text of the message. Null if it only calls tools."""
    tool_calls: list[dict[str, Any]] | None = None
    """The tools that the model calls."""
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
        _role = take("role", None)
        if _role is not None and type(_role) is not str:
            _role = string(_role, "role")
        _content = take("content", None)
        if _content is not None and type(_content) is not str:
            _content = string(_content, "content")
        _tool_calls = take("tool_calls", None)
        if _tool_calls is not None:
            _tool_calls = array(_tool_calls, "tool_calls", map_of(anything))
        return cls(role=_role, content=_content, tool_calls=_tool_calls, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "role": self.role,
            "content": self.content,
            "tool_calls": None if self.tool_calls is None else to_json(self.tool_calls),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ChatChoice(Model):
    """One response of a language model."""

    index: int | None = None
    """The position of the response, from 0."""
    message: ChatMessage
    """What the model has written."""
    finish_reason: KnownFinishReason | str | None = None
    """Why the response ended. New reasons may appear at any time."""
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
        _index = take("index", None)
        if _index is not None and type(_index) is not int:
            _index = integer(_index, "index")
        _message = take("message", MISSING)
        _message = nested(_message, "message", ChatMessage.from_dict)
        _finish_reason = take("finish_reason", None)
        if _finish_reason is not None and type(_finish_reason) is not str:
            _finish_reason = string(_finish_reason, "finish_reason")
        return cls(index=_index, message=_message, finish_reason=_finish_reason, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "index": self.index,
            "message": self.message.to_dict(),
            "finish_reason": self.finish_reason,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ChatUsage(Model):
    """How many tokens a chat completion used."""

    prompt_tokens: int | None = None
    """The tokens of the messages."""
    completion_tokens: int | None = None
    """The tokens of the response."""
    total_tokens: int | None = None
    """All tokens."""
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
        _prompt_tokens = take("prompt_tokens", None)
        if _prompt_tokens is not None and type(_prompt_tokens) is not int:
            _prompt_tokens = integer(_prompt_tokens, "prompt_tokens")
        _completion_tokens = take("completion_tokens", None)
        if _completion_tokens is not None and type(_completion_tokens) is not int:
            _completion_tokens = integer(_completion_tokens, "completion_tokens")
        _total_tokens = take("total_tokens", None)
        if _total_tokens is not None and type(_total_tokens) is not int:
            _total_tokens = integer(_total_tokens, "total_tokens")
        return cls(
            prompt_tokens=_prompt_tokens,
            completion_tokens=_completion_tokens,
            total_tokens=_total_tokens,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.total_tokens,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ChatCompletion(Model):
    """The response of a language model. The time is in Unix seconds (UTC)."""

    id: str | None = None
    """The id of the completion."""
    object: str | None = None
    """The kind of object, `chat.completion`."""
    created: int | None = None
    """When the completion was created, in Unix seconds."""
    model: str | None = None
    """The model that responded."""
    choices: list[ChatChoice]
    """The responses; one, unless more were requested."""
    usage: ChatUsage | None = None
    """How many tokens were used."""
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
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created = take("created", None)
        if _created is not None and type(_created) is not int:
            _created = integer(_created, "created")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _choices = take("choices", MISSING)
        _choices = array(_choices, "choices", model_of(ChatChoice.from_dict))
        _usage = take("usage", None)
        if _usage is not None:
            _usage = nested(_usage, "usage", ChatUsage.from_dict)
        return cls(
            id=_id,
            object=_object,
            created=_created,
            model=_model,
            choices=_choices,
            usage=_usage,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created": self.created,
            "model": self.model,
            "choices": to_json(self.choices),
            "usage": None if self.usage is None else self.usage.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ChatChunkChoice(Model):
    """What was added to one response."""

    index: int | None = None
    """The position of the response, from 0."""
    delta: ChatMessage | None = None
    """The next piece of the message."""
    finish_reason: KnownFinishReason | str | None = None
    """Why the response ended; null until then. New reasons may appear at any time."""
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
        _index = take("index", None)
        if _index is not None and type(_index) is not int:
            _index = integer(_index, "index")
        _delta = take("delta", None)
        if _delta is not None:
            _delta = nested(_delta, "delta", ChatMessage.from_dict)
        _finish_reason = take("finish_reason", None)
        if _finish_reason is not None and type(_finish_reason) is not str:
            _finish_reason = string(_finish_reason, "finish_reason")
        return cls(index=_index, delta=_delta, finish_reason=_finish_reason, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "index": self.index,
            "delta": None if self.delta is None else self.delta.to_dict(),
            "finish_reason": self.finish_reason,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ChatChunk(Model):
    """A piece of a chat completion. The time is in Unix seconds (UTC)."""

    id: str | None = None
    """The id of the completion, the same in each chunk."""
    object: str | None = None
    """The kind of object, `chat.completion.chunk`."""
    created: int | None = None
    """When the completion was created, in Unix seconds."""
    model: str | None = None
    """The model that responds."""
    choices: list[ChatChunkChoice] | None = None
    """What was added to each response. Empty in a chunk that has only `usage`."""
    usage: ChatUsage | None = None
    """How many tokens were used. Only the last chunk may have it."""
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
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created = take("created", None)
        if _created is not None and type(_created) is not int:
            _created = integer(_created, "created")
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _choices = take("choices", None)
        if _choices is not None:
            _choices = array(_choices, "choices", model_of(ChatChunkChoice.from_dict))
        _usage = take("usage", None)
        if _usage is not None:
            _usage = nested(_usage, "usage", ChatUsage.from_dict)
        return cls(
            id=_id,
            object=_object,
            created=_created,
            model=_model,
            choices=_choices,
            usage=_usage,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created": self.created,
            "model": self.model,
            "choices": None if self.choices is None else to_json(self.choices),
            "usage": None if self.usage is None else self.usage.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class ChatCreateArguments(TypedDict, total=False):
    """The arguments of `chat.create`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`."""
    messages: Required[Sequence[ChatMessageParams | ChatMessageParamsDict]]
    """The conversation so far, the oldest message first."""
    temperature: float | Unset
    """How random the response is, from 0 to 2."""
    max_tokens: int | Unset
    """The maximum length of the response, in tokens."""
    top_p: float | Unset
    """The share of the most probable tokens that the model chooses from, from 0 to 1."""
    frequency_penalty: float | Unset
    """How much frequent tokens become less probable, from -2 to 2."""
    presence_penalty: float | Unset
    """How much tokens that have already appeared become less probable, from -2 to 2."""
    stop: str | list[str] | Unset
    """One text, or up to four, at which the response ends."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class ChatStreamArguments(TypedDict, total=False):
    """The arguments of `chat.stream`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`."""
    messages: Required[Sequence[ChatMessageParams | ChatMessageParamsDict]]
    """The conversation so far, the oldest message first."""
    temperature: float | Unset
    """How random the response is, from 0 to 2."""
    max_tokens: int | Unset
    """The maximum length of the response, in tokens."""
    top_p: float | Unset
    """The share of the most probable tokens that the model chooses from, from 0 to 1."""
    frequency_penalty: float | Unset
    """How much frequent tokens become less probable, from -2 to 2."""
    presence_penalty: float | Unset
    """How much tokens that have already appeared become less probable, from -2 to 2."""
    stop: str | list[str] | Unset
    """One text, or up to four, at which the response ends."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class ChatEstimateArguments(TypedDict, total=False):
    """The arguments of `chat.estimate`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`."""
    messages: Required[Sequence[ChatMessageParams | ChatMessageParamsDict]]
    """The conversation so far, the oldest message first."""
    temperature: float | Unset
    """How random the response is, from 0 to 2."""
    max_tokens: int | Unset
    """The maximum length of the response, in tokens."""
    top_p: float | Unset
    """The share of the most probable tokens that the model chooses from, from 0 to 1."""
    frequency_penalty: float | Unset
    """How much frequent tokens become less probable, from -2 to 2."""
    presence_penalty: float | Unset
    """How much tokens that have already appeared become less probable, from -2 to 2."""
    stop: str | list[str] | Unset
    """One text, or up to four, at which the response ends."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = [
    "ChatChoice",
    "ChatChunk",
    "ChatChunkChoice",
    "ChatCompletion",
    "ChatCreateArguments",
    "ChatCreateParams",
    "ChatEstimateArguments",
    "ChatImagePart",
    "ChatImagePartDict",
    "ChatImagePartType",
    "ChatImageURL",
    "ChatImageURLDict",
    "ChatMessage",
    "ChatMessageParams",
    "ChatMessageParamsDict",
    "ChatStreamArguments",
    "ChatTextPart",
    "ChatTextPartDict",
    "ChatTextPartType",
    "ChatUsage",
    "KnownChatRole",
    "KnownFinishReason",
]
