"""Measure calls, decoding and imports side by side: `python -m tools.benchmarks [--quick] [--rounds N] [--json]`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import warnings
from collections.abc import Generator
from importlib.metadata import version
from pathlib import Path

from . import calls, decode_speed, examples, imports, race, report, server, stock
from .race import Outcome

PROJECT = Path(__file__).resolve().parents[2]


def _outcomes(rounds: int, *, quick: bool) -> Generator[Outcome, None, None]:
    # Many short rounds: contenders that run close together are disturbed in the same way.
    calls_a_round, decodings_a_round = (10, 300) if quick else (20, 500)
    bodies = {example.path: example.body for example in examples.ALL}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, server.serving(bodies) as base_url:
        stock.generate(PROJECT / "openapi" / "lumenfall" / "document.yaml", Path(folder))
        for opened in (calls.sync_races(base_url, calls_a_round), calls.async_races(base_url, calls_a_round)):
            with opened as races:
                yield from (race.run(one, rounds=rounds) for one in races)
        yield from (race.run(one, rounds=rounds) for one in decode_speed.races(decodings_a_round))
    with imports.races() as races:
        yield from (race.run(one, rounds=15 if quick else 25) for one in races)


def main(arguments: list[str]) -> int:
    """Run all benchmarks. The exit status is 0 whatever the results, because machines are noisy."""
    parser = argparse.ArgumentParser(prog="tools.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, help="rounds of calls and decoding (default: 150; with --quick: 30)")
    parser.add_argument("--quick", action="store_true", help="a rougher result in less time")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    rounds: int = options.rounds or (30 if options.quick else 150)
    if rounds < 2:
        parser.error("a median needs at least two rounds")
    packages = ("httpx", "attrs", "openai", "openapi-python-client")
    notes = {
        "with": ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in packages)]),
        "rounds": f"{rounds} of calls and decoding, contenders in turns; a ratio is the median of those within rounds",
        "import": imports.environment(),
    }
    warnings.simplefilter("ignore", DeprecationWarning)  # openai-python's videos are deprecated at OpenAI
    outcomes: list[Outcome] = []
    for outcome in _outcomes(rounds, quick=options.quick):
        outcomes.append(outcome)
        print(f"measured: {outcome.title}", file=sys.stderr, flush=True)
    sizes = report.wheels(PROJECT / "dist")
    if options.json:
        print(json.dumps(report.document(outcomes, sizes, notes), indent=1))
    else:
        print(*report.lines(outcomes, sizes, notes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
