"""Calls that send and return files, for the README of a package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..contract.json_tree import as_list, as_mapping
from . import media_types


def upload_example(data: Mapping[str, Any], operations: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first call whose required arguments are files, and values that have examples; None if there is none."""
    for known in operations.values():
        arguments = _arguments(data, known, media_types.MULTIPART)
        files = [name for name, _, is_file in arguments or () if is_file]
        if arguments is None or not files:
            continue
        return {
            "call": f"{known['tag']}.{known['method']}({', '.join(text for _, text, _ in arguments)})",
            "argument": files[0],
            "operation": known["operation_id"],
        }
    return None


def binary_example(data: Mapping[str, Any], operations: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first call that returns a file, and whose required arguments have examples; None if there is none."""
    for known in operations.values():
        arguments = _arguments(data, known, media_types.JSON) if known["is_binary"] else None
        if arguments is not None:
            return {
                "call": f"{known['tag']}.{known['method']}({', '.join(text for _, text, _ in arguments)})",
                "operation": known["operation_id"],
            }
    return None


def _arguments(data: Mapping[str, Any], known: Mapping[str, Any], kind: str) -> list[tuple[str, str, bool]] | None:
    """The required arguments: name, source and whether it is a file. None if one of them has no example."""
    body = data["paths"][known["template"]][known["http_method"].lower()].get("requestBody", {})
    content: Mapping[str, Any] = body.get("content", {})
    if [*content] != [kind] * bool(known["has_body"]) or (known["has_body"] and known["unpacked"] is None):
        return None
    found: list[tuple[str, str, bool]] = []
    for parameter in known["parameters"].values():
        if not parameter["required"]:
            continue
        if parameter["example"] is None:
            return None
        shown = _source(parameter["example"])
        in_path = parameter["place"] == "path"
        found.append((parameter["attribute"], shown if in_path else f"{parameter['attribute']}={shown}", False))
    for attribute, schema, example in _required(data, known, content.get(kind, {})):
        is_file = schema.get("format") == "binary" or as_mapping(schema.get("items")).get("format") == "binary"
        if example is None or (not is_file and not isinstance(example, (str, int, float))):
            return None
        names = as_list(example) or [example]
        paths = [f"Path({_source(str(name))})" for name in names]
        shown = f"[{', '.join(paths)}]" if schema.get("type") == "array" else paths[0]
        found.append((attribute, f"{attribute}={shown if is_file else _source(example)}", is_file))
    return found


def _required(
    data: Mapping[str, Any], known: Mapping[str, Any], media: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """The required fields of a body: argument, schema, and value in the first documented example."""
    if known["unpacked"] is None:
        return
    schema: Mapping[str, Any] = data["components"]["schemas"][known["unpacked"]["class_name"]]
    examples: Mapping[str, Any] = media.get("examples", {})
    example = as_mapping(next((one.get("value") for one in examples.values()), None))
    for field in known["unpacked"]["fields"]:
        if field["name"] in schema.get("required", ()):
            yield field["attribute"], schema["properties"][field["name"]], example.get(field["name"])


def _source(value: Any) -> str:
    return repr(value) if isinstance(value, bool) or not isinstance(value, str) else json.dumps(value)
