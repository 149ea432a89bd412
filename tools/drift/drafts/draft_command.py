"""The command `draft`: operations of a published document, drafted into the document of a provider."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ...contract import providers as provider_table
from ...contract import rules
from ...contract.documents import load
from ...contract.extensions import DRAFT
from ...contract.findings import Finding, InputError
from ..terminal import printable
from .document_text import Additions, with_additions, with_rows
from .operation_draft import Drafting
from .published_source import METHODS, Wanted, chosen, read, read_list
from .schemas import references, renamed
from .yaml_blocks import Members

_DESCRIPTION: Final = """\
Write draft operations into the document of a provider, from an OpenAPI document (3.0 or 3.1, JSON or YAML) that the
provider publishes, or from a page that holds one in a code block or lists the fields. Nothing that stands in the
document is changed. What a person must decide is marked with `x-draft`, and `nox -s generate` refuses the document
until no mark is left."""


def main(arguments: Sequence[str]) -> int:
    """Run the command: 0 if it is done, 2 if something cannot be drafted; then nothing was written."""
    parser = argparse.ArgumentParser(
        prog="tools.drift draft", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="the published document, or a page")
    parser.add_argument("operations", nargs="*", help="operationIds of the source, or methods with their paths")
    parser.add_argument("--to", required=True, metavar="PROVIDER", help="the provider whose document is written")
    parser.add_argument("--list", type=Path, dest="file", metavar="FILE", help=_LIST_HELP)
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pyproject.toml")
    options = parser.parse_args(arguments)
    try:
        wanted = [Wanted(one) for one in _joined(options.operations)]
        if options.file is not None:
            wanted += read_list(options.file, str(options.file))
        print(printable("\n".join(draft(options.project, options.to, options.source, wanted))))
    except InputError as error:
        print(printable(f"{len(error.findings)} finding(s); nothing was written\n\n{error}"), file=sys.stderr)
        return 2
    return 0


_LIST_HELP: Final = (
    "operations, one a line: `METHOD /path` or an operationId, then the wanted name (`tag.method`) and the URL of the "
    "page, if they are known"
)


def _joined(words: Sequence[str]) -> list[str]:
    """Methods and the paths behind them as one word each."""
    found: list[str] = []
    for word in words:
        if word.startswith("/") and found and found[-1].lower() in METHODS:
            found[-1] = f"{found[-1].upper()} {word}"
        else:
            found.append(word)
    return found


def draft(project: Path, provider_name: str, source_path: Path, wanted: Sequence[Wanted]) -> list[str]:
    """Draft operations into a provider's document.

    Args:
        project: The folder with `pyproject.toml`.
        provider_name: The provider's name in the table.
        source_path: The published document.
        wanted: The operations; the only one of the source, if there is none.

    Returns:
        The report, a line each.

    Raises:
        InputError: Something cannot be drafted. Nothing was written.
    """
    provider = _provider(project, provider_name)
    path = project / provider.document
    document = load(path, file=provider.document)
    source = read(source_path, source_path.name)
    drafting = Drafting(source, document.data, provider.envelope)
    for line in source.unread:
        drafting.report.add(f"{source_path.name}: {line}")
    for one, operation in chosen(source, wanted):
        drafting.add(operation, one)
    if not drafting.operations:
        return [*drafting.report.lines, "nothing is to be written"]
    text = _read(path, provider.document)
    new_text, new_document = with_additions(text, provider.document, _additions(drafting))
    pages = f"openapi/{provider.name}/pages.yaml"
    rows = [_row(provider.name, one.id, one.page) for one in drafting.operations]
    old_pages = _read(project / pages, pages) if (project / pages).exists() else None
    new_pages = with_rows(old_pages, pages, rows)
    findings = rules.check(new_document, "ours")
    _write({path: new_text, project / pages: new_pages})
    return [*drafting.report.lines, *_summary(drafting, provider.document, pages, findings)]


def _provider(project: Path, name: str) -> provider_table.Provider:
    table = provider_table.load(project)
    if name not in table:
        raise InputError(
            [Finding("pyproject.toml", "", f"There is no provider {name!r}; there are {', '.join(table)}.")]
        )
    provider = table[name]
    if provider.rules != "ours":
        reason = "The document is foreign: it is not ours to write. Draft into the document of another row."
        raise InputError([provider.finding("rules", reason)])
    return provider


def _additions(drafting: Drafting) -> Additions:
    """What is to be written, without the schemas that the document has already."""
    schemas = drafting.schemas
    same = schemas.settle()
    operations = [(one.path, one.method, one.data) for one in drafting.operations]
    responses = Members(drafting.responses)
    kept = Members({name: schema for name, schema in schemas.drafted.items() if name not in same})
    for value in (*(data for _, _, data in operations), responses, kept):
        renamed(value, same)
    # A schema that only replaced ones referred to is not needed.
    used: set[str] = set()
    waiting = [name for value in (*(data for _, _, data in operations), responses) for name in references(value)]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += references(kept.get(name))
    kept = Members({name: schema for name, schema in kept.items() if name in used})
    return Additions(list(drafting.tags.values()), operations, responses, kept)


def _row(provider: str, operation: str, page: str | None) -> Members:
    row = Members(name=f"{provider}-{operation.replace('_', '-')}", operation=operation)
    if page is not None:
        row["url"] = page
    return row


def _read(path: Path, file: str) -> str:
    """A text with the line ends that it has."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError([Finding(file, "", f"The file cannot be read ({reason}).")]) from None


def _write(files: Mapping[Path, str]) -> None:
    """Write files whole: each into a temporary one beside it first, and then all into their places."""
    written: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            if not text:
                continue
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            written[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
            if path.exists():
                os.chmod(name, path.stat().st_mode & 0o777)
            else:
                os.chmod(name, 0o644)
        for path, temporary in list(written.items()):
            os.replace(temporary, path)
            del written[path]
    except OSError as error:
        reason = f"The file cannot be written ({error.strerror})."
        raise InputError([Finding(Path(error.filename or "").name, "", reason)]) from None
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _summary(drafting: Drafting, file: str, pages: str, findings: Sequence[Finding]) -> list[str]:
    marks = [one for one in findings if f"/{DRAFT}" in one.pointer]
    marked = {one.pointer.partition(f"/{DRAFT}")[0] for one in marks}
    others = [one for one in findings if one not in marks and one.pointer.rpartition("/")[0] not in marked]
    lines = [f"{file}: {one.id} drafted from {one.method.upper()} {one.path}" for one in drafting.operations]
    lines.append(f"{pages}: {len(drafting.operations)} row(s)")
    lines += [f"{file}:{one.line} to decide: {one.reason}" for one in marks]
    lines += [f"{file}:{one.line} to mend: {one.reason}" for one in others]
    lines.append(f"{len(marks)} place(s) to decide, {len(others)} other finding(s) that `nox -s generate` will report")
    return lines
