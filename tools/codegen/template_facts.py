"""The data for the templates that openapi-python-client does not provide: servers, security, names, bounds, texts.

It comes from the prepared document and the provider's row. Names are converted to Python identifiers here; texts are
unchanged, and the templates escape them.
"""

from __future__ import annotations

import ast
import json
import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from attrs import asdict
from openapi_python_client.strings import PythonIdentifier, snake_case

from ..contract.extensions import CONSTRUCTOR_ARGUMENTS, is_secret, timeouts_of
from ..contract.findings import Finding, InputError, pointer
from ..contract.json_tree import as_list, as_mapping, references
from ..contract.pagination_declarations import pagination_of, place_of_parameters
from ..contract.paths import fixed_query, sent_path
from ..contract.providers import Place, Provider
from ..contract.stream_declarations import fixed_body
from . import media_types
from .class_names import arguments_class, resource_class
from .file_examples import binary_example, upload_example
from .option_facts import options_of, timeouts_text
from .preparation import Prepared
from .security_schemes import Security, security_of
from .stream_code import stream_example
from .variant_choice import first_union

COMMAND: Final = "nox -s generate"

STATUS_ERRORS: Final[Mapping[int, str]] = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
"""The error classes of single statuses; 5xx is `InternalServerError`."""

_ERRORS: Final = (
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "InternalServerError",
    "InvalidArgumentError",
    "InvalidEnvironmentError",
    "MissingAPIKeyError",
    "PaginationError",
    "ResponseDecodeError",
)

_ALWAYS: Final = (
    {
        "name": "APIStatusError",
        "text": "The server returned an error status. Many statuses have a subclass, such as `NotFoundError`.",
    },
    {
        "name": "APIConnectionError",
        "text": "No complete response arrived. After a timeout, it is an `APITimeoutError`; if an environment variable "
        "for proxies or certificates cannot be used, an `InvalidEnvironmentError`.",
    },
    {"name": "ResponseDecodeError", "text": "The response does not match the documentation."},
)
"""The errors that every call may raise."""

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# Names in the body of a generated class, including methods: a field with such a name would replace them. Keywords
# also get an underscore.
TAKEN_BY_MODELS: Final = frozenset(
    {"self", "cls", "from_dict", "to_dict", "additional_properties", "field", "define", "classmethod", "None"}
    | {"str", "int", "float", "bool", "bytes", "list", "dict", "date", "datetime"}
)
# Names that an operation's function uses.
_TAKEN_BY_OPERATIONS: Final = frozenset(
    {"self", "body", "str", "int", "float", "bool", "bytes", "list", "dict", "date", "datetime"}
    | {
        "path_segment",
        "integer_segment",
        "segment_of",
        "query_pairs",
        "delimited",
        "deep_pairs",
        "header_fields",
        "cookie_header",
    }
    | {"check_bounds", "json_body", "form_body", "bytes_body", "multipart_body", "text_body"}
)
# Types in the signatures of a resource; `list` is a common method name, and the template replaces the type instead.
_TAKEN_BY_RESOURCES: Final = frozenset({"str", "int", "float", "bool", "bytes", "dict", "date", "datetime"})
# Names in the client class.
_TAKEN_BY_CLIENTS: Final = frozenset({"close", "aclose", "warm_up", "with_options"}) | {
    "str", "int", "float", "bool", "bytes", "dict", "list", "object", "type", "httpx",
}  # fmt: skip

_DELIMITERS: Final = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


def header(source: str, *, verb: str = "Generated") -> str:
    """The first line of a generated file, without the comment sign."""
    return f"{verb} from {source} by `{COMMAND}`. Do not edit."


def attribute_names(keys: Iterable[str], taken: frozenset[str], name_of: Callable[[str], str] = str) -> dict[str, str]:
    """Convert names of the API to unique snake case names that are not in `taken`. `name_of(key)` is a key's name."""
    result: dict[str, str] = {}
    used: set[str] = set()
    for key in keys:
        # Python normalizes identifiers, so that two of them, or one and a keyword, may be the same.
        words = snake_case(unicodedata.normalize("NFKC", name_of(key)))
        base = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", words)).strip("_") or "field"
        if not base.isidentifier():
            base = f"field_{base}"
        if keyword.iskeyword(base) or base in taken:
            base += "_"
        candidate, number = base, 2
        while candidate in used:
            candidate, number = f"{base.rstrip('_')}_{number}", number + 1
        used.add(candidate)
        result[key] = candidate
    return result


def build(provider: Provider, prepared: Prepared, overlay: Path) -> dict[str, Any]:
    """Collect all facts of one provider as plain data.

    Raises:
        InputError: The row or the document lacks something, or names something that does not exist.
    """
    data = prepared.data
    info = data["info"]
    schemas: dict[str, Any] = data.get("components", {}).get("schemas", {})
    servers = _servers(provider, prepared)
    further = {"region"} if any(server["region"] for server in servers) else set[str]()
    taken = CONSTRUCTOR_ARGUMENTS | further
    client_options = options_of(prepared.data, taken)
    security = security_of(provider, prepared, taken | {option["name"] for option in client_options})
    operations = _operations(provider, prepared, client_options, security)
    models = {name: _model(name, schema, prepared) for name, schema in schemas.items() if _is_model(schema)}
    enums = {name: _enum(name, schema) for name, schema in schemas.items() if "enum" in schema}
    exports = overlay_exports(overlay)
    modules = [name for name in exports if (overlay / f"{name}.py").is_file()]
    findings = _row_findings(provider, operations, overlay)
    if findings:
        raise InputError(findings)
    return {
        "header": header(provider.document),
        "provider": provider.name,
        "client": provider.client,
        "error": provider.error,
        "error_article": "an" if provider.error[0] in "AEIOU" else "a",
        "errors": sorted([*STATUS_ERRORS.values(), *_ERRORS, provider.error]),
        "statuses": {str(status): name for status, name in STATUS_ERRORS.items()},
        "package": provider.package,
        "distribution": provider.distribution,
        "version": provider.version,
        "variable": provider.name,
        "title": info["title"],
        "description": _paragraph(info.get("description", "")),
        "docs_url": data.get("externalDocs", {}).get("url") or _first_docs_url(operations),
        "key_variable": f"{provider.name.upper()}_API_KEY",
        "base_url_variable": f"{provider.name.upper()}_BASE_URL",
        "log_variable": f"{provider.name.upper()}_LOG",
        "servers": servers,
        "scheme": security.scheme,
        "further_schemes": security.further,
        "client_options": client_options,
        "request_id_headers": [*_request_id_headers(data), "X-Request-Id", "Request-Id"],
        "refusal": _place(provider.refusal),
        "fake": _place(provider.fake),
        "fake_exports": overlay_exports(overlay, provider.fake.module) if provider.fake else [],
        "example": _example(provider, prepared, operations),
        "list_example": _list_example(operations),
        "stream_example": stream_example(operations, data),
        "upload_example": upload_example(data, operations),
        "binary_example": binary_example(data, operations),
        "exports": [name for name in exports if name not in modules],
        "exported_modules": modules,
        "resources": _resources(provider, data, operations),
        "operations": operations,
        "call_errors": [*_common_errors(operations), *_ALWAYS],
        "models": models,
        "variants": first_union(data),
        "enums": enums,
        "maps": [name for name, schema in schemas.items() if _is_map(schema)],
        "public_models": [*models, *enums],
        "discriminators": {
            key: {"property": tag, "classes": list(classes.items())}
            for key, (tag, classes) in prepared.discriminators.items()
        },
    }


def _is_model(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "object" and bool(schema.get("properties"))


def _is_map(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "object" and not schema.get("properties")


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _first_sentence(text: str, fallback: str) -> str:
    text = _paragraph(text)
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return sentence if 0 < len(sentence) <= 200 else fallback


def _model(name: str, schema: Mapping[str, Any], prepared: Prepared) -> dict[str, Any]:
    properties: dict[str, Any] = schema["properties"]
    description = _described(schema, f"The API's `{name}`.")
    return {
        "description": description,
        "order": list(properties),
        "attributes": attribute_names(properties, TAKEN_BY_MODELS),
        "descriptions": {key: _with_deprecation(_described(value, ""), value) for key, value in properties.items()},
        "numeric": [key for key, value in properties.items() if value.get("x-numeric-string") is True],
        "secret": [key for key, value in properties.items() if is_secret(value)],
        "is_input": name in prepared.inputs,
        "constants": _constants(properties, prepared) if name in prepared.inputs else {},
    }


def _constants(properties: Mapping[str, Any], prepared: Prepared) -> dict[str, Any]:
    """The properties that have only one value, with that value."""
    schemas: dict[str, Any] = prepared.data["components"]["schemas"]
    found: dict[str, Any] = {}
    for key, value in properties.items():
        name = next(iter(references(value)), "") if "$ref" in value else ""
        values = as_list(as_mapping(schemas.get(name)).get("enum"))
        if len(values) == 1:
            found[key] = values[0]
    return found


def _with_deprecation(text: str, said: Mapping[str, Any]) -> str:
    """The description of a parameter or a field, with a note if it is deprecated."""
    return f"Deprecated. {text}".strip() if said.get("deprecated") is True else text


def _described(schema: Mapping[str, Any], fallback: str) -> str:
    text = schema.get("description")
    lines = text.strip().split("\n\n") if isinstance(text, str) else []
    return "\n\n".join(_paragraph(line) for line in lines) or fallback


def _enum(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    description = _described(schema, f"Values of the API's `{name}`.")
    return {
        "description": description,
        "values": [value for value in schema["enum"] if value is not None],
    }


def _holds_secret(data: Mapping[str, Any], node: Any, seen: set[str]) -> bool:
    """Whether a part of the document, or what it refers to, marks a string as secret."""
    if found := as_mapping(node):
        reference = found.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            named: Any = data
            for part in reference.removeprefix("#/").split("/"):
                named = as_mapping(named).get(part.replace("~1", "/").replace("~0", "~"))
            if _holds_secret(data, named, seen):
                return True
        return is_secret(found) or any(_holds_secret(data, below, seen) for below in found.values())
    return any(_holds_secret(data, below, seen) for below in as_list(node))


def _operations(
    provider: Provider, prepared: Prepared, client_options: Sequence[Mapping[str, Any]], security: Security
) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for template, item in prepared.data["paths"].items():
        for http_method in METHODS:
            if http_method in item:
                operation = item[http_method]
                key = str(PythonIdentifier(operation["operationId"], "field_"))
                known = _operation(provider, prepared, template, http_method, operation, client_options)
                known["authenticated"], known["further_keys"] = security.operations[operation["operationId"]]
                operations[key] = known
    return operations


def _operation(
    provider: Provider,
    prepared: Prepared,
    template: str,
    http_method: str,
    operation: Mapping[str, Any],
    client_options: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    tag, method = prepared.methods[operation["operationId"]]
    method += "_" * (method in _TAKEN_BY_RESOURCES)
    parameters: list[Mapping[str, Any]] = operation.get("parameters", [])
    # Path parameters first, so that they keep their names.
    parameters = sorted(parameters, key=lambda parameter: parameter["in"] != "path")
    named = [f"{parameter['in']}:{parameter['name']}" for parameter in parameters]
    # A method uses two functions and a description of its operation, which an argument must not hide.
    functions = {f"{method}_call", f"{method}_answer", f"{method}_method"}
    stream, fixed = prepared.streams.get(operation["operationId"]), fixed_body(operation)
    options = {f"header:{option['header']}": str(option["name"]) for option in client_options}
    attributes = attribute_names(
        named, _TAKEN_BY_OPERATIONS | functions, lambda key: options.get(key, key.partition(":")[2])
    )
    known = {
        key: {
            "attribute": attributes[key],
            "name": parameter["name"],
            "place": parameter["in"],
            "minimum": parameter.get("schema", {}).get("minimum"),
            "maximum": parameter.get("schema", {}).get("maximum"),
            "delimiter": _delimiter(parameter),
            "is_deep": parameter["in"] == "query" and parameter.get("style") == "deepObject",
            "example": parameter.get("example"),
            "required": parameter.get("required", False),
            "type": parameter.get("schema", {}).get("type"),
            "option": options.get(key),
            "is_secret": parameter["in"] == "header" and is_secret(parameter.get("schema", {})),
            "text": _with_deprecation(_paragraph(parameter.get("description", "")), parameter),
        }
        for key, parameter in zip(named, parameters, strict=True)
    }
    docs_url = operation.get("externalDocs", {}).get("url")
    texts = [_described({"description": operation.get(key)}, "") for key in ("summary", "description")]
    if not any(texts):
        texts = [f"{http_method.upper()} {template}."]
    if operation.get("deprecated") is True:
        texts.append("Deprecated: the provider may remove this operation.")
    timeouts = timeouts_of(operation)
    if timeouts:
        texts.append(timeouts_text(timeouts))
    content_types = list(operation.get("requestBody", {}).get("content", {}).items())
    return {
        "operation_id": operation["operationId"],
        "tag": tag,
        "resource": str(PythonIdentifier(tag, "tag")),
        "method": method,
        "http_method": http_method.upper(),
        "template": template,
        "path": sent_path(template),
        "path_parts": _path_parts(sent_path(template), parameters),
        "shown_path": _shown_path(_path_parts(sent_path(template), parameters), known),
        "fixed_query": fixed_query(template),
        "description": "\n\n".join(text for text in texts if text)
        + (f"\n\nDocumentation: {docs_url}" if docs_url else ""),
        "summary": texts[0],
        "docs_url": docs_url,
        "is_deprecated": operation.get("deprecated") is True,
        "timeouts": timeouts,
        "parameters": known,
        "envelope": None if stream else _envelope(provider, prepared.data, operation),
        "has_body": bool(content_types),
        "bodies": {
            kind: {
                "content_type": media.get("x-content-type"),
                "is_text": media.get("x-text") is True,
                "encoding": {name: as_mapping(one) for name, one in as_mapping(media.get("x-encoding")).items()},
            }
            for kind, media in content_types
        },
        "others": _others(operation),
        "is_binary": _is_binary(operation),
        "idempotent": operation.get("x-idempotent") is True,
        "pagination": _pagination(prepared.data, operation),
        "stream": None if stream is None else {"done": stream.done},
        "fixed_body": fixed,
        "has_secret_body": _holds_secret(prepared.data, operation.get("requestBody"), set()),
        "has_secret_answer": _holds_secret(prepared.data, operation.get("responses"), set()),
        "arguments_class": arguments_class(operation["operationId"]),
        "unpacked": _unpacked(
            prepared, operation, {*attributes.values(), *_TAKEN_BY_OPERATIONS, *functions, "extra_body"}
        ),
        "notes": {
            "arguments": [{"name": item["attribute"], "text": item["text"]} for item in known.values() if item["text"]],
            "body": _paragraph(operation.get("requestBody", {}).get("description", "")) or "What to send.",
            "errors": _error_notes(operation),
        },
    }


def _pagination(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any] | None:
    """How an operation gives a list page by page; None if it does not."""
    pagination = pagination_of(data, operation)
    if pagination is None:
        return None
    known = place_of_parameters(data, operation, in_body=pagination.in_body)
    return {**asdict(pagination), "default_size": known.get(pagination.size, {}).get("default")}


def _others(operation: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """The media types beside the one whose schema is read, by status, each with `text` or `bytes`."""
    return {
        status: [list(one) for one in media["x-others"]]
        for status, response in operation.get("responses", {}).items()
        for media in response.get("content", {}).values()
        if media.get("x-others")
    }


def _is_binary(operation: Mapping[str, Any]) -> bool:
    """Whether each success of an operation is a file, and nothing else."""
    responses: Mapping[str, Any] = operation.get("responses", {})
    successes = [one for status, one in responses.items() if status.startswith("2")]
    if not successes and "default" in responses:
        successes = [responses["default"]]
    contents = [one.get("content", {}) for one in successes]
    return bool(contents) and all(
        [*content] == [media_types.BYTES] and not content[media_types.BYTES].get("x-others") for content in contents
    )


def _unpacked(prepared: Prepared, operation: Mapping[str, Any], taken: set[str]) -> dict[str, Any] | None:
    """The object whose fields become arguments of the method; None if the body is one argument."""
    media = list(operation.get("requestBody", {}).get("content", {}).items())
    if not prepared.unpacks_bodies or not {kind for kind, _ in media} <= {media_types.JSON, media_types.MULTIPART}:
        return None
    names = [str(one.get("schema", {}).get("$ref", "")).rpartition("/")[2] for _, one in media]
    schemas: list[dict[str, Any]] = [prepared.data["components"]["schemas"].get(name, {}) for name in names]
    if not operation.get("requestBody", {}).get("required") or not all(map(_is_model, schemas)):
        return None
    schema = schemas[0]
    fixed = fixed_body(operation)
    attributes = attribute_names(schema["properties"], TAKEN_BY_MODELS)
    if {name for key, name in attributes.items() if key not in fixed} & taken:
        return None
    keys = [
        {"name": key, "attribute": attributes[key], "longest": value.get("maxLength")}
        for key, value in schema["properties"].items()
        if value.get("x-idempotency-key") is True
    ]
    return {
        "class_name": names[0],
        "form": names[1] if len(names) > 1 else None,
        "fields": [
            {
                "name": key,
                "attribute": attributes[key],
                "text": _with_deprecation(_described(value, ""), value),
                "minimum": value.get("minimum"),
                "maximum": value.get("maximum"),
            }
            for key, value in schema["properties"].items()
            if key not in fixed
        ],
        "fixed": {attributes[key]: value for key, value in fixed.items() if key in attributes},
        "key": keys[0] if keys else None,
    }


def _path_parts(path: str, parameters: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    styles = {one["name"]: one.get("style") for one in parameters if one["in"] == "path"}
    parts: list[dict[str, Any]] = []
    for text, name in re.findall(r"([^{]+)|\{([^}]*)\}", path):
        prefix = {"label": ".", "matrix": f";{quote(name)}="}.get(styles.get(name) or "")
        if prefix is not None:
            parts.append({"text": prefix, "parameter": None})
        parts.append({"text": text, "parameter": name or None})
    return parts


def _shown_path(parts: Iterable[Mapping[str, Any]], known: Mapping[str, Any]) -> str:
    """The path with the names of the method's arguments in braces."""
    return "".join(
        part["text"] if part["parameter"] is None else f"{{{known['path:' + part['parameter']]['attribute']}}}"
        for part in parts
    )


def _delimiter(parameter: Mapping[str, Any]) -> str | None:
    style = parameter.get("style", "form")
    if parameter.get("schema", {}).get("type") != "array" or parameter.get("explode", style == "form"):
        return None
    return _DELIMITERS.get(style)


def _example(provider: Provider, prepared: Prepared, operations: Mapping[str, Any]) -> dict[str, Any] | None:
    """A call for the README: the first whose arguments all have examples, and whose response is a model."""
    schemas: dict[str, Any] = prepared.data.get("components", {}).get("schemas", {})
    for operation in operations.values():
        required = [known for known in operation["parameters"].values() if known["place"] == "path"]
        others = [known for known in operation["parameters"].values() if known["place"] != "path"]
        name = _answer_class(prepared.data, operation, provider.envelope)
        plain = all(known["example"] is not None for known in required) and not any(k["required"] for k in others)
        is_plain_call = plain and not operation["has_body"] and operation["stream"] is None
        if not required or not is_plain_call or name is None or not _is_model(schemas[name]):
            continue
        called = f"{operation['tag']}.{operation['method']}"
        shown = schemas[name].get("required") or list(schemas[name]["properties"])
        attributes = attribute_names(schemas[name]["properties"], TAKEN_BY_MODELS)
        result = snake_case(name)
        missing = ", ".join(_python(_other(known["example"])) for known in required)
        return {
            "call": f"{called}({', '.join(_python(known['example']) for known in required)})",
            "missing_call": f"{called}({missing})",
            "missing_ids": missing,
            "operation": operation["operation_id"],
            "result": result,
            "printed": ", ".join(f"{result}.{attributes[key]}" for key in shown[:3]),
            "http_method": operation["http_method"],
        }
    return None


def _list_example(operations: Mapping[str, Any]) -> dict[str, Any] | None:
    """A list for the README: the first that has pages and needs no arguments."""
    for operation in operations.values():
        pagination: Mapping[str, Any] | None = operation["pagination"]
        needs_nothing = not any(known["required"] for known in operation["parameters"].values())
        if pagination and pagination["scheme"] != "none" and needs_nothing:
            called = f"{operation['tag']}.{operation['method']}"
            return {"call": called, "operation": operation["operation_id"]}
    return None


def _answer_class(data: Mapping[str, Any], operation: Mapping[str, Any], envelope: str | None) -> str | None:
    responses = data["paths"][operation["template"]][operation["http_method"].lower()].get("responses", {})
    for status, response in responses.items():
        for media in response.get("content", {}).values():
            names = list(references(media.get("schema", {}))) if status.startswith("2") else []
            if names and operation["envelope"]:
                names = list(references(data["components"]["schemas"][names[0]]["properties"][envelope]))
            if names:
                return names[0]
    return None


def _python(example: Any) -> str:
    return str(example) if isinstance(example, int) else json.dumps(str(example))


def _other(example: Any) -> Any:
    return 404 if isinstance(example, int) else "unknown"


def _envelope(provider: Provider, data: Mapping[str, Any], operation: Mapping[str, Any]) -> str | None:
    """The member of the envelope, if this operation's response has it."""
    if provider.envelope is None:
        return None
    for status, response in operation.get("responses", {}).items():
        for media in response.get("content", {}).values():
            names = list(references(media.get("schema", {})))[:1] if status.startswith("2") else []
            schema: dict[str, Any] = data["components"]["schemas"].get(names[0], {}) if names else {}
            if provider.envelope in schema.get("properties", {}):
                return provider.envelope
    return None


def _error_notes(operation: Mapping[str, Any]) -> list[dict[str, str]]:
    notes: dict[str, str] = {}
    if operation.get("parameters") or operation.get("requestBody"):
        notes["InvalidArgumentError"] = "An argument cannot be sent. No request was sent."
    for status, response in operation.get("responses", {}).items():
        description = _paragraph(response.get("description", ""))
        if status.startswith("2"):
            for media in response.get("content", {}).values():
                summary = media.get("examples", {}).get("not_found", {}).get("summary")
                if summary:
                    notes["NotFoundError"] = f"With status {status}: {_paragraph(summary)}"
            continue
        name = STATUS_ERRORS.get(int(status)) if status.isdecimal() else None
        if status.startswith("5"):
            name = "InternalServerError"
        if name is not None:
            notes.setdefault(name, f"{status}: {description}" if description else f"With status {status}.")
    return [{"name": name, "text": text} for name, text in notes.items()]


def _resources(provider: Provider, data: Mapping[str, Any], operations: Mapping[str, Any]) -> dict[str, Any]:
    described = {str(PythonIdentifier(tag["name"], "tag")): tag.get("description", "") for tag in data.get("tags", [])}
    tags = list(dict.fromkeys(operation["tag"] for operation in operations.values()))
    attributes = attribute_names(tags, _TAKEN_BY_CLIENTS)
    return {
        str(PythonIdentifier(tag, "tag")): {
            "attribute": attributes[tag],
            "class_name": resource_class(tag),
            "bases": _bases(provider.mixins.get(tag)),
            "methods": [operation["method"] for operation in operations.values() if operation["tag"] == tag],
            "detailed": [
                one["method"]
                for one in operations.values()
                if one["tag"] == tag and not one["is_binary"] and one["stream"] is None
            ],
            "description": _described({"description": described.get(tag)}, f"The operations on {tag}."),
            "summary": _first_sentence(described.get(tag, ""), f"The operations on {tag}."),
        }
        for tag in tags
    }


def _bases(place: Place | None) -> list[dict[str, str]]:
    """The base classes of a resource, with their modules in the package."""
    return [] if place is None else [{"module": f"_overlay.{place.module}", "name": place.name}]


def _common_errors(operations: Mapping[str, Any]) -> list[dict[str, str]]:
    """Remove errors that all operations document in the same words, and return them for the client's docstring."""
    if len(operations) < 2:
        return []
    notes = [operation["notes"] for operation in operations.values()]
    common = [
        error
        for error in notes[0]["errors"]
        if error["name"] != "InvalidArgumentError" and all(error in other["errors"] for other in notes)
    ]
    for other in notes:
        other["errors"] = [error for error in other["errors"] if error not in common]
    return common


def _place(place: Place | None) -> dict[str, str] | None:
    return None if place is None else {"module": place.module, "name": place.name}


def _servers(provider: Provider, prepared: Prepared) -> list[dict[str, Any]]:
    if provider.server is not None:
        if reason := _wrong_url(provider.server):
            raise InputError([provider.finding("server", reason)])
        return [{"url": provider.server, "region": None, "says": ""}]
    servers: list[dict[str, Any]] = []
    for server in prepared.data.get("servers", []):
        url = server.get("url", "").rstrip("/")
        for name, variable in server.get("variables", {}).items():
            url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
        region = server.get("x-region")
        description = _paragraph(server.get("description", "")).rstrip(".")
        if description[1:2].islower():
            description = description[0].lower() + description[1:]
        servers.append({"url": url, "region": region, "says": f'"{region}" ({description})'})
    if not servers:
        raise InputError([prepared.finding("/servers", f"names no server; {_GIVE_SERVER}")])
    used = [(number, one) for number, one in enumerate(servers) if number == 0 or one["region"]]
    wrong = [(number, reason) for number, one in used if (reason := _wrong_url(one["url"]))]
    if wrong:
        raise InputError(
            prepared.finding(pointer("servers", number, "url"), f"{reason}; correct it, or {_GIVE_SERVER}")
            for number, reason in wrong
        )
    return servers


_GIVE_SERVER: Final = 'give a server in the provider\'s row, as `server = "https://..."`'


def _wrong_url(url: str) -> str | None:
    """Explain why a URL cannot be the start of all URLs."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a URL"
    if parts.scheme not in ("http", "https") or not host or re.search(r'[\s{}\\"]', url):
        return "is not an absolute URL"
    if "@" in parts.netloc or "?" in url or "#" in url:
        return "must not have a user, a query or a fragment"
    return None


def _request_id_headers(data: Mapping[str, Any]) -> list[str]:
    names: dict[str, None] = {}
    for item in data["paths"].values():
        for http_method in METHODS:
            for response in item.get(http_method, {}).get("responses", {}).values():
                headers: dict[str, dict[str, Any]] = response.get("headers", {})
                for name, entry in headers.items():
                    if entry.get("x-request-id") is True:
                        names[name] = None
    return list(names)


def _first_docs_url(operations: Mapping[str, Any]) -> str:
    return next((operation["docs_url"] for operation in operations.values() if operation["docs_url"]), "")


def overlay_exports(overlay: Path, module: str = "__init__") -> list[str]:
    """The names that a provider's overlay exports: the `__all__` of its `__init__` or of another module."""
    path = overlay / f"{module}.py"
    if not path.is_file():
        return []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return sorted(ast.literal_eval(node.value))
    return []


def _row_findings(provider: Provider, operations: Mapping[str, Any], overlay: Path) -> list[Finding]:
    findings: list[Finding] = []
    tags = {operation["tag"] for operation in operations.values()}
    for tag in provider.mixins:
        if tag not in tags:
            findings.append(
                provider.finding("mixins", f"the document has no tag {tag!r}; it has {', '.join(sorted(tags))}")
            )
    places = [("mixins", place) for place in provider.mixins.values()]
    places += [(key, place) for key, place in (("refusal", provider.refusal), ("fake", provider.fake)) if place]
    for key, place in places:
        path = overlay / f"{place.module}.py"
        names = _defined_names(path)
        wanted = {place.name, f"Async{place.name}"} if key == "mixins" else {place.name}
        for name in sorted(wanted - names):
            findings.append(provider.finding(key, f"overlays/{provider.name}/{place.module}.py defines no {name}"))
    if provider.envelope is not None and not any(operation["envelope"] for operation in operations.values()):
        findings.append(provider.finding("envelope", f"no answer of the document has a member {provider.envelope!r}"))
    return findings


def _defined_names(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name for node in body if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))}
