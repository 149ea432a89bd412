"""Documents, packages and projects of the test's own, and their releases."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.contract.documents import Document, load
from tools.release.compat.changes import Change
from tools.release.compat.package_source import read_api
from tools.release.compat.python_api import Api

PROJECT = Path(__file__).resolve().parents[2]

Edit = Callable[[Any], object]


def document(data: Mapping[str, Any], folder: Path, name: str = "api") -> Document:
    """A document as a maintainer would have it: read from a file, with lines."""
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(dict(data), sort_keys=False), encoding="utf-8")
    return load(path, file="openapi/api.yaml")


def told(changes: list[Change]) -> set[tuple[str, str, str]]:
    """Step, kind and place of each change, which are what tests compare."""
    return {
        (str(change.step), change.kind, change.pointer if change.area == "wire" else change.place)  # type: ignore[misc]
        for change in changes
    }


def package(folder: Path, files: Mapping[str, str]) -> Api:
    """The public API of a package `pkg` with these modules."""
    for name, text in {"__init__.py": "", **files}.items():
        path = folder / "pkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return read_api("pkg", folder)


class Git:
    """A repository in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / ".git").exists():
            self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments: str) -> str:
        # Nothing of the person who runs the tests: no hooks, no signing, no templates.
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        done = subprocess.run(
            ["git", *identity, *arguments],  # noqa: S607  # whichever git the machine has
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, *tags: str) -> str:
        """Commit all there is, and tag it."""
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "--message", "state")
        for tag in tags:
            self("tag", tag)
        return self("rev-parse", "HEAD").strip()


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m tools.release ...` on a project, as the sessions call it."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "tools.release", *arguments, "--project", str(project)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """An empty repository."""
    folder = tmp_path / "repository"
    folder.mkdir()
    return Git(folder)


API: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {title: Api, version: "1"}
servers:
  - {url: "https://us.example.com", x-region: us}
  - {url: "https://eu.example.com", x-region: eu}
paths:
  /things/{thing_id}:
    get:
      operationId: things_get
      summary: Get a thing.
      security: [{key: []}]
      parameters:
        - {name: thing_id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 9, default: 5}}
        - {name: order, in: query, schema: {type: string, enum: [up, down]}}
        - {name: X-Trace, in: header, schema: {type: string}}
      responses:
        "200":
          description: The thing.
          headers:
            X-Id: {schema: {type: string}}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Thing"}
              examples: {found: {value: {id: a}}, another: {value: {id: b}}}
        "404": {$ref: "#/components/responses/NotFound"}
    put:
      operationId: things_put
      security: [{key: []}]
      parameters:
        - {name: thing_id, in: path, required: true, schema: {type: string}}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Order"}
      responses:
        "204": {description: Done.}
  /other:
    get:
      operationId: other_get
      requestBody: {content: {text/plain: {schema: {type: string}}}}
      responses:
        "200": {description: Nothing.}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  responses:
    NotFound:
      description: Not there.
      headers:
        X-Id: {x-request-id: true, schema: {type: string}}
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
          examples: {not_found: {value: {}}}
  schemas:
    Thing:
      type: object
      required: [id, state, maybe]
      properties:
        id: {type: string}
        state: {anyOf: [{$ref: "#/components/schemas/KnownState"}, {type: string}]}
        maybe: {type: [string, "null"]}
        count: {type: [integer, "null"]}
        amount: {type: [number, "null"], x-numeric-string: true}
        when: {type: [string, "null"], format: date-time}
        part: {anyOf: [{$ref: "#/components/schemas/Part"}, {type: "null"}]}
        parts: {type: [array, "null"], items: {$ref: "#/components/schemas/Part"}}
        labels: {type: [object, "null"], additionalProperties: {type: string}}
        free: {description: Any JSON.}
        either: {anyOf: [{$ref: "#/components/schemas/Part"}, {$ref: "#/components/schemas/Bit"}, {type: "null"}]}
    Part:
      type: object
      properties:
        name: {type: [string, "null"]}
        # Round in a circle.
        inner: {anyOf: [{$ref: "#/components/schemas/Part"}, {type: "null"}]}
    Bit: {type: object, properties: {lit: {type: [boolean, "null"]}}}
    KnownState: {type: string, enum: [new, old]}
    Problem: {type: object, properties: {message: {type: [string, "null"]}}}
    Order:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 9}
        size: {type: integer, default: 1}
        colour: {type: string, enum: [red, blue]}
        nested: {$ref: "#/components/schemas/Detail"}
        note: {type: [string, "null"]}
        mood: {anyOf: [{type: string, enum: [good, bad]}, {type: string}]}
        pick: {anyOf: [{$ref: "#/components/schemas/Detail"}, {$ref: "#/components/schemas/Bit"}]}
    Detail: {type: object, properties: {text: {type: string}}}
    Unused: {type: object, properties: {x: {type: string}}}
""")


@pytest.fixture
def api() -> dict[str, Any]:
    """A document with something of everything."""
    return deepcopy(API)
