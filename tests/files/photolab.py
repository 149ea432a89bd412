"""A made-up provider that takes and returns files: its document."""

from __future__ import annotations

from typing import Any, Final

_KEY: Final = {"type": "string", "x-idempotency-key": True}
BINARY: Final = {"type": "string", "format": "binary"}


def _object(description: str, properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    described = {name: {"description": f"The {name}.", **schema} for name, schema in properties.items()}
    found: dict[str, Any] = {"description": description, "type": "object", "properties": described}
    return {**found, "required": list(required)} if required else found


def _content(media_type: str, schema: dict[str, Any], value: Any, name: str = "one", **more: Any) -> dict[str, Any]:
    return {media_type: {"schema": schema, "examples": {name: {"summary": "Made up.", "value": value}}, **more}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


RECEIPT: Final = {"id": "p_1"}
_REFUSED: Final = {
    "description": "The key is unknown.",
    "content": _content("application/json", _ref("Refusal"), {"message": "No"}, "unauthorized"),
}


def _operation(
    operation_id: str, success: dict[str, Any], body: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    operation = {
        "operationId": operation_id,
        "tags": [operation_id.partition("_")[0]],
        "summary": f"Do {operation_id}.",
        "description": "Made up.",
        "externalDocs": {"url": "https://docs.photolab.example/all", "description": "Photolab."},
        "security": [{"key": []}],
        "responses": {"200": {"description": "Done.", "content": success}, "401": _REFUSED},
        **more,
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "description": "What to send.", "content": body}
    return operation


_RECEIPT: Final = _content("application/json", _ref("Receipt"), RECEIPT)


def _id(name: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": "The id.",
        "schema": {"type": "string"},
        "example": example,
    }


def document() -> dict[str, Any]:
    """The document: forms, bodies that are files, and responses that are files."""
    edit = _content(
        "multipart/form-data",
        _ref("EditForm"),
        {"image[]": ["a.png"], "prompt": "Brighter", "count": 2},
        encoding={"mask": {"contentType": "image/png"}, "palette": {"contentType": "application/json"}},
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Photolab", "version": "1", "description": "A place that develops pictures."},
        "tags": [
            {"name": "pictures", "description": "Pictures that are developed."},
            {"name": "tracks", "description": "Recordings."},
            {"name": "speech", "description": "Texts that are spoken."},
        ],
        "servers": [{"url": "https://api.photolab.example", "description": "Production."}],
        "paths": {
            "/pictures/edits": {"post": _operation("pictures_edit", _RECEIPT, edit)},
            "/pictures": {
                "post": _operation(
                    "pictures_upload",
                    _RECEIPT,
                    _content("multipart/form-data", _ref("PictureForm"), {"picture": "a.png"}),
                    **{"x-idempotent": True},
                )
            },
            "/pictures/descriptions": {
                "post": _operation(
                    "pictures_describe",
                    _RECEIPT,
                    {
                        **_content(
                            "application/json", _ref("DescribeOrder"), {"picture": {"name": "https://a.example"}}
                        ),
                        **_content("multipart/form-data", _ref("DescribeForm"), {"picture": "a.png"}),
                    },
                )
            },
            "/pictures/{picture_id}": {
                "parameters": [_id("picture_id", "p_1")],
                "get": _operation("pictures_get", _RECEIPT),
            },
            "/tracks/{track_id}": {
                "parameters": [_id("track_id", "t_1")],
                "put": _operation(
                    "tracks_put", _RECEIPT, _content("audio/mpeg", BINARY, "made up"), **{"x-idempotent": True}
                ),
                "get": _operation("tracks_get", _content("audio/mpeg", BINARY, "a made-up recording")),
            },
            "/speech": {
                "post": _operation(
                    "speech_create",
                    _content("audio/mpeg", BINARY, "made-up speech"),
                    _content("application/json", _ref("SpeechOrder"), {"text": "Hello"}),
                )
            },
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Receipt": _object("A receipt.", {"id": {"type": "string"}}, ("id",)),
                "Refusal": _object("A refusal.", {"message": {"type": ["string", "null"]}}),
                "SpeechOrder": _object("A text to speak.", {"text": {"type": "string"}}, ("text",)),
                "PictureForm": _object(
                    "A picture to keep.", {"picture": BINARY, "title": {"type": "string"}}, ("picture",)
                ),
                "EditForm": _object(
                    "Pictures to edit.",
                    {
                        "image[]": {"type": "array", "items": BINARY},
                        "prompt": {"type": "string"},
                        "mask": BINARY,
                        "count": {"type": "integer", "minimum": 1, "maximum": 10},
                        "is_transparent": {"type": "boolean"},
                        "labels": {"type": "array", "items": {"type": "string"}},
                        "style": _ref("Style"),
                        "layers": {"type": "array", "items": _ref("Style")},
                        "palette": {"type": "array", "items": {"type": "string"}},
                        "taken_at": {"type": "string", "format": "date-time"},
                        "idempotency_key": _KEY,
                    },
                    ("image[]", "prompt"),
                ),
                "DescribeOrder": _object(
                    "A picture to describe.",
                    {"picture": _ref("Style"), "words": {"type": "integer", "minimum": 1}, "key": _KEY},
                    ("picture",),
                ),
                "DescribeForm": _object(
                    "A picture to describe, sent as a file.",
                    {
                        "picture": {"anyOf": [BINARY, {"type": "array", "items": BINARY}]},
                        "words": {"type": "integer", "minimum": 1},
                        "key": _KEY,
                    },
                    ("picture",),
                ),
                "Style": _object("A style.", {"name": {"type": "string"}, "strength": {"type": "number"}}, ("name",)),
            },
        },
    }
