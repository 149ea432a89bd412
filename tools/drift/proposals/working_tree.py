"""Safe changes, written to the working tree: a provider's document, and the decisions that the changes require.

All files are read before the pages, and written after everything else has succeeded. Each is written to a temporary
file that then replaces the original. A file that was changed in the meantime is not overwritten.
"""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import evolve, frozen

from ...contract import documents
from ...contract.bundle import load_openapi
from ...contract.document_facts import operations
from ...contract.findings import Finding, InputError
from ...contract.json_tree import as_list, as_mapping
from ...contract.providers import Provider
from ...contract.rules import check
from .. import edits, yaml_text
from ..comparison import ProjectFiles, Report, compare_again
from ..decisions import consequences
from ..decisions.consequences import Entry, decisions_for
from ..decisions.decision_table import decisions_in, file_of, misplaced_decisions
from . import document_parts
from .drafts import Proposal, propose
from .prose import to_reread
from .shown_values import ShownValue, shown_values


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
    examples: int = 0
    """The number of examples that got new members."""
    files: Sequence[tuple[Original, bytes]] = ()
    """The changed files with their new contents; those of the document come first."""
    texts: Sequence[str] = ()
    """Sentences of the document that the changes may have made untrue, with their places."""


def originals(project: Path, providers: Sequence[Provider]) -> dict[str, Original]:
    """Read all files that a run may write: the decisions, and the documents with all their parts."""
    found: dict[str, Original] = {}
    for provider in providers:
        names = [provider.document, file_of(provider.name)]
        folder = (project / provider.document).parent
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
        names += [path.relative_to(project).as_posix() for path in paths]
        for name in dict.fromkeys(names):
            found[name] = Original(project / name, name, _content(project / name))
    return found


_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def revision(provider: Provider, ours: ProjectFiles, report: Report, files: Mapping[str, Original]) -> Revision:
    """Draft the changes of a provider's files; nothing is written.

    Args:
        provider: The provider.
        ours: The project's files.
        report: The result of the comparison.
        files: The result of `originals`.

    Raises:
        InputError: The document or the decisions are not valid.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _Revising(provider, ours, report, files, Path(folder)).revision()


class _Revising:
    """One run for one provider, with a copy of its folder in which changes are tried."""

    def __init__(
        self, provider: Provider, ours: ProjectFiles, report: Report, files: Mapping[str, Original], folder: Path
    ) -> None:
        self.provider = provider
        self.ours = ours
        self.report = report
        self.files = files
        self.folder = folder
        self.home = PurePosixPath(provider.document).parent
        for one in files.values():
            if one.content is not None and PurePosixPath(one.file).is_relative_to(self.home):
                self._try(one.file, one.content)

    def revision(self) -> Revision:
        document = self._document()
        decided = [one for one in self.report.decided if one[0].provider == self.provider.name]
        findings = self.report.of(self.provider.name)
        proposals = propose(document, findings, rules=self.provider.rules, decided=decided)
        changes = [edit for proposal in proposals for edit in proposal.edits]
        if not changes:
            return Revision(self.provider.name, proposals)
        tree = edits.make(document.data, changes)
        shown = self._shown(document, tree, proposals)
        changes += [edit for one in shown for edit in one.edits]
        edits.make_in(tree, (edit for one in shown for edit in one.edits))
        record = self.files[file_of(self.provider.name)]
        trees = {file: copy.deepcopy(self._tree(file)) for file in self._parts(document)}
        by_file = document_parts.by_file(document, changes, trees)
        written: list[tuple[Original, bytes]] = []
        for file, own in by_file.items():
            changed = _edited(self.files[file], own)
            if changed is None:
                return self._refused(proposals, _OTHER_STYLE.format(file))
            self._try(file, changed)
            written.append((self.files[file], changed))
        after = self._document()
        if not edits.same(after.data, tree):
            # For example behind an alias, which repeats another part.
            names = ", ".join(by_file)
            return self._refused(proposals, f"this change would affect other parts of {names} too; edit it by hand.")
        drafted, in_use = self._decisions(proposals)
        if drafted:
            content = self._decided(record, drafted, in_use)
            if content is None:
                return self._refused(proposals, _OTHER_STYLE.format(record.file))
            written += [(record, content)] if content != record.content else []
        texts = dict(to_reread(after.data, changes))
        places = [(after.finding(at, ""), at, text) for at, text in texts.items()]
        return Revision(
            self.provider.name, proposals, len(drafted), len(shown), written,
            [f"{one.file}:{one.line} #{at}: {text}" for one, at, text in places],
        )  # fmt: skip

    def _try(self, file: str, content: bytes) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _document(self) -> documents.Document:
        return load_openapi(self.folder / self.provider.document, file=self.provider.document)

    def _tree(self, file: str) -> dict[str, Any]:
        return documents.load(self.folder / file, file=file, wanted="A part of a document is a mapping").data

    def _parts(self, document: documents.Document) -> Iterable[str]:
        return dict.fromkeys([document.file, *(one.file for one in document.origins.values())])

    def _shown(
        self, document: documents.Document, tree: dict[str, Any], proposals: Sequence[Proposal]
    ) -> list[ShownValue]:
        """Complete examples with what the pages show, each that then still follows the rules."""
        new = [one.finding for one in proposals if one.edits and one.finding.kind in ("added", "renamed")]
        found = list(shown_values(tree, new, self.report.read))
        if not found:
            return found
        known = set(self._broken(document, tree))
        everything = edits.make(tree, (edit for one in found for edit in one.edits))
        if set(self._broken(document, everything)) <= known:
            return found
        return [one for one in found if set(self._broken(document, edits.make(tree, one.edits))) <= known]

    def _broken(self, document: documents.Document, tree: dict[str, Any]) -> list[tuple[str, str]]:
        found = check(evolve(document, data=tree), self.provider.rules)
        return [(one.pointer, one.reason) for one in found]

    def _refused(self, proposals: Sequence[Proposal], reason: str) -> Revision:
        return Revision(self.provider.name, [Proposal(one.finding, (), one.reason or reason) for one in proposals])

    def _decisions(self, proposals: Sequence[Proposal]) -> tuple[list[Entry], set[int]]:
        """Draft decisions about the differences that the changed document causes.

        Returns:
            The decisions, and the numbers of those on record that still apply.
        """
        name = self.provider.name
        others = [one for one in self.ours.operations if one.provider != name]
        then = replace(self.ours, operations=[*others, *operations(self.folder, name)])
        names = {one.file: one.entry.name for one in self.report.read if one.entry is not None and one.in_table}
        now = compare_again(then, self.report)
        drafted = decisions_for(
            self.report.of(name),
            [proposal.finding for proposal in proposals if proposal.is_safe],
            now.of(name),
            self.ours.decisions,
            lambda one: names.get(one.page.file),
        )

        def pages_of(operation: str) -> set[str]:
            return {one.name for one in self.ours.pages if (one.provider, one.operation) == (name, operation)}

        used = [decision.entry.pointer for _, decision in now.decided if decision.provider == name]
        return list(consequences.joined(drafted, pages_of)), {int(one.rpartition("/")[2]) for one in used}

    def _decided(self, record: Original, decided: Sequence[Entry], in_use: Collection[int]) -> bytes | None:
        """Add decisions to the decisions file, and check that the result is valid."""
        if record.content is None:
            content = yaml_text.dump({"decisions": list(decided)}).encode()
        else:
            known: Any = documents.load_text(record.content.decode("utf-8-sig"), file=record.file, as_json=False).data
            on_record = list(map(as_mapping, as_list(known.get("decisions"))))
            edited = _edited(record, consequences.edits(decided, on_record, in_use))
            if edited is None:
                return None
            content = edited
        after = documents.load_text(content.decode(), file=record.file, as_json=False)
        found = decisions_in(after, self.provider.name)
        if wrong := list(misplaced_decisions(found, self.ours.pages, self.ours.operations)):
            raise InputError(wrong)
        return content


_OTHER_STYLE: Final = "{} has another YAML style than this command writes; edit it by hand."


def _edited(original: Original, changes: Iterable[edits.Edit]) -> bytes | None:
    """The content of a file with edits; None if its style would change."""
    content = original.content or b""
    text = content.decode("utf-8", errors="replace")
    changed = edits.write_kept(text, changes) if text.encode() == content else None
    return None if changed is None else changed.encode()


def write(revisions: Sequence[Revision]) -> None:
    """Write the files of all revisions, or none of them.

    Raises:
        InputError: A file cannot be written, or was changed since the run began.
    """
    files = [file for revision in revisions for file in revision.files]
    made: list[tuple[Path, Original]] = []
    replaced: list[Original] = []
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
            replaced.append(original)
    except OSError as error:
        for original in replaced:
            _restore(original)
        names = ", ".join(original.file for original, _ in files)
        raise InputError([Finding(names, "", f"These cannot be written ({error.strerror}).")]) from None
    finally:
        for new, _ in made:
            new.unlink(missing_ok=True)


def _restore(original: Original) -> None:
    """Give a file its content back, because another file of the run cannot be written."""
    if original.content is None:
        original.path.unlink(missing_ok=True)
    else:
        original.path.write_bytes(original.content)


def report(revision: Revision) -> Iterator[str]:
    """Describe what was written and what was not."""
    open_ = {id(one.finding): one for one in revision.proposals if not one.is_safe}
    in_part = {id(one.finding) for one in revision.proposals if one.edits} & set(open_)
    if revision.files:
        count = len({id(one.finding) for one in revision.proposals})
        also = f", and {len(in_part)} partly" if in_part else ""
        record = file_of(revision.provider)
        names = [original.file for original, _ in revision.files if original.file != record]
        yield f"{', '.join(names)}: {count - len(open_)} of {count} findings written{also}"
        if revision.examples:
            yield f"{', '.join(names)}: {revision.examples} example(s) completed with what the page shows"
        if len(names) < len(revision.files):
            yield f"{record}: {revision.decisions} decision(s) written"
        if revision.texts:
            yield "read these again, they may no longer be true:"
            yield from (f"    {text}" for text in revision.texts)
        folder = record.rpartition("/")[0]
        yield f"review them with `git diff {folder}`, then run `nox -s generate -- {revision.provider}`"
    else:
        what = "safe to write" if revision.proposals else "to write"
        yield f"{revision.provider}: nothing {what}"
    for proposal in revision.proposals:
        if proposal.reason is not None:
            yield f"{proposal.finding.document}: {proposal.finding.message}"
            yield f"    a person must decide: {proposal.reason}"
