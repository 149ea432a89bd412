"""The three providers and their four operations, as their documents have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from support.documents import Keys, read_document


@dataclass(frozen=True)
class Provider:
    """A provider, with the names that outside code relies on."""

    name: str
    client: str
    key_header: str
    key_prefix: str = ""
    request_id_header: str = "X-Request-Id"

    @property
    def package(self) -> Any:
        """The package."""
        return import_module(f"{self.name}_client")

    @property
    def testing(self) -> Any:
        """The module with the fake."""
        return import_module(f"{self.name}_client.testing")

    @property
    def models(self) -> Any:
        """The module with the models."""
        return import_module(f"{self.name}_client.models")

    @property
    def fake(self) -> Any:
        """The class of the fake."""
        return getattr(self.testing, f"Fake{self.client}")

    @property
    def root_error(self) -> Any:
        """The root of the errors."""
        return getattr(self.package, f"{self.client}Error")

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

    def client_class(self, mode: str) -> Any:
        """The client's class, sync or async."""
        return getattr(self.package, self.client if mode == "sync" else f"Async{self.client}")

    def error(self, name: str) -> Any:
        """An error's class."""
        return getattr(self.package, name)

    def __str__(self) -> str:
        return self.name


PROVIDERS: Final = (
    Provider("lumenfall", "Lumenfall", "authorization", "Bearer ", "X-Lumenfall-Request-Id"),
    Provider("promptlayer", "PromptLayer", "x-api-key"),
    Provider("helicone", "Helicone", "authorization", "Bearer "),
)
LUMENFALL, PROMPTLAYER, HELICONE = PROVIDERS


ORDERS: Final = {"lumenfall": ("VideoCreateParams", "VideoInputReference"), "promptlayer": (), "helicone": ()}
"""The objects that only requests have: they are built, and never read."""


@dataclass(frozen=True)
class Operation:
    """An operation of a provider."""

    provider: Provider
    resource: str
    template: str
    schema_name: str
    wrapping: Keys = ()
    """Where in the body the object stands that the caller gets."""

    @property
    def name(self) -> str:
        """Its operationId."""
        return f"{self.resource}_get"

    @property
    def node(self) -> Any:
        """It, in the document."""
        return self.provider.document["paths"][self.template]["get"]

    @property
    def methods(self) -> list[str]:
        """The HTTP methods that its path has."""
        return list(self.provider.document["paths"][self.template])

    @property
    def document(self) -> Any:
        """The provider's document."""
        return self.provider.document

    @property
    def schema(self) -> Any:
        """The schema of what the caller gets."""
        return self.document["components"]["schemas"][self.schema_name]

    @property
    def model(self) -> Any:
        """The class of what the caller gets."""
        return getattr(self.provider.models, self.schema_name)

    @property
    def example_id(self) -> Any:
        """The id of the documented example."""
        return self.node["parameters"][0]["example"]

    @property
    def path(self) -> str:
        """The path of the documented example."""
        return self.template.replace(f"{{{self.node['parameters'][0]['name']}}}", str(self.example_id))

    def examples(self) -> Iterator[tuple[int, str, Any]]:
        """Status, name and value of every documented example."""
        for status, node in self.node["responses"].items():
            response = node
            if "$ref" in node:
                response = self.document["components"]["responses"][node["$ref"].rsplit("/", 1)[1]]
            for media in response["content"].values():
                for name, example in media["examples"].items():
                    yield int(status), name, example["value"]

    def success(self) -> Any:
        """The object of the first documented success."""
        return self.unwrapped(next(value for status, _, value in self.examples() if status == 200))

    def wrapped(self, value: Any) -> Any:
        """An object as the body has it."""
        return {"data": value, "error": None} if self.wrapping else value

    def unwrapped(self, body: Any) -> Any:
        """The object within a body."""
        return body["data"] if self.wrapping else body

    def __str__(self) -> str:
        return f"{self.provider}-{self.resource}"


OPERATIONS: Final = (
    Operation(LUMENFALL, "requests", "/v1/requests/{request_id}", "Request"),
    Operation(LUMENFALL, "videos", "/openai/v1/videos/{video_id}", "Video"),
    Operation(PROMPTLAYER, "requests", "/api/public/v2/requests/{request_id}", "Request"),
    Operation(HELICONE, "requests", "/v1/request/{request_id}", "Request", ("data",)),
)
FIRST_OPERATIONS: Final = tuple(operation for operation in OPERATIONS if operation.resource == "requests")
"""One operation a provider, for what does not depend on the model."""
