"""The generated modules of a package, written by a process that has already imported openapi-python-client."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..contract.findings import Finding, InputError, pointer
from ..contract.providers import Provider
from .generators import run_module
from .package_writer import TEMPLATES
from .preparation import Prepared

__all__ = ["TEMPLATES", "generate"]


def generate(provider: Provider, prepared: Prepared, facts: Mapping[str, Any], work: Path, output: Path) -> None:
    """Write a package's generated modules to `output`, which must not exist yet.

    Args:
        provider: The provider.
        prepared: The document for the generator.
        facts: The data for the templates.
        work: A folder for the generator's input files.
        output: The package's folder.

    Raises:
        InputError: The generator does not support something in the document.
    """
    document, known = work / "document.json", work / "facts.json"
    document.write_text(json.dumps(prepared.data), encoding="utf-8")
    known.write_text(json.dumps(facts), encoding="utf-8")
    arguments = [str(path.resolve()) for path in (document, known, output)]
    run = run_module(f"{__package__}.package_writer", arguments, folder=work)
    if run.returncode == 1 and run.stdout.startswith("["):
        raise InputError([_finding(prepared, problem) for problem in json.loads(run.stdout)])
    if run.returncode != 0:
        raise RuntimeError(f"openapi-python-client, or a template, crashed on {provider.document}:\n{run.stderr}")


def _finding(prepared: Prepared, problem: str) -> Finding:
    """Convert an error of the generator to a finding. The error names operations and schemas, but no pointers."""
    where = ""
    if operation := re.search(r"parsing ([A-Z]+) (\S+) within", problem):
        where = pointer("paths", operation[2], operation[1].lower())
    elif schema := re.search(r"schema /?(?:components/schemas/)?(\w+)", problem):
        where = pointer("components", "schemas", schema[1])
    return prepared.finding(where, f"openapi-python-client does not support this: {problem[:800]}")
