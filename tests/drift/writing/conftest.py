"""A shop whose operations share schemas, and the pages that its provider publishes."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tools.contract.bundle import load_openapi
from tools.drift.__main__ import main

HERE: Final = Path(__file__).parent
POLICY: Final = HERE.parents[2] / "openapi" / "policy.yaml"
OPERATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "orders_list": ("/v1/orders", "get"),
    "orders_create": ("/v1/orders", "post"),
    "orders_get": ("/v1/orders/{order_id}", "get"),
    "files_upload": ("/v1/files", "post"),
}
ROW: Final = '[tool.codegen.providers.shop]\nclient = "Shop"\nversion = "0.1.0"\n'


class Shop:
    """The project of a shop in a temporary folder. Its pages agree with its document until a test changes one."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str] | None = None) -> None:
        self.folder = folder
        self.capsys = capsys
        self.home = folder / "openapi" / "shop"
        self.home.mkdir(parents=True)
        (folder / "pages").mkdir()
        shutil.copyfile(POLICY, folder / "openapi" / "policy.yaml")
        shutil.copyfile(HERE / "document.yaml", self.file)
        (folder / "pyproject.toml").write_text(ROW, encoding="utf-8")
        rows = [{"name": f"shop-{name}", "operation": name, "files": [f"{name}.md"]} for name in OPERATIONS]
        (self.home / "pages.yaml").write_text(yaml.safe_dump({"pages": rows}), encoding="utf-8")
        self.before = self.text
        self.published = _without_texts(copy.deepcopy(self.data))
        self.publish()

    @property
    def file(self) -> Path:
        """The document."""
        return self.home / "document.yaml"

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.file.read_text(encoding="utf-8")

    @property
    def data(self) -> dict[str, Any]:
        """The document, with its parts in other files."""
        return dict(load_openapi(self.file, file="openapi/shop/document.yaml").data)

    def schema(self, name: str) -> dict[str, Any]:
        """A schema of the document."""
        found: dict[str, Any] = self.data["components"]["schemas"][name]
        return found

    def operation(self, name: str) -> dict[str, Any]:
        """An operation of the document."""
        path, method = OPERATIONS[name]
        found: dict[str, Any] = self.data["paths"][path][method]
        return found

    @property
    def schemas(self) -> dict[str, Any]:
        """The schemas that the provider publishes."""
        found: dict[str, Any] = self.published["components"]["schemas"]
        return found

    def call(self, name: str) -> dict[str, Any]:
        """An operation that the provider publishes."""
        path, method = OPERATIONS[name]
        found: dict[str, Any] = self.published["paths"][path][method]
        return found

    @property
    def decisions(self) -> list[dict[str, Any]]:
        """The recorded decisions."""
        file = self.home / "decisions.yaml"
        return list(yaml.safe_load(file.read_text(encoding="utf-8"))["decisions"]) if file.exists() else []

    def publish(self, *names: str) -> None:
        """Write the pages of some operations, or of all."""
        for name in names or OPERATIONS:
            path, method = OPERATIONS[name]
            page = {**self.published, "paths": {path: {method: self.published["paths"][path][method]}}}
            text = f"# {name}\n\n```json {method.upper()} {path}\n{json.dumps(page, indent=1)}\n```\n"
            (self.folder / "pages" / f"{name}.md").write_text(text, encoding="utf-8")

    def change(self, edit: Callable[[dict[str, Any]], object], *names: str) -> None:
        """Change what the provider publishes, on some pages or on all."""
        edit(self.published)
        self.publish(*names)

    def docs(self, *arguments: str) -> tuple[int, str]:
        """What `nox -s docs` ends with and prints."""
        folder = str(self.folder)
        status = main(["shop", "--project", folder, "--from", f"{folder}/pages", *arguments])
        return status, "" if self.capsys is None else self.capsys.readouterr().out

    def findings(self) -> list[dict[str, Any]]:
        """What is open."""
        found: list[dict[str, Any]] = json.loads(self.docs("--json")[1])["findings"]
        return found

    def found(self) -> list[str]:
        """`kind subject` of everything that is open."""
        return [f"{one['kind']} {one['subject']}" for one in self.findings()]


def _without_texts(node: Any) -> Any:
    """Remove descriptions: facts in sentences are those of another reader."""
    children: Sequence[Any] = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        _without_texts(child)
    if isinstance(node, dict) and isinstance(node.get("description"), str):
        del node["description"]
    return node


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    """A project in which pages and document agree."""
    return Shop(tmp_path, capsys)
