"""A module for type checkers, written from a provider's document: what each call takes and returns, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from support.documents import python_name, resolved, shape_of
from support.providers import Operation, Provider

_SCALARS = {
    "boolean": "bool",
    "integer": "int",
    "number": "float",
    "string": "str",
    "timestamp": "datetime",
    "null": "None",
}
_WRONG = "object()"
"""An argument that no parameter takes."""


def type_of(provider: Provider, schema: Any) -> str:
    """The annotation that a schema of an answer stands for."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        target = provider.schemas[name]
        return f"models.{name}" if "properties" in target or "enum" in target else type_of(provider, target)
    if "anyOf" in schema:
        types = [type_of(provider, branch) for branch in schema["anyOf"]]
        shapes = [shape_of(provider.document, branch) for branch in schema["anyOf"]]
        has_map = any("object" in shape.kinds and shape.properties is None for shape in shapes)
        if sum(shape.properties is not None for shape in shapes) > 1 and not has_map:
            types.append("models.UnknownVariant")
        return _union(iter(types))
    if "type" not in schema:
        return "Any"
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return _union(_of_kind(provider, schema, kind) for kind in kinds)


def _of_kind(provider: Provider, schema: Any, kind: str) -> str:
    if kind == "array":
        return f"list[{type_of(provider, schema['items'])}]"
    if kind == "object":
        values = schema.get("additionalProperties", True)
        return f"dict[str, {'Any' if values is True else type_of(provider, values)}]"
    if kind == "string" and schema.get("format") == "date-time":
        return "datetime"
    return _SCALARS[kind]


def _union(types: Iterator[str]) -> str:
    found = list(dict.fromkeys(part for one in types for part in one.split(" | ")))
    ordered = [one for one in found if one != "None"] + ["None"] * ("None" in found)
    return "Any" if "Any" in found else " | ".join(ordered)


def field_type(provider: Provider, schema: Any, *, required: bool) -> str:
    """The annotation of a field, which is None too where it may be absent."""
    return type_of(provider, schema) if required else _union(iter([type_of(provider, schema), "None"]))


def result_type(operation: Operation, prefix: str = "") -> str:
    """The annotation of what a call returns; `prefix` is that of async classes."""
    if operation.items is not None:
        return f"models.{prefix}{''.join(map(str.capitalize, operation.name.split('_')))}Page"
    return f"models.{operation.schema_name}" if operation.schema_name is not None else "None"


def _argument(operation: Operation, schema: Any, value: Any) -> str:
    """JSON as the expression of an argument; the name of a file as its bytes."""
    if isinstance(value, str) and '"format": "binary"' in json.dumps(schema):
        return repr(value.encode())
    if "anyOf" in schema and isinstance(value, dict | list):
        kind = "object" if isinstance(value, dict) else "array"
        options = [one for one in schema["anyOf"] if kind in shape_of(operation.document, one).kinds]
        schema = next(one for one in options if operation.has_tag(one, value))
    target = resolved(operation.document, schema)
    if isinstance(value, list):
        return f"[{', '.join(_argument(operation, target.get('items', {}), item) for item in value)}]"
    if isinstance(value, dict) and "properties" in target:
        name = schema["$ref"].rsplit("/", 1)[-1]
        parts = [
            f"{python_name(key)}={_argument(operation, target['properties'][key], one)}" for key, one in value.items()
        ]
        return f"models.{name}({', '.join(parts)})"
    return repr(value) if not isinstance(value, str) else json.dumps(value)


def arguments(operation: Operation, *, wrong: int | None = None) -> str:
    """The documented arguments of a call; one of those by position may be wrong."""
    ids = [_WRONG if number == wrong else repr(one) for number, one in enumerate(operation.example_ids)]
    named = [
        f"{one.argument}={f'datetime.fromisoformat({one.example!r})' if one.is_time else repr(one.example)}"
        for one in operation.keyword_parameters
    ]
    schema = resolved(operation.document, operation.body_schema or {})
    for key, value in (operation.body_example or {}).items():
        named.append(f"{python_name(key)}={_argument(operation, schema['properties'][key], value)}")
    return ", ".join([*ids, *named])


def typing_module(provider: Provider) -> str:
    """The module. A call that must be refused has an ignored error: a strict checker reports one that is not there."""
    lines = [
        "from __future__ import annotations",
        "from datetime import datetime",
        "from typing import Any, assert_type",
        f"from {provider.row.package} import Async{provider.client}, {provider.client}, Response, models",
        f"from {provider.row.package}.testing import Fake{provider.client}",
        f"assert_type(Fake{provider.client}().client(), {provider.client})",
        f"assert_type(Fake{provider.client}().async_client(), Async{provider.client})",
    ]
    for name, wait, kind in (("sync", "", provider.client), ("asynchronous", "await ", f"Async{provider.client}")):
        lines.append(f"{'async ' if wait else ''}def {name}(client: {kind}) -> None:")
        for operation in provider.operations:
            call = f"client.{operation.resource}.{operation.method}"
            result = result_type(operation, "Async" if wait else "")
            detailed = f"{wait}{call}_detailed({arguments(operation)})"
            if result == "None":
                # A checker refuses to use the value of a call that has none.
                lines.append(f"    {wait}{call}({arguments(operation)})")
                lines.append(f"    nothing: Response[None] = {detailed}")
                lines.append("    del nothing")
            else:
                lines.append(f"    assert_type({wait}{call}({arguments(operation)}), {result})")
                lines.append(f"    assert_type({detailed}, Response[{result}])")
            for number, _ in enumerate(operation.example_ids):
                lines.append(f"    {wait}{call}({arguments(operation, wrong=number)})  # type: ignore[arg-type]")
            needed = [one for one in operation.keyword_parameters if one.required]
            if operation.example_ids or needed or operation.body_fields:
                lines.append(f"    {wait}{call}()  # type: ignore[call-arg]")
            unknown = ", ".join(filter(None, [arguments(operation), "unknown_argument=1"]))
            lines.append(f"    {wait}{call}({unknown})  # type: ignore[call-arg]")
    for model in provider.answer_models:
        schema = provider.schemas[model]
        lines.append(f"def _{model}(model: models.{model}) -> None:")
        for key, member in schema["properties"].items():
            kind = field_type(provider, member, required=key in schema.get("required", ()))
            lines.append(f"    assert_type(model.{python_name(key)}, {kind})")
        lines.append("    assert_type(model.additional_properties, dict[str, Any])")
    return "\n".join(lines) + "\n"
