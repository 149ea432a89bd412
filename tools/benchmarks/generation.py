"""Benchmark of the generator for growing projects: `python -m tools.benchmarks.generation [--quick] [--json]`.

It makes up projects in a temporary folder. Each provider has one document, with operations in groups of four that have
their own models.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrs import asdict, frozen

from ..codegen import (
    client_code,
    distribution,
    job_facts,
    packaging,
    pipeline,
    preparation,
    pydantic_models,
    template_facts,
)
from ..contract import bundle, providers, rules
from ..contract.providers import Provider
from .imports import import_ratio

PROJECT = Path(__file__).resolve().parents[2]
SIZES = ((3, 4), (10, 4), (30, 4), (3, 80), (1, 4), (1, 40), (1, 400))
"""The number of providers, and of operations for each."""
OPERATIONS = (4, 40, 400)
"""The number of operations of the provider that is made phase by phase."""

T = TypeVar("T")


@frozen(kw_only=True)
class Growth:
    """One run of the whole pipeline."""

    providers: int
    operations: int
    """The number of operations of each provider."""
    seconds: float
    """The shortest time of all repetitions."""
    files: int
    lines: int
    """The lines of Python, generated and copied."""
    import_ratio: float
    """The import time of one of the packages, divided by that of `import httpx, attrs`."""


@frozen(kw_only=True)
class Phases:
    """The time of each phase for one provider."""

    operations: int
    seconds: Mapping[str, float]


# --- Projects -----------------------------------------------------------------------------------------------------


def document(operations: int) -> dict[str, Any]:
    """Make up a document with some operations, each with a model and an open enum, and one shared error."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _model("What went wrong.", {"message": _text("In words.")})}
    tags: list[dict[str, str]] = []
    for number in range(operations):
        group, place = divmod(number, 4)
        tag = f"group{group}"
        if place == 0:
            tags.append({"name": tag, "description": f"Things of group {group}."})
        name = f"Thing{number}"
        known = f"KnownThing{number}Status"
        schemas[known] = {"type": "string", "enum": ["queued", "done", "failed"], "description": "Known states."}
        schemas[f"{name}Part"] = _model(f"A part of thing {number}.", {"id": _text("Its id."), "size": _number()})
        schemas[name] = {
            **_model(f"Thing {number}, as it is.", {}),
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "description": "The id."},
                "cost": _number(),
                "created": {**_text("When it was made."), "format": "date-time"},
                "status": {
                    "anyOf": [{"$ref": f"#/components/schemas/{known}"}, {"type": "string"}, {"type": "null"}],
                    "description": "How far it has come.",
                },
                "parts": {
                    "type": ["array", "null"],
                    "items": {"$ref": f"#/components/schemas/{name}Part"},
                    "description": "Its parts.",
                },
                "labels": {"type": ["object", "null"], "additionalProperties": True, "description": "Free labels."},
            },
        }
        paths[f"/group{group}/things{place}/{{thing_id}}"] = {"get": _operation(tag, name, place)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Made up", "version": "1", "description": "An API of things."},
        "tags": tags,
        "servers": [{"url": "https://api.example.com", "description": "The only one."}],
        "paths": paths,
        "components": {
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
            "responses": {"NotFound": _answer("No such thing.", "Problem", "not_found", {"message": "Not found"})},
            "schemas": schemas,
        },
    }


def _model(description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "description": description, "properties": properties}


def _text(description: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": description}


def _number() -> dict[str, Any]:
    return {"type": ["number", "null"], "description": "A number, in US dollars or in metres."}


def _answer(description: str, schema: str, example: str, value: dict[str, Any]) -> dict[str, Any]:
    examples = {example: {"summary": "One (made up).", "value": value}}
    media = {"schema": {"$ref": f"#/components/schemas/{schema}"}, "examples": examples}
    return {"description": description, "content": {"application/json": media}}


def _operation(tag: str, schema: str, place: int) -> dict[str, Any]:
    value = {"id": "thing_1", "cost": 0.5, "created": "2026-01-31T12:00:00Z", "status": "done", "parts": [{"id": "a"}]}
    return {
        "operationId": f"{tag}_get{place}",
        "tags": [tag],
        "summary": "Get one thing by its id.",
        "description": "Answers with the thing as it is.",
        "externalDocs": {"url": "https://docs.example.com/things", "description": "The page on things."},
        "security": [{"bearerAuth": []}],
        "parameters": [
            {
                "name": "thing_id",
                "in": "path",
                "required": True,
                "description": "The id of the thing.",
                "schema": {"type": "string"},
                "example": "thing_1",
            },
            {
                "name": "expand",
                "in": "query",
                "required": False,
                "description": "Whether its parts are wanted.",
                "schema": {"type": "boolean", "default": False},
                "example": True,
            },
        ],
        "responses": {
            "200": _answer("The thing.", schema, "found", value),
            "404": {"$ref": "#/components/responses/NotFound"},
        },
    }


def make_project(folder: Path, *, providers: int, operations: int) -> None:
    """Write a project with made-up providers and the runtime."""
    (folder / "openapi").mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "runtime", folder / "runtime", ignore=ignored)
    shutil.copyfile(PROJECT / "LICENSE", folder / "LICENSE")
    text = json.dumps(document(operations), indent=1)
    rows: list[str] = []
    for number in range(providers):
        path = folder / "openapi" / f"provider{number}" / "document.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        rows += [f"[tool.codegen.providers.provider{number}]", f'client = "Provider{number}"', 'version = "0.1.0"', ""]
    (folder / "pyproject.toml").write_text("\n".join(rows), encoding="utf-8")


# --- Measuring ----------------------------------------------------------------------------------------------------


def grown(*, providers: int, operations: int, repeat: int) -> Growth:
    """Generate a made-up project several times, each time in a new folder."""
    best = ratio = float("inf")
    files = lines = 0
    for _ in range(repeat):
        with tempfile.TemporaryDirectory(prefix="generating-") as name:
            folder = Path(name)
            make_project(folder, providers=providers, operations=operations)
            table = list(_rows(folder).values())
            started = time.perf_counter()
            pipeline.generate(folder, table)
            best = min(best, time.perf_counter() - started)
            made = [path for path in (folder / "generated").rglob("*") if path.is_file()]
            files = len(made)
            lines = sum(path.read_bytes().count(b"\n") for path in made if path.suffix == ".py")
            found = import_ratio(table[0].package, folder=folder / "generated" / table[0].name)
            ratio = min(ratio, found.fastest)
    return Growth(
        providers=providers, operations=operations, seconds=best, files=files, lines=lines, import_ratio=ratio
    )


def _rows(folder: Path) -> Mapping[str, Provider]:
    return providers.load(folder)


def _facts(row: Provider, ready: preparation.Prepared, overlay: Path) -> dict[str, Any]:
    return job_facts.add(template_facts.build(row, ready, overlay), row, ready, overlay)


def phases(operations: int) -> Phases:
    """Make one provider like the pipeline, and measure each phase."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        done = work()
        seconds[name] = time.perf_counter() - started
        return done

    with tempfile.TemporaryDirectory(prefix="generating-") as name:
        folder = Path(name)
        make_project(folder, providers=1, operations=operations)
        [row] = _rows(folder).values()
        read = timed("read the document", lambda: bundle.load_openapi(folder / row.document, file=row.document))
        findings = timed("check the rules", lambda: rules.check(read, row.rules))
        if findings:
            raise RuntimeError(f"the made-up document breaks a rule: {findings[0]}")
        ready = timed("prepare it", lambda: preparation.prepare(read))
        known = timed("data for the templates", lambda: _facts(row, ready, folder / "overlays" / row.name))
        work, output = folder / "work", folder / "made" / row.name
        work.mkdir()
        output.mkdir(parents=True)
        package = output / row.package
        timed("openapi-python-client", lambda: client_code.generate(row, ready, known, work, package))
        models = package / "pydantic_models.py"
        timed(
            "datamodel-code-generator",
            lambda: pydantic_models.generate(work / "document.json", row.package, models, "# x"),
        )
        timed("the package's own files", lambda: packaging.write_templates(row, ready, known, folder, output))
        timed("ruff", lambda: distribution.format_code(output))
        timed("runtime and overlay", lambda: packaging.copy_sources(row, folder, package))
        timed("import each module", lambda: distribution.import_all(row, work, output))
    return Phases(operations=operations, seconds=seconds)


# --- Reporting ----------------------------------------------------------------------------------------------------


def _table(growths: Sequence[Growth], parts: Sequence[Phases]) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores"
    yield ""
    yield f"{'providers':>9}  {'operations':>10}  {'seconds':>8}  {'files':>6}  {'lines':>8}  {'import':>8}"
    for one in growths:
        total = one.providers * one.operations
        made = f"{one.seconds:>8.1f}  {one.files:>6}  {one.lines:>8}  {one.import_ratio:>6.2f} x"
        yield f"{one.providers:>9}  {total:>10}  {made}"
    yield ""
    yield f"{'one provider, one phase after the other':40}" + "".join(f"{one.operations:>10}" for one in parts)
    for name in parts[0].seconds:
        yield f"  {name:38}" + "".join(f"{one.seconds[name]:>8.2f} s" for one in parts)
    yield f"  {'all':38}" + "".join(f"{sum(one.seconds.values()):>8.2f} s" for one in parts)


def main(arguments: list[str]) -> int:
    """Run the benchmark, and print the results."""
    parser = argparse.ArgumentParser(prog="tools.benchmarks.generation", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the small projects, once")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    repeat = 1 if options.quick else 2
    growths: list[Growth] = []
    for providers_, operations in SIZES[:1] if options.quick else SIZES:
        growths.append(grown(providers=providers_, operations=operations, repeat=repeat))
        print(f"measured: {providers_} providers, {operations} operations each", file=sys.stderr, flush=True)
    parts = [phases(count) for count in (OPERATIONS[:1] if options.quick else OPERATIONS)]
    if options.json:
        print(json.dumps({"growth": [asdict(one) for one in growths], "phases": [asdict(one) for one in parts]}))
    else:
        print(*_table(growths, parts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
