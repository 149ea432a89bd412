"""A fourth provider takes one document and one row, and no line of test code.

A copy of the project gets both. The tests that are derived from the table then run against the copy: the truth table,
the fake, the types, and the faults. Nothing here knows what they check.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest
from faults.kinds import FAULTS

from tools.codegen import pipeline
from tools.contract import providers

from .conftest import PROJECT

pytestmark = pytest.mark.slow

ROW: Final = """
[tool.codegen.providers.acme]
client = "Acme"
version = "0.1.0"
"""

DOCUMENT: Final = """
openapi: 3.1.0
info: {title: Acme, version: "1", description: A shop that sells anvils by mail.}
tags:
  - {name: anvils, description: "Anvils, by id."}
  - {name: parts, description: What is in a crate.}
servers:
  - {url: "https://north.acme.example", description: North., x-region: north}
  - {url: "https://south.acme.example", description: South., x-region: south}
paths:
  /anvils/{anvil_id}:
    get:
      operationId: anvils_get
      tags: [anvils]
      summary: Get one anvil by its id.
      description: Answers with the anvil as it is.
      externalDocs: {url: "https://docs.acme.example/anvils", description: Acme's page on anvils.}
      security: [{acmeKey: []}]
      parameters:
        - $ref: "#/components/parameters/AnvilId"
        - name: withMaker
          in: query
          required: false
          description: Whether the maker is wanted too.
          schema: {type: boolean}
          example: true
      responses:
        "200":
          description: The anvil.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Anvil"}
              examples:
                found:
                  summary: An anvil (documented).
                  value: &anvil
                    id: anvil_1
                    made_at: "2026-03-15T14:32:10Z"
                    weight: 1.5
                    sold: 43
                    finish: matte
                    maker: {name: Wile, since: 1949}
                    parts: [{part_id: 1, label: horn}]
                    labels: {color: black}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "404": {$ref: "#/components/responses/NotFound"}
    delete:
      operationId: anvils_remove
      tags: [anvils]
      summary: Remove an anvil.
      description: Takes the anvil out of the shop.
      externalDocs: {url: "https://docs.acme.example/anvils", description: Acme's page on anvils.}
      security: [{acmeKey: []}]
      parameters:
        - $ref: "#/components/parameters/AnvilId"
      responses:
        "204": {description: It is gone.}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "404": {$ref: "#/components/responses/NotFound"}
  /anvils:
    post:
      operationId: anvils_create
      tags: [anvils]
      summary: Order an anvil.
      description: Answers with the anvil that was made. Each call is paid for.
      externalDocs: {url: "https://docs.acme.example/orders", description: Acme's page on orders.}
      security: [{acmeKey: []}]
      requestBody:
        required: true
        description: What is ordered.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/AnvilOrder"}
            examples:
              heavy:
                summary: A heavy one (documented).
                value: {weight: 2.5, finish: gloss, engraving: {text: For the road runner, lines: [one, two]}}
      responses:
        "201":
          description: The anvil, which was made.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Anvil"}
              examples:
                made: {summary: An anvil that was just made (documented)., value: *anvil}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "422":
          description: The order cannot be met.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Problem"}
              examples:
                invalid: {summary: Too heavy (documented)., value: {message: too heavy, code: TOO_HEAVY}}
  /crates/{crate_id}/parts/{part_id}:
    get:
      operationId: parts_get
      tags: [parts]
      summary: Get one part of a crate.
      description: Answers with the part, if the crate has it.
      externalDocs: {url: "https://docs.acme.example/parts", description: Acme's page on parts.}
      security: [{acmeKey: []}]
      parameters:
        - {name: crate_id, in: path, required: true, description: The id of the crate., schema: {type: string},
           example: crate_1}
        - {name: part_id, in: path, required: true, description: The number of the part.,
           schema: {type: integer, minimum: 1}, example: 7}
        - {name: X-Acme-Trace, in: header, required: true, description: What to call it., schema: {type: string},
           example: trace_1}
      responses:
        "200":
          description: The part.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Part"}
              examples:
                found: {summary: A part (documented)., value: {part_id: 7, label: horn}}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "404": {$ref: "#/components/responses/NotFound"}
components:
  securitySchemes:
    acmeKey: {type: apiKey, in: header, name: X-Acme-Key, description: A key of the shop.}
  parameters:
    AnvilId: {name: anvil_id, in: path, required: true, description: The id of the anvil., schema: {type: string},
              example: anvil_1}
  responses:
    Unauthorized:
      description: The key is wrong.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
          examples:
            unauthorized: {summary: A wrong key (documented)., value: {message: wrong key, code: null}}
    NotFound:
      description: There is no such thing.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
          examples:
            not_found: {summary: An unknown id (documented)., value: {message: no such thing, code: NONE}}
  schemas:
    Anvil:
      type: object
      description: A thing to hammer on.
      required: [id, made_at]
      properties:
        id: {type: string, description: The id.}
        made_at: {type: string, format: date-time, description: When it was made.}
        weight: {type: [number, "null"], description: The weight in kilograms.}
        sold: {type: [integer, "null"], x-numeric-string: true, description: How often it was sold.}
        finish:
          description: What its surface is like.
          anyOf: [{$ref: "#/components/schemas/KnownFinish"}, {type: string}, {type: "null"}]
        maker:
          description: Who made it.
          anyOf: [{$ref: "#/components/schemas/Maker"}, {type: "null"}]
        parts: {type: [array, "null"], items: {$ref: "#/components/schemas/Part"}, description: What it is made of.}
        labels:
          type: [object, "null"]
          additionalProperties: {type: string}
          description: What people wrote on it.
        notes: {description: Whatever else there is.}
    KnownFinish: {type: string, enum: [matte, gloss], description: Known finishes.}
    Maker:
      type: object
      description: A smith.
      required: [name]
      properties:
        name: {type: string, description: What the smith is called.}
        since: {type: [integer, "null"], description: The first year.}
    Part:
      type: object
      description: A piece of an anvil.
      required: [part_id]
      properties:
        part_id: {type: integer, description: Which one.}
        label: {type: [string, "null"], description: What it is called.}
    AnvilOrder:
      type: object
      description: An order of one anvil.
      required: [weight]
      properties:
        weight: {type: number, description: The weight in kilograms.}
        finish: {type: string, description: What the surface is to be like.}
        engraving: {$ref: "#/components/schemas/Engraving", description: What to write on it.}
    Engraving:
      type: object
      description: A text on an anvil.
      required: [text]
      properties:
        text: {type: string, description: The text.}
        lines: {type: array, items: {type: string}, description: Further lines.}
    Problem:
      type: object
      description: What went wrong.
      properties:
        message: {type: [string, "null"], description: In words.}
        code: {type: [string, "null"], description: In a word.}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a document and a row more, and the package that they give."""
    folder = tmp_path_factory.mktemp("row-more") / "project"
    folder.mkdir()
    for name in ("openapi", "overlays", "runtime"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", folder / "LICENSE")
    table = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(table + ROW, encoding="utf-8")
    (folder / "openapi" / "acme").mkdir()
    (folder / "openapi" / "acme" / "document.yaml").write_text(DOCUMENT, encoding="utf-8")
    pipeline.generate(folder, [providers.load(folder)["acme"]])
    return folder


@pytest.fixture(scope="module")
def ran(project: Path) -> Counter[str]:
    """How many tests of each module ran for the new provider, all in one process; all of them must pass."""
    report = project / "report.xml"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "acme", f"--junit-xml={report}"]
    done = subprocess.run(
        [*command, "tests/generated", "tests/faults/test_matrix.py"],
        cwd=PROJECT,
        env={**environment, "TESTED_PROJECT": str(project), "PYTHONPATH": str(project / "generated" / "acme")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
    assert "skipped" not in done.stdout
    return Counter(case.attrib["classname"] for case in ElementTree.parse(report).iter("testcase"))  # noqa: S314  # ours


def test_the_derived_tests_test_it(ran: Counter[str]) -> None:
    """Every module of the truth table tests it, with what each of its operations and models is."""
    derived = {f"tests.generated.{path.stem}" for path in (PROJECT / "tests" / "generated").glob("test_*.py")}

    assert derived <= ran.keys()
    assert sum(ran[name] for name in derived) > 1000


def test_the_faults_are_tried_on_it(ran: Counter[str]) -> None:
    """Every fault of the table, sync and async."""
    assert ran["tests.faults.test_matrix"] >= 2 * len(FAULTS)


def test_it_is_installed_four_ways(ran: Counter[str]) -> None:
    """Its distribution is built and installed as the others are."""
    assert ran["tests.generated.test_installs"] >= 3
