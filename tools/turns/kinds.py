"""The kinds of turns: what a page states from now on, or what a maintainer writes by hand."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from ..contract.bundle import load_openapi
from ..contract.documents import resolve
from ..contract.json_tree import as_list, as_mapping, is_mapping

Json: TypeAlias = dict[str, Any]
OfPage: TypeAlias = Callable[[Json, Json], None]
"""Changes what a page states: its document, and the operation in it."""
ByHand: TypeAlias = Callable[[str], str]
"""Changes the text of a document."""


def page_of(project: Path, provider: str, change: OfPage) -> str:
    """Write a page with an operation as the live document has it, but for one change."""
    file = f"openapi/{provider}/document.yaml"
    data: Json = copy.deepcopy(dict(load_openapi(project / file, file=file).data))
    path, method = _first_look(data)
    data["paths"] = {path: {method: data["paths"][path][method]}}
    operation = data["paths"][path][method]
    # Facts in sentences are those of another reader; a page of ours states everything in its schemas.
    title = operation["summary"]
    change(_without_texts(data), operation)
    return f"# {title}\n\n```json {method.upper()} {path}\n{json.dumps(data, indent=1)}\n```\n"


def _without_texts(node: Any) -> Any:
    """Remove the descriptions of a tree in place; a field may be called so too."""
    members = node.items() if is_mapping(node) else enumerate(as_list(node))
    for _, one in members:
        _without_texts(one)
    if is_mapping(node) and isinstance(node.get("description"), str):
        del node["description"]
    return node


def _first_look(data: Json) -> tuple[str, str]:
    """The first operation that gets one thing."""
    return next((path, "get") for path, item in data["paths"].items() if "get" in item and path.endswith("}"))


def _answer(data: Json, operation: Json) -> Json:
    """The schema of the operation's successful response."""
    content = operation["responses"]["200"]["content"]["application/json"]
    return _followed(data, content["schema"])


def _followed(data: Json, schema: Any) -> Json:
    while is_mapping(schema) and "$ref" in schema:
        schema = resolve(data, schema["$ref"])
    return as_mapping(schema)


def _field(data: Json, operation: Json) -> None:
    _answer(data, operation)["properties"]["shard_count"] = {"type": "integer"}


def _object(data: Json, operation: Json) -> None:
    parts = {"zone": {"type": "string"}, "hosts": {"type": "array", "items": {"type": "string"}}}
    _answer(data, operation)["properties"]["placement"] = {"type": "object", "properties": parts}


def _value(data: Json, operation: Json) -> None:
    for schema in as_mapping(data["components"]["schemas"]).values():
        if is_mapping(schema) and "enum" in schema and _is_used(data, operation, schema):
            schema["enum"].append("paused")
            return
    raise LookupError("no schema of known values in the response")


def _is_used(data: Json, operation: Json, wanted: Json) -> bool:
    waiting, seen = [_answer(data, operation)], list[int]()
    while waiting:
        node = waiting.pop()
        if node is wanted:
            return True
        if id(node) not in seen:
            seen.append(id(node))
            inner = [*as_mapping(node.get("properties")).values(), *as_list(node.get("anyOf")), node.get("items")]
            waiting += [_followed(data, one) for one in inner if is_mapping(one)]
    return False


def _status(_data: Json, operation: Json) -> None:
    answers = operation["responses"]
    answers["409"] = copy.deepcopy(answers[next(status for status in answers if status.startswith("4"))])


def _parameter(_data: Json, operation: Json) -> None:
    limit = {"type": "integer", "minimum": 1, "default": 20}
    operation["parameters"].append({"name": "depth", "in": "query", "schema": limit})


def _text(text: str) -> str:
    return re.sub(r"(?m)^(    description: )(\S.*)$", r"\1The API. \2", text, count=1)


def _comment(text: str) -> str:
    return f"# Checked against the provider's pages.\n{text}"


def _summary(text: str) -> str:
    return re.sub(r"(?m)^(      summary: .*)\.$", r"\1, as it is now.", text, count=1)


OF_PAGES: Final[Mapping[str, tuple[str, OfPage]]] = {
    "a field": ("lumenfall", _field),
    "a field in an envelope": ("promptlayer", _field),
    "an object": ("promptlayer", _object),
    "a state": ("lumenfall", _value),
    "a status": ("promptlayer", _status),
    "a parameter with a default": ("lumenfall", _parameter),
    "another parameter": ("helicone", _parameter),
}
"""What a page gains, by the provider; `nox -s docs -- --write` writes it."""
BY_HAND: Final[Mapping[str, tuple[str, ByHand]]] = {
    "a description": ("helicone", _text),
    "a comment": ("lumenfall", _comment),
    "a summary": ("promptlayer", _summary),
}
"""What a maintainer edits in a document."""
