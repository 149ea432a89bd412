"""Command line for the noxfile.

    python -m tools.drift [provider ...] [--from FOLDER] [--json | --entries] [--by-design] [--accept]
        [--write]
    python -m tools.drift compare OLD NEW [--json]
    python -m tools.drift draft --to PROVIDER SOURCE [operation ...] [--list FILE]

The first command compares the providers' pages with our documents. The exit status is the first of these that holds:

    2  a page is gone or cannot be read, there is no page, or a file of ours is not valid
    1  a finding is new since its page was last accepted, including those that `--write` has written
    4  a page could not be fetched for now; it was compared as last fetched, or not at all
    3  all findings have been open since their pages were last accepted
    0  pages and documents agree

The second command compares a page with an earlier version of it.
The third command writes draft operations into a provider's document, from a published OpenAPI document.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ..contract import providers as provider_table
from ..contract.differences import Difference, differences
from ..contract.facts import Facts, Json
from ..contract.findings import InputError
from .comparison import Report, check_pages, in_folder, load_project_files, published
from .decisions.seen import write_seen
from .drafts import draft_command
from .json_report import report_data
from .pages import page_fetch
from .pages.page_facts import read_page
from .pages.text import MAX_BYTES, Fetch, PageFailure, PageText, decode
from .proposals import working_tree
from .statements import severity, statement
from .terminal import printable, report_text

CACHE = ".docs-cache"
"""The folder for fetched pages, in the project; git ignores it."""


def main(arguments: Sequence[str], *, fetch: Fetch | None = None) -> int:
    """Run a command."""
    if arguments[:1] == ["compare"]:
        return _compare(arguments[1:])
    if arguments[:1] == ["draft"]:
        return draft_command.main(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="tools.drift", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("providers", nargs="*", help="names from the provider table (default: all)")
    parser.add_argument(
        "--from", dest="folder", type=Path, help="read the pages from a folder instead of fetching them"
    )
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    parser.add_argument(
        "--accept", action="store_true", help="record the facts of the pages in openapi/<provider>/seen/"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write safe changes to the documents and their decisions, for review with git diff",
    )
    parser.add_argument(
        "--entries",
        action="store_true",
        help="print with each finding an entry for openapi/<provider>/decisions.yaml that would decide it",
    )
    parser.add_argument(
        "--by-design", action="store_true", help="list the differences that the rules of openapi/policy.yaml make"
    )
    parser.add_argument("--cache", type=Path, help="the folder for fetched pages (default: .docs-cache)")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pyproject.toml")
    options = parser.parse_args(arguments)
    try:
        table = provider_table.load(options.project)
        unknown = [name for name in options.providers if name not in table]
        if unknown:
            parser.error(f"no provider {', '.join(unknown)}; pyproject.toml has {', '.join(table)}")
        if options.folder is not None and not options.folder.is_dir():
            parser.error(f"{options.folder} is not a folder")
        chosen = options.providers or list(table)
        originals = working_tree.originals(options.project, [table[name] for name in chosen])
        foreign = [name for name, row in table.items() if row.rules != "ours"]
        ours = load_project_files(options.project, table, foreign=foreign)
        if options.folder is not None:
            pages = in_folder(ours, options.folder, str(options.folder), _read_file)
        else:
            cache = options.cache or options.project / CACHE
            pages = published(ours, chosen, fetch or page_fetch.fetcher(cache))
        report = check_pages(ours, chosen, pages)
        revisions = [working_tree.revision(table[name], ours, report, originals) for name in chosen if options.write]
        working_tree.write(revisions)
    except InputError as error:
        print(printable(f"{len(error.findings)} finding(s) in our own files\n\n{error}"), file=sys.stderr)
        return 2
    _print(report, as_json=options.json, entries=options.entries, by_design=options.by_design)
    for line in (line for revision in revisions for line in working_tree.report(revision)):
        print(printable(line), file=sys.stderr if options.json else sys.stdout)
    if options.accept:
        _accept(options.project, report)
    return report.exit_status


def _print(report: Report, *, as_json: bool, entries: bool, by_design: bool) -> None:
    if as_json:
        print(_json(report_data(report)))
    else:
        print(report_text(report, entries=entries, by_design=by_design), end="")


def _accept(project: Path, report: Report) -> None:
    for one in report.read:
        if one.entry is None or not one.in_table:
            print(printable(f"{one.file} is not in the page table, so nothing was recorded for it"), file=sys.stderr)
        elif write_seen(project, one.entry.provider, one.entry.name, one.facts):
            print(printable(f"recorded the facts of {one.file} as {one.entry.name}"), file=sys.stderr)


def _json(data: Json) -> str:
    """JSON in which other than printable characters are escapes."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return "".join(one if one == "\n" or one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _read_file(path: Path, name: str) -> PageText | PageFailure:
    try:
        with path.open("rb") as stream:
            return decode(name, stream.read(MAX_BYTES + 1))
    except OSError as error:
        return PageFailure(name, f"cannot be read ({error.strerror}).")


# --- Two pages ----------------------------------------------------------------------------------------------------


_EARLIER = "the earlier page"


def _compare(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="tools.drift compare", description="Compare a page with an earlier version of it."
    )
    parser.add_argument("old", type=Path, help="the earlier page, a file: text, Markdown or HTML")
    parser.add_argument("new", type=Path, help="the later page, in any of these forms")
    parser.add_argument("--json", action="store_true", help="print only the changes, as a JSON list")
    options = parser.parse_args(arguments)
    facts: list[Facts] = []
    for path in (options.old, options.new):
        page = _read_file(path, str(path))
        read = page if isinstance(page, PageFailure) else read_page(page)
        if isinstance(read, PageFailure):
            print(printable(f"{read.name}: {read.reason}"), file=sys.stderr)
            return 2
        facts.append(read)
    old, new = facts
    found = differences(new, old, against="page")
    if options.json:
        print(_json([_change(one) for one in found]))
    else:
        for one in found:
            places = f"    new  {one.after_place}\n    old  {one.before_place}"
            print(printable(f"{one.kind} {one.subject}\n    {statement(one, _EARLIER)}\n{places}"))
        print(f"{len(found)} change(s)" if found else "no facts have changed")
    return 1 if found else 0


def _change(one: Difference) -> dict[str, str]:
    return {
        "kind": one.kind,
        "subject": one.subject,
        "new": str(one.after_place),
        "old": str(one.before_place),
        "severity": severity(one),
        "message": statement(one, _EARLIER),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
