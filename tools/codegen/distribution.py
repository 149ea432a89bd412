"""One provider's distribution, from its document to files that can be imported.

`make` runs in a separate process, so that several distributions are made in parallel. Threads would share one core, and
`ast.parse` of Python 3.11 may fail if two threads call it at once.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import asdict

from ..contract import bundle, providers, rules
from ..contract.documents import Document
from ..contract.findings import Finding, InputError
from ..contract.providers import Provider
from ..contract.rules import Judgement
from . import client_code, foreign, job_facts, packaging, preparation, pydantic_models, template_facts
from .generators import run_module

# With the project's configuration or the default rules, ruff would change code so that mypy --strict fails; and it
# would skip files that git ignores, such as those of a temporary folder.
_RUFF: Final = ("--isolated", "--no-cache", "--no-respect-gitignore", "--quiet")
_LINE_LENGTH: Final = "120"


def make(project: Path, provider: Provider, work: Path, output: Path) -> Judgement:
    """Make a distribution in a separate process.

    Args:
        project: The folder with pyproject.toml.
        provider: The provider.
        work: An empty folder for the input files of the generators.
        output: The distribution's folder, which must not exist yet.

    Returns:
        The errors, none if the distribution is complete; and the warnings.
    """
    arguments = [str(path.resolve()) for path in (project, work, output)]
    run = run_module("tools.codegen.distribution", [provider.name, *arguments], folder=work)
    if run.returncode != 0:
        raise RuntimeError(f"{provider.name} could not be generated:\n{run.stderr}")
    errors, warnings = json.loads(run.stdout)
    return Judgement([Finding(**one) for one in errors], [Finding(**one) for one in warnings])


def write(project: Path, provider: Provider, work: Path, output: Path) -> Sequence[Finding]:
    """Make a distribution in this process.

    Returns:
        The warnings.

    Raises:
        InputError: An input is not valid.
    """
    document = bundle.load_openapi(project / provider.document, file=provider.document)
    checked = foreign.without(document, provider.skip) if provider.rules == "foreign" else document
    found = rules.judge(checked, provider.rules)
    if errors := [*found.errors, *_syntax_errors(project, provider)]:
        raise InputError(errors)
    try:
        _write(project, provider, document, work, output)
    except InputError:
        raise
    except Exception as error:
        # What is not valid was expected to do no harm.
        if not found.warnings:
            raise
        raise InputError(found.warnings) from error
    return found.warnings


def _write(project: Path, provider: Provider, document: Document, work: Path, output: Path) -> None:
    if provider.rules == "foreign":
        prepared = foreign.prepare(document, provider.skip)
    else:
        prepared = preparation.prepare(document)
    overlay = project / "overlays" / provider.name
    facts = job_facts.add(template_facts.build(provider, prepared, overlay), provider, prepared, overlay)
    output.mkdir()
    package = output / provider.package
    client_code.generate(provider, prepared, facts, work, package)
    pydantic_models.generate(
        work / "document.json",
        provider.package,
        package / "pydantic_models.py",
        f"# {template_facts.header(provider.document)}",
        tags=prepared.discriminators,
        inputs=prepared.inputs,
    )
    packaging.write_templates(provider, prepared, facts, project, output)
    format_code(output)
    # Copied files are added after formatting, so that they stay unchanged.
    packaging.copy_sources(provider, project, package)
    import_all(provider, work, output)


def _syntax_errors(project: Path, provider: Provider) -> Iterator[Finding]:
    """Report overlay modules with syntax errors, because the next stages read them."""
    for path in sorted((project / "overlays" / provider.name).rglob("*.py")):
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            file = path.relative_to(project).as_posix()
            yield Finding(file, "", f"The module is not Python: SyntaxError: {error.msg}", error.lineno)


def format_code(folder: Path) -> None:
    """Sort imports and `__all__`, remove unused imports, and format."""
    for arguments in (
        # In an `__init__`, ruff removes unused imports only as an unsafe preview fix, as they may be exports. Here,
        # `__all__` lists all exports.
        ("check", "--select", "F401,I,RUF022", "--fix-only", "--unsafe-fixes", "--preview", *_RUFF, str(folder)),
        ("format", "--line-length", _LINE_LENGTH, *_RUFF, str(folder)),
    ):
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if run.returncode != 0:
            raise RuntimeError(f"ruff failed on generated code:\n{run.stdout}{run.stderr}")


def import_all(provider: Provider, work: Path, output: Path) -> None:
    """Import each module of a distribution, in a process of its own.

    Raises:
        InputError: A module cannot be imported. The finding names the module, or its source.
    """
    run = run_module("tools.codegen.import_check", [str(output), provider.package], folder=work)
    if run.returncode != 0:
        raise RuntimeError(f"the modules of {provider.package} could not be imported:\n{run.stderr}")
    failures = json.loads(run.stdout)
    if failures:
        raise InputError(_failure(provider, **failure) for failure in failures)


def _failure(provider: Provider, file: str, line: int, error: str) -> Finding:
    module = f"{provider.package}/{file}"
    copied = packaging.source_of(provider, file)
    if copied is None:
        return Finding(f"generated/{provider.name}/{module}", "", f"The module cannot be imported: {error}", line)
    # The copy has an additional first line.
    return Finding(copied, "", f"The module cannot be imported in the package, as {module}: {error}", max(line - 1, 1))


def main(arguments: list[str]) -> int:
    """Make the distribution of one provider, and print the errors and warnings as JSON."""
    name, *folders = arguments
    project, work, output = map(Path, folders)
    try:
        found = Judgement([], write(project, providers.load(project)[name], work, output))
    except InputError as error:
        found = Judgement(error.findings, [])
    print(json.dumps([[asdict(one) for one in findings] for findings in (found.errors, found.warnings)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
