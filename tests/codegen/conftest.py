"""Projects in temporary folders, with documents of the test's own."""

from __future__ import annotations

import hashlib
import importlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

# `support` is on the path because of the conftest above.
from support.shared_folders import shared_folder

from tools.codegen import pipeline
from tools.contract import providers
from tools.contract.findings import Finding

PROJECT = Path(__file__).resolve().parents[2]

MINIMAL: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1", "description": "An API that sells anvils."},
    "tags": [{"name": "anvils", "description": "Anvils, by id."}],
    "servers": [{"url": "https://api.acme.example", "description": "The only one."}],
    "paths": {
        "/anvils/{anvil_id}": {
            "get": {
                "operationId": "anvils_get",
                "tags": ["anvils"],
                "summary": "Get one anvil by its id.",
                "description": "Answers with the anvil as it is.",
                "externalDocs": {"url": "https://docs.acme.example/anvils", "description": "Acme's page on anvils."},
                "security": [{"apiKeyAuth": []}],
                "parameters": [
                    {
                        "name": "anvil_id",
                        "in": "path",
                        "required": True,
                        "description": "The id of the anvil.",
                        "schema": {"type": "string"},
                        "example": "anvil_1",
                    }
                ],
                "responses": {
                    "200": {
                        "description": "The anvil.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Anvil"},
                                "examples": {
                                    "found": {"summary": "An anvil.", "value": {"id": "anvil_1", "weight": 1.5}}
                                },
                            }
                        },
                    },
                    "401": {
                        "description": "The key is wrong.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Problem"},
                                "examples": {
                                    "unauthorized": {"summary": "A wrong key.", "value": {"message": "wrong key"}}
                                },
                            }
                        },
                    },
                },
            }
        }
    },
    "components": {
        "securitySchemes": {"apiKeyAuth": {"type": "apiKey", "in": "header", "name": "X-Acme-Key"}},
        "schemas": {
            "Anvil": {
                "type": "object",
                "description": "A thing to hammer on.",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string", "description": "The id."},
                    "weight": {"type": ["number", "null"], "description": "The weight in kilograms."},
                    "finish": {
                        "description": "What its surface is like.",
                        "anyOf": [
                            {"$ref": "#/components/schemas/KnownFinish"},
                            {"type": "string"},
                            {"type": "null"},
                        ],
                    },
                },
            },
            "KnownFinish": {"type": "string", "enum": ["matte", "gloss"], "description": "Known finishes."},
            "Problem": {
                "type": "object",
                "description": "What went wrong.",
                "properties": {"message": {"type": ["string", "null"], "description": "In words."}},
            },
        },
    },
}


class Workshop:
    """A project in a temporary folder, in which a test generates and imports packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "openapi").mkdir(parents=True)
        shutil.copytree(PROJECT / "runtime", folder / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(PROJECT / "overlays", folder / "overlays", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(PROJECT / "LICENSE", folder / "LICENSE")
        self.rows: dict[str, Mapping[str, Any]] = {}

    def add(self, name: str, document: Mapping[str, Any] | str, **row: Any) -> None:
        """Write a document and a row."""
        text = document if isinstance(document, str) else json.dumps(document)
        path = self.folder / "openapi" / name / "document.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.rows[name] = {"client": name.capitalize(), "version": "0.1.0", **row}
        lines: list[str] = []
        for key, values in self.rows.items():
            lines.append(f"[tool.codegen.providers.{key}]")
            lines += [f"{option} = {json.dumps(value)}" for option, value in values.items()]
        (self.folder / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def generate(self, *names: str) -> Sequence[Finding]:
        """Run the pipeline; the warnings."""
        table = providers.load(self.folder)
        return pipeline.generate(self.folder, [table[name] for name in names or table])

    def begin(self, document: Mapping[str, Any], generated: Path) -> None:
        """Start with `acme` and its package, which was generated from the document elsewhere."""
        self.add("acme", document)
        shutil.copytree(generated, self.folder / "generated")

    def package(self, name: str) -> Path:
        """The folder of a generated package."""
        return self.folder / "generated" / name / f"{name}_client"

    def load(self, name: str) -> ModuleType:
        """Import a generated package."""
        sys.path.insert(0, str(self.folder / "generated" / name))
        try:
            importlib.invalidate_caches()
            return importlib.import_module(f"{name}_client")
        finally:
            sys.path.pop(0)

    def digest(self) -> str:
        """A digest of all that stands under `generated/`."""
        digest = hashlib.sha256()
        for path in sorted((self.folder / "generated").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(self.folder)).encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


@pytest.fixture
def minimal() -> dict[str, Any]:
    """A small document without a finding."""
    return deepcopy(MINIMAL)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """An empty project; what it imports is forgotten afterwards."""
    before = set(sys.modules)
    yield Workshop(tmp_path / "project")
    for name in set(sys.modules) - before:
        if "_client" in name:
            del sys.modules[name]


@pytest.fixture(scope="session")
def minimal_generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `generated/` of the small document, for what begins with a package."""

    def make(folder: Path) -> None:
        workshop = Workshop(folder / "project")
        workshop.add("acme", MINIMAL)
        workshop.generate()

    return shared_folder(tmp_path_factory, "minimal", make) / "project" / "generated"


Mutation = Callable[[dict[str, Any]], object]
