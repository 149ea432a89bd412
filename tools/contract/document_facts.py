"""The operations of a provider's document, with their facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .bundle import load_openapi
from .facts import Facts
from .from_openapi import OpenAPI
from .json_tree import as_mapping


@dataclass(frozen=True)
class Operation:
    """One operation of a document."""

    provider: str
    id: str
    """The operationId."""
    facts: Facts
    url: str | None
    """The URL in `externalDocs`."""

    @property
    def method(self) -> str:
        """The method, in upper case."""
        return self.facts.method[0].value

    @property
    def path(self) -> str:
        """The path, with parameters in braces."""
        return self.facts.path[0].value


def operations(project: Path, provider: str) -> Sequence[Operation]:
    """Read every operation of a provider's document.

    Raises:
        InputError: The document cannot be read.
    """
    file = f"openapi/{provider}/document.yaml"
    reader = OpenAPI(load_openapi(project / file, file=file))
    found: list[Operation] = []
    for one in reader.operations:
        facts = reader.operation(one)
        url = as_mapping(one.data.get("externalDocs")).get("url")
        name = facts.id.value if facts.id is not None else f"{one.method}_{one.path}"
        found.append(Operation(provider, name, facts, url if isinstance(url, str) else None))
    return found
