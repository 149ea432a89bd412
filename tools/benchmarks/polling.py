"""Waits for videos side by side, simulated: `python -m tools.benchmarks.polling [--write]`.

Prints a page with what our schedule and six others cost and how late they are; `--write` puts it into `docs/`, with its
plot. Everything is drawn from one seed, so that each run says the same.
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
    """Simulate and print; 1 if ours misses an aim in the first population, or a peer is better at both in any."""
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
