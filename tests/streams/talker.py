"""A made-up provider whose operations stream events: its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

TEXT: Final = {"type": "string"}
MAYBE_TEXT: Final = {"type": ["string", "null"]}


def _object(description: str, properties: Mapping[str, Mapping[str, Any]], *required: str) -> dict[str, Any]:
    described = {name: {"description": f"The {name} (made up).", **one} for name, one in properties.items()}
    found: dict[str, Any] = {"type": "object", "description": description, "properties": described}
    return {**found, "required": list(required)} if required else found


SCHEMAS: Final[Mapping[str, dict[str, Any]]] = {
    "Question": _object("What to ask.", {"model": TEXT, "prompt": MAYBE_TEXT}, "model"),
    "Task": _object("What to do.", {"model": TEXT, "stream": {"type": "boolean"}}, "model", "stream"),
    "Answer": _object("A whole answer.", {"text": TEXT}, "text"),
    "Delta": _object("A part of an answer.", {"text": TEXT, "index": {"type": ["integer", "null"]}}, "text"),
    "Log": _object("A log.", {"log_id": TEXT}, "log_id"),
    "Line": _object(
        "A line of a log.", {"line": TEXT, "at": {"type": ["string", "null"], "format": "date-time"}}, "line"
    ),
    "Refusal": _object("A refusal.", {"message": MAYBE_TEXT}),
}


def _json(name: str, example: Any, *, called: str = "shown", media_type: str = "application/json") -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"} if name else {"description": "Whatever happens."}
    return {media_type: {"schema": schema, "examples": {called: {"summary": "Made up.", "value": example}}}}


def _operation(name: str, content: Mapping[str, Any], body: str = "", **words: Any) -> dict[str, Any]:
    """An operation with one success, and the errors that tests use."""
    tag = name.partition("_")[0]
    operation: dict[str, Any] = {
        "operationId": name,
        "tags": [tag],
        "summary": "Do something.",
        "description": "An operation of a made-up provider.",
        "externalDocs": {"url": f"https://docs.talker.example/{name}", "description": "Its page."},
        "security": [{"key": []}],
        **words,
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": {
                    "X-Request-Id": {
                        "x-request-id": True,
                        "description": "The id of the request.",
                        "schema": TEXT,
                        "example": "r_1",
                    }
                },
                "content": dict(content),
            },
            "401": {
                "description": "The key is unknown.",
                "content": _json("Refusal", {"message": "No"}, called="unauthorized"),
            },
            "404": {
                "description": "There is no such thing.",
                "content": _json("Refusal", {"message": "No"}, called="not_found"),
            },
        },
    }
    if body:
        example = {"model": "m_1", **({"stream": False} if body == "Task" else {})}
        operation["requestBody"] = {"required": True, "description": "What to send.", "content": _json(body, example)}
    return operation


def _stream(name: str, schema: str, events: Sequence[Any], body: str = "", **words: Any) -> dict[str, Any]:
    return _operation(name, _json(schema, list(events), media_type="text/event-stream"), body, **words)


DELTAS: Final = [{"text": "Once", "index": 0}, {"text": " upon"}, {"text": " a time", "index": None}]
DONE: Final = {"done": "[DONE]"}
LOG_ID: Final = {
    "name": "log_id",
    "in": "path",
    "required": True,
    "description": "The id of the log.",
    "schema": TEXT,
    "example": "l_1",
}

PATHS: Final[Mapping[str, Mapping[str, Any]]] = {
    "/v1/chat": {"post": _operation("chat_create", _json("Answer", {"text": "Once upon a time"}), "Question")},
    "/v1/chat#stream": {
        "post": _stream(
            "chat_stream", "Delta", DELTAS, "Question", **{"x-stream": DONE, "x-fixed-body": {"stream": True}}
        )
    },
    "/v1/tasks": {
        "post": _operation(
            "tasks_run", _json("Answer", {"text": "Done"}), "Task", **{"x-fixed-body": {"stream": False}}
        )
    },
    "/v1/tasks#stream": {"post": _stream("tasks_watch", "Delta", DELTAS, "Task", **{"x-fixed-body": {"stream": True}})},
    "/v1/logs/{log_id}": {"get": _operation("logs_get", _json("Log", {"log_id": "l_1"}), parameters=[LOG_ID])},
    "/v1/logs/{log_id}/lines": {
        "get": _stream("logs_follow", "Line", [{"line": "first", "at": "2026-01-02T03:04:05Z"}], parameters=[LOG_ID])
    },
    "/v1/news?kind=all": {"get": _stream("news_watch", "", [{"headline": "Rain"}, "plain"])},
}


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    tags = dict.fromkeys(one["tags"][0] for item in PATHS.values() for one in item.values())
    return {
        "openapi": "3.1.0",
        "info": {"title": "Talker", "version": "1", "description": "A provider that answers bit by bit."},
        "tags": [{"name": name, "description": f"The {name} of a made-up provider."} for name in tags],
        "servers": [{"url": "https://api.talker.example", "description": "Production."}],
        "paths": dict(PATHS),
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": dict(SCHEMAS),
        },
    }
