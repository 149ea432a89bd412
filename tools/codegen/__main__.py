"""Command line for the noxfile: `python -m tools.codegen generate|check [provider ...]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from ..contract import providers
from ..contract.findings import InputError
from . import pipeline
from .template_facts import COMMAND


def main(arguments: list[str]) -> int:
    """Run a command.

    Returns:
        The exit status: 0 for success, 1 for findings, 2 for an input that cannot be used.
    """
    parser = argparse.ArgumentParser(prog="tools.codegen", description=__doc__)
    parser.add_argument("command", choices=["generate", "check"])
    parser.add_argument("providers", nargs="*", help="names from the provider table (default: all)")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pyproject.toml")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        table = providers.load(options.project)
        unknown = [name for name in options.providers if name not in table]
        if unknown:
            parser.error(f"no provider {', '.join(unknown)}; pyproject.toml has {', '.join(table)}")
        chosen = [table[name] for name in options.providers or table]
        if options.command == "generate":
            warnings = pipeline.generate(options.project, chosen)
            if warnings:
                told = "\n".join(map(str, warnings))
                print(f"{len(warnings)} warning(s); the packages are made without these\n\n{told}", file=sys.stderr)
            names = ", ".join(provider.name for provider in chosen)
            print(f"generated {names} in {time.monotonic() - started:.1f} s")
            return 0
        problems = pipeline.check(options.project, chosen, list(table))
    except InputError as error:
        print(f"{len(error.findings)} finding(s); nothing was written\n\n{error}", file=sys.stderr)
        return 2
    except OSError as error:
        what = f"{error.strerror}: {error.filename}" if error.filename else str(error)
        print(f"a file cannot be read or written ({what}); no distribution is left half written", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    if problems:
        print("generated/ does not match its inputs:", *problems, f"\nrun `{COMMAND}`", sep="\n  ", file=sys.stderr)
        return 1
    print(f"generated/ matches its inputs ({', '.join(provider.name for provider in chosen)})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
