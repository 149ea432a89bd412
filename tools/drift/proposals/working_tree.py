"""Safe changes, written to the working tree: a provider's document, and the decisions that the changes require.

All files are read before the pages, and written after everything else has succeeded. Each is written to a temporary
file that then replaces the original. A file that was changed in the meantime is not overwritten.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from ...contract import documents
from ...contract.document_facts import operations
from ...contract.findings import Finding, InputError
from ...contract.json_tree import as_list, as_mapping
from ...contract.providers import Provider
from .. import edits, yaml_text
from ..comparison import ProjectFiles, Report, check_pages
from ..decisions import consequences
from ..decisions.consequences import Entry, decisions_for
from ..decisions.decision_table import decisions_in, file_of, misplaced_decisions
from ..pages.page_table import PageEntry
from ..pages.text import PageFailure, PageText
from .drafts import Proposal, propose
from .prose import to_reread

Pages: TypeAlias = Sequence[tuple[PageText | PageFailure, PageEntry | None]]


@frozen
class Original:
    """A file, read when the run began."""

    path: Path
    file: str
    """Its name in messages: the path relative to the project."""
    content: bytes | None
    """None if the file is missing or unreadable."""


@frozen
class Revision:
    """The changes of one provider's files."""

    provider: str
    proposals: Sequence[Proposal]
    decisions: int = 0
    """The number of decisions that are written."""
    files: Sequence[tuple[Original, bytes]] = ()
    """The changed files with their new contents; the document comes first."""
    texts: Sequence[str] = ()
    """Sentences of the document that the changes may have made untrue, with their places."""


def originals(project: Path, providers: Sequence[Provider]) -> dict[str, Original]:
    """Read all files that a run may write."""
    names = [name for provider in providers for name in (provider.document, file_of(provider.name))]
    found: dict[str, Original] = {}
    for name in names:
        found[name] = Original(project / name, name, _content(project / name))
    return found


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def revision(
    provider: Provider, ours: ProjectFiles, pages: Pages, report: Report, files: Mapping[str, Original]
) -> Revision:
    """Draft the changes of a provider's files; nothing is written.

    Args:
        provider: The provider.
        ours: The project's files.
        pages: The pages.
        report: The result of the comparison.
        files: The result of `originals`.

    Raises:
        InputError: The document or the decisions are not valid.
    """
    source, record = files[provider.document], files[file_of(provider.name)]
    text = (source.content or b"").decode("utf-8", errors="replace")
    document = documents.load_text(text.removeprefix("\ufeff"), file=source.file, as_json=False)
    decided = [one for one in report.decided if one[0].provider == provider.name]
    proposals = propose(document, report.of(provider.name), rules=provider.rules, decided=decided)
    changes = [edit for proposal in proposals for edit in proposal.edits]
    if not changes:
        return Revision(provider.name, proposals)
    for one in (source, record):
        if one.content is not None and not _is_kept(one.content):
            return _refused(
                provider, proposals, f"{one.file} has another YAML style than this command writes; edit it by hand."
            )
    changed = edits.write(text, changes)
    if not _says(changed, edits.make(document.data, changes)):
        # For example behind an alias, which repeats another part.
        return _refused(
            provider, proposals, f"this change would affect other parts of {source.file} too; edit it by hand."
        )
    drafted = _decisions(provider, ours, pages, report, proposals, source, changed)
    written = [(source, changed.encode())]
    if drafted and (content := _decided(provider, ours, record, drafted)) != record.content:
        written.append((record, content))
    after = documents.load_text(changed, file=source.file, as_json=False)
    texts = dict(to_reread(after.data, changes))
    return Revision(
        provider.name, proposals, len(drafted), written,
        [f"{source.file}:{after.finding(at, '').line} #{at}: {text}" for at, text in texts.items()],
    )  # fmt: skip


def _is_kept(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    return text.encode() == content and yaml_text.is_kept(text)


def _says(text: str, tree: dict[str, Any]) -> bool:
    """Whether an edited text has the same content as the edited tree."""
    try:
        return edits.same(documents.load_text(text, file="", as_json=False).data, tree)
    except InputError:
        return False


def _refused(provider: Provider, proposals: Sequence[Proposal], reason: str) -> Revision:
    return Revision(provider.name, [Proposal(one.finding, (), one.reason or reason) for one in proposals])


def _decisions(
    provider: Provider,
    ours: ProjectFiles,
    pages: Pages,
    report: Report,
    proposals: Sequence[Proposal],
    source: Original,
    changed: str,
) -> list[Entry]:
    """Draft decisions about the differences that the changed document causes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / provider.document
        shutil.copytree(source.path.parent, copy.parent)
        copy.write_bytes(changed.encode())
        others = [one for one in ours.operations if one.provider != provider.name]
        then = replace(ours, operations=[*others, *operations(Path(folder), provider.name)])
    names = {one.file: one.entry.name for one in report.read if one.entry is not None and one.in_table}
    drafted = decisions_for(
        report.of(provider.name),
        [proposal.finding for proposal in proposals if proposal.is_safe],
        check_pages(then, [provider.name], pages).of(provider.name),
        ours.decisions,
        lambda one: names.get(one.page.file),
    )
    return list(drafted)


def _decided(provider: Provider, ours: ProjectFiles, record: Original, decided: Sequence[Entry]) -> bytes:
    """Add decisions to the decisions file, and check that the result is valid."""
    if record.content is None:
        text = yaml_text.dump({"decisions": list(decided)})
    else:
        text = record.content.decode()
        known: Any = documents.load_text(text, file=record.file, as_json=False).data
        on_record = list(map(as_mapping, as_list(known.get("decisions"))))
        text = edits.write(text, consequences.edits(decided, on_record))
    after = documents.load_text(text, file=record.file, as_json=False)
    if wrong := list(misplaced_decisions(decisions_in(after, provider.name), ours.pages, ours.operations)):
        raise InputError(wrong)
    return text.encode()


def write(revisions: Sequence[Revision]) -> None:
    """Write the files of all revisions, or none of them.

    Raises:
        InputError: A file cannot be written, or was changed since the run began.
    """
    files = [file for revision in revisions for file in revision.files]
    made: list[tuple[Path, Original]] = []
    try:
        for original, content in files:
            # Beside the original, so that replacing it is a rename.
            handle, name = tempfile.mkstemp(prefix=".docs-", suffix=".yaml", dir=original.path.parent)
            made.append((Path(name), original))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(original.path.stat().st_mode if original.content is not None else 0o644)
        if changed := [original for _, original in made if _content(original.path) != original.content]:
            reason = "This file was changed while the pages were read, so nothing was written. Run the command again."
            raise InputError([Finding(original.file, "", reason) for original in changed])
        for new, original in made:
            new.replace(original.path)
    except OSError as error:
        names = ", ".join(original.file for original, _ in files)
        raise InputError([Finding(names, "", f"These cannot be written ({error.strerror}).")]) from None
    finally:
        for new, _ in made:
            new.unlink(missing_ok=True)


def report(revision: Revision) -> Iterator[str]:
    """Describe what was written and what was not."""
    open_ = {id(one.finding): one for one in revision.proposals if not one.is_safe}
    in_part = {id(one.finding) for one in revision.proposals if one.edits} & set(open_)
    if revision.files:
        count = len({id(one.finding) for one in revision.proposals})
        also = f", and {len(in_part)} partly" if in_part else ""
        (document, _), *more = revision.files
        yield f"{document.file}: {count - len(open_)} of {count} findings written{also}"
        yield from (f"{record.file}: {revision.decisions} decision(s) written" for record, _ in more)
        folder = document.file.rpartition("/")[0]
        if revision.texts:
            yield "read these again, they may no longer be true:"
            yield from (f"    {text}" for text in revision.texts)
        yield f"review them with `git diff {folder}`, then run `nox -s generate -- {revision.provider}`"
    else:
        what = "safe to write" if revision.proposals else "to write"
        yield f"{revision.provider}: nothing {what}"
    for proposal in revision.proposals:
        if proposal.reason is not None:
            yield f"{proposal.finding.document}: {proposal.finding.message}"
            yield f"    a person must decide: {proposal.reason}"
