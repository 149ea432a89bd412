"""Benchmark results, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict

from .race import Outcome, Result

_WHEEL_AIM = 150_000
"""Bytes."""


def wheels(folder: Path) -> Mapping[str, int]:
    """The sizes of the built wheels, in bytes."""
    return {path.name: path.stat().st_size for path in sorted(folder.glob("*.whl"))}


def document(outcomes: Sequence[Outcome], sizes: Mapping[str, int], notes: Mapping[str, str]) -> dict[str, Any]:
    """Write all results as JSON; times in seconds, sizes in bytes."""
    races = [
        {"title": outcome.title, "results": [{**asdict(result), "met": result.met} for result in outcome.results]}
        for outcome in outcomes
    ]
    return {"notes": dict(notes), "races": races, "wheels": dict(sizes)}


def lines(outcomes: Sequence[Outcome], sizes: Mapping[str, int], notes: Mapping[str, str]) -> Iterator[str]:
    """Write all results as a table."""
    for name, note in notes.items():
        yield f"{name:9}{note}"
    yield ""
    yield f"{'':36}{'median':>10}  {'middle half':>19}  {'ours / it':>9}  {'middle half':>13}  aim"
    for outcome in outcomes:
        yield outcome.title
        for result in outcome.results:
            yield _line(result)
    if sizes:
        yield "wheels"
        for name, size in sizes.items():
            yield f"  {name:44}{size / 1000:6.1f} kB  aim: under {_WHEEL_AIM // 1000} kB, {_verdict(size < _WHEEL_AIM)}"
    aims = [result.met for outcome in outcomes for result in outcome.results if result.met is not None]
    yield ""
    yield f"{sum(aims)} of {len(aims)} aims met. Machines are noisy: repeat the benchmark before drawing conclusions."


def _line(result: Result) -> str:
    seconds, ratio = result.seconds, result.ratio
    middle = f"{_time(seconds.lower)} to {_time(seconds.upper)}"
    line = f"  {result.name:34}{_time(seconds.median):>10}  {middle:>19}"
    if ratio is None:
        return line
    line += f"  {ratio.median:9.2f}  {f'{ratio.lower:.2f} to {ratio.upper:.2f}':>13}"
    if result.aim is None or result.met is None:
        return line
    return f"{line}  at most {result.aim:.2f}: {_verdict(result.met)}"


def _time(seconds: float) -> str:
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds * 1000:.1f} us"


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"
