"""A project with the document of a made-up provider, and the document that the provider publishes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from attrs import frozen

from tools.contract import rules
from tools.contract.documents import load
from tools.contract.extensions import DRAFT
from tools.contract.findings import Finding
from tools.drift.__main__ import main

HERE: Final = Path(__file__).parent
DOCUMENT: Final = (HERE / "document.yaml").read_text(encoding="utf-8")
PUBLISHED: Final[dict[str, Any]] = yaml.safe_load((HERE / "published.yaml").read_text(encoding="utf-8"))


@frozen
class Outcome:
    """What the command did."""

    status: int
    out: str
    err: str


class Studio:
    """A project in a temporary folder, in which a test drafts operations."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.file = folder / "openapi" / "acme" / "document.yaml"
        self.pages = folder / "openapi" / "acme" / "pages.yaml"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(DOCUMENT, encoding="utf-8")
        self.row()

    def row(self, **more: str) -> None:
        """Write the provider's row."""
        row = {"client": "Acme", "version": "0.1.0", **more}
        lines = ["[tool.codegen.providers.acme]", *(f"{key} = {json.dumps(value)}" for key, value in row.items())]
        (self.folder / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *words: str, source: Path | Mapping[str, Any] | None = None, listed: str | None = None) -> Outcome:
        """Run `draft` with operations, from the published document or another."""
        path = source if isinstance(source, Path) else self.folder / "published.json"
        if not isinstance(source, Path):
            path.write_text(json.dumps(PUBLISHED if source is None else source), encoding="utf-8")
        more: list[str] = []
        if listed is not None:
            (self.folder / "operations.txt").write_text(listed, encoding="utf-8")
            more = ["--list", str(self.folder / "operations.txt")]
        self.capsys.readouterr()
        status = main(["draft", "--project", str(self.folder), "--to", "acme", str(path), *words, *more])
        printed = self.capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    def draft(self, *words: str, source: Path | Mapping[str, Any] | None = None, listed: str | None = None) -> str:
        """Draft, and give the report."""
        outcome = self.run(*words, source=source, listed=listed)
        assert outcome.status == 0, outcome.err
        return outcome.out

    @property
    def text(self) -> str:
        """The document as it stands."""
        return self.file.read_text(encoding="utf-8")

    @property
    def data(self) -> dict[str, Any]:
        """The document as it stands, read."""
        return load(self.file).data

    @property
    def schemas(self) -> dict[str, Any]:
        """Its schemas."""
        found: dict[str, Any] = self.data["components"]["schemas"]
        return found

    def operation(self, name: str) -> dict[str, Any]:
        """The operation of an operationId."""
        for item in self.data["paths"].values():
            for operation in item.values():
                if operation["operationId"] == name:
                    found: dict[str, Any] = operation
                    return found
        raise AssertionError(f"no operation {name}")

    def findings(self) -> list[Finding]:
        """What `generate` would refuse the document for, but for the marks."""
        found = rules.check(load(self.file), "ours")
        return [
            one for one in found if f"/{DRAFT}" not in one.pointer and not one.pointer.endswith("/externalDocs/url")
        ]

    def marks(self) -> list[str]:
        """What is left to decide: pointer and question."""
        return [f"{one.pointer} {one.reason}" for one in rules.check(load(self.file), "ours") if DRAFT in one.pointer]


@pytest.fixture
def studio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Studio:
    """A project with one provider, whose document has one operation."""
    return Studio(tmp_path, capsys)


def publish(
    operation: Mapping[str, Any], *, path: str = "/v1/things", method: str = "get", **more: Any
) -> dict[str, Any]:
    """A published document with one operation; `schemas` and other members of it by name."""
    schemas = more.pop("schemas", {})
    responses = {"200": {"description": "OK", "content": {"application/json": {"schema": {"type": "string"}}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {path: {method: {"operationId": "one", "responses": responses, **operation}}},
        "components": {"schemas": schemas},
        **more,
    }


def answering(schema: Mapping[str, Any], **schemas: Any) -> dict[str, Any]:
    """A published document with one operation that answers with a schema."""
    content = {"application/json": {"schema": schema}}
    return publish({"responses": {"200": {"description": "OK", "content": content}}}, schemas=schemas)


def sending(schema: Mapping[str, Any], **schemas: Any) -> dict[str, Any]:
    """A published document with one operation that sends a schema."""
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return publish({"requestBody": body}, method="post", schemas=schemas)
