"""Waits for videos side by side, simulated: `python -m tools.benchmarks.polling [--write]`.

It prints a page that compares the requests and the lateness of our schedule with six others; `--write` writes the page
and its plot to `docs/`. All random numbers come from one seed, so that every run gives the same result.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from .polling_page import page, plot
from .polling_study import better_at_both, missed, study
from .waits import OURS, POPULATIONS

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Simulate and print.

    Returns:
        The exit status: 1 if our schedule misses an aim in the first population, or another one is better in both.
    """
    parser = argparse.ArgumentParser(prog="tools.benchmarks.polling", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/polling.md and docs/polling.svg as well")
    options = parser.parse_args(arguments)
    found = study()
    text = page(found)
    print(text)
    if options.write:
        (DOCS / "polling.md").write_text(text, encoding="utf-8")
        (DOCS / "polling.svg").write_text(plot(found), encoding="utf-8")
    failing = missed(found.outcomes[POPULATIONS[0]][OURS.name])
    failing += [name for outcomes in found.outcomes.values() for name in better_at_both(outcomes)]
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
