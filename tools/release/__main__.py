"""Command line for the noxfile: `python -m tools.release compat|release [provider ...]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ..contract import providers
from ..contract.findings import InputError
from ..contract.providers import Provider
from .compat import changelog, compatibility, report_text
from .compat.compatibility import Report
from .compat.package_source import PackageError
from .compat.revisions import RevisionError
from .compat.typing_tests import CheckerError


def main(arguments: Sequence[str]) -> int:
    """Run a command.

    Returns:
        The exit status: 0 for success, 1 for findings, 2 for an input that cannot be used.
    """
    parser = argparse.ArgumentParser(prog="tools.release", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    compat = commands.add_parser("compat", help="report what has changed for users since the last release")
    compat.add_argument(
        "--against", metavar="REVISION", help="the revision to compare with (default: the last release tag)"
    )
    compat.add_argument("--json", action="store_true", help="print the reports as a JSON list")
    compat.add_argument("--changelog", action="store_true", help="print only the drafted changelog entries")
    compat.add_argument("--write-changelog", action="store_true", help=f"write the drafted entries to {changelog.FILE}")
    release = commands.add_parser("release", help="run all steps of a release except the upload")
    release.add_argument("--against", metavar="REVISION", help="as for compat")
    release.add_argument("--allow-dirty", action="store_true", help="continue with uncommitted changes")
    for command, how_many in ((compat, "*"), (release, "+")):
        command.add_argument("providers", nargs=how_many, help="names from the provider table")
        command.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pyproject.toml")
    options = parser.parse_args(arguments)
    try:
        table = providers.load(options.project)
        unknown = [name for name in options.providers if name not in table]
        if unknown:
            parser.error(f"no provider {', '.join(unknown)}; pyproject.toml has {', '.join(table)}")
        chosen = [table[name] for name in options.providers or table]
        if options.command == "compat":
            return _compat(options, chosen)
        # Imported here because it needs the generator and the build tools, which `compat` does not.
        from . import release_steps  # noqa: PLC0415

        return release_steps.release(
            options.project, chosen, table, against=options.against, allow_dirty=options.allow_dirty
        )
    except (InputError, RevisionError, PackageError, CheckerError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _compat(options: argparse.Namespace, chosen: Sequence[Provider]) -> int:
    reports = [compatibility.report(options.project, provider, options.against) for provider in chosen]
    if options.json:
        print(json.dumps([report.as_json() for report in reports], indent=2))
    elif options.changelog:
        print("\n".join(f"## {report.provider.distribution}\n\n{_entry(report)}" for report in reports))
    else:
        print("\n\n".join("\n".join(report_text.lines(report)) for report in reports))
    if options.write_changelog:
        _write_changelog(options.project / changelog.FILE, reports)
    return 0 if all(report.is_enough for report in reports) else 1


def _entry(report: Report) -> str:
    items = changelog.draft(report)
    return changelog.entry(report.next_version, items) if items else "(nothing has changed)\n"


def _write_changelog(path: Path, reports: Sequence[Report]) -> None:
    before = text = path.read_text(encoding="utf-8") if path.exists() else "# Changelog\n"
    for report in reports:
        items = changelog.draft(report)
        if not items:
            continue
        name, version = report.provider.distribution, report.next_version
        done = changelog.insert(text, name, version, items)
        text = done.text
        why = " (a person wrote or edited it)" if done.outcome == "kept" else ""
        # Standard output may be JSON.
        print(f"{path.name}: {name} {version} {done.outcome}{why}", file=sys.stderr)
    if text != before:
        fresh = path.with_name(f".{path.name}.fresh")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
