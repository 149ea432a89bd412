# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Chat completions of language models, which may also look at pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import Resource
from .._runtime.streams.async_event_stream import AsyncEventStream, AsyncStreamResource
from .._runtime.streams.event_reader import EventFormat
from .._runtime.streams.event_stream import EventStream
from .._runtime.values.encoding import (
    check_bounds,
    check_given_once,
    further_fields,
    json_body,
)
from .._runtime.values.shapes import ArgumentShape, check_shape
from ..models import (
    ChatChunk,
    ChatCompletion,
    ChatCreateParams,
    ChatMessageParams,
    CostEstimate,
)
from ..types import UNSET, ChatMessageParamsDict, Response, Unset

create_method: Final = CalledMethod("chat.create", "POST", "/openai/v1/chat/completions")
stream_method: Final = CalledMethod("chat.stream", "POST", "/openai/v1/chat/completions")
estimate_method: Final = CalledMethod("chat.estimate", "POST", "/openai/v1/chat/completions")


class ChatResource(Resource):
    """Chat completions of language models, which may also look at pictures.

    `Lumenfall` lists the errors that every call may raise.
    """

    def create(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> ChatCompletion:
        """Create a chat completion.

        Waits for the whole response of the model, and costs money. Messages may contain pictures.

        Unless you choose others, a call may take 300 seconds for each phase of an attempt (`timeout`) and 600 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/chat/completions

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.create_detailed(
            model=model,
            messages=messages,
            temperature=temperature,
            max_tokens=max_tokens,
            top_p=top_p,
            frequency_penalty=frequency_penalty,
            presence_penalty=presence_penalty,
            stop=stop,
            extra_body=extra_body,
        ).parsed

    def create_detailed(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[ChatCompletion]:
        """Do the same as `create`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(create_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = create_call(body=body)
        return self._engine.send(_call, create_answer)

    def stream(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> EventStream[ChatChunk]:
        """Create a chat completion, and get it piece by piece.

        Takes the arguments of `chat.create`, and costs as much. The texts in the deltas of all chunks together are the
        response.

        Unless you choose others, a call may take 300 seconds for each phase of an attempt (`timeout`) and 1800 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/chat/completions

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Returns:
            The events, each as soon as it has arrived. Use it in a block: `with ... as events:`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        with self._engine.arguments_of(stream_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = stream_call(body=body)
        return EventStream(self._engine, _call, STREAM_EVENTS)

    def estimate(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of a chat completion without creating it.

        Takes the arguments of `chat.create`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.estimate_detailed(
            model=model,
            messages=messages,
            temperature=temperature,
            max_tokens=max_tokens,
            top_p=top_p,
            frequency_penalty=frequency_penalty,
            presence_penalty=presence_penalty,
            stop=stop,
            extra_body=extra_body,
        ).parsed

    def estimate_detailed(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(body=body)
        return self._engine.send(_call, estimate_answer)


class AsyncChatResource(AsyncStreamResource):
    """Chat completions of language models, which may also look at pictures.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    async def create(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> ChatCompletion:
        """Create a chat completion.

        Waits for the whole response of the model, and costs money. Messages may contain pictures.

        Unless you choose others, a call may take 300 seconds for each phase of an attempt (`timeout`) and 600 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/chat/completions

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.create_detailed(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                extra_body=extra_body,
            )
        ).parsed

    async def create_detailed(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[ChatCompletion]:
        """Do the same as `create`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(create_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = create_call(body=body)
        return await self._engine.send(_call, create_answer)

    def stream(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> AsyncEventStream[ChatChunk]:
        """Create a chat completion, and get it piece by piece.

        Takes the arguments of `chat.create`, and costs as much. The texts in the deltas of all chunks together are the
        response.

        Unless you choose others, a call may take 300 seconds for each phase of an attempt (`timeout`) and 1800 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/chat/completions

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Returns:
            The events, each as soon as it has arrived. Use it in a block: `async with ... as events:`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        with self._engine.arguments_of(stream_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = stream_call(body=body)
        return self._event_stream(_call, STREAM_EVENTS)

    async def estimate(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of a chat completion without creating it.

        Takes the arguments of `chat.create`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, as OpenRouter names it, such as `google/gemini-3-flash-preview`.
            messages: The conversation so far, the oldest message first.
            temperature: How random the response is, from 0 to 2.
            max_tokens: The maximum length of the response, in tokens.
            top_p: The share of the most probable tokens that the model chooses from, from 0 to 1.
            frequency_penalty: How much frequent tokens become less probable, from -2 to 2.
            presence_penalty: How much tokens that have already appeared become less probable, from -2 to 2.
            stop: One text, or up to four, at which the response ends.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.estimate_detailed(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                extra_body=extra_body,
            )
        ).parsed

    async def estimate_detailed(
        self,
        *,
        model: str,
        messages: Sequence[ChatMessageParams | ChatMessageParamsDict],
        temperature: float | Unset = UNSET,
        max_tokens: int | Unset = UNSET,
        top_p: float | Unset = UNSET,
        frequency_penalty: float | Unset = UNSET,
        presence_penalty: float | Unset = UNSET,
        stop: str | list[str] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = ChatCreateParams(
                model=model,
                messages=messages,
                temperature=temperature,
                max_tokens=max_tokens,
                top_p=top_p,
                frequency_penalty=frequency_penalty,
                presence_penalty=presence_penalty,
                stop=stop,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(body=body)
        return await self._engine.send(_call, estimate_answer)


def create_call(*, body: ChatCreateParams) -> Call:
    """Build the request of `chat.create`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_shape(body.messages, "messages", ArgumentShape(items=ArgumentShape(models="ChatMessageParams")))
    check_bounds(body.temperature, "temperature", minimum=0, maximum=2)
    check_bounds(body.frequency_penalty, "frequency_penalty", minimum=-2, maximum=2)
    check_bounds(body.presence_penalty, "presence_penalty", minimum=-2, maximum=2)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "messages": body.messages,
            "temperature": body.temperature,
            "max_tokens": body.max_tokens,
            "top_p": body.top_p,
            "frequency_penalty": body.frequency_penalty,
            "presence_penalty": body.presence_penalty,
            "stop": body.stop,
        },
    )
    return Call(
        operation="chat_create",
        method="POST",
        path="/openai/v1/chat/completions",
        body=json_body(body),
        timeout=300.0,
        total_timeout=600.0,
    )


def create_answer(answer: Answer) -> ChatCompletion:
    """Read the response of `chat.create`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return ChatCompletion.from_dict(answer.json())


def stream_call(*, body: ChatCreateParams) -> Call:
    """Build the request of `chat.stream`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_shape(body.messages, "messages", ArgumentShape(items=ArgumentShape(models="ChatMessageParams")))
    check_bounds(body.temperature, "temperature", minimum=0, maximum=2)
    check_bounds(body.frequency_penalty, "frequency_penalty", minimum=-2, maximum=2)
    check_bounds(body.presence_penalty, "presence_penalty", minimum=-2, maximum=2)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "messages": body.messages,
            "temperature": body.temperature,
            "max_tokens": body.max_tokens,
            "top_p": body.top_p,
            "frequency_penalty": body.frequency_penalty,
            "presence_penalty": body.presence_penalty,
            "stop": body.stop,
            "stream": True,
        },
    )
    return Call(
        operation="chat_stream",
        method="POST",
        path="/openai/v1/chat/completions",
        body=json_body(body, fixed={"stream": True}),
        timeout=300.0,
        total_timeout=1800.0,
    )


def stream_answer(answer: Answer) -> ChatChunk:
    """Read an event of `chat.stream`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return ChatChunk.from_dict(answer.json())


STREAM_EVENTS: Final[EventFormat[ChatChunk]] = EventFormat(stream_answer, done="[DONE]")
"""How `chat.stream` gives its events."""


def estimate_call(*, body: ChatCreateParams) -> Call:
    """Build the request of `chat.estimate`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_shape(body.messages, "messages", ArgumentShape(items=ArgumentShape(models="ChatMessageParams")))
    check_bounds(body.temperature, "temperature", minimum=0, maximum=2)
    check_bounds(body.frequency_penalty, "frequency_penalty", minimum=-2, maximum=2)
    check_bounds(body.presence_penalty, "presence_penalty", minimum=-2, maximum=2)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "messages": body.messages,
            "temperature": body.temperature,
            "max_tokens": body.max_tokens,
            "top_p": body.top_p,
            "frequency_penalty": body.frequency_penalty,
            "presence_penalty": body.presence_penalty,
            "stop": body.stop,
        },
    )
    return Call(
        operation="chat_estimate",
        method="POST",
        path="/openai/v1/chat/completions",
        query=(("dryRun", "true"),),
        body=json_body(body),
        idempotent=True,
    )


def estimate_answer(answer: Answer) -> CostEstimate:
    """Read the response of `chat.estimate`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return CostEstimate.from_dict(answer.json())


__all__ = ["AsyncChatResource", "ChatResource"]
