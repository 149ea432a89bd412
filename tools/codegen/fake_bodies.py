"""What a fake knows of the bodies of requests: their schemas, without texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..contract.json_tree import as_list, as_mapping, is_mapping, references

_JSON: Final = "application/json"
_FORM: Final = "multipart/form-data"
_LEFT_OUT: Final = frozenset({"description", "title", "default", "example", "examples", "deprecated"})


def body_of(operation: Mapping[str, Any]) -> dict[str, Any] | None:
    """The body of an operation, in the form for `_runtime.testing.operations.FakeBody`.

    None if it has neither JSON nor a form, or another media type too.
    """
    body = as_mapping(operation.get("requestBody"))
    content = as_mapping(body.get("content"))
    if not content or content.keys() - {_JSON, _FORM}:
        return None
    schemas = {kind: _bare(as_mapping(media).get("schema", {})) for kind, media in content.items()}
    return {"required": body.get("required") is True, "json": schemas.get(_JSON), "form": schemas.get(_FORM)}


def body_schemas(data: Mapping[str, Any]) -> dict[str, Any]:
    """The named schemas that the bodies of all operations use."""
    schemas = as_mapping(as_mapping(data.get("components")).get("schemas"))
    waiting = [
        name
        for item in as_mapping(data.get("paths")).values()
        for operation in as_mapping(item).values()
        for name in references(body_of(as_mapping(operation)))
    ]
    found: dict[str, Any] = {}
    while waiting:
        name = waiting.pop()
        if name not in found and name in schemas:
            found[name] = _bare(schemas[name])
            waiting += references(found[name])
    return {name: found[name] for name in schemas if name in found}


def _bare(schema: Any) -> Any:
    """A schema without what says nothing about values."""
    if is_mapping(schema):
        kept = {key: value for key, value in schema.items() if key not in _LEFT_OUT and key[:2] != "x-"}
        return {
            key: {name: _bare(one) for name, one in as_mapping(value).items()} if key == "properties" else _bare(value)
            for key, value in kept.items()
        }
    items = as_list(schema)
    return [_bare(one) for one in items] if items else schema
