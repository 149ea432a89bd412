"""A made-up provider whose responses and bodies are unions, recursive objects and maps: its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TEXT: Final = {"type": "string"}
MAYBE_TEXT: Final = {"type": ["string", "null"]}
MAYBE_WHOLE: Final = {"type": ["integer", "null"]}
NULL: Final = {"type": "null"}


def ref(name: str) -> dict[str, Any]:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """An array of something."""
    return {"type": "array", "items": schema}


def either(*schemas: Mapping[str, Any], tag: str | None = None, **mapping: str) -> dict[str, Any]:
    """A union; `mapping` gives the schema for each value of `tag`."""
    found: dict[str, Any] = {"anyOf": list(schemas)}
    if tag is not None:
        found["discriminator"] = {"propertyName": tag}
        if mapping:
            found["discriminator"]["mapping"] = {value: ref(name)["$ref"] for value, name in mapping.items()}
    return found


def constant(value: Any) -> dict[str, Any]:
    """A tag."""
    return {"type": "boolean" if isinstance(value, bool) else "string", "const": value}


def _object(required: str, properties: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    described = {
        name: {"description": f"The {name.replace('_', ' ')} (made up).", **schema}
        for name, schema in properties.items()
    }
    found: dict[str, Any] = {"type": "object", "description": "An object (made up).", "properties": described}
    return {**found, **({"required": required.split()} if required else {}), **others}


BLOCKS: Final = either(ref("TextBlock"), ref("ImageBlock"), tag="type", image="ImageBlock", picture="ImageBlock")
PARTS: Final = either(ref("TextPart"), ref("ImagePart"), tag="type")
RULES: Final = listed(either(ref("FilterRule"), ref("FilterGroup")))
OUTCOMES: Final = either(ref("Delivered"), ref("Returned"))
SCHEMAS: Final[Mapping[str, Any]] = {
    "TextBlock": _object("type text", {"type": constant("text"), "text": TEXT}),
    "ImageBlock": _object("type url", {"type": TEXT, "url": TEXT, "width": MAYBE_WHOLE}),
    "Letter": _object(
        "id content",
        {
            "id": TEXT,
            "content": either(TEXT, listed(BLOCKS)),
            "stamp": either(*BLOCKS["anyOf"], NULL, tag="type", image="ImageBlock"),
            "by_page": {"type": ["object", "null"], "additionalProperties": listed(BLOCKS)},
            "mark": either(TEXT, {"type": "integer"}, {"type": "boolean"}, listed(TEXT), NULL),
            "sent_at": {"type": ["string", "null"], "format": "date-time"},
        },
    ),
    # Constants distinguish them, without a discriminator.
    "Arrived": _object("kind id", {"kind": constant("arrived"), "id": TEXT}),
    "Left": _object("kind id", {"kind": constant("left"), "id": TEXT, "to": MAYBE_TEXT}),
    "Accepted": _object("ok", {"ok": constant(True), "value": MAYBE_TEXT}),
    "Declined": _object("ok", {"ok": constant(False), "reason": MAYBE_TEXT}),
    # A member that only one of them has distinguishes them.
    "UrlSource": _object("id url", {"id": TEXT, "url": TEXT}),
    "TextSource": _object("id text", {"id": TEXT, "text": TEXT, "language": MAYBE_TEXT}),
    # Nothing distinguishes them.
    "Delivered": _object("at", {"at": {"type": "integer"}, "signature": MAYBE_TEXT}),
    "Returned": _object("at", {"at": TEXT, "reason": MAYBE_TEXT, "fee": MAYBE_WHOLE}),
    "Parcel": _object(
        "source outcome",
        {
            "source": either(ref("UrlSource"), ref("TextSource")),
            "outcome": OUTCOMES,
            "outcomes": either(OUTCOMES, listed(OUTCOMES), NULL),
            "verdict": either(ref("Accepted"), ref("Declined"), NULL),
            "label": either(ref("UrlSource"), {"type": "object", "additionalProperties": True}, NULL),
        },
    ),
    # Recursive.
    "Folder": _object(
        "name",
        {
            "name": TEXT,
            "folders": {"type": ["array", "null"], "items": ref("Folder")},
            "first": either(ref("Sheet"), NULL),
        },
    ),
    "Sheet": _object("title", {"title": TEXT, "folder": either(ref("Folder"), NULL)}),
    "Branch": _object("kind nodes", {"kind": constant("branch"), "nodes": listed(either(ref("Branch"), ref("Leaf")))}),
    "Leaf": _object("kind", {"kind": constant("leaf")}),
    # Maps.
    "Counts": _object("name", {"name": TEXT}, additionalProperties={"type": "integer"}),
    "Shelves": _object("", {"name": MAYBE_TEXT}, additionalProperties=BLOCKS),
    "Times": _object(
        "", {"name": MAYBE_TEXT}, additionalProperties={"type": ["string", "null"], "format": "date-time"}
    ),
    # Two answers of one operation.
    "TripRunning": _object("id progress", {"id": TEXT, "progress": {"type": "number"}}),
    "TripFinished": _object("id", {"id": TEXT, "stops": {"type": ["array", "null"], "items": TEXT}}),
    # Bodies.
    "TextPart": _object("type text", {"type": constant("text"), "text": TEXT}),
    "ImagePart": _object("type url", {"type": constant("image"), "url": TEXT}),
    "FilterRule": _object("field value", {"field": TEXT, "value": {}}),
    "FilterGroup": _object("operator filters", {"operator": TEXT, "filters": RULES}),
    "LetterOrder": _object(
        "content",
        {
            "content": either(TEXT, listed(PARTS)),
            "filter": ref("FilterGroup"),
            "notes": {"type": "object", "additionalProperties": TEXT},
        },
    ),
    "Refusal": _object("", {"message": MAYBE_TEXT}),
}

TEXT_BLOCK: Final = {"type": "text", "text": "Dear"}
IMAGE_BLOCK: Final = {"type": "image", "url": "https://mail.example/1.png", "width": 3}
LETTER: Final = {
    "id": "l_1",
    "content": [TEXT_BLOCK, IMAGE_BLOCK],
    "stamp": IMAGE_BLOCK,
    "by_page": {"1": [TEXT_BLOCK]},
    "mark": 7,
    "sent_at": "2026-03-15T14:32:10Z",
}
PARCEL: Final = {
    "source": {"id": "s_1", "text": "From far away"},
    "outcome": {"at": 5, "signature": "me"},
    "outcomes": [{"at": "noon", "reason": "nobody there", "fee": 2}],
    "verdict": {"ok": False, "reason": "too large"},
    "label": {"id": "s_2", "url": "https://mail.example/2"},
}
FOLDER: Final = {"name": "a", "folders": [{"name": "b", "folders": [], "first": {"title": "t", "folder": None}}]}
TREE: Final = {"kind": "branch", "nodes": [{"kind": "leaf"}, {"kind": "branch", "nodes": []}]}
RUNNING: Final = {"id": "t_1", "progress": 0.5}
FINISHED: Final = {"id": "t_1", "stops": ["a", "b"]}

ANSWERS: Final[Mapping[str, Mapping[str, tuple[Any, Any] | None]]] = {
    "letters_get": {"200": (ref("Letter"), LETTER)},
    "letters_find": {"200": (ref("Letter"), LETTER)},
    "letters_block": {"200": (BLOCKS, TEXT_BLOCK)},
    "letters_create": {"201": (ref("Letter"), LETTER)},
    "letters_check": {"200": (BLOCKS, TEXT_BLOCK)},
    "events_latest": {"200": (either(ref("Arrived"), ref("Left")), {"kind": "left", "id": "e_1", "to": "b"})},
    "events_all": {"200": (listed(either(ref("Arrived"), ref("Left"))), [{"kind": "arrived", "id": "e_1"}])},
    "parcels_get": {"200": (ref("Parcel"), PARCEL)},
    "folders_get": {"200": (ref("Folder"), FOLDER)},
    "folders_tree": {"200": (ref("Branch"), TREE)},
    "maps_counts": {"200": (ref("Counts"), {"name": "n", "a": 1, "b": 2})},
    "maps_shelves": {"200": (ref("Shelves"), {"name": "n", "a": TEXT_BLOCK})},
    "maps_times": {"200": (ref("Times"), {"name": "n", "a": "2026-03-15T14:32:10Z", "b": None})},
    "maps_free": {
        "200": ({"type": "object", "additionalProperties": {"type": "integer"}, "description": "Counts."}, {"a": 1})
    },
    "maps_anything": {"200": ({"description": "Any JSON."}, [1, {"a": None}, "b"])},
    "maps_replace": {"204": None},
    "trips_start": {"200": (ref("TripFinished"), FINISHED), "202": (ref("TripRunning"), RUNNING)},
    "trips_stop": {"200": (ref("TripFinished"), FINISHED), "204": None},
}
"""The success responses of each operation: the schema and an example of each."""

BODIES: Final[Mapping[str, tuple[Any, Any]]] = {
    "letters_create": (
        ref("LetterOrder"),
        {
            "content": [{"type": "text", "text": "Dear"}, {"type": "image", "url": "https://mail.example/1.png"}],
            "filter": {"operator": "and", "filters": [{"field": "a", "value": [1]}, {"operator": "or", "filters": []}]},
            "notes": {"a": "b"},
        },
    ),
    "letters_check": (PARTS, {"type": "text", "text": "Dear"}),
    "maps_replace": ({"description": "Any JSON."}, [1, {"a": None}, "b"]),
}
"""The bodies of operations: the schema and an example of each."""

FOUND: Final = "letters_find"
"""An operation that needs an id."""

PAGED: Final = "events_all"
"""An operation that lists things."""


def _content(schema: Any, name: str, value: Any) -> dict[str, Any]:
    examples = {name: {"summary": "An example (made up).", "value": value}}
    return {"application/json": {"schema": schema, "examples": examples}}


def _operation(name: str) -> dict[str, Any]:
    tag, _, method = name.partition("_")
    operation: dict[str, Any] = {
        "operationId": name,
        "tags": [tag],
        "summary": f"Ask for the {method}.",
        "description": "An operation (made up).",
        "externalDocs": {"url": f"https://docs.mail.example/{name}", "description": "The page."},
        "security": [{"key": []}],
        "responses": {
            status: {
                "description": f"The answer {status}.",
                **({} if shown is None else {"content": _content(shown[0], f"answer_{status}", shown[1])}),
            }
            for status, shown in ANSWERS[name].items()
        },
    }
    operation["responses"]["401"] = {
        "description": "The key is unknown.",
        "content": _content(ref("Refusal"), "unauthorized", {"message": "No"}),
    }
    if name == FOUND:
        operation["parameters"] = [
            {
                "name": "letter_id",
                "in": "path",
                "required": True,
                "description": "The id.",
                "schema": {"type": "string"},
                "example": LETTER["id"],
            }
        ]
    if name == PAGED:
        operation["x-pagination"] = {"scheme": "page", "parameter": "page", "item_id": "id"}
        operation["parameters"] = [
            {"name": "page", "in": "query", "description": "The page.", "schema": {"type": "integer"}, "example": 1}
        ]
    if name in BODIES:
        schema, value = BODIES[name]
        content = _content(schema, "sent", value)
        operation["requestBody"] = {"required": True, "description": "What to send.", "content": content}
    return operation


def _path(name: str) -> str:
    return f"/{name.replace('_', '/')}" + ("/{letter_id}" if name == FOUND else "")


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mailroom", "version": "1", "description": "A mailroom."},
        "tags": [
            {"name": tag, "description": f"The {tag}."}
            for tag in dict.fromkeys(name.partition("_")[0] for name in ANSWERS)
        ],
        "servers": [{"url": "https://api.mail.example", "description": "Production."}],
        "paths": {_path(name): {"post" if name in BODIES else "get": _operation(name)} for name in ANSWERS},
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}, "schemas": dict(SCHEMAS)},
    }


def foreign_document() -> dict[str, Any]:
    """The document as others would write it: `oneOf`, enums of one value, no examples, and a 204 with JSON."""
    found: dict[str, Any] = _foreign(document())
    stopped = found["paths"]["/trips/stop"]["get"]["responses"]["204"]
    stopped["content"] = {"application/json": {"schema": ref("TripRunning")}}
    return found


def _foreign(node: Any) -> Any:
    if isinstance(node, list):
        return [_foreign(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _foreign(value) for key, value in node.items() if key not in ("examples", "x-pagination", "externalDocs")
    }
    if "anyOf" in kept:
        kept["oneOf"] = kept.pop("anyOf")
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    return kept
