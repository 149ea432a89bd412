"""The facts of our documents, each with file, line and JSON pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import from_openapi
from .bundle import load_openapi
from .facts import Facts
from .from_openapi import Tree
from .json_values import as_mapping


@dataclass(frozen=True)
class Operation:
    """One operation of a document."""

    provider: str
    id: str
    """The operationId."""
    facts: Facts
    url: str | None
    """The page that `externalDocs` names."""
    node: dict[str, Any]
    tree: Tree

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
    document = load_openapi(project / file, file=file)
    tree = Tree(file, document.data, document.lines, ours=True)
    found: list[Operation] = []
    for path, method in tree.operations():
        node = as_mapping(as_mapping(document.data["paths"])[path])[method]
        url = as_mapping(node.get("externalDocs")).get("url")
        facts = from_openapi.operation_facts(tree, path, method, "document")
        name = str(node.get("operationId") or f"{method}_{path}")
        found.append(Operation(provider, name, facts, url if isinstance(url, str) else None, node, tree))
    return found
