"""The providers and their operations. The table says which there are, and each document what its operations are.

A row in `pyproject.toml` more, and everything in `tests/generated` and `tests/faults` that holds for each provider is
tested for it. The table is read with the project's own reader: it is the list of what to test. The documents are read
here once more, with nothing of `tools`: the tests compare what the generated code does with what a document says, and
a reader shared with the generator would repeat the generator's mistakes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, Final

from support.documents import PROJECT, Keys, accepts, python_name, read_document, resolved, shape_of
from support.server import Raw, Received, json_answer, raw_answer, text_answer
from tools.contract import providers
from tools.contract.paths import fixed_query, sent_path

HTTP_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Scheme:
    """Where a document's security scheme puts the key."""

    place: str
    """header, query or cookie."""
    name: str
    prefix: str = ""
    """What stands before the key."""
    encoded: bool = False
    """Whether the key is the user's name of basic authentication."""

    @classmethod
    def of(cls, node: Any) -> Scheme:
        """A scheme from its node in a document."""
        if node["type"] == "apiKey":
            return cls(node["in"], node["name"])
        if node["scheme"] == "basic":
            return cls("header", "Authorization", "Basic ", encoded=True)
        return cls("header", "Authorization", "Bearer ")

    def value(self, key: str) -> str:
        """What is sent for a key."""
        return self.prefix + (base64.b64encode(f"{key}:".encode()).decode() if self.encoded else key)

    def credentials(self, key: str) -> dict[str, Any]:
        """A request's arguments, as httpx takes them, that carry a key."""
        if self.place == "header":
            return {"headers": {self.name: self.value(key)}}
        if self.place == "cookie":
            return {"headers": {"Cookie": f"{self.name}={key}"}}
        return {"params": {self.name: key}}


@dataclass(frozen=True)
class Provider:
    """A provider, with the names that outside code relies on."""

    row: providers.Provider

    @property
    def name(self) -> str:
        """The key of its row."""
        return self.row.name

    @property
    def client(self) -> str:
        """The name of its client's class."""
        return self.row.client

    @property
    def package(self) -> Any:
        """The package."""
        return import_module(self.row.package)

    @property
    def testing(self) -> Any:
        """The module with the fake."""
        return import_module(f"{self.row.package}.testing")

    @property
    def models(self) -> Any:
        """The module with the models."""
        return import_module(f"{self.row.package}.models")

    @property
    def fake(self) -> Any:
        """The class of the fake."""
        return getattr(self.testing, f"Fake{self.client}")

    @property
    def root_error(self) -> Any:
        """The name of the root error class."""
        return getattr(self.package, self.row.error)

    @property
    def key_variable(self) -> str:
        """The environment variable that holds the key."""
        return f"{self.name.upper()}_API_KEY"

    @property
    def base_url_variable(self) -> str:
        """The environment variable that holds the base URL."""
        return f"{self.name.upper()}_BASE_URL"

    @property
    def document(self) -> Any:
        """The OpenAPI document."""
        return read_document(self.name)

    @property
    def schemas(self) -> Mapping[str, Any]:
        """The named schemas of the document."""
        schemas: Mapping[str, Any] = self.document["components"].get("schemas", {})
        return schemas

    @property
    def scheme(self) -> Scheme:
        """Where the key goes."""
        schemes = self.document["components"]["securitySchemes"]
        return Scheme.of(schemes[self.row.security] if self.row.security else next(iter(schemes.values())))

    @property
    def key_header(self) -> str:
        """The header that carries the key, in lower case; empty where no header of its own does."""
        return self.scheme.name.lower() if self.scheme.place == "header" else ""

    @property
    def key_prefix(self) -> str:
        """What stands before the key."""
        return self.scheme.prefix

    @property
    def request_id_header(self) -> str:
        """The documented header that has a call's id, else the usual one."""
        headers = self.document["components"].get("headers", {})
        return next((name for name, node in headers.items() if node.get("x-request-id")), "X-Request-Id")

    @property
    def default_url(self) -> str:
        """The server that is called if nothing else is said."""
        servers = self.document.get("servers") or [{"url": self.row.server}]
        return str(servers[0]["url"])

    @property
    def regions(self) -> dict[str, str]:
        """The URL of each region, if there are several."""
        found = {node.get("x-region"): node["url"] for node in self.document.get("servers", ())}
        return {region: url for region, url in found.items() if region is not None}

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Its operations that answer once, in the document's order. The same is true for all of them."""
        return tuple(operation for operation in self._all if not operation.is_stream)

    @cached_property
    def streams(self) -> tuple[Operation, ...]:
        """Its operations that answer with a stream of events."""
        return tuple(operation for operation in self._all if operation.is_stream)

    @cached_property
    def _all(self) -> tuple[Operation, ...]:
        return tuple(
            Operation(self, method, template)
            for template, item in self.document["paths"].items()
            for method in item
            if method in HTTP_METHODS
        )

    @cached_property
    def request_schemas(self) -> frozenset[str]:
        """The named objects that only requests have: they are built, and never read."""
        return self._reached(schema for operation in self._all for schema in operation.body_schemas) - self._reached(
            node for operation in self.operations for node in operation.answer_schemas()
        )

    def _reached(self, nodes: Iterator[Any]) -> frozenset[str]:
        """The names of the schemas that some nodes refer to, however deep."""
        found: set[str] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                waiting += node.values()
                name = str(node.get("$ref", "")).rsplit("/", 1)[-1]
                if name in self.schemas and name not in found:
                    found.add(name)
                    waiting.append(self.schemas[name])
        return frozenset(found)

    @property
    def answer_models(self) -> tuple[str, ...]:
        """The named objects that are read: those of answers, of errors, and of what an overlay reads."""
        return tuple(
            name for name, schema in self.schemas.items() if "properties" in schema and name not in self.request_schemas
        )

    def operation(self, name: str) -> Operation:
        """An operation by its operationId."""
        return next(operation for operation in self._all if operation.name == name)

    def key_of(self, request: Received) -> str | None:
        """The key that a request carries; None if it carries none."""
        scheme = self.scheme
        if scheme.place == "query":
            return dict(request.query).get(scheme.name)
        if scheme.place == "cookie":
            cookies = dict(part.strip().partition("=")[::2] for part in request.headers.get("cookie", "").split(";"))
            return cookies.get(scheme.name)
        value = request.headers.get(scheme.name.lower())
        if value is None or not value.startswith(scheme.prefix):
            return None
        value = value.removeprefix(scheme.prefix)
        return base64.b64decode(value).decode().removesuffix(":") if scheme.encoded else value

    def client_class(self, mode: str) -> Any:
        """The client's class, sync or async."""
        return getattr(self.package, self.client if mode == "sync" else f"Async{self.client}")

    def error(self, name: str) -> Any:
        """An error's class."""
        return getattr(self.package, name)

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    required: bool
    schema: Any
    example: Any
    option: str | None = None
    """The client's option for it, if there is one."""

    @property
    def argument(self) -> str:
        """The argument that it becomes."""
        return self.option or python_name(self.name)

    @property
    def is_time(self) -> bool:
        """Whether it takes a `datetime`."""
        return bool(self.schema.get("format") == "date-time")

    @property
    def takes_text(self) -> bool:
        """Whether any string is a value of it."""
        return self.schema.get("type") == "string" and not self.schema.keys() & {"format", "pattern", "enum"}


@dataclass(frozen=True)
class Operation:
    """An operation of a provider."""

    provider: Provider
    http_method: str
    """In lower case, as the document has it."""
    template: str

    @property
    def node(self) -> Any:
        """It, in the document."""
        return self.document["paths"][self.template][self.http_method]

    @property
    def name(self) -> str:
        """Its operationId."""
        return str(self.node["operationId"])

    @property
    def resource(self) -> str:
        """Its tag: the attribute of the client that has it."""
        return str(self.node["tags"][0])

    @property
    def method(self) -> str:
        """The name of its method."""
        return self.name.removeprefix(f"{self.resource}_")

    @property
    def methods(self) -> list[str]:
        """The HTTP methods that its path has."""
        items = self.document["paths"].items()
        found = [method for template, item in items if sent_path(template) == self.sent_template for method in item]
        return list(dict.fromkeys(method for method in found if method in HTTP_METHODS))

    @property
    def sent_template(self) -> str:
        """The path that is sent: without a fixed query, and without what tells it from others in the document."""
        return sent_path(self.template)

    @property
    def is_stream(self) -> bool:
        """Whether it answers with a stream of events."""
        return "text/event-stream" in dict(self.responses())[self.success_status].get("content", {})

    @property
    def is_form(self) -> bool:
        """Whether its first media type is a form of several parts."""
        content = resolved(self.document, self.node.get("requestBody", {})).get("content", {})
        return next(iter(content), "") == "multipart/form-data"

    @property
    def document(self) -> Any:
        """The provider's document."""
        return self.provider.document

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters, and those that its path has for all operations."""
        nodes = [*self.document["paths"][self.template].get("parameters", ()), *self.node.get("parameters", ())]
        found = [resolved(self.document, node) for node in nodes]
        return tuple(
            Parameter(
                node["name"],
                node["in"],
                node.get("required", False),
                resolved(self.document, node["schema"]),
                node.get("example"),
                node.get("x-client-option"),
            )
            for node in found
        )

    @property
    def path_parameters(self) -> list[Parameter]:
        """Those of the path, in the path's order."""
        found = [one for one in self.parameters if one.place == "path"]
        return sorted(found, key=lambda one: self.template.index(f"{{{one.name}}}"))

    @property
    def keyword_parameters(self) -> list[Parameter]:
        """The others, which are given by keyword."""
        return [one for one in self.parameters if one.place != "path"]

    @property
    def example_ids(self) -> tuple[Any, ...]:
        """The documented values of the path's parameters."""
        return tuple(parameter.example for parameter in self.path_parameters)

    @property
    def example_id(self) -> Any:
        """The documented value of the path's only parameter."""
        (example,) = self.example_ids
        return example

    @property
    def path(self) -> str:
        """The path with the documented ids."""
        return self.path_of(*self.example_ids)

    def path_of(self, *ids: object) -> str:
        """The path with ids, which need no quoting."""
        path = self.sent_template
        for parameter, value in zip(self.path_parameters, ids, strict=True):
            path = path.replace(f"{{{parameter.name}}}", str(value))
        return path

    @property
    def body_content(self) -> Any:
        """The media type of the body, with schema and examples; empty if nothing is sent."""
        body = resolved(self.document, self.node.get("requestBody", {}))
        return next(iter(body.get("content", {}).values()), {})

    @property
    def body_schemas(self) -> list[Any]:
        """The schemas of all media types of the body."""
        content = resolved(self.document, self.node.get("requestBody", {})).get("content", {})
        return [media["schema"] for media in content.values()]

    @property
    def body_schema(self) -> Any:
        """The schema of what is sent; None if nothing is."""
        return self.body_content.get("schema")

    @property
    def body_fields(self) -> list[str]:
        """The arguments that the body's fields become."""
        schema = resolved(self.document, self.body_schema or {})
        return [python_name(name) for name in schema.get("properties", ())] or (["body"] if schema else [])

    @property
    def body_examples(self) -> list[Any]:
        """The documented bodies."""
        examples = self.body_content.get("examples", {}).values()
        return [resolved(self.document, one)["value"] for one in examples]

    @property
    def body_example(self) -> Any:
        """The first documented body; None if nothing is sent."""
        return next(iter(self.body_examples), None)

    @property
    def key_member(self) -> str | None:
        """The member of the body that is its idempotency key, if it has one."""
        members = resolved(self.document, self.body_schema or {}).get("properties", {})
        return next((name for name, node in members.items() if node.get("x-idempotency-key")), None)

    def body_arguments(self, value: Any, *, as_dicts: bool = False) -> dict[str, Any]:
        """The arguments that send a body; the objects in it are models, or plain dicts."""
        if self.body_schema is None:
            return {}
        schema = resolved(self.document, self.body_schema)
        if not isinstance(value, dict) or "properties" not in schema:
            return {"body": value if as_dicts else self._built(self.body_schema, value)}
        known = {
            python_name(name): member if as_dicts else self._built(schema["properties"][name], member)
            for name, member in value.items()
            if name in schema["properties"]
        }
        extra = {name: member for name, member in value.items() if name not in schema["properties"]}
        return {**known, **({"extra_body": extra} if extra else {})}

    def _built(self, schema: Any, value: Any) -> Any:
        """JSON as an argument: an object of a named schema as its class, and the name of a file as a file."""
        if isinstance(value, str) and '"format": "binary"' in json.dumps(schema):
            return self.provider.package.File(value.encode(), value)
        if "anyOf" in schema and isinstance(value, dict | list):
            kind = "object" if isinstance(value, dict) else "array"
            options = [one for one in schema["anyOf"] if kind in shape_of(self.document, one).kinds]
            schema = next(one for one in options if self.has_tag(one, value))
        if isinstance(value, list):
            return [self._built(resolved(self.document, schema).get("items", {}), item) for item in value]
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        properties = resolved(self.document, schema).get("properties")
        if not isinstance(value, dict) or properties is None:
            return value
        known = {python_name(key): self._built(properties[key], member) for key, member in value.items()}
        return getattr(self.provider.models, name)(**known)

    def has_tag(self, option: Any, value: Any) -> bool:
        """Whether a value has the constants of an alternative."""
        properties = resolved(self.document, option).get("properties", {}) if isinstance(value, dict) else {}
        return all(value.get(name) == one["const"] for name, one in properties.items() if "const" in one)

    @property
    def keywords(self) -> dict[str, Any]:
        """The arguments by keyword that a call needs, with the documented examples as values."""
        required = {one.argument: one.example for one in self.keyword_parameters if one.required}
        return {**required, **self.body_arguments(self.body_example)}

    def bound(self, client: Any, *, detailed: bool = False) -> Callable[..., Any]:
        """A client's method; what it is not given, ids and arguments by keyword, comes from the documented examples.

        Of an operation that lists things, it gives the model of the whole response instead of the page.
        """
        method = getattr(getattr(client, self.resource), f"{self.method}_detailed" if detailed else self.method)

        def call(*ids: Any, **keywords: Any) -> Any:
            found = method(*(ids or self.example_ids), **{**self.keywords, **keywords})
            return events_of(found) if self.is_stream else unpaged(found)

        return call

    @property
    def items(self) -> tuple[str, ...] | None:
        """Where the items are in what a call returns, for an operation that lists things; None for any other."""
        words = self.node.get("x-pagination")
        return None if words is None else tuple(filter(None, words.get("items", "").split(".")))

    @property
    def steering(self) -> list[tuple[str, ...]]:
        """Where the response of a list says whether and how it goes on."""
        words = self.node.get("x-pagination", {})
        keys = ("has_next", "total", "pages", "number", "next", "next_url")
        return [tuple(words[key].split(".")) for key in keys if key in words]

    @property
    def has_secret_answer(self) -> bool:
        """Whether its answer holds what the document calls a secret, so that no error quotes it."""
        answers = json.dumps([self.provider.schemas[name] for name in self.provider._reached(self.answer_schemas())])
        return '"format": "password"' in answers

    @property
    def refuses_empty(self) -> bool:
        """Whether an empty object is no answer of it: something is certain, or it lists things."""
        return bool(self.schema.get("required")) or self.items is not None

    @property
    def repeatable(self) -> bool:
        """Whether a call is sent again after it may have arrived: it is safe, or marked, or has a key of its own."""
        return bool(self.http_method in ("get", "head") or self.node.get("x-idempotent") or self.key_member)

    @property
    def authenticated(self) -> bool:
        """Whether the key is sent."""
        return bool(self.node.get("security"))

    @property
    def other_ids(self) -> tuple[Any, ...]:
        """Ids that no example has."""
        return tuple(one + 1 if isinstance(one, int) else f"{one}_other" for one in self.example_ids)

    def request(self, key: str | None) -> dict[str, Any]:
        """A request as the document has it, for httpx; with a key, or without one."""
        known: dict[str, Any] = {"params": dict(fixed_query(self.template)), "headers": {}}
        for parameter in self.keyword_parameters:
            if parameter.required:
                known["params" if parameter.place == "query" else "headers"][parameter.name] = str(parameter.example)
        if key is not None and self.authenticated:
            for place, fields in self.provider.scheme.credentials(key).items():
                known[place].update(fields)
        request = {"method": self.http_method.upper(), "url": self.path, **known}
        if self.body_schema is None:
            return request
        if self.is_form:
            return {**request, **self._form()}
        return {**request, "json": {**self.body_example, **self.node.get("x-fixed-body", {})}}

    def _form(self) -> dict[str, Any]:
        """The documented form, for httpx."""
        properties = resolved(self.document, self.body_schema)["properties"]
        files = {name for name, schema in properties.items() if '"format": "binary"' in json.dumps(schema)}
        example = self.body_example
        return {
            "data": {name: str(value) for name, value in example.items() if name not in files},
            "files": {name: (value, value.encode()) for name, value in example.items() if name in files},
        }

    def responses(self) -> Iterator[tuple[int, Any]]:
        """Status and node of every documented answer."""
        for status, node in self.node["responses"].items():
            yield int(status), resolved(self.document, node)

    def answer_schemas(self) -> Iterator[Any]:
        """The schema of every documented answer, errors included."""
        for _, node in self.responses():
            for media in node.get("content", {}).values():
                yield media["schema"]

    @property
    def success_status(self) -> int:
        """The first documented status of success."""
        return next(status for status, _ in self.responses() if 200 <= status < 300)

    @property
    def whole_schema(self) -> Any:
        """The schema of a success's whole body; None if it has none."""
        content = dict(self.responses())[self.success_status].get("content", {})
        return next(iter(content.values()))["schema"] if content else None

    @property
    def wrapping(self) -> Keys:
        """Where in the body the object stands that the caller gets."""
        envelope = self.provider.row.envelope
        wrapped = envelope is not None and envelope in resolved(self.document, self.whole_schema or {}).get(
            "properties", {}
        )
        return (str(envelope),) if wrapped else ()

    @property
    def schema_name(self) -> str | None:
        """The named schema of the object that the caller gets; None if it gets anything else, or nothing."""
        schema = self.whole_schema
        for key in self.wrapping:
            schema = resolved(self.document, schema)["properties"][key]
        return None if schema is None else shape_of(self.document, schema).name

    @property
    def schema(self) -> Any:
        """The schema of what the caller gets."""
        return self.provider.schemas[str(self.schema_name)]

    @property
    def text_refused(self) -> str | None:
        """The first property of that object that a text is wrong for; None if there is none."""
        shapes = {name: shape_of(self.document, node) for name, node in self.schema["properties"].items()}
        return next((name for name, shape in shapes.items() if not accepts(shape, "text")), None)

    @property
    def model(self) -> Any:
        """The class of what the caller gets."""
        return getattr(self.provider.models, str(self.schema_name))

    def examples(self) -> Iterator[tuple[int, str, Any]]:
        """Status, name and value of every documented example."""
        for status, node in self.responses():
            for media in node.get("content", {}).values():
                for name, example in media["examples"].items():
                    yield status, name, resolved(self.document, example)["value"]

    @property
    def lenient_examples(self) -> set[str]:
        """The names of those whose formats the document does not check."""
        return {
            name
            for _, node in self.responses()
            for media in node.get("content", {}).values()
            for name, example in media["examples"].items()
            if resolved(self.document, example).get("x-lenient")
        }

    def success(self) -> Any:
        """The object of the first documented success; None if a success has no body."""
        found = (self.unwrapped(value) for status, _, value in self.examples() if 200 <= status < 300)
        return next((value for value in found if value is not None), None)

    def answer(self, **options: Any) -> Raw:
        """The documented success as a server sends it; `options` are those of `json_answer`."""
        success = self.success()
        options = {"status_code": self.success_status, **options}
        return raw_answer(b"", **options) if success is None else json_answer(self.wrapped(success), **options)

    def failure(self, status: int, value: Any) -> Raw:
        """A documented failure as a server sends it."""
        return text_answer(value, status) if isinstance(value, str) else json_answer(value, status)

    def result(self) -> Any:
        """What a call returns for the documented success."""
        success = self.success()
        return self.model.from_dict(success) if self.schema_name is not None else success

    def wrapped(self, value: Any) -> Any:
        """An object as the body has it."""
        if not self.wrapping:
            return value
        others = resolved(self.document, self.whole_schema)["properties"].keys() - set(self.wrapping)
        return {self.wrapping[0]: value, **dict.fromkeys(sorted(others))}

    def unwrapped(self, body: Any) -> Any:
        """The object within a body; None if it is not there."""
        return body.get(self.wrapping[0]) if self.wrapping else body

    def __hash__(self) -> int:
        return hash((self.provider, self.http_method, self.template))

    def __str__(self) -> str:
        return f"{self.provider}-{self.name}"


PROVIDERS: Final = tuple(Provider(row) for row in providers.load(PROJECT).values())
OPERATIONS: Final = tuple(operation for provider in PROVIDERS for operation in provider.operations)
STREAMS: Final = tuple(operation for provider in PROVIDERS for operation in provider.streams)
READS: Final = tuple(operation for operation in OPERATIONS if operation.schema_name is not None)
"""The operations that answer with a model."""


def _first(provider: Provider) -> Operation:
    return max(
        provider.operations,
        key=lambda one: (one.schema_name is not None, one.http_method == "get", len(one.example_ids) == 1),
    )


FIRST_OPERATIONS: Final = tuple(map(_first, PROVIDERS))
"""One operation a provider, which gets a thing by its id if any does: for what is alike for all of its operations."""
LUMENFALL, PROMPTLAYER, HELICONE = (
    {provider.name: provider for provider in PROVIDERS}[name] for name in ("lumenfall", "promptlayer", "helicone")
)
"""For what one of them alone does. Everything else takes its providers from the tuples above."""


def events_of(stream: Any) -> Any:
    """All events of a stream; of an async one, something to await."""

    async def gathered() -> list[Any]:
        return [event async for event in stream]

    return gathered() if hasattr(stream, "__aiter__") else list(stream)


def unpaged(value: Any) -> Any:
    """The model of the whole response, of a page or of a response with one; any other value as it is."""
    if hasattr(value, "parsed"):
        return value._replace(parsed=unpaged(value.parsed))
    return getattr(value, "_answer", value)
