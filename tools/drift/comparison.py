"""Comparison of all pages of some providers with their documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from ..contract.differences import Difference, Kind, Settled, differences
from ..contract.document_facts import Operation, operations
from ..contract.facts import SUCCESS, Facts, FieldPath, Notice, Place
from ..contract.findings import InputError
from ..contract.json_tree import snake
from .decisions.decision_table import Decision, covering, load_decisions, misplaced_decisions
from .decisions.policy import PolicyRule, load_policy, making
from .decisions.seen import load_seen
from .disagreements import Change, Disagreement
from .example_differences import example_differences, without_repetition
from .pages import page_operation
from .pages.page_facts import read_operations, read_page
from .pages.page_table import FILE as PAGES_FILE
from .pages.page_table import PageEntry, load_pages, misplaced_pages
from .pages.published_document import Call
from .pages.text import Beside, Fetch, PageFailure, PageText
from .shared_findings import merged, message
from .statements import doubt, severity, statement

SUFFIXES: Final = frozenset({".txt", ".md", ".mdx", ".markdown", ".html", ".htm"})
"""The suffixes of page files."""


@dataclass(frozen=True)
class ProjectFiles:
    """The project's side of the comparison: operations of the documents, page table, decisions and accepted facts."""

    operations: Sequence[Operation]
    pages: Sequence[PageEntry]
    decisions: Sequence[Decision]
    seen: Mapping[str, Facts]
    policy: Sequence[PolicyRule] = ()
    """The rules for our documents that make differences on purpose."""
    foreign: frozenset[str] = frozenset()
    """The providers whose documents others wrote, to which the policy does not apply."""


def load_project_files(project: Path, providers: Iterable[str], *, foreign: Iterable[str] = ()) -> ProjectFiles:
    """Read the documents, the page tables, the decisions and the accepted facts.

    Args:
        project: The folder with `pyproject.toml`.
        providers: The names of all providers.
        foreign: Those of them whose documents do not follow our rules.

    Raises:
        InputError: A file is not valid, or names something that does not exist.
    """
    names = list(providers)
    pages = load_pages(project, names)
    known = [one for provider in names for one in operations(project, provider)]
    decisions = load_decisions(project, names)
    if wrong := [*misplaced_pages(pages, known), *misplaced_decisions(decisions, pages, known)]:
        raise InputError(wrong)
    found = {page.name: load_seen(project, page.provider, page.name) for page in pages}
    return ProjectFiles(
        operations=known,
        pages=pages,
        decisions=decisions,
        seen={name: facts for name, facts in found.items() if facts is not None},
        policy=load_policy(project),
        foreign=frozenset(foreign),
    )


@dataclass(frozen=True)
class ReadPage:
    """A page that was read, with its operation."""

    file: str
    """The file or URL."""
    operation: Operation
    entry: PageEntry | None
    """The row of the page table; for a page that is not in the table, the most similar row."""
    facts: Facts
    in_table: bool


@dataclass
class Report:
    """The result of a comparison."""

    findings: list[Disagreement] = field(default_factory=list[Disagreement])
    decided: list[tuple[Disagreement, Decision]] = field(default_factory=list["tuple[Disagreement, Decision]"])
    by_design: list[tuple[Disagreement, PolicyRule]] = field(default_factory=list["tuple[Disagreement, PolicyRule]"])
    """Differences that a rule for our documents makes on purpose."""
    unused: list[Decision] = field(default_factory=list[Decision])
    """Decisions about pages that were read, for differences that no longer exist."""
    outdated: list[tuple[Decision, Disagreement]] = field(default_factory=list["tuple[Decision, Disagreement]"])
    """Decisions whose page now states something else, each with the finding that is open for that reason."""
    failures: list[PageFailure] = field(default_factory=list[PageFailure])
    notices: list[Notice] = field(default_factory=list[Notice])
    without_page: list[Operation] = field(default_factory=list[Operation])
    read: list[ReadPage] = field(default_factory=list[ReadPage])
    passed_over: list[str] = field(default_factory=list[str])
    """Files that are not in the page table and are not reference pages."""
    providers: Sequence[str] = ()
    """The providers whose pages were compared."""
    late: list[str] = field(default_factory=list[str])
    """Pages that could not be fetched for now and were taken from the cache, each with the reason."""

    @property
    def exit_status(self) -> int:
        """The exit status of the command: the first of these that holds.

        2 if a page is gone or cannot be read, or there was none; 1 if a finding is new since its page was accepted;
        4 if a page could not be fetched for now; 3 if all findings have been open since then; else 0.
        """
        if any(not one.is_passing for one in self.failures) or not (self.read or self.failures):
            return 2
        if any(one.change != "standing" for one in self.findings):
            return 1
        if self.failures or self.late:
            return 4
        return 3 if self.findings else 0

    def of(self, provider: str) -> list[Disagreement]:
        """The findings of one provider."""
        return [finding for finding in self.findings if finding.provider == provider]


def check_pages(
    ours: ProjectFiles, providers: Sequence[str], pages: Iterable[tuple[PageText | PageFailure, PageEntry | None]]
) -> Report:
    """Compare pages with the documents.

    Args:
        ours: The project's files.
        providers: The providers to compare; pages of other providers are skipped.
        pages: The pages, each with its row of the page table, if it has one.
    """
    report = Report(providers=providers)
    for page, entry in pages:
        if entry is not None and entry.provider not in providers:
            continue
        if isinstance(page, PageText) and page.late:
            report.late.append(f"{page.name}: {page.late}")
        for read in _operations(ours, page, entry):
            if isinstance(read, PageFailure):
                if entry is None and read.is_no_reference:
                    # For example a README beside the pages. A page in the table is never skipped.
                    report.passed_over.append(read.name)
                else:
                    report.failures.append(read)
            elif read.operation.provider in providers:
                report.read.append(read)
                report.notices += read.facts.notices
                _check(ours, read, report)
    used = {id(decision) for _, decision in report.decided}
    names = {one.entry.name for one in report.read if one.entry is not None and one.in_table}
    files = {one.file: one.entry.name for one in report.read if one.entry is not None and one.in_table}
    for one in ours.decisions:
        about = set(one.pages) or {page.name for page in ours.pages if one.is_of(page.provider, page.operation)}
        if id(one) in used or not about or not about <= names:
            continue
        now = next((open_ for open_ in report.findings if _is_now(one, open_, files)), None)
        if now is None:
            report.unused.append(one)
        else:
            report.outdated.append((one, now))
    report.findings = merged(report.findings)
    had = {(one.operation.provider, one.operation.id) for one in report.read}
    failed = bool(report.failures)
    report.without_page = [
        one for one in ours.operations
        if one.provider in providers and (one.provider, one.id) not in had and not (failed and _is_listed(ours, one))
    ]  # fmt: skip
    return report


def compare_again(ours: ProjectFiles, before: Report) -> Report:
    """Compare the pages of a report with other documents, decisions and records; only findings are looked for."""
    report = Report(providers=before.providers)
    known = {(one.provider, one.id): one for one in ours.operations}
    for read in before.read:
        operation = known[(read.operation.provider, read.operation.id)]
        report.read.append(replace(read, operation=operation))
        _check(ours, report.read[-1], report)
    report.findings = merged(report.findings)
    return report


def _is_now(decision: Decision, finding: Disagreement, pages: Mapping[str, str]) -> bool:
    """Whether a finding is the difference of a decision, apart from what the page states."""
    of_it = decision.is_of(finding.provider, finding.operation)
    return of_it and decision.is_about(pages.get(finding.page.file, ""), finding.kind, finding.subject)


def _is_listed(ours: ProjectFiles, operation: Operation) -> bool:
    return any((page.provider, page.operation) == (operation.provider, operation.id) for page in ours.pages)


def _operations(
    ours: ProjectFiles, page: PageText | PageFailure, entry: PageEntry | None
) -> Iterator[ReadPage | PageFailure]:
    """Read a page: the operation of its row, or, without a row, each operation that it documents."""
    if isinstance(page, PageFailure):
        yield page
        return
    if entry is not None:
        own = [one for one in ours.operations if (one.provider, one.id) == (entry.provider, entry.operation)]
        facts = read_page(page, wanted=Call(own[0].method, own[0].path) if own else None)
        yield facts if isinstance(facts, PageFailure) else _placed(ours, page.name, facts, entry)
        return
    several = read_operations(page)
    if isinstance(several, PageFailure):
        yield several
        return
    found = [_placed(ours, page.name, facts, None) for facts in several]
    known = [one for one in found if isinstance(one, ReadPage)]
    # Of a page with several operations, those that no document has are named in the page's notices.
    yield from known or found[:1]


def _placed(ours: ProjectFiles, file: str, facts: Facts, entry: PageEntry | None) -> ReadPage | PageFailure:
    if entry is not None:
        operation = next(
            (one for one in ours.operations if (one.provider, one.id) == (entry.provider, entry.operation)), None
        )
        if operation is None:
            return PageFailure(
                file, f"{PAGES_FILE} maps it to {entry.operation}, which {entry.provider} does not have."
            )
        return ReadPage(file, operation, entry, facts, in_table=True)
    operation = page_operation.operation_of(facts, ours.operations, ours.pages, ours.seen)
    if operation is None:
        method = facts.method[0].value if facts.method else "no method"
        path = facts.path[0].value if facts.path else "no path"
        return PageFailure(
            file,
            f"states {method}, {path}, which is not an operation of our documents. Add the page to {PAGES_FILE}.",
            is_no_reference=not (facts.method or facts.path),
        )
    about = [one for one in ours.pages if (one.provider, one.operation) == (operation.provider, operation.id)]
    return ReadPage(file, operation, page_operation.page_of(facts, about, ours.seen), facts, in_table=False)


def _check(ours: ProjectFiles, read: ReadPage, report: Report) -> None:
    name = read.entry.name if read.entry is not None else ""
    seen = ours.seen.get(name)
    decisions = [one for one in ours.decisions if one.is_of(read.operation.provider, read.operation.id)]
    policy = () if read.operation.provider in ours.foreign else ours.policy

    def settled(kind: Kind, subject: str, page_fact: object) -> bool:
        return covering(decisions, name, kind, [subject], page_fact) is not None

    found = differences(read.facts, read.operation.facts, seen=seen, settled=settled)
    examples = example_differences(read.facts, read.operation, [one for one in found if not _is_settled(one, settled)])
    changes = _changes(seen, read.operation, settled)
    for group in _grouped(without_repetition(found, examples)):
        finding = _finding(read, group, changes)
        decision = covering(decisions, name, finding.kind, [one.subject for one in group], finding.page_fact)
        if decision is not None:
            report.decided.append((finding, decision))
            continue
        is_changed = changes(group[0]) == "new" and any(_was_stated(seen, one) for one in group)
        rule = None if is_changed else making(policy, group)
        if rule is None:
            report.findings.append(finding)
        else:
            report.by_design.append((finding, rule))


def _was_stated(seen: Facts | None, one: Difference) -> bool:
    """Whether the page stated something about the subject when it was last accepted."""
    root, _, status = one.subject.partition(".")
    if seen is None or root not in ("response", "request", "parameter"):
        return seen is not None
    if root == "parameter":
        return any(snake(name) == status for _, name in seen.parameters) or one.kind == "renamed"
    answers = {name.lower(): body for name, body in seen.answers.items()}
    success = answers.get(SUCCESS)
    body = seen.body if root == "request" else answers.get(status.partition(".")[0].rstrip("[]"), success)
    if body is None or one.kind == "status" or one.path in body.fields:
        return body is not None
    # A field beside others that the page had is new; one in an object of which it named none may have been meant.
    around = next((path for path in _above(one.path) if path in body.fields), ())
    return bool(around) and not any(path[: len(around)] == around and path != around for path in body.fields)


def _above(path: FieldPath) -> Iterator[FieldPath]:
    return (path[:length] for length in range(len(path) - 1, -1, -1))


def _is_settled(difference: Difference, settled: Callable[[Kind, str, object], bool]) -> bool:
    return settled(difference.kind, difference.subject, difference.after)


def _changes(seen: Facts | None, operation: Operation, settled: Settled) -> Callable[[Difference], Change]:
    """Return a function that tells whether a difference is new since the page was last accepted."""
    if seen is None:
        return lambda _: "unknown"
    before = {(one.kind, one.subject): one.after for one in differences(seen, operation.facts, settled=settled)}

    def change(one: Difference) -> Change:
        key = (one.kind, one.subject)
        return "standing" if key in before and before[key] == one.after else "new"

    return change


def _grouped(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Group differences that are the same: those of a schema that several responses share."""
    groups: dict[object, list[Difference]] = {}
    for number, one in enumerate(found):
        pointer = one.before_place.pointer or ""
        shared = pointer.startswith("/components/") and one.subject.startswith(("response.", "request."))
        key: object = number
        if shared and one.kind != "status":
            # Wherever the schema is used: one correction of the document settles them all.
            key = (one.kind, pointer, json.dumps(one.after, sort_keys=True), (one.path or ("",))[-1])
            if one.kind == "renamed":
                # One name in all responses.
                key = (one.kind, one.after, one.path)
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _finding(read: ReadPage, group: Sequence[Difference], changes: Callable[[Difference], Change]) -> Disagreement:
    one = group[0]
    place = one.after_place if one.after_place.file == read.file else Place(read.file, 1)
    said = statement(one)
    made = Disagreement(
        provider=read.operation.provider,
        operation=read.operation.id,
        kind=one.kind,
        subject=one.subject,
        page=place,
        document=one.before_place,
        severity=severity(one),
        message=said,
        page_fact=one.after,
        document_fact=one.before,
        path=one.path,
        statement=said,
        change=changes(one),
        guessed=one.guessed,
        doubt=doubt(one),
        subjects=tuple(other.subject for other in group),
    )
    return replace(made, message=message(made))


# --- Where pages come from ----------------------------------------------------------------------------------------


def published(
    ours: ProjectFiles, providers: Sequence[str], fetch: Fetch
) -> list[tuple[PageText | PageFailure, PageEntry | None]]:
    """Fetch the pages of the page tables and of every operation's `externalDocs`."""
    rows = [one for one in ours.pages if one.provider in providers and one.url is not None]
    listed = {(one.provider, one.url) for one in rows}
    rows += [
        PageEntry(name=f"{one.provider}-{one.id}", provider=one.provider, operation=one.id, url=one.url)
        for one in ours.operations
        if one.provider in providers and one.url is not None and (one.provider, one.url) not in listed
    ]
    urls = list(dict.fromkeys(row.url for row in rows if row.url is not None))
    got = dict(fetch(urls))
    missing = "was not fetched."

    def beside(page: PageText) -> PageText:
        def read(file: str) -> PageText | PageFailure | None:
            try:
                url = urljoin(page.name, file)
            except ValueError:
                return None
            # Only what a page names itself, from where it is published.
            if not file.startswith(("https://", "/", ".")) or urlsplit(url).netloc != urlsplit(page.name).netloc:
                return None
            if url not in got:
                got.update(fetch([url]))
            return got.get(url)

        return replace(page, beside=read)

    pages = [(got.get(str(row.url), PageFailure(str(row.url), missing)), row) for row in rows]
    return [(beside(page) if isinstance(page, PageText) else page, row) for page, row in pages]


def in_folder(
    ours: ProjectFiles, folder: Path, shown: str, read: Callable[[Path, str], PageText | PageFailure]
) -> list[tuple[PageText | PageFailure, PageEntry | None]]:
    """Read the pages of a folder. Those that are not in the page table are matched to an operation later."""
    by_file = {file: page for page in ours.pages for file in page.files}
    found: list[tuple[PageText | PageFailure, PageEntry | None]] = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or path.suffix.lower() not in SUFFIXES or any(part.startswith(".") for part in parts):
            continue
        name = "/".join((shown.rstrip("/"), *parts))
        page = read(path, name)
        if isinstance(page, PageText):
            page = replace(page, beside=_beside(folder, path, read))
        found.append((page, by_file.get(path.name)))
    return found


def _beside(folder: Path, page: Path, read: Callable[[Path, str], PageText | PageFailure]) -> Beside:
    """Read files that a page names, from its folder or one above, but never from outside the folder of pages."""
    top = folder.resolve()

    def find(file: str) -> PageText | PageFailure | None:
        above = page.resolve().parent
        while above.is_relative_to(top):
            path = (above / file.lstrip("/")).resolve()
            if path.is_relative_to(top) and path.is_file():
                return read(path, str(path.relative_to(top)))
            above = above.parent
        return None

    return find
