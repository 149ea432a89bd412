"""openapi-python-client with our templates: the models, operations, resources and clients of a package."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from ..contract.findings import Finding, InputError, pointer
from ..contract.providers import Provider
from .generators import run_module
from .preparation import Prepared

TEMPLATES: Final = Path(__file__).parent / "templates"

_CONFIG: Final[Mapping[str, Any]] = {
    # An enum of answers becomes a type alias, whose values are plain strings.
    "literal_enums": True,
    # Its default hook runs ruff with ruff's default rules, which rewrites code so that mypy --strict fails; the
    # pipeline formats all packages at once, with rules of its own.
    "post_hooks": [],
    # Names are settled in the prepared document.
    "use_path_prefixes_for_title_model_names": True,
}


def generate(provider: Provider, prepared: Prepared, facts: Mapping[str, Any], work: Path, output: Path) -> None:
    """Write a package's generated modules to `output`, which must not exist yet.

    Args:
        provider: The row.
        prepared: The document that the generator reads.
        facts: What the templates need beside it.
        work: A folder for what the generator is handed.
        output: The package's folder.

    Raises:
        InputError: The generator cannot express something in the document.
    """
    document, config, templates = work / "document.json", work / "config.json", work / "templates"
    document.write_text(json.dumps(prepared.data), encoding="utf-8")
    config.write_text(json.dumps(_CONFIG), encoding="utf-8")
    shutil.copytree(TEMPLATES, templates)
    (templates / "document.jinja").write_text(f"{{% set facts = {jinja_literal(facts)} %}}\n", encoding="utf-8")
    arguments = [
        *("generate", "--path", str(document), "--config", str(config), "--custom-template-path", str(templates)),
        # Packaging is ours: the generator knows nothing of extras, overlays and licences.
        *("--meta", "none", "--output-path", str(output)),
        # What it cannot express it would leave out with a warning.
        "--fail-on-warning",
    ]
    environment = {"TYPER_STANDARD_TRACEBACK": "1", "NO_COLOR": "1"}
    run = run_module("openapi_python_client", arguments, folder=work, environment=environment)
    if "Traceback (most recent call last)" in run.stderr:
        raise RuntimeError(f"openapi-python-client, or a template, crashed on {provider.document}:\n{run.stderr}")
    if run.returncode != 0:
        raise InputError(_findings(provider, prepared, run.stderr.replace(str(work), "").strip() or run.stdout))
    # The generator writes a file a class, all of them empty, and one that holds them all.
    for empty in ("errors.py", "types.py"):
        (output / empty).unlink()
    folder = output / "models"
    (folder / "__init__.py").rename(output / "models.py")
    shutil.rmtree(folder)


def jinja_literal(value: Any) -> str:
    """A value as Jinja writes it, safe for any string: JSON, but for the names of true, false and null."""
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return "{" + ", ".join(f"{jinja_literal(key)}: {jinja_literal(item)}" for key, item in members.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(jinja_literal, cast("list[Any]", value))) + "]"
    return json.dumps(value, ensure_ascii=False)


def _findings(provider: Provider, prepared: Prepared, report: str) -> list[Finding]:
    """The generator's report as findings; it names operations and schemas, not pointers."""
    findings: list[Finding] = []
    for block in re.split(r"\n(?=WARNING parsing |Unable to )", report):
        text = " ".join(block.split())
        if text.startswith(("Warning(s) encountered", "Error(s) encountered")) and "WARNING parsing" not in text:
            text = re.sub(
                r"^\w+\(s\) encountered while generating\.?(?: Client was generated[^.]*|, client was not created)?",
                "",
                text,
            ).strip()
        text = re.sub(r"If you believe this was a mistake.*", "", text).strip()
        if not text:
            continue
        where = ""
        if operation := re.search(r"parsing ([A-Z]+) (\S+) within", text):
            where = pointer("paths", operation[2], operation[1].lower())
        elif schema := re.search(r"schema /?(?:components/schemas/)?(\w+)", text):
            where = pointer("components", "schemas", schema[1])
        findings.append(prepared.finding(where, f"openapi-python-client cannot express it: {text[:800]}"))
    return findings or [Finding(provider.document, "", f"openapi-python-client failed: {report[-800:]}")]
