"""A made-up provider: headers that are options, timeouts, several keys, and what its document calls deprecated."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}


def _refusal(name: str, description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Refusal"},
                "examples": {name: {"summary": f"{description} (made up).", "value": {"message": "No"}}},
            }
        },
    }


def _piece(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Piece"},
                "examples": {"piece": {"summary": "A piece (made up).", "value": {"id": "piece_1", "steel": "soft"}}},
            }
        },
    }


def _operation(name: str, **further: Any) -> dict[str, Any]:
    tag = name.partition("_")[0]
    return {
        "operationId": name,
        "tags": [tag],
        "summary": f"Call {name}.",
        "description": "Something that a smith does.",
        "externalDocs": {"url": f"https://docs.forge.example/{name}", "description": "The page on it."},
        "security": [{"key": []}],
        "responses": {"200": _piece("The piece."), "401": _refusal("unauthorized", "No key.")},
        **further,
    }


def _parameter(name: str, place: str = "header", **further: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "description": f"The value of {name}.",
        "schema": TEXT,
        "example": "one",
        **further,
    }


def _used(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


PIECE_ID = _parameter("piece_id", "path", required=True, example="piece_1")


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    missing = _refusal("not_found", "No such piece.")
    get = _operation("pieces_get", parameters=[PIECE_ID, _used("Replay"), _used("Seal"), _used("Strikes")])
    get["responses"]["404"] = missing
    get["x-timeout"] = {"total_timeout": 900}
    get["responses"]["200"]["content"]["application/json"]["examples"]["hard"] = {
        "summary": "A finished piece (made up).",
        "value": {"id": "piece_1", "steel": "hard"},
    }
    create = _operation(
        "pieces_create",
        parameters=[
            _used("Replay"),
            _used("Guild"),
            _parameter("X-Forge-Trace"),
            _parameter("X-Forge-Token", schema={**TEXT, "format": "password"}),
        ],
        requestBody={
            "required": True,
            "description": "What to forge.",
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/PieceOrder"},
                    "examples": {"order": {"summary": "An order (made up).", "value": {"steel": "soft"}}},
                }
            },
        },
    )
    create["x-timeout"] = {"timeout": 600, "total_timeout": 900}
    create["x-job"] = {
        "name": "Piece",
        "look": {"operation": "pieces_get", "arguments": {"piece_id": "answer.id"}},
        "completed": {"field": "steel", "equals": ["hard"]},
    }
    old = _operation(
        "pieces_old",
        deprecated=True,
        parameters=[_parameter("style", "query", deprecated=True), _used("Replay")],
    )
    listing = _operation("pieces_list", deprecated=True, parameters=[_parameter("after", "query"), _used("Replay")])
    listing["x-pagination"] = {"scheme": "cursor", "items": "pieces", "parameter": "after", "next": "next"}
    listing["x-timeout"] = {"total_timeout": 7.5}
    listing["responses"]["200"]["content"]["application/json"] = {
        "schema": {"$ref": "#/components/schemas/PieceList"},
        "examples": {
            "pieces": {"summary": "A page (made up).", "value": {"pieces": [{"id": "piece_1"}], "next": None}}
        },
    }
    schemas: dict[str, Any] = {
        "KnownReplay": {"type": "string", "enum": ["mock", "off"], "description": "Known ways to replay."},
        "Piece": _object("A piece of work.", {"id": TEXT, "steel": {"type": ["string", "null"]}}, "id"),
        "PieceList": _object(
            "A page of pieces.",
            {
                "pieces": {"type": "array", "items": {"$ref": "#/components/schemas/Piece"}},
                "next": {"type": ["string", "null"]},
            },
            "pieces",
        ),
        "PieceOrder": _object(
            "What to forge.",
            {"steel": TEXT, "note": {"type": ["string", "null"]}, "weight": {"type": "number"}},
            "steel",
        ),
        "Refusal": _object("A refusal.", {"message": {"type": ["string", "null"]}}),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Forge", "version": "1", "description": "A smithy that forges to order."},
        "tags": [
            {"name": "pieces", "description": "Pieces of work."},
            {"name": "fires", "description": "The fires, which only the master may touch."},
        ],
        "servers": [{"url": "https://api.forge.example", "description": "Production."}],
        "paths": {
            "/pieces": {"post": create, "get": listing},
            "/pieces/{piece_id}": {"get": get},
            "/old": {"get": old},
            "/fires/out": {"post": _operation("fires_put_out", security=[{"masterKey": []}], **{"x-idempotent": True})},
            "/fires/both": {"get": _operation("fires_light", security=[{"key": [], "masterKey": []}])},
            "/fires/either": {"get": _operation("fires_look", security=[{"masterKey": []}, {"key": []}])},
            "/fires/open": {"get": _operation("fires_smell", security=[])},
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "Anvil", "description": "The key of the smith."},
                "masterKey": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Forge-Master",
                    "description": "The key of the master.",
                },
            },
            "parameters": {
                "Replay": _parameter(
                    "X-Forge-Replay",
                    schema={"anyOf": [{"$ref": "#/components/schemas/KnownReplay"}, TEXT]},
                    example="mock",
                    **{"x-client-option": "replay"},
                ),
                "Seal": _parameter(
                    "X-Forge-Seal", schema={**TEXT, "format": "password"}, **{"x-client-option": "seal"}
                ),
                "Guild": _parameter("X-Forge-Guild", required=True, **{"x-client-option": "guild"}),
                "Strikes": _parameter(
                    "X-Forge-Strikes",
                    schema={"type": "integer", "minimum": 1, "maximum": 9, "default": 3},
                    example=5,
                    **{"x-client-option": "strikes"},
                ),
            },
            "schemas": schemas,
        },
    }


def _object(description: str, properties: dict[str, Any], *required: str) -> dict[str, Any]:
    described = {name: {"description": f"The {name}.", **schema} for name, schema in properties.items()}
    found: dict[str, Any] = {"type": "object", "description": description, "properties": described}
    return {**found, "required": list(required)} if required else found


def without_keys() -> dict[str, Any]:
    """The same API without any key."""
    data = document()
    del data["components"]["securitySchemes"]
    for item in data["paths"].values():
        for operation in item.values():
            operation["security"] = []
    return data
